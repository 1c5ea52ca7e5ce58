//! Notes as a file: which formats there are, how a file's name says which, and one way to write and
//! read each.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use super::csv::CsvReadError;
use super::jsonld::JsonLdError;
use super::qdpx::{Source, write_project};
use super::report::write_report;
use super::{csv, jsonld};
use crate::notes::Annotation;

/// What notes are written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotesFormat {
    /// A table.
    #[default]
    Csv,
    /// W3C web annotations.
    JsonLd,
    /// A report to read.
    Markdown,
    /// A project for programs of qualitative analysis (REFI-QDA).
    Qdpx,
}

/// Why a file gives no notes.
#[derive(Debug, thiserror::Error)]
pub enum NotesFileError {
    /// No table of notes.
    #[error(transparent)]
    Table(#[from] CsvReadError),
    /// No web annotations.
    #[error(transparent)]
    Annotations(#[from] JsonLdError),
    /// A format that is only written.
    #[error("notes are read from CSV and JSON-LD only")]
    OnlyWritten,
}

impl NotesFormat {
    /// Every format, in the order of menus.
    pub const ALL: [Self; 4] = [Self::Csv, Self::JsonLd, Self::Markdown, Self::Qdpx];

    /// Ending of such a file.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLd => "jsonld",
            Self::Markdown => "md",
            Self::Qdpx => "qdpx",
        }
    }

    /// For menus: "as CSV".
    pub const fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::JsonLd => "JSON-LD",
            Self::Markdown => "Markdown report",
            Self::Qdpx => "REFI-QDA project",
        }
    }

    /// What the ending of a file's name says; `None` where it says nothing.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        match ending.as_str() {
            "csv" => Some(Self::Csv),
            "jsonld" | "json" => Some(Self::JsonLd),
            "md" | "markdown" => Some(Self::Markdown),
            "qdpx" => Some(Self::Qdpx),
            _ => None,
        }
    }

    /// Writes notes in this order. `sources` are the documents that a project takes along, and in
    /// which a report looks for lost passages; `bom` is for tables.
    pub fn write(
        self,
        notes: &[&Annotation],
        sources: &[Source<'_>],
        bom: bool,
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        match self {
            Self::Csv => csv::write_notes(notes, out, bom),
            Self::JsonLd => jsonld::write_notes(notes, out),
            Self::Markdown => write_report(notes, &[], sources, out),
            Self::Qdpx => {
                let mut zip = Cursor::new(Vec::new());
                write_project(notes, sources, "Rangebook notes", &mut zip)?;
                out.write_all(&zip.into_inner())
            }
        }
    }

    /// Reads notes.
    pub fn read(self, input: impl Read) -> Result<Vec<Annotation>, NotesFileError> {
        match self {
            Self::Csv => Ok(csv::read_notes(input)?),
            Self::JsonLd => Ok(jsonld::read_notes(input)?),
            Self::Markdown | Self::Qdpx => Err(NotesFileError::OnlyWritten),
        }
    }
}

/// What is said of a file whose ending is that of another sort of file: a table that is called a workbook
/// is opened by nothing.
pub fn unknown_ending(path: &Path) -> String {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    format!(
        "notes cannot be written as .{ending}: give the file the ending .csv, .jsonld, .json, .md or \
         .qdpx: {}",
        path.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::any_note::any_note;
    use proptest::prelude::*;

    #[test]
    fn the_ending_says_the_format() {
        for format in NotesFormat::ALL {
            let path = format!("notes.{}", format.ending().to_uppercase());
            assert_eq!(NotesFormat::of(Path::new(&path)), Some(format));
        }
        assert_eq!(NotesFormat::of(Path::new("notes")), None);
        assert!(NotesFormat::Qdpx.read(&b""[..]).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn what_is_written_can_be_read_back(note in any_note()) {
            for format in [NotesFormat::Csv, NotesFormat::JsonLd] {
                let mut file = Vec::new();
                format.write(&[&note], &[], true, &mut file).unwrap();
                prop_assert_eq!(format.read(&*file).unwrap(), vec![note.clone()]);
            }
        }
    }
}
