//! RFC 4180 quoting and the formula guard.
