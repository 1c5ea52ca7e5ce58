//! Chooses among overlapping candidates.
//!
//! Names, figures, dates and citations are found by rules that do not know of each other, so "Block
//! IV" may also be a count and "May 2025" also a person. Of candidates that overlap the longest
//! stays, because a longer reading explains more of the text; an address or a reference mark beats
//! everything inside it. The result is in order and disjoint, and depends on nothing but its input.

use std::cmp::Reverse;

use super::{Kind, Mention, Value};

/// Adds the mentions that stay of one piece's `names` and `figures`, in document order and disjoint,
/// to `kept`; leaves neither behind.
pub(super) fn resolve(
    names: &mut Vec<Mention>,
    figures: &mut Vec<Mention>,
    kept: &mut Vec<Mention>,
) {
    let from = kept.len();
    kept.append(names);
    kept.append(figures);
    let new = kept.get_mut(from..).unwrap_or_default();
    // Stable: of equals, the one that comes first, and names before figures.
    new.sort_by_key(Place::of);
    // Most pieces have none that overlap.
    if let Some(nth) = first_overlap(new) {
        settle_all(kept, from + nth);
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
fn settle_all(kept: &mut Vec<Mention>, from: usize) {
    let candidates = kept.split_off(from);
    // The candidates from this one on overlap one another, and this is where they end.
    let (mut cluster, mut end) = (kept.len(), 0);
    for next in candidates {
        let span = next.span;
        if span.is_empty() {
            continue;
        }
        if span.start() >= end {
            settle(kept, cluster);
            (cluster, end) = (kept.len(), 0);
        }
        end = end.max(span.end());
        kept.push(next);
    }
    settle(kept, cluster);
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

/// Chooses among the mentions from this one on, which overlap one another.
#[inline(always)]
fn settle(kept: &mut Vec<Mention>, from: usize) {
    if kept.len() > from + 1 {
        settle_overlapping(kept, from);
    }
}

#[inline(never)]
fn settle_overlapping(kept: &mut Vec<Mention>, from: usize) {
    match kept.get(from..) {
        Some([first, second]) => {
            if strength(second) < strength(first) {
                kept.swap(from, from + 1);
            }
            kept.truncate(from + 1);
        }
        Some([_, _, _, ..]) => settle_many(kept, from),
        _ => {}
    }
}

/// The same where the strongest may leave room for others.
fn settle_many(kept: &mut Vec<Mention>, from: usize) {
    let mut cluster: Vec<Mention> = kept.drain(from..).collect();
    cluster.sort_by_key(strength);
    let mut chosen: std::collections::BTreeMap<usize, Mention> = std::collections::BTreeMap::new();
    for mention in cluster {
        let before = chosen.range(..mention.span.end()).next_back();
        if before.is_none_or(|(_, before)| before.span.end() <= mention.span.start()) {
            chosen.insert(mention.span.start(), mention);
        }
    }
    kept.extend(chosen.into_values());
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
        let mut kept = Vec::new();
        let mut figures = candidates.split_off(candidates.len() / 2);
        resolve(&mut candidates, &mut figures, &mut kept);
        assert!(candidates.is_empty() && figures.is_empty());
        kept
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
