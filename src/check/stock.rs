//! Counts of missile systems: which number counts which system, and which of them are parts of one.

use super::Interval;
use super::context::Context;
use super::words;
use crate::extract::Value;
use crate::units::Extent;

/// A number with the system it counts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counted<'a> {
    pub(super) at: usize,
    pub(super) weapon_at: usize,
    pub(super) weapon: &'a str,
    pub(super) count: Extent,
}

impl Counted<'_> {
    /// A count is exact unless its words loosen it: a contract is for 400, not for 350 to 450.
    pub(super) fn interval(&self, context: &Context<'_>) -> Interval {
        match context.mention(self.at) {
            Some(mention) if self.count.hedge.is_some() => {
                context.number(self.count, 1.0, mention.span)
            }
            _ => Interval::new(self.count.low(), self.count.high()),
        }
    }

    /// The family that a version belongs to: the first word of its id.
    pub(super) fn family(&self) -> &str {
        self.weapon.split('-').next().unwrap_or(self.weapon)
    }
}

/// Words that end what a number counts.
const ENDS: [&str; 14] = [
    "and",
    "or",
    "for",
    "from",
    "with",
    "by",
    "to",
    "in",
    "at",
    "on",
    "including",
    "plus",
    "than",
    "as",
];
const MAX_GAP: usize = 40;

/// Every number that counts a known system, in document order.
pub(super) fn counted<'a>(context: &Context<'a>) -> Vec<Counted<'a>> {
    let mentions = context.mentions();
    let pairs = mentions.iter().enumerate().zip(mentions.iter().skip(1));
    let found = pairs.filter_map(|((at, number), named)| {
        let Value::Count { count, .. } = &number.value else {
            return None;
        };
        let Value::Weapon {
            weapon: Some(weapon),
        } = &named.value
        else {
            return None;
        };
        let gap = context.gap(number.span, named.span);
        let is_plain = gap.len() <= MAX_GAP
            && !gap.contains(['.', ',', ';', ':', '(', '\n', '|'])
            && !words::has_word(gap, &ENDS);
        is_plain.then(|| Counted {
            at,
            weapon_at: at + 1,
            weapon: weapon.as_str(),
            count: *count,
        })
    });
    found.collect()
}

/// Versions of one family that one sentence counts, two or more.
pub(super) fn groups<'s, 'a>(
    context: &Context<'a>,
    counted: &'s [Counted<'a>],
) -> Vec<&'s [Counted<'a>]> {
    let same = |a: &Counted<'_>, b: &Counted<'_>| {
        let sentence = |it: &Counted<'_>| context.sentence_at(it.at).map(|it| it.0);
        sentence(a) == sentence(b) && a.family() == b.family() && a.weapon != b.weapon
    };
    let groups = counted.chunk_by(same);
    groups.filter(|group| group.len() > 1).collect()
}
