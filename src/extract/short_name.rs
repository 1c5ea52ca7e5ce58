//! Names that are written in sixteen bytes or less, compared as two numbers.

use crate::text::word_key::eight;

/// A name as the table writes it, and its pattern.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShortName {
    /// Its first eight bytes, or all of fewer, the first lowest.
    first: u64,
    /// Its last eight; of a name of eight or fewer nothing.
    last: u64,
    pattern: u32,
    /// 0 for no name.
    len: u8,
}

impl ShortName {
    /// No name at all.
    pub(super) const NONE: Self = Self {
        first: 0,
        last: 0,
        pattern: 0,
        len: 0,
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

    /// Whether it stands at `start..end`.
    #[inline(always)]
    pub(super) fn is_at(&self, text: &[u8], start: usize, end: usize) -> bool {
        let len = end - start;
        if usize::from(self.len) != len {
            return false;
        }
        let first = eight(text, start) ^ self.first;
        match len {
            0 => false,
            1..=8 => first << (64 - 8 * len) == 0,
            _ => first == 0 && eight(text, end - 8) == self.last,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            for it in [&name, &other] {
                let text = format!("{before}{it}{behind}");
                let found = short.is_at(text.as_bytes(), before.len(), before.len() + it.len());
                proptest::prop_assert_eq!(found, *it == name);
            }
            proptest::prop_assert!(!ShortName::NONE.is_at(name.as_bytes(), 0, name.len()));
        }
    }
}
