//! Where words may start, found eight bytes at a time.

use std::ops::Range;

use crate::text::word_key::{HIGH, eight, letters};

/// The places of ASCII letters that no other stands before, and of bytes that are no ASCII, eight
/// bytes at a time.
#[derive(Debug)]
pub(in crate::extract) struct Starts<'t> {
    /// Up to the end of the range.
    bytes: &'t [u8],
    /// Of the next eight bytes.
    at: usize,
    /// The highest bit of each of the eight bytes before those that is still to be given.
    found: u64,
    /// Whether a letter stands before `at`.
    in_word: bool,
}

impl<'t> Starts<'t> {
    pub(in crate::extract) fn new(bytes: &'t [u8], range: Range<usize>) -> Self {
        let before = range.start.checked_sub(1).and_then(|at| bytes.get(at));
        Self {
            bytes: bytes.get(..range.end).unwrap_or(&[]),
            at: range.start,
            found: 0,
            in_word: before.is_some_and(u8::is_ascii_alphabetic),
        }
    }

    /// The next that is a capital of ASCII. Not to be mixed with [`Self::next_of`].
    #[inline(always)]
    pub(in crate::extract) fn next_capital(&mut self) -> Option<usize> {
        while self.found == 0 {
            let chunk = self.next_chunk()?;
            // The bit that makes a letter small, as the highest of its byte.
            self.found &= !chunk & !(chunk << 2);
        }
        Some(self.take())
    }

    /// The next that has one of these bytes.
    #[inline(always)]
    pub(in crate::extract) fn next_of(&mut self, wanted: &[bool; 256]) -> Option<usize> {
        loop {
            while self.found != 0 {
                let at = self.take();
                let byte = *self.bytes.get(at)?;
                if wanted.get(usize::from(byte)).is_some_and(|&it| it) {
                    return Some(at);
                }
            }
            self.next_chunk()?;
        }
    }

    /// The place of the first that is found.
    #[inline(always)]
    const fn take(&mut self) -> usize {
        let at = self.at - 8 + self.found.trailing_zeros() as usize / 8;
        self.found &= self.found - 1;
        at
    }

    /// Looks at eight more bytes, which it gives.
    #[inline(always)]
    fn next_chunk(&mut self) -> Option<u64> {
        if self.at >= self.bytes.len() {
            return None;
        }
        let chunk = eight(self.bytes, self.at);
        let letters = letters(chunk);
        let before = letters << 8 | if self.in_word { 0x80 } else { 0 };
        self.found = letters & !before | chunk & HIGH;
        self.in_word = letters >> 63 != 0;
        self.at += 8;
        Some(chunk)
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
