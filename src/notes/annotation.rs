//! An annotation: a target (document and selectors) and a body (text, tags, colour).

use jiff::Timestamp;

use crate::document::{Document, Fingerprint};
use crate::text::Span;

/// Names a note for good, in the file and in exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub uuid::Uuid);

impl std::fmt::Display for NoteId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Its name.
    pub id: NoteId,
    /// What it is about.
    pub target: Target,
    /// What it says.
    pub body: Body,
    /// Who wrote it; may be empty.
    pub author: String,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
}

/// What a note is about: a passage of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// File name of the document, as shown.
    pub document: String,
    /// SHA-256 of the document's bytes when the note was made; `None` when it was not at hand.
    pub fingerprint: Option<Fingerprint>,
    /// Where the passage stood; `None` for notes whose passage was never found.
    pub position: Option<PositionSelector>,
    /// The passage and its surroundings.
    pub quote: QuoteSelector,
    /// Kind of the mention it was made on, as in `Kind::code`; empty for plain passages.
    pub kind: String,
    /// Value of that mention for exports, such as `68000000000`; empty for plain passages.
    pub value: String,
    /// Unit of the value, such as `USD` or `km`.
    pub unit: String,
    /// Source of the figure the note was made on, as cited; may be empty.
    pub source: String,
}

/// Characters of context kept on each side of a quote.
pub const CONTEXT_CHARS: usize = 32;

impl Target {
    /// Describes a passage of an opened document.
    pub fn of_passage(document: &Document, span: Span) -> Self {
        let (start_char, end_char) = document.char_range(span);
        let before = document.text.get(..span.start()).unwrap_or("");
        let after = document.text.get(span.end()..).unwrap_or("");
        let prefix_at = before
            .char_indices()
            .rev()
            .nth(CONTEXT_CHARS - 1)
            .map_or(0, |(at, _)| at);
        let suffix_at = after
            .char_indices()
            .nth(CONTEXT_CHARS)
            .map_or(after.len(), |(at, _)| at);
        Self {
            document: document.name.clone(),
            fingerprint: Some(document.fingerprint),
            position: Some(PositionSelector {
                start_byte: span.start() as u64,
                end_byte: span.end() as u64,
                start_char: u64::from(start_char.get()),
                end_char: u64::from(end_char.get()),
            }),
            quote: QuoteSelector {
                exact: span.slice(&document.text).to_owned(),
                prefix: before.get(prefix_at..).unwrap_or("").to_owned(),
                suffix: after.get(..suffix_at).unwrap_or("").to_owned(),
            },
            kind: String::new(),
            value: String::new(),
            unit: String::new(),
            source: String::new(),
        }
    }
}

/// Where a passage stood, half-open, in bytes and in characters of the document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PositionSelector {
    /// First byte.
    pub start_byte: u64,
    /// One past the last byte.
    pub end_byte: u64,
    /// First character.
    pub start_char: u64,
    /// One past the last character.
    pub end_char: u64,
}

/// The passage with up to [`CONTEXT_CHARS`] characters on each side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteSelector {
    /// The words.
    pub exact: String,
    /// What stood before.
    pub prefix: String,
    /// What stood after.
    pub suffix: String,
}

/// What a note says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The note's text.
    pub text: String,
    /// Its tags, in the order given, none twice.
    pub tags: Vec<Tag>,
    /// Name of a colour; empty for the default.
    pub colour: String,
}

/// One tag: not empty, no `|`, no control characters, no space at its ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    // Invariant: as said above.
    word: String,
}

impl Tag {
    /// Trims; `|` and control characters become spaces. `None` when nothing is left.
    pub fn parse(word: &str) -> Option<Self> {
        let word: String = word
            .chars()
            .map(|c| if c == '|' || c.is_control() { ' ' } else { c })
            .collect();
        let word = word.trim();
        (!word.is_empty()).then(|| Self {
            word: word.to_owned(),
        })
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        &self.word
    }
}
