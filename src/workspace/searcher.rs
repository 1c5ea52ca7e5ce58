//! Looks for words in documents, mentions and notes, on a thread of its own: the index is made once and
//! then only told what has changed, so that an answer comes while the reader types.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender};

use super::desk::{DeskNews, DeskWork, SearchFailure, SearchedNotes};
use super::runner::{Wake, done};
use super::store::search::{Hit, Limits, SearchError, SearchIndex};
use super::{Job, JobEvent, JobOutput, JobReport};
use crate::document::Document;
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
        while let Ok(mut job) = jobs.recv() {
            while let Ok(newer) = jobs.try_recv() {
                let older = std::mem::replace(&mut job, newer);
                self.answer(&mut index, older, false);
            }
            self.answer(&mut index, job, true);
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

fn answer(index: &mut Option<SearchIndex>, work: DeskWork, is_latest: bool) -> JobReport {
    let DeskWork::Search {
        query,
        documents,
        notes,
    } = work
    else {
        return JobReport::Cancelled;
    };
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

    #[test]
    fn a_query_without_sense_is_told_from_a_broken_index() {
        let work = DeskWork::Search {
            query: "-china".to_owned(),
            documents: Vec::new(),
            notes: SearchedNotes::All(Vec::new()),
        };
        let JobReport::Done(output) = answer(&mut None, work, true) else {
            panic!("no answer");
        };
        let JobOutput::Desk(news) = *output else {
            panic!("{output:?}");
        };
        let is_query = matches!(&*news, DeskNews::Found(_, Err(SearchFailure::Query(_))));
        assert!(is_query, "{news:?}");
    }
}
