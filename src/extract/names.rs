//! Decides what a name of the gazetteer means where it stands, or that it means something else.
//!
//! Names that mean one thing only are taken as they are. Ambiguous ones need a reason in their
//! sentence or document; without one they are left out, because a wrong highlight costs a reader
//! more than a missing one.

use std::ops::Range;

use super::compounds;
use super::lexicon::{Sense, Senses};
use super::matcher::Hit;
use super::memory::Memory;
use super::mention::{Doubt, NameForm, Value, rule};
use super::scene::{Found, Scene};
use super::sure::{Sure, SureCountry};
use super::word_set::word_set;
use super::words::{Gap, Shape};
use crate::reference::{EntityKind, Iso3, Name};

/// A hit with its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'n> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// First word and one past the last.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) name: &'n Name,
}

impl<'n> Place<'n> {
    pub(super) fn new(hit: &Hit, name: &'n Name) -> Self {
        Self {
            start: hit.start,
            end: hit.end,
            from: usize::from(hit.from),
            to: usize::from(hit.to),
            name,
        }
    }

    pub(super) const fn last(&self) -> usize {
        self.to.saturating_sub(1)
    }

    const fn words(&self) -> Range<usize> {
        self.from..self.to
    }

    pub(super) const fn is_one_word(&self) -> bool {
        self.to <= self.from + 1
    }
}

/// Decides every name of the scene, in order.
pub(super) fn decide_names(scene: &mut Scene<'_>, memory: &mut Memory) {
    let may_name_ships = scene.words.has_caps();
    for hit in scene.hits {
        scene.add_figures_before(hit.start);
        if may_name_ships
            && compounds::may_name_a_ship(scene, usize::from(hit.from))
            && compounds::names_a_ship(scene, usize::from(hit.from))
        {
            continue;
        }
        match *scene.names.matcher.sure(hit.pattern) {
            Sure::Country(country) => sure_country(scene, hit, country),
            Sure::Entity { name, .. } | Sure::Ambiguous { name } => {
                decide_one(scene, memory, hit, name);
            }
            Sure::Several => decide_hit(scene, memory, hit),
        }
    }
}

/// The same as [`decide_hit`] for what can only be this name.
#[inline(never)]
fn decide_one(scene: &mut Scene<'_>, memory: &mut Memory, hit: &Hit, name: u32) {
    let names = scene.names.catalog.gazetteer.names();
    if let Some(name) = names.get(name as usize) {
        decide(scene, memory, Place::new(hit, name), &[name]);
    }
}

#[inline(never)]
fn decide_hit(scene: &mut Scene<'_>, memory: &mut Memory, hit: &Hit) {
    let tables = scene.names;
    let surface = scene.text.get(hit.start..hit.end).unwrap_or("");
    let mut names = tables.of(hit, surface);
    let Some(name) = names.next() else { return };
    let place = Place::new(hit, name);
    let Some(second) = names.next() else {
        decide(scene, memory, place, &[name]);
        return;
    };
    let mut several = std::mem::take(&mut scene.several);
    several.clear();
    several.extend([name, second].into_iter().chain(names));
    decide(scene, memory, place, &several);
    scene.several = several;
}

/// The same as [`decide_hit`] for what can only be a country: money and the kitchen have its name, too.
fn sure_country(scene: &mut Scene<'_>, hit: &Hit, country: SureCountry) {
    let SureCountry { entity, iso3, form } = country;
    let words = usize::from(hit.from)..usize::from(hit.to);
    if touches_address(scene.text, hit.start, hit.end)
        || compounds::names_a_currency(scene, words.end)
    {
        return;
    }
    let is_name = form == NameForm::Name;
    if is_name && compounds::is_of_the_kitchen(scene, words.clone())
        || !is_name && compounds::is_of_the_americas(scene, words.start)
    {
        return;
    }
    let rule = if is_name {
        rule!("country")
    } else {
        rule!("demonym")
    };
    let found = Found::new(rule, Value::Country { iso3, form }).of(entity);
    let from = words.start;
    scene.put_here(hit.start..hit.end, words, found);
    if !is_name {
        compounds::joined_people(scene, from);
    }
}

#[inline(always)]
fn decide<'n>(
    scene: &mut Scene<'_>,
    memory: &mut Memory,
    mut place: Place<'n>,
    names: &[&'n Name],
) {
    if !place.is_one_word() {
        trim_article(scene, &mut place);
        trim_class(scene, &mut place);
    }
    if touches_address(scene.text, place.start, place.end) {
        return;
    }
    if names.len() > 1 && super::weapon_context::is_rather_a_weapon(scene, &place, names) {
        super::weapons::known_weapon(scene, &place, names);
        return;
    }
    // Of several, one that is sure beats those that may be several things.
    if names.len() > 1
        && let Some(name) = short_form(scene, &place, names).or_else(|| sure_of(names))
    {
        place.name = name;
    }
    let may_be_within = matches!(
        place.name.kind,
        EntityKind::Capital | EntityKind::City | EntityKind::Place
    ) || place.name.kind == EntityKind::Country && place.name.ambiguous;
    if may_be_within
        && (compounds::names_a_class(scene, &place)
            || compounds::may_be_within_a_person(scene, &place)
                && compounds::is_within_a_person(scene, &place))
        || place.name.ambiguous && super::introductions::known_by_first_name(scene, memory, &place)
    {
        return;
    }
    let found = match place.name.kind {
        EntityKind::Country => country(scene, &place),
        EntityKind::Demonym => demonym(scene, &place),
        EntityKind::Capital => super::capitals::capital(scene, &place),
        EntityKind::Metonym => super::known_bodies::metonym(scene, &place),
        EntityKind::City | EntityKind::Place => city_or_region(scene, &place),
        EntityKind::Organisation if is_no_firm(scene, memory, &place) => None,
        EntityKind::Organisation => super::known_bodies::organisation(scene, memory, &place, names),
        EntityKind::Person => {
            super::known_people::known_person(scene, memory, &place, names);
            return;
        }
        EntityKind::Weapon => {
            super::weapons::known_weapon(scene, &place, names);
            return;
        }
    };
    // Two meanings of one spelling, such as a person and a country: the other may fit.
    let found = match found {
        None if names.len() > 1 && place.name.kind != EntityKind::Organisation => {
            if names.iter().any(|name| name.kind == EntityKind::Person) {
                super::known_people::known_person(scene, memory, &place, names);
            }
            None
        }
        found => found,
    };
    if let Some(found) = found {
        if place.name.kind == EntityKind::Organisation
            && let Some(start) = super::heads::longer_start(scene, &place)
        {
            let found = found.of_land(scene.iso3_at(place.from.saturating_sub(1)));
            scene.add(start, place.end, found);
            return;
        }
        scene.put_here(place.start..place.end, place.from..place.to, found);
        if place.name.kind == EntityKind::Demonym {
            compounds::joined_people(scene, place.from);
        }
    }
}

/// What somebody's surname stands behind.
const BEFORE_SURNAMES: Senses =
    Senses::of(&[Sense::Title, Sense::CommonFirstName, Sense::GivenName]);

word_set! {
    /// What is named by the one word before it, whatever firm has that word, too.
    OF_NATURE = "river" "valley" "street" "village" "island" "lake" "county"
}

/// Whether a firm's or a party's one word is none here: "spending per Capita", "Colonel Jefferies", "Mary Jefferies" and whoever
/// else of that surname came in before, "the Smer river".
fn is_no_firm(scene: &Scene<'_>, memory: &Memory, place: &Place<'_>) -> bool {
    if !place.is_one_word() || place.name.case_sensitive {
        return false;
    }
    let words = &scene.words;
    let titled = place.name.ambiguous
        && words.gap_before(place.from) == Gap::Space
        && place.from.checked_sub(1).is_some_and(|i| {
            words.str(i).eq_ignore_ascii_case("per")
                || words.is_any(i, BEFORE_SURNAMES) && words.shape(i) == Some(Shape::Capital)
        });
    let introduced = || {
        place.name.ambiguous
            && memory
                .person_at(words, place.from, place.to)
                .is_some_and(|_| words.shape(place.from) != Some(Shape::Caps))
    };
    titled
        || introduced()
        || words.gap(place.last()) == Gap::Space && OF_NATURE.has(words.str(place.to))
}

/// A name that is only one thing, which beats those that may be several.
fn sure_of<'n>(names: &[&'n Name]) -> Option<&'n Name> {
    names.iter().copied().find(|name| !name.ambiguous)
}

/// "the GAO said": of several meanings that of a short form, which a town has by its letters only.
fn short_form<'n>(scene: &Scene<'_>, place: &Place<'_>, names: &[&'n Name]) -> Option<&'n Name> {
    if names.len() < 2 || scene.words.shape(place.from) != Some(Shape::Caps) {
        return None;
    }
    let is_town = |name: &&Name| {
        matches!(name.kind, EntityKind::City | EntityKind::Capital) && !name.case_sensitive
    };
    let is_body = |name: &&Name| name.kind == EntityKind::Organisation && name.case_sensitive;
    let body = names.iter().copied().find(|name| is_body(name))?;
    (names.iter().any(is_town) && !scene.words.in_headline(place.from)).then_some(body)
}

/// "the Gulf" → "Gulf": articles are not part of a mention.
fn trim_article(scene: &Scene<'_>, place: &mut Place<'_>) {
    if scene.words.str(place.from).eq_ignore_ascii_case("the")
        && place.name.kind != EntityKind::Capital
        && let Some(word) = scene.words.get(place.from + 1)
    {
        place.from += 1;
        place.start = word.start;
    }
}

/// "Asia-Pacific region" → "Asia-Pacific", "AUKUS alliance" → "AUKUS": a small class word at the end
/// explains the name and is not part of it.
fn trim_class(scene: &Scene<'_>, place: &mut Place<'_>) {
    let last = place.last();
    let of_class = match place.name.kind {
        EntityKind::Place | EntityKind::City => compounds::num_class_words(scene, place),
        EntityKind::Organisation => usize::from(matches!(
            scene.words.str(last),
            "alliance" | "pact" | "partnership" | "bloc" | "group"
        )),
        _ => 0,
    };
    if of_class > 0 && place.to > place.from + of_class {
        place.to -= of_class;
        place.end = scene
            .words
            .get(place.last())
            .map_or(place.end, |word| word.end);
    }
}

/// Part of an address, a handle or a sign ("@Japan", "China.example", "US$ bn").
#[inline]
fn touches_address(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let before = start.checked_sub(1).and_then(|at| bytes.get(at));
    let after = bytes.get(end);
    matches!(before, Some(b'@' | b'=' | b'\\'))
        || matches!(after, Some(b'@' | b'=' | b'$'))
        || after == Some(&b'.')
            && text
                .get(end + 1..)
                .is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

fn country(scene: &Scene<'_>, place: &Place<'_>) -> Option<Found> {
    let iso3 = scene.names.entity(place.name)?.iso3?;
    let form = NameForm::Name;
    let found = Found::new(rule!("country"), Value::Country { iso3, form }).of(place.name.entity);
    if compounds::is_of_the_kitchen(scene, place.words())
        || compounds::names_a_currency(scene, place.to)
    {
        return None;
    }
    if place.name.ambiguous && compounds::is_american_state(scene, place) {
        let surface = scene.text.get(place.start..place.end).unwrap_or("");
        let value = Value::Place {
            place: scene.texts.get(surface),
            iso3: Iso3::parse("USA"),
            position: None,
        };
        return Some(Found::new(rule!("state beside a place"), value));
    }
    if !place.name.ambiguous {
        return Some(found);
    }
    if !scene.words.in_headline(place.from)
        && (scene.follows_unknown_capital(place.from)
            || scene.precedes_unknown_capital(place.last()))
    {
        return None;
    }
    // Such a name in one spelling only is a short form, "CAR" or "Pak", which asks for the long one.
    if place.name.case_sensitive && !scene.survey.names_country(iso3) {
        return None;
    }
    if scene.survey.sure.contains(&place.name.entity) {
        return Some(found);
    }
    Some(found.doubted(Doubt::NameHasOtherMeanings))
}

fn demonym(scene: &Scene<'_>, place: &Place<'_>) -> Option<Found> {
    let iso3 = scene.names.entity(place.name)?.iso3?;
    if compounds::names_a_currency(scene, place.to)
        || compounds::is_of_the_americas(scene, place.from)
    {
        return None;
    }
    if place.name.ambiguous && scene.follows_unknown_capital(place.from) {
        return None;
    }
    let form = NameForm::Demonym;
    Some(Found::new(rule!("demonym"), Value::Country { iso3, form }).of(place.name.entity))
}

/// A place with its position where the tables have one.
pub(super) fn place_value(scene: &Scene<'_>, place: &Place<'_>) -> Option<Value> {
    if let Some(known) = scene.places.get(place.name) {
        return Some(known);
    }
    let entity = scene.names.entity(place.name)?;
    let is_capital = place.name.kind == EntityKind::Capital;
    let shown: &str = if is_capital {
        &place.name.alias
    } else {
        &entity.canonical
    };
    let listed = || {
        let here = |it: &&crate::reference::Place| {
            Some(it.iso3) == entity.iso3 && it.name.eq_ignore_ascii_case(shown)
        };
        let found = scene.names.catalog.places.iter().find(here);
        found.map(|it| &it.position)
    };
    let value = Value::Place {
        place: if is_capital {
            scene.texts.get(shown)
        } else {
            entity.canonical.clone()
        },
        iso3: entity.iso3,
        position: entity.position.as_ref().or_else(listed),
    };
    scene.places.keep(place.name, &value);
    Some(value)
}

word_set! {
    /// Before the name of a ship.
    BEFORE_SHIPS = "exercise" "carrier" "ship" "frigate" "destroyer" "submarine" "uss" "hms" "hmas" "hmcs"
        "ins" "class" "jds" "js"
}

word_set! {
    /// Before a place, but before other things, too.
    BEFORE_PLACES = "from" "to" "of"
}

word_set! {
    /// What states have, and no sea.
    OF_STATES =
        "budgets" "governments" "capitals" "allies" "ministers" "leaders" "officials" "armies"
        "militaries" "parliaments" "presidents" "diplomats" "politicians" "partners" "neighbours"
        "neighbors" "members" "taxpayers"
}

/// The Baltic states of "Baltic budgets", where the sea goes by the same word.
fn states_of_sea(scene: &Scene<'_>, place: &Place<'_>) -> Option<Found> {
    let words = &scene.words;
    let has_states = place.name.alias == "Baltic"
        && words.gap(place.last()) == Gap::Space
        && OF_STATES.has(words.str(place.to));
    if !has_states {
        return None;
    }
    let names = scene.names.catalog.gazetteer.names();
    let name = names.iter().find(|it| it.alias == "Baltic states")?;
    let place = Place { name, ..*place };
    Some(Found::new(rule!("place"), place_value(scene, &place)?).of(name.entity))
}

fn city_or_region(scene: &Scene<'_>, place: &Place<'_>) -> Option<Found> {
    if let Some(states) = states_of_sea(scene, place) {
        return Some(states);
    }
    let found = Found::new(rule!("place"), place_value(scene, place)?).of(place.name.entity);
    let before = scene.words.str_before(place.from);
    let words = &scene.words;
    // "During the exercise Crimea was hit."
    let is_during = || {
        before == "exercise"
            && place.from.checked_sub(3).is_some_and(|i| {
                let word = words.lower(i);
                matches!(word.as_str(), "during" | "after" | "before" | "since")
                    && words.str(i + 1) == "the"
            })
    };
    if BEFORE_SHIPS.has(before) && !is_during() {
        return None;
    }
    let spaced = words.gap_before(place.from) == Gap::Space;
    // "North West" is a province.
    if spaced
        && matches!(before, "North" | "South")
        && matches!(words.str(place.from), "West" | "East")
    {
        return None;
    }
    if !place.name.ambiguous {
        return Some(found);
    }
    let listed = before.eq_ignore_ascii_case("and")
        && place.from.checked_sub(2).is_some_and(|i| {
            matches!(
                scene.at(i).map(|mention| &mention.value),
                Some(Value::Place { .. })
            )
        });
    let located = spaced
        && (listed
            || place
                .from
                .checked_sub(1)
                .is_some_and(|i| words.is(i, Sense::Locative))
            || BEFORE_PLACES.has(before));
    // "Williamsburg, Virginia".
    let after_town = words.gap_before(place.from) == Gap::Comma
        && place
            .from
            .checked_sub(1)
            .is_some_and(|i| words.is_capital(i));
    let before_country = words.gap(place.last()) == Gap::Comma && words.is_capital(place.to);
    let lone =
        scene.follows_unknown_capital(place.from) || scene.precedes_unknown_capital(place.last());
    // "the Shandong" is a ship; a multi-word name keeps its article ("the East Sea").
    let ship = place.is_one_word() && before.eq_ignore_ascii_case("the");
    ((located || after_town || before_country || !place.is_one_word()) && !lone && !ship)
        .then(|| found.doubted(Doubt::NameHasOtherMeanings))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::scene::with_scene;
    use crate::reference::Catalog;

    #[test]
    fn states_not_the_sea_have_budgets() {
        for (text, shown) in [
            ("The Baltic budgets grew.", "Baltic states"),
            ("Three Baltic allies met.", "Baltic states"),
            ("The Baltic ports grew.", "Baltic Sea"),
        ] {
            with_scene(text, |scene| {
                decide_names(scene, &mut Memory::default());
                let found = scene.found.first().map(|it| &it.value);
                assert!(
                    matches!(found, Some(Value::Place { place, .. }) if &**place == shown),
                    "{text} {found:?}"
                );
            });
        }
    }

    #[test]
    fn a_place_is_hit_during_an_exercise_and_names_none() {
        for (text, num) in [
            ("During the exercise Crimea was hit.", 1),
            ("The exercise Crimea ended.", 0),
        ] {
            with_scene(text, |scene| {
                decide_names(scene, &mut Memory::default());
                assert_eq!(scene.found.len(), num, "{text}");
            });
        }
    }

    #[test]
    fn what_can_only_be_a_country_is_decided_as_all_names_are() {
        let names = Catalog::shipped().gazetteer.names();
        let wanted = [EntityKind::Country, EntityKind::Demonym];
        for name in names.iter().filter(|it| wanted.contains(&it.kind)) {
            for around in [
                "# said",
                "@#",
                "#.example",
                "# dollars",
                "# plates",
                "In # plates",
                "Franco-#",
                "the # Class",
                "Mr # #",
            ] {
                let text = around.replace('#', &name.alias);
                let by_tables = with_scene(&text, |scene| {
                    decide_names(scene, &mut Memory::default());
                    scene.found.clone()
                });
                let by_rules = with_scene(&text, |scene| {
                    for hit in scene.hits {
                        decide_hit(scene, &mut Memory::default(), hit);
                    }
                    scene.found.clone()
                });
                assert_eq!(by_tables, by_rules, "{text}");
            }
        }
    }
}
