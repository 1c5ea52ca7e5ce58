//! The window, driven by accessible name.

#[test]
fn t() {}
