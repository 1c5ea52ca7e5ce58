//! Everything that can be done to the truth, as values. Panels push them; [`super::Workspace::apply`]
//! carries them out after the frame.

use std::path::PathBuf;

use crate::check::FindingId;
use crate::document::DocumentId;
use crate::document::limits::Limits;
use crate::extract::{Change, Kind, MentionId};
use crate::figures::EditionChoice;
use crate::geo::{Detail, Projection};
use crate::notes::{Annotation, Body, Judgement, Marked, NoteId};
use crate::reference::{Assume, Iso3, Measure};
use crate::text::Span;

use super::settings::{Comparison, ThemeChoice};
use super::{Content, CorrectionId, DeskAction, Item, JobId, Notice, Pointed, Reach};

/// Where a new note stands.
#[derive(Clone, Debug, PartialEq)]
pub struct NotePlace {
    /// In this document.
    pub document: DocumentId,
    /// On these words.
    pub span: Span,
    /// The mention it was made on, if it was.
    pub mention: Option<MentionId>,
    /// The finding it was made on, if it was.
    pub finding: Option<FindingId>,
    /// What it is about when it is about no passage; then the words do not matter.
    pub mark: Option<Box<Marked>>,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Opens a file, or shows it when it is open already.
    Open(PathBuf),
    /// Opens files, and all files in folders.
    OpenAll(Vec<PathBuf>),
    /// Stops opening many files.
    StopOpening,
    /// Reads a document again in an encoding that the reader chose; `None` for the one that is found.
    ReadAs {
        /// This one.
        document: DocumentId,
        /// In this.
        encoding: Option<&'static encoding_rs::Encoding>,
    },
    /// Looks whether the files of opened documents have changed.
    Look,
    /// How much a file may ask for, from the next one on.
    SetLimits(Limits),
    /// Opens the sample article that comes with the program.
    OpenSample,
    /// Shows an opened document.
    Show(DocumentId),
    /// Closes a document; its notes stay in the workspace.
    Close(DocumentId),
    /// Selects something everywhere, or nothing.
    Select(Option<Item>),
    /// Marks something everywhere while the pointer rests on it.
    Hover(Option<Item>),
    /// To what was selected before.
    GoBack,
    /// To what was selected after.
    GoForward,
    /// Makes a note on a passage.
    AddNote {
        /// Of this document.
        document: DocumentId,
        /// The passage.
        span: Span,
        /// The mention it was made on, if it was.
        mention: Option<MentionId>,
        /// The finding it was made on, if it was.
        finding: Option<FindingId>,
        /// What it says.
        body: Body,
    },
    /// Says whether a finding holds: kept as a note on it.
    JudgeFinding {
        /// Of this document.
        document: DocumentId,
        /// This one.
        finding: FindingId,
        /// What the reader says; `None` takes it back.
        judgement: Option<Judgement>,
    },
    /// Changes what a note says.
    EditNote {
        /// This one.
        id: NoteId,
        /// What it says from now on.
        body: Body,
    },
    /// Stores a note that is still being written; undo knows of it only at [`Action::EndDraft`].
    PutDraft {
        /// This one.
        id: NoteId,
        /// Where it stands, for one that is not stored yet.
        place: Option<NotePlace>,
        /// What it says so far.
        body: Body,
    },
    /// The writing has ended: from what was before to what is there now is one step of undo.
    EndDraft {
        /// Of this note.
        id: NoteId,
        /// What was there; `None` for a new note.
        before: Option<Box<Annotation>>,
        /// Whether what was before comes back instead.
        forget: bool,
    },
    /// Puts a note on another passage, because the reader says so.
    AttachNote {
        /// This one.
        id: NoteId,
        /// To this document.
        document: DocumentId,
        /// On this passage.
        span: Span,
    },
    /// Copies the workspace to a file.
    SaveCopy(PathBuf),
    /// Makes an automatic copy of the workspace, if one is due.
    Snapshot,
    /// Deletes a note; undo brings it back.
    DeleteNote(NoteId),
    /// Says something about mentions: that they are none, or something else.
    Correct {
        /// Seen in this document.
        document: DocumentId,
        /// On this.
        pointed: Pointed,
        /// How far it shall hold.
        reach: Reach,
        /// What becomes of them.
        change: Change,
    },
    /// Takes a correction back.
    TakeBack(CorrectionId),
    /// Takes the last change to notes or mentions back.
    Undo,
    /// Does it again.
    Redo,
    /// Something done with many notes at once, or with what they were before.
    Desk(DeskAction),
    /// Writes something to a file, such as a chart.
    WriteFile {
        /// To this file.
        path: PathBuf,
        /// What, for the notice: "the spending chart".
        what: String,
        /// The bytes.
        content: Content,
    },
    /// Reads a spending table of the reader's own, to be looked at.
    ReadTable {
        /// From this file.
        path: PathBuf,
        /// What the reader says of its values.
        assume: Assume,
    },
    /// Uses the table that is looked at.
    UseTable,
    /// Does not use it.
    DropTable,
    /// Gives an imported table back, by its SHA-256.
    ForgetTable(String),
    /// Has the land of the map laid flat, unless it is or is being laid.
    LayLand {
        /// How finely.
        detail: Detail,
        /// On this sheet.
        projection: Projection,
    },
    /// Shows or hides the highlights of a kind.
    ShowKind {
        /// This kind.
        kind: Kind,
        /// Whether to show it.
        shown: bool,
    },
    /// Chooses the measure of the spending chart.
    SetMeasure(Measure),
    /// Shows spending as an index with this year as 100, or as it is.
    SetIndexYear(Option<i16>),
    /// Chooses between the tables as known now and as known on the document's date.
    SetEdition(EditionChoice),
    /// Draws the spending of these countries for a document; none for those it names.
    CompareCountries {
        /// Beside this document.
        document: DocumentId,
        /// In this order.
        countries: Vec<Iso3>,
    },
    /// Chooses what stands beside the document's missiles.
    SetComparison(Comparison),
    /// Chooses light, dark, or as the system has it.
    SetTheme(ThemeChoice),
    /// Size of everything in the window, in percent.
    SetZoom(u16),
    /// Where reading stands, kept for the next start.
    ReadTo {
        /// In this document.
        document: DocumentId,
        /// First visible byte.
        offset: usize,
    },
    /// Stops a running job.
    Cancel(JobId),
    /// Takes a notice away.
    Dismiss(usize),
    /// Shows a notice, such as one from a file dialog.
    Tell(Notice),
}
