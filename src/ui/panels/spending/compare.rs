//! Which countries are compared: a chip for each, and a list with a search to add more.
//!
//! Chips that have no place in the line stand in a menu at its end; none is cut.

use eframe::egui;
use egui::{Role, Ui, WidgetInfo, vec2};

use super::SpendingGlance;
use crate::document::DocumentId;
use crate::figures::{SpendingFigure, SpendingSeries};
use crate::reference::Iso3;
use crate::ui::panels::chart_frame;
use crate::ui::tokens::Tokens;
use crate::workspace::Action;

/// Rows of the list of countries, at most; the search finds the others.
const MAX_ROWS: usize = 12;

/// Between chips, and beside the words in one, in points.
const GAP: f32 = 4.0;
const PADDING: f32 = 5.0;

/// Height of the menu of further countries before it scrolls.
const MAX_MENU: f32 = 260.0;

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
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        ui.spacing_mut().interact_size.y = 18.0;
        ui.spacing_mut().button_padding = vec2(PADDING, 1.0);
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
        if let Some(gone) = chips_ui(ui, figure) {
            // The last line cannot go: nothing would be the document's own countries again.
            if drawn.len() > 1 {
                let rest = drawn.iter().copied().filter(|it| *it != gone);
                actions.push(change(rest.collect()));
            }
        }
    });
}

/// As many chips as the line holds, and a menu with the others; the country that is to go.
fn chips_ui(ui: &mut Ui, figure: &SpendingFigure) -> Option<Iso3> {
    let font = chart_frame::small_font(ui);
    let width = |text: String| {
        let galley = ui
            .painter()
            .layout_no_wrap(text, font.clone(), ui.visuals().text_color());
        galley.size().x + 2.0 * PADDING + GAP
    };
    let widths: Vec<f32> = figure
        .series
        .iter()
        .map(|it| width(chip_words(it)))
        .collect();
    let menu = width(more_words(figure.series.len()));
    let num = num_fitting(&widths, menu, ui.available_width() + GAP);
    let mut gone = None;
    for series in figure.series.iter().take(num) {
        gone = chip_ui(ui, series).or(gone);
    }
    let hidden = figure.series.get(num..).unwrap_or_default();
    if hidden.is_empty() {
        return gone;
    }
    let text = egui::RichText::new(more_words(hidden.len())).small();
    let more = ui.add(egui::Button::new(text).corner_radius(8.0));
    let name = match hidden.len() {
        1 => "One more country".to_owned(),
        num => format!("{num} more countries"),
    };
    more.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    egui::Popup::menu(&more)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            egui::ScrollArea::vertical()
                .max_height(MAX_MENU)
                .show(ui, |ui| {
                    for series in hidden {
                        gone = chip_ui(ui, series).or(gone);
                    }
                });
        });
    gone
}

/// A country with a cross; the country when the cross was pressed.
fn chip_ui(ui: &mut Ui, series: &SpendingSeries) -> Option<Iso3> {
    let text = egui::RichText::new(chip_words(series));
    let text = text.small().color(Tokens::of(ui).series(series.look));
    let chip = ui.add(egui::Button::new(text).corner_radius(8.0));
    let name = format!("Remove {}", series.name);
    chip.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let clicked = chip.on_hover_text(&name).clicked();
    clicked.then_some(series.iso3)
}

fn chip_words(series: &SpendingSeries) -> String {
    format!("{} ×", series.name)
}

fn more_words(num: usize) -> String {
    format!("+{num} more")
}

/// How many of `widths` stand in `room`, with the `menu` for the others behind them; all of them need
/// no menu.
fn num_fitting(widths: &[f32], menu: f32, room: f32) -> usize {
    if widths.iter().sum::<f32>() <= room {
        return widths.len();
    }
    let mut taken = menu;
    widths
        .iter()
        .take_while(|width| {
            taken += **width;
            taken <= room
        })
        .count()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(widths: &[f32], room: f32, expected: usize) {
        assert_eq!(num_fitting(widths, 30.0, room), expected);
    }

    #[test]
    fn a_chip_is_whole_or_in_the_menu() {
        check(&[], 10.0, 0);
        check(&[50.0, 50.0], 100.0, 2);
        check(&[50.0, 50.0], 99.0, 1);
        check(&[50.0, 50.0, 20.0], 119.0, 1);
        check(&[50.0, 50.0, 20.0], 79.0, 0);
        check(&[50.0], 10.0, 0);
    }
}
