//! The part of [`super::apply`] that opens, reads again, shows and closes documents.
//!
//! A document keeps its id when its file is read again: because it changed on disk, because the reader
//! chose another encoding, or because only its first pages were there so far. What was derived from
//! the old text goes, notes are found again in the new one, and the page stays where it was.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::Encoding;

use super::notice::about_notes;
use super::session::MAX_RECENT;
use super::{
    Batch, Derived, Item, Job, JobId, Notice, OpenDocument, PlacedNotes, Running, Workspace,
};
use crate::document::limits::MAX_HELD_TEXT;
use crate::document::load::A_FOLDER;
use crate::document::load::folder::Gathered;
use crate::document::opening::Options;
use crate::document::{Document, DocumentId, FileStamp, LoadError};
use crate::notes::{Target, anchor};
use crate::text::Span;

impl Workspace {
    pub(super) fn open(&mut self, path: Option<PathBuf>, offset: usize, show: bool) -> Vec<Job> {
        self.open_as(path, offset, show, false)
    }

    fn open_as(
        &mut self,
        path: Option<PathBuf>,
        offset: usize,
        show: bool,
        in_batch: bool,
    ) -> Vec<Job> {
        let already = self
            .documents
            .iter()
            .find(|open| open.document.path == path);
        if let Some(id) = already.map(|open| open.document.id) {
            return if show { self.show(id) } else { Vec::new() };
        }
        // It may be on its way already, from the session or from a first click.
        let is_coming = |running: &&mut Running| running.document.is_some() && running.path == path;
        if let Some(running) = self.running.values_mut().find(is_coming) {
            running.show |= show;
            return Vec::new();
        }
        let document = DocumentId(self.next_document);
        self.next_document += 1;
        let name = path.as_deref().map(shown_name);
        let running = Running {
            label: format!(
                "Opening {}",
                name.as_deref().unwrap_or("the sample article")
            ),
            document: Some(document),
            path,
            offset,
            show,
            options: self.options(None),
            in_batch,
            may_be_folder: show && !in_batch,
            ..Running::default()
        };
        vec![self.load(document, running)]
    }

    fn options(&self, encoding: Option<&'static Encoding>) -> Options {
        Options {
            encoding,
            limits: self.settings.limits,
        }
    }

    fn load(&mut self, document: DocumentId, running: Running) -> Job {
        let id = self.job_id();
        let (path, options) = (running.path.clone(), running.options);
        let running = Running {
            cancellable: true,
            about: Some(document),
            ..running
        };
        self.running.insert(id, running);
        Job::Load {
            id,
            document,
            path,
            options,
        }
    }

    /// Reads a document again, in the same place.
    fn read_again(&mut self, id: DocumentId, options: Options) -> Vec<Job> {
        let Some(open) = self.document(id) else {
            return Vec::new();
        };
        // Being read already, and what is read is what is there now.
        let is_coming = |running: &Running| running.document == Some(id);
        if self.running.values().any(is_coming) {
            return Vec::new();
        }
        let running = Running {
            label: format!("Reading {} again", open.document.name),
            document: Some(id),
            path: open.document.path.clone(),
            offset: open.reading_offset,
            options,
            ..Running::default()
        };
        vec![self.load(id, running)]
    }

    pub(super) fn read_as(
        &mut self,
        id: DocumentId,
        encoding: Option<&'static Encoding>,
    ) -> Vec<Job> {
        let options = self.options(encoding);
        self.read_again(id, options)
    }

    /// Asks for the state of the files of opened documents.
    pub(super) fn look(&mut self) -> Vec<Job> {
        let files: Vec<(DocumentId, PathBuf)> = self
            .documents
            .iter()
            .filter(|open| open.is_whole)
            .filter_map(|open| Some((open.document.id, open.document.path.clone()?)))
            .collect();
        if files.is_empty() {
            return Vec::new();
        }
        let id = self.job_id();
        vec![Job::Look { id, files }]
    }

    /// Reads files again that have changed, and says which are gone.
    pub(super) fn looked(&mut self, stamps: &[(DocumentId, Option<FileStamp>)]) -> Vec<Job> {
        let mut changed = Vec::new();
        let mut gone = Vec::new();
        for (id, stamp) in stamps {
            let open = self.document_mut(*id);
            let Some(open) = open.filter(|open| open.is_whole && open.stamp != *stamp) else {
                continue;
            };
            open.stamp = *stamp;
            match stamp {
                Some(_) => changed.push((*id, open.options)),
                None => gone.push((*id, open.document.name.clone())),
            }
        }
        for (id, name) in gone {
            let text = format!("{name} was moved or deleted; it is shown as it was read");
            self.tell(Notice::warning(text).about(id));
        }
        let again = changed.into_iter();
        again
            .flat_map(|(id, options)| self.read_again(id, options))
            .collect()
    }

    /// Shows the first pages of a document that is still being read.
    pub(super) fn first_pages(&mut self, job: JobId, document: Arc<Document>) {
        let is_known = self.document(document.id).is_some();
        // Stopped while they were on their way: they would only close again.
        let is_wanted = |running: &&Running| !is_known && !running.is_unwanted;
        let Some(running) = self.running.get(&job).filter(is_wanted).cloned() else {
            return;
        };
        self.add(document, &running, false);
        self.touch();
    }

    /// What a job that read a document brought back.
    pub(super) fn loaded(
        &mut self,
        id: DocumentId,
        loaded: Result<Arc<Document>, LoadError>,
        running: Running,
    ) -> Vec<Job> {
        let known = self.document(id).map(|open| open.is_whole);
        // Closed or stopped when the last step was done already: it must not come back.
        let loaded = match loaded {
            Ok(document) if running.is_unwanted => Err(LoadError::Cancelled {
                name: document.name.clone(),
            }),
            Ok(document) => self.within_budget(document, known),
            Err(error) => Err(error),
        };
        let mut jobs = match (loaded, known) {
            (Err(LoadError::NotAFile { what, path }), None)
                if what == A_FOLDER && running.may_be_folder =>
            {
                self.gather(vec![path])
            }
            (Ok(document), known) => self.arrived(document, &running, known),
            (Err(LoadError::Cancelled { .. }), Some(true)) => self.remember(),
            (Err(error), Some(true)) => {
                let name = self.document(id).map(|open| open.document.name.clone());
                let name = name.unwrap_or_default();
                self.tell(Notice {
                    text: format!("{name} could not be read again and is shown as it was: {error}"),
                    ..Notice::error(&error)
                });
                self.remember()
            }
            (Err(error), known) => {
                // The first pages of what cannot be read through go with it.
                let mut jobs = known.map_or_else(Vec::new, |_| self.close(id));
                jobs.extend(self.could_not_open(&error, &running));
                jobs
            }
        };
        if running.in_batch {
            jobs.extend(self.next_of_batch());
        }
        jobs
    }

    /// Refuses a text for which there is no room beside those that are open. One that is read again
    /// stays, and so does one that is alone.
    fn within_budget(
        &self,
        document: Arc<Document>,
        known: Option<bool>,
    ) -> Result<Arc<Document>, LoadError> {
        let others = self
            .documents
            .iter()
            .filter(|it| it.document.id != document.id);
        let held: usize = others.map(|it| it.document.text.len()).sum();
        if has_room(held, document.text.len()) || known == Some(true) {
            return Ok(document);
        }
        Err(LoadError::NoRoom {
            name: document.name.clone(),
        })
    }

    /// Stops a job that the reader sees.
    pub(super) fn cancel(&mut self, id: JobId) -> Vec<Job> {
        if let Some(running) = self.running.get_mut(&id) {
            running.is_unwanted = running.document.is_some();
        }
        vec![Job::Cancel { id }]
    }

    fn could_not_open(&mut self, error: &LoadError, running: &Running) -> Vec<Job> {
        match self.batch.as_mut().filter(|_| running.in_batch) {
            Some(batch) => {
                let name = running.path.as_deref().map(shown_name).unwrap_or_default();
                batch.was_skipped(name, why(error));
            }
            None if !matches!(error, LoadError::Cancelled { .. }) => {
                self.tell(Notice::error(error));
            }
            None => return self.remember(),
        }
        if running.in_batch {
            self.remember()
        } else {
            self.remember_or_open_sample()
        }
    }

    /// The window is never left empty by what could not be opened.
    pub(super) fn remember_or_open_sample(&mut self) -> Vec<Job> {
        let nothing_left =
            self.documents.is_empty() && !self.running.values().any(|it| it.document.is_some());
        if nothing_left {
            self.open(None, 0, true)
        } else {
            self.remember()
        }
    }

    /// A document that has been read through: `known` says whether there was one of this id, and
    /// whether that was whole.
    fn arrived(
        &mut self,
        document: Arc<Document>,
        running: &Running,
        known: Option<bool>,
    ) -> Vec<Job> {
        match self.batch.as_mut().filter(|_| running.in_batch) {
            Some(batch) => batch.was_read(&document.name, &document.warnings),
            None => {
                let said = document.warnings.iter().map(|it| it.0.as_str());
                if let Some(notice) = Notice::remarks(&document.name, said) {
                    self.tell(notice.about(document.id));
                }
            }
        }
        let id = document.id;
        match known {
            None => self.add(Arc::clone(&document), running, true),
            Some(was_whole) => self.replace(Arc::clone(&document), running, was_whole),
        }
        let open = self.document(id);
        let generation = open.map_or(self.generation, |open| open.reading);
        let job = self.job_id();
        let label = format!("Finding names and figures in {}", document.name);
        self.running.insert(
            job,
            Running {
                label,
                progress: Some(0.0),
                cancellable: true,
                about: Some(id),
                ..Running::default()
            },
        );
        let mut jobs = vec![Job::Extract {
            id: job,
            document,
            corrections: Arc::clone(&self.corrections),
            generation,
        }];
        // Of many files the list is written when all are there.
        if !running.in_batch {
            jobs.extend(self.remember());
        }
        jobs
    }

    fn add(&mut self, document: Arc<Document>, running: &Running, is_whole: bool) {
        let id = document.id;
        if let Some(path) = document.path.as_ref().filter(|_| !running.in_batch) {
            self.recent.retain(|recent| recent != path);
            self.recent.insert(0, path.clone());
            self.recent.truncate(MAX_RECENT);
        }
        self.generation.0 += 1;
        let generation = self.generation;
        self.documents.push(OpenDocument {
            reading_offset: running.offset.min(document.text.len()),
            countries: running.countries.clone(),
            derived: Derived::default(),
            notes: PlacedNotes::default(),
            is_whole,
            options: running.options,
            former: Vec::new(),
            stamp: document.stamp,
            document,
            generation,
            reading: generation,
        });
        // Documents keep the order they were asked for, however fast each was read.
        self.documents.sort_by_key(|open| open.document.id);
        if running.show || self.active.is_none() {
            self.active = Some(id);
        }
        self.place_notes(self.notes_about(id));
    }

    /// Puts another text in the place of a document's.
    fn replace(&mut self, document: Arc<Document>, running: &Running, was_whole: bool) {
        let id = document.id;
        self.generation.0 += 1;
        let generation = self.generation;
        let Some(open) = self.document_mut(id) else {
            return;
        };
        let before = std::mem::replace(&mut open.document, Arc::clone(&document));
        let at_start = open.reading_offset == running.offset.min(before.text.len());
        open.reading_offset = if !was_whole && at_start {
            // Where reading stood at the last visit may lie behind the first pages.
            running.offset.min(document.text.len())
        } else {
            same_place(&before, open.reading_offset, &document)
        };
        if before.fingerprint != document.fingerprint {
            open.former.push(before.fingerprint);
        }
        open.derived = Derived::default();
        open.is_whole = true;
        open.options = running.options;
        open.stamp = document.stamp;
        open.generation = generation;
        open.reading = generation;
        self.forget_places_in(id);
        self.place_notes(self.notes_about(id));
        if was_whole {
            let notice = self.about_changed(id, before.fingerprint != document.fingerprint);
            self.tell(notice.about(id));
        }
    }

    /// What became of a document that was read again, and of its notes.
    fn about_changed(&self, id: DocumentId, bytes_changed: bool) -> Notice {
        let Some(open) = self.document(id) else {
            return Notice::info("The document was closed");
        };
        let name = &open.document.name;
        let what = if bytes_changed {
            format!("{name} has changed on disk and was read again")
        } else {
            let encoding = open.document.about.encoding.as_deref();
            format!("{name} was read again as {}", encoding.unwrap_or("before"))
        };
        match (
            about_notes(open.notes.iter().map(|(_, at)| at)),
            open.notes.len(),
        ) {
            (None, 0) => Notice::info(what),
            (None, _) => Notice::info(format!("{what}; all its notes were found again")),
            (Some(lost), _) => Notice::warning(format!("{what}; {lost}")),
        }
    }

    pub(super) fn show(&mut self, id: DocumentId) -> Vec<Job> {
        if self.active == Some(id) || self.document(id).is_none() {
            return Vec::new();
        }
        self.active = Some(id);
        self.touch();
        self.remember()
    }

    pub(super) fn close(&mut self, id: DocumentId) -> Vec<Job> {
        let Some(at) = self
            .documents
            .iter()
            .position(|open| open.document.id == id)
        else {
            return Vec::new();
        };
        let closed = self.documents.remove(at);
        self.notices.retain(|notice| notice.document != Some(id));
        let mut jobs = Vec::new();
        for (job, running) in &mut self.running {
            if running.about == Some(id) {
                running.is_unwanted = true;
                jobs.push(Job::Cancel { id: *job });
            }
        }
        self.forget_places_in(id);
        if self.active == Some(id) {
            let next = self.documents.get(at).or_else(|| self.documents.last());
            self.active = next.map(|open| open.document.id);
        }
        self.place_notes(closed.notes.iter().map(|(id, _)| id));
        jobs.extend(self.forget_searched());
        jobs.extend(self.compare_documents());
        jobs.extend(self.remember());
        jobs
    }

    fn forget_places_in(&mut self, id: DocumentId) {
        self.selection.retain(|item| match item {
            Item::Mention(document, _) | Item::Claim(document, _) | Item::Finding(document, _) => {
                *document != id
            }
            _ => true,
        });
    }

    /// Asks for the files of folders, to open them all.
    pub(super) fn gather(&mut self, paths: Vec<PathBuf>) -> Vec<Job> {
        let id = self.job_id();
        self.running.insert(
            id,
            Running {
                label: "Looking for files".to_owned(),
                cancellable: true,
                is_gathering: true,
                ..Running::default()
            },
        );
        vec![Job::Gather { id, paths }]
    }

    pub(super) fn gathered(&mut self, gathered: Gathered) -> Vec<Job> {
        let is_running = self.batch.is_some();
        let batch = self.batch.get_or_insert_with(Batch::default);
        batch.add(gathered.files, gathered.skipped);
        if is_running {
            return Vec::new();
        }
        self.next_of_batch()
    }

    /// One of many files could not be read for a mistake of the program's own: the others still are.
    pub(super) fn failed_in_batch(&mut self, failed: &Running, why: String) -> Vec<Job> {
        if let (Some(batch), Some(path)) = (&mut self.batch, &failed.path) {
            batch.was_skipped(shown_name(path), why);
        }
        self.next_of_batch()
    }

    /// Opens the next of many files, or says what became of them all.
    fn next_of_batch(&mut self) -> Vec<Job> {
        // The first is shown, so that there is something to read while the others come.
        let mut show = self.batch.as_ref().is_some_and(|it| !it.has_read());
        if self.held_text() >= MAX_HELD_TEXT
            && let Some(batch) = &mut self.batch
        {
            let why = LoadError::NoRoom {
                name: String::new(),
            };
            batch.leave_out_rest(&self::why(&why));
        }
        while let Some(path) = self.batch.as_mut().and_then(|it| it.waiting.pop_front()) {
            let name = shown_name(&path);
            let jobs = self.open_as(Some(path), 0, show, true);
            let is_load = |job: &Job| matches!(job, Job::Load { .. });
            if jobs.iter().any(is_load) {
                return jobs;
            }
            // Open already: that is as good as opened.
            if let Some(batch) = &mut self.batch {
                batch.was_read(&name, &[]);
            }
            show = false;
        }
        if let Some(batch) = self.batch.take() {
            self.tell(batch.report());
        }
        self.remember_or_open_sample()
    }

    pub(super) fn stop_opening(&mut self) -> Vec<Job> {
        if let Some(batch) = &mut self.batch {
            batch.stop();
        }
        let of_batch = self.running.iter().filter(|(_, it)| it.in_batch);
        let ids: Vec<JobId> = of_batch.map(|(id, _)| *id).collect();
        ids.into_iter().flat_map(|id| self.cancel(id)).collect()
    }
}

/// Whether a text fits beside so many bytes; one alone always does.
const fn has_room(held: usize, len: usize) -> bool {
    held == 0 || held.saturating_add(len) <= MAX_HELD_TEXT
}

/// The file's name as it is shown.
fn shown_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// Why a file was not opened, without its name, which stands beside it.
fn why(error: &LoadError) -> String {
    let words = error.to_string();
    match words.rsplit_once(": ") {
        Some((why, _)) => why.to_owned(),
        None => words,
    }
}

/// Where the words at `offset` stand in the new text; the same share of the way where they are gone.
fn same_place(before: &Document, offset: usize, after: &Document) -> usize {
    /// Enough words to know a place by.
    const LENGTH: usize = 120;
    if before.text == after.text || offset == 0 {
        return offset.min(after.text.len());
    }
    let mut end = offset.saturating_add(LENGTH).min(before.text.len());
    while !before.text.is_char_boundary(end) {
        end -= 1;
    }
    let found = Span::new(&before.text, offset, end).and_then(|span| {
        let target = Target::of_passage(before, span);
        anchor(&target, &after.text).span()
    });
    let share = || offset.saturating_mul(after.text.len()) / before.text.len().max(1);
    found.map_or_else(share, Span::start)
}

#[cfg(test)]
#[path = "apply_documents_tests.rs"]
mod tests;
