//! Finds mentions of names and figures in a document, and the claims they make.
//!
//! One pass of an automaton over the names, one hand-written scan over the figures, then overlaps
//! are resolved. Rules and tables only: the same text gives the same mentions everywhere.

mod anchors;
pub mod citations;
pub mod claim;
pub mod dates;
#[cfg(test)]
mod fixture;
mod lexer;
pub mod matcher;
pub mod mention;
pub mod quantities;
pub mod resolve;
mod scan;
mod word_set;

pub use claim::{Claim, ClaimId, ClaimMeasure, Subject, claims};
pub use mention::{Bound, Doubt, Kind, Mention, MentionId, NameForm, Value};

use std::ops::ControlFlow;

use jiff::civil::Date;

use crate::document::Document;
use crate::reference::Catalog;

/// What turns a document into mentions; built once from the catalog, shared by threads.
#[derive(Debug)]
pub struct Extractor {
    _private: (),
}

impl Extractor {
    /// Builds the automaton of names.
    pub fn new(catalog: &'static Catalog) -> Self {
        let _ = catalog;
        Self { _private: () }
    }

    /// The one over the shipped tables.
    pub fn shipped() -> &'static Self {
        static SHIPPED: std::sync::LazyLock<Extractor> =
            std::sync::LazyLock::new(|| Extractor::new(Catalog::shipped()));
        &SHIPPED
    }

    /// Mentions of `document` in document order, disjoint. `date` stands in where the text gives no
    /// date of its own. `progress` is told the share done (0 to 1) now and then; when it breaks,
    /// what was found so far is dropped and `None` returned.
    pub fn extract(
        &self,
        document: &Document,
        date: Option<Date>,
        progress: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Extraction> {
        let _ = (document, progress);
        Some(Extraction {
            mentions: Vec::new(),
            date,
            claims: Vec::new(),
        })
    }
}

/// What a document was found to say.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// In document order, disjoint; `MentionId(i)` is the i-th.
    pub mentions: Vec<Mention>,
    /// The document's date: found in the text, or the one given.
    pub date: Option<Date>,
    /// Who, what, how much, when.
    pub claims: Vec<Claim>,
}

impl Extraction {
    /// By id.
    pub fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.mentions.get(id.0 as usize)
    }
}
