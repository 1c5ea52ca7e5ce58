//! Rankings of military spending as they were published at the time: which list a writer could have
//! looked at, and what it said.
//!
//! The rows are the catalog's ([`Catalog::first_published`]); an edition is those of one year. The
//! loader sees to it that ranks go up from 1 without a gap.

use jiff::civil::Date;

use super::{Catalog, FirstPublished, Iso3, SourceId};

/// One published list: the largest spenders of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edition<'a> {
    /// The day it was published.
    pub known_from: Date,
    /// The calendar year it is about.
    pub year: i16,
    /// In order of rank, from 1 without a gap.
    pub places: &'a [FirstPublished],
    /// Published by.
    pub source: &'a SourceId,
}

impl Edition<'_> {
    /// What it gives for a country, in billions of US dollars.
    pub fn usd_bn(&self, iso3: Iso3) -> Option<f64> {
        let place = self.places.iter().find(|place| place.iso3 == iso3)?;
        Some(place.usd_bn)
    }
}

impl Catalog {
    /// The published lists, oldest year first.
    pub fn editions(&self) -> impl DoubleEndedIterator<Item = Edition<'_>> {
        let years = self.first_published.chunk_by(|a, b| a.year == b.year);
        years.filter_map(|places| {
            let first = places.first()?;
            Some(Edition {
                known_from: first.known_from,
                year: first.year,
                places,
                source: &first.source,
            })
        })
    }

    /// The latest list that was known on a day.
    pub fn edition_known_on(&self, date: Date) -> Option<Edition<'_>> {
        self.editions().rfind(|it| it.known_from <= date)
    }

    /// The list about a year, if there is one.
    pub fn edition_of(&self, year: i16) -> Option<Edition<'_>> {
        self.editions().find(|it| it.year == year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_lists_are_whole_and_cited() {
        let catalog = Catalog::shipped();
        assert!(catalog.editions().count() >= 2);
        for edition in catalog.editions() {
            assert!(catalog.source(edition.source).is_some());
            let sorted = edition.places.is_sorted_by(|a, b| a.usd_bn >= b.usd_bn);
            assert!(sorted, "{}", edition.year);
        }
        let date = jiff::civil::date(2024, 2, 1);
        assert_eq!(catalog.edition_known_on(date).map(|it| it.year), Some(2022));
        let early = jiff::civil::date(2020, 1, 1);
        assert_eq!(catalog.edition_known_on(early), None);
        assert!(catalog.edition_of(2023).is_some());
    }
}
