//! What went wrong or was done, above the panels, in plain words, with the causes behind "Details".

use eframe::egui::{self, RichText, Role, WidgetInfo};

use super::tokens::Tokens;
use crate::workspace::{Action, Severity, Workspace};

/// Paints the notices, newest first; takes no room when there are none.
pub fn notices_ui(ui: &mut egui::Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    if workspace.notices().is_empty() {
        return;
    }
    let tokens = Tokens::of(ui);
    let frame = egui::Frame::side_top_panel(ui.style()).fill(tokens.raised);
    egui::Panel::top("notices").frame(frame).show(ui, |ui| {
        for (at, notice) in workspace.notices().iter().enumerate().rev() {
            let (mark, colour) = match notice.severity {
                Severity::Info => ("Done", tokens.success),
                Severity::Warning => ("Note", tokens.warning),
                Severity::Error => ("Problem", tokens.error),
            };
            ui.push_id(at, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new(mark).strong().color(colour));
                    ui.label(super::shown_text(&notice.text));
                    if !notice.details.is_empty() {
                        ui.menu_button("Details", |ui| {
                            ui.set_max_width(420.0);
                            ui.label(super::shown_text(&notice.details));
                        });
                    }
                    if let Some(id) = notice.undo {
                        let undo = ui.small_button("Undo");
                        undo.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Undo this"));
                        if undo.clicked() {
                            actions.push(Action::Dismiss(at));
                            actions.push(Action::TakeBack(id));
                        }
                    }
                    let dismiss = ui.small_button("×");
                    dismiss
                        .widget_info(|| WidgetInfo::labeled(Role::Button, true, "Dismiss notice"));
                    if dismiss.clicked() {
                        actions.push(Action::Dismiss(at));
                    }
                });
            });
        }
    });
}
