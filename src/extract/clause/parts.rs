//! Walks over the parts of a long document side by side.
//!
//! A part is walked as it would be from beginning to end: it opens with a block that takes nothing
//! from the one before, with the heading that stands over it, and with what the title says. Only
//! whether the military was spoken of before is not known yet. It is taken for granted, and a part
//! that asked for it in vain is walked again.

use std::ops::Range;

use jiff::civil::Date;

use super::theme::Title;
use super::{Seen, Walk};
use crate::document::{Block, BlockKind, Document};
use crate::extract::claim::Claim;
use crate::extract::claim::known::KnownWords;
use crate::extract::side_by_side::{Progress, num_parts, side_by_side};
use crate::extract::{Mention, MentionId, NotClaim};

/// Claims in order, and the figures that make none, each with the reason.
pub(in crate::extract) type Claimed = (Vec<Claim>, Vec<(MentionId, NotClaim)>);

/// The claims of a document of this date and these words, on at most so many threads; `report` is told the share
/// done, and `None` when it says so.
pub(in crate::extract) fn claims_on(
    document: &Document,
    mentions: &[Mention],
    date: Option<Date>,
    known: &KnownWords<'_>,
    num_threads: usize,
    report: &mut dyn FnMut(f32) -> Option<()>,
) -> Option<Claimed> {
    let (begins, parts) = parts(document, mentions, num_threads);
    let title = (parts.len() > 1)
        .then(|| title(document, mentions, date))
        .flatten();
    let walk = |number: usize, part: &Range<usize>, before, progress: &mut Progress<'_>| {
        let mut made = Walked::default();
        let (out, left) = (&mut made.claimed.0, Some(&mut made.claimed.1));
        let mut walk = Walk::new(document, mentions, date, out, left);
        walk.set_known(known);
        walk.title.clone_from(&title);
        walk.seen_defence.before = before;
        walk.begin(begins.get(number).copied().unwrap_or_default());
        walk.run_part(part.clone(), &mut |num| progress.tell(num, part.len()))?;
        made.seen = std::mem::take(&mut walk.seen_defence);
        Some(made)
    };
    let mut walked: Vec<Walked> = Vec::with_capacity(parts.len());
    side_by_side(
        parts.len(),
        num_threads,
        report,
        || (),
        |number, (), progress| walk(number, parts.get(number)?, number > 0, progress),
        |part| walked.push(part),
    )?;
    let first_seen = walked.iter().position(|part| part.seen.here);
    let again = |number: usize, part: &Walked| {
        let is_seen = first_seen.is_some_and(|first| first < number);
        number > 0 && !is_seen && part.seen.is_asked.get()
    };
    let numbers: Vec<usize> = walked
        .iter()
        .enumerate()
        .filter(|(number, part)| again(*number, part))
        .map(|(number, _)| number)
        .collect();
    let mut again = numbers.iter();
    side_by_side(
        numbers.len(),
        num_threads,
        &mut |_| report(1.0),
        || (),
        |at, (), progress| {
            let number = *numbers.get(at)?;
            walk(number, parts.get(number)?, false, progress)
        },
        |new| {
            if let Some(old) = again.next().and_then(|&number| walked.get_mut(number)) {
                *old = new;
            }
        },
    )?;
    let later = walked.get(1..).unwrap_or(&[]).iter();
    let num_claims = later.clone().map(|it| it.claimed.0.len()).sum();
    let num_left_out = later.map(|it| it.claimed.1.len()).sum();
    let mut walked = walked.into_iter().map(|part| part.claimed);
    let (mut claims, mut left_out) = walked.next().unwrap_or_default();
    claims.reserve_exact(num_claims);
    left_out.reserve_exact(num_left_out);
    for (mut more_claims, mut more_left_out) in walked {
        claims.append(&mut more_claims);
        left_out.append(&mut more_left_out);
    }
    Some((claims, left_out))
}

/// What one part gave.
#[derive(Debug, Default)]
struct Walked {
    claimed: Claimed,
    seen: Seen,
}

/// Where a part begins.
#[derive(Clone, Copy, Debug, Default)]
struct Begin {
    /// Its first block.
    block: usize,
    /// The block of the last heading before it, and the last paragraph under that.
    heading: Option<usize>,
    lead: Option<usize>,
}

impl Begin {
    /// The one that begins with a later block.
    fn at(mut self, block: usize, blocks: &[Block]) -> Self {
        let passed = blocks.get(self.block..block).unwrap_or(&[]);
        for (number, block) in (self.block..).zip(passed) {
            match block.kind {
                BlockKind::Heading { .. } => (self.heading, self.lead) = (Some(number), None),
                BlockKind::Paragraph => self.lead = Some(number),
                _ => {}
            }
        }
        self.block = block;
        self
    }
}

/// Where each part begins, and its mentions. All but the first open with a block that is no item, as
/// an item may take something from the one before it.
fn parts(
    document: &Document,
    mentions: &[Mention],
    num_threads: usize,
) -> (Vec<Begin>, Vec<Range<usize>>) {
    let num_bytes = document.text.len();
    let num = match num_threads {
        1 => 1,
        _ => num_parts(num_bytes, num_threads),
    };
    let blocks: &[Block] = &document.blocks;
    let mut begin = Begin::default();
    let (mut begins, mut parts) = (vec![begin], Vec::with_capacity(num));
    let mut from = 0;
    for number in 1..num {
        let place = num_bytes / num * number;
        let near = blocks.partition_point(|it| it.span.start() < place);
        let rest = blocks.get(near..).unwrap_or(&[]);
        let opens = |it: &Block| it.kind != BlockKind::ListItem;
        let Some(first) = rest.iter().position(opens).map(|at| near + at) else {
            break;
        };
        let start = blocks.get(first).map_or(num_bytes, |it| it.span.start());
        let to = mentions.partition_point(|it| it.span.start() < start);
        if begin.block == first {
            continue;
        }
        begin = begin.at(first, blocks);
        begins.push(begin);
        parts.push(from..to);
        from = to;
    }
    parts.push(from..mentions.len());
    (begins, parts)
}

/// The title, as it is read at the first figure; `None` without figures.
fn title(document: &Document, mentions: &[Mention], date: Option<Date>) -> Option<Title> {
    let mut out = Vec::new();
    let mut walk = Walk::new(document, mentions, date, &mut out, None);
    let mut i = 0;
    loop {
        let found = walk.next_figure(i..mentions.len())?;
        if found.kind != BlockKind::Reference {
            return Some(walk.read_title());
        }
        i = walk.claims_at(&found).max(found.figure + 1);
    }
}

impl<'a> Walk<'a, '_> {
    /// The words of the text are known.
    fn set_known(&mut self, known: &KnownWords<'a>) {
        self.known = Some(known.clone());
    }

    /// Begins there, as if the blocks before had been passed.
    fn begin(&mut self, begin: Begin) {
        let passed = self.blocks.get(..begin.block).unwrap_or(&[]);
        self.block = begin.block;
        self.end = passed.last().map_or(0, |it| it.span.end());
        (self.heading, self.lead) = (begin.heading, begin.lead);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::document::{Block, BlockKind};
    use crate::extract::claim::claims_and_left_out;
    use crate::extract::fixtures;
    use crate::text::Span;

    const SENTENCES: [&str; 10] = [
        "Norway spent 9 billion dollars on its military in 2023.",
        "It will spend 12 billion by 2026, the U.S. said.",
        "“Poland bought 48 launchers,” he said. “It cost 3 billion zloty.”",
        "The missile flies 300 km; Iskander flies 500 km, but not farther.",
        "Nothing was said of the defence budget.",
        "Japan's share was 1.6 per cent of GDP, up from 1.4",
        "In Berlin the coalition met.\nThe defence budget was 52 billion euros.",
        "no. 5 of it cost 2 billion euros",
        "If it had, it would have spent 5 billion.",
        "",
    ];

    proptest! {
        /// The words of each piece say the same as reading sign by sign.
        #[test]
        fn a_block_of_many_pieces_is_read_by_the_words_of_each(
            picked in prop::collection::vec((0..SENTENCES.len(), 0..4usize), 1..14),
        ) {
            let mut text = String::new();
            for (sentence, gap) in picked {
                text.push_str(SENTENCES[sentence]);
                text.push_str([" ", "\n\n", "\n\n\n", "\n"][gap]);
            }
            let mut document = fixtures::document(&text);
            document.blocks = vec![Block {
                span: Span::whole(&text),
                kind: BlockKind::Paragraph,
            }];
            let found = fixtures::extract_document(&document);
            let (claims, left_out) = claims_and_left_out(&document, &found.mentions, found.date);
            prop_assert_eq!(found.claims, claims);
            prop_assert_eq!(found.left_out, left_out);
        }
    }
}
