//! What a distance measures: how far a weapon reaches or flew, a height, or the way between places.

use super::{ClaimMeasure, NotClaim};
use crate::extract::cues::{self, Cue};
use crate::extract::figure::Context;
use crate::units::Extent;

impl Context<'_, '_> {
    pub(in crate::extract) fn distance(&self, km: Extent) -> Result<ClaimMeasure, NotClaim> {
        let (at, end) = (self.at(), self.mention.span.end());
        // The word that governs a distance stands before it, or right behind it.
        let mut best: Option<(usize, Cue)> = None;
        for &(place, cue) in &self.sentence.cues {
            let kind = matches!(
                cue,
                Cue::Range | Cue::Strike | Cue::Height | Cue::Flown | Cue::Position
            );
            if !kind || !self.clause.contains(&place) {
                continue;
            }
            let apart = if place >= end {
                let is_next = self
                    .text
                    .get(end..place)
                    .is_some_and(|gap| gap.len() < 14 && !gap.contains([',', ';', ')']));
                if !is_next || self.sentence.num_words(end, place) > 0 {
                    continue;
                }
                place - end
            } else {
                at.saturating_sub(place)
            };
            if best.is_none_or(|(least, _)| apart < least) {
                best = Some((apart, cue));
            }
        }
        if self.is_between_places() {
            return Err(NotClaim::OnTheMap);
        }
        let has_weapon = || self.near(Cue::Missile).is_some() || !self.weapons_here().is_empty();
        match best.map(|(_, cue)| cue) {
            Some(Cue::Height) => Err(NotClaim::Height),
            Some(Cue::Position) => Err(NotClaim::OnTheMap),
            // "flew to a height of 950 km" is settled by what is nearest.
            Some(Cue::Flown) if has_weapon() || self.carry.has_weapons() => {
                Ok(ClaimMeasure::Flown { km })
            }
            Some(Cue::Range | Cue::Strike) if self.is_high() => Err(NotClaim::Height),
            Some(Cue::Range | Cue::Strike)
                if has_weapon()
                    || (self.near(Cue::Range).is_some() || self.flies())
                        && self.carry.has_weapons() =>
            {
                Ok(ClaimMeasure::Range { km })
            }
            Some(_) => Err(NotClaim::NoWeapon),
            None if has_weapon() && self.carries() => Ok(ClaimMeasure::Range { km }),
            None => Err(NotClaim::NoMeasure),
        }
    }

    /// "the new version flies 300 km": a weapon does, and places do not.
    fn flies(&self) -> bool {
        self.before(6)
            .any(|word| matches!(word, "fly" | "flies" | "strike" | "hit" | "striking"))
    }

    /// "carries a two-tonne warhead 800 km", "can lob a shell over 40 km".
    fn carries(&self) -> bool {
        const VERBS: [&str; 12] = [
            "carry", "carries", "deliver", "delivers", "lob", "lobs", "hurl", "hurls", "throw",
            "throws", "send", "sends",
        ];
        const LOADS: [&str; 9] = [
            "warhead",
            "warheads",
            "payload",
            "payloads",
            "shell",
            "shells",
            "charge",
            "explosives",
            "bomb",
        ];
        // The load stands last before the distance.
        let words = self
            .sentence
            .words_between(self.clause.start, self.at(), 10);
        let mut words = words.skip_while(|word| {
            matches!(
                *word,
                "over" | "about" | "some" | "up" | "to" | "a" | "distance" | "of" | "as" | "far"
            )
        });
        words.next().is_some_and(|word| LOADS.contains(&word))
            && words.any(|word| VERBS.contains(&word))
    }

    /// "reached an altitude of": the nearer word is "reached" only in bytes.
    fn is_high(&self) -> bool {
        let is_height = |word: &str| cues::cue(word.as_bytes()) == Some(Cue::Height);
        self.sentence.has(Cue::Height) && self.before(3).any(is_height)
    }

    /// "535 km from Stockholm", "300 km north of Kyiv".
    fn is_between_places(&self) -> bool {
        let is_link = |word: &str| matches!(word, "from" | "of" | "off");
        let is_way = |word: &str| {
            matches!(
                word,
                "north"
                    | "south"
                    | "east"
                    | "west"
                    | "away"
                    | "northeast"
                    | "northwest"
                    | "southeast"
                    | "southwest"
            )
        };
        let next = self.next_word;
        if !next.is_empty() && !is_link(next) && !is_way(next) {
            return false;
        }
        let after = self.sentence.words_after(self.mention.span.end(), 3);
        let mut after = after.skip_while(|word| is_way(word));
        if !after.next().is_some_and(is_link) {
            return false;
        }
        after
            .next()
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_uppercase()) || word == "the")
    }
}
