//! Paints the spending chart's lines, points, claims and words. Solid and filled is reported, dashed
//! and hollow is an estimate, a diamond is what the document states, hollow where it is a plan.

use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    self, Color32, FontId, Galley, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2,
    epaint::PathShape, vec2,
};

use super::scene::{ClaimShape, Emphasis, Scene, SeriesShape, WordPlacer};
use crate::figures::{SpendingFigure, SpendingPoint};
use crate::reference::Status;
use crate::ui::panels::ChartView;
use crate::ui::panels::chart_frame::{
    diamond, dotted, elided, left_centred, px, spread, veiled_text,
};
use crate::ui::tokens::Tokens;

/// In a chart lower than this, more claims than [`MAX_WORDED`] would cover the lines with words.
const ROOM_FOR_WORDS: f32 = 260.0;
const MAX_WORDED: usize = 3;

/// Radius of a claim's diamond.
const DIAMOND: f32 = 6.0;

/// Paints the lines, faded ones first so that what stands out lies on top.
pub(super) fn lines(ui: &Ui, scene: &Scene<'_>, view: &ChartView<'_>) {
    let tokens = Tokens::of(ui);
    for emphasis in [Emphasis::Faded, Emphasis::Normal, Emphasis::Strong] {
        for line in scene.lines.iter().filter(|line| line.emphasis == emphasis) {
            one_line(ui, tokens, scene.frame, line, view);
        }
    }
}

/// Colour of a line's look, thinned where it steps back.
pub(super) fn line_colour(tokens: &Tokens, look: usize, emphasis: Emphasis) -> Color32 {
    let colour = tokens.series(look);
    match emphasis {
        Emphasis::Faded => colour.gamma_multiply(0.38),
        Emphasis::Normal | Emphasis::Strong => colour,
    }
}

fn one_line(ui: &Ui, tokens: &Tokens, frame: Rect, line: &SeriesShape<'_>, view: &ChartView<'_>) {
    let painter = ui.painter().with_clip_rect(frame.expand(3.0));
    let colour = line_colour(tokens, line.series.look, line.emphasis);
    let width = match line.emphasis {
        Emphasis::Faded => 1.2,
        Emphasis::Normal => 1.8,
        Emphasis::Strong => 3.0,
    };
    let stroke = Stroke::new(width, colour);
    let mut solid: Vec<Pos2> = Vec::new();
    let mut dashed: Vec<Pos2> = Vec::new();
    let mut shapes = Vec::new();
    for ((a, at_a), (b, at_b)) in line.segments() {
        let certain = is_reported(a) && is_reported(b);
        let (grow, end) = if certain {
            (&mut solid, &mut dashed)
        } else {
            (&mut dashed, &mut solid)
        };
        flush(end, !certain, stroke, &mut shapes);
        if grow.last() != Some(&at_a) {
            flush(grow, certain, stroke, &mut shapes);
            grow.push(at_a);
        }
        grow.push(at_b);
    }
    flush(&mut solid, true, stroke, &mut shapes);
    flush(&mut dashed, false, stroke, &mut shapes);
    painter.extend(shapes);

    let spacing = line
        .points
        .iter()
        .zip(line.points.iter().skip(1))
        .map(|((_, a), (_, b))| b.x - a.x)
        .fold(f32::INFINITY, f32::min);
    for (index, (point, at)) in line.points.iter().enumerate() {
        let chosen = view.selected.observation == Some(point.observation);
        let pointed = view.hovered.observation == Some(point.observation);
        let is_end = index + 1 == line.points.len();
        let alone = line.points.len() == 1;
        let crowded = spacing < 9.0 && line.emphasis != Emphasis::Strong;
        if crowded && is_reported(point) && !(chosen || pointed || is_end || alone) {
            continue;
        }
        let size = if crowded { width * 0.6 } else { width };
        painter.extend(point_mark(tokens, point, *at, size, colour));
        if chosen || pointed {
            let stroke = Stroke::new(if chosen { 2.0 } else { 1.2 }, tokens.text);
            painter.circle_stroke(*at, width + 5.0, stroke);
        }
    }
}

/// Adds the collected stretch to the shapes and starts anew.
fn flush(path: &mut Vec<Pos2>, solid: bool, stroke: Stroke, shapes: &mut Vec<Shape>) {
    if path.len() > 1 {
        if solid {
            shapes.push(Shape::line(std::mem::take(path), stroke));
        } else {
            shapes.extend(Shape::dashed_line(path, stroke, 5.0, 4.0));
        }
    }
    path.clear();
}

/// Reported is a filled dot, an estimate a hollow dot, an uncertain figure a hollow square.
fn point_mark(
    tokens: &Tokens,
    point: &SpendingPoint,
    at: Pos2,
    width: f32,
    colour: Color32,
) -> Vec<Shape> {
    let stroke = Stroke::new(1.4, colour);
    match point.status {
        Status::Reported => vec![Shape::circle_filled(at, width.max(1.6) + 0.4, colour)],
        Status::Estimate => {
            let radius = width + 1.2;
            vec![
                Shape::circle_filled(at, radius, tokens.background),
                Shape::circle_stroke(at, radius, stroke),
            ]
        }
        Status::Uncertain => {
            let rect = Rect::from_center_size(at, Vec2::splat(width * 2.0 + 2.4));
            vec![
                Shape::rect_filled(rect, 0.0, tokens.background),
                Shape::rect_stroke(rect, 0.0, stroke, StrokeKind::Middle),
            ]
        }
    }
}

const fn is_reported(point: &SpendingPoint) -> bool {
    matches!(point.status, Status::Reported)
}

/// Paints the claims' connectors and diamonds, and returns where their words went, in the order of
/// the claims; `None` where they had no place.
pub(super) fn claims(
    ui: &Ui,
    scene: &Scene<'_>,
    font: &FontId,
    places: &mut WordPlaces,
) -> Vec<Option<Rect>> {
    let tokens = Tokens::of(ui);
    for shape in &scene.claims {
        let colour = claim_colour(tokens, scene, shape);
        if let Some(from) = shape.from {
            dotted(ui, scene.frame, from, shape.at, colour);
        }
    }
    let placed = words_of_claims(ui, tokens, scene, font, places);
    let veil = tokens.background.gamma_multiply(0.75);
    for (shape, words) in scene.claims.iter().zip(&placed) {
        if let Some((galley, rect, colour)) = words {
            let near = rect.clamp(shape.at);
            if near.distance(shape.at) > 16.0 {
                let stroke = Stroke::new(0.8, tokens.text_weak.gamma_multiply(0.7));
                ui.painter().line_segment([near, shape.at], stroke);
            }
            veiled_text(ui, rect.min, galley.clone(), *colour, veil);
        }
    }
    for shape in &scene.claims {
        one_claim(ui, tokens, scene, shape);
    }
    placed
        .into_iter()
        .map(|words| words.map(|(_, rect, _)| rect))
        .collect()
}

type PlacedWords = Option<(Arc<Galley>, Rect, Color32)>;

/// The words of each claim in view and their place, what is selected first; words that would hide
/// other marks are left to the tool tip.
fn words_of_claims(
    ui: &Ui,
    tokens: &Tokens,
    scene: &Scene<'_>,
    font: &FontId,
    places: &mut WordPlaces,
) -> Vec<PlacedWords> {
    let width = (scene.frame.width() * 0.62).min(290.0);
    let mut order: Vec<usize> = (0..scene.claims.len()).collect();
    let chosen = |at: &usize| {
        scene
            .claims
            .get(*at)
            .is_some_and(|it| it.selected || it.hovered)
    };
    order.sort_by_key(|at| !chosen(at));
    // Where there is little room, the words of reports are left to tool tips: their values stand on
    // the lines. Plans say what no line shows.
    let is_crowded = scene.claims.len() > MAX_WORDED && scene.frame.height() < ROOM_FOR_WORDS;
    order.retain(|at| {
        let planned = scene.claims.get(*at).is_some_and(|it| it.claim.planned);
        !is_crowded || planned || chosen(at)
    });
    let mut placed: Vec<PlacedWords> = vec![None; scene.claims.len()];
    let mut galleys: Vec<(usize, Arc<Galley>, Color32)> = Vec::new();
    for at in order {
        let Some(shape) = scene
            .claims
            .get(at)
            .filter(|it| scene.frame.contains(it.at))
        else {
            continue;
        };
        let colour = if chosen(&at) {
            tokens.text
        } else {
            tokens.text_weak
        };
        let mut text = super::words::stated(shape.claim);
        if shape.rejected {
            text.push_str(" (finding rejected)");
        }
        let mut job = LayoutJob::simple(text, font.clone(), colour, width);
        job.wrap.max_rows = 2;
        galleys.push((at, ui.painter().layout_job(job), colour));
    }
    let wanted: Vec<(usize, Pos2, Vec2, bool)> = galleys
        .iter()
        .filter_map(|(at, galley, _)| {
            let shape = scene.claims.get(*at)?;
            Some((*at, shape.at, galley.size(), chosen(at)))
        })
        .collect();
    for ((at, galley, colour), rect) in galleys.into_iter().zip(places.of(scene, &wanted)) {
        if let (Some(rect), Some(place)) = (rect, placed.get_mut(at)) {
            *place = Some((galley, *rect, colour));
        }
    }
    placed
}

/// Where words went, kept while nothing moved: finding the places costs more than all painting.
#[derive(Clone, Debug, Default)]
pub(super) struct WordPlaces {
    /// Everything the places depend on.
    of: Vec<f32>,
    rects: Vec<Option<Rect>>,
    /// How often places were looked for, for the test that counts.
    pub(super) num_found: u64,
}

impl WordPlaces {
    fn of(&mut self, scene: &Scene<'_>, wanted: &[(usize, Pos2, Vec2, bool)]) -> &[Option<Rect>] {
        let mut now = Vec::with_capacity(self.of.len());
        let mut point = |at: Pos2| now.extend([at.x, at.y]);
        point(scene.frame.min);
        point(scene.frame.max);
        for (at, place, size, is_chosen) in wanted {
            point(*place);
            point(size.to_pos2());
            point(egui::pos2(px(*at as f64), f32::from(u8::from(*is_chosen))));
        }
        for line in &scene.lines {
            for (_, at) in &line.points {
                point(*at);
            }
        }
        for shape in &scene.plans {
            point(shape.at);
        }
        if now != self.of {
            let mut placer = WordPlacer::new(scene);
            let found = wanted.iter();
            self.rects = found
                .map(|(_, at, size, is_chosen)| placer.place(*at, *size, *is_chosen))
                .collect();
            self.of = now;
            self.num_found += 1;
        }
        &self.rects
    }
}

fn claim_colour(tokens: &Tokens, scene: &Scene<'_>, shape: &ClaimShape<'_>) -> Color32 {
    let line = shape
        .order
        .and_then(|order| scene.lines.iter().find(|line| line.order == order));
    line.map_or(tokens.text_weak, |line| {
        let emphasis = if shape.selected || shape.hovered {
            Emphasis::Strong
        } else {
            line.emphasis
        };
        line_colour(tokens, line.series.look, emphasis)
    })
}

fn one_claim(ui: &Ui, tokens: &Tokens, scene: &Scene<'_>, shape: &ClaimShape<'_>) {
    let painter = ui.painter().with_clip_rect(scene.frame.expand(8.0));
    let colour = claim_colour(tokens, scene, shape);
    if shape.selected {
        painter.circle_filled(shape.at, DIAMOND + 5.0, tokens.selection);
        painter.circle_stroke(shape.at, DIAMOND + 5.0, Stroke::new(1.2, tokens.text));
    } else if shape.hovered {
        painter.circle_filled(shape.at, DIAMOND + 5.0, tokens.hover);
    }
    if let Some((top, bottom)) = shape.ends {
        let stroke = Stroke::new(1.4, colour);
        painter.line_segment([top, bottom], stroke);
        for end in [top, bottom] {
            painter.line_segment([end - vec2(4.0, 0.0), end + vec2(4.0, 0.0)], stroke);
        }
    }
    let (fill, stroke) = if shape.claim.planned {
        let width = if shape.selected { 2.4 } else { 1.8 };
        (tokens.background, Stroke::new(width, colour))
    } else {
        (colour, Stroke::new(1.2, tokens.background))
    };
    let corners = diamond(shape.at, DIAMOND);
    painter.add(PathShape::convex_polygon(corners, fill, stroke));
    if shape.rejected {
        let reach = vec2(DIAMOND + 4.0, 0.0);
        let ends = [shape.at - reach, shape.at + reach];
        // On its own ground, so that the stroke is seen over a filled diamond too.
        painter.line_segment(ends, Stroke::new(4.0, tokens.background));
        painter.line_segment(ends, Stroke::new(2.0, tokens.text));
    }
}

/// A country's name at the end of its line.
pub(super) struct EndLabel {
    /// Position of the line in the scene.
    pub(super) line: usize,
    /// The name's place, in the column right of the plot.
    pub(super) rect: Rect,
}

/// Paints the names in the column right of the plot, pushed apart, with a thin leader to the end of
/// each line. Names that do not fit are left to the tool tips, those of the least mentioned first.
pub(super) fn end_labels(
    ui: &Ui,
    figure: &SpendingFigure,
    scene: &Scene<'_>,
    gutter: Rect,
    font: &FontId,
) -> Vec<EndLabel> {
    let tokens = Tokens::of(ui);
    let row = font.size + 4.0;
    let mut ends: Vec<(usize, Pos2)> = scene
        .lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| Some((index, line.end(scene.frame)?.1)))
        .collect();
    ends.sort_by_key(|(index, _)| {
        let faint = |line: &SeriesShape<'_>| line.emphasis != Emphasis::Strong;
        (scene.lines.get(*index).is_none_or(faint), *index)
    });
    ends.truncate(num_rows(gutter.height(), row));
    let wanted: Vec<f32> = ends.iter().map(|(_, at)| at.y).collect();
    let (low, high) = (gutter.min.y + row / 2.0, gutter.max.y - row / 2.0);
    let placed = spread(&wanted, row, low, high.max(low));
    let mut labels = Vec::new();
    for ((index, end), y) in ends.into_iter().zip(placed) {
        let Some(line) = scene.lines.get(index) else {
            continue;
        };
        let colour = match line.emphasis {
            Emphasis::Faded => tokens.series(line.series.look).gamma_multiply(0.72),
            Emphasis::Normal | Emphasis::Strong => tokens.series(line.series.look),
        };
        let x = gutter.min.x + 10.0;
        leader(ui, scene.frame, end, egui::pos2(x - 2.0, y), colour);
        let words = super::end_words(figure, line.series);
        let galley = elided(ui, &words, font, colour, gutter.max.x - x);
        let size = vec2(galley.size().x.max(16.0), row);
        let rect = Rect::from_min_size(egui::pos2(x, y - row / 2.0), size).expand2(vec2(2.0, 0.0));
        let at = left_centred(x, y, &galley);
        if line.emphasis == Emphasis::Strong {
            let under = rect.bottom() - 1.0;
            ui.painter()
                .hline(rect.x_range(), under, Stroke::new(1.5, colour));
        }
        ui.painter().galley(at, galley, colour);
        labels.push(EndLabel { line: index, rect });
    }
    labels
}

fn num_rows(height: f32, row: f32) -> usize {
    let mut rows = 0;
    let mut used = row;
    while used <= height && rows < 200 {
        rows += 1;
        used += row;
    }
    rows
}

/// From the end of a line to its name: level to the border of the plot, then to the name.
fn leader(ui: &Ui, frame: Rect, end: Pos2, name: Pos2, colour: Color32) {
    let stroke = Stroke::new(0.8, colour.gamma_multiply(0.55));
    let border = egui::pos2(frame.max.x, end.y);
    if border.x - end.x > 6.0 {
        let from = egui::pos2(end.x + 5.0, end.y);
        let dots = Shape::dashed_line(&[from, border], stroke, 1.5, 3.0);
        ui.painter().with_clip_rect(frame).extend(dots);
    }
    ui.painter().line_segment([border, name], stroke);
}
