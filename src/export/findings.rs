//! Findings as JSON Lines and CSV, and the cells that a note on a finding takes to its row: one printer.

use serde_json::json;

use crate::check::{Finding, Reference};
use crate::document::Document;
use crate::notes::NotedFinding;

/// Columns of [`csv_row`]; the last four are those of the notes table.
pub const CSV_HEADER: [&str; 12] = [
    "document",
    "start",
    "end",
    "text",
    "mentions",
    "tolerance",
    "reason",
    "caveats",
    "finding",
    "verdict",
    "detail",
    "source",
];

/// One object on one line, without its line end.
pub fn json_line(document: &Document, finding: &Finding) -> String {
    let mentions: Vec<serde_json::Value> = finding
        .evidence
        .iter()
        .map(|it| {
            json!({
                "start": it.span.start(),
                "end": it.span.end(),
                "text": it.span.slice(&document.text),
            })
        })
        .collect();
    let row = |it: &Reference| json!({"source": it.source, "edition": it.edition, "row": it.row});
    // The row that the verdict compares with; the others that it rests on stand in `also`.
    let reference = finding.references.split_first().map(|(first, others)| {
        let mut reference = row(first);
        if !others.is_empty()
            && let Some(object) = reference.as_object_mut()
        {
            object.insert("also".to_owned(), others.iter().map(row).collect());
        }
        reference
    });
    json!({
        "document": document.name,
        "rule": finding.rule,
        "verdict": finding.verdict.code(),
        "text": finding.text,
        "mentions": mentions,
        "working": finding.working,
        "tolerance": finding.tolerance,
        "reference": reference,
        "reason": finding.reason,
        "caveats": finding.caveats,
    })
    .to_string()
}

/// The cells `finding`, `verdict`, `detail` of a note on a finding.
pub fn noted(finding: &Finding) -> NotedFinding {
    NotedFinding {
        rule: finding.rule.to_owned(),
        verdict: finding.verdict.code().to_owned(),
        detail: finding.working.clone(),
    }
}

/// One row, in the order of [`CSV_HEADER`]. Quoting and guarding are the writer's.
pub fn csv_row(document: &Document, finding: &Finding) -> [String; 12] {
    let cells = noted(finding);
    let mentions: Vec<&str> = finding
        .evidence
        .iter()
        .map(|it| it.span.slice(&document.text))
        .collect();
    [
        document.name.clone(),
        finding.span.start().to_string(),
        finding.span.end().to_string(),
        finding.text.clone(),
        mentions.join(" | "),
        finding.tolerance.clone(),
        finding.reason.clone().unwrap_or_default(),
        finding.caveats.join(" | "),
        cells.rule,
        cells.verdict,
        cells.detail,
        finding.source_line(),
    ]
}

/// Writes a document's findings as CSV, in the one dialect; with the header when `header`.
pub fn write_csv<'a>(
    document: &Document,
    findings: impl IntoIterator<Item = &'a Finding>,
    header: bool,
    out: impl std::io::Write,
) -> std::io::Result<()> {
    let mut writer = super::dialect::writer(out);
    let failed = super::csv::io_error;
    if header {
        writer.write_record(CSV_HEADER).map_err(failed)?;
    }
    for finding in findings {
        let row = csv_row(document, finding);
        for cell in &row {
            let cell = super::dialect::encode(cell);
            writer.write_field(cell.as_bytes()).map_err(failed)?;
        }
        writer.write_record(None::<&[u8]>).map_err(failed)?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use crate::document::{DocumentId, load_bytes};
    use crate::extract::Extractor;
    use crate::reference::Catalog;
    use std::ops::ControlFlow;

    fn checked(text: &str) -> (Document, Vec<Finding>) {
        let document = load_bytes(DocumentId(0), "a.txt", None, text.as_bytes()).unwrap();
        let extraction = Extractor::shipped()
            .extract(&document, None, &mut |_| ControlFlow::Continue(()))
            .unwrap();
        let findings = check(Catalog::shipped(), &document, &extraction).findings;
        (document, findings)
    }

    #[test]
    fn a_line_is_as_documented() {
        let (document, findings) = checked("It flies 1,600 kilometers (1,000 miles).");
        let [finding] = findings.as_slice() else {
            panic!("one finding: {findings:?}")
        };
        let line: serde_json::Value = serde_json::from_str(&json_line(&document, finding)).unwrap();
        assert_eq!(line["document"], "a.txt");
        assert_eq!(line["rule"], "unit-pair");
        assert_eq!(line["verdict"], "agrees");
        assert_eq!(line["text"], "1,600 kilometers (1,000 miles)");
        assert_eq!(line["working"], "1,600 km = 994.2 mi, stated 1,000 mi");
        assert_eq!(line["mentions"][1]["text"], "1,000 miles");
        assert_eq!(line["mentions"][0]["start"], 9);
        assert!(line["reference"].is_null() && line["reason"].is_null());
        assert_eq!(line.as_object().unwrap().len(), 10);
    }

    #[test]
    fn every_source_of_a_finding_is_given() {
        let text = "SIPRI, 30 April 2024\n\nAccording to SIPRI, Japan spent 50.2 billion dollars on its military in 2023.";
        let (document, findings) = checked(text);
        let found = findings.iter().find(|it| it.rule == "spending").unwrap();
        assert_eq!(found.references.len(), 2);
        let line: serde_json::Value = serde_json::from_str(&json_line(&document, found)).unwrap();
        let reference = &line["reference"];
        assert_eq!(reference["row"], "JPN 2023");
        assert_eq!(reference["also"][0]["row"], "JPN 2023 usd_current");
    }

    #[test]
    fn rows_have_the_columns_of_the_header() {
        let (document, findings) = checked("It flies 1,600 km (1,100 miles).");
        let mut out = Vec::new();
        write_csv(&document, &findings, true, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let (header, row) = text.split_once("\r\n").unwrap();
        assert_eq!(header, CSV_HEADER.join(","));
        assert!(
            row.contains("unit-pair,differs,\"1,600 km = 994.2 mi, stated 1,100 mi\""),
            "{row}"
        );
    }
}
