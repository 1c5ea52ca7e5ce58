//! The spending chart: one line a country, and what the document states as hollow diamonds.
//!
//! egui_plot gives the axes, the grid and the moving about; lines, markers and words are painted
//! here, because estimates, gaps and claims must look different and answer to the pointer. Scrolling
//! never moves the chart; a double click, or its button, brings everything back into view.

mod paint;
mod scene;
mod words;

use eframe::egui;
use egui::{FontId, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use egui_plot::{AxisHints, GridInput, GridMark, Plot, PlotMemory};

use self::scene::{Extents, Hit, Scale, Scene};
use super::ChartView;
use super::chart_frame::{self, Footer, HoverReport, Pointed};
use crate::figures::SpendingFigure;
use crate::reference::{Measure, Status};
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
}

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
        measure_ui(ui, figure.measure, actions);
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
    key_ui(ui, figure, scale, glance);
    let height = (area.max.y - ui.cursor().min.y - footer.height()).max(64.0);
    let hovered = chart_ui(ui, figure, view, glance, (scale, extents), height, actions);
    glance.hover.tell(hovered, actions);
    footer.show(ui);
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

fn measure_ui(ui: &mut Ui, measure: Measure, actions: &mut Vec<Action>) {
    let combo = egui::ComboBox::from_id_salt("spending measure")
        .selected_text(measure.label())
        .width(ui.available_width().min(170.0))
        .truncate()
        .show_ui(ui, |ui| {
            for choice in Measure::ALL {
                if ui
                    .selectable_label(choice == measure, choice.label())
                    .clicked()
                    && choice != measure
                {
                    actions.push(Action::SetMeasure(choice));
                }
            }
        });
    combo.response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, "Measure of spending");
        info.current_text_value = Some(measure.label().to_owned());
        info
    });
}

/// Unit of the axis, choice of axis, and what the kinds of mark mean.
fn key_ui(ui: &mut Ui, figure: &SpendingFigure, scale: Scale, glance: &mut SpendingGlance) {
    let tokens = Tokens::of(ui);
    let small = |text: &str| egui::RichText::new(text).small().color(tokens.text_weak);
    let all = || figure.series.iter().flat_map(|series| &series.points);
    let has = |status: Status| all().any(|point| point.status == status);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        ui.spacing_mut().interact_size.y = 16.0;
        ui.label(small(figure.unit_words()).strong());
        let mut log = scale == Scale::Log;
        let toggle = ui.checkbox(&mut log, small("log scale"));
        if toggle.changed() {
            glance.log_scale = Some(log);
        }
        let samples = [
            (Sample::Estimate, "estimate", has(Status::Estimate)),
            (Sample::Uncertain, "uncertain", has(Status::Uncertain)),
            (
                Sample::Claim,
                "stated in the document",
                !figure.claims.is_empty(),
            ),
        ];
        for (sample, text, _) in samples.into_iter().filter(|(.., used)| *used) {
            sample_ui(ui, sample, text);
        }
    });
}

#[derive(Clone, Copy)]
enum Sample {
    Estimate,
    Uncertain,
    Claim,
}

/// A small drawing of a kind of mark and its name, kept together on one line of the key.
fn sample_ui(ui: &mut Ui, sample: Sample, text: &str) {
    let tokens = Tokens::of(ui);
    let rect = chart_frame::key_entry_ui(ui, 20.0, text);
    let stroke = Stroke::new(1.4, tokens.text_weak);
    let middle = rect.center();
    let painter = ui.painter();
    if !matches!(sample, Sample::Claim) {
        let ends = [rect.left_center(), rect.right_center()];
        painter.extend(egui::Shape::dashed_line(&ends, stroke, 4.0, 3.0));
    }
    match sample {
        Sample::Estimate => {
            painter.circle_filled(middle, 3.0, tokens.panel);
            painter.circle_stroke(middle, 3.0, stroke);
        }
        Sample::Uncertain => {
            let square = Rect::from_center_size(middle, vec2(6.0, 6.0));
            painter.rect_filled(square, 0.0, tokens.panel);
            painter.rect_stroke(square, 0.0, stroke, egui::StrokeKind::Middle);
        }
        Sample::Claim => {
            painter.add(egui::Shape::closed_line(
                chart_frame::diamond(middle, 5.0),
                stroke,
            ));
        }
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
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
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
    paint::lines(ui, &scene, view);
    let words = paint::claims(ui, &scene, &font);
    let column = Rect::from_min_max(pos2(frame.max.x, area.min.y), pos2(area.max.x, frame.max.y));
    let labels = paint::end_labels(ui, &scene, column, &font);

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
    let marked = marks_ui(ui, figure, view, &scene, &labels, actions);
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
    actions: &mut Vec<Action>,
) -> Option<Pointed<Hit>> {
    let mut pointed: Option<Pointed<Hit>> = None;
    for (hit, rect, name) in named_marks(figure, view, scene, labels) {
        let item = scene.item(view, hit);
        let id = ui.scope_id().with(("spending mark", &item));
        let response = chart_frame::mark(ui, rect, id, &name);
        if let Some(now) = Pointed::of(&response, hit)
            && pointed.is_none_or(|before| !before.by_pointer())
        {
            pointed = Some(now);
        }
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

/// Room for the countries' names right of the plot: the longest, within bounds.
fn gutter_width(ui: &Ui, figure: &SpendingFigure, font: &FontId, width: f32) -> f32 {
    let tokens = Tokens::of(ui);
    let longest = figure
        .series
        .iter()
        .map(|series| {
            let room = width * 0.28;
            chart_frame::elided(ui, &series.name, font, tokens.text, room)
                .size()
                .x
        })
        .fold(0.0, f32::max);
    longest + 16.0
}

/// egui_plot's axes and grid over `extents`, with nothing of its own in them.
fn frame_of_axes(
    ui: &mut Ui,
    id: Id,
    extents: &Extents,
    scale: Scale,
    is_new: bool,
) -> egui_plot::PlotResponse<()> {
    let tokens = Tokens::of(ui);
    let font = chart_frame::small_font(ui);
    let axis = |hints: AxisHints<'static>| {
        hints
            .tick_label_color(tokens.text_weak)
            .tick_label_font(font.clone())
            .label_spacing(1.0..=2.0)
    };
    let size = ui.available_size();
    let num_years = px_count(size.x / 46.0);
    let num_values = px_count(size.y / 34.0);
    let mut plot = Plot::new("spending plot")
        .id(id)
        .show_background(false)
        .show_grid([false, true])
        .grid_color(tokens.border)
        .grid_fade(0.0)
        .set_margin_fraction(vec2(0.0, 0.0))
        .include_x(*extents.years.start())
        .include_x(*extents.years.end())
        .include_y(*extents.places.start())
        .include_y(*extents.places.end())
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .show_crosshair(false)
        .label_formatter(|_| None)
        .x_grid_spacer(move |input| year_marks(&input, num_years))
        .y_grid_spacer(move |input| value_marks(&input, scale, num_values))
        .custom_x_axes(vec![
            axis(AxisHints::new_x()).formatter(|mark, _| words::year(mark.value)),
        ])
        .custom_y_axes(vec![
            axis(AxisHints::new_y()).formatter(move |mark, _| words::tick(scale.value(mark.value))),
        ]);
    if is_new {
        plot = plot.reset();
    }
    plot.show(ui, |_| ())
}

/// A count of things along a length; at least two.
fn px_count(length: f32) -> u32 {
    let mut count = 2;
    while f64::from(count) < f64::from(length) && count < 60 {
        count += 1;
    }
    count
}

/// Whole years only.
fn year_marks(input: &GridInput, max_count: u32) -> Vec<GridMark> {
    let (low, high) = input.bounds;
    let span = high - low;
    let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 1000.0]
        .into_iter()
        .find(|step| span / step <= f64::from(max_count));
    let Some(step_size) = step.filter(|_| span > 0.0) else {
        return Vec::new();
    };
    let first = (low / step_size).ceil();
    (0..=max_count)
        .map(|n| (first + f64::from(n)) * step_size)
        .take_while(|value| *value <= high)
        .map(|value| GridMark { value, step_size })
        .collect()
}

fn value_marks(input: &GridInput, scale: Scale, max_count: u32) -> Vec<GridMark> {
    let (low, high) = (scale.value(input.bounds.0), scale.value(input.bounds.1));
    let values = match scale {
        Scale::Linear => chart_frame::linear_ticks(low, high, max_count),
        Scale::Log => chart_frame::log_ticks(low, high, max_count),
    };
    // Every mark is wanted, so each claims the room of an evenly divided axis.
    let count = u32::try_from(values.len()).unwrap_or(1).max(1);
    let step_size = (input.bounds.1 - input.bounds.0) / f64::from(count);
    values
        .into_iter()
        .filter_map(|value| scale.place(value))
        .map(|value| GridMark { value, step_size })
        .collect()
}

fn tip_ui(ui: &Ui, figure: &SpendingFigure, scene: &Scene<'_>, pointed: Pointed<Hit>) {
    let id = ui.scope_id().with("spending tip");
    let Pointed { what, anchor } = pointed;
    match what {
        Hit::Claim(index) => {
            let Some(shape) = scene.claims.get(index) else {
                return;
            };
            let claim = shape.claim;
            let title = format!("{}, {}", shape.country, words::year_of(claim));
            let value = figure.interval_words(claim.value);
            let kind = if claim.planned {
                "stated in the document as a plan"
            } else {
                "stated in the document"
            };
            chart_frame::tip(ui, id, anchor, |ui| {
                let plain = [format!("“{}”", claim.label), format!("{value}, {kind}")];
                let working = claim.working.clone().unwrap_or_default();
                chart_frame::tip_lines(ui, title.trim_start_matches(", "), &plain, &[working]);
            });
        }
        Hit::Point { line, point } => {
            let Some((line, (point, _))) = scene
                .lines
                .get(line)
                .and_then(|line| Some((line, line.points.get(point)?)))
            else {
                return;
            };
            let title = format!("{}, {}", line.series.name, point.year);
            let value = figure.value_words(point.value);
            chart_frame::tip(ui, id, anchor, |ui| {
                let plain = [value, words::status(point.status).to_owned()];
                chart_frame::tip_lines(ui, &title, &plain, &[format!("Source: {}", point.source)]);
            });
        }
        Hit::Line(line) => {
            let Some(line) = scene.lines.get(line) else {
                return;
            };
            let last = line
                .series
                .points
                .last()
                .map(|point| format!("{} in {}", figure.value_words(point.value), point.year));
            let named = match line.series.mentions.len() {
                0 => "not named in the document".to_owned(),
                1 => "named once in the document".to_owned(),
                count => format!("named {count} times in the document"),
            };
            chart_frame::tip(ui, id, anchor, |ui| {
                let plain = [last.unwrap_or_default()];
                chart_frame::tip_lines(ui, &line.series.name, &plain, &[named]);
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_years(bounds: (f64, f64), max_count: u32, expected: &[f64]) {
        let input = GridInput {
            bounds,
            base_step_size: 1.0,
        };
        let marks = year_marks(&input, max_count).into_iter();
        assert_eq!(marks.map(|mark| mark.value).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn years_are_whole() {
        check_years((2020.2, 2022.9), 9, &[2021.0, 2022.0]);
        check_years(
            (1999.6, 2027.6),
            6,
            &[2000.0, 2005.0, 2010.0, 2015.0, 2020.0, 2025.0],
        );
        check_years((2020.1, 2020.2), 6, &[]);
        check_years((2021.0, 2020.0), 6, &[]);
    }
}
