//! Keeping labels apart: along one line ([`spread`]) and on a plane ([`Placer`]).

use super::{Bounds, Point};

/// Moves labels of `height` apart along a line between `low` and `high`, each as near to its wish as
/// can be; in the order given. Needs `wishes.len() * height <= high - low` to keep them inside.
pub(super) fn spread(wishes: &[f32], height: f32, low: f32, high: f32) -> Vec<f32> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    let wish = |i: usize| wishes.get(i).copied().unwrap_or(low);
    order.sort_by(|&a, &b| wish(a).total_cmp(&wish(b)));
    // Groups of labels that touch: their number, and the sum of where each would put the first.
    let mut groups: Vec<(usize, f32)> = Vec::new();
    for &i in &order {
        let mut group = (1, wish(i));
        while let Some(&(num, sum)) = groups.last() {
            let first = sum / num as f32;
            if first + num as f32 * height <= group.1 / group.0 as f32 {
                break;
            }
            groups.pop();
            group = (
                num + group.0,
                sum + group.1 - (num * group.0) as f32 * height,
            );
        }
        groups.push(group);
    }
    let mut placed: Vec<f32> = Vec::with_capacity(wishes.len());
    for (num, sum) in groups {
        let first = sum / num as f32;
        placed.extend((0..num).map(|i| first + i as f32 * height));
    }
    let half = height / 2.0;
    let mut least = low + half;
    for at in &mut placed {
        *at = at.max(least);
        least = *at + height;
    }
    let mut most = high - half;
    for at in placed.iter_mut().rev() {
        *at = at.min(most);
        most = *at - height;
    }
    let mut out = vec![low; wishes.len()];
    for (i, at) in order.into_iter().zip(placed) {
        if let Some(slot) = out.get_mut(i) {
            *slot = at;
        }
    }
    out
}

/// Finds free places for labels inside a box.
pub(super) struct Placer {
    bounds: Bounds,
    /// Nothing may be put over these.
    taken: Vec<Bounds>,
    /// Better not over these.
    lines: Vec<[Point; 2]>,
}

/// Pixels between two places that are tried.
const GRID: f32 = 6.0;

/// What it costs to lie over a line, in pixels of distance: a label goes this far to avoid it.
const OVER_A_LINE: f32 = 60.0;

/// What it costs that the leader crosses a line.
const LEADER_OVER_A_LINE: f32 = 30.0;

impl Placer {
    pub(super) const fn new(bounds: Bounds) -> Self {
        Self {
            bounds,
            taken: Vec::new(),
            lines: Vec::new(),
        }
    }

    pub(super) fn take(&mut self, bounds: Bounds) {
        self.taken.push(bounds);
    }

    pub(super) fn avoid(&mut self, from: Point, to: Point) {
        self.lines.push([from, to]);
    }

    /// The best free box of this size near `mark`, at least `gap` from it, and whether it lies over a
    /// line; taken from then on. `None` when there is none.
    pub(super) fn place(&mut self, mark: Point, size: Point, gap: f32) -> Option<(Bounds, bool)> {
        let [width, height] = size;
        let mut best: Option<(f32, Bounds)> = None;
        let columns = steps(self.bounds.width() - width);
        let rows = steps(self.bounds.height() - height);
        let mut tries: Vec<Bounds> = Vec::new();
        // Beside, above and below the mark, exactly; then anywhere on a grid.
        for [x, y] in [
            [mark[0] + gap, mark[1] - height / 2.0],
            [mark[0] - gap - width, mark[1] - height / 2.0],
            [mark[0] - width / 2.0, mark[1] - gap - height],
            [mark[0] - width / 2.0, mark[1] + gap],
        ] {
            tries.push(corner([x, y], size));
        }
        for row in 0..rows {
            for column in 0..columns {
                let x = self.bounds.left + column as f32 * GRID;
                let y = self.bounds.top + row as f32 * GRID;
                tries.push(corner([x, y], size));
            }
        }
        for candidate in tries {
            let away = distance(mark, candidate);
            let limit = best.map_or(f32::INFINITY, |(cost, _)| cost);
            if away < gap * 0.9 || away >= limit || !self.is_free(candidate) {
                continue;
            }
            let cost = away + self.cost_of_lines(mark, candidate, limit - away);
            if cost < limit {
                best = Some((cost, candidate));
            }
        }
        let (_, found) = best?;
        self.taken.push(found.grown(2.0));
        let over_a_line = self.lines.iter().any(|line| crosses_box(*line, found));
        Some((found, over_a_line))
    }

    fn is_free(&self, candidate: Bounds) -> bool {
        self.bounds.covers(candidate) && !self.taken.iter().any(|taken| taken.overlaps(candidate))
    }

    fn cost_of_lines(&self, mark: Point, candidate: Bounds, enough: f32) -> f32 {
        let leader = [mark, nearest(mark, candidate)];
        let mut cost = 0.0;
        for line in &self.lines {
            if crosses_box(*line, candidate.grown(2.0)) {
                cost += OVER_A_LINE;
            } else if crosses(*line, leader) {
                cost += LEADER_OVER_A_LINE;
            }
            if cost > enough {
                break;
            }
        }
        cost
    }
}

/// How many places of the grid fit in so many pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at least zero, and at most the pixels of a page"
)]
fn steps(room: f32) -> usize {
    if room < 0.0 {
        0
    } else {
        (room / GRID) as usize + 1
    }
}

fn corner(at: Point, size: Point) -> Bounds {
    Bounds {
        left: at[0],
        top: at[1],
        right: at[0] + size[0],
        bottom: at[1] + size[1],
    }
}

/// The point of a box that is nearest to `mark`.
pub(super) fn nearest(mark: Point, bounds: Bounds) -> Point {
    [
        mark[0].max(bounds.left).min(bounds.right),
        mark[1].max(bounds.top).min(bounds.bottom),
    ]
}

/// From a point to a box.
pub(super) fn distance(mark: Point, bounds: Bounds) -> f32 {
    let [x, y] = nearest(mark, bounds);
    (mark[0] - x).hypot(mark[1] - y)
}

fn crosses(a: [Point; 2], b: [Point; 2]) -> bool {
    let side = |[p, q]: [Point; 2], r: Point| {
        (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    };
    side(a, b[0]) * side(a, b[1]) < 0.0 && side(b, a[0]) * side(b, a[1]) < 0.0
}

fn crosses_box(line: [Point; 2], bounds: Bounds) -> bool {
    let inside = |p: Point| {
        bounds.left <= p[0] && p[0] <= bounds.right && bounds.top <= p[1] && p[1] <= bounds.bottom
    };
    if inside(line[0]) || inside(line[1]) {
        return true;
    }
    let [a, b] = line;
    let apart = a[0].max(b[0]) < bounds.left
        || bounds.right < a[0].min(b[0])
        || a[1].max(b[1]) < bounds.top
        || bounds.bottom < a[1].min(b[1]);
    if apart {
        return false;
    }
    let corners = [
        [bounds.left, bounds.top],
        [bounds.right, bounds.bottom],
        [bounds.right, bounds.top],
        [bounds.left, bounds.bottom],
    ];
    crosses(line, [corners[0], corners[1]]) || crosses(line, [corners[2], corners[3]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check_spread(wishes: &[f32], expected: &[f32]) {
        let placed = spread(wishes, 10.0, 0.0, 100.0);
        assert_eq!(placed.len(), expected.len());
        for (a, b) in placed.iter().zip(expected) {
            assert!((a - b).abs() < 0.01, "{placed:?}");
        }
    }

    #[test]
    fn labels_with_room_stay_where_they_are() {
        check_spread(&[20.0, 50.0, 35.0], &[20.0, 50.0, 35.0]);
        check_spread(&[], &[]);
    }

    #[test]
    fn touching_labels_share_the_push() {
        check_spread(&[50.0, 50.0], &[45.0, 55.0]);
        check_spread(&[52.0, 50.0, 48.0], &[60.0, 50.0, 40.0]);
    }

    #[test]
    fn ends_hold() {
        check_spread(&[-20.0, 2.0], &[5.0, 15.0]);
        check_spread(&[99.0, 100.0], &[85.0, 95.0]);
    }

    #[test]
    fn a_label_goes_round_what_is_taken() {
        let area = corner([0.0, 0.0], [200.0, 100.0]);
        let mut placer = Placer::new(area);
        let (first, _) = placer.place([100.0, 50.0], [40.0, 12.0], 8.0).unwrap();
        let (second, _) = placer.place([100.0, 50.0], [40.0, 12.0], 8.0).unwrap();
        assert!(!first.overlaps(second));
        assert!(area.covers(first) && area.covers(second));
        assert!(distance([100.0, 50.0], first) < 9.0);
    }

    #[test]
    fn a_label_keeps_off_lines_when_it_can() {
        let mut placer = Placer::new(corner([0.0, 0.0], [200.0, 100.0]));
        placer.avoid([0.0, 50.0], [200.0, 50.0]);
        let (label, over_a_line) = placer.place([100.0, 50.0], [40.0, 12.0], 8.0).unwrap();
        assert!(!over_a_line && !crosses_box([[0.0, 50.0], [200.0, 50.0]], label));
    }

    #[test]
    fn a_full_plane_has_no_place() {
        let area = corner([0.0, 0.0], [50.0, 20.0]);
        let mut placer = Placer::new(area);
        assert!(placer.place([25.0, 10.0], [60.0, 10.0], 4.0).is_none());
        placer.take(area);
        assert!(placer.place([25.0, 10.0], [10.0, 5.0], 4.0).is_none());
    }

    proptest! {
        #[test]
        fn spread_labels_never_overlap(wishes in proptest::collection::vec(-50.0f32..250.0, 0..20)) {
            let placed = spread(&wishes, 10.0, 0.0, 200.0);
            let mut sorted = placed.clone();
            sorted.sort_by(f32::total_cmp);
            prop_assert!(sorted.windows(2).all(|it| it[1] - it[0] >= 9.99));
            prop_assert!(placed.iter().all(|it| (4.99..=195.01).contains(it)));
            for (i, a) in wishes.iter().enumerate() {
                for (j, b) in wishes.iter().enumerate() {
                    prop_assert!(a >= b || placed[i] <= placed[j], "order is kept");
                }
            }
        }
    }
}
