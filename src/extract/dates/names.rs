//! Names of months and weekdays, and days of the month in words.

use jiff::civil::Weekday;

use super::spoken;
use crate::extract::lexer::{Gap, Lexer, Token, TokenKind};
use crate::extract::quantities::rank::ordinal_word;
use crate::extract::word_set::word_set;
use crate::text::word_key::words;
use crate::text::word_map::word_map;

/// A month's name where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct MonthName {
    pub(super) start: usize,
    /// Behind the point of an abbreviation.
    pub(super) end: usize,
    pub(super) month: i8,
    /// "May", "March", "Mar", "Sep", "august": also other words.
    pub(super) ambiguous: bool,
    /// "may", "march", "mar": other words unless a day or year makes them months.
    pub(super) doubtful: bool,
    /// An abbreviation in small letters.
    pub(super) small_short: bool,
}

word_map! {
    /// The number of a month's name or abbreviation, and whether it is the whole name.
    MONTHS: (i8, bool) =
        "january" => (1, true),
        "february" => (2, true),
        "march" => (3, true),
        "april" => (4, true),
        "may" => (5, true),
        "june" => (6, true),
        "july" => (7, true),
        "august" => (8, true),
        "september" => (9, true),
        "october" => (10, true),
        "november" => (11, true),
        "december" => (12, true),
        "jan" => (1, false),
        "feb" => (2, false),
        "mar" => (3, false),
        "apr" => (4, false),
        "jun" => (6, false),
        "jul" => (7, false),
        "aug" => (8, false),
        "sep" => (9, false),
        "oct" => (10, false),
        "nov" => (11, false),
        "dec" => (12, false),
        "sept" => (9, false),
}

/// Reads the name of a month that starts at `start`.
pub(super) fn month_token(lex: Lexer<'_>, start: usize) -> Option<MonthName> {
    let token = lex.after(start);
    (token.start == start).then(|| month_of(lex, token))?
}

/// Whether the word of this key may name a month.
pub(super) fn is_month(key: u64) -> bool {
    MONTHS.get(key).is_some()
}

/// Reads the name of a month that a token is.
pub(super) fn month_of(lex: Lexer<'_>, token: Token<'_>) -> Option<MonthName> {
    if !token.is_word() {
        return None;
    }
    let start = token.start;
    let (month, full) = MONTHS.get(token.key)?;
    let lower = !token.is_capitalised();
    let mut end = token.end;
    if !full {
        let point = lex.after(end);
        // At the end of a line or text the point is the sentence's.
        if point.is(".") && point.gap == Gap::None && lex.after(point.end).is_near() {
            end = point.end;
        }
    }
    Some(MonthName {
        start,
        end,
        month,
        ambiguous: matches!(month, 3 | 5)
            || (!full && end == token.end && !matches!(month, 1 | 2 | 10 | 11))
            || (lower && month == 8),
        doubtful: lower && matches!(month, 3 | 5),
        small_short: lower && !full,
    })
}

word_set! {
    /// What stands between a month and its day or year, or joins it to another month.
    BEHIND_MONTH =
        "the" "of" "in" "last" "this" "current" "next" "same" "that" "following" "previous" "and"
        "to" "through" "until" "twenty" "thirty"
}

/// "may be", "march on": no month, when this word follows the name in small letters.
pub(super) fn is_verb(next: Token<'_>) -> bool {
    next.is_word() && is_verb_before(next.key)
}

/// Whether such a name is a verb before the word of this key.
fn is_verb_before(next: u64) -> bool {
    !BEHIND_MONTH.has_key(next) && ordinal_word(next).is_none()
}

/// The same of nearly every "may", told without reading its token: a name of a month in small letters
/// that begins with an m is doubtful, whichever it is.
pub(super) fn is_plain_verb(lex: Lexer<'_>, start: usize, end: usize) -> bool {
    lex.bytes_from(start).first() == Some(&b'm')
        && lex
            .word_after(end)
            .is_some_and(|next| is_verb_before(next.key))
}

word_map! {
    /// Days of the week by name or abbreviation.
    WEEKDAYS: Weekday =
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        "tues" => Weekday::Tuesday,
        "thur" => Weekday::Thursday,
        "thurs" => Weekday::Thursday,
}

/// The day of the week that the name or abbreviation of this key means.
pub(super) fn weekday(key: u64) -> Option<Weekday> {
    WEEKDAYS.get(key)
}

/// Whether a weekday is written in full.
pub(super) fn is_full_weekday(word: &str) -> bool {
    word.len() >= 6
}

/// The day that a sign ties to the month before it: "Oct-2", "Jan/1"; and the one behind
/// a whole month's stray point, "October. 2".
pub(super) fn tied_day<'t>(lex: Lexer<'t>, name: &MonthName) -> Option<Token<'t>> {
    let sign = lex.after(name.end);
    if sign.gap != Gap::None || sign.kind != TokenKind::Sign {
        return None;
    }
    let day = lex.after(sign.end);
    // "Jan-24" may be a year’s, and "Sep-11" is a name.
    if day.kind != TokenKind::Digits || day.len() != 1 {
        return None;
    }
    let tail = lex.after(day.end);
    let ends = tail.kind != TokenKind::Digits && (tail.gap != Gap::None || !tail.is_word());
    let fits = match sign.text() {
        "-" | "/" => day.gap == Gap::None && ends,
        "." => day.gap == Gap::Space && (tail.kind == TokenKind::End || tail.text() == ","),
        _ => false,
    };
    fits.then_some(day)
}

/// The month and year behind the point of a day, as in "on 16. November 2016"; not "It lost 12. June
/// 2024 was worse".
pub(super) fn pointed_month(lex: Lexer<'_>, start: usize, at: usize) -> Option<MonthName> {
    let point = lex.after(at);
    if point.text() != "." || point.gap != Gap::None {
        return None;
    }
    let token = lex.after(point.end);
    let name =
        month_of(lex, token).filter(|_| token.gap == Gap::Space && token.is_capitalised())?;
    let year = lex.after(name.end);
    let whole = year.kind == TokenKind::Digits && year.len() == 4 && year.is_near();
    (whole && is_before_pointed(lex.before(start))).then_some(name)
}

/// Whether a day with a point may follow this token.
fn is_before_pointed(before: Token<'_>) -> bool {
    !before.is_near()
        || before.is_any(words![
            "on", "the", "dated", "until", "till", "since", "before", "after", "(", ",", "–", "-",
        ])
        || weekday(before.key).is_some()
}

/// The token behind the weekday that may stand before a day: "Friday, 6 June", "Wed 22 Jan".
pub(super) fn past_weekday(lex: Lexer<'_>, at: usize) -> Token<'_> {
    let first = lex.after(at);
    if !first.is_capitalised() || weekday(first.key).is_none() {
        return first;
    }
    let mut next = lex.after(first.end);
    for sign in [".", ","] {
        if next.text() == sign && next.gap == Gap::None {
            next = lex.after(next.end);
        }
    }
    next
}

/// A day of the month, with "st" and the like, and where it ends.
pub(super) fn day(lex: Lexer<'_>, token: Token<'_>) -> Option<(i8, usize)> {
    if token.len() > 2 {
        return None;
    }
    let value = i8::try_from(token.small_number()?).ok()?;
    if !(1..=31).contains(&value) {
        return None;
    }
    let ending = lex.after(token.end);
    let end = if is_ordinal_ending(ending) {
        ending.end
    } else {
        token.end
    };
    Some((value, end))
}

/// What makes an ordinal of a number.
pub(super) const ORDINAL_ENDINGS: &[u64; 4] = words!["st", "nd", "rd", "th"];

/// One of them right behind a number.
pub(super) fn is_ordinal_ending(token: Token<'_>) -> bool {
    token.gap == Gap::None && token.is_any(ORDINAL_ENDINGS)
}

/// A day of the month in words: "eleventh", "twenty-first", "thirty first".
pub(super) fn day_word(lex: Lexer<'_>, token: Token<'_>) -> Option<(i8, usize)> {
    if !token.is_word() {
        return None;
    }
    let tens = match () {
        () if token.is("twenty") => 20,
        () if token.is("thirty") => 30,
        () => {
            let value = i8::try_from(ordinal_word(token.key)?).ok()?;
            return (value <= 30).then_some((value, token.end));
        }
    };
    let mut unit = lex.after(token.end);
    if unit.is_hyphen() && unit.gap == Gap::None {
        unit = lex.after(unit.end);
    }
    let value = i8::try_from(ordinal_word(unit.key).filter(|it| *it < 10)?).ok()?;
    (unit.is_near() && tens + value <= 31).then_some((tens + value, unit.end))
}

/// The same of a cardinal: "May twenty one", "January thirty-one".
pub(super) fn cardinal_day(lex: Lexer<'_>, tens: Token<'_>) -> Option<(i8, usize)> {
    if !tens.is_any(words!["twenty", "thirty"]) {
        return None;
    }
    let mut unit = lex.after(tens.end);
    if unit.is_hyphen() && unit.gap == Gap::None {
        unit = lex.after(unit.end);
    }
    let value = small_word(unit.key).filter(|it| (1..10).contains(it))?;
    let day = small_word(tens.key)? + value;
    (unit.is_near() && day <= 31).then_some((i8::try_from(day).ok()?, unit.end))
}

/// "May first thing", "March second quarter": the ordinal belongs to a noun.
pub(super) fn is_ordinal_noun(lex: Lexer<'_>, at: usize) -> bool {
    let next = lex.after(at);
    next.is_near()
        && next.is_word()
        && !next.is_any(words![
            "of", "and", "to", "at", "in", "for", "with", "when", "by", "through", "until", "as",
            "after", "before", "because", "if", "but", "or",
        ])
        && spoken::year(lex, next).is_none()
}

/// A small number in figures or words: "3", "twelve", "twenty-five", "a".
pub(super) fn small_number_before(lex: Lexer<'_>, at: usize) -> Option<(usize, i32)> {
    let token = lex.before(at);
    if token.gap != Gap::Space || !token.is_near() {
        return None;
    }
    if token.kind == TokenKind::Digits {
        let before = lex.before(token.start);
        let joined = before.gap == Gap::None
            && !matches!(before.text(), "(" | "“" | "\"" | "" | "‘" | "—" | "–");
        let value = token
            .text()
            .parse()
            .ok()
            .filter(|it| (1..=200).contains(it))?;
        return (!joined).then_some((token.start, value));
    }
    if token.is_any(words!["a", "an"]) {
        // "half a year"
        return (!lex.before(token.start).is("half")).then_some((token.start, 1));
    }
    let value = small_word(token.key)?;
    let mut start = token.start;
    let mut total = value;
    let dash = lex.before(start);
    if dash.is_hyphen() && dash.gap == Gap::None && value < 10 {
        let tens = lex.before(dash.start);
        total += small_word(tens.key).filter(|it| *it >= 20)?;
        start = tens.start;
    }
    (total > 0).then_some((start, total))
}

/// Value of a number word below one hundred.
pub(super) fn small_word(key: u64) -> Option<i32> {
    let value = crate::units::number_words::small_word(key)?;
    (0..100).find(|it| (f64::from(*it) - value).abs() < 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lexer::Recent;

    #[test]
    fn a_month_in_small_letters_with_an_m_may_be_a_verb() {
        let keys = MONTHS.keys().into_iter();
        let mut num = 0;
        for key in keys.filter(|it| it.to_le_bytes().first() == Some(&b'm')) {
            let bytes: Vec<u8> = key
                .to_le_bytes()
                .into_iter()
                .filter(|it| *it != 0)
                .collect();
            let word = std::str::from_utf8(&bytes).unwrap();
            for (behind, verb) in [("be", true), ("2024", false), ("the", false), ("5", false)] {
                let text = format!("{word} {behind} it");
                let recent = Recent::default();
                let lex = Lexer::new(&text, &recent);
                let name = month_token(lex, 0).unwrap();
                assert!(name.doubtful, "{word}");
                assert_eq!(is_verb(lex.after(name.end)), verb, "{text}");
                assert_eq!(is_plain_verb(lex, 0, name.end), verb, "{text}");
            }
            num += 1;
        }
        assert_eq!(num, 3);
    }
}
