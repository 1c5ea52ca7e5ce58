//! The timeline as CSV: one row a bar, in its order.

use super::chart_csv::{DOCUMENT, table};
use crate::figures::timeline::TimelineFigure;

/// Columns of the table.
pub const TIMELINE_COLUMNS: [&str; 7] = [
    "from",
    "to",
    "label",
    "figures",
    "planned",
    "times_named",
    "source",
];

/// An end that the words leave open is empty.
pub fn timeline_csv(figure: &TimelineFigure) -> String {
    let day = |it: Option<jiff::civil::Date>| it.map_or_else(String::new, |it| it.to_string());
    let rows: Vec<[String; 7]> = figure
        .bars
        .iter()
        .map(|bar| {
            [
                day(bar.from),
                day(bar.to),
                bar.label.clone(),
                bar.figures.join("|"),
                if bar.planned { "yes" } else { "" }.to_owned(),
                bar.mentions.len().to_string(),
                DOCUMENT.to_owned(),
            ]
        })
        .collect();
    table(&TIMELINE_COLUMNS, &rows)
}
