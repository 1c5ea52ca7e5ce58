//! What notes were before: the bin, and earlier versions of each note.
//!
//! A note that is changed or deleted leaves what it was, as the text of a W3C annotation, in the same
//! transaction. Deleted notes can be brought back for [`BIN_DAYS`]; of each note the latest
//! [`MAX_REVISIONS`] are kept. Typing that is saved every half second is one version a minute
//! ([`JOIN_WITHIN`]), or the typing of half a minute would push out everything before it.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::{Store, StoreError};
use crate::export::jsonld;
use crate::notes::{Annotation, NoteId};

/// Versions kept of each note.
pub const MAX_REVISIONS: i64 = 50;

/// Days that a deleted note can be brought back.
pub const BIN_DAYS: i64 = 30;

/// Changes that follow a kept version this closely keep no other.
const JOIN_WITHIN: SignedDuration = SignedDuration::from_secs(60);

/// The tables, as a step of the file's format.
pub(super) const TABLES: &str = "
-- What a note was before it was replaced or deleted, as a W3C annotation in JSON-LD.
CREATE TABLE note_revisions (
    note_id  TEXT NOT NULL CHECK (length(note_id) = 36),
    revision INTEGER NOT NULL CHECK (revision > 0),
    kept     TEXT NOT NULL CHECK (kept GLOB '*T*Z'),
    deleted  INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    content  TEXT NOT NULL,
    PRIMARY KEY (note_id, revision)
) STRICT, WITHOUT ROWID;
";

/// What a note was, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// When it was replaced or deleted.
    pub kept: Timestamp,
    /// Whether it was deleted then.
    pub deleted: bool,
    /// What it was.
    pub note: Annotation,
}

/// Keeps what is about to be replaced or deleted.
pub(super) fn keep(
    transaction: &Transaction<'_>,
    old: &Annotation,
    deleted: bool,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let id = old.id.to_string();
    let last = transaction
        .prepare_cached(
            "SELECT revision, kept, deleted FROM note_revisions WHERE note_id = ?1 \
             ORDER BY revision DESC LIMIT 1",
        )?
        .query_row([&id], |row| {
            let kept: String = row.get(1)?;
            Ok((row.get::<_, i64>(0)?, kept, row.get::<_, bool>(2)?))
        })
        .optional()?;
    let number = last.as_ref().map_or(1, |(number, _, _)| number + 1);
    if let Some((_, kept, false)) = &last
        && !deleted
        && let Ok(kept) = kept.parse::<Timestamp>()
        // A clock that was set back joins nothing.
        && (SignedDuration::ZERO..JOIN_WITHIN).contains(&now.duration_since(kept))
    {
        return Ok(());
    }
    transaction
        .prepare_cached("INSERT INTO note_revisions VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            id,
            number,
            now.to_string(),
            deleted,
            jsonld::note_value(old).to_string()
        ])?;
    transaction
        .prepare_cached("DELETE FROM note_revisions WHERE note_id = ?1 AND revision <= ?2")?
        .execute(params![id, number - MAX_REVISIONS])
        .map(drop)
}

impl Store {
    /// Earlier versions of a note, latest first.
    pub fn revisions(&self, id: NoteId) -> Result<Vec<Revision>, StoreError> {
        read(
            &self.connection,
            "SELECT kept, deleted, content FROM note_revisions WHERE note_id = ?1 \
             ORDER BY revision DESC",
            &[&id.to_string()],
        )
        .map_err(|source| self.failed(source))
    }

    /// Deleted notes, last deleted first.
    pub fn bin(&self) -> Result<Vec<Revision>, StoreError> {
        let mut found = read(
            &self.connection,
            "SELECT kept, deleted, content FROM note_revisions AS r WHERE deleted = 1 \
             AND note_id NOT IN (SELECT id FROM notes) AND revision = \
             (SELECT max(revision) FROM note_revisions WHERE note_id = r.note_id)",
            &[],
        )
        .map_err(|source| self.failed(source))?;
        found.sort_by_key(|revision| (std::cmp::Reverse(revision.kept), revision.note.id));
        Ok(found)
    }

    /// Forgets for good what was deleted more than [`BIN_DAYS`] before `now`; how many notes.
    /// Nothing that was deleted after `now` goes: a clock that was wrong once must not empty a bin.
    pub fn empty_bin(&self, now: Timestamp) -> Result<usize, StoreError> {
        let days = SignedDuration::from_hours(24 * BIN_DAYS);
        let Ok(before) = now.checked_sub(days) else {
            return Ok(0);
        };
        let old: Vec<NoteId> = self
            .bin()?
            .into_iter()
            .filter(|revision| revision.kept < before)
            .map(|revision| revision.note.id)
            .collect();
        if old.is_empty() {
            return Ok(0);
        }
        self.in_transaction(|transaction| {
            for id in &old {
                transaction
                    .prepare_cached("DELETE FROM note_revisions WHERE note_id = ?1")
                    .and_then(|mut statement| statement.execute([id.to_string()]))
                    .map_err(|source| self.failed(source))?;
            }
            Ok(())
        })?;
        Ok(old.len())
    }
}

/// A version that another program spoiled is passed over: it is no note, only what one was.
fn read(
    connection: &Connection,
    sql: &str,
    params: &[&dyn rusqlite::ToSql],
) -> rusqlite::Result<Vec<Revision>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (kept, content): (String, String) = (row.get("kept")?, row.get("content")?);
        let value = serde_json::from_str(&content).ok();
        let note = value.and_then(|value| jsonld::note_of(&value).ok());
        if let (Ok(kept), Some(note)) = (kept.parse(), note) {
            let deleted = row.get("deleted")?;
            found.push(Revision {
                kept,
                deleted,
                note,
            });
        }
    }
    Ok(found)
}

#[cfg(test)]
#[path = "revisions_tests.rs"]
mod tests;
