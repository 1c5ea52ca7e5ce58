//! The date a document gives itself: a dateline with a year, "Published …", "(as of …)", a date alone
//! on a line near the top, a label in the last lines. A date inside a sentence is not the document's,
//! nor is the first entry of a chronology, a date in an address, or the day a source was accessed.

use jiff::civil::Date;

use super::calendar::{day_month, month_first};
use super::home::order_in;
use super::names;
use super::numeric::numeric;
use crate::extract::lexer::{Lexer, Recent, TokenKind};
use crate::extract::word_set::word_set;
use crate::text::word_key::key;

/// How much of the text is looked at, in bytes and lines with words.
const REACH: usize = 4096;
const LINES: usize = 14;
/// Longest line that may be a date with a place or a label.
const SHORT_LINE: usize = 90;
/// How much of the end is looked at for a label.
const FOOT: usize = 512;

pub(super) fn document_date(text: &str) -> Option<Date> {
    at_head(text).or_else(|| at_foot(text))
}

fn at_head(text: &str) -> Option<Date> {
    let mut at = 0;
    let mut lines = 0;
    for line in text.split_inclusive('\n') {
        if at > REACH || lines > LINES {
            return None;
        }
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        lines += 1;
        let Some(found) = in_line(line.trim(), text) else {
            continue;
        };
        let rest = text.get(at..).unwrap_or("");
        // Dates at the start of line after line are a chronology's.
        if found.opens_line && found.has_words && next_line_is_dated(rest, text) {
            return None;
        }
        return Some(found.date);
    }
    None
}

/// "Published: 5 May 2025" in the last lines.
fn at_foot(text: &str) -> Option<Date> {
    let mut from = text.len().saturating_sub(FOOT).max(REACH.min(text.len()));
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let foot = text.get(from..)?;
    let labelled_date = |line: &str| {
        let (before, date, _) = first_date(line, text)?;
        is_label(before).then_some(date)
    };
    foot.lines().rev().find_map(|it| labelled_date(it.trim()))
}

/// A date that may be the document's.
struct Found {
    date: Date,
    /// Nothing stands before it on its line.
    opens_line: bool,
    /// Words stand behind it.
    has_words: bool,
}

/// The date of a line that is a dateline or little else than a date.
fn in_line(line: &str, whole: &str) -> Option<Found> {
    let (before, date, after) = first_date(line, whole)?;
    // An access date is the reader's, and an address has a date of its own.
    let lower = before.to_ascii_lowercase();
    let other = ["accessed", "retrieved", "visited", "://", "www."];
    if other.iter().any(|it| lower.contains(it)) {
        return None;
    }
    let own = labelled(before, after) || alone(before, after) || dateline(before, after);
    own.then_some(Found {
        date,
        opens_line: before.trim().is_empty(),
        has_words: long_words(after) > 0,
    })
}

/// The first date within reach of the start of a line, and what stands before and behind it.
fn first_date<'t>(line: &'t str, whole: &str) -> Option<(&'t str, Date, &'t str)> {
    let recent = Recent::default();
    let lex = Lexer::new(line, &recent);
    let mut at = 0;
    while at < line.len().min(SHORT_LINE) {
        let token = lex.after(at);
        if token.kind == TokenKind::End {
            return None;
        }
        if let Some((date, to)) = day_at(lex, at, whole) {
            return Some((line.get(..token.start)?, date, line.get(to..)?));
        }
        at = token.end;
    }
    None
}

fn next_line_is_dated(rest: &str, whole: &str) -> bool {
    let mut end = rest.len().min(REACH);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let is_dated = |line: &str| {
        let recent = Recent::default();
        day_at(Lexer::new(line, &recent), 0, whole).is_some()
    };
    let lines = rest.get(..end).unwrap_or("").lines().map(str::trim);
    lines.filter(|it| !it.is_empty()).take(2).any(is_dated)
}

fn day_at(lex: Lexer<'_>, at: usize, whole: &str) -> Option<(Date, usize)> {
    let token = lex.after(at);
    let start = token.start;
    if token.kind == TokenKind::Digits {
        if let Some(found) = numeric(lex, token) {
            let (date, _) = found.read(|| order_in(whole))?;
            return Some((date, found.end));
        }
        let days = day_month(lex, token)?;
        return Some((days.single()?, days.end));
    }
    let days = month_first(lex, start)?;
    Some((days.single()?, days.end))
}

word_set! {
    /// Words that say that a document's own date follows.
    LABELS =
        "published" "posted" "updated" "released" "release" "date" "dated" "issued" "publication"
        "modified" "filed" "statement" "of"
}

word_set! {
    /// Words that may stand with them.
    FILLERS =
        "on" "of" "at" "last" "first" "originally" "article" "press" "for" "immediate" "the" "this"
        "page" "document" "information" "version" "online" "data" "as" "news" "media" "release"
        "correct" "current" "report" "report's" "time" "pubdate" "created"
}

/// "Published 1 February 2024", "Posted On:", "Press release, …", "(as of …".
fn labelled(before: &str, after: &str) -> bool {
    const LONGEST: usize = 8;
    if long_words(after) > LONGEST {
        return false;
    }
    if is_label(before) {
        return true;
    }
    // "Published by the ministry on 5 May 2024"
    let mut words = before.split_whitespace();
    let first = words.next().unwrap_or("").trim_end_matches(':');
    let told = ["published", "posted", "updated", "issued", "released"]
        .iter()
        .any(|it| first.eq_ignore_ascii_case(it));
    told && words.clone().count() <= 6 && words.next() == Some("by")
}

/// Whether what stands before a date, from the last separator on, is a label and nothing else.
fn is_label(before: &str) -> bool {
    let segment = before
        .rsplit(['|', '•', '·', '–', '—', '(', ';'])
        .find(|it| !it.trim().is_empty())
        .unwrap_or("");
    let mut words = segment
        .split(|it: char| !it.is_alphabetic())
        .filter(|it| !it.is_empty());
    let mut label = false;
    let mut dates = false;
    let known = words.all(|it| {
        // "of" alone is none: "as of" is.
        dates |= it.eq_ignore_ascii_case("as");
        label |= LABELS.has(it) && (!it.eq_ignore_ascii_case("of") || dates);
        LABELS.has(it) || FILLERS.has(it) || names::weekday(key(it.as_bytes())).is_some()
    });
    known && label
}

/// Words of more than two letters.
fn long_words(text: &str) -> usize {
    text.split(|it: char| !it.is_alphabetic())
        .filter(|it| it.len() > 2)
        .count()
}

/// Nothing but the date, a weekday, a place, a name, a time.
fn alone(before: &str, after: &str) -> bool {
    let before = before.trim();
    let byline = before.strip_prefix("By ").is_some_and(|it| {
        it.split_whitespace()
            .all(|it| it == "and" || it.starts_with(char::is_uppercase))
    });
    let opens = before.is_empty()
        || before.ends_with([':', ',', '|', '•', '·', '–', '—', '-', '/'])
        || names::weekday(key(before.trim_end_matches('.').as_bytes())).is_some()
        || byline;
    // A sentence before the comma ("In Tokyo on 5 May, 2024,") has more words than a place.
    let few = before.split_whitespace().count() <= 6;
    // "18 January 2024: Japan signs" is an entry of a list.
    let entry = before.is_empty() && after.trim_start().starts_with(':') && long_words(after) > 0;
    opens && few && !entry && long_words(after) <= 5 && !after.trim_end().ends_with('.')
}

/// "TOKYO, Jan. 18, 2024 (Newsroom) - Japan …", "Camp Lemonnier, Djibouti (Jan. 18, 2024) —".
fn dateline(before: &str, after: &str) -> bool {
    let place = before.trim_end_matches([' ', ',', '-', '–', '—', ':', '(', '|']);
    let mut letters = place.chars().filter(|it| it.is_alphabetic());
    let named = letters.all(char::is_uppercase)
        || place.split_whitespace().count() <= 2
        || (place.split_whitespace().count() <= 5
            && place
                .split_whitespace()
                .all(|it| it.starts_with(char::is_uppercase)));
    let place_like = !place.is_empty()
        && place.len() <= 40
        && named
        && place.len() < before.len()
        && before.trim_end().len() > place.len();
    let after = after.trim_start();
    place_like && (after.is_empty() || after.starts_with(['(', '-', '–', '—', ':', '/', '|', ')']))
}
