//! Search over the text of documents, their mentions and the notes at once.
//!
//! The index is SQLite's FTS5 in memory: derived, never saved, so that it can neither be out of date
//! in a workspace nor carry the text of documents out of the folder they lie in. Accents and case do
//! not matter. Building it is work for a job; asking it takes milliseconds.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use rusqlite::{Connection, params};

use super::query::{QueryError, fts_query};
use crate::document::{Document, Fingerprint};
use crate::extract::Extraction;
use crate::notes::{Annotation, NoteId, Tag};
use crate::text::Span;
use crate::workspace::entities::entity_groups;

/// Longer blocks are indexed in pieces, so that what is found can be shown.
const MAX_PIECE_BYTES: usize = 4096;

/// Around what is found: in the snippet of FTS5, which takes any text as its marks.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

/// Tokens of a snippet.
const SNIPPET_TOKENS: i64 = 16;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where.
    pub place: Place,
    /// Name of the document.
    pub document: String,
    /// Some words around it.
    pub snippet: Snippet,
}

/// Where something was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the text of a document: bytes of the paragraph.
    Text(Fingerprint, (usize, usize)),
    /// In a mention: its bytes, its kind as in `Kind::code`.
    Mention(Fingerprint, (usize, usize), String),
    /// In a note.
    Note(NoteId),
}

/// Words with those that were looked for marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The words, on one line.
    pub text: String,
    /// Half-open byte ranges of them that match, in order.
    pub matches: Vec<(usize, usize)>,
}

/// Where hits are looked for, and how many of each are given.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Paragraphs.
    pub texts: usize,
    /// Mentions.
    pub mentions: usize,
    /// Notes.
    pub notes: usize,
}

impl Limits {
    /// As many of each.
    pub const fn each(most: usize) -> Self {
        Self {
            texts: most,
            mentions: most,
            notes: most,
        }
    }
}

/// Why nothing could be looked for.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The query makes no sense; said in plain words.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The index failed.
    #[error("the search failed ({0})")]
    Sqlite(#[from] rusqlite::Error),
}

/// An index of documents and notes.
#[derive(Debug)]
pub struct SearchIndex {
    connection: Connection,
    documents: BTreeMap<Fingerprint, Indexed>,
    num_notes: usize,
}

#[derive(Debug)]
struct Indexed {
    name: String,
    /// The very text that was taken in: the same file may be read again in another encoding, or whole
    /// after its first pages.
    text: Arc<str>,
    /// Of [`mentions_key`].
    mentions: u64,
}

#[cfg(test)]
impl SearchIndex {
    /// Nothing can be taken in or forgotten any more.
    pub(in crate::workspace) fn break_down(&self) {
        self.connection.execute_batch("DROP TABLE places").unwrap();
    }
}

/// A number that tells lists of mentions apart.
fn mentions_key(extraction: Option<&Extraction>) -> u64 {
    let mut hasher = DefaultHasher::new();
    // A corrected list is made while the one before is still there, so it lies elsewhere.
    extraction.map(std::ptr::from_ref).hash(&mut hasher);
    for mention in extraction.map_or(&[][..], |it| &it.mentions) {
        (mention.span.start(), mention.span.end()).hash(&mut hasher);
        std::mem::discriminant(&mention.value).hash(&mut hasher);
    }
    hasher.finish()
}

const TABLES: &str = "
CREATE VIRTUAL TABLE words USING fts5(text, tokenize = \"unicode61 remove_diacritics 2\");
CREATE TABLE places (
    id INTEGER PRIMARY KEY, what TEXT NOT NULL, owner TEXT NOT NULL, document TEXT NOT NULL,
    kind TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL
) STRICT;
CREATE INDEX places_by_owner ON places (what, owner);
";

impl SearchIndex {
    /// An empty one.
    pub fn new() -> rusqlite::Result<Self> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch(TABLES)?;
        Ok(Self {
            connection,
            documents: BTreeMap::new(),
            num_notes: 0,
        })
    }

    /// Takes a document in, with its mentions where they are known; what is there already stays.
    pub fn add_document(
        &mut self,
        document: &Document,
        extraction: Option<&Extraction>,
    ) -> rusqlite::Result<()> {
        let mentions = mentions_key(extraction);
        let known = self.documents.get(&document.fingerprint);
        let has_text = known.is_some_and(|known| Arc::ptr_eq(&known.text, &document.text));
        let owner = document.fingerprint.to_string();
        let transaction = self.connection.unchecked_transaction()?;
        if !has_text {
            remove(&transaction, "text", Some(&owner))?;
            for block in &document.blocks {
                for span in pieces(&document.text, block.span) {
                    let words = span.slice(&document.text);
                    insert(&transaction, words, "text", &owner, document, "", span)?;
                }
            }
        }
        if known.is_none_or(|known| known.mentions != mentions) {
            remove(&transaction, "mention", Some(&owner))?;
            if let Some(extraction) = extraction {
                insert_mentions(&transaction, document, extraction, &owner)?;
            }
        }
        transaction.commit()?;
        let indexed = Indexed {
            name: document.name.clone(),
            text: Arc::clone(&document.text),
            mentions,
        };
        self.documents.insert(document.fingerprint, indexed);
        Ok(())
    }

    /// Forgets documents that are not among these.
    pub fn keep_documents(&mut self, kept: &[Fingerprint]) -> rusqlite::Result<()> {
        let all: Vec<Fingerprint> = self.documents.keys().copied().collect();
        for gone in all.into_iter().filter(|it| !kept.contains(it)) {
            let owner = gone.to_string();
            let transaction = self.connection.unchecked_transaction()?;
            remove(&transaction, "text", Some(&owner))?;
            remove(&transaction, "mention", Some(&owner))?;
            transaction.commit()?;
            self.documents.remove(&gone);
        }
        Ok(())
    }

    /// Takes the notes in, in the place of those that were there.
    pub fn set_notes<'a>(
        &mut self,
        notes: impl IntoIterator<Item = &'a Annotation>,
    ) -> rusqlite::Result<()> {
        let transaction = self.connection.unchecked_transaction()?;
        remove(&transaction, "note", None)?;
        self.num_notes = 0;
        for note in notes {
            insert_note(&transaction, note)?;
            self.num_notes += 1;
        }
        transaction.commit()
    }

    /// Takes changed notes in, and forgets those that are gone; the others stay.
    pub fn change_notes(
        &mut self,
        notes: &[(NoteId, Option<Arc<Annotation>>)],
    ) -> rusqlite::Result<()> {
        if notes.is_empty() {
            return Ok(());
        }
        let transaction = self.connection.unchecked_transaction()?;
        for (id, note) in notes {
            self.num_notes -= remove(&transaction, "note", Some(&id.to_string()))?;
            if let Some(note) = note {
                insert_note(&transaction, note)?;
                self.num_notes += 1;
            }
        }
        transaction.commit()
    }

    /// Looks for what was typed: notes, then mentions, then texts, of each the best first.
    pub fn find(&self, typed: &str, typing: bool, limits: Limits) -> Result<Vec<Hit>, SearchError> {
        let query = fts_query(typed, typing)?;
        let mut hits = Vec::new();
        for (what, most) in [
            ("note", limits.notes),
            ("mention", limits.mentions),
            ("text", limits.texts),
        ] {
            hits.extend(self.find_in(what, &query, most)?);
        }
        Ok(hits)
    }

    fn find_in(&self, what: &str, query: &str, most: usize) -> rusqlite::Result<Vec<Hit>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.owner, p.document, p.kind, p.start, p.end, \
             snippet(words, 0, ?3, ?4, '…', ?5) FROM words JOIN places AS p ON p.id = words.rowid \
             WHERE words MATCH ?1 AND p.what = ?2 ORDER BY rank, p.id LIMIT ?6",
        )?;
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        let (open, close) = (OPEN.to_string(), CLOSE.to_string());
        let mut rows = statement.query(params![query, what, open, close, SNIPPET_TOKENS, limit])?;
        let mut hits = Vec::new();
        while let Some(row) = rows.next()? {
            let (owner, document): (String, String) = (row.get(0)?, row.get(1)?);
            let (kind, snippet): (String, String) = (row.get(2)?, row.get(5)?);
            let offset = |column| -> rusqlite::Result<usize> {
                Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
            };
            let (start, end) = (offset(3)?, offset(4)?);
            let span = || Some((Fingerprint::parse(&owner)?, (start, end)));
            let place = match what {
                "note" => NoteId::parse(&owner).map(Place::Note),
                "mention" => span().map(|(it, span)| Place::Mention(it, span, kind)),
                _ => span().map(|(it, span)| Place::Text(it, span)),
            };
            hits.extend(place.map(|place| Hit {
                place,
                document,
                snippet: Snippet::of(&snippet),
            }));
        }
        Ok(hits)
    }

    /// Names of the documents in it.
    pub fn documents(&self) -> impl Iterator<Item = (&Fingerprint, &str)> {
        self.documents.iter().map(|(id, it)| (id, it.name.as_str()))
    }

    /// How many notes are in it.
    pub const fn num_notes(&self) -> usize {
        self.num_notes
    }
}

impl Snippet {
    /// From what FTS5 gives, with its marks.
    fn of(marked: &str) -> Self {
        let mut snippet = Self::default();
        let mut start = None;
        for c in marked.chars() {
            match c {
                OPEN => start = Some(snippet.text.len()),
                CLOSE => {
                    let end = snippet.text.len();
                    snippet
                        .matches
                        .extend(start.take().map(|start| (start, end)));
                }
                c if c.is_whitespace() || c.is_control() => {
                    if !snippet.text.ends_with(' ') {
                        snippet.text.push(' ');
                    }
                }
                c => snippet.text.push(c),
            }
        }
        snippet
    }

    /// With marks of one's own around what matches.
    pub fn marked(&self, open: &str, close: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for (start, end) in &self.matches {
            out.push_str(self.text.get(at..*start).unwrap_or(""));
            out.push_str(open);
            out.push_str(self.text.get(*start..*end).unwrap_or(""));
            out.push_str(close);
            at = *end;
        }
        out.push_str(self.text.get(at..).unwrap_or(""));
        out
    }
}

/// Without the characters that mark what is found.
fn bare(words: &str) -> std::borrow::Cow<'_, str> {
    if words.contains([OPEN, CLOSE]) {
        words.replace([OPEN, CLOSE], " ").into()
    } else {
        words.into()
    }
}

fn insert(
    connection: &Connection,
    words: &str,
    what: &str,
    owner: &str,
    document: &Document,
    kind: &str,
    span: Span,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO words (text) VALUES (?1)")?
        .execute([bare(words)])?;
    let at = |offset: usize| i64::try_from(offset).unwrap_or(i64::MAX);
    connection
        .prepare_cached("INSERT INTO places VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
        .execute(params![
            connection.last_insert_rowid(),
            what,
            owner,
            document.name,
            kind,
            at(span.start()),
            at(span.end())
        ])
        .map(drop)
}

/// A mention is found by its words, by the name of what it stands for, and by its kind.
fn insert_mentions(
    connection: &Connection,
    document: &Document,
    extraction: &Extraction,
    owner: &str,
) -> rusqlite::Result<()> {
    let mut labels = BTreeMap::new();
    for group in entity_groups(extraction, &document.text) {
        for member in group.members {
            for id in &member.mentions {
                labels.insert(*id, member.label.clone());
            }
        }
    }
    for (mention, number) in extraction.mentions.iter().zip(0u32..) {
        let kind = mention.kind();
        let words = mention.span.slice(&document.text);
        let label = labels.get(&crate::extract::MentionId(number));
        let label = label.map_or("", String::as_str);
        let said = match label {
            "" => format!("{words} · {}", kind.label()),
            label => format!("{words} · {label} · {}", kind.label()),
        };
        insert(
            connection,
            &said,
            "mention",
            owner,
            document,
            kind.code(),
            mention.span,
        )?;
    }
    Ok(())
}

fn insert_note(connection: &Connection, note: &Annotation) -> rusqlite::Result<()> {
    let tags: Vec<&str> = note.body.tags.iter().map(Tag::as_str).collect();
    let said = [
        note.body.text.as_str(),
        &note.target.quote.exact,
        &tags.join(" "),
    ];
    let said: Vec<&str> = said.into_iter().filter(|it| !it.is_empty()).collect();
    let words = said.join("\n");
    connection
        .prepare_cached("INSERT INTO words (text) VALUES (?1)")?
        .execute([bare(&words)])?;
    connection
        .prepare_cached("INSERT INTO places VALUES (?1, 'note', ?2, ?3, '', 0, 0)")?
        .execute(params![
            connection.last_insert_rowid(),
            note.id.to_string(),
            note.target.document
        ])
        .map(drop)
}

/// How many were removed.
fn remove(connection: &Connection, what: &str, owner: Option<&str>) -> rusqlite::Result<usize> {
    // Asked with `OR`, the index would be of no use, and one note would cost a look at all.
    let (words, places) = match owner {
        Some(_) => (
            "DELETE FROM words WHERE rowid IN \
             (SELECT id FROM places WHERE what = ?1 AND owner = ?2)",
            "DELETE FROM places WHERE what = ?1 AND owner = ?2",
        ),
        None => (
            "DELETE FROM words WHERE rowid IN (SELECT id FROM places WHERE what = ?1)",
            "DELETE FROM places WHERE what = ?1",
        ),
    };
    let run = |sql| {
        let mut statement = connection.prepare_cached(sql)?;
        match owner {
            Some(owner) => statement.execute(params![what, owner]),
            None => statement.execute(params![what]),
        }
    };
    run(words)?;
    run(places)
}

/// A block, in pieces that end at a space where there is one.
fn pieces(text: &str, block: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = block.start();
    while start < block.end() {
        let most = text.floor_char_boundary((start + MAX_PIECE_BYTES).min(block.end()));
        let piece = text.get(start..most).unwrap_or("");
        let end = match piece.rfind(char::is_whitespace) {
            Some(at) if most < block.end() && at > 0 => start + at,
            _ => most,
        };
        if end <= start {
            break;
        }
        found.extend(Span::new(text, start, end));
        start = end;
    }
    found
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
