//! Projects follow the rules of the schema: which elements, in which order, with which attributes,
//! and every reference leads somewhere.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use super::*;
use crate::document::DocumentId;
use crate::notes::any_note::any_notes;
use crate::notes::{Tag, Target};
use crate::text::Span;
use proptest::prelude::*;

/// Of an element: attributes it must have, attributes it may have, and its children in order.
type Rule = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

/// The part of the schema that is written, after REFI-QDA 1.0 (Project.xsd of 2019).
const RULES: &[Rule] = &[
    (
        "Project",
        &["name"],
        &["origin", "creationDateTime", "xmlns"],
        &["Users", "CodeBook", "Sources", "Notes"],
    ),
    ("Users", &[], &[], &["User"]),
    ("User", &["guid"], &["name"], &[]),
    ("CodeBook", &[], &[], &["Codes"]),
    ("Codes", &[], &[], &["Code"]),
    ("Code", &["guid", "name", "isCodable"], &[], &[]),
    ("Sources", &[], &[], &["TextSource"]),
    (
        "TextSource",
        &["guid"],
        &["name", "plainTextPath"],
        &[
            "PlainTextContent",
            "PlainTextSelection",
            "Coding",
            "NoteRef",
        ],
    ),
    (
        "PlainTextSelection",
        &["guid", "startPosition", "endPosition"],
        &["name", "creatingUser", "creationDateTime"],
        &["Coding", "NoteRef"],
    ),
    (
        "Coding",
        &["guid"],
        &["creatingUser", "creationDateTime"],
        &["CodeRef"],
    ),
    ("CodeRef", &["targetGUID"], &[], &[]),
    ("NoteRef", &["targetGUID"], &[], &[]),
    ("Notes", &[], &[], &["Note"]),
    (
        "Note",
        &["guid"],
        &["name", "creatingUser", "creationDateTime"],
        &["PlainTextContent"],
    ),
    ("PlainTextContent", &[], &[], &[]),
];

/// What the schema says of an attribute's value.
#[track_caller]
fn check_type(name: &str, key: &str, value: &str) {
    let guid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    let pattern = match key {
        "guid" | "targetGUID" | "creatingUser" => guid.to_owned(),
        "isCodable" => "true|false".to_owned(),
        "startPosition" | "endPosition" => "[0-9]+".to_owned(),
        "plainTextPath" => format!("internal://{guid}\\.txt"),
        "creationDateTime" => {
            assert!(!value.starts_with("0000"), "{value}");
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z".to_owned()
        }
        "xmlns" => "urn:QDA-XML:project:1\\.0".to_owned(),
        _ => return,
    };
    let pattern = regex::Regex::new(&format!("^({pattern})$")).unwrap();
    assert!(pattern.is_match(value), "{name} {key}: {value}");
}

/// Elements whose children must not be missing.
const NEVER_EMPTY: [&str; 6] = ["Users", "CodeBook", "Codes", "Sources", "Notes", "Coding"];

/// Reads the XML as strictly as it was meant, and checks it against [`RULES`].
#[track_caller]
fn check_valid(xml: &str) {
    let mut rest = xml
        .strip_prefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
        .unwrap();
    let mut open: Vec<(&Rule, usize, usize)> = Vec::new();
    let (mut guids, mut refs) = (BTreeSet::new(), Vec::new());
    while let Some(at) = rest.find('<') {
        let text = rest.get(..at).unwrap();
        assert!(!text.contains('>'), "{text}");
        if !text.trim().is_empty() {
            assert_eq!(open.last().unwrap().0.0, "PlainTextContent");
        }
        let end = at + rest.get(at..).unwrap().find('>').unwrap();
        let tag = rest.get(at + 1..end).unwrap();
        rest = rest.get(end + 1..).unwrap();
        if let Some(name) = tag.strip_prefix('/') {
            let (rule, _, num_children) = open.pop().unwrap();
            assert_eq!(rule.0, name);
            assert!(num_children > 0 || !NEVER_EMPTY.contains(&name), "{name}");
            continue;
        }
        let is_empty = tag.ends_with('/');
        let mut parts = tag.trim_end_matches('/').splitn(2, ' ');
        let name = parts.next().unwrap();
        let rule = RULES.iter().find(|rule| rule.0 == name).unwrap();
        if let Some((parent, reached, num_children)) = open.last_mut() {
            *num_children += 1;
            let place = parent.3.iter().position(|child| *child == name);
            let place = place.unwrap_or_else(|| panic!("{name} in {}", parent.0));
            assert!(place >= *reached, "{name} comes too late in {}", parent.0);
            *reached = place;
        }
        let mut attributes = parts.next().unwrap_or("");
        let mut found = Vec::new();
        while let Some((key, more)) = attributes.split_once("=\"") {
            let (value, more) = more.split_once('"').unwrap();
            assert!(!value.contains(['<', '\n']));
            let key = key.trim();
            assert!(
                rule.1.contains(&key) || rule.2.contains(&key),
                "{name} {key}"
            );
            assert!(!found.contains(&key));
            found.push(key);
            check_type(name, key, value);
            match key {
                "guid" => assert!(guids.insert(value.to_owned()), "{value} twice"),
                "targetGUID" | "creatingUser" => refs.push(value.to_owned()),
                _ => {}
            }
            attributes = more;
        }
        assert!(
            rule.1.iter().all(|key| found.contains(key)),
            "{name} {found:?}"
        );
        if !is_empty {
            open.push((rule, 0, 0));
        }
    }
    assert!(open.is_empty());
    assert!(refs.iter().all(|guid| guids.contains(guid)));
}

fn document(name: &str, text: &str) -> Document {
    crate::document::load_bytes(DocumentId(0), name, None, text.as_bytes()).unwrap()
}

#[test]
fn a_note_on_a_passage_is_a_selection_in_characters() {
    let document = document("a.txt", "Tokyo’s plan: Japan pledged & <more>.");
    let start = document.text.find("Japan").unwrap();
    let span = Span::new(&document.text, start, start + 5).unwrap();
    let mut note = crate::notes::Annotation {
        id: crate::notes::NoteId(uuid::Uuid::from_u128(1)),
        target: Target::of_passage(&document, span),
        body: crate::notes::Body {
            text: "Which \"rate\"?".to_owned(),
            tags: Tag::parse_all(["a&b"]),
            colour: String::new(),
        },
        author: "reader".to_owned(),
        created: "2024-01-18T09:30:00Z".parse().unwrap(),
        modified: "2024-01-18T09:30:00Z".parse().unwrap(),
    };
    let xml = project(
        &[&note],
        &[Source {
            document: &document,
        }],
        "x",
    );
    check_valid(&xml);
    assert!(
        xml.contains("startPosition=\"14\" endPosition=\"19\""),
        "{xml}"
    );
    assert!(xml.contains("name=\"a&amp;b\""), "{xml}");
    assert!(xml.contains(">Which &quot;rate&quot;?<"), "{xml}");
    // Its passage is gone, which is said.
    let other = self::document("a.txt", "Grain, rivers and the weather of the south.");
    let sources = [Source { document: &other }];
    note.target.fingerprint = Some(other.fingerprint);
    let xml = project(&[&note], &sources, "x");
    check_valid(&xml);
    let lost = "“Japan” (a.txt, lost: the passage is not in the document any more)\n\nWhich";
    assert!(xml.contains(lost), "{xml}");
    // Its document is not at hand: the words and the quote are kept all the same.
    note.target.document = "b.txt".to_owned();
    note.target.fingerprint = None;
    let xml = project(
        &[&note],
        &[Source {
            document: &document,
        }],
        "x",
    );
    check_valid(&xml);
    assert!(xml.contains("“Japan” (b.txt)\n\nWhich"), "{xml}");
}

#[test]
fn the_zip_holds_the_project_and_the_texts() {
    let document = document("a.txt", "Japan pledged.");
    let sources = [Source {
        document: &document,
    }];
    let written = || {
        let mut out = Cursor::new(Vec::new());
        write_project(&[], &sources, "x", &mut out).unwrap();
        out.into_inner()
    };
    assert_eq!(written(), written());
    let mut zip = zip::ZipArchive::new(Cursor::new(written())).unwrap();
    let guid = source_guid(&document);
    let mut read = |name: &str| {
        let mut text = String::new();
        zip.by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let xml = read("project.qde");
    check_valid(&xml);
    // The file is found by the path that the project gives.
    assert!(xml.contains(&format!("plainTextPath=\"internal://{guid}.txt\"")));
    assert_eq!(read(&format!("sources/{guid}.txt")), "Japan pledged.");
    assert_eq!(zip.len(), 2);
}

#[test]
fn times_that_the_schema_does_not_know_are_left_out() {
    let written = |time: &str| date_time(time.parse().unwrap());
    assert_eq!(written("-009999-01-02T01:59:59Z"), None);
    assert_eq!(written("0000-06-01T00:00:00Z"), None);
    let time = "2024-01-18T09:30:00.5Z";
    assert_eq!(written(time).as_deref(), Some(time));
}

proptest! {
    #[test]
    fn any_notes_make_a_valid_project(notes in any_notes(), name in crate::notes::any_note::hostile_text()) {
        let document = document("a.txt", "Japan pledged 68 billion dollars.");
        let notes: Vec<_> = notes
            .into_iter()
            .enumerate()
            .map(|(at, mut note)| {
                if at % 2 == 0 {
                    "a.txt".clone_into(&mut note.target.document);
                    "Japan".clone_into(&mut note.target.quote.exact);
                }
                note
            })
            .collect();
        let notes: Vec<&Annotation> = notes.iter().collect();
        check_valid(&project(&notes, &[Source { document: &document }], &name));
    }
}
