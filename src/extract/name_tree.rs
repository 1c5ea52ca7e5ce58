//! The tree of words that the matcher of names walks: its steps, and how it is built.

use std::ops::Range;

use super::fold::of_folded;
use super::split::{cut, hash_of, next_word};
use crate::text::word_key::mix;

/// What stands between two words as a number: a single blank is 1.
#[inline]
pub(super) fn gap_code(piece: &str, from: usize, to: usize) -> u64 {
    match piece.as_bytes().get(from..to) {
        Some(b" ") => 1,
        Some(b"-") => 2,
        Some(_) => other_gap_code(piece.get(from..to).unwrap_or("")),
        None => 0,
    }
}

#[inline(never)]
fn other_gap_code(gap: &str) -> u64 {
    of_folded(gap, |folded| match folded {
        b" " => 1,
        b"-" => 2,
        other => hash_of(other) | 4,
    })
}

pub(super) const ROOT: u32 = 0;

/// The steps of the tree: an open-addressed table from a node, a gap and a word to the next node.
#[derive(Debug, Default)]
pub(super) struct Edges {
    /// Invariant: the length is a power of two, and at least half of the slots are free, so that a
    /// search ends.
    slots: Vec<Slot>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u64,
    /// Twice the node it leads to, and one more where a name ends there; 0 for a free slot.
    node_and_end: u32,
    next: NextWords,
}

impl Slot {
    const fn new(key: u64, node: u32) -> Self {
        Self {
            key,
            node_and_end: node << 1,
            next: NextWords(0),
        }
    }

    #[inline(always)]
    const fn is_free(&self) -> bool {
        self.node_and_end == 0
    }

    #[inline(always)]
    const fn node(&self) -> u32 {
        self.node_and_end >> 1
    }
}

/// Which words a name may go on with: a set of their numbers that may say yes of a few others.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NextWords(u32);

impl NextWords {
    const fn bit(word: u64) -> u32 {
        1 << (word >> 59)
    }

    const fn add(&mut self, word: u64) {
        self.0 |= Self::bit(word);
    }

    #[inline(always)]
    pub(super) const fn may_have(self, word: u64) -> bool {
        self.0 & Self::bit(word) != 0
    }
}

/// Where a word leads to in the tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) node: u32,
    /// Whether a name ends there.
    pub(super) is_end: bool,
    pub(super) next: NextWords,
}

const fn edge_key(node: u32, gap: u64, word: u64) -> u64 {
    mix(word ^ mix(((node as u64) << 1) ^ (gap << 33) ^ gap))
}

impl Edges {
    #[inline(always)]
    pub(super) fn get(&self, node: u32, gap: u64, word: u64) -> Option<Step> {
        let key = edge_key(node, gap, word);
        let mask = self.slots.len().wrapping_sub(1);
        #[expect(clippy::cast_possible_truncation, reason = "masked right after")]
        let mut at = key as usize & mask;
        loop {
            let slot = self.slots.get(at)?;
            if slot.is_free() {
                return None;
            }
            if slot.key == key {
                return Some(Step {
                    node: slot.node(),
                    is_end: slot.node_and_end & 1 != 0,
                    next: slot.next,
                });
            }
            at = (at + 1) & mask;
        }
    }

    /// The slot of this key, or the free one where it belongs.
    fn place(&mut self, key: u64) -> Option<&mut Slot> {
        let mask = self.slots.len().wrapping_sub(1);
        #[expect(clippy::cast_possible_truncation, reason = "masked right after")]
        let mut at = key as usize & mask;
        while !self.slots.get(at)?.is_free() && self.slots.get(at)?.key != key {
            at = (at + 1) & mask;
        }
        self.slots.get_mut(at)
    }
}

/// The tree while it is built.
#[derive(Default)]
pub(super) struct Tree {
    edges: Edges,
    /// For each node but the root.
    made: Vec<Made>,
    /// For each pattern, the node where it ends.
    ends: Vec<u32>,
}

/// A node while the tree is built.
struct Made {
    key: u64,
    num_ends: u32,
    next: NextWords,
}

impl Tree {
    /// Adds the next pattern; where its tail begins, `None` for one without a word at its start.
    pub(super) fn add(&mut self, text: &str) -> Option<usize> {
        let mut start = next_word(text, 0).filter(|&start| start == 0)?;
        let mut node = ROOT;
        let mut gap = 0;
        loop {
            let word = cut(text, start);
            let before = (node as usize).checked_sub(1);
            if let Some(before) = before.and_then(|at| self.made.get_mut(at)) {
                before.next.add(word.hash);
            }
            node = self.step(edge_key(node, gap, word.hash))?;
            let after = word.after(text);
            match next_word(text, after) {
                Some(next) => {
                    gap = gap_code(text, word.end, next);
                    start = next;
                }
                None => {
                    self.made.get_mut(node as usize - 1)?.num_ends += 1;
                    self.ends.push(node);
                    return Some(word.end);
                }
            }
        }
    }

    /// The node that this key leads to, made when there is none.
    fn step(&mut self, key: u64) -> Option<u32> {
        if self.edges.slots.len() <= (self.made.len() + 1) * 2 {
            self.grow();
        }
        let slot = self.edges.place(key)?;
        if slot.is_free() {
            let node = u32::try_from(self.made.len() + 1).ok()?;
            *slot = Slot::new(key, node);
            self.made.push(Made {
                key,
                num_ends: 0,
                next: NextWords::default(),
            });
        }
        Some(slot.node())
    }

    fn grow(&mut self) {
        let len = (self.edges.slots.len() * 2).max(64);
        self.edges.slots = vec![Slot::default(); len];
        for (made, node) in self.made.iter().zip(1..) {
            let key = made.key;
            if let Some(slot) = self.edges.place(key) {
                *slot = Slot::new(key, node);
            }
        }
    }

    /// The table, for each node its range of patterns, and the patterns in that order.
    pub(super) fn finish(mut self) -> (Edges, Vec<Range<u32>>, Vec<u32>) {
        let mut ends = Vec::with_capacity(self.made.len() + 1);
        ends.push(0..0);
        let mut num_before = 0;
        for made in &self.made {
            // Empty at first: each pattern that is put in its place below moves the end.
            ends.push(num_before..num_before);
            num_before += made.num_ends;
            if let Some(slot) = self.edges.place(made.key) {
                slot.node_and_end |= u32::from(made.num_ends > 0);
                slot.next = made.next;
            }
        }
        let mut order = vec![0; self.ends.len()];
        for (pattern, node) in (0..).zip(self.ends) {
            if let Some(range) = ends.get_mut(node as usize)
                && let Some(place) = order.get_mut(range.end as usize)
            {
                *place = pattern;
                range.end += 1;
            }
        }
        (self.edges, ends, order)
    }
}
