//! Years in words, as in speeches: "nineteen seventy-eight", "twenty twenty-five", "two thousand and
//! eighteen". A number alone is no year: the readers of dates ask here where one is due.

use super::names::small_word;
use super::{Grain, Period, calendar, settle, years};
use crate::extract::anchors::Anchor;
use crate::extract::lexer::{Gap, Lexer, Token, TokenKind};
use crate::extract::mention::rule;
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;
use crate::text::word_key::words;
use crate::units::number_words::read_words;

/// The year that starts with this word, and where it ends; no number that something is counted with.
pub(super) fn year(lex: Lexer<'_>, first: Token<'_>) -> Option<(i16, usize)> {
    read(lex, first).filter(|it| ends(lex, it.1, it.0 % 100 == 0))
}

fn read(lex: Lexer<'_>, first: Token<'_>) -> Option<(i16, usize)> {
    if first.is_any(words!["one", "two"]) {
        return in_thousands(lex, first);
    }
    if !first.is_any(words!["seventeen", "eighteen", "nineteen", "twenty"]) {
        return None;
    }
    let century = i16::try_from(small_word(first.key)?).ok()?;
    let second = part_behind(lex, first.end)?;
    let zero = second.is_any(words!["zero", "oh"]);
    let value = small_word(second.key).or_else(|| zero.then_some(0))?;
    let rest = i16::try_from(value).ok()?;
    let unit = || {
        let unit = part_behind(lex, second.end)?;
        let value = small_word(unit.key).filter(|it| (1..10).contains(it))?;
        Some((i16::try_from(value).ok()?, unit.end))
    };
    let (rest, end) = match rest {
        0 if zero => unit()?,
        10..20 => (rest, second.end),
        20.. => unit().map_or((rest, second.end), |(value, end)| (rest + value, end)),
        _ => return None,
    };
    Some((100 * century + rest, end))
}

/// "two thousand and eighteen", "one thousand seven hundred and eighty-nine", "two thousand".
fn in_thousands(lex: Lexer<'_>, first: Token<'_>) -> Option<(i16, usize)> {
    if !lex.after(first.end).is("thousand") {
        return None;
    }
    let numeral = read_words(lex.rest(first.start))?;
    let year = (1700..=2100).find(|it| (f64::from(*it) - numeral.value).abs() < 0.5)?;
    Some((year, first.start + numeral.len))
}

/// The next word of a number, behind a blank or hyphen.
fn part_behind(lex: Lexer<'_>, at: usize) -> Option<Token<'_>> {
    let mut token = lex.after(at);
    if token.is_hyphen() && token.gap == Gap::None {
        token = lex.after(token.end);
    }
    (token.is_word() && token.is_near()).then_some(token)
}

/// Reads "in nineteen forty-five" at its first word: behind a word that a year follows, and where no
/// noun is counted.
pub(in crate::extract) fn at_year(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let thousands = anchor.end - anchor.start == "two".len();
    // Behind a blank another letter than that of "thousand", as behind nearly every "one".
    let other = match s.lex.bytes_from(anchor.end) {
        [b' ', first, ..] => first.is_ascii_graphic() && !first.eq_ignore_ascii_case(&b't'),
        _ => false,
    };
    if thousands && other {
        return None;
    }
    let first = s.lex.after(anchor.start);
    if !(thousands || first.is_any(words!["eighteen", "nineteen", "twenty"]))
        || thousands && !s.lex.after(first.end).is("thousand")
        || anchor.start < s.floor
    {
        return None;
    }
    if !thousands && let Some(end) = years::at_century(s, first) {
        return Some(end);
    }
    // "a total of one thousand nine hundred and fifty", "cut by two thousand and fifty".
    let before = s.lex.before(anchor.start);
    if thousands && before.is_any(words!["of", "by"]) {
        return None;
    }
    s.word_before(
        anchor.start,
        words![
            "in", "since", "until", "till", "from", "by", "during", "year", "of"
        ],
    )?;
    let (value, end) = year(s.lex, first)?;
    // "in two thousand" is rarely the year, "in two thousand and ten" often.
    if value % 100 == 0 {
        return None;
    }
    let (from, to) = calendar::whole_year(value)?;
    Some(settle(
        s,
        Period {
            start: anchor.start,
            end,
            from,
            to,
            grain: Grain::Year,
            rule: rule!("date-year"),
            doubt: None,
        },
    ))
}

/// Whether nothing follows that could be counted or measured; behind a round number no word at all.
fn ends(lex: Lexer<'_>, at: usize, round: bool) -> bool {
    let next = lex.after(at);
    match next.kind {
        TokenKind::End => true,
        TokenKind::Digits => false,
        TokenKind::Sign => {
            next.gap == Gap::None && !next.is_dash() && !matches!(next.text(), "%" | "/" | "°")
        }
        TokenKind::Word => next.gap == Gap::Break || !round && next.is_in(&BEHIND),
    }
}

word_set! {
    /// What goes on behind a year, and never behind a number that counts.
    BEHIND =
        "and" "to" "until" "till" "at" "when" "because" "but" "after" "before" "while" "where"
        "he" "she" "they" "we" "it" "the" "a" "by" "with" "as" "was" "had"
}
