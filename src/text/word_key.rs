//! Words as numbers: one comparison of integers tells whether two words are the same in any case.
//!
//! A word of up to seven bytes is its own number, the first byte lowest. Longer ones are mixed into
//! one, so that two may share a number, though no two that anybody wrote do.

/// The number of a word in any case. The compiler makes a number of a word written out.
#[inline(always)]
pub const fn key(word: &[u8]) -> u64 {
    let (mut number, mut chunk, mut num) = (0, 0, 0);
    let mut is_long = false;
    let mut rest = word;
    while let [first, tail @ ..] = rest {
        chunk |= (first.to_ascii_lowercase() as u64) << (num * 8);
        num += 1;
        if num == 8 {
            number = if is_long { mix(number) ^ chunk } else { chunk };
            (is_long, chunk, num) = (true, 0, 0);
        }
        rest = tail;
    }
    if is_long { mix(number) ^ chunk } else { chunk }
}

/// The [`key`] of a word of a text, eight bytes at a time.
#[inline(always)]
pub fn key_of(word: &[u8]) -> u64 {
    if let Some((first, rest)) = word.split_first_chunk::<8>() {
        return key_of_long(small(u64::from_le_bytes(*first)), rest);
    }
    small(up_to_seven(word))
}

/// The same for eight bytes, made small, and those behind them.
#[inline(never)]
fn key_of_long(mut number: u64, mut rest: &[u8]) -> u64 {
    while let Some((chunk, tail)) = rest.split_first_chunk::<8>() {
        number = mix(number) ^ small(u64::from_le_bytes(*chunk));
        rest = tail;
    }
    mix(number) ^ small(up_to_seven(rest))
}

/// Eight bytes, ASCII letters made small.
#[inline(always)]
const fn small(chunk: u64) -> u64 {
    chunk | letters(chunk) >> 2
}

/// Fewer than eight bytes as a number, the first lowest.
#[inline(always)]
fn up_to_seven(word: &[u8]) -> u64 {
    let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        return four(first) | four(last) << (8 * (word.len() - 4));
    }
    match *word {
        [a, b, c] => u64::from(a) | u64::from(b) << 8 | u64::from(c) << 16,
        [a, b] => u64::from(a) | u64::from(b) << 8,
        [a] => u64::from(a),
        _ => 0,
    }
}

/// The numbers of several words.
#[expect(
    clippy::indexing_slicing,
    reason = "evaluated at compile time, where out of bounds is an error of the build"
)]
pub const fn keys<const N: usize>(words: [&str; N]) -> [u64; N] {
    let mut keys = [0; N];
    let mut at = 0;
    while at < N {
        keys[at] = key(words[at].as_bytes());
        at += 1;
    }
    keys
}

/// The numbers of words written out, made at compile time.
macro_rules! words {
    [$($word:literal),+ $(,)?] => {
        const { &$crate::text::word_key::keys([$($word),+]) }
    };
}
pub(crate) use words;

/// The [`key`] of the run of ASCII letters from `start`, and its end.
#[inline(always)]
pub fn letters_from(bytes: &[u8], start: usize) -> (u64, usize) {
    short_letters_from(bytes, start).unwrap_or_else(|| letters_from_eight(bytes, start))
}

/// The same for less than eight letters.
#[inline(always)]
pub fn short_letters_from(bytes: &[u8], start: usize) -> Option<(u64, usize)> {
    let chunk = eight(bytes, start);
    let num = num_letters(chunk);
    (num < 8).then_some(((chunk | SMALL) & low_bytes(num % 8), start + num))
}

/// The same for eight letters or more.
#[inline(always)]
pub fn long_letters_from(bytes: &[u8], start: usize) -> Option<(u64, usize)> {
    (others(eight(bytes, start)) == 0).then(|| letters_from_eight(bytes, start))
}

/// The same where there are at least eight letters.
#[inline(never)]
fn letters_from_eight(bytes: &[u8], start: usize) -> (u64, usize) {
    let mut number = eight(bytes, start) | SMALL;
    let mut at = start + 8;
    loop {
        let chunk = eight(bytes, at);
        let num = num_letters(chunk);
        if num < 8 {
            let rest = (chunk | SMALL) & low_bytes(num);
            return (mix(number) ^ rest, at + num);
        }
        number = mix(number) ^ (chunk | SMALL);
        at += 8;
    }
}

/// The [`key`] of the run of ASCII letters that ends at `end`, and its start. Of a run of more than
/// [`LONGEST`] letters, the start is somewhere in it.
#[inline(always)]
pub fn letters_before(bytes: &[u8], end: usize) -> (u64, usize) {
    short_letters_before(bytes, end).unwrap_or_else(|| {
        let start = letters_start(bytes, end);
        (letters_from(bytes, start).0, start)
    })
}

/// The same for eight letters or more.
#[inline(always)]
pub fn long_letters_before(bytes: &[u8], end: usize) -> Option<(u64, usize)> {
    let start = letters_start(bytes, end);
    (end - start >= 8).then(|| (letters_from_eight(bytes, start).0, start))
}

/// Where the run of ASCII letters that ends at `end` starts. Of one of more than [`LONGEST`] letters
/// it is somewhere in it.
#[inline(always)]
pub fn letters_start(bytes: &[u8], end: usize) -> usize {
    let mut start = end;
    while let Some(from) = start.checked_sub(8)
        && end - start <= LONGEST
    {
        let num = others(eight(bytes, from)).leading_zeros() / 8;
        start -= num as usize;
        if num < 8 {
            return start;
        }
    }
    let before = bytes.get(..start).unwrap_or(&[]).iter().rev().take(8);
    start - before.take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// The same for less than eight letters, not at the start of the text.
#[inline(always)]
pub fn short_letters_before(bytes: &[u8], end: usize) -> Option<(u64, usize)> {
    let chunk = eight(bytes, end.checked_sub(8)?);
    let num = others(chunk).leading_zeros() / 8;
    let number = (chunk | SMALL).checked_shr(64 - 8 * num);
    (num < 8).then_some((number.unwrap_or(0), end - num as usize))
}

/// Nobody asks for the number of a longer word.
const LONGEST: usize = 64;

/// Bits that make ASCII letters small; the few other signs that it changes are in no word.
pub(crate) const SMALL: u64 = 0x2020_2020_2020_2020;

/// A number that has all bits of `a` everywhere.
#[inline(always)]
pub const fn mix(a: u64) -> u64 {
    let spread = spread(a);
    spread ^ (spread >> 32)
}

/// A number that has all bits of `a` in its upper ones; no other `a` has it.
#[inline(always)]
pub(crate) const fn spread(a: u64) -> u64 {
    // 2^64 divided by the golden ratio, odd (Knuth, multiplicative hashing).
    a.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// How many of eight bytes, from the highest down, are ASCII letters.
#[inline(always)]
pub(crate) const fn num_last_letters(chunk: u64) -> usize {
    (others(chunk).leading_zeros() / 8) as usize
}

/// How many of eight bytes, from the lowest on, are ASCII letters.
#[inline(always)]
pub(crate) const fn num_letters(chunk: u64) -> usize {
    (others(chunk).trailing_zeros() / 8) as usize
}

/// The highest bit of each of eight bytes.
pub(crate) const HIGH: u64 = 0x8080_8080_8080_8080;

/// The highest bit of each of eight bytes that is an ASCII letter.
#[inline(always)]
pub(crate) const fn letters(chunk: u64) -> u64 {
    others(chunk) ^ HIGH
}

/// The highest bit of each of eight bytes that is no ASCII letter: in `not_less` it is set when the
/// small letter is "a" or more, in `more` when it is more than "z".
#[inline(always)]
const fn others(chunk: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let seven = (chunk | SMALL) & !HIGH;
    let not_less = seven + EACH * (0x80 - b'a' as u64);
    let more = seven + EACH * (0x7f - b'z' as u64);
    !(not_less & !more & !chunk) & HIGH
}

/// How many of eight bytes, from the lowest on, are ASCII digits.
#[inline(always)]
pub(crate) const fn num_digits(chunk: u64) -> usize {
    // Digits become 0 to 9, and adding 118 to all that is more sets its highest bit.
    let values = chunk ^ 0x3030_3030_3030_3030;
    let others = (((values & !HIGH) + 0x7676_7676_7676_7676) | values) & HIGH;
    (others.trailing_zeros() / 8) as usize
}

/// A mask of the lowest `num` bytes; fewer than eight.
#[inline(always)]
pub(crate) const fn low_bytes(num: usize) -> u64 {
    (1 << (num * 8)) - 1
}

/// The eight bytes at `at`, the first lowest; zeros past the end.
#[inline(always)]
pub(crate) fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => last_bytes(bytes, at),
    }
}

#[cold]
fn last_bytes(bytes: &[u8], at: usize) -> u64 {
    let mut chunk = [0; 8];
    for (to, from) in chunk.iter_mut().zip(bytes.get(at..).unwrap_or(&[])) {
        *to = *from;
    }
    u64::from_le_bytes(chunk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str) {
        let small = word.to_ascii_lowercase();
        assert_eq!(key(word.as_bytes()), key(small.as_bytes()));
        for (before, behind) in [
            ("", ""),
            (" ", " "),
            ("5 km (", ") and more words"),
            ("é", "é"),
        ] {
            let text = format!("{before}{word}{behind}");
            let (start, end) = (before.len(), before.len() + word.len());
            let expected = key(word.as_bytes());
            assert_eq!(
                letters_from(text.as_bytes(), start),
                (expected, end),
                "{text}"
            );
            assert_eq!(
                letters_before(text.as_bytes(), end),
                (expected, start),
                "{text}"
            );
            let is_long = word.len() >= 8;
            let long = long_letters_from(text.as_bytes(), start);
            assert_eq!(long, is_long.then_some((expected, end)), "{text}");
            let long = long_letters_before(text.as_bytes(), end);
            assert_eq!(long, is_long.then_some((expected, start)), "{text}");
        }
    }

    #[test]
    fn words_have_one_number_wherever_they_stand() {
        for word in [
            "a",
            "Of",
            "SEVENTH",
            "eightful",
            "Nineteens",
            "administration",
        ] {
            check(word);
        }
        check("sixteenletterswx");
        check("");
    }

    #[test]
    fn digits_are_told_from_all_other_bytes() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let mut chunk = *b"01234567";
                chunk[at] = byte;
                let num = if byte.is_ascii_digit() { 8 } else { at };
                assert_eq!(num_digits(u64::from_le_bytes(chunk)), num, "{byte} at {at}");
            }
        }
    }

    #[test]
    fn other_words_have_other_numbers() {
        assert_ne!(key(b"of"), key(b"off"));
        assert_ne!(key(b"administration"), key(b"administrations"));
        assert_ne!(key(b"eightful"), key(b"eightfulo"));
        assert_eq!(words!["of", "the"], &[key(b"of"), key(b"the")]);
    }

    proptest::proptest! {
        #[test]
        fn eight_bytes_at_a_time_make_the_same_number(word in "\\PC{0,20}", bytes: [u8; 7]) {
            proptest::prop_assert_eq!(key_of(word.as_bytes()), key(word.as_bytes()));
            for len in 0..=bytes.len() {
                proptest::prop_assert_eq!(key_of(&bytes[..len]), key(&bytes[..len]));
            }
        }
    }

    #[test]
    fn what_is_no_letter_is_in_no_run() {
        for byte in 0..=u8::MAX {
            let is_letter = byte.is_ascii_alphabetic();
            let text = [byte; 9];
            assert_eq!(letters_from(&text, 0).1 == 9, is_letter, "{byte}");
            assert_eq!(letters_before(&text, 9).1 == 0, is_letter, "{byte}");
        }
    }
}
