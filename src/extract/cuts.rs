//! Cuts pieces of text into words, each once, and keeps the cuts for both passes.
//!
//! A word is kept in eight bytes: a long document has one for every six bytes of text. Nearly every
//! word is plain letters and then a blank, and has a way of its own through here; everything else
//! is cut by the rules of [`super::split`] and looked at sign by sign.

use std::ops::Range;

use super::anchors::{Anchor, AnchorKind, anchors_in};
use super::gaps::{gap_of, is_abbreviation, is_sentence_end};
use super::lexicon::{Senses, table};
use super::matcher::Hit;
use super::split::{
    Letters, digits, eight, ends_word, is_ascii_word, letters, next_word, past_possessive, unusual,
};
use super::word_table::{Entry, Marks, WordTable};
use super::words::{Gap, Shape};

/// A word as it is kept: offsets are within its piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    pub(super) start: u16,
    pub(super) end: u16,
    /// What the table of words knows of it.
    pub(super) entry: Entry,
    pub(super) shape: Shape,
    /// A [`Gap`] in the lowest bits, and flags.
    pub(super) more: u8,
}

/// Bits of [`Cut::more`]: what stands between it and the next word.
const GAP: u8 = 7;
/// ASCII letters only.
pub(super) const LETTERS: u8 = 8;
/// Followed by ’s.
pub(super) const POSSESSIVE: u8 = 16;
/// Part of a name of the gazetteer.
pub(super) const NAMED: u8 = 32;

impl Cut {
    #[inline(always)]
    pub(super) const fn gap(self) -> Gap {
        match self.more & GAP {
            0 => Gap::Space,
            1 => Gap::Hyphen,
            2 => Gap::Possessive,
            3 => Gap::Comma,
            _ => Gap::Break,
        }
    }

    #[inline(always)]
    pub(super) const fn has(self, flag: u8) -> bool {
        self.more & flag != 0
    }
}

/// The words of pieces of one text, with all that is found while they are cut.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    words: Vec<Cut>,
    /// Number of the first word of each sentence.
    sentences: Vec<u16>,
    anchors: Vec<Anchor>,
    capitals: Vec<u16>,
    candidates: Vec<u16>,
    hits: Vec<Hit>,
    pieces: Vec<PieceCut>,
}

/// One piece of many.
#[derive(Clone, Debug, Default)]
struct PieceCut {
    range: Range<usize>,
    /// Where its part of each list ends.
    ends: Ends,
    /// Of all words together.
    senses: Senses,
    has_caps: bool,
}

/// Numbers of things before some place.
#[derive(Clone, Copy, Debug, Default)]
struct Ends {
    words: usize,
    sentences: usize,
    anchors: usize,
    capitals: usize,
    candidates: usize,
    hits: usize,
}

/// One piece cut, as its parts of the lists.
#[derive(Clone, Debug, Default)]
pub(super) struct PieceView<'c> {
    pub(super) range: Range<usize>,
    pub(super) words: &'c [Cut],
    pub(super) sentences: &'c [u16],
    pub(super) anchors: &'c [Anchor],
    pub(super) capitals: &'c [u16],
    pub(super) candidates: &'c [u16],
    pub(super) hits: &'c [Hit],
    pub(super) senses: Senses,
    pub(super) has_caps: bool,
}

/// What is needed of the piece that is being cut only until its names are found.
#[derive(Debug, Default)]
pub(super) struct Fresh {
    /// For each word the number it is looked up by.
    pub(super) hashes: Vec<u64>,
    /// Words that may begin a name.
    pub(super) starts: Vec<u16>,
}

/// Beginnings of names: a set of numbers of words that may say yes of a few others.
#[derive(Debug)]
pub(super) struct Starts {
    /// Invariant: the length is a power of two.
    bits: Box<[u64]>,
}

impl Starts {
    /// None so far, with room for so many.
    pub(super) fn for_words(num: usize) -> Self {
        // Sixteen bits for each: one in sixteen other words is taken for one of them at most.
        Self {
            bits: vec![0; (num / 4).next_power_of_two()].into_boxed_slice(),
        }
    }

    pub(super) fn insert(&mut self, word: u64) {
        let at = Self::place(word, self.bits.len());
        if let Some(bits) = self.bits.get_mut(at) {
            *bits |= 1 << (word & 63);
        }
    }

    #[inline(always)]
    fn may_have(&self, word: u64) -> bool {
        let bits = self.bits.get(Self::place(word, self.bits.len()));
        bits.is_some_and(|bits| bits >> (word & 63) & 1 != 0)
    }

    #[expect(clippy::cast_possible_truncation, reason = "a place in memory, masked")]
    #[inline(always)]
    const fn place(word: u64, len: usize) -> usize {
        (word >> 16) as usize & len.wrapping_sub(1)
    }
}

impl Cuts {
    /// With room for the words of so many bytes of text.
    pub(super) fn for_bytes(num: usize) -> Self {
        Self {
            words: Vec::with_capacity(num / 6),
            ..Self::default()
        }
    }

    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.sentences.clear();
        self.anchors.clear();
        self.capitals.clear();
        self.candidates.clear();
        self.hits.clear();
        self.pieces.clear();
    }

    /// The piece of this number, counted from 0.
    pub(super) fn piece(&self, number: usize) -> PieceView<'_> {
        let Some(piece) = self.pieces.get(number) else {
            return PieceView::default();
        };
        let before = number.checked_sub(1).and_then(|at| self.pieces.get(at));
        let from = before.map(|it| it.ends).unwrap_or_default();
        let to = piece.ends;
        PieceView {
            range: piece.range.clone(),
            words: self.words.get(from.words..to.words).unwrap_or(&[]),
            sentences: (self.sentences.get(from.sentences..to.sentences)).unwrap_or(&[]),
            anchors: self.anchors.get(from.anchors..to.anchors).unwrap_or(&[]),
            capitals: (self.capitals.get(from.capitals..to.capitals)).unwrap_or(&[]),
            candidates: (self.candidates.get(from.candidates..to.candidates)).unwrap_or(&[]),
            hits: self.hits.get(from.hits..to.hits).unwrap_or(&[]),
            senses: piece.senses,
            has_caps: piece.has_caps,
        }
    }

    /// Cuts the next piece; `starts` are the numbers of the words that a name may begin with.
    ///
    /// A piece is at most 64 KB long: words that begin behind are not seen.
    pub(super) fn cut(
        &mut self,
        text: &str,
        range: Range<usize>,
        table: &WordTable,
        starts: &Starts,
        fresh: &mut Fresh,
    ) {
        fresh.hashes.clear();
        fresh.starts.clear();
        let mut found = PieceCut {
            range: range.clone(),
            ..PieceCut::default()
        };
        if let Some(piece) = text.get(range.clone()) {
            let first = self.words.len();
            Cutter {
                cuts: self,
                fresh,
                table,
                starts,
                text,
                piece,
                base: range.start,
                first,
                found: &mut found,
            }
            .run();
        }
        self.pieces.push(found);
        self.end_piece();
    }

    /// Cuts the next piece where no names are looked for.
    pub(super) fn cut_without_names(&mut self, text: &str, range: Range<usize>, fresh: &mut Fresh) {
        self.cut(text, range, table(), &Starts::for_words(0), fresh);
    }

    /// Adds a name in the piece cut last.
    pub(super) fn add_hit(&mut self, hit: Hit) {
        let first = self.start_of_last();
        let named = first + usize::from(hit.from)..first + usize::from(hit.to);
        for word in self.words.get_mut(named).unwrap_or(&mut []) {
            word.more |= NAMED;
        }
        self.hits.push(hit);
        self.end_piece();
    }

    /// The words of the piece cut last.
    pub(super) fn last_words(&self) -> &[Cut] {
        self.words.get(self.start_of_last()..).unwrap_or(&[])
    }

    fn start_of_last(&self) -> usize {
        let before = self.pieces.len().checked_sub(2);
        before
            .and_then(|at| self.pieces.get(at))
            .map_or(0, |piece| piece.ends.words)
    }

    fn end_piece(&mut self) {
        if let Some(last) = self.pieces.last_mut() {
            last.ends = Ends {
                words: self.words.len(),
                sentences: self.sentences.len(),
                anchors: self.anchors.len(),
                capitals: self.capitals.len(),
                candidates: self.candidates.len(),
                hits: self.hits.len(),
            };
        }
    }
}

/// One piece while it is cut.
struct Cutter<'c> {
    cuts: &'c mut Cuts,
    fresh: &'c mut Fresh,
    table: &'c WordTable,
    starts: &'c Starts,
    text: &'c str,
    piece: &'c str,
    /// Where the piece begins in the text.
    base: usize,
    /// Number of words before the piece.
    first: usize,
    found: &'c mut PieceCut,
}

/// A word with all but what is looked up.
struct Written {
    end: usize,
    hash: u64,
    shape: Shape,
    flags: u8,
}

impl Cutter<'_> {
    fn run(&mut self) {
        let piece = self.piece;
        let bytes = piece.as_bytes();
        let Some(mut start) = next_word(piece, 0) else {
            return;
        };
        self.cuts.sentences.push(0);
        self.add_anchors(0, start);
        let mut senses = Senses::NONE;
        loop {
            let Ok(kept_start) = u16::try_from(start) else {
                break;
            };
            let i = self.number();
            let run = letters(bytes, start);
            let mut tail = eight(bytes, run.end);
            let [mut next_byte, ..] = tail.to_le_bytes();
            let written = if run.end > start && ends_word(next_byte) {
                Written {
                    end: run.end,
                    hash: run.hash,
                    shape: shape_of_letters(bytes, start, run),
                    flags: LETTERS,
                }
            } else {
                let written = self.other_word(start, run.end);
                tail = eight(bytes, written.end);
                [next_byte, ..] = tail.to_le_bytes();
                written
            };
            let entry = self.table.find(written.hash);
            let known = self.table.known(entry);
            senses = senses.and(known.senses);
            let [_, second, third, ..] = tail.to_le_bytes();
            if written.shape == Shape::Lower {
                if !known.marks.is_empty() {
                    self.small_word(
                        i,
                        start,
                        &written,
                        known.marks,
                        known.anchor,
                        [next_byte, second],
                    );
                }
            } else {
                self.big_word(i, start, &written, known.anchor);
            }
            // The commonest gaps, a blank above all.
            let (gap, next) =
                if next_byte == b' ' && is_ascii_word(second) && written.flags & POSSESSIVE == 0 {
                    (Gap::Space, Some(written.end + 1))
                } else if next_byte == b',' && second == b' ' && is_ascii_word(third) {
                    (Gap::Comma, Some(written.end + 2))
                } else {
                    self.other_gap(start, &written)
                };
            if gap == Gap::Hyphen && written.shape == Shape::Number {
                self.cuts.candidates.push(i);
            }
            self.fresh.hashes.push(written.hash);
            self.cuts.words.push(Cut {
                start: kept_start,
                end: u16::try_from(written.end).unwrap_or(u16::MAX),
                entry,
                shape: written.shape,
                more: gap as u8 | written.flags,
            });
            let Some(next) = next else { break };
            start = next;
        }
        self.found.senses = senses;
    }

    /// Number of the next word within the piece.
    #[inline(always)]
    fn number(&self) -> u16 {
        // Each word has a byte at least, so the number is less than the offset.
        u16::try_from(self.cuts.words.len() - self.first).unwrap_or(u16::MAX)
    }

    /// What a small word of the table is stopped for.
    #[inline(never)]
    fn small_word(
        &mut self,
        i: u16,
        start: usize,
        word: &Written,
        marks: Marks,
        anchor: Option<AnchorKind>,
        after: [u8; 2],
    ) {
        if let Some(kind) = anchor
            && word.flags & LETTERS != 0
        {
            self.add_anchor(start, word.end, kind);
        }
        if marks.has(Marks::CANDIDATE) {
            self.cuts.candidates.push(i);
        }
        let before_small = after[0] == b' ' && after[1].is_ascii_lowercase();
        if marks.has(Marks::NAME) || marks.has(Marks::NAME_BEFORE_CAPITAL) && !before_small {
            self.fresh.starts.push(i);
        }
    }

    /// A word that is not written small.
    #[inline(always)]
    fn big_word(&mut self, i: u16, start: usize, word: &Written, anchor: Option<AnchorKind>) {
        if let Some(kind) = anchor
            && word.flags & LETTERS != 0
        {
            self.add_anchor(start, word.end, kind);
        }
        if word.shape != Shape::Number {
            self.cuts.capitals.push(i);
            self.cuts.candidates.push(i);
            self.found.has_caps |= word.shape == Shape::Caps;
        }
        if self.starts.may_have(word.hash) {
            self.fresh.starts.push(i);
        }
    }

    /// A word with other signs than letters in it or next to it; `at` is behind the letters it
    /// begins with.
    #[inline(never)]
    fn other_word(&mut self, start: usize, at: usize) -> Written {
        let bytes = self.piece.as_bytes();
        if at == start {
            let (end, hash) = digits(bytes, start);
            if end > start && bytes.get(end).is_none_or(|&byte| ends_word(byte)) {
                self.add_anchor(start, start + 1, AnchorKind::Digits);
                return Written {
                    end,
                    hash,
                    shape: Shape::Number,
                    flags: 0,
                };
            }
        }
        let word = unusual(self.piece, start, at);
        if word.digits {
            self.add_anchor(start, start + 1, AnchorKind::Digits);
        } else if !word.letters {
            self.add_anchors(start, word.end);
        }
        let flags =
            if word.letters { LETTERS } else { 0 } | if word.possessive { POSSESSIVE } else { 0 };
        let letters = self.piece.get(start..word.end).unwrap_or("");
        let shape = if word.ascii {
            shape_of_ascii(letters.as_bytes())
        } else {
            shape(letters)
        };
        let first = letters.as_bytes().first();
        // Of names only those that begin with an ASCII letter are known by their marks.
        if shape == Shape::Lower
            && !first.is_some_and(u8::is_ascii_lowercase)
            && self.starts.may_have(word.hash)
        {
            let i = self.number();
            self.fresh.starts.push(i);
        }
        Written {
            end: word.end,
            hash: word.hash,
            shape,
            flags,
        }
    }

    /// What stands behind a word, and where the next begins.
    #[inline(never)]
    fn other_gap(&mut self, start: usize, word: &Written) -> (Gap, Option<usize>) {
        let piece = self.piece;
        let bytes = piece.as_bytes();
        let possessive = word.flags & POSSESSIVE != 0;
        let letters = || piece.get(start..word.end).unwrap_or("");
        if let Some([b'.', b' ', third]) = bytes.get(word.end..word.end + 3)
            && is_ascii_word(*third)
        {
            let next = word.end + 2;
            if word.shape == Shape::Initial
                || word.shape == Shape::Capital && is_abbreviation(letters())
            {
                return (Gap::Space, Some(next));
            }
            self.end_sentence();
            return (Gap::Break, Some(next));
        }
        let after = if possessive {
            past_possessive(piece, word.end)
        } else {
            word.end
        };
        let next = next_word(piece, after);
        let gap_end = next.unwrap_or(piece.len());
        let has_anchor = |&byte: &u8| byte == b'[' || !byte.is_ascii();
        if bytes
            .get(word.end..gap_end)
            .is_some_and(|gap| gap.iter().any(has_anchor))
        {
            self.add_anchors(word.end, gap_end);
        }
        let Some(between) = next.and_then(|next| piece.get(word.end..next)) else {
            return (Gap::Break, next);
        };
        let gap = gap_of(between, letters(), word.shape, possessive);
        if gap == Gap::Break && is_sentence_end(between) {
            self.end_sentence();
        }
        (gap, next)
    }

    /// The next word but one begins a sentence.
    fn end_sentence(&mut self) {
        let next = self.number().saturating_add(1);
        self.cuts.sentences.push(next);
    }

    #[inline(always)]
    fn add_anchor(&mut self, start: usize, end: usize, kind: AnchorKind) {
        self.cuts.anchors.push(Anchor {
            start: self.base + start,
            end: self.base + end,
            kind,
        });
    }

    /// Adds the anchors between two places of the piece that are not plain words.
    fn add_anchors(&mut self, from: usize, to: usize) {
        let range = self.base + from..self.base + to;
        anchors_in(self.text, range, &mut self.cuts.anchors);
    }
}

#[inline(always)]
fn shape_of_letters(bytes: &[u8], start: usize, run: Letters) -> Shape {
    let [first, second, ..] = run.first.to_le_bytes();
    if first.is_ascii_lowercase() {
        Shape::Lower
    } else if run.end == start + 1 {
        Shape::Initial
    } else if second.is_ascii_lowercase() {
        Shape::Capital
    } else {
        shape_of_ascii(bytes.get(start..run.end).unwrap_or(&[]))
    }
}

fn shape_of_ascii(word: &[u8]) -> Shape {
    match word {
        [b'0'..=b'9', ..] => Shape::Number,
        [b'A'..=b'Z'] => Shape::Initial,
        [b'A'..=b'Z', rest @ ..] if rest.iter().any(u8::is_ascii_lowercase) => Shape::Capital,
        [b'A'..=b'Z', ..] => Shape::Caps,
        _ => Shape::Lower,
    }
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars();
    let first = letters.next().unwrap_or('a');
    if first.is_ascii_lowercase() {
        Shape::Lower
    } else if first.is_numeric() {
        Shape::Number
    } else if !first.is_uppercase() {
        Shape::Lower
    } else if word.chars().any(char::is_lowercase) {
        Shape::Capital
    } else if letters.next().is_some() {
        Shape::Caps
    } else {
        Shape::Initial
    }
}
