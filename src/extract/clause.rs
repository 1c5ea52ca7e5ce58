//! Walks through sentences and clauses and joins what stands in one into [`Claim`]s.

use std::ops::Range;

use jiff::civil::Date;

use super::claim::{Claim, ClaimMeasure};
use super::cues::{Cue, begins_clause, cue};
use super::figure::Context;
use super::lexicon::Sense;
use super::words::Words;
use super::{Kind, Mention, MentionId, Value};
use crate::document::Block;
use crate::reference::Iso3;
use crate::text::Span;

/// A longer sentence is a list or a table and is cut here, which keeps the work linear.
const MAX_SENTENCE_WORDS: usize = 300;

/// The text with its mentions.
#[derive(Debug)]
pub(super) struct Clauses<'a> {
    pub(super) text: &'a str,
    pub(super) mentions: &'a [Mention],
    /// Of the document.
    pub(super) date: Option<Date>,
}

/// One sentence: its words, mentions and cues.
#[derive(Debug)]
pub(super) struct Sentence {
    pub(super) span: Range<usize>,
    pub(super) mentions: Range<usize>,
    pub(super) cues: Vec<(usize, Cue)>,
    /// Where its clauses begin, the first at its own start.
    clauses: Vec<usize>,
}

/// Who or what the sentence before was about.
#[derive(Clone, Debug, Default)]
pub(super) struct Carried {
    pub(super) country: Option<(Iso3, MentionId)>,
    pub(super) weapons: Vec<(String, MentionId)>,
    pub(super) spending: bool,
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

    pub(super) fn is_figure(&self, i: usize) -> bool {
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
        // A sign before the first word belongs to it: "$54 billion".
        let mut mentions = self.mentions_in(&(start..end));
        if let Some(before) = mentions.start.checked_sub(1)
            && self
                .mentions
                .get(before)
                .is_some_and(|it| it.span.end() > start)
        {
            mentions.start = before;
        }
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
        let mut clause_from = range.start;
        for i in range.clone() {
            let word = words.str(i);
            let at = words.get(i).map_or(start, |word| word.start);
            if words.is(i, Sense::CueWord)
                && let Some(cue) = cue(&words.lower(i), &words.lower_before(i), &words.lower(i + 1))
            {
                // The defence in "Ministry of Defence" says nothing of what a figure measures.
                let in_name = |mention: &&Mention| {
                    mention.kind() == Kind::Organisation && mention.span.contains(at)
                };
                if cue != Cue::Defence || !inside.iter().any(in_name) {
                    cues.push((at, cue));
                }
            }
            if i > range.start && begins_clause(words, i, word, i - clause_from) {
                clauses.push(at);
                clause_from = i;
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
        // How far something reaches holds on every day.
        let (when, when_mention) = match measure {
            ClaimMeasure::Range { .. } => (None, None),
            _ => context.when(),
        };
        let planned = !matches!(measure, ClaimMeasure::Range { .. })
            && context.is_planned(when, when_mention);
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

    /// Named only to compare or as a partner: "following the US and China", "with Germany".
    pub(super) fn is_aside(&self, sentence: &Sentence, mention: &Mention) -> bool {
        let before = self.words_before(sentence, mention.span.start());
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

    pub(super) fn words_before(&self, sentence: &Sentence, at: usize) -> String {
        let text = self.text.get(sentence.span.start..at).unwrap_or("");
        let tail: Vec<char> = text.chars().rev().take(24).collect();
        let tail: String = tail.into_iter().rev().collect();
        format!(" {}", tail.to_lowercase())
    }

    /// What the next sentence may be about without saying it.
    fn carry(&self, sentence: &Sentence, carried: &mut Carried) {
        let (mut country, mut body) = (None, None);
        let mut weapons: Vec<(String, MentionId)> = Vec::new();
        for i in sentence.mentions.clone() {
            let Some(mention) = self.mentions.get(i) else {
                continue;
            };
            match &mention.value {
                Value::Country { iso3, .. } | Value::Government { iso3 }
                    if country.is_none() && !self.is_aside(sentence, mention) =>
                {
                    country = Some((*iso3, id(i)));
                }
                Value::Organisation {
                    iso3: Some(iso3), ..
                } if body.is_none() => {
                    body = Some((*iso3, id(i)));
                }
                Value::Weapon {
                    weapon: Some(weapon),
                } if weapons.len() < 8 && !weapons.iter().any(|(known, _)| known == weapon) => {
                    weapons.push((weapon.clone(), id(i)));
                }
                _ => {}
            }
        }
        carried.country = country.or(carried.country).or(body);
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
    pub(super) fn distance_to(
        &self,
        range: &Range<usize>,
        at: usize,
        wanted: Cue,
    ) -> Option<usize> {
        self.cues
            .iter()
            .filter(|(place, cue)| *cue == wanted && range.contains(place))
            .map(|(place, _)| place.abs_diff(at))
            .min()
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

pub(super) fn id(i: usize) -> MentionId {
    MentionId(u32::try_from(i).unwrap_or(u32::MAX))
}
