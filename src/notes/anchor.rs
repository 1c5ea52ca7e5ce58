//! Finds a note's passage again: at its position if the quote still stands there, then the same
//! words elsewhere judged by their surroundings, and otherwise it is an orphan.
//!
//! Invariants: a place is only ever given when the quote's own words stand there; whenever two
//! places are about as good, the answer is [`Anchoring::Orphan`], because a reader can place an
//! orphan again but cannot notice a note that moved to the wrong sentence. The work is linear in
//! the text: a bounded number of candidates is judged, each by a bounded stretch of context.
//!
//! Deliberately not done: words that were themselves rewritten are not looked for by likeness. A
//! figure that changed from 68 to 86 is precisely what a note must not follow in silence.

use super::annotation::CONTEXT_CHARS;
use super::{PositionSelector, QuoteSelector, Target};
use crate::text::Span;

/// Where a note's passage is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchoring {
    /// At its position, unchanged.
    Exact(Span),
    /// The same words elsewhere, or with other line breaks.
    Moved(Span),
    /// Its place is gone.
    Orphan,
}

impl Anchoring {
    /// The place, if there is one.
    pub const fn span(self) -> Option<Span> {
        match self {
            Self::Exact(span) | Self::Moved(span) => Some(span),
            Self::Orphan => None,
        }
    }
}

/// The least share of quote and context together that must be found, or of the context alone where
/// the quote still stands at its position.
const ENOUGH: f64 = 0.5;

/// A quote shorter than its context says little by itself ("10", "Japan"): one side of the context
/// must be found to this share. Unrelated prose reaches about 0.3, lists of short codes 0.6; a word
/// corrected in 32 characters leaves 0.8.
const ENOUGH_OF_A_SIDE: f64 = 0.8;

/// Fewer characters of context than this on one side (at the ends of a document) are no evidence.
const FEWEST_OF_A_SIDE: f64 = 8.0;

/// How much better than the next the best candidate's score must be for context alone to decide.
const CLEARLY_BETTER: f64 = 0.15;

/// How many times nearer than the next a candidate must be for nearness to decide.
const CLEARLY_NEARER: usize = 3;

/// Most candidates judged on each side of the old position.
const MAX_CANDIDATES: usize = 256;

/// Most bytes of candidates compared on each side, so that a quote of megabytes in a text of one
/// repeated letter stays linear.
const MAX_CANDIDATE_BYTES: usize = 4_000_000;

/// Finds `target` in `text`.
///
/// ```
/// # use rangebook::notes::{Anchoring, anchor, Target};
/// # use rangebook::document::{Document, DocumentId};
/// # fn case(document: &Document) -> Option<()> {
/// let span = rangebook::text::Span::new(&document.text, 0, 5)?;
/// let target = Target::of_passage(document, span);
/// assert_eq!(anchor(&target, &document.text), Anchoring::Exact(span));
/// # Some(()) }
/// ```
pub fn anchor(target: &Target, text: &str) -> Anchoring {
    let quote = &target.quote;
    let standing = target
        .position
        .and_then(|position| standing_at(position, quote, text));
    if let Some(span) = standing
        && (quote.exact.is_empty() || context_likeness(quote, text, span) >= ENOUGH)
    {
        return Anchoring::Exact(span);
    }
    if quote.exact.is_empty() {
        return Anchoring::Orphan;
    }
    let around = target
        .position
        .map(|position| usize::try_from(position.start_byte).unwrap_or(usize::MAX));
    let with_context = verbatim(quote, text, around);
    if let Some(span) = standing {
        // The quote is at its old place by chance or in new company. Only the whole of the old
        // company, found once elsewhere, outweighs the position.
        return match with_context.as_slice() {
            [only] if *only != span => Anchoring::Moved(*only),
            _ => Anchoring::Exact(span),
        };
    }
    let chosen = match with_context.as_slice() {
        [] => best_of(&same_words(quote, text, around), quote, text, around),
        [only] => Some(*only),
        several => nearest(several, around),
    };
    chosen.map_or(Anchoring::Orphan, Anchoring::Moved)
}

/// The old position, when the quote stands there.
fn standing_at(position: PositionSelector, quote: &QuoteSelector, text: &str) -> Option<Span> {
    let start = usize::try_from(position.start_byte).ok()?;
    let end = start.checked_add(quote.exact.len())?;
    Span::new(text, start, end).filter(|span| span.slice(text) == quote.exact)
}

/// Places where the quote stands with the whole of its context; none when it has no context.
fn verbatim(quote: &QuoteSelector, text: &str, around: Option<usize>) -> Vec<Span> {
    if quote.prefix.is_empty() && quote.suffix.is_empty() {
        return Vec::new();
    }
    let needle = [&*quote.prefix, &*quote.exact, &*quote.suffix].concat();
    let around = around.map(|at| at.saturating_sub(quote.prefix.len()));
    occurrences(&needle, text, around)
        .into_iter()
        .filter_map(|at| {
            let start = at + quote.prefix.len();
            Span::new(text, start, start + quote.exact.len())
        })
        .collect()
}

/// Places of the quote's words: as they are or, when they are nowhere so, with other white space
/// between them, because a text saved again is often wrapped anew.
fn same_words(quote: &QuoteSelector, text: &str, around: Option<usize>) -> Vec<Span> {
    let exact: Vec<Span> = occurrences(&quote.exact, text, around)
        .into_iter()
        .filter_map(|at| Span::new(text, at, at + quote.exact.len()))
        .collect();
    if exact.is_empty() {
        rewrapped(&quote.exact, text, around)
    } else {
        exact
    }
}

fn rewrapped(exact: &str, text: &str, around: Option<usize>) -> Vec<Span> {
    let words: Vec<&str> = exact.split_whitespace().collect();
    // The longest word is the rarest as a rule; its neighbours are then compared one by one.
    let Some((longest, word)) = words.iter().enumerate().max_by_key(|(_, word)| word.len()) else {
        return Vec::new();
    };
    if words.len() < 2 {
        return Vec::new();
    }
    let (before, from_longest) = words.split_at(longest);
    let after = from_longest.get(1..).unwrap_or(&[]);
    occurrences(word, text, around)
        .into_iter()
        .filter_map(|at| {
            let mut start = at;
            for word in before.iter().rev() {
                let left = text.get(..start)?;
                let trimmed = left.trim_end();
                if trimmed.len() == left.len() {
                    return None;
                }
                start = trimmed.strip_suffix(word)?.len();
            }
            let mut end = at + word.len();
            for word in after {
                let right = text.get(end..)?;
                let trimmed = right.trim_start();
                if trimmed.len() == right.len() || !trimmed.starts_with(word) {
                    return None;
                }
                end += right.len() - trimmed.len() + word.len();
            }
            Span::new(text, start, end)
        })
        .collect()
}

/// The candidate whose surroundings are clearly the likest, or clearly the nearest of those about
/// as like.
fn best_of(
    candidates: &[Span],
    quote: &QuoteSelector,
    text: &str,
    around: Option<usize>,
) -> Option<Span> {
    let scored: Vec<(f64, Span)> = candidates
        .iter()
        .filter(|span| is_evident(quote, text, **span))
        .map(|span| (score(quote, text, *span), *span))
        .filter(|(score, _)| *score >= ENOUGH)
        .collect();
    let best = scored
        .iter()
        .map(|(score, _)| *score)
        .fold(0.0f64, f64::max);
    let rivals: Vec<Span> = scored
        .iter()
        .filter(|(score, _)| *score > best - CLEARLY_BETTER)
        .map(|(_, span)| *span)
        .collect();
    nearest(&rivals, around)
}

/// The only one, or the one that is clearly nearest to the old position.
fn nearest(rivals: &[Span], around: Option<usize>) -> Option<Span> {
    if let [only] = rivals {
        return Some(*only);
    }
    let around = around?;
    let mut by_distance: Vec<(usize, Span)> = rivals
        .iter()
        .map(|span| (span.start().abs_diff(around), *span))
        .collect();
    by_distance.sort_unstable();
    match by_distance.as_slice() {
        [(near, span), (next, _), ..] if near.saturating_mul(CLEARLY_NEARER) <= *next => {
            Some(*span)
        }
        _ => None,
    }
}

/// Share of quote and context together that is found at `span`, 0 to 1; the quote itself is there.
fn score(quote: &QuoteSelector, text: &str, span: Span) -> f64 {
    let (found, kept) = context_found(quote, text, span);
    let words = as_f64(quote.exact.chars().take(4096).count());
    if words + kept > 0.0 {
        (words + found) / (words + kept)
    } else {
        1.0
    }
}

/// Whether quote and context are enough to tell the place from one where the same words stand by
/// chance.
fn is_evident(quote: &QuoteSelector, text: &str, span: Span) -> bool {
    if quote.exact.chars().nth(CONTEXT_CHARS - 1).is_some() {
        return true;
    }
    let sides = sides_found(quote, text, span);
    let whole = |(found, kept): (f64, f64)| found >= ENOUGH_OF_A_SIDE * kept;
    let (long, short): (Vec<_>, Vec<_>) = sides
        .into_iter()
        .partition(|(_, kept)| *kept >= FEWEST_OF_A_SIDE);
    if long.is_empty() {
        short.into_iter().all(whole)
    } else {
        long.into_iter().any(whole)
    }
}

/// Share of the context alone that is found around `span`; 1 when none was kept.
fn context_likeness(quote: &QuoteSelector, text: &str, span: Span) -> f64 {
    let (found, kept) = context_found(quote, text, span);
    if kept > 0.0 { found / kept } else { 1.0 }
}

/// Characters of context found, and characters kept.
fn context_found(quote: &QuoteSelector, text: &str, span: Span) -> (f64, f64) {
    let [before, after] = sides_found(quote, text, span);
    (before.0 + after.0, before.1 + after.1)
}

/// The same for what stands before and what stands after.
fn sides_found(quote: &QuoteSelector, text: &str, span: Span) -> [(f64, f64); 2] {
    let before = text.get(..span.start()).unwrap_or("");
    let after = text.get(span.end()..).unwrap_or("");
    [
        likeness(quote.prefix.chars().rev(), before.chars().rev()),
        likeness(quote.suffix.chars(), after.chars()),
    ]
}

/// Characters of window compared with [`CONTEXT_CHARS`] of context, so that a few inserted letters
/// do not push the rest out of sight.
const WINDOW_CHARS: usize = CONTEXT_CHARS + CONTEXT_CHARS / 2;

/// How much of `kept` is found in what stands `there`, both read outward from the quote: its length
/// less the edit distance to the likest beginning of `there`. Runs of white space count as one
/// space. At most [`CONTEXT_CHARS`] × [`WINDOW_CHARS`] steps.
fn likeness(kept: impl Iterator<Item = char>, there: impl Iterator<Item = char>) -> (f64, f64) {
    let kept: Vec<char> = folded(kept).take(CONTEXT_CHARS).collect();
    let there: Vec<char> = folded(there).take(WINDOW_CHARS).collect();
    // One row of the table: distance of what was read of `kept` to each beginning of `there`.
    let mut row: Vec<usize> = (0..=there.len()).collect();
    for (i, &ours) in kept.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut next = Vec::with_capacity(row.len());
        next.push(left);
        for (&above, &theirs) in row.iter().skip(1).zip(&there) {
            let cost = (diagonal + usize::from(ours != theirs))
                .min(above + 1)
                .min(left + 1);
            next.push(cost);
            diagonal = above;
            left = cost;
        }
        row = next;
    }
    let distance = row.iter().copied().min().unwrap_or(0);
    let found = kept.len().saturating_sub(distance);
    (as_f64(found), as_f64(kept.len()))
}

/// Runs of white space as one space.
fn folded(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut after_space = false;
    chars.filter_map(move |c| {
        let space = c.is_whitespace();
        let repeated = space && after_space;
        after_space = space;
        (!repeated).then_some(if space { ' ' } else { c })
    })
}

/// Counts of a few thousand at most.
fn as_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Where `needle` starts in `text`, overlapping ones too: the nearest on both sides of `around`, or
/// the first ones when there is no place to start from.
fn occurrences(needle: &str, text: &str, around: Option<usize>) -> Vec<usize> {
    if needle.is_empty() {
        return Vec::new();
    }
    let most = (MAX_CANDIDATE_BYTES / needle.len()).clamp(4, MAX_CANDIDATES);
    let around = text.floor_char_boundary(around.unwrap_or(0));
    let mut found = Vec::new();

    let mut end = text.floor_char_boundary((around + needle.len()).saturating_sub(1));
    while found.len() < most
        && let Some(at) = text.get(..end).and_then(|left| left.rfind(needle))
    {
        found.push(at);
        end = text.floor_char_boundary(at + needle.len() - 1);
    }
    found.reverse();

    let most = found.len() + most;
    let mut from = around;
    while found.len() < most
        && let Some(at) = text.get(from..).and_then(|right| right.find(needle))
    {
        found.push(from + at);
        from = text.ceil_char_boundary(from + at + 1);
    }
    found
}

#[cfg(test)]
#[path = "anchor_tests.rs"]
mod tests;
