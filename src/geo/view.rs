//! The part of a sheet that is looked at: its middle, and how many pixels a degree has.

use super::clip::Frame;
use super::flat::XY;
use super::projection::{KM_PER_UNIT, Projection};
use super::{LatLon, distance_km};

/// A look at a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapView {
    /// Which sheet.
    pub projection: Projection,
    /// In the middle of the picture.
    pub middle: XY,
    /// Pixels a unit, upwards.
    pub scale: f64,
    /// Pixels a unit to the right, as a share of `scale`: the cosine of the latitude in the middle, so
    /// that shapes there keep their proportions. 1 on the azimuthal sheet.
    pub stretch: f64,
}

/// Closest look, in pixels a degree: a picture of some ten kilometres.
pub const MAX_SCALE: f64 = 8000.0;

/// Flatter than this the poles would be drawn out without end.
const MIN_STRETCH: f64 = 0.25;

impl MapView {
    /// The look that shows `shown` in a picture of this size, with a little air.
    pub fn fit(projection: Projection, shown: Frame, width: f64, height: f64) -> Self {
        let sheet = projection.sheet();
        let shown = if shown.min[0] <= shown.max[0] && shown.min[1] <= shown.max[1] {
            shown
        } else {
            sheet
        };
        let middle = [0, 1].map(|axis: usize| {
            let of = |it: XY| it.get(axis).copied().unwrap_or_default();
            f64::midpoint(of(shown.min), of(shown.max))
        });
        let span =
            [shown.max[0] - shown.min[0], shown.max[1] - shown.min[1]].map(|it| it.max(0.05));
        let stretch = match projection {
            // A sheet that shows most of the Earth is plain.
            Projection::Equirectangular { .. } if span[0] < 120.0 => {
                middle[1].to_radians().cos().max(MIN_STRETCH)
            }
            _ => 1.0,
        };
        let scale = (width * 0.94 / (span[0] * stretch)).min(height * 0.94 / span[1]);
        Self {
            projection,
            middle,
            scale,
            stretch,
        }
        .held(width, height)
    }

    /// Within what can be shown: not beyond the sheet, neither too close nor too far.
    #[must_use]
    pub fn held(mut self, width: f64, height: f64) -> Self {
        let Frame { min, max } = self.projection.sheet();
        let least =
            (width / ((max[0] - min[0]) * self.stretch)).min(height / (max[1] - min[1])) * 0.98;
        self.scale = if self.scale.is_finite() {
            self.scale.clamp(least, MAX_SCALE.max(least))
        } else {
            least
        };
        let half = [
            width / 2.0 / (self.scale * self.stretch),
            height / 2.0 / self.scale,
        ];
        for axis in 0..2 {
            let of = |it: XY| it.get(axis).copied().unwrap_or_default();
            let (low, high) = (of(min) + of(half), of(max) - of(half));
            let held = if low < high {
                of(self.middle).clamp(low, high)
            } else {
                f64::midpoint(low, high)
            };
            if let Some(value) = self.middle.get_mut(axis) {
                *value = if held.is_finite() { held } else { 0.0 };
            }
        }
        self
    }

    /// The same middle on another sheet, as near as can be.
    #[must_use]
    pub fn on(self, projection: Projection, width: f64, height: f64) -> Self {
        let middle = self
            .projection
            .inverse(self.middle)
            .map_or([0.0, 0.0], |it| projection.forward(it));
        let stretch = match projection {
            Projection::Equirectangular { .. } => middle[1].to_radians().cos().max(MIN_STRETCH),
            Projection::AzimuthalEquidistant { .. } => 1.0,
        };
        Self {
            projection,
            middle,
            scale: self.scale,
            stretch,
        }
        .held(width, height)
    }

    /// Closer by `factor`, keeping what is `off` pixels (right, down) from the middle of the picture.
    #[must_use]
    pub fn zoomed(self, factor: f64, off: XY, width: f64, height: f64) -> Self {
        let before = self.at(off);
        let mut view = Self {
            scale: self.scale * factor,
            ..self
        }
        .held(width, height);
        let after = view.at(off);
        view.middle = [
            view.middle[0] + before[0] - after[0],
            view.middle[1] + before[1] - after[1],
        ];
        view.held(width, height)
    }

    /// Moved by so many pixels, as by dragging.
    #[must_use]
    pub fn moved(self, [dx, dy]: XY, width: f64, height: f64) -> Self {
        let middle = [
            self.middle[0] - dx / (self.scale * self.stretch),
            self.middle[1] + dy / self.scale,
        ];
        Self { middle, ..self }.held(width, height)
    }

    /// Pixels right and down from the middle of the picture.
    pub fn pixels(self, [x, y]: XY) -> XY {
        [
            (x - self.middle[0]) * self.scale * self.stretch,
            (self.middle[1] - y) * self.scale,
        ]
    }

    /// The place on the sheet so many pixels right and down from the middle.
    pub fn at(self, [dx, dy]: XY) -> XY {
        [
            self.middle[0] + dx / (self.scale * self.stretch),
            self.middle[1] - dy / self.scale,
        ]
    }

    /// What a picture of this size shows of the sheet.
    pub fn frame(self, width: f64, height: f64) -> Frame {
        let [left, top] = self.at([-width / 2.0, -height / 2.0]);
        let [right, bottom] = self.at([width / 2.0, height / 2.0]);
        Frame {
            min: [left, bottom],
            max: [right, top],
        }
    }

    /// Kilometres of a pixel, to the right of the middle.
    pub fn km_per_pixel(self) -> f64 {
        let ends = [[-20.0, 0.0], [20.0, 0.0]].map(|it| self.projection.inverse(self.at(it)));
        let measured = match ends {
            [Some(a), Some(b)] => distance_km(a, b) / 40.0,
            _ => 0.0,
        };
        if measured > 0.0 {
            measured
        } else {
            KM_PER_UNIT / self.scale
        }
    }

    /// Where a place stands, in pixels right and down from the middle.
    pub fn place(self, at: LatLon) -> XY {
        self.pixels(self.projection.forward(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn look(scale: f64) -> MapView {
        let projection = Projection::Equirectangular { center: 139.0 };
        MapView {
            projection,
            middle: [139.0, 35.0],
            scale,
            stretch: 0.82,
        }
    }

    #[test]
    fn what_shall_be_seen_is_seen() {
        let shown = Frame {
            min: [120.0, 20.0],
            max: [160.0, 50.0],
        };
        let view = MapView::fit(
            Projection::Equirectangular { center: 139.0 },
            shown,
            600.0,
            400.0,
        );
        let frame = view.frame(600.0, 400.0);
        assert!(
            frame.holds(shown.min) && frame.holds(shown.max),
            "{frame:?}"
        );
    }

    #[test]
    fn a_pixel_has_kilometres() {
        assert!(
            (look(10.0).km_per_pixel() - 11.1).abs() < 0.2,
            "{}",
            look(10.0).km_per_pixel()
        );
    }

    proptest! {
        #[test]
        fn zooming_keeps_the_place_under_the_pointer(
            factor in 1.0f64..4.0, dx in -200.0f64..200.0, dy in -100.0f64..100.0,
        ) {
            let before = look(20.0);
            let after = before.zoomed(factor, [dx, dy], 600.0, 400.0);
            let (a, b) = (before.at([dx, dy]), after.at([dx, dy]));
            prop_assert!((a[0] - b[0]).abs() < 1e-6 && (a[1] - b[1]).abs() < 1e-6);
        }

        #[test]
        fn no_look_leaves_the_sheet(
            dx in -1e7f64..1e7, dy in -1e7f64..1e7, scale in -1.0f64..1e9,
        ) {
            let view = look(scale).held(600.0, 400.0).moved([dx, dy], 600.0, 400.0);
            let sheet = view.projection.sheet();
            prop_assert!(sheet.holds(view.middle), "{view:?}");
            prop_assert!(view.scale > 0.0 && view.scale <= MAX_SCALE);
        }
    }
}
