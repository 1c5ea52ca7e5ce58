//! How long checking takes beside extracting, and whether it grows with the length.

use std::hint::black_box;
use std::time::{Duration, Instant};

use rangebook::check::check;
use rangebook::extract::Extractor;
use rangebook::reference::Catalog;

/// Prints the times for three lengths of prose, and of the sample article over and over, whose every
/// line has figures.
pub(crate) fn compare(prose: &str) {
    let sample = include_str!("../../sample_data/japan_tomahawk_deal.md");
    let dense = format!("{sample}\n\n").repeat(10_000_000 / sample.len() + 1);
    for (name, text) in [("prose", prose), ("figures", dense.as_str())] {
        for megabytes in [1, 3, 10] {
            let end = (megabytes * 1_000_000).min(text.len());
            let end = (0..=end).rev().find(|&at| text.is_char_boundary(at));
            let Some(part) = end.and_then(|end| text.get(..end)) else {
                continue;
            };
            one(name, part);
        }
    }
}

fn one(name: &str, text: &str) {
    let document = super::prose::document(text);
    let start = Instant::now();
    let found = super::extract(Extractor::shipped(), &document, 1);
    let extracting = start.elapsed();
    let start = Instant::now();
    let checked = black_box(check(Catalog::shipped(), &document, &found));
    let checking = start.elapsed();
    let millis = |time: Duration| time.as_secs_f64() * 1e3;
    super::show(&format!(
        "{name}, {} bytes: extracting {:.0} ms, checking {:.0} ms ({:.2} times), {} findings",
        text.len(),
        millis(extracting),
        millis(checking),
        millis(checking) / millis(extracting),
        checked.findings.len()
    ));
}
