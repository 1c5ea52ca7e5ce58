//! Words that loosen a number: before it ("more than", "up to", "~") and after it ("or so").

use crate::extract::lexer::{Gap, Token};
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;
use crate::units::Hedge;

/// A hedge and how far the span reaches with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hedged {
    pub(super) at: usize,
    pub(super) hedge: Hedge,
}

/// Phrases before a number: the last word, the words before it from last to first, what they say.
#[rustfmt::skip]
const BEFORE: &[(&str, &[&str], Hedge)] = &[
    ("than", &["more", "no"], Hedge::AtMost),
    ("than", &["more", "not"], Hedge::AtMost),
    ("than", &["greater", "no"], Hedge::AtMost),
    ("than", &["larger", "no"], Hedge::AtMost),
    ("than", &["higher", "no"], Hedge::AtMost),
    ("than", &["less", "no"], Hedge::AtLeast),
    ("than", &["less", "not"], Hedge::AtLeast),
    ("than", &["fewer", "no"], Hedge::AtLeast),
    ("than", &["fewer", "not"], Hedge::AtLeast),
    ("than", &["more"], Hedge::MoreThan),
    ("than", &["greater"], Hedge::MoreThan),
    ("than", &["further"], Hedge::MoreThan),
    ("than", &["farther"], Hedge::MoreThan),
    ("than", &["higher"], Hedge::MoreThan),
    ("than", &["longer"], Hedge::MoreThan),
    ("than", &["better"], Hedge::MoreThan),
    ("than", &["larger"], Hedge::MoreThan),
    ("than", &["bigger"], Hedge::MoreThan),
    ("than", &["less"], Hedge::LessThan),
    ("than", &["fewer"], Hedge::LessThan),
    ("than", &["lower"], Hedge::LessThan),
    ("than", &["shorter"], Hedge::LessThan),
    ("than", &["smaller"], Hedge::LessThan),
    ("of", &["excess", "in"], Hedge::MoreThan),
    ("of", &["upwards"], Hedge::MoreThan),
    ("of", &["upward"], Hedge::MoreThan),
    ("of", &["maximum", "a"], Hedge::AtMost),
    ("of", &["maximum"], Hedge::AtMost),
    ("of", &["minimum", "a"], Hedge::AtLeast),
    ("of", &["minimum"], Hedge::AtLeast),
    ("of", &["region", "the", "in"], Hedge::About),
    ("of", &["order", "the", "in"], Hedge::About),
    ("of", &["order", "the", "on"], Hedge::About),
    ("of", &["neighbourhood", "the", "in"], Hedge::About),
    ("of", &["neighborhood", "the", "in"], Hedge::About),
    ("of", &["vicinity", "the", "in"], Hedge::About),
    ("of", &["short", "just"], Hedge::Nearly),
    ("of", &["shy", "just"], Hedge::Nearly),
    ("of", &["shy"], Hedge::Nearly),
    ("least", &["at"], Hedge::AtLeast),
    ("most", &["at"], Hedge::AtMost),
    ("to", &["up"], Hedge::AtMost),
    ("to", &["close"], Hedge::Nearly),
    ("as", &["many", "as"], Hedge::AtMost),
    ("as", &["much", "as"], Hedge::AtMost),
    ("as", &["far", "as"], Hedge::AtMost),
    ("as", &["high", "as"], Hedge::AtMost),
    ("as", &["few", "as"], Hedge::AtLeast),
    ("as", &["little", "as"], Hedge::AtLeast),
    ("as", &["low", "as"], Hedge::AtLeast),
    ("like", &["something"], Hedge::About),
    ("about", &[], Hedge::About),
    ("around", &[], Hedge::About),
    ("approximately", &[], Hedge::About),
    ("approx", &[], Hedge::About),
    ("some", &[], Hedge::About),
    ("roughly", &[], Hedge::About),
    ("circa", &[], Hedge::About),
    ("ca", &[], Hedge::About),
    ("estimated", &["an"], Hedge::About),
    ("estimated", &[], Hedge::About),
    ("nearly", &[], Hedge::Nearly),
    ("almost", &[], Hedge::Nearly),
    ("nearing", &[], Hedge::Nearly),
    ("approaching", &[], Hedge::Nearly),
    ("over", &[], Hedge::MoreThan),
    ("above", &[], Hedge::MoreThan),
    ("beyond", &[], Hedge::MoreThan),
    ("exceeding", &["not"], Hedge::AtMost),
    ("exceeding", &[], Hedge::MoreThan),
    ("under", &[], Hedge::LessThan),
    ("below", &[], Hedge::LessThan),
    ("maximum", &["a"], Hedge::AtMost),
    ("maximum", &[], Hedge::AtMost),
    ("minimum", &["a"], Hedge::AtLeast),
    ("minimum", &[], Hedge::AtLeast),
];

word_set! {
    /// The last words of the phrases: nearly every number has another before it.
    LAST_WORDS =
        "than" "of" "least" "most" "to" "as" "like" "about" "around" "approximately" "approx" "some" "roughly" "circa" "ca" "estimated" "nearly" "almost" "nearing" "approaching" "over" "above" "beyond" "exceeding" "under" "below" "maximum" "minimum"
}

/// The hedge before `at`, if any; of two ("up to about") the outer one, unless it only says "about".
pub(super) fn before(s: &Scanner<'_, '_>, at: usize) -> Option<Hedged> {
    let inner = nearest_before(s, at)?;
    match nearest_before(s, inner.at) {
        Some(outer) if outer.hedge == Hedge::About => Some(Hedged {
            at: outer.at,
            ..inner
        }),
        Some(outer) => Some(outer),
        None => Some(inner),
    }
}

fn nearest_before(s: &Scanner<'_, '_>, at: usize) -> Option<Hedged> {
    let last = s.lex.before(at);
    if last.start < s.floor || !last.is_near() {
        return None;
    }
    if last.text == "." {
        // "approx. 300 km", "ca. 300 km", "c. 300 km".
        let word = s.lex.before(last.start);
        let known = word.gap == Gap::None
            && (word.is_any(&["approx", "ca", "max", "min"]) || word.text == "c");
        let hedge = match word.text {
            "max" | "Max" => Hedge::AtMost,
            "min" | "Min" => Hedge::AtLeast,
            _ => Hedge::About,
        };
        return (known && word.start >= s.floor).then_some(Hedged {
            at: word.start,
            hedge,
        });
    }
    let sign = match last.text {
        "~" | "≈" | "∼" | "≅" | "±" => Some(Hedge::About),
        ">" => Some(Hedge::MoreThan),
        "<" => Some(Hedge::LessThan),
        "≥" | "⩾" => Some(Hedge::AtLeast),
        "≤" | "⩽" => Some(Hedge::AtMost),
        "=" => return before_equals(s, last.start),
        _ => None,
    };
    if let Some(hedge) = sign {
        return Some(Hedged {
            at: last.start,
            hedge,
        });
    }
    if !last.is_in(&LAST_WORDS) {
        return None;
    }
    let north = last.is("of") && dollar_follows(s, at);
    let second = s.lex.before(last.start);
    if is_sum(s, last, second) {
        return None;
    }
    BEFORE
        .iter()
        .filter(|(word, words, _)| {
            last.is(word) && words.first().is_none_or(|word| second.is(word))
        })
        .find_map(|(_, words, hedge)| Some((phrase_before(s, last.start, words)?, *hedge)))
        .or_else(|| {
            // "north of $5bn"; "north of 38 degrees" is a place.
            let at = phrase_before(s, last.start, &["north"]).filter(|_| north)?;
            Some((at, Hedge::MoreThan))
        })
        .map(|(at, hedge)| Hedged { at, hedge })
}

/// "adds up to 30 billion": a sum and no bound.
fn is_sum(s: &Scanner<'_, '_>, last: Token<'_>, second: Token<'_>) -> bool {
    last.is("to")
        && second.is("up")
        && s.lex
            .before(second.start)
            .is_any(&["add", "adds", "added", "adding", "sum", "sums", "summed"])
}

fn dollar_follows(s: &Scanner<'_, '_>, at: usize) -> bool {
    s.lex.rest(at).starts_with(['$', '€', '£', '¥', '₹'])
}

/// ">=" and "<=".
fn before_equals(s: &Scanner<'_, '_>, at: usize) -> Option<Hedged> {
    let sign = s.lex.before(at);
    let hedge = match sign.text {
        ">" => Hedge::AtLeast,
        "<" => Hedge::AtMost,
        _ => return None,
    };
    (sign.gap == Gap::None && sign.start >= s.floor).then_some(Hedged {
        at: sign.start,
        hedge,
    })
}

/// Where the phrase (last word first) that ends before `at` starts.
pub(super) fn phrase_before(s: &Scanner<'_, '_>, at: usize, words: &[&str]) -> Option<usize> {
    let mut at = at;
    for word in words {
        let token = s.lex.before(at);
        if !token.is(word) || !token.is_near() || token.start < s.floor {
            return None;
        }
        at = token.start;
    }
    Some(at)
}

/// "or so", "or more", "or less", "and above", "at most" after a number or unit.
pub(super) fn after(s: &Scanner<'_, '_>, at: usize) -> Option<Hedged> {
    let first = s.lex.after(at);
    if !first.is_near() || !matches!(first.text, "or" | "and" | "at" | "give" | "max") {
        return None;
    }
    if first.text == "max" {
        return Some(Hedged {
            at: first.end,
            hedge: Hedge::AtMost,
        });
    }
    let word = s.lex.after(first.end);
    if !word.is_near() {
        return None;
    }
    let next = s.lex.after(word.end);
    let closes = !next.is_near() || !next.is_word();
    let hedge = match (first.text, word.text) {
        ("or", "so" | "thereabouts") => Hedge::About,
        ("or", "more" | "above" | "beyond" | "greater" | "higher" | "over" | "longer") => {
            Hedge::AtLeast
        }
        ("or", "less" | "fewer" | "below" | "lower" | "under") => Hedge::AtMost,
        ("and", "above" | "up" | "upwards" | "over") | ("at", "least") if closes => Hedge::AtLeast,
        ("and", "below" | "under") | ("at", "most") if closes => Hedge::AtMost,
        ("give", "or") if next.is("take") => {
            return Some(Hedged {
                at: next.end,
                hedge: Hedge::About,
            });
        }
        _ => return None,
    };
    Some(Hedged {
        at: word.end,
        hedge,
    })
}

/// "+" or "-plus" attached to a number: at least so many; "-odd": about so many.
pub(super) fn plus(s: &Scanner<'_, '_>, at: usize) -> Option<Hedged> {
    let bytes = s.lex.text.as_bytes();
    let sign = match bytes.get(at)? {
        b'+' => {
            // "5%+3%" is a sum.
            let sum = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            return (!sum).then_some(Hedged {
                at: at + 1,
                hedge: Hedge::AtLeast,
            });
        }
        b'-' | 0xE2 => s.lex.after(at),
        _ => return None,
    };
    if !sign.is_dash() || sign.gap != Gap::None {
        return None;
    }
    let word = s.lex.after(sign.end);
    let hedge = match word.text {
        _ if word.gap != Gap::None => return None,
        "plus" => Hedge::AtLeast,
        "odd" => Hedge::About,
        _ => return None,
    };
    Some(Hedged {
        at: word.end,
        hedge,
    })
}
