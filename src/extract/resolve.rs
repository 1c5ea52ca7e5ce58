//! Chooses among overlapping candidates and settles doubts.
