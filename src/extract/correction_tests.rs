//! What readers say about mentions, applied: each word alone, words after words, and properties.

use super::*;
use crate::extract::fixtures::{document, extract};
use crate::extract::meaning::is_name;

fn meaning(kind: Kind, entity: Option<&str>, words: &str) -> Meaning {
    Meaning {
        kind,
        entity: entity.map(str::to_owned),
        words: words.to_owned(),
    }
}

fn at(text: &str, words: &str, number: usize) -> Span {
    let (start, _) = text
        .match_indices(words)
        .nth(number)
        .expect("it stands there");
    Span::new(text, start, start + words.len()).expect("on borders")
}

fn here(text: &str, words: &str, kind: Kind, change: Change) -> Amendment {
    Amendment {
        meets: Meets::Passage(at(text, words, 0), kind),
        change,
    }
}

fn spelled(words: &str, kind: Kind, change: Change) -> Amendment {
    Amendment {
        meets: Meets::Spelling(kind, words.to_owned()),
        change,
    }
}

fn naming(kind: Kind, name: &str, change: Change) -> Amendment {
    Amendment {
        meets: Meets::Name(kind, name.to_owned()),
        change,
    }
}

fn corrected(text: &str, amendments: &[Amendment]) -> (Extraction, Corrected) {
    let found = extract(text);
    let mut corrected = apply_corrections(&document(text), &found, amendments, Catalog::shipped());
    let extraction = corrected.extraction.take().unwrap_or(found);
    (extraction, corrected)
}

/// The names in `text` after `amendments`, as `words|kind key`, and how many each changed.
#[track_caller]
fn check(text: &str, amendments: &[Amendment], expected: &[&str], counts: &[usize]) {
    let (extraction, corrected) = corrected(text, amendments);
    let shown: Vec<String> = extraction
        .mentions
        .iter()
        .filter(|mention| is_name(mention.kind()))
        .map(|mention| {
            let words = mention.span.slice(text);
            let name = named(&mention.value, words).map_or("", |(_, name)| name);
            format!("{words}|{} {name}", mention.kind().code())
        })
        .collect();
    assert_eq!(shown, expected);
    assert_eq!(corrected.counts, counts);
    assert!(
        extraction
            .mentions
            .is_sorted_by(|a, b| a.span.end() <= b.span.start())
    );
    for (span, _) in &corrected.touched {
        assert!(extraction.mention_at(*span).is_some());
    }
}

const TEXT: &str = "Japan met Australia. Japan said no, and Australia left Japan.";

#[test]
fn a_mention_is_dismissed_here() {
    check(
        TEXT,
        &[here(TEXT, "Japan", Kind::Country, Change::Dismiss)],
        &[
            "Australia|country AUS",
            "Japan|country JPN",
            "Australia|country AUS",
            "Japan|country JPN",
        ],
        &[1],
    );
}

#[test]
fn a_spelling_is_dismissed_everywhere_whatever_its_capitals() {
    check(
        TEXT,
        &[spelled("JAPAN", Kind::Country, Change::Dismiss)],
        &["Australia|country AUS", "Australia|country AUS"],
        &[3],
    );
}

#[test]
fn another_kind_of_the_same_spelling_stays() {
    check(
        TEXT,
        &[spelled("Japan", Kind::Person, Change::Dismiss)],
        &[
            "Japan|country JPN",
            "Australia|country AUS",
            "Japan|country JPN",
            "Australia|country AUS",
            "Japan|country JPN",
        ],
        &[0],
    );
}

#[test]
fn a_name_becomes_another_entity() {
    let to = meaning(Kind::Organisation, None, "Japan Ltd");
    check(
        "Japan met Australia.",
        &[here(
            "Japan met",
            "Japan",
            Kind::Country,
            Change::Retype(to),
        )],
        &["Japan|organisation Japan Ltd", "Australia|country AUS"],
        &[1],
    );
}

#[test]
fn all_that_names_one_thing_becomes_another() {
    let to = meaning(Kind::Country, Some("country:KOR"), "South Korea");
    let text = "Japan and the Japanese met Australia.";
    check(
        text,
        &[naming(Kind::Country, "JPN", Change::Merge(to))],
        &[
            "Japan|country KOR",
            "Japanese|country KOR",
            "Australia|country AUS",
        ],
        &[2],
    );
}

#[test]
fn later_words_meet_what_earlier_ones_left() {
    let ltd = || meaning(Kind::Organisation, None, "Japan Ltd");
    let retype = here(TEXT, "Japan", Kind::Country, Change::Retype(ltd()));
    // The one that was made something else is no longer the country that is dismissed.
    check(
        TEXT,
        &[
            retype.clone(),
            spelled("Japan", Kind::Country, Change::Dismiss),
        ],
        &[
            "Japan|organisation Japan Ltd",
            "Australia|country AUS",
            "Australia|country AUS",
        ],
        &[1, 2],
    );
    // What was dismissed everywhere is brought back at one passage.
    check(
        TEXT,
        &[
            spelled("Japan", Kind::Country, Change::Dismiss),
            retype.clone(),
        ],
        &[
            "Japan|organisation Japan Ltd",
            "Australia|country AUS",
            "Australia|country AUS",
        ],
        &[3, 1],
    );
    let again = naming(Kind::Organisation, "Japan Ltd", Change::Dismiss);
    check(
        "Japan met.",
        &[
            here("Japan met", "Japan", Kind::Country, Change::Retype(ltd())),
            again,
        ],
        &[],
        &[1, 1],
    );
}

#[test]
fn words_that_are_no_mention_become_one() {
    let text = "The Zephyr Group met Japan.";
    let add = |words: &str| {
        let name = meaning(Kind::Organisation, None, words);
        here(text, words, Kind::Organisation, Change::Add(name))
    };
    let (before, _) = corrected(text, &[]);
    assert!(before.mentions.len() < 3);
    check(
        text,
        &[add("Zephyr")],
        &["Zephyr|organisation Zephyr", "Japan|country JPN"],
        &[1],
    );
    // Of two that overlap the later stays; what it covers gives way.
    check(
        text,
        &[add("Zephyr"), add("met Japan"), add("Group met Japan")],
        &[
            "Zephyr|organisation Zephyr",
            "Group met Japan|organisation Group met Japan",
        ],
        &[1, 0, 1],
    );
}

#[test]
fn what_nothing_stands_for_changes_nothing() {
    let lost = meaning(Kind::Country, Some("country:GONE"), "Gone");
    let (_, corrected) = corrected(
        TEXT,
        &[spelled("Japan", Kind::Country, Change::Retype(lost))],
    );
    assert!(corrected.extraction.is_none());
    assert_eq!(corrected.counts, [0]);
}

#[test]
fn a_dismissed_passage_meets_a_longer_mention_of_its_kind_only() {
    let text = "It paid 10 trillion yen to Japan.";
    let part = |kind| here(text, "10 trillion", kind, Change::Dismiss);
    let money = |(extraction, _): (Extraction, Corrected)| {
        let mut mentions = extraction.mentions.iter();
        mentions.any(|mention| mention.kind() == Kind::Money)
    };
    assert!(!money(corrected(text, &[part(Kind::Money)])));
    assert!(money(corrected(text, &[part(Kind::Date)])));
}

#[test]
fn a_figure_gets_another_currency_and_its_claim_follows() {
    let text = "Australia’s defence budget was $52 billion in 2023.";
    let found = extract(text);
    assert_eq!(found.claims.len(), 1);
    let aud = meaning(Kind::Money, None, "A$50 billion");
    let (after, _) = corrected(
        text,
        &[here(text, "$52 billion", Kind::Money, Change::Retype(aud))],
    );
    let crate::extract::ClaimMeasure::Spending { amount, currency } = after.claims[0].measure
    else {
        panic!("a claim of spending");
    };
    assert_eq!((amount.middle(), currency.code()), (5e10, "AUD"));
    let (after, _) = corrected(
        text,
        &[here(text, "$52 billion", Kind::Money, Change::Dismiss)],
    );
    assert!(after.claims.is_empty());
}

#[test]
fn the_last_word_on_a_mention_is_known() {
    let ltd = meaning(Kind::Organisation, None, "Japan Ltd");
    let amendments = [
        spelled("Australia", Kind::Country, Change::Dismiss),
        here(TEXT, "Japan", Kind::Country, Change::Retype(ltd)),
    ];
    let (_, corrected) = corrected(TEXT, &amendments);
    assert_eq!(corrected.touched, [(at(TEXT, "Japan", 0), 1)]);
}

#[test]
fn a_hundred_thousand_words_cost_one_look_each() {
    // Quadratic work would take minutes here, not a second or two.
    let text = "Japan met Australia. ".repeat(5_000);
    let mut amendments: Vec<Amendment> = (0..20_000)
        .map(|number| spelled(&format!("name {number}"), Kind::Country, Change::Dismiss))
        .collect();
    amendments.push(spelled("japan", Kind::Country, Change::Dismiss));
    let (_, corrected) = corrected(&text, &amendments);
    assert_eq!(corrected.counts.last(), Some(&5_000));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    #[test]
    fn always_in_order_and_disjoint(
        words in proptest::collection::vec((0usize..60, 1usize..20, 0u8..4), 0..12),
    ) {
        let amendments: Vec<Amendment> = words
            .iter()
            .filter_map(|&(start, len, what)| {
                let span = Span::new(TEXT, start, (start + len).min(TEXT.len()))?;
                let org = || meaning(Kind::Organisation, None, "Org");
                let passage = |change| Amendment {
                    meets: Meets::Passage(span, Kind::Country),
                    change,
                };
                Some(match what {
                    0 => passage(Change::Dismiss),
                    1 => passage(Change::Add(org())),
                    2 => spelled(span.slice(TEXT), Kind::Country, Change::Retype(org())),
                    _ => naming(Kind::Organisation, "Org", Change::Dismiss),
                })
            })
            .collect();
        let (extraction, corrected) = corrected(TEXT, &amendments);
        proptest::prop_assert!(extraction.mentions.is_sorted_by(|a, b| a.span.end() <= b.span.start()));
        proptest::prop_assert_eq!(corrected.counts.len(), amendments.len());
    }
}

/// What figures claim after `amendments`, as `words|subject|year`, and why figures claim nothing.
#[track_caller]
fn check_claims(text: &str, amendments: &[Amendment], expected: &[&str], counts: &[usize]) {
    let (extraction, corrected) = corrected(text, amendments);
    let words = |id: MentionId| extraction.mention(id).unwrap().span.slice(text);
    let claims = extraction.claims.iter().map(|it| {
        let subject = match &it.subject {
            super::super::Subject::Country(iso3) => iso3.to_string(),
            other => format!("{other:?}"),
        };
        let year = it.when.map_or("-".to_owned(), |it| it.0.year().to_string());
        let planned = if it.planned { "|planned" } else { "" };
        format!("{}|{subject}|{year}{planned}", words(it.figure))
    });
    let left_out = extraction.left_out.iter();
    let left_out = left_out.map(|(id, why)| format!("{}: {}", words(*id), why.words()));
    let shown: Vec<String> = claims.chain(left_out).collect();
    assert_eq!(shown, expected);
    assert_eq!(corrected.counts, counts);
    assert!(extraction.left_out.is_sorted_by_key(|it| it.0));
}

const SPENT: &str =
    "Poland spent 38 billion dollars on its military in 2024, and Germany 88 billion.";

fn of_claim(retold: Retold) -> Change {
    Change::Claim(retold)
}

fn country(code: &str) -> Retold {
    Retold::Country(Iso3::parse(code).unwrap())
}

#[test]
fn a_claim_is_of_another_country_or_year() {
    let words = "38 billion dollars";
    let here = |retold| here(SPENT, words, Kind::Money, of_claim(retold));
    let other = "88 billion|DEU|2024";
    check_claims(SPENT, &[], &["38 billion dollars|POL|2024", other], &[]);
    check_claims(
        SPENT,
        &[here(country("JPN"))],
        &["38 billion dollars|JPN|2024", other],
        &[1],
    );
    check_claims(
        SPENT,
        &[
            here(country("JPN")),
            here(Retold::Year(2020)),
            here(country("FRA")),
        ],
        &["38 billion dollars|FRA|2020", other],
        &[1, 1, 1],
    );
    // The words stay what they are.
    let (extraction, _) = corrected(SPENT, &[here(country("JPN"))]);
    assert_eq!(extraction.mentions, extract(SPENT).mentions);
}

#[test]
fn a_figure_is_said_to_claim_nothing() {
    let said = spelled("38 Billion dollars", Kind::Money, of_claim(Retold::NoClaim));
    check_claims(
        SPENT,
        &[said],
        &["88 billion|DEU|2024", "38 billion dollars: as you said"],
        &[1],
    );
}

#[test]
fn a_figure_of_several_becomes_one_countrys() {
    let text = "Poland and Latvia each spent 3 percent of GDP on defence in 2023.";
    let said = here(
        text,
        "3 percent of GDP",
        Kind::Percent,
        of_claim(country("EST")),
    );
    check_claims(text, &[said], &["3 percent of GDP|EST|2023"], &[1]);
}

#[test]
fn the_reach_of_a_weapon_is_no_countrys() {
    let text = "The Typhon missile has a range of 2,000 km.";
    let before = ["2,000 km|Weapon(\"typhon\")|-"];
    for retold in [country("USA"), Retold::Year(2020)] {
        let said = here(text, "2,000 km", Kind::Distance, of_claim(retold));
        check_claims(text, &[said], &before, &[0]);
    }
}

#[test]
fn what_is_said_of_a_figure_without_a_claim_changes_nothing() {
    let text = "The fair drew 400 visitors.";
    let said = here(text, "400", Kind::Count, of_claim(country("JPN")));
    let found = extract(text);
    let corrected = apply_corrections(&document(text), &found, &[said], Catalog::shipped());
    assert_eq!(corrected.counts, [0]);
    assert_eq!(corrected.touched, []);
    assert!(corrected.extraction.is_none());
}

#[test]
fn what_is_said_of_a_claim_that_is_gone_displaces_nothing() {
    let dismissed = here(SPENT, "38 billion dollars", Kind::Money, Change::Dismiss);
    let gone = here(SPENT, "38 billion", Kind::Money, of_claim(country("JPN")));
    check_claims(SPENT, &[dismissed, gone], &["88 billion|DEU|2024"], &[1, 0]);
}

#[test]
fn a_claim_that_was_said_to_be_none_is_one_again() {
    let words = "38 billion dollars";
    let here = |retold| here(SPENT, words, Kind::Money, of_claim(retold));
    let other = "88 billion|DEU|2024";
    check_claims(
        SPENT,
        &[here(Retold::NoClaim), here(country("JPN"))],
        &["38 billion dollars|JPN|2024", other],
        &[1, 1],
    );
    check_claims(
        SPENT,
        &[here(country("JPN")), here(Retold::NoClaim)],
        &[other, "38 billion dollars: as you said"],
        &[1, 1],
    );
}

#[test]
fn what_is_said_of_a_claim_never_removes_a_mention() {
    let text = "Japan spent 5 billion dollars.";
    let within = Amendment {
        meets: Meets::Passage(at(text, "5 billion", 0), Kind::Money),
        change: of_claim(Retold::NoClaim),
    };
    let (extraction, corrected) = corrected(text, &[within]);
    assert_eq!(extraction.mentions, extract(text).mentions);
    assert_eq!(corrected.counts, [0]);
}

#[test]
fn a_dismissed_figure_forgets_what_was_said_of_its_claim() {
    let words = "38 billion dollars";
    let euros = Change::Add(meaning(Kind::Money, None, "38 billion euros"));
    let all = [of_claim(country("JPN")), Change::Dismiss, euros]
        .map(|change| here(SPENT, words, Kind::Money, change));
    check_claims(
        SPENT,
        &all,
        &["38 billion dollars|POL|2024", "88 billion|DEU|2024"],
        &[0, 1, 1],
    );
}

#[test]
fn both_sides_of_an_amount_go_together_and_the_last_word_counts() {
    let text = "Poland spent 120 billion zloty (31.6 billion dollars) on its military in 2023, and Latvia 1.1 billion euros.";
    let zloty = |retold| here(text, "120 billion zloty", Kind::Money, of_claim(retold));
    let dollars = |retold| here(text, "31.6 billion dollars", Kind::Money, of_claim(retold));
    let latvia = "1.1 billion euros|LVA|2023";
    check_claims(
        text,
        &[zloty(country("JPN"))],
        &[
            "120 billion zloty|JPN|2023",
            "31.6 billion dollars|JPN|2023",
            latvia,
        ],
        &[1],
    );
    check_claims(
        text,
        &[
            dollars(country("FRA")),
            zloty(country("JPN")),
            dollars(Retold::Year(2020)),
        ],
        &[
            "120 billion zloty|JPN|2020",
            "31.6 billion dollars|JPN|2020",
            latvia,
        ],
        &[1, 1, 1],
    );
    check_claims(
        text,
        &[dollars(Retold::NoClaim)],
        &[
            latvia,
            "120 billion zloty: as you said",
            "31.6 billion dollars: as you said",
        ],
        &[1],
    );
}

#[test]
fn what_was_said_of_one_side_is_taken_back_at_either() {
    let text = "Poland spent 120 billion zloty (31.6 billion dollars) on its military in 2023.";
    let (zloty, dollars) = ("120 billion zloty", "31.6 billion dollars");
    let said = here(text, zloty, Kind::Money, of_claim(country("JPN")));
    let (_, corrected) = corrected(text, &[said]);
    let touched = [(at(text, zloty, 0), 0), (at(text, dollars, 0), 0)];
    assert_eq!(corrected.touched, touched);
}

#[test]
fn all_sides_of_an_amount_go_together() {
    let text = "Poland spent 120 billion zloty ($31.6 billion, or 29 billion euros) on its military in 2023.";
    for side in ["120 billion zloty", "$31.6 billion", "29 billion euros"] {
        let said = here(text, side, Kind::Money, of_claim(country("DEU")));
        let (extraction, _) = corrected(text, &[said]);
        let germany = crate::extract::claim::Subject::Country(Iso3::parse("DEU").unwrap());
        assert!(extraction.claims.len() > 1);
        assert!(
            extraction.claims.iter().all(|it| it.subject == germany),
            "{side}"
        );
    }
}

#[test]
fn what_was_said_before_makes_no_plan() {
    let text = "Tuesday, 4 June 2024\n\nPoland spent 38 billion dollars on its military in 2023.";
    let words = "38 billion dollars";
    let said = |year| here(text, words, Kind::Money, of_claim(Retold::Year(year)));
    let planned = |said: &[Amendment]| {
        let (extraction, _) = corrected(text, said);
        extraction
            .claims
            .iter()
            .map(|it| it.planned)
            .collect::<Vec<_>>()
    };
    assert_eq!(planned(&[]), [false]);
    assert_eq!(planned(&[said(2030)]), [true]);
    assert_eq!(planned(&[said(2030), said(2024)]), [false]);
    assert_eq!(planned(&[said(2030), said(2020)]), [false]);
}
