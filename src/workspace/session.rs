//! What was open when the window was left, so that the next start comes back to it.

use std::path::PathBuf;

use super::Settings;

/// Files in the "recent" menu.
pub const MAX_RECENT: usize = 12;

/// What the next start needs besides the notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// Opened documents, in order.
    pub documents: Vec<SessionDocument>,
    /// Which of them was shown.
    pub active: usize,
    /// Recently opened files, latest first.
    pub recent: Vec<PathBuf>,
    /// Choices.
    pub settings: Settings,
}

/// One document that was open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionDocument {
    /// Its file; `None` for the sample article.
    pub path: Option<PathBuf>,
    /// First visible byte.
    pub offset: usize,
}
