//! Cities and bases with their position: where a range ring can be drawn from.

use super::{Iso3, SourceId};
use crate::geo::LatLon;

/// One row of `places.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Id in the table, such as `tokyo`.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// In this country.
    pub iso3: Iso3,
    /// `capital`, `city` or `base`.
    pub kind: String,
    /// There.
    pub position: LatLon,
    /// Where the position is from.
    pub source: SourceId,
    /// A caveat, in words; may be empty.
    pub note: String,
}
