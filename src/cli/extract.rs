//! `rangebook extract`: the mentions of each document, as JSON Lines or CSV.

use std::io::{BufWriter, IsTerminal as _, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{Ended, complain, is_broken_pipe};
use crate::document::{self, Document, DocumentId, LoadError};
use crate::export::mentions;
use crate::extract::Extractor;
use crate::workspace::CorrectionSet;
use crate::workspace::corrections::read_corrected;
use crate::workspace::store::Store;

/// Arguments of `rangebook extract`.
#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// Documents; `-` reads standard input
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// How mentions are written
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    pub format: Format,
    /// Date of the documents that give none themselves, such as 2024-02-01
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
    /// Workspace whose corrections of mentions are applied
    #[arg(long, value_name = "W")]
    pub workspace: Option<PathBuf>,
}

/// How mentions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One JSON object a line
    Jsonl,
    /// Comma-separated, with a header
    Csv,
}

/// Runs it.
pub fn run(args: &ExtractArgs) -> Ended {
    let mut ended = Ended::Done;
    let Some(corrections) = corrections(args, &mut ended) else {
        return Ended::Incomplete;
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let written = write_all(args, &corrections, &mut out, &mut ended).and_then(|()| out.flush());
    match written {
        Ok(()) => ended,
        Err(error) if is_broken_pipe(&error) => ended,
        Err(error) => {
            complain(&format_args!(
                "standard output could not be written: {error}"
            ));
            Ended::Incomplete
        }
    }
}

/// What the reader said about mentions in the workspace that is named; nothing when it cannot be
/// read, because mentions without corrections would pass for corrected ones.
fn corrections(args: &ExtractArgs, ended: &mut Ended) -> Option<Arc<CorrectionSet>> {
    let Some(path) = &args.workspace else {
        return Some(Arc::default());
    };
    match Store::open_existing(path).and_then(|store| store.corrections()) {
        Ok((corrections, 0)) => Some(Arc::new(corrections)),
        Ok((corrections, num)) => {
            complain(&format_args!(
                "{num} corrections cannot be read and are left out: {}",
                path.display()
            ));
            *ended = Ended::Incomplete;
            Some(Arc::new(corrections))
        }
        Err(error) => {
            complain(&error);
            None
        }
    }
}

fn write_all(
    args: &ExtractArgs,
    corrections: &Arc<CorrectionSet>,
    out: &mut dyn Write,
    ended: &mut Ended,
) -> std::io::Result<()> {
    let mut header = args.format == Format::Csv;
    for (file, id) in args.files.iter().zip(0..) {
        match open(DocumentId(id), file) {
            Ok(document) => {
                for warning in &document.warnings {
                    complain(&format_args!("{}: {}", document.name, warning.0));
                }
                write_document(args, corrections, &document, header, out)?;
                header = false;
            }
            Err(error) => {
                complain(&error);
                *ended = Ended::Incomplete;
            }
        }
    }
    Ok(())
}

/// Opens a file, or standard input for `-`.
pub fn open(id: DocumentId, file: &Path) -> Result<Document, LoadError> {
    if file.as_os_str() == "-" {
        document::load_reader(id, "standard input", &mut std::io::stdin().lock())
    } else {
        document::load_file(id, file, &|| false)
    }
}

fn write_document(
    args: &ExtractArgs,
    corrections: &Arc<CorrectionSet>,
    document: &Document,
    header: bool,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let shows_progress = std::io::stderr().is_terminal() && document.text.len() > 4_000_000;
    let mut progress = |share: f32| {
        if shows_progress {
            let percent = share * 100.0;
            drop(write!(
                std::io::stderr().lock(),
                "\r{}: {percent:.0} %",
                document.name
            ));
        }
        ControlFlow::Continue(())
    };
    let found = Extractor::shipped().extract(document, args.date, &mut progress);
    if shows_progress {
        drop(write!(std::io::stderr().lock(), "\r\x1b[K"));
    }
    let found = Arc::new(found.unwrap_or_default());
    if let Some(end) = found.cut_at {
        complain(&format_args!(
            "{}: it holds more words or mentions than are read from one text: nothing behind byte {end} was looked at",
            document.name
        ));
    }
    let reading = read_corrected(document, found, Arc::clone(corrections));
    let mentions = &reading.extraction.mentions;
    if args.format == Format::Csv {
        return mentions::write_csv(document, mentions, header, out);
    }
    for mention in mentions {
        writeln!(out, "{}", mentions::json_line(document, mention))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Change;
    use crate::extract::Kind;
    use crate::workspace::corrections::By;
    use crate::workspace::{Correction, CorrectionEdit, CorrectionId, Scope, Subject};

    fn written(args: &ExtractArgs) -> (String, Ended) {
        let mut ended = Ended::Done;
        let mut out = Vec::new();
        let corrections = corrections(args, &mut ended).unwrap();
        write_all(args, &corrections, &mut out, &mut ended).unwrap();
        (String::from_utf8(out).unwrap(), ended)
    }

    #[test]
    fn the_workspaces_corrections_are_applied_when_it_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let (file, workspace) = (
            folder.path().join("a.txt"),
            folder.path().join("w.rangebook"),
        );
        let expected = crate::export::atomic::Expected::Anything;
        crate::export::atomic::atomic_write_with(&file, &expected, |out| {
            out.write_all(b"Japan met Australia.\n")
        })
        .unwrap();
        let spelled = Subject {
            kind: Kind::Country,
            by: By::Spelling,
            key: "japan".to_owned(),
            label: "Japan".to_owned(),
        };
        let correction = Correction {
            id: CorrectionId(uuid::Uuid::from_u128(1)),
            scope: Scope::Everywhere,
            subject: spelled,
            change: Change::Dismiss,
            created: jiff::Timestamp::from_second(1_700_000_000).unwrap(),
        };
        let edit = CorrectionEdit {
            correction,
            is_made: true,
        };
        Store::open(&workspace)
            .unwrap()
            .commit_correction(&edit)
            .unwrap();
        let mut args = ExtractArgs {
            files: vec![file],
            format: Format::Jsonl,
            date: None,
            workspace: None,
        };
        let (plain, ended) = written(&args);
        assert_eq!((plain.lines().count(), ended), (2, Ended::Done));
        args.workspace = Some(workspace);
        let (corrected, ended) = written(&args);
        assert_eq!((corrected.lines().count(), ended), (1, Ended::Done));
        assert!(corrected.contains("Australia"));
        args.workspace = Some(folder.path().join("none"));
        assert!(super::corrections(&args, &mut Ended::Done).is_none());
    }
}
