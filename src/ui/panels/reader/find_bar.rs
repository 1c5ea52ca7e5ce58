//! The bar above the article in which words to find are typed.

use eframe::egui::{self, Event, Key, Modifiers, TextEdit, Ui};

use super::ReaderGlance;
use crate::ui::tokens::Tokens;

/// Shows the bar. Enter goes to the next result, Shift+Enter to the one before, Escape closes.
pub(super) fn find_bar_ui(ui: &mut Ui, glance: &mut ReaderGlance) {
    let tokens = Tokens::of(ui);
    let frame = egui::Frame::new()
        .fill(tokens.panel)
        .inner_margin(egui::Margin::symmetric(8, 5));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_width(ui.available_width());
            field_ui(ui, glance);
            let is_found = !glance.find.hits().is_empty();
            for (text, name, forward) in [
                ("Previous", "Previous result", false),
                ("Next", "Next result", true),
            ] {
                let button = ui.add_enabled(is_found, egui::Button::new(text));
                if button.accessible_name(name).clicked() {
                    glance.find_next(forward);
                }
            }
            let mut match_case = glance.find.match_case;
            let case = ui
                .toggle_value(&mut match_case, "Aa")
                .on_hover_text("Capitals count")
                .accessible_name("Match case");
            if case.clicked() {
                glance.find.match_case = match_case;
                glance.restart_find();
            }
            if ui
                .button("Close")
                .accessible_name("Close find bar")
                .clicked()
            {
                glance.close_find();
            }
            let status = glance.find.status();
            let color = if status == "No results" {
                tokens.warning
            } else {
                tokens.text_weak
            };
            ui.colored_label(color, status);
        });
    });
}

fn field_ui(ui: &mut Ui, glance: &mut ReaderGlance) {
    // Before the field sees them: it would add or drop the focus.
    let id = ui.scope_id().with("find field");
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let mut go = None;
    let mut close = false;
    if has_focus {
        ui.input_mut(|input| {
            if input.consume_key(Modifiers::SHIFT, Key::Enter) {
                go = Some(false);
            } else if input.consume_key(Modifiers::NONE, Key::Enter) {
                go = Some(true);
            }
            close = input.consume_key(Modifiers::NONE, Key::Escape);
            // A paragraph may be pasted: what is found is one line.
            for event in &mut input.events {
                if let Event::Paste(text) = event {
                    *text = text.replace(['\n', '\r'], " ");
                }
            }
        });
    }
    let field = ui
        .add(
            TextEdit::singleline(&mut glance.find.query)
                .id(id)
                .hint_text("Find in this article")
                .desired_width((ui.available_width() - 330.0).clamp(90.0, 260.0)),
        )
        .accessible_name("Find in this article");
    if field.changed() {
        if let Some(hit) = glance
            .find
            .current()
            .and_then(|at| glance.find.hits().get(at))
        {
            glance.find.from = hit.start();
        }
        glance.restart_find();
    }
    if std::mem::take(&mut glance.find.wants_focus) {
        field.request_focus();
    }
    if let Some(forward) = go {
        glance.find_next(forward);
    }
    if close {
        glance.close_find();
        field.surrender_focus();
    }
}
