//! One change to the notes, and its inverse.

use super::{Annotation, NoteId};

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
    /// What takes this back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            id: self.id,
            before: self.after.clone(),
            after: self.before.clone(),
        }
    }

    /// For the menu: "add note", "edit note", "delete note".
    pub const fn name(&self) -> &'static str {
        match (&self.before, &self.after) {
            (None, _) => "add note",
            (Some(_), Some(_)) => "edit note",
            (Some(_), None) => "delete note",
        }
    }
}
