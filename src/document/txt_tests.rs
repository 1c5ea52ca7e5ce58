//! Plain text: what is a heading, a paragraph, an item, a reference, a table.

use super::*;
use std::fmt::Write as _;

/// One line a block: a letter for the kind, then the words with their line ends as "/".
fn describe(text: &str) -> String {
    let mut out = String::new();
    for block in blocks(text).0 {
        let kind = match block.kind {
            BlockKind::Heading { level } => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::ListItem => "li".to_owned(),
            BlockKind::Quote => "q".to_owned(),
            BlockKind::Reference => "ref".to_owned(),
            BlockKind::Preformatted => "pre".to_owned(),
            BlockKind::Table => "table".to_owned(),
            BlockKind::Picture => "picture".to_owned(),
        };
        let words = block.span.slice(text).replace('\n', "/");
        writeln!(out, "{kind} {words}").unwrap();
    }
    out
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found = describe(text);
    assert_eq!(found.lines().collect::<Vec<_>>(), expected);
}

/// A paragraph that no program would have broken.
const LONG_LINE: &str = "Japan states that it is facing the most serious security environment since the war due to tensions with its neighbours, and it plans to spend more on defense.";

#[test]
fn each_long_line_is_a_paragraph() {
    let text = format!("{LONG_LINE}\n{LONG_LINE}\n[1] “Japan”, 2024.\n[2] Ibid.\n[3] Ibid.");
    let p = format!("p {LONG_LINE}");
    check(
        &text,
        &[
            &p,
            &p,
            "ref [1] “Japan”, 2024.",
            "ref [2] Ibid.",
            "ref [3] Ibid.",
        ],
    );
}

#[test]
fn long_lines_stay_apart_also_above_many_short_ones() {
    let mut text = format!("{LONG_LINE}\n{LONG_LINE}\n");
    for number in 1..30 {
        writeln!(text, "[{number}] Ibid.").unwrap();
    }
    assert_eq!(blocks(&text).0.len(), 31);
}

#[test]
fn a_short_line_between_long_ones_is_a_heading() {
    let text =
        format!("The title\n{LONG_LINE}\nWhat comes next\n{LONG_LINE}\nIn short\n{LONG_LINE}");
    let p = format!("p {LONG_LINE}");
    check(
        &text,
        &[
            "h1 The title",
            &p,
            "h2 What comes next",
            &p,
            "h2 In short",
            &p,
        ],
    );
}

#[test]
fn broken_lines_are_one_paragraph() {
    check(
        "Japan plans to raise its annual defense spending to\nten trillion yen by 2027, officials\nsaid.\n\nThe plan was approved\nin December.",
        &[
            "p Japan plans to raise its annual defense spending to/ten trillion yen by 2027, officials/said.",
            "p The plan was approved/in December.",
        ],
    );
}

#[test]
fn a_full_stop_before_the_margin_ends_a_paragraph() {
    check(
        "Japan plans to raise its annual defense spending to ten trillion\nyen by 2027.\nThe United States approved the sale of missiles in November, and\nof two hundred more in March.",
        &[
            "p Japan plans to raise its annual defense spending to ten trillion/yen by 2027.",
            "p The United States approved the sale of missiles in November, and/of two hundred more in March.",
        ],
    );
}

#[test]
fn an_address_past_the_margin_does_not_break_a_paragraph() {
    let address = format!("https://example.org/{}", "a".repeat(150));
    let text = format!("The report can be read at\n{address}\nand was published in May.");
    check(
        &text,
        &[&format!(
            "p The report can be read at/{address}/and was published in May."
        )],
    );
}

#[test]
fn chinese_has_no_spaces_and_still_has_paragraphs() {
    let line = "国防预算".repeat(40);
    check(
        &format!("{line}\n{line}"),
        &[&format!("p {line}"), &format!("p {line}")],
    );
}

#[test]
fn headings_stand_alone_and_do_not_end_in_a_full_stop() {
    check(
        "Japan buys missiles\n\nBy Jane Doe\n\nJanuary 18, 2024\n\nJapan signed it.\n\nWhat next?\n\nNobody knows.\n\nWHAT THEN\nThe rest is text.",
        &[
            "h1 Japan buys missiles",
            "p By Jane Doe",
            "p January 18, 2024",
            "p Japan signed it.",
            "h2 What next?",
            "p Nobody knows.",
            "h2 WHAT THEN",
            "p The rest is text.",
        ],
    );
}

#[test]
fn numbers_tell_how_deep_a_heading_is() {
    check(
        "A report\n\n1. Introduction\n\nThe text.\n\n1.1 Costs\n\nThe costs.",
        &[
            "h1 A report",
            "h2 1. Introduction",
            "p The text.",
            "h3 1.1 Costs",
            "p The costs.",
        ],
    );
}

#[test]
fn names_between_blank_lines_are_no_headings() {
    check(
        "The capitals are these.\n\nTokyo\n\nBeijing\n\nSeoul\n\nCanberra",
        &[
            "p The capitals are these.",
            "p Tokyo",
            "p Beijing",
            "p Seoul",
            "p Canberra",
        ],
    );
}

#[test]
fn underlined_and_hashed_headings() {
    check(
        "Title\n=====\nSome text here.\n\n## Costs\nMore text.",
        &[
            "h1 Title",
            "pre =====",
            "p Some text here.",
            "h2 ## Costs",
            "p More text.",
        ],
    );
}

#[test]
fn lists_of_each_kind() {
    check(
        "It has three aims:\n- to deter\n  and to defend\n- to train\n• to buy\n1. one\n2) two",
        &[
            "p It has three aims:",
            "li - to deter/  and to defend",
            "li - to train",
            "li • to buy",
            "li 1. one",
            "li 2) two",
        ],
    );
}

#[test]
fn a_number_that_a_broken_line_begins_with_is_no_list() {
    check(
        "The treaty was signed by both of them on January\n18. It will be in force next year.",
        &["p The treaty was signed by both of them on January/18. It will be in force next year."],
    );
}

#[test]
fn references_by_number_and_by_heading() {
    check(
        "It was said.[1]\n\nReferences\n\n1. Doe, J., “Title”, 2024.\n2. Ibid.\n\nRoe, A. (2023). Another title.\n\nThe author teaches history.",
        &[
            "p It was said.[1]",
            "h2 References",
            "ref 1. Doe, J., “Title”, 2024.",
            "ref 2. Ibid.",
            "ref Roe, A. (2023). Another title.",
            "p The author teaches history.",
        ],
    );
}

#[test]
fn notes_without_a_full_stop_behind_their_number() {
    check(
        "It was said.¹\n\nNotes\n\n1 Doe, J., Title\n2 Roe, A., Another title,\nsecond edition\n\n¹ See above.",
        &[
            "p It was said.¹",
            "h2 Notes",
            "ref 1 Doe, J., Title",
            "ref 2 Roe, A., Another title,/second edition",
            "ref ¹ See above.",
        ],
    );
}

#[test]
fn headlines_stand_over_bylines_and_text() {
    let body = "TOKYO, Jan 18 (Newsroom) - Japan signed an agreement with the United States on\nThursday to buy 400 missiles, its ministry said.";
    let p = body.replace('\n', "/");
    for headline in [
        "Japan Signs Missile Deal",
        "JAPAN SIGNS MISSILE DEAL",
        "Japan signs missile deal",
    ] {
        let heading = format!("h1 {headline}");
        check(
            &format!("{headline}\n\nBy Jane Doe\n\n{body}"),
            &[&heading, "p By Jane Doe", &format!("p {p}")],
        );
        check(
            &format!("{headline}\nBy Jane Doe\n\n{body}"),
            &[&heading, "p By Jane Doe", &format!("p {p}")],
        );
        check(
            &format!("{headline}\nBy Jane Doe\n{body}"),
            &[&heading, "p By Jane Doe", &format!("p {p}")],
        );
    }
}

#[test]
fn entries_of_a_chronology_are_items() {
    check(
        "Chronology\n\n2014: The allies meet in Wales.\n2017: Romania buys missiles.\nMay 2022: Sweden applies.",
        &[
            "h1 Chronology",
            "li 2014: The allies meet in Wales.",
            "li 2017: Romania buys missiles.",
            "li May 2022: Sweden applies.",
        ],
    );
}

#[test]
fn broken_references_hold_together() {
    check(
        "[1] Jane Doe, “Japan Signs Agreement to Purchase\nMissiles”, Associated Press\n[2] Ibid.",
        &[
            "ref [1] Jane Doe, “Japan Signs Agreement to Purchase/Missiles”, Associated Press",
            "ref [2] Ibid.",
        ],
    );
}

#[test]
fn tables_keep_their_columns() {
    check(
        "| country | 2023 |\n|---|---|\n| Japan | 50.2 |",
        &["pre | country | 2023 |/|---|---|/| Japan | 50.2 |"],
    );
    check(
        "Country\t2023\nJapan\t50.2",
        &["pre Country\t2023/Japan\t50.2"],
    );
    check(
        "  Country     2023     2024\n  Japan       50.2     55.3",
        &["pre   Country     2023     2024/  Japan       50.2     55.3"],
    );
    check(
        "One\ttab in a line of text.",
        &["p One\ttab in a line of text."],
    );
}

#[test]
fn two_blanks_part_columns_that_stand_under_each_other() {
    check(
        "State   US$ bn\nSweden    12.0\nNorway    10.4",
        &["pre State   US$ bn/Sweden    12.0/Norway    10.4"],
    );
    check(
        "System  Range\nRBS 15  300 km\nNSM     185 km",
        &["pre System  Range/RBS 15  300 km/NSM     185 km"],
    );
    check(
        "State | US$ bn\nSweden | 12.0",
        &["pre State | US$ bn/Sweden | 12.0"],
    );
}

#[test]
fn a_typists_two_blanks_part_no_columns() {
    check(
        "Japan signed the deal.  It was the first\nof its kind and size.  It was also late.",
        &["p Japan signed the deal.  It was the first/of its kind and size.  It was also late."],
    );
}

#[test]
fn short_lines_over_tables_and_lists_are_headings() {
    check(
        "Plans\n- Sweden spends more.\nOrders\nSystem\tBuyer\nRBS 15\tSweden\nNotes\n(a) The first.",
        &[
            "h1 Plans",
            "li - Sweden spends more.",
            "h2 Orders",
            "pre System\tBuyer/RBS 15\tSweden",
            "h2 Notes",
            "li (a) The first.",
        ],
    );
    check(
        "It has aims\n- to deter and\n  Defend\n- to train",
        &[
            "h1 It has aims",
            "li - to deter and/  Defend",
            "li - to train",
        ],
    );
}

#[test]
fn the_place_and_day_of_writing_are_no_heading() {
    check(
        "The title\n\nSTOCKHOLM, 16 June 2025\n\nSweden buys more.\n\nThe May 2025 plan\n\nIt is new.",
        &[
            "h1 The title",
            "p STOCKHOLM, 16 June 2025",
            "p Sweden buys more.",
            "h2 The May 2025 plan",
            "p It is new.",
        ],
    );
}

#[test]
fn quotes_are_set_apart() {
    check(
        "He wrote:\n> We will buy\n> more of them.\nThat was all.",
        &[
            "p He wrote:",
            "q > We will buy/> more of them.",
            "p That was all.",
        ],
    );
}

#[test]
fn a_text_of_one_word_is_a_paragraph() {
    check("Japan", &["p Japan"]);
    check("\n\n  Japan\n", &["p Japan"]);
    check("", &[]);
    check(" \n\t\n", &[]);
}

#[test]
fn past_the_limit_the_rest_is_one_block() {
    let text = "One.\n\nTwo.\n\nThree.\n\nFour.";
    let (blocks, is_cut_short) = blocks_up_to(text, 2);
    assert!(is_cut_short);
    let words: Vec<_> = blocks.iter().map(|block| block.span.slice(text)).collect();
    assert_eq!(words, ["One.", "Two.\n\nThree.\n\nFour."]);
}
