//! The truth (documents, notes, settings), what is derived from it, and the one place that changes it.

pub mod selection;
pub mod store;

pub use selection::Item;
