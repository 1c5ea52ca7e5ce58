//! Copies of a workspace: automatic ones in a folder beside it, and those the reader asks for.
//!
//! A copy is made through SQLite's own backup, so it is of one moment; it is opened, checked and its
//! notes counted before it gets its name. Of the automatic ones the latest of each of the last 24
//! hours and 14 days that have one are kept.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OpenFlags};

use super::opening::{copy_into, says};
use super::{Store, StoreError};
use crate::export::atomic::sync_folder;

/// Hours and days of which the latest copy is kept.
const HOURS: usize = 24;
const DAYS: usize = 14;

/// The least time between two automatic copies.
const EVERY: SignedDuration = SignedDuration::from_hours(1);

/// An automatic copy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Snapshot {
    /// When it was made.
    pub taken: Timestamp,
    /// Where it is.
    pub path: PathBuf,
}

impl Store {
    /// Copies the workspace to `to`, replacing what is there; how many notes the copy holds.
    pub fn save_copy(&self, to: &Path) -> Result<u64, StoreError> {
        let same = |path: &Path| std::fs::canonicalize(path).ok();
        if same(to).is_some() && same(to) == same(&self.path) {
            return Err(StoreError::SameFile {
                path: to.to_owned(),
            });
        }
        copy(&self.connection, to)
    }

    /// Makes an automatic copy, unless there is one of the last hour, and drops those that are no
    /// longer kept. `None` when none was due. A clock that was set back makes one due.
    pub fn snapshot(&self, now: Timestamp) -> Result<Option<Snapshot>, StoreError> {
        if self.identity.is_none() {
            // There is no file, and so no place beside it.
            return Ok(None);
        }
        let latest = self.snapshots().into_iter().map(|it| it.taken).max();
        let is_recent =
            |latest| (SignedDuration::ZERO..EVERY).contains(&now.duration_since(latest));
        if latest.is_some_and(is_recent) {
            return Ok(None);
        }
        self.snapshot_now(now)
    }

    /// Makes an automatic copy in any case, such as before many notes are changed at once; `None` of a
    /// workspace without a file.
    pub fn snapshot_now(&self, now: Timestamp) -> Result<Option<Snapshot>, StoreError> {
        if self.connection.path().is_none_or(str::is_empty) {
            return Ok(None);
        }
        let folder = make_folder(&self.path)?;
        let taken = Timestamp::from_second(now.as_second()).unwrap_or(now);
        let path = folder.join(name_of(taken));
        copy(&self.connection, &path)?;
        let all = self.snapshots();
        for old in expired(&all.iter().map(|it| it.taken).collect::<Vec<_>>()) {
            if old != taken {
                drop(std::fs::remove_file(folder.join(name_of(old))));
            }
        }
        Ok(Some(Snapshot { taken, path }))
    }

    /// The automatic copies there are, oldest first.
    pub fn snapshots(&self) -> Vec<Snapshot> {
        snapshots_of(&self.path)
    }
}

/// The automatic copies of a workspace, oldest first; also of one that cannot be opened.
pub fn snapshots_of(workspace: &Path) -> Vec<Snapshot> {
    let Ok(entries) = std::fs::read_dir(folder_of(workspace)) else {
        return Vec::new();
    };
    let mut found: Vec<Snapshot> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let taken = time_in(path.file_name()?.to_str()?)?;
            Some(Snapshot { taken, path })
        })
        .collect();
    found.sort();
    found
}

/// Keeps a workspace of an older format as it was.
pub(super) fn before_migration(
    connection: &Connection,
    path: &Path,
    from: i64,
) -> Result<(), StoreError> {
    let folder = make_folder(path)?;
    // Never over an earlier one: that may hold what this one lost.
    let free = (1..1000).map(|number| match number {
        1 => folder.join(format!("format-{from}.rangebook")),
        number => folder.join(format!("format-{from}-{number}.rangebook")),
    });
    match free.into_iter().find(|path| !path.exists()) {
        Some(free) => copy(connection, &free).map(drop),
        None => Ok(()),
    }
}

fn copy(from: &Connection, to: &Path) -> Result<u64, StoreError> {
    let failed = |source| StoreError::new(source, to);
    let unnamed = Unnamed::beside(to);
    let mut copy = Connection::open(&unnamed.0).map_err(failed)?;
    copy_into(from, &mut copy).map_err(failed)?;
    // One file that opens anywhere, also where no log can be written.
    copy.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))
        .map_err(failed)?;
    drop(copy);
    let copy = Connection::open_with_flags(&unnamed.0, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .map_err(failed)?;
    let what = says(&copy, "quick_check").map_err(failed)?;
    if what != "ok" {
        return Err(StoreError::Damaged {
            what,
            path: to.to_owned(),
        });
    }
    let num_notes: i64 = copy
        .query_row("SELECT count(*) FROM notes", [], |row| row.get(0))
        .map_err(failed)?;
    drop(copy);
    let io = |source: std::io::Error| StoreError::CannotOpen {
        path: to.to_owned(),
        source: Box::new(source),
    };
    std::fs::File::open(&unnamed.0)
        .and_then(|file| file.sync_all())
        .map_err(io)?;
    std::fs::rename(&unnamed.0, to).map_err(io)?;
    sync_folder(to);
    Ok(u64::try_from(num_notes).unwrap_or(0))
}

/// A copy that has no name yet; it goes when it never gets one.
struct Unnamed(PathBuf);

impl Unnamed {
    fn beside(to: &Path) -> Self {
        let mut name = to.as_os_str().to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let part = Self(PathBuf::from(name));
        drop(std::fs::remove_file(&part.0));
        part
    }
}

impl Drop for Unnamed {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

/// Which of the copies made at these times are no longer kept: all but the latest of each of the
/// last [`HOURS`] hours that have one, and of each of the last [`DAYS`] such days (in UTC).
pub fn expired(taken: &[Timestamp]) -> Vec<Timestamp> {
    let mut sorted = taken.to_vec();
    sorted.sort_unstable();
    let mut kept = BTreeSet::new();
    for (seconds, most) in [(3600, HOURS), (86_400, DAYS)] {
        let mut periods = BTreeSet::new();
        for at in sorted.iter().rev() {
            let is_first = periods.insert(at.as_second().div_euclid(seconds));
            if is_first && periods.len() <= most {
                kept.insert(*at);
            }
        }
    }
    sorted.retain(|at| !kept.contains(at));
    sorted
}

fn folder_of(workspace: &Path) -> PathBuf {
    let mut name = workspace.as_os_str().to_owned();
    name.push(".snapshots");
    PathBuf::from(name)
}

fn make_folder(workspace: &Path) -> Result<PathBuf, StoreError> {
    let folder = folder_of(workspace);
    match std::fs::create_dir(&folder) {
        Ok(()) => sync_folder(&folder),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
        Err(source) => {
            return Err(StoreError::CannotOpen {
                path: folder,
                source: Box::new(source),
            });
        }
    }
    Ok(folder)
}

/// No colons: not every file system allows them in names.
fn name_of(taken: Timestamp) -> String {
    format!("{}.rangebook", taken.to_string().replace(':', "."))
}

fn time_in(name: &str) -> Option<Timestamp> {
    let time = name.strip_suffix(".rangebook")?.replace('.', ":");
    let time: Timestamp = time.parse().ok()?;
    (name_of(time) == name).then_some(time)
}

#[cfg(test)]
#[path = "snapshots_tests.rs"]
mod tests;
