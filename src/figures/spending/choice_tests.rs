//! Measures, index, editions, plans and dates: what a choice does to the chart.

use jiff::civil::date;

use super::*;
use crate::figures::testing::{Story, iso3};

fn shipped(story: &Story, choice: &SpendingChoice) -> SpendingFigure {
    spending_as(
        Catalog::shipped(),
        story.text(),
        &story.extraction(),
        choice,
    )
}

fn of(code: &str) -> Story {
    Story::new().country("Somewhere", code)
}

fn in_measure(measure: Measure) -> SpendingChoice {
    SpendingChoice {
        measure,
        ..SpendingChoice::default()
    }
}

fn then() -> SpendingChoice {
    SpendingChoice {
        edition: EditionChoice::Then,
        ..SpendingChoice::default()
    }
}

#[track_caller]
fn point(figure: &SpendingFigure, year: i16) -> &SpendingPoint {
    let found = figure.series[0].points.iter().find(|it| it.year == year);
    found.unwrap_or_else(|| panic!("no point for {year}"))
}

#[track_caller]
fn check_near(got: f64, expected: f64) {
    assert!(
        (got / expected - 1.0).abs() < 0.002,
        "{got} is not {expected}"
    );
}

#[test]
fn constant_dollars_are_current_ones_times_prices_and_say_so() {
    let current = shipped(&of("JPN"), &in_measure(Measure::UsdCurrent));
    let figure = shipped(&of("JPN"), &in_measure(Measure::UsdConstant));
    let (now, then) = (point(&figure, 2000), point(&current, 2000));
    check_near(now.value, then.value * 313.689 / 172.2);
    let working = now.working.as_deref().unwrap();
    assert!(
        working.contains("× 313.7 ÷ 172.2 (US consumer prices of 2024 and 2000)"),
        "{working}"
    );
    check_near(point(&figure, 2024).value, point(&current, 2024).value);
    assert_eq!(
        figure.unit_words(),
        "Billion US$ at US consumer prices of 2024"
    );
    assert!(figure.how[0].starts_with("Constant dollars are computed here"));
    assert!(
        figure
            .sources
            .iter()
            .any(|it| it.contains("Consumer Price Index"))
    );
    assert!(
        !current
            .sources
            .iter()
            .any(|it| it.contains("Consumer Price Index"))
    );
}

#[test]
fn a_claim_for_a_year_without_prices_is_left_out_with_the_reason() {
    let story = of("JPN").usd_claim("JPN", "68 billion dollars", 6.8e10, Some("2027"), true);
    let figure = shipped(&story, &in_measure(Measure::UsdConstant));
    assert_eq!(figure.claims, []);
    let said = figure.left_out.join("; ");
    assert!(
        said.contains("no deflator for 2027: the US consumer prices of the tables end in 2024"),
        "{said}"
    );
}

#[test]
fn a_claim_of_a_year_with_prices_is_deflated_with_its_working() {
    let story = of("JPN").usd_claim("JPN", "46 billion dollars", 4.6e10, Some("2022"), false);
    let figure = shipped(&story, &in_measure(Measure::UsdConstant));
    check_near(figure.claims[0].value.0, 46.0 * 313.689 / 292.655);
    let working = figure.claims[0].working.as_deref().unwrap();
    assert!(working.contains("prices of 2024 and 2022"), "{working}");
}

#[test]
fn an_index_is_a_hundred_in_its_year_and_leaves_out_who_lacks_it() {
    let choice = SpendingChoice {
        index_year: Some(2010),
        ..SpendingChoice::default()
    };
    let story = of("JPN").country("Norway", "NOR").usd_claim(
        "JPN",
        "46 billion dollars",
        4.6e10,
        Some("2022"),
        false,
    );
    let figure = shipped(&story, &choice);
    check_near(point(&figure, 2010).value, 100.0);
    assert_eq!(figure.series.len(), 1);
    assert_eq!(
        figure.left_out[0],
        "Norway: no figure for 2010 to take as 100"
    );
    let base = point(&shipped(&of("JPN"), &SpendingChoice::default()), 2010).value;
    check_near(figure.claims[0].value.0, 46.0 / base * 100.0);
    assert_eq!(figure.value_words(132.04), "132 (2010 = 100)");
}

#[test]
fn japans_2023_was_more_when_it_was_first_published() {
    let story = of("JPN").dated(2024, 6, 1);
    let figure = shipped(&story, &then());
    let shown = point(&figure, 2023);
    check_near(shown.value, 50.2);
    assert!(shown.source.contains("2023"), "{}", shown.source);
    let other = shown.other.as_ref().unwrap();
    check_near(other.value, 48.2);
    assert!(figure.series[0].points.iter().all(|it| it.year <= 2023));
    assert_eq!(figure.edition.shown, EditionChoice::Then);

    let now = shipped(&story, &SpendingChoice::default());
    let shown = point(&now, 2023);
    check_near(shown.value, 48.2);
    let other = shown.other.as_ref().unwrap();
    check_near(other.value, 50.2);
    assert_eq!(
        other.words,
        "first published as US$50.2 billion (22 April 2024)"
    );
}

#[test]
fn before_april_2024_nobody_knew_2023() {
    let figure = shipped(&of("JPN").dated(2024, 2, 1), &then());
    assert_eq!(figure.series[0].points.last().unwrap().year, 2022);
}

#[track_caller]
fn check_no_then(story: &Story, choice: &SpendingChoice, why: &str) {
    let figure = shipped(story, choice);
    assert_eq!(figure.edition.shown, EditionChoice::Now);
    let said = figure.edition.why_not_then.unwrap();
    assert!(said.contains(why), "{said}");
    assert!(figure.edition.words.starts_with("As known now: "));
}

#[test]
fn where_there_is_no_edition_of_the_day_the_latest_is_shown_and_why() {
    check_no_then(&of("JPN"), &then(), "gives no date");
    check_no_then(
        &of("JPN").dated(2021, 3, 1),
        &then(),
        "no edition that was out on 1 March 2021",
    );
    check_no_then(
        &of("JPN").dated(2026, 3, 1),
        &then(),
        "when the latest edition",
    );
    let share = SpendingChoice {
        measure: Measure::PctGdp,
        ..then()
    };
    check_no_then(&of("JPN").dated(2024, 6, 1), &share, "in dollars only");
}

#[test]
fn ranks_of_a_first_publication_are_those_that_were_published() {
    let story = of("JPN").dated(2024, 6, 1);
    let figure = shipped(&story, &then());
    let last = figure.ranks.last().unwrap();
    assert_eq!((last.year, last.rows.len()), (2023, 10));
    assert!(last.among.contains("first published"));
    let japan = last
        .rows
        .iter()
        .find(|row| row.iso3 == iso3("JPN"))
        .unwrap();
    assert_eq!((japan.rank, japan.value), (10, 50.2));
    check_near(japan.other.unwrap().1, 48.2);

    let now = shipped(&story, &SpendingChoice::default());
    let year = now.ranks.iter().find(|it| it.year == 2023).unwrap();
    assert!(year.among.contains("in the tables"));
    assert_eq!(year.rows[0].iso3, iso3("USA"));
    let japan = year
        .rows
        .iter()
        .find(|row| row.iso3 == iso3("JPN"))
        .unwrap();
    assert_eq!(japan.other, Some((Some(10), 50.2)));
}

#[test]
fn ranks_are_in_order_and_share_a_place_only_when_equal() {
    let figure = shipped(&of("JPN"), &SpendingChoice::default());
    for year in &figure.ranks {
        for pair in year.rows.windows(2) {
            assert!(pair[0].value >= pair[1].value);
            assert!(pair[0].rank < pair[1].rank || pair[0].value <= pair[1].value);
        }
    }
}

#[test]
fn plans_stand_after_the_published_years_and_are_converted_at_a_named_rate() {
    let figure = shipped(&of("JPN"), &SpendingChoice::default());
    let last = figure.series[0].points.last().unwrap().year;
    assert!(!figure.plans.is_empty());
    for plan in &figure.plans {
        assert!(plan.year > f64::from(last));
        let working = plan.working.as_deref().unwrap();
        assert!(working.contains("JPY a US dollar (mean of "), "{working}");
        assert!(!plan.source.is_empty());
    }
    let totals = ["jpn-buildup-2023-27", "deal-jpn-tomahawk-contract"];
    assert!(
        !figure
            .plans
            .iter()
            .any(|it| totals.contains(&it.plan.as_str()))
    );
}

#[test]
fn shares_promised_stand_on_the_axis_of_shares() {
    let figure = shipped(&of("GBR"), &in_measure(Measure::PctGdp));
    let plan = figure
        .plans
        .iter()
        .find(|it| it.plan == "gbr-25pct-2027")
        .unwrap();
    assert_eq!(plan.value, (2.5, 2.5));
    assert_eq!(plan.label, "target of 2.5 % of GDP for 2027");
}

#[test]
fn a_plan_that_was_not_announced_on_the_day_is_not_shown() {
    let figure = shipped(&of("JPN").dated(2024, 6, 1), &then());
    assert!(figure.plans.iter().any(|it| it.plan == "jpn-budget-fy2024"));
    assert!(!figure.plans.iter().any(|it| it.plan == "jpn-budget-fy2026"));
}

#[test]
fn a_plan_that_the_document_states_itself_is_drawn_once() {
    let story = of("JPN").usd_claim("JPN", "68 billion dollars", 6.8e10, Some("2027"), true);
    let figure = shipped(&story, &SpendingChoice::default());
    assert_eq!(figure.claims.len(), 1);
    assert!(!figure.plans.iter().any(|it| it.plan == "jpn-10tn-2027"));
}

#[test]
fn the_documents_date_is_a_mark_on_the_axis() {
    check_date((2024, 1, 1), 2024.0, "1 January 2024");
    check_date((2024, 2, 1), 2024.085, "1 February 2024");
    // The last day of the last year that is drawn is on the axis, too.
    check_date((2027, 12, 31), 2027.997, "31 December 2027");
}

#[test]
fn a_date_behind_the_last_year_widens_no_axis() {
    let year = |year: i16| Value::Date {
        from: date(year, 1, 1),
        to: date(year, 12, 31),
        bound: None,
    };
    let story = of("JPN")
        .usd_claim("JPN", "68 billion dollars", 6.8e10, Some("2027"), true)
        .words(" until ")
        .says("2028", year(2028));
    let figure = shipped(&story, &SpendingChoice::default());
    let dates: Vec<&str> = figure.dates.iter().map(|it| it.label.as_str()).collect();
    assert_eq!(dates, ["2027"]);
}

/// A day stands right of the figures of its year, by its share of the year.
#[track_caller]
fn check_date((year, month, day): (i16, i8, i8), expected: f64, label: &str) {
    let story = of("JPN").usd_claim("JPN", "68 billion dollars", 6.8e10, Some("2027"), true);
    let figure = shipped(&story.dated(year, month, day), &SpendingChoice::default());
    let mark = figure.dates.iter().find(|mark| mark.is_document).unwrap();
    assert!((mark.year - expected).abs() < 0.001, "{}", mark.year);
    assert_eq!(mark.label, label);
}

#[test]
fn only_measures_with_figures_are_offered() {
    let figure = shipped(&of("JPN"), &SpendingChoice::default());
    let expected = [Measure::UsdCurrent, Measure::UsdConstant, Measure::PctGdp];
    assert_eq!(figure.measures, expected);
    let figure = shipped(&of("JPN"), &in_measure(Measure::LocalCurrency));
    assert_eq!(figure.left_out, ["Japan: no figures in local currency"]);
}
