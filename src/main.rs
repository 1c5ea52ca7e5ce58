//! Arguments, window, start; no logic.

fn main() {}
