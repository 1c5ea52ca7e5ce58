//! What a later start needs to be where the reader left: documents, settings.
//!
//! A setting or place that makes no sense (written by another tool or a later version) is passed
//! over and the default stands, because a window must open; notes are never treated so.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{OptionalExtension as _, Row, ToSql, Transaction, params};

use super::{Store, StoreError};
use crate::document::limits::Limits;
use crate::extract::Kind;
use crate::figures::EditionChoice;
use crate::notes::Fingerprint;
use crate::reference::{Iso3, Measure};
use crate::workspace::settings::{Comparison, ThemeChoice};
use crate::workspace::{Session, SessionDocument, Settings};

const ACTIVE: &str = "active";
const HIDDEN_KINDS: &str = "hidden_kinds";
const MEASURE: &str = "measure";
const INDEX_YEAR: &str = "index_year";
const EDITION: &str = "edition";
const COMPARISON: &str = "comparison";
const THEME: &str = "theme";
const ZOOM: &str = "zoom_percent";
const LIMITS: &str = "limits";
/// Codes of the countries compared, those of each open document apart by `;`, in their order.
const COUNTRIES: &str = "countries";

/// A file the workspace has notes on or had open. A document without a path (standard input) is not
/// remembered, as it could not be opened again.
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
}

impl Store {
    /// Remembers where a document is, what it was and when; its place in the window stays.
    pub fn remember_document(&self, document: &StoredDocument) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO documents (path, name, sha256, last_opened) \
                     VALUES (?1, ?2, ?3, ?4) ON CONFLICT (path) DO UPDATE SET \
                     name = ?2, sha256 = ?3, last_opened = ?4",
                )?
                .execute(params![
                    StoredPath(&document.path),
                    document.name,
                    document.fingerprint.to_string(),
                    document.last_opened.to_string(),
                ])
                .map(drop)
        })
    }

    /// What is known of every document, in order of path; those of which only the place in the
    /// window is known are left out.
    pub fn documents(&self) -> Result<Vec<StoredDocument>, StoreError> {
        let read = |row: &Row<'_>| {
            let path = path_from(row.get_ref("path")?);
            let text = |column| row.get::<_, Option<String>>(column);
            let (name, sha256, time) = (text("name")?, text("sha256")?, text("last_opened")?);
            Ok((|| {
                Some(StoredDocument {
                    path: path?,
                    name: name?,
                    fingerprint: Fingerprint::parse(&sha256?)?,
                    last_opened: time?.parse().ok()?,
                })
            })())
        };
        let rows: rusqlite::Result<Vec<Option<StoredDocument>>> = self
            .connection
            .prepare_cached("SELECT path, name, sha256, last_opened FROM documents ORDER BY path")
            .and_then(|mut statement| statement.query_map([], read)?.collect());
        Ok(rows
            .map_err(|source| self.failed(source))?
            .into_iter()
            .flatten()
            .collect())
    }

    /// Remembers what is open and chosen, in place of what was. Where a closed document was left is
    /// kept.
    pub fn set_session(&self, session: &Session) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute("UPDATE documents SET place = NULL, recent = NULL", [])?;
            let mut statement = transaction.prepare_cached(
                "INSERT INTO documents (path, place, reading_byte) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (path) DO UPDATE SET place = ?2, reading_byte = ?3",
            )?;
            for (place, document) in (0i64..).zip(&session.documents) {
                let path = document.path.as_deref().unwrap_or(Path::new(""));
                let offset = i64::try_from(document.offset).unwrap_or(i64::MAX);
                statement.execute(params![StoredPath(path), place, offset])?;
            }
            let mut statement = transaction.prepare_cached(
                "INSERT INTO documents (path, recent) VALUES (?1, ?2) \
                 ON CONFLICT (path) DO UPDATE SET recent = ?2",
            )?;
            for (place, path) in (0i64..).zip(&session.recent) {
                statement.execute(params![StoredPath(path), place])?;
            }
            write_setting(transaction, ACTIVE, Some(&session.active.to_string()))?;
            let countries = countries_text(&session.documents);
            write_setting(transaction, COUNTRIES, countries.as_deref())?;
            write_settings(transaction, &session.settings)
        })
    }

    /// Every file the workspace has notes on or had open, by path.
    pub fn known_paths(&self) -> Result<Vec<PathBuf>, StoreError> {
        let read = |row: &Row<'_>| Ok(path_from(row.get_ref("path")?));
        let found: Vec<Option<PathBuf>> = self
            .connection
            .prepare_cached("SELECT path FROM documents ORDER BY path")
            .and_then(|mut statement| statement.query_map([], read)?.collect())
            .map_err(|source| self.failed(source))?;
        Ok(found.into_iter().flatten().collect())
    }

    /// What was open and chosen; the default in a new workspace.
    pub fn session(&self) -> Result<Session, StoreError> {
        let mut documents = self.places("place", |path, offset| SessionDocument {
            path,
            offset,
            countries: Vec::new(),
        })?;
        let countries = self.setting(COUNTRIES)?.unwrap_or_default();
        for (document, codes) in documents.iter_mut().zip(countries.split(';')) {
            document.countries = codes.split(',').filter_map(Iso3::parse).collect();
        }
        let recent = self.places("recent", |path, _| path)?;
        let active = self.setting(ACTIVE)?.and_then(|text| text.parse().ok());
        Ok(Session {
            active: active.unwrap_or(0),
            documents,
            recent: recent.into_iter().flatten().collect(),
            settings: self.settings()?,
        })
    }

    /// Documents with a number in `column`, in that order.
    fn places<T>(
        &self,
        column: &str,
        make: impl Fn(Option<PathBuf>, usize) -> T,
    ) -> Result<Vec<T>, StoreError> {
        let read = |row: &Row<'_>| {
            let offset: i64 = row.get("reading_byte")?;
            let path = path_from(row.get_ref("path")?);
            Ok(make(path, usize::try_from(offset).unwrap_or(0)))
        };
        let sql = format!(
            "SELECT path, reading_byte FROM documents WHERE {column} IS NOT NULL \
             ORDER BY {column}, path"
        );
        self.connection
            .prepare_cached(&sql)
            .and_then(|mut statement| statement.query_map([], read)?.collect())
            .map_err(|source| self.failed(source))
    }

    fn settings(&self) -> Result<Settings, StoreError> {
        let default = Settings::default();
        let hidden = self.setting(HIDDEN_KINDS)?.unwrap_or_default();
        let hidden_kinds: BTreeSet<Kind> = hidden.split(' ').filter_map(Kind::parse).collect();
        let measure = self.setting(MEASURE)?;
        let index_year = self.setting(INDEX_YEAR)?;
        let edition = self.setting(EDITION)?;
        let comparison = self.setting(COMPARISON)?;
        let theme = self.setting(THEME)?;
        let zoom = self.setting(ZOOM)?.and_then(|text| text.parse().ok());
        let limits = self.setting(LIMITS)?;
        Ok(Settings {
            limits: limits
                .and_then(|words| Limits::of_words(&words))
                .unwrap_or_default(),
            hidden_kinds,
            measure: measure
                .and_then(|code| Measure::parse(&code))
                .unwrap_or(default.measure),
            index_year: index_year
                .and_then(|text| text.parse().ok())
                .filter(|year| (1900..=2100).contains(year)),
            edition: edition
                .and_then(|code| EditionChoice::parse(&code))
                .unwrap_or(default.edition),
            comparison: comparison
                .and_then(|code| Comparison::parse(&code))
                .unwrap_or(default.comparison),
            theme: theme
                .and_then(|code| ThemeChoice::parse(&code))
                .unwrap_or(default.theme),
            zoom_percent: zoom
                .filter(|percent| (50..=300).contains(percent))
                .unwrap_or(default.zoom_percent),
        })
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
        self.write(|transaction| write_setting(transaction, key, value))
    }

    fn write(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        self.in_transaction(|transaction| work(transaction).map_err(|source| self.failed(source)))
    }
}

/// `None` where every document has its own countries.
fn countries_text(documents: &[SessionDocument]) -> Option<String> {
    let codes = |document: &SessionDocument| -> String {
        let codes: Vec<&str> = document.countries.iter().map(Iso3::code).collect();
        codes.join(",")
    };
    let is_chosen = documents.iter().any(|it| !it.countries.is_empty());
    is_chosen.then(|| documents.iter().map(codes).collect::<Vec<_>>().join(";"))
}

fn write_settings(transaction: &Transaction<'_>, settings: &Settings) -> rusqlite::Result<()> {
    let hidden: Vec<&str> = settings
        .hidden_kinds
        .iter()
        .map(|kind| kind.code())
        .collect();
    for (key, value) in [
        (HIDDEN_KINDS, hidden.join(" ").as_str()),
        (MEASURE, settings.measure.code()),
        (COMPARISON, settings.comparison.code()),
        (THEME, settings.theme.code()),
        (EDITION, settings.edition.code()),
        (ZOOM, &settings.zoom_percent.to_string()),
        (LIMITS, &settings.limits.to_words()),
    ] {
        write_setting(transaction, key, Some(value))?;
    }
    let index_year = settings.index_year.map(|year| year.to_string());
    write_setting(transaction, INDEX_YEAR, index_year.as_deref())
}

fn write_setting(
    transaction: &Transaction<'_>,
    key: &str,
    value: Option<&str>,
) -> rusqlite::Result<()> {
    match value {
        Some(value) => transaction
            .prepare_cached("INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)")?
            .execute([key, value]),
        None => transaction.execute("DELETE FROM settings WHERE key = ?1", [key]),
    }
    .map(drop)
}

/// A path as text, or where it is no text, as its bytes.
pub(super) struct StoredPath<'a>(pub(super) &'a Path);

impl ToSql for StoredPath<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0.to_str() {
            Some(text) => ToSqlOutput::from(text),
            None => ToSqlOutput::Owned(Value::Blob(bytes_of(self.0))),
        })
    }
}

/// `None` for the sample article, and for what is no path.
pub(super) fn path_from(value: ValueRef<'_>) -> Option<PathBuf> {
    let (ValueRef::Text(bytes) | ValueRef::Blob(bytes)) = value else {
        return None;
    };
    (!bytes.is_empty()).then(|| path_of(bytes)).flatten()
}

#[cfg(unix)]
fn bytes_of(path: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_owned()
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    let name: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(bytes);
    Some(name.into())
}

/// Elsewhere a path that is no text (an unpaired surrogate) is remembered as it is shown.
#[cfg(not(unix))]
fn bytes_of(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(bytes).ok().map(PathBuf::from)
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
