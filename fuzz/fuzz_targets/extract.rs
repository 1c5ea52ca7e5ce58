//! Any bytes, opened as plain text or Markdown and read whole, in parts and in blocks.
//!
//! ```text
//! cargo +nightly fuzz run extract
//! ```

#![no_main]

use std::num::NonZero;
use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use rangebook::document::load::load_bytes;
use rangebook::document::{Block, BlockKind, Document, DocumentId};
use rangebook::extract::{Extraction, Extractor, Value};
use rangebook::text::Span;
use rangebook::units::Extent;

fuzz_target!(|data: &[u8]| {
    let (name, bytes) = match data.split_first() {
        Some((first, rest)) if first % 4 == 0 => ("fuzz.md", rest),
        Some((_, rest)) => ("fuzz.txt", rest),
        None => return,
    };
    let Ok(mut document) = load_bytes(DocumentId(0), name, None, bytes) else {
        return;
    };
    let whole = extract(&document, 1);
    check(&document, &whole);
    let parts = extract(&document, 3);
    assert_eq!(whole.mentions, parts.mentions, "in parts");
    assert_eq!(whole.claims, parts.claims, "in parts");

    let text = document.text.clone();
    // What is a table depends on its block.
    if text.contains(['\t', '|']) || text.contains("  ") {
        return;
    }
    document.blocks = one_block(&text);
    let as_one = extract(&document, 1);
    check(&document, &as_one);
    document.blocks = paragraphs(&text);
    let as_paragraphs = extract(&document, 1);
    assert_eq!(as_one.mentions, as_paragraphs.mentions, "in paragraphs");
});

fn extract(document: &Document, num_threads: usize) -> Extraction {
    let num_threads = NonZero::new(num_threads).expect("not zero");
    Extractor::shipped()
        .extract_on(document, None, num_threads, &mut |_| ControlFlow::Continue(()))
        .expect("never cancelled")
}

/// In order, disjoint, on borders of characters, and finite.
fn check(document: &Document, extraction: &Extraction) {
    let mut end = 0;
    for mention in &extraction.mentions {
        let span = mention.span;
        assert!(span.start() >= end && span.end() > span.start(), "order");
        assert!(document.text.get(span.range()).is_some(), "borders");
        end = span.end();
        let finite = |it: &Extent| it.low().is_finite() && it.high().is_finite();
        assert!(match &mention.value {
            Value::Money { amount, .. } => finite(amount),
            Value::Distance { km, .. } => finite(km),
            Value::Percent { percent, .. } => finite(percent),
            Value::Count { count, .. } => finite(count),
            Value::Date { from, to, .. } => from <= to,
            _ => true,
        });
    }
    for claim in &extraction.claims {
        assert!(extraction.mention(claim.figure).is_some(), "claim");
    }
}

fn one_block(text: &str) -> Vec<Block> {
    vec![Block {
        span: Span::whole(text),
        kind: BlockKind::Paragraph,
    }]
}

/// Cut at empty lines.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        let end = at + paragraph.len();
        if let Some(span) = Span::new(text, at, end) {
            blocks.push(Block {
                span,
                kind: BlockKind::Paragraph,
            });
        }
        at = end + 2;
    }
    blocks
}
