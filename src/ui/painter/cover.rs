//! Which pixels a triangle covers.
//!
//! Coverage is exact: each row's first and last pixel come from one division per edge, in
//! integers, instead of a test per pixel. A centre on an edge belongs to the triangle below or
//! to the right of the edge, so no pixel of a shared edge is drawn twice or left out.

use eframe::egui;
use egui::Rect;

use super::corner::{Bounds, GUARD, STEPS, exact, whole};

/// Pixels that may be painted: half-open ranges of columns and rows inside the canvas.
#[derive(Clone, Copy)]
pub(super) struct Clip {
    pub(super) left: i64,
    pub(super) top: i64,
    pub(super) right: i64,
    pub(super) bottom: i64,
}

impl Clip {
    /// The pixels of a rectangle in points, rounded as egui's own backends do.
    pub(super) fn new(rect: Rect, pixels_per_point: f32, [width, height]: [u32; 2]) -> Self {
        let (width, height) = (i64::from(width), i64::from(height));
        let place = |points: f32| whole(f64::from((points * pixels_per_point).round()));
        let left = place(rect.min.x).clamp(0, width);
        let top = place(rect.min.y).clamp(0, height);
        Self {
            left,
            top,
            right: place(rect.max.x).clamp(left, width),
            bottom: place(rect.max.y).clamp(top, height),
        }
    }

    /// Whether it holds no pixel.
    pub(super) fn is_empty(self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }

    /// Whether a box has nothing inside.
    pub(super) fn misses(&self, bounds: &Bounds) -> bool {
        // Comparisons with NaN are false, so what is no number counts as missed.
        !(bounds.left < exact(self.right)
            && bounds.right > exact(self.left)
            && bounds.top < exact(self.bottom)
            && bounds.bottom > exact(self.top))
    }
}

/// What is left of a triangle inside the guard: a convex polygon.
pub(super) fn cut_to_guard(triangle: [[f64; 2]; 3]) -> Vec<[f64; 2]> {
    let swap = |[x, y]: [f64; 2]| [y, x];
    let mut points = triangle.to_vec();
    for limit in [GUARD, -GUARD] {
        points = cut(&points, limit);
    }
    points = points.into_iter().map(swap).collect();
    for limit in [GUARD, -GUARD] {
        points = cut(&points, limit);
    }
    points.into_iter().map(swap).collect()
}

/// Cuts off what has an `x` further from 0 than `limit`, on the side of `limit`.
fn cut(points: &[[f64; 2]], limit: f64) -> Vec<[f64; 2]> {
    let beyond = |[x, _]: [f64; 2]| (x - limit) * limit.signum();
    let mut kept = Vec::with_capacity(points.len() + 1);
    for (&point, &next) in points.iter().zip(points.iter().cycle().skip(1)) {
        if beyond(point) <= 0.0 {
            kept.push(point);
        }
        if (beyond(point) <= 0.0) != (beyond(next) <= 0.0) {
            let ([_, y], [_, next_y]) = (point, next);
            let (here, there) = (beyond(point), beyond(next));
            // A weighted mean: walked from the other end, as the neighbour does, it is the same
            // to the bit, and it loses nothing when one end is far away.
            kept.push([limit, (y * there - next_y * here) / (there - here)]);
        }
    }
    kept
}

/// One edge of a triangle, ready to say where it crosses the centres of a row.
///
/// A pixel is inside when `at_zero − slope · column ≥ 0`.
struct Edge {
    /// The value in column 0 of the current row.
    at_zero: i64,
    /// What a row further down adds to it.
    per_row: i64,
    /// What a column further right takes from it.
    slope: i64,
}

impl Edge {
    /// An edge of a triangle whose corners go round with the clock.
    fn new([from_x, from_y]: [i64; 2], [to_x, to_y]: [i64; 2], row: i64) -> Self {
        let (dx, dy) = (to_x - from_x, to_y - from_y);
        let (centre_x, centre_y) = (128, row * 256 + 128);
        // Centres on a top or a left edge belong to this triangle, those on others do not.
        let is_ours = dy < 0 || (dy == 0 && dx > 0);
        let value = dx * (centre_y - from_y) - dy * (centre_x - from_x);
        Self {
            at_zero: value - i64::from(!is_ours),
            per_row: dx * 256,
            slope: dy * 256,
        }
    }

    /// Narrows a half-open range of columns to those inside.
    fn narrow(&self, [left, right]: [i64; 2]) -> [i64; 2] {
        match self.slope {
            0 if self.at_zero < 0 => [left, left],
            0 => [left, right],
            slope if slope > 0 => [left, right.min(self.at_zero.div_euclid(slope) + 1)],
            slope => [left.max(-self.at_zero.div_euclid(-slope)), right],
        }
    }
}

/// Calls `paint` with each row of the triangle, and with its columns as a half-open range.
pub(super) fn cover(points: [[f64; 2]; 3], clip: Clip, paint: &mut impl FnMut(i64, i64, i64)) {
    let [a, mut b, mut c] = points.map(|point| point.map(|place| whole((place * STEPS).round())));
    let ([ax, ay], [bx, by], [cx, cy]) = (a, b, c);
    let area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    if area == 0 {
        return;
    }
    if area < 0 {
        std::mem::swap(&mut b, &mut c);
    }
    let highest = ay.min(by).min(cy);
    let lowest = ay.max(by).max(cy);
    // The rows whose centres lie from the highest to the lowest corner, both included.
    let first = (highest + 127).div_euclid(256).max(clip.top);
    let end = ((lowest - 128).div_euclid(256) + 1).min(clip.bottom);
    let mut edges = [
        Edge::new(a, b, first),
        Edge::new(b, c, first),
        Edge::new(c, a, first),
    ];
    for row in first..end {
        let mut range = [clip.left, clip.right];
        for edge in &mut edges {
            range = edge.narrow(range);
            edge.at_zero += edge.per_row;
        }
        let [left, right] = range;
        if left < right {
            paint(row, left, right);
        }
    }
}
