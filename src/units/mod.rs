//! Numbers as written, units, money, and the only printer of numbers.

pub mod currency;
mod currency_lands;
mod currency_names;
pub mod extent;
pub mod format;
pub mod length;
pub mod number;
pub mod number_words;
mod scale;

pub use currency::Currency;
pub use extent::{Extent, Hedge};
pub use length::LengthUnit;
