//! What would have to be true: the quantity to move, where the verdict changes, and what it is
//! anywhere between.

use super::{Interval, Verdict};
use crate::reference::Iso3;
use crate::units::{Currency, format};

/// A quantity that can be moved, and what that does to a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// What is moved: "Yen a dollar".
    pub quantity: String,
    /// What it is now.
    pub current: f64,
    /// Where the verdict changes.
    pub threshold: f64,
    /// Lowest and highest value worth trying.
    pub bounds: (f64, f64),
    /// In words: "third only at about 115.7 yen a dollar or stronger".
    pub words: String,
    /// How the claim follows from the quantity.
    pub model: Model,
}

/// How a claim follows from the quantity that is moved.
#[derive(Clone, Debug, PartialEq)]
pub enum Model {
    /// An amount divided by the quantity, in billions, takes a place among these.
    RankByRate {
        /// The amount in its own currency, in billions.
        amount_bn: f64,
        /// Whose.
        currency: Currency,
        /// The list.
        rivals: Rivals,
        /// The place claimed.
        wanted: u32,
    },
    /// The quantity itself, in billions of dollars, takes a place among these.
    RankByAmount {
        /// The list.
        rivals: Rivals,
        /// The place claimed.
        wanted: u32,
        /// A place that is said to be held now: a higher one is not it.
        exactly: bool,
    },
    /// Agrees at or between these.
    Between {
        /// Lowest that agrees.
        low: f64,
        /// Highest that agrees.
        high: f64,
    },
}

/// The others of a list, largest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Rivals {
    /// The year it is about.
    pub year: i16,
    /// Country and billions of dollars.
    pub others: Vec<(Iso3, String, f64)>,
}

impl Rivals {
    /// The place that an amount would take, 1 being the largest.
    pub fn rank(&self, usd_bn: f64) -> u32 {
        let larger = self.others.iter().filter(|it| it.2 > usd_bn).count();
        u32::try_from(larger).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// The amount that has to be passed for a place.
    pub fn needed(&self, rank: u32) -> Option<f64> {
        let at = usize::try_from(rank).ok()?.checked_sub(1)?;
        self.others.get(at).map(|it| it.2)
    }

    /// The neighbours of an amount in words: "between India (81.4) and …".
    pub fn list(&self, num: usize) -> String {
        let lines = self
            .others
            .iter()
            .take(num)
            .map(|(_, name, value)| format!("{name} {}", format::significant(*value, 4)));
        lines.collect::<Vec<_>>().join(", ")
    }
}

/// What a claim comes to at one value of the quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// What the claim's figure would be, in billions of dollars; the quantity itself for others.
    pub value: f64,
    /// The place, for rankings.
    pub rank: Option<u32>,
    /// What the verdict would be.
    pub verdict: Verdict,
}

impl WhatIf {
    /// One quantity that agrees within a band: "agrees between 926.5 and 1,100 km".
    pub(super) fn between(quantity: &str, unit: &str, current: f64, band: Interval) -> Self {
        let threshold = if current > band.high {
            band.high
        } else {
            band.low
        };
        let size = (current.min(band.low), current.max(band.high));
        let beyond = (size.1 - size.0).abs().max(size.1.abs() * 0.1) * 0.25;
        Self {
            quantity: quantity.to_owned(),
            current,
            threshold,
            bounds: (size.0 - beyond, size.1 + beyond),
            words: format!(
                "agrees between {} and {} {unit}",
                format::significant(band.low, 4),
                format::significant(band.high, 4)
            )
            .trim_end()
            .to_owned(),
            model: Model::Between {
                low: band.low,
                high: band.high,
            },
        }
    }

    /// What the claim comes to at this value.
    pub fn at(&self, quantity: f64) -> Outcome {
        match &self.model {
            Model::RankByRate {
                amount_bn,
                rivals,
                wanted,
                ..
            } => {
                let value = amount_bn / quantity.max(f64::MIN_POSITIVE);
                ranked(rivals, value, *wanted)
            }
            Model::RankByAmount {
                rivals,
                wanted,
                exactly,
            } => {
                let mut outcome = ranked(rivals, quantity, *wanted);
                if *exactly && outcome.rank != Some(*wanted) {
                    outcome.verdict = Verdict::Differs;
                }
                outcome
            }
            Model::Between { low, high } => Outcome {
                value: quantity,
                rank: None,
                verdict: if quantity >= *low && quantity <= *high {
                    Verdict::Agrees
                } else {
                    Verdict::Differs
                },
            },
        }
    }

    /// The value in words, with what follows from it.
    pub fn words_at(&self, quantity: f64) -> String {
        let outcome = self.at(quantity);
        let shown = format::significant(quantity, 4);
        match outcome.rank {
            Some(rank) => format!(
                "{shown}: US${} billion, rank {rank}: {}",
                format::significant(outcome.value, 3),
                outcome.verdict.label().to_lowercase(),
            ),
            None => format!("{shown}: {}", outcome.verdict.label().to_lowercase()),
        }
    }
}

fn ranked(rivals: &Rivals, value: f64, wanted: u32) -> Outcome {
    let rank = rivals.rank(value);
    Outcome {
        value,
        rank: Some(rank),
        verdict: if rank <= wanted {
            Verdict::Agrees
        } else {
            Verdict::Differs
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso3(code: &str) -> Iso3 {
        Iso3::parse(code).unwrap()
    }

    #[test]
    fn a_rate_moves_rank_and_verdict_together() {
        let others = vec![
            (iso3("USA"), "United States".to_owned(), 877.0),
            (iso3("CHN"), "China".to_owned(), 292.0),
            (iso3("RUS"), "Russia".to_owned(), 86.4),
            (iso3("IND"), "India".to_owned(), 81.4),
        ];
        let what_if = WhatIf {
            quantity: "Yen a dollar".to_owned(),
            current: 147.06,
            threshold: 10_000.0 / 86.4,
            bounds: (80.0, 200.0),
            words: String::new(),
            model: Model::RankByRate {
                amount_bn: 10_000.0,
                currency: Currency::parse("JPY").unwrap(),
                rivals: Rivals { year: 2022, others },
                wanted: 3,
            },
        };
        assert_eq!(what_if.at(147.06).rank, Some(5));
        assert_eq!(what_if.at(147.06).verdict, Verdict::Differs);
        assert_eq!(what_if.at(what_if.threshold - 0.1).verdict, Verdict::Agrees);
        assert_eq!(what_if.at(what_if.threshold + 0.1).rank, Some(4));
        assert!((what_if.threshold - 115.74).abs() < 0.01);
    }
}
