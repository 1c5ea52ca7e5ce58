//! Mentions as JSON Lines and CSV.

/// Provisional.
pub fn value_and_unit(_: &crate::extract::Value) -> (String, String) {
    (String::new(), String::new())
}
