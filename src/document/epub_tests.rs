//! E-books, built here.

use super::super::BlockKind;
use super::super::testing::zip_of;
use super::*;

const CONTAINER: &str =
    "<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>";

#[test]
fn chapters_come_in_the_order_of_the_spine() {
    let package = "<package xmlns:dc='d'><metadata><dc:title>A book</dc:title><dc:creator>A. Writer</dc:creator><dc:language>en</dc:language></metadata>
        <manifest><item id='b' href='Text/two%20b.xhtml' media-type='application/xhtml+xml'/><item id='a' href='Text/one.xhtml' media-type='application/xhtml+xml'/><item id='p' href='p.png' media-type='image/png'/></manifest>
        <spine><itemref idref='a'/><itemref idref='b'/><itemref idref='a'/><itemref idref='gone'/></spine></package>";
    let parcel = read(&zip_of(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/book.opf", package),
        (
            "OEBPS/Text/two b.xhtml",
            "<html><body><p>Second &nbsp;chapter</p></body></html>",
        ),
        (
            "OEBPS/Text/one.xhtml",
            "<html><head><title>x</title></head><body><h1>First</h1><p>Words.</p></body></html>",
        ),
    ]), Limits::default())
    .unwrap();
    assert_eq!(parcel.text, "First\n\nWords.\n\nSecond chapter\n");
    assert_eq!(parcel.blocks[0].kind, BlockKind::Heading { level: 1 });
    assert_eq!(parcel.about.title.as_deref(), Some("A book"));
    assert!(parcel.warnings[0].0.contains("1 chapters are missing"));
}

#[test]
fn names_are_keys_and_lead_nowhere() {
    assert_eq!(joined("OEBPS", "../Text/a%20b.xhtml#x"), "Text/a b.xhtml");
    assert_eq!(joined("", "../../../etc/passwd"), "etc/passwd");
    assert_eq!(joined("a", "/b"), "b");
    assert_eq!(joined("a", "%zz%e"), "a/%zz%e");
}

#[test]
fn a_protected_book_says_so() {
    let package = "<package><manifest/><spine/></package>";
    let refused = read(
        &zip_of(&[
            ("META-INF/container.xml", CONTAINER),
            ("META-INF/encryption.xml", "<e/>"),
            ("OEBPS/book.opf", package),
        ]),
        Limits::default(),
    );
    assert!(refused.unwrap_err().0.contains("protected"));
}

#[track_caller]
fn check_book(manifest: &str, spine: &str, expected: &str) {
    let package =
        format!("<package><manifest>{manifest}</manifest><spine>{spine}</spine></package>");
    let parcel = read(
        &zip_of(&[
            ("META-INF/container.xml", CONTAINER),
            ("OEBPS/book.opf", &package),
            ("OEBPS/nav.xhtml", "<nav><ol><li>Words</li></ol></nav>"),
            ("OEBPS/a.xhtml", "<p>Words."),
        ]),
        Limits::default(),
    );
    assert_eq!(parcel.unwrap().text.trim_end(), expected);
}

#[test]
fn contents_and_repeats_are_left_out_but_a_book_is_never_emptied() {
    let nav = "<item id='n' href='nav.xhtml' properties='nav'/>";
    let chapters = "<item id='a' href='a.xhtml'/><item id='b' href='./a.xhtml#b'/>";
    let all = "<itemref idref='n'/><itemref idref='a'/><itemref idref='b'/>";
    check_book(&format!("{nav}{chapters}"), all, "Words.");
    check_book(nav, "<itemref idref='n'/>", "1. Words");
}
