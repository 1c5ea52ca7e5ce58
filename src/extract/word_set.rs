//! Sets of short words, looked up without regard to case by comparing integers.
//!
//! A word of at most sixteen bytes is one `u128`, so a look-up in a sorted table is a few integer
//! comparisons. Longer words are in no set.

/// Longest word a set can hold, in bytes.
const MAX: usize = 16;

/// A word in lower case as one integer; 0 for one that is too long.
pub(super) const fn key(word: &[u8]) -> u128 {
    if word.len() > MAX {
        return 0;
    }
    let mut key = 0u128;
    let mut rest = word;
    while let [first, tail @ ..] = rest {
        key = (key << 8) | first.to_ascii_lowercase() as u128;
        rest = tail;
    }
    key
}

/// A sorted table of words, made at compile time.
#[derive(Debug)]
pub(super) struct WordSet<const N: usize> {
    keys: [u128; N],
    /// A bit for each length of a word.
    lens: u32,
    /// A bit for each letter (by its five low bits) that a word begins with.
    firsts: u32,
}

impl<const N: usize> WordSet<N> {
    #[expect(
        clippy::indexing_slicing,
        reason = "evaluated at compile time, where out of bounds is an error of the build"
    )]
    pub(super) const fn new(words: [&str; N]) -> Self {
        let mut keys = [0u128; N];
        let (mut lens, mut firsts) = (0, 0);
        let mut at = 0;
        while at < N {
            let word = key(words[at].as_bytes());
            assert!(word != 0, "a word is empty or too long");
            lens |= 1 << words[at].len();
            firsts |= 1 << (words[at].as_bytes()[0] & 31);
            // Insertion sort: the tables are short and the compiler is patient.
            let mut to = at;
            while to > 0 && keys[to - 1] > word {
                keys[to] = keys[to - 1];
                to -= 1;
            }
            keys[to] = word;
            at += 1;
        }
        Self { keys, lens, firsts }
    }

    /// Most words have another length or first letter than all of the set.
    #[inline]
    pub(super) fn has(&self, word: &str) -> bool {
        self.has_bytes(word.as_bytes())
    }

    #[inline]
    pub(super) fn has_bytes(&self, word: &[u8]) -> bool {
        let Some(first) = word.first() else {
            return false;
        };
        word.len() <= MAX
            && self.lens & (1 << word.len()) != 0
            && self.firsts & (1 << (first & 31)) != 0
            && self.holds(word)
    }

    fn holds(&self, word: &[u8]) -> bool {
        let key = key(word);
        key != 0 && self.keys.binary_search(&key).is_ok()
    }
}

/// Names a [`WordSet`]; the words are separated by spaces only, to keep long tables short.
macro_rules! word_set {
    ($(#[$doc:meta])* $name:ident = $($word:literal)+) => {
        $(#[$doc])*
        pub(in crate::extract) static $name: $crate::extract::word_set::WordSet<{ [$($word),+].len() }> =
            $crate::extract::word_set::WordSet::new([$($word),+]);
    };
}
pub(super) use word_set;

#[cfg(test)]
mod tests {
    word_set! {
        /// For the test.
        WORDS = "of" "the" "Sixteen-letters-" "a"
    }

    #[test]
    fn finds_words_in_any_case() {
        for word in ["of", "OF", "The", "a", "sixteen-letters-"] {
            assert!(WORDS.has(word), "{word}");
        }
        for word in ["", "o", "off", "theatre", "sixteen-letters-x", "b"] {
            assert!(!WORDS.has(word), "{word}");
        }
    }
}
