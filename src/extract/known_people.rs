//! Persons of the gazetteer: which of several of one name is meant, and who only shares a surname.

use super::introductions;
use super::lexicon::{self, FIRST_NAMES, Sense, Senses};
use super::memory::{KnownPerson, Memory, Surname};
use super::mention::{Doubt, Value, rule};
use super::names::Place;
use super::people::{add_person, name_end};
use super::scene::{Found, Scene};
use super::words::{Gap, Shape};
use crate::reference::{EntityIndex, Name};

/// Decides a name of the gazetteer that may be a person's.
pub(super) fn known_person(
    scene: &mut Scene<'_>,
    memory: &mut Memory,
    place: &Place<'_>,
    names: &[&Name],
) {
    let mut place = *place;
    let name = place.name;
    let is_title = |i: usize| {
        let word = scene.words.str(i);
        scene.words.is(i, Sense::Title) && !is_given_name(scene, name, word, i)
            || word.eq_ignore_ascii_case("prime")
            || word.eq_ignore_ascii_case("crown")
            || word == "PM"
    };
    while place.from + 1 < place.to && is_title(place.from) {
        place.from += 1;
        place.start = scene
            .words
            .get(place.from)
            .map_or(place.start, |word| word.start);
    }
    let full = place.to > place.from + 1;
    if is_settled(scene, memory, &place, full) {
        return;
    }
    let Some((entity, sure)) = which(scene, memory, &place, names) else {
        return;
    };
    let Some(canonical) = scene
        .names
        .catalog
        .gazetteer
        .entity(entity)
        .map(|it| it.canonical.clone())
    else {
        return;
    };
    if puts_government(scene, &place, entity) {
        return;
    }
    if full {
        let surname = Surname::of(&scene.words, place.last(), place.to);
        let known = KnownPerson {
            name: canonical.clone(),
            entity: Some(entity),
            is_weapon: false,
        };
        memory.introduce(surname, known.clone());
        if let Some(first) = canonical.split(' ').next()
            && lexicon::is_surname_first(first)
        {
            memory.introduce(Surname::new(first), known);
        }
        extend_lineage(scene, &mut place);
    }
    let found = Found::new(rule!("person"), Value::Person { person: canonical }).of(entity);
    let found = if sure {
        found
    } else {
        found.doubted(Doubt::OthersHaveName)
    };
    scene.put(place.start..place.end, place.from..place.to, found);
}

/// "Diego López" before the "da Silva" of somebody else: where the longer name begins.
fn before_particle(scene: &Scene<'_>, place: &Place<'_>) -> Option<usize> {
    const MAX_NAMES: usize = 3;
    let words = &scene.words;
    let mut from = place.from;
    if words.shape(from) != Some(Shape::Lower) {
        return None;
    }
    let is_name = |i: usize| {
        words.shape(i) == Some(Shape::Capital)
            && words.gap(i) == Gap::Space
            && !words.is(i, Sense::Title)
            && (scene.follows_unknown_capital(i + 1) || words.is_any(i, FIRST_NAMES))
    };
    while place.from - from < MAX_NAMES
        && let Some(before) = from.checked_sub(1)
        && is_name(before)
    {
        from = before;
    }
    (from < place.from && words.is_any(from, FIRST_NAMES)).then_some(from)
}

/// Whether the name is nobody's, or was made somebody else's.
#[inline(always)]
fn is_settled(scene: &mut Scene<'_>, memory: &mut Memory, place: &Place<'_>, full: bool) -> bool {
    if let Some(from) = before_particle(scene, place) {
        let rule = rule!("name beside a surname");
        add_person(scene, memory, from, place.to, rule);
        return true;
    }
    // "Policy Brief May 2020" is of a month.
    !full
        && (scene.words.is(place.from, Sense::CalendarWord)
            && scene.words.shape(place.to) == Some(Shape::Number)
            || introductions::with_ambiguous_first_name(scene, memory, place)
            || extend_unknown(scene, memory, place)
            || introductions::names_a_thing(scene, place.last())
            || introductions::introduced_by_surname(scene, memory, place))
}

/// "the Albanese Government": named after who leads it. Whether it is one.
fn puts_government(scene: &mut Scene<'_>, place: &Place<'_>, entity: EntityIndex) -> bool {
    let words = &scene.words;
    let governs = words.gap(place.last()) == Gap::Space && words.str(place.to) == "Government";
    let iso3 = || scene.names.catalog.gazetteer.entity(entity)?.iso3;
    let (true, Some(end), Some(iso3)) = (governs, words.get(place.to).map(|it| it.end), iso3())
    else {
        return false;
    };
    let found = Found::new(rule!("metonym"), Value::Government { iso3 });
    scene.put(place.start..end, place.from..place.to + 1, found);
    true
}

/// "Mohammed bin Salman" goes on in "bin Abdulaziz Al Saud": fathers and the house.
fn extend_lineage(scene: &Scene<'_>, place: &mut Place<'_>) {
    let words = &scene.words;
    let next = |to: usize| {
        let joint = words.str(to);
        words.gap_before(to) == Gap::Space
            && matches!(joint, "bin" | "ibn" | "Al" | "al" | "Bin")
            && matches!(words.gap(to), Gap::Space | Gap::Hyphen)
            && words.shape(to + 1) == Some(Shape::Capital)
            && scene.hit_covering(to + 1).is_none()
    };
    while next(place.to) {
        place.to += 2;
        place.end = words.get(place.last()).map_or(place.end, |word| word.end);
    }
}

/// Whether a title is the given name of the person that the table has: "Gen Nakatani", but not
/// "Gen. Nakatani".
fn is_given_name(scene: &Scene<'_>, name: &Name, word: &str, i: usize) -> bool {
    let canonical = scene.names.entity(name).map(|it| &it.canonical);
    // Others are called by their title, "King Abdullah".
    word == "Gen"
        && canonical.is_some_and(|it| it.split(' ').next() == Some(word))
        && scene.words.has_one_sign_before(i + 1)
}

/// Which person, and whether that is certain.
fn which(
    scene: &Scene<'_>,
    memory: &Memory,
    place: &Place<'_>,
    names: &[&Name],
) -> Option<(EntityIndex, bool)> {
    let persons = || {
        names.iter().copied().filter(|name| {
            scene
                .names
                .entity(name)
                .is_some_and(|it| it.id.starts_with("person:"))
        })
    };
    if let Some(name) = persons().find(|name| !name.ambiguous) {
        return Some((name.entity, true));
    }
    if let Some(known) = memory.person_at(&scene.words, place.from, place.from + 1)
        && let Some(entity) = known.entity
        && persons().any(|name| name.entity == entity)
    {
        return Some((entity, true));
    }
    let titled = place.from.checked_sub(1).is_some_and(|before| {
        scene.words.gap(before) == Gap::Space && scene.words.is(before, Sense::Title)
    });
    if !titled
        && (scene.words.is(place.from, Sense::CommonWord) || scene.words.in_headline(place.from))
    {
        return None;
    }
    let sentence = scene.words.sentence(place.from);
    let beside = || {
        sentence
            .clone()
            .filter(|i| !(place.from..place.to).contains(i))
    };
    let near = |name: &Name| {
        let iso3 = scene.names.entity(name).and_then(|it| it.iso3);
        let of_sentence = iso3.is_some() && beside().any(|i| scene.iso3_at_sure_hit(i) == iso3);
        let of_document = iso3.is_some_and(|iso3| scene.survey.names_country(iso3));
        u8::from(of_document) + 2 * u8::from(of_sentence)
    };
    // Of several, the one whose country is near, then the one in office, then the table's first.
    let best = persons()
        .rev()
        .max_by_key(|name| (near(name), in_office(&name.note)))?;
    // A title alone ("Dr Smith") does not make a common surname one of the table's persons.
    let of_none = scene.names.entity(best).is_some_and(|it| it.iso3.is_none());
    let told = titled && (of_none || in_office(&best.note));
    (near(best) > 0 || told).then_some((best.entity, titled && persons().nth(1).is_none()))
}

/// "Leader (2011-)": a span of years without an end.
fn in_office(note: &str) -> bool {
    note.contains("-)")
}

/// Words that stand before a name and are no part of it: "Chief of Staff Kang", "Fact Sheet May".
const BEFORE_NAMES: Senses = Senses::of(&[Sense::Role, Sense::OrgSuffix, Sense::OfficeFiller]);

/// Words that end the name of something else.
const ENDS_OTHERS: Senses = Senses::of(&[Sense::OrgSuffix, Sense::PlaceSuffix]);

/// A surname of the table beside a capital that nobody knows is somebody else: "Kim Yong-bok",
/// "Lyudmila Putina". Takes the whole name, as written.
fn extend_unknown(scene: &mut Scene<'_>, memory: &mut Memory, place: &Place<'_>) -> bool {
    let (mut from, mut to) = (place.from, place.to);
    let before_is_name = |from: usize| {
        scene.follows_unknown_capital(from)
            && scene.words.shape(from - 1) != Some(Shape::Caps)
            && (!scene.words.is_any(from - 1, BEFORE_NAMES)
                || scene.words.is_any(from - 1, FIRST_NAMES))
    };
    for _ in 0..2 {
        from -= usize::from(before_is_name(from));
    }
    // "Rajesh Kumar Singh" at the start of a sentence.
    if from < place.from
        && let Some(first) = from.checked_sub(1)
        && scene.words.gap(first) == Gap::Space
        && scene.words.shape(first) == Some(Shape::Capital)
        && scene.words.is_any(first, FIRST_NAMES)
        && scene.is_free(first)
        && place.from < first + 3
    {
        from = first;
    }
    // "Amir-Ali Hajizadeh".
    if from < place.from
        && scene.words.gap_before(from) == Gap::Hyphen
        && scene.words.shape(from - 1) == Some(Shape::Capital)
        && scene.is_free(from - 1)
        && scene.hit_covering(from - 1).is_none()
    {
        from -= 1;
    }
    let next_is_name = scene.words.shape(to) == Some(Shape::Capital)
        && scene.precedes_unknown_capital(place.last())
        && !scene.words.is_any(to, ENDS_OTHERS);
    if next_is_name {
        to = name_end(scene, to, 2);
    }
    if (from, to) == (place.from, place.to) {
        // A hyphen makes a longer name, too: "Kim-led" does not.
        return scene.words.gap(place.last()) == Gap::Hyphen
            && scene.words.shape(place.to) == Some(Shape::Capital)
            && scene.hit_covering(place.to).is_none()
            && !scene.words.in_headline(place.from);
    }
    if scene.words.in_headline(place.from) {
        return false;
    }
    add_person(scene, memory, from, to, rule!("name beside a surname"));
    true
}
