//! Who or what a figure is about.
//!
//! A country named between the figure before and this one is the likeliest; named only beside
//! another ("behind the US", "with Germany") it is passed over. Then comes whom the sentence was
//! about so far, whom its pronoun stands for, and who the heading names.

use std::ops::Range;

use super::named::{Aside, Named, Row, UNKNOWN, Whom, at_place, best, one, who};
use super::supplier::is_supplier;
use super::values::{self, Kinds, id};
use super::{NotClaim, Subject};
use crate::extract::cues::Cue;
use crate::extract::figure::Context;
use crate::extract::word_set::word_set;
use crate::extract::{Kind, Mention, MentionId};
use crate::reference::Iso3;

/// A subject with the mention that names it.
pub(in crate::extract) type Who = (Subject, Option<MentionId>);

/// A country with the mention that names it.
pub(in crate::extract) type Land = (Iso3, MentionId);

word_set! {
    /// Before a country that is only compared with, or a partner.
    BESIDE = "following" "behind" "after" "than" "with" "from" "against" "unlike" "like" "near"
        "between" "including" "besides" "alongside" "versus" "to" "for" "ahead" "overtaking"
        "toward" "towards"
}

word_set! {
    /// Before a country that may be the subject if no other is.
    JOINED = "and" "in" "of" "by" "on" "over" "or"
}

word_set! {
    /// Between a country and its figure in a list.
    AT_FIGURE = "at" "with" "on" "spent" "is" "was"
}

word_set! {
    /// Behind a country's name that only says whose election or money it is.
    NOT_THE_STATE = "election" "elections" "presidential" "vote" "voters" "dollar" "dollars" "media"
        "newspaper" "newspapers" "press" "economist" "economists" "analyst" "analysts"
}

word_set! {
    /// They stand for what the sentence before named.
    PRONOUN = "its" "it" "their" "they"
}

impl Context<'_, '_> {
    /// The countries a figure is about: one, or several of which it is each one's.
    pub(in crate::extract) fn countries(&self) -> Result<Whom, NotClaim> {
        let at = self.mention.span.start();
        let near = self.floor.max(self.clause.start)..at;
        let here = self.named(&near);
        if let Some(found) = best(&here, Aside::Joined) {
            return self.with_partners(&here, found);
        }
        if let Some((first, last)) = self.made.running().filter(|_| !self.is_respective()) {
            // "…, ahead of Latvia; in cash it is fifth": it is whom the sentence began with.
            let mut words = self.sentence.words_between(near.start, at, 12);
            let says_it = words.any(|word| word == "it");
            return Ok(one(if says_it { first } else { last }));
        }
        let before = if near.start == self.sentence.span.start {
            here
        } else {
            self.named(&(self.sentence.span.start..at))
        };
        if let Some(found) = best(&before, Aside::Plain) {
            return self.with_partners(&before, found);
        }
        if let Some(found) = best(&before, Aside::Joined) {
            return Ok(at_place(&before, found));
        }
        if let Some(land) = self.home_body_before(at) {
            return Ok(one(land));
        }
        if let Some(land) = self.carry.country().filter(|_| self.has_pronoun()) {
            return Ok(one(land));
        }
        if let Some(body) = self.foreign_body(at) {
            return Ok(Whom::One((Subject::Unknown, Some(body))));
        }
        let end = self.mention.span.end();
        let after = self.named(&(end..self.clause.end.max(end)));
        let rest = self.named(&(end..self.sentence.span.end.max(end)));
        let of = |list: &[Named]| {
            best(list, Aside::Joined)
                .and_then(|_| list.iter().min_by_key(|it| it.aside))
                .map(|it| it.land)
        };
        let land = of(&after)
            .or_else(|| of(&rest))
            .or_else(|| self.land_around());
        Ok(land.map_or(UNKNOWN, one))
    }

    /// Whom the sentence is about without naming a country: whose place or body it names, whom its
    /// paragraph is about, whose money it is, whom the heading or the whole text names.
    fn land_around(&self) -> Option<Land> {
        let place = self.sentence.opening_place(self.text, self.mentions);
        let place = place.filter(|it| (it.1.0 as usize) < self.figure);
        if place.is_some() {
            return place;
        }
        let own = self.own_land();
        let fits = |land: &Land| own.is_none_or(|own| own == land.0);
        let land = self
            .carry
            .country()
            .or_else(|| self.home_body())
            .or_else(|| self.theme.country.filter(fits))
            .or_else(|| {
                self.near(Cue::Spending)
                    .and(own)
                    .map(|own| (own, id(self.figure)))
            })
            .or_else(|| {
                let only = self.only_country;
                let land = *only.get_or_init(|| only_country(self.mentions));
                land.filter(fits)
            });
        land.filter(|_| !self.is_of_many())
    }

    /// "Japan and Germany spent": the figure is each one's only where that is said.
    fn with_partners(&self, list: &[Named], found: usize) -> Result<Whom, NotClaim> {
        let mut from = found;
        while from > 0 && list.get(from).is_some_and(|it| it.follows) {
            from -= 1;
        }
        let mut to = found + 1;
        while list.get(to).is_some_and(|it| it.follows) {
            to += 1;
        }
        let together = list.get(from..to).unwrap_or(&[]);
        if together.len() < 2 || together.first().is_some_and(|it| it.aside == Aside::Beside) {
            return Ok(at_place(list, found));
        }
        let at = self.mention.span.start();
        // "…, ahead of Russia and India, at 83.6 billion".
        if let Some(last) = list.get(to - 1)
            && let Some(mention) = self.mentions.get(last.land.1.0 as usize)
            && self
                .text
                .get(mention.span.end()..at)
                .is_some_and(|gap| gap.starts_with(','))
            && self.is_at_figure(last.land.1.0 as usize)
        {
            return Ok(one(last.land));
        }
        if self.is_respective() {
            let nth = self.num_alike_since(together.first().map_or(at, |it| {
                self.mentions
                    .get(it.land.1.0 as usize)
                    .map_or(at, |it| it.span.start())
            }));
            return together
                .get(nth)
                .map(|it| one(it.land))
                .ok_or(NotClaim::SeveralSubjects);
        }
        let is_each = self.mention.kind() == Kind::Percent
            || self.mention.kind() == Kind::Rank
            || self
                .sentence
                .words_after(self.mention.span.end(), 4)
                .any(|word| word.eq_ignore_ascii_case("each"));
        if is_each {
            return Ok(Whom::Each(together.iter().map(|it| who(it.land)).collect()));
        }
        Err(NotClaim::SeveralSubjects)
    }

    /// "…, respectively": the first figure is the first one's.
    fn is_respective(&self) -> bool {
        self.sentence
            .words_after(self.mention.span.end(), 24)
            .any(|word| word.eq_ignore_ascii_case("respectively"))
    }

    /// How many figures of this kind stand between `from` and this one.
    fn num_alike_since(&self, from: usize) -> usize {
        (self.sentence.mentions.start..self.figure)
            .filter_map(|i| self.mentions.get(i))
            .filter(|it| it.span.start() >= from && it.kind() == self.mention.kind())
            .count()
    }

    /// The countries named in `range`, in order, with how they stand.
    fn named(&self, range: &Range<usize>) -> Row {
        let mut out = Row::default();
        if !self.sentence.kinds.has_any(Kinds::COUNTRIES) {
            return out;
        }
        let mut end = None;
        for (i, mention) in self.mentions_in(range) {
            let Some(iso3) = values::country(mention) else {
                continue;
            };
            if out.is_full() {
                break;
            }
            let gap = end.and_then(|end| self.text.get(end..mention.span.start()));
            let follows = gap.is_some_and(|gap| {
                matches!(
                    gap.trim(),
                    "and" | "or" | "," | ", and" | "and the" | "&" | ", the" | "as well as"
                )
            });
            let own = if self.is_at_figure(i) {
                Aside::Plain
            } else {
                self.aside(mention)
            };
            let aside = match out.last() {
                Some(last) if follows => last.aside,
                _ => own,
            };
            out.push(Named {
                land: (iso3, id(i)),
                aside,
                follows,
            });
            end = Some(mention.span.end());
        }
        out
    }

    fn aside(&self, mention: &Mention) -> Aside {
        aside(self.sentence, mention)
    }

    /// Whether the country before the figure is its own, as in a list.
    pub(in crate::extract) fn is_in_list(&self) -> bool {
        let from = self.floor.max(self.clause.start);
        self.mentions_in(&(from..self.mention.span.start()))
            .rfind(|(_, it)| values::country(it).is_some())
            .is_some_and(|(i, _)| self.is_at_figure(i))
    }

    /// Named right before the figure: "and China 292 billion", "ahead of India, at 83.6 billion".
    fn is_at_figure(&self, i: usize) -> bool {
        let Some(mention) = self.mentions.get(i) else {
            return false;
        };
        let Some(gap) = self
            .text
            .get(mention.span.end()..self.mention.span.start())
            .filter(|gap| gap.len() < 16)
        else {
            return false;
        };
        let mut words = gap
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        match (words.next(), words.next()) {
            (None, _) => !gap.contains([',', ';', '.']),
            (Some("s"), None) => true,
            (Some(word), None) => AT_FIGURE.has(word) || !gap.contains(','),
            _ => false,
        }
    }

    /// "its budget", "they spent": the sentence speaks of what the one before named.
    fn has_pronoun(&self) -> bool {
        let mut words = self.sentence.first_words(40);
        words.any(|word| PRONOUN.has_bytes(word))
    }

    /// NATO or the EU: neither a country nor one's.
    fn foreign_body(&self, at: usize) -> Option<MentionId> {
        if !self.sentence.kinds.has(Kind::Organisation) {
            return None;
        }
        let (i, mention) =
            self.mentions_in(&(self.sentence.span.start..at))
                .rfind(|(i, mention)| {
                    mention.kind() == Kind::Organisation
                        && mention.entity.is_some()
                        && self.sources().speaker() != Some(id(*i))
                        && self.aside(mention) == Aside::Plain
                })?;
        (values::body(mention).is_none()).then(|| id(i))
    }

    /// "The Bundeswehr spent": a force that the clause names before the figure, and that is not
    /// only the source.
    fn home_body_before(&self, at: usize) -> Option<Land> {
        let (i, mention) = self
            .mentions_in(&(self.clause.start..at))
            .rfind(|(_, it)| values::body(it).is_some())?;
        let is_source = self.sources().speaker() == Some(id(i));
        let is_plain = self.aside(mention) == Aside::Plain && !is_supplier(self.sentence, mention);
        (!is_source && is_plain).then_some((values::body(mention)?, id(i)))
    }

    /// A ministry speaks for its country.
    fn home_body(&self) -> Option<Land> {
        let speaks = |mention: &Mention, land: Iso3| {
            !is_supplier(self.sentence, mention) || self.own_land() == Some(land)
        };
        self.mentions_in(&self.sentence.span)
            .find_map(|(i, it)| Some((values::body(it).filter(|land| speaks(it, *land))?, id(i))))
    }

    /// The only country that pays in the money of the figure.
    fn own_land(&self) -> Option<Iso3> {
        let own = values::money(self.mention).and_then(|it| it.1.only_country());
        own.and_then(Iso3::parse)
    }

    /// Weapons of the clause or sentence nearest the figure; else those of the sentence before.
    pub(in crate::extract) fn weapons(&self) -> Whom {
        if let Some(unknown) = self.unlisted_weapon() {
            return Whom::One((Subject::Unknown, Some(unknown)));
        }
        let here = self.weapons_here();
        let is_named_before = || {
            self.mentions_in(&(self.sentence.span.start..self.mention.span.start()))
                .any(|(_, mention)| mention.kind() == Kind::Weapon && !self.is_compared(mention))
        };
        let found = if here.is_empty() && !is_named_before() {
            self.carry.weapons()
        } else {
            here
        };
        let subjects: Vec<Who> = found.into_iter().filter_map(|id| self.armed(id)).collect();
        if subjects.is_empty() {
            return UNKNOWN;
        }
        Whom::Each(subjects)
    }

    /// "launchers whose CTM-290 missile flies 290 km": a weapon that no table has, named right before the
    /// verb of its figure, has it.
    fn unlisted_weapon(&self) -> Option<MentionId> {
        const MAX_WORDS: usize = 6;
        let before = self.clause.start..self.at();
        let is_weapon = |it: &(usize, &Mention)| it.1.kind() == Kind::Weapon;
        let (i, mention) = self.mentions_in(&before).rfind(is_weapon)?;
        let is_near = || self.sentence.num_words(mention.span.end(), self.at()) <= MAX_WORDS;
        let is_unlisted = values::weapon(mention).is_none();
        // "the Hwasong-15 (KN-22)", "the RS-24 Yars or RS-28": another name, or another of the same.
        let is_alone = || {
            let gap = i
                .checked_sub(1)
                .and_then(|before| self.mentions.get(before))
                .and_then(|before| {
                    (before.kind() == Kind::Weapon)
                        .then_some(before.span.end()..mention.span.start())
                });
            let gap = gap.and_then(|gap| self.text.get(gap));
            gap.is_none_or(|gap| gap.len() > 5)
        };
        (is_unlisted && is_near() && is_alone() && !self.is_compared(mention)).then(|| id(i))
    }

    pub(in crate::extract) fn armed(&self, id: MentionId) -> Option<Who> {
        let weapon = values::weapon(self.mentions.get(id.0 as usize)?)?;
        Some((Subject::Weapon(weapon.to_owned()), Some(id)))
    }

    fn weapons_in(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = MentionId> {
        self.mentions_in(&range)
            .filter(|(_, mention)| {
                values::weapon(mention).is_some()
                    && (!self.is_compared(mention) || self.follows_a_distance(mention))
            })
            .map(|(i, _)| id(i))
    }

    /// "twice that of the Iskander", "further than the Tomahawk".
    fn is_compared(&self, mention: &Mention) -> bool {
        let mut before = self
            .sentence
            .words_before(mention.span.start(), 5)
            .peekable();
        while let Some(word) = before.next() {
            match word {
                // "more than 200 Tomahawk missiles".
                word if word.starts_with(|c: char| c.is_ascii_digit()) => return false,
                "than" | "like" | "unlike" => return true,
                "of" => {
                    let whose = before.peek().copied();
                    return matches!(whose, Some("that" | "those" | "range" | "twice"));
                }
                _ => {}
            }
        }
        false
    }

    /// "…, three times that of the JASSM, which reaches 370 km": this figure is its own.
    fn follows_a_distance(&self, mention: &Mention) -> bool {
        self.mentions_in(&(self.sentence.span.start..mention.span.start()))
            .any(|(i, it)| it.kind() == Kind::Distance && i < self.figure)
    }

    pub(in crate::extract) fn weapons_here(&self) -> Vec<MentionId> {
        if !self.sentence.kinds.has(Kind::Weapon) {
            return Vec::new();
        }
        let at = self.mention.span.start();
        let mut before = self.weapons_in(self.clause.start..at).rev();
        let mut nearest = before.next();
        if nearest.is_none() && self.clause.start > self.sentence.span.start {
            before = (self.weapons_in(self.sentence.span.start..self.clause.start)).rev();
            nearest = before.next();
        }
        if let Some(nearest) = nearest {
            if self.names_another(nearest) {
                return Vec::new();
            }
            // "Block IV and Block V reach 1,600 km": joined ones share the figure.
            let joined = before
                .next()
                .filter(|earlier| self.are_joined(*earlier, nearest));
            return match joined {
                Some(joined) => vec![joined, nearest],
                None => vec![nearest],
            };
        }
        // After the figure only where the range is named first: "a 500-km-range Iskander".
        let end = self.mention.span.end();
        let near = self.clause.start..(end + 8).min(self.clause.end);
        if self.sentence.distance_to(&near, at, Cue::Range).is_none() {
            return Vec::new();
        }
        let after = self.weapons_in(at..self.clause.end.max(at)).next();
        after.into_iter().collect()
    }

    /// Whether "a new missile" without a name stands between the weapon and the figure.
    fn names_another(&self, weapon: MentionId) -> bool {
        let Some(end) = self.mentions.get(weapon.0 as usize).map(|it| it.span.end()) else {
            return false;
        };
        let between = end..self.mention.span.start();
        // "the Tomahawk, a weapon that flies 1,500 km" is that one.
        let is_set_off = self.text.get(end..).is_some_and(|rest| {
            rest.starts_with(", a ") || rest.starts_with(", an ") || rest.starts_with(" is a")
        });
        let first = self.sentence.word_behind(end).map_or(end, |word| word.end);
        self.sentence
            .cues
            .iter()
            .filter(|(at, cue)| *cue == Cue::Missile && between.contains(at))
            .filter(|(at, _)| {
                !is_set_off
                    || self
                        .text
                        .get(first..*at)
                        .is_none_or(|gap| gap.contains(','))
            })
            .any(|(at, _)| {
                self.sentence
                    .words_between(end, *at, 4)
                    .any(|word| matches!(word, "a" | "an" | "another" | "new"))
            })
    }

    fn are_joined(&self, a: MentionId, b: MentionId) -> bool {
        let span = |id: MentionId| self.mentions.get(id.0 as usize).map(|it| it.span);
        let (Some(a), Some(b)) = (span(a), span(b)) else {
            return false;
        };
        matches!(
            self.text.get(a.end()..b.start()).map(str::trim),
            Some("and" | "or" | "and the" | "missiles and" | "," | "and its" | "missiles and the")
        )
    }

    /// A price is a weapon's where the clause names one before the figure, or after it behind
    /// "for"; else a country's.
    pub(in crate::extract) fn priced(&self) -> Result<Whom, NotClaim> {
        let at = self.mention.span.start();
        let from = self.floor.max(self.clause.start);
        let mut weapons: Vec<MentionId> = Vec::new();
        if self.sentence.kinds.has(Kind::Weapon) {
            weapons.extend(self.weapons_in(from..at));
            if weapons.is_empty() && from > self.clause.start {
                weapons.extend(self.weapons_in(self.clause.start..from));
            }
            let end = self.mention.span.end();
            if weapons.is_empty() && self.sentence.words_after(end, 2).any(|word| word == "for") {
                let after = end..self.next_figure().min(self.clause.end).max(end);
                weapons.extend(self.weapons_in(after));
            }
        }
        // "Each missile costs 2 million": those of the sentence before.
        let says_each = || {
            let mut cues = self.sentence.cues.iter();
            self.sentence.has(Cue::Each)
                && cues.any(|&(place, cue)| cue == Cue::Each && place == self.clause.start)
        };
        if weapons.is_empty() && says_each() && self.near(Cue::Missile).is_some() {
            weapons = self.carry.weapons();
        }
        if weapons.is_empty() {
            return self.countries();
        }
        let armed = weapons.into_iter().filter_map(|id| self.armed(id));
        Ok(Whom::Each(armed.collect()))
    }

    /// Where the next amount of money begins, or the sentence ends.
    pub(in crate::extract) fn next_figure(&self) -> usize {
        (self.figure + 1..self.sentence.mentions.end)
            .filter_map(|i| self.mentions.get(i))
            .find(|it| it.kind() == Kind::Money)
            .map_or(self.sentence.span.end, |it| it.span.start())
    }
}

/// The country of all names among these mentions, where they are of one.
pub(in crate::extract) fn only_country(mentions: &[Mention]) -> Option<Land> {
    const ENOUGH: usize = 3;
    let named = |(i, it): (usize, &Mention)| match it.kind() {
        Kind::Country | Kind::Government | Kind::Place => Some((it.value.iso3()?, id(i))),
        _ => None,
    };
    let mut lands = mentions.iter().enumerate().filter_map(named);
    let first = lands.next()?;
    let mut num = 1;
    // One name more or less does not make a text one country's.
    let is_only = lands.all(|it| {
        num += 1;
        it.0 == first.0
    });
    (is_only && num >= ENOUGH).then_some(first)
}

fn aside(sentence: &super::sentence::Sentence<'_>, mention: &Mention) -> Aside {
    let mut before = sentence
        .words_before(mention.span.start(), 4)
        .skip_while(|word| word.eq_ignore_ascii_case("the"));
    let end = mention.span.end();
    // Mostly the first letter of the next word tells that it is none of these.
    if sentence.may_go_on(end, &NOT_THE_STATE) && NOT_THE_STATE.has(sentence.word_at(end)) {
        return Aside::Beside;
    }
    let Some(word) = before.next() else {
        return Aside::Plain;
    };
    if BESIDE.has(word) {
        return Aside::Beside;
    }
    if !JOINED.has(word) {
        return Aside::Plain;
    }
    match before.next() {
        // "the government of Japan", "ahead of Japan".
        Some("government" | "Government") if word == "of" => Aside::Plain,
        Some("ahead" | "instead") if word == "of" => Aside::Beside,
        _ => Aside::Joined,
    }
}

/// Whether a country is only named beside what the sentence is about.
pub(in crate::extract) fn is_aside(
    sentence: &super::sentence::Sentence<'_>,
    mention: &Mention,
) -> bool {
    aside(sentence, mention) != Aside::Plain
}
