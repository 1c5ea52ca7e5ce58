//! From the Earth to a sheet and back.
//!
//! A sheet's unit is a degree: of longitude and latitude on the equirectangular one, of a great circle
//! from the centre ([`KM_PER_UNIT`]) on the azimuthal one, where every distance from the centre is true,
//! so that a ring round it is a circle.

use std::f64::consts::{FRAC_PI_2, PI};

use super::clip::Frame;
use super::flat::{XY, double_area, line_on_sheet, on_sheet};
use super::geodesic::{WHOLE_EARTH_KM, destination};
use super::reach::{self, Piece};
use super::{LatLon, wrapped};

/// Kilometres of a degree of a great circle on a globe with the Earth's mean radius (6,371.0088 km,
/// IUGG).
pub const KM_PER_UNIT: f64 = 111.195_08;

/// Semi-major axis of WGS 84 in kilometres.
const A_KM: f64 = 6378.137;

/// Flattening of WGS 84.
const F: f64 = 1.0 / 298.257_223_563;

/// Radius of the azimuthal sheet: the far end of the Earth is drawn as its rim.
const RIM: f64 = 20_003.93 / KM_PER_UNIT;

/// Longer straight stretches bend visibly on the azimuthal sheet; they get points between.
const MAX_STRETCH: f64 = 2.0;

/// How the Earth is laid flat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Projection {
    /// Longitude to the right, latitude up.
    Equirectangular {
        /// Longitude in the middle.
        center: f64,
    },
    /// Distance and direction from a centre as they are.
    AzimuthalEquidistant {
        /// There.
        center: LatLon,
    },
}

impl Projection {
    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Equirectangular { .. } => "equirectangular",
            Self::AzimuthalEquidistant { .. } => "azimuthal equidistant",
        }
    }

    /// Where a place lies on the sheet.
    pub fn forward(self, at: LatLon) -> XY {
        match self {
            Self::Equirectangular { center } => [center + wrapped(at.lon - center), at.lat],
            Self::AzimuthalEquidistant { center } => {
                let (km, azimuth) = way(center, at);
                let radius = km / KM_PER_UNIT;
                [radius * azimuth.sin(), radius * azimuth.cos()]
            }
        }
    }

    /// Which place lies there; `None` beyond the sheet.
    pub fn inverse(self, [x, y]: XY) -> Option<LatLon> {
        match self {
            Self::Equirectangular { center } => {
                ((x - center).abs() <= 180.0).then(|| LatLon::new(y, wrapped(x)))?
            }
            Self::AzimuthalEquidistant { center } => {
                let radius = x.hypot(y);
                (radius <= RIM)
                    .then(|| destination(center, x.atan2(y).to_degrees(), radius * KM_PER_UNIT))
            }
        }
    }

    /// What the sheet covers.
    pub const fn sheet(self) -> Frame {
        match self {
            Self::Equirectangular { center } => Frame {
                min: [center - 180.0, -90.0],
                max: [center + 180.0, 90.0],
            },
            Self::AzimuthalEquidistant { .. } => Frame {
                min: [-RIM, -RIM],
                max: [RIM, RIM],
            },
        }
    }

    /// The rim of the sheet, anticlockwise.
    pub fn rim(self) -> Vec<XY> {
        match self {
            Self::Equirectangular { .. } => {
                let Frame { min, max } = self.sheet();
                vec![min, [max[0], min[1]], max, [min[0], max[1]]]
            }
            Self::AzimuthalEquidistant { .. } => (0..180)
                .map(|i| {
                    let angle = f64::from(i) * PI / 90.0;
                    [RIM * angle.cos(), RIM * angle.sin()]
                })
                .collect(),
        }
    }

    /// A line on the sheet, in the parts that the sheet makes of it.
    pub fn line(self, line: &[LatLon]) -> Vec<Vec<XY>> {
        match self {
            Self::Equirectangular { center } => line_on_sheet(line, center),
            Self::AzimuthalEquidistant { .. } => {
                let mut parts = vec![Vec::new()];
                for point in filled_up(line, false) {
                    let here = self.forward(point);
                    let far =
                        |before: &XY| (before[0] - here[0]).hypot(before[1] - here[1]) > RIM / 2.0;
                    // Past the far end of the Earth the line comes in again from the other side.
                    if parts
                        .last()
                        .and_then(|it: &Vec<XY>| it.last())
                        .is_some_and(far)
                    {
                        parts.push(Vec::new());
                    }
                    if let Some(part) = parts.last_mut() {
                        part.push(here);
                    }
                }
                parts.retain(|it| it.len() >= 2);
                parts
            }
        }
    }

    /// A filled shape of the Earth (outer ring clockwise on the Earth, then its holes) on the sheet.
    pub fn area(self, rings: &[Vec<LatLon>]) -> Vec<Piece> {
        let Some((outer, holes)) = rings.split_first() else {
            return Vec::new();
        };
        match self {
            Self::Equirectangular { center } => {
                let mut pieces: Vec<Piece> = on_sheet(outer, center)
                    .into_iter()
                    .map(|outer| Piece {
                        outer,
                        holes: Vec::new(),
                    })
                    .collect();
                for hole in holes.iter().flat_map(|it| on_sheet(it, center)) {
                    let Some(&point) = hole.first() else { continue };
                    let home = pieces
                        .iter_mut()
                        .find(|it| Frame::around(it.outer.iter().copied()).holds(point));
                    if let Some(home) = home {
                        home.holes.push(hole);
                    }
                }
                pieces
            }
            Self::AzimuthalEquidistant { center } => {
                let flat = |ring: &Vec<LatLon>| -> Vec<XY> {
                    let points = filled_up(ring, true).into_iter();
                    points.map(|it| self.forward(it)).collect()
                };
                let (flat_outer, holes) = (flat(outer), holes.iter().map(flat).collect());
                vec![self.around_far_end(flat_outer, holes, || holds(outer, antipode(center)))]
            }
        }
    }

    /// What lies within `km` of `center`, on the sheet; `outline` is that of [`reach::outline`].
    pub fn reach(self, center: LatLon, km: f64, outline: &[LatLon]) -> Vec<Piece> {
        match self {
            Self::Equirectangular { center: sheet } => reach::pieces(center, km, outline, sheet),
            Self::AzimuthalEquidistant { .. } if km >= WHOLE_EARTH_KM => vec![Piece {
                outer: self.rim(),
                holes: Vec::new(),
            }],
            Self::AzimuthalEquidistant { .. } if outline.is_empty() => Vec::new(),
            Self::AzimuthalEquidistant { .. } => self.area(&[outline.to_vec()]),
        }
    }

    /// A shape that holds the far end of the Earth lies between its ring and the sheet's rim. Only one
    /// that runs the wrong way on the sheet can; the few that do for other reasons are looked at.
    fn around_far_end(
        self,
        outer: Vec<XY>,
        holes: Vec<Vec<XY>>,
        is_so: impl FnOnce() -> bool,
    ) -> Piece {
        if double_area(&outer) <= 0.0 || !is_so() {
            return Piece { outer, holes };
        }
        let mut all = vec![outer];
        all.extend(holes);
        Piece {
            outer: self.rim(),
            holes: all,
        }
    }
}

fn antipode(at: LatLon) -> LatLon {
    LatLon::nearest(-at.lat, at.lon + 180.0)
}

/// Whether a place lies within a ring, on the sheet round it.
fn holds(ring: &[LatLon], place: LatLon) -> bool {
    on_sheet(ring, place.lon)
        .iter()
        .any(|it| encloses(it, [place.lon, place.lat]))
}

/// Whether a point lies inside, by the crossings of a ray.
fn encloses(ring: &[XY], [x, y]: XY) -> bool {
    let mut within = false;
    let mut before = ring.last().copied().unwrap_or_default();
    for &point in ring {
        let spans = (point[1] > y) != (before[1] > y);
        if spans && x < (before[0] - point[0]) * (y - point[1]) / (before[1] - point[1]) + point[0]
        {
            within = !within;
        }
        before = point;
    }
    within
}

/// Distance in kilometres and direction in radians from one place to another, by Lambert's formula for
/// long lines: within a hundredth of a percent of the geodesic, and ten times as fast. Thousands of
/// points of coasts are laid flat by it; distances that are stated anywhere are geodesics.
fn way(from: LatLon, to: LatLon) -> (f64, f64) {
    let reduced = |lat: f64| {
        if lat.abs() >= 90.0 {
            FRAC_PI_2.copysign(lat)
        } else {
            ((1.0 - F) * lat.to_radians().tan()).atan()
        }
    };
    let (a, b) = (reduced(from.lat), reduced(to.lat));
    let turn = (to.lon - from.lon).to_radians();
    let azimuth = (turn.sin() * b.cos()).atan2(a.cos() * b.sin() - a.sin() * b.cos() * turn.cos());
    let (p, q) = (f64::midpoint(a, b), (b - a) / 2.0);
    let h = q.sin().powi(2) + a.cos() * b.cos() * (turn / 2.0).sin().powi(2);
    let angle = 2.0 * h.clamp(0.0, 1.0).sqrt().asin();
    if angle < 1e-9 {
        return (0.0, azimuth);
    }
    // At the far end the second term grows without bound; held there, the error stays small.
    let far = (angle / 2.0).cos().powi(2).max(0.01);
    let x = (angle - angle.sin()) * (p.sin() * q.cos()).powi(2) / far;
    let y = (angle + angle.sin()) * (p.cos() * q.sin()).powi(2) / (angle / 2.0).sin().powi(2);
    (A_KM * (angle - F / 2.0 * (x + y)), azimuth)
}

/// The same line with points put in where two are far apart.
fn filled_up(line: &[LatLon], closed: bool) -> Vec<LatLon> {
    let mut out = Vec::with_capacity(line.len());
    let end = if closed { line.first() } else { None };
    let ahead = line.iter().skip(1).chain(end).map(Some).chain([None]);
    for (point, next) in line.iter().zip(ahead) {
        out.push(*point);
        let Some(next) = next else { continue };
        let (dlon, dlat) = (wrapped(next.lon - point.lon), next.lat - point.lat);
        let stretch = dlat.hypot(dlon * point.lat.to_radians().cos());
        let mut i = 1.0;
        while i * MAX_STRETCH < stretch {
            let share = i * MAX_STRETCH / stretch;
            out.push(LatLon::nearest(
                point.lat + dlat * share,
                point.lon + dlon * share,
            ));
            i += 1.0;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::distance_km;
    use proptest::prelude::*;

    fn at(lat: f64, lon: f64) -> LatLon {
        LatLon::new(lat, lon).unwrap()
    }

    fn both(center: LatLon) -> [Projection; 2] {
        [
            Projection::Equirectangular { center: center.lon },
            Projection::AzimuthalEquidistant { center },
        ]
    }

    #[test]
    fn a_ring_round_the_centre_is_a_circle() {
        let center = at(62.9271, 40.5777);
        let azimuthal = Projection::AzimuthalEquidistant { center };
        for point in reach::outline(center, 5500.0) {
            let [x, y] = azimuthal.forward(point);
            assert!((x.hypot(y) * KM_PER_UNIT - 5500.0).abs() < 1.0, "{x} {y}");
        }
    }

    #[test]
    fn a_shape_round_the_far_end_is_a_hole() {
        let azimuthal = Projection::AzimuthalEquidistant {
            center: at(35.0, 139.0),
        };
        let far = at(-35.0, -41.0);
        let pieces = azimuthal.reach(far, 2000.0, &reach::outline(far, 2000.0));
        assert_eq!((pieces.len(), pieces[0].holes.len()), (1, 1));
        let pieces = azimuthal.reach(
            at(30.0, 0.0),
            2000.0,
            &reach::outline(at(30.0, 0.0), 2000.0),
        );
        assert!(pieces[0].holes.is_empty());
    }

    #[test]
    fn lines_past_the_far_end_are_parted() {
        let azimuthal = Projection::AzimuthalEquidistant {
            center: at(0.0, 0.0),
        };
        assert_eq!(azimuthal.line(&[at(0.0, 170.0), at(0.0, -170.0)]).len(), 2);
        assert_eq!(azimuthal.line(&[at(0.0, 10.0), at(0.0, 20.0)]).len(), 1);
    }

    #[test]
    fn nothing_lies_beyond_the_sheet() {
        for projection in both(at(10.0, 20.0)) {
            assert!(projection.inverse([0.0, 500.0]).is_none());
            assert!(projection.inverse([700.0, 0.0]).is_none());
        }
    }

    proptest! {
        #[test]
        fn there_and_back(
            lat in -89.0f64..89.0, lon in -180.0f64..180.0, clat in -80.0f64..80.0, clon in -180.0f64..180.0,
        ) {
            let (place, center) = (at(lat, lon), at(clat, clon));
            for projection in both(center) {
                let back = projection.inverse(projection.forward(place));
                if distance_km(place, center) > 17_000.0 {
                    continue;
                }
                let off = back.map(|it| distance_km(it, place));
                // Directions are those of a globe: a click is off by less than a pixel.
                let far = distance_km(place, center);
                prop_assert!(off.is_some_and(|km| km < 1.0 + 0.004 * far), "{off:?} {projection:?}");
            }
        }

        #[test]
        fn distances_from_the_centre_are_true(
            lat in -89.0f64..89.0, lon in -180.0f64..180.0, clat in -89.0f64..89.0, clon in -180.0f64..180.0,
        ) {
            let (place, center) = (at(lat, lon), at(clat, clon));
            let km = distance_km(center, place);
            let (got, _) = way(center, place);
            let share = if km < 16_000.0 { 0.001 } else { 0.005 };
            prop_assert!((got - km).abs() < share * km + 0.01, "{got} {km}");
        }
    }
}
