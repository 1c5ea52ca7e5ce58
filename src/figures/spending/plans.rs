//! Announced plans on the spending chart: budgets and targets for years that have no published figure
//! yet. A plan is hollow, joined by dots, and never a point of a line.
//!
//! Only what is the spending of one year has a place here: totals of several years, deals, prices of
//! one piece and money on top of a budget have none.

use super::measured::{Measured, join};
use super::{ClaimPoint, SpendingSeries};
use crate::figures::claims::rate_digits;
use crate::figures::sources::Sources;
use crate::reference::{Iso3, Measure, Plan, PlanKind, PlanUnit, Rate};
use crate::units::{Currency, format};

/// One announced plan, placed by year and value.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanPoint {
    /// Row of `plans.csv`.
    pub plan: String,
    /// Whose line it belongs to.
    pub iso3: Iso3,
    /// The country as shown.
    pub country: String,
    /// Position on the time axis, in years.
    pub year: f64,
    /// Lowest and highest value in the measure's unit.
    pub value: (f64, f64),
    /// What it is: "target of 2 % of GDP for FY2027".
    pub label: String,
    /// When it was announced, and the caveat of the table.
    pub note: String,
    /// How the value was reached where it is not as announced.
    pub working: Option<String>,
    /// Its sources, as cited.
    pub source: String,
}

impl PlanPoint {
    /// Where its mark stands.
    pub fn middle(&self) -> f64 {
        self.value.0 + (self.value.1 - self.value.0) / 2.0
    }
}

/// Plans of the drawn countries, in order of country and year.
pub(super) fn place(
    measured: &Measured<'_>,
    series: &[SpendingSeries],
    claims: &[ClaimPoint],
    sources: &mut Sources<'_>,
) -> Vec<PlanPoint> {
    let mut unused = Sources::new(measured.catalog);
    let mut points: Vec<PlanPoint> = Vec::new();
    for line in series {
        let Some(last) = line.points.last().map(|point| point.year) else {
            continue;
        };
        let own = measured.catalog.plans.iter();
        let own = own.filter(|plan| plan.iso3 == Some(line.iso3));
        let mut of_line: Vec<PlanPoint> = own
            .filter(|plan| {
                let until = measured.edition.until();
                until.is_none_or(|day| plan.announced_by().is_some_and(|by| by <= day))
            })
            .filter(|plan| {
                let point = one(measured, line, plan, &mut unused);
                point.is_some_and(|point| {
                    // What the document says itself stands there already.
                    point.year > f64::from(last)
                        && !claims.iter().any(|claim| is_same(claim, &point))
                })
            })
            .filter_map(|plan| one(measured, line, plan, sources))
            .collect();
        of_line.sort_by(|a, b| a.year.total_cmp(&b.year));
        points.extend(of_line);
    }
    points
}

/// Within the rounding of two currencies.
fn is_same(claim: &ClaimPoint, point: &PlanPoint) -> bool {
    (claim.iso3, claim.year.floor()) == (point.iso3, point.year)
        && (claim.middle() / point.middle() - 1.0).abs() < 0.03
}

fn one(
    measured: &Measured<'_>,
    line: &SpendingSeries,
    plan: &Plan,
    sources: &mut Sources<'_>,
) -> Option<PlanPoint> {
    let year = plan.years.1.unwrap_or(plan.years.0);
    let (value, working) = value(measured, plan, year, sources)?;
    let (value, indexed) = measured.indexed(line.iso3, value)?;
    let period = if plan.fiscal {
        format!("FY{year}")
    } else {
        year.to_string()
    };
    let note = match plan.note.as_str() {
        "" => format!("announced {}", plan.announced),
        note => format!("announced {}; {note}", plan.announced),
    };
    Some(PlanPoint {
        plan: plan.id.clone(),
        iso3: line.iso3,
        country: line.name.clone(),
        year: f64::from(year),
        value,
        label: format!(
            "{} of {} for {period}",
            plan.kind.label(),
            amount_words(plan)
        ),
        note,
        working: join(working, indexed),
        source: sources.cite_all(&plan.sources),
    })
}

/// The amount as announced.
fn amount_words(plan: &Plan) -> String {
    let print = |value: f64| match plan.unit {
        PlanUnit::Percent => format!("{} %", format::number(value, 2)),
        PlanUnit::Money(currency) => money_words(value, currency),
    };
    let of = match plan.unit {
        PlanUnit::Percent => " of GDP",
        PlanUnit::Money(_) => "",
    };
    let (low, high) = plan.amount;
    if low < high {
        format!("{}–{}{of}", print(low), print(high))
    } else {
        format!("{}{of}", print(low))
    }
}

/// With the code where the sign is one that few fonts have, because pictures must show it everywhere.
fn money_words(value: f64, currency: Currency) -> String {
    let words = format::money(value, currency);
    match (
        words.strip_prefix(|c: char| c >= '\u{2000}' && c != '€'),
        currency,
    ) {
        (Some(rest), currency) => format!("{currency} {rest}"),
        (None, _) => words,
    }
}

type Placed = ((f64, f64), Option<String>);

/// The value on the chart's axis; `None` where the plan has no place on it.
fn value(
    measured: &Measured<'_>,
    plan: &Plan,
    year: i16,
    sources: &mut Sources<'_>,
) -> Option<Placed> {
    match (measured.choice.measure, plan.unit) {
        (Measure::PctGdp, PlanUnit::Percent) if plan.measure == "pct_gdp" => {
            Some((plan.amount, None))
        }
        (Measure::UsdCurrent | Measure::UsdConstant, PlanUnit::Money(currency))
            if is_one_year(plan) =>
        {
            let (value, working) = in_dollars(measured, plan, currency, year, sources)?;
            if measured.choice.measure == Measure::UsdCurrent {
                return Some((value, working));
            }
            let deflator = measured.catalog.prices.deflator(year)?;
            let deflation = measured.deflation_words(value.0, year);
            let value = (value.0 * deflator, value.1 * deflator);
            Some((value, join(working, deflation)))
        }
        _ => None,
    }
}

/// Whether the amount is all the spending of one year.
fn is_one_year(plan: &Plan) -> bool {
    let (from, to) = plan.years;
    let is_all = matches!(
        plan.measure.as_str(),
        "annual_budget" | "annual_spending" | "national_defence" | "total_spending"
    );
    let is_level = matches!(
        plan.kind,
        PlanKind::Plan | PlanKind::Target | PlanKind::Budget | PlanKind::Estimate
    );
    is_all && is_level && to.is_none_or(|to| to == from)
}

/// Billions of dollars, at the mean rate of the year, or of the month or year of the announcement
/// where the year has none yet.
fn in_dollars(
    measured: &Measured<'_>,
    plan: &Plan,
    currency: Currency,
    year: i16,
    sources: &mut Sources<'_>,
) -> Option<Placed> {
    let (low, high) = plan.amount;
    if currency == Currency::USD {
        return Some(((low / 1e9, high / 1e9), None));
    }
    let catalog = measured.catalog;
    let month = plan.announced.get(..7).unwrap_or(&plan.announced);
    let own_year = year.to_string();
    let known = |period: &str| {
        let rate = catalog.rate(currency, period)?;
        (rate.per_usd.is_finite() && rate.per_usd > 0.0).then_some(rate)
    };
    let rate: &Rate = known(&own_year).or_else(|| known(month))?;
    sources.cite(&rate.source);
    let factor = 1e-9 / rate.per_usd;
    let working = format!(
        "{} at {} {currency} a US dollar (mean of {})",
        amount_words(plan),
        rate_digits(rate.per_usd),
        format::period(&rate.period)
    );
    Some(((low * factor, high * factor), Some(working)))
}
