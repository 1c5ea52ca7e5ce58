//! The window. Panels read the workspace, paint, and push actions; nothing here changes the truth.

pub mod painter;
pub mod panels;
pub mod scene_painter;
pub mod theme;
pub mod tokens;
