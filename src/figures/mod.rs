//! What a chart says, before pixels: series, bars, claims, sources. The window, SVG, PNG and CSV are
//! all drawn from these, so they cannot disagree.

mod claims;
pub mod map;
mod quote;
pub mod ranges;
mod sources;
pub mod spending;
pub mod timeline;

pub use map::{LaunchAsk, MapAsk, MapFigure, MapMaterial, ReachAsk, map, map_material};
pub use ranges::{
    DistanceLine, RangeBar, RangeClass, RangeSort, RangesChoice, RangesFigure, ranges,
};
pub use spending::{
    ClaimPoint, DateMark, EditionChoice, EditionShown, OtherEdition, PlanPoint, RankRow, RankYear,
    SpendingChoice, SpendingFigure, SpendingPoint, SpendingSeries, spending, spending_as,
};
pub use timeline::{TimelineFigure, timeline};

#[cfg(test)]
pub(crate) mod testing;
