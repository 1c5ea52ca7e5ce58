//! Notices that files of open documents have changed, on a thread of its own: a window that nobody touches
//! sleeps, and is woken only when there is something to look at.
//!
//! The watcher only says that something is different from what it saw before; what is then done about
//! which document is decided by [`Workspace`](super::Workspace), which looks at the files itself.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::runner::Wake;
use crate::document::{FileStamp, stamp_of};

/// How often files are looked at: soon enough to be expected, and seldom enough for a network drive.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Files and how they were when they were read.
pub(super) type Watched = Vec<(PathBuf, Option<FileStamp>)>;

/// What the thread and the window share.
#[derive(Default)]
struct Shared {
    /// Files given since the thread last took them.
    given: Mutex<Given>,
    has_given: Condvar,
    has_changed: AtomicBool,
}

#[derive(Default)]
struct Given {
    files: Option<Watched>,
    is_over: bool,
}

/// The window's end of the watcher.
pub(super) struct Watcher {
    shared: Arc<Shared>,
}

impl Watcher {
    /// Starts the thread. It is never joined: it may hang on a dead network drive.
    pub(super) fn start(wake: Wake) -> std::io::Result<Self> {
        let shared: Arc<Shared> = Arc::default();
        let theirs = Arc::clone(&shared);
        std::thread::Builder::new()
            .name("rangebook-watch".to_owned())
            .spawn(move || watch(&theirs, &wake))?;
        Ok(Self { shared })
    }

    /// Watches these files in the place of those before.
    pub(super) fn watch(&self, files: Watched) {
        let mut given = self.lock();
        given.files = Some(files);
        self.shared.has_given.notify_one();
    }

    /// Whether some file has changed since the last call.
    pub(super) fn take_changed(&self) -> bool {
        self.shared.has_changed.swap(false, Ordering::AcqRel)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Given> {
        let given = self.shared.given.lock();
        given.unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.lock().is_over = true;
        self.shared.has_given.notify_one();
    }
}

fn watch(shared: &Shared, wake: &Wake) {
    let mut files = Watched::new();
    loop {
        let given = shared.given.lock();
        let mut given = given.unwrap_or_else(PoisonError::into_inner);
        if given.files.is_none() && !given.is_over {
            // With nothing to watch there is nothing to wait for but files.
            given = if files.is_empty() {
                let woken = shared.has_given.wait(given);
                woken.unwrap_or_else(PoisonError::into_inner)
            } else {
                let woken = shared.has_given.wait_timeout(given, LOOK_EVERY);
                woken.unwrap_or_else(PoisonError::into_inner).0
            };
        }
        if given.is_over {
            return;
        }
        if let Some(newer) = given.files.take() {
            files = newer;
        }
        drop(given);
        if has_changed(&mut files) {
            shared.has_changed.store(true, Ordering::Release);
            wake();
        }
    }
}

/// Looks at files, and takes what is there now for known.
fn has_changed(files: &mut Watched) -> bool {
    let mut has_changed = false;
    for (path, known) in files {
        let now = stamp_of(path);
        has_changed |= now != *known;
        *known = now;
    }
    has_changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_once_and_wakes_the_window() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let missing = folder.path().join("b.txt");
        std::fs::copy("sample_data/my_spending.csv", &path).unwrap();
        let mut files = vec![(path.clone(), stamp_of(&path)), (missing, None)];
        assert!(!has_changed(&mut files));
        std::fs::remove_file(&path).unwrap();
        assert!(has_changed(&mut files));
        assert!(!has_changed(&mut files));

        let (told, telling) = std::sync::mpsc::sync_channel(8);
        let wake: Wake = Arc::new(move || {
            let _ = told.try_send(());
        });
        let watcher = Watcher::start(wake).unwrap();
        let known = FileStamp {
            len: 1,
            changed: std::time::SystemTime::UNIX_EPOCH,
        };
        watcher.watch(vec![(path, Some(known))]);
        assert!(telling.recv_timeout(Duration::from_secs(60)).is_ok());
        assert!(watcher.take_changed());
        assert!(!watcher.take_changed());
    }
}
