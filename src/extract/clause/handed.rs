//! Whom and what a sentence hands on to the next, which may go on without naming them.

use std::ops::Range;

use super::carry::Source;
use crate::extract::MentionId;
use crate::extract::claim::sentence::Sentence;
use crate::extract::claim::subject::{Land, is_aside};
use crate::extract::claim::supplier::is_supplier;
use crate::extract::claim::values::{self, id};

/// Mentions looked at backwards for whom a paragraph is about.
const MAX_BACK: usize = 24;

/// Weapons that one sentence hands on to the next.
const MAX_WEAPONS: usize = 8;

impl Source<'_> {
    /// The country that the next sentence may be about without naming it, as this one names it.
    pub(super) fn country_of(self, sentence: &Sentence<'_>) -> Option<Land> {
        let country = |i: usize| {
            let mention = self.mentions.get(i)?;
            let iso3 = values::country(mention)?;
            // "Turkey, Chad and Jordan were not there": nobody goes on from all of them.
            let is_it = !is_aside(sentence, mention) && !self.is_joined_to_next(i);
            is_it.then_some((iso3, id(i)))
        };
        let place = || sentence.opening_place(self.text, self.mentions);
        sentence.mentions.clone().find_map(country).or_else(place)
    }

    /// The country of the first body that it names.
    pub(super) fn land_of_body(self, sentence: &Sentence<'_>) -> Option<Land> {
        sentence.mentions.clone().find_map(|i| {
            let mention = self.mentions.get(i)?;
            let iso3 = values::body(mention).filter(|_| !is_supplier(sentence, mention))?;
            Some((iso3, id(i)))
        })
    }

    /// Makes `weapons` those of a sentence, if it names any.
    pub(super) fn take_weapons(self, sentence: Range<usize>, weapons: &mut Vec<MentionId>) -> bool {
        let weapon = |i: usize| self.mentions.get(i).and_then(values::weapon);
        let mut new = sentence.filter_map(|i| Some((i, weapon(i)?))).peekable();
        if new.peek().is_none() {
            return false;
        }
        weapons.clear();
        for (i, named) in new {
            let same = |it: &MentionId| weapon(it.0 as usize) == Some(named);
            if weapons.len() < MAX_WEAPONS && !weapons.iter().any(same) {
                weapons.push(id(i));
            }
        }
        true
    }

    /// The last country from `start` to the first of these mentions, of those a few before the last.
    pub(super) fn last_country(self, mentions: &Range<usize>, start: usize) -> Option<Land> {
        (mentions.end.saturating_sub(MAX_BACK)..mentions.start)
            .rev()
            .map_while(|i| Some((i, self.mentions.get(i)?)))
            .take_while(|(_, it)| it.span.start() >= start)
            .find_map(|(i, it)| Some((values::country(it)?, id(i))))
    }

    /// Whether only a comma or "and" parts a country from another behind it, or before it.
    fn is_joined_to_next(self, i: usize) -> bool {
        let joins = |a: usize, b: usize| {
            let (Some(a), Some(b)) = (self.mentions.get(a), self.mentions.get(b)) else {
                return false;
            };
            let other = values::country(a)
                .zip(values::country(b))
                .is_some_and(|(a, b)| a != b);
            let gap = self.text.get(a.span.end()..b.span.start()).unwrap_or("");
            other && matches!(gap, ", " | " and " | ", and " | " and the " | ", the ")
        };
        joins(i, i + 1) || i.checked_sub(1).is_some_and(|before| joins(before, i))
    }
}
