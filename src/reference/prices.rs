//! US consumer prices by year, and what dollars of one year are in dollars of another.
//!
//! Left out on purpose: months, other countries, and any guess for a year that the table does not
//! have. Dollars of such a year have no constant value here, and whoever draws them says so.

use std::collections::BTreeMap;

use super::rows::known_source;
use super::table::{filled, for_each_row, quoted};
use super::{CatalogError, Source, SourceId};

/// A yearly price index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prices {
    // Invariant: every index is finite and above zero.
    by_year: BTreeMap<i16, f64>,
    source: Option<SourceId>,
}

impl Prices {
    /// Makes one; years without a sensible index are left out.
    pub fn new(years: impl IntoIterator<Item = (i16, f64)>, source: SourceId) -> Self {
        Self {
            by_year: years
                .into_iter()
                .filter(|(_, index)| index.is_finite() && *index > 0.0)
                .collect(),
            source: Some(source),
        }
    }

    /// The year whose dollars constant dollars are: the last that has an index.
    pub fn base_year(&self) -> Option<i16> {
        self.by_year.keys().next_back().copied()
    }

    /// The first year that has an index.
    pub fn first_year(&self) -> Option<i16> {
        self.by_year.keys().next().copied()
    }

    /// The index of a year.
    pub fn index(&self, year: i16) -> Option<f64> {
        self.by_year.get(&year).copied()
    }

    /// What a dollar of `year` is in dollars of the base year.
    pub fn deflator(&self, year: i16) -> Option<f64> {
        Some(self.index(self.base_year()?)? / self.index(year)?)
    }

    /// Published by.
    pub const fn source(&self) -> Option<&SourceId> {
        self.source.as_ref()
    }
}

/// Reads `cpi.csv`: yearly means of one index.
pub(super) fn prices(
    table: &str,
    text: &str,
    sources: &BTreeMap<SourceId, Source>,
    problems: &mut Vec<CatalogError>,
) -> Prices {
    let columns = ["country", "period", "freq", "index", "base", "source_id"];
    let mut prices = Prices::default();
    for_each_row(table, text, &columns, problems, |row| {
        if (row.get("country"), row.get("freq")) != ("USA", "A") {
            return Err(
                "only yearly means (A) of the USA are read; leave other rows out".to_owned(),
            );
        }
        let year = row.year("period")?;
        let index = row.number("index")?;
        if index <= 0.0 {
            return Err(format!("index is {index}; a price index is more than 0"));
        }
        filled("base", row.get("base"))?;
        let source = known_source(row.filled("source_id")?, Some(sources))?;
        if prices.by_year.insert(year, index).is_some() {
            return Err(format!("{year} is there twice; keep one row"));
        }
        match &prices.source {
            Some(known) if *known != source => Err(format!(
                "source {} differs from that of the rows before; one index has one source",
                quoted(&source.0)
            )),
            _ => {
                prices.source = Some(source);
                Ok(())
            }
        }
    });
    prices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Catalog;

    #[test]
    fn dollars_of_the_base_year_stay_as_they_are() {
        let prices = &Catalog::shipped().prices;
        let base = prices.base_year().unwrap();
        assert!((prices.deflator(base).unwrap() - 1.0).abs() < 1e-12);
        assert!(prices.deflator(2000).unwrap() > 1.5);
    }

    #[test]
    fn a_year_without_an_index_has_no_deflator() {
        let prices = &Catalog::shipped().prices;
        assert_eq!(prices.deflator(2027), None);
        assert_eq!(prices.deflator(1900), None);
        assert_eq!(Prices::default().deflator(2020), None);
    }

    #[test]
    fn an_index_that_is_no_number_is_left_out() {
        let source = SourceId("s".to_owned());
        let prices = Prices::new([(2000, f64::NAN), (2001, 0.0), (2002, 100.0)], source);
        assert_eq!(prices.base_year(), Some(2002));
        assert_eq!(prices.first_year(), Some(2002));
    }
}
