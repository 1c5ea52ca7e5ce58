//! Why a claim counts for its country and its time: where the words stand that say so.
//!
//! Nothing here decides anything, and nothing is kept while claims are made: a claim carries the mention
//! that names its country and the one that gives its date, and their places tell the rest.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::bounds::{end_of, start_of};
use super::{Claim, Subject};
use crate::document::{Block, BlockKind, Document};
use crate::extract::dates::{FiscalYear, fiscal_year_of};
use crate::extract::{Extraction, Kind, Mention, MentionId, Retold};
use crate::reference::Catalog;
use crate::text::{Span, folded};

/// Words of the document shown of one mention, in characters.
const MAX_SHOWN: usize = 40;

/// What made a claim count for a country or a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// Named in its clause.
    Clause,
    /// Named elsewhere in its sentence.
    Sentence,
    /// Named in the sentence right before.
    SentenceBefore,
    /// Named earlier in its paragraph.
    Paragraph,
    /// Named in the line that leads into its list, or in an item before.
    List,
    /// Named in the heading, the title or the line over its text.
    Heading,
    /// Named in its row of a table.
    Row,
    /// Named in the head of the table.
    TableHead,
    /// The money is that country's.
    Money,
    /// So is that of another amount that it goes with.
    OtherMoney,
    /// The only country that the document names.
    Document,
    /// A reader said so.
    Reader,
}

impl Because {
    /// In plain words, to stand behind what was named.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Clause => "in its clause",
            Self::Sentence => "in its sentence",
            Self::SentenceBefore => "in the sentence before",
            Self::Paragraph => "earlier in its paragraph",
            Self::List => "in the lines before it in its list",
            Self::Heading => "in the heading over it",
            Self::Row => "in its row of the table",
            Self::TableHead => "in the head of the table",
            Self::Money => "whose money it is",
            Self::OtherMoney => "whose money an amount beside it is in",
            Self::Document => "the only country that the document speaks of",
            Self::Reader => "as you said",
        }
    }
}

/// What made the claim count for its country; `None` where it is about no country.
pub fn because_of_country(
    claim: &Claim,
    extraction: &Extraction,
    document: &Document,
    retold: &[Retold],
) -> Option<Because> {
    let Subject::Country(iso3) = claim.subject else {
        return None;
    };
    if retold.contains(&Retold::Country(iso3)) {
        return Some(Because::Reader);
    }
    let id = claim.subject_mention?;
    if id == claim.figure {
        return Some(Because::Money);
    }
    let named = extraction.mention(id)?;
    if named.kind() == Kind::Money {
        return Some(Because::OtherMoney);
    }
    place_of(claim, named, extraction, document)
}

/// What made the claim count for its time; `None` where it gives none.
pub fn because_of_time(
    claim: &Claim,
    extraction: &Extraction,
    document: &Document,
    retold: &[Retold],
) -> Option<Because> {
    claim.when?;
    if retold.iter().any(|it| matches!(it, Retold::Year(_))) {
        return Some(Because::Reader);
    }
    match claim.when_mention {
        Some(id) => place_of(claim, extraction.mention(id)?, extraction, document),
        // A year in the head of a column is no mention.
        None => Some(Because::TableHead),
    }
}

/// Where the words stand that a claim rests on, seen from its figure.
fn place_of(
    claim: &Claim,
    named: &Mention,
    extraction: &Extraction,
    document: &Document,
) -> Option<Because> {
    let text: &str = &document.text;
    let figure = extraction.mention(claim.figure)?.span;
    let (at, here) = block_at(document, figure)?;
    let is_in_clause = claim.span.covers(named.span);
    if here.kind.keeps_lines() && here.span.covers(named.span) {
        return Some(if is_in_clause {
            Because::Row
        } else {
            Because::TableHead
        });
    }
    if !here.span.covers(named.span) {
        let (other, over) = block_at(document, named.span)?;
        let is_list = here.kind == BlockKind::ListItem && other < at;
        return Some(match over.kind {
            BlockKind::Heading { .. } => Because::Heading,
            _ if here.kind.keeps_lines() => Because::TableHead,
            BlockKind::ListItem if is_list => Because::List,
            _ if is_list && is_lead(document, other, at) => Because::List,
            _ if named.kind() == Kind::Date || !is_first(named, extraction) => Because::Heading,
            _ => Because::Document,
        });
    }
    if is_in_clause {
        return Some(Because::Clause);
    }
    let floor = here.span.start();
    let start = start_of(text, floor, figure.start());
    let end = end_of(text, floor, figure.end(), here.span.end());
    Some(if (start..end).contains(&named.span.start()) {
        Because::Sentence
    } else if named.span.start() >= end {
        Because::Document
    } else if named.span.start() >= sentence_before(text, floor, start) {
        Because::SentenceBefore
    } else {
        Because::Paragraph
    })
}

/// Where the sentence begins that ends before `start`.
fn sentence_before(text: &str, floor: usize, start: usize) -> usize {
    let before = text.get(floor..start).unwrap_or("");
    let before = before
        .trim_end()
        .trim_end_matches(|c: char| !c.is_alphanumeric());
    start_of(text, floor, floor + before.len())
}

/// Whether all blocks between are items of the list that this one leads into.
fn is_lead(document: &Document, lead: usize, at: usize) -> bool {
    let between = document.blocks.get(lead + 1..at).unwrap_or(&[]);
    between.iter().all(|it| it.kind == BlockKind::ListItem)
}

/// Whether it is the first name of a country in the text.
fn is_first(named: &Mention, extraction: &Extraction) -> bool {
    let mut all = extraction.mentions.iter();
    let first = all.find(|it| {
        let is_land = matches!(it.kind(), Kind::Country | Kind::Government | Kind::Place);
        is_land && it.value.iso3().is_some()
    });
    first.is_some_and(|it| it.span == named.span)
}

fn block_at(document: &Document, span: Span) -> Option<(usize, &Block)> {
    let next = document
        .blocks
        .partition_point(|it| it.span.start() <= span.start());
    let at = next.checked_sub(1)?;
    Some((at, document.blocks.get(at)?))
}

/// In plain words, a line each: for which country and time the claims of a figure count, and why.
/// `retold` is what a reader said of them.
pub fn why(
    figure: MentionId,
    extraction: &Extraction,
    document: &Document,
    retold: &[Retold],
    catalog: &Catalog,
) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let claims = extraction.claims.iter().filter(|it| it.figure == figure);
    for claim in claims {
        let country = country_line(claim, extraction, document, retold, catalog);
        let time = time_line(claim, extraction, document, retold, catalog);
        for line in country.into_iter().chain(time) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    // Countries first, where there are several.
    lines.sort_by_key(|it| it.starts_with("When"));
    lines
}

fn quoted(mention: &Mention, document: &Document) -> String {
    folded(mention.span.slice(&document.text), MAX_SHOWN)
}

fn country_line(
    claim: &Claim,
    extraction: &Extraction,
    document: &Document,
    retold: &[Retold],
    catalog: &Catalog,
) -> Option<String> {
    let Subject::Country(iso3) = claim.subject else {
        let is_of_weapon = matches!(claim.subject, Subject::Weapon(_));
        return (!is_of_weapon).then(|| "Country: none is named that it could be".to_owned());
    };
    let name = catalog.country_name_or_code(iso3);
    let because = because_of_country(claim, extraction, document, retold)?;
    let place = because.words();
    let named = claim.subject_mention.and_then(|id| extraction.mention(id));
    let by = named.map(|it| {
        let words = quoted(it, document);
        match it.kind() {
            Kind::Place => format!("by the place “{words}”"),
            Kind::Organisation => format!("by the body “{words}”"),
            _ => format!("named as “{words}”"),
        }
    });
    Some(match (because, by) {
        (Because::Reader | Because::Money | Because::OtherMoney | Because::Document, _)
        | (_, None) => {
            format!("Country: {name}, {place}")
        }
        (_, Some(by)) => format!("Country: {name}, {by} {place}"),
    })
}

fn time_line(
    claim: &Claim,
    extraction: &Extraction,
    document: &Document,
    retold: &[Retold],
    catalog: &Catalog,
) -> Option<String> {
    let Some((from, to)) = claim.when else {
        let is_of_weapon = matches!(claim.subject, Subject::Weapon(_));
        return (!is_of_weapon).then(|| "When: no date is given for it".to_owned());
    };
    let period = period_words(from, to);
    let because = because_of_time(claim, extraction, document, retold)?;
    let place = because.words();
    let given = claim.when_mention.and_then(|id| extraction.mention(id));
    let Some(given) = given.filter(|_| because != Because::Reader) else {
        return Some(format!("When: {period}, {place}"));
    };
    let words = quoted(given, document);
    let line = format!("When: {period}, by “{words}” {place}");
    let fiscal = fiscal_words(given, document, catalog);
    Some(fiscal.map_or_else(|| line.clone(), |it| format!("{line}; {it}")))
}

/// "2023", "2022 to 2024", "April 2024 to March 2025"; other periods by their days.
fn period_words(from: Date, to: Date) -> String {
    let next = to.checked_add(1.day()).unwrap_or(to);
    let is_of_months = from.day() == 1 && next.day() == 1 && next > from;
    let is_of_years = is_of_months && from.month() == 1 && next.month() == 1;
    let month = |it: Date| it.strftime("%B %Y").to_string();
    match (is_of_years, is_of_months) {
        (true, _) if from.year() == to.year() => from.year().to_string(),
        (true, _) => format!("{} to {}", from.year(), to.year()),
        (_, true) if from.month() == to.month() && from.year() == to.year() => month(from),
        (_, true) => format!("{} to {}", month(from), month(to)),
        _ if from == to => from.to_string(),
        _ => format!("{from} to {to}"),
    }
}

/// Whose fiscal year a date was read as, in plain words; `None` where it is no fiscal year.
pub fn fiscal_words(date: &Mention, document: &Document, catalog: &Catalog) -> Option<String> {
    Some(match fiscal_year_of(&document.text, date)? {
        FiscalYear::Near(iso3) => {
            let name = with_article(catalog.country_name_or_code(iso3));
            format!("the fiscal year of {name}, which the words around it point to")
        }
        FiscalYear::Text(iso3) => {
            let name = with_article(catalog.country_name_or_code(iso3));
            format!("the fiscal year of {name}, which the text as a whole points to")
        }
        FiscalYear::Calendar => {
            "no other fiscal year than the calendar year is known for it".to_owned()
        }
    })
}

/// "the United Kingdom", "Japan".
fn with_article(name: String) -> String {
    if name.starts_with("United ") {
        format!("the {name}")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentId, load_bytes};
    use crate::extract::fixtures::extract_document;

    #[track_caller]
    fn check(text: &str, figure: &str, expected: &[&str]) {
        let document = load_bytes(DocumentId(0), "a.txt", None, text.as_bytes()).expect("it loads");
        let extraction = extract_document(&document);
        let at = document.text.find(figure).expect("the figure is there");
        let found = (0u32..)
            .zip(&extraction.mentions)
            .find(|(_, it)| it.span.start() == at);
        let (id, _) = found.expect("it is a mention");
        let lines = why(
            MentionId(id),
            &extraction,
            &document,
            &[],
            Catalog::shipped(),
        );
        assert_eq!(lines, expected, "{text}");
    }

    #[test]
    fn the_clause_and_the_sentence_name_a_country() {
        check(
            "Japan spent 50.2 billion dollars on its military in 2023.",
            "50.2",
            &[
                "Country: Japan, named as “Japan” in its clause",
                "When: 2023, by “2023” in its clause",
            ],
        );
    }

    #[test]
    fn the_sentence_before_and_the_paragraph_do() {
        check(
            "Sweden met its goal. Its defence budget reached 9 billion dollars in 2023.",
            "9 billion",
            &[
                "Country: Sweden, named as “Sweden” in the sentence before",
                "When: 2023, by “2023” in its clause",
            ],
        );
        check(
            "Sweden met its goal. Nobody had hoped for it. Its defence budget reached 9 billion dollars in 2023.",
            "9 billion",
            &[
                "Country: Sweden, named as “Sweden” earlier in its paragraph",
                "When: 2023, by “2023” in its clause",
            ],
        );
    }

    #[test]
    fn places_and_money_do() {
        check(
            "In Helsinki, nobody is at ease. The defence budget for 2026 will be 6.3 billion euros.",
            "6.3",
            &[
                "Country: Finland, by the place “Helsinki” in the sentence before",
                "When: 2026, by “2026” in its clause",
            ],
        );
        check(
            "Defence funding in 2024 was SEK 119 billion.",
            "SEK",
            &[
                "Country: Sweden, whose money it is",
                "When: 2024, by “2024” in its clause",
            ],
        );
    }

    #[test]
    fn tables_do_by_row_and_head() {
        let table = "Military budgets:\n\nCountry\t2021, $bn\nDenmark\t5.4\nNorway\t8.4\n";
        check(
            table,
            "8.4",
            &[
                "Country: Norway, named as “Norway” in its row of the table",
                "When: 2021, by “2021” in the head of the table",
            ],
        );
    }

    #[test]
    fn a_fiscal_year_says_whose_it_is() {
        check(
            "Japan approved a defence budget of 8 trillion yen for fiscal 2024.",
            "8 trillion",
            &[
                "Country: Japan, named as “Japan” in its clause",
                "When: April 2024 to March 2025, by “fiscal 2024” in its clause; the fiscal year of Japan, which the words around it point to",
            ],
        );
    }

    #[test]
    fn a_year_that_says_its_days_is_no_fiscal_year_of_a_country() {
        check(
            "Australia spent 50 billion dollars on defence in the 12 months to June 2025.",
            "50 billion",
            &[
                "Country: Australia, named as “Australia” in its clause",
                "When: July 2024 to June 2025, by “12 months to June 2025” in its clause",
            ],
        );
    }

    #[test]
    fn the_same_amount_beside_it_names_nobody() {
        check(
            "Defence funding in 2024 was SEK 119 billion ($11 billion).",
            "$11",
            &[
                "Country: Sweden, whose money an amount beside it is in",
                "When: 2024, by “2024” in its clause",
            ],
        );
    }

    #[test]
    fn nobody_and_no_date_are_said() {
        check(
            "Norway armed. European allies spent 9 billion dollars on defence.",
            "9 billion",
            &[
                "Country: none is named that it could be",
                "When: no date is given for it",
            ],
        );
        check("The Typhon missile has a range of 2,000 km.", "2,000", &[]);
    }
}
