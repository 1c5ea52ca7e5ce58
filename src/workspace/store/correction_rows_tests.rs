//! Corrections come back from the file as they went in, and a workspace of the first released
//! format keeps everything when it gets their table.

use rusqlite::Connection;

use crate::workspace::corrections::any_correction::all_shapes;
use crate::workspace::store::{Store, StoreError, schema};
use crate::workspace::{CorrectionEdit, CorrectionSet};

fn made(store: &Store) {
    for correction in all_shapes() {
        let edit = CorrectionEdit {
            correction,
            is_made: true,
        };
        store.commit_correction(&edit).unwrap();
    }
}

#[test]
fn what_was_said_comes_back_and_is_taken_back() {
    let store = Store::open_in_memory().unwrap();
    assert_eq!(store.corrections().unwrap(), (CorrectionSet::default(), 0));
    made(&store);
    let all = CorrectionSet::from_corrections(all_shapes());
    assert_eq!(store.corrections().unwrap(), (all.clone(), 0));
    // Saying it again doubles nothing.
    made(&store);
    assert_eq!(store.corrections().unwrap(), (all, 0));
    for correction in all_shapes() {
        let edit = CorrectionEdit {
            correction,
            is_made: false,
        };
        store.commit_correction(&edit).unwrap();
        store.commit_correction(&edit).unwrap();
    }
    assert!(store.corrections().unwrap().0.is_empty());
}

#[test]
fn rows_another_tool_spoiled_are_counted_and_left() {
    let store = Store::open_in_memory().unwrap();
    made(&store);
    let num = all_shapes().len();
    for (column, value) in [
        ("created", "'yesTerdayZ'"),
        ("subject_kind", "'bird'"),
        (
            "document_sha256",
            "'zz45678901234567890123456789012345678901234567890123456789012345'",
        ),
        ("id", "'{0000000-0000-0000-0000-00000000000}'"),
    ] {
        store.connection.execute_batch("SAVEPOINT spoil").unwrap();
        let spoil = format!(
            "UPDATE corrections SET {column} = {value} WHERE rowid = (SELECT max(rowid) FROM corrections)"
        );
        store.connection.execute_batch(&spoil).unwrap();
        let (read, num_unreadable) = store.corrections().unwrap();
        assert_eq!((read.len(), num_unreadable), (num - 1, 1), "{column}");
        store
            .connection
            .execute_batch("ROLLBACK TO spoil; RELEASE spoil")
            .unwrap();
    }
}

/// The tables of the first released format, word for word.
const RELEASED: &str = include_str!("released_v1.sql");

fn released(path: &std::path::Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(RELEASED).unwrap();
    connection
}

#[test]
fn a_workspace_of_the_released_format_keeps_everything_and_gets_corrections() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.rangebook");
    drop(released(&path));
    let store = Store::open(&path).unwrap();
    let notes = store.notes().unwrap();
    let note = notes.in_order().into_iter().next().unwrap().clone();
    assert_eq!(note.target.quote.exact, "68 billion dollars");
    assert_eq!(note.body.tags.len(), 2);
    let session = store.session().unwrap();
    assert_eq!(session.documents.len(), 1);
    assert_eq!(session.settings.zoom_percent, 120);
    made(&store);
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.notes().unwrap(), notes);
    assert_eq!(store.corrections().unwrap().0.len(), all_shapes().len());
    let version: i64 = store
        .connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, schema::VERSION);
}

#[test]
fn a_migration_that_cannot_be_made_leaves_the_file_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.rangebook");
    let connection = released(&path);
    // A table of that name is in the way.
    connection
        .execute_batch("CREATE TABLE corrections (bird TEXT)")
        .unwrap();
    drop(connection);
    assert!(matches!(
        Store::open(&path).unwrap_err(),
        StoreError::Sqlite { .. }
    ));
    let connection = Connection::open(&path).unwrap();
    let read = |sql: &str| {
        connection
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    assert_eq!(read("PRAGMA user_version"), 1);
    assert_eq!(read("SELECT count(*) FROM notes"), 1);
    assert_eq!(read("SELECT count(*) FROM note_tags"), 2);
}

#[test]
fn many_programs_migrate_one_file_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.rangebook");
    drop(released(&path));
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                let store = Store::open(&path).unwrap();
                assert_eq!(store.notes().unwrap().len(), 1);
                assert_eq!(store.corrections().unwrap().1, 0);
            });
        }
    });
}
