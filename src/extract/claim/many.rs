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

word_set! {
    /// What all countries together do: "global military spending", "the worldwide arms market".
    OF_WORLD_NOUNS = "spending" "expenditure" "expenditures" "outlays" "budgets" "trade" "market" "markets"
        "sales" "exports" "imports" "demand" "orders" "production" "investment" "revenue" "revenues" "aid"
        "total"
}

word_set! {
    /// Before "globally", where it says a place among others: "the tenth highest globally".
    RANKS = "first" "second" "third" "fourth" "fifth" "sixth" "seventh" "eighth" "ninth" "tenth" "most"
        "top" "leading" "rank" "ranks" "ranked" "number" "best" "place" "placed"
}

fn is_rank(word: &str) -> bool {
    let is_numbered = word.starts_with(|first: char| first.is_ascii_digit());
    RANKS.has(word) || word.len() > 5 && word.ends_with("est") || is_numbered
}

/// Whether word `at` of these speaks of all countries; of which so many stand before the figure.
fn tells_world(words: &[&str], at: usize, num_before: usize) -> bool {
    /// Words between "global" and its noun, and it.
    const NOUN: usize = 3;
    /// Words from a rank to "globally".
    const RANK: usize = 3;
    let Some(word) = words.get(at).filter(|word| OF_WORLD.has(word)) else {
        return false;
    };
    let is_small = |word: &str| word.starts_with(|first: char| first.is_lowercase());
    let end = if at < num_before {
        num_before
    } else {
        words.len()
    };
    let behind = words.get(at + 1..end).unwrap_or(&[]);
    // Names are written large: "the Global Combat Air Programme".
    let mut behind = behind.iter().take(NOUN).take_while(|word| is_small(word));
    if behind.any(|word| OF_WORLD_NOUNS.has(word)) {
        return true;
    }
    let before = words.get(..at).unwrap_or(&[]);
    if word.eq_ignore_ascii_case("global") {
        return is_small(word) && at == num_before + 1 && before.last() == Some(&"of");
    }
    (is_small(word) || word.eq_ignore_ascii_case("globally"))
        && !before.iter().rev().take(RANK).any(|word| is_rank(word))
}

impl Context<'_, '_> {
    /// "global spending reached 2 trillion", "2 trillion of worldwide spending"; not "the Global Hawk
    /// cost 2 billion" and "2 billion, the most globally".
    fn is_of_world(&self, far: usize) -> bool {
        const BEHIND: usize = 5;
        let mut words: Vec<&str> = self.before(far + 3).collect();
        words.reverse();
        let num_before = words.len();
        words.extend(self.sentence.words_after(self.mention.span.end(), BEHIND));
        (num_before.saturating_sub(far)..words.len()).any(|at| tells_world(&words, at, num_before))
    }

    /// "the alliance would need", "European allies spent", "states in the east spend": nobody's by himself;
    /// not "unlike its allies it spent", nor the United States.
    pub(in crate::extract) fn is_of_many(&self) -> bool {
        const FAR: usize = 6;
        let (mut of_world, mut of_many) = (false, false);
        for word in self.before(FAR) {
            of_world |= OF_WORLD.has(word);
            of_many |= MANY.has(word);
        }
        let mut behind = self.sentence.words_after(self.mention.span.end(), 4);
        if (of_world || behind.any(|word| OF_WORLD.has(word))) && self.is_of_world(FAR) {
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
