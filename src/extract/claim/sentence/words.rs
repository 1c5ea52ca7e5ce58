//! A sentence read by the words as the first pass cut them: only words that may say something are
//! looked at, and the signs between words.

use std::ops::Range;

use super::Sentence;
use crate::extract::claim::bounds::Ending;
use crate::extract::claim::known::{PieceWords, Start};
use crate::extract::cuts::LETTERS;
use crate::text::Span;

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
        self.read_words(piece, span.clone(), words.clone(), None);
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
        let (end, next) = match self.read_words(piece, stretch, words, Some(ending)) {
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
    /// say something. With an ending to find, ends there: the sign that ends the sentence, where it
    /// ends, and the first word behind.
    fn read_words(
        &mut self,
        piece: &PieceWords<'t>,
        stretch: Range<usize>,
        words: Range<usize>,
        ending: Option<&Ending>,
    ) -> Option<(usize, usize, usize)> {
        let mut next = words.start;
        // The signs before the first word, and behind each.
        let to = piece.start(next).min(stretch.end);
        if stretch.start < to
            && let Some((stop, end)) = self.read_signs(stretch.start..to, ending)
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
                if let Some((stop, end)) = self.read_signs(signs, ending) {
                    return Some((stop, end, next));
                }
            }
        }
        None
    }

    /// Adds the cues of the words that may be some, once the span is known; `words` are all of it.
    fn settle(&mut self, piece: &PieceWords<'t>, words: Range<usize>) {
        let mut telling = std::mem::take(&mut self.telling);
        // A word that the sentence begins or ends in is another one here.
        let clipped = |place: &Range<usize>, span: &Range<usize>| {
            place.start.max(span.start)..place.end.min(span.end)
        };
        let is_clipped = |at: usize| {
            let place = piece.get(at).map(|word| piece.place(word));
            place.is_some_and(|place| clipped(&place, &self.span) != place)
        };
        if telling.first() != Some(&words.start) && is_clipped(words.start) {
            telling.insert(0, words.start);
        }
        let last = words.end.saturating_sub(1);
        if words.contains(&last) && telling.last() != Some(&last) && is_clipped(last) {
            telling.push(last);
        }
        for &at in &telling {
            let Some(word) = piece.get(at) else { continue };
            let place = piece.place(word);
            let here = clipped(&place, &self.span);
            match piece.cue(word) {
                Some(cue) if word.has(LETTERS) && here == place => {
                    let Range { start, end } = self.span;
                    let before = |this: &Self| match piece.str_before(at, start) {
                        Some(before) => before,
                        None => this.last_before(place.start),
                    };
                    let after = |this: &Self| match piece.str_at(at + 1, end) {
                        Some(after) => after,
                        None => this.first_after(place.end),
                    };
                    self.add_cue(here, cue, before, after);
                }
                _ => self.split(here),
            }
        }
        self.telling = telling;
    }

    /// [`Self::last_before`] and [`Self::word_at`] of a mention, by the words of the piece: `near` is
    /// the first that ends behind its start, or a few before, and then behind its end.
    pub(in crate::extract) fn around(
        &self,
        piece: &PieceWords<'t>,
        near: &mut usize,
        mention: Span,
    ) -> (&'t str, &'t str) {
        let (start, end) = (mention.start(), mention.end());
        let here = piece.behind(start, *near);
        let before = piece
            .str_before(here, self.span.start)
            .filter(|_| piece.start(here) >= start);
        let next = piece.behind(end, here);
        *near = next;
        let is_near = !matches!(
            self.text.as_bytes().get(end),
            Some(b',' | b';' | b'.' | b':' | b'(')
        );
        let after = piece
            .str_at(next, self.span.end)
            .filter(|_| is_near && piece.start(next) >= end);
        (
            before.unwrap_or_else(|| self.last_before(start)),
            after.unwrap_or_else(|| self.word_at(end)),
        )
    }
}
