//! Military spending by country and year, and exchange rates.

use super::{Iso3, SourceId};
use crate::units::Currency;

/// What a spending figure measures. Different measures never share an axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Billions of US dollars at the prices and rates of the year.
    #[default]
    UsdCurrent,
    /// Billions of US dollars at the prices of one year: computed here from current dollars with the
    /// US consumer prices of the tables, never read from a table.
    UsdConstant,
    /// Percent of gross domestic product.
    PctGdp,
    /// Billions of the country's own currency.
    LocalCurrency,
    /// Billions of US dollars at the prices and rates of one year, as their publisher computed them.
    PublisherConstant,
}

impl Measure {
    /// Every measure, in the order of menus.
    pub const ALL: [Self; 5] = [
        Self::UsdCurrent,
        Self::UsdConstant,
        Self::PctGdp,
        Self::LocalCurrency,
        Self::PublisherConstant,
    ];

    /// Those that a table can hold.
    pub const PUBLISHED: [Self; 4] = [
        Self::UsdCurrent,
        Self::PctGdp,
        Self::LocalCurrency,
        Self::PublisherConstant,
    ];

    /// Whether tables hold it; the other one is computed.
    pub const fn is_published(self) -> bool {
        !matches!(self, Self::UsdConstant)
    }

    /// Whether the shipped tables are enough to draw it.
    pub const fn is_shipped(self) -> bool {
        matches!(self, Self::UsdCurrent | Self::UsdConstant | Self::PctGdp)
    }

    /// The measure whose figures it is drawn from.
    pub const fn drawn_from(self) -> Self {
        match self {
            Self::UsdConstant => Self::UsdCurrent,
            other => other,
        }
    }

    /// As in tables and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::UsdCurrent => "usd_current",
            Self::UsdConstant => "usd_constant",
            Self::PctGdp => "pct_gdp",
            Self::LocalCurrency => "local_currency",
            Self::PublisherConstant => "publisher_constant",
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
            Self::UsdConstant => "Constant US dollars",
            Self::PctGdp => "Share of GDP",
            Self::LocalCurrency => "Local currency",
            Self::PublisherConstant => "Publisher’s constant dollars",
        }
    }

    /// For axes, where nothing more exact is known of the figures.
    pub const fn unit_label(self) -> &'static str {
        match self {
            Self::UsdCurrent => "Billion current US$",
            Self::UsdConstant => "Billion constant US$",
            Self::PctGdp => "Percent of GDP",
            Self::LocalCurrency => "Billion of local currency",
            Self::PublisherConstant => "Billion constant US$ of the publisher",
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

impl ObservationId {
    /// Rows of tables that the reader imported are counted from here.
    pub const FIRST_IMPORTED: u32 = 1 << 24;

    /// Whether the row is of a table that the reader imported.
    pub const fn is_imported(self) -> bool {
        self.0 >= Self::FIRST_IMPORTED
    }
}

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
