//! Many files opened at once: which wait, what became of each, and what is said at the end.
//!
//! Files are handed to the reading thread one by one, so that stopping is stopping, and nothing that
//! is skipped goes without its reason.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use super::{Notice, Severity};

/// Lines that are listed: more than files are opened at once.
const MAX_LISTED: usize = 6_000;

/// Files on their way.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Files that wait, and the one that is being read.
    pub(super) waiting: VecDeque<PathBuf>,
    total: usize,
    num_read: usize,
    skipped: Vec<(String, String)>,
    remarks: Vec<String>,
    is_stopped: bool,
}

impl Batch {
    /// Adds files, and names of those that are not opened with their reasons.
    pub(super) fn add(&mut self, files: Vec<PathBuf>, skipped: Vec<(PathBuf, String)>) {
        self.total += files.len() + skipped.len();
        self.waiting.extend(files);
        let shown = |path: &Path| path.display().to_string();
        let named = skipped.into_iter().map(|(path, why)| (shown(&path), why));
        self.skipped.extend(named);
    }

    /// One was read, with these warnings.
    pub(super) fn was_read(&mut self, name: &str, warnings: &[crate::document::Warning]) {
        self.num_read += 1;
        let said = warnings
            .iter()
            .map(|warning| format!("{name}: {}", warning.0));
        self.remarks.extend(said);
    }

    /// One cannot be read.
    pub(super) fn was_skipped(&mut self, name: String, why: String) {
        self.skipped.push((name, why));
    }

    /// Forgets those that wait, because the reader asked for it.
    pub(super) fn stop(&mut self) {
        self.is_stopped = true;
        self.leave_out_rest("opening was cancelled");
    }

    /// Leaves out those that wait.
    pub(super) fn leave_out_rest(&mut self, why: &str) {
        for path in std::mem::take(&mut self.waiting) {
            self.skipped
                .push((path.display().to_string(), why.to_owned()));
        }
    }

    /// Whether any was read by now.
    pub(super) const fn has_read(&self) -> bool {
        self.num_read > 0
    }

    /// How many of how many are done.
    pub fn progress(&self) -> (usize, usize) {
        (self.num_read + self.skipped.len(), self.total)
    }

    /// What is said when all are done.
    pub(super) fn report(&self) -> Notice {
        let files = |num: usize| match num {
            1 => "1 file".to_owned(),
            _ => format!("{num} files"),
        };
        let mut details = String::new();
        let list = self
            .skipped
            .iter()
            .map(|(name, why)| format!("Skipped {name}: {why}"));
        for line in list.chain(self.remarks.iter().cloned()).take(MAX_LISTED) {
            if !details.is_empty() {
                details.push('\n');
            }
            details.push_str(&line);
        }
        let num_lines = self.skipped.len() + self.remarks.len();
        if num_lines > MAX_LISTED {
            let rest = num_lines - MAX_LISTED;
            details.push_str(&format!("\nand {rest} more lines"));
        }
        let end = if self.is_stopped {
            "; opening was cancelled"
        } else {
            ""
        };
        let read = files(self.num_read);
        let (severity, text) = match self.skipped.len() {
            0 if self.num_read == 0 => (
                Severity::Warning,
                "There is no file in the folder".to_owned(),
            ),
            0 => (Severity::Info, format!("Opened {read}{end}")),
            num => {
                let skipped = files(num);
                let are = if num == 1 { "was" } else { "were" };
                let text = format!(
                    "Opened {read}; {skipped} {are} skipped{end}: each is named with its reason under Details"
                );
                (Severity::Warning, text)
            }
        };
        Notice {
            severity,
            text,
            details,
            undo: None,
            document: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Warning;

    #[test]
    fn every_file_is_accounted_for() {
        let mut batch = Batch::default();
        let hidden = (PathBuf::from(".x"), "it is hidden".to_owned());
        batch.add(vec!["a".into(), "b".into(), "c".into()], vec![hidden]);
        assert_eq!(batch.progress(), (1, 4));
        batch.waiting.pop_front();
        batch.was_read("a", &[Warning("Odd".to_owned())]);
        batch.waiting.pop_front();
        batch.was_skipped("b".to_owned(), "this looks like a PNG picture".to_owned());
        batch.stop();
        assert_eq!(batch.progress(), (4, 4));
        let notice = batch.report();
        assert!(
            notice
                .text
                .starts_with("Opened 1 file; 3 files were skipped; opening was cancelled")
        );
        assert_eq!(
            notice.details,
            "Skipped .x: it is hidden\nSkipped b: this looks like a PNG picture\nSkipped c: opening was cancelled\na: Odd"
        );
    }

    #[test]
    fn nothing_skipped_needs_no_warning() {
        let mut batch = Batch::default();
        batch.add(vec!["a".into()], Vec::new());
        batch.was_read("a", &[]);
        assert_eq!(batch.report().severity, Severity::Info);
    }
}
