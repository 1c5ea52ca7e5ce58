//! Rings of the Earth on a sheet of longitudes and latitudes.
//!
//! A ring that crosses the date line jumps from 180 to −180, and one that goes round a pole does not
//! come back to where it began. Here longitudes run on instead ([`unwrapped`]), a ring round a pole is
//! closed along it, and shapes are cut where the sheet ends ([`on_sheet`]).

use super::LatLon;

/// Longitude and latitude, or right and up on another sheet.
pub type XY = [f64; 2];

/// A ring with longitudes that run on, and by how much its end misses its beginning: 0, or ±360 when
/// it goes round a pole.
#[derive(Clone, Debug, PartialEq)]
pub struct Unwrapped {
    /// The points, with longitudes perhaps beyond ±180; the first is not repeated.
    pub points: Vec<XY>,
    /// Degrees gained on the way round.
    pub turn: f64,
}

/// Lets the longitudes of a closed ring run on.
pub fn unwrapped(ring: &[LatLon]) -> Unwrapped {
    let mut points: Vec<XY> = Vec::with_capacity(ring.len());
    let mut lon = ring.first().map_or(0.0, |it| it.lon);
    for point in ring {
        lon += step(lon, point.lon);
        points.push([lon, point.lat]);
    }
    let first = ring.first().map_or(0.0, |it| it.lon);
    let end = lon + step(lon, first);
    Unwrapped {
        points,
        turn: end - first,
    }
}

/// The way from one longitude to another, the short way round.
fn step(from: f64, to: f64) -> f64 {
    (to - from + 180.0).rem_euclid(360.0) - 180.0
}

/// Fills on a sheet whose middle is at the longitude `center`: the ring, closed along the pole that it
/// goes round, in the pieces that the sheet's two ends cut it into. For filling and drawing only:
/// pieces of a shape that crosses an end twice hang together by edges along that end.
pub fn on_sheet(ring: &[LatLon], center: f64) -> Vec<Vec<XY>> {
    let Unwrapped { mut points, turn } = unwrapped(ring);
    if turn.abs() > 180.0 {
        let mean = points.iter().map(|it| it[1]).sum::<f64>() / points.len().max(1) as f64;
        let pole = 90f64.copysign(mean);
        if let Some(&[lon, lat]) = points.first() {
            points.extend([[lon + turn, lat], [lon + turn, pole], [lon, pole]]);
        }
    }
    let lons = || points.iter().map(|it| it[0]);
    let (west, east) = (
        lons().fold(f64::INFINITY, f64::min),
        lons().fold(f64::NEG_INFINITY, f64::max),
    );
    if !(west.is_finite() && east.is_finite()) {
        return Vec::new();
    }
    let left = center - 180.0;
    let mut pieces = Vec::new();
    let mut turns = ((west - left) / 360.0).floor();
    while left + turns * 360.0 < east {
        let from = left + turns * 360.0;
        let piece = half(&half(&points, from, true), from + 360.0, false);
        if piece.len() >= 3 {
            pieces.push(
                piece
                    .into_iter()
                    .map(|[x, y]| [x - turns * 360.0, y])
                    .collect(),
            );
        }
        turns += 1.0;
    }
    pieces
}

/// The part of a shape east (or west) of a longitude.
fn half(points: &[XY], lon: f64, east: bool) -> Vec<XY> {
    let inside = |point: XY| {
        if east {
            point[0] >= lon
        } else {
            point[0] <= lon
        }
    };
    let mut out = Vec::with_capacity(points.len() + 4);
    let Some(&last) = points.last() else {
        return out;
    };
    let mut before = last;
    for &point in points {
        if inside(point) != inside(before) {
            let share = (lon - before[0]) / (point[0] - before[0]);
            out.push([lon, before[1] + (point[1] - before[1]) * share]);
        }
        if inside(point) {
            out.push(point);
        }
        before = point;
    }
    out
}

/// An open line on the same sheet, in as many parts as the sheet's ends make of it.
pub fn line_on_sheet(line: &[LatLon], center: f64) -> Vec<Vec<XY>> {
    let mut parts: Vec<Vec<XY>> = Vec::new();
    let mut part: Vec<XY> = Vec::new();
    for point in line {
        let x = center + super::wrapped(point.lon - center);
        let here = [x, point.lat];
        if let Some(&[before, lat]) = part.last()
            && (x - before).abs() > 180.0
        {
            // On to the sheet's end, and in again from the other one.
            let end = center + 180f64.copysign(before - center);
            let beyond = x + 360f64.copysign(before - center);
            let share = if (beyond - before).abs() < 1e-12 {
                0.0
            } else {
                (end - before) / (beyond - before)
            };
            let cut = lat + (point.lat - lat) * share;
            part.push([end, cut]);
            parts.push(std::mem::take(&mut part));
            part.push([2.0 * center - end, cut]);
        }
        part.push(here);
    }
    parts.push(part);
    parts.retain(|it| it.len() >= 2);
    parts
}

/// Twice the area, positive when the points run anticlockwise (x right, y up).
pub fn double_area(points: &[XY]) -> f64 {
    let mut sum = 0.0;
    let mut before = points.last().copied().unwrap_or_default();
    for &point in points {
        sum += before[0] * point[1] - point[0] * before[1];
        before = point;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::ring;
    use proptest::prelude::*;

    fn at(lat: f64, lon: f64) -> LatLon {
        LatLon::new(lat, lon).unwrap()
    }

    #[test]
    fn longitudes_run_on_over_the_date_line() {
        let flat = unwrapped(&[
            at(0.0, 170.0),
            at(0.0, -170.0),
            at(10.0, -170.0),
            at(10.0, 170.0),
        ]);
        assert_eq!(
            flat.points,
            [[170.0, 0.0], [190.0, 0.0], [190.0, 10.0], [170.0, 10.0]]
        );
        assert!(flat.turn.abs() < 1e-9);
    }

    #[test]
    fn a_ring_round_a_pole_gains_a_whole_turn() {
        let flat = unwrapped(&ring(at(80.0, 0.0), 3000.0, 72));
        assert!((flat.turn.abs() - 360.0).abs() < 1e-9);
    }

    #[track_caller]
    fn check_pieces(ring: &[LatLon], center: f64, num: usize) {
        let pieces = on_sheet(ring, center);
        assert_eq!(pieces.len(), num, "{pieces:?}");
        let left = center - 180.0 - 1e-9..=center + 180.0 + 1e-9;
        assert!(
            pieces
                .iter()
                .flatten()
                .all(|it| left.contains(&it[0]) && it[1].abs() <= 90.0)
        );
    }

    #[test]
    fn a_sheet_cuts_what_crosses_its_ends_only() {
        let midway = ring(at(28.2072, -177.3735), 2500.0, 72);
        check_pieces(&midway, 0.0, 2);
        check_pieces(&midway, -177.0, 1);
        check_pieces(&ring(at(35.7, 139.7), 1600.0, 72), 0.0, 1);
        check_pieces(&[], 0.0, 0);
    }

    #[test]
    fn lines_are_parted_where_the_sheet_ends() {
        let parts = line_on_sheet(&[at(0.0, 170.0), at(10.0, -170.0)], 0.0);
        assert_eq!(
            parts,
            [
                vec![[170.0, 0.0], [180.0, 5.0]],
                vec![[-180.0, 5.0], [-170.0, 10.0]]
            ]
        );
        assert_eq!(
            line_on_sheet(&[at(0.0, 170.0), at(10.0, -170.0)], 180.0).len(),
            1
        );
    }

    proptest! {
        #[test]
        fn pieces_lie_on_the_sheet_and_keep_the_area(
            lat in -60.0f64..60.0, lon in -180.0f64..=180.0, km in 50.0f64..2500.0, center in -180.0f64..=180.0,
        ) {
            let ring = ring(at(lat, lon), km, 90);
            let whole = double_area(&unwrapped(&ring).points).abs();
            let pieces = on_sheet(&ring, center);
            let sum: f64 = pieces.iter().map(|it| double_area(it).abs()).sum();
            prop_assert!((sum - whole).abs() < 1e-6 * whole);
            let sheet = center - 180.0 - 1e-9..=center + 180.0 + 1e-9;
            prop_assert!(pieces.iter().flatten().all(|it| sheet.contains(&it[0])));
        }
    }
}
