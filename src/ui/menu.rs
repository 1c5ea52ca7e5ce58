//! The menu bar. Labels, hints, shortcuts and whether an entry is enabled all come from [`Command`].

use eframe::egui;

use super::command::{Command, Environment};
use super::encoding;
use crate::workspace::{Action, Workspace};

/// Points right of the menus that the two searches need, in full and in short.
const FULL_SEARCH: f32 = 420.0;
const SHORT_SEARCH: f32 = 220.0;

/// What stands in a menu.
enum Entry {
    Do(Command),
    /// A line between groups.
    Line,
    /// A menu within the menu, with its label.
    Menu(&'static str, Inner),
}

/// Menus whose entries depend on the workspace, and the one of charts.
enum Inner {
    Recent,
    Imported,
    Encodings,
    Charts,
}

use Entry::{Do, Line, Menu};

const MENUS: &[(&str, &[Entry])] = &[
    (
        "File",
        &[
            Do(Command::Open),
            Do(Command::OpenPath),
            Do(Command::OpenFolder),
            Menu("Open recent", Inner::Recent),
            Do(Command::OpenSample),
            Line,
            Do(Command::ExportNotes),
            Do(Command::ExportJsonLd),
            Do(Command::ExportReport),
            Do(Command::ExportProject),
            Do(Command::ExportNotesPath),
            Do(Command::ImportNotes),
            Do(Command::ImportNotesPath),
            Line,
            Do(Command::ImportData),
            Do(Command::ImportDataPath),
            Menu("Imported data", Inner::Imported),
            Line,
            Menu("Charts", Inner::Charts),
            Line,
            Do(Command::NewWorkspace),
            Do(Command::OpenWorkspace),
            Do(Command::SaveCopy),
            Line,
            Do(Command::CloseDocument),
            Do(Command::Quit),
        ],
    ),
    (
        "Edit",
        &[
            Do(Command::Undo),
            Do(Command::Redo),
            Line,
            Do(Command::Copy),
            Do(Command::Find),
            Do(Command::SearchAll),
        ],
    ),
    (
        "View",
        &[
            Do(Command::ToggleSidebar),
            Do(Command::ToggleNotes),
            Line,
            Do(Command::ShowMap),
            Do(Command::ShowTimeline),
            Line,
            Do(Command::ZoomIn),
            Do(Command::ZoomOut),
            Do(Command::ZoomReset),
            Line,
            Do(Command::ThemeLight),
            Do(Command::ThemeDark),
            Do(Command::ThemeSystem),
            Line,
            Menu("Text encoding", Inner::Encodings),
            Do(Command::Limits),
        ],
    ),
    (
        "Go",
        &[
            Do(Command::GoBack),
            Do(Command::GoForward),
            Do(Command::NextFinding),
            Do(Command::PreviousFinding),
            Line,
            Do(Command::NextMention),
            Do(Command::PreviousMention),
            Do(Command::NextDocument),
            Line,
            Do(Command::ClearSelection),
        ],
    ),
    (
        "Notes",
        &[
            Do(Command::AddNote),
            Do(Command::NoteOnDocument),
            Do(Command::EditNote),
            Do(Command::DeleteNote),
            Line,
            Do(Command::ToggleDone),
            Do(Command::AttachNote),
            Do(Command::CopyCitation),
            Do(Command::CopyAddress),
            Line,
            Do(Command::NoteHistory),
            Do(Command::Bin),
            Do(Command::LostNotes),
            Line,
            Do(Command::TagShown),
            Do(Command::UntagShown),
            Do(Command::DoneShown),
            Do(Command::DeleteShown),
        ],
    ),
    (
        "Mentions",
        &[
            Do(Command::ExplainMention),
            Line,
            Do(Command::DismissHere),
            Do(Command::DismissInDocument),
            Do(Command::DismissEverywhere),
            Line,
            Do(Command::ChangeMention),
            Do(Command::MergeMention),
            Do(Command::MarkName),
            Line,
            Do(Command::Corrections),
            Line,
            Do(Command::DrawOnMap),
        ],
    ),
    (
        "Help",
        &[
            Do(Command::Palette),
            Do(Command::Shortcuts),
            Do(Command::About),
        ],
    ),
];

const CHARTS: &[Entry] = &[
    Do(Command::CopySpendingChart),
    Do(Command::SaveSpendingChart),
    Do(Command::CopyRangesChart),
    Do(Command::SaveRangesChart),
];

/// Paints the bar; returns a command that was chosen.
pub fn menu_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    env: &Environment,
    actions: &mut Vec<Action>,
) -> Option<Command> {
    let mut chosen = None;
    egui::MenuBar::new().ui(ui, |ui| {
        for (label, entries) in MENUS {
            ui.menu_button(*label, |ui| {
                chosen = entries_ui(ui, workspace, env, entries, actions).or(chosen);
            });
        }
        search_ui(ui, &mut chosen);
    });
    chosen
}

/// Paints what stands in a menu; returns a command that was chosen.
fn entries_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    env: &Environment,
    entries: &[Entry],
    actions: &mut Vec<Action>,
) -> Option<Command> {
    let mut chosen = None;
    for entry in entries {
        match entry {
            Do(command) => {
                if command_ui(ui, workspace, env, *command) {
                    chosen = Some(*command);
                }
            }
            Line => {
                ui.separator();
            }
            Menu(label, inner) => {
                ui.menu_button(*label, |ui| match inner {
                    Inner::Recent => recent_ui(ui, workspace, actions),
                    Inner::Imported => imported_ui(ui, workspace, actions),
                    Inner::Encodings => encoding::encoding_menu_ui(ui, workspace, actions),
                    Inner::Charts => {
                        chosen = entries_ui(ui, workspace, env, CHARTS, actions).or(chosen);
                    }
                });
            }
        }
    }
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

/// Paints one command; returns whether it was chosen.
fn command_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    env: &Environment,
    command: Command,
) -> bool {
    let mut button = egui::Button::new(label_of(command, workspace, env));
    if let Some(keys) = command.keys(|it| ui.ctx().format_shortcut(it)) {
        button = button.shortcut_text(keys);
    }
    let response = ui.add_enabled(command.is_enabled(env), button);
    let is_chosen = response.on_hover_text(command.hint()).clicked();
    if is_chosen {
        ui.close();
    }
    is_chosen
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
