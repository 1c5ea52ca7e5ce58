//! A note added to the workspace file, beside one synchronous insert of the same words into a table of
//! as many rows in a file of its own, in turn.

use std::path::Path;
use std::time::Instant;

use rangebook::document::{Document, DocumentId, load_file};
use rangebook::notes::NoteEdit;
use rangebook::workspace::store::Store;
use rusqlite::{Connection, params};

use super::made::{self, NOTES};
use super::{middle, say, show};

/// Notes added, and rows inserted.
const TIMES: usize = 1500;

/// Measures both; leaves the workspace with the notes that were added.
pub(crate) fn measure(folder: &Path) {
    let path = folder.join("report-000.txt");
    let document = load_file(DocumentId(0), &path, &|| false);
    let document = document.unwrap_or_else(|error| panic!("{error}"));
    let store = Store::open(&made::path(folder)).unwrap_or_else(|error| panic!("{error}"));
    let beside = beside(folder, &document).unwrap_or_else(|error| panic!("{error}"));
    let (mut notes, mut rows) = (Vec::new(), Vec::new());
    for n in 0..TIMES {
        let note = made::note(&document, NOTES + n);
        let edit = NoteEdit::add(note);
        let began = Instant::now();
        let stored = store.commit_edit(&edit);
        notes.push(began.elapsed());
        stored.unwrap_or_else(|error| panic!("{error}"));
        let began = Instant::now();
        let inserted = insert(&beside, &document, NOTES + n);
        rows.push(began.elapsed());
        inserted.unwrap_or_else(|error| panic!("{error}"));
    }
    let ((note, most_of_notes), (row, most_of_rows)) =
        (middle(notes.clone()), middle(rows.clone()));
    say("a note added to the file", notes);
    say("one synchronous insert beside it", rows);
    show(&format!(
        "that is {:.2} times as long, and {:.2} times for 95 of 100",
        note / row,
        most_of_notes / most_of_rows
    ));
}

/// The plainest table that holds the same: as many rows, the same durability.
fn beside(folder: &Path, document: &Document) -> rusqlite::Result<Connection> {
    let connection = Connection::open(folder.join("beside.sqlite"))?;
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.execute_batch(
        "CREATE TABLE notes (id TEXT PRIMARY KEY, document TEXT, quote TEXT, prefix TEXT, \
         suffix TEXT, note TEXT, author TEXT, created TEXT)",
    )?;
    let transaction = connection.unchecked_transaction()?;
    for number in 0..NOTES {
        insert(&transaction, document, number)?;
    }
    transaction.commit()?;
    Ok(connection)
}

fn insert(connection: &Connection, document: &Document, number: usize) -> rusqlite::Result<usize> {
    let note = made::note(document, number);
    let quote = &note.target.quote;
    connection
        .prepare_cached("INSERT INTO notes VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
        .execute(params![
            note.id.to_string(),
            note.target.document,
            quote.exact,
            quote.prefix,
            quote.suffix,
            note.body.text,
            note.author,
            note.created.to_string(),
        ])
}
