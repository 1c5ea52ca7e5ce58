//! What the spending chart says of the thing the pointer or the keyboard rests on.

use eframe::egui::Ui;

use super::scene::{Hit, Scene};
use super::words;
use crate::figures::SpendingFigure;
use crate::ui::panels::chart_frame::{self, Pointed};

pub(super) fn tip_ui(ui: &Ui, figure: &SpendingFigure, scene: &Scene<'_>, pointed: Pointed<Hit>) {
    let id = ui.scope_id().with("spending tip");
    let Pointed { what, anchor } = pointed;
    match what {
        Hit::Claim(index) => {
            let Some(shape) = scene.claims.get(index) else {
                return;
            };
            let claim = shape.claim;
            let title = format!("{}, {}", shape.country, words::year_of(claim));
            let value = figure.interval_words(claim.value);
            let kind = if claim.planned {
                "stated in the document as a plan"
            } else {
                "stated in the document"
            };
            chart_frame::tip(ui, id, anchor, |ui| {
                let plain = [format!("“{}”", claim.label), format!("{value}, {kind}")];
                let working = claim.working.clone().unwrap_or_default();
                let rejected = if shape.rejected {
                    "struck out: you rejected the finding about it".to_owned()
                } else {
                    String::new()
                };
                let weak = [working, rejected];
                chart_frame::tip_lines(ui, title.trim_start_matches(", "), &plain, &weak);
            });
        }
        Hit::Plan(index) => {
            let Some(plan) = scene.plans.get(index).map(|shape| shape.plan) else {
                return;
            };
            let title = format!("{}, {:.0}", plan.country, plan.year);
            let plain = [plan.label.clone(), figure.interval_words(plan.value)];
            let working = plan.working.clone().unwrap_or_default();
            let source = format!("Source: {}", plan.source);
            chart_frame::tip(ui, id, anchor, |ui| {
                chart_frame::tip_lines(ui, &title, &plain, &[working, plan.note.clone(), source]);
            });
        }
        Hit::Date(index) => {
            let Some((mark, _)) = scene.dates.get(index) else {
                return;
            };
            let times = match mark.mentions.len() {
                1 => "named once in the document".to_owned(),
                times => format!("named {times} times in the document"),
            };
            chart_frame::tip(ui, id, anchor, |ui| {
                chart_frame::tip_lines(ui, &format!("“{}”", mark.label), &[], &[times]);
            });
        }
        Hit::Point { line, point } => {
            let Some((line, (point, _))) = scene
                .lines
                .get(line)
                .and_then(|line| Some((line, line.points.get(point)?)))
            else {
                return;
            };
            let title = format!("{}, {}", line.series.name, point.year);
            let value = figure.value_words(point.value);
            chart_frame::tip(ui, id, anchor, |ui| {
                let other = point.other.as_ref().map(|it| it.words.clone());
                let status = words::status(point.status).to_owned();
                let plain = [value, status, other.unwrap_or_default()];
                let working = point.working.clone().unwrap_or_default();
                let weak = [working, format!("Source: {}", point.source)];
                chart_frame::tip_lines(ui, &title, &plain, &weak);
            });
        }
        Hit::Line(line) => {
            let Some(line) = scene.lines.get(line) else {
                return;
            };
            let last = line
                .series
                .points
                .last()
                .map(|point| format!("{} in {}", figure.value_words(point.value), point.year));
            let named = match line.series.mentions.len() {
                0 => "not named in the document".to_owned(),
                1 => "named once in the document".to_owned(),
                count => format!("named {count} times in the document"),
            };
            chart_frame::tip(ui, id, anchor, |ui| {
                let plain = [last.unwrap_or_default()];
                chart_frame::tip_lines(ui, &line.series.name, &plain, &[named]);
            });
        }
    }
}
