//! Cases for finding passages again, by what happened to the text, and the laws of scoring.

use super::*;
use crate::notes::QuoteSelector;
use crate::notes::any_note::hostile_text;
use proptest::prelude::*;

/// Describes `span` as `Target::of_passage` does, without a document.
fn describe(text: &str, span: Span) -> Target {
    let before = text.get(..span.start()).unwrap();
    let after = text.get(span.end()..).unwrap();
    let prefix_chars = before.chars().count().saturating_sub(CONTEXT_CHARS);
    Target {
        document: "a.txt".to_owned(),
        fingerprint: None,
        position: Some(PositionSelector {
            start_byte: span.start() as u64,
            end_byte: span.end() as u64,
            start_char: before.chars().count() as u64,
            end_char: (before.chars().count() + span.slice(text).chars().count()) as u64,
        }),
        quote: QuoteSelector {
            exact: span.slice(text).to_owned(),
            prefix: before.chars().skip(prefix_chars).collect(),
            suffix: after.chars().take(CONTEXT_CHARS).collect(),
        },
        kind: String::new(),
        value: String::new(),
        unit: String::new(),
        source: String::new(),
        finding: None,
    }
}

/// Reads `[passage]` marks: the text without them and the span between them, if any.
fn marked(text: &str) -> (String, Option<Span>) {
    let Some((before, rest)) = text.split_once('[') else {
        return (text.to_owned(), None);
    };
    let (passage, after) = rest.split_once(']').unwrap();
    let whole = [before, passage, after].concat();
    let span = Span::new(&whole, before.len(), before.len() + passage.len()).unwrap();
    (whole, Some(span))
}

/// A note on the marked passage of `was` must be found at the mark of `now`; no mark, an orphan.
#[track_caller]
fn check(was: &str, now: &str) {
    let (was, span) = marked(was);
    let target = describe(&was, span.unwrap());
    let (now, expected) = marked(now);
    let found = anchor(&target, &now);
    assert_eq!(
        found.span().map(Span::range),
        expected.map(Span::range),
        "{found:?}"
    );
    if let Anchoring::Exact(span) = found {
        assert_eq!(span.start() as u64, target.position.unwrap().start_byte);
    }
}

const PLAN: &str = "Japan said it would spend [43 trillion yen] on defence over five years.";

#[test]
fn unchanged() {
    check(PLAN, PLAN);
}

#[test]
fn text_inserted_before() {
    check(PLAN, &format!("TOKYO, January 18. {PLAN}"));
}

#[test]
fn text_deleted_before() {
    check(PLAN, &PLAN.replace("Japan said it ", ""));
}

#[test]
fn text_changed_after_keeps_the_position() {
    check(PLAN, &PLAN.replace(" over five years", ""));
}

#[test]
fn one_side_rewritten() {
    check(
        PLAN,
        "Tokyo has now announced a total of [43 trillion yen] on defence over five years.",
    );
}

#[test]
fn figure_rewritten_is_an_orphan() {
    check(
        PLAN,
        "Japan said it would spend 48 trillion yen on defence over five years.",
    );
}

#[test]
fn passage_deleted_is_an_orphan() {
    check(
        PLAN,
        "Japan said it would spend on defence over five years.",
    );
    check(PLAN, "");
}

#[test]
fn passage_deleted_though_its_words_stand_in_other_company() {
    check(
        "Russia fired [12] missiles at Kharkiv on Tuesday night, officials said.",
        "On page 12 of the report there is nothing about the attack that was described.",
    );
}

#[test]
fn row_of_a_table_deleted_though_its_figure_stands_in_another() {
    check(
        "Japan: 9.1, Korea: 8.8, Norway: 4.5, Poland: 7.7, Chad: [3.1], Mali: 2.9, Togo: 1.2, Cuba: 0.4",
        "Peru 2014: 2.2; Iran 2012: 6.0; Fiji 2020: 3.1; Oman 2001: 5.5; Laos 2018: 0.3; Iraq: 2.7",
    );
}

#[test]
fn a_typing_error_corrected_on_each_side() {
    check(
        "Some thing was inserted. The goverment will buy [400] Tomahawk misiles from the US.",
        "The government will buy [400] Tomahawk missiles from the US.",
    );
}

#[test]
fn the_right_one_of_several_by_context() {
    check(
        "China has 10 ships. Japan has [10] aircraft. Korea has 10 tanks.",
        "Nobody counted before. China has 10 ships. Japan has [10] aircraft. Korea has 10 tanks.",
    );
}

#[test]
fn the_quote_at_its_old_place_by_chance() {
    // The first sentence was removed and one with the same figure came to stand in its place.
    check(
        "The first battery costs 100 dollars a shot to fire. Every interceptor [100 km] away was lost.",
        "In the last week of the war Every interceptor [100 km] away was lost. And the radar 100 km off.",
    );
}

#[test]
fn in_new_company_but_at_its_place_it_stays() {
    check("aaaaaaaa[Taiwan]bbbbbbbb", "cccccccc[Taiwan]dddddddd");
}

#[test]
fn in_new_company_at_its_place_and_elsewhere_it_is_asked_about() {
    // The paragraph is gone, and the next one begins with the same word.
    let (was, span) = marked(
        "A summit was delayed.\n\n[The] budget of the navy was cut.\n\nThe union voted against.",
    );
    let now = "A summit was delayed.\n\nThe union voted against. The depot is full.";
    let target = describe(&was, span.unwrap());
    assert_eq!(anchor(&target, now), Anchoring::Doubtful(span.unwrap()));
}

#[test]
fn two_equal_places_about_as_far_are_ambiguous() {
    let row = "range: 300 km; payload: 500 kg; fuel: solid; status: in service\n";
    let was =
        format!("{row}range: [300 km]; payload: 500 kg; fuel: solid; status: in service\n{row}");
    // The second row with its surroundings stands twice, 40 and 105 bytes away.
    let filler = "x".repeat(40);
    check(&was, &format!("{filler}{row}{row}{row}"));
}

#[test]
fn a_small_shift_among_equal_places_is_followed() {
    let row = "range: 300 km; payload: 500 kg; fuel: solid; status: in service\n";
    let marked = row.replace("300 km", "[300 km]");
    check(
        &format!("{row}{row}{marked}{row}{row}"),
        &format!("# Table\n{row}{row}{marked}{row}{row}"),
    );
}

#[test]
fn wrapped_anew() {
    check(
        "The missile reaches [up to 1,600 kilometers\nwith a warhead] of 450 kg.",
        "The missile reaches [up to\n1,600 kilometers with a\n  warhead] of 450 kg.",
    );
}

#[test]
fn many_scripts() {
    check(
        "防衛費は[４３兆円]に達する見通しだ。",
        "日本政府によると、防衛費は[４３兆円]に達する見通しだ。",
    );
}

#[test]
fn overlapping_occurrences_are_seen() {
    let (was, span) = marked("ba[aa]c");
    assert_eq!(
        anchor(&describe(&was, span.unwrap()), "x baaac").span(),
        Span::new("x baaac", 4, 6)
    );
}

#[test]
fn without_position_only_a_clear_case_counts() {
    let (was, span) = marked(PLAN);
    let mut target = describe(&was, span.unwrap());
    target.position = None;
    assert_eq!(anchor(&target, &was), Anchoring::Moved(span.unwrap()));
    target.quote.prefix.clear();
    target.quote.suffix.clear();
    assert_eq!(anchor(&target, &was), Anchoring::Moved(span.unwrap()));
    assert_eq!(anchor(&target, &was.repeat(2)), Anchoring::Orphan);
}

#[test]
fn a_note_on_the_whole_document_has_an_empty_quote() {
    let target = describe("text", Span::start_of_text());
    assert_eq!(
        anchor(&target, "other"),
        Anchoring::Exact(Span::start_of_text())
    );
}

#[test]
fn nonsense_positions_are_no_harm() {
    let mut target = describe("text", Span::new("text", 1, 3).unwrap());
    for (start_byte, end_byte) in [(u64::MAX, 0), (u64::MAX, u64::MAX), (3, 1)] {
        target.position = Some(PositionSelector {
            start_byte,
            end_byte,
            start_char: 9,
            end_char: 2,
        });
        assert!(anchor(&target, "text").span().is_some());
        assert_eq!(anchor(&target, "other"), Anchoring::Orphan);
    }
}

#[test]
fn candidates_are_bounded_in_a_text_of_one_letter() {
    let text = "a".repeat(3_000_000);
    assert_eq!(
        occurrences("a", &text, Some(1_500_000)).len(),
        2 * MAX_CANDIDATES
    );
    let long = "a".repeat(1_000_000);
    assert_eq!(occurrences(&long, &text, Some(1_500_000)).len(), 8);
    let target = describe(&text, Span::new(&text, 1_000_000, 1_400_000).unwrap());
    assert!(anchor(&target, &text).span().is_some());
    // Nothing but candidates, all alike.
    assert_eq!(
        anchor(&target, &format!("{}b", "a".repeat(500_000))),
        Anchoring::Orphan
    );
}

/// Words enough that a stretch of them with its context stands once.
fn words(num: std::ops::Range<usize>) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[a-zé0-9]{3,9}", num)
}

proptest! {
    #[test]
    fn unchanged_text_gives_exact(pieces in prop::collection::vec(hostile_text(), 3)) {
        let text = pieces.concat();
        let span = Span::new(&text, pieces[0].len(), pieces[0].len() + pieces[1].len()).unwrap();
        prop_assert_eq!(anchor(&describe(&text, span), &text), Anchoring::Exact(span));
    }

    #[test]
    fn insertion_before_moves_to_the_right_place(
        all in words(40..80),
        at in 20usize..30,
        len in 1usize..6,
        cut in 0usize..8,
        new in words(1..30),
    ) {
        let join = |words: &[String]| words.iter().map(|word| format!("{word} ")).collect::<String>();
        let before = join(&all[..at]);
        let passage = all[at..at + len].join(" ");
        let text = format!("{before}{passage} {}", join(&all[at + len..]));
        let span = Span::new(&text, before.len(), before.len() + passage.len()).unwrap();
        let target = describe(&text, span);
        let inserted = join(&new);
        let cut = join(&all[..cut]).len();
        let now = text.get(..cut).unwrap().to_owned() + &inserted + text.get(cut..).unwrap();
        let moved = span.start() + inserted.len();
        prop_assert_eq!(
            anchor(&target, &now),
            Anchoring::Moved(Span::new(&now, moved, moved + span.len()).unwrap())
        );
    }

    #[test]
    fn a_place_always_holds_the_words(was in hostile_text(), now in hostile_text(), cut in any::<[prop::sample::Index; 2]>()) {
        let borders: Vec<usize> = was.char_indices().map(|(at, _)| at).chain([was.len()]).collect();
        let (a, b) = (*cut[0].get(&borders), *cut[1].get(&borders));
        let span = Span::new(&was, a.min(b), a.max(b)).unwrap();
        let target = describe(&was, span);
        for now in [now.clone(), format!("{now}{was}"), format!("{was}{now}{was}")] {
            if let Some(found) = anchor(&target, &now).span() {
                let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                prop_assert_eq!(squeezed(found.slice(&now)), squeezed(&target.quote.exact));
            }
        }
    }

    #[test]
    fn scores_fall_as_the_context_is_damaged(
        before in "[a-z]{0,40}", passage in "[a-z]{1,10}", after in "[a-z]{0,40}",
        order in Just((0usize..90).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let text = format!("{before}{passage}{after}");
        let span = Span::new(&text, before.len(), before.len() + passage.len()).unwrap();
        let target = describe(&text, span);
        prop_assert!((score(&target.quote, &text, span) - 1.0).abs() < 1e-9);
        let mut damaged: Vec<char> = text.chars().collect();
        let mut last = 1.0;
        for at in order {
            if at < damaged.len() && !span.contains(at) {
                damaged[at] = '#';
                let now: String = damaged.iter().collect();
                let score = score(&target.quote, &now, span);
                prop_assert!(score <= last);
                last = score;
            }
        }
        // Nothing of the context is left, and the score says so.
        let context = target.quote.prefix.len() + target.quote.suffix.len();
        let bare = passage.len() as f64 / (passage.len() + context) as f64;
        prop_assert!((last - bare).abs() < 1e-9);
    }

    #[test]
    fn a_damaged_quote_has_no_place_until_the_reader_says_so(all in words(10..20), len in 1usize..6, at in any::<prop::sample::Index>()) {
        let passage = all[..len].join(" ");
        let rest = format!(" {}", all[len..].join(" "));
        // Where the same words follow at once, the note may take those.
        prop_assume!(!rest.contains(&passage));
        let text = format!("{passage}{rest}");
        let target = describe(&text, Span::new(&text, 0, passage.len()).unwrap());
        let mut damaged: Vec<char> = passage.chars().collect();
        let at = at.index(damaged.len());
        damaged[at] = '#';
        let now = damaged.iter().collect::<String>() + &rest;
        prop_assert_eq!(anchor(&target, &now).span(), None);
    }
}
