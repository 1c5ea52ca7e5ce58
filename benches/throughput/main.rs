//! How extraction compares with bare passes over the same text, and how it scales.
//!
//! ```text
//! cargo bench --no-default-features --bench throughput               # own generated prose
//! RANGEBOOK_CORPUS=c10.txt cargo bench --no-default-features --bench throughput
//! cargo bench --no-default-features --bench throughput -- --large    # also 100 MB
//! cargo bench --no-default-features --bench throughput -- --check    # checking beside extracting
//! cargo bench --no-default-features --bench throughput -- --once     # one run, to count instructions
//! ```
//!
//! Absolute speeds differ from machine to machine; the ratios, taken in one run with the passes
//! interleaved, are what counts.
//!
//! Measured in November 2026 on two cores of a shared server, one run of the program with 10 MB and two
//! with 100 MB (medians of seven interleaved passes), on generated defence prose with 17.6 mentions a kilobyte:
//!
//! | what | 10 MB | 100 MB |
//! |---|---|---|
//! | extraction to one automaton pass over the names (wanted 0.4) | 0.568 | 0.641, 0.631 |
//! | extraction to names pass and figures pass (wanted 0.3) | 0.746 | 0.831, 0.816 |
//! | as one block to as paragraphs (wanted 0.95 to 1.05) | 0.969 | 0.979, 0.995 |
//! | shipped names to 50,000 names (wanted 0.75) | 0.972 | 0.986, 0.982 |
//! | two threads to one (wanted 1.6 of 100 MB) | 1.640 of 20 MB | 1.655, 1.548 |
//! | megabytes a second, from its first megabyte on | 127.1, 134.4 | 129.8, 136.7, 127.2 |
//!
//! Instructions a byte, by callgrind on one megabyte: 59.8 (wanted 60), as one block 64.0.

use std::hint::black_box;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rangebook::document::{Block, BlockKind, Document};
use rangebook::extract::{Extraction, Extractor, Mention};
use rangebook::reference::gazetteer::{Entity, EntityIndex, EntityKind, Name};
use rangebook::reference::{Catalog, Gazetteer, Tables};
use rangebook::text::Span;

mod checks;
mod prose;

/// Runs of each measurement; the median counts.
const RUNS: usize = 7;

fn main() {
    let text = match std::env::var_os("RANGEBOOK_CORPUS") {
        Some(path) => std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{error}")),
        None => prose::prose(10_000_000),
    };
    let asked = |option: &str| std::env::args().any(|it| it == option);
    let document = prose::document(&text);
    let extractor = Extractor::shipped();
    if asked("--load") {
        return;
    }
    if asked("--once") {
        black_box(extract(extractor, &document, 1));
        return;
    }
    if asked("--once-as-block") {
        black_box(extract(extractor, &as_block(&document), 1));
        return;
    }
    if asked("--check") {
        checks::compare(&text);
        return;
    }
    show_start();
    compare_with_bare_passes(extractor, &document);
    compare_paragraphs(extractor, &document);
    compare_sizes(extractor, &text, asked("--large"));
    compare_numbers_of_names(&text);
    compare_threads(extractor, &text, asked("--large"));
    let found = extract(extractor, &document, 1);
    show(&format!(
        "{} mentions, {} bytes held by each",
        found.mentions.len(),
        size_of::<Mention>()
    ));
}

/// What every start pays for: tables read and checked, names made ready.
fn show_start() {
    let [tables, names] = interleaved([
        &|| Catalog::parse(&Tables::SHIPPED).map_or(0, |it| it.gazetteer.names().len()),
        &|| {
            black_box(Extractor::new(Catalog::shipped()));
            1
        },
    ]);
    let millis = |time: Duration| time.as_secs_f64() * 1e3;
    show(&format!(
        "ready after {:.1} ms: tables {:.1}, names {:.1}",
        millis(tables + names),
        millis(tables),
        millis(names)
    ));
}

/// One automaton over the same names, and one expression over the usual forms of figures.
fn compare_with_bare_passes(extractor: &Extractor, document: &Document) {
    let text: &str = &document.text;
    let names = Catalog::shipped().gazetteer.names();
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(names.iter().map(|name| name.alias.as_str()))
        .unwrap_or_else(|error| panic!("{error}"));
    let figures = regex::Regex::new(FIGURES).unwrap_or_else(|error| panic!("{error}"));
    let [names, both, own] = interleaved([
        &|| automaton.find_iter(text).count(),
        &|| automaton.find_iter(text).count() + figures.find_iter(text).count(),
        &|| extract(extractor, document, 1).mentions.len(),
    ]);
    show_speed("one automaton pass over the names", text.len(), names);
    show_speed("names pass and figures pass", text.len(), both);
    show_speed("whole extraction", text.len(), own);
    show_ratio("extraction to the names pass", names, own);
    show_ratio("extraction to both passes", both, own);
}

/// Money, distances, percentages and dates as they are usually written.
const FIGURES: &str = r"(?:(?:US|A|C)?[$]|€|£)[0-9][0-9,.]*(?:[ -](?:million|billion|trillion))?|[0-9][0-9,.]* (?:million|billion|trillion|dollars|euros|yen|per cent|percent|km|kilometres|kilometers|miles)|[0-9][0-9.]*%|(?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{1,2}, [0-9]{4}|[0-9]{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{4}|(?-u:\b)(?:19|20)[0-9]{2}(?-u:\b)";

/// The document as one block, as its paragraphs, and each paragraph as a document of its own.
fn compare_paragraphs(extractor: &Extractor, document: &Document) {
    let as_one = as_block(document);
    let [paragraphs, one] =
        interleaved([&|| extract(extractor, document, 1).mentions.len(), &|| {
            extract(extractor, &as_one, 1).mentions.len()
        }]);
    show_ratio("as one block to as paragraphs", paragraphs, one);
}

/// The document as one block.
fn as_block(document: &Document) -> Document {
    let mut as_one = document.clone();
    as_one.blocks = vec![Block {
        span: Span::whole(&document.text),
        kind: BlockKind::Paragraph,
    }];
    as_one
}

/// Time per byte from a megabyte on.
fn compare_sizes(extractor: &Extractor, text: &str, large: bool) {
    let mut sizes = vec![1_000_000, 10_000_000];
    if large {
        sizes.push(100_000_000);
    }
    for size in sizes {
        let document = prose::document(&sized(text, size));
        let time = median(
            (0..3)
                .map(|_| timed(|| extract(extractor, &document, 1)))
                .collect(),
        );
        show_speed(&format!("{size} bytes"), document.text.len(), time);
    }
}

/// The shipped names, and ten times as many.
fn compare_numbers_of_names(text: &str) {
    let document = prose::document(&sized(text, 5_000_000));
    let catalog = Catalog::shipped();
    let few = Extractor::new(catalog);
    let many = Extractor::new(Box::leak(Box::new(with_more_names(catalog, 50_000))));
    let [few, many] = interleaved([&|| extract(&few, &document, 1).mentions.len(), &|| {
        extract(&many, &document, 1).mentions.len()
    }]);
    show_ratio("shipped names to 50,000 names", few, many);
}

/// The catalog with made-up places, two words each, up to so many names.
fn with_more_names(catalog: &Catalog, num_names: usize) -> Catalog {
    let mut entities: Vec<Entity> = catalog.gazetteer.entities().to_vec();
    let mut names: Vec<Name> = catalog.gazetteer.names().to_vec();
    let mut number = 0u32;
    while names.len() < num_names {
        number += 1;
        let alias = prose::made_up_name(number);
        let Ok(entity) = u32::try_from(entities.len()) else {
            break;
        };
        entities.push(Entity {
            id: format!("place:made-up-{number}"),
            canonical: alias.as_str().into(),
            iso3: None,
            position: None,
        });
        names.push(Name {
            entity: EntityIndex::new(entity),
            alias,
            kind: EntityKind::Place,
            ambiguous: false,
            case_sensitive: false,
            note: String::new(),
        });
    }
    let mut more = catalog.clone();
    more.gazetteer = Gazetteer::new(entities, names);
    more
}

/// One thread and two.
fn compare_threads(extractor: &Extractor, text: &str, large: bool) {
    let size = if large { 100_000_000 } else { 20_000_000 };
    let document = prose::document(&sized(text, size));
    let one = extract(extractor, &document, 1);
    let two = extract(extractor, &document, 2);
    assert!(
        one.mentions == two.mentions,
        "two threads find other mentions"
    );
    drop((one, two));
    let [one, two] = interleaved([&|| extract(extractor, &document, 1).mentions.len(), &|| {
        extract(extractor, &document, 2).mentions.len()
    }]);
    show_ratio(&format!("two threads to one on {size} bytes"), one, two);
}

fn extract(extractor: &Extractor, document: &Document, num_threads: usize) -> Extraction {
    let num_threads = NonZero::new(num_threads).unwrap_or(NonZero::<usize>::MIN);
    extractor
        .extract_on(document, None, num_threads, &mut |_| {
            ControlFlow::Continue(())
        })
        .unwrap_or_default()
}

/// Of this many bytes or a little less: the start of the text, or the text again and again.
fn sized(text: &str, num_bytes: usize) -> String {
    let mut sized = String::with_capacity(num_bytes + 1);
    while sized.len() < num_bytes {
        let wanted = num_bytes - sized.len();
        let end = text.floor_char_boundary(wanted.min(text.len()));
        let start = text.get(..end).unwrap_or(text);
        let whole = start.rfind('\n').map_or(start.len(), |at| at + 1);
        sized.push_str(start.get(..whole).unwrap_or(start));
        if end < text.len() {
            break;
        }
    }
    sized
}

/// The works in turn, several times; the median of each.
fn interleaved<const N: usize>(works: [&dyn Fn() -> usize; N]) -> [Duration; N] {
    let mut times = [const { Vec::new() }; N];
    for _ in 0..RUNS {
        for (work, times) in works.iter().zip(&mut times) {
            times.push(timed(work));
        }
    }
    times.map(median)
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let made = black_box(work());
    let time = start.elapsed();
    drop(made);
    time
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn show_speed(what: &str, num_bytes: usize, time: Duration) {
    let speed = num_bytes as f64 / 1e6 / time.as_secs_f64();
    show(&format!("{what}: {speed:.1} MB/s"));
}

fn show_ratio(what: &str, one: Duration, other: Duration) {
    let ratio = one.as_secs_f64() / other.as_secs_f64();
    show(&format!("{what}: {ratio:.3}"));
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn show(line: &str) {
    println!("{line}");
}
