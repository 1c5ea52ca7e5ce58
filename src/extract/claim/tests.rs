//! Claims of whole sentences: who, what, how much, when.

use super::*;
use crate::extract::fixtures;

/// The claims of `text`, each as `who | what | figure | when | planned`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let extraction = fixtures::extract(text);
    let surface = |id: MentionId| {
        extraction
            .mention(id)
            .map_or("?", |mention| mention.span.slice(text))
    };
    let found: Vec<_> = extraction
        .claims
        .iter()
        .map(|claim| {
            let who = match &claim.subject {
                Subject::Country(iso3) => iso3.to_string(),
                Subject::Weapon(weapon) => weapon.clone(),
                Subject::Unknown => "?".to_owned(),
            };
            let what = match &claim.measure {
                ClaimMeasure::Spending { currency, .. } => format!("spending {currency}"),
                ClaimMeasure::SpendingShare { .. } => "share".to_owned(),
                ClaimMeasure::Range { .. } => "range".to_owned(),
                ClaimMeasure::Price { currency, .. } => format!("price {currency}"),
            };
            let when = claim.when_mention.map_or("-", surface);
            let planned = if claim.planned { "planned" } else { "reported" };
            format!(
                "{who} | {what} | {} | {when} | {planned}",
                surface(claim.figure)
            )
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_pledge_in_two_currencies() {
    let text = "The Tokyo Government has committed to raising its annual defense spending to approximately 10 trillion yen (68 billion dollars) by 2027.";
    check(
        text,
        &[
            "JPN | spending JPY | approximately 10 trillion yen | by 2027 | planned",
            "JPN | spending USD | 68 billion dollars | by 2027 | planned",
        ],
    );
    let extraction = fixtures::extract(text);
    let [yen, dollars] = extraction.claims.as_slice() else {
        panic!("two claims");
    };
    assert_eq!(yen.span, dollars.span, "one clause");
    let (from, to) = dollars.when.expect("a year");
    assert_eq!((from.year(), to.year()), (2027, 2027));
    assert!(
        matches!(&dollars.measure, ClaimMeasure::Spending { amount, .. } if (amount.middle() - 6.8e10).abs() < 1.0)
    );
}

#[test]
fn reports_of_the_past() {
    check(
        "Sweden spent 12.0 billion dollars on its military in 2024.",
        &["SWE | spending USD | 12.0 billion dollars | 2024 | reported"],
    );
    check(
        "The United States spent 877 billion dollars on defence in 2022 and China 292 billion dollars.",
        &[
            "USA | spending USD | 877 billion dollars | 2022 | reported",
            "CHN | spending USD | 292 billion dollars | 2022 | reported",
        ],
    );
}

#[test]
fn shares_of_output() {
    check(
        "Poland will spend 4.8 percent of GDP on defence in 2031.",
        &["POL | share | 4.8 percent of GDP | 2031 | planned"],
    );
    check("The deficit of Poland was 6.9 percent of GDP in 2024.", &[]);
}

#[test]
fn increases_are_no_levels() {
    check(
        "Japan raised its defence budget by 2 billion dollars in 2024.",
        &[],
    );
    check(
        "Japan wants an extra 2 billion dollars for its defence budget.",
        &[],
    );
}

#[test]
fn several_years_are_no_year() {
    check(
        "Japan will spend 43 trillion yen on defence over five years.",
        &[],
    );
    check(
        "The five-year defence budget of Japan is 43 trillion yen.",
        &[],
    );
}

#[test]
fn prices_of_weapons() {
    check(
        "In November 2023, the United States approved the sale of 200 Tomahawk missiles for 2.35 billion dollars.",
        &["tomahawk | price USD | 2.35 billion dollars | November 2023 | reported"],
    );
}

#[test]
fn ranges_of_weapons() {
    check(
        "The Tomahawk can reach targets up to 1,600 kilometers (1,000 miles) away.",
        &[
            "tomahawk | range | up to 1,600 kilometers | - | reported",
            "tomahawk | range | 1,000 miles | - | reported",
        ],
    );
}

#[test]
fn these_missiles_are_those_of_the_sentence_before() {
    check(
        "It bought the Storm Shadow. These missiles can hit targets up to 250 km away.",
        &["storm-shadow | range | up to 250 km | - | reported"],
    );
}

#[test]
fn a_missile_without_name_is_not_the_one_before() {
    check(
        "The Storm Shadow may be joined by a new missile that would fly further than 2,000 km.",
        &["? | range | further than 2,000 km | - | reported"],
    );
}

#[test]
fn the_sentence_before_says_who() {
    check(
        "Norway raised its taxes. Its defence budget was 10.4 billion dollars in 2024.",
        &["NOR | spending USD | 10.4 billion dollars | 2024 | reported"],
    );
    // But not across paragraphs.
    check(
        "Norway raised its taxes.\nThe defence budget was 10.4 billion dollars in 2024.",
        &["? | spending USD | 10.4 billion dollars | 2024 | reported"],
    );
}

#[test]
fn partners_are_not_the_subject() {
    check(
        "Japan, following the US and China, spent 50 billion dollars on defence in 2023.",
        &["JPN | spending USD | 50 billion dollars | 2023 | reported"],
    );
}

#[test]
fn distances_on_the_map_are_no_ranges() {
    check(
        "Kaliningrad is 535 km from Stockholm, and the Iskander-M is stationed there.",
        &[],
    );
    check("The missile reached an altitude of 6,000 km.", &[]);
}

#[test]
fn figures_alone_claim_nothing() {
    check(
        "Japan has 68 billion dollars, 1,600 km of coast and 2 percent of GDP.",
        &[],
    );
}
