//! What stands between two words, by the signs.

use super::cuts::SIGNS;
use super::words::{Gap, Shape};

/// What stands between a word of this shape and the next; `between` are the signs.
pub(super) fn gap_of(between: &str, word: &str, shape: Shape, possessive: bool) -> Gap {
    if possessive {
        let rest = between
            .trim_start_matches(['\'', '’'])
            .trim_start_matches(['s', 'S']);
        return if is_blank(rest) {
            Gap::Possessive
        } else {
            Gap::Break
        };
    }
    if matches!(between, "-" | "–" | "‐" | "‑") {
        return Gap::Hyphen;
    }
    if let Some(rest) = between.strip_prefix(',') {
        return if is_blank(rest) {
            Gap::Comma
        } else {
            Gap::Break
        };
    }
    if let Some(rest) = between.strip_prefix('.')
        && (shape == Shape::Initial || is_abbreviation(word))
        && rest.chars().all(char::is_whitespace)
    {
        return Gap::Space;
    }
    if is_blank(between) {
        Gap::Space
    } else {
        Gap::Break
    }
}

/// Whether what stands between two words, a break, ends a sentence.
pub(super) fn is_sentence_end(between: &str) -> bool {
    let bytes = between.as_bytes();
    if bytes == b". " {
        return true;
    }
    bytes
        .iter()
        .any(|byte| matches!(byte, b'!' | b'?' | b'\n' | b'\t' | b'|'))
        || between
            .split_once('.')
            // A reference mark may stand where the blank would ("… away.[2]").
            .is_some_and(|(_, rest)| rest.contains(char::is_whitespace) || rest.ends_with('['))
}

/// Blanks without an empty line.
fn is_blank(between: &str) -> bool {
    if between == " " {
        return true;
    }
    !between.is_empty()
        && between
            .chars()
            .all(|letter| letter.is_whitespace() && letter != '\t')
        && between.bytes().filter(|&byte| byte == b'\n').count() < 2
}

/// Short forms whose point ends no sentence.
pub(super) fn is_abbreviation(word: &str) -> bool {
    matches!(
        word,
        "Dr" | "Mr"
            | "Mrs"
            | "Ms"
            | "Gen"
            | "Lt"
            | "Col"
            | "Maj"
            | "Capt"
            | "Adm"
            | "Sen"
            | "Rep"
            | "Reps"
            | "Sens"
            | "Gov"
            | "Prof"
            | "St"
            | "Sgt"
            | "Brig"
            | "Cmdr"
            | "Amb"
            | "Hon"
            | "Smt"
            | "Vice"
            | "Rear"
            | "Pres"
            | "Sec"
            | "Supt"
            | "Jr"
            | "Sr"
            | "Mt"
            | "Ft"
            | "Brigadier"
    )
}

/// What one sign behind a word makes of the gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OneSign(u8);

const _: () = assert!((OneSign::ENDS | OneSign::OTHER) & (Gap::Break as u8 | SIGNS) == 0);

impl OneSign {
    /// Flag of a sign that ends a sentence.
    const ENDS: u8 = 32;
    /// Flag of a sign that needs a closer look.
    const OTHER: u8 = 64;

    /// What a word with it behind has in [`Cut::more`](super::cuts::Cut::more).
    #[inline(always)]
    pub(super) const fn more(self) -> u8 {
        self.0 & !(Self::ENDS | Self::OTHER)
    }

    #[inline(always)]
    pub(super) const fn ends_sentence(self) -> bool {
        self.0 & Self::ENDS != 0
    }
}

/// What one sign behind a word makes of the gap, alone or with a blank behind; `None` for signs that
/// need a closer look. A point may belong to the word before.
#[inline(always)]
pub(super) fn gap_of_sign(sign: u8, before_blank: bool) -> Option<OneSign> {
    let gaps = ONE_SIGN.get(usize::from(sign))?;
    let gap = gaps.get(usize::from(before_blank)).copied()?;
    (gap & OneSign::OTHER == 0).then_some(OneSign(gap))
}

/// For each sign, what it makes alone and with a blank behind.
const ONE_SIGN: [[u8; 2]; 256] = {
    const SPACE: u8 = Gap::Space as u8;
    const BREAK: u8 = Gap::Break as u8;
    const END: u8 = BREAK | OneSign::ENDS;
    let mut table = [[OneSign::OTHER; 2]; 256];
    let mut sign = 0u8;
    while sign < 128 {
        #[expect(
            clippy::indexing_slicing,
            reason = "evaluated at compile time, in bounds"
        )]
        {
            table[sign as usize] = match sign {
                b'[' => [OneSign::OTHER; 2],
                b'.' => [BREAK | SIGNS, END | SIGNS],
                b',' => [BREAK, Gap::Comma as u8],
                b'-' => [Gap::Hyphen as u8, BREAK],
                b'\n' => [SPACE | SIGNS; 2],
                b' ' | b'\r' | 0x0b | 0x0c => [SPACE; 2],
                b'\t' | b'!' | b'?' | b'|' => [END; 2],
                _ => [BREAK; 2],
            };
        }
        sign += 1;
    }
    table
};

/// Whether these bytes begin with a sign beyond ASCII that ends a word whatever follows; of ’ that
/// cannot be said.
#[inline(always)]
pub(super) const fn is_common_sign(bytes: [u8; 3]) -> bool {
    // A blank that does not break, £ ¥, – — ‘ “ ” …, and signs of currencies.
    matches!(
        bytes,
        [0xC2, 0xA0 | 0xA3 | 0xA5, _]
            | [0xE2, 0x80, 0x93 | 0x94 | 0x98 | 0x9C | 0x9D | 0xA6]
            | [0xE2, 0x82, 0xA0..=0xBF]
    )
}

/// The signs between two words, taken in one by one: the kinds of sign, as bits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    /// Of the first.
    first: u16,
    /// Of all others.
    rest: u16,
    /// Of the last.
    last: u16,
    /// What the signs so far wait for: blanks behind a point, another end of a line behind one.
    awaited: u16,
    /// What of it has come.
    came: u16,
}

/// Kinds of signs: a bit each, and above those what the kind waits for.
const BLANK: u16 = 1;
/// A blank that ends a line.
const LINE: u16 = LINE_ALONE | awaiting(LINE_ALONE);
const LINE_ALONE: u16 = 2;
/// A sign between cells, or one that ends sentences by itself.
const ENDS: u16 = 4;
const STOP: u16 = 8 | awaiting(BLANK);
const HYPHEN: u16 = 16;
const OTHER: u16 = 32;
/// A blank that parts cells.
const TAB: u16 = 64;
const COMMA: u16 = 128;
const BRACKET: u16 = 256;

/// How many kinds there are.
const NUM_KINDS: u32 = 9;

const fn awaiting(kind: u16) -> u16 {
    kind << NUM_KINDS
}

/// The kinds of ASCII signs; 0 for all else.
const KINDS: [u16; 256] = {
    let mut table = [0; 256];
    let mut sign = 0u8;
    while sign < 128 {
        #[expect(
            clippy::indexing_slicing,
            reason = "evaluated at compile time, in bounds"
        )]
        {
            table[sign as usize] = match sign {
                b' ' | b'\r' | 0x0b | 0x0c => BLANK,
                b'\n' => LINE,
                b'\t' => TAB,
                b'!' | b'?' | b'|' => ENDS,
                b'.' => STOP,
                b'-' => HYPHEN,
                b',' => COMMA,
                b'[' => BRACKET,
                b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => 0,
                _ => OTHER,
            };
        }
        sign += 1;
    }
    table
};

/// The kind of the sign that these bytes begin with, and the bytes behind it; `None` for letters and
/// digits, and for signs that only [`gap_of`] knows.
#[inline(always)]
fn split_sign(bytes: &[u8]) -> Option<(u16, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let kind = *KINDS.get(usize::from(*first))?;
    if kind != 0 {
        return Some((kind, rest));
    }
    if first.is_ascii() {
        return None;
    }
    match bytes {
        // A blank that does not break; £ ¥.
        [0xC2, 0xA0, rest @ ..] => Some((BLANK, rest)),
        [0xC2, 0xA3 | 0xA5, rest @ ..] => Some((OTHER, rest)),
        [0xE2, 0x80, 0x93, rest @ ..] => Some((HYPHEN, rest)),
        // — ‘ ’ “ ” …, signs of currencies.
        [
            0xE2,
            0x80,
            0x94 | 0x98 | 0x99 | 0x9C | 0x9D | 0xA6,
            rest @ ..,
        ]
        | [0xE2, 0x82, 0xA0..=0xBF, rest @ ..] => Some((OTHER, rest)),
        _ => None,
    }
}

impl Signs {
    /// Those that these bytes begin with, and the bytes behind them.
    #[inline(always)]
    pub(super) fn read(mut bytes: &[u8]) -> (Self, &[u8]) {
        let mut signs = Self::default();
        if let Some((first, behind)) = split_sign(bytes) {
            signs.first = first;
            signs.awaited = first >> NUM_KINDS;
            signs.last = first;
            bytes = behind;
            while let Some((kind, behind)) = split_sign(bytes) {
                signs.rest |= kind;
                signs.came |= signs.awaited & kind;
                signs.awaited |= kind >> NUM_KINDS;
                signs.last = kind;
                bytes = behind;
            }
        }
        (signs, bytes)
    }

    const fn all(self) -> u16 {
        self.first | self.rest
    }

    /// What they make of the gap; `is_short` says whether a point may belong to the word before.
    pub(super) fn gap(self, is_short: impl FnOnce() -> bool) -> Gap {
        let is_blank = |kinds: u16| kinds & !(BLANK | LINE) == 0 && self.came & LINE == 0;
        if self.rest == 0 && self.first == HYPHEN {
            Gap::Hyphen
        } else if self.first == COMMA {
            if self.rest != 0 && is_blank(self.rest) {
                Gap::Comma
            } else {
                Gap::Break
            }
        } else if is_blank(self.all())
            || self.first == STOP && self.rest & !(BLANK | LINE | TAB) == 0 && is_short()
        {
            Gap::Space
        } else {
            Gap::Break
        }
    }

    /// Whether a bracket opens among them.
    pub(super) const fn has_bracket(self) -> bool {
        self.all() & BRACKET != 0
    }

    /// Whether a line ends among them, or a point stands there.
    pub(super) const fn has_line_or_stop(self) -> bool {
        self.all() & (LINE | STOP) != 0
    }

    /// Whether, being a break, they end a sentence.
    pub(super) const fn end_sentence(self) -> bool {
        self.all() & (LINE | TAB | ENDS) != 0
            || self.came & BLANK != 0
            // A reference mark may stand where the blank would ("… away.[2]").
            || self.all() & STOP != 0 && self.last == BRACKET
    }
}

#[cfg(test)]
mod tests {
    use super::super::split::{cut, is_ascii_word};
    use super::*;

    #[track_caller]
    fn gap_of_signs(text: &str, is_short: bool) -> (Gap, bool) {
        let (signs, behind) = Signs::read(text.as_bytes());
        assert_eq!(behind, b"", "{text:?}");
        let gap = signs.gap(|| is_short);
        (gap, gap == Gap::Break && signs.end_sentence())
    }

    #[test]
    fn one_sign_means_the_same_by_itself() {
        let signs = (0..128u8).filter(|&sign| sign != b'[' && !is_ascii_word(sign));
        for sign in signs {
            let alone = char::from(sign).to_string();
            for (text, before_blank) in [(alone.clone(), false), (alone + " ", true)] {
                let expected = gap_of_signs(&text, false);
                let found = gap_of_sign(sign, before_blank).unwrap();
                let signs = if matches!(sign, b'.' | b'\n') {
                    SIGNS
                } else {
                    0
                };
                assert_eq!(found.more(), expected.0 as u8 | signs, "{text:?}");
                assert_eq!(found.ends_sentence(), expected.1, "{text:?}");
                let is_point = sign == b'.';
                assert_eq!(
                    gap_of_signs(&text, true).0 == Gap::Space && expected.0 != Gap::Space,
                    is_point,
                    "{text:?}"
                );
            }
        }
        assert!((128..=255).all(|sign| gap_of_sign(sign, true).is_none()));
    }

    #[test]
    fn common_signs_end_words_and_are_known() {
        for sign in ('\u{80}'..='\u{ffff}').map(String::from) {
            let Some([a, b, rest @ ..]) = sign.as_bytes().get(..) else {
                continue;
            };
            if is_common_sign([*a, *b, rest.first().copied().unwrap_or(b' ')]) {
                assert_eq!(cut(&format!("word{sign}s"), 0).end, 4, "{sign}");
                for text in [
                    sign.clone(),
                    format!(".{sign}"),
                    format!(" {sign} "),
                    format!("\n{sign}.\n"),
                ] {
                    let (gap, ends) = gap_of_signs(&text, false);
                    assert_eq!(gap, gap_of(&text, "word", Shape::Lower, false), "{text:?}");
                    assert_eq!(
                        ends,
                        gap == Gap::Break && is_sentence_end(&text),
                        "{text:?}"
                    );
                }
            }
        }
    }
}
