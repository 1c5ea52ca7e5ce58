//! The strip of kinds: colour, line and number of each; a click shows or hides its highlights.

use eframe::egui::{self, Align2, Rect, Sense, Stroke, StrokeKind, TextStyle, WidgetInfo, vec2};

use super::underline::paint_underline;
use super::{ReaderGlance, ReaderView};
use crate::extract::Kind;
use crate::ui::tokens::Tokens;
use crate::units::format;
use crate::workspace::Action;

/// Shows the kinds that occur in the article, in rows as wide as `ui`.
pub fn legend_ui(
    ui: &mut egui::Ui,
    view: &ReaderView<'_>,
    glance: &mut ReaderGlance,
    actions: &mut Vec<Action>,
) {
    glance.refresh(view);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 4.0);
        for kind in Kind::ALL {
            let Some(&num) = glance.counts.by_kind.get(&kind) else {
                continue;
            };
            let shown = !view.hidden_kinds.contains(&kind);
            if entry_ui(ui, kind, num, shown) {
                actions.push(Action::ShowKind {
                    kind,
                    shown: !shown,
                });
            }
        }
    });
}

/// One kind; says whether it was clicked.
fn entry_ui(ui: &mut egui::Ui, kind: Kind, num: usize, shown: bool) -> bool {
    let tokens = Tokens::of(ui);
    let num = format::number(f64::from(u32::try_from(num).unwrap_or(u32::MAX)), 0);
    let font = TextStyle::Small.resolve(ui.style());
    let color = if shown { tokens.text } else { tokens.text_weak };
    let text = format!("{}  {num}", kind.label());
    let galley = ui.painter().layout_no_wrap(text, font.clone(), color);
    let size = galley.size() + vec2(14.0, 8.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let name = format!("{}, {num} in this article", kind.label());
        WidgetInfo::selected(egui::Role::CheckBox, true, shown, name)
    });
    if ui.is_rect_visible(rect) {
        paint_entry(ui, rect, &response, kind, shown);
        let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect);
        ui.painter().galley(at.min - vec2(0.0, 1.0), galley, color);
    }
    let hint = if shown {
        "Shown; click to hide these highlights"
    } else {
        "Hidden; click to show these highlights"
    };
    response.on_hover_text(hint).clicked()
}

fn paint_entry(ui: &egui::Ui, rect: Rect, response: &egui::Response, kind: Kind, shown: bool) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter();
    if shown {
        painter.rect_filled(rect, 3.0, tokens.kind_background(kind));
        let x = rect.shrink2(vec2(7.0, 0.0)).x_range();
        paint_underline(painter, kind, x, rect.bottom() - 3.5, tokens.kind(kind));
    }
    let lively = response.hovered() || response.has_focus();
    let color = if lively { tokens.accent } else { tokens.border };
    if lively || !shown {
        painter.rect_stroke(rect, 3.0, Stroke::new(1.0, color), StrokeKind::Inside);
    }
}
