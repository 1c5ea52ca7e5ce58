//! The map: rings of reach round launch places, and who lies inside.
//!
//! What is drawn is laid out by the same code as the pictures that leave the program
//! ([`crate::export::scene::map`]), so they agree. Figure and layout are kept from frame to frame and made
//! again only when what they rest on has changed; [`MapGlance::num_made`] counts that. Land is laid flat
//! by a job.

mod canvas;
mod choose;
mod ground;
mod inside;

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui;
use egui::{Rect, Ui};

pub(in crate::ui) use self::choose::{Wanted, ask_of};

use super::ChartView;
use super::chart_frame::{self, Footer, HoverReport};
use crate::document::DocumentId;
use crate::export::scene::SceneItem;
use crate::export::scene::map::{Emphasis, OUTLINES, Sheets, shown};
use crate::figures::map::{MapRing, Origin};
use crate::figures::{LaunchAsk, MapAsk, MapFigure, MapMaterial, ReachAsk, map};
use crate::geo::{Detail, LatLon, MapView, PlaneWorld, Projection};
use crate::notes::{self, Marked};
use crate::reference::Catalog;
use crate::ui::take_away::{self, ChartName, TakeAway};
use crate::workspace::{Action, Item, Linked};

/// From this width on, the list of who is inside stands beside the map rather than below.
const WIDE: f32 = 720.0;

/// Least height of the map itself.
const LEAST_MAP: f32 = 150.0;

/// What the map panel remembers from frame to frame; losing it costs nothing.
#[derive(Clone, Default)]
pub struct MapGlance {
    hover: HoverReport,
    ask: MapAsk,
    /// The document that `ask` is for, and what is asked for the others.
    of: Option<DocumentId>,
    kept: BTreeMap<DocumentId, MapAsk>,
    sheet: Sheets,
    view: Option<MapView>,
    made: Option<Made>,
    laid: Option<Laid>,
    /// Land that was asked for and is not there yet.
    asked_land: Option<(Detail, Projection)>,
    launch_words: String,
    reach_words: String,
    wants_launch: bool,
    picks: bool,
    pinned: Option<String>,
    /// The place last brought into view in the list because it was selected.
    brought: Option<usize>,
    pointed: Option<Mark>,
    num_made: usize,
    /// What was asked for in the map's own menu.
    pub(in crate::ui) taken: Option<TakeAway>,
    /// The ring that a note is wanted on.
    pub(in crate::ui) noted: Option<Marked>,
}

/// A figure, and what it was made of.
#[derive(Clone)]
struct Made {
    material: Arc<MapMaterial>,
    ask: MapAsk,
    figure: Arc<MapFigure>,
}

/// A layout, and what it was made for.
#[derive(Clone)]
struct Laid {
    figure: Arc<MapFigure>,
    view: MapView,
    area: Rect,
    dark: bool,
    emphasis: Emphasis,
    world: Option<Arc<PlaneWorld>>,
    layers: Arc<[Vec<SceneItem>; 2]>,
    land: Arc<egui::Mesh>,
}

/// Something on the map, as a position in the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Ring(usize),
    Place(usize),
}

impl MapGlance {
    /// Turns to a document: what was chosen for another is drawn again when that is read again.
    pub fn turn_to(&mut self, document: DocumentId) {
        if self.of == Some(document) {
            return;
        }
        let kept = self.kept.remove(&document).unwrap_or_default();
        if let Some(before) = self.of.replace(document) {
            let ask = std::mem::replace(&mut self.ask, kept);
            if ask != MapAsk::default() {
                self.kept.insert(before, ask);
            }
            self.view = None;
            self.wants_launch = false;
            self.pinned = None;
        }
    }

    /// Draws this reach, and nothing else, from where the map stands.
    pub fn draw(&mut self, reach: ReachAsk) {
        self.ask.reaches = vec![reach];
        self.view = None;
        self.wants_launch = true;
    }

    /// Draws from this place, and no other.
    pub fn draw_from(&mut self, launch: LaunchAsk) {
        self.ask.launches = vec![launch];
        self.view = None;
    }

    /// Draws one ring, and nothing else.
    pub fn draw_ring(&mut self, reach: ReachAsk, launch: LaunchAsk) {
        self.draw(reach);
        self.draw_from(launch);
        self.wants_launch = false;
    }

    /// Forgets what was chosen: the document decides again.
    pub fn reset(&mut self) {
        *self = Self {
            sheet: self.sheet,
            num_made: self.num_made,
            of: self.of,
            kept: std::mem::take(&mut self.kept),
            ..Self::default()
        };
    }

    /// How fine the land is that was painted last; `None` where there was none yet.
    pub fn land_detail(&self) -> Option<Detail> {
        self.laid.as_ref()?.world.as_ref().map(|it| it.detail)
    }

    /// How often figure or layout were made.
    pub const fn num_made(&self) -> usize {
        self.num_made
    }

    /// What is asked to be drawn.
    pub const fn ask(&self) -> &MapAsk {
        &self.ask
    }

    /// What is drawn, as of the last frame.
    pub fn figure(&self) -> Option<&MapFigure> {
        self.made.as_ref().map(|it| &*it.figure)
    }

    /// The same, to be laid out elsewhere.
    pub(in crate::ui) fn drawn(&self) -> Option<Arc<MapFigure>> {
        self.made.as_ref().map(|it| Arc::clone(&it.figure))
    }

    /// Which sheet.
    pub const fn sheet(&self) -> Sheets {
        self.sheet
    }

    fn figure_for(&mut self, material: &Arc<MapMaterial>) -> Arc<MapFigure> {
        let known = self
            .made
            .as_ref()
            .filter(|it| Arc::ptr_eq(&it.material, material) && it.ask == self.ask);
        if let Some(made) = known {
            return Arc::clone(&made.figure);
        }
        let of_another = self
            .made
            .as_ref()
            .is_some_and(|it| !Arc::ptr_eq(&it.material, material));
        if of_another {
            // Mentions of another reading are not these.
            self.ask
                .reaches
                .retain(|it| !matches!(it, ReachAsk::Distance(_)));
        }
        let figure = Arc::new(map(Catalog::shipped(), material, &self.ask));
        self.num_made += 1;
        let launches_before = self.made.as_ref().map(|it| it.figure.launches.clone());
        if launches_before.as_ref() != Some(&figure.launches) || figure.rings.len() < 2 {
            self.view = None;
        }
        self.made = Some(Made {
            material: Arc::clone(material),
            ask: self.ask.clone(),
            figure: Arc::clone(&figure),
        });
        figure
    }
}

/// Fills `ui` with the map of a document, over the land that is laid flat.
pub fn map_panel_ui(
    ui: &mut Ui,
    material: &Arc<MapMaterial>,
    lands: &[Arc<PlaneWorld>],
    view: &ChartView<'_>,
    glance: &mut MapGlance,
    actions: &mut Vec<Action>,
) {
    ui.scope(|ui| panel_ui(ui, material, lands, view, glance, actions));
}

fn panel_ui(
    ui: &mut Ui,
    material: &Arc<MapMaterial>,
    lands: &[Arc<PlaneWorld>],
    view: &ChartView<'_>,
    glance: &mut MapGlance,
    actions: &mut Vec<Action>,
) {
    let area = ui.available_rect_before_wrap();
    ui.spacing_mut().item_spacing.y = 4.0;
    let mut zoom = None;
    chart_frame::header_ui(ui, "Map of reach", |ui| {
        let taken = take_away::chart_menu_ui(ui, ChartName::Map);
        glance.taken = taken.or(glance.taken.take());
        zoom = choose::view_ui(ui, glance);
    });
    let figure = glance.figure_for(material);
    choose::launches_ui(ui, material, &figure, glance);
    choose::reaches_ui(ui, material, &figure, view, glance);
    let rows = if area.height() < 420.0 { 1 } else { 2 };
    let notes = notes_of(&figure);
    let mut sources = figure.sources.clone();
    sources.push(OUTLINES.to_owned());
    choose::notes_ui(ui, &notes, area.width());
    let footer = Footer::new(ui, &figure.left_out, &sources, area.width(), rows);
    let rest = Rect::from_min_max(
        ui.cursor().min,
        egui::pos2(area.max.x, area.max.y - footer.height()),
    );
    let (map_area, list) = split(rest);
    let mut marks = Marks {
        figure: &figure,
        lands,
        view,
        pointed: None,
    };
    let emphasis = marks.emphasis(glance);
    canvas::canvas_ui(ui, map_area, &mut marks, glance, &emphasis, zoom, actions);
    inside::inside_ui(ui, list, &mut marks, glance, &emphasis, actions);
    ui.advance_cursor_after_rect(rest);
    let pointed = marks.pointed;
    glance.pointed = pointed;
    let item = pointed.and_then(|it| item_of(&figure, view, it));
    glance.hover.tell(item, actions);
    footer.show(ui);
}

/// Notes but for the one about geodesics, which the pictures carry.
fn notes_of(figure: &MapFigure) -> Vec<String> {
    let about_ways = |it: &&String| !it.starts_with("Rings are geodesics");
    figure.notes.iter().filter(about_ways).cloned().collect()
}

/// The map, and the list beside or below it.
fn split(rest: Rect) -> (Rect, Rect) {
    if rest.width() >= WIDE {
        let (map, mut list) =
            rest.split_left_right_at_x(rest.max.x - (rest.width() * 0.28).min(300.0));
        list.min.x += 10.0;
        return (map, list);
    }
    let list_height = (rest.height() * 0.3)
        .min(rest.height() - LEAST_MAP)
        .clamp(0.0, 240.0);
    let (map, mut list) = rest.split_top_bottom_at_y(rest.max.y - list_height);
    list.min.y += 4.0;
    (map, list)
}

/// The figure with what is selected and pointed at.
struct Marks<'a> {
    figure: &'a MapFigure,
    lands: &'a [Arc<PlaneWorld>],
    view: &'a ChartView<'a>,
    pointed: Option<Mark>,
}

impl Marks<'_> {
    fn emphasis(&self, glance: &MapGlance) -> Emphasis {
        let lit = |ring: &MapRing| {
            [self.view.selected, self.view.hovered]
                .iter()
                .any(|it| is_lit(ring, it))
        };
        let rings = self.figure.rings.iter().enumerate();
        let places = self.figure.places.iter().enumerate();
        Emphasis {
            rings: rings
                .filter(|(at, ring)| lit(ring) || glance.pointed == Some(Mark::Ring(*at)))
                .map(|it| it.0)
                .collect(),
            places: places
                .filter(|(at, place)| {
                    let named =
                        |it: &Linked| place.mentions.iter().any(|id| it.mentions.contains(id));
                    named(self.view.selected)
                        || named(self.view.hovered)
                        || glance.pointed == Some(Mark::Place(*at))
                        || glance.pinned.as_ref() == Some(&place.name)
                })
                .map(|it| it.0)
                .collect(),
        }
    }

    /// The first thing pointed at in a frame counts.
    fn point_at(&mut self, mark: Mark) {
        self.pointed = self.pointed.or(Some(mark));
    }

    /// A mark was clicked.
    fn select(&self, mark: Mark, glance: &mut MapGlance, actions: &mut Vec<Action>) {
        if let Some(item) = item_of(self.figure, self.view, mark) {
            actions.push(Action::Select(Some(item)));
        }
        if let Mark::Place(at) = mark {
            let name = self.figure.places.get(at).map(|it| it.name.clone());
            glance.pinned = if glance.pinned == name { None } else { name };
        }
    }
}

/// Whether a ring stands for what is selected: its weapon, or one of its mentions.
fn is_lit(ring: &MapRing, linked: &Linked) -> bool {
    let by_weapon = match &ring.origin {
        Origin::Weapon(id) => linked.weapons.contains(id),
        _ => false,
    };
    by_weapon || ring.mentions.iter().any(|it| linked.mentions.contains(it))
}

/// What selecting a mark selects: the words of the document that it came from, where there are any.
fn item_of(figure: &MapFigure, view: &ChartView<'_>, mark: Mark) -> Option<Item> {
    match mark {
        Mark::Ring(at) => match &figure.rings.get(at)?.origin {
            Origin::Weapon(id) => Some(Item::Weapon(id.clone())),
            Origin::Distance(mention) => Some(Item::Mention(view.document, *mention)),
            Origin::Asked => None,
        },
        Mark::Place(at) => {
            let mention = figure.places.get(at)?.mentions.first()?;
            Some(Item::Mention(view.document, *mention))
        }
    }
}

/// A ring as a note keeps it.
pub(in crate::ui) fn ring_of(figure: &MapFigure, ring: &MapRing) -> Option<Marked> {
    let launch = figure.launches.get(ring.launch)?;
    let metres = format!("{:.0}", ring.km.1 * 1000.0);
    let (low, high) = ring.km;
    let from = launch.position;
    Some(Marked {
        mark: notes::Mark::Ring {
            reach: match &ring.origin {
                Origin::Weapon(id) => id.clone(),
                Origin::Distance(_) | Origin::Asked => metres,
            },
            from: launch
                .place
                .clone()
                .unwrap_or_else(|| format!("{:.4},{:.4}", from.lat(), from.lon())),
        },
        label: format!(
            "{} from {}: within {} km",
            ring.label,
            launch.name,
            crate::units::format::number(high, 0)
        ),
        value: if low < high {
            format!("{low}..{high}")
        } else {
            format!("{high}")
        },
        unit: "km".to_owned(),
        source: ring.source.clone(),
    })
}

/// How the reaches that are drawn would be asked for.
fn asked_reaches(figure: &MapFigure) -> Vec<ReachAsk> {
    let mut out: Vec<ReachAsk> = Vec::new();
    for ring in &figure.rings {
        let ask = match &ring.origin {
            Origin::Weapon(id) => ReachAsk::Weapon(id.clone()),
            Origin::Distance(mention) => ReachAsk::Distance(*mention),
            Origin::Asked => ReachAsk::Km(ring.km.1),
        };
        if !out.contains(&ask) {
            out.push(ask);
        }
    }
    out
}

/// How the launch places that are drawn would be asked for.
fn asked_launches(figure: &MapFigure) -> Vec<LaunchAsk> {
    let ask = |it: &crate::figures::map::Launch| match &it.place {
        Some(id) => LaunchAsk::Place(id.clone()),
        None => LaunchAsk::At(it.position),
    };
    figure.launches.iter().map(ask).collect()
}

/// The look that shows everything.
fn fitted(figure: &MapFigure, sheet: Sheets, area: Rect) -> MapView {
    let projection = crate::export::scene::map::projection_for(figure, sheet);
    let (width, height) = (f64::from(area.width()), f64::from(area.height()));
    MapView::fit(projection, shown(figure, projection), width, height)
}

/// A click on the map chooses this place to launch from.
fn launch_at(figure: &MapFigure, place: Option<LatLon>, only: bool, glance: &mut MapGlance) {
    let Some(place) = place else { return };
    let is_assumed = glance.ask.launches.is_empty();
    if only || is_assumed {
        glance.ask.launches.clear();
    } else {
        glance.ask.launches = asked_launches(figure);
    }
    glance.ask.launches.push(LaunchAsk::At(place));
    glance.picks = false;
}
