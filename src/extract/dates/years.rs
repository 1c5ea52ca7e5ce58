//! Years, decades and ranges of years; and whether four digits are a year at all.

use std::ops::Range;

use jiff::civil::Date;

use super::{Grain, Period, calendar, fiscal, names, numeric, settle};
use crate::extract::anchors::Anchor;
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::mention::rule;
use crate::extract::quantities::{count, may_be_scale_or_unit, money, noun, scale_or_unit_follows};
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;
use crate::text::word_key::words;
use crate::text::word_map::word_map;

word_set! {
    /// Words before four digits that make them a year.
    CUES =
        "in" "since" "by" "from" "until" "till" "before" "after" "during" "year" "years" "early"
        "mid" "late" "through" "spring" "summer" "autumn" "fall" "winter" "circa" "budget" "fiscal"
        "between" "around"
}

word_set! {
    /// Those of them that do nothing else before four digits.
    SURE_CUES = "in" "since" "by" "from" "until" "till" "before" "after" "during" "between"
}

word_set! {
    /// Words behind four digits that may make something else of them than a year.
    BEHIND_YEAR =
        "hours" "hrs" "gmt" "utc" "cet" "est" "zulu" "q" "h" "to" "through" "fiscal" "financial"
        "budget"
}

/// Reads a year that the words beside it leave no doubt of, "in 1978 the", "by 2030.", as most are.
#[inline(always)]
pub(super) fn at_sure_year(
    s: &mut Scanner<'_, '_>,
    digits: Token<'_>,
    (before, next): (&Token<'_>, &Token<'_>),
) -> Option<usize> {
    let cued = before.is_in(&SURE_CUES);
    let told = before.is_plain && before.gap == Gap::Space && (cued || before.is_any(LINKS));
    if !told || !is_sure_behind(s, next) {
        return None;
    }
    let value = digits.small_number()?;
    let sure = cued || is_sure_link(s, before) && !is_round(value) && !next.is_in(&HARDWARE);
    (sure && (1900..=2100).contains(&value))
        .then(|| push_year(s, digits.start..digits.end, value))?
}

/// Words behind which four digits are a year unless they are round or count something.
const LINKS: &[u64; 2] = words!["of", "and"];

/// Whether the year behind one of [`LINKS`] is not the second of "fiscal years 2024 and 2025".
fn is_sure_link(s: &Scanner<'_, '_>, link: &Token<'_>) -> bool {
    link.is("of") || !s.lex.before(s.lex.before(link.start).start).is("years")
}

/// A count as likely as a year.
const fn is_round(value: i16) -> bool {
    value % 50 == 0
}

/// Whether a year is nothing else before this token.
fn is_sure_behind(s: &Scanner<'_, '_>, next: &Token<'_>) -> bool {
    next.is_plain
        && match next.kind {
            TokenKind::Word => {
                next.gap == Gap::Space
                    && !next.is_in(&BEHIND_YEAR)
                    && !names::is_month(next.key)
                    && !may_be_scale_or_unit(next)
            }
            TokenKind::Sign => {
                next.gap == Gap::None
                    && next.is_any(words![".", ",", ";", ")"])
                    && !s.lex.is_digit_at(next.end)
            }
            TokenKind::Digits | TokenKind::End => false,
        }
}

fn push_year(s: &mut Scanner<'_, '_>, span: Range<usize>, value: i16) -> Option<usize> {
    let (from, to) = calendar::whole_year(value)?;
    Some(settle(
        s,
        Period {
            start: span.start,
            end: span.end,
            from,
            to,
            grain: Grain::Year,
            rule: rule!("date-year"),
            doubt: None,
        },
    ))
}

/// Reads a year, decade or range of years at these digits.
pub(super) fn at_year(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    if digits.len() != 4 {
        return None;
    }
    let value = digits.small_number()?;
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
    push_year(s, digits.start..digits.end, value)
}

/// Reads "’24" behind a word that a year follows, and "the ’90s", "the 1990s" in short.
pub(super) fn at_short(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    if digits.len() != 2 {
        return None;
    }
    let value: i16 = digits.text().parse().ok()?;
    let mark = s.lex.before(digits.start);
    let marked = (mark.is_apostrophe() || mark.is("‘")) && mark.gap == Gap::None;
    let start = if marked { mark.start } else { digits.start };
    let before = s.lex.before(start);
    if !before.is_near() || (marked && before.gap == Gap::None && before.is_word()) {
        return None;
    }
    let mut letter = s.lex.after(digits.end);
    // "the 70’s"
    if letter.is_apostrophe() && letter.gap == Gap::None {
        letter = s.lex.after(letter.end);
    }
    if letter.text() == "s" && letter.gap == Gap::None {
        let told = before.is_any(words!["the", "early", "mid", "late"])
            || (before.is_dash()
                && s.lex
                    .before(before.start)
                    .is_any(words!["early", "mid", "late"]));
        // "the 20s" and "the 30s" may be of this century, and "in the 40s" a temperature.
        let least = if marked { 40 } else { 50 };
        let fits = value % 10 == 0 && (least..=90).contains(&value);
        return (told && fits)
            .then(|| push_decade(s, start, letter.end, 1900 + value))
            .flatten();
    }
    if !marked || start < s.floor {
        return None;
    }
    let joined = letter.gap == Gap::None && (letter.is_word() || letter.is("%"));
    let cued = before.gap == Gap::Space && before.is_in(&CUES) || before.is("of");
    if joined || !cued {
        return None;
    }
    push_year(s, start..digits.end, numeric::century(value))
}

word_map! {
    /// Decades by name: the first year of the one of the last century. "The twenties" may be of this
    /// one and "the forties" degrees, so that they are read behind their century only.
    DECADES: i16 =
        "twenties" => 1920,
        "thirties" => 1930,
        "forties" => 1940,
        "fifties" => 1950,
        "sixties" => 1960,
        "seventies" => 1970,
        "eighties" => 1980,
        "nineties" => 1990,
        "noughties" => 2000,
}

/// Reads "the nineties", "the late sixties", "the noughties".
pub(in crate::extract) fn at_decade(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let year = DECADES.get(s.lex.after(anchor.start).key)?;
    if !is_told(s, anchor.start) {
        return None;
    }
    push_decade(s, anchor.start, anchor.end, year)
}

/// Reads "the nineteen-thirties", "the twenty tens" at the century.
pub(super) fn at_century(s: &mut Scanner<'_, '_>, century: Token<'_>) -> Option<usize> {
    let mut name = s.lex.after(century.end);
    if name.is_hyphen() && name.gap == Gap::None {
        name = s.lex.after(name.end);
    }
    let tens = name.is("tens");
    let year = DECADES.get(name.key).or(tens.then_some(1910))?;
    let centuries = match () {
        () if century.is("nineteen") => 0,
        () if century.is("eighteen") => -100,
        () if century.is("twenty") => 100,
        () => return None,
    };
    if !name.is_near() || century.start < s.floor || !is_told(s, century.start) {
        return None;
    }
    push_decade(s, century.start, name.end, year + centuries)
}

/// Whether the word before says that a decade follows.
fn is_told(s: &Scanner<'_, '_>, start: usize) -> bool {
    let before = s.lex.before(start);
    let told = before.is_any(words!["the", "early", "late"])
        || (before.is_hyphen() && s.lex.before(before.start).is("mid"));
    told && before.is_near()
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
        let is_long = group.text().len() >= 3 && group.text().starts_with('0');
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
        && (sign.is("$")
            || sign.is_any(words!["€", "£", "¥", "₹", "₩", "₪", "₴"])
            || money::is_prefix(sign.text()))
}

/// "2030s", "1990s", "2030’s".
fn decade(s: &mut Scanner<'_, '_>, digits: Token<'_>, value: i16) -> Option<usize> {
    let mut letter = s.lex.after(digits.end);
    if letter.is_apostrophe() && letter.gap == Gap::None {
        letter = s.lex.after(letter.end);
    }
    if letter.text() != "s" || letter.gap != Gap::None || value % 10 != 0 {
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
    if !joiner.is_near() || !(joiner.is_dash() || joiner.is("/")) {
        return None;
    }
    let next = s.lex.after(joiner.end);
    let alike = (joiner.gap == Gap::None) == (next.gap == Gap::None);
    if next.kind != TokenKind::Digits || !next.is_near() || !alike {
        return None;
    }
    let last = match next.len() {
        2 if joiner.gap == Gap::None => {
            let year: i16 = next.text().parse().ok()?;
            value - value % 100 + year + if year < value % 100 { 100 } else { 0 }
        }
        4 => next.text().parse().ok()?,
        // "2024/5", one year and the next.
        1 if joiner.is("/") && joiner.gap == Gap::None => {
            let year: i16 = next.text().parse().ok()?;
            ((value + 1) % 10 == year).then_some(value + 1)?
        }
        _ => return None,
    };
    let tail = s.lex.after(next.end);
    let joined = tail.gap == Gap::None
        && (tail.is_word()
            || ((tail.is_dash() || tail.is_any(words!["/", ".", ","]))
                && s.lex.is_digit_at(tail.end)));
    // "2023/45" is a file's number.
    let split = !joiner.is("/") || last - value <= 3;
    let wide = split && last > value && last - value <= 80 && (1400..=2199).contains(&last);
    let fits = wide && !joined && !scale_or_unit_follows(s, next.end);
    fits.then_some((next.end, last))
}

/// Whether four digits are a year rather than a count or a name.
fn is_year(s: &Scanner<'_, '_>, digits: Token<'_>, value: i16) -> bool {
    let next = s.lex.after(digits.end);
    if next.gap == Gap::None
        && !is_footnote(s, next)
        && (next.is_word()
            || next.is_any(words!["+", "%", "°", "×"])
            || (next.is_any(words![",", ".", ":"]) && s.lex.is_digit_at(next.end)))
    {
        return false;
    }
    // "ISSN 2023-4567"
    if next.gap == Gap::None && next.is_hyphen() {
        let number = s.lex.after(next.end);
        if number.gap == Gap::None && number.kind == TokenKind::Digits && number.len() > 2 {
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
            !((is_round(value) || loosened || counts_hardware(s, digits, before)) && counts())
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
    // "current 2017 US dollars".
    if !before.is_any(words!["in", "constant", "current", "real", "fixed"]) {
        return false;
    }
    let mut name = next;
    if name.is_acronym() || name.is(".") {
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
    if !stop.is(".") || !s.lex.is_digit_at(stop.end) {
        return false;
    }
    let mark = s.lex.after(stop.end);
    let next = s.lex.after(mark.end);
    mark.len() <= 2
        && next.gap != Gap::None
        && (next.is_capitalised() || next.kind == TokenKind::End)
}
