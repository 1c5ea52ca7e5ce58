//! E-books (EPUB): chapters in the order of the spine, each read as a page that is all article.

use std::collections::{BTreeMap, BTreeSet};

use super::archive::Archive;
use super::docx::Properties;
use super::html;
use super::limits::{Limits, MAX_ENTRIES};
use super::parcel::{Parsed, Refusal};
use super::writer::Writer;
use super::xml::{Attributes, Go, Visitor, walk};

/// Reads an e-book.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Parsed {
    let mut archive = Archive::open(bytes, limits)?;
    let mut container = Container(None);
    if let Some(part) = archive.part("META-INF/container.xml")? {
        walk(&part, &mut container);
    }
    let root = container
        .0
        .or_else(|| {
            archive
                .names()
                .into_iter()
                .find(|name| name.ends_with(".opf"))
        })
        .ok_or_else(|| {
            Refusal::new("the file is damaged: it does not say where its chapters are")
        })?;
    let package = archive
        .part(&root)?
        .ok_or_else(|| Refusal::new("the file is damaged: its list of chapters is missing"))?;
    let mut writer = Writer::default();
    walk(&package, &mut Properties::new(&mut writer));
    let mut book = Book::default();
    let ended = walk(&package, &mut book);
    if let Some(warning) = ended.warning() {
        writer.warn(warning);
    }
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut num_missing = 0usize;
    // A chapter that is named twice is read once; a circle of them cannot be made.
    let mut known = BTreeSet::new();
    let has_chapters = book
        .spine
        .iter()
        .any(|id| book.contents.as_ref() != Some(id));
    for id in &book.spine {
        let name = book.items.get(id).map(|href| joined(folder, href));
        let is_contents = has_chapters && book.contents.as_ref() == Some(id);
        let is_known = name.clone().is_some_and(|name| !known.insert(name));
        if is_contents || is_known {
            continue;
        }
        match name.map(|name| archive.part(&name)) {
            Some(Ok(Some(chapter))) => html::chapter(&mut writer, &chapter),
            // Too much in all: what was read so far is shown.
            Some(Err(refusal)) => writer.warn(format!("A chapter is left out: {}", refusal.0)),
            _ => num_missing += 1,
        }
        if writer.is_full() {
            break;
        }
    }
    if num_missing > 0 {
        writer.warn(format!("{num_missing} chapters are missing in the file"));
    }
    if writer.len() == 0 && archive.part("META-INF/encryption.xml")?.is_some() {
        return Err(Refusal::new(
            "the book is protected against copying and cannot be read",
        ));
    }
    Ok(writer.finish())
}

struct Container(Option<String>);

impl Visitor for Container {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> Go {
        if name == "rootfile" && self.0.is_none() {
            self.0 = attributes.get("full-path");
        }
        Go::In
    }
    fn close(&mut self, _: &str) {}
    fn words(&mut self, _: &str) {}
}

/// Addresses of parts by their ids, and the order of reading.
#[derive(Default)]
struct Book {
    items: BTreeMap<String, String>,
    /// The list of contents, which says again what the chapters say.
    contents: Option<String>,
    spine: Vec<String>,
    in_spine: BTreeSet<String>,
}

impl Visitor for Book {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> Go {
        let get = |name| attributes.get(name).unwrap_or_default();
        let is_page = |kind: &str| kind.is_empty() || kind.contains("html") || kind.contains("oeb");
        match name {
            "item" if is_page(&get("media-type")) => {
                if get("properties").split_whitespace().any(|it| it == "nav") {
                    self.contents = Some(get("id"));
                }
                self.items.insert(get("id"), get("href"));
            }
            "itemref" => {
                let id = get("idref");
                // More chapters than an archive may have parts are a lie.
                if self.spine.len() < MAX_ENTRIES && self.in_spine.insert(id.clone()) {
                    self.spine.push(id);
                }
            }
            _ => {}
        }
        Go::In
    }
    fn close(&mut self, _: &str) {}
    fn words(&mut self, _: &str) {}
}

/// "../Text/one%20two.xhtml#start" beside a folder, as a name of the archive.
fn joined(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or("");
    let href = unescaped(href);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    if href.starts_with('/') {
        parts.clear();
    }
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn unescaped(href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .filter(|_| byte == b'%')
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest = after.get(2..).unwrap_or(&[]);
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
#[path = "epub_tests.rs"]
mod tests;
