//! Dates that the document's own date settles: "June 2", "Monday", "last year", "next month",
//! "last November", "the end of the year".

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::calendar::{self, MonthName};
use super::{Doubt, Grain, Period, fiscal, month, months, settle, year};
use crate::extract::lexer::{Anchor, Gap, TokenKind};
use crate::extract::quantities;
use crate::extract::scan::Scanner;

/// Which of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Last,
    This,
    Next,
}

impl Which {
    const fn step(self) -> i16 {
        match self {
            Self::Last => -1,
            Self::This => 0,
            Self::Next => 1,
        }
    }
}

/// "last", "this", "next" before `at`, and where it starts. "the last year" is a duration.
fn which_before(s: &Scanner<'_, '_>, at: usize) -> Option<(usize, Which)> {
    let token = s.lex.before(at);
    if !token.is_near() || token.gap == Gap::None || token.start < s.floor {
        return None;
    }
    let which = if token.is("last") {
        Which::Last
    } else if token.is("this") {
        Which::This
    } else if token.is("next") {
        Which::Next
    } else {
        return None;
    };
    let definite = s.word_before(token.start, &["the"]).is_some();
    (!definite).then_some((token.start, which))
}

/// The day `month`-`day` that a text of `date` means: news is of the past, or of the next weeks;
/// `ahead` says that the words around it look further.
pub(super) fn nearest(date: Date, month: i8, day: i8, ahead: bool) -> Option<Date> {
    const SOON: i32 = 45;
    let mut days = [date.year() - 1, date.year(), date.year() + 1]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok());
    if ahead {
        days.find(|it| *it >= date)
    } else {
        days.rfind(|it| days_between(date, *it) <= SOON)
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |it| it.get_days())
}

/// A weekday directly before a day, "Monday, June 2", and where it starts.
pub(super) fn weekday_before(s: &Scanner<'_, '_>, at: usize) -> Option<usize> {
    let mut token = s.lex.before(at);
    if token.text == "," && token.is_near() {
        token = s.lex.before(token.start);
    }
    let known = weekday(token.text).is_some() && token.is_capitalised();
    (known && token.is_near() && token.start >= s.floor).then_some(token.start)
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word.to_ascii_lowercase().as_str() {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// "on Monday", "last Thursday", "next Friday".
pub(in crate::extract) fn at_weekday(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let today = s.document_date?;
    let word = s.lex.slice(anchor.start, anchor.end);
    let wanted = weekday(word)?;
    let token = s.lex.after(anchor.start);
    if !token.is_capitalised() || day_follows(s, anchor.end) || is_name(s, anchor) {
        return None;
    }
    let which = which_before(s, anchor.start);
    let mut day = today;
    match which {
        Some((_, Which::Next)) => day = day.tomorrow().ok()?,
        Some((_, Which::Last)) => day = day.yesterday().ok()?,
        _ => {}
    }
    let ahead = matches!(which, Some((_, Which::Next))) || future_before(s, anchor.start);
    for _ in 0..7 {
        if day.weekday() == wanted {
            break;
        }
        day = if ahead {
            day.tomorrow().ok()?
        } else {
            day.yesterday().ok()?
        };
    }
    let start = which.map_or(anchor.start, |it| it.0);
    Some(settle(
        s,
        Period {
            start,
            end: anchor.end,
            from: day,
            to: day,
            grain: Grain::Day,
            rule: "date-weekday",
            doubt: None,
        },
    ))
}

/// A weekday that belongs to the full date behind it: "Monday, June 2", "Monday 2 June".
fn day_follows(s: &Scanner<'_, '_>, at: usize) -> bool {
    let mut token = s.lex.after(at);
    if token.text == "," && token.gap == Gap::None {
        token = s.lex.after(token.end);
    }
    token.is_near()
        && (calendar::month_first(s.lex, token.start).is_some()
            || (token.kind == TokenKind::Digits
                && calendar::day_month(s.lex, token.start).is_some()))
}

/// "Good Friday", "the Sunday Times".
fn is_name(s: &Scanner<'_, '_>, anchor: Anchor) -> bool {
    let before = s.lex.before(anchor.start);
    let after = s.lex.after(anchor.end);
    before.is_any(&["Good", "Black", "Bloody", "Easter", "Palm", "Ash", "Super"])
        || (after.gap == Gap::Space
            && matches!(
                after.text,
                "Times" | "Telegraph" | "Mirror" | "Mail" | "Express" | "Herald"
            ))
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
        if token.is_any(&[
            "will",
            "due",
            "expected",
            "scheduled",
            "shall",
            "planned",
            "slated",
            "plans",
            "next",
        ]) {
            return true;
        }
        if token.is_any(&["said", "told", "announced", "reported"]) {
            return false;
        }
        at = token.start;
    }
    false
}

/// "yesterday", "tomorrow".
pub(in crate::extract) fn at_day(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let today = s.document_date?;
    let word = s.lex.slice(anchor.start, anchor.end);
    let day = if word.eq_ignore_ascii_case("yesterday") {
        today.yesterday().ok()?
    } else {
        today.tomorrow().ok()?
    };
    Some(settle(
        s,
        Period {
            start: anchor.start,
            end: anchor.end,
            from: day,
            to: day,
            grain: Grain::Day,
            rule: "date-relative",
            doubt: None,
        },
    ))
}

/// "last year", "this month", "next week", "last summer", "the end of the decade"; and "a quarter of
/// a million", which starts with the same word as a quarter of a year.
pub(in crate::extract) fn at_period(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let word = s.lex.slice(anchor.start, anchor.end).to_ascii_lowercase();
    if word == "quarter"
        && let Some(start) = s.word_before(anchor.start, &["a"])
        && let Some(end) = quantities::at_number(s, start)
    {
        return Some(end);
    }
    let today = s.document_date?;
    if followed_by_year(s, anchor.end) {
        return None;
    }
    if word == "year"
        && let Some(end) = year_end(s, anchor.end)
    {
        let (_, to) = year(today.year())?;
        return Some(push(
            s,
            anchor.start,
            end,
            (to.first_of_month(), to),
            Grain::Span,
        ));
    }
    if word == "year"
        && let Some(kind) = s.word_before(anchor.start, &["fiscal", "financial", "budget"])
    {
        let (start, which) = which_before(s, kind).or_else(|| {
            let current = s.word_before(kind, &["current"])?;
            Some((current, Which::This))
        })?;
        let day = today.checked_add(i64::from(which.step()).years()).ok()?;
        let it = fiscal::holding(s, anchor.start, day)?;
        return Some(push(s, start, anchor.end, (it.from, it.to), Grain::Year));
    }
    if let Some((start, which)) = which_before(s, anchor.start) {
        let (days, grain) = stepped(&word, today, which)?;
        return Some(push(s, start, anchor.end, days, grain));
    }
    // "the end of the year", "the middle of the decade", "over the weekend".
    let article = s.word_before(anchor.start, &["the"])?;
    if word == "weekend" {
        let (days, grain) = stepped(&word, today, Which::This)?;
        s.word_before(article, &["over", "at", "on", "during"])?;
        return Some(push(s, anchor.start, anchor.end, days, grain));
    }
    let (days, grain) = stepped(&word, today, Which::This)?;
    let period = period(article, anchor.end, days, grain);
    let cut = super::qualify::cut(s, period);
    // "the year" alone, or "the first half of the year" of some other year, is no date.
    (cut.start < article && !s.lex.after(anchor.end).is("before")).then(|| settle(s, period))
}

/// "year-end".
fn year_end(s: &Scanner<'_, '_>, at: usize) -> Option<usize> {
    let hyphen = s.lex.after(at);
    let end = s.lex.after(hyphen.end);
    (hyphen.is_hyphen() && hyphen.gap == Gap::None && end.is("end") && end.gap == Gap::None)
        .then_some(end.end)
}

fn followed_by_year(s: &Scanner<'_, '_>, at: usize) -> bool {
    let mut next = s.lex.after(at);
    if next.is("of") {
        next = s.lex.after(next.end);
    }
    next.is_near() && next.kind == TokenKind::Digits && next.text.len() == 4
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
        rule: "date-relative",
        doubt: None,
    }
}

fn stepped(word: &str, today: Date, which: Which) -> Option<((Date, Date), Grain)> {
    let step = which.step();
    Some(match word {
        "year" => (year(today.year() + step)?, Grain::Year),
        "month" => {
            let day = today
                .first_of_month()
                .checked_add(i64::from(step).months())
                .ok()?;
            (month(day.year(), day.month())?, Grain::Month)
        }
        "week" => {
            let day = today.checked_add((7 * i64::from(step)).days()).ok()?;
            let back = i64::from(day.weekday().to_monday_zero_offset());
            let from = day.checked_sub(back.days()).ok()?;
            ((from, from.checked_add(6.days()).ok()?), Grain::Week)
        }
        "weekend" => {
            // The one just past, unless it is the next.
            let back = i64::from(today.weekday().to_monday_zero_offset());
            let monday = today.checked_sub(back.days()).ok()?;
            let ahead = if which == Which::Next || (which == Which::This && back >= 3) {
                5
            } else {
                -2
            };
            let from = monday.checked_add(i64::from(ahead).days()).ok()?;
            ((from, from.tomorrow().ok()?), Grain::Week)
        }
        "quarter" => {
            let first = (today.month() - 1) / 3 * 3 + 1;
            let day = Date::new(today.year(), first, 1).ok()?;
            let day = day.checked_add((3 * i64::from(step)).months()).ok()?;
            (
                months(day.year(), day.month(), day.month() + 2)?,
                Grain::Part,
            )
        }
        "decade" => {
            let first = today.year() - today.year().rem_euclid(10) + 10 * step;
            let from = Date::new(first, 1, 1).ok()?;
            ((from, Date::new(first + 9, 12, 31).ok()?), Grain::Decade)
        }
        "spring" => (season(today, 3, which)?, Grain::Part),
        "summer" => (season(today, 6, which)?, Grain::Part),
        "autumn" => (season(today, 9, which)?, Grain::Part),
        "winter" => (season(today, 12, which)?, Grain::Part),
        _ => return None,
    })
}

fn season(today: Date, first: i8, which: Which) -> Option<(Date, Date)> {
    let of = |year: i16| -> Option<(Date, Date)> {
        let from = Date::new(year, first, 1).ok()?;
        Some((from, from.checked_add(3.months()).ok()?.yesterday().ok()?))
    };
    let years = [-2, -1, 0, 1, 2].map(|it| of(today.year() + it));
    let mut years = years.into_iter().flatten();
    match which {
        Which::Last => years.rfind(|it| it.1 < today),
        Which::Next => years.find(|it| it.0 > today),
        Which::This => years.find(|it| it.0.year() == today.year()),
    }
}

/// "in November", "last November", "next June", "by March", "late May".
pub(super) fn at_bare_month(s: &mut Scanner<'_, '_>, name: &MonthName) -> Option<usize> {
    let today = s.document_date?;
    let this = i32::from(today.year()) * 12 + i32::from(today.month()) - 1;
    let near = |step: i32| this + step;
    // Months from this month to the named one, 0 to 11 ahead.
    let ahead = (i32::from(name.month) - i32::from(today.month())).rem_euclid(12);
    let (start, at) = if let Some((start, which)) = which_before(s, name.start) {
        let at = match which {
            Which::Last if ahead == 0 => near(-12),
            Which::Last => near(ahead - 12),
            Which::Next if ahead == 0 => near(12),
            Which::Next => near(ahead),
            Which::This => i32::from(today.year()) * 12 + i32::from(name.month) - 1,
        };
        (start, at)
    } else {
        let token = s.lex.before(name.start);
        let joined = s.lex.after(name.end);
        let possessive = joined.is_apostrophe() && joined.gap == Gap::None;
        if !token.is_near() || token.start < s.floor || (name.ambiguous && joined.is_capitalised())
        {
            return None;
        }
        let forward =
            token.is_any(&["by", "until", "till", "before"]) || future_before(s, name.start);
        let cue = forward
            || token.is_any(&[
                "in", "since", "from", "during", "early", "mid", "late", "after", "through",
                "between",
            ])
            || token.is_dash() && s.lex.before(token.start).is_any(&["mid", "early", "late"])
            || token.is("of")
                && s.lex.before(token.start).is_any(&[
                    "end",
                    "beginning",
                    "start",
                    "middle",
                    "half",
                ]);
        if !cue && (name.ambiguous || !possessive) {
            return None;
        }
        let at = match () {
            () if forward => near(ahead),
            () if token.is("since") => near(if ahead == 0 { 0 } else { ahead - 12 }),
            // The past, except for this month and the next.
            () if ahead >= 2 => near(ahead - 12),
            () => near(ahead),
        };
        (name.start, at)
    };
    let year = i16::try_from(at.div_euclid(12)).ok()?;
    let number = i8::try_from(at.rem_euclid(12) + 1).ok()?;
    Some(settle(
        s,
        Period {
            start,
            end: name.end,
            from: month(year, number)?.0,
            to: month(year, number)?.1,
            grain: Grain::Month,
            rule: "date-relative-month",
            doubt: Some(Doubt("the year is the nearest to the document's date")),
        },
    ))
}
