//! Numbers of short keys for maps that are asked for every name of a document.
//!
//! A few multiplications instead of the many rounds of the standard hasher. Whoever writes a document
//! cannot choose texts that fall together, because every map multiplies with numbers of its own.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Makes the hashers of one map.
#[derive(Clone, Debug)]
pub struct Seeded {
    seed: u64,
    // Invariant: odd, so that it never takes information away.
    factor: u64,
}

impl Default for Seeded {
    fn default() -> Self {
        let random = RandomState::new();
        Self {
            seed: random.hash_one(0u8),
            factor: random.hash_one(1u8) | 1,
        }
    }
}

impl BuildHasher for Seeded {
    type Hasher = SeededHasher;

    fn build_hasher(&self) -> SeededHasher {
        SeededHasher {
            state: self.seed,
            factor: self.factor,
        }
    }
}

/// The number of one key.
#[derive(Clone, Debug)]
pub struct SeededHasher {
    state: u64,
    factor: u64,
}

impl SeededHasher {
    /// Takes in eight bytes: both halves of a product of 128 bits depend on all of them.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the lower half of the product; the upper is taken beside it"
    )]
    const fn take(&mut self, chunk: u64) {
        let product = (self.state ^ chunk) as u128 * self.factor as u128;
        self.state = (product as u64) ^ ((product >> 64) as u64);
        self.factor = self.factor.rotate_left(23) | 1;
    }
}

impl Hasher for SeededHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((chunk, tail)) = rest.split_first_chunk::<8>() {
            self.take(u64::from_le_bytes(*chunk));
            rest = tail;
        }
        let mut last = rest.len() as u64;
        for &byte in rest {
            last = (last << 8) | u64::from(byte);
        }
        self.take(last);
    }

    fn write_u8(&mut self, number: u8) {
        self.take(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.take(number);
    }

    fn finish(&self) -> u64 {
        self.state
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn keys_that_look_alike_have_other_numbers() {
        let seeded = Seeded::default();
        let texts = [
            "",
            "a",
            "b",
            "aa",
            "aaaaaaa",
            "aaaaaaaa",
            "aaaaaaaaa",
            "a\0",
            "\0a",
        ];
        let numbers: HashSet<u64> = texts.iter().map(|text| seeded.hash_one(text)).collect();
        assert_eq!(numbers.len(), texts.len());
        let numbers: HashSet<u64> = (0..10_000u64).map(|it| seeded.hash_one(it) >> 32).collect();
        assert!(numbers.len() > 9_990, "they fill the upper half");
    }

    #[test]
    fn every_map_has_its_own_numbers() {
        let (a, b) = (Seeded::default(), Seeded::default());
        assert_ne!(a.hash_one("Japan"), b.hash_one("Japan"));
        assert_eq!(a.hash_one("Japan"), a.clone().hash_one("Japan"));
    }
}
