//! The article's own scroll bar, proportional to the height index, and beside it the overview
//! ruler: where in the whole document something is selected, found or noted.

use eframe::egui::{self, Rangef, Rect, Sense, WidgetInfo, accesskit};

use super::glance::ReaderGlance;
use super::style::points;
use super::{ReaderView, paint};
use crate::reader::{Place, overview};
use crate::ui::tokens::Tokens;

const BAR_WIDTH: f32 = 12.0;
const RULER_WIDTH: f32 = 18.0;
const MIN_HANDLE: f32 = 28.0;

/// Height of one row of the ruler; marks closer than this share a tick.
const TICK: f32 = 3.0;

/// Where the two stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bars {
    ruler: Rect,
    bar: Rect,
}

impl Bars {
    /// At the right edge of `area`.
    pub(super) fn new(area: Rect) -> Self {
        let bar = area.with_min_x(area.right() - BAR_WIDTH);
        Self {
            ruler: area
                .with_min_x(bar.left() - RULER_WIDTH)
                .with_max_x(bar.left()),
            bar,
        }
    }

    pub(super) const fn left(&self) -> f32 {
        self.ruler.min.x
    }

    /// Dragging the handle and clicking beside it or on the ruler.
    pub(super) fn interact(&self, ui: &egui::Ui, glance: &mut ReaderGlance) {
        let page = f64::from(self.bar.height());
        let most = glance.heights.total() - page;
        let response = ui.interact(self.bar, ui.scope_id().with("scroll bar"), Sense::drag());
        let share = (glance.heights.y(glance.place) / most.max(1.0)).clamp(0.0, 1.0);
        response.widget_info(|| WidgetInfo {
            value: Some((share * 100.0).round()),
            ..WidgetInfo::labeled(
                egui::Role::ScrollBar,
                most > 0.0,
                "Scroll position in percent",
            )
        });
        self.step_without_pointer(ui, response.id, glance);
        if most > 0.0
            && let Some(pos) = response.interact_pointer_pos()
        {
            let handle = self.handle(glance);
            if response.drag_started()
                || response.is_pointer_button_down_on() && !response.dragged()
            {
                let inside = handle.contains(pos.y);
                glance.bar_grip = if inside {
                    pos.y - handle.min
                } else {
                    handle.span() / 2.0
                };
            }
            let way = (self.bar.height() - handle.span()).max(1.0);
            let share = (pos.y - glance.bar_grip - self.bar.top()) / way;
            glance.place = glance
                .heights
                .locate(f64::from(share.clamp(0.0, 1.0)) * most);
        }
        let ruler = ui.interact(self.ruler, ui.scope_id().with("overview"), Sense::click());
        ruler.widget_info(|| {
            WidgetInfo::labeled(
                egui::Role::Button,
                true,
                "Overview of marks in the document",
            )
        });
        if let Some(pos) = ruler.interact_pointer_pos().filter(|_| ruler.clicked()) {
            let share = f64::from((pos.y - self.ruler.top()) / self.ruler.height());
            let y = share * glance.heights.total() - page / 3.0;
            glance.place = glance.heights.locate(y);
        }
    }

    /// Assistive technology asks for a screen up or down.
    fn step_without_pointer(&self, ui: &egui::Ui, id: egui::Id, glance: &mut ReaderGlance) {
        use accesskit::Action::{Decrement, Increment, ScrollDown, ScrollUp};
        ui.ctx().accesskit_node_builder(id, |node| {
            for action in [Decrement, Increment, ScrollDown, ScrollUp] {
                node.add_action(action);
            }
        });
        let page = f64::from(self.bar.height()) * 0.9;
        for (action, by) in [
            (Decrement, -page),
            (ScrollUp, -page),
            (Increment, page),
            (ScrollDown, page),
        ] {
            if ui.input(|input| input.has_accesskit_action_request(id, action)) {
                glance.place.offset += by;
            }
        }
    }

    fn handle(&self, glance: &ReaderGlance) -> Rangef {
        let page = f64::from(self.bar.height());
        let total = glance.heights.total().max(1.0);
        let most = (total - page).max(1.0);
        let height = points(page * (page / total).min(1.0))
            .max(MIN_HANDLE)
            .min(self.bar.height());
        let share = points((glance.heights.y(glance.place) / most).clamp(0.0, 1.0));
        let top = self.bar.top() + share * (self.bar.height() - height);
        Rangef::new(top, top + height)
    }

    /// Both, after the page was arranged.
    pub(super) fn paint(&self, ui: &egui::Ui, view: &ReaderView<'_>, glance: &ReaderGlance) {
        let tokens = Tokens::of(ui);
        let painter = ui.painter();
        if glance.heights.total() > f64::from(self.bar.height()) + 0.5 {
            let lively = ui.ctx().read_response(ui.scope_id().with("scroll bar"));
            let strong = lively.is_some_and(|bar| bar.hovered() || bar.dragged());
            let color = if strong {
                tokens.text_weak
            } else {
                tokens.border
            };
            let handle = Rect::from_x_y_ranges(self.bar.x_range(), self.handle(glance));
            painter.rect_filled(handle.shrink2(egui::vec2(2.5, 2.0)), 3.5, color);
        }
        let notes = view.notes.marks.spans();
        let finds = glance.find.hits();
        if notes.is_empty() && finds.is_empty() && view.selected.is_empty() {
            return;
        }
        // One lane each, so that a tick can be told from another without its colour.
        let borders = self.row_borders(glance);
        let lane = self.ruler.width() / 3.0;
        for (number, spans, color) in [
            (0.0, finds, tokens.warning),
            (1.0, view.selected, tokens.accent),
            (2.0, notes, tokens.note),
        ] {
            let left = self.ruler.left() + number * lane;
            let x = Rangef::new(left + 0.75, left + lane - 0.75);
            for row in overview::ticks(&borders, spans) {
                let top = self.ruler.top() + paint::row_top(row, TICK);
                let tick = Rect::from_x_y_ranges(x, Rangef::new(top, top + TICK));
                painter.rect_filled(tick, 0.0, color);
            }
        }
    }

    /// The place in the text at the top of each row of the ruler, and at its foot.
    fn row_borders(&self, glance: &ReaderGlance) -> Vec<usize> {
        let total = glance.heights.total();
        let height = f64::from(self.ruler.height().max(MIN_HANDLE));
        let mut borders = Vec::new();
        let mut y = 0.0;
        let mut last = 0;
        while y < height {
            last = offset_at(glance, glance.heights.locate(total * y / height)).max(last);
            borders.push(last);
            y += f64::from(TICK);
        }
        let end = glance.text.as_ref().map_or(0, |text| text.len());
        borders.push(end.max(last));
        borders
    }
}

/// About where in the text a place is: chunks are taken as evenly full.
fn offset_at(glance: &ReaderGlance, place: Place) -> usize {
    let Some(chunk) = glance.chunks.get(place.chunk) else {
        return 0;
    };
    let height = glance.heights.height(place.chunk).max(1.0);
    let len = u32::try_from(chunk.len()).unwrap_or(u32::MAX);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a chunk's length"
    )]
    let into = (f64::from(len) * (place.offset / height).clamp(0.0, 1.0)) as usize;
    chunk.start() + into
}
