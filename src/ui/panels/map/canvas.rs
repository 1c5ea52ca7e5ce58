//! The map itself: painting what is laid out, dragging, zooming, pointing and clicking.

use std::sync::Arc;

use eframe::egui;
use egui::{
    Key, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
};

use super::choose::Zoom;
use super::{Laid, MapGlance, Mark, Marks, fitted, ground, launch_at};
use crate::export::scene::map::{Emphasis, MapInk, MapPlot, place_hint};
use crate::export::scene::{Bounds, Theme};
use crate::geo::{LatLon, MapView, PlaneWorld, coordinates, distance_km};
use crate::ui::panels::chart_frame::{self, Pointed};
use crate::ui::scene_painter::{colour, paint_items};
use crate::ui::tokens::Tokens;
use crate::workspace::Action;

/// The pointer is on a ring when so near to it, in points.
const NEAR_RING: f64 = 6.0;

/// And on a place when so near.
const NEAR_PLACE: f32 = 9.0;

/// Arrows move by so many points.
const STEP: f64 = 48.0;

/// A press on plus or minus, or a double click, zooms by so much.
const ZOOM: f64 = 1.5;

pub(super) fn canvas_ui(
    ui: &Ui,
    area: Rect,
    marks: &mut Marks<'_>,
    glance: &mut MapGlance,
    emphasis: &Emphasis,
    zoom: Option<Zoom>,
    actions: &mut Vec<Action>,
) {
    if area.width() < 40.0 || area.height() < 40.0 {
        return;
    }
    let response = ui.interact(area, ui.scope_id().with("map"), Sense::click_and_drag());
    let name = "Map: drag to move, scroll to zoom, arrows and plus and minus from the keyboard";
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, name));
    let mut view = current_view(marks, glance, area);
    view = moved(ui, &response, view, area, zoom);
    if matches!(zoom, Some(Zoom::All)) || pressed(ui, &response, Key::Num0) {
        view = fitted(marks.figure, glance.sheet, area);
    }
    glance.view = Some(view);
    let world = ground::best(marks.lands, view, &mut glance.asked_land, actions);
    paint(ui, area, view, marks, glance, (emphasis, world));
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Tokens::of(ui).accent);
        ui.painter()
            .rect_stroke(area, 0.0, stroke, StrokeKind::Inside);
    }
    let pointer = response.hover_pos();
    let mark = pointer.and_then(|at| mark_at(marks, view, area, at));
    if let Some(mark) = mark {
        marks.point_at(mark);
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
        tip_ui(ui, marks, mark);
    } else if glance.picks && response.hovered() {
        ui.set_cursor_icon(egui::CursorIcon::Crosshair);
    }
    let place = |at: Option<Pos2>| at.and_then(|at| place_under(view, area, at));
    if response.clicked() {
        if glance.picks {
            launch_at(
                marks.figure,
                place(response.interact_pointer_pos()),
                false,
                glance,
            );
        } else if let Some(mark) = mark {
            marks.select(mark, glance, actions);
        }
    }
    menu_ui(&response, marks, view, area, glance);
}

/// The look of the last frame on the sheet of this one; the whole figure at first.
fn current_view(marks: &Marks<'_>, glance: &MapGlance, area: Rect) -> MapView {
    let projection = crate::export::scene::map::projection_for(marks.figure, glance.sheet);
    let (width, height) = size(area);
    match glance.view {
        Some(view) if view.projection == projection => view.held(width, height),
        Some(view) => view.on(projection, width, height),
        None => fitted(marks.figure, glance.sheet, area),
    }
}

fn size(area: Rect) -> (f64, f64) {
    (f64::from(area.width()), f64::from(area.height()))
}

fn pressed(ui: &Ui, response: &Response, key: Key) -> bool {
    response.has_focus() && ui.input(|input| input.key_pressed(key) && input.modifiers.is_none())
}

fn moved(ui: &Ui, response: &Response, view: MapView, area: Rect, zoom: Option<Zoom>) -> MapView {
    let (width, height) = size(area);
    let mut view = view;
    if response.dragged() {
        let by = response.drag_delta();
        view = view.moved([f64::from(by.x), f64::from(by.y)], width, height);
    }
    if response.hovered() {
        let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
        let factor = f64::from((scroll / 200.0).exp() * pinch);
        if (factor - 1.0).abs() > 1e-6 {
            let off = off_middle(area, response.hover_pos());
            view = view.zoomed(factor, off, width, height);
        }
    }
    if response.double_clicked() {
        view = view.zoomed(
            ZOOM,
            off_middle(area, response.interact_pointer_pos()),
            width,
            height,
        );
    }
    let factor = match zoom {
        Some(Zoom::In) => ZOOM,
        Some(Zoom::Out) => 1.0 / ZOOM,
        _ if pressed(ui, response, Key::Plus) || pressed(ui, response, Key::Equals) => ZOOM,
        _ if pressed(ui, response, Key::Minus) => 1.0 / ZOOM,
        _ => 1.0,
    };
    if (factor - 1.0).abs() > 1e-6 {
        view = view.zoomed(factor, [0.0, 0.0], width, height);
    }
    if response.has_focus() {
        let filter = egui::EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..Default::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        for (key, by) in [
            (Key::ArrowLeft, [STEP, 0.0]),
            (Key::ArrowRight, [-STEP, 0.0]),
            (Key::ArrowUp, [0.0, STEP]),
            (Key::ArrowDown, [0.0, -STEP]),
        ] {
            if pressed(ui, response, key) {
                view = view.moved(by, width, height);
            }
        }
    }
    view
}

fn off_middle(area: Rect, at: Option<Pos2>) -> [f64; 2] {
    let off = at.map_or(egui::Vec2::ZERO, |at| at - area.center());
    [f64::from(off.x), f64::from(off.y)]
}

fn place_under(view: MapView, area: Rect, at: Pos2) -> Option<LatLon> {
    view.projection.inverse(view.at(off_middle(area, Some(at))))
}

fn paint(
    ui: &Ui,
    area: Rect,
    view: MapView,
    marks: &Marks<'_>,
    glance: &mut MapGlance,
    (emphasis, world): (&Emphasis, Option<Arc<PlaneWorld>>),
) {
    let dark = ui.visuals().dark_mode;
    let is_same = |it: &&Laid| {
        it.view == view
            && it.area == area
            && it.dark == dark
            && it.emphasis == *emphasis
            && it.world.as_ref().map(Arc::as_ptr) == world.as_ref().map(Arc::as_ptr)
            && std::ptr::eq(&*it.figure, marks.figure)
    };
    if glance.laid.as_ref().filter(is_same).is_none() {
        lay(area, view, dark, glance, (emphasis, world));
    }
    let tokens = Tokens::of(ui);
    let painter = ui.painter().with_clip_rect(area.intersect(ui.clip_rect()));
    painter.rect_filled(area, 0.0, tokens.background);
    if let Some(laid) = &glance.laid {
        let [under, over] = &*laid.layers;
        paint_items(&painter, Pos2::ZERO, under);
        painter.add(Shape::Mesh(Arc::clone(&laid.land)));
        paint_items(&painter, Pos2::ZERO, over);
    }
    let stroke = Stroke::new(1.0, tokens.border);
    ui.painter()
        .rect_stroke(area, 0.0, stroke, StrokeKind::Inside);
}

fn lay(
    area: Rect,
    view: MapView,
    dark: bool,
    glance: &mut MapGlance,
    (emphasis, world): (&Emphasis, Option<Arc<PlaneWorld>>),
) {
    let Some(made) = &glance.made else { return };
    let figure = Arc::clone(&made.figure);
    let none = PlaneWorld::empty(ground::detail(view), view.projection);
    let drawn = world.as_deref().unwrap_or(&none);
    let ink = MapInk::of(if dark { Theme::Dark } else { Theme::Light });
    let bounds = Bounds {
        left: area.min.x,
        top: area.min.y,
        right: area.max.x,
        bottom: area.max.y,
    };
    let plot = MapPlot {
        figure: &figure,
        world: drawn,
        view,
        area: bounds,
        ink: &ink,
        emphasis,
        fills_land: false,
    };
    let layers = Arc::new(plot.layers());
    let land = Arc::new(ground::mesh(drawn, view, area, colour(ink.land)));
    glance.num_made += 1;
    glance.laid = Some(Laid {
        figure,
        view,
        area,
        dark,
        emphasis: emphasis.clone(),
        world,
        layers,
        land,
    });
}

/// What the pointer is on: a place before a ring.
fn mark_at(marks: &Marks<'_>, view: MapView, area: Rect, at: Pos2) -> Option<Mark> {
    let spot = |position: LatLon| {
        let [dx, dy] = view.place(position);
        let middle = area.center();
        pos2(
            middle.x + chart_frame::px(dx),
            middle.y + chart_frame::px(dy),
        )
    };
    let places = marks.figure.places.iter().enumerate();
    let near = places
        .map(|(i, place)| (i, spot(place.position).distance(at)))
        .filter(|it| it.1 <= NEAR_PLACE)
        .min_by(|a, b| a.1.total_cmp(&b.1));
    if let Some((i, _)) = near {
        return Some(Mark::Place(i));
    }
    let place = place_under(view, area, at)?;
    let beside = place_under(view, area, at + egui::vec2(1.0, 0.0)).unwrap_or(place);
    let below = place_under(view, area, at + egui::vec2(0.0, 1.0)).unwrap_or(place);
    let per_point = distance_km(place, beside)
        .max(distance_km(place, below))
        .max(1e-6);
    let rings = marks.figure.rings.iter().enumerate();
    let off = rings.filter_map(|(i, ring)| {
        let center = marks.figure.launches.get(ring.launch)?.position;
        let km = distance_km(center, place);
        let off = (km - ring.km.1).abs().min((km - ring.km.0).abs()) / per_point;
        (off <= NEAR_RING).then_some((i, off))
    });
    off.min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(i, _)| Mark::Ring(i))
}

/// With the other button: launch places from where the pointer is.
fn menu_ui(
    response: &Response,
    marks: &Marks<'_>,
    view: MapView,
    area: Rect,
    glance: &mut MapGlance,
) {
    let id = response.id.with("menu place");
    if response.secondary_clicked() {
        let place = response
            .interact_pointer_pos()
            .and_then(|at| place_under(view, area, at));
        response
            .ctx
            .data_mut(|data| data.insert_temp(id, place.map(|it| [it.lat(), it.lon()])));
    }
    let figure = marks.figure;
    response.context_menu(|ui| {
        let kept: Option<Option<[f64; 2]>> = ui.data(|data| data.get_temp(id));
        let place = kept.flatten().and_then(|[lat, lon]| LatLon::new(lat, lon));
        let Some(place) = place else {
            ui.weak("Nothing lies here");
            return;
        };
        ui.label(coordinates::spelled(place));
        if ui.button("Draw from here").clicked() {
            launch_at(figure, Some(place), true, glance);
            ui.close();
        }
        if ui.button("Draw from here too").clicked() {
            launch_at(figure, Some(place), false, glance);
            ui.close();
        }
        if ui.button("Copy coordinates").clicked() {
            ui.copy_text(coordinates::words(place));
            ui.close();
        }
    });
}

pub(super) fn tip_ui(ui: &Ui, marks: &Marks<'_>, mark: Mark) {
    let id = ui.scope_id().with("map tip");
    let pointed = Pointed {
        what: mark,
        anchor: egui::PopupAnchor::Pointer,
    };
    chart_frame::tip(ui, id, pointed.anchor, |ui| {
        let (title, plain, weak) = tip_words(marks, mark);
        chart_frame::tip_lines(ui, &title, &plain, &weak);
    });
}

fn tip_words(marks: &Marks<'_>, mark: Mark) -> (String, Vec<String>, Vec<String>) {
    let figure = marks.figure;
    match mark {
        Mark::Ring(at) => figure.rings.get(at).map_or_else(Default::default, |ring| {
            let from = figure
                .launches
                .get(ring.launch)
                .map_or("", |it| it.name.as_str());
            let inside = figure
                .places
                .iter()
                .filter(|it| it.inside.iter().any(|it| it.ring == at));
            let plain = vec![
                format!("{} from {from}", ring.km_words()),
                format!("{} places inside", inside.count()),
            ];
            (
                ring.full_label(),
                plain,
                vec![format!("Source: {}", ring.source)],
            )
        }),
        Mark::Place(at) => figure
            .places
            .get(at)
            .map_or_else(Default::default, |place| {
                let inside = place.inside.iter().filter_map(|it| {
                    let ring = figure.rings.get(it.ring)?;
                    let only = if it.always {
                        ""
                    } else {
                        " (at its highest published range only)"
                    };
                    Some(format!("within {}{only}", ring.full_label()))
                });
                let mut plain: Vec<String> = inside.collect();
                if plain.is_empty() && !figure.rings.is_empty() {
                    plain.push("outside every ring".to_owned());
                }
                (
                    place_hint(figure, place),
                    plain,
                    vec![place.note.clone(), format!("Position: {}", place.source)],
                )
            }),
    }
}
