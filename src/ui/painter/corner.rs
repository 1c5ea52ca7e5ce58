//! The corners of triangles, and the few questions about numbers that drawing asks.
//!
//! A position is a whole number of 1/256 pixel steps, kept in an `f64`, so that equal positions
//! are equal to the bit and coverage can be computed in integers.

use eframe::egui;
use egui::epaint::Mesh;

use super::blend::Pixel;
use super::texture::Texture;

/// Positions are whole multiples of 1/`STEPS` pixel.
pub(super) const STEPS: f64 = 256.0;

/// Triangles that reach further than this, in pixels, are cut first: within it, products of
/// two positions fit an `i64` with room to spare.
pub(super) const GUARD: f64 = 1_048_576.0;

/// A vertex in pixels and texels.
#[derive(Clone, Copy)]
pub(super) struct Corner {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) u: f64,
    pub(super) v: f64,
    pub(super) colour: Pixel,
}

impl Corner {
    /// The vertices of a mesh in pixels and texels.
    pub(super) fn all(mesh: &Mesh, texture: &Texture, pixels_per_point: f32) -> Vec<Self> {
        let [width, height] = texture.size();
        let scale = f64::from(pixels_per_point);
        // Adding 0 makes −0 into 0, so that equal positions have equal bits.
        let snap = |points: f32| (f64::from(points) * scale * STEPS).round() / STEPS + 0.0;
        mesh.vertices
            .iter()
            .map(|vertex| Self {
                x: snap(vertex.pos.x),
                y: snap(vertex.pos.y),
                u: f64::from(vertex.uv.x) * width,
                v: f64::from(vertex.uv.y) * height,
                colour: vertex.color.to_array(),
            })
            .collect()
    }
}

/// The upright box around a triangle.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Bounds {
    pub(super) fn of([a, b, c]: &[Corner; 3]) -> Self {
        Self {
            left: a.x.min(b.x).min(c.x),
            top: a.y.min(b.y).min(c.y),
            right: a.x.max(b.x).max(c.x),
            bottom: a.y.max(b.y).max(c.y),
        }
    }

    pub(super) fn is_within_guard(&self) -> bool {
        let Self {
            left,
            top,
            right,
            bottom,
        } = *self;
        left >= -GUARD && top >= -GUARD && right <= GUARD && bottom <= GUARD
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        same(self.left, other.left)
            && same(self.top, other.top)
            && same(self.right, other.right)
            && same(self.bottom, other.bottom)
    }

    /// Which corner of this box a triangle on its other three leaves out: 0 and 3 lie across
    /// from each other, and so do 1 and 2.
    pub(super) fn missing_corner(&self, triangle: &[Corner; 3]) -> Option<u8> {
        let mut seen = 0;
        for corner in triangle {
            let is_right = same(corner.x, self.right);
            let is_bottom = same(corner.y, self.bottom);
            if !(is_right || same(corner.x, self.left)) || !(is_bottom || same(corner.y, self.top))
            {
                return None;
            }
            seen |= 1 << (u8::from(is_right) + 2 * u8::from(is_bottom));
        }
        match seen {
            0b1110 => Some(0),
            0b1101 => Some(1),
            0b1011 => Some(2),
            0b0111 => Some(3),
            _ => None,
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the cast saturates, and NaN becomes 0"
)]
pub(super) fn whole(place: f64) -> i64 {
    place as i64
}

#[expect(
    clippy::cast_precision_loss,
    reason = "columns and rows have far less than 53 bits"
)]
pub(super) fn exact(pixel: i64) -> f64 {
    pixel as f64
}

/// Whether two numbers are one and the same: they were copied or computed alike.
pub(super) fn same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits()
}

pub(super) fn same_colour(a: &Corner, b: &Corner) -> bool {
    u32::from_ne_bytes(a.colour) == u32::from_ne_bytes(b.colour)
}
