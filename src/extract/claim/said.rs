//! Claims in plain words, for a reader who asks what a figure stands for.

use jiff::civil::Date;

use crate::extract::{Claim, Extraction, MentionId, Subject};
use crate::reference::Catalog;

/// What a figure claims, or why it claims nothing; nothing for a mention that is no figure.
pub fn claims_of(
    figure: MentionId,
    extraction: &Extraction,
    text: &str,
    catalog: &Catalog,
) -> Vec<String> {
    let claims = extraction.claims.iter().filter(|it| it.figure == figure);
    let mut said: Vec<String> = claims
        .map(|claim| claim_words(claim, extraction, text, catalog))
        .collect();
    let left_out = extraction
        .left_out
        .iter()
        .find(|(of, _)| *of == figure)
        .map(|(_, why)| format!("nothing: {}", why.words()));
    said.extend(left_out);
    said
}

/// "Spending of a year, Japan, by 2027, planned, the ministry said".
fn claim_words(claim: &Claim, extraction: &Extraction, text: &str, catalog: &Catalog) -> String {
    let words = |id: MentionId| {
        let mention = extraction.mention(id);
        mention.map(|it| {
            it.span
                .slice(text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
    };
    let subject = match &claim.subject {
        Subject::Country(iso3) => Some(catalog.country_name_or_code(*iso3)),
        Subject::Weapon(id) => catalog.missile(id).map(|it| it.name.clone()),
        Subject::Unknown => claim.subject_mention.and_then(words),
    };
    let mut said = vec![claim.measure.label().to_owned()];
    said.extend(subject);
    // Where no mention says when, the head of a table does, or a reader.
    let when = claim.when_mention.and_then(words);
    said.extend(when.or_else(|| year_words(claim.when?)));
    if claim.planned {
        said.push("planned".to_owned());
    }
    if let Some(attribution) = claim.attribution {
        let by = attribution.by.and_then(words);
        said.push(format!(
            "according to {}",
            by.as_deref().unwrap_or("somebody unnamed")
        ));
        if attribution.quoted {
            said.push("in quotation marks".to_owned());
        }
    }
    said.join(", ")
}

/// "in 2020", of a whole year.
fn year_words((from, to): (Date, Date)) -> Option<String> {
    let is_whole = from == Date::new(to.year(), 1, 1).ok()? && (to.month(), to.day()) == (12, 31);
    is_whole.then(|| format!("in {}", to.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_says_what_it_claims_or_why_nothing() {
        let text = "Japan will spend 10 trillion yen on defence by 2027, the ministry said. \
                    The tower is 300 km from the coast.";
        let extraction = crate::extract::fixtures::extract(text);
        let of = |words: &str| {
            let at = text.find(words).unwrap();
            let found = extraction
                .mentions
                .iter()
                .position(|it| it.span.start() == at);
            let id = MentionId(u32::try_from(found.unwrap()).unwrap());
            claims_of(id, &extraction, text, Catalog::shipped())
        };
        let yen = of("10 trillion");
        assert_eq!(yen.len(), 1, "{yen:?}");
        assert!(
            yen[0].starts_with("Spending of a year, Japan, by 2027, planned"),
            "{yen:?}"
        );
        let km = of("300 km");
        assert!(km.len() == 1 && km[0].starts_with("nothing: "), "{km:?}");
        assert_eq!(of("Japan"), Vec::<String>::new());
    }

    #[test]
    fn a_year_that_no_words_give_is_said_all_the_same() {
        let text = "Japan spent 50 billion dollars on defence in 2023.";
        let mut extraction = crate::extract::fixtures::extract(text);
        let claim = &mut extraction.claims[0];
        claim.when = Date::new(2020, 1, 1).ok().zip(Date::new(2020, 12, 31).ok());
        claim.when_mention = None;
        let figure = claim.figure;
        assert_eq!(
            claims_of(figure, &extraction, text, Catalog::shipped()),
            ["Spending of a year, Japan, in 2020"]
        );
    }
}
