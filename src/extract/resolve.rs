//! Chooses among overlapping candidates.
//!
//! Names, figures, dates and citations are found by rules that do not know of each other, so "Block
//! IV" may also be a count and "May 2025" also a person. Of candidates that overlap the longest
//! stays, because a longer reading explains more of the text; an address or a reference mark beats
//! everything inside it. The result is in order and disjoint, and depends on nothing but its input.

use std::cmp::Reverse;

use super::{Kind, Mention, Value};

/// Of the mentions of one piece leaves those that stay, in document order and disjoint: of what was
/// `found` from this one on, and of the other `figures`, the first of which is at the end.
pub(super) fn resolve(found: &mut Vec<Mention>, from: usize, figures: &mut Vec<Mention>) {
    while let Some(figure) = figures.pop() {
        found.push(figure);
    }
    // In most pieces all are in order, and none overlap.
    if !is_resolved(found.get(from..).unwrap_or_default()) {
        sort_and_settle(found, from);
    }
}

/// Whether these are in order and disjoint.
#[inline(always)]
fn is_resolved(mentions: &[Mention]) -> bool {
    let mut end = 0;
    mentions.iter().all(|it| {
        let is_behind = it.span.start() >= end && !it.span.is_empty();
        end = it.span.end();
        is_behind
    })
}

/// The same as [`resolve`] for mentions in whatever order.
#[inline(never)]
fn sort_and_settle(found: &mut Vec<Mention>, from: usize) {
    let new = found.get_mut(from..).unwrap_or_default();
    // Stable: of equals, the one that comes first.
    new.sort_by_key(Place::of);
    if let Some(nth) = first_overlap(new) {
        settle_all(found, from + nth);
    }
}

/// The first that the one behind it overlaps, or that is empty, perhaps together with one before.
fn first_overlap(in_order: &[Mention]) -> Option<usize> {
    let mut end = 0;
    let behind = in_order.iter().position(|it| {
        let overlaps = it.span.start() < end || it.span.is_empty();
        end = it.span.end();
        overlaps
    });
    behind.map(|nth| nth.saturating_sub(1))
}

/// Chooses among the mentions from this one on, which are in order.
fn settle_all(found: &mut Vec<Mention>, from: usize) {
    // Those between `from` and `cluster` stay; from there to `to` they overlap one another, and this
    // is where they end. What is not to stay is left behind.
    let (mut cluster, mut to, mut end) = (from, from, 0);
    let mut next = from;
    while let Some(it) = found.get(next) {
        let span = it.span;
        if !span.is_empty() {
            if span.start() >= end {
                to = cluster + settle(found.get_mut(cluster..to).unwrap_or_default());
                (cluster, end) = (to, 0);
            }
            end = end.max(span.end());
            if next > to {
                found.swap(next, to);
            }
            to += 1;
        }
        next += 1;
    }
    to = cluster + settle(found.get_mut(cluster..to).unwrap_or_default());
    found.truncate(to);
}

/// In order by their start, and of those that start together the longest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place(u64);

impl Place {
    #[inline(always)]
    fn of(mention: &Mention) -> Self {
        let (start, end) = (mention.span.start() as u64, mention.span.end() as u64);
        // Offsets have 32 bits.
        Self(start << 32 | (u32::MAX as u64 - end))
    }
}

/// Chooses among mentions that overlap one another: so many at the front stay.
#[inline(always)]
fn settle(cluster: &mut [Mention]) -> usize {
    match cluster {
        [] | [_] => cluster.len(),
        [first, second] => {
            if strength(second) < strength(first) {
                std::mem::swap(first, second);
            }
            1
        }
        many => settle_many(many),
    }
}

/// The same where the strongest may leave room for others.
#[inline(never)]
fn settle_many(cluster: &mut [Mention]) -> usize {
    cluster.sort_by_key(strength);
    let mut chosen: std::collections::BTreeMap<usize, Mention> = std::collections::BTreeMap::new();
    for mention in &*cluster {
        let before = chosen.range(..mention.span.end()).next_back();
        if before.is_none_or(|(_, before)| before.span.end() <= mention.span.start()) {
            chosen.insert(mention.span.start(), mention.clone());
        }
    }
    let num = chosen.len();
    for (slot, mention) in cluster.iter_mut().zip(chosen.into_values()) {
        *slot = mention;
    }
    num
}

/// The lower stays where two overlap; of equals, the one that comes first.
fn strength(mention: &Mention) -> (Reverse<bool>, Reverse<usize>, (u8, bool)) {
    (
        Reverse(is_address(mention)),
        Reverse(mention.span.len()),
        precedence(mention),
    )
}

/// Whether nothing inside it can be anything of its own.
fn is_address(mention: &Mention) -> bool {
    matches!(&mention.value, Value::Citation { url, reference } if url.is_some() || reference.is_some())
}

/// Of equal spans, the lower: what was recognised by more stays.
fn precedence(mention: &Mention) -> (u8, bool) {
    let kind = match mention.kind() {
        Kind::Citation => 0,
        Kind::Money => 1,
        Kind::Distance => 2,
        Kind::Percent => 3,
        Kind::Date => 4,
        Kind::Rank => 5,
        Kind::Weapon => 6,
        Kind::Organisation => 7,
        Kind::Person => 8,
        Kind::Country => 9,
        Kind::Government => 10,
        Kind::Place => 11,
        Kind::Count => 12,
    };
    // A reading without doubt goes before one with it.
    (kind, mention.doubt.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Rule;
    use crate::text::Span;
    use crate::units::Extent;

    const TEXT: &str = "0123456789012345678901234567890123456789";

    fn mention(start: usize, end: usize, value: Value) -> Mention {
        Mention {
            span: Span::new(TEXT, start, end).unwrap(),
            value,
            entity: None,
            doubt: None,
            rule: Rule::of("count-noun"),
        }
    }

    fn count(start: usize, end: usize) -> Mention {
        let count = Extent::single(1.0, 1).unwrap();
        mention(start, end, Value::Count { count, of: None })
    }

    fn weapon(start: usize, end: usize) -> Mention {
        mention(start, end, Value::Weapon { weapon: None })
    }

    fn url(start: usize, end: usize) -> Mention {
        let url = Some("x".into());
        mention(
            start,
            end,
            Value::Citation {
                reference: None,
                url,
            },
        )
    }

    fn resolved(mut candidates: Vec<Mention>) -> Vec<Mention> {
        let mut figures = candidates.split_off(candidates.len() / 2);
        figures.reverse();
        let before = count(0, 40);
        candidates.insert(0, before.clone());
        resolve(&mut candidates, 1, &mut figures);
        assert!(figures.is_empty());
        assert_eq!(candidates.remove(0), before);
        candidates
    }

    #[track_caller]
    fn check(candidates: &[Mention], expected: &[(usize, usize, Kind)]) {
        let found: Vec<_> = resolved(candidates.to_vec())
            .iter()
            .map(|it| (it.span.start(), it.span.end(), it.kind()))
            .collect();
        assert_eq!(found, expected);
        let mut reversed = candidates.to_vec();
        reversed.reverse();
        let found: Vec<_> = resolved(reversed)
            .iter()
            .map(|it| (it.span.start(), it.span.end(), it.kind()))
            .collect();
        assert_eq!(found, expected, "order of candidates must not matter");
    }

    #[test]
    fn longest_stays() {
        check(&[count(5, 7), weapon(0, 7)], &[(0, 7, Kind::Weapon)]);
        check(&[count(0, 2), weapon(0, 7)], &[(0, 7, Kind::Weapon)]);
    }

    #[test]
    fn an_address_beats_longer_neighbours() {
        check(&[url(4, 10), weapon(0, 12)], &[(4, 10, Kind::Citation)]);
    }

    #[test]
    fn of_equal_spans_the_better_known_stays() {
        check(&[count(0, 4), weapon(0, 4)], &[(0, 4, Kind::Weapon)]);
    }

    #[test]
    fn touching_is_not_overlapping() {
        check(
            &[count(0, 4), weapon(4, 8)],
            &[(0, 4, Kind::Count), (4, 8, Kind::Weapon)],
        );
    }

    #[test]
    fn what_a_loser_hid_comes_back() {
        // 0..6 loses against 4..14, so 0..3 is free again.
        check(
            &[weapon(4, 14), count(0, 6), count(0, 3)],
            &[(0, 3, Kind::Count), (4, 14, Kind::Weapon)],
        );
    }

    proptest::proptest! {
        #[test]
        fn always_in_order_and_disjoint(spans in proptest::collection::vec((0usize..40, 0usize..12, 0u8..3), 0..40)) {
            let candidates: Vec<_> = spans.iter().map(|&(start, len, kind)| {
                let end = (start + len).min(40);
                match kind { 0 => count(start, end), 1 => weapon(start, end), _ => url(start, end) }
            }).collect();
            let mut end = 0;
            for kept in resolved(candidates) {
                proptest::prop_assert!(kept.span.start() >= end && !kept.span.is_empty());
                end = kept.span.end();
            }
        }
    }
}
