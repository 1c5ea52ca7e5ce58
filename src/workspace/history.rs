//! Undo and redo of changes to notes and of corrections: inverses, each with a name for the menu.

use jiff::{SignedDuration, Timestamp};

use super::corrections::{CorrectionEdit, CorrectionId};
use crate::notes::{Annotation, NoteEdit};

/// Steps kept.
const MAX_STEPS: usize = 500;

/// Changes of one note's words that follow each other this closely are one step.
const JOIN_WITHIN: SignedDuration = SignedDuration::from_millis(500);

/// A change that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Of a note; boxed, as a note is much larger than a pointer.
    Note(Box<NoteEdit>),
    /// Of several notes at once, with its name.
    Notes(&'static str, Vec<NoteEdit>),
    /// Of what was said about mentions.
    Correction(Box<CorrectionEdit>),
}

impl Edit {
    fn inverse(&self) -> Self {
        match self {
            Self::Note(edit) => Self::Note(Box::new(edit.inverse())),
            Self::Notes(name, edits) => {
                Self::Notes(name, edits.iter().rev().map(NoteEdit::inverse).collect())
            }
            Self::Correction(edit) => Self::Correction(Box::new(edit.inverse())),
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Note(edit) => edit.name().to_owned(),
            Self::Notes(name, edits) if edits.len() == 1 => (*name).to_owned(),
            Self::Notes(name, edits) => format!("{name} ({} notes)", edits.len()),
            Self::Correction(edit) => edit.name(),
        }
    }

    /// The name, with the words of the one note that it is of.
    fn told(&self) -> String {
        let note = match self {
            Self::Note(edit) => edit.after.as_ref().or(edit.before.as_ref()),
            Self::Notes(..) | Self::Correction(_) => None,
        };
        match note.map(Annotation::in_short).filter(|it| !it.is_empty()) {
            Some(words) => format!("{} “{words}”", self.name()),
            None => self.name(),
        }
    }
}

/// What can be taken back and done again.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

#[derive(Clone, Debug)]
struct Step {
    edit: Edit,
    at: Timestamp,
}

impl History {
    /// Remembers a change of a note; what had been taken back can no longer be done again.
    pub fn record(&mut self, edit: NoteEdit, at: Timestamp) {
        self.undone.clear();
        if let Some(last) = self.done.last_mut()
            && let Edit::Note(before) = &mut last.edit
            && before.id == edit.id
            && before.before.is_some()
            && before.after.is_some()
            && edit.before.is_some()
            && edit.after.is_some()
            // A clock that was set back joins nothing.
            && (SignedDuration::ZERO..=JOIN_WITHIN).contains(&at.duration_since(last.at))
        {
            before.after = edit.after;
            last.at = at;
            return;
        }
        self.push(Edit::Note(Box::new(edit)), at);
    }

    /// Remembers a change of several notes as one step of this name.
    pub fn record_many(&mut self, name: &'static str, edits: Vec<NoteEdit>, at: Timestamp) {
        self.undone.clear();
        self.push(Edit::Notes(name, edits), at);
    }

    /// Remembers a correction made or taken back.
    pub fn record_correction(&mut self, edit: CorrectionEdit, at: Timestamp) {
        self.undone.clear();
        self.push(Edit::Correction(Box::new(edit)), at);
    }

    fn push(&mut self, edit: Edit, at: Timestamp) {
        if self.done.len() >= MAX_STEPS {
            self.done.remove(0);
        }
        self.done.push(Step { edit, at });
    }

    /// The change that takes the last one back.
    pub fn undo(&mut self) -> Option<Edit> {
        let step = self.done.pop()?;
        let inverse = step.edit.inverse();
        self.undone.push(step);
        Some(inverse)
    }

    /// The change that was last taken back, to be done again.
    pub fn redo(&mut self) -> Option<Edit> {
        let step = self.undone.pop()?;
        let edit = step.edit.clone();
        self.done.push(step);
        Some(edit)
    }

    /// Whether the last change was the making of this correction.
    pub fn last_made(&self, id: CorrectionId) -> bool {
        self.done.last().is_some_and(|step| match &step.edit {
            Edit::Correction(edit) => edit.is_made && edit.correction.id == id,
            Edit::Note(_) | Edit::Notes(..) => false,
        })
    }

    /// Name of what undo would take back.
    pub fn undo_name(&self) -> Option<String> {
        self.done.last().map(|step| step.edit.name())
    }

    /// What undo would take back, or redo do again, in words for the status line.
    pub fn told(&self, forward: bool) -> Option<String> {
        let steps = if forward { &self.undone } else { &self.done };
        steps.last().map(|step| step.edit.told())
    }

    /// Name of what redo would do again.
    pub fn redo_name(&self) -> Option<String> {
        self.undone.last().map(|step| step.edit.name())
    }
}
