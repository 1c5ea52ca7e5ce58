//! Documents and annotated text for the tests of this room.

use std::sync::Arc;

use super::{Extraction, Extractor, Mention, Value};
use crate::document::{About, Block, BlockKind, Document, DocumentId, Fingerprint, SourceMap};
use crate::text::{CharIndex, Span};

/// A plain-text document: every line is a paragraph.
pub(crate) fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end_matches('\n').len();
        if let Some(span) = Span::new(text, at, end)
            && !span.is_empty()
        {
            blocks.push(Block {
                span,
                kind: BlockKind::Paragraph,
            });
        }
        at += line.len();
    }
    Document {
        id: DocumentId(0),
        name: "test.txt".to_owned(),
        path: None,
        stamp: None,
        text: Arc::from(text),
        blocks,
        title: None,
        fingerprint: Fingerprint::of(text.as_bytes()),
        about: About::default(),
        links: Vec::new(),
        pages: Vec::new(),
        source_map: SourceMap::default(),
        char_index: CharIndex::new(text),
        warnings: Vec::new(),
        num_words: 0,
    }
}

pub(crate) fn extract(text: &str) -> Extraction {
    extract_document(&document(text))
}

pub(crate) fn extract_document(document: &Document) -> Extraction {
    Extractor::shipped()
        .extract(document, None, &mut |_| std::ops::ControlFlow::Continue(()))
        .expect("never cancelled")
}

/// Takes `[Japan|country JPN] and [Tomahawk|weapon tomahawk]` apart and compares: the text without
/// marks must give exactly these mentions of names (figures and dates are left out).
#[track_caller]
pub(crate) fn check_mentions(marked: &str) {
    let mut text = String::new();
    let mut expected = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, after) = after.split_once(']').expect("a closing bracket");
        let (surface, label) = inside.split_once('|').expect("a bar");
        text.push_str(before);
        expected.push((text.len(), surface.to_owned(), label.to_owned()));
        text.push_str(surface);
        rest = after;
    }
    text.push_str(rest);
    let found: Vec<_> = extract(&text)
        .mentions
        .iter()
        .filter_map(|mention| {
            let surface = mention.span.slice(&text).to_owned();
            Some((mention.span.start(), surface, label(mention)?))
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

fn label(mention: &Mention) -> Option<String> {
    let code = mention.kind().code();
    let detail = match &mention.value {
        Value::Country { iso3, .. } | Value::Government { iso3 } => iso3.to_string(),
        Value::Place { iso3, .. } => iso3.map_or_else(String::new, |iso3| iso3.to_string()),
        Value::Organisation { .. } => String::new(),
        Value::Person { person } => person.to_string(),
        Value::Weapon { weapon } => weapon.as_deref().unwrap_or("?").to_owned(),
        _ => return None,
    };
    Some(format!("{code} {detail}").trim_end().to_owned())
}
