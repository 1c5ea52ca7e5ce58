//! What a stated number stands for: the interval of values that round to it as it was written.
//!
//! Invariant: the interval of a number holds the number. A hedge widens it and is named where the
//! interval is shown.

use crate::units::{Extent, Hedge};

/// A writer's "about" allows so much to each side, as a share; the rounding where that is more.
pub const ABOUT: f64 = 0.05;

/// "Nearly 10" is not less than this share of 10.
pub const NEARLY: f64 = 0.88;

/// Values from `low` to `high`, both included; the ends may be infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lowest.
    pub low: f64,
    /// Highest.
    pub high: f64,
}

impl Interval {
    /// The two ends, in any order.
    pub const fn new(a: f64, b: f64) -> Self {
        Self {
            low: a.min(b),
            high: a.max(b),
        }
    }

    /// Whether some value lies in both. Ends that meet count, with room for the error of floating
    /// point numbers.
    pub fn meets(self, other: Self) -> bool {
        let room = |end: f64| {
            if end.is_finite() {
                end.abs() * 1e-9
            } else {
                0.0
            }
        };
        self.low <= other.high + room(other.high) && other.low <= self.high + room(self.high)
    }

    /// Whether it holds a value.
    pub fn holds(self, value: f64) -> bool {
        self.meets(Self::new(value, value))
    }

    /// Both ends times a positive factor.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self::new(self.low * factor, self.high * factor)
    }

    /// Turned round for a sign of −1.
    #[must_use]
    pub const fn signed(self, sign: f64) -> Self {
        if sign < 0.0 {
            Self::new(-self.high, -self.low)
        } else {
            self
        }
    }

    /// Wider by a share of its ends to each side.
    #[must_use]
    pub fn wider(self, share: f64) -> Self {
        Self {
            low: self.low - self.low.abs() * share,
            high: self.high + self.high.abs() * share,
        }
    }

    /// Every quotient of a value of this by one of `other`; `None` when that holds zero.
    pub fn over(self, other: Self) -> Option<Self> {
        if other.low <= 0.0 {
            return None;
        }
        Some(Self::new(self.low / other.high, self.high / other.low))
    }

    /// Every sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high + other.high,
        }
    }
}

/// The values that round to `value` at so many significant digits. One digit that is a 1 with zeros
/// behind it ("10 trillion", "1,000") is read as two, as everybody does: 10 stands for 9.5 to 10.5, not
/// for everything up to 15.
pub fn rounded(value: f64, digits: u8, written: &str) -> Interval {
    let size = value.abs();
    if size < f64::MIN_POSITIVE {
        return Interval::new(-0.5, 0.5);
    }
    let magnitude = (size.log10() + 1e-12).floor();
    let leading_one = (size / 10f64.powf(magnitude) - 1.0).abs() < 1e-9;
    let digits = f64::from(digits.max(1));
    if digits < 1.5 && leading_one && has_zero(written) {
        let half = 10f64.powf(magnitude - 1.0) / 2.0;
        return Interval::new(value - half, value + half);
    }
    let half = 10f64.powf(magnitude - digits + 1.0) / 2.0;
    // Just below a power of ten the steps are ten times finer.
    let below = if leading_one { half / 10.0 } else { half };
    if value > 0.0 {
        Interval::new(value - below, value + half)
    } else {
        Interval::new(value - half, value + below)
    }
}

fn has_zero(written: &str) -> bool {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    digits.len() > 1 && digits.starts_with('1') && !written.contains(['.'])
}

/// What the number itself stands for: rounding, and "about" or "nearly". Words that set a limit
/// ("up to", "more than") are left out: two sides of one restatement share them.
pub fn number(extent: Extent, unit: f64, written: &str) -> Interval {
    let low = rounded(extent.low() / unit, extent.digits, written);
    let high = rounded(extent.high() / unit, extent.digits, written);
    let both = Interval::new(low.low, high.high);
    let widened = match extent.hedge {
        Some(Hedge::About) => {
            let low = extent.low() / unit * (1.0 - ABOUT);
            let high = extent.high() / unit * (1.0 + ABOUT);
            Interval::new(both.low.min(low), both.high.max(high))
        }
        Some(Hedge::Nearly) => Interval::new(both.low.min(extent.low() / unit * NEARLY), both.high),
        _ => both,
    };
    widened.times(unit)
}

/// What the words say of the true value, with limits: "more than 300" has no upper end.
pub fn stated(extent: Extent, unit: f64, written: &str) -> Interval {
    let both = number(extent, unit, written);
    match extent.hedge {
        Some(Hedge::AtLeast | Hedge::MoreThan) => Interval {
            low: both.low,
            high: f64::INFINITY,
        },
        Some(Hedge::AtMost | Hedge::LessThan) => Interval {
            low: f64::NEG_INFINITY,
            high: both.high,
        },
        _ => both,
    }
}

/// What a hedge does to the interval, in words; nothing when there is none.
pub const fn hedge_words(hedge: Option<Hedge>) -> Option<&'static str> {
    match hedge {
        None => None,
        Some(Hedge::About) => Some("“about” allows 5 % to each side"),
        Some(Hedge::Nearly) => Some("“nearly” allows 12 % below"),
        Some(Hedge::AtLeast | Hedge::MoreThan) => {
            Some("“at least” or “more than” sets no upper end")
        }
        Some(Hedge::AtMost | Hedge::LessThan) => Some("“up to” or “less than” sets no lower end"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(value: f64, digits: u8, written: &str, low: f64, high: f64) {
        let found = rounded(value, digits, written);
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs().max(1.0);
        assert!(
            near(found.low, low) && near(found.high, high),
            "{written}: {found:?}"
        );
    }

    #[test]
    fn a_number_stands_for_what_rounds_to_it() {
        check(1600.0, 2, "1,600", 1550.0, 1650.0);
        check(2.35, 3, "2.35", 2.345, 2.355);
        check(46.0, 3, "46.0", 45.95, 46.05);
        check(200.0, 1, "200", 150.0, 250.0);
    }

    #[test]
    fn steps_below_a_power_of_ten_are_finer() {
        check(100.0, 3, "100", 99.95, 100.5);
        check(1.0, 1, "one", 0.95, 1.5);
    }

    #[test]
    fn ten_is_read_to_two_digits() {
        check(10.0, 1, "10 trillion", 9.5, 10.5);
        check(1000.0, 1, "1,000 miles", 950.0, 1050.0);
    }

    #[test]
    fn hedges_widen() {
        let about = Extent::single(254.0, 3).unwrap().hedged(Some(Hedge::About));
        assert!(number(about, 1.0, "about 254").holds(243.0));
        assert!(!number(about, 1.0, "about 254").holds(230.0));
        let more = Extent::single(300.0, 1)
            .unwrap()
            .hedged(Some(Hedge::MoreThan));
        assert!(stated(more, 1.0, "more than 300").holds(1e9));
        assert!(!number(more, 1.0, "more than 300").holds(1e9));
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_number(value in 1e-6..1e15f64, digits in 0u8..18) {
            prop_assert!(rounded(value, digits, "").holds(value));
            prop_assert!(rounded(-value, digits, "10").holds(-value));
        }

        #[test]
        fn powers_of_ten_scale_the_interval(value in 1.0..1e6f64, digits in 1u8..6, power in 0i32..9) {
            let factor = 10f64.powi(power);
            let small = rounded(value, digits, "").times(factor);
            let large = rounded(value * factor, digits, "");
            prop_assert!((small.low - large.low).abs() <= 1e-6 * large.low.abs());
            prop_assert!((small.high - large.high).abs() <= 1e-6 * large.high.abs());
        }

        #[test]
        fn there_and_back_agrees(value in 1.0..1e5f64, digits in 1u8..5) {
            let there = Extent::single(value, digits).unwrap();
            let miles = value / 1.609_344;
            let back = Extent::single(miles * 1.609_344, digits).unwrap();
            prop_assert!(number(there, 1.0, "").meets(number(back, 1.609_344, "")));
        }
    }
}
