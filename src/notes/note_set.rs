//! The notes of a workspace, by id.

use std::collections::BTreeMap;

use super::{Annotation, NoteEdit, NoteId};

/// All notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteSet {
    notes: BTreeMap<NoteId, Annotation>,
}

impl NoteSet {
    /// From stored notes.
    pub fn from_notes(notes: impl IntoIterator<Item = Annotation>) -> Self {
        Self {
            notes: notes.into_iter().map(|note| (note.id, note)).collect(),
        }
    }

    /// By id.
    pub fn get(&self, id: NoteId) -> Option<&Annotation> {
        self.notes.get(&id)
    }

    /// In order of their making, then id: the order of exports.
    pub fn in_order(&self) -> Vec<&Annotation> {
        let mut notes: Vec<&Annotation> = self.notes.values().collect();
        notes.sort_by_key(|note| (note.created, note.id));
        notes
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
            Some(note) => {
                self.notes.insert(edit.id, note.clone());
            }
            None => {
                self.notes.remove(&edit.id);
            }
        }
    }
}
