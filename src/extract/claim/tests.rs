//! Claims: who is said to spend, reach or buy how much, and when.

use super::*;
use crate::extract::fixtures::extract;

/// One line a claim: the measure, the subject, the figure's words, the years and whether planned.
fn describe(text: &str) -> Vec<String> {
    let extraction = extract(text);
    let words_of = |id| {
        extraction
            .mention(id)
            .map_or("", |found| found.span.slice(text))
    };
    extraction
        .claims
        .iter()
        .map(|claim| {
            let measure = match claim.measure {
                ClaimMeasure::Spending { .. } => "spending",
                ClaimMeasure::SpendingShare { .. } => "share",
                ClaimMeasure::Range { .. } => "range",
                ClaimMeasure::Price { .. } => "price",
            };
            let subject = match &claim.subject {
                Subject::Country(iso3) => iso3.to_string(),
                Subject::Weapon(id) => id.clone(),
                Subject::Unknown => "?".to_owned(),
            };
            let years = claim.when.map_or_else(String::new, |(from, to)| {
                format!(" {}-{}", from.year(), to.year())
            });
            let planned = if claim.planned { " planned" } else { "" };
            format!(
                "{measure} {subject} {}{years}{planned}",
                words_of(claim.figure)
            )
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(describe(text), expected, "{text}");
}

#[test]
fn spending_of_a_year() {
    check(
        "Japan’s military spending was 50.2 billion dollars in 2023.",
        &["spending JPN 50.2 billion dollars 2023-2023"],
    );
}

#[test]
fn a_share_of_gdp() {
    check(
        "In 2023 Poland spent 3.9 percent of GDP on defense.",
        &["share POL 3.9 percent of GDP 2023-2023"],
    );
}

#[test]
fn a_range_of_a_weapon() {
    check(
        "The Tomahawk has a range of 1,600 kilometers.",
        &["range tomahawk 1,600 kilometers"],
    );
}

#[test]
fn a_figure_that_stands_alone_claims_nothing() {
    check("Tokyo is 1,600 kilometers from here.", &[]);
    check("The fund holds 3 billion dollars.", &[]);
}

#[test]
fn an_increase_is_no_level() {
    check(
        "Japan raised its defense spending by 5 billion dollars in 2023.",
        &[],
    );
}
