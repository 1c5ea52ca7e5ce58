//! A ranking, computed from the tables: "third-largest military spender".

mod scope;

use scope::Scope;

use super::Rule;
use super::spending::year_of;
use crate::check::context::Context;
use crate::check::tables::{self, Vintage};
use crate::check::words;
use crate::check::{Finding, Interval, Model, Verdict, WhatIf};
use crate::extract::{Claim, ClaimMeasure, Mention, Subject, Value};
use crate::reference::{Iso3, Region};
use crate::units::{Currency, Extent, format};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "rank",
    name: "A ranking of spending",
    explanation: "A place among military spenders is computed from the list known when the document was written and from the table as known now; a future one from the amount the document gives.",
    tolerance: "the amount is rounded as written; one vintage that gives the place is enough",
    examples: &[
        (
            "SIPRI, 16 June 2025\n\nGermany is the world's fourth-largest military spender in 2024.",
            Verdict::Agrees,
        ),
        (
            "Tokyo, 1 February 2024\n\nJapan has committed to raising its annual defense spending to 10 trillion yen (68 billion dollars) by 2027. This will make Japan the world's third-largest military spender.",
            Verdict::Differs,
        ),
        (
            "New Delhi, 6 August 2024\n\nIndia was Asia's second-largest military spender in 2023.",
            Verdict::Agrees,
        ),
        (
            "New Delhi, 6 August 2024\n\nIndia was Asia's fifth-largest military spender in 2023.",
            Verdict::Differs,
        ),
        (
            "London, 6 August 2025\n\nThe United Kingdom was Europe's third-largest military spender in 2024.",
            Verdict::NeedsAssumption,
        ),
        (
            "New Delhi, 6 August 2024\n\nIndia was the region's second-largest military spender in 2023.",
            Verdict::NeedsAssumption,
        ),
    ],
    run,
};

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    // The latest pledge of each country, for "this would make it the third-largest".
    let mut pledges: Vec<(Iso3, Pledge)> = Vec::new();
    let mut last = None;
    for (id, claim) in context.claims() {
        let Subject::Country(iso3) = claim.subject else {
            continue;
        };
        if let Some(pledge) = pledge(claim) {
            let known = pledges.iter_mut().find(|it| it.0 == iso3);
            match known {
                Some((_, old)) => old.renew(context, pledge),
                None => pledges.push((iso3, pledge)),
            }
        }
        let ClaimMeasure::Rank { rank } = claim.measure else {
            continue;
        };
        if last == Some((claim.figure, iso3)) {
            continue;
        }
        last = Some((claim.figure, iso3));
        let known = pledges.iter().find(|it| it.0 == iso3).map(|it| &it.1);
        if let Some(mut finding) = place(context, claim, iso3, rank, known) {
            finding.claim = Some(id);
            finding.country = Some(iso3);
            out.push(finding);
        }
    }
}

/// Planned spending: in dollars, and beside it in another currency.
struct Pledge {
    dollars: Option<(usize, Extent)>,
    other: Option<(usize, Extent, Currency)>,
}

fn pledge(claim: &Claim) -> Option<Pledge> {
    let ClaimMeasure::Spending { amount, currency } = claim.measure else {
        return None;
    };
    if !claim.planned {
        return None;
    }
    let at = claim.figure.0 as usize;
    Some(if currency == Currency::USD {
        Pledge {
            dollars: Some((at, amount)),
            other: None,
        }
    } else {
        Pledge {
            dollars: None,
            other: Some((at, amount, currency)),
        }
    })
}

impl Pledge {
    /// A later one takes its place; two sides of one amount are kept together. An amount in another
    /// currency that says the same again changes nothing.
    fn renew(&mut self, context: &Context<'_>, new: Self) {
        match (new.dollars, new.other) {
            (Some(dollars), _) => {
                let beside = self.other.filter(|it| {
                    let spans = context.mention(it.0).zip(context.mention(dollars.0));
                    spans.is_some_and(|(a, b)| {
                        words::restates(context.gap(a.span, b.span)).is_some()
                            || words::restates(context.gap(b.span, a.span)).is_some()
                    })
                });
                *self = Self {
                    dollars: Some(dollars),
                    other: beside,
                };
            }
            (None, Some(other)) => {
                let same = self.other.is_some_and(|it| {
                    it.2 == other.2
                        && (it.1.middle() - other.1.middle()).abs() < 1e-6 * it.1.middle()
                });
                let beside = self.dollars.filter(|it| {
                    let spans = context.mention(it.0).zip(context.mention(other.0));
                    spans.is_some_and(|(a, b)| {
                        words::restates(context.gap(a.span, b.span)).is_some()
                    })
                });
                if beside.is_some() {
                    self.other = Some(other);
                } else if !same {
                    *self = Self {
                        dollars: None,
                        other: Some(other),
                    };
                }
            }
            (None, None) => {}
        }
    }
}

fn is_about_spending(context: &Context<'_>, mention: &Mention, at: usize) -> bool {
    let Value::Rank { of, .. } = &mention.value else {
        return false;
    };
    const SPENDING: [&str; 4] = ["spend", "budget", "expenditure", "outlay"];
    const SHARE: [&str; 4] = ["GDP", "per capita", "percent of", "per cent of"];
    let said = of.as_deref().unwrap_or("");
    let is_said = SPENDING.iter().any(|word| said.contains(word));
    let sentence = context
        .sentence_at(at)
        .map(|it| context.sentence_text(it.1));
    let is_share = sentence.is_some_and(|text| {
        let text = words::head(text, 2000);
        let behind = text.split_once(words::folded(mention.span.slice(context.text)).as_str());
        let behind = behind.map_or("", |it| words::head(it.1, 60));
        SHARE.iter().any(|word| behind.contains(word))
    });
    (is_said || said.is_empty() && context.is_near(at, &SPENDING)) && !is_share
}

fn place(
    context: &Context<'_>,
    claim: &Claim,
    iso3: Iso3,
    rank: u32,
    pledge: Option<&Pledge>,
) -> Option<Finding> {
    let at = claim.figure.0 as usize;
    let mention = context.by_id(claim.figure)?;
    if !is_about_spending(context, mention, at) {
        return None;
    }
    let mut finding = context.finding(RULE.code, Verdict::CannotCheck, &[at])?;
    finding.evidence.extend(
        claim
            .subject_mention
            .and_then(|it| context.evidence(it.0 as usize)),
    );
    RULE.tolerance.clone_into(&mut finding.tolerance);
    finding.caveats.extend(context.date_caveat());
    let name = tables::name(context, iso3);
    finding.working = format!("{name}: stated {}", words::ordinal(rank));
    match scope::of(context, mention) {
        Scope::World if claim.planned => would_be(context, finding, iso3, rank, pledge),
        Scope::World => Some(is_now(
            finding,
            held(context, claim, iso3),
            is_dated(context, claim),
            rank,
        )),
        Scope::Region(region) => Some(in_region(context, finding, claim, (iso3, rank), region)),
        Scope::Unclear => Some(somewhere(context, finding, claim, iso3, rank)),
        Scope::Other(words) => {
            finding.reason = Some(format!("the tables do not rank {words}"));
            Some(finding)
        }
    }
}

/// Whether the text says which year its place is of.
fn is_dated(context: &Context<'_>, claim: &Claim) -> bool {
    context.date.is_some() || claim.when.is_some()
}

/// A place in a region that the tables know.
fn in_region(
    context: &Context<'_>,
    mut finding: Finding,
    claim: &Claim,
    (iso3, rank): (Iso3, u32),
    region: &Region,
) -> Finding {
    if claim.planned {
        finding.reason = Some(format!("a future place in {} is not computed", region.name));
        return finding;
    }
    if !region.holds(iso3, true) {
        let name = tables::name(context, iso3);
        finding.reason = Some(format!("the tables do not count {name} to {}", region.name));
        return finding;
    }
    let vintages = regional(&held(context, claim, iso3), region);
    let dated = is_dated(context, claim);
    let is_narrow = held(context, claim, iso3)
        .iter()
        .any(|it| it.within(region, false).own_rank() == Some(rank));
    let mut finding = is_now(finding, vintages, dated, rank);
    if finding.verdict == Verdict::Agrees && !is_narrow {
        let some: Vec<String> = region
            .disputed
            .iter()
            .map(|it| tables::name(context, *it))
            .collect();
        finding.verdict = Verdict::NeedsAssumption;
        finding.reason = Some(format!(
            "that {} is widely drawn, with {}",
            region.name,
            some.join(", ")
        ));
    }
    if finding.references.is_empty() {
        finding.reason = Some(format!(
            "the tables do not hold every country of {} that spends as much",
            region.name
        ));
    }
    let note = if region.note.is_empty() {
        String::new()
    } else {
        format!(": {}", region.note)
    };
    let members: Vec<String> = region
        .members
        .iter()
        .take(12)
        .map(|it| tables::name(context, *it))
        .collect();
    finding.caveats.push(format!(
        "{} is taken for {}{}{note}",
        region.name,
        members.join(", "),
        if region.members.len() > 12 {
            " and others"
        } else {
            ""
        },
    ));
    for source in &region.sources {
        let row = format!("regions.csv {}", region.id);
        finding.references.push(context.cite(source, row));
    }
    finding
}

/// Every list with and without the members that not everybody counts in.
fn regional(vintages: &[Vintage], region: &Region) -> Vec<Vintage> {
    let mut out = Vec::new();
    for vintage in vintages {
        let (narrow, wide) = (vintage.within(region, false), vintage.within(region, true));
        let same = narrow.rivals == wide.rivals;
        out.push(narrow);
        out.extend((!same).then_some(wide));
    }
    out
}

/// "the region's second-largest": which countries those are is not said.
fn somewhere(
    context: &Context<'_>,
    mut finding: Finding,
    claim: &Claim,
    iso3: Iso3,
    rank: u32,
) -> Finding {
    let held = held(context, claim, iso3);
    let regions = context.catalog.regions.iter();
    let fits = regions.filter(|it| it.holds(iso3, false)).find(|region| {
        let mut vintages = regional(&held, region).into_iter();
        vintages.any(|it| it.own_rank() == Some(rank))
    });
    match fits.filter(|_| !claim.planned) {
        Some(region) => {
            finding.verdict = Verdict::NeedsAssumption;
            finding.reason = Some(format!(
                "that {} is meant; the text does not say which countries it counts",
                region.name
            ));
            for vintage in regional(&held, region) {
                if let (Some(own), Some(value)) = (vintage.own_rank(), vintage.own) {
                    finding.working.push_str(&placed(own, value, &vintage));
                    finding.references.push(vintage.reference.clone());
                }
            }
        }
        None => {
            finding.reason = Some("the text does not say which countries are counted".to_owned());
        }
    }
    finding
}

/// The lists that a place may be read from: known then, and known now.
fn held(context: &Context<'_>, claim: &Claim, iso3: Iso3) -> Vec<Vintage> {
    let year = year_of(claim.when).map(|it| it.0);
    let then = tables::known_then(context, iso3, year);
    let year = year.or_else(|| then.as_ref().map(|it| it.rivals.year));
    let mut now: Vec<Vintage> = tables::known_now(context, iso3, year).into_iter().collect();
    // Without a year, the writer may have known more than the list: of the year before the document.
    if year_of(claim.when).is_none()
        && let Some(date) = context.date
    {
        let before = date.date.year().saturating_sub(1);
        let newer = tables::known_now(context, iso3, Some(before));
        now.extend(newer.filter(|it| Some(it.rivals.year) != year));
    }
    then.into_iter().chain(now).collect()
}

/// "; seventh by the list for 2022 as published on 2023-04-24 (46 billion dollars)"
fn placed(own: u32, value: f64, vintage: &Vintage) -> String {
    format!(
        "; {} by {} ({} billion dollars)",
        words::ordinal(own),
        vintage.words,
        format::significant(value, 4)
    )
}

/// A place that is held.
fn is_now(mut finding: Finding, vintages: Vec<Vintage>, dated: bool, rank: u32) -> Finding {
    let ranks: Vec<Option<u32>> = vintages.iter().map(Vintage::own_rank).collect();
    for (vintage, own) in vintages.iter().zip(&ranks) {
        let (Some(own), Some(value)) = (own, vintage.own) else {
            continue;
        };
        finding.working.push_str(&placed(*own, value, vintage));
        finding.references.push(vintage.reference.clone());
        finding.caveats.push(rivals(vintage));
    }
    let known: Vec<u32> = ranks.into_iter().flatten().collect();
    if known.is_empty() {
        finding.reason = Some("the tables do not tell this place".to_owned());
    } else if known.contains(&rank) {
        finding.verdict = Verdict::Agrees;
    } else if dated {
        finding.verdict = Verdict::Differs;
    } else {
        finding.verdict = Verdict::NeedsAssumption;
        finding.reason = Some("that another year is meant; the text gives none".to_owned());
    }
    if matches!(finding.verdict, Verdict::Differs | Verdict::NeedsAssumption) {
        let first = vintages.iter().find(|it| it.own_rank().is_some());
        finding.what_if = first.and_then(|it| solve_held(it, rank));
    }
    finding
}

/// The amount at which the place would be held.
fn solve_held(vintage: &Vintage, rank: u32) -> Option<WhatIf> {
    let own = vintage.own?;
    let place = words::ordinal(rank);
    let is_higher = vintage.rivals.rank(own) > rank;
    // Above the one that holds the place, or below the one before it.
    let (threshold, sign) = if is_higher {
        (vintage.rivals.needed(rank)?, "more")
    } else {
        (vintage.rivals.needed(rank.checked_sub(1)?)?, "less")
    };
    Some(WhatIf {
        quantity: "Billion US dollars".to_owned(),
        current: own,
        threshold,
        bounds: (own.min(threshold) * 0.7, own.max(threshold) * 1.3),
        words: format!(
            "{place} only with {sign} than {} billion dollars in {}",
            format::significant(threshold, 4),
            vintage.words
        ),
        model: Model::RankByAmount {
            rivals: vintage.rivals.clone(),
            wanted: rank,
            exactly: true,
        },
    })
}

/// "United States 877, China 292, Russia 86.4, …"
fn rivals(vintage: &Vintage) -> String {
    format!(
        "others in {}, in billions of dollars: {}",
        vintage.words,
        vintage.rivals.list(10)
    )
}

/// A place that an amount would take.
fn would_be(
    context: &Context<'_>,
    mut finding: Finding,
    iso3: Iso3,
    rank: u32,
    pledge: Option<&Pledge>,
) -> Option<Finding> {
    let Some((at, interval, value, other)) = pledge.and_then(|it| amount(context, it)) else {
        finding.reason = Some("the text gives no amount that it would follow from".to_owned());
        return Some(finding);
    };
    finding.evidence.extend(context.evidence(at));
    finding
        .evidence
        .extend(other.and_then(|it| context.evidence(it.0)));
    let then = context
        .date
        .and_then(|_| tables::known_then(context, iso3, None));
    let mut vintages: Vec<Vintage> = then.into_iter().collect();
    for list in context.catalog.editions() {
        if vintages.iter().all(|it| it.rivals.year != list.year) {
            vintages.push(tables::from_edition(context, iso3, &list));
        }
    }
    vintages.extend(tables::known_now(context, iso3, None));
    let mut best = None;
    for vintage in &vintages {
        let Some(here) = vintage.rank(value) else {
            continue;
        };
        finding.working.push_str(&format!(
            "; {} billion dollars would be {} in {}",
            format::significant(value, 3),
            words::ordinal(here),
            vintage.words
        ));
        finding.references.push(vintage.reference.clone());
        finding.caveats.push(rivals(vintage));
        let highest = vintage.rivals.rank(interval.high);
        best = Some(best.map_or(highest, |best: u32| best.min(highest)));
    }
    let Some(best) = best else {
        finding.reason = Some("the tables do not tell the place of such an amount".to_owned());
        return Some(finding);
    };
    finding.verdict = if best <= rank {
        Verdict::NeedsAssumption
    } else {
        Verdict::Differs
    };
    if finding.verdict == Verdict::NeedsAssumption {
        finding.reason =
            Some("that the others spend no more than in the years of the tables".to_owned());
    }
    finding.caveats.push(
        "generous: a future amount is compared with what the others spent in the past; they will not stand still"
            .to_owned(),
    );
    if finding.verdict == Verdict::Differs {
        finding.what_if = vintages
            .first()
            .and_then(|it| solve(it, rank, value, other));
    }
    Some(finding)
}

/// Its place, interval and value in billions of dollars, and the amount in the other currency.
type Amount = (usize, Interval, f64, Option<(usize, f64, Currency)>);

fn amount(context: &Context<'_>, pledge: &Pledge) -> Option<Amount> {
    let other = pledge
        .other
        .and_then(|it| Some((it.0, it.1.as_single()? / 1e9, it.2)));
    if let Some((at, extent)) = pledge.dollars {
        let span = context.mention(at)?.span;
        let interval = context.number(extent, 1.0, span).times(1e-9);
        return Some((at, interval, extent.middle() / 1e9, other));
    }
    let (at, extent, currency) = pledge.other?;
    let date = context.date?.date;
    let rate = context
        .rate(currency, &format!("{:04}-{:02}", date.year(), date.month()))
        .or_else(|| context.rate(currency, &format!("{:04}", date.year())))?;
    let span = context.mention(at)?.span;
    let factor = 1e-9 / rate.per_usd;
    let interval = context.number(extent, 1.0, span).times(factor);
    Some((at, interval, extent.middle() * factor, other))
}

/// The rate, or failing that the amount, at which the place would be taken.
fn solve(
    vintage: &Vintage,
    rank: u32,
    value: f64,
    other: Option<(usize, f64, Currency)>,
) -> Option<WhatIf> {
    let needed = vintage.rivals.needed(rank)?;
    let place = words::ordinal(rank);
    let year = vintage.rivals.year;
    let Some((_, amount_bn, currency)) = other else {
        return Some(WhatIf {
            quantity: "Billion US dollars".to_owned(),
            current: value,
            threshold: needed,
            bounds: (value * 0.5, needed.max(value) * 1.5),
            words: format!(
                "{place} only with more than {} billion dollars in the table of {year}",
                format::significant(needed, 4)
            ),
            model: Model::RankByAmount {
                rivals: vintage.rivals.clone(),
                wanted: rank,
                exactly: false,
            },
        });
    };
    let (current, threshold) = (amount_bn / value, amount_bn / needed);
    Some(WhatIf {
        quantity: format!("{currency} a US dollar"),
        current,
        threshold,
        bounds: (threshold.min(current) * 0.7, threshold.max(current) * 1.3),
        words: format!(
            "{place} only at about {} {currency} a US dollar or stronger in the table of {year}",
            format::significant(threshold, 4)
        ),
        model: Model::RankByRate {
            amount_bn,
            currency,
            rivals: vintage.rivals.clone(),
            wanted: rank,
        },
    })
}
