//! The workspace file: SQLite, write-ahead log, full synchronisation. The only place that knows SQL.

pub mod schema;
