//! Military spending as a share of GDP against the tables.

use super::Rule;
use super::spending::year_of;
use crate::check::context::Context;
use crate::check::tables;
use crate::check::{Finding, Interval, Verdict};
use crate::extract::{Claim, ClaimMeasure, Subject};
use crate::reference::{Iso3, Measure};
use crate::units::{Extent, format};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "share-of-gdp",
    name: "Share of GDP",
    explanation: "A country's military spending as a share of GDP is compared with SIPRI's for the year.",
    tolerance: "the share is rounded as written; the tables' are allowed a tenth of a percentage point, because editions revise them",
    examples: &[
        (
            "According to SIPRI, Sweden spent 2.0 percent of GDP on defence in 2024.",
            Verdict::Agrees,
        ),
        (
            "According to SIPRI, Sweden spent 3.0 percent of GDP on defence in 2024.",
            Verdict::Differs,
        ),
    ],
    run,
};

const REVISED_POINTS: f64 = 0.1;

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut last = None;
    for (id, claim) in context.claims() {
        let (ClaimMeasure::SpendingShare { percent }, Subject::Country(iso3)) =
            (&claim.measure, &claim.subject)
        else {
            continue;
        };
        if claim.planned || last == Some((claim.figure, *iso3)) {
            continue;
        }
        last = Some((claim.figure, *iso3));
        if let Some(mut finding) = compare(context, claim, *percent, *iso3) {
            finding.claim = Some(id);
            finding.country = Some(*iso3);
            out.push(finding);
        }
    }
}

fn compare(context: &Context<'_>, claim: &Claim, percent: Extent, iso3: Iso3) -> Option<Finding> {
    let at = claim.figure.0 as usize;
    let span = context.by_id(claim.figure)?.span;
    let mut finding = context.finding(RULE.code, Verdict::CannotCheck, &[at])?;
    for other in [claim.subject_mention, claim.when_mention]
        .into_iter()
        .flatten()
    {
        finding.evidence.extend(context.evidence(other.0 as usize));
    }
    RULE.tolerance.clone_into(&mut finding.tolerance);
    let name = tables::name(context, iso3);
    let shown = format::extent(percent, |it| format::significant(it, 4));
    finding.working = format!("{name}: {shown} % of GDP");
    let Some((year, fiscal)) = year_of(claim.when) else {
        finding.reason = Some("its clause gives no single year".to_owned());
        return Some(finding);
    };
    let Some((value, reference)) = tables::now(context, iso3, Measure::PctGdp, year) else {
        finding.reason = Some(format!(
            "the tables hold no share of GDP of {name} for {year}"
        ));
        return Some(finding);
    };
    let stated = context.stated(percent, 1.0, span);
    let known = Interval::new(value - REVISED_POINTS, value + REVISED_POINTS);
    let cited = context.is_near(at, &["SIPRI", "Stockholm International"]);
    finding.verdict = match (known.meets(stated), cited && !fiscal) {
        (true, _) => Verdict::Agrees,
        (false, true) => Verdict::Differs,
        (false, false) => Verdict::NeedsAssumption,
    };
    if finding.verdict == Verdict::NeedsAssumption {
        finding.reason = Some(
            "that the share counts something other than SIPRI does; NATO and ministries count differently"
                .to_owned(),
        );
    }
    if fiscal {
        finding
            .caveats
            .push("a fiscal year is compared with the calendar year it begins in".to_owned());
    }
    finding.working = format!(
        "{name}, {year}: stated {shown} % of GDP; as known now {} %",
        format::significant(value, 3)
    );
    finding.references.push(reference);
    Some(finding)
}
