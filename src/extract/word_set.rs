//! Sets of words, looked up without regard to case by comparing integers.

use crate::text::word_key::{key, key_of, mix};

/// A table of words, made at compile time: each stands in the first free slot from the one that its
/// number points at.
#[derive(Debug)]
pub(super) struct WordSet<const SLOTS: usize> {
    slots: [u64; SLOTS],
    /// A bit for each length of a word.
    lens: u32,
    /// A bit for each letter (by its five low bits) that a word begins with.
    firsts: u32,
}

/// Slots for a set of so many words: a power of two, at least half of them free.
pub(super) const fn num_slots(num_words: usize) -> usize {
    (2 * num_words).next_power_of_two()
}

impl<const SLOTS: usize> WordSet<SLOTS> {
    #[expect(
        clippy::indexing_slicing,
        reason = "evaluated at compile time, where out of bounds is an error of the build"
    )]
    pub(super) const fn new<const N: usize>(words: [&str; N]) -> Self {
        assert!(SLOTS == num_slots(N));
        let mut slots = [0; SLOTS];
        let (mut lens, mut firsts) = (0, 0);
        let mut at = 0;
        while at < N {
            let word = words[at].as_bytes();
            assert!(!word.is_empty() && word.len() < 32, "empty or too long");
            lens |= 1 << word.len();
            firsts |= 1 << (word[0] & 31);
            let key = key(word);
            let mut slot = Self::first_slot(key);
            while slots[slot] != 0 && slots[slot] != key {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = key;
            at += 1;
        }
        Self {
            slots,
            lens,
            firsts,
        }
    }

    #[inline(always)]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the remainder is less than the number of slots"
    )]
    const fn first_slot(key: u64) -> usize {
        (mix(key) % SLOTS as u64) as usize
    }

    /// Whether it holds the word of this [`key`].
    #[inline(always)]
    pub(super) fn has_key(&self, key: u64) -> bool {
        let mut slot = Self::first_slot(key);
        loop {
            match self.slots.get(slot) {
                Some(&found) if found == key => return key != 0,
                None | Some(0) => return false,
                Some(_) => slot = (slot + 1) % SLOTS,
            }
        }
    }

    /// How long its longest word is.
    pub(super) const fn max_len(&self) -> u32 {
        self.lens.ilog2()
    }

    /// The numbers of its words, with zeros between them.
    pub(super) const fn keys(&self) -> &[u64; SLOTS] {
        &self.slots
    }

    /// Most words have another length or first letter than all of the set.
    #[inline]
    pub(super) fn has(&self, word: &str) -> bool {
        self.has_bytes(word.as_bytes())
    }

    /// Whether a word of it may begin with this letter.
    #[inline]
    pub(super) const fn may_begin(&self, letter: u8) -> bool {
        self.firsts & (1 << (letter & 31)) != 0
    }

    #[inline]
    pub(super) fn has_bytes(&self, word: &[u8]) -> bool {
        let Some(first) = word.first() else {
            return false;
        };
        word.len() < 32
            && self.lens & (1 << word.len()) != 0
            && self.may_begin(*first)
            && self.has_key(key_of(word))
    }
}

/// Names a [`WordSet`]; the words are separated by spaces only, to keep long tables short.
macro_rules! word_set {
    ($(#[$doc:meta])* $name:ident = $($word:literal)+) => {
        $(#[$doc])*
        pub(in crate::extract) static $name: $crate::extract::word_set::WordSet<
            { $crate::extract::word_set::num_slots([$($word),+].len()) },
        > = $crate::extract::word_set::WordSet::new([$($word),+]);
    };
}
pub(super) use word_set;

#[cfg(test)]
mod tests {
    word_set! {
        /// For the test.
        WORDS = "of" "the" "Sixteen-letters-" "a" "seventeen-letters"
    }

    #[test]
    fn finds_words_in_any_case() {
        for word in [
            "of",
            "OF",
            "The",
            "a",
            "sixteen-letters-",
            "Seventeen-Letters",
        ] {
            assert!(WORDS.has(word), "{word}");
        }
        for word in ["", "o", "off", "theatre", "sixteen-letters-x", "b"] {
            assert!(!WORDS.has(word), "{word}");
        }
    }
}
