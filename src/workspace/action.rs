//! Everything that can be done to the truth, as values. Panels push them; [`super::Workspace::apply`]
//! carries them out after the frame.

use std::path::PathBuf;

use crate::check::FindingId;
use crate::document::DocumentId;
use crate::extract::{Change, Kind, MentionId};
use crate::notes::{Body, Judgement, NoteId};
use crate::reference::Measure;
use crate::text::Span;

use super::settings::{Comparison, ThemeChoice};
use super::{CorrectionId, Item, JobId, Notice, Pointed, Reach};

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Opens a file, or shows it when it is open already.
    Open(PathBuf),
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
    /// Writes the notes to a CSV file.
    ExportNotes {
        /// To this file.
        path: PathBuf,
        /// With a byte-order mark, for older spreadsheets.
        bom: bool,
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
