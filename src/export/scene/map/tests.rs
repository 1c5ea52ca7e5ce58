//! Maps keep what every chart promises: inside the page, no name over another.

use super::*;
use crate::export::scene::SceneItem;
use crate::figures::map::{LaunchAsk, MapAsk, MapMaterial, ReachAsk, map};
use crate::reference::Catalog;
use proptest::prelude::*;

fn figure(lat: f64, lon: f64, reaches: Vec<ReachAsk>) -> MapFigure {
    let ask = MapAsk {
        launches: vec![LaunchAsk::At(LatLon::new(lat, lon).unwrap())],
        reaches,
    };
    map(Catalog::shipped(), &MapMaterial::default(), &ask)
}

fn problem(scene: &Scene) -> Option<String> {
    let page = Bounds {
        left: 0.0,
        top: 0.0,
        right: scene.width,
        bottom: scene.height,
    };
    let mut texts: Vec<(&SceneItem, Bounds)> = Vec::new();
    for item in &scene.items {
        let bounds = item.bounds();
        let finite = [bounds.left, bounds.top, bounds.right, bounds.bottom]
            .iter()
            .all(|it| it.is_finite());
        if !finite || !page.covers(bounds.grown(-0.05)) {
            return Some(format!("outside the page: {bounds:?} {item:?}"));
        }
        if matches!(item.shape, Shape::Text { .. }) {
            if let Some((other, _)) = texts
                .iter()
                .find(|(_, it)| it.overlaps(bounds.grown(-0.05)))
            {
                return Some(format!("{item:?} over {other:?}"));
            }
            texts.push((item, bounds));
        }
    }
    None
}

#[track_caller]
fn check(figure: &MapFigure) {
    for sheet in [Sheets::Azimuthal, Sheets::Equirectangular] {
        for (width, height) in [(400, 400), (960, 600), (2000, 900)] {
            let size = Size::new(width, height).unwrap();
            assert_eq!(problem(&map_scene(figure, size, Theme::Dark, sheet)), None);
        }
    }
}

#[test]
fn maps_keep_to_the_page() {
    check(&figure(
        35.6895,
        139.6917,
        vec![ReachAsk::Km(1600.0), ReachAsk::Weapon("tomahawk".into())],
    ));
    check(&figure(62.9, 40.6, vec![ReachAsk::Km(5500.0)]));
    check(&figure(
        28.2,
        -177.4,
        vec![ReachAsk::Km(18_000.0), ReachAsk::Km(30_000.0)],
    ));
    check(&MapFigure::default());
}

#[track_caller]
fn check_title(reaches: Vec<ReachAsk>, expected: &str) {
    assert_eq!(title(&figure(35.0, 139.0, reaches)), expected);
}

#[test]
fn titles_say_what_reaches_from_where() {
    check_title(
        vec![ReachAsk::Km(1600.0)],
        "Within 1,600 km of 35.00° N, 139.00° E",
    );
    check_title(
        vec![ReachAsk::Weapon("tomahawk".into())],
        "Reach of Tomahawk from 35.00° N, 139.00° E",
    );
    check_title(Vec::new(), "Around 35.00° N, 139.00° E");
}

#[test]
fn rings_carry_what_they_came_from_and_the_description_tells_it() {
    let figure = figure(35.6895, 139.6917, vec![ReachAsk::Weapon("tomahawk".into())]);
    let scene = map_scene(&figure, Size::DEFAULT, Theme::Light, Sheets::Azimuthal);
    let rings = || scene.items.iter().filter(|it| it.part == Part::Ring);
    assert!(
        rings().count() >= 3 && rings().all(|it| it.link.as_deref() == Some("weapon:tomahawk"))
    );
    assert!(
        scene.description.contains("Pyongyang (1,288 km)"),
        "{}",
        scene.description
    );
    assert!(
        scene.items.iter().any(
            |it| matches!(&it.shape, Shape::Text { text, .. } if text.contains("Natural Earth"))
        )
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn any_map_keeps_to_the_page(
        lat in -90.0f64..=90.0, lon in -180.0f64..=180.0, km in 5.0f64..22_000.0,
    ) {
        let figure = figure(lat, lon, vec![ReachAsk::Km(km)]);
        for sheet in [Sheets::Azimuthal, Sheets::Equirectangular] {
            prop_assert_eq!(problem(&map_scene(&figure, Size::DEFAULT, Theme::Light, sheet)), None);
        }
    }
}
