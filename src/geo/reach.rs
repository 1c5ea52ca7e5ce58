//! What lies within so many kilometres of a place, as shapes that maps can take.
//!
//! On a sheet of longitudes a reach may be cut by the sheet's ends, hold a pole, or hold both, when
//! only the far end of the Earth is out of reach. Pieces are made so that each is a simple polygon, as
//! RFC 7946 wants them: outer rings anticlockwise, holes clockwise, nothing beyond the sheet.

use super::flat::{Unwrapped, XY, double_area, on_sheet, unwrapped};
use super::geodesic::WHOLE_EARTH_KM;
use super::{LatLon, destination, distance_km};

/// Directions of an outline; more are added where longitudes crowd, near the poles.
pub const NUM_AZIMUTHS: u16 = 180;

/// Neighbours on an outline are at most so many degrees of longitude apart.
const MAX_LON_STEP: f64 = 4.0;

/// So often a step is halved at most.
const MAX_HALVINGS: u8 = 14;

/// A simple polygon on the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Its border, anticlockwise, first point not repeated.
    pub outer: Vec<XY>,
    /// Holes in it, clockwise, first points not repeated.
    pub holes: Vec<Vec<XY>>,
}

/// The border of everything within `km` kilometres of `center`, clockwise from the north; empty when
/// that is the whole Earth, or when `km` is no distance.
pub fn outline(center: LatLon, km: f64) -> Vec<LatLon> {
    if !(km > 0.0 && km < WHOLE_EARTH_KM) {
        return Vec::new();
    }
    let km = off_the_poles(center, km);
    let step = 360.0 / f64::from(NUM_AZIMUTHS);
    let mut points = Vec::with_capacity(usize::from(NUM_AZIMUTHS) + 64);
    for i in 0..NUM_AZIMUTHS {
        let azimuth = f64::from(i) * step;
        let (a, b) = (
            destination(center, azimuth, km),
            destination(center, azimuth + step, km),
        );
        points.push(a);
        between(
            center,
            km,
            (azimuth, a),
            (azimuth + step, b),
            MAX_HALVINGS,
            &mut points,
        );
    }
    points
}

/// A border through a pole has no longitude there: a hair wider (at most 100 m, or a 2,000th) it has.
fn off_the_poles(center: LatLon, km: f64) -> f64 {
    let hair = (km * 0.0005).min(0.1);
    let [north, south] = poles();
    let touches = |km: f64| {
        [north, south]
            .iter()
            .any(|it| (distance_km(center, *it) - km).abs() < hair)
    };
    if touches(km) { km + 2.0 * hair } else { km }
}

const fn poles() -> [LatLon; 2] {
    [
        LatLon {
            lat: 90.0,
            lon: 0.0,
        },
        LatLon {
            lat: -90.0,
            lon: 0.0,
        },
    ]
}

fn between(
    center: LatLon,
    km: f64,
    a: (f64, LatLon),
    b: (f64, LatLon),
    halvings: u8,
    points: &mut Vec<LatLon>,
) {
    let away = (b.1.lon - a.1.lon + 180.0).rem_euclid(360.0) - 180.0;
    if halvings == 0 || away.abs() <= MAX_LON_STEP {
        return;
    }
    let azimuth = f64::midpoint(a.0, b.0);
    let middle = (azimuth, destination(center, azimuth, km));
    between(center, km, a, middle, halvings - 1, points);
    points.push(middle.1);
    between(center, km, middle, b, halvings - 1, points);
}

/// The reach in pieces on a sheet whose middle is at the longitude `sheet`; `outline` is that of
/// [`outline`].
pub fn pieces(center: LatLon, km: f64, outline: &[LatLon], sheet: f64) -> Vec<Piece> {
    if km >= WHOLE_EARTH_KM {
        return vec![whole(sheet)];
    }
    let km = off_the_poles(center, km);
    let [north, south] = poles().map(|pole| distance_km(center, pole) < km);
    match (north, south) {
        (false, false) => on_sheet(outline, sheet)
            .into_iter()
            .filter_map(simple)
            .collect(),
        (true, true) => all_but(outline, sheet),
        (north, _) => round_pole(outline, north, sheet).into_iter().collect(),
    }
}

fn whole(sheet: f64) -> Piece {
    let (west, east) = (sheet - 180.0, sheet + 180.0);
    Piece {
        outer: vec![[west, -90.0], [east, -90.0], [east, 90.0], [west, 90.0]],
        holes: Vec::new(),
    }
}

/// Anticlockwise, without repeated points; `None` when nothing is left.
fn simple(mut outer: Vec<XY>) -> Option<Piece> {
    outer.dedup_by(|a, b| near(*a, *b));
    while outer.len() > 1
        && outer
            .first()
            .zip(outer.last())
            .is_some_and(|(a, b)| near(*a, *b))
    {
        outer.pop();
    }
    let area = double_area(&outer);
    if area < 0.0 {
        outer.reverse();
    }
    (outer.len() >= 3 && area.abs() > 1e-9).then(|| Piece {
        outer,
        holes: Vec::new(),
    })
}

fn near(a: XY, b: XY) -> bool {
    (a[0] - b[0]).abs() < 1e-9 && (a[1] - b[1]).abs() < 1e-9
}

/// A border that goes round one pole: from one end of the sheet to the other, then along the pole.
fn round_pole(outline: &[LatLon], north: bool, sheet: f64) -> Option<Piece> {
    let Unwrapped { mut points, turn } = unwrapped(outline);
    if turn < 0.0 {
        points.reverse();
    }
    let west = sheet - 180.0;
    // Where the border passes the sheet's end, going east.
    let num = points.len();
    let whole_turn = |point: XY, from: f64| [from + (point[0] - from).rem_euclid(360.0), point[1]];
    let mut start = 0;
    let mut least = f64::INFINITY;
    for (i, point) in points.iter().enumerate() {
        let behind = (point[0] - west).rem_euclid(360.0);
        if behind < least {
            (start, least) = (i, behind);
        }
    }
    points.rotate_left(start.min(num));
    let first = whole_turn(*points.first()?, west);
    let last = whole_turn(*points.last()?, west);
    let span = first[0] + 360.0 - last[0];
    let share = if span > 1e-12 {
        (west + 360.0 - last[0]) / span
    } else {
        0.0
    };
    let lat = last[1] + (first[1] - last[1]) * share;
    let mut outer = vec![[west, lat]];
    outer.extend(points.iter().map(|it| whole_turn(*it, west)));
    outer.push([west + 360.0, lat]);
    if north {
        outer.extend([[west + 360.0, 90.0], [west, 90.0]]);
    } else {
        outer.extend([[west + 360.0, -90.0], [west, -90.0]]);
    }
    simple(outer)
}

/// Everything but what `outline` goes round, at the far end of the Earth.
fn all_but(outline: &[LatLon], sheet: f64) -> Vec<Piece> {
    let mut gaps: Vec<Piece> = on_sheet(outline, sheet)
        .into_iter()
        .filter_map(simple)
        .collect();
    let mut earth = whole(sheet);
    let (west, east) = (sheet - 180.0, sheet + 180.0);
    let is_end = |point: &XY, lon: f64| (point[0] - lon).abs() < 1e-9;
    let at_end =
        |piece: &Piece, lon: f64| piece.outer.iter().filter(|it| is_end(it, lon)).count() >= 2;
    if gaps.len() < 2 {
        for mut gap in gaps.drain(..) {
            gap.outer.reverse();
            earth.holes.push(gap.outer);
        }
        return vec![earth];
    }
    // The gap lies over the sheet's end: a bay in its east side, another in its west side.
    let bay = |lon: f64| {
        let gap = gaps.iter().find(|it| at_end(it, lon))?;
        let mut path = gap.outer.clone();
        // Anticlockwise, the last point before leaving the end comes last.
        let num = path.len();
        let leaves = (0..num).find(|&i| {
            let at = |i: usize| path.get(i % num).is_some_and(|it| is_end(it, lon));
            at(i) && !at(i + 1)
        })?;
        path.rotate_left(leaves);
        path.reverse();
        // Now from where the path comes back to the end: put the leaving point last.
        Some(path)
    };
    let [Some(right), Some(left)] = [bay(east), bay(west)] else {
        return vec![earth];
    };
    let mut outer = vec![[west, -90.0], [east, -90.0]];
    outer.extend(right);
    outer.extend([[east, 90.0], [west, 90.0]]);
    outer.extend(left);
    simple(outer).into_iter().collect()
}

#[cfg(test)]
mod tests;
