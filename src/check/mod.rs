//! Checks a document's figures: claim against claim, claim against reference, with the working.
//!
//! [`check`] runs every rule of [`rules::RULES`] over the mentions and claims of a document. A stated
//! number stands for the interval of values that round to it ([`interval`]); figures differ only when
//! no value fits both. Nothing is skipped in silence: [`Coverage`] lists every figure as checked, without
//! reference, or no claim. Everything here is a function of its arguments, and each rule looks only at
//! neighbours or at groups it made, so that the time grows with the length of the document.
//!
//! Not done here: deciding what a figure means. That is extraction's; a rule that needs more than a
//! claim says looks at the words between figures, never at a particular document.

mod citing;
mod context;
mod coverage;
mod far;
pub mod interval;
mod rates;
mod report;
pub mod rules;
pub mod solve;
mod stock;
mod tables;
pub mod verdict;
mod words;

pub use coverage::{Coverage, Covered, Standing};
pub use interval::Interval;
pub use rates::rate_for;
pub use report::plain_text;
pub use rules::Rule;
pub use rules::repeated::across;
pub use solve::{Model, Outcome, Rivals, WhatIf};
pub use verdict::{Elsewhere, Evidence, Finding, FindingId, Reference, Verdict};

use crate::document::Document;
use crate::extract::{Extraction, MentionId};
use crate::reference::Catalog;
use context::Context;

/// What was found in one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// In document order; those at one place in the order of the rules.
    pub findings: Vec<Finding>,
    /// What became of every figure.
    pub coverage: Coverage,
}

impl Checked {
    /// Findings that rest on a mention.
    pub fn about(&self, mention: MentionId) -> impl Iterator<Item = (FindingId, &Finding)> {
        let all = (0u32..).map(FindingId).zip(&self.findings);
        all.filter(move |(_, it)| it.rests_on(mention))
    }

    /// By id.
    pub fn finding(&self, id: FindingId) -> Option<&Finding> {
        self.findings.get(id.0 as usize)
    }

    /// Figures that no finding speaks of, as findings that say why: for lists that must hold every one.
    pub fn unchecked(&self, document: &Document, extraction: &Extraction) -> Vec<Finding> {
        let spoken_of: std::collections::BTreeSet<MentionId> = self
            .findings
            .iter()
            .flat_map(|it| it.evidence.iter().filter_map(|it| it.mention))
            .collect();
        let others = self.coverage.figures.iter();
        let others = others.filter(|it| !spoken_of.contains(&it.mention));
        let finding = |it: &Covered| coverage::unchecked(&document.text, extraction, it);
        others.filter_map(finding).collect()
    }

    /// The same with these findings about other documents behind its own, in place of those it had; what
    /// they speak of is covered.
    #[must_use]
    pub fn with_others(
        &self,
        document: &Document,
        extraction: &Extraction,
        others: &[Finding],
    ) -> Self {
        let own = self.findings.iter().filter(|it| it.elsewhere.is_none());
        let findings: Vec<Finding> = own.chain(others).cloned().collect();
        let coverage = coverage::cover(document, extraction, &findings);
        Self { findings, coverage }
    }

    /// How many findings have a verdict.
    pub fn num(&self, verdict: Verdict) -> usize {
        let all = self.findings.iter();
        all.filter(|it| it.verdict == verdict).count()
    }
}

/// Checks everything that can be checked.
pub fn check(catalog: &Catalog, document: &Document, extraction: &Extraction) -> Checked {
    let context = Context::new(catalog, document, extraction);
    let mut findings = Vec::new();
    for rule in rules::RULES {
        (rule.run)(&context, &mut findings);
    }
    let order = |finding: &Finding| (finding.span.start(), finding.span.end());
    for finding in &mut findings {
        let caveat = words::doubts(extraction, finding);
        finding.caveats.extend(caveat);
        words::tell_corrected(extraction, &document.text, finding);
        let mut seen = std::collections::BTreeSet::new();
        finding.evidence.retain(|it| seen.insert(it.span));
    }
    findings.sort_by_key(order);
    let coverage = coverage::cover(document, extraction, &findings);
    Checked { findings, coverage }
}

#[cfg(test)]
mod precision;
#[cfg(test)]
mod tests;
