//! Who is inside, and what the map says of itself.

use super::*;
use crate::extract::Value;
use crate::figures::ranges;
use crate::figures::testing::Story;

fn shipped(ask: &MapAsk) -> MapFigure {
    map(Catalog::shipped(), &MapMaterial::default(), ask)
}

fn from(place: &str, reach: ReachAsk) -> MapAsk {
    MapAsk {
        launches: vec![LaunchAsk::Place(place.to_owned())],
        reaches: vec![reach],
    }
}

#[track_caller]
fn check_inside(place: &str, km: f64, inside: &[&str], outside: &[&str]) {
    let figure = shipped(&from(place, ReachAsk::Km(km)));
    let names: Vec<&str> = figure.places.iter().map(|it| it.name.as_str()).collect();
    for name in inside {
        assert!(names.contains(name), "{name} is left out of {names:?}");
    }
    for name in outside {
        assert!(!names.contains(name), "{name} is in {names:?}");
    }
}

#[test]
fn who_lies_within_1600_km() {
    check_inside(
        "tokyo",
        1600.0,
        &["Pyongyang", "Seoul", "Vladivostok"],
        &["Shanghai", "Beijing", "Tokyo"],
    );
    check_inside(
        "sasebo",
        1600.0,
        &["Beijing", "Shanghai", "Pyongyang"],
        &["Moscow"],
    );
    check_inside("midway", 2500.0, &["Honolulu", "Pearl Harbor"], &["Tokyo"]);
    check_inside(
        "plesetsk",
        5500.0,
        &["Moscow", "London", "Beijing"],
        &["Washington, D.C."],
    );
}

#[track_caller]
fn check_in_sentence(between: &str, expected: bool) {
    let text = format!("Iskander-M{between}Kaliningrad");
    let (from, to) = ("Iskander-M".len(), text.len() - "Kaliningrad".len());
    assert_eq!(super::material::is_in_sentence(&text, from, to), expected);
}

#[test]
fn a_weapon_is_of_a_place_in_its_sentence() {
    check_in_sentence(", stationed in ", true);
    check_in_sentence(" flew. It is based in ", false);
    check_in_sentence(&" and on".repeat(200), false);
}

#[test]
fn pyongyang_is_about_1285_km_from_tokyo() {
    let figure = shipped(&from("tokyo", ReachAsk::Km(1600.0)));
    let place = figure
        .places
        .iter()
        .find(|it| it.name == "Pyongyang")
        .unwrap();
    let (km, launch) = place.nearest().unwrap();
    assert!((km - 1285.0).abs() < 5.0, "{km}");
    assert_eq!(launch, 0);
    assert!(
        figure
            .places
            .windows(2)
            .all(|it| it[0].nearest().unwrap().0 <= it[1].nearest().unwrap().0)
    );
}

#[test]
fn a_range_from_to_has_two_lines_and_says_which_holds() {
    let figure = shipped(&from("tokyo", ReachAsk::Weapon("tomahawk".into())));
    let [ring] = figure.rings.as_slice() else {
        panic!("{:?}", figure.rings)
    };
    assert!(ring.km.0 < ring.km.1 && !ring.inner.is_empty());
    let of = |name: &str| {
        figure
            .places
            .iter()
            .find(|it| it.name == name)
            .unwrap()
            .inside[0]
            .always
    };
    assert!(of("Seoul") && !of("Beijing"));
    assert!(!figure.sources.is_empty() && !ring.source.is_empty());
}

#[test]
fn coordinates_are_a_launch_place_too() {
    let at = LatLon::new(28.2072, -177.3735).unwrap();
    let ask = MapAsk {
        launches: vec![LaunchAsk::At(at)],
        reaches: vec![ReachAsk::Km(2500.0)],
    };
    let figure = shipped(&ask);
    assert_eq!(figure.launches[0].name, "28.21° N, 177.37° W");
    assert!(
        figure.places.iter().all(|it| it.name != "Midway Atoll"),
        "it is the launch place"
    );
}

#[track_caller]
fn check_left_out(reach: ReachAsk, words: &str) {
    let figure = shipped(&from("tokyo", reach));
    assert!(
        figure.rings.is_empty() && figure.left_out.iter().any(|it| it.contains(words)),
        "{:?}",
        figure.left_out
    );
}

#[test]
fn what_cannot_be_drawn_is_said() {
    check_left_out(ReachAsk::Km(-3.0), "no distance on Earth");
    check_left_out(ReachAsk::Km(f64::NAN), "no distance on Earth");
    check_left_out(ReachAsk::Weapon("no-such".into()), "not in the table");
}

fn figure(story: &Story) -> MapFigure {
    let extraction = story.extraction();
    let catalog = Catalog::shipped();
    let bars = ranges(catalog, story.text(), &extraction, &[]);
    let material = map_material(catalog, story.text(), &extraction, &bars);
    map(catalog, &material, &MapAsk::default())
}

fn place(name: &str) -> Value {
    let place = Catalog::shipped().place(name).unwrap();
    Value::Place {
        place: name.into(),
        iso3: Some(place.iso3),
        position: Some(&place.position),
    }
}

#[test]
fn without_a_launch_place_one_is_assumed_and_said_to_be() {
    let story = Story::new()
        .country("Japan", "JPN")
        .country("China", "CHN")
        .weapon("Tomahawk", Some("tomahawk"));
    let figure = figure(&story);
    assert_eq!(figure.launches[0].name, "Tokyo");
    assert_eq!(figure.rings[0].origin, Origin::Weapon("tomahawk".into()));
    assert!(
        figure.notes[0].contains("names no launch place") && figure.notes[0].contains("assumed"),
        "{:?}",
        figure.notes
    );
}

#[test]
fn a_weapon_of_others_is_not_drawn_from_an_assumed_place() {
    let story = Story::new()
        .country("Japan", "JPN")
        .weapon("Tomahawk", Some("tomahawk"))
        .weapon("Hwasong-15", Some("hwasong-15"));
    let drawn = figure(&story);
    let origins: Vec<&Origin> = drawn.rings.iter().map(|it| &it.origin).collect();
    assert_eq!(origins, [&Origin::Weapon("tomahawk".into())]);
    let said = "do not list Japan as an operator of Hwasong-15: choose a place";
    assert!(
        drawn.notes.iter().any(|it| it.contains(said)),
        "{:?}",
        drawn.notes
    );
    // Alone it has no place at all, and none is drawn.
    let story = Story::new()
        .country("Japan", "JPN")
        .weapon("Hwasong-15", Some("hwasong-15"));
    let drawn = figure(&story);
    assert!(drawn.rings.is_empty() && drawn.launches.is_empty());
    assert!(drawn.notes.iter().any(|it| it.contains("choose a place")));
}

#[test]
fn where_all_weapons_are_foreign_a_distance_is_still_no_range() {
    let story = Story::new()
        .country("Japan", "JPN")
        .weapon("Hwasong-15", Some("hwasong-15"))
        .words("A ship lay off the coast, at ")
        .distance("200 km", 200.0, 200.0, LengthUnit::Kilometre);
    let drawn = figure(&story);
    assert!(drawn.rings.is_empty(), "{:?}", drawn.rings);
    assert!(drawn.notes.iter().any(|it| it.contains("choose a place")));
}

#[test]
fn words_can_name_the_launch_place() {
    let story = Story::new()
        .country("Japan", "JPN")
        .weapon("Tomahawk", Some("tomahawk"))
        .words("It was launched from ")
        .says("Sasebo naval base", place("Sasebo naval base"))
        .words(" towards ")
        .says("Seoul", place("Seoul"));
    let figure = figure(&story);
    let names: Vec<&str> = figure.launches.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Sasebo naval base"]);
    assert!(
        !figure.notes.iter().any(|it| it.contains("no launch place")),
        "{:?}",
        figure.notes
    );
    assert!(
        figure
            .places
            .iter()
            .any(|it| it.name == "Seoul" && !it.mentions.is_empty())
    );
}

#[test]
fn a_place_of_the_words_is_no_launch_place_of_what_others_have() {
    let story = Story::new()
        .weapon("Tomahawk", Some("tomahawk"))
        .weapon("Kalibr", Some("kalibr"))
        .says(
            "Iskander-M",
            Value::Weapon {
                weapon: Some("iskander-m".into()),
            },
        )
        .words(", stationed in ")
        .says("Kaliningrad", place("Kaliningrad"))
        .words(", is near.");
    let drawn = figure(&story);
    let names: Vec<&str> = drawn.launches.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Kaliningrad"]);
    let mut origins: Vec<&Origin> = drawn.rings.iter().map(|it| &it.origin).collect();
    origins.sort();
    assert_eq!(
        origins,
        [
            &Origin::Weapon("iskander-m".into()),
            &Origin::Weapon("kalibr".into())
        ]
    );
    let said = "do not list Russia as an operator of Tomahawk: choose a place";
    assert!(
        drawn.notes.iter().any(|it| it.contains(said)),
        "{:?}",
        drawn.notes
    );
}

#[test]
fn words_that_station_a_weapon_abroad_are_believed() {
    let story = Story::new()
        .says(
            "Tomahawk",
            Value::Weapon {
                weapon: Some("tomahawk".into()),
            },
        )
        .words(" launchers were deployed to ")
        .says("Manila", place("Manila"))
        .words(".");
    let drawn = figure(&story);
    assert_eq!(drawn.rings.len(), 1, "{:?}", drawn.notes);
}

#[test]
fn a_ring_that_is_added_takes_no_colour_away() {
    let story = Story::new()
        .country("Russia", "RUS")
        .weapon("Kalibr", Some("kalibr"))
        .weapon("Iskander-M", Some("iskander-m"));
    let extraction = story.extraction();
    let catalog = Catalog::shipped();
    let bars = ranges(catalog, story.text(), &extraction, &[]);
    let material = map_material(catalog, story.text(), &extraction, &bars);
    let looks = |reaches: &[ReachAsk]| {
        let ask = MapAsk {
            launches: vec![LaunchAsk::Place("moscow".to_owned())],
            reaches: reaches.to_vec(),
        };
        let rings = map(catalog, &material, &ask).rings;
        let looks = rings.iter().map(|it| (it.label.clone(), it.look));
        looks.collect::<std::collections::BTreeMap<_, _>>()
    };
    let mut asked = vec![
        ReachAsk::Weapon("iskander-m".to_owned()),
        ReachAsk::Weapon("kalibr".to_owned()),
    ];
    let before = looks(&asked);
    assert_eq!(before.len(), 2);
    // Longer than both, so it comes first among the rings.
    asked.push(ReachAsk::Km(9000.0));
    asked.push(ReachAsk::Weapon("hwasong-15".to_owned()));
    let after = looks(&asked);
    let mut all: Vec<usize> = after.values().copied().collect();
    assert!(
        before
            .iter()
            .all(|(label, look)| after.get(label) == Some(look))
    );
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 4, "none shares a colour");
}

#[test]
fn nothing_to_draw_is_an_empty_map() {
    let figure = figure(&Story::new().words("Nothing flies here."));
    assert!(figure.rings.is_empty() && figure.launches.is_empty());
    let figure = shipped(&MapAsk::default());
    assert_eq!(figure, MapFigure::default());
}
