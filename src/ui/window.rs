//! Opens the window, or says in one plain line why it cannot be opened.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use eframe::egui;

use super::app::{RangebookApp, Start, Surroundings};
use super::theme;
use crate::workspace::store::salvage::{Salvage, salvage};
use crate::workspace::store::{Access, Store, StoreError, default_path};
use crate::workspace::{Notice, Session, Severity};

/// What pictures can be drawn with when no window can be opened.
const INSTEAD: &str = "`rangebook render FILE -o window.png` draws it without one";

/// Opens the window with these files on top of what was open before, and returns when it is closed.
/// The error is one line for the terminal.
pub fn run(files: Vec<PathBuf>, workspace: Option<PathBuf>) -> Result<(), String> {
    if cfg!(target_os = "linux") && !has_display() {
        return Err(format!(
            "there is no display to open a window on; {INSTEAD}"
        ));
    }
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("rangebook")
            .with_title("Rangebook")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([640.0, 420.0]),
        ..Default::default()
    };
    // winit and glutin panic when a library they load at run time is missing. The reader gets one
    // line instead of a backtrace.
    let default_hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let lost = Arc::new(AtomicUsize::new(0));
    let left_behind = Arc::clone(&lost);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "Rangebook",
            options,
            Box::new(move |cc| {
                std::panic::set_hook(default_hook);
                theme::install(&cc.egui_ctx);
                let ctx = cc.egui_ctx.clone();
                let wake = Arc::new(move || ctx.request_repaint());
                let app = RangebookApp::new(start(files, workspace), Surroundings::real(wake))?;
                Ok(Box::new(Shell {
                    app,
                    title: String::new(),
                    lost: left_behind,
                }))
            }),
        )
    }));
    match outcome {
        Ok(Ok(())) => match lost.load(Ordering::Acquire) {
            0 => Ok(()),
            num => Err(format!(
                "{num} notes or corrections could not be saved to the workspace file"
            )),
        },
        Ok(Err(error)) => Err(explained(&error.to_string())),
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let text = text
                .or_else(|| panic.downcast_ref::<String>().cloned())
                .unwrap_or_default();
            Err(explained(&text))
        }
    }
}

/// The app as eframe wants it.
struct Shell {
    app: RangebookApp,
    title: String,
    // Notes that could not be stored when the window closed.
    lost: Arc<AtomicUsize>,
}

impl eframe::App for Shell {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        if self.app.logic() {
            ctx.request_repaint();
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.app.ui(ui);
        let closes = ui.ctx().input(|input| input.viewport().close_requested());
        if closes && self.app.must_ask_before_closing() {
            ui.ctx()
                .send_viewport_cmd(egui::ViewportCommand::CancelClose);
        }
        let document = self
            .app
            .workspace()
            .active()
            .map(|open| open.document.name.as_str());
        let title = document.map_or_else(
            || "Rangebook".to_owned(),
            |name| format!("{name} – Rangebook"),
        );
        if title != self.title {
            ui.ctx()
                .send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.lost.store(self.app.finish(), Ordering::Release);
    }

    // Nothing of the reader's is in egui's own storage.
    fn auto_save_interval(&self) -> Duration {
        Duration::MAX
    }
}

/// Opens the workspace file. When that fails the window opens all the same, says so, and keeps notes
/// in memory.
pub(super) fn start(files: Vec<PathBuf>, workspace: Option<PathBuf>) -> Start {
    let author = std::env::var("USER")
        .or_else(|_| std::env::var("USERNAME"))
        .unwrap_or_default();
    let files = files
        .into_iter()
        .map(|path| std::path::absolute(&path).unwrap_or(path))
        .collect();
    let fresh = Start {
        files,
        author,
        ..Start::default()
    };
    let Some(path) = workspace.or_else(default_path) else {
        let notice = Notice {
            severity: Severity::Error,
            text: "There is no folder to keep notes in; start with --workspace FILE to name one"
                .to_owned(),
            details: String::new(),
            undo: None,
            document: None,
        };
        return Start {
            store_problem: Some(notice),
            ..fresh
        };
    };
    let opened = Store::open(&path).and_then(|store| {
        let notes = store.notes()?;
        let session = store.session()?;
        let corrections = store.corrections()?;
        let tables = store.tables()?;
        Ok((store, notes, session, corrections, tables))
    });
    match opened {
        Ok((store, notes, session, (corrections, num_unreadable), tables)) => {
            let problem = if store.access() == Access::ReadOnly {
                Some(Notice::warning(
                    "This workspace can be read but not written: what you note now is only in memory. \
                     Save a copy of the workspace to a folder of yours and open that",
                ))
            } else {
                (num_unreadable > 0).then(|| {
                    Notice::warning(format!(
                        "{num_unreadable} corrections in the workspace cannot be read and do nothing"
                    ))
                })
            };
            Start {
                tables,
                store: Some(store),
                store_problem: problem,
                notes,
                corrections,
                session,
                ..fresh
            }
        }
        Err(error @ StoreError::Damaged { .. }) => salvaged(&path, &error, fresh),
        Err(error) => Start {
            store_problem: Some(Notice::error(&error)),
            session: Session::default(),
            ..fresh
        },
    }
}

/// What can be read of a damaged workspace, in memory: the file is left as it is.
fn salvaged(path: &std::path::Path, error: &StoreError, fresh: Start) -> Start {
    let found = salvage(path).unwrap_or_default();
    let mut notice = Notice::error(error);
    notice.details = format!(
        "{}\n{}\n{}",
        notice.text,
        notice.details,
        what_was_saved(&found)
    );
    let lost = match found.num_lost {
        0 => String::new(),
        num => format!(", at least {num} could not"),
    };
    let latest = found.snapshots.last().map_or_else(String::new, |it| {
        format!("; the last automatic copy is {}", it.path.display())
    });
    notice.text = format!(
        "The workspace file is damaged and was left as it is. {} notes could be read{lost}: they are \
         listed below, but nothing is saved. Press “Save elsewhere” there, or save a copy of the \
         workspace, for a repaired one{latest}",
        found.notes.len()
    );
    Start {
        store_problem: Some(notice),
        notes: crate::notes::NoteSet::from_notes(found.notes),
        corrections: found.corrections,
        ..fresh
    }
}

/// What could be read, sort by sort, and the copies from before.
fn what_was_saved(found: &Salvage) -> String {
    let mut lines = vec![
        format!("{} notes read", found.notes.len()),
        format!("{} corrections read", found.corrections.in_order().len()),
    ];
    if found.num_lost > 0 {
        lines.push(format!(
            "at least {} notes could not be read",
            found.num_lost
        ));
    }
    if found.num_without_tags > 0 {
        lines.push(format!(
            "{} notes without their tags",
            found.num_without_tags
        ));
    }
    for copy in &found.snapshots {
        let path = copy.path.display();
        lines.push(format!("automatic copy of {}: {path}", copy.taken));
    }
    lines.join("\n")
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Names what is missing, as far as the message tells.
fn explained(message: &str) -> String {
    let first = message.lines().next().unwrap_or("").trim();
    let lower = message.to_lowercase();
    let missing = [
        (
            "xkbcommon",
            "libxkbcommon-x11-0 (Debian, Ubuntu) or libxkbcommon-x11 (Fedora, Arch)",
        ),
        (
            "libgl",
            "libgl1 and libgl1-mesa-dri (Debian, Ubuntu) or mesa-libGL (Fedora)",
        ),
        (
            "glx",
            "libgl1 and libgl1-mesa-dri (Debian, Ubuntu) or mesa-libGL (Fedora)",
        ),
        (
            "egl",
            "libegl1 and libgl1-mesa-dri (Debian, Ubuntu) or mesa-libEGL (Fedora)",
        ),
        (
            "no available configs",
            "libgl1 and libgl1-mesa-dri (Debian, Ubuntu) or mesa-libGL (Fedora)",
        ),
        (
            "x11",
            "libx11-6 libx11-xcb1 libxcursor1 libxi6 (Debian, Ubuntu) or libX11 libXcursor libXi (Fedora)",
        ),
        (
            "xcursor",
            "libxcursor1 (Debian, Ubuntu) or libXcursor (Fedora)",
        ),
        ("libxi", "libxi6 (Debian, Ubuntu) or libXi (Fedora)"),
    ];
    let package = missing
        .iter()
        .find(|(word, _)| lower.contains(word))
        .map(|(_, package)| package);
    match package {
        Some(package) => format!(
            "the window cannot be opened because a system library is missing: install {package} ({first}); {INSTEAD}"
        ),
        None => format!("the window cannot be opened ({first}); {INSTEAD}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, expected: &str) {
        let line = explained(message);
        assert!(line.contains(expected), "{line}");
        assert_eq!(line.lines().count(), 1, "{line}");
        assert!(line.contains("rangebook render"), "{line}");
    }

    #[test]
    fn a_damaged_workspace_is_shown_as_far_as_it_can_be_read_with_what_was_saved() {
        use crate::notes::any_note::any_note;
        use proptest::strategy::{Strategy as _, ValueTree as _};
        use std::io::{Seek as _, Write as _};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w.rangebook");
        let store = Store::open(&path).unwrap();
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        for _ in 0..60 {
            let note = any_note().new_tree(&mut runner).unwrap().current();
            let edit = crate::notes::NoteEdit::put(store.note(note.id).unwrap(), note);
            store.commit_edit(&edit).unwrap();
        }
        drop(store);
        let whole = std::fs::read(&path).unwrap();
        let write_at = |at: usize, bytes: &[u8]| {
            let mut file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
            let at = u64::try_from(at).unwrap();
            file.seek(std::io::SeekFrom::Start(at)).unwrap();
            file.write_all(bytes).unwrap();
        };
        let mut num_damaged = 0;
        for page in 1..whole.len() / 4096 {
            write_at(page * 4096, &[0xa5; 4096]);
            let start = start(Vec::new(), Some(path.clone()));
            write_at(0, &whole);
            let Some(notice) = start.store_problem.filter(|_| start.store.is_none()) else {
                continue;
            };
            num_damaged += 1;
            assert!(notice.text.contains("damaged"), "{}", notice.text);
            assert!(notice.text.contains("Save elsewhere"), "{}", notice.text);
            let read = format!("{} notes read", start.notes.len());
            let said = notice.details.lines().any(|line| line == read);
            assert!(said, "{read}: {}", notice.details);
        }
        assert!(num_damaged > 0);
    }

    #[test]
    fn missing_libraries_are_named_with_their_packages() {
        check(
            "Library libxkbcommon-x11.so could not be loaded.",
            "libxkbcommon-x11-0",
        );
        check("failed to load libGL.so.1\nbacktrace", "libgl1");
        check("something else\nmore", "something else");
    }
}
