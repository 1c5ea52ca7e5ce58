//! Military spending of the countries that a document names, with the document's own claims.
//!
//! Invariants: one measure a figure; points in order of years, one a year; a claim or plan is never a
//! point of a series; whatever was named and is not drawn is said in `left_out`; whatever was computed
//! says how, in `working` or `how`.

mod dates;
mod editions;
mod looks;
mod measured;
mod plans;
mod ranks;
mod words;

use std::collections::BTreeMap;

pub use dates::DateMark;
pub use editions::{EditionChoice, EditionShown};
pub use looks::NUM_LOOKS;
pub use plans::PlanPoint;
pub use ranks::{RankRow, RankYear};

use self::editions::Edition;
use self::measured::Measured;
use super::claims;
use super::sources::Sources;
use crate::extract::{ClaimId, Extraction, MentionId, Value};
use crate::reference::{Catalog, Iso3, Measure, ObservationId, Status};

/// The most lines drawn for a document: more cannot be told apart, by colour or by mark.
pub const MAX_LINES: usize = 8;

/// The most lines drawn for countries that were asked for by name.
pub const MAX_ASKED: usize = 24;

/// The most claims drawn: with more, neither marks nor numbers could be told apart.
pub const MAX_CLAIMS: usize = 40;

/// What the chart is asked to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpendingChoice {
    /// The one measure.
    pub measure: Measure,
    /// Each country's figure of this year as 100, where chosen.
    pub index_year: Option<i16>,
    /// As known on the document's date, or as known now.
    pub edition: EditionChoice,
    /// These countries in this order; when empty, those that the document names.
    pub countries: Vec<Iso3>,
}

/// The spending chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpendingFigure {
    /// The one measure on its axis.
    pub measure: Measure,
    /// The year whose figure is 100 in every line; `None` when values are in the measure's unit.
    pub index_year: Option<i16>,
    /// Whose prices constant dollars are in.
    pub base_year: Option<i16>,
    /// What the axis measures, in words; empty for the usual words of the measure.
    pub unit: String,
    /// Measures that the tables can draw.
    pub measures: Vec<Measure>,
    /// Countries that have figures in the measure, by name: those that can be compared.
    pub countries: Vec<(Iso3, String)>,
    /// Whether the countries were chosen by the reader, and not by the document.
    pub is_chosen: bool,
    /// One line a country, most mentioned first.
    pub series: Vec<SpendingSeries>,
    /// The document's own figures; never joined to the lines as if they were data.
    pub claims: Vec<ClaimPoint>,
    /// Announced plans for years that have no published figure yet.
    pub plans: Vec<PlanPoint>,
    /// Dates that the document gives, on the axis of years.
    pub dates: Vec<DateMark>,
    /// The countries of the tables by size, a list for every year, in order of years.
    pub ranks: Vec<RankYear>,
    /// Which edition of the tables is shown, and whether another could be.
    pub edition: EditionShown,
    /// How the values were computed, where they are not as published.
    pub how: Vec<String>,
    /// Countries the document names for which there is no figure, and why, in plain words; then its
    /// claims that have no place on this chart, and why.
    pub left_out: Vec<String>,
    /// One citation a source, as printed under the chart.
    pub sources: Vec<String>,
}

/// One country's line.
#[derive(Clone, Debug, PartialEq)]
pub struct SpendingSeries {
    /// Whose.
    pub iso3: Iso3,
    /// As shown.
    pub name: String,
    /// Which look it wears in every picture: a number for a colour and a mark.
    pub look: usize,
    /// In order of years; a missing year is absent and the line is broken there.
    pub points: Vec<SpendingPoint>,
    /// Where the document names it.
    pub mentions: Vec<MentionId>,
}

/// One published figure on the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct SpendingPoint {
    /// The row it came from.
    pub observation: ObservationId,
    /// Calendar year.
    pub year: i16,
    /// In the measure's unit.
    pub value: f64,
    /// Estimates are drawn differently.
    pub status: Status,
    /// Its source, as cited.
    pub source: String,
    /// How it was computed from the published figure; `None` where it is that figure.
    pub working: Option<String>,
    /// The same figure in another edition of the tables, where that differs.
    pub other: Option<OtherEdition>,
}

/// What another edition gives for the same country and year.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherEdition {
    /// On the same axis.
    pub value: f64,
    /// "first published as US$50.2 billion (22 April 2024)".
    pub words: String,
}

/// A figure the document states, placed by year and value.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimPoint {
    /// The claim it came from; the first, when the document says the same thing more than once.
    pub claim: ClaimId,
    /// Every mention it rests on: subject, figure (in each currency it is given in), date.
    pub mentions: Vec<MentionId>,
    /// Whose line it belongs to.
    pub iso3: Iso3,
    /// The country as shown; the chart may have no line of that name.
    pub country: String,
    /// Position on the time axis, in years (2027.0 is the year 2027).
    pub year: f64,
    /// Lowest and highest value in the measure's unit; equal when the document gives one.
    pub value: (f64, f64),
    /// The document's words, such as "68 billion dollars".
    pub label: String,
    /// How the value was reached where it is not as written, such as a conversion at a named rate.
    pub working: Option<String>,
    /// A plan rather than a report.
    pub planned: bool,
}

impl ClaimPoint {
    /// The middle of its values: where its mark stands.
    pub fn middle(&self) -> f64 {
        self.value.0 + (self.value.1 - self.value.0) / 2.0
    }
}

/// Draws `countries`, or, when empty, the countries that the document names (most mentioned first).
pub fn spending(
    catalog: &Catalog,
    text: &str,
    extraction: &Extraction,
    countries: &[Iso3],
    measure: Measure,
) -> SpendingFigure {
    let choice = SpendingChoice {
        measure,
        countries: countries.to_vec(),
        ..SpendingChoice::default()
    };
    spending_as(catalog, text, extraction, &choice)
}

/// The chart as `choice` asks for it.
pub fn spending_as(
    catalog: &Catalog,
    text: &str,
    extraction: &Extraction,
    choice: &SpendingChoice,
) -> SpendingFigure {
    let edition = Edition::of(catalog, extraction.date, choice);
    let measured = Measured::new(catalog, choice, &edition);
    let mut sources = Sources::new(catalog);
    let scope = (!choice.countries.is_empty()).then_some(choice.countries.as_slice());
    let mut placed = claims::place(catalog, text, extraction, scope, choice.measure);
    let named = named_countries(extraction, &placed.claims);
    let chosen = choose(catalog, &measured, &named, &placed.claims, choice);
    let mut series = Vec::new();
    let mut left_out = chosen.left_out;
    for &iso3 in &chosen.drawn {
        let at = named.iter().find(|(named, _)| *named == iso3);
        let Ok(points) = measured.points(iso3, &mut sources) else {
            continue;
        };
        series.push(SpendingSeries {
            iso3,
            name: catalog.country_name_or_code(iso3),
            look: 0,
            points,
            mentions: at.map(|(_, at)| at.clone()).unwrap_or_default(),
        });
    }
    let looks = looks::looks(series.iter().map(|it| it.iso3));
    for (one, look) in series.iter_mut().zip(looks) {
        one.look = look;
    }
    for id in &placed.rate_sources {
        sources.cite(id);
    }
    // A claim whose country has a line of its own that did not fit is not drawn either: it would
    // stand there without anything to be compared with.
    let crowded_out = |claim: &ClaimPoint| chosen.crowded_out.contains(&claim.iso3);
    for claim in placed.claims.iter().filter(|claim| crowded_out(claim)) {
        let country = catalog.country_name_or_code(claim.iso3);
        left_out.push(format!("“{}”: {country} is not drawn", claim.label));
    }
    placed.claims.retain(|claim| !crowded_out(claim));
    measured.index_claims(&mut placed.claims, &mut left_out);
    if placed.claims.len() > MAX_CLAIMS {
        left_out.push(format!(
            "{} more claims of the document than the {MAX_CLAIMS} that can be told apart",
            placed.claims.len() - MAX_CLAIMS
        ));
        placed.claims.truncate(MAX_CLAIMS);
    }
    left_out.append(&mut placed.left_out);
    let plans = plans::place(&measured, &series, &placed.claims, &mut sources);
    let dates = dates::marks(text, extraction, &series, &placed.claims, &plans);
    measured.cite(
        &mut sources,
        !series.is_empty() || !placed.claims.is_empty(),
    );
    SpendingFigure {
        measure: choice.measure,
        index_year: choice.index_year,
        base_year: measured.base_year(),
        unit: measured.unit(&chosen.drawn),
        measures: measures(catalog),
        countries: countries(catalog, choice.measure),
        is_chosen: !choice.countries.is_empty(),
        series,
        claims: placed.claims,
        plans,
        dates,
        ranks: ranks::ranks(catalog, choice, &edition),
        how: measured.how(),
        edition: edition.shown(choice),
        left_out,
        sources: sources.into_lines(),
    }
}

/// Measures of which the tables have figures, in the order of menus.
fn measures(catalog: &Catalog) -> Vec<Measure> {
    let has = |measure: Measure| {
        let from = measure.drawn_from();
        catalog.series.iter().any(|series| series.measure == from)
    };
    let all = Measure::ALL.into_iter();
    all.filter(|measure| has(*measure)).collect()
}

/// Countries with figures in a measure, by name.
fn countries(catalog: &Catalog, measure: Measure) -> Vec<(Iso3, String)> {
    let from = measure.drawn_from();
    let series = catalog.series.iter().filter(|it| it.measure == from);
    let mut countries: Vec<(Iso3, String)> = series
        .map(|series| (series.iso3, catalog.country_name_or_code(series.iso3)))
        .collect();
    countries.sort_by(|(_, a), (_, b)| a.cmp(b));
    countries
}

/// Countries with where they are named, most mentioned first, then by first mention.
fn named_countries(extraction: &Extraction, claims: &[ClaimPoint]) -> Vec<(Iso3, Vec<MentionId>)> {
    let mut where_named: BTreeMap<Iso3, Vec<MentionId>> = BTreeMap::new();
    for (i, mention) in (0u32..).zip(&extraction.mentions) {
        if let Value::Country { iso3, .. } | Value::Government { iso3 } = mention.value {
            where_named.entry(iso3).or_default().push(MentionId(i));
        }
    }
    for claim in claims {
        where_named.entry(claim.iso3).or_default();
    }
    let mut named: Vec<_> = where_named.into_iter().collect();
    named.sort_by_key(|(_, at)| (std::cmp::Reverse(at.len()), at.first().copied()));
    named
}

/// Which countries get a line.
struct Chosen {
    drawn: Vec<Iso3>,
    crowded_out: Vec<Iso3>,
    left_out: Vec<String>,
}

fn choose(
    catalog: &Catalog,
    measured: &Measured<'_>,
    named: &[(Iso3, Vec<MentionId>)],
    claims: &[ClaimPoint],
    choice: &SpendingChoice,
) -> Chosen {
    let mut candidates: Vec<Iso3> = Vec::new();
    let (from, most): (Vec<Iso3>, usize) = if choice.countries.is_empty() {
        (named.iter().map(|&(iso3, _)| iso3).collect(), MAX_LINES)
    } else {
        (choice.countries.clone(), MAX_ASKED)
    };
    for iso3 in from {
        if !candidates.contains(&iso3) {
            candidates.push(iso3);
        }
    }
    let mut with = Vec::new();
    // By reason, in the order in which the reasons came up.
    let mut without: Vec<(String, Vec<Iso3>)> = Vec::new();
    for iso3 in candidates {
        match measured.why_not(iso3, &with) {
            None => with.push(iso3),
            Some(why) => match without.iter_mut().find(|(known, _)| *known == why) {
                Some((_, countries)) => countries.push(iso3),
                None => without.push((why, vec![iso3])),
            },
        }
    }
    // Those the document makes a claim about come before others when not all fit.
    let claimed = |iso3: Iso3| claims.iter().any(|claim| claim.iso3 == iso3);
    let mut by_need = with.clone();
    by_need.sort_by_key(|&iso3| !claimed(iso3));
    let crowded_out: Vec<Iso3> = by_need.iter().skip(most).copied().collect();
    let drawn: Vec<Iso3> = with
        .into_iter()
        .filter(|iso3| !crowded_out.contains(iso3))
        .collect();
    let names = |list: &[Iso3]| {
        let mut names: Vec<String> = list
            .iter()
            .map(|&i| catalog.country_name_or_code(i))
            .collect();
        names.dedup();
        names.join(", ")
    };
    let mut left_out: Vec<String> = without
        .iter()
        .map(|(why, countries)| format!("{}: {why}", names(countries)))
        .collect();
    if !crowded_out.is_empty() {
        left_out.push(format!(
            "{}: not drawn, because {most} lines are the most that can be told apart",
            names(&crowded_out)
        ));
    }
    Chosen {
        drawn,
        crowded_out,
        left_out,
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod choice_tests;
