//! The part of [`super::apply`] that changes several notes at once, and takes in what was looked up.

use std::sync::Arc;

use jiff::Timestamp;

use super::desk::{
    Asked, DeskAction, DeskNews, DeskWork, Found, Incoming, Kept, NotesChange, SearchFailure,
    SearchedNotes,
};
use super::{Item, Job, Notice, OpenDocument, Running, Workspace};
use crate::document::DocumentId;
use crate::export::jsonld;
use crate::notes::merge::is_many;
use crate::notes::{Annotation, Body, Conflicts, Marked, Merge, NoteEdit, NoteId};

impl Workspace {
    pub(super) fn at_desk(
        &mut self,
        action: DeskAction,
        now: Timestamp,
        new_id: &mut dyn FnMut() -> NoteId,
    ) -> Vec<Job> {
        match action {
            DeskAction::ReadNotes(path) => {
                self.seen_work("Reading notes".to_owned(), DeskWork::Read(path))
            }
            DeskAction::TakeNotes(conflicts) => self.take_notes(conflicts, now),
            DeskAction::DropNotes => {
                self.desk.incoming = None;
                Vec::new()
            }
            DeskAction::Change { ids, change } => self.change_notes(&ids, &change, now),
            DeskAction::Answer(goes_on) => match self.desk.asked.take() {
                Some(asked) if goes_on => {
                    let edits = self.edits_of(&asked.ids, &asked.change, now);
                    self.do_many(asked.name, edits, true, now)
                }
                _ => Vec::new(),
            },
            DeskAction::Restore(note) => self.restore(*note, now),
            DeskAction::LookInBin => {
                self.desk.kept = Some(Kept::Bin(None));
                self.work(DeskWork::Bin)
            }
            DeskAction::LookAtHistory(id) => {
                self.desk.kept = Some(Kept::History(id, None));
                self.work(DeskWork::History(id))
            }
            DeskAction::StopLooking => {
                self.desk.kept = None;
                Vec::new()
            }
            DeskAction::Search(query) => self.search(query),
            DeskAction::StopSearching => {
                self.desk.found = None;
                Vec::new()
            }
            DeskAction::Export { path, format, ids } => {
                let notes: Vec<Arc<Annotation>> = self
                    .notes
                    .shared_in_order()
                    .filter(|note| ids.contains(&note.id))
                    .cloned()
                    .collect();
                let is_noted = |open: &&OpenDocument| {
                    let mut of_name = self.notes.of_name(&open.document.name);
                    of_name.any(|id| ids.contains(&id))
                };
                let open = self.documents.iter().filter(is_noted);
                let documents = open.map(|open| Arc::clone(&open.document)).collect();
                let label = format!("Exporting {} notes", notes.len());
                let work = DeskWork::Export {
                    path,
                    format,
                    notes,
                    documents,
                };
                self.seen_work(label, work)
            }
            DeskAction::AddOnMark {
                document,
                mark,
                body,
            } => {
                let id = new_id();
                let Some(note) = self.note_on_mark(id, document, *mark, body, now) else {
                    return Vec::new();
                };
                let mut jobs = self.edit_notes(NoteEdit::add(note), Some(now));
                jobs.extend(self.select(Some(Item::Note(id))));
                jobs
            }
        }
    }

    /// A new note on something that is no passage.
    pub(super) fn note_on_mark(
        &self,
        id: NoteId,
        document: DocumentId,
        mark: Marked,
        body: Body,
        now: Timestamp,
    ) -> Option<Annotation> {
        let open = self.document(document)?;
        Some(Annotation {
            id,
            target: mark.target(&open.document.name, Some(open.document.fingerprint)),
            body,
            author: self.author.clone(),
            created: now,
            modified: now,
        })
    }

    /// Takes in what such work brought back.
    pub(super) fn desk_news(&mut self, news: DeskNews) -> Vec<Job> {
        match news {
            DeskNews::NotesRead(path, notes) => {
                let merge = Merge::of(&self.notes, notes.clone(), &jsonld::copy_id);
                self.desk.incoming = Some(Incoming { path, merge, notes });
            }
            DeskNews::Committed(edits, copy) => {
                for edit in edits {
                    if self.notes.get(edit.id) == edit.after.as_ref() {
                        self.unsaved.remove(&edit.id);
                        self.failed.remove(&edit.id);
                    }
                }
                match copy {
                    Some(Ok(path)) => self.tell(Notice::info(format!(
                        "The workspace as it was before is kept in {}",
                        path.display()
                    ))),
                    Some(Err(why)) => {
                        let mut notice = Notice::warning(
                            "No copy of the workspace could be made before the change; undo and \
                             each note’s history still lead back",
                        );
                        notice.details = why;
                        self.tell(notice);
                    }
                    None => {}
                }
            }
            DeskNews::NotCommitted(edits, why) => {
                for edit in &edits {
                    self.unsaved.insert(edit.id);
                    self.failed.insert(edit.id);
                }
                let mut notice = Notice::warning(format!(
                    "A change of {} notes could not be saved and is only in memory: save a copy of \
                     the workspace to another place, or undo it",
                    edits.len()
                ));
                notice.severity = super::Severity::Error;
                notice.details = why;
                self.tell(notice);
            }
            DeskNews::Bin(found) => {
                if let Some(Kept::Bin(shown)) = &mut self.desk.kept {
                    *shown = Some(found);
                }
            }
            DeskNews::History(id, found) => {
                if let Some(Kept::History(asked, shown)) = &mut self.desk.kept
                    && *asked == id
                {
                    *shown = Some(found);
                }
            }
            DeskNews::Found(query, answer) => self.take_hits(query, answer),
            DeskNews::SearchLost => self.desk.searched_notes = None,
            DeskNews::Exported(path, num_notes) => {
                let what = match num_notes {
                    1 => "1 note".to_owned(),
                    num => format!("{num} notes"),
                };
                self.tell(Notice::info(format!(
                    "Exported {what} to {}",
                    path.display()
                )));
            }
        }
        Vec::new()
    }

    fn take_hits(
        &mut self,
        query: String,
        answer: Result<Vec<super::store::search::Hit>, SearchFailure>,
    ) {
        match &answer {
            Ok(_) | Err(SearchFailure::Query(_)) => {}
            // The index is told everything again after it was lost.
            Err(SearchFailure::Index(_)) => self.desk.searched_notes = None,
            Err(problem @ SearchFailure::Broken) => {
                self.desk.searched_notes = None;
                self.tell(Notice::warning(problem.to_string()));
            }
        }
        let Some(found) = &mut self.desk.found else {
            return;
        };
        // An answer to fewer letters than are there now is better than none.
        match answer {
            Ok(hits) => {
                found.hits = hits;
                found.problem = None;
            }
            Err(problem) => {
                found.hits.clear();
                found.problem = Some(problem.to_string());
            }
        }
        found.query = query;
    }

    fn search(&mut self, query: String) -> Vec<Job> {
        let found = self.desk.found.get_or_insert_default();
        found.asked.clone_from(&query);
        if query.trim().is_empty() {
            *found = Found::default();
            return Vec::new();
        }
        let documents = self.documents.iter().map(|open| {
            let document = Arc::clone(&open.document);
            (document, open.derived.extraction.clone())
        });
        let documents = documents.collect();
        let before = self.desk.searched_notes.replace(self.note_revision());
        let changed = before.and_then(|before| self.notes_changed_after(before));
        let notes = match changed {
            Some(ids) => SearchedNotes::Changed(
                ids.into_iter()
                    .map(|id| (id, self.notes.shared(id).cloned()))
                    .collect(),
            ),
            None => SearchedNotes::All(self.notes.shared_in_order().cloned().collect()),
        };
        self.work(DeskWork::Search {
            query,
            documents,
            notes,
        })
    }

    /// A closed document is no longer searched, and its text no longer held.
    pub(super) fn forget_searched(&mut self) -> Vec<Job> {
        if self.desk.searched_notes.is_none() {
            return Vec::new();
        }
        let open = self.documents.iter();
        let kept: Vec<_> = open.map(|it| it.document.fingerprint).collect();
        if kept.is_empty() {
            // Everything goes, and is told again.
            self.desk.searched_notes = None;
        }
        self.work(DeskWork::Forget { kept })
    }

    fn take_notes(&mut self, conflicts: Conflicts, now: Timestamp) -> Vec<Job> {
        let Some(incoming) = self.desk.incoming.take() else {
            return Vec::new();
        };
        // Compared again: something may have been written while the file was looked at.
        let merge = Merge::of(&self.notes, incoming.notes, &jsonld::copy_id);
        let snapshot = is_many(merge.num_replaced(conflicts), self.notes.len());
        let edits = merge.edits(conflicts, &jsonld::copy_id);
        let num = edits.len();
        let jobs = self.do_many("import notes", edits, snapshot, now);
        self.tell(Notice::info(match num {
            0 => "Every note of the file was there already".to_owned(),
            1 => "Imported 1 note".to_owned(),
            num => format!("Imported {num} notes"),
        }));
        jobs
    }

    fn change_notes(&mut self, ids: &[NoteId], change: &NotesChange, now: Timestamp) -> Vec<Job> {
        let edits = self.edits_of(ids, change, now);
        if is_many(edits.len(), self.notes.len()) {
            self.desk.asked = Some(Asked {
                name: change.name(),
                num: edits.len(),
                deletes: *change == NotesChange::Delete,
                ids: ids.to_vec(),
                change: change.clone(),
            });
            return Vec::new();
        }
        self.do_many(change.name(), edits, false, now)
    }

    fn edits_of(&self, ids: &[NoteId], change: &NotesChange, now: Timestamp) -> Vec<NoteEdit> {
        let notes = ids.iter().filter_map(|id| self.notes.get(*id));
        notes.filter_map(|note| change.edit(note, now)).collect()
    }

    /// A note as it was; one that is in the bin comes back.
    fn restore(&mut self, note: Annotation, now: Timestamp) -> Vec<Job> {
        let before = self.notes.get(note.id).cloned();
        let id = note.id;
        let after = Annotation {
            modified: now.max(note.created),
            ..note
        };
        let edits = vec![NoteEdit::put(before, after)];
        let mut jobs = self.do_many("restore note", edits, false, now);
        self.desk.kept = None;
        jobs.extend(self.select(Some(Item::Note(id))));
        jobs
    }

    /// One step of undo.
    fn do_many(
        &mut self,
        name: &'static str,
        edits: Vec<NoteEdit>,
        snapshot: bool,
        now: Timestamp,
    ) -> Vec<Job> {
        if edits.is_empty() {
            return Vec::new();
        }
        self.history.record_many(name, edits.clone(), now);
        self.edit_many(edits, snapshot)
    }

    /// Changes several notes in memory and asks for all of it to be stored at once.
    pub(super) fn edit_many(&mut self, edits: Vec<NoteEdit>, snapshot: bool) -> Vec<Job> {
        for edit in &edits {
            self.notes.apply(edit);
            self.unsaved.insert(edit.id);
            self.failed.remove(&edit.id);
        }
        let notes = &self.notes;
        self.selection.retain(|item| match item {
            Item::Note(id) => notes.get(*id).is_some(),
            _ => true,
        });
        self.place_notes(edits.iter().map(|edit| edit.id));
        let now = self.now;
        self.work(DeskWork::Commit {
            edits,
            now,
            snapshot,
        })
    }

    fn work(&mut self, work: DeskWork) -> Vec<Job> {
        let id = self.job_id();
        let work = Box::new(work);
        vec![Job::Desk { id, work }]
    }

    /// The same, with a word about it at the lower edge while it goes on.
    fn seen_work(&mut self, label: String, work: DeskWork) -> Vec<Job> {
        let id = self.job_id();
        let running = Running {
            label,
            ..Running::default()
        };
        self.running.insert(id, running);
        let work = Box::new(work);
        vec![Job::Desk { id, work }]
    }
}

#[cfg(test)]
#[path = "apply_desk_tests.rs"]
mod tests;
