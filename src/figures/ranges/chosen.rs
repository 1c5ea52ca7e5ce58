//! The range chart as the reader arranged it: sorted, filtered, in another unit.
//!
//! Filters hide bars and never distances, and how many were hidden is said in `left_out`. The
//! document's own missiles stay first whatever the order.

use std::collections::BTreeSet;

use super::{RangeBar, RangesFigure, class_of};
use crate::reference::{Iso3, MissileKind};
use crate::units::{LengthUnit, format};

/// The order of bars within the document's own and within those for comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RangeSort {
    /// Longest published range first.
    #[default]
    Range,
    /// By name.
    Name,
    /// By kind, then by range.
    Kind,
    /// By operator, then by range.
    Operator,
}

impl RangeSort {
    /// All orders, as in menus.
    pub const ALL: [Self; 4] = [Self::Range, Self::Name, Self::Kind, Self::Operator];

    /// For menus.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Range => "by range",
            Self::Name => "by name",
            Self::Kind => "by kind",
            Self::Operator => "by operator",
        }
    }
}

/// How the reader wants to see the bars.
#[derive(Clone, Debug, PartialEq)]
pub struct RangesChoice {
    /// Order of the bars.
    pub sort: RangeSort,
    /// Only of this kind.
    pub kind: Option<MissileKind>,
    /// Only in service with this country.
    pub operator: Option<Iso3>,
    /// Only those whose longest range is in this class, as a position in [`super::CLASSES`].
    pub class: Option<usize>,
    /// Unit of the axis and of all words.
    pub unit: LengthUnit,
}

impl Default for RangesChoice {
    fn default() -> Self {
        Self {
            sort: RangeSort::default(),
            kind: None,
            operator: None,
            class: None,
            unit: LengthUnit::Kilometre,
        }
    }
}

impl RangesChoice {
    fn keeps(&self, bar: &RangeBar) -> bool {
        self.kind.is_none_or(|kind| bar.kind == kind)
            && self
                .operator
                .is_none_or(|iso3| bar.operators.iter().any(|(it, _)| *it == iso3))
            && self.class.is_none_or(|class| class_of(bar.max_km) == class)
    }
}

impl RangesFigure {
    /// The units that a reader can choose.
    pub const UNITS: [LengthUnit; 3] = [
        LengthUnit::Kilometre,
        LengthUnit::Mile,
        LengthUnit::NauticalMile,
    ];

    /// The figure as `choice` arranges it.
    #[must_use]
    pub fn as_chosen(&self, choice: &RangesChoice) -> Self {
        let mut figure = self.clone();
        figure.unit = choice.unit;
        figure.bars.retain(|bar| choice.keeps(bar));
        let num_hidden = self.bars.len() - figure.bars.len();
        if num_hidden > 0 {
            figure.left_out.push(format!(
                "{num_hidden} of {} bars hidden by the filter",
                self.bars.len()
            ));
        }
        let operator = |bar: &RangeBar| bar.operators.first().map(|(_, name)| name.clone());
        match choice.sort {
            RangeSort::Range => {}
            RangeSort::Name => figure.bars.sort_by(|a, b| a.name.cmp(&b.name)),
            RangeSort::Kind => figure.bars.sort_by_key(|bar| bar.kind.label()),
            RangeSort::Operator => figure.bars.sort_by_key(|bar| {
                let name = operator(bar);
                (name.is_none(), name)
            }),
        }
        // Sorting keeps the order of equals, so this only brings the document's own to the front.
        figure.bars.sort_by_key(|bar| !bar.named);
        figure
    }

    /// Kinds that the bars are of, in the order of their words.
    pub fn kinds(&self) -> Vec<MissileKind> {
        let mut kinds: Vec<MissileKind> = self.bars.iter().map(|bar| bar.kind).collect();
        kinds.sort_by_key(|kind| kind.label());
        kinds.dedup();
        kinds
    }

    /// Countries that operate what the bars show, by name.
    pub fn operators(&self) -> Vec<(Iso3, String)> {
        let all = self.bars.iter().flat_map(|bar| &bar.operators);
        let by_name: BTreeSet<(String, Iso3)> =
            all.map(|(iso3, name)| (name.clone(), *iso3)).collect();
        by_name
            .into_iter()
            .map(|(name, iso3)| (iso3, name))
            .collect()
    }

    /// `1,600 km`, in the figure's unit.
    pub fn length_words(&self, km: f64) -> String {
        format::distance(km, self.unit)
    }

    /// `1,600–1,700 km`, in the figure's unit.
    pub fn bar_words(&self, bar: &RangeBar) -> String {
        let high = self.length_words(bar.max_km);
        if bar.min_km < bar.max_km {
            let low = self.length_words(bar.min_km);
            let symbol = self.unit.symbol();
            let low = low.strip_suffix(symbol).map_or(low.as_str(), str::trim_end);
            format!("{low}–{high}")
        } else {
            high
        }
    }

    /// "kilometres".
    pub const fn unit_words(&self) -> &'static str {
        unit_words(self.unit)
    }
}

/// A unit in words, several of it.
pub const fn unit_words(unit: LengthUnit) -> &'static str {
    match unit {
        LengthUnit::Mile => "miles",
        LengthUnit::NauticalMile => "nautical miles",
        _ => "kilometres",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Extraction;
    use crate::figures::ranges;
    use crate::reference::Catalog;

    fn figure() -> RangesFigure {
        let weapons = ["tomahawk-block-iv", "kalibr", "df-26", "storm-shadow"].map(str::to_owned);
        ranges(Catalog::shipped(), "", &Extraction::default(), &weapons)
    }

    #[track_caller]
    fn check_names(choice: &RangesChoice, expected: &[&str]) -> RangesFigure {
        let figure = figure().as_chosen(choice);
        let names: Vec<&str> = figure.bars.iter().map(|bar| bar.name.as_str()).collect();
        assert_eq!(names, expected);
        figure
    }

    #[test]
    fn bars_are_sorted_as_asked() {
        let by_name = RangesChoice {
            sort: RangeSort::Name,
            ..RangesChoice::default()
        };
        check_names(
            &by_name,
            &["DF-26", "Kalibr", "Storm Shadow", "Tomahawk Block IV"],
        );
        check_names(
            &RangesChoice::default(),
            &["DF-26", "Kalibr", "Tomahawk Block IV", "Storm Shadow"],
        );
    }

    #[test]
    fn a_filter_hides_and_says_how_many() {
        let only = RangesChoice {
            kind: Some(MissileKind::Ballistic),
            ..RangesChoice::default()
        };
        let figure = check_names(&only, &["DF-26"]);
        assert_eq!(figure.left_out, ["3 of 4 bars hidden by the filter"]);
        let of_russia = RangesChoice {
            operator: Iso3::parse("RUS"),
            ..RangesChoice::default()
        };
        check_names(&of_russia, &["Kalibr"]);
        let short = RangesChoice {
            class: Some(0),
            ..RangesChoice::default()
        };
        check_names(&short, &["Storm Shadow"]);
    }

    #[test]
    fn words_follow_the_unit() {
        let in_miles = RangesChoice {
            unit: LengthUnit::NauticalMile,
            ..RangesChoice::default()
        };
        let figure = figure().as_chosen(&in_miles);
        let bar = figure
            .bars
            .iter()
            .find(|bar| bar.weapon == "tomahawk-block-iv");
        assert_eq!(figure.bar_words(bar.unwrap()), "864–918 nmi");
        assert_eq!(figure.unit_words(), "nautical miles");
    }

    #[test]
    fn the_documents_own_stay_first() {
        let mut mixed = figure();
        mixed.bars[3].named = true;
        for bar in &mut mixed.bars[..3] {
            bar.named = false;
        }
        for sort in RangeSort::ALL {
            let choice = RangesChoice {
                sort,
                ..RangesChoice::default()
            };
            assert!(mixed.as_chosen(&choice).bars[0].named, "{sort:?}");
        }
    }

    #[test]
    fn what_can_be_filtered_by_is_what_is_there() {
        let figure = figure();
        assert_eq!(
            figure.kinds(),
            [MissileKind::Ballistic, MissileKind::Cruise]
        );
        assert!(figure.operators().iter().any(|(_, name)| name == "Japan"));
    }
}
