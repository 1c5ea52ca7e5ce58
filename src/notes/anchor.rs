//! Finds a note's passage again: at its position if the quote still stands there, then the same
//! words elsewhere judged by their surroundings, then a passage much like it, which the reader is
//! asked about, and otherwise it is an orphan.
//!
//! Invariants: a place is only ever given when the quote's own words stand there; whenever two
//! places are about as good, the answer is [`Anchoring::Orphan`], because a reader can place an
//! orphan again but cannot notice a note that moved to the wrong sentence. The work is linear in
//! the text: a bounded number of candidates is judged, each by a bounded stretch of context.
//!
//! Words that were themselves rewritten are looked for by likeness ([`super::approximate`]), but what
//! is found so is no place until the reader says so: a figure that changed from 68 to 86 is precisely
//! what a note must not follow in silence. Other line breaks, quotation marks and dashes are no other
//! words.

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
    /// Perhaps here, with other words: the reader is asked ([`Anchoring::asked`]). Until then it has
    /// no place.
    Doubtful(Span),
    /// Its place is gone.
    Orphan,
}

impl Anchoring {
    /// The place, if there is one.
    pub const fn span(self) -> Option<Span> {
        match self {
            Self::Exact(span) | Self::Moved(span) => Some(span),
            Self::Doubtful(_) | Self::Orphan => None,
        }
    }

    /// The place to ask the reader about.
    pub const fn asked(self) -> Option<Span> {
        match self {
            Self::Doubtful(span) => Some(span),
            Self::Exact(_) | Self::Moved(_) | Self::Orphan => None,
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

/// A side of which this share is found is as it was, but for a letter.
const WHOLE_SIDE: f64 = 0.95;

/// The least share of the other side where one is whole. Unrelated sentences of set phrases nearly reach it.
const MOST_OF_A_SIDE: f64 = 0.7;

/// Characters of a side that say something by themselves.
const LONG_SIDE: f64 = 24.0;

/// Bytes that a note may have shifted by among places that are alike.
const SMALL_SHIFT: usize = 512;

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
        && (quote.exact.is_empty()
            || is_untouched(quote, text, span)
            || context_likeness(quote, text, span) >= ENOUGH
                && stands_in_its_paragraph(quote, text, span))
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
        // company, found once elsewhere, outweighs the position; but where these words stand in
        // several places, a place alone does not say which of them was meant.
        return match with_context.as_slice() {
            [only] if *only != span => Anchoring::Moved(*only),
            [_, ..] => Anchoring::Exact(span),
            [] if same_words(quote, text, around).len() > 1 => one_of_several(quote, text, span),
            [] => Anchoring::Exact(span),
        };
    }
    let chosen = match with_context.as_slice() {
        [] => {
            let candidates = same_words(quote, text, around);
            let best = best_of(&candidates, quote, text, around);
            best.map(|span| (span, is_sure(quote, text, span, &candidates)))
        }
        [only] => {
            let candidates = same_words(quote, text, around);
            let has_sides = num_long_sides(quote) > 0;
            Some((
                *only,
                !has_sides || is_sure(quote, text, *only, &candidates),
            ))
        }
        // Alike to the last letter that was kept: only a small shift needs no question.
        several => nearest(several, around).map(|span| {
            let shift = around.map_or(usize::MAX, |around| span.start().abs_diff(around));
            (span, shift <= SMALL_SHIFT && num_long_sides(quote) != 1)
        }),
    };
    match chosen {
        Some((span, true)) => Anchoring::Moved(span),
        Some((span, false)) => Anchoring::Doubtful(span),
        None => super::approximate::likely(quote, text, around)
            .map_or(Anchoring::Orphan, Anchoring::Doubtful),
    }
}

/// What becomes of a note whose words stand at their old place in new company, and elsewhere too. It
/// stays where one side of its company within the paragraph is whole, unless another place has both.
fn one_of_several(quote: &QuoteSelector, text: &str, standing: Span) -> Anchoring {
    if num_long_sides(quote) == 0 {
        return Anchoring::Exact(standing);
    }
    let places = same_words(quote, text, Some(standing.start()));
    let mut others = places.into_iter().filter(|span| {
        let is_like = || stands_in_its_paragraph(quote, text, *span);
        *span != standing && is_evident(quote, text, *span) && is_like()
    });
    match (others.next(), others.next()) {
        (None, _) if has_neighbour(quote, text, standing) => Anchoring::Exact(standing),
        (Some(only), None) => Anchoring::Doubtful(only),
        _ => Anchoring::Doubtful(standing),
    }
}

/// Whether one side of the quote, as far as its paragraph goes, is there and says something.
fn has_neighbour(quote: &QuoteSelector, text: &str, span: Span) -> bool {
    let is_there =
        |(found, kept): (f64, f64)| kept >= FEWEST_OF_A_SIDE && found >= WHOLE_SIDE * kept;
    let before = text.get(..span.start()).unwrap_or("").chars().rev();
    let after = text.get(span.end()..).unwrap_or("").chars();
    let (prefix, _) = up_to_break(quote.prefix.chars().rev());
    let (suffix, _) = up_to_break(quote.suffix.chars());
    is_there(likeness(prefix.into_iter(), before)) || is_there(likeness(suffix.into_iter(), after))
}

/// Whether all that was kept of its surroundings is there to the letter, which costs next to nothing to
/// see: most notes of an opened document are so.
fn is_untouched(quote: &QuoteSelector, text: &str, span: Span) -> bool {
    let before = text.get(..span.start()).unwrap_or("");
    let after = text.get(span.end()..).unwrap_or("");
    before.ends_with(&quote.prefix) && after.starts_with(&quote.suffix)
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

/// Places of the quote's words, as they are or with other white space, quotation marks or dashes,
/// because a text saved again is often wrapped anew and set anew. Those set anew count also where
/// the words stand elsewhere as they were: the surroundings decide.
fn same_words(quote: &QuoteSelector, text: &str, around: Option<usize>) -> Vec<Span> {
    let exact = occurrences(&quote.exact, text, around).into_iter();
    let mut places: Vec<Span> = exact
        .filter_map(|at| Span::new(text, at, at + quote.exact.len()))
        .chain(set_anew(&quote.exact, text, around))
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

fn set_anew(exact: &str, text: &str, around: Option<usize>) -> Vec<Span> {
    // The longest run of letters is the rarest as a rule; what is around it is then compared.
    let is_varied = |c: char| c.is_whitespace() || matches!(fold(c), '\'' | '"' | '-');
    let longest = exact.split(is_varied).max_by_key(|run| run.len());
    let Some(run) = longest.filter(|run| !run.is_empty()) else {
        return Vec::new();
    };
    let Some((before, after)) = exact.split_once(run) else {
        return Vec::new();
    };
    occurrences(run, text, around)
        .into_iter()
        .filter_map(|at| {
            let left = text.get(..at)?;
            let right = text.get(at + run.len()..)?;
            let back = matched(before.chars().rev(), left.chars().rev())?;
            let on = matched(after.chars(), right.chars())?;
            Span::new(text, at - back, at + run.len() + on)
        })
        .collect()
}

/// Bytes of `there` that say what `wanted` says, both read outward; `None` when they differ.
fn matched(wanted: impl Iterator<Item = char>, there: impl Iterator<Item = char>) -> Option<usize> {
    let mut there = there.peekable();
    let mut len = 0;
    for wanted in folded(wanted).map(fold) {
        let next = there.next()?;
        if fold(next) != wanted {
            return None;
        }
        len += next.len_utf8();
        while wanted == ' '
            && let Some(space) = there.next_if(|c| c.is_whitespace())
        {
            len += space.len_utf8();
        }
    }
    Some(len)
}

/// Quotation marks, dashes and spaces as the plainest of their sort.
pub(super) fn fold(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
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

/// Sides of the quote with enough context to be evidence.
fn num_long_sides(quote: &QuoteSelector) -> usize {
    let sides = [&quote.prefix, &quote.suffix];
    let is_long = |side: &&&String| as_f64(side.chars().count()) >= FEWEST_OF_A_SIDE;
    sides.iter().filter(is_long).count()
}

/// Whether the reader need not be asked: both sides are there, or the whole of one that is long,
/// and at no other place of these words anything like it. In texts of set phrases one side alone is
/// often found in another sentence.
fn is_sure(quote: &QuoteSelector, text: &str, span: Span, candidates: &[Span]) -> bool {
    let sides = |span| {
        let sides = sides_found(quote, text, span).into_iter();
        sides.filter(|(_, kept)| *kept >= FEWEST_OF_A_SIDE)
    };
    let has_whole =
        |least: f64| sides(span).any(|(found, kept)| kept >= least && found >= WHOLE_SIDE * kept);
    let all_are = |share: f64| sides(span).all(|(found, kept)| found >= share * kept);
    if sides(span).count() == 2 && all_are(ENOUGH_OF_A_SIDE) && has_whole(0.0) {
        return true;
    }
    // Words set anew and one whole side lost are two changes at once: another passage as likely.
    if sides(span).count() == 2 && span.slice(text) != quote.exact {
        return false;
    }
    let has_rival = candidates
        .iter()
        .any(|other| *other != span && is_evident(quote, text, *other));
    let is_only = candidates.len() == 1;
    !has_rival
        && (has_whole(LONG_SIDE) && stands_in_its_paragraph(quote, text, span)
            || has_whole(0.0) && (is_only || all_are(MOST_OF_A_SIDE)))
        // A text of a few words has no sides to speak of.
        || is_only && sides(span).count() == 0
}

/// Whether what stands beside it within the paragraph still does, and the paragraph begins or ends
/// where it did. One that was moved whole has other neighbours, but nothing within it has.
fn stands_in_its_paragraph(quote: &QuoteSelector, text: &str, span: Span) -> bool {
    let before = text.get(..span.start()).unwrap_or("").chars().rev();
    let after = text.get(span.end()..).unwrap_or("").chars();
    goes_on_alike(quote.prefix.chars().rev(), before) && goes_on_alike(quote.suffix.chars(), after)
}

/// The same for one side, read outward from the quote.
fn goes_on_alike(kept: impl Iterator<Item = char>, there: impl Iterator<Item = char>) -> bool {
    /// Letters that a word corrected beside the quote may add or take.
    const MOST_APART: usize = 3;
    let (kept, ends) = up_to_break(kept.take(CONTEXT_CHARS));
    let (there, ends_there) = up_to_break(there.take(WINDOW_CHARS));
    let as_far = ends_there && there.len().abs_diff(kept.len()) <= MOST_APART;
    let (found, kept) = likeness(kept.into_iter(), there.into_iter());
    found >= ENOUGH_OF_A_SIDE * kept && (as_far || !ends)
}

/// The characters up to an empty line, and whether there is one; the end of the text is one too.
fn up_to_break(chars: impl Iterator<Item = char>) -> (Vec<char>, bool) {
    let mut read = Vec::new();
    for c in chars {
        if c == '\n' && read.last() == Some(&'\n') {
            read.pop();
            return (read, true);
        }
        read.push(c);
    }
    let is_short = read.len() < CONTEXT_CHARS;
    (read, is_short)
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
    let kept: Vec<char> = folded(kept).map(fold).take(CONTEXT_CHARS).collect();
    let there: Vec<char> = folded(there).map(fold).take(WINDOW_CHARS).collect();
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
pub(super) fn folded(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut after_space = false;
    chars.filter_map(move |c| {
        let space = c.is_whitespace();
        let repeated = space && after_space;
        after_space = space;
        (!repeated).then_some(if space { ' ' } else { c })
    })
}

/// Counts of a few thousand at most.
pub(super) fn as_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Where `needle` starts in `text`, overlapping ones too: the nearest on both sides of `around`, or
/// the first ones when there is no place to start from.
pub(super) fn occurrences(needle: &str, text: &str, around: Option<usize>) -> Vec<usize> {
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
