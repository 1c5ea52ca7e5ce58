//! The truth (documents, notes, settings), what is derived from it, and the one place that changes it.
//!
//! [`Workspace`] is only changed by [`Workspace::apply`] (what the reader did) and
//! [`Workspace::receive`] (what a job brought back), both in [`mod@apply`]. Neither touches disk,
//! clock or thread: they return [`Job`]s, and a [`JobRunner`] does them.

pub mod action;
pub mod apply;
mod apply_corrections;
mod apply_desk;
mod apply_documents;
mod apply_figures;
mod apply_notes;
mod apply_tables;
pub mod batch;
mod comparing;
pub mod content;
pub mod corrections;
pub mod derived;
pub mod desk;
mod desk_work;
pub mod entities;
pub mod history;
pub mod jobs;
mod judging;
mod keeper;
pub mod linked;
mod note_log;
pub mod notice;
mod placed;
mod queue;
pub mod runner;
mod searcher;
pub mod selection;
pub mod session;
pub mod settings;
pub mod store;
pub mod tables;
mod watcher;
#[expect(
    clippy::module_inception,
    reason = "the room is named after what it holds"
)]
pub mod workspace;

pub use action::{Action, NotePlace};
pub use batch::Batch;
pub use content::Content;
pub use corrections::{
    Correction, CorrectionEdit, CorrectionId, CorrectionSet, Effects, Pointed, Reach, Scope,
    Subject,
};
pub use derived::{Derived, Figures, Generation};
pub use desk::{
    Asked, DeskAction, DeskNews, DeskWork, Found, Incoming, Kept, NoteDesk, NotesChange,
};
pub use entities::{EntityGroup, EntityKey, NamedEntity};
pub use history::History;
pub use jobs::{Job, JobEvent, JobId, JobOutput, JobReport};
pub use judging::Judged;
pub use linked::Linked;
pub use note_log::NoteRevision;
pub use notice::{Notice, Severity};
pub use placed::PlacedNotes;
pub use runner::JobRunner;
pub use selection::{Item, SelectionState};
pub use session::{Session, SessionDocument};
pub use settings::Settings;
pub use tables::{OwnTable, Preview};
pub use workspace::{OpenDocument, Running, Workspace};
