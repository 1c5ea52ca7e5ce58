//! Paragraphs from rows.

use super::*;

#[track_caller]
fn check_join(known: &[&str], first: &str, second: &str, expected: &str) {
    let mut writer = Writer::default();
    let mut flow = Flow {
        writer: &mut writer,
        known: known.iter().map(|word| (*word).to_owned()).collect(),
        levels: Vec::new(),
        pitch: 1.2,
        last: None,
        text: first.to_owned(),
    };
    flow.join(second);
    assert_eq!(flow.text, expected);
}

#[test]
fn hyphens_are_undone_where_the_document_writes_the_word_without() {
    check_join(&[], "cruise mis-", "siles are", "cruise missiles are");
    check_join(&["long-term"], "a long-", "term plan", "a long-term plan");
    check_join(
        &["long-term", "longterm"],
        "a long-",
        "term plan",
        "a longterm plan",
    );
    check_join(&[], "state-of-the-", "art ships", "state-of-the-art ships");
    check_join(&[], "the US-", "Japan pact", "the US-Japan pact");
    check_join(&[], "in 2023-", "24 it", "in 2023-24 it");
    check_join(&[], "one", "two", "one two");
    check_join(&[], "日本", "の防衛", "日本の防衛");
}

#[test]
fn ends_of_sentences_are_seen_through_quotes_and_marks() {
    for text in [
        "It ended.",
        "“It ended.”",
        "It ended.[12]",
        "(It ended!)",
        "終わった。",
    ] {
        assert!(ends_a_sentence(text), "{text}");
    }
    assert!(!ends_a_sentence("It went on, and"));
}
