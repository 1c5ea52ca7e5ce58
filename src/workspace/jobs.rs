//! Work that may take longer than a frame, as values, and what comes back from it.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::corrections::Reading;
use super::{Content, CorrectionEdit, CorrectionSet, DeskNews, DeskWork, Figures, Generation};
use super::{OwnTable, Session};
use crate::check::{Checked, Finding};
use crate::document::load::folder::Gathered;
use crate::document::opening::Options;
use crate::document::{Document, DocumentId, FileStamp, LoadError};
use crate::extract::Extraction;
use crate::figures::SpendingChoice;
use crate::geo::{Detail, PlaneWorld, Projection};
use crate::notes::{Annotation, NoteEdit, NoteSet};
use crate::reference::{Assume, Catalog, ReadTable};
use crate::workspace::settings::Comparison;

/// Names a job while the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub u64);

/// Work to do, with everything it needs.
#[derive(Clone, Debug)]
pub enum Job {
    /// Reads a file (`None`: the sample article) and parses it.
    Load {
        /// Of this job.
        id: JobId,
        /// The document it will be.
        document: DocumentId,
        /// From here.
        path: Option<PathBuf>,
        /// As the reader chose.
        options: Options,
    },
    /// Lists the files of folders.
    Gather {
        /// Of this job.
        id: JobId,
        /// Files and folders.
        paths: Vec<PathBuf>,
    },
    /// Looks at size and time of change of files.
    Look {
        /// Of this job.
        id: JobId,
        /// These.
        files: Vec<(DocumentId, PathBuf)>,
    },
    /// Finds mentions and claims, and applies what the reader said of them.
    Extract {
        /// Of this job.
        id: JobId,
        /// In this.
        document: Arc<Document>,
        /// That.
        corrections: Arc<CorrectionSet>,
        /// Stamp of the result.
        generation: Generation,
    },
    /// Applies what the reader said to mentions that were found before.
    Correct {
        /// Of this job.
        id: JobId,
        /// In this.
        document: Arc<Document>,
        /// To these.
        found: Arc<Extraction>,
        /// That.
        corrections: Arc<CorrectionSet>,
        /// Stamp of the result.
        generation: Generation,
    },
    /// Draws the charts.
    Draw {
        /// Of this job.
        id: JobId,
        /// Of this document.
        document: Arc<Document>,
        /// What it says.
        extraction: Arc<Extraction>,
        /// What the spending chart shows.
        spending: SpendingChoice,
        /// The tables with what the reader imported; `None` for the shipped ones.
        tables: Option<Arc<Catalog>>,
        /// What stands beside the document's missiles.
        comparison: Comparison,
        /// What a check of the same extraction found, if there was one.
        checked: Option<Arc<Checked>>,
        /// Stamp of the result.
        generation: Generation,
    },
    /// Lays the land of the Earth flat, with the triangles that fill it.
    LayLand {
        /// Of this job.
        id: JobId,
        /// How finely.
        detail: Detail,
        /// On this sheet.
        projection: Projection,
    },
    /// Compares what different documents say of one quantity.
    Compare {
        /// Of this job.
        id: JobId,
        /// These, with what they say.
        documents: Vec<(Arc<Document>, Arc<Extraction>)>,
        /// The tables with what the reader imported; `None` for the shipped ones.
        tables: Option<Arc<Catalog>>,
    },
    /// Stores one change of the notes.
    Commit {
        /// Of this job.
        id: JobId,
        /// The change.
        edit: Box<NoteEdit>,
        /// When it was made.
        now: Timestamp,
    },
    /// Copies the workspace to a file; where there is no workspace file, writes these to a new one.
    SaveCopy {
        /// Of this job.
        id: JobId,
        /// The copy.
        path: PathBuf,
        /// All notes.
        notes: Vec<Arc<Annotation>>,
        /// What was said about mentions.
        corrections: Arc<CorrectionSet>,
    },
    /// Makes an automatic copy of the workspace if one is due, and empties the bin of what is old.
    Snapshot {
        /// Of this job.
        id: JobId,
        /// The time.
        now: Timestamp,
    },
    /// Stores a correction made or taken back.
    CommitCorrection {
        /// Of this job.
        id: JobId,
        /// The change.
        edit: Box<CorrectionEdit>,
    },
    /// Stores what the next start needs.
    Remember {
        /// Of this job.
        id: JobId,
        /// That.
        session: Box<Session>,
    },
    /// Reads notes and corrections again after another process changed them.
    ReadNotes {
        /// Of this job.
        id: JobId,
    },
    /// Work on many notes at once.
    Desk {
        /// Of this job.
        id: JobId,
        /// What.
        work: Box<DeskWork>,
    },
    /// Writes something to a file.
    WriteFile {
        /// Of this job.
        id: JobId,
        /// To this file.
        path: PathBuf,
        /// What, for the notice.
        what: String,
        /// The bytes.
        content: Content,
    },
    /// Reads a table of the reader's own.
    ReadTable {
        /// Of this job.
        id: JobId,
        /// From this file.
        path: PathBuf,
        /// What the reader says of its values.
        assume: Assume,
    },
    /// Stores an imported table.
    KeepTable {
        /// Of this job.
        id: JobId,
        /// This one.
        table: Box<OwnTable>,
    },
    /// Removes an imported table from the workspace file.
    ForgetTable {
        /// Of this job.
        id: JobId,
        /// Of this hash.
        sha256: String,
    },
    /// Stops another job.
    Cancel {
        /// This one.
        id: JobId,
    },
}

impl Job {
    /// Its name; for [`Job::Cancel`] the job to stop.
    pub const fn id(&self) -> JobId {
        match self {
            Self::Load { id, .. }
            | Self::Gather { id, .. }
            | Self::Look { id, .. }
            | Self::Extract { id, .. }
            | Self::Correct { id, .. }
            | Self::Draw { id, .. }
            | Self::LayLand { id, .. }
            | Self::Compare { id, .. }
            | Self::Commit { id, .. }
            | Self::CommitCorrection { id, .. }
            | Self::SaveCopy { id, .. }
            | Self::Snapshot { id, .. }
            | Self::Remember { id, .. }
            | Self::ReadNotes { id }
            | Self::Desk { id, .. }
            | Self::WriteFile { id, .. }
            | Self::ReadTable { id, .. }
            | Self::KeepTable { id, .. }
            | Self::ForgetTable { id, .. }
            | Self::Cancel { id } => *id,
        }
    }
}

/// News from a job.
#[derive(Debug)]
pub struct JobEvent {
    /// From this one.
    pub job: JobId,
    /// What it says.
    pub report: JobReport,
}

/// What a job can say.
#[derive(Debug)]
pub enum JobReport {
    /// Share done, 0 to 1.
    Progress(f32),
    /// The first pages of a document that is still being read.
    FirstPages(Arc<Document>),
    /// Finished; boxed because results differ much in size.
    Done(Box<JobOutput>),
    /// Failed: a sentence for the reader, and the causes.
    Failed {
        /// The sentence.
        text: String,
        /// The causes; may be empty.
        details: String,
    },
    /// Stopped because the reader asked for it.
    Cancelled,
}

/// What one document says of quantities that others give too.
#[derive(Debug)]
pub struct Compared {
    /// The document.
    pub document: DocumentId,
    /// What of it was compared.
    pub extraction: Arc<Extraction>,
    /// What was found, in the order of its text.
    pub findings: Vec<Finding>,
}

/// What a job brings back.
#[derive(Debug)]
pub enum JobOutput {
    /// A document, or why there is none.
    Loaded(DocumentId, Result<Arc<Document>, LoadError>),
    /// Size and time of change of files; none for those that are gone.
    Looked(Vec<(DocumentId, Option<FileStamp>)>),
    /// Files of folders.
    Gathered(Gathered),
    /// Mentions and claims, found and corrected.
    Read(DocumentId, Generation, Box<Reading>),
    /// Charts.
    Drawn(DocumentId, Generation, Arc<Figures>),
    /// Land on a sheet.
    Land(Arc<PlaneWorld>),
    /// What the open documents say of the same quantities, an entry for each.
    Compared(Vec<Compared>),
    /// A change of the notes is on disk.
    Committed(NoteEdit),
    /// A change of the notes could not be stored; it stays in memory.
    NotCommitted(NoteEdit, String),
    /// A correction, or that it was taken back, is on disk.
    CorrectionCommitted(CorrectionEdit),
    /// It could not be stored; it stays in memory.
    CorrectionNotCommitted(CorrectionEdit, String),
    /// The session is on disk.
    Remembered,
    /// Notes and corrections as they are on disk.
    Notes(NoteSet, CorrectionSet),
    /// The workspace was copied to this file, with so many notes.
    Copied(PathBuf, u64),
    /// Of many notes at once.
    Desk(Box<DeskNews>),
    /// This was written to this file.
    Written(PathBuf, String),
    /// A table of the reader's own, read under these assumptions.
    TableRead(PathBuf, Assume, Arc<ReadTable>),
}
