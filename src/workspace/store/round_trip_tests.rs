//! Notes go out, are deleted, come in again and go out as the same bytes, through a real workspace.

use proptest::prelude::*;

use super::Store;
use crate::export::{csv, jsonld};
use crate::notes::any_note::{any_notes, hostile_text};
use crate::notes::merge::{Conflicts, Merge};
use crate::notes::{Annotation, NoteEdit, NoteSet};

/// As much as somebody might paste into a note.
const LONG: usize = 100_000;

type Write = fn(&[&Annotation]) -> Vec<u8>;
type Read = fn(&[u8]) -> Vec<Annotation>;

fn to_csv(notes: &[&Annotation]) -> Vec<u8> {
    let mut out = Vec::new();
    csv::write_notes(notes, &mut out, false).unwrap();
    out
}

fn to_jsonld(notes: &[&Annotation]) -> Vec<u8> {
    let mut out = Vec::new();
    jsonld::write_notes(notes, &mut out).unwrap();
    out
}

fn from_csv(bytes: &[u8]) -> Vec<Annotation> {
    csv::read_notes(bytes).unwrap()
}

fn from_jsonld(bytes: &[u8]) -> Vec<Annotation> {
    jsonld::read_notes(bytes).unwrap()
}

fn check(notes: &[Annotation], write: Write, read: Read) {
    let store = Store::open_in_memory().unwrap();
    let commit = |edits: Vec<NoteEdit>| store.commit_edits(&edits).unwrap();
    let all = || store.notes().unwrap();
    commit(notes.iter().cloned().map(NoteEdit::add).collect());
    let stored = all();
    assert_eq!(stored, NoteSet::from_notes(notes.iter().cloned()));
    let out = write(&stored.in_order());

    let notes = stored.in_order().into_iter().cloned();
    commit(notes.map(NoteEdit::delete).collect());
    assert!(all().is_empty());
    let merge = Merge::of(&all(), read(&out), &jsonld::copy_id);
    commit(merge.edits(Conflicts::Both, &jsonld::copy_id));
    assert_eq!(write(&all().in_order()), out);
}

proptest! {
    #[test]
    fn export_delete_import_export_gives_the_same_bytes(notes in any_notes()) {
        check(&notes, to_csv, from_csv);
        check(&notes, to_jsonld, from_jsonld);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn long_bodies_too(mut notes in any_notes(), piece in hostile_text(), end in "[=+@' \r\n-]{0,3}") {
        if let Some(note) = notes.first_mut() {
            let times = LONG / piece.len().max(1);
            note.body.text = piece.repeat(times) + &end;
        }
        check(&notes, to_csv, from_csv);
        check(&notes, to_jsonld, from_jsonld);
    }
}
