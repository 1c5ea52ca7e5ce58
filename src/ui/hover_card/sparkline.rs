//! The two small drawings of a card: spending over the years, and a missile beside others.

use eframe::egui;
use egui::{Rect, RichText, Sense, Shape, Stroke, Ui, pos2, vec2};

use super::words;
use crate::extract::Kind;
use crate::reference::{Missile, Observation, Series, Status};
use crate::ui::panels::chart_frame::{diamond, elided, px};
use crate::ui::tokens::Tokens;

/// A figure of the document to stand beside the line, in billions of dollars.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    pub(super) year: i16,
    pub(super) value: f64,
}

/// A line over the years from zero, dashed where estimated, with a hollow diamond for the document's
/// own figure, and the first and last year below.
pub(super) fn spending_line_ui(ui: &mut Ui, series: &Series, beside: Option<Beside>) {
    let tokens = Tokens::of(ui);
    let (Some(first), Some(last)) = (series.observations.first(), series.observations.last())
    else {
        return;
    };
    let beside = beside.filter(|it| it.value.is_finite() && it.value >= 0.0);
    let (from, to) = beside.map_or((first.year, last.year), |it| {
        (first.year.min(it.year), last.year.max(it.year))
    });
    let most = series
        .observations
        .iter()
        .map(|it| it.value)
        .chain(beside.map(|it| it.value))
        .filter(|value| value.is_finite())
        .fold(f64::MIN_POSITIVE, f64::max);
    let size = vec2(ui.available_width().min(260.0), 52.0);
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    let room = area.shrink2(vec2(8.0, 6.0));
    let years = f64::from(to.saturating_sub(from)).max(1.0);
    let place = |year: i16, value: f64| {
        let along = f64::from(year.saturating_sub(from)) / years;
        let up = (value / most).clamp(0.0, 1.0);
        pos2(
            room.min.x + room.width() * px(along),
            room.max.y - room.height() * px(up),
        )
    };
    let painter = ui.painter();
    painter.rect_filled(area, 3.0, tokens.background);
    painter.hline(room.x_range(), room.max.y, Stroke::new(1.0, tokens.border));
    let colour = tokens.kind(Kind::Country);
    let at = |it: &Observation| place(it.year, it.value);
    for (a, b) in series
        .observations
        .iter()
        .zip(series.observations.iter().skip(1))
    {
        // A missing year is a gap, not a line.
        if b.year.saturating_sub(a.year) != 1 {
            continue;
        }
        let stroke = Stroke::new(1.6, colour);
        if a.status == Status::Reported && b.status == Status::Reported {
            painter.line_segment([at(a), at(b)], stroke);
        } else {
            painter.extend(Shape::dashed_line(&[at(a), at(b)], stroke, 3.0, 2.0));
        }
    }
    painter.circle_filled(at(last), 2.8, colour);
    if let Some(beside) = beside {
        let stated = place(beside.year, beside.value);
        painter.extend(Shape::dotted_line(&[at(last), stated], colour, 4.0, 0.8));
        painter.add(egui::epaint::PathShape::convex_polygon(
            diamond(stated, 4.5),
            tokens.background,
            Stroke::new(1.6, colour),
        ));
    }
    ends_ui(ui, size.x, from, to);
}

/// First and last year under the line.
fn ends_ui(ui: &mut Ui, width: f32, from: i16, to: i16) {
    let tokens = Tokens::of(ui);
    let year = |year: i16| {
        RichText::new(year.to_string())
            .small()
            .color(tokens.text_weak)
    };
    ui.allocate_ui_with_layout(
        vec2(width, 14.0),
        egui::Layout::left_to_right(egui::Align::Center),
        |ui| {
            ui.label(year(from));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(year(to));
            });
        },
    );
}

/// The missile's bar over those of comparable ones, each from zero.
pub(super) fn comparison_ui(ui: &mut Ui, missile: &Missile, others: &[&Missile]) {
    let tokens = Tokens::of(ui);
    let all = std::iter::once(missile).chain(others.iter().copied());
    let rows: Vec<(&Missile, (f64, f64))> = all
        .filter_map(|it| Some((it, it.range_km.filter(|(_, high)| *high > 0.0)?)))
        .collect();
    let most = rows.iter().map(|(_, (_, high))| *high).fold(0.0, f64::max);
    if most <= 0.0 {
        return;
    }
    let font = egui::TextStyle::Small.resolve(ui.style());
    let row = font.size + 5.0;
    let (width, names, bars) = (ui.available_width().min(304.0), 108.0, 96.0);
    for (index, (it, (low, high))) in rows.into_iter().enumerate() {
        let (rect, _) = ui.allocate_exact_size(vec2(width, row - 2.0), Sense::hover());
        let is_own = index == 0;
        let (text, colour) = if is_own {
            (tokens.text, tokens.kind(Kind::Weapon))
        } else {
            (tokens.text_weak, tokens.text_weak.gamma_multiply(0.7))
        };
        let name = elided(ui, &it.name, &font, text, names - 6.0);
        let left = rect.min.x + names;
        let x = |km: f64| left + bars * px(km / most);
        let part = |from: f32, to: f32| {
            Rect::from_min_max(pos2(from, rect.min.y + 3.0), pos2(to, rect.max.y - 2.0))
        };
        let painter = ui.painter();
        painter.rect_filled(part(left, x(high)), 0.0, colour.gamma_multiply(0.3));
        painter.rect_filled(
            part(x(low).min(x(high) - 2.0).max(left), x(high)),
            0.0,
            colour,
        );
        painter.galley(rect.min, name, text);
        let value = painter.layout_no_wrap(words::km_range((low, high)), font.clone(), text);
        painter.galley(pos2(x(high) + 5.0, rect.min.y), value, text);
    }
}
