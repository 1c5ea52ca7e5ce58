//! The window, panel by panel and whole, driven by accessible name.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall fail where it stands")]

mod app;
mod charts;
mod reader;
