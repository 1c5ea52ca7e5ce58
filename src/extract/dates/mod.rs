//! Dates and periods, absolute and relative to the document's own date.
//!
//! Conventions: a year is January to December, a fiscal year its country's. Of a year, early is
//! January to April, mid May to August, late September to December, its end December; of a month,
//! early is the first ten days, late from the 21st; of a decade, early and late are its first and
//! last four years. Quarters and halves of a calendar year are those of the calendar. The first week
//! of a month is its first seven days; a week by itself runs from Monday to Sunday. "Two years ago" is
//! that whole year, "two months ago" that month, "two weeks ago" that day. Durations ("over the next
//! three years"), "today" and "the current year" are no dates.

mod bare;
mod bound;
pub(super) mod calendar;
pub(super) mod digits;
mod dollars;
mod ends;
pub(super) mod fiscal;
mod home;
mod names;
pub(super) mod numeric;
mod offsets;
mod own;
mod periods;
mod qualify;
mod quarters;
pub(super) mod relative;
pub(super) mod spoken;
#[cfg(test)]
mod tests;
pub(super) mod word_starts;
mod year_first;
mod years;

pub use fiscal::{FiscalYear, fiscal_year_of};

use jiff::civil::Date;

use super::Mention;
use super::mention::{Bound, Doubt, Kind, Rule, Value};
use super::scan::{Scanner, scan};

/// The date the text gives itself (dateline, "Published …", a date alone near the top), if any.
///
/// ```
/// use rangebook::extract::dates::document_date;
/// let text = "Published 1 February 2024\n\nJapan signed an agreement.";
/// assert_eq!(document_date(text).map(|it| it.to_string()).as_deref(), Some("2024-02-01"));
/// assert_eq!(document_date("LONDON, June 2 (Newsroom) - Britain will buy"), None);
/// ```
pub fn document_date(text: &str) -> Option<Date> {
    own::document_date(text)
}

/// Adds every date in `text`, in order and disjoint; relative ones only where `document_date`
/// settles them.
pub fn dates(text: &str, document_date: Option<Date>, out: &mut Vec<Mention>) {
    let from = out.len();
    scan(text, &[], document_date, out);
    let mut at = 0;
    out.retain(|it| {
        at += 1;
        at <= from || it.kind() == Kind::Date
    });
}

/// A period as written, before "early", "by" and the like are looked at.
#[derive(Clone, Copy, Debug)]
struct Period {
    start: usize,
    end: usize,
    from: Date,
    to: Date,
    grain: Grain,
    rule: Rule,
    doubt: Option<Doubt>,
}

/// How long a period is, which is what "early" and "late" go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grain {
    Day,
    Week,
    Month,
    /// Half or quarter or season.
    Part,
    Year,
    Decade,
    /// Several years, or anything else that is not cut further.
    Span,
}

/// Whether a capitalised name of a month starts at `at`.
pub(super) fn is_month_at(s: &Scanner<'_, '_>, at: usize) -> bool {
    calendar::month_token(s.lex, at).is_some()
}

pub(super) use years::at_decade;

/// Looks left of the period for what cuts or bounds it, and adds it; returns its end.
fn settle(s: &mut Scanner<'_, '_>, period: Period) -> usize {
    let period = if qualify::may_cut(s, period.start) {
        qualify::cut(s, period)
    } else {
        period
    };
    let (start, bound) = bound::bound(s, &period);
    s.push(
        start,
        period.end,
        Value::Date {
            from: period.from,
            to: period.to,
            bound,
        },
        period.rule,
        period.doubt,
    );
    period.end
}

/// Both days of a whole month.
fn month(year: i16, month: i8) -> Option<(Date, Date)> {
    let from = Date::new(year, month, 1).ok()?;
    Some((from, from.last_of_month()))
}

/// Both days of the months `first` to `last` of a year.
fn months(year: i16, first: i8, last: i8) -> Option<(Date, Date)> {
    Some((
        Date::new(year, first, 1).ok()?,
        Date::new(year, last, 1).ok()?.last_of_month(),
    ))
}

/// Both days of a calendar year.
fn year(year: i16) -> Option<(Date, Date)> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}
