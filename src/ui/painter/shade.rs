//! What colour a triangle has at each of its pixels.
//!
//! Colours and texture places are planes over the triangle, followed along a row.

use eframe::egui;
use egui::TextureFilter;

use super::blend::{self, Layer, Pixel};
use super::corner::{Corner, exact, same, same_colour};
use super::texture::Texture;

/// A value that changes evenly over a triangle.
#[derive(Clone, Copy)]
pub(super) struct Plane {
    /// The value at the top left corner of the picture's first pixel.
    origin: f64,
    per_column: f64,
    per_row: f64,
}

impl Plane {
    /// The plane through three corners; `None` when they lie on one line.
    fn through([a, b, c]: &[Corner; 3], values: [f64; 3]) -> Option<Self> {
        let [at_a, at_b, at_c] = values;
        let (bx, by, cx, cy) = (b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y);
        let area = bx * cy - cx * by;
        if area.abs() < f64::MIN_POSITIVE {
            return None;
        }
        let per_column = ((at_b - at_a) * cy - (at_c - at_a) * by) / area;
        let per_row = ((at_c - at_a) * bx - (at_b - at_a) * cx) / area;
        let origin = at_a - per_column * a.x - per_row * a.y;
        Some(Self {
            origin,
            per_column,
            per_row,
        })
    }

    /// One plane per channel of the corners' colours.
    fn through_colours(triangle: &[Corner; 3], colours: [[u32; 4]; 3]) -> Option<[Self; 4]> {
        let [[a0, a1, a2, a3], [b0, b1, b2, b3], [c0, c1, c2, c3]] =
            colours.map(|colour| colour.map(f64::from));
        Some([
            Self::through(triangle, [a0, b0, c0])?,
            Self::through(triangle, [a1, b1, c1])?,
            Self::through(triangle, [a2, b2, c2])?,
            Self::through(triangle, [a3, b3, c3])?,
        ])
    }

    /// The value at the centre of a pixel.
    fn at(&self, column: i64, row: i64) -> f64 {
        self.origin + self.per_column * (exact(column) + 0.5) + self.per_row * (exact(row) + 0.5)
    }
}

/// What to paint inside a triangle.
pub(super) enum Shade<'a> {
    /// One colour everywhere.
    Solid(Layer),
    /// Colours that change evenly, on one texel: the soft borders of shapes.
    Gradient([Plane; 4]),
    /// An image, tinted by the colour planes (in units of 1/(255 · 256)).
    Image {
        texture: &'a Texture,
        filter: TextureFilter,
        place: [Plane; 2],
        tint: [Plane; 4],
    },
}

impl<'a> Shade<'a> {
    /// `None` when nothing would be seen.
    pub(super) fn of(triangle: &[Corner; 3], texture: &'a Texture) -> Option<Self> {
        let [a, b, c] = triangle;
        let colours = triangle.map(|corner| corner.colour.map(|channel| u32::from(channel) << 8));
        let is_one_place = same(a.u, b.u) && same(a.u, c.u) && same(a.v, b.v) && same(a.v, c.v);
        if is_one_place {
            let sample = texture.sample(a.u, a.v, texture.filter(0.0));
            let layers = colours.map(|colour| blend::tint_sample(colour, sample));
            let [layer, ..] = layers;
            return if same_colour(a, b) && same_colour(a, c) {
                (layer != [0; 4]).then_some(Self::Solid(layer))
            } else {
                Plane::through_colours(triangle, layers).map(Self::Gradient)
            };
        }
        let u = Plane::through(triangle, [a.u, b.u, c.u])?;
        let v = Plane::through(triangle, [a.v, b.v, c.v])?;
        let across = u.per_column.hypot(v.per_column);
        let down = u.per_row.hypot(v.per_row);
        Some(Self::Image {
            texture,
            filter: texture.filter(across.max(down)),
            place: [u, v],
            tint: Plane::through_colours(triangle, colours)?,
        })
    }

    /// Paints the pixels of `row` from column `left` on.
    pub(super) fn paint(&self, pixels: &mut [Pixel], left: i64, row: i64) {
        match self {
            Self::Solid(layer) => blend::fill(pixels, *layer),
            Self::Gradient(planes) => {
                let mut colour = Walk::along(planes, left, row);
                for pixel in pixels {
                    *pixel = blend::over(*pixel, colour.next(blend::ONE));
                }
            }
            Self::Image {
                texture,
                filter,
                place: [u, v],
                tint,
            } => {
                let mut colour = Walk::along(tint, left, row);
                let (mut at_u, mut at_v) = (u.at(left, row), v.at(left, row));
                for pixel in pixels {
                    let sample = texture.sample(at_u, at_v, *filter);
                    let layer = blend::tint_sample(colour.next(255 << 8), sample);
                    if layer != [0; 4] {
                        *pixel = blend::over(*pixel, layer);
                    }
                    at_u += u.per_column;
                    at_v += v.per_column;
                }
            }
        }
    }
}

/// A colour on its way along a row.
struct Walk {
    now: [f64; 4],
    step: [f64; 4],
}

impl Walk {
    fn along(planes: &[Plane; 4], left: i64, row: i64) -> Self {
        Self {
            now: planes.map(|plane| plane.at(left, row)),
            step: planes.map(|plane| plane.per_column),
        }
    }

    /// The colour here, no channel above `most`; the next call is for the next pixel.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "such casts saturate: what rounding put below 0 becomes 0"
    )]
    fn next(&mut self, most: u32) -> [u32; 4] {
        let here = self.now.map(|value| ((value + 0.5) as u32).min(most));
        for (value, step) in self.now.iter_mut().zip(self.step) {
            *value += step;
        }
        here
    }
}
