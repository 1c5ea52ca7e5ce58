//! Pieces of a reach are what GeoJSON asks for, wherever it lies.

use super::*;
use proptest::prelude::*;

fn at(lat: f64, lon: f64) -> LatLon {
    LatLon::new(lat, lon).unwrap()
}

/// Whether a point lies inside, by crossings of a ray.
fn inside(ring: &[XY], [x, y]: XY) -> bool {
    let mut within = false;
    let mut before = *ring.last().unwrap();
    for &point in ring {
        if (point[1] > y) != (before[1] > y)
            && x < (before[0] - point[0]) * (y - point[1]) / (before[1] - point[1]) + point[0]
        {
            within = !within;
        }
        before = point;
    }
    within
}

fn covered(pieces: &[Piece], point: XY) -> bool {
    pieces.iter().any(|piece| {
        inside(&piece.outer, point) && !piece.holes.iter().any(|hole| inside(hole, point))
    })
}

fn proper(pieces: &[Piece], sheet: f64) -> Result<(), String> {
    for piece in pieces {
        let rings = std::iter::once(&piece.outer).chain(&piece.holes);
        for ring in rings {
            if ring.len() < 3 {
                return Err(format!("a ring of {} points", ring.len()));
            }
            if !ring
                .iter()
                .all(|it| (it[0] - sheet).abs() <= 180.0 + 1e-9 && it[1].abs() <= 90.0)
            {
                return Err("beyond the sheet".to_owned());
            }
            if ring.windows(2).any(|it| near(it[0], it[1])) {
                return Err("a point twice".to_owned());
            }
        }
        if double_area(&piece.outer) <= 0.0 || piece.holes.iter().any(|it| double_area(it) >= 0.0) {
            return Err("the wrong way round".to_owned());
        }
    }
    Ok(())
}

/// Pieces, and places inside and outside.
#[track_caller]
fn check(center: (f64, f64), km: f64, num: usize, within: &[XY], without: &[XY]) {
    let center = at(center.0, center.1);
    let pieces = pieces(center, km, &outline(center, km), 0.0);
    assert_eq!(pieces.len(), num, "{pieces:?}");
    proper(&pieces, 0.0).unwrap();
    for point in within {
        assert!(covered(&pieces, *point), "{point:?} is left out");
    }
    for point in without {
        assert!(!covered(&pieces, *point), "{point:?} is in it");
    }
}

#[test]
fn a_reach_in_the_middle_of_the_sheet_is_one_piece() {
    check(
        (35.6895, 139.6917),
        1600.0,
        1,
        &[[126.98, 37.57], [131.87, 43.1]],
        &[[121.46, 31.22], [116.4, 39.9]],
    );
}

#[test]
fn midway_lies_over_the_date_line() {
    check(
        (28.2072, -177.3735),
        2500.0,
        2,
        &[[-160.0, 25.0], [179.0, 28.0]],
        &[[-140.0, 28.0], [0.0, 28.0]],
    );
}

#[test]
fn plesetsk_reaches_over_the_north_pole() {
    check(
        (62.9271, 40.5777),
        5500.0,
        1,
        &[[0.0, 89.5], [-140.0, 85.0], [0.0, 51.0]],
        &[[-100.0, 40.0], [0.0, -80.0]],
    );
}

#[test]
fn a_reach_over_the_south_pole() {
    check(
        (-70.0, 10.0),
        4000.0,
        1,
        &[[10.0, -89.0], [179.0, -89.0]],
        &[[10.0, 80.0], [10.0, 0.0]],
    );
}

#[test]
fn only_the_far_end_is_out_of_reach() {
    check(
        (30.0, 40.0),
        18_000.0,
        1,
        &[[40.0, 89.0], [40.0, -89.0], [0.0, 0.0]],
        &[[-140.0, -30.0]],
    );
    check(
        (30.0, 0.5),
        18_000.0,
        1,
        &[[0.0, 89.0], [0.0, -89.0]],
        &[[179.9, -30.0], [-179.9, -30.0]],
    );
}

#[test]
fn the_whole_earth_and_nothing() {
    check(
        (30.0, 40.0),
        25_000.0,
        1,
        &[[40.0, 89.0], [-140.0, -30.0]],
        &[],
    );
    check((30.0, 40.0), 0.0, 0, &[], &[[40.0, 30.0]]);
    check((30.0, 40.0), f64::NAN, 0, &[], &[[40.0, 30.0]]);
}

#[test]
fn a_border_through_the_pole_is_moved_by_a_hair() {
    let center = at(40.0, 20.0);
    let km = distance_km(center, at(90.0, 0.0));
    let pieces = pieces(center, km, &outline(center, km), 0.0);
    proper(&pieces, 0.0).unwrap();
    assert!(covered(&pieces, [20.0, 60.0]) && !covered(&pieces, [-160.0, 60.0]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn pieces_cover_what_is_near_and_nothing_else(
        lat in -89.0f64..89.0, lon in -180.0f64..=180.0, km in 30.0f64..19_000.0, sheet in -180.0f64..180.0,
        azimuth in 0.0f64..360.0, share in 0.0f64..1.0,
    ) {
        let center = at(lat, lon);
        let outline = outline(center, km);
        let pieces = pieces(center, km, &outline, sheet);
        if let Err(why) = proper(&pieces, sheet) {
            prop_assert!(false, "{why}");
        }
        for km_away in [km * share * 0.99, km * 1.01 + share * (19_800.0 - km * 1.01).max(0.0)] {
            let point = destination(center, azimuth, km_away);
            let away = distance_km(center, point);
            if (away - km).abs() < km * 0.005 || point.lat.abs() > 89.9 {
                continue;
            }
            let x = sheet + crate::geo::wrapped(point.lon - sheet);
            if (x - sheet).abs() > 179.9 {
                continue;
            }
            prop_assert_eq!(covered(&pieces, [x, point.lat]), away < km, "{:?} {}", point, away);
        }
        // The drawn line, between its points too, is within a thousandth of the distance.
        for pair in outline.windows(2) {
            let step = crate::geo::wrapped(pair[1].lon - pair[0].lon);
            let middle = LatLon::nearest(f64::midpoint(pair[0].lat, pair[1].lat), pair[0].lon + step / 2.0);
            prop_assert!((distance_km(center, middle) - km).abs() < km * 0.001 + 0.05);
        }
    }
}
