//! Where words may start, found sixty-four bytes at a time.

use std::ops::Range;

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, u8x32};

/// How many bytes are looked at together: each has a bit of one number.
const BLOCK: usize = 64;

/// How many of them one vector holds.
const PART: usize = 32;

/// Which starts are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum StartKind {
    /// A capital of ASCII that begins a word.
    Capital,
    /// Such a capital, one of the small letters in [`TELLING_LETTERS`], or the first byte of a sign like
    /// "£" and "₹": what a word or sign that tells a country begins with.
    Telling,
}

/// With which small letters the words "crore", "lakh", "yen" and "yuan" begin.
pub(super) const TELLING_LETTERS: [u8; 3] = *b"cly";

/// The first bytes of "£" and "₹" but for this bit.
const SIGN_BIT: u8 = 0x20;
const SIGN: u8 = 0xC2;

/// The bit by which small letters differ from capitals.
const SMALL_LETTER: u8 = 0x20;

/// The places in a range of a text where words start, in order. A word of ASCII letters starts where
/// none stands before it.
#[derive(Debug)]
pub(in crate::extract) struct Starts<'t> {
    bytes: &'t [u8],
    /// Of the range.
    end: usize,
    wanted: StartKind,
    level: Level,
    /// Of the next bytes.
    at: usize,
    /// A bit for each byte before those that is still to be given.
    found: u64,
    /// Whether a letter stands before `at`.
    in_word: bool,
}

impl<'t> Starts<'t> {
    pub(in crate::extract) fn new(bytes: &'t [u8], range: Range<usize>, wanted: StartKind) -> Self {
        let before = range.start.checked_sub(1).and_then(|at| bytes.get(at));
        Self {
            bytes,
            end: range.end.min(bytes.len()),
            wanted,
            level: Level::new(),
            at: range.start,
            found: 0,
            in_word: before.is_some_and(u8::is_ascii_alphabetic),
        }
    }

    /// Looks at the next bytes; `None` at the end.
    #[inline(never)]
    fn look_on(&mut self) -> Option<()> {
        let num = self.end.checked_sub(self.at).filter(|it| *it > 0)?;
        let behind = self.bytes.get(self.at..)?;
        let mut last = [0; BLOCK];
        let block = behind.first_chunk().unwrap_or_else(|| {
            for (to, from) in last.iter_mut().zip(behind) {
                *to = *from;
            }
            &last
        });
        let classes = dispatch!(self.level, simd => Classes::of(simd, block, self.wanted));
        let Classes { letters, wanted } = classes;
        let before = letters << 1 | u64::from(self.in_word);
        // A sign has no letter's bit, and goes on no word.
        self.found = wanted & !(before & letters);
        if num < BLOCK {
            self.found &= (1 << num) - 1;
        }
        self.in_word = letters >> (BLOCK - 1) != 0;
        self.at += BLOCK;
        Some(())
    }
}

impl Iterator for Starts<'_> {
    type Item = usize;

    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            self.look_on()?;
        }
        let nth = self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(self.at - BLOCK + nth)
    }
}

/// A bit for each of sixty-four bytes, the first lowest.
#[derive(Clone, Copy, Debug, Default)]
struct Classes {
    /// ASCII letters.
    letters: u64,
    /// Bytes that a start may have.
    wanted: u64,
}

impl Classes {
    #[inline(always)]
    fn of<S: Simd>(simd: S, block: &[u8; BLOCK], wanted: StartKind) -> Self {
        let mut classes = Self::default();
        for (nth, part) in block.chunks_exact(PART).enumerate() {
            let bytes = u8x32::from_slice(simd, part);
            let each = |byte| u8x32::splat(simd, byte);
            let small = bytes | each(SMALL_LETTER);
            let others = (small - each(b'a')).simd_gt(each(b'z' - b'a'));
            let letters = !others.to_bitmask() & ((1 << PART) - 1);
            let mut of_part = letters & !small.simd_eq(bytes).to_bitmask();
            if wanted == StartKind::Telling {
                let [a, b, c] = TELLING_LETTERS.map(|it| bytes.simd_eq(each(it)));
                let signs = (bytes & each(!SIGN_BIT)).simd_eq(each(SIGN));
                of_part |= (a | b | c | signs).to_bitmask();
            }
            classes.letters |= letters << (nth * PART);
            classes.wanted |= of_part << (nth * PART);
        }
        classes
    }
}

/// For the first letter of each of these words of ASCII, a bit for each letter at the place `nth`, by
/// its five low bits; all bits where a word is shorter.
#[expect(
    clippy::indexing_slicing,
    reason = "evaluated at compile time, where out of bounds is an error of the build"
)]
pub(super) const fn letters_at<V, const N: usize>(
    nth: usize,
    words: &[(&str, V); N],
) -> [u32; 128] {
    let mut letters = [0; 128];
    let mut at = 0;
    while at < N {
        let word = words[at].0.as_bytes();
        letters[word[0] as usize] |= if nth < word.len() {
            1 << (word[nth] & 31)
        } else {
            u32::MAX
        };
        at += 1;
    }
    letters
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same, byte by byte.
    fn starts(bytes: &[u8], range: Range<usize>, wanted: StartKind) -> Vec<usize> {
        let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        let is_wanted = |at: &usize| {
            let begins = !is_letter(at.wrapping_sub(1));
            match bytes[*at] {
                b'A'..=b'Z' => begins,
                b'c' | b'l' | b'y' => begins && wanted == StartKind::Telling,
                0xC2 | 0xE2 => wanted == StartKind::Telling,
                _ => false,
            }
        };
        range.filter(is_wanted).collect()
    }

    proptest! {
        #[test]
        fn many_bytes_at_a_time_find_the_same(
            text in "([a-zA-Z]{0,9}[ ,.£₹é“’]?){0,40}",
            from in 0..100usize,
            num in 0..200usize,
        ) {
            let bytes = text.as_bytes();
            let from = from.min(bytes.len());
            let range = from..(from + num).min(bytes.len());
            for wanted in [StartKind::Capital, StartKind::Telling] {
                let found: Vec<_> = Starts::new(bytes, range.clone(), wanted).collect();
                prop_assert_eq!(found, starts(bytes, range.clone(), wanted));
            }
        }
    }
}
