//! Axes: from values to pixels, and the numbers written beside them.

use super::px;
use crate::units::format;

/// How values are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    Linear,
    Log,
}

/// One axis, from `start` (at `low`) to `end` (at `high`) in pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    pub(super) scale: Scale,
    // Invariant: low < high, both finite; both above zero on a logarithmic scale.
    low: f64,
    high: f64,
    start: f32,
    end: f32,
    pub(super) ticks: Vec<Tick>,
}

/// A number beside an axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    pub(super) value: f64,
    pub(super) label: String,
}

/// More ticks than this are never written; a guard against odd numbers.
const MAX_TICKS: usize = 60;

/// No figure of the tables lies outside; a guard for arithmetic against odd numbers.
const LEAST: f64 = 1e-9;
const MOST: f64 = 1e30;

/// From here on, ticks are written as powers of ten.
const LONG: f64 = 1e7;

impl Axis {
    /// From zero to a round number at or above `max`, with about one tick every `spacing` pixels.
    pub(super) fn linear(max: f64, start: f32, end: f32, spacing: f32) -> Self {
        let max = if max.is_finite() && max > 0.0 {
            max.clamp(LEAST, MOST)
        } else {
            1.0
        };
        let num = f64::from(((end - start).abs() / spacing).max(2.0));
        let step = nice_step(max / num);
        let high = (max / step - 1e-9).ceil().max(1.0) * step;
        let mut ticks = Vec::new();
        for i in 0..MAX_TICKS {
            let value = step * i as f64;
            if value > high * (1.0 + 1e-9) {
                break;
            }
            ticks.push(Tick::new(value, step));
        }
        Self {
            scale: Scale::Linear,
            low: 0.0,
            high,
            start,
            end,
            ticks,
        }
    }

    /// From and to numbers of the series 1, 2, 5, 10 … that hold `min..max`, with the densest ticks
    /// of which neighbours are at least `spacing` pixels apart.
    pub(super) fn log(min: f64, max: f64, start: f32, end: f32, spacing: f32) -> Self {
        let min = if min.is_finite() && min > 0.0 {
            min.clamp(LEAST, MOST)
        } else {
            1.0
        };
        let max = if max.is_finite() && max > min {
            max.min(MOST)
        } else {
            min * 10.0
        };
        let low = one_two_five(min, false);
        let high = one_two_five(max, true);
        let high = if high > low { high } else { low * 10.0 };
        let mut axis = Self {
            scale: Scale::Log,
            low,
            high,
            start,
            end,
            ticks: Vec::new(),
        };
        for steps in [&[1.0, 2.0, 5.0][..], &[1.0, 3.0][..], &[1.0][..]] {
            axis.ticks = axis.log_ticks(steps);
            if axis.ticks_are_apart(spacing) {
                return axis;
            }
        }
        // Not even every power of ten fits: every second, every fourth, …
        while !axis.ticks_are_apart(spacing) {
            axis.ticks = axis.ticks.into_iter().step_by(2).collect();
        }
        axis
    }

    fn ticks_are_apart(&self, spacing: f32) -> bool {
        let places: Vec<f32> = self.ticks.iter().map(|tick| self.at(tick.value)).collect();
        places.windows(2).all(|pair| match pair {
            [a, b] => (a - b).abs() >= spacing,
            _ => true,
        })
    }

    /// Whole years from `first` to `last`, half a year free on both sides, as many written as fit.
    pub(super) fn years(first: f64, last: f64, start: f32, end: f32, spacing: f32) -> Self {
        let (low, high) = (first - 0.5, last.max(first) + 0.5);
        let per_year = f64::from((end - start).abs()) / (high - low);
        let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 1000.0]
            .into_iter()
            .find(|step| step * per_year >= f64::from(spacing))
            .unwrap_or(10_000.0);
        let mut ticks = Vec::new();
        let mut year = (first / step).ceil() * step;
        while year <= high && ticks.len() < MAX_TICKS {
            ticks.push(Tick {
                value: year,
                label: format!("{year:.0}"),
            });
            year += step;
        }
        Self {
            scale: Scale::Linear,
            low,
            high,
            start,
            end,
            ticks,
        }
    }

    /// Where a value stands; at the nearer end when it lies outside.
    pub(super) fn at(&self, value: f64) -> f32 {
        let share = match self.scale {
            Scale::Linear => (value - self.low) / (self.high - self.low),
            Scale::Log if value > 0.0 => {
                (value / self.low).log10() / (self.high / self.low).log10()
            }
            Scale::Log => 0.0,
        };
        self.start + (self.end - self.start) * px(share.clamp(0.0, 1.0))
    }

    /// The value at the far end.
    pub(super) const fn high(&self) -> f64 {
        self.high
    }

    /// The value at the near end.
    pub(super) const fn low(&self) -> f64 {
        self.low
    }

    fn log_ticks(&self, steps: &[f64]) -> Vec<Tick> {
        let mut ticks = Vec::new();
        let mut decade = 10f64.powf(self.low.log10().floor());
        while decade <= self.high && ticks.len() < MAX_TICKS {
            for step in steps {
                let value = decade * step;
                if value >= self.low * (1.0 - 1e-9) && value <= self.high * (1.0 + 1e-9) {
                    ticks.push(Tick::new(value, value));
                }
            }
            decade *= 10.0;
        }
        ticks
    }
}

impl Tick {
    fn new(value: f64, step: f64) -> Self {
        // As many decimals as tell a tick from its neighbour.
        let decimals = (0..=6)
            .find(|decimals| {
                let scaled = step * 10f64.powi(*decimals);
                (scaled - scaled.round()).abs() < 1e-6 * scaled.max(1e-9)
            })
            .and_then(|decimals| usize::try_from(decimals).ok())
            .unwrap_or(6);
        let label = if value >= LONG {
            format!("{value:e}")
        } else {
            format::number(value, decimals)
        };
        Self { value, label }
    }
}

/// The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `rough`.
fn nice_step(rough: f64) -> f64 {
    let decade = 10f64.powf(rough.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|it| it * decade)
        .find(|step| *step >= rough * (1.0 - 1e-9))
        .unwrap_or(decade * 10.0)
}

/// The nearest number of the series 1, 2, 5, 10 … at or above `value` (below, when not `up`).
fn one_two_five(value: f64, up: bool) -> f64 {
    let decade = 10f64.powf(value.log10().floor());
    let candidates = [1.0, 2.0, 5.0, 10.0].map(|it| it * decade);
    if up {
        candidates
            .into_iter()
            .find(|it| *it >= value * (1.0 - 1e-9))
            .unwrap_or(decade * 10.0)
    } else {
        candidates
            .into_iter()
            .rev()
            .find(|it| *it <= value * (1.0 + 1e-9))
            .unwrap_or(decade)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check_ticks(axis: &Axis, expected: &[&str]) {
        let labels: Vec<&str> = axis.ticks.iter().map(|it| it.label.as_str()).collect();
        assert_eq!(labels, expected);
    }

    #[test]
    fn linear_ticks_are_round_and_start_at_zero() {
        check_ticks(
            &Axis::linear(83.0, 400.0, 0.0, 80.0),
            &["0", "20", "40", "60", "80", "100"],
        );
        check_ticks(
            &Axis::linear(2.3, 400.0, 0.0, 80.0),
            &["0", "0.5", "1", "1.5", "2", "2.5"],
        );
        check_ticks(&Axis::linear(0.0, 400.0, 0.0, 200.0), &["0", "0.5", "1"]);
    }

    #[test]
    fn log_ticks_thin_out_where_room_is_short() {
        check_ticks(
            &Axis::log(12.0, 900.0, 0.0, 600.0, 40.0),
            &["10", "20", "50", "100", "200", "500", "1,000"],
        );
        check_ticks(
            &Axis::log(12.0, 90_000.0, 0.0, 400.0, 45.0),
            &[
                "10", "30", "100", "300", "1,000", "3,000", "10,000", "30,000", "100,000",
            ],
        );
        check_ticks(
            &Axis::log(12.0, 90_000.0, 0.0, 250.0, 45.0),
            &["10", "100", "1,000", "10,000", "100,000"],
        );
    }

    #[test]
    fn years_are_whole() {
        check_ticks(
            &Axis::years(2000.0, 2027.0, 0.0, 600.0, 60.0),
            &["2000", "2005", "2010", "2015", "2020", "2025"],
        );
        check_ticks(
            &Axis::years(2020.0, 2023.5, 0.0, 600.0, 60.0),
            &["2020", "2021", "2022", "2023", "2024"],
        );
    }

    #[test]
    fn small_values_keep_their_decimals() {
        check_ticks(
            &Axis::log(0.02, 0.9, 0.0, 600.0, 30.0),
            &["0.02", "0.05", "0.1", "0.2", "0.5", "1"],
        );
    }

    proptest! {
        #[test]
        fn values_stay_in_order_and_inside(
            min in 1e-6f64..1e6, factor in 1.0f64..1e6, share in 0.0f64..1.0, log in proptest::bool::ANY,
        ) {
            let max = min * factor;
            let axis = if log { Axis::log(min, max, 10.0, 500.0, 40.0) }
                else { Axis::linear(max, 10.0, 500.0, 40.0) };
            let between = min + (max - min) * share;
            prop_assert!(axis.low() < axis.high());
            prop_assert!(axis.low() <= min * (1.0 + 1e-6) && max <= axis.high() * (1.0 + 1e-6));
            let [a, b, c] = [min, between, max].map(|it| axis.at(it));
            prop_assert!(10.0 <= a && a <= b && b <= c && c <= 500.0);
            prop_assert!(axis.ticks.len() <= MAX_TICKS);
            prop_assert!(axis.ticks.windows(2).all(|it| it[0].label != it[1].label));
        }
    }
}
