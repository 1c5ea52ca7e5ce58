//! The words of a text as the first pass cut them, found again by their place: a sentence needs not
//! be cut once more to see its cues.

use std::ops::Range;

use crate::extract::cues::Cue;
use crate::extract::cuts::{Cut, Cuts};
use crate::extract::word_table::WordTable;

/// The words of a whole text.
#[derive(Clone, Debug)]
pub(in crate::extract) struct KnownWords<'c> {
    table: &'c WordTable,
    /// The parts of the text, in order.
    parts: &'c [Cuts],
    /// What was asked for last.
    piece: PieceWords<'c>,
}

/// The words of one piece.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct PieceWords<'c> {
    /// The piece.
    pub(in crate::extract) range: Range<usize>,
    pub(in crate::extract) words: &'c [Cut],
}

impl<'c> KnownWords<'c> {
    /// Of a text that was cut with this table.
    pub(in crate::extract) fn new(table: &'c WordTable, parts: &'c [Cuts]) -> Self {
        Self {
            table,
            parts,
            piece: PieceWords::default(),
        }
    }

    /// The piece that holds this place, or the next; `None` behind the last.
    pub(in crate::extract) fn piece(&mut self, place: usize) -> Option<PieceWords<'c>> {
        if !self.piece.range.contains(&place) {
            let mut parts = self.parts.iter();
            let (range, words) = parts.find_map(|cuts| cuts.words_behind(place))?;
            self.piece = PieceWords { range, words };
        }
        Some(self.piece.clone())
    }

    /// What a word says of the figures of its clause.
    #[inline]
    pub(in crate::extract) fn cue(&self, word: &Cut) -> Option<Cue> {
        match word.entry {
            0 => None,
            entry => self.table.known(entry).cue,
        }
    }
}
