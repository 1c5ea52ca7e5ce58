//! The workspace that is measured: articles, and notes on passages all over them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rangebook::document::{Document, DocumentId, load_file};
use rangebook::export::atomic::atomic_write;
use rangebook::notes::{Annotation, Body, NoteEdit, NoteId, Tag, Target};
use rangebook::text::Span;
use rangebook::workspace::store::Store;

/// Notes made.
pub(crate) const NOTES: usize = 100_000;

/// Articles that they are on.
const DOCUMENTS: usize = 50;

/// Sentences of an article: about 240 kB.
const SENTENCES: usize = 2000;

/// Notes stored in one transaction.
const BATCH: usize = 5000;

/// Tags in use; each note has up to three.
const TAGS: usize = 300;

/// Where the workspace is.
pub(crate) fn path(folder: &Path) -> PathBuf {
    folder.join("w.rangebook")
}

/// Writes articles and notes; the articles' files.
pub(crate) fn workspace(folder: &Path) -> Vec<PathBuf> {
    let files: Vec<PathBuf> = (0..DOCUMENTS)
        .map(|number| {
            let path = folder.join(format!("report-{number:03}.txt"));
            let written = atomic_write(&path, article(number).as_bytes());
            written.unwrap_or_else(|error| panic!("{error}"));
            path
        })
        .collect();
    let documents: Vec<Document> = files
        .iter()
        .map(|path| {
            let loaded = load_file(DocumentId(0), path, &|| false);
            loaded.unwrap_or_else(|error| panic!("{error}"))
        })
        .collect();
    let store = Store::open(&path(folder)).unwrap_or_else(|error| panic!("{error}"));
    let all: Vec<usize> = (0..NOTES).collect();
    for batch in all.chunks(BATCH) {
        let edits: Vec<NoteEdit> = batch
            .iter()
            .filter_map(|number| {
                let document = documents.get(number % DOCUMENTS)?;
                Some(NoteEdit::add(note(document, *number)))
            })
            .collect();
        let stored = store.commit_edits(&edits);
        stored.unwrap_or_else(|error| panic!("{error}"));
    }
    files
}

fn article(number: usize) -> String {
    let mut text = String::new();
    for sentence in 0..SENTENCES {
        let end = if sentence % 6 == 5 { "\n\n" } else { " " };
        let written = write!(
            text,
            "In report {number}, paragraph {sentence}, Japan is said to spend {} billion yen on \
             missiles with a range of {} kilometers.{end}",
            sentence % 900 + 11,
            sentence % 1500 + 120,
        );
        written.unwrap_or_else(|error| panic!("{error}"));
    }
    text
}

/// Some words of a document, others for each number.
pub(crate) fn passage(document: &Document, number: usize) -> Span {
    let text = &*document.text;
    let from = (number * 7919) % text.len().saturating_sub(200).max(1);
    let from = text.ceil_char_boundary(from);
    let rest = text.get(from..).unwrap_or("");
    let start = from + rest.find(' ').map_or(0, |at| at + 1);
    let end = text.floor_char_boundary((start + 12 + number % 60).min(text.len()));
    Span::new(text, start, end).unwrap_or_else(Span::start_of_text)
}

/// A note on one of them.
pub(crate) fn note(document: &Document, number: usize) -> Annotation {
    let tags = (0..number % 4).map(|at| format!("tag{}", (number * 31 + at * 97) % TAGS));
    let tags: Vec<String> = tags.collect();
    let made = 1_700_000_000_000_000 + i64::try_from(number).unwrap_or(0) * 61_000_000;
    let made = jiff::Timestamp::from_microsecond(made).unwrap_or_default();
    // Spread like random ids, so that an index grows in all places.
    let id = (number as u128).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    Annotation {
        id: NoteId(uuid::Uuid::from_u128(id)),
        target: Target::of_passage(document, passage(document, number)),
        body: Body {
            text: format!(
                "Note {number}: compare this figure with the table of {} and ask who counted.",
                2000 + number % 25
            ),
            tags: Tag::parse_all(tags.iter().map(String::as_str)),
            colour: String::new(),
        },
        author: format!("reader {}", number % 5),
        created: made,
        modified: made,
    }
}
