//! The words of the spending chart: values with their unit, names of marks, tool tips.

use crate::figures::{ClaimPoint, SpendingPoint};
use crate::reference::{Measure, Status};
use crate::units::{Currency, format};

/// `US$50.2 billion`, `1.2% of GDP`.
pub(super) fn value(measure: Measure, value: f64) -> String {
    match measure {
        Measure::UsdCurrent => format::money(value * 1e9, Currency::USD),
        Measure::PctGdp => format!("{}% of GDP", format::number(value, 2)),
    }
}

/// One value or both ends.
pub(super) fn interval(measure: Measure, (low, high): (f64, f64)) -> String {
    if low < high {
        format!("{} to {}", value(measure, low), value(measure, high))
    } else {
        value(measure, low)
    }
}

/// A tick of the vertical axis, without its unit.
pub(super) fn tick(value: f64) -> String {
    let decimals = match value.abs() {
        size if size >= 10.0 => 0,
        size if size >= 0.1 => 1,
        _ => 3,
    };
    format::number(value, decimals)
}

/// A year is a name, not an amount: no separator.
pub(super) fn year(year: f64) -> String {
    format!("{year:.0}")
}

/// The year a position on the time axis lies in.
pub(super) fn year_of(claim: &ClaimPoint) -> String {
    year(claim.year.floor())
}

/// `stated: 68 billion dollars, by 2027`.
pub(super) fn stated(claim: &ClaimPoint) -> String {
    let by = if claim.planned { "by " } else { "" };
    format!("stated: {}, {by}{}", claim.label, year_of(claim))
}

/// How sure a figure is, for people.
pub(super) const fn status(status: Status) -> &'static str {
    match status {
        Status::Reported => "reported",
        Status::Estimate => "estimate (dashed, hollow dot)",
        Status::Uncertain => "highly uncertain (dashed, hollow square)",
    }
}

/// `Japan 2023: US$50.2 billion, reported`.
pub(super) fn point(measure: Measure, country: &str, point: &SpendingPoint) -> String {
    format!("{country} {}: {}", point.year, value(measure, point.value))
}
