//! OpenDocument texts (ODT): headings, paragraphs, lists, tables and notes of `content.xml`.
//!
//! Recorded changes and annotations are left out. Repeats ("this cell a million times") are capped.

use std::collections::{BTreeMap, BTreeSet};

use super::BlockKind;
use super::archive::Archive;
use super::docx::Properties;
use super::limits::Limits;
use super::limits::MAX_REPEATS;
use super::numbering::OpenLists;
use super::parcel::{Parsed, Refusal};
use super::raised::raised_digits;
use super::writer::Writer;
use super::xml::{Attributes, Go, Visitor, walk};

/// Bytes of a description that are looked at.
const MAX_DESCRIPTION: usize = 10_000;
/// The most styles that are remembered.
const MAX_STYLES: usize = 100_000;

/// Reads an OpenDocument text.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Parsed {
    let mut archive = Archive::open(bytes, limits)?;
    if let Some(manifest) = archive.part("META-INF/manifest.xml")? {
        let mut protected = Protected(false);
        walk(&manifest, &mut protected);
        if protected.0 {
            return Err(Refusal::new(
                "the file is protected by a password; save it without",
            ));
        }
    }
    let mut writer = Writer::default();
    if let Some(part) = archive.part("meta.xml")? {
        walk(&part, &mut Properties::new(&mut writer));
    }
    let mut lists = ListStyles::default();
    if let Some(part) = archive.part("styles.xml")? {
        walk(&part, &mut lists);
    }
    let body = archive
        .part("content.xml")?
        .ok_or_else(|| Refusal::new("the file is damaged: it has no main part"))?;
    let mut reader = Body {
        writer,
        parents: BTreeMap::new(),
        style: String::new(),
        raised: BTreeSet::new(),
        spans: Vec::new(),
        lists: lists.0,
        is_item: false,
        start: None,
        page: 1,
        repeats: 1,
        kinds: Vec::new(),
        in_words: 0,
        boxes: 0,
        pictures: Vec::new(),
        description: None,
        has_image: false,
    };
    reader.writer.page(1);
    let ended = walk(&body, &mut reader);
    if reader.page == 1 {
        reader.writer.forget_pages();
    }
    if let Some(warning) = ended.warning() {
        reader.writer.warn(warning);
    }
    Ok(reader.writer.finish())
}

struct Protected(bool);

impl Visitor for Protected {
    fn open(&mut self, name: &str, _: &Attributes<'_>) -> Go {
        self.0 |= name == "encryption-data";
        Go::In
    }
    fn close(&mut self, _: &str) {}
    fn words(&mut self, _: &str) {}
}

/// Ways of numbering that have a name; the others stand in the main part.
#[derive(Default)]
struct ListStyles(OpenLists);

impl Visitor for ListStyles {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> Go {
        self.0.style(name, attributes);
        Go::In
    }
    fn close(&mut self, _: &str) {}
    fn words(&mut self, _: &str) {}
}

struct Body {
    writer: Writer,
    /// Automatic styles and what they are made from.
    parents: BTreeMap<String, String>,
    /// The style that is being read.
    style: String,
    /// Styles of raised letters.
    raised: BTreeSet<String>,
    /// Whether the letters of each open stretch are raised.
    spans: Vec<bool>,
    lists: OpenLists,
    /// An item began and has no words yet.
    is_item: bool,
    /// The number of that item, where the file says.
    start: Option<u32>,
    page: u32,
    /// How often the open cell stands beside itself.
    repeats: usize,
    /// Blocks around an open one: a text box stands inside a paragraph.
    kinds: Vec<BlockKind>,
    /// Paragraphs and headings that are open.
    in_words: usize,
    /// Boxes around: a picture with its caption stands in one.
    boxes: usize,
    /// Pictures of the open paragraph with what the file says of them.
    pictures: Vec<Option<String>>,
    /// Filled while the description of a frame is open.
    description: Option<String>,
    has_image: bool,
}

impl Body {
    fn kind_of_style(&self, style: &str) -> BlockKind {
        let mut style = style;
        for _ in 0..5 {
            match style {
                "Title" => return BlockKind::Heading { level: 1 },
                "Quotations" => return BlockKind::Quote,
                "Preformatted_20_Text" => return BlockKind::Preformatted,
                _ => {}
            }
            let Some(parent) = self.parents.get(style) else {
                break;
            };
            style = parent;
        }
        BlockKind::Paragraph
    }

    /// Ends a block and sets its pictures after it; words beside a picture in a box of its own are
    /// its caption.
    fn end_paragraph(&mut self) {
        let mut pictures = std::mem::take(&mut self.pictures);
        if self.boxes > 0 && !pictures.is_empty() && self.writer.has_words_after_mark() {
            self.writer.set_kind(BlockKind::Picture);
            pictures.remove(0);
            self.writer.count_picture();
        }
        self.writer.end();
        for words in pictures {
            self.writer.picture(words.as_deref());
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        // Headings are counted and shown without their number.
        let mark = if self.is_item {
            self.lists.mark(self.start.take())
        } else {
            String::new()
        };
        self.is_item = false;
        let kind = if !mark.is_empty() && kind == BlockKind::Paragraph {
            BlockKind::ListItem
        } else {
            kind
        };
        if let Some(around) = self.writer.open_kind() {
            self.kinds.push(around);
        }
        self.in_words += 1;
        self.writer.begin(kind);
        if kind == BlockKind::ListItem {
            self.writer.mark(&mark);
        }
    }
}

fn number_of(attributes: &Attributes<'_>, name: &str) -> usize {
    attributes
        .get(name)
        .and_then(|number| number.parse().ok())
        .unwrap_or(1)
}

impl Visitor for Body {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> Go {
        if self.writer.is_full() {
            return Go::Stop;
        }
        match name {
            "tracked-changes" | "annotation" | "annotation-end" | "forms" | "sequence-decls"
            | "variable-decls" | "font-face-decls" | "scripts" | "ruby-text" | "note-citation"
            | "event-listeners" | "change" => return Go::Past,
            // Outside of frames these name the file's parts.
            "desc" | "title" if !self.has_image => return Go::Past,
            "desc" | "title" => self.description = Some(String::new()),
            "text-box" => self.boxes += 1,
            "a" => self
                .writer
                .begin_link(&attributes.get("href").unwrap_or_default()),
            "style" => {
                self.style = attributes.get("name").unwrap_or_default();
                if let Some(parent) = attributes.get("parent-style-name")
                    && self.parents.len() < MAX_STYLES
                {
                    self.parents.insert(self.style.clone(), parent);
                }
            }
            "text-properties" => {
                let position = attributes.get("text-position").unwrap_or_default();
                let is_raised = position.starts_with("super")
                    || position.starts_with(|c: char| c.is_ascii_digit())
                        && !position.starts_with("0%");
                if is_raised && self.raised.len() < MAX_STYLES {
                    self.raised.insert(self.style.clone());
                }
            }
            "span" => {
                let style = attributes.get("style-name").unwrap_or_default();
                self.spans.push(self.raised.contains(&style));
            }
            "h" => {
                let level = number_of(attributes, "outline-level").clamp(1, 6);
                let level = u8::try_from(level).unwrap_or(6);
                self.begin(BlockKind::Heading { level });
            }
            "p" => {
                let style = attributes.get("style-name").unwrap_or_default();
                self.begin(self.kind_of_style(&style));
            }
            name if self.lists.style(name, attributes) => {}
            "list" => self.lists.begin(attributes),
            "list-item" => {
                self.is_item = true;
                self.start = attributes.get("start-value").and_then(|it| it.parse().ok());
            }
            "list-header" => self.is_item = false,
            "table" => self.writer.begin_table(),
            "table-row" => self.writer.begin_row(),
            "table-cell" | "covered-table-cell" => {
                self.writer.begin_cell();
                self.repeats = number_of(attributes, "number-columns-repeated");
            }
            "note" => self.writer.begin_note(),
            "s" => self.writer.words(" "),
            "tab" => self.writer.words(" "),
            "line-break" => self.writer.line_break(),
            "image" => {
                self.has_image = true;
                self.pictures.push(None);
            }
            "soft-page-break" => {
                self.page = self.page.saturating_add(1);
                self.writer.page(self.page);
            }
            _ => {}
        }
        Go::In
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.in_words = self.in_words.saturating_sub(1);
                self.end_paragraph();
                if let Some(around) = self.kinds.pop() {
                    self.writer.begin(around);
                }
            }
            "span" => drop(self.spans.pop()),
            "list" => self.lists.end(),
            "list-item" => self.is_item = false,
            "table" => self.writer.end_table(),
            "table-cell" | "covered-table-cell" => {
                self.writer.end();
                if self.repeats > MAX_REPEATS {
                    self.writer.warn(format!(
                        "A cell that is repeated more than {MAX_REPEATS} times is shown once"
                    ));
                } else {
                    (1..self.repeats).for_each(|_| self.writer.repeat_cell());
                }
                self.repeats = 1;
            }
            "note" => self.writer.end_note(),
            "a" => self.writer.end_link(),
            "text-box" => self.boxes = self.boxes.saturating_sub(1),
            "frame" => {
                self.has_image = false;
                // Pictures at the page have no paragraph.
                if self.in_words == 0 {
                    self.end_paragraph();
                }
            }
            "desc" | "title" => {
                let words = self.description.take();
                if let Some(last) = self.pictures.last_mut().filter(|_| words.is_some()) {
                    *last = words;
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(description) = &mut self.description {
            if description.len() < MAX_DESCRIPTION {
                description.push_str(words);
            }
            return;
        }
        if self.in_words > 0 {
            let is_raised = self.spans.last() == Some(&true);
            let raised = raised_digits(words).filter(|_| is_raised);
            self.writer.words(raised.as_deref().unwrap_or(words));
        }
    }
}

#[cfg(test)]
#[path = "odt_tests.rs"]
mod tests;
