//! The range chart: a bar a missile, the document's own first, over bands of range classes, with the
//! distances that the document states as lines through all of them.
//!
//! Every bar is drawn from zero, faint up to the lowest published range and solid from there to the
//! highest, so that a missile with a single figure is visible too.

mod controls;
mod paint;
mod scene;

use std::sync::Arc;

use eframe::egui;
use egui::{FontId, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use self::scene::KmAxis;
use super::ChartView;
use super::chart_frame::{self, Footer, HoverReport, Pointed};
use super::words;
use crate::figures::{DistanceLine, RangeBar, RangesChoice, RangesFigure};
use crate::ui::take_away::{self, ChartName, TakeAway};
use crate::ui::tokens::Tokens;
use crate::units::{LengthUnit, format};
use crate::workspace::settings::Comparison;
use crate::workspace::{Action, Figures, Item};

/// Height of a bar's row.
const ROW: f32 = 23.0;
/// And its most, where there is room.
const TALL_ROW: f32 = 34.0;
/// Height of a line between groups of bars.
const GROUP: f32 = 20.0;
/// Room for the kilometres under the bars.
const AXIS: f32 = 18.0;

/// What the range panel remembers from frame to frame; losing it costs nothing.
#[derive(Clone, Debug, Default)]
pub struct RangesGlance {
    hover: HoverReport,
    /// The bar last brought into view because it was selected elsewhere.
    brought: Option<String>,
    /// The reader's choice of axis; `None` follows the figure.
    log_scale: Option<bool>,
    /// How the reader arranged the bars.
    choice: RangesChoice,
    /// The figure as arranged, of which whole figure, and how; made again only when one changes.
    arranged: Option<(Arc<RangesFigure>, RangesFigure, RangesChoice)>,
    /// How often it was made, for the test that counts.
    num_arranged: u64,
    /// What was asked for in the chart's own menu.
    pub(in crate::ui) taken: Option<TakeAway>,
    /// What a note is wanted on.
    pub(in crate::ui) noted: Option<Item>,
}

impl RangesGlance {
    /// The figure as the reader arranged it.
    pub(in crate::ui) fn shown(&self, figures: &Figures) -> RangesFigure {
        figures.ranges.as_chosen(&self.choice)
    }

    /// The axis that the window shows, for a picture of it.
    pub(in crate::ui) fn is_log(&self, figure: &RangesFigure) -> bool {
        self.log_scale
            .unwrap_or_else(|| KmAxis::suggests_log(figure))
    }

    /// How often the bars were arranged anew.
    pub const fn num_arranged(&self) -> u64 {
        self.num_arranged
    }

    fn arrange(&mut self, figure: &RangesFigure) -> Arc<RangesFigure> {
        if let Some((shown, of, how)) = &self.arranged
            && of == figure
            && *how == self.choice
        {
            return Arc::clone(shown);
        }
        let shown = Arc::new(figure.as_chosen(&self.choice));
        self.num_arranged += 1;
        self.arranged = Some((Arc::clone(&shown), figure.clone(), self.choice.clone()));
        shown
    }
}

/// Fills `ui` with the range chart.
pub fn ranges_panel_ui(
    ui: &mut Ui,
    figure: &RangesFigure,
    comparison: Comparison,
    view: &ChartView<'_>,
    glance: &mut RangesGlance,
    actions: &mut Vec<Action>,
) {
    ui.scope(|ui| panel_ui(ui, figure, comparison, view, glance, actions));
}

fn panel_ui(
    ui: &mut Ui,
    figure: &RangesFigure,
    comparison: Comparison,
    view: &ChartView<'_>,
    glance: &mut RangesGlance,
    actions: &mut Vec<Action>,
) {
    let area = ui.available_rect_before_wrap();
    let (whole, arranged) = (figure, glance.arrange(figure));
    let figure = arranged.as_ref();
    ui.spacing_mut().item_spacing.y = 3.0;
    chart_frame::header_ui(ui, "Missile ranges", |ui| {
        let taken = take_away::chart_menu_ui(ui, ChartName::Ranges);
        glance.taken = taken.or(glance.taken.take());
        comparison_ui(ui, comparison, area.width(), actions);
    });
    let font = chart_frame::small_font(ui);
    let rows = if area.height() < 340.0 { 1 } else { 2 };
    let footer = Footer::new(ui, &figure.left_out, &figure.sources, area.width(), rows);
    let columns = Columns::new(ui, figure, &font, area);
    let Some(axis) = KmAxis::new(figure, columns.scale.clone(), glance.log_scale) else {
        if !whole.bars.is_empty() {
            key_ui(ui, whole, figure, None, glance);
        }
        let height = area.max.y - ui.cursor().min.y - footer.height();
        let message = "No missile with a published range is named in this document";
        let hint = if figure.left_out.is_empty() {
            "Missiles and distances appear here when the text names them."
        } else {
            "What was left out, and why, is listed below."
        };
        chart_frame::empty_ui(ui, height, message, hint);
        footer.show(ui);
        glance.hover.tell(None, actions);
        return;
    };
    key_ui(ui, whole, figure, Some(&axis), glance);
    let mut chart = Chart {
        figure,
        view,
        axis,
        columns,
        font,
        row: ROW,
    };
    let height = (area.max.y - ui.cursor().min.y - footer.height()).max(72.0);
    let hovered = chart_ui(ui, &mut chart, glance, height, actions);
    glance.hover.tell(hovered, actions);
    footer.show(ui);
}

/// What the parts of the chart share while a frame is painted.
struct Chart<'a> {
    figure: &'a RangesFigure,
    view: &'a ChartView<'a>,
    axis: KmAxis,
    columns: Columns,
    font: FontId,
    /// Height of a bar's row.
    row: f32,
}

/// Names on the left, bars in the middle, room for values on the right.
struct Columns {
    names: Rect,
    /// From zero kilometres to the longest.
    scale: std::ops::RangeInclusive<f32>,
    /// Where the bands end.
    right: f32,
}

impl Columns {
    fn new(ui: &Ui, figure: &RangesFigure, font: &FontId, area: Rect) -> Self {
        let tokens = Tokens::of(ui);
        let width = |text: &str, most: f32| {
            chart_frame::elided(ui, text, font, tokens.text, most)
                .size()
                .x
        };
        let names = figure
            .bars
            .iter()
            .map(|bar| width(&bar.name, area.width() * 0.34))
            .fold(0.0, f32::max);
        let values = figure
            .bars
            .iter()
            .map(|bar| width(&figure.bar_words(bar), area.width() * 0.3))
            .fold(0.0, f32::max);
        let left = area.min.x + names + 12.0;
        // A scroll bar may stand over the right border.
        let right = area.max.x - 10.0;
        let end = (right - values - 8.0).max(left + 24.0);
        Self {
            names: Rect::from_min_max(area.min, pos2(left - 8.0, area.max.y)),
            scale: left..=end,
            right,
        }
    }
}

fn comparison_ui(ui: &mut Ui, comparison: Comparison, width: f32, actions: &mut Vec<Action>) {
    let mut compare = comparison == Comparison::WellKnown;
    let full = "Compare with well-known missiles";
    let text = if width < 400.0 { "Compare" } else { full };
    let toggle = ui.checkbox(&mut compare, egui::RichText::new(text).small());
    let is_on = compare;
    toggle.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, full));
    if toggle.changed() {
        actions.push(Action::SetComparison(if compare {
            Comparison::WellKnown
        } else {
            Comparison::DocumentOnly
        }));
    }
    if text != full {
        toggle.on_hover_text(full);
    }
}

fn key_ui(
    ui: &mut Ui,
    whole: &RangesFigure,
    figure: &RangesFigure,
    axis: Option<&KmAxis>,
    glance: &mut RangesGlance,
) {
    let tokens = Tokens::of(ui);
    let small = |text: &str| egui::RichText::new(text).small().color(tokens.text_weak);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        ui.spacing_mut().interact_size.y = 16.0;
        controls::controls_ui(ui, whole, glance);
        if let Some(axis) = axis {
            let mut log = axis.log;
            let toggle = ui.checkbox(&mut log, small("log scale"));
            if toggle.changed() {
                glance.log_scale = Some(log);
            }
            // The spending chart has one, too.
            toggle.widget_info(|| {
                WidgetInfo::selected(Role::CheckBox, true, log, "log scale of ranges")
            });
        }
        let is_narrow = ui.max_rect().width() < 400.0;
        if !figure.bars.is_empty() {
            let text = if is_narrow {
                "published range"
            } else {
                "lowest to highest published range"
            };
            paint::bar_sample(ui, text);
        }
        let is_on_bar = |line: &DistanceLine| figure.bar_of(line).is_some();
        if figure.distances.iter().any(is_on_bar) {
            let text = if is_narrow {
                "stated of it"
            } else {
                "stated of this missile"
            };
            paint::stated_sample(ui, text);
        }
        if figure.distances.iter().any(|line| !is_on_bar(line)) {
            paint::distance_sample(
                ui,
                if is_narrow {
                    "stated"
                } else {
                    "stated in the document"
                },
            );
        }
    });
}

/// Height of a row, and of all of them with a free one below, within `room`.
fn rows(figure: &RangesFigure, room: f32) -> (f32, f32) {
    let num = chart_frame::px(figure.bars.len() as f64);
    let groups = figure.bars.chunk_by(|a, b| a.named == b.named).count();
    let groups = chart_frame::px(groups as f64) * GROUP;
    let row = ((room - groups) / (num + 1.0)).clamp(ROW, TALL_ROW);
    (row, (groups + (num + 1.0) * row).min(room))
}

/// Bands and lines behind, bars that scroll, kilometres below; returns what the pointer rests on.
fn chart_ui(
    ui: &mut Ui,
    chart: &mut Chart<'_>,
    glance: &mut RangesGlance,
    height: f32,
    actions: &mut Vec<Action>,
) -> Option<Item> {
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let top = paint::Top::new(ui, chart, area);
    let room = (area.max.y - AXIS - top.bottom()).max(ROW);
    let (row, height) = rows(chart.figure, room);
    chart.row = row;
    let chart = &*chart;
    // Few bars stand close under the head; the kilometres stay right below them.
    let corner = pos2(area.min.x, top.bottom());
    let bars = Rect::from_min_size(corner, vec2(area.width(), height));
    paint::background(ui, chart, &top, bars);
    let mut pointed: Option<Pointed<Mark>> = None;

    paint::distances(ui, chart, &top, bars);
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(bars).id_salt("bars"));
    let scrolled = egui::ScrollArea::vertical()
        .id_salt("range bars")
        .auto_shrink(false)
        .show(&mut inside, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut group = None;
            for (index, bar) in chart.figure.bars.iter().enumerate() {
                if group != Some(bar.named) {
                    group = Some(bar.named);
                    group_ui(ui, chart, bar.named);
                }
                let id = ui.scope_id().with(("range bar", index));
                let response = row_ui(ui, chart, bar, id);
                point_at(&mut pointed, Pointed::of(&response, Mark::Bar(index)));
                let item = Item::Weapon(bar.weapon.clone());
                chart_frame::note_menu(&response, Some(item), &mut glance.noted);
                if response.clicked() {
                    actions.push(Action::Select(Some(Item::Weapon(bar.weapon.clone()))));
                }
                bring_into_view(&response, chart, bar, glance);
                for (at, line) in chart.figure.stated_of(bar) {
                    let mark = stated_ui(ui, chart, at, line, response.rect);
                    point_at(&mut pointed, Pointed::of(&mark, Mark::Distance(at)));
                    let item = item_of(chart, Mark::Distance(at));
                    chart_frame::note_menu(&mark, item.clone(), &mut glance.noted);
                    if mark.clicked() {
                        actions.extend(item.map(|item| Action::Select(Some(item))));
                    }
                }
            }
        });
    let below =
        scrolled.content_size.y - scrolled.state.clamped_offset().y - scrolled.inner_rect.height();
    chart_frame::more_ui(ui, scrolled.inner_rect, below, chart.row, "more below");
    if chart.view.selected.weapons.is_empty() {
        glance.brought = None;
    }
    let noted = distances_ui(ui, chart, &top, bars, &mut pointed, actions);
    glance.noted = noted.or(glance.noted.take());
    classes_ui(ui, chart, &top);
    paint::axis(ui, chart, bars);
    let pointed = pointed?;
    if pointed.by_pointer() {
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    tip_ui(ui, chart, pointed);
    item_of(chart, pointed.what)
}

/// The stated distances' words and lines as marks; returns one that a note is wanted on.
fn distances_ui(
    ui: &Ui,
    chart: &Chart<'_>,
    top: &paint::Top,
    bars: Rect,
    pointed: &mut Option<Pointed<Mark>>,
    actions: &mut Vec<Action>,
) -> Option<Item> {
    let mut noted = None;
    let lines = chart.figure.distances.iter().enumerate();
    for (index, line) in lines.filter(|(_, line)| chart.figure.bar_of(line).is_none()) {
        let id = ui.scope_id().with(("stated distance", index));
        let rect = top.mark_rect(chart, index, line);
        let name = format!("Stated distance: {}", line.label);
        let response = chart_frame::mark(ui, rect, id, &name);
        let mark = Mark::Distance(index);
        point_at(pointed, Pointed::of(&response, mark));
        // Where no bar is, the line itself can be pointed at as well.
        let is_free = pointed.is_none_or(|before| !before.by_pointer());
        let on_line = is_free && is_on_line(ui, chart, line, bars);
        if on_line {
            *pointed = Some(Pointed {
                what: mark,
                anchor: egui::PopupAnchor::Pointer,
            });
        }
        chart_frame::note_menu(&response, item_of(chart, mark), &mut noted);
        let clicked_line = on_line && ui.input(|input| input.pointer.primary_clicked());
        if response.clicked() || clicked_line {
            actions.extend(item_of(chart, mark).map(|item| Action::Select(Some(item))));
        }
    }
    noted
}

/// The borders of a range class, for those whose name has no room too.
fn classes_ui(ui: &Ui, chart: &Chart<'_>, top: &paint::Top) {
    for (index, class) in chart.figure.classes.iter().enumerate() {
        let Some(rect) = top.class_rect(chart, class) else {
            continue;
        };
        let from = chart.figure.length_words(class.from_km);
        let words = if class.to_km.is_finite() {
            let to = chart.figure.length_words(class.to_km);
            format!("{}: {from} to {to}", class.name)
        } else {
            format!("{}: from {from}", class.name)
        };
        let id = ui.scope_id().with(("range class", index));
        let response = ui.interact(rect, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        response.on_hover_text(words);
    }
}

/// Something on the chart, as a position in the figure.
#[derive(Clone, Copy, Debug)]
enum Mark {
    Bar(usize),
    Distance(usize),
}

/// What selecting a mark selects; a distance is its first mention.
fn item_of(chart: &Chart<'_>, mark: Mark) -> Option<Item> {
    match mark {
        Mark::Bar(index) => {
            let bar = chart.figure.bars.get(index)?;
            Some(Item::Weapon(bar.weapon.clone()))
        }
        Mark::Distance(index) => {
            let line = chart.figure.distances.get(index)?;
            let mention = line.mentions.first()?;
            Some(Item::Mention(chart.view.document, *mention))
        }
    }
}

/// The pointer counts before the keyboard.
fn point_at(pointed: &mut Option<Pointed<Mark>>, now: Option<Pointed<Mark>>) {
    if pointed.is_none_or(|before| !before.by_pointer()) {
        *pointed = now.or(*pointed);
    }
}

/// Whether the pointer rests on a stated distance's line between the bars.
fn is_on_line(ui: &Ui, chart: &Chart<'_>, line: &DistanceLine, bars: Rect) -> bool {
    let (low, high) = (chart.axis.x(line.km.0), chart.axis.x(line.km.1));
    let near = Rect::from_x_y_ranges(low - 4.0..=high + 4.0, bars.y_range());
    ui.rect_contains_pointer(near)
}

fn group_ui(ui: &mut Ui, chart: &Chart<'_>, named: bool) {
    let tokens = Tokens::of(ui);
    let text = if named {
        "In the document"
    } else {
        "For comparison"
    };
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), GROUP), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    let left = chart.columns.names.min.x;
    let galley = chart_frame::elided(
        ui,
        text,
        &chart.font,
        tokens.text_weak,
        chart.columns.right - left,
    );
    let at = chart_frame::left_centred(left, rect.center().y + 2.0, &galley);
    ui.painter().galley(at, galley, tokens.text_weak);
}

/// One missile's row: name, bar and value, all of it one mark.
fn row_ui(ui: &mut Ui, chart: &Chart<'_>, bar: &RangeBar, id: Id) -> egui::Response {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), chart.row));
    let rect = Rect::from_x_y_ranges(rect.min.x..=chart.columns.right, rect.y_range());
    let name = format!("Range: {}, {}", bar.name, chart.figure.bar_words(bar));
    let under = ui.painter().add(egui::Shape::Noop);
    let response = chart_frame::mark(ui, rect.shrink2(vec2(1.0, 1.0)), id, &name);
    if ui.is_rect_visible(rect) {
        paint::row(ui, chart, bar, rect, under);
    }
    response
}

/// The mark on a bar of what the document states of its missile.
fn stated_ui(
    ui: &Ui,
    chart: &Chart<'_>,
    index: usize,
    line: &DistanceLine,
    row: Rect,
) -> egui::Response {
    let id = ui.scope_id().with(("stated of a missile", index));
    let rect = chart.stated_rect(line, row);
    let name = format!("Stated distance: {}", line.label);
    let response = chart_frame::mark(ui, rect, id, &name);
    if ui.is_rect_visible(row) {
        paint::stated(ui, chart, index, line, row);
    }
    response
}

/// A bar selected in another panel is scrolled to, once.
fn bring_into_view(
    response: &egui::Response,
    chart: &Chart<'_>,
    bar: &RangeBar,
    glance: &mut RangesGlance,
) {
    if !chart.view.selected.weapons.contains(&bar.weapon) {
        return;
    }
    let is_first = chart.view.selected.weapons.first() == Some(&bar.weapon);
    if is_first && glance.brought.as_ref() != Some(&bar.weapon) {
        glance.brought = Some(bar.weapon.clone());
        response.scroll_to_me(None);
    }
}

fn tip_ui(ui: &Ui, chart: &Chart<'_>, pointed: Pointed<Mark>) {
    let id = ui.scope_id().with("range tip");
    chart_frame::tip(ui, id, pointed.anchor, |ui| match pointed.what {
        Mark::Bar(index) => {
            let Some(bar) = chart.figure.bars.get(index) else {
                return;
            };
            let named = if bar.named {
                words::named(bar.mentions.len().max(1))
            } else {
                format!("for comparison; {}", words::named(0))
            };
            let plain = [
                format!("{}, published range", chart.figure.bar_words(bar)),
                format!("{} missile", bar.kind.label()),
            ];
            let weak = [bar.note.clone(), named, format!("Source: {}", bar.source)];
            chart_frame::tip_lines(ui, &bar.name, &plain, &weak);
        }
        Mark::Distance(index) => {
            let Some(line) = chart.figure.distances.get(index) else {
                return;
            };
            let title = format!("“{}”", line.label);
            let (low, high) = line.km;
            let in_units = [
                LengthUnit::Kilometre,
                LengthUnit::Mile,
                LengthUnit::NauticalMile,
            ]
            .map(|unit| both_ends(low, high, unit))
            .join(" = ");
            let of = chart.figure.bar_of(line).map(|bar| bar.name.as_str());
            let stated = of.map_or_else(
                || "stated in the document".to_owned(),
                |name| format!("stated in the document, of {name}"),
            );
            let plain = [stated, in_units];
            chart_frame::tip_lines(ui, &title, &plain, &[]);
        }
    });
}

fn both_ends(low: f64, high: f64, unit: LengthUnit) -> String {
    let (low, high) = (format::distance(low, unit), format::distance(high, unit));
    if low == high {
        low
    } else {
        format!("{low} to {high}")
    }
}
