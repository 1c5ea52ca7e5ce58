//! Quarters and halves by their letter: "Q3 2025", "3Q25", "H1 2026", "Q1–Q3 2025", "Q2 FY2026", and
//! "Q3" alone where the document's date settles it.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Doubt, Grain, Period, calendar, fiscal, numeric, relative, settle};
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::mention::rule;
use crate::extract::scan::Scanner;
use crate::text::word_key::words;

/// One quarter or half as written, without its year.
#[derive(Clone, Copy, Debug)]
struct Written {
    start: usize,
    end: usize,
    which: i32,
    /// 3 or 6 months.
    length: i32,
}

/// Reads at the digit of a quarter or half.
pub(super) fn at_digits(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    if digits.len() != 1 {
        return None;
    }
    let bytes = s.lex.text.as_bytes();
    let letter = |at: usize| matches!(bytes.get(at), Some(b'Q' | b'H'));
    if !letter(digits.end) && !letter(digits.start.wrapping_sub(1)) {
        return None;
    }
    let first = written(s, digits)?;
    if first.start < s.floor {
        return None;
    }
    let last = second(s, first).unwrap_or(first);
    let (from, end, doubt) = match year_behind(s, last.end) {
        Some(found) => found,
        None => {
            let doubt = Doubt::NearestYear;
            (of_document(s, last)?, last.end, Some(doubt))
        }
    };
    let start_of = |it: &Written| from.checked_add(((it.which - 1) * it.length).months()).ok();
    let from = start_of(&first)?;
    let to = start_of(&last)?
        .checked_add(last.length.months())
        .ok()?
        .yesterday()
        .ok()?;
    Some(settle(
        s,
        Period {
            start: first.start,
            end,
            from,
            to,
            grain: Grain::Part,
            rule: if first.length == 3 {
                rule!("date-quarter")
            } else {
                rule!("date-half")
            },
            doubt,
        },
    ))
}

/// Reads "2025 Q1", "2025Q1", "2025-H2" at the year.
pub(super) fn at_year(s: &mut Scanner<'_, '_>, year: Token<'_>) -> Option<usize> {
    let mut letter = s.lex.after(year.end);
    if letter.is_hyphen() && letter.gap == Gap::None {
        letter = s.lex.after(letter.end);
    }
    if !matches!(letter.text(), "Q" | "H") || !letter.is_near() || year.len() != 4 {
        return None;
    }
    let digits = s.lex.after(letter.end);
    let it = (digits.kind == TokenKind::Digits && digits.gap == Gap::None)
        .then(|| written(s, digits))??;
    // "2024 Q1 2025" has its year behind.
    if year_behind(s, it.end).is_some() || it.start != letter.start {
        return None;
    }
    let from = Date::new(year.text().parse().ok()?, 1, 1).ok()?;
    let from = from
        .checked_add(((it.which - 1) * it.length).months())
        .ok()?;
    let to = from
        .checked_add(it.length.months())
        .ok()?
        .yesterday()
        .ok()?;
    Some(settle(
        s,
        Period {
            start: year.start,
            end: it.end,
            from,
            to,
            grain: Grain::Part,
            rule: if it.length == 3 {
                rule!("date-quarter")
            } else {
                rule!("date-half")
            },
            doubt: None,
        },
    ))
}

/// "Q3" or "3Q" around these digits.
fn written(s: &Scanner<'_, '_>, digits: Token<'_>) -> Option<Written> {
    let before = s.lex.before(digits.start);
    let after = s.lex.after(digits.end);
    let (letter, start, end) = if before.gap == Gap::None && matches!(before.text(), "Q" | "H") {
        (before.text(), before.start, digits.end)
    } else if after.gap == Gap::None && matches!(after.text(), "Q" | "H") {
        (after.text(), digits.start, after.end)
    } else {
        return None;
    };
    let which: i32 = digits.text().parse().ok()?;
    let length = if letter == "Q" { 3 } else { 6 };
    (which >= 1 && which * length <= 12).then_some(Written {
        start,
        end,
        which,
        length,
    })
}

/// "–Q3", " to Q2" behind a first one.
fn second(s: &Scanner<'_, '_>, first: Written) -> Option<Written> {
    let joiner = s.lex.after(first.end);
    if !joiner.is_near() || !(joiner.is_dash() || joiner.is_any(words!["to", "and", "through"])) {
        return None;
    }
    let mut token = s.lex.after(joiner.end);
    if matches!(token.text(), "Q" | "H") {
        token = s.lex.after(token.end);
    }
    let last = (token.kind == TokenKind::Digits).then(|| written(s, token))??;
    (last.length == first.length && last.which > first.which).then_some(last)
}

/// First day of the year behind a quarter, and where that year ends.
fn year_behind(s: &Scanner<'_, '_>, at: usize) -> Option<(Date, usize, Option<Doubt>)> {
    let mut token = s.lex.after(at);
    let joins = |it: &Token<'_>| {
        it.is("of") || it.is_hyphen() || it.is_apostrophe() || it.is_any(words!["/", ","])
    };
    for _ in 0..2 {
        if joins(&token) {
            token = s.lex.after(token.end);
        }
    }
    if !token.is_near() {
        return None;
    }
    if token.kind != TokenKind::Digits {
        if let Some((year, end)) = relative::year_named(s, at) {
            return Some((Date::new(year, 1, 1).ok()?, end, None));
        }
        // "Q2 FY2026", "Q3 of fiscal 2025".
        let mut digits = s.lex.after(token.end);
        if digits.is("year") {
            digits = s.lex.after(digits.end);
        }
        let (year, _, end) = fiscal::year_at(s, digits, token.start)?;
        return Some((year.from, end, year.doubt));
    }
    if let Some(year) = calendar::year_token(s.lex, token) {
        return Some((Date::new(year, 1, 1).ok()?, token.end, None));
    }
    let next = s.lex.after(token.end);
    let joined = next.gap == Gap::None && !next.is_any(words![".", ",", ")", ";", ":"]);
    // "Q3 40 tanks" is no year: two digits stand close, or behind an apostrophe.
    let close =
        token.gap == Gap::None || next.kind == TokenKind::End || next.kind == TokenKind::Sign;
    let short = token.len() == 2 && close && (!joined || next.kind == TokenKind::End);
    let year = numeric::century(token.text().parse().ok().filter(|_| short)?);
    Some((Date::new(year, 1, 1).ok()?, token.end, None))
}

/// First day of the year that a quarter without one is of.
fn of_document(s: &Scanner<'_, '_>, it: Written) -> Option<Date> {
    let today = s.document_date?;
    let article = s.article_before(it.start);
    let before = s.lex.before(article);
    let cued = before.is_any(words![
        "in", "by", "since", "for", "during", "until", "till", "of", "from", "late", "early",
        "before", "after",
    ]);
    // "the firm’s Q2 sales", "strong Q2 results".
    let reported = before.text() == "s"
        || s.lex.after(it.end).is_any(words![
            "sales",
            "results",
            "earnings",
            "revenue",
            "revenues",
            "profit",
            "profits",
            "orders",
            "deliveries",
            "report",
        ]);
    // "Q1:" asks a question, and "H2" alone is a heading or hydrogen.
    if !(cued || reported) || it.length != 3 || s.lex.after(it.end).is_sign(":") {
        return None;
    }
    let from = Date::new(today.year(), 1, 1).ok()?;
    let start = from
        .checked_add(((it.which - 1) * it.length).months())
        .ok()?;
    let ahead = relative::future_before(s, it.start) || before.is("by");
    let end = start.checked_add(it.length.months()).ok()?;
    match () {
        () if ahead && end <= today => from.checked_add(1.year()).ok(),
        () if !ahead && start > today => from.checked_sub(1.year()).ok(),
        () => Some(from),
    }
}
