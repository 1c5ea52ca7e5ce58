//! What a sentence takes from those before it in its paragraph.
//!
//! Most figures are settled by their own sentence, so what stands before is only noted, and read
//! when somebody asks.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use jiff::civil::Date;

use super::Made;
use crate::extract::claim::bounds::start_of;
use crate::extract::claim::known::PieceWords;
use crate::extract::claim::sentence::Sentence;
use crate::extract::claim::subject::Land;
use crate::extract::claim::values::Kinds;
use crate::extract::cues::{Cue, Cues};
use crate::extract::{Kind, Mention, MentionId};

/// Mentions that are looked at together; a sentence with more is a list and is cut.
const MAX_MENTIONS: usize = 80;

/// Sentences that are noted at most before they are read, in a paragraph as long as a book.
const MAX_PASSED: usize = 64;

/// What the sentences before say of the military.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::extract) struct Military {
    /// It was spoken of.
    pub(in crate::extract) defence: bool,
    /// Military spending was given.
    pub(in crate::extract) spending: bool,
}

/// What is carried at one place of a paragraph. Each thing is made by itself, and only when it is asked
/// for.
#[derive(Debug)]
pub(in crate::extract) struct Carry<'a> {
    source: Source<'a>,
    /// The sentences of the paragraph.
    passed: RefCell<Vec<Passed>>,
    /// With how many of them it holds.
    military: Cell<(usize, Military)>,
    /// Whom it is about, with how many of them that holds.
    country: Cell<(usize, Option<Land>)>,
    /// The weapons named last, with how many of them that holds.
    weapons: RefCell<(usize, Vec<MentionId>)>,
    /// When military spending was given.
    when: Option<((Date, Date), MentionId)>,
    /// A sentence that was read here speaks of the military.
    sees_defence: Cell<bool>,
    /// A share of GDP was given: only sentences that were read can have one.
    pub(in crate::extract) share: bool,
    /// The sentence right before gave spending with a date.
    pub(in crate::extract) has_when: bool,
    /// It gave spending of a year.
    pub(in crate::extract) is_spending_near: bool,
    /// The line that leads into a list speaks of plans.
    pub(in crate::extract) planned: bool,
    /// The words of the paragraph's piece, where they are known.
    words: Option<PieceWords<'a>>,
    sentence: RefCell<Sentence<'a>>,
}

/// A sentence that was passed.
#[derive(Clone, Debug)]
enum Passed {
    Read(Read),
    /// The last sentence of a stretch, which was found.
    Found(Last),
    /// The last sentence of a stretch, which stands before this mention; with the words of the
    /// stretch, where they are known.
    Unread(Range<usize>, Option<Range<usize>>, usize),
}

/// A sentence that was read.
#[derive(Clone, Debug)]
struct Read {
    span: Range<usize>,
    mentions: Range<usize>,
    cues: Cues,
    /// It gave the spending of a year.
    spending: bool,
    /// It gave a share of GDP.
    share: bool,
    /// Where its stretch begins, if it was passed unread: the countries in it count as well.
    stretch: Option<usize>,
}

/// The last sentence of a stretch.
#[derive(Clone, Debug)]
struct Last {
    /// Where the stretch begins.
    stretch: usize,
    span: Range<usize>,
    /// Its words, where they are known.
    words: Option<Range<usize>>,
    /// Its mentions.
    inside: Range<usize>,
    /// Those of them before the sentence of the figure, which it hands on.
    mentions: Range<usize>,
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

    /// Gives a sentence its mentions; `sees_defence` becomes true if it speaks of the military.
    pub(super) fn add_mentions(
        self,
        sentence: &mut Sentence<'a>,
        mentions: Range<usize>,
        sees_defence: &mut bool,
    ) {
        let inside = self.mentions.get(mentions.clone()).unwrap_or(&[]);
        sentence.mentions = mentions;
        sentence.kinds = Kinds::default();
        for mention in inside {
            sentence.kinds.add(mention.kind());
        }
        let has_cue = sentence.has(Cue::Defence);
        *sees_defence |= has_cue;
        if *sees_defence && !has_cue || !sentence.kinds.has(Kind::Organisation) {
            return;
        }
        let is_body = |it: &&Mention| it.kind() == Kind::Organisation;
        let mut bodies = inside.iter().filter(is_body);
        if has_cue {
            // The defence in "Ministry of Defence" says nothing of what a figure measures.
            sentence.drop_cues(Cue::Defence, |at| {
                bodies.clone().any(|it| it.span.contains(at))
            });
        } else {
            *sees_defence = bodies.any(|it| {
                let name = it.span.slice(self.text);
                name.contains("Defence") || name.contains("Defense")
            });
        }
    }

    /// "a larger share of its output".
    fn speaks_of_output(self, sentence: &Range<usize>) -> bool {
        const NAMES: [&str; 5] = [
            "output",
            "GDP",
            "economy",
            "gross domestic",
            "national income",
        ];
        let words = self.text.get(sentence.clone()).unwrap_or("");
        NAMES.iter().any(|name| words.contains(name))
    }
}

impl Military {
    /// A sentence that was not read must have one of these words to change it.
    const fn telling(self) -> Cues {
        const OTHER: Cues = Cues::of(&[
            Cue::Price,
            Cue::Deal,
            Cue::Range,
            Cue::OtherMoney,
            Cue::Programme,
        ]);
        match (self.defence, self.spending) {
            (false, false) => Cues::of(&[Cue::Defence]),
            (true, false) => Cues::of(&[Cue::Spending]),
            (false, true) => OTHER.with(&[Cue::Defence]),
            (true, true) => OTHER,
        }
    }

    /// Goes on behind a sentence that was read.
    fn pass(&mut self, sentence: &Read) {
        let has = |wanted: Cue| sentence.cues.has(wanted);
        self.defence |= has(Cue::Defence);
        let is_of_other = || {
            [
                Cue::Price,
                Cue::Deal,
                Cue::Range,
                Cue::OtherMoney,
                Cue::Programme,
            ]
            .into_iter()
            .any(has)
        };
        self.spending = sentence.spending
            || sentence.share
            || has(Cue::Spending) && self.defence && !has(Cue::Price)
            || self.spending && (has(Cue::Order) || !is_of_other());
    }
}

impl<'a> Carry<'a> {
    pub(super) fn new(source: Source<'a>) -> Self {
        Self {
            source,
            passed: RefCell::default(),
            military: Cell::default(),
            country: Cell::default(),
            weapons: RefCell::default(),
            when: None,
            sees_defence: Cell::new(false),
            share: false,
            has_when: false,
            is_spending_near: false,
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
        self.fold();
        self.words = words;
    }

    /// Nothing is carried into a paragraph.
    pub(super) fn clear(&mut self) {
        self.passed.get_mut().clear();
        self.military.set(<(usize, Military)>::default());
        self.country.set((0, None));
        let (num, weapons) = self.weapons.get_mut();
        *num = 0;
        weapons.clear();
        self.when = None;
        self.share = false;
        self.has_when = false;
        self.is_spending_near = false;
        self.planned = false;
    }

    /// What was said of the military.
    pub(in crate::extract) fn military(&self) -> Military {
        let (num, mut military) = self.military.get();
        let len = self.passed.borrow().len();
        if num == len {
            return military;
        }
        for i in num..len {
            if !self.is_silent(i, military.telling()) {
                self.read(i, |sentence| military.pass(sentence));
            }
        }
        self.military.set((len, military));
        military
    }

    /// Whether it was spoken of.
    pub(in crate::extract) fn speaks_of_defence(&self) -> bool {
        self.military.get().1.defence || self.military().defence
    }

    /// Changes what is known of the military's spending here.
    pub(super) fn set_spending(&mut self) {
        let mut military = self.military();
        military.spending = true;
        self.military.get_mut().1 = military;
    }

    /// The country that the paragraph is about: the last that a sentence named, or of whom the first
    /// spoke that named none.
    pub(in crate::extract) fn country(&self) -> Option<Land> {
        let (num, known) = self.country.get();
        let len = self.passed.borrow().len();
        if num == len {
            return known;
        }
        let named = |i| self.of_sentence(i, |source, it, _| source.country_of(it));
        let meant = |i| {
            self.of_sentence(i, |source, it, stretch| {
                let before = || source.last_country(&it.mentions, stretch?);
                source.land_of_body(it).or_else(before)
            })
        };
        let country = (num..len).rev().find_map(named).or(known);
        let country = country.or_else(|| (num..len).find_map(meant));
        self.country.set((len, country));
        country
    }

    /// It is this one where it is none yet.
    pub(super) fn set_country(&mut self, country: Option<Land>) {
        let known = self.country();
        self.country.get_mut().1 = known.or(country);
    }

    /// Whether weapons were named.
    pub(in crate::extract) fn has_weapons(&self) -> bool {
        self.with_weapons(|weapons| !weapons.is_empty())
    }

    /// The weapons named last.
    pub(in crate::extract) fn weapons(&self) -> Vec<MentionId> {
        self.with_weapons(<[_]>::to_vec)
    }

    /// When military spending was given.
    pub(in crate::extract) const fn when(&self) -> Option<((Date, Date), MentionId)> {
        self.when
    }

    /// Whether the sentence right before speaks of shares of the economy.
    pub(in crate::extract) fn speaks_of_share(&self) -> bool {
        let len = self.passed.borrow().len();
        let Some(last) = len.checked_sub(1) else {
            return false;
        };
        let speaks = |it: &Read| {
            it.share || it.cues.has(Cue::Share) && self.source.speaks_of_output(&it.span)
        };
        self.read(last, speaks).unwrap_or(false)
    }

    /// Whether the military was spoken of, as far as sentences were read here.
    pub(super) fn sees_defence(&self) -> bool {
        let len = self.passed.borrow().len();
        for i in 0..len {
            self.read(i, |_| ());
        }
        self.sees_defence.get()
    }

    /// Goes on behind this sentence, which made that.
    pub(super) fn pass(&mut self, sentence: &Sentence<'_>, made: &Made) {
        self.share = made.share || self.share && made.spending;
        self.has_when = made.last_when.is_some();
        self.is_spending_near = made.spending;
        self.when = made.last_when.or(self.when);
        self.push(Passed::Read(Read {
            span: sentence.span.clone(),
            mentions: sentence.mentions.clone(),
            cues: sentence.all(),
            spending: made.spending,
            share: made.share,
            stretch: None,
        }));
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
        self.is_spending_near = false;
        self.push(Passed::Unread(stretch, words, i));
    }

    #[inline(always)]
    fn push(&mut self, passed: Passed) {
        if self.passed.get_mut().len() >= MAX_PASSED {
            self.fold();
        }
        self.passed.get_mut().push(passed);
    }

    /// Makes all that is carried here, and forgets the sentences but the last.
    #[inline(never)]
    fn fold(&mut self) {
        self.military();
        self.country();
        self.has_weapons();
        let passed = self.passed.get_mut();
        let last = passed.len().saturating_sub(1);
        passed.drain(..last);
        let num = passed.len();
        self.military.get_mut().0 = num;
        self.country.get_mut().0 = num;
        self.weapons.get_mut().0 = num;
        for i in 0..num {
            self.read(i, |_| ());
        }
    }

    /// Whether a sentence that was not read has none of these words.
    fn is_silent(&self, i: usize, wanted: Cues) -> bool {
        let passed = self.passed.borrow();
        match (passed.get(i), &self.words) {
            (Some(Passed::Unread(stretch, Some(words), _)), Some(piece)) => {
                !piece.may_say_any(words.clone(), stretch, wanted)
            }
            (Some(Passed::Found(last)), Some(piece)) => {
                let words = last.words.clone();
                words.is_some_and(|words| !piece.may_say_any(words, &last.span, wanted))
            }
            _ => false,
        }
    }

    /// Finds a sentence that was passed, if it was not found.
    fn find(&self, passed: &mut Passed) {
        if let Passed::Unread(stretch, words, i) = passed {
            *passed = Passed::Found(self.last_of(stretch, words.clone(), *i));
        }
    }

    /// What is asked of a sentence, which is read before if it was not.
    fn read<T>(&self, i: usize, ask: impl FnOnce(&Read) -> T) -> Option<T> {
        let mut passed = self.passed.borrow_mut();
        let passed = passed.get_mut(i)?;
        self.find(passed);
        if let Passed::Found(last) = passed {
            *passed = Passed::Read(self.read_last(last));
        }
        match passed {
            Passed::Read(read) => Some(ask(read)),
            Passed::Found(_) | Passed::Unread(..) => None,
        }
    }

    /// What is asked of where a sentence stands and of its mentions, and of where its stretch begins if
    /// it was passed unread.
    fn of_sentence<T>(
        &self,
        i: usize,
        ask: impl FnOnce(Source<'a>, &Sentence<'a>, Option<usize>) -> Option<T>,
    ) -> Option<T> {
        let mut passed = self.passed.borrow_mut();
        let passed = passed.get_mut(i)?;
        self.find(passed);
        let (span, mentions, stretch) = match passed {
            Passed::Read(it) => (&it.span, &it.mentions, it.stretch),
            Passed::Found(it) => (&it.span, &it.mentions, Some(it.stretch)),
            Passed::Unread(..) => return None,
        };
        let mut sentence = self.sentence.borrow_mut();
        sentence.turn_to(self.source.text, span.clone(), mentions.clone());
        ask(self.source, &sentence, stretch)
    }

    /// Whether a sentence that was not found names no weapon, as none stands in its stretch.
    fn lacks_weapons(&self, i: usize) -> bool {
        let passed = self.passed.borrow();
        let Some(Passed::Unread(stretch, _, behind)) = passed.get(i) else {
            return false;
        };
        let before = self.source.mentions.get(..*behind).unwrap_or(&[]);
        let mut inside = (before.iter().rev()).take_while(|it| it.span.start() >= stretch.start);
        !inside.any(|it| it.kind() == Kind::Weapon)
    }

    fn with_weapons<T>(&self, ask: impl FnOnce(&[MentionId]) -> T) -> T {
        let mut weapons = self.weapons.borrow_mut();
        let (num, weapons) = &mut *weapons;
        let len = self.passed.borrow().len();
        for i in (*num..len).rev() {
            if self.lacks_weapons(i) {
                continue;
            }
            let takes = |source: Source<'a>, it: &Sentence<'_>, _| {
                let is_new = source.take_weapons(it.mentions.clone(), weapons);
                is_new.then_some(())
            };
            if self.of_sentence(i, takes).is_some() {
                break;
            }
        }
        *num = len;
        ask(weapons)
    }

    /// Finds the last sentence of a stretch, which mention `i` follows.
    fn last_of(&self, stretch: &Range<usize>, words: Option<Range<usize>>, i: usize) -> Last {
        let Source { text, mentions } = self.source;
        let end = stretch.end;
        let known = self.words.zip(words).and_then(|(piece, words)| {
            let behind = words.end;
            let start = piece.start_among(words, stretch.start, end - 1)?;
            Some((start.at, start.word..behind))
        });
        let from = match &known {
            Some((from, _)) => *from,
            None => start_of(text, stretch.start, end - 1),
        };
        let (span, inside) = self.source.mentions_of(from.min(end)..end, i);
        // The mentions of the figure's own sentence come after this one's.
        let to = mentions.get(..i).map_or(0, |all| {
            let after = all.iter().rev().take_while(|it| it.span.start() >= end);
            all.len() - after.count()
        });
        Last {
            stretch: stretch.start,
            words: known.map(|it| it.1).filter(|_| span.end == end),
            span,
            mentions: inside.start.min(to)..to,
            inside,
        }
    }

    /// Reads the last sentence of a stretch.
    fn read_last(&self, last: &Last) -> Read {
        let mut sentence = self.sentence.borrow_mut();
        match (&self.words, &last.words) {
            (Some(piece), Some(words)) => {
                sentence.read_known(piece, last.span.clone(), words.clone(), false);
            }
            _ => sentence.read(self.source.text, last.span.clone(), false),
        }
        let mut sees_defence = self.sees_defence.get();
        (self.source).add_mentions(&mut sentence, last.inside.clone(), &mut sees_defence);
        self.sees_defence.set(sees_defence);
        Read {
            span: last.span.clone(),
            mentions: last.mentions.clone(),
            cues: sentence.all(),
            spending: false,
            share: false,
            stretch: Some(last.stretch),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a sentence that was passed unread.
    fn sentence(cues: Cues) -> Read {
        Read {
            span: 0..1,
            mentions: 0..0,
            cues,
            spending: false,
            share: false,
            stretch: Some(0),
        }
    }

    #[test]
    fn only_telling_words_change_what_is_known_of_the_military() {
        // Those that are asked for, and another.
        let cues = [
            [Cue::Spending, Cue::Defence, Cue::Price],
            [Cue::Deal, Cue::Range, Cue::OtherMoney],
            [Cue::Programme, Cue::Order, Cue::Says],
        ];
        let cues = cues.as_flattened();
        for (defence, spending) in [(false, false), (false, true), (true, false), (true, true)] {
            let before = Military { defence, spending };
            let silent: Vec<Cue> = (cues.iter().copied())
                .filter(|&cue| !before.telling().has(cue))
                .collect();
            for which in 0..1u32 << silent.len() {
                let said = (silent.iter().enumerate()).filter(|(nth, _)| which >> nth & 1 != 0);
                let said: Vec<Cue> = said.map(|(_, &cue)| cue).collect();
                let mut after = before;
                after.pass(&sentence(Cues::of(&said)));
                let is_same = after.defence == defence && after.spending == spending;
                assert!(is_same, "{before:?} {said:?}");
            }
        }
    }
}
