//! Notes as W3C Web Annotations in JSON-LD, out and in again.
//!
//! One annotation page, one annotation a line. What the model has a word for is said with it: text
//! and tags are textual bodies, the passage is a position and a quote selector, the author is the
//! creator. What it has no word for (bytes of the passage, value and finding) stands under `rb:`.
//! Writing what was read gives the same bytes; reading also takes what other programs write, as far
//! as it says which words of which text a note is about.

use std::io::{Read, Write};

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::dialect;
use crate::notes::{
    Annotation, Body, Fingerprint, NoteId, NotedFinding, PositionSelector, QuoteSelector, Tag,
    Target,
};

/// The vocabulary of the model (W3C, Web Annotation Vocabulary), a name and no address to ask.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What begins the name of a document that is known by its bytes.
const SHA256: &str = "urn:sha256:";

/// The most bytes of a file that is read.
const MAX_BYTES: u64 = 1_000_000_000;

/// Why a file of annotations was not read.
#[derive(Debug, thiserror::Error)]
pub enum JsonLdError {
    /// The source failed.
    #[error("the annotations could not be read")]
    Io {
        /// Why.
        source: std::io::Error,
    },
    /// Not JSON.
    #[error("the file is not JSON: {what}")]
    Json {
        /// As the parser says.
        what: String,
    },
    /// JSON, but nothing of annotations.
    #[error("the file holds no W3C annotations: expected an annotation, a list or a page of them")]
    NoAnnotations,
    /// One of them makes no sense.
    #[error("annotation {number}: {what}")]
    Annotation {
        /// From 1.
        number: usize,
        /// What is missing or wrong.
        what: &'static str,
    },
}

/// Writes the notes as an annotation page, in the order given.
pub fn write_notes(notes: &[&Annotation], mut out: impl Write) -> std::io::Result<()> {
    let context = json!([CONTEXT, {"rb": "urn:rangebook:"}]);
    writeln!(
        out,
        "{{\"@context\":{context},\"type\":\"AnnotationPage\",\"items\":["
    )?;
    for (at, note) in notes.iter().enumerate() {
        let comma = if at + 1 < notes.len() { "," } else { "" };
        writeln!(out, "{}{comma}", visible(&note_value(note).to_string()))?;
    }
    writeln!(out, "]}}")
}

/// JSON in which characters that act on a terminal are escapes; outside of strings it has none.
pub fn visible(json: &str) -> String {
    if !json.contains(dialect::is_hidden) {
        return json.to_owned();
    }
    let mut units = [0; 2];
    json.chars()
        .map(|c| {
            if dialect::is_hidden(c) {
                let units = c.encode_utf16(&mut units).iter();
                units.map(|unit| format!("\\u{unit:04x}")).collect()
            } else {
                c.to_string()
            }
        })
        .collect()
}

/// A note as an annotation.
pub fn note_value(note: &Annotation) -> Value {
    let mut value = Map::new();
    value.insert("id".to_owned(), json!(format!("urn:uuid:{}", note.id)));
    value.insert("type".to_owned(), json!("Annotation"));
    value.insert("created".to_owned(), json!(note.created.to_string()));
    value.insert("modified".to_owned(), json!(note.modified.to_string()));
    if !note.author.is_empty() {
        let creator = json!({"type": "Person", "name": note.author});
        value.insert("creator".to_owned(), creator);
    }
    let mut body = Vec::new();
    if !note.body.text.is_empty() {
        body.push(json!({"type": "TextualBody", "value": note.body.text,
            "format": "text/markdown", "purpose": "commenting"}));
    }
    for tag in &note.body.tags {
        body.push(json!({"type": "TextualBody", "value": tag.as_str(), "purpose": "tagging"}));
    }
    value.insert("body".to_owned(), Value::Array(body));
    value.insert("target".to_owned(), target_value(&note.target));
    for (key, text) in [("rb:colour", &note.body.colour)] {
        if !text.is_empty() {
            value.insert(key.to_owned(), json!(text));
        }
    }
    Value::Object(value)
}

fn target_value(target: &Target) -> Value {
    let mut source = Map::new();
    if let Some(fingerprint) = target.fingerprint {
        source.insert("id".to_owned(), json!(format!("{SHA256}{fingerprint}")));
    }
    source.insert("type".to_owned(), json!("Text"));
    source.insert("name".to_owned(), json!(target.document));

    let mut selectors = Vec::new();
    if let Some(position) = &target.position {
        selectors.push(
            json!({"type": "TextPositionSelector", "start": position.start_char,
            "end": position.end_char, "rb:startByte": position.start_byte,
            "rb:endByte": position.end_byte}),
        );
    }
    let quote = &target.quote;
    if *quote != QuoteSelector::default() {
        selectors.push(
            json!({"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix,
            "suffix": quote.suffix}),
        );
    }
    let mut value = Map::new();
    value.insert("source".to_owned(), Value::Object(source));
    if !selectors.is_empty() {
        value.insert("selector".to_owned(), Value::Array(selectors));
    }
    for (key, text) in [
        ("rb:kind", &target.kind),
        ("rb:value", &target.value),
        ("rb:unit", &target.unit),
        ("rb:source", &target.source),
    ] {
        if !text.is_empty() {
            value.insert(key.to_owned(), json!(text));
        }
    }
    if let Some(finding) = &target.finding {
        let finding = json!({"rb:rule": finding.rule, "rb:verdict": finding.verdict,
            "rb:detail": finding.detail});
        value.insert("rb:finding".to_owned(), finding);
    }
    Value::Object(value)
}

/// Reads annotations: a page, a collection with its first page, a list, or a single one. Those
/// without a UUID get one made from what names them, so that reading a file twice doubles nothing.
pub fn read_notes(input: impl Read) -> Result<Vec<Annotation>, JsonLdError> {
    let mut text = String::new();
    input
        .take(MAX_BYTES)
        .read_to_string(&mut text)
        .map_err(|source| JsonLdError::Io { source })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let value: Value = serde_json::from_str(text).map_err(|error| JsonLdError::Json {
        what: error.to_string(),
    })?;
    let mut seen = std::collections::BTreeSet::new();
    let items = items(&value).ok_or(JsonLdError::NoAnnotations)?;
    let wrong = |number, what| JsonLdError::Annotation { number, what };
    let mut notes = Vec::with_capacity(items.len());
    for (number, item) in (1..).zip(items) {
        let note = note_of(item).map_err(|what| wrong(number, what))?;
        if !seen.insert(note.id) {
            return Err(wrong(number, "an earlier one has the same id"));
        }
        notes.push(note);
    }
    Ok(notes)
}

fn items(value: &Value) -> Option<Vec<&Value>> {
    if let Value::Array(all) = value {
        return Some(all.iter().collect());
    }
    if let Some(Value::Array(all)) = value.get("items") {
        return Some(all.iter().collect());
    }
    if let Some(first) = value.get("first") {
        return items(first);
    }
    has_type(value, "Annotation").then(|| vec![value])
}

fn has_type(value: &Value, name: &str) -> bool {
    match value.get("type") {
        Some(Value::String(found)) => found == name,
        Some(Value::Array(all)) => all.iter().any(|found| found == name),
        _ => false,
    }
}

/// The note that an annotation is; else what is missing or wrong.
pub fn note_of(value: &Value) -> Result<Annotation, &'static str> {
    if !value.is_object() {
        return Err("it is no JSON object");
    }
    let text = |value: &Value, key: &str| {
        let found = value.get(key).and_then(Value::as_str);
        found.unwrap_or_default().to_owned()
    };
    let time = |key| match value.get(key) {
        None => Ok(None),
        Some(found) => found
            .as_str()
            .and_then(|it| it.parse::<jiff::Timestamp>().ok())
            .map(Some)
            .ok_or("`created` or `modified` is no RFC 3339 time"),
    };
    let (created, modified) = (time("created")?, time("modified")?);
    let creator = match value.get("creator") {
        Some(Value::String(name)) => name.clone(),
        Some(creator) => text(creator, "name"),
        None => String::new(),
    };
    let mut body = body_of(value.get("body").or_else(|| value.get("bodyValue")));
    body.colour = text(value, "rb:colour");
    Ok(Annotation {
        id: id_of(value),
        target: target_of(first_of(value.get("target")).ok_or("it has no target")?)?,
        body,
        author: creator,
        created: created.or(modified).unwrap_or_default(),
        modified: modified.or(created).unwrap_or_default(),
    })
}

fn id_of(value: &Value) -> NoteId {
    let name = value.get("id").and_then(Value::as_str);
    let ours = name.map(|name| name.strip_prefix("urn:uuid:").unwrap_or(name));
    if let Some(id) = ours.and_then(NoteId::parse) {
        return id;
    }
    id_from(&name.map_or_else(|| value.to_string(), str::to_owned))
}

/// The id of a copy of a note that is kept beside another of the same id: the same for the same
/// content.
pub fn copy_id(note: &Annotation) -> NoteId {
    id_from(&note_value(note).to_string())
}

/// An id made from words: version 8 of RFC 9562, a digest by its maker's own rule.
pub(super) fn id_from(words: &str) -> NoteId {
    let digest = Sha256::digest(words.as_bytes());
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(digest.iter()) {
        *to = *from;
    }
    NoteId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

fn first_of(value: Option<&Value>) -> Option<&Value> {
    match value? {
        Value::Array(all) => all.first(),
        value => Some(value),
    }
}

/// All bodies: those for tagging are tags, the others are the text, one after the other.
fn body_of(value: Option<&Value>) -> Body {
    let all: Vec<&Value> = match value {
        Some(Value::Array(all)) => all.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    };
    let (mut texts, mut tags) = (Vec::new(), Vec::new());
    for body in all {
        let said = body
            .as_str()
            .or_else(|| body.get("value").and_then(Value::as_str));
        let Some(said) = said else {
            continue;
        };
        if body.get("purpose").is_some_and(|it| it == "tagging") {
            tags.push(said);
        } else {
            texts.push(said);
        }
    }
    Body {
        text: texts.join("\n\n"),
        tags: Tag::parse_all(tags),
        colour: String::new(),
    }
}

fn target_of(value: &Value) -> Result<Target, &'static str> {
    let text = |value: &Value, key: &str| {
        let found = value.get(key).and_then(Value::as_str);
        found.unwrap_or_default().to_owned()
    };
    let source = value.get("source").unwrap_or(value);
    let name = source.as_str().unwrap_or_default();
    let id = source.get("id").and_then(Value::as_str).unwrap_or(name);
    let document = source.get("name").and_then(Value::as_str).unwrap_or(id);
    let selectors: Vec<&Value> = match value.get("selector") {
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let of_type = |name| selectors.iter().find(|it| has_type(it, name));
    let position = of_type("TextPositionSelector").and_then(|it| {
        let at = |key: &str| it.get(key).and_then(Value::as_u64);
        // Without our bytes the place is not known: other programs count in other units.
        Some(PositionSelector {
            start_byte: at("rb:startByte")?,
            end_byte: at("rb:endByte")?,
            start_char: at("start")?,
            end_char: at("end")?,
        })
    });
    if position.is_some_and(|it| it.end_byte < it.start_byte || it.end_char < it.start_char) {
        return Err("its position ends before it starts");
    }
    let quote = of_type("TextQuoteSelector").map(|it| QuoteSelector {
        exact: text(it, "exact"),
        prefix: text(it, "prefix"),
        suffix: text(it, "suffix"),
    });
    let finding = value.get("rb:finding");
    let said = |key| finding.map(|it| text(it, key)).unwrap_or_default();
    Ok(Target {
        document: document.to_owned(),
        fingerprint: id.strip_prefix(SHA256).and_then(Fingerprint::parse),
        position,
        quote: quote.unwrap_or_default(),
        kind: text(value, "rb:kind"),
        value: text(value, "rb:value"),
        unit: text(value, "rb:unit"),
        source: text(value, "rb:source"),
        finding: NotedFinding::from_cells(said("rb:rule"), said("rb:verdict"), said("rb:detail")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::any_note::any_notes;
    use proptest::prelude::*;

    fn written(notes: &[Annotation]) -> String {
        let mut out = Vec::new();
        write_notes(&notes.iter().collect::<Vec<_>>(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    proptest! {
        #[test]
        fn written_then_read_is_equal_and_written_again_the_same(notes in any_notes()) {
            let file = written(&notes);
            prop_assert!(!file.replace('\n', "").contains(char::is_control));
            let read = read_notes(file.as_bytes()).unwrap();
            prop_assert_eq!(&read, &notes);
            prop_assert_eq!(written(&read), file);
        }
    }

    #[track_caller]
    fn check_quote(json: &str, quote: &str, text: &str, tags: &[&str]) -> Annotation {
        let notes = read_notes(json.as_bytes()).unwrap();
        let [note] = notes.as_slice() else {
            panic!("{notes:?}");
        };
        assert_eq!(note.target.quote.exact, quote);
        assert_eq!(note.body.text, text);
        let found: Vec<&str> = note.body.tags.iter().map(Tag::as_str).collect();
        assert_eq!(found, tags);
        note.clone()
    }

    #[test]
    fn annotations_of_other_programs_come_in() {
        let plain = r#"{"id":"http://example.org/anno1","type":"Annotation",
            "body":{"type":"TextualBody","value":"Comment"},
            "target":{"source":"http://example.org/page",
            "selector":{"type":"TextQuoteSelector","exact":"words","prefix":"a "}}}"#;
        let first = check_quote(plain, "words", "Comment", &[]);
        assert_eq!(first.target.document, "http://example.org/page");
        let again = check_quote(&format!("[{plain}]"), "words", "Comment", &[]);
        assert_eq!(first.id, again.id, "the same name, the same note");
        check_quote(
            r#"{"type":"AnnotationCollection","first":{"items":[{"type":["Annotation"],
            "bodyValue":"x","target":["page"]}]}}"#,
            "",
            "x",
            &[],
        );
        check_quote(
            r#"[{"type":"Annotation","target":{"source":"p"},"body":[{"purpose":"tagging",
            "value":" a|b "},"one",{"value":"two"}]}]"#,
            "",
            "one\n\ntwo",
            &["a b"],
        );
    }

    #[track_caller]
    fn check_refused(json: &str, expected: &str) {
        let error = read_notes(json.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn what_is_no_annotation_is_refused_in_words() {
        check_refused("{", "not JSON");
        check_refused("{}", "no W3C annotations");
        check_refused("[1]", "annotation 1: it is no JSON object");
        check_refused("[{}]", "annotation 1: it has no target");
        let one = r#"{"id":"urn:uuid:9d2f1c9e-0f6a-4f6e-8a39-0c6b6f0d2a11","target":"x"}"#;
        check_refused(&format!("[{one},{one}]"), "annotation 2: an earlier one");
        check_refused(
            r#"[{"created":"yesterday","target":"x"}]"#,
            "no RFC 3339 time",
        );
    }
}
