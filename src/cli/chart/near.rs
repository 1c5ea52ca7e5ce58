//! What was meant by a country or weapon on the command line: by code, id, name or any name that the
//! gazetteer has; else an error that names what comes nearest.

use crate::figures::LaunchAsk;
use crate::geo::coordinates;
use crate::reference::{Catalog, EntityKind, Iso3};

/// How many near names an error gives.
const SUGGESTIONS: usize = 4;

/// Longer input is no name of anything.
const MAX_CHARS: usize = 60;

/// Countries by code or name.
pub(super) fn countries(catalog: &Catalog, asked: &[String]) -> Result<Vec<Iso3>, String> {
    asked
        .iter()
        .filter(|word| !word.trim().is_empty())
        .map(|word| country(catalog, word.trim()))
        .collect()
}

/// Weapons by id or name.
pub(super) fn weapons(catalog: &Catalog, asked: &[String]) -> Result<Vec<String>, String> {
    asked
        .iter()
        .filter(|word| !word.trim().is_empty())
        .map(|word| weapon(catalog, word.trim()))
        .collect()
}

fn country(catalog: &Catalog, word: &str) -> Result<Iso3, String> {
    let code = Iso3::parse(&word.to_uppercase());
    if let Some(code) = code.filter(|code| catalog.countries.contains_key(code)) {
        return Ok(code);
    }
    let wanted = fold(word);
    let by_name = catalog
        .countries
        .iter()
        .find(|(_, name)| fold(name) == wanted)
        .map(|(code, _)| *code);
    let by_alias = || {
        let names = catalog.gazetteer.names().iter();
        names
            .filter(|name| name.kind == EntityKind::Country)
            .filter(|name| fold(&name.alias) == wanted)
            .find_map(|name| catalog.gazetteer.entity(name.entity)?.iso3)
    };
    by_name.or_else(by_alias).ok_or_else(|| {
        let known = catalog
            .countries
            .iter()
            .map(|(code, name)| (code.code(), name.as_str()));
        unknown("country", word, known)
    })
}

fn weapon(catalog: &Catalog, word: &str) -> Result<String, String> {
    let wanted = fold(word);
    let by_id = catalog
        .missiles
        .iter()
        .find(|it| fold(&it.id) == wanted || fold(&it.name) == wanted)
        .map(|it| it.id.clone());
    let by_alias = || {
        let names = catalog.gazetteer.names().iter();
        names
            .filter(|name| name.kind == EntityKind::Weapon)
            .filter(|name| fold(&name.alias) == wanted)
            .filter_map(|name| catalog.gazetteer.entity(name.entity))
            .find_map(|entity| Some(entity.id.strip_prefix("weapon:")?.to_owned()))
    };
    by_id.or_else(by_alias).ok_or_else(|| {
        let known = catalog
            .missiles
            .iter()
            .map(|it| (it.id.as_str(), it.name.as_str()));
        unknown("weapon", word, known)
    })
}

/// A launch place by id, name, other name, or coordinates.
pub(super) fn place(catalog: &Catalog, word: &str) -> Result<LaunchAsk, String> {
    let word = word.trim();
    if let Some(at) = coordinates::parse(word) {
        return Ok(LaunchAsk::At(at));
    }
    if word.chars().any(|c| c.is_ascii_digit()) && word.contains(',') {
        let word: String = word.chars().take(MAX_CHARS).collect();
        return Err(format!(
            "{word} is no place on Earth; write latitude (-90 to 90) and longitude (-180 to 180), such as 35.7,139.7"
        ));
    }
    let wanted = fold(word);
    let places = &catalog.places;
    let by_name = places
        .iter()
        .find(|it| fold(&it.id) == wanted || fold(&it.name) == wanted);
    let by_alias = || {
        let names = catalog.gazetteer.names().iter();
        let named = names.filter(|name| fold(&name.alias) == wanted);
        let positions = named.filter_map(|name| catalog.gazetteer.entity(name.entity)?.position);
        positions
            .filter_map(|at| places.iter().find(|it| it.position == at))
            .next()
    };
    let found = by_name.or_else(by_alias);
    found
        .map(|it| LaunchAsk::Place(it.id.clone()))
        .ok_or_else(|| {
            let known = places.iter().map(|it| (it.id.as_str(), it.name.as_str()));
            format!(
                "{}; coordinates such as 35.7,139.7 do as well",
                unknown("place", word, known)
            )
        })
}

/// "unknown weapon tomahwk; near it: tomahawk (Tomahawk)".
fn unknown<'a>(what: &str, word: &str, known: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let word: String = word.chars().take(MAX_CHARS).collect();
    let wanted = fold(&word);
    let mut near: Vec<(usize, String)> = known
        .filter_map(|(id, name)| {
            let away = distance(&wanted, &fold(id)).min(away_from(&wanted, &fold(name)));
            let limit = (wanted.chars().count() / 3).max(1);
            (away <= limit).then(|| (away, format!("{id} ({name})")))
        })
        .collect();
    near.sort();
    let near: Vec<String> = near
        .into_iter()
        .take(SUGGESTIONS)
        .map(|(_, line)| line)
        .collect();
    if near.is_empty() {
        format!("unknown {what} {word}, and no name comes near it")
    } else {
        format!("unknown {what} {word}; near it: {}", near.join(", "))
    }
}

/// A name that begins with the word, or has it inside, is near whatever its length.
fn away_from(wanted: &str, name: &str) -> usize {
    if wanted.chars().count() >= 3 && name.contains(wanted) {
        return usize::from(!name.starts_with(wanted));
    }
    distance(wanted, name)
}

/// Lower case, without the marks that people leave out.
fn fold(word: &str) -> String {
    word.to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Fewest letters to change, add or drop (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(MAX_CHARS).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let change = at(&row, j) + usize::from(x != *y);
            let best = change.min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            next.push(best);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_country(word: &str, expected: &str) {
        let found = countries(Catalog::shipped(), &[word.to_owned()]);
        let codes: Vec<String> = found.unwrap().iter().map(Iso3::to_string).collect();
        assert_eq!(codes, [expected]);
    }

    #[test]
    fn countries_by_code_name_and_other_names() {
        check_country("JPN", "JPN");
        check_country("jpn", "JPN");
        check_country("Japan", "JPN");
        check_country(" united kingdom ", "GBR");
        check_country("Great Britain", "GBR");
    }

    #[track_caller]
    fn check_weapon(word: &str, expected: &str) {
        let found = weapons(Catalog::shipped(), &[word.to_owned()]);
        assert_eq!(found.unwrap(), [expected]);
    }

    #[test]
    fn weapons_by_id_name_and_other_names() {
        check_weapon("tomahawk-block-iv", "tomahawk-block-iv");
        check_weapon("Tomahawk Block IV", "tomahawk-block-iv");
        check_weapon("DF26", "df-26");
        check_weapon("BGM-109", "tomahawk");
    }

    #[track_caller]
    fn check_place(word: &str, expected: &str) {
        let found = place(Catalog::shipped(), word);
        assert_eq!(found, Ok(LaunchAsk::Place(expected.to_owned())));
    }

    #[test]
    fn places_by_id_name_and_coordinates() {
        check_place("Tokyo", "tokyo");
        check_place("washington dc", "washington");
        check_place(" sasebo ", "sasebo");
        let found = place(Catalog::shipped(), "28.2, -177.4").unwrap();
        assert!(matches!(found, LaunchAsk::At(at) if (at.lat() - 28.2).abs() < 1e-9));
        assert!(
            place(Catalog::shipped(), "95,10")
                .unwrap_err()
                .contains("no place on Earth")
        );
        assert!(
            place(Catalog::shipped(), "Tokio")
                .unwrap_err()
                .contains("tokyo (Tokyo)")
        );
    }

    #[track_caller]
    fn check_unknown(found: Result<Vec<String>, String>, part: &str) {
        let message = found.unwrap_err();
        assert!(message.contains(part), "{message}");
    }

    #[test]
    fn unknown_names_come_with_near_ones() {
        let catalog = Catalog::shipped();
        check_unknown(weapons(catalog, &["tomahwk".into()]), "tomahawk (Tomahawk)");
        check_unknown(weapons(catalog, &["hwasong".into()]), "hwasong-1");
        check_unknown(
            weapons(catalog, &["xyzzy-quux".into()]),
            "no name comes near",
        );
        let message = countries(catalog, &["Jappan".into()]).unwrap_err();
        assert!(message.contains("JPN (Japan)"), "{message}");
        let message = countries(catalog, &["x".repeat(100_000)]).unwrap_err();
        assert!(message.len() < 200);
    }

    #[test]
    fn letters_are_counted() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", "abc"), 0);
    }
}
