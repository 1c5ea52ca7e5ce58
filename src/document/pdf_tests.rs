//! PDFs, built here operator by operator.

use super::super::BlockKind;
use super::super::parcel::Parcel;
use super::super::testing::pdf_of;
use super::*;

fn read_quietly(bytes: &[u8]) -> Parsed {
    read_and_hear(bytes).0
}

/// Also what was said before the end.
fn read_and_hear(bytes: &[u8]) -> (Parsed, Vec<Early>) {
    let mut heard = Vec::new();
    let parsed = read(
        bytes,
        &mut Asked {
            options: crate::document::opening::Options::default(),
            early: &mut |early| heard.push(early),
        },
    );
    (parsed, heard)
}

#[test]
fn letters_of_two_sizes_are_never_one_drawn_twice() {
    // Places are compared in parts of the size, and these are the same in them.
    let page = "BT /F 10 Tf 100 600 Td (Japan plans more.) Tj ET BT /F 5 Tf 50 300 Td (Japan plans more.) Tj ET";
    let parsed = read_quietly(&pdf_of(&[page])).unwrap();
    assert_eq!(
        parsed.text.matches("Japan plans more.").count(),
        2,
        "{}",
        parsed.text
    );
    // The shadow of a line is one.
    let page = "BT /F 10 Tf 100 600 Td (Japan plans more.) Tj ET BT /F 10 Tf 100.3 600 Td (Japan plans more.) Tj ET";
    let parsed = read_quietly(&pdf_of(&[page])).unwrap();
    assert_eq!(
        parsed.text.matches("Japan plans more.").count(),
        1,
        "{}",
        parsed.text
    );
}

#[test]
fn a_long_file_can_be_read_from_its_first_page_while_the_rest_arrives() {
    let page = |number: usize| {
        let line = |at: usize| {
            let y = 700 - 14 * at;
            // No two pages may have a line in common, or it would be a running head.
            let name = "x".repeat(number);
            format!(
                "BT /F 10 Tf 50 {y} Td (Page {name} says in line {at} that Japan plans more.) Tj ET\n"
            )
        };
        (0..40).map(line).collect::<String>()
    };
    let pages: Vec<String> = (1..=30).map(page).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let (parsed, heard) = read_and_hear(&pdf_of(&pages));
    let whole = parsed.unwrap();
    assert_eq!(whole.pages.len(), 30);
    let Some(Early::FirstPages(first)) = heard.first() else {
        panic!("{heard:?}");
    };
    assert_eq!(first.pages.len(), 1);
    assert!(
        whole.text.starts_with(first.text.trim_end()),
        "{}",
        first.text
    );
    assert!(matches!(
        heard.last(),
        Some(Early::Progress { done: 30, of: 30 })
    ));
    let (_, heard) = read_and_hear(&pdf_of(&pages[..3]));
    assert!(!heard.iter().any(|it| matches!(it, Early::FirstPages(_))));
}

#[test]
fn forms_that_draw_forms_end_at_a_budget_and_the_other_pages_are_read() {
    // Each of nine forms draws the next one ten times.
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 6 0 R>>>>/Contents 5 0 R>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</X 7 0 R>>>>/Contents 7 0 R>>".to_owned(),
    ];
    let stream = |words: &str, content: &str| {
        let len = content.len();
        format!("<<{words}/Length {len}>>\nstream\n{content}\nendstream")
    };
    objects.push(stream(
        "",
        "BT /F 10 Tf 50 700 Td (Japan plans to spend more.) Tj ET",
    ));
    objects.push("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned());
    for next in 8..17 {
        let words = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {next} 0 R>>>>"
        );
        objects.push(stream(&words, &"/X Do ".repeat(10)));
    }
    objects.push(stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]",
        "0 0 5 5 re f",
    ));
    let mut pdf = b"%PDF-1.4\n".to_vec();
    for (object, number) in objects.iter().zip(1..) {
        pdf.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    pdf.extend(b"trailer\n<</Root 1 0 R>>\n%%EOF\n");
    let mut tally = Tally {
        // So that the test need not draw fifty million squares.
        num_drawn: MAX_DRAWN - 20_000,
        ..Tally::default()
    };
    let pdf = Pdf::new(pdf).unwrap();
    let mut cache = InterpreterCache::new();
    let mut num_fragments = Vec::new();
    for page in pdf.pages().iter() {
        let found = on_page(page, &pdf, &mut cache, &mut tally);
        num_fragments.push(found.map(|it| it.len()));
    }
    assert_eq!(num_fragments, [Some(1), Some(0)]);
    assert!(tally.is_over_budget());
    let mut writer = Writer::default();
    tally.warn(&mut writer);
    let warnings = writer.finish().warnings;
    assert!(warnings[0].0.contains("more drawing"), "{warnings:?}");
}

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
    read_quietly(&pdf_of(pages)).unwrap()
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
    let refused = |bytes: &[u8]| read_quietly(bytes).unwrap_err().0;
    assert!(refused(b"%PDF-1.4 and nothing").contains("damaged"));
    assert!(refused(&pdf_of(&["0 0 m 10 10 l S"])).contains("no text"));
    let picture = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1} EI Q";
    assert!(refused(&pdf_of(&[picture])).contains("scan"));
}
