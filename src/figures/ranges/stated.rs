//! The distances that a document states: which of them are ranges, whose they are, and which are drawn.
//!
//! Invariants: a distance given in two units is one line; what is not drawn is said, with the reason.

use std::collections::{BTreeMap, BTreeSet};

use super::{DistanceLine, ROUND_THE_EARTH_KM, RangeBar};
use crate::extract::restated;
use crate::extract::{ClaimMeasure, Extraction, MentionId, NotClaim, Subject, Value};
use crate::figures::quote;
use crate::units::{LengthUnit, format};

/// The most distance lines; more would hide the bars.
const MAX_DISTANCES: usize = 6;

/// The most distances marked at one bar; more could not be told apart on it.
const MAX_AT_BAR: usize = 12;

/// Shorter distances are about fronts, runways and altitudes, and no missile of the tables is drawn
/// to that scale.
const MIN_DISTANCE_KM: f64 = 10.0;

/// Two figures in one bracket are the same distance when they differ by no more than this share: a
/// "1,000 miles" beside 1,600 km is a rounding (0.6 %), not another distance.
const PAIR_TOLERANCE: f64 = 0.1;

/// What a document's distances measure, as far as its words say.
#[derive(Default)]
struct Measured {
    /// The weapons that a distance is the range of.
    weapons: BTreeMap<MentionId, BTreeSet<String>>,
    /// Why a distance is no range.
    others: BTreeMap<MentionId, &'static str>,
}

impl Measured {
    fn of(extraction: &Extraction) -> Self {
        let mut measured = Self::default();
        for claim in &extraction.claims {
            if let (ClaimMeasure::Range { .. } | ClaimMeasure::Flown { .. }, Subject::Weapon(id)) =
                (&claim.measure, &claim.subject)
            {
                let weapons = measured.weapons.entry(claim.figure).or_default();
                weapons.insert(id.clone());
            }
        }
        for (mention, why) in &extraction.left_out {
            let words = match why {
                NotClaim::OnTheMap => "the way between two places, which is no range",
                NotClaim::Height => "a height, which is no range",
                _ => continue,
            };
            measured.others.insert(*mention, words);
        }
        measured
    }

    /// Why a distance is no range; nothing where any of its mentions is one.
    fn apart(&self, mentions: &[MentionId]) -> Option<&'static str> {
        if mentions.iter().any(|it| self.weapons.contains_key(it)) {
            return None;
        }
        mentions.iter().find_map(|it| self.others.get(it).copied())
    }
}

/// The distances to draw, and those that are no ranges.
pub(super) fn distances(
    text: &str,
    extraction: &Extraction,
    bars: &[RangeBar],
    left_out: &mut Vec<String>,
) -> (Vec<DistanceLine>, Vec<DistanceLine>) {
    let measured = Measured::of(extraction);
    let (mut lines, mut apart) = (Lines::default(), Lines::default());
    let mut not_ranges: Vec<String> = Vec::new();
    let mut said: BTreeSet<String> = BTreeSet::new();
    let (mut short, mut long) = (Vec::new(), Vec::new());
    let mut mentions = (0u32..).zip(&extraction.mentions).peekable();
    while let Some((i, mention)) = mentions.next() {
        let Value::Distance { km, unit } = mention.value else {
            continue;
        };
        let mut line = DistanceLine {
            mentions: vec![MentionId(i)],
            km: (km.low(), km.high()),
            label: quote::words(text, mention.span),
            weapon: None,
        };
        if let Some((j, other)) = mentions.peek()
            && let Value::Distance { km: again, .. } = other.value
            && close(km.low(), again.low())
            && close(km.high(), again.high())
            && quote::between(text, mention.span, other.span)
                .is_some_and(|gap| restated::restates(gap).is_some())
        {
            line.mentions.push(MentionId(*j));
            line.label = quote::pair_words(text, mention.span, other.span);
            mentions.next();
        }
        let height = matches!(unit, LengthUnit::Metre | LengthUnit::Foot);
        if height || line.km.1 < MIN_DISTANCE_KM {
            short.push(line.label);
            continue;
        }
        if line.km.1 > ROUND_THE_EARTH_KM {
            long.push(line.label);
            continue;
        }
        if let Some(why) = measured.apart(&line.mentions) {
            let words = format!("“{}”: {why}", line.label);
            if said.insert(words.clone()) {
                not_ranges.push(words);
            }
            apart.add(line, false);
            continue;
        }
        let of = |it: &MentionId| measured.weapons.get(it).into_iter().flatten();
        let weapons: BTreeSet<&String> = line.mentions.iter().flat_map(of).collect();
        // The reach of several at once stands at the bar of none.
        line.weapon = weapons
            .first()
            .filter(|_| weapons.len() == 1)
            .map(|it| (*it).clone());
        lines.add(line, weapons.len() > 1);
    }
    listed(not_ranges, left_out);
    if !short.is_empty() {
        left_out.push(format!(
            "Distances below {}, or in metres or feet: {} not drawn ({})",
            format::distance(MIN_DISTANCE_KM, LengthUnit::Kilometre),
            short.len(),
            some_of(&short)
        ));
    }
    if !long.is_empty() {
        left_out.push(format!(
            "Distances longer than the way round the Earth: {} not drawn ({})",
            long.len(),
            some_of(&long)
        ));
    }
    let drawn = most_stated(lines.merged(), bars, left_out);
    (drawn, apart.merged())
}

/// Distances, each once for each weapon that it is said of.
#[derive(Default)]
struct Lines {
    lines: Vec<DistanceLine>,
    seen: BTreeMap<(u64, u64, Option<String>), usize>,
    /// Those that are said of several weapons.
    shared: BTreeSet<usize>,
}

impl Lines {
    fn add(&mut self, mut line: DistanceLine, is_shared: bool) {
        let key = (
            line.km.0.to_bits(),
            line.km.1.to_bits(),
            line.weapon.clone(),
        );
        let at = *self.seen.entry(key).or_insert(self.lines.len());
        match self.lines.get_mut(at) {
            Some(known) => known.mentions.append(&mut line.mentions),
            None => self.lines.push(line),
        }
        if is_shared {
            self.shared.insert(at);
        }
    }

    /// The lines; one of no weapon joins that of the only weapon with the same distance.
    fn merged(self) -> Vec<DistanceLine> {
        let mut of_weapons: BTreeMap<(u64, u64), Vec<usize>> = BTreeMap::new();
        for ((low, high, weapon), at) in &self.seen {
            if weapon.is_some() {
                of_weapons.entry((*low, *high)).or_default().push(*at);
            }
        }
        let mut joined: BTreeMap<usize, DistanceLine> = BTreeMap::new();
        let mut kept: Vec<(usize, DistanceLine)> = Vec::new();
        for (at, line) in self.lines.into_iter().enumerate() {
            let key = (line.km.0.to_bits(), line.km.1.to_bits());
            match of_weapons.get(&key).map(Vec::as_slice) {
                Some([only]) if line.weapon.is_none() && !self.shared.contains(&at) => {
                    joined.insert(*only, line);
                }
                _ => kept.push((at, line)),
            }
        }
        for (at, line) in &mut kept {
            let Some(other) = joined.remove(at) else {
                continue;
            };
            // As it is said first.
            if other.mentions.first() < line.mentions.first() {
                line.label = other.label;
            }
            line.mentions.extend(other.mentions);
            line.mentions.sort_unstable();
        }
        kept.into_iter().map(|(_, line)| line).collect()
    }
}

/// The most that is named of what is not drawn.
const MAX_LISTED: usize = 12;

/// Says each of them, and how many more there are.
fn listed(mut lines: Vec<String>, left_out: &mut Vec<String>) {
    let more = lines.split_off(lines.len().min(MAX_LISTED)).len();
    left_out.append(&mut lines);
    match more {
        0 => {}
        1 => left_out.push("and 1 more distance that is no range".to_owned()),
        more => left_out.push(format!("and {more} more distances that are no ranges")),
    }
}

/// The first few of the words of a document, in quotes.
fn some_of(words: &[String]) -> String {
    let mut out: Vec<String> = words.iter().map(|it| format!("“{it}”")).collect();
    out.dedup();
    let more = out.split_off(out.len().min(MAX_LISTED)).len();
    if more > 0 {
        out.push(format!("{more} more"));
    }
    out.join(", ")
}

/// Of the distances at each bar, and of those at none, the ones stated most often when there are too many,
/// still in the order of the text.
fn most_stated(
    mut lines: Vec<DistanceLine>,
    bars: &[RangeBar],
    left_out: &mut Vec<String>,
) -> Vec<DistanceLine> {
    let mut groups: BTreeMap<Option<&String>, Vec<usize>> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        let weapon = line.weapon.as_ref();
        let bar = weapon.filter(|id| bars.iter().any(|bar| bar.weapon == **id));
        groups.entry(bar).or_default().push(i);
    }
    let (mut free, mut at_bars) = (BTreeSet::new(), BTreeSet::new());
    for (bar, mut group) in groups {
        let (most, dropped) = match bar {
            Some(_) => (MAX_AT_BAR, &mut at_bars),
            None => (MAX_DISTANCES, &mut free),
        };
        group.sort_by_key(|&i| std::cmp::Reverse(lines.get(i).map_or(0, |it| it.mentions.len())));
        dropped.extend(group.into_iter().skip(most));
    }
    for (dropped, why) in [
        (
            &free,
            format!("{MAX_DISTANCES} lines are the most that fit"),
        ),
        (
            &at_bars,
            format!("{MAX_AT_BAR} marks are the most that fit on a bar"),
        ),
    ] {
        let words: Vec<String> = dropped
            .iter()
            .filter_map(|&i| lines.get(i).map(|it| it.label.clone()))
            .collect();
        let more = match words.len() {
            0 => continue,
            1 => "1 more distance is".to_owned(),
            more => format!("{more} more distances are"),
        };
        let words = some_of(&words);
        left_out.push(format!("{more} not drawn, because {why} ({words})"));
    }
    let mut i = 0;
    lines.retain(|_| {
        i += 1;
        !free.contains(&(i - 1)) && !at_bars.contains(&(i - 1))
    });
    lines
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= PAIR_TOLERANCE * a.abs().max(b.abs())
}
