//! Paints the range chart: bands, bars, the lines of stated distances, kilometres.

use std::sync::Arc;

use eframe::egui;
use egui::layers::ShapeIdx;
use egui::{Color32, Galley, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::scene::rows_of_words;
use super::{AXIS, Chart};
use crate::extract::Kind;
use crate::figures::{DistanceLine, RangeBar, RangeClass};
use crate::ui::panels::chart_frame::{diamond, elided, key_entry_ui, left_centred, veiled_text};
use crate::ui::tokens::Tokens;
use crate::units::format;

/// Thickness of a bar.
const BAR: f32 = 11.0;
/// Radius of the diamond of what the document states of a bar's missile.
const STATED: f32 = 6.0;
/// Rows of words over the bars, at most.
const MAX_WORD_ROWS: usize = 3;

/// The strip over the bars: names of range classes, then the words of stated distances.
pub(super) struct Top {
    area: Rect,
    row: f32,
    class_rows: f32,
    words: Vec<Option<Words>>,
    num_rows: f32,
}

struct Words {
    galley: Arc<Galley>,
    rect: Rect,
}

impl Top {
    pub(super) fn new(ui: &Ui, chart: &Chart<'_>, area: Rect) -> Self {
        let tokens = Tokens::of(ui);
        let row = chart.font.size + 5.0;
        let class_rows = if chart.figure.classes.is_empty() {
            0.0
        } else {
            1.0
        };
        let room = *chart.columns.scale.start()..=chart.columns.right;
        let most = (room.end() - room.start()) * 0.6;
        let galleys: Vec<Arc<Galley>> = chart
            .figure
            .distances
            .iter()
            .map(|line| elided(ui, &line.label, &chart.font, tokens.text, most.min(210.0)))
            .collect();
        let max_rows = if area.height() < 220.0 {
            1
        } else {
            MAX_WORD_ROWS
        };
        let places = places_of_words(chart, &galleys, room, max_rows);
        let mut num_rows = 0.0f32;
        let words = places
            .into_iter()
            .zip(galleys)
            .map(|(place, galley)| {
                let (left, at) = place?;
                let at = f32::from(u8::try_from(at).unwrap_or(u8::MAX));
                num_rows = num_rows.max(at + 1.0);
                let top = area.min.y + (class_rows + at) * row;
                let rect = Rect::from_min_size(pos2(left, top), vec2(galley.size().x, row));
                Some(Words { galley, rect })
            })
            .collect();
        Self {
            area,
            row,
            class_rows,
            words,
            num_rows,
        }
    }

    /// Where the bars begin.
    pub(super) fn bottom(&self) -> f32 {
        self.area.min.y + (self.class_rows + self.num_rows) * self.row + 2.0
    }

    /// The head of a class's band; `None` where the axis does not reach it.
    pub(super) fn class_rect(&self, chart: &Chart<'_>, class: &RangeClass) -> Option<Rect> {
        let from = chart.axis.x(class.from_km);
        let to = if class.to_km < chart.axis.longest() {
            chart.axis.x(class.to_km)
        } else {
            chart.columns.right
        };
        let is_reached = class.from_km < chart.axis.longest() && to - from >= 1.0;
        let head = self.area.min.y..=self.area.min.y + self.row;
        is_reached.then(|| Rect::from_x_y_ranges(from..=to, head))
    }

    /// What can be clicked of a stated distance: its words, or the head of its line.
    pub(super) fn mark_rect(&self, chart: &Chart<'_>, index: usize, line: &DistanceLine) -> Rect {
        match self.words.get(index) {
            Some(Some(words)) => words.rect.expand2(vec2(3.0, 0.0)),
            _ => Rect::from_center_size(
                pos2(chart.middle(line), self.bottom() + 6.0),
                vec2(10.0, 14.0),
            ),
        }
    }
}

/// A place for the words of each distance where there is room, what is selected or hovered first.
fn places_of_words(
    chart: &Chart<'_>,
    galleys: &[Arc<Galley>],
    room: std::ops::RangeInclusive<f32>,
    max_rows: usize,
) -> Vec<Option<(f32, usize)>> {
    let lines = chart.figure.distances.iter().zip(galleys).enumerate();
    let mut order: Vec<(usize, (f32, f32))> = lines
        .filter(|(_, (line, _))| chart.figure.bar_of(line).is_none())
        .map(|(index, (line, galley))| (index, (chart.middle(line), galley.size().x)))
        .collect();
    let chosen = |index: &usize| {
        let view = chart.view;
        view.selected.distances.contains(index) || view.hovered.distances.contains(index)
    };
    order.sort_by_key(|(index, _)| !chosen(index));
    let wanted: Vec<(f32, f32)> = order.iter().map(|(_, wanted)| *wanted).collect();
    let mut places = vec![None; galleys.len()];
    for ((index, _), found) in order.iter().zip(rows_of_words(&wanted, room, max_rows)) {
        if let Some(place) = places.get_mut(*index) {
            *place = found;
        }
    }
    places
}

impl Chart<'_> {
    /// Where the line of a stated distance stands.
    fn middle(&self, line: &DistanceLine) -> f32 {
        (self.axis.x(line.km.0) + self.axis.x(line.km.1)) / 2.0
    }

    /// Where the mark of what is said of a bar's missile lies, in its row.
    pub(super) fn stated_rect(&self, line: &DistanceLine, row: Rect) -> Rect {
        let at = pos2(self.middle(line), row.center().y);
        Rect::from_center_size(at, vec2(2.0 * STATED + 2.0, 2.0 * STATED + 2.0))
    }
}

/// Bands of range classes with their names, and the grid.
pub(super) fn background(ui: &Ui, chart: &Chart<'_>, top: &Top, bars: Rect) {
    let tokens = Tokens::of(ui);
    let (left, right) = (*chart.columns.scale.start(), chart.columns.right);
    let plot = Rect::from_min_max(pos2(left, top.area.min.y), pos2(right, bars.max.y));
    let painter = ui.painter().with_clip_rect(plot);
    painter.rect_filled(plot, 2.0, tokens.background);
    let mut shown = 0u8;
    for class in &chart.figure.classes {
        let Some(span) = top.class_rect(chart, class).map(|rect| rect.x_range()) else {
            continue;
        };
        let (from, to) = (span.min, span.max);
        let band = Rect::from_x_y_ranges(span, plot.y_range());
        if shown % 2 == 1 {
            painter.rect_filled(band, 0.0, tokens.border.gamma_multiply(0.28));
        }
        if shown > 0 {
            painter.vline(from, plot.y_range(), Stroke::new(1.0, tokens.border));
        }
        shown = shown.wrapping_add(1);
        // A name cut to a few letters says nothing: where "medium range" has no room, "medium" may.
        let short = class.name.strip_suffix(" range").unwrap_or(class.name);
        let fitting = [class.name, short].into_iter().find_map(|name| {
            let galley = elided(ui, name, &chart.font, tokens.text_weak, to - from - 6.0);
            (!galley.elided).then_some(galley)
        });
        if let Some(galley) = fitting {
            let at = left_centred(from + 4.0, top.area.min.y + top.row / 2.0, &galley);
            painter.galley(at, galley, tokens.text_weak);
        }
    }
    for km in chart.axis.ticks(52.0) {
        let x = chart.axis.x(km);
        painter.vline(
            x,
            bars.y_range(),
            Stroke::new(1.0, tokens.border.gamma_multiply(0.6)),
        );
    }
}

/// One row; `under` is where its background goes.
pub(super) fn row(ui: &Ui, chart: &Chart<'_>, bar: &RangeBar, rect: Rect, under: ShapeIdx) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter();
    let selected = chart.view.selected.weapons.contains(&bar.weapon);
    let hovered = chart.view.hovered.weapons.contains(&bar.weapon);
    let fill = match (selected, hovered) {
        (true, _) => Some(tokens.selection.gamma_multiply(0.75)),
        (false, true) => Some(tokens.hover.gamma_multiply(0.75)),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        painter.set(under, Shape::rect_filled(rect, 3.0, fill));
    }
    let y = rect.center().y;
    let strong = bar.named || selected || hovered;
    let text = if strong {
        tokens.text
    } else {
        tokens.text_weak
    };
    let names = &chart.columns.names;
    let name = elided(ui, &bar.name, &chart.font, text, names.width() - 4.0);
    let at = left_centred(names.min.x + 4.0, y, &name);
    painter.galley(at, name, text);

    let colour = if bar.named {
        tokens.kind(Kind::Weapon)
    } else {
        tokens.text_weak.gamma_multiply(0.75)
    };
    let zero = *chart.columns.scale.start();
    let (low, high) = (chart.axis.x(bar.min_km), chart.axis.x(bar.max_km));
    paint_bar(ui, y, (zero, low, high), colour);
    let marks = chart.figure.stated_of(bar);
    let marks: Vec<Rect> = marks.map(|(_, it)| chart.stated_rect(it, rect)).collect();
    // The figures stand behind the bar, and behind what is stated right there.
    let value_width = chart_width(ui, chart, &chart.figure.bar_words(bar));
    let covers =
        |high: f32, mark: &Rect| mark.max.x > high && mark.min.x < high + 6.0 + value_width;
    let high = marks.iter().fold(
        high,
        |high, mark| {
            if covers(high, mark) { mark.max.x } else { high }
        },
    );
    let value = elided(
        ui,
        &chart.figure.bar_words(bar),
        &chart.font,
        text,
        (chart.columns.right - high - 6.0).max(40.0),
    );
    let at = left_centred(high + 6.0, y, &value);
    // Where the line of a stated distance passes below, the figures stay readable.
    let over = (high + 3.0)..=(high + 9.0 + value.size().x);
    let mut ends = chart
        .figure
        .distances
        .iter()
        .filter(|line| chart.figure.bar_of(line).is_none())
        .flat_map(|line| [line.km.0, line.km.1]);
    let crossed = ends.any(|km| over.contains(&chart.axis.x(km)));
    let veil = if crossed && fill.is_none() {
        tokens.background.gamma_multiply(0.85)
    } else {
        Color32::TRANSPARENT
    };
    veiled_text(ui, at, value, text, veil);
}

fn chart_width(ui: &Ui, chart: &Chart<'_>, text: &str) -> f32 {
    let colour = Tokens::of(ui).text;
    let galley = elided(ui, text, &chart.font, colour, f32::INFINITY);
    galley.size().x
}

/// What the document states of a bar's missile: a diamond on the bar, with whiskers for an interval.
pub(super) fn stated(ui: &Ui, chart: &Chart<'_>, index: usize, line: &DistanceLine, row: Rect) {
    let tokens = Tokens::of(ui);
    let is = |linked: &crate::workspace::Linked| linked.distances.contains(&index);
    let (selected, hovered) = (is(chart.view.selected), is(chart.view.hovered));
    let colour = tokens.kind(Kind::Distance);
    let at = chart.stated_rect(line, row).center();
    let painter = ui.painter();
    if selected || hovered {
        let fill = if selected {
            tokens.selection
        } else {
            tokens.hover
        };
        painter.circle_filled(at, STATED + 4.0, fill);
        painter.circle_stroke(at, STATED + 4.0, Stroke::new(1.2, tokens.text));
    }
    let (low, high) = (chart.axis.x(line.km.0), chart.axis.x(line.km.1));
    if high - low > 2.0 {
        painter.hline(low..=high, at.y, Stroke::new(1.6, colour));
        for x in [low, high] {
            painter.vline(x, at.y - 4.0..=at.y + 4.0, Stroke::new(1.6, colour));
        }
    }
    let corners = diamond(at, STATED);
    let edge = Stroke::new(1.4, tokens.background);
    painter.add(Shape::convex_polygon(corners, colour, edge));
}

/// Faint from zero to the lowest range, solid from there to the highest; a single figure gets a
/// solid end.
fn paint_bar(ui: &Ui, y: f32, (zero, low, high): (f32, f32, f32), colour: Color32) {
    let (top, bottom) = (y - BAR / 2.0, y + BAR / 2.0);
    let part = |from: f32, to: f32| Rect::from_min_max(pos2(from, top), pos2(to, bottom));
    let painter = ui.painter();
    painter.rect_filled(part(zero, high), 0.0, colour.gamma_multiply(0.3));
    let solid = part(low.min(high - 3.0).max(zero), high);
    painter.rect_filled(solid, 0.0, colour);
}

/// The lines of stated distances, over the bars, and their words above them.
pub(super) fn distances(ui: &Ui, chart: &Chart<'_>, top: &Top, bars: Rect) {
    let tokens = Tokens::of(ui);
    let lines = chart.figure.distances.iter().enumerate();
    for (index, line) in lines.filter(|(_, line)| chart.figure.bar_of(line).is_none()) {
        let is = |linked: &crate::workspace::Linked| linked.distances.contains(&index);
        let (selected, hovered) = (is(chart.view.selected), is(chart.view.hovered));
        let colour = tokens.kind(Kind::Distance);
        let width = match (selected, hovered) {
            (true, _) => 2.6,
            (false, true) => 2.2,
            (false, false) => 1.4,
        };
        let (low, high) = (chart.axis.x(line.km.0), chart.axis.x(line.km.1));
        let words = top.words.get(index).and_then(Option::as_ref);
        let head = words.map_or(bars.min.y, |words| words.rect.max.y - 1.0);
        if high - low > 2.0 {
            let between = Rect::from_x_y_ranges(low..=high, bars.y_range());
            ui.painter()
                .rect_filled(between, 0.0, colour.gamma_multiply(0.14));
        }
        for x in if high - low > 2.0 {
            vec![low, high]
        } else {
            vec![chart.middle(line)]
        } {
            let ends = [pos2(x, head), pos2(x, bars.max.y)];
            let stroke = Stroke::new(width, colour);
            ui.painter()
                .extend(Shape::dashed_line(&ends, stroke, 6.0, 3.0));
        }
        if let Some(words) = words {
            if selected || hovered {
                let fill = if selected {
                    tokens.selection
                } else {
                    tokens.hover
                };
                let around = words.rect.expand2(vec2(3.0, 0.0));
                ui.painter().rect_filled(around, 3.0, fill);
            } else {
                let around = words.rect.expand2(vec2(3.0, -1.0));
                ui.painter()
                    .rect_filled(around, 3.0, tokens.background.gamma_multiply(0.85));
            }
            let at = left_centred(words.rect.min.x, words.rect.center().y, &words.galley);
            ui.painter().galley(at, words.galley.clone(), tokens.text);
        }
    }
}

/// Kilometres under the bars.
pub(super) fn axis(ui: &Ui, chart: &Chart<'_>, bars: Rect) {
    let tokens = Tokens::of(ui);
    let line = *chart.columns.scale.start()..=chart.columns.right;
    ui.painter()
        .hline(line, bars.max.y, Stroke::new(1.0, tokens.text_weak));
    for km in chart.axis.ticks(52.0) {
        let in_unit = km / chart.figure.unit.km();
        let decimals = if in_unit < 10.0 { 1 } else { 0 };
        let text = format::number(in_unit, decimals);
        let galley = elided(ui, &text, &chart.font, tokens.text_weak, 80.0);
        let x = chart.axis.x(km);
        let at = left_centred(
            x - galley.size().x / 2.0,
            bars.max.y + AXIS / 2.0 + 1.0,
            &galley,
        );
        ui.painter().vline(
            x,
            bars.max.y..=bars.max.y + 3.0,
            Stroke::new(1.0, tokens.text_weak),
        );
        ui.painter().galley(at, galley, tokens.text_weak);
    }
}

/// For the key: a bar in small.
pub(super) fn bar_sample(ui: &mut Ui, text: &str) {
    let rect = key_entry_ui(ui, 26.0, text);
    let colour = Tokens::of(ui).kind(Kind::Weapon);
    let (left, right) = (rect.min.x, rect.max.x);
    paint_bar(ui, rect.center().y, (left, left + 15.0, right), colour);
}

/// For the key: a stated distance in small.
pub(super) fn distance_sample(ui: &mut Ui, text: &str) {
    let rect = key_entry_ui(ui, 6.0, text);
    let stroke = Stroke::new(1.6, Tokens::of(ui).kind(Kind::Distance));
    let ends = [rect.center_top(), rect.center_bottom()];
    ui.painter()
        .extend(Shape::dashed_line(&ends, stroke, 6.0, 3.0));
}

/// For the key: what is stated of a bar's missile, in small.
pub(super) fn stated_sample(ui: &mut Ui, text: &str) {
    let rect = key_entry_ui(ui, 12.0, text);
    let colour = Tokens::of(ui).kind(Kind::Distance);
    let corners = diamond(rect.center(), 5.0);
    ui.painter()
        .add(Shape::convex_polygon(corners, colour, Stroke::NONE));
}
