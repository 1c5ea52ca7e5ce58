//! The arithmetic of showing a long text: chunks, heights, runs, selection. Knows no egui.
