//! How blocks are set: sizes, spacing, indents. Follows the theme's reading style.

use eframe::egui::{self, Color32, FontFamily, FontId, TextStyle};

use crate::document::{Block, BlockKind};
use crate::reader::Chunk;
use crate::ui::theme::READING;
use crate::ui::tokens::Tokens;

/// Width of the text in multiples of its size: about seventy characters a line.
const MEASURE_EM: f32 = 36.0;

/// The least space left and right of the text; the marks of notes stand in it.
const MARGIN: f32 = 28.0;

/// What a layout depends on besides the text. Heights measured under another key are worthless.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LayoutKey {
    width: u32,
    size: u32,
    pixels_per_point: u32,
}

/// Sizes and colours of the page, taken from the theme once a frame.
#[derive(Clone, Debug)]
pub(super) struct PageStyle {
    pub(super) tokens: &'static Tokens,
    pub(super) size: f32,
    pub(super) family: FontFamily,
    pub(super) mono: FontId,
    /// Width of the text.
    pub(super) measure: f32,
    /// Shown for characters that must not be shown raw.
    pub(super) symbol: char,
}

/// How one block is set.
#[derive(Clone, Debug)]
pub(super) struct BlockStyle {
    pub(super) font: FontId,
    pub(super) color: Color32,
    pub(super) line: f32,
    pub(super) indent: f32,
    pub(super) above: f32,
    pub(super) below: f32,
}

/// The part a chunk has in its block, and the block among its neighbours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) kind: BlockKind,
    pub(super) is_first: bool,
    pub(super) is_last: bool,
    /// Begins a run of references that has no heading of its own.
    pub(super) opens_references: bool,
    /// Ends a list.
    pub(super) ends_list: bool,
}

impl Part {
    /// Of a chunk among the blocks of its document.
    pub(super) fn of(blocks: &[Block], chunk: Chunk) -> Self {
        let at = chunk.block();
        let kind_at = |at: usize| blocks.get(at).map(|block| block.kind);
        let kind = kind_at(at).unwrap_or(BlockKind::Paragraph);
        let span = blocks.get(at).map(|block| block.span);
        let is_first = span.is_none_or(|span| span.start() == chunk.start());
        let is_last = span.is_none_or(|span| span.end() == chunk.end());
        let before = at.checked_sub(1).and_then(kind_at);
        Self {
            kind,
            is_first,
            is_last,
            opens_references: is_first
                && kind == BlockKind::Reference
                && before.is_some_and(|before| {
                    !matches!(before, BlockKind::Reference | BlockKind::Heading { .. })
                }),
            ends_list: is_last
                && kind == BlockKind::ListItem
                && kind_at(at + 1) != Some(BlockKind::ListItem),
        }
    }
}

impl PageStyle {
    /// For a page of this width.
    pub(super) fn new(ui: &egui::Ui, page_width: f32) -> Self {
        let reading = ui
            .style()
            .text_styles
            .get(&TextStyle::Name(READING.into()))
            .cloned()
            .unwrap_or_else(|| TextStyle::Body.resolve(ui.style()));
        let mono = TextStyle::Monospace.resolve(ui.style());
        let symbol = ui.ctx().fonts_mut(|fonts| {
            ['□', '◻', '◊', '\u{fffd}']
                .into_iter()
                .find(|&symbol| fonts.has_glyph(&reading, symbol))
                .unwrap_or('?')
        });
        let measure = (reading.size * MEASURE_EM).min(page_width - 2.0 * MARGIN);
        Self {
            tokens: Tokens::of(ui),
            size: reading.size,
            family: reading.family,
            mono,
            measure: measure.max(reading.size * 4.0).floor(),
            symbol,
        }
    }

    pub(super) const fn layout_key(&self, pixels_per_point: f32) -> LayoutKey {
        LayoutKey {
            width: self.measure.to_bits(),
            size: self.size.to_bits(),
            pixels_per_point: pixels_per_point.to_bits(),
        }
    }

    /// How a block of this kind is set.
    pub(super) fn block(&self, kind: BlockKind) -> BlockStyle {
        let em = self.size;
        let set = |factor: f32, line: f32| (FontId::new(em * factor, self.family.clone()), line);
        let text = self.tokens.text;
        let ((font, line), color, indent, above, below) = match kind {
            BlockKind::Heading { level } => {
                let (factor, above) = match level {
                    0 | 1 => (1.75, 1.6),
                    2 => (1.4, 1.5),
                    3 => (1.2, 1.3),
                    _ => (1.05, 1.1),
                };
                (set(factor, 1.25), text, 0.0, above, 0.5)
            }
            BlockKind::Paragraph => (set(1.0, 1.5), text, 0.0, 0.0, 0.75),
            BlockKind::ListItem => (set(1.0, 1.5), text, 1.5, 0.0, 0.35),
            BlockKind::Quote => (set(1.0, 1.5), text, 1.5, 0.2, 0.9),
            BlockKind::Reference => (set(0.84, 1.45), self.tokens.text_weak, 0.0, 0.0, 0.4),
            BlockKind::Table => (set(0.86, 1.3), text, 0.0, 0.5, 1.2),
            // Room above for the words that say what it is.
            BlockKind::Picture => (set(0.9, 1.4), self.tokens.text_weak, 2.6, 2.2, 1.5),
            BlockKind::Preformatted => {
                let mono = FontId::new(self.mono.size.max(em * 0.8), self.mono.family.clone());
                ((mono, 1.4), text, 0.75, 0.5, 1.2)
            }
        };
        BlockStyle {
            line: (font.size * line).round(),
            font,
            color,
            indent: indent * em,
            above: (above * em).round(),
            below: (below * em).round(),
        }
    }

    /// Space above the first block and below the last.
    pub(super) fn page_margins(&self) -> (f32, f32) {
        (self.size * 1.75, self.size * 3.0)
    }

    /// Space above and below a chunk that has this part in its block.
    pub(super) fn space(&self, part: Part, style: &BlockStyle) -> (f32, f32) {
        let mut above = if part.is_first { style.above } else { 0.0 };
        let mut below = if part.is_last { style.below } else { 0.0 };
        if part.opens_references {
            above += (self.size * 1.5).round();
        }
        if part.ends_list {
            below = self.block(BlockKind::Paragraph).below;
        }
        (above, below)
    }

    /// A guess of how tall `len` bytes of a block are, without reading them.
    pub(super) fn estimate(&self, part: Part, style: &BlockStyle, len: usize) -> f32 {
        // Latin text takes a little under half its size a character; monospace a little over.
        let advance = match part.kind {
            // A line of a table is a row of short cells.
            BlockKind::Table => 0.8,
            BlockKind::Preformatted => 0.6,
            _ => 0.47,
        };
        let in_line = ((self.measure - 2.0 * style.indent) / (style.font.size * advance)).max(1.0);
        let len = u32::try_from(len).unwrap_or(u32::MAX);
        #[expect(clippy::cast_precision_loss, reason = "an estimate")]
        let lines = (len as f32 / in_line).ceil().max(1.0);
        let (above, below) = self.space(part, style);
        lines * style.line + above + below
    }
}

/// Points on the screen from points in a document, which may be too many for `f32` to tell apart.
#[expect(
    clippy::cast_possible_truncation,
    reason = "only ever differences within a page or two"
)]
pub(super) const fn points(y: f64) -> f32 {
    y as f32
}
