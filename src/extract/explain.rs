//! Why a mention is what it is, in plain words: the rule, the row of the table, the reading of a
//! figure, the doubt, and what else the words might have been.
//!
//! Nothing here decides anything: it says again what the rules decided. A rule without words of its
//! own is shown by its code, and a test says which one that is.

use super::correction::BY_READER;
use super::meaning::{Candidate, is_name, names_spelled, spelled_like};
use super::{Kind, Mention, Value};
use crate::reference::{Catalog, TableRow, row_of};
use crate::text::Text;
use crate::text::word_key::key;
use crate::text::word_map::{WordMap, num_slots};
use crate::units::{Currency, Extent, format};

/// Alternatives shown at most.
const MAX_ALTERNATIVES: usize = 5;

/// Rules by their code, in plain words; at most 256.
pub(super) const RULES: &[(&str, &str)] = &[
    (BY_READER, "Corrected by you"),
    ("country", "Name of a country"),
    ("demonym", "Word for a people or from a country"),
    (
        "joined people",
        "First half of a word for two peoples, such as “Franco-German”",
    ),
    (
        "state beside a place",
        "Name of a state beside a place in it",
    ),
    (
        "metonym",
        "Seat or house that stands for a government or body",
    ),
    ("place", "Name of a place"),
    ("organisation", "Name of an organisation"),
    ("person", "Name of a person"),
    ("weapon", "Name of a weapon"),
    (
        "capital as a government",
        "Capital that acts, so its government is meant",
    ),
    (
        "capital as a place",
        "Capital where something is or happens",
    ),
    (
        "defined short form",
        "Short form that the text itself explains",
    ),
    (
        "introduced before",
        "Name that the text gave in full before",
    ),
    ("title and name", "Name after a title"),
    (
        "office and name",
        "Name between commas behind an office of several words",
    ),
    ("label and name", "Name behind a label and a colon"),
    (
        "surname first",
        "Family name that stands first with a given name of two parts",
    ),
    (
        "country and name",
        "Name behind a country, before what only a person does",
    ),
    ("name and office", "Name before an office"),
    ("name and who", "Full name before a comma and who"),
    ("led by", "Full name behind who is led or headed by it"),
    ("first name", "Name that begins with a common first name"),
    (
        "name and house",
        "Name beside the house the person belongs to",
    ),
    ("name and verb", "Name before a verb of saying"),
    (
        "name beside a surname",
        "Name beside a surname the text gave before",
    ),
    ("byline", "Name in the byline"),
    (
        "head noun",
        "Capitals that end or begin with the word for a body",
    ),
    (
        "head noun of a place",
        "Capitals with the word for a place, such as Sea or Base",
    ),
    (
        "preposition and name",
        "Capitals after a preposition of place",
    ),
    (
        "designation",
        "Letters and number of a weapon’s designation",
    ),
    (
        "numbered type",
        "“Type” and a number before a class of weapon",
    ),
    (
        "name before a class",
        "Capitals before the word for a class of weapons",
    ),
    (
        "name before its short form",
        "Capitals that end in a class of weapons, and their first letters in brackets",
    ),
    ("money-sign-before", "Currency sign before the number"),
    ("money-code-before", "Currency code before the number"),
    ("money-name-after", "Currency named after the number"),
    (
        "money-currency-implied",
        "Amount whose currency stands beside it in the text",
    ),
    ("percent", "Number with “per cent” or %"),
    ("percent-sign-before", "Percent sign before the number"),
    ("percentage-points", "Number of percentage points"),
    ("distance", "Number with a unit of length"),
    (
        "unit-of-label",
        "Number whose unit stands in the label of its line",
    ),
    (
        "unit-shared-in-list",
        "Number of a list whose unit stands at another number of it",
    ),
    (
        "table-column",
        "Number in a column whose head gives the unit",
    ),
    ("count", "Number of things"),
    (
        "count-head",
        "Number behind the word that it counts and a colon",
    ),
    ("count-noun", "Number before the things it counts"),
    ("count-bare", "Number alone, counted by its surroundings"),
    ("rank", "Place in an order"),
    (
        "rank-superlative",
        "Place in an order, by what is largest, longest and so on",
    ),
    ("date", "Date"),
    ("date-day", "Day with its month"),
    (
        "date-day-of-document-year",
        "Day and month, in the year of the document",
    ),
    ("date-decade", "Decade"),
    ("date-fiscal-year", "Fiscal year"),
    ("date-half", "Half of a year"),
    ("date-month-year", "Month with its year"),
    ("date-numeric", "Date in numbers"),
    ("date-part-of-period", "Part of a year or month"),
    ("date-quarter", "Quarter of a year"),
    ("date-range", "From one date to another"),
    ("date-relative", "Date counted from that of the document"),
    (
        "date-relative-day",
        "Day without a year, nearest to the document’s date",
    ),
    (
        "date-relative-month",
        "Month without a year, nearest to the document’s date",
    ),
    ("date-weekday", "Weekday, nearest to the document’s date"),
    ("date-year", "Year"),
    ("citation-mark", "Mark of a reference"),
    ("citation-ibid", "Reference to the source before"),
    ("citation-url", "Address on the web"),
    ("citation-accessed", "Note of when a source was looked at"),
];

/// Where a rule stands among [`RULES`]: every mention found is asked for, so it is looked up by its
/// number.
pub(super) const fn place_of(code: &str) -> Option<u8> {
    PLACES.get(key(code.as_bytes()))
}

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated at compile time, where out of bounds is an error of the build"
)]
static PLACES: WordMap<u8, { num_slots(RULES.len()) }> = {
    let mut places = WordMap::empty(0);
    let mut place = 0u8;
    while (place as usize) < RULES.len() {
        places = places.with(key(RULES[place as usize].0.as_bytes()), place);
        place += 1;
    }
    places
};

/// A rule in plain words; its code where it has none.
///
/// ```
/// use rangebook::extract::explain::rule_words;
/// assert_eq!(rule_words("money-sign-before"), "Currency sign before the number");
/// ```
pub fn rule_words(code: &str) -> &str {
    let known = RULES.iter().find(|(known, _)| *known == code);
    known.map_or(code, |(_, words)| words)
}

/// Why a mention is what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The rule that found it: "Currency sign before the number".
    pub rule: String,
    /// How its words were read: "1,500,000,000 USD, by the sign “$”".
    pub reading: String,
    /// The row of a table it comes from.
    pub row: Option<Basis>,
    /// Why it is not certain.
    pub doubt: Option<String>,
    /// What else the tables have under these words.
    pub alternatives: Vec<Candidate>,
}

/// A row of the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The spelling that was met.
    pub alias: String,
    /// Whose name it is.
    pub entity: String,
    /// Its id in the table.
    pub id: String,
    /// Where it stands.
    pub row: Option<TableRow>,
}

impl std::fmt::Display for Basis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { alias, entity, .. } = self;
        if alias == entity {
            write!(f, "“{entity}”")?;
        } else {
            write!(f, "“{alias}” for {entity}")?;
        }
        write!(f, " ({})", self.id)?;
        self.row.map_or(Ok(()), |row| write!(f, ", {row}"))
    }
}

/// Explains a mention whose words are `words`.
pub fn explain(mention: &Mention, words: &str, catalog: &'static Catalog) -> Explanation {
    let row = basis(mention, words, catalog);
    let own = row.as_ref().map(|row| row.id.clone());
    let kind = mention.kind();
    let mut alternatives = if is_name(kind) {
        spelled_like(catalog, words)
    } else {
        Vec::new()
    };
    let mut seen = std::collections::HashSet::new();
    alternatives.retain(|it| {
        let meaning = &it.meaning;
        let is_itself = meaning.entity == own && meaning.kind == kind;
        !is_itself && seen.insert((meaning.entity.clone(), meaning.kind))
    });
    alternatives.truncate(MAX_ALTERNATIVES);
    Explanation {
        rule: rule_words(mention.rule.code()).to_owned(),
        reading: reading(&mention.value, words, catalog),
        row,
        doubt: mention.doubt.map(|doubt| doubt.words().to_owned()),
        alternatives,
    }
}

/// The row of the mention's entity with the spelling that was met, or with its own name.
fn basis(mention: &Mention, words: &str, catalog: &'static Catalog) -> Option<Basis> {
    let index = mention.entity?;
    let entity = catalog.gazetteer.entity(index)?;
    let of_entity = |words: &str| {
        let mut names = names_spelled(catalog, words);
        names.find(|name| name.entity == index)
    };
    // "Tomahawks", "the Japanese’s": the table has the bare name.
    let bare = words.trim_end_matches('s').trim_end_matches(['\'', '’']);
    let name = of_entity(words)
        .or_else(|| of_entity(bare))
        .or_else(|| of_entity(&entity.canonical));
    let alias: &str = name.map_or(&entity.canonical, |name| &name.alias);
    Some(Basis {
        alias: alias.to_owned(),
        entity: entity.canonical.to_string(),
        id: entity.id.clone(),
        row: row_of(&entity.id, alias),
    })
}

/// How a value was read from words.
pub fn reading(value: &Value, words: &str, catalog: &Catalog) -> String {
    let country = |iso3: &crate::reference::Iso3| match catalog.country_name(*iso3) {
        "" => iso3.to_string(),
        name => format!("{name} ({iso3})"),
    };
    match value {
        Value::Country { iso3, .. } => country(iso3),
        Value::Government { iso3 } => format!("The government of {}", country(iso3)),
        Value::Place { place, iso3, .. } => with_country(place, iso3.as_ref().map(country)),
        Value::Organisation { org, iso3 } => with_country(org, iso3.as_ref().map(country)),
        Value::Person { person } => person.to_string(),
        Value::Weapon { weapon } => match weapon {
            Some(id) => match catalog.missile(id) {
                Some(missile) => format!("{} ({id})", missile.name),
                None => id.to_string(),
            },
            None => "A weapon that no table has".to_owned(),
        },
        Value::Money { amount, currency } => {
            let number = extent(*amount, 2);
            match currency_words(words, *currency) {
                Some(by) => format!("{number} {currency}, by {by}"),
                None => format!("{number} {currency}"),
            }
        }
        Value::Distance { km, unit } => {
            let in_km = extent(*km, 1);
            match unit.symbol() {
                "km" => format!("{in_km} km"),
                symbol => format!("{in_km} km, written in {symbol}"),
            }
        }
        Value::Percent { percent, of } => of_what(format!("{}%", extent(*percent, 3)), of.as_ref()),
        Value::Count { count, of } => of_what(extent(*count, 2), of.as_ref()),
        Value::Rank { rank, of, scope } => {
            let by = of
                .as_ref()
                .map(|of| format!(" by {of}"))
                .unwrap_or_default();
            let among = scope
                .as_ref()
                .map(|it| format!(", {it}"))
                .unwrap_or_default();
            format!("Number {rank}{by}{among}")
        }
        Value::Date { from, to, .. } if from == to => from.to_string(),
        Value::Date { from, to, .. } => format!("{from} to {to}"),
        Value::Citation { reference, url } => match (reference, url) {
            (Some(number), _) => format!("Reference {number}"),
            (None, Some(url)) => url.to_string(),
            (None, None) => "A reference".to_owned(),
        },
    }
}

fn with_country(name: &str, country: Option<String>) -> String {
    match country {
        Some(country) => format!("{name}, {country}"),
        None => name.to_owned(),
    }
}

fn of_what(number: String, of: Option<&Text>) -> String {
    of.map_or(number.clone(), |of| format!("{number} of {of}"))
}

fn extent(extent: Extent, decimals: usize) -> String {
    format::extent(extent, |value| format::number(value, decimals))
}

/// What in the words tells the currency: its sign with the letters before it, its code, or its name.
fn currency_words(words: &str, currency: Currency) -> Option<String> {
    let is_sign = |c: char| c == '$' || Currency::from_sign(c).is_some();
    if let Some((at, sign)) = words.char_indices().find(|(_, c)| is_sign(*c)) {
        let before = words.get(..at).unwrap_or("");
        let letters = before
            .rsplit(|c: char| !c.is_alphabetic() && c != '.')
            .next();
        return Some(format!("the sign “{}{sign}”", letters.unwrap_or("")));
    }
    let mut parts = words.split(|c: char| !c.is_alphabetic());
    if parts.any(|part| part == currency.code()) {
        return Some(format!("the code “{currency}”"));
    }
    let last = words.split_whitespace().next_back()?;
    let name = last.trim_matches(|c: char| !c.is_alphabetic());
    Currency::from_name(name).map(|_| format!("the word “{name}”"))
}

/// A kind with its article, for sentences: "a country".
pub const fn a_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Country => "a country",
        Kind::Place => "a place",
        Kind::Government => "a government",
        Kind::Organisation => "an organisation",
        Kind::Person => "a person",
        Kind::Weapon => "a weapon",
        Kind::Money => "an amount of money",
        Kind::Distance => "a distance",
        Kind::Percent => "a percentage",
        Kind::Count => "a count",
        Kind::Rank => "a rank",
        Kind::Date => "a date",
        Kind::Citation => "a citation",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fixtures::extract;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// Codes in the sources: where a rule is given, and words that look like the code of one.
    fn codes_in(source: &str, codes: &mut BTreeSet<String>) {
        let program = source.split("#[cfg(test)]").next().unwrap();
        let families = [
            "money-",
            "date-",
            "percent-",
            "percentage-points",
            "count-",
            "rank-",
            "citation-",
            "unit-shared",
            "table-column",
        ];
        for line in program
            .lines()
            .filter(|line| !line.trim().starts_with("//"))
        {
            let mut before = "";
            for (at, part) in line.split('"').enumerate() {
                let gives_rule = before.ends_with("rule!(") || before.ends_with("rule: ");
                let in_family = families.iter().any(|family| part.starts_with(family));
                if at % 2 == 1 && (gives_rule || in_family) {
                    codes.insert(part.to_owned());
                }
                before = part;
            }
        }
    }

    fn read_folder(folder: &Path, codes: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "tests" {
                read_folder(&path, codes);
            } else if name.ends_with(".rs") && !name.contains("test") && name != "explain.rs" {
                codes_in(&std::fs::read_to_string(&path).unwrap(), codes);
            }
        }
    }

    #[test]
    fn every_rule_has_plain_words() {
        let mut codes = BTreeSet::new();
        read_folder(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/extract"),
            &mut codes,
        );
        let without: Vec<&String> = codes
            .iter()
            .filter(|code| !RULES.iter().any(|(known, _)| known == code))
            .collect();
        assert!(without.is_empty(), "rules without words: {without:?}");
    }

    #[test]
    fn every_rule_met_in_an_article_has_plain_words() {
        let articles = [
            include_str!("../../sample_data/japan_tomahawk_deal.md"),
            include_str!("../../sample_data/nordic_missiles.txt"),
            "By JUSTIN BRONK\n\nGen. Foo Bar, the 2nd-largest of 12 men, said on 3/4/2024 that \
             1,000–1,200 km and 5% of GDP were due in Q3 2025, in the 1990s and last year [1].",
        ];
        for article in articles {
            for mention in extract(article).mentions {
                let known = RULES.iter().any(|(code, _)| *code == mention.rule.code());
                assert!(known, "a rule without words: {:?}", mention.rule);
            }
        }
    }

    #[test]
    fn no_rule_is_listed_twice() {
        let codes: BTreeSet<&str> = RULES.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes.len(), RULES.len());
        assert_eq!(rule_words("not-a-rule"), "not-a-rule");
    }

    #[track_caller]
    fn explained(text: &str, words: &str) -> Explanation {
        let found = extract(text);
        let mention = found
            .mentions
            .iter()
            .find(|mention| mention.span.slice(text) == words);
        explain(mention.expect("it is a mention"), words, Catalog::shipped())
    }

    #[test]
    fn a_name_says_its_row() {
        let said = explained("The Japanese government met.", "Japanese");
        let row = said.row.unwrap();
        assert_eq!(
            (row.alias.as_str(), row.entity.as_str()),
            ("Japanese", "Japan")
        );
        assert_eq!(row.id, "country:JPN");
        let place = row.row.unwrap();
        assert_eq!(place.table, "assets/reference/gazetteer.csv");
        assert!(row.to_string().ends_with(&format!("line {}", place.line)));
    }

    #[test]
    fn a_name_of_two_things_says_the_other() {
        let said = explained("He flew to Tokyo on Monday.", "Tokyo");
        let kinds: Vec<Kind> = said.alternatives.iter().map(|it| it.meaning.kind).collect();
        assert_eq!(kinds, [Kind::Government]);
    }

    #[track_caller]
    fn check_reading(text: &str, words: &str, expected: &str) {
        assert_eq!(explained(text, words).reading, expected);
    }

    #[test]
    fn figures_say_how_they_were_read() {
        check_reading(
            "It cost $1.5 billion.",
            "$1.5 billion",
            "1,500,000,000 USD, by the sign “$”",
        );
        check_reading(
            "It cost A$52bn.",
            "A$52bn",
            "52,000,000,000 AUD, by the sign “A$”",
        );
        check_reading(
            "It cost 10 trillion yen.",
            "10 trillion yen",
            "10,000,000,000,000 JPY, by the word “yen”",
        );
        check_reading(
            "It flies 1,000 miles.",
            "1,000 miles",
            "1,609.3 km, written in mi",
        );
    }
}
