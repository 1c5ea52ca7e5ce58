//! Whether the file that is written to is still the one that has the workspace's name.
//!
//! A file whose folder was deleted, moved away or unmounted can be written to for as long as it is
//! open, without any error, and all of it is gone when it is closed. Nothing may be called saved then.
//! Where the system tells no identity of a file, only that there is one of this name is looked at;
//! such systems do not let an open file be deleted.

use std::fs::Metadata;
use std::path::Path;

/// Which file it was when it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity(u64, u64);

impl Identity {
    /// Of the file at `path`; `None` when there is none.
    pub(super) fn of(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|found| identity(&found))
    }
}

#[cfg(unix)]
fn identity(found: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt as _;
    Identity(found.dev(), found.ino())
}

#[cfg(not(unix))]
const fn identity(_found: &Metadata) -> Identity {
    Identity(0, 0)
}
