//! Tags as they are shown: the word, with a dot in the tag's own colour.
//!
//! A tag has the same colour wherever it is shown and in every session: it follows from the word.

use eframe::egui::{self, Color32, Role, Sense, WidgetInfo, vec2};

use super::tokens::Tokens;

/// Colours told apart; as many as a chart has.
const NUM_COLOURS: u32 = 8;

/// The colour of a tag.
pub fn colour_of(tokens: &Tokens, tag: &str) -> Color32 {
    tokens.series(number_of(tag))
}

/// FNV-1a, so that a tag keeps its colour from one build to the next.
fn number_of(tag: &str) -> usize {
    let hash = tag
        .to_lowercase()
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
    usize::try_from(hash % NUM_COLOURS).unwrap_or(0)
}

/// A tag to be looked at.
pub fn tag_ui(ui: &mut egui::Ui, tag: &str) -> egui::Response {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        dot_ui(ui, colour_of(tokens, tag));
        ui.label(super::shown_text(tag))
    })
    .inner
}

/// The dot alone.
pub fn dot_ui(ui: &mut egui::Ui, colour: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(8.0, 8.0), Sense::hover());
    ui.painter().circle_filled(rect.center(), 4.0, colour);
}

/// A tag to be pressed, marked when it is on. `name` is its accessible name.
pub fn tag_button_ui(ui: &mut egui::Ui, tag: &str, is_on: bool, name: &str) -> egui::Response {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        dot_ui(ui, colour_of(tokens, tag));
        let response = ui.add(egui::Button::selectable(is_on, super::shown_text(tag)).small());
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, name));
        response
    })
    .inner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_keeps_its_colour_and_others_differ() {
        assert_eq!(number_of("pledge"), number_of("Pledge"));
        let words = ["pledge", "check", "rate", "source", "done", "doubt"];
        let numbers: std::collections::BTreeSet<usize> =
            words.iter().map(|word| number_of(word)).collect();
        assert!(numbers.len() >= 4, "{numbers:?}");
    }
}
