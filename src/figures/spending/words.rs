//! How values of the chart are written, for the window and for pictures alike.

use super::SpendingFigure;
use crate::reference::Measure;
use crate::units::{Currency, format};

impl SpendingFigure {
    /// A value with its unit: `US$50.2 billion`, `1.2% of GDP`, `132 (2010 = 100)`.
    pub fn value_words(&self, value: f64) -> String {
        match self.index_year {
            Some(year) => format!("{} ({year} = 100)", format::number(value, 1)),
            None => value_words(self.measure, self.base_year, value),
        }
    }

    /// One value or both ends.
    pub fn interval_words(&self, (low, high): (f64, f64)) -> String {
        if low < high {
            format!("{} to {}", self.value_words(low), self.value_words(high))
        } else {
            self.value_words(low)
        }
    }

    /// A value as short as beside a line's name: `50.2`, `1.2 %`.
    pub fn short_words(&self, value: f64) -> String {
        match (self.index_year, self.measure) {
            (Some(_), _) => format::number(value, 0),
            (None, Measure::PctGdp) => format!("{} %", format::short_number(value)),
            (None, _) => format::short_number(value),
        }
    }

    /// What the axis measures.
    pub fn unit_words(&self) -> &str {
        if self.unit.is_empty() {
            self.measure.unit_label()
        } else {
            &self.unit
        }
    }
}

/// A value in a measure's own unit.
pub(super) fn value_words(measure: Measure, base_year: Option<i16>, value: f64) -> String {
    let dollars = || format::money(value * 1e9, Currency::USD);
    let of_year = || base_year.map_or(String::new(), |year| format!(" of {year}"));
    match measure {
        Measure::UsdCurrent => dollars(),
        Measure::UsdConstant => format!("{} in dollars{}", dollars(), of_year()),
        Measure::PctGdp => format!("{}% of GDP", format::number(value, 2)),
        Measure::LocalCurrency => {
            format!("{} billion in local currency", format::short_number(value))
        }
        Measure::PublisherConstant => format!("{} in constant dollars{}", dollars(), of_year()),
    }
}
