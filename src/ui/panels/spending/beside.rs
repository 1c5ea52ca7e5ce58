//! Paints what stands beside the lines: announced plans, figures of another edition, dates.

use eframe::egui::{self, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use super::paint::line_colour;
use super::scene::Scene;
use crate::extract::Kind;
use crate::ui::panels::ChartView;
use crate::ui::panels::chart_frame::{dotted, left_centred, px};
use crate::ui::tokens::Tokens;

/// Side of a plan's square.
const SQUARE: f32 = 9.0;

/// A figure of another edition nearer to the one shown than this could not be told from it.
const APART: f32 = 3.0;

/// Behind the lines: the document's dates, and the figures of another edition.
pub(super) fn behind(ui: &Ui, scene: &Scene<'_>, view: &ChartView<'_>) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter().with_clip_rect(scene.frame);
    let colour = tokens.kind(Kind::Date);
    for (mark, x) in &scene.dates {
        let is_lit = mark
            .mentions
            .iter()
            .any(|id| view.selected.mentions.contains(id));
        let bottom = scene.frame.max.y;
        if mark.is_document {
            let ends = [pos2(*x, scene.frame.min.y), pos2(*x, bottom)];
            let stroke = Stroke::new(1.0, colour.gamma_multiply(0.75));
            painter.extend(Shape::dashed_line(&ends, stroke, 2.0, 3.0));
        } else {
            let (height, width) = if is_lit { (22.0, 2.4) } else { (7.0, 1.3) };
            painter.vline(*x, bottom - height..=bottom, Stroke::new(width, colour));
        }
    }
    for line in &scene.lines {
        let colour = line_colour(tokens, line.series.look, line.emphasis);
        for (from, to) in &line.others {
            if (from.y - to.y).abs() < APART {
                continue;
            }
            painter.line_segment([*from, *to], Stroke::new(0.9, colour));
            let ends = [*to - vec2(5.0, 0.0), *to + vec2(5.0, 0.0)];
            painter.line_segment(ends, Stroke::new(2.0, colour));
        }
    }
}

/// Dotted from the end of a line through its plans, each a hollow square.
pub(super) fn plans(ui: &Ui, scene: &Scene<'_>) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter().with_clip_rect(scene.frame.expand(6.0));
    for shape in &scene.plans {
        let line = scene.lines.iter().find(|line| line.order == shape.order);
        let Some(line) = line else { continue };
        let colour = line_colour(tokens, line.series.look, line.emphasis);
        if let Some(from) = shape.from {
            dotted(ui, scene.frame, from, shape.at, colour);
        }
        let square = Rect::from_center_size(shape.at, Vec2::splat(SQUARE));
        painter.rect_filled(square, 0.0, tokens.background);
        painter.rect_stroke(square, 0.0, Stroke::new(1.5, colour), StrokeKind::Inside);
    }
}

/// The words of the document's own date, where nothing else stands at the top of its line.
pub(super) fn date_words(ui: &Ui, scene: &Scene<'_>, taken: &[Option<Rect>], font: &egui::FontId) {
    let tokens = Tokens::of(ui);
    let own = scene.dates.iter().find(|(mark, _)| mark.is_document);
    let Some((mark, x)) = own.filter(|(_, x)| scene.frame.x_range().contains(*x)) else {
        return;
    };
    let text = format!("document, {}", mark.label);
    let galley = ui
        .painter()
        .layout_no_wrap(text, font.clone(), tokens.text_weak);
    let size = galley.size();
    let is_free = |rect: &Rect| {
        let marks = scene
            .lines
            .iter()
            .flat_map(|line| &line.points)
            .map(|(_, at)| *at);
        let claims = scene.claims.iter().map(|shape| shape.at);
        let on_segment = scene.lines.iter().any(|line| {
            let mut pairs = line.segments();
            pairs.any(|((_, a), (_, b))| crosses(*rect, a, b))
        });
        scene.frame.contains_rect(*rect)
            && !taken.iter().flatten().any(|words| words.intersects(*rect))
            && !marks.chain(claims).any(|at| rect.expand(4.0).contains(at))
            && !on_segment
    };
    for share in [0.02f64, 0.86, 0.74, 0.12, 0.5] {
        let top = scene.frame.min.y + scene.frame.height() * px(share);
        for left in [x - size.x - 5.0, x + 5.0] {
            let rect = Rect::from_min_size(pos2(left, top), size);
            if is_free(&rect) {
                let at = left_centred(left, rect.center().y, &galley);
                ui.painter().galley(at, galley, tokens.text_weak);
                return;
            }
        }
    }
}

/// Whether the stretch between two points passes through a box, at a few places of it.
fn crosses(rect: Rect, a: Pos2, b: Pos2) -> bool {
    let around = rect.expand(2.0);
    (0..=8u8).any(|step| around.contains(a.lerp(b, f32::from(step) / 8.0)))
}
