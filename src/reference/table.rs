//! Reads one CSV table row by row, by the names of its columns.
//!
//! Columns may stand in any order and others may stand between them; every column that is asked for
//! must be there. A problem names the table and the line and says what was expected, and reading
//! goes on, so that a table with three mistakes is reported once and not three times.

use std::borrow::Cow;

use super::CatalogError;

/// More problems than a person would read; a table of another kind has one on every line.
const MAX_PROBLEMS: usize = 200;

/// One row of a table.
#[derive(Debug)]
pub(super) struct Row<'a> {
    cells: &'a [Cow<'a, str>],
    line: u64,
    columns: &'a [(&'static str, usize)],
}

impl Row<'_> {
    /// Its line in the table, counted from 1 with the header.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The cell in this column, without blanks around it.
    pub(super) fn get(&self, column: &str) -> &str {
        self.columns
            .iter()
            .find(|(name, _)| *name == column)
            .map_or("", |&(_, at)| self.at(at))
    }

    /// The cells of the first columns asked for, in that order: for long tables, where finding each
    /// column by its name in every row would take most of the time.
    pub(super) fn first<const N: usize>(&self) -> [&str; N] {
        let mut columns = self.columns.iter();
        std::array::from_fn(|_| columns.next().map_or("", |&(_, at)| self.at(at)))
    }

    fn at(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", |cell| trimmed(cell))
    }

    /// The cell, which must not be empty.
    pub(super) fn filled(&self, column: &str) -> Result<&str, String> {
        filled(column, self.get(column))
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
        parts(self.get(column))
    }
}

/// The cell of this column, which must not be empty.
pub(super) fn filled<'a>(column: &str, cell: &'a str) -> Result<&'a str, String> {
    if cell.is_empty() {
        return Err(format!("{column} is empty; every row needs one"));
    }
    Ok(cell)
}

/// The parts of a cell, separated by `|`.
pub(super) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// Without blanks at either end; most cells have none.
fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [] => cell,
        [first, .., last] | [first @ last]
            if first.is_ascii_graphic() && last.is_ascii_graphic() =>
        {
            cell
        }
        _ => cell.trim(),
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
    let mut rows = Rows {
        text,
        at: 0,
        line: 1,
    };
    let mut header = Vec::new();
    rows.read(&mut header);
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
    let mut cells = Vec::with_capacity(header.len());
    loop {
        let line = rows.line;
        if !rows.read(&mut cells) {
            return;
        }
        let outcome = if cells.len() == header.len() {
            each(&Row {
                cells: &cells,
                line,
                columns: &columns,
            })
        } else {
            Err(format!(
                "the row has {} cells and the header {}; quote cells that hold a comma",
                cells.len(),
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

/// Reads CSV as RFC 4180 has it, leniently: lines of any end, empty ones left out, and a quote that
/// does not begin its cell is a letter like others.
///
/// By hand, as the tables are read at every start: a cell without quotes is a piece of the text.
struct Rows<'a> {
    text: &'a str,
    at: usize,
    /// Line that `at` stands on.
    line: u64,
}

impl<'a> Rows<'a> {
    /// Puts the next row into `cells`; false at the end.
    fn read(&mut self, cells: &mut Vec<Cow<'a, str>>) -> bool {
        cells.clear();
        while let Some(end @ (b'\n' | b'\r')) = self.byte() {
            self.pass(end);
        }
        if self.at >= self.text.len() {
            return false;
        }
        loop {
            let cell = if self.byte() == Some(b'"') {
                self.quoted()
            } else {
                Cow::Borrowed(self.plain())
            };
            cells.push(cell);
            match self.byte() {
                Some(b',') => self.at += 1,
                Some(end) => {
                    self.pass(end);
                    return true;
                }
                None => return true,
            }
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn pass(&mut self, end: u8) {
        self.at += 1;
        self.line += u64::from(end == b'\n');
    }

    /// Up to the comma or the end of the line.
    fn plain(&mut self) -> &'a str {
        let rest = self.text.get(self.at..).unwrap_or("");
        // Cells are short, and all three signs come before the letters.
        let ends = |&byte: &u8| byte <= b',' && matches!(byte, b',' | b'\n' | b'\r');
        let len = rest.as_bytes().iter().position(ends);
        let len = len.unwrap_or(rest.len());
        self.at += len;
        rest.get(..len).unwrap_or("")
    }

    /// The cell whose quote begins here, and what stands between its end and the comma.
    fn quoted(&mut self) -> Cow<'a, str> {
        let mut cell = Cow::Borrowed("");
        loop {
            // Past the quote that begins the cell or, doubled, stands in it.
            self.at += 1;
            let rest = self.text.get(self.at..).unwrap_or("");
            let len = memchr::memchr(b'"', rest.as_bytes()).unwrap_or(rest.len());
            let inside = rest.get(..len).unwrap_or("");
            self.line += inside.bytes().map(|it| u64::from(it == b'\n')).sum::<u64>();
            self.at = (self.at + len + 1).min(self.text.len());
            cell += inside;
            if self.byte() != Some(b'"') {
                break;
            }
            cell += "\"";
        }
        cell += self.plain();
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows with their lines, as this reader and as the `csv` crate reads them.
    fn both(text: &str) -> [Vec<(u64, Vec<String>)>; 2] {
        let mut rows = Rows {
            text,
            at: 0,
            line: 1,
        };
        let mut ours = Vec::new();
        let mut cells = Vec::new();
        loop {
            let line = rows.line;
            if !rows.read(&mut cells) {
                break;
            }
            ours.push((line, cells.iter().map(ToString::to_string).collect()));
        }
        let theirs = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes())
            .into_records()
            .map(|record| {
                let record = record.unwrap();
                let line = record.position().unwrap().line();
                (line, record.iter().map(str::to_owned).collect())
            })
            .collect();
        [ours, theirs]
    }

    #[test]
    fn cells_are_plain_or_quoted() {
        let [ours, theirs] = both("a,b\n\n\"one, \"\"two\"\"\nthree\" x,\"\"\r\n,é\"");
        assert_eq!(ours, theirs);
        assert_eq!(
            ours[1],
            (2, vec!["one, \"two\"\nthree x".to_owned(), String::new()])
        );
    }

    proptest::proptest! {
        #[test]
        fn reads_as_the_csv_crate_does(text in "[aé,\"\n\r ]{0,40}") {
            let [ours, theirs] = both(&text);
            proptest::prop_assert_eq!(ours, theirs);
        }
    }
}
