//! Words of one piece of text, with what stands between them.
//!
//! The rules for names look at neighbours all the time, so everything that is asked of a word (how
//! it is written, which lists hold it, what follows it, which sentence it is in) is found once, in
//! one walk over the piece, and answered by number afterwards. A possessive ’s is no part of its
//! word and no word of its own.

use std::ops::Range;

use super::anchors::{Anchor, AnchorKind, anchors_in};
use super::lexicon::{Sense, Senses, table};
use super::small::Small;
use super::split::{Cut, cut, next_word};

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
    /// The lists that hold it.
    pub(super) senses: Senses,
    /// Number of its sentence within the piece.
    sentence: u32,
    pub(super) shape: Shape,
    gap: Gap,
    /// Followed by ’s (or, after an s, by an apostrophe alone).
    pub(super) possessive: bool,
    /// ASCII letters only.
    pub(super) letters: bool,
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
    /// Number of the first word of each sentence.
    sentences: Vec<u32>,
    /// Where figures, dates and citations may be read.
    anchors: Vec<Anchor>,
    range: Range<usize>,
}

impl<'t> Words<'t> {
    #[cfg(test)]
    pub(super) fn new(text: &'t str, range: Range<usize>) -> Self {
        let mut words = Self::none(text);
        words.refill(range);
        words
    }

    /// No words yet; the memory is used again from piece to piece.
    pub(super) const fn none(text: &'t str) -> Self {
        Self {
            text,
            words: Vec::new(),
            sentences: Vec::new(),
            anchors: Vec::new(),
            range: 0..0,
        }
    }

    /// Takes up another piece of the same text.
    pub(super) fn refill(&mut self, range: Range<usize>) {
        self.words.clear();
        self.sentences.clear();
        self.anchors.clear();
        self.range = range.clone();
        let Some(piece) = self.text.get(range) else {
            self.range = 0..0;
            return;
        };
        self.split(piece);
    }

    /// Where figures, dates and citations may be read, in order.
    pub(super) fn anchors(&self) -> &[Anchor] {
        &self.anchors
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

    pub(super) fn iter(&self) -> impl Iterator<Item = &Word> {
        self.words.iter()
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
    pub(super) fn lower(&self, i: usize) -> Small<'t> {
        Small::new(self.str(i))
    }

    /// Whether a list holds word `i`.
    pub(super) fn is(&self, i: usize, sense: Sense) -> bool {
        self.words.get(i).is_some_and(|word| word.senses.has(sense))
    }

    /// Whether any of these lists holds word `i`.
    pub(super) fn is_any(&self, i: usize, senses: Senses) -> bool {
        self.words
            .get(i)
            .is_some_and(|word| word.senses.has_any(senses))
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
        self.words.get(i).map_or(Gap::Break, |word| word.gap)
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
        let (mut num_long, mut num_capital) = (0, 0);
        for word in self.words.get(from..to).unwrap_or(&[]) {
            if word.end - word.start > 3 && word.shape != Shape::Number {
                num_long += 1;
                num_capital += usize::from(word.shape != Shape::Lower);
            }
        }
        if num_long < 4 || num_capital * 5 < num_long * 4 {
            return false;
        }
        // A headline has no full stop; a sentence with one is only capitals in a reference.
        let stops = self
            .words
            .get(sentence.end.saturating_sub(1))
            .and_then(|word| self.text.as_bytes().get(word.end))
            .is_some_and(|&after| after == b'.');
        !stops || num_capital == num_long
    }

    /// The words of the sentence around word `i`, at most 60 each way.
    pub(super) fn sentence(&self, i: usize) -> Range<usize> {
        let Some(word) = self.words.get(i) else {
            return i..i;
        };
        let start = |sentence: u32| self.sentences.get(sentence as usize).map(|&at| at as usize);
        let from = start(word.sentence).unwrap_or(0);
        let to = start(word.sentence + 1).unwrap_or(self.words.len());
        from.max(i.saturating_sub(60))..to.min(i + 60)
    }

    fn split(&mut self, piece: &str) {
        let table = table();
        self.words.reserve(piece.len() / 6);
        let base = self.range.start;
        let mut sentence = 0u32;
        let mut next = next_word(piece, 0);
        if let Some(first) = next {
            self.sentences.push(0);
            self.add_anchors(0, first);
        }
        while let Some(start) = next {
            let cut = cut(piece, start);
            let end = cut.end;
            let shape = shape(piece, start, &cut);
            let (senses, anchor) = table.get(cut.hash);
            if cut.digits {
                self.anchors.push(Anchor {
                    start: base + start,
                    end: base + start + 1,
                    kind: AnchorKind::Digits,
                });
            } else if !cut.letters {
                self.add_anchors(start, end);
            } else if let Some(kind) = anchor {
                self.anchors.push(Anchor {
                    start: base + start,
                    end: base + end,
                    kind,
                });
            }
            let (gap, ends_sentence);
            if let Some([b' ', first]) = piece.as_bytes().get(end..end + 2)
                && first.is_ascii_alphanumeric()
                && !cut.possessive
            {
                next = Some(end + 1);
                (gap, ends_sentence) = (Gap::Space, false);
            } else {
                next = next_word(piece, cut.after(piece));
                let gap_end = next.unwrap_or(piece.len());
                let has_anchor = |&byte: &u8| byte == b'[' || !byte.is_ascii();
                if piece
                    .as_bytes()
                    .get(end..gap_end)
                    .is_some_and(|gap| gap.iter().any(has_anchor))
                {
                    self.add_anchors(end, gap_end);
                }
                let between = next.and_then(|next| piece.get(end..next));
                gap = between.map_or(Gap::Break, |between| {
                    let word = piece.get(start..end).unwrap_or("");
                    gap_of(between, word, shape, cut.possessive)
                });
                ends_sentence = gap == Gap::Break && between.is_some_and(is_sentence_end);
            }
            self.words.push(Word {
                start: base + start,
                end: base + end,
                senses,
                sentence,
                shape,
                gap,
                possessive: cut.possessive,
                letters: cut.letters,
            });
            if ends_sentence {
                sentence += 1;
                self.sentences
                    .push(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
            }
        }
    }

    /// Adds the anchors between two places of the piece that are not plain words.
    fn add_anchors(&mut self, from: usize, to: usize) {
        let base = self.range.start;
        anchors_in(self.text, base + from..base + to, &mut self.anchors);
    }
}

fn gap_of(between: &str, word: &str, shape: Shape, possessive: bool) -> Gap {
    if possessive {
        let rest = between
            .trim_start_matches(['\'', '’'])
            .trim_start_matches(['s', 'S']);
        return if is_blank(rest) {
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
        && (shape == Shape::Initial || is_abbreviation(word))
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

/// Whether what stands between two words, a break, ends a sentence.
fn is_sentence_end(between: &str) -> bool {
    let bytes = between.as_bytes();
    if bytes == b". " {
        return true;
    }
    bytes
        .iter()
        .any(|byte| matches!(byte, b'!' | b'?' | b'\n' | b'\t' | b'|'))
        || between
            .split_once('.')
            // A reference mark may stand where the blank would ("… away.[2]").
            .is_some_and(|(_, rest)| rest.contains(char::is_whitespace) || rest.ends_with('['))
}

/// Blanks without an empty line.
fn is_blank(between: &str) -> bool {
    if between == " " {
        return true;
    }
    !between.is_empty()
        && between
            .chars()
            .all(|letter| letter.is_whitespace() && letter != '\t')
        && between.bytes().filter(|&byte| byte == b'\n').count() < 2
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

fn shape(piece: &str, start: usize, cut: &Cut) -> Shape {
    let bytes = piece.as_bytes();
    let first = bytes.get(start).copied().unwrap_or(b'a');
    if first.is_ascii_lowercase() {
        return Shape::Lower;
    }
    if first.is_ascii_digit() {
        return Shape::Number;
    }
    if cut.ascii {
        let rest = bytes.get(start + 1..cut.end).unwrap_or(&[]);
        return match rest.first() {
            _ if !first.is_ascii_uppercase() => Shape::Lower,
            None => Shape::Initial,
            Some(second) if second.is_ascii_lowercase() => Shape::Capital,
            _ if rest.iter().any(u8::is_ascii_lowercase) => Shape::Capital,
            _ => Shape::Caps,
        };
    }
    let word = piece.get(start..cut.end).unwrap_or("");
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
            for (i, word) in words.words.iter().enumerate() {
                proptest::prop_assert!(word.start >= end && word.start < word.end);
                proptest::prop_assert!(!words.str(i).is_empty());
                words.gap(i);
                end = word.end;
            }
        }
    }
}
