//! Tables of the workspace file and their version.
//!
//! The tables are for other tools too: columns, not blobs; times as RFC 3339 text; tags as rows.
//! `STRICT` and the checks keep out what could not be read back. A migration to a later version is
//! one more entry in [`STEPS`] and copies what it needs: it never shares code with the program of
//! today, which goes on changing.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::{StoreError, opening, revisions, snapshots};

/// "Rngb": says in the file's header whose it is.
pub(super) const APPLICATION_ID: i64 = 0x526e_6762;

/// Version n is made from version n−1 by the n-th step; an empty file has version 0.
const STEPS: &[&str] = &[VERSION_1, VERSION_2, VERSION_3, revisions::TABLES];

/// The version this program writes.
pub(super) const VERSION: i64 = STEPS.len() as i64;

const VERSION_1: &str = "
CREATE TABLE notes (
    id              TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    document        TEXT NOT NULL,
    document_sha256 TEXT CHECK (length(document_sha256) = 64),
    kind            TEXT NOT NULL DEFAULT '',
    quote           TEXT NOT NULL DEFAULT '',
    value           TEXT NOT NULL DEFAULT '',
    unit            TEXT NOT NULL DEFAULT '',
    start_byte      INTEGER CHECK (start_byte >= 0),
    end_byte        INTEGER CHECK (end_byte >= 0),
    start_char      INTEGER CHECK (start_char >= 0),
    end_char        INTEGER CHECK (end_char >= 0),
    prefix          TEXT NOT NULL DEFAULT '',
    suffix          TEXT NOT NULL DEFAULT '',
    note            TEXT NOT NULL DEFAULT '',
    colour          TEXT NOT NULL DEFAULT '',
    author          TEXT NOT NULL DEFAULT '',
    created         TEXT NOT NULL CHECK (created GLOB '*T*Z'),
    modified        TEXT NOT NULL CHECK (modified GLOB '*T*Z'),
    finding         TEXT NOT NULL DEFAULT '',
    verdict         TEXT NOT NULL DEFAULT '',
    detail          TEXT NOT NULL DEFAULT '',
    source          TEXT NOT NULL DEFAULT '',
    CHECK ((start_byte IS NULL) = (end_byte IS NULL)
       AND (start_byte IS NULL) = (start_char IS NULL)
       AND (start_byte IS NULL) = (end_char IS NULL))
) STRICT;

CREATE TABLE note_tags (
    note_id TEXT NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    place   INTEGER NOT NULL,
    tag     TEXT NOT NULL,
    PRIMARY KEY (note_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_tags_by_tag ON note_tags (tag);

-- A path is text, or a blob of its bytes where a file system allows names that are not text. The
-- empty path is the sample article. `place` is the order of the open documents, `recent` that of
-- the files opened lately; both are empty for the others.
CREATE TABLE documents (
    path         ANY NOT NULL PRIMARY KEY,
    name         TEXT,
    sha256       TEXT CHECK (length(sha256) = 64),
    last_opened  TEXT CHECK (last_opened GLOB '*T*Z'),
    reading_byte INTEGER NOT NULL DEFAULT 0 CHECK (reading_byte >= 0),
    place        INTEGER CHECK (place >= 0),
    recent       INTEGER CHECK (recent >= 0)
) STRICT;

CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

/// What the reader said about mentions. `change` is what becomes of the mentions of the subject:
/// none, or what the columns `to_…` say.
const VERSION_2: &str = "
CREATE TABLE corrections (
    id              TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    scope           TEXT NOT NULL CHECK (scope IN ('here', 'document', 'everywhere')),
    document        TEXT NOT NULL DEFAULT '',
    document_sha256 TEXT CHECK (length(document_sha256) = 64),
    start_byte      INTEGER CHECK (start_byte >= 0),
    end_byte        INTEGER CHECK (end_byte >= 0),
    start_char      INTEGER CHECK (start_char >= 0),
    end_char        INTEGER CHECK (end_char >= 0),
    quote           TEXT NOT NULL DEFAULT '',
    prefix          TEXT NOT NULL DEFAULT '',
    suffix          TEXT NOT NULL DEFAULT '',
    subject_kind    TEXT NOT NULL,
    subject_by      TEXT NOT NULL CHECK (subject_by IN ('spelling', 'name')),
    subject_key     TEXT NOT NULL,
    subject_label   TEXT NOT NULL,
    change          TEXT NOT NULL CHECK (change IN ('dismiss', 'retype', 'merge', 'add')),
    to_kind         TEXT,
    to_entity       TEXT,
    to_words        TEXT,
    created         TEXT NOT NULL CHECK (created GLOB '*T*Z'),
    CHECK ((start_byte IS NULL) = (end_byte IS NULL)
       AND (start_byte IS NULL) = (start_char IS NULL)
       AND (start_byte IS NULL) = (end_char IS NULL)),
    CHECK ((change = 'dismiss') = (to_kind IS NULL)
       AND (to_kind IS NULL) = (to_words IS NULL))
) STRICT;
";

/// Spending tables that the reader imported, whole, so that they outlive their files; `sha256` is the
/// hash of the file, `place` the order in which they weigh.
const VERSION_3: &str = "
CREATE TABLE imported_tables (
    sha256    TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    name      TEXT NOT NULL,
    path      ANY NOT NULL,
    format    TEXT NOT NULL,
    title     TEXT NOT NULL DEFAULT '',
    base_year INTEGER CHECK (base_year BETWEEN 1900 AND 2100),
    imported  TEXT NOT NULL CHECK (imported GLOB '*T*Z'),
    place     INTEGER NOT NULL CHECK (place >= 0)
) STRICT;

CREATE TABLE imported_figures (
    sha256  TEXT NOT NULL REFERENCES imported_tables (sha256) ON DELETE CASCADE,
    iso3    TEXT NOT NULL CHECK (length(iso3) = 3),
    measure TEXT NOT NULL,
    year    INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2100),
    value   REAL NOT NULL CHECK (value >= 0),
    status  TEXT NOT NULL CHECK (status IN ('reported', 'estimate', 'uncertain')),
    PRIMARY KEY (sha256, iso3, measure, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE imported_currencies (
    sha256 TEXT NOT NULL REFERENCES imported_tables (sha256) ON DELETE CASCADE,
    iso3   TEXT NOT NULL CHECK (length(iso3) = 3),
    name   TEXT NOT NULL,
    PRIMARY KEY (sha256, iso3)
) STRICT, WITHOUT ROWID;
";

/// What a file's header and tables say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// No tables at all.
    Empty,
    /// Ours, of this version.
    Ours(i64),
    /// Somebody else's.
    Foreign,
}

/// Looks without changing anything, at one moment: between two looks another program may turn an empty
/// file into a workspace, and half of each would look like somebody else's.
pub(super) fn origin_now(connection: &Connection) -> rusqlite::Result<Origin> {
    let moment = connection.unchecked_transaction()?;
    origin(&moment)
}

/// Looks from inside a transaction.
fn origin(connection: &Connection) -> rusqlite::Result<Origin> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let application = pragma("application_id")?;
    let version = pragma("user_version")?;
    if application == APPLICATION_ID && version > 0 {
        return Ok(Origin::Ours(version));
    }
    let num_tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let empty = application == 0 && version == 0 && num_tables == 0;
    Ok(if empty {
        Origin::Empty
    } else {
        Origin::Foreign
    })
}

/// Brings an empty or older file to [`VERSION`]. Does nothing when another program did it first.
///
/// An empty file gets its tables in one transaction. An older one is used by no other program
/// meanwhile; it is kept as a snapshot, copied, the copy migrated in one transaction and checked,
/// and only then put in the place of the old content, again in one transaction. SQLite's own locks
/// and log do that, not a rename: a program that has the old file open must not go on writing to a
/// file that no longer has a name.
pub(super) fn create_or_migrate(
    mut connection: Connection,
    path: &Path,
) -> Result<Connection, StoreError> {
    let failed = |source| StoreError::new(source, path);
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(failed)?;
    match origin(&transaction).map_err(failed)? {
        Origin::Empty => {
            run_steps(&transaction, 0).map_err(failed)?;
            transaction.commit().map_err(failed)?;
            return Ok(connection);
        }
        Origin::Ours(version) if version < VERSION => {}
        Origin::Ours(_) | Origin::Foreign => {
            drop(transaction);
            return Ok(connection);
        }
    }
    drop(transaction);
    drop(connection);
    let mut tries_left = 100;
    while let Err(error) = migrate_alone(path) {
        if tries_left == 0 || !matches!(error, StoreError::Busy { .. }) {
            return Err(error);
        }
        tries_left -= 1;
        // Two that wait for each other must not wake at the same moment again.
        let jitter = RandomState::new().build_hasher().finish() % 40;
        std::thread::sleep(Duration::from_millis(10 + jitter));
    }
    let connection = opening::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    opening::write_ahead(&connection).map_err(failed)?;
    Ok(connection)
}

fn migrate_alone(path: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::new(source, path);
    let mut alone = opening::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Another program that has the file open does not close it for our waiting.
    alone
        .busy_timeout(Duration::from_millis(10))
        .map_err(failed)?;
    opening::exclusively(&alone).map_err(failed)?;
    opening::synchronise(&alone).map_err(failed)?;
    // The first transaction takes the lock, which is kept until the connection is closed.
    let first = alone
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(failed)?;
    let found = origin(&first).map_err(failed)?;
    first.commit().map_err(failed)?;
    let Origin::Ours(from) = found else {
        return Ok(());
    };
    if from >= VERSION {
        return Ok(());
    }
    snapshots::before_migration(&alone, path, from)?;
    let beside = Beside::of(path);
    let mut copy = Connection::open(&beside.0).map_err(failed)?;
    opening::copy_into(&alone, &mut copy).map_err(failed)?;
    migrate_copy(&mut copy, from).map_err(failed)?;
    opening::copy_into(&copy, &mut alone).map_err(failed)
}

/// Migrates a copy in one transaction and checks it: whole, with every reference kept and no note
/// fewer.
pub(super) fn migrate_copy(copy: &mut Connection, from: i64) -> rusqlite::Result<()> {
    let num_notes = |connection: &Connection| -> rusqlite::Result<i64> {
        connection.query_row("SELECT count(*) FROM notes", [], |row| row.get(0))
    };
    let transaction = copy.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let before = num_notes(&transaction)?;
    run_steps(&transaction, from)?;
    let what = opening::says(&transaction, "integrity_check")?;
    if what != "ok" {
        return Err(damaged(&what));
    }
    let strays: i64 =
        transaction.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
            row.get(0)
        })?;
    if strays > 0 || num_notes(&transaction)? != before {
        return Err(damaged("rows were lost while bringing it up to date"));
    }
    transaction.commit()
}

/// The file a migration works on, removed when it is over, also when it failed.
struct Beside(PathBuf);

impl Beside {
    fn of(path: &Path) -> Self {
        let mut name = path.as_os_str().to_owned();
        name.push("-migrating");
        let beside = Self(PathBuf::from(name));
        // One that a crash left is of no use.
        beside.remove();
        beside
    }

    fn remove(&self) {
        for ending in ["", "-journal", "-wal", "-shm"] {
            let mut name = self.0.as_os_str().to_owned();
            name.push(ending);
            drop(std::fs::remove_file(name));
        }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.remove();
    }
}

fn damaged(what: &str) -> rusqlite::Error {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    rusqlite::Error::SqliteFailure(code, Some(what.to_owned()))
}

fn run_steps(transaction: &Transaction<'_>, from: i64) -> rusqlite::Result<()> {
    let done = usize::try_from(from).unwrap_or(usize::MAX);
    for step in STEPS.iter().skip(done) {
        transaction.execute_batch(step)?;
    }
    if done < STEPS.len() {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    Ok(())
}
