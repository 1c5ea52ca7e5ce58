//! Who is inside: the reaches with their colours, then places with their distances.

use eframe::egui;
use egui::{Id, Rect, ScrollArea, Ui, UiBuilder, vec2};

use super::{MapGlance, Mark, Marks};
use crate::export::scene::Theme;
use crate::export::scene::map::{Emphasis, MapInk, ring_colour};
use crate::figures::map::MapPlace;
use crate::ui::panels::chart_frame::{self, Pointed, elided, left_centred};
use crate::ui::scene_painter::colour;
use crate::ui::tokens::Tokens;
use crate::units::{LengthUnit, format};
use crate::workspace::Action;

/// Height of a line.
const ROW: f32 = 18.0;

/// Least width of a column of lines.
const LEAST_COLUMN: f32 = 200.0;

pub(super) fn inside_ui(
    ui: &mut Ui,
    area: Rect,
    marks: &mut Marks<'_>,
    glance: &mut MapGlance,
    emphasis: &Emphasis,
    actions: &mut Vec<Action>,
) {
    if area.height() < ROW || area.width() < 60.0 {
        return;
    }
    // Below the map there is more room beside the reaches than under them.
    let (reaches, places) = if area.width() >= 2.0 * LEAST_COLUMN && area.height() < area.width() {
        let (left, mut right) = area.split_left_right_at_fraction(0.5);
        right.min.x += 8.0;
        (Some(left), right)
    } else {
        (None, area)
    };
    if let Some(reaches) = reaches {
        column_ui(ui, reaches, "reaches", |ui| {
            rings_ui(ui, marks, glance, emphasis, actions);
        });
    }
    column_ui(ui, places, "who is inside", |ui| {
        if reaches.is_none() {
            rings_ui(ui, marks, glance, emphasis, actions);
        }
        places_ui(ui, marks, glance, emphasis, actions);
    });
}

/// Lines that scroll.
fn column_ui(ui: &mut Ui, area: Rect, salt: &str, content: impl FnOnce(&mut Ui)) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(area).id_salt(salt));
    child.set_clip_rect(area.intersect(ui.clip_rect()));
    ScrollArea::vertical()
        .id_salt(("lines", salt))
        .auto_shrink(false)
        .show(&mut child, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            content(ui);
        });
}

fn rings_ui(
    ui: &mut Ui,
    marks: &mut Marks<'_>,
    glance: &mut MapGlance,
    emphasis: &Emphasis,
    actions: &mut Vec<Action>,
) {
    for at in 0..marks.figure.rings.len() {
        ring_row(ui, marks, at, glance, emphasis, actions);
    }
}

fn places_ui(
    ui: &mut Ui,
    marks: &mut Marks<'_>,
    glance: &mut MapGlance,
    emphasis: &Emphasis,
    actions: &mut Vec<Action>,
) {
    let places = marks.figure.places.iter();
    let inside = places.filter(|it| !it.inside.is_empty()).count();
    if !marks.figure.rings.is_empty() {
        ui.add_space(3.0);
        let what = match marks.figure.rings.as_slice() {
            [ring] => crate::ui::shown_text(&ring.label),
            rings => format!("any of {} reaches", rings.len()),
        };
        let heading = match inside {
            0 => format!("No place of the table lies inside of {what}"),
            1 => format!("1 place inside of {what}"),
            num => format!("{num} places inside of {what}"),
        };
        let heading = egui::RichText::new(heading).small().strong();
        ui.add(egui::Label::new(heading).truncate());
    }
    let mut told_outside = false;
    let mut chosen = None;
    for (at, place) in marks.figure.places.iter().enumerate() {
        if place.inside.is_empty() && !told_outside && !marks.figure.rings.is_empty() {
            told_outside = true;
            ui.add_space(3.0);
            let words = "Named in the document, outside";
            ui.label(egui::RichText::new(words).small().strong());
        }
        let selected = &marks.view.selected.mentions;
        let is_chosen = place.mentions.iter().any(|id| selected.contains(id));
        let rect = place_row(ui, marks, at, place, glance, emphasis, actions);
        if is_chosen && chosen.is_none() {
            chosen = Some(at);
            if glance.brought != chosen {
                ui.scroll_to_rect(rect, None);
            }
        }
    }
    glance.brought = chosen;
}

/// A line that is one mark: lit when it stands out, clicked to select.
fn row(ui: &mut Ui, id: Id, name: &str, strong: bool) -> (Rect, egui::Response) {
    let tokens = Tokens::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let under = ui.painter().add(egui::Shape::Noop);
    let response = chart_frame::mark(ui, rect.shrink(1.0), id, name);
    if strong {
        let fill = egui::Shape::rect_filled(rect, 3.0, tokens.hover.gamma_multiply(0.9));
        ui.painter().set(under, fill);
    }
    (rect, response)
}

fn ring_row(
    ui: &mut Ui,
    marks: &mut Marks<'_>,
    at: usize,
    glance: &mut MapGlance,
    emphasis: &Emphasis,
    actions: &mut Vec<Action>,
) {
    let Some(ring) = marks.figure.rings.get(at) else {
        return;
    };
    let tokens = Tokens::of(ui);
    let from = marks
        .figure
        .launches
        .get(ring.launch)
        .map_or("", |it| it.name.as_str());
    let words = if marks.figure.launches.len() > 1 {
        format!("{} from {from}", ring.full_label())
    } else {
        ring.full_label()
    };
    let name = format!(
        "Ring: {} from {from}, {}",
        ring.full_label(),
        ring.km_words()
    );
    let id = ui.scope_id().with(("ring", at));
    let (rect, response) = row(ui, id, &name, emphasis.rings.contains(&at));
    let theme = if tokens.dark {
        Theme::Dark
    } else {
        Theme::Light
    };
    let stroke = egui::Stroke::new(
        2.6,
        colour(MapInk::of(theme).ring(ring_colour(marks.figure, at))),
    );
    ui.painter().hline(
        rect.min.x + 4.0..=rect.min.x + 24.0,
        rect.center().y,
        stroke,
    );
    let font = chart_frame::small_font(ui);
    let galley = elided(ui, &words, &font, tokens.text, rect.width() - 36.0);
    ui.painter().galley(
        left_centred(rect.min.x + 30.0, rect.center().y, &galley),
        galley,
        tokens.text,
    );
    finish(ui, &response, Mark::Ring(at), marks, glance, actions);
}

fn place_row(
    ui: &mut Ui,
    marks: &mut Marks<'_>,
    at: usize,
    place: &MapPlace,
    glance: &mut MapGlance,
    emphasis: &Emphasis,
    actions: &mut Vec<Action>,
) -> Rect {
    let tokens = Tokens::of(ui);
    let km = place.nearest().map_or_else(String::new, |(km, _)| {
        format::distance(km, LengthUnit::Kilometre)
    });
    let side = if place.inside.is_empty() {
        "Outside"
    } else {
        "Inside"
    };
    let name = format!("{side}: {}, {km}", place.name);
    let id = ui.scope_id().with(("place", at));
    let (rect, response) = row(ui, id, &name, emphasis.places.contains(&at));
    if ui.is_rect_visible(rect) {
        let font = chart_frame::small_font(ui);
        let y = rect.center().y;
        let right = elided(ui, &km, &font, tokens.text_weak, 80.0);
        let left = rect.max.x - right.size().x - 12.0;
        let room = left - rect.min.x - 12.0;
        ui.painter()
            .galley(left_centred(left, y, &right), right, tokens.text_weak);
        let words = if place.country.is_empty() || place.country == place.name {
            place.name.clone()
        } else {
            format!("{}, {}", place.name, place.country)
        };
        let galley = elided(ui, &words, &font, tokens.text, room);
        ui.painter().galley(
            left_centred(rect.min.x + 6.0, y, &galley),
            galley,
            tokens.text,
        );
        if !place.mentions.is_empty() {
            let dot = egui::pos2(rect.min.x + 1.5, y);
            ui.painter().circle_filled(dot, 2.0, tokens.accent);
        }
    }
    finish(ui, &response, Mark::Place(at), marks, glance, actions);
    rect
}

fn finish(
    ui: &Ui,
    response: &egui::Response,
    mark: Mark,
    marks: &mut Marks<'_>,
    glance: &mut MapGlance,
    actions: &mut Vec<Action>,
) {
    if let Some(pointed) = Pointed::of(response, mark) {
        marks.point_at(mark);
        if pointed.by_pointer() {
            ui.set_cursor_icon(egui::CursorIcon::PointingHand);
            super::canvas::tip_ui(ui, marks, mark);
        }
    }
    if response.clicked() {
        marks.select(mark, glance, actions);
    }
}
