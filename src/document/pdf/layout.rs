//! Fragments of a page to rows in reading order.
//!
//! Columns are found where many fragments begin at one place with nothing across it; what does cross
//! (titles, wide tables) parts the page into bands that are read one after the other. Cells of a table
//! also begin at one place, but hold few words: a column must hold lines of text.

use super::super::raised::raised_digits;
use super::device::Fragment;

/// The most columns beside each other are two to this power.
const MAX_SPLITS: usize = 3;

/// A column has at least this many rows.
const MIN_ROWS: usize = 5;

/// Lines of a column hold at least this many letters in the middle.
const MIN_LETTERS: usize = 16;

/// A gap of this many sizes inside a row parts cells.
const CELL_GAP: f64 = 1.6;

/// Words on one line of one column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// One, or several where wide gaps part them.
    pub(super) cells: Vec<String>,
    /// Left end.
    pub(super) x0: f64,
    /// Right end.
    pub(super) x1: f64,
    /// Baseline.
    pub(super) y: f64,
    /// Height of most letters.
    pub(super) size: f64,
    /// Left end of the region it stands in.
    pub(super) left: f64,
    /// Right end of the region it stands in.
    pub(super) right: f64,
    /// The first row of a column or band.
    pub(super) opens_region: bool,
    /// How far down the page, from 0 to 1.
    pub(super) down: f64,
}

impl Row {
    /// The cells as running text.
    pub(super) fn text(&self) -> String {
        self.cells.join(" ")
    }
}

/// Rows of a page in reading order.
pub(super) fn rows(fragments: Vec<Fragment>, height: f64) -> Vec<Row> {
    let mut by_turns: [Vec<Fragment>; 4] = Default::default();
    for fragment in fragments {
        if let Some(group) = by_turns.get_mut(usize::from(fragment.turns)) {
            group.push(fragment);
        }
    }
    let mut rows = Vec::new();
    for (turns, group) in by_turns.into_iter().enumerate() {
        let first = rows.len();
        order(group, 0, &mut rows);
        for row in rows.iter_mut().skip(first) {
            // Rows of turned text are never heads or feet.
            row.down = if turns == 0 && height > 0.0 {
                (1.0 - row.y / height).clamp(0.0, 1.0)
            } else {
                0.5
            };
        }
    }
    rows
}

fn order(fragments: Vec<Fragment>, depth: usize, out: &mut Vec<Row>) {
    if fragments.is_empty() {
        return;
    }
    let gutter = (depth < MAX_SPLITS).then(|| gutter(&fragments)).flatten();
    let Some(gutter) = gutter else {
        rows_of_region(fragments, out);
        return;
    };
    let mut sorted = fragments;
    sorted.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut band = Band::default();
    for fragment in sorted {
        let crosses = gutter.is_crossed_by(&fragment);
        if crosses == band.columns.is_empty() || band.is_empty() {
            band.push(fragment, crosses, &gutter);
        } else {
            std::mem::take(&mut band).order(depth, &gutter, out);
            band.push(fragment, crosses, &gutter);
        }
    }
    band.order(depth, &gutter, out);
}

/// Fragments between two changes of whether they cross the gutter.
#[derive(Default)]
struct Band {
    wide: Vec<Fragment>,
    columns: Vec<Fragment>,
}

impl Band {
    const fn is_empty(&self) -> bool {
        self.wide.is_empty() && self.columns.is_empty()
    }

    fn push(&mut self, fragment: Fragment, crosses: bool, _: &Gutter) {
        if crosses {
            self.wide.push(fragment);
        } else {
            self.columns.push(fragment);
        }
    }

    fn order(self, depth: usize, gutter: &Gutter, out: &mut Vec<Row>) {
        rows_of_region(self.wide, out);
        let (left, right) = self
            .columns
            .into_iter()
            .partition(|fragment| fragment.x0 < gutter.x);
        order(left, depth + 1, out);
        order(right, depth + 1, out);
    }
}

/// The white space between two columns.
struct Gutter {
    /// Where the right column begins.
    x: f64,
    /// How much before that nothing may stand.
    width: f64,
}

impl Gutter {
    fn is_crossed_by(&self, fragment: &Fragment) -> bool {
        fragment.x0 < self.x - self.width && fragment.x1 > self.x - self.width * 0.3
    }
}

/// The best place to part a region in columns.
fn gutter(fragments: &[Fragment]) -> Option<Gutter> {
    if fragments.len() < MIN_ROWS * 2 {
        return None;
    }
    let size = median(fragments.iter().map(|it| it.size))?;
    let leftmost = fragments.iter().map(|it| it.x0).fold(f64::MAX, f64::min);
    let mut starts: Vec<f64> = fragments
        .iter()
        .map(|it| it.x0)
        .filter(|x| *x > leftmost + size * 4.0)
        .collect();
    starts.sort_by(f64::total_cmp);
    let mut best: Option<(usize, Gutter)> = None;
    let mut at = 0;
    while let Some(&x) = starts.get(at) {
        let num = starts
            .iter()
            .skip(at)
            .take_while(|it| **it < x + size * 0.5)
            .count();
        at += num;
        if num < MIN_ROWS {
            continue;
        }
        let gutter = Gutter {
            x: x - size * 0.1,
            width: size * 0.6,
        };
        let score = score(&gutter, fragments);
        if score > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((score, gutter));
        }
    }
    best.map(|(_, gutter)| gutter)
}

/// Rows of the shorter side, or 0 when this parts no columns.
fn score(gutter: &Gutter, fragments: &[Fragment]) -> usize {
    let mut letters: [Vec<usize>; 2] = Default::default();
    let mut heights = [(f64::MAX, f64::MIN); 2];
    let mut num_crossing = 0usize;
    for fragment in fragments {
        if gutter.is_crossed_by(fragment) {
            num_crossing += 1;
            continue;
        }
        let side = usize::from(fragment.x0 >= gutter.x);
        if let (Some(letters), Some(height)) = (letters.get_mut(side), heights.get_mut(side)) {
            letters.push(fragment.text.chars().count());
            *height = (height.0.min(fragment.y), height.1.max(fragment.y));
        }
    }
    let [left, right] = heights;
    let beside = left.1.min(right.1) - left.0.max(right.0);
    let num_rows = letters.iter().map(Vec::len).min().unwrap_or(0);
    let holds_lines = letters.iter_mut().all(|letters| {
        letters.sort_unstable();
        letters
            .get(letters.len() / 2)
            .is_some_and(|num| *num >= MIN_LETTERS)
    });
    let is_column = num_rows >= MIN_ROWS && num_crossing <= num_rows && beside > 0.0 && holds_lines;
    if is_column { num_rows } else { 0 }
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Fragments on one line.
struct Line {
    fragments: Vec<Fragment>,
    y: f64,
    size: f64,
}

fn rows_of_region(fragments: Vec<Fragment>, out: &mut Vec<Row>) {
    let Some(body) = median(fragments.iter().map(|it| it.size)) else {
        return;
    };
    let left = fragments.iter().map(|it| it.x0).fold(f64::MAX, f64::min);
    let right = fragments.iter().map(|it| it.x1).fold(f64::MIN, f64::max);
    let (mut large, small): (Vec<_>, Vec<_>) = fragments
        .into_iter()
        .partition(|fragment| fragment.size >= body * 0.8);
    large.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut lines: Vec<Line> = Vec::new();
    for fragment in large {
        let line = lines
            .last_mut()
            .filter(|line| (line.y - fragment.y).abs() < 0.4 * line.size.min(fragment.size));
        match line {
            Some(line) => line.fragments.push(fragment),
            None => lines.push(Line {
                y: fragment.y,
                size: fragment.size,
                fragments: vec![fragment],
            }),
        }
    }
    place_small(small, &mut lines);
    let first = out.len();
    out.extend(
        lines
            .into_iter()
            .filter_map(|line| row_of(line, left, right)),
    );
    if let Some(row) = out.get_mut(first) {
        row.opens_region = true;
    }
}

/// Raised and lowered letters belong to the line they touch; other small letters make lines.
fn place_small(mut small: Vec<Fragment>, lines: &mut Vec<Line>) {
    small.sort_by(|a, b| b.y.total_cmp(&a.y));
    let num_large = lines.len();
    let mut rest: Vec<Line> = Vec::new();
    for fragment in small {
        let near = lines.partition_point(|line| line.y > fragment.y + fragment.size);
        let touched = lines
            .iter_mut()
            .take(num_large)
            .skip(near)
            .take(3)
            .find(|line| {
                let raised = (fragment.y - line.y) / line.size;
                (-0.35..0.75).contains(&raised)
                    && fragment.size < line.size * 0.85
                    && line.fragments.iter().any(|it| {
                        fragment.x0 < it.x1 + line.size && fragment.x1 > it.x0 - line.size
                    })
            });
        match touched {
            Some(line) => line.fragments.push(fragment),
            None => {
                let line = rest
                    .last_mut()
                    .filter(|line| (line.y - fragment.y).abs() < 0.4 * line.size);
                match line {
                    Some(line) => line.fragments.push(fragment),
                    None => rest.push(Line {
                        y: fragment.y,
                        size: fragment.size,
                        fragments: vec![fragment],
                    }),
                }
            }
        }
    }
    if !rest.is_empty() {
        lines.append(&mut rest);
        lines.sort_by(|a, b| b.y.total_cmp(&a.y));
    }
}

fn row_of(line: Line, left: f64, right: f64) -> Option<Row> {
    let Line {
        mut fragments,
        y,
        size,
    } = line;
    fragments.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let is_leftward = is_leftward(&fragments);
    if is_leftward {
        fragments.reverse();
        fragments
            .iter_mut()
            .for_each(|it| it.text = in_reading_order(&it.text));
    }
    let x0 = fragments.iter().map(|it| it.x0).fold(f64::MAX, f64::min);
    let x1 = fragments.iter().map(|it| it.x1).fold(f64::MIN, f64::max);
    let mut cells: Vec<String> = Vec::new();
    let mut end: Option<(f64, f64)> = None;
    for fragment in &fragments {
        let gap = match end {
            None => f64::MAX,
            Some((start, _)) if is_leftward => start - fragment.x1,
            Some((_, end)) => fragment.x0 - end,
        } / size;
        end = Some((fragment.x0, fragment.x1));
        let raised = raised_mark(fragment, y, size, cells.last().map_or("", String::as_str));
        let text = raised.as_deref().unwrap_or(&fragment.text);
        match cells.last_mut() {
            Some(cell) if gap < CELL_GAP => {
                if gap > 0.15 && raised.is_none() {
                    cell.push(' ');
                }
                cell.push_str(text);
            }
            _ => cells.push(text.to_owned()),
        }
    }
    (!cells.is_empty()).then_some(Row {
        cells,
        x0,
        x1,
        y,
        size,
        left,
        right,
        opens_region: false,
        down: 0.0,
    })
}

/// A small raised number after a word is the mark of a note, "\[12\]"; after a digit or a unit of
/// length it is a power. As plain digits it would be read as part of the word or number before it.
fn raised_mark(fragment: &Fragment, y: f64, size: f64, before: &str) -> Option<String> {
    let text = fragment.text.trim();
    let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
    let is_raised = fragment.size < size * 0.85 && fragment.y > y + size * 0.15;
    if !is_number || !is_raised {
        return None;
    }
    let is_power = before.ends_with(|c: char| c.is_ascii_digit())
        || matches!(text, "2" | "3")
            && [" m", " km", " cm", " mm", "/m"]
                .iter()
                .any(|unit| before.ends_with(unit));
    Some(if is_power {
        raised_digits(text)?
    } else if before.is_empty() {
        format!("[{text}] ")
    } else {
        format!("[{text}]")
    })
}

/// Hebrew, Arabic and their kin.
const fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}

fn is_leftward(fragments: &[Fragment]) -> bool {
    let (mut num_rtl, mut num_other) = (0usize, 0usize);
    for c in fragments.iter().flat_map(|it| it.text.chars()) {
        num_rtl += usize::from(is_rtl(c));
        num_other += usize::from(c.is_alphabetic() && !is_rtl(c));
    }
    num_rtl > num_other
}

/// Letters that were drawn from left to right, in the order in which they are read.
fn in_reading_order(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().rev() {
        if c.is_ascii_alphanumeric() || !run.is_empty() && matches!(c, '.' | ',') {
            run.push(c);
            continue;
        }
        out.extend(run.chars().rev());
        run.clear();
        out.push(c);
    }
    out.extend(run.chars().rev());
    out
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
