//! The window, driven by accessible name and without a display; one module a part of it.

mod cards;
mod charts;
