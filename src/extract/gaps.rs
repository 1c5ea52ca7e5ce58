//! What stands between two words, by the signs.

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

/// What one ASCII sign behind a word makes of the gap, alone or with a blank behind, and whether it
/// ends a sentence; `is_short` says whether a point may belong to the word before.
#[inline(always)]
pub(super) fn gap_of_sign(
    sign: u8,
    before_blank: bool,
    is_short: impl FnOnce() -> bool,
) -> (Gap, bool) {
    match sign {
        b'.' if is_short() => (Gap::Space, false),
        b'.' => (Gap::Break, before_blank),
        b',' if before_blank => (Gap::Comma, false),
        b'-' if !before_blank => (Gap::Hyphen, false),
        b' ' | b'\n' | b'\r' | 0x0b | 0x0c => (Gap::Space, false),
        b'\t' | b'!' | b'?' | b'|' => (Gap::Break, true),
        _ => (Gap::Break, false),
    }
}

/// The signs between two words, taken in one by one.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// Kinds of all of them, as bits.
    all: u8,
    /// Kinds of all but the first.
    rest: u8,
    first: u8,
    last: u8,
    num: u32,
    num_lines: u32,
    blank_after_stop: bool,
}

/// Kinds of signs.
const BLANK: u8 = 1;
/// A blank that ends a line.
const LINE: u8 = 2;
/// A sign between cells, or one that ends sentences by itself.
const ENDS: u8 = 4;
const STOP: u8 = 8;
const HYPHEN: u8 = 16;
const OTHER: u8 = 32;
/// A blank that parts cells.
const TAB: u8 = 64;

impl Signs {
    /// Adds the sign at `at`; its length, or `None` for one that only [`gap_of`] knows.
    #[inline]
    pub(super) fn add(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let byte = *bytes.get(at)?;
        let (kind, len) = match byte {
            b' ' | b'\r' | 0x0b | 0x0c => (BLANK, 1),
            b'\n' => (LINE, 1),
            b'\t' => (TAB, 1),
            b'!' | b'?' | b'|' => (ENDS, 1),
            b'.' => (STOP, 1),
            b'-' => (HYPHEN, 1),
            0xE2 => match bytes.get(at + 1..at + 3)? {
                [0x80, 0x93] => (HYPHEN, 3),
                // — ‘ ’ “ ” …
                [0x80, 0x94 | 0x98 | 0x99 | 0x9C | 0x9D | 0xA6] => (OTHER, 3),
                _ => return None,
            },
            _ if byte.is_ascii() => (OTHER, 1),
            _ => return None,
        };
        self.blank_after_stop |= self.all & STOP != 0 && kind & (BLANK | LINE | TAB) != 0;
        self.num_lines += u32::from(kind == LINE);
        self.all |= kind;
        if self.num == 0 {
            self.first = byte;
        } else {
            self.rest |= kind;
        }
        self.num += 1;
        self.last = byte;
        Some(len)
    }

    /// What they make of the gap; `is_short` says whether a point may belong to the word before.
    pub(super) fn gap(&self, is_short: impl FnOnce() -> bool) -> Gap {
        let is_blank = |kinds: u8| kinds & !(BLANK | LINE) == 0 && self.num_lines < 2;
        if self.num == 1 && self.all == HYPHEN {
            Gap::Hyphen
        } else if self.first == b',' {
            if self.num > 1 && is_blank(self.rest) {
                Gap::Comma
            } else {
                Gap::Break
            }
        } else if is_blank(self.all) || self.first == b'.' && self.is_blank_behind() && is_short() {
            Gap::Space
        } else {
            Gap::Break
        }
    }

    /// Whether nothing but blanks follows the first sign, perhaps nothing at all.
    const fn is_blank_behind(&self) -> bool {
        self.rest & !(BLANK | LINE | TAB) == 0
    }

    /// Whether, being a break, they end a sentence.
    pub(super) const fn end_sentence(&self) -> bool {
        self.all & (LINE | TAB | ENDS) != 0
            // A reference mark may stand where the blank would ("… away.[2]").
            || self.all & STOP != 0 && (self.blank_after_stop || self.last == b'[')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sign_means_the_same_by_itself() {
        for (sign, behind, is_short) in (0..128).flat_map(|sign| {
            let cases = [(false, false), (false, true), (true, false), (true, true)];
            cases.map(|(behind, is_short)| (sign, behind, is_short))
        }) {
            let bytes = [sign, b' '];
            let mut signs = Signs::default();
            signs.add(&bytes, 0).unwrap();
            if behind {
                signs.add(&bytes, 1).unwrap();
            }
            let gap = signs.gap(|| is_short);
            let ends = gap == Gap::Break && signs.end_sentence() && sign != b'[';
            let expected = (gap, ends);
            assert_eq!(gap_of_sign(sign, behind, || is_short), expected, "{sign}");
        }
    }
}
