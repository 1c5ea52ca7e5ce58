//! Bodies that the tables know: seats and houses that stand for a government, parliaments, ministries,
//! forces, alliances, and whose they are where several countries have one of the name.

use super::compounds;
use super::lexicon::Sense;
use super::memory::Memory;
use super::mention::{Doubt, Value, rule};
use super::names::Place;
use super::scene::{Found, Scene};
use super::word_set::word_set;
use super::words::{Gap, Shape};
use crate::reference::{EntityKind, Iso3, Name};

/// Seats and houses: those of a government act for it, parliaments and departments are bodies.
pub(super) fn metonym(scene: &Scene<'_>, place: &Place<'_>) -> Option<Found> {
    let entity = scene.names.entity(place.name)?;
    if place.name.ambiguous {
        if let Some(found) = of_another_country(scene, place, place.name, entity.iso3) {
            return Some(found);
        }
        let about = entity
            .iso3
            .is_some_and(|iso3| scene.survey.names_country(iso3));
        if !about || scene.follows_unknown_capital(place.from) {
            return None;
        }
    }
    let note = place.name.note.as_str();
    let alias = place.name.alias.as_str();
    let is_body = note.contains("arliament")
        || note.contains("house")
        || [
            "Congress",
            "Senate",
            "Department",
            "House of",
            "Assembly",
            "Commons",
            "Lords",
        ]
        .iter()
        .any(|word| alias.contains(word));
    let org = || scene.texts.get(alias.strip_prefix("the ").unwrap_or(alias));
    let Some(iso3) = entity.iso3 else {
        // The seat of an international body stands for the body.
        let value = Value::Organisation {
            org: entity.canonical.clone(),
            iso3: None,
        };
        return Some(Found::new(rule!("metonym"), value).of(place.name.entity));
    };
    let value = if is_body {
        Value::Organisation {
            org: org(),
            iso3: Some(iso3),
        }
    } else {
        Value::Government { iso3 }
    };
    Some(Found::new(rule!("metonym"), value).of(place.name.entity))
}

/// Alliances, forces, firms and institutes; of several with one name, the one of the country spoken of.
pub(super) fn organisation(
    scene: &Scene<'_>,
    memory: &Memory,
    place: &Place<'_>,
    names: &[&Name],
) -> Option<Found> {
    if place.name.note == "programme" {
        return None;
    }
    if compounds::is_word_in_capitals(scene, place) {
        return None;
    }
    // The last word of a name in capitals: "Operation ZORBLAX KAI".
    if place.name.case_sensitive
        && place.is_one_word()
        && scene.words.shape(place.from.saturating_sub(1)) == Some(Shape::Caps)
        && scene.follows_unknown_capital(place.from)
        && !scene.words.in_headline(place.from)
    {
        return None;
    }
    let surface = scene.text.get(place.start..place.end).unwrap_or("");
    if let Some(body) = memory.short_form(surface) {
        return Some(Found::new(rule!("defined short form"), body.value()));
    }
    let chosen = choose(scene, place, names)?;
    let entity = scene.names.entity(chosen)?;
    if entity.id.starts_with("ministry:") {
        // "the MoD" is Britain's where Britain is spoken of and nothing nearer says whose it is.
        let usual = entity
            .iso3
            .filter(|iso3| chosen.case_sensitive && scene.survey.names_country(*iso3));
        let told = entity.iso3.filter(|_| !chosen.ambiguous);
        return Some(ministry(scene, place, surface, told, usual));
    }
    if let Some(found) = of_another_country(scene, place, chosen, entity.iso3) {
        return Some(found);
    }
    let value = Value::Organisation {
        org: entity.canonical.clone(),
        iso3: entity.iso3,
    };
    let found = Found::new(rule!("organisation"), value).of(chosen.entity);
    if chosen.note == "short form" {
        // "the Forum" is the body that the document names in full; "Sejong Forum" is another.
        let known = scene.survey.sure.contains(&chosen.entity);
        let joined = scene.words.gap_before(place.from) == Gap::Space
            && place.from.checked_sub(1).is_some_and(|i| {
                scene.words.is_capital(i) && !scene.words.is(i, Sense::FunctionWord)
            });
        return (known && !joined).then_some(found);
    }
    if !chosen.ambiguous || scene.survey.sure.contains(&chosen.entity) {
        return Some(found);
    }
    let about = entity
        .iso3
        .is_some_and(|iso3| scene.survey.names_country(iso3));
    let doubted = |found: Found| found.doubted(Doubt::NameHasOtherMeanings);
    if chosen.note.contains("ministry") || !place.is_one_word() {
        let value = Value::Organisation {
            org: if about {
                entity.canonical.clone()
            } else {
                scene.texts.get(surface)
            },
            iso3: entity.iso3.filter(|_| about),
        };
        return Some(doubted(Found::new(rule!("organisation"), value)));
    }
    let title_case = scene.words.in_headline(place.from);
    if scene.follows_unknown_capital(place.from) || scene.precedes_unknown_capital(place.last()) {
        return None;
    }
    if chosen.case_sensitive {
        // Short forms that are nowhere written out.
        let enough = about || entity.iso3.is_none() || credits_source(scene, place, chosen);
        let numbered = scene.words.gap(place.last()) == Gap::Hyphen
            && scene.words.shape(place.to) == Some(Shape::Number);
        return (enough && !title_case && !numbered).then(|| doubted(found));
    }
    let speaks = scene.words.is(place.to, Sense::SpeechVerb);
    let possessive = scene.words.gap(place.last()) == Gap::Possessive;
    (!title_case && (!scene.words.starts_sentence(place.from) || speaks || possessive))
        .then(|| doubted(found))
}

/// "OSLO (AFP) —", "Getty Images/AFP", "AFP-Jiji": a news agency as a source is given, whatever countries
/// the text names.
fn credits_source(scene: &Scene<'_>, place: &Place<'_>, name: &Name) -> bool {
    let words = &scene.words;
    let is_sign = |between: &str| between.trim().contains(['(', ')', '/']);
    let before = place
        .from
        .checked_sub(1)
        .is_some_and(|i| is_sign(words.between(i)));
    let behind = is_sign(words.between(place.last()));
    let joined = words.gap(place.last()) == Gap::Hyphen && words.is_capital(place.to);
    // "told AP".
    let told =
        || words.str_before(place.from) == "told" && words.gap_before(place.from) == Gap::Space;
    name.note == "news" && (before || behind || joined || told())
}

/// Words looked at backwards for whose ministry it is.
const MAX_BACK: usize = 120;

/// "the Defence Ministry": of the country named right behind it ("of Japan"), else of the one before it
/// in the sentence, else of the one that the document names most.
/// One that a short form has as a rule (`usual`) goes before what is only mentioned, where the document is about it.
fn ministry(
    scene: &Scene<'_>,
    place: &Place<'_>,
    surface: &str,
    told: Option<Iso3>,
    usual: Option<Iso3>,
) -> Found {
    let org = || {
        let words: Vec<_> = surface.split_whitespace().collect();
        scene.texts.get(&words.join(" "))
    };
    if let Some(iso3) = told {
        // "the French defence ministry": its name says whose it is.
        let value = Value::Organisation {
            org: org(),
            iso3: Some(iso3),
        };
        return Found::new(rule!("organisation"), value);
    }
    let sentence = scene.words.sentence(place.from);
    let near = (sentence.start..place.from)
        .rev()
        .find_map(|i| scene.iso3_at(i));
    let beside = place
        .from
        .checked_sub(1)
        .filter(|&i| matches!(scene.words.gap(i), Gap::Possessive | Gap::Space))
        .and_then(|i| scene.iso3_at(i));
    let main = scene.survey.main_country;
    let iso3 = owner_behind(scene, place)
        .or(beside)
        .or(usual.filter(|_| usual == main))
        .or(near)
        .or_else(|| spoken_of_before(scene, sentence.start))
        .or(usual)
        .or(main);
    Found::new(
        rule!("organisation"),
        Value::Organisation { org: org(), iso3 },
    )
    .doubted(Doubt::CountryFromText)
}

/// Whose government the sentences before word `end` spoke of last: "Poland ordered tanks.", not "the drones
/// came from Russia". The country that the document names most goes first where its sentence names both:
/// "Russia fired at Ukraine."
fn spoken_of_before(scene: &Scene<'_>, end: usize) -> Option<Iso3> {
    let land = |i: usize| match &scene.at(i)?.value {
        Value::Country { iso3, .. } | Value::Government { iso3 } => Some(*iso3),
        _ => None,
    };
    let mut i = end;
    let floor = end.saturating_sub(MAX_BACK);
    while i > floor {
        i -= 1;
        let Some(iso3) = land(i) else { continue };
        while i > floor && land(i - 1) == Some(iso3) {
            i -= 1;
        }
        let mut before = i;
        let sentence = scene.words.sentence(i);
        while before > sentence.start && ARTICLES.has(scene.words.str(before - 1)) {
            before -= 1;
        }
        if before > sentence.start && BESIDE.has(scene.words.str(before - 1)) {
            continue;
        }
        let main = scene.survey.main_country;
        let has_main = || sentence.clone().any(|i| main.is_some() && land(i) == main);
        return if has_main() { main } else { Some(iso3) };
    }
    None
}

word_set! {
    /// Between a preposition and a country.
    ARTICLES = "the" "neighbouring" "nearby" "both"
}

word_set! {
    /// Before a country that a sentence is not about.
    BESIDE =
        "from" "to" "of" "with" "against" "by" "in" "into" "for" "at" "on" "over" "near" "across"
        "between" "behind" "after" "than" "unlike" "like" "towards" "toward" "inside" "outside"
        "through" "via" "without" "under" "about"
}

/// "Ministry of Defence of the Republic of Korea": the country that follows, which is not yet decided.
fn owner_behind(scene: &Scene<'_>, place: &Place<'_>) -> Option<Iso3> {
    let words = &scene.words;
    if words.gap(place.last()) != Gap::Space || words.str(place.to) != "of" {
        return None;
    }
    let owner = place.to + 1;
    let owner = owner + usize::from(words.str(owner) == "the");
    let hit = scene.hit_covering(owner)?;
    let surface = scene.text.get(hit.start..hit.end)?;
    let name = scene
        .names
        .of(hit, surface)
        .find(|name| name.kind == EntityKind::Country)?;
    scene.names.entity(name)?.iso3
}

/// Of several bodies with one name, the one of the country spoken of: in the sentence, else most in
/// the document.
fn choose<'n>(scene: &Scene<'_>, place: &Place<'_>, names: &[&'n Name]) -> Option<&'n Name> {
    let is_body = |name: &&Name| name.kind == EntityKind::Organisation && name.note != "programme";
    let mut candidates = names.iter().copied().filter(is_body);
    let first = candidates.next()?;
    if candidates.next().is_none() {
        return Some(first);
    }
    let candidates = || names.iter().copied().filter(is_body);
    if let Some(agency) = candidates().find(|name| credits_source(scene, place, name)) {
        return Some(agency);
    }
    let of = |iso3: Iso3| {
        candidates().find(|name| scene.names.entity(name).and_then(|it| it.iso3) == Some(iso3))
    };
    let sentence = scene.words.sentence(place.from);
    let near = (sentence.start..place.from)
        .rev()
        .find_map(|i| scene.iso3_at(i).and_then(of));
    near.or_else(|| scene.survey.main_country.and_then(of))
        .or_else(|| {
            let count = |name: &&Name| {
                let iso3 = scene.names.entity(name).and_then(|it| it.iso3);
                iso3.and_then(|iso3| scene.survey.countries.get(&iso3))
                    .copied()
                    .unwrap_or(0)
            };
            // Stable: of equals, the first of the table.
            candidates().rev().max_by_key(count)
        })
}

/// "Brazil's Senate", "the Brazilian Senate", "the Senate of Brazil": a body of the country beside it,
/// whatever the table has under its name.
fn of_another_country(
    scene: &Scene<'_>,
    place: &Place<'_>,
    name: &Name,
    listed: Option<Iso3>,
) -> Option<Found> {
    if !name.ambiguous {
        return None;
    }
    let joined = |i: &usize| matches!(scene.words.gap(*i), Gap::Possessive | Gap::Space);
    let before = place.from.checked_sub(1).filter(joined);
    let owner = match before.and_then(|i| scene.at(i)).map(|it| &it.value) {
        Some(Value::Country { iso3, .. }) => *iso3,
        _ => owner_behind(scene, place)?,
    };
    let body = EVERYWHERE.has(scene.words.str(place.last()));
    let surface = scene.text.get(place.start..place.end)?;
    (body && listed.is_some() && listed != Some(owner)).then(|| {
        let value = Value::Organisation {
            org: scene.texts.get(surface),
            iso3: Some(owner),
        };
        Found::new(rule!("organisation"), value)
    })
}

word_set! {
    /// Bodies that many countries have by the same name.
    EVERYWHERE =
        "senate" "congress" "parliament" "house" "assembly" "diet" "duma" "representatives"
        "commons" "lords" "navy" "army" "force" "marines" "department" "treasury" "guard"
}
