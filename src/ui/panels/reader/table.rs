//! Tables laid out in columns. Each cell is a layout of its own, and all are joined to one whose
//! characters are those of the text in their order: places on the page and in the text convert as
//! everywhere else, although the rows of one line stand side by side.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use eframe::egui::emath::GuiRounding as _;
use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{self, Color32, FontId, Galley, Rect, Vec2, pos2, vec2};

use super::style::{BlockStyle, LayoutKey};
use crate::reader::grid::{MAX_COLUMNS, fitted, is_figure, pieces};

/// Bytes of a table whose words decide how wide its columns are; later words are wrapped into them.
const MEASURED: usize = 16 * 1024;

/// Space between two columns, and above and below a line, in multiples of the letters' size.
const GUTTER_EM: f32 = 1.2;
const PAD_EM: f32 = 0.22;

/// No column is narrower, in multiples of the letters' size.
const LEAST_EM: f32 = 3.0;

/// Widths of columns, by the number of their block; worthless under another layout.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    key: Option<LayoutKey>,
    widths: BTreeMap<usize, Arc<[f32]>>,
}

impl Columns {
    /// The widths for a block, measured on its first words once a layout.
    pub(super) fn of(
        &mut self,
        key: LayoutKey,
        block: usize,
        measure: impl FnOnce() -> Vec<f32>,
    ) -> Arc<[f32]> {
        if self.key != Some(key) {
            self.key = Some(key);
            self.widths.clear();
        }
        let widths = self.widths.entry(block).or_insert_with(|| measure().into());
        Arc::clone(widths)
    }
}

/// How wide the columns of a table become in `room`.
pub(super) fn measured(ctx: &egui::Context, text: &str, font: &FontId, room: f32) -> Vec<f32> {
    let head = text
        .get(..text.floor_char_boundary(MEASURED))
        .unwrap_or(text);
    let mut natural: Vec<f32> = Vec::new();
    ctx.fonts_mut(|fonts| {
        for line in head.lines() {
            for (at, cell) in pieces(line).into_iter().step_by(2).enumerate() {
                let words = line.get(cell).unwrap_or("");
                let width: f32 = words.chars().map(|c| fonts.glyph_width(font, c)).sum();
                match natural.get_mut(at) {
                    Some(widest) => *widest = widest.max(width.ceil() + 1.0),
                    None => natural.push(width.ceil() + 1.0),
                }
            }
        }
    });
    natural.truncate(MAX_COLUMNS);
    #[expect(clippy::cast_precision_loss, reason = "columns are few")]
    let gutters = natural.len().saturating_sub(1) as f32 * GUTTER_EM * font.size;
    fitted(&natural, (room - gutters).max(0.0), LEAST_EM * font.size)
}

/// A table, laid out: its words, and where a line ends.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) galley: Arc<Galley>,
    /// From the top of the words, one for each line.
    pub(super) line_ends: Vec<f32>,
}

/// Lays out lines of a table in columns of these widths.
pub(super) fn lay_out(
    ctx: &egui::Context,
    text: String,
    style: &BlockStyle,
    widths: &[f32],
) -> Table {
    let mut setting = Setting {
        ctx,
        style,
        widths,
        galleys: Vec::new(),
        places: Vec::new(),
        height: 0.0,
        line_ends: Vec::new(),
    };
    let mut start = 0;
    for line in text.split('\n') {
        setting.line(&text, start..start + line.len());
        start += line.len() + 1;
    }
    let Setting {
        galleys,
        places,
        height,
        line_ends,
        ..
    } = setting;
    let format = format_of(style, style.color);
    let job = Arc::new(LayoutJob::single_section(text, format));
    let pixels_per_point = ctx.pixels_per_point();
    let num_rows: Vec<usize> = galleys.iter().map(|galley| galley.rows.len()).collect();
    let mut galley = Galley::concat(job, &galleys, pixels_per_point);
    let mut rows = galley.rows.iter_mut();
    let mut bounds = Rect::NOTHING;
    let num_pieces = places.len();
    for (at, ((galley, place), num)) in galleys.iter().zip(&places).zip(num_rows).enumerate() {
        for (number, row) in rows.by_ref().take(num).enumerate() {
            let before = galley
                .rows
                .get(number)
                .map_or(Vec2::ZERO, |it| it.pos.to_vec2());
            row.pos = (place.at + before).round_to_pixels(pixels_per_point);
            let is_last = number + 1 == num;
            row.ends_with_newline = is_last && place.ends_line && at + 1 < num_pieces;
            bounds |= row.visuals.mesh_bounds.translate(row.pos.to_vec2());
        }
    }
    let width = setting_width(widths, style);
    galley.rect = Rect::from_min_size(egui::Pos2::ZERO, vec2(width, height));
    galley.mesh_bounds = bounds;
    Table {
        galley: Arc::new(galley),
        line_ends,
    }
}

fn setting_width(widths: &[f32], style: &BlockStyle) -> f32 {
    let gutter = GUTTER_EM * style.font.size;
    widths.iter().map(|width| width + gutter).sum::<f32>() - gutter
}

fn format_of(style: &BlockStyle, color: Color32) -> TextFormat {
    TextFormat {
        font_id: style.font.clone(),
        color,
        line_height: Some(style.line),
        ..TextFormat::default()
    }
}

/// Where a piece of a line stands.
struct Place {
    at: egui::Pos2,
    ends_line: bool,
}

struct Setting<'a> {
    ctx: &'a egui::Context,
    style: &'a BlockStyle,
    widths: &'a [f32],
    galleys: Vec<Arc<Galley>>,
    places: Vec<Place>,
    height: f32,
    line_ends: Vec<f32>,
}

impl Setting<'_> {
    fn line(&mut self, text: &str, range: Range<usize>) {
        let line = text.get(range).unwrap_or("");
        let pad = PAD_EM * self.style.font.size;
        let top = self.height + pad;
        let mut left = 0.0;
        let mut lowest = top + self.style.line;
        let pieces = pieces(line);
        let num = pieces.len();
        for (at, piece) in pieces.into_iter().enumerate() {
            let words = line.get(piece).unwrap_or("");
            let width = self.widths.get(at / 2).copied();
            let width = width
                .or(self.widths.last().copied())
                .unwrap_or(f32::INFINITY);
            // The sign between two cells is there for the text and not to be seen.
            let is_sign = at % 2 == 1;
            let color = if is_sign {
                Color32::TRANSPARENT
            } else {
                self.style.color
            };
            let mut job = LayoutJob::single_section(words.to_owned(), format_of(self.style, color));
            let room = if is_sign { f32::INFINITY } else { width };
            job.wrap = TextWrapping::wrap_at_width(room);
            let galley = self.ctx.fonts_mut(|fonts| fonts.layout_job(job));
            let spare = if !is_sign && is_figure(words) && at > 0 {
                (width - galley.rect.width()).max(0.0)
            } else {
                0.0
            };
            lowest = lowest.max(top + galley.rect.height());
            self.places.push(Place {
                at: pos2(left + spare, top),
                ends_line: at + 1 == num,
            });
            self.galleys.push(galley);
            left += if is_sign {
                GUTTER_EM * self.style.font.size
            } else {
                width
            };
        }
        self.height = lowest + pad;
        self.line_ends.push(self.height);
    }
}

/// The character nearest to a place, where rows stand side by side.
pub(super) fn char_near(galley: &Galley, pos: Vec2) -> usize {
    let away = |at: f32, from: f32, to: f32| (from - at).max(at - to).max(0.0);
    let mut best = (f32::INFINITY, f32::INFINITY, 0);
    let mut before = 0;
    for row in &galley.rows {
        let rect = row.rect();
        let far = (
            away(pos.y, rect.top(), rect.bottom()),
            away(pos.x, rect.left(), rect.right()),
        );
        if far < (best.0, best.1) {
            best = (far.0, far.1, before + row.char_at(pos.x - row.pos.x).0);
        }
        before += row.char_count_including_newline().0;
    }
    best.2
}

/// The row of the line above or below that is nearest to `x`; `None` past the first or last line.
pub(super) fn row_beside(galley: &Galley, row: usize, x: f32, down: bool) -> Option<usize> {
    let here = galley.rows.get(row)?.rect();
    let past = |rect: &Rect| match down {
        true => rect.center().y - here.bottom(),
        false => here.top() - rect.center().y,
    };
    let rows = galley
        .rows
        .iter()
        .map(egui::epaint::text::PlacedRow::rect)
        .enumerate();
    rows.filter(|(_, rect)| past(rect) > 0.0 && rect.width() > 0.0)
        .min_by(|(_, a), (_, b)| {
            let aside = |rect: &Rect| (rect.left() - x).max(x - rect.right()).max(0.0);
            past(a)
                .total_cmp(&past(b))
                .then(aside(a).total_cmp(&aside(b)))
        })
        .map(|(at, _)| at)
}
