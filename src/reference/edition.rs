//! Rankings of military spending as they were published at the time: which list a writer could have
//! looked at, and what it said.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::catalog::CatalogError;
use super::table::for_each_row;
use super::{Iso3, SourceId};

/// One place in a published list.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// 1 is the largest.
    pub rank: u32,
    /// Whose.
    pub iso3: Iso3,
    /// Billions of US dollars.
    pub usd_bn: f64,
}

/// One published list: the largest spenders of a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// The day it was published.
    pub known_from: Date,
    /// The calendar year it is about.
    pub year: i16,
    /// In order of rank, from 1 without a gap.
    pub places: Vec<Place>,
    /// Published by.
    pub source: SourceId,
}

impl Edition {
    /// What it gives for a country, in billions of US dollars.
    pub fn usd_bn(&self, iso3: Iso3) -> Option<f64> {
        let place = self.places.iter().find(|place| place.iso3 == iso3)?;
        Some(place.usd_bn)
    }
}

/// The shipped lists, oldest first.
pub fn editions() -> &'static [Edition] {
    static SHIPPED: LazyLock<Vec<Edition>> = LazyLock::new(|| {
        parse(include_str!("../../assets/reference/editions.csv"))
            .expect("the shipped lists are part of the program and a test parses them")
    });
    &SHIPPED
}

/// The latest list that was known on a day.
pub fn known_on(date: Date) -> Option<&'static Edition> {
    editions().iter().rev().find(|it| it.known_from <= date)
}

/// The list about a year, if one is shipped.
pub fn of_year(year: i16) -> Option<&'static Edition> {
    editions().iter().find(|it| it.year == year)
}

fn parse(text: &str) -> Result<Vec<Edition>, CatalogError> {
    let columns = [
        "known_from",
        "year",
        "rank",
        "iso3",
        "usd_current_bn",
        "source_id",
    ];
    let mut problems = Vec::new();
    let mut editions: Vec<Edition> = Vec::new();
    for_each_row("editions.csv", text, &columns, &mut problems, |row| {
        let known_from: Date = row
            .filled("known_from")?
            .parse()
            .ok()
            .ok_or_else(|| "known_from is no date such as 2023-04-24".to_owned())?;
        let year = row.year("year")?;
        let code = row.filled("iso3")?;
        let place = Place {
            rank: row
                .filled("rank")?
                .parse()
                .ok()
                .ok_or_else(|| "rank is no whole number".to_owned())?,
            iso3: Iso3::parse(code).ok_or_else(|| format!("iso3 is {code}"))?,
            usd_bn: row.number("usd_current_bn")?,
        };
        let source = SourceId(row.filled("source_id")?.to_owned());
        let at = editions
            .iter()
            .position(|it| it.year == year && it.known_from == known_from);
        let edition = match at.and_then(|at| editions.get_mut(at)) {
            Some(edition) => edition,
            None => editions.push_mut(Edition {
                known_from,
                year,
                places: Vec::new(),
                source,
            }),
        };
        if usize::try_from(place.rank).is_ok_and(|rank| rank == edition.places.len() + 1) {
            edition.places.push(place);
            Ok(())
        } else {
            Err("ranks of a list go up from 1 without a gap".to_owned())
        }
    });
    if let Some(problem) = problems.into_iter().next() {
        return Err(problem);
    }
    editions.sort_by_key(|it| it.known_from);
    Ok(editions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Catalog;

    #[test]
    fn the_shipped_lists_are_whole_and_cited() {
        for edition in editions() {
            assert!(Catalog::shipped().source(&edition.source).is_some());
            let sorted = edition.places.is_sorted_by(|a, b| a.usd_bn >= b.usd_bn);
            assert!(sorted, "{}", edition.year);
        }
        let date = jiff::civil::date(2024, 2, 1);
        assert_eq!(known_on(date).map(|it| it.year), Some(2022));
        assert_eq!(known_on(jiff::civil::date(2020, 1, 1)), None);
        assert!(of_year(2023).is_some());
    }

    #[test]
    fn a_gap_in_the_ranks_is_refused() {
        let table =
            "known_from,year,rank,iso3,usd_current_bn,source_id\n2023-04-24,2022,2,USA,1,s\n";
        assert_eq!(parse(table).unwrap_err().line, 2);
    }
}
