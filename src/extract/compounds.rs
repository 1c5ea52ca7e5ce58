//! Names inside longer words and names: "Franco-German", "Hobart class", "Milan Mojsilovic".

use std::ops::Range;

use super::lexicon::{FIRST_NAMES, Sense, Senses};
use super::mention::{NameForm, Value, rule};
use super::names::Place;
use super::scene::{Found, Scene};
use super::word_set::word_set;
use super::words::{Gap, Shape};
use crate::reference::{EntityKind, Iso3};

/// Old names of peoples, used only before a hyphen and another people.
const JOINED: [(&str, &str); 15] = [
    ("Afro", ""),
    ("Anglo", "GBR"),
    ("Austro", "AUT"),
    ("Belgo", "BEL"),
    ("Dano", "DNK"),
    ("Euro", ""),
    ("Franco", "FRA"),
    ("Greco", "GRC"),
    ("Indo", "IND"),
    ("Italo", "ITA"),
    ("Luso", "PRT"),
    ("Polono", "POL"),
    ("Russo", "RUS"),
    ("Sino", "CHN"),
    ("Turco", "TUR"),
];

/// "Franco-" before a people, whose first word is word `i`: the other country of the pair.
pub(super) fn joined_people(scene: &mut Scene<'_>, i: usize) {
    let Some(before) = i.checked_sub(1) else {
        return;
    };
    if scene.words.gap(before) != Gap::Hyphen || !scene.is_free(before) {
        return;
    }
    let word = scene.words.str(before);
    let people = JOINED.iter().find(|(joined, _)| *joined == word);
    if let Some(iso3) = people.and_then(|(_, code)| Iso3::parse(code)) {
        let form = NameForm::Demonym;
        let found = Found::new(rule!("joined people"), Value::Country { iso3, form });
        scene.add_words(before, before + 1, found);
    }
}

word_set! {
    /// Before "American": of a continent, or of a people, not of the United States.
    OF_AMERICAS = "south" "latin" "north" "central" "native" "african" "ibero" "pan" "spanish" "inter"
        "meso"
}

/// "South American", "Latin Americans": of a part of the double continent.
#[inline]
pub(super) fn is_of_the_americas(scene: &Scene<'_>, from: usize) -> bool {
    matches!(scene.words.gap_before(from), Gap::Space | Gap::Hyphen)
        && scene.words.str(from).starts_with("American")
        && OF_AMERICAS.has(scene.words.str_before(from))
        && scene.words.is_capital(from.saturating_sub(1))
}

/// "Hobart class", "Daring-class": the name of a class of ships.
pub(super) fn names_a_class(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    let last = place.to.saturating_sub(1);
    matches!(scene.words.gap(last), Gap::Hyphen | Gap::Space)
        && scene.words.shape(place.to) == Some(Shape::Lower)
        && scene.words.str(place.to) == "class"
}

/// "billions of US dollars", "in Swiss francs": the name before word `to` is money, not a country.
#[inline]
pub(super) fn names_a_currency(scene: &Scene<'_>, to: usize) -> bool {
    scene.words.gap_before(to) == Gap::Space && scene.words.is(to, Sense::Currency)
}

/// Whether a capital stands beside the name; without one, [`is_within_a_person`] says no.
#[inline(always)]
pub(super) fn may_be_within_a_person(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    let before = place.from.checked_sub(1).map(|i| scene.words.shape(i));
    before == Some(Some(Shape::Capital)) || scene.words.is_capital(place.to)
}

/// "Gen. Milan Mojsilovic", "Michael Jordan", "Paris Hilton": a name of a place within a person's.
pub(super) fn is_within_a_person(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    let words = &scene.words;
    if place.to != place.from + 1 || words.shape(place.from) != Some(Shape::Capital) {
        return false;
    }
    let before = place
        .from
        .checked_sub(1)
        .filter(|&i| words.gap(i) == Gap::Space);
    let goes_on = words.gap(place.from) == Gap::Space && words.is_capital(place.to);
    // A capital's name is enough of a first name only with a surname behind it.
    let before_surname = || {
        words.shape(place.to) == Some(Shape::Capital)
            && (place.name.kind == EntityKind::Capital
                || before.is_some_and(|i| {
                    words.is(i, Sense::FormOfAddress)
                        || words.is_capital(i) && words.is(i, Sense::Title)
                }))
    };
    // "the Brisbane Review" is a newspaper.
    let in_newspaper = || {
        place.name.kind == EntityKind::City
            && before.is_some_and(|i| words.str(i).eq_ignore_ascii_case("the"))
    };
    let within = before.is_some_and(|i| is_first_name_at(scene, i))
        || goes_on
            && (before_surname() || in_newspaper())
            && scene.precedes_unknown_capital(place.from)
            && !words.is_any(place.to, OF_PLACES);
    within && !words.in_headline(place.from)
}

/// "Michael" before "Jordan".
fn is_first_name_at(scene: &Scene<'_>, i: usize) -> bool {
    scene.words.shape(i) == Some(Shape::Capital)
        && scene.words.is_any(i, FIRST_NAMES)
        && !scene.words.is(i, Sense::CalendarWord)
        && scene.hit_covering(i).is_none()
}
/// Words that make a longer name of a place or body, never a person's.
const OF_PLACES: Senses = Senses::of(&[
    Sense::PlaceSuffix,
    Sense::OrgSuffix,
    Sense::OrgPrefix,
    Sense::CityNoun,
    Sense::OfficeFiller,
    Sense::Office,
]);

/// "Turkey dinner", "China cups", "Guinea pigs" at the start of a sentence.
#[inline]
pub(super) fn is_of_the_kitchen(scene: &Scene<'_>, name: Range<usize>) -> bool {
    scene.words.starts_sentence(name.start)
        && scene.words.gap_before(name.end) == Gap::Space
        && is_kitchenware(scene.words.str(name.end))
}

fn is_kitchenware(word: &str) -> bool {
    matches!(
        word,
        "pig"
            | "pigs"
            | "fowl"
            | "dinner"
            | "dinners"
            | "sandwich"
            | "sandwiches"
            | "breast"
            | "cup"
            | "cups"
            | "plate"
            | "plates"
            | "doll"
            | "dolls"
            | "shop"
            | "cabinet"
    )
}

/// "Atlanta, Georgia", "Georgia and Ohio": the state, by the American place beside it.
pub(super) fn is_american_state(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    let words = &scene.words;
    let usa = Iso3::parse("USA");
    let is_american = |i: usize| {
        let value = scene.at(i).map(|mention| &mention.value);
        matches!(value, Some(Value::Place { iso3, .. }) if *iso3 == usa)
    };
    let before = place.from.checked_sub(1);
    let after_place = before.is_some_and(|i| words.gap(i) == Gap::Comma && is_american(i))
        || words.str_before(place.from) == "and"
            && place.from.checked_sub(2).is_some_and(is_american);
    let next = match words.gap(place.last()) {
        Gap::Space if words.str(place.to) == "and" => place.to + 1,
        Gap::Comma => place.to,
        _ => return words.str(place.from) == "Georgia" && after_place,
    };
    let before_state = scene.hit_covering(next).is_some_and(|hit| {
        let surface = scene.text.get(hit.start..hit.end).unwrap_or("");
        scene.names.of(hit, surface).any(|name| {
            matches!(name.kind, EntityKind::City | EntityKind::Place)
                && scene.names.entity(name).is_some_and(|it| it.iso3 == usa)
        })
    });
    words.str(place.from) == "Georgia" && (after_place || before_state)
}

/// "WHO DOES NOT LIKE IT?": a plain word among capitals, no short form.
pub(super) fn is_word_in_capitals(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    let words = &scene.words;
    let caps = |i: usize| words.shape(i) == Some(Shape::Caps);
    let neighbour = words.gap(place.from) == Gap::Space && caps(place.to)
        || words.gap_before(place.from) == Gap::Space && caps(place.from.saturating_sub(1));
    place.to == place.from + 1
        && caps(place.from)
        && neighbour
        && words.is(place.from, Sense::FunctionWord)
}

/// How many small class words end the name: "Nevatim air base", "Kursk oblast".
pub(super) fn num_class_words(scene: &Scene<'_>, place: &Place<'_>) -> usize {
    let words = &scene.words;
    let last = place.to.saturating_sub(1);
    let small = |i: usize| words.shape(i) == Some(Shape::Lower);
    if !small(last) {
        return 0;
    }
    match words.str(last) {
        "region" | "area" | "province" | "oblast" | "airbase" | "airfield" => 1,
        "base" | "station"
            if last > place.from + 1
                && small(last - 1)
                && matches!(words.str(last - 1), "air" | "naval" | "army" | "military") =>
        {
            2
        }
        _ => 0,
    }
}

word_set! {
    /// Before the names of ships of one navy or another.
    SHIP_PREFIXES =
        "hms" "uss" "usns" "hmas" "hmcs" "hmnzs" "ins" "pns" "js" "jds" "roks" "tcg" "hnlms" "hdms"
        "hswms" "rfa" "rss" "kri" "orp" "bns" "fgs"
}

/// Whether a capital or a word of two letters stands before word `from`; without one,
/// [`names_a_ship`] says no.
#[inline(always)]
pub(super) fn may_name_a_ship(scene: &Scene<'_>, from: usize) -> bool {
    let before = from.checked_sub(1).and_then(|i| scene.words.cut(i));
    before.is_some_and(|cut| {
        cut.gap() == Gap::Space && (cut.shape != Shape::Lower || cut.end - cut.start == 2)
    })
}

/// Whether word `from` is of a ship's name: "HMS Queen Elizabeth", "USS America".
pub(super) fn names_a_ship(scene: &Scene<'_>, from: usize) -> bool {
    const MAX_WORDS: usize = 3;
    let words = &scene.words;
    let mut at = from;
    for _ in 0..MAX_WORDS {
        let Some(before) = at.checked_sub(1).filter(|&it| words.gap(it) == Gap::Space) else {
            return false;
        };
        match words.shape(before) {
            Some(Shape::Caps) => return SHIP_PREFIXES.has(words.str(before)),
            Some(Shape::Capital | Shape::Initial) => {}
            Some(Shape::Lower) if words.str(before) == "of" => {}
            _ => return false,
        }
        at = before;
    }
    false
}

word_set! {
    /// Before a ship that is called after somebody: "the carrier Theodore Roosevelt".
    SHIPS = "carrier" "destroyer" "frigate" "cruiser" "submarine" "ship" "warship" "supercarrier"
}

/// Whether a ship stands before word `from`, the first of somebody's name.
pub(super) fn after_a_ship(scene: &Scene<'_>, from: usize) -> bool {
    scene.words.gap_before(from) == Gap::Space && SHIPS.has(scene.words.str_before(from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::scene::with_scene;

    const WORDS: &[&str] = &[
        "HMS", "USS", "Queen", "of", "Q", "the", "12", "Paris", "Tokyo", "Michael", "Jordan",
        "said", "é",
    ];

    proptest::proptest! {
        #[test]
        fn without_a_capital_beside_it_a_name_is_no_ship_and_within_no_person(
            words in proptest::collection::vec(proptest::sample::select(WORDS), 1..9),
            gap in proptest::sample::select(&[" ", "-", ", "][..]),
        ) {
            with_scene(&words.join(gap), |scene| {
                for i in 0..scene.words.len() {
                    assert!(may_name_a_ship(scene, i) || !names_a_ship(scene, i));
                }
                for hit in scene.hits {
                    let surface = scene.text.get(hit.start..hit.end).unwrap();
                    for name in scene.names.of(hit, surface) {
                        let place = Place::new(hit, name);
                        let is_within = is_within_a_person(scene, &place);
                        assert!(may_be_within_a_person(scene, &place) || !is_within);
                    }
                }
            });
        }
    }
}
