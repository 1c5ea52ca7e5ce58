//! Days and months that leave out what the document's date tells: "the 27th", "Friday the 22nd",
//! "in November", "last March".

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::names::{self, MonthName};
use super::relative::{self, Which, which_before};
use super::{Doubt, Grain, Period, calendar, month, settle};
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::mention::rule;
use crate::extract::scan::Scanner;
use crate::text::word_key::words;

/// Reads "on the 27th", "Friday the 22nd", "the 3rd of next month" at its digits.
pub(super) fn at_day(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    s.document_date?;
    let ending = s.lex.after(digits.end);
    if !names::is_ordinal_ending(ending) {
        return None;
    }
    let (day, end) = names::day(s.lex, digits)?;
    read(s, digits.start, day, end, false)
}

/// Reads "from 7 to 19 this month", "between the 7th and the 9th of next month" at its first digits.
pub(super) fn at_days(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    let today = s.document_date?;
    let (first, at) = names::day(s.lex, digits)?;
    let joiner = s.lex.after(at);
    let joins = joiner.is_dash() || joiner.is_any(words!["to", "and", "until", "till", "through"]);
    if !joins || !joiner.is_near() {
        return None;
    }
    let mut next = s.lex.after(joiner.end);
    if next.is("the") {
        next = s.lex.after(next.end);
    }
    let (last, at) = names::day(s.lex, next).filter(|it| next.is_near() && it.0 > first)?;
    let (step, end) = month_behind(s, at)?;
    let month = today
        .first_of_month()
        .checked_add(i64::from(step).months())
        .ok()?;
    let from = Date::new(month.year(), month.month(), first).ok()?;
    let to = Date::new(month.year(), month.month(), last).ok()?;
    Some(settle(
        s,
        Period {
            start: digits.start,
            end,
            from,
            to,
            grain: Grain::Span,
            rule: rule!("date-range"),
            doubt: None,
        },
    ))
}

/// Reads the "14" of "on April 13 and 14" and of "April 13, 14 and 15", behind the date before.
pub(super) fn at_next_day(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    let (end, date, to) = s.last_date?;
    let joiner = s.lex.before(digits.start);
    let joins = joiner.is(",") || joiner.is_any(words!["and", "or"]) || joiner.is("&");
    if !joins || !s.lex.slice(end, joiner.start).trim().is_empty() || date != to {
        return None;
    }
    if !ends_in_day_of_month(s, joiner.start) {
        return None;
    }
    let (day, at) = names::day(s.lex, digits).filter(|it| it.0 > date.day())?;
    let date = Date::new(date.year(), date.month(), day).ok()?;
    ends_list_of_days(s, at).then(|| push(s, digits.start, at, date, None))
}

/// Whether a day of a list ends here: "14 and 15.", "14, in Oslo"; not "14:00", "14–15 ships".
fn ends_list_of_days(s: &Scanner<'_, '_>, at: usize) -> bool {
    let next = s.lex.after(at);
    match next.kind {
        TokenKind::End => true,
        TokenKind::Digits => false,
        TokenKind::Sign => {
            let behind = s.lex.after(next.end);
            let number = behind.gap == Gap::None && behind.kind == TokenKind::Digits;
            next.is_any(words![".", ",", ";", ")", "”", "\""]) && next.gap == Gap::None && !number
        }
        TokenKind::Word => {
            let last = || {
                let day = s.lex.after(next.end);
                day.is_near()
                    && names::day(s.lex, day).is_some_and(|(_, end)| {
                        !s.lex.after(end).is_near() || s.lex.after(end).kind == TokenKind::Sign
                    })
            };
            next.gap == Gap::Break
                || next.is("and") && (!s.lex.after(next.end).is_near() || last())
                || next.is_any(words![
                    "at", "for", "with", "when", "because", "if", "but", "after", "before",
                    "while", "where", "he", "she", "they", "we", "it", "who",
                ])
        }
    }
}

/// Whether "April 13" or "April 13, 14" stands before `at`: "13 April" leaves nothing open.
fn ends_in_day_of_month(s: &Scanner<'_, '_>, at: usize) -> bool {
    const MAX_DAYS: usize = 4;
    let mut at = at;
    for _ in 0..MAX_DAYS {
        let day = s.lex.before(at);
        if day.kind != TokenKind::Digits || day.len() > 2 || !day.is_near() {
            return false;
        }
        let before = s.lex.before(day.start);
        if calendar::month_of(s.lex, before).is_some() {
            return before.is_near();
        }
        if !before.is(",") {
            return false;
        }
        at = before.start;
    }
    false
}

/// The same for a day in words, which needs its weekday or month named.
pub(super) fn at_day_word(
    s: &mut Scanner<'_, '_>,
    start: usize,
    day: i8,
    end: usize,
) -> Option<usize> {
    s.document_date?;
    read(s, start, day, end, true)
}

fn read(
    s: &mut Scanner<'_, '_>,
    start: usize,
    day: i8,
    end: usize,
    in_words: bool,
) -> Option<usize> {
    let today = s.document_date?;
    let article = s.word_before(start, words!["the"]);
    let left = article.unwrap_or(start);
    let weekday_at = article.and_then(|it| relative::weekday_before(s, it));
    if let Some((step, end)) = month_behind(s, end) {
        let first = today
            .first_of_month()
            .checked_add(i64::from(step).months())
            .ok()?;
        let date = Date::new(first.year(), first.month(), day).ok()?;
        return Some(push(s, weekday_at.unwrap_or(start), end, date, None));
    }
    let cued = s
        .word_before(
            left,
            words![
                "on", "by", "until", "till", "since", "from", "before", "after",
            ],
        )
        .is_some()
        // "set for the 27th"
        || article.is_some() && s.lex.before(left).is("for");
    let told = weekday_at.is_some() || (cued && !in_words);
    if !told || !ends_phrase(s, end) || leads_to_place(s, end) {
        return None;
    }
    let from = weekday_at.unwrap_or(start);
    let ahead = relative::future_before(s, from) || s.lex.before(left).is("by");
    let wanted = weekday_at.and_then(|it| names::weekday(s.lex.after(it).key));
    let date = nearest_day(today, day, wanted, ahead)?;
    let doubt = Some(Doubt::NearestMonth);
    Some(push(s, from, end, date, doubt))
}

fn push(
    s: &mut Scanner<'_, '_>,
    start: usize,
    end: usize,
    date: Date,
    doubt: Option<Doubt>,
) -> usize {
    settle(
        s,
        Period {
            start,
            end,
            from: date,
            to: date,
            grain: Grain::Day,
            rule: rule!("date-relative-day"),
            doubt,
        },
    )
}

/// "of next month", "this month" behind a day: months from now, and where it ends.
fn month_behind(s: &Scanner<'_, '_>, at: usize) -> Option<(i32, usize)> {
    let mut token = s.lex.after(at);
    if token.is_any(words!["of", "in"]) {
        token = s.lex.after(token.end);
    }
    let step = match () {
        () if token.is("this") => 0,
        () if token.is("next") => 1,
        () if token.is("last") => -1,
        () => return None,
    };
    let unit = s.lex.after(token.end);
    (unit.is("month") && unit.is_near()).then_some((step, unit.end))
}

/// "from 9th to 7th place": no days.
fn leads_to_place(s: &Scanner<'_, '_>, at: usize) -> bool {
    let to = s.lex.after(at);
    if !to.is("to") {
        return false;
    }
    let last = names::day(s.lex, s.lex.after(to.end));
    last.is_some_and(|(_, end)| {
        (s.lex.after(end)).is_any(words!["place", "position", "spot", "rank"])
    })
}

/// Whether nothing that a number could belong to follows: "the 27th", not "the 27th floor".
pub(super) fn ends_phrase(s: &Scanner<'_, '_>, at: usize) -> bool {
    let next = s.lex.after(at);
    match next.kind {
        TokenKind::End => true,
        TokenKind::Sign => !next.is_hyphen() && !next.is_any(words!["/", "%", "°"]),
        TokenKind::Digits => false,
        TokenKind::Word => {
            next.gap == Gap::Break
                || next.is_any(words![
                    "and", "to", "at", "for", "with", "when", "because", "if", "but", "as",
                    "after", "before", "until", "through", "or", "while", "where", "he", "she",
                    "they", "we", "it", "i", "that", "who",
                ])
        }
    }
}

/// The day of this number, on this weekday if one is given, next to the document's date.
fn nearest_day(today: Date, day: i8, wanted: Option<Weekday>, ahead: bool) -> Option<Date> {
    let month = today.first_of_month();
    let at = |step: i64| {
        let month = month.checked_add(step.months()).ok()?;
        Date::new(month.year(), month.month(), day)
            .ok()
            .filter(|it| wanted.is_none_or(|wanted| it.weekday() == wanted))
    };
    let back = || (0..12).filter_map(|it| at(-it)).find(|it| *it <= today);
    let forth = || (0..12).filter_map(at).find(|it| *it >= today);
    if wanted.is_some() && !ahead {
        let distance = |it: &Date| it.until(today).map_or(i32::MAX, |it| it.get_days().abs());
        return back().into_iter().chain(forth()).min_by_key(distance);
    }
    if ahead { forth() } else { back() }
}

/// "in November", "last November", "next June", "by March", "late May", "from January to March";
/// `last` is the month the stretch ends with, and where that is.
pub(super) fn at_month(
    s: &mut Scanner<'_, '_>,
    name: &MonthName,
    last: (i8, usize),
) -> Option<usize> {
    let ahead_year = calendar::month_year_ahead(s.lex, name.end);
    let behind = month_list_before(s, name.start);
    if name.doubtful || (s.document_date.is_none() && ahead_year.is_none() && behind.is_none()) {
        return None;
    }
    let (start, at) = match which_before(s, name.start) {
        Some((start, which)) => (start, by_which(s.document_date?, name.month, which)),
        None => {
            let forward = is_forward(s, name);
            let quarter = last.0 != name.month
                && s.lex
                    .after(last.1)
                    .is_any(words!["quarter", "period", "half"]);
            if !is_month_here(s, name, forward || behind.is_some() || quarter) {
                return None;
            }
            let at = match (ahead_year, behind, s.document_date) {
                (Some(year), _, _) => i32::from(year) * 12 + i32::from(name.month) - 1,
                (None, Some(first), _) => {
                    let index = i32::from(first.year()) * 12 + i32::from(first.month()) - 1;
                    index + (i32::from(name.month) - i32::from(first.month())).rem_euclid(12)
                }
                (None, None, today) => {
                    let before = s.lex.before(name.start);
                    let since = before.is("since");
                    let cue = Cue {
                        forward,
                        since,
                        most_ahead: most_ahead(s, name, before),
                    };
                    by_cue(today?, name.month, cue)
                }
            };
            (name.start, at)
        }
    };
    let year = i16::try_from(at.div_euclid(12)).ok()?;
    let number = i8::try_from(at.rem_euclid(12) + 1).ok()?;
    let (from, to) = month(year, number)?;
    let sure = ahead_year.is_some();
    let (to, grain) = if last.0 == name.month {
        (to, Grain::Month)
    } else {
        let year = year + i16::from(last.0 < name.month);
        (month(year, last.0)?.1, Grain::Span)
    };
    Some(settle(
        s,
        Period {
            start,
            end: last.1,
            from,
            to,
            grain,
            rule: if grain == Grain::Month {
                rule!("date-relative-month")
            } else {
                rule!("date-range")
            },
            doubt: (!sure).then_some(Doubt::NearestYear),
        },
    ))
}

/// Months since the year 0 of the month that "last", "this" or "next" makes it.
fn by_which(today: Date, number: i8, which: Which) -> i32 {
    let this = i32::from(today.year()) * 12 + i32::from(today.month()) - 1;
    let ahead = (i32::from(number) - i32::from(today.month())).rem_euclid(12);
    match which {
        Which::Last | Which::Past if ahead == 0 => this - 12,
        Which::Last | Which::Past => this + ahead - 12,
        Which::Next | Which::Coming if ahead == 0 => this + 12,
        Which::Next | Which::Coming => this + ahead,
        Which::This => i32::from(today.year()) * 12 + i32::from(number) - 1,
    }
}

/// What the words beside a month say of its year.
struct Cue {
    forward: bool,
    since: bool,
    /// So many months ahead it may lie, if nothing more is said.
    most_ahead: i32,
}

/// How far ahead a month without a cue may lie: the next month as a rule, further before a vote
/// ("the November election") or behind words that look ahead ("ahead of the November offensive").
fn most_ahead(s: &Scanner<'_, '_>, name: &MonthName, before: Token<'_>) -> i32 {
    if !before.is("the") {
        return 1;
    }
    let cue = s.lex.before(before.start);
    if cue.is_any(words!["before", "until", "till"])
        || cue.is("of") && s.lex.before(cue.start).is("ahead")
    {
        return 9;
    }
    let vote = s.lex.after(name.end);
    if vote.is_any(words!["election", "elections", "vote", "summit"]) {
        return 6;
    }
    1
}

fn by_cue(today: Date, number: i8, cue: Cue) -> i32 {
    let this = i32::from(today.year()) * 12 + i32::from(today.month()) - 1;
    let ahead = (i32::from(number) - i32::from(today.month())).rem_euclid(12);
    match () {
        () if cue.forward => this + ahead,
        () if cue.since => this + if ahead == 0 { 0 } else { ahead - 12 },
        () if ahead > cue.most_ahead => this + ahead - 12,
        () => this + ahead,
    }
}

fn is_forward(s: &Scanner<'_, '_>, name: &MonthName) -> bool {
    s.lex
        .before(name.start)
        .is_any(words!["by", "until", "till", "before"])
        || relative::future_before(s, name.start)
        // "the government in December adopts a strategy".
        || s.lex.after(name.end).is_any(words!["adopts", "takes", "begins", "starts", "meets", "opens", "votes"])
}

/// Whether the name is a month here: a preposition or possessive says so.
fn is_month_here(s: &Scanner<'_, '_>, name: &MonthName, forward: bool) -> bool {
    let token = s.lex.before(name.start);
    let joined = s.lex.after(name.end);
    let capital_behind = joined.is_capitalised() && joined.gap == Gap::Space;
    if !token.is_near() || token.start < s.floor || (name.ambiguous && capital_behind) {
        return false;
    }
    // "from April Smith" is from a person.
    if capital_behind && token.is_any(words!["from", "by", "after", "before", "of", "since", "to"])
    {
        return false;
    }
    let further = s.lex.before(token.start);
    // "in sep" may be anything; "week of oct" is a month.
    if name.small_short && !token.is("of") {
        return false;
    }
    let cue = forward
        || token.is_any(words![
            "in",
            "since",
            "from",
            "during",
            "early",
            "mid",
            "late",
            "after",
            "through",
            "between",
            "throughout",
            "until",
            "till",
            "before",
            "by",
        ])
        || token.is_dash() && further.is_any(words!["mid", "early", "late", "end"])
        || (token.is("to") && !name.ambiguous)
        || token.is("of")
            && (!name.ambiguous
                || further.is_any(words![
                    "end",
                    "beginning",
                    "start",
                    "middle",
                    "half",
                    "week",
                    "month",
                    "days",
                    "part",
                    "weekend",
                ]));
    let possessive = joined.is_apostrophe() && joined.gap == Gap::None;
    // "in the October budget"
    let named_by_it = token.is("the")
        && !name.ambiguous
        && joined.gap == Gap::Space
        && joined.is_any(words![
            "budget",
            "summit",
            "election",
            "elections",
            "vote",
            "statement",
            "announcement",
            "agreement",
            "review",
            "meeting",
            "ceasefire",
            "talks",
            "deal",
            "attack",
            "offensive"
        ]);
    cue || named_by_it || (possessive && !name.ambiguous)
}

/// The month that was named right before: "in March and April".
fn month_list_before(s: &Scanner<'_, '_>, at: usize) -> Option<Date> {
    let joiner = s.lex.before(at);
    let (end, from, to) = s.last_date?;
    let joins = joiner.is_any(words!["and", "or", "to"]) || joiner.is(",") || joiner.is_dash();
    let one = from.first_of_month() == from && from.last_of_month() == to;
    (joins && one && joiner.is_near() && s.lex.slice(end, joiner.start).trim().is_empty())
        .then_some(from)
}
