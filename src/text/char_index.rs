//! Byte offsets to character offsets and back, without walking the text from its start.
//!
//! One checkpoint every [`STRIDE`] bytes; a look-up walks at most one stride.

use super::{ByteOffset, CharOffset};

/// Bytes between two checkpoints.
const STRIDE: usize = 1024;

/// Character counts at regular byte offsets of one text.
#[derive(Clone, Debug, Default)]
pub struct CharIndex {
    // Invariant: entry i is the number of characters that start before byte i * STRIDE.
    checkpoints: Vec<u32>,
}

impl CharIndex {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut num_chars = 0u32;
        for block in text.as_bytes().chunks(STRIDE) {
            checkpoints.push(num_chars);
            num_chars = num_chars.saturating_add(count_chars(block));
        }
        Self { checkpoints }
    }

    /// How many characters start before `offset`.
    pub fn char_offset(&self, text: &str, offset: ByteOffset) -> CharOffset {
        let offset = offset.to_usize().min(text.len());
        let block = offset / STRIDE;
        let Some(&base) = self.checkpoints.get(block) else {
            // Only the end of a text whose length is a multiple of the stride (or an empty text).
            let last = self.checkpoints.last().copied().unwrap_or(0);
            let rest = text
                .as_bytes()
                .get(self.checkpoints.len().saturating_sub(1) * STRIDE..);
            return CharOffset::new(last + rest.map_or(0, count_chars));
        };
        let rest = text.as_bytes().get(block * STRIDE..offset);
        CharOffset::new(base + rest.map_or(0, count_chars))
    }

    /// The byte at which character number `offset` starts; the end of the text when there is none.
    pub fn byte_offset(&self, text: &str, offset: CharOffset) -> ByteOffset {
        let block = self
            .checkpoints
            .partition_point(|&count| count <= offset.get())
            .saturating_sub(1);
        let base = self.checkpoints.get(block).copied().unwrap_or(0);
        let mut left = offset.get().saturating_sub(base);
        let from = block * STRIDE;
        let bytes = text.as_bytes().get(from..).unwrap_or(&[]);
        for (i, byte) in bytes.iter().enumerate() {
            if is_char_start(*byte) {
                if left == 0 {
                    return ByteOffset::from_usize(from + i).unwrap_or_default();
                }
                left -= 1;
            }
        }
        ByteOffset::from_usize(text.len()).unwrap_or_default()
    }
}

const fn is_char_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn count_chars(bytes: &[u8]) -> u32 {
    let num = bytes.iter().filter(|&&byte| is_char_start(byte)).count();
    u32::try_from(num).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "[a-zé’兆 ]{0,3000}", at in 0usize..3000) {
            let index = CharIndex::new(&text);
            let Some((byte, _)) = text.char_indices().nth(at) else { return Ok(()) };
            let chars = CharOffset::from_usize(at).unwrap();
            let bytes = ByteOffset::from_usize(byte).unwrap();
            prop_assert_eq!(index.char_offset(&text, bytes), chars);
            prop_assert_eq!(index.byte_offset(&text, chars), bytes);
        }
    }

    #[test]
    fn ends_are_ends() {
        for text in ["", "é", &"x".repeat(STRIDE), &"é".repeat(STRIDE)] {
            let index = CharIndex::new(text);
            let end = ByteOffset::from_usize(text.len()).unwrap();
            assert_eq!(
                index.char_offset(text, end).to_usize(),
                text.chars().count()
            );
        }
    }
}
