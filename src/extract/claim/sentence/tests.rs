//! Sentences read sign by sign and by their words.

use super::*;
use crate::extract::cuts::Cuts;
use crate::extract::lexicon::table;

#[test]
fn quotations_are_known() {
    let text = "He said “we spend 5” and \"more\" now";
    let mut sentence = Sentence::default();
    sentence.read(text, 0..text.len(), false, None);
    let at = |word: &str| text.find(word).unwrap();
    assert!(sentence.is_quoted(at("spend")) && sentence.is_quoted(at("more")));
    assert!(!sentence.is_quoted(at("He")) && !sentence.is_quoted(at("now")));
    assert!(!sentence.leaves_quote_open);
}

#[test]
fn clauses_begin_at_signs_and_words() {
    let text = "A rose; B fell while C stood, but D went";
    let mut sentence = Sentence::default();
    sentence.read(text, 0..text.len(), false, None);
    let clause = |word: &str| text.get(sentence.clause(text.find(word).unwrap())).unwrap();
    assert_eq!(clause("rose"), "A rose; ");
    assert_eq!(clause("fell"), "B fell ");
    assert_eq!(clause("stood"), "while C stood, ");
    assert_eq!(clause("went"), "but D went");
}

/// Read by the words as they were cut, a sentence says what it says read sign by sign.
#[track_caller]
fn check_known(text: &str, span: Range<usize>) {
    let mut cuts = [Cuts::default()];
    cuts[0].cut_without_names(text, 0..text.len(), &mut Default::default());
    let mut known = KnownWords::new(table(), &cuts);
    let (mut read, mut by_words) = (Sentence::default(), Sentence::default());
    read.read(text, span.clone(), false, None);
    by_words.read(text, span.clone(), false, Some(&mut known));
    assert_eq!(by_words.cues, read.cues, "{text:?} {span:?}");
    assert_eq!(by_words.turns, read.turns, "{text:?} {span:?}");
    assert_eq!(by_words.quotes, read.quotes, "{text:?} {span:?}");
    let mut cues_only = Sentence::default();
    cues_only.read_cues(text, span.clone(), Some(&mut known));
    assert_eq!(cues_only.cues, read.cues, "{text:?} {span:?}");
    assert_eq!(by_words.clauses, read.clauses, "{text:?} {span:?}");
    assert_eq!(
        by_words.leaves_quote_open, read.leaves_quote_open,
        "{text:?}"
    );
}

#[test]
fn known_words_say_the_same() {
    for text in [
        "It will spend 5% more; but not, “yet”, 5km up: the U.S. budget’s defence-led cost, until",
        "spend5 attaché budgeté défence; will\u{a0}buy, \u{a0}but sold",
        "cost",
        "",
    ] {
        for from in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
            check_known(text, from..text.len());
            check_known(text, 0..from);
        }
    }
}

proptest::proptest! {
    #[test]
    fn known_words_say_the_same_of_any_text(
        text in "((will|spend|up|to|but|while|cost|defence|a|5|km|é|U|x)([ ]|, |; |: |-|’s |“|”|\"|\\. |\n|\t|_|\u{a0}|)){0,30}",
        from in 0usize..60,
        to in 0usize..120,
    ) {
        let from = text.floor_char_boundary(from.min(text.len()));
        let to = text.floor_char_boundary(to.min(text.len())).max(from);
        check_known(&text, from..to);
    }
}
