//! The words of a text as the first pass cut them, found again by their place: a sentence needs not
//! be cut once more to see where it ends and what its words say.
//!
//! Signs stand only between words, so most of a text is passed word by word: what stands behind a
//! word was told apart when it was cut.

use std::ops::Range;

use super::bounds::{MAX_BYTES, end_at, is_end_sign, past_blanks};
use crate::extract::cues::{self, Cue, Cues};
use crate::extract::cuts::{Cut, Cuts, DIGITS, LETTERS, POSSESSIVE};
use crate::extract::word_table::{CueEntries, Known, WordTable};

/// The words of a whole text.
#[derive(Clone, Debug)]
pub(in crate::extract) struct KnownWords<'c> {
    table: &'c WordTable,
    /// The parts of the text, in order.
    parts: &'c [Cuts],
    /// The number of the part of the piece that was asked for last, and its own there.
    number: (usize, usize),
    /// Where that piece begins.
    start: usize,
}

impl<'c> KnownWords<'c> {
    /// Of a text that was cut with this table.
    pub(in crate::extract) const fn new(table: &'c WordTable, parts: &'c [Cuts]) -> Self {
        Self {
            table,
            parts,
            number: (0, 0),
            start: 0,
        }
    }

    /// The words of the piece of `text` that holds this stretch; `None` where no piece holds all of
    /// it.
    pub(in crate::extract) fn of(
        &mut self,
        text: &'c str,
        stretch: &Range<usize>,
    ) -> Option<PieceWords<'c>> {
        // Mostly the next piece but a few.
        let (mut part, mut from) = if self.start <= stretch.start {
            self.number
        } else {
            (0, 0)
        };
        let (number, range, words) = loop {
            match self.parts.get(part)?.words_behind(stretch.start, from) {
                Some(found) => break found,
                None => (part, from) = (part + 1, 0),
            }
        };
        (self.number, self.start) = ((part, number), range.start);
        if stretch.start < range.start || stretch.end > range.end {
            return None;
        }
        Some(PieceWords {
            text,
            entries: self.table.entries(),
            cues: self.table.cues(),
            range: (range.start, range.end),
            words,
        })
    }
}

/// The words of one piece. Words are counted from its first.
#[derive(Clone, Copy, Debug)]
pub(in crate::extract) struct PieceWords<'c> {
    text: &'c str,
    /// What the entries of the words stand for.
    entries: &'c [Known],
    cues: CueEntries,
    /// Where it begins and ends.
    range: (usize, usize),
    words: &'c [Cut],
}

/// Where a sentence begins, and its first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Start {
    pub(in crate::extract) at: usize,
    pub(in crate::extract) word: usize,
}

/// The words right before and behind a figure, where they are known.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::extract) struct Beside<'c> {
    pub(in crate::extract) before: Option<&'c str>,
    pub(in crate::extract) after: Option<&'c str>,
}

impl<'c> PieceWords<'c> {
    /// The whole text.
    pub(in crate::extract) const fn text(&self) -> &'c str {
        self.text
    }

    /// The number of its words.
    pub(in crate::extract) const fn len(&self) -> usize {
        self.words.len()
    }

    /// Where it begins.
    pub(in crate::extract) const fn begin(&self) -> usize {
        self.range.0
    }

    /// Where it ends.
    pub(in crate::extract) const fn end(&self) -> usize {
        self.range.1
    }

    /// Word `i`.
    #[inline]
    pub(in crate::extract) fn get(&self, i: usize) -> Option<&'c Cut> {
        self.words.get(i)
    }

    /// Where a word of it stands in the text.
    #[inline]
    pub(in crate::extract) fn place(&self, word: &Cut) -> Range<usize> {
        self.range.0 + usize::from(word.start)..self.range.0 + usize::from(word.end)
    }

    /// Where word `i` begins; the end of the piece behind the last.
    #[inline]
    pub(in crate::extract) fn start(&self, i: usize) -> usize {
        let start = |word: &Cut| self.range.0 + usize::from(word.start);
        self.words.get(i).map_or(self.range.1, start)
    }

    /// The first word that ends behind this place; it is `near`, or a few behind.
    pub(in crate::extract) fn behind(&self, place: usize, near: usize) -> usize {
        /// Words that are passed at a time.
        const STEP: usize = 8;
        let Some(place) = place.checked_sub(self.range.0) else {
            return 0;
        };
        let is_before = |i: usize| {
            let word = self.words.get(i);
            word.is_some_and(|word| usize::from(word.end) <= place)
        };
        let mut i = near;
        while is_before(i + STEP) {
            i += STEP;
        }
        while is_before(i) {
            i += 1;
        }
        i
    }

    /// What a word says of the figures of its clause.
    #[inline]
    pub(in crate::extract) fn cue(&self, word: &Cut) -> Option<Cue> {
        let known = self.entries.get(usize::from(word.entry));
        known.and_then(|known| known.cue)
    }

    /// The letters or digits of the word before word `i`, when it is one of nothing else and begins at
    /// `from` or behind.
    #[inline]
    pub(in crate::extract) fn str_before(&self, i: usize, from: usize) -> Option<&'c str> {
        let word = self.words.get(i.checked_sub(1)?)?;
        let place = self.place(word);
        // The s of ’s is a word here, but none of the piece.
        let is_whole = word.has(LETTERS | DIGITS) && !word.has(POSSESSIVE) && place.start >= from;
        if is_whole { self.text.get(place) } else { None }
    }

    /// The letters or digits of word `i`, when it is one of nothing else, ends at `to` or before, and
    /// no ’s stands before it.
    #[inline]
    pub(in crate::extract) fn str_at(&self, i: usize, to: usize) -> Option<&'c str> {
        let before = self.words.get(i.checked_sub(1)?)?;
        let word = self.words.get(i)?;
        let place = self.place(word);
        let is_whole = word.has(LETTERS | DIGITS) && !before.has(POSSESSIVE) && place.end <= to;
        if is_whole { self.text.get(place) } else { None }
    }

    /// Whether a word may say something: one of letters by its entry, one with other signs in it only
    /// when it is read.
    #[inline(always)]
    pub(in crate::extract) const fn may_say(&self, word: &Cut) -> bool {
        self.cues.has(word.entry) || !word.has(LETTERS | DIGITS)
    }

    /// Words `range`, as far as there are.
    #[inline]
    pub(in crate::extract) fn words(&self, range: Range<usize>) -> &'c [Cut] {
        self.words.get(range).unwrap_or(&[])
    }

    /// Whether any of these words may say one of these, which are those of a stretch.
    pub(in crate::extract) fn may_say_any(
        &self,
        words: Range<usize>,
        stretch: &Range<usize>,
        wanted: Cues,
    ) -> bool {
        let words = self.words(words);
        // A word that the stretch begins or ends in is another one here.
        let is_clipped = |word: &Cut| {
            let place = self.place(word);
            place.start < stretch.start || place.end > stretch.end
        };
        let may_say = |word: &Cut| {
            self.may_say(word)
                && match self.cue(word) {
                    Some(cue) => wanted.has(cue),
                    None => self.has_inside(word, wanted),
                }
        };
        words.first().is_some_and(is_clipped)
            || words.last().is_some_and(is_clipped)
            || words.iter().any(may_say)
    }

    /// Whether letters between other signs of a word may say one of these.
    #[inline(never)]
    fn has_inside(&self, word: &Cut, wanted: Cues) -> bool {
        let bytes = self.text.as_bytes().get(self.place(word)).unwrap_or(&[]);
        let mut runs = bytes.split(|byte| !byte.is_ascii_alphanumeric());
        runs.any(|run| cues::cue(run).is_some_and(|cue| wanted.has(cue)))
    }

    /// Whether a word is of letters, says nothing, and has no signs behind.
    #[inline(always)]
    pub(in crate::extract) const fn is_silent(&self, word: &Cut) -> bool {
        word.is_of_letters() && !self.cues.has(word.entry)
    }

    /// The words beside a figure of a sentence, which are letters or digits, or signs part them from
    /// it; `None` where that must be looked at sign by sign. Word `near` is the first that ends behind
    /// the start of the figure.
    #[inline(always)]
    pub(in crate::extract) fn beside(
        &self,
        figure: &Range<usize>,
        near: usize,
        sentence: &Range<usize>,
    ) -> Beside<'c> {
        let before =
            (self.start(near) >= figure.start).then(|| self.str_before(near, sentence.start));
        let behind = self.behind(figure.end, near);
        let is_apart = self.start(behind) >= figure.end;
        let after = is_apart.then(|| self.str_at(behind, sentence.end));
        Beside {
            before: before.flatten(),
            after: after.flatten(),
        }
    }

    /// [`start_of`](super::bounds::start_of): where the sentence around `at` begins, not before
    /// `floor`; these are the words between. `None` where that must be looked for sign by sign.
    pub(in crate::extract) fn start_among(
        &self,
        words: Range<usize>,
        floor: usize,
        at: usize,
    ) -> Option<Start> {
        if floor < self.range.0 || at > floor + MAX_BYTES {
            return None;
        }
        let first = words.start;
        let start = |at: usize, word: usize| Some(Start { at, word });
        let mut rest = self.words(words).iter();
        while let Some(before) = rest.rfind(|word| word.has_signs_behind()) {
            let next = first + rest.len() + 1;
            let from = self.place(before).end.max(floor);
            if let Some(end) = self.last_end(floor, from..self.start(next).min(at), at) {
                return start(end, next);
            }
        }
        // The signs before the first word.
        let found = self.last_end(floor, floor..self.start(first).min(at), at);
        start(
            found.unwrap_or_else(|| past_blanks(self.text, floor, at)),
            first,
        )
    }

    /// Behind the last sign of a stretch that ends a sentence at `at` or before, where the next one
    /// begins.
    #[inline]
    fn last_end(&self, floor: usize, stretch: Range<usize>, at: usize) -> Option<usize> {
        if stretch.is_empty() {
            return None;
        }
        let mut place = stretch.end;
        for &byte in self.text.as_bytes().get(stretch)?.iter().rev() {
            place -= 1;
            if is_end_sign(byte)
                && let Some(end) = end_at(self.text, floor, place)
                && end <= at
            {
                return Some(past_blanks(self.text, end, at));
            }
        }
        None
    }
}
