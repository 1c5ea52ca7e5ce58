//! Days and months by name: "January 18, 2024", "18–20 January", "the eleventh of May", "Jan–Mar 2024".
//! Without a year they are handed to [`super::relative`].

use jiff::civil::Date;

use super::names::{MonthName, day, day_word, past_weekday, pointed_month, tied_day};
pub(super) use super::names::{month_of, month_token};
use super::{Grain, Period, bare, month, months, names, numeric, relative, settle, spoken, year};
use crate::extract::anchors::Anchor;
use crate::extract::lexer::{Gap, Lexer, Token, TokenKind};
use crate::extract::mention::{Rule, rule};
use crate::extract::scan::Scanner;
use crate::text::word_key::words;

/// Reads "twenty-first of May" at its first word.
pub(in crate::extract) fn at_tens(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    if anchor.end - anchor.start != "twenty".len() {
        return None;
    }
    let tens = s.lex.after(anchor.start);
    if !tens.is_any(words!["twenty", "thirty"]) {
        return None;
    }
    let (day, end) = day_word(s.lex, tens)?;
    ordinal(s, anchor.start, day, end)
}

/// Reads "the eleventh of May 2024" at its ordinal; "Sunday the third" too.
pub(in crate::extract) fn at_ordinal(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let mut start = anchor.start;
    let mut tens = s.lex.before(start);
    if tens.is_hyphen() && tens.gap == Gap::None {
        tens = s.lex.before(tens.start);
    }
    if tens.is_any(words!["twenty", "thirty"]) && tens.is_near() {
        start = tens.start;
    }
    let (first, end) = day_word(s.lex, s.lex.after(start))?;
    if end < anchor.end {
        return None;
    }
    ordinal(s, start, first, end)
}

fn ordinal(s: &mut Scanner<'_, '_>, start: usize, first: i8, end: usize) -> Option<usize> {
    if start < s.floor {
        return None;
    }
    if s.lex.after(end).is("of")
        && let Some(name) = month_here(s.lex, end, true)
    {
        let mut days = Days {
            start,
            end: name.end,
            first: (name.month, first),
            last: (name.month, first),
            year: None,
        };
        days.take_year(s.lex, name);
        return Some(push_days(s, days));
    }
    bare::at_day_word(s, start, first, end)
}

/// Reads a date that starts with the month at `anchor`.
pub(in crate::extract) fn at_month(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    if names::is_plain_verb(s.lex, anchor.start, anchor.end) {
        return None;
    }
    let name = month_token(s.lex, anchor.start)?;
    if name.doubtful && names::is_verb(s.lex.after(name.end)) {
        return None;
    }
    if let Some((value, end)) = tied_to_month(s.lex, &name) {
        let days = month(value, name.month)?;
        let rule = rule!("date-month-year");
        return Some(push(s, (anchor.start, end), days, Grain::Month, rule));
    }
    if let Some(read) = days_behind(s.lex, name) {
        return Some(push_days(s, read));
    }
    // "May 2024", "March of 2024", "Nov. 2023", "January–March 2025".
    let between = s.word_before(anchor.start, words!["between"]);
    let (last, name_end) =
        second_month(s.lex, &name, between.is_some()).unwrap_or((name.month, name.end));
    let start = between
        .filter(|_| last != name.month)
        .unwrap_or(anchor.start);
    let named = || year_after(s.lex, name_end).or_else(|| apostrophe_year(s.lex, name_end));
    let Some((value, end)) = named().or_else(|| relative::year_named(s, name_end)) else {
        return bare::at_month(s, &name, (last, name_end));
    };
    if last == name.month
        && let Some((to, end)) = dashed_month(s.lex, end)
    {
        let (from, _) = month(value, name.month)?;
        return Some(push(
            s,
            (start, end),
            (from, to),
            Grain::Span,
            rule!("date-range"),
        ));
    }
    let (from, to) = if last >= name.month {
        months(value, name.month, last)?
    } else {
        (month(value - 1, name.month)?.0, month(value, last)?.1)
    };
    let (grain, rule) = if last == name.month {
        (Grain::Month, rule!("date-month-year"))
    } else {
        (Grain::Span, rule!("date-range"))
    };
    Some(push(s, (start, end), (from, to), grain, rule))
}

fn push(
    s: &mut Scanner<'_, '_>,
    (start, end): (usize, usize),
    (from, to): (Date, Date),
    grain: Grain,
    rule: Rule,
) -> usize {
    settle(
        s,
        Period {
            start,
            end,
            from,
            to,
            grain,
            rule,
            doubt: None,
        },
    )
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

    fn take_year(&mut self, lex: Lexer<'_>, name: MonthName) {
        let found = year_after(lex, self.end)
            .or_else(|| tied_year(lex, name, self.end))
            .or_else(|| short_year(lex, name, self.end))
            .or_else(|| apostrophe_year(lex, self.end));
        if let Some((year, end)) = found {
            self.year = Some(year);
            self.end = end;
        }
    }
}

/// "–March", " to March", "/February", "and February", "between … and March" behind a month.
fn second_month(lex: Lexer<'_>, first: &MonthName, between: bool) -> Option<(i8, usize)> {
    let joiner = lex.after(first.end);
    let and = joiner.is("and") || joiner.is("/");
    let joins = joiner.is_dash() || joiner.is_any(words!["to", "through", "until"]) || and;
    if !joins || !joiner.is_near() {
        return None;
    }
    let next = lex.after(joiner.end);
    let name = month_of(lex, next).filter(|it| next.is_near() && !it.doubtful)?;
    // Two months are one stretch only side by side: "in March and July 2024" are two.
    let beside = (name.month - first.month).rem_euclid(12) == 1;
    (!and || between || (beside && year_after(lex, name.end).is_some()))
        .then_some((name.month, name.end))
}

/// "–May 2025" behind "March 2024": its last day, and where it ends.
fn dashed_month(lex: Lexer<'_>, at: usize) -> Option<(Date, usize)> {
    let dash = lex.after(at);
    if !dash.is_dash() || !dash.is_near() {
        return None;
    }
    let next = lex.after(dash.end);
    if !next.is_near() {
        return None;
    }
    let name = month_of(lex, next).filter(|it| !it.doubtful)?;
    let (year, end) = year_after(lex, name.end)?;
    Some((month(year, name.month)?.1, end))
}

/// A year of four digits, with a comma or "of" before it, and where it ends.
pub(super) fn year_after(lex: Lexer<'_>, at: usize) -> Option<(i16, usize)> {
    let mut token = lex.after(at);
    if token.is_near() && ((token.is(",") && token.gap == Gap::None) || token.is("of")) {
        token = lex.after(token.end);
    }
    if !token.is_near() || token.gap == Gap::None {
        return None;
    }
    if token.is_word() {
        return spoken::year(lex, token);
    }
    year_token(lex, token).map(|it| (it, token.end))
}

/// Four digits as a year.
pub(super) fn year_token(lex: Lexer<'_>, token: Token<'_>) -> Option<i16> {
    if token.len() != 4 {
        return None;
    }
    let value = token.small_number()?;
    let next = lex.after(token.end);
    let joined = next.gap == Gap::None
        && (matches!(next.kind, TokenKind::Word)
            || (next.is_any(words![",", "."]) && lex.is_digit_at(next.end)));
    (!joined && (1000..=2999).contains(&value)).then_some(value)
}

/// "’24" behind a month or day.
fn apostrophe_year(lex: Lexer<'_>, at: usize) -> Option<(i16, usize)> {
    let mut mark = lex.after(at);
    if mark.is(",") {
        mark = lex.after(mark.end);
    }
    if !(mark.is_apostrophe() || mark.is("‘")) {
        return None;
    }
    let token = lex.after(mark.end);
    let fits = mark.gap == Gap::Space
        && token.gap == Gap::None
        && token.kind == TokenKind::Digits
        && token.len() == 2;
    let next = lex.after(token.end);
    let joined = next.gap == Gap::None && (next.is_word() || next.kind == TokenKind::Digits);
    (fits && !joined).then_some(())?;
    Some((numeric::century(token.text().parse().ok()?), token.end))
}

/// "January 18, 2024", "January 18-20, 2024", "April 28 – May 3, 2024", with or without the year;
/// "May the eleventh".
pub(super) fn month_first(lex: Lexer<'_>, start: usize) -> Option<Days> {
    days_behind(lex, month_token(lex, start)?)
}

/// The same of a month that is read.
fn days_behind(lex: Lexer<'_>, name: MonthName) -> Option<Days> {
    let mut token = tied_day(lex, &name).unwrap_or_else(|| lex.after(name.end));
    let article = token.is("the") && token.gap == Gap::Space;
    if article {
        token = lex.after(token.end);
    }
    let (first, mut end) = day(lex, token)
        .or_else(|| day_word(lex, token))
        .or_else(|| names::cardinal_day(lex, token))
        .filter(|_| token.is_near())?;
    let ordinal = !lex.slice(token.end, end).is_empty() || token.is_word();
    if continues_number(lex, end) || (article && !ordinal) {
        return None;
    }
    if token.is_word()
        && (names::is_ordinal_noun(lex, end) || name.ambiguous && !article && name.doubtful)
    {
        return None;
    }
    let between = lex.before(name.start).is("between");
    let last = last_of(lex, &name, first, end, between);
    let mut days = Days {
        start: name.start,
        end: last.map_or(end, |it| it.1),
        first: (name.month, first),
        last: last.map_or((name.month, first), |it| it.0),
        year: None,
    };
    end = days.end;
    if let Some((year, end)) = year_after(lex, end).or_else(|| apostrophe_year(lex, end)) {
        days.year = Some(year);
        days.end = end;
    }
    // "may 5", "march 30": a verb, unless the day is an ordinal or a year follows.
    (!name.doubtful || ordinal || days.year.is_some()).then_some(days)
}

/// "–20", " to May 3", "through 22" behind "April 18": the last day, and where it ends.
fn last_of(
    lex: Lexer<'_>,
    name: &MonthName,
    first: i8,
    end: usize,
    between: bool,
) -> Option<((i8, i8), usize)> {
    let joiner = lex.after(end);
    let and = joiner.is_any(words!["and", "or"]) || joiner.is("&");
    let joins = and || joiner.is_dash() || joiner.is_any(words!["to", "through", "until", "till"]);
    if !joins || !joiner.is_near() {
        return None;
    }
    let mut next = past_weekday(lex, joiner.end);
    if next.is("the") {
        next = lex.after(next.end);
    }
    if !next.is_near() {
        return None;
    }
    if let Some(second) = month_of(lex, next).filter(|it| !it.doubtful || between) {
        let token = lex.after(second.end);
        let (value, to) = day(lex, token).filter(|_| token.is_near())?;
        // Two days joined by "and" are two dates.
        return (!and || between).then_some(((second.month, value), to));
    }
    let (value, to) = day(lex, next)?;
    let one = value > first
        && !continues_number(lex, to)
        && (!and || between || year_after(lex, to).is_some());
    one.then_some(((name.month, value), to))
}

/// "2,000" or "2.5" or "30%" is no day.
fn continues_number(lex: Lexer<'_>, at: usize) -> bool {
    let sign = lex.after(at);
    if sign.gap != Gap::None {
        return false;
    }
    match sign.text() {
        "," | "." | "/" | ":" => lex.is_digit_at(sign.end),
        "%" => true,
        _ => sign.kind == TokenKind::Word || sign.kind == TokenKind::Digits,
    }
}

/// "18 January 2024", "18–20 January 2024", "28 April–3 May 2024", "18th of January".
pub(super) fn day_month(lex: Lexer<'_>, token: Token<'_>) -> Option<Days> {
    let start = token.start;
    if !day_may_follow(lex, token.end) {
        return None;
    }
    let (first, mut at) = day(lex, token)?;
    let mut last_day = first;
    let joiner = lex.after(at);
    let joins = joiner.is_dash()
        || joiner.is_any(words!["/", "&"])
        || joiner.is_any(words!["to", "and", "or", "until", "till", "through"]);
    if joins && joiner.is_near() {
        let mut next = lex.after(joiner.end);
        if next.is("the") && next.is_near() {
            next = lex.after(next.end);
        }
        if let Some((value, to)) = day(lex, next).filter(|it| next.is_near() && it.0 > first) {
            last_day = value;
            at = to;
        }
    }
    let name = month_here(lex, at, false).or_else(|| pointed_month(lex, start, at))?;
    let mut days = Days {
        start,
        end: name.end,
        first: (name.month, first),
        last: (name.month, last_day),
        year: None,
    };
    let joiner = lex.after(name.end);
    let between = joiner.is("and") && lex.before(start).is("between");
    let joins = joiner.is_dash() || joiner.is_any(words!["to", "until", "through"]) || between;
    if joiner.is_near() && joins && last_day == first {
        let next = past_weekday(lex, joiner.end);
        if let Some((value, to)) = day(lex, next).filter(|_| next.is_near())
            && let Some(second) = month_here(lex, to, false)
        {
            days.last = (second.month, value);
            days.end = second.end;
        }
    }
    days.take_year(lex, name);
    Some(days)
}

/// Whether what starts behind a number may make it a day: its ending, a month, "of" or a joiner.
/// Looks at one letter, to settle most numbers.
fn day_may_follow(lex: Lexer<'_>, at: usize) -> bool {
    lex.after(at).bytes().first().is_some_and(|byte| {
        let letter = byte.to_ascii_lowercase();
        b"adfjmnorstu-/&.".contains(&letter) || !letter.is_ascii()
    })
}

/// "2-Jan-2024": a year tied to its month by the sign that ties the day to it.
fn tied_year(lex: Lexer<'_>, name: MonthName, at: usize) -> Option<(i16, usize)> {
    let sign = lex.after(at);
    let tied = |it: Token<'_>| it.gap == Gap::None && (it.is_hyphen() || it.is("/"));
    let before = lex.before(name.start);
    if name.end != at || !tied(sign) || !tied(before) || before.text() != sign.text() {
        return None;
    }
    let year = lex.after(sign.end);
    (year.gap == Gap::None).then_some(())?;
    year_token(lex, year).map(|it| (it, year.end))
}

/// "Jan-24" and "Jan/2024", as tables write a month: two digits or four tied to it.
fn tied_to_month(lex: Lexer<'_>, name: &MonthName) -> Option<(i16, usize)> {
    let sign = lex.after(name.end);
    let tied = sign.gap == Gap::None && (sign.is_hyphen() || sign.is("/"));
    if !tied {
        return None;
    }
    let year = lex.after(sign.end);
    if year.gap != Gap::None || year.kind != TokenKind::Digits {
        return None;
    }
    if let Some(value) = year_token(lex, year) {
        return Some((value, year.end));
    }
    let tail = lex.after(year.end);
    let ends = tail.gap != Gap::None || tail.is_any(words![".", ",", ")", ";", ":", "|"]);
    let before = lex.before(name.start);
    let free = before.gap != Gap::None || !before.is_dash() && !before.is("/");
    let short = name.end - name.start == 3 && year.len() == 2;
    let value: i16 = year.text().parse().ok()?;
    // "the Sep-11 attacks" were on a day.
    let may_be_day =
        (1..=31).contains(&value) && (before.is("the") || tail.is_word() && tail.is_near());
    (short && ends && free && !may_be_day).then_some(())?;
    Some((numeric::century(value), year.end))
}

/// "7 Jan 73", "28-Mar-25": two digits behind an abbreviated month.
fn short_year(lex: Lexer<'_>, name: MonthName, at: usize) -> Option<(i16, usize)> {
    if name.end != at || name.end - name.start > 4 {
        return None;
    }
    let mut token = lex.after(name.end);
    // "5 May 40 tanks came" has no year, "5-May-40" has.
    let tied = token.is_hyphen() && lex.before(name.start).is_hyphen();
    if lex.slice(name.start, name.end) == "May" && !tied {
        return None;
    }
    if token.is_hyphen() || token.is_apostrophe() {
        token = lex.after(token.end);
    }
    if token.kind != TokenKind::Digits || token.len() != 2 || !token.is_near() {
        return None;
    }
    let next = lex.after(token.end);
    let counted = token.gap == Gap::Space
        && next.gap == Gap::Space
        && next.is_word()
        && !next.is_capitalised();
    let joined = next.gap == Gap::None && !next.is_any(words![".", ",", ")", ";", ":"]);
    if counted || (joined && next.kind != TokenKind::End) {
        return None;
    }
    Some((numeric::century(token.text().parse().ok()?), token.end))
}

/// The month behind a day: "January", "of January", "-Jan". `of` says that "of" must be there.
fn month_here(lex: Lexer<'_>, at: usize, of: bool) -> Option<MonthName> {
    let mut token = lex.after(at);
    let has_of = token.is("of");
    if has_of {
        token = lex.after(token.end);
    }
    if (token.is_dash() || token.is("/")) && token.gap == Gap::None {
        token = lex.after(token.end);
    }
    // "10 may be hurt", "20 march on".
    month_of(lex, token).filter(|it| token.is_near() && (has_of || (!of && !it.doubtful)))
}

pub(super) fn day_first(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    let days = day_month(s.lex, digits)?;
    Some(push_days(s, days))
}

/// Adds the days; without a year only where the document's date settles them.
fn push_days(s: &mut Scanner<'_, '_>, mut days: Days) -> usize {
    if days.year.is_none() {
        if let Some((year, end)) = relative::year_named(s, days.end) {
            days.year = Some(year);
            days.end = end;
        } else if let Some(year) = year_ahead(s.lex, days.end) {
            days.year = Some(year);
        }
    }
    let wraps = days.first > days.last;
    let (from, to, rule) = if let Some(year) = days.year {
        let to = Date::new(year, days.last.0, days.last.1).ok();
        // "28 December – 3 January 2025" starts in the year before.
        let from = Date::new(year - i16::from(wraps), days.first.0, days.first.1).ok();
        (from, to, rule!("date-day"))
    } else if let Some(date) = s.document_date {
        let by = s
            .word_before(days.start, words!["by", "until", "till"])
            .is_some();
        let ahead = by || relative::future_before(s, days.start);
        let named = relative::weekday_before(s, days.start)
            .and_then(|it| names::weekday(s.lex.after(it).key));
        let from = named
            .and_then(|it| relative::on_weekday(date, days.first, it))
            .or_else(|| relative::nearest(date, days.first.0, days.first.1, ahead));
        let to = from.and_then(|from| {
            Date::new(from.year() + i16::from(wraps), days.last.0, days.last.1).ok()
        });
        (from, to, rule!("date-day-of-document-year"))
    } else {
        return days.end;
    };
    let (Some(from), Some(to)) = (from, to) else {
        return days.end;
    };
    let start = relative::weekday_before(s, days.start).unwrap_or(days.start);
    let (grain, rule) = if from == to {
        (Grain::Day, rule)
    } else {
        (Grain::Span, rule!("date-range"))
    };
    if let Some((to, end)) = days.year.and_then(|_| dashed_day(s.lex, days.end))
        && from < to
    {
        return push(
            s,
            (start, end),
            (from, to),
            Grain::Span,
            rule!("date-range"),
        );
    }
    push(s, (start, days.end), (from, to), grain, rule)
}

/// "– 3 February 2025" behind a whole date: its day, and where it ends.
fn dashed_day(lex: Lexer<'_>, at: usize) -> Option<(Date, usize)> {
    let dash = lex.after(at);
    if !dash.is_dash() || !dash.is_near() {
        return None;
    }
    let next = lex.after(dash.end);
    if !next.is_near() {
        return None;
    }
    let days = if next.kind == TokenKind::Digits {
        day_month(lex, next)
    } else {
        month_first(lex, next.start)
    }?;
    Some((days.single()?, days.end))
}

/// The year of "March 3 and April 5, 2024", "3 March and 5 April 2024" for the first of the two.
fn year_ahead(lex: Lexer<'_>, at: usize) -> Option<i16> {
    let joiner = lex.after(at);
    if !joiner.is_near() || !(joiner.is_any(words!["and", "or", "to"]) || joiner.is(",")) {
        return None;
    }
    let next = lex.after(joiner.end);
    if !next.is_near() {
        return None;
    }
    let days = if next.kind == TokenKind::Digits {
        day_month(lex, next)
    } else {
        month_first(lex, next.start)
    };
    days?.year
}

/// The year of "in March and July 2024", "in May, June and July 2024" for the first of them.
pub(super) fn month_year_ahead(lex: Lexer<'_>, at: usize) -> Option<i16> {
    const MOST: usize = 4;
    let mut at = at;
    for _ in 0..MOST {
        let mut joiner = lex.after(at);
        let comma = joiner.is(",") && joiner.is_near();
        if comma && lex.after(joiner.end).is_any(words!["and", "or"]) {
            joiner = lex.after(joiner.end);
        }
        if !joiner.is_near() || !(joiner.is_any(words!["and", "or", "to"]) || comma) {
            return None;
        }
        let next = lex.after(joiner.end);
        let name = month_of(lex, next).filter(|_| next.is_near())?;
        if let Some((year, _)) = year_after(lex, name.end) {
            return Some(year);
        }
        at = name.end;
    }
    None
}

/// Both days of a calendar year, for the readers of years.
pub(super) fn whole_year(value: i16) -> Option<(Date, Date)> {
    year(value)
}
