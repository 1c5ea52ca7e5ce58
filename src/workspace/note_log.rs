//! Which notes changed lately, in what they say or in where they stand, for whoever keeps something
//! about every note: a note that is typed must not make the window work through all of them.

use std::collections::VecDeque;

use crate::notes::NoteId;

/// Changes that are remembered. Who has missed more works everything out anew, which is hardly dearer
/// by then.
const MAX_KEPT: usize = 4096;

/// A state of the notes, of one workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoteRevision(u64);

/// The latest changes.
#[derive(Debug, Default)]
pub(super) struct NoteLog {
    /// Changes that are forgotten.
    num_forgotten: u64,
    kept: VecDeque<NoteId>,
}

impl NoteLog {
    /// The state that all changes led to.
    pub(super) fn revision(&self) -> NoteRevision {
        NoteRevision(self.num_forgotten + self.kept.len() as u64)
    }

    /// A note is another, there or not there, or elsewhere.
    pub(super) fn changed(&mut self, id: NoteId) {
        if self.kept.len() >= MAX_KEPT {
            self.kept.pop_front();
            self.num_forgotten += 1;
        }
        self.kept.push_back(id);
    }

    /// The notes that changed after `since`, each once; `None` when that is not known any more.
    pub(super) fn after(&self, since: NoteRevision) -> Option<Vec<NoteId>> {
        let missed = self.revision().0.checked_sub(since.0)?;
        let missed = usize::try_from(missed).ok()?;
        let first = self.kept.len().checked_sub(missed)?;
        let mut ids: Vec<NoteId> = self.kept.range(first..).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        Some(ids)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u128) -> NoteId {
        NoteId(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn what_was_missed_is_told_once() {
        let mut log = NoteLog::default();
        let start = log.revision();
        assert_eq!(log.after(start), Some(Vec::new()));
        for number in [3, 1, 3] {
            log.changed(id(number));
        }
        assert_eq!(log.after(start), Some(vec![id(1), id(3)]));
        let later = log.revision();
        assert_eq!(log.after(later), Some(Vec::new()));
        log.changed(id(2));
        assert_eq!(log.after(later), Some(vec![id(2)]));
    }

    #[test]
    fn who_missed_too_much_or_comes_from_elsewhere_is_told_so() {
        let mut log = NoteLog::default();
        let start = log.revision();
        log.changed(id(1));
        let second = log.revision();
        for _ in 0..MAX_KEPT {
            log.changed(id(2));
        }
        assert_eq!(log.after(start), None);
        assert_eq!(log.after(second), Some(vec![id(2)]));
        assert_eq!(NoteLog::default().after(second), None);
    }
}
