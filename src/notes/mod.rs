//! Annotations after the W3C Web Annotation model, how they find their passage again, and edits
//! with their inverses. Knows no disk.

pub mod anchor;
pub mod annotation;
pub mod edit;
pub mod judgement;
pub mod note_set;

#[cfg(test)]
pub(crate) mod any_note;

pub use anchor::{Anchoring, anchor};
pub use annotation::{
    Annotation, Body, NoteId, NotedFinding, PositionSelector, QuoteSelector, Tag, Target,
};
pub use edit::NoteEdit;
pub use judgement::Judgement;
pub use note_set::NoteSet;

// A target names its document by fingerprint; who exports notes need not know documents.
pub use crate::document::Fingerprint;
