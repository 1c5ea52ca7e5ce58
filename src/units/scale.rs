//! Scales behind a number: "bn", "trillion", "lakh crore", "兆".

use crate::text::word_key::{key, keys, letters_from};
use crate::text::word_map::word_map;

/// A multiplier after a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Multiply by this.
    pub factor: f64,
    /// Bytes read, with the space or hyphen before it.
    pub len: usize,
}

/// Whether what follows a number may be a scale, by its first letter.
#[inline]
pub fn may_be_scale(bytes: &[u8]) -> bool {
    let first = match bytes {
        [b' ' | b'-', first, ..] | [first, ..] => *first,
        [] => return false,
    };
    !first.is_ascii()
        || matches!(
            first | 0x20,
            b'b' | b'c' | b'd' | b'h' | b'k' | b'l' | b'm' | b'q' | b't'
        )
}

/// Reads the scale after a number: " billion", "bn", "-billion", " lakh crore", "兆". `money` allows
/// the one-letter ones ("$5m", "£300k", "US$1.2B"), which mean something else elsewhere.
pub fn read_scale(text: &str, money: bool) -> Option<Scale> {
    if !may_be_scale(text.as_bytes()) {
        return None;
    }
    let gap = gap_len(text)?;
    let rest = text.get(gap..)?;
    let first = *rest.as_bytes().first()?;
    if !first.is_ascii() {
        let sign = rest.chars().next()?;
        let (factor, len) = east_asian_scale(sign)?;
        // "5千万": thousands and hundreds of the next.
        let next = rest.get(len..)?.chars().next();
        let (factor, len) = match next.and_then(east_asian_scale) {
            // "1.67万亿" is ten thousand times a hundred million.
            Some((second, more)) if factor < 1e4 && second > factor || is_trillion(rest) => {
                (factor * second, len + more)
            }
            _ => (factor, len),
        };
        return (gap <= 1 && factor >= 1e4).then_some(Scale {
            factor,
            len: gap + len,
        });
    }
    let (word, letters) = letters_from(rest.as_bytes(), 0);
    let len = gap + letters;
    if let Some(factor) = short_scale(rest, letters) {
        let fits = money || (gap == 0 && word == key(b"k"));
        return fits.then_some(Scale { factor, len });
    }
    let factor = full_scale(word)
        .or_else(|| SHORT.get(word))
        .or_else(|| (money && letters == 2 && rest.starts_with("MM")).then_some(1e6))?;
    let mut scale = Scale { factor, len };
    // "hundred thousand", "lakh crore", "thousand billion", "million million".
    for _ in 0..2 {
        let Some(rest) = text.get(scale.len..) else {
            break;
        };
        let Some(gap) = gap_len(rest).filter(|&gap| gap > 0) else {
            break;
        };
        let (word, letters) = letters_from(rest.as_bytes(), gap);
        let before = scale.factor;
        let Some(next) = full_scale(word).filter(|&it| {
            it >= 1e6 && before <= 1e6 || it >= 1e3 && (90.0..1000.0).contains(&before)
        }) else {
            break;
        };
        scale.factor *= next;
        scale.len += letters;
    }
    Some(scale)
}

/// Ten thousand times a hundred million, as Chinese writes it.
fn is_trillion(text: &str) -> bool {
    text.starts_with("万亿") || text.starts_with("萬億")
}

/// Of the word of so many letters that `text` begins with.
fn short_scale(text: &str, letters: usize) -> Option<f64> {
    match (letters, text.as_bytes()) {
        (1, [letter, ..]) => letter_scale(*letter),
        (2, [b'c' | b'C', b'r', ..]) => Some(1e7),
        _ => None,
    }
}

/// Factor of the scale that is one letter, behind money.
pub(crate) const fn letter_scale(letter: u8) -> Option<f64> {
    match letter {
        b'm' | b'M' => Some(1e6),
        b'k' | b'K' => Some(1e3),
        b'b' | b'B' => Some(1e9),
        b't' | b'T' => Some(1e12),
        _ => None,
    }
}

fn gap_len(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [b' ' | b'-', ..] => Some(1),
        [0xC2, 0xA0, ..] => Some(2),
        [0xE2, 0x80, 0xAF | 0x89 | 0x90 | 0x91, ..] => Some(3),
        [] => None,
        _ => Some(0),
    }
}

word_map! {
    /// Scales written out.
    FULL: f64 =
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        "crore" => 1e7,
        "lakh" => 1e5,
        "hundred" => 1e2,
        "dozen" => 12.0,
        "lakhs" => 1e5,
        "lac" => 1e5,
        "lacs" => 1e5,
        "crores" => 1e7,
        "millions" => 1e6,
        "billions" => 1e9,
        "trillions" => 1e12,
        "quadrillion" => 1e15,
        "quadrillions" => 1e15,
        "milliard" => 1e9,
        "milliards" => 1e9,
}

/// The [`key`]s of all words and letters that are a scale, with zeros between them.
pub(crate) const fn scale_keys() -> ([u64; 64], [u64; 32], [u64; 6]) {
    (
        FULL.keys(),
        SHORT.keys(),
        keys(["m", "k", "b", "t", "cr", "mm"]),
    )
}

/// Factor of the scale written out that has this [`key`].
#[inline]
pub fn full_scale(key: u64) -> Option<f64> {
    FULL.get(key)
}

word_map! {
    /// Scales written short.
    SHORT: f64 =
        "bn" => 1e9,
        "tn" => 1e12,
        "mn" => 1e6,
        "mln" => 1e6,
        "bln" => 1e9,
        "trn" => 1e12,
        "trln" => 1e12,
        "mrd" => 1e9,
        "mld" => 1e9,
        "mlrd" => 1e9,
        "mio" => 1e6,
        "mil" => 1e6,
        "bil" => 1e9,
        "tril" => 1e12,
}

/// Factor of the scale of more than one letter that has this [`key`].
#[inline]
pub(crate) fn written_scale(key: u64) -> Option<f64> {
    full_scale(key).or_else(|| SHORT.get(key))
}

/// Whether this [`key`] is of a scale written short.
pub(super) fn is_short_scale(key: u64) -> bool {
    SHORT.get(key).is_some()
}

/// Factor of 百, 千, 万, 億, 兆 and their other forms, with the length of the character.
pub fn east_asian_scale(sign: char) -> Option<(f64, usize)> {
    let factor = match sign {
        '百' | '백' => 1e2,
        '千' | '천' => 1e3,
        '万' | '萬' | '만' => 1e4,
        '億' | '亿' | '억' => 1e8,
        '兆' | '조' => 1e12,
        _ => return None,
    };
    Some((factor, sign.len_utf8()))
}
