//! Which readers of dates are asked at digits. The token before and the one behind settle most
//! numbers: a bare one before a plain noun is no date.

use super::{bare, calendar, fiscal, numeric, quarters, year_first, years};
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;
use crate::text::word_key::words;

/// Reads a date that starts with these digits; returns where to go on.
pub(in crate::extract) fn at_digits(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    let before = s.lex.before(digits.start);
    let next = s.lex.after(digits.end);
    match digits.len() {
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
    years::at_sure_year(s, digits, (&before, &next))
        .or_else(|| at_any_year(s, digits, before, next))
}

/// The same by all rules.
fn at_any_year(
    s: &mut Scanner<'_, '_>,
    digits: Token<'_>,
    before: Token<'_>,
    next: Token<'_>,
) -> Option<usize> {
    let joined = next.is_dash() || next.is("/");
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
            token.is_dash() || token.is_apostrophe() || token.is_any(words![".", "‘"])
        }
        TokenKind::Word => token.is_in(&BEFORE_SHORT),
        _ => false,
    }
}

/// Whether one or two digits before a token may be a day or the like, whatever stands before them.
fn goes_behind_day(token: Token<'_>) -> bool {
    match token.kind {
        TokenKind::Sign => token.is_dash() || token.gap == Gap::None || token.is("&"),
        TokenKind::Word => token.is_in(&BEHIND_DAY),
        _ => false,
    }
}

/// Whether a year behind a token may be a fiscal one: "FY2024", "fiscal years 2024 and 2025".
fn goes_before_fiscal(token: Token<'_>) -> bool {
    match token.kind {
        TokenKind::Sign => token.is_dash() || token.is_apostrophe() || token.is("."),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use crate::extract::lexer::Recent;
    use crate::extract::mention::{Mention, Value};
    use crate::extract::quantities::count;
    use crate::extract::scan::Around;

    /// Whether a year is read the straight way; if so, checks that all rules read the same.
    #[track_caller]
    fn check_year(text: &str, year: &str) -> bool {
        let around = Around::new(text, &[], None);
        let recent = Recent::default();
        let at = text.rfind(year).unwrap();
        let read = |straight: bool| {
            let mut s = Scanner::new(text, &around, &recent);
            s.scan(0..text.len(), BlockKind::Paragraph, &[]);
            let digits = s.lex.digits(at);
            let (before, next) = (s.lex.before(at), s.lex.after(digits.end));
            let end = if straight {
                years::at_sure_year(&mut s, digits, (&before, &next))
            } else {
                at_any_year(&mut s, digits, before, next)
            };
            let days = |it: &Mention| match it.value {
                Value::Date { from, to, bound } => Some((it.span, from, to, bound, it.rule)),
                _ => None,
            };
            (end, s.out.iter().map(days).collect::<Vec<_>>())
        };
        let straight = read(true);
        if straight.0.is_some() {
            assert_eq!(straight, read(false), "{text:?}");
            assert!(!count::label_before(
                &Scanner::new(text, &around, &recent),
                at
            ));
        }
        straight.0.is_some()
    }

    /// What may go on behind a year.
    const MONTHS: [&str; 6] = [
        " June",
        " july",
        " July 5",
        " May said",
        " may be",
        " Oct. 2",
    ];

    #[test]
    fn sure_years_are_read_as_all_rules_read_them() {
        let before = [
            "in",
            "In",
            "since",
            "By",
            "from",
            "until",
            "before",
            "after",
            "during",
            "IN",
            "to",
            "fiscal",
            "No.",
            "the",
            "year",
            "and",
            "starting in",
            "as early as in",
            "up from",
            "end of",
            "of",
            "between",
            "Between 1990 and",
            "fiscal years 2024 and",
            "years 1990 and",
            "tanks and",
            "2,000 of",
        ];
        let behind = [
            " the ships",
            ". The",
            ", when",
            "; so",
            ") it",
            " dollars",
            " prices",
            " hours",
            " to 2030",
            "-26",
            "–2030",
            "s",
            "/27",
            " fiscal year",
            " million",
            " km",
            " Q2",
            ".5",
            ",500",
            ". 5",
            " soldiers",
            " GMT",
            " onwards",
            " or later",
            ":30",
            "%",
            " budget year",
            "年",
            "é",
            " é",
            "\nX",
            "",
            ".1 Japan",
            ".12.31",
        ];
        let mut num = 0;
        for before in before {
            for behind in behind.iter().chain(&MONTHS) {
                for year in ["1978", "2024", "2000", "1850", "2999", "0978"] {
                    num += usize::from(check_year(&format!("So {before} {year}{behind}"), year));
                    check_year(&format!("{before}{year}{behind}"), year);
                }
            }
        }
        assert!(num > 100, "{num}");
    }
}
