//! Counts what was worked out anew, so that a test can see that a frame without changes works nothing
//! out.

use super::app::RangebookApp;

/// Counts of work that a frame without changes must not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkDone {
    /// Jobs handed to threads: extraction, figures, tables.
    pub num_jobs: u64,
    /// What the selection stands for.
    pub num_links: u64,
    /// Bars sorted and filtered.
    pub num_arranged: u64,
    /// Words of claims given places.
    pub num_placed: u64,
}

impl RangebookApp {
    /// What was worked out anew so far; stays the same in a frame in which nothing changed.
    pub const fn work_done(&self) -> WorkDone {
        WorkDone {
            num_jobs: self.runner.num_started(),
            num_links: self.links.num_made,
            num_arranged: self.glances.ranges.num_arranged(),
            num_placed: self.glances.spending.num_placed(),
        }
    }
}
