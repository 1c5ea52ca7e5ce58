//! Markdown: the words that come out, their blocks, and the way back.

use super::*;

#[track_caller]
fn check(source: &str, expected: &str) -> Marked {
    let marked = read(source).unwrap();
    assert_eq!(marked.text, expected);
    marked
}

#[track_caller]
fn check_kinds(source: &str, expected: &[(BlockKind, &str)]) {
    let marked = read(source).unwrap();
    let found: Vec<_> = marked
        .blocks
        .iter()
        .map(|block| (block.kind, block.span.slice(&marked.text)))
        .collect();
    assert_eq!(found, expected);
}

/// Each of these words leads back to itself in the source.
#[track_caller]
fn check_leads_back(source: &str, words: &[&str]) {
    let marked = read(source).unwrap();
    for word in words {
        let at = marked.text.find(word).expect("in the text");
        let source_at = marked.source_map.source_offset(at).unwrap();
        assert!(
            source.get(source_at..).unwrap().starts_with(word),
            "{word} at {source_at}"
        );
    }
}

use BlockKind::{Heading, ListItem, Paragraph, Picture, Preformatted, Quote, Reference, Table};

#[test]
fn marks_are_taken_away() {
    check(
        "Ten **trillion** *yen* and `code`, ~~old~~.",
        "Ten trillion yen and code, old.\n",
    );
    check("A [link](https://example.org/a) in it", "A link in it\n");
    check(
        "See <https://example.org/a>.",
        "See https://example.org/a.\n",
    );
    check(
        "See https://example.org/a_b_c.",
        "See https://example.org/a_b_c.\n",
    );
    check("AT&amp;T 5 \\* 3 &lt; 20", "AT&T 5 * 3 < 20\n");
}

#[test]
fn breaks() {
    check("one\ntwo  \nthree\\\nfour", "one two\nthree\nfour\n");
    check("one\n\n\n\ntwo", "one\n\ntwo\n");
    check("one\n\n---\n\ntwo", "one\n\ntwo\n");
}

#[test]
fn headings_have_levels() {
    check_kinds(
        "Title\n=====\n\n### Costs ###\n\ntext",
        &[
            (Heading { level: 1 }, "Title"),
            (Heading { level: 3 }, "Costs"),
            (Paragraph, "text"),
        ],
    );
}

#[test]
fn lists_keep_their_marks_and_depth() {
    check_kinds(
        "- one\n- two\n  - inner\n\n3. three\n4. four\n\n   more of four",
        &[
            (ListItem, "• one"),
            (ListItem, "• two"),
            (ListItem, "  • inner"),
            (ListItem, "3. three"),
            (ListItem, "4. four"),
            (Paragraph, "more of four"),
        ],
    );
    check("- one\n- two\n\ntext", "• one\n• two\n\ntext\n");
}

#[test]
fn quotes_code_and_tables() {
    check_kinds(
        "> We will\n> buy more.\n\n```rust\nlet a = 1;\n\n  b\n```\n\n    indented\n",
        &[
            (Quote, "We will buy more."),
            (Preformatted, "let a = 1;\n\n  b"),
            (Preformatted, "indented"),
        ],
    );
    check_kinds(
        "| country | 2023 |\n|---|--:|\n| **Japan** | 50.2 |\n| China | |\n",
        &[(Table, "country | 2023\nJapan | 50.2\nChina |")],
    );
}

#[test]
fn numbered_references_survive() {
    check_kinds(
        "It was said.[1] And again.[2]\n\n[1] “Title”, *AP*, 2024.\n[2] Ibid.\n",
        &[
            (Paragraph, "It was said.[1] And again.[2]"),
            (Reference, "[1] “Title”, AP, 2024."),
            (Reference, "[2] Ibid."),
        ],
    );
}

#[test]
fn references_written_as_definitions_survive_too() {
    check_kinds(
        "It was said.[1]\n\n[1]: https://example.org/a \"Title\"\n[2]: https://example.org/b\n",
        &[
            (Paragraph, "It was said.[1]"),
            (Reference, "[1]: https://example.org/a \"Title\""),
            (Reference, "[2]: https://example.org/b"),
        ],
    );
    check(
        "A [named][here] link\n\n[here]: https://example.org",
        "A named link\n",
    );
}

#[test]
fn footnotes_are_references() {
    check_kinds(
        "It was said.[^1]\n\n[^1]: Doe, 2024.\n",
        &[
            (Paragraph, "It was said.[1]"),
            (Reference, "[1] Doe, 2024."),
        ],
    );
}

#[test]
fn a_numbered_list_under_references_is_references() {
    check_kinds(
        "## References\n\n1. Doe, 2024.\n2. Ibid.\n\n## After\n\n1. one",
        &[
            (Heading { level: 2 }, "References"),
            (Reference, "1. Doe, 2024."),
            (Reference, "2. Ibid."),
            (Heading { level: 2 }, "After"),
            (ListItem, "1. one"),
        ],
    );
}

#[test]
fn words_inside_html_are_kept_and_the_tags_counted() {
    let marked = check(
        "<div>\n<b>Japan</b> buys 3 < 4\n</div>\n\na<br>b <i>c</i>\n\n<!-- hidden > \n still -->\n\n<script>\nlet a = '<b>';\n</script>\n\nend",
        "Japan buys 3 < 4\n\na\nb c\n\nend\n",
    );
    assert_eq!(marked.warnings.len(), 1);
    assert!(marked.warnings[0].0.ends_with("HTML tags are not shown"));
}

#[test]
fn pictures_leave_their_description() {
    let marked = check("![A map of Japan](map.png)", "A map of Japan\n");
    assert!(marked.warnings[0].0.starts_with("One picture"));
}

#[test]
fn front_matter_is_no_heading() {
    check_kinds(
        "---\ntitle: A\ndate: 2024-02-01\n---\n\n# B\n",
        &[
            (Preformatted, "title: A\ndate: 2024-02-01"),
            (Heading { level: 1 }, "B"),
        ],
    );
}

#[test]
fn words_lead_back() {
    check_leads_back(
        "# The *title*\n\n- one **two**\n- [three](u)\n\n> four `five` &amp; six\n\n| seven |\n|---|\n| eight |\n\n[9]: nine",
        &[
            "title", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
        ],
    );
}

#[test]
fn a_file_of_nothing_but_marks_is_shown_as_written() {
    assert!(read("<!-- -->").is_err());
    assert!(read("").is_err());
}

#[test]
fn nesting_is_bounded_and_said() {
    let quotes = "> ".repeat(5000) + "deep";
    let marked = read(&quotes).unwrap();
    assert!(marked.text.contains("deep"));
    assert_eq!(marked.text.matches('>').count(), 5000 - MAX_DEPTH);
    assert!(marked.warnings[0].0.contains("nested deeper"));
    let lists = "- ".repeat(5000) + "deep\n" + &"\n".repeat(5000) + "end";
    assert!(read(&lists).unwrap().text.ends_with("end\n"));
    let mut stairs = String::new();
    for depth in 0..500 {
        stairs.push_str(&"  ".repeat(depth));
        stairs.push_str("- a\n");
    }
    assert!(read(&stairs).unwrap().text.ends_with("a\n"));
}

#[test]
fn the_mask_leaves_the_words_alone() {
    for source in [
        "[1]: a",
        "```\n[1]: a\n```",
        "    [1]: a",
        "> [12]: a",
        "- [3]: a",
    ] {
        let marked = read(source).unwrap();
        assert!(marked.text.contains("]: a"), "{source}: {}", marked.text);
    }
}

#[test]
fn marks_in_great_number_take_a_linear_number_of_bytes() {
    for unit in [
        "*a ", "[", "![", "`", "<", "&", "**a*", "\\", "_a_", "[a](", "|", "1. ", "[^a]",
    ] {
        let source = unit.repeat(20_000);
        let Ok(marked) = read(&source) else { continue };
        assert!(marked.text.len() <= 8 * source.len(), "{unit}");
    }
}

#[test]
fn too_large_is_not_parsed() {
    let source = "a\n".repeat(MAX_MARKDOWN / 2 + 1);
    assert!(read(&source).unwrap_err().0.contains("12 MB"));
}

#[test]
fn pictures_stand_where_they_are() {
    check_kinds(
        "One ![A map](m.png) two\n\n![](x.png)\n",
        &[
            (Paragraph, "One"),
            (Picture, "A map"),
            (Paragraph, "two"),
            (Picture, "[Picture]"),
        ],
    );
    check_kinds(
        "# ![logo](l.png) Title",
        &[(Heading { level: 1 }, "logo Title")],
    );
    check_kinds("- ![logo](l.png) item", &[(ListItem, "• logo item")]);
    check_leads_back("One ![A map](m.png) two", &["One", "map", "two"]);
}

#[test]
fn a_picture_in_an_item_or_in_a_picture_is_part_of_it() {
    check_kinds(
        "- text ![a](b) more\n- next",
        &[(ListItem, "• text a more"), (ListItem, "• next")],
    );
    check_kinds("- ![a ![b](c) d](e) f", &[(ListItem, "• a b d f")]);
    check_kinds(
        "One ![a ![b](c) d](e) two",
        &[(Paragraph, "One"), (Picture, "a b d"), (Paragraph, "two")],
    );
    check_kinds(
        "- one\n\n  ![a](b)\n\n  two",
        &[(ListItem, "• one"), (Picture, "a"), (Paragraph, "two")],
    );
}

#[test]
fn a_link_at_the_start_of_an_item_leaves_out_the_mark() {
    let source = "- [Report](https://a.example)\n\n1. *[Plan](https://b.example)*\n   - [Note](https://c.example)\n\nx[^1]\n\n[^1]: [Foot](https://d.example)\n";
    let marked = read(source).unwrap();
    let words = marked.links.iter().map(|it| it.span.slice(&marked.text));
    let words: Vec<_> = words.collect();
    assert_eq!(words, ["Report", "Plan", "Note", "Foot"], "{}", marked.text);
}

#[test]
fn links_keep_their_addresses_beside_the_text() {
    let source = "See [the *report* ](https://a.example/b) and <https://c.example>.\n\n[![A map](m.png)](https://d.example)\n\n| a | [b](https://e.example) |\n|---|---|\n| c | d |\n\n[top](#top)\n";
    let marked = read(source).unwrap();
    let found: Vec<_> = marked
        .links
        .iter()
        .map(|link| (link.span.slice(&marked.text), &*link.address))
        .collect();
    assert_eq!(
        found,
        [
            ("the report", "https://a.example/b"),
            ("https://c.example", "https://c.example"),
            ("A map", "https://d.example"),
            ("b", "https://e.example"),
        ]
    );
}
