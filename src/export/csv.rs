//! The notes CSV: its columns and rows.
