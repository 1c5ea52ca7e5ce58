//! One figure in its clause: what it measures, and when.

use std::cell::OnceCell;
use std::ops::Range;

use jiff::civil::Date;

use super::claim::sentence::Sentence;
use super::claim::source::Sources;
use super::claim::subject::Land;
use super::claim::values::{self, Whole, id};
use super::claim::when::When;
use super::claim::{ClaimMeasure, NotClaim};
use super::clause::{Carry, Made, Military, Seen, Theme};
use super::cues::{self, Cue};
use super::word_set::word_set;
use super::{Kind, Mention, MentionId};
use crate::units::{Currency, Extent};

/// A longer time is several years.
const MAX_DAYS_OF_A_YEAR: i32 = 731;

/// One figure where it stands.
#[derive(Debug)]
pub(super) struct Context<'a, 't> {
    pub(super) text: &'a str,
    pub(super) mentions: &'a [Mention],
    /// Of the document.
    pub(super) date: Option<Date>,
    pub(super) sentence: &'a Sentence<'a>,
    pub(super) clause: Range<usize>,
    pub(super) figure: usize,
    pub(super) mention: &'a Mention,
    pub(super) carry: &'a Carry<'t>,
    pub(super) theme: &'a Theme,
    /// Who speaks in the sentence, once it was asked.
    pub(super) sources: &'a OnceCell<Sources>,
    /// The word before it; empty where there is none.
    pub(super) word_before: &'a str,
    /// The word right behind it; empty where a comma parts them.
    pub(super) next_word: &'a str,
    /// What the figures of the sentence before it claimed.
    pub(super) made: &'a Made,
    /// Its own date, once it was asked.
    pub(super) own_when: OnceCell<When>,
    /// The only country that the whole text names, once it was asked for.
    pub(super) only_country: &'a OnceCell<Option<Land>>,
    /// Where the amount or percentage before this one ends.
    pub(super) floor: usize,
    /// The document spoke of the military before.
    pub(super) seen_defence: &'a Seen,
}

word_set! {
    /// Right before an amount by which something changes.
    BY = "by" "extra" "additional" "another" "further" "increase" "rise" "cut" "growth" "up" "down"
        "grew" "rose" "fell" "added" "adding" "raise" "drop" "decline" "reduction" "jumped"
        "climbed" "surged" "increased" "decreased" "grow" "fall" "dropped" "gained" "shrank" "hike"
}

word_set! {
    /// Right behind an amount by which something changes.
    CHANGE = "more" "increase" "extra" "rise" "cut" "lower" "higher" "less" "growth" "jump" "drop"
        "decline" "reduction" "boost" "hike" "fewer" "uplift"
}

word_set! {
    /// Right behind a percentage that names a goal.
    GOAL = "goal" "target" "benchmark" "threshold" "mark" "guideline" "pledge" "floor"
}

word_set! {
    /// Between a country and the amount that a list or an order gives it.
    LINK = "with" "at" "reached" "followed" "on" "and" "about" "stood" "the" "was" "is" "came"
        "in" "place" "s" "world" "spent" "spends" "largest" "by" "a" "some" "nearly" "around"
        "ranked" "fourth" "third" "second" "fifth" "just" "next" "spender" "over" "put" "far"
        "an" "estimated" "first" "sixth" "seventh" "eighth" "ninth" "tenth" "or" "more" "than" "of" "third-largest" "position" "for"
}

word_set! {
    /// Before a country in a list.
    BEFORE_LISTED = "and" "by" "of" "behind" "than" "while" "but" "the" "with" "in" "then" "after"
        "overtook" "or" "ahead"
}

impl Context<'_, '_> {
    pub(super) fn measure(&self) -> Result<ClaimMeasure, NotClaim> {
        if self.sentence.asks {
            return Err(NotClaim::Question);
        }
        if self.is_denied() {
            return Err(NotClaim::Denied);
        }
        if self.is_supposed() {
            return Err(NotClaim::Supposed);
        }
        let mention = self.mention;
        if let Some((amount, currency)) = values::money(mention) {
            return if self.is_for_others() {
                Err(NotClaim::OtherMoney)
            } else {
                self.money(amount, currency)
            };
        }
        if let Some((percent, whole)) = values::percent(mention) {
            return self.percent(percent, whole);
        }
        if let Some(km) = values::distance(mention) {
            return self.distance(km);
        }
        let rank = values::rank(mention).ok_or(NotClaim::NoMeasure)?;
        Ok(ClaimMeasure::Rank { rank })
    }

    /// What the sentences before it say of the military.
    pub(super) fn carried(&self) -> Military {
        self.carry.military()
    }

    pub(super) fn at(&self) -> usize {
        self.mention.span.start()
    }

    /// How near such a word stands in the clause.
    pub(super) fn near(&self, cue: Cue) -> Option<usize> {
        self.sentence.distance_to(&self.clause, self.at(), cue)
    }

    /// Who speaks in the sentence.
    pub(super) fn sources(&self) -> &Sources {
        let read = || Sources::of(self.text, self.sentence, self.mentions);
        self.sources.get_or_init(read)
    }

    pub(super) fn before(&self, num: usize) -> impl Iterator<Item = &str> {
        self.sentence.words_before(self.at(), num)
    }

    /// The word before the one before it; empty where there is none.
    fn second_before(&self) -> &str {
        self.before(2).nth(1).unwrap_or("")
    }

    /// "not 2 percent", "did not spend 5 billion".
    fn is_denied(&self) -> bool {
        const MAX_WORDS: usize = 4;
        if !self.sentence.has(Cue::Not) {
            return false;
        }
        let from = self.floor.max(self.clause.start);
        self.sentence.cues.iter().any(|&(place, cue)| {
            cue == Cue::Not
                && (from..self.at()).contains(&place)
                && self.sentence.num_words(place, self.at()) <= MAX_WORDS
        })
    }

    fn money(&self, amount: Extent, currency: Currency) -> Result<ClaimMeasure, NotClaim> {
        if self.is_part() {
            return Err(NotClaim::Part);
        }
        let price = nearer(self.near(Cue::Price), self.near(Cue::Deal));
        if self.is_apiece() || price.is_none() && self.is_counted_up() {
            return Ok(self.price(amount, currency));
        }
        let spending = self.spending();
        let is_said = || self.is_listed() || self.is_level_of_it();
        let inherits = || spending.is_none() && price.is_none() && is_said();
        // "an additional 35 billion over five years" is their cost, "by 5 billion" a change.
        let is_more = matches!(
            self.word_before,
            "additional" | "extra" | "further" | "another"
        );
        let several = self.is_of_several_years() && self.near(Cue::Deal).is_none();
        if let Some(rises) = self.change().filter(|_| !(is_more && several)) {
            return if spending.is_some() || inherits() {
                Ok(ClaimMeasure::Change {
                    amount,
                    currency,
                    rises,
                })
            } else {
                Err(NotClaim::OtherChange)
            };
        }
        let is_former = self.is_former();
        if several {
            let is_military = spending.is_some()
                || self.sentence.has(Cue::Defence)
                || (self.near(Cue::Programme).is_some() || self.is_of_plan())
                    && (self.is_about_defence() || self.seen_defence.get())
                || self.near(Cue::Spending).is_some() && self.seen_defence.get()
                || price.is_some() && self.weapons_here().is_empty();
            return if is_military {
                let years = self.years();
                Ok(ClaimMeasure::Programme {
                    amount,
                    currency,
                    years,
                })
            } else if price.is_some() {
                Ok(self.price(amount, currency))
            } else {
                Err(NotClaim::OtherMoney)
            };
        }
        let other = self.near(Cue::OtherMoney);
        match (spending, price) {
            (Some(near), price) if price.is_none_or(|price| near <= price) => {
                if is_former {
                    Err(NotClaim::Former)
                } else if other.is_some_and(|other| other < near) {
                    Err(NotClaim::OtherMoney)
                } else {
                    Ok(ClaimMeasure::Spending { amount, currency })
                }
            }
            (_, Some(_)) => Ok(self.price(amount, currency)),
            _ if self.is_for_things() => Ok(self.price(amount, currency)),
            _ if other.is_none() && !is_former && inherits() => {
                Ok(ClaimMeasure::Spending { amount, currency })
            }
            _ if other.is_some() => Err(NotClaim::OtherMoney),
            // "a special fund of 100 billion euros".
            _ if self.near(Cue::Programme).is_some()
                && !self.is_missed()
                && (self.is_about_defence() || self.seen_defence.get()) =>
            {
                Ok(ClaimMeasure::Programme {
                    amount,
                    currency,
                    years: None,
                })
            }
            _ if self.near(Cue::Spending).is_some() => Err(NotClaim::OtherMoney),
            _ if !is_former && self.is_goal_of_spending() => {
                Ok(ClaimMeasure::Spending { amount, currency })
            }
            _ => Err(NotClaim::NoMeasure),
        }
    }

    /// "a long-term plan of 1,624 billion".
    fn is_of_plan(&self) -> bool {
        self.before(3).any(|word| matches!(word, "plan" | "plans"))
    }

    /// "366 tanks for 6 billion dollars": a count, and right before the amount "for".
    fn is_for_things(&self) -> bool {
        let from = self.floor.max(self.clause.start);
        self.word_before == "for"
            && self
                .mentions_in(&(from..self.at()))
                .any(|(_, it)| it.kind() == Kind::Count)
    }

    /// "including 5 billion", "of which 5 billion", "of the total, 5 billion".
    fn is_part(&self) -> bool {
        let first = self.word_before;
        if first == "including" || first == "which" && self.second_before() == "of" {
            return true;
        }
        self.sentence.opens_with(self.clause.start, "of")
    }

    /// How near the words are that make this a year's military spending.
    fn spending(&self) -> Option<usize> {
        match self.near(Cue::Spending) {
            Some(near) => self
                .is_about_defence()
                .then(|| self.before_budget().unwrap_or(near)),
            None => self.for_defence().or_else(|| self.asked_by_ministry()),
        }
    }

    fn is_about_defence(&self) -> bool {
        self.sentence.has(Cue::Defence)
            || self.theme.defence
            || self.theme.spending
            || self.theme.is_of_ministry
            || self.carry.speaks_of_defence()
    }

    /// A country and its amount in a list or an order of who spends most, where what is counted was
    /// said before: "Germany followed with 88.5 billion dollars".
    fn is_listed(&self) -> bool {
        if !self.theme.spending && !self.carried().spending || self.near(Cue::Programme).is_some() {
            return false;
        }
        let ordered = self.near(Cue::Order).is_some()
            || self
                .mentions_in(&self.clause)
                .any(|(_, it)| it.kind() == Kind::Rank);
        let is_known = || self.theme.spending && ordered || self.carried().spending;
        let from = self.floor.max(self.clause.start);
        let Some((_, country)) = self
            .mentions_in(&(from..self.at()))
            .rfind(|(_, it)| values::country(it).is_some())
        else {
            // "second, with 68 billion dollars", "3.4 percent, or 968 billion dollars": of whom the
            // sentence speaks.
            let restated = self.text.get(self.floor..self.at()).is_some_and(|gap| {
                matches!(gap.trim(), ", or" | "or" | "(" | "and" | ", equal to")
            });
            if (ordered || restated) && self.made.running().is_some() && is_known() {
                return true;
            }
            // "It was 40 billion dollars in 2023."
            let num = self.sentence.num_words(self.clause.start, self.at());
            let mut words = self.sentence.words_after(self.clause.start, num.min(4));
            return (2..=4).contains(&num)
                && words
                    .next()
                    .is_some_and(|word| matches!(word, "It" | "it" | "That"))
                && words.all(|word| LINK.has(word) || matches!(word, "had" | "been" | "figure"))
                && self.carried().spending;
        };
        let end = country.span.end();
        let num = self.sentence.num_words(end, self.at());
        if num > 14 {
            return false;
        }
        let links = self.before(num).all(|word| {
            LINK.has(word)
                || word.starts_with(|c: char| c.is_ascii_digit())
                || cues::cue(word.as_bytes()) == Some(Cue::Order)
        }) || ordered && num <= 14 && self.is_apposition(end);
        let mut before = self.sentence.words_before(country.span.start(), 1);
        let opens = before.next().is_none_or(|word| {
            BEFORE_LISTED.has(word)
                || cues::cue(word.as_bytes()) == Some(Cue::Order)
                || self
                    .text
                    .get(..country.span.start())
                    .is_some_and(|text| text.trim_end().ends_with([',', ';', ':', '(']))
        });
        links && opens && is_known()
    }

    /// "Germany, the world's fourth-largest spender in 2024 with …".
    fn is_apposition(&self, end: usize) -> bool {
        let rank = self
            .mentions_in(&(end..self.at()))
            .any(|(_, it)| it.kind() == Kind::Rank);
        rank && matches!(self.word_before, "with" | "at" | "about" | "spent")
    }

    /// Whether the figure is a change ("by 2 billion", "an extra", "2 billion more"), and upwards.
    fn change(&self) -> Option<bool> {
        let first = self.word_before;
        let adjacent = BY.has(first)
            || first == "of" && (CHANGE.has(self.second_before()) || self.is_increase_in())
            || matches!(first, "about" | "around" | "nearly" | "some")
                && BY.has(self.second_before());
        // "up 5 billion", but "up to": the mention holds the hedge.
        let next = self.next_word;
        let after = CHANGE.has(next);
        if !adjacent && !after {
            return None;
        }
        let cue = |word: &str| cues::cue(word.as_bytes());
        for word in [first, self.second_before(), next] {
            match cue(word) {
                Some(Cue::Rises) => return Some(true),
                Some(Cue::Falls) => return Some(false),
                _ => {}
            }
        }
        let (up, down) = (self.near(Cue::Rises), self.near(Cue::Falls));
        match (up, down) {
            (None, None) if first == "by" => None,
            (up, Some(down)) => Some(up.is_some_and(|up| up < down)),
            _ => Some(true),
        }
    }

    /// "an increase in the defence budget of 2 billion".
    fn is_increase_in(&self) -> bool {
        let mut after = "";
        self.before(9).any(|word| {
            let found = after == "in"
                && matches!(
                    word,
                    "increase" | "rise" | "growth" | "cut" | "reduction" | "decrease" | "decline"
                );
            after = word;
            found
        })
    }

    /// "from 50 to 60": the old level, unless its date follows.
    fn is_former(&self) -> bool {
        if self.word_before != "from" {
            return false;
        }
        let dated = self
            .mentions
            .get(self.figure + 1)
            .filter(|it| it.kind() == Kind::Date)
            .is_some_and(|it| {
                self.sentence
                    .num_words(self.mention.span.end(), it.span.start())
                    <= 1
            });
        !dated
    }

    fn is_of_several_years(&self) -> bool {
        let several = self.near(Cue::SeveralYears);
        if several.is_some() {
            return self
                .near(Cue::Yearly)
                .is_none_or(|yearly| several.is_some_and(|several| several < yearly));
        }
        let is_long = |i: MentionId| {
            let date = self.mentions.get(i.0 as usize).and_then(values::date);
            date.is_some_and(|(from, to, _)| {
                from.until(to)
                    .is_ok_and(|span| span.get_days() > MAX_DAYS_OF_A_YEAR)
            })
        };
        let (_, when) = self.when();
        let Some(when) = when.filter(|_| self.near(Cue::Yearly).is_none()) else {
            return false;
        };
        // "through 2030" is the end of several years, "by 2030" a day.
        let through = self.mentions.get(when.0 as usize).is_some_and(|it| {
            let text = it.span.slice(self.text);
            text.starts_with("through")
                || self
                    .sentence
                    .words_before(it.span.start(), 1)
                    .any(|word| word == "through")
        });
        is_long(when) || through
    }

    /// "five-year", "over five years".
    fn years(&self) -> Option<u8> {
        let (at, _) = self
            .sentence
            .cues
            .iter()
            .filter(|(at, cue)| *cue == Cue::SeveralYears && self.clause.contains(at))
            .min_by_key(|(at, _)| at.abs_diff(self.at()))?;
        let word = self.sentence.words_after(*at, 1).next()?;
        if word.eq_ignore_ascii_case("decade") {
            return Some(10);
        }
        self.sentence
            .words_before(*at, 1)
            .next()
            .and_then(cues::years_of)
    }

    fn price(&self, amount: Extent, currency: Currency) -> ClaimMeasure {
        let end = self.mention.span.end();
        // "4 million dollars each", "Each missile costs 4 million dollars".
        let each = self.sentence.has(Cue::Each)
            && self.sentence.cues.iter().any(|&(place, cue)| {
                cue == Cue::Each && ((end..end + 16).contains(&place) || place == self.clause.start)
            });
        let count = |range: Range<usize>, back: bool| {
            if !self.sentence.kinds.has(Kind::Count) {
                return None;
            }
            let mut counts = self
                .mentions_in(&range)
                .filter(|(_, it)| it.kind() == Kind::Count);
            let found = if back {
                counts.next_back()
            } else {
                counts.next()
            };
            found.map(|(i, _)| id(i))
        };
        let from = if self.made.each {
            self.sentence.span.start
        } else {
            self.floor.max(self.clause.start)
        };
        let before = || count(from..self.at(), true);
        let after = || count(end..self.next_figure().min(self.clause.end).max(end), false);
        // "agreed to pay 735 million for 821": what stands behind "for" is what is paid for.
        let counted = if self.next_word == "for" {
            after().or_else(before)
        } else {
            before().or_else(after)
        };
        ClaimMeasure::Price {
            amount,
            currency,
            counted,
            each,
        }
    }

    fn percent(&self, percent: Extent, whole: Whole) -> Result<ClaimMeasure, NotClaim> {
        let is_military = || self.spending().is_some() || self.is_calm() && self.carried().spending;
        if whole == Whole::Points {
            return Err(NotClaim::OtherChange);
        }
        if GOAL.has(self.next_word) {
            return Err(NotClaim::Goal);
        }
        if let Some(rises) = self.change().filter(|_| whole != Whole::Output) {
            let about = || self.theme.spending && self.is_calm() || is_military();
            return if whole != Whole::Other && about() {
                Ok(ClaimMeasure::Growth { percent, rises })
            } else {
                Err(NotClaim::OtherChange)
            };
        }
        match whole {
            Whole::Output => {
                let about = self.is_calm()
                    && (self.is_about_defence()
                        || self.made.share
                        || self.carry.share
                        || self.near(Cue::Spending).is_some() && self.seen_defence.get())
                    || is_military();
                if !about {
                    return Err(NotClaim::NoMeasure);
                }
            }
            // "… or 4.91%", "Latvia at 3.73 percent": of what was said before.
            Whole::Unsaid => {
                let listed = || self.sentence.has(Cue::Share) && self.is_in_list();
                let said = || self.near(Cue::Spending).is_some() && self.carry.speaks_of_share();
                if !(self.made.share || self.carry.share || listed() || said()) || !self.is_calm() {
                    return Err(NotClaim::OtherShare);
                }
                if self.next_word == "of" {
                    return Err(NotClaim::OtherShare);
                }
            }
            Whole::Points | Whole::Other => return Err(NotClaim::OtherShare),
        }
        if self.change().is_some() {
            return Err(NotClaim::OtherChange);
        }
        if self.is_former() {
            return Err(NotClaim::Former);
        }
        Ok(ClaimMeasure::SpendingShare { percent })
    }

    /// No other money or purchase is spoken of in the clause.
    fn is_calm(&self) -> bool {
        self.near(Cue::OtherMoney).is_none() && self.near(Cue::Price).is_none()
    }
}

impl<'a, 't> Context<'a, 't> {
    /// The mentions of the sentence that begin within this range.
    pub(super) fn mentions_in<'s>(
        &'s self,
        range: &Range<usize>,
    ) -> impl DoubleEndedIterator<Item = (usize, &'s Mention)> + use<'s, 'a, 't> {
        let range = range.clone();
        self.sentence.mentions.clone().filter_map(move |i| {
            let mention = self.mentions.get(i)?;
            range
                .contains(&mention.span.start())
                .then_some((i, mention))
        })
    }
}

fn nearer(a: Option<usize>, b: Option<usize>) -> Option<usize> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
