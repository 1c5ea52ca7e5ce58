//! Units of time: "last year", "this month", "next week", "last summer", "the end of the decade",
//! "the third quarter"; and "the previous year", which leans on the date before it in the text.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::qualify::ordinal_before;
use super::relative::{self, Which, date_before, which_before};
use super::{Doubt, Grain, Period, calendar, fiscal, month, months, names, offsets, settle, year};
use crate::extract::anchors::Anchor;
use crate::extract::lexer::{Gap, TokenKind};
use crate::extract::mention::rule;
use crate::extract::quantities;
use crate::extract::scan::Scanner;
use crate::text::word_key::words;
use crate::text::word_map::word_map;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    /// By its first month.
    Season(i8),
}

word_map! {
    /// Units of time, and whether the word is a plural.
    UNITS: (Unit, bool) =
        "year" => (Unit::Year, false),
        "years" => (Unit::Year, true),
        "month" => (Unit::Month, false),
        "months" => (Unit::Month, true),
        "week" => (Unit::Week, false),
        "weeks" => (Unit::Week, true),
        "day" => (Unit::Day, false),
        "days" => (Unit::Day, true),
        "quarter" => (Unit::Quarter, false),
        "decade" => (Unit::Decade, false),
        "weekend" => (Unit::Weekend, false),
        "spring" => (Unit::Season(3), false),
        "summer" => (Unit::Season(6), false),
        "autumn" => (Unit::Season(9), false),
        "fall" => (Unit::Season(9), false),
        "winter" => (Unit::Season(12), false),
}

impl Unit {
    /// The unit that the word of this key names, and whether it is a plural.
    pub(super) fn of(key: u64) -> Option<(Self, bool)> {
        UNITS.get(key)
    }
}

/// Reads at a unit of time; also "a quarter of a million", which starts with the same word as a
/// quarter of a year.
pub(in crate::extract) fn at_period(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let (unit, plural) = Unit::of(s.lex.after(anchor.start).key)?;
    if unit == Unit::Quarter
        && let Some(start) = s.word_before(anchor.start, words!["a"])
        && let Some(end) = quantities::at_number(s, start)
    {
        return Some(end);
    }
    if let Some(end) = offsets::at_unit(s, anchor, unit, plural) {
        return Some(end);
    }
    if plural || followed_by_year(s, anchor.end) {
        return None;
    }
    if let Some(end) = by_text(s, anchor, unit) {
        return Some(end);
    }
    let today = s.document_date?;
    // "this fall in prices" is none of the year's; a fall without "this" is seldom.
    let fall = s.lex.after(anchor.start).is("fall");
    if unit == Unit::Day || (fall && is_other_fall(s, anchor)) {
        return None;
    }
    if matches!(unit, Unit::Year | Unit::Month)
        && let Some(end) = year_end(s, anchor.end)
        && which_before(s, anchor.start).is_none()
    {
        let (_, to) = stepped(unit, today, Which::This)?.0;
        let first = if unit == Unit::Year {
            to.first_of_month()
        } else {
            to
        };
        let days = (first, to);
        return Some(push(s, anchor.start, end, days, Grain::Span));
    }
    if unit == Unit::Year
        && let Some(kind) = s.word_before(anchor.start, words!["fiscal", "financial", "budget"])
    {
        return fiscal_year(s, anchor, kind, today);
    }
    if let Some(end) = one_further(s, anchor, unit, today) {
        return Some(end);
    }
    if let Some((start, which)) = which_before(s, anchor.start) {
        return by_which(s, anchor, unit, (start, which));
    }
    if unit == Unit::Quarter
        && let Some(end) = numbered_quarter(s, anchor, today)
    {
        return Some(end);
    }
    // "the end of the year", "the middle of the decade", "over the weekend".
    let article = s.word_before(anchor.start, words!["the"])?;
    let (days, grain) = stepped(unit, today, Which::This)?;
    if unit == Unit::Weekend {
        s.word_before(article, words!["over", "at", "on", "during"])?;
        return Some(push(s, anchor.start, anchor.end, days, grain));
    }
    let period = period(article, anchor.end, days, grain);
    let cut = super::qualify::cut(s, period);
    // "the year" alone, or "the first half of the year" of some other year, is no date.
    (cut.start < article && !s.lex.after(anchor.end).is("before")).then(|| settle(s, period))
}

/// "the week after next", "the year before last".
fn one_further(s: &mut Scanner<'_, '_>, anchor: Anchor, unit: Unit, today: Date) -> Option<usize> {
    let side = s.lex.after(anchor.end);
    let ahead = side.is("after");
    if !(ahead || side.is("before")) || !side.is_near() {
        return None;
    }
    let mut token = s.lex.after(side.end);
    if token.is("the") {
        token = s.lex.after(token.end);
    }
    let which = match () {
        () if ahead && token.is("next") => Which::Next,
        () if !ahead && token.is("last") => Which::Last,
        () => return None,
    };
    // "the week after next Monday", "the year before last year’s vote".
    let behind = s.lex.after(token.end);
    let goes_on = behind.is_near()
        && (Unit::of(behind.key).is_some()
            || names::weekday(behind.key).is_some()
            || calendar::month_of(s.lex, behind).is_some());
    let article = s.word_before(anchor.start, words!["the"])?;
    if goes_on || !token.is_near() || article < s.floor {
        return None;
    }
    let ((first, _), _) = stepped(unit, today, which)?;
    let (days, grain) = stepped(unit, first, which)?;
    Some(push(s, article, token.end, days, grain))
}

/// "last week", "this year", "next week on Friday".
fn by_which(
    s: &mut Scanner<'_, '_>,
    anchor: Anchor,
    unit: Unit,
    (start, which): (usize, Which),
) -> Option<usize> {
    let today = s.document_date?;
    let next = s.lex.after(anchor.end);
    // "the last week of July" is the month's; "last year of peace" is no year; the coming year may
    // be the twelve months from now.
    let other = next.is("of") && next.is_near() && !matches!(unit, Unit::Season(_));
    let hyphened = next.is_hyphen() && next.gap == Gap::None;
    // The current year is now.
    let vague = (matches!(which, Which::Coming | Which::Past)
        && matches!(unit, Unit::Year | Unit::Decade | Unit::Quarter))
        || s.lex.after(start).is("current");
    if other || hyphened || vague {
        return None;
    }
    let ahead = unit == Unit::Weekend
        && (relative::future_before(s, start)
            || s.word_before(start, words!["by", "until"]).is_some());
    let which = if ahead && which == Which::This {
        Which::Coming
    } else {
        which
    };
    let (days, grain) = stepped(unit, today, which)?;
    if unit == Unit::Week
        && let Some((wanted, end)) = weekday_behind(s, anchor.end)
    {
        let day = relative::in_week(days.0, wanted, 0)?;
        let first = s.lex.before(end).start;
        if let Some((last, end)) = relative::last_weekday(s, first, end) {
            return relative::push_weekdays(s, (start, end), day, last);
        }
        if s.word_before(first, words!["from", "between"]).is_none() {
            return Some(push(s, start, end, (day, day), Grain::Day));
        }
    }
    Some(push(s, start, anchor.end, days, grain))
}

/// "Friday", "on Friday" behind a week, "from Friday" and "between Friday" of "and Sunday".
fn weekday_behind(s: &Scanner<'_, '_>, at: usize) -> Option<(jiff::civil::Weekday, usize)> {
    let mut token = s.lex.after(at);
    let link = token.is_any(words!["on", "from", "between"]);
    if link {
        token = s.lex.after(token.end);
    }
    let written = names::is_full_weekday(token.text()) || link && token.is_capitalised();
    let wanted = names::weekday(token.key).filter(|_| written)?;
    (token.is_near() && token.gap == Gap::Space).then_some((wanted, token.end))
}

/// "this fiscal year", "the next financial year", "the current budget year".
fn fiscal_year(s: &mut Scanner<'_, '_>, anchor: Anchor, kind: usize, today: Date) -> Option<usize> {
    let token = s.lex.before(kind);
    if !token.is_near() || token.start < s.floor {
        return None;
    }
    let step: i64 = match () {
        () if token.is_any(words!["last", "past", "previous"]) => -1,
        () if token.is_any(words!["this", "current"]) => 0,
        () if token.is_any(words!["next", "coming", "upcoming", "following"]) => 1,
        () => return None,
    };
    let day = today.checked_add(step.years()).ok()?;
    let it = fiscal::holding(s, anchor.start, day)?;
    Some(push(
        s,
        token.start,
        anchor.end,
        (it.from, it.to),
        Grain::Year,
    ))
}

/// "the third quarter" alone: the one next to the document's date.
fn numbered_quarter(s: &mut Scanner<'_, '_>, anchor: Anchor, today: Date) -> Option<usize> {
    let (at, which) = ordinal_before(s, anchor.start, false)?;
    let start = s.word_before(at, words!["the"])?;
    s.word_before(
        start,
        words!["in", "by", "during", "for", "until", "since", "of", "from"],
    )?;
    let next = s.lex.after(anchor.end);
    if next.is("of") || (next.is_hyphen() && next.gap == Gap::None) {
        return None;
    }
    let first = i8::try_from(which * 3 - 2).ok()?;
    let ahead = relative::future_before(s, start) || s.lex.before(start).is("by");
    let of = |year: i16| months(year, first, first + 2);
    let years = [today.year() - 1, today.year(), today.year() + 1];
    let days = if ahead {
        years.into_iter().filter_map(of).find(|it| it.1 >= today)?
    } else {
        years
            .into_iter()
            .rev()
            .filter_map(of)
            .find(|it| it.0 <= today)?
    };
    let mut period = period(start, anchor.end, days, Grain::Part);
    period.doubt = Some(Doubt::NearestYear);
    Some(settle(s, period))
}

/// "the previous year", "the same month", "that year", "the following week": next to the date before
/// in the text.
fn by_text(s: &mut Scanner<'_, '_>, anchor: Anchor, unit: Unit) -> Option<usize> {
    let token = s.lex.before(anchor.start);
    let step = match () {
        () if token.is_any(words!["same", "that"]) => 0,
        () if token.is_any(words!["previous", "preceding"]) => -1,
        () if token.is("following") => 1,
        // "next year" leans on the document, "the next year" and "the next day" on the text.
        () if token.is("next") && unit == Unit::Day => 1,
        () => return None,
    };
    if !token.is_near() || token.start < s.floor || s.lex.after(anchor.end).is("of") {
        return None;
    }
    let (from, to) = date_before(s, token.start)?;
    let whole = to
        .since(from)
        .is_ok_and(|it| (364..=365).contains(&it.get_days()));
    let grain = match unit {
        Unit::Year if whole => Grain::Year,
        Unit::Day if from == to => Grain::Day,
        Unit::Week if to.since(from).is_ok_and(|it| it.get_days() < 7) => Grain::Week,
        Unit::Month if from.first_of_month() == to.first_of_month() => Grain::Month,
        Unit::Year if from.year() == to.year() => Grain::Year,
        _ => return None,
    };
    let (base, which) = match step {
        -1 => (from, Which::Last),
        1 => (to, Which::Next),
        _ => (from, Which::This),
    };
    let days = if unit == Unit::Day {
        let day = base.checked_add(i64::from(step).days()).ok()?;
        (day, day)
    } else if unit == Unit::Year && whole {
        // A fiscal year beside a fiscal year.
        relative::shifted((from, to), i64::from(step))?
    } else {
        stepped(unit, base, which)?.0
    };
    let mut period = period(token.start, anchor.end, days, grain);
    period.doubt = Some(Doubt::CountedFromText);
    Some(relative::settle_by_text(s, period))
}

fn is_other_fall(s: &Scanner<'_, '_>, anchor: Anchor) -> bool {
    let next = s.lex.after(anchor.end);
    which_before(s, anchor.start).is_none() || next.is_any(words!["in", "of", "from", "to", "is"])
}

/// "year-end", "year’s end".
fn year_end(s: &Scanner<'_, '_>, at: usize) -> Option<usize> {
    let hyphen = s.lex.after(at);
    if hyphen.is_apostrophe() && hyphen.gap == Gap::None {
        let letter = s.lex.after(hyphen.end);
        let end = s.lex.after(letter.end);
        let fits = letter.text() == "s" && end.is("end") && end.gap == Gap::Space;
        // "this year’s end" is the year's own.
        return fits.then_some(end.end);
    }
    let end = s.lex.after(hyphen.end);
    (hyphen.is_hyphen() && hyphen.gap == Gap::None && end.is("end") && end.gap == Gap::None)
        .then_some(end.end)
}

fn followed_by_year(s: &Scanner<'_, '_>, at: usize) -> bool {
    let mut next = s.lex.after(at);
    if next.is("of") {
        next = s.lex.after(next.end);
    }
    next.is_near() && next.kind == TokenKind::Digits && next.len() == 4
}

fn push(
    s: &mut Scanner<'_, '_>,
    start: usize,
    end: usize,
    days: (Date, Date),
    grain: Grain,
) -> usize {
    let period = period(start, end, days, grain);
    settle(s, period)
}

fn period(start: usize, end: usize, (from, to): (Date, Date), grain: Grain) -> Period {
    Period {
        start,
        end,
        from,
        to,
        grain,
        rule: rule!("date-relative"),
        doubt: None,
    }
}

fn stepped(unit: Unit, today: Date, which: Which) -> Option<((Date, Date), Grain)> {
    let step = which.step();
    Some(match unit {
        Unit::Day => return None,
        Unit::Year => (year(today.year() + step)?, Grain::Year),
        Unit::Month => {
            let day = today
                .first_of_month()
                .checked_add(i64::from(step).months())
                .ok()?;
            (month(day.year(), day.month())?, Grain::Month)
        }
        Unit::Week => {
            let day = today.checked_add((7 * i64::from(step)).days()).ok()?;
            (week_of(day)?, Grain::Week)
        }
        Unit::Weekend => {
            // The one just past, unless it is the next.
            let back = i64::from(today.weekday().to_monday_zero_offset());
            let monday = week_of(today)?.0;
            let ahead = match which {
                Which::Next => 12,
                Which::Coming => 5,
                Which::This if back >= 2 => 5,
                _ => -2,
            };
            let from = monday.checked_add(i64::from(ahead).days()).ok()?;
            ((from, from.tomorrow().ok()?), Grain::Week)
        }
        Unit::Quarter => {
            let first = (today.month() - 1) / 3 * 3 + 1;
            let day = Date::new(today.year(), first, 1).ok()?;
            let day = day.checked_add((3 * i64::from(step)).months()).ok()?;
            (
                months(day.year(), day.month(), day.month() + 2)?,
                Grain::Part,
            )
        }
        Unit::Decade => {
            let first = today.year() - today.year().rem_euclid(10) + 10 * step;
            let from = Date::new(first, 1, 1).ok()?;
            ((from, Date::new(first + 9, 12, 31).ok()?), Grain::Decade)
        }
        Unit::Season(first) => (season(today, first, which)?, Grain::Part),
    })
}

/// Monday to Sunday.
pub(super) fn week_of(day: Date) -> Option<(Date, Date)> {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    let from = day.checked_sub(back.days()).ok()?;
    Some((from, from.checked_add(6.days()).ok()?))
}

fn season(today: Date, first: i8, which: Which) -> Option<(Date, Date)> {
    let of = |year: i16| -> Option<(Date, Date)> {
        let from = Date::new(year, first, 1).ok()?;
        Some((from, from.checked_add(3.months()).ok()?.yesterday().ok()?))
    };
    let years = [-2, -1, 0, 1, 2].map(|it| of(today.year() + it));
    let mut years = years.into_iter().flatten();
    match which {
        Which::Last | Which::Past => years.rfind(|it| it.1 < today),
        Which::Next | Which::Coming => years.find(|it| it.0 > today),
        // In January and February this winter is the running one.
        Which::This => years
            .find(|it| it.1.year() == today.year() && it.1 >= today || it.0.year() == today.year()),
    }
}
