//! What can go wrong with a workspace file, in plain words with the next step.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::notes::NoteId;

/// Why the workspace file was not opened, read or written. Nothing half done is left behind: an
/// edit that failed is not in the file, and those that were saved before are. Paths come last.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No such file, where one must exist.
    #[error("there is no workspace here; check the name: {}", path.display())]
    Missing {
        /// As given.
        path: PathBuf,
    },
    /// Cannot be opened or made.
    #[error("the workspace cannot be opened; check that its folder exists and may be written: {}", path.display())]
    CannotOpen {
        /// As given.
        path: PathBuf,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// It was there and is no more.
    #[error("the workspace file was moved or deleted while it was open, so this is only in memory; put it back, or save a copy to another place: {}", path.display())]
    Gone {
        /// Where it was.
        path: PathBuf,
    },
    /// Some other program's file.
    #[error("this file is not a Rangebook workspace, and was left as it is; choose another name: {}", path.display())]
    Foreign {
        /// As given.
        path: PathBuf,
    },
    /// Made by a later version.
    #[error("this workspace was made by a newer Rangebook (format {found}, this one knows {known}) and was left as it is; open it with that version: {}", path.display())]
    Newer {
        /// Version of the file.
        found: i64,
        /// The latest this program knows.
        known: i64,
        /// As given.
        path: PathBuf,
    },
    /// A copy over the workspace itself.
    #[error("this is the workspace itself; give the copy another name: {}", path.display())]
    SameFile {
        /// As given.
        path: PathBuf,
    },
    /// Something is there already that must not be replaced.
    #[error("there is a file of this name already; choose another name: {}", path.display())]
    Exists {
        /// As given.
        path: PathBuf,
    },
    /// The file's structure is broken.
    #[error("the workspace file is damaged ({what}) and was left as it is; `rangebook notes repair` writes what can be read to a new one, and copies from before lie in the folder of the same name with `.snapshots`: {}", path.display())]
    Damaged {
        /// As SQLite says.
        what: String,
        /// As given.
        path: PathBuf,
    },
    /// A row that another program made and that says nothing sensible.
    #[error("the workspace holds a {what} that cannot be read: column `{column}` of {row}; correct it with the program that wrote it: {}", path.display())]
    UnreadableRow {
        /// "note", "document"
        what: &'static str,
        /// Of its table.
        column: &'static str,
        /// Which one.
        row: String,
        /// The workspace.
        path: PathBuf,
    },
    /// Another program is writing for a long time.
    #[error("another program is using the workspace; close it and try again: {}", path.display())]
    Busy {
        /// The workspace.
        path: PathBuf,
    },
    /// No room.
    #[error("the disk is full, so this was not saved; make room and try again: {}", path.display())]
    Full {
        /// The workspace.
        path: PathBuf,
    },
    /// May be read but not written.
    #[error("the workspace may not be written, so this was not saved; copy it to a folder of yours: {}", path.display())]
    ReadOnly {
        /// The workspace.
        path: PathBuf,
    },
    /// The note is no longer what the edit started from.
    #[error("another program changed the note {id} meanwhile; look at it again, then repeat the change: {}", path.display())]
    ChangedElsewhere {
        /// Which.
        id: NoteId,
        /// The workspace.
        path: PathBuf,
    },
    /// A value too large for the file.
    #[error("this cannot be stored ({what}): {}", path.display())]
    TooLarge {
        /// Of what there is too much.
        what: &'static str,
        /// The workspace.
        path: PathBuf,
    },
    /// Anything else.
    #[error("the workspace could not be used ({source}): {}", path.display())]
    Sqlite {
        /// Why.
        source: rusqlite::Error,
        /// The workspace.
        path: PathBuf,
    },
}

impl StoreError {
    /// Sorts what SQLite says.
    pub(super) fn new(source: rusqlite::Error, path: &Path) -> Self {
        let path = path.to_owned();
        let Some(code) = source.sqlite_error_code() else {
            return Self::Sqlite { source, path };
        };
        match code {
            ErrorCode::NotADatabase => Self::Foreign { path },
            ErrorCode::DatabaseCorrupt => Self::Damaged {
                what: source.to_string(),
                path,
            },
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy { path },
            ErrorCode::DiskFull => Self::Full { path },
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly { path },
            ErrorCode::TooBig => Self::TooLarge {
                what: "a text of a gigabyte",
                path,
            },
            ErrorCode::CannotOpen => Self::CannotOpen {
                path,
                source: Box::new(source),
            },
            _ => Self::Sqlite { source, path },
        }
    }
}
