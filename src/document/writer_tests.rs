//! The rules that every parsed text follows.

use super::*;

fn written(write: impl FnOnce(&mut Writer)) -> Parcel {
    let mut writer = Writer::default();
    write(&mut writer);
    writer.finish()
}

#[track_caller]
fn check_words(words: &str, expected: &str) {
    assert_eq!(written(|w| w.words(words)).text, format!("{expected}\n"));
}

#[test]
fn white_space_is_one_space_and_nothing_odd_gets_in() {
    check_words("  Ten \n\t trillion\u{a0} yen ", "Ten trillion yen");
    check_words("de\u{ad}fence\u{200b} plan\u{feff}", "defence plan");
    check_words("a\0b\u{1b}[1m", "a\u{fffd}b\u{fffd}[1m");
    check_words("e\u{301}", "e\u{301}");
}

#[test]
fn marks_are_capped_also_when_they_come_in_pieces() {
    let parcel = written(|w| {
        w.words("a");
        (0..100).for_each(|_| w.words("\u{301}\u{302}"));
        w.words("b");
    });
    assert_eq!(parcel.text.chars().count(), 1 + 16 + 1 + 1);
    assert!(parcel.warnings[0].0.contains("marks"));
}

#[test]
fn blocks_are_parted_and_entries_follow_each_other() {
    let parcel = written(|w| {
        w.begin(BlockKind::Heading { level: 1 });
        w.words("Title");
        w.begin(BlockKind::ListItem);
        w.words("• one");
        w.begin(BlockKind::ListItem);
        w.words("• two");
        w.begin(BlockKind::Paragraph);
        w.begin(BlockKind::Paragraph);
        w.words("end");
    });
    assert_eq!(parcel.text, "Title\n\n• one\n• two\n\nend\n");
    assert_eq!(parcel.blocks.len(), 4);
}

fn table(w: &mut Writer, rows: &[&[&str]]) {
    w.begin_table();
    for row in rows {
        w.begin_row();
        for cell in *row {
            w.begin_cell();
            w.begin(BlockKind::Paragraph);
            w.words(cell);
        }
    }
    w.end_table();
}

#[test]
fn a_table_is_one_block_with_a_line_a_row() {
    let parcel = written(|w| {
        table(
            w,
            &[
                &["Country", "2023"],
                &["", ""],
                &["Japan", "50.2"],
                &["China", ""],
            ],
        );
        w.words("after");
    });
    assert_eq!(
        parcel.text,
        "Country | 2023\nJapan | 50.2\nChina\n\nafter\n"
    );
    assert_eq!(parcel.blocks[0].kind, BlockKind::Table);
}

#[test]
fn a_table_that_only_lays_out_a_page_is_running_text() {
    let long = "Japan plans. ".repeat(60);
    let parcel = written(|w| table(w, &[&["Menu", &long]]));
    assert_eq!(parcel.blocks.len(), 2);
    assert_eq!(parcel.blocks[1].kind, BlockKind::Paragraph);
    assert_eq!(
        written(|w| table(w, &[&["one"], &["two"]])).text,
        "one\n\ntwo\n"
    );
}

#[test]
fn a_table_in_a_cell_is_part_of_the_cell() {
    let parcel = written(|w| {
        w.begin_table();
        w.begin_row();
        w.begin_cell();
        w.words("a");
        table(w, &[&["b", "c"]]);
        w.begin_cell();
        w.words("d");
        w.end_table();
    });
    assert_eq!(parcel.text, "a b c | d\n");
}

#[test]
fn notes_stand_at_the_end_and_references_are_known() {
    let parcel = written(|w| {
        w.words("Japan signed.");
        w.begin_note();
        w.begin(BlockKind::Paragraph);
        w.words("See the report.");
        w.end();
        w.end_note();
        w.words(" It was large.");
        w.begin(BlockKind::Heading { level: 1 });
        w.words("References");
        w.begin(BlockKind::ListItem);
        w.words("A report");
    });
    assert_eq!(
        parcel.text,
        "Japan signed.[1] It was large.\n\nReferences\n\nA report\n[1] See the report.\n"
    );
    let kinds: Vec<_> = parcel.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds.get(2..), Some(&[BlockKind::Reference; 2][..]));
}

#[test]
fn pages_begin_where_their_words_do() {
    let parcel = written(|w| {
        w.page(1);
        w.begin(BlockKind::Paragraph);
        w.words(" one");
        w.page(2);
        w.words(" two");
        w.end();
        w.page(3);
        w.words("three");
    });
    let starts: Vec<_> = parcel.pages.iter().map(|p| (p.start, p.number)).collect();
    assert_eq!(parcel.text, "one two\n\nthree\n");
    assert_eq!(starts, [(0, 1), (3, 2), (7, 3)]);
}

#[test]
fn links_lose_the_blanks_that_a_cell_loses() {
    let parcel = written(|w| {
        w.begin_table();
        w.begin_row();
        for (address, words) in [
            ("https://a.example", "foo     "),
            ("https://b.example", "bar"),
        ] {
            w.begin_cell();
            w.begin(BlockKind::Preformatted);
            w.begin_link(address);
            w.words(words);
            w.end_link();
        }
        w.end_table();
    });
    assert_eq!(parcel.text, "foo | bar\n");
    let links: Vec<_> = parcel
        .links
        .iter()
        .map(|it| it.span.slice(&parcel.text))
        .collect();
    assert_eq!(links, ["foo", "bar"]);
}

proptest::proptest! {
    #[test]
    fn links_stand_on_words_in_order_and_apart(pieces in proptest::collection::vec((0u8..10, "[a-zé\u{301} \n]{0,6}"), 0..40)) {
        let parcel = written(|w| {
            for (what, words) in &pieces {
                match what {
                    0 => w.begin_link("https://a.example"),
                    1 => w.end_link(),
                    2 => w.begin(BlockKind::Paragraph),
                    3 => { w.begin_table(); w.begin_row(); w.begin_cell(); w.words(words); w.begin_cell(); }
                    4 => w.end_table(),
                    5 => w.picture(Some(words)),
                    6 => w.begin(BlockKind::Preformatted),
                    7 => w.line_break(),
                    _ => w.words(words),
                }
            }
        });
        let mut end = 0;
        for link in &parcel.links {
            proptest::prop_assert!(link.span.start() >= end && !link.span.is_empty());
            let words = link.span.slice(&parcel.text);
            proptest::prop_assert_eq!(words, words.trim());
            proptest::prop_assert!(!words.is_empty());
            end = link.span.end();
        }
        let sent = Ok(parcel);
        proptest::prop_assert_eq!(crate::document::parcel::from_wire(&crate::document::parcel::to_wire(&sent)), Some(sent));
    }
}
