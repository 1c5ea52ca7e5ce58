//! Undo and redo of changes to the notes: inverses, each with a name for the menu.

use jiff::{SignedDuration, Timestamp};

use crate::notes::NoteEdit;

/// Steps kept.
const MAX_STEPS: usize = 500;

/// Changes of one note's words that follow each other this closely are one step.
const JOIN_WITHIN: SignedDuration = SignedDuration::from_millis(500);

/// What can be taken back and done again.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

#[derive(Clone, Debug)]
struct Step {
    edit: NoteEdit,
    at: Timestamp,
}

impl History {
    /// Remembers a change; what had been taken back can no longer be done again.
    pub fn record(&mut self, edit: NoteEdit, at: Timestamp) {
        self.undone.clear();
        if let Some(last) = self.done.last_mut()
            && last.edit.id == edit.id
            && last.edit.before.is_some()
            && last.edit.after.is_some()
            && edit.before.is_some()
            && edit.after.is_some()
            // A clock that was set back joins nothing.
            && (SignedDuration::ZERO..=JOIN_WITHIN).contains(&at.duration_since(last.at))
        {
            last.edit.after = edit.after;
            last.at = at;
            return;
        }
        if self.done.len() >= MAX_STEPS {
            self.done.remove(0);
        }
        self.done.push(Step { edit, at });
    }

    /// The change that takes the last one back.
    pub fn undo(&mut self) -> Option<NoteEdit> {
        let step = self.done.pop()?;
        let inverse = step.edit.inverse();
        self.undone.push(step);
        Some(inverse)
    }

    /// The change that was last taken back, to be done again.
    pub fn redo(&mut self) -> Option<NoteEdit> {
        let step = self.undone.pop()?;
        let edit = step.edit.clone();
        self.done.push(step);
        Some(edit)
    }

    /// Name of what undo would take back.
    pub fn undo_name(&self) -> Option<&'static str> {
        self.done.last().map(|step| step.edit.name())
    }

    /// Name of what redo would do again.
    pub fn redo_name(&self) -> Option<&'static str> {
        self.undone.last().map(|step| step.edit.name())
    }
}
