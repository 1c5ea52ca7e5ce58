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
