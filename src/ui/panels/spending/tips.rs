//! What the spending chart says of the thing the pointer or the keyboard rests on.

use eframe::egui::Ui;

use super::scene::{Hit, Scene};
use super::words::year_of;
use crate::figures::SpendingFigure;
use crate::ui::panels::chart_frame::{self, Pointed};
use crate::ui::panels::words;

/// The words of a tip: a title, lines in full, and weak ones.
type Words = (String, Vec<String>, Vec<String>);

pub(super) fn tip_ui(ui: &Ui, figure: &SpendingFigure, scene: &Scene<'_>, pointed: Pointed<Hit>) {
    let id = ui.scope_id().with("spending tip");
    let Pointed { what, anchor } = pointed;
    let said = match what {
        Hit::Claim(index) => of_claim(figure, scene, index),
        Hit::Plan(index) => of_plan(figure, scene, index),
        Hit::Date(index) => of_date(scene, index),
        Hit::Point { line, point } => of_point(figure, scene, line, point),
        Hit::Line(line) => of_line(figure, scene, line),
    };
    if let Some((title, plain, weak)) = said {
        chart_frame::tip(ui, id, anchor, |ui| {
            chart_frame::tip_lines(ui, &title, &plain, &weak);
        });
    }
}

fn of_claim(figure: &SpendingFigure, scene: &Scene<'_>, index: usize) -> Option<Words> {
    let shape = scene.claims.get(index)?;
    let claim = shape.claim;
    let title = format!("{}, {}", shape.country, year_of(claim));
    let value = figure.interval_words(claim.value);
    let kind = if claim.planned {
        "stated in the document as a plan"
    } else {
        "stated in the document"
    };
    let plain = vec![format!("“{}”", claim.label), format!("{value}, {kind}")];
    let working = claim.working.clone().unwrap_or_default();
    let title = title.trim_start_matches(", ").to_owned();
    let mut weak = vec![working];
    if shape.rejected {
        weak.push("struck out: you rejected the finding about it".to_owned());
    }
    Some((title, plain, weak))
}

fn of_plan(figure: &SpendingFigure, scene: &Scene<'_>, index: usize) -> Option<Words> {
    let plan = scene.plans.get(index)?.plan;
    let title = format!("{}, {:.0}", plan.country, plan.year);
    let plain = vec![plan.label.clone(), figure.interval_words(plan.value)];
    let working = plan.working.clone().unwrap_or_default();
    let source = format!("Source: {}", plan.source);
    Some((title, plain, vec![working, plan.note.clone(), source]))
}

fn of_date(scene: &Scene<'_>, index: usize) -> Option<Words> {
    let (mark, _) = scene.dates.get(index)?;
    let times = words::named(mark.mentions.len());
    Some((format!("“{}”", mark.label), Vec::new(), vec![times]))
}

fn of_point(
    figure: &SpendingFigure,
    scene: &Scene<'_>,
    line: usize,
    point: usize,
) -> Option<Words> {
    let line = scene.lines.get(line)?;
    let (point, _) = line.points.get(point)?;
    let title = format!("{}, {}", line.series.name, point.year);
    let value = figure.value_words(point.value);
    let other = point.other.as_ref().map(|it| it.words.clone());
    let status = words::status(point.status).to_owned();
    let plain = vec![value, status, other.unwrap_or_default()];
    let working = point.working.clone().unwrap_or_default();
    let weak = vec![working, format!("Source: {}", point.source)];
    Some((title, plain, weak))
}

fn of_line(figure: &SpendingFigure, scene: &Scene<'_>, line: usize) -> Option<Words> {
    let series = scene.lines.get(line)?.series;
    let last = series
        .points
        .last()
        .map(|point| format!("{} in {}", figure.value_words(point.value), point.year));
    let named = words::named(series.mentions.len());
    let plain = vec![last.unwrap_or_default()];
    Some((series.name.clone(), plain, vec![named]))
}
