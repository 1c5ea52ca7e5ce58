//! Words of one piece of text, with what stands between them.
//!
//! The rules for names look at neighbours all the time, so everything that is asked of a word (how
//! it is written, which lists hold it, what follows it, which sentence it is in) is found once, in
//! one walk over the piece ([`super::cuts`]), and answered by number afterwards. A possessive ’s is
//! no part of its word and no word of its own.

use std::ops::Range;

use super::cuts::{Cut, LETTERS, NAMED, POSSESSIVE, PieceView};
use super::lexicon::{Sense, Senses};
use super::matcher::Hit;
use super::small::Small;
use super::word_table::{Known, WordTable};

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

/// The words of one piece of a text; their offsets are into the text.
#[derive(Clone, Debug)]
pub(super) struct Words<'t> {
    text: &'t str,
    /// What the entries of the words stand for.
    entries: &'t [Known],
    piece: PieceView<'t>,
}

impl<'t> Words<'t> {
    /// Of no piece yet, of a text that was cut with this table.
    pub(super) fn none(text: &'t str, table: &'t WordTable) -> Self {
        Self {
            text,
            entries: table.entries(),
            piece: PieceView::default(),
        }
    }

    /// Goes on to this piece.
    #[inline(always)]
    pub(super) fn go_on(&mut self, piece: PieceView<'t>) {
        self.piece = piece;
    }

    /// Of a text that is one piece.
    #[cfg(test)]
    pub(super) fn whole(text: &'t str) -> Self {
        let mut cuts = super::cuts::Cuts::default();
        cuts.cut_without_names(text, 0..text.len(), &mut Default::default());
        // A few bytes that live as long as the test.
        let cuts: &'static _ = Box::leak(Box::new(cuts));
        let mut words = Self::none(text, super::lexicon::table());
        words.go_on(cuts.piece(0));
        words
    }

    /// The names of the gazetteer in the piece, in order, disjoint.
    pub(super) const fn hits(&self) -> &'t [Hit] {
        self.piece.hits
    }

    /// Numbers of the words at which a rule for names may begin, in order. These are all that begin
    /// with a capital, the numbers that a hyphen follows, and of the small words the offices and
    /// roles, "by" and "plc".
    pub(super) fn candidates(&self) -> impl Iterator<Item = usize> + use<'t> {
        self.piece.candidates.iter().map(|&i| usize::from(i))
    }

    /// Whether any word of the piece is in capitals ([`Shape::Caps`]).
    pub(super) const fn has_caps(&self) -> bool {
        self.piece.has_caps
    }

    pub(super) const fn len(&self) -> usize {
        self.piece.words.len()
    }

    /// The piece.
    pub(super) const fn range(&self) -> &Range<usize> {
        &self.piece.range
    }

    /// Word `i` as it is kept.
    #[inline(always)]
    pub(super) fn cut(&self, i: usize) -> Option<&'t Cut> {
        self.piece.words.get(i)
    }

    /// Word `i`.
    #[inline(always)]
    pub(super) fn get(&self, i: usize) -> Option<Word> {
        let cut = self.cut(i)?;
        Some(Word {
            start: self.piece.range.start + usize::from(cut.start),
            end: self.piece.range.start + usize::from(cut.end),
            possessive: cut.has(POSSESSIVE),
            letters: cut.has(LETTERS),
        })
    }

    /// The lists that hold a word of the piece.
    #[inline(always)]
    pub(super) fn senses_of(&self, cut: &Cut) -> Senses {
        self.entries
            .get(usize::from(cut.entry))
            .map_or(Senses::NONE, |known| known.senses)
    }

    /// Whether word `i` is part of a name of the gazetteer ([`Self::hits`]).
    #[inline(always)]
    pub(super) fn is_named(&self, i: usize) -> bool {
        self.cut(i).is_some_and(|cut| cut.has(NAMED))
    }

    /// The letters of word `i`; empty when there is none.
    #[inline]
    pub(super) fn str(&self, i: usize) -> &'t str {
        self.get(i)
            .and_then(|word| self.text.get(word.start..word.end))
            .unwrap_or("")
    }

    /// The words `from..to` with what stands between them; empty when there are none.
    pub(super) fn stretch(&self, from: usize, to: usize) -> &'t str {
        let (first, last) = (self.get(from), to.checked_sub(1).and_then(|i| self.get(i)));
        let range = first.zip(last).map(|(first, last)| first.start..last.end);
        range.and_then(|it| self.text.get(it)).unwrap_or("")
    }

    /// The [`word_hash`](super::split::word_hash) of a word of ASCII letters.
    #[inline]
    pub(super) fn hash(&self, word: &Word) -> u64 {
        let len = word.end - word.start;
        super::split::letters_hash(self.text.as_bytes(), word.start, len)
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
    #[inline]
    pub(super) fn is(&self, i: usize, sense: Sense) -> bool {
        self.cut(i)
            .is_some_and(|cut| self.senses_of(cut).has(sense))
    }

    /// Whether any of these lists holds word `i`.
    #[inline]
    pub(super) fn is_any(&self, i: usize, senses: Senses) -> bool {
        self.cut(i)
            .is_some_and(|cut| self.senses_of(cut).has_any(senses))
    }

    #[inline]
    pub(super) fn shape(&self, i: usize) -> Option<Shape> {
        self.cut(i).map(|cut| cut.shape)
    }

    /// Whether word `i` begins with a capital.
    #[inline]
    pub(super) fn is_capital(&self, i: usize) -> bool {
        matches!(
            self.shape(i),
            Some(Shape::Capital | Shape::Caps | Shape::Initial)
        )
    }

    /// Number of the first word that starts at or after `offset`.
    pub(super) fn at_or_after(&self, offset: usize) -> usize {
        let offset = offset.saturating_sub(self.piece.range.start);
        let starts_before = |cut: &Cut| usize::from(cut.start) < offset;
        self.piece.words.partition_point(starts_before)
    }

    /// Number of the first word that ends after `offset`.
    pub(super) fn ending_after(&self, offset: usize) -> usize {
        let Some(offset) = offset.checked_sub(self.piece.range.start) else {
            return 0;
        };
        let ends_before = |cut: &Cut| usize::from(cut.end) <= offset;
        self.piece.words.partition_point(ends_before)
    }

    /// The characters between word `i` and the next, possessive included.
    #[inline]
    pub(super) fn between(&self, i: usize) -> &'t str {
        match (self.get(i), self.get(i + 1)) {
            (Some(word), Some(next)) => self.text.get(word.end..next.start).unwrap_or(""),
            _ => "",
        }
    }

    /// Whether one blank or other ASCII sign and nothing else stands before word `i`.
    pub(super) fn has_one_sign_before(&self, i: usize) -> bool {
        let (before, word) = (i.checked_sub(1).and_then(|i| self.cut(i)), self.cut(i));
        let (Some(before), Some(word)) = (before, word) else {
            return false;
        };
        let sign = self.piece.range.start + usize::from(before.end);
        let sign = self.text.as_bytes().get(sign);
        word.start == before.end + 1
            && sign.is_some_and(|sign| sign.is_ascii_graphic() || *sign == b' ')
    }

    /// What stands between word `i` and the next; a break after the last.
    #[inline]
    pub(super) fn gap(&self, i: usize) -> Gap {
        self.cut(i).map_or(Gap::Break, |cut| cut.gap())
    }

    /// The gap before word `i`.
    #[inline]
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
        for word in self.piece.words.get(from..to).unwrap_or(&[]) {
            if word.end - word.start > 3 && word.shape != Shape::Number {
                num_long += 1;
                num_capital += usize::from(word.shape != Shape::Lower);
                // Even if all others were long and capitals: most sentences end here.
                if (num_long - num_capital) * 5 > to - from {
                    return false;
                }
            }
        }
        if num_long < 4 || num_capital * 5 < num_long * 4 {
            return false;
        }
        // A headline has no full stop; a sentence with one is only capitals in a reference, and no long
        // one.
        let stops = self
            .get(sentence.end.saturating_sub(1))
            .and_then(|word| self.text.as_bytes().get(word.end))
            .is_some_and(|&after| after == b'.');
        !stops || num_capital == num_long && (from..to) == sentence
    }

    /// The words of the sentence around word `i`, at most 60 each way.
    pub(super) fn sentence(&self, i: usize) -> Range<usize> {
        if i >= self.len() {
            return i..i;
        }
        let sentences = self.piece.sentences;
        let after = sentences.partition_point(|&first| usize::from(first) <= i);
        let start = |nth: usize| sentences.get(nth).map(|&first| usize::from(first));
        let from = after.checked_sub(1).and_then(start).unwrap_or(0);
        let to = start(after).unwrap_or(self.len());
        from.max(i.saturating_sub(60))..to.min(i + 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_words(text: &str, expected: &[&str]) {
        let words = Words::whole(text);
        let found: Vec<_> = (0..words.len()).map(|i| words.str(i)).collect();
        assert_eq!(found, expected);
    }

    #[track_caller]
    fn check_gaps(text: &str, expected: &[Gap]) {
        let words = Words::whole(text);
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
    fn names_may_begin_at_few_words() {
        let text = "US envoy Ann and the 12-year plan by Elbit plc in Haifa";
        let words = Words::whole(text);
        let letters: Vec<&str> = words.candidates().map(|i| words.str(i)).collect();
        assert_eq!(
            letters,
            ["US", "envoy", "Ann", "12", "by", "Elbit", "plc", "Haifa"]
        );
        assert!(words.has_caps());
    }

    #[test]
    fn headlines_are_seen() {
        let words = |text: &'static str| Words::whole(text);
        let title = words("Japan Signs Agreement to Purchase Tomahawk Missiles");
        assert!(title.in_headline(3));
        let plain = words("Japan signed an agreement with the United States to purchase missiles");
        assert!(!plain.in_headline(3));
    }

    proptest::proptest! {
        #[test]
        fn words_are_in_order_and_on_borders(text in "[A-Za-zé’'&. \n0-9兆İ-]{0,120}") {
            let words = Words::whole(&text);
            let mut end = 0;
            for (i, word) in (0..words.len()).map_while(|i| Some((i, words.get(i)?))) {
                proptest::prop_assert!(word.start >= end && word.start < word.end);
                proptest::prop_assert!(!words.str(i).is_empty());
                words.gap(i);
                end = word.end;
            }
        }
    }
}
