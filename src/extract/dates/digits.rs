//! Which readers of dates are asked at digits. The token before and the one behind settle most
//! numbers: a bare one before a plain noun is no date.

use super::{bare, calendar, fiscal, numeric, quarters, year_first, years};
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;

/// Reads a date that starts with these digits; returns where to go on.
pub(in crate::extract) fn at_digits(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    let before = s.lex.before(digits.start);
    let next = s.lex.after(digits.end);
    match digits.text.len() {
        1 | 2 if goes_before_day(before) || goes_behind_day(next) => at_day(s, digits),
        1 | 2 => bare::at_next_day(s, digits),
        4 => at_year(s, digits, before, next),
        _ => None,
    }
}

fn at_day(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    fiscal::at_digits(s, digits)
        .or_else(|| numeric::at_digits(s, digits))
        .or_else(|| quarters::at_digits(s, digits))
        .or_else(|| calendar::day_first(s, digits))
        .or_else(|| bare::at_days(s, digits))
        .or_else(|| bare::at_day(s, digits))
        .or_else(|| bare::at_next_day(s, digits))
        .or_else(|| years::at_short(s, digits))
        .or_else(|| numeric::at_era_year(s, digits))
}

fn at_year(
    s: &mut Scanner<'_, '_>,
    digits: Token<'_>,
    before: Token<'_>,
    next: Token<'_>,
) -> Option<usize> {
    let joined = next.is_dash() || next.text == "/";
    if (joined || next.is_in(&BEHIND_FISCAL) || goes_before_fiscal(before))
        && let Some(read) = fiscal::at_digits(s, digits)
    {
        return Some(read);
    }
    if next.kind == TokenKind::Sign
        && next.gap == Gap::None
        && let Some(read) = numeric::at_digits(s, digits)
    {
        return Some(read);
    }
    year_first::at_year(s, digits, next)
        .or_else(|| quarters::at_year(s, digits))
        .or_else(|| years::at_year(s, digits))
}

/// Whether one or two digits behind a token may be of a date, whatever follows: "FY25", "’24", "Q3",
/// "Reiwa 6".
fn goes_before_day(token: Token<'_>) -> bool {
    match token.kind {
        TokenKind::Sign => {
            token.is_dash() || token.is_apostrophe() || matches!(token.text, "." | "‘")
        }
        TokenKind::Word => token.is_in(&BEFORE_SHORT),
        _ => false,
    }
}

/// Whether one or two digits before a token may be a day or the like, whatever stands before them.
fn goes_behind_day(token: Token<'_>) -> bool {
    match token.kind {
        TokenKind::Sign => token.is_dash() || token.gap == Gap::None || token.text == "&",
        TokenKind::Word => token.is_in(&BEHIND_DAY),
        _ => false,
    }
}

/// Whether a year behind a token may be a fiscal one: "FY2024", "fiscal years 2024 and 2025".
fn goes_before_fiscal(token: Token<'_>) -> bool {
    match token.kind {
        TokenKind::Sign => token.is_dash() || token.is_apostrophe() || token.text == ".",
        TokenKind::Word => token.is_in(&BEFORE_FISCAL),
        _ => false,
    }
}

word_set! {
    /// Before the short year of a fiscal year or an era, or a quarter's number.
    BEFORE_SHORT =
        "fy" "fys" "jfy" "fiscal" "year" "years" "q" "h" "reiwa" "heisei" "showa"
}

word_set! {
    /// Behind a day of the month; also a quarter's letter and the "s" of "the ’90s".
    BEHIND_DAY =
        "january" "february" "march" "april" "may" "june" "july" "august" "september" "october"
        "november" "december" "jan" "feb" "mar" "apr" "jun" "jul" "aug" "sep" "sept" "oct" "nov"
        "dec" "of" "st" "nd" "rd" "th" "to" "and" "or" "until" "till" "through" "q" "h" "s"
}

word_set! {
    /// Before a fiscal year.
    BEFORE_FISCAL = "fy" "fys" "jfy" "fiscal" "year" "years" "and" "through" "to"
}

word_set! {
    /// Behind the first or only year of one.
    BEHIND_FISCAL = "to" "through" "fiscal" "financial" "budget"
}
