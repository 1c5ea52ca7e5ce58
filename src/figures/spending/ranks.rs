//! The countries of the tables by size, year by year.
//!
//! Ranks are among the countries that the tables have for the year, and every list says how many
//! those are; only a first publication of the ten largest gives ranks in the world.

use std::collections::BTreeMap;

use super::editions::Edition;
use super::measured::Measured;
use super::{SpendingChoice, SpendingPoint};
use crate::figures::sources::Sources;
use crate::reference::{Catalog, Iso3, Measure, ObservationId, Status};

/// The ranks of one year.
#[derive(Clone, Debug, PartialEq)]
pub struct RankYear {
    /// Calendar year.
    pub year: i16,
    /// Largest first.
    pub rows: Vec<RankRow>,
    /// What the ranks are among: "of the 20 countries in the tables".
    pub among: String,
}

/// One country in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct RankRow {
    /// From 1; equal values share one.
    pub rank: u32,
    /// Whose.
    pub iso3: Iso3,
    /// As shown.
    pub name: String,
    /// In the measure's unit, never as an index.
    pub value: f64,
    /// How sure.
    pub status: Status,
    /// The row of the table; `None` for a first publication.
    pub observation: Option<ObservationId>,
    /// Rank (where known) and value in the other edition, where the value differs.
    pub other: Option<(Option<u32>, f64)>,
}

pub(super) fn ranks(
    catalog: &Catalog,
    choice: &SpendingChoice,
    edition: &Edition<'_>,
) -> Vec<RankYear> {
    if choice.measure == Measure::LocalCurrency {
        // Yen and dollars have no order.
        return Vec::new();
    }
    let plain = SpendingChoice {
        index_year: None,
        ..choice.clone()
    };
    let measured = Measured::new(catalog, &plain, edition);
    let mut unused = Sources::new(catalog);
    let from = choice.measure.drawn_from();
    let mut by_year: BTreeMap<i16, Vec<(Iso3, SpendingPoint)>> = BTreeMap::new();
    for series in catalog.series.iter().filter(|it| it.measure == from) {
        for point in measured
            .points(series.iso3, &mut unused)
            .unwrap_or_default()
        {
            by_year
                .entry(point.year)
                .or_default()
                .push((series.iso3, point));
        }
    }
    by_year
        .into_iter()
        .map(|(year, points)| {
            if edition.last_year() == Some(year) {
                as_first_published(catalog, &measured, year, points)
            } else {
                one_year(catalog, edition, year, points)
            }
        })
        .collect()
}

fn one_year(
    catalog: &Catalog,
    edition: &Edition<'_>,
    year: i16,
    mut points: Vec<(Iso3, SpendingPoint)>,
) -> RankYear {
    points.sort_by(|(a, x), (b, y)| y.value.total_cmp(&x.value).then(a.cmp(b)));
    let among = format!("of the {} countries in the tables", points.len());
    let mut rows: Vec<RankRow> = Vec::with_capacity(points.len());
    for ((iso3, point), place) in points.into_iter().zip(1u32..) {
        let same = rows.last().filter(|before| before.value <= point.value);
        let rank = same.map_or(place, |before| before.rank);
        let first = edition.first(iso3, year, point.observation);
        rows.push(RankRow {
            rank,
            iso3,
            name: catalog.country_name_or_code(iso3),
            value: point.value,
            status: point.status,
            observation: Some(point.observation),
            other: point.other.map(|it| (first.map(|it| it.rank), it.value)),
        });
    }
    RankYear { year, rows, among }
}

/// Only those that were published with a rank: the others are known from a later edition, and mixing
/// the two would give ranks that nobody ever published.
fn as_first_published(
    catalog: &Catalog,
    measured: &Measured<'_>,
    year: i16,
    points: Vec<(Iso3, SpendingPoint)>,
) -> RankYear {
    let mut now: Vec<(Iso3, f64)> = points
        .iter()
        .map(|(iso3, point)| {
            (
                *iso3,
                point.other.as_ref().map_or(point.value, |it| it.value),
            )
        })
        .collect();
    now.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let rank_now = |iso3: Iso3| {
        let place = now.iter().position(|(it, _)| *it == iso3)?;
        u32::try_from(place + 1).ok()
    };
    let mut rows: Vec<RankRow> = points
        .into_iter()
        .filter_map(|(iso3, point)| {
            let first = measured.edition.first(iso3, year, point.observation)?;
            Some(RankRow {
                rank: first.rank,
                iso3,
                name: catalog.country_name_or_code(iso3),
                value: point.value,
                status: point.status,
                observation: Some(point.observation),
                other: point.other.map(|it| (rank_now(iso3), it.value)),
            })
        })
        .collect();
    rows.sort_by_key(|row| row.rank);
    let among = format!(
        "of the world, the {} largest as first published",
        rows.len()
    );
    RankYear { year, rows, among }
}
