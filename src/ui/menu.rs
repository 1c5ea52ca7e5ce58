//! The menu bar. Labels, hints, shortcuts and whether an entry is enabled all come from [`Command`].

use eframe::egui;

use super::command::{Command, Environment};
use super::encoding;
use crate::workspace::{Action, Workspace};

/// Points right of the menus that the two searches need, in full and in short.
const FULL_SEARCH: f32 = 420.0;
const SHORT_SEARCH: f32 = 220.0;

/// Paints the bar; returns a command that was chosen.
pub fn menu_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    env: &Environment,
    actions: &mut Vec<Action>,
) -> Option<Command> {
    let mut chosen = None;
    egui::MenuBar::new().ui(ui, |ui| {
        ui.menu_button("File", |ui| {
            entries(
                ui,
                env,
                workspace,
                &[Command::Open, Command::OpenPath, Command::OpenFolder],
                &mut chosen,
            );
            ui.menu_button("Open recent", |ui| recent_ui(ui, workspace, actions));
            entries(ui, env, workspace, &[Command::OpenSample], &mut chosen);
            ui.separator();
            let export = [
                Command::ExportNotes,
                Command::ExportJsonLd,
                Command::ExportReport,
                Command::ExportProject,
                Command::ExportNotesPath,
            ];
            entries(ui, env, workspace, &export, &mut chosen);
            let import = [Command::ImportNotes, Command::ImportNotesPath];
            entries(ui, env, workspace, &import, &mut chosen);
            ui.separator();
            let import = [Command::ImportData, Command::ImportDataPath];
            entries(ui, env, workspace, &import, &mut chosen);
            ui.menu_button("Imported data", |ui| imported_ui(ui, workspace, actions));
            ui.separator();
            ui.menu_button("Charts", |ui| {
                let charts = [
                    Command::CopySpendingChart,
                    Command::SaveSpendingChart,
                    Command::CopyRangesChart,
                    Command::SaveRangesChart,
                ];
                entries(ui, env, workspace, &charts, &mut chosen);
            });
            ui.separator();
            let files = [
                Command::NewWorkspace,
                Command::OpenWorkspace,
                Command::SaveCopy,
            ];
            entries(ui, env, workspace, &files, &mut chosen);
            ui.separator();
            entries(
                ui,
                env,
                workspace,
                &[Command::CloseDocument, Command::Quit],
                &mut chosen,
            );
        });
        ui.menu_button("Edit", |ui| {
            entries(
                ui,
                env,
                workspace,
                &[Command::Undo, Command::Redo],
                &mut chosen,
            );
            ui.separator();
            entries(
                ui,
                env,
                workspace,
                &[Command::Copy, Command::Find, Command::SearchAll],
                &mut chosen,
            );
        });
        ui.menu_button("View", |ui| {
            let panels = [Command::ToggleSidebar, Command::ToggleNotes];
            entries(ui, env, workspace, &panels, &mut chosen);
            ui.separator();
            let charts = [Command::ShowMap, Command::ShowTimeline];
            entries(ui, env, workspace, &charts, &mut chosen);
            ui.separator();
            let size = [Command::ZoomIn, Command::ZoomOut, Command::ZoomReset];
            entries(ui, env, workspace, &size, &mut chosen);
            ui.separator();
            let themes = [
                Command::ThemeLight,
                Command::ThemeDark,
                Command::ThemeSystem,
            ];
            entries(ui, env, workspace, &themes, &mut chosen);
            ui.separator();
            ui.menu_button("Text encoding", |ui| {
                encoding::encoding_menu_ui(ui, workspace, actions);
            });
            entries(ui, env, workspace, &[Command::Limits], &mut chosen);
        });
        ui.menu_button("Go", |ui| {
            entries(
                ui,
                env,
                workspace,
                &[
                    Command::GoBack,
                    Command::GoForward,
                    Command::NextFinding,
                    Command::PreviousFinding,
                ],
                &mut chosen,
            );
            ui.separator();
            let walk = [
                Command::NextMention,
                Command::PreviousMention,
                Command::NextDocument,
            ];
            entries(ui, env, workspace, &walk, &mut chosen);
            ui.separator();
            entries(ui, env, workspace, &[Command::ClearSelection], &mut chosen);
        });
        ui.menu_button("Notes", |ui| {
            let notes = [
                Command::AddNote,
                Command::NoteOnDocument,
                Command::EditNote,
                Command::DeleteNote,
            ];
            entries(ui, env, workspace, &notes, &mut chosen);
            ui.separator();
            let more = [
                Command::ToggleDone,
                Command::AttachNote,
                Command::CopyCitation,
                Command::CopyAddress,
            ];
            entries(ui, env, workspace, &more, &mut chosen);
            ui.separator();
            let before = [Command::NoteHistory, Command::Bin, Command::LostNotes];
            entries(ui, env, workspace, &before, &mut chosen);
            ui.separator();
            let shown = [
                Command::TagShown,
                Command::UntagShown,
                Command::DoneShown,
                Command::DeleteShown,
            ];
            entries(ui, env, workspace, &shown, &mut chosen);
        });
        ui.menu_button("Mentions", |ui| {
            entries(ui, env, workspace, &[Command::ExplainMention], &mut chosen);
            ui.separator();
            let dismiss = [
                Command::DismissHere,
                Command::DismissInDocument,
                Command::DismissEverywhere,
            ];
            entries(ui, env, workspace, &dismiss, &mut chosen);
            ui.separator();
            let change = [
                Command::ChangeMention,
                Command::MergeMention,
                Command::MarkName,
            ];
            entries(ui, env, workspace, &change, &mut chosen);
            ui.separator();
            entries(ui, env, workspace, &[Command::Corrections], &mut chosen);
            ui.separator();
            entries(ui, env, workspace, &[Command::DrawOnMap], &mut chosen);
        });
        ui.menu_button("Help", |ui| {
            let help = [Command::Palette, Command::Shortcuts, Command::About];
            entries(ui, env, workspace, &help, &mut chosen);
        });
        search_ui(ui, &mut chosen);
    });
    chosen
}

/// What is right of the menus, in fewer words or not at all where these leave little room.
fn search_ui(ui: &mut egui::Ui, chosen: &mut Option<Command>) {
    let room = ui.available_width();
    let entries = [
        (
            Command::Palette,
            "Search commands and names (Ctrl+K)",
            "Commands (Ctrl+K)",
        ),
        (Command::SearchAll, "Search text and notes", "Search"),
    ];
    if room < SHORT_SEARCH {
        return;
    }
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        for (command, full, short) in entries {
            let words = if room < FULL_SEARCH { short } else { full };
            let button = ui.button(words);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, full));
            if button.on_hover_text(command.hint()).clicked() {
                *chosen = Some(command);
            }
        }
    });
}

fn entries(
    ui: &mut egui::Ui,
    env: &Environment,
    workspace: &Workspace,
    commands: &[Command],
    chosen: &mut Option<Command>,
) {
    for command in commands {
        let mut button = egui::Button::new(label_of(*command, workspace, env));
        if let Some(keys) = command.keys(|it| ui.ctx().format_shortcut(it)) {
            button = button.shortcut_text(keys);
        }
        let response = ui.add_enabled(command.is_enabled(env), button);
        if response.on_hover_text(command.hint()).clicked() {
            *chosen = Some(*command);
            ui.close();
        }
    }
}

/// Undo and redo say what they would do; what is done with listed notes says with how many.
fn label_of(command: Command, workspace: &Workspace, env: &Environment) -> String {
    let (start, notes) = match command {
        Command::ExportNotes
        | Command::ExportJsonLd
        | Command::ExportReport
        | Command::ExportProject
        | Command::ExportNotesPath => ("Export ", "notes"),
        Command::TagShown | Command::DeleteShown => ("", "shown notes"),
        _ => ("", ""),
    };
    if env.num_shown_notes > 0
        && !notes.is_empty()
        && let Some((before, after)) = command.label().split_once(notes)
        && before.starts_with(start)
    {
        let num = super::command::count_of_notes(env.num_shown_notes, env.num_notes);
        return format!("{before}{num}{after}");
    }
    let step = match command {
        Command::Undo => workspace.history().undo_name(),
        Command::Redo => workspace.history().redo_name(),
        _ => None,
    };
    step.map_or_else(
        || command.label().to_owned(),
        |step| format!("{} {step}", command.label()),
    )
}

/// The tables in use, each to be given back.
fn imported_ui(ui: &mut egui::Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    if workspace.own_tables().is_empty() {
        ui.weak("No table was imported; the shipped extract is used");
    }
    for own in workspace.own_tables() {
        let response = ui.button(format!("Stop using {}", super::shown_text(&own.name)));
        let about = format!(
            "{} figures from {}, SHA-256 {}",
            own.table.understood.num_figures,
            own.path.display(),
            own.table.sha256
        );
        if response.on_hover_text(super::shown_text(&about)).clicked() {
            actions.push(Action::ForgetTable(own.table.sha256.clone()));
            ui.close();
        }
    }
}

fn recent_ui(ui: &mut egui::Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    if workspace.recent().is_empty() {
        ui.weak("No file was opened yet");
    }
    for path in workspace.recent() {
        let name = path
            .file_name()
            .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
        let response = ui.button(super::shown_text(&name));
        if response.on_hover_text(path.display().to_string()).clicked() {
            actions.push(Action::Open(path.clone()));
            ui.close();
        }
    }
}
