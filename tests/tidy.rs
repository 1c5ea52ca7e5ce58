//! The rules of the house, read from the sources: who may import whom, what stays out of which
//! room, and what must never come into the repository.
//!
//! A rule that makes the program worse is changed here, in its table, with the reason beside it.
//! An exception that is no longer needed fails too, so the tables never promise more mess than
//! there is. Sources are read line by line, not parsed: comments are skipped, and so are tests
//! where a rule is about the program only.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Which rooms a room may use. `lib.rs`, `main.rs`, `cli` and `ui` may use all.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("geo", &[]),
    ("units", &["text"]),
    ("document", &["text"]),
    // The names of entities are texts that mentions share.
    ("reference", &["units", "geo", "text"]),
    // A place found in a text is resolved to coordinates.
    (
        "extract",
        &["text", "document", "units", "reference", "geo"],
    ),
    // A finding names the words it rests on by their span and document.
    (
        "check",
        &["extract", "units", "reference", "geo", "text", "document"],
    ),
    // A bar keeps the span of the words it was drawn from.
    (
        "figures",
        &[
            "check",
            "extract",
            "reference",
            "units",
            "geo",
            "text",
            "document",
        ],
    ),
    ("notes", &["text", "document"]),
    ("reader", &["text", "document"]),
    // Mentions are exported too, with the ids of the table and the coordinates of places.
    (
        "export",
        &[
            "notes",
            "check",
            "figures",
            "units",
            "extract",
            "reference",
            "geo",
            "document",
            "text",
        ],
    ),
    (
        "workspace",
        &[
            "text",
            "geo",
            "units",
            "document",
            "reference",
            "extract",
            "check",
            "figures",
            "notes",
            "reader",
            "export",
        ],
    ),
];

/// Rooms that stand above the table and may use all of it.
const ABOVE: &[&str] = &["ui", "cli"];

/// Crates of the window, and where they may be named.
const WINDOW_CRATES: &[&str] = &["eframe", "egui", "egui_plot", "egui_extras", "rfd", "png::"];
const WINDOW_PLACES: &[&str] = &["src/ui/", "src/main.rs"];

/// What reads a clock or makes an id, and the places that hand them to everybody else.
const CLOCKS: &[&str] = &[
    "SystemTime::now",
    "Timestamp::now",
    "Zoned::now",
    "Instant::now",
    "Uuid::new_v4",
];
const CLOCK_PLACES: &[&str] = &[
    "src/main.rs",
    "src/cli.rs",
    "src/cli/",
    "src/ui/",
    // Waits and budgets of running work; no time that is stored or shown.
    "src/workspace/runner.rs",
    // How long a document may take to read.
    "src/document/parser_process.rs",
];

/// What touches the disk, and the places that may.
const DISK: &[&str] = &["std::fs", "fs::read", "File::open", "OpenOptions"];
const DISK_PLACES: &[&str] = &[
    "src/main.rs",
    "src/cli.rs",
    "src/cli/",
    "src/ui/",
    "src/document/load/folder.rs",
    "src/document/load.rs",
    "src/workspace/store/",
    "src/export/atomic.rs",
];

/// The most lines of a file of the program, and of one that holds only tests: many small cases of
/// one behaviour are easier to read in one piece.
const MAX_LINES: usize = 600;
const MAX_TEST_LINES: usize = 800;

/// Files that are longer, and why.
const LONG_FILES: &[(&str, &str)] = &[];

/// Crates that open network connections. The program has no network code: nothing it reads leaves
/// the machine.
const NETWORK: &[&str] = &[
    "async-net",
    "async-std",
    "attohttpc",
    "curl",
    "h2",
    "h3",
    "hickory-resolver",
    "hyper",
    "isahc",
    "minreq",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tiny_http",
    "tokio",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "webbrowser",
    "zbus",
];

/// Crates of that list that are in the lock file all the same, and why they may be.
const NETWORK_REASONS: &[(&str, &str)] = &[
    (
        "tokio",
        "wasm-bindgen-futures names it for browsers, its channels only; never built for a desktop",
    ),
    (
        "webbrowser",
        "eframe's `links`: hands an address the reader clicked to their own browser, and connects to nothing",
    ),
    (
        "zbus",
        "accessibility on Linux: speaks to the desktop over a local socket",
    ),
];

/// Crates that are in the lock file in more than one version, and who keeps the other one. Each
/// costs time to build, so a new one wants a reason here.
const DUPLICATES: &[(&str, &[&str])] = &[
    (
        "winit and glutin are a step behind the rest of eframe's tree",
        &[
            "bitflags",
            "calloop",
            "calloop-wayland-source",
            "linux-raw-sys",
            "redox_syscall",
            "rustix",
            "smithay-client-toolkit",
            "thiserror",
            "thiserror-impl",
        ],
    ),
    (
        "other systems' windows, never built on Linux",
        &[
            "block2",
            "jni-sys",
            "objc2",
            "objc2-app-kit",
            "objc2-foundation",
            "objc2-ui-kit",
            "windows-sys",
        ],
    ),
    (
        "two sides of the same change of a hash map or generator of random numbers",
        &["foldhash", "getrandom", "hashbrown", "r-efi", "rustc-hash"],
    ),
    (
        "png and other users of flate2 on either side of its last release",
        &["miniz_oxide"],
    ),
    ("macros move to syn 3 one by one", &["syn"]),
    (
        "PDF files are read by a step newer versions than the fonts of the window",
        &["fearless_simd", "read-fonts", "skrifa"],
    ),
    (
        "readers of PDF files and of web pages, and what speaks to the desktop, are a step apart",
        &[
            "bit-set",
            "bit-vec",
            "phf",
            "phf_generator",
            "phf_macros",
            "phf_shared",
        ],
    ),
];

/// One file of the repository.
struct File {
    /// From the root, with slashes.
    name: String,
    text: String,
}

impl File {
    /// Only tests in it.
    fn is_tests(&self) -> bool {
        let stem = self.name.trim_end_matches(".rs");
        self.name.starts_with("tests/")
            || self.name.contains("/tests/")
            || ["/tests", "_tests", "/testing"]
                .iter()
                .any(|end| stem.ends_with(end))
    }

    /// Code lines with their numbers, without comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line.trim()))
            .filter(|(_, line)| !line.starts_with("//"))
    }

    /// Code lines before the tests at the end of the file; none of a file of tests.
    fn program(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut lines = self.text.lines().peekable();
        let mut num_lines = 0;
        while let Some(line) = lines.next() {
            let opens_tests = line == "#[cfg(test)]"
                && lines
                    .peek()
                    .is_some_and(|next| next.starts_with("mod ") && next.ends_with('{'));
            if self.is_tests() || opens_tests {
                break;
            }
            num_lines += 1;
        }
        self.code().take_while(move |&(at, _)| at <= num_lines)
    }

    fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.name.starts_with(place))
    }

    /// The room of a file in `src/ROOM/` or `src/ROOM.rs`, and how many modules below the root it
    /// is.
    fn room(&self) -> Option<(&str, usize)> {
        let path = self.name.strip_prefix("src/")?.strip_suffix(".rs")?;
        let path = path.trim_end_matches("/mod");
        let room = path.split('/').next()?;
        (!matches!(room, "lib" | "main")).then_some((room, path.split('/').count()))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file of the repository, in order of its name.
fn files() -> Vec<File> {
    let mut files = Vec::new();
    collect(&root(), "", &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(files.len() > 20, "the repository was not found");
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<File>) {
    let entries = std::fs::read_dir(folder).expect("the repository can be read");
    for entry in entries {
        let entry = entry.expect("the repository can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if path.is_dir() {
            let is_hidden =
                name.starts_with('.') && !matches!(&*name, ".ci" | ".cargo" | ".github");
            if !is_hidden && name != "target" {
                collect(&path, &format!("{prefix}{name}/"), files);
            }
        } else if name != ".git"
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            files.push(File {
                name: format!("{prefix}{name}"),
                text,
            });
        }
    }
}

fn sources() -> Vec<File> {
    let mut files = files();
    files.retain(|file| file.name.ends_with(".rs"));
    files
}

#[track_caller]
fn check(problems: &[String]) {
    assert!(
        problems.is_empty(),
        "\n{}",
        problems.iter().fold(String::new(), |mut all, problem| {
            writeln!(all, "{problem}").expect("a string takes more");
            all
        })
    );
}

/// Rooms that a line names: `crate::ROOM`, `crate::{ROOM, …}` or the way up with `super`.
fn rooms_named(line: &str, depth: usize) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = line.get(at + "crate::".len()..).unwrap_or("");
        match rest.strip_prefix('{') {
            Some(group) => found.extend(names_of_group(group)),
            None => found.push(first_name(rest)),
        }
    }
    let up = "super::".repeat(depth);
    for (at, _) in line.match_indices(&up) {
        let goes_on = line
            .get(..at)
            .is_some_and(|before| before.ends_with("super::"));
        let rest = line.get(at + up.len()..).unwrap_or("");
        if !goes_on && !rest.starts_with("super") {
            found.push(first_name(rest));
        }
    }
    found.retain(|name| is_room(name));
    found
}

/// The first name of each path in `{a::b, c::{d, e}}`.
fn names_of_group(group: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let (mut depth, mut is_start) = (0, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => is_start = true,
            c if is_start && depth == 0 && !c.is_whitespace() => {
                is_start = false;
                names.push(first_name(group.get(at..).unwrap_or("")));
            }
            _ => {}
        }
        if depth < 0 {
            break;
        }
    }
    names
}

fn first_name(rest: &str) -> &str {
    rest.split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .unwrap_or("")
}

fn is_room(name: &str) -> bool {
    ABOVE.contains(&name) || ROOMS.iter().any(|(room, _)| *room == name)
}

/// Whether `word` stands in `line` as a word of its own.
fn names_word(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|rest| rest.chars().next_back());
        let after = line
            .get(at + word.len()..)
            .and_then(|rest| rest.chars().next());
        let is_cut = word.ends_with(is_part) && after.is_some_and(is_part);
        !before.is_some_and(is_part) && !is_cut
    })
}

#[test]
fn rooms_import_only_what_their_row_allows() {
    let mut problems = Vec::new();
    for file in sources() {
        let Some((room, depth)) = file.room() else {
            continue;
        };
        if ABOVE.contains(&room) {
            continue;
        }
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            problems.push(format!("{}: a room that is not in the table", file.name));
            continue;
        };
        // Joined, because an import may be spread over lines.
        let mut statement = String::new();
        for (at, line) in file.code() {
            statement.push_str(line);
            let is_import = statement.split(' ').take(2).any(|word| word == "use");
            if is_import && !statement.ends_with(';') {
                continue;
            }
            for named in rooms_named(&statement, depth) {
                if named != room && !allowed.contains(&named) {
                    problems.push(format!("{}:{at}: {room} may not use {named}", file.name));
                }
            }
            statement.clear();
        }
    }
    check(&problems);
}

#[test]
fn the_table_has_no_circles() {
    // A room may use only rooms above it in the table, or beside it with no way back.
    let allowed: BTreeMap<_, _> = ROOMS.iter().copied().collect();
    for (room, uses) in ROOMS {
        let mut seen = Vec::new();
        let mut next: Vec<&str> = uses.to_vec();
        while let Some(name) = next.pop() {
            assert_ne!(name, *room, "{room} uses itself through others");
            if !seen.contains(&name) {
                seen.push(name);
                next.extend(allowed.get(name).copied().unwrap_or_default());
            }
        }
    }
}

/// Lines of the program outside of `places` that name one of `words`.
fn strays(words: &[&str], places: &[&str], why: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for file in sources() {
        if !file.name.starts_with("src/") || file.is_in(places) {
            continue;
        }
        for (at, line) in file.program() {
            for word in words.iter().filter(|word| names_word(line, word)) {
                problems.push(format!("{}:{at}: {word}: {why}", file.name));
            }
        }
    }
    problems
}

#[test]
fn only_the_window_knows_the_window() {
    let why = "only src/ui and src/main.rs know the window";
    check(&strays(WINDOW_CRATES, WINDOW_PLACES, why));
}

#[test]
fn clocks_and_ids_are_passed_in() {
    let why = "clocks, ids and randomness are passed in";
    check(&strays(CLOCKS, CLOCK_PLACES, why));
}

#[test]
fn the_disk_is_touched_in_few_places() {
    let why = "the disk is touched in document::load, workspace::store and export::atomic";
    check(&strays(DISK, DISK_PLACES, why));
}

#[test]
fn there_is_no_network_code() {
    let words = ["std::net", "TcpStream", "TcpListener", "UdpSocket"];
    let mut problems = strays(&words, &[], "there is no network code");
    let versions = locked();
    for name in NETWORK.iter().filter(|name| versions.contains_key(**name)) {
        if !NETWORK_REASONS.iter().any(|(known, _)| known == name) {
            problems.push(format!("Cargo.lock: {name} opens network connections"));
        }
    }
    for (name, _) in NETWORK_REASONS {
        if !versions.contains_key(*name) {
            problems.push(format!("Cargo.lock: {name} is gone; take out its reason"));
        }
    }
    check(&problems);
}

/// Names and versions of the lock file.
fn locked() -> BTreeMap<String, Vec<String>> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock is there");
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut name = "";
    for line in lock.lines() {
        let value = |key: &str| line.strip_prefix(key)?.strip_suffix('"');
        if let Some(found) = value("name = \"") {
            name = found;
        } else if let Some(version) = value("version = \"") {
            let all = versions.entry(name.to_owned()).or_default();
            all.push(version.to_owned());
        }
    }
    assert!(versions.contains_key("rangebook"), "the lock file was read");
    versions
}

#[test]
fn no_crate_comes_in_another_version_without_a_reason() {
    let mut problems = Vec::new();
    let versions = locked();
    let is_known = |name: &str| DUPLICATES.iter().any(|(_, names)| names.contains(&name));
    for (name, found) in versions.iter().filter(|(_, found)| found.len() > 1) {
        if !is_known(name) {
            problems.push(format!(
                "Cargo.lock: {name} in versions {}",
                found.join(", ")
            ));
        }
    }
    for name in DUPLICATES.iter().flat_map(|(_, names)| names.iter()) {
        if versions.get(*name).is_none_or(|found| found.len() < 2) {
            problems.push(format!("Cargo.lock: {name} is single now; take it out"));
        }
    }
    check(&problems);
}

#[test]
fn files_say_what_they_are_for() {
    let mut problems = Vec::new();
    for file in sources() {
        if !file.text.starts_with("//! ") {
            problems.push(format!("{}: does not open with //!", file.name));
        }
    }
    check(&problems);
}

#[test]
fn files_are_short() {
    let mut problems = Vec::new();
    for file in sources() {
        let num_lines = file.text.lines().count();
        let most = if file.is_tests() {
            MAX_TEST_LINES
        } else {
            MAX_LINES
        };
        let is_known = LONG_FILES.iter().any(|(name, _)| *name == file.name);
        if num_lines > most && !is_known {
            problems.push(format!("{}: {num_lines} lines; make it two", file.name));
        }
        if num_lines <= most && is_known {
            problems.push(format!("{}: short now; take it out", file.name));
        }
    }
    check(&problems);
}

#[test]
fn what_is_left_to_do_has_a_number() {
    // Written in halves, so that this file does not find itself.
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X:"),
    ];
    let mut problems = Vec::new();
    for file in files() {
        for (at, line) in file.text.lines().enumerate() {
            for mark in marks.iter().filter(|mark| line.contains(**mark)) {
                if file.name.ends_with(".rs") && !line.contains(&format!("{mark}(#")) {
                    problems.push(format!("{}:{}: a bare {mark}", file.name, at + 1));
                }
            }
        }
    }
    check(&problems);
}

#[test]
fn no_path_of_anybodys_machine_is_written_down() {
    let marks = [
        concat!("/wo", "rk/"),
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/Us", "ers/"),
        concat!("C:", "\\"),
        concat!("local", "host"),
        concat!("127.0", ".0.1"),
    ];
    let mut problems = Vec::new();
    for file in files() {
        for (at, line) in file.text.lines().enumerate() {
            for mark in marks {
                // Part of an address is no path: "https://example.org/home/".
                let is_path = line.match_indices(mark).any(|(at, _)| {
                    let before = line.get(..at).and_then(|rest| rest.chars().next_back());
                    !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-'))
                });
                if is_path {
                    problems.push(format!("{}:{}: {mark}", file.name, at + 1));
                }
            }
        }
    }
    check(&problems);
}

#[test]
fn imports_are_read_in_every_form() {
    let named = |line, depth| rooms_named(line, depth);
    assert_eq!(named("use crate::text::Span;", 2), ["text"]);
    assert_eq!(
        named("use crate::{text::{Span, CharIndex}, units, Other};", 2),
        ["text", "units"]
    );
    assert_eq!(
        named("let a = crate::geo::x(crate::units::y);", 2),
        ["geo", "units"]
    );
    assert_eq!(named("use super::super::notes::NoteId;", 2), ["notes"]);
    assert_eq!(named("use super::text;", 2), [""; 0]);
    assert_eq!(named("use super::super::super::ui;", 2), [""; 0]);
    assert_eq!(named("use mycrate_text::text;", 2), [""; 0]);
}
