//! `notes import`: what comes in, compared with what is there, and then taken in or only told.

use std::io::{BufRead, Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::out::ExportFormat;
use super::{Ended, Failure, Making, is_dash};
use crate::export::csv::read_notes;
use crate::export::jsonld;
use crate::notes::merge::is_many;
use crate::notes::{Annotation, Conflicts, Merge};
use crate::workspace::store::Store;

/// Arguments of `notes import`.
#[derive(Args, Clone, Debug, Default)]
pub struct ImportArgs {
    /// The file; `-` reads standard input
    pub file: PathBuf,
    /// What it holds, where its ending does not say it
    #[arg(long, value_enum)]
    pub format: Option<ImportFormat>,
    /// Only say what is new, changed or conflicting; change nothing
    #[arg(long)]
    pub preview: bool,
    /// What becomes of notes that were changed here later than in the file
    #[arg(long, value_enum, default_value_t = ConflictsArg::Both)]
    pub conflicts: ConflictsArg,
}

/// What notes are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// A table
    Csv,
    /// W3C web annotations
    Jsonld,
}

/// What becomes of conflicting notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ConflictsArg {
    /// Both are kept, the one that comes in under an id of its own
    #[default]
    Both,
    /// What is stored stays
    Stored,
    /// What comes in is taken; what was stored stays in the note's history
    Incoming,
}

pub(super) fn import(
    path: &Path,
    args: &ImportArgs,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    making: &Making<'_>,
    tell: &mut dyn FnMut(&dyn std::fmt::Display),
) -> Result<Ended, Failure> {
    let file = &args.file;
    let notes = if is_dash(file) {
        read(args, input)?
    } else {
        let opened = std::fs::File::open(file).map_err(|source| Failure::Open {
            source,
            path: file.to_owned(),
        })?;
        read(args, std::io::BufReader::new(opened))?
    };
    let store = if args.preview {
        Store::open_existing(path)?
    } else {
        Store::open(path)?
    };
    let conflicts = match args.conflicts {
        ConflictsArg::Both => Conflicts::Both,
        ConflictsArg::Stored => Conflicts::Stored,
        ConflictsArg::Incoming => Conflicts::Incoming,
    };
    let stored = store.notes()?;
    let merge = Merge::of(&stored, notes, &jsonld::copy_id);
    let summary = if args.preview {
        preview(&merge, output).map_err(Failure::Output)?;
        summary(&merge, conflicts, true)
    } else {
        if is_many(merge.num_replaced(conflicts), stored.len())
            && let Some(kept) = store.snapshot_now((making.now)())?
        {
            tell(&format_args!(
                "more than a fifth of the notes change; the workspace as it was is kept in {}",
                kept.path.display()
            ));
        }
        let summary = summary(&merge, conflicts, false);
        store.commit_edits_at(&merge.edits(conflicts, &jsonld::copy_id), (making.now)())?;
        summary
    };
    writeln!(output, "{summary}")
        .and_then(|()| output.flush())
        .map_err(Failure::Output)?;
    Ok(Ended::Done)
}

fn read(args: &ImportArgs, input: impl Read) -> Result<Vec<Annotation>, Failure> {
    let path = args.file.clone();
    let format = args
        .format
        .unwrap_or_else(|| match ExportFormat::of(&path) {
            Some(ExportFormat::Jsonld) => ImportFormat::Jsonld,
            _ => ImportFormat::Csv,
        });
    match format {
        ImportFormat::Csv => read_notes(input).map_err(|error| Failure::Table { error, path }),
        ImportFormat::Jsonld => {
            jsonld::read_notes(input).map_err(|error| Failure::Annotations { error, path })
        }
    }
}

/// One line a note that is new, changed or conflicting.
fn preview(merge: &Merge, output: &mut dyn Write) -> std::io::Result<()> {
    let short = |note: &Annotation| {
        let said = if note.body.text.is_empty() {
            &note.target.quote.exact
        } else {
            &note.body.text
        };
        let words: String = said.chars().take(60).collect();
        super::one_line(&words)
    };
    for note in &merge.new {
        writeln!(output, "new\t{}\t{}", note.id, short(note))?;
    }
    for (word, pairs) in [
        ("changed", &merge.changed),
        ("conflicting", &merge.conflicting),
    ] {
        for (there, note) in pairs {
            writeln!(
                output,
                "{word}\t{}\t{} → {}",
                note.id,
                short(there),
                short(note)
            )?;
        }
    }
    Ok(())
}

fn summary(merge: &Merge, conflicts: Conflicts, is_preview: bool) -> String {
    let num_conflicts = merge.conflicting.len();
    let beside = if conflicts == Conflicts::Both {
        num_conflicts
    } else {
        0
    };
    let (add, replace) = if is_preview {
        ("to add", "to replace")
    } else {
        ("added", "replaced")
    };
    let mut said = format!(
        "{} notes {add}, {} {replace}",
        merge.new.len(),
        merge.num_replaced(conflicts)
    );
    if merge.num_same > 0 {
        said.push_str(&format!(", {} unchanged", merge.num_same));
    }
    if beside > 0 {
        said.push_str(&format!(
            ", {beside} conflicting, kept beside the stored ones"
        ));
    } else if num_conflicts > 0 && conflicts == Conflicts::Stored {
        said.push_str(&format!(", {num_conflicts} conflicting, left out"));
    }
    said
}
