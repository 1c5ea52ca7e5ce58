//! Names that are written in sixteen bytes or less, compared as two numbers.

use super::plain_word::SeenBytes;
use crate::text::word_key::{eight, low_bytes};

/// A name as the table writes it, and its pattern.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShortName {
    /// Its first eight bytes, or all of fewer, the first lowest.
    first: u64,
    /// Its last eight; of a name of eight or fewer nothing.
    last: u64,
    pattern: u32,
    len: u8,
}

impl ShortName {
    /// No name at all.
    pub(super) const NONE: Self = Self {
        first: 0,
        last: 0,
        pattern: 0,
        len: u8::MAX,
    };

    /// `None` for a longer one.
    pub(super) fn new(name: &[u8], pattern: u32) -> Option<Self> {
        const LONGEST: usize = 16;
        let len = u8::try_from(name.len()).ok()?;
        (name.len() <= LONGEST).then(|| Self {
            first: eight(name, 0),
            last: name.len().checked_sub(8).map_or(0, |at| eight(name, at)),
            pattern,
            len,
        })
    }

    pub(super) const fn pattern(&self) -> u32 {
        self.pattern
    }

    /// Whether it stands at `start..end` of a piece.
    #[inline(always)]
    pub(super) fn is_at(&self, seen: &SeenBytes, start: u16, end: u16) -> bool {
        let len = end.wrapping_sub(start);
        if u16::from(self.len) != len {
            return false;
        }
        let first = eight_of(seen, start) ^ self.first;
        match FIRST.get(usize::from(len)) {
            Some(mask) => first & mask == 0,
            None => first == 0 && eight_of(seen, end.wrapping_sub(8)) == self.last,
        }
    }
}

/// Masks of the lowest bytes of eight, by their number: a look-up is cheaper than a shift by it.
static FIRST: [u64; 9] = [
    0,
    low_bytes(1),
    low_bytes(2),
    low_bytes(3),
    low_bytes(4),
    low_bytes(5),
    low_bytes(6),
    low_bytes(7),
    u64::MAX,
];

/// The eight bytes at a place of a piece. They are there, and the compiler sees it.
#[inline(always)]
fn eight_of(seen: &SeenBytes, at: u16) -> u64 {
    let eight = seen.get(usize::from(at)..).and_then(<[u8]>::first_chunk);
    eight.map_or(0, |it| u64::from_le_bytes(*it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::plain_word::Seen;

    proptest::proptest! {
        #[test]
        fn it_stands_where_its_letters_do(
            before in "[ab]{0,9}",
            name in "[aé]{1,18}",
            other in "[aéb]{1,18}",
            behind in "[ab]{0,9}",
        ) {
            let Some(short) = ShortName::new(name.as_bytes(), 7) else {
                proptest::prop_assert!(name.len() > 16);
                return Ok(());
            };
            let mut seen = Seen::default();
            for it in [&name, &other] {
                seen.set(format!("{before}{it}{behind}").as_bytes());
                let [start, end] = [before.len(), before.len() + it.len()];
                let [start, end] = [start, end].map(|at| u16::try_from(at).unwrap());
                let found = short.is_at(seen.bytes(), start, end);
                proptest::prop_assert_eq!(found, *it == name);
                proptest::prop_assert!(!ShortName::NONE.is_at(seen.bytes(), start, end));
            }
        }
    }
}
