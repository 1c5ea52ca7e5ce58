//! More ways in which organisations are named: a head alone, the services of a country, newspapers
//! and bases of a town, firms behind their kind ("the company Zorblax") and before their legal form,
//! names that begin with a country of several words or go on behind "&", and short forms that stand
//! before what they mean.

use super::beside_bodies;
use super::lexicon::{Sense, Senses};
use super::memory::Memory;
use super::mention::{NameForm, Value};
use super::names::Place;
use super::people;
use super::scene::{Found, Scene};
use super::word_set::word_set;
use super::words::{Gap, Shape};
use crate::reference::{EntityKind, Iso3};

word_set! {
    /// Before a head that the reader knows.
    DETERMINERS = "the" "its" "their" "his" "our"
}

word_set! {
    /// Before the service of a country.
    BEFORE_SERVICES = "the" "its" "their" "our" "and" "of" "by" "a" "an" "with"
        "for" "from" "between"
}

/// "the Ministry", "its Navy": a head that the reader knows by what was said before.
pub(super) fn stands_alone(scene: &Scene<'_>, i: usize) -> bool {
    let words = &scene.words;
    let word = words.lower(i);
    let word = word.as_str();
    let known = matches!(
        word,
        "ministry"
            | "navy"
            | "army"
            | "airforce"
            | "parliament"
            | "congress"
            | "senate"
            | "treasury"
    );
    let determined = words.gap_before(i) == Gap::Space && DETERMINERS.has(words.str_before(i));
    let acts = matches!(word, "parliament" | "congress")
        && words.gap_before(i) == Gap::Space
        && matches!(
            words.str_before(i),
            "by" | "in" | "to" | "told" | "before" | "through" | "past" | "asked" | "from" | "that"
        );
    // "a Navy destroyer", "more Army generals".
    let some = || {
        matches!(word, "navy" | "army")
            && matches!(
                i.checked_sub(1).and_then(|before| words.shape(before)),
                Some(Shape::Lower | Shape::Number)
            )
            && words.gap_before(i) == Gap::Space
            && words.gap(i) == Gap::Space
            && words.shape(i + 1) == Some(Shape::Lower)
    };
    // "Army numbers fell.", "Parliament approved it."
    let opens = || {
        matches!(word, "navy" | "army" | "parliament")
            && words.starts_sentence(i)
            && words.gap(i) == Gap::Space
            && words.shape(i + 1) == Some(Shape::Lower)
            && beside_bodies::acts_or_has_size(scene, i + 1)
    };
    // "the Air Force and Navy".
    let paired = || {
        matches!(word, "navy" | "army")
            && words.str_before(i) == "and"
            && i.checked_sub(2).is_some_and(|i| {
                matches!(
                    scene.at(i).map(|it| &it.value),
                    Some(Value::Organisation { .. })
                )
            })
    };
    known
        && (determined || acts || some() || opens() || paired())
        && words.shape(i) == Some(Shape::Capital)
        && words.gap(i) != Gap::Hyphen
        && !scene.precedes_unknown_capital(i)
        && !(words.gap(i) == Gap::Space && words.is_capital(i + 1))
}

/// Whether troops are counted by the head that word `i` is.
pub(super) fn is_formation_at(scene: &Scene<'_>, i: usize) -> bool {
    is_formation(&scene.words.lower(i)) && !beside_bodies::is_of_talks(scene, i)
}

/// "the Air Force", "its Marine Corps": two plain words that are a service's name with an article.
pub(super) fn is_plain_service(scene: &Scene<'_>, from: usize, head: usize) -> bool {
    let words = &scene.words;
    if head != from + 1 || words.gap(from) != Gap::Space {
        return false;
    }
    let pair = (words.str(from), words.str(head));
    let service = matches!(
        pair,
        ("Air" | "Space", "Force")
            | ("Coast" | "National" | "Home", "Guard")
            | ("Marine", "Corps")
            | ("Presidential", "Office")
            | ("Joint" | "General" | "Defence" | "Defense", "Staff")
    );
    // "A new Air Force plan": of soldiers and nothing else.
    let goes_on_small = || {
        matches!(pair.1, "Force" | "Guard" | "Corps")
            && !matches!(pair.0, "National" | "Home")
            && words.gap(head) == Gap::Space
            && words.shape(head + 1) == Some(Shape::Lower)
    };
    service
        && (matches!(words.gap_before(from), Gap::Space | Gap::Possessive)
            && (words.gap_before(from) == Gap::Possessive
                || BEFORE_SERVICES.has(words.str_before(from)))
            || goes_on_small())
        && !(words.gap(head) == Gap::Space && words.is_capital(head + 1))
        // "Chief of the General Staff" is an office.
        && !(pair.1 == "Staff"
            && (words.str_before(from).eq_ignore_ascii_case("of")
                || words
                    .str(from.saturating_sub(2))
                    .eq_ignore_ascii_case("of")))
}

/// The country that ends the name `from..to` of a formation: "Land Forces of Ukraine".
pub(super) fn owner_at_end(scene: &Scene<'_>, from: usize, to: usize) -> Option<Iso3> {
    let last = to
        .checked_sub(1)
        .filter(|&last| !scene.words.is(last, Sense::OrgSuffix) && !scene.is_free(last))?;
    let last = scene.at(last)?;
    let is_formation = || (from..to).any(|i| OF_LANDS.has(scene.words.str(i)));
    match last.value {
        Value::Country { iso3, .. } if is_formation() => Some(iso3),
        _ => None,
    }
}

word_set! {
    /// Bodies whose name stands before an office in small letters: "Green Party leader".
    WITH_OFFICERS = "party" "office" "union" "coalition" "group" "board" "company" "police"
        "forces"
}

/// Whether word `i` heads a body that has leaders and officials of its own.
pub(super) fn has_officers(scene: &Scene<'_>, i: usize) -> bool {
    WITH_OFFICERS.has(scene.words.str(i))
}

/// Whether word `i` only looks like a head: "Battle Command System", "Ab" in "Ab Rahman", where the
/// legal form is written "AB" or "Oy Ab".
pub(super) fn is_no_end(scene: &Scene<'_>, i: usize) -> bool {
    let words = &scene.words;
    match words.str(i) {
        "Command" => {
            words.gap(i) == Gap::Space
                && matches!(
                    words.str(i + 1),
                    "System" | "Systems" | "Post" | "Vehicle" | "Vehicles" | "Module" | "Paper"
                )
        }
        // "Zorblax Army Depot", "the ASEAN Defence Ministers".
        "Army" | "Navy" => {
            words.gap(i) == Gap::Space
                && matches!(
                    words.str(i + 1),
                    "Ammunition"
                        | "Depot"
                        | "Base"
                        | "Airfield"
                        | "Barracks"
                        | "Arsenal"
                        | "Hospital"
                        | "Post"
                        | "Yard"
                )
        }
        "Defence" | "Defense" | "Armament" | "Armaments" => {
            let next = words.str(i + 1);
            words.gap(i) == Gap::Space
                && (next == "Ministers"
                    || words.is_capital(i + 1) && words.is(i + 1, Sense::Office))
        }
        // "the U.S. Administration" is its government.
        "Administration" => matches!(
            i.checked_sub(1)
                .and_then(|i| scene.at(i))
                .map(|it| &it.value),
            Some(Value::Country { .. })
        ),
        "Ab" | "Ag" | "Bv" | "Nv" | "Spa" => words.str_before(i) != "Oy",
        _ => false,
    }
}

/// Whether troops are counted by it: "2nd Infantry Division".
fn is_formation(head: &str) -> bool {
    matches!(
        head,
        "division"
            | "brigade"
            | "regiment"
            | "fleet"
            | "corps"
            | "squadron"
            | "battalion"
            | "army"
            | "wing"
            | "group"
            | "force"
    )
}

word_set! {
    /// Formations that are called after the country or region that they stand in or belong to.
    OF_LANDS = "forces" "brigade" "battlegroup" "command" "division" "fleet" "corps"
}

/// One past the name of the formation whose words are `from..=head` where it goes on: "Land Forces of
/// Ukraine", "Multinational Brigade Latvia"; else past its head.
pub(super) fn past_owner(scene: &Scene<'_>, from: usize, head: usize) -> usize {
    let words = &scene.words;
    let may_go_on = words.gap(head) == Gap::Space
        && (words.shape(head + 1) != Some(Shape::Lower) || words.str(head + 1) == "of");
    if from == head || !may_go_on || !OF_LANDS.has(words.str(head)) {
        return head + 1;
    }
    // "Brigade Combat Team", "Division Support Group".
    let is_unit = matches!(words.str(head + 1), "Combat" | "Support" | "Engineer")
        && words.gap(head + 1) == Gap::Space
        && matches!(words.str(head + 2), "Team" | "Group" | "Element");
    if is_unit {
        return head + 3;
    }
    let end_of = |i: usize| {
        let land = scene.at(i)?;
        let is_land = match land.value {
            Value::Country { form, .. } => form == NameForm::Name,
            Value::Place { .. } => true,
            _ => false,
        };
        let begins = words
            .get(i)
            .is_some_and(|word| word.start == land.span.start());
        (is_land && begins).then(|| words.at_or_after(land.span.end()))
    };
    let (to, of) = if words.str(head + 1) == "of" && words.gap(head + 1) == Gap::Space {
        let article = usize::from(words.str(head + 2) == "the");
        (end_of(head + 2 + article), true)
    } else {
        (end_of(head + 1), false)
    };
    let Some(to) = to else { return head + 1 };
    // "the Air Force Japan bought": a name ends where another sign or a small word stands.
    let goes_on = || {
        words.gap(to - 1) == Gap::Possessive
            || matches!(words.gap(to - 1), Gap::Space | Gap::Hyphen) && words.is_capital(to)
    };
    // "the Brigade Canada leads": behind a land that ends a name stands a sign or one of few words.
    let is_closed = || words.gap(to - 1) != Gap::Space || beside_bodies::ends_a_name(words.str(to));
    // "Joint Forces of Britain and France".
    let is_one_of_two = || {
        let next = to + usize::from(words.str(to) == "and");
        matches!(words.gap(to - 1), Gap::Space | Gap::Comma) && end_of(next).is_some()
    };
    let ends = if of {
        words.str(head) == "Forces" && !is_one_of_two()
    } else {
        !words.in_headline(from) && !goes_on() && is_closed()
    };
    if ends { to } else { head + 1 }
}

/// The number before a formation ("2nd Infantry Division"), else `from`.
pub(super) fn with_ordinal(
    scene: &Scene<'_>,
    from: usize,
    is_formation: impl Fn() -> bool,
) -> usize {
    match from.checked_sub(1) {
        Some(before)
            if scene.words.shape(before) == Some(Shape::Number)
                && scene.words.gap(before) == Gap::Space
                && is_formation()
                && ["st", "nd", "rd", "th", "2d", "3d"]
                    .iter()
                    .any(|tail| scene.words.str(before).ends_with(tail)) =>
        {
            before
        }
        // "I Corps".
        Some(before)
            if scene.words.str(before) == "I"
                && scene.words.gap(before) == Gap::Space
                // "World War I Army", "Title I Force".
                && !(scene.words.gap_before(before) == Gap::Space
                    && before.checked_sub(1).is_some_and(|i| {
                        scene.words.is_capital(i) && !scene.words.is(i, Sense::FunctionWord)
                    }))
                && is_formation() =>
        {
            before
        }
        _ => from,
    }
}

/// "the Brisbane Review", "Honolulu Star-Advertiser": a newspaper named after its town.
pub(super) fn newspaper(scene: &Scene<'_>, i: usize) -> Option<(usize, usize)> {
    let words = &scene.words;
    let before = i.checked_sub(1)?;
    if words.gap(before) != Gap::Space || words.shape(i) != Some(Shape::Capital) {
        return None;
    }
    let hit = scene.hit_covering(before)?;
    let surface = scene.text.get(hit.start..hit.end)?;
    let town = scene
        .names
        .of(hit, surface)
        .any(|name| matches!(name.kind, EntityKind::City | EntityKind::Capital));
    let mut to = i + 1;
    if words.gap(i) == Gap::Hyphen && words.shape(to) == Some(Shape::Capital) {
        to += 1;
    }
    let goes_on = words.gap(to - 1) == Gap::Space && words.is_capital(to);
    let from = words.ending_after(hit.start).min(before);
    (town && !goes_on && !words.in_headline(i)).then_some((from, to))
}

/// "RAAF Base Edinburgh", "Naval Station Rota": a base named after its place.
pub(super) fn base_and_name(scene: &Scene<'_>, i: usize) -> Option<(usize, usize)> {
    let words = &scene.words;
    let fits = words.shape(i) == Some(Shape::Capital)
        && words.gap(i) == Gap::Space
        && words.shape(i + 1) == Some(Shape::Capital)
        && matches!(words.lower(i).as_str(), "base" | "station")
        && !words.is(i + 1, Sense::FunctionWord);
    if !fits {
        return None;
    }
    let mut from = i;
    while let Some(before) = from.checked_sub(1)
        && i - before <= 4
        && words.gap(before) == Gap::Space
        && matches!(
            words.str(before),
            "RAAF"
                | "RAF"
                | "Naval"
                | "Air"
                | "Joint"
                | "Army"
                | "Marine"
                | "Corps"
                | "Force"
                | "Space"
                | "Fleet"
                | "Submarine"
        )
    {
        from = before;
    }
    (from < i).then_some((from, i + 2))
}

/// Where a body of the table really begins: "2nd Multi-Domain Task Force", "U.S. Indo-Pacific
/// Command". Only for bodies of several words, which nobody names by their country and a comma.
pub(super) fn longer_start(scene: &Scene<'_>, place: &Place<'_>) -> Option<usize> {
    let words = &scene.words;
    let before = place.from.checked_sub(1)?;
    let id = scene.names.entity(place.name)?.id.as_str();
    let is_service = id.starts_with("force:") || id.starts_with("ministry:");
    // "the Czech MoD", "the North Korean Defence Ministry".
    if id.starts_with("ministry:")
        && let Some(land) = scene.at(before)
        && matches!(&land.value, Value::Country { form, .. } if *form == NameForm::Demonym
            || matches!(scene.text.get(land.span.range()), Some("UK" | "U.K.")))
        && scene.text.get(land.span.end()..place.start) == Some(" ")
    {
        return Some(land.span.start());
    }
    if place.to <= place.from + 1 || !is_service && !place.name.ambiguous {
        return None;
    }
    let start = |i: usize| words.get(i).map(|word| word.start);
    if is_service && words.gap(before) == Gap::Space && words.str(before) == "Royal" {
        return start(before);
    }
    if words.shape(before) == Some(Shape::Number) {
        let numbered = with_ordinal(scene, place.from, || true);
        return (numbered < place.from).then(|| start(numbered)).flatten();
    }
    let of_country = scene.at(before)?;
    let short = matches!(
        scene.text.get(of_country.span.range()),
        Some("US" | "U.S." | "UK" | "U.K.")
    );
    let between = scene.text.get(of_country.span.end()..place.start)?;
    let same = of_country.value.iso3().is_some()
        && of_country.value.iso3() == scene.names.entity(place.name)?.iso3;
    (short && same && between == " ").then(|| of_country.span.start())
}

/// "Vandelay plc": the one legal form that is written small.
pub(super) fn small_legal_form(scene: &Scene<'_>, i: usize) -> Option<(usize, usize)> {
    let words = &scene.words;
    let mut from = i;
    while let Some(before) = from.checked_sub(1)
        && i - before <= 4
        && words.gap(before) == Gap::Space
        && words.is_capital(before)
        && !words.is(before, Sense::FunctionWord)
    {
        from = before;
    }
    (words.str(i) == "plc" && from < i).then_some((from, i + 1))
}

/// Whether a capital that nothing explains follows word `i`.
pub(super) fn before_a_firm(scene: &Scene<'_>, i: usize) -> bool {
    scene.words.gap(i) == Gap::Space
        && scene.words.shape(i) == Some(Shape::Lower)
        && matches!(scene.words.shape(i + 1), Some(Shape::Capital | Shape::Caps))
        && scene.is_free(i + 1)
}

/// Lists of words that no firm's name begins with behind "company": "the company Board".
const NO_FIRST_WORDS: Senses = Senses::of(&[Sense::OrgSuffix, Sense::OrgPrefix, Sense::CommonWord]);

/// Lists of words that are no part of a firm's name behind "company".
const NO_FIRMS: Senses = Senses::of(&[
    Sense::FunctionWord,
    Sense::CalendarWord,
    Sense::Title,
    Sense::Office,
    Sense::Role,
    Sense::CommonFirstName,
    Sense::GivenName,
    Sense::WeaponWord,
    Sense::GenericModifier,
]);

word_set! {
    /// Before "company", where a name follows that is the firm's.
    BEFORE_FIRMS = "the" "a" "an" "its" "their" "of" "by" "to" "with" "from" "and"
}

/// "the company Zorblax", "the Spanish manufacturer Santa Zorblax": a firm that no head names.
pub(super) fn named_firm(scene: &Scene<'_>, i: usize) -> Option<(usize, usize)> {
    let words = &scene.words;
    let from = i + 1;
    let owned = i.checked_sub(1).is_some_and(|before| {
        words.gap(before) == Gap::Space
            && (BEFORE_FIRMS.has(words.str(before))
                || matches!(
                    scene.at(before).map(|it| &it.value),
                    Some(Value::Country { .. })
                ))
    });
    if !owned
        || !before_a_firm(scene, i)
        || words.in_headline(from)
        || words.is_any(from, NO_FIRST_WORDS)
        // "the company IPO".
        || words.shape(from) == Some(Shape::Caps) && words.str(from).chars().nth(3).is_none()
    {
        return None;
    }
    let mut to = from;
    // "the company Zorblax CEO" names a firm and an office.
    while to < from + 4
        && !people::SHORT_TITLES.has(words.str(to))
        && matches!(words.shape(to), Some(Shape::Capital | Shape::Caps))
        && scene.is_free(to)
    {
        if words.is_any(to, NO_FIRMS) {
            return None;
        }
        to += 1;
        if words.gap(to - 1) != Gap::Space {
            break;
        }
    }
    let long = words.str(from).chars().nth(2).is_some();
    (to > from && long && words.gap(to - 1) != Gap::Hyphen).then_some((from, to))
}

word_set! {
    /// What firms are by law.
    LEGAL_FORMS = "ag" "gmbh" "ltd" "limited" "inc" "corp" "corporation" "plc" "oyj" "asa" "ab" "nv"
        "llc" "spa"
}

/// Takes word `i` into the firm of the table that ends before it: "Rheinmetall AG", "Kongsberg ASA".
/// Whether it did.
pub(super) fn add_legal_form(scene: &mut Scene<'_>, i: usize) -> bool {
    let words = &scene.words;
    let Some(before) = i.checked_sub(1) else {
        return false;
    };
    let (Some(firm), Some(word)) = (scene.at(before), words.get(i)) else {
        return false;
    };
    let fits = matches!(firm.value, Value::Organisation { .. })
        && firm.span.end() < word.start
        && words.gap(before) == Gap::Space
        && scene.is_free(i)
        && LEGAL_FORMS.has(words.str(i))
        // "the Corporation of Paraguay".
        && words.str(i + 1) != "of";
    if !fits {
        return false;
    }
    let (start, end) = (firm.span.start(), word.end);
    let mut found = Found::new(firm.rule, firm.value.clone());
    found.entity = firm.entity;
    let from = words.ending_after(start).min(before);
    scene.put(start..end, from..i + 1, found);
    true
}

/// One past a name that goes on behind "&" to the form of a firm ("Zorblax Marine" before
/// "& Offshore International Co."), else `to`.
pub(super) fn past_ampersand(scene: &Scene<'_>, to: usize) -> usize {
    const MAX_WORDS: usize = 4;
    let words = &scene.words;
    if to == 0 || words.gap(to - 1) == Gap::Space || words.between(to - 1) != " & " {
        return to;
    }
    let mut at = to;
    while at < to + MAX_WORDS && words.shape(at) == Some(Shape::Capital) && scene.is_free(at) {
        at += 1;
        if words.is(at - 1, Sense::OrgSuffix) || words.str(at - 1) == "Co" {
            return at;
        }
        if words.gap(at - 1) != Gap::Space {
            break;
        }
    }
    to
}

/// The first word of a country of several words that ends at word `i` ("Republic of Singapore"
/// before "Navy"), else `i`.
pub(super) fn start_of_mention(scene: &Scene<'_>, i: usize) -> usize {
    match scene.at(i) {
        Some(mention) if matches!(mention.value, Value::Country { .. }) => {
            scene.words.ending_after(mention.span.start()).min(i)
        }
        _ => i,
    }
}

/// "DRDO (Defence Research and Development Organisation)", "the Organisation, or DRDO,": the short
/// form before the name, or after a comma.
pub(super) fn define_other_ways(scene: &Scene<'_>, memory: &mut Memory, caps: &[usize]) {
    for &i in caps {
        if !scene.is_free(i) {
            continue;
        }
        let short = scene.words.str(i);
        if !(2..=10).contains(&short.len()) {
            continue;
        }
        let name_at = if scene.words.between(i).trim_start() == "(" {
            let article = usize::from(scene.words.str(i + 1) == "the");
            Some(i + 1 + article)
        } else if i > 1 && scene.words.str(i - 1) == "or" && scene.words.gap(i - 2) == Gap::Comma {
            Some(i - 2)
        } else {
            None
        };
        let Some(name_at) = name_at else { continue };
        if let Some(Value::Organisation { org, iso3 }) = scene.at(name_at).map(|it| &it.value)
            && org.chars().next() == short.chars().next()
        {
            let (org, iso3) = (org.clone(), *iso3);
            memory.define(short, org, iso3);
        }
    }
}
