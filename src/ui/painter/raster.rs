//! From triangles to rows of pixels.
//!
//! Two triangles that make an upright box of one colour (all text, most fills) are drawn as
//! that box, which covers the same pixels in one go.

use eframe::egui;
use egui::epaint::Mesh;

use super::blend::{self, Pixel};
use super::corner::{Bounds, Corner, exact, same, same_colour, whole};
use super::cover::{Clip, cover, cut_to_guard};
use super::shade::Shade;
use super::texture::Texture;

/// How far a texture place may be from a texel's centre and still count as on it: less than
/// one step of the filter's weights.
const ON_TEXEL: f64 = 1.0 / 512.0;

/// The picture while it is being painted.
pub(super) struct Canvas {
    width: usize,
    height: usize,
    // Invariant: as many as `width · height`, row by row.
    pixels: Vec<Pixel>,
}

impl Canvas {
    /// A canvas of one colour; its alpha is taken as full.
    pub(super) fn new(width: usize, height: usize, background: Pixel) -> Self {
        let [red, green, blue, _] = background;
        let row = vec![[red, green, blue, 255]; width];
        Self {
            width,
            height,
            pixels: row.repeat(height),
        }
    }

    /// The finished bytes.
    pub(super) fn into_rgba(self) -> Vec<u8> {
        self.pixels.into_flattened()
    }

    /// Columns `left..right` of row `y`.
    fn span(&mut self, y: i64, left: i64, right: i64) -> Option<&mut [Pixel]> {
        let y = usize::try_from(y).ok().filter(|&y| y < self.height)?;
        let left = usize::try_from(left).ok()?;
        let right = usize::try_from(right)
            .ok()
            .filter(|&right| right <= self.width)?;
        let start = y * self.width;
        self.pixels.get_mut(start + left..start + right)
    }
}

/// Draws every triangle of a mesh in order.
pub(super) fn draw_mesh(
    canvas: &mut Canvas,
    clip: Clip,
    mesh: &Mesh,
    texture: &Texture,
    pixels_per_point: f32,
) {
    if clip.is_empty() {
        return;
    }
    let corners = Corner::all(mesh, texture, pixels_per_point);
    let triangle = |[a, b, c]: [u32; 3]| {
        let corner = |index: u32| corners.get(index as usize).copied();
        Some([corner(a)?, corner(b)?, corner(c)?])
    };
    let mut rest = mesh.indices.as_chunks::<3>().0;
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        let Some(first) = triangle(first) else {
            continue;
        };
        if let Some((&second, after)) = after.split_first()
            && let Some(second) = triangle(second)
            && let Some(quad) = Quad::from_halves(&first, &second)
        {
            rest = after;
            quad.draw(canvas, clip, texture);
        } else {
            draw_triangle(canvas, clip, &first, texture);
        }
    }
}

/// An upright box of one colour, with an upright box of the texture on it.
struct Quad {
    bounds: Bounds,
    u: [f64; 2],
    v: [f64; 2],
    colour: Pixel,
    /// One of the two triangles: enough to know colour and texture everywhere in the box.
    half: [Corner; 3],
}

impl Quad {
    /// The box that two triangles make, if they make one.
    fn from_halves(first: &[Corner; 3], second: &[Corner; 3]) -> Option<Self> {
        let [a, b, c] = first;
        let [d, e, f] = second;
        let all = [a, b, c, d, e, f];
        if all.iter().any(|corner| !same_colour(corner, a)) {
            return None;
        }
        let bounds = Bounds::of(first);
        if !bounds.is_same(&Bounds::of(second)) || !bounds.is_within_guard() {
            return None;
        }
        if bounds.missing_corner(first)? + bounds.missing_corner(second)? != 3 {
            return None;
        }
        let is_left = |corner: &Corner| same(corner.x, bounds.left);
        let is_top = |corner: &Corner| same(corner.y, bounds.top);
        let left = all.iter().find(|corner| is_left(corner))?.u;
        let right = all.iter().find(|corner| !is_left(corner))?.u;
        let top = all.iter().find(|corner| is_top(corner))?.v;
        let bottom = all.iter().find(|corner| !is_top(corner))?.v;
        let is_upright = all.iter().all(|corner| {
            same(corner.u, if is_left(corner) { left } else { right })
                && same(corner.v, if is_top(corner) { top } else { bottom })
        });
        is_upright.then_some(Self {
            bounds,
            u: [left, right],
            v: [top, bottom],
            colour: a.colour,
            half: *first,
        })
    }

    fn draw(&self, canvas: &mut Canvas, clip: Clip, texture: &Texture) {
        let left = first_centre(self.bounds.left).max(clip.left);
        let right = first_centre(self.bounds.right).min(clip.right);
        let top = first_centre(self.bounds.top).max(clip.top);
        let bottom = first_centre(self.bounds.bottom).min(clip.bottom);
        let Ok(width) = usize::try_from(right - left) else {
            return;
        };
        if width == 0 {
            return;
        }
        if let Some((column, row)) = self.first_texel([left, top], [right, bottom]) {
            let colour = self.colour.map(u32::from);
            for y in top..bottom {
                // Off the texture is where wrapping begins: the slow way knows about it.
                let Some(texels) = texture.stretch(column, row + (y - top), width) else {
                    return self.draw_rows(canvas, texture, [left, right], [y, bottom]);
                };
                if let Some(pixels) = canvas.span(y, left, right) {
                    blend::blit(pixels, texels, colour);
                }
            }
        } else {
            self.draw_rows(canvas, texture, [left, right], [top, bottom]);
        }
    }

    fn draw_rows(
        &self,
        canvas: &mut Canvas,
        texture: &Texture,
        [left, right]: [i64; 2],
        [top, bottom]: [i64; 2],
    ) {
        let Some(shade) = Shade::of(&self.half, texture) else {
            return;
        };
        for y in top..bottom {
            if let Some(pixels) = canvas.span(y, left, right) {
                shade.paint(pixels, left, y);
            }
        }
    }

    /// The texel under the first pixel, if from there on each pixel has a texel of its own.
    fn first_texel(&self, first: [i64; 2], end: [i64; 2]) -> Option<(i64, i64)> {
        let [x, y] = first;
        let [x_end, y_end] = end;
        let Bounds {
            left,
            top,
            right,
            bottom,
        } = self.bounds;
        let column = aligned([left, right], self.u, [x, x_end])?;
        let row = aligned([top, bottom], self.v, [y, y_end])?;
        Some((column, row))
    }
}

/// Along one axis: the texel at the centre of the first pixel, if the first and the last pixel
/// both lie on texels, as far from each other as the pixels are.
fn aligned(place: [f64; 2], texels: [f64; 2], [first, end]: [i64; 2]) -> Option<i64> {
    let [from, to] = place;
    let [texel_from, texel_to] = texels;
    let step = (texel_to - texel_from) / (to - from);
    let texel_at = |pixel: i64| texel_from + (exact(pixel) + 0.5 - from) * step - 0.5;
    let texel = texel_at(first).round();
    let last = texel + exact(end - 1 - first);
    let is_on = (texel_at(first) - texel).abs() < ON_TEXEL
        && (texel_at(end - 1) - last).abs() < ON_TEXEL
        // A single pixel fits any step, but a shrunk texture has to be filtered.
        && (step - 1.0).abs() < 0.5;
    is_on.then_some(whole(texel))
}

fn draw_triangle(canvas: &mut Canvas, clip: Clip, triangle: &[Corner; 3], texture: &Texture) {
    if triangle
        .iter()
        .any(|corner| !corner.x.is_finite() || !corner.y.is_finite())
    {
        return;
    }
    let bounds = Bounds::of(triangle);
    if clip.misses(&bounds) {
        return;
    }
    let Some(shade) = Shade::of(triangle, texture) else {
        return;
    };
    let mut paint = |y, left, right| {
        if let Some(pixels) = canvas.span(y, left, right) {
            shade.paint(pixels, left, y);
        }
    };
    let points = triangle.map(|corner| [corner.x, corner.y]);
    if bounds.is_within_guard() {
        cover(points, clip, &mut paint);
    } else if let [first, rest @ ..] = cut_to_guard(points).as_slice() {
        for (&second, &third) in rest.iter().zip(rest.iter().skip(1)) {
            cover([*first, second, third], clip, &mut paint);
        }
    }
}

/// The first pixel whose centre is not left of (or above) `place`.
fn first_centre(place: f64) -> i64 {
    whole((place - 0.5).ceil())
}
