//! The bytes and words worth stopping at: what the scan for figures jumps between.

use std::ops::Range;

use super::lexer::is_word_char;
use super::lexicon::table;
use super::split::hash_of;

/// A place worth reading at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: AnchorKind,
}

/// An [`Anchor`] as it is kept until the whole text is cut, in a third of its room. No mention is made
/// behind the places that it can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct KeptAnchor {
    start: u32,
    /// Anchors are single signs and the words of a short list.
    len: u8,
    kind: AnchorKind,
}

impl From<Anchor> for KeptAnchor {
    #[inline(always)]
    fn from(anchor: Anchor) -> Self {
        Self {
            start: u32::try_from(anchor.start).unwrap_or(u32::MAX),
            len: u8::try_from(anchor.end - anchor.start).unwrap_or(u8::MAX),
            kind: anchor.kind,
        }
    }
}

impl KeptAnchor {
    #[inline(always)]
    pub(super) const fn anchor(self) -> Anchor {
        let start = self.start as usize;
        Anchor {
            start,
            end: start + self.len as usize,
            kind: self.kind,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AnchorKind {
    Digits,
    /// "seven", "hundred", "half", …
    NumberWord,
    /// "third", "twenty-first", …
    Ordinal,
    Month,
    Weekday,
    /// "year", "months", "week", "quarter", …
    Period,
    /// "nineties", …
    Decade,
    /// "yesterday", "tomorrow"
    Day,
    /// "Ibid", "op. cit."
    Ibid,
    /// "http", "https", "www", "doi"
    Url,
    /// "accessed", "retrieved", "visited", "access date"
    Accessed,
    /// "["
    Bracket,
    /// "½" and its kin, "¹" and its kin, by their first byte; may be something else.
    Fraction,
}

#[derive(Clone, Copy)]
enum Class {
    Other,
    Letter,
    Digit,
    Bracket,
    FractionByte,
}

const CLASS: [Class; 256] = {
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
pub(super) const ANCHORS: &[(&str, AnchorKind)] = &[
    ("access", AnchorKind::Accessed),
    ("accessed", AnchorKind::Accessed),
    ("apr", AnchorKind::Month),
    ("april", AnchorKind::Month),
    ("aug", AnchorKind::Month),
    ("august", AnchorKind::Month),
    ("autumn", AnchorKind::Period),
    ("billion", AnchorKind::NumberWord),
    ("cit", AnchorKind::Ibid),
    ("day", AnchorKind::Period),
    ("days", AnchorKind::Period),
    ("dec", AnchorKind::Month),
    ("decade", AnchorKind::Period),
    ("december", AnchorKind::Month),
    ("doi", AnchorKind::Url),
    ("dozen", AnchorKind::NumberWord),
    ("eight", AnchorKind::NumberWord),
    ("eighteen", AnchorKind::NumberWord),
    ("eighteenth", AnchorKind::Ordinal),
    ("eighth", AnchorKind::Ordinal),
    ("eighties", AnchorKind::Decade),
    ("eightieth", AnchorKind::Ordinal),
    ("eighty", AnchorKind::NumberWord),
    ("eleven", AnchorKind::NumberWord),
    ("eleventh", AnchorKind::Ordinal),
    ("fall", AnchorKind::Period),
    ("feb", AnchorKind::Month),
    ("february", AnchorKind::Month),
    ("fifteen", AnchorKind::NumberWord),
    ("fifteenth", AnchorKind::Ordinal),
    ("fifth", AnchorKind::Ordinal),
    ("fifties", AnchorKind::Decade),
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
    ("fri", AnchorKind::Weekday),
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
    ("mon", AnchorKind::Weekday),
    ("monday", AnchorKind::Weekday),
    ("month", AnchorKind::Period),
    ("months", AnchorKind::Period),
    ("nine", AnchorKind::NumberWord),
    ("nineteen", AnchorKind::NumberWord),
    ("nineteenth", AnchorKind::Ordinal),
    ("nineties", AnchorKind::Decade),
    ("ninetieth", AnchorKind::Ordinal),
    ("ninety", AnchorKind::NumberWord),
    ("ninth", AnchorKind::Ordinal),
    ("noughties", AnchorKind::Decade),
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
    ("seventies", AnchorKind::Decade),
    ("seventieth", AnchorKind::Ordinal),
    ("seventy", AnchorKind::NumberWord),
    ("six", AnchorKind::NumberWord),
    ("sixteen", AnchorKind::NumberWord),
    ("sixteenth", AnchorKind::Ordinal),
    ("sixth", AnchorKind::Ordinal),
    ("sixties", AnchorKind::Decade),
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
    ("thu", AnchorKind::Weekday),
    ("thur", AnchorKind::Weekday),
    ("thurs", AnchorKind::Weekday),
    ("thursday", AnchorKind::Weekday),
    ("tomorrow", AnchorKind::Day),
    ("trillion", AnchorKind::NumberWord),
    ("tue", AnchorKind::Weekday),
    ("tues", AnchorKind::Weekday),
    ("tuesday", AnchorKind::Weekday),
    ("twelfth", AnchorKind::Ordinal),
    ("twelve", AnchorKind::NumberWord),
    ("twentieth", AnchorKind::Ordinal),
    ("twenty", AnchorKind::NumberWord),
    ("two", AnchorKind::NumberWord),
    ("visited", AnchorKind::Accessed),
    ("wed", AnchorKind::Weekday),
    ("wednesday", AnchorKind::Weekday),
    ("week", AnchorKind::Period),
    ("weekend", AnchorKind::Period),
    ("weeks", AnchorKind::Period),
    ("winter", AnchorKind::Period),
    ("www", AnchorKind::Url),
    ("year", AnchorKind::Period),
    ("years", AnchorKind::Period),
    ("yesterday", AnchorKind::Day),
    ("zero", AnchorKind::NumberWord),
];

/// Adds the places worth reading at in a stretch of the text that begins and ends on borders of
/// words.
pub(super) fn anchors_in(text: &str, range: Range<usize>, out: &mut Vec<KeptAnchor>) {
    let bytes = text.as_bytes();
    let mut at = range.start;
    let run = |from: usize, is: fn(&u8) -> bool| {
        let mut to = from;
        while to < range.end && bytes.get(to).is_some_and(is) {
            to += 1;
        }
        to
    };
    while at < range.end {
        let Some(class) = bytes.get(at).and_then(|&byte| CLASS.get(usize::from(byte))) else {
            return;
        };
        let (end, kind) = match class {
            Class::Letter => {
                let end = run(at, u8::is_ascii_alphabetic);
                let word = bytes.get(at..end).unwrap_or(&[]);
                // No single letter is one.
                let kind = if word.len() > 1 {
                    table().known(table().find(hash_of(word))).anchor
                } else {
                    None
                };
                let alone = |kind: &AnchorKind| stands_alone(text, at, end, *kind);
                (end, kind.filter(alone))
            }
            Class::Digit => (run(at, u8::is_ascii_digit), Some(AnchorKind::Digits)),
            Class::Bracket => (at + 1, Some(AnchorKind::Bracket)),
            Class::FractionByte => {
                let rest = text.get(at..).unwrap_or("");
                let len = rest.chars().next().map_or(1, char::len_utf8);
                let fraction = crate::units::number::vulgar(rest).is_some()
                    || super::citations::starts_superscript(rest);
                (at + len, fraction.then_some(AnchorKind::Fraction))
            }
            Class::Other => (at + 1, None),
        };
        if let Some(kind) = kind {
            let end = if kind == AnchorKind::Digits {
                at + 1
            } else {
                end
            };
            let anchor = Anchor {
                start: at,
                end,
                kind,
            };
            out.push(anchor.into());
        }
        at = end;
    }
}

/// Whether no letter outside ASCII touches it. "Ibıd" with a dotless i, as Turkish word processors
/// leave it, passes as "ib".
fn stands_alone(text: &str, start: usize, end: usize, kind: AnchorKind) -> bool {
    let letter = |sign: Option<char>| sign.is_some_and(is_word_char);
    let left = || text.get(..start).and_then(|it| it.chars().next_back());
    let right = || text.get(end..).and_then(|it| it.chars().next());
    !letter(left()) && (kind == AnchorKind::Ibid || !letter(right()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_anchors(text: &str, expected: &[&str]) {
        let mut cuts = crate::extract::cuts::Cuts::default();
        cuts.cut_without_names(text, 0..text.len(), &mut Default::default());
        let found: Vec<_> = cuts
            .anchors(0)
            .iter()
            .map(|it| it.anchor())
            .filter_map(|it| text.get(it.start..it.end))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn jumps_from_anchor_to_anchor() {
        check_anchors("In May 2024 seven ships", &["May", "2", "seven"]);
        check_anchors("see [1] and maybe ½", &["[", "1", "½"]);
        check_anchors("“second” élone onée", &["second"]);
        check_anchors("", &[]);
    }

    #[test]
    fn kept_anchors_are_the_same() {
        let longest = ANCHORS.iter().map(|it| it.0.len()).max().unwrap();
        for len in 1..=longest {
            let anchor = Anchor {
                start: 70_000,
                end: 70_000 + len,
                kind: AnchorKind::Ordinal,
            };
            assert_eq!(KeptAnchor::from(anchor).anchor(), anchor);
        }
    }

    #[test]
    fn anchors_are_sorted() {
        assert!(ANCHORS.is_sorted_by_key(|it| it.0));
        assert!(ANCHORS.iter().all(|it| it.0.len() > 1));
    }
}
