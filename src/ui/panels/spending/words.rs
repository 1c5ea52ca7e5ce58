//! The words of the spending chart: values with their unit, names of marks, tool tips.

use crate::figures::{ClaimPoint, SpendingFigure, SpendingPoint};
use crate::units::format;

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

/// `Japan 2023: US$50.2 billion, reported`.
pub(super) fn point(figure: &SpendingFigure, country: &str, point: &SpendingPoint) -> String {
    let value = figure.value_words(point.value);
    format!("{country} {}: {value}", point.year)
}
