//! How fast names and figures are found: bytes per second over generated news prose.
//!
//! The text is varied (names, figures and sentences are drawn by a small generator with a fixed
//! seed), so that neither caches nor branch prediction learn it by heart.

use std::ops::ControlFlow;

use divan::counter::BytesCount;
use rangebook::extract::Extractor;
use rangebook::reference::{Catalog, Tables};

mod prose;
use prose::{document, prose};

fn main() {
    divan::main();
}

/// Generated prose as a document of this many bytes, every line a paragraph.
#[divan::bench(args = [10_000, 1_000_000], max_time = 20)]
fn extract(bencher: divan::Bencher<'_, '_>, num_bytes: usize) {
    let document = document(&prose(num_bytes));
    let extractor = Extractor::shipped();
    bencher
        .counter(BytesCount::of_str(&document.text))
        .bench(|| extractor.extract(&document, None, &mut |_| ControlFlow::Continue(())));
}

/// Words without any name or figure: the cost of looking.
#[divan::bench(max_time = 10)]
fn plain_words(bencher: divan::Bencher<'_, '_>) {
    let line =
        "the old harbour lies still and nothing at all is said about anything of note today\n";
    let document = document(&line.repeat(1_000_000 / line.len()));
    let extractor = Extractor::shipped();
    bencher
        .counter(BytesCount::of_str(&document.text))
        .bench(|| extractor.extract(&document, None, &mut |_| ControlFlow::Continue(())));
}

/// Tables, parsed and checked: part of every start.
#[divan::bench]
fn parse_tables() -> bool {
    Catalog::parse(&Tables::SHIPPED).is_ok()
}

/// The automaton over all names.
#[divan::bench]
fn build_extractor() -> Extractor {
    Extractor::new(Catalog::shipped())
}
