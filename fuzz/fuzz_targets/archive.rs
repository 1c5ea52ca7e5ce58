//! Any bytes, read as an archive: its list, its packed parts, and whatever they hold.
//!
//! ```text
//! python3 fuzz/seeds.py && cargo +nightly fuzz run archive
//! ```

#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use rangebook::document::format::Format;

fuzz_target!(|data: &[u8]| {
    for format in [Format::Docx, Format::Odt, Format::Epub] {
        shared::check(format, data);
    }
});
