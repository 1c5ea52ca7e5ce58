//! What can be selected or hovered, the same everywhere in the window.

use crate::document::DocumentId;
use crate::extract::{ClaimId, MentionId};
use crate::notes::NoteId;
use crate::reference::{Iso3, ObservationId};

/// One thing a reader can point at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A mention in a document.
    Mention(DocumentId, MentionId),
    /// A claim of a document (a hollow marker).
    Claim(DocumentId, ClaimId),
    /// A country (a line).
    Country(Iso3),
    /// A published figure (a point).
    Observation(ObservationId),
    /// A missile system by its id (a bar).
    Weapon(String),
    /// A note.
    Note(NoteId),
}
