//! Documents that come late, too many, or as folders.

use super::*;
use crate::document::load_bytes;
use crate::notes::{Anchoring, NoteSet};
use crate::workspace::desk::{DeskWork, SearchedNotes};
use crate::workspace::{Action, CorrectionSet, JobEvent, JobOutput, JobReport, Session};

fn workspace() -> Workspace {
    let (notes, corrections) = (NoteSet::default(), CorrectionSet::default());
    Workspace::new(notes, corrections, &Session::default(), String::new(), true)
}

fn apply(workspace: &mut Workspace, action: Action) -> Vec<Job> {
    let mut new_id = || crate::notes::NoteId(uuid::Uuid::nil());
    workspace.apply(action, jiff::Timestamp::UNIX_EPOCH, &mut new_id)
}

fn answer(workspace: &mut Workspace, job: JobId, output: JobOutput) -> Vec<Job> {
    let report = JobReport::Done(Box::new(output));
    workspace.receive(JobEvent { job, report })
}

/// Asks for a file; gives the job and the document it will be.
#[track_caller]
fn ask(workspace: &mut Workspace, path: &str) -> (JobId, DocumentId) {
    let jobs = apply(workspace, Action::Open(PathBuf::from(path)));
    let [Job::Load { id, document, .. }] = jobs.as_slice() else {
        panic!("{jobs:?}");
    };
    (*id, *document)
}

fn loaded(id: DocumentId, path: &str) -> JobOutput {
    let path = PathBuf::from(path);
    let document = load_bytes(id, &shown_name(&path), Some(path), b"Japan buys missiles.");
    JobOutput::Loaded(id, Ok(Arc::new(document.unwrap())))
}

#[track_caller]
fn check_stays_away(workspace: &mut Workspace, job: JobId, id: DocumentId) {
    let jobs = answer(workspace, job, loaded(id, "/a.txt"));
    assert!(workspace.document(id).is_none());
    let has_work = jobs.iter().any(|job| matches!(job, Job::Extract { .. }));
    assert!(!has_work, "{jobs:?}");
}

#[test]
fn a_load_that_is_stopped_in_its_last_step_does_not_come_back() {
    let mut workspace = workspace();
    let (job, id) = ask(&mut workspace, "/a.txt");
    apply(&mut workspace, Action::Cancel(job));
    check_stays_away(&mut workspace, job, id);
}

#[test]
fn a_document_closed_after_its_first_pages_does_not_come_back() {
    let mut workspace = workspace();
    let (job, id) = ask(&mut workspace, "/a.txt");
    let JobOutput::Loaded(_, Ok(pages)) = loaded(id, "/a.txt") else {
        panic!();
    };
    let report = JobReport::FirstPages(pages);
    drop(workspace.receive(JobEvent { job, report }));
    assert!(workspace.document(id).is_some());
    apply(&mut workspace, Action::Close(id));
    check_stays_away(&mut workspace, job, id);
}

#[test]
fn first_pages_that_come_after_a_cancel_open_nothing() {
    let mut workspace = workspace();
    let (job, id) = ask(&mut workspace, "/a.txt");
    let JobOutput::Loaded(_, Ok(pages)) = loaded(id, "/a.txt") else {
        panic!();
    };
    apply(&mut workspace, Action::Cancel(job));
    let report = JobReport::FirstPages(pages);
    drop(workspace.receive(JobEvent { job, report }));
    assert!(workspace.document(id).is_none());
}

#[test]
fn a_document_closed_while_it_is_read_again_does_not_come_back() {
    let mut workspace = workspace();
    let (job, id) = ask(&mut workspace, "/a.txt");
    drop(answer(&mut workspace, job, loaded(id, "/a.txt")));
    let encoding = None;
    let jobs = apply(
        &mut workspace,
        Action::ReadAs {
            document: id,
            encoding,
        },
    );
    let [Job::Load { id: again, .. }] = jobs.as_slice() else {
        panic!("{jobs:?}");
    };
    apply(&mut workspace, Action::Close(id));
    check_stays_away(&mut workspace, *again, id);
}

#[test]
fn a_folder_asked_for_as_a_file_is_opened_as_a_folder() {
    let mut workspace = workspace();
    let (job, id) = ask(&mut workspace, "/folder");
    let error = LoadError::NotAFile {
        what: A_FOLDER,
        path: PathBuf::from("/folder"),
    };
    let jobs = answer(&mut workspace, job, JobOutput::Loaded(id, Err(error)));
    assert!(matches!(jobs.as_slice(), [Job::Gather { .. }]), "{jobs:?}");
    assert!(workspace.notices().is_empty());
}

#[track_caller]
fn check_is_sample(jobs: &[Job]) {
    assert!(
        matches!(jobs, [Job::Load { path: None, .. }]),
        "the sample is not opened: {jobs:?}"
    );
}

#[test]
fn an_empty_folder_does_not_leave_the_window_empty() {
    let mut workspace = workspace();
    let gathered = Gathered {
        files: Vec::new(),
        skipped: Vec::new(),
    };
    check_is_sample(&workspace.gathered(gathered));
    let notice = workspace.notices().last().unwrap();
    assert_eq!(notice.text, "There is no file in the folder");
}

#[test]
fn a_folder_of_what_cannot_be_read_does_not_leave_the_window_empty() {
    let mut workspace = workspace();
    let gathered = Gathered {
        files: vec![PathBuf::from("/a.txt")],
        skipped: Vec::new(),
    };
    let jobs = workspace.gathered(gathered);
    let [Job::Load { id, document, .. }] = jobs.as_slice() else {
        panic!("{jobs:?}");
    };
    let error = LoadError::NoRoom {
        name: "a.txt".to_owned(),
    };
    let jobs = answer(
        &mut workspace,
        *id,
        JobOutput::Loaded(*document, Err(error)),
    );
    let loads: Vec<Job> = jobs
        .into_iter()
        .filter(|job| matches!(job, Job::Load { .. }))
        .collect();
    check_is_sample(&loads);
}

#[test]
fn an_empty_folder_beside_an_open_document_opens_nothing() {
    let mut workspace = workspace();
    let (job, id) = ask(&mut workspace, "/a.txt");
    drop(answer(&mut workspace, job, loaded(id, "/a.txt")));
    let gathered = Gathered {
        files: Vec::new(),
        skipped: Vec::new(),
    };
    let jobs = workspace.gathered(gathered);
    assert!(
        matches!(jobs.as_slice(), [Job::Remember { .. }]),
        "{jobs:?}"
    );
}

#[track_caller]
fn check_about_notes(anchorings: &[Anchoring], expected: Option<&str>) {
    let said = about_notes(anchorings.iter().copied());
    assert_eq!(said.as_deref(), expected);
}

#[test]
fn gone_and_doubtful_passages_are_told_apart() {
    let span = Span::new("Japan", 0, 5).unwrap();
    let (gone, doubtful) = (Anchoring::Orphan, Anchoring::Doubtful(span));
    check_about_notes(&[], None);
    check_about_notes(&[Anchoring::Exact(span), Anchoring::Moved(span)], None);
    let one_gone = "the passage of one note is gone, and the note is listed as lost";
    check_about_notes(&[gone], Some(one_gone));
    let one_doubtful = "the passage of one note is doubtful and waits for your answer";
    check_about_notes(&[doubtful], Some(one_doubtful));
    let both = format!("{one_gone}; {one_doubtful}");
    check_about_notes(&[doubtful, gone], Some(&both));
    let many = "the passages of 2 notes are gone, and the notes are listed as lost; \
                the passages of 3 notes are doubtful and wait for your answer";
    check_about_notes(&[doubtful, gone, doubtful, gone, doubtful], Some(many));
}

#[test]
fn there_is_room_for_so_much_text() {
    assert!(has_room(0, usize::MAX));
    assert!(has_room(MAX_HELD_TEXT - 1, 1));
    assert!(!has_room(MAX_HELD_TEXT - 1, 2));
    assert!(!has_room(1, usize::MAX));
    // A file of the largest size fits beside many articles.
    assert!(has_room(80_000_000, crate::document::load::MAX_BYTES));
}

/// Opens two files, of which the first is checked while the second is still read for names; gives the
/// second's reading.
fn waiting_to_compare(workspace: &mut Workspace) -> JobId {
    let (first, a) = ask(workspace, "/a.txt");
    let (second, b) = ask(workspace, "/b.txt");
    drop(answer(workspace, first, loaded(a, "/a.txt")));
    let jobs = answer(workspace, second, loaded(b, "/b.txt"));
    let reading = jobs
        .iter()
        .find(|job| matches!(job, Job::Extract { .. }))
        .unwrap();
    // The first's own reading is over, and its charts come last.
    workspace
        .running
        .retain(|id, it| it.about != Some(a) || *id == reading.id());
    let open = workspace.document_mut(a).unwrap();
    open.derived.extraction = Some(Arc::default());
    let extraction = open.derived.extraction.clone().unwrap();
    let catalog = crate::reference::Catalog::shipped();
    let checked = crate::check::check(catalog, &open.document, &extraction);
    open.derived.checked = Some(Arc::new(checked));
    assert!(workspace.compare_documents().is_empty());
    reading.id()
}

#[track_caller]
fn check_compared_after(report: JobReport) {
    let mut workspace = workspace();
    let job = waiting_to_compare(&mut workspace);
    let is_comparison = |job: &Job| matches!(job, Job::Compare { .. });
    let jobs = workspace.receive(JobEvent { job, report });
    assert!(jobs.iter().any(is_comparison), "{jobs:?}");
    assert!(!workspace.comparison_waits);
}

#[test]
fn a_reading_that_is_stopped_is_no_longer_waited_for() {
    check_compared_after(JobReport::Cancelled);
}

#[test]
fn a_reading_that_fails_is_no_longer_waited_for() {
    check_compared_after(JobReport::Failed {
        text: "A mistake".to_owned(),
        details: String::new(),
    });
}

#[test]
fn a_drawing_that_is_given_up_is_no_longer_waited_for() {
    let mut workspace = workspace();
    let reading = waiting_to_compare(&mut workspace);
    workspace.running.remove(&reading);
    let job = workspace.job_id();
    workspace.drawing.insert(job);
    assert!(workspace.compare_documents().is_empty());
    let report = JobReport::Cancelled;
    let jobs = workspace.receive(JobEvent { job, report });
    assert!(matches!(jobs.as_slice(), [Job::Compare { .. }]), "{jobs:?}");
}

#[test]
fn many_files_are_compared_once() {
    let mut workspace = workspace();
    let gathered = Gathered {
        files: (0..5)
            .map(|at| PathBuf::from(format!("/{at}.txt")))
            .collect(),
        skipped: Vec::new(),
    };
    let mut jobs = std::collections::VecDeque::from(workspace.gathered(gathered));
    let (mut num_compared, mut num_remembered) = (0, 0);
    // Charts take longest: their jobs are done when all others are.
    let mut later = std::collections::VecDeque::new();
    while let Some(job) = jobs.pop_front().or_else(|| later.pop_front()) {
        let id = job.id();
        let output = match job {
            Job::Load { document, path, .. } => loaded(document, path.unwrap().to_str().unwrap()),
            Job::Extract {
                document,
                corrections,
                generation,
                ..
            } => {
                let found = Arc::new(crate::extract::Extraction::default());
                let reading =
                    crate::workspace::corrections::read_corrected(&document, found, corrections);
                JobOutput::Read(document.id, generation, Box::new(reading))
            }
            job @ Job::Draw { .. } if !jobs.is_empty() => {
                later.push_back(job);
                continue;
            }
            Job::Draw {
                document,
                extraction,
                generation,
                ..
            } => {
                let catalog = crate::reference::Catalog::shipped();
                let text = &document.text;
                let ranges = crate::figures::ranges(catalog, text, &extraction, &[]);
                let map = crate::figures::map_material(catalog, text, &extraction, &ranges);
                let choice = crate::figures::SpendingChoice::default();
                let drawn = super::super::Figures {
                    spending: crate::figures::spending_as(catalog, text, &extraction, &choice),
                    ranges,
                    checked: Arc::new(crate::check::check(catalog, &document, &extraction)),
                    map: Arc::new(map),
                    timeline: Arc::new(crate::figures::timeline(text, &extraction)),
                    entities: Vec::new(),
                };
                JobOutput::Drawn(document.id, generation, Arc::new(drawn))
            }
            Job::Compare { .. } => {
                num_compared += 1;
                continue;
            }
            Job::Remember { .. } => {
                num_remembered += 1;
                continue;
            }
            other => panic!("{other:?}"),
        };
        jobs.extend(answer(&mut workspace, id, output));
    }
    assert_eq!(workspace.documents().len(), 5);
    assert_eq!((num_compared, num_remembered), (1, 1));
}

fn search(workspace: &mut Workspace) -> Vec<Job> {
    let action = crate::workspace::DeskAction::Search("japan".to_owned());
    apply(workspace, Action::Desk(action))
}

#[test]
fn a_closed_document_is_forgotten_by_the_search_at_once() {
    let mut workspace = workspace();
    let mut ids = Vec::new();
    for path in ["/a.txt", "/b.txt"] {
        let (job, id) = ask(&mut workspace, path);
        drop(answer(&mut workspace, job, loaded(id, path)));
        ids.push(id);
    }
    let num_kept = |jobs: &[Job]| {
        jobs.iter().find_map(|job| match job {
            Job::Desk { work, .. } => match &**work {
                DeskWork::Forget { kept } => Some(kept.len()),
                _ => None,
            },
            _ => None,
        })
    };
    drop(search(&mut workspace));
    let jobs = apply(&mut workspace, Action::Close(ids[0]));
    assert_eq!(num_kept(&jobs), Some(1));
    let jobs = apply(&mut workspace, Action::Close(ids[1]));
    assert_eq!(num_kept(&jobs), Some(0));
    // The index is empty then, and has to be told everything.
    let jobs = search(&mut workspace);
    let tells_all = |job: &Job| {
        matches!(job, Job::Desk { work, .. }
            if matches!(&**work, DeskWork::Search { notes: SearchedNotes::All(_), .. }))
    };
    assert!(jobs.iter().any(tells_all), "{jobs:?}");
}

#[test]
fn a_look_through_folders_that_is_stopped_leaves_no_empty_window() {
    let mut workspace = workspace();
    let jobs = apply(&mut workspace, Action::OpenAll(vec![PathBuf::from("/f")]));
    let [Job::Gather { id, .. }] = jobs.as_slice() else {
        panic!("{jobs:?}");
    };
    let report = JobReport::Cancelled;
    let event = JobEvent { job: *id, report };
    let jobs = workspace.receive(event);
    let opens_sample = |job: &Job| matches!(job, Job::Load { path: None, .. });
    assert!(jobs.iter().any(opens_sample), "{jobs:?}");
}
