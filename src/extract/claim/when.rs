//! When a figure holds, and whether it is planned.

use std::ops::Range;

use jiff::civil::Date;

use super::values::{self, id};
use crate::extract::cues::Cue;
use crate::extract::figure::Context;
use crate::extract::word_set::word_set;
use crate::extract::{Bound, Kind, Mention, MentionId};

word_set! {
    /// They part what a sentence tells from the time of the one before.
    OTHER_TIME = "later" "since" "then" "now" "today" "meanwhile" "nowadays" "earlier" "ago" "previously"
        "before" "once"
}

/// A date with the mention that gives it, if there is one.
pub(in crate::extract) type When = (Option<(Date, Date)>, Option<MentionId>);

impl Context<'_, '_> {
    /// The date of the figure: the first after it before another figure, else the nearest before
    /// it, else any of the clause, else the one that the sentence opens with.
    pub(in crate::extract) fn when(&self) -> When {
        if !self.sentence.kinds.has(Kind::Date) {
            return (None, None);
        }
        *self.own_when.get_or_init(|| self.find_when())
    }

    fn find_when(&self) -> When {
        let after = self.nearest_date(self.figure + 1..self.sentence.mentions.end, false);
        let before = self.nearest_date(self.sentence.mentions.start..self.figure, true);
        let before = before.filter(|it| !self.is_of_clause_before(it.0));
        let free = |found: Option<(usize, bool)>| found.filter(|it| !it.1).map(|it| it.0);
        let parted = || {
            [before, after]
                .into_iter()
                .flatten()
                .map(|it| it.0)
                .filter(|&i| !self.is_of_another(i))
                .min_by_key(|&i| i.abs_diff(self.figure))
        };
        let chosen = free(after)
            .or_else(|| free(before))
            .or_else(parted)
            .or_else(|| self.opening_date())
            .or_else(|| self.date_behind_list());
        let found = chosen.and_then(|i| {
            let (from, to, _) = values::date(self.mentions.get(i)?)?;
            Some(((from, to), id(i)))
        });
        match found {
            Some((when, mention)) => (Some(when), Some(mention)),
            None => (None, None),
        }
    }

    /// Whether a change is counted from this date: "from 2023", "since 2015", "than in 2023".
    pub(in crate::extract) fn is_base(&self, when: Option<MentionId>) -> bool {
        let Some(mention) = when.and_then(|id| self.mentions.get(id.0 as usize)) else {
            return false;
        };
        let bound = values::date(mention).and_then(|(_, _, bound)| bound);
        bound == Some(Bound::NoEarlierThan)
            || self
                .sentence
                .words_before(mention.span.start(), 2)
                .any(|word| matches!(word, "from" | "since" | "than" | "over" | "on"))
    }

    /// "the previous year", "a year earlier": what a change is counted from, never when it was.
    fn only_compares(&self, date: &Mention) -> bool {
        let words = date.span.slice(self.text);
        let starts = ["previous ", "preceding ", "prior ", "Previous "];
        let ends = [" earlier", " before", " previously"];
        starts.iter().any(|it| words.starts_with(it)) || ends.iter().any(|it| words.ends_with(it))
    }

    /// The nearest date of the clause on one side, and whether another figure stands between, and
    /// not only in brackets.
    fn nearest_date(&self, range: Range<usize>, back: bool) -> Option<(usize, bool)> {
        let mut is_parted = false;
        let num = range.len();
        for step in 0..num {
            let i = if back {
                range.end - 1 - step
            } else {
                range.start + step
            };
            let mention = self.mentions.get(i)?;
            if !self.clause.contains(&mention.span.start()) {
                return None;
            }
            match mention.kind() {
                Kind::Date if self.only_compares(mention) => {}
                Kind::Date if !back && self.is_when_of_another_deed(mention) => return None,
                Kind::Date => return Some((i, is_parted)),
                Kind::Money | Kind::Percent | Kind::Distance => {
                    is_parted |= !self
                        .text
                        .get(..mention.span.start())
                        .is_some_and(|text| text.trim_end().ends_with('('));
                }
                _ => {}
            }
        }
        None
    }

    /// A figure of the same kind stands between: the date is that one's.
    fn is_of_another(&self, date: usize) -> bool {
        let (a, b) = (date.min(self.figure), date.max(self.figure));
        let alike = |range: Range<usize>| {
            range
                .filter_map(|i| self.mentions.get(i))
                .any(|it| it.kind() == self.mention.kind())
        };
        // Before all figures it is the date of all, unless another country has this one.
        let from = self.floor.max(self.clause.start);
        let own = || {
            self.mentions_in(&(from..self.at()))
                .any(|(_, it)| values::country(it).is_some())
        };
        alike(a + 1..b)
            && (date > self.figure
                || alike(self.sentence.mentions.start..a)
                || Some(date) != self.opening_date() && own())
    }

    /// "In 2024, Sweden spent A while Norway spent B".
    fn opening_date(&self) -> Option<usize> {
        let first = self.sentence.mentions.clone().next()?;
        let mention = self.mentions.get(first)?;
        let is_first = mention.kind() == Kind::Date
            && self
                .sentence
                .num_words(self.sentence.span.start, mention.span.start())
                <= 2;
        (is_first && first < self.figure).then_some(first)
    }

    /// "Germany spent A, Britain B and France C in 2023": of all that are listed without a verb.
    fn date_behind_list(&self) -> Option<usize> {
        let mut end = self.mention.span.end();
        let mut is_alike = true;
        for i in self.figure + 1..self.sentence.mentions.end {
            let mention = self.mentions.get(i)?;
            let gap = self.text.get(end..mention.span.start())?.trim();
            match mention.kind() {
                Kind::Country | Kind::Government if is_alike => {
                    if !matches!(gap, "," | "and" | ", and" | "and the" | ", the") {
                        return None;
                    }
                    is_alike = false;
                }
                kind if kind == self.mention.kind() && !is_alike => {
                    if !gap.is_empty() {
                        return None;
                    }
                    is_alike = true;
                }
                Kind::Date if is_alike => {
                    return matches!(gap, "in" | "for" | "during" | "").then_some(i);
                }
                _ => return None,
            }
            end = mention.span.end();
        }
        None
    }

    /// "spent 54 billion in 2023/24, and the chancellor added 3 billion": the date stands right behind
    /// an amount, and a clause with a deed of its own begins behind it.
    fn is_of_clause_before(&self, date: usize) -> bool {
        if date == 0 || date >= self.figure {
            return false;
        }
        let (Some(amount), Some(when)) = (self.mentions.get(date - 1), self.mentions.get(date))
        else {
            return false;
        };
        if amount.kind() != self.mention.kind() || amount.span.start() < self.clause.start {
            return false;
        }
        let is_right_behind = self
            .text
            .get(amount.span.end()..when.span.start())
            .is_some_and(|gap| matches!(gap.trim(), "in" | "for" | "during"));
        let goes_on = || {
            self.text
                .get(when.span.end()..self.at())
                .is_some_and(|gap| gap.starts_with(", and "))
        };
        let has_deed = || {
            let deeds = [Cue::Rises, Cue::Falls, Cue::Price, Cue::Spending, Cue::Says];
            let between = when.span.end()..self.at();
            let mut cues = self.sentence.cues.iter();
            cues.any(|(at, cue)| deeds.contains(cue) && between.contains(at))
        };
        is_right_behind && goes_on() && !self.is_in_list() && has_deed()
    }

    /// "less than the fund that Berlin announced two years ago": when somebody did something else.
    fn is_when_of_another_deed(&self, date: &Mention) -> bool {
        const FAR: usize = 96;
        let between = self.mention.span.end()..date.span.start();
        if !(16..FAR).contains(&between.len()) {
            return false;
        }
        let between = self.text.get(between).unwrap_or("");
        [" that ", " which "].iter().any(|link| {
            between
                .split_once(link)
                .is_some_and(|(_, deed)| deed.starts_with(|c: char| c.is_ascii_uppercase()))
        })
    }

    /// The year of the budget that the sentence speaks of: "its draft budget for 2025 … : 186 billion".
    fn date_of_budget(&self) -> Option<(usize, (Date, Date))> {
        if !self.sentence.has(Cue::Spending) || !self.sentence.kinds.has(Kind::Date) {
            return None;
        }
        let is_budget = |word: &str| {
            let word = word.as_bytes();
            word.eq_ignore_ascii_case(b"budget") || word.eq_ignore_ascii_case(b"spending")
        };
        let mut found = None;
        for i in self.sentence.mentions.start..self.figure {
            let mention = self.mentions.get(i)?;
            // Behind an amount of its own it is that one's year.
            if mention.kind() == self.mention.kind() && found.is_some() {
                return None;
            }
            let Some((from, to, None)) = values::date(mention) else {
                continue;
            };
            let mut before = self.sentence.words_before(mention.span.start(), 2);
            let link = before.next().unwrap_or("");
            let is_of = matches!(link, "for" | "of") && before.next().is_some_and(is_budget);
            let mut after = self.sentence.words_after(mention.span.end(), 2);
            if is_of || after.any(is_budget) {
                // Of two budgets it may be either one's.
                if found.is_some() {
                    return None;
                }
                found = Some((i, (from, to)));
            }
        }
        found
    }

    /// When the figure holds by what was said before it: of its budget, of the figures before it in the
    /// sentence, or in the sentence right before.
    pub(in crate::extract) fn when_said_before(
        &self,
        is_change: bool,
    ) -> Option<((Date, Date), MentionId)> {
        // Nobody else is named since the figure before.
        let is_same = || {
            let here = self.floor.max(self.clause.start)..self.at();
            let mut here = self.mentions_in(&here);
            !here.any(|(_, it)| values::country(it).is_some())
        };
        if is_change {
            let is_others =
                |it: &((Date, Date), MentionId)| self.is_of_clause_before(it.1.0 as usize);
            if self.made.last_when.as_ref().is_some_and(is_others) {
                return None;
            }
            let here = self
                .made
                .last_when
                .filter(|_| self.made.running().is_some() && is_same());
            return here.or_else(|| self.when_before());
        }
        if is_same()
            && let Some((i, when)) = self.date_of_budget()
        {
            return Some((when, id(i)));
        }
        // "…; the United States spent 877 billion": in the year that was said before.
        let opens_clause = self.clause.start > self.sentence.span.start;
        let here = self.made.when.filter(|_| opens_clause);
        let here = here.or_else(|| {
            self.made
                .last_when
                .filter(|_| self.is_listed_on() || self.is_level_of_it())
        });
        let is_listed = || self.near(Cue::Spending).is_none();
        let listed = || is_listed().then(|| self.carry.when()).flatten();
        here.or_else(listed).or_else(|| self.when_before())
    }

    /// "…, Britain 74 billion and France 61 billion", not "and Indonesia spends less".
    fn is_listed_on(&self) -> bool {
        self.is_in_list() && !matches!(self.word_before, "spends" | "is" | "will")
    }

    /// "… in 2023. Russia spent 109 billion.": what is told as past right behind a dated figure.
    fn when_before(&self) -> Option<((Date, Date), MentionId)> {
        const TOLD: [&str; 21] = [
            "spent",
            "was",
            "were",
            "came",
            "stood",
            "reached",
            "totalled",
            "totaled",
            "amounted",
            "rose",
            "grew",
            "fell",
            "increased",
            "climbed",
            "jumped",
            "dropped",
            "hit",
            "allocated",
            "declined",
            "surged",
            "followed",
        ];
        if !self.carry.has_when || self.made.spending || self.is_meant() {
            return None;
        }
        let is_dated = |(_, it): (usize, &Mention)| it.kind() == Kind::Date;
        if self.mentions_in(&self.sentence.span).any(is_dated) {
            return None;
        }
        let mut words = self
            .sentence
            .words_between(self.clause.start, self.at(), 16);
        if !words.any(|word| TOLD.contains(&word)) || self.is_of_another_time() {
            return None;
        }
        let when = self.carry.when()?;
        let is_past = self.date.is_none_or(|date| when.0.0 <= date);
        is_past.then_some(when)
    }

    /// "A generation later it spent 52 billion", "It has since spent …".
    fn is_of_another_time(&self) -> bool {
        const MAX_WORDS: usize = 24;
        let mut after = self.next_word;
        self.before(MAX_WORDS).any(|word| {
            let is_this = word.eq_ignore_ascii_case("this") && after == "year";
            after = word;
            is_this || OTHER_TIME.has(word)
        })
    }

    pub(in crate::extract) fn is_planned(
        &self,
        when: Option<(Date, Date)>,
        when_mention: Option<MentionId>,
    ) -> bool {
        if let (Some((_, to)), Some(date)) = (when, self.date) {
            // The past is not planned, whatever the words: "the plan of 2019".
            if to < date {
                return false;
            }
        }
        let later = matches!((when, self.date), (Some((from, _)), Some(date)) if from > date);
        let when = when_mention.and_then(|id| self.mentions.get(id.0 as usize));
        let by = when
            .and_then(values::date)
            .is_some_and(|(_, _, bound)| bound == Some(Bound::NoLaterThan));
        // "its draft budget for 2025"
        let is_draft = || {
            let before = when.map(|it| self.sentence.words_before(it.span.start(), 4));
            before.is_some_and(|mut words| words.any(|word| word == "draft"))
        };
        let is_asked = || {
            self.mention.kind() == Kind::Money
                && !self.sentence.has(Cue::Spending)
                && self.asked_by_ministry().is_some()
        };
        later || by || self.is_meant() || self.carry.planned || is_asked() || is_draft()
    }

    /// "will reach 5 billion", "5 billion would be spent".
    fn is_meant(&self) -> bool {
        if !self.sentence.has(Cue::Planned) {
            return false;
        }
        let from = if self.is_in_list() {
            self.floor.max(self.clause.start)
        } else {
            self.clause.start
        };
        // "will rise from 4 billion": that is what it was.
        if self.word_before == "from" {
            return false;
        }
        let to = self.mention.span.end() + 24;
        self.sentence
            .cues
            .iter()
            .any(|(place, cue)| *cue == Cue::Planned && (from..to).contains(place))
    }
}
