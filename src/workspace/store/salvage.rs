//! What can still be read of a damaged workspace, for a look and for a repaired copy.
//!
//! The file itself is only read. Rows are read one by one from both ends, and between the places
//! where that stops each row is asked for by its number, so that one broken page costs the notes on
//! it and no others.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

use super::snapshots::{Snapshot, snapshots_of};
use super::{Store, StoreError, correction_rows, note_rows, opening};
use crate::notes::{Annotation, NoteEdit};
use crate::workspace::{CorrectionEdit, CorrectionSet};

/// Row numbers asked for one by one between the places where reading in order stops.
const MAX_PROBES: i64 = 1_000_000;

/// What could be read.
#[derive(Clone, Debug, Default)]
pub struct Salvage {
    /// Notes, whole but perhaps without some tags.
    pub notes: Vec<Annotation>,
    /// Rows that are there and could not be read.
    pub num_lost: u64,
    /// Notes whose tags could not be read.
    pub num_without_tags: u64,
    /// What was said about mentions.
    pub corrections: CorrectionSet,
    /// Automatic copies from before, oldest first.
    pub snapshots: Vec<Snapshot>,
}

/// Reads what can be read of the workspace at `path`, without changing it.
pub fn salvage(path: &Path) -> Result<Salvage, StoreError> {
    let connection = opening::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut found = Salvage {
        snapshots: snapshots_of(path),
        ..Salvage::default()
    };
    let numbers = row_numbers(&connection, &mut found.num_lost);
    let mut notes = BTreeMap::new();
    for number in numbers {
        let id: rusqlite::Result<String> = connection
            .prepare_cached("SELECT id FROM notes WHERE rowid = ?1")
            .and_then(|mut statement| statement.query_row([number], |row| row.get(0)));
        let Ok(id) = id else {
            found.num_lost += 1;
            continue;
        };
        let words: rusqlite::Result<Vec<String>> = connection
            .prepare_cached("SELECT tag FROM note_tags WHERE note_id = ?1 ORDER BY place")
            .and_then(|mut statement| statement.query_map([&id], |row| row.get(0))?.collect());
        found.num_without_tags += u64::from(words.is_err());
        match note_rows::at(&connection, number, &words.unwrap_or_default(), path) {
            Ok(Some(note)) => {
                notes.insert(note.id, note);
            }
            Ok(None) | Err(_) => found.num_lost += 1,
        }
    }
    found.notes = notes.into_values().collect();
    if let Ok((corrections, _)) = correction_rows::all(&connection) {
        found.corrections = corrections;
    }
    Ok(found)
}

impl Salvage {
    /// Writes what was read into a new workspace at `path`, where there must be none.
    pub fn write_to(&self, path: &Path) -> Result<Store, StoreError> {
        if path.exists() {
            return Err(StoreError::Exists {
                path: path.to_owned(),
            });
        }
        let store = Store::open(path)?;
        let edits: Vec<NoteEdit> = self.notes.iter().cloned().map(NoteEdit::add).collect();
        store.commit_edits(&edits)?;
        for correction in self.corrections.in_order() {
            store.commit_correction(&CorrectionEdit {
                correction: correction.clone(),
                is_made: true,
            })?;
        }
        Ok(store)
    }
}

/// Numbers of the rows of notes that can be reached. Adds to `num_lost` the places between them that
/// are known to hold one.
fn row_numbers(connection: &Connection, num_lost: &mut u64) -> Vec<i64> {
    let next = |sql: &str, from: i64| -> rusqlite::Result<Option<i64>> {
        connection
            .prepare_cached(sql)?
            .query_row([from], |row| row.get(0))
            .optional()
    };
    let mut rising = Vec::new();
    let mut last = i64::MIN;
    let whole = loop {
        match next(
            "SELECT rowid FROM notes WHERE rowid > ?1 ORDER BY rowid LIMIT 1",
            last,
        ) {
            Ok(Some(number)) => {
                rising.push(number);
                last = number;
            }
            Ok(None) => break true,
            Err(_) => break false,
        }
    };
    if whole {
        return rising;
    }
    let mut falling = Vec::new();
    let mut first = i64::MAX;
    while let Ok(Some(number)) = next(
        "SELECT rowid FROM notes WHERE rowid < ?1 ORDER BY rowid DESC LIMIT 1",
        first,
    ) {
        if number <= last {
            break;
        }
        falling.push(number);
        first = number;
    }
    let from = last.max(0).saturating_add(1);
    let to = if first == i64::MAX {
        from.saturating_add(MAX_PROBES)
    } else {
        first.min(from.saturating_add(MAX_PROBES))
    };
    let mut num_failed = 0u64;
    for number in from..to {
        match next("SELECT rowid FROM notes WHERE rowid = ?1", number) {
            Ok(Some(number)) => rising.push(number),
            Ok(None) => {}
            Err(_) => num_failed += 1,
        }
        // Beyond the last row every number leads to the same broken page.
        if first == i64::MAX && num_failed > 10_000 {
            break;
        }
    }
    if first < i64::MAX {
        *num_lost += num_failed;
    } else {
        *num_lost += u64::from(num_failed > 0);
    }
    falling.reverse();
    rising.extend(falling);
    rising
}

#[cfg(test)]
#[path = "salvage_tests.rs"]
mod tests;
