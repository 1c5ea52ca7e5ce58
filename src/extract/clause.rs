//! Walks through sentences and clauses and joins what stands in one into [`Claim`]s.

use std::ops::Range;

use jiff::civil::Date;

use super::claim::{Claim, ClaimMeasure, Subject};
use super::words::{Gap, Words};
use super::{Bound, Kind, Mention, MentionId, Value};
use crate::document::Block;
use crate::reference::Iso3;
use crate::text::Span;

/// A longer sentence is a list or a table and is cut here, which keeps the work linear.
const MAX_SENTENCE_WORDS: usize = 300;

/// The text with its mentions.
#[derive(Debug)]
pub(super) struct Clauses<'a> {
    text: &'a str,
    mentions: &'a [Mention],
    /// Of the document.
    date: Option<Date>,
}

/// A word that says what a figure of its clause measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    /// spend, budget
    Spending,
    /// defence, military
    Defence,
    /// buy, cost, worth
    Price,
    /// range, reach
    Range,
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

/// One sentence: its words, mentions and cues.
#[derive(Debug)]
struct Sentence {
    span: Range<usize>,
    mentions: Range<usize>,
    cues: Vec<(usize, Cue)>,
    /// Where its clauses begin, the first at its own start.
    clauses: Vec<usize>,
}

/// Who or what the sentence before was about.
#[derive(Clone, Debug, Default)]
struct Carried {
    country: Option<(Iso3, MentionId)>,
    weapons: Vec<(String, MentionId)>,
    spending: bool,
}

impl<'a> Clauses<'a> {
    pub(super) fn new(text: &'a str, mentions: &'a [Mention], date: Option<Date>) -> Self {
        Self {
            text,
            mentions,
            date,
        }
    }

    /// The claims of every block, in order.
    pub(super) fn claims(&self, blocks: &[Block]) -> Vec<Claim> {
        let mut claims = Vec::new();
        for piece in super::pieces(self.text, blocks) {
            let inside = self.mentions_in(&piece.range);
            if !inside.clone().any(|i| self.is_figure(i)) {
                continue;
            }
            let words = Words::new(self.text, piece.range.clone());
            let mut carried = Carried::default();
            for sentence in self.sentences(&words) {
                self.claims_of(&sentence, &carried, &mut claims);
                self.carry(&sentence, &mut carried);
            }
        }
        claims
    }

    fn mentions_in(&self, range: &Range<usize>) -> Range<usize> {
        let from = self
            .mentions
            .partition_point(|mention| mention.span.start() < range.start);
        let to = self
            .mentions
            .partition_point(|mention| mention.span.start() < range.end);
        from..to.max(from)
    }

    fn is_figure(&self, i: usize) -> bool {
        self.mentions.get(i).is_some_and(|mention| {
            matches!(mention.kind(), Kind::Money | Kind::Distance | Kind::Percent)
        })
    }

    fn sentences(&self, words: &Words<'_>) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        let mut from = 0;
        for i in 0..words.len() {
            let ends = i + 1 == words.len()
                || words.ends_sentence(i) && !self.inside_mention(words, i)
                || i + 1 - from >= MAX_SENTENCE_WORDS;
            if ends {
                sentences.push(self.sentence(words, from..i + 1));
                from = i + 1;
            }
        }
        sentences
    }

    /// Whether the gap after word `i` lies inside a mention ("Jan. 18").
    fn inside_mention(&self, words: &Words<'_>, i: usize) -> bool {
        let Some(end) = words.get(i).map(|word| word.end) else {
            return false;
        };
        let at = self
            .mentions
            .partition_point(|mention| mention.span.end() <= end);
        self.mentions
            .get(at)
            .is_some_and(|mention| mention.span.start() < end)
    }

    fn sentence(&self, words: &Words<'_>, range: Range<usize>) -> Sentence {
        let start = words.get(range.start).map_or(0, |word| word.start);
        let end = words
            .get(range.end.saturating_sub(1))
            .map_or(start, |word| word.end);
        // Signs before and after belong to it: "$", "%", ")".
        let mentions = self.mentions_in(&(start.saturating_sub(4)..end));
        let inside: Vec<&Mention> = self
            .mentions
            .get(mentions.clone())
            .unwrap_or(&[])
            .iter()
            .collect();
        let start = inside
            .first()
            .map_or(start, |mention| mention.span.start().min(start));
        let end = inside
            .last()
            .map_or(end, |mention| mention.span.end().max(end));
        let mut cues = Vec::new();
        let mut clauses = vec![start];
        for i in range.clone() {
            let word = words.lower(i);
            let at = words.get(i).map_or(start, |word| word.start);
            if let Some(cue) = cue(&word, &words.lower_before(i), &words.lower(i + 1)) {
                cues.push((at, cue));
            }
            if i > range.start && begins_clause(words, i, &word) {
                clauses.push(at);
            }
        }
        Sentence {
            span: start..end,
            mentions,
            cues,
            clauses,
        }
    }

    fn claims_of(&self, sentence: &Sentence, carried: &Carried, claims: &mut Vec<Claim>) {
        let mut last: Option<(usize, Range<usize>)> = None;
        for i in sentence.mentions.clone() {
            if !self.is_figure(i) {
                continue;
            }
            let Some(mention) = self.mentions.get(i) else {
                continue;
            };
            // The other side of "A (B)" says the same of the same.
            if let Some((figure, made)) = &last
                && self.is_other_side(*figure, mention)
            {
                let again: Vec<Claim> = claims.get(made.clone()).unwrap_or(&[]).to_vec();
                let from = claims.len();
                claims.extend(
                    again
                        .into_iter()
                        .filter_map(|claim| restated(claim, mention, id(i))),
                );
                last = Some((i, from..claims.len()));
                continue;
            }
            let from = claims.len();
            self.claim(sentence, i, carried, claims);
            last = Some((i, from..claims.len()));
        }
    }

    /// Whether only an opening bracket (or ", or") stands between the two figures.
    fn is_other_side(&self, figure: usize, mention: &Mention) -> bool {
        let Some(before) = self.mentions.get(figure) else {
            return false;
        };
        if before.kind() != mention.kind() {
            return false;
        }
        let between = self
            .text
            .get(before.span.end()..mention.span.start())
            .unwrap_or("x");
        matches!(
            between.trim(),
            "(" | "["
                | "/"
                | ", or"
                | "or"
                | "(or"
                | "(about"
                | "(around"
                | "(some"
                | "(approximately"
                | "(roughly"
                | "(nearly"
                | "(equivalent to"
                | "(more than"
                | "(over"
                | "(almost"
        )
    }

    /// Makes the claims of one figure, if words say what it measures.
    fn claim(&self, sentence: &Sentence, i: usize, carried: &Carried, claims: &mut Vec<Claim>) {
        let Some(mention) = self.mentions.get(i) else {
            return;
        };
        let clause = sentence.clause(mention.span.start());
        let context = Context {
            all: self,
            sentence,
            clause: clause.clone(),
            figure: i,
            mention,
            carried,
        };
        let Some(measure) = context.measure() else {
            return;
        };
        let (when, when_mention) = context.when();
        let planned = context.is_planned(when, when_mention);
        let Some(span) = Span::new(self.text, clause.start, clause.end.max(mention.span.end()))
        else {
            return;
        };
        let subjects = match measure {
            ClaimMeasure::Range { .. } => context.weapons(),
            ClaimMeasure::Price { .. } => context.priced(),
            _ => vec![context.country()],
        };
        for (subject, subject_mention) in subjects {
            claims.push(Claim {
                span,
                subject,
                subject_mention,
                measure: measure.clone(),
                figure: id(i),
                when,
                when_mention,
                planned,
            });
        }
    }

    /// What the next sentence may be about without saying it.
    fn carry(&self, sentence: &Sentence, carried: &mut Carried) {
        let mut country = None;
        let mut weapons: Vec<(String, MentionId)> = Vec::new();
        for i in sentence.mentions.clone() {
            let Some(mention) = self.mentions.get(i) else {
                continue;
            };
            match &mention.value {
                Value::Country { iso3, .. } | Value::Government { iso3 } if country.is_none() => {
                    country = Some((*iso3, id(i)));
                }
                Value::Weapon {
                    weapon: Some(weapon),
                } if weapons.len() < 8 && !weapons.iter().any(|(known, _)| known == weapon) => {
                    weapons.push((weapon.clone(), id(i)));
                }
                _ => {}
            }
        }
        carried.country = country.or(carried.country);
        if !weapons.is_empty() {
            carried.weapons = weapons;
        }
        let has = |wanted: Cue| sentence.cues.iter().any(|&(_, cue)| cue == wanted);
        carried.spending = has(Cue::Defence) || carried.spending && has(Cue::Spending);
    }
}

impl Sentence {
    /// The clause that holds this byte.
    fn clause(&self, at: usize) -> Range<usize> {
        let after = self.clauses.partition_point(|&start| start <= at);
        let start = self
            .clauses
            .get(after.saturating_sub(1))
            .copied()
            .unwrap_or(self.span.start);
        let end = self.clauses.get(after).copied().unwrap_or(self.span.end);
        start..end
    }

    /// How many bytes from `at` to the nearest such cue within `range`.
    fn distance_to(&self, range: &Range<usize>, at: usize, wanted: Cue) -> Option<usize> {
        self.cues
            .iter()
            .filter(|(place, cue)| *cue == wanted && range.contains(place))
            .map(|(place, _)| place.abs_diff(at))
            .min()
    }
}

/// One figure where it stands.
struct Context<'a> {
    all: &'a Clauses<'a>,
    sentence: &'a Sentence,
    clause: Range<usize>,
    figure: usize,
    mention: &'a Mention,
    carried: &'a Carried,
}

impl Context<'_> {
    fn measure(&self) -> Option<ClaimMeasure> {
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
                let reach = self.near(Cue::Range).is_some() && self.near(Cue::Height).is_none();
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
        let before: String = self.words_before(span.start());
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

    fn words_before(&self, at: usize) -> String {
        let text = self
            .all
            .text
            .get(self.sentence.span.start..at)
            .unwrap_or("");
        let tail: Vec<char> = text.chars().rev().take(24).collect();
        let tail: String = tail.into_iter().rev().collect();
        format!(" {}", tail.to_lowercase())
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
    fn country(&self) -> (Subject, Option<MentionId>) {
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
        match found {
            Some((i, iso3, _)) => (Subject::Country(iso3), Some(id(i))),
            None => (Subject::Unknown, None),
        }
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

    /// Named only to compare or as a partner: "following the US and China", "with Germany".
    fn is_aside(&self, mention: &Mention) -> bool {
        let before = self.words_before(mention.span.start());
        let before = before.trim_end().trim_end_matches(" the").trim_end();
        [
            "following",
            "behind",
            "after",
            "than",
            "with",
            "from",
            "against",
            "over",
            "unlike",
            "like",
            "and",
            "for",
            "in",
            "of",
            "to",
            "by",
            "near",
            "on",
            "between",
            "including",
        ]
        .iter()
        .any(|word| before.ends_with(&format!(" {word}")))
            && !before.ends_with("government of")
    }

    /// Weapons of the clause or sentence nearest the figure; else those of the sentence before.
    fn weapons(&self) -> Vec<(Subject, Option<MentionId>)> {
        let here = self.weapons_here();
        let subjects: Vec<_> = if here.is_empty() {
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
            // "Block IV and Block V reach 1,600 km": joined ones share the figure.
            let joined = before
                .pop()
                .filter(|earlier| self.are_joined(earlier.1, nearest.1));
            return joined.into_iter().chain([nearest]).collect();
        }
        of(at..self.clause.end).into_iter().take(1).collect()
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
    fn priced(&self) -> Vec<(Subject, Option<MentionId>)> {
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
    fn when(&self) -> (Option<(Date, Date)>, Option<MentionId>) {
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

    fn is_planned(&self, when: Option<(Date, Date)>, when_mention: Option<MentionId>) -> bool {
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

/// The same claim with the figure of its other side; `None` when that is no figure of this kind.
fn restated(mut claim: Claim, mention: &Mention, figure: MentionId) -> Option<Claim> {
    claim.figure = figure;
    claim.measure = match (&claim.measure, &mention.value) {
        (ClaimMeasure::Spending { .. }, Value::Money { amount, currency }) => {
            ClaimMeasure::Spending {
                amount: *amount,
                currency: *currency,
            }
        }
        (ClaimMeasure::Price { .. }, Value::Money { amount, currency }) => ClaimMeasure::Price {
            amount: *amount,
            currency: *currency,
        },
        (ClaimMeasure::Range { .. }, Value::Distance { km, .. }) => ClaimMeasure::Range { km: *km },
        (ClaimMeasure::SpendingShare { .. }, Value::Percent { percent, .. }) => {
            ClaimMeasure::SpendingShare { percent: *percent }
        }
        _ => return None,
    };
    Some(claim)
}

fn id(i: usize) -> MentionId {
    MentionId(u32::try_from(i).unwrap_or(u32::MAX))
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

/// Whether word `i` begins a clause of its own.
fn begins_clause(words: &Words<'_>, i: usize, word: &str) -> bool {
    let between = words.between(i - 1);
    if between.contains(';') {
        return true;
    }
    let after_comma = words.gap_before(i) == Gap::Comma;
    match word {
        "while" | "whereas" | "although" | "but" => {
            after_comma || word == "while" || word == "whereas"
        }
        _ => false,
    }
}

fn cue(word: &str, before: &str, after: &str) -> Option<Cue> {
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
        | "priced" | "prices" | "worth" | "valued" | "contract" | "contracts" | "deal"
        | "order" | "ordered" | "orders" | "paid" | "pay" | "pays" | "paying" | "acquire"
        | "acquired" | "agreement" | "approved" => Cue::Price,
        "range" | "ranges" | "reach" | "reaches" | "reaching" | "reached" | "away" | "distance"
        | "hit" | "strike" | "striking" | "targets" | "fly" | "flies" | "travel" | "further"
        | "farther" => Cue::Range,
        "to" if before == "up" => Cue::Range,
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
