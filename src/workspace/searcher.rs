//! Looks for words in documents, mentions and notes, on a thread of its own: the index is made once and
//! then only told what has changed, so that an answer comes while the reader types.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender};

use super::desk::{DeskNews, DeskWork, SearchedNotes};
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
    /// Answers until nobody can ask any more.
    pub(super) fn run(self, jobs: &Receiver<Job>) {
        let mut index = None;
        while let Ok(job) = jobs.recv() {
            let id = job.id();
            let report = match job {
                Job::Desk { work, .. } => answer(&mut index, *work),
                _ => JobReport::Cancelled,
            };
            drop(self.events.send(JobEvent { job: id, report }));
            (self.wake)();
        }
    }
}

fn answer(index: &mut Option<SearchIndex>, work: DeskWork) -> JobReport {
    let DeskWork::Search {
        query,
        documents,
        notes,
    } = work
    else {
        return JobReport::Cancelled;
    };
    let found = find(index, &query, &documents, notes).map_err(|error| error.to_string());
    done(JobOutput::Desk(Box::new(DeskNews::Found(query, found))))
}

fn find(
    index: &mut Option<SearchIndex>,
    query: &str,
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
    index.find(query, true, LIMITS)
}
