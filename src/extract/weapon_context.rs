//! What stands around a name and makes it a weapon's, or shows that it is none.

use super::lexicon::Sense;
use super::names::Place;
use super::scene::Scene;
use super::word_set::word_set;
use super::words::{Gap, Shape};
use crate::reference::{EntityKind, Name};

word_set! {
    /// Things that share names and designations with missiles: "Sentinel radars", "S-92 helicopter".
    OTHER_MACHINES = "radar" "radars" "satellite" "satellites" "tank" "tanks" "ship" "ships" "frigate"
        "frigates" "corvette" "corvettes" "vessel" "vessels" "jet" "jets" "fighter"
        "fighters" "aircraft" "helicopter" "helicopters" "truck" "trucks" "vehicle" "vehicles" "gun"
        "guns" "howitzer" "howitzers" "trainer" "trainers" "bomber" "bombers"
        "destroyer" "destroyers" "plane" "planes" "airliner" "car" "cars" "engine" "engines" "rifle"
        "rifles" "pistol" "pistols" "torpedo" "torpedoes" "trains" "carrier"
        "telescope" "laptop" "camera" "watch" "beer" "club" "team" "shares" "stock" "island"
        "street" "station" "highway" "motorway" "road" "bridge" "act" "oil" "festival" "prize" "fans"
        "players" "coach" "game" "games" "party" "newspaper" "magazine" "bank" "hotel" "restaurant"
        "sports" "gum" "lager" "film" "films" "movie" "throw" "thrower" "throws" "band" "album"
        "song" "brand" "toothpaste" "lee" "airport" "university" "school" "river" "valley" "county" "glider" "gliders" "armoured"
}

word_set! {
    /// What joins a class with the name of one of it: "missiles such as the …", "a drone called …".
    NAMING = "called" "named" "dubbed" "like" "designated" "codenamed" "nicknamed"
}

/// Whether the word after `last` shows that the name is something else's.
pub(super) fn is_another_machine(scene: &Scene<'_>, last: usize) -> bool {
    let words = &scene.words;
    let next = words.str(last + 1);
    match words.gap(last) {
        Gap::Space => {
            OTHER_MACHINES.has(next)
                || next == "the"
                    && matches!(words.str(last + 2), "company" | "firm" | "brand" | "band")
        }
        // "Gepard-class frigates".
        Gap::Hyphen => OTHER_MACHINES.has(next) || next == "class",
        _ => false,
    }
}

/// Whether a submarine or boat follows: "S-80 submarine" is one, "Trident submarine" carries one.
pub(super) fn is_boat(scene: &Scene<'_>, last: usize) -> bool {
    scene.words.gap(last) == Gap::Space
        && matches!(
            scene.words.str(last + 1),
            "submarine" | "submarines" | "boat" | "boats"
        )
}

/// Whether one of several meanings is a weapon's and what stands around decides for it: "Khan
/// ballistic missiles", a cell of a table of its own.
pub(super) fn is_rather_a_weapon(scene: &Scene<'_>, place: &Place<'_>, names: &[&Name]) -> bool {
    let mut kinds = names.iter().map(|name| name.kind);
    if names.len() < 2 || !kinds.any(|kind| kind == EntityKind::Weapon) {
        return false;
    }
    let last = place.last();
    super::weapons::class_after(scene, last)
        || scene.survey.is_about_weapons() && is_cell(scene, place.from, last)
}

/// Whether the words are a cell of a table by themselves.
fn is_cell(scene: &Scene<'_>, from: usize, last: usize) -> bool {
    let edge = |i: usize| scene.words.between(i).contains(['\t', '|']);
    let before = from.checked_sub(1).is_some_and(edge);
    before && (edge(last) || last + 1 >= scene.words.len())
        || edge(last) && scene.words.gap_before(from) == Gap::Break && from == 0
}

/// Whether a class and a word that gives its name stand before word `i`: "missiles such as the",
/// "a drone called".
pub(super) fn class_before(scene: &Scene<'_>, i: usize) -> bool {
    let words = &scene.words;
    // The class is the second to the fourth word before: mostly none of these is one.
    let mut near = i.saturating_sub(4)..i.saturating_sub(1);
    if words.gap_before(i) != Gap::Space || !near.any(|i| words.is(i, Sense::WeaponClass)) {
        return false;
    }
    let before = |i: usize| i.checked_sub(1).filter(|&i| words.gap(i) == Gap::Space);
    let Some(mut link) = before(i) else {
        return false;
    };
    if words.str(link).eq_ignore_ascii_case("the") {
        let Some(earlier) = before(link) else {
            return false;
        };
        link = earlier;
    }
    if words.str(link) == "as" {
        match before(link) {
            Some(such) if matches!(words.str(such), "such" | "known") => link = such,
            _ => return false,
        }
    } else if !NAMING.has(words.str(link)) {
        return false;
    }
    link.checked_sub(1).is_some_and(|class| {
        matches!(words.gap(class), Gap::Space | Gap::Comma) && words.is(class, Sense::WeaponClass)
    })
}

/// "Type 93" before a class of weapon: one past its last word.
pub(super) fn numbered_type(scene: &Scene<'_>, i: usize) -> Option<usize> {
    let words = &scene.words;
    let is_type = words.gap(i) == Gap::Space
        && words.shape(i + 1) == Some(Shape::Number)
        && words.str(i) == "Type"
        && words.str(i + 1).len() <= 3;
    (is_type && super::weapons::class_after(scene, i + 1)).then_some(i + 2)
}
