//! One sentence: its cues, its clauses and quotations.
//!
//! Only sentences around figures are read, so a text without figures costs nothing here, and of their
//! words only cues are looked at, where the first pass cut them: it tells which they are. The lists
//! are filled anew for every sentence and keep their memory.

use std::iter;
use std::ops::Range;

use super::values::Kinds;
use crate::extract::cues::{self, Cue, Cues};
use crate::extract::{Kind, Mention, MentionId};
use crate::reference::Iso3;
use crate::text::word_key::{letters_from, letters_start, short_letters_before};

/// One sentence.
#[derive(Debug, Default)]
pub(in crate::extract) struct Sentence<'t> {
    text: &'t str,
    pub(in crate::extract) span: Range<usize>,
    pub(in crate::extract) mentions: Range<usize>,
    /// The kinds of its mentions.
    pub(in crate::extract) kinds: Kinds,
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
    /// Where a quotation begins that has not ended yet.
    quote: Option<usize>,
    /// Words of its piece that may be cues beside others, or have cues in them.
    leaning: Vec<usize>,
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

/// Whether this byte says nothing between a sign and a word.
fn is_passed(byte: &u8) -> bool {
    class(*byte) == Class::Blank || *byte == b'"'
}

/// The first byte of “ and ”.
const LEAD: u8 = 0xE2;

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

impl<'t> Sentence<'t> {
    /// Becomes one that was read before and of which only its words are asked.
    pub(in crate::extract) fn turn_to(
        &mut self,
        text: &'t str,
        span: Range<usize>,
        mentions: Range<usize>,
    ) {
        (self.text, self.span, self.mentions) = (text, span, mentions);
    }

    /// The country of the place that it opens with: "In Berlin, the picture is muddier.", "The
    /// government in Berlin …".
    pub(in crate::extract) fn opening_place(
        &self,
        text: &str,
        mentions: &[Mention],
    ) -> Option<(Iso3, MentionId)> {
        let i = self.mentions.start;
        let first = mentions.get(i).filter(|_| i < self.mentions.end)?;
        let start = self.span.start;
        if first.kind() != Kind::Place {
            return None;
        }
        let before = text.get(start..first.span.start())?;
        if before != "In " && !before.ends_with("government in ") {
            return None;
        }
        Some((first.value.iso3()?, super::values::id(i)))
    }

    /// The kinds of its cues.
    pub(in crate::extract) const fn all(&self) -> Cues {
        self.all
    }

    /// Reads `text[span]` sign by sign. `in_quote`: a quotation is open before it.
    pub(in crate::extract) fn read(&mut self, text: &'t str, span: Range<usize>, in_quote: bool) {
        self.open(text, span.clone(), in_quote);
        self.split(span.clone());
        self.read_signs(span);
        self.close();
    }

    /// Begins a sentence, which ends with this span or before.
    fn open(&mut self, text: &'t str, span: Range<usize>, in_quote: bool) {
        self.text = text;
        self.cues.clear();
        self.turns.clear();
        self.quotes.clear();
        self.leaning.clear();
        self.clauses.clear();
        self.clauses.push(span.start);
        self.all = Cues::default();
        self.quote = in_quote.then_some(span.start);
        self.span = span;
    }

    /// Ends it, once its span is known.
    fn close(&mut self) {
        self.leaves_quote_open = self.quote.is_some();
        if let Some(start) = self.quote {
            self.quotes.push(start..self.span.end);
        }
        self.asks = asks(self.text.get(self.span.clone()).unwrap_or(""));
        if !self.turns.is_empty() {
            self.cut();
        }
    }

    /// Adds the cues of a stretch, read byte by byte.
    fn split(&mut self, stretch: Range<usize>) {
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
                        let before = |this: &Self| this.last_before(start);
                        let after = |this: &Self| this.first_after(at);
                        self.add_cue(start..at, cue, before, after);
                    }
                }
                Class::Digit => at = self.end_of_word(start),
                Class::Blank | Class::Sign => at += 1,
            }
        }
    }

    /// Adds a cue that means something between its neighbours, or where a clause may begin.
    #[inline(always)]
    fn add_cue(
        &mut self,
        word: Range<usize>,
        cue: Cue,
        before: impl Fn(&Self) -> &'t str,
        after: impl Fn(&Self) -> &'t str,
    ) {
        let start = word.start;
        let cue = match cue {
            Cue::While => return self.turns.push((start, Turn::Word)),
            Cue::Turn if self.follows_comma(start) => return self.turns.push((start, Turn::Word)),
            Cue::Turn => return,
            cue if self.says_nothing(start, cue, word.len()) => return,
            cue if cues::leans(cue, word.len()) => {
                let word = self.str(word.clone());
                match cues::settled(cue, word, || before(self), || after(self)) {
                    Some(cue) => cue,
                    None => return,
                }
            }
            cue => cue,
        };
        self.add_late(start, cue);
    }

    /// Adds a cue, whatever its neighbours.
    #[inline(always)]
    fn add_sure(&mut self, start: usize, cue: Cue) {
        self.all.add(cue);
        self.cues.push((start, cue));
    }

    /// Adds one that stands before some of those that are there already.
    fn add_late(&mut self, start: usize, cue: Cue) {
        self.all.add(cue);
        let before = self.cues.iter().rposition(|it| it.0 < start);
        self.cues
            .insert(before.map_or(0, |at| at + 1), (start, cue));
    }

    /// Whether the letter before a word of this length tells that it says nothing.
    #[inline(always)]
    fn says_nothing(&self, start: usize, cue: Cue, len: usize) -> bool {
        let last = cues::last_letter_before(cue, len);
        last.is_some_and(|last| !self.may_follow(start, last))
    }

    /// Whether the word before this place may end with this letter; mostly the letter there tells.
    fn may_follow(&self, start: usize, last: u8) -> bool {
        match self.bytes(self.span.start..start) {
            [.., before @ (b'a'..=b'z' | b'A'..=b'Z'), b' '] => before.eq_ignore_ascii_case(&last),
            _ => true,
        }
    }

    /// Whether the sign right before this word is a comma.
    fn follows_comma(&self, start: usize) -> bool {
        let before = self.bytes(self.span.start..start);
        before.iter().rfind(|byte| !is_passed(byte)) == Some(&b',')
    }

    /// Takes in the signs of a stretch, which may be between words.
    fn read_signs(&mut self, stretch: Range<usize>) {
        for (place, &byte) in (stretch.start..).zip(self.bytes(stretch)) {
            self.read_sign(place, byte);
        }
    }

    /// Takes in the sign at `place`.
    #[inline(always)]
    fn read_sign(&mut self, place: usize, byte: u8) {
        match byte {
            b'"' | LEAD => self.read_quote(place),
            b';' | b':' => self.read_turn(place, byte),
            _ => {}
        }
    }

    /// Begins or ends a quotation with the mark at `place`.
    fn read_quote(&mut self, place: usize) {
        match self.text.as_bytes().get(place..).unwrap_or(&[]) {
            [b'"', ..] => match self.quote.take() {
                Some(start) => self.quotes.push(start..place),
                None => self.quote = Some(place),
            },
            [LEAD, 0x80, 0x9C, ..] => self.quote = Some(place),
            [LEAD, 0x80, 0x9D, ..] => {
                self.quotes.push(self.quote.take().unwrap_or(place)..place);
            }
            _ => {}
        }
    }

    /// Adds the word that follows the semicolon or colon at `place` to those that may begin a clause.
    fn read_turn(&mut self, place: usize, sign: u8) {
        let behind = self.text.as_bytes().get(place + 1..).unwrap_or(&[]);
        // Of several signs the last counts.
        if let Some(num) = behind.iter().position(|byte| !is_passed(byte))
            && behind.get(num).is_some_and(is_in_word)
        {
            let turn = match sign {
                b';' => Turn::Semicolon,
                _ => Turn::Colon,
            };
            self.turns.push((place + 1 + num, turn));
        }
    }

    /// Finds where clauses begin: at a semicolon, a colon that ends more than a label, and at
    /// "while", "whereas", ", but" and the like.
    fn cut(&mut self) {
        let span = self.span.clone();
        // What follows the last sign may belong to the next sentence.
        self.turns.retain(|(start, _)| span.contains(start));
        self.turns
            .sort_by_key(|&(start, turn)| (start, turn != Turn::Word));
        let mut from = span.start;
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

    /// The words before `at` that begin at `from` or behind it, nearest first, at most so many.
    pub(in crate::extract) fn words_between(
        &self,
        from: usize,
        at: usize,
        num: usize,
    ) -> impl Iterator<Item = &'t str> {
        let mut at = at;
        let words = iter::from_fn(move || {
            let word = self.word_before(at).filter(|word| word.start >= from)?;
            at = word.start;
            Some(self.str(word))
        });
        words.take(num)
    }

    /// Whether the first word from its clause's start on is this one, in any case.
    pub(in crate::extract) fn opens_with(&self, clause: usize, word: &str) -> bool {
        let bytes = self.text.as_bytes();
        let first = bytes.get(clause);
        let is_letter = first.is_some_and(u8::is_ascii_alphabetic);
        let begins = || {
            let before = clause.checked_sub(1).and_then(|at| bytes.get(at));
            clause == self.span.start || before.is_some_and(|byte| !is_in_word(byte))
        };
        // Mostly the first letter tells.
        if is_letter && first.map(u8::to_ascii_lowercase) != word.bytes().next() && begins() {
            return false;
        }
        let opens = self.words_after(clause, 1).next();
        opens.is_some_and(|it| it.eq_ignore_ascii_case(word))
    }

    /// Where the first word stands that begins at `at` or behind it.
    pub(in crate::extract) fn word_behind(&self, at: usize) -> Option<Range<usize>> {
        self.word_after(at)
    }

    /// The word before `at`; empty where there is none.
    pub(in crate::extract) fn last_before(&self, at: usize) -> &'t str {
        self.word_before(at).map_or("", |word| self.str(word))
    }

    /// The first word behind `at`; empty where there is none.
    fn first_after(&self, at: usize) -> &'t str {
        self.word_after(at).map_or("", |word| self.str(word))
    }

    /// The word right behind `at`; empty where a sign parts them.
    pub(in crate::extract) fn word_at(&self, at: usize) -> &'t str {
        self.word_at_or(at, None)
    }

    /// The same where the first word behind it may be known.
    pub(in crate::extract) fn word_at_or(&self, at: usize, known: Option<&'t str>) -> &'t str {
        match self.text.as_bytes().get(at) {
            Some(b',' | b';' | b'.' | b':' | b'(') => "",
            _ => known.unwrap_or_else(|| self.first_after(at)),
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
    #[inline]
    fn word_before(&self, at: usize) -> Option<Range<usize>> {
        self.plain_before(at).or_else(|| self.any_before(at))
    }

    /// The same where it is letters and then a blank, as most words are.
    #[inline(always)]
    fn plain_before(&self, at: usize) -> Option<Range<usize>> {
        let whole = self.text.as_bytes();
        let end = at.checked_sub(1)?;
        if at > self.span.end || whole.get(end) != Some(&b' ') {
            return None;
        }
        let start = match short_letters_before(whole, end) {
            Some((_, start)) => start,
            None => letters_start(whole, end),
        };
        let from = self.span.start;
        let begins =
            || start == from || start > from && !whole.get(start - 1).is_some_and(is_in_word);
        (start < end && begins()).then_some(start..end)
    }

    #[inline(never)]
    fn any_before(&self, at: usize) -> Option<Range<usize>> {
        let from = self.span.start;
        if at <= from {
            return None;
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
    #[inline]
    fn word_after(&self, at: usize) -> Option<Range<usize>> {
        let at = at.max(self.span.start);
        self.plain_after(at).or_else(|| self.any_after(at))
    }

    /// The same where it is a blank and then letters, and not the last.
    #[inline(always)]
    fn plain_after(&self, at: usize) -> Option<Range<usize>> {
        let whole = self.text.as_bytes();
        if whole.get(at) != Some(&b' ') {
            return None;
        }
        let end = letters_from(whole, at + 1).1;
        let is_whole =
            end > at + 1 && end < self.span.end && !whole.get(end).is_some_and(is_in_word);
        is_whole.then_some(at + 1..end)
    }

    #[inline(never)]
    fn any_after(&self, at: usize) -> Option<Range<usize>> {
        let mut from = at;
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

mod words;

#[cfg(test)]
mod tests;
