//! Places a document's spending claims on the axes of the spending chart.
//!
//! Invariants: a claim is placed only where its own words put it. Money other than US dollars is
//! converted only with a rate of the tables, the one that findings use, the working shown, and never
//! when the document itself gives the dollars beside it. Every spending claim that is not placed is
//! listed with the reason.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::quote;
use super::spending::ClaimPoint;
use crate::check;
use crate::extract::correction::BY_READER;
use crate::extract::{Bound, Claim, ClaimId, ClaimMeasure, Extraction, MentionId, Subject, Value};
use crate::reference::{Catalog, Iso3, Measure, Rate, SourceId};
use crate::text::Span;
use crate::units::{Currency, Extent, format};

/// A period longer than two years is no year: an amount for it is a total, not annual spending.
const MAX_DAYS_OF_A_YEAR_CLAIM: i32 = 731;

/// What became of a document's claims.
pub(super) struct Placed {
    pub(super) claims: Vec<ClaimPoint>,
    pub(super) left_out: Vec<String>,
    /// Sources of the exchange rates that were used.
    pub(super) rate_sources: Vec<SourceId>,
}

/// Places every spending claim of `scope` (of any country when `None`).
pub(super) fn place(
    catalog: &Catalog,
    text: &str,
    extraction: &Extraction,
    scope: Option<&[Iso3]>,
    measure: Measure,
) -> Placed {
    let context = Context {
        catalog,
        text,
        extraction,
        measure,
    };
    let mut placed = Placed {
        claims: Vec::new(),
        left_out: Vec::new(),
        rate_sources: Vec::new(),
    };
    let joined = context.restatements();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut reasons: BTreeSet<String> = BTreeSet::new();
    for (i, claim) in (0u32..).zip(&extraction.claims) {
        let id = ClaimId(i);
        if joined.settled.contains(&id) {
            continue;
        }
        let asked = match (&claim.subject, scope) {
            (Subject::Country(iso3), Some(scope)) => scope.contains(iso3),
            (_, Some(_)) => false,
            (_, None) => true,
        };
        if !asked {
            continue;
        }
        let beside = joined.leading.get(&id);
        match context.point(id, claim, beside) {
            Ok((point, rate)) => {
                if let Some(rate) = rate
                    && !placed.rate_sources.contains(&rate)
                {
                    placed.rate_sources.push(rate);
                }
                merge(&mut placed.claims, &mut seen, point);
            }
            Err(Unplaced::NotSpending) => {}
            Err(Unplaced::Because(reason)) => {
                let line = format!("“{}”: {reason}", context.label(claim, beside));
                if reasons.insert(line.clone()) {
                    placed.left_out.push(line);
                }
            }
        }
    }
    placed
}

/// Why a claim has no place.
enum Unplaced {
    /// About something else: nobody expects it on this chart.
    NotSpending,
    /// In plain words.
    Because(String),
}

impl Unplaced {
    fn because(reason: &str) -> Self {
        Self::Because(reason.to_owned())
    }
}

/// Two mentions that give one amount: dollars, and another currency beside them.
struct Restatement {
    usd: MentionId,
    other: MentionId,
}

/// Which claims are given in two currencies.
#[derive(Default)]
struct Restatements {
    /// By the claim that is drawn: the one in dollars, where the dollars are a claim.
    leading: BTreeMap<ClaimId, Restatement>,
    /// Claims in the other currency, which need no mark of their own.
    settled: BTreeSet<ClaimId>,
}

/// Claims by what they share, so that a long document is walked once.
struct ClaimIndex {
    by_figure: BTreeMap<MentionId, ClaimId>,
    by_clause: BTreeMap<(Span, Subject), Vec<ClaimId>>,
}

impl ClaimIndex {
    fn new(claims: &[Claim]) -> Self {
        let mut index = Self {
            by_figure: BTreeMap::new(),
            by_clause: BTreeMap::new(),
        };
        for (i, claim) in (0u32..).zip(claims) {
            index.by_figure.entry(claim.figure).or_insert(ClaimId(i));
            if matches!(claim.measure, ClaimMeasure::Spending { .. }) {
                let clause = (claim.span, claim.subject.clone());
                index.by_clause.entry(clause).or_default().push(ClaimId(i));
            }
        }
        index
    }
}

/// The same thing said twice is one mark that leads back to both places.
fn merge(points: &mut Vec<ClaimPoint>, seen: &mut BTreeMap<String, usize>, new: ClaimPoint) {
    let key = format!(
        "{} {} {:.9e} {:.9e}",
        new.iso3, new.year, new.value.0, new.value.1
    );
    match seen.get(&key).and_then(|&at| points.get_mut(at)) {
        Some(old) => {
            old.planned |= new.planned;
            for mention in new.mentions {
                // Only what the last claims added can recur (a subject that two claims share), and a
                // long document may say the same thing very often.
                if !old.mentions.iter().rev().take(8).any(|&it| it == mention) {
                    old.mentions.push(mention);
                }
            }
        }
        None => {
            seen.insert(key, points.len());
            points.push(new);
        }
    }
}

struct Context<'a> {
    catalog: &'a Catalog,
    text: &'a str,
    extraction: &'a Extraction,
    measure: Measure,
}

impl Context<'_> {
    fn span(&self, mention: MentionId) -> Option<Span> {
        Some(self.extraction.mention(mention)?.span)
    }

    /// Pairs every claim in another currency with the dollars given beside it.
    fn restatements(&self) -> Restatements {
        let index = ClaimIndex::new(&self.extraction.claims);
        let mut joined = Restatements::default();
        for (i, claim) in (0u32..).zip(&self.extraction.claims) {
            let ClaimMeasure::Spending { currency, .. } = claim.measure else {
                continue;
            };
            if currency == Currency::USD {
                continue;
            }
            let id = ClaimId(i);
            let Some((leading, usd)) = self.dollars_beside(&index, claim) else {
                continue;
            };
            if leading.is_some_and(|usd| joined.leading.contains_key(&usd)) {
                continue;
            }
            // Dollars that no claim was made of still settle the amount of the claim beside them.
            let other = claim.figure;
            joined
                .leading
                .insert(leading.unwrap_or(id), Restatement { usd, other });
            if leading.is_some() {
                joined.settled.insert(id);
            }
        }
        joined
    }

    /// The dollars that restate `claim`: set off beside it by a bracket or "or"; failing that, the
    /// only dollars claimed of the same subject in a clause with no third amount.
    fn dollars_beside(
        &self,
        index: &ClaimIndex,
        claim: &Claim,
    ) -> Option<(Option<ClaimId>, MentionId)> {
        let at = self.span(claim.figure)?;
        for neighbour in [claim.figure.0.checked_add(1), claim.figure.0.checked_sub(1)] {
            let Some(id) = neighbour.map(MentionId) else {
                continue;
            };
            let Some(mention) = self.extraction.mention(id) else {
                continue;
            };
            let dollars =
                matches!(mention.value, Value::Money { currency, .. } if currency == Currency::USD);
            let beside = quote::pairs(self.text, at, mention.span);
            if dollars && beside {
                let claimed = index.by_figure.get(&id).copied();
                return Some((claimed.filter(|&it| self.is_spending(it)), id));
            }
        }
        let clause = index.by_clause.get(&(claim.span, claim.subject.clone()))?;
        let [_, _] = clause.as_slice() else {
            return None;
        };
        clause.iter().find_map(|&id| {
            let other = self.claim(id)?;
            match other.measure {
                ClaimMeasure::Spending { currency, .. }
                    if currency == Currency::USD && other.when == claim.when =>
                {
                    Some((Some(id), other.figure))
                }
                _ => None,
            }
        })
    }

    fn claim(&self, id: ClaimId) -> Option<&Claim> {
        self.extraction.claims.get(id.0 as usize)
    }

    fn is_spending(&self, id: ClaimId) -> bool {
        self.claim(id)
            .is_some_and(|it| matches!(it.measure, ClaimMeasure::Spending { .. }))
    }

    /// The document's words for a claim, both sides where it gives two.
    /// A figure that its reader corrected says so, and what it is now.
    fn label(&self, claim: &Claim, beside: Option<&Restatement>) -> String {
        let figure = self.extraction.mention(claim.figure);
        if let Some(figure) = figure.filter(|it| it.rule.code() == BY_READER) {
            let now = match figure.value {
                Value::Money { amount, currency } => format::money_as_written(amount, currency),
                Value::Percent { percent, .. } => {
                    format!(
                        "{} %",
                        format::extent(percent, |it| format::significant(it, 4))
                    )
                }
                _ => String::new(),
            };
            let words = quote::words(self.text, figure.span);
            return format!("{now}, corrected by you from “{words}”");
        }
        let both = beside.and_then(|join| {
            let (a, b) = (self.span(join.usd)?, self.span(join.other)?);
            quote::pairs(self.text, a, b).then(|| quote::pair_words(self.text, a, b))
        });
        both.unwrap_or_else(|| {
            self.span(claim.figure)
                .map(|span| quote::words(self.text, span))
                .unwrap_or_default()
        })
    }

    fn point(
        &self,
        id: ClaimId,
        claim: &Claim,
        beside: Option<&Restatement>,
    ) -> Result<(ClaimPoint, Option<SourceId>), Unplaced> {
        let (mut value, mut working, rate) = self.value(claim, beside)?;
        let Subject::Country(iso3) = claim.subject else {
            return Err(Unplaced::because("its clause names no country"));
        };
        let year = self.year(claim)?;
        if value.0 <= 0.0 {
            return Err(Unplaced::because("not an amount above zero"));
        }
        if self.measure == Measure::UsdConstant {
            working = Some(self.deflate(&mut value, year, working)?);
        }
        let mut mentions: Vec<MentionId> = Vec::new();
        let parts = [
            claim.subject_mention,
            Some(claim.figure),
            beside.map(|join| join.usd),
            beside.map(|join| join.other),
            claim.when_mention,
        ];
        for mention in parts.into_iter().flatten() {
            if !mentions.contains(&mention) {
                mentions.push(mention);
            }
        }
        let point = ClaimPoint {
            claim: id,
            mentions,
            iso3,
            country: self.catalog.country_name_or_code(iso3),
            year,
            value,
            label: self.label(claim, beside),
            working,
            planned: claim.planned,
        };
        Ok((point, rate))
    }

    /// The value in the measure's unit, how it was reached, and the rate's source.
    fn value(
        &self,
        claim: &Claim,
        beside: Option<&Restatement>,
    ) -> Result<(Interval, Option<String>, Option<SourceId>), Unplaced> {
        use ClaimMeasure::{Change, Price, Programme, Spending, SpendingShare};
        use Measure::{LocalCurrency, PctGdp, PublisherConstant, UsdConstant, UsdCurrent};
        match (&claim.measure, self.measure) {
            (Spending { amount, currency }, UsdCurrent | UsdConstant) => {
                let dollars = self.stated_dollars(claim, beside);
                match dollars.or((*currency == Currency::USD).then_some(*amount)) {
                    Some(dollars) => Ok((ends(dollars, 1e-9), None, None)),
                    None => self.converted(claim, *amount, *currency),
                }
            }
            (SpendingShare { percent }, PctGdp) => Ok((ends(*percent, 1.0), None, None)),
            (Spending { .. }, PctGdp) => Err(Unplaced::because(
                "an amount of money, which has no place on an axis of percent of GDP",
            )),
            (Spending { .. }, LocalCurrency) => Err(Unplaced::because(
                "not placed, because the imported table does not say its currency for certain",
            )),
            (Spending { .. }, PublisherConstant) => Err(Unplaced::because(
                "an amount of its day, and the publisher’s deflator is not in the tables",
            )),
            (SpendingShare { .. }, _) => Err(Unplaced::because(
                "a share of GDP, which has no place on an axis of dollars",
            )),
            (Price { .. }, UsdCurrent | UsdConstant) => Err(Unplaced::because(
                "a price, contract or fund rather than the spending of a year",
            )),
            (Programme { .. }, UsdCurrent | UsdConstant) => Err(Unplaced::because(
                "the cost of several years rather than the spending of one",
            )),
            (Change { .. }, UsdCurrent | UsdConstant) => Err(Unplaced::because(
                "a change of spending rather than its level",
            )),
            _ => Err(Unplaced::NotSpending),
        }
    }

    /// Turns dollars of a year into those of the base year, and says how.
    fn deflate(
        &self,
        value: &mut Interval,
        year: f64,
        working: Option<String>,
    ) -> Result<String, Unplaced> {
        let prices = &self.catalog.prices;
        let whole = format!("{:.0}", year.floor());
        let found = whole.parse::<i16>().ok().and_then(|year| {
            let (base, deflator) = (prices.base_year()?, prices.deflator(year)?);
            Some((base, prices.index(base)?, prices.index(year)?, deflator))
        });
        let Some((base, of_base, of_year, deflator)) = found else {
            let end = prices.base_year().map_or(String::new(), |last| {
                format!(": the US consumer prices of the tables end in {last}")
            });
            return Err(Unplaced::Because(format!("no deflator for {whole}{end}")));
        };
        let dollars = |billions: f64| format::money(billions * 1e9, Currency::USD);
        let stated = dollars(value.0);
        *value = (value.0 * deflator, value.1 * deflator);
        let step = format!(
            "{stated} × {} ÷ {} (US consumer prices of {base} and {whole}) = {} in dollars of {base}",
            format::number(of_base, 1),
            format::number(of_year, 1),
            dollars(value.0),
        );
        Ok(match working {
            Some(before) => format!("{before}; {step}"),
            None => step,
        })
    }

    /// Dollars that the document gives beside a claim without claiming them by themselves.
    fn stated_dollars(&self, claim: &Claim, beside: Option<&Restatement>) -> Option<Extent> {
        let usd = beside.map(|join| join.usd)?;
        if usd == claim.figure {
            return None;
        }
        match self.extraction.mention(usd)?.value {
            Value::Money { amount, .. } => Some(amount),
            _ => None,
        }
    }

    /// At the one rate of [`check::rate_for`]: the mean of a past year, else that of the document's date.
    fn converted(
        &self,
        claim: &Claim,
        amount: Extent,
        currency: Currency,
    ) -> Result<(Interval, Option<String>, Option<SourceId>), Unplaced> {
        let date = self.extraction.date;
        let rate = check::rate_for(self.catalog, currency, Some(claim), date);
        let Some(rate) = rate else {
            return Err(Unplaced::Because(match date {
                Some(date) => format!(
                    "not converted, because the tables hold no rate of {currency} for {}",
                    date.year()
                ),
                None => format!(
                    "not converted from {currency}, because the document gives no date to take a rate of"
                ),
            }));
        };
        let value = ends(amount, 1e-9 / rate.per_usd);
        let working = format!(
            "{} at {} {currency} a US dollar ({}) = {}",
            format::money_as_written(amount, currency),
            rate_digits(rate.per_usd),
            self.rate_name(rate),
            format::extent(amount.scaled(1.0 / rate.per_usd).unwrap_or(amount), |it| {
                format::money(it, Currency::USD)
            }),
        );
        Ok((value, Some(working), Some(rate.source.clone())))
    }

    /// "mean of January 2024, Federal Reserve".
    fn rate_name(&self, rate: &Rate) -> String {
        let publisher = self
            .catalog
            .source(&rate.source)
            .map_or(rate.source.0.as_str(), |source| source.publisher.as_str());
        format!("mean of {}, {publisher}", format::period(&rate.period))
    }

    /// Where a claim's time puts it on an axis where 2027.0 stands for the whole of 2027.
    fn year(&self, claim: &Claim) -> Result<f64, Unplaced> {
        let Some((from, to)) = claim.when else {
            return Err(Unplaced::because("its clause gives no year"));
        };
        let bound = claim
            .when_mention
            .and_then(|id| self.extraction.mention(id))
            .and_then(|mention| match mention.value {
                Value::Date { bound, .. } => bound,
                _ => None,
            });
        match bound {
            Some(Bound::NoLaterThan) => Ok(f64::from(to.year())),
            Some(Bound::NoEarlierThan) => Ok(f64::from(from.year())),
            None => middle_year(from, to).ok_or_else(|| {
                Unplaced::because("it spans several years, so it is not the spending of one")
            }),
        }
    }
}

/// The year of an interval: the calendar year that holds its middle when it is no longer than a
/// year, the middle itself when it straddles two; `None` when it is longer or backwards.
fn middle_year(from: Date, to: Date) -> Option<f64> {
    let days = from.until(to).ok()?.get_days();
    if !(0..=MAX_DAYS_OF_A_YEAR_CLAIM).contains(&days) {
        return None;
    }
    if days > 366 {
        return Some((f64::from(from.year()) + f64::from(to.year())) / 2.0);
    }
    let half = jiff::Span::new().try_days(i64::from(days) / 2).ok()?;
    let middle = from.checked_add(half).ok()?;
    Some(f64::from(middle.year()))
}

/// Lowest and highest value.
type Interval = (f64, f64);

fn ends(extent: Extent, factor: f64) -> Interval {
    (extent.low() * factor, extent.high() * factor)
}

/// Five significant digits: as precisely as the tables give rates.
pub(super) fn rate_digits(per_usd: f64) -> String {
    let decimals = match per_usd {
        rate if rate >= 1000.0 => 1,
        rate if rate >= 100.0 => 2,
        rate if rate >= 10.0 => 3,
        _ => 4,
    };
    format::number(per_usd, decimals)
}

#[cfg(test)]
mod tests;
