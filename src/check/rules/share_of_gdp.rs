//! Military spending as a share of GDP against the tables.

use super::spending::year_of;
use super::{Rule, compare_countries};
use crate::check::context::Context;
use crate::check::far;
use crate::check::tables;
use crate::check::words;
use crate::check::{Finding, Interval, Verdict, WhatIf};
use crate::extract::{Claim, ClaimMeasure, Value};
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
        (
            "Sweden spent 3.0 percent of GDP on defence in 2024.",
            Verdict::NeedsAssumption,
        ),
        (
            "Sweden spent 6.0 percent of GDP on defence in 2024.",
            Verdict::Differs,
        ),
        (
            "Sweden spent 6.0 percent of GDP on defence in March 2024.",
            Verdict::NeedsAssumption,
        ),
    ],
    run,
};

const REVISED_POINTS: f64 = 0.1;

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let share = |measure: &ClaimMeasure| match *measure {
        ClaimMeasure::SpendingShare { percent } => Some(percent),
        _ => None,
    };
    compare_countries(context, out, share, |claim, percent, iso3| {
        compare(context, claim, percent, iso3)
    });
}

/// Beyond this factor of everything a country's series holds, no way of counting makes a share right.
const NEVER_WAS: f64 = 2.0;

/// A share without a year can be no more than outside of everything the table has.
fn without_year(
    context: &Context<'_>,
    claim: &Claim,
    mut finding: Finding,
    percent: Extent,
    iso3: Iso3,
) -> Finding {
    finding.reason = Some("its clause gives no single year".to_owned());
    let series = context.catalog.series(iso3, Measure::PctGdp);
    let known = series.map_or(&[][..], |it| &it.observations);
    let (Some(first), Some(last)) = (known.first(), known.last()) else {
        return finding;
    };
    let values = known.iter().map(|it| it.value);
    let band = values.fold(Interval::new(first.value, first.value), |band, it| {
        Interval {
            low: band.low.min(it),
            high: band.high.max(it),
        }
    });
    let wide = Interval::new(band.low / NEVER_WAS, band.high * NEVER_WAS);
    let at = claim.figure.0 as usize;
    let (Some(mention), Some((_, sentence))) =
        (context.by_id(claim.figure), context.sentence_at(at))
    else {
        return finding;
    };
    let of_it = |it: &crate::extract::Mention| match it.value {
        Value::Country { iso3: other, .. } | Value::Government { iso3: other, .. } => {
            Some(other == iso3)
        }
        _ => None,
    };
    let mut named = context
        .in_sentence(sentence)
        .filter_map(|(_, it)| of_it(it));
    let is_alone = named.next() == Some(true) && named.all(|it| it);
    let text = words::head(context.sentence_text(sentence), 600);
    let is_wish = words::has_word(
        text,
        &[
            "should", "would", "could", "if", "want", "wants", "demand", "target", "goal",
        ],
    );
    if known.len() < 10 || !is_alone || is_wish {
        return finding;
    }
    if !wide.meets(context.stated(percent, 1.0, mention.span)) {
        finding.verdict = Verdict::Differs;
        finding.reason = None;
        finding.working.push_str(&format!(
            "; from {} to {} never less than {} % nor more than {} %",
            first.year,
            last.year,
            format::significant(band.low, 3),
            format::significant(band.high, 3)
        ));
        finding.what_if = percent
            .as_single()
            .map(|it| WhatIf::between("Percent of GDP", "% of GDP", it, band));
        let row = format!("{} {}–{} pct_gdp", iso3.code(), first.year, last.year);
        finding.references.push(context.cite(&last.source, row));
    }
    finding
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
        return Some(without_year(context, claim, finding, percent, iso3));
    };
    let Some((value, reference)) = tables::now(context, iso3, Measure::PctGdp, year) else {
        finding.reason = Some(format!(
            "the tables hold no share of GDP of {name} for {year}"
        ));
        return Some(finding);
    };
    let stated = context.stated(percent, 1.0, span);
    let known = Interval::new(value - REVISED_POINTS, value + REVISED_POINTS);
    let is_year = far::spans_a_year(claim.when);
    let cited = is_year && context.is_near(at, &["SIPRI", "Stockholm International"]);
    let apart = far::apart_words(stated, value, "much");
    let certain = cited || apart.is_some() && far::is_certain(context, claim, iso3);
    finding.verdict = match (known.meets(stated), certain && !fiscal) {
        (true, _) => Verdict::Agrees,
        (false, true) => Verdict::Differs,
        (false, false) => Verdict::NeedsAssumption,
    };
    if finding.verdict == Verdict::NeedsAssumption {
        let apart = apart.map_or_else(String::new, |it| format!(", {it}"));
        finding.reason = Some(if is_year {
            format!(
                "that the share counts something other than SIPRI does{apart}; NATO and ministries count differently"
            )
        } else {
            format!("that the share of the whole year is meant{apart}")
        });
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
    if finding.verdict != Verdict::Agrees {
        finding.what_if = percent
            .as_single()
            .map(|it| WhatIf::between("Percent of GDP", "% of GDP", it, known));
    }
    finding.references.push(reference);
    Some(finding)
}
