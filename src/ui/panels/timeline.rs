//! The timeline: the document's dates on one axis of years, in order, each with what is dated so.
//!
//! A bar is the interval that the words give, dashed where they leave it open and hollow where a plan
//! is dated. The figure is the one that `rangebook chart timeline` draws; it is made with the other
//! charts and only placed here.

use eframe::egui;
use egui::{FontId, Rect, Sense, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::ChartView;
use super::chart_frame::{self, Footer, HoverReport, Pointed};
use crate::document::DocumentId;
use crate::extract::{Kind, MentionId};
use crate::figures::TimelineFigure;
use crate::figures::timeline::TimeBar;
use crate::ui::take_away::{self, ChartName, TakeAway};
use crate::ui::tokens::Tokens;
use crate::workspace::{Action, Item, Linked};

/// Height of a bar's row.
const ROW: f32 = 24.0;
/// Room for the years under the bars.
const AXIS: f32 = 20.0;
/// Length of the dashed line of an open end.
const OPEN: f32 = 30.0;
/// Width below which the dated figures stand in the tool tip only.
const LEAST_WIDTH_WITH_FIGURES: f32 = 420.0;
/// Points that a year's number wants on the axis.
const TICK: f32 = 46.0;

/// What the timeline remembers from frame to frame; losing it costs nothing.
#[derive(Clone, Debug, Default)]
pub struct TimelineGlance {
    hover: HoverReport,
    /// The bar last brought into view because its mention was selected, and of which document.
    brought: Option<(DocumentId, usize)>,
    /// What was asked for in the chart's own menu.
    pub(in crate::ui) taken: Option<TakeAway>,
}

/// Fills `ui` with the timeline.
pub fn timeline_panel_ui(
    ui: &mut Ui,
    figure: &TimelineFigure,
    view: &ChartView<'_>,
    glance: &mut TimelineGlance,
    actions: &mut Vec<Action>,
) {
    ui.scope(|ui| panel_ui(ui, figure, view, glance, actions));
}

fn panel_ui(
    ui: &mut Ui,
    figure: &TimelineFigure,
    view: &ChartView<'_>,
    glance: &mut TimelineGlance,
    actions: &mut Vec<Action>,
) {
    let area = ui.available_rect_before_wrap();
    ui.spacing_mut().item_spacing.y = 3.0;
    chart_frame::header_ui(ui, "Dates and dated claims", |ui| {
        let taken = take_away::chart_menu_ui(ui, ChartName::Timeline);
        glance.taken = taken.or(glance.taken.take());
    });
    let sources = ["the document".to_owned()];
    let footer = Footer::new(ui, &figure.left_out, &sources, area.width(), 2);
    let Some(axis) = YearAxis::new(figure, area) else {
        let height = area.max.y - ui.cursor().min.y - footer.height();
        let message = "No date is named in this document";
        let hint = "Years, days and deadlines appear here when the text names them.";
        chart_frame::empty_ui(ui, height, message, hint);
        footer.show(ui);
        glance.hover.tell(None, actions);
        return;
    };
    key_ui(ui);
    let chart = Chart {
        figure,
        view,
        axis,
        font: chart_frame::small_font(ui),
    };
    let height = (area.max.y - ui.cursor().min.y - footer.height()).max(ROW + AXIS);
    let hovered = chart_ui(ui, &chart, glance, height, actions);
    glance.hover.tell(hovered, actions);
    footer.show(ui);
}

/// What the rows share while a frame is painted.
struct Chart<'a> {
    figure: &'a TimelineFigure,
    view: &'a ChartView<'a>,
    axis: YearAxis,
    font: FontId,
}

/// Words on the left, years in the middle, dated figures on the right.
struct YearAxis {
    first: f64,
    last: f64,
    /// Where the bars may stand, open ends included.
    left: f32,
    right: f32,
    /// Where the dated figures end.
    end: f32,
}

impl YearAxis {
    fn new(figure: &TimelineFigure, area: Rect) -> Option<Self> {
        let (first, last) = figure.years()?;
        // A scroll bar may stand over the right border.
        let end = area.max.x - 10.0;
        let has_figures = area.width() >= LEAST_WIDTH_WITH_FIGURES
            && figure.bars.iter().any(|it| !it.figures.is_empty());
        let share = if has_figures { 0.26 } else { 0.0 };
        let left = area.min.x + area.width() * 0.3;
        Some(Self {
            first: f64::from(first),
            last: f64::from(last),
            left,
            right: (end - area.width() * share).max(left + 2.0 * OPEN + 20.0),
            end,
        })
    }

    /// A year's number stands in its middle.
    fn x(&self, year: f64) -> f32 {
        let share = (year - self.first + 0.5) / (self.last - self.first + 1.0);
        let (start, end) = (self.left + OPEN, self.right - OPEN);
        start + (end - start) * chart_frame::px(share)
    }

    fn ticks(&self) -> Vec<f64> {
        if self.last - self.first < 1.0 {
            return vec![self.first];
        }
        let room = self.right - self.left - 2.0 * OPEN;
        let mut most = 1;
        while most < 12 && TICK * chart_frame::px(f64::from(most + 1)) <= room {
            most += 1;
        }
        let mut ticks = chart_frame::linear_ticks(self.first, self.last, most);
        ticks.retain(|it| it.fract() == 0.0);
        ticks
    }
}

fn key_ui(ui: &mut Ui) {
    let colour = Tokens::of(ui).kind(Kind::Date);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 2.0);
        let rect = chart_frame::key_entry_ui(ui, 16.0, "as the words give it");
        let bar = Rect::from_center_size(rect.center(), vec2(16.0, 8.0));
        ui.painter().rect_filled(bar, 1.0, colour);
        let rect = chart_frame::key_entry_ui(ui, 16.0, "open to that side");
        let ends = [rect.left_center(), rect.right_center()];
        let pen = Stroke::new(2.0, colour);
        ui.painter()
            .extend(Shape::dashed_line(&ends, pen, 4.0, 3.0));
        let rect = chart_frame::key_entry_ui(ui, 16.0, "planned");
        let bar = Rect::from_center_size(rect.center(), vec2(16.0, 8.0));
        let pen = Stroke::new(1.4, colour);
        ui.painter().rect_stroke(bar, 1.0, pen, StrokeKind::Inside);
    });
}

/// Years behind and below, bars that scroll; returns what the pointer rests on.
fn chart_ui(
    ui: &mut Ui,
    chart: &Chart<'_>,
    glance: &mut TimelineGlance,
    height: f32,
    actions: &mut Vec<Action>,
) -> Option<Item> {
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let (mut bars, _) = area.split_top_bottom_at_y(area.max.y - AXIS);
    // Few bars stand close under the head; the years stay right below them.
    let needed = ROW * chart_frame::px(chart.figure.bars.len() as f64);
    bars.max.y = bars.max.y.min(bars.min.y + needed);
    years(ui, chart, bars);
    let mut pointed: Option<Pointed<usize>> = None;
    let mut chosen = None;
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(bars).id_salt("dates"));
    egui::ScrollArea::vertical()
        .id_salt("timeline bars")
        .auto_shrink(false)
        .show(&mut inside, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (index, bar) in chart.figure.bars.iter().enumerate() {
                let response = row_ui(ui, chart, bar, index);
                if pointed.is_none_or(|before| !before.by_pointer()) {
                    pointed = Pointed::of(&response, index).or(pointed);
                }
                if response.clicked() {
                    actions.extend(item_of(chart, bar).map(|it| Action::Select(Some(it))));
                }
                if chosen.is_none() && is_lit(bar, chart.view.selected) {
                    chosen = Some((chart.view.document, index));
                    if glance.brought != chosen {
                        response.scroll_to_me(None);
                    }
                }
            }
        });
    glance.brought = chosen;
    let pointed = pointed?;
    let bar = chart.figure.bars.get(pointed.what)?;
    if pointed.by_pointer() {
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    let id = ui.scope_id().with("timeline tip");
    chart_frame::tip(ui, id, pointed.anchor, |ui| {
        let planned = if bar.planned { "planned" } else { "" };
        let plain = [bar.when_words(), bar.figures.join(", ")];
        let times = match bar.mentions.len() {
            0 | 1 => String::new(),
            many => format!("named {many} times; click again for the next"),
        };
        chart_frame::tip_lines(ui, &bar.label, &plain, &[planned.to_owned(), times]);
    });
    let mention = shown_mention(bar, chart.view.selected)?;
    Some(Item::Mention(chart.view.document, mention))
}

/// Lines and numbers of the years.
fn years(ui: &Ui, chart: &Chart<'_>, bars: Rect) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter();
    for year in chart.axis.ticks() {
        let x = chart.axis.x(year);
        painter.vline(x, bars.y_range(), Stroke::new(1.0, tokens.border));
        let at = pos2(x, bars.max.y + 4.0);
        let font = chart.font.clone();
        let words = format!("{year:.0}");
        painter.text(at, egui::Align2::CENTER_TOP, words, font, tokens.text_weak);
    }
    let across = chart.axis.left..=chart.axis.right;
    painter.hline(across, bars.max.y, Stroke::new(1.0, tokens.text_weak));
}

/// One date's row: words, bar and figures, all of it one mark.
fn row_ui(ui: &mut Ui, chart: &Chart<'_>, bar: &TimeBar, index: usize) -> egui::Response {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let rect = Rect::from_x_y_ranges(rect.min.x..=chart.axis.end, rect.y_range());
    let id = ui.scope_id().with(("date", index));
    let response = chart_frame::mark(ui, rect.shrink(1.0), id, &format!("Date: {}", bar.words()));
    if ui.is_rect_visible(rect) {
        paint_row(ui, chart, bar, rect);
    }
    response
}

fn paint_row(ui: &Ui, chart: &Chart<'_>, bar: &TimeBar, rect: Rect) {
    let tokens = Tokens::of(ui);
    let axis = &chart.axis;
    let is_selected = is_lit(bar, chart.view.selected);
    let is_hovered = is_lit(bar, chart.view.hovered);
    if is_selected || is_hovered {
        let fill = if is_selected {
            tokens.selection
        } else {
            tokens.hover
        };
        ui.painter().rect_filled(rect.shrink(1.0), 3.0, fill);
    }
    let words = |text: &str, left: f32, width: f32, colour| {
        let galley = chart_frame::elided(ui, text, &chart.font, colour, width);
        let at = chart_frame::left_centred(left, rect.center().y, &galley);
        ui.painter().galley(at, galley, colour);
    };
    let left = rect.min.x + 4.0;
    words(&bar.label, left, axis.left - left - 6.0, tokens.text);
    let room = axis.end - axis.right - 10.0;
    if room > 40.0 && !bar.figures.is_empty() {
        let figures = bar.figures.join(", ");
        words(&figures, axis.right + 6.0, room, tokens.text_weak);
    }
    paint_bar(ui, axis, bar, rect.center().y, is_selected);
}

fn paint_bar(ui: &Ui, axis: &YearAxis, bar: &TimeBar, y: f32, is_selected: bool) {
    let colour = Tokens::of(ui).kind(Kind::Date);
    let painter = ui.painter();
    let dashed = |from: f32, to: f32| {
        let ends = [pos2(from, y), pos2(to, y)];
        painter.extend(Shape::dashed_line(
            &ends,
            Stroke::new(2.0, colour),
            4.0,
            3.0,
        ));
    };
    let half = if is_selected { 6.0 } else { 4.5 };
    let (from, to) = bar.place();
    let (start, end) = match (from.map(|it| axis.x(it)), to.map(|it| axis.x(it))) {
        // A day is drawn wide enough to be seen.
        (Some(from), Some(to)) => (from, to.max(from + 4.0)),
        (Some(from), None) => {
            dashed(from, from + OPEN);
            (from - 1.5, from + 1.5)
        }
        (None, Some(to)) => {
            dashed(to - OPEN, to);
            (to - 1.5, to + 1.5)
        }
        (None, None) => return,
    };
    let body = Rect::from_x_y_ranges(start..=end, y - half..=y + half);
    if bar.planned && from.is_some() && to.is_some() {
        painter.rect(
            body,
            1.0,
            Tokens::of(ui).background,
            Stroke::new(1.4, colour),
            StrokeKind::Inside,
        );
    } else {
        painter.rect_filled(body, 1.0, colour);
    }
}

/// Whether a bar stands for what is selected or hovered.
fn is_lit(bar: &TimeBar, linked: &Linked) -> bool {
    bar.mentions.iter().any(|it| linked.mentions.contains(it))
}

/// The mention that a bar stands for now: the selected one of its own, or its first.
fn shown_mention(bar: &TimeBar, selected: &Linked) -> Option<MentionId> {
    let mut own = bar.mentions.iter();
    own.find(|it| selected.mentions.contains(it))
        .or_else(|| bar.mentions.first())
        .copied()
}

/// What a click selects: its first mention, or the one after that which is selected.
fn item_of(chart: &Chart<'_>, bar: &TimeBar) -> Option<Item> {
    let selected = &chart.view.selected.mentions;
    let at = bar.mentions.iter().position(|it| selected.contains(it));
    let next = at.and_then(|at| bar.mentions.get(at + 1));
    let mention = next.or_else(|| bar.mentions.first())?;
    Some(Item::Mention(chart.view.document, *mention))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn axis(first: i16, last: i16) -> YearAxis {
        let bar = |year| TimeBar {
            from: Some(date(year, 1, 1)),
            to: Some(date(year, 12, 31)),
            label: year.to_string(),
            figures: Vec::new(),
            mentions: Vec::new(),
            claims: Vec::new(),
            planned: false,
        };
        let figure = TimelineFigure {
            bars: vec![bar(first), bar(last)],
            left_out: Vec::new(),
        };
        let area = Rect::from_min_size(pos2(0.0, 0.0), vec2(600.0, 300.0));
        YearAxis::new(&figure, area).unwrap()
    }

    #[track_caller]
    fn check_ticks(first: i16, last: i16, expected: &[f64]) {
        assert_eq!(axis(first, last).ticks(), expected);
    }

    #[test]
    fn only_whole_years_are_named() {
        check_ticks(2024, 2024, &[2024.0]);
        check_ticks(2023, 2024, &[2023.0, 2024.0]);
        check_ticks(1945, 2027, &[1960.0, 1980.0, 2000.0, 2020.0]);
    }

    #[test]
    fn open_ends_have_room_beside_the_first_and_last_day() {
        let axis = axis(2022, 2027);
        assert!((axis.x(2021.5) - OPEN - axis.left).abs() < 0.01);
        assert!((axis.x(2027.5) + OPEN - axis.right).abs() < 0.01);
        assert!(axis.right < axis.end + 0.01);
    }
}
