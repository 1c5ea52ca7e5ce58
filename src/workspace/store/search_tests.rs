//! What is looked for is found where it stands, and shown with its surroundings.

use super::*;
use crate::document::{DocumentId, load_bytes};
use crate::extract::Extractor;
use crate::workspace::store::tests::simple_note;
use proptest::prelude::*;

const ARTICLE: &str = "# Tokyo’s plan\n\nJapan pledged 68 billion dollars for Tomahawk missiles.\n\n\
                       Café society met in Séoul and spoke of Korea.\n";

fn index() -> SearchIndex {
    let document = load_bytes(DocumentId(0), "a.md", None, ARTICLE.as_bytes()).unwrap();
    let extraction = Extractor::shipped()
        .extract(
            &document,
            None,
            &mut |_| std::ops::ControlFlow::Continue(()),
        )
        .unwrap();
    let mut index = SearchIndex::new().unwrap();
    index.add_document(&document, Some(&extraction)).unwrap();
    let notes = [
        simple_note(1, "Which exchange rate?"),
        simple_note(2, "Japan again"),
    ];
    index.set_notes(&notes).unwrap();
    index
}

/// What is found: `n` a note, `m` a mention, `t` a text, each with its matches in brackets.
#[track_caller]
fn check(index: &SearchIndex, typed: &str, typing: bool, expected: &[&str]) {
    let hits = index.find(typed, typing, Limits::each(10)).unwrap();
    let found: Vec<String> = hits
        .iter()
        .map(|hit| {
            let what = match hit.place {
                Place::Note(_) => "n",
                Place::Mention(..) => "m",
                Place::Text(..) => "t",
            };
            format!("{what} {}", hit.snippet.marked("[", "]"))
        })
        .collect();
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.contains(expected), "{found:?}, expected {expected:?}");
    }
}

#[test]
fn words_are_found_in_notes_mentions_and_texts() {
    let index = index();
    check(
        &index,
        "japan",
        false,
        &[
            "n [Japan] again",
            "m [Japan]",
            "m Tokyo · [Japan]",
            "t [Japan] pledged",
        ],
    );
    check(
        &index,
        "exchange rate",
        false,
        &["n Which [exchange] [rate]?"],
    );
    check(
        &index,
        "\"billion dollars\"",
        false,
        &[
            "m 68 [billion dollars]",
            "t Japan pledged 68 [billion dollars] for",
        ],
    );
    check(&index, "\"dollars billion\"", false, &[]);
    check(
        &index,
        "missil*",
        false,
        &["t Japan pledged 68 billion dollars for Tomahawk [missiles]"],
    );
    check(&index, "cafe", false, &["t [Café] society"]);
    check(&index, "exch", true, &["n Which [exchange]"]);
    check(&index, "exch", false, &[]);
    check(
        &index,
        "japan -pledged",
        false,
        &["n [Japan]", "m [Japan]", "m Tokyo · [Japan]"],
    );
}

#[test]
fn notes_and_documents_are_replaced_not_doubled() {
    let mut index = index();
    index.set_notes(&[simple_note(2, "Japan again")]).unwrap();
    check(&index, "rate", false, &[]);
    let document = load_bytes(DocumentId(1), "a.md", None, ARTICLE.as_bytes()).unwrap();
    index.add_document(&document, None).unwrap();
    check(&index, "japan", false, &["n ", "t "]);
    index.keep_documents(&[]).unwrap();
    check(&index, "japan", false, &["n "]);
}

#[test]
fn a_bad_query_is_explained() {
    let said = index().find("\"a", false, Limits::each(1)).unwrap_err();
    assert!(said.to_string().contains("is not closed"), "{said}");
}

proptest! {
    // Each builds an index of thousands of words.
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn every_word_of_a_document_is_found_in_its_paragraph(text in "([a-z]{1,9} ){0,900}\n\n([a-z]{1,7}[ \n]){1,30}") {
        let document = load_bytes(DocumentId(0), "a.txt", None, text.as_bytes()).unwrap();
        let mut index = SearchIndex::new().unwrap();
        index.add_document(&document, None).unwrap();
        for word in document.text.split_whitespace().step_by(97) {
            let hits = index.find(&format!("\"{word}\""), false, Limits::each(10_000)).unwrap();
            prop_assert!(!hits.is_empty(), "{}", word);
            for hit in hits {
                let Place::Text(_, (start, end)) = hit.place else { panic!() };
                prop_assert!(document.text.get(start..end).unwrap().contains(word));
                let (start, end) = hit.snippet.matches[0];
                prop_assert_eq!(hit.snippet.text.get(start..end), Some(word));
            }
        }
    }
}

#[test]
fn a_text_that_was_read_anew_replaces_the_one_before() {
    let mut index = index();
    let mut again = load_bytes(DocumentId(0), "a.md", None, ARTICLE.as_bytes()).unwrap();
    let fingerprint = again.fingerprint;
    again = load_bytes(
        DocumentId(0),
        "a.md",
        None,
        "Rome pledged nothing.\n".as_bytes(),
    )
    .unwrap();
    // The same file, read in another encoding or to its end.
    again.fingerprint = fingerprint;
    index.add_document(&again, None).unwrap();
    check(&index, "nothing", false, &["t Rome pledged [nothing]"]);
    check(&index, "café", false, &[]);
    check(&index, "tomahawk", false, &[]);
}
