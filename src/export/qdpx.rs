//! Notes as a project that programs for qualitative analysis open: REFI-QDA 1.0, a `.qdpx` file.
//!
//! It is a zip of `project.qde` (XML) and the plain texts of the documents. A note on a passage is a
//! selection of its source with the tags as codes and the words as a note; a note whose document is
//! not at hand, or on no passage, is a note of the project, so that none is left out; one whose passage is
//! lost or in doubt says so. The order of
//! elements and attributes is the schema's. Characters that XML cannot hold are made visible.

use std::collections::BTreeMap;
use std::io::{Seek, Write};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::dialect;
use super::jsonld::id_from;
use super::place::Place;
use crate::document::Document;
use crate::notes::Annotation;
use zip::write::SimpleFileOptions;

/// A document whose notes are exported.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The document as it is now.
    pub document: &'a Document,
}

/// Writes the project. `name` is shown by the program that opens it.
pub fn write_project(
    notes: &[&Annotation],
    sources: &[Source<'_>],
    name: &str,
    out: impl Write + Seek,
) -> std::io::Result<()> {
    let failed = |error: zip::result::ZipError| match error {
        zip::result::ZipError::Io(error) => error,
        other => std::io::Error::other(other.to_string()),
    };
    let mut zip = zip::ZipWriter::new(out);
    // The same notes give the same bytes: no time of the zip's own.
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("project.qde", options).map_err(failed)?;
    zip.write_all(project(notes, sources, name).as_bytes())?;
    for source in sources {
        let guid = source_guid(source.document);
        zip.start_file(format!("sources/{guid}.txt"), options)
            .map_err(failed)?;
        zip.write_all(source.document.text.as_bytes())?;
    }
    zip.finish().map_err(failed)?;
    Ok(())
}

fn source_guid(document: &Document) -> String {
    id_from(&format!(
        "source {} {}",
        document.name, document.fingerprint
    ))
    .to_string()
}

/// The XML of the project.
fn project(notes: &[&Annotation], sources: &[Source<'_>], name: &str) -> String {
    let mut xml = Xml::default();
    let mut users: BTreeMap<&str, String> = BTreeMap::new();
    let mut codes: BTreeMap<&str, String> = BTreeMap::new();
    for note in notes {
        users
            .entry(&note.author)
            .or_insert_with(|| id_from(&format!("user {}", note.author)).to_string());
        for tag in &note.body.tags {
            codes
                .entry(tag.as_str())
                .or_insert_with(|| id_from(&format!("code {}", tag.as_str())).to_string());
        }
    }
    let first = notes.iter().map(|note| note.created).min();
    let created = date_time(first.unwrap_or_default());
    let mut attributes = vec![
        ("xmlns", "urn:QDA-XML:project:1.0"),
        ("name", name),
        ("origin", concat!("Rangebook ", env!("CARGO_PKG_VERSION"))),
    ];
    attributes.extend(created.as_deref().map(|it| ("creationDateTime", it)));
    xml.open("Project", &attributes);
    if !users.is_empty() {
        xml.open("Users", &[]);
        for (name, guid) in &users {
            let name = if name.is_empty() { "unnamed" } else { name };
            xml.empty("User", &[("guid", guid), ("name", name)]);
        }
        xml.close("Users");
    }
    if !codes.is_empty() {
        xml.open("CodeBook", &[]);
        xml.open("Codes", &[]);
        for (name, guid) in &codes {
            let code = [("guid", &**guid), ("name", *name), ("isCodable", "true")];
            xml.empty("Code", &code);
        }
        xml.close("Codes");
        xml.close("CodeBook");
    }
    let homes = homes(notes, sources);
    if !sources.is_empty() {
        xml.open("Sources", &[]);
        for (at, source) in sources.iter().enumerate() {
            write_source(&mut xml, at, source.document, &homes, &users, &codes);
        }
        xml.close("Sources");
    }
    write_notes(&mut xml, &homes, &users);
    xml.close("Project");
    xml.text
}

/// Where a note stands: in which source, and there at which characters.
struct Home<'a> {
    note: &'a Annotation,
    source: Option<usize>,
    chars: Option<(u32, u32)>,
    /// That its passage is lost or in doubt.
    warning: Option<String>,
}

fn homes<'a>(notes: &[&'a Annotation], sources: &[Source<'_>]) -> Vec<Home<'a>> {
    let home = |note: &&'a Annotation| {
        let place = Place::of(note, sources);
        let chars = place.source.and_then(|at| {
            let document = sources.get(at)?.document;
            let (start, end) = document.char_range(place.anchoring?.span()?);
            (start != end).then_some((start.get(), end.get()))
        });
        Home {
            note,
            source: place.source,
            chars,
            warning: place.warning(sources),
        }
    };
    notes.iter().map(home).collect()
}

fn write_source(
    xml: &mut Xml,
    at: usize,
    document: &Document,
    homes: &[Home<'_>],
    users: &BTreeMap<&str, String>,
    codes: &BTreeMap<&str, String>,
) {
    let guid = source_guid(document);
    let path = format!("internal://{guid}.txt");
    let attributes = [
        ("guid", &*guid),
        ("name", &*document.name),
        ("plainTextPath", &*path),
    ];
    xml.open("TextSource", &attributes);
    let here = |home: &&Home<'_>| home.source == Some(at);
    for home in homes.iter().filter(here) {
        let Some((start, end)) = home.chars else {
            continue;
        };
        let note = home.note;
        let guid = id_from(&format!("selection {}", note.id)).to_string();
        let (start, end) = (start.to_string(), end.to_string());
        let name: String = note.target.quote.exact.chars().take(60).collect();
        let mut attributes = vec![
            ("guid", &*guid),
            ("name", &*name),
            ("startPosition", &*start),
            ("endPosition", &*end),
        ];
        let created = date_time(note.created);
        attributes.extend(made(note, created.as_deref(), users));
        xml.open("PlainTextSelection", &attributes);
        write_codings(xml, note, users, codes);
        if has_words(note) {
            xml.empty("NoteRef", &[("targetGUID", &note.id.to_string())]);
        }
        xml.close("PlainTextSelection");
    }
    for home in homes.iter().filter(here).filter(|it| it.chars.is_none()) {
        write_codings(xml, home.note, users, codes);
    }
    for home in homes.iter().filter(here).filter(|it| it.chars.is_none()) {
        xml.empty("NoteRef", &[("targetGUID", &home.note.id.to_string())]);
    }
    xml.close("TextSource");
}

fn write_codings(
    xml: &mut Xml,
    note: &Annotation,
    users: &BTreeMap<&str, String>,
    codes: &BTreeMap<&str, String>,
) {
    let created = date_time(note.created);
    for tag in &note.body.tags {
        let Some(code) = codes.get(tag.as_str()) else {
            continue;
        };
        let guid = id_from(&format!("coding {} {}", note.id, tag.as_str())).to_string();
        let mut attributes = vec![("guid", &*guid)];
        attributes.extend(made(note, created.as_deref(), users));
        xml.open("Coding", &attributes);
        xml.empty("CodeRef", &[("targetGUID", code)]);
        xml.close("Coding");
    }
}

fn made<'a>(
    note: &Annotation,
    created: Option<&'a str>,
    users: &'a BTreeMap<&str, String>,
) -> Vec<(&'static str, &'a str)> {
    let user = users.get(&*note.author).map(|it| ("creatingUser", &**it));
    let created = created.map(|it| ("creationDateTime", it));
    user.into_iter().chain(created).collect()
}

/// A time as XML Schema writes it; `None` for those it cannot: it has no
/// year 0, and years before that are not written with leading zeros as ours are.
fn date_time(time: Timestamp) -> Option<String> {
    let year = time.to_zoned(TimeZone::UTC).year();
    (1..=9999).contains(&year).then(|| time.to_string())
}

/// Whether it says more than its selection does; a note without a selection always stays one.
fn has_words(note: &Annotation) -> bool {
    !note.body.text.is_empty() || note.body.tags.is_empty()
}

fn write_notes(xml: &mut Xml, homes: &[Home<'_>], users: &BTreeMap<&str, String>) {
    let is_written = |home: &&Home<'_>| home.chars.is_none() || has_words(home.note);
    if !homes.iter().any(|home| is_written(&home)) {
        return;
    }
    xml.open("Notes", &[]);
    for home in homes.iter().filter(is_written) {
        let note = home.note;
        let (guid, created) = (note.id.to_string(), date_time(note.created));
        let name: String = note.target.quote.exact.chars().take(60).collect();
        let mut attributes = vec![("guid", &*guid), ("name", &*name)];
        attributes.extend(made(note, created.as_deref(), users));
        xml.open("Note", &attributes);
        let mut content = note.body.text.clone();
        if home.chars.is_none() && !note.target.quote.exact.is_empty() {
            let (quote, document) = (&note.target.quote.exact, &note.target.document);
            let warning = home.warning.as_ref();
            let warning = warning.map_or_else(String::new, |it| format!(", {it}"));
            content = format!("“{quote}” ({document}{warning})\n\n{content}");
        }
        xml.leaf("PlainTextContent", &content);
        xml.close("Note");
    }
    xml.close("Notes");
}

/// XML as it is written, indented by nothing.
struct Xml {
    text: String,
}

impl Default for Xml {
    fn default() -> Self {
        Self {
            text: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned(),
        }
    }
}

impl Xml {
    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.text.push('<');
        self.text.push_str(name);
        for (key, value) in attributes {
            let value = escaped(value).replace('\n', "&#10;").replace('\t', "&#9;");
            self.text.push_str(&format!(" {key}=\"{value}\""));
        }
        self.text.push_str(end);
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">\n");
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>\n");
    }

    fn close(&mut self, name: &str) {
        self.text.push_str(&format!("</{name}>\n"));
    }

    fn leaf(&mut self, name: &str, content: &str) {
        self.text
            .push_str(&format!("<{name}>{}</{name}>\n", escaped(content)));
    }
}

/// Text as XML holds it. Controls and marks that reorder text are made visible, as XML 1.0 has no
/// way of writing most of them; a carriage return keeps its number.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in dialect::reveal(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
#[path = "qdpx_tests.rs"]
mod tests;
