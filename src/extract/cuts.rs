//! Cuts pieces of text into words, each once, and keeps the cuts for both passes.
//!
//! A word is kept in eight bytes: a long document has one for every six bytes of text. Nearly every
//! word is plain letters and then a blank, and has a way of its own through here; everything else
//! is cut by the rules of [`super::split`] and looked at sign by sign.

use std::ops::Range;

use fearless_simd::Level;

use super::anchors::KeptAnchor;
use super::cutter::Cutter;
use super::lexicon::table;
use super::matcher::Hit;
use super::plain_word::{NUM_SEEN, Seen, boxed};
use super::word_table::{Entry, WordTable};
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
/// ASCII digits only.
pub(super) const DIGITS: u8 = 64;
/// A line ends behind it, or it keeps a point of its own, though the gap is no break.
pub(super) const SIGNS: u8 = 128;

/// The bit of a gap that is a break.
const BREAK: u8 = Gap::Break as u8;
const _: () = assert!(BREAK == 4 && (Gap::Comma as u8) < BREAK);

impl Cut {
    pub(super) const NONE: Self = Self {
        start: 0,
        end: 0,
        entry: 0,
        shape: Shape::Lower,
        more: 0,
    };

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

    /// Letters only, with a blank behind.
    #[inline(always)]
    pub(super) const fn is_plain(self) -> bool {
        self.more & !(NAMED | SIGNS) == Gap::Space as u8 | LETTERS
    }

    /// Whether more may stand behind it than blanks, a comma, a hyphen or ’s within a line.
    #[inline(always)]
    pub(super) const fn has_signs_behind(self) -> bool {
        self.more & (BREAK | SIGNS) != 0
    }

    /// Whether it is of letters without such signs behind, as most words are.
    #[inline(always)]
    pub(super) const fn is_of_letters(self) -> bool {
        self.more & (BREAK | SIGNS | LETTERS) == LETTERS
    }

    #[inline(always)]
    pub(super) const fn has(self, flag: u8) -> bool {
        self.more & flag != 0
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "no more of a piece is seen than sixteen bits can name"
)]
#[inline(always)]
pub(super) const fn offset(at: u32) -> u16 {
    at as u16
}

/// The words of pieces of one text, with all that is found while they are cut.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    pub(super) words: Vec<Cut>,
    /// Number of the first word of each sentence.
    pub(super) sentences: Vec<u16>,
    pub(super) anchors: Vec<KeptAnchor>,
    pub(super) candidates: Vec<u16>,
    hits: Vec<Hit>,
    pieces: Vec<PieceCut>,
    /// Where the words of the piece cut last begin.
    first_word: usize,
}

/// One piece of many. Few bytes, as a long text has some three pieces a kilobyte.
#[derive(Clone, Copy, Debug, Default)]
struct PieceCut {
    start: usize,
    len: u32,
    /// Where its part of each list ends.
    ends: Ends,
    has_caps: bool,
}

impl PieceCut {
    const fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    const fn end(&self) -> usize {
        self.start + self.len as usize
    }
}

/// Numbers of things before some place.
#[derive(Clone, Copy, Debug, Default)]
struct Ends {
    words: u32,
    sentences: u32,
    anchors: u32,
    candidates: u32,
    hits: u32,
}

/// So many things, of which there are never more.
#[inline(always)]
fn num_of<T>(things: &[T]) -> u32 {
    u32::try_from(things.len()).unwrap_or(u32::MAX)
}

/// The things between two of these numbers.
#[inline(always)]
fn part<T>(things: &[T], from: u32, to: u32) -> &[T] {
    things.get(from as usize..to as usize).unwrap_or(&[])
}

/// One piece cut, as its parts of the lists.
#[derive(Clone, Debug, Default)]
pub(super) struct PieceView<'c> {
    pub(super) range: Range<usize>,
    pub(super) words: &'c [Cut],
    pub(super) sentences: &'c [u16],
    pub(super) candidates: &'c [u16],
    pub(super) hits: &'c [Hit],
    pub(super) has_caps: bool,
}

/// What is needed of the piece that is being cut only until its names are found. Kept from piece to
/// piece for its memory, which is room for any piece (some 600 KB), and little of it is ever touched.
#[derive(Debug)]
pub(super) struct Fresh {
    /// The vector instructions that this machine has.
    pub(super) level: Level,
    pub(super) seen: Seen,
    /// Room for the words of the piece; the first `num_words` are filled.
    pub(super) words: Box<[Cut; MAX_WORDS]>,
    /// The number that each word is looked up by.
    pub(super) hashes: Box<[u64; MAX_WORDS]>,
    pub(super) num_words: usize,
    /// Words that may begin a name.
    pub(super) starts: Numbers,
}

/// As many words as begin within a piece: two never touch.
pub(super) const MAX_WORDS: usize = 1 << (u16::BITS - 1);

impl Default for Fresh {
    fn default() -> Self {
        Self {
            level: Level::new(),
            seen: Seen::default(),
            // Sixty-four at once, as one by one would take as long as a short document.
            words: boxed(vec![[Cut::NONE; 64]; MAX_WORDS / 64].into_flattened()),
            hashes: boxed(vec![0; MAX_WORDS]),
            num_words: 0,
            starts: Numbers::default(),
        }
    }
}

/// Numbers of words, in order, with room for all of a piece: each is added by a store and a count,
/// without a question.
#[derive(Debug)]
pub(super) struct Numbers {
    room: Box<[u16; MAX_WORDS]>,
    num: usize,
}

impl Default for Numbers {
    fn default() -> Self {
        Self {
            room: boxed(vec![0; MAX_WORDS]),
            num: 0,
        }
    }
}

impl Numbers {
    /// Drops all, to be filled anew.
    pub(super) fn fill(&mut self) -> Filling<'_> {
        Filling {
            room: &mut self.room,
            num: 0,
            filled: &mut self.num,
        }
    }

    pub(super) fn get(&self) -> &[u16] {
        self.room.get(..self.num).unwrap_or(&[])
    }
}

/// [`Numbers`] while they are filled.
#[derive(Debug)]
pub(super) struct Filling<'n> {
    room: &'n mut [u16; MAX_WORDS],
    num: usize,
    filled: &'n mut usize,
}

impl Filling<'_> {
    /// Adds it if it is wanted.
    #[inline(always)]
    pub(super) fn add_if(&mut self, number: u16, is_wanted: bool) {
        // There is room for all words, and the compiler sees that there is.
        if let Some(slot) = self.room.get_mut(self.num % MAX_WORDS) {
            *slot = number;
        }
        self.num += usize::from(is_wanted);
    }

    pub(super) const fn done(self) {
        *self.filled = self.num;
    }
}

impl Fresh {
    fn set(&mut self, piece: &str) {
        self.seen.set(piece.as_bytes());
        self.num_words = 0;
        self.starts.num = 0;
    }

    /// The words of the piece.
    pub(super) fn words(&self) -> &[Cut] {
        self.words.get(..self.num_words).unwrap_or(&[])
    }
}

/// Beginnings of names: a set of numbers of words that may say yes of a few others.
///
/// Its size is part of its type, so that where words are looked up nothing is asked about it. `N`, a
/// power of two, is best a quarter of the number of names: that is sixteen bits for each, and one in
/// sixteen other words is taken for one of them at most.
#[derive(Clone, Debug)]
pub(super) struct Starts<const N: usize> {
    bits: Box<[u64; N]>,
}

/// Beginnings of the names of the gazetteer, which has some 13,000.
pub(super) type NameStarts = Starts<NUM_NAME_STARTS>;

const NUM_NAME_STARTS: usize = 4096;

impl<const N: usize> Starts<N> {
    pub(super) fn insert(&mut self, word: u64) {
        if let Some(bits) = self.bits.get_mut(Self::place(word)) {
            *bits |= 1 << (word >> 58);
        }
    }

    /// What many words are asked of.
    #[inline(always)]
    pub(super) const fn view(&self) -> StartsView<'_, N> {
        StartsView { bits: &self.bits }
    }

    #[inline(always)]
    const fn place(word: u64) -> usize {
        const { assert!(N.is_power_of_two()) };
        (word >> 46) as usize % N
    }
}

impl<const N: usize> Default for Starts<N> {
    fn default() -> Self {
        Self {
            bits: boxed(vec![0; N]),
        }
    }
}

/// [`Starts`] while they are asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct StartsView<'s, const N: usize> {
    bits: &'s [u64; N],
}

impl<const N: usize> StartsView<'_, N> {
    /// Whether a name may begin with the word of this number.
    #[inline(always)]
    pub(super) fn may_have(self, word: u64) -> bool {
        let bits = self.bits.get(Starts::<N>::place(word));
        bits.is_some_and(|bits| bits >> (word >> 58) & 1 != 0)
    }
}

/// [`NameStarts`] while they are asked.
pub(super) type NameStartsView<'s> = StartsView<'s, NUM_NAME_STARTS>;

impl Cuts {
    /// With room for so many pieces, and for what so many bytes of prose hold: lists that grow are
    /// copied, and long ones into fresh memory.
    pub(super) fn for_pieces(num: usize, num_bytes: usize) -> Self {
        Self {
            words: Vec::with_capacity(num_bytes / 6),
            sentences: Vec::with_capacity(num_bytes / 128),
            anchors: Vec::with_capacity(num_bytes / 48),
            candidates: Vec::with_capacity(num_bytes / 32),
            hits: Vec::with_capacity(num_bytes / 96),
            pieces: Vec::with_capacity(num),
            first_word: 0,
        }
    }

    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.sentences.clear();
        self.anchors.clear();
        self.candidates.clear();
        self.hits.clear();
        self.pieces.clear();
        self.first_word = 0;
    }

    /// The piece of this number, counted from 0.
    #[inline]
    pub(super) fn piece(&self, number: usize) -> PieceView<'_> {
        let Some(piece) = self.pieces.get(number) else {
            return PieceView::default();
        };
        let before = number.checked_sub(1).and_then(|at| self.pieces.get(at));
        let from = before.map(|it| it.ends).unwrap_or_default();
        let to = piece.ends;
        PieceView {
            range: piece.range(),
            words: part(&self.words, from.words, to.words),
            sentences: part(&self.sentences, from.sentences, to.sentences),
            candidates: part(&self.candidates, from.candidates, to.candidates),
            hits: part(&self.hits, from.hits, to.hits),
            has_caps: piece.has_caps,
        }
    }

    /// Where figures, dates and citations may be read in the piece of this number, in order.
    pub(super) fn anchors(&self, number: usize) -> &[KeptAnchor] {
        let Some(piece) = self.pieces.get(number) else {
            return &[];
        };
        let before = number.checked_sub(1).and_then(|at| self.pieces.get(at));
        let from = before.map_or(0, |it| it.ends.anchors);
        part(&self.anchors, from, piece.ends.anchors)
    }

    /// The names of all pieces.
    pub(super) fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The first piece from this number on that ends behind this place: its number, and its words.
    pub(super) fn words_behind(
        &self,
        place: usize,
        from: usize,
    ) -> Option<(usize, Range<usize>, &[Cut])> {
        /// Pieces that are passed one by one.
        const NEAR: usize = 4;
        let is_before = |it: &PieceCut| it.end() <= place;
        let mut number = from;
        while number < from + NEAR && self.pieces.get(number).is_some_and(is_before) {
            number += 1;
        }
        if number == from + NEAR {
            number += num_leading(self.pieces.get(number..)?, is_before);
        }
        let piece = self.pieces.get(number)?;
        let before = number.checked_sub(1).and_then(|at| self.pieces.get(at));
        let from = before.map_or(0, |it| it.ends.words);
        let words = part(&self.words, from, piece.ends.words);
        Some((number, piece.range(), words))
    }

    /// Cuts the next piece; `starts` are the numbers of the words that a name may begin with.
    ///
    /// Of a piece of more than [`NUM_SEEN`] bytes the rest is not seen.
    pub(super) fn cut(
        &mut self,
        text: &str,
        range: Range<usize>,
        table: &WordTable,
        starts: &NameStarts,
        fresh: &mut Fresh,
    ) {
        let piece = text.get(range.clone()).unwrap_or("");
        let len = num_of(piece.as_bytes());
        let piece = piece
            .get(..piece.floor_char_boundary(NUM_SEEN))
            .unwrap_or(piece);
        self.first_word = self.words.len();
        fresh.set(piece);
        let has_caps = Cutter {
            cuts: self,
            table,
            starts: starts.view(),
            text,
            piece,
            base: range.start,
            has_caps: false,
        }
        .run(fresh);
        self.words.extend_from_slice(fresh.words());
        let ends = Ends {
            words: num_of(&self.words),
            sentences: num_of(&self.sentences),
            anchors: num_of(&self.anchors),
            candidates: num_of(&self.candidates),
            hits: num_of(&self.hits),
        };
        self.pieces.push(PieceCut {
            start: range.start,
            len,
            ends,
            has_caps,
        });
    }

    /// Cuts the next piece where no names are looked for.
    pub(super) fn cut_without_names(&mut self, text: &str, range: Range<usize>, fresh: &mut Fresh) {
        self.cut(text, range, table(), &NameStarts::default(), fresh);
    }

    /// Adds a name in the piece cut last; [`Self::end_hits`] comes behind the last of them.
    #[inline]
    pub(super) fn add_hit(&mut self, hit: Hit) {
        let first = self.first_word;
        let mut name = |i: u16| {
            if let Some(word) = self.words.get_mut(first + usize::from(i)) {
                word.more |= NAMED;
            }
        };
        name(hit.from);
        // Mostly one word.
        if hit.to > hit.from + 1 {
            (hit.from + 1..hit.to).for_each(name);
        }
        self.hits.push(hit);
    }

    /// All names of the piece cut last were added.
    pub(super) fn end_hits(&mut self) {
        if let Some(last) = self.pieces.last_mut() {
            last.ends.hits = num_of(&self.hits);
        }
    }
}

/// How many things stand before the first of which this is not true, looked for in steps that grow:
/// it is near.
pub(super) fn num_leading<T>(things: &[T], is_before: impl Fn(&T) -> bool) -> usize {
    let mut reach = 1;
    while things.get(reach - 1).is_some_and(&is_before) {
        reach *= 2;
    }
    let from = reach / 2;
    let near = things.get(from..reach.min(things.len())).unwrap_or(&[]);
    from + near.partition_point(is_before)
}
