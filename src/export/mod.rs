//! What leaves the program: the notes CSV, charts as SVG and CSV, mentions as JSON Lines, and the one
//! way files are written.

pub mod atomic;
pub mod chart_csv;
pub mod citation;
pub mod csv;
pub mod dialect;
pub mod findings;
pub mod geojson;
pub mod jsonld;
pub mod kml;
pub mod map_csv;
pub mod mentions;
pub mod notes_file;
mod place;
pub mod qdpx;
pub mod report;
pub mod scene;
pub mod svg;
pub mod timeline_csv;
