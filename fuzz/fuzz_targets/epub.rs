//! Any bytes, read as the parts of an e-book.
//!
//! The parts are put into an archive here: mutations of packed bytes would hardly ever unpack.
//! Archives that are damaged themselves are the business of the target `archive`.
//!
//! ```text
//! python3 fuzz/seeds.py && cargo +nightly fuzz run epub
//! ```

#![no_main]

mod shared;

use libfuzzer_sys::fuzz_target;
use rangebook::document::format::Format;

/// Parts by the digit that they begin with.
const PARTS: &[&str] = &[
    "META-INF/container.xml",
    "a.opf",
    "1.xhtml",
    "2.xhtml",
    "META-INF/encryption.xml",
];

fuzz_target!(|data: &[u8]| {
    let parts = shared::parts_of(PARTS, data);
    shared::check(Format::Epub, &shared::archive_of(&parts));
});
