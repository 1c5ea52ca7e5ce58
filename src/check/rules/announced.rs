//! A plan, target, budget or sale that the text states, beside the one that was announced.
//!
//! A table of plans never holds all of them, so a figure contradicts it only where its words leave no
//! doubt which plan is meant: the same country, measure, currency and period, nothing that makes it a
//! part, a wish or a revision, and a figure of the same order. Everything else needs an assumption.

use jiff::civil::Date;

use super::Rule;
use crate::check::context::{Context, Sentence};
use crate::check::words::{self, has_word};
use crate::check::{Finding, Interval, Model, Verdict, WhatIf};
use crate::extract::{Claim, ClaimMeasure, Mention, Subject, Value};
use crate::reference::{Iso3, Plan, PlanKind, PlanUnit};
use crate::units::{Currency, Extent, Hedge, format};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "plan",
    name: "An announced plan",
    explanation: "A stated plan, target, yearly budget or sale is compared with the one that was announced by the document's date.",
    tolerance: "the figure is rounded as written; a budget is allowed 5 %, because it is published with and without side items",
    examples: &[
        (
            "Tokyo, 1 February 2024\n\nJapan will spend 43 trillion yen on defense over the five years to fiscal 2027.",
            Verdict::Agrees,
        ),
        (
            "Tokyo, 1 February 2024\n\nJapan will spend 34 trillion yen on defense over the five years to fiscal 2027.",
            Verdict::Differs,
        ),
        (
            "Tokyo, 1 February 2024\n\nJapan will spend 5 trillion yen on long-range missiles over the five years to fiscal 2027.",
            Verdict::NeedsAssumption,
        ),
        (
            "Tokyo, 1 February 2024\n\nJapan plans to raise defense spending to 2 percent of GDP by fiscal 2027.",
            Verdict::Agrees,
        ),
        (
            "Tokyo, 1 February 2024\n\nJapan plans to raise defense spending to 3 percent of GDP by fiscal 2027.",
            Verdict::Differs,
        ),
    ],
    run,
};

/// Budgets are published with and without side items.
const SIDE_ITEMS: f64 = 0.05;
/// Beyond this factor either way a sum is taken for part of a plan, or for another thing.
const SAME_ORDER: f64 = 2.5;
/// A budget this near may only count something else.
const COUNTED_OTHERWISE: f64 = 1.35;

/// Words that make a figure no statement of the plan that stands.
const OTHER_THAN_PLANNED: [&str; 49] = [
    "if",
    "should",
    "could",
    "might",
    "urge",
    "urged",
    "urges",
    "demand",
    "demands",
    "demanded",
    "call",
    "calls",
    "called",
    "want",
    "wants",
    "wanted",
    "need",
    "needs",
    "needed",
    "propose",
    "proposed",
    "proposes",
    "request",
    "requested",
    "requests",
    "ask",
    "asks",
    "asked",
    "consider",
    "considering",
    "instead",
    "revised",
    "initially",
    "originally",
    "additional",
    "extra",
    "more",
    "part",
    "including",
    "cost",
    "costs",
    "only",
    "opposition",
    "least",
    "previous",
    "earlier",
    "current",
    "old",
    "before",
];
/// Of those, what a government says of its own aim.
const OWN_AIM: [&str; 4] = ["want", "wants", "wanted", "least"];

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut last = None;
    for (id, claim) in context.claims() {
        let Some(stated) = Stated::of(context, claim) else {
            continue;
        };
        if last == Some((claim.figure, stated.whose)) {
            continue;
        }
        last = Some((claim.figure, stated.whose));
        if let Some(mut finding) = compare(context, claim, &stated) {
            finding.claim = Some(id);
            finding.country = match stated.whose {
                Whose::Country(iso3) => Some(iso3),
                Whose::Nato | Whose::Buyer => None,
            };
            out.push(finding);
        }
    }
}

/// Who has announced something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    Country(Iso3),
    Nato,
    /// One of the countries that are named near a purchase.
    Buyer,
}

/// What sort of figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// Money of one year.
    OneYear(Currency),
    /// Money of several years; how many, where it is said.
    Years(Currency, Option<u8>),
    /// Percent of GDP.
    Share,
    /// Price of a purchase.
    Deal(Currency),
}

struct Stated {
    whose: Whose,
    sort: Sort,
    amount: Extent,
    /// Years that its period may be named by.
    years: Vec<i16>,
}

impl Stated {
    fn of(context: &Context<'_>, claim: &Claim) -> Option<Self> {
        let (sort, amount) = match claim.measure {
            ClaimMeasure::Spending { amount, currency } => (Sort::OneYear(currency), amount),
            ClaimMeasure::Programme {
                amount,
                currency,
                years,
            } => (Sort::Years(currency, years), amount),
            ClaimMeasure::SpendingShare { percent } if claim.planned => (Sort::Share, percent),
            ClaimMeasure::Price {
                amount,
                currency,
                each: false,
                ..
            } => (Sort::Deal(currency), amount),
            _ => return None,
        };
        let named = claim.subject_mention.and_then(|it| context.by_id(it));
        let whose = match claim.subject {
            _ if matches!(sort, Sort::Deal(_)) => Whose::Buyer,
            Subject::Country(iso3) => Whose::Country(iso3),
            _ if named.is_some_and(|it| is_nato(context, it)) => Whose::Nato,
            Subject::Weapon(_) | Subject::Unknown => return None,
        };
        let years = claim.when.map(years_of).unwrap_or_default();
        Some(Self {
            whose,
            sort,
            amount,
            years,
        })
    }

    /// Whether a row is of the same sort, and of the same period.
    fn is_of(&self, plan: &Plan) -> bool {
        let whose = match self.whose {
            Whose::Country(iso3) => plan.iso3 == Some(iso3),
            Whose::Nato => plan.iso3.is_none() && plan.who == "NATO",
            Whose::Buyer => return false,
        };
        let (from, to) = plan.years;
        let end = to.unwrap_or(from);
        let num_years = i32::from(end) - i32::from(from) + 1;
        let ends = self.years.contains(&end);
        let sort = match (self.sort, plan.unit) {
            (Sort::Share, PlanUnit::Percent) => plan.kind == PlanKind::Target && ends,
            (Sort::OneYear(currency), PlanUnit::Money(of)) => {
                let kinds = [PlanKind::Budget, PlanKind::Target];
                currency == of && num_years == 1 && kinds.contains(&plan.kind) && ends
            }
            (Sort::Years(currency, num), PlanUnit::Money(of)) => {
                let kinds = [PlanKind::Plan, PlanKind::SpecialFund];
                let same = match num {
                    // "over ten years" from 2024 to 2034
                    Some(num) => (i32::from(num) - num_years).abs() <= 1,
                    None => ends,
                };
                currency == of && num_years > 1 && kinds.contains(&plan.kind) && same
            }
            _ => false,
        };
        whose && sort
    }
}

fn is_nato(context: &Context<'_>, mention: &Mention) -> bool {
    matches!(mention.value, Value::Organisation { .. }) && context.words(mention.span) == "NATO"
}

/// The last years of a period: a fiscal year that ends in March is named by the year it began in.
fn years_of((_, to): (Date, Date)) -> Vec<i16> {
    let mut years = vec![to.year()];
    if to.month() < 12 {
        years.push(to.year().saturating_sub(1));
    }
    years
}

/// The countries that the sentence, or the one before it in its paragraph, names: one of them buys.
fn named_near(context: &Context<'_>, claim: &Claim) -> Vec<Iso3> {
    let sentences = own_and_before(context, claim);
    let mentions = sentences.flat_map(|it| context.in_sentence(it));
    let countries = mentions.filter_map(|(_, it)| match it.value {
        Value::Country { iso3, .. } | Value::Government { iso3, .. } => Some(iso3),
        _ => None,
    });
    countries.collect()
}

fn own_and_before<'c>(
    context: &'c Context<'_>,
    claim: &Claim,
) -> impl Iterator<Item = &'c Sentence> {
    let own = context.sentence_at(claim.figure.0 as usize);
    let before = own.and_then(|(at, sentence)| {
        let before = context.sentences.get(at.checked_sub(1)?)?;
        (before.paragraph == sentence.paragraph).then_some(before)
    });
    own.map(|it| it.1).into_iter().chain(before)
}

fn compare(context: &Context<'_>, claim: &Claim, stated: &Stated) -> Option<Finding> {
    let at = claim.figure.0 as usize;
    let span = context.by_id(claim.figure)?.span;
    let date = context.date.map(|it| it.date);
    let was_known =
        |plan: &&Plan| date.is_none_or(|date| plan.announced_by().is_none_or(|it| it <= date));
    let all = context.catalog.plans.iter().filter(was_known);
    let mut rows: Vec<&Plan> = match (&stated.sort, &claim.subject) {
        (Sort::Deal(currency), _) => {
            let family = family_near(context, claim)?;
            let buyers = named_near(context, claim);
            all.filter(|it| is_deal(it, &buyers, *currency, family))
                .collect()
        }
        _ => all.filter(|it| stated.is_of(it)).collect(),
    };
    rows.sort_by_key(|it| it.announced_by());
    let own = context.stated(stated.amount, 1.0, span);
    let room = match stated.sort {
        Sort::OneYear(_) => SIDE_ITEMS,
        _ => 0.0,
    };
    let band = |plan: &Plan| Interval::new(plan.amount.0, plan.amount.1).wider(room);
    let fits = rows.iter().find(|it| {
        let row = Interval::new(it.amount.0, it.amount.1);
        band(it).meets(own) || row.wider(0.005).meets(own)
    });
    let plan = *fits.or_else(|| rows.last())?;
    let verdict = if fits.is_some() {
        Verdict::Agrees
    } else {
        verdict(context, claim, stated, &rows)
    };
    if verdict == Verdict::NeedsAssumption && !is_worth_saying(context, claim, stated, plan) {
        return None;
    }
    let mut finding = context.finding(RULE.code, verdict, &[at])?;
    for other in [claim.subject_mention, claim.when_mention]
        .into_iter()
        .flatten()
    {
        finding.evidence.extend(context.evidence(other.0 as usize));
    }
    RULE.tolerance.clone_into(&mut finding.tolerance);
    finding.working = format!(
        "{}: stated {}, announced {} ({}, {}, {})",
        plan.who,
        shown(stated.amount, plan.unit),
        announced(plan),
        plan.kind.label(),
        period(plan),
        plan.announced
    );
    if verdict != Verdict::Agrees {
        finding.what_if = solve(stated.amount, band(plan), plan.unit);
    }
    if verdict == Verdict::NeedsAssumption {
        finding.reason = Some(
            "that something else is meant than what was announced: part of it, more than it, or another plan"
                .to_owned(),
        );
    }
    if !plan.note.is_empty() {
        finding
            .caveats
            .push(format!("the table says: {}", plan.note));
    }
    for source in &plan.sources {
        let row = format!("plans.csv {}", plan.id);
        finding.references.push(context.cite(source, row));
    }
    Some(finding)
}

/// Deals are told apart by the weapon that their id ends in.
fn is_deal(plan: &Plan, buyers: &[Iso3], currency: Currency, family: &str) -> bool {
    plan.kind == PlanKind::Deal
        && plan.iso3.is_some_and(|it| buyers.contains(&it))
        && plan.unit == PlanUnit::Money(currency)
        && plan.id.split('-').any(|part| part.starts_with(family))
}

/// The one family of weapons that the sentence, or else the one before it in its paragraph, names.
fn family_near<'a>(context: &Context<'a>, claim: &Claim) -> Option<&'a str> {
    for sentence in own_and_before(context, claim) {
        let named = context
            .in_sentence(sentence)
            .filter_map(|(_, it)| match &it.value {
                Value::Weapon { weapon: Some(id) } => id.as_str().split('-').next(),
                _ => None,
            });
        let mut named = named.peekable();
        if let Some(first) = named.peek().copied() {
            return named.all(|it| it == first).then_some(first);
        }
    }
    None
}

/// A figure of another order, or one that no word calls a budget or a plan, is beside the matter.
fn is_worth_saying(context: &Context<'_>, claim: &Claim, stated: &Stated, plan: &Plan) -> bool {
    let value = stated.amount.middle();
    let ratio = (value / plan.amount.0).max(plan.amount.1 / value);
    let sentence = context.sentence_at(claim.figure.0 as usize);
    let text = sentence.map_or("", |it| words::head(context.sentence_text(it.1), 600));
    let is_budget = ["budget", "appropriat", "allocat"]
        .iter()
        .any(|it| text.contains(it));
    match stated.sort {
        Sort::OneYear(_) => ratio < SAME_ORDER && (claim.planned || is_budget),
        Sort::Share => true,
        Sort::Years(..) => ratio < 4.0 * SAME_ORDER,
        Sort::Deal(_) => ratio < SAME_ORDER && is_new(context, plan),
    }
}

fn verdict(context: &Context<'_>, claim: &Claim, stated: &Stated, rows: &[&Plan]) -> Verdict {
    // A programme of several years takes the place of the one before; of other figures there must be
    // one alone.
    let plan = match (rows, stated.sort) {
        ([plan], _) | ([.., plan], Sort::Years(..)) => *plan,
        _ => return Verdict::NeedsAssumption,
    };
    let Some(value) = stated.amount.as_single() else {
        return Verdict::NeedsAssumption;
    };
    let ratio = (value / plan.amount.0).max(plan.amount.1 / value);
    let near = match stated.sort {
        Sort::OneYear(_) => (COUNTED_OTHERWISE..SAME_ORDER).contains(&ratio),
        Sort::Share => ratio < 2.0 * SAME_ORDER,
        Sort::Years(..) => ratio < SAME_ORDER,
        Sort::Deal(_) => ratio < 1.5 * SAME_ORDER && is_new(context, plan),
    };
    let text = context
        .sentence_at(claim.figure.0 as usize)
        .map_or("", |it| context.sentence_text(it.1));
    let text = words::head(text, 600);
    let sure = match stated.sort {
        Sort::Share | Sort::OneYear(_) => !says_other(text, claim.planned),
        Sort::Years(..) => {
            !says_other(text, claim.planned) && !has_purpose(context, claim) && is_whole(text)
        }
        Sort::Deal(_) => {
            // "The contract is worth 254 billion yen": what stands behind is of something else.
            let figure = context.by_id(claim.figure);
            let clause = figure.map_or("", |it| context.before(it.span, 60));
            let names = has_word(clause, &["contract", "deal", "agreement", "sale"]);
            names && !says_other(clause, claim.planned)
        }
    };
    let limited = !matches!(
        stated.amount.hedge,
        None | Some(Hedge::About | Hedge::Nearly)
    );
    if near && sure && !limited && context.date.is_some() {
        Verdict::Differs
    } else {
        Verdict::NeedsAssumption
    }
}

/// Of a deal that is old news another may have been made since.
fn is_new(context: &Context<'_>, plan: &Plan) -> bool {
    const DAYS: i32 = 120;
    let days = context
        .date
        .zip(plan.announced_by())
        .and_then(|(date, by)| by.until(date.date).ok());
    days.is_some_and(|it| it.get_days() <= DAYS)
}

fn says_other(text: &str, planned: bool) -> bool {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty());
    words.any(|word| {
        let is = |list: &[&str]| list.iter().any(|it| it.eq_ignore_ascii_case(word));
        is(&OTHER_THAN_PLANNED) && !(planned && is(&OWN_AIM))
    })
}

/// Whether the sentence speaks of the plan as a whole.
fn is_whole(text: &str) -> bool {
    let text = text.to_lowercase();
    let of = [
        "defense", "defence", "military", "program", "plan", "buildup", "build-up",
    ];
    of.iter().any(|word| text.contains(word))
}

/// "… on long-range missiles": for something other than defence.
fn has_purpose(context: &Context<'_>, claim: &Claim) -> bool {
    let Some(mention) = context.by_id(claim.figure) else {
        return true;
    };
    words::has_purpose(context.behind(mention.span, 60))
}

fn shown(amount: Extent, unit: PlanUnit) -> String {
    match unit {
        PlanUnit::Percent => {
            format!(
                "{} % of GDP",
                format::extent(amount, |it| format::significant(it, 4))
            )
        }
        PlanUnit::Money(currency) => format::extent(amount, |it| format::exact_money(it, currency)),
    }
}

fn announced(plan: &Plan) -> String {
    let one = |value: f64| match plan.unit {
        PlanUnit::Percent => format!("{} % of GDP", format::significant(value, 4)),
        PlanUnit::Money(currency) => format::exact_money(value, currency),
    };
    let (low, high) = plan.amount;
    if high > low {
        format!("{}–{}", one(low), one(high))
    } else {
        one(low)
    }
}

/// "FY2023 to FY2027".
fn period(plan: &Plan) -> String {
    let fiscal = if plan.fiscal { "FY" } else { "" };
    match plan.years {
        (from, Some(to)) if to != from => format!("{fiscal}{from} to {fiscal}{to}"),
        (from, _) => format!("{fiscal}{from}"),
    }
}

fn solve(amount: Extent, band: Interval, unit: PlanUnit) -> Option<WhatIf> {
    let (scale, quantity) = match unit {
        PlanUnit::Percent => (1.0, "Percent of GDP".to_owned()),
        PlanUnit::Money(currency) => (1e-9, format!("Billion {currency}")),
    };
    // What is written stands for all that rounds to it.
    let current = amount.as_single()? * scale;
    let band = band.wider(0.005).times(scale);
    let threshold = if current > band.high {
        band.high
    } else {
        band.low
    };
    Some(WhatIf {
        current,
        threshold,
        bounds: (current.min(band.low) * 0.8, current.max(band.high) * 1.2),
        words: format!(
            "agrees between {} and {} {}",
            format::significant(band.low, 4),
            format::significant(band.high, 4),
            words_of(&quantity)
        ),
        quantity,
        model: Model::Between {
            low: band.low,
            high: band.high,
        },
    })
}

/// "Percent of GDP" within a sentence.
fn words_of(quantity: &str) -> String {
    let (first, rest) = quantity.split_once(' ').unwrap_or((quantity, ""));
    format!("{} {rest}", first.to_lowercase())
}
