//! Towns that no table has, by the preposition before them and the region or class word behind
//! ("at Gliwice", "in Glascoed in Wales", "Nevatim air base").

use super::bodies::tidy;
use super::lexicon::{Sense, Senses};
use super::mention::{Doubt, Value, rule};
use super::scene::{Found, Scene};
use super::word_set::word_set;
use super::words::{Gap, Shape};
use crate::reference::{EntityKind, Iso3};

/// Finds towns that no table has. Runs last, on words that nothing else explains.
pub(super) fn unknown_towns(scene: &mut Scene<'_>, leads: &[usize]) {
    for &i in leads {
        if scene.words.shape(i) == Some(Shape::Capital)
            && matches!(
                scene.words.gap_before(i),
                Gap::Space | Gap::Comma | Gap::Possessive
            )
            && scene.is_free(i)
            && let Some((to, iso3, sure)) = town_at(scene, i)
        {
            let start = scene.words.get(i).map_or(0, |word| word.start);
            let end = scene.words.get(to - 1).map_or(0, |word| word.end);
            let value = Value::Place {
                place: scene.texts.get(&tidy(&scene.words, i, to)),
                iso3,
                position: None,
            };
            let found = Found::new(rule!("preposition and name"), value);
            let found = if sure {
                found
            } else {
                found.doubted(Doubt::ByPreposition)
            };
            scene.put(start..end, i..to, found);
        }
    }
}

word_set! {
    /// Before a town.
    BEFORE_TOWNS = "in" "at" "near" "outside" "around" "from" "to" "off"
}

word_set! {
    /// What stands before "of" and the name of a town.
    TOWNS = "town" "city" "village" "suburb" "district" "municipality" "hamlet"
}

word_set! {
    /// Those of them that have only a place behind them.
    STRONG = "at" "near" "outside" "in"
}

word_set! {
    /// Before "to" and a town.
    TRIPS = "trip" "trips" "visit" "visits" "travelled" "traveled" "flew"
}

word_set! {
    /// Behind a town and a comma.
    NEAR = "near" "outside" "north" "south" "east" "west"
}

/// "at Gliwice", "in Glascoed in Wales", "Sochaczew, near the capital".
fn town_at(scene: &Scene<'_>, i: usize) -> Option<(usize, Option<Iso3>, bool)> {
    let words = &scene.words;
    // "the town of Gliwice".
    let of_town = words.gap_before(i) == Gap::Space && words.str_before(i) == "of";
    let is_kind = |i: usize| TOWNS.has(words.str(i));
    if of_town && (words.is(i, Sense::Office) || !i.checked_sub(2).is_some_and(is_kind)) {
        return None;
    }
    let mut to = i;
    while to < i + 3 && is_town_word(scene, to) {
        to += 1;
        // "Mainz-Kastel" is one town, "Mainz-based" is none.
        let joined = words.gap(to - 1) == Gap::Hyphen && is_town_word(scene, to);
        if words.gap(to - 1) != Gap::Space && !joined {
            break;
        }
    }
    if to == i || words.gap(to - 1) == Gap::Hyphen {
        return None;
    }
    let (iso3, sure) = if of_town {
        (None, false)
    } else {
        town_by_neighbours(scene, i, to)?
    };
    let is_part = scene.follows_unknown_capital(i)
        || scene.precedes_unknown_capital(to - 1)
        || words.in_headline(i);
    (!is_part).then_some((to, iso3, sure))
}

/// Whether what stands around the words `i..to` makes them a town: of which country, and whether for
/// certain.
fn town_by_neighbours(scene: &Scene<'_>, i: usize, to: usize) -> Option<(Option<Iso3>, bool)> {
    let words = &scene.words;
    // What follows: ", Poland", " in Wales", ", near the capital".
    let next = words.str(to);
    let region_at = |i: usize| {
        matches!(
            scene.at(i).map(|it| &it.value),
            Some(Value::Country { .. } | Value::Place { .. })
        )
    };
    let comma = words.gap(to - 1) == Gap::Comma;
    let by_region = comma && region_at(to)
        || words.gap(to - 1) == Gap::Space && next.eq_ignore_ascii_case("in") && region_at(to + 1);
    let before = words.str_before(i);
    let located = words.gap_before(i) == Gap::Space && BEFORE_TOWNS.has(before);
    if by_region && (located || words.gap_before(i) == Gap::Comma) {
        let region = if comma { to } else { to + 1 };
        return Some((scene.iso3_at(region), true));
    }
    if words.gap(to - 1) == Gap::Space && names_site(scene, to) {
        let owner = i
            .checked_sub(1)
            .filter(|&before| words.gap(before) == Gap::Possessive);
        return Some((owner.and_then(|before| scene.iso3_at(before)), true));
    }
    if words.gap_before(i) == Gap::Possessive {
        return None;
    }
    if comma && NEAR.has(next) {
        return Some((None, true));
    }
    // "in Gliwice, Tychy, and Bytom": in the middle of a list, between two places.
    let is_place = |i: usize| matches!(scene.at(i).map(|it| &it.value), Some(Value::Place { .. }));
    let in_list = comma
        && words.gap_before(i) == Gap::Comma
        && to - i <= 2
        && is_place(to + usize::from(next == "and"))
        && is_place(i - 1);
    if in_list {
        return Some((scene.iso3_at(i - 1), false));
    }
    // "a trip to Borisov".
    let travelled = || {
        before == "to"
            && to == i + 1
            && !(words.gap(i) == Gap::Space && NO_TRIPS.has(next))
            && i.checked_sub(2)
                .is_some_and(|i| words.gap(i) == Gap::Space && TRIPS.has(words.str(i)))
    };
    (located
        && (STRONG.has(before) || travelled())
        && words.str(i).chars().nth(3).is_some()
        && to - i <= 2
        && !words.get(to - 1).is_some_and(|word| word.possessive))
    .then_some((None, false))
}

/// Whether the words `i..to` are a town where they stand, or whoever holds an office belongs to them:
/// "the Zorblaxov airfield", "the Zorblaxov mayor".
pub(super) fn is_town_here(scene: &Scene<'_>, i: usize, to: usize) -> bool {
    scene.words.gap(to - 1) == Gap::Space && scene.words.is(to, Sense::Office)
        || town_by_neighbours(scene, i, to).is_some()
}

word_set! {
    /// Behind the name of a firm, a building or a feast: "flew to the Zorblax headquarters".
    NO_TRIPS = "headquarters" "plant" "factory" "office" "offices" "shipyard" "yard" "works" "stadium"
        "summit" "conference" "exhibition" "festival" "show" "museum"
}

word_set! {
    /// Classes of places.
    SITES = "oblast" "prefecture" "province" "peninsula" "island" "airport" "airfield" "airbase"
        "strait" "proving" "cosmodrome" "reef" "shoal" "atoll" "river" "valley" "corridor"
        "islands" "desert"
}

word_set! {
    /// Whose base it is.
    MILITARY = "air" "naval" "military" "army"
}

word_set! {
    /// A base.
    BASES = "base" "station" "post" "outpost" "camp" "facility" "garrison" "depot"
        "airport" "airfield" "airbase"
}

/// "Nevatim air base", "Zhytomyr oblast": a small class word after the name.
fn names_site(scene: &Scene<'_>, i: usize) -> bool {
    let words = &scene.words;
    words.shape(i) == Some(Shape::Lower)
        && (SITES.has(words.str(i)) || MILITARY.has(words.str(i)) && BASES.has(words.str(i + 1)))
}

/// Lists of words that are no town's name.
pub(super) const NO_TOWNS: Senses = Senses::of(&[
    Sense::FunctionWord,
    Sense::CalendarWord,
    Sense::Title,
    Sense::OrgSuffix,
    Sense::OrgPrefix,
    Sense::WeaponWord,
    Sense::RegionWord,
]);

fn is_town_word(scene: &Scene<'_>, i: usize) -> bool {
    scene.words.shape(i) == Some(Shape::Capital)
        && scene.is_free(i)
        && !is_numbered(scene, i)
        && !scene.words.is_any(i, NO_TOWNS)
        && scene
            .hit_covering(i)
            .is_none_or(|hit| is_ambiguous_place(scene, hit))
}

word_set! {
    /// Names that a number belongs to, whatever it seems to count.
    NUMBERED =
        "mach" "horizon" "phase" "stage" "level" "block" "gate" "pier" "hall" "terminal" "runway"
        "zone" "sector" "channel" "tier" "version" "batch" "chapter" "section" "article" "table"
        "figure" "annex" "route" "highway" "boeing" "airbus" "type"
}

/// "at Mach 5", "in Horizon 2", "at Expo 2025"; not "in Gliwice 300 workers build it".
fn is_numbered(scene: &Scene<'_>, i: usize) -> bool {
    /// Digits of a number that no name has.
    const MANY: usize = 5;
    let words = &scene.words;
    if words.gap(i) != Gap::Space || words.shape(i + 1) != Some(Shape::Number) {
        return false;
    }
    if NUMBERED.has(words.str(i)) {
        return true;
    }
    let counted = |at: usize| {
        let word = words.str(at);
        words.gap(at - 1) == Gap::Space
            && words.shape(at) == Some(Shape::Lower)
            && !words.is(at, Sense::FunctionWord)
            && (word.ends_with('s') && !word.ends_with("ss") && word.len() > 3 || COUNTED.has(word))
    };
    let number = words.str(i + 1);
    number.len() < MANY && !counted(i + 2) && !counted(i + 3)
}

word_set! {
    /// Who are counted without an s.
    COUNTED = "people" "men" "women" "children" "personnel" "aircraft" "staff"
}

fn is_ambiguous_place(scene: &Scene<'_>, hit: &super::matcher::Hit) -> bool {
    let surface = scene.text.get(hit.start..hit.end).unwrap_or("");
    scene
        .names
        .of(hit, surface)
        .any(|name| name.kind == EntityKind::City && name.ambiguous)
}
