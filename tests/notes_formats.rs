//! Notes out of the program and in again through the binary: every format, filters, merging, search,
//! and that other programs read the table as it was meant.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

const ARTICLE: &str = "Tokyo’s plan\n\nJapan pledged 68 billion dollars for Tomahawk missiles.\n";

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.write("a.txt", ARTICLE);
        desk
    }

    #[expect(clippy::disallowed_methods, reason = "makes the files of a test")]
    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.file(name), text).unwrap();
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.file(name)).unwrap()
    }

    /// Status, standard output, standard error of a command in the desk's folder.
    fn run(&self, words: &[&str], input: &str) -> (i32, String, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rangebook"))
            .current_dir(self.0.path())
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code().unwrap(),
            text(output.stdout),
            text(output.stderr),
        )
    }

    #[track_caller]
    fn done(&self, words: &[&str], input: &str) -> String {
        let (status, output, said) = self.run(words, input);
        assert_eq!((status, said.as_str()), (0, ""), "{words:?}");
        output
    }

    /// Three notes, the second on money and done, the third hostile.
    fn with_notes() -> Self {
        let desk = Self::new();
        let lines = [
            r#"{"id":"00000000-0000-4000-8000-000000000001","document":"a.txt","quote":"Japan","note":"Who?","tags":["pledge"]}"#,
            r#"{"id":"00000000-0000-4000-8000-000000000002","document":"a.txt","quote":"68 billion dollars","note":"Which **rate**?","tags":["pledge","done"],"kind":"money","value":"68000000000","unit":"USD"}"#,
            r#"{"id":"00000000-0000-4000-8000-000000000003","document":"a.txt","quote":"Tomahawk","note":"=cmd|' /C calc'!A0 \"q\", \u0000 \u202e 日本 🚀\r\nend"}"#,
        ];
        let input = lines.map(|line| format!("{line}\n")).concat();
        desk.done(&["notes", "add", "--workspace", "w"], &input);
        desk
    }
}

#[track_caller]
fn check_round_trip(name: &str) {
    let desk = Desk::with_notes();
    desk.done(&["notes", "export", "--workspace", "w", "-o", name], "");
    let exported = desk.read(name);
    let delete: String = (1..=3)
        .map(|n| format!("{{\"id\":\"00000000-0000-4000-8000-{n:012}\",\"deleted\":true}}\n"))
        .collect();
    desk.done(&["notes", "add", "--workspace", "w"], &delete);
    assert_eq!(desk.done(&["notes", "list", "--workspace", "w"], ""), "");
    let said = desk.done(&["notes", "import", name, "--workspace", "w"], "");
    assert_eq!(said, "3 notes added, 0 replaced\n");
    desk.done(&["notes", "export", "--workspace", "w", "-o", name], "");
    assert_eq!(desk.read(name), exported);
    let said = desk.done(
        &["notes", "import", name, "--preview", "--workspace", "w"],
        "",
    );
    assert_eq!(said, "0 notes to add, 0 to replace, 3 unchanged\n");
}

#[test]
fn export_delete_import_export_gives_the_same_bytes() {
    check_round_trip("notes.csv");
    check_round_trip("notes.jsonld");
}

#[test]
fn filters_choose_what_is_written() {
    let desk = Desk::with_notes();
    let check = |words: &[&str], num: usize| {
        let list = ["notes", "list", "--workspace", "w"];
        let output = desk.done(&[&list, words].concat(), "");
        assert_eq!(output.lines().count(), num, "{words:?}");
    };
    check(&["--tag", "pledge"], 2);
    check(&["--tag", "pledge", "--tag", "done"], 1);
    check(&["--status", "done"], 1);
    check(&["--status", "open"], 2);
    check(&["--kind", "money"], 1);
    check(&["--document", "a.txt", "--word", "RATE"], 1);
    check(&["--document", "b.txt"], 0);
    check(&["--since", "2020-01-01"], 3);
    check(&["--until", "2020-01-01"], 0);
    let (status, _, said) = desk.run(
        &["notes", "list", "--workspace", "w", "--since", "soon"],
        "",
    );
    assert_eq!(status, 2);
    assert!(said.contains("no day"), "{said}");
}

#[test]
fn two_readers_are_merged_without_loss_and_only_once() {
    let desk = Desk::with_notes();
    desk.done(
        &["notes", "export", "--workspace", "w", "-o", "all.jsonld"],
        "",
    );
    desk.done(
        &["notes", "import", "all.jsonld", "--workspace", "other"],
        "",
    );
    // Here the first note changes, later than there.
    let change = |words: &str| {
        format!("{{\"id\":\"00000000-0000-4000-8000-000000000001\",\"note\":\"{words}\"}}\n")
    };
    desk.done(&["notes", "add", "--workspace", "other"], &change("Theirs"));
    desk.done(
        &["notes", "add", "--workspace", "w"],
        &change("Mine, later"),
    );
    desk.done(
        &[
            "notes",
            "export",
            "--workspace",
            "other",
            "-o",
            "theirs.csv",
        ],
        "",
    );
    let preview = desk.done(
        &[
            "notes",
            "import",
            "theirs.csv",
            "--preview",
            "--workspace",
            "w",
        ],
        "",
    );
    assert!(preview.starts_with("conflicting\t"), "{preview}");
    let said = desk.done(&["notes", "import", "theirs.csv", "--workspace", "w"], "");
    assert!(said.contains("1 conflicting, kept beside"), "{said}");
    let again = desk.done(&["notes", "import", "theirs.csv", "--workspace", "w"], "");
    assert_eq!(again, "0 notes added, 0 replaced, 3 unchanged\n");
    let all = desk.done(&["notes", "list", "--workspace", "w"], "");
    assert_eq!(all.lines().count(), 4);
    assert!(all.contains("Theirs") && all.contains("Mine, later"));
}

#[test]
fn a_change_to_many_notes_keeps_the_workspace_as_it_was() {
    let desk = Desk::with_notes();
    desk.done(
        &["notes", "export", "--workspace", "w", "-o", "all.csv"],
        "",
    );
    desk.write(
        "all.csv",
        &desk
            .read("all.csv")
            .replace("Who?", "Whom?")
            .replace("Which", "What"),
    );
    let (status, output, said) = desk.run(&["notes", "import", "all.csv", "--workspace", "w"], "");
    assert_eq!(
        (status, output.as_str()),
        (0, "0 notes added, 2 replaced, 1 unchanged\n")
    );
    assert!(said.contains("as it was is kept in"), "{said}");
    let snapshots: Vec<_> = std::fs::read_dir(desk.file("w.snapshots"))
        .unwrap()
        .collect();
    assert_eq!(snapshots.len(), 1);
    let old = snapshots[0].as_ref().unwrap().path();
    let listed = desk.done(&["notes", "list", "--workspace", old.to_str().unwrap()], "");
    assert!(listed.contains("Who?"));
    let history = desk.done(
        &[
            "notes",
            "history",
            "00000000-0000-4000-8000-000000000001",
            "--workspace",
            "w",
        ],
        "",
    );
    assert!(history.contains("Who?"), "{history}");
}

#[test]
fn a_deleted_note_is_brought_back_from_the_bin() {
    let desk = Desk::with_notes();
    let id = "00000000-0000-4000-8000-000000000002";
    let before = desk.done(&["notes", "list", "--workspace", "w", "--tag", "done"], "");
    desk.done(
        &["notes", "add", "--workspace", "w"],
        &format!("{{\"id\":\"{id}\",\"deleted\":true}}"),
    );
    let bin = desk.done(&["notes", "bin", "--workspace", "w"], "");
    assert!(bin.contains(id) && bin.lines().count() == 1, "{bin}");
    desk.done(&["notes", "restore", id, "--workspace", "w"], "");
    assert_eq!(desk.done(&["notes", "bin", "--workspace", "w"], ""), "");
    let after = desk.done(&["notes", "list", "--workspace", "w", "--tag", "done"], "");
    let without_time = |line: &str| -> serde_json::Value {
        let mut note: serde_json::Value = serde_json::from_str(line).unwrap();
        note.as_object_mut().unwrap().remove("modified");
        note
    };
    assert_eq!(without_time(&after), without_time(&before));
}

#[test]
fn search_finds_texts_mentions_and_notes_and_explains_bad_queries() {
    let desk = Desk::with_notes();
    let search = |words: &[&str]| desk.done(&[&["search", "--workspace", "w"], words].concat(), "");
    let found = search(&["tomahawk"]);
    for expected in [
        "note 00000000-0000-4000-8000-000000000003 on a.txt",
        "weapon: [Tomahawk]",
        "for [Tomahawk] missiles",
    ] {
        assert!(found.contains(expected), "{found}");
    }
    assert!(search(&["\"billion dollars\""]).contains("68 [billion dollars]"));
    assert!(search(&["missil*"]).contains("[missiles]"));
    assert_eq!(search(&["nowhere"]), "");
    let found = search(&["rate", "--format", "jsonl"]);
    let hit: serde_json::Value = serde_json::from_str(found.lines().next().unwrap()).unwrap();
    assert_eq!(hit["where"], "note");
    let (status, _, said) = desk.run(&["search", "--workspace", "w", "\"billion"], "");
    assert_eq!(status, 2);
    assert!(said.contains("is not closed"), "{said}");
}

#[test]
fn a_report_links_its_charts_and_a_project_holds_its_texts() {
    let desk = Desk::with_notes();
    desk.done(
        &[
            "notes",
            "export",
            "--workspace",
            "w",
            "-o",
            "report.md",
            "--charts",
        ],
        "",
    );
    let report = desk.read("report.md");
    assert!(
        report.contains("> 68 billion dollars\n\nWhich **rate**?"),
        "{report}"
    );
    for link in report
        .split("](")
        .skip(1)
        .filter_map(|it| it.split_once(')'))
    {
        let file = link.0.replace("%20", " ");
        assert!(desk.read(&file).starts_with("<svg"), "{file}");
    }
    assert!(report.contains("!["), "{report}");
    desk.done(
        &["notes", "export", "--workspace", "w", "-o", "notes.qdpx"],
        "",
    );
    let bytes = std::fs::read(desk.file("notes.qdpx")).unwrap();
    assert!(bytes.starts_with(b"PK"));
}

#[test]
fn a_copy_and_a_repaired_copy_hold_the_notes() {
    let desk = Desk::with_notes();
    let said = desk.done(&["notes", "copy", "--workspace", "w", "-o", "copy"], "");
    assert_eq!(said, "3 notes copied\n");
    let said = desk.done(&["notes", "repair", "--workspace", "w", "-o", "fixed"], "");
    assert_eq!(said, "3 notes read and written\n");
    let list = |w: &str| desk.done(&["notes", "list", "--workspace", w], "");
    assert_eq!(list("copy"), list("w"));
    assert_eq!(list("fixed"), list("w"));
}

/// Python's csv module reads the cells that `notes list` gives; one where there is no Python.
#[test]
fn another_program_reads_the_same_cells() {
    let desk = Desk::with_notes();
    desk.done(
        &["notes", "export", "--workspace", "w", "-o", "notes.csv"],
        "",
    );
    let script = "import csv,json,sys\nrows=list(csv.DictReader(open('notes.csv',newline='',encoding='utf-8')))\njson.dump([r['note'] for r in rows],sys.stdout)";
    let python = Command::new("python3")
        .current_dir(desk.0.path())
        .args(["-c", script])
        .output();
    let Some(output) = python.ok().filter(|it| it.status.success()) else {
        return;
    };
    let cells: Vec<String> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        cells,
        [
            "Who?",
            "Which **rate**?",
            "'=cmd|' /C calc'!A0 \"q\", ⟦U+0000⟧ ⟦U+202E⟧ 日本 🚀\r\nend"
        ]
    );
}

#[test]
fn a_report_says_which_passages_are_lost() {
    let desk = Desk::with_notes();
    let export = ["notes", "export", "--workspace", "w", "-o", "report.md"];
    desk.done(&export, "");
    let lost = "lost: the passage is not in the document any more";
    assert!(!desk.read("report.md").contains(lost));
    desk.write("a.txt", "Grain, rivers and the weather of the south.\n");
    desk.done(&export, "");
    let report = desk.read("report.md");
    assert_eq!(report.matches(lost).count(), 3, "{report}");
    // Without the document nothing is said of it, and nothing is missing.
    std::fs::remove_file(desk.file("a.txt")).unwrap();
    desk.done(&export, "");
    let report = desk.read("report.md");
    assert!(!report.contains(lost) && report.contains("> 68 billion dollars"));
}
