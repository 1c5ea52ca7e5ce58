//! Which countries are compared: a chip for each, and a list with a search to add more.

use eframe::egui;
use egui::{Role, Ui, WidgetInfo, vec2};

use super::SpendingGlance;
use crate::document::DocumentId;
use crate::figures::SpendingFigure;
use crate::reference::Iso3;
use crate::ui::tokens::Tokens;
use crate::workspace::Action;

/// Rows of the list of countries, at most; the search finds the others.
const MAX_ROWS: usize = 12;

/// Chips of what is drawn, and the button that adds a country.
pub(super) fn compare_ui(
    ui: &mut Ui,
    figure: &SpendingFigure,
    document: DocumentId,
    glance: &mut SpendingGlance,
    actions: &mut Vec<Action>,
) {
    let drawn: Vec<Iso3> = figure.series.iter().map(|series| series.iso3).collect();
    let change = |countries: Vec<Iso3>| Action::CompareCountries {
        document,
        countries,
    };
    egui::ScrollArea::horizontal()
        .id_salt("compared countries")
        .auto_shrink([false, true])
        .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden)
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                ui.spacing_mut().interact_size.y = 18.0;
                ui.spacing_mut().button_padding = vec2(5.0, 1.0);
                // First, so that a long row of chips never pushes it out of sight.
                let add = ui.add(egui::Button::new(
                    egui::RichText::new("Add country…").small(),
                ));
                egui::Popup::menu(&add)
                    .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
                    .show(|ui| {
                        if let Some(iso3) = search_ui(ui, figure, &drawn, glance) {
                            let mut more = drawn.clone();
                            more.push(iso3);
                            actions.push(change(more));
                            ui.close();
                        }
                    });
                if figure.is_chosen {
                    let text = egui::RichText::new("As in the document").small();
                    if ui.add(egui::Button::new(text)).clicked() {
                        actions.push(change(Vec::new()));
                    }
                }
                for series in &figure.series {
                    let tokens = Tokens::of(ui);
                    let text = egui::RichText::new(format!("{} ×", series.name));
                    let text = text.small().color(tokens.series(series.look));
                    let chip = ui.add(egui::Button::new(text).corner_radius(8.0));
                    let name = format!("Remove {}", series.name);
                    chip.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                    // The last line cannot go: nothing would be the document's own countries again.
                    if chip.on_hover_text(&name).clicked() && drawn.len() > 1 {
                        let rest = drawn.iter().copied().filter(|it| *it != series.iso3);
                        actions.push(change(rest.collect()));
                    }
                }
            });
        });
}

/// A field and the countries that fit; the one chosen.
fn search_ui(
    ui: &mut Ui,
    figure: &SpendingFigure,
    drawn: &[Iso3],
    glance: &mut SpendingGlance,
) -> Option<Iso3> {
    ui.set_min_width(200.0);
    let field = egui::TextEdit::singleline(&mut glance.country_search).hint_text("Country");
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Search countries"));
    if !ui.memory(|memory| memory.focused().is_some()) {
        response.request_focus();
    }
    let wanted = glance.country_search.trim().to_lowercase();
    let mut fitting = figure
        .countries
        .iter()
        .filter(|(iso3, _)| !drawn.contains(iso3))
        .filter(|(iso3, name)| {
            name.to_lowercase().contains(&wanted) || iso3.code().eq_ignore_ascii_case(&wanted)
        });
    let entered = ui.input(|input| input.key_pressed(egui::Key::Enter));
    let mut chosen = None;
    for (iso3, name) in fitting.by_ref().take(MAX_ROWS) {
        let is_entered = entered && chosen.is_none() && !wanted.is_empty();
        if ui.selectable_label(false, name).clicked() || is_entered {
            chosen = chosen.or(Some(*iso3));
        }
    }
    match fitting.count() {
        0 => {}
        more => {
            ui.weak(format!("{more} more: type a part of the name"));
        }
    }
    if chosen.is_some() {
        glance.country_search.clear();
    }
    chosen
}
