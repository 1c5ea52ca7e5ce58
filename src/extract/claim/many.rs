//! Whether several countries together are what a figure is about: "European allies spent".

use crate::extract::figure::Context;
use crate::extract::word_set::word_set;

word_set! {
    /// Several countries together.
    MANY = "alliance" "bloc" "allies" "ally" "members" "continent" "countries" "nations" "states"
        "governments"
}

word_set! {
    /// Shortly before several countries that only stand beside the subject.
    BESIDE_MANY = "unlike" "than" "among" "other" "its" "like" "with" "against" "alongside" "besides"
        "amid" "to" "from"
}

word_set! {
    /// Between several countries and what they do.
    OF_MANY = "in" "of" "on" "the" "together" "also" "now" "alone" "all" "jointly" "already" "combined"
        "east" "west" "north" "south" "europe" "asia" "nato" "eu" "alliance" "bloc" "union"
}

word_set! {
    /// What several countries do with money; besides all that ends in "-ed".
    DEEDS = "spend" "spends" "spent" "need" "needs" "would" "will" "must" "should" "could" "can" "may"
        "might" "have" "has" "had" "is" "are" "was" "were" "set" "give" "gives" "gave" "put" "puts" "pay"
        "pays" "paid" "plan" "plans" "aim" "aims" "want" "wants" "commit" "commits" "pledge" "pledges"
        "invest" "invests" "raise" "raises" "rose" "fell" "grew" "reach" "reaches" "hit" "hits" "buy"
        "bought" "allocate" "allocates" "devote" "devotes" "meet" "met" "made" "make" "owe" "lack" "promise"
}

fn is_deed(word: &str) -> bool {
    DEEDS.has(word) || word.ends_with("ed")
}

word_set! {
    /// Of all countries there are.
    OF_WORLD = "worldwide" "global" "globally"
}

impl Context<'_, '_> {
    /// "the alliance would need", "European allies spent", "states in the east spend": nobody's by himself;
    /// not "unlike its allies it spent", nor the United States.
    pub(in crate::extract) fn is_of_many(&self) -> bool {
        const FAR: usize = 6;
        let (mut of_world, mut of_many) = (false, false);
        for word in self.before(FAR) {
            of_world |= matches!(word.len(), 6..=9) && OF_WORLD.has(word);
            of_many |= MANY.has(word);
        }
        // "global spending reached 2 trillion", "2 trillion of worldwide spending".
        let mut behind = self.sentence.words_after(self.mention.span.end(), 4);
        if of_world || behind.any(|word| matches!(word.len(), 6..=9) && OF_WORLD.has(word)) {
            return true;
        }
        if !of_many {
            return false;
        }
        let words: Vec<&str> = self.before(FAR + 3).collect();
        let is_subject = |at: usize| {
            let mut before = words.iter().skip(at + 1).take(3);
            let is_name = before.clone().next() == Some(&"United");
            let is_beside = before.any(|word| BESIDE_MANY.has(word));
            // Whatever says which of them stands before the verb.
            let mut after = words.iter().take(at).rev();
            let acts = after
                .find(|word| !OF_MANY.has(word))
                .is_some_and(|word| is_deed(word));
            !is_name && !is_beside && acts
        };
        let mut nearest = words.iter().take(FAR).enumerate();
        nearest.any(|(at, word)| MANY.has(word) && is_subject(at))
    }
}
