//! Annotations after the W3C Web Annotation model, how they find their passage again, and edits
//! with their inverses. Knows no disk.

pub mod anchor;
pub mod annotation;
mod approximate;
pub mod edit;
pub mod filter;
pub mod judgement;
pub mod mark;
pub mod merge;
pub mod note_set;

#[cfg(test)]
pub(crate) mod any_note;

pub use anchor::{Anchoring, anchor};
pub use annotation::{
    Annotation, Body, NoteId, NotedFinding, PositionSelector, QuoteSelector, Tag, Target,
};
pub use edit::NoteEdit;
pub use filter::{NoteFilter, Status};
pub use judgement::Judgement;
pub use mark::{Mark, Marked};
pub use merge::{Conflicts, Merge};
pub use note_set::NoteSet;

// A target names its document by fingerprint; who exports notes need not know documents.
pub use crate::document::Fingerprint;
