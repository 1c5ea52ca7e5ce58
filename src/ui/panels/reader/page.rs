//! The layout of what is visible, and the conversions between places on the page and in the text.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use eframe::egui::text::{CCursor, LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{self, Galley, Pos2, Rangef, Rect, pos2, vec2};

use super::glance::{Bring, ReaderGlance, Target};
use super::style::{BlockStyle, PageStyle, Part, points};
use super::table::{self, Columns};
use crate::document::{BlockKind, Document};
use crate::reader::{Chunk, Chunks, DisplayText, HeightIndex, Place, display};

/// One chunk, laid out.
#[derive(Clone, Debug)]
pub(super) struct Laid {
    pub(super) index: usize,
    pub(super) chunk: Chunk,
    pub(super) part: Part,
    pub(super) galley: Arc<Galley>,
    /// Space above and below the text.
    pub(super) above: f32,
    pub(super) below: f32,
    pub(super) indent: f32,
    /// Where lines of a table end, from the top of the text; empty for all else.
    pub(super) line_ends: Vec<f32>,
}

impl Laid {
    pub(super) fn height(&self) -> f32 {
        self.above + self.galley.rect.height() + self.below
    }
}

/// A laid out chunk in its place on the screen.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) laid: Laid,
    /// Where the text begins.
    pub(super) origin: Pos2,
}

/// What of the document this frame looks at.
pub(super) struct Page<'a> {
    ctx: egui::Context,
    pub(super) document: &'a Document,
    chunks: Arc<Chunks>,
    pub(super) style: PageStyle,
    /// The part of the screen.
    pub(super) rect: Rect,
    /// Left and right of the text.
    pub(super) column: Rangef,
    columns: Rc<RefCell<Columns>>,
    laid: BTreeMap<usize, Laid>,
    /// From top to bottom.
    pub(super) visible: Vec<Placed>,
}

impl<'a> Page<'a> {
    pub(super) fn new(
        ui: &egui::Ui,
        document: &'a Document,
        glance: &ReaderGlance,
        rect: Rect,
    ) -> Self {
        let style = PageStyle::new(ui, rect.width());
        let left = (rect.center().x - style.measure / 2.0).floor();
        Self {
            ctx: ui.ctx().clone(),
            document,
            chunks: Arc::clone(&glance.chunks),
            column: Rangef::new(left, left + style.measure),
            style,
            rect,
            columns: Rc::clone(&glance.columns),
            laid: BTreeMap::new(),
            visible: Vec::new(),
        }
    }

    /// How many chunks were laid out in this frame.
    pub(super) fn num_laid_out(&self) -> usize {
        self.laid.len()
    }

    /// Brings the glance up to this page: heights for its width, its target, its place.
    pub(super) fn arrange(&mut self, glance: &mut ReaderGlance, scrolled: f64) {
        let key = self.style.layout_key(self.ctx.pixels_per_point());
        if glance.layout != Some(key) {
            if glance.layout.is_some() && glance.target.is_none() {
                glance.target = Some(Target {
                    offset: glance.first_visible,
                    how: Bring::Top,
                });
            }
            glance.layout = Some(key);
            glance.heights = self.estimates();
        }
        let page_height = f64::from(self.rect.height());
        if scrolled.abs() > 4.0 * page_height {
            let y = glance.heights.y(glance.place) + scrolled;
            glance.place = glance.heights.locate(y);
        } else {
            glance.place.offset += scrolled;
        }
        if let Some(target) = glance.target.take()
            && let Some(place) = self.place_of(target, &mut glance.heights, glance.place)
        {
            glance.place = place;
        }
        let num = self.chunks.len();
        let heights = &mut glance.heights;
        glance.place = glance
            .place
            .settled(num, page_height, |chunk| self.measure(heights, chunk));
        self.place_visible(glance.place);
        glance.first_visible = self
            .offset_near(pos2(self.column.min, self.rect.top() + 1.0))
            .unwrap_or(0);
        if let Some(last) = self.offset_near(pos2(self.column.max, self.rect.bottom() - 1.0)) {
            glance.scrolled_to(glance.first_visible..last.saturating_add(1));
        }
    }

    fn estimates(&self) -> HeightIndex {
        let (top, bottom) = self.style.page_margins();
        let last = self.chunks.len().saturating_sub(1);
        // A dozen at most, for a hundred thousand chunks.
        let mut styles: Vec<(BlockKind, BlockStyle)> = Vec::new();
        HeightIndex::new(self.chunks.iter().enumerate().map(|(index, chunk)| {
            let part = Part::of(&self.document.blocks, chunk);
            let style = match styles.iter().find(|(kind, _)| *kind == part.kind) {
                Some((_, style)) => style,
                None => &styles.push_mut((part.kind, self.style.block(part.kind))).1,
            };
            let mut height = self.style.estimate(part, style, chunk.len());
            if index == 0 {
                height += top;
            }
            if index == last {
                height += bottom;
            }
            height
        }))
    }

    /// The true height of a chunk, laid out now if it never was.
    fn measure(&mut self, heights: &mut HeightIndex, index: usize) -> f64 {
        if !heights.is_measured(index)
            && let Some(laid) = self.lay_out(index)
        {
            heights.measure(index, laid.height());
        }
        heights.height(index)
    }

    /// A chunk laid out, once a frame.
    pub(super) fn lay_out(&mut self, index: usize) -> Option<&Laid> {
        if !self.laid.contains_key(&index) {
            let laid = self.lay_out_anew(index)?;
            self.laid.insert(index, laid);
        }
        self.laid.get(&index)
    }

    fn lay_out_anew(&self, index: usize) -> Option<Laid> {
        let chunk = self.chunks.get(index)?;
        let part = Part::of(&self.document.blocks, chunk);
        let kind = part.kind;
        let style = self.style.block(kind);
        let shown = DisplayText::new(self.source(chunk), self.style.symbol);
        let shown = match kind {
            BlockKind::Preformatted | BlockKind::Quote | BlockKind::Table => shown,
            _ => shown.reflowed(),
        };
        if kind == BlockKind::Table {
            let table = self.lay_out_table(chunk, shown.text, &style);
            return Some(self.finished(index, chunk, part, &style, table.galley, table.line_ends));
        }
        let hang = match kind {
            BlockKind::ListItem | BlockKind::Reference if part.is_first => {
                self.hang(&shown.text, &style.font)
            }
            _ => 0.0,
        };
        let format = TextFormat {
            font_id: style.font.clone(),
            color: style.color,
            line_height: Some(style.line),
            ..TextFormat::default()
        };
        let mut job = LayoutJob::single_section(shown.text, format);
        let both_sides = matches!(
            kind,
            BlockKind::Preformatted | BlockKind::Quote | BlockKind::Picture
        );
        let indents = if both_sides { 2.0 } else { 1.0 };
        let width = self.style.measure - indents * style.indent - hang;
        job.wrap = TextWrapping::wrap_at_width(width);
        let galley = self.ctx.fonts_mut(|fonts| fonts.layout_job(job));
        let galley = set_in_after_first(galley, hang);
        Some(self.finished(index, chunk, part, &style, galley, Vec::new()))
    }

    fn lay_out_table(&self, chunk: Chunk, shown: String, style: &BlockStyle) -> table::Table {
        let key = self.style.layout_key(self.ctx.pixels_per_point());
        let room = self.style.measure;
        let widths = self.columns.borrow_mut().of(key, chunk.block(), || {
            let block = self.document.blocks.get(chunk.block());
            let text = block.map_or("", |block| block.span.slice(&self.document.text));
            table::measured(&self.ctx, text, &style.font, room)
        });
        table::lay_out(&self.ctx, shown, style, &widths)
    }

    /// A chunk with the space around it.
    fn finished(
        &self,
        index: usize,
        chunk: Chunk,
        part: Part,
        style: &BlockStyle,
        galley: Arc<Galley>,
        line_ends: Vec<f32>,
    ) -> Laid {
        let (top, bottom) = self.style.page_margins();
        let (mut above, mut below) = self.style.space(part, style);
        if index == 0 {
            above = above.max(top);
        }
        if index + 1 == self.chunks.len() {
            below += bottom;
        }
        Laid {
            index,
            chunk,
            part,
            galley,
            above,
            below,
            indent: style.indent,
            line_ends,
        }
    }

    /// How far the rows after the first are set in: as wide as the mark of the list.
    fn hang(&self, text: &str, font: &egui::FontId) -> f32 {
        let num = display::marker_len(text).unwrap_or(0);
        let width = self.ctx.fonts_mut(|fonts| {
            let widths = text.chars().take(num).map(|c| fonts.glyph_width(font, c));
            widths.sum::<f32>()
        });
        width.min(self.style.measure / 3.0).round()
    }

    pub(super) fn source(&self, chunk: Chunk) -> &'a str {
        self.document.text.get(chunk.range()).unwrap_or("")
    }

    /// The place that shows a target; `None` when it can be seen from `here`.
    fn place_of(
        &mut self,
        target: Target,
        heights: &mut HeightIndex,
        here: Place,
    ) -> Option<Place> {
        let index = self.chunks.at(target.offset);
        let row = self.row_rect(index, target.offset)?;
        self.measure(heights, index);
        let page = f64::from(self.rect.height());
        let line = f64::from(row.height());
        let place = |share_of_page: f64| Place {
            chunk: index,
            offset: f64::from(row.top()) - share_of_page,
        };
        if target.how == Bring::Top {
            let at_start = index == 0 && target.offset <= self.chunks.get(0)?.start();
            return Some(if at_start {
                Place::default()
            } else {
                place(0.0)
            });
        }
        // Nearby chunks were measured when they were shown, so this difference is exact where it
        // matters.
        let y = heights.y(place(0.0)) - heights.y(here);
        let (above, below) = match target.how {
            Bring::Nudge => (0.0, page - line),
            _ => (page * 0.06, page * 0.86 - line),
        };
        if y >= above && y <= below {
            return None;
        }
        Some(place(match target.how {
            Bring::Nudge if y < above => line,
            Bring::Nudge => page - 2.0 * line,
            _ => page * 0.3,
        }))
    }

    /// The row of the place `offset`, from the top of its chunk (space above included).
    fn row_rect(&mut self, index: usize, offset: usize) -> Option<Rect> {
        let document = self.document;
        let laid = self.lay_out(index)?;
        let source = document.text.get(laid.chunk.range()).unwrap_or("");
        let char_at = display::char_of_byte(source, offset.saturating_sub(laid.chunk.start()));
        let mut cursor = CCursor::new(char_at.min(num_chars(&laid.galley)));
        cursor.prefer_next_row = true;
        let rect = laid.galley.pos_from_cursor(cursor);
        Some(rect.translate(vec2(0.0, laid.above)))
    }

    fn place_visible(&mut self, place: Place) {
        let mut top = self.rect.top() - points(place.offset);
        let mut index = place.chunk;
        self.visible.clear();
        while top < self.rect.bottom() {
            let column = self.column.min;
            let Some(laid) = self.lay_out(index) else {
                break;
            };
            let origin = pos2(column + laid.indent, top + laid.above);
            let laid = laid.clone();
            top += laid.height();
            index += 1;
            let origin = self.round_to_pixels(origin);
            self.visible.push(Placed { laid, origin });
        }
    }

    fn round_to_pixels(&self, pos: Pos2) -> Pos2 {
        use egui::emath::GuiRounding as _;
        pos.round_to_pixels(self.ctx.pixels_per_point())
    }

    /// The place in the text nearest to a place on the page.
    pub(super) fn offset_near(&self, pos: Pos2) -> Option<usize> {
        let placed = self
            .visible
            .iter()
            .find(|placed| pos.y < placed.bottom())
            .or(self.visible.last())?;
        let inside = pos - placed.origin;
        let char_at = if placed.laid.line_ends.is_empty() {
            placed.laid.galley.cursor_from_pos(inside).index.0
        } else {
            table::char_near(&placed.laid.galley, inside)
        };
        Some(self.byte_of(&placed.laid, char_at))
    }

    /// The character that is painted at a place on the page.
    pub(super) fn offset_under(&self, pos: Pos2) -> Option<usize> {
        let placed = self.visible.iter().find(|placed| pos.y < placed.bottom())?;
        let inside = (pos - placed.origin).to_pos2();
        let mut chars = 0;
        for row in &placed.laid.galley.rows {
            if row.rect().contains(inside) {
                let x = inside.x - row.pos.x;
                let column = row
                    .glyphs
                    .iter()
                    .position(|glyph| glyph.pos.x <= x && x < glyph.max_x())?;
                return Some(self.byte_of(&placed.laid, chars + column));
            }
            chars += row.char_count_including_newline().0;
        }
        None
    }

    fn byte_of(&self, laid: &Laid, char_at: usize) -> usize {
        laid.chunk.start() + display::byte_of_char(self.source(laid.chunk), char_at)
    }

    /// The rectangles of a stretch of the document in one chunk, one a row, on the screen.
    pub(super) fn rects(&self, placed: &Placed, range: Range<usize>) -> Vec<Rect> {
        let source = self.source(placed.laid.chunk);
        let start = placed.laid.chunk.start();
        let from = display::char_of_byte(source, range.start.saturating_sub(start));
        let to = display::char_of_byte(source, range.end.saturating_sub(start));
        rects_of_chars(&placed.laid.galley, from..to)
            .into_iter()
            .map(|rect| rect.translate(placed.origin.to_vec2()))
            .collect()
    }

    /// Of the rows of a stretch the one that the pointer is on, else the first, and whether it is on one;
    /// `None` where that is not to be seen.
    pub(super) fn rect_under(
        &self,
        placed: &Placed,
        range: Range<usize>,
        pointer: Option<Pos2>,
    ) -> Option<(Rect, bool)> {
        let rects = self.rects(placed, range);
        let is_on = |rect: &&Rect| pointer.is_some_and(|pos| rect.contains(pos));
        let under = rects.iter().find(is_on);
        let rect = *under.or(rects.first())?;
        self.rect
            .intersects(rect)
            .then_some((rect, under.is_some()))
    }

    /// One row up or down from `offset`, as near to `x` (in the text's column) as the row allows.
    /// Gives the new place and the `x` that was kept.
    pub(super) fn row_step(
        &mut self,
        offset: usize,
        x: Option<f32>,
        down: bool,
    ) -> Option<(usize, f32)> {
        let index = self.chunks.at(offset);
        let (row, cursor_x) = self.row_of(index, offset)?;
        let x = x.unwrap_or(cursor_x);
        let laid = self.lay_out(index)?;
        let num_rows = laid.galley.rows.len();
        let is_table = !laid.line_ends.is_empty();
        let beside = is_table.then(|| table::row_beside(&laid.galley, row, x - laid.indent, down));
        let (index, row) = match (down, row) {
            _ if let Some(Some(row)) = beside => (index, row),
            // Past the first line of a table, whichever of its cells the cursor is in.
            (false, _) if beside.is_some() && index > 0 => {
                let before = index - 1;
                (
                    before,
                    self.lay_out(before)?.galley.rows.len().saturating_sub(1),
                )
            }
            (false, _) if beside.is_some() => return Some((self.chunks.get(index)?.start(), x)),
            // Past its last line.
            (true, _) if beside.is_some() && index + 1 < self.chunks.len() => (index + 1, 0),
            (true, _) if beside.is_some() => return Some((self.chunks.get(index)?.end(), x)),
            (false, 0) => {
                let Some(before) = index.checked_sub(1) else {
                    return Some((self.chunks.get(index)?.start(), x));
                };
                (
                    before,
                    self.lay_out(before)?.galley.rows.len().saturating_sub(1),
                )
            }
            (false, row) => (index, row - 1),
            (true, row) if row + 1 < num_rows => (index, row + 1),
            (true, _) if index + 1 < self.chunks.len() => (index + 1, 0),
            (true, _) => return Some((self.chunks.get(index)?.end(), x)),
        };
        Some((self.offset_in_row(index, row, Some(x))?, x))
    }

    /// The start or end of the row of `offset`.
    pub(super) fn row_end(&mut self, offset: usize, end: bool) -> Option<usize> {
        let index = self.chunks.at(offset);
        let (row, _) = self.row_of(index, offset)?;
        let x = if end {
            f32::INFINITY
        } else {
            f32::NEG_INFINITY
        };
        self.offset_in_row(index, row, Some(x))
    }

    fn row_of(&mut self, index: usize, offset: usize) -> Option<(usize, f32)> {
        let document = self.document;
        let laid = self.lay_out(index)?;
        let source = document.text.get(laid.chunk.range()).unwrap_or("");
        let char_at = display::char_of_byte(source, offset.saturating_sub(laid.chunk.start()));
        let mut cursor = CCursor::new(char_at.min(num_chars(&laid.galley)));
        cursor.prefer_next_row = true;
        let at = laid.galley.layout_from_cursor(cursor);
        let x = laid.galley.pos_from_cursor(cursor).left();
        Some((at.row, x + laid.indent))
    }

    fn offset_in_row(&mut self, index: usize, row: usize, x: Option<f32>) -> Option<usize> {
        let laid = self.lay_out(index)?.clone();
        let before: usize = laid
            .galley
            .rows
            .iter()
            .take(row)
            .map(|row| row.char_count_including_newline().0)
            .sum();
        let row_at = laid.galley.rows.get(row)?;
        let mut column = row_at
            .char_at(x.unwrap_or(0.0) - laid.indent - row_at.pos.x)
            .0;
        // The end of a row that was broken at a space is before the space: after it begins the
        // next row.
        let wrapped = row + 1 < laid.galley.rows.len() && !row_at.ends_with_newline;
        if wrapped && column == row_at.glyphs.len() {
            column = column.saturating_sub(1);
        }
        Some(self.byte_of(&laid, before + column))
    }
}

impl Placed {
    pub(super) fn bottom(&self) -> f32 {
        self.origin.y + self.laid.galley.rect.height() + self.laid.below
    }

    /// The text itself, without the space around it.
    pub(super) fn text_rect(&self) -> Rect {
        Rect::from_min_size(self.origin, self.laid.galley.rect.size())
    }
}

/// The galley with all rows but the first moved right. Rows know their place, so everything that
/// asks the galley for places gets them as painted.
fn set_in_after_first(galley: Arc<Galley>, hang: f32) -> Arc<Galley> {
    if hang <= 0.0 || galley.rows.len() < 2 {
        return galley;
    }
    let mut galley = Galley::clone(&galley);
    for row in galley.rows.iter_mut().skip(1) {
        row.pos.x += hang;
    }
    galley.rect.max.x += hang;
    galley.mesh_bounds.max.x += hang;
    Arc::new(galley)
}

fn num_chars(galley: &Galley) -> usize {
    galley.end().index.0
}

/// One rectangle for each row that holds some of these characters, in the galley's own points.
fn rects_of_chars(galley: &Galley, chars: Range<usize>) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut before = 0;
    for row in &galley.rows {
        let len = row.char_count_excluding_newline().0;
        let from = chars.start.max(before);
        // The space at which a row was broken is not seen, and is not marked.
        let blank = row.glyphs.iter().rev();
        let blank = blank.take_while(|glyph| glyph.chr.is_whitespace()).count();
        let to = chars.end.min(before + len - blank.min(len));
        if from < to {
            let left = row.pos.x + row.x_offset((from - before).into());
            let right = row.pos.x + row.x_offset((to - before).into());
            rects.push(Rect::from_x_y_ranges(
                left..=right,
                row.min_y()..=row.max_y(),
            ));
        }
        before += row.char_count_including_newline().0;
        if before >= chars.end {
            break;
        }
    }
    rects
}
