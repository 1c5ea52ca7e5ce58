//! The command on streams in memory and files in a temporary folder.

use super::*;
use std::cell::Cell;

struct Desk {
    folder: tempfile::TempDir,
    clock: Cell<i64>,
}

impl Desk {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            clock: Cell::new(1_705_570_200),
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    #[expect(clippy::disallowed_methods, reason = "makes the files of a test")]
    fn write(&self, name: &str, text: &str) -> String {
        std::fs::write(self.file(name), text).unwrap();
        self.file(name).to_str().unwrap().to_owned()
    }

    /// Runs a command: how it ended, what it printed, what it complained of.
    fn run(&self, command: NotesCommand, mut input: &[u8]) -> (Ended, String, Vec<String>) {
        let args = NotesArgs {
            workspace: Some(self.file("w.rangebook")),
            command,
        };
        let next = Cell::new(0u128);
        let making = Making {
            now: &|| {
                self.clock.set(self.clock.get() + 1);
                Timestamp::from_second(self.clock.get()).unwrap()
            },
            new_id: &|| {
                next.set(next.get() + 1);
                NoteId(uuid::Uuid::from_u128(
                    (u128::try_from(self.clock.get()).unwrap() << 64) + next.get(),
                ))
            },
        };
        let mut output = Vec::new();
        let mut told = Vec::new();
        let ended = run_notes(args, &mut input, &mut output, &making, &mut |line| {
            told.push(line.to_string());
        });
        (ended, String::from_utf8(output).unwrap(), told)
    }

    fn add(&self, lines: &[serde_json::Value]) -> (Ended, Vec<String>) {
        let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let (ended, output, told) = self.run(NotesCommand::Add, input.as_bytes());
        assert_eq!(told, [""; 0]);
        (ended, output.lines().map(str::to_owned).collect())
    }

    fn list(&self) -> Vec<serde_json::Value> {
        let format = Format::Jsonl;
        let (ended, output, _) = self.run(
            NotesCommand::List {
                format,
                filter: out::FilterArgs::default(),
            },
            b"",
        );
        assert_eq!(ended, Ended::Done);
        output
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    fn export(&self, bom: bool) -> Vec<u8> {
        let output = self.file("notes.csv");
        let (ended, printed, told) = self.run(
            NotesCommand::Export(out::ExportArgs {
                output,
                bom,
                ..out::ExportArgs::default()
            }),
            b"",
        );
        assert_eq!((ended, printed.as_str(), told.len()), (Ended::Done, "", 0));
        std::fs::read(self.file("notes.csv")).unwrap()
    }
}

fn take_in_file(file: PathBuf) -> NotesCommand {
    NotesCommand::Import(take_in::ImportArgs {
        file,
        ..take_in::ImportArgs::default()
    })
}

const ARTICLE: &str = "Tokyo’s plan\n\nJapan pledged 68 billion dollars for 2027. Later it spent 10 \
                       billion dollars, then 10 billion dollars more.\n";

#[test]
fn a_note_is_added_listed_replaced_and_deleted() {
    let desk = Desk::new();
    let article = desk.write("a.txt", ARTICLE);
    let (ended, ids) = desk.add(&[json!({
        "document": article, "quote": "68 billion dollars", "note": "check\nthis", "tags": ["pledge", " x|y ", "pledge"],
    })]);
    assert_eq!(ended, Ended::Done);
    let notes = desk.list();
    let [note] = notes.as_slice() else {
        panic!("{notes:?}")
    };
    assert_eq!(note["id"], *ids[0]);
    assert_eq!(note["document"], "a.txt");
    assert_eq!(note["tags"], json!(["pledge", "x y"]));
    let at = ARTICLE.find("68").unwrap();
    assert_eq!(note["start"], at);
    assert_eq!(note["end"], at + 18);
    assert_eq!(note["start_char"], at - 2, "the apostrophe has three bytes");
    assert_eq!(note["suffix"], " for 2027. Later it spent 10 bil");
    assert_eq!(
        note["document_sha256"],
        crate::notes::Fingerprint::of(ARTICLE.as_bytes()).to_string()
    );
    assert_eq!(note["created"], note["modified"]);

    let (_, again) = desk.add(&[json!({
        "id": ids[0], "document": article, "quote": "Japan", "note": "new", "colour": "blue",
    })]);
    assert_eq!(again, ids);
    let replaced = desk.list();
    assert_eq!(replaced.len(), 1);
    assert_eq!(replaced[0]["quote"], "Japan");
    assert_eq!(replaced[0]["tags"], json!([]));
    assert_eq!(replaced[0]["created"], note["created"]);
    assert_ne!(replaced[0]["modified"], note["modified"]);

    // Other words for the same passage, without naming it again.
    desk.add(&[json!({"id": ids[0], "note": "newer"})]);
    assert_eq!(desk.list()[0]["quote"], "Japan");
    assert_eq!(desk.list()[0]["note"], "newer");

    let (ended, gone) = desk.add(&[json!({"id": ids[0], "deleted": true})]);
    assert_eq!((ended, &gone), (Ended::Done, &ids));
    assert!(desk.list().is_empty());
}

#[test]
fn the_document_of_a_note_is_remembered() {
    let desk = Desk::new();
    let article = desk.write("a.txt", ARTICLE);
    desk.add(&[json!({"document": article, "quote": "Japan", "note": ""})]);
    let store = Store::open(&desk.file("w.rangebook")).unwrap();
    let documents = store.documents().unwrap();
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].path, desk.file("a.txt"));
}

/// The line is refused with these words; the lines around it are stored all the same.
#[track_caller]
fn check_refused(line: &str, expected: &str) {
    let desk = Desk::new();
    let article = desk.write("a.txt", ARTICLE);
    let good = json!({"document": article, "quote": "Japan", "note": "good"});
    let line = line.replace("ARTICLE", &article);
    let input = format!("{good}\n{line}\n\n{good}");
    let (ended, output, told) = desk.run(NotesCommand::Add, input.as_bytes());
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert_eq!(lines[1].replace(&article, "ARTICLE"), expected);
    assert_eq!((ended, told.len()), (Ended::Incomplete, 0));
    assert_eq!(desk.list().len(), 2);
}

const ID: &str = "9d2f1c9e-0f6a-4f6e-8a39-0c6b6f0d2a11";

#[test]
fn refused_because_of_the_quote() {
    check_refused(
        r#"{"document":"ARTICLE","quote":"69 billion","note":""}"#,
        "error: 2: the quote does not occur in a.txt",
    );
    check_refused(
        &format!(r#"{{"id":"{ID}","document":"ARTICLE","quote":"10 billion","note":""}}"#),
        &format!(
            "error: {ID}: the quote occurs 2 times in a.txt; give `start`, the byte offset of the \
             one that is meant: 74, 99"
        ),
    );
    check_refused(
        r#"{"document":"ARTICLE","quote":"10 billion","start":4,"note":""}"#,
        "error: 2: the quote does not stand at byte 4 of a.txt, but at 74, 99",
    );
    check_refused(
        r#"{"document":"ARTICLE","quote":"10 billion","start":18446744073709551615,"note":""}"#,
        "error: 2: the quote does not stand at byte 18446744073709551615 of a.txt, but at 74, 99",
    );
    check_refused(
        r#"{"document":"ARTICLE","note":"on what?"}"#,
        "error: 2: the field `quote` is missing",
    );
}

#[test]
fn refused_because_of_the_document() {
    check_refused(
        r#"{"document":"ARTICLE.none","quote":"x"}"#,
        "error: 2: there is no such file: ARTICLE.none",
    );
    check_refused(
        r#"{"quote":"Japan","note":"of what?"}"#,
        "error: 2: the field `document` is missing",
    );
}

#[test]
fn refused_because_of_the_line() {
    check_refused(
        "not json",
        "error: 2: the line is not a note in JSON: expected ident (column 2)",
    );
    check_refused(
        &format!(r#"{{"id":"{ID}","tags":"pledge"}}"#),
        &format!(
            "error: {ID}: the line is not a note in JSON: invalid type: string \"pledge\", \
             expected a sequence (column 60)"
        ),
    );
    check_refused(
        r#"{"id":"17","note":"x"}"#,
        "error: 2: the id is not a UUID: 17",
    );
    check_refused(
        "{\"id\":\"a\\nb\\u202e\"}",
        "error: 2: the id is not a UUID: a b⟦U+202E⟧",
    );
    check_refused(
        r#"{"deleted":true}"#,
        "error: 2: to delete a note, give its id",
    );
    check_refused(
        &format!(r#"{{"id":"{ID}","deleted":true}}"#),
        &format!("error: {ID}: there is no note with this id"),
    );
    check_refused(
        &format!(r#"{{"note":"{}"}}"#, "x".repeat(16_000_000)),
        "error: 2: the line is longer than 16 MB",
    );
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let desk = Desk::new();
    let (ended, output, _) = desk.run(NotesCommand::Add, b"\xff\xfe\n{\"note\":\"\xff\"}\n");
    assert_eq!(
        (ended, output.as_str()),
        (
            Ended::Incomplete,
            "error: 1: the line is not UTF-8\nerror: 2: the line is not UTF-8\n"
        )
    );
}

#[test]
fn start_chooses_among_several() {
    let desk = Desk::new();
    let article = desk.write("a.txt", ARTICLE);
    let (ended, _) = desk
        .add(&[json!({"document": article, "quote": "10 billion", "start": 99, "note": "second"})]);
    assert_eq!(ended, Ended::Done);
    assert_eq!(desk.list()[0]["start"], 99);
}

#[test]
fn an_empty_quote_is_a_note_on_the_whole_document() {
    let desk = Desk::new();
    let article = desk.write("a.txt", ARTICLE);
    let (ended, _) = desk.add(&[json!({"document": article, "quote": "", "note": "all of it"})]);
    assert_eq!(ended, Ended::Done);
    assert_eq!(desk.list()[0]["end"], 0);
}

#[test]
fn a_document_changed_between_lines_is_read_again() {
    let desk = Desk::new();
    let article = desk.write("a.txt", ARTICLE);
    let store = Store::open(&desk.file("w.rangebook")).unwrap();
    let making = Making {
        now: &|| Timestamp::UNIX_EPOCH,
        new_id: &|| NoteId(uuid::Uuid::from_u128(1)),
    };
    let mut adder = add::Adder::new(&store, &making);
    let mut try_quote = |quote: &str| {
        let line = json!({"document": article, "quote": quote, "note": ""}).to_string();
        let mut input = line.as_bytes();
        let line = add::Lines::new(&mut input).next().unwrap().unwrap();
        adder.store_line(&line).is_ok()
    };
    assert!(try_quote("Japan"));
    assert!(!try_quote("a new sentence"));
    desk.write("a.txt", "Now with a new sentence.");
    assert!(try_quote("a new sentence"));
}

#[test]
fn listed_lines_can_be_given_back() {
    let desk = Desk::new();
    let article = desk.write("a.txt", ARTICLE);
    desk.add(&[
        json!({"document": article, "quote": "68 billion dollars", "note": "n", "kind": "money", "value": "68000000000", "unit": "USD", "author": "me"}),
    ]);
    let listed = desk.list();
    let mut line = listed[0].clone();
    line["document"] = json!(article);
    let (ended, ids) = desk.add(&[line]);
    assert_eq!(
        (ended, json!(ids[0])),
        (Ended::Done, listed[0]["id"].clone())
    );
    let mut again = desk.list();
    again[0]["modified"] = listed[0]["modified"].clone();
    assert_eq!(again, listed);
}

#[test]
fn export_delete_import_export_gives_the_same_bytes() {
    let desk = Desk::new();
    let article = desk.write("a.txt", ARTICLE);
    let (_, ids) = desk.add(&[
        json!({"document": article, "quote": "68 billion dollars", "note": "=1+1", "tags": ["a", "b"]}),
        json!({"document": article, "quote": "Japan", "note": "nul \u{0} and \u{202e}, ⟦U+0000⟧\r\nend"}),
    ]);
    for bom in [false, true] {
        let exported = desk.export(bom);
        let delete: Vec<_> = ids
            .iter()
            .map(|id| json!({"id": id, "deleted": true}))
            .collect();
        desk.add(&delete);
        assert!(desk.list().is_empty());
        desk.write("copy.csv", std::str::from_utf8(&exported).unwrap());
        let file = desk.file("copy.csv");
        let (ended, output, _) = desk.run(take_in_file(file.clone()), b"");
        assert_eq!(
            (ended, output.as_str()),
            (Ended::Done, "2 notes added, 0 replaced\n")
        );
        assert_eq!(desk.export(bom), exported);
        let (_, output, _) = desk.run(take_in_file(file), b"");
        assert_eq!(output, "0 notes added, 0 replaced, 2 unchanged\n");
        let dash = PathBuf::from("-");
        let (_, output, _) = desk.run(
            NotesCommand::Export(out::ExportArgs {
                output: dash.clone(),
                bom,
                ..out::ExportArgs::default()
            }),
            b"",
        );
        assert_eq!(output.as_bytes(), exported);
        let (ended, _, _) = desk.run(take_in_file(dash), &exported);
        assert_eq!(ended, Ended::Done);
        let format = Format::Csv;
        let (_, output, _) = desk.run(
            NotesCommand::List {
                format,
                filter: out::FilterArgs::default(),
            },
            b"",
        );
        assert!(exported.ends_with(output.as_bytes()));
    }
}

#[test]
fn exported_numbers_hold_in_the_document() {
    let desk = Desk::new();
    let article = desk.write("a.txt", ARTICLE);
    desk.add(&[json!({"document": article, "quote": "68 billion dollars", "note": ""})]);
    let notes = crate::export::csv::read_notes(desk.export(false).as_slice()).unwrap();
    let target = &notes[0].target;
    let position = target.position.unwrap();
    let inside = |start: u64, end: u64| move |at: &u64| start <= *at && *at < end;
    let of_chars = inside(position.start_char, position.end_char);
    let of_bytes = inside(position.start_byte, position.end_byte);
    let by_chars: String = (0..)
        .zip(ARTICLE.chars())
        .filter(|(at, _)| of_chars(at))
        .map(|(_, c)| c)
        .collect();
    let by_bytes: Vec<u8> = (0..)
        .zip(ARTICLE.bytes())
        .filter(|(at, _)| of_bytes(at))
        .map(|(_, byte)| byte)
        .collect();
    assert_eq!(by_chars, target.quote.exact);
    assert_eq!(by_bytes, target.quote.exact.as_bytes());
}

#[test]
fn a_table_with_a_bad_row_changes_nothing() {
    let desk = Desk::new();
    let article = desk.write("a.txt", ARTICLE);
    desk.add(&[json!({"document": article, "quote": "Japan", "note": "kept"})]);
    let mut table = String::from_utf8(desk.export(false)).unwrap();
    table = table.replace("kept", "changed");
    table.push_str("not-an-id,a.txt\r\n");
    let file = PathBuf::from(desk.write("bad.csv", &table));
    let (ended, output, told) = desk.run(take_in_file(file.clone()), b"");
    assert_eq!((ended, output.as_str()), (Ended::Incomplete, ""));
    assert_eq!(
        told,
        [format!(
            "row 3 has 2 cells where the first row has 23: {}",
            file.display()
        )]
    );
    assert_eq!(desk.list()[0]["note"], "kept");
}

#[test]
fn reading_a_workspace_that_is_not_there_makes_none() {
    let desk = Desk::new();
    let (ended, output, told) = desk.run(
        NotesCommand::List {
            format: Format::Jsonl,
            filter: out::FilterArgs::default(),
        },
        b"",
    );
    assert_eq!(
        (ended, output.as_str(), told.len()),
        (Ended::Incomplete, "", 1)
    );
    assert!(!desk.file("w.rangebook").exists());
    let file = desk.file("none.csv");
    let (ended, _, told) = desk.run(take_in_file(file), b"");
    assert_eq!((ended, told.len()), (Ended::Incomplete, 1));
    assert!(!desk.file("w.rangebook").exists());
}

#[test]
fn a_listed_line_never_acts_on_a_terminal() {
    let desk = Desk::new();
    let article = desk.write("a.txt", ARTICLE);
    let note = "\u{1b}[2J\u{9b}\u{202e}\u{7f}";
    desk.add(&[json!({"document": article, "quote": "Japan", "note": note})]);
    let format = Format::Jsonl;
    let (_, output, _) = desk.run(
        NotesCommand::List {
            format,
            filter: out::FilterArgs::default(),
        },
        b"",
    );
    assert!(!output.contains(dialect::is_hidden));
    assert_eq!(desk.list()[0]["note"], note);
}

#[test]
fn a_reader_that_goes_away_ends_the_command_quietly() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let desk = Desk::new();
    let article = desk.write("a.txt", ARTICLE);
    desk.add(&[json!({"document": article, "quote": "Japan", "note": ""})]);
    for command in [
        NotesCommand::List {
            format: Format::Jsonl,
            filter: out::FilterArgs::default(),
        },
        NotesCommand::Export(out::ExportArgs {
            output: "-".into(),
            ..out::ExportArgs::default()
        }),
    ] {
        let args = NotesArgs {
            workspace: Some(desk.file("w.rangebook")),
            command,
        };
        let making = Making {
            now: &|| Timestamp::UNIX_EPOCH,
            new_id: &|| NoteId(uuid::Uuid::nil()),
        };
        let ended = run_notes(args, &mut &b""[..], &mut Closed, &making, &mut |line| {
            panic!("told: {line}")
        });
        assert_eq!(ended, Ended::Done);
    }
}
