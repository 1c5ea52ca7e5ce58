//! Which readers of dates are asked at digits. The token before and the one behind settle most
//! numbers: a bare one before a plain noun is no date.

use super::{bare, calendar, fiscal, numeric, quarters, year_first, years};
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;
use crate::text::word_key::words;

/// Reads a date that starts with these digits; returns where to go on.
#[inline(always)]
pub(in crate::extract) fn at_digits(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    if matches!(digits.len(), 1 | 2 | 4) {
        at_day_or_year(s, digits)
    } else {
        None
    }
}

#[inline(never)]
fn at_day_or_year(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    let before = s.lex.before(digits.start);
    let next = s.lex.after(digits.end);
    match digits.len() {
        1 | 2 if goes_before_day(&before) => at_day(s, digits, &before),
        1 | 2 if goes_behind_day(&next) && !joins_no_days(s, &next) => at_day(s, digits, &before),
        1 | 2 => bare::at_next_day(s, digits),
        4 => at_year(s, digits, &before, &next),
        _ => None,
    }
}

fn at_day(s: &mut Scanner<'_, '_>, digits: Token<'_>, before: &Token<'_>) -> Option<usize> {
    let fiscal_year = fiscal::may_end_prefix(before).then(|| fiscal::at_digits(s, digits));
    fiscal_year
        .flatten()
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
    before: &Token<'_>,
    next: &Token<'_>,
) -> Option<usize> {
    years::at_sure_year(s, digits, (before, next)).or_else(|| at_any_year(s, digits, before, next))
}

/// The same by all rules.
fn at_any_year(
    s: &mut Scanner<'_, '_>,
    digits: Token<'_>,
    before: &Token<'_>,
    next: &Token<'_>,
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
    year_first::at_year(s, digits, *next)
        .or_else(|| quarters::at_year(s, digits))
        .or_else(|| years::at_year(s, digits))
}

/// Whether one or two digits behind a token may be of a date, whatever follows: "FY25", "’24", "Q3",
/// "Reiwa 6".
fn goes_before_day(token: &Token<'_>) -> bool {
    match token.kind {
        TokenKind::Sign => {
            token.is_dash() || token.is_apostrophe() || token.is_any(words![".", "‘"])
        }
        TokenKind::Word => token.is_in(&BEFORE_SHORT),
        _ => false,
    }
}

/// Whether one or two digits before a token may be a day or the like, whatever stands before them.
fn goes_behind_day(token: &Token<'_>) -> bool {
    match token.kind {
        TokenKind::Sign => {
            let closes = token.is_any(words![",", ";", ":", ")", "]", "%", "?", "!"]);
            token.is_dash() || token.gap == Gap::None && !closes || token.is("&")
        }
        TokenKind::Word => token.is_in(&BEHIND_DAY),
        _ => false,
    }
}

/// Whether the word behind a number joins no second day to it: "50 to 57 per cent", "12 and the". Two
/// days have their month behind the second.
fn joins_no_days(s: &Scanner<'_, '_>, joiner: &Token<'_>) -> bool {
    if !joiner.is_any(words!["to", "and", "or", "until", "till", "through"]) {
        return false;
    }
    let second = s.lex.after(joiner.end);
    let behind = match second.kind {
        TokenKind::Word => return !second.is("the"),
        TokenKind::Digits => s.lex.after(second.end),
        TokenKind::Sign | TokenKind::End => return false,
    };
    behind.is_plain
        && behind.is_word()
        && behind.gap == Gap::Space
        && !behind.is_in(&BEHIND_DAY)
        && !behind.is_any(words!["this", "next", "last", "in"])
}

/// Whether a year behind a token may be a fiscal one: "FY2024", "fiscal years 2024 and 2025".
fn goes_before_fiscal(token: &Token<'_>) -> bool {
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
                at_any_year(&mut s, digits, &before, &next)
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

    /// Whether no date is looked for at a small number; if so, checks that no rule reads one.
    #[track_caller]
    fn check_no_day(text: &str) -> bool {
        let date = jiff::civil::Date::new(2025, 6, 10).ok();
        let around = Around::new(text, &[], date);
        let recent = Recent::default();
        let mut s = Scanner::new(text, &around, &recent);
        s.scan(0..text.len(), BlockKind::Paragraph, &[]);
        let digits = s.lex.digits(text.find('7').unwrap());
        let (before, next) = (s.lex.before(digits.start), s.lex.after(digits.end));
        let is_asked =
            goes_before_day(&before) || goes_behind_day(&next) && !joins_no_days(&s, &next);
        assert!(
            is_asked || at_day(&mut s, digits, &before).is_none(),
            "{text:?}"
        );
        // That gate stands within `at_day`, too, and is compared by itself.
        assert!(
            fiscal::may_end_prefix(&before) || fiscal::at_digits(&mut s, digits).is_none(),
            "{text:?}"
        );
        !is_asked
    }

    #[test]
    fn small_numbers_that_are_no_days_are_told_at_a_glance() {
        let before = [
            "from ", "the ", "“", "$", "in May ", "’", "FY", "Reiwa ", "Q", "and ",
        ];
        let joiners = [
            " to ",
            " and ",
            " or ",
            " until ",
            " till ",
            " through ",
            "-",
            " – ",
            " & ",
            ", ",
            "; ",
            ": ",
            ") ",
            ":",
            "% ",
            ". ",
            ".",
            "/",
            "年",
            "’s ",
            "s ",
            "th ",
            " May ",
            " of ",
            " ships",
        ];
        let seconds = [
            "9", "9th", "the 9", "nine", "19", "4", "9 the", "", "May", "Friday",
        ];
        let behind = [
            " per cent",
            " May",
            " May 2025",
            ". May 2025",
            " of May",
            " of next month",
            " this month",
            " in this month",
            " next month",
            "",
            ".",
            " ships",
            "\nMay",
            " Monday",
            " Q",
        ];
        let mut num = 0;
        for before in before {
            for joiner in joiners {
                for second in seconds {
                    for behind in behind {
                        let text = format!("So {before}7{joiner}{second}{behind} it");
                        num += usize::from(check_no_day(&text));
                    }
                }
            }
        }
        assert!(num > 1000, "{num}");
    }

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
            " June",
            " June 5",
            " May said",
            " Oct. 2",
            " march",
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
            for behind in behind {
                for year in ["1978", "2024", "2000", "1850", "2999", "0978"] {
                    num += usize::from(check_year(&format!("So {before} {year}{behind}"), year));
                    check_year(&format!("{before}{year}{behind}"), year);
                }
            }
        }
        assert!(num > 100, "{num}");
    }
}
