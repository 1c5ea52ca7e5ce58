//! How much of one text is read for mentions, so that no text takes the machine's memory.
//!
//! Words are kept while a text is read, and mentions for good. Half a gigabyte of "Japan, Japan, …"
//! would be four of mentions, and nobody could look at them. Both limits are a fixed place in the
//! text, whatever the number of threads.

use super::{Mention, Piece};

/// The most words and signs that are read: some 120 MB of prose. A word takes eight bytes.
const MAX_WORDS: usize = 24_000_000;

/// The most mentions that are kept: 48 bytes each, and as much again for what they claim.
pub(super) const MAX_MENTIONS: usize = 2_000_000;

/// Leaves out the pieces behind the last word that is read. Gives the place where reading ends, if
/// that is not the end.
pub(super) fn cut_pieces(text: &str, pieces: &mut Vec<Piece>, max_words: usize) -> Option<usize> {
    // A word has at least one byte.
    if text.len() <= max_words {
        return None;
    }
    let mut num_words = 0;
    let at = pieces.iter().position(|piece| {
        let piece = text.get(piece.range.clone()).unwrap_or("");
        num_words += words_in(piece);
        num_words > max_words
    })?;
    let end = pieces.get(at)?.range.start;
    pieces.truncate(at);
    Some(end)
}

/// The limit for every text.
pub(super) fn cut_long(text: &str, pieces: &mut Vec<Piece>) -> Option<usize> {
    cut_pieces(text, pieces, MAX_WORDS)
}

/// Leaves out the mentions behind the last that is kept, and gives the place where it ends.
pub(super) fn cut_mentions(mentions: &mut Vec<Mention>) -> Option<usize> {
    if mentions.len() < MAX_MENTIONS {
        return None;
    }
    mentions.truncate(MAX_MENTIONS);
    mentions.shrink_to_fit();
    mentions.last().map(|mention| mention.span.end())
}

/// Words and signs, never fewer than are kept. Counts in bytes and without branches, many at once.
fn words_in(piece: &str) -> usize {
    /// As many as a byte can count.
    const STRETCH: usize = 255;
    let begins = |before: u8, here: u8| {
        let is_blank = here == b' ' || here.wrapping_sub(b'\t') < 5;
        u8::from(!is_blank && !(is_in_word(here) && is_in_word(before)))
    };
    let here = piece.as_bytes();
    let before = here.split_last().map_or(here, |(_, before)| before);
    let (Some(&first), Some(rest)) = (here.first(), here.get(1..)) else {
        return 0;
    };
    let stretches = before.chunks(STRETCH).zip(rest.chunks(STRETCH));
    let counts = stretches.map(|(before, here)| {
        let pairs = before.iter().zip(here);
        pairs.fold(0, |num: u8, (&before, &here)| num + begins(before, here))
    });
    usize::from(begins(b' ', first)) + counts.map(usize::from).sum::<usize>()
}

const fn is_in_word(byte: u8) -> bool {
    byte >= 0x80 || (byte | 0x20).wrapping_sub(b'a') < 26 || byte.wrapping_sub(b'0') < 10
}

#[cfg(test)]
mod tests {
    use super::super::pieces;
    use super::*;

    #[track_caller]
    fn check(text: &str, max_words: usize, expected: Option<usize>) {
        let mut pieces = pieces(text, &[]);
        assert_eq!(cut_pieces(text, &mut pieces, max_words), expected);
        let end = pieces.last().map_or(0, |piece| piece.range.end);
        assert!(expected.is_none_or(|cut| end <= cut));
    }

    #[test]
    fn reading_ends_at_the_piece_that_is_too_much() {
        let text = "Japan plans.\n\nJapan, China.\n\nMore";
        check(text, 100, None);
        check(text, 8, None);
        check(text, 7, Some(29));
        check(text, 6, Some(14));
        check(text, 1, Some(0));
        check("", 0, None);
    }

    #[test]
    fn words_and_signs_are_counted() {
        assert_eq!(words_in("Ten trillion yen, or $68bn (é)"), 10);
        assert_eq!(words_in(" \n"), 0);
    }
}
