//! One figure in its clause: what it measures, of whom, and when.

use std::ops::Range;

use jiff::civil::Date;

use super::claim::{ClaimMeasure, Subject};
use super::clause::{Carried, Clauses, Sentence, id};
use super::cues::Cue;
use super::{Bound, Kind, Mention, MentionId, Value};
use crate::reference::Iso3;

/// One figure where it stands.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) all: &'a Clauses<'a>,
    pub(super) sentence: &'a Sentence,
    pub(super) clause: Range<usize>,
    pub(super) figure: usize,
    pub(super) mention: &'a Mention,
    pub(super) carried: &'a Carried,
}

impl Context<'_> {
    pub(super) fn measure(&self) -> Option<ClaimMeasure> {
        match &self.mention.value {
            Value::Money { amount, currency } => {
                let (amount, currency) = (*amount, *currency);
                let price = self.near(Cue::Price);
                match self.spending() {
                    Some(near) if price.is_none_or(|price| near <= price) => {
                        Some(ClaimMeasure::Spending { amount, currency })
                    }
                    _ => price.map(|_| ClaimMeasure::Price { amount, currency }),
                }
            }
            Value::Percent { percent, of } => {
                let of_output = of.as_deref().is_some_and(is_output);
                let about = self.spending().is_some()
                    || self.near(Cue::OtherBudget).is_none() && self.carried.spending;
                (of_output && about && self.is_level())
                    .then_some(ClaimMeasure::SpendingShare { percent: *percent })
            }
            Value::Distance { km, .. } => {
                let reach = (self.near(Cue::Range).is_some() || self.near(Cue::Strike).is_some())
                    && self.near(Cue::Height).is_none()
                    && !self.is_between_places();
                let weapon = self.near(Cue::Missile).is_some() || !self.weapons_here().is_empty();
                (reach && weapon).then_some(ClaimMeasure::Range { km: *km })
            }
            _ => None,
        }
    }

    fn near(&self, cue: Cue) -> Option<usize> {
        self.sentence
            .distance_to(&self.clause, self.mention.span.start(), cue)
    }

    /// How near the words are that make this a year's military spending.
    fn spending(&self) -> Option<usize> {
        let at = self.mention.span.start();
        let spending = self.near(Cue::Spending)?;
        let defence = self
            .sentence
            .distance_to(&self.sentence.span, at, Cue::Defence);
        if defence.is_none() && !self.carried.spending {
            return None;
        }
        if self.near(Cue::SeveralYears).is_some() || !self.is_level() {
            return None;
        }
        Some(spending)
    }

    /// Whether the figure is a level, not a change ("by 2 billion", "an extra", "2 billion more").
    fn is_level(&self) -> bool {
        let span = self.mention.span;
        let before: String = self.all.words_before(self.sentence, span.start());
        let after = self.all.text.get(span.end()..).unwrap_or("");
        let after: String = after.chars().take(24).collect();
        let change_before = [
            "by",
            "extra",
            "additional",
            "another",
            "further",
            "increase of",
            "rise of",
            "cut of",
            "from",
            "up",
            "grew",
            "rose",
            "growth of",
        ]
        .iter()
        .any(|word| before.ends_with(&format!(" {word} ")));
        let first = after.trim_start_matches([' ', ')', ',']).to_lowercase();
        let change_after = [
            "more ", "increase", "extra", "rise", "cut ", "lower", "higher", "less ",
        ]
        .iter()
        .any(|word| first.starts_with(word));
        // "from 50 to 60": the old level is not what is claimed for the date.
        !change_before && !change_after
    }

    fn mentions_between(
        &self,
        range: &Range<usize>,
    ) -> impl DoubleEndedIterator<Item = (usize, &Mention)> {
        let range = range.clone();
        self.sentence.mentions.clone().filter_map(move |i| {
            let mention = self.all.mentions.get(i)?;
            range
                .contains(&mention.span.start())
                .then_some((i, mention))
        })
    }

    /// The country it is about: before the figure in the clause, else in the sentence, else carried.
    pub(super) fn country(&self) -> (Subject, Option<MentionId>) {
        let at = self.mention.span.start();
        let pick = |range: Range<usize>, back: bool| {
            let here: Vec<(usize, Iso3, bool)> = self
                .mentions_between(&range)
                .filter_map(|(i, mention)| match &mention.value {
                    Value::Country { iso3, .. } | Value::Government { iso3 } => {
                        Some((i, *iso3, self.is_aside(mention)))
                    }
                    _ => None,
                })
                .collect();
            let plain = |list: &[(usize, Iso3, bool)]| {
                let mut plain = list.iter().filter(|(_, _, aside)| !aside);
                if back {
                    plain.next_back().copied()
                } else {
                    plain.next().copied()
                }
            };
            plain(&here).or_else(|| here.first().copied())
        };
        let found = pick(self.clause.start..at, true)
            .or_else(|| pick(self.sentence.span.start..at, true))
            .or_else(|| {
                self.carried
                    .country
                    .filter(|_| self.has_pronoun())
                    .map(|(iso3, it)| (it.0 as usize, iso3, false))
            })
            .or_else(|| pick(at..self.clause.end, false))
            .or_else(|| pick(at..self.sentence.span.end, false))
            .or_else(|| {
                self.carried
                    .country
                    .map(|(iso3, it)| (it.0 as usize, iso3, false))
            });
        // A ministry speaks for its country.
        let body = || {
            self.mentions_between(&self.sentence.span)
                .find_map(|(i, mention)| match &mention.value {
                    Value::Organisation {
                        iso3: Some(iso3), ..
                    } => Some((i, *iso3, true)),
                    _ => None,
                })
        };
        match found.or_else(body) {
            Some((i, iso3, _)) => (Subject::Country(iso3), Some(id(i))),
            None => (Subject::Unknown, None),
        }
    }

    /// Named beside the subject, and not right before the figure ("and China 292 billion dollars").
    fn is_aside(&self, mention: &Mention) -> bool {
        let between = self
            .all
            .text
            .get(mention.span.end()..self.mention.span.start());
        let next_to = between.is_some_and(|text| {
            text.len() < 16 && text.split_whitespace().count() <= 1 && !text.contains(',')
        });
        !next_to && self.all.is_aside(self.sentence, mention)
    }

    /// "its budget", "the country's": the sentence speaks of what the one before named.
    fn has_pronoun(&self) -> bool {
        let text = self.all.text.get(self.sentence.span.clone()).unwrap_or("");
        text.split(|letter: char| !letter.is_alphabetic())
            .take(40)
            .any(|word| {
                matches!(
                    word,
                    "its" | "Its" | "it" | "It" | "their" | "Their" | "they" | "They"
                )
            })
    }

    /// Weapons of the clause or sentence nearest the figure; else those of the sentence before.
    pub(super) fn weapons(&self) -> Vec<(Subject, Option<MentionId>)> {
        let here = self.weapons_here();
        let nearest = self
            .mentions_between(&(self.sentence.span.start..self.mention.span.start()))
            .any(|(_, mention)| mention.kind() == Kind::Weapon);
        let subjects: Vec<_> = if here.is_empty() && !nearest {
            self.carried.weapons.clone()
        } else {
            here
        };
        if subjects.is_empty() {
            return vec![(Subject::Unknown, None)];
        }
        subjects
            .into_iter()
            .map(|(weapon, mention)| (Subject::Weapon(weapon), Some(mention)))
            .collect()
    }

    fn weapons_here(&self) -> Vec<(String, MentionId)> {
        let at = self.mention.span.start();
        let of = |range: Range<usize>| -> Vec<(String, MentionId)> {
            self.mentions_between(&range)
                .filter_map(|(i, mention)| match &mention.value {
                    Value::Weapon {
                        weapon: Some(weapon),
                    } => Some((weapon.clone(), id(i))),
                    _ => None,
                })
                .collect()
        };
        // A cell of a table: the system stands first in the row.
        let line = self
            .all
            .text
            .get(..at)
            .and_then(|text| text.rfind('\n'))
            .map_or(0, |at| at + 1);
        let mut before = of(self.clause.start..at);
        if before.is_empty() {
            before = of(self.sentence.span.start.max(line)..at);
        }
        if let Some(nearest) = before.pop() {
            if self.names_another(nearest.1) {
                return Vec::new();
            }
            // "Block IV and Block V reach 1,600 km": joined ones share the figure.
            let joined = before
                .pop()
                .filter(|earlier| self.are_joined(earlier.1, nearest.1));
            return joined.into_iter().chain([nearest]).collect();
        }
        // After the figure only where the range is named first: "a 500-km-range Iskander".
        let end = self.mention.span.end();
        let near = self.clause.start..(end + 8).min(self.clause.end);
        if self.sentence.distance_to(&near, at, Cue::Range).is_none() {
            return Vec::new();
        }
        of(at..self.clause.end).into_iter().take(1).collect()
    }

    /// "535 km from Stockholm": a distance on the map.
    fn is_between_places(&self) -> bool {
        let after = self.all.text.get(self.mention.span.end()..).unwrap_or("");
        let Some(rest) = after.trim_start().strip_prefix("from ") else {
            return false;
        };
        rest.starts_with(char::is_uppercase)
    }

    /// Whether "a new missile" without a name stands between the weapon and the figure.
    fn names_another(&self, weapon: MentionId) -> bool {
        let Some(end) = self
            .all
            .mentions
            .get(weapon.0 as usize)
            .map(|it| it.span.end())
        else {
            return false;
        };
        let between = end..self.mention.span.start();
        self.sentence
            .cues
            .iter()
            .filter(|(at, cue)| *cue == Cue::Missile && between.contains(at))
            .any(|(at, _)| {
                let words = self.all.text.get(end..*at).unwrap_or("");
                words
                    .split_whitespace()
                    .rev()
                    .take(4)
                    .any(|word| matches!(word, "a" | "an" | "another" | "new"))
            })
    }

    fn are_joined(&self, a: MentionId, b: MentionId) -> bool {
        let end = |id: MentionId| self.all.mentions.get(id.0 as usize).map(|it| it.span.end());
        let start = |id: MentionId| {
            self.all
                .mentions
                .get(id.0 as usize)
                .map(|it| it.span.start())
        };
        let (Some(end), Some(start)) = (end(a), start(b)) else {
            return false;
        };
        matches!(
            self.all.text.get(end..start).map(str::trim),
            Some("and" | "or" | "and the" | "missiles and" | "," | "and its" | "missiles and the")
        )
    }

    /// A price is a weapon's where the clause names one before the figure, else a country's.
    pub(super) fn priced(&self) -> Vec<(Subject, Option<MentionId>)> {
        let at = self.mention.span.start();
        let weapons: Vec<_> = self
            .mentions_between(&(self.clause.start..at))
            .filter_map(|(i, mention)| match &mention.value {
                Value::Weapon {
                    weapon: Some(weapon),
                } => Some((Subject::Weapon(weapon.clone()), Some(id(i)))),
                _ => None,
            })
            .collect();
        if weapons.is_empty() {
            return vec![self.country()];
        }
        weapons
    }

    /// The date of the figure: the first after it before another figure, else the nearest before
    /// it, else any of the clause.
    pub(super) fn when(&self) -> (Option<(Date, Date)>, Option<MentionId>) {
        let dates: Vec<(usize, Date, Date)> = self
            .mentions_between(&self.clause)
            .filter_map(|(i, mention)| match &mention.value {
                Value::Date { from, to, .. } => Some((i, *from, *to)),
                _ => None,
            })
            .collect();
        let parted = |a: usize, b: usize| {
            (a.min(b) + 1..a.max(b)).any(|i| {
                let other_side = |it: &Mention| {
                    self.all
                        .text
                        .get(..it.span.start())
                        .is_some_and(|text| text.trim_end().ends_with('('))
                };
                self.all.is_figure(i) && self.all.mentions.get(i).is_some_and(|it| !other_side(it))
            })
        };
        let after = dates
            .iter()
            .find(|(i, ..)| *i > self.figure && !parted(self.figure, *i));
        let before = dates
            .iter()
            .rev()
            .find(|(i, ..)| *i < self.figure && !parted(self.figure, *i));
        let chosen = after
            .or(before)
            .or_else(|| dates.iter().min_by_key(|(i, ..)| i.abs_diff(self.figure)));
        match chosen {
            Some(&(i, from, to)) => (Some((from, to)), Some(id(i))),
            None => (None, None),
        }
    }

    pub(super) fn is_planned(
        &self,
        when: Option<(Date, Date)>,
        when_mention: Option<MentionId>,
    ) -> bool {
        if let (Some((_, to)), Some(date)) = (when, self.all.date) {
            // The past is not planned, whatever the words: "the plan of 2019".
            if to < date {
                return false;
            }
        }
        let later = matches!((when, self.all.date), (Some((from, _)), Some(date)) if from > date);
        let by = when_mention
            .and_then(|id| self.all.mentions.get(id.0 as usize))
            .is_some_and(|it| {
                matches!(
                    it.value,
                    Value::Date {
                        bound: Some(Bound::NoLaterThan),
                        ..
                    }
                )
            });
        later || by || self.near(Cue::Planned).is_some()
    }
}

fn is_output(of: &str) -> bool {
    let of = of.to_lowercase();
    [
        "gdp",
        "gross domestic",
        "national income",
        "output",
        "gni",
        "gnp",
        "gross national",
    ]
    .iter()
    .any(|word| of.contains(word))
}
