//! Collects the glyphs of a page into fragments: glyphs that follow each other on one line.
//!
//! Glyphs come in the order in which they were drawn, which is the order of reading inside a line
//! and often no further. A glyph drawn twice in one place, as programs do to make it bold, counts
//! once; glyphs outside the page are left out. All coordinates are points, from the lower left.

use std::collections::HashSet;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};

/// Glyphs of one page; a page with more is a drawing made of letters.
const MAX_GLYPHS: usize = 400_000;

/// Words are parted by a gap of this share of the letters' size.
const WORD_GAP: f64 = 0.17;

/// A wider gap parts fragments: the next may be in another column or cell.
const FRAGMENT_GAP: f64 = 0.85;

/// The size that is taken for letters of a font that does not say.
const DRAWN_SIZE: f64 = 10.0;

/// Glyphs on one line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fragment {
    /// The letters.
    pub(super) text: String,
    /// Left end.
    pub(super) x0: f64,
    /// Right end.
    pub(super) x1: f64,
    /// Baseline.
    pub(super) y: f64,
    /// Height of the letters.
    pub(super) size: f64,
    /// Quarter turns that the page is turned by so that the words run from left to right.
    pub(super) turns: u8,
}

/// What a page holds.
#[derive(Debug)]
pub(super) struct Found {
    /// In the order of drawing.
    pub(super) fragments: Vec<Fragment>,
    /// Glyphs other than spaces.
    pub(super) num_glyphs: usize,
    /// Those without letters.
    pub(super) num_unknown: usize,
    /// Bytes of text.
    pub(super) num_bytes: usize,
    /// Letters, lines, pictures and forms.
    pub(super) num_drawn: usize,
    /// A picture over a third of the page.
    pub(super) has_large_picture: bool,
}

/// A letter, its size in tenths of a point, and the place it was drawn in, in tenths of that size.
type Seen = HashSet<(char, i64, i64, i64)>;

/// Listens to the drawing of one page.
#[derive(Debug)]
pub(super) struct TextDevice {
    width: f64,
    height: f64,
    found: Found,
    open: Option<Fragment>,
    /// Where the next glyph is expected.
    pen: f64,
    space: bool,
    seen: Seen,
    /// How much more may be drawn.
    most_drawn: usize,
}

/// One glyph after turning.
struct Placed {
    x: f64,
    y: f64,
    advance: f64,
    size: f64,
    turns: u8,
}

impl TextDevice {
    /// For a page of this size on which so much may be drawn.
    pub(super) fn new(width: f64, height: f64, most_drawn: usize) -> Self {
        Self {
            width,
            height,
            found: Found {
                fragments: Vec::new(),
                num_glyphs: 0,
                num_unknown: 0,
                num_bytes: 0,
                num_drawn: 0,
                has_large_picture: false,
            },
            open: None,
            pen: 0.0,
            space: false,
            seen: HashSet::new(),
            most_drawn,
        }
    }

    /// What was drawn.
    pub(super) fn finish(mut self) -> Found {
        self.close();
        self.found
    }

    /// Counts what is drawn. The interpreter cannot be asked to stop, so what passes the budget is
    /// left by unwinding; who called the interpreter catches that.
    fn count(&mut self) {
        self.found.num_drawn += 1;
        if self.found.num_drawn > self.most_drawn {
            std::panic::resume_unwind(Box::new("the budget of a page is used up"));
        }
    }

    fn close(&mut self) {
        if let Some(fragment) = self.open.take() {
            self.found.num_bytes += fragment.text.len();
            self.found.fragments.push(fragment);
        }
        self.space = false;
    }

    fn glyph(&mut self, glyph: &Glyph<'_>, transform: Affine) {
        if self.found.num_glyphs >= MAX_GLYPHS {
            return;
        }
        let (advance, letters) = match glyph {
            Glyph::Outline(outline) => (outline.advance_width(), outline.as_unicode()),
            Glyph::Type3(drawn) => (drawn.advance_width(), drawn.as_unicode()),
        };
        let is_drawn = matches!(glyph, Glyph::Type3(_));
        let Some(placed) = place(transform, f64::from(advance.unwrap_or(500.0)), is_drawn) else {
            return;
        };
        let origin = transform * Point::ZERO;
        let is_outside = origin.x < -1.0
            || origin.y < -1.0
            || origin.x > self.width + 1.0
            || origin.y > self.height + 1.0;
        if is_outside {
            return;
        }
        let mut letters = letters.map(letters_of).unwrap_or_default();
        if letters.is_empty() || letters.chars().all(char::is_control) {
            // Fonts drawn by the file itself often have no table of letters and plain codes.
            let code = char::from_u32(glyph.char_code())
                .filter(|c| matches!(glyph, Glyph::Type3(_)) && !c.is_control());
            self.found.num_unknown += usize::from(code.is_none());
            letters = code.unwrap_or('\u{fffd}').to_string();
        }
        if letters.trim().is_empty() {
            self.space = true;
            if self.continues(&placed) {
                self.pen = placed.x + placed.advance;
            }
            return;
        }
        self.found.num_glyphs += 1;
        if self.is_drawn_again(&letters, &placed) {
            return;
        }
        self.add(&letters, &placed);
    }

    fn is_drawn_again(&mut self, letters: &str, placed: &Placed) -> bool {
        let Some(first) = letters.chars().next() else {
            return true;
        };
        // Half of a fifth of the size to each side: one glyph's shadow, never its neighbour "l".
        let unit = placed.size * 0.1;
        // A place is counted in tenths of the size: of another size it is another place.
        let size = rounded(placed.size * 10.0);
        let (x, y) = (rounded(placed.x / unit), rounded(placed.y / unit));
        let near = [-1, 0, 1];
        let is_known = near.iter().any(|dx| {
            near.iter()
                .any(|dy| self.seen.contains(&(first, size, x + dx, y + dy)))
        });
        if !is_known {
            self.seen.insert((first, size, x, y));
        }
        is_known
    }

    fn continues(&self, placed: &Placed) -> bool {
        self.open.as_ref().is_some_and(|open| {
            let ratio = placed.size / open.size;
            open.turns == placed.turns
                && (open.y - placed.y).abs() < 0.12 * open.size
                && (0.85..1.18).contains(&ratio)
        })
    }

    fn add(&mut self, letters: &str, placed: &Placed) {
        let gap = (placed.x - self.pen) / placed.size;
        let goes_on = self.continues(placed) && gap > -0.5 && gap < FRAGMENT_GAP;
        if !goes_on {
            self.close();
        }
        let space = std::mem::take(&mut self.space);
        let end = placed.x + placed.advance;
        self.pen = end;
        match &mut self.open {
            Some(open) => {
                // A gap counts from the end of the last letter, also after a space without width.
                let gap = (placed.x - open.x1) / placed.size;
                if space && gap > 0.02 || gap > WORD_GAP {
                    open.text.push(' ');
                }
                open.text.push_str(letters);
                open.x1 = open.x1.max(end);
            }
            None => {
                self.open = Some(Fragment {
                    text: letters.to_owned(),
                    x0: placed.x,
                    x1: end,
                    y: placed.y,
                    size: placed.size,
                    turns: placed.turns,
                });
            }
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast from f64 saturates, and equal places stay equal"
)]
const fn rounded(value: f64) -> i64 {
    value.round() as i64
}

/// Where a glyph stands on the page turned so that it reads from left to right.
fn place(transform: Affine, advance: f64, is_drawn: bool) -> Option<Placed> {
    let origin = transform * Point::ZERO;
    let end = transform * Point::new(advance, 0.0);
    let along = transform * Point::new(1000.0, 0.0) - origin;
    let up = transform * Point::new(0.0, 1000.0) - origin;
    let wide = (end - origin).hypot();
    let mut size = up.hypot();
    // A font that the file draws itself may count in dots and call its size 1: then the width of the
    // letters is the only hint, and most text is of this size.
    if is_drawn && size < wide * 0.6 {
        size = wide.max(DRAWN_SIZE);
    }
    if !(size > 0.3 && size < 5000.0 && origin.x.is_finite() && origin.y.is_finite()) {
        return None;
    }
    let turns = match (
        along.x.abs() >= along.y.abs(),
        along.x >= 0.0,
        along.y >= 0.0,
    ) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    };
    let (x, y) = turned(origin, turns);
    let (end, _) = turned(end, turns);
    Some(Placed {
        x,
        y,
        advance: (end - x).clamp(0.0, size * 4.0),
        size,
        turns,
    })
}

const fn turned(point: Point, turns: u8) -> (f64, f64) {
    match turns {
        0 => (point.x, point.y),
        1 => (point.y, -point.x),
        2 => (-point.x, -point.y),
        _ => (-point.y, point.x),
    }
}

/// Letters that a glyph stands for, with joined letters taken apart.
fn letters_of(found: BfString) -> String {
    let text = match found {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    };
    let mut letters = String::with_capacity(text.len());
    for c in text.chars().take(16) {
        match c {
            'ﬀ' => letters.push_str("ff"),
            'ﬁ' => letters.push_str("fi"),
            'ﬂ' => letters.push_str("fl"),
            'ﬃ' => letters.push_str("ffi"),
            'ﬄ' => letters.push_str("ffl"),
            'ﬅ' | 'ﬆ' => letters.push_str("st"),
            // The bullets of the font Symbol, in the part of Unicode that anybody may use.
            '\u{f0b7}' | '\u{f0a7}' => letters.push('•'),
            '\0' => {}
            c => letters.push(c),
        }
    }
    letters
}

impl<'a> Device<'a> for TextDevice {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.count();
    }
    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count();
    }
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count();
    }
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.count();
            self.glyph(glyph, props.transform * glyph.transform());
        }
    }
    fn draw_image(&mut self, _: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.count();
        // A picture is drawn in a square of one unit, or of its own size.
        let coeffs = props.transform.as_coeffs();
        let [a, b, c, d, ..] = coeffs;
        let area = (a * d - b * c).abs();
        let page = self.width * self.height;
        self.found.has_large_picture |= area > page / 3.0 || area > 0.0 && area < 4.0;
    }
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
