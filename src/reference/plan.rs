//! Announced plans, and the figures of the largest spenders as they were first published.
//!
//! A plan is not spending and is never an observation. A first publication is kept beside the later
//! edition, never in its place.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::rows::{iso3, known_source, unique};
use super::table::{for_each_row, quoted};
use super::{CatalogError, Iso3, Source, SourceId};
use crate::units::Currency;

/// One row of `plans.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Id in the table.
    pub id: String,
    /// Whose; `None` for a body such as NATO, or the world.
    pub iso3: Option<Iso3>,
    /// As shown: the country or body.
    pub who: String,
    /// What sort of announcement.
    pub kind: PlanKind,
    /// What the amount is of, in the table's word: `annual_budget`, `pct_gdp`, `deal_value`.
    pub measure: String,
    /// In what the amount is given.
    pub unit: PlanUnit,
    /// Lowest and highest amount, in single units of money (not billions) or in percent.
    pub amount: (f64, f64),
    /// First and last year; a fiscal year by the year in which it starts.
    pub years: (i16, Option<i16>),
    /// Whether those are fiscal years.
    pub fiscal: bool,
    /// When it was announced, as in the table: `2022-12-16`, `2024-01` or `2025`.
    pub announced: String,
    /// Published by.
    pub sources: Vec<SourceId>,
    /// A caveat, in words; may be empty.
    pub note: String,
}

/// What sort of announcement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanKind {
    /// A programme of several years.
    Plan,
    /// A level to reach.
    Target,
    /// A year's budget as passed or proposed.
    Budget,
    /// Money set aside beside the budget.
    SpecialFund,
    /// A contract or sale.
    Deal,
    /// The price of one piece.
    UnitPrice,
    /// Somebody's estimate.
    Estimate,
}

impl PlanKind {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Plan, "plan"),
        (Self::Target, "target"),
        (Self::Budget, "budget"),
        (Self::SpecialFund, "special-fund"),
        (Self::Deal, "deal"),
        (Self::UnitPrice, "unit-price"),
        (Self::Estimate, "estimate"),
    ];

    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Target => "target",
            Self::Budget => "budget",
            Self::SpecialFund => "special fund",
            Self::Deal => "deal",
            Self::UnitPrice => "price of one",
            Self::Estimate => "estimate",
        }
    }
}

/// In what a plan's amount is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanUnit {
    /// Percent of gross domestic product.
    Percent,
    /// Money.
    Money(Currency),
}

impl Plan {
    /// The last day on which it was certainly announced: of a month or year its last.
    pub fn announced_by(&self) -> Option<Date> {
        let mut parts = self.announced.split('-');
        let year: i16 = parts.next()?.parse().ok()?;
        let month: Option<i8> = parts.next().and_then(|part| part.parse().ok());
        let day: Option<i8> = parts.next().and_then(|part| part.parse().ok());
        match (month, day) {
            (Some(month), Some(day)) => Date::new(year, month, day).ok(),
            (Some(month), None) => Some(Date::new(year, month, 1).ok()?.last_of_month()),
            _ => Date::new(year, 12, 31).ok(),
        }
    }
}

/// One of the largest spenders of a year as first published.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstPublished {
    /// From this day on.
    pub known_from: Date,
    /// Of this calendar year.
    pub year: i16,
    /// Rank in the world, from 1.
    pub rank: u32,
    /// Whose.
    pub iso3: Iso3,
    /// Billions of current US dollars.
    pub usd_bn: f64,
    /// Published by.
    pub source: SourceId,
}

type Sources = BTreeMap<SourceId, Source>;

/// Reads `plans.csv`.
pub(super) fn plans(
    table: &str,
    text: &str,
    sources: &Sources,
    problems: &mut Vec<CatalogError>,
) -> Vec<Plan> {
    let columns = [
        "id",
        "iso3_or_org",
        "country",
        "kind",
        "measure",
        "unit",
        "value",
        "value_high",
        "period_from",
        "period_to",
        "announced",
        "source_id",
        "note",
    ];
    let mut plans = Vec::new();
    let mut seen = BTreeSet::new();
    for_each_row(table, text, &columns, problems, |row| {
        let id = unique(row, "id", &mut seen)?;
        let word = row.filled("kind")?;
        let kind = PlanKind::ALL.into_iter().find(|(_, known)| *known == word);
        let Some((kind, _)) = kind else {
            let known = PlanKind::ALL.map(|(_, word)| word).join(", ");
            return Err(format!("kind is {}; write one of {known}", quoted(word)));
        };
        let (unit, scale) = unit(row.filled("unit")?)?;
        let low = row.number("value")?;
        let high = match row.get("value_high") {
            "" => low,
            _ => row.number("value_high")?,
        };
        if !(low > 0.0 && low <= high) {
            return Err(format!(
                "the amount {low} to {high} is not above zero and in order"
            ));
        }
        let (from, fiscal) = period("period_from", row.filled("period_from")?)?;
        let to = match row.get("period_to") {
            "" => None,
            text => Some(period("period_to", text)?.0),
        };
        let cited: Vec<SourceId> = row
            .several("source_id")
            .map(|id| known_source(id, Some(sources)))
            .collect::<Result<_, _>>()?;
        if cited.is_empty() {
            row.filled("source_id")?;
        }
        let body = row.filled("iso3_or_org")?;
        plans.push(Plan {
            id,
            iso3: Iso3::parse(body).filter(|iso3| iso3.code() != "WLD"),
            who: row.filled("country")?.to_owned(),
            kind,
            measure: row.filled("measure")?.to_owned(),
            unit,
            amount: (low * scale, high * scale),
            years: (from, to),
            fiscal,
            announced: row.filled("announced")?.to_owned(),
            sources: cited,
            note: row.get("note").to_owned(),
        });
        Ok(())
    });
    plans
}

/// `JPY_bn` or `percent`, and what an amount of one is.
fn unit(word: &str) -> Result<(PlanUnit, f64), String> {
    if word == "percent" {
        return Ok((PlanUnit::Percent, 1.0));
    }
    let wrong = || {
        format!(
            "unit is {}; write percent, or a currency and a scale such as JPY_bn or USD_mn",
            quoted(word)
        )
    };
    let (code, scale) = word.split_once('_').ok_or_else(wrong)?;
    let scale = match scale {
        "bn" => 1e9,
        "mn" => 1e6,
        _ => return Err(wrong()),
    };
    let currency = Currency::parse(code).ok_or_else(wrong)?;
    Ok((PlanUnit::Money(currency), scale))
}

/// `2027` or `FY2027`.
fn period(column: &str, text: &str) -> Result<(i16, bool), String> {
    let (digits, fiscal) = match text.strip_prefix("FY") {
        Some(digits) => (digits, true),
        None => (text, false),
    };
    let year = digits.parse::<i16>().ok();
    let year = year.filter(|year| (1900..=2100).contains(year));
    year.map(|year| (year, fiscal)).ok_or_else(|| {
        format!(
            "{column} is {}; write a year such as 2027 or FY2027",
            quoted(text)
        )
    })
}

/// Reads `editions.csv`, by year and rank.
pub(super) fn first_published(
    table: &str,
    text: &str,
    sources: &Sources,
    problems: &mut Vec<CatalogError>,
) -> Vec<FirstPublished> {
    let columns = [
        "known_from",
        "year",
        "rank",
        "iso3",
        "usd_current_bn",
        "source_id",
    ];
    let mut rows: Vec<FirstPublished> = Vec::new();
    for_each_row(table, text, &columns, problems, |row| {
        let day = row.filled("known_from")?;
        let known_from: Date = day.parse().map_err(|_no_date| {
            format!(
                "known_from is {}; write a day such as 2024-04-22",
                quoted(day)
            )
        })?;
        let rank = row.filled("rank")?;
        let rank = rank
            .parse()
            .ok()
            .filter(|rank| *rank > 0)
            .ok_or_else(|| format!("rank is {}; write a whole number from 1", quoted(rank)))?;
        let usd_bn = row.number("usd_current_bn")?;
        if usd_bn < 0.0 {
            return Err(format!(
                "usd_current_bn is {usd_bn}; spending is not negative"
            ));
        }
        let found = FirstPublished {
            known_from,
            year: row.year("year")?,
            rank,
            iso3: iso3(row.get("iso3"))?,
            usd_bn,
            source: known_source(row.filled("source_id")?, Some(sources))?,
        };
        let twice = rows
            .iter()
            .any(|it| (it.year, it.iso3) == (found.year, found.iso3));
        if twice {
            return Err(format!(
                "{} {} is there twice; keep one row",
                found.iso3, found.year
            ));
        }
        rows.push(found);
        Ok(())
    });
    rows.sort_by_key(|row| (row.year, row.rank));
    refuse_gaps(table, &rows, problems);
    rows
}

/// The places of a year go up from 1, and all were published on one day.
fn refuse_gaps(table: &str, rows: &[FirstPublished], problems: &mut Vec<CatalogError>) {
    for list in rows.chunk_by(|a, b| a.year == b.year) {
        let same_day = list
            .windows(2)
            .all(|two| two.first().map(|it| it.known_from) == two.last().map(|it| it.known_from));
        let is_whole = list.iter().zip(1u32..).all(|(row, rank)| row.rank == rank);
        if let Some(first) = list.first()
            && !(same_day && is_whole)
        {
            problems.push(CatalogError {
                table: table.to_owned(),
                line: 1,
                problem: format!(
                    "the list of {} has a gap or two days of publication; ranks of a list go up from 1",
                    first.year
                ),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Catalog;

    fn sources() -> Sources {
        let id = SourceId("s".to_owned());
        let source = Source {
            id: id.clone(),
            title: "A title".to_owned(),
            publisher: String::new(),
            licence: String::new(),
            url: String::new(),
            vintage: String::new(),
        };
        Sources::from([(id, source)])
    }

    #[track_caller]
    fn check_plan(row: &str, words: &str) {
        let head = "id,iso3_or_org,country,kind,measure,unit,value,value_high,period_from,period_to,announced,source_id,note";
        let mut problems = Vec::new();
        plans(
            "plans.csv",
            &format!("{head}\n{row}\n"),
            &sources(),
            &mut problems,
        );
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(said.join("; ").contains(words), "{said:?}");
    }

    #[test]
    fn what_is_wrong_in_a_plan_is_said() {
        check_plan(
            "a,JPN,Japan,wish,x,JPY_bn,1,,2027,,2024,s,",
            "kind is “wish”",
        );
        check_plan("a,JPN,Japan,plan,x,yen,1,,2027,,2024,s,", "unit is “yen”");
        check_plan("a,JPN,Japan,plan,x,JPY_bn,2,1,2027,,2024,s,", "in order");
        check_plan(
            "a,JPN,Japan,plan,x,JPY_bn,1,,soon,,2024,s,",
            "period_from is “soon”",
        );
        check_plan(
            "a,JPN,Japan,plan,x,JPY_bn,1,,2027,,2024,t,",
            "not in sources.csv",
        );
    }

    #[test]
    fn a_gap_in_the_ranks_is_refused() {
        let table =
            "known_from,year,rank,iso3,usd_current_bn,source_id\n2023-04-24,2022,2,USA,1,s\n";
        let mut problems = Vec::new();
        first_published("editions.csv", table, &sources(), &mut problems);
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(said.join("; ").contains("has a gap"), "{said:?}");
    }

    #[test]
    fn the_shipped_plans_and_editions_are_read() {
        let catalog = Catalog::shipped();
        let plan = catalog
            .plans
            .iter()
            .find(|plan| plan.id == "jpn-10tn-2027")
            .unwrap();
        assert_eq!(plan.amount, (1e13, 1e13));
        assert_eq!(plan.years, (2027, Some(2027)));
        assert_eq!(plan.announced_by(), Date::new(2024, 1, 31).ok());
        let japan = Iso3::parse("JPN").unwrap();
        let found = |year| {
            let mut all = catalog.first_published.iter();
            all.find(|it| it.iso3 == japan && it.year == year)
                .map(|it| it.usd_bn)
        };
        assert_eq!(found(2023), Some(50.2));
        assert_eq!(found(2021), None);
        assert!(
            catalog.plans.iter().any(|plan| plan.iso3.is_none()),
            "NATO is no country"
        );
    }
}
