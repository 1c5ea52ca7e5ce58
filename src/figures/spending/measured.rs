//! A country's figures in the measure asked for: as published, in constant dollars, or as an index.
//!
//! Constant dollars are current dollars times US consumer prices of the last year of the table over
//! those of their own year. A year without prices has no constant dollars, and is said to have none.

use super::editions::{Edition, differs};
use super::words::value_words;
use super::{ClaimPoint, OtherEdition, SpendingChoice, SpendingPoint};
use crate::figures::sources::Sources;
use crate::reference::{Catalog, Iso3, Measure, Observation, SourceId};
use crate::units::format;

pub(super) struct Measured<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) choice: &'a SpendingChoice,
    pub(super) edition: &'a Edition<'a>,
}

/// A figure on its way to the axis.
struct Step {
    value: f64,
    working: Option<String>,
    other: Option<OtherEdition>,
    source: SourceId,
}

impl<'a> Measured<'a> {
    pub(super) const fn new(
        catalog: &'a Catalog,
        choice: &'a SpendingChoice,
        edition: &'a Edition<'a>,
    ) -> Self {
        Self {
            catalog,
            choice,
            edition,
        }
    }

    /// Whose prices constant dollars are in.
    pub(super) fn base_year(&self) -> Option<i16> {
        match self.choice.measure {
            Measure::UsdConstant => self.catalog.prices.base_year(),
            Measure::PublisherConstant => self.catalog.publisher_base_year,
            _ => None,
        }
    }

    /// The axis in words; empty where those of the measure say it all.
    pub(super) fn unit(&self, drawn: &[Iso3]) -> String {
        let own = match (self.choice.measure, self.base_year(), drawn) {
            (Measure::UsdConstant, Some(year), _) => {
                format!("Billion US$ at US consumer prices of {year}")
            }
            (Measure::PublisherConstant, Some(year), _) => {
                format!("Billion constant {year} US$, as published")
            }
            (Measure::LocalCurrency, _, [one, ..]) => {
                let name = self.catalog.local_currencies.get(one);
                name.map_or_else(String::new, |name| format!("Billion {name}"))
            }
            _ => String::new(),
        };
        match self.choice.index_year {
            Some(year) => format!("Index, {year} = 100: {}", self.choice.measure.label()),
            None => own,
        }
    }

    /// How the values came about, where they are not as published.
    pub(super) fn how(&self) -> Vec<String> {
        let mut how = Vec::new();
        if let (Measure::UsdConstant, Some(year)) = (self.choice.measure, self.base_year()) {
            how.push(format!(
                "Constant dollars are computed here: current dollars × US consumer prices of {year} \
                 ÷ those of their year"
            ));
        }
        if let Some(year) = self.choice.index_year {
            how.push(format!("Each country’s figure of {year} is 100"));
        }
        how
    }

    /// Cites what values were computed with.
    pub(super) fn cite(&self, sources: &mut Sources<'_>, is_anything_drawn: bool) {
        if self.choice.measure == Measure::UsdConstant
            && is_anything_drawn
            && let Some(source) = self.catalog.prices.source()
        {
            sources.cite(source);
        }
    }

    /// Why a country has no line; `before` are those that have one.
    pub(super) fn why_not(&self, iso3: Iso3, before: &[Iso3]) -> Option<String> {
        let of = match self.choice.measure {
            Measure::UsdCurrent => "in current US dollars",
            Measure::UsdConstant => "in US dollars",
            Measure::PctGdp => "as a share of GDP",
            Measure::LocalCurrency => "in local currency",
            Measure::PublisherConstant => "in constant dollars of a publisher",
        };
        if self.known(iso3).next().is_none() {
            return Some(format!("no figures {of}"));
        }
        let own_axis = self.choice.measure == Measure::LocalCurrency
            && self.choice.index_year.is_none()
            && !before.is_empty();
        if own_axis {
            return Some(
                "its own currency has no place on the axis of another; index to a year to compare"
                    .to_owned(),
            );
        }
        let deflated = self.known(iso3).any(|it| self.step(iso3, it).is_some());
        if !deflated {
            return Some("no deflator for any of its years".to_owned());
        }
        match self.choice.index_year {
            Some(year) if self.base(iso3).is_none() => {
                Some(format!("no figure for {year} to take as 100"))
            }
            _ => None,
        }
    }

    /// The line of a country, or nothing where [`Self::why_not`] says why.
    pub(super) fn points(
        &self,
        iso3: Iso3,
        sources: &mut Sources<'_>,
    ) -> Result<Vec<SpendingPoint>, ()> {
        let base = match self.choice.index_year {
            Some(_) => Some(self.base(iso3).ok_or(())?),
            None => None,
        };
        let points: Vec<SpendingPoint> = self
            .known(iso3)
            .filter_map(|observation| {
                let mut step = self.step(iso3, observation)?;
                if let Some(base) = base {
                    self.index(&mut step, base);
                }
                Some(SpendingPoint {
                    observation: observation.id,
                    year: observation.year,
                    value: step.value,
                    status: observation.status,
                    source: sources.cite(&step.source),
                    working: step.working,
                    other: step.other,
                })
            })
            .collect();
        if points.is_empty() {
            Err(())
        } else {
            Ok(points)
        }
    }

    /// Rows that the edition shown knows.
    fn known(&self, iso3: Iso3) -> impl Iterator<Item = &'a Observation> {
        let series = self.catalog.series(iso3, self.choice.measure.drawn_from());
        let rows = series.map_or(&[][..], |series| series.observations.as_slice());
        rows.iter().filter(|row| self.edition.knows(row))
    }

    /// The value of a row before it becomes an index; `None` where it has no deflator.
    fn step(&self, iso3: Iso3, row: &Observation) -> Option<Step> {
        let mut step = Step {
            value: row.value,
            working: None,
            other: None,
            source: row.source.clone(),
        };
        let in_dollars = self.choice.measure.drawn_from() == Measure::UsdCurrent;
        let first = self.edition.first(iso3, row.year, row.id);
        if let Some(first) = first.filter(|it| in_dollars && differs(it.usd_bn, row.value)) {
            let dollars = |value| value_words(Measure::UsdCurrent, None, value);
            if self.edition.until().is_some() {
                step.value = first.usd_bn;
                step.source = first.source.clone();
                step.other = Some(OtherEdition {
                    value: row.value,
                    words: format!("{} in the latest edition", dollars(row.value)),
                });
            } else {
                step.other = Some(OtherEdition {
                    value: first.usd_bn,
                    words: format!(
                        "first published as {} ({})",
                        dollars(first.usd_bn),
                        format::day(first.known_from)
                    ),
                });
            }
        }
        if self.choice.measure == Measure::UsdConstant {
            let deflator = self.catalog.prices.deflator(row.year)?;
            step.working = Some(self.deflation_words(step.value, row.year)?);
            step.value *= deflator;
            if let Some(other) = &mut step.other {
                other.value *= deflator;
            }
        }
        Some(step)
    }

    /// "US$48.2 billion × 313.7 ÷ 304.7 (US consumer prices of 2024 and 2023)".
    pub(super) fn deflation_words(&self, current: f64, year: i16) -> Option<String> {
        let prices = &self.catalog.prices;
        let base = prices.base_year()?;
        Some(format!(
            "{} × {} ÷ {} (US consumer prices of {base} and {year})",
            value_words(Measure::UsdCurrent, None, current),
            format::number(prices.index(base)?, 1),
            format::number(prices.index(year)?, 1),
        ))
    }

    /// The value that stands for 100.
    fn base(&self, iso3: Iso3) -> Option<f64> {
        let year = self.choice.index_year?;
        let row = self.known(iso3).find(|row| row.year == year)?;
        let value = self.step(iso3, row)?.value;
        (value.is_finite() && value > 0.0).then_some(value)
    }

    fn index(&self, step: &mut Step, base: f64) {
        let words = |value| value_words(self.choice.measure, self.base_year(), value);
        step.working = Some(format!("{} ÷ {} × 100", words(step.value), words(base)));
        step.value *= 100.0 / base;
        if let Some(other) = &mut step.other {
            other.value *= 100.0 / base;
        }
    }

    /// A value of this country in the chart's measure as an index, with its working; the value
    /// itself where nothing is indexed; `None` where the country has no year of reference.
    pub(super) fn indexed(
        &self,
        iso3: Iso3,
        (low, high): (f64, f64),
    ) -> Option<((f64, f64), Option<String>)> {
        let Some(year) = self.choice.index_year else {
            return Some(((low, high), None));
        };
        let base = self.base(iso3)?;
        let words = |value| value_words(self.choice.measure, self.base_year(), value);
        let factor = 100.0 / base;
        let working = format!("{} ÷ {} of {year} × 100", words(low), words(base));
        Some(((low * factor, high * factor), Some(working)))
    }

    /// Puts claims on the axis of an index; those of countries without a year of reference are left
    /// out and said to be.
    pub(super) fn index_claims(&self, claims: &mut Vec<ClaimPoint>, left_out: &mut Vec<String>) {
        let Some(year) = self.choice.index_year else {
            return;
        };
        claims.retain_mut(|claim| match self.indexed(claim.iso3, claim.value) {
            Some((value, more)) => {
                claim.value = value;
                claim.working = join(claim.working.take(), more);
                true
            }
            None => {
                let country = self.catalog.country_name_or_code(claim.iso3);
                left_out.push(format!(
                    "“{}”: {country} has no figure for {year} to take as 100",
                    claim.label
                ));
                false
            }
        });
    }
}

/// Two steps of one working.
pub(super) fn join(first: Option<String>, then: Option<String>) -> Option<String> {
    match (first, then) {
        (Some(first), Some(then)) => Some(format!("{first}; {then}")),
        (first, then) => first.or(then),
    }
}
