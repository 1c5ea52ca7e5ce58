//! Importing tables: read, looked at, used instead of the shipped rows, and given back.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::tables::merged;
use super::{Job, Notice, OwnTable, Preview, Running, Workspace};
use crate::reference::{Assume, ReadTable};

impl Workspace {
    /// The table that waits for the reader's word.
    pub const fn preview(&self) -> Option<&Preview> {
        self.preview.as_ref()
    }

    /// Tables used instead of the shipped rows, the last one first in weight.
    pub fn own_tables(&self) -> &[OwnTable] {
        &self.own_tables
    }

    /// Takes stored tables into use, before anything is opened.
    pub fn use_stored_tables(&mut self, tables: Vec<OwnTable>) {
        self.own_tables = tables;
        self.merge_tables();
    }

    fn merge_tables(&mut self) {
        self.tables = merged(&self.own_tables).map(Arc::new);
        // What was checked rests on the tables of before.
        for open in &mut self.documents {
            open.derived.checked = None;
        }
    }

    pub(super) fn read_table(&mut self, path: PathBuf, assume: Assume) -> Vec<Job> {
        let id = self.job_id();
        let name = path.file_name().unwrap_or(path.as_os_str());
        let running = Running {
            label: format!("Reading {}", name.to_string_lossy()),
            progress: Some(0.0),
            cancellable: true,
            ..Running::default()
        };
        self.running.insert(id, running);
        vec![Job::ReadTable { id, path, assume }]
    }

    pub(super) fn table_was_read(&mut self, path: PathBuf, assume: Assume, table: Arc<ReadTable>) {
        self.preview = Some(Preview {
            path,
            assume,
            table,
        });
    }

    /// Uses the table that is looked at; the same file imported again takes the place of itself.
    pub(super) fn use_table(&mut self, now: Timestamp) -> Vec<Job> {
        let Some(preview) = self.preview.take() else {
            return Vec::new();
        };
        let own = OwnTable {
            name: preview.name(),
            path: preview.path,
            imported: now,
            table: preview.table,
        };
        self.own_tables
            .retain(|other| other.table.sha256 != own.table.sha256);
        self.own_tables.push(own.clone());
        self.merge_tables();
        self.tell(Notice::info(format!(
            "{} figures of {} are used instead of the shipped ones; File › Imported data gives them back",
            own.table.understood.num_figures, own.name
        )));
        let id = self.job_id();
        let mut jobs = vec![Job::KeepTable {
            id,
            table: Box::new(own),
        }];
        jobs.extend(self.redraw_all());
        jobs
    }

    pub(super) fn forget_table(&mut self, sha256: String) -> Vec<Job> {
        self.own_tables.retain(|own| own.table.sha256 != sha256);
        self.merge_tables();
        let id = self.job_id();
        let mut jobs = vec![Job::ForgetTable { id, sha256 }];
        jobs.extend(self.redraw_all());
        jobs
    }
}
