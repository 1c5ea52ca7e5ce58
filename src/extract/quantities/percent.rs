//! Percentages and what they are of.

use crate::extract::lexer::{Gap, TokenKind};
use crate::extract::scan::Scanner;

/// The percent sign or word after a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Percent {
    pub(super) end: usize,
    /// Percentage points: a difference between two percentages.
    pub(super) points: bool,
}

/// Reads "%", "per cent", "percent", "pct", "pc", "percentage points".
pub(super) fn after(s: &Scanner<'_, '_>, at: usize) -> Option<Percent> {
    let mut token = s.lex.after(at);
    if token.is_dash() && token.gap == Gap::None {
        token = s.lex.after(token.end);
        if token.gap != Gap::None {
            return None;
        }
    }
    if !token.is_near() {
        return None;
    }
    let sign = matches!(token.text, "%" | "％" | "﹪");
    let word = token.is_any(&["percent", "pct", "pc"]) && token.text != "PC";
    let mut found = if sign || word {
        Percent {
            end: token.end,
            points: false,
        }
    } else if token.is("per") {
        let mut cent = s.lex.after(token.end);
        if cent.is_dash() && cent.gap == Gap::None {
            cent = s.lex.after(cent.end);
        }
        if !(cent.is("cent") && cent.is_near()) {
            return None;
        }
        Percent {
            end: cent.end,
            points: false,
        }
    } else if token.is("percentage") {
        let point = s.lex.after(token.end);
        if !point.is_any(&["point", "points"]) || !point.is_near() {
            return None;
        }
        return Some(Percent {
            end: point.end,
            points: true,
        });
    } else {
        return None;
    };
    // "2 % points", "2 per cent points".
    let point = s.lex.after(found.end);
    if point.is_any(&["point", "points"]) && point.is_near() {
        found = Percent {
            end: point.end,
            points: true,
        };
    }
    Some(found)
}

/// "%2,5": the sign stands first in Turkish, and in texts translated from it. Where it starts.
pub(super) fn before(s: &Scanner<'_, '_>, at: usize) -> Option<usize> {
    let sign = s.lex.before(at);
    if sign.text != "%" || sign.gap != Gap::None || sign.start < s.floor {
        return None;
    }
    let further = s.lex.before(sign.start);
    let of_another = further.gap == Gap::None && further.kind == TokenKind::Digits;
    (!of_another).then_some(sign.start)
}

/// What a percentage is of.
#[derive(Clone, Debug)]
pub(super) struct Of {
    pub(super) what: String,
    /// Where the span ends with the words for it, when they are a measure of the economy.
    pub(super) end: Option<usize>,
}

/// Words an "of" phrase may hold before it is cut.
const MAX_WORDS: usize = 6;

/// Measures of the economy that a share is usually of, with the name they go by.
const ECONOMY: &[(&str, &str)] = &[
    ("gross domestic product", "GDP"),
    ("gross national product", "GNP"),
    ("gross national income", "GNI"),
    ("national income", "national income"),
    ("economic output", "GDP"),
    ("national output", "GDP"),
    ("gdp", "GDP"),
    ("gnp", "GNP"),
    ("gni", "GNI"),
];

/// Reads "of GDP", "of its gross domestic product", "of the Union Budget" after a percentage.
pub(super) fn of_after(s: &Scanner<'_, '_>, at: usize) -> Option<Of> {
    let of = s.lex.after(at);
    if !of.is("of") || !of.is_near() {
        return None;
    }
    let mut first = s.lex.after(of.end);
    let mut skipped = 0;
    while skipped < 2
        && first.is_near()
        && (first.is_any(&["the", "its", "their", "our", "his", "her", "total", "a"])
            || possessive(s, first.end).is_some())
    {
        let from = possessive(s, first.end).unwrap_or(first.end);
        first = s.lex.after(from);
        skipped += 1;
    }
    let rest = s.lex.rest(first.start);
    for (name, code) in ECONOMY {
        let hit = rest
            .as_bytes()
            .get(..name.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()));
        let whole = rest
            .as_bytes()
            .get(name.len())
            .is_none_or(|it| !it.is_ascii_alphanumeric());
        if hit && whole {
            return Some(Of {
                what: (*code).to_owned(),
                // "of Japan's GDP" holds a mention of its own.
                end: (skipped == 0).then_some(first.start + name.len()),
            });
        }
    }
    let end = super::count::noun_phrase_end(s, first, MAX_WORDS)?;
    Some(Of {
        what: s.lex.slice(first.start, end).to_owned(),
        end: None,
    })
}

/// The end of "’s" directly after `at`.
fn possessive(s: &Scanner<'_, '_>, at: usize) -> Option<usize> {
    let sign = s.lex.after(at);
    let letter = s.lex.after(sign.end);
    (sign.is_apostrophe() && sign.gap == Gap::None && letter.text == "s" && letter.gap == Gap::None)
        .then_some(letter.end)
}
