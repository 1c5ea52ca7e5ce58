//! Which bars and lines a document gets.

use super::*;
use crate::figures::testing::{Story, catalog};

fn figure(story: &Story) -> RangesFigure {
    ranges(&catalog(), story.text(), &story.extraction(), &[])
}

#[track_caller]
fn check_bars(story: &Story, own: &[&str], compared: &[&str]) -> RangesFigure {
    let figure = figure(story);
    let names = |named: bool| -> Vec<&str> {
        let some = figure.bars.iter().filter(|bar| bar.named == named);
        some.map(|bar| bar.name.as_str()).collect()
    };
    assert_eq!(names(true), own);
    assert_eq!(names(false), compared);
    let first_compared = figure.bars.iter().position(|bar| !bar.named);
    let last_own = figure.bars.iter().rposition(|bar| bar.named);
    assert!(first_compared.is_none() || last_own < first_compared);
    figure
}

#[test]
fn a_family_and_its_blocks_each_get_a_bar_by_longest_range() {
    let story = Story::new()
        .weapon("Block V", Some("tomahawk-block-v"))
        .weapon("Tomahawk", Some("tomahawk"))
        .weapon("Block IV", Some("tomahawk-block-iv"))
        .weapon("Tomahawk", Some("tomahawk"));
    let figure = check_bars(
        &story,
        &["Tomahawk", "Tomahawk Block IV", "Tomahawk Block V"],
        &[
            "Minuteman III",
            "Hwasong-12",
            "DF-26",
            "Kalibr",
            "Storm Shadow",
            "Iskander-M",
        ],
    );
    assert_eq!(figure.bars[0].mentions.len(), 2);
    assert!(figure.sources.iter().any(|line| line.contains("CSIS")));
}

#[test]
fn a_named_system_is_not_its_own_comparison() {
    let story = Story::new().weapon("Iskander", Some("iskander-m"));
    check_bars(
        &story,
        &["Iskander-M"],
        &[
            "Minuteman III",
            "Hwasong-12",
            "DF-26",
            "Kalibr",
            "Shahab-3",
            "Storm Shadow",
        ],
    );
}

#[test]
fn without_weapons_there_is_nothing_to_compare() {
    check_bars(&Story::new().words("Peace."), &[], &[]);
}

#[test]
fn asked_weapons_stand_alone_once_and_marked() {
    let asked = ["taurus", "sarmat", "taurus"].map(str::to_owned);
    let figure = ranges(&catalog(), "", &Extraction::default(), &asked);
    let names: Vec<&str> = figure.bars.iter().map(|bar| bar.name.as_str()).collect();
    assert_eq!(names, ["Sarmat", "Taurus"]);
    assert!(figure.bars.iter().all(|bar| bar.named));
}

#[test]
fn unknown_weapons_and_unpublished_ranges_are_said() {
    let story = Story::new()
        .weapon("Wunderwaffe", None)
        .weapon("Mystery", Some("mystery"))
        .weapon("Ghost", Some("ghost"));
    let figure = check_bars(&story, &[], &[]);
    assert_eq!(
        figure.left_out,
        [
            "ghost: not in the table of weapons",
            "Mystery: no range is published",
            "Wunderwaffe: not in the table of weapons"
        ]
    );
}

#[track_caller]
fn check_distances(story: &Story, expected: &[(&str, f64, f64, usize)]) -> RangesFigure {
    let figure = figure(story);
    let got: Vec<(&str, f64, f64, usize)> = figure
        .distances
        .iter()
        .map(|it| {
            let (low, high) = (it.km.0.round(), it.km.1.round());
            (it.label.as_str(), low, high, it.mentions.len())
        })
        .collect();
    assert_eq!(got, expected);
    figure
}

const KM: LengthUnit = LengthUnit::Kilometre;
const MILE: LengthUnit = LengthUnit::Mile;

#[test]
fn two_units_are_one_line_with_two_mentions() {
    let story = Story::new()
        .distance("up to 1,600 kilometers", 1600.0, 1600.0, KM)
        .words(" (")
        .distance("1,000 miles", 1000.0, 1000.0, MILE)
        .words(") away");
    check_distances(
        &story,
        &[("up to 1,600 kilometers (1,000 miles)", 1600.0, 1600.0, 2)],
    );
}

#[test]
fn a_dash_does_not_pair_two_distances() {
    let story = Story::new()
        .distance("500 km", 500.0, 500.0, KM)
        .words(" – up from ")
        .distance("480 km", 480.0, 480.0, KM)
        .words(".");
    check_distances(
        &story,
        &[("500 km", 500.0, 500.0, 1), ("480 km", 480.0, 480.0, 1)],
    );
}

#[test]
fn a_bracket_with_another_distance_is_another_line() {
    let story = Story::new()
        .distance("500 km", 500.0, 500.0, KM)
        .words(" (")
        .distance("1,000 miles", 1000.0, 1000.0, MILE)
        .words(" for the other)");
    check_distances(
        &story,
        &[
            ("500 km", 500.0, 500.0, 1),
            ("1,000 miles", 1609.0, 1609.0, 1),
        ],
    );
}

#[test]
fn a_list_is_not_a_pair() {
    let story = Story::new()
        .distance("300 km", 300.0, 300.0, KM)
        .words(" and ")
        .distance("310 km", 310.0, 310.0, KM);
    check_distances(
        &story,
        &[("300 km", 300.0, 300.0, 1), ("310 km", 310.0, 310.0, 1)],
    );
}

#[test]
fn the_same_distance_again_is_the_same_line() {
    let story = Story::new()
        .distance("1,600 km", 1600.0, 1600.0, KM)
        .words(" … ")
        .distance("1600 kilometres", 1600.0, 1600.0, KM);
    check_distances(&story, &[("1,600 km", 1600.0, 1600.0, 2)]);
}

#[test]
fn an_interval_keeps_both_ends() {
    let story = Story::new().distance("1,250 to 1,700 km", 1250.0, 1700.0, KM);
    check_distances(&story, &[("1,250 to 1,700 km", 1250.0, 1700.0, 1)]);
}

#[test]
fn heights_and_short_ways_are_counted_not_drawn() {
    let story = Story::new()
        .distance("35,000 feet", 35_000.0, 35_000.0, LengthUnit::Foot)
        .words(", ")
        .distance("2 km", 2.0, 2.0, KM);
    let figure = check_distances(&story, &[]);
    assert_eq!(
        figure.left_out,
        ["Distances below 10 km, or in metres or feet: 2 not drawn (“35,000 feet”, “2 km”)"]
    );
}

#[test]
fn the_moon_is_out_of_range() {
    let story = Story::new().distance("384,400 km", 384_400.0, 384_400.0, KM);
    let figure = check_distances(&story, &[]);
    assert_eq!(
        figure.left_out,
        ["Distances longer than the way round the Earth: 1 not drawn (“384,400 km”)"]
    );
}

#[test]
fn a_slip_in_a_table_is_said() {
    let mut catalog = catalog();
    catalog.missiles[0].range_km = Some((1.0, 1e12));
    let figure = ranges(&catalog, "", &Extraction::default(), &["tomahawk".into()]);
    assert!(figure.bars.is_empty());
    assert!(figure.left_out[0].contains("no distance on Earth"));
}

#[test]
fn of_many_distances_the_most_stated_are_drawn() {
    let mut story = Story::new();
    for km in [100.0, 200.0, 300.0, 400.0, 500.0, 600.0, 700.0, 700.0] {
        story = story.distance("far", km, km, KM).words(". ");
    }
    let figure = figure(&story);
    let km: Vec<f64> = figure.distances.iter().map(|it| it.km.0).collect();
    assert_eq!(km, [100.0, 200.0, 300.0, 400.0, 500.0, 700.0]);
    assert_eq!(
        figure.left_out,
        ["1 more distance is not drawn, because 6 lines are the most that fit (“far”)"]
    );
}

/// As the program reads these words.
fn of_words(text: &str) -> RangesFigure {
    let extraction = crate::extract::fixtures::extract(text);
    ranges(Catalog::shipped(), text, &extraction, &[])
}

#[test]
fn the_way_between_two_places_is_no_range_and_said_to_be_left_out() {
    let figure = of_words(
        "The Iskander-M missile has a range of up to 500 km. Berlin is about 530 km from Kaliningrad.",
    );
    let labels: Vec<&str> = figure
        .distances
        .iter()
        .map(|it| it.label.as_str())
        .collect();
    assert_eq!(labels, ["up to 500 km"]);
    assert_eq!(figure.apart[0].label, "about 530 km");
    let said = "“about 530 km”: the way between two places, which is no range";
    assert!(
        figure.left_out.iter().any(|it| it == said),
        "{:?}",
        figure.left_out
    );
}

#[test]
fn a_distance_said_of_a_weapon_stands_at_its_bar() {
    let figure = of_words("The Iskander-M missile has a range of up to 500 km.");
    let line = &figure.distances[0];
    assert_eq!(line.weapon.as_deref(), Some("iskander-m"));
    let bar = figure.bar_of(line).unwrap();
    assert_eq!(figure.stated_of(bar).count(), 1);
    let others = figure.bars.iter().filter(|it| it.weapon != "iskander-m");
    assert!(
        others
            .into_iter()
            .all(|bar| figure.stated_of(bar).count() == 0)
    );
}

#[test]
fn of_many_distances_at_one_bar_a_dozen_are_drawn() {
    let text: Vec<String> = (0..20)
        .map(|i| format!("The Iskander-M missile has a range of {} km.", 300 + 10 * i))
        .collect();
    let figure = of_words(&text.join("\n\n"));
    assert_eq!(figure.distances.len(), 12);
    let said = "8 more distances are not drawn, because 12 marks are the most that fit on a bar";
    let is_said = figure.left_out.iter().any(|it| it.starts_with(said));
    assert!(is_said, "{:?}", figure.left_out);
}

#[track_caller]
fn check_class(km: f64, expected: &str) {
    assert_eq!(CLASSES[class_of(km)].name, expected, "{km}");
}

#[test]
fn borders_belong_to_the_class_below() {
    check_class(1000.0, "short range");
    check_class(1000.1, "medium range");
    check_class(3000.0, "medium range");
    check_class(5500.0, "intermediate range");
    check_class(5501.0, "intercontinental");
    check_class(20_000.0, "intercontinental");
}

#[test]
fn classes_join_without_gaps() {
    for pair in CLASSES.windows(2) {
        assert!((pair[0].to_km - pair[1].from_km).abs() < f64::EPSILON);
    }
}

#[test]
fn many_weapons_leave_no_room_for_comparisons() {
    let own: Vec<RangeBar> = (0..ENOUGH_BARS)
        .map(|i| RangeBar {
            weapon: format!("own-{i}"),
            name: String::new(),
            operators: Vec::new(),
            kind: MissileKind::Other,
            min_km: 1.0,
            max_km: 2.0,
            named: true,
            mentions: Vec::new(),
            source: String::new(),
            note: String::new(),
        })
        .collect();
    assert!(comparisons(&catalog(), &own).is_empty());
    assert!(!comparisons(&catalog(), &own[..ENOUGH_BARS - 1]).is_empty());
}
