//! Findings as plain text, for a terminal and for the clipboard: grouped by verdict, each with its words,
//! working, evidence and caveats, then what became of the other figures.

use std::fmt::Write as _;

use super::words;
use super::{Checked, Finding, Standing, Verdict, rules};
use crate::document::Document;
use crate::extract::Extraction;

/// Columns of a terminal that lines are folded at.
const WIDTH: usize = 96;

/// The whole report.
pub fn plain_text(document: &Document, extraction: &Extraction, checked: &Checked) -> String {
    let mut out = String::new();
    line(&mut out, 0, &words::folded(&document.name));
    line(&mut out, 0, &format!("Findings: {}.", counts(checked)));
    line(
        &mut out,
        0,
        &format!("Figures: {}.", checked.coverage.summary()),
    );
    for verdict in Verdict::ALL {
        let group: Vec<&Finding> = checked
            .findings
            .iter()
            .filter(|it| it.verdict == verdict)
            .collect();
        if group.is_empty() {
            continue;
        }
        out.push('\n');
        line(
            &mut out,
            0,
            &format!(
                "{} {} ({})",
                verdict.sign(),
                verdict.label().to_uppercase(),
                group.len()
            ),
        );
        for finding in group {
            out.push('\n');
            one(&mut out, document, finding);
        }
    }
    rest(&mut out, document, extraction, checked);
    out
}

fn counts(checked: &Checked) -> String {
    let parts: Vec<String> = Verdict::ALL
        .into_iter()
        .map(|it| it.counted(checked.num(it)))
        .collect();
    parts.join(", ")
}

fn one(out: &mut String, document: &Document, finding: &Finding) {
    line(out, 2, &format!("“{}”", finding.text));
    let name = rules::rule(finding.rule).map_or(finding.rule, |it| it.name);
    line(out, 4, &format!("{name}: {}", finding.working));
    if let Some(reason) = &finding.reason {
        let lead = match finding.verdict {
            Verdict::CannotCheck => "why",
            _ => "assumes",
        };
        line(out, 4, &format!("{lead}: {reason}"));
    }
    let places: Vec<String> = finding
        .evidence
        .iter()
        .skip(1)
        .filter(|it| !finding.span.covers(it.span))
        .take(6)
        .map(|it| format!("“{}”", words::shown(&document.text, it.span)))
        .collect();
    if !places.is_empty() {
        line(out, 4, &format!("with: {}", places.join(", ")));
    }
    if !finding.tolerance.is_empty() {
        line(out, 4, &format!("tolerance: {}", finding.tolerance));
    }
    if let Some(what_if) = &finding.what_if {
        line(
            out,
            4,
            &format!("what would have to be true: {}", what_if.words),
        );
    }
    for caveat in &finding.caveats {
        line(out, 4, &format!("note: {caveat}"));
    }
    for reference in &finding.references {
        line(out, 4, &format!("source: {}", reference.line()));
    }
    if let Some(mark) = finding.mark {
        line(out, 4, &format!("cited to: [{mark}]"));
    }
}

fn rest(out: &mut String, document: &Document, extraction: &Extraction, checked: &Checked) {
    let others: Vec<String> = checked
        .coverage
        .figures
        .iter()
        .filter_map(|covered| {
            let span = extraction.mention(covered.mention)?.span;
            let words = words::shown(&document.text, span);
            match &covered.standing {
                Standing::Checked => None,
                Standing::NoReference(reason) => {
                    Some(format!("“{words}”: nothing to compare with: {reason}"))
                }
                Standing::NotAClaim(reason) => Some(format!("“{words}”: not a claim: {reason}")),
            }
        })
        .collect();
    if others.is_empty() {
        return;
    }
    out.push('\n');
    line(out, 0, &format!("– THE OTHER FIGURES ({})", others.len()));
    out.push('\n');
    for other in others {
        line(out, 2, &other);
    }
}

/// Folds a line at blanks, so that it reads in a terminal of 100 columns.
fn line(out: &mut String, indent: usize, text: &str) {
    let mut column = 0;
    for word in text.split(' ') {
        let num = word.chars().count();
        if column > 0 && column + 1 + num > WIDTH - indent {
            out.push('\n');
            column = 0;
        }
        if column == 0 {
            let hang = if out.ends_with('\n') || out.is_empty() {
                indent
            } else {
                0
            };
            let _ = write!(out, "{:hang$}", "");
        } else {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += num;
    }
    out.push('\n');
}
