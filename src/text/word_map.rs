//! What words mean, looked up in any case: a table made at compile time.

use super::word_key::{key, mix};

/// Each word stands, by its [`key`], in the first free slot from the one that the key points at.
#[derive(Debug)]
pub struct WordMap<V: 'static, const SLOTS: usize> {
    slots: [(u64, V); SLOTS],
}

/// Slots for so many words: a power of two, at least half of them free.
pub const fn num_slots(num_words: usize) -> usize {
    (2 * num_words).next_power_of_two()
}

impl<V: Copy + 'static, const SLOTS: usize> WordMap<V, SLOTS> {
    /// Of no words; `blank` fills the free slots.
    pub const fn empty(blank: V) -> Self {
        Self {
            slots: [(0, blank); SLOTS],
        }
    }

    /// Of these words, the first of a kind counting.
    #[expect(
        clippy::indexing_slicing,
        reason = "evaluated at compile time, where out of bounds is an error of the build"
    )]
    pub const fn new<const N: usize>(words: &[(&str, V); N]) -> Self {
        let mut map = Self::empty(words[0].1);
        let mut at = 0;
        while at < N {
            map = map.with(key(words[at].0.as_bytes()), words[at].1);
            at += 1;
        }
        map
    }

    /// With one more number of a word, unless it is there.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "evaluated at compile time, where out of bounds is an error of the build"
    )]
    pub const fn with(mut self, key: u64, value: V) -> Self {
        assert!(key != 0, "an empty word");
        let mut slot = Self::first_slot(key);
        while self.slots[slot].0 != 0 {
            if self.slots[slot].0 == key {
                return self;
            }
            slot = (slot + 1) % SLOTS;
        }
        self.slots[slot] = (key, value);
        self
    }

    #[inline(always)]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the remainder is less than the number of slots"
    )]
    const fn first_slot(key: u64) -> usize {
        (mix(key) % SLOTS as u64) as usize
    }

    /// The numbers of its words, with zeros between them.
    #[expect(
        clippy::indexing_slicing,
        reason = "evaluated at compile time, where out of bounds is an error of the build"
    )]
    pub const fn keys(&self) -> [u64; SLOTS] {
        let mut keys = [0; SLOTS];
        let mut at = 0;
        while at < SLOTS {
            keys[at] = self.slots[at].0;
            at += 1;
        }
        keys
    }

    /// What the word of this [`key`] means.
    #[inline(always)]
    #[expect(
        clippy::indexing_slicing,
        reason = "the remainder is less than the number of slots"
    )]
    pub const fn get(&self, key: u64) -> Option<V> {
        let mut slot = Self::first_slot(key);
        while self.slots[slot].0 != 0 {
            if self.slots[slot].0 == key {
                return Some(self.slots[slot].1);
            }
            slot = (slot + 1) % SLOTS;
        }
        None
    }
}

/// Names a [`WordMap`] of words written out.
macro_rules! word_map {
    ($(#[$doc:meta])* $name:ident: $value:ty = $($word:literal => $meaning:expr),+ $(,)?) => {
        $(#[$doc])*
        static $name: $crate::text::word_map::WordMap<
            $value,
            { $crate::text::word_map::num_slots([$($word),+].len()) },
        > = $crate::text::word_map::WordMap::new(&[$(($word, $meaning)),+]);
    };
}
pub(crate) use word_map;

#[cfg(test)]
mod tests {
    use super::*;

    word_map! {
        /// For the test.
        NUMBERS: u8 = "one" => 1, "nineteen" => 19, "seventeenth" => 17, "two" => 2
    }

    #[test]
    fn words_are_found_in_any_case() {
        for (word, number) in [
            ("one", 1),
            ("Nineteen", 19),
            ("SEVENTEENTH", 17),
            ("two", 2),
        ] {
            assert_eq!(NUMBERS.get(key(word.as_bytes())), Some(number), "{word}");
        }
        for word in ["", "three", "ones", "seventeent"] {
            assert_eq!(NUMBERS.get(key(word.as_bytes())), None, "{word}");
        }
    }
}
