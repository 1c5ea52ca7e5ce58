//! The window, driven by accessible name.

mod charts;
mod reader;
