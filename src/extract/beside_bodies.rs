//! What stands beside a body and says whether its words are a name there.

use super::lexicon::Sense;
use super::scene::Scene;
use super::word_set::word_set;

word_set! {
    /// Behind a body that acts or has a size, which is no other thing of the same letters: "Navy blue".
    BEHIND_BODIES = "is" "was" "has" "had" "will" "would" "may" "might" "can" "could" "must" "should"
        "does" "did" "plans" "wants" "needs" "met" "chose" "began" "bought" "numbers" "strength"
        "spending" "officials" "officers" "leaders" "chiefs" "troops" "soldiers" "units" "recruitment"
        "sailors" "pilots" "commanders" "engineers" "generals" "admirals"
}

/// Whether word `i` is a verb or says how many belong to the body before it.
pub(super) fn acts_or_has_size(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.words.str(i);
    BEHIND_BODIES.has(word)
        || scene.words.is(i, Sense::SpeechVerb)
        || word.len() > 4 && word.ends_with("ed")
}

word_set! {
    /// Before "group" and "force", where they are no formation: "4th Task Force".
    OF_TALKS = "working" "task" "contact" "steering" "study" "advisory" "planning" "consultative"
}

/// Whether the head that word `i` is belongs to people who talk.
pub(super) fn is_of_talks(scene: &Scene<'_>, i: usize) -> bool {
    OF_TALKS.has(scene.words.str_before(i))
}

word_set! {
    /// Behind the name of a formation that ends with its land.
    BEHIND_NAMES = "in" "at" "near" "on" "and" "or" "from" "to" "with" "for" "by"
}

/// Whether a name that ends with its land may stand before this word.
pub(super) fn ends_a_name(word: &str) -> bool {
    BEHIND_NAMES.has(word)
}
