//! A program killed at any moment has lost no note that it acknowledged, and doubled none.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// Kills where none are asked for, those that one file suffers, and files at a time.
const KILLS: u32 = 1000;
const KILLS_A_FILE: u32 = 20;
const WORKERS: u32 = 3;

fn line(number: u64) -> String {
    // Every note with an id of its own, so that a doubled one would show; some are long enough for
    // several pages. What the words are is said, so that a start is no longer than it must be.
    let words = "words ".repeat(usize::try_from(number % 7).unwrap() * 400);
    format!(
        r#"{{"id":"{}","document":"a.txt","quote":"Japan","kind":"","note":"{number} {words}","tags":["t{}"]}}"#,
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
    // On a busy machine every kill may have come before the file was made.
    if !folder.join("w.rangebook").exists() {
        return BTreeMap::new();
    }
    let output = rangebook(folder, "list").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
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

/// How long a start takes here until the first note is safe; kills are spread around that.
#[expect(clippy::disallowed_methods, reason = "makes the article of the test")]
fn measured_start() -> Duration {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "Japan pledged.\n").unwrap();
    let started = Instant::now();
    let mut child = rangebook(folder.path(), "add").spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    writeln!(stdin, "{}", line(0)).unwrap();
    let mut answer = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut answer)
        .unwrap();
    let start = started.elapsed();
    drop(stdin);
    child.wait().unwrap();
    start.min(Duration::from_millis(200))
}

/// One workspace, killed so many times: how many notes were acknowledged.
#[expect(clippy::disallowed_methods, reason = "makes the article of the test")]
fn kill_and_look(batch: u32, start: Duration) -> usize {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "Japan pledged.\n").unwrap();
    let mut acknowledged = Vec::new();
    let mut next = 0;
    for kill in 0..KILLS_A_FILE {
        // From before the file is opened to amid many notes; a step that shares no factor with the
        // bound visits moments all over it.
        let most = u64::try_from(start.as_micros()).unwrap() * 2 + 8_000;
        let moment = u64::from(batch * KILLS_A_FILE + kill) * 23_917;
        let (ids, after) =
            add_until_killed(folder.path(), next, Duration::from_micros(moment % most));
        acknowledged.extend(ids);
        next = after;
    }
    let stored = stored(folder.path());
    for id in &acknowledged {
        assert!(stored.contains_key(id), "lost {id}");
    }
    // Notes that were stored but not yet acknowledged are whole as well.
    for (stored_id, text) in &stored {
        let number: u64 = text.split(' ').next().unwrap().parse().unwrap();
        assert_eq!(*stored_id, id(number));
        let sent: serde_json::Value = serde_json::from_str(&line(number)).unwrap();
        assert_eq!(sent.get("note").unwrap(), text);
    }
    if folder.path().join("w.rangebook").exists() {
        check_integrity(folder.path());
    }
    acknowledged.len()
}

/// A thousand kills; `RANGEBOOK_KILLS=10000` for a longer evening.
#[test]
fn acknowledged_notes_survive_being_killed() {
    let asked = std::env::var("RANGEBOOK_KILLS");
    let kills: u32 = asked.map_or(KILLS, |text| text.parse().unwrap());
    let batches = kills.div_ceil(KILLS_A_FILE);
    let start = measured_start();
    let started = Instant::now();
    let next_batch = AtomicU32::new(0);
    let work = || {
        let mut num_acknowledged = 0;
        loop {
            let batch = next_batch.fetch_add(1, Ordering::Relaxed);
            if batch >= batches {
                break num_acknowledged;
            }
            num_acknowledged += kill_and_look(batch, start);
        }
    };
    let num_acknowledged: usize = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|it| it.join().unwrap()).sum()
    });
    let num_kills = batches * KILLS_A_FILE;
    println!(
        "{num_kills} kills in {:.1} s, {num_acknowledged} notes acknowledged, none lost",
        started.elapsed().as_secs_f64()
    );
    let enough = usize::try_from(num_kills).unwrap() / 4;
    assert!(
        num_acknowledged > enough,
        "too few to say anything: {num_acknowledged}"
    );
}
