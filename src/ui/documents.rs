//! Documents that come, and come again: what the panels remember of a text goes along when its file is
//! read again, and files are looked at when the watcher says that one has changed.

use std::time::Duration;

use super::app::RangebookApp;
use crate::document::DocumentId;
use crate::workspace::{Action, JobEvent, JobOutput, JobReport};

/// Longest stay with the news of jobs in one frame.
const NEWS_BUDGET: Duration = Duration::from_millis(4);

impl RangebookApp {
    /// Takes in what jobs say; returns whether they said anything.
    pub(super) fn take_all_news(&mut self) -> bool {
        let news = self.runner.poll(NEWS_BUDGET);
        let had_news = !news.is_empty();
        for event in news {
            self.take_news(event);
        }
        if self.runner.changed_elsewhere() {
            let jobs = self.workspace.read_notes_again();
            self.start_all(jobs);
        }
        had_news
    }

    /// Takes in what a job says.
    fn take_news(&mut self, event: JobEvent) {
        let again = self.read_again(&event);
        if let Some(id) = again {
            // What is being written stands on the old text, and so does the place of reading.
            self.keep_draft_of(id);
            let reader = self.glances.readers.get(&id);
            let offset = reader.map(super::panels::reader::ReaderGlance::first_visible_offset);
            if let Some(offset) = offset {
                let document = id;
                self.apply(Action::ReadTo { document, offset });
            }
        }
        if self.closes(&event) {
            self.commit_draft();
        }
        let jobs = self.workspace.receive(event);
        self.start_all(jobs);
        if let Some(id) = again
            && let Some(open) = self.workspace.document(id)
            && let Some(reader) = self.glances.readers.get_mut(&id)
        {
            reader.restore(open.reading_offset);
        }
    }

    /// Makes a note of what is being written on a document, whose passage is found again in another
    /// text; the writing goes on.
    fn keep_draft_of(&mut self, id: DocumentId) {
        let is_new = |it: &super::panels::composer::Draft| it.document() == Some(id);
        if !self.glances.draft.as_ref().is_some_and(is_new) {
            return;
        }
        self.store_draft();
        // Nothing was written yet that could be found again.
        if self
            .glances
            .draft
            .as_ref()
            .is_some_and(|it| it.note().is_none())
        {
            self.commit_draft();
        }
    }

    /// Whether a document of which the first pages are shown is about to be closed.
    fn closes(&self, event: &JobEvent) -> bool {
        let JobReport::Done(output) = &event.report else {
            return false;
        };
        let JobOutput::Loaded(id, Err(_)) = &**output else {
            return false;
        };
        let open = self.workspace.document(*id);
        open.is_some_and(|open| !open.is_whole)
    }

    /// The document that is about to get another text.
    fn read_again(&self, event: &JobEvent) -> Option<DocumentId> {
        let JobReport::Done(output) = &event.report else {
            return None;
        };
        let JobOutput::Loaded(id, Ok(_)) = &**output else {
            return None;
        };
        self.workspace.document(*id).map(|open| open.document.id)
    }

    /// Has the files of open documents watched, and asks for their state when one has changed.
    pub(super) fn look_at_files(&mut self) {
        self.glances.files_changed |= self.runner.files_changed();
        // Never while other work is under way, which may hold what a look would be compared with.
        if self.glances.files_changed && self.runner.is_idle() {
            self.glances.files_changed = false;
            self.apply(Action::Look);
        }
        // Of many files on their way the list is handed over when all are there.
        let generation = self.workspace.generation();
        if self.glances.watched != Some(generation) && self.workspace.batch().is_none() {
            self.glances.watched = Some(generation);
            let files = self.workspace.files();
            if files != self.glances.watched_files {
                self.glances.watched_files.clone_from(&files);
                self.runner.watch(files);
            }
        }
    }
}
