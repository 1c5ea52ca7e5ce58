//! The notes of a workspace: by id, in the order of their making, and by the document they are about.
//!
//! Invariant: the orders hold exactly the notes that are there. A change costs the logarithm of how
//! many there are, because a note is stored while it is typed. Notes are shared: a list, a search or
//! an export holds the note itself and not a copy of its words.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::{Annotation, Fingerprint, NoteEdit, NoteId};

/// All notes.
#[derive(Clone, Debug, Default)]
pub struct NoteSet {
    notes: BTreeMap<NoteId, Arc<Annotation>>,
    by_making: BTreeSet<(Timestamp, NoteId)>,
    by_name: BTreeMap<String, BTreeSet<NoteId>>,
    by_bytes: BTreeMap<Fingerprint, BTreeSet<NoteId>>,
}

impl NoteSet {
    /// From stored notes.
    pub fn from_notes(notes: impl IntoIterator<Item = Annotation>) -> Self {
        let mut set = Self::default();
        for note in notes {
            set.put(Arc::new(note));
        }
        set
    }

    /// By id.
    pub fn get(&self, id: NoteId) -> Option<&Annotation> {
        self.notes.get(&id).map(|note| &**note)
    }

    /// By id, to be held on to.
    pub fn shared(&self, id: NoteId) -> Option<&Arc<Annotation>> {
        self.notes.get(&id)
    }

    /// In order of their making, then id: the order of exports.
    pub fn in_order(&self) -> Vec<&Annotation> {
        self.shared_in_order().map(|note| &**note).collect()
    }

    /// The same, to be held on to.
    pub fn shared_in_order(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        self.by_making
            .iter()
            .filter_map(|(_, id)| self.notes.get(id))
    }

    /// Notes made on a document of this name.
    pub fn of_name(&self, name: &str) -> impl Iterator<Item = NoteId> {
        self.by_name.get(name).into_iter().flatten().copied()
    }

    /// Notes made on a document with these bytes.
    pub fn of_bytes(&self, fingerprint: Fingerprint) -> impl Iterator<Item = NoteId> {
        let found = self.by_bytes.get(&fingerprint);
        found.into_iter().flatten().copied()
    }

    /// Notes that are not the same in `other`, or only in one of the two.
    pub fn differing(&self, other: &Self) -> BTreeSet<NoteId> {
        let differs = |id: &&NoteId| self.notes.get(id) != other.notes.get(id);
        let ids = self.notes.keys().chain(other.notes.keys());
        ids.filter(differs).copied().collect()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.notes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// Applies an edit.
    pub fn apply(&mut self, edit: &NoteEdit) {
        match &edit.after {
            Some(note) => self.put(Arc::new(note.clone())),
            None => self.remove(edit.id),
        }
    }

    fn put(&mut self, note: Arc<Annotation>) {
        let id = note.id;
        self.remove(id);
        self.by_making.insert((note.created, id));
        let name = &note.target.document;
        match self.by_name.get_mut(name) {
            Some(of_name) => {
                of_name.insert(id);
            }
            None => {
                self.by_name.insert(name.clone(), BTreeSet::from([id]));
            }
        }
        if let Some(fingerprint) = note.target.fingerprint {
            self.by_bytes.entry(fingerprint).or_default().insert(id);
        }
        self.notes.insert(id, note);
    }

    fn remove(&mut self, id: NoteId) {
        let Some(note) = self.notes.remove(&id) else {
            return;
        };
        self.by_making.remove(&(note.created, id));
        if let Some(of_name) = self.by_name.get_mut(&note.target.document) {
            of_name.remove(&id);
            if of_name.is_empty() {
                self.by_name.remove(&note.target.document);
            }
        }
        if let Some(fingerprint) = note.target.fingerprint
            && let Some(of_bytes) = self.by_bytes.get_mut(&fingerprint)
        {
            of_bytes.remove(&id);
            if of_bytes.is_empty() {
                self.by_bytes.remove(&fingerprint);
            }
        }
    }
}

/// The same notes: the orders follow from them.
impl PartialEq for NoteSet {
    fn eq(&self, other: &Self) -> bool {
        self.notes == other.notes
    }
}

impl Eq for NoteSet {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::any_note::any_notes;
    use proptest::prelude::*;

    /// What the orders must say, worked out from the notes alone.
    fn check_orders(set: &NoteSet) {
        let mut notes: Vec<&Annotation> = set.notes.values().map(|note| &**note).collect();
        for note in &notes {
            let of_name: Vec<NoteId> = set.of_name(&note.target.document).collect();
            let same_name = |it: &&&Annotation| it.target.document == note.target.document;
            let expected: Vec<NoteId> = notes.iter().filter(same_name).map(|it| it.id).collect();
            assert_eq!(of_name, expected);
            if let Some(bytes) = note.target.fingerprint {
                let same_bytes = |it: &&&Annotation| it.target.fingerprint == Some(bytes);
                let expected: Vec<NoteId> =
                    notes.iter().filter(same_bytes).map(|it| it.id).collect();
                assert_eq!(set.of_bytes(bytes).collect::<Vec<_>>(), expected);
            }
        }
        notes.sort_by_key(|note| (note.created, note.id));
        assert_eq!(set.in_order(), notes);
        let num_named: usize = set.by_name.values().map(BTreeSet::len).sum();
        assert_eq!(num_named, set.len());
        assert!(!set.by_name.values().any(BTreeSet::is_empty));
        assert!(!set.by_bytes.values().any(BTreeSet::is_empty));
    }

    proptest! {
        #[test]
        fn orders_follow_the_notes(
            notes in any_notes(),
            others in any_notes(),
            gone in any::<prop::sample::Index>(),
        ) {
            let before = NoteSet::from_notes(notes.clone());
            let mut set = before.clone();
            let mut changed = BTreeSet::new();
            // Some of the others take the id, and so the place, of one that is there.
            for (at, other) in others.into_iter().enumerate() {
                let id = notes.get(at * 2).map_or(other.id, |note| note.id);
                let note = Annotation { id, ..other };
                if set.get(id) != Some(&note) {
                    changed.insert(id);
                }
                set.apply(&NoteEdit::put(set.get(id).cloned(), note));
                check_orders(&set);
            }
            if let Some(note) = notes.get(gone.index(notes.len().max(1))) {
                let stored = set.get(note.id).cloned().unwrap();
                changed.insert(note.id);
                set.apply(&NoteEdit::delete(stored));
                check_orders(&set);
            }
            prop_assert_eq!(set.differing(&before), changed.clone());
            prop_assert_eq!(before.differing(&set), changed);
        }
    }
}
