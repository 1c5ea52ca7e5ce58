//! The part of [`super::apply`] that changes notes: every change is a [`NoteEdit`], remembered for undo
//! and handed to the store.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::workspace::home_of;
use super::{Item, Job, NotePlace, Notice, Workspace};
use crate::document::DocumentId;
use crate::extract::MentionId;
use crate::notes::{
    Anchoring, Annotation, Body, Judgement, Mark, NoteEdit, NoteId, Target, anchor,
};
use crate::text::Span;

/// So many are placed one by one; more are placed at once, for which every place of a document is
/// sorted again.
const MAX_SINGLE_PLACES: usize = 16;

impl Workspace {
    pub(super) fn new_note(
        &self,
        id: NoteId,
        document: DocumentId,
        span: Span,
        mention: Option<MentionId>,
        body: Body,
        now: Timestamp,
    ) -> Option<Annotation> {
        let open = self.document(document)?;
        let mut target = Target::of_passage(&open.document, span);
        let found = mention.and_then(|id| {
            let extraction = open.derived.extraction.as_ref()?;
            // A correction made while the note was written may have given the mention another number.
            let same = extraction.mention(id).filter(|it| it.span == span);
            same.or_else(|| extraction.mention(extraction.mention_at(span)?))
        });
        if let Some(mention) = found {
            mention.kind().code().clone_into(&mut target.kind);
            (target.value, target.unit) = crate::export::mentions::value_and_unit(&mention.value);
        }
        Some(Annotation {
            id,
            target,
            body,
            author: self.author.clone(),
            created: now,
            modified: now,
        })
    }

    pub(super) fn edit_body(&mut self, id: NoteId, body: Body, now: Timestamp) -> Vec<Job> {
        let Some(before) = self.notes.get(id).cloned() else {
            return Vec::new();
        };
        if before.body == body {
            return Vec::new();
        }
        let after = Annotation {
            body,
            modified: now,
            ..before.clone()
        };
        self.edit_notes(
            NoteEdit {
                id,
                before: Some(before),
                after: Some(after),
            },
            Some(now),
        )
    }

    pub(super) fn delete_note(&mut self, id: NoteId, now: Timestamp) -> Vec<Job> {
        let Some(before) = self.notes.get(id).cloned() else {
            return Vec::new();
        };
        self.selection.retain(|item| *item != Item::Note(id));
        // A word on a finding that is taken back is seen at the finding.
        let is_judgement = Judgement::of(&before).is_some();
        let words = before.in_short();
        let jobs = self.edit_notes(NoteEdit::delete(before), Some(now));
        if !is_judgement {
            let note = if words.is_empty() {
                "a note without text".to_owned()
            } else {
                format!("the note “{words}”")
            };
            self.tell(Notice::info(format!("Deleted {note}; undo brings it back")));
        }
        jobs
    }

    pub(super) fn step_note(&mut self, edit: NoteEdit) -> Vec<Job> {
        let item = edit.after.as_ref().map(|note| Item::Note(note.id));
        if item.is_none() {
            // No way back to what is not there.
            let gone = Item::Note(edit.id);
            self.selection.retain(|it| *it != gone);
        }
        let mut jobs = self.edit_notes(edit, None);
        jobs.extend(self.select(item));
        jobs
    }

    /// Changes the notes in memory and asks for the change to be stored. `recorded` is when, for
    /// changes that undo shall take back.
    pub(super) fn edit_notes(&mut self, edit: NoteEdit, recorded: Option<Timestamp>) -> Vec<Job> {
        self.notes.apply(&edit);
        self.unsaved.insert(edit.id);
        if let Some(now) = recorded {
            self.history.record(edit.clone(), now);
        }
        self.failed.remove(&edit.id);
        self.place_note(edit.id);
        self.touch();
        let id = self.job_id();
        vec![Job::Commit {
            id,
            edit: Box::new(edit),
            now: self.now,
        }]
    }

    /// Stores a note as far as it is written.
    pub(super) fn put_draft(
        &mut self,
        id: NoteId,
        place: Option<NotePlace>,
        body: Body,
        now: Timestamp,
    ) -> Vec<Job> {
        let before = self.notes.get(id).cloned();
        let after = match (&before, place) {
            (Some(stored), _) if stored.body == body => return Vec::new(),
            (Some(stored), _) => Some(Annotation {
                body,
                modified: now,
                ..stored.clone()
            }),
            (
                None,
                Some(NotePlace {
                    document,
                    mark: Some(mark),
                    ..
                }),
            ) => self.note_on_mark(id, document, *mark, body, now),
            (None, Some(place)) => self
                .new_note(id, place.document, place.span, place.mention, body, now)
                .map(|note| self.on_finding(note, place.document, place.finding)),
            (None, None) => None,
        };
        if after.is_none() {
            return Vec::new();
        }
        self.edit_notes(NoteEdit { id, before, after }, None)
    }

    /// Makes the whole writing of a note one step of undo, or takes it back.
    pub(super) fn end_draft(
        &mut self,
        id: NoteId,
        before: Option<Box<Annotation>>,
        forget: bool,
        now: Timestamp,
    ) -> Vec<Job> {
        let before = before.map(|note| *note);
        let after = self.notes.get(id).cloned();
        if before == after {
            return Vec::new();
        }
        // Written and taken back again in the field: no step of undo that changes nothing.
        let says_the_same = match (&before, &after) {
            (Some(before), Some(after)) => {
                before.body == after.body && before.target == after.target
            }
            _ => false,
        };
        if forget || says_the_same {
            let edit = NoteEdit {
                id,
                before: after,
                after: before,
            };
            return self.edit_notes(edit, None);
        }
        let is_new = before.is_none();
        self.history.record(NoteEdit { id, before, after }, now);
        self.touch();
        if is_new {
            return self.select(Some(Item::Note(id)));
        }
        Vec::new()
    }

    /// Puts a note on another passage.
    pub(super) fn attach(
        &mut self,
        id: NoteId,
        document: DocumentId,
        span: Span,
        now: Timestamp,
    ) -> Vec<Job> {
        let Some(before) = self.notes.get(id).cloned() else {
            return Vec::new();
        };
        let Some(open) = self.document(document) else {
            return Vec::new();
        };
        let after = Annotation {
            target: before.target.moved_to(&open.document, span),
            modified: now,
            ..before.clone()
        };
        let edit = NoteEdit {
            id,
            before: Some(before),
            after: Some(after),
        };
        self.edit_notes(edit, Some(now))
    }

    pub(super) fn save_copy(&mut self, path: std::path::PathBuf) -> Vec<Job> {
        let id = self.job_id();
        let notes = self.notes.shared_in_order().cloned().collect();
        vec![Job::SaveCopy {
            id,
            path,
            notes,
            corrections: std::sync::Arc::clone(&self.corrections),
        }]
    }

    pub(super) fn snapshot(&mut self, now: Timestamp) -> Vec<Job> {
        if !self.stored {
            return Vec::new();
        }
        let id = self.job_id();
        vec![Job::Snapshot { id, now }]
    }

    /// Finds the places of notes again, in the documents they are about.
    pub(super) fn place_notes(&mut self, ids: impl IntoIterator<Item = NoteId>) {
        let ids: BTreeSet<NoteId> = ids.into_iter().collect();
        if ids.len() <= MAX_SINGLE_PLACES {
            ids.into_iter().for_each(|id| self.place_note(id));
        } else {
            self.place_all(&ids);
        }
        self.touch();
    }

    /// The same for many: each would move all places behind its own.
    fn place_all(&mut self, ids: &BTreeSet<NoteId>) {
        for open in &mut self.documents {
            open.notes.remove_all(ids);
        }
        let mut places: BTreeMap<DocumentId, Vec<(NoteId, Anchoring)>> = BTreeMap::new();
        for id in ids {
            self.note_log.changed(*id);
            if let Some((document, anchoring)) = self.place_of(*id) {
                places.entry(document).or_default().push((*id, anchoring));
            }
        }
        for (document, placed) in places {
            if let Some(open) = self.document_mut(document) {
                open.notes.put_all(placed);
            }
        }
    }

    /// The notes that may stand in a document: those made on its name, or on what its file is or was.
    /// No others are to be placed again when it comes or changes.
    pub(super) fn notes_about(&self, id: DocumentId) -> BTreeSet<NoteId> {
        let Some(open) = self.document(id) else {
            return BTreeSet::new();
        };
        let bytes = open.former.iter().chain([&open.document.fingerprint]);
        let of_bytes = bytes.flat_map(|it| self.notes.of_bytes(*it));
        let here = open.notes.iter().map(|(id, _)| id);
        let of_name = self.notes.of_name(&open.document.name);
        of_name.chain(of_bytes).chain(here).collect()
    }

    /// Finds the place of one note, in the document it is about.
    fn place_note(&mut self, id: NoteId) {
        self.note_log.changed(id);
        for open in &mut self.documents {
            open.notes.remove(id);
        }
        if let Some((document, anchoring)) = self.place_of(id)
            && let Some(open) = self.document_mut(document)
        {
            open.notes.put(id, anchoring);
        }
    }

    /// Looks for the place of a note, in the document it is about.
    fn place_of(&self, id: NoteId) -> Option<(DocumentId, Anchoring)> {
        let note = self.notes.get(id)?;
        // No words of the document: no passage is looked for.
        if Mark::of(&note.target).is_some() {
            return None;
        }
        let open = home_of(note, &self.documents)?;
        let anchoring = anchor(&note.target, &open.document.text);
        Some((open.document.id, anchoring))
    }
}

#[cfg(test)]
#[path = "apply_notes_tests.rs"]
mod tests;
