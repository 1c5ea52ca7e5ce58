//! Where the notes of an opened document stand.
//!
//! Invariants: each note has one place or none; `spans` are sorted and `ids` go with them; a stretch of
//! text, or one note, is found without looking at all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::notes::{Anchoring, NoteId};
use crate::reader::runs::Marks;
use crate::text::Span;

/// The notes of one document.
#[derive(Clone, Debug, Default)]
pub struct PlacedNotes {
    anchorings: BTreeMap<NoteId, Anchoring>,
    // Of those that have a place, by place and then by id.
    spans: Vec<Span>,
    ids: Vec<NoteId>,
    // No span is longer. Not made less when the longest goes: a bound is enough.
    longest: usize,
    num_unplaced: usize,
}

impl PlacedNotes {
    /// How many, also those whose passage is gone.
    pub fn len(&self) -> usize {
        self.anchorings.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.anchorings.is_empty()
    }

    /// How many have no place, or only one to be asked about.
    pub const fn num_unplaced(&self) -> usize {
        self.num_unplaced
    }

    /// Where one stands.
    pub fn get(&self, id: NoteId) -> Option<Anchoring> {
        self.anchorings.get(&id).copied()
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = (NoteId, Anchoring)> {
        self.anchorings.iter().map(|(id, at)| (*id, *at))
    }

    /// Those that have a place, in the order of the text.
    pub fn in_text(&self) -> impl Iterator<Item = (NoteId, Span)> {
        self.ids.iter().copied().zip(self.spans.iter().copied())
    }

    /// Those that stand on exactly this.
    pub fn on(&self, span: Span) -> impl Iterator<Item = NoteId> {
        self.same(span).1.iter().copied()
    }

    /// Those that share a byte with this stretch of text, in its order.
    pub fn within(&self, range: Range<usize>) -> impl Iterator<Item = (NoteId, Span)> {
        let found = self.marks().within(range);
        found.filter_map(|(number, span)| Some((*self.ids.get(number)?, span)))
    }

    /// Their spans, ready to be asked for a stretch of text; numbered as in [`Self::in_text`].
    pub fn marks(&self) -> Marks<'_> {
        Marks::no_longer_than(&self.spans, self.longest)
    }

    /// The note of a number of [`Self::marks`].
    pub fn id(&self, number: usize) -> Option<NoteId> {
        self.ids.get(number).copied()
    }

    pub(super) fn put(&mut self, id: NoteId, anchoring: Anchoring) {
        self.remove(id);
        self.anchorings.insert(id, anchoring);
        let Some(span) = anchoring.span() else {
            self.num_unplaced += 1;
            return;
        };
        if let Err(at) = self.find(span, id) {
            self.spans.insert(at, span);
            self.ids.insert(at, id);
        }
        self.longest = self.longest.max(span.len());
    }

    /// Puts many, at the cost of sorting once.
    pub(super) fn put_all(&mut self, notes: impl IntoIterator<Item = (NoteId, Anchoring)>) {
        self.anchorings.extend(notes);
        let all = self.anchorings.iter();
        let placed = all.filter_map(|(id, at)| Some((at.span()?, *id)));
        let mut placed: Vec<(Span, NoteId)> = placed.collect();
        placed.sort_unstable();
        self.num_unplaced = self.anchorings.len() - placed.len();
        let longest = placed.iter().map(|(span, _)| span.len()).max();
        self.longest = longest.unwrap_or(0);
        (self.spans, self.ids) = placed.into_iter().unzip();
    }

    /// Takes many away, at the cost of looking at each once.
    pub(super) fn remove_all(&mut self, gone: &BTreeSet<NoteId>) {
        let num_before = self.anchorings.len();
        self.anchorings.retain(|id, _| !gone.contains(id));
        if self.anchorings.len() < num_before {
            self.put_all([]);
        }
    }

    /// Whether it was there.
    pub(super) fn remove(&mut self, id: NoteId) -> bool {
        let Some(anchoring) = self.anchorings.remove(&id) else {
            return false;
        };
        match anchoring.span() {
            Some(span) => {
                if let Ok(at) = self.find(span, id) {
                    self.spans.remove(at);
                    self.ids.remove(at);
                }
            }
            None => self.num_unplaced -= 1,
        }
        true
    }

    /// Those that stand on exactly this, by id, and where the first is or would be put.
    fn same(&self, span: Span) -> (usize, &[NoteId]) {
        let first = self.spans.partition_point(|it| *it < span);
        let rest = self.spans.get(first..).unwrap_or(&[]);
        let num = rest.partition_point(|it| *it == span);
        (first, self.ids.get(first..first + num).unwrap_or(&[]))
    }

    /// Where the note with this place is, or would be put.
    fn find(&self, span: Span, id: NoteId) -> Result<usize, usize> {
        let (first, same) = self.same(span);
        match same.binary_search(&id) {
            Ok(at) => Ok(first + at),
            Err(at) => Err(first + at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(number: u8) -> NoteId {
        NoteId(uuid::Uuid::from_u128(number.into()))
    }

    fn place(start: usize, len: usize, how: u8) -> Anchoring {
        let text = "x".repeat(60);
        let span = Span::new(&text, start, start + len).unwrap();
        match how {
            0 => Anchoring::Orphan,
            1 => Anchoring::Doubtful(span),
            2 => Anchoring::Moved(span),
            _ => Anchoring::Exact(span),
        }
    }

    fn put(placed: &mut PlacedNotes, notes: &[(u8, usize, usize, u8)]) {
        for (number, start, len, how) in notes {
            placed.put(id(*number), place(*start, *len, *how));
        }
    }

    fn check_same(found: &PlacedNotes, expected: &PlacedNotes) {
        let all = |placed: &PlacedNotes| placed.iter().collect::<Vec<_>>();
        let in_text = |placed: &PlacedNotes| placed.in_text().collect::<Vec<_>>();
        assert_eq!(all(found), all(expected));
        assert_eq!(in_text(found), in_text(expected));
        assert_eq!(found.num_unplaced(), expected.num_unplaced());
        for from in 0..60 {
            let within = |placed: &PlacedNotes| placed.within(from..from + 1).collect::<Vec<_>>();
            assert_eq!(within(found), within(expected));
        }
    }

    proptest! {
        #[test]
        fn many_at_once_are_as_one_after_the_other(
            first in prop::collection::vec((0u8..30, 0usize..40, 0usize..20, 0u8..6), 0..30),
            then in prop::collection::vec((0u8..30, 0usize..40, 0usize..20, 0u8..6), 0..30),
            gone in prop::collection::btree_set(0u8..30, 0..10),
        ) {
            let mut singly = PlacedNotes::default();
            put(&mut singly, &first);
            let mut at_once = singly.clone();
            put(&mut singly, &then);
            at_once.put_all(then.iter().map(|(number, start, len, how)| {
                (id(*number), place(*start, *len, *how))
            }));
            check_same(&at_once, &singly);
            for number in &gone {
                singly.remove(id(*number));
            }
            at_once.remove_all(&gone.into_iter().map(id).collect());
            check_same(&at_once, &singly);
        }

        #[test]
        fn notes_are_found_where_they_were_put(
            steps in prop::collection::vec((0u8..12, 0usize..40, 0usize..20, 0u8..7), 0..60),
            from in 0usize..60,
            len in 1usize..20,
        ) {
            let mut placed = PlacedNotes::default();
            let mut model = BTreeMap::new();
            for (number, start, len, how) in steps {
                if how == 6 {
                    prop_assert_eq!(placed.remove(id(number)), model.remove(&id(number)).is_some());
                } else {
                    placed.put(id(number), place(start, len, how));
                    model.insert(id(number), place(start, len, how));
                }
            }
            let all: Vec<_> = placed.iter().collect();
            prop_assert_eq!(all, model.iter().map(|(id, at)| (*id, *at)).collect::<Vec<_>>());
            let mut in_text: Vec<_> =
                model.iter().filter_map(|(id, at)| Some((at.span()?, *id))).collect();
            in_text.sort_unstable();
            let found: Vec<_> = placed.in_text().map(|(id, span)| (span, id)).collect();
            prop_assert_eq!(&found, &in_text);
            prop_assert_eq!(placed.num_unplaced(), model.len() - in_text.len());
            let range = from..from + len;
            let here: Vec<_> = placed.within(range.clone()).map(|(id, span)| (span, id)).collect();
            let shares = |span: Span| span.start() < range.end && span.end() > range.start;
            let expected: Vec<_> =
                in_text.iter().copied().filter(|(span, _)| shares(*span)).collect();
            prop_assert_eq!(here, expected);
            for (span, _) in &in_text {
                let on: Vec<_> = placed.on(*span).collect();
                let same = in_text.iter().filter(|(it, _)| it == span);
                prop_assert_eq!(on, same.map(|(_, id)| *id).collect::<Vec<_>>());
            }
        }
    }
}
