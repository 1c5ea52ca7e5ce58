//! Reads one CSV table row by row, by the names of its columns.
//!
//! Columns may stand in any order and others may stand between them; every column that is asked for
//! must be there. A problem names the table and the line and says what was expected, and reading
//! goes on, so that a table with three mistakes is reported once and not three times.

use super::CatalogError;

/// More problems than a person would read; a table of another kind has one on every line.
const MAX_PROBLEMS: usize = 200;

/// One row of a table.
#[derive(Debug)]
pub(super) struct Row<'a> {
    record: &'a csv::StringRecord,
    columns: &'a [(&'static str, usize)],
}

impl Row<'_> {
    /// Its line in the table, counted from 1 with the header.
    pub(super) fn line(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::line)
    }

    /// The cell in this column, without blanks around it.
    pub(super) fn get(&self, column: &str) -> &str {
        self.columns
            .iter()
            .find(|(name, _)| *name == column)
            .and_then(|&(_, at)| self.record.get(at))
            .unwrap_or("")
            .trim()
    }

    /// The cell, which must not be empty.
    pub(super) fn filled(&self, column: &str) -> Result<&str, String> {
        let cell = self.get(column);
        if cell.is_empty() {
            return Err(format!("{column} is empty; every row needs one"));
        }
        Ok(cell)
    }

    /// The cell as a finite number.
    pub(super) fn number(&self, column: &str) -> Result<f64, String> {
        let cell = self.filled(column)?;
        match cell.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(format!(
                "{column} is {}; write a plain number such as 52.7, and leave the row out when it is not known",
                quoted(cell)
            )),
        }
    }

    /// The cell as a year.
    pub(super) fn year(&self, column: &str) -> Result<i16, String> {
        let cell = self.filled(column)?;
        cell.parse::<i16>()
            .ok()
            .filter(|year| (1900..=2100).contains(year))
            .ok_or_else(|| {
                format!(
                    "{column} is {}; write a year from 1900 to 2100",
                    quoted(cell)
                )
            })
    }

    /// The parts of a cell that holds several, separated by `|`.
    pub(super) fn several(&self, column: &str) -> impl Iterator<Item = &str> {
        self.get(column)
            .split('|')
            .map(str::trim)
            .filter(|part| !part.is_empty())
    }
}

/// A cell as shown in a message: short, whatever the file holds.
pub(super) fn quoted(cell: &str) -> String {
    let mut short: String = cell
        .chars()
        .filter(|letter| !letter.is_control())
        .take(40)
        .collect();
    if short.len() < cell.len() {
        short.push('…');
    }
    format!("“{short}”")
}

/// Calls `each` with every row of `text`; what it returns as an error is added to `problems` with
/// the table and the line.
pub(super) fn for_each_row(
    table: &str,
    text: &str,
    wanted: &[&'static str],
    problems: &mut Vec<CatalogError>,
    mut each: impl FnMut(&Row<'_>) -> Result<(), String>,
) {
    let mut report = |line: u64, problem: String| {
        problems.push(CatalogError {
            table: table.to_owned(),
            line,
            problem,
        });
        problems.len() < MAX_PROBLEMS
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(true)
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            report(
                1,
                format!("the header cannot be read ({error}); save the table as CSV in UTF-8"),
            );
            return;
        }
    };
    let mut columns = Vec::with_capacity(wanted.len());
    for &name in wanted {
        match header.iter().position(|cell| cell.trim() == name) {
            Some(at) => columns.push((name, at)),
            None => {
                report(
                    1,
                    format!(
                        "there is no column {name}; the header must have {}",
                        wanted.join(",")
                    ),
                );
                return;
            }
        }
    }
    let mut record = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => return,
            Ok(true) => {}
            Err(error) => {
                if !report(line, format!("the row cannot be read ({error})")) {
                    return;
                }
                continue;
            }
        }
        let line = record.position().map_or(line, csv::Position::line);
        let outcome = if record.len() == header.len() {
            each(&Row {
                record: &record,
                columns: &columns,
            })
        } else {
            Err(format!(
                "the row has {} cells and the header {}; quote cells that hold a comma",
                record.len(),
                header.len()
            ))
        };
        if let Err(problem) = outcome
            && !report(line, problem)
        {
            return;
        }
    }
}
