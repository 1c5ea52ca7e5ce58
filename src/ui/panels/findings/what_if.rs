//! What would have to be true: a slider that moves the marker, the place and the verdict together.

use eframe::egui::{self, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::colour;
use crate::check::{FindingId, Model, Rivals, Verdict, WhatIf};
use crate::ui::tokens::Tokens;
use crate::units::format;

/// Where the slider of one finding stands.
pub(super) type Moved = Option<(FindingId, f64)>;

/// Height of the scale with its marks.
const SCALE: f32 = 46.0;

/// Paints slider, scale and what follows.
pub(super) fn what_if_ui(ui: &mut Ui, id: FindingId, what_if: &WhatIf, moved: &mut Moved) {
    let tokens = Tokens::of(ui);
    let (low, high) = what_if.bounds;
    let mut value = match *moved {
        Some((of, value)) if of == id => value,
        _ => what_if.current,
    }
    .clamp(low, high);
    ui.add_space(2.0);
    let title = RichText::new("What would have to be true").small().strong();
    ui.label(title);
    let words = RichText::new(format!("{}.", sentence(&what_if.words))).small();
    ui.add(egui::Label::new(words).wrap());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().slider_width = (ui.available_width() * 0.5).clamp(80.0, 260.0);
        let slider = egui::Slider::new(&mut value, low..=high)
            .custom_formatter(|value, _| format::significant(value, 4))
            .smart_aim(false);
        let response = ui.add(slider);
        let name = what_if.quantity.clone();
        let now = value;
        response.widget_info(|| WidgetInfo::slider(true, now, name.clone()));
        ui.label(RichText::new(&what_if.quantity).small());
        let as_written = ui.small_button("As written");
        let threshold = ui.small_button("Where it changes");
        if as_written.clicked() {
            value = what_if.current;
        }
        if threshold.clicked() {
            value = what_if.threshold;
        }
    });
    let outcome = what_if.at(value);
    let verdict = outcome.verdict;
    let line = what_if.words_at(value);
    let text = RichText::new(format!("{} {line}", verdict.sign())).strong();
    let said = ui.label(text.color(colour(tokens, verdict)));
    said.widget_info(|| WidgetInfo::labeled(Role::Label, true, line.clone()));
    match &what_if.model {
        Model::RankByRate { rivals, .. } | Model::RankByAmount { rivals, .. } => {
            rivals_ui(ui, rivals, outcome.value, verdict);
        }
        Model::Between { low, high } => band_ui(ui, what_if, (*low, *high), value, verdict),
    }
    *moved = Some((id, value));
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// The others' amounts as marks on one line, and the claim's between them.
fn rivals_ui(ui: &mut Ui, rivals: &Rivals, value: f64, verdict: Verdict) {
    let mut near: Vec<&(crate::reference::Iso3, String, f64)> = rivals
        .others
        .iter()
        .filter(|it| it.2 < value.max(1.0) * 2.2 || it.2 < 120.0)
        .take(12)
        .collect();
    let amounts = near.iter().map(|it| it.2).chain([value]);
    let (low, high) = amounts.fold((f64::MAX, f64::MIN), |(low, high), it| {
        (low.min(it), high.max(it))
    });
    let scale = Scale::new(ui, low * 0.92, high * 1.06);
    let tokens = Tokens::of(ui);
    let font = egui::TextStyle::Small.resolve(ui.style());
    for (_, _, amount) in &near {
        scale.tick(ui, scale.x(*amount), 5.0, tokens.text_weak);
    }
    // Names from the nearest on; one without room is left to the list below.
    near.sort_by(|a, b| (a.2 - value).abs().total_cmp(&(b.2 - value).abs()));
    let mut taken: Vec<(f32, f32)> = Vec::new();
    for (_, name, amount) in near {
        let label = ui.painter().layout_no_wrap(
            format!("{name} {}", format::significant(*amount, 3)),
            font.clone(),
            tokens.text_weak,
        );
        let half = label.size().x / 2.0;
        let (left, right) = (scale.x(*amount) - half, scale.x(*amount) + half);
        let fits = left > scale.rect.min.x - 24.0 && right < scale.rect.max.x + 24.0;
        if fits
            && taken
                .iter()
                .all(|it| right + 6.0 < it.0 || left > it.1 + 6.0)
        {
            let place = pos2(left, scale.rect.center().y + 7.0);
            ui.painter().galley(place, label, tokens.text_weak);
            taken.push((left, right));
        }
    }
    scale.marker(
        ui,
        value,
        &format!("US${} billion", format::significant(value, 3)),
        verdict,
    );
}

/// The values that agree, and the one that is tried.
fn band_ui(ui: &mut Ui, what_if: &WhatIf, band: (f64, f64), value: f64, verdict: Verdict) {
    let scale = Scale::new(ui, what_if.bounds.0, what_if.bounds.1);
    let tokens = Tokens::of(ui);
    let (left, right) = (scale.x(band.0), scale.x(band.1));
    let y = scale.rect.center().y;
    let rect = egui::Rect::from_min_max(pos2(left, y - 5.0), pos2(right.max(left + 2.0), y + 5.0));
    ui.painter()
        .rect_filled(rect, 2.0, tokens.success.gamma_multiply(0.45));
    let font = egui::TextStyle::Small.resolve(ui.style());
    let text = format!(
        "agrees {}–{}",
        format::significant(band.0, 4),
        format::significant(band.1, 4)
    );
    let middle = pos2(f32::midpoint(left, right), y + 7.0);
    let label = ui.painter().layout_no_wrap(text, font, tokens.text_weak);
    let half = label.size().x / 2.0;
    let x = (middle.x - half).clamp(
        scale.rect.min.x,
        (scale.rect.max.x - 2.0 * half).max(scale.rect.min.x),
    );
    ui.painter()
        .galley(pos2(x, middle.y), label, tokens.text_weak);
    scale.marker(ui, value, &format::significant(value, 4), verdict);
}

struct Scale {
    rect: egui::Rect,
    low: f64,
    high: f64,
}

impl Scale {
    fn new(ui: &mut Ui, low: f64, high: f64) -> Self {
        let size = vec2(ui.available_width().max(60.0), SCALE);
        let rect = ui
            .allocate_exact_size(size, Sense::hover())
            .0
            .shrink2(vec2(24.0, 0.0));
        let tokens = Tokens::of(ui);
        let y = rect.center().y;
        ui.painter()
            .hline(rect.x_range(), y, egui::Stroke::new(1.0, tokens.border));
        let high = if high > low { high } else { low + 1.0 };
        Self { rect, low, high }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a share between 0 and 1 of a width in points"
    )]
    fn x(&self, value: f64) -> f32 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.rect.min.x + self.rect.width() * share as f32
    }

    fn tick(&self, ui: &Ui, x: f32, height: f32, colour: egui::Color32) {
        let y = self.rect.center().y;
        ui.painter()
            .vline(x, y - height..=y + height, egui::Stroke::new(1.0, colour));
    }

    /// A triangle that points at the line from above, with the value over it.
    fn marker(&self, ui: &Ui, value: f64, text: &str, verdict: Verdict) {
        let tokens = Tokens::of(ui);
        let colour = colour(tokens, verdict);
        let (x, y) = (self.x(value), self.rect.center().y);
        let points = vec![
            pos2(x, y - 1.0),
            pos2(x - 5.0, y - 9.0),
            pos2(x + 5.0, y - 9.0),
        ];
        ui.painter().add(egui::Shape::convex_polygon(
            points,
            colour,
            egui::Stroke::new(1.0, colour),
        ));
        let font = egui::TextStyle::Small.resolve(ui.style());
        let label = ui
            .painter()
            .layout_no_wrap(text.to_owned(), font, tokens.text);
        let half = label.size().x / 2.0;
        let left = (x - half).clamp(
            self.rect.min.x - 20.0,
            (self.rect.max.x + 20.0 - 2.0 * half).max(self.rect.min.x - 20.0),
        );
        ui.painter()
            .galley(pos2(left, y - 23.0), label, tokens.text);
    }
}
