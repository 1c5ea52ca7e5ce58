//! Rows and columns of a table in text, one row at a time.
//!
//! Cells are parted by tabs, by bars, or by two or more blanks; which of them, every line says for
//! itself. The first line whose cells hold no figures (years excepted) is the head; under blanks, a
//! cell belongs to the head that stands above it, since an empty cell leaves no trace. Lines
//! without cells end a table. Only one row is held at a time, so a table may be as long as the text.

use std::ops::Range;

/// A longer line is no row of a table that anybody reads.
const MAX_LINE: usize = 4000;

/// More columns than this are cut off.
const MAX_COLUMNS: usize = 64;

/// One cell, without the blanks around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Cell {
    /// Bytes of the text; empty for an empty cell.
    pub(in crate::extract) range: Range<usize>,
    /// Number of the column in the head; for a cell of the head, its own.
    pub(in crate::extract) column: usize,
    /// Characters of the line that it takes, where columns are aligned by blanks.
    place: Range<usize>,
}

impl Cell {
    /// A line of its own.
    pub(in crate::extract) const fn of(range: Range<usize>) -> Self {
        Self {
            range,
            column: 0,
            place: 0..0,
        }
    }
}

/// What parts the cells of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Tab,
    Bar,
    Blanks,
}

/// What a line is in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Line {
    /// Its cells are now the head.
    Head,
    /// A row of figures and names.
    Body,
    /// No row: a title, a note; the table before it has ended.
    Between,
}

/// Reads one block of text row by row.
#[derive(Debug)]
pub(in crate::extract) struct Grid<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    separator: Option<Separator>,
    /// The head of the table that is being read; empty when it has none.
    pub(in crate::extract) head: Vec<Cell>,
    /// A second line of the head, with the units.
    pub(in crate::extract) units: Vec<Cell>,
    /// The cells of the line that was read last, if it was a row.
    pub(in crate::extract) row: Vec<Cell>,
    /// The line over the head.
    pub(in crate::extract) caption: Option<Range<usize>>,
    /// Rows of the body so far.
    num_rows: usize,
}

impl<'t> Grid<'t> {
    /// Over this block; `caption` is the line before it.
    pub(in crate::extract) const fn new(
        text: &'t str,
        block: Range<usize>,
        caption: Option<Range<usize>>,
    ) -> Self {
        Self {
            text,
            at: block.start,
            end: block.end,
            separator: None,
            head: Vec::new(),
            units: Vec::new(),
            row: Vec::new(),
            caption,
            num_rows: 0,
        }
    }

    /// The words of a cell.
    pub(in crate::extract) fn words(&self, cell: &Cell) -> &'t str {
        self.text.get(cell.range.clone()).unwrap_or("")
    }

    /// The unit of a cell's column in the second line of the head.
    pub(in crate::extract) fn unit_of(&self, cell: &Cell) -> Option<&Cell> {
        self.units.iter().find(|it| it.column == cell.column)
    }

    /// Where the last row began, for whoever walks beside it.
    pub(in crate::extract) fn row_span(&self) -> Range<usize> {
        let start = self.row.first().map_or(self.at, |it| it.range.start);
        let end = self.row.last().map_or(start, |it| it.range.end);
        start..end
    }

    /// Reads the next line.
    pub(in crate::extract) fn next_line(&mut self) -> Option<Line> {
        loop {
            let rest = self.text.get(self.at..self.end)?;
            if rest.is_empty() {
                return None;
            }
            let len = rest.find('\n').unwrap_or(rest.len());
            let line = rest.get(..len)?;
            let start = self.at;
            self.at = (start + len + 1).min(self.end);
            if is_drawn(line) {
                continue;
            }
            let Some(separator) = separator(line) else {
                self.head.clear();
                self.units.clear();
                self.row.clear();
                self.separator = None;
                let words = line.trim();
                let lead = line.len() - line.trim_start().len();
                self.caption = (!words.is_empty())
                    .then(|| start + lead..start + lead + words.len())
                    .or_else(|| self.caption.take());
                return Some(Line::Between);
            };
            return Some(self.row(line, start, separator));
        }
    }

    fn row(&mut self, line: &str, start: usize, separator: Separator) -> Line {
        let is_new = self.separator != Some(separator);
        if is_new {
            self.separator = Some(separator);
            self.head.clear();
            self.units.clear();
            self.num_rows = 0;
        }
        self.row.clear();
        split(line, start, separator, &mut self.row);
        let num_head = self.head.len();
        let mut can_head = self.row.len() > 1;
        let mut num_words = 0;
        for cell in self.row.iter().skip(1) {
            let words = self.text.get(cell.range.clone()).unwrap_or("");
            can_head &= !is_figure(words);
            num_words += usize::from(!words.is_empty());
        }
        if is_new || can_head && self.num_rows > 0 && self.row.len() != num_head {
            self.units.clear();
            self.head.clear();
            if can_head && num_words > 0 {
                self.head.extend_from_slice(&self.row);
                self.num_rows = 0;
                return Line::Head;
            }
        }
        if separator == Separator::Blanks {
            self.align();
        }
        if self.num_rows == 0
            && self.units.is_empty()
            && can_head
            && self.is_row_of_units()
            && !self.head.is_empty()
        {
            self.units.extend_from_slice(&self.row);
            return Line::Head;
        }
        self.num_rows += 1;
        Line::Body
    }

    /// "(US$ bn)   (% of GDP)" under the names of the columns.
    fn is_row_of_units(&self) -> bool {
        let mut units = self
            .row
            .iter()
            .skip_while(|cell| cell.column == 0)
            .map(|cell| self.text.get(cell.range.clone()).unwrap_or(""))
            .filter(|words| !words.is_empty())
            .peekable();
        units.peek().is_some() && units.all(|words| super::head::of(words).is_unit())
    }

    /// Finds the head over each cell by where it stands.
    fn align(&mut self) {
        for cell in &mut self.row {
            let gap = |head: &Cell| {
                let (a, b) = (&head.place, &cell.place);
                let overlap = a.end.min(b.end).saturating_sub(a.start.max(b.start));
                let apart = a.start.max(b.start).saturating_sub(a.end.min(b.end));
                (usize::MAX - overlap, apart)
            };
            if let Some(head) = self.head.iter().min_by_key(|head| gap(head)) {
                cell.column = head.column;
            }
        }
    }
}

fn separator(line: &str) -> Option<Separator> {
    if line.len() > MAX_LINE {
        return None;
    }
    let bytes = line.as_bytes();
    if bytes.contains(&b'\t') && !line.trim().is_empty() {
        return Some(Separator::Tab);
    }
    let num_bars = bytes.iter().filter(|&&byte| byte == b'|').take(2).count();
    if num_bars == 2 || num_bars == 1 && line.contains(" | ") {
        return Some(Separator::Bar);
    }
    line.trim().contains("  ").then_some(Separator::Blanks)
}

/// "|---|--:|", "-----  -----", "+====+".
fn is_drawn(line: &str) -> bool {
    let words = line.trim();
    words.len() > 2
        && words.chars().all(|c| {
            matches!(
                c,
                '-' | '=' | '+' | '|' | ':' | ' ' | '\t' | '_' | '─' | '━' | '═'
            )
        })
}

fn split(line: &str, start: usize, separator: Separator, out: &mut Vec<Cell>) {
    match separator {
        Separator::Tab => parted(line, start, '\t', out),
        Separator::Bar => {
            let words = line.trim();
            let lead = line.len() - line.trim_start().len();
            // Bars at both ends are the frame; one at the start alone is behind an empty first cell.
            let framed = words.strip_suffix('|').and_then(|it| it.strip_prefix('|'));
            let inner = framed.unwrap_or(words);
            let from = start + lead + usize::from(framed.is_some());
            parted(inner.strip_suffix('|').unwrap_or(inner), from, '|', out);
        }
        Separator::Blanks => aligned(line, start, out),
    }
}

fn parted(line: &str, start: usize, sign: char, out: &mut Vec<Cell>) {
    let mut at = start;
    for (column, piece) in line.split(sign).take(MAX_COLUMNS).enumerate() {
        let words = piece.trim();
        let lead = piece.len() - piece.trim_start().len();
        out.push(Cell {
            range: at + lead..at + lead + words.len(),
            column,
            place: 0..0,
        });
        at += piece.len() + sign.len_utf8();
    }
}

fn aligned(line: &str, start: usize, out: &mut Vec<Cell>) {
    let mut open: Option<(usize, usize)> = None;
    let mut blanks = 0;
    let mut last = (0, 0);
    for (place, (at, c)) in line.char_indices().enumerate() {
        if c == ' ' || c == '\u{a0}' || c == '\r' {
            blanks += 1;
            continue;
        }
        if blanks >= 2
            && let Some(from) = open.take()
        {
            close(start, from, last, out);
        }
        blanks = 0;
        open.get_or_insert((at, place));
        last = (at + c.len_utf8(), place + 1);
    }
    if let Some(from) = open {
        close(start, from, last, out);
    }
    out.truncate(MAX_COLUMNS);
}

fn close(start: usize, from: (usize, usize), to: (usize, usize), out: &mut Vec<Cell>) {
    let column = out.len();
    out.push(Cell {
        range: start + from.0..start + to.0,
        column,
        place: from.1..to.1,
    });
}

/// Whether a cell gives a figure: it begins with a digit, a sign before one, or a sign of money.
/// Years head columns and are none.
fn is_figure(words: &str) -> bool {
    let digits = words.trim_start_matches([
        '+', '-', '−', '–', '~', '≈', '>', '<', '≥', '≤', '(', ' ', '$', '€', '£', '¥', '₹',
    ]);
    digits.starts_with(|c: char| c.is_ascii_digit()) && super::year(words).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines as `H`, `B` or `-`, cells with the number of their column.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut grid = Grid::new(text, 0..text.len(), None);
        let mut found = Vec::new();
        while let Some(line) = grid.next_line() {
            let kind = match line {
                Line::Head => "H",
                Line::Body => "B",
                Line::Between => "-",
            };
            let cells: Vec<_> = grid
                .row
                .iter()
                .map(|cell| format!("{}:{}", cell.column, grid.words(cell)))
                .collect();
            found.push(format!("{kind} {}", cells.join(" ")).trim_end().to_owned());
        }
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn tabs_part_cells() {
        check("A\tB\nx\t1\n", &["H 0:A 1:B", "B 0:x 1:1"]);
        check("A\tB\tC\nx\t\t1", &["H 0:A 1:B 2:C", "B 0:x 1: 2:1"]);
    }

    #[test]
    fn bars_part_cells() {
        check(
            "| A | B |\n|---|--:|\n| x | 1 |",
            &["H 0:A 1:B", "B 0:x 1:1"],
        );
        check("A | B | C\nx | 1 | 2", &["H 0:A 1:B 2:C", "B 0:x 1:1 2:2"]);
        check("A | B\nx | 1", &["H 0:A 1:B", "B 0:x 1:1"]);
    }

    #[test]
    fn blanks_align_cells() {
        check(
            "Country    US$ bn   Share of GDP\nSweden       12.0            2.0\nMalta                        0.5",
            &[
                "H 0:Country 1:US$ bn 2:Share of GDP",
                "B 0:Sweden 1:12.0 2:2.0",
                "B 0:Malta 2:0.5",
            ],
        );
    }

    #[test]
    fn years_head_columns_and_other_numbers_do_not() {
        check(
            "A\t2023\t2024\nx\t1\t2",
            &["H 0:A 1:2023 2:2024", "B 0:x 1:1 2:2"],
        );
        check("x\t1\t2\ny\t3\t4", &["B 0:x 1:1 2:2", "B 0:y 1:3 2:4"]);
        check("x\t>5 km\ny\t3 km", &["B 0:x 1:>5 km", "B 0:y 1:3 km"]);
    }

    #[test]
    fn a_second_line_of_the_head_gives_units() {
        check(
            "A\tSpending\tShare\n\t(US$ bn)\t(% of GDP)\nx\t1\t2",
            &[
                "H 0:A 1:Spending 2:Share",
                "H 0: 1:(US$ bn) 2:(% of GDP)",
                "B 0:x 1:1 2:2",
            ],
        );
    }

    #[test]
    fn a_line_without_cells_ends_a_table() {
        check(
            "A\tB\nx\t1\nA note\nC\tD\ny\t2",
            &["H 0:A 1:B", "B 0:x 1:1", "-", "H 0:C 1:D", "B 0:y 1:2"],
        );
    }
}
