//! Choosing what the map shows: where from, how far, and how it is looked at.

use std::sync::Arc;

use eframe::egui;
use egui::{Key, RichText, Role, TextEdit, Ui, WidgetInfo};

use super::{MapGlance, asked_launches, asked_reaches, is_lit};
use crate::export::scene::map::Sheets;
use crate::extract::{MentionId, Value};
use crate::figures::map::{MAX_LAUNCHES, MAX_REACHES, Offer, Origin};
use crate::figures::{LaunchAsk, MapFigure, MapMaterial, ReachAsk};
use crate::geo::coordinates;
use crate::reference::Catalog;
use crate::ui::panels::ChartView;
use crate::ui::tokens::Tokens;
use crate::units::{LengthUnit, format};

/// Suggestions under a search field.
const MAX_SUGGESTIONS: usize = 6;

/// What was pressed beside the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zoom {
    In,
    Out,
    All,
}

/// Right of the title, from the right: zoom, then the sheet.
pub(super) fn view_ui(ui: &mut Ui, glance: &mut MapGlance) -> Option<Zoom> {
    let mut zoom = None;
    for (label, name, what) in [
        ("+", "Zoom in on the map", Zoom::In),
        ("−", "Zoom out of the map", Zoom::Out),
        ("All", "Show all rings", Zoom::All),
    ] {
        let button = ui.small_button(label);
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if button.on_hover_text(name).clicked() {
            zoom = Some(what);
        }
    }
    let full = "Distances true from the launch place (azimuthal equidistant)";
    let mut azimuthal = glance.sheet == Sheets::Azimuthal;
    let toggle = ui.checkbox(&mut azimuthal, RichText::new("True distances").small());
    toggle.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, azimuthal, full));
    if toggle.changed() {
        glance.sheet = if azimuthal {
            Sheets::Azimuthal
        } else {
            Sheets::Equirectangular
        };
    }
    toggle.on_hover_text(full);
    zoom
}

/// Launch places, each with the way to take it off, and the field to add one.
pub(super) fn launches_ui(
    ui: &mut Ui,
    material: &MapMaterial,
    figure: &MapFigure,
    glance: &mut MapGlance,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new("From").small().strong());
        let is_chosen = !glance.ask.launches.is_empty() || !material.launches.is_empty();
        for (at, launch) in figure.launches.iter().enumerate() {
            let words = if is_chosen {
                format!("{} ×", launch.name)
            } else {
                format!("{} (assumed)", launch.name)
            };
            let chip = ui.add_enabled(is_chosen, egui::Button::new(RichText::new(words).small()));
            let name = format!("Take {} off the map", launch.name);
            chip.widget_info(|| WidgetInfo::labeled(Role::Button, is_chosen, &name));
            if chip.on_hover_text(name).clicked() {
                let mut launches = asked_launches(figure);
                launches.remove(at);
                glance.ask.launches = launches;
            }
        }
        launch_field(ui, figure, glance);
        let pick = ui.selectable_label(glance.picks, RichText::new("Click on map").small());
        pick.widget_info(|| {
            WidgetInfo::selected(
                Role::Button,
                true,
                glance.picks,
                "Choose a launch place by a click on the map",
            )
        });
        if pick
            .on_hover_text("The next click on the map chooses a launch place")
            .clicked()
        {
            glance.picks = !glance.picks;
        }
    });
}

fn launch_field(ui: &mut Ui, figure: &MapFigure, glance: &mut MapGlance) {
    let id = ui.scope_id().with("launch place");
    let hint = "Place or lat, lon";
    let field = TextEdit::singleline(&mut glance.launch_words)
        .id(id)
        .hint_text(hint)
        .desired_width(120.0);
    let response = ui.add(field);
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::TextInput,
            true,
            "Launch place: a name, or latitude and longitude",
        )
    });
    if std::mem::take(&mut glance.wants_launch) {
        response.request_focus();
    }
    let found = launch_suggestions(&glance.launch_words);
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let mut chosen = if entered {
        found.first().map(|it| it.1.clone())
    } else {
        None
    };
    if !glance.launch_words.trim().is_empty() {
        if found.is_empty() {
            ui.label(
                RichText::new("no such place")
                    .small()
                    .color(Tokens::of(ui).warning),
            );
        }
        for (words, ask) in &found {
            let button = ui.small_button(words);
            let name = format!("Draw from {words}");
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if button.on_hover_text(name).clicked() {
                chosen = Some(ask.clone());
            }
        }
    }
    if let Some(ask) = chosen {
        let mut launches = if glance.ask.launches.is_empty() {
            Vec::new()
        } else {
            asked_launches(figure)
        };
        if !launches.contains(&ask) && launches.len() < MAX_LAUNCHES {
            launches.push(ask);
        }
        glance.ask.launches = launches;
        glance.launch_words.clear();
        glance.view = None;
    }
}

/// Places whose name begins with the words, then those that hold them; or coordinates.
fn launch_suggestions(words: &str) -> Vec<(String, LaunchAsk)> {
    let wanted = words.trim().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    if let Some(at) = coordinates::parse(&wanted) {
        return vec![(coordinates::spelled(at), LaunchAsk::At(at))];
    }
    let mut found: Vec<(bool, &crate::reference::Place)> = Catalog::shipped()
        .places
        .iter()
        .filter_map(|place| {
            let name = place.name.to_lowercase();
            name.contains(&wanted)
                .then(|| (!name.starts_with(&wanted), place))
        })
        .collect();
    found.sort_by_key(|it| it.0);
    let found = found.into_iter().take(MAX_SUGGESTIONS);
    found
        .map(|(_, place)| (place.name.clone(), LaunchAsk::Place(place.id.clone())))
        .collect()
}

/// The menu of reaches, and the offer to draw what is selected.
pub(super) fn reaches_ui(
    ui: &mut Ui,
    material: &Arc<MapMaterial>,
    figure: &MapFigure,
    view: &ChartView<'_>,
    glance: &mut MapGlance,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new("Reach").small().strong());
        let drawn = asked_reaches(figure);
        let menu = ui.menu_button(
            RichText::new(format!("{} drawn…", drawn.len())).small(),
            |ui| {
                menu_ui(ui, material, &drawn, glance);
            },
        );
        let name = "Choose missiles and distances to draw";
        menu.response
            .widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        reach_field(ui, &drawn, glance);
        offer_ui(ui, material, figure, view, glance);
        let is_own = glance.ask != crate::figures::MapAsk::default();
        if is_own
            && ui
                .small_button("As in the document")
                .on_hover_text("Forget what was chosen here")
                .clicked()
        {
            glance.reset();
        }
    });
}

/// A check box for each reach of the document.
fn menu_ui(ui: &mut Ui, material: &MapMaterial, drawn: &[ReachAsk], glance: &mut MapGlance) {
    ui.set_max_width(320.0);
    egui::ScrollArea::vertical()
        .max_height(320.0)
        .show(ui, |ui| {
            if material.reaches.is_empty() {
                ui.weak("The document names no missile with a published range and no distance");
            }
            for reach in &material.reaches {
                let ask = match &reach.origin {
                    Origin::Weapon(id) => ReachAsk::Weapon(id.clone()),
                    Origin::Distance(mention) => ReachAsk::Distance(*mention),
                    Origin::Asked => continue,
                };
                let mut on = drawn.contains(&ask);
                let km = format::distance(reach.km.1, LengthUnit::Kilometre);
                let words = match reach.origin {
                    Origin::Weapon(_) => format!("{}, {km}", reach.label),
                    _ => reach.words(),
                };
                if ui.checkbox(&mut on, words).changed() {
                    let mut reaches = drawn.to_vec();
                    if on {
                        reaches.push(ask);
                    } else {
                        reaches.retain(|it| *it != ask);
                    }
                    glance.ask.reaches = reaches;
                }
            }
        });
}

fn reach_field(ui: &mut Ui, drawn: &[ReachAsk], glance: &mut MapGlance) {
    let field = TextEdit::singleline(&mut glance.reach_words)
        .id(ui.scope_id().with("reach"))
        .hint_text("Missile or km")
        .desired_width(100.0);
    let response = ui.add(field);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::TextInput, true, "Reach: a missile, or kilometres")
    });
    let found = reach_suggestions(&glance.reach_words);
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let mut chosen = if entered {
        found.first().map(|it| it.1.clone())
    } else {
        None
    };
    if !glance.reach_words.trim().is_empty() {
        if found.is_empty() {
            ui.label(
                RichText::new("no such missile")
                    .small()
                    .color(Tokens::of(ui).warning),
            );
        }
        for (words, ask) in &found {
            let button = ui.small_button(words);
            let name = format!("Draw {words}");
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if button.on_hover_text(name).clicked() {
                chosen = Some(ask.clone());
            }
        }
    }
    if let Some(ask) = chosen {
        let mut reaches = drawn.to_vec();
        if !reaches.contains(&ask) && reaches.len() < MAX_REACHES {
            reaches.push(ask);
        }
        glance.ask.reaches = reaches;
        glance.reach_words.clear();
        glance.view = None;
    }
}

/// Missiles with a published range whose name holds the words, or a number of kilometres.
fn reach_suggestions(words: &str) -> Vec<(String, ReachAsk)> {
    let wanted = words.trim().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let number = wanted.trim_end_matches("km").trim().replace(',', "");
    if let Some(km) = number
        .parse::<f64>()
        .ok()
        .filter(|km| (1.0..=40_000.0).contains(km))
    {
        return vec![(
            format::distance(km, LengthUnit::Kilometre),
            ReachAsk::Km(km),
        )];
    }
    let missiles = Catalog::shipped().missiles.iter();
    let found =
        missiles.filter(|it| it.range_km.is_some() && it.name.to_lowercase().contains(&wanted));
    found
        .take(MAX_SUGGESTIONS)
        .map(|it| (it.name.clone(), ReachAsk::Weapon(it.id.clone())))
        .collect()
}

/// A weapon or distance that is selected and not drawn can be.
fn offer_ui(
    ui: &mut Ui,
    material: &MapMaterial,
    figure: &MapFigure,
    view: &ChartView<'_>,
    glance: &mut MapGlance,
) {
    let is_drawn = figure.rings.iter().any(|it| is_lit(it, view.selected));
    if is_drawn {
        return;
    }
    let selected = material.reaches.iter().find(|it| {
        let by_weapon =
            matches!(&it.origin, Origin::Weapon(id) if view.selected.weapons.contains(id));
        by_weapon
            || it
                .mentions
                .iter()
                .any(|id| view.selected.mentions.contains(id))
    });
    let Some(reach) = selected else { return };
    let ask = match &reach.origin {
        Origin::Weapon(id) => ReachAsk::Weapon(id.clone()),
        Origin::Distance(mention) => ReachAsk::Distance(*mention),
        Origin::Asked => return,
    };
    let here = figure.launches.first().map(|it| it.name.as_str());
    let from = match material.offer(Catalog::shipped(), &glance.ask, reach) {
        Offer::Here => here,
        Offer::Seat(place) => {
            // The others are not drawn from there, and it is not drawn from where the others are.
            let words = format!("Draw {} from {}", reach.words(), place.name);
            if ui.small_button(&words).clicked() {
                glance.draw_ring(ask, LaunchAsk::Place(place.id.clone()));
            }
            return;
        }
        Offer::Choose => None,
    };
    let Some(from) = from else {
        let words = format!("Choose a place to draw {} from", reach.words());
        ui.label(RichText::new(words).small());
        return;
    };
    let words = format!("Draw {} from {from}", reach.words());
    if ui.small_button(&words).clicked() {
        let mut reaches = asked_reaches(figure);
        reaches.truncate(MAX_REACHES - 1);
        reaches.push(ask);
        glance.ask.reaches = reaches;
        glance.view = None;
    }
}

/// What the map says of itself, over it.
pub(super) fn notes_ui(ui: &mut Ui, notes: &[String], width: f32) {
    for note in notes {
        let text = RichText::new(note).small().color(Tokens::of(ui).text_weak);
        let label = egui::Label::new(text).wrap();
        ui.allocate_ui(egui::vec2(width, 14.0), |ui| ui.add(label));
    }
}

/// What the map would draw for a mention; `None` for one that has no reach and no place.
pub(in crate::ui) fn ask_of(value: &Value, id: MentionId) -> Option<Wanted> {
    match value {
        Value::Weapon {
            weapon: Some(weapon),
        } => {
            let known = Catalog::shipped().missile(weapon)?;
            known
                .range_km
                .map(|_| Wanted::Reach(ReachAsk::Weapon(weapon.to_string())))
        }
        Value::Distance { .. } => Some(Wanted::Reach(ReachAsk::Distance(id))),
        Value::Place {
            position: Some(position),
            ..
        } => {
            let known = Catalog::shipped()
                .places
                .iter()
                .find(|it| it.position == **position);
            Some(Wanted::Launch(
                known.map_or(LaunchAsk::At(**position), |it| {
                    LaunchAsk::Place(it.id.clone())
                }),
            ))
        }
        _ => None,
    }
}

/// How a mention is drawn on the map.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) enum Wanted {
    /// As a ring.
    Reach(ReachAsk),
    /// As the place that rings start from.
    Launch(LaunchAsk),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn launch_places_by_name_and_coordinates() {
        let names = |words: &str| {
            launch_suggestions(words)
                .into_iter()
                .map(|it| it.0)
                .collect::<Vec<_>>()
        };
        assert_eq!(names("tok")[0], "Tokyo");
        assert!(names("naval").len() > 1);
        assert_eq!(names("28.2, -177.4"), ["28.20° N, 177.40° W"]);
        assert!(names("nowhere at all").is_empty() && names("  ").is_empty());
    }

    #[test]
    fn reaches_by_missile_and_kilometres() {
        assert_eq!(
            reach_suggestions("1,600 km"),
            [("1,600 km".to_owned(), ReachAsk::Km(1600.0))]
        );
        assert!(reach_suggestions("tomahawk").len() > 1);
        assert!(reach_suggestions("99999999").is_empty());
    }
}
