//! Deleted notes come back, changed ones are remembered, and neither grows without bound.

use super::*;
use crate::notes::NoteEdit;
use crate::workspace::store::tests::simple_note;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

fn put(store: &Store, before: Option<&Annotation>, text: &str, second: i64) -> Annotation {
    let note = Annotation {
        modified: at(second),
        ..simple_note(1, text)
    };
    let edit = NoteEdit::put(before.cloned(), note.clone());
    store.commit_edits_at(&[edit], at(second)).unwrap();
    note
}

fn texts(store: &Store, id: NoteId) -> Vec<String> {
    let revisions = store.revisions(id).unwrap();
    revisions.into_iter().map(|it| it.note.body.text).collect()
}

#[test]
fn a_deleted_note_lies_in_the_bin_for_thirty_days() {
    let store = Store::open_in_memory().unwrap();
    let note = put(&store, None, "kept", 0);
    let delete = NoteEdit::delete(note.clone());
    store.commit_edits_at(&[delete], at(10)).unwrap();
    let bin = store.bin().unwrap();
    assert_eq!(bin.len(), 1);
    assert_eq!((&bin[0].note, bin[0].kept), (&note, at(10)));

    let days = |days: i64| at(10 + days * 86_400);
    assert_eq!(store.empty_bin(days(29)).unwrap(), 0);
    // A clock that was set back deletes nothing.
    assert_eq!(store.empty_bin(at(-1_000_000)).unwrap(), 0);
    store
        .commit_edits_at(&[NoteEdit::add(note.clone())], days(30))
        .unwrap();
    assert!(store.bin().unwrap().is_empty(), "it was brought back");
    assert_eq!(store.empty_bin(days(31)).unwrap(), 0);
    store
        .commit_edits_at(&[NoteEdit::delete(note)], days(31))
        .unwrap();
    assert_eq!(store.empty_bin(days(62)).unwrap(), 1);
    assert!(store.bin().unwrap().is_empty());
}

#[test]
fn typing_is_one_version_a_minute_and_fifty_are_kept() {
    let store = Store::open_in_memory().unwrap();
    let mut note = put(&store, None, "0", 0);
    for step in 1..=240 {
        note = put(&store, Some(&note), &step.to_string(), step / 2);
    }
    assert_eq!(texts(&store, note.id), ["239", "119", "0"]);
    for step in 1..=100 {
        note = put(&store, Some(&note), &format!("m{step}"), 1000 + step * 60);
    }
    let kept = texts(&store, note.id);
    assert_eq!(kept.len(), 50);
    assert_eq!(kept[0], "m99");
    // A clock that was set back joins nothing.
    put(&store, Some(&note), "back", -500);
    assert_eq!(texts(&store, note.id)[0], "m100");
}

#[test]
fn an_edit_that_is_refused_keeps_no_version() {
    let store = Store::open_in_memory().unwrap();
    let note = put(&store, None, "stored", 0);
    let stranger = simple_note(1, "never stored");
    let edit = NoteEdit::put(Some(stranger.clone()), simple_note(1, "mine"));
    assert!(store.commit_edits_at(&[edit], at(100)).is_err());
    assert!(texts(&store, note.id).is_empty());
    // Told, the reader repeats it: what is kept is what the file had.
    let edit = NoteEdit::put(Some(stranger), simple_note(1, "mine"));
    store.commit_edits_at(&[edit], at(100)).unwrap();
    assert_eq!(texts(&store, note.id), ["stored"]);
}
