//! Any bytes, read as a PDF.
//!
//! ```text
//! python3 fuzz/seeds.py && cargo +nightly fuzz run pdf
//! ```

#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use rangebook::document::format::Format;

fuzz_target!(|data: &[u8]| shared::check(Format::Pdf, data));
