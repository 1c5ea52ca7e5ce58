//! The ways in which a text introduces a person that no table has, beside a title or an office
//! right before or after the name: a role, an office of several words, a label, a byline.

use super::leaders::led_by;
use super::lexicon::{FIRST_NAMES, Sense, Senses};
use super::memory::{KnownPerson, Memory, Surname};
use super::mention::{Doubt, Rule, Value, rule};
use super::names::Place;
use super::people::{NO_NAMES, add_person};
use super::scene::{Found, Scene};
use super::word_set::word_set;
use super::words::{Gap, Shape};
use crate::reference::EntityKind;

word_set! {
    /// Words before a colon and a name alone.
    LABELS = "author" "authors" "interview" "interviewer" "contact" "photo" "photos" "photograph"
        "text" "translation" "translator" "editor" "editors" "moderator" "writer" "writers"
        "speaker" "speakers" "reporter" "reporting" "editing" "illustration" "graphics" "host"
}

word_set! {
    /// What only a person does.
    DOES = "speaks" "spoke" "believes" "believed" "thinks" "thought" "argues" "insists" "recalls"
        "recalled" "met" "meets" "tweeted" "joked" "quipped" "smiled" "laughed" "shrugged" "resigned"
        "writes" "admits" "admitted" "tells" "asks" "wondered" "died" "retired" "visited" "flew"
        "repeated" "added" "adds" "concedes" "conceded" "reckons" "estimates" "predicts" "suggested"
}

/// Whether the first of two capitals that open a sentence is more than its first word.
pub(super) fn opens_with_a_name(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    const NO_FIRST_NAMES: Senses = Senses::of(&[
        Sense::GenericModifier,
        Sense::Office,
        Sense::CityNoun,
        Sense::WeaponAdjective,
    ]);
    to == from + 2
        && scene.words.str(from).len() > 2
        && !scene.words.is_any(from, NO_FIRST_NAMES)
        && scene.hit_covering(from).is_none()
        && scene.hit_covering(from + 1).is_none()
}

/// "White", "Black", "West" at the end of a name: "Hugh White".
pub(super) fn is_colour_surname(scene: &Scene<'_>, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|before| {
        scene.words.gap(before) == Gap::Space && scene.words.is_any(before, FIRST_NAMES)
    }) && !(scene.words.gap(i) == Gap::Space && scene.words.is_capital(i + 1))
        // "Christian Democrats" are a party; no plural is a surname here.
        && !scene.words.str(i).ends_with('s')
        && scene.words.str(i) != "Democrat"
}

/// Whether word `i` ends a role before a full name: written small, or as the last word of an office
/// in capitals ("National Security Adviser"), or the staff of "chief of staff".
pub(super) fn ends_a_role(scene: &Scene<'_>, i: usize, shape: Shape) -> bool {
    let words = &scene.words;
    if !words.is(i, Sense::Role) || words.gap(i) != Gap::Space || !words.is_capital(i + 1) {
        return false;
    }
    if words.str(i).eq_ignore_ascii_case("staff") {
        return words.str_before(i) == "of"
            && i.checked_sub(2)
                .is_some_and(|i| words.str(i).eq_ignore_ascii_case("chief"));
    }
    let capitals = shape == Shape::Capital
        && words.gap_before(i) == Gap::Space
        && words.is_capital(i.saturating_sub(1));
    shape == Shape::Lower || capitals
}

/// "By MARI TAMM/ Staff writer": a name in capitals that fills a byline; how many words were used.
pub(super) fn byline_in_capitals(scene: &mut Scene<'_>, memory: &mut Memory, from: usize) -> usize {
    let words = &scene.words;
    let is_name = |i: usize| {
        words.shape(i) == Some(Shape::Caps)
            && scene.is_free(i)
            && !words
                .str(i)
                .contains(|letter: char| !letter.is_alphabetic())
            && !words.is_any(i, NO_NAMES)
    };
    let mut to = from;
    while to < from + 3 && is_name(to) && words.str(to).len() > 1 {
        to += 1;
        if words.gap(to - 1) != Gap::Space {
            break;
        }
    }
    let ends = to > from
        && (words.gap(to - 1) != Gap::Space
            || matches!(words.str(to), "and" | "in" | "of" | "for" | "at"));
    if to < from + 2 || !ends {
        return 0;
    }
    let name = words.stretch(from, to);
    let capitalised = |word: &str| {
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().collect();
        first + &letters.as_str().to_lowercase()
    };
    let person: Vec<String> = name.split_whitespace().map(capitalised).collect();
    let person = scene.texts.get(&person.join(" "));
    let surname = Surname::of(&scene.words, to - 1, to);
    memory.introduce(surname, KnownPerson::new(&person));
    scene.add_words(
        from,
        to,
        Found::new(rule!("byline"), Value::Person { person }),
    );
    to - from
}

/// Past the honours of Malaysia and Brunei that stand between an office and a name: "Datuk Seri",
/// "Tan Sri", "Tun Dr".
pub(super) fn past_honours(scene: &Scene<'_>, from: usize) -> usize {
    let words = &scene.words;
    let mut at = from;
    loop {
        let next = match words.str(at) {
            "Datuk" | "Dato" | "Datin" => at + 1,
            "Seri" | "Sri" if at > 0 && is_honour(words.str(at - 1)) => at + 1,
            "Tan" | "Puan" if words.str(at + 1) == "Sri" => at + 2,
            "Tun" if at > 0 && words.is(at - 1, Sense::Office) => at + 1,
            _ => return at,
        };
        if words.gap(next - 1) != Gap::Space || !scene.is_free(next) {
            return at;
        }
        at = next;
    }
}

/// "Ab" in "Ab Rahman", which is a firm's legal form elsewhere.
pub(super) fn joins_malay(scene: &Scene<'_>, i: usize) -> bool {
    scene.words.str(i) == "Ab"
        && scene.words.gap(i) == Gap::Space
        && scene.words.shape(i + 1) == Some(Shape::Capital)
}

fn is_honour(word: &str) -> bool {
    matches!(word, "Datuk" | "Dato" | "Datin")
}

word_set! {
    /// What a minister or commander is of: the last word of an office before a name.
    PORTFOLIOS = "defence" "defense" "affairs" "state" "interior" "finance" "staff" "navy" "army"
        "force" "forces" "security" "procurement" "trade" "economy" "energy" "industry" "industries"
        "production" "cooperation" "chief" "intelligence" "relations" "development" "agency"
        "treasury" "war" "justice" "transport"
}

/// "Minister of Defense", "Secretary of State for Foreign Affairs", "Commander-in-Chief": whether an
/// office of several words ends right before word `from`.
pub(super) fn ends_an_office(scene: &Scene<'_>, from: usize) -> bool {
    const MAX_WORDS: usize = 9;
    let words = &scene.words;
    let Some(last) = from.checked_sub(1) else {
        return false;
    };
    if !PORTFOLIOS.has(words.str(last))
        || PORTFOLIOS.has(words.str(from))
        || words.in_headline(from)
    {
        return false;
    }
    let mut linked = false;
    for i in (last.saturating_sub(MAX_WORDS)..last).rev() {
        if !matches!(words.gap(i), Gap::Space | Gap::Hyphen) {
            return false;
        }
        if matches!(words.str(i), "of" | "for" | "in") {
            linked = true;
        } else if linked
            && (words.is(i, Sense::Office) || words.is(i, Sense::Title))
            && words.is_capital(i)
        {
            return true;
        } else if !words.is_capital(i) && !matches!(words.str(i), "and" | "the") {
            return false;
        }
    }
    false
}

/// "the Trump Route", "Kennedy Airport": a thing named after somebody.
pub(super) fn names_a_thing(scene: &Scene<'_>, last: usize) -> bool {
    scene.words.gap(last) == Gap::Space
        && scene.words.shape(last + 1) == Some(Shape::Capital)
        && matches!(
            scene.words.str(last + 1),
            "Global"
                | "Associates"
                | "Partners"
                | "Advisors"
                | "Consulting"
                | "Group"
                | "Industries"
                | "Foundation"
                | "Institute"
                | "Route"
                | "Doctrine"
                | "Tower"
                | "Towers"
                | "Airport"
                | "Center"
                | "Centre"
                | "Library"
                | "Plan"
                | "Act"
                | "Prize"
                | "Bridge"
                | "Street"
                | "Island"
                | "Square"
                | "Declaration"
                | "Space"
                | "Stadium"
                | "Highway"
                | "Accords"
        )
}

/// "the Abraham Accords": a name that ends like this is nobody's.
pub(super) fn is_named_thing(scene: &Scene<'_>, last: usize) -> bool {
    matches!(
        scene.words.str(last),
        "Accords"
            | "Accord"
            | "Doctrine"
            | "Act"
            | "Treaty"
            | "Declaration"
            | "Dialogue"
            | "Agreement"
            | "Protocol"
            | "Memorandum"
            | "Airlines"
            | "War"
            | "Wars"
            | "Prize"
            | "Bowl"
            | "Shield"
            | "Dome"
    )
}

/// A surname of the table that this document gave to somebody: the one introduced is meant.
pub(super) fn introduced_by_surname(
    scene: &mut Scene<'_>,
    memory: &Memory,
    place: &Place<'_>,
) -> bool {
    if scene.words.is(place.from, Sense::CommonWord) {
        return false;
    }
    let Some(known) = memory.person_at(&scene.words, place.from, place.from + 1) else {
        return false;
    };
    if scene.precedes_unknown_capital(place.last()) || scene.follows_unknown_capital(place.from) {
        return false;
    }
    let person = known.name.clone();
    let mut found = Found::new(rule!("introduced before"), Value::Person { person });
    found.entity = known.entity;
    scene.add(place.start, place.end, found);
    true
}

/// Why the two or more names `from..to` are a person's, judged by what stands around them.
pub(super) fn introduced(scene: &Scene<'_>, from: usize, to: usize) -> Option<Rule> {
    let words = &scene.words;
    if !(from..to).all(|i| words.shape(i) != Some(Shape::Caps)) {
        return None;
    }
    if words.gap_before(from) == Gap::Comma
        && (matches!(words.gap(to - 1), Gap::Comma | Gap::Break)
            || to >= from + 3 && words.str(to).ends_with("ed"))
        && office_phrase_before(scene, from)
    {
        return Some(rule!("office and name"));
    }
    if follows_label(scene, from) && words.gap(to - 1) == Gap::Break {
        return Some(rule!("label and name"));
    }
    if surname_first(scene, from, to) {
        return Some(rule!("surname first"));
    }
    if of_a_country_doing(scene, from, to) {
        return Some(rule!("country and name"));
    }
    if words.gap(to - 1) == Gap::Comma && words.str(to) == "who" && is_plain_name(scene, from, to) {
        return Some(rule!("name and who"));
    }
    if led_by(scene, from) && is_plain_name(scene, from, to) {
        return Some(rule!("led by"));
    }
    None
}

/// "the Luftwaffe's Panavia Tornado fleet": what follows word `last` shows that it is a machine.
pub(super) fn names_a_machine(scene: &Scene<'_>, last: usize) -> bool {
    super::weapon_context::is_another_machine(scene, last)
        || matches!(
            scene.words.str(last + 1),
            "fleet" | "fleets" | "squadron" | "squadrons"
        )
}

/// Two or three capitalised words that no list knows and no gazetteer: "Zorblax Quimby, who leads".
fn is_plain_name(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    const OTHERS: Senses = Senses::of(&[
        Sense::OrgSuffix,
        Sense::OrgPrefix,
        Sense::PlaceSuffix,
        Sense::CommonWord,
        Sense::FunctionWord,
        Sense::CalendarWord,
        Sense::Office,
        Sense::WeaponClass,
    ]);
    let is_plural = scene.words.str(to - 1).ends_with('s') && to == from + 2;
    (2..=3).contains(&(to - from))
        && !is_plural
        && (from..to).all(|i| {
            scene.words.str(i).len() > 1
                && !scene.words.is_any(i, OTHERS)
                && scene.hit_covering(i).is_none()
        })
}

/// "the Minister of Defence, X Y,": an office somewhere in the phrase before the comma.
fn office_phrase_before(scene: &Scene<'_>, from: usize) -> bool {
    let words = &scene.words;
    let mut i = from;
    for _ in 0..8 {
        let Some(before) = i.checked_sub(1) else {
            return false;
        };
        if i < from
            && !matches!(
                words.gap(before),
                Gap::Space | Gap::Hyphen | Gap::Possessive
            )
        {
            return false;
        }
        if words.is(before, Sense::Office) {
            // "the minister, the army and Boeing, …" has no office next to its end.
            return words.gap(before) != Gap::Possessive;
        }
        let fits = words.is_capital(before)
            || words.is(before, Sense::OfficeFiller)
            || matches!(words.str(before), "of" | "and" | "for" | "the" | "in");
        if !fits {
            return false;
        }
        i = before;
    }
    false
}

/// "Interview: X Y".
fn follows_label(scene: &Scene<'_>, from: usize) -> bool {
    let Some(before) = from.checked_sub(1) else {
        return false;
    };
    LABELS.has(scene.words.str(before))
        && scene
            .words
            .between(before)
            .trim_end_matches([' ', '\u{a0}'])
            .ends_with(':')
}

/// "Shin Won-sik": a family name that stands first, and a given name of two parts.
fn surname_first(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let words = &scene.words;
    to == from + 3
        && words.is(from, Sense::SurnameFirst)
        && words.gap(from) == Gap::Space
        && words.shape(from + 1) == Some(Shape::Capital)
        && words.gap(from + 1) == Gap::Hyphen
        && words.str(from + 1).len() <= 6
        && words.str(from + 2).len() <= 6
}

/// "Fiji's Sitiveni Rabuka speaks": a country, a name, and what only a person does.
fn of_a_country_doing(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let words = &scene.words;
    let Some(before) = from.checked_sub(1) else {
        return false;
    };
    words.gap(before) == Gap::Possessive
        && matches!(
            scene.at(before).map(|mention| &mention.value),
            Some(Value::Country { .. } | Value::Government { .. })
        )
        && words.gap(to - 1) == Gap::Space
        && words.shape(to) == Some(Shape::Lower)
        && (words.is(to, Sense::SpeechVerb) || DOES.has(words.str(to)))
}

/// The person whose whole name `from..to` was introduced before.
pub(super) fn introduced_whole<'m>(
    scene: &Scene<'_>,
    memory: &'m Memory,
    from: usize,
    to: usize,
) -> Option<&'m KnownPerson> {
    let known = memory.person_at(&scene.words, to - 1, to)?;
    // "Peña Nieto" of "Enrique Peña Nieto", too.
    let before = known.name.strip_suffix(scene.words.stretch(from, to))?;
    (before.is_empty() || before.ends_with(' ')).then_some(known)
}

/// "the Admiral Kuznetsov": with an article, a rank and one name are a ship.
pub(super) fn is_no_rank(scene: &Scene<'_>, title_at: usize, title: &str) -> bool {
    let words = &scene.words;
    let rank = ["Admiral", "General", "Marshal", "Prince", "Queen", "King"].contains(&title);
    let of_ship = words.gap_before(title_at) == Gap::Space
        && matches!(
            words.str_before(title_at),
            "the"
                | "The"
                | "carrier"
                | "cruiser"
                | "frigate"
                | "destroyer"
                | "ship"
                | "corvette"
                | "flagship"
                | "battlecruiser"
                | "submarine"
        );
    rank && of_ship
}

/// "General Public License", "General Election": an adjective.
pub(super) fn is_adjective(scene: &Scene<'_>, title_at: usize, title: &str) -> bool {
    title == "General"
        && matches!(
            scene.words.str(title_at + 1),
            "Public"
                | "Election"
                | "Counsel"
                | "Court"
                | "Purpose"
                | "Motors"
                | "Electric"
                | "Mills"
                | "Council"
                | "Elections"
                | "Security"
                | "Terms"
                | "Conditions"
                | "Appropriations"
                | "Authorization"
        )
}

/// Whether the name that ends before word `to` goes on as a person found already: "Syed Asim Munir".
pub(super) fn before_a_person(scene: &Scene<'_>, to: usize) -> bool {
    to.checked_sub(1)
        .is_some_and(|last| scene.words.gap(last) == Gap::Space)
        && matches!(
            scene.at(to).map(|mention| &mention.value),
            Some(Value::Person { .. })
        )
}

/// "by X Y in Belgrade and": past the place.
pub(super) fn past_place(scene: &Scene<'_>, to: usize) -> usize {
    let words = &scene.words;
    let placed = words.gap(to - 1) == Gap::Space
        && words.str(to) == "in"
        && matches!(
            scene.at(to + 1).map(|mention| &mention.value),
            Some(Value::Place { .. } | Value::Country { .. } | Value::Government { .. })
        );
    if !placed {
        return to;
    }
    let end = scene.at(to + 1).map_or(0, |mention| mention.span.end());
    words.at_or_after(end)
}

word_set! {
    /// Titles that are surnames.
    SURNAME_TITLES = "sultan" "king" "prince" "major" "marshal" "pope" "lord" "leader" "speaker"
}

/// "Hon Hai": whether word `i` is a name of East Asia and not "Hon.", which has a full stop.
pub(super) fn is_hon(scene: &Scene<'_>, i: usize) -> bool {
    scene.words.str(i) == "Hon" && !scene.words.between(i).starts_with('.')
}

/// Titles that are surnames, too, at the end of a name: "Maria Sultan", "Stephen King".
pub(super) fn is_surname_title(scene: &Scene<'_>, i: usize) -> bool {
    SURNAME_TITLES.has(scene.words.str(i))
        && scene.words.shape(i) == Some(Shape::Capital)
        && i.checked_sub(1).is_some_and(|before| {
            scene.words.gap(before) == Gap::Space
                && scene.words.str(before).starts_with(char::is_uppercase)
                && scene.words.is_any(before, FIRST_NAMES)
        })
        && !(scene.words.gap(i) == Gap::Space && scene.words.is_capital(i + 1))
}

/// Whether word `i` is the name of a place that nothing was made of, so a first name here.
pub(super) fn is_place_name(scene: &Scene<'_>, i: usize) -> bool {
    let Some(hit) = scene.hit_covering(i) else {
        return false;
    };
    let surface = scene.text.get(hit.start..hit.end).unwrap_or("");
    scene.names.of(hit, surface).any(|name| {
        matches!(
            name.kind,
            EntityKind::Country | EntityKind::City | EntityKind::Capital | EntityKind::Weapon
        )
    })
}

/// "Jordan Smith": a surname of the table after the name of a place that was not taken for one.
pub(super) fn with_ambiguous_first_name(
    scene: &mut Scene<'_>,
    memory: &mut Memory,
    place: &Place<'_>,
) -> bool {
    let Some(before) = place.from.checked_sub(1) else {
        return false;
    };
    let fits = scene.words.gap(before) == Gap::Space
        && scene.words.shape(before) == Some(Shape::Capital)
        && scene.is_free(before)
        && is_place_name(scene, before)
        && !scene.words.in_headline(before);
    if fits {
        add_person(
            scene,
            memory,
            before,
            place.to,
            rule!("name beside a surname"),
        );
    }
    fits
}

word_set! {
    /// Before a place, but before other things, too.
    BEFORE_PLACES = "of" "to" "from" "and"
}

/// "Jordan is a hero", after Jordan Smith came in: takes the word if nothing makes it a place.
pub(super) fn known_by_first_name(
    scene: &mut Scene<'_>,
    memory: &Memory,
    place: &Place<'_>,
) -> bool {
    if place.to != place.from + 1
        || !matches!(place.name.kind, EntityKind::Country | EntityKind::Capital)
    {
        return false;
    }
    let Some(known) = memory.person_at(&scene.words, place.from, place.to) else {
        return false;
    };
    if scene.words.gap(place.from) == Gap::Space && scene.words.is_capital(place.to) {
        return false;
    }
    let makes_it_a_place = |before: usize| {
        scene.words.is(before, Sense::Locative) || BEFORE_PLACES.has(scene.words.str(before))
    };
    if place.from.checked_sub(1).is_some_and(makes_it_a_place) {
        return false;
    }
    let person = known.name.clone();
    let found =
        Found::new(rule!("introduced before"), Value::Person { person }).doubted(Doubt::FirstName);
    scene.add(place.start, place.end, found);
    true
}
