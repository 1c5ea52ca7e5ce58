//! A queue of jobs for one thread that never makes the window wait.
//!
//! The channel is bounded. What does not fit stays here until the thread has caught up: opening
//! thousands of files, or drawing the figures of all of them anew, asks for more jobs at once than any
//! sensible bound, and a window that waits for a thread that waits for the window is lost.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

use super::Job;

/// Jobs in the channel.
const MAX_QUEUED: usize = 256;

/// The near end of the queue.
pub(super) struct Queue {
    to: Option<SyncSender<Job>>,
    waiting: VecDeque<Job>,
}

impl Queue {
    /// With the end that the thread reads.
    pub(super) fn new() -> (Self, Receiver<Job>) {
        let (to, jobs) = sync_channel(MAX_QUEUED);
        let queue = Self {
            to: Some(to),
            waiting: VecDeque::new(),
        };
        (queue, jobs)
    }

    /// Hands over a job, now or as soon as there is room; false when the thread has ended.
    pub(super) fn push(&mut self, job: Job) -> bool {
        self.waiting.push_back(job);
        self.hand_over()
    }

    /// Hands over what there is room for by now; false when the thread has ended.
    pub(super) fn hand_over(&mut self) -> bool {
        let Some(to) = &self.to else {
            self.waiting.clear();
            return false;
        };
        while let Some(job) = self.waiting.pop_front() {
            match to.try_send(job) {
                Ok(()) => {}
                Err(TrySendError::Full(job)) => {
                    self.waiting.push_front(job);
                    break;
                }
                Err(TrySendError::Disconnected(_)) => {
                    self.waiting.clear();
                    return false;
                }
            }
        }
        true
    }

    /// Whether the thread has, or will find, all jobs in the channel.
    pub(super) fn is_handed_over(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Lets the thread end after the jobs in the channel; the others are dropped.
    pub(super) fn close(&mut self) {
        self.to = None;
        self.waiting.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::JobId;

    #[test]
    fn more_jobs_than_fit_wait_and_keep_their_order() {
        let (mut queue, jobs) = Queue::new();
        let num = MAX_QUEUED * 3 + 1;
        let ids = || (0..).map(JobId);
        for id in ids().take(num) {
            assert!(queue.push(Job::Cancel { id }));
        }
        assert!(!queue.is_handed_over());
        let mut found = Vec::new();
        while found.len() < num {
            let Ok(Job::Cancel { id }) = jobs.try_recv() else {
                assert!(queue.hand_over());
                continue;
            };
            found.push(id);
        }
        assert!(queue.is_handed_over());
        assert!(found.into_iter().eq(ids().take(num)));
        drop(jobs);
        assert!(!queue.push(Job::Cancel { id: JobId(0) }));
    }
}
