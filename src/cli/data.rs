//! `rangebook data check`: what is understood of a table of the reader's own, and what is wrong in it.

use std::fs::File;
use std::io::{BufReader, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::Ended;
use crate::reference::catalog::check_weapons;
use crate::reference::import::MAX_PROBLEMS;
use crate::reference::{Assume, Catalog, ReadTable, read_table};

/// A table of weapons larger than this is none.
const MAX_WEAPONS_BYTES: u64 = 16_000_000;

/// Arguments of `rangebook data`.
#[derive(Debug, Args)]
pub struct DataArgs {
    /// What to do
    #[command(subcommand)]
    pub command: DataCommand,
}

/// What can be done with tables.
#[derive(Debug, Subcommand)]
pub enum DataCommand {
    /// Say what is understood of a spending or weapons table, and what is wrong in which row
    Check {
        /// Tables as CSV: SIPRI's sheets, the World Bank's, Our World in Data's, or your own
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// Runs it.
pub fn run_data(args: &DataArgs, out: &mut dyn Write, err: &mut dyn Write) -> Ended {
    let DataCommand::Check { files } = &args.command;
    let mut ended = Ended::Done;
    for file in files {
        let report = match check(file) {
            Ok(report) => report,
            Err(why) => {
                let line = super::one_line(&format!("{why}: {}", file.display()));
                let _ = writeln!(err, "rangebook: {line}");
                ended = Ended::Incomplete;
                continue;
            }
        };
        if !report.is_good {
            ended = Ended::Incomplete;
        }
        for line in report.lines {
            let line = super::one_line(&format!("{}: {line}", file.display()));
            if let Err(error) = writeln!(out, "{line}") {
                return if super::is_broken_pipe(&error) {
                    ended
                } else {
                    Ended::Incomplete
                };
            }
        }
    }
    ended
}

/// What is said of a table.
struct Report {
    lines: Vec<String>,
    is_good: bool,
}

fn check(file: &Path) -> Result<Report, String> {
    let name = file
        .file_name()
        .map_or_else(String::new, |it| it.to_string_lossy().into_owned());
    let open = || File::open(file).map_err(|error| format!("could not open the file: {error}"));
    if let Some(report) = weapons(&name, file, open()?)? {
        return Ok(report);
    }
    let mut input = BufReader::new(open()?);
    let go_on = &mut |_| ControlFlow::Continue(());
    let table = read_table(
        &name,
        &mut input,
        Catalog::shipped(),
        Assume::default(),
        go_on,
    )
    .map_err(|error| error.to_string())?;
    Ok(report(&table))
}

/// A table that begins like `weapons.csv`; `None` for others.
fn weapons(name: &str, file: &Path, input: File) -> Result<Option<Report>, String> {
    use std::io::Read as _;
    let mut text = String::new();
    let taken = input.take(MAX_WEAPONS_BYTES).read_to_string(&mut text);
    let is_weapons = taken.is_ok()
        && text
            .lines()
            .next()
            .is_some_and(|head| head.contains("range_km_min") && head.contains("range_km_max"));
    if !is_weapons {
        return Ok(None);
    }
    let is_whole = std::fs::metadata(file).is_ok_and(|found| found.len() < MAX_WEAPONS_BYTES);
    if !is_whole {
        return Err("the table of weapons is too large".to_owned());
    }
    let (missiles, problems) = check_weapons(name, &text);
    let mut lines: Vec<String> = problems
        .iter()
        .map(|problem| format!("row {}: {}", problem.line, problem.problem))
        .collect();
    lines.push(format!("weapons table, {} systems", missiles.len()));
    let is_good = problems.is_empty();
    Ok(Some(Report { lines, is_good }))
}

fn report(table: &ReadTable) -> Report {
    let mut lines = table.lines();
    lines.extend(table.problems.iter().map(ToString::to_string));
    let more = table.num_problems.saturating_sub(MAX_PROBLEMS as u64);
    if more > 0 {
        lines.push(format!("{more} more problems"));
    }
    Report {
        lines,
        is_good: table.num_problems == 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_lines(name: &str, text: &str, ended: Ended, words: &[&str]) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        crate::export::atomic::atomic_write(&path, text.as_bytes()).unwrap();
        let args = DataArgs {
            command: DataCommand::Check { files: vec![path] },
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        assert_eq!(run_data(&args, &mut out, &mut err), ended);
        let said = String::from_utf8(out).unwrap() + &String::from_utf8(err).unwrap();
        for words in words {
            assert!(said.contains(words), "{said}");
        }
    }

    #[test]
    fn a_good_table_is_described() {
        let text = include_str!("../../sample_data/my_spending.csv");
        check_lines(
            "my_spending.csv",
            text,
            Ended::Done,
            &["11 figures of 3 countries, 2021 to 2024", "assumed"],
        );
    }

    #[test]
    fn a_bad_table_is_refused_with_row_and_column() {
        let text = "country,year,value\nJapan,2021,?\n";
        check_lines(
            "t.csv",
            text,
            Ended::Incomplete,
            &["row 2, column C (value): “?” is no number"],
        );
    }

    #[test]
    fn weapons_are_checked_by_their_own_rules() {
        let text = crate::reference::Tables::SHIPPED.weapons;
        check_lines("weapons.csv", text, Ended::Done, &["weapons table, "]);
    }

    #[test]
    fn a_file_that_is_not_there_is_said() {
        let args = DataArgs {
            command: DataCommand::Check {
                files: vec![PathBuf::from("/nowhere/t.csv")],
            },
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        assert_eq!(run_data(&args, &mut out, &mut err), Ended::Incomplete);
        assert!(String::from_utf8(err).unwrap().contains("/nowhere/t.csv"));
    }
}
