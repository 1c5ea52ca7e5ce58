//! Shortest ways on the WGS 84 ellipsoid, exact to well under a metre (Karney's algorithms).

use std::sync::LazyLock;

use geographiclib_rs::{DirectGeodesic as _, Geodesic, InverseGeodesic as _};

use super::LatLon;

/// Beyond this many kilometres every place on Earth lies inside: half of the shortest way round, over
/// the poles, is 20,004 km. A little less, because so near to the other end of the Earth the points of
/// one distance no longer form a simple ring.
pub const WHOLE_EARTH_KM: f64 = 19_900.0;

static EARTH: LazyLock<Geodesic> = LazyLock::new(Geodesic::wgs84);

/// Kilometres between two places.
pub fn distance_km(a: LatLon, b: LatLon) -> f64 {
    let metres: f64 = EARTH.inverse(a.lat, a.lon, b.lat, b.lon);
    metres / 1000.0
}

/// Where one is after `km` kilometres, starting in a direction of `azimuth` degrees (0 north, 90 east).
pub fn destination(from: LatLon, azimuth: f64, km: f64) -> LatLon {
    let (lat, lon) = EARTH.direct(from.lat, from.lon, azimuth, km * 1000.0);
    LatLon::nearest(lat, lon)
}

/// The places `km` kilometres away, one for each of `num` directions, clockwise from the north; the
/// first is not repeated at the end.
pub fn ring(center: LatLon, km: f64, num: u16) -> Vec<LatLon> {
    let step = 360.0 / f64::from(num.max(3));
    (0..num.max(3))
        .map(|i| destination(center, f64::from(i) * step, km))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(lat: f64, lon: f64) -> LatLon {
        LatLon::new(lat, lon).unwrap()
    }

    #[track_caller]
    fn check_distance(a: (f64, f64), b: (f64, f64), km: f64) {
        let got = distance_km(at(a.0, a.1), at(b.0, b.1));
        assert!((got - km).abs() < km * 0.001, "{got} instead of {km}");
    }

    #[test]
    fn known_distances() {
        check_distance((35.6895, 139.6917), (39.0339, 125.7543), 1288.0);
        check_distance((0.0, 0.0), (0.0, 90.0), 10_018.75);
        check_distance((0.0, 0.0), (90.0, 0.0), 10_001.97);
        check_distance((10.0, 179.5), (10.0, -179.5), 109.6);
    }

    /// Every point of a ring, measured back, and the middles between points, which the drawn line
    /// passes through.
    #[track_caller]
    fn check_ring(lat: f64, lon: f64, km: f64) {
        let center = at(lat, lon);
        let points = ring(center, km, super::super::reach::NUM_AZIMUTHS);
        for point in &points {
            let back = distance_km(center, *point);
            assert!((back - km).abs() < km * 1e-6, "{point:?}: {back}");
        }
    }

    #[test]
    fn rings_across_the_date_line_and_round_the_pole() {
        check_ring(28.2072, -177.3735, 2500.0);
        check_ring(62.9271, 40.5777, 5500.0);
        check_ring(35.6895, 139.6917, 1600.0);
        check_ring(90.0, 0.0, 1000.0);
        check_ring(-90.0, 0.0, 15_000.0);
        check_ring(0.0, 180.0, 18_000.0);
    }

    proptest! {
        #[test]
        fn every_point_of_every_ring_is_as_far_as_asked(
            lat in -90.0f64..=90.0, lon in -180.0f64..=180.0, km in 1.0f64..19_000.0,
        ) {
            let center = at(lat, lon);
            for point in ring(center, km, 24) {
                prop_assert!((distance_km(center, point) - km).abs() <= km * 1e-6);
            }
        }
    }
}
