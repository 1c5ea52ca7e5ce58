//! Import data: what was understood of a table before it is used, what is wrong in it, and what the
//! reader has to say where the table does not.

use eframe::egui;
use egui::{Role, WidgetInfo};

use super::tokens::Tokens;
use crate::reference::{Assume, Measure, Status};
use crate::workspace::{Action, Preview, Workspace};

/// Figures shown as a sample.
const MAX_SAMPLES: usize = 3;

/// What a value of one is, in billions.
const SCALES: [(f64, &str); 4] = [
    (1.0, "billions"),
    (1e-3, "millions"),
    (1e-6, "thousands"),
    (1e-9, "single units"),
];

/// Shows the table that was read, until the reader uses it or does not.
pub fn import_ui(ctx: &egui::Context, workspace: &Workspace, actions: &mut Vec<Action>) {
    let Some(preview) = workspace.preview() else {
        return;
    };
    let modal = egui::Modal::new(egui::Id::unique("import data")).show(ctx, |ui| {
        let room = ui.ctx().content_rect().size();
        ui.set_width(620.0_f32.min(room.x - 60.0));
        ui.heading(format!("Import {}", super::shown_text(&preview.name())));
        for line in preview.table.lines() {
            ui.add(egui::Label::new(super::shown_text(&line)).wrap());
        }
        for line in samples(preview) {
            ui.weak(line);
        }
        assume_ui(ui, preview, actions);
        problems_ui(ui, preview, room.y * 0.3);
        ui.weak(format!("SHA-256 {}", preview.table.sha256));
        ui.separator();
        ui.horizontal(|ui| {
            let has_figures = preview.table.understood.num_figures > 0;
            let button = egui::Button::new("Use these figures");
            if ui.add_enabled(has_figures, button).clicked() {
                actions.push(Action::UseTable);
            }
            if ui.button("Cancel").clicked() {
                actions.push(Action::DropTable);
            }
        });
    });
    if modal.should_close() {
        actions.push(Action::DropTable);
    }
}

/// The latest figure of the first countries, so that a wrong unit is seen.
fn samples(preview: &Preview) -> Vec<String> {
    let series = preview.table.series.iter().take(MAX_SAMPLES);
    series
        .filter_map(|series| {
            let last = series.observations.last()?;
            let unit = match series.measure {
                Measure::PctGdp => "% of GDP",
                Measure::LocalCurrency => "billion in local currency",
                Measure::PublisherConstant => "billion constant US dollars",
                _ => "billion current US dollars",
            };
            let sure = match last.status {
                Status::Reported => "",
                Status::Estimate => ", estimate",
                Status::Uncertain => ", uncertain",
            };
            let value = crate::units::format::number(last.value, 3);
            Some(format!(
                "{} {}: {value} {unit}{sure}",
                series.iso3, last.year
            ))
        })
        .collect()
}

/// Measure and unit, where the table does not say them.
fn assume_ui(ui: &mut egui::Ui, preview: &Preview, actions: &mut Vec<Action>) {
    let is_said = preview.assume != Assume::default();
    if preview.table.understood.is_certain && !is_said {
        return;
    }
    let measure = preview.assume.measure.unwrap_or_default();
    let scale = preview.assume.scale.unwrap_or(1.0);
    let mut now = (measure, scale);
    ui.horizontal(|ui| {
        ui.label("The values are");
        let shown = SCALES
            .iter()
            .find(|(it, _)| (it / now.1 - 1.0).abs() < 1e-6);
        let shown = shown.map_or("billions", |(_, words)| *words);
        let is_share = now.0 == Measure::PctGdp;
        let combo = egui::ComboBox::from_id_salt("import scale").selected_text(shown);
        let combo = ui.add_enabled_ui(!is_share, |ui| {
            combo.show_ui(ui, |ui| {
                for (scale, words) in SCALES {
                    ui.selectable_value(&mut now.1, scale, words);
                }
            })
        });
        name(&combo.inner.response, "Unit of the values", shown);
        let combo = egui::ComboBox::from_id_salt("import measure")
            .selected_text(now.0.label())
            .show_ui(ui, |ui| {
                for measure in Measure::PUBLISHED {
                    ui.selectable_value(&mut now.0, measure, measure.label());
                }
            });
        name(&combo.response, "Measure of the values", measure.label());
    });
    if now.0 != measure || (now.1 / scale - 1.0).abs() > 1e-9 {
        actions.push(Action::ReadTable {
            path: preview.path.clone(),
            assume: Assume {
                measure: Some(now.0),
                scale: Some(now.1),
            },
        });
    }
}

fn name(response: &egui::Response, name: &str, shown: &str) {
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, response.enabled(), name);
        info.current_text_value = Some(shown.to_owned());
        info
    });
}

/// Every problem with its row and column; those cells are left out when the rest is used.
fn problems_ui(ui: &mut egui::Ui, preview: &Preview, most: f32) {
    let num = preview.table.num_problems;
    if num == 0 {
        return;
    }
    let colour = Tokens::of(ui).warning;
    let text = match num {
        1 => "1 problem; its cell is left out".to_owned(),
        num => format!("{num} problems; their cells are left out"),
    };
    ui.label(egui::RichText::new(text).color(colour));
    egui::ScrollArea::vertical()
        .max_height(most)
        .show(ui, |ui| {
            for problem in &preview.table.problems {
                let line = super::shown_text(&problem.to_string());
                ui.add(egui::Label::new(egui::RichText::new(line).small()).wrap());
            }
        });
}
