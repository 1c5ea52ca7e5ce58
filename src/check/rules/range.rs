//! A weapon's range against the published ones.

use super::Rule;
use crate::check::context::Context;
use crate::check::far;
use crate::check::words;
use crate::check::{Finding, Interval, Model, Verdict, WhatIf};
use crate::extract::{Claim, ClaimMeasure, Subject, Value};
use crate::reference::{Catalog, Missile};
use crate::units::{Extent, LengthUnit, format};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "range",
    name: "A weapon's range",
    explanation: "A range stated for a missile system is compared with the lowest and highest published one.",
    tolerance: "the range is rounded as written; published ranges are allowed a tenth to each side, because publications round",
    examples: &[
        (
            "The Tomahawk Block V has a range of 1,600 km.",
            Verdict::Agrees,
        ),
        (
            "The Tomahawk Block V has a range of 3,600 km.",
            Verdict::Differs,
        ),
        ("The JASSM-ER can strike at 925 km.", Verdict::Agrees),
    ],
    run,
};

const ROUNDED: f64 = 0.1;
/// A system that is named further off is not the clause's.
const MAX_GAP: usize = 400;
/// A place this near before a distance may be what it leads to.
const NEAR_A_PLACE: usize = 40;
const STRAYS_BELOW: f64 = 0.6;
const STRAYS_ABOVE: f64 = 1.5;
/// Words of a version that the table may not have.
const VERSIONS: [&str; 24] = [
    "version",
    "variant",
    "improved",
    "extended",
    "upgraded",
    "enhanced",
    "modified",
    "new",
    "newer",
    "next",
    "future",
    "longer",
    "stretched",
    "stretch",
    "block",
    "family",
    "later",
    "early",
    "earlier",
    "export",
    "modernised",
    "modernized",
    "derivative",
    "planned",
];

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut seen: Vec<(u32, &str)> = Vec::new();
    for (id, claim) in context.claims() {
        let (ClaimMeasure::Range { km }, Subject::Weapon(weapon)) =
            (&claim.measure, &claim.subject)
        else {
            continue;
        };
        if seen.contains(&(claim.figure.0, weapon)) {
            continue;
        }
        seen.push((claim.figure.0, weapon));
        if seen.len() > 32 {
            seen.remove(0);
        }
        if let Some(mut finding) = compare(context, claim, *km, weapon) {
            finding.claim = Some(id);
            finding.weapon = Some(weapon.clone());
            out.push(finding);
        }
    }
}

fn compare(context: &Context<'_>, claim: &Claim, km: Extent, weapon: &str) -> Option<Finding> {
    let at = claim.figure.0 as usize;
    let mention = context.by_id(claim.figure)?;
    let unit = match mention.value {
        Value::Distance { unit, .. } => unit,
        _ => LengthUnit::Kilometre,
    };
    let mut finding = context.finding(RULE.code, Verdict::CannotCheck, &[at])?;
    let named = claim.subject_mention.map(|it| it.0 as usize);
    finding
        .evidence
        .extend(named.and_then(|it| context.evidence(it)));
    RULE.tolerance.clone_into(&mut finding.tolerance);
    let missile = context.catalog.missile(weapon)?;
    let stated = format::extent(km, |it| format::distance(it, unit));
    let Some((low, high)) = missile.range_km else {
        finding.working = format!("{}: stated {stated}", missile.name);
        finding.reason = Some(format!(
            "no range of {} is published in the tables",
            missile.name
        ));
        return Some(finding);
    };
    let published = if high > low {
        format!("{}–{} km", format::number(low, 0), format::number(high, 0))
    } else {
        format!("{} km", format::number(low, 0))
    };
    finding.working = format!("{}: stated {stated}, published {published}", missile.name);
    let own = context.stated(km, unit.km(), mention.span);
    let known = Interval::new(low, high).wider(ROUNDED);
    let versions = versions_of(context.catalog, missile);
    let sibling = versions.iter().find(|it| {
        let range = it.range_km.map(|(low, high)| Interval::new(low, high));
        range.is_some_and(|it| own.meets(it.wider(ROUNDED)))
    });
    // Of a range from one distance to another, both ends must be near what is published.
    let strays = km.as_single().is_none()
        && (km.low() < known.low * STRAYS_BELOW || km.high() > known.high * STRAYS_ABOVE);
    let other = other_distance(context, claim);
    finding.verdict = if own.meets(known) && !strays {
        Verdict::Agrees
    } else if sibling.is_none() && other.is_none() && is_sure(context, missile, claim) {
        Verdict::Differs
    } else {
        Verdict::NeedsAssumption
    };
    if finding.verdict == Verdict::NeedsAssumption {
        finding.reason = Some(match (sibling, other) {
            (Some(other), _) => format!("that {} is meant", other.name),
            (None, Some(reason)) => reason.to_owned(),
            (None, None) => {
                let nearest = own.low.max(low).min(high);
                let apart = far::apart_words(own, nearest, "far");
                let apart = apart.map_or_else(String::new, |it| format!(", {it}"));
                format!("that another version of the system is meant{apart}")
            }
        });
    }
    if !missile.note.is_empty() {
        finding
            .caveats
            .push(format!("the table says: {}", missile.note));
    }
    for source in &missile.sources {
        let row = format!("weapons.csv {}", missile.id);
        finding.references.push(context.cite(source, row));
    }
    if finding.verdict != Verdict::Agrees {
        finding.what_if = solve(km, known, unit);
    }
    Some(finding)
}

/// Other rows of the same family: their ids begin alike.
fn versions_of<'c>(catalog: &'c Catalog, missile: &Missile) -> Vec<&'c Missile> {
    let is_version = |it: &&Missile| {
        let (a, b) = (it.id.as_str(), missile.id.as_str());
        let extends = |long: &str, short: &str| {
            long.strip_prefix(short)
                .is_some_and(|rest| rest.starts_with('-'))
        };
        extends(a, b) || extends(b, a)
    };
    catalog.missiles.iter().filter(is_version).collect()
}

/// A family has versions, a plan may change a range, and a sentence may speak of one that no table has.
fn is_sure(context: &Context<'_>, missile: &Missile, claim: &Claim) -> bool {
    let notes = ["family", "version", "variant"];
    let text = context.words(claim.span);
    let named = claim.subject_mention.and_then(|it| context.by_id(it));
    let text = match named.map(|it| context.words(it.span)) {
        Some(name) => text.replace(name, " "),
        None => text.to_owned(),
    };
    !claim.planned
        && !notes.iter().any(|word| missile.note.contains(word))
        && !words::has_word(&text, &VERSIONS)
}

/// Why the distance may be another thing's than the weapon's reach.
fn other_distance(context: &Context<'_>, claim: &Claim) -> Option<&'static str> {
    let (named, figure) = (claim.subject_mention?, claim.figure);
    let (name, mention) = (context.by_id(named)?, context.by_id(figure)?);
    if name.span.start() > mention.span.start() {
        return None;
    }
    let gap = context.gap(name.span, mention.span);
    if gap.len() > MAX_GAP {
        return None;
    }
    let between = named.0 as usize + 1..figure.0 as usize;
    let places = between
        .filter_map(|at| context.mention(at))
        .filter(|it| matches!(it.value, Value::Place { .. } | Value::Government { .. }));
    let to_a_place = places
        .filter(|it| !context.gap(it.span, mention.span).contains('|'))
        .any(|it| context.gap(it.span, mention.span).len() < NEAR_A_PLACE);
    if to_a_place {
        return Some("that this is the reach, and not how far a place is");
    }
    // "the MTC-300 flies 300 km, its AV-SS rockets 80 km"
    let is_designation = |word: &str| {
        let num_capitals = word.chars().filter(|it| it.is_uppercase()).count();
        let is_mixed = word.contains('-') || word.contains(|it: char| it.is_ascii_digit());
        num_capitals > 1 && is_mixed
    };
    let clause = gap.rsplit([',', ';']).next().unwrap_or(gap);
    let another = gap.contains([',', ';']) && clause.split_whitespace().any(is_designation);
    another.then_some("that the distance is of this system, and not of the other one that is named")
}

fn solve(km: Extent, known: Interval, unit: LengthUnit) -> Option<WhatIf> {
    let current = km.as_single()? / unit.km();
    let band = known.times(1.0 / unit.km());
    let threshold = if current > band.high {
        band.high
    } else {
        band.low
    };
    Some(WhatIf {
        quantity: format!("Range in {}", unit.symbol()),
        current,
        threshold,
        bounds: (current.min(band.low) * 0.8, current.max(band.high) * 1.2),
        words: format!(
            "agrees between {} and {} {}",
            format::number(band.low, 0),
            format::number(band.high, 0),
            unit.symbol()
        ),
        model: Model::Between {
            low: band.low,
            high: band.high,
        },
    })
}
