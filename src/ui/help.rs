//! What the Help menu shows: shortcuts, and what this program is.

use eframe::egui;

use super::command::Command;

/// What the reader wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Help {
    /// Every shortcut.
    Shortcuts,
    /// Version, licence, sources.
    About,
    /// Notes that would be lost.
    Unsaved,
}

/// What became of a dialog in this frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Still open.
    Open,
    /// Read.
    Closed,
    /// The notes shall be exported first.
    Export,
    /// The window shall close all the same.
    Leave,
}

/// Paints a help dialog.
pub(super) fn help_ui(ctx: &egui::Context, help: Help) -> Outcome {
    let modal = egui::Modal::new(egui::Id::unique("help")).show(ctx, |ui| {
        ui.set_max_width(460.0);
        match help {
            Help::Shortcuts => shortcuts_ui(ui),
            Help::About => about_ui(ui),
            Help::Unsaved => return unsaved_ui(ui),
        }
        ui.add_space(6.0);
        if ui.button("Close").clicked() {
            Outcome::Closed
        } else {
            Outcome::Open
        }
    });
    if modal.should_close() && modal.inner == Outcome::Open {
        Outcome::Closed
    } else {
        modal.inner
    }
}

fn unsaved_ui(ui: &mut egui::Ui) -> Outcome {
    ui.heading("Some notes or corrections are not saved");
    ui.label("They are only in this window and are gone when it closes. Export the notes, or try again after making room or access.");
    ui.add_space(6.0);
    let mut outcome = Outcome::Open;
    ui.horizontal(|ui| {
        for (label, chosen) in [
            ("Export notes…", Outcome::Export),
            ("Stay", Outcome::Closed),
            ("Leave without them", Outcome::Leave),
        ] {
            if ui.button(label).clicked() {
                outcome = chosen;
            }
        }
    });
    outcome
}

fn shortcuts_ui(ui: &mut egui::Ui) {
    ui.heading("Keyboard shortcuts");
    egui::ScrollArea::vertical()
        .max_height(420.0)
        .show(ui, |ui| {
            egui::Grid::new("shortcuts")
                .num_columns(2)
                .striped(true)
                .show(ui, |ui| {
                    for command in Command::ALL {
                        let keys = command.keys(|it| ui.ctx().format_shortcut(it));
                        let Some(keys) = keys else {
                            continue;
                        };
                        ui.label(command.label().trim_end_matches('…'));
                        ui.monospace(keys);
                        ui.end_row();
                    }
                    for (what, keys) in [
                        ("Extend the text selection", "Shift+Arrows"),
                        ("Page down, page up", "Space, Shift+Space"),
                        ("Save a note", "Ctrl+Enter"),
                        ("Leave a field or dialog; a note is kept", "Esc"),
                    ] {
                        ui.label(what);
                        ui.monospace(keys);
                        ui.end_row();
                    }
                });
        });
}

fn about_ui(ui: &mut egui::Ui) {
    ui.heading(concat!("Rangebook ", env!("CARGO_PKG_VERSION")));
    ui.label("A workbench for reading articles on defence policy with their figures in view.");
    ui.label(
        "Licensed under MIT or Apache-2.0, as you choose. Nothing you open leaves this machine.",
    );
    ui.add_space(6.0);
    ui.label(
        "Military spending: an extract of the SIPRI Military Expenditure Database, \
         free for non-commercial use with attribution; see assets/reference/NOTICE.md.",
    );
    ui.label("Every other figure names its source under its chart.");
}
