//! One change to the notes, and its inverse.
//!
//! An edit knows what was there before, so that it can be taken back, and so that the store can
//! refuse it when another program changed the note meanwhile.

use super::{Annotation, Judgement, NoteId};

/// A change: what was, what shall be. Its inverse swaps the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteEdit {
    /// Of this note.
    pub id: NoteId,
    /// `None` when the note did not exist.
    pub before: Option<Annotation>,
    /// `None` when the note is deleted.
    pub after: Option<Annotation>,
}

impl NoteEdit {
    /// Adds a note.
    pub fn add(note: Annotation) -> Self {
        Self::put(None, note)
    }

    /// Adds a note, or replaces the one that is there.
    pub fn put(before: Option<Annotation>, note: Annotation) -> Self {
        Self {
            id: note.id,
            before,
            after: Some(note),
        }
    }

    /// Deletes a note.
    pub fn delete(note: Annotation) -> Self {
        Self {
            id: note.id,
            before: Some(note),
            after: None,
        }
    }

    /// What takes this back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            id: self.id,
            before: self.after.clone(),
            after: self.before.clone(),
        }
    }

    /// For the menu: "add note", "edit note", "delete note"; "confirm finding" and its like where only
    /// that was said.
    pub fn name(&self) -> &'static str {
        let said = |note: &Option<Annotation>| note.as_ref().and_then(Judgement::of);
        match (said(&self.before), said(&self.after)) {
            (before, Some(Judgement::Confirmed)) if before != Some(Judgement::Confirmed) => {
                return "confirm finding";
            }
            (before, Some(Judgement::Rejected)) if before != Some(Judgement::Rejected) => {
                return "reject finding";
            }
            (Some(_), None) => return "take back what was said of a finding",
            _ => {}
        }
        match (&self.before, &self.after) {
            (None, _) => "add note",
            (Some(_), Some(_)) => "edit note",
            (Some(_), None) => "delete note",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::NoteSet;
    use crate::notes::any_note::{any_note, any_notes};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_edit_then_its_inverse_is_nothing(
            notes in any_notes(),
            note in any_note(),
            pick in any::<prop::sample::Index>(),
            delete in any::<bool>(),
        ) {
            let mut set = NoteSet::from_notes(notes.clone());
            let before = set.clone();
            let edit = match notes.get(pick.index(notes.len().max(1))) {
                Some(stored) if delete => NoteEdit::delete(stored.clone()),
                Some(stored) => {
                    let note = Annotation { id: stored.id, ..note };
                    NoteEdit::put(Some(stored.clone()), note)
                }
                None => NoteEdit::add(note),
            };
            set.apply(&edit);
            prop_assert_ne!(set.get(edit.id), edit.before.as_ref());
            set.apply(&edit.inverse());
            prop_assert_eq!(&set, &before);
            prop_assert_eq!(edit.inverse().inverse(), edit);
        }
    }
}
