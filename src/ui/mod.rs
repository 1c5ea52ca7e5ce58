//! The window. Panels read the workspace, paint, and push actions; nothing here changes the truth.
