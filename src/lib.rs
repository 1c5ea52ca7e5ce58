//! A desktop workbench for reading articles on defence policy with their figures in view.
#[cfg(feature = "gui")]
pub mod ui;
