//! Which reaches are drawn: those asked for, or the document's own, and what is said of the others.

use super::material::{MapMaterial, Reach};
use super::spots::Spot;
use super::{
    DEFAULT_REACHES, MAX_REACHES, MapAsk, MapFigure, Origin, ROUND_THE_EARTH_KM, ReachAsk,
};
use crate::figures::sources::Sources;
use crate::reference::Catalog;
use crate::units::{LengthUnit, format};

/// Asked-for reaches, or the document's, the longest first. From `spots`, which the reader did not choose,
/// no weapon of others is drawn.
pub(super) fn reaches(
    catalog: &Catalog,
    material: &MapMaterial,
    ask: &MapAsk,
    spots: &[Spot<'_>],
    sources: &mut Sources<'_>,
    figure: &mut MapFigure,
) -> Vec<Reach> {
    let left_out = &mut figure.left_out;
    let wanted: Vec<Reach> = if ask.reaches.is_empty() {
        ranges_or_all(&material.reaches)
    } else {
        let found = ask
            .reaches
            .iter()
            .filter_map(|it| asked_reach(catalog, material, it, left_out));
        found.collect()
    };
    let waits = |it: &Reach| {
        let has_place = spots.iter().any(|at| material.fits(catalog, *at, it));
        !spots.is_empty() && !has_place
    };
    let (waiting, mut reaches): (Vec<Reach>, Vec<Reach>) = wanted.into_iter().partition(waits);
    figure.notes.extend(waiting_words(catalog, spots, &waiting));
    if ask.reaches.is_empty() {
        reaches = most_named(reaches, left_out);
    }
    if reaches.len() > MAX_REACHES {
        let more = reaches.split_off(MAX_REACHES);
        left_out.push(format!(
            "{} more reaches: {MAX_REACHES} are the most on one map",
            more.len()
        ));
    }
    for reach in &mut reaches {
        reach.source = match &reach.origin {
            Origin::Weapon(id) => catalog
                .missile(id)
                .map_or_else(String::new, |it| sources.cite_all(&it.sources)),
            Origin::Distance(_) => "the document".to_owned(),
            Origin::Asked => "asked for".to_owned(),
        };
    }
    reaches.sort_by(|a, b| {
        b.km.1
            .total_cmp(&a.km.1)
            .then_with(|| a.label.cmp(&b.label))
    });
    reaches
}

/// That these weapons wait for a place; nothing without any.
fn waiting_words(catalog: &Catalog, spots: &[Spot<'_>], waiting: &[Reach]) -> Option<String> {
    let mut ids: Vec<&str> = waiting
        .iter()
        .filter_map(|it| it.weapon.as_deref())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let mut names: Vec<&str> = ids
        .iter()
        .filter_map(|id| Some(catalog.missile(id)?.name.as_str()))
        .collect();
    let num_more = names.len().saturating_sub(MAX_REACHES);
    names.truncate(MAX_REACHES);
    let more = match num_more {
        0 => String::new(),
        num => format!(" and {num} more"),
    };
    let mut countries: Vec<&str> = spots
        .iter()
        .filter_map(|it| Some(catalog.country_name(it.iso3?)))
        .collect();
    countries.sort_unstable();
    countries.dedup();
    if names.is_empty() {
        return None;
    }
    if countries.is_empty() {
        return Some(format!(
            "The document does not say that {}{more} {} fired from the named place: choose a place to draw from.",
            names.join(", "),
            if names.len() == 1 { "is" } else { "are" }
        ));
    }
    let country = countries.join(" or ");
    Some(format!(
        "The tables do not list {country} as an operator of {}{more}: choose a place to draw from.",
        names.join(", ")
    ))
}

/// Weapons, and distances that words call a range; where there are none, any stated distance that may be
/// one.
fn ranges_or_all(all: &[Reach]) -> Vec<Reach> {
    let is_range = |it: &&Reach| matches!(it.origin, Origin::Weapon(_)) || it.claimed;
    let ranges: Vec<Reach> = all.iter().filter(is_range).cloned().collect();
    if ranges.is_empty() {
        all.iter().filter(|it| !it.apart).cloned().collect()
    } else {
        ranges
    }
}

/// Those that the document names most; the others are said to be left out.
fn most_named(mut chosen: Vec<Reach>, left_out: &mut Vec<String>) -> Vec<Reach> {
    chosen.sort_by_key(|it| std::cmp::Reverse(it.mentions.len()));
    if chosen.len() > DEFAULT_REACHES {
        let more = chosen.split_off(DEFAULT_REACHES);
        let names: Vec<&str> = more.iter().map(|it| it.label.as_str()).collect();
        left_out.push(format!(
            "named less often and not drawn unless chosen: {}",
            names.join(", ")
        ));
    }
    chosen
}

fn asked_reach(
    catalog: &Catalog,
    material: &MapMaterial,
    ask: &ReachAsk,
    left_out: &mut Vec<String>,
) -> Option<Reach> {
    match ask {
        ReachAsk::Weapon(id) => {
            let origin = Origin::Weapon(id.clone());
            if let Some(known) = material.reaches.iter().find(|it| it.origin == origin) {
                return Some(known.clone());
            }
            let Some(missile) = catalog.missile(id) else {
                left_out.push(format!("{id}: not in the table of weapons"));
                return None;
            };
            let Some((low, high)) = missile.range_km else {
                left_out.push(format!("{}: no range is published", missile.name));
                return None;
            };
            Some(Reach {
                origin,
                label: missile.name.clone(),
                km: (low.min(high), low.max(high)),
                mentions: Vec::new(),
                claimed: false,
                apart: false,
                weapon: Some(id.clone()),
                source: String::new(),
            })
        }
        ReachAsk::Distance(mention) => {
            let of = |it: &&Reach| {
                matches!(it.origin, Origin::Distance(_)) && it.mentions.contains(mention)
            };
            material.reaches.iter().find(of).cloned()
        }
        ReachAsk::Km(km) if *km > 0.0 && *km <= ROUND_THE_EARTH_KM => Some(Reach {
            origin: Origin::Asked,
            label: format::distance(*km, LengthUnit::Kilometre),
            km: (*km, *km),
            mentions: Vec::new(),
            claimed: false,
            apart: false,
            weapon: None,
            source: String::new(),
        }),
        ReachAsk::Km(km) => {
            left_out.push(format!("{km} km: no distance on Earth"));
            None
        }
    }
}
