//! The workspace file: what goes in comes out, what must be refused is, and what fails leaves the
//! acknowledged notes whole.

use std::time::Duration;

use super::*;
use crate::notes::any_note::{any_note, any_notes};
use crate::notes::{Body, NoteSet, QuoteSelector, Target};
use proptest::prelude::*;

pub(super) fn simple_note(number: u128, text: &str) -> Annotation {
    Annotation {
        id: NoteId(uuid::Uuid::from_u128(number)),
        target: Target {
            document: "a.txt".to_owned(),
            fingerprint: None,
            position: None,
            quote: QuoteSelector::default(),
            kind: String::new(),
            value: String::new(),
            unit: String::new(),
            source: String::new(),
            finding: None,
        },
        body: Body {
            text: text.to_owned(),
            tags: crate::notes::Tag::parse_all(["b", "a"]),
            colour: String::new(),
        },
        author: String::new(),
        created: "2024-01-18T09:30:00Z".parse().unwrap(),
        modified: "2024-01-18T09:30:00Z".parse().unwrap(),
    }
}

#[expect(clippy::disallowed_methods, reason = "spoils files on purpose")]
pub(super) fn overwrite(path: impl AsRef<Path>, content: impl AsRef<[u8]>) -> std::io::Result<()> {
    std::fs::write(path, content)
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

fn integrity(store: &Store) -> String {
    store
        .connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap()
}

#[test]
fn durable_settings_are_on() {
    let folder = Folder::new();
    let store = Store::open(&folder.file("w.rangebook")).unwrap();
    let number = |name: &str| -> i64 {
        store
            .connection
            .pragma_query_value(None, name, |row| row.get(0))
            .unwrap()
    };
    assert_eq!(number("synchronous"), 2);
    assert_eq!(number("foreign_keys"), 1);
    assert_eq!(number("trusted_schema"), 0);
    assert_eq!(number("cell_size_check"), 1);
    assert_eq!(number("mmap_size"), 0);
    assert_eq!(number("application_id"), schema::APPLICATION_ID);
    assert_eq!(number("user_version"), schema::VERSION);
    let journal: String = store
        .connection
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .unwrap();
    assert_eq!(journal, "wal");
}

#[test]
fn a_closed_workspace_is_one_file() {
    let folder = Folder::new();
    let path = folder.file("new folder/w.rangebook");
    let store = Store::open(&path).unwrap();
    store
        .commit_edit(&NoteEdit::add(simple_note(1, "kept")))
        .unwrap();
    drop(store);
    assert_eq!(folder.names(), ["new folder"]);
    assert_eq!(
        std::fs::read_dir(path.parent().unwrap()).unwrap().count(),
        1
    );
    let store = Store::open_existing(&path).unwrap();
    assert_eq!(store.notes().unwrap().len(), 1);
}

#[track_caller]
fn check_refused(content: &[u8], expected: fn(&StoreError) -> bool) {
    let folder = Folder::new();
    let path = folder.file("w.rangebook");
    overwrite(&path, content).unwrap();
    for open in [Store::open, Store::open_existing] {
        let error = open(&path).unwrap_err();
        assert!(expected(&error), "{error:?}");
        assert!(error.to_string().ends_with(&path.display().to_string()));
    }
    assert_eq!(std::fs::read(&path).unwrap(), content, "left as it was");
    assert_eq!(folder.names(), ["w.rangebook"]);
}

/// The bytes of a database made by `sql`.
fn database(sql: &str) -> Vec<u8> {
    let folder = Folder::new();
    let path = folder.file("x");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(sql).unwrap();
    drop(connection);
    std::fs::read(path).unwrap()
}

#[test]
fn other_files_are_refused_and_left() {
    check_refused(b"Dear diary, this is no database.", |error| {
        matches!(error, StoreError::Foreign { .. })
    });
    check_refused(&[0xff; 5000], |error| {
        matches!(error, StoreError::Foreign { .. })
    });
    let other = database("CREATE TABLE birds (name); INSERT INTO birds VALUES ('owl')");
    check_refused(&other, |error| matches!(error, StoreError::Foreign { .. }));
    let other = database("PRAGMA application_id = 77; PRAGMA user_version = 1; CREATE TABLE t (x)");
    check_refused(&other, |error| matches!(error, StoreError::Foreign { .. }));
}

#[test]
fn a_newer_workspace_is_refused_and_left() {
    let newer = database(&format!(
        "PRAGMA application_id = {}; PRAGMA user_version = {}; CREATE TABLE notes (new)",
        schema::APPLICATION_ID,
        schema::VERSION + 1
    ));
    check_refused(
        &newer,
        |error| matches!(error, StoreError::Newer { found, .. } if *found == schema::VERSION + 1),
    );
}

#[test]
fn folders_and_missing_files_are_told_apart() {
    let folder = Folder::new();
    assert!(matches!(
        Store::open(folder.0.path()),
        Err(StoreError::CannotOpen { .. })
    ));
    assert!(matches!(
        Store::open_existing(&folder.file("none")),
        Err(StoreError::Missing { .. })
    ));
    overwrite(folder.file("file"), "").unwrap();
    assert!(matches!(
        Store::open(&folder.file("file/w.rangebook")),
        Err(StoreError::CannotOpen { .. })
    ));
}

#[test]
fn a_damaged_workspace_is_an_error_and_never_a_panic() {
    let folder = Folder::new();
    let path = folder.file("w.rangebook");
    let store = Store::open(&path).unwrap();
    for number in 0..40 {
        let note = simple_note(number, &"words ".repeat(200));
        store.commit_edit(&NoteEdit::add(note)).unwrap();
    }
    drop(store);
    let whole = std::fs::read(&path).unwrap();
    let mut refused = 0;
    for at in (100..whole.len()).step_by(whole.len() / 60) {
        let mut bytes = whole.clone();
        for byte in bytes.iter_mut().skip(at).take(40) {
            *byte ^= 0xa5;
        }
        overwrite(&path, &bytes).unwrap();
        // Damage inside a text shows as another text or an unreadable row; elsewhere as damage.
        match Store::open(&path).and_then(|store| store.notes()) {
            Ok(notes) => assert!(notes.len() <= 40),
            Err(StoreError::Damaged { .. } | StoreError::UnreadableRow { .. }) => refused += 1,
            Err(other) => panic!("{other:?} at {at}"),
        }
        let _ = std::fs::remove_file(folder.file("w.rangebook-wal"));
        let _ = std::fs::remove_file(folder.file("w.rangebook-shm"));
    }
    assert!(refused > 0);
    overwrite(&path, whole.get(..whole.len() / 2).unwrap()).unwrap();
    assert!(matches!(
        Store::open(&path),
        Err(StoreError::Damaged { .. })
    ));
}

#[test]
fn triggers_of_a_stranger_do_not_run() {
    let folder = Folder::new();
    let path = folder.file("w.rangebook");
    drop(Store::open(&path).unwrap());
    Connection::open(&path)
        .unwrap()
        .execute_batch(
            "CREATE TRIGGER bite AFTER INSERT ON notes BEGIN DELETE FROM notes; END;
             CREATE TRIGGER bite_too AFTER INSERT ON note_tags BEGIN DELETE FROM notes; END;",
        )
        .unwrap();
    let store = Store::open(&path).unwrap();
    let edit = NoteEdit::add(simple_note(1, "kept"));
    store.commit_edit(&edit).unwrap();
    assert_eq!(store.note(edit.id).unwrap(), edit.after);
    // Foreign keys do their work all the same.
    store.commit_edit(&edit.inverse()).unwrap();
    let num_tags: i64 = store
        .connection
        .query_row("SELECT count(*) FROM note_tags", [], |row| row.get(0))
        .unwrap();
    assert_eq!(num_tags, 0);
}

#[test]
fn rows_another_tool_spoiled_are_named() {
    let folder = Folder::new();
    let path = folder.file("w.rangebook");
    let store = Store::open(&path).unwrap();
    let note = simple_note(1, "x");
    store.commit_edit(&NoteEdit::add(note.clone())).unwrap();
    let tool = Connection::open(&path).unwrap();
    tool.execute_batch("UPDATE notes SET start_byte = 1")
        .unwrap_err();
    tool.execute_batch("UPDATE notes SET created = 'yesTerdayZ'")
        .unwrap();
    for error in [
        store.notes().unwrap_err(),
        store.note(note.id).unwrap_err(),
        store.commit_edit(&NoteEdit::delete(note)).unwrap_err(),
    ] {
        assert!(
            matches!(
                error,
                StoreError::UnreadableRow {
                    column: "created",
                    ..
                }
            ),
            "{error:?}"
        );
    }
}

#[test]
fn an_edit_from_another_starting_point_is_refused() {
    let folder = Folder::new();
    let path = folder.file("w.rangebook");
    let (window, tool) = (Store::open(&path).unwrap(), Store::open(&path).unwrap());
    let note = simple_note(1, "first");
    let changed = |text: &str| {
        let mut changed = note.clone();
        text.clone_into(&mut changed.body.text);
        changed
    };
    assert!(!window.changed_elsewhere().unwrap());
    tool.commit_edit(&NoteEdit::add(note.clone())).unwrap();
    assert!(!tool.changed_elsewhere().unwrap(), "its own edit");
    assert!(window.changed_elsewhere().unwrap());
    assert!(!window.changed_elsewhere().unwrap(), "told once");

    let theirs = NoteEdit::put(Some(note.clone()), changed("theirs"));
    tool.commit_edit(&theirs).unwrap();
    let mine = NoteEdit::put(Some(note.clone()), changed("mine"));
    let delete = NoteEdit::delete(note.clone());
    let add = NoteEdit::add(note.clone());
    for refused in [&mine, &delete, &add] {
        let window = Store::open(&path).unwrap();
        assert!(matches!(
            window.commit_edit(refused),
            Err(StoreError::ChangedElsewhere { id, .. }) if id == note.id
        ));
    }
    assert_eq!(window.note(note.id).unwrap(), theirs.after);
    // What is there already is no conflict.
    window.commit_edit(&theirs).unwrap();
    tool.commit_edit(&theirs.inverse()).unwrap();
    tool.commit_edit(&delete).unwrap();
    tool.commit_edit(&delete).unwrap();
    assert!(window.notes().unwrap().is_empty());
}

#[test]
fn a_refused_edit_may_be_repeated_once_the_reader_was_told() {
    let folder = Folder::new();
    let path = folder.file("w.rangebook");
    let (window, tool) = (Store::open(&path).unwrap(), Store::open(&path).unwrap());
    let [first, theirs, theirs_again, mine, mine_again] =
        ["1", "2", "3", "4", "5"].map(|text| simple_note(1, text));
    tool.commit_edit(&NoteEdit::add(first.clone())).unwrap();
    tool.commit_edit(&NoteEdit::put(Some(first.clone()), theirs.clone()))
        .unwrap();
    let edit = NoteEdit::put(Some(first), mine.clone());
    window.commit_edit(&edit).unwrap_err();
    // What was told of is no longer what is there: it is told of anew.
    tool.commit_edit(&NoteEdit::put(Some(theirs), theirs_again))
        .unwrap();
    window.commit_edit(&edit).unwrap_err();
    let edit = NoteEdit::put(Some(mine), mine_again.clone());
    window.commit_edit(&edit).unwrap();
    assert_eq!(tool.note(edit.id).unwrap(), Some(mine_again));
}

#[test]
fn after_an_edit_that_failed_the_next_one_of_the_note_is_saved() {
    let folder = Folder::new();
    let path = folder.file("w.rangebook");
    let store = Store::open(&path).unwrap();
    let limit = |pages: i64| {
        store
            .connection
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .unwrap();
    };
    let (small, big) = (
        simple_note(1, "small"),
        simple_note(1, &"x".repeat(100_000)),
    );
    for stored in [None, Some(simple_note(1, "stored"))] {
        let edit = NoteEdit::put(stored.clone(), big.clone());
        limit(1);
        assert!(matches!(
            store.commit_edit(&edit),
            Err(StoreError::Full { .. })
        ));
        assert_eq!(store.note(edit.id).unwrap(), stored);
        limit(1_000_000);
        store
            .commit_edit(&NoteEdit::put(Some(big.clone()), small.clone()))
            .unwrap();
        assert_eq!(store.note(edit.id).unwrap(), Some(small.clone()));
        store
            .commit_edit(&NoteEdit::put(
                Some(small.clone()),
                simple_note(1, "stored"),
            ))
            .unwrap();
    }
}

#[test]
fn edits_together_are_saved_together_or_not_at_all() {
    let store = Store::open_in_memory().unwrap();
    let note = simple_note(1, "one");
    let absent = simple_note(2, "two");
    let edits = [
        NoteEdit::add(note.clone()),
        NoteEdit::put(Some(absent.clone()), simple_note(2, "new")),
    ];
    assert!(store.commit_edits(&edits).is_err());
    assert!(store.notes().unwrap().is_empty());
    store
        .commit_edits(&[NoteEdit::add(note), NoteEdit::add(absent)])
        .unwrap();
    assert_eq!(store.notes().unwrap().len(), 2);
}

#[test]
fn a_disk_that_fills_up_keeps_what_was_acknowledged() {
    let folder = Folder::new();
    let path = folder.file("w.rangebook");
    let store = Store::open(&path).unwrap();
    let pages: i64 = store
        .connection
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    let mut acknowledged = NoteSet::default();
    let mut refused = 0;
    // A little more room each time, so that the end of it comes at every step of an edit.
    for more in 0..12 {
        store
            .connection
            .pragma_update_and_check(None, "max_page_count", pages + more, |_| Ok(()))
            .unwrap();
        for number in 0..8u32 {
            let text = "long words ".repeat(30 << number);
            let number = u128::from(number) + (u128::try_from(more).unwrap() << 8);
            let edit = NoteEdit::add(simple_note(number, &text));
            match store.commit_edit(&edit) {
                Ok(()) => acknowledged.apply(&edit),
                Err(StoreError::Full { .. }) => refused += 1,
                Err(other) => panic!("{other:?}"),
            }
            assert_eq!(store.notes().unwrap(), acknowledged);
        }
    }
    assert!(refused > 0 && !acknowledged.is_empty());
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.notes().unwrap(), acknowledged);
    assert_eq!(integrity(&store), "ok");
    // With room again, the store goes on.
    let edit = NoteEdit::add(simple_note(1 << 80, &"x".repeat(100_000)));
    store.commit_edit(&edit).unwrap();
}

#[test]
fn an_edit_interrupted_at_any_moment_is_whole_or_absent() {
    let store = Store::open_in_memory().unwrap();
    let stop = store.connection.get_interrupt_handle();
    let (send, receive) = std::sync::mpsc::sync_channel::<()>(0);
    let interrupter = std::thread::Builder::new()
        .name("interrupter".to_owned())
        .spawn(move || {
            let mut delay = 0u64;
            while receive.recv().is_ok() {
                std::thread::sleep(Duration::from_micros(delay % 400));
                stop.interrupt();
                delay += 37;
            }
        })
        .unwrap();
    let mut acknowledged = NoteSet::default();
    for number in 0..300u128 {
        let edit = NoteEdit::add(simple_note(number, &"words ".repeat(2000)));
        send.send(()).unwrap();
        match store.commit_edit(&edit) {
            Ok(()) => acknowledged.apply(&edit),
            Err(StoreError::Sqlite { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    drop(send);
    interrupter.join().unwrap();
    assert_eq!(store.notes().unwrap(), acknowledged);
}

/// SQLite is stopped before its n-th instruction, for every n that an edit has.
#[test]
fn an_edit_stopped_at_each_step_in_turn_is_absent_and_the_next_is_saved() {
    let folder = Folder::new();
    let path = folder.file("w.rangebook");
    let mut store = Store::open(&path).unwrap();
    let old = simple_note(1, "old");
    store.commit_edit(&NoteEdit::add(old.clone())).unwrap();
    let new = Annotation {
        modified: "2024-01-19T00:00:00Z".parse().unwrap(),
        ..simple_note(1, "new")
    };
    let edits = [
        NoteEdit::put(Some(old.clone()), new),
        NoteEdit::add(simple_note(2, "second")),
    ];
    let (mut num_stopped, mut num_answers_lost) = (0, 0);
    loop {
        let mut left = num_stopped;
        let stop = move || {
            left -= 1;
            left < 0
        };
        store.connection.progress_handler(1, Some(stop)).unwrap();
        let result = store.commit_edits(&edits);
        store
            .connection
            .progress_handler(0, None::<fn() -> bool>)
            .unwrap();
        if result.is_ok() {
            break;
        }
        num_stopped += 1;
        // The rollback was stopped too; the next transaction makes up for it.
        store.set_setting("x", None).unwrap();
        let stored = store.notes().unwrap();
        if stored.len() == 2 {
            // Stopped between the commit and its answer: all of it is there, and saying it again
            // doubles nothing.
            num_answers_lost += 1;
            continue;
        }
        assert_eq!(stored.in_order(), [&old]);
        assert!(store.revisions(old.id).unwrap().is_empty());
        assert!(num_stopped < 10_000, "it never ends");
    }
    assert!(
        num_stopped > 50 && num_answers_lost < 20,
        "{num_stopped} {num_answers_lost}"
    );
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.notes().unwrap().len(), 2);
    assert_eq!(store.revisions(old.id).unwrap().len(), 1);
    assert_eq!(integrity(&store), "ok");
}

#[test]
fn many_programs_open_and_write_one_new_file() {
    let folder = Folder::new();
    let path = folder.file("w.rangebook");
    std::thread::scope(|scope| {
        for program in 0..6u128 {
            let path = &path;
            scope.spawn(move || {
                let store = Store::open(path).unwrap();
                for number in 0..10 {
                    let note = simple_note(program * 100 + number, "x");
                    store.commit_edit(&NoteEdit::add(note)).unwrap();
                }
            });
        }
    });
    let store = Store::open(&path).unwrap();
    assert_eq!(store.notes().unwrap().len(), 60);
    assert_eq!(integrity(&store), "ok");
}

#[test]
fn a_program_that_keeps_the_file_locked_is_named() {
    let folder = Folder::new();
    let path = folder.file("w.rangebook");
    let store = Store::open(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    store
        .connection
        .busy_timeout(Duration::from_millis(20))
        .unwrap();
    let edit = NoteEdit::add(simple_note(1, "x"));
    assert!(matches!(
        store.commit_edit(&edit),
        Err(StoreError::Busy { .. })
    ));
    other.execute_batch("COMMIT").unwrap();
    store.commit_edit(&edit).unwrap();
}

#[test]
fn offsets_no_file_can_have_are_refused() {
    let store = Store::open_in_memory().unwrap();
    let mut note = simple_note(1, "x");
    note.target.position = Some(crate::notes::PositionSelector {
        start_byte: 0,
        end_byte: u64::MAX,
        start_char: 0,
        end_char: 0,
    });
    assert!(matches!(
        store.commit_edit(&NoteEdit::add(note)),
        Err(StoreError::TooLarge { .. })
    ));
    assert!(store.notes().unwrap().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn saved_then_loaded_is_equal(notes in any_notes(), other in any_note()) {
        let store = Store::open_in_memory().unwrap();
        let mut set = NoteSet::default();
        for note in &notes {
            let edit = NoteEdit::add(note.clone());
            store.commit_edit(&edit).unwrap();
            set.apply(&edit);
        }
        prop_assert_eq!(&store.notes().unwrap(), &set);
        if let Some(note) = notes.first() {
            prop_assert_eq!(store.note(note.id).unwrap(), Some(note.clone()));
            let edit = NoteEdit::put(Some(note.clone()), Annotation { id: note.id, ..other });
            store.commit_edit(&edit).unwrap();
            prop_assert_eq!(store.note(note.id).unwrap(), edit.after.clone());
            store.commit_edit(&edit.inverse()).unwrap();
            prop_assert_eq!(&store.notes().unwrap(), &set);
        }
    }
}
