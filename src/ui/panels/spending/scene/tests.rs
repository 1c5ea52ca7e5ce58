//! The arithmetic of the spending chart on a plain frame: hits, emphasis, axes, places of words.

use eframe::egui::vec2;
use egui_plot::PlotBounds;

use super::*;
use crate::document::DocumentId;
use crate::extract::ClaimId;
use crate::reference::{Iso3, Measure, ObservationId, Status};
use crate::workspace::Judged;
use crate::workspace::Linked;

fn series(iso3: &str, first_row: u32, points: &[(i16, f64)]) -> SpendingSeries {
    SpendingSeries {
        iso3: Iso3::parse(iso3).unwrap(),
        name: iso3.to_owned(),
        look: 0,
        points: points
            .iter()
            .zip(first_row..)
            .map(|((year, value), row)| SpendingPoint {
                observation: ObservationId(row),
                year: *year,
                value: *value,
                status: Status::Reported,
                source: String::new(),
                working: None,
                other: None,
            })
            .collect(),
        mentions: Vec::new(),
    }
}

fn claim(iso3: &str, year: f64, value: (f64, f64)) -> ClaimPoint {
    ClaimPoint {
        claim: ClaimId(7),
        mentions: Vec::new(),
        iso3: Iso3::parse(iso3).unwrap(),
        country: iso3.to_owned(),
        year,
        value,
        label: "a lot".to_owned(),
        working: None,
        planned: true,
    }
}

fn figure(series: Vec<SpendingSeries>, claims: Vec<ClaimPoint>) -> SpendingFigure {
    SpendingFigure {
        measure: Measure::UsdCurrent,
        series,
        claims,
        ..SpendingFigure::default()
    }
}

/// Years 2000 to 2010 over 100 points, values 0 to 100 over 100 points, the origin below left.
fn transform() -> PlotTransform {
    let frame = Rect::from_min_size(pos2(0.0, 0.0), vec2(100.0, 100.0));
    let bounds = PlotBounds::from_min_max([2000.0, 0.0], [2010.0, 100.0]);
    PlotTransform::new(frame, bounds, false)
}

fn with_scene<T>(
    figure: &SpendingFigure,
    selected: &Linked,
    look: impl FnOnce(&Scene<'_>, &ChartView<'_>) -> T,
) -> T {
    let hovered = Linked::default();
    let judged = Judged::default();
    let view = ChartView {
        document: DocumentId(1),
        selected,
        hovered: &hovered,
        judged: &judged,
    };
    let scene = Scene::new(figure, &view, Scale::Linear, &transform());
    look(&scene, &view)
}

#[track_caller]
fn check_hit(at: (f32, f32), expected: Option<Item>) {
    let japan = series(
        "JPN",
        0,
        &[(2000, 50.0), (2001, 50.0), (2004, 50.0), (2008, 50.0)],
    );
    let figure = figure(vec![japan], vec![claim("JPN", 2009.0, (80.0, 80.0))]);
    with_scene(&figure, &Linked::default(), |scene, view| {
        let hit = scene.hit(pos2(at.0, at.1));
        assert_eq!(hit.and_then(|hit| scene.item(view, hit)), expected);
    });
}

fn country(iso3: &str) -> Option<Item> {
    Iso3::parse(iso3).map(Item::Country)
}

#[test]
fn near_a_point_is_the_point() {
    check_hit((0.0, 50.0), Some(Item::Observation(ObservationId(0))));
    check_hit((41.0, 44.0), Some(Item::Observation(ObservationId(2))));
}

#[test]
fn between_points_is_nothing_where_years_are_missing() {
    check_hit((25.0, 50.0), None);
    check_hit((60.0, 50.0), None);
}

#[test]
fn far_from_all_is_nothing() {
    check_hit((50.0, 5.0), None);
    check_hit((150.0, 50.0), None);
}

#[test]
fn a_claim_is_hit_before_anything_else() {
    check_hit((91.0, 21.0), Some(Item::Claim(DocumentId(1), ClaimId(7))));
}

#[test]
fn between_neighbouring_years_is_the_line() {
    let wide = series("KOR", 0, &[(2000, 20.0), (2001, 90.0)]);
    let figure = figure(vec![wide], Vec::new());
    with_scene(&figure, &Linked::default(), |scene, view| {
        let hit = scene
            .hit(pos2(5.0, 45.0))
            .and_then(|hit| scene.item(view, hit));
        assert_eq!(hit, country("KOR"));
    });
}

#[test]
fn a_gap_is_left_open() {
    let figure = figure(
        vec![series("JPN", 0, &[(2000, 1.0), (2001, 2.0), (2003, 3.0)])],
        Vec::new(),
    );
    with_scene(&figure, &Linked::default(), |scene, _| {
        assert_eq!(scene.lines[0].segments().count(), 1);
    });
}

#[test]
fn what_is_selected_stands_out_and_the_rest_steps_back() {
    let lines = vec![
        series("JPN", 0, &[(2000, 1.0)]),
        series("KOR", 9, &[(2000, 2.0)]),
    ];
    let figure = figure(lines, Vec::new());
    let mut selected = Linked::default();
    let emphasis = |selected: &Linked| {
        with_scene(&figure, selected, |scene, _| {
            [scene.lines[0].emphasis, scene.lines[1].emphasis]
        })
    };
    assert_eq!(emphasis(&selected), [Emphasis::Normal, Emphasis::Normal]);
    selected.countries.insert(Iso3::parse("KOR").unwrap());
    assert_eq!(emphasis(&selected), [Emphasis::Faded, Emphasis::Strong]);
    // A country that has no line here fades nothing.
    selected.countries = [Iso3::parse("FRA").unwrap()].into();
    assert_eq!(emphasis(&selected), [Emphasis::Normal, Emphasis::Normal]);
}

#[test]
fn arrows_walk_along_a_line_and_stop_at_its_ends() {
    let figure = figure(
        vec![series("JPN", 0, &[(2000, 1.0), (2001, 2.0)])],
        Vec::new(),
    );
    let mut selected = Linked::default();
    let step = |selected: &Linked, by: isize| {
        with_scene(&figure, selected, |scene, view| scene.stepped(view, 0, by))
    };
    let point = |row: u32| Some(Item::Observation(ObservationId(row)));
    assert_eq!(step(&selected, -1), point(1), "starts at the latest");
    selected.observation = Some(ObservationId(1));
    assert_eq!(step(&selected, -1), point(0));
    assert_eq!(step(&selected, 1), None);
    selected.observation = Some(ObservationId(0));
    assert_eq!(step(&selected, -1), None);
}

#[test]
fn a_pledge_for_a_later_year_is_inside_the_axes() {
    let figure = figure(
        vec![series("JPN", 0, &[(2000, 50.0), (2024, 55.0)])],
        vec![claim("JPN", 2027.0, (68.0, 80.0))],
    );
    for scale in [Scale::Linear, Scale::Log] {
        let extents = Extents::of(&figure, scale).unwrap();
        assert!(extents.years.contains(&2027.0) && extents.years.contains(&2000.0));
        assert!(extents.places.contains(&scale.place(80.0).unwrap()));
    }
}

#[test]
fn values_without_a_place_are_left_out() {
    let odd = series(
        "JPN",
        0,
        &[(2000, f64::NAN), (2001, 0.0), (2002, -3.0), (2003, 5.0)],
    );
    let figure = figure(vec![odd], vec![claim("JPN", f64::NAN, (1.0, 1.0))]);
    let extents = Extents::of(&figure, Scale::Log).unwrap();
    assert!(extents.years.contains(&2003.0) && !extents.years.contains(&2001.0));
    with_scene(&figure, &Linked::default(), |scene, _| {
        assert!(scene.claims.is_empty());
        assert_eq!(scene.lines[0].points.len(), 3);
    });
    let none = figure_of_nothing();
    assert_eq!(Extents::of(&none, Scale::Linear), None);
}

fn figure_of_nothing() -> SpendingFigure {
    figure(vec![series("JPN", 0, &[])], Vec::new())
}

#[test]
fn countries_far_apart_ask_for_a_log_scale() {
    let near = figure(
        vec![
            series("JPN", 0, &[(2000, 50.0)]),
            series("KOR", 1, &[(2000, 40.0)]),
        ],
        Vec::new(),
    );
    let far = figure(
        vec![
            series("JPN", 0, &[(2000, 50.0)]),
            series("USA", 1, &[(2000, 900.0)]),
        ],
        Vec::new(),
    );
    assert_eq!(Scale::suggested(&near), Scale::Linear);
    assert_eq!(Scale::suggested(&far), Scale::Log);
    assert_eq!(Scale::suggested(&figure_of_nothing()), Scale::Linear);
}

#[test]
fn words_do_not_hide_each_other_or_markers() {
    let claims = vec![
        claim("JPN", 2005.0, (50.0, 50.0)),
        claim("JPN", 2005.0, (60.0, 60.0)),
    ];
    let figure = figure(vec![series("JPN", 0, &[(2000, 50.0)])], claims);
    with_scene(&figure, &Linked::default(), |scene, _| {
        let mut placer = WordPlacer::new(scene);
        let size = vec2(30.0, 12.0);
        let first = placer.place(scene.claims[0].at, size, false).unwrap();
        let second = placer.place(scene.claims[1].at, size, false).unwrap();
        assert!(!first.intersects(second));
        for shape in &scene.claims {
            assert!(!first.contains(shape.at) && !second.contains(shape.at));
        }
        assert!(scene.frame.contains_rect(first) && scene.frame.contains_rect(second));
        // Words as large as the chart have no free place, unless they are wanted all the same.
        let large = vec2(94.0, 94.0);
        assert_eq!(placer.place(scene.claims[0].at, large, false), None);
        assert!(placer.place(scene.claims[0].at, large, true).is_some());
    });
}
