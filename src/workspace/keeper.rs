//! Has the workspace file and does what changes or copies it, one job after the other, in the order
//! they were asked for; between them it looks for what other processes changed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender};
use std::time::Duration;

use super::runner::{Wake, chain, done};
use super::store::Store;
use super::store::salvage::Salvage;
use super::{Job, JobEvent, JobOutput, JobReport};

/// How often the store looks for changes made by other processes.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Owns the workspace file.
pub(super) struct Keeper {
    pub(super) store: Option<Store>,
    pub(super) events: SyncSender<JobEvent>,
    pub(super) wake: Wake,
    pub(super) changed_elsewhere: Arc<AtomicBool>,
}

impl Keeper {
    /// Does the jobs until nobody can ask for more.
    pub(super) fn run(mut self, jobs: &Receiver<Job>) {
        use std::sync::mpsc::RecvTimeoutError;
        loop {
            match jobs.recv_timeout(LOOK_EVERY) {
                Ok(job) => {
                    let id = job.id();
                    let report = self.keep(job);
                    drop(self.events.send(JobEvent { job: id, report }));
                    (self.wake)();
                }
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn keep(&self, job: Job) -> JobReport {
        // Also without a workspace file: then it is the only way to keep the notes.
        if let Job::Desk { work, .. } = job {
            return super::desk_work::at_store(self.store.as_ref(), *work);
        }
        if let Job::SaveCopy {
            path,
            notes,
            corrections,
            ..
        } = job
        {
            return self.save_copy(path, &notes, &corrections);
        }
        match &self.store {
            Some(store) => keep_in(store, job),
            None => keep_nowhere(job),
        }
    }

    /// Copies the file or, where there is none, writes what is in memory to a new one.
    fn save_copy(
        &self,
        path: std::path::PathBuf,
        notes: &[Arc<crate::notes::Annotation>],
        corrections: &super::CorrectionSet,
    ) -> JobReport {
        let num_notes = notes.len() as u64;
        let written = match &self.store {
            Some(store) => store.save_copy(&path),
            None => Salvage {
                notes: notes.iter().map(|note| (**note).clone()).collect(),
                corrections: corrections.clone(),
                ..Salvage::default()
            }
            .write_to(&path)
            .map(|_| num_notes),
        };
        match written {
            Ok(num_notes) => done(JobOutput::Copied(path, num_notes)),
            Err(err) => JobReport::Failed {
                text: format!("The workspace could not be copied: {err}"),
                details: chain(&err),
            },
        }
    }

    fn look(&mut self) {
        if self
            .store
            .as_mut()
            .is_some_and(|store| store.changed_elsewhere().unwrap_or(false))
        {
            self.changed_elsewhere.store(true, Ordering::Release);
            (self.wake)();
        }
    }
}

/// Without a workspace file nothing is kept; of the reader's own work that is said.
fn keep_nowhere(job: Job) -> JobReport {
    let why = "there is no workspace file".to_owned();
    match job {
        Job::Commit { edit, .. } => done(JobOutput::NotCommitted(*edit, why)),
        Job::CommitCorrection { edit, .. } => done(JobOutput::CorrectionNotCommitted(*edit, why)),
        // Nothing to remember it in: that is as it should be.
        _ => done(JobOutput::Remembered),
    }
}

fn keep_in(store: &Store, job: Job) -> JobReport {
    match job {
        Job::Snapshot { now, .. } => match store.snapshot(now).and_then(|_| store.empty_bin(now)) {
            Ok(_) => done(JobOutput::Remembered),
            Err(err) => JobReport::Failed {
                text: "No automatic copy of the workspace could be made".to_owned(),
                details: chain(&err),
            },
        },
        Job::Commit { edit, now, .. } => {
            match store.commit_edits_at(std::slice::from_ref(&*edit), now) {
                Ok(()) => done(JobOutput::Committed(*edit)),
                Err(err) => done(JobOutput::NotCommitted(*edit, chain(&err))),
            }
        }
        Job::CommitCorrection { edit, .. } => match store.commit_correction(&edit) {
            Ok(()) => done(JobOutput::CorrectionCommitted(*edit)),
            Err(err) => done(JobOutput::CorrectionNotCommitted(*edit, chain(&err))),
        },
        Job::Remember { session, .. } => match store.set_session(&session) {
            Ok(()) => done(JobOutput::Remembered),
            Err(err) => JobReport::Failed {
                text: "What is open could not be remembered for the next start".to_owned(),
                details: chain(&err),
            },
        },
        Job::KeepTable { table, .. } => match store.keep_table(&table) {
            Ok(()) => done(JobOutput::Remembered),
            Err(err) => JobReport::Failed {
                text: format!(
                    "The figures of {} could not be kept and hold only until the window closes",
                    table.name
                ),
                details: chain(&err),
            },
        },
        Job::ForgetTable { sha256, .. } => match store.forget_table(&sha256) {
            Ok(()) => done(JobOutput::Remembered),
            Err(err) => JobReport::Failed {
                text: "The imported table could not be removed and comes back at the next start"
                    .to_owned(),
                details: chain(&err),
            },
        },
        Job::ReadNotes { .. } => match store.notes().and_then(|notes| {
            let (corrections, _) = store.corrections()?;
            Ok((notes, corrections))
        }) {
            Ok((notes, corrections)) => done(JobOutput::Notes(notes, corrections)),
            Err(err) => JobReport::Failed {
                text: "The notes could not be read again after another program changed them"
                    .to_owned(),
                details: chain(&err),
            },
        },
        _ => JobReport::Cancelled,
    }
}
