//! `notes bin`, `restore`, `history`, `copy` and `repair`: what was deleted, changed or damaged.

use std::io::Write;
use std::path::Path;

use super::{Ended, Failure, Making, json_line};
use crate::notes::{Annotation, NoteEdit, NoteId};
use crate::workspace::store::Store;
use crate::workspace::store::revisions::Revision;
use crate::workspace::store::salvage::salvage;

pub(super) fn bin(path: &Path, output: &mut dyn Write) -> Result<Ended, Failure> {
    let found = Store::open_existing(path)?.bin()?;
    print(&found, output)
}

pub(super) fn history(path: &Path, id: &str, output: &mut dyn Write) -> Result<Ended, Failure> {
    let id = id_of(id)?;
    let found = Store::open_existing(path)?.revisions(id)?;
    if found.is_empty() {
        return Err(Failure::Wrong(format!(
            "no earlier version of the note {id} is kept"
        )));
    }
    print(&found, output)
}

/// One line each: until when it was so, then the note.
fn print(found: &[Revision], output: &mut dyn Write) -> Result<Ended, Failure> {
    found
        .iter()
        .try_for_each(|revision| {
            writeln!(output, "{}\t{}", revision.kept, json_line(&revision.note))
        })
        .and_then(|()| output.flush())
        .map_err(Failure::Output)?;
    Ok(Ended::Done)
}

pub(super) fn restore(
    path: &Path,
    id: &str,
    output: &mut dyn Write,
    making: &Making<'_>,
) -> Result<Ended, Failure> {
    let id = id_of(id)?;
    let store = Store::open_existing(path)?;
    let in_bin = store.bin()?.into_iter().find(|it| it.note.id == id);
    let Some(found) = in_bin else {
        return Err(Failure::Wrong(format!("the note {id} is not in the bin")));
    };
    let now = (making.now)();
    let note = Annotation {
        modified: now.max(found.note.created),
        ..found.note
    };
    store.commit_edits_at(&[NoteEdit::add(note)], now)?;
    say(output, &id)
}

pub(super) fn copy(path: &Path, to: &Path, output: &mut dyn Write) -> Result<Ended, Failure> {
    let num_notes = Store::open_existing(path)?.save_copy(to)?;
    say(output, &format_args!("{num_notes} notes copied"))
}

pub(super) fn repair(path: &Path, to: &Path, output: &mut dyn Write) -> Result<Ended, Failure> {
    let found = salvage(path)?;
    found.write_to(to)?;
    let mut said = format!("{} notes read and written", found.notes.len());
    if found.num_lost > 0 {
        said.push_str(&format!(", {} could not be read", found.num_lost));
    }
    if found.num_without_tags > 0 {
        said.push_str(&format!(", {} without their tags", found.num_without_tags));
    }
    if let Some(latest) = found.snapshots.last() {
        said.push_str(&format!(
            "; the last copy from before is {}",
            latest.path.display()
        ));
    }
    say(output, &said)
}

fn say(output: &mut dyn Write, what: &dyn std::fmt::Display) -> Result<Ended, Failure> {
    writeln!(output, "{what}")
        .and_then(|()| output.flush())
        .map_err(Failure::Output)?;
    Ok(Ended::Done)
}

fn id_of(text: &str) -> Result<NoteId, Failure> {
    NoteId::parse(text).ok_or_else(|| Failure::Wrong(format!("the id is not a UUID: {text}")))
}
