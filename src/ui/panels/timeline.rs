//! The timeline: the document's dates on one axis of years, in order, each with what is dated so.
//!
//! A bar is the interval that the words give, dashed where they leave it open and hollow where a plan
//! is dated. Lines stand where years begin; zoomed in far enough, where months do. The figure is the one that `rangebook chart timeline` draws; it is made with the other
//! charts and only placed here.

mod axis;

use eframe::egui;
use egui::{FontId, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use self::axis::{YearAxis, Zoom};

use super::ChartView;
use super::chart_frame::{self, Footer, HoverReport, Pointed};
use crate::document::DocumentId;
use crate::extract::{Kind, MentionId};
use crate::figures::TimelineFigure;
use crate::figures::timeline::{TimeBar, YearView};
use crate::ui::take_away::{self, ChartName, TakeAway};
use crate::ui::tokens::Tokens;
use crate::workspace::{Action, Item, Linked};

/// Height of a bar's row.
const ROW: f32 = 24.0;
/// Room for the years under the bars.
const AXIS: f32 = 20.0;
/// Length of the dashed line of an open end.
const OPEN: f32 = 30.0;
/// Points that a year's number wants on the axis.
const TICK: f32 = 46.0;

/// What the timeline remembers from frame to frame; losing it costs nothing.
#[derive(Clone, Debug, Default)]
pub struct TimelineGlance {
    hover: HoverReport,
    /// The years looked at, where they are not all.
    look: Option<YearView>,
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
    let mut zoom = None;
    chart_frame::header_ui(ui, "Dates and dated claims", |ui| {
        let taken = take_away::chart_menu_ui(ui, ChartName::Timeline);
        glance.taken = taken.or(glance.taken.take());
        zoom = axis::zoom_ui(ui);
    });
    let sources = ["the document".to_owned()];
    let footer = Footer::new(ui, &figure.left_out, &sources, area.width(), 2);
    let font = chart_frame::small_font(ui);
    let colour = Tokens::of(ui).text;
    let width = |words: &str| {
        let galley = chart_frame::elided(ui, words, &font, colour, area.width());
        galley.size().x
    };
    let Some(axis) = YearAxis::new(figure, area, width, glance.look) else {
        let height = area.max.y - ui.cursor().min.y - footer.height();
        let message = "No date is named in this document";
        let hint = "Years, days and deadlines appear here when the text names them.";
        chart_frame::empty_ui(ui, height, message, hint);
        footer.show(ui);
        glance.hover.tell(None, actions);
        return;
    };
    key_ui(ui);
    let mut chart = Chart {
        figure,
        view,
        axis,
        font,
    };
    let height = (area.max.y - ui.cursor().min.y - footer.height()).max(ROW + AXIS);
    let hovered = chart_ui(ui, &mut chart, zoom, glance, height, actions);
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
    chart: &mut Chart<'_>,
    zoom: Option<Zoom>,
    glance: &mut TimelineGlance,
    height: f32,
    actions: &mut Vec<Action>,
) -> Option<Item> {
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let (mut bars, _) = area.split_top_bottom_at_y(area.max.y - AXIS);
    // Few bars stand close under the head; the years stay right below them.
    let needed = ROW * chart_frame::px(chart.figure.bars.len() as f64);
    bars.max.y = bars.max.y.min(bars.min.y + needed);
    let ground = ui.interact(bars, ui.scope_id().with("years"), Sense::click_and_drag());
    let name = "Timeline: drag to move, pinch or Ctrl and scroll to zoom, arrows and plus and minus from the keyboard";
    ground.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, name));
    axis::look(ui, &ground, &mut chart.axis, zoom, glance);
    let chart = &*chart;
    if ground.has_focus() {
        let stroke = Stroke::new(1.5, Tokens::of(ui).accent);
        ui.painter()
            .rect_stroke(bars, 2.0, stroke, StrokeKind::Inside);
    }
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
    for tick in chart.axis.ticks() {
        let x = chart.axis.x(tick.line);
        painter.vline(x, bars.y_range(), Stroke::new(1.0, tokens.border));
        if let Some((year, words)) = tick.words {
            let at = pos2(chart.axis.x(year), bars.max.y + 4.0);
            let font = chart.font.clone();
            painter.text(at, egui::Align2::CENTER_TOP, words, font, tokens.text_weak);
        }
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
    let tokens = Tokens::of(ui);
    let colour = tokens.kind(Kind::Date);
    let half = if is_selected { 6.0 } else { 4.5 };
    let room = Rect::from_x_y_ranges(axis.left..=axis.right, y - 12.0..=y + 12.0);
    let painter = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
    let edge = Stroke::new(1.4, colour);
    let dashed = |from: f32, to: f32, y: f32, width: f32| {
        let ends = [pos2(from, y), pos2(to, y)];
        let pen = Stroke::new(width, colour);
        painter.extend(Shape::dashed_line(&ends, pen, 4.0, 3.0));
    };
    let (from, to) = bar.place();
    // The end that the words give, and the far end of what they leave open.
    let (known, far) = match (from.map(|it| axis.x(it)), to.map(|it| axis.x(it))) {
        (Some(from), Some(to)) => {
            // A day is drawn wide enough to be seen.
            let body = Rect::from_x_y_ranges(from..=to.max(from + 4.0), y - half..=y + half);
            if bar.planned {
                painter.rect(body, 1.0, tokens.background, edge, StrokeKind::Inside);
            } else {
                painter.rect_filled(body, 1.0, colour);
            }
            return beyond(&painter, axis, (from, to), y, colour);
        }
        (Some(from), None) => (from, from + OPEN),
        (None, Some(to)) => (to, to - OPEN),
        (None, None) => return,
    };
    if bar.planned {
        dashed(far, known, y - half, 1.2);
        dashed(far, known, y + half, 1.2);
        painter.vline(known, y - half..=y + half, edge);
    } else {
        dashed(far, known, y, 2.0);
        painter.vline(known, y - half..=y + half, Stroke::new(3.0, colour));
    }
    beyond(&painter, axis, (known, known), y, colour);
}

/// A small arrow towards a bar that lies beyond what is looked at.
fn beyond(
    painter: &egui::Painter,
    axis: &YearAxis,
    (from, to): (f32, f32),
    y: f32,
    colour: egui::Color32,
) {
    let (tip, back) = if to < axis.left {
        (axis.left + 1.0, axis.left + 6.0)
    } else if from > axis.right {
        (axis.right - 1.0, axis.right - 6.0)
    } else {
        return;
    };
    let corners = vec![pos2(tip, y), pos2(back, y - 4.0), pos2(back, y + 4.0)];
    painter.add(Shape::convex_polygon(corners, colour, Stroke::NONE));
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
