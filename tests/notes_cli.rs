//! `rangebook notes` through the binary: streams, exit status, pipes.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const ARTICLE: &str = "Tokyo’s plan\n\nJapan pledged 68 billion dollars for 2027.\n";

struct Desk(tempfile::TempDir);

impl Desk {
    #[expect(clippy::disallowed_methods, reason = "makes the files of a test")]
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// `rangebook notes …`, run in the desk's folder on its workspace.
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rangebook"));
        command
            .current_dir(self.0.path())
            .args(["notes"])
            .args(words)
            .args(["--workspace", "w.rangebook"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, words: &[&str], input: &str) -> Output {
        let mut child = self.command(words).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        let writer = std::thread::Builder::new()
            .name("input".to_owned())
            .spawn(move || drop(stdin.write_all(input.as_bytes())))
            .unwrap();
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        output
    }
}

#[track_caller]
fn check(output: &Output, status: i32) -> String {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{stderr}");
    if status == 0 {
        assert_eq!(stderr, "");
    }
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn notes_go_in_and_out() {
    let desk = Desk::new();
    let good =
        r#"{"document":"a.txt","quote":"68 billion dollars","note":"check","tags":["pledge"]}"#;
    let id = check(&desk.run(&["add"], good), 0);
    assert_eq!(id.trim().len(), 36);
    let listed = check(&desk.run(&["list", "--format", "jsonl"], ""), 0);
    assert!(listed.contains(id.trim()) && listed.contains("\"tags\":[\"pledge\"]"));

    assert_eq!(check(&desk.run(&["export", "-o", "n.csv"], ""), 0), "");
    let exported = std::fs::read(desk.file("n.csv")).unwrap();
    let delete = format!(r#"{{"id":"{}","deleted":true}}"#, id.trim());
    assert_eq!(check(&desk.run(&["add"], &delete), 0), id);
    assert_eq!(check(&desk.run(&["list"], ""), 0), "");
    check(&desk.run(&["import", "n.csv"], ""), 0);
    check(&desk.run(&["export", "-o", "again.csv"], ""), 0);
    assert_eq!(std::fs::read(desk.file("again.csv")).unwrap(), exported);
    let printed = desk.run(&["export", "-o", "-"], "");
    assert_eq!(printed.stdout, exported);
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend_from_slice(&exported);
    assert_eq!(desk.run(&["export", "-o", "-", "--bom"], "").stdout, marked);
}

#[test]
fn a_bad_line_is_answered_in_its_place() {
    let desk = Desk::new();
    let good = r#"{"document":"a.txt","quote":"Japan","note":"x"}"#;
    let output = check(&desk.run(&["add"], &format!("{good}\nbad\n{good}\n")), 1);
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[1].starts_with("error: 2: "), "{}", lines[1]);
    assert_eq!(check(&desk.run(&["list"], ""), 0).lines().count(), 2);
}

#[test]
fn each_line_is_answered_before_the_next_is_given() {
    let desk = Desk::new();
    let mut child = desk.command(&["add"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for _ in 0..3 {
        writeln!(
            stdin,
            r#"{{"document":"a.txt","quote":"Japan","note":"x"}}"#
        )
        .unwrap();
        assert_eq!(answers.next().unwrap().unwrap().len(), 36);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

/// What a line does not say of its words is looked up, and only where they are exactly a figure or name.
#[test]
fn a_note_on_a_figure_has_its_value() {
    let desk = Desk::new();
    let line = |quote: &str, more: &str| {
        format!("{{\"document\":\"a.txt\",\"quote\":\"{quote}\",\"note\":\"x\"{more}}}\n")
    };
    let lines = line("68 billion dollars", "")
        + &line("pledged 68 billion", "")
        + &line("Japan", "")
        + &line("68 billion dollars", r#","value":"7","unit":"yen""#);
    check(&desk.run(&["add"], &lines), 0);
    let listed = check(&desk.run(&["list", "--format", "csv"], ""), 0);
    let mut rows = csv::Reader::from_reader(listed.as_bytes());
    let cells: Vec<[String; 4]> = rows
        .records()
        .map(|row| [3, 4, 5, 6].map(|at| row.as_ref().unwrap().get(at).unwrap().to_owned()))
        .collect();
    assert_eq!(
        cells,
        [
            ["money", "68 billion dollars", "68000000000", "USD"],
            ["", "pledged 68 billion", "", ""],
            ["country", "Japan", "JPN", "iso3"],
            ["", "68 billion dollars", "7", "yen"],
        ]
    );
}

#[test]
fn a_file_of_another_sort_is_not_written_as_a_table() {
    let desk = Desk::new();
    check(&desk.run(&["add"], ""), 0);
    let output = desk.run(&["export", "-o", "out.xlsx"], "");
    check(&output, 2);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    for words in [".xlsx", ".csv", ".jsonld", ".md", ".qdpx", "out.xlsx"] {
        assert!(said.contains(words), "{said}");
    }
    assert!(!desk.file("out.xlsx").exists());
    check(
        &desk.run(&["export", "-o", "out.xlsx", "--format", "csv"], ""),
        0,
    );
    check(&desk.run(&["export", "-o", "out"], ""), 0);
    assert!(desk.file("out").exists());
}

#[test]
fn wrong_usage_is_told_apart() {
    let desk = Desk::new();
    check(&desk.run(&["frobnicate"], ""), 2);
    check(&desk.run(&["export"], ""), 2);
    check(&desk.run(&["list", "--format", "xml"], ""), 2);
    assert!(!desk.file("w.rangebook").exists());
}

#[test]
fn what_cannot_be_done_is_one_plain_line() {
    let desk = Desk::new();
    for words in [&["list"][..], &["import", "none.csv"], &["import", "a.txt"]] {
        let output = desk.run(words, "");
        assert_eq!(check(&output, 1), "");
        assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1);
    }
    check(&desk.run(&["add"], ""), 0);
    let output = desk.run(&["export", "-o", "no/such/folder.csv"], "");
    check(&output, 1);
    assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1);
}

#[test]
fn a_file_that_is_no_workspace_is_left_alone() {
    let desk = Desk::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rangebook"));
    let output = command
        .args(["notes", "add", "--workspace"])
        .arg(desk.file("a.txt"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    check(&output, 1);
    assert_eq!(
        std::fs::read_to_string(desk.file("a.txt")).unwrap(),
        ARTICLE
    );
}

#[cfg(unix)]
#[test]
fn a_full_disk_keeps_what_was_acknowledged() {
    let desk = Desk::new();
    check(&desk.run(&["add"], ""), 0);
    // A limit on the size of files stands in for the disk; the signal for it is ignored, as there
    // is none on a full disk.
    let line = format!(
        r#"{{"document":"a.txt","quote":"Japan","note":"{}"}}"#,
        "x".repeat(20_000)
    );
    let lines = vec![line; 40].join("\n");
    let binary = env!("CARGO_BIN_EXE_rangebook");
    let script =
        format!("trap '' XFSZ; ulimit -f 600; exec '{binary}' notes add --workspace w.rangebook");
    let mut child = Command::new("sh")
        .args(["-c", &script])
        .current_dir(desk.0.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || drop(stdin.write_all(lines.as_bytes())))
        .unwrap();
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let answers = check(&output, 1);
    let (safe, refused): (Vec<&str>, Vec<&str>) = answers
        .lines()
        .partition(|line| !line.starts_with("error: "));
    assert_eq!(safe.len() + refused.len(), 40);
    assert!(!safe.is_empty() && !refused.is_empty(), "{answers}");
    let listed = check(&desk.run(&["list"], ""), 0);
    assert_eq!(listed.lines().count(), safe.len());
    for id in safe {
        assert!(listed.contains(id));
    }
}
