//! Documents the workspace knows, and settings: what a later start needs to be where the reader
//! left. A document without a path (standard input, the sample) is not remembered, as it could not
//! be opened again.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, params};

use super::{Store, StoreError};
use crate::notes::Fingerprint;

/// A document as the workspace remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDocument {
    /// Where it is; what documents are told apart by.
    pub path: PathBuf,
    /// File name without folders.
    pub name: String,
    /// SHA-256 of its bytes when it was last opened.
    pub fingerprint: Fingerprint,
    /// When that was.
    pub last_opened: Timestamp,
    /// First byte of the text that was in view.
    pub reading_byte: u64,
    /// Its place among the open documents; `None` when it is closed.
    pub place: Option<u32>,
}

impl Store {
    /// Remembers a document, in place of what was known of its path.
    pub fn remember_document(&self, document: &StoredDocument) -> Result<(), StoreError> {
        let reading_byte =
            i64::try_from(document.reading_byte)
                .ok()
                .ok_or_else(|| StoreError::TooLarge {
                    what: "an offset past 2⁶³",
                    path: self.path.clone(),
                })?;
        self.in_transaction(|transaction| {
            transaction
                .prepare_cached(
                    "INSERT OR REPLACE INTO documents \
                     (path, name, sha256, last_opened, reading_byte, place) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )
                .and_then(|mut statement| {
                    statement.execute(params![
                        StoredPath(&document.path),
                        document.name,
                        document.fingerprint.to_string(),
                        document.last_opened.to_string(),
                        reading_byte,
                        document.place,
                    ])
                })
                .map(drop)
                .map_err(|source| self.failed(source))
        })
    }

    /// Forgets a document; its notes stay.
    pub fn forget_document(&self, path: &Path) -> Result<(), StoreError> {
        self.in_transaction(|transaction| {
            transaction
                .execute("DELETE FROM documents WHERE path = ?1", [StoredPath(path)])
                .map(drop)
                .map_err(|source| self.failed(source))
        })
    }

    /// What is known of the document at a path.
    pub fn document(&self, path: &Path) -> Result<Option<StoredDocument>, StoreError> {
        let documents = self.select_documents("WHERE path = ?1", &[&StoredPath(path)])?;
        Ok(documents.into_iter().next())
    }

    /// The open documents, in their order.
    pub fn open_documents(&self) -> Result<Vec<StoredDocument>, StoreError> {
        self.select_documents("WHERE place IS NOT NULL ORDER BY place, path", &[])
    }

    /// Makes these the open documents, in this order; all others are closed. Paths that are not
    /// remembered are passed over.
    pub fn set_open_documents(&self, paths: &[&Path]) -> Result<(), StoreError> {
        self.in_transaction(|transaction| {
            transaction
                .execute("UPDATE documents SET place = NULL", [])
                .and_then(|_| {
                    let mut statement = transaction
                        .prepare_cached("UPDATE documents SET place = ?2 WHERE path = ?1")?;
                    for (place, path) in (0i64..).zip(paths) {
                        statement.execute(params![StoredPath(path), place])?;
                    }
                    Ok(())
                })
                .map_err(|source| self.failed(source))
        })
    }

    /// The documents opened last, newest first, at most `most`.
    pub fn recent_files(&self, most: usize) -> Result<Vec<StoredDocument>, StoreError> {
        let mut documents = self.select_documents("", &[])?;
        // As times, not as texts: "09:30:00Z" stands after "09:30:00.5Z".
        documents.sort_by(|a, b| {
            b.last_opened
                .cmp(&a.last_opened)
                .then_with(|| a.path.cmp(&b.path))
        });
        documents.truncate(most);
        Ok(documents)
    }

    fn select_documents(
        &self,
        condition: &str,
        values: &[&dyn ToSql],
    ) -> Result<Vec<StoredDocument>, StoreError> {
        let rows = read_documents(&self.connection, condition, values)
            .map_err(|source| self.failed(source))?;
        rows.into_iter()
            .map(|row| {
                let shown = String::from_utf8_lossy(&row.path).into_owned();
                row.document().map_err(|column| StoreError::UnreadableRow {
                    what: "document",
                    column,
                    row: shown,
                    path: self.path.clone(),
                })
            })
            .collect()
    }

    /// The setting of that name, such as `theme`.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.connection
            .prepare_cached("SELECT value FROM settings WHERE key = ?1")
            .and_then(|mut statement| statement.query_row([key], |row| row.get(0)).optional())
            .map_err(|source| self.failed(source))
    }

    /// Saves a setting; `None` removes it.
    pub fn set_setting(&self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        self.in_transaction(|transaction| {
            match value {
                Some(value) => transaction.execute(
                    "INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)",
                    [key, value],
                ),
                None => transaction.execute("DELETE FROM settings WHERE key = ?1", [key]),
            }
            .map(drop)
            .map_err(|source| self.failed(source))
        })
    }
}

/// A row of `documents` before its values are understood.
struct DocumentRow {
    path: Vec<u8>,
    path_is_text: bool,
    name: String,
    sha256: String,
    last_opened: String,
    reading_byte: i64,
    place: Option<i64>,
}

fn read_documents(
    connection: &Connection,
    condition: &str,
    values: &[&dyn ToSql],
) -> rusqlite::Result<Vec<DocumentRow>> {
    connection
        .prepare_cached(&format!(
            "SELECT path, name, sha256, last_opened, reading_byte, place FROM documents {condition}"
        ))?
        .query_map(values, DocumentRow::read)?
        .collect()
}

impl DocumentRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let path = row.get_ref("path")?;
        Ok(Self {
            path: match path {
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.to_owned(),
                _ => Vec::new(),
            },
            path_is_text: matches!(path, ValueRef::Text(_)),
            name: row.get("name")?,
            sha256: row.get("sha256")?,
            last_opened: row.get("last_opened")?,
            reading_byte: row.get("reading_byte")?,
            place: row.get("place")?,
        })
    }

    /// The column that makes no sense, otherwise.
    fn document(self) -> Result<StoredDocument, &'static str> {
        Ok(StoredDocument {
            path: path_from(self.path, self.path_is_text).ok_or("path")?,
            name: self.name,
            fingerprint: Fingerprint::parse(&self.sha256).ok_or("sha256")?,
            last_opened: self.last_opened.parse().ok().ok_or("last_opened")?,
            reading_byte: u64::try_from(self.reading_byte)
                .ok()
                .ok_or("reading_byte")?,
            place: match self.place {
                Some(place) => Some(u32::try_from(place).ok().ok_or("place")?),
                None => None,
            },
        })
    }
}

/// A path as text, or where it is no text, as its bytes.
struct StoredPath<'a>(&'a Path);

impl ToSql for StoredPath<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0.to_str() {
            Some(text) => ToSqlOutput::from(text),
            None => ToSqlOutput::Owned(Value::Blob(bytes_of(self.0))),
        })
    }
}

#[cfg(unix)]
fn bytes_of(path: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_owned()
}

/// Elsewhere such a path (an unpaired surrogate) is remembered as it is shown.
#[cfg(not(unix))]
fn bytes_of(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

#[cfg(unix)]
fn path_from(bytes: Vec<u8>, _: bool) -> Option<PathBuf> {
    let name: std::ffi::OsString = std::os::unix::ffi::OsStringExt::from_vec(bytes);
    (!name.is_empty()).then(|| name.into())
}

#[cfg(not(unix))]
fn path_from(bytes: Vec<u8>, is_text: bool) -> Option<PathBuf> {
    let name = String::from_utf8(bytes).ok()?;
    (is_text && !name.is_empty()).then(|| name.into())
}
