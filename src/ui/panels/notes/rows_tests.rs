//! Rows that follow the notes step by step are the rows that are made of all of them at once, and a step
//! works out no more than what changed.

use proptest::prelude::*;

use super::*;
use crate::document::load_bytes;
use crate::notes::any_note::any_note;
use crate::notes::{NoteSet, Status, Tag};
use crate::workspace::desk::{DeskAction, NotesChange};
use crate::workspace::{Action, CorrectionSet, Job, JobEvent, JobOutput, JobReport, Session};

fn now() -> jiff::Timestamp {
    jiff::Timestamp::UNIX_EPOCH
}

fn workspace(notes: impl IntoIterator<Item = Annotation>) -> Workspace {
    let notes = NoteSet::from_notes(notes);
    let session = Session::default();
    Workspace::new(
        notes,
        CorrectionSet::default(),
        &session,
        String::new(),
        true,
    )
}

fn act(workspace: &mut Workspace, action: Action) {
    drop(workspace.apply(action, now(), &mut || unreachable!()));
}

fn edited(workspace: &mut Workspace, id: NoteId, text: &str) {
    let mut body = workspace.notes().get(id).unwrap().body.clone();
    text.clone_into(&mut body.text);
    act(workspace, Action::EditNote { id, body });
}

/// Notes with few words each, so that filters and sorting find many alike.
fn few_words() -> impl Strategy<Value = Annotation> {
    let word = || prop::sample::select(vec!["", "range", "Range of it", "yen", "ye"]);
    (any_note(), 0u128..12, [word(), word(), word()]).prop_map(|(mut note, id, words)| {
        let [quote, text, document] = words;
        note.id = NoteId(uuid::Uuid::from_u128(id));
        note.target.quote.exact = quote.to_owned();
        note.body.text = text.to_owned();
        note.target.document = document.to_owned();
        note.body.tags = Tag::parse_all(words);
        note
    })
}

#[derive(Clone, Debug)]
enum Step {
    Edit(usize, &'static str),
    Delete(usize),
    Undo,
    Tag(Vec<usize>),
    Filter(&'static str, Option<&'static str>),
    Sort(usize),
}

const SORTS: [SortBy; 6] = [
    SortBy::Place,
    SortBy::Quote,
    SortBy::Note,
    SortBy::Tags,
    SortBy::Document,
    SortBy::Modified,
];

fn any_step() -> impl Strategy<Value = Step> {
    let text = prop::sample::select(vec!["yen", "range and yen", ""]);
    prop_oneof![
        (0usize..12, text.clone()).prop_map(|(at, text)| Step::Edit(at, text)),
        (0usize..12).prop_map(Step::Delete),
        Just(Step::Undo),
        prop::collection::vec(0usize..12, 0..3).prop_map(Step::Tag),
        (text, prop::option::of(Just("yen"))).prop_map(|(words, tag)| Step::Filter(words, tag)),
        (0usize..6).prop_map(Step::Sort),
    ]
}

fn take(workspace: &mut Workspace, choice: &mut FilterChoice, sort_by: &mut SortBy, step: &Step) {
    let id_at = |workspace: &Workspace, at: &usize| {
        let notes = workspace.notes().in_order();
        notes.get(*at).map(|note| note.id)
    };
    match step {
        Step::Edit(at, text) => {
            if let Some(id) = id_at(workspace, at) {
                edited(workspace, id, text);
            }
        }
        Step::Delete(at) => {
            if let Some(id) = id_at(workspace, at) {
                act(workspace, Action::DeleteNote(id));
            }
        }
        Step::Undo => act(workspace, Action::Undo),
        Step::Tag(ats) => {
            let ids = ats.iter().filter_map(|at| id_at(workspace, at)).collect();
            let change = NotesChange::SetStatus(Status::Done);
            act(workspace, Action::Desk(DeskAction::Change { ids, change }));
            act(workspace, Action::Desk(DeskAction::Answer(true)));
        }
        Step::Filter(words, tag) => {
            (*words).clone_into(&mut choice.words);
            choice.filter.tags = tag.iter().map(|tag| (*tag).to_owned()).collect();
        }
        Step::Sort(at) => *sort_by = SORTS[*at],
    }
}

fn ids(rows: &Rows) -> Vec<NoteId> {
    rows.shown().map(|row| row.note.id).collect()
}

proptest! {
    #[test]
    fn rows_that_follow_are_rows_made_anew(
        notes in prop::collection::vec(few_words(), 0..12),
        steps in prop::collection::vec(any_step(), 0..20),
    ) {
        let mut workspace = workspace(notes);
        let (mut choice, mut sort_by) = (FilterChoice::default(), SortBy::default());
        let mut rows = Rows::default();
        rows.refresh(&workspace, &choice, sort_by);
        for step in &steps {
            take(&mut workspace, &mut choice, &mut sort_by, step);
            rows.refresh(&workspace, &choice, sort_by);
            let mut anew = Rows::default();
            anew.refresh(&workspace, &choice, sort_by);
            prop_assert_eq!(ids(&rows), ids(&anew), "{:?}", step);
            prop_assert_eq!(rows.facets(), anew.facets());
            prop_assert_eq!(rows.num_unplaced(), anew.num_unplaced());
            for (at, id) in ids(&rows).into_iter().enumerate() {
                prop_assert_eq!(rows.position(id), Some(at));
            }
            // By the slow way.
            let mut sorted: Vec<&Row> = anew.rows.iter().flatten().collect();
            sorted.sort_by(|a, b| compare(a, b, sort_by));
            let wanted = |row: &&Row| {
                let has = |word: &str| row.words.contains(word);
                choice.words.split_whitespace().all(has) && choice.filter.passes(&row.note)
            };
            let expected: Vec<NoteId> =
                sorted.into_iter().filter(wanted).map(|row| row.note.id).collect();
            prop_assert_eq!(ids(&rows), expected);
        }
    }
}

#[test]
fn rows_stand_where_their_notes_stand_in_every_document() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let names = ["a.txt", "b.txt", "closed.txt"];
    let notes = (0u128..12).zip(names.iter().cycle()).map(|(id, name)| {
        use proptest::strategy::{Strategy as _, ValueTree as _};
        let mut note = any_note().new_tree(&mut runner).unwrap().current();
        note.id = NoteId(uuid::Uuid::from_u128(id));
        note.target.kind.clear();
        (*name).clone_into(&mut note.target.document);
        "Japan buys".clone_into(&mut note.target.quote.exact);
        note
    });
    let mut workspace = workspace(notes);
    for name in &names[..2] {
        let action = Action::Open((*name).into());
        let jobs = workspace.apply(action, now(), &mut || unreachable!());
        let [Job::Load { id, document, .. }] = jobs.as_slice() else {
            panic!("{jobs:?}");
        };
        let bytes = b"Once more Japan buys missiles.";
        let read = load_bytes(*document, name, Some((*name).into()), bytes).unwrap();
        let output = JobOutput::Loaded(*document, Ok(Arc::new(read)));
        let report = JobReport::Done(Box::new(output));
        drop(workspace.receive(JobEvent { job: *id, report }));
    }
    let mut rows = Rows::default();
    rows.refresh(&workspace, &FilterChoice::default(), SortBy::Place);
    let found: BTreeMap<_, _> = rows
        .shown()
        .map(|row| (row.note.id, row.anchoring))
        .collect();
    let all = workspace.notes().in_order();
    let expected = all.iter().map(|it| (it.id, workspace.anchoring(it.id)));
    assert_eq!(found, expected.collect());
    assert!(found.values().any(Option::is_some) && found.values().any(Option::is_none));
}

#[test]
fn one_changed_note_is_one_row_and_an_unchanged_frame_none() {
    const NOTES: u64 = 3000;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let notes = (0..NOTES).map(|number| {
        use proptest::strategy::{Strategy as _, ValueTree as _};
        let note = any_note().new_tree(&mut runner).unwrap().current();
        let id = NoteId(uuid::Uuid::from_u128(number.into()));
        Annotation { id, ..note }
    });
    let mut workspace = workspace(notes);
    let mut choice = FilterChoice::default();
    let mut rows = Rows::default();
    let sort_by = SortBy::Note;
    rows.refresh(&workspace, &choice, sort_by);
    assert_eq!((rows.num_made, rows.num_shown()), (NOTES, 3000));
    let mut done = (rows.num_made, rows.num_looked_at);
    // Not by a frame in which nothing happened, nor by what is no note's.
    rows.refresh(&workspace, &choice, sort_by);
    act(&mut workspace, Action::SetZoom(120));
    act(&mut workspace, Action::Undo);
    rows.refresh(&workspace, &choice, sort_by);
    assert_eq!((rows.num_made, rows.num_looked_at), done);
    for number in 0..20 {
        let id = NoteId(uuid::Uuid::from_u128(number * 7));
        edited(&mut workspace, id, "typed");
        rows.refresh(&workspace, &choice, sort_by);
        done = (done.0 + 1, done.1 + 1);
        assert_eq!((rows.num_made, rows.num_looked_at), done);
    }
    // Another filter looks at every row and makes none.
    "typed".clone_into(&mut choice.words);
    rows.refresh(&workspace, &choice, sort_by);
    assert_eq!((rows.num_made, rows.num_shown()), (done.0, 20));
    assert_eq!(rows.num_looked_at, done.1 + NOTES);
}
