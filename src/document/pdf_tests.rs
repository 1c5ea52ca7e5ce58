//! PDFs, built here operator by operator.

use super::super::BlockKind;
use super::super::parcel::Parcel;
use super::super::testing::pdf_of;
use super::*;

/// Lines at their places, all in one size.
fn lines(lines: &[(f64, f64, &str)]) -> String {
    lines
        .iter()
        .map(|(x, y, words)| line(*x, *y, 10.0, words))
        .collect()
}

fn line(x: f64, y: f64, size: f64, words: &str) -> String {
    format!("BT /F {size} Tf {x} {y} Td ({words}) Tj ET\n")
}

fn parcel(pages: &[&str]) -> Parcel {
    read(&pdf_of(pages)).unwrap()
}

#[track_caller]
fn check(page: &str, expected: &str) {
    assert_eq!(parcel(&[page]).text.trim_end(), expected);
}

#[test]
fn lines_of_a_paragraph_join_and_broken_words_too() {
    check(
        &lines(&[
            (50.0, 700.0, "Japan plans to buy four hundred cruise mis-"),
            (
                50.0,
                688.0,
                "siles from the United States, it said, in a long-",
            ),
            (50.0, 676.0, "Range plan of some cost."),
            (50.0, 640.0, "Another paragraph."),
        ]),
        "Japan plans to buy four hundred cruise missiles from the United States, it said, in a long-Range plan of some cost.\n\nAnother paragraph.",
    );
}

#[test]
fn words_are_parted_by_gaps_and_kerning_is_none() {
    check(
        "BT /F 10 Tf 50 700 Td [(Ja) 20 (pan) -300 (spends)] TJ ET",
        "Japan spends",
    );
    check(
        &format!(
            "{}{}",
            line(50.0, 700.0, 10.0, "bold"),
            line(50.2, 700.0, 10.0, "bold")
        ),
        "bold",
    );
}

#[test]
fn larger_rows_are_headings() {
    let page = format!(
        "{}{}{}{}",
        line(50.0, 740.0, 20.0, "Japan buys missiles"),
        line(
            50.0,
            700.0,
            10.0,
            "Japan plans to buy them and more of other kinds."
        ),
        line(50.0, 660.0, 14.0, "What it costs"),
        line(
            50.0,
            640.0,
            10.0,
            "Ten trillion yen in five years from now on."
        ),
    );
    let parcel = parcel(&[&page]);
    let kinds: Vec<_> = parcel.blocks.iter().map(|block| block.kind).collect();
    let heading = |level| BlockKind::Heading { level };
    assert_eq!(
        kinds,
        [
            heading(1),
            BlockKind::Paragraph,
            heading(2),
            BlockKind::Paragraph
        ]
    );
}

#[test]
fn columns_are_read_one_after_the_other() {
    let mut all = vec![(
        50.0,
        760.0,
        "A title across the whole page that is wide enough to reach over both of the columns",
    )];
    let left: Vec<String> = (0..12)
        .map(|at| format!("left column line {at} of the report,"))
        .collect();
    let right: Vec<String> = (0..12)
        .map(|at| format!("right column line {at} of the report,"))
        .collect();
    let mut y = 720.0;
    for (left, right) in left.iter().zip(&right) {
        all.push((50.0, y, left));
        all.push((320.0, y, right));
        y -= 12.0;
    }
    let text = parcel(&[&lines(&all)]).text;
    let place = |words: &str| text.find(words).unwrap();
    assert!(place("left column line 11") < place("right column line 0"));
    assert!(place("A title") < place("left column line 0"));
}

#[test]
fn tables_keep_their_rows() {
    check(
        &lines(&[
            (50.0, 700.0, "Country"),
            (200.0, 700.0, "2023"),
            (50.0, 688.0, "Japan"),
            (200.0, 688.0, "50.2"),
            (50.0, 676.0, "China"),
            (200.0, 676.0, "296"),
        ]),
        "Country | 2023\nJapan | 50.2\nChina | 296",
    );
}

#[test]
fn running_heads_and_page_numbers_are_set_aside_and_pages_known() {
    let page = |number: usize| {
        lines(&[
            (50.0, 780.0, "Report on defence"),
            (
                50.0,
                400.0,
                &format!("The text of sheet {number} ends here."),
            ),
            (290.0, 20.0, &number.to_string()),
        ])
    };
    let pages: Vec<String> = (1..=4).map(page).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let parcel = parcel(&pages);
    assert!(!parcel.text.contains("Report on defence"));
    assert_eq!(
        parcel.text.lines().filter(|line| !line.is_empty()).count(),
        4
    );
    let at = parcel.text.find("sheet 3").unwrap();
    let page = parcel.pages.iter().rfind(|page| page.start <= at).unwrap();
    assert_eq!(page.number, 3);
}

#[test]
fn a_paragraph_goes_on_over_the_page() {
    let one = lines(&[(50.0, 100.0, "It was said that the plan would be the larg-")]);
    let two = lines(&[(50.0, 700.0, "est of its kind.")]);
    let parcel = parcel(&[&one, &two]);
    assert_eq!(
        parcel.text,
        "It was said that the plan would be the largest of its kind.\n"
    );
    assert_eq!(parcel.blocks.len(), 1);
}

#[test]
fn raised_numbers_are_marks_of_notes() {
    let page = format!(
        "{}{}",
        line(50.0, 700.0, 10.0, "It was signed."),
        "BT /F 6 Tf 114 704 Td (12) Tj ET\n"
    );
    check(&page, "It was signed.[12]");
}

#[test]
fn turned_pages_are_read() {
    check(
        "BT /F 10 Tf 0 1 -1 0 300 100 Tm (Turned words) Tj ET",
        "Turned words",
    );
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let refused = |bytes: &[u8]| read(bytes).unwrap_err().0;
    assert!(refused(b"%PDF-1.4 and nothing").contains("damaged"));
    assert!(refused(&pdf_of(&["0 0 m 10 10 l S"])).contains("no text"));
    let picture = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1} EI Q";
    assert!(refused(&pdf_of(&[picture])).contains("scan"));
}
