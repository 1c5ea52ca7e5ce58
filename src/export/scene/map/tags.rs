//! Names on a map: each beside its mark where nothing stands yet, the most important first; one
//! without a free place is left away, and its mark stays.

use crate::export::scene::{Bounds, Point};

/// Where names may not stand.
pub(super) struct Tags {
    area: Bounds,
    taken: Vec<Bounds>,
}

impl Tags {
    pub(super) const fn new(area: Bounds) -> Self {
        Self {
            area,
            taken: Vec::new(),
        }
    }

    /// Keeps a box free of names.
    pub(super) fn take(&mut self, bounds: Bounds) {
        self.taken.push(bounds);
    }

    /// Whether a box lies inside the map, over no name and no mark.
    pub(super) fn is_free(&self, bounds: Bounds) -> bool {
        self.area.grown(-2.0).covers(bounds) && !self.taken.iter().any(|it| it.overlaps(bounds))
    }

    /// The top left corner of a free box of this size beside a mark: right, left, above, below, then
    /// the corners; taken from then on.
    pub(super) fn beside(&mut self, [x, y]: Point, [w, h]: Point, gap: f32) -> Option<Point> {
        let slanted = gap * 0.7;
        let tries = [
            [x + gap, y - h / 2.0],
            [x - gap - w, y - h / 2.0],
            [x - w / 2.0, y - gap - h],
            [x - w / 2.0, y + gap],
            [x + slanted, y - slanted - h],
            [x + slanted, y + slanted],
            [x - slanted - w, y - slanted - h],
            [x - slanted - w, y + slanted],
        ];
        self.first_free(&tries, [w, h])
    }

    /// The same, in the middle of one of these points.
    pub(super) fn centred(&mut self, points: &[Point], [w, h]: Point) -> Option<Point> {
        let tries: Vec<Point> = points
            .iter()
            .map(|[x, y]| [x - w / 2.0, y - h / 2.0])
            .collect();
        self.first_free(&tries, [w, h])
    }

    fn first_free(&mut self, corners: &[Point], [w, h]: Point) -> Option<Point> {
        let boxed = |[x, y]: Point| Bounds {
            left: x,
            top: y,
            right: x + w,
            bottom: y + h,
        };
        let found = corners
            .iter()
            .copied()
            .find(|it| self.is_free(boxed(*it)))?;
        self.take(boxed(found).grown(1.0));
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_way_and_then_give_up() {
        let area = Bounds {
            left: 0.0,
            top: 0.0,
            right: 120.0,
            bottom: 60.0,
        };
        let mut tags = Tags::new(area);
        let first = tags.beside([60.0, 30.0], [40.0, 12.0], 5.0).unwrap();
        let second = tags.beside([60.0, 30.0], [40.0, 12.0], 5.0).unwrap();
        assert!(first[0] > 60.0 && second[0] < 60.0);
        assert!(tags.beside([60.0, 30.0], [200.0, 12.0], 5.0).is_none());
        assert!(tags.centred(&[[60.0, 10.0]], [20.0, 10.0]).is_some());
        assert!(tags.centred(&[[60.0, 10.0]], [20.0, 10.0]).is_none());
    }
}
