//! What changes the charts: which countries, measure and tables, and the work of drawing them anew.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Content, Job, Running, Workspace};
use crate::document::DocumentId;
use crate::figures::SpendingChoice;
use crate::geo::{Detail, PlaneWorld, Projection};
use crate::reference::Iso3;

/// Sheets of land that are kept: two of the sheet shown, coarse and fine, and two of the one before.
const MAX_LANDS: usize = 4;

impl Workspace {
    /// Land laid flat so far, the latest first.
    pub fn lands(&self) -> &[Arc<PlaneWorld>] {
        &self.lands
    }

    /// How often land was asked to be laid, for the test that counts.
    pub const fn num_lands_asked(&self) -> usize {
        self.num_lands_asked
    }

    pub(super) fn lay_land(&mut self, detail: Detail, projection: Projection) -> Vec<Job> {
        let mut lands = self.lands.iter();
        let is_laid = lands.any(|it| it.detail == detail && it.projection == projection);
        if is_laid || self.land_awaited == Some((detail, projection)) {
            return Vec::new();
        }
        self.land_awaited = Some((detail, projection));
        self.num_lands_asked += 1;
        let id = self.job_id();
        vec![Job::LayLand {
            id,
            detail,
            projection,
        }]
    }

    pub(super) fn land_was_laid(&mut self, land: Arc<PlaneWorld>) -> Vec<Job> {
        if self.land_awaited == Some((land.detail, land.projection)) {
            self.land_awaited = None;
        }
        self.lands.insert(0, land);
        self.lands.truncate(MAX_LANDS);
        Vec::new()
    }

    pub(super) fn write_file(&mut self, path: PathBuf, what: String, content: Content) -> Vec<Job> {
        let id = self.job_id();
        let running = Running {
            label: format!("Saving {what}"),
            ..Running::default()
        };
        self.running.insert(id, running);
        vec![Job::WriteFile {
            id,
            path,
            what,
            content,
        }]
    }

    pub(super) fn compare(&mut self, id: DocumentId, countries: Vec<Iso3>) -> Vec<Job> {
        let Some(open) = self.document_mut(id) else {
            return Vec::new();
        };
        open.countries = countries;
        let mut jobs = self.redraw(id);
        jobs.extend(self.remember());
        jobs
    }

    pub(super) fn redraw_all(&mut self) -> Vec<Job> {
        let ids: Vec<DocumentId> = self.documents.iter().map(|open| open.document.id).collect();
        let mut jobs: Vec<Job> = ids.into_iter().flat_map(|id| self.redraw(id)).collect();
        jobs.extend(self.remember());
        jobs
    }

    pub(super) fn redraw(&mut self, id: DocumentId) -> Vec<Job> {
        let comparison = self.settings.comparison;
        let mut spending = SpendingChoice {
            measure: self.settings.measure,
            index_year: self.settings.index_year,
            edition: self.settings.edition,
            countries: Vec::new(),
        };
        let tables = self.tables.clone();
        let job = self.job_id();
        self.generation.0 += 1;
        let generation = self.generation;
        let Some(open) = self.document_mut(id) else {
            return Vec::new();
        };
        let Some(extraction) = open.derived.extraction.clone() else {
            return Vec::new();
        };
        open.generation = generation;
        spending.countries.clone_from(&open.countries);
        let document = Arc::clone(&open.document);
        let checked = open.derived.checked.clone();
        self.drawing.insert(job);
        vec![Job::Draw {
            id: job,
            document,
            extraction,
            spending,
            tables,
            comparison,
            checked,
            generation,
        }]
    }
}
