//! Tokyo the city, or Tokyo the government.

use super::lexicon;
use super::mention::{Doubt, Value};
use super::names::{Place, place_value};
use super::scene::{Found, Scene};
use super::words::{Gap, Shape};

/// Decides one capital.
pub(super) fn capital(scene: &Scene<'_>, place: &Place<'_>) -> Option<Found> {
    let iso3 = scene.names.entity(place.name)?.iso3?;
    if scene.follows_unknown_capital(place.from) && !scene.words.in_headline(place.from) {
        // "George Washington", "HMS London".
        return None;
    }
    let role = role(scene, place);
    if place.name.ambiguous && role != Role::Place {
        // "Lima wants": only where the document names the country, too.
        let alone = !scene.precedes_unknown_capital(place.last());
        if !alone || !scene.survey.names_country(iso3) || scene.words.in_headline(place.from) {
            return None;
        }
    }
    let found = match role {
        Role::Place => Found::new("capital as a place", place_value(scene, place)?),
        Role::Government | Role::Unclear => {
            Found::new("capital as a government", Value::Government { iso3 })
        }
    };
    let found = found.of(place.name.entity);
    Some(if role == Role::Unclear {
        found.doubted(Doubt::CityOrGovernment)
    } else {
        found
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Place,
    Government,
    Unclear,
}

fn role(scene: &Scene<'_>, place: &Place<'_>) -> Role {
    let words = &scene.words;
    if is_dateline(scene, place) {
        return Role::Place;
    }
    if is_cell(scene, place) {
        return Role::Place;
    }
    let last = place.last();
    let (gap_after, after) = (words.gap(last), words.lower(place.to));
    if gap_after == Gap::Comma
        && scene.iso3_at_hit(place.to) == scene.names.entity(place.name).and_then(|it| it.iso3)
    {
        return Role::Place;
    }
    if matches!(gap_after, Gap::Space | Gap::Possessive) && lexicon::is_city_noun(&after) {
        return Role::Place;
    }
    if gap_after == Gap::Possessive {
        return Role::Government;
    }
    if gap_after == Gap::Hyphen && words.shape(place.to) == Some(Shape::Lower) {
        return if after == "based" {
            Role::Place
        } else {
            Role::Government
        };
    }
    let before = words.lower_before(place.from);
    if words.gap_before(place.from) == Gap::Space
        && let Some(role) = role_by_preposition(scene, place, &before)
    {
        return role;
    }
    if matches!(before.as_str(), "and" | "or") || words.gap_before(place.from) == Gap::Comma {
        // A list has one kind of thing in it.
        match neighbour_in_list(scene, place) {
            Some(Value::Place { .. }) => return Role::Place,
            Some(Value::Government { .. } | Value::Country { .. }) => return Role::Government,
            _ => {}
        }
    }
    if gap_after == Gap::Space
        && words.shape(place.to) == Some(Shape::Lower)
        && is_predicate(&after)
    {
        return Role::Government;
    }
    if place.name.note == "main city"
        || words.gap_before(place.from) == Gap::Break && gap_after == Gap::Break
    {
        return Role::Place;
    }
    Role::Unclear
}

/// The first or only thing in a cell of a table.
fn is_cell(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    let words = &scene.words;
    let tab = |i: usize| words.between(i).contains('\t');
    let opens = place.from.checked_sub(1).is_some_and(tab);
    opens && matches!(words.gap(place.last()), Gap::Comma | Gap::Break)
}

/// What the word before says: "near Seoul", "against Beijing".
fn role_by_preposition(scene: &Scene<'_>, place: &Place<'_>, before: &str) -> Option<Role> {
    let before_that = place
        .from
        .checked_sub(2)
        .map_or_else(Default::default, |i| scene.words.lower(i));
    let either = |place: bool| Some(if place { Role::Place } else { Role::Government });
    match before {
        "from" => either(!lexicon::is_message(&before_that)),
        "to" => either(lexicon::is_motion(&before_that)),
        "of" => either(lexicon::is_part_of_city(&before_that)),
        "for" => either(matches!(before_that.as_str(), "left" | "bound")),
        "capital" | "city" => Some(Role::Place),
        "against" | "with" | "between" | "by" | "that" | "on" | "upon" => Some(Role::Government),
        word if lexicon::is_locative(word) => Some(Role::Place),
        _ => None,
    }
}

/// What the item before in "A, B and C" was taken for.
fn neighbour_in_list<'s>(scene: &'s Scene<'_>, place: &Place<'_>) -> Option<&'s Value> {
    let mut i = place.from.checked_sub(1)?;
    if matches!(scene.words.lower(i).as_str(), "and" | "or") {
        i = i.checked_sub(1)?;
    }
    scene.at(i).map(|mention| &mention.value)
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

/// Whether nothing stands before a place of its line but another name joined to it, as in
/// "TBILISI/ANKARA, 11 June -".
fn opens_line(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or("").trim_start();
    line.is_empty()
        || line.len() <= 32
            && line
                .strip_suffix(['/', '-'])
                .is_some_and(|names| names.starts_with(char::is_uppercase) && !names.contains(' '))
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
