//! A sentence read by the words as the first pass cut them: only words that may say something are
//! looked at, and the signs between words.

use std::ops::Range;

use super::Sentence;
use crate::extract::claim::bounds::Ending;
use crate::extract::claim::known::{PieceWords, Start};
use crate::extract::cues::{self, Cue};
use crate::extract::cuts::LETTERS;

impl<'t> Sentence<'t> {
    /// [`Self::read`] by the words of its piece, `words` of them.
    pub(in crate::extract) fn read_known(
        &mut self,
        piece: &PieceWords<'t>,
        span: Range<usize>,
        words: Range<usize>,
        in_quote: bool,
    ) {
        self.open(piece.text(), span.start, in_quote);
        let _: Option<(usize, usize, usize)> =
            self.read_words(piece, span.clone(), words.clone(), |this, signs| {
                this.read_signs(signs);
                None
            });
        self.span = span;
        self.settle(piece, words);
        self.close();
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
        self.open(piece.text(), start.at, in_quote);
        let most = ending.most();
        // Behind each word is a sign at least.
        let last = start.word + most.saturating_sub(start.at) / 2 + 1;
        let words = start.word..last.min(piece.len());
        let stretch = start.at..piece.end();
        let to_end = |this: &mut Self, signs| this.read_signs_to(signs, ending);
        let (end, next) = match self.read_words(piece, stretch, words, to_end) {
            Some((stop, end, next)) if stop < most => (end.min(ending.limit), next),
            None if piece.end() == most && most == ending.limit => (most, piece.len()),
            _ => return None,
        };
        self.span = start.at..end;
        self.settle(piece, start.word..next);
        self.close();
        Some(next)
    }

    /// Takes in these words and the signs around them, all within `stretch`: of words only which may
    /// say something. Ends where `read_signs` says so: the sign that ends the sentence, where it ends,
    /// and the first word behind.
    #[inline(always)]
    fn read_words(
        &mut self,
        piece: &PieceWords<'t>,
        stretch: Range<usize>,
        words: Range<usize>,
        mut read_signs: impl FnMut(&mut Self, Range<usize>) -> Option<(usize, usize)>,
    ) -> Option<(usize, usize, usize)> {
        let mut next = words.start;
        // The signs before the first word, and behind each.
        let to = piece.start(next).min(stretch.end);
        if stretch.start < to
            && let Some((stop, end)) = read_signs(self, stretch.start..to)
        {
            return Some((stop, end, next));
        }
        for word in piece.words(words) {
            next += 1;
            if !piece.tells(word) {
                continue;
            }
            if piece.may_say(word) {
                self.telling.push(next - 1);
            }
            if word.has_signs_behind() {
                let to = piece.start(next).min(stretch.end);
                let signs = piece.place(word).end..to;
                if let Some((stop, end)) = read_signs(self, signs) {
                    return Some((stop, end, next));
                }
            }
        }
        None
    }

    /// Adds the cues of the words that may be some, once the span is known; `words` are all of it.
    #[inline]
    fn settle(&mut self, piece: &PieceWords<'t>, words: Range<usize>) {
        let Range { start, end } = self.span;
        // A word that the sentence begins or ends in is another one here.
        let last = words.end.saturating_sub(1);
        let place_of = |at: usize| piece.get(at).map(|word| piece.place(word));
        let is_first_clipped = piece.start(words.start) < start;
        let is_last_clipped = place_of(last).is_some_and(|place| place.end > end);
        if is_first_clipped && self.telling.first() != Some(&words.start) {
            self.telling.insert(0, words.start);
        }
        if is_last_clipped && words.contains(&last) && self.telling.last() != Some(&last) {
            self.telling.push(last);
        }
        if !self.telling.is_empty() {
            let first = is_first_clipped.then_some(words.start);
            self.add_cues(piece, [first, is_last_clipped.then_some(last)]);
        }
    }

    /// Adds the cues of the words that may be some; of `clipped` ones only a part belongs to it.
    fn add_cues(&mut self, piece: &PieceWords<'t>, clipped: [Option<usize>; 2]) {
        let telling = std::mem::take(&mut self.telling);
        let Range { start, end } = self.span;
        let is_clipped = |at: usize| clipped != [None; 2] && clipped.contains(&Some(at));
        for &at in &telling {
            let Some(word) = piece.get(at) else { continue };
            let place = piece.place(word);
            match piece.cue(word) {
                Some(cue) if word.has(LETTERS) && !is_clipped(at) => {
                    if self.says_nothing(place.start, cue, place.len()) {
                        continue;
                    }
                    if cues::leans(cue, place.len()) {
                        self.add_leaning(piece, at, &place, cue);
                    } else {
                        self.add_sure(place.start, cue);
                    }
                }
                _ => self.split(place.start.max(start)..place.end.min(end)),
            }
        }
        self.telling = telling;
    }

    /// Adds the cue of word `at`, which means something only beside others. Most words do not lean, so
    /// this stays out of their way.
    #[inline(never)]
    fn add_leaning(&mut self, piece: &PieceWords<'t>, at: usize, place: &Range<usize>, cue: Cue) {
        let Range { start, end } = self.span;
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
}
