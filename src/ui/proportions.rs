//! How the window is divided, when it changes its size.
//!
//! egui keeps a panel's size in points, and what a small window squeezed would stay squeezed. Here each
//! panel has the size that the reader gave it by dragging its edge, or a part of the window where the
//! reader gave none, and takes it again whenever the window has another size. What the contents of a
//! panel need at a small size is no wish of the reader's.

use eframe::egui::containers::panel::PanelState;
use eframe::egui::{Id, IdSalt, Ui, Vec2, pos2};

/// What is remembered of one panel.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Proportion {
    /// What the reader dragged it to, in the unit of whoever asks.
    wish: Option<f32>,
    /// The window's size for which the panel has its size.
    seen: Option<Vec2>,
}

/// Sizes of all panels.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Proportions {
    /// In points.
    pub(super) sidebar: Proportion,
    /// As a share of the window's height.
    pub(super) notes: Proportion,
    /// As a share of the window's width.
    pub(super) charts: Proportion,
}

impl Proportion {
    /// The reader's wish.
    pub(super) const fn wish(&self) -> Option<f32> {
        self.wish
    }

    /// Before the panel `name` of `ui` is shown: makes it `size` points, the way it grows, where the
    /// window has changed.
    pub(super) fn keep(&mut self, ui: &Ui, name: &'static str, window: Vec2, size: f32) {
        let before = self.seen.replace(window);
        if before.is_none_or(|before| (before - window).abs().max_elem() < 0.5) {
            return;
        }
        let id = panel_id(ui, name);
        let Some(mut state) = PanelState::load(ui, id) else {
            return;
        };
        // Only the size counts; panels are either upright or level, so both may be set.
        state.outer_rect.max = state.outer_rect.min + pos2(size, size).to_vec2();
        ui.ctx().data_mut(|data| data.insert_persisted(id, state));
    }

    /// After it was shown: `wish` is what its size comes to, if the reader is dragging its edge.
    pub(super) fn learn(&mut self, ui: &Ui, name: &'static str, wish: f32) {
        // The name that egui gives the edge of a panel.
        let edge = panel_id(ui, name).with("__resize");
        let response = ui.ctx().read_response(edge);
        if response.is_some_and(|edge| edge.dragged() || edge.drag_stopped()) {
            self.wish = Some(wish);
        }
    }
}

fn panel_id(ui: &Ui, name: &'static str) -> Id {
    ui.scope_id().with_salt(IdSalt::new(name))
}
