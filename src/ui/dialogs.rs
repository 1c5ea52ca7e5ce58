//! The system's file dialogs, asked on a thread of their own so that a hanging portal never hangs
//! the window.
//!
//! Without a portal and without `zenity`, rfd answers "nothing chosen" at once, just as if the reader
//! had cancelled. An answer quicker than a person can give is taken as that, and the window offers a
//! field to type or paste a path into.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use crate::workspace::runner::Wake;

/// No person cancels a dialog this fast.
const TOO_FAST: Duration = Duration::from_millis(400);

/// What a dialog is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Files to open.
    Open,
    /// A file to write the notes to.
    ExportNotes,
    /// A file for a new workspace.
    NewWorkspace,
    /// A workspace file to open.
    OpenWorkspace,
    /// A file to copy the workspace to.
    SaveCopy,
}

impl Purpose {
    /// What a field or dialog starts with.
    pub const fn suggested(self) -> &'static str {
        match self {
            Self::ExportNotes => "notes.csv",
            Self::NewWorkspace => "notes.rangebook",
            Self::SaveCopy => "copy.rangebook",
            Self::Open | Self::OpenWorkspace => "",
        }
    }

    /// Ending of a file that is written, where none is given.
    pub const fn ending(self) -> Option<&'static str> {
        match self {
            Self::ExportNotes => Some("csv"),
            Self::NewWorkspace | Self::SaveCopy => Some("rangebook"),
            Self::Open | Self::OpenWorkspace => None,
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
    /// Opens it. `suggested` is the file name a save dialog starts with.
    pub fn ask(purpose: Purpose, suggested: &str, wake: Wake) -> Self {
        let (answer_in, answer) = sync_channel(1);
        let suggested = suggested.to_owned();
        let spawned = std::thread::Builder::new()
            .name("rangebook-dialog".to_owned())
            .spawn(move || {
                let asked = Instant::now();
                let chosen = match purpose {
                    Purpose::Open => rfd::FileDialog::new()
                        .set_title("Open")
                        .add_filter("Text and Markdown", &["txt", "md", "markdown", "text"])
                        .add_filter("All files", &["*"])
                        .pick_files(),
                    Purpose::ExportNotes => rfd::FileDialog::new()
                        .set_title("Export notes as CSV")
                        .set_file_name(suggested)
                        .add_filter("CSV", &["csv"])
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
