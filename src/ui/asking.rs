//! Asking for files: the system's dialogs, a path in words, files dropped on the window.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use super::app::RangebookApp;
use super::dialogs::{self, OpenDialog, Purpose};
use super::path_field::{self, PathField};
use crate::workspace::{Action, DeskAction};

impl RangebookApp {
    pub(super) fn ask(&mut self, purpose: Purpose) {
        if self.glances.dialog.is_none() {
            let wake = Arc::clone(&self.surroundings.wake);
            self.glances.dialog = Some(OpenDialog::ask(
                purpose,
                &Self::suggested_name(purpose),
                format!("Export {}", self.outgoing()),
                wake,
            ));
        }
    }

    pub(super) fn ask_in_words(&mut self, purpose: Purpose, reason: Option<&'static str>) {
        let suggested = Self::suggested_name(purpose);
        let mut field = PathField::new(purpose, reason, &suggested);
        if matches!(purpose, Purpose::ExportNotes(_)) {
            field.more = self.outgoing();
        }
        self.glances.path_field = Some(field);
    }

    pub(super) fn take_answers(&mut self, actions: &mut Vec<Action>) {
        let Some(dialog) = &self.glances.dialog else {
            return;
        };
        let purpose = dialog.purpose;
        let Some(answer) = dialog.answer() else {
            return;
        };
        self.glances.dialog = None;
        match answer {
            dialogs::Answer::Chosen(paths) => {
                // The dialog asked about the name as typed, not about the one with the ending.
                let name = paths.first().filter(|_| purpose.ending().is_some());
                let completed = name.map(|path| path_field::with_ending(path.clone(), purpose));
                if let Some(path) = completed.filter(|path| Some(path) != name && path.exists()) {
                    let suggested = path.display().to_string();
                    let reason = Some(path_field::EXISTS);
                    self.glances.path_field = Some(PathField::new(purpose, reason, &suggested));
                } else {
                    let whole = |path| path_field::with_ending(path, purpose);
                    self.chose(purpose, paths.into_iter().map(whole).collect(), actions);
                }
            }
            dialogs::Answer::Cancelled => {}
            dialogs::Answer::Unavailable => {
                let reason = "This system offers no file dialog; type or paste the path instead";
                self.ask_in_words(purpose, Some(reason));
            }
        }
    }

    pub(super) fn take_dropped_files(&self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let paths: Vec<PathBuf> = dropped
            .into_iter()
            .map(|file| file.path().to_owned())
            .collect();
        actions.extend(action_for(Purpose::Open, paths));
    }
}

/// So many files are opened one by one, each with its own remarks.
const FEW_FILES: usize = 3;

/// What follows from paths that were chosen.
pub(super) fn action_for(purpose: Purpose, paths: Vec<PathBuf>) -> Vec<Action> {
    // A later start from another folder must find the same file.
    let paths = paths
        .into_iter()
        .map(|path| std::path::absolute(&path).unwrap_or(path));
    match purpose {
        Purpose::Open | Purpose::OpenFolder => {
            let paths: Vec<PathBuf> = paths.collect();
            // Folders, and more files than are looked at one by one, are reported on together. Whether
            // a path is a folder is found out by the job that reads it: here a drive could hang.
            if purpose == Purpose::OpenFolder || paths.len() > FEW_FILES {
                return vec![Action::OpenAll(paths)];
            }
            paths.into_iter().map(Action::Open).collect()
        }
        Purpose::ImportNotes => paths
            .map(|path| Action::Desk(DeskAction::ReadNotes(path)))
            .collect(),
        Purpose::Import => paths
            .map(|path| Action::ReadTable {
                path,
                assume: crate::reference::Assume::default(),
            })
            .collect(),
        Purpose::SaveChart(..) => Vec::new(),
        Purpose::SaveCopy => paths.map(Action::SaveCopy).collect(),
        // These change which workspace there is, or need to know what is shown.
        Purpose::ExportNotes(_) | Purpose::NewWorkspace | Purpose::OpenWorkspace => Vec::new(),
    }
}
