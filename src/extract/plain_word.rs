//! Words that are plain letters or digits, as nearly all are.
//!
//! Sixteen bytes are looked at together, with the vector instructions that the machine has; whatever
//! it has, the same comes out.

use std::ops::RangeInclusive;

use fearless_simd::prelude::*;
use fearless_simd::u8x16;

use super::gaps::is_common_sign;
use super::split::ends_word;
use super::words::Shape;
use crate::text::word_key::{low_bytes, mix, spread};

/// How many bytes are looked at together.
const BLOCK: usize = 16;

/// How many bytes are read of a word and what is behind it.
const WINDOW: usize = BLOCK + 3;

/// The bytes of a piece in which words are seen: all places that sixteen bits can name but the last.
pub(super) const NUM_SEEN: usize = u16::MAX as usize;

/// The bytes of a piece and zeros behind them: a window fits at every place that sixteen bits can
/// name, and the compiler sees it.
pub(super) type SeenBytes = [u8; NUM_SEEN + WINDOW];

/// A piece as far as words are seen.
#[derive(Debug)]
pub(super) struct Seen {
    bytes: Box<SeenBytes>,
}

impl Default for Seen {
    fn default() -> Self {
        Self {
            bytes: boxed(vec![0; NUM_SEEN + WINDOW]),
        }
    }
}

impl Seen {
    /// Takes the next piece; of more than [`NUM_SEEN`] bytes, only those.
    pub(super) fn set(&mut self, piece: &[u8]) {
        let seen = piece.get(..NUM_SEEN).unwrap_or(piece);
        if let Some((to, behind)) = self.bytes.split_at_mut_checked(seen.len())
            && let Some(behind) = behind.first_chunk_mut::<WINDOW>()
        {
            to.copy_from_slice(seen);
            *behind = [0; WINDOW];
        }
    }

    pub(super) const fn bytes(&self) -> &SeenBytes {
        &self.bytes
    }
}

/// These as an array, which is not made on the stack; they must be as many.
pub(super) fn boxed<T, const N: usize>(items: Vec<T>) -> Box<[T; N]> {
    let items = items.into_boxed_slice().try_into();
    items.unwrap_or_else(|_| unreachable!("as many as there are"))
}

/// The bytes where a word begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window<'p, S: Simd> {
    bytes: &'p [u8; WINDOW],
    block: u8x16<S>,
}

/// A run of ASCII letters or digits, which may go on where it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) len: u32,
    /// The number it is looked up by.
    pub(super) hash: u64,
}

/// The bit by which small letters differ from capitals.
const SMALL_LETTER: u8 = 0x20;

impl<'p, S: Simd> Window<'p, S> {
    #[inline(always)]
    pub(super) fn at(simd: S, bytes: &'p SeenBytes, start: u16) -> Option<Self> {
        let bytes: &[u8; WINDOW] = bytes.get(usize::from(start)..)?.first_chunk()?;
        let block = u8x16::from_slice(simd, bytes.get(..BLOCK)?);
        Some(Self { bytes, block })
    }

    /// Up to fifteen small letters.
    #[inline(always)]
    pub(super) fn small_letters(self) -> Option<Run> {
        Run::new(self.block, b'a'..=b'z')
    }

    /// Whether a blank is behind this run, as behind most words.
    #[inline(always)]
    pub(super) fn is_before_blank(self, run: Run) -> bool {
        self.byte(run.len) == b' '
    }

    /// Whether a small letter is behind the sign that follows this run.
    #[inline(always)]
    pub(super) fn is_before_small(self, run: Run) -> bool {
        self.byte(run.len + 1).is_ascii_lowercase()
    }

    /// A run of letters that begins with a capital, and how it is written.
    #[inline(always)]
    pub(super) fn capitalised(self) -> Option<(Run, Shape)> {
        let small = self.block | u8x16::splat(self.block.token(), SMALL_LETTER);
        let run = Run::new(small, b'a'..=b'z')?;
        let shape = if run.len == 1 {
            Shape::Initial
        } else if small.simd_eq(self.block).to_bitmask() & !(!0 << run.len) != 0 {
            Shape::Capital
        } else {
            Shape::Caps
        };
        Some((run, shape))
    }

    /// Up to seven digits.
    #[inline(always)]
    pub(super) fn digits(self) -> Option<Run> {
        Run::new(self.block, b'0'..=b'9').filter(|run| run.len < 8)
    }

    /// The bytes behind this run.
    #[inline(always)]
    pub(super) fn behind(self, run: Run) -> [u8; 3] {
        [0, 1, 2].map(|nth| self.byte(run.len + nth))
    }

    /// Whether this run is a whole word.
    #[inline(always)]
    pub(super) fn is_whole(self, run: Run) -> bool {
        ends_word(self.byte(run.len)) || is_common_sign(self.behind(run))
    }

    #[inline(always)]
    fn byte(self, at: u32) -> u8 {
        self.bytes.get(at as usize).copied().unwrap_or(0)
    }
}

impl Run {
    /// Of bytes of this class, up to fifteen.
    #[inline(always)]
    fn new<S: Simd>(block: u8x16<S>, class: RangeInclusive<u8>) -> Option<Self> {
        let simd = block.token();
        let nth = block - u8x16::splat(simd, *class.start());
        let others = nth.simd_gt(u8x16::splat(simd, class.end() - class.start()));
        // 64 when all are of the class.
        let len = others.to_bitmask().trailing_zeros();
        let both = u128::from_le_bytes(block.into());
        #[expect(clippy::cast_possible_truncation, reason = "the lower half")]
        let first = both as u64;
        let rest = (both >> 64) as u64;
        let hash = match len as usize {
            0 => return None,
            num @ 1..8 => spread(first & low_bytes(num)),
            num @ 8..BLOCK => spread(mix(first) ^ (rest & low_bytes(num - 8))),
            _ => return None,
        };
        Some(Self { len, hash })
    }

    /// Where it ends that begins there.
    #[inline(always)]
    pub(super) const fn end(self, start: u16) -> u16 {
        #[expect(clippy::cast_possible_truncation, reason = "fifteen at most")]
        let len = self.len as u16;
        start.wrapping_add(len)
    }
}

#[cfg(test)]
mod tests {
    use fearless_simd::{Level, dispatch};
    use proptest::prelude::*;

    use super::*;
    use crate::extract::split::word_hash;

    /// A plain word at the start of a text.
    type Plain = Option<(u32, u64, Shape, [u8; 3])>;

    /// The same as each kind of vector instructions cuts it.
    fn plain_words(text: &str) -> Vec<Plain> {
        let mut seen = Seen::default();
        seen.set(text.as_bytes());
        let plain = |level: Level| {
            dispatch!(level, simd => {
                let window = Window::at(simd, seen.bytes(), 0).expect("it fits");
                let small = || Some((window.small_letters()?, Shape::Lower));
                let digits = || Some((window.digits()?, Shape::Number));
                let (run, shape) = small().or_else(|| window.capitalised()).or_else(digits)?;
                let behind = window.is_whole(run).then(|| window.behind(run))?;
                Some((run.len, run.hash, shape, behind))
            })
        };
        [Level::new(), Level::baseline()].map(plain).into()
    }

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, Shape)>) {
        for plain in plain_words(text) {
            let found = plain.map(|(len, hash, shape, _)| (len as usize, hash, shape));
            let expected = expected.map(|(word, shape)| (word.len(), word_hash(word), shape));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn plain_words_are_told_from_others() {
        check("Japan said", Some(("Japan", Shape::Capital)));
        check("the", Some(("the", Shape::Lower)));
        check("NATO’s", None);
        check("NATO, and", Some(("NATO", Shape::Caps)));
        check("iPhone", None);
        check("A day", Some(("A", Shape::Initial)));
        check("2024, then", Some(("2024", Shape::Number)));
        check("1234567.", Some(("1234567", Shape::Number)));
        check("12345678.", None);
        check(
            "administrations\u{a0}and",
            Some(("administrations", Shape::Lower)),
        );
        check("misadministration and", None);
        check("F35 jets", None);
        check("35mm guns", None);
        check("Türkiye", None);
        check("don't", None);
        check(" blank", None);
        check("", None);
    }

    #[test]
    fn behind_the_piece_are_zeros() {
        let mut seen = Seen::default();
        seen.set("a ".repeat(NUM_SEEN).as_bytes());
        assert_eq!(seen.bytes().get(NUM_SEEN - 1), Some(&b'a'));
        assert!(seen.bytes().iter().skip(NUM_SEEN).all(|&byte| byte == 0));
        seen.set(b"short");
        let behind = seen.bytes().iter().skip(5).take(WINDOW);
        assert!(behind.copied().all(|byte| byte == 0));
    }

    proptest! {
        #[test]
        fn every_machine_cuts_alike(text in "[a-zA-Z0-9 ,.’é-]{0,20}") {
            let found = plain_words(&text);
            prop_assert!(found.windows(2).all(|pair| pair.first() == pair.last()), "{found:?}");
        }
    }
}
