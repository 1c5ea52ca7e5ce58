//! Damage costs the notes it lies on and no others.

use super::*;
use crate::workspace::store::tests::{overwrite, simple_note};

#[test]
fn most_notes_of_a_damaged_file_are_read_and_written_to_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.rangebook");
    let store = Store::open(&path).unwrap();
    for number in 0..200 {
        let note = simple_note(number, &"words ".repeat(100));
        store.commit_edit(&NoteEdit::add(note)).unwrap();
    }
    let all = store.notes().unwrap();
    drop(store);
    let whole = std::fs::read(&path).unwrap();
    assert_eq!(salvage(&path).unwrap().notes.len(), 200);
    let (mut num_damaged, mut fewest) = (0, 200);
    // One page after the other, except the first, which says what file this is.
    for page in 1..whole.len() / 4096 {
        let mut bytes = whole.clone();
        for byte in bytes.iter_mut().skip(page * 4096).take(4096) {
            *byte ^= 0xa5;
        }
        overwrite(&path, &bytes).unwrap();
        if Store::open_existing(&path).is_ok() {
            continue;
        }
        num_damaged += 1;
        let found = salvage(&path).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "left as it was");
        for note in &found.notes {
            let stored = all.get(note.id).unwrap();
            assert_eq!(stored.body.text, note.body.text);
        }
        fewest = fewest.min(found.notes.len());
        let copy = folder.path().join(format!("copy {page}"));
        let copy = found.write_to(&copy).unwrap();
        assert_eq!(copy.notes().unwrap().len(), found.notes.len());
    }
    assert!(num_damaged > 10, "{num_damaged}");
    // The root of the table is one of the pages; without it nothing can be found.
    println!("{num_damaged} damaged files, fewest notes read: {fewest}");
}
