//! `rangebook check`: what agrees and what differs in each document, with the working.

use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::extract::open;
use super::{Ended, complain, is_broken_pipe};
use crate::check::{Checked, Finding, Verdict, across, check, plain_text};
use crate::document::{Document, DocumentId};
use crate::export::findings;
use crate::extract::{Extraction, Extractor};
use crate::reference::Catalog;

/// Arguments of `rangebook check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Documents; `-` reads standard input. Several are also compared with each other
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Exit status 1 when a finding has this verdict
    #[arg(long, value_enum, value_name = "VERDICT")]
    pub fail_on: Option<FailOn>,
    /// Date of the documents that give none themselves, such as 2024-02-01
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// To be read in a terminal
    Text,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated, with a header
    Csv,
}

/// What makes the command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Figures that cannot both be right
    Differs,
}

/// Runs it.
pub fn run(args: &CheckArgs) -> Ended {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut ended = Ended::Done;
    let written = check_all(args, &mut out, &mut ended).and_then(|differs| {
        out.flush()?;
        Ok(differs)
    });
    match written {
        Ok(true) if args.fail_on == Some(FailOn::Differs) => Ended::Incomplete,
        Ok(_) => ended,
        Err(error) if is_broken_pipe(&error) => ended,
        Err(error) => {
            complain(&format_args!(
                "standard output could not be written: {error}"
            ));
            Ended::Incomplete
        }
    }
}

/// Whether something differs.
fn check_all(args: &CheckArgs, out: &mut dyn Write, ended: &mut Ended) -> std::io::Result<bool> {
    let mut read: Vec<(Document, Extraction)> = Vec::new();
    for (file, id) in args.files.iter().zip(0..) {
        match open(DocumentId(id), file) {
            Ok(document) => {
                for warning in &document.warnings {
                    complain(&format_args!("{}: {}", document.name, warning.0));
                }
                let mut progress = |_: f32| ControlFlow::Continue(());
                let found = Extractor::shipped().extract(&document, args.date, &mut progress);
                read.push((document, found.unwrap_or_default()));
            }
            Err(error) => {
                complain(&error);
                *ended = Ended::Incomplete;
            }
        }
    }
    let pairs: Vec<(&Document, &Extraction)> = read.iter().map(|it| (&it.0, &it.1)).collect();
    let catalog = Catalog::shipped();
    let mut between = across(catalog, &pairs);
    let mut differs = false;
    let mut header = true;
    for (at, (document, extraction)) in pairs.into_iter().enumerate() {
        let mut checked = check(catalog, document, extraction);
        let others: Vec<Finding> = between
            .extract_if(.., |it| it.0 == at)
            .map(|it| it.1)
            .collect();
        if !others.is_empty() {
            checked = checked.with_others(document, extraction, &others);
            checked.findings.sort_by_key(|it| it.span);
        }
        differs |= checked.num(Verdict::Differs) > 0;
        write_one(args.format, document, extraction, &checked, header, out)?;
        header = false;
    }
    Ok(differs)
}

fn write_one(
    format: Format,
    document: &Document,
    extraction: &Extraction,
    checked: &Checked,
    first: bool,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    match format {
        Format::Text => {
            if !first {
                writeln!(out)?;
            }
            out.write_all(plain_text(document, extraction, checked).as_bytes())
        }
        Format::Jsonl => {
            for finding in &checked.findings {
                writeln!(out, "{}", findings::json_line(document, finding))?;
            }
            for finding in checked.unchecked(document, extraction) {
                writeln!(out, "{}", findings::json_line(document, &finding))?;
            }
            Ok(())
        }
        Format::Csv => {
            let rest: Vec<Finding> = checked.unchecked(document, extraction);
            let all = checked.findings.iter().chain(&rest);
            findings::write_csv(document, all, first, out)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn checked(texts: &[&str], format: Format) -> (String, bool) {
        let folder = tempfile::tempdir().unwrap();
        let mut files = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let file = folder.path().join(format!("{at}.txt"));
            let expected = crate::export::atomic::Expected::Anything;
            crate::export::atomic::atomic_write_with(&file, &expected, |out| {
                out.write_all(text.as_bytes())
            })
            .unwrap();
            files.push(file);
        }
        let args = CheckArgs {
            files,
            format,
            fail_on: None,
            date: None,
        };
        let mut out = Vec::new();
        let differs = check_all(&args, &mut out, &mut Ended::Done).unwrap();
        (String::from_utf8(out).unwrap(), differs)
    }

    #[test]
    fn text_groups_by_verdict_and_shows_the_working() {
        let (text, differs) = checked(
            &["It flies 1,600 km (1,100 miles). The other flies 1,600 km (1,000 miles)."],
            Format::Text,
        );
        assert!(differs);
        let wrong = text.find("≠ DIFFERS (1)").unwrap();
        let right = text.find("= AGREES (1)").unwrap();
        assert!(wrong < right, "{text}");
        assert!(
            text.contains("1,600 km = 994.2 mi, stated 1,100 mi"),
            "{text}"
        );
        assert!(
            text.lines().all(|line| line.chars().count() <= 100),
            "{text}"
        );
    }

    #[test]
    fn documents_are_compared_with_each_other() {
        let (text, differs) = checked(
            &[
                "Japan spent 46.0 billion dollars on its military in 2022.",
                "Japan spent 49 billion dollars on its military in 2022.",
            ],
            Format::Jsonl,
        );
        let found = text.lines().find(|it| it.contains("in 0.txt")).unwrap();
        assert!(found.contains("\"repeated\"") && found.contains("needs_assumption"));
        assert!(!differs);
    }

    #[test]
    fn every_figure_is_listed() {
        let (text, _) = checked(&["The depot lies 70 km away."], Format::Csv);
        assert_eq!(text.lines().count(), 2);
        assert!(text.contains("coverage,cannot_check,"), "{text}");
    }
}
