//! How much a file may ask for when it is opened, for the reader to change.

use eframe::egui;

use crate::document::limits::Limits;
use crate::workspace::Action;

/// What each number says, in the order of the fields.
const LABELS: [(&str, &str); 5] = [
    ("Largest file", " MB"),
    ("Largest part of a file, unpacked", " MB"),
    ("All parts of a file, unpacked", " MB"),
    ("Memory of the process that reads it", " MB"),
    ("Time to read it", " s"),
];

/// Paints the dialog while there are limits to change.
pub(super) fn limits_ui(
    ctx: &egui::Context,
    changed: &mut Option<Limits>,
    actions: &mut Vec<Action>,
) {
    let Some(limits) = *changed else { return };
    let mut numbers = limits.numbers();
    let mut closes = false;
    let modal = egui::Modal::new(egui::Id::unique("limits")).show(ctx, |ui| {
        ui.set_width(460.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        ui.heading("Limits for files");
        ui.label("Every file is read by a process of its own, which is stopped when it asks for more than this. Change it for a file that is larger than usual.");
        ui.add_space(6.0);
        egui::Grid::new("numbers of limits").show(ui, |ui| {
            let fields = LABELS.iter().zip(Limits::RANGES).zip(&mut numbers);
            for (((label, unit), (least, most)), number) in fields {
                let name = ui.label(*label);
                let drag = egui::DragValue::new(number).range(least..=most).suffix(*unit);
                ui.add(drag).labelled_by(name.id);
                ui.end_row();
            }
        });
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            if ui.button("Use these limits").clicked() {
                actions.push(Action::SetLimits(Limits::of_numbers(numbers)));
                closes = true;
            }
            if ui.button("As they come").clicked() {
                numbers = Limits::default().numbers();
            }
            closes |= ui.button("Cancel").clicked();
        });
    });
    *changed = Some(Limits::of_numbers(numbers));
    if closes || modal.should_close() {
        *changed = None;
    }
}
