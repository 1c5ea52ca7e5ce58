//! The range chart's horizontal axis, and where the words of stated distances go. Pure arithmetic.

use std::ops::RangeInclusive;

use crate::figures::RangesFigure;
use crate::ui::panels::chart_frame::{linear_ticks, log_ticks, px};

/// Longest over shortest from which a linear axis would hide the short ones.
const LOG_RATIO: f64 = 50.0;

/// Kilometres to screen.
#[derive(Clone, Debug)]
pub(super) struct KmAxis {
    /// Kilometres at the left and right end of `span`.
    km: RangeInclusive<f64>,
    /// Kilometres in one of the unit that ticks are round in.
    unit_km: f64,
    span: RangeInclusive<f32>,
    pub(super) log: bool,
}

impl KmAxis {
    /// An axis from zero (or, when logarithmic, from a round value below the least) to the longest
    /// reach or stated distance; `None` when there is neither. Which of the two, `log` says or the ranges.
    pub(super) fn new(
        figure: &RangesFigure,
        span: RangeInclusive<f32>,
        log: Option<bool>,
    ) -> Option<Self> {
        let (least, most) = Self::ends(figure)?;
        let log = log.unwrap_or(most / least > LOG_RATIO);
        let unit_km = figure.unit.km();
        let low = if log {
            round_down(least * 0.9 / unit_km) * unit_km
        } else {
            0.0
        };
        Some(Self {
            km: low..=most * if log { 1.1 } else { 1.03 },
            unit_km,
            span,
            log,
        })
    }

    /// Whether ranges lie so far apart that a linear axis would hide the short ones.
    pub(super) fn suggests_log(figure: &RangesFigure) -> bool {
        Self::ends(figure).is_some_and(|(least, most)| most / least > LOG_RATIO)
    }

    /// The shortest and the longest that is drawn, in kilometres.
    fn ends(figure: &RangesFigure) -> Option<(f64, f64)> {
        let bars = figure.bars.iter().flat_map(|bar| [bar.min_km, bar.max_km]);
        let stated = figure
            .distances
            .iter()
            .flat_map(|line| [line.km.0, line.km.1]);
        let (mut least, mut most) = (f64::INFINITY, 0.0f64);
        let all = bars.chain(stated);
        for km in all.filter(|km| km.is_finite() && *km > 0.0) {
            least = least.min(km);
            most = most.max(km);
        }
        (most > 0.0).then_some((least, most))
    }

    /// The right end, in kilometres.
    pub(super) const fn longest(&self) -> f64 {
        *self.km.end()
    }

    /// Position of a distance; values outside end at the border.
    pub(super) fn x(&self, km: f64) -> f32 {
        let (low, high) = (*self.km.start(), *self.km.end());
        let km = if km.is_nan() {
            low
        } else {
            km.clamp(low, high)
        };
        let share = if self.log {
            (km / low).ln() / (high / low).ln()
        } else {
            (km - low) / (high - low)
        };
        let (left, right) = (*self.span.start(), *self.span.end());
        left + (right - left) * px(share)
    }

    /// Round distances, each at least `room` points from the next.
    pub(super) fn ticks(&self, room: f32) -> Vec<f64> {
        let width = self.span.end() - self.span.start();
        let mut max_count = 2;
        while f64::from(max_count + 1) * f64::from(room) < f64::from(width) && max_count < 30 {
            max_count += 1;
        }
        let unit_km = self.unit_km;
        let (low, high) = (*self.km.start() / unit_km, *self.km.end() / unit_km);
        let ticks = if self.log {
            log_ticks(low, high, max_count)
        } else {
            linear_ticks(low, high, max_count)
        };
        let mut last = f32::NEG_INFINITY;
        let far_enough = |km: &f64| {
            let x = self.x(*km);
            let fits = x - last >= room * 0.8;
            if fits {
                last = x;
            }
            fits
        };
        let in_km = ticks.into_iter().map(|tick| tick * unit_km);
        in_km.filter(far_enough).collect()
    }
}

/// The round value (1, 2 or 5 times a power of ten) at or below.
fn round_down(value: f64) -> f64 {
    let scale = 10f64.powf(value.log10().floor());
    [5.0, 2.0, 1.0]
        .into_iter()
        .map(|factor| factor * scale)
        .find(|round| *round <= value)
        .unwrap_or(scale)
}

/// Rows for words that stand centred over `wanted` with these widths, inside `room`: for each its
/// left end and row, or `None` when `max_rows` rows have no place for it. Earlier words go first.
pub(super) fn rows_of_words(
    wanted: &[(f32, f32)],
    room: RangeInclusive<f32>,
    max_rows: usize,
) -> Vec<Option<(f32, usize)>> {
    const GAP: f32 = 8.0;
    let mut rows: Vec<Vec<(f32, f32)>> = vec![Vec::new(); max_rows];
    wanted
        .iter()
        .map(|(centre, width)| {
            let left = (centre - width / 2.0)
                .min(room.end() - width)
                .max(*room.start());
            let right = left + width;
            let row = rows.iter().position(|row| {
                row.iter()
                    .all(|(a, b)| right + GAP <= *a || b + GAP <= left)
            })?;
            rows.get_mut(row)?.push((left, right));
            Some((left, row))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::DistanceLine;

    fn figure(distances: &[f64]) -> RangesFigure {
        RangesFigure {
            bars: Vec::new(),
            distances: distances
                .iter()
                .map(|km| DistanceLine {
                    mentions: Vec::new(),
                    km: (*km, *km),
                    label: String::new(),
                    weapon: None,
                })
                .collect(),
            apart: Vec::new(),
            classes: Vec::new(),
            left_out: Vec::new(),
            sources: Vec::new(),
            unit: crate::units::LengthUnit::Kilometre,
        }
    }

    #[test]
    fn an_axis_starts_at_zero_unless_ranges_lie_far_apart() {
        let axis = KmAxis::new(&figure(&[300.0, 1600.0]), 0.0..=100.0, None).unwrap();
        assert!(!axis.log && axis.x(0.0).abs() < 0.01 && axis.x(1600.0) > 90.0);
        let axis = KmAxis::new(&figure(&[70.0, 13000.0]), 0.0..=100.0, None).unwrap();
        assert!(axis.log && axis.x(0.0).abs() < 0.01 && axis.x(70.0) > 0.0);
        assert!(
            axis.x(1000.0) - axis.x(100.0) > 30.0,
            "each power gets the same room"
        );
    }

    #[test]
    fn the_reader_can_have_either_scale() {
        let near = figure(&[300.0, 1600.0]);
        let axis = KmAxis::new(&near, 0.0..=100.0, Some(true)).unwrap();
        assert!(axis.log && axis.x(300.0) > 0.0 && !KmAxis::suggests_log(&near));
        let far = figure(&[70.0, 13000.0]);
        let axis = KmAxis::new(&far, 0.0..=100.0, Some(false)).unwrap();
        assert!(!axis.log && axis.x(70.0) < 1.0 && KmAxis::suggests_log(&far));
    }

    #[test]
    fn nothing_has_no_axis() {
        assert!(KmAxis::new(&figure(&[]), 0.0..=100.0, None).is_none());
        assert!(KmAxis::new(&figure(&[0.0, f64::NAN, -5.0]), 0.0..=100.0, None).is_none());
    }

    #[test]
    fn odd_values_stay_on_the_axis() {
        let axis = KmAxis::new(&figure(&[100.0]), 10.0..=90.0, None).unwrap();
        for km in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -3.0] {
            assert!((10.0..=90.0).contains(&axis.x(km)), "{km}");
        }
    }

    #[test]
    fn words_that_would_touch_go_to_the_next_row() {
        let got = rows_of_words(&[(50.0, 40.0), (60.0, 40.0), (150.0, 40.0)], 0.0..=200.0, 2);
        assert_eq!(got, [Some((30.0, 0)), Some((40.0, 1)), Some((130.0, 0))]);
        let got = rows_of_words(&[(50.0, 40.0), (60.0, 40.0)], 0.0..=200.0, 1);
        assert_eq!(got, [Some((30.0, 0)), None]);
        let got = rows_of_words(&[(0.0, 40.0), (200.0, 40.0)], 0.0..=200.0, 1);
        assert_eq!(got, [Some((0.0, 0)), Some((160.0, 0))]);
    }
}
