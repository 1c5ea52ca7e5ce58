//! Military spending by country and year, and exchange rates.

use super::{Iso3, SourceId};
use crate::units::Currency;

/// What a spending figure measures. Different measures never share an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Billions of US dollars at the prices and rates of the year.
    UsdCurrent,
    /// Percent of gross domestic product.
    PctGdp,
}

impl Measure {
    /// Every measure the shipped table has.
    pub const ALL: [Self; 2] = [Self::UsdCurrent, Self::PctGdp];

    /// As in tables and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::UsdCurrent => "usd_current",
            Self::PctGdp => "pct_gdp",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.code() == code)
    }

    /// For menus.
    pub const fn label(self) -> &'static str {
        match self {
            Self::UsdCurrent => "Current US dollars",
            Self::PctGdp => "Share of GDP",
        }
    }

    /// For axes.
    pub const fn unit_label(self) -> &'static str {
        match self {
            Self::UsdCurrent => "Billion current US$",
            Self::PctGdp => "Percent of GDP",
        }
    }
}

/// How sure its publisher is of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// As reported.
    Reported,
    /// Marked as an estimate.
    Estimate,
    /// Marked as highly uncertain.
    Uncertain,
}

impl Status {
    /// As in tables.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Estimate => "estimate",
            Self::Uncertain => "uncertain",
        }
    }
}

/// Row number of an observation in the spending table, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObservationId(pub u32);

/// One published figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// Its row.
    pub id: ObservationId,
    /// Calendar year.
    pub year: i16,
    /// In the unit of the series' measure.
    pub value: f64,
    /// How sure.
    pub status: Status,
    /// Published by.
    pub source: SourceId,
}

/// All figures of one country in one measure, in order of years.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Whose.
    pub iso3: Iso3,
    /// Of what.
    pub measure: Measure,
    /// Sorted by year, one a year; a missing year is absent.
    pub observations: Vec<Observation>,
}

/// An exchange rate.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// Of this currency.
    pub currency: Currency,
    /// `2023` (yearly mean) or `2024-01` (monthly mean).
    pub period: String,
    /// Units of the currency a US dollar.
    pub per_usd: f64,
    /// Published by.
    pub source: SourceId,
}
