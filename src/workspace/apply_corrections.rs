//! The part of [`super::apply`] that takes in what the reader says about mentions: every change is a
//! [`CorrectionEdit`], remembered for undo, handed to the store, and applied to mentions by a job.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use super::corrections::{
    By, Correction, CorrectionEdit, CorrectionId, Pointed, Reach, Reading, Scope, Subject,
};
use super::history::Edit;
use super::{Item, Job, Notice, Running, Workspace};
use crate::document::DocumentId;
use crate::extract::{Change, ClaimId, Extraction, MentionId};
use crate::notes::Target;

/// From so many on, applying corrections is shown as work under way.
const MANY_MENTIONS: usize = 50_000;

/// What to tell once every document has been gone through.
#[derive(Clone, Debug)]
pub(super) struct Announcement {
    id: CorrectionId,
    waiting: BTreeSet<DocumentId>,
    num_places: usize,
    num_documents: usize,
}

impl Workspace {
    /// Makes a correction and returns the work that follows.
    pub(super) fn correct(
        &mut self,
        id: CorrectionId,
        document: DocumentId,
        pointed: &Pointed,
        reach: Reach,
        change: Change,
        now: Timestamp,
    ) -> Vec<Job> {
        let Some(correction) = self.new_correction(id, document, pointed, reach, change, now)
        else {
            return Vec::new();
        };
        let edit = CorrectionEdit {
            correction,
            is_made: true,
        };
        self.history.record_correction(edit.clone(), now);
        self.edit_correction(edit)
    }

    fn new_correction(
        &self,
        id: CorrectionId,
        document: DocumentId,
        pointed: &Pointed,
        reach: Reach,
        change: Change,
        now: Timestamp,
    ) -> Option<Correction> {
        let open = self.document(document)?;
        let text = &open.document.text;
        let spelling = |span: crate::text::Span, kind| Subject {
            kind,
            by: By::Spelling,
            key: span.slice(text).to_owned(),
            label: span.slice(text).to_owned(),
        };
        let (subject, span) = match pointed {
            Pointed::Mention(mention) => {
                let mention = open.derived.extraction.as_ref()?.mention(*mention)?;
                (spelling(mention.span, mention.kind()), Some(mention.span))
            }
            Pointed::Passage(span, kind) => (spelling(*span, *kind), Some(*span)),
            Pointed::Name(subject) => (subject.clone(), None),
        };
        let scope = match (reach, span) {
            (Reach::Here, Some(span)) => {
                let mut target = Target::of_passage(&open.document, span);
                subject.kind.code().clone_into(&mut target.kind);
                Scope::Here(Box::new(target))
            }
            (Reach::Everywhere, _) => Scope::Everywhere,
            (Reach::Here | Reach::Document, _) => Scope::Document {
                name: open.document.name.clone(),
                fingerprint: Some(open.document.fingerprint),
            },
        };
        Some(Correction {
            id,
            scope,
            subject,
            change,
            created: now,
        })
    }

    /// Takes a correction back, wherever it is in the history.
    pub(super) fn take_back(&mut self, id: CorrectionId, now: Timestamp) -> Vec<Job> {
        if self.history.last_made(id) {
            let edit = self.history.undo();
            return self.carry_out(edit);
        }
        let Some(correction) = self.corrections.get(id).cloned() else {
            return Vec::new();
        };
        let edit = CorrectionEdit {
            correction,
            is_made: false,
        };
        self.history.record_correction(edit.clone(), now);
        self.edit_correction(edit)
    }

    /// Carries out a step of undo or redo and says which, as it may be far from what is in view.
    pub(super) fn step(&mut self, forward: bool) -> Vec<Job> {
        let told = self.history.told(forward);
        let edit = if forward {
            self.history.redo()
        } else {
            self.history.undo()
        };
        let jobs = self.carry_out(edit);
        if let Some(told) = told {
            let did = if forward { "Redid" } else { "Undid" };
            self.tell(Notice::info(format!("{did}: {told}")));
        }
        jobs
    }

    fn carry_out(&mut self, edit: Option<Edit>) -> Vec<Job> {
        match edit {
            Some(Edit::Note(edit)) => self.step_note(*edit),
            Some(Edit::Notes(_, edits)) => self.edit_many(edits, false),
            Some(Edit::Correction(edit)) => self.edit_correction(*edit),
            None => Vec::new(),
        }
    }

    /// Changes the corrections in memory and asks for the change to be stored and applied.
    fn edit_correction(&mut self, edit: CorrectionEdit) -> Vec<Job> {
        Arc::make_mut(&mut self.corrections).apply(&edit);
        let id = edit.correction.id;
        self.unsaved_corrections.insert(id);
        self.failed_corrections.remove(&id);
        let waiting = self.correctable(|open| edit.correction.is_about(&open.document));
        if edit.is_made {
            self.announcement = Some(Announcement {
                id,
                waiting: waiting.iter().copied().collect(),
                num_places: 0,
                num_documents: 0,
            });
        } else {
            self.announcement = None;
            let name = edit.correction.name();
            self.tell(Notice::info(format!("Took back the {name}")));
        }
        let mut jobs: Vec<Job> = waiting
            .into_iter()
            .filter_map(|document| self.correct_again(document))
            .collect();
        // A window that no document is open in tells at once.
        self.announce(None);
        jobs.push(Job::CommitCorrection {
            id: self.job_id(),
            edit: Box::new(edit),
        });
        jobs
    }

    fn correctable(&self, wanted: impl Fn(&super::OpenDocument) -> bool) -> Vec<DocumentId> {
        let open = self.documents.iter().filter(|open| wanted(open));
        open.filter(|open| open.derived.found.is_some())
            .map(|open| open.document.id)
            .collect()
    }

    /// The work of applying the corrections of today to a document that was read.
    pub(super) fn correct_again(&mut self, id: DocumentId) -> Option<Job> {
        let job = self.job_id();
        self.generation.0 += 1;
        let generation = self.generation;
        let corrections = Arc::clone(&self.corrections);
        let open = self
            .documents
            .iter_mut()
            .find(|open| open.document.id == id)?;
        let found = open.derived.found.clone()?;
        open.reading = generation;
        let document = Arc::clone(&open.document);
        if found.mentions.len() > MANY_MENTIONS {
            let label = format!("Applying corrections to {}", document.name);
            let running = Running {
                label,
                ..Running::default()
            };
            self.running.insert(job, running);
        }
        Some(Job::Correct {
            id: job,
            document,
            found,
            corrections,
            generation,
        })
    }

    /// Takes in what a document says, as found and corrected.
    pub(super) fn take_in_reading(&mut self, id: DocumentId, reading: Reading) -> Vec<Job> {
        let is_of_today = Arc::ptr_eq(&reading.corrections, &self.corrections);
        let Some(open) = self
            .documents
            .iter_mut()
            .find(|open| open.document.id == id)
        else {
            return Vec::new();
        };
        let before = open
            .derived
            .extraction
            .replace(Arc::clone(&reading.extraction));
        let is_same = before
            .as_ref()
            .is_some_and(|before| Arc::ptr_eq(before, &reading.extraction));
        if !is_same {
            open.derived.checked = None;
        }
        open.derived.found = Some(reading.found);
        open.derived.effects = Arc::clone(&reading.effects);
        if let Some(before) = before
            && !Arc::ptr_eq(&before, &reading.extraction)
        {
            self.selection
                .replace(|item| same_item(item, id, &before, &reading.extraction));
        }
        self.touch();
        let mut jobs = self.redraw(id);
        if is_of_today {
            self.announce(Some((id, &reading.effects)));
        } else {
            // Something was said while the document was being read.
            jobs.extend(self.correct_again(id));
        }
        jobs
    }

    /// Tells what a correction did once every document has been gone through.
    fn announce(&mut self, news: Option<(DocumentId, &super::corrections::Effects)>) {
        let Some(announcement) = &mut self.announcement else {
            return;
        };
        if let Some((document, effects)) = news
            && announcement.waiting.remove(&document)
        {
            let num = effects.counts.get(&announcement.id).copied().unwrap_or(0);
            announcement.num_places += num;
            announcement.num_documents += usize::from(num > 0);
        }
        if !announcement.waiting.is_empty() {
            return;
        }
        let (id, num_documents) = (announcement.id, announcement.num_documents);
        let num_places = announcement.num_places;
        self.announcement = None;
        let Some(correction) = self.corrections.get(id) else {
            return;
        };
        let is_of_claim = matches!(correction.change, Change::Claim(_));
        let places = match num_places {
            1 if is_of_claim => String::new(),
            0 => " nowhere in what is open".to_owned(),
            1 => " in 1 place".to_owned(),
            num => format!(" in {num} places"),
        };
        let documents = if num_documents > 1 {
            format!(" of {num_documents} documents")
        } else {
            String::new()
        };
        let mut notice = Notice::info(format!("{}{places}{documents}", correction.done()));
        notice.undo = Some(id);
        self.tell(notice);
    }

    /// Takes in the corrections as they are on disk; what is not yet saved stays as it is here.
    pub(super) fn take_in_corrections(
        &mut self,
        mut stored: super::corrections::CorrectionSet,
    ) -> Vec<Job> {
        for id in &self.unsaved_corrections {
            if let Some(correction) = self.corrections.get(*id).or_else(|| stored.get(*id)) {
                let edit = CorrectionEdit {
                    correction: correction.clone(),
                    is_made: self.corrections.get(*id).is_some(),
                };
                stored.apply(&edit);
            }
        }
        if stored == *self.corrections {
            return Vec::new();
        }
        self.corrections = Arc::new(stored);
        let all = self.correctable(|_| true);
        let jobs = all.into_iter().filter_map(|id| self.correct_again(id));
        jobs.collect()
    }
}

/// The same mention or claim in a document's new list; `None` when it is gone.
fn same_item(
    item: &Item,
    document: DocumentId,
    before: &Extraction,
    after: &Extraction,
) -> Option<Item> {
    let same_mention = |id: MentionId| after.mention_at(before.mention(id)?.span);
    match item {
        Item::Mention(of, id) if *of == document => {
            same_mention(*id).map(|id| Item::Mention(document, id))
        }
        // Findings are made anew.
        Item::Finding(of, _) if *of == document => None,
        Item::Claim(of, id) if *of == document => {
            let claim = before.claims.get(id.0 as usize)?;
            let figure = same_mention(claim.figure)?;
            let mut claims = (0u32..).zip(&after.claims);
            let same = claims.find(|(_, it)| it.figure == figure && it.span == claim.span);
            same.map(|(at, _)| Item::Claim(document, ClaimId(at)))
        }
        other => Some(other.clone()),
    }
}

#[cfg(test)]
#[path = "apply_corrections_tests.rs"]
mod tests;
