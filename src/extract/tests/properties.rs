//! What holds for every text.

use std::num::NonZero;
use std::ops::ControlFlow;

use proptest::prelude::*;

use crate::extract::Extractor;
use crate::extract::fixtures::{document, extract};

const PARTS: &str = "(Japan|Tokyo|the |US|U\\.S\\.|Kim |Jong|Block |IV|V|Tomahawks?|Ministry of |Defence |Institute|Mr |said |, |\\. |’s |-|\\(|\\)|[0-9]{1,4}| km|\\$| billion |%|\n|\t| |é|İ|ı|兆|\u{ad}|by |will spend |on defence |up to |missiles? |and |of |in |https://a\\.b/|\\[1\\])";

/// Text of up to so many parts that the rules know.
fn parts(max: usize) -> impl Strategy<Value = String> {
    let part = proptest::string::string_regex(PARTS).expect("a valid expression");
    proptest::collection::vec(part, 0..max).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn mentions_are_in_order_disjoint_and_on_borders(text in parts(60)) {
        let extraction = extract(&text);
        let mut end = 0;
        for mention in &extraction.mentions {
            prop_assert!(mention.span.start() >= end);
            prop_assert!(!mention.span.slice(&text).is_empty());
            end = mention.span.end();
        }
        for claim in &extraction.claims {
            let figure = extraction.mention(claim.figure).expect("a figure");
            prop_assert!(claim.span.covers(figure.span));
            for id in [claim.subject_mention, claim.when_mention].into_iter().flatten() {
                prop_assert!(extraction.mention(id).is_some());
            }
        }
    }

    #[test]
    fn any_text_at_all(text in any::<String>()) {
        let extraction = extract(&text);
        for pair in extraction.mentions.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
    }

    #[test]
    fn the_same_text_gives_the_same_mentions(text in parts(30)) {
        prop_assert_eq!(extract(&text).mentions, extract(&text).mentions);
    }
}

/// Mentions of a text made of one part, repeated.
fn count(part: &str, bytes: usize) -> usize {
    extract(&part.repeat(bytes / part.len())).mentions.len()
}

#[test]
fn hostile_repetition_ends_and_finds_no_more_than_stands_there() {
    // Work that grew with the square of the text would keep this test for minutes; how fast it is
    // in bytes a second is measured by the benchmark.
    for part in [
        "A",
        "A ",
        "Japan ",
        "Ministry of ",
        "Kim-",
        "1 km ",
        "(",
        "Tokyo, ",
        "Block ",
        "and Patriot ",
        "$1 ",
    ] {
        let small = count(part, 8 * 1024);
        let large = count(part, 64 * 1024);
        assert!(large <= 8 * (small + 2), "{part:?}: {small}, then {large}");
    }
}

#[test]
fn cancelling_stops_and_drops() {
    let document = document(&"Japan and Tokyo.\n".repeat(2000));
    let mut num_calls = 0;
    // Of several threads only one reports, and it may have little to do.
    let one = NonZero::<usize>::MIN;
    let outcome = Extractor::shipped().extract_on(&document, None, one, &mut |_| {
        num_calls += 1;
        if num_calls == 5 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert!(outcome.is_none());
    assert_eq!(num_calls, 5);
}

#[test]
fn progress_rises_to_one() {
    let document = document(&"Japan and Tokyo.\n".repeat(200));
    let mut last = 0.0f32;
    let outcome = Extractor::shipped().extract(&document, None, &mut |share| {
        assert!(share >= last && share <= 1.0, "{share} after {last}");
        last = share;
        ControlFlow::Continue(())
    });
    assert!(outcome.is_some());
    assert!((last - 1.0).abs() < 1e-6);
}
