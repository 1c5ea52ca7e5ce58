//! The words of a card: dates, ranks, rates and names, safe to show.

use jiff::civil::Date;

use crate::extract::Bound;
use crate::geo::LatLon;
use crate::reference::{Rate, Status};
use crate::text::shorten;
use crate::ui::panels::map::Wanted;
use crate::units::{Hedge, format};

/// Longest words of a document on a card, in characters.
const MAX_CHARS: usize = 120;

/// Words of a document on one line, without control or direction marks, cut when very long.
pub(super) fn shown(raw: &str) -> String {
    let folded = raw
        .split_whitespace()
        .take(60)
        .collect::<Vec<_>>()
        .join(" ");
    let printed: String = folded.chars().filter(|c| prints(*c)).collect();
    shorten(&printed, MAX_CHARS)
}

/// Control and direction marks would change how the words around them are shown.
fn prints(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

/// The first `most` names, and how many more there are.
pub(super) fn list(names: &[String], most: usize) -> String {
    let shown: Vec<&str> = names.iter().take(most).map(String::as_str).collect();
    match names.len().saturating_sub(most) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// `1st`, `22nd`, `113th`.
pub(super) fn ordinal(rank: usize) -> String {
    let suffix = match (rank % 10, rank % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{rank}{suffix}")
}

/// `3rd by military spending, world`.
pub(super) fn rank(rank: u32, of: Option<&str>, scope: Option<&str>) -> String {
    let mut out = ordinal(usize::try_from(rank).unwrap_or(usize::MAX));
    if let Some(of) = of {
        out.push_str(" by ");
        out.push_str(&shown(of));
    }
    if let Some(scope) = scope {
        out.push_str(", ");
        out.push_str(&shown(scope));
    }
    out
}

/// `18 January 2024`, `by 31 December 2027`, `1 April 2024 to 31 March 2025`.
pub(super) fn period(from: Date, to: Date, bound: Option<Bound>) -> String {
    match bound {
        Some(Bound::NoLaterThan) => format!("No later than {}", day(to)),
        Some(Bound::NoEarlierThan) => format!("From {} on", day(from)),
        None if from == to => day(from),
        None => format!("{} to {}", day(from), day(to)),
    }
}

fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date.month()), date.year())
}

const fn month(number: i8) -> &'static str {
    match number {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

/// `at 146.6 JPY a US dollar, mean of January 2024`.
pub(super) fn rate(rate: &Rate) -> String {
    let period = rate
        .period
        .split_once('-')
        .and_then(|(year, number)| Some(format!("{} {year}", month(number.parse().ok()?))))
        .unwrap_or_else(|| rate.period.clone());
    let decimals = if rate.per_usd < 10.0 { 4 } else { 1 };
    let per_usd = format::number(rate.per_usd, decimals);
    format!(
        "at {per_usd} {} a US dollar, mean of {period}",
        rate.currency
    )
}

/// `1,600–1,700 km`.
pub(super) fn km_range((low, high): (f64, f64)) -> String {
    if low < high {
        format!("{}–{} km", format::number(low, 0), format::number(high, 0))
    } else {
        format!("{} km", format::number(high, 0))
    }
}

/// `about 1,600 km`.
pub(super) fn hedged(value: String, hedge: Option<Hedge>) -> String {
    let word = match hedge {
        None => return value,
        Some(Hedge::About) => "about",
        Some(Hedge::AtLeast) => "at least",
        Some(Hedge::AtMost) => "at most",
        Some(Hedge::MoreThan) => "more than",
        Some(Hedge::LessThan) => "less than",
        Some(Hedge::Nearly) => "nearly",
    };
    format!("{word} {value}")
}

/// `, an estimate`; nothing for a reported figure.
pub(super) const fn status(status: Status) -> &'static str {
    match status {
        Status::Reported => "",
        Status::Estimate => ", an estimate",
        Status::Uncertain => ", highly uncertain",
    }
}

/// `35.69° N, 139.69° E`.
pub(super) fn position(at: LatLon) -> String {
    let part = |degrees: f64, positive: &str, negative: &str| {
        let side = if degrees < 0.0 { negative } else { positive };
        format!("{}° {side}", format::number(degrees.abs(), 2))
    };
    format!("{}, {}", part(at.lat(), "N", "S"), part(at.lon(), "E", "W"))
}

/// With a capital letter.
pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// How the map is reached from a card, which cannot be clicked itself.
pub(super) const fn map_offer(wanted: &Wanted) -> &'static str {
    match wanted {
        Wanted::Reach(_) => {
            "Right-click to draw it on the map from a place of your choice (Ctrl+Shift+R)"
        }
        Wanted::Launch(_) => "Right-click to draw rings from here on the map (Ctrl+Shift+R)",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_ordinal(rank: usize, expected: &str) {
        assert_eq!(ordinal(rank), expected);
    }

    #[test]
    fn ordinals_end_as_spoken() {
        check_ordinal(1, "1st");
        check_ordinal(2, "2nd");
        check_ordinal(3, "3rd");
        check_ordinal(11, "11th");
        check_ordinal(12, "12th");
        check_ordinal(113, "113th");
        check_ordinal(22, "22nd");
    }

    #[test]
    fn dates_are_days_periods_or_bounds() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let (from, to) = (day("2027-01-01"), day("2027-12-31"));
        assert_eq!(period(from, from, None), "1 January 2027");
        assert_eq!(period(from, to, None), "1 January 2027 to 31 December 2027");
        assert_eq!(
            period(from, to, Some(Bound::NoLaterThan)),
            "No later than 31 December 2027"
        );
    }

    #[test]
    fn document_words_cannot_turn_the_line_around() {
        assert_eq!(shown("a\u{202e}b\n\tc\u{0}"), "ab c");
        assert_eq!(shown(&"x".repeat(500)).chars().count(), MAX_CHARS + 1);
        assert!(shown(&"missiles ".repeat(50)).ends_with("missiles…"));
    }

    #[test]
    fn positions_name_their_hemisphere() {
        assert_eq!(
            position(LatLon::new(-33.87, 151.21).unwrap()),
            "33.87° S, 151.21° E"
        );
    }

    #[test]
    fn long_lists_say_how_many_more() {
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&names, 3), "a, b, c");
        assert_eq!(list(&names, 2), "a, b and 1 more");
    }
}
