//! Finds mentions of names and figures in a document, and the claims they make.
//!
//! A first pass cuts each piece of the text into words, once, and finds the names of the tables among
//! them. A second decides names, reads figures, and resolves overlaps; long documents are read in parts
//! side by side. Claims are made from the mentions last. Rules and tables only: the same text gives the
//! same mentions everywhere.

mod anchors;
mod beside_bodies;
mod bodies;
mod capitals;
pub mod citations;
pub mod claim;
mod clause;
mod compounds;
pub mod correction;
mod cues;
mod cuts;
mod cutter;
pub mod dates;
pub mod explain;
mod figure;
#[cfg(test)]
pub(crate) mod fixtures;
mod fold;
mod gaps;
mod given_names;
mod heads;
mod introductions;
mod known_bodies;
mod known_people;
mod leaders;
mod leads;
mod lexer;
mod lexicon;
#[cfg(test)]
mod marked;
mod matcher;
pub mod meaning;
mod memory;
pub mod mention;
mod name_tree;
mod names;
mod passes;
mod people;
mod plain_word;
pub mod quantities;
mod ration;
mod recent;
mod resolve;
pub mod restated;
pub mod retold;
mod rooms;
mod scan;
mod scene;
mod short_name;
mod side_by_side;
mod small;
mod split;
mod sure;
mod token;
mod towns;
mod weapon_context;
mod weapons;
mod word_set;
mod word_table;
mod words;
mod written;

pub use claim::{Attribution, Claim, ClaimId, ClaimMeasure, NotClaim, Subject, claims, left_out};
pub use correction::{Amendment, Change, Corrected, Meets, apply_corrections};
pub use meaning::Meaning;
pub use mention::{Bound, Doubt, Kind, Mention, MentionId, NameForm, Rule, Value};
pub use quantities::table::whole::{TableCell, WholeTable, whole_tables};
pub use retold::Retold;

use std::num::NonZero;
use std::ops::{ControlFlow, Range};

use jiff::civil::Date;
use memchr::memmem;

use crate::document::{Block, BlockKind, Document};
use crate::reference::{Catalog, EntityKind, Name};
use matcher::Matcher;
use passes::Passes;
use scene::NameTables;

/// The most bytes that are looked at together; a longer block is cut at a blank.
const PIECE_BYTES: usize = 32 * 1024;
// Words are kept with offsets of sixteen bits within their piece.
const _: () = assert!(PIECE_BYTES <= u16::MAX as usize);

/// What turns a document into mentions; built once from the catalog, shared by threads.
#[derive(Debug)]
pub struct Extractor {
    catalog: &'static Catalog,
    matcher: Matcher,
}

impl Extractor {
    /// Builds the tree of names.
    pub fn new(catalog: &'static Catalog) -> Self {
        let names = catalog.gazetteer.names();
        let others = Others::new(names);
        let wanted = |i: usize| {
            names.get(i).is_some_and(|name| {
                let entity = catalog.gazetteer.entity(name.entity);
                // "Gen Nakatani" is called so.
                entity.is_some_and(|it| *it.canonical == *name.alias)
                    && name.kind == EntityKind::Person
                    || is_name_of_its_own(&others, name)
            })
        };
        Self {
            catalog,
            matcher: Matcher::new(&catalog.gazetteer, wanted),
        }
    }

    /// The one over the shipped tables.
    pub fn shipped() -> &'static Self {
        static SHIPPED: std::sync::LazyLock<Extractor> =
            std::sync::LazyLock::new(|| Extractor::new(Catalog::shipped()));
        &SHIPPED
    }

    /// Mentions of `document` in document order, disjoint. `date` stands in where the text gives no
    /// date of its own, and what the file says of itself where `date` is not given, either. `progress` is told the share done (0 to 1) now and then; when it breaks,
    /// what was found so far is dropped and `None` returned. Long documents are read on as many
    /// threads as the machine has.
    pub fn extract(
        &self,
        document: &Document,
        date: Option<Date>,
        progress: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Extraction> {
        let num_threads = std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        self.extract_on(document, date, num_threads, progress)
    }

    /// The same on at most so many threads; their number changes nothing but the time.
    pub fn extract_on(
        &self,
        document: &Document,
        date: Option<Date>,
        num_threads: NonZero<usize>,
        progress: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Extraction> {
        let text: &str = &document.text;
        let mut report = |share: f32| progress(share).is_continue().then_some(());
        report(0.0)?;
        // What a page or file says of itself comes last: a file is often younger than its text.
        let date = dates::document_date(text).or(date).or(document.about.date);
        let mut pieces = pieces(text, &document.blocks);
        let num_threads = num_threads.get();
        let cut_at = ration::cut_long(text, &mut pieces, num_threads);
        let passes = Passes {
            text,
            blocks: &document.blocks,
            pieces: &pieces,
            names: NameTables {
                catalog: self.catalog,
                matcher: &self.matcher,
            },
            date,
            max_mentions: ration::MAX_MENTIONS,
        };
        let (mut mentions, cuts) =
            passes.mentions(num_threads, &mut |share| report(share * 0.9))?;
        let cut_at = ration::cut_mentions(&mut mentions).or(cut_at);
        let known = claim::known::KnownWords::new(self.matcher.table(), &cuts);
        let mut rest = |share: f32| report(0.9 + share * 0.1);
        let (claims, left_out) =
            clause::claims_on(document, &mentions, date, &known, num_threads, &mut rest)?;
        report(1.0)?;
        Some(Extraction {
            mentions,
            date,
            claims,
            left_out,
            cut_at,
        })
    }
}

/// What a name is compared with, of all the names.
struct Others<'a> {
    /// Sorted by entity.
    names: Vec<&'a Name>,
    capitals: Vec<&'a str>,
}

impl<'a> Others<'a> {
    fn new(names: &'a [Name]) -> Self {
        let mut sorted: Vec<&Name> = names.iter().collect();
        // Nearly sorted already, as the names of an entity mostly stand together.
        sorted.sort_by_key(|name| name.entity);
        let capitals = names.iter().filter(|it| it.kind == EntityKind::Capital);
        Self {
            names: sorted,
            capitals: capitals.map(|it| it.alias.as_str()).collect(),
        }
    }
}

/// Names that would only repeat what their parts say: "Japanese government" is Japanese, and a
/// programme is no organisation.
fn is_name_of_its_own(others: &Others<'_>, name: &Name) -> bool {
    if name.kind == EntityKind::Person {
        return !is_titled_twin(others, name);
    }
    if name.kind != EntityKind::Metonym {
        return true;
    }
    let alias = name.alias.strip_prefix("the ").unwrap_or(&name.alias);
    let governs = ["government", "Government", "administration"]
        .iter()
        .any(|word| alias.contains(word));
    // Of governments only those by their capital are a name; the rest holds a country's.
    !governs || name.note == "government" && is_by_capital(others, alias)
}

/// "President Lai" where the table has "Lai", too: it would hide the longer "Lai Ching-te".
fn is_titled_twin(others: &Others<'_>, name: &Name) -> bool {
    let Some((title, rest)) = name.alias.split_once(' ') else {
        return false;
    };
    if !lexicon::is_title(title) {
        return false;
    }
    let from = others.names.partition_point(|it| it.entity < name.entity);
    let others = others.names.get(from..).unwrap_or(&[]);
    others
        .iter()
        .take_while(|other| other.entity == name.entity)
        .any(|other| other.alias == rest)
}

/// "Tokyo Government", "Government of Tokyo": named after a seat, not after a country or people.
fn is_by_capital(others: &Others<'_>, alias: &str) -> bool {
    let rest = alias
        .trim_start_matches("Government of ")
        .trim_end_matches(" Government")
        .trim_end_matches(" government");
    others.capitals.contains(&rest)
}

/// A stretch of text that names do not cross.
#[derive(Clone, Debug, PartialEq)]
struct Piece {
    range: Range<usize>,
    kind: BlockKind,
}

/// Cuts the text at the borders of blocks and at empty lines, and long blocks at blanks. Text between blocks counts as
/// paragraphs, so nothing is left out.
fn pieces(text: &str, blocks: &[Block]) -> Vec<Piece> {
    let mut pieces = Pieces {
        text,
        blank_lines: memmem::Finder::new(b"\n\n"),
        blank_line: None,
        out: Vec::with_capacity(blocks.len()),
    };
    let mut end = 0;
    for block in blocks {
        let start = block.span.start().max(end);
        let between = text.as_bytes().get(end..start).unwrap_or(&[]);
        // Mostly a line ends there and nothing else.
        if !between.trim_ascii().is_empty() {
            pieces.cut(end..start, BlockKind::Paragraph);
        }
        pieces.cut(start..block.span.end(), block.kind);
        end = end.max(block.span.end());
    }
    pieces.cut(end..text.len(), BlockKind::Paragraph);
    pieces.out
}

/// A text while it is cut into pieces, from its start to its end.
struct Pieces<'t> {
    text: &'t str,
    blank_lines: memmem::Finder<'static>,
    /// Where the next empty line begins, once it was looked for; the end of the text for none.
    blank_line: Option<usize>,
    out: Vec<Piece>,
}

impl Pieces<'_> {
    fn cut(&mut self, range: Range<usize>, kind: BlockKind) {
        let text = self.text;
        // Between two blocks mostly stands an empty line.
        if is_blank(text, &range) {
            return;
        }
        // Mostly a block is short, and the next empty line is known to be behind it.
        let is_whole = |blank_line| range.start <= blank_line && range.end < blank_line + 2;
        if range.len() <= PIECE_BYTES && self.blank_line.is_some_and(is_whole) {
            self.out.push(Piece { range, kind });
            return;
        }
        let mut start = range.start;
        while start < range.end {
            let mut end = range.end.min(start + PIECE_BYTES);
            let blank_line = self.blank_line_from(start);
            if blank_line + 2 <= end {
                end = blank_line + 2;
            } else if end < range.end {
                end = last_blank(text, start, end);
            }
            let piece = start..end;
            if !is_blank(text, &piece) {
                self.out.push(Piece { range: piece, kind });
            }
            start = end;
        }
    }

    /// Where the first empty line from here on begins. No place lies before the one asked for last.
    fn blank_line_from(&mut self, start: usize) -> usize {
        match self.blank_line {
            Some(found) if found >= start => found,
            _ => {
                let rest = self.text.as_bytes().get(start..).unwrap_or(&[]);
                let found = self.blank_lines.find(rest);
                let found = found.map_or(self.text.len(), |at| start + at);
                self.blank_line = Some(found);
                found
            }
        }
    }
}

/// Whether nothing but blanks stands here.
#[inline(always)]
fn is_blank(text: &str, range: &Range<usize>) -> bool {
    let first = text.as_bytes().get(range.start);
    let is_word = !range.is_empty() && first.is_some_and(u8::is_ascii_graphic);
    !is_word && is_all_blank(text, range)
}

#[inline(never)]
fn is_all_blank(text: &str, range: &Range<usize>) -> bool {
    let words = text.get(range.clone()).unwrap_or("");
    words.chars().all(char::is_whitespace)
}

/// Where to cut from `start` on, at `end` or before: behind the last blank, and without one
/// anywhere, as such a text has no names.
fn last_blank(text: &str, start: usize, end: usize) -> usize {
    let end = text.floor_char_boundary(end);
    let kept = text
        .get(start..end)
        .map(|piece| piece.trim_end_matches(|letter: char| !letter.is_whitespace()));
    kept.filter(|kept| !kept.is_empty())
        .map_or(end, |kept| start + kept.len())
}

/// What a document was found to say.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// In document order, disjoint; `MentionId(i)` is the i-th.
    pub mentions: Vec<Mention>,
    /// The document's date: found in the text, or the one given.
    pub date: Option<Date>,
    /// Who, what, how much, when.
    pub claims: Vec<Claim>,
    /// Figures that claim nothing, in document order, with the reason.
    pub left_out: Vec<(MentionId, NotClaim)>,
    /// The byte of the text behind which nothing was looked for, in a text with more words or
    /// mentions than are read.
    pub cut_at: Option<usize>,
}

impl Extraction {
    /// The mention that stands at exactly this passage, by binary search.
    pub fn mention_at(&self, span: crate::text::Span) -> Option<MentionId> {
        let found = self
            .mentions
            .binary_search_by_key(&span, |mention| mention.span);
        found
            .ok()
            .and_then(|at| u32::try_from(at).ok())
            .map(MentionId)
    }

    /// By id.
    pub fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.mentions.get(id.0 as usize)
    }
}

#[cfg(test)]
mod tests;
