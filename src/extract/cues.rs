//! Words that say what the figures of a clause measure, and where clauses begin.

use super::words::{Gap, Words};

/// A word that says what a figure of its clause measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// spend, budget
    Spending,
    /// defence, military
    Defence,
    /// buy, cost, worth
    Price,
    /// range, reach
    Range,
    /// away, strike, up to: what a range does, but other things, too
    Strike,
    /// missile, rocket
    Missile,
    /// will, plans
    Planned,
    /// over five years, in total
    SeveralYears,
    /// deficit, debt
    OtherBudget,
    /// altitude
    Height,
}

/// Whether word `i` begins a clause of its own.
pub(super) fn begins_clause(words: &Words<'_>, i: usize, word: &str, num_words: usize) -> bool {
    let between = words.between(i - 1);
    // A colon after a word or two is a label ("Budget 2026: SEK 175 billion").
    if between.contains(';') || between.contains(": ") && num_words > 5 {
        return true;
    }
    let after_comma = words.gap_before(i) == Gap::Comma;
    match word {
        "while" | "whereas" | "although" | "but" | "until" => {
            after_comma || word == "while" || word == "whereas"
        }
        _ => false,
    }
}

pub(super) fn cue(word: &str, before: &str, after: &str) -> Option<Cue> {
    Some(match word {
        "spend" | "spends" | "spent" | "spending" | "budget" | "budgets" | "budgeted"
        | "expenditure" | "expenditures" | "outlay" | "outlays" | "allocated" | "allocates"
        | "allocate" | "allotted" | "allocation" => Cue::Spending,
        "aside" if matches!(before, "set" | "sets" | "setting") => Cue::Spending,
        "defence" | "defense" | "military"
            if !matches!(after, "minister" | "secretary" | "ministry" | "chief") =>
        {
            Cue::Defence
        }
        "buy" | "buys" | "bought" | "buying" | "purchase" | "purchased" | "purchases" | "sale"
        | "sales" | "sold" | "sell" | "selling" | "cost" | "costs" | "costing" | "price"
        | "priced" | "prices" | "valued" | "contract" | "contracts" | "deal" | "order"
        | "ordered" | "orders" | "paid" | "pay" | "pays" | "paying" | "acquire" | "acquired"
        | "agreement" | "approved" => Cue::Price,
        // "worth seventh place" is no price.
        "worth" if !after.ends_with("th") => Cue::Price,
        "range" | "ranges" | "reach" | "reaches" | "reaching" | "reached" => Cue::Range,
        "away" | "distance" | "distances" | "hit" | "strike" | "striking" | "targets" | "fly"
        | "flies" | "travel" | "further" | "farther" => Cue::Strike,
        "to" if before == "up" => Cue::Strike,
        "missile" | "missiles" | "rocket" | "rockets" | "weapon" | "weapons" | "drone"
        | "drones" | "interceptors" | "munition" | "munitions" | "artillery" => Cue::Missile,
        "will" | "plan" | "plans" | "planned" | "planning" | "committed" | "commits"
        | "commitment" | "target" | "pledge" | "pledged" | "pledges" | "goal" | "goals" | "aim"
        | "aims" | "aimed" | "promise" | "promised" | "promises" | "intends" | "intend"
        | "expects" | "expect" | "expected" | "would" | "proposed" | "proposes" | "wants"
        | "projected" | "forecast" | "due" | "vowed" => Cue::Planned,
        "total" | "cumulative" | "decade" | "years" | "multi"
            if matches!(word, "cumulative" | "multi")
                || word == "total" && before == "in"
                || word == "decade" && after != "ago"
                || word == "years"
                    && !matches!(after, "ago" | "earlier" | "later" | "old")
                    && before != "recent" =>
        {
            Cue::SeveralYears
        }
        "year" if is_number_word(before) && before != "one" && before != "a" => Cue::SeveralYears,
        "deficit" | "debt" | "tax" | "taxes" | "revenue" | "interest" | "health" | "education" => {
            Cue::OtherBudget
        }
        "altitude" | "apogee" | "height" | "high" | "border" | "frontier" | "coastline" => {
            Cue::Height
        }
        _ => return None,
    })
}

/// "five" in "five-year".
fn is_number_word(word: &str) -> bool {
    word.parse::<u32>()
        .is_ok_and(|number| (2..=50).contains(&number))
        || matches!(
            word,
            "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "twelve"
                | "fifteen"
                | "twenty"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lexicon::is_cue_word;

    #[test]
    fn the_list_of_cue_words_leaves_none_out() {
        let samples = [
            "spend",
            "spending",
            "budget",
            "outlay",
            "allotted",
            "aside",
            "defence",
            "military",
            "buy",
            "sale",
            "cost",
            "price",
            "worth",
            "contract",
            "range",
            "reach",
            "away",
            "strike",
            "to",
            "missile",
            "rocket",
            "will",
            "plans",
            "committed",
            "pledge",
            "target",
            "would",
            "years",
            "decade",
            "cumulative",
            "year",
            "deficit",
            "debt",
            "altitude",
            "height",
        ];
        for word in samples {
            let known = cue(word, "five", "")
                .or(cue(word, "set", ""))
                .or(cue(word, "up", ""));
            assert!(known.is_some(), "{word}");
            assert!(is_cue_word(word), "{word}");
        }
        assert!(!is_cue_word("harbour"));
    }
}
