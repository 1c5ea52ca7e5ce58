//! Copies are whole, and those that are kept thin out with age.

use super::*;
use crate::notes::NoteEdit;
use crate::workspace::store::tests::simple_note;
use proptest::prelude::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

#[test]
fn a_workspace_without_a_file_leaves_no_copies() {
    let store = Store::open_in_memory().unwrap();
    assert_eq!(store.snapshot_now(at(0)).unwrap(), None);
    assert_eq!(store.snapshots(), []);
}

#[test]
fn a_snapshot_is_made_once_an_hour_and_opens() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("w.rangebook")).unwrap();
    store
        .commit_edit(&NoteEdit::add(simple_note(1, "kept")))
        .unwrap();
    let first = store.snapshot(at(0)).unwrap().unwrap();
    assert_eq!(store.snapshot(at(3599)).unwrap(), None);
    store
        .commit_edit(&NoteEdit::add(simple_note(2, "later")))
        .unwrap();
    let second = store.snapshot(at(3600)).unwrap().unwrap();
    // The clock was set back: one more does no harm.
    assert!(store.snapshot(at(-10_000)).unwrap().is_some());
    assert_eq!(store.snapshots().len(), 3);
    for (snapshot, num) in [(first, 1), (second, 2)] {
        let copy = Store::open_existing(&snapshot.path).unwrap();
        assert_eq!(copy.notes().unwrap().len(), num);
    }
}

#[test]
fn a_copy_is_one_file_with_the_same_notes_and_never_the_workspace_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.rangebook");
    let store = Store::open(&path).unwrap();
    for number in 0..100 {
        let note = simple_note(number, &"words ".repeat(100));
        store.commit_edit(&NoteEdit::add(note)).unwrap();
    }
    let to = folder.path().join("copy.rangebook");
    assert_eq!(store.save_copy(&to).unwrap(), 100);
    assert_eq!(store.save_copy(&to).unwrap(), 100, "replaced");
    let copy = Store::open_existing(&to).unwrap();
    assert_eq!(copy.notes().unwrap(), store.notes().unwrap());
    drop(copy);
    assert!(matches!(
        store.save_copy(&path),
        Err(StoreError::SameFile { .. })
    ));
    assert!(store.save_copy(&folder.path().join("none/c")).is_err());
    drop(store);
    let mut names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|it| it.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["copy.rangebook", "w.rangebook"]);
}

#[test]
fn a_copy_every_ten_minutes_for_a_month_leaves_24_hours_and_13_days_before() {
    let all: Vec<Timestamp> = (0..30 * 24 * 6).map(|number| at(number * 600)).collect();
    let gone = expired(&all);
    let kept: Vec<Timestamp> = all.into_iter().filter(|it| !gone.contains(it)).collect();
    // The 24 hours lie on two days of the 14: the last of each is a copy of both sorts.
    assert_eq!(kept.len(), HOURS + DAYS - 2);
}

proptest! {
    #[test]
    fn names_tell_the_time(second in -2_000_000_000i64..3_000_000_000) {
        prop_assert_eq!(time_in(&name_of(at(second))), Some(at(second)));
    }

    #[test]
    fn hours_and_days_are_kept_and_nothing_else(
        seconds in prop::collection::btree_set(0i64..40 * 86_400, 1..300),
    ) {
        let all: Vec<Timestamp> = seconds.iter().map(|it| at(*it)).collect();
        let gone = expired(&all);
        let kept: Vec<Timestamp> = all.iter().filter(|it| !gone.contains(it)).copied().collect();
        prop_assert!(kept.len() <= HOURS + DAYS);
        prop_assert_eq!(kept.last(), all.last(), "the latest is always kept");
        // Dropping what is no longer kept changes nothing the next time.
        prop_assert!(expired(&kept).is_empty());
        // Of each of the last hours and days that have a copy the latest, and no other.
        let latest = |seconds: i64, most: usize| {
            let period = |at: &Timestamp| at.as_second().div_euclid(seconds);
            let of_each: std::collections::BTreeMap<i64, Timestamp> =
                all.iter().map(|at| (period(at), *at)).collect();
            of_each.into_values().rev().take(most)
        };
        let expected: BTreeSet<Timestamp> =
            latest(3600, HOURS).chain(latest(86_400, DAYS)).collect();
        prop_assert_eq!(kept, expected.into_iter().collect::<Vec<_>>());
    }
}
