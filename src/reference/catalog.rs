//! Loads and validates the shipped tables.
//!
//! Invariant of a [`Catalog`]: every id that one table uses of another is there, every number is
//! finite, and whatever is searched is sorted. Nothing is repaired: a table with a mistake is
//! refused with its line and what to do about it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::plan;
use super::prices;
use super::region;
use super::rows;
use super::{
    FirstPublished, Gazetteer, Iso3, Measure, Missile, ObservationId, Place, Plan, Prices, Rate,
    ReadTable, Region, Series, Source, SourceId,
};
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
    /// Cities and bases with positions, in table order.
    pub places: Vec<Place>,
    /// US consumer prices.
    pub prices: Prices,
    /// Announced plans, in table order.
    pub plans: Vec<Plan>,
    /// The largest spenders of a year as first published, by year and rank.
    pub first_published: Vec<FirstPublished>,
    /// Regions and alliances, in table order.
    pub regions: Vec<Region>,
    /// What local-currency figures of a country are counted in, in words, where the table that was
    /// imported says so.
    pub local_currencies: BTreeMap<Iso3, String>,
    /// The year whose prices a publisher's constant dollars are in, where the imported table says so.
    pub publisher_base_year: Option<i16>,
}

/// The text of each table, as CSV.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// `gazetteer.csv`
    pub gazetteer: &'a str,
    /// `spending.csv`
    pub spending: &'a str,
    /// `weapons.csv`
    pub weapons: &'a str,
    /// `fx.csv`
    pub fx: &'a str,
    /// `places.csv`
    pub places: &'a str,
    /// `sources.csv`
    pub sources: &'a str,
    /// `cpi.csv`
    pub cpi: &'a str,
    /// `plans.csv`
    pub plans: &'a str,
    /// `editions.csv`
    pub editions: &'a str,
    /// `regions.csv`
    pub regions: &'a str,
}

impl Tables<'static> {
    /// Those compiled into the program.
    pub const SHIPPED: Self = Self {
        gazetteer: include_str!("../../assets/reference/gazetteer.csv"),
        spending: include_str!("../../assets/reference/spending.csv"),
        weapons: include_str!("../../assets/reference/weapons.csv"),
        fx: include_str!("../../assets/reference/fx.csv"),
        places: include_str!("../../assets/reference/places.csv"),
        sources: include_str!("../../assets/reference/sources.csv"),
        cpi: include_str!("../../assets/reference/cpi.csv"),
        plans: include_str!("../../assets/reference/plans.csv"),
        editions: include_str!("../../assets/reference/editions.csv"),
        regions: include_str!("../../assets/reference/regions.csv"),
    };
}

/// A table that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
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
        static SHIPPED: LazyLock<Catalog> = LazyLock::new(|| {
            Catalog::parse(&Tables::SHIPPED)
                .expect("the shipped tables are part of the program and a test parses them")
        });
        &SHIPPED
    }

    /// Parses and checks tables; the first problem found refuses them.
    pub fn parse(tables: &Tables<'_>) -> Result<Self, CatalogError> {
        let mut problems = Vec::new();
        let sources = rows::sources("sources.csv", tables.sources, &mut problems);
        let places = rows::places("places.csv", tables.places, &sources, &mut problems);
        let missiles = rows::weapons("weapons.csv", tables.weapons, Some(&sources), &mut problems);
        let series = rows::spending(
            "spending.csv",
            tables.spending,
            Some(&sources),
            &mut problems,
        );
        let rates = rows::rates("fx.csv", tables.fx, &sources, &mut problems);
        let gazetteer = rows::gazetteer(
            "gazetteer.csv",
            tables.gazetteer,
            &missiles,
            &places,
            &mut problems,
        );
        let prices = prices::prices("cpi.csv", tables.cpi, &sources, &mut problems);
        let plans = plan::plans("plans.csv", tables.plans, &sources, &mut problems);
        let first_published =
            plan::first_published("editions.csv", tables.editions, &sources, &mut problems);
        let regions = region::regions("regions.csv", tables.regions, &sources, &mut problems);
        if let Some(problem) = problems.into_iter().next() {
            return Err(problem);
        }
        let countries = country_names(&gazetteer, &series, &missiles, &places);
        Ok(Self {
            gazetteer,
            series,
            missiles: missiles.into_iter().map(|row| row.missile).collect(),
            rates,
            sources,
            countries,
            places,
            prices,
            plans,
            first_published,
            regions,
            ..Self::default()
        })
    }

    /// Figures of one country.
    pub fn series(&self, iso3: Iso3, measure: Measure) -> Option<&Series> {
        let at = self
            .series
            .binary_search_by_key(&(iso3, measure), |series| (series.iso3, series.measure))
            .ok()?;
        self.series.get(at)
    }

    /// These tables with a reader's own in their place: a country's figures in a measure are all of
    /// one table, of the last one that has any. `tables` are names of files with what was read.
    #[must_use]
    pub fn with_tables<'a>(&self, tables: impl Iterator<Item = (&'a str, &'a ReadTable)>) -> Self {
        let mut catalog = self.clone();
        let mut series: BTreeMap<(Iso3, Measure), Series> = std::mem::take(&mut catalog.series)
            .into_iter()
            .map(|series| ((series.iso3, series.measure), series))
            .collect();
        let mut next = ObservationId::FIRST_IMPORTED;
        for (name, table) in tables {
            for own in &table.series {
                let mut own = own.clone();
                for row in &mut own.observations {
                    row.id = ObservationId(next);
                    next = next.saturating_add(1);
                    catalog
                        .sources
                        .entry(row.source.clone())
                        .or_insert_with(|| Source {
                            id: row.source.clone(),
                            title: table.title.clone(),
                            publisher: format!("imported from {name}"),
                            licence: String::new(),
                            url: String::new(),
                            vintage: format!(
                                "SHA-256 {}…",
                                table.sha256.get(..12).unwrap_or_default()
                            ),
                        });
                }
                let code = own.iso3.code().to_owned();
                catalog.countries.entry(own.iso3).or_insert(code);
                series.insert((own.iso3, own.measure), own);
            }
            catalog.publisher_base_year = table.base_year.or(catalog.publisher_base_year);
            let currencies = table.currencies.iter();
            catalog
                .local_currencies
                .extend(currencies.map(|(iso3, name)| (*iso3, name.clone())));
        }
        catalog.series = series.into_values().collect();
        catalog
    }

    /// A missile by its id.
    pub fn missile(&self, id: &str) -> Option<&Missile> {
        self.missiles.iter().find(|missile| missile.id == id)
    }

    /// A country's name as shown; its code where the tables give no name, and nothing for a code
    /// that no table has.
    pub fn country_name(&self, iso3: Iso3) -> &str {
        self.countries.get(&iso3).map_or("", String::as_str)
    }

    /// The same, and the code for one that no table has.
    pub fn country_name_or_code(&self, iso3: Iso3) -> String {
        match self.country_name(iso3) {
            "" => iso3.code().to_owned(),
            name => name.to_owned(),
        }
    }

    /// The rate of a month (`2024-01`) or, failing that, of its year.
    pub fn rate(&self, currency: Currency, period: &str) -> Option<&Rate> {
        let exact = |period: &str| {
            let at = self
                .rates
                .binary_search_by(|rate| {
                    (rate.currency, rate.period.as_str()).cmp(&(currency, period))
                })
                .ok()?;
            self.rates.get(at)
        };
        exact(period).or_else(|| exact(period.get(..4)?))
    }

    /// A source by id.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.get(id)
    }

    /// A place with a position, by id or by name in any capitalisation.
    pub fn place(&self, name: &str) -> Option<&Place> {
        let wanted = name.trim().to_lowercase();
        self.places
            .iter()
            .find(|place| place.id == wanted || place.name.to_lowercase() == wanted)
    }
}

/// Checks a spending table of the reader's own (columns `iso3,year,measure,value,status,source_id`;
/// any source): its series, and every problem with its line.
pub fn check_spending(table: &str, text: &str) -> (Vec<Series>, Vec<CatalogError>) {
    let mut problems = Vec::new();
    let series = rows::spending(table, text, None, &mut problems);
    (series, problems)
}

/// Checks a weapons table of the reader's own (the columns of `weapons.csv`; any source).
pub fn check_weapons(table: &str, text: &str) -> (Vec<Missile>, Vec<CatalogError>) {
    let mut problems = Vec::new();
    let weapons = rows::weapons(table, text, None, &mut problems);
    let missiles = weapons.into_iter().map(|row| row.missile).collect();
    (missiles, problems)
}

/// Every code that a table uses, named by the gazetteer where it can.
fn country_names(
    gazetteer: &Gazetteer,
    series: &[Series],
    missiles: &[rows::WeaponRow],
    places: &[Place],
) -> BTreeMap<Iso3, String> {
    let codes: BTreeSet<Iso3> = gazetteer
        .entities()
        .iter()
        .filter_map(|entity| entity.iso3)
        .chain(series.iter().map(|series| series.iso3))
        .chain(
            missiles
                .iter()
                .flat_map(|row| row.missile.operators.iter().copied()),
        )
        .chain(places.iter().map(|place| place.iso3))
        .collect();
    let mut names: BTreeMap<Iso3, String> = codes
        .into_iter()
        .map(|iso3| (iso3, iso3.code().to_owned()))
        .collect();
    for entity in gazetteer.entities() {
        if let (Some(iso3), Some(code)) = (entity.iso3, entity.id.strip_prefix("country:"))
            && code == iso3.code()
        {
            names.insert(iso3, entity.canonical.to_string());
        }
    }
    names
}

#[cfg(test)]
mod tests;
