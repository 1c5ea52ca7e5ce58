//! Files made to hurt, through the program as a reader runs it: every one ends in a rendering or one
//! clear line, with exit status 0 or 1, in bounded memory, and none is left waiting.
//!
//! The files are built here, in a temporary folder. Sizes are such that a test takes seconds; set
//! `RANGEBOOK_TORTURE_MB` to build the long line larger by hand.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use zip::write::SimpleFileOptions;

/// What one file gave.
struct Ended {
    status: i32,
    said: String,
    lines: usize,
    /// The most memory that the program and its children held, in bytes; 0 where the system does
    /// not tell.
    memory: u64,
}

/// No file may cost more than this.
const MAX_MEMORY: u64 = 1 << 30;

fn extract(paths: &[&Path]) -> Ended {
    // The memory of each process is limited by the shell as well, so that a bomb would be a failure
    // here and not the end of the machine.
    let child = Command::new("sh")
        .args(["-c", "ulimit -v 2000000; exec \"$0\" extract \"$@\""])
        .arg(env!("CARGO_BIN_EXE_rangebook"))
        .args(paths)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let process = child.id();
    let waiting = std::thread::Builder::new()
        .name("waiting".to_owned())
        .spawn(move || child.wait_with_output().unwrap())
        .unwrap();
    let mut most = BTreeMap::new();
    while !waiting.is_finished() {
        look_at_memory(process, &mut most);
        std::thread::sleep(Duration::from_millis(4));
    }
    let memory: u64 = most.values().sum();
    // Printed for whoever asks for it: `cargo test --test torture -- --nocapture`.
    if let Some(path) = paths.first() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let line = format!("{name:?}: {} MB\n", memory / 1_000_000);
        std::io::stdout().write_all(line.as_bytes()).unwrap();
    }
    let Output {
        status,
        stdout,
        stderr,
    } = waiting.join().unwrap();
    Ended {
        status: status.code().unwrap_or(-1),
        said: String::from_utf8(stderr).unwrap(),
        lines: stdout.iter().filter(|byte| **byte == b'\n').count(),
        memory,
    }
}

/// Notes the most memory so far of a process and of its children. Together they may have held less
/// than the sum of that, never more.
fn look_at_memory(process: u32, most: &mut BTreeMap<u32, u64>) {
    let read = |name: &str| std::fs::read_to_string(format!("/proc/{process}/{name}")).ok();
    if let Some(status) = read("status") {
        let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|it| it.trim().strip_suffix(" kB")?.parse().ok());
        if let Some(kilobytes) = kilobytes.map(|it: u64| it * 1024) {
            let known = most.entry(process).or_insert(0);
            *known = kilobytes.max(*known);
        }
    }
    // A process is the child of the thread that started it.
    let threads = std::fs::read_dir(format!("/proc/{process}/task"));
    for thread in threads.into_iter().flatten().flatten() {
        let children = std::fs::read_to_string(thread.path().join("children"));
        for child in children.unwrap_or_default().split_whitespace() {
            look_at_memory(child.parse().unwrap(), most);
        }
    }
}

/// A rendering, or one line that holds `said`.
#[track_caller]
fn check(path: &Path, said: &str) {
    let ended = extract(&[path]);
    let said_it = ended.said.contains(said);
    assert!(
        matches!(ended.status, 0 | 1) && said_it,
        "{}: status {}, said {:?}, expected {said:?}",
        path.display(),
        ended.status,
        ended.said
    );
    assert!(
        ended.memory < MAX_MEMORY,
        "{}: {} MB",
        path.display(),
        ended.memory / 1_000_000
    );
    if ended.status == 1 {
        assert_eq!(ended.said.lines().count(), 1, "{}", ended.said);
    }
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        let mut options = std::fs::OpenOptions::new();
        let mut file = options
            .write(true)
            .create(true)
            .truncate(true)
            .open(&path)
            .unwrap();
        file.write_all(bytes).unwrap();
        path
    }

    /// An archive of these parts, packed tight.
    fn zip(&self, name: &str, parts: &[(&str, &[u8])]) -> PathBuf {
        self.file(name, &zip_of(parts))
    }
}

fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let body = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    zip_of(&[("word/document.xml", body.as_bytes())])
}

/// A PDF of one page with this stream, packed with this many filters that do nothing but unpack.
fn pdf(dictionary: &str, stream: &[u8]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/XObject<</X 4 0 R>>>>/Contents 4 0 R>>\nendobj\n".to_vec();
    let len = stream.len();
    out.extend(format!("4 0 obj\n<</Length {len}{dictionary}>>\nstream\n").bytes());
    out.extend(stream);
    out.extend(b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n");
    out
}

#[test]
fn archives_that_unpack_to_gigabytes() {
    let folder = Folder::new();
    // 400 MB of one letter in 400 kB.
    let bomb = vec![b'a'; 400_000_000];
    let path = folder.zip("bomb.docx", &[("word/document.xml", &bomb)]);
    check(&path, "larger than 256 MB");
    let path = folder.zip(
        "bomb.odt",
        &[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", &bomb),
        ],
    );
    check(&path, "larger than 256 MB");
    drop(bomb);
    let many: Vec<(String, &[u8])> = (0..10_001).map(|at| (format!("p{at}"), &b""[..])).collect();
    let mut parts: Vec<(&str, &[u8])> = vec![("word/document.xml", b"<a/>")];
    parts.extend(many.iter().map(|(name, bytes)| (name.as_str(), *bytes)));
    check(&folder.zip("many.docx", &parts), "more than 10000 parts");
}

#[test]
fn entities_and_outside_files_are_not_expanded() {
    let folder = Folder::new();
    let mut laughs = String::from("<!DOCTYPE w:document [<!ENTITY a0 \"lol\">");
    for at in 1..40 {
        let before = format!("&a{};", at - 1).repeat(10);
        laughs += &format!("<!ENTITY a{at} \"{before}\">");
    }
    laughs += "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><w:document><w:p><w:r><w:t>Japan &a39; &f;</w:t></w:r></w:p></w:document>";
    let path = folder.zip("laughs.docx", &[("word/document.xml", laughs.as_bytes())]);
    check(&path, "");
    assert_eq!(extract(&[&path]).lines, 1, "Japan");
}

#[test]
fn nesting_a_million_deep() {
    let folder = Folder::new();
    let deep = |open: &str, close: &str| {
        format!("{}Japan{}", open.repeat(1_000_000), close.repeat(1_000_000))
    };
    check(
        &folder.file("a.html", deep("<div>", "</div>").as_bytes()),
        "nested",
    );
    check(
        &folder.file("b.html", deep("<b><i>", "").as_bytes()),
        "nested",
    );
    check(&folder.file("c.md", deep("> ", "").as_bytes()), "");
    check(
        &folder.file("d.docx", &docx(&deep("<w:p>", "</w:p>"))),
        "nested",
    );
    check(
        &folder.file("e.docx", &docx(&deep("<w:tbl><w:tr><w:tc>", ""))),
        "nested",
    );
    let arrays = deep("[", "]");
    check(
        &folder.file("f.pdf", &pdf(&format!("/D {arrays}"), b"BT ET")),
        "",
    );
    check(
        &folder.file("g.pdf", &pdf("", "q ".repeat(500_000).as_bytes())),
        "",
    );
    check(&folder.file("h.pdf", &pdf("", arrays.as_bytes())), "");
    let quoted = format!("{}Japan", "\"".repeat(1_000_000));
    check(&folder.file("i.csv", quoted.as_bytes()), "");
}

#[test]
fn streams_of_a_pdf_that_unpack_to_gigabytes() {
    let folder = Folder::new();
    // Drawing instructions that are packed once, and packed again.
    let spaces = vec![b' '; 280_000_000];
    let once = zlib_of(&spaces);
    drop(spaces);
    let filter = "/Filter/FlateDecode";
    check(&folder.file("once.pdf", &pdf(filter, &once)), "");
    let twice = zlib_of(&once);
    let filters = "/Filter[/FlateDecode/FlateDecode]";
    check(&folder.file("twice.pdf", &pdf(filters, &twice)), "");
    // The same stream is all of forty pages.
    let kids = "3 0 R ".repeat(40);
    let many = pdf(filters, &twice);
    let many = String::from_utf8_lossy(&many)
        .find("/Kids[3 0 R]")
        .map(|at| {
            let (before, after) = many.split_at(at);
            let after = after.strip_prefix(b"/Kids[3 0 R]").unwrap();
            [before, format!("/Kids[{kids}]").as_bytes(), after].concat()
        });
    check(&folder.file("many.pdf", &many.unwrap()), "");
}

/// As PDF wants it packed: what an archive packs, between a mark and a check sum.
fn zlib_of(bytes: &[u8]) -> Vec<u8> {
    let packed = zip_of(&[("a", bytes)]);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(packed)).unwrap();
    let mut out = vec![0x78, 0x9c];
    archive
        .by_index_raw(0)
        .unwrap()
        .read_to_end(&mut out)
        .unwrap();
    let (mut a, mut b) = (1u32, 0u32);
    for byte in bytes {
        a = (a + u32::from(*byte)) % 65521;
        b = (b + a) % 65521;
    }
    out.extend((b << 16 | a).to_be_bytes());
    out
}

#[test]
fn forms_that_draw_themselves_and_pages_without_end() {
    let folder = Folder::new();
    let itself = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>";
    check(&folder.file("a.pdf", &pdf(itself, b"/X Do /X Do")), "");
    let circle = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>\nendobj\ntrailer\n<</Root 1 0 R>>\n";
    check(&folder.file("b.pdf", circle), "");
}

#[test]
fn repeats_and_marks_are_capped() {
    let folder = Folder::new();
    let table = "<o:document-content xmlns:o='o' xmlns:table='b' xmlns:text='t'><table:table><table:table-row table:number-rows-repeated='999999999'><table:table-cell table:number-columns-repeated='999999999'><text:p>Japan<text:s text:c='999999999'/></text:p></table:table-cell></table:table-row></table:table></o:document-content>";
    let parts: [(&str, &[u8]); 2] = [
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", table.as_bytes()),
    ];
    check(&folder.zip("a.odt", &parts), "repeated");
    let marks = format!("a{}", "\u{301}".repeat(1_000_000));
    check(
        &folder.file("b.html", format!("<p>{marks} Japan").as_bytes()),
        "marks",
    );
    check(&folder.file("c.txt", marks.as_bytes()), "");
    check(&folder.file("d.md", marks.as_bytes()), "");
    check(&folder.file("e.csv", marks.as_bytes()), "marks");
    let words = format!("<w:p><w:r><w:t>{marks} Japan</w:t></w:r></w:p>");
    check(&folder.file("f.docx", &docx(&words)), "marks");
}

#[test]
fn odd_bytes() {
    let folder = Folder::new();
    check(
        &folder.file(
            "a.txt",
            b"Japan plans to spend more\0 and\0 more of it in the coming years",
        ),
        "control",
    );
    check(
        &folder.file("b.html", b"<p>\0\x01\xff\xfe Japan \xed\xa0\x80"),
        "",
    );
    let lone: Vec<u8> = [0xfeff, 0xd800, 0x41, 0xdc00]
        .into_iter()
        .flat_map(u16::to_le_bytes)
        .collect();
    check(&folder.file("c.txt", &lone), "UTF-16");
    check(&folder.file("d.csv", b"\"never closed,\n1,2\n\0"), "");
    check(&folder.file("e.pdf", b"%PDF-"), "damaged");
    check(&folder.file("f.docx", b"PK\x03\x04"), "damaged");
    check(&folder.file("g.epub", b""), "empty");
    check(
        &folder.file("h.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        "save it as DOCX",
    );
}

#[test]
fn a_very_long_line() {
    let folder = Folder::new();
    // More than a file may have, without taking that much of the disk.
    for name in ["gigabyte.txt", "gigabyte.html"] {
        let path = folder.file(name, b"x");
        let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
        file.set_len(1_000_000_000).unwrap();
        check(&path, "larger than 512 MB");
    }
    let megabytes = std::env::var("RANGEBOOK_TORTURE_MB").ok();
    let megabytes: usize = megabytes.and_then(|it| it.parse().ok()).unwrap_or(3);
    let line = vec![b'x'; megabytes * 1_000_000];
    check(&folder.file("a.txt", &line), "");
    check(&folder.file("b.html", &line), "");
    check(&folder.file("c.csv", &line), "");
    let words = b"Japan plans ".repeat(megabytes * 1_000_000 / 12);
    check(&folder.file("d.txt", &words), "");
}

#[test]
fn books_that_name_chapters_without_end() {
    let folder = Folder::new();
    let book = |name: &str, items: &str, spine: &str, parts: &[(&str, &[u8])]| {
        let package =
            format!("<package><manifest>{items}</manifest><spine>{spine}</spine></package>");
        let container = b"<container><rootfile full-path='o.opf'/></container>";
        let mut all: Vec<(&str, &[u8])> = vec![
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", container),
            ("o.opf", package.as_bytes()),
        ];
        all.extend_from_slice(parts);
        folder.zip(name, &all)
    };
    let each = |num: usize, of: &dyn Fn(usize) -> String| (0..num).map(of).collect::<String>();
    let refer = |at: usize| format!("<itemref idref='i{at}'/>");
    let missing = |at: usize| format!("<item id='i{at}' href='m{at}.html'/>");
    let same = |at: usize| format!("<item id='i{at}' href='a.html'/>");
    let chapter: [(&str, &[u8]); 1] = [("a.html", b"<p>Japan")];
    let files: Vec<(String, &[u8])> = (0..9000).map(|at| (format!("f{at}"), &b""[..])).collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(it, bytes)| (it.as_str(), *bytes))
        .collect();
    let (items, spine) = (each(60_000, &missing), each(60_000, &refer));
    check(&book("missing.epub", &items, &spine, &files), "missing");
    let (items, spine) = (each(20_000, &same), each(1_000_000, &refer));
    let path = book("same.epub", &items, &spine, &chapter);
    check(&path, "");
    assert_eq!(extract(&[&path]).lines, 1, "Japan, once");
}

#[test]
fn pages_that_hide_how_deep_they_are() {
    let folder = Folder::new();
    for (name, piece) in [
        ("a.html", "<div></p></span></b>"),
        ("b.html", "<div><!-- </div> -->"),
        ("c.html", "<div a=\"</div>\">"),
        ("d.html", "<div><textarea></div></textarea>"),
        ("e.html", "<p><object></p></p>"),
        ("f.html", "<x></y>"),
    ] {
        let page = format!("{}Japan", piece.repeat(100_000));
        check(&folder.file(name, page.as_bytes()), "nested");
    }
}

#[test]
fn parts_of_an_archive_that_lie_over_each_other() {
    let folder = Folder::new();
    let bytes = zip_of(&[
        ("word/document.xml", b"<w:p/>"),
        ("x", &[b'a'; 200_000_000]),
    ]);
    // Every other part of the list is the large one.
    let archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let start = usize::try_from(archive.central_directory_start()).unwrap();
    let list = bytes.get(start..).unwrap();
    let (_, large) = list.split_at(46 + "word/document.xml".len());
    let record = large.get(..46).unwrap();
    let mut out = bytes.get(..start).unwrap().to_vec();
    out.extend(list.get(..46 + "word/document.xml".len()).unwrap());
    let names = [
        "word/styles.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
        "docProps/core.xml",
    ];
    for name in names {
        let mut record = record.to_vec();
        let len = u16::try_from(name.len()).unwrap().to_le_bytes();
        record.get_mut(28..30).unwrap().copy_from_slice(&len);
        out.extend(record);
        out.extend(name.bytes());
    }
    let num = u16::try_from(names.len() + 1).unwrap().to_le_bytes();
    let len = u32::try_from(out.len() - start).unwrap().to_le_bytes();
    let start = u32::try_from(start).unwrap().to_le_bytes();
    out.extend(
        [
            &b"PK\x05\x06\0\0\0\0"[..],
            &num,
            &num,
            &len,
            &start,
            &[0, 0],
        ]
        .concat(),
    );
    check(&folder.file("over.docx", &out), "larger than 512 MB");
}

#[test]
fn damaged_files_of_every_kind() {
    let folder = Folder::new();
    let words =
        "<w:p><w:r><w:t>Japan plans to spend ten trillion yen.</w:t></w:r></w:p>".repeat(50);
    let whole = [
        ("docx", docx(&words)),
        (
            "pdf",
            pdf(
                "",
                b"BT /F 10 Tf 50 700 Td (Japan plans to spend more.) Tj ET",
            ),
        ),
        (
            "html",
            format!("<p>{}</p>", "Japan plans. ".repeat(50)).into_bytes(),
        ),
    ];
    for (kind, bytes) in &whole {
        let mut paths = Vec::new();
        for at in 1..8 {
            let cut = bytes.get(..bytes.len() * at / 8).unwrap();
            paths.push(folder.file(&format!("cut{at}.{kind}"), cut));
            let mut flipped = bytes.clone();
            for place in (at..flipped.len()).step_by(17 + at * 13) {
                *flipped.get_mut(place).unwrap() ^= 1 << (at % 8);
            }
            paths.push(folder.file(&format!("flipped{at}.{kind}"), &flipped));
        }
        let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
        let ended = extract(&paths);
        assert!(matches!(ended.status, 0 | 1), "{kind}: {}", ended.said);
        assert!(!ended.said.contains("panicked"), "{kind}: {}", ended.said);
    }
}

#[test]
fn places_that_are_no_files() {
    let folder = Folder::new();
    let at = |name: &str| folder.0.path().join(name);
    let made = Command::new("mkfifo").arg(at("pipe.pdf")).status().unwrap();
    assert!(made.success());
    check(&at("pipe.pdf"), "a pipe");
    std::os::unix::fs::symlink(at("b.pdf"), at("a.pdf")).unwrap();
    std::os::unix::fs::symlink(at("a.pdf"), at("b.pdf")).unwrap();
    check(&at("a.pdf"), "leads back to itself");
    check(&at("none.pdf"), "no such file");
    check(folder.0.path(), "a folder");
    let odd = folder.file("new\nline \u{1b}[31m.docx", b"PK\x03\x04 nothing");
    check(&odd, "damaged");
    let closed = folder.file("closed.pdf", b"%PDF-1.4");
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o000);
    std::fs::set_permissions(&closed, permissions).unwrap();
    // Who may read everything is told about the content instead.
    check(&closed, ": ");
}

/// Set for the process that stands behind the fence.
const PROBE: &str = "RANGEBOOK_PROBES_THE_FENCE";

/// In a process of its own, because a fence cannot be taken down again: tries what a parser that was
/// taken over might try, and says which of it was refused.
#[test]
fn probe_of_the_fence() {
    if std::env::var_os(PROBE).is_none() {
        return;
    }
    let folder = Folder::new();
    let place = folder.0.path().join("written");
    rangebook::document::fence::put_up(20, 4_000_000_000);
    let refused = [
        ("read", std::fs::read("/proc/self/cmdline").is_err()),
        (
            "write",
            std::fs::OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(true)
                .open(&place)
                .is_err(),
        ),
        ("list", std::fs::read_dir("/").is_err()),
        (
            "listen",
            std::net::UdpSocket::bind((std::net::Ipv4Addr::LOCALHOST, 0)).is_err(),
        ),
        (
            "connect",
            std::net::TcpStream::connect((std::net::Ipv4Addr::LOCALHOST, 9)).is_err(),
        ),
        ("pair", std::os::unix::net::UnixStream::pair().is_err()),
        ("run", Command::new("true").status().is_err()),
        ("kill", Command::new("kill").arg("1").status().is_err()),
    ];
    let mut words = String::from("\n");
    for (what, is_refused) in refused {
        words += &format!("{what}={}\n", if is_refused { "refused" } else { "done" });
    }
    std::io::stdout().write_all(words.as_bytes()).unwrap();
}

#[test]
fn behind_the_fence_nothing_is_opened_spoken_to_or_run() {
    let probed = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "probe_of_the_fence", "--nocapture"])
        .args(["--test-threads", "1"])
        .env(PROBE, "1")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&probed.stdout).into_owned();
    // Descriptors are limited everywhere, so nothing is opened, spoken to or run.
    for what in [
        "read", "write", "list", "listen", "connect", "pair", "run", "kill",
    ] {
        let line = format!("{what}=refused");
        assert!(said.contains(&line), "{what}: {said} {probed:?}");
    }
}

#[test]
fn the_child_may_open_nothing() {
    // Whatever it is asked to parse, the child answers on its output and leaves no file behind.
    let folder = Folder::new();
    let path = folder.file(
        "a.html",
        b"<p>Japan <img src='file:///etc/passwd'><iframe src='http://example.org'>",
    );
    let ended = extract(&[&path]);
    assert_eq!((ended.status, ended.lines), (0, 1), "{}", ended.said);
}
