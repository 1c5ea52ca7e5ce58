//! The one way a file is written: a temporary file beside the target, synced, renamed over it, the
//! folder synced. A reader of the path sees the old content or the new, never half of either.
//!
//! A target that someone else changed since the reader chose it is not overwritten ([`Expected`]).
//! The check stands directly before the rename; another program that writes in the microseconds
//! between the two is not noticed, as no file system offers that.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use atomic_write_file::AtomicWriteFile;

/// What a file looked like at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    inode: Option<u64>,
}

impl Stamp {
    /// Looks at the file now; `None` when there is none.
    pub fn of(path: &Path) -> Option<Self> {
        let found = std::fs::metadata(path).ok()?;
        Some(Self {
            len: found.len(),
            modified: found.modified().ok(),
            inode: inode(&found),
        })
    }
}

#[cfg(unix)]
fn inode(found: &Metadata) -> Option<u64> {
    Some(std::os::unix::fs::MetadataExt::ino(found))
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> Option<u64> {
    None
}

/// What must be at the path for it to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Whatever is there is replaced: the reader was asked, or named the file on a command line.
    Anything,
    /// No file, or the one that was looked at ([`Stamp::of`]) when the reader agreed.
    Unchanged(Option<Stamp>),
}

/// Why a file was not written. What stood there before stands there still. Paths come last.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Another program wrote it meanwhile.
    #[error("another program changed the file meanwhile; choose another name, or save again to replace it: {}", path.display())]
    ChangedElsewhere {
        /// As given.
        path: PathBuf,
    },
    /// The path is a folder.
    #[error("this is a folder; give the name of a file in it: {}", path.display())]
    Folder {
        /// As given.
        path: PathBuf,
    },
    /// The folder of the path is missing.
    #[error("there is no such folder; make it first or choose another: {}", path.display())]
    NoFolder {
        /// As given.
        path: PathBuf,
    },
    /// Not allowed.
    #[error("the file may not be written here; choose another folder: {}", path.display())]
    Refused {
        /// As given.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// No room.
    #[error("the disk is full; make room and save again: {}", path.display())]
    Full {
        /// As given.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Anything else.
    #[error("the file could not be written ({source}): {}", path.display())]
    Io {
        /// As given.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl WriteError {
    fn new(path: &Path, source: std::io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder { path },
            ErrorKind::IsADirectory => Self::Folder { path },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                Self::Refused { path, source }
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::Full { path, source }
            }
            _ => Self::Io { path, source },
        }
    }

    /// Whether the reader of a pipe went away, which ends a program quietly.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == ErrorKind::BrokenPipe)
    }
}

/// Writes a file whole or not at all, whatever is at the path.
pub fn atomic_write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    atomic_write_with(path, &Expected::Anything, |out| out.write_all(bytes))
}

/// Writes a file whole or not at all. `content` is given a buffered writer; when it fails, nothing
/// has changed. A symbolic link is followed and stays. Devices and pipes, such as `/dev/stdout`,
/// are written directly, since there is nothing to rename.
pub fn atomic_write_with(
    path: &Path,
    expected: &Expected,
    content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), WriteError> {
    let failed = |source| WriteError::new(path, source);
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => {
            return Err(WriteError::Folder {
                path: path.to_owned(),
            });
        }
        Ok(found) if !found.is_file() => {
            let file = OpenOptions::new().write(true).open(path).map_err(failed)?;
            return buffered(file, content).map(drop).map_err(failed);
        }
        _ => {}
    }
    // Through a link to the file itself; a missing file has no canonical path and no link to keep.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let file = AtomicWriteFile::open(&target).map_err(failed)?;
    let file = buffered(file, content).map_err(failed)?;
    if let Expected::Unchanged(stamp) = expected
        && *stamp != Stamp::of(path)
    {
        return Err(WriteError::ChangedElsewhere {
            path: path.to_owned(),
        });
    }
    file.commit().map_err(failed)?;
    sync_folder(&target);
    Ok(())
}

fn buffered<W: Write>(
    file: W,
    content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> std::io::Result<W> {
    let mut out = BufWriter::new(file);
    content(&mut out)?;
    out.into_inner()
        .map_err(std::io::IntoInnerError::into_error)
}

/// Makes the new name itself durable. Not every file system can; the content is synced already, so
/// a failure here is no reason to tell the reader that the file was not written.
pub(crate) fn sync_folder(file: &Path) {
    if !cfg!(unix) {
        return;
    }
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path, expected: &Expected, text: &str) -> Result<(), WriteError> {
        atomic_write_with(path, expected, |out| out.write_all(text.as_bytes()))
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn writes_and_replaces() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        for text in ["one", "two"] {
            atomic_write(&path, text.as_bytes()).unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn content_that_fails_halfway_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        write(&path, &Expected::Anything, "old").unwrap();
        let failed = atomic_write_with(&path, &Expected::Anything, |out| {
            out.write_all(&[b'x'; 100_000])?;
            Err(ErrorKind::StorageFull.into())
        });
        assert!(matches!(failed, Err(WriteError::Full { .. })));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn a_file_changed_elsewhere_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let nothing = Expected::Unchanged(Stamp::of(&path));
        write(&path, &nothing, "mine").unwrap();
        let mine = Expected::Unchanged(Stamp::of(&path));
        write(&path, &Expected::Anything, "theirs, longer").unwrap();
        for expected in [nothing, mine] {
            assert!(matches!(
                write(&path, &expected, "mine again"),
                Err(WriteError::ChangedElsewhere { .. })
            ));
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "theirs, longer");
        write(&path, &Expected::Unchanged(Stamp::of(&path)), "agreed").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "agreed");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn folders_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(
            write(folder.path(), &Expected::Anything, ""),
            Err(WriteError::Folder { .. })
        ));
        assert!(matches!(
            write(&folder.path().join("none/a.csv"), &Expected::Anything, ""),
            Err(WriteError::NoFolder { .. })
        ));
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_links_and_devices_stay_devices() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
        write(&file, &Expected::Anything, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, &Expected::Anything, "new").unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "new");
        assert!(link.is_symlink());

        let null = folder.path().join("null");
        std::os::unix::fs::symlink("/dev/null", &null).unwrap();
        write(&null, &Expected::Anything, "gone").unwrap();
        assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
    }
}
