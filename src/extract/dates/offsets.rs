//! Dates counted from another: "two years ago", "three weeks from now", "a week from Monday", "a year
//! earlier", "last 3 days".
//!
//! A year counted so is the whole year, a month the whole month; days and weeks come to one day.
//! With "about", "more than" and the like it is no date, and "the last three years" is a duration.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::names::{self, small_number_before, weekday};
use super::periods::Unit;
use super::relative;
use super::{Doubt, Grain, Period, month, settle, year};
use crate::extract::anchors::Anchor;
use crate::extract::lexer::{Gap, Token};
use crate::extract::mention::rule;
use crate::extract::scan::Scanner;
use crate::text::word_key::words;

/// Reads at a unit of time that a number stands before.
pub(super) fn at_unit(
    s: &mut Scanner<'_, '_>,
    anchor: Anchor,
    unit: Unit,
    plural: bool,
) -> Option<usize> {
    if !matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year) {
        return None;
    }
    let next = s.lex.after(anchor.end);
    let follows = next.is_near()
        && next.is_any(words![
            "ago", "from", "after", "before", "hence", "earlier", "later",
        ]);
    if !follows && !plural {
        return None;
    }
    let (start, count) = small_number_before(s.lex, anchor.start)?;
    if start < s.floor || hedged(s, start) {
        return None;
    }
    if !follows {
        return last_days(s, anchor, unit, (start, count))
            .or_else(|| days_ahead(s, anchor, unit, (start, count)));
    }
    let (start, more) = larger_units(s, start);
    let count = i64::from(count);
    let (base, count, end, by_text) = match () {
        () if next.is("ago") => (s.document_date?, -count, next.end, false),
        () if next.is("hence") => (s.document_date?, count, next.end, false),
        () if next.is_any(words!["earlier", "later"]) => {
            // "three years later than planned" is a difference.
            if s.lex.after(next.end).is("than") {
                return None;
            }
            let (from, to) = relative::date_before(s, start)?;
            let back = next.is("earlier");
            let exact = from == to || matches!(unit, Unit::Month | Unit::Year);
            let base = if back { from } else { to };
            (
                exact.then_some(base)?,
                if back { -count } else { count },
                next.end,
                true,
            )
        }
        () => {
            let (base, end) = base_behind(s, next)?;
            let count = if next.is("before") { -count } else { count };
            (base, count, end, false)
        }
    };
    let base = if count < 0 {
        base.checked_sub(more).ok()?
    } else {
        base.checked_add(more).ok()?
    };
    let alike = (by_text && unit == Unit::Year && more.is_zero())
        .then(|| relative::shifted(relative::date_before(s, start)?, count))
        .flatten();
    let (days, grain) = match alike {
        Some(days) => (days, Grain::Span),
        None => counted(unit, base, count)?,
    };
    let period = Period {
        start,
        end,
        from: days.0,
        to: days.1,
        grain,
        rule: rule!("date-relative"),
        doubt: by_text.then_some(Doubt::CountedFromText),
    };
    Some(if by_text {
        relative::settle_by_text(s, period)
    } else {
        settle(s, period)
    })
}

/// "two years" and "a month" before "and three days": what they add, and where the first starts.
fn larger_units(s: &Scanner<'_, '_>, at: usize) -> (usize, Span) {
    const MOST: usize = 2;
    let (mut start, mut span) = (at, Span::new());
    for _ in 0..MOST {
        let mut token = s.lex.before(start);
        if token.is("and") {
            token = s.lex.before(token.start);
        }
        if token.text() == "," {
            token = s.lex.before(token.start);
        }
        let Some((unit, _)) = Unit::of(token.key).filter(|_| token.is_near()) else {
            break;
        };
        let Some((number, count)) =
            small_number_before(s.lex, token.start).filter(|it| it.0 >= s.floor)
        else {
            break;
        };
        let count = i64::from(count);
        span = match unit {
            Unit::Year if span.get_years() == 0 => span.years(count),
            Unit::Month if span.get_months() == 0 => span.months(count),
            Unit::Week if span.get_weeks() == 0 => span.weeks(count),
            _ => break,
        };
        start = number;
    }
    (start, span)
}

/// So many units from a day: the day, month or year that comes to.
fn counted(unit: Unit, base: Date, count: i64) -> Option<((Date, Date), Grain)> {
    Some(match unit {
        Unit::Day | Unit::Week => {
            let days = if unit == Unit::Week { 7 * count } else { count };
            let day = base.checked_add(days.days()).ok()?;
            ((day, day), Grain::Day)
        }
        Unit::Month => {
            let day = base.first_of_month().checked_add(count.months()).ok()?;
            (month(day.year(), day.month())?, Grain::Month)
        }
        Unit::Year => {
            let count = i16::try_from(count).ok()?;
            (year(base.year().checked_add(count)?)?, Grain::Year)
        }
        _ => return None,
    })
}

/// "from now", "from today", "from Monday", "after tomorrow": the day counted from.
fn base_behind(s: &Scanner<'_, '_>, from: Token<'_>) -> Option<(Date, usize)> {
    let today = s.document_date?;
    let token = s.lex.after(from.end);
    if !token.is_near() || !token.is_word() {
        return None;
    }
    let day = match () {
        () if token.is_any(words!["now", "today"]) => today,
        () if token.is("tomorrow") => today.tomorrow().ok()?,
        () if token.is("yesterday") => today.yesterday().ok()?,
        () if token.is("next") => {
            let name = s.lex.after(token.end);
            let wanted = weekday(name.key).filter(|_| names::is_full_weekday(name.text()))?;
            return Some((relative::in_week(today, wanted, 1)?, name.end));
        }
        () => {
            let wanted = weekday(token.key).filter(|_| names::is_full_weekday(token.text()))?;
            relative::after(today.tomorrow().ok()?, wanted, 1)?
        }
    };
    Some((day, token.end))
}

/// "about two years ago", "more than a year ago": no date.
fn hedged(s: &Scanner<'_, '_>, at: usize) -> bool {
    let before = s.lex.before(at);
    before.is_near()
        && before.is_any(words![
            "than",
            "over",
            "about",
            "some",
            "around",
            "nearly",
            "almost",
            "least",
            "roughly",
            "approximately",
            "under",
            "within",
            "every",
            "to",
            "or",
        ])
}

/// "last 3 days", "next two weeks", without an article: the days up to, or from, the document's.
fn last_days(
    s: &mut Scanner<'_, '_>,
    anchor: Anchor,
    unit: Unit,
    (start, count): (usize, i32),
) -> Option<usize> {
    let today = s.document_date?;
    let token = s.lex.before(start);
    let back = token.is_any(words!["last", "past", "previous"]);
    if !(back || token.is("next")) || !token.is_near() || token.start < s.floor {
        return None;
    }
    let before = s.lex.before(token.start);
    let definite = before.is_near()
        && before.is_any(words![
            "the", "these", "its", "his", "her", "their", "our", "over", "in", "within", "during",
            "for",
        ]);
    if definite || (unit == Unit::Year && back) {
        return None;
    }
    let count = i64::from(count);
    let span = match unit {
        Unit::Day => count.days(),
        Unit::Week => (7 * count).days(),
        Unit::Month => count.months(),
        _ => count.years(),
    };
    let (from, to) = if back {
        (today.checked_sub(span).ok()?, today.yesterday().ok()?)
    } else {
        (today.tomorrow().ok()?, today.checked_add(span).ok()?)
    };
    Some(settle(
        s,
        Period {
            start: token.start,
            end: anchor.end,
            from,
            to,
            grain: Grain::Span,
            rule: rule!("date-relative"),
            doubt: None,
        },
    ))
}

/// "will meet in two weeks": the day, where the words before look ahead.
fn days_ahead(
    s: &mut Scanner<'_, '_>,
    anchor: Anchor,
    unit: Unit,
    (start, count): (usize, i32),
) -> Option<usize> {
    let today = s.document_date?;
    let from = s.word_before(start, words!["in"])?;
    let next = s.lex.after(anchor.end);
    let counted_on =
        next.is_near() && (next.is_apostrophe() || next.is_any(words!["of", "or", "to"]));
    if !matches!(unit, Unit::Day | Unit::Week)
        || counted_on
        || next.gap == Gap::None && next.is_hyphen()
        || !relative::future_before(s, from)
    {
        return None;
    }
    let (days, grain) = counted(unit, today, i64::from(count))?;
    Some(settle(
        s,
        Period {
            start: from,
            end: anchor.end,
            from: days.0,
            to: days.1,
            grain,
            rule: rule!("date-relative"),
            doubt: Some(Doubt::MayBeDuration),
        },
    ))
}
