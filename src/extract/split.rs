//! Where words begin and end, and the number each is looked up by.
//!
//! Everything that cuts text into words does it here, so that the words of a table and those of a
//! document are cut alike.

use crate::text::word_key::{SMALL, eight, low_bytes, mix, spread};

/// Where the next word begins.
#[inline]
pub(super) fn next_word(piece: &str, at: usize) -> Option<usize> {
    match piece.as_bytes().get(at..at + 3) {
        Some([b' ', first, _]) if is_ascii_word(*first) => Some(at + 1),
        Some([sign, b' ', first]) if ends_word(*sign) && is_ascii_word(*first) => Some(at + 2),
        _ => search_word(piece, at),
    }
}

fn search_word(piece: &str, mut at: usize) -> Option<usize> {
    let bytes = piece.as_bytes();
    loop {
        let byte = *bytes.get(at)?;
        if byte.is_ascii() {
            if is_ascii_word(byte) {
                return Some(at);
            }
            at += 1;
            continue;
        }
        let letter = piece.get(at..)?.chars().next()?;
        if is_word_char(letter) {
            return Some(at);
        }
        at += letter.len_utf8();
    }
}

/// A word cut from a text: where it ends, and what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) end: usize,
    /// The number it is looked up by, the same for any case, accents and kind of apostrophe.
    pub(super) hash: u64,
    /// ’s follows (or, after an s, an apostrophe alone).
    pub(super) possessive: bool,
    /// ASCII only.
    pub(super) ascii: bool,
    /// ASCII letters only.
    pub(super) letters: bool,
    /// ASCII digits only.
    pub(super) digits: bool,
}

impl Cut {
    /// Where the text goes on: behind the possessive, if any.
    pub(super) fn after(&self, piece: &str) -> usize {
        if self.possessive {
            past_possessive(piece, self.end)
        } else {
            self.end
        }
    }
}

/// Cuts the word that begins at `start`.
#[inline(always)]
pub(super) fn cut(piece: &str, start: usize) -> Cut {
    let bytes = piece.as_bytes();
    // Nearly every word is letters and then a blank: eight bytes at a time, numbered on the way.
    let Letters { end, hash } = letters(bytes, start);
    if end > start && bytes.get(end).is_none_or(|&byte| ends_word(byte)) {
        return Cut {
            end,
            hash,
            possessive: false,
            ascii: true,
            letters: true,
            digits: false,
        };
    }
    if end == start {
        let (end, hash) = digits(bytes, start);
        if end > start && bytes.get(end).is_none_or(|&byte| ends_word(byte)) {
            return Cut {
                end,
                hash,
                possessive: false,
                ascii: true,
                letters: false,
                digits: true,
            };
        }
    }
    unusual(piece, start, end)
}

/// A run of ASCII letters, perhaps none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters {
    pub(super) end: usize,
    pub(super) hash: u64,
}

/// The run of ASCII letters from `start`.
#[inline(always)]
pub(super) fn letters(bytes: &[u8], start: usize) -> Letters {
    let (mut at, mut hash, mut chunk) = (start, 0, eight(bytes, start));
    loop {
        let small = chunk | SMALL;
        let others = no_letters(chunk, small);
        if others != 0 {
            let end = at + first_of(others) as usize;
            let hash = spread(hash ^ (small & below(others)));
            return Letters { end, hash };
        }
        hash = mix(hash ^ small);
        at += 8;
        chunk = eight(bytes, at);
    }
}

/// Of each of the eight bytes of `chunk` that is no ASCII letter the highest bit, as far as the lowest
/// such byte; what is set above that one says nothing. `small` is `chunk | SMALL`.
#[inline(always)]
pub(super) const fn no_letters(chunk: u64, small: u64) -> u64 {
    // Subtracting "a" makes letters 0 to 25, and all else more or, borrowing from the bytes above,
    // negative; adding 102 more then leaves the highest bit of letters clear.
    let from_a = small.wrapping_sub(EACH * 0x61);
    (from_a | from_a.wrapping_add(EACH * (0x80 - 26)) | chunk) & HIGH
}

/// Number of the lowest byte whose highest bit is set; there is one.
#[inline(always)]
pub(super) const fn first_of(high_bits: u64) -> u32 {
    high_bits.trailing_zeros() / 8
}

/// A mask of the bytes below the lowest whose highest bit is set; there is one.
#[inline(always)]
pub(super) const fn below(high_bits: u64) -> u64 {
    (high_bits ^ high_bits.wrapping_sub(1)) >> 8
}

const HIGH: u64 = EACH * 0x80;
const EACH: u64 = 0x0101_0101_0101_0101;

/// The end of a run of up to seven digits from `start`, and its number.
#[inline(always)]
pub(super) fn digits(bytes: &[u8], start: usize) -> (usize, u64) {
    let chunk = eight(bytes, start);
    let num = num_in(chunk, chunk, b'0', b'9');
    if num == 0 || num == 8 {
        return (start, 0);
    }
    (start + num, spread((chunk | SMALL) & low_bytes(num)))
}

/// How many of the eight bytes of `chunk`, from the lowest on, are ASCII and lie within `from` to
/// `to` in `folded`: of each byte the highest bit is set in `not_less` when it is `from` or more, in
/// `more` when it is more than `to`.
#[inline(always)]
const fn num_in(chunk: u64, folded: u64, from: u8, to: u8) -> usize {
    let seven = folded & !HIGH;
    let not_less = seven + EACH * (0x80 - from as u64);
    let more = seven + EACH * (0x7f - to as u64);
    let other = !(not_less & !more & !chunk) & HIGH;
    (other.trailing_zeros() / 8) as usize
}

/// The same for a word with other signs than letters in it, from `at` on, or behind it.
pub(super) fn unusual(piece: &str, start: usize, at: usize) -> Cut {
    let bytes = piece.as_bytes();
    let mut at = at;
    let mut ascii = true;
    let mut possessive = false;
    loop {
        while bytes.get(at).is_some_and(|&byte| is_ascii_word(byte)) {
            at += 1;
        }
        if bytes.get(at).is_none_or(|&byte| ends_word(byte)) {
            break;
        }
        let rest = piece.get(at..).unwrap_or("");
        let mut signs = rest.chars();
        let Some(sign) = signs.next() else { break };
        let next = signs.next().unwrap_or(' ');
        let before = bytes.get(at.wrapping_sub(1)).copied().unwrap_or(b' ');
        if is_word_char(sign) {
            ascii &= sign.is_ascii();
        } else if matches!(sign, '\'' | '’') {
            let after_next = signs.next().unwrap_or(' ');
            if matches!(next, 's' | 'S') && !is_word_char(after_next) {
                possessive = true;
                break;
            }
            if !is_word_char(next) {
                possessive = before == b's';
                break;
            }
            ascii &= sign.is_ascii();
        } else if !(sign == '&' && before.is_ascii_uppercase() && next.is_uppercase()) {
            break;
        }
        at += sign.len_utf8();
    }
    let word = bytes.get(start..at).unwrap_or(&[]);
    let hash = if ascii {
        hash_of(word)
    } else {
        super::fold::of_folded(piece.get(start..at).unwrap_or(""), hash_of)
    };
    Cut {
        end: at,
        hash,
        possessive,
        ascii,
        letters: word.iter().all(u8::is_ascii_alphabetic),
        digits: word.iter().all(u8::is_ascii_digit),
    }
}

/// Past the apostrophe at `end` and the s after it.
pub(super) fn past_possessive(piece: &str, end: usize) -> usize {
    let rest = piece.get(end..).unwrap_or("");
    let after = rest.trim_start_matches(['\'', '’']);
    let sign = rest.len() - after.len();
    let s = usize::from(
        after.starts_with(['s', 'S'])
            && !after
                .get(1..)
                .and_then(|after| after.chars().next())
                .is_some_and(is_word_char),
    );
    end + sign + s
}

/// Byte of a letter, digit or underscore.
const IN_WORD: u8 = 1;
/// Byte that ends a word whatever follows: ASCII signs, but not an apostrophe or "&".
const ENDS_WORD: u8 = 2;

const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        #[expect(
            clippy::indexing_slicing,
            reason = "evaluated at compile time, in bounds"
        )]
        {
            table[byte as usize] = if byte.is_ascii_alphanumeric() || byte == b'_' {
                IN_WORD
            } else if byte == b'\'' || byte == b'&' {
                0
            } else {
                ENDS_WORD
            };
        }
        byte += 1;
    }
    table
};

fn class(byte: u8) -> u8 {
    CLASS.get(usize::from(byte)).copied().unwrap_or(0)
}

pub(super) fn is_ascii_word(byte: u8) -> bool {
    class(byte) == IN_WORD
}

/// Whether a word ends at this byte whatever follows.
pub(super) fn ends_word(byte: u8) -> bool {
    class(byte) == ENDS_WORD
}

/// Letters, digits, and what may stand inside a word without being seen.
pub(super) fn is_word_char(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric() || letter == '_';
    }
    match letter {
        // The commonest first: Latin letters with marks, then dashes and quotes.
        '\u{c0}'..='\u{24f}' => !matches!(letter, '×' | '÷'),
        '\u{2000}'..='\u{206f}' => matches!(letter, '\u{200b}'..='\u{200d}' | '\u{2060}'),
        '\u{300}'..='\u{36f}' | '\u{ad}' => true,
        _ => letter.is_alphanumeric(),
    }
}

/// The number of a word by itself.
pub(super) fn word_hash(word: &str) -> u64 {
    if word.is_ascii() {
        hash_of(word.as_bytes())
    } else {
        super::fold::of_folded(word, hash_of)
    }
}

/// The number of a word that is so many ASCII letters.
#[inline]
pub(super) fn letters_hash(bytes: &[u8], start: usize, len: usize) -> u64 {
    let first = eight(bytes, start) | SMALL;
    match len {
        0..8 => spread(first & low_bytes(len)),
        8..16 => {
            let rest = eight(bytes, start + 8) | SMALL;
            spread(mix(first) ^ (rest & low_bytes(len - 8)))
        }
        _ => long_letters_hash(bytes, start),
    }
}

#[cold]
fn long_letters_hash(bytes: &[u8], start: usize) -> u64 {
    letters(bytes, start).hash
}

/// The number of letters without accents, in any case; its upper bits tell words apart. No byte of a word is zero, so that words of
/// different lengths differ.
pub(super) fn hash_of(word: &[u8]) -> u64 {
    let mut hash = 0;
    let mut chunks = word.chunks_exact(8);
    for chunk in &mut chunks {
        hash = mix(hash ^ (eight(chunk, 0) | SMALL));
    }
    let rest = chunks.remainder();
    spread(hash ^ ((eight(rest, 0) | SMALL) & low_bytes(rest.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, same: bool) {
        assert_eq!(word_hash(a) == word_hash(b), same, "{a} {b}");
        assert_eq!(cut(a, 0).hash, word_hash(a));
        assert_eq!(cut(b, 0).hash, word_hash(b));
    }

    #[test]
    fn hashes_do_not_see_case_and_accents() {
        check("Japan", "JAPAN", true);
        check("Türkiye", "TURKIYE", true);
        check("d’Orsay", "d'Orsay", true);
        check("administration", "Administration", true);
    }

    #[test]
    fn hashes_see_everything_else() {
        check("Japan", "Japans", false);
        check("a", "aa", false);
        check("R2", "R3", false);
        check("administration", "administrations", false);
    }

    #[test]
    fn the_short_ways_to_word_characters_agree_with_unicode() {
        for letter in (0x80..0x3000).filter_map(char::from_u32) {
            let unseen = matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}');
            assert_eq!(
                is_word_char(letter),
                letter.is_alphanumeric() || unseen,
                "{letter:?}"
            );
        }
    }

    #[track_caller]
    fn check_cut(text: &str, start: usize, word: &str, possessive: bool, letters: bool) {
        let found = cut(text, start);
        assert_eq!(text.get(start..found.end), Some(word), "{text}");
        assert_eq!((found.possessive, found.letters), (possessive, letters));
        assert_eq!(found.hash, word_hash(word), "{text}");
    }

    #[test]
    fn words_are_cut_and_numbered_alike_wherever_they_stand() {
        check_cut("xx Japan", 3, "Japan", false, true);
        check_cut("Japan and more words behind it", 0, "Japan", false, true);
        check_cut("Japan’s plan", 0, "Japan", true, true);
        check_cut(
            "administrations, and more",
            0,
            "administrations",
            false,
            true,
        );
        check_cut("eightful words", 0, "eightful", false, true);
        check_cut("F35 and more words", 0, "F35", false, false);
        check_cut("2024 and more words", 0, "2024", false, false);
        check_cut("2nd and more words", 0, "2nd", false, false);
        check_cut("12345678 and more words", 0, "12345678", false, false);
        check_cut("R&D costs are high", 0, "R&D", false, false);
        check_cut("Türkiye is far away", 0, "Türkiye", false, false);
    }
}
