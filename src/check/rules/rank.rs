//! A ranking, computed from the tables: "third-largest military spender".

use super::Rule;
use super::spending::year_of;
use crate::check::context::Context;
use crate::check::tables::{self, Vintage};
use crate::check::words;
use crate::check::{Finding, Interval, Model, Verdict, WhatIf};
use crate::extract::{Claim, ClaimMeasure, Mention, Subject, Value};
use crate::reference::{Iso3, edition};
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
    let scope = match &mention.value {
        Value::Rank { scope, .. } => scope.as_deref().unwrap_or("world"),
        _ => "world",
    };
    if scope != "world" && !scope.is_empty() {
        finding.reason = Some(format!("the tables rank the world, not {scope}"));
        return Some(finding);
    }
    if claim.planned {
        return would_be(context, finding, iso3, rank, pledge);
    }
    Some(is_now(context, finding, claim, iso3, rank))
}

/// A place that is held.
fn is_now(
    context: &Context<'_>,
    mut finding: Finding,
    claim: &Claim,
    iso3: Iso3,
    rank: u32,
) -> Finding {
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
    let vintages: Vec<&Vintage> = then.iter().chain(&now).collect();
    let ranks: Vec<Option<u32>> = vintages.iter().map(|it| it.own_rank()).collect();
    for (vintage, own) in vintages.iter().zip(&ranks) {
        let (Some(own), Some(value)) = (own, vintage.own) else {
            continue;
        };
        finding.working.push_str(&format!(
            "; {} by {} ({} billion dollars)",
            words::ordinal(*own),
            vintage.words,
            format::significant(value, 4)
        ));
        finding.references.push(vintage.reference.clone());
        finding.caveats.push(rivals(vintage));
    }
    let known: Vec<u32> = ranks.into_iter().flatten().collect();
    if known.is_empty() {
        finding.reason = Some("the tables do not tell this place".to_owned());
    } else if known.contains(&rank) {
        finding.verdict = Verdict::Agrees;
    } else if context.date.is_some() || claim.when.is_some() {
        finding.verdict = Verdict::Differs;
    } else {
        finding.verdict = Verdict::NeedsAssumption;
        finding.reason = Some("that another year is meant; the text gives none".to_owned());
    }
    finding
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
    for list in edition::editions() {
        if vintages.iter().all(|it| it.rivals.year != list.year) {
            vintages.push(tables::from_edition(context, iso3, list));
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
