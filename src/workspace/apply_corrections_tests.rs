//! What the reader says about mentions, through the whole workspace: made, told, undone, done again,
//! kept for the next start, and following its passage in a changed document.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use crate::document::DocumentId;
use crate::extract::{Change, Kind, Meaning, MentionId};
use crate::notes::NoteId;
use crate::workspace::store::Store;
use crate::workspace::{
    Action, CorrectionId, Item, Job, JobRunner, Pointed, Reach, Session, SessionDocument, Workspace,
};

/// A workspace with its threads, as the window has it.
struct Desk {
    workspace: Workspace,
    runner: JobRunner,
    made: u128,
}

impl Desk {
    fn open(store: &Path, files: &[PathBuf]) -> Self {
        let store = Store::open(store).unwrap();
        let (corrections, _) = store.corrections().unwrap();
        let notes = store.notes().unwrap();
        let session = Session {
            documents: files
                .iter()
                .map(|path| SessionDocument {
                    path: Some(path.clone()),
                    offset: 0,
                    countries: Vec::new(),
                })
                .collect(),
            ..Session::default()
        };
        let workspace = Workspace::new(notes, corrections, &session, String::new(), true);
        let runner = JobRunner::new(Some(store), Arc::new(|| {})).unwrap();
        let mut desk = Self {
            workspace,
            runner,
            made: 0,
        };
        let jobs = desk.workspace.resume(&session, Vec::new());
        desk.run(jobs);
        desk
    }

    fn run(&mut self, jobs: Vec<Job>) {
        for job in jobs {
            self.runner.start(job);
        }
        while !self.runner.is_idle() {
            for event in self.runner.poll(Duration::from_millis(5)) {
                let jobs = self.workspace.receive(event);
                for job in jobs {
                    self.runner.start(job);
                }
            }
        }
    }

    fn act(&mut self, action: Action) {
        self.made += 1;
        let made = self.made;
        let now = Timestamp::from_second(1_700_000_000 + i64::try_from(made).unwrap()).unwrap();
        let mut new_id = || NoteId(uuid::Uuid::from_u128(made));
        let jobs = self.workspace.apply(action, now, &mut new_id);
        self.run(jobs);
    }

    /// Says something of the n-th mention with these words in a document.
    fn correct(&mut self, document: u32, words: &str, number: usize, reach: Reach, change: Change) {
        let document = DocumentId(document);
        let id = self.mention(document, words, number);
        self.act(Action::Correct {
            document,
            pointed: Pointed::Mention(id),
            reach,
            change,
        });
    }

    fn mention(&self, document: DocumentId, words: &str, number: usize) -> MentionId {
        let open = self.workspace.document(document).unwrap();
        let mentions = &open.derived.extraction.as_ref().unwrap().mentions;
        let with = (0u32..).zip(mentions);
        let mut with = with.filter(|(_, it)| it.span.slice(&open.document.text) == words);
        MentionId(with.nth(number).expect("it is a mention").0)
    }

    /// The names in a document, in order.
    fn names(&self, document: u32) -> Vec<&str> {
        let open = self.workspace.document(DocumentId(document)).unwrap();
        let mentions = &open.derived.extraction.as_ref().unwrap().mentions;
        let names = mentions.iter().filter(|it| it.kind() != Kind::Date);
        names.map(|it| it.span.slice(&open.document.text)).collect()
    }

    fn last_notice(&self) -> &str {
        &self
            .workspace
            .notices()
            .last()
            .expect("something was told")
            .text
    }

    fn last_correction(&self) -> CorrectionId {
        self.workspace.corrections().in_order().last().unwrap().id
    }
}

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    fn store(&self) -> PathBuf {
        self.folder.path().join("w.rangebook")
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        let expected = crate::export::atomic::Expected::Anything;
        crate::export::atomic::atomic_write_with(&path, &expected, |out| {
            out.write_all(text.as_bytes())
        })
        .unwrap();
        path
    }
}

const TEXT: &str = "Japan met Australia. Japan said no, and Australia left Japan.\n";

fn company() -> Change {
    Change::Retype(Meaning {
        kind: Kind::Organisation,
        entity: None,
        words: "Japan Ltd".to_owned(),
    })
}

#[test]
fn a_dismissal_is_told_undone_done_again_and_kept() {
    let place = Place::new();
    let other = format!("Another article.\n\n{TEXT}");
    let files = [place.file("a.txt", TEXT), place.file("b.txt", &other)];
    let mut desk = Desk::open(&place.store(), &files);
    assert_eq!(desk.names(0).len(), 5);

    desk.correct(0, "Japan", 1, Reach::Here, Change::Dismiss);
    assert_eq!(desk.names(0), ["Japan", "Australia", "Australia", "Japan"]);
    assert_eq!(desk.names(1).len(), 5);
    assert_eq!(desk.last_notice(), "Dismissed “Japan” in 1 place");
    assert_eq!(
        desk.workspace.history().undo_name().as_deref(),
        Some("dismissal of “Japan”")
    );

    desk.correct(0, "Australia", 0, Reach::Document, Change::Dismiss);
    assert_eq!(desk.names(0), ["Japan", "Japan"]);
    assert_eq!(desk.names(1).len(), 5);
    assert_eq!(desk.last_notice(), "Dismissed “Australia” in 2 places");

    desk.act(Action::Undo);
    assert_eq!(desk.names(0).len(), 4);
    assert_eq!(desk.last_notice(), "Undid: dismissal of “Australia”");
    desk.act(Action::Redo);
    assert_eq!(desk.names(0), ["Japan", "Japan"]);

    desk.correct(0, "Japan", 0, Reach::Everywhere, company());
    assert_eq!(
        desk.last_notice(),
        "Changed “Japan” to an organisation “Japan Ltd” in 5 places of 2 documents"
    );
    drop(desk);

    let desk = Desk::open(&place.store(), &files);
    assert_eq!(desk.names(0), ["Japan", "Japan"]);
    let open = desk.workspace.document(DocumentId(1)).unwrap();
    let kinds = &open.derived.extraction.as_ref().unwrap().mentions;
    let num = |kind| kinds.iter().filter(|it| it.kind() == kind).count();
    assert_eq!((num(Kind::Organisation), num(Kind::Country)), (3, 2));
    let last = desk.workspace.corrections().in_order().last().unwrap().id;
    assert_eq!(open.derived.effects.counts.get(&last), Some(&3));
    assert!(desk.workspace.all_saved());
}

#[test]
fn any_correction_can_be_taken_back_and_that_undone() {
    let place = Place::new();
    let files = [place.file("a.txt", TEXT)];
    let mut desk = Desk::open(&place.store(), &files);
    desk.correct(0, "Japan", 0, Reach::Document, Change::Dismiss);
    let first = desk.last_correction();
    desk.correct(0, "Australia", 0, Reach::Here, Change::Dismiss);
    assert_eq!(desk.names(0), ["Australia"]);
    desk.act(Action::TakeBack(first));
    assert_eq!(desk.names(0).len(), 4);
    assert_eq!(
        desk.workspace.history().undo_name().as_deref(),
        Some("taking back the dismissal of “Japan”")
    );
    desk.act(Action::Undo);
    assert_eq!(desk.names(0), ["Australia"]);
    // Taking back the last one is undoing it, so that it can be done again.
    let last = desk.last_correction();
    desk.act(Action::TakeBack(last));
    assert_eq!(
        desk.workspace.history().redo_name().is_some(),
        first != last
    );
    drop(desk);
    let kept = Store::open(&place.store())
        .unwrap()
        .corrections()
        .unwrap()
        .0;
    assert_eq!(kept.len(), 1);
}

#[test]
fn it_follows_its_passage_in_a_changed_document() {
    let place = Place::new();
    let files = [place.file("a.txt", TEXT)];
    let mut desk = Desk::open(&place.store(), &files);
    desk.correct(0, "Japan", 1, Reach::Here, Change::Dismiss);
    desk.correct(0, "Australia", 1, Reach::Document, company());
    drop(desk);
    place.file("a.txt", &format!("A first line that is new.\n\n{TEXT}"));
    let desk = Desk::open(&place.store(), &files);
    let open = desk.workspace.document(DocumentId(0)).unwrap();
    let mentions = &open.derived.extraction.as_ref().unwrap().mentions;
    let kinds: Vec<Kind> = mentions.iter().map(crate::extract::Mention::kind).collect();
    use Kind::{Country, Organisation};
    assert_eq!(kinds, [Country, Organisation, Organisation, Country]);
    drop(desk);
    place.file("a.txt", "Now it speaks of Japan only.\n");
    let desk = Desk::open(&place.store(), &files);
    assert_eq!(desk.names(0), ["Japan"]);
    assert_eq!(desk.workspace.corrections().len(), 2);
}

#[test]
fn the_selection_follows_its_mention_and_ends_with_it() {
    let place = Place::new();
    let files = [place.file("a.txt", TEXT)];
    let mut desk = Desk::open(&place.store(), &files);
    let document = DocumentId(0);
    let last = desk.mention(document, "Japan", 2);
    desk.act(Action::Select(Some(Item::Mention(document, last))));
    desk.correct(0, "Australia", 0, Reach::Document, Change::Dismiss);
    let now = desk.mention(document, "Japan", 2);
    assert_ne!(now, last);
    assert_eq!(
        desk.workspace.selection().selected(),
        Some(&Item::Mention(document, now))
    );
    desk.correct(0, "Japan", 2, Reach::Here, Change::Dismiss);
    assert_eq!(desk.workspace.selection().selected(), None);
}

#[test]
fn another_program_s_corrections_are_taken_in() {
    let place = Place::new();
    let files = [place.file("a.txt", TEXT)];
    let mut window = Desk::open(&place.store(), &files);
    let mut other = Desk::open(&place.store(), &files);
    other.correct(0, "Japan", 0, Reach::Document, Change::Dismiss);
    drop(other);
    let jobs = window.workspace.read_notes_again();
    window.run(jobs);
    assert_eq!(window.names(0), ["Australia", "Australia"]);
}
