//! Percentages and what they are of.

use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;
use crate::text::word_key::words;

/// The percent sign or word after a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Percent {
    pub(super) end: usize,
    /// Percentage points: a difference between two percentages.
    pub(super) points: bool,
    /// Basis points: hundredths of a percentage point.
    pub(super) basis: bool,
}

impl Percent {
    const fn to(end: usize) -> Self {
        Self {
            end,
            points: false,
            basis: false,
        }
    }

    const fn points(end: usize) -> Self {
        Self {
            points: true,
            ..Self::to(end)
        }
    }
}

word_set! {
    /// The words for it, or their first.
    WORDS = "percent" "percents" "pct" "pc" "p" "per" "percentage" "basis" "bps" "bp" "pp" "ppt" "ppts"
}

/// Whether the token may be the sign or the first word of a percentage.
#[inline]
pub(super) fn begins(token: Token<'_>) -> bool {
    token.is_in(&WORDS) || token.is_any(words!["%", "％", "﹪", "٪"])
}

/// Reads "%", "per cent", "percent", "pct", "pc", "percentage points", "pp", "basis points" at its
/// first token, behind a number that ends at `at`.
pub(super) fn after(s: &Scanner<'_, '_>, at: usize, token: Token<'_>) -> Option<Percent> {
    if token.is_word() {
        return word_after(s, at, token);
    }
    token
        .is_any(words!["%", "％", "﹪", "٪"])
        .then(|| points_after(s, token.end))
}

fn word_after(s: &Scanner<'_, '_>, at: usize, token: Token<'_>) -> Option<Percent> {
    if token.is_any(words!["percent", "percents", "pct", "pc"]) && token.text() != "PC" {
        return Some(points_after(s, token.end));
    }
    if token.text() == "p" {
        // "5 p.c.", as older papers have it.
        let cent = s.lex.rest(token.end).starts_with(".c");
        let letter = s.lex.after(token.end + 1);
        return (cent && letter.text() == "c").then(|| points_after(s, letter.end));
    }
    if token.is("per") {
        let mut cent = s.lex.after(token.end);
        if cent.is_dash() && cent.gap == Gap::None {
            cent = s.lex.after(cent.end);
        }
        let whole = cent.is("cent") && cent.is_near();
        return whole.then(|| points_after(s, cent.end));
    }
    if token.is("percentage") {
        let mut point = s.lex.after(token.end);
        if point.is_dash() && point.gap == Gap::None {
            point = s.lex.after(point.end);
        }
        if point.is_any(words!["point", "points", "pts"]) && point.is_near() {
            return Some(Percent::points(point.end));
        }
        // "30 percentage" at the end of a phrase is a slip for "per cent".
        return (!point.is_near() || !point.is_word()).then_some(Percent::to(token.end));
    }
    if token.is("basis") {
        let point = s.lex.after(token.end);
        let whole = point.is_any(words!["point", "points"]) && point.is_near();
        return whole.then_some(Percent {
            basis: true,
            ..Percent::points(point.end)
        });
    }
    match token.text() {
        "bps" | "bp" => Some(Percent {
            basis: true,
            ..Percent::points(token.end)
        }),
        // "0.3 pp", not the pages of a book: "245 pp."
        "pp" | "ppt" | "ppts" => {
            let decimal = s.lex.slice(at.saturating_sub(4), at).contains('.');
            let page = s.lex.after(token.end);
            let book = page.is(".") && page.gap == Gap::None && !decimal;
            (!book).then_some(Percent::points(token.end))
        }
        _ => None,
    }
}

/// "2 % points", "2 per cent points".
fn points_after(s: &Scanner<'_, '_>, end: usize) -> Percent {
    let point = s.lex.after(end);
    if point.is_any(words!["point", "points"]) && point.is_near() {
        Percent::points(point.end)
    } else {
        Percent::to(end)
    }
}

/// "%2,5": the sign stands first in Turkish, and in texts translated from it. Where it starts.
pub(super) fn before(s: &Scanner<'_, '_>, at: usize) -> Option<usize> {
    if s.lex.text.as_bytes().get(at.wrapping_sub(1)) != Some(&b'%') {
        return None;
    }
    let sign = s.lex.before(at);
    if !sign.is("%") || sign.gap != Gap::None || sign.start < s.floor {
        return None;
    }
    let further = s.lex.before(sign.start);
    let of_another = further.gap == Gap::None && further.kind == TokenKind::Digits;
    (!of_another).then_some(sign.start)
}

/// What a percentage is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Of<'t> {
    pub(super) what: &'t str,
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
pub(super) fn of_after<'t>(s: &Scanner<'t, '_>, at: usize) -> Option<Of<'t>> {
    let of = s.lex.after(at);
    if !of.is("of") || !of.is_near() {
        return None;
    }
    let mut first = s.lex.after(of.end);
    let mut skipped = 0;
    while skipped < 2
        && first.is_near()
        && (first.is_any(words![
            "the", "its", "their", "our", "his", "her", "total", "a"
        ]) || possessive(s, first.end).is_some())
    {
        let from = possessive(s, first.end).unwrap_or(first.end);
        first = s.lex.after(from);
        skipped += 1;
    }
    let of_economy = first.is_any(words!["gross", "national", "economic", "gdp", "gnp", "gni"]);
    let names = if of_economy { ECONOMY } else { &[] };
    let rest = s.lex.rest(first.start);
    for (name, code) in names {
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
                what: code,
                // "of Japan's GDP" holds a mention of its own.
                end: (skipped == 0).then_some(first.start + name.len()),
            });
        }
    }
    let end = super::noun::noun_phrase_end(s, first, MAX_WORDS)?;
    Some(Of {
        what: s.lex.slice(first.start, end),
        end: None,
    })
}

/// The end of "’s" directly after `at`.
fn possessive(s: &Scanner<'_, '_>, at: usize) -> Option<usize> {
    if !matches!(s.lex.text.as_bytes().get(at), Some(b'\'' | 0xE2)) {
        return None;
    }
    let sign = s.lex.after(at);
    let letter = s.lex.after(sign.end);
    (sign.is_apostrophe()
        && sign.gap == Gap::None
        && letter.text() == "s"
        && letter.gap == Gap::None)
        .then_some(letter.end)
}
