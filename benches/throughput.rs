//! How extraction compares with bare passes over the same text, on one core and on two.
//!
//! ```text
//! cargo bench --no-default-features --bench throughput             # own generated prose
//! RANGEBOOK_CORPUS=c10.txt cargo bench --bench throughput          # any text file
//! ```
//!
//! Absolute speeds differ from machine to machine; the ratios, taken in one run with the passes
//! interleaved, are what counts. `-- --once` extracts one time and prints nothing else, for
//! counting instructions.

use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rangebook::document::Document;
use rangebook::extract::Extractor;
use rangebook::reference::Catalog;

mod prose;

fn main() {
    let text = match std::env::var_os("RANGEBOOK_CORPUS") {
        Some(path) => std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{error}")),
        None => prose::prose(10_000_000),
    };
    let document = prose::document(&text);
    let extractor = Extractor::shipped();
    if std::env::args().any(|it| it == "--load") {
        return;
    }
    if std::env::args().any(|it| it == "--once") {
        black_box(extract(extractor, &document));
        return;
    }
    let names = Catalog::shipped().gazetteer.names();
    let bare = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(names.iter().map(|name| name.alias.as_str()))
        .unwrap_or_else(|error| panic!("{error}"));
    let runs = 5;
    let mut bare_times = Vec::new();
    let mut own_times = Vec::new();
    for _ in 0..runs {
        bare_times.push(timed(|| bare.find_iter(&text).count()));
        own_times.push(timed(|| extract(extractor, &document)));
    }
    let (bare, own) = (median(bare_times), median(own_times));
    report("bare aho-corasick pass", &text, bare);
    report("extraction", &text, own);
    show(&format!(
        "ratio {:.3}",
        bare.as_secs_f64() / own.as_secs_f64()
    ));
}

fn extract(extractor: &Extractor, document: &Document) -> usize {
    extractor
        .extract(document, None, &mut |_| ControlFlow::Continue(()))
        .map_or(0, |it| it.mentions.len())
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn report(what: &str, text: &str, time: Duration) {
    show(&format!(
        "{what}: {:.1} MB/s",
        text.len() as f64 / 1e6 / time.as_secs_f64()
    ));
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn show(line: &str) {
    println!("{line}");
}
