//! Which sources a figure rests on, each cited once, in the order of first use.

use crate::reference::{Catalog, Iso3, SourceId};

/// Collects sources while a figure is made.
pub(super) struct Sources<'a> {
    catalog: &'a Catalog,
    used: Vec<SourceId>,
}

impl<'a> Sources<'a> {
    pub(super) const fn new(catalog: &'a Catalog) -> Self {
        Self {
            catalog,
            used: Vec::new(),
        }
    }

    /// Notes the use of `id` and gives its citation; a source that the tables lack is cited by its id,
    /// so that a figure never stands there without any.
    pub(super) fn cite(&mut self, id: &SourceId) -> String {
        if !self.used.contains(id) {
            self.used.push(id.clone());
        }
        citation(self.catalog, id)
    }

    /// A country's name as shown.
    pub(super) fn country(&self, iso3: Iso3) -> String {
        self.catalog.country_name_or_code(iso3)
    }

    /// Several at once, joined.
    pub(super) fn cite_all(&mut self, ids: &[SourceId]) -> String {
        let lines: Vec<String> = ids.iter().map(|id| self.cite(id)).collect();
        lines.join("; ")
    }

    /// One line a source, in the order of first use; sources that read the same are named once.
    pub(super) fn into_lines(self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::with_capacity(self.used.len());
        for id in &self.used {
            let line = citation(self.catalog, id);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }
}

fn citation(catalog: &Catalog, id: &SourceId) -> String {
    catalog
        .source(id)
        .map_or_else(|| id.0.clone(), crate::reference::Source::citation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::catalog;

    #[test]
    fn cites_each_source_once_in_order() {
        let catalog = catalog();
        let mut sources = Sources::new(&catalog);
        sources.cite(&SourceId("fed".into()));
        sources.cite(&SourceId("sipri".into()));
        assert_eq!(
            sources.cite(&SourceId("fed".into())),
            "Exchange rates (G.5), Federal Reserve, read July 2026"
        );
        assert_eq!(
            sources.into_lines(),
            [
                "Exchange rates (G.5), Federal Reserve, read July 2026",
                "Military Expenditure Database, SIPRI, April 2025 edition"
            ]
        );
    }

    #[test]
    fn a_source_without_a_row_is_cited_by_its_id() {
        let catalog = catalog();
        let mut sources = Sources::new(&catalog);
        assert_eq!(sources.cite(&SourceId("lost".into())), "lost");
    }
}
