//! A passage much like a quote that stands nowhere: a place to ask the reader about.
//!
//! Looked for where the text before the quote, or the text after it, still stands. Bounds: quotes of
//! up to [`MAX_QUOTE_CHARS`]; at most [`MAX_CANDIDATES`] places on each side; the likest must share
//! [`ENOUGH`] of its characters with the quote, by edit distance, and be the only one as like.

use super::QuoteSelector;
use super::anchor::{as_f64, fold, folded, occurrences};
use crate::text::Span;

/// Longer quotes are not compared: the work is their length squared.
const MAX_QUOTE_CHARS: usize = 600;

/// Places judged beside each side of the context.
const MAX_CANDIDATES: usize = 12;

/// Characters of context that must stand verbatim beside the passage.
const ANCHOR_CHARS: usize = 12;

/// Letters that a word at the ends of a passage may go on for.
const MAX_WORD_CHARS: usize = 32;

/// The least share of the quote's characters that is found: a word of four may have been rewritten.
pub(super) const ENOUGH: f64 = 0.6;

/// The likeliest place of a quote whose words were changed.
pub(super) fn likely(quote: &QuoteSelector, text: &str, around: Option<usize>) -> Option<Span> {
    let wanted: Vec<char> = folded(quote.exact.chars()).map(fold).collect();
    if wanted.len() < 3 || wanted.len() > MAX_QUOTE_CHARS {
        return None;
    }
    let mut found: Vec<(f64, Span)> = Vec::new();
    if let Some(before) = tail(&quote.prefix) {
        for at in occurrences(before, text, around)
            .into_iter()
            .take(MAX_CANDIDATES)
        {
            let start = at + before.len();
            let there = text.get(start..)?.char_indices();
            let (likeness, len) = best_prefix(&wanted, there.map(|(at, c)| (at + c.len_utf8(), c)));
            found.extend(Span::new(text, start, start + len).map(|span| (likeness, span)));
        }
    }
    if let Some(after) = head(&quote.suffix) {
        let reversed: Vec<char> = wanted.iter().rev().copied().collect();
        for end in occurrences(after, text, around)
            .into_iter()
            .take(MAX_CANDIDATES)
        {
            let mut len = 0;
            let there = text.get(..end)?.chars().rev().map(|c| {
                len += c.len_utf8();
                (len, c)
            });
            let (likeness, len) = best_prefix(&reversed, there);
            found.extend(Span::new(text, end - len, end).map(|span| (likeness, span)));
        }
    }
    found.retain(|(likeness, span)| *likeness >= ENOUGH && !span.is_empty());
    found.sort_by(|(a, left), (b, right)| b.total_cmp(a).then(left.cmp(right)));
    found.dedup();
    match found.as_slice() {
        [] => None,
        [(_, only)] => Some(whole_words(quote, text, *only)),
        [(best, span), (next, other), ..] if best > next || overlap(*span, *other) => {
            Some(whole_words(quote, text, *span))
        }
        _ => None,
    }
}

/// The same with the whole of the words at its ends, where the quote had whole words: for 68 that became
/// 86, the likest is the 6, and no reader means that.
fn whole_words(quote: &QuoteSelector, text: &str, span: Span) -> Span {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let exact = &quote.exact;
    let (mut start, mut end) = (span.start(), span.end());
    let here = span.slice(text);
    if is_letter(exact.chars().next())
        && !is_letter(quote.prefix.chars().next_back())
        && is_letter(here.chars().next())
    {
        let before = text.get(..start).unwrap_or("").chars().rev();
        let more = before
            .take(MAX_WORD_CHARS)
            .take_while(|c| is_letter(Some(*c)));
        start -= more.map(char::len_utf8).sum::<usize>();
    }
    if is_letter(exact.chars().next_back())
        && !is_letter(quote.suffix.chars().next())
        && is_letter(here.chars().next_back())
    {
        let after = text.get(end..).unwrap_or("").chars();
        let more = after
            .take(MAX_WORD_CHARS)
            .take_while(|c| is_letter(Some(*c)));
        end += more.map(char::len_utf8).sum::<usize>();
    }
    Span::new(text, start, end).unwrap_or(span)
}

fn overlap(one: Span, other: Span) -> bool {
    one.start() < other.end() && other.start() < one.end()
}

/// The last characters of the context before, where there are enough.
fn tail(prefix: &str) -> Option<&str> {
    let (at, _) = prefix.char_indices().rev().nth(ANCHOR_CHARS - 1)?;
    prefix.get(at..)
}

/// The first characters of the context after.
fn head(suffix: &str) -> Option<&str> {
    let (at, c) = suffix.char_indices().nth(ANCHOR_CHARS - 1)?;
    suffix.get(..at + c.len_utf8())
}

/// How like the likest beginning of `there` is to `wanted`, 0 to 1, and its length in bytes. Each
/// character of `there` comes with the bytes up to its end.
fn best_prefix(wanted: &[char], there: impl Iterator<Item = (usize, char)>) -> (f64, usize) {
    let most = wanted.len() + wanted.len() / 2 + 16;
    // One column of the table: distance of each beginning of `wanted` to what was read.
    let mut column: Vec<usize> = (0..=wanted.len()).collect();
    let (mut best, mut best_len) = (wanted.len(), 0);
    for ((len, c), read) in there.take(most).zip(1usize..) {
        let mut diagonal = read - 1;
        let mut above = read;
        for (place, ours) in column
            .iter_mut()
            .zip(std::iter::once(None).chain(wanted.iter().map(Some)))
        {
            let Some(ours) = ours else {
                *place = read;
                continue;
            };
            let cost = (diagonal + usize::from(*ours != fold(c)))
                .min(*place + 1)
                .min(above + 1);
            diagonal = std::mem::replace(place, cost);
            above = cost;
        }
        let distance = column.last().copied().unwrap_or(usize::MAX);
        if distance < best {
            (best, best_len) = (distance, len);
        }
    }
    let share = 1.0 - as_f64(best) / as_f64(wanted.len().max(1));
    (share, best_len)
}

#[cfg(test)]
#[path = "approximate_tests.rs"]
mod tests;
