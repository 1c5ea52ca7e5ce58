//! A field to type or paste a path into: always there, also where no system dialog is.

use std::path::PathBuf;

use eframe::egui::{self, Key, Modifiers, Role, WidgetInfo};

use super::dialogs::Purpose;

/// A path being typed.
#[derive(Clone, Debug)]
pub struct PathField {
    /// What it is for.
    pub purpose: Purpose,
    /// Why it was opened, if not asked for.
    pub reason: Option<&'static str>,
    /// What more there is to know, such as how many notes go out; may be empty.
    pub more: String,
    text: String,
    wants_focus: bool,
    // A file that stands there already and that the reader was asked about.
    asked_about: Option<PathBuf>,
}

/// What the reader is asked before a file is replaced.
pub const EXISTS: &str = "There is a file of this name: press the button again to replace it";

/// The file to write to: with the purpose's ending where none was given.
pub fn with_ending(mut path: PathBuf, purpose: Purpose) -> PathBuf {
    if let Some(ending) = purpose.ending()
        && path.extension().is_none()
    {
        path.set_extension(ending);
    }
    path
}

/// What became of it in this frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Still being typed.
    Open,
    /// This path.
    Chosen(PathBuf),
    /// Nothing.
    Cancelled,
}

impl PathField {
    /// An empty one, or with a suggestion.
    pub fn new(purpose: Purpose, reason: Option<&'static str>, suggested: &str) -> Self {
        Self {
            purpose,
            reason,
            more: String::new(),
            text: suggested.to_owned(),
            wants_focus: true,
            asked_about: None,
        }
    }
}

/// Paints it as a dialog over the window.
pub fn path_field_ui(ctx: &egui::Context, field: &mut PathField) -> Outcome {
    let (title, button) = match field.purpose {
        Purpose::Open => ("Open a file by its path", "Open file"),
        Purpose::OpenFolder => ("Open a folder by its path", "Open folder"),
        Purpose::ImportNotes => ("Import notes by their path", "Read notes"),
        Purpose::ExportNotes(_) => ("Export notes to a file", "Export notes"),
        Purpose::Import => ("Import a table by its path", "Import table"),
        Purpose::SaveChart(..) => ("Save the chart to a file", "Save chart"),
        Purpose::NewWorkspace => ("Keep notes in a new workspace", "Make workspace"),
        Purpose::OpenWorkspace => ("Open a workspace by its path", "Open workspace"),
        Purpose::SaveCopy => ("Save a copy of the workspace", "Save copy"),
    };
    let mut outcome = Outcome::Open;
    let modal = egui::Modal::new(egui::Id::unique("path field")).show(ctx, |ui| {
        ui.set_width(520.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        ui.heading(title);
        if !field.more.is_empty() {
            ui.label(&field.more);
        }
        if let Some(reason) = field.reason {
            ui.weak(reason);
        }
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let edit = egui::TextEdit::singleline(&mut field.text)
            .desired_width(f32::INFINITY)
            .hint_text("Path of the file; a path pasted with quotes is fine");
        let response = ui.add(edit);
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Path"));
        if std::mem::take(&mut field.wants_focus) {
            response.request_focus();
        }
        ui.horizontal(|ui| {
            let path = path_of(&field.text);
            let pressed = ui
                .add_enabled(path.is_some(), egui::Button::new(button))
                .clicked();
            if let Some(path) = path.filter(|_| pressed || entered) {
                outcome = chosen(field, path);
            }
            if ui.button("Cancel").clicked() {
                outcome = Outcome::Cancelled;
            }
        });
    });
    if modal.should_close() && outcome == Outcome::Open {
        outcome = Outcome::Cancelled;
    }
    outcome
}

/// A file to write to is asked about once when it exists.
fn chosen(field: &mut PathField, path: PathBuf) -> Outcome {
    if field.purpose.ending().is_none() {
        return Outcome::Chosen(path);
    }
    let path = with_ending(path, field.purpose);
    if path.exists() && field.asked_about.as_ref() != Some(&path) {
        field.reason = Some(EXISTS);
        field.asked_about = Some(path);
        return Outcome::Open;
    }
    Outcome::Chosen(path)
}

/// A path as typed or pasted: quotes around it, `file://` before it and `~` at its start are
/// understood.
fn path_of(text: &str) -> Option<PathBuf> {
    let text = text.trim();
    let text = text
        .strip_prefix('"')
        .and_then(|it| it.strip_suffix('"'))
        .unwrap_or(text);
    let text = text
        .strip_prefix('\'')
        .and_then(|it| it.strip_suffix('\''))
        .unwrap_or(text);
    let text = text.strip_prefix("file://").unwrap_or(text);
    if text.is_empty() {
        return None;
    }
    if let Some(rest) = text.strip_prefix("~/")
        && let Some(dirs) = directories::UserDirs::new()
    {
        return Some(dirs.home_dir().join(rest));
    }
    Some(PathBuf::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: Option<&str>) {
        assert_eq!(path_of(typed), expected.map(PathBuf::from));
    }

    #[test]
    fn what_people_paste() {
        check("  /a/b c.txt \n", Some("/a/b c.txt"));
        check("\"/a/b.txt\"", Some("/a/b.txt"));
        check("'/a/b.txt'", Some("/a/b.txt"));
        check("file:///a/b.txt", Some("/a/b.txt"));
        check("   ", None);
        check("\"", Some("\""));
    }
}
