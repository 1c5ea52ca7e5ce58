//! Weapons: those of the tables, and others by the shape of their designation.

use super::cuts::{Cut, LETTERS};
use super::lexicon::{self, FIRST_NAMES, Sense, Senses};
use super::memory::{KnownPerson, Memory, Surname};
use super::mention::{Doubt, Value, rule};
use super::names::Place;
use super::scene::{Found, Scene};
use super::towns;
use super::weapon_context;
use super::word_set::word_set;
use super::words::{Gap, Shape, Words};
use crate::reference::Name;

/// Lists of words for classes of weapons and what stands between a name and its class.
pub(super) const CLASSES: Senses = Senses::of(&[Sense::WeaponClass, Sense::WeaponAdjective]);

/// Decides a name of the gazetteer that may be a weapon's.
pub(super) fn known_weapon(scene: &mut Scene<'_>, place: &Place<'_>, names: &[&Name]) {
    let mut place = *place;
    // Class words are no part of the name: "Patriot air defence system".
    while place.to > place.from + 1 {
        let last = place.last();
        let class = scene.words.shape(last) == Some(Shape::Lower)
            && (scene.words.is_any(last, CLASSES) || scene.words.str(last) == "systems");
        if !class {
            break;
        }
        place.to -= 1;
        place.end = scene
            .words
            .get(place.last())
            .map_or(place.end, |word| word.end);
    }
    let trimmed = place.end < scene.words.get(place.last()).map_or(0, |word| word.end);
    if trimmed {
        place.end = scene
            .words
            .get(place.last())
            .map_or(place.end, |word| word.end);
    }
    let Some(&name) = names
        .iter()
        .find(|name| name.kind == crate::reference::EntityKind::Weapon)
    else {
        return;
    };
    let Some(entity) = scene.names.entity(name) else {
        return;
    };
    let weapon = entity.id.strip_prefix("weapon:");
    let weapon = weapon.map(|id| scene.texts.get(id));
    let mut doubt = None;
    if name.ambiguous && weapon_context::is_another_machine(scene, place.last()) {
        return;
    }
    if name.ambiguous {
        match certainty(scene, &place, name, &entity.id) {
            Certainty::No => return,
            Certainty::Likely => doubt = Some(Doubt::WordHasOtherMeanings),
            Certainty::Yes => {}
        }
    }
    let (end_word, same) = with_version(scene, place.last());
    if end_word > place.last() {
        place.to = end_word + 1;
        place.end = scene.words.get(end_word).map_or(place.end, |word| word.end);
    }
    let weapon = if same { weapon } else { None };
    let mut found = Found::new(rule!("weapon"), Value::Weapon { weapon });
    if same {
        found = found.of(name.entity);
    }
    if let Some(doubt) = doubt {
        found = found.doubted(doubt);
    }
    if same {
        take_designation(scene, &mut place, &found);
    }
    scene.put(place.start..place.end, place.from..place.to, found);
}

/// "AGM-114R Hellfire": a designation right before the name of the same weapon is a part of it.
fn take_designation(scene: &Scene<'_>, place: &mut Place<'_>, found: &Found) {
    let Some(before) = place.from.checked_sub(1) else {
        return;
    };
    if scene.words.gap(before) != Gap::Space {
        return;
    }
    if let Some(mention) = scene.at(before)
        && mention.value == found.value
        && scene.text.get(mention.span.end()..place.start) == Some(" ")
    {
        place.start = mention.span.start();
        place.from = scene.words.ending_after(place.start).min(before);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Certainty {
    No,
    Likely,
    Yes,
}

/// Whether a version that begins at word `from` stands before a class: "RMP Block 1 missiles".
fn is_classed_version(words: &Words<'_>, from: usize) -> bool {
    const MAX_WORDS: usize = 3;
    let mut at = from;
    while at < from + MAX_WORDS
        && words.gap_before(at) == Gap::Space
        && (words.str(at) == "Block"
            || matches!(words.shape(at), Some(Shape::Caps | Shape::Number)))
    {
        at += 1;
    }
    at > from && words.is_any(at, CLASSES)
}

fn certainty(scene: &Scene<'_>, place: &Place<'_>, name: &Name, id: &str) -> Certainty {
    if name.alias.starts_with("Block ") {
        // A block number names a version only of a family that the document names.
        let family = id.split("-block").next().unwrap_or(id);
        return if scene
            .survey
            .weapons
            .iter()
            .any(|weapon| weapon.starts_with(family))
        {
            Certainty::Yes
        } else {
            Certainty::No
        };
    }
    let words = &scene.words;
    let after_first_name = words.shape(place.from) == Some(Shape::Capital)
        && place.from.checked_sub(1).is_some_and(|before| {
            words.gap(before) == Gap::Space && words.is_any(before, FIRST_NAMES)
        });
    if after_first_name {
        return Certainty::No;
    }
    let class_next = words.is_any(place.to, CLASSES)
        || words.str(place.to).eq_ignore_ascii_case("boats")
        || words.shape(place.to) != Some(Shape::Lower) && is_classed_version(words, place.to);
    if !class_next
        && (scene.follows_unknown_capital(place.from)
            || scene.precedes_unknown_capital(place.last()))
        && !words.in_headline(place.from)
    {
        return Certainty::No;
    }
    if scene.survey.weapons.contains(id)
        || class_next && scene.words.gap(place.last()) == Gap::Space
    {
        return Certainty::Yes;
    }
    let sentence = scene.words.sentence(place.from);
    let speaks_of_weapons = |i: usize| {
        !(place.from..place.to).contains(&i)
            && (scene.words.is(i, Sense::WeaponWord)
                || matches!(scene.at(i).map(|it| &it.value), Some(Value::Weapon { .. })))
    };
    if sentence.into_iter().any(speaks_of_weapons) {
        return Certainty::Yes;
    }
    let numbered = name.alias.contains(|letter: char| letter.is_ascii_digit());
    if scene.survey.is_about_weapons() && (numbered || !scene.words.starts_sentence(place.from)) {
        return Certainty::Likely;
    }
    Certainty::No
}

/// The last word of a version that follows word `last` ("Mk4", "NG", "Block III", "-ER"), and
/// whether the weapon is still the same row: another number ("Hyunmoo-5") is another weapon.
fn with_version(scene: &Scene<'_>, last: usize) -> (usize, bool) {
    let words = &scene.words;
    let next = words.str(last + 1);
    let free = |i: usize| words.get(i).is_some();
    match words.gap(last) {
        Gap::Hyphen if free(last + 1) => {
            let shape = words.shape(last + 1);
            if shape == Some(Shape::Number) {
                let unit = matches!(
                    words.lower(last + 2).as_str(),
                    "km" | "kilometre" | "kilometer" | "mile"
                );
                return if unit {
                    (last, true)
                } else {
                    (last + 1, false)
                };
            }
            if is_roman(next) {
                return (last + 1, false);
            }
            let short = next.len() <= 4 && matches!(shape, Some(Shape::Caps | Shape::Initial));
            if short && scene.hit_covering(last + 1).is_none() {
                (last + 1, true)
            } else {
                (last, true)
            }
        }
        Gap::Space if free(last + 1) => {
            let digits = |text: &str| {
                !text.is_empty()
                    && text.len() <= 2
                    && text.bytes().all(|byte| byte.is_ascii_digit())
            };
            if let Some(mark) = next.strip_prefix("Mk").or_else(|| next.strip_prefix("MK")) {
                if digits(mark) {
                    return (last + 1, true);
                }
                let number = words.str(last + 2);
                if mark.is_empty()
                    && words.gap(last + 1) == Gap::Space
                    && (digits(number) || is_roman(number))
                {
                    return (last + 2, true);
                }
            }
            if next == "Block" && matches!(words.gap(last + 1), Gap::Space | Gap::Hyphen) {
                let number = words.str(last + 2);
                if is_roman(number.trim_end_matches(['a', 'b', 'c', 'A', 'B', 'C', 'D']))
                    || digits(number.trim_end_matches(['a', 'b', 'c', 'A', 'B', 'C']))
                {
                    return (last + 2, true);
                }
            }
            // "Hyunmoo II": a row of its own where the tables have one, else another weapon.
            if next.len() >= 2 && is_roman(next) || next == "V" {
                return (last + 1, false);
            }
            if matches!(
                next,
                "NG" | "ER"
                    | "XR"
                    | "LR"
                    | "MR"
                    | "EXT"
                    | "SLM"
                    | "SLS"
                    | "SLX"
                    | "MSE"
                    | "CRI"
                    | "NT"
                    | "B1NT"
                    | "Kai"
            ) {
                return (last + 1, true);
            }
            (last, true)
        }
        _ => (last, true),
    }
}

fn is_roman(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 4
        && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

/// Finds weapons that no table has.
pub(super) fn unknown_weapons(scene: &mut Scene<'_>, memory: &mut Memory, leads: &[usize]) {
    for &i in leads {
        let Some(cut) = scene.words.cut(i).filter(|_| scene.is_free(i)) else {
            continue;
        };
        if may_be_designation(&scene.words, i, *cut) {
            designation(scene, i);
        }
        named_class(scene, memory, i);
        if let Some(to) = weapon_context::numbered_type(scene, i) {
            let found = Found::new(rule!("numbered type"), Value::Weapon { weapon: None })
                .doubted(Doubt::NoTableHasDesignation);
            scene.add_words(i, to, found);
        }
    }
}

/// Whether word `i`, `cut`, has a digit, or a number or capitals behind a hyphen.
pub(super) fn may_be_designation(words: &Words<'_>, i: usize, cut: Cut) -> bool {
    has_digit(words, i, cut)
        || cut.gap() == Gap::Hyphen
            && matches!(
                words.shape(i + 1),
                Some(Shape::Number | Shape::Caps | Shape::Initial)
            )
}

/// Whether word `i`, `cut`, has a digit; most words are of letters only.
#[inline(always)]
pub(super) fn has_digit(words: &Words<'_>, i: usize, cut: Cut) -> bool {
    !cut.has(LETTERS) && words.str(i).bytes().any(|byte| byte.is_ascii_digit())
}

/// "KN-23", "Hwasong-21", "SS-N-27A", "PL-15E".
fn designation(scene: &mut Scene<'_>, i: usize) {
    let words = &scene.words;
    if !scene.is_free(i) || words.gap_before(i) == Gap::Hyphen {
        return;
    }
    let prefix = words.str(i);
    let mut last = i;
    let mut number = 0;
    let joined = prefix.find(|letter: char| letter.is_ascii_digit());
    let stem = match joined {
        Some(at) if at > 0 && words.shape(i) != Some(Shape::Number) => {
            prefix.get(..at).unwrap_or(prefix)
        }
        _ => prefix,
    };
    if stem.len() < prefix.len() {
        number += 1;
    }
    while words.gap(last) == Gap::Hyphen && last < i + 3 {
        let next = words.str(last + 1);
        let is_number = words.shape(last + 1) == Some(Shape::Number) && next.len() <= 5;
        let is_letter =
            next.len() <= 3 && matches!(words.shape(last + 1), Some(Shape::Caps | Shape::Initial));
        if !is_number && !is_letter {
            break;
        }
        // "80-km": a unit is no part of a designation.
        if is_number
            && words.gap(last + 1) == Gap::Hyphen
            && words.shape(last + 2) == Some(Shape::Lower)
        {
            break;
        }
        number += usize::from(is_number);
        last += 1;
    }
    if number == 0 || last > i && !(i + 1..=last).all(|i| scene.is_free(i)) {
        return;
    }
    if weapon_context::is_another_machine(scene, last) || weapon_context::is_boat(scene, last) {
        return;
    }
    let class = class_after(scene, last) || weapon_context::class_before(scene, i);
    let named = words.shape(i) != Some(Shape::Number) && stem.len() >= 2;
    let listed = lexicon::is_missile_prefix(stem);
    if listed && (stem.len() > 1 || class || scene.survey.is_about_weapons()) || named && class {
        if before_its_name(scene, i, last) {
            return;
        }
        let found = Found::new(rule!("designation"), Value::Weapon { weapon: None })
            .doubted(Doubt::NoTableHasDesignation);
        scene.add_words(i, last + 1, found);
    }
}

/// "AGM-88F HARM": takes the designation `from..=last` into the weapon of the table that it stands
/// before; whether it did.
fn before_its_name(scene: &mut Scene<'_>, from: usize, last: usize) -> bool {
    let words = &scene.words;
    let (Some(first), Some(named)) = (words.get(from), scene.at(last + 1)) else {
        return false;
    };
    let joined = words.gap(last) == Gap::Space
        && matches!(named.value, Value::Weapon { weapon: Some(_) })
        && words.get(last + 1).map(|word| word.start) == Some(named.span.start());
    if !joined {
        return false;
    }
    let (start, end) = (first.start, named.span.end());
    let mut found = Found::new(named.rule, named.value.clone());
    (found.entity, found.doubt) = (named.entity, named.doubt);
    let to = words.at_or_after(end);
    scene.put(start..end, from..to, found);
    true
}

/// "Zorblax Strike Missile (ZSM)": the short form in capitals that word `i` is, of a weapon found
/// before it or of one that ends in its class.
pub(super) fn define_short_form(scene: &mut Scene<'_>, memory: &mut Memory, i: usize) {
    const SHORTEST: usize = 3;
    let words = &scene.words;
    let before = words.get(i).and_then(|word| word.start.checked_sub(1));
    if before.and_then(|at| scene.text.as_bytes().get(at)) != Some(&b'(') {
        return;
    }
    let short = words.str(i);
    let num_letters = short.len();
    if num_letters < SHORTEST || i < num_letters || words.between(i - 1) != " (" {
        return;
    }
    let from = i - num_letters;
    let initials = (from..i).zip(short.chars()).all(|(at, letter)| {
        words.str(at).starts_with(letter)
            && (at + 1 == i || matches!(words.gap(at), Gap::Space | Gap::Hyphen))
    });
    if !initials {
        return;
    }
    let weapon = match scene.at(i - 1).map(|it| &it.value) {
        Some(Value::Weapon { weapon }) => weapon.clone(),
        None if words.is(i - 1, Sense::WeaponClass)
            && (from..i).all(|at| scene.is_free(at))
            && !(from..i).all(|at| says_what_kind(scene, at)) =>
        {
            None
        }
        _ => return,
    };
    memory.define_weapon(short, weapon);
    if scene.is_free(from) {
        let found = Found::new(
            rule!("name before its short form"),
            Value::Weapon { weapon: None },
        )
        .doubted(Doubt::NoTableHasName);
        scene.add_words(from, i, found);
    }
}

word_set! {
    /// Parts of the names of kinds of weapons, beside those that stand before a class anywhere.
    KINDS = "tank" "aircraft" "radiation" "ballistic" "vertical" "light" "heavy" "medium" "mobile" "theatre"
        "theater" "self" "propelled" "man" "portable" "extended" "very" "low" "high" "altitude" "stand" "off"
        "standoff" "kinetic" "kill" "naval" "maritime" "aerial" "unmanned" "combat" "first" "person" "view"
        "one" "way" "advanced" "new" "battlefield" "satellite" "radar" "fired" "based" "joint"
}

/// "Anti-Tank Guided Missile": whether word `at` may be of the name of a kind of weapon, as no name is.
fn says_what_kind(scene: &Scene<'_>, at: usize) -> bool {
    let words = &scene.words;
    words.is(at, Sense::WeaponAdjective)
        || words.is(at, Sense::WeaponClass)
        || KINDS.has(words.str(at))
}

word_set! {
    /// What defends: "air defence system".
    SYSTEMS = "system" "systems" "battery" "batteries"
}

word_set! {
    /// Before it.
    DEFENCE = "defence" "defense"
}

/// Whether a class of weapon follows word `last`, perhaps after adjectives.
pub(super) fn class_after(scene: &Scene<'_>, last: usize) -> bool {
    class_behind(scene, last).is_some()
}

/// The word of the class that follows word `last`.
fn class_behind(scene: &Scene<'_>, last: usize) -> Option<usize> {
    let mut i = last;
    let mut defends = false;
    for _ in 0..6 {
        if !matches!(scene.words.gap(i), Gap::Space | Gap::Hyphen) {
            return None;
        }
        i += 1;
        let word = scene.words.str(i);
        if scene.words.is(i, Sense::WeaponClass) || defends && SYSTEMS.has(word) {
            return Some(i);
        }
        if !scene.words.is(i, Sense::WeaponAdjective) || scene.words.is_capital(i) {
            return None;
        }
        defends |= DEFENCE.has(word);
    }
    None
}

word_set! {
    /// Behind a class, where the name before it may be a town's or a firm's: "the Zorblaxov drone plant".
    MADE_OR_KEPT = "plant" "plants" "factory" "factories" "maker" "makers" "manufacturer" "producer" "base"
        "bases" "programme" "program" "deal" "strike" "strikes" "attack" "attacks" "depot" "site" "sites"
        "workshop" "workshops" "unit" "units" "crew" "crews" "range" "production" "industry" "raid" "raids"
}

/// Whether the class behind word `last` only says what is made, kept or used at a place.
fn is_of_a_place(scene: &Scene<'_>, last: usize) -> bool {
    class_behind(scene, last).is_some_and(|class| {
        scene.words.gap(class) == Gap::Space && MADE_OR_KEPT.has(scene.words.str(class + 1))
    })
}

/// Lists of words that are no weapon's name.
pub(super) const NO_NAMES: Senses = Senses::of(&[
    Sense::FunctionWord,
    Sense::CalendarWord,
    Sense::WeaponAdjective,
    Sense::WeaponClass,
    Sense::OrgSuffix,
    Sense::RegionWord,
    Sense::GenericModifier,
]);

word_set! {
    /// Before a weapon that goes by its name.
    ARTICLES = "the" "a" "an" "its" "their" "each" "every" "new"
}

/// Whether the words `i..to`, a weapon named before, are it here, too: "the Palianytsia", and no
/// person or town of that name.
pub(super) fn goes_by_name(scene: &Scene<'_>, i: usize, to: usize) -> bool {
    scene.words.gap_before(i) == Gap::Space
        && ARTICLES.has(scene.words.str_before(i))
        && !towns::is_town_here(scene, i, to)
}

/// "the Palianytsia cruise missile": a name in the middle of a sentence before a class.
fn named_class(scene: &mut Scene<'_>, memory: &mut Memory, i: usize) {
    let words = &scene.words;
    if !scene.is_free(i)
        || words.shape(i) != Some(Shape::Capital)
        || words.starts_sentence(i)
        || matches!(words.gap_before(i), Gap::Hyphen)
        || words.gap(i) != Gap::Space
    {
        return;
    }
    let ok = |i: usize| {
        words.shape(i) == Some(Shape::Capital)
            && scene.is_free(i)
            && words.str(i).len() > 3
            && !words.is_any(i, NO_NAMES)
    };
    let mut last = i;
    if !ok(i) {
        return;
    }
    if words.gap(i) == Gap::Space && ok(i + 1) {
        last += 1;
    }
    let classed = words.gap(last) == Gap::Space && class_after(scene, last)
        || weapon_context::class_before(scene, i);
    if !classed || scene.follows_unknown_capital(i) || words.in_headline(i) {
        return;
    }
    let found = Found::new(rule!("name before a class"), Value::Weapon { weapon: None })
        .doubted(Doubt::NoTableHasName);
    scene.add_words(i, last + 1, found);
    // From now on "the Palianytsia" is this weapon, unless somebody goes by the name.
    if last == i
        && !is_of_a_place(scene, last)
        && memory.known_at(&scene.words, i, last + 1).is_none()
    {
        let name = scene.texts.get(scene.words.str(i));
        let known = KnownPerson::weapon(&name);
        memory.introduce(Surname::of(&scene.words, i, last + 1), known);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::scene::with_scene;

    const WORDS: &[&str] = &[
        "KN", "23", "S", "F35", "José", "Kh", "101", "R27ER", "missile", "drone", "Żuk", "Łódź",
        "x2",
    ];

    proptest::proptest! {
        #[test]
        fn what_may_be_no_designation_is_none(
            words in proptest::collection::vec(proptest::sample::select(WORDS), 1..6),
            gap in proptest::sample::select(&[" ", "-"][..]),
        ) {
            with_scene(&format!("{} missile", words.join(gap)), |scene| {
                for i in 0..scene.words.len() {
                    let cut = *scene.words.cut(i).unwrap();
                    let may_be = may_be_designation(&scene.words, i, cut);
                    let before = scene.found.len();
                    designation(scene, i);
                    assert!(may_be || scene.found.len() == before);
                }
            });
        }
    }
}
