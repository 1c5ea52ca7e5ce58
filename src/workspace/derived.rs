//! What can be recomputed: replaced whole, stamped with a generation, never edited, never saved.

use std::sync::Arc;

use super::corrections::Effects;
use super::entities::{EntityGroup, entity_groups};
use super::settings::Comparison;
use crate::check::Checked;
use crate::document::Document;
use crate::extract::Extraction;
use crate::figures::{self, MapMaterial, RangesFigure, SpendingFigure, TimelineFigure};
use crate::reference::Catalog;

/// Counts the changes that a result depends on; a result of an older one is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Generation(pub u64);

/// What is derived from one document.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// Mentions and claims as the rules found them; `None` while they are being found.
    pub found: Option<Arc<Extraction>>,
    /// The same as the reader corrected them: what everything shows.
    pub extraction: Option<Arc<Extraction>>,
    /// What each correction did to them.
    pub effects: Arc<Effects>,
    /// What agrees and what differs in that extraction; `None` until it has been checked.
    pub checked: Option<Arc<Checked>>,
    /// The charts; `None` until there are mentions.
    pub figures: Option<Arc<Figures>>,
}

impl Derived {
    /// Where looking for mentions ended, if that is before the end of a very long text.
    pub fn cut_at(&self) -> Option<usize> {
        self.extraction.as_ref()?.cut_at
    }
}

/// The charts of one document, and the list of what it names.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Spending by country and year.
    pub spending: SpendingFigure,
    /// Missile ranges.
    pub ranges: RangesFigure,
    /// What agrees and what differs, with the working.
    pub checked: Arc<Checked>,
    /// What a map of the document can show.
    pub map: Arc<MapMaterial>,
    /// Its dates on one axis.
    pub timeline: Arc<TimelineFigure>,
    /// Who and what the document names.
    pub entities: Vec<EntityGroup>,
}

impl Figures {
    /// Everything but the chart of spending, which depends on more choices.
    pub(super) fn without_spending(
        catalog: &Catalog,
        document: &Document,
        extraction: &Extraction,
        checked: Arc<Checked>,
        comparison: Comparison,
    ) -> Self {
        let mut ranges = figures::ranges(catalog, &document.text, extraction, &[]);
        let map = figures::map_material(catalog, &document.text, extraction, &ranges);
        if comparison == Comparison::DocumentOnly {
            ranges.bars.retain(|bar| bar.named);
        }
        Self {
            spending: SpendingFigure::default(),
            ranges,
            checked,
            map: Arc::new(map),
            timeline: Arc::new(figures::timeline(&document.text, extraction)),
            entities: entity_groups(extraction, &document.text),
        }
    }
}
