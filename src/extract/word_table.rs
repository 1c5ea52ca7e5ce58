//! A table from the numbers of words to what is known of them, asked once for each word of a text.
//!
//! Most words of a text are either very common or in no list, and which of both cannot be foretold;
//! so a look-up takes no branch. Each word has exactly one place: a first part of its number picks a
//! factor, and the factors are chosen while the table is built so that no two words meet.

use std::collections::BTreeMap;

use super::anchors::AnchorKind;
use super::lexicon::Senses;

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Known {
    /// The lists that hold it.
    pub(super) senses: Senses,
    /// Whether a figure or date may be read at it.
    pub(super) anchor: Option<AnchorKind>,
    pub(super) marks: Marks,
}

/// What to stop for at a word that is written small, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Marks(u8);

impl Marks {
    /// A figure or date may be read at it.
    pub(super) const ANCHOR: Self = Self(1);
    /// A rule for names may begin at it.
    pub(super) const CANDIDATE: Self = Self(2);
    /// A name of the gazetteer may begin with it, written small.
    pub(super) const NAME: Self = Self(4);
    /// The same, but only before a word that is not written small.
    pub(super) const NAME_BEFORE_CAPITAL: Self = Self(8);

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) const fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }

    pub(super) const fn add(&mut self, mark: Self) {
        self.0 |= mark.0;
    }
}

/// Which entry of a table a word has; 0 for none.
pub(super) type Entry = u16;

/// The table.
#[derive(Debug)]
pub(super) struct WordTable {
    /// Invariant: the length is a power of two.
    factors: Box<[u32]>,
    /// The upper 48 bits of a word's number and below them its entry. Invariant: the length is a
    /// power of two.
    slots: Box<[u64]>,
    /// What is known, each once; the first is nothing.
    entries: Box<[Known]>,
}

/// Bits of a slot that are the entry.
const ENTRY: u64 = 0xffff;

/// More factors tried for one group of words than any build came near to.
const MAX_TRIES: u32 = 1 << 16;

impl WordTable {
    /// Over these words, by their numbers. Of more than 65,535 different entries the last are lost.
    pub(super) fn new(words: &BTreeMap<u64, Known>) -> Self {
        let mut numbers: BTreeMap<Known, Entry> = BTreeMap::new();
        let mut entries = vec![Known::default()];
        let mut keyed = Vec::with_capacity(words.len());
        for (&word, &known) in words {
            let Ok(next) = Entry::try_from(entries.len()) else {
                break;
            };
            let entry = *numbers.entry(known).or_insert(next);
            if entry == next {
                entries.push(known);
            }
            keyed.push((word, entry));
        }
        let mut num_slots = (keyed.len() * 2).next_power_of_two().max(16);
        let (factors, slots) = loop {
            if let Some(built) = build(&keyed, num_slots) {
                break built;
            }
            num_slots *= 2;
        };
        Self {
            factors: factors.into_boxed_slice(),
            slots: slots.into_boxed_slice(),
            entries: entries.into_boxed_slice(),
        }
    }

    /// The entry of the word of this number.
    #[inline(always)]
    pub(super) fn find(&self, word: u64) -> Entry {
        let factor = self.factors.get(group(word, self.factors.len()));
        let place = place(word, factor.copied().unwrap_or(0), self.slots.len());
        let slot = self.slots.get(place).copied().unwrap_or(0);
        entry_if(slot ^ word <= ENTRY, slot)
    }

    /// What is known of the words of this entry.
    #[inline(always)]
    pub(super) fn known(&self, entry: Entry) -> Known {
        self.entries
            .get(usize::from(entry))
            .copied()
            .unwrap_or_default()
    }

    /// The entries, for a look-up without the table.
    pub(super) fn entries(&self) -> &[Known] {
        &self.entries
    }
}

#[inline(always)]
const fn entry_if(is_it: bool, slot: u64) -> Entry {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the lower bits are the entry"
    )]
    let entry = slot as Entry;
    if is_it { entry } else { 0 }
}

/// Which group of words a word belongs to: by the upper bits of its number.
#[expect(clippy::cast_possible_truncation, reason = "a place in memory, masked")]
#[inline(always)]
const fn group(word: u64, num_groups: usize) -> usize {
    (word >> 40) as usize & num_groups.wrapping_sub(1)
}

/// Where a word of a group with this factor stands.
#[expect(clippy::cast_possible_truncation, reason = "a place in memory, masked")]
#[inline(always)]
const fn place(word: u64, factor: u32, num_slots: usize) -> usize {
    (word.wrapping_mul(factor as u64) >> 32) as usize & num_slots.wrapping_sub(1)
}

/// The factors and the slots, or `None` when two words meet whatever the factor.
fn build(words: &[(u64, Entry)], num_slots: usize) -> Option<(Vec<u32>, Vec<u64>)> {
    let num_groups = (num_slots / 4).max(1);
    let mut groups: Vec<Vec<(u64, Entry)>> = vec![Vec::new(); num_groups];
    for &word in words {
        groups.get_mut(group(word.0, num_groups))?.push(word);
    }
    // The largest first, while there is room; of equals in their order.
    let mut order: Vec<usize> = (0..num_groups).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(groups.get(at).map_or(0, Vec::len)));
    let mut factors = vec![1; num_groups];
    let mut slots = vec![0; num_slots];
    let mut places = Vec::new();
    for at in order {
        let members = groups.get(at)?;
        // Odd, so that no bit of the number is lost.
        let factor = (0..MAX_TRIES).map(|nth| nth * 2 + 1).find(|&factor| {
            places.clear();
            members.iter().all(|&(word, _)| {
                let place = place(word, factor, num_slots);
                let fits = slots.get(place) == Some(&0) && !places.contains(&place);
                places.push(place);
                fits
            })
        })?;
        *factors.get_mut(at)? = factor;
        for (&place, &(word, entry)) in places.iter().zip(members) {
            *slots.get_mut(place)? = word & !ENTRY | u64::from(entry);
        }
    }
    Some((factors, slots))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::split::word_hash;

    fn table(num: u32) -> WordTable {
        let known = |n: u32| Known {
            marks: Marks(u8::try_from(n % 5 + 1).unwrap()),
            ..Known::default()
        };
        let words = (0..num).map(|n| (word_hash(&format!("word{n}")), known(n)));
        WordTable::new(&words.collect())
    }

    #[test]
    fn every_word_is_found_and_no_other() {
        for num in [0, 1, 7, 3000] {
            let table = table(num);
            for n in 0..num {
                let known = table.known(table.find(word_hash(&format!("word{n}"))));
                assert_eq!(u32::from(known.marks.0), n % 5 + 1, "word {n} of {num}");
            }
            for n in 0..3000 {
                assert_eq!(table.find(word_hash(&format!("other{n}"))), 0);
            }
            assert_eq!(table.find(0), 0);
        }
    }
}
