//! What a reader may say that a mention means: an entity of the tables, a name of their own, or a
//! figure in words.
//!
//! A figure is kept as the words that say it ("1.5 billion euros") and read by the same rules as the
//! text, so that what is stored stays readable for other tools and for later versions.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::fold::fold;
use super::{Extractor, Kind, NameForm, Value};
use crate::document::{self, DocumentId};
use crate::reference::{Catalog, Entity, EntityIndex, EntityKind, Iso3, Name, TableRow, row_of};
use crate::text::Text;
use crate::units::{Extent, number};

/// Longest words of a meaning, in bytes; longer ones mean nothing.
pub const MAX_MEANING_BYTES: usize = 400;

/// What a mention means, as a reader says it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Meaning {
    /// What it is.
    pub kind: Kind,
    /// Id of the entity in the tables, such as `country:JPN`; `None` for a name of the reader's own
    /// and for figures.
    pub entity: Option<String>,
    /// The name it is shown by, or the figure in words.
    pub words: String,
}

/// Whether mentions of this kind name something; the others are figures.
pub const fn is_name(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Country
            | Kind::Place
            | Kind::Government
            | Kind::Organisation
            | Kind::Person
            | Kind::Weapon
    )
}

impl Meaning {
    /// The value that a mention of this meaning has, and its entity. `None` when it means nothing:
    /// a country that no table has, or words that are no figure of this kind. `date` is the
    /// document's, for "last year".
    pub fn value(
        &self,
        catalog: &'static Catalog,
        date: Option<Date>,
    ) -> Option<(Value, Option<EntityIndex>)> {
        let words = self.words.trim();
        if words.is_empty() || words.len() > MAX_MEANING_BYTES {
            return None;
        }
        if !is_name(self.kind) {
            return read_figure(self.kind, words, date).map(|value| (value, None));
        }
        let found = self.entity.as_deref().and_then(|id| entity(catalog, id));
        let entity = found.map(|(_, entity)| entity);
        let iso3 = entity.and_then(|entity| entity.iso3);
        let value = match self.kind {
            Kind::Country => Value::Country {
                iso3: iso3?,
                form: NameForm::Name,
            },
            Kind::Government => Value::Government { iso3: iso3? },
            Kind::Place => Value::Place {
                place: words.into(),
                iso3,
                position: entity
                    .and_then(|entity| entity.position.as_ref())
                    .or_else(|| {
                        let here = |it: &&crate::reference::Place| {
                            Some(it.iso3) == iso3 && it.name.eq_ignore_ascii_case(words)
                        };
                        catalog.places.iter().find(here).map(|it| &it.position)
                    }),
            },
            Kind::Organisation => Value::Organisation {
                org: words.into(),
                iso3,
            },
            Kind::Person => Value::Person {
                person: words.into(),
            },
            _ => Value::Weapon {
                weapon: entity
                    .and_then(|entity| entity.id.strip_prefix("weapon:"))
                    .map(Text::from),
            },
        };
        Some((value, found.map(|(index, _)| index)))
    }
}

/// An entity by its id.
pub fn entity<'a>(catalog: &'a Catalog, id: &str) -> Option<(EntityIndex, &'a Entity)> {
    let entities = (0u32..).zip(catalog.gazetteer.entities());
    let mut named = entities.filter(|(_, entity)| entity.id == id);
    named
        .next()
        .map(|(at, entity)| (EntityIndex::new(at), entity))
}

/// Reads a figure of this kind as an article would write it: "1.5 billion euros", "1,600 km".
///
/// ```
/// use rangebook::extract::{Kind, meaning::read_figure};
/// assert!(read_figure(Kind::Money, "1.5 billion euros", None).is_some());
/// assert!(read_figure(Kind::Money, "1.5 billion", None).is_none());
/// ```
pub fn read_figure(kind: Kind, words: &str, date: Option<Date>) -> Option<Value> {
    let found = |words: &str| {
        let document = document::load_bytes(DocumentId(0), "figure.txt", None, words.as_bytes());
        let document = document.ok()?;
        let mut on = |_| ControlFlow::Continue(());
        let found = Extractor::shipped().extract(&document, date, &mut on)?;
        let mut mentions = found.mentions.into_iter();
        mentions
            .find(|mention| mention.kind() == kind)
            .map(|mention| mention.value)
    };
    found(words)
        .or_else(|| plain_number(kind, words))
        // Some figures are only read where something leads to them.
        .or_else(|| found(&format!("It was in {words}.")))
}

/// "400", "400 interceptors", "2.5": a number that needs no sentence once its kind is known.
fn plain_number(kind: Kind, words: &str) -> Option<Value> {
    if !matches!(kind, Kind::Count | Kind::Percent) {
        return None;
    }
    let numeral = number::read_digits(words)?;
    let rest = words.get(numeral.len..)?.trim();
    let extent = Extent::single(numeral.value, numeral.digits)?;
    match kind {
        Kind::Count => Some(Value::Count {
            count: extent,
            of: (!rest.is_empty()).then(|| rest.into()),
        }),
        _ => rest.is_empty().then_some(Value::Percent {
            percent: extent,
            of: None,
        }),
    }
}

/// A name of the tables that a mention could mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What it would mean.
    pub meaning: Meaning,
    /// The spelling that was found.
    pub alias: String,
    /// Where the table has it.
    pub row: Option<TableRow>,
}

/// What a name of the tables can be a mention of: a capital is a place and a government.
pub const fn kinds_of(kind: EntityKind) -> &'static [Kind] {
    match kind {
        EntityKind::Country | EntityKind::Demonym => &[Kind::Country],
        EntityKind::Capital => &[Kind::Place, Kind::Government],
        EntityKind::Metonym => &[Kind::Government, Kind::Organisation],
        EntityKind::City | EntityKind::Place => &[Kind::Place],
        EntityKind::Organisation => &[Kind::Organisation],
        EntityKind::Person => &[Kind::Person],
        EntityKind::Weapon => &[Kind::Weapon],
    }
}

/// Names of the tables that mean something of this kind and hold what was typed: whole names first,
/// then beginnings, then anywhere; each entity once.
pub fn names_like(catalog: &Catalog, kind: Kind, typed: &str, most: usize) -> Vec<Candidate> {
    let mut wanted = String::new();
    fold_words(typed, &mut wanted);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u8, usize, &Name)> = Vec::new();
    let mut folded = String::new();
    for name in catalog.gazetteer.names() {
        if !kinds_of(name.kind).contains(&kind) {
            continue;
        }
        fold_words(&name.alias, &mut folded);
        let rank = match folded.find(&wanted) {
            Some(0) if folded.len() == wanted.len() => 0,
            Some(0) => 1,
            Some(_) => 2,
            None => continue,
        };
        found.push((rank, folded.len(), name));
    }
    found.sort_by_key(|(rank, len, _)| (*rank, *len));
    let mut seen = HashSet::new();
    found
        .into_iter()
        .filter(|(.., name)| {
            // A capital is a place of its own under its country's entity.
            let own = name.kind == EntityKind::Capital && kind == Kind::Place;
            seen.insert((name.entity, own.then_some(&name.alias)))
        })
        .filter_map(|(.., name)| candidate(catalog, kind, name))
        .take(most)
        .collect()
}

/// Countries of the tables of which a name, or the name of the people, holds what was typed, whatever
/// the capitals and accents and with or without an article. Of each the least of: 0 for a whole name,
/// 1 for the beginning of one, 2 for the inside; and the length of that name in bytes.
pub fn countries_like(catalog: &Catalog, typed: &str) -> BTreeMap<Iso3, (u8, usize)> {
    let bare = |words: &str| {
        let folded = fold(words.trim());
        let rest = folded.strip_prefix(b"the ").map(<[u8]>::to_vec);
        rest.unwrap_or(folded)
    };
    let wanted = bare(typed);
    let mut found = BTreeMap::new();
    if wanted.is_empty() {
        return found;
    }
    for name in catalog.gazetteer.names() {
        if !kinds_of(name.kind).contains(&Kind::Country) {
            continue;
        }
        let entity = catalog.gazetteer.entity(name.entity);
        let Some(iso3) = entity.and_then(|it| {
            let code = it.id.strip_prefix("country:");
            it.iso3.filter(|iso3| code == Some(iso3.code()))
        }) else {
            continue;
        };
        let folded = bare(&name.alias);
        let rank = match memchr::memmem::find(&folded, &wanted) {
            Some(0) if folded.len() == wanted.len() => 0,
            Some(0) => 1,
            Some(_) => 2,
            None => continue,
        };
        let fits = (rank, folded.len());
        let best = found.entry(iso3).or_insert(fits);
        *best = fits.min(*best);
    }
    found
}

/// Everything of the tables that is spelled like this, in table order.
pub fn spelled_like(catalog: &'static Catalog, words: &str) -> Vec<Candidate> {
    names_spelled(catalog, words)
        .flat_map(|name| {
            let kinds = kinds_of(name.kind).iter();
            kinds.filter_map(|kind| candidate(catalog, *kind, name))
        })
        .collect()
}

/// The names that are spelled like this, whatever their capitals and with or without an article.
pub(super) fn names_spelled<'a>(
    catalog: &'a Catalog,
    words: &str,
) -> impl Iterator<Item = &'a Name> {
    static BY_SPELLING: LazyLock<HashMap<String, Vec<u32>>> = LazyLock::new(|| {
        let mut by_spelling: HashMap<String, Vec<u32>> = HashMap::new();
        let mut folded = String::new();
        for (at, name) in (0u32..).zip(Catalog::shipped().gazetteer.names()) {
            fold_words(&name.alias, &mut folded);
            let bare = folded.strip_prefix("the ").unwrap_or(&folded);
            by_spelling.entry(bare.to_owned()).or_default().push(at);
        }
        by_spelling
    });
    let mut folded = String::new();
    fold_words(words, &mut folded);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    let numbers = BY_SPELLING.get(bare).map_or(&[][..], Vec::as_slice);
    let names = catalog.gazetteer.names();
    numbers.iter().filter_map(|at| names.get(*at as usize))
}

fn candidate(catalog: &Catalog, kind: Kind, name: &Name) -> Option<Candidate> {
    let entity = catalog.gazetteer.entity(name.entity)?;
    let shown = match kind {
        // The entity of a capital or a parliament is its country.
        Kind::Place if name.kind == EntityKind::Capital => name.alias.as_str(),
        Kind::Organisation if name.kind == EntityKind::Metonym => name.alias.as_str(),
        _ => entity.canonical.as_str(),
    };
    let needs_country = matches!(kind, Kind::Country | Kind::Government);
    (!needs_country || entity.iso3.is_some()).then(|| Candidate {
        meaning: Meaning {
            kind,
            entity: Some(entity.id.clone()),
            words: shown.to_owned(),
        },
        alias: name.alias.clone(),
        row: row_of(&entity.id, &name.alias),
    })
}

/// Words as they are compared: small letters, single blanks, plain quotes and dashes.
pub fn fold_words(words: &str, out: &mut String) {
    out.clear();
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for letter in word.chars() {
            match letter {
                '’' | '‘' | 'ʼ' => out.push('\''),
                '“' | '”' => out.push('"'),
                '\u{2010}'..='\u{2014}' => out.push('-'),
                letter if letter.is_ascii() => out.push(letter.to_ascii_lowercase()),
                letter => out.extend(letter.to_lowercase()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(kind: Kind, entity: Option<&str>, words: &str) -> Meaning {
        Meaning {
            kind,
            entity: entity.map(str::to_owned),
            words: words.to_owned(),
        }
    }

    #[track_caller]
    fn check_figure(kind: Kind, words: &str, expected: Option<&str>) {
        let value = meaning(kind, None, words).value(Catalog::shipped(), None);
        let shown = value.map(|(value, _)| match value {
            Value::Money { amount, currency } => format!("{} {currency}", amount.middle()),
            Value::Distance { km, .. } => format!("{} km", km.middle()),
            Value::Percent { percent, .. } => format!("{} %", percent.middle()),
            Value::Count { count, of } => {
                format!("{} {}", count.middle(), of.as_deref().unwrap_or_default())
            }
            Value::Rank { rank, .. } => format!("{rank}."),
            Value::Date { from, to, .. } => format!("{from}..{to}"),
            other => format!("{other:?}"),
        });
        assert_eq!(shown.as_deref(), expected, "{words}");
    }

    #[test]
    fn figures_are_read_as_an_article_writes_them() {
        check_figure(Kind::Money, "1.5 billion euros", Some("1500000000 EUR"));
        check_figure(Kind::Money, "A$52bn", Some("52000000000 AUD"));
        check_figure(Kind::Distance, "1,600 km", Some("1600 km"));
        check_figure(Kind::Percent, "2.5%", Some("2.5 %"));
        check_figure(Kind::Percent, "2.5", Some("2.5 %"));
        check_figure(Kind::Count, "400", Some("400 "));
        check_figure(Kind::Count, "48 launchers", Some("48 launchers"));
        check_figure(Kind::Date, "2027", Some("2027-01-01..2027-12-31"));
        check_figure(
            Kind::Date,
            "18 January 2024",
            Some("2024-01-18..2024-01-18"),
        );
    }

    #[test]
    fn what_is_no_figure_of_the_kind_means_nothing() {
        check_figure(Kind::Money, "a lot", None);
        check_figure(Kind::Money, "1,600 km", None);
        check_figure(Kind::Distance, "", None);
        check_figure(Kind::Count, &"9".repeat(MAX_MEANING_BYTES + 1), None);
    }

    #[track_caller]
    fn check_name(of: &Meaning, expected: Option<&str>) {
        let value = of.value(Catalog::shipped(), None);
        let shown = value.map(|(value, entity)| {
            let known = if entity.is_some() { "known" } else { "own" };
            match value {
                Value::Country { iso3, .. } => format!("{known} country {iso3}"),
                Value::Government { iso3 } => format!("{known} government {iso3}"),
                Value::Place {
                    place, position, ..
                } => {
                    format!("{known} place {place} {}", position.is_some())
                }
                Value::Person { person } => format!("{known} person {person}"),
                Value::Weapon { weapon } => format!("{known} weapon {weapon:?}"),
                other => format!("{known} {other:?}"),
            }
        });
        assert_eq!(shown.as_deref(), expected);
    }

    #[test]
    fn names_are_of_the_tables_or_the_readers_own() {
        check_name(
            &meaning(Kind::Country, Some("country:JPN"), "Japan"),
            Some("known country JPN"),
        );
        check_name(&meaning(Kind::Country, None, "Atlantis"), None);
        check_name(
            &meaning(Kind::Place, Some("country:JPN"), "Tokyo"),
            Some("known place Tokyo true"),
        );
        check_name(
            &meaning(Kind::Person, None, " Aiko Tanaka "),
            Some("own person Aiko Tanaka"),
        );
        check_name(
            &meaning(Kind::Weapon, Some("weapon:tomahawk"), "Tomahawk"),
            Some(r#"known weapon Some("tomahawk")"#),
        );
        check_name(
            &meaning(Kind::Weapon, Some("weapon:gone"), "Gone"),
            Some("own weapon None"),
        );
    }

    #[test]
    fn names_are_found_by_their_beginning_first_and_each_once() {
        let found = names_like(Catalog::shipped(), Kind::Country, "jap", 5);
        assert_eq!(found.first().unwrap().meaning.words, "Japan");
        let ids: HashSet<_> = found.iter().map(|it| it.meaning.entity.clone()).collect();
        assert_eq!(ids.len(), found.len());
        assert!(names_like(Catalog::shipped(), Kind::Country, "  ", 5).is_empty());
        assert!(names_like(Catalog::shipped(), Kind::Money, "jap", 5).is_empty());
    }

    #[test]
    fn a_capital_may_be_a_place_or_a_government() {
        let kinds: Vec<Kind> = spelled_like(Catalog::shipped(), "tokyo")
            .into_iter()
            .map(|it| it.meaning.kind)
            .collect();
        assert!(kinds.contains(&Kind::Place) && kinds.contains(&Kind::Government));
    }
}
