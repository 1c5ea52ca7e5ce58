//! Words left of a period that cut it ("early 2026", "the end of 2026", "second half of 2026") or
//! bound it ("by 2027", "since 1998").

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Bound, Doubt, Grain, Period, Scanner};
use crate::extract::lexer::Gap;
use crate::extract::quantities::rank::ordinal_word;

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
}

/// The period cut by the words before it, whose start they become.
pub(super) fn cut(s: &Scanner<'_, '_>, period: Period) -> Period {
    if let Some(year) = super::fiscal::by_edge(s, &period) {
        return year;
    }
    let Some((start, part)) = part_before(s, period.start) else {
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
            _ => Grain::Span,
        },
        doubt: period.doubt.or(doubt),
        rule: "date-part-of-period",
        ..period
    }
}

fn part_before(s: &Scanner<'_, '_>, at: usize) -> Option<(usize, Part)> {
    let mut token = s.lex.before(at);
    if !token.is_near() || token.start < s.floor {
        return None;
    }
    let dashed = token.is_dash() && token.gap == Gap::None;
    if dashed {
        token = s.lex.before(token.start);
        if token.gap != Gap::None || token.start < s.floor {
            return None;
        }
    }
    if let Some(part) = plain_part(token.text) {
        return Some((token.start, part));
    }
    if token.is("end") && dashed {
        return Some((token.start, Part::End));
    }
    if dashed {
        return None;
    }
    if token.is("in") {
        // "early in 2026", "late in May".
        let before = s.lex.before(token.start);
        let part =
            plain_part(before.text).filter(|_| before.is_near() && before.start >= s.floor)?;
        return Some((before.start, part));
    }
    let of = token.is("of");
    if of {
        token = s.lex.before(token.start);
        // "the end of the year", "the first half of the decade" are told by the period's own reader.
    }
    if !token.is_near() || token.start < s.floor {
        return None;
    }
    noun_part(s, token.start, token.text, of)
}

fn plain_part(word: &str) -> Option<Part> {
    Some(match word.to_ascii_lowercase().as_str() {
        "early" => Part::Early,
        "mid" => Part::Mid,
        "late" => Part::Late,
        _ => return None,
    })
}

/// "the end of", "the second half of", "third quarter", "summer of".
fn noun_part(s: &Scanner<'_, '_>, start: usize, word: &str, of: bool) -> Option<(usize, Part)> {
    let lower = word.to_ascii_lowercase();
    let part = match lower.as_str() {
        "end" | "close" if of => Part::End,
        "beginning" | "start" | "outset" if of => Part::Start,
        "middle" if of => Part::Mid,
        "part" if of => return worded_part(s, start),
        "spring" => Part::Season(3),
        "summer" => Part::Season(6),
        "autumn" => Part::Season(9),
        "fall"
            if of
                || word == "Fall"
                || s.word_before(start, &["in", "the", "by", "since"])
                    .is_some() =>
        {
            Part::Season(9)
        }
        "winter" => Part::Season(12),
        "half" | "quarter" => {
            let (at, which) = ordinal_before(s, start, lower == "half")?;
            let part = if lower == "half" {
                Part::Half(which)
            } else {
                Part::Quarter(which)
            };
            return Some((with_article(s, at), part));
        }
        _ => return None,
    };
    if matches!(part, Part::Season(_)) {
        return Some((start, part));
    }
    let start = with_article(s, start);
    Some((toward(s, start), part))
}

/// "the early part of", "the latter part of".
fn worded_part(s: &Scanner<'_, '_>, start: usize) -> Option<(usize, Part)> {
    let token = s.lex.before(start);
    if !token.is_near() || token.start < s.floor {
        return None;
    }
    let part = match token.text.to_ascii_lowercase().as_str() {
        "early" | "first" => Part::Early,
        "late" | "latter" | "later" => Part::Late,
        _ => return None,
    };
    Some((with_article(s, token.start), part))
}

fn ordinal_before(s: &Scanner<'_, '_>, at: usize, half: bool) -> Option<(usize, i32)> {
    let token = s.lex.before(at);
    if !token.is_near() || token.start < s.floor {
        return None;
    }
    let most = if half { 2 } else { 4 };
    if let Some(which) = ordinal_word(token.text) {
        let which = i32::try_from(which).ok()?;
        return (which <= most).then_some((token.start, which));
    }
    match token.text.to_ascii_lowercase().as_str() {
        "latter" | "last" | "final" => Some((token.start, most)),
        "st" | "nd" | "rd" | "th" => {
            let digit = s.lex.before(token.start);
            let which = digit
                .text
                .parse()
                .ok()
                .filter(|it| (1..=most).contains(it))?;
            (token.start == digit.end && digit.start >= s.floor).then_some((digit.start, which))
        }
        _ => None,
    }
}

fn with_article(s: &Scanner<'_, '_>, at: usize) -> usize {
    s.word_before(at, &["the"]).unwrap_or(at)
}

fn toward(s: &Scanner<'_, '_>, at: usize) -> usize {
    s.word_before(at, &["towards", "toward"]).unwrap_or(at)
}

fn apply(part: Part, period: &Period) -> Option<(Date, Date, Option<Doubt>)> {
    let (from, to) = (period.from, period.to);
    let plus_months = |months: i32| from.checked_add(months.months()).ok();
    let until = |months: i32| plus_months(months)?.yesterday().ok();
    let plus_years = |years: i32| from.checked_add(years.years()).ok();
    let (from, to) = match (period.grain, part) {
        (Grain::Year, Part::Early) => (from, until(4)?),
        (Grain::Year, Part::Mid) => (plus_months(4)?, until(8)?),
        (Grain::Year, Part::Late) => (plus_months(8)?, to),
        (Grain::Year, Part::Start) => (from, until(1)?),
        (Grain::Year, Part::End) => (to.first_of_month(), to),
        (Grain::Year, Part::Half(which)) => (plus_months(6 * (which - 1))?, until(6 * which)?),
        (Grain::Year, Part::Quarter(which)) => (plus_months(3 * (which - 1))?, until(3 * which)?),
        (Grain::Year, Part::Season(month)) => {
            let from = Date::new(from.year(), month, 1).ok()?;
            let to = from.checked_add(3.months()).ok()?.yesterday().ok()?;
            let doubt = (month == 12)
                .then_some(Doubt("a winter named by one year may be the one before it"));
            return Some((from, to, doubt));
        }
        (Grain::Month, Part::Early) => (from, Date::new(from.year(), from.month(), 10).ok()?),
        (Grain::Month, Part::Mid) => (
            Date::new(from.year(), from.month(), 11).ok()?,
            Date::new(from.year(), from.month(), 20).ok()?,
        ),
        (Grain::Month, Part::Late) => (Date::new(from.year(), from.month(), 21).ok()?, to),
        (Grain::Month | Grain::Week | Grain::Part, Part::Start) => (from, from),
        (Grain::Month | Grain::Week, Part::End) => (to, to),
        (Grain::Part, Part::End) => (to.first_of_month(), to),
        (Grain::Month, Part::Half(1)) => (from, Date::new(from.year(), from.month(), 15).ok()?),
        (Grain::Month, Part::Half(_)) => (Date::new(from.year(), from.month(), 16).ok()?, to),
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
    };
    Some((from, to, None))
}

/// Words that bound a date. The flag says whether the word is part of the mention: "before" and
/// "after" speak of the time next to it.
const BOUNDS: &[(&str, Bound, bool)] = &[
    ("by", Bound::NoLaterThan, true),
    ("until", Bound::NoLaterThan, true),
    ("till", Bound::NoLaterThan, true),
    ("through", Bound::NoLaterThan, true),
    ("since", Bound::NoEarlierThan, true),
    ("from", Bound::NoEarlierThan, true),
    ("to", Bound::NoLaterThan, false),
    ("before", Bound::NoLaterThan, false),
    ("after", Bound::NoEarlierThan, false),
];

/// How the words before a period bound it, and where the mention starts with them.
pub(super) fn bound(s: &Scanner<'_, '_>, period: &Period) -> (usize, Option<Bound>) {
    let none = (period.start, None);
    let article = s.article_before(period.start);
    let token = s.lex.before(article);
    if !token.is_near() || token.start < s.floor {
        return none;
    }
    if token.is("than") {
        let later = s.lex.before(token.start);
        let (negation, bound) = match later.text.to_ascii_lowercase().as_str() {
            "later" => (["no", "not"], Bound::NoLaterThan),
            "earlier" | "sooner" => (["no", "not"], Bound::NoEarlierThan),
            _ => return none,
        };
        return match s.word_before(later.start, &negation) {
            Some(start) => (start, Some(bound)),
            None => none,
        };
    }
    for (word, bound, inside) in BOUNDS {
        if token.is(word) {
            // "compared to 2023", "up from 2025": the other side of a comparison.
            let compares = match *word {
                "to" => token.start > s.floor + 1 || s.floor == 0,
                "from" => compares(s, token.start),
                _ => false,
            };
            if compares {
                return none;
            }
            let several = *word == "from" && period.rule == "date-range";
            if several {
                return none;
            }
            let start = if *inside { token.start } else { period.start };
            return (start, Some(*bound));
        }
    }
    none
}

/// "up 9.4% from 2025", "an increase from 2023".
fn compares(s: &Scanner<'_, '_>, at: usize) -> bool {
    let before = s.lex.before(at);
    before.is_sign("%")
        || before.is_any(&[
            "percent",
            "cent",
            "pct",
            "points",
            "increase",
            "rise",
            "up",
            "down",
            "decrease",
            "drop",
            "fall",
            "decline",
            "change",
            "grew",
            "rose",
            "fell",
            "growth",
            "jump",
            "higher",
            "lower",
            "unchanged",
        ])
}
