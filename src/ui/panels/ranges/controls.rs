//! How the bars are arranged: unit, order, and filters by kind, operator and range class.

use eframe::egui;
use egui::{Role, Ui, WidgetInfo};

use super::RangesGlance;
use crate::figures::ranges::unit_words;
use crate::figures::{RangeSort, RangesFigure};

/// The controls, of the size of the key they stand in.
pub(super) fn controls_ui(ui: &mut Ui, whole: &RangesFigure, glance: &mut RangesGlance) {
    let choice = &mut glance.choice;
    let units = RangesFigure::UNITS.map(|unit| (unit, unit_words(unit).to_owned()));
    one_of(ui, "Unit of length", &mut choice.unit, units.into());
    let sorts = RangeSort::ALL.map(|sort| (sort, sort.label().to_owned()));
    one_of(ui, "Order of bars", &mut choice.sort, sorts.into());
    let kinds = whole.kinds().into_iter();
    let kinds = kinds.map(|kind| (Some(kind), kind.label().to_owned()));
    let kinds = with_all("all kinds", kinds);
    one_of(ui, "Kind of missile", &mut choice.kind, kinds);
    let operators = whole.operators().into_iter();
    let operators = with_all(
        "all operators",
        operators.map(|(iso3, name)| (Some(iso3), name)),
    );
    one_of(ui, "Operator", &mut choice.operator, operators);
    let classes = whole.classes.iter().enumerate();
    let classes = classes.map(|(at, class)| (Some(at), class.name.to_owned()));
    one_of(
        ui,
        "Range class",
        &mut choice.class,
        with_all("all ranges", classes),
    );
}

fn with_all<T>(
    all: &str,
    rest: impl Iterator<Item = (Option<T>, String)>,
) -> Vec<(Option<T>, String)> {
    std::iter::once((None, all.to_owned()))
        .chain(rest)
        .collect()
}

/// A small list to choose one of.
fn one_of<T: Copy + PartialEq>(ui: &mut Ui, name: &str, chosen: &mut T, all: Vec<(T, String)>) {
    let shown = all.iter().find(|(value, _)| value == chosen);
    let shown = shown.map_or_else(String::new, |(_, words)| words.clone());
    let text = egui::RichText::new(&shown).small();
    let combo = egui::ComboBox::from_id_salt(name)
        .selected_text(text)
        .width(40.0)
        .show_ui(ui, |ui| {
            for (value, words) in all {
                ui.selectable_value(chosen, value, words);
            }
        });
    combo.response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, name);
        info.current_text_value = Some(shown.clone());
        info
    });
}
