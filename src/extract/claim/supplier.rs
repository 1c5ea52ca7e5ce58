//! The other side of a deal: "a contract with Sweden's Saab", "bought from the Swedish firm Saab".

use super::sentence::Sentence;
use crate::extract::Mention;
use crate::extract::word_set::word_set;

word_set! {
    /// Before the other side of a deal.
    DEALT = "with" "from"
}

word_set! {
    /// Between them and its name, beside names.
    OF_SUPPLIERS = "the" "a" "an" "its" "their" "s" "company" "firm" "manufacturer" "maker" "supplier"
        "shipbuilder" "subsidiary" "contractor" "giant" "group" "arms" "defence" "defense"
}

/// Whether a body of a sentence is only the other side of a deal.
pub(in crate::extract) fn is_supplier(sentence: &Sentence<'_>, body: &Mention) -> bool {
    /// Words of "with the Swedish arms maker".
    const MAX_WORDS: usize = 7;
    let is_name = |word: &str| word.starts_with(|first: char| first.is_uppercase());
    for word in sentence.words_before(body.span.start(), MAX_WORDS) {
        if DEALT.has(word) {
            return true;
        }
        if !OF_SUPPLIERS.has(word) && !is_name(word) {
            return false;
        }
    }
    false
}
