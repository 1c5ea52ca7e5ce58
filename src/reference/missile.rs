//! Missile systems with their published ranges.

use super::{Iso3, SourceId};

/// One row of `weapons.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Missile {
    /// Id in the tables, such as `tomahawk-block-iv`.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// Kind of system.
    pub kind: MissileKind,
    /// Who operates it.
    pub operators: Vec<Iso3>,
    /// Published range in kilometres, lowest and highest where publications differ; `None` when
    /// none is published.
    pub range_km: Option<(f64, f64)>,
    /// Year of first service; `None` when unknown.
    pub first_service: Option<i16>,
    /// Published by.
    pub sources: Vec<SourceId>,
    /// A caveat, in words; may be empty.
    pub note: String,
}

/// Kind of missile system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissileKind {
    /// Cruise missile.
    Cruise,
    /// Ballistic missile.
    Ballistic,
    /// Anti-ship missile.
    AntiShip,
    /// Air-defence system.
    AirDefence,
    /// Glide vehicle or bomb.
    Glide,
    /// Anything else.
    Other,
}

impl MissileKind {
    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cruise => "cruise",
            Self::Ballistic => "ballistic",
            Self::AntiShip => "anti-ship",
            Self::AirDefence => "air defence",
            Self::Glide => "glide",
            Self::Other => "other",
        }
    }

    /// Reads the table's word; unknown words are [`Self::Other`].
    pub fn parse(word: &str) -> Self {
        match word {
            "cruise" => Self::Cruise,
            "ballistic" => Self::Ballistic,
            "anti-ship" => Self::AntiShip,
            "air-defence" => Self::AirDefence,
            "glide" => Self::Glide,
            _ => Self::Other,
        }
    }
}
