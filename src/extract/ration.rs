//! How much of one text is read for mentions, so that no text takes the machine's memory.
//!
//! Words are kept while a text is read, and mentions for good. Half a gigabyte of "Japan, Japan, …"
//! would be four of mentions, and nobody could look at them. Both limits are a fixed place in the
//! text, whatever the number of threads.

use super::side_by_side::{Wanted, num_parts, side_by_side};
use super::{Mention, Piece};

/// The most words and signs that are read: some 110 MB of prose. A word takes eight bytes.
const MAX_WORDS: usize = 22_000_000;

/// The most mentions that are kept: 48 bytes each, and as much again for what they claim.
pub(super) const MAX_MENTIONS: usize = 2_000_000;

/// Leaves out the pieces behind the last word that is read. Gives the place where reading ends, if
/// that is not the end.
pub(super) fn cut_pieces(
    text: &str,
    pieces: &mut Vec<Piece>,
    max_words: usize,
    num_threads: usize,
) -> Option<usize> {
    // A word has at least one byte.
    if text.len() <= max_words {
        return None;
    }
    let words_of = |piece: &Piece| words_in(text.get(piece.range.clone()).unwrap_or(""));
    let num_together = pieces.len().div_ceil(num_parts(text.len(), num_threads));
    let parts: Vec<&[Piece]> = pieces.chunks(num_together.max(1)).collect();
    let (mut num_words, mut too_much) = (0, None);
    side_by_side(
        parts.len(),
        num_threads,
        &mut |_| Some(()),
        || (),
        |number, (), _| Some(parts.get(number)?.iter().map(words_of).sum::<usize>()),
        |number, num| {
            if num_words + num > max_words {
                too_much = Some(number * num_together);
                return Wanted::Enough;
            }
            num_words += num;
            Wanted::More
        },
    )?;
    let from = too_much?;
    let at = pieces.get(from..)?.iter().position(|piece| {
        num_words += words_of(piece);
        num_words > max_words
    })?;
    let at = from + at;
    let end = pieces.get(at)?.range.start;
    pieces.truncate(at);
    Some(end)
}

/// The limit for every text.
pub(super) fn cut_long(text: &str, pieces: &mut Vec<Piece>, num_threads: usize) -> Option<usize> {
    cut_pieces(text, pieces, MAX_WORDS, num_threads)
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
    /// Bytes that are counted together; a byte can count more.
    const STRETCH: usize = 64;
    let begins = |before: u8, here: u8| {
        let is_blank = here == b' ' || here.wrapping_sub(b'\t') < 5;
        let goes_on = (is_plain(here) | is_letter_part(here)) & is_in_word(before);
        // "×" and "÷" stand among the letters with marks.
        let is_times = (before == 0xc3) & (here | 0x20 == 0xb7);
        u8::from(!is_blank & (!goes_on | is_times))
    };
    let here = piece.as_bytes();
    let before = here.split_last().map_or(here, |(_, before)| before);
    let (Some(&first), Some(rest)) = (here.first(), here.get(1..)) else {
        return 0;
    };
    let count = |before: &[u8], here: &[u8]| {
        let pairs = before.iter().zip(here);
        usize::from(pairs.fold(0, |num: u8, (&before, &here)| num + begins(before, here)))
    };
    let (before, before_rest) = before.as_chunks::<STRETCH>();
    let (here, here_rest) = rest.as_chunks::<STRETCH>();
    let stretches = before.iter().zip(here);
    let whole: usize = stretches.map(|(before, here)| count(before, here)).sum();
    usize::from(begins(b' ', first)) + whole + count(before_rest, here_rest)
}

/// Whether a word may go on behind this byte.
const fn is_in_word(byte: u8) -> bool {
    (byte >= 0x80) | is_plain(byte)
}

/// A letter or digit of ASCII.
const fn is_plain(byte: u8) -> bool {
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10)
}

/// A byte behind the first of a character, or the first of a Latin letter with marks (U+00C0 to
/// U+02BF) or a Cyrillic one (U+0400 to U+047F). All other characters beyond ASCII count as one: blanks,
/// dashes and signs that end words are among them, and so are letters that are not parted by blanks.
const fn is_letter_part(byte: u8) -> bool {
    (byte >= 0x80) & ((byte < 0xc2) | (byte.wrapping_sub(0xc3) < 8) | (byte | 1 == 0xd1))
}

#[cfg(test)]
mod tests {
    use super::super::{pieces, split};
    use super::*;

    #[track_caller]
    fn check(text: &str, max_words: usize, expected: Option<usize>) {
        for num_threads in 1..4 {
            let mut pieces = pieces(text, &[]);
            let cut = cut_pieces(text, &mut pieces, max_words, num_threads);
            assert_eq!(cut, expected, "on {num_threads}");
            let end = pieces.last().map_or(0, |piece| piece.range.end);
            assert!(expected.is_none_or(|cut| end <= cut));
        }
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
    fn reading_ends_there_in_whatever_part_it_is() {
        let text = "Japan, China.\n\n".repeat(500);
        for num_pieces in [0, 1, 17, 100, 250, 499] {
            check(&text, 4 * num_pieces, Some(15 * num_pieces));
            check(&text, 4 * num_pieces + 3, Some(15 * num_pieces));
        }
        check(&text, 2000, None);
    }

    #[test]
    fn words_and_signs_are_counted() {
        assert_eq!(words_in("Ten trillion yen, or $68bn (é)"), 10);
        assert_eq!(words_in(" \n"), 0);
    }

    /// Words as the cutter keeps them.
    fn kept(text: &str) -> usize {
        let (mut at, mut num) = (0, 0);
        while let Some(start) = split::next_word(text, at) {
            num += 1;
            at = split::cut(text, start).after(text);
        }
        num
    }

    #[test]
    fn signs_beyond_ascii_end_words_too() {
        for sign in [
            "\u{a0}", "—", "…", "，", "×", "÷", "·", "、", "\u{3000}", "\u{60c}",
        ] {
            let text = format!("Japan{sign}").repeat(100);
            assert!(words_in(&text) >= kept(&text), "{sign}");
            assert!(words_in(&text) <= 200, "{sign}");
        }
    }

    #[test]
    fn letters_with_marks_and_cyrillic_are_parts_of_words() {
        assert_eq!(words_in("Überprüfung für Çatalhöyük, žlutý"), 5);
        assert_eq!(words_in("Ответ дан"), 2);
        assert_eq!(words_in("防衛費"), 3);
        assert_eq!(words_in("“Japan’s” …"), 4);
    }

    #[test]
    fn every_character_that_joins_words_is_one_of_a_word() {
        for letter in (0x80..=0x10_ffff_u32).filter_map(char::from_u32) {
            let joins = words_in(&format!("a{letter}a")) == 1;
            assert!(!joins || split::is_word_char(letter), "{letter:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_fewer_than_are_kept(text in "[ab1_'’&s \u{a0}×÷éжα·—…，、日\u{301}\u{3000}]{0,60}|\\PC{0,60}") {
            proptest::prop_assert!(words_in(&text) >= kept(&text));
            proptest::prop_assert!(words_in(&text) <= text.chars().count() + text.matches(['×', '÷']).count());
        }
    }
}
