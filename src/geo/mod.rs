//! Coordinates on the Earth; pure arithmetic, knows no other room.

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

    /// Degrees north.
    pub const fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east.
    pub const fn lon(self) -> f64 {
        self.lon
    }
}
