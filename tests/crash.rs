//! A program killed at any moment has lost no note that it acknowledged, and doubled none.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Kills, and the time after which no more are tried.
const KILLS: u32 = 50;
const BUDGET: Duration = Duration::from_secs(20);

fn line(number: u64) -> String {
    // Every note with an id of its own, so that a doubled one would show; some are long enough for
    // several pages.
    let words = "words ".repeat(usize::try_from(number % 7).unwrap() * 400);
    format!(
        r#"{{"id":"{}","document":"a.txt","quote":"Japan","note":"{number} {words}","tags":["t{}"]}}"#,
        id(number),
        number % 3,
    )
}

fn id(number: u64) -> String {
    format!("00000000-0000-4000-8000-{number:012x}")
}

fn rangebook(folder: &Path, command: &str) -> Command {
    let mut rangebook = Command::new(env!("CARGO_BIN_EXE_rangebook"));
    rangebook
        .current_dir(folder)
        .args(["notes", command, "--workspace", "w.rangebook"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    rangebook
}

/// Feeds notes from `next` on to a child that is killed after `delay`: the ids it acknowledged, and
/// the number of the next note.
fn add_until_killed(folder: &Path, next: u64, delay: Duration) -> (Vec<String>, u64) {
    let mut child = rangebook(folder, "add").spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let stdout = child.stdout.take().unwrap();
    let feeder = std::thread::Builder::new()
        .name("feeder".to_owned())
        .spawn(move || {
            let mut number = next;
            // Ends with the child: its pipe then breaks.
            while writeln!(stdin, "{}", line(number)).is_ok() {
                number += 1;
            }
            number + 1
        })
        .unwrap();
    let listener = std::thread::Builder::new()
        .name("listener".to_owned())
        .spawn(move || {
            let mut answers = BufReader::new(stdout);
            let mut ids = Vec::new();
            let mut answer = String::new();
            while answers.read_line(&mut answer).unwrap() > 0 {
                // A line without its end was cut by the kill and acknowledges nothing.
                if let Some(id) = answer.strip_suffix('\n') {
                    ids.push(id.to_owned());
                }
                answer.clear();
            }
            ids
        })
        .unwrap();
    std::thread::sleep(delay);
    // On Unix this is SIGKILL.
    child.kill().unwrap();
    child.wait().unwrap();
    (listener.join().unwrap(), feeder.join().unwrap())
}

fn stored(folder: &Path) -> BTreeMap<String, String> {
    let output = rangebook(folder, "list").output().unwrap();
    assert!(output.status.success());
    let mut notes = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let note: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| note.get(name).unwrap();
        let text = |name: &str| field(name).as_str().unwrap().to_owned();
        assert_eq!(field("tags").as_array().unwrap().len(), 1);
        let doubled = notes.insert(text("id"), text("note"));
        assert_eq!(doubled, None);
    }
    notes
}

#[track_caller]
fn check_integrity(folder: &Path) {
    let connection = rusqlite::Connection::open(folder.join("w.rangebook")).unwrap();
    let said: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(said, "ok");
    let num_strays: i64 = connection
        .query_row(
            "SELECT count(*) FROM note_tags WHERE note_id NOT IN (SELECT id FROM notes)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(num_strays, 0);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "makes the article of the test")]
fn acknowledged_notes_survive_being_killed() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "Japan pledged.\n").unwrap();
    let started = Instant::now();
    let mut acknowledged = Vec::new();
    let mut next = 0;
    for kill in 0..KILLS {
        if started.elapsed() > BUDGET {
            break;
        }
        // From before the file is opened to amid a few hundred notes.
        // A step that shares no factor with the bound visits moments all over it.
        let delay = Duration::from_micros(u64::from(kill) * 23_917 % 60_000);
        let (ids, after) = add_until_killed(folder.path(), next, delay);
        acknowledged.extend(ids);
        next = after;
        if kill % 10 == 9 {
            check_integrity(folder.path());
        }
    }
    assert!(
        acknowledged.len() > 50,
        "too few to say anything: {}",
        acknowledged.len()
    );
    let stored = stored(folder.path());
    for id in &acknowledged {
        assert!(stored.contains_key(id), "lost {id}");
    }
    // Notes that were stored but not yet acknowledged are whole as well.
    for (stored_id, text) in &stored {
        let number: u64 = text.split(' ').next().unwrap().parse().unwrap();
        assert_eq!(*stored_id, id(number));
        assert!(line(number).contains(text.as_str()));
    }
    check_integrity(folder.path());
}
