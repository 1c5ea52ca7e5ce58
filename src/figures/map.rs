//! What reaches where: launch places, rings round them, and which places lie inside.
//!
//! Two steps, because a document is read once and launch places are chosen often:
//! [`map_material`] finds in the document what can be drawn, [`map`] draws what is asked of it.
//!
//! Invariants: every distance is a geodesic on WGS 84; a ring names the weapon or the mention it came
//! from; a launch place that no words name is called an assumption in the notes.

mod material;
mod reaches;
mod spots;

use super::sources::Sources;
use crate::extract::MentionId;
use crate::geo::{LatLon, coordinates, distance_km, reach};
use crate::reference::{Catalog, Iso3, Place, SourceId};
use crate::units::{LengthUnit, format};

pub use material::{Home, MapMaterial, NamedPlace, Offer, Reach, map_material};
use reaches::reaches;
use spots::{looks, unasked};

/// The most launch places of one map.
pub const MAX_LAUNCHES: usize = 6;

/// The most reaches of one map; each is drawn round each launch place.
pub const MAX_REACHES: usize = 8;

/// So many reaches of the document are drawn unless others are asked for.
const DEFAULT_REACHES: usize = 4;

/// Nearer than this a place is the launch place.
const SAME_PLACE_KM: f64 = 3.0;

/// Round the Earth along the equator; a longer reach is a slip.
const ROUND_THE_EARTH_KM: f64 = 40_075.0;

/// The map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapFigure {
    /// Where rings start from.
    pub launches: Vec<Launch>,
    /// Launch by launch, the longest first.
    pub rings: Vec<MapRing>,
    /// Places inside a ring, nearest to a launch place first, then others that the document names.
    pub places: Vec<MapPlace>,
    /// What a reader should know, in sentences.
    pub notes: Vec<String>,
    /// What could not be drawn, in plain words.
    pub left_out: Vec<String>,
    /// One citation a source.
    pub sources: Vec<String>,
}

/// Where rings start from.
#[derive(Clone, Debug, PartialEq)]
pub struct Launch {
    /// As shown.
    pub name: String,
    /// There.
    pub position: LatLon,
    /// Row of `places.csv`, where it is one.
    pub place: Option<String>,
    /// Where the document names it.
    pub mentions: Vec<MentionId>,
}

/// What a ring stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The published range of a row of `weapons.csv`.
    Weapon(String),
    /// A distance that the document states, by its first mention.
    Distance(MentionId),
    /// A distance that was asked for.
    Asked,
}

/// Everything within a range of a launch place.
#[derive(Clone, Debug, PartialEq)]
pub struct MapRing {
    /// Position in [`MapFigure::launches`].
    pub launch: usize,
    /// Where the distance is from.
    pub origin: Origin,
    /// As shown: "Tomahawk Block IV", "up to 1,600 kilometers".
    pub label: String,
    /// Lowest and highest distance in kilometres.
    pub km: (f64, f64),
    /// Where the document names it.
    pub mentions: Vec<MentionId>,
    /// Points at the highest distance, clockwise; empty for the whole Earth.
    pub outer: Vec<LatLon>,
    /// Points at the lowest distance, where it differs.
    pub inner: Vec<LatLon>,
    /// Its sources, as cited; "the document" for a stated distance.
    pub source: String,
    /// Which colour it has: one for each reach, whatever it starts from.
    pub look: usize,
}

/// A place on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapPlace {
    /// As shown.
    pub name: String,
    /// Name of its country; may be empty.
    pub country: String,
    /// `capital`, `city`, `base`, or `named` for one that only the document gives.
    pub kind: String,
    /// There.
    pub position: LatLon,
    /// Where the document names it.
    pub mentions: Vec<MentionId>,
    /// Kilometres to each launch place.
    pub distances: Vec<f64>,
    /// The rings it lies in.
    pub inside: Vec<Inside>,
    /// A caveat, in words; may be empty.
    pub note: String,
    /// Where its position is from, as cited.
    pub source: String,
}

/// A ring that a place lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inside {
    /// Position in [`MapFigure::rings`].
    pub ring: usize,
    /// Also at the lowest published range.
    pub always: bool,
}

impl MapPlace {
    /// Kilometres to the nearest launch place, and which; `None` without launch places.
    pub fn nearest(&self) -> Option<(f64, usize)> {
        let all = self.distances.iter().copied().zip(0..);
        all.min_by(|a, b| a.0.total_cmp(&b.0))
    }
}

impl MapRing {
    /// "1,600–1,700 km".
    pub fn km_words(&self) -> String {
        let high = format::distance(self.km.1, LengthUnit::Kilometre);
        if self.km.0 < self.km.1 {
            format!("{}–{high}", format::number(self.km.0, 0))
        } else {
            high
        }
    }

    /// The label with its distance, where that is not in it.
    pub fn full_label(&self) -> String {
        match self.origin {
            Origin::Weapon(_) => format!("{}, {}", self.label, self.km_words()),
            Origin::Distance(_) => format!("“{}”", self.label),
            Origin::Asked => self.label.clone(),
        }
    }
}

/// What shall be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapAsk {
    /// From here; when empty, from where the document says, or from an assumed place.
    pub launches: Vec<LaunchAsk>,
    /// So far; when empty, what the document names.
    pub reaches: Vec<ReachAsk>,
}

/// A launch place to draw from.
#[derive(Clone, Debug, PartialEq)]
pub enum LaunchAsk {
    /// A row of `places.csv`, by id.
    Place(String),
    /// Coordinates.
    At(LatLon),
}

/// A reach to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum ReachAsk {
    /// A row of `weapons.csv`, by id.
    Weapon(String),
    /// A distance that the document states, by any of its mentions.
    Distance(MentionId),
    /// Kilometres.
    Km(f64),
}

/// Draws what is asked, from the document and the tables.
pub fn map(catalog: &Catalog, material: &MapMaterial, ask: &MapAsk) -> MapFigure {
    let mut sources = Sources::new(catalog);
    let mut figure = MapFigure {
        left_out: material.left_out.clone(),
        ..MapFigure::default()
    };
    let assumed = assumed(catalog, material, ask);
    let spots = unasked(material, ask, assumed);
    let reaches = reaches(catalog, material, ask, &spots, &mut sources, &mut figure);
    launches(catalog, material, ask, assumed, &reaches, &mut figure);
    let looks = looks(material, ask, &reaches);
    for launch in 0..figure.launches.len() {
        // Where the reader chose no place, those that rings start from are these.
        let spot = spots.get(launch);
        let fits = |it: &&Reach| spot.is_none_or(|at| material.fits(catalog, *at, it));
        for (reach, look) in reaches.iter().zip(&looks).filter(|it| fits(&it.0)) {
            let ring = ring(&figure.launches, launch, reach, *look);
            figure.rings.extend(ring);
        }
    }
    places(catalog, material, &mut sources, &mut figure);
    if !figure.rings.is_empty() {
        figure.notes.push(
            "Rings are geodesics on the WGS 84 ellipsoid: distance over the ground, not the path or \
             the odds of a missile."
                .to_owned(),
        );
    }
    figure.sources = sources.into_lines();
    figure
}

/// The place that is assumed where neither the reader nor the document names one.
fn assumed<'a>(
    catalog: &'a Catalog,
    material: &'a MapMaterial,
    ask: &MapAsk,
) -> Option<(&'a Home, &'a Place)> {
    let is_said = !ask.launches.is_empty() || !material.launches.is_empty();
    let home = material.home.as_ref()?;
    let place = catalog.place(&home.place)?;
    (!is_said && material.has_document).then_some((home, place))
}

fn launches(
    catalog: &Catalog,
    material: &MapMaterial,
    ask: &MapAsk,
    assumed: Option<(&Home, &Place)>,
    drawn: &[Reach],
    figure: &mut MapFigure,
) {
    let document = |place: &NamedPlace| Launch {
        name: place.name.clone(),
        position: place.position,
        place: place.place.clone(),
        mentions: place.mentions.clone(),
    };
    if ask.launches.is_empty() {
        figure.launches = material.launches.iter().map(document).collect();
        if figure.launches.is_empty() && !drawn.is_empty() && material.has_document {
            match assumed {
                Some((home, place)) => {
                    figure.launches.push(known(place, material));
                    let said = format!(
                        "The document names no launch place. {} is assumed, because {}; choose another \
                         to see what lies within reach of it.",
                        place.name, home.why
                    );
                    figure.notes.insert(0, said);
                }
                None => figure.notes.push(
                    "The document names no launch place; choose one to draw rings from.".to_owned(),
                ),
            }
        }
    } else {
        for ask in &ask.launches {
            match ask {
                LaunchAsk::Place(id) => match catalog.place(id) {
                    Some(place) => figure.launches.push(known(place, material)),
                    None => figure
                        .left_out
                        .push(format!("{id}: not in the table of places")),
                },
                LaunchAsk::At(position) => figure.launches.push(Launch {
                    name: coordinates::spelled(*position),
                    position: *position,
                    place: None,
                    mentions: Vec::new(),
                }),
            }
        }
        let chosen = |launch: &Launch| launch.mentions.is_empty();
        if material.has_document
            && material.launches.is_empty()
            && figure.launches.iter().any(chosen)
        {
            figure
                .notes
                .push("The document names no launch place; this one was chosen.".to_owned());
        }
    }
    if figure.launches.len() > MAX_LAUNCHES {
        let more = figure.launches.split_off(MAX_LAUNCHES);
        figure.left_out.push(format!(
            "{} more launch places: {MAX_LAUNCHES} are the most on one map",
            more.len()
        ));
    }
}

fn known(place: &Place, material: &MapMaterial) -> Launch {
    let named = material
        .places
        .iter()
        .find(|it| it.place.as_ref() == Some(&place.id));
    Launch {
        name: place.name.clone(),
        position: place.position,
        place: Some(place.id.clone()),
        mentions: named.map_or_else(Vec::new, |it| it.mentions.clone()),
    }
}

fn ring(launches: &[Launch], launch: usize, reach: &Reach, look: usize) -> Option<MapRing> {
    let center = launches.get(launch)?.position;
    let (low, high) = reach.km;
    Some(MapRing {
        launch,
        origin: reach.origin.clone(),
        label: reach.label.clone(),
        km: reach.km,
        mentions: reach.mentions.clone(),
        outer: reach::outline(center, high),
        inner: if low < high {
            reach::outline(center, low)
        } else {
            Vec::new()
        },
        source: reach.source.clone(),
        look,
    })
}

fn places(
    catalog: &Catalog,
    material: &MapMaterial,
    sources: &mut Sources<'_>,
    figure: &mut MapFigure,
) {
    let named = |id: &str| {
        material
            .places
            .iter()
            .find(|it| it.place.as_deref() == Some(id))
    };
    let mut places: Vec<(MapPlace, Option<SourceId>)> = catalog
        .places
        .iter()
        .map(|place| {
            let mentions = named(&place.id).map_or_else(Vec::new, |it| it.mentions.clone());
            let country = catalog.country_name(place.iso3);
            let made = bare(&place.name, country, &place.kind, place.position, mentions);
            let made = MapPlace {
                note: place.note.clone(),
                ..made
            };
            (made, Some(place.source.clone()))
        })
        .collect();
    places.extend(
        material
            .places
            .iter()
            .filter(|it| it.place.is_none())
            .map(|place| {
                let country = place
                    .iso3
                    .map_or("", |iso3: Iso3| catalog.country_name(iso3));
                let made = bare(
                    &place.name,
                    country,
                    "named",
                    place.position,
                    place.mentions.clone(),
                );
                (made, None)
            }),
    );
    for (place, _) in &mut places {
        place.distances = figure
            .launches
            .iter()
            .map(|it| distance_km(it.position, place.position))
            .collect();
        for (ring, at) in figure.rings.iter().zip(0..) {
            let km = place
                .distances
                .get(ring.launch)
                .copied()
                .unwrap_or(f64::INFINITY);
            if km <= ring.km.1 {
                place.inside.push(Inside {
                    ring: at,
                    always: km <= ring.km.0,
                });
            }
        }
    }
    let is_launch = |place: &MapPlace| place.nearest().is_some_and(|(km, _)| km < SAME_PLACE_KM);
    places.retain(|(place, _)| {
        !is_launch(place) && (!place.inside.is_empty() || !place.mentions.is_empty())
    });
    let away = |place: &MapPlace| place.nearest().map_or(0.0, |it| it.0);
    places.sort_by(|(a, _), (b, _)| {
        let outside = |it: &MapPlace| it.inside.is_empty();
        outside(a)
            .cmp(&outside(b))
            .then(away(a).total_cmp(&away(b)))
            .then_with(|| a.name.cmp(&b.name))
    });
    for (mut place, source) in places {
        place.source = source.map_or_else(|| "the document".to_owned(), |it| sources.cite(&it));
        figure.places.push(place);
    }
    // A launch place of the table rests on its position as well.
    for id in figure.launches.iter().filter_map(|it| it.place.as_ref()) {
        if let Some(place) = catalog.place(id) {
            sources.cite(&place.source);
        }
    }
}

fn bare(
    name: &str,
    country: &str,
    kind: &str,
    position: LatLon,
    mentions: Vec<MentionId>,
) -> MapPlace {
    MapPlace {
        name: name.to_owned(),
        country: country.to_owned(),
        kind: kind.to_owned(),
        position,
        mentions,
        distances: Vec::new(),
        inside: Vec::new(),
        note: String::new(),
        source: String::new(),
    }
}

#[cfg(test)]
mod tests;
