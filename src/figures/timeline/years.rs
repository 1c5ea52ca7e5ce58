//! A stretch of years to look at: whole, zoomed or moved, and where its lines and numbers stand.
//!
//! A year's number stands in its middle, as under the spending chart: 2024.0 is the middle of 2024, and
//! its first day lies at 2023.5. Lines stand where years (or months) begin, so that a day lies between
//! the lines of its own year.

use jiff::civil::Date;

use super::TimelineFigure;

/// The shortest stretch that can be looked at: a month.
const LEAST: f64 = 1.0 / 12.0;

/// More lines than this are never drawn.
const MAX_TICKS: usize = 200;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// What is looked at. Invariant: finite, and `low < high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearView {
    low: f64,
    high: f64,
}

impl Default for YearView {
    /// A year of no document, for charts without a bar.
    fn default() -> Self {
        Self {
            low: 1999.5,
            high: 2000.5,
        }
    }
}

/// A line at the beginning of a year or month, and its number in the middle.
#[derive(Clone, Debug, PartialEq)]
pub struct YearTick {
    /// Where the line stands, in years.
    pub line: f64,
    /// Where the words stand; `None` for the line that ends the last one.
    pub words: Option<(f64, String)>,
}

/// Where a share of a day (0 its beginning, 1 its end) lies, in years.
pub fn year_place(day: Date, share: f64) -> f64 {
    let days = f64::from(day.day_of_year()) - 1.0 + share;
    f64::from(day.year()) - 0.5 + days / f64::from(day.days_in_year())
}

impl YearView {
    /// Every year that is named; `None` where there is no bar.
    pub fn all(figure: &TimelineFigure) -> Option<Self> {
        let (first, last) = figure.years()?;
        Some(Self {
            low: f64::from(first) - 0.5,
            high: f64::from(last) + 0.5,
        })
    }

    /// Its first moment, in years.
    pub const fn low(self) -> f64 {
        self.low
    }

    /// Its last moment.
    pub const fn high(self) -> f64 {
        self.high
    }

    /// How many years.
    pub fn span(self) -> f64 {
        self.high - self.low
    }

    /// Where a year lies: 0 at the first moment, 1 at the last.
    pub fn share(self, year: f64) -> f64 {
        (year - self.low) / self.span()
    }

    /// Shorter by `factor` round `year`, never longer than `all`.
    #[must_use]
    pub fn zoomed(self, factor: f64, year: f64, all: Self) -> Self {
        if !(factor.is_finite() && factor > 0.0 && year.is_finite()) {
            return self;
        }
        let span = (self.span() / factor).clamp(LEAST.min(all.span()), all.span());
        let low = year - span * self.share(year).clamp(0.0, 1.0);
        Self {
            low,
            high: low + span,
        }
        .held(all)
    }

    /// Later by so many years, but not beyond `all`.
    #[must_use]
    pub fn moved(self, years: f64, all: Self) -> Self {
        if !years.is_finite() {
            return self;
        }
        Self {
            low: self.low + years,
            high: self.high + years,
        }
        .held(all)
    }

    /// As much of itself as lies within `all`.
    #[must_use]
    pub fn held(self, all: Self) -> Self {
        let span = self.span().min(all.span());
        let low = self.low.clamp(all.low, (all.high - span).max(all.low));
        Self {
            low,
            high: low + span,
        }
    }

    /// Lines at least `least` years apart: of months, or of one, two, five, ten… years.
    pub fn ticks(self, least: f64) -> Vec<YearTick> {
        let months = [1i16, 3, 6]
            .into_iter()
            .find(|it| f64::from(*it) / 12.0 >= least);
        match months {
            Some(step) => self.month_ticks(step),
            None => self.year_ticks(least),
        }
    }

    fn year_ticks(self, least: f64) -> Vec<YearTick> {
        let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 1000.0];
        let step = steps.into_iter().find(|it| *it >= least);
        let step = step.unwrap_or(10_000.0);
        let mut ticks = Vec::new();
        let mut year = ((self.low + 0.5) / step).ceil() * step;
        // The year that began before the look does has its number all the same, where it is seen.
        if step < 1.5 && year - 1.0 >= self.low {
            year -= 1.0;
        }
        while year - 0.5 <= self.high && ticks.len() < MAX_TICKS {
            let seen = year <= self.high;
            ticks.push(YearTick {
                line: year - 0.5,
                words: seen.then(|| (year, format!("{year:.0}"))),
            });
            year += step;
        }
        ticks
    }

    fn month_ticks(self, step: i16) -> Vec<YearTick> {
        let mut ticks = Vec::new();
        let begins = |count: i16| {
            let month = i8::try_from(count.rem_euclid(12) + 1).ok()?;
            let day = Date::new(count.div_euclid(12), month, 1).ok()?;
            Some((day, year_place(day, 0.0)))
        };
        let Some(mut count) = whole((self.low + 0.5) * 12.0) else {
            return ticks;
        };
        count -= count.rem_euclid(step);
        while ticks.len() < MAX_TICKS {
            let (Some((day, line)), Some((_, next))) = (begins(count), begins(count + step)) else {
                break;
            };
            if line > self.high {
                break;
            }
            let middle = f64::midpoint(line, next);
            let month = usize::from(day.month().unsigned_abs()).saturating_sub(1);
            let month = MONTHS.get(month).copied().unwrap_or_default();
            let words = if step == 1 {
                format!("{month} {}", day.year())
            } else {
                let last = MONTHS.get(
                    (usize::from(count.rem_euclid(12).unsigned_abs())
                        + usize::from(step.unsigned_abs())
                        - 1)
                        % 12,
                );
                format!(
                    "{month}–{} {}",
                    last.copied().unwrap_or_default(),
                    day.year()
                )
            };
            let is_seen = middle >= self.low && middle <= self.high;
            if line >= self.low || is_seen {
                ticks.push(YearTick {
                    line,
                    words: is_seen.then_some((middle, words)),
                });
            }
            count += step;
        }
        ticks
    }
}

/// Rounded down; `None` beyond what years can be.
#[expect(
    clippy::cast_possible_truncation,
    reason = "checked to be within the years of a calendar"
)]
fn whole(months: f64) -> Option<i16> {
    (months.is_finite() && months.abs() < 30_000.0).then(|| months.floor() as i16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn view(low: f64, high: f64) -> YearView {
        YearView { low, high }
    }

    #[track_caller]
    fn check_ticks(low: f64, high: f64, least: f64, expected: &[&str]) {
        let ticks = view(low, high).ticks(least);
        let words: Vec<String> = ticks
            .into_iter()
            .filter_map(|it| Some(it.words?.1))
            .collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn numbers_of_years() {
        check_ticks(2023.5, 2024.5, 0.9, &["2024"]);
        check_ticks(2022.5, 2024.5, 0.9, &["2023", "2024"]);
        check_ticks(1944.5, 2027.5, 15.0, &["1960", "1980", "2000", "2020"]);
    }

    #[test]
    fn names_of_months() {
        check_ticks(2023.5, 2023.7, 0.05, &["Jan 2024", "Feb 2024"]);
        check_ticks(2023.5, 2024.5, 0.3, &["Jan–Jun 2024", "Jul–Dec 2024"]);
    }

    #[test]
    fn a_day_lies_between_the_lines_of_its_year() {
        let first = year_place(date(2024, 1, 1), 0.0);
        let last = year_place(date(2024, 12, 31), 1.0);
        assert!((first - 2023.5).abs() < 1e-9 && (last - 2024.5).abs() < 1e-9);
        let ticks = view(2020.5, 2027.5).ticks(1.0);
        assert!(ticks.iter().any(|it| (it.line - first).abs() < 1e-9));
        assert!(ticks.iter().any(|it| (it.line - last).abs() < 1e-9));
    }

    #[test]
    fn zooming_keeps_the_year_under_the_pointer() {
        let all = view(2000.5, 2030.5);
        let near = all.zoomed(4.0, 2020.5, all);
        assert!((near.span() - 7.5).abs() < 1e-9);
        assert!((near.share(2020.5) - all.share(2020.5)).abs() < 1e-9);
        assert_eq!(near.zoomed(1e-9, 2020.5, all), all);
    }

    proptest! {
        #[test]
        fn no_look_leaves_the_years_that_are_named(
            factor in 0.0f64..1e6, at in 1800.0f64..2300.0, by in -500.0f64..500.0, least in 0.0f64..500.0,
        ) {
            let all = view(1944.5, 2047.5);
            let seen = all.zoomed(factor, at, all).moved(by, all);
            prop_assert!(seen.low >= all.low - 1e-9 && seen.high <= all.high + 1e-6);
            prop_assert!(seen.span() > 0.0);
            let ticks = seen.ticks(least);
            prop_assert!(ticks.len() <= MAX_TICKS);
            prop_assert!(ticks.windows(2).all(|it| it[0].line < it[1].line));
            for (at, _) in ticks.iter().filter_map(|it| it.words.as_ref()) {
                prop_assert!(seen.low - 1e-9 <= *at && *at <= seen.high + 1e-9);
            }
        }
    }
}
