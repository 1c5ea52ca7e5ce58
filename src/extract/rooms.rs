//! Room for cutting texts into words, kept from text to text: making and clearing it would take as
//! long as reading a page.

use std::sync::{Mutex, PoisonError};

use super::cuts::Fresh;

/// Rooms that nobody uses; never more than there were readers at once.
#[derive(Debug)]
pub(super) struct Rooms(Mutex<Vec<Fresh>>);

impl Default for Rooms {
    /// With one for the first text.
    fn default() -> Self {
        Self(Mutex::new(vec![Fresh::default()]))
    }
}

impl Rooms {
    /// One of them, or a new one.
    pub(super) fn take(&self) -> Fresh {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        kept.unwrap_or_default()
    }

    /// Keeps one for the next reader. One that is not given back is missed by nobody.
    pub(super) fn give(&self, room: Fresh) {
        // Whoever panicked did so outside: the list is whole.
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.push(room);
    }
}
