//! Any bytes, read as a table of separated values.
//!
//! ```text
//! python3 fuzz/seeds.py && cargo +nightly fuzz run delimited
//! ```

#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use rangebook::document::format::Format;

fuzz_target!(|data: &[u8]| shared::check(Format::Delimited, data));
