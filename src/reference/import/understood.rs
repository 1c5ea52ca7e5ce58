//! What was understood of a table, in numbers and in words.

use super::ReadTable;

/// What was read and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understood {
    /// The row the columns are named in, counted from 1.
    pub header_row: u64,
    /// What the values are, in words: "millions of current US dollars, from the preamble".
    pub values: Vec<String>,
    /// Whether the table itself says what its values are; if not, the reader should look.
    pub is_certain: bool,
    /// Data rows read.
    pub num_rows: u64,
    /// Figures read.
    pub num_figures: u64,
    /// Cells without a figure.
    pub num_not_reported: u64,
    /// Cells where there could be none.
    pub num_not_applicable: u64,
    /// First and last year with a figure.
    pub years: Option<(i16, i16)>,
    /// Countries with figures.
    pub num_countries: usize,
    /// Some of the rows that are no country: regions, headings, footnotes.
    pub skipped: Vec<String>,
    /// How many those are.
    pub num_skipped: u64,
}

impl ReadTable {
    /// How it was read, a line each, for the window and the command line alike.
    pub fn lines(&self) -> Vec<String> {
        let seen = &self.understood;
        let years = seen
            .years
            .map_or_else(String::new, |(first, last)| format!(", {first} to {last}"));
        let mut lines = vec![
            format!(
                "{}, columns named in row {}",
                self.format.label(),
                seen.header_row
            ),
            format!(
                "{} figures of {} countries{years}",
                seen.num_figures, seen.num_countries
            ),
        ];
        if !seen.values.is_empty() {
            lines.push(format!("values are {}", seen.values.join("; ")));
        }
        lines.push(format!(
            "{} cells without a figure, {} where there could be none; neither is taken as zero",
            seen.num_not_reported, seen.num_not_applicable
        ));
        if seen.num_skipped > 0 {
            let more = if seen.num_skipped > seen.skipped.len() as u64 {
                ", …"
            } else {
                ""
            };
            lines.push(format!(
                "{} rows are no country and were passed over: {}{more}",
                seen.num_skipped,
                seen.skipped.join(", ")
            ));
        }
        lines
    }
}
