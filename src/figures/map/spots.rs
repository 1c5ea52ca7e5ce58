//! Where rings start when the reader chose no place, and which colour each reach has.
//!
//! Invariant: reaches that are drawn together never share a colour, and one that is added takes none away.

use super::material::{Home, MapMaterial, NamedPlace, Reach};
use super::{MAX_REACHES, MapAsk, Origin, ReachAsk};
use crate::geo::LatLon;
use crate::reference::{Iso3, Place};

/// A place that rings may start from, and its country.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) position: &'a LatLon,
    pub(super) iso3: Option<Iso3>,
}

impl<'a> Spot<'a> {
    pub(super) const fn of_row(place: &'a Place) -> Self {
        Self {
            position: &place.position,
            iso3: Some(place.iso3),
        }
    }

    pub(super) const fn of_named(place: &'a NamedPlace) -> Self {
        Self {
            position: &place.position,
            iso3: place.iso3,
        }
    }
}

/// The places that rings start from when the reader chose none: those that the words name, or the one
/// that is assumed.
pub(super) fn unasked<'a>(
    material: &'a MapMaterial,
    ask: &MapAsk,
    assumed: Option<(&Home, &'a Place)>,
) -> Vec<Spot<'a>> {
    if !ask.launches.is_empty() {
        return Vec::new();
    }
    let named = material.launches.iter().map(Spot::of_named);
    let assumed = assumed.map(|(_, place)| Spot::of_row(place));
    named.chain(assumed).collect()
}

/// The colour of each reach: that of its place among the document's, or behind them in the order asked
/// for, or else the next free one.
pub(super) fn looks(material: &MapMaterial, ask: &MapAsk, reaches: &[Reach]) -> Vec<usize> {
    let place = |reach: &Reach| {
        let mut known = material.reaches.iter();
        if let Some(at) = known.position(|it| it.origin == reach.origin) {
            return at;
        }
        let is_it = |it: &ReachAsk| match (it, &reach.origin) {
            (ReachAsk::Weapon(id), Origin::Weapon(of)) => id == of,
            (ReachAsk::Km(km), Origin::Asked) => (km - reach.km.1).abs() < f64::EPSILON,
            _ => false,
        };
        let asked = ask.reaches.iter().position(is_it);
        material.reaches.len() + asked.unwrap_or(0)
    };
    let mut order: Vec<(usize, usize)> =
        (0..).zip(reaches).map(|(at, it)| (place(it), at)).collect();
    order.sort_unstable();
    let mut looks = vec![0; reaches.len()];
    let mut worn: Vec<usize> = Vec::new();
    for (place, at) in order {
        let free = (0..MAX_REACHES)
            .map(|step| (place + step) % MAX_REACHES)
            .find(|look| !worn.contains(look));
        let look = free.unwrap_or(place % MAX_REACHES);
        worn.push(look);
        if let Some(it) = looks.get_mut(at) {
            *it = look;
        }
    }
    looks
}
