//! The window.
pub mod painter;
