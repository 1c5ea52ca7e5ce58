//! How long a million rows in the shape of Our World in Data take to read.
//!
//! ```text
//! cargo bench --no-default-features --bench import
//! ```

use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::time::Instant;

use rangebook::reference::{Assume, Catalog, read_table};

/// Rows of the table.
const ROWS: u32 = 1_000_000;

fn main() {
    let mut text = String::from("Entity,Code,Year,Military expenditure (current US$)\n");
    let known: Vec<_> = Catalog::shipped().countries.iter().collect();
    for row in 0..ROWS {
        let year = 1900 + row % 125;
        // Countries while there are any, then regions without a code.
        let written = match known.get(usize::try_from(row / 125).unwrap_or(usize::MAX)) {
            Some((code, name)) => writeln!(text, "\"{name}\",{code},{year},{row}000000.5"),
            None => writeln!(text, "Region {},,{year},{row}", row / 125),
        };
        written.unwrap_or_else(|error| panic!("{error}"));
    }
    let mut num_reports = 0u32;
    let began = Instant::now();
    let table = read_table(
        "owid.csv",
        &mut text.as_bytes(),
        Catalog::shipped(),
        Assume::default(),
        &mut |_| {
            num_reports += 1;
            ControlFlow::Continue(())
        },
    )
    .unwrap_or_else(|error| panic!("{error}"));
    let time = began.elapsed();
    show(&format!(
        "{} rows ({} MB) in {:.2} s: {} figures, {num_reports} reports of progress",
        table.understood.num_rows,
        text.len() / 1_000_000,
        time.as_secs_f64(),
        table.understood.num_figures,
    ));
}

#[expect(clippy::print_stdout, reason = "a bench says what it measured")]
fn show(line: &str) {
    println!("{line}");
}
