//! Words left of a period that cut it: "early 2026", "the end of 2026", "second half of 2026", "first
//! week of May".

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::names::{self, small_word, weekday};
use super::periods::{Unit, week_of};
use super::{Doubt, Grain, Period, Scanner, relative};
use crate::extract::lexer::{Gap, Token};
use crate::extract::mention::rule;
use crate::extract::quantities::rank::ordinal_word;
use crate::extract::word_set::word_set;
use crate::text::word_key::words;

/// Which part of a period.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Early,
    Mid,
    Late,
    Start,
    End,
    Half(i32),
    Quarter(i32),
    /// First month of a season.
    Season(i8),
    /// "mid-to-late": from the start of the one to the end of the other.
    Through(Cut, Cut),
    /// "later this year", "earlier this month": the side of the document's date.
    Rest(Date),
    Passed(Date),
    /// "third week", "last two months", "first ten days": of how many units, after how many, and
    /// whether counted from the end.
    Run(Unit, i32, i32, bool),
    /// "second Sunday", "last Friday" (0).
    Nth(Weekday, i32),
    /// "week of" a day; "week beginning", "week ending".
    WeekOf,
    WeekFrom,
    WeekTo,
}

/// A plain third of a period.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Cut {
    Early,
    Mid,
    Late,
}

impl Cut {
    const fn part(self) -> Part {
        match self {
            Self::Early => Part::Early,
            Self::Mid => Part::Mid,
            Self::Late => Part::Late,
        }
    }
}

word_set! {
    /// Words right before a period with which a phrase ends that may cut it.
    CUTTING =
        "in" "on" "the" "of" "to" "starting" "beginning" "begins" "starts" "began" "started"
        "begin" "ending" "ends" "ended" "commencing" "early" "mid" "late" "later" "earlier"
        "spring" "summer" "autumn" "fall" "winter" "half" "quarter"
}

word_set! {
    /// The same before "in" or "on".
    CUTTING_IN =
        "to" "starting" "beginning" "begins" "starts" "began" "started" "begin" "ending" "ends"
        "ended" "early" "mid" "late" "later" "earlier" "day" "days" "week" "weeks" "month"
        "months" "weekend" "weekends" "monday" "tuesday" "wednesday" "thursday" "friday"
        "saturday" "sunday" "mon" "tue" "wed" "thu" "fri" "sat" "sun" "tues" "thur" "thurs"
}

/// Whether a period that starts here may be cut by the words before it, as few are.
#[inline]
pub(super) fn may_cut(s: &Scanner<'_, '_>, start: usize) -> bool {
    let last = s.lex.before(start);
    if last.is_any(words!["in", "on"]) {
        s.lex.before(last.start).is_in(&CUTTING_IN)
    } else {
        last.is_in(&CUTTING) || last.is_dash()
    }
}

/// The period cut by the words before it, whose start they become; by all rules, whatever
/// [`may_cut`] says.
pub(super) fn cut(s: &Scanner<'_, '_>, period: Period) -> Period {
    if let Some(year) = super::fiscal::by_edge(s, &period) {
        return year;
    }
    let Some((start, part)) = part_before(s, &period) else {
        return period;
    };
    let Some((from, to, doubt)) = apply(part, &period) else {
        return period;
    };
    Period {
        start,
        from,
        to,
        grain: match part {
            Part::Half(_) | Part::Quarter(_) | Part::Season(_) => Grain::Part,
            Part::Nth(..) => Grain::Day,
            _ => Grain::Span,
        },
        doubt: period.doubt.or(doubt),
        rule: rule!("date-part-of-period"),
        ..period
    }
}

fn part_before(s: &Scanner<'_, '_>, period: &Period) -> Option<(usize, Part)> {
    let mut token = s.lex.before(period.start);
    if !token.is_near() || token.start < s.floor {
        return None;
    }
    if period.grain == Grain::Day {
        return week_before(s, token);
    }
    let dashed = token.is_dash() && token.gap == Gap::None;
    if dashed {
        token = s.lex.before(token.start);
        if token.gap != Gap::None || token.start < s.floor {
            return None;
        }
    }
    if let Some(cut) = plain_part(token) {
        return Some(twofold(s, token.start, cut).unwrap_or((token.start, cut.part())));
    }
    if token.is("end") && dashed {
        return Some((token.start, Part::End));
    }
    if dashed {
        return None;
    }
    if let Some(side) = side_of_today(s, period, token) {
        return Some((token.start, side));
    }
    if token.is("in") {
        // "early in 2026", "late in May", "first Friday in this month".
        let before = s.lex.before(token.start);
        if !before.is_near() || before.start < s.floor {
            return None;
        }
        if let Some(cut) = plain_part(before) {
            return Some((before.start, cut.part()));
        }
        let side = side_of_today(s, period, before).map(|it| (before.start, it));
        return side.or_else(|| counted_part(s, before));
    }
    let whole = period.grain == Grain::Decade || period.rule == rule!("date-fiscal-year");
    if token.is("the") && whole && s.lex.before(token.start).is("of") {
        token = s.lex.before(token.start);
    }
    let of = token.is("of");
    if of {
        token = s.lex.before(token.start);
        // "the end of the year", "the first half of the decade" are told by the period's own reader.
    }
    if !token.is_near() || token.start < s.floor {
        return None;
    }
    if of && let Some(found) = counted_part(s, token) {
        return Some(found);
    }
    if of && token.is_any(words!["rest", "remainder"]) {
        let today = s.document_date.filter(|it| holds(period, *it))?;
        return Some((with_article(s, token.start), Part::Rest(today)));
    }
    noun_part(s, token, of)
}

fn plain_part(word: Token<'_>) -> Option<Cut> {
    Some(match () {
        () if word.is("early") => Cut::Early,
        () if word.is("mid") => Cut::Mid,
        () if word.is("late") => Cut::Late,
        () => return None,
    })
}

/// "mid-to-late", "early or mid" before the second of the two.
fn twofold(s: &Scanner<'_, '_>, at: usize, last: Cut) -> Option<(usize, Part)> {
    let before = |at: usize| {
        let token = s.lex.before(at);
        if token.is_dash() && token.is_near() {
            s.lex.before(token.start)
        } else {
            token
        }
    };
    let joiner = before(at);
    if !(joiner.is_any(words!["to", "or"]) || joiner.is("/")) || !joiner.is_near() {
        return None;
    }
    let first = before(joiner.start);
    let cut = plain_part(first)?;
    (first.is_near() && first.start >= s.floor).then_some((first.start, Part::Through(cut, last)))
}

/// "later this year", "earlier in 2025", where the period holds the document's date.
fn side_of_today(s: &Scanner<'_, '_>, period: &Period, word: Token<'_>) -> Option<Part> {
    let later = word.is("later");
    if !(later || word.is("earlier")) {
        return None;
    }
    let today = s.document_date.filter(|it| holds(period, *it))?;
    Some(if later {
        Part::Rest(today)
    } else {
        Part::Passed(today)
    })
}

/// Whether a day lies in a period of several.
fn holds(period: &Period, day: Date) -> bool {
    period.from <= day && day <= period.to && period.grain != Grain::Day
}

/// "week of", "week beginning", "week ending" before a day.
fn week_before(s: &Scanner<'_, '_>, token: Token<'_>) -> Option<(usize, Part)> {
    let part = match () {
        () if token.is("of") => Part::WeekOf,
        () if token.is_any(words!["beginning", "starting", "commencing"]) => Part::WeekFrom,
        () if token.is_any(words!["ending", "ended"]) => Part::WeekTo,
        () => return None,
    };
    let week = s.word_before(token.start, words!["week"])?;
    Some((week, part))
}

/// "third week", "last two months", "second Sunday" before "of" or "in".
fn counted_part(s: &Scanner<'_, '_>, noun: Token<'_>) -> Option<(usize, Part)> {
    if let Some(wanted) = weekday(noun.key) {
        let last = s.word_before(noun.start, words!["last", "final"]);
        let (at, nth) = match last {
            Some(at) => (at, 0),
            None => nth_before(s, noun.start).filter(|it| it.1 <= 5)?,
        };
        return Some((at, Part::Nth(wanted, nth)));
    }
    let (unit, plural) = Unit::of(noun.key)?;
    if !matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Weekend) {
        return None;
    }
    let ends = words!["last", "final", "closing"];
    if !plural {
        if let Some(at) = s.word_before(noun.start, ends) {
            return Some((at, Part::Run(unit, 1, 0, true)));
        }
        let (at, nth) = nth_before(s, noun.start)?;
        return Some((at, Part::Run(unit, 1, nth - 1, false)));
    }
    let number = s.lex.before(noun.start);
    if !number.is_near() || number.start < s.floor {
        return None;
    }
    // "the opening months of", "the last weeks of": as early and late.
    if unit == Unit::Month {
        if number.is_any(words!["first", "opening", "early"]) {
            return Some((with_article(s, number.start), Part::Early));
        }
        if number.is_any(ends) || number.is("latter") {
            return Some((with_article(s, number.start), Part::Late));
        }
    }
    let count = small_word(number.key)
        .or_else(|| number.text().parse().ok())
        .filter(|it| (2..=60).contains(it))?;
    let from_end = s.word_before(number.start, ends);
    let at = from_end.or_else(|| s.word_before(number.start, words!["first", "opening"]))?;
    Some((
        with_article(s, at),
        Part::Run(unit, count, 0, from_end.is_some()),
    ))
}

/// An ordinal before `at` in words or figures, and where it starts.
fn nth_before(s: &Scanner<'_, '_>, at: usize) -> Option<(usize, i32)> {
    let token = s.lex.before(at);
    if !token.is_near() || token.start < s.floor {
        return None;
    }
    if token.is_any(names::ORDINAL_ENDINGS) {
        let digits = s.lex.before(token.start);
        let value = digits
            .text()
            .parse()
            .ok()
            .filter(|it| (1..=53).contains(it))?;
        return (digits.end == token.start && digits.start >= s.floor)
            .then_some((digits.start, value));
    }
    let value = i32::try_from(ordinal_word(token.key)?).ok()?;
    Some((token.start, value))
}

/// "the end of", "the second half of", "third quarter", "summer of".
fn noun_part(s: &Scanner<'_, '_>, noun: Token<'_>, of: bool) -> Option<(usize, Part)> {
    let start = noun.start;
    let part = match () {
        () if of && noun.is_any(words!["end", "close"]) => Part::End,
        () if of && noun.is_any(words!["beginning", "start", "outset"]) => Part::Start,
        () if of && noun.is("middle") => Part::Mid,
        () if of && noun.is_any(words!["part", "months", "portion"]) => {
            return worded_part(s, start);
        }
        () if noun.is("spring") => Part::Season(3),
        () if noun.is("summer") => Part::Season(6),
        () if noun.is("autumn") => Part::Season(9),
        () if noun.is("fall")
            && (of
                || noun.text() == "Fall"
                || s.word_before(start, words!["in", "the", "by", "since"])
                    .is_some()) =>
        {
            Part::Season(9)
        }
        () if noun.is("winter") => Part::Season(12),
        () if noun.is_any(words!["half", "quarter"]) => {
            let (at, which) = ordinal_before(s, start, noun.is("half"))?;
            let part = if noun.is("half") {
                Part::Half(which)
            } else {
                Part::Quarter(which)
            };
            return Some((with_article(s, at), part));
        }
        () => return None,
    };
    if matches!(part, Part::Season(_)) {
        return Some((start, part));
    }
    let start = with_article(s, start);
    // "by the very end of"
    Some((toward(s, start), part))
}

/// "the early part of", "the latter part of".
fn worded_part(s: &Scanner<'_, '_>, start: usize) -> Option<(usize, Part)> {
    let token = s.lex.before(start);
    if !token.is_near() || token.start < s.floor {
        return None;
    }
    let part = match () {
        () if token.is_any(words!["early", "first"]) => Part::Early,
        () if token.is_any(words!["late", "latter", "later", "last"]) => Part::Late,
        () if token.is("middle") => Part::Mid,
        () => return None,
    };
    Some((with_article(s, token.start), part))
}

/// Which half or quarter the words before `at` say, and where they start.
pub(super) fn ordinal_before(s: &Scanner<'_, '_>, at: usize, half: bool) -> Option<(usize, i32)> {
    let mut token = s.lex.before(at);
    // "first-quarter 2025"
    if token.is_hyphen() && token.gap == Gap::None {
        token = s.lex.before(token.start);
    }
    if !token.is_near() || token.start < s.floor {
        return None;
    }
    let most = if half { 2 } else { 4 };
    if let Some(which) = ordinal_word(token.key) {
        let which = i32::try_from(which).ok()?;
        return (which <= most).then_some((token.start, which));
    }
    match () {
        () if token.is_any(words!["latter", "last", "final", "back"]) => Some((token.start, most)),
        () if half && token.is("front") => Some((token.start, 1)),
        () if token.is_any(words!["st", "nd", "rd", "th"]) => {
            let digit = s.lex.before(token.start);
            let which = digit
                .text()
                .parse()
                .ok()
                .filter(|it| (1..=most).contains(it))?;
            (token.start == digit.end && digit.start >= s.floor).then_some((digit.start, which))
        }
        () => None,
    }
}

fn with_article(s: &Scanner<'_, '_>, at: usize) -> usize {
    s.word_before(at, words!["the"]).unwrap_or(at)
}

fn toward(s: &Scanner<'_, '_>, at: usize) -> usize {
    s.word_before(at, words!["towards", "toward"]).unwrap_or(at)
}

fn apply(part: Part, period: &Period) -> Option<(Date, Date, Option<Doubt>)> {
    let (from, to) = match part {
        Part::Through(first, last) => {
            let (from, _, _) = apply(first.part(), period)?;
            let (_, to, _) = apply(last.part(), period)?;
            (from, to)
        }
        Part::Rest(today) => (today, period.to),
        Part::Passed(today) => (period.from, today),
        Part::Run(..) | Part::Nth(..) => counted(part, period)?,
        Part::WeekOf => week_of(period.from)?,
        Part::WeekFrom => (period.from, period.from.checked_add(6.days()).ok()?),
        Part::WeekTo => (period.to.checked_sub(6.days()).ok()?, period.to),
        Part::Season(month) => return season(month, period),
        _ => plain(part, period)?,
    };
    (from <= to).then_some((from, to, None))
}

/// The season of a year, or of two: "winter 2024-25".
fn season(first: i8, period: &Period) -> Option<(Date, Date, Option<Doubt>)> {
    let split =
        period.grain == Grain::Span && period.to.year() == period.from.year() + 1 && first == 12;
    if period.grain != Grain::Year && !split {
        return None;
    }
    let from = Date::new(period.from.year(), first, 1).ok()?;
    let to = from.checked_add(3.months()).ok()?.yesterday().ok()?;
    let one = period.from.year() == period.to.year();
    let doubt = (first == 12 && one).then_some(Doubt::Winter);
    Some((from, to, doubt))
}

/// Weeks, months and weekdays counted inside a period.
fn counted(part: Part, period: &Period) -> Option<(Date, Date)> {
    if !matches!(
        period.grain,
        Grain::Month | Grain::Year | Grain::Part | Grain::Decade
    ) {
        return None;
    }
    let (from, to) = (period.from, period.to);
    let days = match part {
        Part::Nth(wanted, 0) => {
            let day = relative::after(to, wanted, -1)?;
            (day, day)
        }
        Part::Nth(wanted, nth) => {
            let first = relative::after(from, wanted, 1)?;
            let day = first.checked_add((7 * (nth - 1)).days()).ok()?;
            (day, day)
        }
        Part::Run(Unit::Month, count, skip, false) => {
            let first = from.checked_add(skip.months()).ok()?;
            let last = first.checked_add(count.months()).ok()?.yesterday().ok()?;
            (first, last)
        }
        Part::Run(Unit::Month, count, _, true) => {
            let next = to.tomorrow().ok()?;
            (next.checked_sub(count.months()).ok()?, to)
        }
        Part::Run(Unit::Weekend, _, skip, from_end) => {
            let saturday = if from_end {
                relative::after(to.yesterday().ok()?, Weekday::Saturday, -1)?
            } else {
                let first = relative::after(from, Weekday::Saturday, 1)?;
                first.checked_add((7 * skip).days()).ok()?
            };
            (saturday, saturday.tomorrow().ok()?)
        }
        Part::Run(unit, count, skip, from_end) => {
            let length = if unit == Unit::Week { 7 } else { 1 };
            let last = (count * length - 1).days();
            if from_end {
                (to.checked_sub(last).ok()?, to)
            } else {
                let first = from.checked_add((skip * length).days()).ok()?;
                let end = first.checked_add(last).ok()?;
                // A fifth week is what is left.
                let rest = period.grain == Grain::Month && unit == Unit::Week && first <= to;
                (first, if rest { end.min(to) } else { end })
            }
        }
        _ => return None,
    };
    (days.0 >= from && days.1 <= to).then_some(days)
}

fn plain(part: Part, period: &Period) -> Option<(Date, Date)> {
    let (from, to) = (period.from, period.to);
    let plus_months = |months: i32| from.checked_add(months.months()).ok();
    let until = |months: i32| plus_months(months)?.yesterday().ok();
    let plus_years = |years: i32| from.checked_add(years.years()).ok();
    let plus_days = |days: i32| from.checked_add(days.days()).ok();
    Some(match (period.grain, part) {
        (Grain::Year, Part::Early) => (from, until(4)?),
        (Grain::Year, Part::Mid) => (plus_months(4)?, until(8)?),
        (Grain::Year, Part::Late) => (plus_months(8)?, to),
        (Grain::Year, Part::Start) => (from, until(1)?),
        (Grain::Year, Part::End) => (to.first_of_month(), to),
        (Grain::Year, Part::Half(which)) => (plus_months(6 * (which - 1))?, until(6 * which)?),
        (Grain::Year, Part::Quarter(which)) => (plus_months(3 * (which - 1))?, until(3 * which)?),
        (Grain::Month, Part::Early) => (from, plus_days(9)?),
        (Grain::Month, Part::Mid) => (plus_days(10)?, plus_days(19)?),
        (Grain::Month, Part::Late) => (plus_days(20)?, to),
        (Grain::Week, Part::Early) => (from, plus_days(2)?),
        (Grain::Week, Part::Mid) => (plus_days(1)?, plus_days(3)?),
        (Grain::Week, Part::Late) => (plus_days(3)?, to),
        (Grain::Part, Part::Early) => (from, until(1)?),
        (Grain::Part, Part::Late) => (to.first_of_month(), to),
        (Grain::Month | Grain::Week | Grain::Part, Part::Start) => (from, from),
        (Grain::Month | Grain::Week, Part::End) => (to, to),
        (Grain::Part, Part::End) => (to.first_of_month(), to),
        (Grain::Month, Part::Half(1)) => (from, plus_days(14)?),
        (Grain::Month, Part::Half(_)) => (plus_days(15)?, to),
        (Grain::Decade, Part::Early) => (from, plus_years(4)?.yesterday().ok()?),
        (Grain::Decade, Part::Mid) => (plus_years(3)?, plus_years(7)?.yesterday().ok()?),
        (Grain::Decade, Part::Late) => (plus_years(6)?, to),
        (Grain::Decade, Part::Start) => (from, plus_years(1)?.yesterday().ok()?),
        (Grain::Decade, Part::End) => (plus_years(9)?, to),
        (Grain::Decade, Part::Half(which)) => (
            plus_years(5 * (which - 1))?,
            plus_years(5 * which)?.yesterday().ok()?,
        ),
        _ => return None,
    })
}

#[cfg(test)]
#[path = "qualify_tests.rs"]
mod tests;
