//! The words of a text as the first pass cut them, found again by their place: a sentence needs not
//! be cut once more to see its cues.

use std::ops::Range;

use crate::extract::cues::Cue;
use crate::extract::cuts::{Cut, Cuts, num_leading};
use crate::extract::word_table::{CueEntries, WordTable};

/// The words of a whole text.
#[derive(Clone, Debug)]
pub(in crate::extract) struct KnownWords<'c> {
    table: &'c WordTable,
    /// The parts of the text, in order.
    parts: &'c [Cuts],
    /// What was asked for last.
    piece: PieceWords<'c>,
    /// How many words of that piece lie before the place asked for last: the next is near.
    num_before: usize,
}

/// The words of one piece.
#[derive(Clone, Debug, Default)]
struct PieceWords<'c> {
    /// The number of its part, and its own there.
    number: (usize, usize),
    /// The piece.
    range: Range<usize>,
    words: &'c [Cut],
}

impl<'c> KnownWords<'c> {
    /// Of a text that was cut with this table.
    pub(in crate::extract) fn new(table: &'c WordTable, parts: &'c [Cuts]) -> Self {
        Self {
            table,
            parts,
            piece: PieceWords::default(),
            num_before: 0,
        }
    }

    /// Where the piece that holds this stretch begins, and its words from the first on that ends in
    /// the stretch or behind it; `None` where no piece holds all of it.
    pub(in crate::extract) fn words_from(
        &mut self,
        stretch: &Range<usize>,
    ) -> Option<(usize, &'c [Cut])> {
        if !self.piece.range.contains(&stretch.start) {
            self.piece = self.piece_behind(stretch.start)?;
            self.num_before = 0;
        }
        let PieceWords { range, words, .. } = &self.piece;
        if stretch.start < range.start || stretch.end > range.end {
            return None;
        }
        let is_before = |word: &Cut| range.start + usize::from(word.end) <= stretch.start;
        let (passed, rest) = words.split_at(self.num_before.min(words.len()));
        self.num_before = if passed.last().is_none_or(is_before) {
            passed.len() + num_leading(rest, is_before)
        } else {
            passed.partition_point(is_before)
        };
        Some((range.start, words.get(self.num_before..).unwrap_or(&[])))
    }

    /// The first piece that ends behind this place: mostly the next but a few.
    fn piece_behind(&self, place: usize) -> Option<PieceWords<'c>> {
        let is_behind = self.piece.range.start <= place;
        let (part, number) = if is_behind { self.piece.number } else { (0, 0) };
        let mut parts = self.parts.iter().enumerate().skip(part);
        parts.find_map(|(at, cuts)| {
            let from = if at == part { number } else { 0 };
            let (number, range, words) = cuts.words_behind(place, from)?;
            Some(PieceWords {
                number: (at, number),
                range,
                words,
            })
        })
    }

    /// What a word says of the figures of its clause.
    #[inline]
    pub(in crate::extract) fn cue(&self, word: &Cut) -> Option<Cue> {
        self.table.known(word.entry).cue
    }

    /// Which words may say anything.
    #[inline]
    pub(in crate::extract) const fn cues(&self) -> CueEntries {
        self.table.cues()
    }
}
