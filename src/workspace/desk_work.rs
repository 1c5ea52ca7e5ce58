//! The work of the desk: what reads and writes files of notes, and what asks the workspace file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::desk::{DeskNews, DeskWork};
use super::runner::{chain, done};
use super::store::{Store, StoreError};
use super::{JobOutput, JobReport};
use crate::document::{Document, load::open_table};
use crate::export::atomic::{Expected, atomic_write_with};
use crate::export::notes_file::NotesFormat;
use crate::export::qdpx::Source;
use crate::notes::{Annotation, NoteEdit};

/// What is shown where the workspace has no file.
const NO_FILE: &str = "there is no workspace file";

fn news(news: DeskNews) -> JobReport {
    done(JobOutput::Desk(Box::new(news)))
}

/// Reads notes from a file; other work is not for this thread.
pub(super) fn read(work: DeskWork) -> JobReport {
    let DeskWork::Read(path) = work else {
        return JobReport::Cancelled;
    };
    let name = path.file_name().unwrap_or(path.as_os_str());
    let failed = |why: &dyn std::error::Error| JobReport::Failed {
        text: format!(
            "No notes could be read from {}: {why}",
            name.to_string_lossy()
        ),
        details: chain(why),
    };
    let file = match open_table(&path) {
        Ok((file, _)) => file,
        Err(error) => return failed(&error),
    };
    let format = NotesFormat::of(&path).unwrap_or_default();
    match format.read(std::io::BufReader::new(file)) {
        Ok(notes) => news(DeskNews::NotesRead(path, notes)),
        Err(error) => failed(&error),
    }
}

/// Does what needs the workspace file, or must wait for what is being written to it.
pub(super) fn at_store(store: Option<&Store>, work: DeskWork) -> JobReport {
    let failed = |text: &str, error: &StoreError| JobReport::Failed {
        text: text.to_owned(),
        details: chain(error),
    };
    match (work, store) {
        // Also without a workspace file: then it is the only way to keep the notes.
        (
            DeskWork::Export {
                path,
                format,
                notes,
                documents,
            },
            _,
        ) => {
            let documents: Vec<&Document> = documents.iter().map(|it| &**it).collect();
            export(path, format, &notes, &documents)
        }
        (DeskWork::Commit { edits, .. }, None) => {
            news(DeskNews::NotCommitted(edits, NO_FILE.to_owned()))
        }
        (
            DeskWork::Commit {
                edits,
                now,
                snapshot,
            },
            Some(store),
        ) => commit(store, edits, now, snapshot),
        (DeskWork::Bin, None) => news(DeskNews::Bin(Vec::new())),
        (DeskWork::Bin, Some(store)) => match store.bin() {
            Ok(found) => news(DeskNews::Bin(found)),
            Err(error) => failed("The bin could not be read", &error),
        },
        (DeskWork::History(id), None) => news(DeskNews::History(id, Vec::new())),
        (DeskWork::History(id), Some(store)) => match store.revisions(id) {
            Ok(found) => news(DeskNews::History(id, found)),
            Err(error) => failed("Earlier versions of the note could not be read", &error),
        },
        (DeskWork::Read(_) | DeskWork::Search { .. } | DeskWork::Forget { .. }, _) => {
            JobReport::Cancelled
        }
    }
}

/// A copy that cannot be made is no reason to lose the changes: what they replace is kept in the
/// notes' own history as well.
fn commit(store: &Store, edits: Vec<NoteEdit>, now: jiff::Timestamp, snapshot: bool) -> JobReport {
    let copy = if snapshot {
        let made = store.snapshot_now(now).map(|made| made.map(|it| it.path));
        made.map_err(|error| chain(&error)).transpose()
    } else {
        None
    };
    match store.commit_edits_at(&edits, now) {
        Ok(()) => news(DeskNews::Committed(edits, copy)),
        Err(error) => news(DeskNews::NotCommitted(edits, chain(&error))),
    }
}

fn export(
    path: PathBuf,
    format: NotesFormat,
    notes: &[Arc<Annotation>],
    documents: &[&Document],
) -> JobReport {
    let notes: Vec<&Annotation> = notes.iter().map(|note| &**note).collect();
    let sources: Vec<Source<'_>> = documents
        .iter()
        .map(|document| Source { document })
        .collect();
    match write(&path, format, &notes, &sources) {
        Ok(()) => news(DeskNews::Exported(path, notes.len())),
        Err(error) => JobReport::Failed {
            text: format!("The notes could not be exported: {error}"),
            details: chain(&error),
        },
    }
}

/// The dialog has asked already whether an existing file may be replaced.
fn write(
    path: &Path,
    format: NotesFormat,
    notes: &[&Annotation],
    sources: &[Source<'_>],
) -> Result<(), crate::export::atomic::WriteError> {
    atomic_write_with(path, &Expected::Anything, |out| {
        format.write(notes, sources, false, out)
    })
}
