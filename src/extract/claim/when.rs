//! When a figure holds, and whether it is planned.

use std::ops::Range;

use jiff::civil::Date;

use super::values::{self, id};
use crate::extract::cues::Cue;
use crate::extract::figure::Context;
use crate::extract::{Bound, Kind, Mention, MentionId};

impl Context<'_, '_> {
    /// The date of the figure: the first after it before another figure, else the nearest before
    /// it, else any of the clause, else the one that the sentence opens with.
    pub(in crate::extract) fn when(&self) -> (Option<(Date, Date)>, Option<MentionId>) {
        let after = self.nearest_date(self.figure + 1..self.sentence.mentions.end, false);
        let before = self.nearest_date(self.sentence.mentions.start..self.figure, true);
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
            .or_else(|| self.opening_date());
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
        let by = when_mention
            .and_then(|id| self.mentions.get(id.0 as usize))
            .and_then(values::date)
            .is_some_and(|(_, _, bound)| bound == Some(Bound::NoLaterThan));
        later || by || self.is_meant() || self.carry.planned
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
