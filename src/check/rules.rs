//! The rules, one a file. Adding one is adding its file and one line here.

pub mod access;
pub mod announced;
pub mod changed;
pub mod currency_pair;
pub mod deadline;
pub mod growth;
pub mod on_the_map;
pub mod order;
pub mod pledge;
pub mod range;
pub mod rank;
pub mod repeated;
pub mod share;
pub mod share_of_gdp;
pub mod sourced;
pub mod spending;
pub mod sum;
pub mod total;
pub mod unit_pair;
pub mod unit_price;

use super::context::Context;
use super::{Finding, Verdict};
use crate::extract::{Claim, ClaimMeasure, Subject};
use crate::reference::Iso3;

/// Every rule, in the order their findings are listed.
pub const RULES: &[&Rule] = &[
    &unit_pair::RULE,
    &currency_pair::RULE,
    &sum::RULE,
    &total::RULE,
    &unit_price::RULE,
    &share::RULE,
    &growth::RULE,
    &repeated::RULE,
    &spending::RULE,
    &share_of_gdp::RULE,
    &changed::RULE,
    &range::RULE,
    &on_the_map::RULE,
    &rank::RULE,
    &announced::RULE,
    &pledge::RULE,
    &access::RULE,
    &order::RULE,
    &deadline::RULE,
    &sourced::RULE,
];

/// One way of checking.
pub struct Rule {
    /// As in JSON and CSV.
    pub code: &'static str,
    /// For people.
    pub name: &'static str,
    /// What it compares, in one sentence.
    pub explanation: &'static str,
    /// What counts as agreeing.
    pub tolerance: &'static str,
    /// Texts with the verdict they get; a test reads them.
    pub examples: &'static [(&'static str, Verdict)],
    pub(super) run: fn(&Context<'_>, &mut Vec<Finding>),
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)
    }
}

/// Compares what is claimed of countries as no plan, each figure once a country: of the claims, those that
/// `measured` gives something of.
fn compare_countries<M>(
    context: &Context<'_>,
    out: &mut Vec<Finding>,
    measured: impl Fn(&ClaimMeasure) -> Option<M>,
    compare: impl Fn(&Claim, M, Iso3) -> Option<Finding>,
) {
    let mut last = None;
    for (id, claim) in context.claims() {
        let (Some(measure), Subject::Country(iso3)) = (measured(&claim.measure), &claim.subject)
        else {
            continue;
        };
        if claim.planned || last == Some((claim.figure, *iso3)) {
            continue;
        }
        last = Some((claim.figure, *iso3));
        if let Some(mut finding) = compare(claim, measure, *iso3) {
            finding.claim = Some(id);
            finding.country = Some(*iso3);
            out.push(finding);
        }
    }
}

/// The rule of this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}
