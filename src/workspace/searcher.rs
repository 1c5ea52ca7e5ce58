//! Looks for words in documents, mentions and notes, on a thread of its own: the index is made once and
//! then only told what has changed, so that an answer comes while the reader types.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender};

use super::desk::{DeskNews, DeskWork, SearchFailure, SearchedNotes};
use super::runner::{Wake, done};
use super::store::search::{Hit, Limits, SearchError, SearchIndex};
use super::{Job, JobEvent, JobOutput, JobReport};
use crate::document::{Document, Fingerprint};
use crate::extract::Extraction;

/// So many hits of each sort are shown; more words find what is not among them.
const LIMITS: Limits = Limits {
    notes: 12,
    mentions: 8,
    texts: 12,
};

/// Has the index.
pub(super) struct Searcher {
    pub(super) events: SyncSender<JobEvent>,
    pub(super) wake: Wake,
}

impl Searcher {
    /// Answers until nobody can ask any more. Of questions that wait only the latest is answered; the
    /// others tell only what has changed since the one before.
    pub(super) fn run(self, jobs: &Receiver<Job>) {
        let mut index = None;
        while let Ok(job) = jobs.recv() {
            let waiting: Vec<Job> = std::iter::once(job).chain(jobs.try_iter()).collect();
            let latest = waiting.iter().rposition(is_question);
            for (at, job) in waiting.into_iter().enumerate() {
                self.answer(&mut index, job, Some(at) == latest);
            }
        }
    }

    fn answer(&self, index: &mut Option<SearchIndex>, job: Job, is_latest: bool) {
        let id = job.id();
        let report = match job {
            Job::Desk { work, .. } => answer(index, *work, is_latest),
            _ => JobReport::Cancelled,
        };
        drop(self.events.send(JobEvent { job: id, report }));
        (self.wake)();
    }
}

fn is_question(job: &Job) -> bool {
    matches!(job, Job::Desk { work, .. } if matches!(**work, DeskWork::Search { .. }))
}

fn answer(index: &mut Option<SearchIndex>, work: DeskWork, is_latest: bool) -> JobReport {
    let (query, documents, notes) = match work {
        DeskWork::Search {
            query,
            documents,
            notes,
        } => (query, documents, notes),
        DeskWork::Forget { kept } => {
            let forget = AssertUnwindSafe(|| forget(index, &kept));
            if catch_unwind(forget).unwrap_or(false) {
                return JobReport::Cancelled;
            }
            *index = None;
            return done(JobOutput::Desk(Box::new(DeskNews::SearchLost)));
        }
        _ => return JobReport::Cancelled,
    };
    if index.is_none() && matches!(notes, SearchedNotes::Changed(_)) {
        // Asked before the loss was known: an answer would lack all other notes.
        let lost =
            SearchFailure::Index("The index of the search was lost: search again".to_owned());
        return done(JobOutput::Desk(Box::new(DeskNews::Found(query, Err(lost)))));
    }
    let query_now = is_latest.then_some(&*query);
    let find = AssertUnwindSafe(|| find(index, query_now, &documents, notes));
    let found = match catch_unwind(find) {
        Ok(Ok(hits)) if is_latest => Ok(hits),
        Ok(Ok(_)) => return JobReport::Cancelled,
        Ok(Err(error @ SearchError::Query(_))) => Err(SearchFailure::Query(error.to_string())),
        Ok(Err(error @ SearchError::Sqlite(_))) => Err(SearchFailure::Index(error.to_string())),
        Err(_) => {
            // What it holds may be half made.
            *index = None;
            Err(SearchFailure::Broken)
        }
    };
    done(JobOutput::Desk(Box::new(DeskNews::Found(query, found))))
}

/// Without any document everything goes, and is told again. Whether what is left can be used.
fn forget(index: &mut Option<SearchIndex>, kept: &[Fingerprint]) -> bool {
    if kept.is_empty() {
        *index = None;
    }
    index
        .as_mut()
        .is_none_or(|index| index.keep_documents(kept).is_ok())
}

fn find(
    index: &mut Option<SearchIndex>,
    query: Option<&str>,
    documents: &[(Arc<Document>, Option<Arc<Extraction>>)],
    notes: SearchedNotes,
) -> Result<Vec<Hit>, SearchError> {
    let index = match index {
        Some(index) => index,
        None => index.insert(SearchIndex::new()?),
    };
    let kept: Vec<_> = documents.iter().map(|(it, _)| it.fingerprint).collect();
    index.keep_documents(&kept)?;
    for (document, extraction) in documents {
        index.add_document(document, extraction.as_deref())?;
    }
    match notes {
        SearchedNotes::All(notes) => index.set_notes(notes.iter().map(|note| &**note))?,
        SearchedNotes::Changed(notes) => index.change_notes(&notes)?,
    }
    query.map_or_else(|| Ok(Vec::new()), |query| index.find(query, true, LIMITS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentId, load_bytes};
    use crate::workspace::JobId;

    fn documents() -> Vec<Arc<Document>> {
        let read = |(number, text): (u32, &str)| {
            let id = DocumentId(number);
            let name = format!("{number}.txt");
            Arc::new(load_bytes(id, &name, None, text.as_bytes()).unwrap())
        };
        [(1, "Japan pledged."), (2, "Japan waited.")]
            .map(read)
            .into()
    }

    fn ask(documents: &[Arc<Document>]) -> DeskWork {
        DeskWork::Search {
            query: "japan".to_owned(),
            documents: documents.iter().map(|it| (Arc::clone(it), None)).collect(),
            notes: SearchedNotes::All(Vec::new()),
        }
    }

    #[track_caller]
    fn news(report: JobReport) -> Box<DeskNews> {
        let JobReport::Done(output) = report else {
            panic!("{report:?}");
        };
        let JobOutput::Desk(news) = *output else {
            panic!("{output:?}");
        };
        news
    }

    #[test]
    fn a_closed_document_is_held_by_nobody() {
        let (mut index, documents) = (None, documents());
        drop(answer(&mut index, ask(&documents), true));
        let held = |at: usize| Arc::strong_count(&documents[at].text);
        let (first, second) = (held(0), held(1));
        let kept = vec![documents[1].fingerprint];
        drop(answer(&mut index, DeskWork::Forget { kept }, false));
        assert_eq!((held(0), held(1)), (first - 1, second));
        let found = index.as_ref().unwrap().find("japan", true, LIMITS).unwrap();
        assert_eq!(found.len(), 1);
        drop(answer(
            &mut index,
            DeskWork::Forget { kept: Vec::new() },
            false,
        ));
        assert_eq!(held(1), second - 1);
        assert!(index.is_none(), "also its memory");
    }

    #[test]
    fn an_index_that_cannot_forget_is_lost_and_said_to_be() {
        let (mut index, documents) = (None, documents());
        drop(answer(&mut index, ask(&documents), true));
        index.as_ref().unwrap().break_down();
        let kept = vec![documents[1].fingerprint];
        let report = answer(&mut index, DeskWork::Forget { kept }, false);
        assert!(index.is_none());
        assert!(matches!(&*news(report), DeskNews::SearchLost));
        // Only what has changed is told by who has not heard of it yet.
        let mut work = ask(&documents);
        if let DeskWork::Search { notes, .. } = &mut work {
            *notes = SearchedNotes::Changed(Vec::new());
        }
        let news = news(answer(&mut index, work, true));
        let is_lost = matches!(&*news, DeskNews::Found(_, Err(SearchFailure::Index(_))));
        assert!(is_lost, "{news:?}");
    }

    #[test]
    fn a_question_is_answered_although_a_document_was_closed_behind_it() {
        let (events, news) = std::sync::mpsc::sync_channel(8);
        let (jobs, waiting) = std::sync::mpsc::sync_channel(8);
        let documents = documents();
        let works = [
            ask(&documents),
            ask(&documents),
            DeskWork::Forget {
                kept: vec![documents[1].fingerprint],
            },
        ];
        for (number, work) in (0..).zip(works) {
            let work = Box::new(work);
            jobs.send(Job::Desk {
                id: JobId(number),
                work,
            })
            .unwrap();
        }
        drop(jobs);
        let wake: Wake = Arc::new(|| {});
        Searcher { events, wake }.run(&waiting);
        let answers = news
            .iter()
            .filter(|it| matches!(it.report, JobReport::Done(_)));
        assert_eq!(answers.map(|it| it.job).collect::<Vec<_>>(), [JobId(1)]);
    }

    #[test]
    fn a_query_without_sense_is_told_from_a_broken_index() {
        let work = DeskWork::Search {
            query: "-china".to_owned(),
            documents: Vec::new(),
            notes: SearchedNotes::All(Vec::new()),
        };
        let news = news(answer(&mut None, work, true));
        let is_query = matches!(&*news, DeskNews::Found(_, Err(SearchFailure::Query(_))));
        assert!(is_query, "{news:?}");
    }
}
