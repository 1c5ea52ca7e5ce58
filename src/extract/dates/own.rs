//! The date a document gives itself: a dateline with a year, "Published …", a date alone on a line
//! near the top. A date inside a sentence is not the document's.

use jiff::civil::Date;

use super::calendar::{day_month, month_first};
use super::home::Home;
use super::numeric::numeric;
use crate::extract::lexer::{Lexer, TokenKind};

/// How much of the text is looked at, in bytes and lines with words.
const REACH: usize = 4096;
const LINES: usize = 14;
/// Longest line that may be a date with a place or a label.
const SHORT_LINE: usize = 90;

pub(super) fn document_date(text: &str) -> Option<Date> {
    let mut at = 0;
    let mut lines = 0;
    for line in text.split_inclusive('\n') {
        if at > REACH || lines > LINES {
            return None;
        }
        if !line.trim().is_empty() {
            lines += 1;
            if let Some(date) = in_line(line.trim(), text) {
                return Some(date);
            }
        }
        at += line.len();
    }
    None
}

/// The date of a line that is a dateline or little else than a date.
fn in_line(line: &str, whole: &str) -> Option<Date> {
    let mut end = line.len().min(SHORT_LINE);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let lex = Lexer { text: line };
    let mut at = 0;
    while at < end {
        let token = lex.after(at);
        if token.kind == TokenKind::End {
            return None;
        }
        if let Some((date, to)) = day_at(lex, at, whole) {
            let before = line.get(..token.start)?;
            let after = line.get(to..)?;
            return (labelled(before) || alone(before, after) || dateline(before, after))
                .then_some(date);
        }
        at = token.end;
    }
    None
}

fn day_at(lex: Lexer<'_>, at: usize, whole: &str) -> Option<(Date, usize)> {
    let token = lex.after(at);
    let start = token.start;
    if token.kind == TokenKind::Digits {
        if let Some(found) = numeric(lex, token) {
            let (date, _) = found.read(|| Home::of_text(whole).order())?;
            return Some((date, found.end));
        }
        let days = day_month(lex, start)?;
        return Some((days.single()?, days.end));
    }
    let days = month_first(lex, start)?;
    Some((days.single()?, days.end))
}

/// "Published 1 February 2024", "Posted On:", "Date:", "Last updated on".
fn labelled(before: &str) -> bool {
    const LABELS: [&str; 8] = [
        "published",
        "posted",
        "updated",
        "released",
        "release date",
        "date",
        "dated",
        "issued",
    ];
    let lower = before.to_ascii_lowercase();
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    // An access date is the reader's, not the document's.
    let accessed = lower.contains("accessed") || lower.contains("retrieved");
    let short = lower.len() <= 40;
    short && !accessed && LABELS.iter().any(|it| lower.contains(it))
}

/// Nothing but the date, a weekday, a place, a time.
fn alone(before: &str, after: &str) -> bool {
    let before = before.trim();
    let opens = before.is_empty()
        || before.ends_with([':', ',', '|', '•', '·', '–', '—', '-', '/'])
        || [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ]
        .iter()
        .any(|it| before.eq_ignore_ascii_case(it));
    // A sentence before the comma ("In Tokyo on 5 May, 2024,") has more words than a place.
    let few = before.split_whitespace().count() <= 6;
    let words_after = after
        .split(|c: char| !c.is_alphabetic())
        .filter(|it| it.len() > 2)
        .count();
    opens && few && words_after <= 5 && !after.trim_end().ends_with('.')
}

/// "TOKYO, Jan. 18, 2024 (Newsroom) - Japan …", "WASHINGTON — January 18, 2024 —".
fn dateline(before: &str, after: &str) -> bool {
    let place = before.trim_end_matches([' ', ',', '-', '–', '—', ':', '(']);
    let letters = || place.chars().filter(|it| it.is_alphabetic());
    let capitals = letters().filter(|it| it.is_uppercase()).count();
    let place_like = !place.is_empty()
        && place.len() <= 40
        && (capitals == letters().count() || place.split_whitespace().count() <= 2)
        && place.len() < before.len()
        && before.trim_end().len() > place.len();
    let after = after.trim_start();
    place_like && (after.is_empty() || after.starts_with(['(', '-', '–', '—', ':', '/', '|', ')']))
}
