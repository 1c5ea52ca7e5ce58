//! Coordinates, geodesics and maps of the Earth; pure arithmetic, knows no other room.
//!
//! Distances are along geodesics of the WGS 84 ellipsoid ([`geodesic`]): a sphere would be wrong by up
//! to half a percent, which is 8 km at the reach of a cruise missile. Shapes on the Earth are rings of
//! points ([`reach`], [`world`]); [`flat`] and [`projection`] turn them into shapes on a sheet, cut where
//! the sheet ends, and [`plane`] keeps the whole world so.

pub mod clip;
pub mod coordinates;
pub mod fill;
pub mod flat;
pub mod geodesic;
pub mod plane;
pub mod projection;
pub mod reach;
pub mod view;
pub mod world;

pub use geodesic::{destination, distance_km, ring};
pub use plane::PlaneWorld;
pub use projection::Projection;
pub use reach::Piece;
pub use view::MapView;
pub use world::{Detail, World};

/// A place on the Earth in decimal degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LatLon {
    // Invariant: −90 ≤ lat ≤ 90, −180 ≤ lon ≤ 180, both finite.
    lat: f64,
    lon: f64,
}

impl LatLon {
    /// `None` outside ±90 / ±180 or not finite.
    pub fn new(lat: f64, lon: f64) -> Option<Self> {
        ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon))
            .then_some(Self { lat, lon })
    }

    /// The nearest place for numbers that may lie a little outside: longitude counted round, latitude
    /// held at the poles, anything that is no number taken for zero.
    #[must_use]
    pub fn nearest(lat: f64, lon: f64) -> Self {
        let finite = |it: f64| if it.is_finite() { it } else { 0.0 };
        Self {
            lat: finite(lat).clamp(-90.0, 90.0),
            lon: wrapped(finite(lon)),
        }
    }

    /// Degrees north.
    pub const fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east.
    pub const fn lon(self) -> f64 {
        self.lon
    }
}

/// A longitude, counted round into −180 to 180.
#[must_use]
pub fn wrapped(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) {
        lon
    } else {
        (lon + 180.0).rem_euclid(360.0) - 180.0
    }
}
