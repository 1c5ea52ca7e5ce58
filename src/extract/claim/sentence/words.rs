//! A sentence read by the words as the first pass cut them: only words that may say something are
//! looked at, and the signs between words.

use std::ops::Range;

use super::{LEAD, Sentence};
use crate::extract::claim::bounds::{Ending, is_end_sign};
use crate::extract::claim::known::{PieceWords, Start};
use crate::extract::cues;
use crate::extract::cuts::{Cut, LETTERS};
use crate::extract::word_set::WordSet;

/// For each byte whether it may be a sign that ends a sentence, a mark of quotation, or one behind
/// which a clause may begin.
const TELLING: [bool; 256] = {
    let mut telling = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(
            clippy::indexing_slicing,
            clippy::cast_possible_truncation,
            reason = "evaluated at compile time, in bounds"
        )]
        {
            let sign = byte as u8;
            telling[byte] = is_end_sign(sign) || matches!(sign, b'"' | LEAD | b';' | b':');
        }
        byte += 1;
    }
    telling
};

#[inline(always)]
fn is_telling(sign: u8) -> bool {
    TELLING.get(usize::from(sign)).copied().unwrap_or(true)
}

impl<'t> Sentence<'t> {
    /// [`Self::read`] by the words of its piece, `words` of them.
    pub(in crate::extract) fn read_known(
        &mut self,
        piece: &PieceWords<'t>,
        span: Range<usize>,
        words: Range<usize>,
        in_quote: bool,
    ) {
        self.open(piece.text(), span.clone(), in_quote);
        self.read_words(piece, words.clone(), &Ending::NONE);
        self.settle(piece, words, in_quote);
    }

    /// Reads a sentence by the words of its piece up to its end, which it finds; the first word behind
    /// it. `None` where the end must be looked for sign by sign.
    pub(in crate::extract) fn read_to_end(
        &mut self,
        piece: &PieceWords<'t>,
        start: Start,
        ending: &Ending,
        in_quote: bool,
    ) -> Option<usize> {
        let most = ending.most();
        self.open(piece.text(), start.at..piece.end(), in_quote);
        // Behind each word is a sign at least.
        let last = start.word + most.saturating_sub(start.at) / 2 + 1;
        let words = start.word..last.min(piece.len());
        let (end, next) = match self.read_words(piece, words, ending) {
            Some((stop, end, next)) if stop < most => (end.min(ending.limit), next),
            None if piece.end() == most && most == ending.limit => (most, piece.len()),
            _ => return None,
        };
        self.span.end = end;
        self.settle(piece, start.word..next, in_quote);
        Some(next)
    }

    /// Takes in these words and the signs around them, all within its span: of words only which may
    /// say something. Ends with the sentence: the sign that ends it, where it ends, and the first word
    /// behind.
    #[inline(always)]
    fn read_words(
        &mut self,
        piece: &PieceWords<'t>,
        words: Range<usize>,
        ending: &Ending,
    ) -> Option<(usize, usize, usize)> {
        let stretch = self.span.clone();
        let mut next = words.start;
        // The signs before the first word, and behind each.
        let to = piece.start(next).min(stretch.end);
        if stretch.start < to
            && let Some((stop, end)) = self.read_signs_to(stretch.start..to, ending)
        {
            return Some((stop, end, next));
        }
        let mut rest = piece.words(words).iter();
        let behind = next + rest.len();
        while let Some(word) = rest.next() {
            if piece.is_silent(word) {
                continue;
            }
            if piece.may_say(word) {
                self.add_word(piece, behind - rest.len() - 1, word);
            }
            if word.has_signs_behind() {
                next = behind - rest.len();
                let to = piece.start(next).min(stretch.end);
                let signs = piece.place(word).end..to;
                if let Some((stop, end)) = self.read_signs_to(signs, ending) {
                    return Some((stop, end, next));
                }
            }
        }
        None
    }

    /// Takes in the signs of a stretch up to the end of the sentence, where one is among them: the sign
    /// that ends it, and where it ends.
    #[inline(always)]
    fn read_signs_to(&mut self, stretch: Range<usize>, ending: &Ending) -> Option<(usize, usize)> {
        for (place, &byte) in (stretch.start..).zip(self.bytes(stretch)) {
            // Most signs are blanks, commas and brackets.
            if is_telling(byte)
                && let Some(end) = self.read_sign_to(place, byte, ending)
            {
                return Some((place, end));
            }
        }
        None
    }

    /// Takes in the sign at `place`; where the sentence ends, if it ends with it.
    #[inline(never)]
    fn read_sign_to(&mut self, place: usize, byte: u8, ending: &Ending) -> Option<usize> {
        let Some(end) = ending.end_at(self.text, place, byte) else {
            self.read_sign(place, byte);
            return None;
        };
        // Closing marks belong to it.
        if end > place + 1 {
            self.read_signs(place + 1..end);
        }
        Some(end)
    }

    /// Adds the cue of word `at`, or notes it for when all words are read.
    #[inline(always)]
    fn add_word(&mut self, piece: &PieceWords<'t>, at: usize, word: &Cut) {
        let place = piece.place(word);
        match piece.cue(word) {
            Some(cue) if word.has(LETTERS) => {
                if self.says_nothing(place.start, cue, place.len()) {
                } else if cues::leans(cue, place.len()) {
                    self.leaning.push(at);
                } else {
                    self.add_sure(place.start, cue);
                }
            }
            _ => self.leaning.push(at),
        }
    }

    /// Adds what words say beside others, once the span is known, and ends the sentence; `words` are
    /// all of it.
    #[inline(always)]
    fn settle(&mut self, piece: &PieceWords<'t>, words: Range<usize>, in_quote: bool) {
        let Range { start, end } = self.span;
        let ends_in = |word: &Cut| piece.place(word).end > end;
        let last = words.end.checked_sub(1).and_then(|at| piece.get(at));
        // A word that the sentence begins or ends in is another one here.
        if piece.start(words.start) < start || last.is_some_and(ends_in) && !words.is_empty() {
            return self.read(piece.text(), start..end, in_quote);
        }
        if !self.leaning.is_empty() {
            self.add_leaning(piece);
        }
        self.close();
    }

    /// Adds the cues of words that mean something only beside others, and of those that have other
    /// signs in them.
    #[inline(never)]
    fn add_leaning(&mut self, piece: &PieceWords<'t>) {
        let Range { start, end } = self.span;
        let leaning = std::mem::take(&mut self.leaning);
        for &at in &leaning {
            let Some(word) = piece.get(at) else { continue };
            let place = piece.place(word);
            match piece.cue(word) {
                Some(cue) if word.has(LETTERS) => {
                    let before = |this: &Self| match piece.str_before(at, start) {
                        Some(before) => before,
                        None => this.last_before(place.start),
                    };
                    let after = |this: &Self| match piece.str_at(at + 1, end) {
                        Some(after) => after,
                        None => this.first_after(place.end),
                    };
                    self.add_cue(place.clone(), cue, before, after);
                }
                _ => self.split(place),
            }
        }
        self.leaning = leaning;
    }

    /// Whether the word behind `at` may be one of these, by its first letter.
    pub(in crate::extract) fn may_go_on<const SLOTS: usize>(
        &self,
        at: usize,
        words: &WordSet<SLOTS>,
    ) -> bool {
        match self.text.as_bytes().get(at..) {
            Some([b' ', first, ..]) if first.is_ascii_alphabetic() => words.may_begin(*first),
            _ => true,
        }
    }
}
