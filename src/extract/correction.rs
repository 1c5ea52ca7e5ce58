//! Applies what readers say about mentions: this is none, this is something else, these are one.
//!
//! A pure function from mentions to mentions. Amendments act one after the other in the order they
//! were made, each on what those before it left, because that is what its reader saw. The cost is
//! one look into a few hash maps a mention and amendment that meets it, whatever their number: a
//! document has mentions by the million.
//!
//! Invariants: the result is in order and disjoint as its input is; an amendment that meets nothing
//! changes nothing; mentions that no amendment meets stay as they are.

use std::collections::{BTreeMap, HashMap};

use super::meaning::fold_words;
use super::retold::{Retold, Saying, of_both_sides, retell};
use super::{Extraction, Kind, Meaning, Mention, MentionId, Rule, Value, claim};
use crate::document::Document;
use crate::reference::{Catalog, Iso3};
use crate::text::{Span, Text};

/// Rule of a mention that a reader made or changed.
pub const BY_READER: &str = "reader";

/// One thing that a reader said, placed in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// What it meets.
    pub meets: Meets,
    /// What becomes of that.
    pub change: Change,
}

/// Which mentions an amendment meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meets {
    /// This passage.
    Passage(Span, Kind),
    /// Every mention of the kind that is written like this, whatever its capitals.
    Spelling(Kind, String),
    /// Every mention that names this; see [`named`].
    Name(Kind, String),
}

/// What becomes of the mentions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// They are none.
    Dismiss,
    /// They mean something else.
    Retype(Meaning),
    /// They name the same as another name.
    Merge(Meaning),
    /// The passage, which is no mention, is one.
    Add(Meaning),
    /// They stay what they are; what they claim is something else.
    Claim(Retold),
}

impl Change {
    /// What the mentions mean from now on, where that is another thing.
    pub const fn meaning(&self) -> Option<&Meaning> {
        match self {
            Self::Dismiss | Self::Claim(_) => None,
            Self::Retype(meaning) | Self::Merge(meaning) | Self::Add(meaning) => Some(meaning),
        }
    }
}

/// What amendments made of an extraction.
#[derive(Clone, Debug, Default)]
pub struct Corrected {
    /// Mentions and claims; `None` when nothing was changed.
    pub extraction: Option<Extraction>,
    /// How many mentions each amendment changed, or claims of figures, in the order given.
    pub counts: Vec<usize>,
    /// The last amendment that changed a mention, for those that are left, in order of start.
    pub touched: Vec<(Span, usize)>,
    /// What was said of the claims of figures, with the same amounts in other money beside them; in order
    /// of figure and as it was said.
    pub retold: Vec<(MentionId, Retold)>,
}

/// What a mention names, for telling names apart: kind and key. Governments are with their country,
/// known weapons have their id, unknown ones their words; figures name nothing.
pub fn named<'a>(value: &'a Value, words: &'a str) -> Option<(Kind, &'a str)> {
    Some(match value {
        Value::Country { iso3, .. } | Value::Government { iso3 } => (Kind::Country, iso3.code()),
        Value::Weapon { weapon } => (Kind::Weapon, weapon.as_deref().unwrap_or(words)),
        Value::Place { place, .. } => (Kind::Place, place),
        Value::Organisation { org, .. } => (Kind::Organisation, org),
        Value::Person { person } => (Kind::Person, person),
        _ => return None,
    })
}

/// The mentions of a document as its readers corrected them.
pub fn apply_corrections(
    document: &Document,
    found: &Extraction,
    amendments: &[Amendment],
    catalog: &'static Catalog,
) -> Corrected {
    if amendments.is_empty() {
        return Corrected::default();
    }
    let mut work = Work::new(document, found, amendments, catalog);
    let placed = work.placed();
    let mut mentions = Vec::with_capacity(found.mentions.len() + placed.len());
    let mut next = placed.into_iter().peekable();
    for mention in &found.mentions {
        while let Some((_, outcome)) = next.next_if(|(span, _)| span.end() <= mention.span.start())
        {
            work.keep(outcome, &mut mentions);
        }
        // What a reader says of a passage goes before what was found there.
        if next
            .peek()
            .is_some_and(|(span, _)| span.overlaps(mention.span))
        {
            continue;
        }
        let outcome = work.follow(Some(mention), mention.span, &[]);
        work.keep(outcome, &mut mentions);
    }
    for (_, outcome) in next {
        work.keep(outcome, &mut mentions);
    }
    let unchanged = |counts: Vec<usize>| Corrected {
        counts,
        ..Corrected::default()
    };
    let is_changed = |counts: &[usize]| counts.iter().any(|count| *count > 0);
    if work.retold.is_empty() && !is_changed(&work.counts) {
        return unchanged(work.counts);
    }
    let (claims, left_out) = claim::claims_and_left_out(document, &mentions, found.date);
    let mut extraction = Extraction {
        mentions,
        date: found.date,
        claims,
        left_out,
        cut_at: found.cut_at,
    };
    let said = of_both_sides(&document.text, &extraction, &work.retold);
    let met = retell(&mut extraction, &said);
    for (figure, at, _) in std::mem::take(&mut work.retold) {
        if met.contains(&(figure, at)) {
            work.count(at);
        }
    }
    if !is_changed(&work.counts) {
        return unchanged(work.counts);
    }
    // What was said of one side of an amount is taken back at either.
    let mut touched: BTreeMap<Span, usize> = work.touched.into_iter().collect();
    for &(side, at, _) in said.iter().filter(|it| met.contains(&(it.0, it.1))) {
        if let Some(mention) = extraction.mention(side) {
            let last = touched.entry(mention.span).or_insert(at);
            *last = at.max(*last);
        }
    }
    Corrected {
        extraction: Some(extraction),
        counts: work.counts,
        touched: touched.into_iter().collect(),
        retold: said.into_iter().map(|it| (it.0, it.2)).collect(),
    }
}

/// The country of each body that has one in a document; of two, the one it is first given.
fn countries_of_bodies(found: &Extraction) -> HashMap<&Text, Iso3> {
    let mut countries = HashMap::new();
    for mention in &found.mentions {
        if let Value::Organisation {
            org,
            iso3: Some(iso3),
        } = &mention.value
        {
            countries.entry(org).or_insert(*iso3);
        }
    }
    countries
}

/// A body that no table has by its words is of the country that the document's mentions of it are of.
fn with_country(mut value: Value, countries: &HashMap<&Text, Iso3>) -> Value {
    if let Value::Organisation { org, iso3 } = &mut value {
        *iso3 = iso3.or_else(|| countries.get(org).copied());
    }
    value
}

/// A mention, or that there is none, and the amendment that last had a say in it.
struct Outcome {
    mention: Option<Mention>,
    last: Option<usize>,
    /// What was said of its claims, and by which amendment.
    retold: Vec<(usize, Retold)>,
}

/// Amendments by what they meet; lists are in the order given.
struct Work<'a> {
    text: &'a str,
    found: &'a Extraction,
    amendments: &'a [Amendment],
    /// What each means as a value, where it means anything.
    values: Vec<Option<Mention>>,
    passages: BTreeMap<Span, Vec<usize>>,
    spellings: HashMap<Kind, HashMap<String, Vec<usize>>>,
    names: HashMap<Kind, HashMap<String, Vec<usize>>>,
    counts: Vec<usize>,
    touched: Vec<(Span, usize)>,
    retold: Vec<Saying>,
    folded: String,
}

impl<'a> Work<'a> {
    fn new(
        document: &'a Document,
        found: &'a Extraction,
        amendments: &'a [Amendment],
        catalog: &'static Catalog,
    ) -> Self {
        let mut work = Self {
            text: &document.text,
            found,
            amendments,
            values: Vec::with_capacity(amendments.len()),
            passages: BTreeMap::new(),
            spellings: HashMap::new(),
            names: HashMap::new(),
            counts: vec![0; amendments.len()],
            touched: Vec::new(),
            retold: Vec::new(),
            folded: String::new(),
        };
        let countries = countries_of_bodies(found);
        for (at, amendment) in amendments.iter().enumerate() {
            let meaning = amendment.change.meaning();
            let value = meaning.and_then(|meaning| meaning.value(catalog, found.date));
            let value = value.map(|(value, entity)| (with_country(value, &countries), entity));
            work.values.push(value.map(|(value, entity)| Mention {
                span: Span::start_of_text(),
                value,
                entity,
                doubt: None,
                rule: Rule::of(BY_READER),
            }));
            // A meaning that no table has any more is no reason to forget the mention.
            let is_lost = meaning.is_some() && work.values.last().is_some_and(Option::is_none);
            if is_lost {
                continue;
            }
            match &amendment.meets {
                Meets::Passage(span, _) => work.passages.entry(*span).or_default().push(at),
                Meets::Spelling(kind, words) => {
                    let mut folded = String::new();
                    fold_words(words, &mut folded);
                    let of_kind = work.spellings.entry(*kind).or_default();
                    of_kind.entry(folded).or_default().push(at);
                }
                Meets::Name(kind, name) => {
                    let of_kind = work.names.entry(*kind).or_default();
                    of_kind.entry(name.clone()).or_default().push(at);
                }
            }
        }
        work
    }

    /// What stands at each passage that a reader spoke of, in order and disjoint: of passages that
    /// overlap, the one spoken of last.
    fn placed(&mut self) -> Vec<(Span, Outcome)> {
        let passages = std::mem::take(&mut self.passages);
        let mut kept: BTreeMap<usize, (Span, Vec<usize>)> = BTreeMap::new();
        let mut by_age: Vec<(Span, Vec<usize>)> = passages.into_iter().collect();
        // What speaks of a claim, at a passage where nothing is found any more, displaces nothing.
        by_age.retain(|(span, said)| {
            let mut all = said.iter().filter_map(|at| self.amendments.get(*at));
            let is_of_claims = all.all(|it| matches!(it.change, Change::Claim(_)));
            !is_of_claims || self.found.mention_at(*span).is_some()
        });
        by_age.sort_by_key(|(_, said)| std::cmp::Reverse(said.last().copied()));
        for (span, said) in by_age {
            let is_free = match kept.range(..span.end()).next_back() {
                Some((_, (other, _))) => other.end() <= span.start(),
                None => true,
            };
            if is_free {
                kept.insert(span.start(), (span, said));
            }
        }
        let mut placed = Vec::with_capacity(kept.len());
        for (span, said) in kept.into_values() {
            let found = self.found;
            let exact = found.mention_at(span).and_then(|id| found.mention(id));
            let is_said = |at: &usize| self.values.get(*at).is_some_and(Option::is_some);
            if exact.is_none() && !said.iter().any(is_said) {
                // Dismissed where nothing stands any more: only a mention of that kind goes.
                let mut dismissed = said;
                dismissed.retain(|at| {
                    let amendment = self.amendments.get(*at);
                    amendment.is_some_and(|it| it.change == Change::Dismiss)
                });
                let Some((met, last)) = self.met_by_dismissal(span, &dismissed) else {
                    continue;
                };
                self.count(last);
                let outcome = Outcome {
                    mention: None,
                    last: Some(last),
                    retold: Vec::new(),
                };
                placed.push((met, outcome));
                continue;
            }
            let outcome = self.follow(exact, span, &said);
            placed.push((span, outcome));
        }
        // A dismissal may have met a mention longer than its passage.
        placed.sort_by_key(|(span, _)| *span);
        placed.dedup_by(|later, earlier| later.0.overlaps(earlier.0));
        placed
    }

    fn met_by_dismissal(&self, span: Span, said: &[usize]) -> Option<(Span, usize)> {
        let last = said.last().copied()?;
        let Meets::Passage(_, kind) = self.amendments.get(last)?.meets else {
            return None;
        };
        let mentions = &self.found.mentions;
        let first = mentions.partition_point(|mention| mention.span.end() <= span.start());
        let mention = mentions.get(first)?;
        let meets = mention.span.overlaps(span) && mention.kind() == kind;
        meets.then_some((mention.span, last))
    }

    /// Lets every amendment that meets a mention have its say, in order. `said` are those that
    /// speak of its passage.
    fn follow(&mut self, found: Option<&Mention>, span: Span, said: &[usize]) -> Outcome {
        let mut mention: Option<std::borrow::Cow<'_, Mention>> =
            found.map(std::borrow::Cow::Borrowed);
        let mut last = None;
        let mut retold = Vec::new();
        let mut from = 0;
        while let Some(at) = self.next_said(mention.as_deref(), span, said, from) {
            from = at + 1;
            let Some(amendment) = self.amendments.get(at) else {
                break;
            };
            let before = mention.is_some();
            mention = match &amendment.change {
                Change::Dismiss => {
                    retold.clear();
                    None
                }
                Change::Claim(said) => {
                    if mention.is_some() {
                        retold.push((at, *said));
                    }
                    mention
                }
                // Once dismissed, only a word about this very passage brings it back.
                _ => self.values.get(at).and_then(Option::as_ref).map(|value| {
                    std::borrow::Cow::Owned(Mention {
                        span,
                        ..value.clone()
                    })
                }),
            };
            // Whether there is a claim to say something of comes out later.
            let is_of_claim = matches!(amendment.change, Change::Claim(_));
            if (before || mention.is_some()) && !is_of_claim {
                self.count(at);
                last = Some(at);
            }
        }
        Outcome {
            mention: mention.map(std::borrow::Cow::into_owned),
            last,
            retold,
        }
    }

    /// The first amendment not before `from` that meets this.
    fn next_said(
        &mut self,
        mention: Option<&Mention>,
        span: Span,
        said: &[usize],
        from: usize,
    ) -> Option<usize> {
        let first_in = |list: &[usize]| list.get(list.partition_point(|at| *at < from)).copied();
        let here = first_in(said);
        let Some(mention) = mention else { return here };
        let words = span.slice(self.text);
        let by_spelling = self.spellings.get(&mention.kind()).and_then(|spellings| {
            fold_words(words, &mut self.folded);
            first_in(spellings.get(self.folded.as_str())?)
        });
        let by_name = if self.names.is_empty() {
            None
        } else {
            named(&mention.value, words)
                .and_then(|(kind, name)| first_in(self.names.get(&kind)?.get(name)?))
        };
        [here, by_spelling, by_name].into_iter().flatten().min()
    }

    fn count(&mut self, at: usize) {
        if let Some(count) = self.counts.get_mut(at) {
            *count += 1;
        }
    }

    fn keep(&mut self, outcome: Outcome, mentions: &mut Vec<Mention>) {
        let Some(mention) = outcome.mention else {
            return;
        };
        if let Some(last) = outcome.last {
            self.touched.push((mention.span, last));
        }
        if let Ok(at) = u32::try_from(mentions.len()) {
            let said = outcome.retold.into_iter();
            self.retold
                .extend(said.map(|(by, it)| (MentionId(at), by, it)));
        }
        mentions.push(mention);
    }
}

#[cfg(test)]
#[path = "correction_tests.rs"]
mod tests;
