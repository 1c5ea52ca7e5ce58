//! Every rule against its own examples, and what must hold of all of them.

use super::*;
use crate::extract::fixtures;

#[track_caller]
fn checked(text: &str) -> Checked {
    let id = crate::document::DocumentId(0);
    // A file without words is no document.
    let Ok(document) = crate::document::load_bytes(id, "a.txt", None, text.as_bytes()) else {
        return Checked::default();
    };
    let extraction = fixtures::extract_document(&document);
    check(Catalog::shipped(), &document, &extraction)
}

#[test]
fn every_rule_gives_its_examples_their_verdict() {
    let mut wrong = Vec::new();
    for rule in rules::RULES {
        assert!(!rule.examples.is_empty(), "{rule:?}");
        for (text, verdict) in rule.examples {
            let found: Vec<Finding> = checked(text)
                .findings
                .into_iter()
                .filter(|it| it.rule == rule.code)
                .collect();
            if !found.iter().any(|it| it.verdict == *verdict) {
                wrong.push(format!("{rule:?} {text}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_range_is_as_far_and_not_as_much() {
    let checked = checked("The improved Tomahawk Block V has a range of 5,600 km.");
    let finding = checked.findings.iter().find(|it| it.rule == "range");
    let reason = finding.unwrap().reason.as_deref().unwrap();
    assert!(reason.contains("times as far as is published"), "{reason}");
}

/// One digit of the sample article changed: where, and what stands there then.
struct Mutation {
    figure: String,
    text: String,
    at: std::ops::Range<usize>,
}

/// Every digit of every figure of the sample article in turn, and of the days of its references.
fn mutations(raw: &str, text: &str, extraction: &Extraction) -> Vec<Mutation> {
    use crate::extract::Kind;
    let mut out = Vec::new();
    for mention in &extraction.mentions {
        let kinds = [
            Kind::Money,
            Kind::Distance,
            Kind::Percent,
            Kind::Count,
            Kind::Date,
        ];
        if !kinds.contains(&mention.kind()) {
            continue;
        }
        let mut digits: Vec<(usize, u8)> = mention.span.slice(text).bytes().enumerate().collect();
        // The first digit of an amount; of a date the last, which changes the year a little.
        if mention.kind() == Kind::Date {
            digits.reverse();
        }
        for (at, digit) in digits {
            if !(b'1'..=b'9').contains(&digit) {
                continue;
            }
            let other = (digit - b'1' + 4) % 9 + b'1';
            let surface = mention.span.slice(text);
            let before = text.get(..mention.span.start()).unwrap();
            let nth = before.matches(surface).count();
            let (start, _) = raw.match_indices(surface).nth(nth).unwrap();
            let mut changed = raw.as_bytes().to_vec();
            changed[start + at] = other;
            let changed = String::from_utf8(changed).unwrap();
            out.push(Mutation {
                figure: format!(
                    "{surface} → {}",
                    changed.get(start..start + surface.len()).unwrap()
                ),
                text: changed,
                at: mention.span.range(),
            });
            break;
        }
    }
    out
}

#[test]
fn a_changed_digit_of_the_sample_is_caught_wherever_something_speaks_against_it() {
    let text = include_str!("../../sample_data/japan_tomahawk_deal.md");
    let load = |text: &str| {
        let id = crate::document::DocumentId(0);
        crate::document::load_bytes(id, "sample.md", None, text.as_bytes()).unwrap()
    };
    let document = load(text);
    let extraction = fixtures::extract_document(&document);
    let (mut caught, mut missed) = (Vec::new(), Vec::new());
    for mutation in mutations(text, &document.text, &extraction) {
        let document = load(&mutation.text);
        let extraction = fixtures::extract_document(&document);
        let found = check(Catalog::shipped(), &document, &extraction);
        let speaks = |it: &Finding| {
            let rests = it.evidence.iter();
            it.verdict == Verdict::Differs
                && rests.clone().any(|it| {
                    it.span.overlaps(
                        crate::text::Span::new(&document.text, mutation.at.start, mutation.at.end)
                            .unwrap(),
                    )
                })
        };
        if found.findings.iter().any(speaks) {
            caught.push(mutation.figure);
        } else {
            missed.push(mutation.figure);
        }
    }
    // Nothing in the document or the tables speaks against these: days of what has yet to come, the range
    // of a version before and of one to be, a heading, a year that only moves a claim to where the tables
    // end, an amount that is placed among others, and the titles of references.
    const MISSED: [&str; 12] = [
        "at most 200 km → at most 600 km",
        "about 1,000 km → about 5,000 km",
        "fiscal 2025 → fiscal 2029",
        "2 percent → 6 percent",
        "by fiscal 2027 → by fiscal 2022",
        "2022 → 2026",
        "68 billion dollars → 18 billion dollars",
        "March 2024 → March 2028",
        "April 2024 → April 2028",
        "2 pct of GDP → 6 pct of GDP",
        "fiscal 2027 → fiscal 2022",
        "2022 → 2026",
    ];
    let all = caught.len() + missed.len();
    assert!(all >= 30, "{all} mutations");
    assert_eq!(missed, MISSED, "caught:\n{}", caught.join("\n"));
    assert_eq!(caught.len(), 43);
}

#[test]
fn the_sample_itself_differs_only_in_its_rank() {
    let text = include_str!("../../sample_data/japan_tomahawk_deal.md");
    let id = crate::document::DocumentId(0);
    let document = crate::document::load_bytes(id, "sample.md", None, text.as_bytes()).unwrap();
    let extraction = fixtures::extract_document(&document);
    let found = check(Catalog::shipped(), &document, &extraction);
    let differs: Vec<&Finding> = found
        .findings
        .iter()
        .filter(|it| it.verdict == Verdict::Differs)
        .collect();
    let [rank] = differs.as_slice() else {
        panic!("{differs:?}")
    };
    assert_eq!(rank.rule, "rank");
    let what_if = rank.what_if.as_ref().unwrap();
    assert!((what_if.threshold - 115.74).abs() < 0.01);
    assert_eq!(what_if.at(what_if.current).rank, Some(7));
    let working = |rule: &str| {
        let mut all = found.findings.iter();
        all.find(|it| it.rule == rule).unwrap().working.clone()
    };
    assert_eq!(working("unit-pair"), "1,600 km = 994.2 mi, stated 1,000 mi");
    assert!(
        working("currency-pair").contains("147.06 JPY a US dollar; mean of February 2024: 149.62")
    );
    assert!(working("unit-price").contains("US$2.35 billion / 400 (200 + 200) = US$5.875 million"));
    assert_eq!(working("sum"), "200 + 200 = 400, stated 400");
}

/// How often each rule reached each verdict.
fn verdicts(checked: &Checked) -> Vec<(&'static str, Verdict)> {
    let mut all: Vec<_> = checked
        .findings
        .iter()
        .map(|it| (it.rule, it.verdict))
        .collect();
    all.sort_unstable();
    all
}

#[test]
fn dates_are_covered_too() {
    let found = checked(
        "Tokyo, 1 February 2024\n\nOn 3 March 2022 he went home. According to SIPRI, Japan spent 46.0 billion dollars on its military in 2022.",
    );
    let standing: Vec<&str> = found
        .coverage
        .figures
        .iter()
        .map(|it| it.standing.label())
        .collect();
    assert_eq!(
        standing,
        ["Not a claim", "Not a claim", "Checked", "Checked"]
    );
}

#[test]
fn coverage_lists_every_figure() {
    let found = checked(
        "The depot lies 70 km away. It flies 1,600 km (1,000 miles). It cost 2 million euros.",
    );
    assert_eq!(found.coverage.figures.len(), 4);
    let (checked, unknown, none) = found.coverage.counts();
    assert_eq!(checked + unknown + none, 4);
    assert_eq!(checked, 2);
}

mod laws {
    use super::*;
    use proptest::prelude::*;

    /// Sentences that stand alone.
    const SENTENCES: [&str; 10] = [
        "Tokyo plans to spend 43 trillion yen on defence over the five years to fiscal 2027.",
        "India was Asia's second-largest military spender in 2023.",
        "Deliveries run from fiscal 2025 to fiscal 2022.",
        "The missile flies 1,600 km (1,000 miles).",
        "The other flies 1,600 km (1,100 miles).",
        "According to SIPRI, Sweden spent 12.0 billion dollars on its military in 2024.",
        "Poland raised its defence budget by 26 percent, from 5.0 billion dollars to 5.8 billion dollars.",
        "The JASSM-ER can strike at 925 km.",
        "Pyongyang lies roughly 1,290 kilometers from Tokyo.",
        "Norway pays 12 million euros, or 40 percent of the 30 million euros.",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn verdicts_do_not_depend_on_the_order(order in Just(SENTENCES.to_vec()).prop_shuffle()) {
            let paragraphs = |list: &[&str]| list.join("\n\n");
            let there = checked(&paragraphs(&SENTENCES));
            let here = checked(&paragraphs(&order));
            prop_assert_eq!(verdicts(&there), verdicts(&here));
        }

        #[test]
        fn scaling_amounts_by_their_words_keeps_verdicts(
            low in 11u32..99, high in 11u32..99, percent in 1u32..99,
        ) {
            let text = |scale: &str| format!(
                "Poland raised its budget by {percent} percent, from {low} {scale} euros to {high} {scale} euros.\n\n\
                 Norway pays {low} {scale} euros, or {percent} percent of the {high} {scale} euros."
            );
            let small = verdicts(&checked(&text("million")));
            prop_assert_eq!(&small, &verdicts(&checked(&text("billion"))));
            prop_assert_eq!(&small, &verdicts(&checked(&text("trillion"))));
        }

        /// Every amount of a text times a power of ten by its words keeps what is said of it.
        #[test]
        fn scaling_pairs_and_sums_keeps_verdicts(
            a in 11u32..99, b in 11u32..99, total in 11u32..199, dollars in 1u32..99,
        ) {
            let text = |scale: &str, other: &str| format!(
                "Tokyo, 1 February 2024\n\nSweden pays {a} {scale} euros and Norway pays {b} {scale} euros, a total of {total} {scale} euros.\n\n\
                 They pay {a} {scale} yen ({dollars} {other} dollars).\n\n\
                 Item\tIn {scale} euros\nShips\t{a}\nTanks\t{b}\nTotal\t{total}\n"
            );
            let small = verdicts(&checked(&text("billion", "million")));
            prop_assert!(!small.is_empty());
            prop_assert_eq!(&small, &verdicts(&checked(&text("trillion", "billion"))));
        }

        /// The price of one that is worked out from the whole agrees; twice as much does not.
        #[test]
        fn what_is_divided_and_written_agrees(parts in 2u32..60, each in 1_000u32..9_000) {
            let all = each * parts;
            let price = |each: u32| format!(
                "The United States approved the sale of {parts} Tomahawk missiles to Japan for {all} dollars. That comes to {each} dollars per missile."
            );
            let verdict = |text: &str| {
                let found = checked(text);
                let own = found.findings.iter().find(|it| it.rule == "unit-price");
                own.map(|it| it.verdict)
            };
            prop_assert_eq!(verdict(&price(each)), Some(Verdict::Agrees));
            prop_assert_eq!(verdict(&price(each * 2)), Some(Verdict::Differs));
        }

        #[test]
        fn there_and_back_agrees(km in 20u32..20_000) {
            let miles = (f64::from(km) / 1.609_344).round();
            let text = format!("The missile flies {km} km ({miles} miles).");
            let found = checked(&text);
            let pair = found.findings.iter().find(|it| it.rule == "unit-pair");
            prop_assert_eq!(pair.map(|it| it.verdict), Some(Verdict::Agrees));
        }

        /// Nothing is skipped in silence: the three counts are all figures and dates, each once.
        #[test]
        fn everything_valued_is_covered(text in "((about |up to |)[0-9]{1,4} (km|miles|percent of GDP|billion dollars|missiles|Tomahawks)|in 20[0-4][0-9]|on [1-9] May 2023|(third|tenth)-largest spender|Japan|spent|will spend|\\[1\\]|[(),.;]|\n\n|\t|\n\\[1\\] https://a.org/2024/01/02/x ){0,30}") {
            let text = text.replace(['(', ')'], " ( ");
            let document = fixtures::document(&text);
            let extraction = fixtures::extract_document(&document);
            let found = check(Catalog::shipped(), &document, &extraction);
            let valued: Vec<MentionId> = (0u32..)
                .map(MentionId)
                .zip(&extraction.mentions)
                .filter(|(_, it)| coverage::is_valued(it))
                .map(|it| it.0)
                .collect();
            let listed: Vec<MentionId> = found.coverage.figures.iter().map(|it| it.mention).collect();
            prop_assert_eq!(&listed, &valued);
            let (checked, unknown, none) = found.coverage.counts();
            prop_assert_eq!(checked + unknown + none, valued.len());
            // And each that is not checked is a line of its own, or in a finding with its reason.
            let lines = found.unchecked(&document, &extraction);
            for covered in &found.coverage.figures {
                let spoken = found.about(covered.mention).next().is_some();
                let is_line = lines.iter().any(|it| it.rests_on(covered.mention));
                prop_assert!(spoken || is_line);
            }
        }

        #[test]
        fn nothing_panics(text in "([0-9]{1,4} (km|miles|percent|billion dollars|missiles|Tomahawks)[ (),.]{1,3}|from |to |\\[1\\] |Japan |\n){0,24}") {
            checked(&text);
        }
    }
}
