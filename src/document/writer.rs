//! Builds a document's text from the pieces that a parser finds.
//!
//! Every format ends here, so every text follows the same rules: white space is one space, blocks are
//! parted by an empty line (entries of one list by a line end), a table is one block with a line a
//! row and " | " between cells, a picture is a block with its caption or description, notes stand as
//! "\[1\]" and are written out at the end. Control
//! characters become U+FFFD, and characters that show nothing and only cut words apart (soft hyphens,
//! zero-width spaces, marks of byte order) are left out. Nothing grows past [`limits`](super::limits).

mod letters;

use super::limits::{MAX_MARKS, MAX_PARSED_BLOCKS, MAX_TEXT};
use super::links::{MAX_LINKS, UNNAMED_PICTURE, clean_address, description};
use super::outline::{Marker, marker_of, opens_references};
use super::parcel::{About, PageStart, Parcel};
use super::{Block, BlockKind, Link, Warning};
use crate::text::Span;
pub(super) use letters::clean_line;
use letters::{push, trim_end};

/// A cell with more characters than this holds running text, and its table only lays out a page.
const MAX_CELL: usize = 600;

/// Builds text and blocks.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    blocks: Vec<Block>,
    pages: Vec<PageStart>,
    links: Vec<Link>,
    /// What the words that come now lead to.
    link: Option<Box<str>>,
    warnings: Vec<Warning>,
    open: Option<Open>,
    table: Option<Table>,
    /// Tables inside a cell of a table are part of the cell.
    table_depth: usize,
    /// The table whose caption is written.
    captioned: Option<Table>,
    note: Option<String>,
    notes: Vec<String>,
    in_references: bool,
    is_full: bool,
    has_dropped_marks: bool,
    num_pictures: usize,
    /// What the file says about itself.
    pub(super) about: About,
}

#[derive(Debug)]
struct Open {
    kind: BlockKind,
    words: String,
    links: Links,
    /// Where pages begin in `words`.
    pages: Vec<(usize, u32)>,
}

impl Open {
    /// Drops white space at the end, and what links had of it.
    fn trim_end(&mut self) {
        trim_end(&mut self.words);
        let end = self.words.len();
        while let Some((range, _)) = self.links.last_mut().filter(|(range, _)| range.end > end) {
            range.end = end;
            if range.start < end {
                break;
            }
            self.links.pop();
        }
    }
}

/// Stretches of a block's words and where they lead.
type Links = Vec<(std::ops::Range<usize>, Box<str>)>;

/// Rows of cells of blocks.
#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<Vec<Piece>>>,
    num_bytes: usize,
    /// For each column, in how many rows from the last one on a cell is there already.
    covered: Vec<usize>,
}

/// Columns or rows that one cell may cover.
const MAX_COVERED: usize = 100;

/// A block inside a cell.
#[derive(Clone, Debug)]
struct Piece {
    kind: BlockKind,
    words: String,
    links: Links,
}

impl Writer {
    /// Closes what is open and begins a block.
    pub(super) fn begin(&mut self, kind: BlockKind) {
        self.end();
        if self.note.is_some() {
            return;
        }
        self.open = Some(Open {
            kind,
            words: String::new(),
            links: Links::new(),
            pages: Vec::new(),
        });
    }

    /// The words that follow lead to this address, until [`Self::end_link`].
    pub(super) fn begin_link(&mut self, address: &str) {
        self.link = clean_address(address).filter(|_| self.links.len() < MAX_LINKS);
    }

    /// The mark of an item and a space behind it, which are part of no link.
    pub(super) fn mark(&mut self, mark: &str) {
        let link = self.link.take();
        self.words(mark);
        self.words(" ");
        self.link = link;
    }

    /// The words that follow lead nowhere.
    pub(super) fn end_link(&mut self) {
        self.link = None;
    }

    /// Makes the open block one of another kind.
    pub(super) fn set_kind(&mut self, kind: BlockKind) {
        if let Some(open) = &mut self.open {
            open.kind = kind;
        }
    }

    /// Adds words to the open block, or to a new paragraph.
    pub(super) fn words(&mut self, words: &str) {
        if let Some(note) = &mut self.note {
            if note.len() < MAX_TEXT / 16 {
                self.has_dropped_marks |= push(note, words, false);
            }
            return;
        }
        if self.open.is_none() {
            if words.trim().is_empty() {
                return;
            }
            self.begin(BlockKind::Paragraph);
        }
        let Some(open) = &mut self.open else { return };
        if open.words.len() + words.len() > MAX_TEXT {
            self.is_full = true;
            return;
        }
        let keeps = open.kind.keeps_lines();
        let from = open.words.len();
        self.has_dropped_marks |= push(&mut open.words, words, keeps);
        let to = open.words.len();
        if let Some(address) = self.link.as_ref().filter(|_| from < to) {
            let goes_on = |(range, last): &&mut (std::ops::Range<usize>, Box<str>)| {
                range.end == from && last == address
            };
            if let Some((range, _)) = open.links.last_mut().filter(goes_on) {
                range.end = to;
            } else if open.links.len() < MAX_LINKS {
                open.links.push((from..to, address.clone()));
            }
        }
    }

    /// A line break inside a block.
    pub(super) fn line_break(&mut self) {
        match (&mut self.note, &mut self.open) {
            (Some(note), _) => note.push(' '),
            (None, Some(open)) if !open.words.is_empty() => {
                if !open.kind.keeps_lines() {
                    open.trim_end();
                }
                open.words.push('\n');
            }
            _ => {}
        }
    }

    /// Whether a block is open and holds words other than the mark of an item.
    pub(super) fn has_words_after_mark(&self) -> bool {
        let is_mark = |words: &str| words == "•" || words.ends_with('.') && words.len() < 8;
        self.open.as_ref().is_some_and(|open| {
            let words = open.words.trim();
            let is_bare = open.kind == BlockKind::ListItem && is_mark(words);
            !is_bare && !words.is_empty()
        })
    }

    /// The kind of the open block.
    pub(super) fn open_kind(&self) -> Option<BlockKind> {
        self.open.as_ref().map(|open| open.kind)
    }

    /// Ends the open block.
    pub(super) fn end(&mut self) {
        if let Some(note) = &mut self.note {
            note.push(' ');
            return;
        }
        let Some(mut open) = self.open.take() else {
            return;
        };
        open.trim_end();
        if let Some(table) = &mut self.table {
            table.num_bytes += open.words.len();
            self.is_full |= table.num_bytes > MAX_TEXT;
            if !open.words.is_empty()
                && !self.is_full
                && let Some(cell) = table.rows.last_mut().and_then(|row| row.last_mut())
            {
                cell.push(Piece {
                    kind: open.kind,
                    words: open.words,
                    links: open.links,
                });
            }
        } else {
            self.place(open.kind, &open.words, &open.links, &open.pages);
        }
    }

    /// A picture that is not shown and has no place of its own: a decoration, or one whose caption
    /// is written by itself.
    pub(super) fn count_picture(&mut self) {
        self.num_pictures += 1;
    }

    /// A picture that is not shown: what the file says of it stands in its place. Inside of tables,
    /// notes, headings and marks of lists there is no place.
    pub(super) fn picture(&mut self, words: Option<&str>) {
        self.num_pictures += 1;
        let is_line = matches!(
            self.open_kind(),
            Some(BlockKind::Heading { .. } | BlockKind::ListItem | BlockKind::Picture)
        );
        if is_line || self.table.is_some() || self.note.is_some() {
            return;
        }
        let words = words.and_then(description);
        let link = self.link.take();
        self.begin(BlockKind::Picture);
        self.words(words.as_deref().unwrap_or(UNNAMED_PICTURE));
        self.end();
        self.link = link;
    }

    /// The page that begins here.
    pub(super) fn page(&mut self, number: u32) {
        match &mut self.open {
            Some(open) if self.table.is_none() => open.pages.push((open.words.len(), number)),
            _ => self.pages.push(PageStart {
                start: self.text.len(),
                number,
            }),
        }
    }

    /// Forgets where pages begin, for a file that does not say.
    pub(super) fn forget_pages(&mut self) {
        self.pages.clear();
    }

    /// Begins a table, or goes on in the cell of the outer one.
    pub(super) fn begin_table(&mut self) {
        self.end();
        self.table_depth += 1;
        if self.table_depth == 1 {
            self.table = Some(Table::default());
        }
    }

    /// Begins the caption of the outermost table: a paragraph before it.
    pub(super) fn begin_caption(&mut self) {
        self.end();
        if self.table_depth == 1 && self.captioned.is_none() {
            self.captioned = self.table.take();
        }
    }

    /// Ends the caption.
    pub(super) fn end_caption(&mut self) {
        self.end();
        if self.table_depth == 1
            && let Some(table) = self.captioned.take()
        {
            self.table = Some(table);
        }
    }

    /// Begins a row of the outermost table.
    pub(super) fn begin_row(&mut self) {
        self.end();
        if self.table_depth == 1
            && let Some(table) = &mut self.table
        {
            table.num_bytes += 16;
            table.rows.push(Vec::new());
            for rows in &mut table.covered {
                *rows = rows.saturating_sub(1);
            }
        }
    }

    /// Begins a cell of the outermost table.
    pub(super) fn begin_cell(&mut self) {
        self.end();
        if self.table_depth != 1 {
            return;
        }
        if let Some(table) = &mut self.table {
            if table.rows.is_empty() {
                table.rows.push(Vec::new());
            }
            table.num_bytes += 16;
            self.is_full |= table.num_bytes > MAX_TEXT;
            if let Some(row) = table.rows.last_mut().filter(|_| !self.is_full) {
                // Cells of rows above that reach down to here stand where they began.
                while table.covered.get(row.len()).is_some_and(|rows| *rows > 0) {
                    row.push(Vec::new());
                }
                row.push(Vec::new());
            }
        }
    }

    /// The cell that was begun last covers so many columns and rows: the others stand behind and below.
    pub(super) fn cover(&mut self, columns: usize, rows: usize) {
        let [columns, rows] = [columns, rows].map(|it| it.clamp(1, MAX_COVERED));
        let Some(table) = self.table.as_mut().filter(|_| self.table_depth == 1) else {
            return;
        };
        let Some(row) = table.rows.last_mut().filter(|_| !self.is_full) else {
            return;
        };
        let first = row.len().saturating_sub(1);
        // Words go into the last cell, so those behind it are made when the next begins.
        let end = first + columns;
        if table.covered.len() < end {
            table.num_bytes += 16 * columns;
            table.covered.resize(end, 0);
        }
        for covered in table.covered.iter_mut().take(end).skip(first) {
            *covered = (*covered).max(rows);
        }
    }

    /// Puts the last cell beside itself once more.
    pub(super) fn repeat_cell(&mut self) {
        let Some(table) = self.table.as_mut().filter(|_| self.table_depth == 1) else {
            return;
        };
        if let Some(row) = table.rows.last_mut()
            && let Some(cell) = row.last().cloned()
        {
            table.num_bytes += 16 + cell.iter().map(|it| it.words.len()).sum::<usize>();
            self.is_full |= table.num_bytes > MAX_TEXT;
            if !self.is_full {
                row.push(cell);
            }
        }
    }

    /// Ends a table.
    pub(super) fn end_table(&mut self) {
        self.end();
        self.table_depth = self.table_depth.saturating_sub(1);
        if self.table_depth > 0 {
            return;
        }
        let Some(mut table) = self.table.take() else {
            return;
        };
        let has_words = |cell: &Vec<Piece>| !cell.is_empty();
        table.rows.retain(|row| row.iter().any(has_words));
        let widest = table
            .rows
            .iter()
            .map(|row| row.iter().filter(|cell| has_words(cell)).count())
            .max()
            .unwrap_or(0);
        let is_layout = widest < 2
            || table.rows.iter().flatten().any(|cell| {
                let len: usize = cell.iter().map(|it| it.words.len()).sum();
                len > MAX_CELL
                    || cell
                        .iter()
                        .any(|it| matches!(it.kind, BlockKind::Heading { .. }))
            });
        if is_layout {
            for piece in table.rows.into_iter().flatten().flatten() {
                self.place(piece.kind, &piece.words, &piece.links, &[]);
            }
            return;
        }
        let mut words = String::with_capacity(table.num_bytes);
        let mut links = Links::new();
        for mut row in table.rows {
            while row.last().is_some_and(Vec::is_empty) {
                row.pop();
            }
            if !words.is_empty() {
                words.push('\n');
            }
            for (at, cell) in row.iter().enumerate() {
                words.push_str(if at == 0 { "" } else { " | " });
                for (at, piece) in cell.iter().enumerate() {
                    words.push_str(if at == 0 { "" } else { " " });
                    let start = words.len();
                    let moved = |(range, address): &(std::ops::Range<usize>, Box<str>)| {
                        (start + range.start..start + range.end, address.clone())
                    };
                    links.extend(piece.links.iter().map(moved));
                    let one_line = piece.words.chars().map(|c| if c == '\n' { ' ' } else { c });
                    words.extend(one_line);
                }
            }
            trim_end(&mut words);
        }
        self.place(BlockKind::Table, &words, &links, &[]);
    }

    /// Writes the mark of a note and collects what follows as its words, until [`Self::end_note`].
    pub(super) fn begin_note(&mut self) {
        let number = self.notes.len() + 1;
        self.words(&format!("[{number}]"));
        self.note = Some(String::new());
    }

    /// Ends a note.
    pub(super) fn end_note(&mut self) {
        if let Some(note) = self.note.take() {
            self.notes.push(note);
        }
    }

    /// Says something about the reading, once.
    pub(super) fn warn(&mut self, words: impl Into<String>) {
        let warning = Warning(words.into());
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// Whether the text has reached its limit, so that reading on is of no use.
    pub(super) const fn is_full(&self) -> bool {
        self.is_full
    }

    /// How many bytes of text there are.
    pub(super) const fn len(&self) -> usize {
        self.text.len()
    }

    fn place(&mut self, kind: BlockKind, words: &str, links: &Links, pages: &[(usize, u32)]) {
        let (lead, words) = match kind {
            kind if kind.keeps_lines() => {
                let kept = words.trim_start_matches('\n');
                (words.len() - kept.len(), kept.trim_end())
            }
            _ => (words.len() - words.trim_start().len(), words.trim()),
        };
        let is_empty = words.trim().is_empty();
        let is_full =
            self.text.len() + words.len() > MAX_TEXT || self.blocks.len() >= MAX_PARSED_BLOCKS;
        self.is_full |= is_full && !is_empty;
        if !is_empty && !is_full {
            let kind = self.kind_in_place(kind, words);
            let is_entry = |kind| matches!(kind, BlockKind::ListItem | BlockKind::Reference);
            if let Some(last) = self.blocks.last() {
                let follows = is_entry(last.kind) && is_entry(kind);
                self.text.push_str(if follows { "\n" } else { "\n\n" });
            }
            let start = self.text.len();
            self.text.push_str(words);
            if let Some(span) = Span::new(&self.text, start, self.text.len()) {
                self.blocks.push(Block { span, kind });
            }
            self.place_links(start, lead, links);
            if matches!(kind, BlockKind::Heading { .. }) {
                self.in_references = opens_references(words);
            }
        }
        let end = self.text.len();
        let start = end - if is_empty || is_full { 0 } else { words.len() };
        for &(at, number) in pages {
            let start = (start + at.saturating_sub(lead)).min(end);
            self.pages.push(PageStart { start, number });
        }
    }

    /// Links of a block that begins at `start` and lost `lead` bytes of white space.
    fn place_links(&mut self, start: usize, lead: usize, links: &Links) {
        for (range, address) in links {
            let at = |at: usize| (start + at.saturating_sub(lead)).min(self.text.len());
            let (from, to) = (at(range.start), at(range.end));
            let words = self.text.get(from..to).unwrap_or("");
            let from = from + (words.len() - words.trim_start().len());
            let to = from + words.trim().len();
            let span = Span::new(&self.text, from, to).filter(|it| !it.is_empty());
            if let Some(span) = span.filter(|_| self.links.len() < MAX_LINKS) {
                let address = address.clone();
                self.links.push(Link { span, address });
            }
        }
    }

    fn kind_in_place(&self, kind: BlockKind, words: &str) -> BlockKind {
        let is_reference = match (kind, marker_of(words)) {
            (BlockKind::Paragraph, Some(Marker::Reference)) => true,
            (BlockKind::Paragraph, Some(Marker::Numbered)) | (BlockKind::ListItem, _) => {
                self.in_references
            }
            _ => false,
        };
        if is_reference {
            BlockKind::Reference
        } else {
            kind
        }
    }

    /// Writes the notes and gives everything.
    pub(super) fn finish(mut self) -> Parcel {
        self.end_note();
        self.end();
        while self.table_depth > 0 {
            self.end_table();
        }
        for (note, number) in std::mem::take(&mut self.notes).iter().zip(1..) {
            let words = format!("[{number}] {}", note.trim());
            self.place(BlockKind::Reference, &words, &Links::new(), &[]);
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        if self.is_full {
            self.warn(format!(
                "The text is cut off after {} MB, the most that is read from one file of this kind",
                self.text.len().div_ceil(1_000_000)
            ));
        }
        if self.has_dropped_marks {
            self.warn(format!(
                "Letters with more than {MAX_MARKS} marks on them are shown with the first {MAX_MARKS}"
            ));
        }
        match self.num_pictures {
            0 => {}
            1 => self.warn("One picture is not shown"),
            num => self.warn(format!("{num} pictures are not shown")),
        }
        for words in [
            &mut self.about.title,
            &mut self.about.author,
            &mut self.about.language,
        ] {
            *words = words.take().and_then(|words| clean_line(&words));
        }
        self.pages.sort_by_key(|page| page.start);
        Parcel {
            text: self.text,
            blocks: self.blocks,
            pages: self.pages,
            links: self.links,
            about: self.about,
            warnings: self.warnings,
        }
    }
}

#[cfg(test)]
#[path = "writer_tests.rs"]
mod tests;
