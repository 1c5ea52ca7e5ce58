//! Where the timeline's columns stand, and which years are looked at: zoomed round the pointer, moved by
//! dragging, both from the keyboard too.

use eframe::egui;
use egui::{Event, EventFilter, Key, MouseWheelUnit, Rect, Response, Role, Ui, WidgetInfo};

use super::{OPEN, TICK, TimelineGlance};
use crate::figures::TimelineFigure;
use crate::figures::timeline::{YearTick, YearView};
use crate::ui::panels::chart_frame::px;

/// A press on plus or minus zooms by so much.
const ZOOM: f64 = 1.6;

/// An arrow moves by this share of what is seen.
const STEP: f64 = 0.2;

/// Width below which the dated figures stand in the tool tip only.
const LEAST_WIDTH_WITH_FIGURES: f32 = 420.0;

/// Most share of the width for the words, and least for the years.
const WORDS: f32 = 0.3;
const YEARS: f32 = 0.45;

/// What was pressed beside the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zoom {
    In,
    Out,
    All,
}

/// Words on the left, years in the middle, dated figures on the right.
pub(super) struct YearAxis {
    pub(super) view: YearView,
    all: YearView,
    /// Where the bars may stand, open ends included.
    pub(super) left: f32,
    pub(super) right: f32,
    /// Where the dated figures end.
    pub(super) end: f32,
}

impl YearAxis {
    /// `width` measures words.
    pub(super) fn new(
        figure: &TimelineFigure,
        area: Rect,
        width: impl Fn(&str) -> f32,
        view: Option<YearView>,
    ) -> Option<Self> {
        let all = YearView::all(figure)?;
        // A scroll bar may stand over the right border.
        let end = area.max.x - 10.0;
        let labels = figure.bars.iter().map(|it| width(&it.label));
        let words = labels.fold(40.0, f32::max).min(area.width() * WORDS);
        let left = area.min.x + words + 10.0;
        let most = end - left - area.width() * YEARS;
        let figures = figure.bars.iter().map(|it| width(&it.figures.join(", ")));
        let figures = if area.width() >= LEAST_WIDTH_WITH_FIGURES {
            figures.fold(0.0, f32::max).min(most)
        } else {
            0.0
        };
        let room = if figures > 0.0 { figures + 12.0 } else { 0.0 };
        Some(Self {
            view: view.map_or(all, |it| it.held(all)),
            all,
            left,
            right: (end - room).max(left + 2.0 * OPEN + 20.0),
            end,
        })
    }

    /// First and last point of what is looked at; open ends stand beside them.
    fn ends(&self) -> (f32, f32) {
        (self.left + OPEN, self.right - OPEN)
    }

    /// A year's number stands in its middle.
    pub(super) fn x(&self, year: f64) -> f32 {
        let (start, end) = self.ends();
        // Far beyond the look a bar needs no exact end.
        start + (end - start) * px(self.view.share(year).clamp(-50.0, 50.0))
    }

    fn year(&self, x: f32) -> f64 {
        let (start, end) = self.ends();
        let share = f64::from((x - start) / (end - start).max(1.0));
        self.view.low() + self.view.span() * share
    }

    fn years_of(&self, points: f32) -> f64 {
        let (start, end) = self.ends();
        self.view.span() * f64::from(points / (end - start).max(1.0))
    }

    pub(super) fn ticks(&self) -> Vec<YearTick> {
        self.view.ticks(self.years_of(TICK))
    }

    /// Whether less than everything is looked at.
    pub(super) fn is_zoomed(&self) -> bool {
        self.view.span() < self.all.span() * (1.0 - 1e-6)
    }
}

/// Right of the title, from the right.
pub(super) fn zoom_ui(ui: &mut Ui) -> Option<Zoom> {
    let mut zoom = None;
    for (label, name, what) in [
        ("+", "Zoom in on the timeline", Zoom::In),
        ("−", "Zoom out of the timeline", Zoom::Out),
        ("All", "Show all dates", Zoom::All),
    ] {
        let button = ui.small_button(label);
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if button.on_hover_text(name).clicked() {
            zoom = Some(what);
        }
    }
    zoom
}

/// The look after dragging, wheel and keys over `response`; kept in the glance while zoomed.
pub(super) fn look(
    ui: &Ui,
    response: &Response,
    axis: &mut YearAxis,
    zoom: Option<Zoom>,
    glance: &mut TimelineGlance,
) {
    let (all, before) = (axis.all, axis.view);
    let middle = f64::midpoint(before.low(), before.high());
    let pressed = |key: Key| response.has_focus() && ui.input(|input| input.key_pressed(key));
    let mut view = match zoom {
        Some(Zoom::In) => before.zoomed(ZOOM, middle, all),
        Some(Zoom::Out) => before.zoomed(1.0 / ZOOM, middle, all),
        Some(Zoom::All) => all,
        None if pressed(Key::Plus) || pressed(Key::Equals) => before.zoomed(ZOOM, middle, all),
        None if pressed(Key::Minus) => before.zoomed(1.0 / ZOOM, middle, all),
        None if pressed(Key::Num0) => all,
        None => before,
    };
    if response.dragged() {
        view = view.moved(-axis.years_of(response.drag_delta().x), all);
    }
    if let Some(at) = ui
        .ctx()
        .pointer_hover_pos()
        .filter(|at| response.rect.contains(*at))
        && response.contains_pointer()
    {
        let (across, pinch) = ui.input(|input| (wheel_across(&input.events), input.zoom_delta()));
        view = view.zoomed(f64::from(pinch), axis.year(at.x), all);
        view = view.moved(-axis.years_of(across), all);
    }
    if response.has_focus() {
        let filter = EventFilter {
            horizontal_arrows: true,
            ..Default::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let by = view.span() * STEP;
        for (key, by) in [(Key::ArrowLeft, -by), (Key::ArrowRight, by)] {
            if pressed(key) {
                view = view.moved(by, all);
            }
        }
    }
    axis.view = view;
    glance.look = axis.is_zoomed().then_some(view);
}

/// Points that the wheel was turned to the side; up and down scrolls the rows.
fn wheel_across(events: &[Event]) -> f32 {
    let turned = events.iter().filter_map(|event| match event {
        Event::MouseWheel {
            unit,
            delta,
            modifiers,
            ..
        } if !modifiers.command => {
            let points = match unit {
                MouseWheelUnit::Point => 1.0,
                MouseWheelUnit::Line | MouseWheelUnit::Page => 40.0,
            };
            let across = if modifiers.shift && delta.x == 0.0 {
                delta.y
            } else {
                delta.x
            };
            Some(across * points)
        }
        _ => None,
    });
    turned.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::timeline::TimeBar;
    use egui::{pos2, vec2};
    use jiff::civil::date;

    fn axis(first: i16, last: i16, view: impl Fn(YearView) -> YearView) -> YearAxis {
        let bar = |year| TimeBar {
            from: Some(date(year, 1, 1)),
            to: Some(date(year, 12, 31)),
            label: year.to_string(),
            figures: vec!["68 billion dollars".to_owned()],
            mentions: Vec::new(),
            claims: Vec::new(),
            planned: false,
        };
        let figure = TimelineFigure {
            bars: vec![bar(first), bar(last)],
            left_out: Vec::new(),
        };
        let area = Rect::from_min_size(pos2(0.0, 0.0), vec2(600.0, 300.0));
        let all = YearView::all(&figure).unwrap();
        YearAxis::new(
            &figure,
            area,
            |it| 6.0 * px(it.len() as f64),
            Some(view(all)),
        )
        .unwrap()
    }

    #[test]
    fn open_ends_have_room_beside_the_first_and_last_day() {
        let axis = axis(2022, 2027, |all| all);
        assert!((axis.x(2021.5) - OPEN - axis.left).abs() < 0.01);
        assert!((axis.x(2027.5) + OPEN - axis.right).abs() < 0.01);
        assert!(axis.right < axis.end + 0.01 && !axis.is_zoomed());
    }

    #[test]
    fn a_look_from_another_document_is_held_within_this_one() {
        let axis = axis(2022, 2027, |all| all.zoomed(3.0, 2027.5, all));
        assert!(axis.is_zoomed() && (axis.view.high() - 2027.5).abs() < 1e-9);
        assert!((axis.year(axis.x(2026.5)) - 2026.5).abs() < 1e-4);
        assert!(!axis.ticks().is_empty());
    }
}
