//! One sentence: where it begins and ends, its words with their cues, its clauses and quotations.
//!
//! Only sentences around figures are read, so a text without figures costs nothing here. The lists
//! are filled anew for every sentence and keep their memory.

use std::ops::Range;

use memchr::{memchr3, memrchr3};

use crate::extract::cues::{self, Cue, Cues};
use crate::extract::split;
use crate::extract::word_set::word_set;

/// A longer sentence is a list and is cut here, which keeps the work linear.
const MAX_BYTES: usize = 2000;

/// A shorter line that ends without a full stop is a line by itself.
const MAX_SHORT_LINE: usize = 45;

/// A word of the sentence.
#[derive(Clone, Copy, Debug)]
pub(in crate::extract) struct Word {
    pub(in crate::extract) start: usize,
    pub(in crate::extract) end: usize,
    /// The last sign between the word before and this one; 0 for blanks only.
    sign: u8,
}

/// One sentence.
#[derive(Debug, Default)]
pub(in crate::extract) struct Sentence {
    pub(in crate::extract) span: Range<usize>,
    pub(in crate::extract) mentions: Range<usize>,
    pub(in crate::extract) words: Vec<Word>,
    /// Where each cue stands.
    pub(in crate::extract) cues: Vec<(usize, Cue)>,
    /// Which cues stand anywhere in it.
    all: Cues,
    /// Where its clauses begin, the first at its own start.
    clauses: Vec<usize>,
    /// Words that may begin a clause.
    turns: Vec<(usize, bool)>,
    /// What stands in quotation marks.
    quotes: Vec<Range<usize>>,
    /// Ends with a question mark.
    pub(in crate::extract) asks: bool,
    /// A quotation is still open at its end.
    pub(in crate::extract) leaves_quote_open: bool,
}

impl Sentence {
    /// Reads `text[span]`. `in_quote`: a quotation is open before it.
    pub(in crate::extract) fn read(&mut self, text: &str, span: Range<usize>, in_quote: bool) {
        self.words.clear();
        self.cues.clear();
        self.clauses.clear();
        self.quotes.clear();
        self.turns.clear();
        self.clauses.push(span.start);
        self.span = span.clone();
        self.split(text, span.clone(), in_quote);
        self.asks = asks(text.get(span).unwrap_or(""));
        self.refine(text);
        self.cut();
    }

    /// One walk over the bytes: words, their raw cues, quotations.
    fn split(&mut self, text: &str, span: Range<usize>, in_quote: bool) {
        let whole = text.as_bytes();
        let Some(bytes) = whole.get(..span.end) else {
            return;
        };
        let mut open = in_quote.then_some(span.start);
        let mut at = span.start;
        let mut sign = 0;
        while let Some(&byte) = bytes.get(at) {
            let start = at;
            let (number, mut end) = split::run_of_letters(whole, start);
            if end > start || byte.is_ascii_digit() {
                let is_cut = end > bytes.len();
                let goes_on = bytes.get(end).is_some_and(u8::is_ascii_digit);
                let cue = if end > start && !is_cut && !goes_on {
                    cues::cue_of(number)
                } else {
                    let rest = bytes.get(start..).unwrap_or(&[]);
                    let word = rest.iter().take_while(|it| it.is_ascii_alphanumeric());
                    let len = word.count();
                    end = start + len;
                    let word = rest.get(..len).filter(|_| is_cut);
                    word.and_then(cues::cue)
                };
                let i = self.words.len();
                if sign != 0 && matches!(sign, b';' | b':') {
                    self.turns.push((i, false));
                }
                self.words.push(Word { start, end, sign });
                if let Some(cue) = cue {
                    if cue == Cue::Turn {
                        // "while" and "whereas" need no comma; the others have other lengths.
                        let is_strong = matches!(end - start, 5 | 7) && byte | 0x20 == b'w';
                        if sign == b',' || is_strong {
                            self.turns.push((i, true));
                        }
                    } else {
                        self.cues.push((i, cue));
                    }
                }
                sign = 0;
                at = end + usize::from(bytes.get(end) == Some(&b' '));
                continue;
            }
            match byte {
                b' ' | b'\n' => {}
                b'"' => match open.take() {
                    Some(start) => self.quotes.push(start..at),
                    None => open = Some(at),
                },
                0xE2 if bytes.get(at + 1) == Some(&0x80) => match bytes.get(at + 2) {
                    Some(0x9C) => open = Some(at),
                    Some(0x9D) => {
                        let start = open.take().unwrap_or(at);
                        self.quotes.push(start..at);
                    }
                    _ => sign = byte,
                },
                _ => sign = byte,
            }
            at += 1;
        }
        self.leaves_quote_open = open.is_some();
        if let Some(start) = open {
            self.quotes.push(start..span.end);
        }
    }

    /// Keeps the cues that mean something between their neighbours, now with their places.
    fn refine(&mut self, text: &str) {
        let words = &self.words;
        let mut all = Cues::default();
        let str = |i: Option<usize>| {
            i.and_then(|i| words.get(i))
                .and_then(|word| text.get(word.start..word.end))
                .unwrap_or("")
        };
        self.cues.retain_mut(|(i, cue)| {
            let Some(word) = words.get(*i) else {
                return false;
            };
            let at = *i;
            *i = word.start;
            if cues::leans(*cue, word.end - word.start) {
                let (before, after) = (str(at.checked_sub(1)), str(at.checked_add(1)));
                let Some(settled) = cues::settled(*cue, str(Some(at)), before, after) else {
                    return false;
                };
                *cue = settled;
            }
            all.add(*cue);
            true
        });
        self.all = all;
    }

    /// Finds where clauses begin: at a semicolon, a colon that ends more than a label, and at
    /// "while", "whereas", ", but" and the like.
    fn cut(&mut self) {
        let mut from = 0;
        for &(i, is_word) in &self.turns {
            let Some(word) = self.words.get(i).filter(|_| i > 0) else {
                continue;
            };
            // After a word or two it is a label: "Budget 2026: SEK 175 billion".
            if is_word || word.sign == b';' || i - from > 5 {
                self.clauses.push(word.start);
                from = i;
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
    pub(in crate::extract) fn words_before<'t>(
        &self,
        text: &'t str,
        at: usize,
        num: usize,
    ) -> impl Iterator<Item = &'t str> {
        let to = self.words.partition_point(|word| word.start < at);
        let words = self.words.get(to.saturating_sub(num)..to).unwrap_or(&[]);
        words
            .iter()
            .rev()
            .map(move |word| text.get(word.start..word.end).unwrap_or(""))
    }

    /// The words from `at` on.
    pub(in crate::extract) fn words_after<'t>(
        &self,
        text: &'t str,
        at: usize,
        num: usize,
    ) -> impl Iterator<Item = &'t str> {
        let from = self.words.partition_point(|word| word.start < at);
        let words = self.words.get(from..).unwrap_or(&[]);
        words
            .iter()
            .take(num)
            .map(move |word| text.get(word.start..word.end).unwrap_or(""))
    }

    /// Whether this word is among the `num` words from `at` on, in any case.
    pub(in crate::extract) fn has_word_after(
        &self,
        text: &str,
        at: usize,
        num: usize,
        wanted: &str,
    ) -> bool {
        let from = self.words.partition_point(|word| word.start < at);
        let words = self.words.get(from..).unwrap_or(&[]);
        words.iter().take(num).any(|word| {
            word.end - word.start == wanted.len()
                && text
                    .get(word.start..word.end)
                    .is_some_and(|word| word.eq_ignore_ascii_case(wanted))
        })
    }

    /// How many words begin between two places.
    pub(in crate::extract) fn num_words(&self, from: usize, to: usize) -> usize {
        let index = |at: usize| self.words.partition_point(|word| word.start < at);
        index(to).saturating_sub(index(from))
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

/// Where the sentence around `at` begins, not before `floor`.
pub(in crate::extract) fn start_of(text: &str, floor: usize, at: usize) -> usize {
    let least = floor.max(at.saturating_sub(MAX_BYTES));
    let before = |end: usize| text.as_bytes().get(least..end).unwrap_or(&[]);
    let ends = |place: usize| end_at(text, floor, place).filter(|&end| end <= at);
    let mut until = at;
    loop {
        let stop = memrchr3(b'.', b'!', b'?', before(until)).map(|it| least + it);
        // Ends of lines and cells behind it come first.
        let from = stop.map_or(0, |stop| stop + 1 - least);
        while let Some(line) = before(until)
            .get(from..)
            .and_then(|lines| memrchr3(b'\n', b'\t', b'|', lines))
        {
            until = least + from + line;
            if let Some(end) = ends(until) {
                return past_blanks(text, end, at);
            }
        }
        let Some(stop) = stop else { break };
        if let Some(end) = ends(stop) {
            return past_blanks(text, end, at);
        }
        until = stop;
    }
    let mut start = least;
    while !text.is_char_boundary(start) {
        start += 1;
    }
    past_blanks(text, start, at)
}

/// Where the sentence that holds `at` ends, at most at `limit`.
pub(in crate::extract) fn end_of(text: &str, floor: usize, at: usize, limit: usize) -> usize {
    let most = limit.min(at.saturating_add(MAX_BYTES));
    let between = |from: usize, to: usize| text.as_bytes().get(from..to).unwrap_or(&[]);
    let mut i = at;
    while i < most {
        let stop = memchr3(b'.', b'!', b'?', between(i, most)).map(|it| i + it);
        // Ends of lines and cells before it come first.
        let to = stop.unwrap_or(most);
        while let Some(line) = memchr3(b'\n', b'\t', b'|', between(i, to)) {
            if let Some(end) = end_at(text, floor, i + line) {
                return end.min(limit);
            }
            i += line + 1;
        }
        if let Some(end) = stop.and_then(|stop| end_at(text, floor, stop)) {
            return end.min(limit);
        }
        i = to + usize::from(stop.is_some());
    }
    while !text.is_char_boundary(i) {
        i += 1;
    }
    i.min(limit)
}

fn past_blanks(text: &str, from: usize, to: usize) -> usize {
    let between = text.get(from..to).unwrap_or("");
    from + (between.len() - between.trim_start().len())
}

word_set! {
    /// Short forms whose point ends no sentence.
    SHORT = "Mr" "Mrs" "Ms" "Dr" "Gen" "Lt" "Col" "Sgt" "Adm" "Capt" "Maj" "Sen" "Rep" "Gov" "Prof"
        "St" "No" "Nos" "Jan" "Feb" "Mar" "Apr" "Jun" "Jul" "Aug" "Sep" "Sept" "Oct" "Nov" "Dec"
        "vs" "approx" "ca" "Inc" "Ltd" "Co" "Corp" "Fig" "Vol" "Rs" "Art" "Brig" "Cmdr" "Amb" "Hon"
        "Jr" "Sr" "Mt" "Ft" "etc" "cf" "al"
}

/// If a sentence ends with the sign at `at`: where, closing marks included.
fn end_at(text: &str, floor: usize, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    match bytes.get(at)? {
        b'\n' => {
            let from = floor.max(at.saturating_sub(MAX_SHORT_LINE));
            let before = bytes.get(from..at)?;
            let is_short = from == floor || before.contains(&b'\n');
            return is_short.then_some(at);
        }
        b'\t' | b'|' => return Some(at + 1),
        _ => {}
    }
    let mut end = at + 1;
    loop {
        match bytes.get(end) {
            Some(b'"' | b'\'' | b')' | b']') => end += 1,
            Some(0xE2)
                if bytes.get(end + 1) == Some(&0x80)
                    && matches!(bytes.get(end + 2), Some(0x99 | 0x9D)) =>
            {
                end += 3;
            }
            _ => break,
        }
    }
    match bytes.get(end) {
        None | Some(b' ' | b'\n' | b'\t' | b'[' | b'\r') => {}
        Some(_) => return None,
    }
    let is_point = bytes.get(at) == Some(&b'.');
    if !is_point || bytes.get(end) != Some(&b' ') {
        return Some(end);
    }
    // A sentence does not begin with a small letter.
    if bytes.get(end + 1).is_some_and(u8::is_ascii_lowercase) {
        return None;
    }
    if end == at + 1 {
        let from = floor.max(at.saturating_sub(7));
        let word = bytes.get(from..at)?;
        let len = word
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        // An initial; "U.S." and "p.m." end no sentence, either, unless a line ends.
        let word = word.get(word.len() - len..).unwrap_or(&[]);
        if len == 1 || SHORT.has_bytes(word) {
            return None;
        }
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of a paragraph, by walking forward.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let end = end_of(text, 0, at, text.len()).max(at + 1);
            let sentence = text.get(at..end).unwrap();
            if !sentence.trim().is_empty() {
                found.push(sentence.trim());
                // From any place in it the way back finds the same start.
                let start = at + (sentence.len() - sentence.trim_start().len());
                let inside = start + sentence.trim().len() / 2;
                let inside = (0..=inside)
                    .rev()
                    .find(|&it| text.is_char_boundary(it))
                    .unwrap();
                assert_eq!(start_of(text, 0, inside), start, "{text:?}");
            }
            at = end;
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn full_stops_end_sentences() {
        check("It rose. It fell.", &["It rose.", "It fell."]);
        check("Did it? Yes! It did.", &["Did it?", "Yes!", "It did."]);
        check("He said “so.” It rose.", &["He said “so.”", "It rose."]);
        check("It rose.[1] It fell.", &["It rose.", "[1] It fell."]);
    }

    #[test]
    fn other_points_do_not() {
        check("Gen. Brown flew 3.5 km.", &["Gen. Brown flew 3.5 km."]);
        check(
            "On Jan. 18 the U.S. signed.",
            &["On Jan. 18 the U.S. signed."],
        );
        check("It is No. 1 in size.", &["It is No. 1 in size."]);
        check(
            "It cost Rs. 500 crore vs. less.",
            &["It cost Rs. 500 crore vs. less."],
        );
    }

    #[test]
    fn a_broken_line_goes_on_and_a_short_one_ends() {
        check(
            "The ministry said that it would spend more than it\nhad planned.",
            &["The ministry said that it would spend more than it\nhad planned."],
        );
        check("Sweden: 12\nNorway: 10", &["Sweden: 12", "Norway: 10"]);
    }

    #[test]
    fn quotations_are_known() {
        let text = "He said “we spend 5” and \"more\" now";
        let mut sentence = Sentence::default();
        sentence.read(text, 0..text.len(), false);
        let at = |word: &str| text.find(word).unwrap();
        assert!(sentence.is_quoted(at("spend")) && sentence.is_quoted(at("more")));
        assert!(!sentence.is_quoted(at("He")) && !sentence.is_quoted(at("now")));
        assert!(!sentence.leaves_quote_open);
    }

    #[test]
    fn clauses_begin_at_signs_and_words() {
        let text = "A rose; B fell while C stood, but D went";
        let mut sentence = Sentence::default();
        sentence.read(text, 0..text.len(), false);
        let clause = |word: &str| text.get(sentence.clause(text.find(word).unwrap())).unwrap();
        assert_eq!(clause("rose"), "A rose; ");
        assert_eq!(clause("fell"), "B fell ");
        assert_eq!(clause("stood"), "while C stood, ");
        assert_eq!(clause("went"), "but D went");
    }

    #[test]
    fn hostile_texts_take_no_longer_than_their_length() {
        for piece in [". ", "\n", "a. ", "“", "a ", "! ", "\t"] {
            let text = piece.repeat(100_000);
            let mut at = 0;
            let mut num = 0;
            while at < text.len() && num < 1000 {
                at = end_of(&text, 0, at, text.len()).max(at + 1);
                num += 1;
            }
            let _ = start_of(&text, 0, text.len());
        }
    }
}
