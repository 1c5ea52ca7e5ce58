//! The encoding a text was read in, shown and to be changed.

use eframe::egui;

use crate::document::opening::{ENCODINGS, encoding_of};
use crate::workspace::{Action, Workspace};

/// Paints the choice of encodings for the shown document.
pub(super) fn encoding_menu_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    actions: &mut Vec<Action>,
) {
    let Some(open) = workspace.active() else {
        ui.weak("Nothing is open");
        return;
    };
    let document = open.document.id;
    let (Some(current), Some(_)) = (&open.document.about.encoding, &open.document.path) else {
        ui.weak("This document leaves no choice of encoding");
        return;
    };
    let mut choose = |ui: &mut egui::Ui, is_chosen: bool, label: &str, encoding| {
        if ui.selectable_label(is_chosen, label).clicked() {
            actions.push(Action::ReadAs { document, encoding });
            ui.close();
        }
    };
    let found = format!("As found ({current})");
    choose(ui, open.options.encoding.is_none(), &found, None);
    ui.separator();
    egui::ScrollArea::vertical()
        .max_height(420.0)
        .show(ui, |ui| {
            for (name, label) in ENCODINGS {
                let encoding = encoding_of(label);
                let is_chosen = encoding.is_some() && open.options.encoding == encoding;
                choose(ui, is_chosen, name, encoding);
            }
        });
}
