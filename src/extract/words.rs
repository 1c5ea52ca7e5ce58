//! Words of one piece of text, with what stands between them.
//!
//! The rules for names look at neighbours all the time; this gives them words by number instead of
//! searching the text. A possessive ’s is no part of its word and no word of its own.

use std::ops::Range;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Begins with a small letter, or is of a script without capitals.
    Lower,
    /// Begins with a capital and has small letters.
    Capital,
    /// Capitals (and digits) only, at least two.
    Caps,
    /// One capital.
    Initial,
    /// Begins with a digit.
    Number,
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) shape: Shape,
    /// Followed by ’s (or, after an s, by an apostrophe alone).
    pub(super) possessive: bool,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Blanks only (or the point of an abbreviation and blanks).
    Space,
    /// A hyphen or dash without blanks.
    Hyphen,
    /// ’s and blanks.
    Possessive,
    /// A comma and blanks.
    Comma,
    /// Anything else, an end of sentence above all.
    Break,
}

/// The words of `text[range]`, offsets into `text`.
#[derive(Debug)]
pub(super) struct Words<'t> {
    text: &'t str,
    words: Vec<Word>,
    range: Range<usize>,
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str, range: Range<usize>) -> Self {
        Self {
            text,
            words: split(text, range.clone()),
            range,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) const fn range(&self) -> &Range<usize> {
        &self.range
    }

    pub(super) fn get(&self, i: usize) -> Option<&Word> {
        self.words.get(i)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Word)> {
        self.words.iter().enumerate()
    }

    /// The letters of word `i`; empty when there is none.
    pub(super) fn str(&self, i: usize) -> &'t str {
        self.words
            .get(i)
            .and_then(|word| self.text.get(word.start..word.end))
            .unwrap_or("")
    }

    /// The letters of the word before `i`; empty when there is none.
    pub(super) fn str_before(&self, i: usize) -> &'t str {
        i.checked_sub(1).map_or("", |i| self.str(i))
    }

    /// The letters of word `i`, small.
    pub(super) fn lower(&self, i: usize) -> String {
        self.str(i).to_lowercase()
    }

    /// The letters of the word before `i`, small; empty when there is none.
    pub(super) fn lower_before(&self, i: usize) -> String {
        i.checked_sub(1).map_or_else(String::new, |i| self.lower(i))
    }

    pub(super) fn shape(&self, i: usize) -> Option<Shape> {
        self.words.get(i).map(|word| word.shape)
    }

    /// Whether word `i` begins with a capital.
    pub(super) fn is_capital(&self, i: usize) -> bool {
        matches!(
            self.shape(i),
            Some(Shape::Capital | Shape::Caps | Shape::Initial)
        )
    }

    /// Number of the first word that starts at or after `offset`.
    pub(super) fn at_or_after(&self, offset: usize) -> usize {
        self.words.partition_point(|word| word.start < offset)
    }

    /// Number of the first word that ends after `offset`.
    pub(super) fn ending_after(&self, offset: usize) -> usize {
        self.words.partition_point(|word| word.end <= offset)
    }

    /// The characters between word `i` and the next, possessive included.
    pub(super) fn between(&self, i: usize) -> &'t str {
        match (self.words.get(i), self.words.get(i + 1)) {
            (Some(word), Some(next)) => self.text.get(word.end..next.start).unwrap_or(""),
            _ => "",
        }
    }

    /// What stands between word `i` and the next; a break after the last.
    pub(super) fn gap(&self, i: usize) -> Gap {
        let Some(word) = self.words.get(i) else {
            return Gap::Break;
        };
        if i + 1 >= self.words.len() {
            return Gap::Break;
        }
        let mut between = self.between(i);
        if between == " " && !word.possessive {
            return Gap::Space;
        }
        if word.possessive {
            between = between
                .trim_start_matches(['\'', '’'])
                .trim_start_matches(['s', 'S']);
            return if is_blank(between) {
                Gap::Possessive
            } else {
                Gap::Break
            };
        }
        if matches!(between, "-" | "–" | "‐" | "‑") {
            return Gap::Hyphen;
        }
        if let Some(rest) = between.strip_prefix(',') {
            return if is_blank(rest) {
                Gap::Comma
            } else {
                Gap::Break
            };
        }
        if let Some(rest) = between.strip_prefix('.')
            && (word.shape == Shape::Initial || is_abbreviation(self.str(i)))
            && rest.chars().all(char::is_whitespace)
        {
            return Gap::Space;
        }
        if is_blank(between) {
            Gap::Space
        } else {
            Gap::Break
        }
    }

    /// The gap before word `i`.
    pub(super) fn gap_before(&self, i: usize) -> Gap {
        i.checked_sub(1).map_or(Gap::Break, |i| self.gap(i))
    }

    /// Whether word `i` may be capitalised only because a sentence, quotation, cell or item begins.
    pub(super) fn starts_sentence(&self, i: usize) -> bool {
        self.gap_before(i) == Gap::Break
    }

    /// Whether at least four of five longer words around word `i` are capitalised, as in a headline:
    /// there a capital says nothing.
    pub(super) fn in_headline(&self, i: usize) -> bool {
        let sentence = self.sentence(i);
        let from = sentence.start.max(i.saturating_sub(12));
        let to = sentence.end.min(i + 13);
        let (mut num_long, mut num_capital) = (0usize, 0usize);
        for i in from..to {
            let long = self
                .words
                .get(i)
                .is_some_and(|word| word.end - word.start > 3);
            if long && self.shape(i) != Some(Shape::Number) {
                num_long += 1;
                num_capital += usize::from(self.is_capital(i));
            }
        }
        // A headline has no full stop; a sentence with one is only capitals in a reference.
        let stops = self
            .words
            .get(sentence.end.saturating_sub(1))
            .and_then(|word| self.text.get(word.end..))
            .is_some_and(|rest| rest.starts_with('.'));
        num_long >= 4 && num_capital * 5 >= num_long * if stops { 5 } else { 4 }
    }

    /// The words of the sentence around word `i`, at most 60 each way.
    pub(super) fn sentence(&self, i: usize) -> Range<usize> {
        let mut from = i;
        while from > 0 && i - from < 60 && !self.ends_sentence(from - 1) {
            from -= 1;
        }
        let mut to = i + 1;
        while to < self.len() && to - i < 60 && !self.ends_sentence(to - 1) {
            to += 1;
        }
        from..to.min(self.len())
    }

    /// Whether a sentence ends between word `i` and the next.
    pub(super) fn ends_sentence(&self, i: usize) -> bool {
        if self.gap(i) != Gap::Break {
            return false;
        }
        let between = self.between(i);
        between.contains(['!', '?', '\n', '\t', '|'])
            || between
                .find('.')
                .and_then(|at| between.get(at + 1..))
                // A reference mark may stand where the blank would ("… away.[2]").
                .is_some_and(|rest| rest.contains(char::is_whitespace) || rest.ends_with('['))
    }
}

/// Blanks without an empty line.
fn is_blank(between: &str) -> bool {
    !between.is_empty()
        && between
            .chars()
            .all(|letter| letter.is_whitespace() && letter != '\t')
        && between.matches('\n').count() < 2
}

/// Short forms whose point ends no sentence.
fn is_abbreviation(word: &str) -> bool {
    matches!(
        word,
        "Dr" | "Mr"
            | "Mrs"
            | "Ms"
            | "Gen"
            | "Lt"
            | "Col"
            | "Maj"
            | "Capt"
            | "Adm"
            | "Sen"
            | "Rep"
            | "Reps"
            | "Sens"
            | "Gov"
            | "Prof"
            | "St"
            | "Sgt"
            | "Brig"
            | "Cmdr"
            | "Amb"
            | "Hon"
            | "Smt"
            | "Vice"
            | "Rear"
            | "Pres"
            | "Sec"
            | "Supt"
            | "Jr"
            | "Sr"
            | "Mt"
            | "Ft"
            | "Brigadier"
    )
}

fn split(text: &str, range: Range<usize>) -> Vec<Word> {
    let Some(piece) = text.get(range.clone()) else {
        return Vec::new();
    };
    let mut words = Vec::with_capacity(piece.len() / 6 + 1);
    let mut at = 0;
    while let Some(start) = next_word(piece, at) {
        let (end, possessive) = word_end(piece, start);
        let word = piece.get(start..end).unwrap_or("");
        words.push(Word {
            start: range.start + start,
            end: range.start + end,
            shape: shape(word),
            possessive,
        });
        // The s of a possessive is no word; "Japan's" goes on after it.
        at = end;
        if possessive {
            at = past_possessive(piece, end);
        }
    }
    words
}

/// Where the next word begins.
fn next_word(piece: &str, mut at: usize) -> Option<usize> {
    let bytes = piece.as_bytes();
    loop {
        let byte = *bytes.get(at)?;
        if byte.is_ascii() {
            if is_ascii_word(byte) {
                return Some(at);
            }
            at += 1;
            continue;
        }
        let letter = piece.get(at..)?.chars().next()?;
        if is_word_char(letter) {
            return Some(at);
        }
        at += letter.len_utf8();
    }
}

/// Where the word that begins at `start` ends, and whether a possessive follows.
fn word_end(piece: &str, start: usize) -> (usize, bool) {
    let bytes = piece.as_bytes();
    let mut at = start;
    loop {
        match bytes.get(at) {
            Some(&byte) if is_ascii_word(byte) => at += 1,
            None | Some(b' ' | b'\n' | b',' | b'.') => return (at, false),
            Some(_) => {
                let rest = piece.get(at..).unwrap_or("");
                let mut letters = rest.chars();
                let letter = letters.next().unwrap_or(' ');
                let next = letters.next().unwrap_or(' ');
                let before = bytes.get(at.wrapping_sub(1)).copied().unwrap_or(b' ');
                if is_word_char(letter) {
                    at += letter.len_utf8();
                } else if matches!(letter, '\'' | '’') {
                    let after_next = letters.next().unwrap_or(' ');
                    if matches!(next, 's' | 'S') && !is_word_char(after_next) {
                        return (at, true);
                    }
                    if !is_word_char(next) {
                        return (at, before == b's');
                    }
                    at += letter.len_utf8();
                } else if letter == '&' && before.is_ascii_uppercase() && next.is_uppercase() {
                    at += 1;
                } else {
                    return (at, false);
                }
            }
        }
    }
}

/// Past the apostrophe at `end` and the s after it.
fn past_possessive(piece: &str, end: usize) -> usize {
    let rest = piece.get(end..).unwrap_or("");
    let after = rest.trim_start_matches(['\'', '’']);
    let sign = rest.len() - after.len();
    let s = usize::from(
        after.starts_with(['s', 'S'])
            && !after
                .get(1..)
                .and_then(|after| after.chars().next())
                .is_some_and(is_word_char),
    );
    end + sign + s
}

const fn is_ascii_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn shape(word: &str) -> Shape {
    let first = word.as_bytes().first().copied().unwrap_or(b'a');
    if first.is_ascii_lowercase() {
        return Shape::Lower;
    }
    if first.is_ascii_digit() {
        return Shape::Number;
    }
    let mut letters = word.chars();
    let first = letters.next().unwrap_or('a');
    if first.is_numeric() {
        return Shape::Number;
    }
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    if word.chars().any(char::is_lowercase) {
        Shape::Capital
    } else if letters.next().is_some() {
        Shape::Caps
    } else {
        Shape::Initial
    }
}

/// Letters, digits, and what may stand inside a word without being seen.
pub(super) fn is_word_char(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric() || letter == '_';
    }
    letter.is_alphanumeric()
        || matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_words(text: &str, expected: &[&str]) {
        let words = Words::new(text, 0..text.len());
        let found: Vec<_> = (0..words.len()).map(|i| words.str(i)).collect();
        assert_eq!(found, expected);
    }

    #[track_caller]
    fn check_gaps(text: &str, expected: &[Gap]) {
        let words = Words::new(text, 0..text.len());
        let found: Vec<_> = (0..words.len()).map(|i| words.gap(i)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn possessives_are_cut_off() {
        check_words(
            "Japan’s and Britain's plan",
            &["Japan", "and", "Britain", "plan"],
        );
        check_words("the Houthis’ drones", &["the", "Houthis", "drones"]);
        check_words(
            "O'Brien at Quai d’Orsay",
            &["O'Brien", "at", "Quai", "d’Orsay"],
        );
        check_words(
            "R&D at S&P Global, A & B",
            &["R&D", "at", "S&P", "Global", "A", "B"],
        );
    }

    #[test]
    fn gaps_are_told_apart() {
        use Gap::*;
        check_gaps(
            "Japan’s US-led plan, now. Then",
            &[Possessive, Hyphen, Space, Comma, Break, Break],
        );
        check_gaps("Dr Samir V. Kamat", &[Space, Space, Space, Break]);
        check_gaps("Gen. Brown said. He", &[Space, Space, Break, Break]);
        check_gaps("Sweden\tRBS 15", &[Break, Space, Break]);
    }

    #[test]
    fn headlines_are_seen() {
        let words = |text: &'static str| Words::new(text, 0..text.len());
        let title = words("Japan Signs Agreement to Purchase Tomahawk Missiles");
        assert!(title.in_headline(3));
        let plain = words("Japan signed an agreement with the United States to purchase missiles");
        assert!(!plain.in_headline(3));
    }

    proptest::proptest! {
        #[test]
        fn words_are_in_order_and_on_borders(text in "[A-Za-zé’'&. \n0-9兆İ-]{0,120}") {
            let words = Words::new(&text, 0..text.len());
            let mut end = 0;
            for (i, word) in words.iter() {
                proptest::prop_assert!(word.start >= end && word.start < word.end);
                proptest::prop_assert!(!words.str(i).is_empty());
                words.gap(i);
                words.ends_sentence(i);
                end = word.end;
            }
        }
    }
}
