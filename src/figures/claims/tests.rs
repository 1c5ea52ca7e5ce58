//! Where claims land, and why some do not.

use jiff::civil::date;

use super::*;
use crate::figures::testing::{Story, catalog};

#[track_caller]
fn check(story: &Story, measure: Measure, expected: &[(&str, f64, f64, f64)]) -> Placed {
    let catalog = catalog();
    let placed = place(&catalog, story.text(), &story.extraction(), None, measure);
    let got: Vec<(&str, f64, f64, f64)> = placed
        .claims
        .iter()
        .map(|it| {
            let round = |value: f64| (value * 1000.0).round() / 1000.0;
            (
                it.label.as_str(),
                it.year,
                round(it.value.0),
                round(it.value.1),
            )
        })
        .collect();
    assert_eq!(got, expected, "left out: {:?}", placed.left_out);
    placed
}

#[track_caller]
fn check_left_out(story: &Story, measure: Measure, reason: &str) {
    let placed = check(story, measure, &[]);
    assert_eq!(placed.left_out.len(), 1, "{:?}", placed.left_out);
    assert!(placed.left_out[0].contains(reason), "{:?}", placed.left_out);
}

const USD: Measure = Measure::UsdCurrent;

#[test]
fn dollars_are_placed_in_billions() {
    let story = Story::new().usd_claim("JPN", "68 billion dollars", 6.8e10, Some("2027"), true);
    let placed = check(&story, USD, &[("68 billion dollars", 2027.0, 68.0, 68.0)]);
    assert!(placed.claims[0].planned);
    assert_eq!(placed.claims[0].working, None);
    assert_eq!(placed.claims[0].mentions.len(), 3, "who, how much, when");
}

#[test]
fn dollars_in_a_bracket_settle_the_amount_and_nothing_is_converted() {
    let story = Story::new().dated(2024, 1, 19).pair_claim(
        "JPN",
        ("approximately 10 trillion yen", 1e13, "JPY"),
        " (",
        ("68 billion dollars", 6.8e10, "USD"),
        ")",
        Some("2027"),
    );
    let placed = check(
        &story,
        USD,
        &[(
            "approximately 10 trillion yen (68 billion dollars)",
            2027.0,
            68.0,
            68.0,
        )],
    );
    assert!(placed.rate_sources.is_empty() && placed.left_out.is_empty());
    assert_eq!(placed.claims[0].mentions.len(), 4);
    assert_eq!(placed.claims[0].working, None);
}

#[test]
fn dollars_may_stand_first() {
    let story = Story::new().pair_claim(
        "JPN",
        ("$68bn", 6.8e10, "USD"),
        ", or about ",
        ("10tn yen", 1e13, "JPY"),
        "",
        Some("2027"),
    );
    check(
        &story,
        USD,
        &[("$68bn, or about 10tn yen", 2027.0, 68.0, 68.0)],
    );
}

#[test]
fn dollars_elsewhere_in_the_clause_settle_it_too() {
    let story = Story::new().dated(2024, 1, 19).pair_claim(
        "JPN",
        ("10 trillion yen", 1e13, "JPY"),
        " a year, which the ministry puts at ",
        ("68 billion dollars", 6.8e10, "USD"),
        "",
        Some("2027"),
    );
    let placed = check(&story, USD, &[("68 billion dollars", 2027.0, 68.0, 68.0)]);
    assert!(placed.rate_sources.is_empty());
}

#[test]
fn two_sides_of_a_percent_chart_are_one_line_of_reasons() {
    let story = Story::new().pair_claim(
        "JPN",
        ("10 trillion yen", 1e13, "JPY"),
        " (",
        ("68 billion dollars", 6.8e10, "USD"),
        ")",
        Some("2027"),
    );
    check_left_out(&story, Measure::PctGdp, "no place on an axis of percent");
}

#[test]
fn other_money_is_converted_at_the_rate_of_the_documents_month() {
    let story = Story::new().dated(2024, 1, 19).money_claim(
        "JPN",
        ("10 trillion yen", 1e13, "JPY"),
        Some("2027"),
    );
    let placed = check(&story, USD, &[("10 trillion yen", 2027.0, 68.356, 68.356)]);
    assert_eq!(
        placed.claims[0].working.as_deref(),
        Some(
            "¥10 trillion at 146.29 JPY a US dollar (mean of January 2024, Federal Reserve) = US$68.4 billion"
        )
    );
    assert_eq!(placed.rate_sources, [SourceId("fed".into())]);
}

#[test]
fn without_a_month_the_rate_of_the_year_is_used() {
    let story = Story::new().dated(2023, 6, 1).money_claim(
        "JPN",
        ("14 trillion yen", 1.4e13, "JPY"),
        Some("2027"),
    );
    let placed = check(&story, USD, &[("14 trillion yen", 2027.0, 100.0, 100.0)]);
    let working = placed.claims[0].working.as_deref().unwrap();
    assert!(working.contains("mean of 2023"), "{working}");
}

#[test]
fn without_a_date_or_a_rate_nothing_is_converted() {
    let undated = Story::new().money_claim("JPN", ("10 trillion yen", 1e13, "JPY"), Some("2027"));
    check_left_out(&undated, USD, "the document gives no date");
    let unknown = Story::new().dated(2024, 1, 19).money_claim(
        "CHE",
        ("5 billion francs", 5e9, "CHF"),
        Some("2024"),
    );
    check_left_out(&unknown, USD, "no rate of CHF for 2024");
}

#[test]
fn percent_belongs_on_the_percent_axis_only() {
    let story = Story::new().share_claim("JPN", "2 per cent of GDP", 2.0, Some("2027"));
    check(
        &story,
        Measure::PctGdp,
        &[("2 per cent of GDP", 2027.0, 2.0, 2.0)],
    );
    check_left_out(&story, USD, "a share of GDP");
}

#[test]
fn what_has_no_year_no_country_or_no_spending_is_left_out_with_the_reason() {
    let no_year = Story::new().usd_claim("JPN", "68 billion dollars", 6.8e10, None, false);
    check_left_out(&no_year, USD, "gives no year");
    let nobody = Story::new().usd_claim("", "68 billion dollars", 6.8e10, Some("2027"), false);
    check_left_out(&nobody, USD, "names no country");
    let price = Story::new().price_claim("JPN", "2.35 billion dollars", 2.35e9, Some("2023"));
    check_left_out(&price, USD, "a price, contract or fund");
    let nothing = Story::new().usd_claim("JPN", "0 dollars", 0.0, Some("2027"), false);
    check_left_out(&nothing, USD, "above zero");
}

#[test]
fn the_same_claim_twice_is_one_mark_with_both_places() {
    let story = Story::new()
        .usd_claim("JPN", "68 billion dollars", 6.8e10, Some("2027"), false)
        .usd_claim("JPN", "US$68bn", 6.8e10, Some("2027"), true);
    let placed = check(&story, USD, &[("68 billion dollars", 2027.0, 68.0, 68.0)]);
    assert_eq!(placed.claims[0].mentions.len(), 6);
    assert!(placed.claims[0].planned);
}

#[test]
fn claims_of_countries_not_asked_for_are_not_on_the_chart() {
    let story = Story::new()
        .usd_claim("JPN", "68 billion dollars", 6.8e10, Some("2027"), false)
        .usd_claim("CHN", "300 billion dollars", 3e11, Some("2025"), false);
    let catalog = catalog();
    let scope = [Iso3::parse("CHN").unwrap()];
    let placed = place(
        &catalog,
        story.text(),
        &story.extraction(),
        Some(&scope),
        USD,
    );
    let codes: Vec<&str> = placed.claims.iter().map(|it| it.iso3.code()).collect();
    assert_eq!(codes, ["CHN"]);
    assert!(placed.left_out.is_empty());
}

#[track_caller]
fn check_year(from: (i16, i8, i8), to: (i16, i8, i8), expected: Option<f64>) {
    let from = date(from.0, from.1, from.2);
    let to = date(to.0, to.1, to.2);
    assert_eq!(middle_year(from, to), expected, "{from} to {to}");
}

#[test]
fn a_year_stands_at_its_number() {
    check_year((2027, 1, 1), (2027, 12, 31), Some(2027.0));
    check_year((2024, 1, 1), (2024, 12, 31), Some(2024.0));
}

#[test]
fn a_part_of_a_year_stands_at_its_year() {
    check_year((2023, 11, 1), (2023, 11, 30), Some(2023.0));
    check_year((2024, 1, 18), (2024, 1, 18), Some(2024.0));
}

#[test]
fn a_fiscal_year_stands_where_most_of_it_lies() {
    check_year((2024, 4, 1), (2025, 3, 31), Some(2024.0));
    check_year((2023, 10, 1), (2024, 9, 30), Some(2024.0));
}

#[test]
fn two_years_stand_between() {
    check_year((2023, 1, 1), (2024, 12, 31), Some(2023.5));
}

#[test]
fn five_years_are_no_year() {
    check_year((2023, 4, 1), (2028, 3, 31), None);
    check_year((2024, 1, 2), (2024, 1, 1), None);
}

#[test]
fn a_deadline_stands_at_its_last_year() {
    // "by 2027", said in January 2024: the interval runs from then.
    let story = Story::new().deadline_claim(
        "JPN",
        ("68 billion dollars", 6.8e10),
        (date(2024, 1, 19), date(2027, 12, 31)),
    );
    check(&story, USD, &[("68 billion dollars", 2027.0, 68.0, 68.0)]);
}
