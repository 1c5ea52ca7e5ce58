//! A stretch of text marked for copying: two offsets on grapheme borders, and how they move.
//!
//! Knows no rows: "one line up" needs a layout and is the window's. Graphemes and words are looked
//! for in a small window around a place, so that a line of a hundred megabytes costs no more than a
//! short one; a grapheme or word longer than the window counts as ending at its edge.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

use crate::document::Block;
use crate::text::Span;

/// Bytes looked at on each side of a place for the borders of a grapheme.
const GRAPHEME_WINDOW: usize = 256;

/// Bytes looked at on each side of a place for the borders of a word.
const WORD_WINDOW: usize = 1024;

/// By what a selection grows while the pointer drags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A character as its reader sees it.
    Grapheme,
    /// After a double click.
    Word,
    /// After a triple click.
    Paragraph,
}

/// How far one key press moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the grapheme before.
    GraphemeBack,
    /// To the grapheme after.
    GraphemeForward,
    /// To the start of the word, or of the word before.
    WordBack,
    /// To the end of the word, or of the word after.
    WordForward,
}

/// Marked text: where marking began and where it stands now, which may be before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextSelection {
    // Invariant: all on grapheme borders of the text it was made for.
    origin_start: usize,
    origin_end: usize,
    anchor: usize,
    head: usize,
    unit: Unit,
}

impl TextSelection {
    /// Begins at `offset` with nothing, the word or the paragraph there marked.
    pub fn begin(text: &str, blocks: &[Block], offset: usize, unit: Unit) -> Self {
        let origin = around(text, blocks, offset, unit);
        Self {
            origin_start: origin.start,
            origin_end: origin.end,
            anchor: origin.start,
            head: origin.end,
            unit,
        }
    }

    /// Marks a passage, letter by letter from here.
    pub const fn of(span: Span) -> Self {
        Self {
            origin_start: span.start(),
            origin_end: span.start(),
            anchor: span.start(),
            head: span.end(),
            unit: Unit::Grapheme,
        }
    }

    /// Marks the whole text.
    pub fn all(text: &str, blocks: &[Block]) -> Self {
        let mut all = Self::begin(text, blocks, 0, Unit::Grapheme);
        all.head = text.len();
        all
    }

    /// The end that moves.
    pub const fn head(self) -> usize {
        self.head
    }

    /// The end that stays.
    pub const fn anchor(self) -> usize {
        self.anchor
    }

    /// Whether nothing is marked.
    pub const fn is_empty(self) -> bool {
        self.anchor == self.head
    }

    /// The marked stretch; `None` when nothing is marked or the text is another one.
    pub fn span(self, text: &str) -> Option<Span> {
        if self.is_empty() {
            return None;
        }
        Span::new(text, self.anchor.min(self.head), self.anchor.max(self.head))
    }

    /// The pointer came to `offset`: grows by whole units, and what was marked at the start stays.
    #[must_use]
    pub fn dragged_to(self, text: &str, blocks: &[Block], offset: usize) -> Self {
        let here = around(text, blocks, offset, self.unit);
        let (anchor, head) = if here.start < self.origin_start {
            (self.origin_end, here.start)
        } else {
            (self.origin_start, here.end.max(self.origin_end))
        };
        Self {
            anchor,
            head,
            ..self
        }
    }

    /// The moving end goes to `offset`, by a key.
    #[must_use]
    pub fn moved_to(self, text: &str, offset: usize) -> Self {
        let head = grapheme_floor(text, offset);
        Self {
            origin_start: self.anchor,
            origin_end: self.anchor,
            head,
            unit: Unit::Grapheme,
            ..self
        }
    }
}

fn around(text: &str, blocks: &[Block], offset: usize, unit: Unit) -> Range<usize> {
    match unit {
        Unit::Grapheme => {
            let at = grapheme_floor(text, offset);
            at..at
        }
        Unit::Word => word_at(text, offset),
        Unit::Paragraph => paragraph_at(text, blocks, offset),
    }
}

/// The last grapheme border at or before `offset`.
pub fn grapheme_floor(text: &str, offset: usize) -> usize {
    let at = text.floor_char_boundary(offset);
    let (start, window) = window(text, at, GRAPHEME_WINDOW);
    let mut cursor = GraphemeCursor::new(at - start, window.len(), true);
    match cursor.is_boundary(window, 0) {
        Ok(false) => match cursor.prev_boundary(window, 0) {
            Ok(Some(before)) => start + before,
            _ => at,
        },
        _ => at,
    }
}

/// The first grapheme border at or after `offset`.
pub fn grapheme_ceil(text: &str, offset: usize) -> usize {
    let floor = grapheme_floor(text, offset);
    if floor >= offset.min(text.len()) {
        floor
    } else {
        next_grapheme(text, floor)
    }
}

/// The grapheme border after `offset`; the end of the text at its end.
pub fn next_grapheme(text: &str, offset: usize) -> usize {
    let at = text.floor_char_boundary(offset);
    let (start, window) = window(text, at, GRAPHEME_WINDOW);
    let mut cursor = GraphemeCursor::new(at - start, window.len(), true);
    match cursor.next_boundary(window, 0) {
        Ok(Some(after)) => start + after,
        _ => text.len(),
    }
}

/// The grapheme border before `offset`; 0 at the start.
pub fn previous_grapheme(text: &str, offset: usize) -> usize {
    let at = text.floor_char_boundary(offset);
    let (start, window) = window(text, at, GRAPHEME_WINDOW);
    let mut cursor = GraphemeCursor::new(at - start, window.len(), true);
    match cursor.prev_boundary(window, 0) {
        Ok(Some(before)) => start + before,
        _ => 0,
    }
}

/// The word (or the space or mark between words) that holds the character at `offset`; at the end
/// of the text, the last.
pub fn word_at(text: &str, offset: usize) -> Range<usize> {
    let at = text.floor_char_boundary(offset);
    let (start, window) = window(text, at, WORD_WINDOW);
    let mut last = at..at;
    for (from, word) in window.split_word_bound_indices() {
        last = start + from..start + from + word.len();
        if last.end > at {
            break;
        }
    }
    last
}

/// The block that holds `offset`, whole; nothing between blocks.
pub fn paragraph_at(text: &str, blocks: &[Block], offset: usize) -> Range<usize> {
    let after = blocks.partition_point(|block| block.span.end() < offset);
    match blocks.get(after) {
        Some(block) if block.span.start() <= offset => block.span.range(),
        _ => {
            let at = grapheme_floor(text, offset);
            at..at
        }
    }
}

/// Where one step from `offset` leads. What lies between blocks is stepped over at once.
pub fn step(text: &str, blocks: &[Block], offset: usize, step: Step) -> usize {
    let (to, forward) = match step {
        Step::GraphemeBack => (previous_grapheme(text, offset), false),
        Step::GraphemeForward => (next_grapheme(text, offset), true),
        Step::WordBack => (word_back(text, offset), false),
        Step::WordForward => (word_forward(text, offset), true),
    };
    into_block(blocks, to, forward).unwrap_or(offset)
}

/// `offset` when a block holds it (its end counts), else the nearest place of a block that way.
fn into_block(blocks: &[Block], offset: usize, forward: bool) -> Option<usize> {
    let after = blocks.partition_point(|block| block.span.end() < offset);
    let next = blocks.get(after);
    if next.is_some_and(|block| block.span.start() <= offset) {
        return Some(offset);
    }
    if forward {
        next.map(|block| block.span.start())
    } else {
        let before = blocks.get(after.checked_sub(1)?)?;
        Some(before.span.end())
    }
}

fn word_forward(text: &str, offset: usize) -> usize {
    let at = text.floor_char_boundary(offset);
    let (start, window) = window(text, at, WORD_WINDOW);
    window
        .split_word_bound_indices()
        .filter(|(_, word)| is_word(word))
        .map(|(from, word)| start + from + word.len())
        .find(|&end| end > at)
        .unwrap_or(start + window.len())
}

fn word_back(text: &str, offset: usize) -> usize {
    let at = text.floor_char_boundary(offset);
    let (start, window) = window(text, at, WORD_WINDOW);
    window
        .split_word_bound_indices()
        .filter(|(_, word)| is_word(word))
        .map(|(from, _)| start + from)
        .take_while(|&from| from < at)
        .last()
        .unwrap_or(start)
}

fn is_word(segment: &str) -> bool {
    segment.chars().any(char::is_alphanumeric)
}

/// The text around `at`, and where it starts.
fn window(text: &str, at: usize, reach: usize) -> (usize, &str) {
    let start = text.floor_char_boundary(at.saturating_sub(reach));
    let end = text.ceil_char_boundary(at.saturating_add(reach));
    (start, text.get(start..end).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use proptest::prelude::*;

    fn blocks_of(text: &str) -> Vec<Block> {
        let mut at = 0;
        text.split('\n')
            .filter_map(|line| {
                let start = at;
                at += line.len() + 1;
                (!line.is_empty()).then(|| Block {
                    span: Span::new(text, start, start + line.len()).unwrap(),
                    kind: BlockKind::Paragraph,
                })
            })
            .collect()
    }

    /// `|` in the text is where the step starts and, in the answer, where it ends.
    #[track_caller]
    fn check_step(by: Step, before: &str, after: &str) {
        let text = before.replace('|', "");
        let at = before.find('|').unwrap();
        let to = step(&text, &blocks_of(&text), at, by);
        let mut shown = text.clone();
        shown.insert(to, '|');
        assert_eq!(shown, after);
    }

    #[test]
    fn one_grapheme_is_one_step() {
        check_step(Step::GraphemeForward, "|Japan", "J|apan");
        check_step(Step::GraphemeForward, "|👩‍🚀!", "👩‍🚀|!");
        check_step(Step::GraphemeBack, "e\u{301}|x", "|e\u{301}x");
        check_step(Step::GraphemeBack, "|x", "|x");
        check_step(Step::GraphemeForward, "x|", "x|");
    }

    #[test]
    fn steps_leap_over_what_is_between_blocks() {
        check_step(Step::GraphemeForward, "one|\n\n\ntwo", "one\n\n\n|two");
        check_step(Step::GraphemeBack, "one\n\n\n|two", "one|\n\n\ntwo");
        check_step(Step::GraphemeForward, "one|\n\n", "one|\n\n");
    }

    #[test]
    fn words_forward_end_and_back_start() {
        check_step(Step::WordForward, "|Japan’s plan", "Japan’s| plan");
        check_step(Step::WordForward, "Japan’s| plan", "Japan’s plan|");
        check_step(Step::WordForward, "a |(1,600 km)", "a (1,600| km)");
        check_step(Step::WordBack, "Japan’s plan|", "Japan’s |plan");
        check_step(Step::WordBack, "Japan’s |plan", "|Japan’s plan");
        check_step(Step::WordBack, "Jap|an", "|Japan");
    }

    #[track_caller]
    fn check_around(unit: Unit, text: &str, expected: &str) {
        let at = text.find('|').unwrap();
        let text = text.replace('|', "");
        let selection = TextSelection::begin(&text, &blocks_of(&text), at, unit);
        let shown = selection.span(&text).map_or("", |span| span.slice(&text));
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_double_click_takes_the_word() {
        check_around(Unit::Word, "the world’s thi|rd", "third");
        check_around(Unit::Word, "68 bil|lion dollars", "billion");
        check_around(Unit::Word, "US$2.3|5 billion", "2.35");
        check_around(Unit::Word, "the end|", "end");
    }

    #[test]
    fn a_triple_click_takes_the_paragraph() {
        check_around(Unit::Paragraph, "one two\nthree| four\nfive", "three four");
        check_around(Unit::Paragraph, "one\n\n|\ntwo", "");
    }

    #[track_caller]
    fn check_drag(unit: Unit, text: &str, from: usize, to: usize, expected: &str) {
        let blocks = blocks_of(text);
        let selection =
            TextSelection::begin(text, &blocks, from, unit).dragged_to(text, &blocks, to);
        assert_eq!(selection.span(text).map_or("", |s| s.slice(text)), expected);
    }

    #[test]
    fn dragging_grows_by_the_unit_it_began_with() {
        check_drag(Unit::Grapheme, "Japan buys missiles", 2, 7, "pan b");
        check_drag(Unit::Grapheme, "Japan buys missiles", 7, 2, "pan b");
        check_drag(Unit::Word, "Japan buys missiles", 2, 7, "Japan buys");
        check_drag(Unit::Word, "Japan buys missiles", 12, 7, "buys missiles");
        check_drag(Unit::Paragraph, "one\ntwo\nthree", 5, 9, "two\nthree");
    }

    #[test]
    fn dragging_back_to_the_start_keeps_the_first_word() {
        let text = "Japan buys missiles";
        let blocks = blocks_of(text);
        let selection = TextSelection::begin(text, &blocks, 7, Unit::Word)
            .dragged_to(text, &blocks, 1)
            .dragged_to(text, &blocks, 8);
        assert_eq!(selection.span(text).unwrap().slice(text), "buys");
    }

    #[test]
    fn all_is_all() {
        let text = "one\n\ntwo\n";
        let all = TextSelection::all(text, &blocks_of(text));
        assert_eq!(all.span(text).unwrap().slice(text), text);
        assert_eq!(TextSelection::all("", &[]).span(""), None);
    }

    #[test]
    fn a_selection_of_another_text_is_none() {
        let selection = TextSelection::all("a long text", &[]);
        assert_eq!(selection.span("short"), None);
    }

    proptest! {
        #[test]
        fn ends_are_on_grapheme_borders(
            text in "[a-z é👩🚀🇯🇵\u{200d}\u{301}\n]{0,60}", from in 0usize..200, to in 0usize..200,
            by in prop_oneof![
                Just(Step::GraphemeBack), Just(Step::GraphemeForward),
                Just(Step::WordBack), Just(Step::WordForward)],
        ) {
            let blocks = blocks_of(&text);
            let borders: Vec<usize> = text
                .grapheme_indices(true)
                .map(|(at, _)| at)
                .chain([text.len()])
                .collect();
            let selection = TextSelection::begin(&text, &blocks, from, Unit::Grapheme)
                .dragged_to(&text, &blocks, to);
            prop_assert!(borders.contains(&selection.anchor()));
            prop_assert!(borders.contains(&selection.head()));
            let floor = grapheme_floor(&text, from);
            prop_assert_eq!(Some(&floor), borders.iter().rfind(|&&at| at <= from));
            if let Some(ceil) = borders.iter().find(|&&at| at >= from) {
                prop_assert_eq!(grapheme_ceil(&text, from), *ceil);
            }
            let moved = selection.moved_to(&text, step(&text, &blocks, selection.head(), by));
            prop_assert!(borders.contains(&moved.head()));
        }
    }
}
