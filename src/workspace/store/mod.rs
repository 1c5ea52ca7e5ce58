//! The workspace file: SQLite, write-ahead log, full synchronisation. The only place that knows SQL.
//!
//! Invariants: an edit is one transaction, and "saved" means that its commit returned, after which
//! neither a crash nor a power loss takes it back. An edit whose starting point is no longer in the
//! file is refused ([`StoreError::ChangedElsewhere`]), so that a window and a command line on the
//! same file never overwrite each other unseen; repeating an edit that is already there is not an
//! error and doubles nothing.
//!
//! A workspace may come from a stranger: triggers, views and schema functions are switched off, the
//! file's cells are checked as they are read, and its structure is checked when it is opened.
//!
//! Left out: the text of documents. The file knows their path, name and fingerprint only.

mod correction_rows;
mod error;
mod note_rows;
mod opening;
mod presence;
pub mod query;
pub mod revisions;
pub mod salvage;
mod schema;
pub mod search;
mod session;
pub mod snapshots;
mod table_rows;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

pub use error::StoreError;
pub use opening::Access;
pub use session::StoredDocument;

use crate::export::atomic::sync_folder;
use crate::notes::{Annotation, NoteEdit, NoteId, NoteSet};
use crate::workspace::{CorrectionEdit, CorrectionSet};
use opening::Opened;
use presence::Identity;

/// An open workspace file.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    access: Access,
    /// Of the file; `None` for a workspace in memory.
    identity: Option<Identity>,
    /// What [`Self::changed_elsewhere`] last saw.
    data_version: Cell<i64>,
    /// Notes whose last edit did not reach the file, with what the file had then. The next edit of
    /// such a note starts from what is in memory, which the file never saw.
    behind: RefCell<BTreeMap<NoteId, Option<Annotation>>>,
}

/// The workspace that is used when none is named: in the data folder of this user, `None` when the
/// system does not say where that is.
pub fn default_path() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "rangebook")?;
    Some(folders.data_dir().join("workspace.rangebook"))
}

impl Store {
    /// Opens the workspace at `path`, making it and its folder when there is none.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty())
            && !folder.exists()
        {
            std::fs::create_dir_all(folder).map_err(|source| StoreError::CannotOpen {
                path: path.to_owned(),
                source: Box::new(source),
            })?;
            sync_folder(folder);
        }
        Self::open_with(path, OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens the workspace at `path`, which must exist.
    pub fn open_existing(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing {
                path: path.to_owned(),
            });
        }
        Self::open_with(path, OpenFlags::empty())
    }

    /// A workspace without a file, for tests and pictures.
    pub fn open_in_memory() -> Result<Self, StoreError> {
        let path = Path::new(":memory:");
        Self::of(opening::in_memory(path)?, path)
    }

    fn open_with(path: &Path, more: OpenFlags) -> Result<Self, StoreError> {
        Self::of(opening::open(path, more)?, path)
    }

    fn of(opened: Opened, path: &Path) -> Result<Self, StoreError> {
        let store = Self {
            connection: opened.connection,
            path: path.to_owned(),
            access: opened.access,
            identity: Identity::of(path),
            data_version: Cell::new(0),
            behind: RefCell::default(),
        };
        store.changed_elsewhere()?;
        Ok(store)
    }

    /// What can be done with it.
    pub const fn access(&self) -> Access {
        self.access
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All notes.
    pub fn notes(&self) -> Result<NoteSet, StoreError> {
        note_rows::all(&self.connection, &self.path).map(NoteSet::from_notes)
    }

    /// One note as it is stored now.
    pub fn note(&self, id: NoteId) -> Result<Option<Annotation>, StoreError> {
        note_rows::one(&self.connection, id, &self.path)
    }

    /// Saves an edit: when this returns `Ok`, it is on the disk for good.
    ///
    /// When another program changed the note meanwhile, the edit is refused once; the reader is
    /// told, and the next edit of that note replaces what the other program wrote.
    pub fn commit_edit(&self, edit: &NoteEdit) -> Result<(), StoreError> {
        self.commit_edits(std::slice::from_ref(edit))
    }

    /// Saves edits together, all of them or none, as of when they say themselves.
    pub fn commit_edits(&self, edits: &[NoteEdit]) -> Result<(), StoreError> {
        let said = edits.iter().flat_map(|edit| [&edit.before, &edit.after]);
        let latest = said.flatten().map(|note| note.modified).max();
        self.commit_edits_at(edits, latest.unwrap_or_default())
    }

    /// Saves edits together: all of them or none. What they replace or delete is kept with the time
    /// `now` ([`revisions`]).
    pub fn commit_edits_at(&self, edits: &[NoteEdit], now: Timestamp) -> Result<(), StoreError> {
        let result = self.in_transaction(|transaction| {
            edits
                .iter()
                .try_for_each(|edit| self.write_edit(transaction, edit, now))
        });
        let mut behind = self.behind.borrow_mut();
        for edit in edits {
            match &result {
                Ok(()) => {
                    behind.remove(&edit.id);
                }
                // A refusal has said already what the file has.
                Err(_) => {
                    behind.entry(edit.id).or_insert_with(|| edit.before.clone());
                }
            }
        }
        result
    }

    fn write_edit(
        &self,
        transaction: &Transaction<'_>,
        edit: &NoteEdit,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let stored = note_rows::one(transaction, edit.id, &self.path)?;
        if stored == edit.after {
            return Ok(());
        }
        let mut behind = self.behind.borrow_mut();
        if stored != edit.before && behind.get(&edit.id) != Some(&stored) {
            behind.insert(edit.id, stored);
            return Err(StoreError::ChangedElsewhere {
                id: edit.id,
                path: self.path.clone(),
            });
        }
        if let Some(old) = &stored {
            revisions::keep(transaction, old, edit.after.is_none(), now)
                .map_err(|source| self.failed(source))?;
        }
        match &edit.after {
            Some(note) => note_rows::put(transaction, edit.id, note, &self.path),
            None => note_rows::delete(transaction, edit.id).map_err(|source| self.failed(source)),
        }
    }

    /// What the reader said about mentions, and how many rows of another program's said nothing
    /// sensible: those do not act, and a window must open all the same.
    pub fn corrections(&self) -> Result<(CorrectionSet, usize), StoreError> {
        correction_rows::all(&self.connection).map_err(|source| self.failed(source))
    }

    /// Saves that a correction was made or taken back. Saying it twice changes nothing.
    pub fn commit_correction(&self, edit: &CorrectionEdit) -> Result<(), StoreError> {
        self.in_transaction(|transaction| {
            if edit.is_made {
                correction_rows::put(transaction, &edit.correction, &self.path)
            } else {
                correction_rows::delete(transaction, edit.correction.id)
                    .map_err(|source| self.failed(source))
            }
        })
    }

    /// Whether another program changed the file since this was last asked (or the file opened).
    pub fn changed_elsewhere(&self) -> Result<bool, StoreError> {
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))
            .map_err(|source| self.failed(source))?;
        Ok(self.data_version.replace(version) != version)
    }

    /// The transaction takes the write lock at its start, so that what it reads cannot change
    /// before it writes. Dropped without commit, it is rolled back.
    fn in_transaction(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        // One that could not even be rolled back must not keep the next one from being saved.
        if !self.connection.is_autocommit() {
            self.connection
                .execute_batch("ROLLBACK")
                .map_err(|source| self.failed(source))?;
        }
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)
                .map_err(|source| self.failed(source))?;
        work(&transaction)?;
        transaction.commit().map_err(|source| self.failed(source))?;
        // After it: what was committed to a file that nobody can open again is not saved.
        if self.identity.is_some() && Identity::of(&self.path) != self.identity {
            return Err(StoreError::Gone {
                path: self.path.clone(),
            });
        }
        Ok(())
    }

    fn failed(&self, source: rusqlite::Error) -> StoreError {
        StoreError::new(source, &self.path)
    }
}

#[cfg(test)]
mod round_trip_tests;
#[cfg(test)]
mod tests;
