//! The truth of a running program, and how panels read it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::apply_corrections::Announcement;
use super::note_log::{NoteLog, NoteRevision};
use super::{
    Batch, CorrectionId, CorrectionSet, Derived, Generation, History, JobId, Linked, NoteDesk,
    Notice, OwnTable, PlacedNotes, Preview, SelectionState, Session, SessionDocument, Settings,
};
use crate::document::opening::Options;
use crate::document::{Document, DocumentId, FileStamp, Fingerprint};
use crate::geo::{Detail, PlaneWorld, Projection};
use crate::notes::{Anchoring, Annotation, NoteId, NoteSet};
use crate::reference::{Catalog, Iso3};

/// Everything that is opened, noted and chosen.
#[derive(Debug, Default)]
pub struct Workspace {
    pub(super) documents: Vec<OpenDocument>,
    pub(super) active: Option<DocumentId>,
    pub(super) notes: NoteSet,
    pub(super) note_log: NoteLog,
    pub(super) settings: Settings,
    pub(super) recent: Vec<PathBuf>,
    pub(super) selection: SelectionState,
    pub(super) history: History,
    pub(super) notices: Vec<Notice>,
    pub(super) running: BTreeMap<JobId, Running>,
    pub(super) unsaved: BTreeSet<NoteId>,
    pub(super) failed: BTreeSet<NoteId>,
    pub(super) corrections: Arc<CorrectionSet>,
    pub(super) unsaved_corrections: BTreeSet<CorrectionId>,
    pub(super) failed_corrections: BTreeSet<CorrectionId>,
    pub(super) announcement: Option<Announcement>,
    pub(super) generation: Generation,
    pub(super) next_job: u64,
    pub(super) next_document: u32,
    pub(super) author: String,
    pub(super) stored: bool,
    /// The tables with what the reader imported in its place; `None` for the shipped ones.
    pub(super) tables: Option<Arc<Catalog>>,
    pub(super) own_tables: Vec<OwnTable>,
    pub(super) preview: Option<Preview>,
    /// Many files on their way.
    pub(super) batch: Option<Batch>,
    /// Land of the map, the latest first.
    pub(super) lands: Vec<Arc<PlaneWorld>>,
    /// Land that a job is laying.
    pub(super) land_awaited: Option<(Detail, Projection)>,
    pub(super) num_lands_asked: usize,
    pub(super) desk: NoteDesk,
    // Charts that are being drawn; documents are compared when all are there.
    pub(super) drawing: BTreeSet<JobId>,
    // Whether a comparison waits for documents that are being read or checked.
    pub(super) comparison_waits: bool,
    // When something was last done; stamps what edits leave behind.
    pub(super) now: jiff::Timestamp,
}

/// A document with what is derived from it.
#[derive(Clone, Debug)]
pub struct OpenDocument {
    /// The document.
    pub document: Arc<Document>,
    /// First visible byte, as last heard from the reader panel.
    pub reading_offset: usize,
    /// Mentions, claims, charts.
    pub derived: Derived,
    /// Countries that the reader compares; empty for those it names.
    pub countries: Vec<Iso3>,
    /// Where each note on this document stands; a note is placed again when it or a document changes.
    pub notes: PlacedNotes,
    /// Whether all of it is there; of a long file, the first pages can be read before that.
    pub is_whole: bool,
    /// As it was read.
    pub options: Options,
    // What its file was before it changed, for notes made on that.
    pub(super) former: Vec<Fingerprint>,
    // The file as it was last looked at.
    pub(super) stamp: Option<FileStamp>,
    pub(super) generation: Generation,
    // Of its mentions; the other is of its charts.
    pub(super) reading: Generation,
}

/// A job under way, for the status line.
#[derive(Clone, Debug, Default)]
pub struct Running {
    /// What it does: "Opening report.txt".
    pub label: String,
    /// Share done; `None` when it cannot be told.
    pub progress: Option<f32>,
    /// Whether the reader may stop it.
    pub cancellable: bool,
    pub(super) document: Option<DocumentId>,
    // The document it reads or works on; closing that stops the job.
    pub(super) about: Option<DocumentId>,
    pub(super) path: Option<PathBuf>,
    pub(super) offset: usize,
    pub(super) countries: Vec<Iso3>,
    pub(super) show: bool,
    pub(super) options: Options,
    // Whether it is one of the many files that are opened together.
    pub(super) in_batch: bool,
    // Whether it looks for the files of folders.
    pub(super) is_gathering: bool,
    // Asked for by the reader, who may have meant all that is in a folder.
    pub(super) may_be_folder: bool,
    // Stopped, or its document was closed: what it still brings back is not wanted.
    pub(super) is_unwanted: bool,
}

impl Running {
    /// Whether it opens one of many files, of which [`Workspace::batch`] tells together.
    pub const fn is_one_of_many(&self) -> bool {
        self.in_batch
    }
}

impl Workspace {
    /// A workspace with these stored notes, corrections and choices. `stored` is false when there is no file to
    /// save to; the window then says so.
    pub fn new(
        notes: NoteSet,
        corrections: CorrectionSet,
        session: &Session,
        author: String,
        stored: bool,
    ) -> Self {
        Self {
            notes,
            corrections: Arc::new(corrections),
            settings: session.settings.clone(),
            recent: session.recent.clone(),
            author,
            stored,
            ..Self::default()
        }
    }

    /// Opened documents, in order.
    pub fn documents(&self) -> &[OpenDocument] {
        &self.documents
    }

    /// The document that is shown.
    pub fn active(&self) -> Option<&OpenDocument> {
        self.document(self.active?)
    }

    /// An opened document.
    pub fn document(&self, id: DocumentId) -> Option<&OpenDocument> {
        self.documents.iter().find(|open| open.document.id == id)
    }

    pub(super) fn document_mut(&mut self, id: DocumentId) -> Option<&mut OpenDocument> {
        self.documents
            .iter_mut()
            .find(|open| open.document.id == id)
    }

    /// Bytes of text of all open documents.
    pub fn held_text(&self) -> usize {
        self.documents
            .iter()
            .map(|open| open.document.text.len())
            .sum()
    }

    /// Files of open documents as they were when they were read, to be watched for changes.
    pub fn files(&self) -> Vec<(PathBuf, Option<FileStamp>)> {
        let whole = self.documents.iter().filter(|open| open.is_whole);
        whole
            .filter_map(|open| Some((open.document.path.clone()?, open.stamp)))
            .collect()
    }

    /// All notes.
    pub const fn notes(&self) -> &NoteSet {
        &self.notes
    }

    /// What the reader said about mentions.
    pub fn corrections(&self) -> &CorrectionSet {
        &self.corrections
    }

    /// Choices.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Recently opened files, latest first.
    pub fn recent(&self) -> &[PathBuf] {
        &self.recent
    }

    /// What is done with many notes at once, or looked at of what they were.
    pub const fn desk(&self) -> &NoteDesk {
        &self.desk
    }

    /// What is selected and hovered.
    pub const fn selection(&self) -> &SelectionState {
        &self.selection
    }

    /// What can be taken back.
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// What the reader should know, oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Jobs under way.
    pub fn running(&self) -> impl Iterator<Item = (JobId, &Running)> {
        self.running.iter().map(|(id, running)| (*id, running))
    }

    /// Many files on their way, if there are.
    pub const fn batch(&self) -> Option<&Batch> {
        self.batch.as_ref()
    }

    /// Whether the note's latest change is on disk.
    pub fn is_saved(&self, id: NoteId) -> bool {
        self.stored && !self.unsaved.contains(&id)
    }

    /// Whether every change of notes and mentions is on disk.
    pub fn all_saved(&self) -> bool {
        self.num_unsaved() == 0
    }

    /// Notes and corrections whose latest change is not on disk.
    pub fn num_unsaved(&self) -> usize {
        self.unsaved.len() + self.unsaved_corrections.len()
    }

    /// Notes and corrections whose latest change could not be stored and is only in memory.
    pub fn num_failed(&self) -> usize {
        self.failed.len() + self.failed_corrections.len()
    }

    /// Whether there is a workspace file behind this.
    pub const fn is_stored(&self) -> bool {
        self.stored
    }

    /// The tables that everything is drawn from and compared with.
    pub fn catalog(&self) -> &Catalog {
        self.tables.as_deref().unwrap_or_else(|| Catalog::shipped())
    }

    /// Changes whenever something that panels cache has changed.
    pub const fn generation(&self) -> Generation {
        self.generation
    }

    /// What an item stands for: passages, lines, bars.
    pub fn linked(&self, item: &super::Item) -> Linked {
        Linked::of(self, item)
    }

    /// The state of the notes: of what they say, and of where they stand in what is open.
    pub fn note_revision(&self) -> NoteRevision {
        self.note_log.revision()
    }

    /// The notes that changed after such a state, each once; `None` when it may be any of them.
    pub fn notes_changed_after(&self, since: NoteRevision) -> Option<Vec<NoteId>> {
        self.note_log.after(since)
    }

    /// The document a note is about, if it is open: the one with the same bytes, or, when there is
    /// none (the file has changed since), the first of the same name.
    pub fn document_of_note(&self, note: &Annotation) -> Option<&OpenDocument> {
        home_of(note, &self.documents)
    }

    /// Where a note stands in its opened document.
    pub fn anchoring(&self, id: NoteId) -> Option<Anchoring> {
        let note = self.notes.get(id)?;
        let open = self.document_of_note(note)?;
        open.notes.get(id)
    }

    /// What the next start needs.
    pub fn session(&self) -> Session {
        Session {
            documents: self
                .documents
                .iter()
                .map(|open| SessionDocument {
                    path: open.document.path.clone(),
                    offset: open.reading_offset,
                    countries: open.countries.clone(),
                })
                .collect(),
            active: self
                .documents
                .iter()
                .position(|open| Some(open.document.id) == self.active)
                .unwrap_or(0),
            recent: self.recent.clone(),
            settings: self.settings.clone(),
        }
    }
}

/// See [`Workspace::document_of_note`].
pub(super) fn home_of<'a>(
    note: &Annotation,
    documents: &'a [OpenDocument],
) -> Option<&'a OpenDocument> {
    let same_bytes =
        |open: &&OpenDocument| note.target.fingerprint == Some(open.document.fingerprint);
    let was_these_bytes = |open: &&OpenDocument| {
        let of_note = note.target.fingerprint;
        of_note.is_some_and(|it| open.former.contains(&it))
    };
    let same_name = |open: &&OpenDocument| note.target.document == open.document.name;
    documents
        .iter()
        .find(same_bytes)
        .or_else(|| documents.iter().find(was_these_bytes))
        .or_else(|| documents.iter().find(same_name))
}
