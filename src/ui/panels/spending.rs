//! The spending chart: one line a country, and what the document states as hollow diamonds.
//!
//! egui_plot gives the axes, the grid and the moving about; lines, markers and words are painted
//! here, because estimates, gaps and claims must look different and answer to the pointer. Scrolling
//! never moves the chart; a double click, or its button, brings everything back into view.

mod axes;
mod beside;
mod compare;
mod key;
mod paint;
mod ranks;
mod scene;
mod tips;
mod words;

use eframe::egui;
use egui::{FontId, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use egui_plot::PlotMemory;

use self::axes::frame_of_axes;
use self::key::{key_ui, measure_ui};
use self::scene::{Extents, Hit, Scale, Scene};
use self::tips::tip_ui;
use super::ChartView;
use super::chart_frame::{self, Footer, HoverReport, Pointed};
use crate::figures::{SpendingFigure, SpendingSeries};
use crate::reference::Measure;
use crate::ui::take_away::{self, ChartName, TakeAway};
use crate::ui::tokens::Tokens;
use crate::workspace::{Action, Item, Linked};

/// What the spending panel remembers from frame to frame; losing it costs nothing.
#[derive(Clone, Debug, Default)]
pub struct SpendingGlance {
    hover: HoverReport,
    /// The reader's choice of axis; `None` follows the figure.
    log_scale: Option<bool>,
    /// What the axes spanned, so that another figure starts in full view again.
    shown: Option<(Measure, Scale, Extents)>,
    country_search: String,
    places: paint::WordPlaces,
    /// The year of the rank table; `None` for the latest.
    rank_year: Option<i16>,
    /// Whether the rank table stands beside the chart; `None` where there is room.
    ranks_shown: Option<bool>,
    /// What was asked for in the chart's own menu.
    pub(in crate::ui) taken: Option<TakeAway>,
    /// What a note is wanted on.
    pub(in crate::ui) noted: Option<Item>,
}

impl SpendingGlance {
    /// How often places for the words of claims were looked for.
    pub const fn num_placed(&self) -> u64 {
        self.places.num_found
    }

    /// The axis that the window shows, for a picture of it.
    pub(in crate::ui) fn is_log(&self, figure: &SpendingFigure) -> bool {
        self.log_scale
            .unwrap_or_else(|| Scale::suggested(figure) == Scale::Log)
    }
}

/// Points across from which the rank table stands beside the chart.
const WIDE: f32 = 540.0;

/// Points in height from which the chips of countries have a line of their own.
const TALL: f32 = 300.0;

/// Fills `ui` with the spending chart.
pub fn spending_panel_ui(
    ui: &mut Ui,
    figure: &SpendingFigure,
    view: &ChartView<'_>,
    glance: &mut SpendingGlance,
    actions: &mut Vec<Action>,
) {
    ui.scope(|ui| panel_ui(ui, figure, view, glance, actions));
}

fn panel_ui(
    ui: &mut Ui,
    figure: &SpendingFigure,
    view: &ChartView<'_>,
    glance: &mut SpendingGlance,
    actions: &mut Vec<Action>,
) {
    let area = ui.available_rect_before_wrap();
    ui.spacing_mut().item_spacing.y = 3.0;
    chart_frame::header_ui(ui, "Military spending", |ui| {
        let taken = take_away::chart_menu_ui(ui, ChartName::Spending);
        glance.taken = taken.or(glance.taken.take());
        measure_ui(ui, figure, actions);
        let mut shown = ranks_shown(glance, area);
        let toggle = ui.toggle_value(&mut shown, egui::RichText::new("Ranks").small());
        if toggle
            .on_hover_text("Countries by size, as of any year")
            .changed()
        {
            glance.ranks_shown = Some(shown);
        }
    });
    let suggested = Scale::suggested(figure);
    let scale = match glance.log_scale {
        Some(true) => Scale::Log,
        Some(false) => Scale::Linear,
        None => suggested,
    };
    let extents = Extents::of(figure, scale);
    let rows = if area.height() < 340.0 { 1 } else { 2 };
    let footer = Footer::new(ui, &figure.left_out, &figure.sources, area.width(), rows);
    let Some(extents) = extents else {
        let height = area.max.y - ui.cursor().min.y - footer.height();
        let (message, hint) = empty_words(figure);
        chart_frame::empty_ui(ui, height, message, hint);
        footer.show(ui);
        glance.hover.tell(None, actions);
        return;
    };
    key_ui(ui, figure, scale, glance, actions);
    if area.height() >= TALL {
        compare::compare_ui(ui, figure, view.document, glance, actions);
    }
    let height = (area.max.y - ui.cursor().min.y - footer.height()).max(64.0);
    let hovered = chart_ui(ui, figure, view, glance, (scale, extents), height, actions);
    glance.hover.tell(hovered, actions);
    footer.show(ui);
}

fn ranks_shown(glance: &SpendingGlance, area: Rect) -> bool {
    let has_room = area.width() >= WIDE && area.height() >= 420.0;
    glance.ranks_shown.unwrap_or(has_room)
}

fn empty_words(figure: &SpendingFigure) -> (&'static str, &'static str) {
    if figure.left_out.is_empty() {
        (
            "No country with figures is named in this document",
            "Countries appear here when the text names them.",
        )
    } else {
        (
            "No country named in this document has figures to draw",
            "What was left out, and why, is listed below.",
        )
    }
}

/// Axes, lines, claims and names; returns what the pointer rests on.
fn chart_ui(
    ui: &mut Ui,
    figure: &SpendingFigure,
    view: &ChartView<'_>,
    glance: &mut SpendingGlance,
    (scale, extents): (Scale, Extents),
    height: f32,
    actions: &mut Vec<Action>,
) -> Option<Item> {
    let font = chart_frame::small_font(ui);
    let (mut area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    if ranks_shown(glance, ui.max_rect()) {
        let (chart, table) = ranks::split(area);
        ranks::ranks_ui(ui, table, figure, view, glance, actions);
        area = chart;
    }
    let gutter = gutter_width(ui, figure, &font, area.width());
    let id = ui.scope_id().with("spending plot");
    let is_new = glance.shown.as_ref() != Some(&(figure.measure, scale, extents.clone()));
    let under = ui.painter().add(egui::Shape::Noop);
    let plot_rect = Rect::from_min_max(area.min, pos2(area.max.x - gutter, area.max.y));
    let mut plot_ui = ui.new_child(egui::UiBuilder::new().max_rect(plot_rect));
    let shown = frame_of_axes(&mut plot_ui, id, &extents, scale, is_new);
    glance.shown = Some((figure.measure, scale, extents));
    let transform = shown.transform;
    let tokens = Tokens::of(ui);
    let frame = *transform.frame();
    ui.painter().set(
        under,
        egui::Shape::rect_filled(frame, 2.0, tokens.background),
    );
    shown.response.widget_info(|| {
        let text = "Chart of military spending by year; drag to move, double-click to show all";
        WidgetInfo::labeled(Role::Image, true, text)
    });

    let scene = Scene::new(figure, view, scale, &transform);
    beside::behind(ui, &scene, view);
    paint::lines(ui, &scene, view);
    beside::plans(ui, &scene);
    let words = paint::claims(ui, &scene, &font, &mut glance.places);
    beside::date_words(ui, &scene, &words, &font);
    let column = Rect::from_min_max(pos2(frame.max.x, area.min.y), pos2(area.max.x, frame.max.y));
    let labels = paint::end_labels(ui, figure, &scene, column, &font);

    let mut under_pointer = None;
    let dragging = shown.response.dragged();
    if let Some(at) = shown.response.hover_pos().filter(|_| !dragging) {
        let words_hit = words
            .iter()
            .position(|rect| rect.is_some_and(|rect| rect.contains(at)))
            .map(Hit::Claim);
        under_pointer = scene.hit(at).or(words_hit);
    }
    if shown.response.clicked() {
        match under_pointer.and_then(|hit| scene.item(view, hit)) {
            Some(item) => actions.push(Action::Select(Some(item))),
            None if *view.selected != Linked::default() => actions.push(Action::Select(None)),
            None => {}
        }
    }
    let under = under_pointer.and_then(|hit| scene.item(view, hit));
    chart_frame::note_menu(&shown.response, under, &mut glance.noted);
    let noted = &mut glance.noted;
    let marked = marks_ui(ui, figure, view, &scene, &labels, noted, actions);
    let pointed = under_pointer
        .map(|what| Pointed {
            what,
            anchor: egui::PopupAnchor::Pointer,
        })
        .or(marked);
    reset_ui(ui, id, frame, glance);
    let pointed = pointed?;
    if pointed.by_pointer() {
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    tip_ui(ui, figure, &scene, pointed);
    scene.item(view, pointed.what)
}

/// Everything on the chart that has a name: claims, lines, and the chosen point.
fn named_marks(
    figure: &SpendingFigure,
    view: &ChartView<'_>,
    scene: &Scene<'_>,
    labels: &[paint::EndLabel],
) -> Vec<(Hit, Rect, String)> {
    let mut marks = Vec::new();
    for label in labels {
        if let Some(line) = scene.lines.get(label.line) {
            let name = format!("Spending line: {}", line.series.name);
            marks.push((Hit::Line(label.line), label.rect, name));
        }
    }
    for (index, shape) in scene.plans.iter().enumerate() {
        if scene.frame.contains(shape.at) {
            let name = format!("Plan: {}, {}", shape.plan.country, shape.plan.label);
            let rect = Rect::from_center_size(shape.at, vec2(12.0, 12.0));
            marks.push((Hit::Plan(index), rect, name));
        }
    }
    for (index, (date, x)) in scene.dates.iter().enumerate() {
        // Only those that lead somewhere; the others are a line with its words.
        if !date.mentions.is_empty() && scene.frame.x_range().contains(*x) {
            let name = format!("Date: {}", date.label);
            let at = pos2(*x, scene.frame.max.y - 4.0);
            let rect = Rect::from_center_size(at, vec2(5.0, 8.0));
            marks.push((Hit::Date(index), rect, name));
        }
    }
    // Claims lie on top: what the document says is what a reader reaches for.
    for (index, shape) in scene.claims.iter().enumerate() {
        if scene.frame.contains(shape.at) {
            let year = words::year_of(shape.claim);
            let name = format!("Claim: {}, {}, {year}", shape.claim.label, shape.country);
            let rect = Rect::from_center_size(shape.at, vec2(18.0, 18.0));
            marks.push((Hit::Claim(index), rect, name));
        }
    }
    for (line, shape) in scene.lines.iter().enumerate() {
        for (point, (observation, at)) in shape.points.iter().enumerate() {
            let chosen = view.selected.observation == Some(observation.observation);
            if chosen && scene.frame.contains(*at) {
                let name = words::point(figure, &shape.series.name, observation);
                let rect = Rect::from_center_size(*at, vec2(12.0, 12.0));
                marks.push((Hit::Point { line, point }, rect, name));
            }
        }
    }
    marks
}

/// Makes the marks reachable, and returns the one that the pointer or the keyboard rests on.
fn marks_ui(
    ui: &Ui,
    figure: &SpendingFigure,
    view: &ChartView<'_>,
    scene: &Scene<'_>,
    labels: &[paint::EndLabel],
    noted: &mut Option<Item>,
    actions: &mut Vec<Action>,
) -> Option<Pointed<Hit>> {
    let mut pointed: Option<Pointed<Hit>> = None;
    for (hit, rect, name) in named_marks(figure, view, scene, labels) {
        let item = scene.item(view, hit);
        let id = ui.scope_id().with(("spending mark", &item, &name));
        let response = chart_frame::mark(ui, rect, id, &name);
        if let Some(now) = Pointed::of(&response, hit)
            && pointed.is_none_or(|before| !before.by_pointer())
        {
            pointed = Some(now);
        }
        chart_frame::note_menu(&response, item.clone(), noted);
        if response.clicked() {
            actions.push(Action::Select(item));
        }
        if let Hit::Line(line) = hit
            && response.has_focus()
            && let Some(step) = chart_frame::arrow_step(ui, id)
            && let Some(item) = scene.stepped(view, line, step)
        {
            actions.push(Action::Select(Some(item)));
        }
    }
    pointed
}

/// A button that appears once the reader has moved or zoomed the axes.
fn reset_ui(ui: &mut Ui, id: Id, frame: Rect, glance: &mut SpendingGlance) {
    let moved = PlotMemory::load(ui.ctx(), id).is_some_and(|memory| !memory.auto_bounds.all());
    if !moved {
        return;
    }
    let size = vec2(70.0, 20.0);
    let rect = Rect::from_min_size(frame.left_top() + vec2(6.0, 6.0), size);
    let button = egui::Button::new(egui::RichText::new("Show all").small());
    // In a child, so that what follows the chart keeps its place.
    let mut corner = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    if corner.add_sized(size, button).clicked() {
        glance.shown = None;
        ui.request_repaint();
    }
}

/// A line's name with its latest value.
fn end_words(figure: &SpendingFigure, series: &SpendingSeries) -> String {
    series.points.last().map_or_else(
        || series.name.clone(),
        |last| format!("{} {}", series.name, figure.short_words(last.value)),
    )
}

/// Room for the countries' names right of the plot: the longest, within bounds.
fn gutter_width(ui: &Ui, figure: &SpendingFigure, font: &FontId, width: f32) -> f32 {
    let tokens = Tokens::of(ui);
    let longest = figure
        .series
        .iter()
        .map(|series| {
            let room = width * 0.28;
            chart_frame::elided(ui, &end_words(figure, series), font, tokens.text, room)
                .size()
                .x
        })
        .fold(0.0, f32::max);
    longest + 16.0
}
