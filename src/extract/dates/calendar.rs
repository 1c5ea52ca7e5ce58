//! Absolute dates: days, months, years, decades, quarters and ranges of them. Days and months
//! without a year are handed to [`super::relative`].

use jiff::civil::Date;

use super::{Doubt, Grain, Period, fiscal, month, months, relative, settle, year, years};
use crate::extract::lexer::{Anchor, Gap, Lexer, Token, TokenKind};
use crate::extract::scan::Scanner;

/// Reads a date that starts with the digit at `start`; returns where to go on.
pub(in crate::extract) fn at_digits(s: &mut Scanner<'_, '_>, start: usize) -> Option<usize> {
    let digits = s.lex.after(start);
    if digits.kind != TokenKind::Digits || digits.text.len() > 4 {
        return None;
    }
    if let Some(read) = fiscal::at_digits(s, digits) {
        return Some(read);
    }
    if let Some((date, end, doubt)) = numeric(s.lex, digits, s.home().month_first()) {
        return Some(settle(
            s,
            Period {
                start,
                end,
                from: date,
                to: date,
                grain: Grain::Day,
                rule: "date-numeric",
                doubt,
            },
        ));
    }
    if let Some(end) = quarter(s, digits) {
        return Some(end);
    }
    if digits.text.len() <= 2
        && let Some(end) = day_first(s, digits)
    {
        return Some(end);
    }
    years::at_year(s, digits)
}

/// Reads a date that starts with the month at `anchor`.
pub(in crate::extract) fn at_month(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let name = month_token(s.lex, anchor.start)?;
    if let Some(read) = month_first(s.lex, anchor.start) {
        return Some(push_days(s, read));
    }
    // "May 2024", "March of 2024", "Nov. 2023", "January–March 2025".
    let between = s.word_before(anchor.start, &["between"]);
    let (last, name_end) =
        second_month(s.lex, name.end, between.is_some()).unwrap_or((name.month, name.end));
    let start = between
        .filter(|_| last != name.month)
        .unwrap_or(anchor.start);
    if let Some((value, end)) = year_after(s.lex, name_end) {
        let (from, to) = if last >= name.month {
            months(value, name.month, last)?
        } else {
            (month(value - 1, name.month)?.0, month(value, last)?.1)
        };
        let grain = if last == name.month {
            Grain::Month
        } else {
            Grain::Span
        };
        return Some(settle(
            s,
            Period {
                start,
                end,
                from,
                to,
                grain,
                rule: if grain == Grain::Month {
                    "date-month-year"
                } else {
                    "date-range"
                },
                doubt: None,
            },
        ));
    }
    relative::at_bare_month(s, &name)
}

/// A month's name where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct MonthName {
    pub(super) start: usize,
    /// Behind the point of an abbreviation.
    pub(super) end: usize,
    pub(super) month: i8,
    /// "May", "March", "Mar", "Sep": also other words.
    pub(super) ambiguous: bool,
}

/// Days of one or two months, the year perhaps missing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    pub(super) start: usize,
    pub(super) end: usize,
    first: (i8, i8),
    last: (i8, i8),
    year: Option<i16>,
}

impl Days {
    /// The single day with its year, if it is one.
    pub(super) fn single(&self) -> Option<Date> {
        (self.first == self.last)
            .then(|| Date::new(self.year?, self.first.0, self.first.1).ok())
            .flatten()
    }
}

/// Reads a capitalised month name at `start`.
pub(super) fn month_token(lex: Lexer<'_>, start: usize) -> Option<MonthName> {
    const NAMES: [(&str, i8); 12] = [
        ("january", 1),
        ("february", 2),
        ("march", 3),
        ("april", 4),
        ("may", 5),
        ("june", 6),
        ("july", 7),
        ("august", 8),
        ("september", 9),
        ("october", 10),
        ("november", 11),
        ("december", 12),
    ];
    let token = lex.after(start);
    if token.start != start || !token.is_capitalised() {
        return None;
    }
    let lower = token.text.to_ascii_lowercase();
    let full = NAMES.iter().find(|it| it.0 == lower);
    let short = || {
        let fits = lower.len() == 3 || lower == "sept";
        NAMES.iter().find(|it| fits && it.0.starts_with(&lower))
    };
    let (name, month) = full.or_else(short)?;
    let mut end = token.end;
    if full.is_none() {
        let point = lex.after(end);
        if point.text == "." && point.gap == Gap::None {
            end = point.end;
        }
    }
    Some(MonthName {
        start,
        end,
        month: *month,
        ambiguous: matches!(*name, "may" | "march") || (full.is_none() && end == token.end),
    })
}

/// "–March", " to March", "between … and March" behind a month.
fn second_month(lex: Lexer<'_>, at: usize, between: bool) -> Option<(i8, usize)> {
    let joiner = lex.after(at);
    let joins = joiner.is_dash()
        || joiner.is("to")
        || joiner.is("through")
        || (between && joiner.is("and"));
    if !joins || !joiner.is_near() {
        return None;
    }
    let next = lex.after(joiner.end);
    let name = month_token(lex, next.start).filter(|_| next.is_near())?;
    Some((name.month, name.end))
}

/// A year of four digits, with a comma or "of" before it, and where it ends.
pub(super) fn year_after(lex: Lexer<'_>, at: usize) -> Option<(i16, usize)> {
    let mut token = lex.after(at);
    if token.is_near() && ((token.text == "," && token.gap == Gap::None) || token.is("of")) {
        token = lex.after(token.end);
    }
    if !token.is_near() || token.gap == Gap::None {
        return None;
    }
    year_token(lex, token).map(|it| (it, token.end))
}

fn year_token(lex: Lexer<'_>, token: Token<'_>) -> Option<i16> {
    if token.kind != TokenKind::Digits || token.text.len() != 4 {
        return None;
    }
    let value: i16 = token.text.parse().ok()?;
    let next = lex.after(token.end);
    let joined = next.gap == Gap::None
        && (matches!(next.kind, TokenKind::Word)
            || (matches!(next.text, "," | ".")
                && lex.after(next.end).gap == Gap::None
                && lex.after(next.end).kind == TokenKind::Digits));
    (!joined && (1000..=2999).contains(&value)).then_some(value)
}

/// A day of the month, with "st" and the like.
fn day(lex: Lexer<'_>, token: Token<'_>) -> Option<(i8, usize)> {
    if token.kind != TokenKind::Digits || token.text.len() > 2 {
        return None;
    }
    let value: i8 = token.text.parse().ok()?;
    if !(1..=31).contains(&value) {
        return None;
    }
    let ending = lex.after(token.end);
    let end = if ending.gap == Gap::None && ending.is_any(&["st", "nd", "rd", "th"]) {
        ending.end
    } else {
        token.end
    };
    Some((value, end))
}

/// "January 18, 2024", "January 18-20, 2024", "April 28 – May 3, 2024", with or without the year.
pub(super) fn month_first(lex: Lexer<'_>, start: usize) -> Option<Days> {
    let name = month_token(lex, start)?;
    let token = lex.after(name.end);
    let (first, mut end) = day(lex, token).filter(|_| token.is_near())?;
    if continues_number(lex, end) {
        return None;
    }
    let mut last = (name.month, first);
    let joiner = lex.after(end);
    if joiner.is_near() && (joiner.is_dash() || joiner.is("to") || joiner.is("and")) {
        let next = lex.after(joiner.end);
        if let Some(second) = month_token(lex, next.start).filter(|_| next.is_near()) {
            let token = lex.after(second.end);
            if let Some((value, to)) = day(lex, token).filter(|_| token.is_near()) {
                last = (second.month, value);
                end = to;
            }
        } else if let Some((value, to)) = day(lex, next).filter(|_| next.is_near())
            && value > first
            && !continues_number(lex, to)
            && (!joiner.is("and") || year_after(lex, to).is_some())
        {
            last = (name.month, value);
            end = to;
        }
    }
    let year = year_after(lex, end);
    Some(Days {
        start,
        end: year.map_or(end, |it| it.1),
        first: (name.month, first),
        last,
        year: year.map(|it| it.0),
    })
}

/// "2,000" or "2.5" or "30%" is no day.
fn continues_number(lex: Lexer<'_>, at: usize) -> bool {
    let sign = lex.after(at);
    if sign.gap != Gap::None {
        return false;
    }
    let next = lex.after(sign.end);
    match sign.text {
        "," | "." | "/" => next.gap == Gap::None && next.kind == TokenKind::Digits,
        "%" => true,
        _ => sign.kind == TokenKind::Word || sign.kind == TokenKind::Digits,
    }
}

/// "18 January 2024", "18–20 January 2024", "28 April–3 May 2024", "18th of January".
pub(super) fn day_month(lex: Lexer<'_>, start: usize) -> Option<Days> {
    let token = lex.after(start);
    let (first, mut at) = day(lex, token)?;
    let mut last_day = first;
    let joiner = lex.after(at);
    if joiner.is_near() && (joiner.is_dash() || joiner.is_any(&["to", "and", "or"])) {
        let next = lex.after(joiner.end);
        if let Some((value, to)) = day(lex, next).filter(|it| next.is_near() && it.0 > first) {
            last_day = value;
            at = to;
        }
    }
    let name = month_here(lex, at)?;
    let mut days = Days {
        start,
        end: name.end,
        first: (name.month, first),
        last: (name.month, last_day),
        year: None,
    };
    let joiner = lex.after(name.end);
    if joiner.is_near() && (joiner.is_dash() || joiner.is("to")) && last_day == first {
        let next = lex.after(joiner.end);
        if let Some((value, to)) = day(lex, next).filter(|_| next.is_near())
            && let Some(second) = month_here(lex, to)
        {
            days.last = (second.month, value);
            days.end = second.end;
        }
    }
    if let Some((year, end)) = year_after(lex, days.end).or_else(|| short_year(lex, name)) {
        days.year = Some(year);
        days.end = end;
    }
    Some(days)
}

/// "7 Jan 73", "28-Mar-25": two digits behind an abbreviated month.
fn short_year(lex: Lexer<'_>, name: MonthName) -> Option<(i16, usize)> {
    if name.end - name.start > 4 || lex.slice(name.start, name.end) == "May" {
        return None;
    }
    let mut token = lex.after(name.end);
    if token.is_hyphen() || token.is_apostrophe() {
        token = lex.after(token.end);
    }
    if token.kind != TokenKind::Digits || token.text.len() != 2 || !token.is_near() {
        return None;
    }
    let next = lex.after(token.end);
    let counted = next.gap == Gap::Space && next.is_word() && !next.is_capitalised();
    let joined = next.gap == Gap::None && !matches!(next.text, "." | "," | ")" | ";" | ":");
    if counted || (joined && next.kind != TokenKind::End) {
        return None;
    }
    let value: i16 = token.text.parse().ok()?;
    Some((value + if value >= 50 { 1900 } else { 2000 }, token.end))
}

fn month_here(lex: Lexer<'_>, at: usize) -> Option<MonthName> {
    let mut token = lex.after(at);
    if token.is("of") {
        token = lex.after(token.end);
    }
    if token.is_dash() && token.gap == Gap::None {
        token = lex.after(token.end);
    }
    month_token(lex, token.start).filter(|_| token.is_near())
}

fn day_first(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    let days = day_month(s.lex, digits.start)?;
    Some(push_days(s, days))
}

/// Adds the days; without a year only where the document's date settles them.
fn push_days(s: &mut Scanner<'_, '_>, days: Days) -> usize {
    let (from, to, rule) = if let Some(year) = days.year {
        let to = Date::new(year, days.last.0, days.last.1).ok();
        // "28 December – 3 January 2025" starts in the year before.
        let wraps = days.first > days.last;
        let from = Date::new(year - i16::from(wraps), days.first.0, days.first.1).ok();
        (from, to, "date-day")
    } else if let Some(date) = s.document_date {
        let by = s
            .word_before(days.start, &["by", "until", "till"])
            .is_some();
        let ahead = by || relative::future_before(s, days.start);
        let from = relative::nearest(date, days.first.0, days.first.1, ahead);
        let to = from.and_then(|from| {
            let wraps = days.first > days.last;
            Date::new(from.year() + i16::from(wraps), days.last.0, days.last.1).ok()
        });
        (from, to, "date-day-of-document-year")
    } else {
        return days.end;
    };
    let (Some(from), Some(to)) = (from, to) else {
        return days.end;
    };
    let start = relative::weekday_before(s, days.start).unwrap_or(days.start);
    let rule = if from == to { rule } else { "date-range" };
    settle(
        s,
        Period {
            start,
            end: days.end,
            from,
            to,
            grain: if from == to { Grain::Day } else { Grain::Span },
            rule,
            doubt: None,
        },
    )
}

/// ISO dates and "19.01.2024", "19/01/2024", "1-2-2024".
pub(super) fn numeric(
    lex: Lexer<'_>,
    first: Token<'_>,
    month_first: bool,
) -> Option<(Date, usize, Option<Doubt>)> {
    let sign = lex.after(first.end);
    let joins = |it: &Token<'_>| it.gap == Gap::None && matches!(it.text, "." | "/" | "-" | "‑");
    if !joins(&sign) {
        return None;
    }
    let second = lex.after(sign.end);
    let sign2 = lex.after(second.end);
    let third = lex.after(sign2.end);
    let parts = [second, third];
    let digits = parts
        .iter()
        .all(|it| it.gap == Gap::None && it.kind == TokenKind::Digits);
    if !digits || !joins(&sign2) || sign2.text != sign.text || second.text.len() > 2 {
        return None;
    }
    let tail = lex.after(third.end);
    let more = tail.gap == Gap::None
        && (tail.is_word() && tail.text != "T"
            || (joins(&tail)
                && lex.after(tail.end).gap == Gap::None
                && lex.after(tail.end).kind == TokenKind::Digits));
    if more {
        return None;
    }
    let a: i16 = first.text.parse().ok()?;
    let b: i8 = second.text.parse().ok()?;
    let c: i16 = third.text.parse().ok()?;
    if first.text.len() == 4 && third.text.len() <= 2 && sign.text != "." {
        let date = Date::new(a, b, i8::try_from(c).ok()?).ok()?;
        return Some((date, third.end, None));
    }
    if third.text.len() != 4 || first.text.len() > 2 || !(1000..=2999).contains(&c) {
        return None;
    }
    let a = i8::try_from(a).ok()?;
    let day_first = || Date::new(c, b, a).ok();
    let swapped = || Date::new(c, a, b).ok();
    let unclear = sign.text != "." && a <= 12 && b <= 12 && a != b;
    let date = if sign.text == "/" && month_first {
        swapped().or_else(day_first)?
    } else {
        day_first().or_else(swapped)?
    };
    let doubt = unclear.then_some(Doubt("day and month may be the other way round"));
    Some((date, third.end, doubt))
}

/// "Q2 2026", "H1 2025", "2Q 2025", "1H25".
fn quarter(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    let which: i8 = digits.text.parse().ok().filter(|it| (1..=4).contains(it))?;
    let before = s.lex.before(digits.start);
    let after = s.lex.after(digits.end);
    let (letter, start, at) = if before.gap == Gap::None && matches!(before.text, "Q" | "H") {
        (before.text, before.start, digits.end)
    } else if after.gap == Gap::None && matches!(after.text, "Q" | "H") {
        (after.text, digits.start, after.end)
    } else {
        return None;
    };
    let mut token = s.lex.after(at);
    if token.is_any(&["of"]) || token.is_sign("/") || token.is_sign(",") || token.is_apostrophe() {
        token = s.lex.after(token.end);
    }
    if token.is_apostrophe() {
        token = s.lex.after(token.end);
    }
    let value = year_token(s.lex, token).or_else(|| {
        let short = token.kind == TokenKind::Digits && token.text.len() == 2;
        short.then(|| token.text.parse::<i16>().ok().map(|it| 2000 + it))?
    })?;
    let length = if letter == "Q" { 3 } else { 6 };
    let last = which * length;
    if last > 12 || start < s.floor {
        return None;
    }
    let (from, to) = months(value, last - length + 1, last)?;
    Some(settle(
        s,
        Period {
            start,
            end: token.end,
            from,
            to,
            grain: Grain::Part,
            rule: if letter == "Q" {
                "date-quarter"
            } else {
                "date-half"
            },
            doubt: None,
        },
    ))
}

/// Both days of a calendar year, for the readers of years.
pub(super) fn whole_year(value: i16) -> Option<(Date, Date)> {
    year(value)
}
