//! What was open when the window was left, so that the next start comes back to it.

use std::path::PathBuf;

use super::{Job, Settings, Workspace};
use crate::reference::Iso3;

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
    /// Countries whose spending is compared beside it; empty for those it names.
    pub countries: Vec<Iso3>,
}

impl Workspace {
    /// Opens a document where it was left, with the countries that were compared beside it.
    pub(super) fn open_again(&mut self, document: &SessionDocument, show: bool) -> Vec<Job> {
        let jobs = self.open(document.path.clone(), document.offset, show);
        let running = jobs.first().and_then(|job| self.running.get_mut(&job.id()));
        if let Some(running) = running {
            running.countries.clone_from(&document.countries);
        }
        jobs
    }
}
