//! The truth (documents, notes, settings), what is derived from it, and the one place that changes it.

pub mod action;
pub mod selection;
pub mod settings;
pub mod store;

pub use action::Action;
pub use selection::Item;

/// Names a running job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub u64);
