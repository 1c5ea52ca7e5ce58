//! What the chart panels share: head line, lines under the chart, ticks, and marks that can be
//! reached by name and by keyboard.
//!
//! The arithmetic here is pure and tested without a window. No chart's own meaning lives here.

use std::sync::Arc;

use eframe::egui;
use egui::text::{LayoutJob, TextWrapping};
use egui::{Align, Color32, FontId, Galley, Id, Layout, Pos2, Rect, Response, Sense, Stroke};
use egui::{Role, StrokeKind, TextStyle, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::ui::tokens::Tokens;
use crate::workspace::{Action, Item};

/// Tells the window what the pointer rests on, only when that changes.
#[derive(Clone, Debug, Default)]
pub(super) struct HoverReport {
    last: Option<Item>,
}

impl HoverReport {
    /// `None` once when the pointer leaves, and nothing while it stays away, so that panels do not
    /// wipe out each other's hover.
    pub(super) fn tell(&mut self, now: Option<Item>, actions: &mut Vec<Action>) {
        if now != self.last {
            actions.push(Action::Hover(now.clone()));
            self.last = now;
        }
    }
}

/// The font of a chart's words, following the window's text sizes.
pub(super) fn small_font(ui: &Ui) -> FontId {
    TextStyle::Small.resolve(ui.style())
}

/// A value as a position or length on screen.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a position on screen needs no more than the precision of f32"
)]
pub(in crate::ui) const fn px(value: f64) -> f32 {
    value as f32
}

/// One line of text, cut with "…" where it passes `width`.
pub(in crate::ui) fn elided(
    ui: &Ui,
    text: &str,
    font: &FontId,
    colour: Color32,
    width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font.clone(), colour);
    job.wrap = TextWrapping::truncate_at_width(width.max(8.0));
    ui.painter().layout_job(job)
}

/// A sign under the lower edge of rows that scroll: so many more stand `below`, in points.
pub(super) fn more_ui(ui: &Ui, area: Rect, below: f32, row: f32, what: &str) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "rows of one chart are few"
    )]
    let num = (below / row.max(1.0)).round().max(0.0) as u32;
    if num == 0 {
        return;
    }
    let tokens = Tokens::of(ui);
    let font = small_font(ui);
    let words = format!("+{num} {what}");
    let words = ui.painter().layout_no_wrap(words, font, tokens.text_weak);
    let size = words.size() + egui::vec2(12.0, 4.0);
    let corner = area.right_bottom() + egui::vec2(-size.x - 2.0, 3.0);
    let rect = Rect::from_min_size(corner, size);
    let stroke = egui::Stroke::new(1.0, tokens.border);
    let painter = ui.painter().with_clip_rect(ui.clip_rect());
    painter.rect(rect, 4.0, tokens.panel, stroke, egui::StrokeKind::Inside);
    painter.galley(corner + egui::vec2(6.0, 2.0), words, tokens.text_weak);
}

/// Head line: title on the left, the chart's control on the right.
pub(super) fn header_ui(ui: &mut Ui, title: &str, control: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let tokens = Tokens::of(ui);
        let text = egui::RichText::new(title).strong().color(tokens.text);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            control(ui);
            // What is left of the line is the title's.
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(text).truncate().selectable(false));
            });
        });
    });
}

/// One entry of a chart's key: room for a drawing, returned, and its name right of it. The two are
/// never parted by the end of a line.
pub(super) fn key_entry_ui(ui: &mut Ui, drawing: f32, text: &str) -> Rect {
    const GAP: f32 = 5.0;
    let colour = Tokens::of(ui).text_weak;
    let font = small_font(ui);
    let galley = elided(
        ui,
        text,
        &font,
        colour,
        ui.max_rect().width() - drawing - GAP,
    );
    let size = vec2(drawing + GAP + galley.size().x, galley.size().y.max(14.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    let left = rect.min.x + drawing + GAP;
    let at = left_centred(left, rect.center().y, &galley);
    ui.painter().galley(at, galley, colour);
    Rect::from_min_size(rect.min, vec2(drawing, rect.height()))
}

/// A chart that has nothing to draw says so in the middle, in plain words.
pub(super) fn empty_ui(ui: &mut Ui, height: f32, message: &str, hint: &str) {
    let tokens = Tokens::of(ui);
    let size = vec2(ui.available_width(), height.max(48.0));
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Center), |ui| {
        ui.set_min_size(size);
        ui.add_space((size.y * 0.32).max(4.0));
        ui.label(egui::RichText::new(message).color(tokens.text));
        ui.label(egui::RichText::new(hint).small().color(tokens.text_weak));
    });
}

/// The small print under a chart: what was left out and why, and where the figures come from.
pub(super) struct Footer {
    paragraphs: Vec<(Arc<Galley>, String)>,
}

impl Footer {
    const GAP: f32 = 3.0;

    /// Lays the paragraphs out for `width`, each at most `max_rows` rows.
    pub(super) fn new(
        ui: &Ui,
        left_out: &[String],
        sources: &[String],
        width: f32,
        max_rows: usize,
    ) -> Self {
        let tokens = Tokens::of(ui);
        let font = small_font(ui);
        let paragraphs = [("Not shown", left_out), ("Source", sources)]
            .into_iter()
            .filter(|(_, lines)| !lines.is_empty())
            .map(|(title, lines)| {
                let title = match (title, lines.len()) {
                    ("Source", 2..) => "Sources",
                    (title, _) => title,
                };
                let text = format!("{title}: {}", lines.join("; "));
                let mut job = LayoutJob::simple(text, font.clone(), tokens.text_weak, width);
                job.wrap.max_rows = max_rows;
                let full = format!("{title}\n{}", lines.join("\n"));
                (ui.painter().layout_job(job), full)
            })
            .collect();
        Self { paragraphs }
    }

    /// Height it will take, its gap to the chart included.
    pub(super) fn height(&self) -> f32 {
        let rows: f32 = self
            .paragraphs
            .iter()
            .map(|(galley, _)| galley.size().y + Self::GAP)
            .sum();
        rows + 2.0
    }

    /// Paints it; the full text is the tool tip and what a screen reader hears.
    pub(super) fn show(self, ui: &mut Ui) {
        let tokens = Tokens::of(ui);
        for (galley, full) in self.paragraphs {
            let size = vec2(ui.available_width(), galley.size().y);
            let spacing = std::mem::replace(&mut ui.spacing_mut().item_spacing.y, Self::GAP);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            ui.spacing_mut().item_spacing.y = spacing;
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &full));
            ui.painter().galley(rect.min, galley, tokens.text_weak);
            response.on_hover_ui(|ui| {
                ui.set_max_width(420.0);
                ui.label(egui::RichText::new(full).small());
            });
        }
    }
}

/// Makes something painted reachable: by pointer, by Tab and Enter, and by name.
pub(super) fn mark(ui: &Ui, rect: Rect, id: Id, name: &str) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Tokens::of(ui).accent);
        ui.painter()
            .rect_stroke(rect.expand(1.0), 4.0, stroke, StrokeKind::Outside);
    }
    response
}

/// A note on what a mark stands for: with the other button, or with N while the keyboard is on it.
pub(super) fn note_menu(response: &Response, item: Option<Item>, noted: &mut Option<Item>) {
    let id = response.id.with("noted item");
    if response.secondary_clicked() {
        response
            .ctx
            .data_mut(|data| data.insert_temp(id, item.clone()));
    }
    let pressed = || {
        response
            .ctx
            .input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::N))
    };
    if item.is_some() && response.has_focus() && pressed() {
        *noted = item;
    }
    response.context_menu(|ui| {
        let kept: Option<Option<Item>> = ui.data(|data| data.get_temp(id));
        let Some(item) = kept.flatten() else {
            ui.weak("Nothing is drawn here");
            return;
        };
        if ui.button("Add note on this…").clicked() {
            *noted = Some(item);
            ui.close();
        }
    });
}

/// With the keyboard on a mark: −1 for the left arrow, 1 for the right one. The arrows then do not
/// move on to another mark.
pub(super) fn arrow_step(ui: &Ui, id: Id) -> Option<isize> {
    let filter = egui::EventFilter {
        horizontal_arrows: true,
        ..Default::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    ui.input(|input| {
        if input.key_pressed(egui::Key::ArrowLeft) {
            Some(-1)
        } else if input.key_pressed(egui::Key::ArrowRight) {
            Some(1)
        } else {
            None
        }
    })
}

/// A mark that the pointer rests on, or that the keyboard has reached, and where its tool tip stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pointed<T> {
    pub(super) what: T,
    pub(super) anchor: egui::PopupAnchor,
}

impl<T> Pointed<T> {
    /// By pointer before by keyboard; `None` when neither.
    pub(super) fn of(response: &Response, what: T) -> Option<Self> {
        let anchor = if response.hovered() {
            egui::PopupAnchor::Pointer
        } else if response.has_focus() {
            egui::PopupAnchor::ParentRect(response.rect)
        } else {
            return None;
        };
        Some(Self { what, anchor })
    }

    pub(super) const fn by_pointer(&self) -> bool {
        matches!(self.anchor, egui::PopupAnchor::Pointer)
    }
}

/// A tool tip beside the pointer or the mark.
pub(super) fn tip(ui: &Ui, id: Id, anchor: egui::PopupAnchor, content: impl FnOnce(&mut Ui)) {
    let _shown = egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, anchor)
        .gap(14.0)
        .show(|ui| {
            ui.set_max_width(340.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            content(ui);
        });
}

/// A strong line, a plain line each, and weak small lines: the tool tip of a mark.
pub(super) fn tip_lines(ui: &mut Ui, title: &str, plain: &[String], weak: &[String]) {
    let tokens = Tokens::of(ui);
    ui.label(egui::RichText::new(title).strong());
    for line in plain.iter().filter(|line| !line.is_empty()) {
        ui.label(line);
    }
    for line in weak.iter().filter(|line| !line.is_empty()) {
        ui.label(egui::RichText::new(line).small().color(tokens.text_weak));
    }
}

/// A diamond with its corners `radius` from the middle.
pub(in crate::ui) fn diamond(at: Pos2, radius: f32) -> Vec<Pos2> {
    [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)]
        .into_iter()
        .map(|(x, y)| at + vec2(x, y) * radius)
        .collect()
}

/// Distance of `at` from the stretch between `a` and `b`.
pub(super) fn distance_to_segment(at: Pos2, a: Pos2, b: Pos2) -> f32 {
    let along: Vec2 = b - a;
    let length_sq = along.length_sq();
    if length_sq <= f32::EPSILON {
        return at.distance(a);
    }
    let share = ((at - a).dot(along) / length_sq).clamp(0.0, 1.0);
    at.distance(a + along * share)
}

/// Moves positions apart until neighbours are `gap` from each other, as little as needed, inside
/// `low..=high`. The order of the positions is kept; where they cannot all fit they are spread evenly.
pub(super) fn spread(wanted: &[f32], gap: f32, low: f32, high: f32) -> Vec<f32> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| {
        wanted
            .get(*a)
            .unwrap_or(&0.0)
            .total_cmp(wanted.get(*b).unwrap_or(&0.0))
    });
    let needed = gap * px(wanted.len().saturating_sub(1) as f64);
    let gap = if needed > high - low {
        gap * ((high - low) / needed).max(0.0)
    } else {
        gap
    };
    // Neighbours that would overlap are joined into one block, placed at the mean of its wishes.
    let mut blocks: Vec<Block> = Vec::new();
    for &at in &order {
        let wish = wanted.get(at).copied().unwrap_or(low);
        let mut block = Block {
            first: wish,
            members: vec![at],
        };
        block.clamp(gap, low, high);
        while let Some(before) = blocks.pop() {
            if before.last(gap) + gap <= block.first {
                blocks.push(before);
                break;
            }
            block = before.join(block, gap);
            block.clamp(gap, low, high);
        }
        blocks.push(block);
    }
    let mut out = vec![low; wanted.len()];
    for block in &blocks {
        for (&member, step) in block.members.iter().zip(0u16..) {
            if let Some(place) = out.get_mut(member) {
                *place = block.first + gap * f32::from(step);
            }
        }
    }
    out
}

/// Neighbours standing `gap` apart, the first at `first`.
struct Block {
    first: f32,
    members: Vec<usize>,
}

impl Block {
    fn last(&self, gap: f32) -> f32 {
        self.first + gap * px(self.members.len().saturating_sub(1) as f64)
    }

    fn clamp(&mut self, gap: f32, low: f32, high: f32) {
        let length = self.last(gap) - self.first;
        self.first = self.first.min(high - length).max(low);
    }

    /// The mean of both blocks' wishes, weighted by their members.
    fn join(mut self, other: Self, gap: f32) -> Self {
        let (mine, theirs) = (self.members.len() as f64, other.members.len() as f64);
        let shifted = f64::from(other.first) - f64::from(gap) * mine;
        self.first = px((f64::from(self.first) * mine + shifted * theirs) / (mine + theirs));
        self.members.extend(other.members);
        self
    }
}

/// Round values inside `low..=high`, at most about `max_count` of them, for a linear axis.
pub(super) fn linear_ticks(low: f64, high: f64, max_count: u32) -> Vec<f64> {
    let span = high - low;
    if !(span.is_finite() && span > 0.0) {
        return Vec::new();
    }
    let rough = span / f64::from(max_count.max(1));
    let scale = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * scale)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(scale * 10.0);
    let first = (low / step - 1e-9).ceil();
    (0..=max_count.saturating_mul(2))
        .map(|n| (first + f64::from(n)) * step)
        .take_while(|value| *value <= high + step * 1e-9)
        .collect()
}

/// Round values inside `low..=high` for a logarithmic axis: 1, 2, 5 of each power of ten, or only
/// the powers where there are many; plain round values where the axis spans little.
pub(super) fn log_ticks(low: f64, high: f64, max_count: u32) -> Vec<f64> {
    if !(low > 0.0 && high.is_finite() && high > low) {
        return Vec::new();
    }
    if high / low < 8.0 {
        return linear_ticks(low, high, max_count);
    }
    let (from, to) = (low.log10().floor(), high.log10().ceil());
    let num_powers = (to - from).clamp(1.0, 600.0);
    let pick = |factors: &[f64]| -> Vec<f64> {
        let mut out = Vec::new();
        let mut power = from;
        while power <= from + num_powers {
            let scale = 10f64.powf(power);
            out.extend(factors.iter().map(|factor| factor * scale));
            power += 1.0;
        }
        out.retain(|value| (low * 0.999..=high * 1.001).contains(value));
        out
    };
    let choices: [&[f64]; 3] = [&[1.0, 2.0, 5.0], &[1.0, 3.0], &[1.0]];
    let fits = |ticks: &Vec<f64>| u32::try_from(ticks.len()).unwrap_or(u32::MAX) <= max_count;
    choices
        .into_iter()
        .map(pick)
        .find(fits)
        .unwrap_or_else(|| pick(&[1.0]))
}

/// Paints `text` over a veil of the chart's background, so that lines below do not cross it.
pub(super) fn veiled_text(ui: &Ui, at: Pos2, galley: Arc<Galley>, colour: Color32, veil: Color32) {
    let rect = Rect::from_min_size(at, galley.size()).expand2(vec2(3.0, 1.0));
    ui.painter().rect_filled(rect, 3.0, veil);
    ui.painter().galley(at, galley, colour);
}

/// A straight stroke of dots, for what is stated rather than measured.
pub(super) fn dotted(ui: &Ui, clip: Rect, from: Pos2, to: Pos2, colour: Color32) {
    let dots = egui::Shape::dotted_line(&[from, to], colour, 4.0, 0.9);
    ui.painter().with_clip_rect(clip).extend(dots);
}

/// The middle of a row at `y`, for painting text vertically centred.
pub(super) fn left_centred(x: f32, y: f32, galley: &Galley) -> Pos2 {
    pos2(x, y - galley.size().y / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_spread(wanted: &[f32], expected: &[f32]) {
        let got = spread(wanted, 10.0, 0.0, 100.0);
        assert_eq!(got.len(), expected.len());
        for (got, expected) in got.iter().zip(expected) {
            assert!((got - expected).abs() < 0.01, "{got} is not {expected}");
        }
    }

    #[test]
    fn labels_that_do_not_touch_stay() {
        check_spread(&[80.0, 20.0], &[80.0, 20.0]);
    }

    #[test]
    fn labels_at_one_place_move_apart_evenly() {
        check_spread(&[50.0, 50.0], &[45.0, 55.0]);
    }

    #[test]
    fn labels_at_the_border_move_inwards() {
        check_spread(&[0.0, 2.0], &[0.0, 10.0]);
        check_spread(&[99.0, 100.0], &[90.0, 100.0]);
    }

    #[test]
    fn too_many_labels_are_spread_evenly() {
        let got = spread(&[5.0; 21], 10.0, 0.0, 100.0);
        let mut sorted = got;
        sorted.sort_by(f32::total_cmp);
        assert!(sorted[0].abs() < 0.01 && (sorted[20] - 100.0).abs() < 0.01);
        assert!(
            sorted
                .windows(2)
                .all(|pair| (pair[1] - pair[0] - 5.0).abs() < 0.01)
        );
    }

    #[test]
    fn spreading_nothing_is_nothing() {
        check_spread(&[], &[]);
    }

    proptest::proptest! {
        #[test]
        fn spread_labels_keep_their_order_and_their_gap(
            wanted in proptest::collection::vec(-50.0f32..150.0, 1..12),
        ) {
            let got = spread(&wanted, 9.0, 0.0, 100.0);
            let mut pairs: Vec<(f32, f32)> = wanted.into_iter().zip(got).collect();
            pairs.sort_by(|a, b| a.1.total_cmp(&b.1));
            for pair in pairs.windows(2) {
                proptest::prop_assert!(pair[1].1 - pair[0].1 >= 8.9);
                proptest::prop_assert!(pair[0].0 <= pair[1].0);
            }
            for (_, got) in pairs {
                proptest::prop_assert!((-0.01..=100.01).contains(&got));
            }
        }
    }

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(
            linear_ticks(0.0, 1000.0, 5),
            [0.0, 200.0, 400.0, 600.0, 800.0, 1000.0]
        );
        assert_eq!(linear_ticks(3.0, 3.0, 5), [0.0; 0]);
        assert_eq!(linear_ticks(f64::NAN, 3.0, 5), [0.0; 0]);
        assert_eq!(
            log_ticks(10.0, 1000.0, 8),
            [10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0]
        );
        assert_eq!(log_ticks(10.0, 1000.0, 3), [10.0, 100.0, 1000.0]);
        assert_eq!(log_ticks(0.0, 1000.0, 3), [0.0; 0]);
    }

    #[test]
    fn hovering_is_told_once() {
        let (mut report, mut actions) = (HoverReport::default(), Vec::new());
        let item = Item::Weapon("kalibr".to_owned());
        report.tell(None, &mut actions);
        report.tell(Some(item.clone()), &mut actions);
        report.tell(Some(item.clone()), &mut actions);
        report.tell(None, &mut actions);
        report.tell(None, &mut actions);
        assert_eq!(actions, [Action::Hover(Some(item)), Action::Hover(None)]);
    }
}
