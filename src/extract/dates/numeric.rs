//! Dates in figures: "2024-01-18", "19.01.2024", "4/7/2025", "2024/01", "2024年1月18日", "2024-W03";
//! and which of two small numbers is the day.
//!
//! "4/7/2025" is read in the order of the document's other figures that have only one, else in that
//! of the country it speaks of. Where neither says, or where that country writes both, a doubt says so.

use jiff::ToSpan as _;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::{Doubt, Grain, Period, calendar, month, relative, settle};
use crate::extract::lexer::{Gap, Lexer, Recent, Token, TokenKind};
use crate::extract::mention::rule;
use crate::extract::quantities::count;
use crate::extract::scan::Scanner;
use crate::text::word_key::{key, words};

/// Whether the day or the month comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Order {
    DayFirst,
    MonthFirst,
}

/// Reads at digits that a sign of a date follows.
pub(super) fn at_digits(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    // A blank or letter follows nearly every number.
    let next = s.lex.text.as_bytes().get(digits.end)?;
    let further = s.lex.text.as_bytes().get(digits.end + 1);
    let goes_on = match next {
        b'.' => has_second_point(s.lex.rest(digits.end + 1).as_bytes()),
        b'/' | b'-' => matches!(further, Some(b'0'..=b'9' | b'W')),
        _ => !next.is_ascii(),
    };
    if !goes_on {
        return None;
    }
    let sign = s.lex.after(digits.end);
    if sign.gap != Gap::None || sign.kind != TokenKind::Sign {
        return None;
    }
    match sign.text() {
        "年" | "년" | "月" | "월" => return east_asian(s, digits, sign),
        "." | "/" | "-" | "‑" | "‐" => {}
        _ => return None,
    }
    if let Some(found) = numeric(s.lex, digits) {
        if found.short_dotted && !dated_before(s, digits.start) {
            return None;
        }
        let (date, doubt) = found.read(|| s.order())?;
        if let Some((to, end)) = last_of(s, found.end).filter(|it| it.0 > date) {
            return Some(push(s, digits.start, end, (date, to), Grain::Span, doubt));
        }
        return Some(push(
            s,
            digits.start,
            found.end,
            (date, date),
            Grain::Day,
            doubt,
        ));
    }
    if let Some((from, to, end)) = iso_week(s.lex, digits) {
        return Some(push(s, digits.start, end, (from, to), Grain::Week, None));
    }
    if let Some((days, end)) = year_and_month(s, digits) {
        return Some(push(s, digits.start, end, days, Grain::Month, None));
    }
    day_of_document_year(s, digits)
}

/// Whether one or two digits and a point follow, as in "19.01.2024" and not in "19.5".
fn has_second_point(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [b'0'..=b'9', b'.', ..] | [b'0'..=b'9', b'0'..=b'9', b'.', ..]
    )
}

fn push(
    s: &mut Scanner<'_, '_>,
    start: usize,
    end: usize,
    (from, to): (Date, Date),
    grain: Grain,
    doubt: Option<Doubt>,
) -> usize {
    let start = relative::weekday_before(s, start).unwrap_or(start);
    settle(
        s,
        Period {
            start,
            end,
            from,
            to,
            grain,
            rule: rule!("date-numeric"),
            doubt,
        },
    )
}

/// "–22.04.2016" behind a date in figures: its day, and where it ends.
fn last_of(s: &Scanner<'_, '_>, at: usize) -> Option<(Date, usize)> {
    let dash = s.lex.after(at);
    if !dash.is_dash() || !dash.is_near() {
        return None;
    }
    let first = s.lex.after(dash.end);
    if !first.is_near() {
        return None;
    }
    let last = numeric(s.lex, first)?;
    let (date, _) = last.read(|| s.order())?;
    Some((date, last.end))
}

/// A date in figures, before its order is settled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeric {
    day_first: Option<Date>,
    month_first: Option<Date>,
    pub(super) end: usize,
    /// Points are of the order with the day first, unless that cannot be.
    dotted: bool,
    /// "19.01.24", which may also be a chapter or a version.
    pub(super) short_dotted: bool,
}

impl Numeric {
    /// The only order it can have.
    fn only(&self) -> Option<Order> {
        match (self.day_first, self.month_first) {
            (Some(_), None) => Some(Order::DayFirst),
            (None, Some(_)) => Some(Order::MonthFirst),
            _ => None,
        }
    }

    /// The date; `order` tells the usual order here and whether that is sure.
    pub(super) fn read(
        &self,
        order: impl FnOnce() -> (Order, bool),
    ) -> Option<(Date, Option<Doubt>)> {
        let (Some(day_first), Some(month_first)) = (self.day_first, self.month_first) else {
            return self.day_first.or(self.month_first).map(|it| (it, None));
        };
        if self.dotted || day_first == month_first {
            return Some((day_first, None));
        }
        let (order, sure) = order();
        let date = match order {
            Order::DayFirst => day_first,
            Order::MonthFirst => month_first,
        };
        let doubt = (!sure).then_some(Doubt::DayOrMonth);
        Some((date, doubt))
    }
}

/// The three numbers of "19.01.2024", "2024/1/18", "4-7-25".
pub(super) fn numeric(lex: Lexer<'_>, first: Token<'_>) -> Option<Numeric> {
    if first.kind != TokenKind::Digits {
        return None;
    }
    let (sign, second) = joined_number(lex, first.end).filter(|it| it.0.joins())?;
    if second.len() > 2 {
        return None;
    }
    let (sign2, third) = joined_number(lex, second.end)?;
    // "11/12,2016" is a slip of the same date.
    let slip = sign == JoiningSign::of("/") && sign2 == JoiningSign::of(",") && third.len() == 4;
    if !slip && sign2 != sign {
        return None;
    }
    if continues(lex, third.end) && !joined_to_another(lex, third.end, sign) {
        return None;
    }
    let dotted = sign == JoiningSign::of(".");
    let a = first.small_number()?;
    let b = i8::try_from(second.small_number()?).ok()?;
    let c = third.small_number()?;
    let (day_first, month_first) = match (first.len(), third.len()) {
        (4, 1 | 2) => {
            let date = Date::new(a, b, i8::try_from(c).ok()?).ok()?;
            if dotted && (second.len() != 2 || !(1900..=2100).contains(&a)) {
                return None;
            }
            (Some(date), Some(date))
        }
        (1 | 2, 2 | 4) => {
            let short = third.len() == 2;
            if dotted && short && (first.len() != 2 || second.len() != 2) {
                return None;
            }
            let year = if short { century(c) } else { c };
            let a = i8::try_from(a).ok()?;
            // Earlier ones are versions.
            let fits = (1400..=2199).contains(&year);
            let date = |month, day| Date::new(year, month, day).ok().filter(|_| fits);
            (date(b, a), date(a, b))
        }
        _ => return None,
    };
    day_first.or(month_first)?;
    Some(Numeric {
        day_first,
        month_first,
        end: third.end,
        dotted,
        short_dotted: dotted && third.len() == 2 && first.len() == 2,
    })
}

/// The [`key`] of a sign between the numbers of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct JoiningSign(u64);

impl JoiningSign {
    const HYPHENS: [Self; 3] = [Self::of("-"), Self::of("‑"), Self::of("‐")];

    const fn of(sign: &str) -> Self {
        Self(key(sign.as_bytes()))
    }

    fn is_hyphen(self) -> bool {
        Self::HYPHENS.contains(&self)
    }

    fn joins(self) -> bool {
        self == Self::of(".") || self == Self::of("/") || self.is_hyphen()
    }
}

/// The sign right behind a number, and the number right behind that; most are told without a token.
#[inline(always)]
fn joined_number(lex: Lexer<'_>, at: usize) -> Option<(JoiningSign, Token<'_>)> {
    match lex.bytes_from(at) {
        [sign @ b'!'..=b'~', b'0'..=b'9', ..] => {
            let is_sign = !sign.is_ascii_alphanumeric();
            is_sign.then(|| (JoiningSign(u64::from(*sign)), lex.digits(at + 1)))
        }
        [first, ..] if first.is_ascii() => None,
        _ => {
            let sign = lex.after(at);
            let number = lex.after(sign.end);
            let joined = sign.gap == Gap::None && number.gap == Gap::None;
            (joined && number.kind == TokenKind::Digits).then_some((JoiningSign(sign.key), number))
        }
    }
}

/// The year that two digits mean: the last two of this century or of the one before.
pub(super) const fn century(short: i16) -> i16 {
    const PIVOT: i16 = 41;
    if short >= PIVOT {
        1900 + short
    } else {
        2000 + short
    }
}

/// More letters or figures right behind: a version, a part number, no date. "2024-01-18T10:00" is one.
#[inline]
fn continues(lex: Lexer<'_>, at: usize) -> bool {
    if let Some(b' ' | b')' | b',' | b';' | b'\n') | None = lex.bytes_from(at).first() {
        return false;
    }
    let tail = lex.after(at);
    if tail.gap != Gap::None {
        return false;
    }
    if tail.is_word() {
        return tail.text() != "T";
    }
    let next = || lex.after(tail.end);
    tail.is_any(words![".", "/", "-", "‑", "‐", "%"])
        && next().gap == Gap::None
        && next().kind == TokenKind::Digits
}

/// "-9/6/2021" behind "5/6/2021": a hyphen, and numbers joined by the same other sign.
fn joined_to_another(lex: Lexer<'_>, at: usize, sign: JoiningSign) -> bool {
    let hyphen = lex.after(at);
    let number = lex.after(hyphen.end);
    hyphen.is_hyphen() && !sign.is_hyphen() && lex.after(number.end).key == sign.0
}

/// A word that says a date follows.
fn dated_before(s: &Scanner<'_, '_>, at: usize) -> bool {
    let before = s.lex.before(at);
    before.is_near()
        && (before.is_sign(":")
            || before.is_any(words![
                "on",
                "dated",
                "date",
                "accessed",
                "retrieved",
                "published",
                "updated",
                "since",
                "from",
                "until",
                "till",
                "by",
                "of",
                "before",
                "after",
            ]))
}

/// The order that the figures of `text` show: that of those which have only one, if all agree.
pub(super) fn order_of(text: &str) -> Option<Order> {
    let recent = Recent::default();
    let lex = Lexer::new(text, &recent);
    let bytes = text.as_bytes();
    let mut found = None;
    for sign in memchr::memchr3_iter(b'/', b'-', b'.', bytes) {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        if !digit(sign.wrapping_sub(1)) || !digit(sign + 1) {
            continue;
        }
        let first = lex.before(sign);
        if first.len() > 2 {
            continue;
        }
        let only = numeric(lex, first)
            .filter(|it| !it.short_dotted)
            .and_then(|it| it.only());
        match (found, only) {
            (Some(a), Some(b)) if a != b => return None,
            (None, Some(_)) => found = only,
            _ => {}
        }
    }
    found
}

/// "2024-W03", "2024-W03-2".
fn iso_week(lex: Lexer<'_>, year: Token<'_>) -> Option<(Date, Date, usize)> {
    let letter = lex.after(lex.after(year.end).end);
    let week = lex.after(letter.end);
    let fits = year.len() == 4
        && letter.text() == "W"
        && letter.gap == Gap::None
        && week.gap == Gap::None
        && week.kind == TokenKind::Digits
        && week.len() == 2;
    if !fits || continues(lex, week.end) {
        return None;
    }
    let year = year.text().parse().ok()?;
    let monday = ISOWeekDate::new(year, week.text().parse().ok()?, Weekday::Monday).ok()?;
    let from = monday.date();
    Some((from, from.checked_add(6.days()).ok()?, week.end))
}

/// "2024-01", "2024/01", "03/2015"; not "2024-25" or "2009-10", which are years.
fn year_and_month(s: &Scanner<'_, '_>, first: Token<'_>) -> Option<((Date, Date), usize)> {
    let sign = s.lex.after(first.end);
    let second = s.lex.after(sign.end);
    let number = second.gap == Gap::None && second.kind == TokenKind::Digits;
    if !number || sign.is(".") || continues(s.lex, second.end) {
        return None;
    }
    let tail = s.lex.after(second.end);
    if count::label_before(s, first.start)
        || (tail.gap == Gap::None && (tail.is_dash() || tail.is_any(words![",", "%"])) && {
            let next = s.lex.after(tail.end);
            next.gap == Gap::None && next.kind == TokenKind::Digits
        })
    {
        return None;
    }
    let a: i16 = first.text().parse().ok()?;
    let b: i16 = second.text().parse().ok()?;
    let (year, number) = match (first.len(), second.len()) {
        (4, 2) if b <= a % 100 => (a, b),
        (1 | 2, 4) if sign.is("/") && (first.text().starts_with('0') || cued(s, first.start)) => {
            (b, a)
        }
        _ => return None,
    };
    if !(1900..=2100).contains(&year) {
        return None;
    }
    Some((month(year, i8::try_from(number).ok()?)?, second.end))
}

fn cued(s: &Scanner<'_, '_>, at: usize) -> bool {
    s.lex.before(at).is_any(words![
        "in", "since", "by", "from", "until", "till", "of", "during"
    ])
}

/// "on 4/22", where only a day can be meant and the document's date gives the year.
fn day_of_document_year(s: &mut Scanner<'_, '_>, first: Token<'_>) -> Option<usize> {
    let date = s.document_date?;
    let sign = s.lex.after(first.end);
    let second = s.lex.after(sign.end);
    let number = second.gap == Gap::None && second.kind == TokenKind::Digits;
    let tail = s.lex.after(second.end);
    let ends = tail.gap != Gap::None || tail.is_any(words![".", ",", ";", ")", "!", "?"]);
    let cued = s
        .word_before(first.start, words!["on", "by", "since", "until", "till"])
        .is_some()
        || relative::weekday_before(s, first.start).is_some();
    if !sign.is("/") || !number || !ends || !cued || continues(s.lex, second.end) {
        return None;
    }
    let a: i8 = first.text().parse().ok()?;
    let b: i8 = second.text().parse().ok()?;
    // The attacks are a name.
    if (a, b) == (9, 11) || (a, b) == (7, 7) || (a, b) == (24, 7) {
        return None;
    }
    let order = match (a > 12, b > 12) {
        (true, false) => (Order::DayFirst, true),
        (false, true) => (Order::MonthFirst, true),
        (true, true) => return None,
        (false, false) => s.order(),
    };
    let (month, day) = if order.0 == Order::DayFirst {
        (b, a)
    } else {
        (a, b)
    };
    let ahead = relative::future_before(s, first.start);
    let date = relative::nearest(date, month, day, ahead)?;
    let doubt = (!order.1).then_some(Doubt::DayOrMonth);
    Some(push(
        s,
        first.start,
        second.end,
        (date, date),
        Grain::Day,
        doubt,
    ))
}

/// "2024年1月18日", "2024年1月", "令和6年", "1月18日"; the same in Korean.
fn east_asian(s: &mut Scanner<'_, '_>, digits: Token<'_>, sign: Token<'_>) -> Option<usize> {
    let value: i16 = digits.text().parse().ok()?;
    if sign.is_any(words!["月", "월"]) {
        let date = s.document_date?;
        let (day, end) = unit_after(s.lex, sign.end, "日", "일")?;
        let date = relative::nearest(date, i8::try_from(value).ok()?, day, false)?;
        return Some(push(s, digits.start, end, (date, date), Grain::Day, None));
    }
    let (year, start) = match digits.len() {
        4 => (value, digits.start),
        1 | 2 => era_before(s, digits.start, value)?,
        _ => return None,
    };
    if start < s.floor || !(1000..=2999).contains(&year) {
        return None;
    }
    let Some((number, month_end)) = unit_after(s.lex, sign.end, "月", "월") else {
        let days = calendar::whole_year(year)?;
        return Some(push(s, start, sign.end, days, Grain::Year, None));
    };
    if let Some((day, end)) = unit_after(s.lex, month_end, "日", "일") {
        let date = Date::new(year, number, day).ok()?;
        return Some(push(s, start, end, (date, date), Grain::Day, None));
    }
    let days = month(year, number)?;
    Some(push(s, start, month_end, days, Grain::Month, None))
}

/// A small number with its Chinese or Japanese, or Korean unit.
fn unit_after(lex: Lexer<'_>, at: usize, han: &str, hangul: &str) -> Option<(i8, usize)> {
    let number = lex.after(at);
    let unit = lex.after(number.end);
    let fits = number.kind == TokenKind::Digits
        && number.len() <= 2
        && number.is_near()
        && unit.gap == Gap::None
        && (unit.text() == han || unit.text() == hangul);
    fits.then_some(())?;
    Some((number.text().parse().ok()?, unit.end))
}

/// The year of a Japanese era, and where its name starts.
fn era_before(s: &Scanner<'_, '_>, at: usize, value: i16) -> Option<(i16, usize)> {
    const ERAS: [(&str, i16); 3] = [("令和", 2018), ("平成", 1988), ("昭和", 1925)];
    let before = s.lex.slice(at.saturating_sub(6), at);
    let (name, zero) = ERAS.iter().find(|it| it.0 == before)?;
    Some((zero + value, at - name.len()))
}

/// "Reiwa 6", "Heisei 30": the year of a Japanese era, at its digits.
pub(super) fn at_era_year(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    let name = s.lex.before(digits.start);
    if name.gap != Gap::Space || name.start < s.floor {
        return None;
    }
    let zero = match name.text() {
        "Reiwa" => 2018,
        "Heisei" => 1988,
        "Showa" => 1925,
        _ => return None,
    };
    let value: i16 = digits.text().parse().ok()?;
    let days = calendar::whole_year(zero + value)?;
    Some(push(s, name.start, digits.end, days, Grain::Year, None))
}
