//! Dates with the year first: "2016 June", "2016 June 5", "2024-Oct-02".

use jiff::civil::Date;

use super::names::{self, MonthName, month_of};
use super::{Grain, Period, bare, calendar, month, settle};
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::mention::rule;
use crate::extract::scan::Scanner;

/// Reads at the year, whose next token is known.
pub(super) fn at_year(s: &mut Scanner<'_, '_>, year: Token<'_>, next: Token<'_>) -> Option<usize> {
    let tied = next.gap == Gap::None && next.is_hyphen();
    let token = if tied { s.lex.after(next.end) } else { next };
    let name = month_of(s.lex, token)?;
    let joined = token.gap == if tied { Gap::None } else { Gap::Space };
    if !joined || name.doubtful || calendar::year_after(s.lex, name.end).is_some() {
        return None;
    }
    let value: i16 = year.text().parse().ok()?;
    if !(1400..=2199).contains(&value) {
        return None;
    }
    let (days, end, grain) = match day_behind(s, &name, tied) {
        Some((day, end)) => {
            let day = Date::new(value, name.month, day).ok()?;
            ((day, day), end, Grain::Day)
        }
        None if tied || !stands_alone(s, &name) => return None,
        None => (month(value, name.month)?, name.end, Grain::Month),
    };
    Some(settle(
        s,
        Period {
            start: year.start,
            end,
            from: days.0,
            to: days.1,
            grain,
            rule: if grain == Grain::Day {
                rule!("date-day")
            } else {
                rule!("date-month-year")
            },
            doubt: None,
        },
    ))
}

/// The day of "2016 June 5" and "2024-Oct-02", and where it ends; not the count of "in 2016 June 5
/// ships sank".
fn day_behind(s: &Scanner<'_, '_>, name: &MonthName, tied: bool) -> Option<(i8, usize)> {
    let mut token = s.lex.after(name.end);
    if tied {
        if !token.is_hyphen() || token.gap != Gap::None {
            return None;
        }
        token = s.lex.after(token.end);
    }
    let joined = token.gap == if tied { Gap::None } else { Gap::Space };
    let (day, end) = names::day(s.lex, token).filter(|_| joined)?;
    bare::ends_phrase(s, end).then_some((day, end))
}

/// Whether the month is one: "In 2016 May said so", "in 2016 March Air Base", "by 2016 August is".
fn stands_alone(s: &Scanner<'_, '_>, name: &MonthName) -> bool {
    let next = s.lex.after(name.end);
    if next.kind == TokenKind::Digits && next.is_near() {
        return false;
    }
    if name.ambiguous {
        return bare::ends_phrase(s, name.end);
    }
    !(next.is_near() && next.is_capitalised())
}
