//! Word documents, built here part by part.

use super::super::parcel::Parcel;
use super::super::testing::zip_of;
use super::*;

const NAMES: &str = "xmlns:w='w' xmlns:mc='mc' xmlns:r='r'";

fn parcel(body: &str, parts: &[(&str, &str)]) -> Parcel {
    let body = format!("<w:document {NAMES}><w:body>{body}</w:body></w:document>");
    let mut all = vec![("word/document.xml", body.as_str())];
    all.extend_from_slice(parts);
    read(&zip_of(&all), Limits::default()).unwrap()
}

#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(parcel(body, &[]).text.trim_end(), expected);
}

#[test]
fn runs_join_and_paragraphs_part() {
    check(
        "<w:p><w:r><w:t>Ten </w:t></w:r><w:r><w:t xml:space='preserve'>trillion</w:t><w:tab/><w:t>yen &amp; more</w:t></w:r></w:p><w:p><w:r><w:t>Next</w:t><w:br/><w:t>line</w:t></w:r></w:p>",
        "Ten trillion yen & more\n\nNext\nline",
    );
}

#[test]
fn what_is_deleted_or_hidden_or_an_instruction_is_left_out() {
    check(
        "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>",
        "new",
    );
    check(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>once</w:t></mc:Choice><mc:Fallback><w:t>twice</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        "once",
    );
}

#[test]
fn styles_give_headings_lists_and_quotes() {
    let styles = "<w:styles xmlns:w='w'>
        <w:style w:styleId='Mine'><w:name w:val='My head'/><w:basedOn w:val='H2'/></w:style>
        <w:style w:styleId='H2'><w:name w:val='heading 2'/><w:basedOn w:val='Mine'/></w:style>
        <w:style w:styleId='Q'><w:name w:val='Quote'/></w:style></w:styles>";
    let parcel = parcel(
        "<w:p><w:pPr><w:pStyle w:val='Mine'/></w:pPr><w:r><w:t>Costs</w:t></w:r></w:p>
         <w:p><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>
         <w:p><w:pPr><w:pStyle w:val='Q'/></w:pPr><w:r><w:t>said</w:t></w:r></w:p>",
        &[("word/styles.xml", styles)],
    );
    let kinds: Vec<_> = parcel.blocks.iter().map(|block| block.kind).collect();
    let heading = BlockKind::Heading { level: 2 };
    assert_eq!(kinds, [heading, BlockKind::ListItem, BlockKind::Quote]);
    assert_eq!(parcel.text, "Costs\n\n• one\n\nsaid\n");
}

#[test]
fn notes_are_marked_and_written_out() {
    let notes = "<w:footnotes xmlns:w='w'><w:footnote w:id='-1' w:type='separator'><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id='2'><w:p><w:r><w:t>See </w:t></w:r><w:r><w:t>the report.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let parcel = parcel(
        "<w:p><w:r><w:t>Signed.</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
        &[("word/footnotes.xml", notes)],
    );
    assert_eq!(parcel.text, "Signed.[1]\n\n[1] See the report.\n");
    assert_eq!(parcel.blocks[1].kind, BlockKind::Reference);
}

#[test]
fn tables_text_boxes_and_pages() {
    let cell = |words: &str| format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>");
    let row = |a, b| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    check(
        &format!(
            "<w:tbl>{}{}</w:tbl>",
            row("Country", "2023"),
            row("Japan", "50.2")
        ),
        "Country | 2023\nJapan | 50.2",
    );
    check(
        "<w:p><w:r><w:t>outer </w:t><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:r><w:r><w:t>end</w:t></w:r></w:p>",
        "box\n\nouter end",
    );
    let parcel = parcel(
        "<w:p><w:r><w:t>one </w:t><w:lastRenderedPageBreak/><w:t>two</w:t></w:r></w:p>",
        &[],
    );
    let pages: Vec<_> = parcel
        .pages
        .iter()
        .map(|it| (it.start, it.number))
        .collect();
    assert_eq!(pages, [(0, 1), (4, 2)]);
}

#[test]
fn the_main_part_may_have_another_name() {
    let body = format!("<w:document {NAMES}><w:p><w:r><w:t>found</w:t></w:r></w:p></w:document>");
    let rels = "<Relationships><Relationship Type='http://x/officeDocument' Target='/word/document2.xml'/></Relationships>";
    let core = "<c xmlns:dc='d'><dc:title>A title</dc:title><dc:creator>A. Writer</dc:creator><created>2024-01-18T09:00:00Z</created></c>";
    let parcel = read(
        &zip_of(&[
            ("_rels/.rels", rels),
            ("docProps/core.xml", core),
            ("word/document2.xml", &body),
        ]),
        Limits::default(),
    )
    .unwrap();
    assert_eq!(parcel.text, "found\n");
    assert_eq!(parcel.about.title.as_deref(), Some("A title"));
    assert_eq!(parcel.about.date, date_of("2024-01-18"));
}

#[test]
fn damage_is_shown_up_to_it_and_said() {
    let body = format!(
        "<w:document {NAMES}><w:p><w:r><w:t>whole</w:t></w:r></w:p><w:p><w:r><w:t>half</w:t><w:"
    );
    let parcel = read(&zip_of(&[("word/document.xml", &body)]), Limits::default()).unwrap();
    assert_eq!(parcel.text, "whole\n\nhalf\n");
    assert!(parcel.warnings[0].0.contains("damaged"));
    assert!(read(b"PK\x03\x04 and nothing else", Limits::default()).is_err());
    assert!(read(&zip_of(&[("other.xml", "<a/>")]), Limits::default()).is_err());
}

const STYLES: &str =
    "<w:styles xmlns:w='w'><w:style w:styleId='C'><w:name w:val='caption'/></w:style></w:styles>";

fn picture(says: &str) -> String {
    format!(
        "<w:drawing><wp:inline><wp:docPr id='1' descr='{says}'/><a:graphic><a:blip/></a:graphic></wp:inline></w:drawing>"
    )
}

#[track_caller]
fn check_pictures(body: &str, expected: &[(BlockKind, &str)]) {
    let parcel = parcel(body, &[("word/styles.xml", STYLES)]);
    let found: Vec<_> = parcel
        .blocks
        .iter()
        .map(|block| (block.kind, block.span.slice(&parcel.text)))
        .collect();
    assert_eq!(found, expected);
    assert!(parcel.warnings.iter().any(|it| it.0.contains("not shown")));
}

#[test]
fn pictures_stand_where_they_are_with_their_words() {
    use BlockKind::{Paragraph, Picture};
    let paragraph = |inside: &str| format!("<w:p><w:r>{inside}</w:r></w:p>");
    let caption =
        "<w:p><w:pPr><w:pStyle w:val='C'/></w:pPr><w:r><w:t>Figure 1: Reach</w:t></w:r></w:p>";
    let words = paragraph("<w:t>Words</w:t>");
    let map = paragraph(&picture("A map"));
    check_pictures(
        &format!("{map}{caption}{words}"),
        &[(Picture, "Figure 1: Reach"), (Paragraph, "Words")],
    );
    check_pictures(
        &format!("{map}{words}{caption}"),
        &[
            (Picture, "A map"),
            (Paragraph, "Words"),
            (Paragraph, "Figure 1: Reach"),
        ],
    );
    check_pictures(
        &paragraph(&format!("<w:t>Words</w:t>{}", picture(""))),
        &[(Paragraph, "Words"), (Picture, "[Picture]")],
    );
}

#[test]
fn links_keep_their_addresses_beside_the_text() {
    let relations = "<Relationships><Relationship Id='r7' Type='http://x/hyperlink' Target='https://a.example/b' TargetMode='External'/></Relationships>";
    let parcel = parcel(
        "<w:p><w:r><w:t>See </w:t></w:r><w:hyperlink r:id='r7'><w:r><w:t>the </w:t></w:r><w:r><w:t>report</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>",
        &[("word/_rels/document.xml.rels", relations)],
    );
    assert_eq!(parcel.text, "See the report.\n");
    let [link] = parcel.links.as_slice() else {
        panic!("{:?}", parcel.links);
    };
    assert_eq!(link.span.slice(&parcel.text), "the report");
    assert_eq!(&*link.address, "https://a.example/b");
}

const NUMBERING: &str = "<w:numbering xmlns:w='w'>
    <w:abstractNum w:abstractNumId='7'>
        <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='(%2)'/></w:lvl>
        <w:lvl w:ilvl='2'><w:numFmt w:val='none'/><w:lvlText w:val=''/></w:lvl>
    </w:abstractNum>
    <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>
    <w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>
</w:numbering>";

fn item(list: u8, level: u8, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
    )
}

#[test]
fn items_have_the_numbers_that_word_shows() {
    let body = [
        item(1, 0, "first"),
        item(1, 1, "inner"),
        item(1, 1, "next"),
        item(1, 0, ""),
        item(1, 0, "third"),
        item(2, 0, "anew"),
        item(2, 0, "and on"),
        item(1, 2, "plain"),
        item(0, 0, "none"),
    ];
    let parcel = parcel(&body.concat(), &[("word/numbering.xml", NUMBERING)]);
    let expected = "1. first\n(a) inner\n(b) next\n3. third\n5. anew\n6. and on\n\nplain\n\nnone";
    assert_eq!(parcel.text.trim_end(), expected);
}

#[test]
fn a_link_at_the_start_of_an_item_leaves_out_the_mark() {
    let relations = "<Relationships><Relationship Id='r7' Type='http://x/hyperlink' Target='https://a.example/b' TargetMode='External'/></Relationships>";
    let link =
        "</w:t></w:r><w:hyperlink r:id='r7'><w:r><w:t> Report</w:t></w:r></w:hyperlink><w:r><w:t>";
    let parcel = parcel(
        &item(1, 0, link),
        &[
            ("word/numbering.xml", NUMBERING),
            ("word/_rels/document.xml.rels", relations),
        ],
    );
    assert_eq!(parcel.text, "1. Report\n");
    let words: Vec<_> = parcel
        .links
        .iter()
        .map(|it| it.span.slice(&parcel.text))
        .collect();
    assert_eq!(words, ["Report"]);
}

#[test]
fn a_style_may_say_the_list_and_the_paragraph_the_level() {
    let styles = "<w:styles xmlns:w='w'><w:style w:styleId='L'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>";
    let body = "<w:p><w:pPr><w:pStyle w:val='L'/></w:pPr><w:r><w:t>outer</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val='L'/><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr><w:r><w:t>inner</w:t></w:r></w:p>";
    let parts = [
        ("word/numbering.xml", NUMBERING),
        ("word/styles.xml", styles),
    ];
    let parcel = parcel(body, &parts);
    assert_eq!(parcel.text.trim_end(), "1. outer\n(a) inner");
}

#[test]
fn raised_numbers_are_powers_and_other_raised_words_are_words() {
    let raised = |words: &str| {
        format!("<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{words}</w:t></w:r>")
    };
    let body = format!(
        "<w:p><w:r><w:t>10</w:t></w:r>{}<w:r><w:t> tons on the 21</w:t></w:r>{}</w:p>",
        raised("6"),
        raised("st")
    );
    check(&body, "10⁶ tons on the 21st");
}
