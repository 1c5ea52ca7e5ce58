//! Fiscal years, which follow their country.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::home::{Country, owner};
pub(in crate::extract) use super::home::{Home, order_of};
use super::names::{is_month, small_number_before};
use super::numeric;
use super::{Doubt, Grain, Period, settle};
use crate::extract::correction::BY_READER;
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::mention::rule;
use crate::extract::scan::Scanner;
use crate::extract::{Mention, Value};
use crate::reference::Iso3;
use crate::text::word_key::{key, words};

/// Whose fiscal year a date was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FiscalYear {
    /// That of the country which is named near it.
    Near(Iso3),
    /// That of the country which the text speaks of most.
    Text(Iso3),
    /// The calendar year: no other is known.
    Calendar,
}

/// Whose fiscal year a date of `text` was read as; `None` where it is no fiscal year, or was not read by
/// the countries of the text.
pub fn fiscal_year_of(text: &str, date: &Mention) -> Option<FiscalYear> {
    let Value::Date { from, to, .. } = date.value else {
        return None;
    };
    let is_said = date.rule.code() == "date-fiscal-year";
    let is_year = from.checked_add(1.year()).ok()?.yesterday().ok()? == to;
    let is_split = from.month() != 1 && from.day() == 1 && is_year;
    let at = date.span.start();
    let words = date.span.slice(text);
    if date.rule.code() == BY_READER || !is_said && !is_split || says_its_days(words) {
        return None;
    }
    let japanese = words.contains("JFY");
    let near = japanese
        .then_some(Country::Japan)
        .or_else(|| owner(text, at));
    let country = near.or_else(|| Home::of_text(text).country);
    let begins = |it: &Country| it.fiscal_year().0 == from.month();
    let Some(iso3) = country.filter(begins).and_then(iso3_of) else {
        return (from.month() == 1).then_some(FiscalYear::Calendar);
    };
    Some(if near.is_some() {
        FiscalYear::Near(iso3)
    } else {
        FiscalYear::Text(iso3)
    })
}

/// "the year to March 2025", "12 months from April": words that give the days themselves, whoever counts
/// years so.
fn says_its_days(words: &str) -> bool {
    let mut words = words.split(|it: char| !it.is_ascii_alphabetic());
    words.any(|word| is_month(key(word.as_bytes())) || word.eq_ignore_ascii_case("months"))
}

/// The code of a country whose fiscal year is known.
fn iso3_of(country: Country) -> Option<Iso3> {
    Iso3::parse(match country {
        Country::India => "IND",
        Country::Britain => "GBR",
        Country::Australia => "AUS",
        Country::Pakistan => "PAK",
        Country::Japan => "JPN",
        Country::UnitedStates => "USA",
        Country::Canada => "CAN",
        Country::NewZealand => "NZL",
        Country::Singapore => "SGP",
        Country::Bangladesh => "BGD",
        Country::Thailand => "THA",
        _ => return None,
    })
}

/// A fiscal year's days.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) doubt: Option<Doubt>,
}

/// "2024-25" where that is how fiscal years are written.
pub(super) fn split_year(s: &Scanner<'_, '_>, at: usize, first: i16) -> Option<Days> {
    let country = owner(s.lex.text, at).or(s.home().country)?;
    if !country.writes_split_years() {
        return None;
    }
    starting_in(country, first, first)
}

/// From the fiscal year that starts in `first` to the one that starts in `last`.
fn starting_in(country: Country, first: i16, last: i16) -> Option<Days> {
    let (month, _) = country.fiscal_year();
    let from = Date::new(first, month, 1).ok()?;
    let to = Date::new(last, month, 1).ok()?;
    Some(Days {
        from,
        to: to.checked_add(1.year()).ok()?.yesterday().ok()?,
        doubt: None,
    })
}

/// The fiscal year that a single year names.
fn named(country: Option<Country>, year: i16) -> Option<Days> {
    let Some(country) = country else {
        let mut it = starting_in(Country::Other, year, year)?;
        it.doubt = Some(Doubt::FiscalYearOfWhom);
        return Some(it);
    };
    let (month, by_start) = country.fiscal_year();
    let first = if by_start { year } else { year - 1 };
    let mut it = starting_in(country, first, first)?;
    if month == 4 && !by_start {
        it.doubt = Some(Doubt::FiscalYearStart);
    }
    Some(it)
}

/// The fiscal year a day lies in.
pub(super) fn holding(s: &Scanner<'_, '_>, at: usize, day: Date) -> Option<Days> {
    let country = owner(s.lex.text, at)
        .or(s.home().country)
        .unwrap_or(Country::Other);
    let (month, _) = country.fiscal_year();
    let first = if day.month() >= month {
        day.year()
    } else {
        day.year() - 1
    };
    starting_in(country, first, first)
}

/// Reads "FY2024", "FY 2025-26", "FY26", "fiscal 2027", "financial year 2024-25", "2025 fiscal year"
/// at its digits.
pub(super) fn at_digits(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    let (year, start, end) = year_at(s, digits, s.floor).or_else(|| year_first(s, digits))?;
    Some(settle(
        s,
        Period {
            start,
            end,
            from: year.from,
            to: year.to,
            grain: if year.from.year() + 1 < year.to.year() {
                Grain::Span
            } else {
                Grain::Year
            },
            rule: rule!("date-fiscal-year"),
            doubt: year.doubt,
        },
    ))
}

/// The fiscal year at these digits, if a word before them, not before `floor`, makes it one; where
/// it starts and ends.
pub(super) fn year_at(
    s: &Scanner<'_, '_>,
    digits: Token<'_>,
    floor: usize,
) -> Option<(Days, usize, usize)> {
    if digits.kind != TokenKind::Digits || !matches!(digits.len(), 2 | 4) {
        return None;
    }
    let start = prefix_before(s, digits.start, floor)
        .or_else(|| listed(s, digits).filter(|it| *it >= floor))?;
    let short = digits.len() == 2;
    let attached = s
        .lex
        .char_before(digits.start)
        .is_some_and(|it| it.is_alphabetic() || matches!(it, '\'' | '’'));
    if short && !attached && !s.lex.slice(start, digits.start).contains("FY") {
        return None;
    }
    let value: i16 = digits.text().parse().ok()?;
    let first = if short {
        numeric::century(value)
    } else {
        value
    };
    let japanese = s.lex.slice(start, digits.start).starts_with("JFY");
    let country = japanese
        .then_some(Country::Japan)
        .or_else(|| owner(s.lex.text, start))
        .or(s.home().country);
    let (year, end) = match last_year(s, digits.end, first) {
        Some((last, end)) if last == first + 1 => (split(country, first)?, end),
        Some((last, end)) => {
            let from = named(country, first)?;
            let to = named(country, last)?;
            (Days { to: to.to, ..from }, end)
        }
        None => (named(country, first)?, digits.end),
    };
    Some((year, start, end))
}

/// "2025-26" said to be a fiscal year.
fn split(country: Option<Country>, first: i16) -> Option<Days> {
    let country = country.unwrap_or(Country::Other);
    if country.fiscal_year().0 == 1 {
        // Two calendar years, or a fiscal year of a country unknown here.
        return Some(Days {
            from: Date::new(first, 1, 1).ok()?,
            to: Date::new(first + 1, 12, 31).ok()?,
            doubt: Some(Doubt::FiscalYearOfWhom),
        });
    }
    starting_in(country, first, first)
}

/// "2025 fiscal year", "2024-25 financial year", "2026 budget year".
fn year_first(s: &Scanner<'_, '_>, digits: Token<'_>) -> Option<(Days, usize, usize)> {
    if digits.len() != 4 {
        return None;
    }
    // A dash, a stroke, "to", "through", or "fiscal", "financial", "budget".
    if !matches!(
        s.lex.after(digits.end).bytes().first(),
        Some(b'-' | b'/' | b't' | b'T' | b'f' | b'F' | b'b' | b'B' | 0x80..)
    ) {
        return None;
    }
    let first: i16 = digits.text().parse().ok()?;
    let last = last_year(s, digits.end, first).filter(|it| it.0 == first + 1);
    let kind = s.lex.after(last.map_or(digits.end, |it| it.1));
    if !kind.is_any(words!["fiscal", "financial", "budget"]) || !kind.is_near() {
        return None;
    }
    let mut noun = s.lex.after(kind.end);
    if noun.is_hyphen() {
        noun = s.lex.after(noun.end);
    }
    if !noun.is("year") || !noun.is_near() {
        return None;
    }
    let country = owner(s.lex.text, digits.start).or(s.home().country);
    let year = if last.is_some() {
        split(country, first)?
    } else {
        named(country, first)?
    };
    Some((year, digits.start, noun.end))
}

/// Whether a token may be the last of what [`prefix_before`] knows: a dash, a point, an apostrophe, or
/// "fiscal", "FY", "JFY", "year". Of short digits, nothing else makes a fiscal year.
pub(super) const fn may_end_prefix(token: &Token<'_>) -> bool {
    matches!(
        token.first,
        b'-' | b'.' | b'\'' | b'f' | b'F' | b'J' | b'y' | b'Y' | 0x80..
    )
}

/// Where "FY", "fiscal", "fiscal year", "financial year" before the digits starts.
fn prefix_before(s: &Scanner<'_, '_>, at: usize, floor: usize) -> Option<usize> {
    let mut token = s.lex.before(at);
    if !may_end_prefix(&token) {
        return None;
    }
    if token.is_dash() && token.gap == Gap::None {
        token = s.lex.before(token.start);
    }
    if !token.is_near() || token.start < floor {
        return None;
    }
    if token.is(".") || token.is_apostrophe() || token.is("‘") {
        // "F.Y.", "FY'25", "FY ‘25"
        token = s.lex.before(token.start);
    }
    if matches!(token.text(), "FY" | "Fy" | "FYs" | "JFY") || token.is("fiscal") {
        return Some(token.start);
    }
    if token.is_any(words!["year", "years"]) {
        let mut before = s.lex.before(token.start);
        if before.is_dash() {
            before = s.lex.before(before.start);
        }
        let known = before.is_any(words!["fiscal", "financial", "budget"]) && before.is_near();
        return (known && before.start >= floor).then_some(before.start);
    }
    None
}

/// The second of "fiscal years 2024 and 2025", which starts where its digits do.
fn listed(s: &Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    let joiner = s.lex.before(digits.start);
    if !joiner.is_any(words!["and", "through", "to"]) || digits.len() != 4 {
        return None;
    }
    let first = s.lex.before(joiner.start);
    if first.kind != TokenKind::Digits || !s.lex.before(first.start).is("years") {
        return None;
    }
    prefix_before(s, first.start, 0).map(|_| digits.start)
}

/// The second year of "FY 2025-26", "FY24/25", "FY2023-2027", "FY2023 to FY2027".
fn last_year(s: &Scanner<'_, '_>, at: usize, first: i16) -> Option<(i16, usize)> {
    let joiner = s.lex.after(at);
    let dash = joiner.is_dash() || joiner.is("/");
    if !(dash || joiner.is_any(words!["to", "through"])) || !joiner.is_near() {
        return None;
    }
    let mut next = s.lex.after(joiner.end);
    if matches!(next.text(), "FY" | "fiscal") {
        next = s.lex.after(next.end);
    }
    if next.kind != TokenKind::Digits || !next.is_near() {
        return None;
    }
    let value: i16 = next.text().parse().ok()?;
    let last = match next.len() {
        2 => first - first % 100 + value,
        4 => value,
        _ => return None,
    };
    let tail = s.lex.after(next.end);
    let joined = tail.gap == Gap::None && (tail.is_word() || tail.is("%"));
    (last > first && last - first <= 30 && !joined).then_some((last, next.end))
}

/// "the fiscal year starting April 1, 2025", "the financial year ending March 2026": the whole year,
/// where `period` is the day or month named.
pub(super) fn by_edge(s: &Scanner<'_, '_>, period: &Period) -> Option<Period> {
    let mut token = s.lex.before(period.start);
    if token.is_any(words!["in", "on"]) {
        token = s.lex.before(token.start);
    }
    let starts = token.is_any(words![
        "starting",
        "beginning",
        "begins",
        "starts",
        "began",
        "started",
        "begin",
    ]);
    // "the year to March 2025"
    let ends = token.is_any(words!["ending", "ends", "ended", "to"]);
    if !(starts || ends) || !token.is_near() || token.start < s.floor {
        return None;
    }
    token = s.lex.before(token.start);
    if token.is_any(words!["that", "which"]) {
        token = s.lex.before(token.start);
    }
    if token.is(",") {
        token = s.lex.before(token.start);
    }
    if !token.is_near() || token.start < s.floor {
        return None;
    }
    if ends && token.is("months") {
        return months_to(s, period, token.start);
    }
    if !token.is("year") {
        return None;
    }
    let kind = s.lex.before(token.start);
    let known = kind.is_any(words!["fiscal", "financial", "budget"]) && kind.start >= s.floor;
    let start = if known { kind.start } else { token.start };
    // "the next fiscal year begins in April" lies ahead, where the month alone lies behind.
    let which = s.lex.before(start);
    let ahead = starts
        && period.doubt.is_some()
        && which.is_any(words!["next", "new", "coming", "upcoming", "following"])
        && s.document_date.is_some_and(|today| period.to < today);
    let period = &Period {
        from: later(period.from, ahead)?,
        to: later(period.to, ahead)?,
        ..*period
    };
    let (from, to) = if starts {
        let to = period.from.checked_add(1.year()).ok()?.yesterday().ok()?;
        (period.from, to)
    } else {
        let from = period.to.tomorrow().ok()?.checked_sub(1.year()).ok()?;
        (from, period.to)
    };
    Some(Period {
        start,
        from,
        to,
        grain: Grain::Year,
        rule: rule!("date-fiscal-year"),
        ..*period
    })
}

/// The same day a year on, where that is asked for.
fn later(day: Date, ahead: bool) -> Option<Date> {
    day.checked_add(i64::from(ahead).years()).ok()
}

/// "the 12 months to June 2025": the months up to the end of the period.
fn months_to(s: &Scanner<'_, '_>, period: &Period, months: usize) -> Option<Period> {
    let (start, count) = small_number_before(s.lex, months)?;
    let from = period
        .to
        .tomorrow()
        .ok()?
        .checked_sub(count.months())
        .ok()?;
    (start >= s.floor).then_some(Period {
        start,
        from,
        grain: Grain::Span,
        rule: rule!("date-range"),
        ..*period
    })
}
