//! Every rule against its own examples, and what must hold of all of them.

use super::*;
use crate::extract::fixtures;

#[track_caller]
fn checked(text: &str) -> Checked {
    let document = fixtures::document(text);
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

/// One digit of the sample article changed: where, and what stands there then.
struct Mutation {
    figure: String,
    text: String,
    at: std::ops::Range<usize>,
}

/// Every digit of every figure of the sample article in turn, and of the days of its references.
fn mutations(text: &str, extraction: &Extraction) -> Vec<Mutation> {
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
            let at = mention.span.start() + at;
            let other = (digit - b'1' + 4) % 9 + b'1';
            let mut changed = text.as_bytes().to_vec();
            changed[at] = other;
            let changed = String::from_utf8(changed).unwrap();
            let figure = format!(
                "{} → {}",
                mention.span.slice(text),
                mention.span.slice(&changed)
            );
            out.push(Mutation {
                figure,
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
    for mutation in mutations(&document.text, &extraction) {
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
    panic!(
        "{} caught:\n{}\n{} missed:\n{}",
        caught.len(),
        caught.join("\n"),
        missed.len(),
        missed.join("\n")
    );
}
