//! `rangebook chart` through the binary: what a reader of its files finds. SVG, CSV, GeoJSON and KML are
//! read with parsers of their own and compared with one another: the table has what is drawn, no more
//! and no less, and in the same order of size.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops where it fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

const ARTICLE: &str = "sample_data/japan_tomahawk_deal.md";
const ON_MAP: [&str; 5] = [ARTICLE, "--from", "Tokyo", "--km", "1600"];

/// Rings that are hard to cut: over the date line, round either pole, more than half of the Earth.
const HARD: [(&str, &str); 7] = [
    ("28.2,-177.37", "2500"),
    ("-17.8,178", "3000"),
    ("62.9,40.58", "5500"),
    ("-90,0", "1000"),
    ("89.99,10", "200"),
    ("10,20", "18000"),
    ("0,180", "1000"),
];

#[track_caller]
fn chart(kind: &str, words: &[&str], format: &str) -> String {
    let ran = Command::new(env!("CARGO_BIN_EXE_rangebook"))
        .args(["chart", kind])
        .args(words)
        .args(["-o", "-", "--format", format])
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(ran.status.success(), "{err}");
    String::from_utf8(ran.stdout).unwrap()
}

type Row = BTreeMap<String, String>;

fn table(csv: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows = reader.deserialize();
    rows.map(Result::unwrap).collect()
}

/// A shape of an SVG.
#[derive(Clone, Debug)]
struct Shape {
    class: String,
    link: String,
    name: String,
    attributes: BTreeMap<String, String>,
    hint: String,
    text: String,
}

impl Shape {
    fn number(&self, key: &str) -> f64 {
        self.attributes[key].parse().unwrap()
    }

    /// The middle of its height.
    fn y(&self) -> f64 {
        match self.name.as_str() {
            "circle" => self.number("cy"),
            "rect" => self.number("y") + self.number("height") / 2.0,
            "line" => f64::midpoint(self.number("y1"), self.number("y2")),
            _ => {
                let points = self.attributes["points"].split(' ');
                let ys = points.map(|it| it.split_once(',').unwrap().1.parse::<f64>().unwrap());
                let (low, high) = ys.fold((f64::MAX, f64::MIN), |(low, high), y| {
                    (low.min(y), high.max(y))
                });
                f64::midpoint(low, high)
            }
        }
    }
}

fn attributes(tag: &BytesStart<'_>) -> BTreeMap<String, String> {
    let all = tag.attributes().map(Result::unwrap);
    all.map(|it| {
        let key = String::from_utf8(it.key.as_ref().to_vec()).unwrap();
        let value = it
            .normalized_value(XmlVersion::Implicit1_0)
            .unwrap()
            .into_owned();
        (key, value)
    })
    .collect()
}

/// Every shape with the group it stands in; fails on anything that is no well-formed XML.
fn shapes(svg: &str) -> Vec<Shape> {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let (mut group, mut out) = (BTreeMap::new(), Vec::<Shape>::new());
    let mut in_title = false;
    let shape = |tag: &BytesStart<'_>, group: &BTreeMap<String, String>| Shape {
        class: group.get("class").cloned().unwrap_or_default(),
        link: group.get("data-ref").cloned().unwrap_or_default(),
        name: String::from_utf8(tag.name().as_ref().to_vec()).unwrap(),
        attributes: attributes(tag),
        hint: String::new(),
        text: String::new(),
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == b"g" => group = attributes(&tag),
            Event::Start(tag) if tag.name().as_ref() == b"title" => in_title = true,
            Event::Start(tag) | Event::Empty(tag) => out.push(shape(&tag, &group)),
            Event::End(tag) if tag.name().as_ref() == b"g" => group.clear(),
            Event::End(tag) if tag.name().as_ref() == b"title" => in_title = false,
            Event::Text(words) => add(&mut out, in_title, &words.decode().unwrap()),
            Event::GeneralRef(reference) => {
                let name = reference.decode().unwrap();
                let words = match name.as_ref() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "#39" | "apos" => "'",
                    other => panic!("&{other}; is not defined"),
                };
                add(&mut out, in_title, words);
            }
            Event::Eof => return out,
            _ => {}
        }
    }
}

fn add(out: &mut [Shape], in_title: bool, words: &str) {
    if let Some(last) = out.last_mut() {
        if in_title {
            last.hint.push_str(words);
        } else {
            last.text.push_str(words);
        }
    }
}

/// The larger a value of the table, the higher stands its mark; the middle of a triangle is not quite
/// its point.
#[track_caller]
fn check_order(mut marks: Vec<(f64, f64)>) {
    marks.sort_by(|a, b| a.0.total_cmp(&b.0));
    for pair in marks.windows(2) {
        assert!(pair[0].1 >= pair[1].1 - 0.4, "{pair:?}");
    }
}

/// The first number of some words, from 1 to below 10: words name billions, trillions and percent.
fn mantissa(words: &str) -> f64 {
    let start = words.trim_start_matches(|it: char| !it.is_ascii_digit());
    let number: String = start
        .chars()
        .take_while(|it| it.is_ascii_digit() || *it == '.' || *it == ',')
        .filter(|it| *it != ',')
        .collect();
    let number: f64 = number.parse().unwrap();
    number / 10f64.powf(number.log10().floor())
}

/// Whether words say a value, to the three digits that they are rounded to.
fn says(words: &str, value: &str) -> bool {
    let ratio = mantissa(words) / mantissa(value);
    [ratio, ratio * 10.0, ratio / 10.0]
        .iter()
        .any(|it| (it - 1.0).abs() < 0.011)
}

#[track_caller]
fn check_spending(words: &[&str]) {
    let rows = table(&chart("spending", words, "csv"));
    let shapes = shapes(&chart("spending", words, "svg"));
    let rows_of = |kind: &'static str| rows.iter().filter(move |row| row["kind"] == kind);
    let marks: BTreeMap<String, &Shape> = shapes
        .iter()
        .filter(|it| it.class == "point")
        .map(|it| (it.hint.split(": ").next().unwrap().to_owned(), it))
        .collect();
    let mut placed = Vec::new();
    for row in rows_of("data") {
        let mark = marks[&format!("{}, {}", row["country"], row["year"])];
        placed.push((row["value"].parse().unwrap(), mark.y()));
        let told = mark.hint.split(": ").nth(1).unwrap();
        assert!(says(told, &row["value"]), "{row:?} {mark:?}");
        assert!(mark.hint.contains(&row["status"]), "{row:?} {mark:?}");
    }
    assert_eq!(placed.len(), marks.len(), "as many points as rows");
    let drawn = |class: &str, name: &str| -> BTreeSet<&str> {
        let own = shapes
            .iter()
            .filter(|it| it.class == class && it.name == name);
        own.map(|it| it.link.as_str()).collect()
    };
    let claims = drawn("claim", "polygon");
    assert_eq!(claims.len(), rows_of("claim").count(), "claims");
    assert_eq!(
        drawn("plan", "rect").len(),
        rows_of("plan").count(),
        "plans"
    );
    for row in rows_of("claim") {
        let said = format!("“{}”", row["label"]);
        let mark = shapes
            .iter()
            .find(|it| it.class == "claim" && it.hint.starts_with(&said));
        let mark = mark.unwrap_or_else(|| panic!("{said} is drawn"));
        if row["value_high"].is_empty() {
            placed.push((row["value"].parse().unwrap(), mark.y()));
        }
    }
    check_order(placed);
    let dates = shapes
        .iter()
        .filter(|it| it.class == "date" && it.name == "line");
    assert_eq!(dates.count(), rows_of("date").count(), "dates");
}

#[test]
fn the_spending_table_is_what_is_drawn() {
    check_spending(&[ARTICLE]);
    check_spending(&[ARTICLE, "--scale", "linear"]);
    check_spending(&[ARTICLE, "--measure", "pct_gdp"]);
    check_spending(&[ARTICLE, "--measure", "usd_constant"]);
    check_spending(&["--countries", "NOR,SWE,POL"]);
}

#[test]
fn the_range_table_is_what_is_drawn() {
    let rows = table(&chart("ranges", &[ARTICLE], "csv"));
    let shapes = shapes(&chart("ranges", &[ARTICLE], "svg"));
    let bars = shapes
        .iter()
        .filter(|it| it.class == "bar" && it.name == "rect");
    let bars: BTreeMap<String, &Shape> = bars.map(|it| (it.link.clone(), it)).collect();
    let weapons = rows.iter().filter(|row| !row["weapon"].is_empty());
    let mut ends = Vec::new();
    for row in weapons.clone() {
        let bar = bars[&format!("weapon:{}", row["weapon"])];
        assert!(bar.hint.starts_with(&row["name"]), "{bar:?}");
        let right = bar.number("x") + bar.number("width");
        // To the right is more, as upwards is in the other chart.
        ends.push((row["max_km"].parse().unwrap(), -right));
    }
    assert_eq!(weapons.count(), bars.len());
    check_order(ends);
    let stated = rows.iter().filter(|row| row["kind"] == "distance");
    let words: Vec<&str> = shapes.iter().map(|it| it.text.trim()).collect();
    let hints: Vec<&str> = shapes.iter().map(|it| it.hint.as_str()).collect();
    for row in stated {
        // A line with its words, or a mark on the bar of the missile that it is said of.
        let hint = format!("stated: “{}”", row["label"]);
        assert!(
            words.contains(&row["label"].as_str()) || hints.iter().any(|it| it.starts_with(&hint)),
            "{row:?}"
        );
    }
}

#[test]
fn the_timeline_table_is_what_is_drawn() {
    let rows = table(&chart("timeline", &[ARTICLE], "csv"));
    let shapes = shapes(&chart("timeline", &[ARTICLE], "svg"));
    let marks = shapes.iter().filter(|it| it.class == "claim");
    let hints: BTreeSet<&str> = marks.map(|it| it.hint.as_str()).collect();
    assert_eq!(rows.len(), hints.len());
    for row in &rows {
        let mut own = hints.iter().filter(|hint| {
            hint.starts_with(&format!("{}: ", row["label"]))
                && hint.contains(&row["from"])
                && hint.contains(&row["to"])
        });
        assert!(own.next().is_some(), "{row:?}");
    }
}

#[test]
fn the_places_of_the_table_are_those_on_the_map() {
    let rows = table(&chart("map", &ON_MAP, "csv"));
    let shapes = shapes(&chart("map", &ON_MAP, "svg"));
    let listed: BTreeSet<&str> = rows.iter().map(|row| row["place"].as_str()).collect();
    let marks = shapes
        .iter()
        .filter(|it| it.class == "place" && !it.hint.is_empty());
    let drawn: BTreeSet<&str> = marks.map(|it| it.hint.split(',').next().unwrap()).collect();
    let inside = |row: &&Row| row["within"].starts_with("inside");
    for row in rows.iter().filter(inside) {
        assert!(drawn.contains(row["place"].as_str()), "{row:?}");
        let km: f64 = row["distance_km"].parse().unwrap();
        assert!(km <= row["km_max"].parse::<f64>().unwrap());
    }
    for place in drawn {
        assert!(
            listed.contains(place) || place == "Launch place: Tokyo",
            "{place}"
        );
    }
}

fn position(value: &serde_json::Value) -> [f64; 2] {
    let numbers = value.as_array().unwrap();
    assert_eq!(numbers.len(), 2);
    [numbers[0].as_f64().unwrap(), numbers[1].as_f64().unwrap()]
}

/// What RFC 7946 asks of a linear ring: closed, at least four positions, on the Earth, the outer one
/// anticlockwise, never from one side of the date line straight to the other.
#[track_caller]
fn check_ring(ring: &[[f64; 2]], is_outer: bool) {
    assert!(ring.len() >= 4 && ring.first() == ring.last(), "{ring:?}");
    let mut double_area = 0.0;
    for pair in ring.windows(2) {
        let [[x, y], [next_x, next_y]] = [pair[0], pair[1]];
        assert!(x.abs() <= 180.0 && y.abs() <= 90.0, "{x} {y}");
        let along_pole = y.abs() > 89.999 && next_y.abs() > 89.999;
        assert!(
            (x - next_x).abs() < 180.0 || along_pole,
            "{pair:?} crosses the date line"
        );
        double_area += x * next_y - next_x * y;
    }
    assert_eq!(double_area > 0.0, is_outer, "the right-hand rule");
}

#[track_caller]
fn check_geojson(text: &str) -> usize {
    let collection: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(collection["type"], "FeatureCollection");
    assert!(collection.get("crs").is_none());
    let mut num_polygons = 0;
    for feature in collection["features"].as_array().unwrap() {
        assert_eq!(feature["type"], "Feature");
        assert!(feature["properties"].is_object());
        let geometry = &feature["geometry"];
        let polygons = match geometry["type"].as_str().unwrap() {
            "Point" => {
                let [lon, lat] = position(&geometry["coordinates"]);
                assert!(lon.abs() <= 180.0 && lat.abs() <= 90.0);
                continue;
            }
            "Polygon" => vec![geometry["coordinates"].clone()],
            "MultiPolygon" => geometry["coordinates"].as_array().unwrap().clone(),
            other => panic!("{other}"),
        };
        for polygon in polygons {
            num_polygons += 1;
            for (at, ring) in polygon.as_array().unwrap().iter().enumerate() {
                let ring: Vec<[f64; 2]> = ring.as_array().unwrap().iter().map(position).collect();
                check_ring(&ring, at == 0);
            }
        }
    }
    num_polygons
}

/// Which elements KML 2.2 allows where, in their order, of those that are written.
fn allowed(parent: &str) -> &'static [&'static str] {
    match parent {
        "" => &["kml"],
        "kml" => &["Document"],
        "Document" => &["name", "description", "Style", "Folder"],
        "Style" => &["LineStyle", "PolyStyle"],
        "LineStyle" => &["color", "width"],
        "PolyStyle" => &["color"],
        "Folder" => &["name", "Placemark"],
        "Placemark" => &["name", "description", "styleUrl", "Point", "MultiGeometry"],
        "MultiGeometry" => &["Polygon"],
        "Polygon" => &["tessellate", "outerBoundaryIs", "innerBoundaryIs"],
        "outerBoundaryIs" | "innerBoundaryIs" => &["LinearRing"],
        "LinearRing" | "Point" => &["coordinates"],
        _ => &[],
    }
}

#[track_caller]
fn check_kml(text: &str) -> usize {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    // Each open element with the place of its last child in the order of the schema.
    let mut open: Vec<(String, usize)> = vec![(String::new(), 0)];
    let mut num_polygons = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                let name = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
                let (parent, last) = open.last_mut().unwrap();
                let place = allowed(parent).iter().position(|it| *it == name);
                let place = place.unwrap_or_else(|| panic!("{name} in {parent}"));
                assert!(place >= *last, "{name} comes too late in {parent}");
                *last = place;
                num_polygons += usize::from(name == "Polygon");
                open.push((name, 0));
            }
            Event::End(_) => drop(open.pop()),
            Event::Text(words) if open.last().unwrap().0 == "coordinates" => {
                let words = words.decode().unwrap();
                let places: Vec<[f64; 2]> = words
                    .split(' ')
                    .map(|it| {
                        let numbers: Vec<f64> =
                            it.split(',').map(|it| it.parse().unwrap()).collect();
                        assert_eq!(numbers.len(), 3);
                        [numbers[0], numbers[1]]
                    })
                    .collect();
                if places.len() > 1 {
                    let inner = open.iter().any(|it| it.0 == "innerBoundaryIs");
                    check_ring(&places, !inner);
                }
            }
            Event::Empty(tag) => panic!("{tag:?}"),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1);
    num_polygons
}

#[test]
fn rings_keep_to_the_rules_of_geojson_and_kml_everywhere() {
    for (from, km) in HARD {
        let words = ["--from", from, "--km", km];
        let num = check_geojson(&chart("map", &words, "geojson"));
        assert_eq!(check_kml(&chart("map", &words, "kml")), num, "{from} {km}");
    }
    check_geojson(&chart("map", &ON_MAP, "geojson"));
    check_kml(&chart("map", &ON_MAP, "kml"));
}

#[test]
fn a_ring_over_the_date_line_is_two_polygons() {
    let text = chart(
        "map",
        &["--from", "28.2,-177.37", "--km", "2500"],
        "geojson",
    );
    assert_eq!(check_geojson(&text), 2);
}
