//! Military spending of the countries that a document names, with the document's own claims.
//!
//! Invariants: one measure a figure; points in order of years, one a year; a claim is never a point
//! of a series; whatever was named and is not drawn is said in `left_out`.

use std::collections::BTreeMap;

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

/// The spending chart.
#[derive(Clone, Debug, PartialEq)]
pub struct SpendingFigure {
    /// The one measure on its axis.
    pub measure: Measure,
    /// One line a country, most mentioned first.
    pub series: Vec<SpendingSeries>,
    /// The document's own figures; never joined to the lines as if they were data.
    pub claims: Vec<ClaimPoint>,
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
    let mut sources = Sources::new(catalog);
    let scope = (!countries.is_empty()).then_some(countries);
    let mut placed = claims::place(catalog, text, extraction, scope, measure);
    let named = named_countries(extraction, &placed.claims);
    let chosen = choose(catalog, &named, &placed.claims, countries, measure);
    let series: Vec<SpendingSeries> = chosen
        .drawn
        .iter()
        .filter_map(|&iso3| one_series(catalog, &mut sources, iso3, measure, &named))
        .collect();
    for id in &placed.rate_sources {
        sources.cite(id);
    }
    let mut left_out = chosen.left_out;
    // A claim whose country has a line of its own that did not fit is not drawn either: it would
    // stand there without anything to be compared with.
    placed.claims.retain(|claim| {
        let crowded_out = chosen.crowded_out.contains(&claim.iso3);
        if crowded_out {
            left_out.push(format!(
                "“{}”: {} is not drawn",
                claim.label,
                country_name(catalog, claim.iso3)
            ));
        }
        !crowded_out
    });
    if placed.claims.len() > MAX_CLAIMS {
        left_out.push(format!(
            "{} more claims of the document than the {MAX_CLAIMS} that can be told apart",
            placed.claims.len() - MAX_CLAIMS
        ));
        placed.claims.truncate(MAX_CLAIMS);
    }
    left_out.append(&mut placed.left_out);
    SpendingFigure {
        measure,
        series,
        claims: placed.claims,
        left_out,
        sources: sources.into_lines(),
    }
}

/// The name as shown; the code where the tables have none.
pub(super) fn country_name(catalog: &Catalog, iso3: Iso3) -> String {
    match catalog.country_name(iso3) {
        "" => iso3.code().to_owned(),
        name => name.to_owned(),
    }
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
    named: &[(Iso3, Vec<MentionId>)],
    claims: &[ClaimPoint],
    asked: &[Iso3],
    measure: Measure,
) -> Chosen {
    let mut candidates: Vec<Iso3> = Vec::new();
    let (from, most): (Vec<Iso3>, usize) = if asked.is_empty() {
        (named.iter().map(|&(iso3, _)| iso3).collect(), MAX_LINES)
    } else {
        (asked.to_vec(), MAX_ASKED)
    };
    for iso3 in from {
        if !candidates.contains(&iso3) {
            candidates.push(iso3);
        }
    }
    let has_figures = |iso3: Iso3| {
        catalog
            .series(iso3, measure)
            .is_some_and(|series| !series.observations.is_empty())
    };
    let (with, without): (Vec<Iso3>, Vec<Iso3>) =
        candidates.into_iter().partition(|&iso3| has_figures(iso3));
    // Those the document makes a claim about come before others when not all fit.
    let claimed = |iso3: Iso3| claims.iter().any(|claim| claim.iso3 == iso3);
    let mut by_need = with.clone();
    by_need.sort_by_key(|&iso3| !claimed(iso3));
    let crowded_out: Vec<Iso3> = by_need.iter().skip(most).copied().collect();
    let drawn: Vec<Iso3> = with
        .into_iter()
        .filter(|iso3| !crowded_out.contains(iso3))
        .collect();
    let mut left_out = Vec::new();
    let names = |list: &[Iso3]| {
        let mut names: Vec<String> = list.iter().map(|&i| country_name(catalog, i)).collect();
        names.dedup();
        names.join(", ")
    };
    if !without.is_empty() {
        let of = match measure {
            Measure::UsdCurrent => "in current US dollars",
            Measure::PctGdp => "as a share of GDP",
        };
        left_out.push(format!("{}: no figures {of}", names(&without)));
    }
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

fn one_series(
    catalog: &Catalog,
    sources: &mut Sources<'_>,
    iso3: Iso3,
    measure: Measure,
    named: &[(Iso3, Vec<MentionId>)],
) -> Option<SpendingSeries> {
    let series = catalog.series(iso3, measure)?;
    let points = series
        .observations
        .iter()
        .map(|observation| SpendingPoint {
            observation: observation.id,
            year: observation.year,
            value: observation.value,
            status: observation.status,
            source: sources.cite(&observation.source),
        })
        .collect();
    let mentions = named
        .iter()
        .find(|(named, _)| *named == iso3)
        .map(|(_, at)| at.clone())
        .unwrap_or_default();
    Some(SpendingSeries {
        iso3,
        name: country_name(catalog, iso3),
        points,
        mentions,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::{Story, catalog, iso3};

    #[track_caller]
    fn check_lines(story: &Story, measure: Measure, expected: &[&str]) {
        let catalog = catalog();
        let figure = spending(&catalog, story.text(), &story.extraction(), &[], measure);
        let names: Vec<&str> = figure.series.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn most_mentioned_comes_first() {
        let story = Story::new()
            .country("China", "CHN")
            .country("Japan", "JPN")
            .country("Japanese", "JPN");
        check_lines(&story, Measure::UsdCurrent, &["Japan", "China"]);
    }

    #[test]
    fn equal_counts_keep_the_order_of_the_text() {
        let story = Story::new().country("China", "CHN").country("Japan", "JPN");
        check_lines(&story, Measure::UsdCurrent, &["China", "Japan"]);
    }

    #[test]
    fn a_capital_that_acts_counts_for_its_country() {
        let story = Story::new()
            .country("China", "CHN")
            .government("Tokyo", "JPN")
            .government("Tokyo", "JPN");
        check_lines(&story, Measure::PctGdp, &["Japan", "China"]);
    }

    #[test]
    fn a_country_without_figures_is_named_and_not_zero() {
        let catalog = catalog();
        let story = Story::new()
            .country("Vietnam", "VNM")
            .country("Japan", "JPN");
        let figure = spending(
            &catalog,
            story.text(),
            &story.extraction(),
            &[],
            Measure::UsdCurrent,
        );
        assert_eq!(figure.series.len(), 1);
        assert_eq!(
            figure.left_out,
            ["Vietnam: no figures in current US dollars"]
        );
    }

    #[test]
    fn asked_countries_are_drawn_in_the_order_asked_and_once() {
        let catalog = catalog();
        let asked = [iso3("JPN"), iso3("USA"), iso3("JPN")];
        let figure = spending(
            &catalog,
            "",
            &Extraction::default(),
            &asked,
            Measure::UsdCurrent,
        );
        let codes: Vec<&str> = figure.series.iter().map(|it| it.iso3.code()).collect();
        assert_eq!(codes, ["JPN", "USA"]);
        assert_eq!(
            figure.sources,
            ["Military Expenditure Database, SIPRI, April 2025 edition"]
        );
    }

    #[test]
    fn a_crowd_is_cut_to_eight_lines_and_the_rest_named() {
        let catalog = catalog();
        let mut story = Story::new();
        for code in [
            "AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH", "III", "JJJ",
        ] {
            story = story.country("Land", code);
        }
        // The last one is named once, but the document makes a claim about it.
        let story = story.usd_claim("JJJ", "5 billion dollars", 5e9, Some("2025"), false);
        let figure = spending(
            &catalog,
            story.text(),
            &story.extraction(),
            &[],
            Measure::UsdCurrent,
        );
        let codes: Vec<&str> = figure.series.iter().map(|it| it.iso3.code()).collect();
        assert_eq!(
            codes,
            ["JJJ", "AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG"]
        );
        assert_eq!(
            figure.left_out,
            ["HHH, III: not drawn, because 8 lines are the most that can be told apart"]
        );
        assert_eq!(figure.claims.len(), 1);
    }

    #[test]
    fn points_carry_row_status_and_source() {
        let catalog = catalog();
        let figure = spending(
            &catalog,
            "",
            &Extraction::default(),
            &[iso3("CHN")],
            Measure::UsdCurrent,
        );
        let points = &figure.series[0].points;
        assert!(points.windows(2).all(|pair| pair[0].year < pair[1].year));
        assert!(points.iter().all(|it| it.status == Status::Estimate));
        assert!(points.iter().all(|it| it.source.contains("SIPRI")));
    }

    #[test]
    fn of_very_many_claims_the_first_are_drawn() {
        let mut story = Story::new();
        for i in 0..MAX_CLAIMS + 5 {
            let amount = 1e9 * (i as f64 + 1.0);
            story = story.usd_claim("JPN", "so much", amount, Some("2025"), false);
        }
        let figure = spending(
            &catalog(),
            story.text(),
            &story.extraction(),
            &[],
            Measure::UsdCurrent,
        );
        assert_eq!(figure.claims.len(), MAX_CLAIMS);
        assert!(figure.left_out[0].starts_with("5 more claims"));
    }

    #[test]
    fn an_empty_document_gives_an_empty_figure() {
        let catalog = catalog();
        let figure = spending(
            &catalog,
            "",
            &Extraction::default(),
            &[],
            Measure::UsdCurrent,
        );
        assert!(figure.series.is_empty() && figure.claims.is_empty());
        assert!(figure.left_out.is_empty() && figure.sources.is_empty());
    }
}
