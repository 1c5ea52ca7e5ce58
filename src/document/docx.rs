//! Word documents (DOCX): the words of the main part with their headings, lists, tables and notes.
//!
//! Deleted and moved-away text, field instructions, comments, heads and feet of pages are left out.
//! Pages are where Word last broke them, if it said so. Nothing outside the archive is touched.

use std::collections::BTreeMap;

use super::BlockKind;
use super::archive::Archive;
use super::limits::Limits;
use super::links::MAX_LINKS;
use super::numbering::{BULLET, WordLists};
use super::parcel::{Parsed, Refusal, date_of};
use super::raised::raised_digits;
use super::writer::Writer;
use super::xml::{Attributes, Ended, Go, Visitor, walk};

/// Reads a Word document.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Parsed {
    let mut archive = Archive::open(bytes, limits)?;
    let main = main_part(&mut archive)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = |name: &str| {
        if folder.is_empty() {
            name.to_owned()
        } else {
            format!("{folder}/{name}")
        }
    };
    let mut styles = Styles::default();
    if let Some(part) = archive.part(&beside("styles.xml"))? {
        walk(&part, &mut styles);
    }
    let mut targets = Targets::default();
    let (_, file) = main.rsplit_once('/').unwrap_or(("", &main));
    if let Some(part) = archive.part(&beside(&format!("_rels/{file}.rels")))? {
        walk(&part, &mut targets);
    }
    let mut lists = WordLists::default();
    if let Some(part) = archive.part(&beside("numbering.xml"))? {
        walk(&part, &mut lists);
    }
    let mut notes = Notes::default();
    for (part, is_end) in [("footnotes.xml", false), ("endnotes.xml", true)] {
        if let Some(part) = archive.part(&beside(part))? {
            notes.is_end = is_end;
            walk(&part, &mut notes);
        }
    }
    let mut writer = Writer::default();
    if let Some(part) = archive.part("docProps/core.xml")? {
        walk(&part, &mut Properties::new(&mut writer));
    }
    let body = archive
        .part(&main)?
        .ok_or_else(|| Refusal::new("the file is damaged: it has no main part"))?;
    let mut reader = Body {
        styles: &styles,
        notes: &notes,
        targets: &targets,
        described: None,
        pending: None,
        lists,
        writer,
        paragraphs: Vec::new(),
        is_run: false,
        is_vanished: false,
        is_raised: false,
        in_words: false,
        page: 1,
    };
    reader.writer.page(1);
    let ended = walk(&body, &mut reader);
    if reader.page == 1 {
        reader.writer.forget_pages();
    }
    if let Some(warning) = ended.warning() {
        reader.writer.warn(warning);
    }
    if ended == Ended::Damaged {
        reader.close("p");
    }
    reader.write_pending();
    Ok(reader.writer.finish())
}

/// The part that the archive names as the document; by its usual name otherwise.
fn main_part(archive: &mut Archive<'_>) -> Result<String, Refusal> {
    struct Relations(Option<String>);
    impl Visitor for Relations {
        fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> Go {
            let is_main = name == "Relationship"
                && attributes
                    .get("Type")
                    .is_some_and(|kind| kind.ends_with("/officeDocument"));
            if is_main {
                self.0 = attributes.get("Target");
                return Go::Stop;
            }
            Go::In
        }
        fn close(&mut self, _: &str) {}
        fn words(&mut self, _: &str) {}
    }
    let mut found = Relations(None);
    if let Some(part) = archive.part("_rels/.rels")? {
        walk(&part, &mut found);
    }
    let names = archive.names();
    let target = found.0.map(|name| name.trim_start_matches('/').to_owned());
    let has = |name: &String| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    target
        .filter(has)
        .or_else(|| {
            let is_main =
                |name: &&String| name.starts_with("word/document") && name.ends_with(".xml");
            names.iter().find(is_main).cloned()
        })
        .ok_or_else(|| Refusal::new("the file is damaged: it has no main part"))
}

/// What a style of paragraphs means.
#[derive(Clone, Debug, Default)]
struct Style {
    kind: Option<BlockKind>,
    list: ListPlace,
    based_on: Option<String>,
}

/// Which list a paragraph is an item of, and on which level; a paragraph may say one and leave the
/// other to its style. The list "0" is none.
#[derive(Clone, Debug, Default)]
struct ListPlace {
    list: Option<String>,
    level: Option<usize>,
}

impl ListPlace {
    fn or(self, other: &Self) -> Self {
        Self {
            list: self.list.or_else(|| other.list.clone()),
            level: self.level.or(other.level),
        }
    }

    /// Reads an element of `numPr`.
    fn read(&mut self, name: &str, value: String) {
        match name {
            "numId" => self.list = Some(value),
            _ => self.level = value.parse().ok(),
        }
    }
}

#[derive(Debug, Default)]
struct Styles {
    styles: BTreeMap<String, Style>,
    id: String,
}

impl Styles {
    /// Follows styles to those they are based on; a circle ends after a few steps.
    fn get(&self, id: &str) -> (Option<BlockKind>, ListPlace) {
        let (mut kind, mut list, mut at) = (None, ListPlace::default(), Some(id));
        for _ in 0..10 {
            let Some(style) = at.and_then(|id| self.styles.get(id)) else {
                break;
            };
            kind = kind.or(style.kind);
            list = list.or(&style.list);
            at = style.based_on.as_deref();
        }
        (kind, list)
    }
}

impl Visitor for Styles {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> Go {
        let value = || attributes.get("val").unwrap_or_default();
        match name {
            "style" => {
                self.id = attributes.get("styleId").unwrap_or_default();
                self.styles.insert(self.id.clone(), Style::default());
                return Go::In;
            }
            "docDefaults" | "latentStyles" => return Go::Past,
            _ => {}
        }
        let Some(style) = self.styles.get_mut(&self.id) else {
            return Go::In;
        };
        match name {
            "name" => style.kind = kind_of_style(&value()).or(style.kind),
            "basedOn" => style.based_on = Some(value()),
            "outlineLvl" => style.kind = style.kind.or_else(|| outline_level(&value())),
            "numId" | "ilvl" => style.list.read(name, value()),
            _ => {}
        }
        Go::In
    }
    fn close(&mut self, _: &str) {}
    fn words(&mut self, _: &str) {}
}

fn kind_of_style(name: &str) -> Option<BlockKind> {
    let name = name.to_lowercase();
    if let Some(level) = name.strip_prefix("heading ") {
        let level: u8 = level.trim().parse().ok()?;
        return Some(BlockKind::Heading {
            level: level.clamp(1, 6),
        });
    }
    match &*name {
        "title" => Some(BlockKind::Heading { level: 1 }),
        "quote" | "intense quote" | "block text" => Some(BlockKind::Quote),
        "bibliography" => Some(BlockKind::Reference),
        // Under a picture; anywhere else it is a paragraph.
        "caption" => Some(BlockKind::Picture),
        _ => None,
    }
}

fn outline_level(value: &str) -> Option<BlockKind> {
    let level: u8 = value.parse().ok().filter(|level| *level < 9)?;
    Some(BlockKind::Heading {
        level: (level + 1).min(6),
    })
}

/// Where links of the main part lead, by their names in it.
#[derive(Debug, Default)]
struct Targets(BTreeMap<String, String>);

impl Visitor for Targets {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> Go {
        let get = |name| attributes.get(name).unwrap_or_default();
        let is_link = name == "Relationship" && get("Type").ends_with("/hyperlink");
        if is_link && self.0.len() < MAX_LINKS {
            self.0.insert(get("Id"), get("Target"));
        }
        Go::In
    }
    fn close(&mut self, _: &str) {}
    fn words(&mut self, _: &str) {}
}

/// Words of foot- and endnotes by their number in the file.
#[derive(Debug, Default)]
struct Notes {
    notes: BTreeMap<(bool, String), String>,
    is_end: bool,
    id: Option<String>,
    in_words: bool,
}

impl Visitor for Notes {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> Go {
        match name {
            "footnote" | "endnote" => {
                // Separators are notes of a type.
                let is_note = attributes.get("type").is_none_or(|kind| kind == "normal");
                if !is_note {
                    return Go::Past;
                }
                self.id = attributes.get("id");
            }
            name if is_hidden(name) => return Go::Past,
            "t" => self.in_words = true,
            "tab" | "br" => self.words(" "),
            _ => {}
        }
        Go::In
    }
    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_words = false,
            "p" => {
                self.in_words = true;
                self.words(" ");
                self.in_words = false;
            }
            _ => {}
        }
    }
    fn words(&mut self, words: &str) {
        if !self.in_words && words != " " {
            return;
        }
        if let Some(id) = &self.id {
            let note = self.notes.entry((self.is_end, id.clone())).or_default();
            if note.len() < 1_000_000 {
                note.push_str(words);
            }
        }
    }
}

/// Title, author, date and language.
pub(super) struct Properties<'w> {
    writer: &'w mut Writer,
    name: String,
}

impl<'w> Properties<'w> {
    pub(super) fn new(writer: &'w mut Writer) -> Self {
        Self {
            writer,
            name: String::new(),
        }
    }
}

impl Visitor for Properties<'_> {
    fn open(&mut self, name: &str, _: &Attributes<'_>) -> Go {
        name.clone_into(&mut self.name);
        Go::In
    }
    fn close(&mut self, _: &str) {
        self.name.clear();
    }
    fn words(&mut self, words: &str) {
        let about = &mut self.writer.about;
        let slot = match &*self.name {
            "title" => &mut about.title,
            "creator" | "initial-creator" => &mut about.author,
            "language" => &mut about.language,
            "created" | "creation-date" | "date" => {
                about.date = about.date.or_else(|| date_of(words));
                return;
            }
            _ => return,
        };
        let slot = slot.get_or_insert_default();
        if slot.len() < 1000 {
            slot.push_str(words);
        }
    }
}

/// Elements whose words are not part of what a reader sees.
fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "delText"
            | "instrText"
            | "delInstrText"
            | "moveFrom"
            | "Fallback"
            | "del"
            | "rPrChange"
            | "pPrChange"
            | "sectPr"
            | "binData"
            | "fldData"
    )
}

struct Paragraph {
    kind: Option<BlockKind>,
    list: ListPlace,
    pieces: Vec<Piece>,
}

enum Piece {
    Words(String),
    LineBreak,
    Note(bool, String),
    Page(u32),
    Link(String),
    LinkEnd,
    Picture(Option<String>),
}

struct Body<'s> {
    styles: &'s Styles,
    notes: &'s Notes,
    targets: &'s Targets,
    /// What the file says of the drawing that is open.
    described: Option<String>,
    /// A picture whose caption may follow.
    pending: Option<Option<String>>,
    lists: WordLists,
    writer: Writer,
    /// A text box holds paragraphs inside a paragraph.
    paragraphs: Vec<Paragraph>,
    is_run: bool,
    /// The run is not shown.
    is_vanished: bool,
    is_raised: bool,
    in_words: bool,
    page: u32,
}

impl Body<'_> {
    fn piece(&mut self, piece: Piece) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.pieces.push(piece);
        } else if let Piece::Page(number) = piece {
            self.writer.page(number);
        }
    }

    fn set_kind(&mut self, kind: Option<BlockKind>) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.kind = kind.or(paragraph.kind);
        }
    }

    /// Sets a picture that has no caption.
    fn write_pending(&mut self) {
        if let Some(words) = self.pending.take() {
            self.writer.picture(words.as_deref());
        }
    }

    /// What stands before a paragraph of a list. Headings are counted and shown without their number.
    fn mark(&mut self, place: &ListPlace) -> Option<String> {
        let list = place.list.as_deref().filter(|list| *list != "0")?;
        let mark = self.lists.mark(list, place.level.unwrap_or(0));
        Some(mark.unwrap_or_else(|| BULLET.to_owned()))
    }

    fn write(&mut self, paragraph: Paragraph) {
        let mut pictures = Vec::new();
        let mut is_empty = true;
        for piece in &paragraph.pieces {
            match piece {
                Piece::Picture(words) => pictures.push(words.clone()),
                Piece::Words(words) => is_empty &= words.trim().is_empty(),
                Piece::Note(..) => is_empty = false,
                _ => {}
            }
        }
        if paragraph.kind == Some(BlockKind::Picture) && self.pending.is_some() && !is_empty {
            self.pending = None;
            self.writer.count_picture();
            self.write_words(paragraph, BlockKind::Picture, "");
            return;
        }
        let mark = self.mark(&paragraph.list).unwrap_or_default();
        let kind = match paragraph.kind {
            Some(BlockKind::Picture) => BlockKind::Paragraph,
            Some(kind) => kind,
            None if !mark.is_empty() => BlockKind::ListItem,
            None => BlockKind::Paragraph,
        };
        if !is_empty || !pictures.is_empty() {
            self.write_pending();
        }
        self.write_words(paragraph, kind, &mark);
        for words in pictures {
            self.write_pending();
            self.pending = Some(words);
        }
    }

    fn write_words(&mut self, paragraph: Paragraph, kind: BlockKind, mark: &str) {
        self.writer.begin(kind);
        let mut has_words = kind != BlockKind::ListItem;
        for piece in paragraph.pieces {
            match piece {
                Piece::Words(words) => {
                    if !has_words && !words.trim().is_empty() {
                        self.writer.mark(mark);
                        has_words = true;
                    }
                    self.writer.words(&words);
                }
                Piece::LineBreak => self.writer.line_break(),
                Piece::Link(address) => self.writer.begin_link(&address),
                Piece::LinkEnd => self.writer.end_link(),
                Piece::Picture(_) => {}
                Piece::Page(number) => self.writer.page(number),
                Piece::Note(is_end, id) => {
                    self.writer.begin_note();
                    if let Some(words) = self.notes.notes.get(&(is_end, id)) {
                        self.writer.words(words);
                    }
                    self.writer.end_note();
                }
            }
        }
        self.writer.end_link();
        self.writer.end();
    }
}

impl Visitor for Body<'_> {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> Go {
        if self.writer.is_full() {
            return Go::Stop;
        }
        let value = || attributes.get("val").unwrap_or_default();
        match name {
            "p" => self.paragraphs.push(Paragraph {
                kind: None,
                list: ListPlace::default(),
                pieces: Vec::new(),
            }),
            "tbl" => {
                self.write_pending();
                self.writer.begin_table();
            }
            "tr" => self.writer.begin_row(),
            "tc" => self.writer.begin_cell(),
            "pStyle" => {
                let (kind, list) = self.styles.get(&value());
                self.set_kind(kind);
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.list = std::mem::take(&mut paragraph.list).or(&list);
                }
            }
            "outlineLvl" => self.set_kind(outline_level(&value())),
            "numId" | "ilvl" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.list.read(name, value());
                }
            }
            "r" => {
                (self.is_run, self.is_vanished, self.is_raised) = (true, false, false);
            }
            "vanish" if self.is_run => {
                self.is_vanished = !matches!(&*value(), "0" | "false");
            }
            "vertAlign" if self.is_run => self.is_raised = value() == "superscript",
            "t" => self.in_words = true,
            // A tab in a run is a character; in the paragraph's properties it is a stop.
            "tab" | "ptab" if self.is_run => self.piece(Piece::Words(" ".to_owned())),
            "br" if attributes.get("type").as_deref() == Some("page") => {}
            "br" | "cr" => self.piece(Piece::LineBreak),
            "noBreakHyphen" => self.piece(Piece::Words("-".to_owned())),
            "lastRenderedPageBreak" => {
                self.page = self.page.saturating_add(1);
                self.piece(Piece::Page(self.page));
            }
            "footnoteReference" | "endnoteReference" => {
                let id = attributes.get("id").unwrap_or_default();
                self.piece(Piece::Note(name == "endnoteReference", id));
            }
            "docPr" => self.described = attributes.get("descr").or_else(|| attributes.get("title")),
            "hyperlink" => {
                let target = attributes.get("id").and_then(|id| self.targets.0.get(&id));
                if let Some(target) = target.cloned() {
                    self.piece(Piece::Link(target));
                }
            }
            "blip" | "imagedata" => {
                let words = self.described.take().or_else(|| attributes.get("title"));
                self.piece(Piece::Picture(words));
            }
            name if is_hidden(name) => return Go::Past,
            _ => {}
        }
        Go::In
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.write(paragraph);
                }
            }
            "tbl" => {
                self.write_pending();
                self.writer.end_table();
            }
            "hyperlink" => self.piece(Piece::LinkEnd),
            "r" => (self.is_run, self.is_vanished) = (false, false),
            "t" => self.in_words = false,
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_words && !self.is_vanished {
            let raised = raised_digits(words).filter(|_| self.is_raised);
            self.piece(Piece::Words(raised.unwrap_or_else(|| words.to_owned())));
        }
    }
}

#[cfg(test)]
#[path = "docx_tests.rs"]
mod tests;
