//! Years, decades and ranges of years; and whether four digits are a year at all.

use jiff::civil::Date;

use super::{Grain, Period, calendar, fiscal, numeric, settle};
use crate::extract::anchors::Anchor;
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::mention::rule;
use crate::extract::quantities::{count, money, noun, scale_or_unit_follows};
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;
use crate::text::word_key::words;

word_set! {
    /// Words before four digits that make them a year.
    CUES =
        "in" "since" "by" "from" "until" "till" "before" "after" "during" "year" "years" "early"
        "mid" "late" "through" "spring" "summer" "autumn" "fall" "winter" "circa" "budget" "fiscal"
        "between" "around"
}

/// Reads a year, decade or range of years at these digits.
pub(super) fn at_year(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    if digits.text.len() != 4 {
        return None;
    }
    let value: i16 = digits.text.parse().ok()?;
    if !(1000..=2999).contains(&value) || money_before(s, digits.start) {
        return None;
    }
    if is_in_phone_number(s, digits.start) {
        return None;
    }
    if let Some(end) = decade(s, digits, value) {
        return Some(end);
    }
    if let Some((end, last)) = second_year(s, digits, value) {
        let split = last == value + 1;
        if split && let Some(fiscal) = fiscal::split_year(s, digits.start, value) {
            return Some(settle(
                s,
                Period {
                    start: digits.start,
                    end,
                    from: fiscal.from,
                    to: fiscal.to,
                    grain: Grain::Year,
                    rule: rule!("date-fiscal-year"),
                    doubt: fiscal.doubt,
                },
            ));
        }
        return Some(settle(
            s,
            Period {
                start: digits.start,
                end,
                from: Date::new(value, 1, 1).ok()?,
                to: Date::new(last, 12, 31).ok()?,
                grain: Grain::Span,
                rule: rule!("date-range"),
                doubt: None,
            },
        ));
    }
    if !is_year(s, digits, value) {
        return None;
    }
    let (from, to) = calendar::whole_year(value)?;
    Some(settle(
        s,
        Period {
            start: digits.start,
            end: digits.end,
            from,
            to,
            grain: Grain::Year,
            rule: rule!("date-year"),
            doubt: None,
        },
    ))
}

/// Reads "’24" behind a word that a year follows, and "the ’90s", "the 1990s" in short.
pub(super) fn at_short(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    if digits.text.len() != 2 {
        return None;
    }
    let value: i16 = digits.text.parse().ok()?;
    let mark = s.lex.before(digits.start);
    let marked = (mark.is_apostrophe() || mark.text == "‘") && mark.gap == Gap::None;
    let start = if marked { mark.start } else { digits.start };
    let before = s.lex.before(start);
    if !before.is_near() || (marked && before.gap == Gap::None && before.is_word()) {
        return None;
    }
    let letter = s.lex.after(digits.end);
    if letter.text == "s" && letter.gap == Gap::None {
        let told = before.is_any(words!["the", "early", "mid", "late"])
            || (before.is_dash()
                && s.lex
                    .before(before.start)
                    .is_any(words!["early", "mid", "late"]));
        // "the 20s" and "the 30s" may be of this century, and "in the 40s" a temperature.
        let fits = value % 10 == 0 && (50..=90).contains(&value);
        return (told && fits)
            .then(|| push_decade(s, start, letter.end, 1900 + value))
            .flatten();
    }
    if !marked || start < s.floor {
        return None;
    }
    let joined = letter.gap == Gap::None && (letter.is_word() || letter.text == "%");
    let cued = before.gap == Gap::Space && before.is_in(&CUES) || before.is("of");
    if joined || !cued {
        return None;
    }
    let (from, to) = calendar::whole_year(numeric::century(value))?;
    Some(settle(
        s,
        Period {
            start,
            end: digits.end,
            from,
            to,
            grain: Grain::Year,
            rule: rule!("date-year"),
            doubt: None,
        },
    ))
}

/// Reads "the nineties", "the late sixties".
pub(in crate::extract) fn at_decade(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let before = s.lex.before(anchor.start);
    let told = before.is_any(words!["the", "early", "late"])
        || (before.is_hyphen() && s.lex.before(before.start).is("mid"));
    if !told || !before.is_near() {
        return None;
    }
    let year = match s.lex.slice(anchor.start, anchor.end).as_bytes().first()? {
        b'f' | b'F' => 1950,
        b's' | b'S' if anchor.end - anchor.start == 7 => 1960,
        b's' | b'S' => 1970,
        b'e' | b'E' => 1980,
        _ => 1990,
    };
    push_decade(s, anchor.start, anchor.end, year)
}

fn push_decade(s: &mut Scanner<'_, '_>, start: usize, end: usize, first: i16) -> Option<usize> {
    Some(settle(
        s,
        Period {
            start,
            end,
            from: Date::new(first, 1, 1).ok()?,
            to: Date::new(first + 9, 12, 31).ok()?,
            grain: Grain::Decade,
            rule: rule!("date-decade"),
            doubt: None,
        },
    ))
}

/// "+61 2 6127 1999", "0207 218 1999": the last group of a telephone number is no year.
fn is_in_phone_number(s: &Scanner<'_, '_>, start: usize) -> bool {
    const MAX_GROUPS: usize = 4;
    let bytes = s.lex.text.as_bytes();
    // Most years stand behind a word.
    let before = |back: usize| start.checked_sub(back).and_then(|at| bytes.get(at));
    if !matches!(before(1), Some(b' ' | b'-')) || !before(2).is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let mut at = start;
    for _ in 0..MAX_GROUPS {
        let group = s.lex.before(at);
        let group = if group.is_hyphen() {
            s.lex.before(group.start)
        } else {
            group
        };
        if group.kind != TokenKind::Digits || !group.is_near() {
            return false;
        }
        let is_plus = group.start.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b'+');
        // "0207": no day, and no year beside which this is another.
        let is_long = group.text.len() >= 3 && group.text.starts_with('0');
        if is_plus || is_long {
            return true;
        }
        at = group.start;
    }
    false
}

fn money_before(s: &Scanner<'_, '_>, start: usize) -> bool {
    let sign = s.lex.before(start);
    sign.is_near()
        && (sign.text == "$"
            || matches!(sign.text, "€" | "£" | "¥" | "₹" | "₩" | "₪" | "₴")
            || money::is_prefix(sign.text))
}

/// "2030s", "1990s", "2030’s".
fn decade(s: &mut Scanner<'_, '_>, digits: Token<'_>, value: i16) -> Option<usize> {
    let mut letter = s.lex.after(digits.end);
    if letter.is_apostrophe() && letter.gap == Gap::None {
        letter = s.lex.after(letter.end);
    }
    if letter.text != "s" || letter.gap != Gap::None || value % 10 != 0 {
        return None;
    }
    // "the 1900s" may be the century; nobody writes it of the decade in this field.
    let length = if value % 100 == 0 && value < 2000 {
        100
    } else {
        10
    };
    // "the early 1990s": the article stays outside.
    Some(settle(
        s,
        Period {
            start: digits.start,
            end: letter.end,
            from: Date::new(value, 1, 1).ok()?,
            to: Date::new(value + length - 1, 12, 31).ok()?,
            grain: Grain::Decade,
            rule: rule!("date-decade"),
            doubt: None,
        },
    ))
}

/// The second year of "2025-26", "2025/26", "2025–2036", and where it ends. Years joined by words
/// ("from 2025 to 2027", "between 2020 and 2024") are two dates, each with its bound.
fn second_year(s: &Scanner<'_, '_>, digits: Token<'_>, value: i16) -> Option<(usize, i16)> {
    let joiner = s.lex.after(digits.end);
    if !joiner.is_near() || !(joiner.is_dash() || joiner.text == "/") {
        return None;
    }
    let next = s.lex.after(joiner.end);
    let alike = (joiner.gap == Gap::None) == (next.gap == Gap::None);
    if next.kind != TokenKind::Digits || !next.is_near() || !alike {
        return None;
    }
    let last = match next.text.len() {
        2 if joiner.gap == Gap::None => {
            let year: i16 = next.text.parse().ok()?;
            value - value % 100 + year + if year < value % 100 { 100 } else { 0 }
        }
        4 => next.text.parse().ok()?,
        // "2024/5", one year and the next.
        1 if joiner.text == "/" && joiner.gap == Gap::None => {
            let year: i16 = next.text.parse().ok()?;
            ((value + 1) % 10 == year).then_some(value + 1)?
        }
        _ => return None,
    };
    let tail = s.lex.after(next.end);
    let joined = tail.gap == Gap::None
        && (tail.is_word()
            || ((tail.is_dash() || matches!(tail.text, "/" | "." | ","))
                && s.lex.is_digit_at(tail.end)));
    // "2023/45" is a file's number.
    let split = joiner.text != "/" || last - value <= 3;
    let wide = split && last > value && last - value <= 60 && (1400..=2199).contains(&last);
    let fits = wide && !joined && !scale_or_unit_follows(s, next.end);
    fits.then_some((next.end, last))
}

/// Whether four digits are a year rather than a count or a name.
fn is_year(s: &Scanner<'_, '_>, digits: Token<'_>, value: i16) -> bool {
    let next = s.lex.after(digits.end);
    if next.gap == Gap::None
        && !is_footnote(s, next)
        && (next.is_word()
            || matches!(next.text, "+" | "%" | "°" | "×")
            || (matches!(next.text, "," | "." | ":") && s.lex.is_digit_at(next.end)))
    {
        return false;
    }
    // "ISSN 2023-4567"
    if next.gap == Gap::None && next.is_hyphen() {
        let number = s.lex.after(next.end);
        if number.gap == Gap::None && number.kind == TokenKind::Digits && number.text.len() > 2 {
            return false;
        }
    }
    // "at 2000 hours", "1945 GMT"
    if next.is_any(words!["hours", "hrs", "GMT", "UTC", "CET", "EST", "Zulu"]) {
        return false;
    }
    if is_year_of_prices(s, value, (digits, next)) {
        return true;
    }
    if scale_or_unit_follows(s, digits.end) || count::label_before(s, digits.start) {
        return false;
    }
    let before = s.lex.before(digits.start);
    if before.is_near() && before.is_acronym() && !(1900..=2100).contains(&value) {
        return false;
    }
    let cued =
        before.is_near() && (before.is_in(&CUES) || calendar::month_of(s.lex, before).is_some());
    let counts = || {
        matches!(
            count::noun_after(s, digits.end),
            Some(count::Noun::Counted { start, end }) if end > start
        )
    };
    match value {
        1900..=2100 if cued => true,
        1900..=2100 => {
            // "2000 soldiers", "some 2024 launchers": a round or loosened number with a plural; and
            // "bought 2025 missiles", not "the 2025 missiles".
            let loosened = before.is_any(words![
                "about", "some", "over", "nearly", "almost", "than", "another",
            ]);
            !((value % 50 == 0 || loosened || counts_hardware(s, digits, before)) && counts())
        }
        1400..=1899 => cued && !counts(),
        _ => false,
    }
}

/// "in 2015 dollars", "constant 2022 US dollars", "at 2021 prices": money of that year.
fn is_year_of_prices(
    s: &Scanner<'_, '_>,
    value: i16,
    (digits, next): (Token<'_>, Token<'_>),
) -> bool {
    let before = s.lex.before(digits.start);
    if !before.is_near() || !(1900..=2100).contains(&value) {
        return false;
    }
    if next.is("prices") && next.is_near() {
        return before.is_any(words!["in", "at", "constant", "current"]);
    }
    if !before.is_any(words!["in", "constant"]) {
        return false;
    }
    let mut name = next;
    if name.is_acronym() || name.text == "." {
        name = s.lex.after(name.end);
    }
    name.is_near()
        && (crate::units::Currency::named(name.key).is_some() && noun::is_plural(name)
            || name.is("prices"))
}

word_set! {
    /// Things that are counted rather than dated.
    HARDWARE =
        "missiles" "rockets" "drones" "shells" "rounds" "tanks" "soldiers" "troops" "vehicles"
        "launchers" "interceptors" "warheads" "aircraft" "jets" "ships" "bombs" "munitions"
        "people" "personnel" "men" "women" "civilians" "units" "pieces" "copies" "houses"
}

/// "bought 2025 missiles": a thing right behind, and no word before that speaks of a year's.
fn counts_hardware(s: &Scanner<'_, '_>, digits: Token<'_>, before: Token<'_>) -> bool {
    s.lex.after(digits.end).is_in(&HARDWARE)
        && before.is_word()
        && before.is_near()
        && !before.is_any(words![
            "the", "its", "their", "his", "our", "a", "this", "these", "s",
        ])
}

/// "by 2027.1 Japan": the mark of a footnote behind the full stop.
fn is_footnote(s: &Scanner<'_, '_>, stop: Token<'_>) -> bool {
    if stop.text != "." || !s.lex.is_digit_at(stop.end) {
        return false;
    }
    let mark = s.lex.after(stop.end);
    let next = s.lex.after(mark.end);
    mark.text.len() <= 2
        && next.gap != Gap::None
        && (next.is_capitalised() || next.kind == TokenKind::End)
}
