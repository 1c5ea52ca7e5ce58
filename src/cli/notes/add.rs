//! One line of `notes add`: what it asks for, found in its document, stored.
//!
//! Lines are independent: one that cannot be stored says why and the next is done. Nothing is
//! guessed: a quote that stands in several places needs `start`.

use std::io::BufRead;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::Making;
use crate::document::{Document, DocumentId, LoadError, load_file};
use crate::export::atomic::Stamp;
use crate::export::mentions::value_and_unit;
use crate::extract::{Extraction, Extractor};
use crate::notes::{Annotation, Body, NoteEdit, NoteId, Tag, Target};
use crate::text::Span;
use crate::workspace::corrections::read_corrected;
use crate::workspace::store::{Store, StoreError, StoredDocument};

/// Longest line that is read.
const MAX_LINE_BYTES: usize = 16_000_000;

/// Documents kept in memory between lines, and how much text of them.
const MAX_DOCUMENTS: usize = 16;
const MAX_TEXT_BYTES: usize = 256_000_000;

/// How often an edit is repeated when another program changes the same note meanwhile.
const MAX_TRIES: usize = 5;

/// Lines of a stream, however long, by number.
pub(super) struct Lines<'a> {
    input: &'a mut dyn BufRead,
    number: u64,
}

/// One line.
pub(super) struct Line {
    number: u64,
    /// `None` when it is longer than [`MAX_LINE_BYTES`].
    bytes: Option<Vec<u8>>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(input: &'a mut dyn BufRead) -> Self {
        Self { input, number: 0 }
    }

    /// The next line without its end; `None` at the end of the stream.
    pub(super) fn next(&mut self) -> std::io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let mut too_long = false;
        let mut any = false;
        loop {
            let part = match self.input.fill_buf() {
                Ok(part) => part,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if part.is_empty() {
                break;
            }
            any = true;
            let end = part.iter().position(|byte| *byte == b'\n');
            let content = part.get(..end.unwrap_or(part.len())).unwrap_or(part);
            too_long |= bytes.len() + content.len() > MAX_LINE_BYTES;
            if too_long {
                bytes = Vec::new();
            } else {
                bytes.extend_from_slice(content);
            }
            let used = content.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() {
                break;
            }
        }
        self.number += 1;
        Ok(any.then_some(Line {
            number: self.number,
            bytes: (!too_long).then_some(bytes),
        }))
    }
}

/// What a line asks for. Fields that `notes list` writes and that follow from the document are
/// passed over, so that its lines can be given back.
#[derive(Deserialize)]
struct Request {
    id: Option<String>,
    document: Option<PathBuf>,
    quote: Option<String>,
    start: Option<u64>,
    note: Option<String>,
    tags: Option<Vec<String>>,
    colour: Option<String>,
    author: Option<String>,
    kind: Option<String>,
    value: Option<String>,
    unit: Option<String>,
    source: Option<String>,
    deleted: Option<bool>,
}

/// Why a line was not stored: `<id or line number>: <why>`.
#[derive(Debug, thiserror::Error)]
#[error("{who}: {why}")]
pub(super) struct Refusal {
    who: String,
    why: Why,
}

#[derive(Debug, thiserror::Error)]
enum Why {
    #[error("the line is longer than {} MB", MAX_LINE_BYTES / 1_000_000)]
    TooLong,
    #[error("the line is not UTF-8")]
    NotUtf8,
    #[error("the line is not a note in JSON: {0}")]
    Json(String),
    #[error("the id is not a UUID: {0}")]
    Id(String),
    #[error("to delete a note, give its id")]
    DeleteWithoutId,
    #[error("there is no note with this id")]
    NoNote,
    #[error("the field `{0}` is missing")]
    Missing(&'static str),
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error("the quote does not occur in {0}")]
    NotFound(String),
    #[error(
        "the quote occurs {count} times in {name}; give `start`, the byte offset of the one that is meant: {places}"
    )]
    Several {
        count: usize,
        name: String,
        places: String,
    },
    #[error("the quote does not stand at byte {start} of {name}, but at {places}")]
    NotThere {
        start: u64,
        name: String,
        places: String,
    },
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A document read for an earlier line.
struct Known {
    path: PathBuf,
    /// What its file looked like then.
    stamp: Option<Stamp>,
    document: Arc<Document>,
    /// What it names and says; looked for when the first note asks.
    extraction: Option<Arc<Extraction>>,
}

/// Stores lines.
pub(super) struct Adder<'a> {
    store: &'a Store,
    making: &'a Making<'a>,
    /// Documents read for earlier lines, oldest first.
    documents: Vec<Known>,
    /// The document of the last line, when the workspace does not know it yet.
    to_remember: Option<Arc<Document>>,
}

impl<'a> Adder<'a> {
    pub(super) fn new(store: &'a Store, making: &'a Making<'a>) -> Self {
        Self {
            store,
            making,
            documents: Vec::new(),
            to_remember: None,
        }
    }

    /// Does what a line says: the id of its note once that is on disk, `None` for an empty line.
    pub(super) fn store_line(&mut self, line: &Line) -> Result<Option<NoteId>, Refusal> {
        let mut who = line.number.to_string();
        let result = self.try_line(line, &mut who);
        result.map_err(|why| Refusal { who, why })
    }

    fn try_line(&mut self, line: &Line, who: &mut String) -> Result<Option<NoteId>, Why> {
        let bytes = line.bytes.as_deref().ok_or(Why::TooLong)?;
        let text = std::str::from_utf8(bytes).ok().ok_or(Why::NotUtf8)?.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let request: Request = serde_json::from_str(text).map_err(|error| {
            if let Some(id) = id_in(text) {
                *who = id.to_string();
            }
            Why::Json(json_error(&error))
        })?;
        let id = match &request.id {
            Some(id) => Some(NoteId::parse(id).ok_or_else(|| Why::Id(id.clone()))?),
            None => None,
        };
        if let Some(id) = id {
            *who = id.to_string();
        }
        if request.deleted == Some(true) {
            let id = id.ok_or(Why::DeleteWithoutId)?;
            self.commit(id, |stored| stored.map(NoteEdit::delete).ok_or(Why::NoNote))?;
            return Ok(Some(id));
        }
        let id = id.unwrap_or_else(self.making.new_id);
        self.put(id, &request)?;
        Ok(Some(id))
    }

    fn put(&mut self, id: NoteId, request: &Request) -> Result<(), Why> {
        let target = match &request.document {
            Some(path) => Some(self.target(path, request)?),
            None => None,
        };
        let now = (self.making.now)();
        self.commit(id, |stored| {
            // A stored note may be given other words without naming its passage again.
            let target = match (&target, &stored) {
                (Some(target), _) => target.clone(),
                (None, Some(stored)) if request.quote.is_none() => stored.target.clone(),
                (None, _) => return Err(Why::Missing("document")),
            };
            let note = Annotation {
                id,
                target: described(target, request, stored.as_ref()),
                body: body(request),
                author: request.author.clone().unwrap_or_default(),
                created: stored.as_ref().map_or(now, |stored| stored.created),
                modified: stored
                    .as_ref()
                    .map_or(now, |stored| now.max(stored.created)),
            };
            Ok(NoteEdit::put(stored, note))
        })
    }

    /// Makes an edit from what is stored and saves it, again if another program comes between.
    fn commit(
        &self,
        id: NoteId,
        edit: impl Fn(Option<Annotation>) -> Result<NoteEdit, Why>,
    ) -> Result<(), Why> {
        let mut tries = 1;
        loop {
            match self.store.commit_edit(&edit(self.store.note(id)?)?) {
                Err(StoreError::ChangedElsewhere { .. }) if tries < MAX_TRIES => tries += 1,
                result => return Ok(result?),
            }
        }
    }

    fn target(&mut self, path: &Path, request: &Request) -> Result<Target, Why> {
        let quote = request.quote.as_deref().ok_or(Why::Missing("quote"))?;
        let document = self.document(path)?;
        let span = find(&document, quote, request.start)?;
        let mut target = Target::of_passage(&document, span);
        let is_told = request.kind.is_some() || request.value.is_some() || request.unit.is_some();
        // A line that says itself what its words are needs no reading of the whole document.
        if !is_told && !span.is_empty() {
            self.tell_figure(&mut target, span)?;
        }
        Ok(target)
    }

    /// What the words are, where they are exactly a name or a figure of the document read last: as a
    /// note made in the window says it, with the reader's corrections.
    fn tell_figure(&mut self, target: &mut Target, span: Span) -> Result<(), Why> {
        let Some(known) = self.documents.last_mut() else {
            return Ok(());
        };
        let extraction = match &known.extraction {
            Some(extraction) => Arc::clone(extraction),
            None => {
                let (corrections, _) = self.store.corrections()?;
                let go_on = &mut |_| ControlFlow::Continue(());
                let found = Extractor::shipped().extract(&known.document, None, go_on);
                let found = Arc::new(found.unwrap_or_default());
                let reading = read_corrected(&known.document, found, Arc::new(corrections));
                Arc::clone(known.extraction.insert(reading.extraction))
            }
        };
        let mention = extraction.mention_at(span);
        if let Some(mention) = mention.and_then(|id| extraction.mention(id)) {
            mention.kind().code().clone_into(&mut target.kind);
            (target.value, target.unit) = value_and_unit(&mention.value);
        }
        Ok(())
    }

    /// Reads a document, or takes the one read before if its file has not changed since.
    fn document(&mut self, path: &Path) -> Result<Arc<Document>, Why> {
        let stamp = Stamp::of(path);
        let known = self.documents.iter().position(|known| known.path == path);
        if let Some(at) = known {
            let known = self.documents.remove(at);
            if known.stamp.is_some() && known.stamp == stamp {
                let document = Arc::clone(&known.document);
                self.documents.push(known);
                return Ok(document);
            }
        }
        let document = Arc::new(load_file(DocumentId(0), path, &|| false)?);
        self.to_remember = Some(Arc::clone(&document));
        self.documents.push(Known {
            path: path.to_owned(),
            stamp,
            document: Arc::clone(&document),
            extraction: None,
        });
        let text_bytes = |documents: &[Known]| -> usize {
            let texts = documents.iter().map(|known| &known.document.text);
            texts.map(|text| text.len()).sum()
        };
        while self.documents.len() > 1
            && (self.documents.len() > MAX_DOCUMENTS
                || text_bytes(&self.documents) > MAX_TEXT_BYTES)
        {
            self.documents.remove(0);
        }
        Ok(document)
    }

    /// Lets the workspace know where a newly read document is, so that the window can open it from
    /// its notes. The notes are safe without it, so a failure is not the reader's concern.
    pub(super) fn remember_document(&mut self) {
        let Some(document) = self.to_remember.take() else {
            return;
        };
        let Some(path) = document
            .path
            .as_deref()
            .and_then(|path| std::path::absolute(path).ok())
        else {
            return;
        };
        drop(self.store.remember_document(&StoredDocument {
            path,
            name: document.name.clone(),
            fingerprint: document.fingerprint,
            last_opened: (self.making.now)(),
        }));
    }
}

/// What the line says of the figure; else, on the same words, what the stored note says.
fn described(mut target: Target, request: &Request, stored: Option<&Annotation>) -> Target {
    if let Some(stored) = stored.filter(|it| it.target.quote.exact == target.quote.exact) {
        let known = &stored.target;
        target.kind.clone_from(&known.kind);
        target.value.clone_from(&known.value);
        target.unit.clone_from(&known.unit);
        target.source.clone_from(&known.source);
        target.finding.clone_from(&known.finding);
    }
    for (field, given) in [
        (&mut target.kind, &request.kind),
        (&mut target.value, &request.value),
        (&mut target.unit, &request.unit),
        (&mut target.source, &request.source),
    ] {
        if let Some(given) = given {
            field.clone_from(given);
        }
    }
    target
}

fn body(request: &Request) -> Body {
    let tags = request.tags.as_deref().unwrap_or_default();
    Body {
        text: request.note.clone().unwrap_or_default(),
        tags: Tag::parse_all(tags.iter().map(String::as_str)),
        colour: request.colour.clone().unwrap_or_default(),
    }
}

/// The place of a quote. An empty quote is a note on the whole document.
fn find(document: &Document, quote: &str, start: Option<u64>) -> Result<Span, Why> {
    let text = &*document.text;
    // Documents have LF line ends; a quote copied from elsewhere may not.
    let quote = if quote.contains('\r') && !text.contains('\r') {
        quote.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        quote.to_owned()
    };
    if let Some(start) = start {
        let span = usize::try_from(start)
            .ok()
            .and_then(|at| Span::new(text, at, at.checked_add(quote.len())?))
            .filter(|span| span.slice(text) == quote);
        if let Some(span) = span {
            return Ok(span);
        }
    } else if quote.is_empty() {
        return Ok(Span::start_of_text());
    }
    let (count, first) = places(text, &quote);
    let listed = || {
        let mut listed: Vec<String> = first.iter().map(ToString::to_string).collect();
        if count > first.len() {
            listed.push("…".to_owned());
        }
        listed.join(", ")
    };
    let name = || document.name.clone();
    match (count, start, first.as_slice()) {
        (0, _, _) => Err(Why::NotFound(name())),
        (_, Some(start), _) => Err(Why::NotThere {
            start,
            name: name(),
            places: listed(),
        }),
        (1, None, [at]) => {
            Span::new(text, *at, at + quote.len()).ok_or_else(|| Why::NotFound(name()))
        }
        (count, None, _) => Err(Why::Several {
            count,
            name: name(),
            places: listed(),
        }),
    }
}

/// How often a quote stands in a text, and the first few places. Overlapping ones count as one
/// each, up to a bound that keeps a text of one repeated letter from taking minutes.
fn places(text: &str, quote: &str) -> (usize, Vec<usize>) {
    const LISTED: usize = 5;
    const OVERLAPS: usize = 1000;
    let mut first = Vec::new();
    if quote.is_empty() {
        return (0, first);
    }
    let (mut count, mut from) = (0, 0);
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(quote)) {
        let at = from + at;
        count += 1;
        if first.len() < LISTED {
            first.push(at);
        }
        from = if count < OVERLAPS {
            text.ceil_char_boundary(at + 1)
        } else {
            at + quote.len()
        };
    }
    (count, first)
}

/// The id of a line that is JSON but no note.
fn id_in(text: &str) -> Option<NoteId> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    NoteId::parse(value.get("id")?.as_str()?)
}

/// What serde says, less its "at line 1".
fn json_error(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said
        .rsplit_once(" at line ")
        .map_or(&*said, |(what, _)| what);
    format!("{what} (column {})", error.column())
}
