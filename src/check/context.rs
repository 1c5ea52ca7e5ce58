//! What every rule looks at: the document's mentions cut into sentences, its date, its references.
//!
//! Made in one walk over the mentions, so that rules only look at neighbours and at groups, and a long
//! document takes no longer for its length.

use std::ops::Range;

use jiff::civil::Date;

use super::citing::{self, Citing};
use super::words;
use super::{Evidence, Finding, Interval, Reference, Verdict, interval};
use crate::document::{Block, Document};
use crate::extract::{Claim, ClaimId, Extraction, Kind, Mention, MentionId, Value};
use crate::reference::{Catalog, Rate, SourceId};
use crate::text::Span;
use crate::units::{Currency, Extent};

/// Mentions of one sentence that are compared with each other; a longer list is cut here.
pub(super) const MAX_TOGETHER: usize = 64;

/// Everything a rule may use.
pub(super) struct Context<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) text: &'a str,
    pub(super) blocks: &'a [Block],
    pub(super) extraction: &'a Extraction,
    pub(super) sentences: Vec<Sentence>,
    /// Sentence of each mention.
    sentence_of: Vec<u32>,
    pub(super) citing: Citing,
    pub(super) date: Option<DocumentDate>,
}

/// The day a document is taken to be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DocumentDate {
    pub(super) date: Date,
    /// Not written as the document's date: the latest day it was looked up on stands in.
    pub(super) inferred: bool,
}

/// Mentions that stand in one sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sentence {
    pub(super) mentions: Range<usize>,
    /// From the end of the sentence before to the start of the next mention's.
    pub(super) bytes: Range<usize>,
    /// The paragraph, counted from 0.
    pub(super) paragraph: u32,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        catalog: &'a Catalog,
        document: &'a Document,
        extraction: &'a Extraction,
    ) -> Self {
        let text: &str = &document.text;
        let (sentences, sentence_of) = sentences(text, &extraction.mentions);
        let citing = citing::read(document, extraction);
        let date = extraction
            .date
            .map(|date| DocumentDate {
                date,
                inferred: false,
            })
            .or_else(|| {
                citing.latest_access().map(|date| DocumentDate {
                    date,
                    inferred: true,
                })
            });
        Self {
            catalog,
            text,
            blocks: &document.blocks,
            extraction,
            sentences,
            sentence_of,
            citing,
            date,
        }
    }

    pub(super) fn mentions(&self) -> &'a [Mention] {
        &self.extraction.mentions
    }

    pub(super) fn mention(&self, at: usize) -> Option<&'a Mention> {
        self.extraction.mentions.get(at)
    }

    /// The place in the list of the first mention that begins within these bytes.
    pub(super) fn place_in(&self, range: &Range<usize>) -> Option<usize> {
        let all = &self.extraction.mentions;
        let at = all.partition_point(|it| it.span.start() < range.start);
        all.get(at).filter(|it| it.span.start() < range.end)?;
        Some(at)
    }

    /// The first mention that begins within these bytes.
    pub(super) fn mention_in(&self, range: &Range<usize>) -> Option<&'a Mention> {
        self.mention(self.place_in(range)?)
    }

    pub(super) fn by_id(&self, id: MentionId) -> Option<&'a Mention> {
        self.extraction.mention(id)
    }

    pub(super) fn claims(&self) -> impl Iterator<Item = (ClaimId, &'a Claim)> {
        (0u32..).map(ClaimId).zip(&self.extraction.claims)
    }

    pub(super) fn sentence_at(&self, mention: usize) -> Option<(usize, &Sentence)> {
        let at = *self.sentence_of.get(mention)? as usize;
        Some((at, self.sentences.get(at)?))
    }

    pub(super) fn sentence_text(&self, sentence: &Sentence) -> &'a str {
        self.text.get(sentence.bytes.clone()).unwrap_or("")
    }

    /// Mentions of a sentence with their positions, at most [`MAX_TOGETHER`].
    pub(super) fn in_sentence(
        &self,
        sentence: &Sentence,
    ) -> impl DoubleEndedIterator<Item = (usize, &'a Mention)> + use<'a> {
        let mentions = &self.extraction.mentions;
        let end = sentence
            .mentions
            .end
            .min(sentence.mentions.start + MAX_TOGETHER);
        (sentence.mentions.start..end).filter_map(|at| Some((at, mentions.get(at)?)))
    }

    pub(super) fn words(&self, span: Span) -> &'a str {
        span.slice(self.text)
    }

    /// Text between the end of one mention and the start of a later one.
    pub(super) fn gap(&self, before: Span, after: Span) -> &'a str {
        self.text.get(before.end()..after.start()).unwrap_or("")
    }

    /// Up to so many bytes behind a span, cut at the end of the line.
    pub(super) fn behind(&self, span: Span, num: usize) -> &'a str {
        words::head(self.text.get(span.end()..).unwrap_or(""), num)
    }

    /// Up to so many bytes before a span, from the start of the line.
    pub(super) fn before(&self, span: Span, num: usize) -> &'a str {
        words::tail(self.text.get(..span.start()).unwrap_or(""), num)
    }

    /// What a figure stands for, without limits.
    pub(super) fn number(&self, extent: Extent, unit: f64, span: Span) -> Interval {
        interval::number(extent, unit, self.words(span))
    }

    /// What a figure says of the true value.
    pub(super) fn stated(&self, extent: Extent, unit: f64, span: Span) -> Interval {
        interval::stated(extent, unit, self.words(span))
    }

    /// A finding about one mention or several.
    pub(super) fn finding(
        &self,
        rule: &'static str,
        verdict: Verdict,
        mentions: &[usize],
    ) -> Option<Finding> {
        let (first, rest) = mentions.split_first()?;
        let lead = self.mention(*first)?.span;
        let mut span = lead;
        let own = self.sentence_at(*first)?.0;
        for &at in rest {
            let other = self.mention(at)?.span;
            if self.sentence_at(at).is_some_and(|it| it.0 == own) {
                span = span.union(other);
            }
        }
        let mut finding = Finding::new(rule, verdict, span, words::shown(self.text, span));
        for &at in mentions {
            finding.evidence.push(self.evidence(at)?);
        }
        finding.mark = self.mark_behind(*first);
        Some(finding)
    }

    pub(super) fn evidence(&self, at: usize) -> Option<Evidence> {
        let id = u32::try_from(at).ok().map(MentionId);
        Some(Evidence {
            mention: id,
            span: self.mention(at)?.span,
        })
    }

    /// The reference mark that follows in the sentence, or right behind it.
    pub(super) fn mark_behind(&self, mention: usize) -> Option<u32> {
        let (_, sentence) = self.sentence_at(mention)?;
        let behind = mention + 1..sentence.mentions.end;
        behind
            .take(MAX_TOGETHER)
            .find_map(|at| match self.mention(at)?.value {
                Value::Citation {
                    reference: Some(number),
                    ..
                } => Some(number),
                _ => None,
            })
    }

    pub(super) fn cite(&self, source: &SourceId, row: String) -> Reference {
        let known = self.catalog.source(source);
        Reference {
            source: known.map_or_else(
                || source.0.clone(),
                |it| match it.title.contains(&it.publisher) || it.publisher.is_empty() {
                    true => it.title.clone(),
                    false => format!("{}, {}", it.title, it.publisher),
                },
            ),
            edition: known.map(|it| it.vintage.clone()).unwrap_or_default(),
            row,
        }
    }

    pub(super) fn cite_rate(&self, rate: &Rate) -> Reference {
        self.cite(&rate.source, format!("{} {}", rate.currency, rate.period))
    }

    /// The rate of exactly this period.
    pub(super) fn rate(&self, currency: Currency, period: &str) -> Option<&'a Rate> {
        self.catalog
            .rate(currency, period)
            .filter(|rate| rate.period == period && rate.per_usd > 0.0)
    }

    /// The caveat for a date that was not written as the document's.
    pub(super) fn date_caveat(&self) -> Option<String> {
        let date = self.date.filter(|it| it.inferred)?;
        Some(format!(
            "the document gives no date of its own; its latest access date, {}, stands in",
            date.date
        ))
    }

    /// Whether the sentence, or one of the three before it in its paragraph, holds one of the words.
    pub(super) fn is_near(&self, mention: usize, words: &[&str]) -> bool {
        let Some((at, own)) = self.sentence_at(mention) else {
            return false;
        };
        let first = at.saturating_sub(3);
        self.sentences
            .get(first..=at)
            .into_iter()
            .flatten()
            .filter(|it| it.paragraph == own.paragraph)
            .any(|it| {
                let text = words::head(self.sentence_text(it), 2000);
                words.iter().any(|word| text.contains(word))
            })
    }
}

/// Cuts mentions into sentences by the text between them.
fn sentences(text: &str, mentions: &[Mention]) -> (Vec<Sentence>, Vec<u32>) {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut of = Vec::with_capacity(mentions.len());
    let mut pending = false;
    let mut paragraph = 0u32;
    let mut before: Option<&Mention> = None;
    for (at, mention) in mentions.iter().enumerate() {
        let from = before.map_or(0, |it| it.span.end());
        let gap = text.get(from..mention.span.start()).unwrap_or("");
        let line = gap.contains('\n');
        let border = words::sentence_end(gap);
        let is_mark = mention.kind() == Kind::Citation && !line;
        let opens = sentences.is_empty() || line || pending || border.is_some() && !is_mark;
        if line {
            paragraph = paragraph.saturating_add(1);
        }
        if opens {
            let start = from
                + border
                    .or_else(|| gap.rfind('\n').map(|it| it + 1))
                    .unwrap_or(0);
            if let Some(last) = sentences.last_mut() {
                last.bytes.end = start.min(mention.span.start());
            }
            sentences.push(Sentence {
                mentions: at..at,
                bytes: start..mention.span.end(),
                paragraph,
            });
        }
        // A mark stands behind the full stop of the sentence it belongs to.
        pending = is_mark && (border.is_some() || words::ends_sentence(gap) || pending && !opens);
        if let Some(last) = sentences.last_mut() {
            last.mentions.end = at + 1;
            last.bytes.end = mention.span.end();
        }
        of.push(u32::try_from(sentences.len().saturating_sub(1)).unwrap_or(u32::MAX));
        before = Some(mention);
    }
    if let Some(last) = sentences.last_mut() {
        let rest = text.get(last.bytes.end..).unwrap_or("");
        let end = rest
            .find('\n')
            .unwrap_or(rest.len())
            .min(words::sentence_end(rest).unwrap_or(rest.len()));
        last.bytes.end += end;
    }
    (sentences, of)
}
