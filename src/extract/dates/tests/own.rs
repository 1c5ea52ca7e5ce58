//! The date a document gives itself.

use crate::extract::dates::document_date;

#[track_caller]
fn check_own(text: &str, expected: Option<&str>) {
    let found = document_date(text).map(|it| it.to_string());
    assert_eq!(found.as_deref(), expected, "{text}");
}

#[test]
fn the_documents_own_date() {
    check_own("Published 1 February 2024\nJapan …", Some("2024-02-01"));
    check_own(
        "Ministry of Defence\n\nNew Delhi: 28 March 2025\n\n1. The …",
        Some("2025-03-28"),
    );
    check_own(
        "Title\n\nPosted On: 28 MAR 2025 5:30PM by PIB Delhi\n",
        Some("2025-03-28"),
    );
    check_own(
        "TOKYO, Jan. 18, 2024 (Newsroom) - Japan signed",
        Some("2024-01-18"),
    );
    check_own("19.01.2024\nJapan", Some("2024-01-19"));
    check_own("2024-01-18\n", Some("2024-01-18"));
    check_own("Friday, 19 January 2024\nJapan", Some("2024-01-19"));
}

#[test]
fn a_date_in_a_sentence_is_not_the_documents() {
    check_own("LONDON, June 2 (Newsroom) - Britain will", None);
    check_own(
        "Japan signed an agreement on January 18, 2024, to purchase 400 missiles.",
        None,
    );
    check_own("[1] News, https://a.b/, (Date Accessed: 19.01.2024).", None);
    check_own("", None);
}

#[test]
fn labels() {
    check_own("Title\nPublished: January 18, 2024\n", Some("2024-01-18"));
    check_own(
        "Last updated on 18 January 2024 at 10:30\n",
        Some("2024-01-18"),
    );
    check_own(
        "FOR IMMEDIATE RELEASE: January 18, 2024\n",
        Some("2024-01-18"),
    );
    check_own("Press release, 18 January 2024\n", Some("2024-01-18"));
    check_own(
        "Military spending (as of 1 March 2025)\n",
        Some("2025-03-01"),
    );
    check_own("Data as of 15 January 2026\n", Some("2026-01-15"));
    check_own("date: 2024-01-18\n", Some("2024-01-18"));
    check_own(
        "Published by the institute on 5 May 2024\n",
        Some("2024-05-05"),
    );
    check_own(
        "Published 4/7/2025\nWashington will pay",
        Some("2025-04-07"),
    );
    check_own("Published 4/7/2025\nLondon will pay", Some("2025-07-04"));
}

#[test]
fn lines_with_a_name_or_place() {
    check_own("By Ann Lee | January 18, 2024\n", Some("2024-01-18"));
    check_own("By Ann Lee January 18, 2024\n", Some("2024-01-18"));
    check_own(
        "Ann Lee · 18 January 2024 · 5 min read\n",
        Some("2024-01-18"),
    );
    check_own("2024-01-18T10:30:00Z\nJapan", Some("2024-01-18"));
    check_own(
        "WASHINGTON, D.C., Jan. 18, 2024 — The agency",
        Some("2024-01-18"),
    );
    check_own(
        "Camp Alpha, Djibouti (Jan. 18, 2024) – The fleet",
        Some("2024-01-18"),
    );
    check_own(
        "Tokyo, Japan, January 18, 2024 – The ministry",
        Some("2024-01-18"),
    );
}

#[test]
fn a_label_in_the_last_lines() {
    let body = "A sentence about nothing. ".repeat(300);
    check_own(
        &format!("{body}\n\nIssued on 5 May 2025\n"),
        Some("2025-05-05"),
    );
    check_own(&format!("{body}\n\nAccessed 5 May 2025\n"), None);
    check_own(&format!("{body}\n\nHe left on 5 May 2025\n"), None);
}

#[test]
fn what_is_not_the_documents_date() {
    check_own(
        "18 January 2024: Japan signs\n19 January 2024: China protests\n",
        None,
    );
    check_own(
        "18 January 2024 Japan signs\n19 January 2024 China protests\n",
        None,
    );
    check_own("He was the candidate on 3 May 2024\n", None);
    check_own("The plan was released on 3 May 2024.\n", None);
    check_own("https://a.example/2024/01/18/tanks\n", None);
    check_own(
        "As of 1 March 2025, the army of the republic had received only 12 of the 40 tanks",
        None,
    );
}
