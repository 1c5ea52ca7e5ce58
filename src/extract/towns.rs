//! Towns that no table has, by the preposition before them and the region or class word behind
//! ("at Gliwice", "in Glascoed in Wales", "Nevatim air base").

use super::bodies::tidy;
use super::lexicon::{Sense, Senses};
use super::mention::{Doubt, Value};
use super::scene::{Found, Scene};
use super::words::{Gap, Shape};
use crate::reference::{EntityKind, Iso3};

/// Finds towns that no table has. Runs last, on words that nothing else explains.
pub(super) fn unknown_towns(scene: &mut Scene<'_>) {
    for i in 1..scene.words.len() {
        if scene.words.shape(i) == Some(Shape::Capital)
            && matches!(scene.words.gap_before(i), Gap::Space | Gap::Comma)
            && scene.is_free(i)
            && let Some((to, iso3, sure)) = town_at(scene, i)
        {
            let start = scene.words.get(i).map_or(0, |word| word.start);
            let end = scene.words.get(to - 1).map_or(0, |word| word.end);
            let value = Value::Place {
                place: scene
                    .texts
                    .get(&tidy(scene.text.get(start..end).unwrap_or(""))),
                iso3,
                position: None,
            };
            let found = Found::new("preposition and name", value);
            let found = if sure {
                found
            } else {
                found.doubted(Doubt::ByPreposition)
            };
            scene.add(start, end, found);
        }
    }
}

/// "at Gliwice", "in Glascoed in Wales", "Sochaczew, near the capital".
fn town_at(scene: &Scene<'_>, i: usize) -> Option<(usize, Option<Iso3>, bool)> {
    let words = &scene.words;
    if words.starts_sentence(i)
        || !matches!(words.gap_before(i), Gap::Space | Gap::Comma)
        || words.in_headline(i)
    {
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
    if to == i
        || words.gap(to - 1) == Gap::Hyphen
        || scene.follows_unknown_capital(i)
        || scene.precedes_unknown_capital(to - 1)
    {
        return None;
    }
    // What follows: ", Poland", " in Wales", ", near the capital".
    let next = words.lower(to);
    let region_at = |i: usize| {
        matches!(
            scene.at(i).map(|it| &it.value),
            Some(Value::Country { .. } | Value::Place { .. })
        )
    };
    let comma = words.gap(to - 1) == Gap::Comma;
    let by_region = comma && region_at(to)
        || words.gap(to - 1) == Gap::Space && next == "in" && region_at(to + 1);
    let before = words.lower_before(i);
    let located = words.gap_before(i) == Gap::Space
        && matches!(
            before.as_str(),
            "in" | "at" | "near" | "outside" | "around" | "from" | "to" | "off"
        );
    if by_region && (located || words.gap_before(i) == Gap::Comma) {
        let region = if comma { to } else { to + 1 };
        return Some((to, scene.iso3_at(region), true));
    }
    if words.gap(to - 1) == Gap::Space && names_site(scene, to) {
        return Some((to, None, true));
    }
    let near = comma
        && matches!(
            next.as_str(),
            "near" | "outside" | "north" | "south" | "east" | "west"
        );
    if near {
        return Some((to, None, true));
    }
    let strong = matches!(before.as_str(), "at" | "near" | "outside" | "in");
    let long = words.str(i).chars().count() > 3;
    (located
        && strong
        && long
        && to - i <= 2
        && !words.get(to - 1).is_some_and(|word| word.possessive))
    .then_some((to, None, false))
}

/// "Nevatim air base", "Zhytomyr oblast": a small class word after the name.
fn names_site(scene: &Scene<'_>, i: usize) -> bool {
    let (word, next) = (scene.words.lower(i), scene.words.lower(i + 1));
    scene.words.shape(i) == Some(Shape::Lower)
        && (matches!(
            word.as_str(),
            "oblast"
                | "prefecture"
                | "province"
                | "peninsula"
                | "island"
                | "airport"
                | "airfield"
                | "airbase"
                | "strait"
                | "proving"
                | "cosmodrome"
                | "reef"
                | "shoal"
                | "atoll"
                | "river"
                | "valley"
                | "corridor"
                | "islands"
                | "desert"
        ) || matches!(word.as_str(), "air" | "naval" | "military" | "army")
            && matches!(next.as_str(), "base" | "station"))
}

/// Lists of words that are no town's name.
const NO_TOWNS: Senses = Senses::of(&[
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
        && !scene.words.is_any(i, NO_TOWNS)
        && scene
            .hit_covering(i)
            .is_none_or(|hit| is_ambiguous_place(scene, hit))
}

fn is_ambiguous_place(scene: &Scene<'_>, hit: &super::matcher::Hit) -> bool {
    let surface = scene.text.get(hit.start..hit.end).unwrap_or("");
    scene
        .names
        .of(hit, surface)
        .any(|name| name.kind == EntityKind::City && name.ambiguous)
}
