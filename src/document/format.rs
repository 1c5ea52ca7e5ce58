//! Decides from content, then name, what kind of file bytes are.
