//! One sentence: its cues, its clauses and quotations.
//!
//! Only sentences around figures are read, so a text without figures costs nothing here, and of their
//! words only cues are kept, by the words as the first pass cut them where it did. The lists are filled anew for every sentence and keep their memory.

use std::iter;
use std::ops::Range;

use super::known::KnownWords;
use crate::extract::cues::{self, Cue, Cues};
use crate::extract::cuts::{Cut, LETTERS, POSSESSIVE};
use crate::extract::words::{Gap, Shape};
use crate::text::word_key::{letters_from, short_letters_before, short_letters_from};

/// One sentence.
#[derive(Debug, Default)]
pub(in crate::extract) struct Sentence<'t> {
    text: &'t str,
    pub(in crate::extract) span: Range<usize>,
    pub(in crate::extract) mentions: Range<usize>,
    /// Where each cue stands.
    pub(in crate::extract) cues: Vec<(usize, Cue)>,
    /// Which cues stand anywhere in it.
    all: Cues,
    /// Where its clauses begin, the first at its own start.
    clauses: Vec<usize>,
    /// Words that may begin a clause, with why.
    turns: Vec<(usize, Turn)>,
    /// What stands in quotation marks.
    quotes: Vec<Range<usize>>,
    /// Ends with a question mark.
    pub(in crate::extract) asks: bool,
    /// A quotation is still open at its end.
    pub(in crate::extract) leaves_quote_open: bool,
}

/// What a byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Blank,
    Sign,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Sign; 256];
    let mut byte = 0u8;
    while byte < 128 {
        #[expect(
            clippy::indexing_slicing,
            reason = "evaluated at compile time, in bounds"
        )]
        {
            classes[byte as usize] = match byte {
                b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
                b'0'..=b'9' => Class::Digit,
                b' ' | b'\n' => Class::Blank,
                _ => Class::Sign,
            };
        }
        byte += 1;
    }
    classes
};

fn class(byte: u8) -> Class {
    let class = CLASSES.get(usize::from(byte));
    class.copied().unwrap_or(Class::Sign)
}

/// Whether this byte is a letter or digit.
fn is_in_word(byte: &u8) -> bool {
    matches!(class(*byte), Class::Letter | Class::Digit)
}

/// Why a clause may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// "while"; or "but" behind a comma
    Word,
    /// ;
    Semicolon,
    /// :
    Colon,
}

/// The signs of a sentence while it is read.
struct Signs {
    /// Where a quotation opened that is not closed yet.
    open: Option<usize>,
    /// The last since the word before; 0 for blanks only.
    last: u8,
}

impl<'t> Sentence<'t> {
    /// One that was read before and is no longer known but for this.
    pub(in crate::extract) fn passed(
        text: &'t str,
        span: Range<usize>,
        mentions: Range<usize>,
        cues: Cues,
    ) -> Self {
        Self {
            text,
            span,
            mentions,
            all: cues,
            ..Self::default()
        }
    }

    /// The kinds of its cues.
    pub(in crate::extract) const fn all(&self) -> Cues {
        self.all
    }

    /// Reads `text[span]`, by the words of the text where they are known. `in_quote`: a quotation is
    /// open before it.
    pub(in crate::extract) fn read(
        &mut self,
        text: &'t str,
        span: Range<usize>,
        in_quote: bool,
        known: Option<&mut KnownWords<'_>>,
    ) {
        self.cues.clear();
        self.clauses.clear();
        self.quotes.clear();
        self.turns.clear();
        self.all = Cues::default();
        self.clauses.push(span.start);
        self.span = span.clone();
        self.text = text;
        let mut signs = Signs {
            open: in_quote.then_some(span.start),
            last: 0,
        };
        let at = match known {
            Some(known) => self.add_known(known, &mut signs),
            None => span.start,
        };
        self.read_between(at..span.end, &mut signs);
        self.leaves_quote_open = signs.open.is_some();
        if let Some(start) = signs.open {
            self.quotes.push(start..span.end);
        }
        self.asks = asks(text.get(span).unwrap_or(""));
        if !self.turns.is_empty() {
            self.cut();
        }
    }

    /// Reads only the cues of `text[span]`, by the words as they were cut.
    pub(in crate::extract) fn read_cues(
        &mut self,
        text: &'t str,
        span: Range<usize>,
        known: &mut KnownWords<'_>,
    ) {
        self.cues.clear();
        self.turns.clear();
        self.all = Cues::default();
        (self.text, self.span) = (text, span.clone());
        let mut signs = Signs {
            open: None,
            last: 0,
        };
        let mut at = span.start;
        while at < span.end
            && let Some(piece) = known.piece(at)
        {
            let base = piece.range.start;
            let limit = span.end - base.min(span.end);
            for word in known.words_from(at) {
                if usize::from(word.end) >= limit {
                    break;
                }
                let (start, end) = (base + usize::from(word.start), base + usize::from(word.end));
                if start < at || !self.is_whole(word, start..end) {
                    at = self.split(start.max(at)..end, &mut signs);
                    continue;
                }
                if let Some(cue) = known.cue(word) {
                    self.add_cue(start..end, cue, 0);
                }
                at = end;
            }
            if piece.range.end >= span.end {
                break;
            }
            at = at.max(piece.range.end);
        }
        self.split(at..span.end, &mut signs);
    }

    /// Reads by the words as they were cut, up to the last that is plain letters; returns its end.
    /// What stands between them is read sign by sign if it can be more than blanks.
    fn add_known(&mut self, known: &mut KnownWords<'_>, signs: &mut Signs) -> usize {
        let span = self.span.clone();
        let mut at = span.start;
        let mut place = at;
        while place < span.end
            && let Some(piece) = known.piece(place)
        {
            let base = piece.range.start;
            let limit = span.end - base.min(span.end);
            let mut is_blank = false;
            for word in known.words_from(at) {
                if usize::from(word.end) >= limit {
                    break;
                }
                let end = base + usize::from(word.end);
                // Most words are letters between blanks.
                if is_blank && word.is_plain() {
                    at = end;
                    if let Some(cue) = known.cue(word) {
                        self.add_cue(base + usize::from(word.start)..end, cue, 0);
                    }
                    continue;
                }
                let start = base + usize::from(word.start);
                if start < at || !self.is_whole(word, start..end) {
                    is_blank = false;
                    continue;
                }
                if !is_blank {
                    at = self.read_between(at..start, signs);
                    if at > start {
                        continue;
                    }
                }
                if let Some(cue) = known.cue(word) {
                    self.add_cue(start..end, cue, signs.last);
                }
                self.end_word(start, signs);
                at = end;
                is_blank = match word.gap() {
                    Gap::Space | Gap::Hyphen => !word.has(POSSESSIVE),
                    _ => false,
                };
            }
            place = piece.range.end;
        }
        at
    }

    /// Whether a word as it was cut is one here, too: one of letters, or of letters behind digits,
    /// which is no cue.
    #[inline(always)]
    fn is_whole(&self, word: &Cut, range: Range<usize>) -> bool {
        if word.is_plain() {
            return true;
        }
        let end = range.end;
        let is_alike = || {
            let bytes = self.bytes(range);
            word.entry == 0 && bytes.iter().all(is_in_word)
        };
        // A word that goes on with a digit is another one here.
        let goes_on = || self.text.as_bytes().get(end).is_some_and(is_in_word);
        (word.has(LETTERS) || word.shape == Shape::Number && is_alike()) && !goes_on()
    }

    /// Reads what stands before a known word or the end, most often nothing or a sign or two. Returns
    /// where it stopped, as [`Self::split`] does.
    #[inline(always)]
    fn read_between(&mut self, stretch: Range<usize>, signs: &mut Signs) -> usize {
        for &byte in self.bytes(stretch.clone()) {
            match class(byte) {
                Class::Blank => {}
                Class::Sign if byte != b'"' && byte.is_ascii() => signs.last = byte,
                _ => return self.split(stretch, signs),
            }
        }
        stretch.end
    }

    /// Reads a stretch byte by byte: cues, signs, quotations. Returns where it stopped, which is
    /// behind the stretch where a word goes on.
    fn split(&mut self, stretch: Range<usize>, signs: &mut Signs) -> usize {
        let span = self.span.clone();
        let whole = self.text.as_bytes();
        let mut at = stretch.start;
        while let Some(&byte) = whole.get(at).filter(|_| at < stretch.end) {
            let start = at;
            match class(byte) {
                Class::Letter => {
                    let (number, end) = letters_from(whole, start);
                    let is_whole =
                        end < span.end && whole.get(end).is_none_or(|next| !is_in_word(next));
                    let cue = if is_whole {
                        at = end;
                        cues::cue_of(number)
                    } else {
                        at = self.end_of_word(start);
                        cues::cue(self.bytes(start..at))
                    };
                    if let Some(cue) = cue {
                        self.add_cue(start..at, cue, signs.last);
                    }
                }
                Class::Digit => at = self.end_of_word(start),
                Class::Blank => {
                    at += 1;
                    continue;
                }
                Class::Sign => {
                    match whole.get(at..span.end).unwrap_or(&[]) {
                        [b'"', ..] => match signs.open.take() {
                            Some(start) => self.quotes.push(start..at),
                            None => signs.open = Some(at),
                        },
                        [0xE2, 0x80, 0x9C, ..] => signs.open = Some(at),
                        [0xE2, 0x80, 0x9D, ..] => {
                            let start = signs.open.take().unwrap_or(at);
                            self.quotes.push(start..at);
                        }
                        [first, ..] => signs.last = *first,
                        [] => {}
                    }
                    at += 1;
                    continue;
                }
            }
            self.end_word(start, signs);
            // Nearly every word has a blank behind it.
            at += usize::from(whole.get(at) == Some(&b' '));
        }
        at
    }

    /// A word that begins here was read: a clause may begin with it.
    #[inline(always)]
    fn end_word(&mut self, start: usize, signs: &mut Signs) {
        match signs.last {
            0 => {}
            b';' => self.turns.push((start, Turn::Semicolon)),
            b':' => self.turns.push((start, Turn::Colon)),
            _ => {}
        }
        signs.last = 0;
    }

    /// Adds a cue that means something between its neighbours, or where a clause may begin.
    fn add_cue(&mut self, word: Range<usize>, cue: Cue, sign: u8) {
        let start = word.start;
        let cue = match cue {
            Cue::While => return self.turns.push((start, Turn::Word)),
            Cue::Turn if sign == b',' => return self.turns.push((start, Turn::Word)),
            Cue::Turn => return,
            cue if cues::leans(cue, word.len()) => {
                let before = || self.word_before(start).map_or("", |it| self.str(it));
                let after = || self.word_after(word.end).map_or("", |it| self.str(it));
                match cues::settled(cue, self.str(word.clone()), before, after) {
                    Some(cue) => cue,
                    None => return,
                }
            }
            cue => cue,
        };
        self.all.add(cue);
        self.cues.push((start, cue));
    }

    /// Finds where clauses begin: at a semicolon, a colon that ends more than a label, and at
    /// "while", "whereas", ", but" and the like.
    fn cut(&mut self) {
        let mut from = self.span.start;
        for &(start, turn) in &self.turns {
            if self.word_before(start).is_none() {
                continue;
            }
            // After a word or two it is a label: "Budget 2026: SEK 175 billion".
            if turn != Turn::Colon || self.num_words(from, start) > 5 {
                self.clauses.push(start);
                from = start;
            }
        }
        self.clauses.dedup();
    }

    /// The clause that holds this byte.
    pub(in crate::extract) fn clause(&self, at: usize) -> Range<usize> {
        let after = self.clauses.partition_point(|&start| start <= at);
        let start = self
            .clauses
            .get(after.saturating_sub(1))
            .copied()
            .unwrap_or(self.span.start);
        let end = self.clauses.get(after).copied().unwrap_or(self.span.end);
        start..end
    }

    /// How many bytes from `at` to the nearest such cue within `range`.
    pub(in crate::extract) fn distance_to(
        &self,
        range: &Range<usize>,
        at: usize,
        wanted: Cue,
    ) -> Option<usize> {
        if !self.all.has(wanted) {
            return None;
        }
        self.cues
            .iter()
            .filter(|(place, cue)| *cue == wanted && range.contains(place))
            .map(|(place, _)| place.abs_diff(at))
            .min()
    }

    /// Whether such a cue stands anywhere in it.
    #[inline]
    pub(in crate::extract) fn has(&self, wanted: Cue) -> bool {
        self.all.has(wanted)
    }

    /// Drops such cues where this says so.
    pub(in crate::extract) fn drop_cues(&mut self, dropped: Cue, is: impl Fn(usize) -> bool) {
        self.cues.retain(|&(at, cue)| cue != dropped || !is(at));
        if !self.cues.iter().any(|&(_, cue)| cue == dropped) {
            self.all.remove(dropped);
        }
    }

    /// The words from the `num`-th before `at` up to it, nearest first.
    pub(in crate::extract) fn words_before(
        &self,
        at: usize,
        num: usize,
    ) -> impl Iterator<Item = &'t str> {
        let mut at = at;
        let words = iter::from_fn(move || {
            let word = self.word_before(at)?;
            at = word.start;
            Some(self.str(word))
        });
        words.take(num)
    }

    /// The words from `at` on.
    pub(in crate::extract) fn words_after(
        &self,
        at: usize,
        num: usize,
    ) -> impl Iterator<Item = &'t str> {
        let mut at = at;
        let words = iter::from_fn(move || {
            let word = self.word_after(at)?;
            at = word.end;
            Some(self.str(word))
        });
        words.take(num)
    }

    /// The two words before `at`, the nearest first; empty where there are none.
    pub(in crate::extract) fn two_before(&self, at: usize) -> [&'t str; 2] {
        let Some(first) = self.word_before(at) else {
            return ["", ""];
        };
        let second = self.word_before(first.start);
        [self.str(first), second.map_or("", |word| self.str(word))]
    }

    /// The word right behind `at`; empty where a sign parts them.
    pub(in crate::extract) fn word_at(&self, at: usize) -> &'t str {
        match self.text.as_bytes().get(at) {
            Some(b',' | b';' | b'.' | b':' | b'(') => "",
            _ => self.word_after(at).map_or("", |word| self.str(word)),
        }
    }

    /// Its first words.
    pub(in crate::extract) fn first_words(&self, num: usize) -> impl Iterator<Item = &'t [u8]> {
        let words = self.bytes(self.span.clone()).split(|it| !is_in_word(it));
        words.filter(|word| !word.is_empty()).take(num)
    }

    /// How many words begin between two places.
    pub(in crate::extract) fn num_words(&self, from: usize, to: usize) -> usize {
        let (from, to) = (from.max(self.span.start), to.min(self.span.end));
        let before = self.bytes(self.span.start..from);
        let mut is_inside = before.last().is_some_and(is_in_word);
        let mut num = 0;
        for byte in self.bytes(from..to) {
            let is_in_word = is_in_word(byte);
            num += usize::from(is_in_word && !is_inside);
            is_inside = is_in_word;
        }
        num
    }

    /// The last word that begins before `at`.
    fn word_before(&self, at: usize) -> Option<Range<usize>> {
        let from = self.span.start;
        let whole = self.text.as_bytes();
        // Most words are a few letters and then a blank.
        if let Some(end) = at.checked_sub(1).filter(|_| at <= self.span.end)
            && whole.get(end) == Some(&b' ')
            && let Some((_, start)) = short_letters_before(whole, end)
            && start < end
            && start > from
            && !whole.get(start - 1).is_some_and(is_in_word)
        {
            return Some(start..end);
        }
        let before = self.bytes(from..at.min(self.span.end));
        let last = before.iter().rposition(is_in_word)?;
        let sign = before
            .get(..last)?
            .iter()
            .rposition(|byte| !is_in_word(byte));
        let start = from + sign.map_or(0, |sign| sign + 1);
        Some(start..self.end_of_word(from + last + 1))
    }

    /// The first word that begins at `at` or behind it.
    fn word_after(&self, at: usize) -> Option<Range<usize>> {
        let mut from = at.max(self.span.start);
        let whole = self.text.as_bytes();
        if whole.get(from) == Some(&b' ')
            && let Some((_, end)) = short_letters_from(whole, from + 1)
            && end > from + 1
            && end < self.span.end
            && !whole.get(end).is_some_and(is_in_word)
        {
            return Some(from + 1..end);
        }
        let before = self.bytes(self.span.start..from);
        if before.last().is_some_and(is_in_word) {
            from = self.end_of_word(from);
        }
        let rest = self.bytes(from..self.span.end);
        let start = from + rest.iter().position(is_in_word)?;
        Some(start..self.end_of_word(start + 1))
    }

    /// Where the word that goes on at `at` ends, at most with the sentence.
    fn end_of_word(&self, at: usize) -> usize {
        let rest = self.bytes(at..self.span.end).iter();
        at + rest.take_while(|byte| is_in_word(byte)).count()
    }

    fn bytes(&self, range: Range<usize>) -> &'t [u8] {
        self.text.as_bytes().get(range).unwrap_or(&[])
    }

    fn str(&self, word: Range<usize>) -> &'t str {
        self.text.get(word).unwrap_or("")
    }

    /// Whether this byte stands in quotation marks.
    pub(in crate::extract) fn is_quoted(&self, at: usize) -> bool {
        self.quotes.iter().any(|quote| quote.contains(&at))
    }
}

/// Whether a question mark ends these words, but for closing marks behind it.
fn asks(words: &str) -> bool {
    match words.as_bytes().last() {
        Some(b'"' | b'\'' | b')' | b' ' | 0x80..) => words
            .trim_end_matches(['"', '”', '’', '\'', ')', ' '])
            .ends_with('?'),
        last => last == Some(&b'?'),
    }
}

#[cfg(test)]
mod tests;
