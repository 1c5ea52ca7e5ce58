//! Words right beside an amount that say what it is whatever else its clause speaks of: "for defence",
//! "a $20 billion defence budget", "apiece", "would have cost".

use super::values;
use crate::extract::cues::{self, Cue};
use crate::extract::figure::Context;
use crate::extract::word_set::word_set;
use crate::extract::{Bound, Kind, Mention};

word_set! {
    /// Behind "for defence" where all of it is meant: "for defence in 2025", not "for defence exports".
    GOES_ON = "in" "this" "next" "or" "a" "by" "and" "over" "as" "from" "under" "during" "last" "annually"
        "per" "each" "every" "while" "which" "but" "until" "through" "that" "with" "than" "alone" "compared"
}

word_set! {
    /// Before "defence" in "for its defence".
    OWN = "the" "its" "their" "our" "national" "his" "her"
}

word_set! {
    /// What is decided of a year.
    BUDGET = "budget" "spending" "expenditure" "outlay" "funding" "appropriation" "budgets"
}

word_set! {
    /// Behind "defence budget" or "defence spending" where a part or a change of it is meant.
    NO_BUDGET = "package" "bill" "increase" "rise" "cut" "cuts" "boost" "hike" "plan" "programme" "program"
        "deal" "spree" "gap" "shortfall" "deficit" "hole" "request"
}

word_set! {
    /// A level that "it" stands at or comes to: "with the fund it reached 71 billion".
    COMES_TO = "reached" "reaches" "reach" "came" "comes" "come" "totalled" "totaled" "totals" "amounted"
        "amounts" "stood" "stands" "was" "is" "rose" "rises" "grew" "grows" "climbed" "fell" "dropped"
        "exceeded" "exceeds" "topped"
}

word_set! {
    /// Between such a verb and the amount.
    BEFORE_LEVEL = "to" "at" "about" "around" "nearly" "some" "roughly" "almost" "a" "record" "an"
        "estimated" "over" "even" "just" "would" "will" "already" "then"
}

word_set! {
    /// Of a ministry that wants money.
    ASKS = "asked" "asks" "requested" "requests" "requesting" "request" "seeks" "sought" "seeking" "proposed"
        "proposes" "demanded"
}

word_set! {
    /// What a price per one is per.
    THINGS = "missile" "missiles" "unit" "round" "interceptor" "rocket" "shell" "shot" "drone" "aircraft" "jet"
        "tank" "launcher" "battery" "system" "vehicle" "copy" "piece" "item" "weapon" "torpedo" "ship" "boat"
        "submarine" "helicopter" "plane" "warhead" "munition" "bomb"
}

word_set! {
    /// Verbs with which a price is counted from that of one: "at 1 million each that is 1 billion".
    COUNTED = "is" "makes" "make" "comes" "adds" "means" "amounts" "be" "cost" "costs" "total" "totals"
}

word_set! {
    /// Behind "would have" of what did not come about; "would have a range" is none.
    UNREAL = "been" "cost" "spent" "had" "come" "gone" "grown" "risen" "fallen" "brought" "taken" "made"
        "put" "met" "paid" "bought" "given" "got" "gotten" "set" "cut" "hit" "left" "lost" "stood" "flown"
        "run" "meant" "seen" "won" "sold" "built" "kept" "become"
}

word_set! {
    /// For whom the money of "for military aid" is.
    AID = "aid" "assistance" "exports"
}

/// Whether a word behind "have" makes one verb of both.
fn is_unreal(word: &str) -> bool {
    UNREAL.has(word) || word.ends_with("ed") && !word.ends_with("eed")
}

impl Context<'_, '_> {
    /// Where the figure ends, its other side in brackets behind it included.
    fn end_of_both(&self) -> usize {
        let end = self.mention.span.end();
        let other = self.mentions.get(self.figure + 1).filter(|it| {
            it.kind() == Kind::Money
                && self
                    .text
                    .get(end..it.span.start())
                    .is_some_and(|gap| gap.len() < 16 && gap.trim_start().starts_with('('))
        });
        other.map_or(end, |it| it.span.end())
    }

    /// Whether such a word stands a few words behind the figure.
    fn follows_soon(&self, wanted: Cue) -> bool {
        const NEAR: usize = 64;
        if !self.sentence.has(wanted) {
            return false;
        }
        let end = self.mention.span.end();
        let behind = end..end + NEAR;
        let mut cues = self.sentence.cues.iter();
        cues.any(|(at, cue)| *cue == wanted && behind.contains(at))
    }

    /// "186 billion zloty for defence": how near that stands.
    pub(in crate::extract) fn for_defence(&self) -> Option<usize> {
        if !self.sentence.has(Cue::Defence) || !self.follows_soon(Cue::Defence) {
            return None;
        }
        let end = self.end_of_both();
        let mut word = self.sentence.word_behind(end)?;
        let str = |word: &std::ops::Range<usize>| self.text.get(word.clone()).unwrap_or("");
        if word.start - end > 4 || !matches!(str(&word), "for" | "on" | "to" | "towards") {
            return None;
        }
        word = self.sentence.word_behind(word.end)?;
        if OWN.has(str(&word)) {
            word = self.sentence.word_behind(word.end)?;
        }
        let is_armed = str(&word) == "armed";
        if cues::cue(str(&word).as_bytes()) != Some(Cue::Defence) {
            return None;
        }
        if is_armed {
            word = self.sentence.word_behind(word.end)?;
        }
        let next = self.sentence.word_at(word.end);
        let is_all =
            next.is_empty() || GOES_ON.has(next) || next.starts_with(|c: char| c.is_ascii_digit());
        let others = [Cue::OtherMoney, Cue::Programme, Cue::Deal];
        (is_all && others.iter().all(|&it| self.near(it).is_none())).then_some(1)
    }

    /// "a 7.95 trillion yen ($56 billion) defence budget": how near that stands.
    pub(in crate::extract) fn before_budget(&self) -> Option<usize> {
        const MAX_WORDS: usize = 4;
        if !self.follows_soon(Cue::Spending) {
            return None;
        }
        let end = self.end_of_both();
        let mut at = end;
        let mut is_military = false;
        for _ in 0..MAX_WORDS {
            let word = self.sentence.word_behind(at)?;
            let gap = self.text.get(at..word.start)?;
            if gap.contains([',', ';', ':', '.']) {
                return None;
            }
            let str = self.text.get(word.clone())?;
            if BUDGET.has(str) {
                let next = self.sentence.word_at(word.end);
                return (is_military && !NO_BUDGET.has(next)).then_some(1);
            }
            let is_link = matches!(
                str,
                "in" | "of" | "for" | "on" | "to" | "and" | "from" | "by" | "as" | "a"
            );
            if is_link {
                return None;
            }
            is_military |= cues::cue(str.as_bytes()) == Some(Cue::Defence);
            at = word.end;
        }
        None
    }

    /// "the defence ministry has asked for a record 59 trillion won": how near that stands.
    pub(in crate::extract) fn asked_by_ministry(&self) -> Option<usize> {
        if !self.sentence.kinds.has(Kind::Organisation) {
            return None;
        }
        let is_ministry = |it: &Mention| {
            it.kind() == Kind::Organisation && it.value.iso3().is_some() && {
                let name = it.span.slice(self.text);
                name.contains("Defence") || name.contains("Defense")
            }
        };
        let before = self.clause.start..self.at();
        let mut bodies = self.mentions_in(&before);
        if !bodies.any(|(_, it)| is_ministry(it)) || self.next_word == "for" && !self.is_for_year()
        {
            return None;
        }
        let at = self.before(6).position(|word| ASKS.has(word))?;
        let others = [
            Cue::OtherMoney,
            Cue::Price,
            Cue::Deal,
            Cue::Missile,
            Cue::Programme,
        ];
        let is_calm = others.iter().all(|&it| self.near(it).is_none());
        is_calm.then_some(at + 1)
    }

    /// "for fiscal 2018", "for next year".
    fn is_for_year(&self) -> bool {
        let mut words = self
            .sentence
            .words_after(self.mention.span.end(), 3)
            .skip(1);
        let is_time = |word: &str| {
            matches!(word, "fiscal" | "the" | "next" | "FY" | "financial") || word.starts_with("20")
        };
        words.next().is_some_and(is_time)
    }

    /// "… spent 54 billion pounds. The chancellor had pencilled in 87 billion by 2030.": the sentence before
    /// gave spending, and this one where it is to be.
    pub(in crate::extract) fn is_goal_of_spending(&self) -> bool {
        const MAX_WORDS: usize = 2;
        let Some(next) = self.mentions.get(self.figure + 1) else {
            return false;
        };
        let is_bound = values::date(next).is_some_and(|it| it.2 == Some(Bound::NoLaterThan));
        let end = self.mention.span.end();
        let is_next = is_bound && self.sentence.num_words(end, next.span.start()) <= MAX_WORDS;
        is_next && self.carry.is_spending_near && !self.has_things()
    }

    /// "would have cost 5 billion", "if every ally had spent 3 percent"; not "would have a range of 300 km",
    /// nor what a plan leads to: "if approved, the budget would rise to 5 billion".
    pub(in crate::extract) fn is_supposed(&self) -> bool {
        let from = self.floor.max(self.clause.start);
        let text = |at: usize| self.text.get(at..).unwrap_or("");
        let before = from..self.at();
        let is_would_have = |at: usize| {
            before.contains(&at) && text(at).starts_with("would have ") && {
                let mut words = self.sentence.words_after(at, 4).skip(2);
                // "would have already cost"
                words.next().is_some_and(is_unreal) || words.next().is_some_and(is_unreal)
            }
        };
        if self.sentence.has(Cue::Planned) {
            let mut planned = self.sentence.cues.iter();
            if planned.any(|&(at, cue)| cue == Cue::Planned && is_would_have(at)) {
                return true;
            }
        }
        text(self.sentence.span.start).starts_with("If ") && {
            let mut after = "";
            let mut words = self.sentence.words_between(from, self.at(), 12);
            words.any(|word| {
                let hangs = word == "had" || word == "were" && after == "to";
                after = word;
                hangs
            })
        }
    }

    /// "for military aid", "in military assistance", "for arms exports": others get it.
    pub(in crate::extract) fn is_for_others(&self) -> bool {
        if !self.follows_soon(Cue::Defence) {
            return false;
        }
        let end = self.end_of_both();
        let mut words = self.sentence.words_after(end, 4);
        let links = matches!(
            self.sentence.word_at(end),
            "for" | "in" | "on" | "as" | "to"
        ) && words.next().is_some();
        let mut word = words.next().unwrap_or("");
        if OWN.has(word) {
            word = words.next().unwrap_or("");
        }
        links
            && cues::cue(word.as_bytes()) == Some(Cue::Defence)
            && words.next().is_some_and(|word| AID.has(word))
    }

    /// "1 million apiece", "2 million dollars per missile", where things are bought, not years spent.
    pub(in crate::extract) fn is_apiece(&self) -> bool {
        if !self.sentence.has(Cue::Each) || self.near(Cue::Spending).is_some() {
            return false;
        }
        match self.next_word {
            "apiece" => true,
            "each" | "per" | "a" => {
                let mut words = self
                    .sentence
                    .words_after(self.mention.span.end(), 2)
                    .skip(1);
                let is_thing = words.next().is_some_and(|word| THINGS.has(word));
                let sees_things = || {
                    let is_thing = |it: &Mention| matches!(it.kind(), Kind::Weapon | Kind::Count);
                    self.sentence.has(Cue::Missile)
                        || self
                            .mentions_in(&self.sentence.span)
                            .any(|(_, it)| is_thing(it))
                };
                is_thing && self.next_word == "per" || self.next_word == "each" && sees_things()
            }
            _ => false,
        }
    }

    /// "at 1 million apiece that is 1 billion": what several cost together.
    pub(in crate::extract) fn is_counted_up(&self) -> bool {
        self.made.each && self.before(4).any(|word| COUNTED.has(word))
    }

    /// "with the fund it reached 71 billion": the same that the sentence gave before, or the one before it;
    /// not "the frigate programme is late, and it is 2 billion over".
    pub(in crate::extract) fn is_level_of_it(&self) -> bool {
        if !self.made.spending && !self.carried().spending {
            return false;
        }
        let mut has_verb = false;
        for word in self.before(6) {
            if has_verb && word.eq_ignore_ascii_case("it") {
                return self.is_of_no_thing();
            }
            let is_verb = COMES_TO.has(word);
            if !is_verb && (has_verb || !BEFORE_LEVEL.has(word)) {
                return false;
            }
            has_verb |= is_verb;
        }
        false
    }

    /// Whether the sentence speaks of no programme or thing that "it" may be, nor of a plan that it misses.
    fn is_of_no_thing(&self) -> bool {
        !self.is_missed() && !self.sentence.has(Cue::Programme) && !self.has_things()
    }

    /// "2 billion euros over.", "2 billion short of the plan": by how much a plan is missed; not "over five
    /// years".
    pub(in crate::extract) fn is_missed(&self) -> bool {
        let ends = || {
            let end = self.mention.span.end() + 1 + self.next_word.len();
            let rest = self.text.get(end..).unwrap_or("");
            rest.starts_with(['.', ',', ';', '!', ')']) || rest.starts_with(" budget")
        };
        matches!(self.next_word, "short" | "behind") || self.next_word == "over" && ends()
    }

    /// Whether the sentence names a weapon or counts something.
    fn has_things(&self) -> bool {
        self.mentions_in(&self.sentence.span)
            .any(|(_, it)| matches!(it.kind(), Kind::Count | Kind::Weapon))
    }
}
