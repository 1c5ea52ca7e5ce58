//! Which edition of the tables a chart shows: as known now, or as known on the document's date.
//!
//! Figures are revised every year, so a claim is best read beside what its writer could know. The
//! tables keep the ten largest spenders as first published; everything else exists in the latest
//! edition only, and the chart says so.

use jiff::civil::Date;

use super::SpendingChoice;
use crate::reference::{Catalog, FirstPublished, Iso3, Measure, Observation, ObservationId};
use crate::units::format;

/// From which day the edition of the shipped tables was known: SIPRI released its figures to 2024 on
/// 28 April 2025 (press release "Unprecedented rise in global military expenditure").
const LATEST_FROM: Date = Date::constant(2025, 4, 28);

/// Two editions differ when they do so by more than this share: the first publications are rounded
/// to three digits.
const DIFFERS: f64 = 0.005;

/// Which edition is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EditionChoice {
    /// The latest.
    #[default]
    Now,
    /// What was published by the document's date.
    Then,
}

impl EditionChoice {
    /// Both, in the order of menus.
    pub const ALL: [Self; 2] = [Self::Now, Self::Then];

    /// As stored and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Then => "then",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edition| edition.code() == code)
    }

    /// For menus.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Now => "As known now",
            Self::Then => "As known on the document’s date",
        }
    }
}

/// Which edition a figure shows, for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditionShown {
    /// What is shown; [`EditionChoice::Now`] where the other was asked for and is not to be had.
    pub shown: EditionChoice,
    /// Why the document's own edition cannot be shown; `None` where it can.
    pub why_not_then: Option<String>,
    /// What is shown, in a sentence without a full stop; empty for the latest edition.
    pub words: String,
}

impl EditionShown {
    /// What the edition that is not shown is called: "as first published".
    pub const fn other_words(&self) -> &'static str {
        match self.shown {
            EditionChoice::Now => "as first published",
            EditionChoice::Then => "in the latest edition",
        }
    }

    /// The same in one word.
    pub const fn other_word(&self) -> &'static str {
        match self.shown {
            EditionChoice::Now => "first",
            EditionChoice::Then => "now",
        }
    }
}

/// The edition while a figure is made.
pub(super) struct Edition<'a> {
    catalog: &'a Catalog,
    /// The last day whose publications count, and the last year they cover; `None` for the latest.
    then: Option<(Date, i16)>,
    why_not_then: Option<String>,
    date: Option<Date>,
}

impl<'a> Edition<'a> {
    pub(super) fn of(catalog: &'a Catalog, date: Option<Date>, choice: &SpendingChoice) -> Self {
        let found = then(catalog, date, choice.measure);
        let (then, why_not_then) = match found {
            Ok(then) => (Some(then), None),
            Err(why) => (None, Some(why)),
        };
        Self {
            catalog,
            then: then.filter(|_| choice.edition == EditionChoice::Then),
            why_not_then,
            date,
        }
    }

    /// The last day that counts; `None` for the latest edition.
    pub(super) const fn until(&self) -> Option<Date> {
        match self.then {
            Some((date, _)) => Some(date),
            None => None,
        }
    }

    /// The year that the edition of the document's date was new for.
    pub(super) const fn last_year(&self) -> Option<i16> {
        match self.then {
            Some((_, year)) => Some(year),
            None => None,
        }
    }

    /// Whether a row of the shipped tables was known; a reader's own rows are never taken away.
    pub(super) fn knows(&self, observation: &Observation) -> bool {
        self.last_year()
            .is_none_or(|year| observation.year <= year || observation.id.is_imported())
    }

    /// The first publication of a country's year, where it counts for what is shown and is of the
    /// same publisher as the row.
    pub(super) fn first(
        &self,
        iso3: Iso3,
        year: i16,
        id: ObservationId,
    ) -> Option<&'a FirstPublished> {
        if id.is_imported() {
            return None;
        }
        let all = self.catalog.first_published.iter();
        all.filter(|row| self.then.is_none_or(|(date, _)| row.known_from <= date))
            .find(|row| row.iso3 == iso3 && row.year == year)
    }

    pub(super) fn shown(&self, choice: &SpendingChoice) -> EditionShown {
        let shown = match self.then {
            Some(_) => EditionChoice::Then,
            None => EditionChoice::Now,
        };
        let words = match (self.then, choice.edition, &self.why_not_then, self.date) {
            (Some((date, year)), ..) => format!(
                "As known on {}: figures to {year}, the ten largest of a year as first published \
                 where the tables have them, all others as revised later",
                format::day(date)
            ),
            (None, EditionChoice::Then, Some(why), _) => format!("As known now: {why}"),
            _ => String::new(),
        };
        EditionShown {
            shown,
            why_not_then: self.why_not_then.clone(),
            words,
        }
    }
}

/// Whether two editions give different figures.
pub(super) fn differs(a: f64, b: f64) -> bool {
    (a - b).abs() > DIFFERS * a.abs().max(b.abs())
}

/// The document's day and the last year that was published by then, or why there is none.
fn then(catalog: &Catalog, date: Option<Date>, measure: Measure) -> Result<(Date, i16), String> {
    if !matches!(measure, Measure::UsdCurrent | Measure::UsdConstant) {
        return Err("first publications are kept in dollars only".to_owned());
    }
    let Some(date) = date else {
        return Err("the document gives no date".to_owned());
    };
    if date >= LATEST_FROM {
        return Err(format!(
            "the document is of {}, when the latest edition of the tables was out",
            format::day(date)
        ));
    }
    let known = catalog.first_published.iter();
    let last = known
        .filter(|row| row.known_from <= date)
        .map(|row| row.year)
        .max();
    last.map(|year| (date, year)).ok_or_else(|| {
        format!(
            "the tables keep no edition that was out on {}",
            format::day(date)
        )
    })
}
