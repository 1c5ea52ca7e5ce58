//! The system's file dialogs, asked on a thread of their own so that a hanging portal never hangs
//! the window.
//!
//! Without a portal and without `zenity`, rfd answers "nothing chosen" at once, just as if the reader
//! had cancelled. An answer quicker than a person can give is taken as that, and the window offers a
//! field to type or paste a path into.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use super::take_away::{ChartFormat, ChartName};
use crate::export::notes_file::NotesFormat;
use crate::workspace::runner::Wake;

/// No person cancels a dialog this fast.
const TOO_FAST: Duration = Duration::from_millis(400);

/// What a dialog is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Files to open.
    Open,
    /// A folder to open.
    OpenFolder,
    /// A file to write the notes to.
    ExportNotes(NotesFormat),
    /// A file of notes to take in.
    ImportNotes,
    /// A table to import.
    Import,
    /// A file to save a chart to.
    SaveChart(ChartName, ChartFormat),
    /// A file for a new workspace.
    NewWorkspace,
    /// A workspace file to open.
    OpenWorkspace,
    /// A file to copy the workspace to.
    SaveCopy,
}

impl Purpose {
    /// The ending of the file to write, where one is written.
    pub const fn ending(self) -> Option<&'static str> {
        match self {
            Self::Open
            | Self::OpenFolder
            | Self::Import
            | Self::ImportNotes
            | Self::OpenWorkspace => None,
            Self::ExportNotes(format) => Some(format.ending()),
            Self::NewWorkspace | Self::SaveCopy => Some("rangebook"),
            Self::SaveChart(_, format) => Some(format.ending()),
        }
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These.
    Chosen(Vec<PathBuf>),
    /// The reader chose nothing.
    Cancelled,
    /// There is no dialog on this machine.
    Unavailable,
}

/// A dialog that is open.
#[derive(Debug)]
pub struct OpenDialog {
    /// What it was asked for.
    pub purpose: Purpose,
    answer: Receiver<Answer>,
}

impl OpenDialog {
    /// Opens it. `suggested` is the file name a save dialog starts with, `title`
    /// what stands over one for notes.
    pub fn ask(purpose: Purpose, suggested: &str, title: String, wake: Wake) -> Self {
        let (answer_in, answer) = sync_channel(1);
        let suggested = suggested.to_owned();
        let spawned = std::thread::Builder::new()
            .name("rangebook-dialog".to_owned())
            .spawn(move || {
                let asked = Instant::now();
                let chosen = match purpose {
                    Purpose::Open => rfd::FileDialog::new()
                        .set_title("Open")
                        .add_filter(
                            "Documents",
                            &[
                                "pdf", "docx", "odt", "epub", "html", "htm", "xhtml", "txt", "md",
                                "markdown", "text", "csv", "tsv",
                            ],
                        )
                        .add_filter("All files", &["*"])
                        .pick_files(),
                    Purpose::OpenFolder => rfd::FileDialog::new()
                        .set_title("Open folder")
                        .pick_folder()
                        .map(|path| vec![path]),
                    Purpose::Import => rfd::FileDialog::new()
                        .set_title("Import data")
                        .add_filter("Tables as CSV", &["csv", "tsv", "txt"])
                        .add_filter("All files", &["*"])
                        .pick_file()
                        .map(|path| vec![path]),
                    Purpose::ImportNotes => rfd::FileDialog::new()
                        .set_title("Import notes")
                        .add_filter("Notes", &["csv", "jsonld", "json"])
                        .add_filter("All files", &["*"])
                        .pick_file()
                        .map(|path| vec![path]),
                    Purpose::ExportNotes(format) => rfd::FileDialog::new()
                        .set_title(title)
                        .set_file_name(suggested)
                        .add_filter(format.label(), &[format.ending()])
                        .save_file()
                        .map(|path| vec![path]),
                    Purpose::SaveChart(name, format) => rfd::FileDialog::new()
                        .set_title(format!("Save the {}", name.label()))
                        .set_file_name(suggested)
                        .add_filter(format.ending().to_uppercase(), &[format.ending()])
                        .save_file()
                        .map(|path| vec![path]),
                    Purpose::OpenWorkspace => rfd::FileDialog::new()
                        .set_title("Open workspace")
                        .add_filter("Workspace", &["rangebook"])
                        .add_filter("All files", &["*"])
                        .pick_file()
                        .map(|path| vec![path]),
                    Purpose::NewWorkspace | Purpose::SaveCopy => rfd::FileDialog::new()
                        .set_title(if purpose == Purpose::SaveCopy {
                            "Save a copy of workspace"
                        } else {
                            "New workspace"
                        })
                        .set_file_name(suggested)
                        .add_filter("Workspace", &["rangebook"])
                        .save_file()
                        .map(|path| vec![path]),
                };
                let answer = match chosen {
                    Some(paths) => Answer::Chosen(paths),
                    None if asked.elapsed() < TOO_FAST => Answer::Unavailable,
                    None => Answer::Cancelled,
                };
                drop(answer_in.send(answer));
                wake();
            });
        if spawned.is_err() {
            let (answer_in, answer) = sync_channel(1);
            drop(answer_in.send(Answer::Unavailable));
            return Self { purpose, answer };
        }
        Self { purpose, answer }
    }

    /// The answer, once there is one.
    pub fn answer(&self) -> Option<Answer> {
        match self.answer.try_recv() {
            Ok(answer) => Some(answer),
            Err(std::sync::mpsc::TryRecvError::Empty) => None,
            Err(std::sync::mpsc::TryRecvError::Disconnected) => Some(Answer::Unavailable),
        }
    }
}
