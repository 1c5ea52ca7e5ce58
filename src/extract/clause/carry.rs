//! What a sentence takes from those before it in its paragraph.
//!
//! Most figures are settled by their own sentence, so what stands before is only noted, and read
//! when somebody asks.

use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Range;

use jiff::civil::Date;

use super::Made;
use crate::extract::claim::bounds::start_of;
use crate::extract::claim::known::PieceWords;
use crate::extract::claim::sentence::Sentence;
use crate::extract::claim::subject::{Land, is_aside};
use crate::extract::claim::values::{self, id};
use crate::extract::cues::{Cue, Cues};
use crate::extract::{Kind, Mention, MentionId};

/// Mentions looked at backwards for whom a paragraph is about.
const MAX_BACK: usize = 24;

/// Mentions that are looked at together; a sentence with more is a list and is cut.
const MAX_MENTIONS: usize = 80;

/// Sentences that are noted at most before they are read, in a paragraph as long as a book.
const MAX_PASSED: usize = 64;

/// Weapons that one sentence hands on to the next.
const MAX_WEAPONS: usize = 8;

/// What a sentence takes from the ones before.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Carried {
    pub(in crate::extract) country: Option<Land>,
    pub(in crate::extract) weapons: Vec<MentionId>,
    /// The military was spoken of.
    pub(in crate::extract) defence: bool,
    /// Military spending was given.
    pub(in crate::extract) spending: bool,
    /// When that was.
    pub(in crate::extract) when: Option<((Date, Date), MentionId)>,
    /// The sentence right before gave that date.
    pub(in crate::extract) is_when_near: bool,
    /// It gave spending of a year.
    pub(in crate::extract) is_spending_near: bool,
    /// The sentence right before speaks of shares of the economy.
    pub(in crate::extract) share: bool,
}

/// What is carried at one place of a paragraph, made when it is asked for.
#[derive(Debug)]
pub(in crate::extract) struct Carry<'a> {
    source: Source<'a>,
    /// Once it was asked for.
    now: OnceCell<Carried>,
    /// As it was before the sentences that were passed since.
    before: RefCell<Carried>,
    passed: Vec<Passed>,
    /// A sentence that was read here speaks of the military.
    sees_defence: Cell<bool>,
    /// A share of GDP was given: only sentences that were read can have one.
    pub(in crate::extract) share: bool,
    /// The sentence right before gave spending with a date.
    pub(in crate::extract) has_when: bool,
    /// The line that leads into a list speaks of plans.
    pub(in crate::extract) planned: bool,
    /// The words of the paragraph's piece, where they are known.
    words: Option<PieceWords<'a>>,
    sentence: RefCell<Sentence<'a>>,
}

/// A sentence that was passed.
#[derive(Debug)]
enum Passed {
    /// It was read.
    Read {
        span: Range<usize>,
        mentions: Range<usize>,
        cues: Cues,
        made: Made,
    },
    /// The last sentence of a stretch, which stands before this mention; with the words of the
    /// stretch, where they are known.
    Unread(Range<usize>, Option<Range<usize>>, usize),
}

/// A text with its mentions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) mentions: &'a [Mention],
}

impl<'a> Source<'a> {
    /// The mentions of a sentence that holds mention `i`, or that it follows, and the sentence, which
    /// ends where there are too many.
    pub(super) fn mentions_of(
        self,
        mut span: Range<usize>,
        i: usize,
    ) -> (Range<usize>, Range<usize>) {
        let starts = |i: usize| self.mentions.get(i).map(|it| it.span.start());
        let mut from = i;
        while from > 0
            && i - from < MAX_MENTIONS
            && starts(from - 1).is_some_and(|at| at >= span.start)
        {
            from -= 1;
        }
        let mut to = i;
        while starts(to).is_some_and(|at| at < span.end) {
            to += 1;
            if to - from >= MAX_MENTIONS {
                let last = self.mentions.get(to - 1);
                span.end = last.map_or(span.end, |it| it.span.end());
                break;
            }
        }
        (span, from..to)
    }

    /// Gives a sentence its mentions; whether it speaks of the military.
    pub(super) fn add_mentions(self, sentence: &mut Sentence<'a>, mentions: Range<usize>) -> bool {
        let inside = self.mentions.get(mentions.clone()).unwrap_or(&[]);
        sentence.mentions = mentions;
        let is_body = |it: &&Mention| it.kind() == Kind::Organisation;
        let mut bodies = inside.iter().filter(is_body);
        let has_cue = sentence.has(Cue::Defence);
        if has_cue {
            // The defence in "Ministry of Defence" says nothing of what a figure measures.
            sentence.drop_cues(Cue::Defence, |at| {
                bodies.clone().any(|it| it.span.contains(at))
            });
        }
        has_cue
            || bodies.any(|it| {
                let name = it.span.slice(self.text);
                name.contains("Defence") || name.contains("Defense")
            })
    }

    /// What the next sentence may be about without saying it.
    fn hand_on(self, carried: &mut Carried, sentence: &Sentence<'_>, made: &Made) {
        let (mut country, mut body) = (None, None);
        let mut num_new = 0;
        for i in sentence.mentions.clone() {
            let Some(mention) = self.mentions.get(i) else {
                continue;
            };
            match mention.kind() {
                Kind::Country | Kind::Government
                    if country.is_none()
                        && !is_aside(sentence, mention)
                        // "Turkey, Chad and Jordan were not there": nobody goes on from all of them.
                        && !self.is_joined_to_next(i) =>
                {
                    country = values::country(mention).map(|iso3| (iso3, id(i)));
                }
                Kind::Organisation if body.is_none() => {
                    body = values::body(mention).map(|iso3| (iso3, id(i)));
                }
                Kind::Weapon if values::weapon(mention).is_some() && num_new < MAX_WEAPONS => {
                    let weapons = &mut carried.weapons;
                    if num_new == 0 {
                        weapons.clear();
                    }
                    let same = |it: &MentionId| {
                        let other = self.mentions.get(it.0 as usize).and_then(values::weapon);
                        other == values::weapon(mention)
                    };
                    if !weapons.iter().any(same) {
                        weapons.push(id(i));
                        num_new += 1;
                    }
                }
                _ => {}
            }
        }
        let place = || sentence.opening_place(self.text, self.mentions);
        carried.country = country.or_else(place).or(carried.country).or(body);
        let has = |wanted: Cue| sentence.has(wanted);
        carried.defence |= has(Cue::Defence);
        let is_of_other = [
            Cue::Price,
            Cue::Deal,
            Cue::Range,
            Cue::OtherMoney,
            Cue::Programme,
        ]
        .into_iter()
        .any(has);
        carried.spending = made.spending
            || made.share
            || has(Cue::Spending) && carried.defence && !has(Cue::Price)
            || carried.spending && (has(Cue::Order) || !is_of_other);
        carried.when = made.last_when.or(carried.when);
        carried.is_when_near = made.last_when.is_some();
        carried.is_spending_near = made.spending;
        carried.share = made.share || has(Cue::Share) && self.speaks_of_output(sentence);
    }

    /// "a larger share of its output".
    fn speaks_of_output(self, sentence: &Sentence<'_>) -> bool {
        const NAMES: [&str; 5] = [
            "output",
            "GDP",
            "economy",
            "gross domestic",
            "national income",
        ];
        let words = self.text.get(sentence.span.clone()).unwrap_or("");
        NAMES.iter().any(|name| words.contains(name))
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

impl<'a> Carry<'a> {
    pub(super) fn new(source: Source<'a>) -> Self {
        Self {
            source,
            now: OnceCell::new(),
            before: RefCell::default(),
            passed: Vec::new(),
            sees_defence: Cell::new(false),
            share: false,
            has_when: false,
            planned: false,
            words: None,
            sentence: RefCell::default(),
        }
    }

    /// These are the words of the paragraph's piece.
    pub(super) const fn set_words(&mut self, words: Option<PieceWords<'a>>) {
        self.words = words;
    }

    /// From here on these are the words; what was passed is known by those before.
    pub(super) fn turn_to_words(&mut self, words: Option<PieceWords<'a>>) {
        self.get();
        self.words = words;
    }

    /// What is carried here.
    pub(in crate::extract) fn get(&self) -> &Carried {
        self.now.get_or_init(|| {
            let mut carried = self.before.take();
            for passed in &self.passed {
                self.add(&mut carried, passed);
            }
            carried
        })
    }

    /// Nothing is carried into a paragraph.
    pub(super) fn clear(&mut self) {
        self.now.take();
        *self.before.get_mut() = Carried::default();
        self.passed.clear();
        self.share = false;
        self.has_when = false;
        self.planned = false;
    }

    /// Whether the military was spoken of, as far as sentences were read here.
    pub(super) fn sees_defence(&self) -> bool {
        self.get();
        self.sees_defence.get()
    }

    /// Changes what is carried here.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Carried)) {
        self.get();
        if let Some(now) = self.now.get_mut() {
            change(now);
        }
    }

    /// Goes on behind this sentence, which made that.
    pub(super) fn pass(&mut self, sentence: &Sentence<'_>, made: Made) {
        self.share = made.share || self.share && made.spending;
        self.has_when = made.last_when.is_some();
        self.push(Passed::Read {
            span: sentence.span.clone(),
            mentions: sentence.mentions.clone(),
            cues: sentence.all(),
            made,
        });
    }

    /// Goes on behind the last sentence of this stretch, which stands before mention `i`: it has no
    /// figure of its own, or it is the first that is looked at in its paragraph. `words` are
    /// those of the stretch, where they are known.
    pub(super) fn pass_unread(
        &mut self,
        stretch: Range<usize>,
        words: Option<Range<usize>>,
        i: usize,
    ) {
        self.share = false;
        self.has_when = false;
        self.push(Passed::Unread(stretch, words, i));
    }

    fn push(&mut self, passed: Passed) {
        if self.passed.len() >= MAX_PASSED {
            self.get();
        }
        if let Some(now) = self.now.take() {
            *self.before.get_mut() = now;
            self.passed.clear();
        }
        self.passed.push(passed);
    }

    fn add(&self, carried: &mut Carried, passed: &Passed) {
        match passed {
            Passed::Read {
                span,
                mentions,
                cues,
                made,
            } => {
                let (span, mentions) = (span.clone(), mentions.clone());
                let sentence = Sentence::passed(self.source.text, span, mentions, *cues);
                self.source.hand_on(carried, &sentence, made);
            }
            Passed::Unread(stretch, words, i) => {
                self.add_unread(carried, stretch, words.clone(), *i);
            }
        }
    }

    fn add_unread(
        &self,
        carried: &mut Carried,
        stretch: &Range<usize>,
        words: Option<Range<usize>>,
        i: usize,
    ) {
        let Source { text, mentions } = self.source;
        let end = stretch.end;
        let known = self.words.zip(words).and_then(|(piece, words)| {
            let behind = words.end;
            let start = piece.start_among(words, stretch.start, end - 1)?;
            Some((piece, start.at, start.word..behind))
        });
        let from = match &known {
            Some((_, from, _)) => *from,
            None => start_of(text, stretch.start, end - 1),
        };
        let mut sentence = self.sentence.borrow_mut();
        let (span, inside) = self.source.mentions_of(from.min(end)..end, i);
        match known {
            Some((piece, _, words)) if span.end == end => {
                sentence.read_known(&piece, span, words, false);
            }
            _ => sentence.read(text, span, false),
        }
        if self.source.add_mentions(&mut sentence, inside) {
            self.sees_defence.set(true);
        }
        // The mentions of the figure's own sentence come after this one's.
        let to = mentions.get(..i).map_or(0, |all| {
            let after = all.iter().rev().take_while(|it| it.span.start() >= end);
            all.len() - after.count()
        });
        let first = sentence.mentions.start.min(to);
        sentence.mentions = first..to;
        self.source.hand_on(carried, &sentence, &Made::default());
        if carried.country.is_none() {
            carried.country = (to.saturating_sub(MAX_BACK)..first)
                .rev()
                .map_while(|i| Some((i, mentions.get(i)?)))
                .take_while(|(_, it)| it.span.start() >= stretch.start)
                .find_map(|(i, it)| Some((values::country(it)?, id(i))));
        }
    }
}
