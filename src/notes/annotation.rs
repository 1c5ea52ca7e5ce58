//! An annotation: a target (document and selectors) and a body (text, tags, colour).
//!
//! Plain data after the W3C Web Annotation model. A [`Target`] describes its passage as it was when
//! the note was made and is not rewritten when the document changes: finding the passage again is
//! [`mod@super::anchor`]'s, and a note moves only when its reader says so ([`Target::moved_to`]).

use jiff::Timestamp;

use crate::document::{Document, Fingerprint};
use crate::text::{Span, folded};

/// Names a note for good, in the file and in exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub uuid::Uuid);

impl NoteId {
    /// Reads a UUID in any of its usual spellings; it is always printed with hyphens.
    pub fn parse(text: &str) -> Option<Self> {
        uuid::Uuid::try_parse(text.trim()).ok().map(Self)
    }
}

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

/// Characters of a note that name it in a line.
const MAX_IN_SHORT: usize = 40;

impl Annotation {
    /// The beginning of what it says, or else of what it is on, for a line that names it.
    pub fn in_short(&self) -> String {
        let says = folded(&self.body.text, MAX_IN_SHORT);
        if says.is_empty() {
            return folded(&self.target.quote.exact, MAX_IN_SHORT);
        }
        says
    }
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
    /// The finding the note was made on, if any; boxed because few notes have one.
    pub finding: Option<Box<NotedFinding>>,
}

/// A finding as it stood when a note was made on it, in words, for exports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotedFinding {
    /// Name of the rule, such as `unit-pair`.
    pub rule: String,
    /// What it found, such as `agrees`.
    pub verdict: String,
    /// Its working.
    pub detail: String,
}

impl NotedFinding {
    /// From the cells of a file; `None` when all are empty.
    pub fn from_cells(rule: String, verdict: String, detail: String) -> Option<Box<Self>> {
        let some = !(rule.is_empty() && verdict.is_empty() && detail.is_empty());
        some.then(|| {
            Box::new(Self {
                rule,
                verdict,
                detail,
            })
        })
    }
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
            finding: None,
        }
    }

    /// The same note on another passage: what it says of kind, value and finding stays.
    #[must_use]
    pub fn moved_to(&self, document: &Document, span: Span) -> Self {
        Self {
            kind: self.kind.clone(),
            value: self.value.clone(),
            unit: self.unit.clone(),
            source: self.source.clone(),
            finding: self.finding.clone(),
            ..Self::of_passage(document, span)
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

    /// Every word that is a tag, in order, none twice.
    pub fn parse_all<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<Self> {
        let mut seen = std::collections::BTreeSet::new();
        words
            .into_iter()
            .filter_map(Self::parse)
            .filter(|tag| seen.insert(tag.clone()))
            .collect()
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        &self.word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_tag(word: &str, expected: Option<&str>) {
        assert_eq!(Tag::parse(word).as_ref().map(Tag::as_str), expected);
    }

    #[test]
    fn tags_are_trimmed_words_without_bars() {
        check_tag(" pledge ", Some("pledge"));
        check_tag("two words", Some("two words"));
        check_tag("a|b", Some("a b"));
        check_tag("a\nb", Some("a b"));
        check_tag(" | ", None);
        check_tag("", None);
    }

    #[test]
    fn the_same_tag_is_kept_once_and_in_its_first_place() {
        let tags = Tag::parse_all(["b", "a", " b", ""]);
        let words: Vec<&str> = tags.iter().map(Tag::as_str).collect();
        assert_eq!(words, ["b", "a"]);
    }

    #[test]
    fn ids_print_one_way_and_read_in_several() {
        let id = "9d2f1c9e-0f6a-4f6e-8a39-0c6b6f0d2a11";
        for spelling in [
            id.to_owned(),
            id.to_uppercase(),
            id.replace('-', ""),
            format!("{{{id}}}"),
        ] {
            assert_eq!(NoteId::parse(&spelling).unwrap().to_string(), id);
        }
        assert_eq!(NoteId::parse("17"), None);
    }
}
