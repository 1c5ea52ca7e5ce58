//! The arithmetic of showing a long text: chunks, heights, runs, selection, search. Knows no egui.
//!
//! Every part is bounded by what is on the screen, not by the length of the document: chunks cut
//! long blocks into pieces that are cheap to lay out, the height index says where a chunk stands
//! without asking its neighbours, and runs look only at the marks of one chunk.

pub mod chunks;
pub mod display;
pub mod find;
pub mod grid;
pub mod height_index;
pub mod overview;
pub mod runs;
pub mod selection;

pub use chunks::{Chunk, Chunks};
pub use display::DisplayText;
pub use find::{Finder, Needle};
pub use height_index::{HeightIndex, Place};
pub use runs::{Layers, Marks, Run, runs};
pub use selection::{Step, TextSelection, Unit};
