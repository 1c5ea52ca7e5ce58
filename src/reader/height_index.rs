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

    /// The same place with its distance inside its chunk, and never so far down that a page of
    /// `page` points would show nothing below the document.
    pub fn settle(&self, place: Place, page: f64) -> Place {
        let inside = place.offset >= 0.0
            && place.chunk < self.len()
            && place.offset < self.height(place.chunk);
        let lowest = (self.total() - page).max(0.0);
        let y = self.y(place);
        if inside && y <= lowest {
            place
        } else {
            self.locate(y.clamp(0.0, lowest))
        }
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
        let index = HeightIndex::default();
        assert_eq!(index.locate(5.0), Place::default());
        assert_eq!(
            index.settle(
                Place {
                    chunk: 3,
                    offset: 7.0
                },
                100.0
            ),
            Place::default()
        );
    }

    #[test]
    fn odd_heights_count_as_nothing() {
        let mut index = HeightIndex::new([f32::NAN, -3.0, f32::INFINITY, 5.0]);
        index.measure(3, f32::NAN);
        index.measure(9, 4.0);
        assert!(index.total().abs() < 1e-9);
        assert!(index.is_measured(3) && !index.is_measured(2));
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
        assert_eq!(index.settle(place, 800.0), place);
        assert!((index.y(place) - (500.0 * 73.0 + 12.0)).abs() < 1e-6);
    }

    #[test]
    fn the_last_page_ends_with_the_document() {
        let index = HeightIndex::new(std::iter::repeat_n(50.0, 100));
        let place = index.settle(
            Place {
                chunk: 99,
                offset: 0.0,
            },
            800.0,
        );
        assert!((index.y(place) - 4200.0).abs() < 1e-9);
    }

    #[test]
    fn a_short_document_stays_at_its_top() {
        let index = HeightIndex::new([50.0, 50.0]);
        assert_eq!(
            index.settle(
                Place {
                    chunk: 1,
                    offset: 9.0
                },
                800.0
            ),
            Place::default()
        );
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
        fn settling_twice_changes_nothing(
            heights in proptest::collection::vec(0f32..500.0, 1..40),
            chunk in 0usize..50, offset in -3000f64..3000.0, page in 0f64..900.0,
        ) {
            let index = HeightIndex::new(heights);
            let once = index.settle(Place { chunk, offset }, page);
            let twice = index.settle(once, page);
            prop_assert!((index.y(once) - index.y(twice)).abs() < 1e-6);
            prop_assert!(index.y(once) <= (index.total() - page).max(0.0) + 1e-6);
        }
    }
}
