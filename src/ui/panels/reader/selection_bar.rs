//! The small bar over marked text: note and copy.

use eframe::egui::{self, Frame, Rect, UiBuilder, pos2, vec2};

use super::page::Page;
use super::{ReaderGlance, keys};

/// The bar as wide as its two buttons usually are, to keep it on the page.
const WIDTH: f32 = 170.0;
const HEIGHT: f32 = 38.0;

/// Shows the bar when text is marked and part of it can be seen. Says whether a note is wanted.
pub(super) fn selection_bar_ui(ui: &mut egui::Ui, glance: &ReaderGlance, page: &Page<'_>) -> bool {
    let Some(at) = place(glance, page) else {
        return false;
    };
    let mut wants_note = false;
    ui.scope_builder(UiBuilder::new().max_rect(at), |ui| {
        let frame = Frame::popup(ui.style()).inner_margin(4.0);
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                wants_note = ui.button("Add note (N)").clicked();
                if ui.button("Copy").clicked() {
                    keys::copy(ui, glance);
                }
            });
        });
    });
    wants_note
}

/// Above the first visible row of the marked text; below the last one where there is no room.
fn place(glance: &ReaderGlance, page: &Page<'_>) -> Option<Rect> {
    let span = glance.selection_span()?;
    let mut rows = page
        .visible
        .iter()
        .flat_map(|placed| page.rects(placed, span.range()))
        .filter(|row| page.rect.intersects(*row));
    let first = rows.next()?;
    let last = rows.next_back().unwrap_or(first);
    let gap = 4.0;
    let above = first.top() - HEIGHT - gap;
    let top = if above >= page.rect.top() {
        above
    } else if last.bottom() + gap + HEIGHT <= page.rect.bottom() {
        last.bottom() + gap
    } else {
        page.rect.top() + gap
    };
    let left = first
        .left()
        .min(page.rect.right() - WIDTH)
        .max(page.rect.left());
    Some(Rect::from_min_size(pos2(left, top), vec2(WIDTH, HEIGHT)))
}
