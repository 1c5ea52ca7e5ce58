//! Spending of a country in a year against the tables, as known on the document's date and as known now.

use jiff::civil::Date;

use super::Rule;
use crate::check::context::Context;
use crate::check::far;
use crate::check::tables;
use crate::check::{Finding, Interval, Model, Reference, Verdict, WhatIf};
use crate::extract::{Claim, ClaimId, ClaimMeasure, MentionId, Subject};
use crate::reference::{Iso3, Measure};
use crate::units::{Currency, Extent, format};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "spending",
    name: "Spending of a year",
    explanation: "A country's military spending in a year is compared with SIPRI's, as published when the document was written and as published now.",
    tolerance: "the figure is rounded as written; the tables' are allowed 2 %, because editions revise them",
    examples: &[
        (
            "According to SIPRI, Japan spent 46.0 billion dollars on its military in 2022.",
            Verdict::Agrees,
        ),
        (
            "According to SIPRI, Japan spent 56.0 billion dollars on its military in 2022.",
            Verdict::Differs,
        ),
        (
            "Japan spent 56.0 billion dollars on its military in 2022.",
            Verdict::NeedsAssumption,
        ),
        (
            "SIPRI put Polish military spending at 31.6 billion dollars in 2023.",
            Verdict::NeedsAssumption,
        ),
        (
            "Japan spent 156 billion dollars on its military in 2022.",
            Verdict::Differs,
        ),
        (
            "Officials say Japan spent 156 billion dollars on its military in 2022.",
            Verdict::NeedsAssumption,
        ),
        (
            "Japan spent 16 billion dollars on military equipment in 2022.",
            Verdict::NeedsAssumption,
        ),
        (
            "The United States spent 2 billion dollars a day on defense in 2022.",
            Verdict::NeedsAssumption,
        ),
        (
            "Russia spent 9 billion dollars on its military in January 2022.",
            Verdict::NeedsAssumption,
        ),
        (
            "According to SIPRI, Russia spent 9 billion dollars on its military in January 2022.",
            Verdict::NeedsAssumption,
        ),
        (
            "On 5 March 2022 Russia spent 9 billion dollars on its military.",
            Verdict::NeedsAssumption,
        ),
        (
            "Russia spent 3 billion dollars on its military in Crimea in 2022.",
            Verdict::NeedsAssumption,
        ),
        (
            "U.S. non-defense spending was 200 billion dollars in 2022.",
            Verdict::NeedsAssumption,
        ),
        (
            "The United States spent 1 billion dollars on defense of its embassies in 2022.",
            Verdict::NeedsAssumption,
        ),
        (
            "U.S. defense spending of 200 billion dollars in 2022 was on the table.",
            Verdict::Differs,
        ),
    ],
    run,
};

/// Editions revise figures; this much is no difference.
const REVISED: f64 = 0.02;
/// An amount converted at the mean rate of a year is no closer than this.
const CONVERTED: f64 = 0.05;
/// Those whose figures the tables are.
const PUBLISHER: [&str; 2] = ["SIPRI", "Stockholm International"];

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut last: Option<(MentionId, Iso3)> = None;
    for (id, claim) in context.claims() {
        let ClaimMeasure::Spending { amount, currency } = claim.measure else {
            continue;
        };
        let Subject::Country(iso3) = claim.subject else {
            continue;
        };
        // What is planned has nothing to be compared with; a pledge is another rule's.
        if claim.planned || last == Some((claim.figure, iso3)) {
            continue;
        }
        last = Some((claim.figure, iso3));
        let spent = Spent {
            id,
            iso3,
            amount,
            currency,
        };
        out.extend(compare(context, claim, &spent));
    }
}

struct Spent {
    id: ClaimId,
    iso3: Iso3,
    amount: Extent,
    currency: Currency,
}

/// The one year of a period, and whether it is a fiscal year that only begins in it.
pub(in crate::check) fn year_of(when: Option<(Date, Date)>) -> Option<(i16, bool)> {
    let (from, to) = when?;
    let days = from.until(to).ok()?.get_days();
    if !(0..=366).contains(&days) {
        return None;
    }
    Some((from.year(), from.year() != to.year()))
}

fn compare(context: &Context<'_>, claim: &Claim, spent: &Spent) -> Option<Finding> {
    let at = claim.figure.0 as usize;
    let span = context.by_id(claim.figure)?.span;
    let mut finding = context.finding(RULE.code, Verdict::CannotCheck, &[at])?;
    for other in [claim.subject_mention, claim.when_mention]
        .into_iter()
        .flatten()
    {
        finding.evidence.extend(context.evidence(other.0 as usize));
    }
    finding.claim = Some(spent.id);
    finding.country = Some(spent.iso3);
    RULE.tolerance.clone_into(&mut finding.tolerance);
    let name = tables::name(context, spent.iso3);
    let Some((year, fiscal)) = year_of(claim.when) else {
        finding.working = format!("{name}: {}", money(spent));
        finding.reason = Some("its clause gives no single year".to_owned());
        return Some(finding);
    };
    let Some((factor, rate)) = in_dollars(context, spent.currency, year) else {
        finding.working = format!("{name}, {year}: {}", money(spent));
        finding.reason = Some(format!(
            "the tables hold no rate of {} for {year}",
            spent.currency
        ));
        return Some(finding);
    };
    let then = tables::then(context, spent.iso3, year);
    let now = tables::now(context, spent.iso3, Measure::UsdCurrent, year);
    if then.is_none() && now.is_none() {
        finding.working = format!("{name}, {year}: {}", money(spent));
        finding.reason = Some(format!("the tables hold no spending of {name} for {year}"));
        return Some(finding);
    }
    let stated = context.stated(spent.amount, 1.0, span).times(factor / 1e9);
    let converted = spent.currency != Currency::USD;
    let room = if converted { CONVERTED } else { REVISED };
    finding.working = working(spent, factor, &then, &now, &format!("{name}, {year}"));
    let known: Vec<f64> = [&then, &now].into_iter().flatten().map(|it| it.0).collect();
    let comparable = !converted && !fiscal;
    (finding.verdict, finding.reason) = judge(
        context,
        claim,
        spent.iso3,
        stated,
        (&known, room),
        (comparable, then.is_some()),
    );
    if fiscal {
        finding
            .caveats
            .push("a fiscal year is compared with the calendar year it begins in".to_owned());
    }
    if let Some(rate) = rate {
        finding.caveats.push(format!(
            "converted at the mean rate of {year}: {}",
            rate.line()
        ));
    }
    if finding.verdict != Verdict::Agrees {
        let known = now.as_ref().or(then.as_ref()).map(|it| it.0);
        finding.what_if = known.and_then(|known| solve(spent, factor, known, room));
    }
    finding.references.extend(then.map(|it| it.1));
    finding.references.extend(now.map(|it| it.1));
    Some(finding)
}

/// What an amount is beside the editions that are `known`, with `room` for their revisions, and what would
/// have to be assumed; only what is `comparable` as it stands can differ, and what lies near
/// only where the figure of its day is known (`has_then`).
fn judge(
    context: &Context<'_>,
    claim: &Claim,
    iso3: Iso3,
    stated: Interval,
    (known, room): (&[f64], f64),
    (comparable, has_then): (bool, bool),
) -> (Verdict, Option<String>) {
    let fits = |it: &f64| Interval::new(*it, *it).wider(room).meets(stated);
    if known.iter().any(fits) {
        return (Verdict::Agrees, None);
    }
    // The edition that is nearer, where they differ.
    let apart = known
        .iter()
        .map(|it| (far::times_apart(stated, *it).unwrap_or(1.0), *it))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .and_then(|(_, known)| far::apart_words(stated, known, "much"));
    let is_year = far::spans_a_year(claim.when);
    let cited = is_year && context.is_near(claim.figure.0 as usize, &PUBLISHER);
    let is_far = apart.is_some();
    let certain = cited || is_far && far::is_certain(context, claim, iso3);
    // An edition that the tables do not hold may have given it: editions revise, but not by whole factors.
    if certain && comparable && (has_then || is_far) {
        return (Verdict::Differs, None);
    }
    let apart = apart.map_or_else(String::new, |it| format!(", {it}"));
    let assumed = if cited && comparable {
        "that the edition it was taken from gave another figure than the one known now, which is all that the tables hold of it"
    } else if is_year {
        "that the figure counts something other than SIPRI does, such as a ministry's budget"
    } else {
        "that the spending of the whole year is meant"
    };
    (Verdict::NeedsAssumption, Some(format!("{assumed}{apart}")))
}

fn working(
    spent: &Spent,
    factor: f64,
    then: &Option<(f64, Reference)>,
    now: &Option<(f64, Reference)>,
    what: &str,
) -> String {
    let mut line = format!("{what}: stated {}", money(spent));
    if spent.currency != Currency::USD {
        let dollars = format::exact_money(spent.amount.middle() * factor, Currency::USD);
        line.push_str(&format!(" = {dollars}"));
    }
    for (known, when) in [(then, "as published then"), (now, "as known now")] {
        if let Some((value, _)) = known {
            let value = format::exact_money(value * 1e9, Currency::USD);
            line.push_str(&format!("; {when} {value}"));
        }
    }
    line
}

/// Dollars for one unit of a currency at the mean rate of a year, with the row.
fn in_dollars(
    context: &Context<'_>,
    currency: Currency,
    year: i16,
) -> Option<(f64, Option<Reference>)> {
    if currency == Currency::USD {
        return Some((1.0, None));
    }
    let rate = context.rate(currency, &format!("{year:04}"))?;
    Some((1.0 / rate.per_usd, Some(context.cite_rate(rate))))
}

fn money(spent: &Spent) -> String {
    format::extent(spent.amount, |it| format::exact_money(it, spent.currency))
}

fn solve(spent: &Spent, factor: f64, known: f64, room: f64) -> Option<WhatIf> {
    let current = spent.amount.as_single()? * factor / 1e9;
    let band = Interval::new(known, known).wider(room);
    let threshold = if current > band.high {
        band.high
    } else {
        band.low
    };
    Some(WhatIf {
        quantity: "Billion US dollars".to_owned(),
        current,
        threshold,
        bounds: (current.min(band.low) * 0.8, current.max(band.high) * 1.2),
        words: format!(
            "agrees between {} and {} billion US dollars",
            format::significant(band.low, 4),
            format::significant(band.high, 4)
        ),
        model: Model::Between {
            low: band.low,
            high: band.high,
        },
    })
}
