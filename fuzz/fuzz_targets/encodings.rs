//! Any bytes, decoded as text and traced back to the bytes they came from.
//!
//! ```text
//! python3 fuzz/seeds.py && cargo +nightly fuzz run encodings
//! ```

#![no_main]

use libfuzzer_sys::fuzz_target;
use rangebook::document::load::load_bytes;
use rangebook::document::DocumentId;

fuzz_target!(|data: &[u8]| {
    let (name, bytes) = match data.split_first() {
        Some((first, rest)) if first % 2 == 0 => ("fuzz.md", rest),
        Some((_, rest)) => ("fuzz.txt", rest),
        None => return,
    };
    let Ok(document) = load_bytes(DocumentId(0), name, None, bytes) else {
        return;
    };
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start() >= end, "order");
        assert!(document.text.get(block.span.range()).is_some(), "borders");
        end = block.span.end();
    }
    let mut before = 0;
    for (at, _) in document.text.char_indices() {
        if let Some(source) = document.source_map.source_offset(at) {
            assert!(source >= before && source <= bytes.len(), "source");
            before = source;
        }
    }
});
