//! What is done with many notes at once, or with what notes were before: taking in a file of notes,
//! changing several, looking into the bin and into the history of one, searching, exporting.
//!
//! Nothing of this is saved by itself. What it does to notes are [`NoteEdit`]s like any other: undone
//! by name, stored together or not at all.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::store::revisions::Revision;
use super::store::search::Hit;
use crate::document::{Document, DocumentId, Fingerprint};
use crate::export::notes_file::NotesFormat;
use crate::extract::Extraction;
use crate::notes::{Annotation, Body, Conflicts, Marked, Merge, NoteEdit, NoteId, Status, Tag};

/// What can be asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskAction {
    /// Reads notes from a file, to be looked at; nothing is changed.
    ReadNotes(PathBuf),
    /// Takes in the notes that are looked at.
    TakeNotes(Conflicts),
    /// Does not.
    DropNotes,
    /// Changes several notes; more than a fifth of all are asked about first.
    Change {
        /// These.
        ids: Vec<NoteId>,
        /// So.
        change: NotesChange,
    },
    /// Goes on with what was asked about (`true`), or leaves it.
    Answer(bool),
    /// Makes a note as it was: from the bin, or an earlier version.
    Restore(Box<Annotation>),
    /// Looks into the bin.
    LookInBin,
    /// Looks at earlier versions of a note.
    LookAtHistory(NoteId),
    /// Looks no more.
    StopLooking,
    /// Looks for words in documents, mentions and notes.
    Search(String),
    /// Looks for them no more.
    StopSearching,
    /// Writes notes to a file.
    Export {
        /// To this file.
        path: PathBuf,
        /// As this.
        format: NotesFormat,
        /// Those of these, in the order of their making.
        ids: BTreeSet<NoteId>,
    },
    /// Makes a note on something that is no passage.
    AddOnMark {
        /// Beside this document.
        document: DocumentId,
        /// On this.
        mark: Box<Marked>,
        /// What it says.
        body: Body,
    },
}

/// A change of several notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotesChange {
    /// They go into the bin.
    Delete,
    /// They get a tag.
    AddTag(Tag),
    /// They lose it.
    RemoveTag(Tag),
    /// They are done, or open again.
    SetStatus(Status),
}

impl NotesChange {
    /// For the menu and for the question.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Delete => "delete notes",
            Self::AddTag(_) => "tag notes",
            Self::RemoveTag(_) => "take a tag off notes",
            Self::SetStatus(Status::Done) => "mark notes as done",
            Self::SetStatus(Status::Open) => "mark notes as open",
        }
    }

    /// What it makes of a note; `None` where it changes nothing.
    pub fn edit(&self, note: &Annotation, now: Timestamp) -> Option<NoteEdit> {
        let mut body = note.body.clone();
        match self {
            Self::Delete => return Some(NoteEdit::delete(note.clone())),
            Self::AddTag(tag) if !body.tags.contains(tag) => body.tags.push(tag.clone()),
            Self::AddTag(_) => {}
            Self::RemoveTag(tag) => body.tags.retain(|it| it != tag),
            Self::SetStatus(status) if body.status() != *status => {
                body = body.with_status(*status);
            }
            Self::SetStatus(_) => {}
        }
        (body != note.body).then(|| {
            let after = Annotation {
                body,
                modified: now,
                ..note.clone()
            };
            NoteEdit::put(Some(note.clone()), after)
        })
    }
}

/// Work on many notes, for a job.
#[derive(Clone, Debug)]
pub enum DeskWork {
    /// Reads notes from a file.
    Read(PathBuf),
    /// Stores changes together, after an automatic copy where one is asked for.
    Commit {
        /// The changes.
        edits: Vec<NoteEdit>,
        /// When they were made.
        now: Timestamp,
        /// Whether the workspace as it was is copied first.
        snapshot: bool,
    },
    /// Reads the bin.
    Bin,
    /// Reads earlier versions of a note.
    History(NoteId),
    /// Looks for words.
    Search {
        /// As typed so far.
        query: String,
        /// In these, with their mentions.
        documents: Vec<(Arc<Document>, Option<Arc<Extraction>>)>,
        /// And in these.
        notes: SearchedNotes,
    },
    /// Lets the search forget all documents but these, and everything where there are none.
    Forget {
        /// Documents that are still open.
        kept: Vec<Fingerprint>,
    },
    /// Writes notes to a file.
    Export {
        /// To this file.
        path: PathBuf,
        /// As this.
        format: NotesFormat,
        /// These, in this order.
        notes: Vec<Arc<Annotation>>,
        /// Documents that a project takes along.
        documents: Vec<Arc<Document>>,
    },
}

/// The notes that are looked through, told to who has those of the last time.
#[derive(Clone, Debug)]
pub enum SearchedNotes {
    /// These and no others.
    All(Vec<Arc<Annotation>>),
    /// The same, but for these; `None` where one is gone.
    Changed(Vec<(NoteId, Option<Arc<Annotation>>)>),
}

/// What such work brings back.
#[derive(Debug)]
pub enum DeskNews {
    /// Notes of a file.
    NotesRead(PathBuf, Vec<Annotation>),
    /// Changes are on disk; where the copy is, or why there is none.
    Committed(Vec<NoteEdit>, Option<Result<PathBuf, String>>),
    /// Changes could not be stored; they stay in memory.
    NotCommitted(Vec<NoteEdit>, String),
    /// What is in the bin, last deleted first.
    Bin(Vec<Revision>),
    /// Earlier versions of a note, latest first.
    History(NoteId, Vec<Revision>),
    /// What was found for these words, or why nothing can be.
    Found(String, Result<Vec<Hit>, SearchFailure>),
    /// The index of the search is gone: it must be told everything again.
    SearchLost,
    /// The notes were written to this file, so many of them.
    Exported(PathBuf, usize),
}

/// Why nothing could be looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchFailure {
    /// The words make no sense as a search; the index is as it was.
    Query(String),
    /// The index failed and may lack what it was told.
    Index(String),
    /// The search itself is at fault; the index is lost.
    Broken,
}

impl std::fmt::Display for SearchFailure {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Query(why) | Self::Index(why) => out.write_str(why),
            Self::Broken => out.write_str(
                "The search failed because of a mistake in Rangebook; everything else goes on. \
                 Search again: the index is made anew",
            ),
        }
    }
}

/// Notes of a file, looked at before they are taken in.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The file.
    pub path: PathBuf,
    /// What they are to those that are there.
    pub merge: Merge,
    pub(super) notes: Vec<Annotation>,
}

/// A change that is asked about first.
#[derive(Clone, Debug)]
pub struct Asked {
    /// As in the menu of undo.
    pub name: &'static str,
    /// How many notes would be changed, as it was asked.
    pub num: usize,
    /// Whether they would be deleted.
    pub deletes: bool,
    // What is done once it is answered, to the notes as they are then.
    pub(super) ids: Vec<NoteId>,
    pub(super) change: NotesChange,
}

/// What notes were, while it is looked at.
#[derive(Clone, Debug)]
pub enum Kept {
    /// Deleted ones; `None` until they are read.
    Bin(Option<Vec<Revision>>),
    /// Earlier versions of one; `None` until they are read.
    History(NoteId, Option<Vec<Revision>>),
}

/// A search.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// As last asked for.
    pub asked: String,
    /// What the hits are for; behind what was asked for while the search goes on.
    pub query: String,
    /// Notes, then mentions, then paragraphs; of each the best first.
    pub hits: Vec<Hit>,
    /// Why nothing can be looked for, in plain words.
    pub problem: Option<String>,
}

/// Everything of this kind that is under way.
#[derive(Clone, Debug, Default)]
pub struct NoteDesk {
    /// A file of notes that is looked at.
    pub incoming: Option<Incoming>,
    /// A change that waits for an answer.
    pub asked: Option<Asked>,
    /// What notes were.
    pub kept: Option<Kept>,
    /// A search.
    pub found: Option<Found>,
    // Of which state the search has the notes.
    pub(super) searched_notes: Option<super::NoteRevision>,
}
