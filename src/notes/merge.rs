//! What notes that come in would do to those that are there, before anything is done.
//!
//! A note that is stored and was not changed since the one that comes in replaces nothing unseen: it
//! is *changed*. One that was changed here later is *conflicting*: then both are kept, the incoming
//! one as a note of its own whose id is made from its content, so that reading the same file again
//! adds nothing.

use super::{Annotation, NoteEdit, NoteId, NoteSet};

/// What notes that come in are to those that are there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merge {
    /// No note of this id is stored.
    pub new: Vec<Annotation>,
    /// Stored otherwise, and not changed here since: what is stored, what comes in.
    pub changed: Vec<(Annotation, Annotation)>,
    /// Stored otherwise, and changed here later: what is stored, what comes in.
    pub conflicting: Vec<(Annotation, Annotation)>,
    /// Stored as they come in.
    pub num_same: usize,
}

/// What to do with conflicting notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Conflicts {
    /// Keep both.
    #[default]
    Both,
    /// Keep what is stored.
    Stored,
    /// Take what comes in.
    Incoming,
}

impl Merge {
    /// Compares. `new_id` makes the id under which a conflicting note would be kept beside the
    /// stored one; it must always make the same of the same note.
    pub fn of(
        stored: &NoteSet,
        incoming: Vec<Annotation>,
        new_id: &dyn Fn(&Annotation) -> NoteId,
    ) -> Self {
        let mut merge = Self::default();
        for note in incoming {
            match stored.get(note.id) {
                None => merge.new.push(note),
                Some(there) if *there == note => merge.num_same += 1,
                Some(there) if note.modified >= there.modified => {
                    merge.changed.push((there.clone(), note));
                }
                // An earlier reading of the file has kept it already.
                Some(_) if stored.get(new_id(&note)).is_some() => merge.num_same += 1,
                Some(there) => merge.conflicting.push((there.clone(), note)),
            }
        }
        merge
    }

    /// How many stored notes would be replaced.
    pub const fn num_replaced(&self, conflicts: Conflicts) -> usize {
        match conflicts {
            Conflicts::Incoming => self.changed.len() + self.conflicting.len(),
            Conflicts::Both | Conflicts::Stored => self.changed.len(),
        }
    }

    /// The edits that carry it out.
    pub fn edits(
        self,
        conflicts: Conflicts,
        new_id: &dyn Fn(&Annotation) -> NoteId,
    ) -> Vec<NoteEdit> {
        let mut edits: Vec<NoteEdit> = self.new.into_iter().map(NoteEdit::add).collect();
        let replace = |(there, note)| NoteEdit::put(Some(there), note);
        edits.extend(self.changed.into_iter().map(replace));
        match conflicts {
            Conflicts::Stored => {}
            Conflicts::Incoming => edits.extend(self.conflicting.into_iter().map(replace)),
            Conflicts::Both => edits.extend(self.conflicting.into_iter().map(|(_, note)| {
                let id = new_id(&note);
                NoteEdit::add(Annotation { id, ..note })
            })),
        }
        edits
    }
}

/// Whether so many changes at once are asked about first: more than a fifth of the notes.
pub const fn is_many(num_changed: usize, num_notes: usize) -> bool {
    num_changed > 1 && num_changed * 5 > num_notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::any_note::{any_note, any_notes};
    use proptest::prelude::*;

    /// Of the text alone, which is enough for a test.
    fn copy_id(note: &Annotation) -> NoteId {
        let mut sum = 0x9e37_79b9_u128;
        for byte in format!("{note:?}").bytes() {
            sum = sum
                .wrapping_mul(0x0100_0000_01b3)
                .wrapping_add(u128::from(byte));
        }
        NoteId(uuid::Uuid::from_u128(sum))
    }

    fn merged(mut into: NoteSet, notes: &[Annotation]) -> NoteSet {
        let merge = Merge::of(&into, notes.to_vec(), &copy_id);
        for edit in merge.edits(Conflicts::Both, &copy_id) {
            assert_eq!(into.get(edit.id), edit.before.as_ref());
            into.apply(&edit);
        }
        into
    }

    proptest! {
        /// Two readers start from the same notes; one changes some, both add some.
        #[test]
        fn merging_two_readers_loses_nothing_and_twice_is_once(
            shared in any_notes(),
            mine in any_notes(),
            theirs in any_notes(),
            other in any_note(),
        ) {
            let mut ours = NoteSet::from_notes(shared.iter().cloned().chain(mine));
            let mut yours = shared;
            if let Some(first) = yours.first_mut() {
                *first = Annotation { id: first.id, ..other };
            }
            yours.extend(theirs);
            let yours: Vec<Annotation> = NoteSet::from_notes(yours).in_order().into_iter().cloned().collect();
            let before = ours.clone();
            ours = merged(ours, &yours);
            let texts = |set: &NoteSet| -> Vec<String> {
                set.in_order().iter().map(|note| note.body.text.clone()).collect()
            };
            // Every note that came in stands there, and every one that was there unless a later
            // version of it came in.
            for note in &yours {
                prop_assert!(texts(&ours).contains(&note.body.text));
            }
            for note in before.in_order() {
                let newer = yours.iter().any(|it| it.id == note.id && it.modified >= note.modified);
                prop_assert!(newer || ours.get(note.id) == Some(note));
            }
            prop_assert_eq!(merged(ours.clone(), &yours), ours);
        }
    }

    #[test]
    fn a_fifth_is_not_many() {
        assert!(!is_many(0, 0) && !is_many(1, 1) && !is_many(2, 10));
        assert!(is_many(3, 10) && is_many(2, 2));
    }
}
