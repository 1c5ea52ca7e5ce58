//! Blocks cut into chunks that are cheap to lay out.
//!
//! A chunk never crosses a block; the chunks of a block are in order, touch, and cover it. A chunk
//! holds at most [`MAX_BYTES`]. Text is read only around the cuts, so the table costs one look at
//! each block and one window for every four kilobytes of a long one, whatever the text is: also
//! one line of a hundred megabytes without a space.
//!
//! Leaves out what blocks mean and how tall chunks are.

use super::selection;
use crate::document::{Block, BlockKind};

/// The most bytes a chunk holds. Laying out four kilobytes takes about two milliseconds, so a
/// screen of them still fits a frame.
pub const MAX_BYTES: usize = 4096;

/// A cut is looked for in the second half of the window, so that chunks are never slivers.
const MIN_BYTES: usize = MAX_BYTES / 2;

/// A stretch of one block. Twelve bytes, because a long text has millions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
    // Invariant: start <= end, both on character borders of the text.
    start: u32,
    end: u32,
    block: u32,
}

impl Chunk {
    /// First byte.
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Which block it is part of.
    pub const fn block(self) -> usize {
        self.block as usize
    }

    /// For slicing.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start()..self.end()
    }
}

/// The chunks of a document, in order.
#[derive(Clone, Debug, Default)]
pub struct Chunks {
    chunks: Vec<Chunk>,
}

impl Chunks {
    /// Cuts `blocks` of `text`. Blocks that do not fit the text are left out.
    pub fn new(text: &str, blocks: &[Block]) -> Self {
        let mut chunks = Vec::with_capacity(blocks.len());
        for (index, block) in blocks.iter().enumerate() {
            let Ok(index) = u32::try_from(index) else {
                break;
            };
            let (mut start, end) = (block.span.start(), block.span.end());
            if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
                continue;
            }
            loop {
                let cut = cut(text, start, end, block.kind);
                let (Ok(from), Ok(to)) = (u32::try_from(start), u32::try_from(cut)) else {
                    break;
                };
                chunks.push(Chunk {
                    start: from,
                    end: to,
                    block: index,
                });
                start = cut;
                if cut >= end {
                    break;
                }
            }
        }
        Self { chunks }
    }

    /// How many.
    pub const fn len(&self) -> usize {
        self.chunks.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// The `index`-th.
    pub fn get(&self, index: usize) -> Option<Chunk> {
        self.chunks.get(index).copied()
    }

    /// All, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Chunk> {
        self.chunks.iter().copied()
    }

    /// The chunk that holds `offset`. Between two blocks: the one after; past the end: the last.
    pub fn at(&self, offset: usize) -> usize {
        // A place at the very end of a chunk that the next one does not touch still belongs to it:
        // that is where the caret stands at the end of a paragraph.
        let after = self.chunks.partition_point(|chunk| chunk.start() <= offset);
        let before = after.saturating_sub(1);
        match self.chunks.get(before) {
            Some(chunk) if chunk.end() < offset && after < self.chunks.len() => after,
            _ => before,
        }
    }
}

/// Where the chunk that starts at `start` ends, at most at `end`.
fn cut(text: &str, start: usize, end: usize, kind: BlockKind) -> usize {
    if end - start <= MAX_BYTES {
        return end;
    }
    let latest = text.floor_char_boundary(start + MAX_BYTES);
    let earliest = text.ceil_char_boundary(start + MIN_BYTES);
    let window = text.get(earliest..latest).unwrap_or("");
    let found = match kind {
        kind if kind.keeps_lines() => after_line(window).or_else(|| after_space(window)),
        _ => after_sentence(window).or_else(|| after_space(window)),
    };
    found.map_or_else(
        || {
            let border = selection::grapheme_floor(text, latest);
            if border > start { border } else { latest }
        },
        |at| earliest + at,
    )
}

/// One past the last line end.
fn after_line(window: &str) -> Option<usize> {
    window.rfind('\n').map(|at| at + 1)
}

/// One past the last space, when text follows it.
fn after_space(window: &str) -> Option<usize> {
    window
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_whitespace())
        .map(|(at, c)| at + c.len_utf8())
}

/// One past the space after the last sentence end (or after one that needs no space).
fn after_sentence(window: &str) -> Option<usize> {
    // Walking backwards: a space, then closing marks, then a full stop.
    let mut space_end: Option<usize> = None;
    for (at, c) in window.char_indices().rev() {
        match c {
            '。' | '！' | '？' => return Some(space_end.unwrap_or(at + c.len_utf8())),
            '.' | '!' | '?' | '…' => {
                if space_end.is_some() {
                    return space_end;
                }
            }
            '"' | '\'' | '’' | '”' | ')' | ']' | '」' | '』' => {}
            c if c.is_whitespace() => {
                space_end = Some(at + c.len_utf8());
            }
            _ => space_end = None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use proptest::prelude::*;

    fn one_block(text: &str, kind: BlockKind) -> Chunks {
        let block = Block {
            span: Span::whole(text),
            kind,
        };
        Chunks::new(text, &[block])
    }

    #[track_caller]
    fn check_covers(text: &str, blocks: &[Block]) {
        let chunks = Chunks::new(text, blocks);
        let mut iter = chunks.iter().peekable();
        for (index, block) in blocks.iter().enumerate() {
            let mut at = block.span.start();
            while let Some(chunk) = iter.next_if(|chunk| chunk.block() == index) {
                assert_eq!(chunk.start(), at);
                assert!(chunk.len() <= MAX_BYTES);
                assert!(!chunk.is_empty() || block.span.is_empty());
                assert!(text.get(chunk.range()).is_some());
                at = chunk.end();
            }
            assert_eq!(at, block.span.end());
        }
        assert_eq!(iter.next(), None);
    }

    #[test]
    fn the_table_is_small() {
        assert!(size_of::<Chunk>() <= 16);
    }

    #[test]
    fn a_short_block_is_one_chunk() {
        assert_eq!(one_block("Japan", BlockKind::Paragraph).len(), 1);
        assert_eq!(one_block("", BlockKind::Paragraph).len(), 1);
    }

    #[test]
    fn cuts_after_a_sentence() {
        let text = "Japan buys missiles (400 of them.) ".repeat(500);
        let chunks = one_block(&text, BlockKind::Paragraph);
        for chunk in chunks.iter() {
            assert!(
                text.get(chunk.range()).unwrap().ends_with(".) "),
                "{chunk:?}"
            );
        }
    }

    #[test]
    fn cuts_after_a_sentence_without_spaces() {
        let text = "日本はミサイルを買う。".repeat(500);
        let chunks = one_block(&text, BlockKind::Paragraph);
        assert!(chunks.len() > 2);
        for chunk in chunks.iter() {
            assert!(
                text.get(chunk.range()).unwrap().ends_with('。'),
                "{chunk:?}"
            );
        }
    }

    #[test]
    fn cuts_at_a_space_when_no_sentence_ends() {
        let text = "and then ".repeat(2000);
        for chunk in one_block(&text, BlockKind::Paragraph).iter() {
            assert!(text.get(chunk.range()).unwrap().ends_with(' '));
        }
    }

    #[test]
    fn cuts_fixed_width_text_at_lines() {
        let text = "a | b. c\n".repeat(2000);
        for chunk in one_block(&text, BlockKind::Preformatted).iter() {
            assert!(text.get(chunk.range()).unwrap().ends_with('\n'));
        }
    }

    #[test]
    fn cuts_between_graphemes_when_there_is_no_space() {
        let text = "👩‍🚀".repeat(3000);
        let chunks = one_block(&text, BlockKind::Paragraph);
        for chunk in chunks.iter() {
            assert!(
                text.get(chunk.start()..).unwrap().starts_with('👩'),
                "{chunk:?}"
            );
        }
        check_covers(
            &text,
            &[Block {
                span: Span::whole(&text),
                kind: BlockKind::Paragraph,
            }],
        );
    }

    #[test]
    fn a_long_line_without_a_space_is_cut_in_linear_time() {
        let text = "x".repeat(20_000_000);
        let chunks = one_block(&text, BlockKind::Paragraph);
        assert_eq!(chunks.len(), text.len().div_ceil(MAX_BYTES));
    }

    #[test]
    fn one_endless_grapheme_is_still_cut() {
        let text = format!("e{}", "\u{301}".repeat(50_000));
        check_covers(
            &text,
            &[Block {
                span: Span::whole(&text),
                kind: BlockKind::Paragraph,
            }],
        );
    }

    #[test]
    fn finds_the_chunk_of_an_offset() {
        let text = "one\n\ntwo\n\nthree";
        let block = |start, end| Block {
            span: Span::new(text, start, end).unwrap(),
            kind: BlockKind::Paragraph,
        };
        let chunks = Chunks::new(text, &[block(0, 3), block(5, 8), block(10, 15)]);
        for (offset, chunk) in [(0, 0), (3, 0), (4, 1), (5, 1), (8, 1), (9, 2), (15, 2)] {
            assert_eq!(chunks.at(offset), chunk, "{offset}");
        }
        assert_eq!(chunks.at(99), 2);
        assert_eq!(Chunks::default().at(3), 0);
    }

    proptest! {
        #[test]
        fn chunks_cover_their_blocks(
            parts in proptest::collection::vec(("[a-z. é。👩\u{301}\n]{0,40}", 1usize..300), 1..6),
            preformatted in any::<bool>(),
        ) {
            let mut text = String::new();
            let mut ends = Vec::new();
            for (part, times) in &parts {
                let start = text.len();
                text.push_str(&part.repeat(*times));
                ends.push((start, text.len()));
                text.push('\n');
            }
            let kind = if preformatted { BlockKind::Preformatted } else { BlockKind::Paragraph };
            let blocks: Vec<Block> = ends
                .iter()
                .map(|&(start, end)| Block { span: Span::new(&text, start, end).unwrap(), kind })
                .collect();
            check_covers(&text, &blocks);
        }
    }
}
