//! Walks once over the figures of a document, reads the sentence around each, and joins what stands
//! in one clause into [`Claim`]s.
//!
//! Invariant: every sentence is read at most twice (once for its figures, once for what the next
//! one takes from it), so the work is linear in the text, and text without figures is not read.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use jiff::civil::Date;

use super::claim::bounds::{end_of, start_of};
use super::claim::known::KnownWords;
use super::claim::sentence::Sentence;
use super::claim::subject::{Land, is_aside};
use super::claim::values::{self, id};
use super::claim::{Claim, NotClaim, rows};
use super::cues::Cue;
use super::figure::Context;
use super::{Kind, Mention, MentionId};
use crate::document::{Block, BlockKind, Document};

mod made;
mod parts;
mod theme;

use made::{Made, claims_of, restated};
pub(super) use parts::claims_on;
pub(super) use theme::Theme;
use theme::Title;

/// Mentions looked at backwards for whom a paragraph is about.
const MAX_BACK: usize = 24;

/// Mentions that are looked at together; a sentence with more is a list and is cut.
const MAX_MENTIONS: usize = 80;

/// Weapons that one sentence hands on to the next.
const MAX_WEAPONS: usize = 8;

/// What a sentence takes from the one before.
#[derive(Clone, Debug, Default)]
pub(super) struct Carried {
    pub(super) country: Option<Land>,
    pub(super) weapons: Vec<MentionId>,
    /// The military was spoken of.
    pub(super) defence: bool,
    /// Military spending was given.
    pub(super) spending: bool,
    /// A share of GDP was given.
    pub(super) share: bool,
    /// When that was.
    pub(super) when: Option<((Date, Date), MentionId)>,
    /// The line that leads into a list speaks of plans.
    pub(super) planned: bool,
}

/// A figure, and the block that holds it.
struct Found {
    figure: usize,
    range: Range<usize>,
    kind: BlockKind,
}

/// One walk over a document.
#[derive(Debug)]
pub(super) struct Walk<'a, 'o> {
    pub(super) text: &'a str,
    blocks: &'a [Block],
    pub(super) mentions: &'a [Mention],
    pub(super) date: Option<Date>,
    out: &'o mut Vec<Claim>,
    left: Option<&'o mut Vec<(MentionId, NotClaim)>>,
    /// The words of the text, where they are known.
    known: Option<KnownWords<'a>>,
    sentence: Sentence<'a>,
    carried: Carried,
    pub(super) theme: Theme,
    /// The number of the next block, and where the one before it ends.
    block: usize,
    end: usize,
    /// The block of the last heading, until its theme is read.
    heading: Option<usize>,
    first_heading: Option<usize>,
    /// A theme was read, be it that of the title.
    has_theme: bool,
    /// The paragraph that may lead into a list.
    lead: Option<usize>,
    /// What the first heading says: it holds where a later one says nothing.
    title: Option<Title>,
    /// Blocks passed that are no items, so that a list is known from the next.
    num_passed: usize,
    /// The list of the last item that was read, and what it gave.
    list: (usize, Made),
    seen_defence: Seen,
}

/// Whether the military was spoken of somewhere before.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// In this part of the document.
    here: bool,
    /// In the parts before, as far as is known.
    before: bool,
    /// Whether what is known of the parts before was asked for.
    is_asked: Cell<bool>,
}

impl Seen {
    pub(super) fn get(&self) -> bool {
        if !self.here {
            self.is_asked.set(true);
        }
        self.here || self.before
    }
}

impl<'a, 'o> Walk<'a, 'o> {
    pub(super) fn new(
        document: &'a Document,
        mentions: &'a [Mention],
        date: Option<Date>,
        out: &'o mut Vec<Claim>,
        left: Option<&'o mut Vec<(MentionId, NotClaim)>>,
    ) -> Self {
        Self {
            text: &document.text,
            blocks: &document.blocks,
            mentions,
            date,
            out,
            left,
            known: None,
            sentence: Sentence::default(),
            carried: Carried::default(),
            theme: Theme::default(),
            block: 0,
            end: 0,
            heading: None,
            first_heading: None,
            has_theme: false,
            lead: None,
            title: None,
            num_passed: 0,
            list: (0, Made::default()),
            seen_defence: Seen::default(),
        }
    }

    /// Reads every sentence with a figure, in order.
    pub(super) fn run(&mut self) {
        self.run_part(0..self.mentions.len(), &mut |_| Some(()));
    }

    /// Reads those with a figure among these mentions; `report` is told now and then how many were
    /// read, and `None` when it says so.
    fn run_part(
        &mut self,
        part: Range<usize>,
        report: &mut dyn FnMut(usize) -> Option<()>,
    ) -> Option<()> {
        /// Paragraphs between two reports.
        const EVERY: usize = 64;
        let mut i = part.start;
        let mut num = 0usize;
        while let Some(found) = self.next_figure(i..part.end) {
            i = self.claims_at(&found).max(found.figure + 1);
            num += 1;
            if num.is_multiple_of(EVERY) {
                report(i - part.start)?;
            }
        }
        Some(())
    }

    /// The first figure among these mentions, and the block that holds it; the blocks before it are
    /// passed.
    fn next_figure(&mut self, mentions: Range<usize>) -> Option<Found> {
        let rest = self.mentions.get(mentions.clone())?;
        let figure = mentions.start + rest.iter().position(values::is_figure)?;
        let at = self.mentions.get(figure)?.span.start();
        while let Some(passed) = self.blocks.get(self.block)
            && passed.span.end() <= at
        {
            match passed.kind {
                BlockKind::Heading { .. } => {
                    (self.heading, self.lead) = (Some(self.block), None);
                    self.first_heading = self.first_heading.or(self.heading);
                }
                BlockKind::Paragraph => self.lead = Some(self.block),
                _ => {}
            }
            self.num_passed += usize::from(passed.kind != BlockKind::ListItem);
            self.end = passed.span.end();
            self.block += 1;
        }
        let (range, kind) = match self.blocks.get(self.block) {
            Some(here) if here.span.start() <= at => (here.span.range(), here.kind),
            Some(next) => (self.end..next.span.start(), BlockKind::Paragraph),
            None => (self.end..self.text.len(), BlockKind::Paragraph),
        };
        Some(Found {
            figure,
            range,
            kind,
        })
    }

    /// The claims of the block from this figure on; the mention after them.
    fn claims_at(&mut self, found: &Found) -> usize {
        let range = found.range.clone();
        match found.kind {
            BlockKind::Reference => self.leave_all(found.figure, range.end, NotClaim::InReference),
            kind if kind.keeps_lines() => {
                self.read_theme();
                let before = self.block.checked_sub(1).and_then(|it| self.blocks.get(it));
                rows::claims(self, range, before, found.figure)
            }
            kind => self.paragraph(range, kind, found.figure),
        }
    }

    pub(super) fn claim(&mut self, claim: Claim) {
        self.out.push(claim);
    }

    pub(super) fn leave(&mut self, i: usize, why: NotClaim) {
        if let Some(left) = &mut self.left {
            left.push((id(i), why));
        }
    }

    /// Leaves out every figure from mention `i` to byte `end`; returns the mention after them.
    pub(super) fn leave_all(&mut self, mut i: usize, end: usize, why: NotClaim) -> usize {
        while let Some(mention) = self.mentions.get(i)
            && mention.span.start() < end
        {
            if values::is_figure(mention) {
                self.leave(i, why);
            }
            i += 1;
        }
        i
    }

    /// The claims of a paragraph, item or heading, from its first figure `i` on.
    fn paragraph(&mut self, range: Range<usize>, kind: BlockKind, mut i: usize) -> usize {
        self.read_theme();
        self.carried = Carried::default();
        if kind == BlockKind::ListItem {
            self.read_lead();
            // What the first item gives is left out in the next: "Finland: 3 percent by 2029".
            if self.list.0 == self.num_passed {
                self.carried.spending |= self.list.1.spending || self.list.1.share;
                self.carried.share |= self.list.1.share;
            }
        }
        let whole = self.text.get(range.clone()).unwrap_or("");
        let mut done = range.start + crate::document::outline::dateline(whole).unwrap_or(0);
        let mut in_quote = false;
        while let Some(mention) = self.mentions.get(i)
            && mention.span.start() < range.end
        {
            if !values::is_figure(mention) || mention.span.start() < done {
                i += 1;
                continue;
            }
            let at = mention.span.start();
            let start = start_of(self.text, done, at).min(at);
            if start > done {
                self.read_before(done, start, i);
                in_quote = false;
            }
            let end = end_of(self.text, done, mention.span.end(), range.end);
            let end = end.max(mention.span.end());
            self.read(start..end, i, in_quote);
            in_quote = self.sentence.leaves_quote_open;
            i = self.sentence.mentions.end.max(i + 1);
            let made = self.claims_of_sentence();
            // The last sentence of a paragraph hands nothing on.
            let is_last = || !self.has_figure(i, range.end);
            if kind == BlockKind::ListItem || !is_last() {
                self.hand_on(made);
            }
            done = self.sentence.span.end.max(mention.span.end());
        }
        if kind == BlockKind::ListItem {
            let given = Made {
                share: self.carried.share,
                spending: self.carried.spending,
                ..Made::default()
            };
            self.list = (self.num_passed, given);
        }
        i
    }

    /// Reads a sentence that holds mention `i`, or that mention `i` follows.
    fn read(&mut self, mut span: Range<usize>, i: usize, in_quote: bool) {
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
        self.sentence
            .read(self.text, span, in_quote, self.known.as_mut());
        self.sentence.mentions = from..to;
        // The defence in "Ministry of Defence" says nothing of what a figure measures.
        let bodies = self.mentions.get(from..to).unwrap_or(&[]);
        if self.sentence.has(Cue::Defence) {
            self.seen_defence.here = true;
            self.sentence.drop_cues(Cue::Defence, |at| {
                bodies
                    .iter()
                    .any(|it| it.kind() == Kind::Organisation && it.span.contains(at))
            });
        }
        self.seen_defence.here = self.seen_defence.here
            || bodies.iter().any(|it| {
                it.kind() == Kind::Organisation && {
                    let name = it.span.slice(self.text);
                    name.contains("Defence") || name.contains("Defense")
                }
            });
    }

    /// Takes what the sentence before `start` hands on; it has no figure of its own, or it is the
    /// first that is read in its paragraph.
    fn read_before(&mut self, done: usize, start: usize, i: usize) {
        let text = self.text.get(done..start).unwrap_or("").trim_end();
        if text.is_empty() {
            return;
        }
        let end = done + text.len();
        let from = start_of(self.text, done, end - 1).min(end);
        self.read(from..end, i, false);
        // The mentions of the figure's own sentence come after this one's.
        let to = self.mentions.get(..i).map_or(0, |all| {
            all.len()
                - all
                    .iter()
                    .rev()
                    .take_while(|it| it.span.start() >= end)
                    .count()
        });
        let first = self.sentence.mentions.start.min(to);
        self.sentence.mentions = first..to;
        self.hand_on(Made::default());
        if self.carried.country.is_none() {
            self.carried.country = (to.saturating_sub(MAX_BACK)..first)
                .rev()
                .map_while(|i| Some((i, self.mentions.get(i)?)))
                .take_while(|(_, it)| it.span.start() >= done)
                .find_map(|(i, it)| Some((values::country(it)?, id(i))));
        }
    }

    /// Whether a figure stands from mention `i` to byte `end`.
    fn has_figure(&self, i: usize, end: usize) -> bool {
        let rest = self.mentions.get(i..).unwrap_or(&[]).iter();
        rest.take_while(|it| it.span.start() < end)
            .any(values::is_figure)
    }

    /// Adds the claims of the sentence that was read; what they are of.
    fn claims_of_sentence(&mut self) -> Made {
        let (text, mentions) = (self.text, self.mentions);
        let (sentence, out) = (&self.sentence, &mut *self.out);
        let mut leave = |i, why| {
            if let Some(left) = &mut self.left {
                left.push((id(i), why));
            }
        };
        let sources = OnceCell::new();
        let mut made = Made::default();
        let mut last: Option<(usize, Range<usize>)> = None;
        let mut floor = sentence.span.start;
        for i in sentence.mentions.clone() {
            let Some(mention) = mentions.get(i).filter(|it| values::is_figure(it)) else {
                continue;
            };
            let from = out.len();
            // The other side of "A (B)" says the same of the same.
            if let Some((figure, before)) = &last
                && mentions
                    .get(*figure)
                    .is_some_and(|it| is_other_side(text, it, mention))
            {
                for at in before.clone() {
                    if let Some(claim) = out.get(at).cloned()
                        && let Some(claim) = restated(claim, mention, id(i))
                    {
                        out.push(claim);
                    }
                }
                if from == out.len() {
                    leave(i, NotClaim::NoMeasure);
                }
            } else {
                let context = Context {
                    text,
                    mentions,
                    date: self.date,
                    clause: sentence.clause(mention.span.start()),
                    sentence,
                    figure: i,
                    mention,
                    carried: &self.carried,
                    theme: &self.theme,
                    sources: &sources,
                    words_before: sentence.two_before(mention.span.start()),
                    next_word: sentence.word_at(mention.span.end()),
                    running: made.first.zip(made.running),
                    said_when: made.when,
                    floor,
                    has_share: made.share,
                    seen_defence: &self.seen_defence,
                };
                match claims_of(&context, out) {
                    Ok(()) => made.note(out.get(from..).unwrap_or(&[])),
                    Err(why) => leave(i, why),
                }
            }
            last = Some((i, from..out.len()));
            if matches!(mention.kind(), Kind::Money | Kind::Percent) {
                floor = mention.span.end();
            }
        }
        made
    }

    /// What the next sentence may be about without saying it.
    fn hand_on(&mut self, made: Made) {
        let (mut country, mut body) = (None, None);
        let mut weapons = std::mem::take(&mut self.carried.weapons);
        let mut num_new = 0;
        for i in self.sentence.mentions.clone() {
            let Some(mention) = self.mentions.get(i) else {
                continue;
            };
            match mention.kind() {
                Kind::Country | Kind::Government
                    if country.is_none() && !is_aside(&self.sentence, mention) =>
                {
                    country = values::country(mention).map(|iso3| (iso3, id(i)));
                }
                Kind::Organisation if body.is_none() => {
                    body = values::body(mention).map(|iso3| (iso3, id(i)));
                }
                Kind::Weapon if values::weapon(mention).is_some() && num_new < MAX_WEAPONS => {
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
        let carried = &mut self.carried;
        carried.weapons = weapons;
        carried.country = country.or(carried.country).or(body);
        let has = |wanted: Cue| self.sentence.has(wanted);
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
        carried.share = made.share || carried.share && made.spending;
        carried.when = made.when.or(carried.when);
    }
}

/// Whether only an opening bracket (or ", or") stands between the two figures.
fn is_other_side(text: &str, before: &Mention, mention: &Mention) -> bool {
    if before.kind() != mention.kind() {
        return false;
    }
    let between = text
        .get(before.span.end()..mention.span.start())
        .filter(|between| between.len() < 24)
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
            | ", i.e."
    )
}
