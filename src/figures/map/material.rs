//! What a document gives a map: reaches, places, and where it says that something is launched from.

use std::collections::BTreeMap;

use super::spots::Spot;
use super::{MapAsk, Origin};
use crate::extract::{ClaimMeasure, Extraction, Mention, MentionId, Subject, Value};
use crate::figures::RangesFigure;
use crate::geo::LatLon;
use crate::reference::{Catalog, Iso3, Place};

/// What can be drawn from a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapMaterial {
    /// Weapons with a published range, then stated distances.
    pub reaches: Vec<Reach>,
    /// Places that the words name as where something is launched from or stationed.
    pub launches: Vec<NamedPlace>,
    /// All places with a known position.
    pub places: Vec<NamedPlace>,
    /// Where rings start when the words name no launch place.
    pub home: Option<Home>,
    /// Weapons and distances that cannot be drawn, in plain words.
    pub left_out: Vec<String>,
    /// Whether there is a document at all.
    pub has_document: bool,
}

/// A distance that can be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// Where it is from.
    pub origin: Origin,
    /// Name of the weapon, or the document's words.
    pub label: String,
    /// Lowest and highest, in kilometres.
    pub km: (f64, f64),
    /// Where the document names it.
    pub mentions: Vec<MentionId>,
    /// The words say that it is a range.
    pub claimed: bool,
    /// The words say that it is something else, such as the way between two places.
    pub apart: bool,
    /// Row of `weapons.csv` whose range it is, where it is one's.
    pub weapon: Option<String>,
    /// As cited; filled in when it is drawn.
    pub source: String,
}

/// A place that the document names.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedPlace {
    /// As shown.
    pub name: String,
    /// In this country.
    pub iso3: Option<Iso3>,
    /// There.
    pub position: LatLon,
    /// Row of `places.csv`, where it is one.
    pub place: Option<String>,
    /// Where.
    pub mentions: Vec<MentionId>,
    /// Rows of `weapons.csv` that the words launch from there, or station there.
    pub weapons: Vec<String>,
}

/// An assumed launch place.
#[derive(Clone, Debug, PartialEq)]
pub struct Home {
    /// Row of `places.csv`.
    pub place: String,
    /// Why it, after "because".
    pub why: String,
}

/// Words before "from", "at" or "in" that make the place behind them one to launch from.
const LAUNCHING: [&str; 15] = [
    "launched",
    "launch",
    "launching",
    "fired",
    "fire",
    "firing",
    "stationed",
    "station",
    "based",
    "deployed",
    "deploy",
    "deploying",
    "sited",
    "installed",
    "positioned",
];

/// Between such a word and the place.
const AT: [&str; 9] = [
    "from", "at", "in", "on", "near", "off", "to", "outside", "around",
];

/// So far before a place the words are looked at.
const BEFORE: usize = 48;

/// Finds what can be drawn; `ranges` is the document's range chart.
pub fn map_material(
    catalog: &Catalog,
    text: &str,
    extraction: &Extraction,
    ranges: &RangesFigure,
) -> MapMaterial {
    let mut material = MapMaterial {
        has_document: !text.is_empty(),
        left_out: ranges.left_out.clone(),
        ..MapMaterial::default()
    };
    for bar in ranges.bars.iter().filter(|bar| bar.named) {
        material.reaches.push(Reach {
            origin: Origin::Weapon(bar.weapon.clone()),
            label: bar.name.clone(),
            km: (bar.min_km, bar.max_km),
            mentions: bar.mentions.clone(),
            claimed: false,
            apart: false,
            weapon: Some(bar.weapon.clone()),
            source: String::new(),
        });
    }
    let stated = ranges.distances.iter().map(|line| (line, false));
    let apart = ranges.apart.iter().map(|line| (line, true));
    for (line, apart) in stated.chain(apart) {
        let Some(first) = line.mentions.first() else {
            continue;
        };
        let mut claims = extraction.claims.iter().filter(|claim| {
            matches!(claim.measure, ClaimMeasure::Range { .. })
                && line.mentions.contains(&claim.figure)
        });
        let claim = claims.next();
        let weapon = claim.and_then(|claim| match &claim.subject {
            Subject::Weapon(id) => Some(id.clone()),
            _ => None,
        });
        material.reaches.push(Reach {
            origin: Origin::Distance(*first),
            label: line.label.clone(),
            km: line.km,
            mentions: line.mentions.clone(),
            claimed: claim.is_some(),
            apart,
            weapon,
            source: String::new(),
        });
    }
    add_places(catalog, text, extraction, &mut material);
    material.home = home(catalog, extraction, &material.reaches);
    material
}

fn add_places(catalog: &Catalog, text: &str, extraction: &Extraction, material: &mut MapMaterial) {
    let mut at: BTreeMap<[u64; 2], usize> = BTreeMap::new();
    let mut launches = Vec::new();
    let mut last_weapon = None;
    for (i, mention) in (0u32..).zip(&extraction.mentions) {
        if let Value::Weapon {
            weapon: Some(weapon),
        } = &mention.value
        {
            last_weapon = Some((mention.span, weapon));
        }
        let Value::Place {
            place,
            iso3,
            position: Some(position),
        } = &mention.value
        else {
            continue;
        };
        let key = [position.lat().to_bits(), position.lon().to_bits()];
        let index = *at.entry(key).or_insert_with(|| {
            let known = catalog.places.iter().find(|it| it.position == **position);
            material.places.push(NamedPlace {
                name: known.map_or_else(|| place.to_string(), |it| it.name.clone()),
                iso3: *iso3,
                position: **position,
                place: known.map(|it| it.id.clone()),
                mentions: Vec::new(),
                weapons: Vec::new(),
            });
            material.places.len() - 1
        });
        if let Some(named) = material.places.get_mut(index) {
            named.mentions.push(MentionId(i));
        }
        if is_launched_from(text, mention) {
            if !launches.contains(&index) {
                launches.push(index);
            }
            let weapon = last_weapon
                .filter(|(span, _)| is_in_sentence(text, span.end(), mention.span.start()))
                .map(|(_, weapon)| weapon.to_string());
            if let (Some(named), Some(weapon)) = (material.places.get_mut(index), weapon)
                && !named.weapons.contains(&weapon)
            {
                named.weapons.push(weapon);
            }
        }
    }
    material.launches = launches
        .into_iter()
        .filter_map(|it| material.places.get(it).cloned())
        .collect();
}

/// So far before a place its weapon is looked for, in bytes: the longest sentences end sooner, and a text
/// without full stops must not be read again for every place.
const SENTENCE: usize = 600;

/// Whether a weapon that ends at `from` is in the sentence of a place at `to`: "Iskander-M, stationed in
/// Kaliningrad".
pub(super) fn is_in_sentence(text: &str, from: usize, to: usize) -> bool {
    if to.saturating_sub(from) > SENTENCE {
        return false;
    }
    text.get(from..to)
        .is_some_and(|it| !it.contains(". ") && !it.contains(['!', '?', ';', '\n']))
}

/// "launched from X", "stationed in the X": the words right before the place.
fn is_launched_from(text: &str, mention: &Mention) -> bool {
    let end = mention.span.start();
    let mut start = end.saturating_sub(BEFORE);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let before = text.get(start..end).unwrap_or_default();
    let sentence = before
        .rsplit(['.', '!', '?', ';', ':', '\n'])
        .next()
        .unwrap_or_default();
    let mut words = sentence.split_whitespace().rev().map(str::to_lowercase);
    let mut word = words.next().unwrap_or_default();
    if word == "the" {
        word = words.next().unwrap_or_default();
    }
    if !AT.contains(&word.as_str()) {
        return false;
    }
    words
        .next()
        .is_some_and(|verb| LAUNCHING.contains(&verb.trim_matches(',')))
}

/// A country's capital, or else a city of it.
fn seat(catalog: &Catalog, iso3: Iso3) -> Option<&Place> {
    let mut places = catalog.places.iter().filter(|it| it.iso3 == iso3);
    let of = |kind: &str| places.clone().find(|it| it.kind == kind);
    of("capital").or_else(|| places.find(|it| it.kind == "city"))
}

/// The capital of the country named most among those that operate one of the weapons, or else of the
/// country named most.
fn home(catalog: &Catalog, extraction: &Extraction, reaches: &[Reach]) -> Option<Home> {
    let mut counts: BTreeMap<Iso3, usize> = BTreeMap::new();
    for mention in &extraction.mentions {
        if let Value::Country { iso3, .. } | Value::Government { iso3 } = mention.value {
            *counts.entry(iso3).or_default() += 1;
        }
    }
    let weapons = || {
        reaches.iter().filter_map(|reach| match &reach.origin {
            Origin::Weapon(id) => catalog.missile(id),
            _ => None,
        })
    };
    let operates = |iso3: Iso3| weapons().find(|it| it.operators.contains(&iso3));
    let seat = |iso3: Iso3| seat(catalog, iso3);
    let most = |only_operators: bool| {
        let fits =
            |iso3: Iso3| seat(iso3).is_some() && (!only_operators || operates(iso3).is_some());
        let counted = counts.iter().filter(|(iso3, _)| fits(**iso3));
        counted
            .max_by_key(|(iso3, num)| (**num, std::cmp::Reverse(**iso3)))
            .map(|(iso3, _)| *iso3)
    };
    if let Some(iso3) = most(true) {
        let place = seat(iso3)?;
        let weapon = operates(iso3)?;
        let country = catalog.country_name(iso3);
        return Some(Home {
            place: place.id.clone(),
            why: format!(
                "the tables list {country} as an operator of {}",
                weapon.name
            ),
        });
    }
    let iso3 = most(false)?;
    Some(Home {
        place: seat(iso3)?.id.clone(),
        why: format!("the document names {} most", catalog.country_name(iso3)),
    })
}

/// From where a reach can be offered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Offer<'a> {
    /// From the places of the map.
    Here,
    /// From the seat of a country that operates the weapon: the map's own place is only assumed, and of
    /// another.
    Seat(&'a Place),
    /// The reader must choose a place.
    Choose,
}

impl MapMaterial {
    /// Whether `reach` can be drawn from a place that the document or the program chose, and not the
    /// reader: there the words launch its weapon, or the country has it in service. A distance of no
    /// weapon can.
    pub(super) fn fits(&self, catalog: &Catalog, from: Spot<'_>, reach: &Reach) -> bool {
        let Some(weapon) = &reach.weapon else {
            return true;
        };
        let at = self.places.iter().find(|it| it.position == *from.position);
        at.is_some_and(|it| it.weapons.contains(weapon))
            || from
                .iso3
                .is_some_and(|it| !reach.is_foreign_to(catalog, it))
    }

    /// From where `reach` can be drawn as the map stands.
    pub fn offer<'a>(&self, catalog: &'a Catalog, ask: &MapAsk, reach: &Reach) -> Offer<'a> {
        if !ask.launches.is_empty() {
            return Offer::Here;
        }
        let is_here = if self.launches.is_empty() {
            let home = self.home.as_ref().and_then(|it| catalog.place(&it.place));
            home.is_some_and(|it| self.fits(catalog, Spot::of_row(it), reach))
        } else {
            let mut spots = self.launches.iter().map(Spot::of_named);
            spots.any(|it| self.fits(catalog, it, reach))
        };
        if is_here {
            return Offer::Here;
        }
        let weapon = reach.weapon.as_ref().and_then(|id| catalog.missile(id));
        let mut operators = weapon.iter().flat_map(|it| &it.operators);
        let found = operators.find_map(|iso3| seat(catalog, *iso3));
        found.map_or(Offer::Choose, Offer::Seat)
    }
}

impl Reach {
    /// Whether it is the range of a weapon that the tables do not list a country as an operator of.
    pub(super) fn is_foreign_to(&self, catalog: &Catalog, iso3: Iso3) -> bool {
        let weapon = self.weapon.as_ref().and_then(|id| catalog.missile(id));
        weapon.is_some_and(|it| !it.operators.contains(&iso3))
    }

    /// "Tomahawk Block IV" or “1,600 kilometers”.
    pub fn words(&self) -> String {
        match self.origin {
            Origin::Distance(_) => format!("“{}”", self.label),
            _ => self.label.clone(),
        }
    }
}
