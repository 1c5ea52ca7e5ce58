//! What a search that fails leaves of what the index was told.

use super::*;
use crate::workspace::{Action, JobEvent, JobOutput, JobReport};

/// Searches; gives the job, and whether it tells the index all notes again.
#[track_caller]
fn search(workspace: &mut Workspace, query: &str) -> (crate::workspace::JobId, bool) {
    let action = Action::Desk(DeskAction::Search(query.to_owned()));
    let jobs = workspace.apply(action, Timestamp::UNIX_EPOCH, &mut || unreachable!());
    let [Job::Desk { id, work }] = jobs.as_slice() else {
        panic!("{jobs:?}");
    };
    let DeskWork::Search { notes, .. } = &**work else {
        panic!("{work:?}");
    };
    (*id, matches!(notes, SearchedNotes::All(_)))
}

#[track_caller]
fn check_told_again(problem: SearchFailure, expected: bool) {
    let mut workspace = Workspace::default();
    let (job, told_all) = search(&mut workspace, "-chin");
    assert!(told_all, "the index knows nothing yet");
    let words = problem.to_string();
    let news = DeskNews::Found("-chin".to_owned(), Err(problem));
    let report = JobReport::Done(Box::new(JobOutput::Desk(Box::new(news))));
    drop(workspace.receive(JobEvent { job, report }));
    let found = workspace.desk().found.as_ref().unwrap();
    assert_eq!(found.problem.as_deref(), Some(&*words));
    assert_eq!(search(&mut workspace, "-china").1, expected);
}

#[test]
fn an_index_that_could_not_forget_is_told_all_again() {
    let mut workspace = Workspace::default();
    let (job, _) = search(&mut workspace, "japan");
    assert!(!search(&mut workspace, "japan").1);
    let news = Box::new(DeskNews::SearchLost);
    let report = JobReport::Done(Box::new(JobOutput::Desk(news)));
    drop(workspace.receive(JobEvent { job, report }));
    assert!(search(&mut workspace, "japan").1);
}

#[test]
fn a_bad_query_leaves_the_index_as_it_was() {
    check_told_again(SearchFailure::Query("Only excluded".to_owned()), false);
}

#[test]
fn an_index_that_failed_is_told_all_again() {
    check_told_again(SearchFailure::Index("disk full".to_owned()), true);
}

#[test]
fn an_index_that_is_lost_is_told_all_again() {
    check_told_again(SearchFailure::Broken, true);
}
