//! The bytes and words worth stopping at: what the scan for figures jumps between.

use super::word_set::key;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AnchorKind {
    Digits,
    /// "seven", "hundred", "half", …
    NumberWord,
    /// "third", "twenty-first", …
    Ordinal,
    Month,
    Weekday,
    /// "year", "month", "week", "quarter", …
    Period,
    /// "yesterday", "tomorrow"
    Day,
    /// "Ibid"
    Ibid,
    /// "http", "https", "www"
    Url,
    /// "accessed", "retrieved"
    Accessed,
    /// "["
    Bracket,
    /// "½" and its kin, by their first byte; may be something else.
    Fraction,
}

#[derive(Clone, Copy)]
pub(super) enum Class {
    Other,
    Letter,
    Digit,
    Bracket,
    FractionByte,
}

pub(super) const CLASS: [Class; 256] = {
    let mut table = [Class::Other; 256];
    let mut byte = 0u8;
    loop {
        #[expect(
            clippy::indexing_slicing,
            reason = "evaluated at compile time, in bounds"
        )]
        {
            table[byte as usize] = match byte {
                b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
                b'0'..=b'9' => Class::Digit,
                b'[' => Class::Bracket,
                // First bytes of ½ ¼ ¾ and of ⅓ ⅔ ⅛.
                0xC2 | 0xE2 => Class::FractionByte,
                _ => Class::Other,
            };
        }
        if byte == u8::MAX {
            break table;
        }
        byte += 1;
    }
};

/// Sorted, lower case.
const ANCHORS: &[(&str, AnchorKind)] = &[
    ("accessed", AnchorKind::Accessed),
    ("apr", AnchorKind::Month),
    ("april", AnchorKind::Month),
    ("aug", AnchorKind::Month),
    ("august", AnchorKind::Month),
    ("autumn", AnchorKind::Period),
    ("billion", AnchorKind::NumberWord),
    ("dec", AnchorKind::Month),
    ("decade", AnchorKind::Period),
    ("december", AnchorKind::Month),
    ("dozen", AnchorKind::NumberWord),
    ("eight", AnchorKind::NumberWord),
    ("eighteen", AnchorKind::NumberWord),
    ("eighteenth", AnchorKind::Ordinal),
    ("eighth", AnchorKind::Ordinal),
    ("eightieth", AnchorKind::Ordinal),
    ("eighty", AnchorKind::NumberWord),
    ("eleven", AnchorKind::NumberWord),
    ("eleventh", AnchorKind::Ordinal),
    ("feb", AnchorKind::Month),
    ("february", AnchorKind::Month),
    ("fifteen", AnchorKind::NumberWord),
    ("fifteenth", AnchorKind::Ordinal),
    ("fifth", AnchorKind::Ordinal),
    ("fiftieth", AnchorKind::Ordinal),
    ("fifty", AnchorKind::NumberWord),
    ("first", AnchorKind::Ordinal),
    ("five", AnchorKind::NumberWord),
    ("fortieth", AnchorKind::Ordinal),
    ("forty", AnchorKind::NumberWord),
    ("four", AnchorKind::NumberWord),
    ("fourteen", AnchorKind::NumberWord),
    ("fourteenth", AnchorKind::Ordinal),
    ("fourth", AnchorKind::Ordinal),
    ("friday", AnchorKind::Weekday),
    ("half", AnchorKind::NumberWord),
    ("http", AnchorKind::Url),
    ("https", AnchorKind::Url),
    ("hundred", AnchorKind::NumberWord),
    ("ib", AnchorKind::Ibid),
    ("ibid", AnchorKind::Ibid),
    ("jan", AnchorKind::Month),
    ("january", AnchorKind::Month),
    ("jul", AnchorKind::Month),
    ("july", AnchorKind::Month),
    ("jun", AnchorKind::Month),
    ("june", AnchorKind::Month),
    ("mar", AnchorKind::Month),
    ("march", AnchorKind::Month),
    ("may", AnchorKind::Month),
    ("million", AnchorKind::NumberWord),
    ("monday", AnchorKind::Weekday),
    ("month", AnchorKind::Period),
    ("nine", AnchorKind::NumberWord),
    ("nineteen", AnchorKind::NumberWord),
    ("nineteenth", AnchorKind::Ordinal),
    ("ninetieth", AnchorKind::Ordinal),
    ("ninety", AnchorKind::NumberWord),
    ("ninth", AnchorKind::Ordinal),
    ("nov", AnchorKind::Month),
    ("november", AnchorKind::Month),
    ("oct", AnchorKind::Month),
    ("october", AnchorKind::Month),
    ("one", AnchorKind::NumberWord),
    ("quadrillion", AnchorKind::NumberWord),
    ("quarter", AnchorKind::Period),
    ("retrieved", AnchorKind::Accessed),
    ("saturday", AnchorKind::Weekday),
    ("second", AnchorKind::Ordinal),
    ("sep", AnchorKind::Month),
    ("sept", AnchorKind::Month),
    ("september", AnchorKind::Month),
    ("seven", AnchorKind::NumberWord),
    ("seventeen", AnchorKind::NumberWord),
    ("seventeenth", AnchorKind::Ordinal),
    ("seventh", AnchorKind::Ordinal),
    ("seventieth", AnchorKind::Ordinal),
    ("seventy", AnchorKind::NumberWord),
    ("six", AnchorKind::NumberWord),
    ("sixteen", AnchorKind::NumberWord),
    ("sixteenth", AnchorKind::Ordinal),
    ("sixth", AnchorKind::Ordinal),
    ("sixtieth", AnchorKind::Ordinal),
    ("sixty", AnchorKind::NumberWord),
    ("spring", AnchorKind::Period),
    ("summer", AnchorKind::Period),
    ("sunday", AnchorKind::Weekday),
    ("ten", AnchorKind::NumberWord),
    ("tenth", AnchorKind::Ordinal),
    ("third", AnchorKind::Ordinal),
    ("thirteen", AnchorKind::NumberWord),
    ("thirteenth", AnchorKind::Ordinal),
    ("thirtieth", AnchorKind::Ordinal),
    ("thirty", AnchorKind::NumberWord),
    ("thousand", AnchorKind::NumberWord),
    ("three", AnchorKind::NumberWord),
    ("thursday", AnchorKind::Weekday),
    ("tomorrow", AnchorKind::Day),
    ("trillion", AnchorKind::NumberWord),
    ("tuesday", AnchorKind::Weekday),
    ("twelfth", AnchorKind::Ordinal),
    ("twelve", AnchorKind::NumberWord),
    ("twentieth", AnchorKind::Ordinal),
    ("twenty", AnchorKind::NumberWord),
    ("two", AnchorKind::NumberWord),
    ("wednesday", AnchorKind::Weekday),
    ("week", AnchorKind::Period),
    ("weekend", AnchorKind::Period),
    ("winter", AnchorKind::Period),
    ("www", AnchorKind::Url),
    ("year", AnchorKind::Period),
    ("yesterday", AnchorKind::Day),
    ("zero", AnchorKind::NumberWord),
];

/// For each first letter, where its words start in [`ANCHORS`] and the lengths they have: most words
/// of a text fail here.
const BUCKETS: [(usize, usize, u16); 26] = {
    let mut table = [(0, 0, 0u16); 26];
    let mut at = 0;
    while at < ANCHORS.len() {
        #[expect(
            clippy::indexing_slicing,
            reason = "evaluated at compile time, in bounds"
        )]
        {
            let word = ANCHORS[at].0.as_bytes();
            let bucket = &mut table[(word[0] - b'a') as usize];
            if bucket.2 == 0 {
                bucket.0 = at;
            }
            bucket.1 = at + 1;
            bucket.2 |= 1 << word.len();
        }
        at += 1;
    }
    table
};

/// The words of [`ANCHORS`] as integers.
const KEYS: [u128; ANCHORS.len()] = {
    let mut keys = [0; ANCHORS.len()];
    let mut at = 0;
    while at < ANCHORS.len() {
        #[expect(
            clippy::indexing_slicing,
            reason = "evaluated at compile time, in bounds"
        )]
        {
            keys[at] = key(ANCHORS[at].0.as_bytes());
        }
        at += 1;
    }
    keys
};

const MAX_ANCHOR: usize = 12;

pub(super) fn anchor_word(word: &[u8]) -> Option<AnchorKind> {
    let first = word.first()?.to_ascii_lowercase().checked_sub(b'a')?;
    let &(from, to, lengths) = BUCKETS.get(usize::from(first))?;
    if word.len() > MAX_ANCHOR || lengths & (1 << word.len()) == 0 {
        return None;
    }
    let wanted = key(word);
    let found = KEYS.get(from..to)?.iter().position(|it| *it == wanted)?;
    ANCHORS.get(from + found).map(|it| it.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_sorted() {
        assert!(ANCHORS.is_sorted_by_key(|it| it.0));
    }
}
