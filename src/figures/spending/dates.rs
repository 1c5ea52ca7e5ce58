//! The document's dates on the axis of years.
//!
//! A figure of a year stands at the year's own number, and so does the first of January: a day is never
//! left of the figures of its year. What means a whole year stands at its number, as its figures do.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{ClaimPoint, PlanPoint, SpendingSeries};
use crate::extract::{Extraction, MentionId, Value};
use crate::figures::quote;
use crate::units::format;

/// The most dates marked; a chronology has hundreds.
const MAX_DATES: usize = 60;

/// Share of a year from which a span is the year itself: "2024" and "fiscal 2024", no season.
const WHOLE_YEAR: f64 = 0.9;

/// One date, or several that fall on the same place.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMark {
    /// Position on the time axis, in years.
    pub year: f64,
    /// First and last position of what is meant.
    pub span: (f64, f64),
    /// In words: the document's own, or the document's date.
    pub label: String,
    /// Where; none for the document's own date.
    pub mentions: Vec<MentionId>,
    /// The date of the document itself.
    pub is_document: bool,
}

/// The marks within the years that the chart covers anyway, in order.
pub(super) fn marks(
    text: &str,
    extraction: &Extraction,
    series: &[SpendingSeries],
    claims: &[ClaimPoint],
    plans: &[PlanPoint],
) -> Vec<DateMark> {
    let points = series.iter().flat_map(|series| &series.points);
    let years = points
        .map(|point| f64::from(point.year))
        .chain(claims.iter().map(|claim| claim.year))
        .chain(plans.iter().map(|plan| plan.year));
    let (first, last) = years.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), year| {
        (low.min(year), high.max(year))
    });
    if first > last {
        return Vec::new();
    }
    // To the last day of the last year.
    let shown = first..last.floor() + 1.0;
    let mut marks: BTreeMap<(Date, Date), DateMark> = BTreeMap::new();
    for (mention, i) in extraction.mentions.iter().zip(0u32..) {
        let Value::Date { from, to, .. } = mention.value else {
            continue;
        };
        let span = (place(from), place(to));
        // What spans more than a year is no mark but a stretch of the axis.
        let length = span.1 - span.0;
        if to < from || length > 1.05 {
            continue;
        }
        let middle = (span.0 + span.1) / 2.0;
        let year = if length > WHOLE_YEAR {
            middle.floor()
        } else {
            middle
        };
        if !shown.contains(&year) {
            continue;
        }
        let mark = marks.entry((from, to)).or_insert_with(|| DateMark {
            year,
            span,
            label: quote::words(text, mention.span),
            mentions: Vec::new(),
            is_document: false,
        });
        mark.mentions.push(MentionId(i));
    }
    let mut marks: Vec<DateMark> = marks.into_values().collect();
    marks.sort_by_key(|mark| std::cmp::Reverse(mark.mentions.len()));
    marks.truncate(MAX_DATES);
    let own = extraction.date.filter(|date| shown.contains(&place(*date)));
    marks.extend(own.map(|date| DateMark {
        year: place(date),
        span: (place(date), place(date)),
        label: format::day(date),
        mentions: Vec::new(),
        is_document: true,
    }));
    marks.sort_by(|a, b| a.year.total_cmp(&b.year));
    marks
}

/// Where a day stands on an axis on which 2024.0 is the first of January 2024.
fn place(date: Date) -> f64 {
    let days = f64::from(date.days_in_year());
    f64::from(date.year()) + f64::from(date.day_of_year() - 1) / days
}
