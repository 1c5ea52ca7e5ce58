//! The same quantity given twice, in different open documents.
//!
//! Comparing is a job. Its findings stand behind a document's own, so that those keep their ids, and
//! are replaced whole when a document comes, goes or is read anew.

use std::sync::Arc;

use super::Workspace;
use super::derived::{Figures, Generation};
use super::jobs::{Compared, Job};
use crate::check::across;
use crate::document::{Document, DocumentId};
use crate::extract::Extraction;
use crate::reference::Catalog;

impl Workspace {
    /// Takes in the charts and findings of a document; what is new of it is compared with the others.
    pub(super) fn take_in_drawn(
        &mut self,
        id: DocumentId,
        generation: Generation,
        figures: Arc<Figures>,
    ) -> Vec<Job> {
        let Some(open) = self.fresh(id, generation) else {
            return Vec::new();
        };
        let before = open.derived.checked.replace(Arc::clone(&figures.checked));
        let is_same = before.is_some_and(|it| Arc::ptr_eq(&it, &figures.checked));
        open.derived.figures = Some(figures);
        self.touch();
        if is_same {
            Vec::new()
        } else {
            self.compare_documents()
        }
    }

    /// Compares the open documents, once all that are open have been checked.
    pub(super) fn compare_documents(&mut self) -> Vec<Job> {
        self.comparison_waits = false;
        if self.documents.len() < 2 {
            self.take_in_compared(Vec::new());
            return Vec::new();
        }
        let ready = self.documents.iter().filter_map(|open| {
            open.derived.checked.as_ref()?;
            let extraction = open.derived.extraction.clone()?;
            Some((Arc::clone(&open.document), extraction))
        });
        let documents: Vec<_> = ready.collect();
        // Those that are still being read or checked are waited for, so that a folder is compared once
        // and not once a file; one that was stopped is left out.
        let is_reading = self.running.values().any(|it| it.about.is_some());
        let is_coming = is_reading || !self.drawing.is_empty();
        if documents.len() < self.documents.len() && is_coming {
            self.comparison_waits = true;
            return Vec::new();
        }
        vec![Job::Compare {
            id: self.job_id(),
            documents,
            tables: self.tables.clone(),
        }]
    }

    /// Takes in what was found; what rests on another reading of a document is dropped, because a newer
    /// comparison is on its way.
    pub(super) fn take_in_compared(&mut self, compared: Vec<Compared>) {
        let is_stale = compared.iter().any(|it| {
            let open = self.document(it.document);
            let now = open.and_then(|open| open.derived.extraction.as_ref());
            !now.is_some_and(|now| Arc::ptr_eq(now, &it.extraction))
        });
        if is_stale {
            return;
        }
        let mut changed = false;
        for open in &mut self.documents {
            let (Some(checked), Some(extraction)) =
                (&open.derived.checked, &open.derived.extraction)
            else {
                continue;
            };
            let of_it = |it: &&Compared| it.document == open.document.id;
            let others = compared
                .iter()
                .find(of_it)
                .map_or(&[][..], |it| &it.findings);
            let old = checked.findings.iter().filter(|it| it.elsewhere.is_some());
            if old.eq(others.iter()) {
                continue;
            }
            let whole = checked.with_others(&open.document, extraction, others);
            open.derived.checked = Some(Arc::new(whole));
            changed = true;
        }
        if changed {
            self.drop_lost_findings();
            self.touch();
        }
    }

    /// A finding that is no more cannot stay selected.
    fn drop_lost_findings(&mut self) {
        let documents = &self.documents;
        let exists = |document: DocumentId, id| {
            let open = documents.iter().find(|it| it.document.id == document);
            let checked = open.and_then(|it| it.derived.checked.as_ref());
            checked.is_some_and(|it| it.finding(id).is_some())
        };
        self.selection.retain(|item| match item {
            super::Item::Finding(document, id) => exists(*document, *id),
            _ => true,
        });
    }
}

/// Compares documents; an entry for each.
pub(super) fn compared(
    catalog: &Catalog,
    documents: Vec<(Arc<Document>, Arc<Extraction>)>,
) -> Vec<Compared> {
    let pairs: Vec<(&Document, &Extraction)> = documents
        .iter()
        .map(|(document, extraction)| (document.as_ref(), extraction.as_ref()))
        .collect();
    let mut between = across(catalog, &pairs);
    let each = documents.into_iter().enumerate();
    let each = each.map(|(at, (document, extraction))| Compared {
        document: document.id,
        extraction,
        findings: between
            .extract_if(.., |it| it.0 == at)
            .map(|it| it.1)
            .collect(),
    });
    each.collect()
}
