//! Meridians and parallels, as many as can be told apart, and the degrees beside them.

use crate::geo::clip::Frame;
use crate::geo::flat::XY;
use crate::geo::{LatLon, MapView, Projection, wrapped};

/// A line of the graticule.
pub(super) struct Line {
    /// On the sheet.
    pub(super) points: Vec<Vec<XY>>,
    /// "140° E".
    pub(super) label: String,
    /// A meridian rather than a parallel.
    pub(super) meridian: bool,
}

/// Neighbours are about so many pixels apart.
const SPACING: f64 = 110.0;

/// Degrees between lines, the finest first.
const STEPS: [f64; 10] = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 45.0];

/// Degrees between the points of a line, where lines bend.
const BEND: f64 = 2.0;

/// The lines for what `frame` shows.
pub(super) fn lines(view: MapView, frame: Frame) -> Vec<Line> {
    let steps = STEPS.iter().copied();
    let step = steps
        .clone()
        .find(|it| it * view.scale >= SPACING * 0.6)
        .unwrap_or(45.0);
    let (lats, lons) = shown(view, frame, step);
    let mut lines = Vec::new();
    let project = |line: Vec<LatLon>| view.projection.line(&line);
    let fine = step.min(BEND);
    for lat in multiples(lats, step).filter(|lat| lat.abs() < 89.9) {
        let points = range(lons, fine)
            .map(|lon| LatLon::nearest(lat, lon))
            .collect();
        lines.push(Line {
            points: project(points),
            label: degrees(lat, 'N', 'S'),
            meridian: false,
        });
    }
    for lon in multiples(lons, step) {
        let points = range((lats.0.max(-90.0), lats.1.min(90.0)), fine)
            .map(|lat| LatLon::nearest(lat, lon))
            .collect();
        lines.push(Line {
            points: project(points),
            label: degrees(wrapped(lon), 'E', 'W'),
            meridian: true,
        });
    }
    lines
}

/// Which latitudes and longitudes are seen, generously; all of them where a pole is.
fn shown(view: MapView, frame: Frame, step: f64) -> ((f64, f64), (f64, f64)) {
    let everywhere = ((-90.0, 90.0), (-180.0, 180.0));
    match view.projection {
        Projection::Equirectangular { .. } => (
            (
                (frame.min[1] - step).max(-90.0),
                (frame.max[1] + step).min(90.0),
            ),
            (frame.min[0] - step, frame.max[0] + step),
        ),
        Projection::AzimuthalEquidistant { center } => {
            let reach = frame
                .min
                .iter()
                .chain(&frame.max)
                .fold(0.0f64, |most, it| most.max(it.abs()))
                * 1.42
                + step;
            let (south, north) = (center.lat() - reach, center.lat() + reach);
            if north >= 88.0 || south <= -88.0 {
                if reach > 80.0 {
                    return everywhere;
                }
                return ((south.max(-90.0), north.min(90.0)), (-180.0, 180.0));
            }
            let widest = south.abs().max(north.abs()).to_radians().cos();
            let turn = reach / widest.max(0.02);
            if turn >= 180.0 {
                ((south, north), (-180.0, 180.0))
            } else {
                ((south, north), (center.lon() - turn, center.lon() + turn))
            }
        }
    }
}

fn multiples((from, to): (f64, f64), step: f64) -> impl Iterator<Item = f64> {
    let first = (from / step).ceil();
    // A whole turn has the meridian of its ends once.
    let end = if to - from >= 360.0 - 1e-9 {
        to - step / 2.0
    } else {
        to
    };
    (0..2000)
        .map(move |i| (first + f64::from(i)) * step)
        .take_while(move |it| *it <= end + 1e-9)
}

fn range((from, to): (f64, f64), step: f64) -> impl Iterator<Item = f64> {
    let num = ((to - from) / step).ceil().clamp(1.0, 4000.0);
    (0..=4000)
        .map(f64::from)
        .take_while(move |i| *i <= num)
        .map(move |i| from + (to - from) * i / num)
}

fn degrees(value: f64, plus: char, minus: char) -> String {
    let tidy = (value.abs() * 10.0).round() / 10.0;
    if tidy < 0.05 || (tidy - 180.0).abs() < 0.05 {
        format!("{tidy}°")
    } else {
        format!("{tidy}° {}", if value < 0.0 { minus } else { plus })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_have_their_letter() {
        assert_eq!(degrees(140.0, 'E', 'W'), "140° E");
        assert_eq!(degrees(-0.5, 'N', 'S'), "0.5° S");
        assert_eq!(degrees(0.0, 'N', 'S'), "0°");
        assert_eq!(degrees(-180.0, 'E', 'W'), "180°");
    }

    #[test]
    fn a_whole_turn_has_each_meridian_once() {
        let all: Vec<f64> = multiples((-180.0, 180.0), 30.0).collect();
        assert_eq!(
            (all.len(), all.first(), all.last()),
            (12, Some(&-180.0), Some(&150.0))
        );
        assert_eq!(
            multiples((12.0, 31.0), 10.0).collect::<Vec<_>>(),
            [20.0, 30.0]
        );
    }

    #[test]
    fn lines_are_bounded_however_far_or_near_one_looks() {
        for scale in [0.5, 5.0, 500.0, 8000.0] {
            for projection in [
                Projection::Equirectangular { center: 0.0 },
                Projection::AzimuthalEquidistant {
                    center: LatLon::nearest(60.0, 40.0),
                },
            ] {
                let view = MapView {
                    projection,
                    middle: [0.0, 0.0],
                    scale,
                    stretch: 1.0,
                };
                let lines = lines(view, view.frame(900.0, 600.0));
                assert!(lines.len() < 200, "{} lines at {scale}", lines.len());
            }
        }
    }
}
