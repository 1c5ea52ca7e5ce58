//! Cutting shapes at the edges of a picture.

use super::flat::XY;

/// An upright box: least and greatest of both coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Least x and y.
    pub min: XY,
    /// Greatest x and y.
    pub max: XY,
}

impl Frame {
    /// The smallest box round points; inside out when there are none.
    pub fn around(points: impl IntoIterator<Item = XY>) -> Self {
        let mut frame = Self {
            min: [f64::INFINITY; 2],
            max: [f64::NEG_INFINITY; 2],
        };
        for [x, y] in points {
            frame.min = [frame.min[0].min(x), frame.min[1].min(y)];
            frame.max = [frame.max[0].max(x), frame.max[1].max(y)];
        }
        frame
    }

    /// Whether the two have something in common.
    pub fn meets(self, other: Self) -> bool {
        self.min[0] <= other.max[0]
            && other.min[0] <= self.max[0]
            && self.min[1] <= other.max[1]
            && other.min[1] <= self.max[1]
    }

    /// Whether a point lies inside or on the edge.
    pub fn holds(self, [x, y]: XY) -> bool {
        (self.min[0]..=self.max[0]).contains(&x) && (self.min[1]..=self.max[1]).contains(&y)
    }
}

/// The part of a filled shape inside the frame. Parts that hang together outside stay joined along
/// the frame's edge, which no filling shows.
pub fn area(points: &[XY], frame: Frame) -> Vec<XY> {
    let mut out = points.to_vec();
    for (axis, limit, keep_above) in [
        (0, frame.min[0], true),
        (0, frame.max[0], false),
        (1, frame.min[1], true),
        (1, frame.max[1], false),
    ] {
        out = half(&out, axis, limit, keep_above);
    }
    out
}

fn half(points: &[XY], axis: usize, limit: f64, keep_above: bool) -> Vec<XY> {
    let of = |point: &XY| point.get(axis).copied().unwrap_or_default();
    let inside = |point: &XY| {
        if keep_above {
            of(point) >= limit
        } else {
            of(point) <= limit
        }
    };
    let Some(&last) = points.last() else {
        return Vec::new();
    };
    let mut out = Vec::with_capacity(points.len() + 4);
    let mut before = last;
    for &point in points {
        if inside(&point) != inside(&before) {
            let share = (limit - of(&before)) / (of(&point) - of(&before));
            let mut cut = mix(before, point, share);
            if let Some(value) = cut.get_mut(axis) {
                *value = limit;
            }
            out.push(cut);
        }
        if inside(&point) {
            out.push(point);
        }
        before = point;
    }
    out
}

fn mix(a: XY, b: XY, share: f64) -> XY {
    [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

/// The parts of an open line inside the frame.
pub fn line(points: &[XY], frame: Frame) -> Vec<Vec<XY>> {
    let mut parts: Vec<Vec<XY>> = Vec::new();
    let mut part: Vec<XY> = Vec::new();
    for pair in points.windows(2) {
        let [a, b] = pair else { continue };
        match segment(*a, *b, frame) {
            Some((from, to)) => {
                if part.last() != Some(&from) {
                    parts.push(std::mem::replace(&mut part, vec![from]));
                }
                part.push(to);
            }
            None => parts.push(std::mem::take(&mut part)),
        }
    }
    parts.push(part);
    parts.retain(|it| it.len() >= 2);
    parts
}

/// The part of a straight line inside the frame (Liang and Barsky's way).
fn segment(a: XY, b: XY, frame: Frame) -> Option<(XY, XY)> {
    let (mut enters, mut leaves) = (0.0f64, 1.0f64);
    let d = [b[0] - a[0], b[1] - a[1]];
    for (step, room) in [
        (-d[0], a[0] - frame.min[0]),
        (d[0], frame.max[0] - a[0]),
        (-d[1], a[1] - frame.min[1]),
        (d[1], frame.max[1] - a[1]),
    ] {
        if step.abs() < 1e-15 {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            enters = enters.max(room / step);
        } else {
            leaves = leaves.min(room / step);
        }
    }
    (enters < leaves).then(|| {
        let from = if enters > 0.0 { mix(a, b, enters) } else { a };
        let to = if leaves < 1.0 { mix(a, b, leaves) } else { b };
        (from, to)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::flat::double_area;

    const UNIT: Frame = Frame {
        min: [0.0, 0.0],
        max: [10.0, 10.0],
    };

    #[test]
    fn areas_are_cut_to_what_is_seen() {
        let around = [[-5.0, -5.0], [20.0, -5.0], [20.0, 20.0], [-5.0, 20.0]];
        assert!((double_area(&area(&around, UNIT)) - 200.0).abs() < 1e-9);
        assert!(area(&[[20.0, 20.0], [30.0, 20.0], [30.0, 30.0]], UNIT).is_empty());
        let inside = [[1.0, 1.0], [2.0, 1.0], [2.0, 2.0]];
        assert_eq!(area(&inside, UNIT), inside);
        assert!(area(&[], UNIT).is_empty());
    }

    #[test]
    fn lines_are_parted_where_they_leave() {
        let there_and_back = [[-5.0, 5.0], [15.0, 5.0], [15.0, 8.0], [5.0, 8.0]];
        assert_eq!(
            line(&there_and_back, UNIT),
            [vec![[0.0, 5.0], [10.0, 5.0]], vec![[10.0, 8.0], [5.0, 8.0]]]
        );
        assert!(line(&[[20.0, 20.0], [30.0, 30.0]], UNIT).is_empty());
        let bent = [[1.0, 1.0], [5.0, 5.0], [9.0, 1.0]];
        assert_eq!(line(&bent, UNIT), [bent.to_vec()]);
    }
}
