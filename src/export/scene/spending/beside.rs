//! What stands beside the lines: announced plans, figures of another edition, the document's dates.

use super::super::labels::Placer;
use super::super::page::{Ink, SMALL_SIZE, Sheet};
use super::super::text_width::{self, width};
use super::super::{Bounds, Part, Point, Shape, Stroke, Weight};
use super::frame::Frame;
use crate::figures::{PlanPoint, SpendingFigure};

/// Half the side of a plan's square.
const HALF: f32 = 4.6;

/// A figure of another edition nearer to the one shown than this could not be told from it.
const APART: f32 = 3.0;

/// A plan's mark: a hollow square, so that it is told from what the document itself states.
pub(in crate::export::scene) fn plan_mark(
    [x, y]: Point,
    colour: [u8; 4],
    background: [u8; 4],
) -> Shape {
    Shape::Rect {
        min: [x - HALF, y - HALF],
        size: [HALF * 2.0, HALF * 2.0],
        fill: Some(background),
        stroke: Some(Stroke::solid(1.6, colour)),
    }
}

impl Frame {
    /// Dotted from the end of a line through its plans, each a hollow square.
    pub(super) fn plans(&self, sheet: &mut Sheet, figure: &SpendingFigure, placer: &mut Placer) {
        let stroke = |colour| Stroke::dashed(1.4, colour, [1.4, 3.4]);
        for series in &figure.series {
            let own: Vec<&PlanPoint> = figure
                .plans
                .iter()
                .filter(|plan| plan.iso3 == series.iso3)
                .collect();
            let colour = sheet.palette.line(series.look);
            let last = series.points.last();
            let mut from = last.map(|it| self.at(f64::from(it.year), it.value));
            for plan in &own {
                let at = self.at(plan.year, plan.middle());
                if let Some(from) = from {
                    placer.avoid(from, at);
                    sheet.line(Part::Plan, from, at, stroke(colour)).link = Some(plan_link(plan));
                }
                from = Some(at);
            }
            for plan in own {
                let at = self.at(plan.year, plan.middle());
                placer.take(Bounds::around(&[at], HALF + 3.0));
                let mark = plan_mark(at, colour, sheet.palette.background);
                let item = sheet.draw(Part::Plan, mark);
                item.link = Some(plan_link(plan));
                item.hint = Some(format!(
                    "{}: {} ({})",
                    plan.country,
                    plan.label,
                    figure.interval_words(plan.value)
                ));
            }
        }
    }

    /// Short strokes where another edition has a figure, joined to the one shown.
    pub(super) fn other_editions(&self, sheet: &mut Sheet, figure: &SpendingFigure) {
        for series in &figure.series {
            let [r, g, b, _] = sheet.palette.line(series.look);
            for point in &series.points {
                let Some(other) = &point.other else { continue };
                let from = self.at(f64::from(point.year), point.value);
                let [x, y] = self.at(f64::from(point.year), other.value);
                if (y - from[1]).abs() < APART {
                    continue;
                }
                let link = Some(format!("observation:{}", point.observation.0));
                let hint = format!("{}, {}: {}", series.name, point.year, other.words);
                let thin = Stroke::solid(0.9, [r, g, b, 150]);
                sheet
                    .line(Part::Edition, from, [x, y], thin)
                    .link
                    .clone_from(&link);
                let bar = Stroke::solid(2.0, [r, g, b, 255]);
                let item = sheet.line(Part::Edition, [x - 5.0, y], [x + 5.0, y], bar);
                item.link = link;
                item.hint = Some(hint);
            }
        }
    }

    /// The words of the document's own date, where they hide nothing.
    pub(super) fn date_label(
        &self,
        sheet: &mut Sheet,
        figure: &SpendingFigure,
        placer: &mut Placer,
    ) {
        let Some(mark) = figure.dates.iter().find(|mark| mark.is_document) else {
            return;
        };
        let words = document_words(&mark.label);
        let size = [
            width(&words, SMALL_SIZE, Weight::Regular) + 2.0,
            SMALL_SIZE * (text_width::ASCENT + text_width::DESCENT),
        ];
        let [x, _] = self.at(mark.year, 0.0);
        let height = self.plot.bottom - self.plot.top;
        for share in [0.9, 0.8, 0.06, 0.2, 0.5] {
            let at = [x, self.plot.top + height * share];
            if let Some((found, false)) = placer.place(at, size, 5.0) {
                let ink = Ink::new(SMALL_SIZE, sheet.palette.weak);
                let at = [
                    found.left + 1.0,
                    found.top + SMALL_SIZE * text_width::ASCENT,
                ];
                sheet.write(Part::Date, at, &words, ink);
                return;
            }
        }
    }

    /// Ticks on the foot of the plot for the dates the document gives, and a line for its own.
    pub(super) fn dates(&self, sheet: &mut Sheet, figure: &SpendingFigure) {
        let [r, g, b, _] = sheet.palette.stated;
        let plot = self.plot;
        for mark in &figure.dates {
            let [x, _] = self.at(mark.year, 0.0);
            let first = mark.mentions.first();
            let link = first.map(|id| format!("mention:{}", id.0));
            if !mark.is_document {
                let stroke = Stroke::solid(1.2, [r, g, b, 170]);
                let ends = ([x, plot.bottom - 6.0], [x, plot.bottom]);
                let item = sheet.line(Part::Date, ends.0, ends.1, stroke);
                item.link = link;
                item.hint = Some(format!("“{}”", mark.label));
                continue;
            }
            let stroke = Stroke::dashed(1.0, [r, g, b, 170], [2.0, 3.0]);
            let item = sheet.line(Part::Date, [x, plot.top], [x, plot.bottom], stroke);
            let words = document_words(&mark.label);
            item.hint = Some(words);
        }
    }
}

/// What the line of the document's own date is called.
fn document_words(date: &str) -> String {
    format!("document, {date}")
}

fn plan_link(plan: &PlanPoint) -> String {
    format!("plan:{}", plan.plan)
}
