//! Where words begin and end, and the number each is looked up by.
//!
//! Everything that cuts text into words does it here, so that the words of a table and those of a
//! document are cut alike.

/// Where the next word begins.
pub(super) fn next_word(piece: &str, mut at: usize) -> Option<usize> {
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

/// Where the word that begins at `start` ends, whether a possessive follows, and whether the word
/// is of ASCII only.
pub(super) fn word_end(piece: &str, start: usize) -> (usize, bool, bool) {
    let bytes = piece.as_bytes();
    let mut at = start;
    let mut ascii = true;
    loop {
        while bytes.get(at).is_some_and(|&byte| is_ascii_word(byte)) {
            at += 1;
        }
        match bytes.get(at) {
            None | Some(b' ' | b'\n' | b',' | b'.' | b'-' | b')') => return (at, false, ascii),
            Some(_) => {
                let rest = piece.get(at..).unwrap_or("");
                let mut letters = rest.chars();
                let letter = letters.next().unwrap_or(' ');
                let next = letters.next().unwrap_or(' ');
                let before = bytes.get(at.wrapping_sub(1)).copied().unwrap_or(b' ');
                if is_word_char(letter) {
                    ascii &= letter.is_ascii();
                    at += letter.len_utf8();
                } else if matches!(letter, '\'' | '’') {
                    let after_next = letters.next().unwrap_or(' ');
                    if matches!(next, 's' | 'S') && !is_word_char(after_next) {
                        return (at, true, ascii);
                    }
                    if !is_word_char(next) {
                        return (at, before == b's', ascii);
                    }
                    ascii &= letter.is_ascii();
                    at += letter.len_utf8();
                } else if letter == '&' && before.is_ascii_uppercase() && next.is_uppercase() {
                    at += 1;
                } else {
                    return (at, false, ascii);
                }
            }
        }
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

const WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        #[expect(
            clippy::indexing_slicing,
            reason = "evaluated at compile time, in bounds"
        )]
        {
            table[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        }
        byte += 1;
    }
    table
};

pub(super) fn is_ascii_word(byte: u8) -> bool {
    WORD.get(usize::from(byte)).is_some_and(|&word| word)
}

/// Letters, digits, and what may stand inside a word without being seen.
pub(super) fn is_word_char(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric() || letter == '_';
    }
    letter.is_alphanumeric()
        || matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// The number of a word without regard to case, accents and kinds of apostrophe; `ascii` says that
/// it has none of the latter two.
pub(super) fn word_hash(piece: &str, start: usize, end: usize, ascii: bool) -> u64 {
    let bytes = piece.as_bytes();
    if !ascii {
        let folded = super::fold::fold(piece.get(start..end).unwrap_or(""));
        return hash(&folded, 0, folded.len());
    }
    hash(bytes, start, end)
}

/// The same of letters already folded.
pub(super) fn hash_of(word: &[u8]) -> u64 {
    hash(word, 0, word.len())
}

/// Bits that make ASCII letters small; the few other signs it changes are in no word.
const SMALL: u64 = 0x2020_2020_2020_2020;
/// 2^64 divided by the golden ratio, odd: spreads neighbouring numbers (Knuth, multiplicative
/// hashing).
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Eight bytes at a time, small, mixed by multiplication.
fn hash(bytes: &[u8], start: usize, end: usize) -> u64 {
    let mut at = start;
    let mut hash = (end - start) as u64;
    while at < end {
        let left = end - at;
        let chunk = eight(bytes, at);
        let kept = if left >= 8 { chunk } else { chunk & ((1u64 << (left * 8)) - 1) };
        let small = if left >= 8 { SMALL } else { SMALL & ((1u64 << (left * 8)) - 1) };
        hash = mix(hash ^ (kept | small));
        at += 8;
    }
    hash
}

/// A number that has all bits of `a` everywhere.
pub(super) const fn mix(a: u64) -> u64 {
    let spread = a.wrapping_mul(SPREAD);
    spread ^ (spread >> 32)
}

/// The eight bytes at `at`, the first lowest; zeros past the end.
fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => {
            let mut chunk = [0; 8];
            for (to, from) in chunk.iter_mut().zip(bytes.get(at..).unwrap_or(&[])) {
                *to = *from;
            }
            u64::from_le_bytes(chunk)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, same: bool) {
        let of = |word: &str| word_hash(word, 0, word.len(), word.is_ascii());
        assert_eq!(of(a) == of(b), same, "{a} {b}");
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
    fn a_word_hashes_alike_wherever_it_stands() {
        let text = "xx Japan";
        assert_eq!(word_hash(text, 3, 8, true), hash_of(b"japan"));
        assert_eq!(word_hash("Japan and more", 0, 5, true), hash_of(b"japan"));
    }
}
