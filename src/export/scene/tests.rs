//! Properties that hold for every chart: inside the page, nothing over anything, everything there.

use proptest::prelude::*;

use super::*;
use crate::extract::{ClaimId, Extraction, MentionId};
use crate::figures::testing::{Story, catalog, iso3};
use crate::figures::{
    ClaimPoint, DistanceLine, RangeBar, RangesFigure, SpendingFigure, SpendingPoint,
    SpendingSeries, ranges, spending,
};
use crate::reference::{Measure, MissileKind, ObservationId, Status};

fn texts(scene: &Scene) -> Vec<(&str, Bounds)> {
    scene
        .items
        .iter()
        .filter_map(|item| match &item.shape {
            Shape::Text { text, .. } => Some((text.as_str(), item.bounds())),
            _ => None,
        })
        .collect()
}

/// What holds for every scene.
fn problems(scene: &Scene) -> Option<String> {
    let page = Bounds {
        left: 0.0,
        top: 0.0,
        right: scene.width,
        bottom: scene.height,
    };
    for item in &scene.items {
        let bounds = item.bounds();
        let finite = [bounds.left, bounds.top, bounds.right, bounds.bottom]
            .iter()
            .all(|it| it.is_finite());
        if !finite || !page.covers(bounds.grown(-0.01)) {
            return Some(format!("outside the page: {item:?}"));
        }
    }
    let texts = texts(scene);
    for (i, (a, bounds)) in texts.iter().enumerate() {
        for (b, other) in texts.iter().take(i) {
            if bounds.grown(-0.05).overlaps(*other) {
                return Some(format!("{a:?} at {bounds:?} over {b:?} at {other:?}"));
            }
        }
    }
    None
}

#[track_caller]
fn check(scene: &Scene) {
    assert_eq!(problems(scene), None);
}

#[track_caller]
fn check_text(scene: &Scene, expected: &str) {
    let found = texts(scene).iter().any(|(text, _)| text.contains(expected));
    assert!(found, "{expected:?} is not in {:?}", texts(scene));
}

fn links(scene: &Scene, part: Part) -> Vec<&str> {
    let items = scene.items.iter().filter(|item| item.part == part);
    items.filter_map(|item| item.link.as_deref()).collect()
}

fn article() -> Story {
    Story::new()
        .dated(2024, 1, 19)
        .country("Japan", "JPN")
        .country("China", "CHN")
        .country("United States", "USA")
        .country("North Korea", "PRK")
        .weapon("Tomahawk", Some("tomahawk"))
        .weapon("Block IV", Some("tomahawk-block-iv"))
        .weapon("Patriot", Some("patriot"))
        .distance(
            "up to 1,600 kilometers",
            1600.0,
            1600.0,
            crate::units::LengthUnit::Kilometre,
        )
        .pair_claim(
            "JPN",
            ("approximately 10 trillion yen", 1e13, "JPY"),
            " (",
            ("68 billion dollars", 6.8e10, "USD"),
            ")",
            Some("2027"),
        )
}

fn article_spending(measure: Measure) -> SpendingFigure {
    let story = article();
    spending(&catalog(), story.text(), &story.extraction(), &[], measure)
}

fn scene_of(figure: &SpendingFigure) -> Scene {
    spending_scene(figure, Size::DEFAULT, Theme::Light, ScaleChoice::Auto)
}

#[test]
fn the_spending_chart_of_an_article() {
    let figure = article_spending(Measure::UsdCurrent);
    let scene = scene_of(&figure);
    check(&scene);
    check_text(&scene, "Billion current US$, logarithmic scale");
    check_text(&scene, "“approximately 10 trillion yen");
    check_text(&scene, "Japan, 2027");
    check_text(&scene, "China 300");
    check_text(&scene, "North Korea 6 (2012)");
    check_text(&scene, "Sources: Military Expenditure Database, SIPRI");
    check_text(&scene, "not yet");
    let points: usize = figure.series.iter().map(|it| it.points.len()).sum();
    assert_eq!(
        links(&scene, Part::Point).len(),
        points,
        "every figure is a mark"
    );
    assert!(
        links(&scene, Part::Claim).contains(&"claim:1"),
        "the dollars are the claim drawn"
    );
    assert!(scene.description.contains("Japan: US$27 billion in 2000"));
}

#[test]
fn estimates_are_dashed_and_gaps_are_open() {
    let figure = spending(
        &catalog(),
        "",
        &Extraction::default(),
        &[iso3("CHN"), iso3("GAP")],
        Measure::UsdCurrent,
    );
    let scene = scene_of(&figure);
    let lines = |country: &str| -> Vec<(usize, bool)> {
        let link = format!("country:{country}");
        let items = scene.items.iter().filter(|it| it.part == Part::Series);
        items
            .filter(|it| it.link.as_ref() == Some(&link))
            .filter_map(|it| match &it.shape {
                Shape::Polyline { points, stroke } => Some((points.len(), stroke.dash.is_some())),
                _ => None,
            })
            .collect()
    };
    assert_eq!(lines("CHN"), [(25, true)]);
    // 2000–2002 and 2008–2009 are lines; 2024 stands alone as a mark.
    assert_eq!(lines("GAP"), [(3, false), (2, false)]);
}

#[test]
fn small_differences_keep_a_scale_from_zero() {
    let asked = [iso3("AAA"), iso3("BBB")];
    let figure = spending(
        &catalog(),
        "",
        &Extraction::default(),
        &asked,
        Measure::PctGdp,
    );
    let scene = scene_of(&figure);
    check(&scene);
    check_text(&scene, "Percent of GDP; numbers");
    assert!(texts(&scene).iter().any(|(text, _)| *text == "0"));
    let log = spending_scene(&figure, Size::DEFAULT, Theme::Dark, ScaleChoice::Log);
    check_text(&log, "logarithmic");
    assert!(texts(&log).iter().all(|(text, _)| *text != "0"));
}

#[test]
fn many_claims_are_numbered_and_listed() {
    let mut story = Story::new().country("Japan", "JPN");
    for i in 0..9 {
        let year = (2012 + 2 * i).to_string();
        let amount = 2e10 + f64::from(i) * 7e9;
        story = story.usd_claim("JPN", "so many dollars", amount, Some(&year), i % 2 == 0);
    }
    let figure = spending(
        &catalog(),
        story.text(),
        &story.extraction(),
        &[],
        Measure::UsdCurrent,
    );
    let scene = scene_of(&figure);
    check(&scene);
    check_text(
        &scene,
        "Stated in the document: 1 “so many dollars” (Japan, planned for 2012); 2",
    );
    assert_eq!(
        (1..=9)
            .filter(|n| texts(&scene).iter().any(|(text, _)| *text == n.to_string()))
            .count(),
        9
    );
}

#[test]
fn the_range_chart_of_an_article() {
    let story = article();
    let figure = ranges(&catalog(), story.text(), &story.extraction(), &[]);
    let scene = ranges_scene(&figure, Size::DEFAULT, Theme::Dark);
    check(&scene);
    check_text(&scene, "logarithmic scale");
    check_text(&scene, "Named in the document");
    check_text(&scene, "For comparison");
    check_text(&scene, "Tomahawk Block IV");
    check_text(&scene, "1,600–1,700 km");
    check_text(&scene, "up to 1,600 kilometers");
    check_text(&scene, "medium range");
    for bar in &figure.bars {
        let link = format!("weapon:{}", bar.weapon);
        assert!(links(&scene, Part::Bar).contains(&link.as_str()));
    }
}

#[test]
fn alike_ranges_are_drawn_from_zero() {
    let asked = ["taurus", "tomahawk"].map(str::to_owned);
    let figure = ranges(&catalog(), "", &Extraction::default(), &asked);
    let scene = ranges_scene(&figure, Size::DEFAULT, Theme::Light);
    check(&scene);
    check_text(&scene, "Ranges of Tomahawk and Taurus");
    assert!(texts(&scene).iter().any(|(text, _)| *text == "0"));
    assert!(
        !texts(&scene)
            .iter()
            .any(|(text, _)| text.contains("logarithmic"))
    );
}

#[test]
fn empty_figures_say_so() {
    let nothing = spending(
        &catalog(),
        "",
        &Extraction::default(),
        &[],
        Measure::UsdCurrent,
    );
    let scene = scene_of(&nothing);
    check(&scene);
    check_text(&scene, "There are no figures to draw");
    let nothing = ranges(&catalog(), "", &Extraction::default(), &[]);
    let scene = ranges_scene(&nothing, Size::DEFAULT, Theme::Light);
    check(&scene);
    check_text(&scene, "There are no ranges to draw");
}

#[track_caller]
fn check_size(text: &str, expected: Option<(f32, f32)>) {
    let size = Size::parse(text).map(|it| (it.width(), it.height()));
    assert_eq!(size, expected, "{text}");
}

#[test]
fn sizes_are_read_and_bounded() {
    check_size("960x600", Some((960.0, 600.0)));
    check_size("1600×1000", Some((1600.0, 1000.0)));
    check_size("399x600", None);
    check_size("960x9000", None);
    check_size("960", None);
    check_size("-960x600", None);
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z ]{1,12}",
        "[A-Za-zÀ-ÿ0-9 ,.()-]{1,60}",
        "[\\PC]{0,30}",
        "W{80}",
    ]
}

fn any_size() -> impl Strategy<Value = Size> {
    (400u16..1400, 400u16..1000).prop_map(|(width, height)| Size::new(width, height).unwrap())
}

fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => 0.5f64..100.0,
        2 => 1e-3f64..1e5,
        1 => 1e5f64..1e12,
        1 => Just(0.0)
    ]
}

fn any_status() -> impl Strategy<Value = Status> {
    prop_oneof![
        Just(Status::Reported),
        Just(Status::Estimate),
        Just(Status::Uncertain)
    ]
}

prop_compose! {
    fn any_series()(
        name in any_text(),
        first in 1950i16..2030,
        points in proptest::collection::vec((proptest::bool::weighted(0.85), any_value(), any_status()), 0..40),
        code in "[A-Z]{3}",
    ) -> SpendingSeries {
        let points = (first..).zip(points).filter(|(_, (there, ..))| *there);
        SpendingSeries {
            iso3: iso3(&code),
            name,
            look: usize::from(first.unsigned_abs()) % 24,
            points: points.map(|(year, (_, value, status))| SpendingPoint {
                observation: ObservationId(0), year, value, status, source: String::new(),
                working: None, other: None,
            }).collect(),
            mentions: Vec::new(),
        }
    }
}

prop_compose! {
    fn any_claim()(
        code in "[A-Z]{3}", country in any_text(), label in any_text(), year in 1990i16..2060,
        half in proptest::bool::ANY, a in any_value(), b in any_value(), planned in proptest::bool::ANY,
        working in proptest::option::of(any_text()),
    ) -> ClaimPoint {
        ClaimPoint {
            claim: ClaimId(0), mentions: Vec::new(), iso3: iso3(&code), country, label, working,
            planned, year: f64::from(year) + if half { 0.5 } else { 0.0 },
            value: (a.min(b).max(0.01), a.max(b).max(0.01)),
        }
    }
}

prop_compose! {
    fn any_spending()(
        series in proptest::collection::vec(any_series(), 0..14),
        mut claims in proptest::collection::vec(any_claim(), 0..9),
        left_out in proptest::collection::vec(any_text(), 0..8),
        sources in proptest::collection::vec(any_text(), 0..6),
        percent in proptest::bool::ANY,
    ) -> SpendingFigure {
        for (claim, series) in claims.iter_mut().zip(&series) {
            claim.iso3 = series.iso3;
        }
        let measure = if percent { Measure::PctGdp } else { Measure::UsdCurrent };
        SpendingFigure { measure, series, claims, left_out, sources, ..SpendingFigure::default() }
    }
}

prop_compose! {
    fn any_bar()(
        name in any_text(), a in any_value(), b in any_value(), named in proptest::bool::ANY,
        note in any_text(),
    ) -> RangeBar {
        RangeBar {
            weapon: "id".to_owned(), name, kind: MissileKind::AirDefence, operators: Vec::new(),
            min_km: a.min(b).min(4e4), max_km: a.max(b).clamp(0.1, 4e4), named, mentions: Vec::new(),
            source: String::new(), note,
        }
    }
}

prop_compose! {
    fn any_ranges()(
        mut bars in proptest::collection::vec(any_bar(), 0..30),
        distances in proptest::collection::vec((any_value(), any_value(), any_text()), 0..7),
        left_out in proptest::collection::vec(any_text(), 0..8),
        sources in proptest::collection::vec(any_text(), 0..20),
    ) -> RangesFigure {
        bars.sort_by_key(|bar| !bar.named);
        RangesFigure {
            bars,
            distances: distances.into_iter().map(|(a, b, label)| DistanceLine {
                mentions: vec![MentionId(3)], km: (a.min(b).clamp(10.0, 4e4), a.max(b).clamp(10.0, 4e4)), label,
                weapon: None,
            }).collect(),
            apart: Vec::new(),
            classes: crate::figures::ranges::CLASSES.to_vec(),
            left_out,
            sources,
            unit: crate::units::LengthUnit::Kilometre,
        }
    }
}

fn any_theme() -> impl Strategy<Value = Theme> {
    prop_oneof![Just(Theme::Light), Just(Theme::Dark)]
}

fn any_scale() -> impl Strategy<Value = ScaleChoice> {
    prop_oneof![
        Just(ScaleChoice::Auto),
        Just(ScaleChoice::Linear),
        Just(ScaleChoice::Log)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_spending_chart_is_sound(
        figure in any_spending(), size in any_size(), theme in any_theme(), scale in any_scale(),
    ) {
        let scene = spending_scene(&figure, size, theme, scale);
        prop_assert_eq!(problems(&scene), None);
        let points: usize = figure.series.iter().map(|it| it.points.len()).sum();
        prop_assert_eq!(links(&scene, Part::Point).len(), points);
        prop_assert!(scene.height >= size.height() && scene.width >= size.width());
    }

    #[test]
    fn every_range_chart_is_sound(figure in any_ranges(), size in any_size(), theme in any_theme()) {
        let scene = ranges_scene(&figure, size, theme);
        prop_assert_eq!(problems(&scene), None);
        prop_assert!(scene.height >= size.height());
    }
}
