//! Notes on something that is no passage: a whole document, a point or a bar of a chart, a ring of the
//! map.
//!
//! Such a note keeps in words what it is about (its quote), the value and its source, and in
//! [`NotedFinding::detail`] the name by which the thing is found again. It has no position, so no
//! passage is looked for and it can never be an orphan. Other programs read all of it from the same
//! columns as every other note.

use super::{Fingerprint, NotedFinding, QuoteSelector, Target};

/// What a note is about when it is about no passage.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The document as a whole.
    Document,
    /// A published figure of a country: its code, the measure, the year.
    Point {
        /// Three letters, as in the tables.
        country: String,
        /// As in the tables, such as `usd_current`.
        measure: String,
        /// Calendar year.
        year: i16,
    },
    /// A country's line as a whole, by its code.
    Line(String),
    /// The published range of a missile, by its id in the tables.
    Bar(String),
    /// A ring of the map.
    Ring {
        /// Id of the missile, or the distance in whole metres.
        reach: String,
        /// Id of the place it is drawn from, or its coordinates.
        from: String,
    },
}

impl Mark {
    /// Codes of every kind, as in the column `kind`.
    pub const KINDS: [&'static str; 5] = ["document", "point", "line", "bar", "ring"];

    /// As in the column `kind`; none is the code of a kind of mention.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Point { .. } => "point",
            Self::Line(_) => "line",
            Self::Bar(_) => "bar",
            Self::Ring { .. } => "ring",
        }
    }

    /// The name by which it is found again, such as `JPN usd_current 2022`; empty for a document.
    pub fn name(&self) -> String {
        match self {
            Self::Document => String::new(),
            Self::Point {
                country,
                measure,
                year,
            } => format!("{country} {measure} {year}"),
            Self::Line(country) => country.clone(),
            Self::Bar(weapon) => weapon.clone(),
            Self::Ring { reach, from } => format!("{reach} from {from}"),
        }
    }

    /// What a note's target says; `None` for one on a passage.
    pub fn of(target: &Target) -> Option<Self> {
        if target.position.is_some() || !Self::KINDS.contains(&target.kind.as_str()) {
            return None;
        }
        let name = target.finding.as_ref().map_or("", |it| it.detail.as_str());
        Some(match target.kind.as_str() {
            "document" => Self::Document,
            "point" => {
                let mut words = name.split(' ');
                let (country, measure) = (words.next()?, words.next()?);
                Self::Point {
                    country: country.to_owned(),
                    measure: measure.to_owned(),
                    year: words.next()?.parse().ok()?,
                }
            }
            "line" => Self::Line(name.to_owned()),
            "bar" => Self::Bar(name.to_owned()),
            _ => {
                let (reach, from) = name.split_once(" from ")?;
                Self::Ring {
                    reach: reach.to_owned(),
                    from: from.to_owned(),
                }
            }
        })
    }
}

/// A mark with what a note keeps of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The mark.
    pub mark: Mark,
    /// What it is, in words: "Japan, 2022: US$46 billion".
    pub label: String,
    /// Its value, as in the column `value`; may be empty.
    pub value: String,
    /// Unit of the value.
    pub unit: String,
    /// Where the figure is from, as cited; may be empty.
    pub source: String,
}

impl Marked {
    /// The target of a note on it, made beside this document.
    pub fn target(self, document: &str, fingerprint: Option<Fingerprint>) -> Target {
        let name = self.mark.name();
        Target {
            document: document.to_owned(),
            fingerprint,
            position: None,
            quote: QuoteSelector {
                exact: self.label,
                ..QuoteSelector::default()
            },
            kind: self.mark.kind().to_owned(),
            value: self.value,
            unit: self.unit,
            source: self.source,
            finding: NotedFinding::from_cells(String::new(), String::new(), name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(mark: Mark) {
        let marked = Marked {
            mark: mark.clone(),
            label: "Japan, 2022".to_owned(),
            value: "46".to_owned(),
            unit: "USD".to_owned(),
            source: "SIPRI".to_owned(),
        };
        let target = marked.target("a.txt", None);
        assert_eq!(Mark::of(&target), Some(mark));
    }

    #[test]
    fn a_mark_is_read_back_from_the_columns_of_its_note() {
        check(Mark::Document);
        check(Mark::Point {
            country: "JPN".to_owned(),
            measure: "usd_current".to_owned(),
            year: 2022,
        });
        check(Mark::Line("JPN".to_owned()));
        check(Mark::Bar("tomahawk-block-iv".to_owned()));
        check(Mark::Ring {
            reach: "tomahawk-block-iv".to_owned(),
            from: "tokyo".to_owned(),
        });
        check(Mark::Ring {
            reach: "1600000".to_owned(),
            from: "35.68,139.69".to_owned(),
        });
    }
}
