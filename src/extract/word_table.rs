//! A table from the numbers of words to what is known of them, asked once for each word of a text.
//!
//! Most words of a text are either very common or in no list, and which of both cannot be foretold;
//! so a look-up searches nothing. Each word has exactly one place: a first part of its number picks a
//! factor, and the factors are chosen while the table is built so that no two words meet.

use std::collections::BTreeMap;
use std::hint::select_unpredictable;

use super::anchors::AnchorKind;
use super::cues::Cue;
use super::lexicon::Senses;

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Known {
    /// The lists that hold it.
    pub(super) senses: Senses,
    /// Whether a figure or date may be read at it.
    pub(super) anchor: Option<AnchorKind>,
    /// What it says of the figures of its clause.
    pub(super) cue: Option<Cue>,
    pub(super) marks: Marks,
}

impl Known {
    /// Whether the rules know the word, not only the gazetteer.
    const fn is_of_rules(&self) -> bool {
        !self.senses.is_empty()
            || self.cue.is_some()
            || self.marks.has(Marks::ANCHOR)
            || self.marks.has(Marks::CANDIDATE)
    }
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

/// Slots of a table: twice as many as words that the rules know, and a power of two.
const NUM_SLOTS: usize = 1 << 13;
/// Groups of words, a few in each.
const NUM_GROUPS: usize = 1 << 11;

/// The table.
#[derive(Debug)]
pub(super) struct WordTable {
    places: Box<Places>,
    /// What is known, each once; the first is of all other words, those with marks stand behind
    /// all others, the least marked last, and those with a cue side by side.
    entries: Box<[Known]>,
    marked: MarkedEntries,
    cues: CueEntries,
}

/// Where the words are: side by side, as both are needed for each look-up.
#[derive(Debug)]
struct Places {
    factors: [u32; NUM_GROUPS],
    /// The words' numbers, each with the bits of its entry flipped, which the lowest sixteen hold.
    slots: [u64; NUM_SLOTS],
}

impl Places {
    const NONE: Self = Self {
        factors: [1; NUM_GROUPS],
        slots: [0; NUM_SLOTS],
    };
}

/// The entries of words with a cue.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CueEntries {
    first: Entry,
    num: Entry,
}

impl CueEntries {
    /// Of entries where they stand side by side.
    fn of(entries: &[Known]) -> Option<Self> {
        let has_cue = |known: &Known| known.cue.is_some();
        let Some(first) = entries.iter().position(has_cue) else {
            return Some(Self::default());
        };
        let num = entries.iter().filter(|known| has_cue(known)).count();
        Some(Self {
            first: Entry::try_from(first).ok()?,
            num: Entry::try_from(num).ok()?,
        })
    }

    #[inline(always)]
    pub(super) const fn has(self, entry: Entry) -> bool {
        entry.wrapping_sub(self.first) < self.num
    }

    /// Whether this is an entry, and of words without a cue. Most words are in no list and have the
    /// first entry of all, so that one question is enough.
    #[inline(always)]
    pub(super) const fn lack(self, entry: u32) -> bool {
        let (first, behind) = (self.first as u32, self.first as u32 + self.num as u32);
        entry < first || entry >= behind && entry <= Entry::MAX as u32
    }
}

/// The entries of words with marks.
#[derive(Clone, Copy, Debug)]
struct MarkedEntries {
    first: Entry,
    /// Of those with no other mark than [`Marks::NAME_BEFORE_CAPITAL`].
    first_before_capital: Entry,
}

impl MarkedEntries {
    /// None.
    const NONE: Self = Self {
        first: Entry::MAX,
        first_before_capital: Entry::MAX,
    };

    /// Of entries in their order.
    fn of(entries: &[Known]) -> Option<Self> {
        let first = entries.partition_point(|it| it.marks.is_empty());
        let is_least = |it: &&Known| it.marks == Marks::NAME_BEFORE_CAPITAL;
        let num_least = entries.iter().rev().take_while(is_least).count();
        Some(Self {
            first: Entry::try_from(first).ok()?,
            first_before_capital: Entry::try_from(entries.len() - num_least).ok()?,
        })
    }
}

/// Bits of a slot that are the entry.
const ENTRY: u64 = 0xffff;

/// More factors tried for one group of words than any build came near to.
const MAX_TRIES: u32 = 1 << 16;

impl WordTable {
    /// Over these words, by their numbers. When they are too many, names may begin with every word
    /// that is written small.
    pub(super) fn new(words: &BTreeMap<u64, Known>) -> Self {
        let all: Vec<(u64, Known)> = words.iter().map(|(&word, &known)| (word, known)).collect();
        Self::build(&all, Marks::default())
            .or_else(|| {
                let of_rules = |it: &&(u64, Known)| it.1.is_of_rules();
                let known: Vec<_> = all.iter().filter(of_rules).copied().collect();
                Self::build(&known, Marks::NAME)
            })
            .unwrap_or_else(|| Self {
                places: Box::new(Places::NONE),
                entries: Box::new([Known::default()]),
                marked: MarkedEntries::NONE,
                cues: CueEntries::default(),
            })
    }

    /// The table with these marks at every word; `None` when there are too many words.
    fn build(words: &[(u64, Known)], everywhere: Marks) -> Option<Self> {
        // Those with a cue are the last without marks and the first with them.
        let by_marks = |known: &Known| {
            let (is_marked, has_cue) = (!known.marks.is_empty(), known.cue.is_some());
            let is_least_marked = known.marks == Marks::NAME_BEFORE_CAPITAL;
            (is_marked, is_marked != has_cue, is_least_marked, *known)
        };
        let mut entries: Vec<Known> = words.iter().map(|it| it.1).collect();
        entries.push(Known::default());
        entries.sort_unstable_by_key(by_marks);
        entries.dedup();
        let mut keyed = Vec::with_capacity(words.len());
        for (word, known) in words {
            let at = entries.binary_search_by_key(&by_marks(known), by_marks);
            keyed.push((*word, Entry::try_from(at.ok()?).ok()?));
        }
        let mut table = Self {
            places: Box::new(Places::NONE),
            entries: Box::default(),
            marked: MarkedEntries::NONE,
            cues: CueEntries::of(&entries)?,
        };
        table.place_all(&keyed)?;
        for known in &mut entries {
            known.marks.add(everywhere);
        }
        table.marked = MarkedEntries::of(&entries)?;
        table.entries = entries.into_boxed_slice();
        Some(table)
    }

    /// Finds the factors; `None` when two words meet whatever the factor.
    fn place_all(&mut self, words: &[(u64, Entry)]) -> Option<()> {
        let mut groups: Vec<Vec<(u64, Entry)>> = vec![Vec::new(); NUM_GROUPS];
        for &word in words {
            groups.get_mut(group(word.0))?.push(word);
        }
        // The largest first, while there is room; of equals in their order.
        let mut order: Vec<usize> = (0..NUM_GROUPS).collect();
        order.sort_by_key(|&at| std::cmp::Reverse(groups.get(at).map_or(0, Vec::len)));
        let mut places = Vec::new();
        for at in order {
            let members = groups.get(at)?;
            // Odd, so that no bit of the number is lost.
            let factor = (0..MAX_TRIES).map(|nth| nth * 2 + 1).find(|&factor| {
                places.clear();
                members.iter().all(|&(word, _)| {
                    let place = place(word, factor);
                    let fits = self.places.slots.get(place) == Some(&0) && !places.contains(&place);
                    places.push(place);
                    fits
                })
            })?;
            *self.places.factors.get_mut(at)? = factor;
            for (&place, &(word, entry)) in places.iter().zip(members) {
                *self.places.slots.get_mut(place)? = word ^ u64::from(entry);
            }
        }
        Some(())
    }

    /// What many words are looked up with.
    #[inline(always)]
    pub(super) const fn finder(&self) -> Finder<'_> {
        Finder {
            places: &self.places,
            marked: self.marked,
        }
    }

    /// The entry of the word of this number.
    #[inline(always)]
    pub(super) fn find(&self, word: u64) -> Entry {
        self.finder().find(word)
    }

    /// What is known of the words of this entry.
    #[inline(always)]
    pub(super) fn known(&self, entry: Entry) -> Known {
        self.entries
            .get(usize::from(entry))
            .copied()
            .unwrap_or_default()
    }

    /// Which entries are of words with a cue.
    #[inline(always)]
    pub(super) const fn cues(&self) -> CueEntries {
        self.cues
    }

    /// The entries, for a look-up without the table.
    pub(super) fn entries(&self) -> &[Known] {
        &self.entries
    }
}

/// The part of a table that words are looked up in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finder<'t> {
    places: &'t Places,
    marked: MarkedEntries,
}

impl Finder<'_> {
    /// Whether words of this entry have marks.
    #[inline(always)]
    pub(super) const fn is_marked(self, entry: Entry) -> bool {
        entry >= self.marked.first
    }

    /// Whether words of this entry are worth stopping at only before a word that is not written small.
    #[inline(always)]
    pub(super) const fn counts_before_capital(self, entry: Entry) -> bool {
        entry >= self.marked.first_before_capital
    }

    /// The entry of the word of this number.
    #[inline(always)]
    pub(super) fn find(self, word: u64) -> Entry {
        // Both are within their arrays, and the compiler sees it.
        let factor = self.places.factors.get(group(word)).copied().unwrap_or(0);
        let slot = self
            .places
            .slots
            .get(place(word, factor))
            .copied()
            .unwrap_or(0);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "where the upper bits are equal they cancel, and the rest is the entry"
        )]
        let entry = (slot ^ word) as Entry;
        select_unpredictable(slot ^ word <= ENTRY, entry, 0)
    }
}

/// Which group of words a word belongs to: by the uppermost bits of its number.
#[inline(always)]
const fn group(word: u64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "only so many bits are left as groups need"
    )]
    let group = (word >> (u64::BITS - NUM_GROUPS.ilog2())) as usize;
    group
}

/// Where a word of a group with this factor stands.
#[inline(always)]
const fn place(word: u64, factor: u32) -> usize {
    let spread = word.wrapping_mul(factor as u64);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "only so many bits are left as slots need"
    )]
    let place = (spread >> (u64::BITS - NUM_SLOTS.ilog2())) as usize;
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::split::word_hash;

    fn table(num: u32) -> WordTable {
        let known = |n: u32| Known {
            marks: Marks(u8::try_from((n % 5 + 1) * 4).unwrap()),
            ..Known::default()
        };
        let words = (0..num).map(|n| (word_hash(&format!("word{n}")), known(n)));
        WordTable::new(&words.collect())
    }

    #[test]
    fn every_word_is_found_and_no_other() {
        for num in [0, 1, 7, 5000] {
            let table = table(num);
            for n in 0..num {
                let known = table.known(table.find(word_hash(&format!("word{n}"))));
                assert_eq!(
                    u32::from(known.marks.0),
                    (n % 5 + 1) * 4,
                    "word {n} of {num}"
                );
            }
            for n in 0..3000 {
                assert_eq!(table.find(word_hash(&format!("other{n}"))), 0);
            }
            assert_eq!(table.find(0), 0);
        }
    }

    #[test]
    fn with_too_many_words_names_may_begin_everywhere() {
        let table = table(40_000);
        let words = ["word1", "word39999", "other"].map(word_hash);
        for entry in words.map(|word| table.find(word)) {
            assert!(table.finder().is_marked(entry) && table.known(entry).marks.has(Marks::NAME));
        }
    }

    #[test]
    fn entries_that_count_before_capitals_have_no_other_mark() {
        for table in [table(0), table(5000), table(40_000)] {
            for (entry, known) in (0..).zip(table.entries()) {
                let is_least = known.marks == Marks::NAME_BEFORE_CAPITAL;
                let finder = table.finder();
                assert_eq!(finder.counts_before_capital(entry), is_least, "{known:?}");
                assert_eq!(finder.is_marked(entry), !known.marks.is_empty());
            }
        }
    }

    #[test]
    fn entries_with_a_cue_are_told_apart() {
        let table = crate::extract::lexicon::table();
        for (entry, known) in (0..).zip(table.entries()) {
            assert_eq!(table.cues().has(entry), known.cue.is_some(), "{known:?}");
            assert_eq!(table.cues().lack(entry.into()), known.cue.is_none());
            assert!(!table.cues().lack(u32::from(entry) | 1 << Entry::BITS));
        }
    }
}
