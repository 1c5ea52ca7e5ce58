//! Paints the visible chunks: backgrounds of highlights, the text uncut over them, lines below.

use eframe::egui::{self, Color32, Pos2, Rangef, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::page::{Page, Placed};
use super::underline::paint_underline;
use super::{ReaderGlance, ReaderView};
use crate::document::BlockKind;
use crate::document::links::links_within;
use crate::extract::Kind;
use crate::reader::display;
use crate::reader::runs::{Layers, Marks, Run, runs, stretches};
use crate::text::Span;
use crate::ui::tokens::Tokens;

/// Everything of the article but its marks in the margin.
pub(super) fn article(
    ui: &egui::Ui,
    view: &ReaderView<'_>,
    glance: &ReaderGlance,
    page: &Page<'_>,
) {
    let marks = AllMarks {
        notes: view.notes.marks,
        finds: Marks::new(glance.find.hits()),
        selected: Marks::new(view.selected),
        hovered: Marks::new(view.hovered),
    };
    for placed in &page.visible {
        block(ui, page, placed);
        let layers = marks.of(view, glance, placed);
        let runs = runs(placed.laid.chunk.range(), &layers);
        Chunk {
            ui,
            view,
            glance,
            page,
            placed,
            runs: &runs,
        }
        .paint();
    }
}

struct AllMarks<'a> {
    notes: Marks<'a>,
    finds: Marks<'a>,
    selected: Marks<'a>,
    hovered: Marks<'a>,
}

impl AllMarks<'_> {
    fn of(&self, view: &ReaderView<'_>, glance: &ReaderGlance, placed: &Placed) -> Layers {
        let chunk = placed.laid.chunk.range();
        let spans = |marks: Marks<'_>| marks.within(chunk.clone()).map(|(_, span)| span).collect();
        let mut hovered: Vec<Span> = spans(self.hovered);
        let here = glance.hovered.and_then(|id| view.mention(id));
        hovered.extend(here.map(|mention| mention.span));
        Layers {
            mentions: view
                .mentions_within(chunk.clone())
                .map(|(id, mention)| (id.0 as usize, mention.span))
                .collect(),
            notes: self.notes.within(chunk.clone()).collect(),
            finds: self.finds.within(chunk.clone()).collect(),
            selected: spans(self.selected),
            hovered,
            marked: glance.selection_span(),
        }
    }
}

/// What a kind of block has besides its text.
fn block(ui: &egui::Ui, page: &Page<'_>, placed: &Placed) {
    let tokens = page.style.tokens;
    let text = placed.text_rect();
    let painter = ui.painter();
    match placed.laid.part.kind {
        BlockKind::Quote => {
            let x = page.column.min + placed.laid.indent * 0.35;
            let bar = Rect::from_x_y_ranges(x..=x + 3.0, text.y_range());
            painter.rect_filled(bar, 1.5, tokens.border);
        }
        BlockKind::Table => {
            let x = text.x_range();
            let is_whole = placed.laid.part.is_first;
            for (at, y) in placed.laid.line_ends.iter().enumerate() {
                let is_head = at == 0 && is_whole;
                let color = if is_head {
                    tokens.text_weak
                } else {
                    tokens.border
                };
                painter.hline(x, text.top() + y, Stroke::new(1.0, color));
            }
        }
        BlockKind::Picture => picture(ui, page, placed),
        BlockKind::Preformatted => {
            let pad = placed.laid.indent * 0.6;
            let mut y = text.y_range();
            if placed.laid.part.is_first {
                y.min -= pad;
            }
            y.max += if placed.laid.below > 0.0 { pad } else { 0.0 };
            let fill = Rect::from_x_y_ranges(page.column, y);
            painter.rect_filled(fill, 3.0, tokens.panel);
        }
        BlockKind::ListItem
            if placed.laid.part.is_first
                && display::marker_len(placed.laid.galley.text()).is_none() =>
        {
            let row = placed.laid.galley.rows.first();
            let height = row.map_or(text.height(), |row| row.size.y);
            let at = pos2(
                text.left() - placed.laid.indent * 0.4,
                text.top() + height / 2.0,
            );
            painter.circle_filled(at, page.style.size * 0.15, tokens.text_weak);
        }
        BlockKind::Reference if placed.laid.part.opens_references => {
            let x = Rangef::new(text.left(), text.left() + page.style.size * 6.0);
            let y = text.top() - page.style.size * 0.6;
            painter.hline(x, y, Stroke::new(1.0, tokens.border));
        }
        _ => {}
    }
}

/// A frame in the place of a picture, with what stands in it.
fn picture(ui: &egui::Ui, page: &Page<'_>, placed: &Placed) {
    let (tokens, em) = (page.style.tokens, page.style.size);
    let text = placed.text_rect();
    let top = text.top()
        - if placed.laid.part.is_first {
            em * 1.5
        } else {
            0.0
        };
    let rect = Rect::from_x_y_ranges(page.column, top..=text.bottom() + em * 0.5);
    let stroke = Stroke::new(1.0, tokens.border);
    let painter = ui.painter();
    painter.rect(rect, 3.0, tokens.panel, stroke, StrokeKind::Inside);
    if !placed.laid.part.is_first {
        return;
    }
    let font = egui::FontId::new(em * 0.75, page.style.family.clone());
    let at = pos2(text.left(), top + em * 0.4);
    let label = "Picture, not shown";
    painter.text(at, egui::Align2::LEFT_TOP, label, font, tokens.text_weak);
    // A hill and a sun in a frame.
    let size = vec2(em * 1.35, em * 1.05);
    let icon = Rect::from_min_size(pos2(rect.left() + em * 0.65, top + em * 0.5), size);
    let ink = Stroke::new(1.25, tokens.text_weak);
    painter.rect_stroke(icon, 2.0, ink, StrokeKind::Inside);
    let at = |x: f32, y: f32| icon.lerp_inside(vec2(x, y));
    let hills = vec![
        at(0.12, 0.82),
        at(0.4, 0.4),
        at(0.58, 0.66),
        at(0.7, 0.5),
        at(0.9, 0.82),
    ];
    painter.add(Shape::line(hills, ink));
    painter.circle_filled(at(0.74, 0.28), em * 0.11, tokens.text_weak);
}

/// One chunk with its runs.
struct Chunk<'a> {
    ui: &'a egui::Ui,
    view: &'a ReaderView<'a>,
    glance: &'a ReaderGlance,
    page: &'a Page<'a>,
    placed: &'a Placed,
    runs: &'a [Run],
}

impl Chunk<'_> {
    fn paint(&self) {
        self.backgrounds();
        let galley = || std::sync::Arc::clone(&self.placed.laid.galley);
        let (painter, ink) = (self.ui.painter(), self.tokens().text);
        painter.galley(self.placed.origin, galley(), ink);
        if self.placed.laid.part.kind == BlockKind::Reference {
            // Small weak text cannot be read on a strong background.
            let strong = |run: &Run| (run.selected || run.find.is_some()).then_some(());
            for (range, ()) in stretches(self.runs, strong) {
                for rect in self.rects(range) {
                    let clipped = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
                    clipped.galley_with_override_text_color(self.placed.origin, galley(), ink);
                }
            }
        }
        self.links();
        self.underlines();
        self.outlines();
        self.note_lines();
    }

    fn tokens(&self) -> &'static Tokens {
        self.page.style.tokens
    }

    fn kind(&self, mention: usize) -> Option<Kind> {
        Some(self.view.mentions().get(mention)?.kind())
    }

    /// A rectangle for each row of a stretch, as high as the letters rather than the line.
    fn rects(&self, range: std::ops::Range<usize>) -> Vec<Rect> {
        let letters = self.letter_height();
        let mut rects = self.page.rects(self.placed, range);
        for rect in &mut rects {
            let y = rect.center().y + letters * 0.02;
            *rect = Rect::from_x_y_ranges(rect.x_range(), y - letters * 0.62..=y + letters * 0.68);
        }
        rects.retain(|rect| self.page.rect.intersects(*rect));
        rects
    }

    fn letter_height(&self) -> f32 {
        let sections = &self.placed.laid.galley.job.sections;
        sections
            .first()
            .map_or(self.page.style.size, |section| section.format.font_id.size)
    }

    fn backgrounds(&self) {
        let tokens = self.tokens();
        let marked = self.ui.visuals().selection.bg_fill;
        let current = self.glance.find.current();
        let background = |run: &Run| -> Option<(Color32, Option<usize>)> {
            if run.marked {
                return Some((marked, None));
            }
            if let Some(find) = run.find {
                return Some((tokens.find, Some(find)));
            }
            if run.selected {
                return Some((tokens.selection, run.mention));
            }
            if run.hovered {
                return Some((tokens.hover, run.mention));
            }
            let kind = self.kind(run.mention?)?;
            Some((tokens.kind_background(kind), run.mention))
        };
        for (range, (color, _)) in stretches(self.runs, background) {
            for rect in self.rects(range) {
                self.ui.painter().rect_filled(rect, 2.0, color);
            }
        }
        for (range, _) in stretches(self.runs, |run| run.find.filter(|_| run.find == current)) {
            for rect in self.rects(range) {
                self.outline(rect, Stroke::new(1.5, tokens.text));
            }
        }
    }

    /// A quiet line under words that lead somewhere.
    fn links(&self) {
        let chunk = self.placed.laid.chunk.range();
        let stroke = Stroke::new(1.0, self.tokens().text_weak.gamma_multiply(0.7));
        for link in links_within(&self.view.document.links, chunk) {
            for rect in self.rects(link.span.range()) {
                let y = rect.bottom() + 0.25;
                self.ui.painter().hline(rect.x_range(), y, stroke);
            }
        }
    }

    fn underlines(&self) {
        for (range, mention) in stretches(self.runs, |run| run.mention) {
            let Some(kind) = self.kind(mention) else {
                continue;
            };
            let color = self.tokens().kind(kind);
            for rect in self.rects(range) {
                let x = rect.x_range();
                paint_underline(self.ui.painter(), kind, x, rect.bottom() - 1.5, color);
            }
        }
    }

    fn outlines(&self) {
        let tokens = self.tokens();
        let selected = |run: &Run| run.selected.then_some(run.mention);
        for (range, mention) in stretches(self.runs, selected) {
            let kind = mention.and_then(|mention| self.kind(mention));
            let color = kind.map_or(tokens.accent, |kind| tokens.kind(kind));
            for rect in self.rects(range) {
                self.outline(rect, Stroke::new(1.5, color));
            }
        }
        let walked = self.glance.walked.map(|id| id.0 as usize);
        for (range, _) in stretches(self.runs, |run| {
            run.mention.filter(|_| run.mention == walked)
        }) {
            for rect in self.rects(range) {
                self.outline(rect.expand(1.5), Stroke::new(1.0, tokens.accent));
            }
        }
    }

    fn outline(&self, rect: Rect, stroke: Stroke) {
        let painter = self.ui.painter();
        painter.rect_stroke(rect.expand(0.5), 2.5, stroke, StrokeKind::Middle);
    }

    /// A thin line under the passage of a note, below that of a highlight.
    fn note_lines(&self) {
        for (range, number) in stretches(self.runs, |run| run.note) {
            let note = (self.view.notes.id)(number);
            let strong = note.is_some() && note == self.view.selected_note;
            let stroke = Stroke::new(if strong { 2.5 } else { 1.0 }, self.tokens().note);
            for rect in self.rects(range) {
                let y = rect.bottom() + 1.75;
                self.ui.painter().hline(rect.x_range(), y, stroke);
            }
        }
    }
}

/// A small sheet with a folded corner: the mark of a note.
pub(super) fn note_mark(ui: &egui::Ui, rect: Rect, selected: bool, lively: bool) {
    let tokens = Tokens::of(ui);
    let rect = if lively { rect.expand(1.0) } else { rect };
    let fold = rect.width() * 0.4;
    let sheet: Vec<Pos2> = vec![
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom() - vec2(0.0, fold),
        rect.right_bottom() - vec2(fold, 0.0),
        rect.left_bottom(),
    ];
    let fill = if selected {
        tokens.note
    } else {
        tokens.note.gamma_multiply(0.3)
    };
    let stroke = Stroke::new(1.25, tokens.note);
    ui.painter().add(Shape::convex_polygon(sheet, fill, stroke));
    let corner = vec![
        rect.right_bottom() - vec2(0.0, fold),
        rect.right_bottom() - vec2(fold, fold),
        rect.right_bottom() - vec2(fold, 0.0),
    ];
    ui.painter().add(Shape::line(corner, stroke));
    let inner = Rangef::new(rect.left() + 2.5, rect.right() - 2.5);
    let ink = Stroke::new(
        1.0,
        if selected {
            tokens.background
        } else {
            tokens.note
        },
    );
    for share in [0.3, 0.55] {
        ui.painter()
            .hline(inner, rect.top() + rect.height() * share, ink);
    }
}

/// Shows that the keys act on the article.
pub(super) fn focus(ui: &egui::Ui, rect: Rect) {
    let stroke = Stroke::new(1.5, Tokens::of(ui).accent);
    ui.painter()
        .rect_stroke(rect.shrink(1.0), 2.0, stroke, StrokeKind::Inside);
}

/// Distance of a row of the overview ruler from its top.
pub(super) fn row_top(row: usize, height: f32) -> f32 {
    f32::from(u16::try_from(row).unwrap_or(u16::MAX)) * height
}
