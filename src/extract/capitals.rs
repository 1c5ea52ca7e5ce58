//! Tokyo the city, or Tokyo the government.

use super::lexicon::{self, Sense};
use super::mention::{Doubt, Value, rule};
use super::names::{Place, place_value};
use super::scene::{Found, Scene};
use super::word_set::word_set;
use super::words::{Gap, Shape};

/// Decides one capital.
pub(super) fn capital(scene: &Scene<'_>, place: &Place<'_>) -> Option<Found> {
    let iso3 = scene.names.entity(place.name)?.iso3?;
    if scene.follows_unknown_capital(place.from) && !scene.words.in_headline(place.from) {
        // "George Washington", "HMS London".
        return None;
    }
    let role = role(scene, place);
    if role != Role::Place && is_short_form(scene, place) {
        return None;
    }
    if place.name.ambiguous && role != Role::Place {
        // "Lima wants": only where the document names the country, too.
        let alone = !scene.precedes_unknown_capital(place.last());
        if !alone || !scene.survey.names_country(iso3) || scene.words.in_headline(place.from) {
            return None;
        }
    }
    let found = match role {
        Role::Place => Found::new(rule!("capital as a place"), place_value(scene, place)?),
        Role::Government | Role::Unclear => {
            Found::new(rule!("capital as a government"), Value::Government { iso3 })
        }
    };
    let found = found.of(place.name.entity);
    Some(if role == Role::Unclear {
        found.doubted(Doubt::CityOrGovernment)
    } else {
        found
    })
}

/// "a MALE drone": capitals in the middle of a text that are no town's.
fn is_short_form(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    /// Letters of the longest.
    const LONGEST: usize = 4;
    place.is_one_word()
        && place.end - place.start <= LONGEST
        && scene.words.shape(place.from) == Some(Shape::Caps)
        && place.name.alias.contains(char::is_lowercase)
        && !scene.words.in_headline(place.from)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Place,
    Government,
    Unclear,
}

fn role(scene: &Scene<'_>, place: &Place<'_>) -> Role {
    let words = &scene.words;
    if is_dateline(scene, place) || is_credited_dateline(scene, place) {
        return Role::Place;
    }
    if is_cell(scene, place) {
        return Role::Place;
    }
    let last = place.last();
    let gap_after = words.gap(last);
    if gap_after == Gap::Comma
        && scene.iso3_at_hit(place.to) == scene.names.entity(place.name).and_then(|it| it.iso3)
    {
        return Role::Place;
    }
    if matches!(gap_after, Gap::Space | Gap::Possessive) && words.is(place.to, Sense::CityNoun) {
        return Role::Place;
    }
    if gap_after == Gap::Possessive {
        return Role::Government;
    }
    // "at the old hall, Quimba, Jakarta, Wednesday".
    if gap_after == Gap::Comma
        && words.gap_before(place.from) == Gap::Comma
        && words.is(place.to, Sense::CalendarWord)
        && words.is_capital(place.to)
    {
        return Role::Place;
    }
    if matches!(gap_after, Gap::Comma | Gap::Space) && is_at_distance(scene, place.to) {
        return Role::Place;
    }
    if gap_after == Gap::Hyphen && words.shape(place.to) == Some(Shape::Lower) {
        return if words.str(place.to).eq_ignore_ascii_case("based") {
            Role::Place
        } else {
            Role::Government
        };
    }
    if let Some(before) = place.from.checked_sub(1)
        && words.gap(before) == Gap::Space
        && let Some(role) = role_by_preposition(scene, before)
    {
        return role;
    }
    if AND_OR.has(words.str_before(place.from)) || words.gap_before(place.from) == Gap::Comma {
        // A list has one kind of thing in it.
        match neighbour_in_list(scene, place) {
            Some(Value::Place { .. }) => return Role::Place,
            Some(Value::Government { .. } | Value::Country { .. }) => return Role::Government,
            // "at the hall, Zorblax House, Abuja, the minister said".
            _ if gap_after == Gap::Comma
                && words.gap_before(place.from) == Gap::Comma
                && follows_a_house(scene, place.from.saturating_sub(1)) =>
            {
                return Role::Place;
            }
            _ => {}
        }
    }
    if gap_after == Gap::Space
        && words.shape(place.to) == Some(Shape::Lower)
        && is_predicate(&words.lower(place.to))
    {
        return Role::Government;
    }
    // "Drones fly over border: Tehran", a headline; a list of towns may stand so, too.
    if scene.words.gap(last) == Gap::Break
        && !words.between(last).contains('.')
        && place.from >= MIN_BEFORE_COLON
        && words.between(place.from - 1) == ": "
        && words.sentence(place.from - 1).len() >= MIN_BEFORE_COLON
    {
        return Role::Unclear;
    }
    if place.name.note == "main city"
        || words.gap_before(place.from) == Gap::Break && gap_after == Gap::Break
    {
        return Role::Place;
    }
    Role::Unclear
}

/// Words before a colon that are a headline and no label.
const MIN_BEFORE_COLON: usize = 4;

word_set! {
    /// Between a city and how far it lies from another.
    LIES = "lies" "is" "sits" "stands" "was" "about" "some" "roughly" "just" "only" "around" "nearly" "less"
        "than" "more" "a" "mere" "barely" "almost" "over"
}

word_set! {
    /// Units of distances between places.
    LENGTHS = "km" "kilometres" "kilometers" "miles" "kilometre" "mile" "kms"
}

word_set! {
    /// Behind them.
    WHENCE = "from" "away" "north" "south" "east" "west" "northeast" "northwest" "southeast" "southwest"
}

/// ", about 530 km from Kaliningrad", "lies 195 km north of Seoul", from word `next` on.
fn is_at_distance(scene: &Scene<'_>, next: usize) -> bool {
    const MAX_WORDS: usize = 4;
    let words = &scene.words;
    let is_number = |at: usize| words.shape(at) == Some(Shape::Number);
    // Mostly no number is near.
    if !(next..=next + MAX_WORDS).any(is_number) {
        return false;
    }
    let mut at = next;
    while at < next + MAX_WORDS && LIES.has(words.str(at)) {
        at += 1;
    }
    if !is_number(at) {
        return false;
    }
    // "1,290" is two words.
    while words.str(at).starts_with(|c: char| c.is_ascii_digit()) && at < next + 2 * MAX_WORDS {
        at += 1;
    }
    LENGTHS.has(words.str(at)) && WHENCE.has(words.str(at + 1))
}

/// The first or only thing in a cell of a table.
fn is_cell(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    let words = &scene.words;
    let tab = |i: usize| words.between(i).contains('\t');
    matches!(words.gap(place.last()), Gap::Comma | Gap::Break)
        && place.from.checked_sub(1).is_some_and(tab)
}

word_set! {
    /// Between the last two of a list.
    AND_OR = "and" "or"
}

word_set! {
    /// Before one that acts.
    BEFORE_ACTORS = "against" "with" "between" "by" "that" "on" "upon"
}

/// What the word `before` says: "near Seoul", "against Beijing".
fn role_by_preposition(scene: &Scene<'_>, before: usize) -> Option<Role> {
    let words = &scene.words;
    let is_before_that = |sense| before.checked_sub(1).is_some_and(|i| words.is(i, sense));
    let either = |place: bool| Some(if place { Role::Place } else { Role::Government });
    let word = words.str(before);
    let is = |other: &str| word.eq_ignore_ascii_case(other);
    if is("from") {
        either(!is_before_that(Sense::Message))
    } else if is("to") {
        either(is_before_that(Sense::Motion))
    } else if is("of") {
        either(is_before_that(Sense::PartOfCity))
    } else if is("for") {
        let goes = words.str_before(before);
        either(goes.eq_ignore_ascii_case("left") || goes.eq_ignore_ascii_case("bound"))
    } else if is("capital") || is("city") {
        Some(Role::Place)
    } else if BEFORE_ACTORS.has(word) {
        Some(Role::Government)
    } else {
        words.is(before, Sense::Locative).then_some(Role::Place)
    }
}

/// What the item before in "A, B and C" was taken for.
fn neighbour_in_list<'s>(scene: &'s Scene<'_>, place: &Place<'_>) -> Option<&'s Value> {
    let mut i = place.from.checked_sub(1)?;
    if AND_OR.has(scene.words.str(i)) {
        i = i.checked_sub(1)?;
    }
    scene.at(i).map(|mention| &mention.value)
}

/// "at Zorblax House, ", "in the old hall, Zorblax House, ": whether a name that nothing explains ends with
/// word `last` and says where something is held.
fn follows_a_house(scene: &Scene<'_>, last: usize) -> bool {
    const MAX_WORDS: usize = 6;
    let words = &scene.words;
    let is_name =
        |i: usize| words.is_capital(i) && scene.is_free(i) && !words.is(i, Sense::CalendarWord);
    if !is_name(last) {
        return false;
    }
    let mut from = last;
    while let Some(before) = from.checked_sub(1)
        && last - before < MAX_WORDS
        && words.gap(before) == Gap::Space
        && is_name(before)
    {
        from = before;
    }
    let where_at = |i: usize| matches!(words.str(i), "at" | "in");
    match words.gap_before(from) {
        Gap::Space => where_at(from.saturating_sub(1)),
        Gap::Comma => (words
            .sentence(from)
            .start
            .max(from.saturating_sub(MAX_WORDS))..from)
            .any(where_at),
        _ => false,
    }
}

/// "LONDON, June 2 (Agency) -", "WARSAW --", "New Delhi: 28 March": at the start of a block.
fn is_dateline(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    /// Letters before and behind the name that are looked at.
    const REACH: usize = 48;
    let range = scene.words.range();
    if !opens_line(scene.text.get(range.start..place.start).unwrap_or("")) {
        return false;
    }
    let after = scene.text.get(place.end..range.end).unwrap_or("");
    let after = past_joined_names(after);
    let end = after
        .char_indices()
        .nth(REACH)
        .map_or(after.len(), |it| it.0);
    let after = after.get(..end).unwrap_or("");
    let rest = after.trim_start();
    if rest.starts_with(['-', '–', '—', '(', ':', '/'])
        && (rest.len() < after.len() || rest.starts_with(':'))
    {
        return true;
    }
    let Some(rest) = rest.strip_prefix(',') else {
        return false;
    };
    let rest = rest.trim_start();
    let next = rest.split(|letter: char| !letter.is_alphabetic()).next();
    rest.starts_with(|letter: char| letter.is_ascii_digit())
        || next.is_some_and(lexicon::is_calendar_word)
        || rest.contains(['—', '–', '('])
        || rest.contains(" -")
}

/// "OSLO (NTB) —" behind other words of its line.
fn is_credited_dateline(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    const REACH: usize = 40;
    if scene.words.shape(place.from) != Some(Shape::Caps) {
        return false;
    }
    let after = scene.text.get(place.end..scene.words.range().end);
    after
        .and_then(|after| after.strip_prefix(" ("))
        .and_then(|inside| {
            let mut near = inside.bytes().take(REACH + 1);
            inside.get(near.position(|it| it == b')')? + 1..)
        })
        .is_some_and(|behind| behind.trim_start().starts_with(['-', '–', '—', '>']))
}

/// Whether nothing stands before a place of its line but another name joined to it, as in
/// "TBILISI/ANKARA, 11 June -".
fn opens_line(before: &str) -> bool {
    if let [.., last, b' '] = before.as_bytes()
        && last.is_ascii_alphanumeric()
    {
        // Most stand behind a word.
        return false;
    }
    let blanks = |letter: char| letter != '\n' && letter.is_whitespace();
    let rest = before.trim_end_matches(blanks);
    if rest.is_empty() || rest.ends_with('\n') {
        return true;
    }
    let Some(names) = before.strip_suffix(['/', '-']) else {
        return false;
    };
    let names = names.rsplit('\n').next().unwrap_or("").trim_start();
    names.len() < 32 && names.starts_with(char::is_uppercase) && !names.contains(' ')
}

/// Behind "/ANKARA" or "-KYIV".
fn past_joined_names(after: &str) -> &str {
    let joined = after
        .strip_prefix(['/', '-'])
        .filter(|rest| rest.starts_with(char::is_uppercase));
    joined.map_or(after, |rest| {
        rest.trim_start_matches(|letter: char| letter.is_alphabetic())
    })
}

/// A word with which a government goes on as a subject.
fn is_predicate(word: &str) -> bool {
    matches!(
        word,
        "is" | "has"
            | "was"
            | "had"
            | "will"
            | "would"
            | "may"
            | "might"
            | "can"
            | "could"
            | "must"
            | "should"
            | "does"
            | "did"
            | "also"
            | "now"
            | "then"
            | "and"
            | "never"
            | "still"
            | "government"
            | "administration"
            | "officials"
            | "itself"
            | "alone"
            | "chose"
            | "saw"
            | "took"
            | "gave"
            | "sees"
            | "led"
            | "put"
            | "let"
            | "set"
            | "spent"
            | "bought"
            | "paid"
            | "made"
            | "went"
            | "sent"
            | "built"
            | "kept"
            | "held"
            | "told"
            | "sold"
            | "got"
    ) || word.len() > 4 && (word.ends_with("ed") || word.ends_with("ly"))
        || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
}
