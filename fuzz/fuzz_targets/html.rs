//! Any bytes, read as a web page.
//!
//! ```text
//! python3 fuzz/seeds.py && cargo +nightly fuzz run html
//! ```

#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use rangebook::document::format::Format;

fuzz_target!(|data: &[u8]| shared::check(Format::Html, data));
