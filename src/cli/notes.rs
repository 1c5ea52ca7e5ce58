//! `rangebook notes`: notes into a workspace and out of it.
//!
//! `add` reads one note a line and answers each line with one line, only when the note is safely on
//! disk; `list` and `export` write what is there; `import` reads a table that `export` wrote.
//! The clock and the maker of ids are passed in.

mod add;

use std::io::{BufRead, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;
use serde_json::json;

use super::{Ended, complain, is_broken_pipe};
use crate::export::atomic::{Expected, WriteError, atomic_write_with};
use crate::export::csv::{CsvReadError, read_notes, write_notes};
use crate::export::{dialect, jsonld};
use crate::notes::{Annotation, NoteEdit, NoteId, Tag};
use crate::workspace::store::{Store, StoreError, default_path};

/// Arguments of `rangebook notes`.
#[derive(Debug, Args)]
pub struct NotesArgs {
    /// Workspace file, instead of the one in the data folder
    #[arg(long, value_name = "W", global = true)]
    pub workspace: Option<PathBuf>,
    /// What to do with notes
    #[command(subcommand)]
    pub command: NotesCommand,
}

/// What can be done with notes.
#[derive(Debug, Subcommand)]
pub enum NotesCommand {
    /// Store notes given as JSON Lines on standard input, and print the id of each once it is safe
    ///
    /// {"document":"a.txt","quote":"68 billion dollars","note":"…","tags":["pledge"]}, with "start"
    /// (byte offset) where the quote occurs more than once, and "id" (a UUID) to replace a note.
    /// {"id":"…","deleted":true} deletes one. A line that cannot be stored prints `error: …`.
    Add,
    /// Write all notes to standard output
    List {
        /// How they are written
        #[arg(long, value_enum, default_value_t = Format::Jsonl)]
        format: Format,
    },
    /// Take in a table that `export` wrote; notes of the same id are replaced
    Import {
        /// The table; `-` reads standard input
        file: PathBuf,
    },
    /// Write all notes as a CSV table
    Export {
        /// The table; `-` writes standard output
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// Begin with a byte-order mark, for spreadsheets that need one to see UTF-8
        #[arg(long)]
        bom: bool,
    },
}

/// How notes are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One JSON object a line
    Jsonl,
    /// Comma-separated, as `export` writes it
    Csv,
}

/// Where a command gets the time and ids for new notes.
pub struct Making<'a> {
    /// The time.
    pub now: &'a dyn Fn() -> Timestamp,
    /// An id that no note has.
    pub new_id: &'a dyn Fn() -> NoteId,
}

/// Runs it on the standard streams.
pub fn run(args: NotesArgs) -> Ended {
    let making = Making {
        // Finer than any reader needs, coarse enough to read in a table.
        now: &|| {
            let now = Timestamp::now();
            Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
        },
        new_id: &|| NoteId(uuid::Uuid::new_v4()),
    };
    let mut input = std::io::stdin().lock();
    let mut output = BufWriter::new(std::io::stdout().lock());
    run_notes(args, &mut input, &mut output, &making, &mut complain)
}

/// Runs it. `tell` gets a line for each thing that could not be done.
pub fn run_notes(
    args: NotesArgs,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    making: &Making<'_>,
    tell: &mut dyn FnMut(&dyn std::fmt::Display),
) -> Ended {
    let Some(path) = args.workspace.or_else(default_path) else {
        tell(&"there is no data folder on this system; name a workspace with --workspace");
        return Ended::Usage;
    };
    let done = match args.command {
        NotesCommand::Add => add(&path, input, output, making),
        NotesCommand::List { format } => list(&path, format, output),
        NotesCommand::Import { file } => import(&path, &file, input, output),
        NotesCommand::Export { output: to, bom } => export(&path, &to, bom, output),
    };
    match done {
        Ok(ended) => ended,
        Err(Failure::Output(error)) if is_broken_pipe(&error) => Ended::Done,
        Err(failure) => {
            tell(&one_line(&failure));
            Ended::Incomplete
        }
    }
}

/// Why a command ended early.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("{error}: {}", path.display())]
    Table { error: CsvReadError, path: PathBuf },
    #[error("the file could not be read ({source}): {}", path.display())]
    Open {
        source: std::io::Error,
        path: PathBuf,
    },
    #[error("standard input could not be read: {0}")]
    Input(std::io::Error),
    #[error("standard output could not be written: {0}")]
    Output(std::io::Error),
}

/// An error without what would break the line or act on a terminal.
fn one_line(error: &dyn std::fmt::Display) -> String {
    dialect::reveal(&error.to_string()).replace(['\n', '\r', '\t'], " ")
}

fn add(
    path: &Path,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    making: &Making<'_>,
) -> Result<Ended, Failure> {
    let store = Store::open(path)?;
    let mut adder = add::Adder::new(&store, making);
    let mut lines = add::Lines::new(input);
    let mut ended = Ended::Done;
    while let Some(line) = lines.next().map_err(Failure::Input)? {
        let answer = match adder.store_line(&line) {
            Ok(None) => continue,
            Ok(Some(id)) => id.to_string(),
            Err(refusal) => {
                ended = Ended::Incomplete;
                format!("error: {}", one_line(&refusal))
            }
        };
        // Flushed at once: the answer is what others wait for before they believe the note safe.
        writeln!(output, "{answer}")
            .and_then(|()| output.flush())
            .map_err(Failure::Output)?;
        adder.remember_document();
    }
    Ok(ended)
}

fn list(path: &Path, format: Format, output: &mut dyn Write) -> Result<Ended, Failure> {
    let notes = Store::open_existing(path)?.notes()?;
    match format {
        Format::Csv => write_notes(&notes.in_order(), &mut *output, false),
        Format::Jsonl => notes
            .in_order()
            .into_iter()
            .try_for_each(|note| writeln!(output, "{}", json_line(note))),
    }
    .and_then(|()| output.flush())
    .map_err(Failure::Output)?;
    Ok(Ended::Done)
}

/// A note as one line of JSON. Characters that act on a terminal are written as escapes; outside
/// of strings JSON has none of them.
fn json_line(note: &Annotation) -> String {
    let target = &note.target;
    let position = target.position.as_ref();
    let finding = target.finding.as_deref().cloned().unwrap_or_default();
    let tags: Vec<&str> = note.body.tags.iter().map(Tag::as_str).collect();
    let line = json!({
        "id": note.id.to_string(),
        "document": target.document,
        "document_sha256": target.fingerprint.map(|it| it.to_string()),
        "kind": target.kind,
        "quote": target.quote.exact,
        "value": target.value,
        "unit": target.unit,
        "start": position.map(|it| it.start_byte),
        "end": position.map(|it| it.end_byte),
        "start_char": position.map(|it| it.start_char),
        "end_char": position.map(|it| it.end_char),
        "prefix": target.quote.prefix,
        "suffix": target.quote.suffix,
        "note": note.body.text,
        "tags": tags,
        "colour": note.body.colour,
        "author": note.author,
        "created": note.created.to_string(),
        "modified": note.modified.to_string(),
        "finding": finding.rule,
        "verdict": finding.verdict,
        "detail": finding.detail,
        "source": target.source,
    })
    .to_string();
    jsonld::visible(&line)
}

fn import(
    path: &Path,
    file: &Path,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<Ended, Failure> {
    let notes = if is_dash(file) {
        read_table(input, file)?
    } else {
        let opened = std::fs::File::open(file).map_err(|source| Failure::Open {
            source,
            path: file.to_owned(),
        })?;
        read_table(opened, file)?
    };
    let store = Store::open(path)?;
    let mut num_replaced = 0;
    let mut edits = Vec::with_capacity(notes.len());
    for note in notes {
        let before = store.note(note.id)?;
        num_replaced += usize::from(before.is_some());
        edits.push(NoteEdit::put(before, note));
    }
    store.commit_edits(&edits)?;
    let num_new = edits.len() - num_replaced;
    writeln!(output, "{num_new} notes added, {num_replaced} replaced")
        .and_then(|()| output.flush())
        .map_err(Failure::Output)?;
    Ok(Ended::Done)
}

fn read_table(input: impl Read, file: &Path) -> Result<Vec<Annotation>, Failure> {
    read_notes(input).map_err(|error| Failure::Table {
        error,
        path: file.to_owned(),
    })
}

fn export(path: &Path, to: &Path, bom: bool, output: &mut dyn Write) -> Result<Ended, Failure> {
    let notes = Store::open_existing(path)?.notes()?;
    let notes = notes.in_order();
    if is_dash(to) {
        write_notes(&notes, &mut *output, bom)
            .and_then(|()| output.flush())
            .map_err(Failure::Output)?;
    } else {
        atomic_write_with(to, &Expected::Anything, |out| write_notes(&notes, out, bom))?;
    }
    Ok(Ended::Done)
}

fn is_dash(file: &Path) -> bool {
    file.as_os_str() == "-"
}

#[cfg(test)]
mod tests;
