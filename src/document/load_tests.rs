//! Opening: what is refused and how it is said, and what holds for every document.

use super::*;
use crate::document::BlockKind;
use proptest::prelude::*;

const ID: DocumentId = DocumentId(7);

fn open(path: &Path) -> Result<Document, LoadError> {
    load_file(ID, path, &|| false)
}

#[track_caller]
fn check_refused(path: &Path, expected: &str) {
    let message = open(path).unwrap_err().to_string();
    assert_eq!(message, format!("{expected}: {}", path.display()));
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Writes a file for a test.
fn file(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    use std::io::Write as _;
    let path = folder.path().join(name);
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .unwrap();
    file.write_all(bytes).unwrap();
    path
}

#[test]
fn a_file_opens_under_its_own_name() {
    let folder = folder();
    let path = file(&folder, "a.txt", "Japan’s plan\n".as_bytes());
    let document = open(&path).unwrap();
    assert_eq!(document.id, ID);
    assert_eq!(document.name, "a.txt");
    assert_eq!(document.path.as_deref(), Some(path.as_path()));
    assert_eq!(&*document.text, "Japan’s plan\n");
    assert_eq!(document.num_words, 3);
    assert_eq!(document.warnings, []);
    let fingerprint = Fingerprint::of("Japan’s plan\n".as_bytes());
    assert_eq!(document.fingerprint, fingerprint);
}

#[test]
fn missing_files_and_folders_are_told_apart() {
    let folder = folder();
    check_refused(&folder.path().join("none.txt"), "there is no such file");
    check_refused(folder.path(), "this is a folder, not a file with text");
    let inside = file(&folder, "a.txt", b"x").join("b.txt");
    check_refused(&inside, "there is no such file");
}

#[cfg(unix)]
#[test]
fn devices_sockets_and_link_loops_are_refused() {
    let folder = folder();
    check_refused(
        Path::new("/dev/null"),
        "this is a device, not a file with text",
    );
    let socket = folder.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    check_refused(&socket, "this is a socket, not a file with text");
    let (a, b) = (folder.path().join("a"), folder.path().join("b"));
    std::os::unix::fs::symlink(&a, &b).unwrap();
    std::os::unix::fs::symlink(&b, &a).unwrap();
    check_refused(
        &a,
        "this link leads back to itself, so there is no file behind it",
    );
    let dangling = folder.path().join("c");
    std::os::unix::fs::symlink(folder.path().join("gone"), &dangling).unwrap();
    check_refused(&dangling, "there is no such file");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_and_not_waited_for() {
    let folder = folder();
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    // Every system of this kind has mkfifo; where it cannot make one there is nothing to open.
    if made.is_ok_and(|status| status.success()) {
        check_refused(&pipe, "this is a pipe, not a file with text");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_opens() {
    let folder = folder();
    let path = file(&folder, "a.txt", b"words");
    let link = folder.path().join("link.txt");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert_eq!(open(&link).unwrap().name, "link.txt");
}

#[track_caller]
fn check_bytes_refused(name: &str, bytes: &[u8], expected: &str) {
    let message = load_bytes(ID, name, None, bytes).unwrap_err().to_string();
    assert_eq!(message, expected);
}

#[test]
fn nothing_to_show_is_said() {
    for bytes in [
        &b""[..],
        b"\n \t\r\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xff\xfe \0\n\0",
    ] {
        check_bytes_refused("e.txt", bytes, "the file is empty: e.txt");
    }
}

#[test]
fn other_kinds_are_named_with_what_to_do() {
    check_bytes_refused(
        "a.rtf",
        b"{\\rtf1 words}",
        "this looks like a rich text (RTF) document; save it as DOCX or PDF and open that: a.rtf",
    );
    check_bytes_refused(
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old",
        "this looks like an older Word, Excel or PowerPoint document; save it as DOCX or PDF and open that: a.docx",
    );
    check_bytes_refused(
        "report.txt",
        b"%PDF-1.7 ...",
        "the PDF is damaged: its pages cannot be found: report.txt",
    );
}

#[test]
fn too_large_is_refused_before_and_while_reading() {
    let read = |bytes: &[u8], hint, limit| read_bounded(&mut &*bytes, hint, limit, &|| false);
    assert!(matches!(read(b"12345", 5, 4), Err(Stop::TooLarge)));
    assert!(
        matches!(read(b"12345", 0, 4), Err(Stop::TooLarge)),
        "the size lied"
    );
    assert_eq!(read(b"12345", 0, 5).unwrap(), b"12345");
    let endless = &mut std::io::repeat(b'x');
    assert!(matches!(
        read_bounded(endless, 0, 3 * CHUNK, &|| false),
        Err(Stop::TooLarge)
    ));
}

#[test]
fn reading_and_parsing_can_be_cancelled() {
    let asked = std::cell::Cell::new(0);
    let endless = &mut std::io::repeat(b'x');
    let stop = read_bounded(endless, 0, MAX_BYTES, &|| {
        asked.set(asked.get() + 1);
        asked.get() > 2
    });
    assert!(matches!(stop, Err(Stop::Cancelled)));
    let cancelled = parse(
        &Source {
            id: ID,
            name: "a.txt",
            path: None,
            stamp: None,
        },
        b"words",
        Options::default(),
        &|| true,
    );
    assert!(matches!(cancelled, Err(LoadError::Cancelled { .. })));
}

#[test]
fn standard_input_has_a_name() {
    let document = load_reader(ID, "-", &mut &b"Words from a pipe."[..]).unwrap();
    assert_eq!(document.name, STANDARD_INPUT);
    assert_eq!(document.path, None);
    let error = load_reader(ID, "-", &mut &b""[..]).unwrap_err();
    assert_eq!(error.to_string(), "the file is empty: standard input");
}

#[test]
fn a_failing_stream_keeps_its_cause() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the cable came loose"))
        }
    }
    let error = load_reader(ID, "-", &mut Failing).unwrap_err();
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "the cable came loose");
}

fn document(name: &str, text: &str) -> Document {
    load_bytes(ID, name, None, text.as_bytes()).unwrap()
}

#[track_caller]
fn check_title(text: &str, expected: Option<&str>) {
    assert_eq!(document("a.txt", text).title.as_deref(), expected);
}

#[test]
fn titles() {
    check_title(
        "Japan buys missiles\n\nJapan plans to buy them.",
        Some("Japan buys missiles"),
    );
    check_title(
        "# Japan buys\n\nJapan plans to buy them.",
        Some("Japan buys"),
    );
    check_title("A short text.", Some("A short text."));
    check_title(&"A long paragraph of many words. ".repeat(20), None);
    check_title("[1] Only a reference\n", None);
    check_title(
        "Odd\u{202e} title\n\nJapan plans to buy them.",
        Some("Odd title"),
    );
}

#[test]
fn odd_characters_stay_and_are_counted() {
    let text = "Japan\0 spends\u{202e} more.";
    let document = document("a.txt", text);
    assert_eq!(&*document.text, text);
    assert_eq!(document.warnings.len(), 2);
}

#[test]
fn a_mislabelled_file_opens_as_what_it_is() {
    let page = document("a.txt", "<!doctype html><p>Japan</p>");
    assert_eq!(&*page.text, "Japan\n");
    let pdf = crate::document::testing::pdf_of(&["BT /F 10 Tf 50 700 Td (Japan) Tj ET"]);
    let pdf = load_bytes(ID, "a.txt", None, &pdf).unwrap();
    assert_eq!(&*pdf.text, "Japan\n");
    assert_eq!(pdf.page_of(0), Some(1));
    assert_eq!(page.page_of(0), None);
    let table = document("a.csv", "Country,2023\nJapan,50.2\n");
    assert_eq!(table.blocks.len(), 1);
}

#[test]
fn markdown_is_read_and_leads_back_through_line_ends() {
    let source = "\u{feff}# Title\r\n\r\nTen *trillion* yen.\r\n";
    let document = document("a.md", source);
    assert_eq!(&*document.text, "Title\n\nTen trillion yen.\n");
    assert_eq!(document.title.as_deref(), Some("Title"));
    let at = document.text.find("trillion").unwrap();
    let source_at = document.source_map.source_offset(at).unwrap();
    assert!(source.get(source_at..).unwrap().starts_with("trillion"));
}

#[test]
fn five_megabytes_take_a_bounded_number_of_blocks() {
    let one_line = "Japan spends ten trillion yen. ".repeat(5_000_000 / 31);
    let opened = document("a.txt", &one_line);
    assert_eq!(opened.blocks.len(), 1);
    assert_eq!(opened.num_words, 5 * (5_000_000 / 31));
    let paragraphs = "Japan spends ten trillion yen.\n\n".repeat(5_000_000 / 32);
    let opened = document("a.txt", &paragraphs);
    assert_eq!(opened.blocks.len(), 5_000_000 / 32);
    assert_eq!(opened.text.len(), paragraphs.len());
}

/// What every document promises, whatever it was read from.
#[track_caller]
fn check_promises(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start() >= end, "in order and disjoint");
        assert!(!block.span.is_empty());
        let words = document.text.get(block.span.range()).expect("on borders");
        assert!(!words.trim().is_empty());
        assert_eq!(words.trim_end().len(), words.len());
        let between = document.text.get(end..block.span.start()).unwrap();
        assert_eq!(between.trim(), "", "no words outside of blocks");
        end = block.span.end();
    }
    assert_eq!(document.text.get(end..).unwrap().trim(), "");
}

fn lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "[A-Z][a-z]{1,9}( [a-z]{1,9}){0,4}",
        "[A-Z][a-z]{1,9}( [a-z0-9]{1,9}){0,30}\\.",
        "\\[[0-9]{1,2}\\] [A-Za-z ]{0,30}",
        "(- |> |• |1\\. |# |\\| |    |\t)[a-z |\t]{0,30}",
        "[=\\-*_]{0,6}",
        "[ \t]{0,3}",
        ".{0,20}",
    ];
    proptest::collection::vec(line, 0..20).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn any_bytes_open_or_are_refused(bytes: Vec<u8>, is_markdown: bool) {
        let name = if is_markdown { "a.md" } else { "a.txt" };
        if let Ok(document) = load_bytes(ID, name, None, &bytes) {
            check_promises(&document);
        }
    }

    #[test]
    fn text_is_the_file_and_blocks_lead_to_their_bytes(text in lines()) {
        // A mark at the start is no part of the text.
        let text = text.trim_start_matches('\u{feff}');
        let Ok(document) = load_bytes(ID, "a", None, text.as_bytes()) else { return Ok(()) };
        check_promises(&document);
        prop_assert_eq!(&*document.text, text.replace("\r\n", "\n").replace('\r', "\n"));
        for block in &document.blocks {
            let source = document.source_map.source_offset(block.span.start()).unwrap();
            let first = block.span.slice(&document.text).chars().next().unwrap();
            prop_assert!(text.get(source..).unwrap().starts_with(first));
        }
    }

    #[test]
    fn any_markdown_keeps_its_promises(text in lines()) {
        if let Ok(document) = load_bytes(ID, "a.md", None, text.as_bytes()) {
            check_promises(&document);
            let last = document.source_map.source_offset(document.text.len());
            prop_assert!(last.is_none_or(|at| at <= text.len()));
        }
    }
}

#[test]
fn blocks_of_the_kinds_of_a_small_article() {
    let text = "Title of it\n\nIt was said.[1]\n\n- one\n- two\n\n[1] “Title”, 2024.\n";
    let kinds: Vec<_> = document("a.txt", text)
        .blocks
        .iter()
        .map(|b| b.kind)
        .collect();
    let list = BlockKind::ListItem;
    let heading = BlockKind::Heading { level: 1 };
    assert_eq!(
        kinds,
        [
            heading,
            BlockKind::Paragraph,
            list,
            list,
            BlockKind::Reference
        ]
    );
}

#[test]
fn text_that_must_be_written_anew_has_limits_of_its_own() {
    let check = |bytes: &[u8], chosen, expected| {
        assert_eq!(too_large_to_rewrite(bytes, chosen, (20, 10)), expected);
    };
    check(b"caf\xe9 tables", None, Some(10));
    check(b"caf\xe9", None, None);
    check(b"ends\r\nof lines", None, None);
    check(b"many ends\r\nof many lines", None, Some(20));
    let plain = b"plain text ".repeat(9);
    check(&plain, None, None);
    check(&plain, Some(encoding_rs::UTF_8), None);
    check(&plain, Some(encoding_rs::WINDOWS_1252), Some(10));
    check(&plain, Some(encoding_rs::UTF_16LE), Some(10));
    check(b"plain", Some(encoding_rs::WINDOWS_1252), None);
    let wide = b"p\0l\0".repeat(9);
    check(&wide, None, Some(10));
    check(&wide, Some(encoding_rs::UTF_8), None);
}
