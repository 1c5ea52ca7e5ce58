//! A document read in parts, or cut into blocks, says what it says read as a whole.

use std::num::NonZero;
use std::ops::ControlFlow;

use proptest::prelude::*;

use crate::document::{Block, BlockKind};
use crate::extract::fixtures::document;
use crate::extract::passes::Passes;
use crate::extract::scene::NameTables;
use crate::extract::{Extraction, Extractor, Mention, pieces};
use crate::text::Span;

/// Paragraphs whose meaning leans on others: persons and short forms introduced once and used
/// alone, and names that need the rest of the document.
const PARAGRAPHS: &[&str] = &[
    "Defence Minister Hana Lindqvist said on 4 May 2024 that 12 billion euros were enough.",
    "Lindqvist declined to say more. Okafor agreed with Varga about the 300 km range.",
    "General Ibrahim Okafor told reporters that the Institute for Harbour Studies (IHS) was wrong.",
    "The IHS answered that 40 per cent of GDP is not 2 per cent of GDP, according to Okafor.",
    "Mr Varga and Ms Lindqvist met in Georgia, where Patriot missiles stand; Tokyo announced talks.",
    "Peter Varga, the defence secretary, bought 400 Tomahawks for $2.35 billion by 2027.",
    "Nothing at all is said here about anything of note, and the harbour lies still.",
    "What the budget holds",
    "The army plans a special fund of 90 billion euros. The plan includes:",
    "• Poland: 4.12% of GDP in 2024\n• Estonia: 3.43%\n• Spain: 30 billion euros over ten years",
    "Georgia and Jordan spent more. Turkey’s budget rose to US$ 15bn–20bn in FY2024-25.",
];

fn extract(text: &str, blocks: Option<Vec<Block>>, num_threads: usize) -> Extraction {
    let mut document = document(text);
    if let Some(blocks) = blocks {
        document.blocks = blocks;
    }
    let num_threads = NonZero::new(num_threads).unwrap();
    Extractor::shipped()
        .extract_on(&document, None, num_threads, &mut |_| {
            ControlFlow::Continue(())
        })
        .unwrap()
}

/// Gives the passes over a text.
fn with_passes<T>(text: &str, max_mentions: usize, read: impl FnOnce(&Passes<'_>) -> T) -> T {
    let document = document(text);
    let extractor = Extractor::shipped();
    read(&Passes {
        text,
        blocks: &document.blocks,
        pieces: &pieces(text, &document.blocks),
        names: NameTables {
            catalog: extractor.catalog,
            matcher: &extractor.matcher,
        },
        date: None,
        max_mentions,
    })
}

/// The first so many mentions.
fn first_mentions(text: &str, max_mentions: usize, num_threads: usize) -> Vec<Mention> {
    let found = with_passes(text, max_mentions, |passes| {
        passes.mentions(num_threads, &mut |_| Some(()))
    });
    let mut mentions = found.unwrap().0;
    mentions.truncate(max_mentions);
    mentions
}

/// The same when threads know only what was introduced so many parts before.
fn read_late(text: &str, max_mentions: usize, late: usize) -> Vec<Mention> {
    let mut mentions = with_passes(text, max_mentions, |passes| {
        passes.mentions_read_late(2, late)
    });
    mentions.truncate(max_mentions);
    mentions
}

fn text_of(paragraphs: &[usize]) -> String {
    let lines: Vec<_> = paragraphs.iter().map(|&i| PARAGRAPHS[i]).collect();
    lines.join("\n\n")
}

fn block(text: &str, start: usize, end: usize) -> Block {
    Block {
        span: Span::new(text, start, end).unwrap(),
        kind: BlockKind::Paragraph,
    }
}

#[test]
fn the_piece_with_which_a_part_has_enough_is_read_after_all_before_it() {
    let lines = [
        "General Ibrahim Okafor said nothing.",
        &"Nothing at all is said here about anything of note. ".repeat(6),
        "Okafor went to Georgia, Jordan and Spain.",
        &"Nothing is said here either, and the harbour lies still. ".repeat(3),
        "Okafor came from Estonia and Poland.",
    ];
    let text = lines.join("\n\n");
    for max_mentions in 1..9 {
        let whole = first_mentions(&text, max_mentions, 1);
        assert_eq!(whole.len(), max_mentions.min(8));
        assert_eq!(whole, first_mentions(&text, max_mentions, 2));
        for late in 0..4 {
            assert_eq!(whole, read_late(&text, max_mentions, late), "{late} late");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn parts_say_what_the_whole_says(
        paragraphs in prop::collection::vec(0..PARAGRAPHS.len(), 1..60),
        num_threads in 2usize..6,
    ) {
        let text = text_of(&paragraphs);
        let whole = extract(&text, None, 1);
        let parts = extract(&text, None, num_threads);
        prop_assert_eq!(whole.mentions, parts.mentions);
        prop_assert_eq!(whole.claims, parts.claims);
        prop_assert_eq!(whole.left_out, parts.left_out);
    }

    #[test]
    fn parts_end_where_the_whole_ends(
        paragraphs in prop::collection::vec(0..PARAGRAPHS.len(), 10..60),
        max_mentions in 1usize..60,
        num_threads in 2usize..6,
    ) {
        let text = text_of(&paragraphs);
        let whole = first_mentions(&text, max_mentions, 1);
        let parts = first_mentions(&text, max_mentions, num_threads);
        prop_assert_eq!(whole, parts);
    }

    #[test]
    fn parts_read_late_say_what_the_whole_says(
        paragraphs in prop::collection::vec(0..PARAGRAPHS.len(), 10..60),
        max_mentions in prop_oneof![1usize..60, Just(usize::MAX)],
        late in 0usize..9,
    ) {
        let text = text_of(&paragraphs);
        let whole = first_mentions(&text, max_mentions, 1);
        prop_assert_eq!(whole, read_late(&text, max_mentions, late));
    }

    #[test]
    fn blocks_say_what_the_whole_says(
        paragraphs in prop::collection::vec(0..PARAGRAPHS.len(), 1..20),
    ) {
        let text = text_of(&paragraphs);
        let whole = extract(&text, Some(vec![block(&text, 0, text.len())]), 1);
        let mut blocks = Vec::new();
        let mut at = 0;
        for paragraph in text.split("\n\n") {
            blocks.push(block(&text, at, at + paragraph.len()));
            at += paragraph.len() + 2;
        }
        let cut = extract(&text, Some(blocks), 1);
        prop_assert_eq!(whole.mentions, cut.mentions);
    }
}
