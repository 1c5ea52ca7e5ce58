//! Markdown: the words without the marks, and the way back to the file.
//!
//! What the marks meant is kept as kinds of block; a soft line break is a space, a hard one a line
//! break, and blocks are parted by an empty line (entries of one list by a line end). Addresses of
//! links stand beside the text, for those who ask for them. A picture is a block of its description.
//! Numbered references are what these
//! articles rest on, so "\[1\]" always stays as it is written, also where Markdown would read the
//! list of references as definitions of links and hide it.
//!
//! Markdown is untrusted: files past [`MAX_MARKDOWN`] and quotes or lists nested deeper than
//! [`MAX_DEPTH`] are not parsed as such, because the time for either may grow with its square.
//! Page layout and mathematics are left out.

mod html;
mod mask;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::outline::{Marker, marker_of, opens_references};
use html::{Html, find_ignoring_case, html_step};
use mask::mask;

use super::links::{MAX_LINKS, UNNAMED_PICTURE, clean_address};
use super::{Block, BlockKind, Link, SourceMap, Warning};
use crate::text::Span;

/// The most bytes that are parsed as Markdown: about two million words.
pub const MAX_MARKDOWN: usize = 12_000_000;

/// The deepest nesting of quotes and lists that is read as nesting.
pub const MAX_DEPTH: usize = 32;

/// What a Markdown text says.
#[derive(Debug)]
pub struct Marked {
    /// The words, without marks.
    pub text: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Words that lead to an address.
    pub links: Vec<Link>,
    /// From `text` to the Markdown.
    pub source_map: SourceMap,
    /// What was left out.
    pub warnings: Vec<Warning>,
}

/// Reads Markdown with LF line ends. `Err` says why it has to be shown as plain text instead.
///
/// ```
/// let marked = rangebook::document::markdown::read("# Title\n\nTen *trillion* yen.[1]").unwrap();
/// assert_eq!(marked.text, "Title\n\nTen trillion yen.[1]\n");
/// ```
pub fn read(source: &str) -> Result<Marked, Warning> {
    if source.len() > MAX_MARKDOWN {
        return Err(Warning(format!(
            "The file is larger than {} MB and is shown with its Markdown marks as written",
            MAX_MARKDOWN / 1_000_000
        )));
    }
    // The parser is well tested and not ours: should it panic, the words are still there to read.
    std::panic::catch_unwind(|| read_events(source))
        .ok()
        .filter(|marked| !marked.text.trim().is_empty())
        .ok_or_else(|| {
            Warning("The Markdown marks could not be read and are shown as written".to_owned())
        })
}

fn read_events(source: &str) -> Marked {
    let (masked, is_too_deep) = mask(source);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut writer = Writer::new(source, &masked);
    for (event, range) in Parser::new_ext(&masked, options).into_offset_iter() {
        writer.event(event, range);
    }
    writer.finish(is_too_deep)
}

/// Where a list has got to.
struct List {
    number: Option<u64>,
}

struct Open {
    start: usize,
    kind: BlockKind,
}

/// Builds the text from events. Never recursive: nesting is counted, not called.
struct Writer<'s> {
    source: &'s str,
    masked: &'s str,
    text: String,
    map: SourceMap,
    blocks: Vec<Block>,
    links: Vec<Link>,
    /// What the words that come now lead to, and where they began.
    link: Option<(usize, Box<str>)>,
    open: Option<Open>,
    lists: Vec<List>,
    /// Set when an item began and nothing of it is written yet.
    marker: Option<(String, usize)>,
    heading: Option<u8>,
    quote_depth: usize,
    is_code: bool,
    is_table: bool,
    is_first_cell: bool,
    /// Inside of the description of a picture that stands for itself: 1, and more inside of pictures
    /// in there.
    picture_depth: usize,
    in_footnote: bool,
    in_references: bool,
    html: Html,
    num_tags: usize,
    num_pictures: usize,
}

impl<'s> Writer<'s> {
    fn new(source: &'s str, masked: &'s str) -> Self {
        Self {
            source,
            masked,
            text: String::with_capacity(source.len()),
            map: SourceMap::default(),
            blocks: Vec::new(),
            links: Vec::new(),
            link: None,
            open: None,
            lists: Vec::new(),
            marker: None,
            heading: None,
            quote_depth: 0,
            is_code: false,
            is_table: false,
            is_first_cell: true,
            picture_depth: 0,
            in_footnote: false,
            in_references: false,
            html: Html::Words,
            num_tags: 0,
            num_pictures: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(words) => self.words(&words, range),
            Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.code(&words, range);
            }
            Event::Html(html) => self.html(&html, &range),
            Event::InlineHtml(tag) => {
                self.num_tags += 1;
                if tag
                    .get(..3)
                    .is_some_and(|tag| tag.eq_ignore_ascii_case("<br"))
                {
                    self.literal("\n", range.start);
                }
            }
            Event::FootnoteReference(label) => self.literal(&format!("[{label}]"), range.start),
            Event::SoftBreak => self.soft_break(&range),
            Event::HardBreak => {
                self.trim_end();
                self.literal("\n", range.start);
            }
            Event::Rule => self.close(),
            Event::TaskListMarker(is_done) => {
                self.literal(if is_done { "[x] " } else { "[ ] " }, range.start);
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.close();
                self.heading = Some(heading_level(*level));
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quote_depth += 1;
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.close();
                self.is_code = true;
            }
            Tag::List(number) => {
                self.close();
                self.lists.push(List { number: *number });
            }
            Tag::Item => {
                self.close();
                self.start_item(range.start);
            }
            Tag::FootnoteDefinition(label) => {
                self.close();
                self.in_footnote = true;
                self.marker = Some((format!("[{label}] "), range.start));
            }
            Tag::Table(_) => {
                self.close();
                self.is_table = true;
            }
            Tag::TableHead | Tag::TableRow => self.is_first_cell = true,
            Tag::TableCell => {
                if !self.is_first_cell {
                    self.literal(" | ", range.start);
                } else if self.open.is_some() {
                    self.literal("\n", range.start);
                }
                self.is_first_cell = false;
            }
            Tag::Image { .. } => self.start_picture(),
            Tag::Link { dest_url, .. } => {
                let address = clean_address(dest_url);
                self.link = address.map(|address| (self.text.len(), address));
            }
            Tag::HtmlBlock => {
                self.close();
                self.html = Html::Words;
            }
            Tag::Paragraph => self.close(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Heading(_) => {
                self.close();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quote_depth = self.quote_depth.saturating_sub(1);
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => {
                self.close();
                self.is_code = false;
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Link => {
                self.mark_link();
                self.link = None;
            }
            TagEnd::Image if self.picture_depth > 0 => self.end_picture(range.start),
            TagEnd::Table => {
                self.close();
                self.is_table = false;
            }
            TagEnd::FootnoteDefinition => {
                self.close();
                self.marker = None;
                self.in_footnote = false;
            }
            TagEnd::Item => {
                self.close();
                self.marker = None;
            }
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.close(),
            _ => {}
        }
    }

    /// A picture is a block of its own, but for those in a line of something else.
    fn start_picture(&mut self) {
        self.num_pictures += 1;
        if self.picture_depth > 0 {
            self.picture_depth += 1;
            return;
        }
        let is_entry =
            |open: &Open| matches!(open.kind, BlockKind::ListItem | BlockKind::Reference);
        let is_item = self.marker.is_some() || self.open.as_ref().is_some_and(is_entry);
        if self.heading.is_some() || self.is_table || is_item {
            return;
        }
        self.close();
        self.picture_depth = 1;
    }

    fn end_picture(&mut self, source_start: usize) {
        if self.picture_depth > 1 {
            self.picture_depth -= 1;
            return;
        }
        if self.open.is_none() {
            self.literal(UNNAMED_PICTURE, source_start);
        }
        self.close();
        self.picture_depth = 0;
    }

    /// Keeps where the words since the start of a link lead.
    fn mark_link(&mut self) {
        let Some((start, address)) = &mut self.link else {
            return;
        };
        let from = self
            .open
            .as_ref()
            .map_or(*start, |open| open.start.max(*start));
        let words = self.text.get(from..).unwrap_or("");
        let from = from + (words.len() - words.trim_start().len());
        let to = from + words.trim().len();
        *start = self.text.len();
        let span = Span::new(&self.text, from, to).filter(|it| !it.is_empty());
        if let Some(span) = span.filter(|_| self.links.len() < MAX_LINKS) {
            let address = address.clone();
            self.links.push(Link { span, address });
        }
    }

    fn start_item(&mut self, source_start: usize) {
        let indent = "  ".repeat(self.lists.len().saturating_sub(1).min(MAX_DEPTH));
        let Some(list) = self.lists.last_mut() else {
            return;
        };
        let marker = match &mut list.number {
            None => format!("{indent}• "),
            Some(number) => {
                let marker = format!("{indent}{number}. ");
                *number = number.saturating_add(1);
                marker
            }
        };
        self.marker = Some((marker, source_start));
    }

    /// Opens a block where none is open, and writes what goes before its first word.
    fn ensure_open(&mut self) {
        if self.open.is_some() {
            return;
        }
        let marker = self.marker.take();
        let kind = if let Some(level) = self.heading {
            BlockKind::Heading { level }
        } else if self.picture_depth > 0 {
            BlockKind::Picture
        } else if self.is_table {
            BlockKind::Table
        } else if self.is_code {
            BlockKind::Preformatted
        } else if self.in_footnote {
            BlockKind::Reference
        } else if marker.is_some() {
            match self.lists.last() {
                Some(List { number: Some(_) }) if self.in_references => BlockKind::Reference,
                _ => BlockKind::ListItem,
            }
        } else if self.quote_depth > 0 {
            BlockKind::Quote
        } else {
            BlockKind::Paragraph
        };
        let is_entry = |kind| matches!(kind, BlockKind::ListItem | BlockKind::Reference);
        if let Some(last) = self.blocks.last() {
            self.text.push('\n');
            if !(is_entry(last.kind) && is_entry(kind)) {
                self.text.push('\n');
            }
        }
        self.open = Some(Open {
            start: self.text.len(),
            kind,
        });
        if let Some((marker, source_start)) = marker {
            self.literal(&marker, source_start);
            // A link that begins the item begins behind its mark.
            if let Some((start, _)) = &mut self.link {
                *start = self.text.len();
            }
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        self.trim_end_to(open.start);
        self.open = Some(open);
        self.mark_link();
        let Some(open) = self.open.take() else { return };
        let Some(span) = Span::new(&self.text, open.start, self.text.len()) else {
            return;
        };
        let words = span.slice(&self.text);
        let kind = match open.kind {
            BlockKind::Paragraph if marker_of(words) == Some(Marker::Reference) => {
                BlockKind::Reference
            }
            kind => kind,
        };
        if matches!(kind, BlockKind::Heading { .. }) {
            self.in_references = opens_references(words);
        }
        if !span.is_empty() {
            self.blocks.push(Block { span, kind });
        }
    }

    fn trim_end(&mut self) {
        if let Some(open) = &self.open {
            self.trim_end_to(open.start);
        }
    }

    fn trim_end_to(&mut self, start: usize) {
        let kept = self.text.trim_end().len().max(start);
        self.text.truncate(kept);
        self.map.truncate(kept);
    }

    /// Words of the article. Taken from the source where they stand there as they are.
    fn words(&mut self, words: &str, range: Range<usize>) {
        if words.is_empty() {
            return;
        }
        // White space alone opens no block: between tags of HTML there is a lot of it.
        if self.open.is_none() && words.trim().is_empty() {
            return;
        }
        let is_as_written = self.masked.get(range.clone()) == Some(words);
        // Words that go on after a picture.
        let lead = match &self.open {
            None if !self.is_code => words.len() - words.trim_start_matches(' ').len(),
            _ => 0,
        };
        let words = words.get(lead..).unwrap_or(words);
        let range = match is_as_written {
            true => range.start + lead..range.end,
            false => range,
        };
        self.ensure_open();
        let at = self.text.len();
        match self.source.get(range.clone()) {
            Some(written) if is_as_written => {
                self.map.push(at, range.start, written.len());
                self.text.push_str(written);
            }
            _ => {
                self.map.push(at, range.start, 0);
                self.text.push_str(words);
            }
        }
    }

    /// Code inside a line: the range holds the marks around it too.
    fn code(&mut self, words: &str, range: Range<usize>) {
        let inside = self
            .masked
            .get(range.clone())
            .and_then(|written| written.find(words))
            .map(|at| range.start + at..range.start + at + words.len());
        self.words(words, inside.unwrap_or(range));
    }

    /// Something that does not stand in the source as it is written here.
    fn literal(&mut self, words: &str, source_start: usize) {
        if self.open.is_none() && words.trim().is_empty() {
            return;
        }
        self.ensure_open();
        self.map.push(self.text.len(), source_start, 0);
        self.text.push_str(words);
    }

    fn soft_break(&mut self, range: &Range<usize>) {
        // Entries of a list of references often follow each other without an empty line.
        let next = self.source.get(range.end..).unwrap_or("");
        let next = next.split('\n').next().unwrap_or("").trim_start();
        if self.lists.is_empty() && marker_of(next) == Some(Marker::Reference) {
            self.close();
        } else {
            self.trim_end();
            self.literal(" ", range.start);
        }
    }

    /// The words between the tags of a block of HTML. It comes line by line, so a tag or comment
    /// may have begun before.
    fn html(&mut self, html: &str, range: &Range<usize>) {
        let mut rest = html;
        let mut at = range.start;
        while !rest.is_empty() {
            let (found, next) = match self.html {
                Html::Words => html_step(rest),
                Html::Tag => (rest.find('>').map(|at| at + 1), Html::Words),
                Html::Comment => (rest.find("-->").map(|at| at + 3), Html::Words),
                Html::Hidden(end) => (find_ignoring_case(rest, end), Html::Tag),
            };
            let len = found.unwrap_or(rest.len());
            let is_words = self.html == Html::Words && next == Html::Words;
            let Some((piece, after)) = rest.split_at_checked(len) else {
                break;
            };
            if is_words {
                self.words(piece, at..at + len);
            } else if self.html == Html::Words {
                self.num_tags += 1;
                self.html = next;
            } else if found.is_some() {
                self.html = next;
            }
            at += len;
            rest = after;
        }
    }

    fn finish(mut self, is_too_deep: bool) -> Marked {
        self.close();
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let mut warnings = Vec::new();
        let mut warn = |words: String| warnings.push(Warning(words));
        if is_too_deep {
            warn(format!(
                "Quotes or lists nested deeper than {MAX_DEPTH} are shown with their marks"
            ));
        }
        match self.num_pictures {
            0 => {}
            1 => warn("One picture is not shown, only its description".to_owned()),
            num => warn(format!(
                "{num} pictures are not shown, only their descriptions"
            )),
        }
        match self.num_tags {
            0 => {}
            1 => warn("One HTML tag is not shown".to_owned()),
            num => warn(format!("{num} HTML tags are not shown")),
        }
        Marked {
            text: self.text,
            blocks: self.blocks,
            links: self.links,
            source_map: self.map,
            warnings,
        }
    }
}

/// 1 for the highest heading to 6.
pub(crate) const fn heading_level(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
