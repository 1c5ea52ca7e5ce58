//! Organisations and places that no table has, by their head nouns ("Bharat Dynamics Limited",
//! "Ministry of National Defence", "Bay of Biscay"), and short forms defined in brackets.

use std::borrow::Cow;

use super::heads;
use super::leads::Leads;
use super::lexicon::{Sense, Senses};
use super::memory::Memory;
use super::mention::{Doubt, Value, rule};
use super::scene::{Found, Scene};
use super::weapons;
use super::word_set::word_set;
use super::words::{Gap, Shape, Words};
use crate::reference::Iso3;

/// Names longer than this are headlines.
const MAX_WORDS: usize = 10;

/// Finds organisations by head nouns. Runs before persons, whose rules would take parts of them.
pub(super) fn unknown_bodies(scene: &mut Scene<'_>, memory: &mut Memory, leads: &Leads) {
    let mut done = 0;
    for &i in &leads.bodies {
        if i < done {
            continue;
        }
        if scene.words.is_any(i, HEADS) && scene.words.is_capital(i) {
            done = body_or_region(scene, i);
        } else if scene.words.str(i) == "plc"
            && let Some((from, to)) = heads::small_legal_form(scene, i)
        {
            add_body(scene, from, to);
        } else if scene.words.is(i, Sense::FirmKind)
            && let Some((from, to)) = heads::named_firm(scene, i)
        {
            add_body(scene, from, to);
            done = to;
        }
    }
    // A short form is in capitals; most pieces have none.
    if !leads.caps.is_empty() {
        define_short_forms(scene, memory, &leads.caps);
        heads::define_other_ways(scene, memory, &leads.caps);
        use_short_forms(scene, memory, &leads.caps);
    }
}

/// Adds the body or region whose head noun is word `i`; one past its last word, or `i`.
fn body_or_region(scene: &mut Scene<'_>, i: usize) -> usize {
    if heads::add_legal_form(scene, i) {
        return i + 1;
    }
    if let Some((from, to)) = body_at(scene, i) {
        let to = heads::past_ampersand(scene, to);
        add_body(scene, from, to);
        to
    } else if let Some((from, to)) = region_at(scene, i) {
        add_region(scene, from, to);
        to
    } else {
        i
    }
}

/// What a body or a region is named by.
pub(super) const HEADS: Senses = Senses::of(&[
    Sense::OrgPrefix,
    Sense::OrgSuffix,
    Sense::PlacePrefix,
    Sense::PlaceSuffix,
    Sense::Newspaper,
]);

/// The organisation whose head noun is word `i`.
fn body_at(scene: &Scene<'_>, i: usize) -> Option<(usize, usize)> {
    let words = &scene.words;
    if words.is(i, Sense::Newspaper)
        && let Some(newspaper) = heads::newspaper(scene, i)
    {
        return Some(newspaper);
    }
    let prefix = words.is(i, Sense::OrgPrefix);
    let suffix = words.is(i, Sense::OrgSuffix);
    if !prefix && !suffix || inside_organisation(scene, i) {
        return None;
    }
    let from = first_word(scene, i);
    // "Directorate-General of Armament".
    let general = prefix
        && matches!(words.gap(i), Gap::Hyphen | Gap::Space)
        && words.str(i + 1) == "General"
        && words.str(i) == "Directorate";
    if words.gap(i) == Gap::Hyphen && !general {
        return None;
    }
    if general {
        let to = of_phrase(scene, i + 1);
        return (to > i + 2 && !words.in_headline(from)).then_some((from, to));
    }
    let to = if prefix { of_phrase(scene, i) } else { i + 1 };
    if to == i + 1 && !suffix {
        return None;
    }
    let in_headline = || words.in_headline(from);
    if to > i + 1 {
        // "Ministry of Defence" is a name in headlines, too.
        let strong = matches!(
            words.lower(i).as_str(),
            "ministry" | "department" | "institute" | "university" | "bank"
        );
        return (strong || !in_headline()).then_some((from, to));
    }
    let weak = words.is(i, Sense::WeakSuffix);
    // "Strategic Defence Review", "Spanish Defence Minister".
    let goes_on = || {
        scene.precedes_unknown_capital(i)
            || words.gap(i) == Gap::Space
                && words.is(i + 1, Sense::Office)
                && !(words.shape(i + 1) == Some(Shape::Lower) && heads::has_officers(scene, i))
                && !words.str(i + 1).starts_with("Spokes")
    };
    if weak && (goes_on() || in_headline()) {
        return None;
    }
    let numbered = heads::with_ordinal(scene, from, || heads::is_formation_at(scene, i));
    let past_owner = heads::past_owner(scene, from, i);
    if numbered < from || from < i && heads::is_plain_service(scene, from, i) || past_owner > i + 1
    {
        return Some((numbered, past_owner));
    }
    if from == i {
        // "the Ministry": one known to the reader.
        return heads::stands_alone(scene, i).then_some((i, i + 1));
    }
    if i - from >= MAX_WORDS || !all_spaced(scene, from, i) && in_headline() {
        return None;
    }
    if weak && i - from < 2 && !names_enough(scene, from, i) {
        return None;
    }
    if i - from > 4 && in_headline() {
        return None;
    }
    if i - from == 1 && words.is(from, Sense::GenericModifier) && words.starts_sentence(from) {
        return None;
    }
    (!heads::is_no_end(scene, i)).then_some((from, i + 1))
}

/// Whether one capital, word `from`, makes a name of the weak head `i`: a country or a known name does
/// ("Japanese Office"), and any capital before what only firms are called.
fn names_enough(scene: &Scene<'_>, from: usize, i: usize) -> bool {
    let words = &scene.words;
    let word = words.lower(i);
    let word = word.as_str();
    let named = scene.at(from).is_some() || words.shape(from) == Some(Shape::Caps);
    let firm = matches!(
        word,
        "systems" | "defence" | "defense" | "group" | "forces" | "force" | "party"
    );
    let capital = !words.starts_sentence(from);
    let generic = words.is(from, Sense::GenericModifier);
    // "European Defence" is a subject, "Diehl Defence" a firm.
    let of_country = matches!(
        scene.at(from).map(|mention| &mention.value),
        Some(Value::Country { .. } | Value::Place { .. })
    );
    let is_subject = of_country
        && matches!(
            word,
            "systems" | "defence" | "defense" | "works" | "service" | "administration"
        );
    !is_subject && (named || firm && capital && !generic)
}

fn all_spaced(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|i| matches!(scene.words.gap(i), Gap::Space | Gap::Hyphen))
}

word_set! {
    /// Whose army or party it is.
    OWNERS = "people" "workers" "king" "queen" "citizens"
}

word_set! {
    /// Titles that are a part of names of bodies.
    IN_NAMES = "general" "chief" "marshal"
}

word_set! {
    /// What is no short form in capitals: "MINISTER OF DEFENCE".
    SMALL_WORDS = "of" "and" "for" "the" "in" "to" "on" "by" "with" "from" "at" "a" "or" "as"
}

/// Capitals that are no part of a name.
const OPENERS: Senses = Senses::of(&[Sense::FunctionWord, Sense::CalendarWord]);

/// The first word of the name whose head is word `head`: capitals before it.
fn first_word(scene: &Scene<'_>, head: usize) -> usize {
    let words = &scene.words;
    let mut from = head;
    while let Some(before) = from.checked_sub(1) {
        if head - before > MAX_WORDS {
            break;
        }
        match words.gap(before) {
            Gap::Space | Gap::Hyphen => {}
            // "People's Liberation Army".
            Gap::Possessive if OWNERS.has(words.str(before)) => {}
            _ => break,
        }
        if words.is_capital(before) {
            let is_new = || {
                head - before >= 2
                    && words.str(before) == "New"
                    && !words.starts_sentence(before)
                    && !words.in_headline(before)
            };
            let stops = words.is(before, Sense::FunctionWord)
                && (words.shape(before) != Some(Shape::Caps) || SMALL_WORDS.has(words.str(before)))
                && !is_new()
                || words.is(before, Sense::CalendarWord)
                || words.is(before, Sense::Title) && !IN_NAMES.has(words.str(before))
                || is_other_kind(scene, before);
            if stops {
                break;
            }
            from = heads::start_of_mention(scene, before);
            continue;
        }
        // "Defence Research and Development Organisation": "and" between two capitals, unless a
        // country or weapon stands before it.
        let Some(earlier) = before.checked_sub(1) else {
            break;
        };
        let joins = head - before >= 2
            && words.str(before).eq_ignore_ascii_case("and")
            && words.shape(earlier) == Some(Shape::Capital)
            && words.gap(earlier) == Gap::Space
            && words.gap(before) == Gap::Space
            && scene.at(earlier).is_none()
            // "both Navy and Marine Corps" are two.
            && !matches!(words.str(earlier), "Navy" | "Army")
            && !words.is_any(earlier, OPENERS);
        if !joins {
            break;
        }
        from = earlier;
    }
    // A head alone with a plain sentence opener before it has no name.
    from
}

/// Whether word `i` is a person or a weapon, which no organisation's name begins with.
fn is_other_kind(scene: &Scene<'_>, i: usize) -> bool {
    matches!(
        scene.at(i).map(|mention| &mention.value),
        Some(Value::Person { .. } | Value::Weapon { .. })
    )
}

word_set! {
    /// Behind the head of a body.
    LINKS = "of" "for" "on"
}

word_set! {
    /// Inside the name of a body.
    JOINTS = "and" "of" "for"
}

/// One past the last word of "Ministry of National Defence"; `i + 1` when no such phrase follows.
fn of_phrase(scene: &Scene<'_>, i: usize) -> usize {
    let words = &scene.words;
    if words.gap(i) != Gap::Space || words.gap(i + 1) != Gap::Space || !LINKS.has(words.str(i + 1))
    {
        return i + 1;
    }
    let mut at = i + 2;
    if words.str(at).eq_ignore_ascii_case("the") && words.gap(at) == Gap::Space {
        at += 1;
    }
    // "at the Institute on Monday".
    if !words.is_capital(at) || words.is(at, Sense::CalendarWord) {
        return i + 1;
    }
    let mut to = at;
    while to < words.len() && to - i < MAX_WORDS {
        if words.is_capital(to) {
            to += 1;
            match words.gap(to - 1) {
                Gap::Space | Gap::Hyphen => continue,
                Gap::Comma if comma_goes_on(scene, to) => continue,
                _ => break,
            }
        }
        // "and" goes on only into another plain capital.
        let joins = words.gap(to) == Gap::Space
            && words.shape(to + 1) == Some(Shape::Capital)
            && JOINTS.has(words.str(to))
            && scene.hit_covering(to + 1).is_none();
        if !joins {
            break;
        }
        to += 1;
    }
    to
}

/// "Economy, Trade and Industry": a list that an "and" closes at once.
fn comma_goes_on(scene: &Scene<'_>, next: usize) -> bool {
    let words = &scene.words;
    words.shape(next) == Some(Shape::Capital)
        && scene.hit_covering(next).is_none()
        && words.gap(next) == Gap::Space
        && words.str(next + 1).eq_ignore_ascii_case("and")
        && words.gap(next + 1) == Gap::Space
        && words.shape(next + 2) == Some(Shape::Capital)
        && scene.hit_covering(next + 2).is_none()
}

/// Whether word `i` lies inside an organisation that the gazetteer has whole.
fn inside_organisation(scene: &Scene<'_>, i: usize) -> bool {
    let Some(mention) = scene.at(i) else {
        return false;
    };
    match &mention.value {
        Value::Organisation { .. } => {
            // It may be the head of a longer one ("Royal Navy Command"), but not its own.
            let Some(word) = scene.words.get(i) else {
                return true;
            };
            let ends_here = mention.span.end() == word.end;
            !(ends_here && scene.words.is(i, Sense::OrgPrefix)) || of_phrase(scene, i) == i + 1
        }
        Value::Person { .. } | Value::Weapon { .. } | Value::Place { .. } => true,
        _ => false,
    }
}

fn add_body(scene: &mut Scene<'_>, from: usize, to: usize) {
    let (Some(start), Some(end)) = (
        scene.words.get(from).map(|word| word.start),
        to.checked_sub(1)
            .and_then(|i| scene.words.get(i))
            .map(|word| word.end),
    ) else {
        return;
    };
    // Words of known length: a name the table has whole stays what the table says.
    let same = scene
        .at(from)
        .is_some_and(|it| it.span.start() == start && it.span.end() == end);
    if same {
        return;
    }
    let org = scene.texts.get(&tidy(&scene.words, from, to));
    let iso3 = country_of_body(scene, from).or_else(|| heads::owner_at_end(scene, from, to));
    scene.put(
        start..end,
        from..to,
        Found::new(rule!("head noun"), Value::Organisation { org, iso3 }),
    );
}

/// The country in the name ("Polish Navy") or right before it ("Poland's Ministry of Defence").
fn country_of_body(scene: &Scene<'_>, from: usize) -> Option<Iso3> {
    let country = |i: usize| match scene.at(i).map(|it| &it.value) {
        Some(Value::Country { iso3, .. }) => Some(*iso3),
        _ => None,
    };
    let before = from
        .checked_sub(1)
        .filter(|&i| scene.words.gap(i) == Gap::Possessive);
    // "Royal NZ Navy".
    let royal = || country(from + 1).filter(|_| scene.words.str(from) == "Royal");
    country(from)
        .or_else(royal)
        .or_else(|| before.and_then(country))
}

/// The words `from..to` as a name, with single blanks.
pub(super) fn tidy<'t>(words: &Words<'t>, from: usize, to: usize) -> Cow<'t, str> {
    let name = words.stretch(from, to);
    // No word has a blank in it.
    let is_tidy = (from + 1..to)
        .all(|i| words.has_one_sign_before(i) || matches!(words.between(i - 1), ". " | ", "));
    if is_tidy {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What a region is named by.
const REGIONS: Senses = Senses::of(&[Sense::PlacePrefix, Sense::PlaceSuffix]);

/// Lists of words that are no part of a region's name.
const NO_REGIONS: Senses = Senses::of(&[Sense::FunctionWord, Sense::CalendarWord, Sense::Title]);

word_set! {
    /// Before "Base".
    MILITARY = "air" "naval" "force" "space" "army" "military"
}

/// A place by its head noun: "Lake Ladoga", "Sea of Azov", "Hachinohe Air Base".
fn region_at(scene: &Scene<'_>, i: usize) -> Option<(usize, usize)> {
    let words = &scene.words;
    if !scene.is_free(i) {
        return None;
    }
    let plain = |i: usize| words.shape(i) == Some(Shape::Capital) && !words.is_any(i, NO_REGIONS);
    if let Some(base) = heads::base_and_name(scene, i) {
        return Some(base);
    }
    if !words.is_any(i, REGIONS) || words.in_headline(i) {
        return None;
    }
    let word = words.lower(i);
    let word = word.as_str();
    if words.is(i, Sense::PlacePrefix) {
        if words.str(i + 1).eq_ignore_ascii_case("of")
            && words.gap(i) == Gap::Space
            && words.gap(i + 1) == Gap::Space
            && plain(i + 2)
            && scene.is_free(i + 2)
        {
            return (!matches!(word, "naval" | "joint" | "raf")).then_some((i, i + 3));
        }
        let direct = matches!(
            word,
            "camp" | "fort" | "lake" | "mount" | "cape" | "raf" | "port"
        );
        if direct && words.gap(i) == Gap::Space && plain(i + 1) && scene.is_free(i + 1) {
            return Some((i, i + 2));
        }
    }
    if words.is(i, Sense::PlaceSuffix) {
        let mut from = i;
        while let Some(before) = from.checked_sub(1) {
            if i - before > 4 || words.gap(before) != Gap::Space || !plain(before) {
                break;
            }
            from = before;
        }
        let enough = if word == "base" {
            i - from >= 2 && MILITARY.has(words.str_before(i))
        } else {
            i > from
        };
        if enough
            && !(words.starts_sentence(from)
                && i - from == 1
                && words.is(from, Sense::GenericModifier))
        {
            return Some((from, i + 1));
        }
    }
    None
}

fn add_region(scene: &mut Scene<'_>, from: usize, to: usize) {
    let (Some(start), Some(end)) = (
        scene.words.get(from).map(|word| word.start),
        to.checked_sub(1)
            .and_then(|i| scene.words.get(i))
            .map(|word| word.end),
    ) else {
        return;
    };
    let value = Value::Place {
        place: scene.texts.get(&tidy(&scene.words, from, to)),
        iso3: scene.iso3_at(from),
        position: None,
    };
    scene.put(
        start..end,
        from..to,
        Found::new(rule!("head noun of a place"), value),
    );
}

/// "Defence Research and Development Organisation (DRDO)".
fn define_short_forms(scene: &mut Scene<'_>, memory: &mut Memory, caps: &[usize]) {
    for &i in caps {
        if i == 0 {
            continue;
        }
        let word = scene.words.str(i);
        let Some(Value::Organisation { org, iso3 }) = scene.at(i - 1).map(|it| &it.value) else {
            weapons::define_short_form(scene, memory, i);
            continue;
        };
        let between = scene.words.between(i - 1);
        // "the SA Police Service, SAPS, was asked".
        let apposed = || {
            let letter = |word: &str| word.bytes().next();
            between == ", "
                && scene.words.gap(i) == Gap::Comma
                && word.len() >= 3
                && letter(org) == letter(word)
                && org.rsplit(' ').next().and_then(letter) == word.bytes().last()
        };
        let fits = (2..=10).contains(&word.len())
            && (matches!(between.trim_start(), "(" | "(the " | "[") || apposed())
            // "(MORE: …)" explains nothing, and "(US$)" is money.
            && !scene.words.between(i).starts_with([':', '$']);
        if fits {
            memory.define(word, org.clone(), *iso3);
        }
    }
}

fn use_short_forms(scene: &mut Scene<'_>, memory: &Memory, caps: &[usize]) {
    for &i in caps {
        if !scene.is_free(i) {
            continue;
        }
        if let Some(body) = memory.short_form(scene.words.str(i)) {
            let value = body.value();
            let unlisted = matches!(value, Value::Weapon { weapon: None });
            let found = Found::new(rule!("defined short form"), value);
            let found = if unlisted {
                found.doubted(Doubt::NoTableHasName)
            } else {
                found
            };
            scene.add_words(i, i + 1, found);
        }
    }
}
