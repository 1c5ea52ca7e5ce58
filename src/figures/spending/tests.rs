//! Which countries get a line, in which measure, and what is said of the rest.

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
