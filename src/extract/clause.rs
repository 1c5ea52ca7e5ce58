//! Walks once over the figures of a document, reads the sentence around each, and joins what stands
//! in one clause into [`Claim`]s.
//!
//! Invariant: every sentence is read at most twice (once for its figures, once for what the next
//! one takes from it), so the work is linear in the text, and text without figures is not read.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use jiff::civil::Date;

use super::claim::bounds::{Ending, end_of, start_of};
use super::claim::known::{Beside, KnownWords, PieceWords, Start};
use super::claim::sentence::Sentence;
use super::claim::subject::Land;
use super::claim::values::{self, id};
use super::claim::{Claim, NotClaim, rows};
use super::figure::Context;
use super::restated;
use super::{Kind, Mention, MentionId};
use crate::document::{Block, BlockKind, Document};
use crate::units::{Currency, Hedge};

mod carry;
mod handed;
mod made;
mod parts;
mod theme;

use carry::Source;
pub(super) use carry::{Carry, Military};
pub(super) use made::Made;
use made::{claims_of, restated};
pub(super) use parts::claims_on;
pub(super) use theme::Theme;
use theme::Title;

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
    carry: Carry<'a>,
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
    pub(super) seen_defence: Seen,
    /// The only country that the whole text names, once it was asked for.
    only_country: OnceCell<Option<Land>>,
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
            carry: Carry::new(Source {
                text: &document.text,
                mentions,
            }),
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
            only_country: OnceCell::new(),
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
        self.carry.clear();
        if kind == BlockKind::ListItem {
            self.read_lead();
            // What the first item gives is left out in the next: "Finland: 3 percent by 2029".
            if self.list.0 == self.num_passed {
                let (share, spending) = (self.list.1.share, self.list.1.spending);
                self.carry.share |= share;
                if share || spending {
                    self.carry.set_spending();
                }
            }
        }
        let whole = self.text.get(range.clone()).unwrap_or("");
        let mut done = range.start + crate::document::outline::dateline(whole).unwrap_or(0);
        let mut words = (self.known.as_mut()).and_then(|it| it.of(self.text, &(done..range.end)));
        self.carry.set_words(words);
        let mut next = words.map_or(0, |it| it.behind(done, 0));
        let mut in_quote = false;
        while let Some(mention) = self.mentions.get(i)
            && mention.span.start() < range.end
        {
            if !values::is_figure(mention) || mention.span.start() < done {
                i += 1;
                continue;
            }
            let at = mention.span.start();
            if words.is_none_or(|it| it.end() < mention.span.end()) {
                words = self.words_within(&mention.span.range());
                self.carry.turn_to_words(words);
                next = words.map_or(0, |it| it.behind(done, 0));
            }
            let words = words.as_ref();
            let floor = words.map_or(done, |it| it.begin().max(done));
            let near = words.map_or(0, |it| it.behind(at, next));
            let known = words.and_then(|it| it.start_among(next..near, floor, at));
            let start = known.map_or_else(|| start_of(self.text, done, at), |it| it.at);
            let start = start.min(at);
            if start > done {
                self.pass_before(done..start, known.map(|it| next..it.word), i);
                in_quote = false;
            }
            let ending = Ending {
                floor: done,
                at: mention.span.end(),
                limit: range.end,
            };
            let behind = self.read_to_end(words.zip(known), start, &ending, i, in_quote);
            in_quote = self.sentence.leaves_quote_open;
            let figure = i;
            i = self.sentence.mentions.end.max(i + 1);
            let beside =
                words.map(|it| it.beside(&mention.span.range(), near, &self.sentence.span));
            let made = self.claims_of_sentence(figure, beside.unwrap_or_default());
            self.carry.pass(&self.sentence, &made);
            done = self.sentence.span.end.max(mention.span.end());
            next = words.map_or(0, |it| it.behind(done, behind.unwrap_or(next)));
        }
        if kind == BlockKind::ListItem {
            let given = Made {
                share: self.carry.share,
                spending: self.carry.military().spending,
                ..Made::default()
            };
            self.list = (self.num_passed, given);
        }
        i
    }

    /// The words of the piece that holds this stretch of a block of many pieces, where a sentence
    /// begins with it.
    fn words_within(&mut self, stretch: &Range<usize>) -> Option<PieceWords<'a>> {
        let words = self.known.as_mut()?.of(self.text, stretch)?;
        let before = self.text.get(..words.begin())?;
        (before.is_empty() || before.ends_with("\n\n")).then_some(words)
    }

    /// Reads the sentence that holds mention `i`, by the words of its piece where its start is known
    /// among them; the first word behind.
    fn read_to_end(
        &mut self,
        known: Option<(&PieceWords<'a>, Start)>,
        start: usize,
        ending: &Ending,
        i: usize,
        in_quote: bool,
    ) -> Option<usize> {
        let source = self.source();
        let sentence = &mut self.sentence;
        let behind = known
            .filter(|it| it.1.at == start)
            .and_then(|(piece, start)| sentence.read_to_end(piece, start, ending, in_quote));
        let end = match behind {
            Some(_) => sentence.span.end,
            None => end_of(self.text, ending.floor, ending.at, ending.limit).max(ending.at),
        };
        let (span, mentions) = source.mentions_of(start..end, i);
        if behind.is_none() || span.end != end {
            sentence.read(self.text, span, in_quote);
        }
        source.add_mentions(sentence, mentions, &mut self.seen_defence.here);
        behind
    }

    /// Reads a sentence that mention `i` follows, or that holds it.
    fn read(&mut self, span: Range<usize>, i: usize) {
        let source = self.source();
        let (span, mentions) = source.mentions_of(span, i);
        self.sentence.read(self.text, span, false);
        source.add_mentions(&mut self.sentence, mentions, &mut self.seen_defence.here);
    }

    const fn source(&self) -> Source<'a> {
        Source {
            text: self.text,
            mentions: self.mentions,
        }
    }

    /// Passes the last sentence of a stretch, which has no figure of its own, or is the first that is
    /// looked at in its paragraph; `words` are those of the stretch, where they are known.
    fn pass_before(&mut self, stretch: Range<usize>, words: Option<Range<usize>>, i: usize) {
        let start = stretch.start;
        let text = self.text.get(stretch).unwrap_or("").trim_end();
        if text.is_empty() {
            return;
        }
        self.carry.pass_unread(start..start + text.len(), words, i);
        if !self.seen_defence.here {
            self.seen_defence.here = self.carry.sees_defence();
        }
    }

    /// Adds the claims of the sentence that was read; what they are of. `beside` are the words beside
    /// mention `first`.
    fn claims_of_sentence(&mut self, first: usize, beside: Beside<'a>) -> Made {
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
                let Beside { before, after } = if i == first {
                    beside
                } else {
                    Beside::default()
                };
                let (at, end) = (mention.span.start(), mention.span.end());
                let context = Context {
                    text,
                    mentions,
                    date: self.date,
                    clause: sentence.clause(at),
                    sentence,
                    figure: i,
                    mention,
                    carry: &self.carry,
                    theme: &self.theme,
                    sources: &sources,
                    word_before: before.unwrap_or_else(|| sentence.last_before(at)),
                    next_word: sentence.word_at_or(end, after),
                    made: &made,
                    own_when: OnceCell::new(),
                    only_country: &self.only_country,
                    floor,
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
}

/// Of an amount of money.
fn currency(mention: &Mention) -> Option<Currency> {
    values::money(mention).map(|it| it.1)
}

/// Whether the second figure is the first one again, in other money or units.
pub(super) fn is_other_side(text: &str, before: &Mention, mention: &Mention) -> bool {
    if before.kind() != mention.kind() {
        return false;
    }
    let between = text.get(before.span.end()..mention.span.start());
    let Some(between) = between.filter(|between| between.len() < 24) else {
        return false;
    };
    if restated::restates(between).is_some() {
        return true;
    }
    let between = between.trim();
    if matches!(between, "(more than" | "(over" | ", i.e.") {
        return true;
    }
    // A comma alone also parts the items of a list.
    let is_loose = || {
        let hedge = values::money(mention).and_then(|it| it.0.hedge);
        between == "," && matches!(hedge, Some(Hedge::About | Hedge::Nearly))
    };
    currency(before) != currency(mention)
        && (restated::sets_off(between, mention.span.slice(text)) || is_loose())
}
