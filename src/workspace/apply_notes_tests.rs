//! Notes are placed as one after the other comes and goes, exactly as if all were placed anew.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::document::load_bytes;
use crate::notes::{Anchoring, Fingerprint, PositionSelector, QuoteSelector};
use crate::workspace::{Action, JobEvent, JobOutput, JobReport, NoteRevision, Running};

const WORDS: [&str; 6] = ["Japan", "pledged", "billion", "Tomahawk", "range", "to"];
const NAMES: [&str; 3] = ["a.txt", "b.txt", "c.txt"];

#[derive(Clone, Debug)]
enum Step {
    Open(usize, usize),
    // The file of an open document has changed.
    Change(usize, usize),
    Close(usize),
    Note {
        id: u128,
        name: usize,
        of: Option<usize>,
        word: usize,
        start: usize,
    },
    // More than are placed one by one.
    Many(usize, Option<usize>, usize),
    Delete(u128),
    // Another program wrote a note.
    ReadAgain(u128, usize),
}

fn text(version: usize) -> String {
    let words = WORDS.iter().cycle().skip(version).take(9 + version);
    words.copied().collect::<Vec<_>>().join(" ") + ".\n"
}

fn fingerprint(version: usize) -> Fingerprint {
    let bytes = text(version);
    load_bytes(DocumentId(0), "x.txt", None, bytes.as_bytes())
        .unwrap()
        .fingerprint
}

fn any_step() -> impl Strategy<Value = Step> {
    let note = (
        0u128..6,
        0usize..3,
        prop::option::of(0usize..4),
        0usize..6,
        0usize..40,
    );
    prop_oneof![
        (0usize..3, 0usize..4).prop_map(|(name, version)| Step::Open(name, version)),
        (0usize..3, 0usize..4).prop_map(|(at, version)| Step::Change(at, version)),
        (0usize..3).prop_map(Step::Close),
        note.prop_map(|(id, name, of, word, start)| Step::Note {
            id,
            name,
            of,
            word,
            start
        }),
        (0usize..3, prop::option::of(0usize..4), 0usize..40)
            .prop_map(|(name, of, start)| Step::Many(name, of, start)),
        (0u128..6).prop_map(Step::Delete),
        (0u128..6, 0usize..3).prop_map(|(id, name)| Step::ReadAgain(id, name)),
    ]
}

fn note(id: u128, name: usize, of: Option<usize>, word: usize, start: usize) -> Annotation {
    let start = start as u64;
    let exact = WORDS[word].to_owned();
    let end = start + exact.len() as u64;
    Annotation {
        id: NoteId(uuid::Uuid::from_u128(id)),
        target: Target {
            document: NAMES[name].to_owned(),
            fingerprint: of.map(fingerprint),
            position: Some(PositionSelector {
                start_byte: start,
                end_byte: end,
                start_char: start,
                end_char: end,
            }),
            quote: QuoteSelector {
                exact,
                ..QuoteSelector::default()
            },
            kind: String::new(),
            value: String::new(),
            unit: String::new(),
            source: String::new(),
            finding: None,
        },
        body: Body::default(),
        author: String::new(),
        created: Timestamp::UNIX_EPOCH,
        modified: Timestamp::UNIX_EPOCH,
    }
}

fn receive(workspace: &mut Workspace, output: JobOutput) {
    let report = JobReport::Done(Box::new(output));
    let job = crate::workspace::JobId(u64::MAX);
    drop(workspace.receive(JobEvent { job, report }));
}

/// What a load that was waited for brings back.
fn receive_document(workspace: &mut Workspace, id: DocumentId, name: &str, version: usize) {
    let document = load_bytes(id, name, None, text(version).as_bytes()).unwrap();
    let fingerprint = document.fingerprint;
    let running = Running {
        document: Some(id),
        about: Some(id),
        ..Running::default()
    };
    let job = crate::workspace::JobId(u64::MAX);
    workspace.running.insert(job, running);
    receive(workspace, JobOutput::Loaded(id, Ok(Arc::new(document))));
    let open = workspace.document(id).expect("the document is open");
    assert_eq!(open.document.fingerprint, fingerprint);
}

/// Where each note stands, worked out anew.
fn expected(workspace: &Workspace) -> BTreeMap<(DocumentId, NoteId), Anchoring> {
    let mut places = BTreeMap::new();
    for note in workspace.notes.in_order() {
        if let Some(open) = workspace.document_of_note(note) {
            let anchoring = anchor(&note.target, &open.document.text);
            places.insert((open.document.id, note.id), anchoring);
        }
    }
    places
}

fn found(workspace: &Workspace) -> BTreeMap<(DocumentId, NoteId), Anchoring> {
    let of = |open: &crate::workspace::OpenDocument| {
        let id = open.document.id;
        let places: Vec<_> = open
            .notes
            .iter()
            .map(|(note, at)| ((id, note), at))
            .collect();
        places
    };
    workspace.documents.iter().flat_map(of).collect()
}

fn take(workspace: &mut Workspace, step: &Step, next: &mut u32) {
    let now = Timestamp::UNIX_EPOCH;
    match *step {
        Step::Open(name, version) => {
            *next += 1;
            receive_document(workspace, DocumentId(*next), NAMES[name], version);
        }
        Step::Change(at, version) => {
            let open = workspace.documents.get(at);
            let known = open.map(|open| (open.document.id, open.document.name.clone()));
            if let Some((id, name)) = known {
                receive_document(workspace, id, &name, version);
            }
        }
        Step::Close(at) => {
            let id = workspace.documents.get(at).map(|open| open.document.id);
            if let Some(id) = id {
                drop(workspace.apply(Action::Close(id), now, &mut || unreachable!()));
            }
        }
        Step::Note {
            id,
            name,
            of,
            word,
            start,
        } => {
            let note = note(id, name, of, word, start);
            let before = workspace.notes.get(note.id).cloned();
            drop(workspace.edit_notes(NoteEdit::put(before, note), Some(now)));
        }
        Step::Many(name, of, start) => {
            let notes = (0..20u8).map(|at| {
                let (number, id) = (usize::from(at), u128::from(at));
                let start = (start + 7 * number) % 40;
                note(id, (name + number) % 3, of, number % 6, start)
            });
            let edits =
                notes.map(|note| NoteEdit::put(workspace.notes.get(note.id).cloned(), note));
            let edits: Vec<_> = edits.collect();
            drop(workspace.edit_many(edits, false));
        }
        Step::Delete(id) => {
            let id = NoteId(uuid::Uuid::from_u128(id));
            drop(workspace.apply(Action::DeleteNote(id), now, &mut || unreachable!()));
        }
        Step::ReadAgain(id, name) => {
            // All that is here was stored, and then one was changed.
            workspace.unsaved.clear();
            let mut notes = workspace.notes.clone();
            notes.apply(&NoteEdit::add(note(id, name, None, name, 3)));
            let corrections = (*workspace.corrections).clone();
            receive(workspace, JobOutput::Notes(notes, corrections));
        }
    }
}

proptest! {
    #[test]
    fn notes_stand_where_placing_all_anew_would_put_them(
        steps in prop::collection::vec(any_step(), 0..30),
    ) {
        let mut workspace = Workspace::default();
        let mut next = 0;
        for step in &steps {
            let before: (NoteRevision, _, _) =
                (workspace.note_revision(), workspace.notes.clone(), found(&workspace));
            take(&mut workspace, step, &mut next);
            let after = found(&workspace);
            prop_assert_eq!(&after, &expected(&workspace), "{:?}", step);
            // Whoever follows the changes hears of every one.
            let told = workspace.notes_changed_after(before.0).unwrap();
            for id in workspace.notes.differing(&before.1) {
                prop_assert!(told.contains(&id));
            }
            let places = before.2.iter().chain(&after);
            for ((document, id), _) in places {
                let key = (*document, *id);
                prop_assert!(before.2.get(&key) == after.get(&key) || told.contains(id));
            }
        }
    }
}
