//! The cited tables under `assets/reference/`, compiled in and validated.
//!
//! Every row names its source; the window shows it with its vintage. Missing is not zero: a year
//! without a figure has no [`Observation`].

pub mod catalog;
pub mod edition;
pub mod entity;
pub mod gazetteer;
pub mod import;
pub mod missile;
pub mod place;
pub mod plan;
pub mod prices;
pub mod region;
mod rows;
pub mod series;
pub mod source;
mod table;
pub mod table_row;

pub use catalog::{Catalog, CatalogError, Tables};
pub use edition::Edition;
pub use entity::Iso3;
pub use gazetteer::{Entity, EntityIndex, EntityKind, Gazetteer, Name};
pub use import::{Assume, ImportError, ReadTable, TableFormat, TableProblem, read_table};
pub use missile::{Missile, MissileKind};
pub use place::Place;
pub use plan::{FirstPublished, Plan, PlanKind, PlanUnit};
pub use prices::Prices;
pub use region::Region;
pub use series::{Measure, Observation, ObservationId, Rate, Series, Status};
pub use source::{Source, SourceId};
pub use table_row::{TableRow, row_of};
