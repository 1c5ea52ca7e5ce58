//! Tests of the window, panel by panel.
#![allow(missing_docs)]

mod reader;
