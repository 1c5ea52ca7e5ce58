//! Mentions as JSON Lines and CSV.
