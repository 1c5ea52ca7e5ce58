//! What dates that lean on the document's own date share: "last", "this", "next" before them, the
//! nearest day, words that look ahead; and weekdays, "yesterday", "next year" behind a month.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::names::{self, weekday};
use super::{Doubt, Grain, Period, calendar, settle};
use crate::extract::anchors::Anchor;
use crate::extract::lexer::{Gap, TokenKind};
use crate::extract::mention::rule;
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;
use crate::text::word_key::words;

pub(in crate::extract) use super::periods::at_period;

/// Which of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// Of the week, month or year before.
    Last,
    /// The one just past.
    Past,
    This,
    /// The one that comes first.
    Coming,
    /// Of the week, month or year after.
    Next,
}

impl Which {
    pub(super) const fn step(self) -> i16 {
        match self {
            Self::Last | Self::Past => -1,
            Self::This => 0,
            Self::Next | Self::Coming => 1,
        }
    }
}

/// "last", "this", "next" before `at`, and where it starts. "the last year" is a duration.
pub(super) fn which_before(s: &Scanner<'_, '_>, at: usize) -> Option<(usize, Which)> {
    let token = s.lex.before(at);
    if !token.is_near() || token.gap == Gap::None || token.start < s.floor {
        return None;
    }
    let which = match () {
        () if token.is("last") => Which::Last,
        () if token.is("this") => Which::This,
        () if token.is("next") => Which::Next,
        () if token.is("past") => Which::Past,
        () if token.is("current") => Which::This,
        () if token.is_any(words!["coming", "upcoming"]) => Which::Coming,
        () => return None,
    };
    if token.is_any(words!["coming", "upcoming", "past"])
        && let Some(start) = s.word_before(token.start, words!["this"])
    {
        return Some((start, which));
    }
    let definite = s.word_before(token.start, words!["the", "these", "its", "his", "their"]);
    // "the current year" is now.
    let told = token.is("current") || which == Which::Coming;
    (definite.is_some() == told).then_some((token.start, which))
}

/// The days of the date before `at` in the same passage, which "a year earlier" leans on.
pub(super) fn date_before(s: &Scanner<'_, '_>, at: usize) -> Option<(Date, Date)> {
    const REACH: usize = 240;
    let (end, from, to) = s.last_date?;
    let near = at.checked_sub(end).is_some_and(|it| it <= REACH);
    (near && !s.lex.slice(end, at).contains("\n\n")).then_some((from, to))
}

/// The same stretch of another year: "a year earlier" behind a month, quarter or fiscal year.
pub(super) fn shifted((from, to): (Date, Date), years: i64) -> Option<(Date, Date)> {
    let days = to.since(from).ok()?.get_days();
    if !(1..=366).contains(&days) {
        return None;
    }
    let start = from.checked_add(years.years()).ok()?;
    // The day before the one after, so that a February keeps its last day.
    let end = to.tomorrow().ok()?.checked_add(years.years()).ok()?;
    Some((start, end.yesterday().ok()?))
}

/// Adds a period that leans on the date before it, which stays the one to lean on.
pub(super) fn settle_by_text(s: &mut Scanner<'_, '_>, period: Period) -> usize {
    let leaned_on = s.last_date;
    let end = settle(s, period);
    s.last_date = leaned_on.map(|(_, from, to)| (end, from, to));
    end
}

/// "last year", "of next year", "that year", "in two years" behind a month or day: the year, and
/// where it ends.
pub(super) fn year_named(s: &Scanner<'_, '_>, at: usize) -> Option<(i16, usize)> {
    let mut token = s.lex.after(at);
    if !token.is_near() || token.kind == TokenKind::Digits {
        return None;
    }
    if token.is(",") || token.is_any(words!["of", "in"]) {
        if token.is("in")
            && let Some(found) = years_ahead(s, token.end)
        {
            return Some(found);
        }
        token = s.lex.after(token.end);
    }
    if token.is("the") {
        token = s.lex.after(token.end);
    }
    let year = match () {
        () if token.is("last") => s.document_date?.year() - 1,
        () if token.is_any(words!["this", "current"]) => s.document_date?.year(),
        () if token.is("next") => s.document_date?.year() + 1,
        () if token.is_any(words!["same", "that"]) => date_before(s, at)?.0.year(),
        () if token.is("following") => date_before(s, at)?.1.year() + 1,
        () if token.is("previous") => date_before(s, at)?.0.year() - 1,
        () => return None,
    };
    let noun = s.lex.after(token.end);
    (noun.is("year") && noun.is_near()).then_some((year, noun.end))
}

/// "two years" behind "in".
fn years_ahead(s: &Scanner<'_, '_>, at: usize) -> Option<(i16, usize)> {
    let number = s.lex.after(at);
    let unit = s.lex.after(number.end);
    if !unit.is_any(words!["year", "years"]) || !unit.is_near() {
        return None;
    }
    let (_, count) = names::small_number_before(s.lex, unit.start)?;
    let year = s
        .document_date?
        .year()
        .checked_add(i16::try_from(count).ok()?)?;
    Some((year, unit.end))
}

/// The day `month`-`day` that a text of `date` means: news is of the past, or of the next weeks;
/// `ahead` says that the words around it look further.
pub(super) fn nearest(date: Date, month: i8, day: i8, ahead: bool) -> Option<Date> {
    const SOON: i32 = 45;
    let at = |year: i16| Date::new(year, month, day).ok();
    let near = if ahead {
        (0..2)
            .filter_map(|it| at(date.year() + it))
            .find(|it| *it >= date)
    } else {
        (-1..2)
            .rev()
            .filter_map(|it| at(date.year() + it))
            .find(|it| days_between(date, *it) <= SOON)
    };
    // A leap day may be years away.
    near.or_else(|| {
        let mut years = (0..8).map(|it| if ahead { it } else { -it });
        years.find_map(|it| at(date.year() + it))
    })
}

/// The nearest such day that falls on the weekday written with it.
pub(super) fn on_weekday(date: Date, (month, day): (i8, i8), wanted: Weekday) -> Option<Date> {
    [0, -1, 1]
        .into_iter()
        .filter_map(|it| Date::new(date.year() + it, month, day).ok())
        .find(|it| it.weekday() == wanted)
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |it| it.get_days())
}

/// A weekday directly before a day, "Monday, June 2", and where it starts.
pub(super) fn weekday_before(s: &Scanner<'_, '_>, at: usize) -> Option<usize> {
    let mut token = s.lex.before(at);
    if token.is("the") && token.is_near() {
        token = s.lex.before(token.start);
    }
    for sign in words![",", "."] {
        if token.key == *sign && token.is_near() {
            token = s.lex.before(token.start);
        }
    }
    let known = token.is_word()
        && weekday(token.key).is_some()
        && (names::is_full_weekday(token.text()) || token.is_capitalised());
    (known && token.is_near() && token.start >= s.floor).then_some(token.start)
}

/// "on Monday", "last Thursday", "next Friday", "Tuesday of next week".
pub(in crate::extract) fn at_weekday(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let today = s.document_date?;
    let token = s.lex.after(anchor.start);
    let wanted = weekday(token.key)?;
    if day_follows(s, anchor.end) || is_name(s, anchor) || is_of_month(s, anchor) {
        return None;
    }
    let which = which_before(s, anchor.start);
    if !names::is_full_weekday(token.text())
        && !(token.is_capitalised()
            && (which.is_some()
                || s.word_before(anchor.start, words!["on", "by", "since", "until", "till"])
                    .is_some()))
    {
        return None;
    }
    // The end of every week's "Monday through Friday", which is no date.
    let joiner = s.lex.before(anchor.start);
    if joiner.is("through") && weekday(s.lex.before(joiner.start).key).is_some() {
        return None;
    }
    let last = last_weekday(s, anchor.start, anchor.end);
    let end = last.map_or(anchor.end, |it| it.1);
    if let Some((step, end)) = week_behind(s, end) {
        let day = in_week(today, wanted, step)?;
        return match last {
            Some((last, _)) => push_weekdays(s, (anchor.start, end), day, last),
            None => Some(push_weekday(s, anchor.start, end, day, None)),
        };
    }
    if last.is_some() && which.is_none() && !is_of_one_week(s, anchor.start) {
        return None;
    }
    let start = which.map_or(anchor.start, |it| it.0);
    let next = || after(today.tomorrow().ok()?, wanted, 1);
    let past = || after(today.yesterday().ok()?, wanted, -1);
    let (day, other) = match which.map(|it| it.1) {
        Some(Which::Next) => (in_week(today, wanted, 1)?, next()),
        Some(Which::Last) => (in_week(today, wanted, -1)?, past()),
        Some(Which::This) => (in_week(today, wanted, 0)?, None),
        Some(Which::Coming) => (next()?, None),
        Some(Which::Past) => (past()?, None),
        None if future_before(s, anchor.start) => (after(today, wanted, 1)?, None),
        None => (after(today, wanted, -1)?, None),
    };
    if let Some((last, end)) = last {
        return push_weekdays(s, (start, end), day, last);
    }
    let doubt = other.filter(|it| *it != day).map(|_| Doubt::ThisWeekOrNext);
    Some(push_weekday(s, start, anchor.end, day, doubt))
}

/// Whether a stretch of weekdays is of one week: "from Monday", "met Monday", "will run Monday"; not
/// "works Monday through Friday".
fn is_of_one_week(s: &Scanner<'_, '_>, start: usize) -> bool {
    const WORDS: usize = 4;
    let mut at = start;
    for _ in 0..WORDS {
        let token = s.lex.before(at);
        if !token.is_word() || !token.is_near() {
            return false;
        }
        let is_past = !token.is_capitalised() && token.len() > 4 && token.text().ends_with("ed");
        if is_past || token.is_in(&OF_ONE_WEEK) {
            return true;
        }
        at = token.start;
    }
    false
}

word_set! {
    /// Words that make a stretch of weekdays one that was or will be.
    OF_ONE_WEEK =
        "from" "between" "ran" "met" "held" "was" "were" "took" "sat" "flew" "fought" "went" "had"
        "will" "due" "shall"
}

/// "through Sunday", "from … to Thursday", "between … and Friday" behind a weekday: the last of the
/// stretch, and where it ends. "Monday to Friday" is every week's.
pub(super) fn last_weekday(
    s: &Scanner<'_, '_>,
    start: usize,
    end: usize,
) -> Option<(Weekday, usize)> {
    let joiner = s.lex.after(end);
    let joins = joiner.is_near()
        && match () {
            () if joiner.is("through") => true,
            () if joiner.is_any(words!["to", "until", "till"]) => {
                s.word_before(start, words!["from"]).is_some()
            }
            () if joiner.is("and") => s.word_before(start, words!["between"]).is_some(),
            () => false,
        };
    if !joins {
        return None;
    }
    let token = s.lex.after(joiner.end);
    let wanted = weekday(token.key).filter(|_| token.is_near())?;
    let written = names::is_full_weekday(token.text()) || token.is_capitalised();
    (written && !day_follows(s, token.end)).then_some((wanted, token.end))
}

/// Adds the days from one weekday to the next such other.
pub(super) fn push_weekdays(
    s: &mut Scanner<'_, '_>,
    (start, end): (usize, usize),
    first: Date,
    last: Weekday,
) -> Option<usize> {
    let to = after(first.tomorrow().ok()?, last, 1)?;
    Some(settle(
        s,
        Period {
            start,
            end,
            from: first,
            to,
            grain: Grain::Span,
            rule: rule!("date-range"),
            doubt: None,
        },
    ))
}

fn push_weekday(
    s: &mut Scanner<'_, '_>,
    start: usize,
    end: usize,
    day: Date,
    doubt: Option<Doubt>,
) -> usize {
    settle(
        s,
        Period {
            start,
            end,
            from: day,
            to: day,
            grain: Grain::Day,
            rule: rule!("date-weekday"),
            doubt,
        },
    )
}

/// The first such weekday from `day` on, forwards or backwards.
pub(super) fn after(day: Date, wanted: Weekday, step: i64) -> Option<Date> {
    let mut day = day;
    for _ in 0..7 {
        if day.weekday() == wanted {
            return Some(day);
        }
        day = day.checked_add(step.days()).ok()?;
    }
    None
}

/// The weekday in the week of `today`, or so many weeks later.
pub(super) fn in_week(today: Date, wanted: Weekday, step: i64) -> Option<Date> {
    let back = i64::from(today.weekday().to_monday_zero_offset());
    let forth = i64::from(wanted.to_monday_zero_offset());
    today.checked_add((forth - back + 7 * step).days()).ok()
}

/// "next week", "of last week" behind a weekday: weeks from now, and where it ends.
fn week_behind(s: &Scanner<'_, '_>, at: usize) -> Option<(i64, usize)> {
    let mut token = s.lex.after(at);
    if token.is("of") {
        token = s.lex.after(token.end);
    }
    let step = match () {
        () if token.is("last") => -1,
        () if token.is("this") => 0,
        () if token.is("next") => 1,
        () => return None,
    };
    let unit = s.lex.after(token.end);
    (unit.is("week") && unit.is_near() && token.is_near()).then_some((step, unit.end))
}

/// A weekday that belongs to the full date behind it: "Monday, June 2", "Monday 2 June", "Friday
/// the 22nd".
fn day_follows(s: &Scanner<'_, '_>, at: usize) -> bool {
    let mut token = s.lex.after(at);
    if token.is_any(words![",", "."]) && token.gap == Gap::None {
        token = s.lex.after(token.end);
    }
    if token.is(",") && token.gap == Gap::None {
        token = s.lex.after(token.end);
    }
    if token.is("the") {
        token = s.lex.after(token.end);
        let day = names::day(s.lex, token).or_else(|| names::day_word(s.lex, token));
        return token.is_near() && day.is_some();
    }
    token.is_near()
        && (calendar::month_first(s.lex, token.start).is_some()
            || (token.kind == TokenKind::Digits
                && (calendar::day_month(s.lex, token).is_some()
                    || super::numeric::numeric(s.lex, token).is_some())))
}

/// "second Sunday of July", "last Friday in this month": told by the month's reader.
fn is_of_month(s: &Scanner<'_, '_>, anchor: Anchor) -> bool {
    let of = s.lex.after(anchor.end);
    if !of.is_any(words!["of", "in"]) || !of.is_near() {
        return false;
    }
    let before = s.lex.before(anchor.start);
    let nth = before.is("last")
        || names::is_ordinal_ending(before)
        || names::day_word(s.lex, before).is_some();
    let mut next = s.lex.after(of.end);
    if next.is_any(words!["this", "next", "last", "the", "each", "every"]) {
        next = s.lex.after(next.end);
    }
    nth && (next.is("month") || calendar::month_of(s.lex, next).is_some())
}

/// "Good Friday", "the Sunday Times".
fn is_name(s: &Scanner<'_, '_>, anchor: Anchor) -> bool {
    let before = s.lex.before(anchor.start);
    let after = s.lex.after(anchor.end);
    before.is_any(words![
        "Good", "Black", "Bloody", "Easter", "Palm", "Ash", "Super", "Holy", "Maundy", "Red",
    ]) || before.is_any(words!["every", "each"])
        || (after.gap == Gap::Space
            && matches!(
                after.text(),
                "Times" | "Telegraph" | "Mirror" | "Mail" | "Express" | "Herald" | "Post"
            ))
}

word_set! {
    /// What looks ahead.
    AHEAD =
        "will" "ll" "due" "expected" "scheduled" "shall" "planned" "slated" "plans" "next"
        "plan" "hopes" "aims" "intends" "set" "would"
}

word_set! {
    /// What was done, whatever was promised before it.
    DONE = "said" "told" "announced" "reported" "says"
}

word_set! {
    /// Behind a "would" that tells of no day to come.
    NOT_AHEAD = "have" "not" "neither" "never" "only" "comment" "say" "confirm" "discuss" "deny"
}

/// "will …", "due …", "expected …" shortly before: the day lies ahead.
pub(super) fn future_before(s: &Scanner<'_, '_>, at: usize) -> bool {
    const WORDS: usize = 7;
    let mut at = at;
    for _ in 0..WORDS {
        let token = s.lex.before(at);
        if !token.is_word() || !token.is_near() {
            return false;
        }
        // "comment on Thursday’s strike", whenever that is done.
        if token.is_any(words!["comment", "comments"]) && s.lex.after(token.end).is("on") {
            return false;
        }
        if token.is_in(&AHEAD) {
            // "would have met", "would not attend" and "would confirm" did not.
            return !(token.is("would") && s.lex.after(token.end).is_in(&NOT_AHEAD));
        }
        // "is to hold elections on Wednesday", but "is to blame for it".
        if token.is("to") && s.lex.before(token.start).is_any(words!["is", "are"]) {
            return !s.lex.after(token.end).is_any(words!["blame", "thank"]);
        }
        if token.is_in(&DONE) {
            return false;
        }
        at = token.start;
    }
    false
}

/// "yesterday", "tomorrow", "the day before yesterday".
pub(in crate::extract) fn at_day(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let today = s.document_date?;
    let back = s
        .lex
        .slice(anchor.start, anchor.end)
        .eq_ignore_ascii_case("yesterday");
    let (step, side) = if back {
        (-1, words!["before"])
    } else {
        (1, words!["after"])
    };
    let further = s
        .word_before(anchor.start, side)
        .and_then(|it| s.word_before(it, words!["day"]));
    let step = if further.is_some() { 2 * step } else { step };
    let day = today.checked_add(i64::from(step).days()).ok()?;
    Some(settle(
        s,
        Period {
            start: further.unwrap_or(anchor.start),
            end: anchor.end,
            from: day,
            to: day,
            grain: Grain::Day,
            rule: rule!("date-relative"),
            doubt: None,
        },
    ))
}
