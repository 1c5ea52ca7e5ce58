//! How a workspace file is opened: as usual where that works, and otherwise in the ways that work on
//! a full disk and on media that cannot be written.
//!
//! Invariants: nothing is written before the file is known to be ours; a file of an older format is
//! brought up to date by [`super::schema`] or, where it cannot be written, in memory only.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::StoreError;
use super::schema::{self, Origin};

/// How long an edit waits for another program to finish its own.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The structure of larger files is not checked on opening, which must not take seconds; SQLite
/// still checks each page it reads.
const MAX_CHECKED_BYTES: u64 = 64_000_000;

/// After an end that was not clean, a larger file is worth the wait.
const MAX_CHECKED_AFTER_CRASH_BYTES: u64 = 256_000_000;

/// What can be done with an open workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everything, beside other programs.
    Shared,
    /// Everything, but no other program may use the file meanwhile: its folder has no room for, or
    /// no way of, sharing.
    Alone,
    /// It can be read.
    ReadOnly,
}

/// A connection that is known to be to a workspace of today's format.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) connection: Connection,
    pub(super) access: Access,
}

/// Opens `path` in the best way that works.
pub(super) fn open(path: &Path, more: OpenFlags) -> Result<Opened, StoreError> {
    if path.is_dir() {
        return Err(StoreError::CannotOpen {
            path: path.to_owned(),
            source: "it is a folder".into(),
        });
    }
    let had_log = has_log(path);
    match usual(path, more, had_log) {
        // When nothing works, why the usual way failed is what the reader can do something about.
        Err(error) if path.exists() && may_work_otherwise(&error) => alone(path, had_log)
            .or_else(|_| frozen(path, had_log))
            .or(Err(error)),
        opened => opened,
    }
}

/// A workspace without a file.
pub(super) fn in_memory(path: &Path) -> Result<Opened, StoreError> {
    let failed = |source| StoreError::new(source, path);
    let connection = Connection::open_in_memory().map_err(failed)?;
    harden(&connection).map_err(failed)?;
    let connection = schema::create_or_migrate(connection, path)?;
    synchronise(&connection).map_err(failed)?;
    Ok(Opened {
        connection,
        access: Access::Alone,
    })
}

fn usual(path: &Path, more: OpenFlags, had_log: bool) -> Result<Opened, StoreError> {
    let failed = |source| StoreError::new(source, path);
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | more)?;
    recognise(&connection, path, had_log)?;
    if connection.is_readonly("main").map_err(failed)? {
        return as_it_is(connection, path, Access::ReadOnly);
    }
    write_ahead(&connection).map_err(failed)?;
    let connection = schema::create_or_migrate(connection, path)?;
    Ok(Opened {
        connection,
        access: Access::Shared,
    })
}

/// Without the file that programs share their index in: on a full disk there is no room for it.
fn alone(path: &Path, had_log: bool) -> Result<Opened, StoreError> {
    let failed = |source| StoreError::new(source, path);
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    exclusively(&connection).map_err(failed)?;
    recognise(&connection, path, had_log)?;
    let access = if connection.is_readonly("main").map_err(failed)? {
        Access::ReadOnly
    } else {
        Access::Alone
    };
    synchronise(&connection).map_err(failed)?;
    as_it_is(connection, path, access)
}

/// As on a disc: no locks, no log. What is only in a log beside it cannot be seen so, and then the
/// file is not opened at all rather than without its latest notes.
fn frozen(path: &Path, had_log: bool) -> Result<Opened, StoreError> {
    if had_log {
        return Err(StoreError::ReadOnly {
            path: path.to_owned(),
        });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(frozen_uri(path), flags)
        .map_err(|source| StoreError::new(source, path))?;
    harden(&connection).map_err(|source| StoreError::new(source, path))?;
    recognise(&connection, path, false)?;
    as_it_is(connection, path, Access::ReadOnly)
}

/// A file that is not brought up to date where it lies: an older one is, in memory.
fn as_it_is(connection: Connection, path: &Path, access: Access) -> Result<Opened, StoreError> {
    let failed = |source| StoreError::new(source, path);
    match schema::origin_now(&connection).map_err(failed)? {
        Origin::Ours(version) if version < schema::VERSION => {
            let mut copy = Connection::open_in_memory().map_err(failed)?;
            copy_into(&connection, &mut copy).map_err(failed)?;
            harden(&copy).map_err(failed)?;
            schema::migrate_copy(&mut copy, version).map_err(failed)?;
            copy.pragma_update(None, "query_only", true)
                .map_err(failed)?;
            Ok(Opened {
                connection: copy,
                access: Access::ReadOnly,
            })
        }
        _ => Ok(Opened { connection, access }),
    }
}

/// A connection that does not let the file do anything; nothing is read or written yet.
pub(super) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let failed = |source| StoreError::new(source, path);
    // A name such as `file:x?mode=ro` is a name: without the URI flag SQLite takes it as such.
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(failed)?;
    harden(&connection).map_err(failed)?;
    Ok(connection)
}

/// Whether it is ours, of a format we know, and whole.
fn recognise(connection: &Connection, path: &Path, had_log: bool) -> Result<(), StoreError> {
    let found = schema::origin_now(connection).map_err(|source| StoreError::new(source, path))?;
    match found {
        Origin::Foreign => Err(StoreError::Foreign {
            path: path.to_owned(),
        }),
        Origin::Ours(found) if found > schema::VERSION => Err(StoreError::Newer {
            found,
            known: schema::VERSION,
            path: path.to_owned(),
        }),
        Origin::Ours(_) => check_structure(connection, path, had_log),
        Origin::Empty => Ok(()),
    }
}

/// Whether the same file may be opened in another way: not when it was recognised or is in use.
fn may_work_otherwise(error: &StoreError) -> bool {
    match error {
        StoreError::CannotOpen { .. } | StoreError::Full { .. } | StoreError::ReadOnly { .. } => {
            true
        }
        StoreError::Sqlite { source, .. } => {
            source.sqlite_error_code() == Some(ErrorCode::SystemIoFailure)
        }
        _ => false,
    }
}

/// The log beside a file: there while a program uses it, and after an end that was not clean.
pub(super) fn log_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

fn has_log(path: &Path) -> bool {
    std::fs::metadata(log_of(path)).is_ok_and(|found| found.len() > 0)
}

/// A path as SQLite's URI. What a URI gives a meaning to is escaped.
fn frozen_uri(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                uri.push(char::from(*byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    PathBuf::from(uri)
}

/// What the connection does not let a file do, and how it waits. Changes nothing in the file.
fn harden(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
    ] {
        connection.set_db_config(config, on)?;
    }
    connection.pragma_update(None, "cell_size_check", true)?;
    // A database in memory answers nothing.
    connection.pragma(None, "mmap_size", 0, |_| Ok(()))
}

/// No other program may use the file from the first look at it on, until the connection is closed.
pub(super) fn exclusively(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update_and_check(None, "locking_mode", "exclusive", |_| Ok(()))
}

/// How commits become durable. A file system without shared memory keeps the rollback journal,
/// which with full synchronisation is as safe and only slower.
pub(super) fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    // Going over to the log needs the file alone for a moment, and SQLite does not always wait.
    let mut tries_left = 50;
    loop {
        match connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())) {
            Err(error)
                if tries_left > 0 && error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) =>
            {
                tries_left -= 1;
                std::thread::sleep(Duration::from_millis(20));
            }
            result => break result?,
        }
    }
    synchronise(connection)
}

/// A commit returns when the disk has it.
pub(super) fn synchronise(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "synchronous", "full")?;
    // On macOS a plain fsync leaves data in the drive's cache.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)
}

/// Copies a whole database over another, in one transaction of the other.
pub(super) fn copy_into(from: &Connection, to: &mut Connection) -> rusqlite::Result<()> {
    // All pages in one step: the copy is of one moment.
    let copying = rusqlite::backup::Backup::new(from, to)?;
    let mut tries_left = 50;
    loop {
        match copying.step(-1)? {
            rusqlite::backup::StepResult::Done => return Ok(()),
            _ if tries_left > 0 => {
                tries_left -= 1;
                std::thread::sleep(Duration::from_millis(20));
            }
            _ => {
                let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
                return Err(rusqlite::Error::SqliteFailure(code, None));
            }
        }
    }
}

fn check_structure(connection: &Connection, path: &Path, had_log: bool) -> Result<(), StoreError> {
    // A log left behind says that the last end was not clean, or that another program is at work.
    let (check, most) = if had_log {
        ("integrity_check", MAX_CHECKED_AFTER_CRASH_BYTES)
    } else {
        ("quick_check", MAX_CHECKED_BYTES)
    };
    if std::fs::metadata(path).is_ok_and(|found| found.len() > most) {
        return Ok(());
    }
    let what = says(connection, check).map_err(|source| StoreError::new(source, path))?;
    if what == "ok" {
        Ok(())
    } else {
        Err(StoreError::Damaged {
            what: what.replace('\n', " "),
            path: path.to_owned(),
        })
    }
}

/// The first thing that a check of the structure says; "ok" when it found nothing.
pub(super) fn says(connection: &Connection, check: &str) -> rusqlite::Result<String> {
    connection.query_row(&format!("PRAGMA {check}(1)"), [], |row| row.get(0))
}
