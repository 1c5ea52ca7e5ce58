//! What went wrong, above the panels, in plain words, with the causes behind "Details"; and what was
//! done, in the line at the bottom, where it moves nothing.

use eframe::egui::{self, RichText, Role, WidgetInfo};

use super::tokens::Tokens;
use crate::workspace::{Action, Notice, Severity, Workspace};

/// Paints the notices, newest first; takes no room when there are none.
pub fn notices_ui(ui: &mut egui::Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    let active = workspace.active().map(|open| open.document.id);
    let goes_here = |notice: &Notice| {
        let is_of_another = notice.document.is_some() && notice.document != active;
        notice.severity != Severity::Info && !is_of_another
    };
    if !workspace.notices().iter().any(goes_here) {
        return;
    }
    let tokens = Tokens::of(ui);
    let frame = egui::Frame::side_top_panel(ui.style()).fill(tokens.raised);
    egui::Panel::top("notices").frame(frame).show(ui, |ui| {
        for (at, notice) in workspace.notices().iter().enumerate().rev() {
            if !goes_here(notice) {
                continue;
            }
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
                            ui.set_max_width(520.0);
                            let lines = notice.details.lines();
                            egui::ScrollArea::vertical()
                                .max_height(320.0)
                                .show(ui, |ui| {
                                    lines.for_each(|line| {
                                        ui.label(super::shown_text(line));
                                    });
                                });
                        });
                    }
                    dismiss_ui(ui, at, actions);
                });
            });
        }
    });
}

/// Paints what was done last, for the line at the bottom, with a way to take it back.
pub(super) fn done_ui(ui: &mut egui::Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    let mut notices = workspace.notices().iter().enumerate();
    let is_done = |(_, notice): &(usize, &Notice)| notice.severity == Severity::Info;
    let Some((at, notice)) = notices.rfind(is_done) else {
        return;
    };
    ui.separator();
    let text = super::shown_text(&notice.text);
    // The buttons behind it must stay within the window.
    let room = (ui.available_width() - ROOM_FOR_BUTTONS).max(0.0) / POINTS_A_CHAR;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few dozen characters, never negative"
    )]
    let num_chars = (room as usize).clamp(MIN_CHARS, MAX_CHARS);
    let short = match text.char_indices().nth(num_chars) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
        None => text.clone(),
    };
    let done = RichText::new(short).color(Tokens::of(ui).success);
    let label = ui.add(egui::Label::new(done).extend());
    label.widget_info(|| WidgetInfo::labeled(Role::Status, true, &text));
    label.on_hover_text(&text);
    if let Some(id) = notice.undo {
        let undo = ui.small_button("Undo");
        undo.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Undo this"));
        if undo.clicked() {
            actions.push(Action::Dismiss(at));
            actions.push(Action::TakeBack(id));
        }
    }
    dismiss_ui(ui, at, actions);
}

/// Characters of what was done that are shown beside the rest of the line.
const MAX_CHARS: usize = 70;
const MIN_CHARS: usize = 12;

/// Wide letters of the small text, and two buttons.
const POINTS_A_CHAR: f32 = 8.0;
const ROOM_FOR_BUTTONS: f32 = 110.0;

fn dismiss_ui(ui: &mut egui::Ui, at: usize, actions: &mut Vec<Action>) {
    let dismiss = ui.small_button("×");
    dismiss.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Dismiss notice"));
    if dismiss.clicked() {
        actions.push(Action::Dismiss(at));
    }
}
