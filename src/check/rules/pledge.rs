//! A pledge for a future year beside what others have spent: generous, and said to be.

use std::collections::BTreeSet;

use super::Rule;
use crate::check::context::Context;
use crate::check::tables;
use crate::check::words;
use crate::check::{Finding, Verdict};
use crate::extract::{Claim, ClaimId, ClaimMeasure, Subject};
use crate::reference::Iso3;
use crate::units::{Currency, Extent, format};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "pledge",
    name: "A pledge beside past spending",
    explanation: "Spending pledged for a future year is placed among what others spent in the last year known.",
    tolerance: "the amount is rounded as written; that others stand still is an assumption",
    examples: &[(
        "Tokyo, 1 February 2024\n\nJapan has committed to raising its annual defense spending to 68 billion dollars by 2027.",
        Verdict::NeedsAssumption,
    )],
    run,
};

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for (id, claim) in context.claims() {
        let (ClaimMeasure::Spending { amount, currency }, Subject::Country(iso3)) =
            (&claim.measure, &claim.subject)
        else {
            continue;
        };
        let Some((_, to)) = claim.when.filter(|_| claim.planned) else {
            continue;
        };
        let is_future = context.date.is_none_or(|it| to > it.date);
        if *currency != Currency::USD || !is_future || !seen.insert((claim.figure, *iso3)) {
            continue;
        }
        out.extend(beside_others(context, id, claim, *iso3, *amount));
    }
}

fn beside_others(
    context: &Context<'_>,
    id: ClaimId,
    claim: &Claim,
    iso3: Iso3,
    amount: Extent,
) -> Option<Finding> {
    let value = amount.as_single()? / 1e9;
    let then = tables::known_then(context, iso3, None);
    let vintage = then.or_else(|| tables::known_now(context, iso3, None))?;
    let rank = vintage.rank(value)?;
    let mut finding = context.finding(
        RULE.code,
        Verdict::NeedsAssumption,
        &[claim.figure.0 as usize],
    )?;
    for other in [claim.subject_mention, claim.when_mention]
        .into_iter()
        .flatten()
    {
        finding.evidence.extend(context.evidence(other.0 as usize));
    }
    finding.claim = Some(id);
    finding.country = Some(iso3);
    RULE.tolerance.clone_into(&mut finding.tolerance);
    let year = claim.when.map_or(0, |it| it.1.year());
    finding.working = format!(
        "{}: {} for {year} would be {} in {}",
        tables::name(context, iso3),
        format::exact_money(amount.middle(), Currency::USD),
        words::ordinal(rank),
        vintage.words
    );
    finding.reason = Some(format!(
        "that nobody else spends more in {year} than in {}",
        vintage.rivals.year
    ));
    finding.caveats.push(format!(
        "generous: a pledge for {year} is compared with the others' past spending, which will have moved by then"
    ));
    finding.caveats.push(format!(
        "others in {}, in billions of dollars: {}",
        vintage.words,
        vintage.rivals.list(10)
    ));
    finding.caveats.extend(context.date_caveat());
    finding.references.push(vintage.reference);
    Some(finding)
}
