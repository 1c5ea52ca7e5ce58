//! Words that loosen a number: before it ("more than", "up to", "~") and after it ("or so").

use crate::extract::lexer::Gap;
use crate::extract::scan::Scanner;
use crate::units::Hedge;

/// A hedge and how far the span reaches with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hedged {
    pub(super) at: usize,
    pub(super) hedge: Hedge,
}

/// Phrases before a number, the last word first.
const BEFORE: &[(&[&str], Hedge)] = &[
    (&["than", "more", "no"], Hedge::AtMost),
    (&["than", "more", "not"], Hedge::AtMost),
    (&["than", "less", "no"], Hedge::AtLeast),
    (&["than", "less", "not"], Hedge::AtLeast),
    (&["than", "fewer", "no"], Hedge::AtLeast),
    (&["than", "more"], Hedge::MoreThan),
    (&["than", "greater"], Hedge::MoreThan),
    (&["than", "further"], Hedge::MoreThan),
    (&["than", "farther"], Hedge::MoreThan),
    (&["than", "higher"], Hedge::MoreThan),
    (&["than", "longer"], Hedge::MoreThan),
    (&["than", "better"], Hedge::MoreThan),
    (&["than", "less"], Hedge::LessThan),
    (&["than", "fewer"], Hedge::LessThan),
    (&["than", "lower"], Hedge::LessThan),
    (&["than", "shorter"], Hedge::LessThan),
    (&["of", "excess", "in"], Hedge::MoreThan),
    (&["of", "upwards"], Hedge::MoreThan),
    (&["of", "upward"], Hedge::MoreThan),
    (&["of", "maximum", "a"], Hedge::AtMost),
    (&["of", "minimum", "a"], Hedge::AtLeast),
    (&["least", "at"], Hedge::AtLeast),
    (&["most", "at"], Hedge::AtMost),
    (&["to", "up"], Hedge::AtMost),
    (&["to", "close"], Hedge::Nearly),
    (&["as", "many", "as"], Hedge::AtMost),
    (&["as", "much", "as"], Hedge::AtMost),
    (&["as", "far", "as"], Hedge::AtMost),
    (&["as", "few", "as"], Hedge::AtLeast),
    (&["as", "little", "as"], Hedge::AtLeast),
    (&["about"], Hedge::About),
    (&["around"], Hedge::About),
    (&["approximately"], Hedge::About),
    (&["approx"], Hedge::About),
    (&["some"], Hedge::About),
    (&["roughly"], Hedge::About),
    (&["circa"], Hedge::About),
    (&["ca"], Hedge::About),
    (&["estimated", "an"], Hedge::About),
    (&["nearly"], Hedge::Nearly),
    (&["almost"], Hedge::Nearly),
    (&["over"], Hedge::MoreThan),
    (&["above"], Hedge::MoreThan),
    (&["beyond"], Hedge::MoreThan),
    (&["exceeding"], Hedge::MoreThan),
    (&["under"], Hedge::LessThan),
    (&["below"], Hedge::LessThan),
];

/// The hedge before `at`, if any.
pub(super) fn before(s: &Scanner<'_, '_>, at: usize) -> Option<Hedged> {
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
    if !last.is_word() {
        return None;
    }
    BEFORE
        .iter()
        .find_map(|(words, hedge)| Some((phrase_before(s, at, words)?, *hedge)))
        .map(|(at, hedge)| Hedged { at, hedge })
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

/// "or so", "or more", "or less" after a number or unit.
pub(super) fn after(s: &Scanner<'_, '_>, at: usize) -> Option<Hedged> {
    let or = s.lex.after(at);
    if !(or.is("or") && or.is_near()) {
        return None;
    }
    let word = s.lex.after(or.end);
    let hedge = match word.text {
        _ if !word.is_near() => return None,
        "so" => Hedge::About,
        "more" | "above" | "beyond" | "greater" | "higher" => Hedge::AtLeast,
        "less" | "fewer" | "below" | "lower" => Hedge::AtMost,
        _ => return None,
    };
    Some(Hedged {
        at: word.end,
        hedge,
    })
}

/// "+" or "-plus" attached to a number: at least so many.
pub(super) fn plus(s: &Scanner<'_, '_>, at: usize) -> Option<Hedged> {
    let sign = s.lex.after(at);
    if sign.gap != Gap::None {
        return None;
    }
    let end = if sign.text == "+" {
        sign.end
    } else if sign.is_dash() {
        let word = s.lex.after(sign.end);
        if !(word.is("plus") && word.gap == Gap::None) {
            return None;
        }
        word.end
    } else {
        return None;
    };
    Some(Hedged {
        at: end,
        hedge: Hedge::AtLeast,
    })
}
