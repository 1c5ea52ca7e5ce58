//! Sentences read sign by sign and by their words.

use super::*;
use crate::extract::claim::bounds::{Ending, end_of, start_of};
use crate::extract::claim::known::KnownWords;
use crate::extract::cuts::Cuts;
use crate::extract::lexicon::table;

#[test]
fn quotations_are_known() {
    let text = "He said “we spend 5” and \"more\" now";
    let mut sentence = Sentence::default();
    sentence.read(text, 0..text.len(), false);
    let at = |word: &str| text.find(word).unwrap();
    assert!(sentence.is_quoted(at("spend")) && sentence.is_quoted(at("more")));
    assert!(!sentence.is_quoted(at("He")) && !sentence.is_quoted(at("now")));
    assert!(!sentence.leaves_quote_open);
}

#[test]
fn clauses_begin_at_signs_and_words() {
    let text = "A rose; B fell while C stood, but D went";
    let mut sentence = Sentence::default();
    sentence.read(text, 0..text.len(), false);
    let clause = |word: &str| text.get(sentence.clause(text.find(word).unwrap())).unwrap();
    assert_eq!(clause("rose"), "A rose; ");
    assert_eq!(clause("fell"), "B fell ");
    assert_eq!(clause("stood"), "while C stood, ");
    assert_eq!(clause("went"), "but D went");
}

/// Read by the words as they were cut, a sentence says what it says read sign by sign, and begins and
/// ends where it does.
#[track_caller]
fn check_known(text: &str, span: Range<usize>) {
    let mut cuts = [Cuts::default()];
    cuts[0].cut_without_names(text, 0..text.len(), &mut Default::default());
    let mut known = KnownWords::new(table(), &cuts);
    let Some(piece) = known.of(text, &span) else {
        return assert_eq!(span.start, text.len(), "{text:?}");
    };
    let first = piece.behind(span.start, 0);
    let (mut read, mut by_words) = (Sentence::default(), Sentence::default());
    read.read(text, span.clone(), false);
    let behind = (first..piece.len()).find(|&i| piece.start(i) >= span.end);
    let words = first..behind.unwrap_or(piece.len());
    by_words.read_known(&piece, span.clone(), words.clone(), false);
    check_same(&by_words, &read);
    let may_say = piece.may_say_any(words, &span, Cues::of(&[Cue::Defence]));
    assert!(may_say || !read.has(Cue::Defence), "{text:?} {span:?}");

    // From the start of the stretch to the end of the sentence that holds its end.
    let until = piece.behind(span.end, first);
    let found = piece.start_among(first..until, span.start, span.end);
    let expected = start_of(text, span.start, span.end);
    assert_eq!(found.map(|it| it.at), Some(expected), "{text:?} {span:?}");
    let ending = Ending {
        floor: span.start,
        at: span.end,
        limit: text.len(),
    };
    let end = end_of(text, span.start, span.end, text.len());
    let behind = by_words.read_to_end(&piece, found.unwrap(), &ending, true);
    read.read(text, expected..end, true);
    check_same(&by_words, &read);
    assert_eq!(behind, Some(piece.behind(end, 0)), "{text:?} {span:?}");
}

#[track_caller]
fn check_same(found: &Sentence<'_>, expected: &Sentence<'_>) {
    let text = expected.text;
    assert_eq!(found.span, expected.span, "{text:?}");
    assert_eq!(found.cues, expected.cues, "{text:?} {:?}", found.span);
    assert_eq!(found.quotes, expected.quotes, "{text:?} {:?}", found.span);
    assert_eq!(found.clauses, expected.clauses, "{text:?} {:?}", found.span);
    assert_eq!(found.asks, expected.asks, "{text:?}");
    assert_eq!(
        found.leaves_quote_open, expected.leaves_quote_open,
        "{text:?}"
    );
}

#[test]
fn known_words_say_the_same() {
    for text in [
        "It will spend 5% more; but not, “yet”, 5km up: the U.S. budget’s defence-led cost, until",
        "spend5 attaché budgeté défence; will\u{a0}buy, \u{a0}but sold",
        "Dr. No spent. “It cost!” Mr.\nX vs. Y; \nThe end.[1] It “rose.”\nA|b\tc",
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
        text in "((will|spend|up|to|but|while|cost|defence|a|5|km|é|U|x|Dr|No)([ ]|, |; |: |-|’s |“|”|\"|\\. |\\.|! |\\?”|\\.\\[|\n| \n|,\n|\\.\n|\t|_|\u{a0}|)){0,30}",
        from in 0usize..60,
        to in 0usize..120,
    ) {
        let from = text.floor_char_boundary(from.min(text.len()));
        let to = text.floor_char_boundary(to.min(text.len())).max(from);
        check_known(&text, from..to);
    }
}
