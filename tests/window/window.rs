//! Tests of the window, panel by panel.

#[cfg(test)]
mod reader;
