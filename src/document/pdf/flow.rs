//! Rows of all pages to headings, paragraphs, items, notes and tables.
//!
//! A paragraph may go on over the end of a column or page. Words broken at the end of a line are
//! joined: with their hyphen when the document writes them so elsewhere, without it otherwise. Rows
//! that stand at the top or bottom of many pages with nothing but their numbers changed are left out.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::super::BlockKind;
use super::super::outline::{Marker, is_wide, marker_of};
use super::super::writer::Writer;
use super::layout::Row;

/// The part of a page, from each end, in which heads and feet stand.
const MARGIN: f64 = 0.13;

/// Rows from each end that may be heads and feet.
const NUM_MARGIN_ROWS: usize = 4;

/// A heading is larger than the text by this factor.
const HEADING: f64 = 1.12;

/// Longer text is no heading, however large.
const MAX_HEADING: usize = 200;

/// A table has at least so many rows with several cells.
const MIN_TABLE: usize = 3;

/// Words of the document that are remembered to judge broken words by.
const MAX_KNOWN: usize = 300_000;

/// Writes all pages.
pub(super) fn write(writer: &mut Writer, mut pages: Vec<Vec<Row>>) {
    leave_out_running(&mut pages);
    let body = body_size(&pages);
    let mut flow = Flow {
        known: known_words(&pages),
        levels: heading_levels(&pages, body),
        pitch: pitch(&pages),
        writer,
        last: None,
        text: String::new(),
    };
    for (rows, number) in pages.iter().zip(1u32..) {
        flow.page(rows, number);
    }
    flow.end();
}

/// Takes out rows that stand at the ends of many pages.
fn leave_out_running(pages: &mut [Vec<Row>]) {
    let mut counts: BTreeMap<(bool, String), usize> = BTreeMap::new();
    for rows in pages.iter() {
        let keys: BTreeSet<_> = margin_rows(rows).into_iter().map(|(_, key)| key).collect();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    // Left and right pages often differ, and chapters change their heads.
    let enough = (pages.len() / 8).clamp(3, 12);
    for rows in pages.iter_mut() {
        let running: Vec<usize> = margin_rows(rows)
            .into_iter()
            .filter(|(_, key)| counts.get(key).is_some_and(|&num| num >= enough))
            .map(|(at, _)| at)
            .collect();
        let mut at = 0;
        rows.retain(|_| {
            at += 1;
            !running.contains(&(at - 1))
        });
    }
}

/// Rows at the top (`true`) and bottom with their words, digits made alike.
fn margin_rows(rows: &[Row]) -> Vec<(usize, (bool, String))> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let down = |at: &usize| rows.get(*at).map_or(0.5, |row| row.down);
    order.sort_by(|a, b| down(a).total_cmp(&down(b)));
    let key = |at: usize, is_top: bool| {
        let row = rows.get(at)?;
        let is_margin = if is_top {
            row.down < MARGIN
        } else {
            row.down > 1.0 - MARGIN
        };
        let mut words = String::new();
        for c in row.text().chars().filter(|c| !c.is_whitespace()) {
            let c = if c.is_ascii_digit() { '#' } else { c };
            if !(c == '#' && words.ends_with('#')) {
                words.push(c);
            }
        }
        let is_roman = words.len() <= 6 && words.chars().all(|c| "ivxl".contains(c));
        let words = if is_roman { "#".to_owned() } else { words };
        (is_margin && words.len() <= 200).then_some((at, (is_top, words)))
    };
    let top = order.iter().take(NUM_MARGIN_ROWS);
    let bottom = order.iter().rev().take(NUM_MARGIN_ROWS);
    top.filter_map(|&at| key(at, true))
        .chain(bottom.filter_map(|&at| key(at, false)))
        .collect()
}

/// Sizes in halves of a point, so that near ones count together.
#[expect(
    clippy::cast_possible_truncation,
    reason = "sizes are below 5000 points"
)]
const fn half_points(size: f64) -> i64 {
    (size * 2.0).round() as i64
}

/// The size of most letters.
fn body_size(pages: &[Vec<Row>]) -> f64 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for row in pages.iter().flatten() {
        let num: usize = row.cells.iter().map(String::len).sum();
        *counts.entry(half_points(row.size)).or_default() += num;
    }
    let most = counts.iter().max_by_key(|(_, num)| **num);
    #[expect(clippy::cast_precision_loss, reason = "sizes are small")]
    most.map_or(10.0, |(size, _)| *size as f64 / 2.0)
}

/// Which sizes are headings of which level: the largest is the first.
fn heading_levels(pages: &[Vec<Row>], body: f64) -> Vec<i64> {
    let sizes: BTreeSet<i64> = pages
        .iter()
        .flatten()
        .filter(|row| row.size >= body * HEADING && is_wordy(&row.text()))
        .map(|row| half_points(row.size))
        .collect();
    sizes.into_iter().rev().collect()
}

fn is_wordy(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 3
}

/// The distance between lines, in sizes of their letters.
fn pitch(pages: &[Vec<Row>]) -> f64 {
    let mut steps: Vec<f64> = pages
        .iter()
        .flat_map(|rows| rows.windows(2))
        .filter_map(|pair| {
            let [above, below] = pair else { return None };
            let step = (above.y - below.y) / above.size;
            (!below.opens_region && (0.8..3.0).contains(&step)).then_some(step)
        })
        .collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(1.2)
}

/// Words of the document in small letters.
fn known_words(pages: &[Vec<Row>]) -> HashSet<String> {
    let mut known = HashSet::new();
    for cell in pages.iter().flatten().flat_map(|row| &row.cells) {
        for word in cell.split_whitespace() {
            if known.len() >= MAX_KNOWN {
                return known;
            }
            let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-');
            if !word.ends_with('-') && word.len() < 64 {
                known.insert(word.to_lowercase());
            }
        }
    }
    known
}

/// The row written last.
#[derive(Clone, Debug)]
struct Last {
    x0: f64,
    x1: f64,
    y: f64,
    size: f64,
    left: f64,
    right: f64,
    kind: BlockKind,
}

struct Flow<'w> {
    writer: &'w mut Writer,
    known: HashSet<String>,
    levels: Vec<i64>,
    pitch: f64,
    last: Option<Last>,
    /// Words of the open block.
    text: String,
}

impl Flow<'_> {
    fn page(&mut self, rows: &[Row], number: u32) {
        self.write_open_part();
        self.writer.page(number);
        let mut at = 0;
        while let Some(row) = rows.get(at) {
            let rest = rows.get(at..).unwrap_or(&[]);
            let num = table_rows(rest);
            if num >= MIN_TABLE {
                self.table(rest.get(..num).unwrap_or(rest));
                at += num;
            } else {
                self.row(row, at == 0);
                at += 1;
            }
        }
    }

    fn table(&mut self, rows: &[Row]) {
        self.end();
        self.writer.begin_table();
        for row in rows {
            self.writer.begin_row();
            for cell in &row.cells {
                self.writer.begin_cell();
                self.writer.words(cell);
            }
        }
        self.writer.end_table();
    }

    fn row(&mut self, row: &Row, opens_page: bool) {
        let text = row.text();
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let kind = self.kind_of(row, text);
        if self.goes_on(row, text, kind, opens_page) {
            self.join(text);
        } else {
            self.end();
            self.writer.begin(kind);
            self.text.push_str(text);
        }
        let kind = self.writer.open_kind().unwrap_or(kind);
        self.last = Some(Last {
            x0: row.x0,
            x1: row.x1,
            y: row.y,
            size: row.size,
            left: row.left,
            right: row.right,
            kind,
        });
    }

    fn kind_of(&self, row: &Row, text: &str) -> BlockKind {
        let level = self
            .levels
            .iter()
            .position(|it| *it == half_points(row.size));
        match (level, marker_of(text)) {
            (Some(level), _) if text.len() <= MAX_HEADING && is_wordy(text) => {
                let level = u8::try_from(level + 1).unwrap_or(6).min(6);
                BlockKind::Heading { level }
            }
            (_, Some(Marker::Reference)) => BlockKind::Reference,
            (_, Some(_)) => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        }
    }

    /// Whether the row belongs to the open block.
    fn goes_on(&self, row: &Row, text: &str, kind: BlockKind, opens_page: bool) -> bool {
        let Some(last) = &self.last else { return false };
        let same_size = (row.size / last.size - 1.0).abs() < 0.08;
        let is_heading = |kind| matches!(kind, BlockKind::Heading { .. });
        if is_heading(kind) || is_heading(last.kind) {
            let step = (last.y - row.y) / row.size;
            let is_near = !row.opens_region && (0.5..2.0).contains(&step);
            return kind == last.kind && same_size && is_near && self.text.len() < MAX_HEADING;
        }
        let breaks_word = self.text.ends_with(['-', '\u{ad}', '\u{2010}']);
        let starts_small = text.starts_with(char::is_lowercase);
        let is_ended = ends_a_sentence(&self.text);
        let is_marked = match marker_of(text) {
            Some(Marker::Bullet | Marker::Reference) => true,
            Some(Marker::Numbered | Marker::Dated) => is_ended || last.kind == BlockKind::ListItem,
            None => false,
        };
        if is_marked {
            return false;
        }
        if opens_page || row.opens_region {
            return same_size && !is_ended && (starts_small || breaks_word);
        }
        let step = (last.y - row.y) / row.size;
        if !same_size || step < 0.5 || step > (self.pitch * 1.3).max(1.0) {
            return breaks_word && starts_small && same_size && step > 0.0 && step < 3.0;
        }
        let em = row.size;
        let is_set_in = row.x0 > row.left + em * 0.8 && row.x0 > last.x0 + em * 0.8;
        let is_short = last.x1 < last.right - (last.right - last.left) * 0.15;
        let hangs = last.kind != BlockKind::Paragraph && is_set_in;
        !((is_set_in && !hangs || is_short) && is_ended && !starts_small)
    }

    fn join(&mut self, text: &str) {
        if let Some(stem) = self.text.strip_suffix(['-', '\u{ad}', '\u{2010}']) {
            let head = stem.rsplit(char::is_whitespace).next().unwrap_or("");
            let tail = text.split(char::is_whitespace).next().unwrap_or("");
            let is_broken =
                head.ends_with(char::is_alphabetic) && tail.starts_with(char::is_lowercase);
            let bare = |word: &str| {
                word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-')
                    .to_lowercase()
            };
            let with = bare(&format!("{head}-{tail}"));
            let without = bare(&format!("{head}{tail}"));
            let is_written_with =
                self.known.contains(&with) && !self.known.contains(&without) || head.contains('-');
            if is_broken && !is_written_with {
                let len = stem.len();
                self.text.truncate(len);
            }
        } else if !self.text.is_empty() {
            let is_wide = ends_wide(&self.text) && starts_wide(text);
            self.text.push_str(if is_wide { "" } else { " " });
        }
        self.text.push_str(text);
    }

    /// Hands over the words so far, so that a page begins at its place inside a paragraph.
    fn write_open_part(&mut self) {
        // The last word stays: it may be broken.
        let kept = self.text.rfind(' ').map_or(0, |at| at + 1);
        let (written, rest) = self.text.split_at_checked(kept).unwrap_or(("", &self.text));
        self.writer.words(written);
        self.text = rest.to_owned();
    }

    fn end(&mut self) {
        self.writer.words(&self.text);
        self.text.clear();
        self.last = None;
        self.writer.end();
    }
}

/// How many rows from here on have several cells.
fn table_rows(rows: &[Row]) -> usize {
    let is_row = |row: &&Row| {
        row.cells.len() > 1
            // Dots that lead to page numbers, and words pulled apart to fill a line.
            && !row.cells.iter().all(|cell| cell.len() > 60)
    };
    let first = rows.first().filter(is_row);
    if first.is_none() {
        return 0;
    }
    let goes_on = |row: &&Row| is_row(row) && !row.opens_region;
    1 + rows.iter().skip(1).take_while(goes_on).count()
}

fn ends_a_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»']);
    // "… it was said.[12" after the bracket is taken away.
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '[');
    text.ends_with(['.', '!', '?', ':', ';', '。', '！', '？'])
}

fn ends_wide(text: &str) -> bool {
    text.ends_with(is_wide)
}

fn starts_wide(text: &str) -> bool {
    text.starts_with(is_wide)
}

#[cfg(test)]
#[path = "flow_tests.rs"]
mod tests;
