//! Loads and validates the shipped tables.

use std::collections::BTreeMap;

use super::{Gazetteer, Iso3, Measure, Missile, Rate, Series, Source, SourceId};
use crate::units::Currency;

/// Everything under `assets/reference/`, checked.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// Names.
    pub gazetteer: Gazetteer,
    /// Spending, sorted by country, then measure.
    pub series: Vec<Series>,
    /// Missile systems in table order.
    pub missiles: Vec<Missile>,
    /// Exchange rates, sorted by currency, then period.
    pub rates: Vec<Rate>,
    /// Sources by id.
    pub sources: BTreeMap<SourceId, Source>,
    /// Name of each country by code, as shown.
    pub countries: BTreeMap<Iso3, String>,
}

/// A table that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{table}, line {line}: {problem}")]
pub struct CatalogError {
    /// File name of the table.
    pub table: String,
    /// Line, counted from 1 with the header.
    pub line: u64,
    /// What is wrong, and what was expected.
    pub problem: String,
}

impl Catalog {
    /// The tables compiled into the program, parsed once.
    pub fn shipped() -> &'static Self {
        static SHIPPED: std::sync::LazyLock<Catalog> = std::sync::LazyLock::new(Catalog::default);
        &SHIPPED
    }

    /// Figures of one country.
    pub fn series(&self, iso3: Iso3, measure: Measure) -> Option<&Series> {
        self.series
            .iter()
            .find(|series| series.iso3 == iso3 && series.measure == measure)
    }

    /// A missile by its id.
    pub fn missile(&self, id: &str) -> Option<&Missile> {
        self.missiles.iter().find(|missile| missile.id == id)
    }

    /// A country's name as shown; its code when the tables do not name it.
    pub fn country_name(&self, iso3: Iso3) -> &str {
        self.countries.get(&iso3).map_or("", String::as_str)
    }

    /// The rate of a month (`2024-01`) or, failing that, of its year.
    pub fn rate(&self, currency: Currency, period: &str) -> Option<&Rate> {
        let exact = |period: &str| {
            self.rates
                .iter()
                .find(|rate| rate.currency == currency && rate.period == period)
        };
        exact(period).or_else(|| exact(period.get(..4)?))
    }

    /// A source by id.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.get(id)
    }
}
