//! `rangebook notes`: notes into a workspace and out of it.
//!
//! `add` reads one note a line and answers each line with one line, only when the note is safely on
//! disk; `list` and `export` write what is there; `import` reads what `export` wrote; the others
//! bring back what was deleted, changed or damaged.
//! The clock and the maker of ids are passed in.

mod add;
mod keep;
mod out;
mod take_in;

use std::io::{BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;
use serde_json::json;

use super::{Ended, complain, is_broken_pipe};
use crate::export::atomic::WriteError;
use crate::export::csv::CsvReadError;
use crate::export::jsonld::JsonLdError;
use crate::export::{dialect, jsonld};
use crate::notes::{Annotation, NoteId, Tag};
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
    /// Write notes to standard output
    List {
        /// How they are written
        #[arg(long, value_enum, default_value_t = Format::Jsonl)]
        format: Format,
        /// Which
        #[command(flatten)]
        filter: out::FilterArgs,
    },
    /// Take in a CSV or JSON-LD file that `export` wrote
    ///
    /// Notes of the same id are replaced, unless they were changed here later: then both are kept.
    /// What is replaced stays in the note's history.
    Import(take_in::ImportArgs),
    /// Write notes to a file: CSV, W3C JSON-LD, a Markdown report, or a REFI-QDA project
    Export(out::ExportArgs),
    /// List deleted notes, which can be brought back for 30 days
    Bin,
    /// Bring a deleted note back
    Restore {
        /// Its id
        id: String,
    },
    /// List earlier versions of a note, latest first
    History {
        /// Its id
        id: String,
    },
    /// Write a whole copy of the workspace to a new file
    Copy {
        /// The copy
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Write what can be read of a damaged workspace to a new one
    Repair {
        /// The new workspace
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
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
        NotesCommand::List { format, filter } => out::list(&path, format, &filter, output),
        NotesCommand::Import(args) => take_in::import(&path, &args, input, output, making, tell),
        NotesCommand::Export(args) => out::export(&path, &args, output, tell),
        NotesCommand::Bin => keep::bin(&path, output),
        NotesCommand::Restore { id } => keep::restore(&path, &id, output, making),
        NotesCommand::History { id } => keep::history(&path, &id, output),
        NotesCommand::Copy { output: to } => keep::copy(&path, &to, output),
        NotesCommand::Repair { output: to } => keep::repair(&path, &to, output),
    };
    match done {
        Ok(ended) => ended,
        Err(Failure::Output(error)) if is_broken_pipe(&error) => Ended::Done,
        Err(failure) => {
            tell(&one_line(&failure));
            match failure {
                Failure::Wrong(_) => Ended::Usage,
                _ => Ended::Incomplete,
            }
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
    #[error("{error}: {}", path.display())]
    Annotations { error: JsonLdError, path: PathBuf },
    #[error("{0}")]
    Wrong(String),
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

fn is_dash(file: &Path) -> bool {
    file.as_os_str() == "-"
}

#[cfg(test)]
mod tests;
