//! Ranges of the missiles that a document names, beside well-known ones and the distances it states.
//!
//! Invariants: a bar is a row of the table with a published range, once; what the document names and
//! is not drawn is said in `left_out`; a distance given in two units is one line.

mod chosen;
mod stated;

use std::collections::{BTreeMap, BTreeSet};

pub use chosen::{RangeSort, RangesChoice, unit_words};

use self::stated::distances;
use super::quote;
use super::sources::Sources;
use crate::extract::{Extraction, MentionId, Value};
use crate::reference::{Catalog, Iso3, Missile, MissileKind};
use crate::units::LengthUnit;

/// The range chart.
#[derive(Clone, Debug, PartialEq)]
pub struct RangesFigure {
    /// The document's own first, by longest range; then comparisons.
    pub bars: Vec<RangeBar>,
    /// Distances stated by the document.
    pub distances: Vec<DistanceLine>,
    /// Distances stated by the document that are no ranges, such as the way between two cities: not
    /// drawn among missiles, and for the map alone.
    pub apart: Vec<DistanceLine>,
    /// Bands behind the bars.
    pub classes: Vec<RangeClass>,
    /// Weapons the document names for which no range is published, and distances that are not drawn,
    /// in plain words.
    pub left_out: Vec<String>,
    /// One citation a source.
    pub sources: Vec<String>,
    /// In which lengths are written; the values stay kilometres.
    pub unit: LengthUnit,
}

/// One missile.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeBar {
    /// Row of `weapons.csv`.
    pub weapon: String,
    /// As shown.
    pub name: String,
    /// What it is.
    pub kind: MissileKind,
    /// Who has it in service, with names as shown.
    pub operators: Vec<(Iso3, String)>,
    /// Lowest published range in kilometres.
    pub min_km: f64,
    /// Highest published range in kilometres.
    pub max_km: f64,
    /// Named by the document or asked for (otherwise there for comparison).
    pub named: bool,
    /// Where the document names it.
    pub mentions: Vec<MentionId>,
    /// Its sources, as cited.
    pub source: String,
    /// A caveat, in words; may be empty.
    pub note: String,
}

/// A distance that the document states.
#[derive(Clone, Debug, PartialEq)]
pub struct DistanceLine {
    /// Where; several when it is stated in two units, or more than once.
    pub mentions: Vec<MentionId>,
    /// Lowest and highest, in kilometres.
    pub km: (f64, f64),
    /// The document's words.
    pub label: String,
    /// Row of `weapons.csv` that it is said of, where it is said of one.
    pub weapon: Option<String>,
}

/// A named interval of ranges; see [`CLASSES`].
#[derive(Clone, Debug, PartialEq)]
pub struct RangeClass {
    /// "short range", …
    pub name: &'static str,
    /// From this many kilometres.
    pub from_km: f64,
    /// To this many; infinite for the last.
    pub to_km: f64,
}

/// Classes of ballistic missiles as the US Department of Defense uses them (NASIC, "Ballistic and
/// Cruise Missile Threat"): short range to 1,000 km, medium to 3,000, intermediate to 5,500, and
/// intercontinental beyond. The border of 1,000 km is also that of "shorter-range" and
/// "intermediate-range" missiles in the INF Treaty of 1987, which ended at the same 5,500 km.
/// Cruise and air-defence missiles are not classed so; the bands stand behind them as a scale.
pub const CLASSES: [RangeClass; 4] = [
    RangeClass {
        name: "short range",
        from_km: 0.0,
        to_km: 1000.0,
    },
    RangeClass {
        name: "medium range",
        from_km: 1000.0,
        to_km: 3000.0,
    },
    RangeClass {
        name: "intermediate range",
        from_km: 3000.0,
        to_km: 5500.0,
    },
    RangeClass {
        name: "intercontinental",
        from_km: 5500.0,
        to_km: f64::INFINITY,
    },
];

/// Systems that readers of defence news are most likely to know, class by class, best known first
/// and from different countries. Comparisons are taken from here whatever the document, so that no
/// chart is made for one article.
const WELL_KNOWN: [[&str; 3]; 4] = [
    ["iskander-m", "storm-shadow", "atacms"],
    ["kalibr", "shahab-3", "df-21"],
    ["df-26", "hwasong-12", "agni-iv"],
    ["minuteman-iii", "hwasong-15", "yars"],
];

/// The most comparisons on one chart.
const MAX_COMPARISONS: usize = 6;

/// With this many bars of the document's own, there is enough to compare.
const ENOUGH_BARS: usize = 12;

/// The most bars of the document's own.
const MAX_NAMED: usize = 24;

/// Round the Earth along the equator. A distance to the Moon, or a slip in a table, would leave no room
/// for the missiles.
const ROUND_THE_EARTH_KM: f64 = 40_075.0;

/// Draws `weapons`, or, when empty, those that the document names plus a few for comparison.
pub fn ranges(
    catalog: &Catalog,
    text: &str,
    extraction: &Extraction,
    weapons: &[String],
) -> RangesFigure {
    let mut sources = Sources::new(catalog);
    let mut left_out = Vec::new();
    let named = named_weapons(text, extraction);
    let mut bars = if weapons.is_empty() {
        document_bars(catalog, &mut sources, &named, &mut left_out)
    } else {
        asked_bars(catalog, &mut sources, &named, weapons, &mut left_out)
    };
    bars.sort_by(|a, b| {
        (b.max_km, b.min_km)
            .partial_cmp(&(a.max_km, a.min_km))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then_with(|| a.name.cmp(&b.name))
    });
    if bars.len() > MAX_NAMED {
        let rest: Vec<String> = bars
            .split_off(MAX_NAMED)
            .into_iter()
            .map(|it| it.name)
            .collect();
        left_out.push(format!(
            "{}: not drawn, because {MAX_NAMED} bars are the most that fit",
            rest.join(", ")
        ));
    }
    if weapons.is_empty() && !bars.is_empty() {
        let compared = comparisons(catalog, &bars);
        bars.extend(
            compared
                .into_iter()
                .filter_map(|missile| bar(&mut sources, missile, false, Vec::new())),
        );
    }
    let (distances, apart) = distances(text, extraction, &bars, &mut left_out);
    RangesFigure {
        bars,
        distances,
        apart,
        classes: CLASSES.to_vec(),
        left_out,
        sources: sources.into_lines(),
        unit: LengthUnit::Kilometre,
    }
}

/// Weapon mentions, by row of the table and by words where no table knows the weapon.
#[derive(Default)]
struct Named {
    known: BTreeMap<String, Vec<MentionId>>,
    unknown: BTreeSet<String>,
}

fn named_weapons(text: &str, extraction: &Extraction) -> Named {
    let mut named = Named::default();
    for (i, mention) in (0u32..).zip(&extraction.mentions) {
        let Value::Weapon { weapon } = &mention.value else {
            continue;
        };
        match weapon {
            Some(id) => named
                .known
                .entry(id.to_string())
                .or_default()
                .push(MentionId(i)),
            None => {
                named.unknown.insert(quote::words(text, mention.span));
            }
        }
    }
    named
}

fn document_bars(
    catalog: &Catalog,
    sources: &mut Sources<'_>,
    named: &Named,
    left_out: &mut Vec<String>,
) -> Vec<RangeBar> {
    let mut bars = Vec::new();
    for (id, mentions) in &named.known {
        add_bar(catalog, sources, id, mentions, &mut bars, left_out);
    }
    for words in &named.unknown {
        left_out.push(format!("{words}: not in the table of weapons"));
    }
    bars
}

fn asked_bars(
    catalog: &Catalog,
    sources: &mut Sources<'_>,
    named: &Named,
    weapons: &[String],
    left_out: &mut Vec<String>,
) -> Vec<RangeBar> {
    let mut bars = Vec::new();
    let asked: BTreeSet<&String> = weapons.iter().collect();
    for id in asked {
        let mentions = named.known.get(id).map_or(&[][..], Vec::as_slice);
        add_bar(catalog, sources, id, mentions, &mut bars, left_out);
    }
    bars
}

fn add_bar(
    catalog: &Catalog,
    sources: &mut Sources<'_>,
    id: &str,
    mentions: &[MentionId],
    bars: &mut Vec<RangeBar>,
    left_out: &mut Vec<String>,
) {
    match catalog.missile(id) {
        None => left_out.push(format!("{id}: not in the table of weapons")),
        Some(missile) => match bar(sources, missile, true, mentions.to_vec()) {
            Some(bar) => bars.push(bar),
            None if missile.range_km.is_some() => left_out.push(format!(
                "{}: the range in the table is no distance on Earth",
                missile.name
            )),
            None => left_out.push(format!("{}: no range is published", missile.name)),
        },
    }
}

fn bar(
    sources: &mut Sources<'_>,
    missile: &Missile,
    named: bool,
    mentions: Vec<MentionId>,
) -> Option<RangeBar> {
    let (low, high) = missile.range_km?;
    let (min_km, max_km) = (low.min(high), low.max(high));
    (min_km >= 0.0 && max_km > 0.0 && max_km <= ROUND_THE_EARTH_KM).then(|| RangeBar {
        weapon: missile.id.clone(),
        name: missile.name.clone(),
        kind: missile.kind,
        operators: missile
            .operators
            .iter()
            .map(|iso3| (*iso3, sources.country(*iso3)))
            .collect(),
        min_km,
        max_km,
        named,
        mentions,
        source: sources.cite_all(&missile.sources),
        note: missile.note.clone(),
    })
}

/// Which class a range belongs to.
fn class_of(max_km: f64) -> usize {
    CLASSES
        .iter()
        .position(|class| max_km <= class.to_km)
        .unwrap_or(CLASSES.len() - 1)
}

/// A few well-known systems: first one of each class that the document's own do not reach, then one
/// of each other class, then the second of each, until there are enough; longest range first.
fn comparisons<'a>(catalog: &'a Catalog, own: &[RangeBar]) -> Vec<&'a Missile> {
    let room = MAX_COMPARISONS.min(ENOUGH_BARS.saturating_sub(own.len()));
    let mut classes: Vec<usize> = (0..CLASSES.len()).collect();
    classes.sort_by_key(|&class| own.iter().any(|bar| class_of(bar.max_km) == class));
    let mut chosen: Vec<&Missile> = Vec::new();
    let rounds = WELL_KNOWN.iter().map(|ids| ids.len()).max().unwrap_or(0);
    for round in 0..rounds {
        for &class in &classes {
            let candidate = WELL_KNOWN
                .get(class)
                .into_iter()
                .flatten()
                .filter_map(|id| catalog.missile(id))
                .filter(|it| it.range_km.is_some())
                .filter(|it| !own.iter().any(|bar| bar.weapon == it.id))
                .nth(round);
            if chosen.len() < room {
                chosen.extend(candidate);
            }
        }
    }
    let longest = |missile: &Missile| missile.range_km.map_or(0.0, |(low, high)| low.max(high));
    chosen.sort_by(|a, b| longest(b).total_cmp(&longest(a)));
    chosen
}

impl RangesFigure {
    /// The bar that a stated distance belongs to, if it is shown: its mark stands there.
    pub fn bar_of(&self, line: &DistanceLine) -> Option<&RangeBar> {
        let weapon = line.weapon.as_ref()?;
        self.bars.iter().find(|bar| bar.weapon == *weapon)
    }

    /// What the document says of a bar's weapon, with positions in [`Self::distances`].
    pub fn stated_of<'a>(
        &'a self,
        bar: &'a RangeBar,
    ) -> impl Iterator<Item = (usize, &'a DistanceLine)> {
        let lines = self.distances.iter().enumerate();
        lines.filter(|(_, line)| line.weapon.as_ref() == Some(&bar.weapon))
    }
}

#[cfg(test)]
mod tests;
