//! Notes as rows: own conversions, so that the file's shape and the program's types change apart.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, params};

use super::StoreError;
use crate::notes::{
    Annotation, Body, Fingerprint, NoteId, NotedFinding, PositionSelector, QuoteSelector, Tag,
    Target,
};

const SELECT: &str = "SELECT id, document, document_sha256, kind, quote, value, unit, start_byte, \
     end_byte, start_char, end_char, prefix, suffix, note, colour, author, created, modified, \
     finding, verdict, detail, source FROM notes";

/// Every note with its tags. One read transaction, so that notes and tags are of one moment.
pub(super) fn all(connection: &Connection, path: &Path) -> Result<Vec<Annotation>, StoreError> {
    let failed = |source| StoreError::new(source, path);
    let reading = connection.unchecked_transaction().map_err(failed)?;
    let mut tags = all_tags(&reading).map_err(failed)?.into_iter().peekable();
    let mut notes = Vec::new();
    let mut statement = reading
        .prepare_cached(&format!("{SELECT} ORDER BY id"))
        .map_err(failed)?;
    let mut rows = statement.query([]).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        let stored_id: String = row.get("id").map_err(failed)?;
        let mut words = Vec::new();
        // Both are in the order of the id as it is stored.
        while let Some((id, word)) = tags.next_if(|(id, _)| *id <= stored_id) {
            if id == stored_id {
                words.push(word);
            }
        }
        notes.push(note(row, &stored_id, &words, path)?);
    }
    Ok(notes)
}

fn all_tags(connection: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    connection
        .prepare_cached("SELECT note_id, tag FROM note_tags ORDER BY note_id, place")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// One note; inside a transaction, as of then.
pub(super) fn one(
    connection: &Connection,
    id: NoteId,
    path: &Path,
) -> Result<Option<Annotation>, StoreError> {
    let failed = |source| StoreError::new(source, path);
    let stored_id = id.to_string();
    let words: Vec<String> = connection
        .prepare_cached("SELECT tag FROM note_tags WHERE note_id = ?1 ORDER BY place")
        .and_then(|mut statement| {
            statement
                .query_map([&stored_id], |row| row.get(0))?
                .collect()
        })
        .map_err(failed)?;
    connection
        .prepare_cached(&format!("{SELECT} WHERE id = ?1"))
        .map_err(failed)?
        .query_row([&stored_id], |row| Ok(note(row, &stored_id, &words, path)))
        .optional()
        .map_err(failed)?
        .transpose()
}

/// The note of a row number, with these tags; for files that are damaged.
pub(super) fn at(
    connection: &Connection,
    number: i64,
    words: &[String],
    path: &Path,
) -> Result<Option<Annotation>, StoreError> {
    let failed = |source| StoreError::new(source, path);
    connection
        .prepare_cached(&format!("{SELECT} WHERE rowid = ?1"))
        .map_err(failed)?
        .query_row([number], |row| {
            let id: String = row.get("id")?;
            Ok(note(row, &id, words, path))
        })
        .optional()
        .map_err(failed)?
        .transpose()
}

/// Writes a note whole: its row, its tags.
pub(super) fn put(
    transaction: &Transaction<'_>,
    id: NoteId,
    note: &Annotation,
    path: &Path,
) -> Result<(), StoreError> {
    let target = &note.target;
    let at = |get: fn(&PositionSelector) -> u64| {
        let offset = target.position.as_ref().map(get);
        offset
            .map(i64::try_from)
            .transpose()
            .ok()
            .ok_or(StoreError::TooLarge {
                what: "an offset past 2⁶³",
                path: path.to_owned(),
            })
    };
    let finding = target.finding.as_deref().cloned().unwrap_or_default();
    let stored_id = id.to_string();
    let row = params![
        stored_id,
        target.document,
        target
            .fingerprint
            .map(|fingerprint| fingerprint.to_string()),
        target.kind,
        target.quote.exact,
        target.value,
        target.unit,
        at(|position| position.start_byte)?,
        at(|position| position.end_byte)?,
        at(|position| position.start_char)?,
        at(|position| position.end_char)?,
        target.quote.prefix,
        target.quote.suffix,
        note.body.text,
        note.body.colour,
        note.author,
        note.created.to_string(),
        note.modified.to_string(),
        finding.rule,
        finding.verdict,
        finding.detail,
        target.source,
    ];
    write(transaction, &stored_id, row, &note.body.tags)
        .map_err(|source| StoreError::new(source, path))
}

fn write(
    transaction: &Transaction<'_>,
    id: &str,
    row: &[&dyn rusqlite::ToSql],
    tags: &[Tag],
) -> rusqlite::Result<()> {
    delete_row(transaction, id)?;
    transaction
        .prepare_cached(
            "INSERT INTO notes (id, document, document_sha256, kind, quote, value, unit, \
             start_byte, end_byte, start_char, end_char, prefix, suffix, note, colour, author, \
             created, modified, finding, verdict, detail, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6, \
             ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
        )?
        .execute(row)?;
    let mut statement = transaction
        .prepare_cached("INSERT INTO note_tags (note_id, place, tag) VALUES (?1, ?2, ?3)")?;
    for (place, tag) in (0i64..).zip(tags) {
        statement.execute(params![id, place, tag.as_str()])?;
    }
    Ok(())
}

/// Removes a note and its tags.
pub(super) fn delete(transaction: &Transaction<'_>, id: NoteId) -> rusqlite::Result<()> {
    delete_row(transaction, &id.to_string())
}

fn delete_row(transaction: &Transaction<'_>, id: &str) -> rusqlite::Result<()> {
    // The tags go with it (`ON DELETE CASCADE`).
    transaction
        .prepare_cached("DELETE FROM notes WHERE id = ?1")?
        .execute([id])
        .map(drop)
}

/// Reads a row of [`SELECT`].
fn note(
    row: &Row<'_>,
    stored_id: &str,
    words: &[String],
    path: &Path,
) -> Result<Annotation, StoreError> {
    let unreadable = |column| StoreError::UnreadableRow {
        what: "note",
        column,
        row: stored_id.to_owned(),
        path: path.to_owned(),
    };
    let text = |column| row.get::<_, String>(column).ok().ok_or(unreadable(column));
    let time = |column| text(column)?.parse().ok().ok_or(unreadable(column));
    let fingerprint: Option<String> = row
        .get("document_sha256")
        .ok()
        .ok_or(unreadable("document_sha256"))?;
    Ok(Annotation {
        // Only the spelling that is looked for by `one`.
        id: NoteId::parse(stored_id)
            .filter(|id| id.to_string() == stored_id)
            .ok_or(unreadable("id"))?,
        target: Target {
            document: text("document")?,
            fingerprint: match fingerprint {
                Some(hex) => Some(Fingerprint::parse(&hex).ok_or(unreadable("document_sha256"))?),
                None => None,
            },
            position: position(row).ok_or(unreadable("start_byte"))?,
            quote: QuoteSelector {
                exact: text("quote")?,
                prefix: text("prefix")?,
                suffix: text("suffix")?,
            },
            kind: text("kind")?,
            value: text("value")?,
            unit: text("unit")?,
            source: text("source")?,
            finding: NotedFinding::from_cells(text("finding")?, text("verdict")?, text("detail")?),
        },
        body: Body {
            text: text("note")?,
            tags: Tag::parse_all(words.iter().map(String::as_str)),
            colour: text("colour")?,
        },
        author: text("author")?,
        created: time("created")?,
        modified: time("modified")?,
    })
}

/// `None` when the four do not make sense together.
fn position(row: &Row<'_>) -> Option<Option<PositionSelector>> {
    let at = |column| row.get::<_, Option<i64>>(column).ok();
    let all = (
        at("start_byte")?,
        at("end_byte")?,
        at("start_char")?,
        at("end_char")?,
    );
    match all {
        (None, None, None, None) => Some(None),
        (Some(start_byte), Some(end_byte), Some(start_char), Some(end_char)) => {
            let offset = |value| u64::try_from(value).ok();
            Some(Some(PositionSelector {
                start_byte: offset(start_byte)?,
                end_byte: offset(end_byte)?,
                start_char: offset(start_char)?,
                end_char: offset(end_char)?,
            }))
        }
        _ => None,
    }
}
