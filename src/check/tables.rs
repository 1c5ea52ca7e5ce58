//! What the tables say of spending: as known on the document's date, and as known now.

use super::Reference;
use super::context::Context;
use super::solve::Rivals;
use crate::reference::{Edition, Iso3, Measure, Region, Series};

/// Places beyond this are not told from the table: it does not hold every country.
pub(super) const MAX_RANK: u32 = 13;

/// A ranking of one year in one vintage.
#[derive(Clone)]
pub(super) struct Vintage {
    pub(super) rivals: Rivals,
    /// What it gives for the country itself.
    pub(super) own: Option<f64>,
    pub(super) reference: Reference,
    /// "the list for 2022 as published on 2023-04-24".
    pub(super) words: String,
    /// The lowest amount at which the table holds every country: below it nothing is known.
    pub(super) floor: f64,
    /// So many places from the top are certain all the same.
    places_known: u32,
}

impl Vintage {
    /// The place an amount would take, if the table can tell.
    pub(super) fn rank(&self, usd_bn: f64) -> Option<u32> {
        let rank = self.rivals.rank(usd_bn);
        let is_told = usd_bn >= self.floor || rank <= self.places_known;
        is_told.then_some(rank)
    }

    /// Among the countries of a region only.
    pub(super) fn within(&self, region: &Region, with_disputed: bool) -> Self {
        let mut here = self.clone();
        here.rivals
            .others
            .retain(|it| region.holds(it.0, with_disputed));
        here.places_known = region.places_known;
        let counted = if with_disputed && !region.disputed.is_empty() {
            ", widely drawn"
        } else {
            ""
        };
        here.words = format!("{}, of {}{counted}", self.words, region.name);
        here
    }

    /// The place of the country itself.
    pub(super) fn own_rank(&self) -> Option<u32> {
        self.rank(self.own?)
    }
}

/// The list that was known on the document's date; with a year, the one about that year, also for a
/// document without a date.
pub(super) fn known_then(context: &Context<'_>, iso3: Iso3, year: Option<i16>) -> Option<Vintage> {
    let date = context.date.map(|it| it.date);
    let edition = match year {
        Some(year) => {
            let list = context.catalog.edition_of(year);
            list.filter(|it| date.is_none_or(|date| it.known_from <= date))?
        }
        None => context.catalog.edition_known_on(date?)?,
    };
    Some(from_edition(context, iso3, &edition))
}

/// A published list without the country that is asked about.
pub(super) fn from_edition(context: &Context<'_>, iso3: Iso3, edition: &Edition<'_>) -> Vintage {
    let others = edition.places.iter().filter(|it| it.iso3 != iso3);
    let floor = edition.places.last().map_or(0.0, |it| it.usd_bn);
    Vintage {
        rivals: Rivals {
            year: edition.year,
            others: others
                .map(|it| (it.iso3, name(context, it.iso3), it.usd_bn))
                .collect(),
        },
        own: edition.usd_bn(iso3),
        reference: context.cite(edition.source, format!("{} {}", iso3.code(), edition.year)),
        words: format!(
            "the list for {} as published on {}",
            edition.year, edition.known_from
        ),
        floor,
        places_known: 0,
    }
}

/// The year in the table that ships now; the latest there is without one.
pub(super) fn known_now(context: &Context<'_>, iso3: Iso3, year: Option<i16>) -> Option<Vintage> {
    let all = context.catalog.series.iter();
    let dollars: Vec<&Series> = all.filter(|it| it.measure == Measure::UsdCurrent).collect();
    let latest = || {
        let last = dollars.iter().filter_map(|it| it.observations.last());
        last.map(|it| it.year).max()
    };
    let year = year.or_else(latest)?;
    let mut others = Vec::new();
    let mut own = None;
    let mut source = None;
    for series in &dollars {
        let at = series
            .observations
            .binary_search_by_key(&year, |it| it.year);
        let Some(observation) = at.ok().and_then(|at| series.observations.get(at)) else {
            continue;
        };
        source.get_or_insert(&observation.source);
        if series.iso3 == iso3 {
            own = Some(observation.value);
        } else {
            others.push((series.iso3, name(context, series.iso3), observation.value));
        }
    }
    others.sort_by(|a, b| b.2.total_cmp(&a.2));
    let num = usize::try_from(MAX_RANK).ok()?;
    let floor = others.get(num.checked_sub(1)?)?.2;
    Some(Vintage {
        rivals: Rivals { year, others },
        own,
        reference: context.cite(source?, format!("{} {year} usd_current", iso3.code())),
        words: format!("the table for {year} as known now"),
        floor,
        places_known: 0,
    })
}

/// What the tables that ship now give for a country and year.
pub(super) fn now(
    context: &Context<'_>,
    iso3: Iso3,
    measure: Measure,
    year: i16,
) -> Option<(f64, Reference)> {
    let series = context.catalog.series(iso3, measure)?;
    let at = series
        .observations
        .binary_search_by_key(&year, |it| it.year);
    let observation = series.observations.get(at.ok()?)?;
    let row = format!("{} {year} {}", iso3.code(), measure.code());
    Some((observation.value, context.cite(&observation.source, row)))
}

/// What the list known on the document's date gave.
pub(super) fn then(context: &Context<'_>, iso3: Iso3, year: i16) -> Option<(f64, Reference)> {
    let vintage = known_then(context, iso3, Some(year))?;
    Some((vintage.own?, vintage.reference))
}

pub(super) fn name(context: &Context<'_>, iso3: Iso3) -> String {
    match context.catalog.country_name(iso3) {
        "" => iso3.code().to_owned(),
        name => name.to_owned(),
    }
}
