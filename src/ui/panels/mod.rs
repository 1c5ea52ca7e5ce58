//! One file a panel.

pub(super) mod chart_frame;
pub mod composer;
pub mod documents;
pub mod findings;
pub mod inspector;
pub mod map;
pub mod note_filter;
pub mod note_view;
pub mod notes;
pub mod ranges;
pub mod reader;
pub mod sidebar;
pub mod spending;
pub mod timeline;
mod words;

use crate::document::DocumentId;
use crate::workspace::{Judged, Linked};

/// What a chart panel needs to know of the rest of the window.
#[derive(Clone, Copy, Debug)]
pub struct ChartView<'a> {
    /// The shown document; claims and mentions on the chart are of it.
    pub document: DocumentId,
    /// What the selection stands for.
    pub selected: &'a Linked,
    /// What the pointer rests on, anywhere in the window.
    pub hovered: &'a Linked,
    /// What the reader said of the findings of the shown document.
    pub judged: &'a Judged,
}
