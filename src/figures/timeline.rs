//! The dates of a document on one axis, each with what the document claims of it.
//!
//! Invariants: every bar comes from date mentions of one and the same interval; one open to a side
//! ("by 2027", "since 2022") has no end there; bars are in the order of time.

mod years;

use std::collections::BTreeMap;

pub use years::{YearTick, YearView, year_place};

use jiff::civil::Date;

use super::quote;
use crate::extract::{Bound, ClaimId, Extraction, MentionId, Value};

/// The most bars of one timeline.
const MAX_BARS: usize = 60;

/// The most figures told beside one date.
const MAX_FIGURES: usize = 4;

/// The timeline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimelineFigure {
    /// Earliest first.
    pub bars: Vec<TimeBar>,
    /// What could not be drawn, in plain words.
    pub left_out: Vec<String>,
}

/// One interval.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeBar {
    /// First day; `None` where the words leave it open ("by 2027").
    pub from: Option<Date>,
    /// Last day; `None` where the words leave it open ("since 2022").
    pub to: Option<Date>,
    /// The document's words, of the first mention.
    pub label: String,
    /// The figures that the document dates so.
    pub figures: Vec<String>,
    /// Where it is named.
    pub mentions: Vec<MentionId>,
    /// The claims behind the figures.
    pub claims: Vec<ClaimId>,
    /// One of them is a plan.
    pub planned: bool,
}

impl TimeBar {
    /// The day by which it is put in order: its first, or its last where it is open before.
    pub fn order(&self) -> Option<Date> {
        self.from.or(self.to)
    }

    /// Where it begins and ends on an axis of years, on which a year's number stands in its middle.
    pub fn place(&self) -> (Option<f64>, Option<f64>) {
        (
            self.from.map(|it| year_place(it, 0.0)),
            self.to.map(|it| year_place(it, 1.0)),
        )
    }

    /// The interval in words: "until 2027-12-31".
    pub fn when_words(&self) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => from.to_string(),
            (Some(from), Some(to)) => format!("{from} to {to}"),
            (Some(from), None) => format!("from {from}"),
            (None, Some(to)) => format!("until {to}"),
            (None, None) => String::new(),
        }
    }

    /// All of it in words: "by 2027: until 2027-12-31; 10 trillion yen".
    pub fn words(&self) -> String {
        let figures = if self.figures.is_empty() {
            String::new()
        } else {
            format!("; {}", self.figures.join(", "))
        };
        format!("{}: {}{figures}", self.label, self.when_words())
    }
}

impl TimelineFigure {
    /// First and last year named; `None` where there is no bar.
    pub fn years(&self) -> Option<(i16, i16)> {
        let days = self.bars.iter().flat_map(|it| [it.from, it.to]).flatten();
        let years = days.map(Date::year);
        years.fold(None, |ends, year| {
            let (first, last) = ends.unwrap_or((year, year));
            Some((first.min(year), last.max(year)))
        })
    }
}

/// Puts every date of the document on one axis.
pub fn timeline(text: &str, extraction: &Extraction) -> TimelineFigure {
    let mut bars: BTreeMap<(Option<Date>, Option<Date>), TimeBar> = BTreeMap::new();
    for (i, mention) in (0u32..).zip(&extraction.mentions) {
        let Value::Date { from, to, bound } = mention.value else {
            continue;
        };
        let ends = match bound {
            Some(Bound::NoLaterThan) => (None, Some(to)),
            Some(Bound::NoEarlierThan) => (Some(from), None),
            None => (Some(from), Some(to)),
        };
        let bar = bars.entry(ends).or_insert_with(|| TimeBar {
            from: ends.0,
            to: ends.1,
            label: quote::words(text, mention.span),
            figures: Vec::new(),
            mentions: Vec::new(),
            claims: Vec::new(),
            planned: false,
        });
        bar.mentions.push(MentionId(i));
    }
    let mut bars: Vec<TimeBar> = bars.into_values().collect();
    for bar in &mut bars {
        add_claims(text, extraction, bar);
    }
    let mut left_out = Vec::new();
    if bars.len() > MAX_BARS {
        bars.sort_by_key(|it| std::cmp::Reverse((it.claims.len(), it.mentions.len())));
        left_out.push(format!(
            "{} dates without claims or named less often: {MAX_BARS} are the most that fit",
            bars.split_off(MAX_BARS).len()
        ));
    }
    bars.sort_by_key(|it| (it.order(), it.from.is_some(), it.to));
    TimelineFigure { bars, left_out }
}

fn add_claims(text: &str, extraction: &Extraction, bar: &mut TimeBar) {
    for (i, claim) in (0u32..).zip(&extraction.claims) {
        // The head of a column gives a date without words of its own, and so does a reader.
        let is_dated = match claim.when_mention {
            Some(mention) => bar.mentions.contains(&mention),
            None => claim
                .when
                .is_some_and(|(from, to)| (bar.from, bar.to) == (Some(from), Some(to))),
        };
        if !is_dated {
            continue;
        }
        bar.claims.push(ClaimId(i));
        bar.planned |= claim.planned;
        let figure = extraction.mention(claim.figure);
        let words = figure.map(|it| quote::words(text, it.span));
        let words = words.filter(|it| !bar.figures.contains(it) && bar.figures.len() < MAX_FIGURES);
        bar.figures.extend(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::Story;
    use jiff::civil::date;

    fn dated(from: Date, to: Date, bound: Option<Bound>) -> Value {
        Value::Date { from, to, bound }
    }

    #[test]
    fn bounds_are_open_and_bars_in_order_of_time() {
        let year = |year| (date(year, 1, 1), date(year, 12, 31));
        let story = Story::new()
            .says(
                "by 2027",
                dated(year(2027).0, year(2027).1, Some(Bound::NoLaterThan)),
            )
            .words(" and ")
            .says(
                "towards the end of 2023",
                dated(date(2023, 10, 1), date(2023, 12, 31), None),
            )
            .words(" and ")
            .says(
                "since 2022",
                dated(year(2022).0, year(2022).1, Some(Bound::NoEarlierThan)),
            )
            .words(" or ")
            .says(
                "by the end of 2027",
                dated(year(2027).0, year(2027).1, Some(Bound::NoLaterThan)),
            );
        let figure = timeline(story.text(), &story.extraction());
        let labels: Vec<&str> = figure.bars.iter().map(|it| it.label.as_str()).collect();
        assert_eq!(labels, ["since 2022", "towards the end of 2023", "by 2027"]);
        assert_eq!(
            (figure.bars[0].from, figure.bars[0].to),
            (Some(date(2022, 1, 1)), None)
        );
        assert_eq!(
            (figure.bars[2].from, figure.bars[2].to),
            (None, Some(date(2027, 12, 31)))
        );
        assert_eq!(figure.bars[2].mentions, [MentionId(0), MentionId(3)]);
    }

    #[test]
    fn a_claim_said_to_be_of_another_year_goes_to_its_bar() {
        let story = Story::new()
            .usd_claim("POL", "31.6 billion dollars", 31.6e9, Some("2023"), false)
            .words(" and ")
            .usd_claim("DEU", "66 billion dollars", 66e9, Some("2022"), false);
        let mut extraction = story.extraction();
        let claims = |extraction: &Extraction| {
            let figure = timeline(story.text(), extraction);
            let claims = figure.bars.iter().map(|it| it.claims.len());
            claims.collect::<Vec<_>>()
        };
        assert_eq!(claims(&extraction), [1, 1]);
        let claim = extraction.claims.first_mut().unwrap();
        claim.when = Some((date(2022, 1, 1), date(2022, 12, 31)));
        claim.when_mention = None;
        assert_eq!(claims(&extraction), [2, 0]);
    }

    #[test]
    fn no_dates_no_bars() {
        let story = Story::new().words("Nothing is dated.");
        assert_eq!(
            timeline(story.text(), &story.extraction()),
            TimelineFigure::default()
        );
    }
}
