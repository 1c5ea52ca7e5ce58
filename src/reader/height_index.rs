//! How tall the chunks are and where each one starts: estimated first, measured once seen.
//!
//! Sums are `f64`: in `f32` a page ten million points down could no longer move by one point. They
//! lie in a Fenwick tree, so that measuring a chunk and finding the chunk at a height both take a
//! logarithm of the number of chunks.
//!
//! Where the reader is, is a [`Place`]: a chunk and a distance into it. A correction of the height
//! of any chunk above changes no place, and so never moves the page.

/// The chunk at the top of the page, and how far into it the page begins.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Which chunk.
    pub chunk: usize,
    /// Points below its top; negative above it, until settled.
    pub offset: f64,
}

impl Place {
    /// The same place as a chunk and a distance inside it, never above the first of `num` chunks,
    /// and never so far down that a page of `page` points would show more than the end.
    ///
    /// `height` gives the true height of a chunk; it is asked only for the chunks between here and
    /// there and for those of the page, so every chunk that will be seen has been measured after.
    #[must_use]
    pub fn settled(self, num: usize, page: f64, mut height: impl FnMut(usize) -> f64) -> Self {
        if num == 0 {
            return Self::default();
        }
        let mut place = Self {
            chunk: self.chunk.min(num - 1),
            offset: if self.offset.is_finite() {
                self.offset
            } else {
                0.0
            },
        };
        place.climb(&mut height);
        loop {
            let tall = height(place.chunk);
            if place.offset < tall || place.chunk + 1 >= num {
                place.offset = place.offset.min(tall);
                break;
            }
            place.offset -= tall;
            place.chunk += 1;
        }
        let mut shown = height(place.chunk) - place.offset;
        let mut below = place.chunk + 1;
        while shown < page && below < num {
            shown += height(below);
            below += 1;
        }
        if shown < page {
            place.offset -= page - shown;
            place.climb(&mut height);
        }
        place
    }

    /// Walks up while the distance is negative.
    fn climb(&mut self, height: &mut impl FnMut(usize) -> f64) {
        while self.offset < 0.0 && self.chunk > 0 {
            self.chunk -= 1;
            self.offset += height(self.chunk);
        }
        self.offset = self.offset.max(0.0);
    }
}

/// Heights of all chunks with their sums.
#[derive(Clone, Debug, Default)]
pub struct HeightIndex {
    // Invariant: `tree` is the Fenwick tree of `heights`; a measured height has its bit set.
    heights: Vec<f32>,
    measured: Vec<u64>,
    tree: Vec<f64>,
}

impl HeightIndex {
    /// Takes estimates and forgets all measurements.
    pub fn new(estimates: impl IntoIterator<Item = f32>) -> Self {
        let heights: Vec<f32> = estimates.into_iter().map(sane).collect();
        let mut tree = vec![0.0; heights.len() + 1];
        for (at, height) in heights.iter().enumerate() {
            let at = at + 1;
            let sum = tree.get(at).copied().unwrap_or(0.0) + f64::from(*height);
            if let Some(node) = tree.get_mut(at) {
                *node = sum;
            }
            if let Some(parent) = tree.get_mut(at + lowest_bit(at)) {
                *parent += sum;
            }
        }
        Self {
            measured: vec![0; heights.len().div_ceil(64)],
            heights,
            tree,
        }
    }

    /// How many chunks.
    pub const fn len(&self) -> usize {
        self.heights.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.heights.is_empty()
    }

    /// Height of a chunk, measured or estimated.
    pub fn height(&self, chunk: usize) -> f64 {
        self.heights.get(chunk).copied().map_or(0.0, f64::from)
    }

    /// Whether the height of a chunk was measured.
    pub fn is_measured(&self, chunk: usize) -> bool {
        self.measured
            .get(chunk / 64)
            .is_some_and(|bits| bits >> (chunk % 64) & 1 == 1)
    }

    /// Notes the true height of a chunk.
    pub fn measure(&mut self, chunk: usize, height: f32) {
        let Some(old) = self.heights.get_mut(chunk) else {
            return;
        };
        let height = sane(height);
        let change = f64::from(height) - f64::from(*old);
        *old = height;
        if let Some(bits) = self.measured.get_mut(chunk / 64) {
            *bits |= 1 << (chunk % 64);
        }
        if change == 0.0 {
            return;
        }
        let mut at = chunk + 1;
        while let Some(node) = self.tree.get_mut(at) {
            *node += change;
            at += lowest_bit(at);
        }
    }

    /// Where a chunk starts, in points from the top of the document.
    pub fn top(&self, chunk: usize) -> f64 {
        let mut at = chunk.min(self.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.tree.get(at).copied().unwrap_or(0.0);
            at -= lowest_bit(at);
        }
        sum
    }

    /// Height of the whole document.
    pub fn total(&self) -> f64 {
        self.top(self.len())
    }

    /// The place at `y` points from the top of the document; its first or last place when outside.
    pub fn locate(&self, y: f64) -> Place {
        if self.is_empty() || y.is_nan() || y <= 0.0 {
            return Place::default();
        }
        let mut left = y;
        let mut at = 0;
        let mut step = (self.tree.len() - 1)
            .checked_ilog2()
            .map_or(0, |log| 1usize << log);
        while step > 0 {
            if let Some(&sum) = self.tree.get(at + step)
                && sum <= left
            {
                at += step;
                left -= sum;
            }
            step /= 2;
        }
        if at >= self.len() {
            let chunk = self.len() - 1;
            return Place {
                chunk,
                offset: self.height(chunk),
            };
        }
        Place {
            chunk: at,
            offset: left.min(self.height(at)),
        }
    }

    /// Points from the top of the document.
    pub fn y(&self, place: Place) -> f64 {
        self.top(place.chunk) + place.offset
    }
}

/// Heights come from a layout; nothing negative or endless may poison the sums.
const fn sane(height: f32) -> f32 {
    if height.is_finite() && height > 0.0 {
        height
    } else {
        0.0
    }
}

const fn lowest_bit(at: usize) -> usize {
    at & at.wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check_locate(heights: &[f32], y: f64, chunk: usize, offset: f64) {
        let index = HeightIndex::new(heights.iter().copied());
        let place = index.locate(y);
        assert_eq!(place.chunk, chunk);
        assert!((place.offset - offset).abs() < 1e-9, "{place:?}");
    }

    #[test]
    fn finds_the_chunk_at_a_height() {
        let heights = [10.0, 20.0, 0.0, 30.0];
        check_locate(&heights, -5.0, 0, 0.0);
        check_locate(&heights, 0.0, 0, 0.0);
        check_locate(&heights, 9.5, 0, 9.5);
        check_locate(&heights, 10.0, 1, 0.0);
        check_locate(&heights, 29.0, 1, 19.0);
        check_locate(&heights, 30.0, 3, 0.0);
        check_locate(&heights, 60.0, 3, 30.0);
        check_locate(&heights, 1e9, 3, 30.0);
    }

    #[test]
    fn an_empty_document_has_one_place() {
        assert_eq!(HeightIndex::default().locate(5.0), Place::default());
        check_settled(&[], (3, 7.0), 100.0, (0, 0.0));
    }

    #[test]
    fn odd_heights_count_as_nothing() {
        let mut index = HeightIndex::new([f32::NAN, -3.0, f32::INFINITY, 5.0]);
        index.measure(3, f32::NAN);
        index.measure(9, 4.0);
        assert!(index.total().abs() < 1e-9);
        assert!(index.is_measured(3) && !index.is_measured(2));
    }

    #[track_caller]
    fn check_settled(heights: &[f64], from: (usize, f64), page: f64, to: (usize, f64)) {
        let place = Place {
            chunk: from.0,
            offset: from.1,
        };
        let settled = place.settled(heights.len(), page, |chunk| heights[chunk]);
        assert_eq!(settled.chunk, to.0);
        assert!((settled.offset - to.1).abs() < 1e-9, "{settled:?}");
    }

    #[test]
    fn moving_inside_a_chunk_stays_in_it() {
        check_settled(&[50.0; 99], (5, 49.0), 200.0, (5, 49.0));
    }

    #[test]
    fn moving_over_borders_changes_the_chunk() {
        check_settled(&[50.0; 99], (5, 120.0), 200.0, (7, 20.0));
        check_settled(&[50.0; 99], (5, -60.0), 200.0, (3, 40.0));
    }

    #[test]
    fn the_page_ends_with_the_document() {
        check_settled(&[50.0; 99], (98, 40.0), 200.0, (95, 0.0));
        check_settled(&[50.0; 99], (0, 1e9), 220.0, (94, 30.0));
    }

    #[test]
    fn a_short_document_stays_at_its_top() {
        check_settled(&[50.0, 50.0], (1, 9.0), 800.0, (0, 0.0));
        check_settled(&[50.0, 50.0], (0, -9.0), 800.0, (0, 0.0));
    }

    #[test]
    fn odd_places_settle_too() {
        check_settled(&[50.0; 9], (800, f64::NAN), 100.0, (7, 0.0));
    }

    #[test]
    fn measuring_above_moves_no_place() {
        let mut index = HeightIndex::new(std::iter::repeat_n(50.0, 1000));
        let place = Place {
            chunk: 500,
            offset: 12.0,
        };
        for chunk in 0..500 {
            index.measure(chunk, 73.0);
        }
        let settled = place.settled(1000, 800.0, |chunk| index.height(chunk));
        assert_eq!(settled, place);
        assert!((index.y(place) - (500.0 * 73.0 + 12.0)).abs() < 1e-6);
    }

    #[test]
    fn only_the_page_is_asked_for_its_height() {
        let mut asked = std::collections::BTreeSet::new();
        let place = Place {
            chunk: 5000,
            offset: -70.0,
        };
        let _ = place.settled(10_000, 200.0, |chunk| {
            asked.insert(chunk);
            50.0
        });
        assert_eq!(asked.first(), Some(&4998));
        assert_eq!(asked.last(), Some(&5002));
    }

    #[test]
    fn a_hundred_million_points_down_one_point_still_counts() {
        let index = HeightIndex::new(std::iter::repeat_n(100.0, 1_000_000));
        let place = index.locate(99_999_001.0);
        assert_eq!(place.chunk, 999_990);
        assert!((place.offset - 1.0).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn sums_agree_with_adding_up(
            start in proptest::collection::vec(0f32..500.0, 1..70),
            changes in proptest::collection::vec((0usize..70, 0f32..500.0), 0..40),
            y in -10f64..20_000.0,
        ) {
            let mut heights = start.clone();
            let mut index = HeightIndex::new(start);
            for (at, height) in changes {
                index.measure(at, height);
                if let Some(slot) = heights.get_mut(at) {
                    *slot = height;
                    prop_assert!(index.is_measured(at));
                }
            }
            let mut sum = 0.0;
            for (at, height) in heights.iter().enumerate() {
                prop_assert!((index.top(at) - sum).abs() < 1e-6);
                sum += f64::from(*height);
            }
            prop_assert!((index.total() - sum).abs() < 1e-6);
            let place = index.locate(y);
            prop_assert!(place.chunk < heights.len());
            prop_assert!((index.y(place) - y.clamp(0.0, sum)).abs() < 1e-6);
        }

        #[test]
        fn settling_clamps_and_stays(
            heights in proptest::collection::vec(0f32..500.0, 1..40),
            chunk in 0usize..50, offset in -3000f64..3000.0, page in 0f64..900.0,
        ) {
            let index = HeightIndex::new(heights);
            let height = |chunk| index.height(chunk);
            let once = Place { chunk, offset }.settled(index.len(), page, height);
            let twice = once.settled(index.len(), page, height);
            prop_assert!((index.y(once) - index.y(twice)).abs() < 1e-6);
            let lowest = (index.total() - page).max(0.0);
            let wished = index.y(Place { chunk: chunk.min(index.len() - 1), offset });
            prop_assert!((index.y(once) - wished.clamp(0.0, lowest)).abs() < 1e-6);
        }
    }
}
