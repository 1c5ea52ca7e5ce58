//! OpenDocument texts, built here.

use super::super::parcel::Parcel;
use super::super::testing::zip_of;
use super::*;

fn parcel(body: &str) -> Parcel {
    let content = format!(
        "<office:document-content xmlns:office='o' xmlns:text='t' xmlns:table='b' xmlns:style='s'><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    read(
        &zip_of(&[
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", &content),
        ]),
        Limits::default(),
    )
    .unwrap()
}

#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(parcel(body).text.trim_end(), expected);
}

#[test]
fn headings_paragraphs_and_lists() {
    let body = "<text:h text:outline-level='2'>Costs</text:h><text:p>Ten<text:s text:c='9'/>trillion<text:tab/>yen<text:line-break/>more</text:p>
        <text:list><text:list-item><text:p>one</text:p></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>";
    check(body, "Costs\n\nTen trillion yen\nmore\n\n• one\n• two");
    assert_eq!(parcel(body).blocks[0].kind, BlockKind::Heading { level: 2 });
}

#[test]
fn changes_and_annotations_are_left_out_and_notes_written_out() {
    check(
        "<text:tracked-changes><text:p>old</text:p></text:tracked-changes><text:p>Signed<office:annotation><text:p>why</text:p></office:annotation>.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See it.</text:p></text:note-body></text:note> After</text:p>",
        "Signed.[1] After\n\n[1] See it.",
    );
}

#[test]
fn tables_repeat_only_so_often() {
    let table = |num: usize| {
        format!(
            "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell table:number-columns-repeated='{num}'><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
        )
    };
    check(&table(2), "a | b | b");
    let parcel = parcel(&table(1_000_000_000));
    assert_eq!(parcel.text, "a | b\n");
    assert!(parcel.warnings[0].0.contains("repeated"));
}

#[test]
fn a_protected_file_says_so() {
    let manifest = "<m><file-entry><encryption-data/></file-entry></m>";
    let refused = read(
        &zip_of(&[("META-INF/manifest.xml", manifest), ("content.xml", "x")]),
        Limits::default(),
    );
    assert!(refused.unwrap_err().0.contains("password"));
}

#[track_caller]
fn check_kinds(body: &str, expected: &[(BlockKind, &str)]) {
    let parcel = parcel(body);
    let found: Vec<_> = parcel
        .blocks
        .iter()
        .map(|block| (block.kind, block.span.slice(&parcel.text)))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn pictures_stand_where_they_are_with_their_words() {
    use BlockKind::{Paragraph, Picture};
    let frame =
        "<draw:frame><draw:image/><svg:title>t</svg:title><svg:desc>A map</svg:desc></draw:frame>";
    check_kinds(
        &format!("<text:p>One {frame}two</text:p><text:p>Next</text:p>"),
        &[
            (Paragraph, "One two"),
            (Picture, "A map"),
            (Paragraph, "Next"),
        ],
    );
    check_kinds(
        &format!(
            "<text:p>One</text:p><draw:frame><draw:text-box><text:p>{frame}Figure 1: Reach</text:p></draw:text-box></draw:frame>"
        ),
        &[(Paragraph, "One"), (Picture, "Figure 1: Reach")],
    );
    check_kinds(
        "<text:p><draw:frame><draw:image/></draw:frame></text:p>",
        &[(Picture, "[Picture]")],
    );
}

#[test]
fn links_keep_their_addresses_beside_the_text() {
    let parcel = parcel(
        "<text:p>See <text:a xlink:href='https://a.example'>the report</text:a>.<text:note><text:note-body><text:p><text:a xlink:href='https://b.example'>there</text:a></text:p></text:note-body></text:note></text:p>",
    );
    assert_eq!(parcel.text, "See the report.[1]\n\n[1] there\n");
    assert_eq!(parcel.links.len(), 1);
    assert_eq!(parcel.links[0].span.slice(&parcel.text), "the report");
}

#[test]
fn items_have_the_numbers_that_the_list_shows() {
    let style = "<text:list-style style:name='L'>
        <text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>
        <text:list-level-style-number text:level='2' style:num-format='i' style:num-suffix=')' text:display-levels='2'/>
        <text:list-level-style-bullet text:level='3'/></text:list-style>";
    let item = |inside: &str| format!("<text:list-item>{inside}</text:list-item>");
    let list = |more: &str, inside: &str| {
        format!("<text:list text:style-name='L' {more}>{inside}</text:list>")
    };
    let words = |words: &str| item(&format!("<text:p>{words}</text:p><text:p>more</text:p>"));
    let inner = |inside: &str| format!("<text:list>{inside}</text:list>");
    let first = words("one") + &words("two") + &item(&inner(&(words("in") + &words("out"))));
    let bullets = item(&inner(&item(&inner(&words("dot")))));
    let on = words("on")
        + "<text:list-item text:start-value='9'><text:p>nine</text:p></text:list-item>"
        + &bullets;
    let body = [
        style.to_owned(),
        list("", &first),
        list("text:continue-numbering='true'", &on),
        list("", &words("anew")),
    ];
    let shown: Vec<String> = parcel(&body.concat())
        .text
        .lines()
        .filter(|line| !line.is_empty() && *line != "more")
        .map(str::to_owned)
        .collect();
    let expected = [
        "1. one",
        "2. two",
        "2.i) in",
        "2.ii) out",
        "3. on",
        "9. nine",
        "• dot",
        "1. anew",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn raised_numbers_are_powers() {
    check(
        "<style:style style:name='T1'><style:text-properties style:text-position='super 58%'/></style:style><style:style style:name='T2'><style:text-properties style:text-position='0% 100%'/></style:style><text:p>10<text:span text:style-name='T1'>6</text:span> tons and 10<text:span text:style-name='T2'>6</text:span></text:p>",
        "10⁶ tons and 106",
    );
}
