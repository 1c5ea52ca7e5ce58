//! What the system refuses: the N-th write, sync or rename, room on the disk, the folder. Nothing is
//! acknowledged that is not stored, each refusal is one plain line, and work goes on when the fault
//! is gone.
//!
//! System calls are made to fail by `strace`, full and read-only disks are small ones of the test's
//! own. Where a machine has no `strace` or allows no mounts, that test says so and ends.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops where it fails, and says what it showed"
)]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_rangebook");

struct Desk(tempfile::TempDir);

impl Desk {
    #[expect(clippy::disallowed_methods, reason = "makes the article of the test")]
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "Japan pledged.\n").unwrap();
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, mut command: Command, input: &str) -> Output {
        let mut child = command
            .current_dir(self.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that ended early leaves a broken pipe.
        drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
        child.wait_with_output().unwrap()
    }

    fn add(&self, numbers: std::ops::Range<u32>) -> Output {
        self.run(rangebook("add"), &lines(numbers))
    }

    fn stored(&self) -> BTreeMap<String, String> {
        let output = self.run(rangebook("list"), "");
        if String::from_utf8_lossy(&output.stderr).contains("there is no workspace here") {
            return BTreeMap::new();
        }
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stdout).unwrap();
        let notes = text.lines().map(|line| {
            let note: serde_json::Value = serde_json::from_str(line).unwrap();
            let field = |name: &str| note.get(name).unwrap().as_str().unwrap().to_owned();
            (field("id"), field("note"))
        });
        notes.collect()
    }

    /// Every acknowledged note is stored whole, no note is half there, and the next notes are taken.
    #[track_caller]
    fn check_after(&self, answers: &str, fault: &str) {
        let stored = self.stored();
        for id in answers.lines().filter(|it| !it.starts_with("error: ")) {
            assert!(stored.contains_key(id), "{fault}: lost {id}");
        }
        for (stored_id, text) in &stored {
            let number: u32 = text.split(' ').next().unwrap().parse().unwrap();
            assert_eq!((stored_id, text), (&id(number), &note(number)), "{fault}");
        }
        if !stored.is_empty() {
            let path = self.path().join("w.rangebook");
            let said: String = rusqlite::Connection::open(path)
                .and_then(|it| it.query_row("PRAGMA integrity_check", [], |row| row.get(0)))
                .unwrap();
            assert_eq!(said, "ok", "{fault}");
        }
        let again = self.add(100..102);
        assert!(again.status.success(), "{fault}: {again:?}");
        assert_eq!(self.stored().len(), stored.len() + 2, "{fault}");
    }
}

fn rangebook(command: &str) -> Command {
    let mut rangebook = Command::new(PROGRAM);
    rangebook.args(["notes", command, "--workspace", "w.rangebook"]);
    rangebook
}

fn id(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012x}")
}

/// Some notes are longer than a page of the file.
fn note(number: u32) -> String {
    let words = "words ".repeat((number % 4) as usize * 700);
    format!("{number} {}", words.trim_end())
        .trim_end()
        .to_owned()
}

fn lines(numbers: std::ops::Range<u32>) -> String {
    let line = |number| {
        format!(
            "{{\"id\":\"{}\",\"document\":\"a.txt\",\"quote\":\"Japan\",\"kind\":\"\",\"note\":\"{}\"}}\n",
            id(number),
            note(number)
        )
    };
    numbers.map(line).collect()
}

fn has(program: &str, words: &[&str]) -> bool {
    let mut command = Command::new(program);
    let found = command
        .args(words)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if found.is_ok_and(|status| status.success()) {
        return true;
    }
    println!(
        "not shown on this machine: `{program} {}` does not work",
        words.join(" ")
    );
    false
}

/// Makes the `nth` call of this kind fail, in a program that stores four notes.
#[track_caller]
fn check_injected(calls: &str, error: &str, nth: u32) -> bool {
    let desk = Desk::new();
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-o", "trace.txt", "-e", &format!("trace={calls}")])
        .args(["-e", &format!("inject={calls}:error={error}:when={nth}")])
        .arg(PROGRAM)
        .args(["notes", "add", "--workspace", "w.rangebook"]);
    let output = desk.run(strace, &lines(0..4));
    let trace = std::fs::read_to_string(desk.path().join("trace.txt")).unwrap();
    let fault = format!("{calls} {error} at call {nth}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("panicked"), "{fault}: {said}");
    assert!(said.lines().count() <= 1, "{fault}: {said}");
    desk.check_after(&String::from_utf8(output.stdout).unwrap(), &fault);
    trace.contains("(INJECTED)")
}

#[track_caller]
fn check_each(calls: &str, error: &str) {
    if !has("strace", &["-o", "/dev/null", "true"]) {
        return;
    }
    let mut nth = 1;
    while check_injected(calls, error, nth) {
        nth += 1;
        assert!(nth < 300, "no end of {calls}");
    }
    println!("{calls} {error}: {} calls failed in turn", nth - 1);
    assert!(nth > 1, "no such call is made: {calls}");
}

#[test]
fn each_write_in_turn_finds_the_disk_full() {
    check_each("pwrite64", "ENOSPC");
}

#[test]
fn each_write_in_turn_breaks() {
    check_each("pwrite64", "EIO");
}

#[test]
fn each_sync_in_turn_fails() {
    check_each("fsync,fdatasync", "EIO");
}

/// Answers and what the reader of documents says to its parent go out by these.
#[test]
fn each_answer_in_turn_cannot_be_written() {
    check_each("write", "ENOSPC");
}

#[test]
fn each_growth_of_a_file_in_turn_fails() {
    check_each("ftruncate", "ENOSPC");
}

/// Runs a script of the shell with a disk of its own mounted on `disk`, which only it can see.
fn with_disk(desk: &Desk, script: &str, input: &str) -> Output {
    std::fs::create_dir_all(desk.path().join("disk")).unwrap();
    let mut unshare = Command::new("unshare");
    unshare
        .args(["--mount", "--map-root-user", "sh", "-c"])
        .arg(format!(
            "set -e; mount -t tmpfs -o size=400k none disk; cp a.txt disk; {script}"
        ))
        .env("RB", PROGRAM);
    desk.run(unshare, input)
}

fn can_mount() -> bool {
    has("unshare", &["--mount", "--map-root-user", "true"])
}

#[test]
fn a_full_disk_is_said_and_work_goes_on_when_there_is_room() {
    if !can_mount() {
        return;
    }
    let desk = Desk::new();
    let script = r#"
        cd disk
        "$RB" notes add --workspace w.rangebook <../first >../answers-1
        dd if=/dev/zero of=filler bs=1k 2>/dev/null || true
        "$RB" notes list --workspace w.rangebook >../listed-full
        "$RB" notes add --workspace w.rangebook <../second >../answers-2 || true
        rm filler
        "$RB" notes add --workspace w.rangebook <../second >../answers-3
        "$RB" notes list --workspace w.rangebook >../listed
    "#;
    put(&desk, "first", &lines(0..4));
    put(&desk, "second", &lines(4..8));
    let output = with_disk(&desk, script, "");
    assert!(output.status.success(), "{output:?}");
    let read = |name: &str| std::fs::read_to_string(desk.path().join(name)).unwrap();
    assert_eq!(
        read("listed-full").lines().count(),
        4,
        "opens on a full disk"
    );
    let refused = read("answers-2");
    for answer in refused.lines().filter(|it| it.starts_with("error: ")) {
        assert!(answer.contains("the disk is full"), "{answer}");
    }
    assert_eq!(read("answers-3").lines().count(), 4);
    assert_eq!(read("listed").lines().count(), 8);
}

#[test]
fn a_workspace_on_a_read_only_disk_opens_and_refuses_in_words() {
    if !can_mount() {
        return;
    }
    let desk = Desk::new();
    let script = r#"
        cd disk
        "$RB" notes add --workspace w.rangebook >../answers
        mount -o remount,ro .
        "$RB" notes list --workspace w.rangebook >../listed
        "$RB" notes add --workspace w.rangebook <../second >../refused || true
    "#;
    put(&desk, "second", &lines(4..5));
    let output = with_disk(&desk, script, &lines(0..4));
    assert!(output.status.success(), "{output:?}");
    let read = |name: &str| std::fs::read_to_string(desk.path().join(name)).unwrap();
    assert_eq!(read("listed").lines().count(), 4);
    assert!(
        read("refused").contains("may not be written"),
        "{}",
        read("refused")
    );
}

#[test]
fn a_folder_that_vanished_is_said() {
    let desk = Desk::new();
    let mut add = Command::new(PROGRAM);
    add.args(["notes", "list", "--workspace", "gone/w.rangebook"]);
    let output = desk.run(add, "");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("there is no workspace here"), "{said}");
}

/// A program that takes notes, one line at a time.
struct Taking {
    child: std::process::Child,
    answers: BufReader<std::process::ChildStdout>,
}

impl Taking {
    fn start(desk: &Desk, workspace: &str) -> Self {
        let mut child = Command::new(PROGRAM)
            .args(["notes", "add", "--workspace", workspace])
            .current_dir(desk.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap());
        Self { child, answers }
    }

    fn answer_to(&mut self, number: u32) -> String {
        let input = self.child.stdin.as_mut().unwrap();
        input
            .write_all(lines(number..number + 1).as_bytes())
            .unwrap();
        input.flush().unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        answer.trim_end().to_owned()
    }

    fn end(mut self) {
        drop(self.child.stdin.take());
        self.child.wait().unwrap();
    }
}

#[test]
fn a_folder_that_vanishes_meanwhile_is_said_and_work_goes_on_when_it_is_back() {
    let desk = Desk::new();
    let folder = desk.path().join("folder");
    std::fs::create_dir(&folder).unwrap();
    let mut taking = Taking::start(&desk, "folder/w.rangebook");
    assert_eq!(taking.answer_to(0), id(0));
    let away = desk.path().join("away");
    std::fs::rename(&folder, &away).unwrap();
    for number in 1..3 {
        let answer = taking.answer_to(number);
        assert!(answer.contains("was moved or deleted"), "{answer}");
    }
    std::fs::rename(&away, &folder).unwrap();
    assert_eq!(taking.answer_to(3), id(3));
    assert_eq!(taking.answer_to(1), id(1));
    taking.end();
    let mut list = Command::new(PROGRAM);
    list.args(["notes", "list", "--workspace", "folder/w.rangebook"]);
    let listed = String::from_utf8(desk.run(list, "").stdout).unwrap();
    for number in [0, 1, 3] {
        assert_eq!(listed.matches(&id(number)).count(), 1, "{listed}");
    }
}

#[test]
fn a_deleted_folder_acknowledges_nothing() {
    let desk = Desk::new();
    let folder = desk.path().join("folder");
    std::fs::create_dir(&folder).unwrap();
    let mut taking = Taking::start(&desk, "folder/w.rangebook");
    assert_eq!(taking.answer_to(0), id(0));
    std::fs::remove_dir_all(&folder).unwrap();
    let answer = taking.answer_to(1);
    assert!(answer.starts_with("error: "), "{answer}");
    taking.end();
}

#[test]
fn a_file_that_another_program_holds_is_waited_for_and_then_said() {
    let desk = Desk::new();
    assert!(desk.add(0..2).status.success());
    let holder = rusqlite::Connection::open(desk.path().join("w.rangebook")).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let refused = desk.add(2..3);
    let said =
        String::from_utf8(refused.stdout).unwrap() + &String::from_utf8_lossy(&refused.stderr);
    assert!(
        said.contains("another program is using the workspace"),
        "{said}"
    );
    holder.execute_batch("ROLLBACK").unwrap();
    drop(holder);
    desk.check_after("", "held by another program");
}

/// The clock of the program goes back by a century between two notes, and notes are changed then.
#[test]
fn a_clock_that_was_set_back_loses_nothing() {
    let desk = Desk::new();
    let output = desk.run(rangebook("add"), &lines(0..2));
    assert!(output.status.success());
    // As if they had been made by a clock that is far ahead of the one that is right.
    let file = rusqlite::Connection::open(desk.path().join("w.rangebook")).unwrap();
    let ahead =
        "UPDATE notes SET created = '2124-01-01T00:00:00Z', modified = '2124-01-01T00:00:00Z'";
    assert_eq!(file.execute(ahead, []).unwrap(), 2);
    drop(file);
    let change = format!("{{\"id\":\"{}\",\"note\":\"0 changed\"}}\n", id(0));
    let output = desk.run(rangebook("add"), &change);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(desk.stored().get(&id(0)).unwrap(), "0 changed");
    assert!(desk.run(rangebook("add"), &lines(0..1)).status.success());
    desk.check_after(&id(1), "clock set back");
}

/// Makes each renaming in turn fail while an export replaces an older one: that stays whole.
#[test]
fn each_renaming_in_turn_fails_and_the_older_export_stays() {
    if !has("strace", &["-o", "/dev/null", "true"]) {
        return;
    }
    let calls = "rename,renameat,renameat2,link,linkat";
    let mut nth = 1;
    loop {
        let desk = Desk::new();
        assert!(desk.add(0..4).status.success());
        put(&desk, "notes.csv", "older");
        let mut strace = Command::new("strace");
        strace
            .args(["-f", "-o", "trace.txt", "-e", &format!("trace={calls}")])
            .args(["-e", &format!("inject={calls}:error=EIO:when={nth}")])
            .arg(PROGRAM)
            .args([
                "notes",
                "export",
                "--workspace",
                "w.rangebook",
                "-o",
                "notes.csv",
            ]);
        let output = desk.run(strace, "");
        let trace = std::fs::read_to_string(desk.path().join("trace.txt")).unwrap();
        let exported = std::fs::read_to_string(desk.path().join("notes.csv")).unwrap();
        if !trace.contains("(INJECTED)") {
            assert!(output.status.success() && exported.starts_with("id,"));
            break;
        }
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(exported == "older" || output.status.success(), "{said}");
        assert!(said.lines().count() <= 1, "{said}");
        desk.check_after("", "renaming failed");
        nth += 1;
        assert!(nth < 20, "no end of renamings");
    }
    println!("{} renamings failed in turn", nth - 1);
    assert!(nth > 1, "nothing is renamed");
}

#[expect(clippy::disallowed_methods, reason = "makes the files of a test")]
fn put(desk: &Desk, name: &str, text: &str) -> PathBuf {
    let path = desk.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}
