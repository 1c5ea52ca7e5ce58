//! A distance between two places: "Pyongyang lies roughly 1,290 kilometers from Tokyo".

use super::Rule;
use crate::check::context::Context;
use crate::check::words;
use crate::check::{Finding, Interval, Reference, Verdict, WhatIf};
use crate::extract::{Mention, Value};
use crate::geo::LatLon;
use crate::units::{LengthUnit, format};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "on-the-map",
    name: "Between two places",
    explanation: "A distance said to lie between two cities or bases is compared with the great circle between them.",
    tolerance: "the distance is rounded as written; the positions of places are allowed 5 %, and at least 15 km",
    examples: &[
        (
            "Pyongyang lies roughly 1,290 kilometers from Tokyo.",
            Verdict::Agrees,
        ),
        (
            "Pyongyang lies roughly 2,290 kilometers from Tokyo.",
            Verdict::Differs,
        ),
    ],
    run,
};

const PLACED: f64 = 0.05;
const PLACED_KM: f64 = 15.0;

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (at, window) in context.mentions().windows(3).enumerate() {
        let [a, distance, b] = window else { continue };
        if matches!(distance.value, Value::Distance { .. }) {
            out.extend(between(context, at, a, distance, b));
        }
    }
}

fn between(
    context: &Context<'_>,
    at: usize,
    a: &Mention,
    distance: &Mention,
    b: &Mention,
) -> Option<Finding> {
    let Value::Distance { km, unit } = distance.value else {
        return None;
    };
    const LIES: [&str; 12] = [
        "lies", "is", "sits", "stands", "located", "only", "just", "some", "about", "a", "mere",
        "which",
    ];
    let verb = context.gap(a.span, distance.span);
    let only = |text: &str, words: &[&str]| {
        text.split(|letter: char| !letter.is_alphabetic())
            .filter(|word| !word.is_empty())
            .all(|word| words.contains(&word))
    };
    let from = context.gap(distance.span, b.span).trim();
    if !only(verb, &LIES) || verb.trim().is_empty() || !["from", "away from"].contains(&from) {
        return None;
    }
    let (there, here) = (position(context, a)?, position(context, b)?);
    let exact = great_circle_km(there, here);
    let stated = context.stated(km, unit.km(), distance.span);
    let room = (exact * PLACED).max(PLACED_KM);
    let agrees = stated.meets(Interval::new(exact - room, exact + room));
    let verdict = if agrees {
        Verdict::Agrees
    } else {
        Verdict::Differs
    };
    let mut finding = context.finding(RULE.code, verdict, &[at + 1, at, at + 2])?;
    let name = |it: &Mention| words::shown(context.text, it.span);
    finding.working = format!(
        "{} to {}: {} on the great circle, stated {}",
        name(a),
        name(b),
        format::distance(exact, LengthUnit::Kilometre),
        format::extent(km, |it| format::distance(it, unit))
    );
    RULE.tolerance.clone_into(&mut finding.tolerance);
    if !agrees && let Some(single) = km.as_single() {
        let band = Interval::new(exact - room, exact + room).times(1.0 / unit.km());
        let quantity = format!("Distance in {}", unit.symbol());
        let current = single / unit.km();
        finding.what_if = Some(WhatIf::between(&quantity, unit.symbol(), current, band));
    }
    finding.references.push(Reference {
        source: "Positions of places, assets/reference/places.csv".to_owned(),
        edition: String::new(),
        row: format!("{}, {}", name(a), name(b)),
    });
    Some(finding)
}

/// Of a city or base; a country has no one place.
fn position(context: &Context<'_>, mention: &Mention) -> Option<LatLon> {
    match &mention.value {
        Value::Place {
            position: Some(position),
            ..
        } => Some(**position),
        Value::Government { .. } | Value::Place { .. } => {
            let place = context.catalog.place(context.words(mention.span))?;
            Some(place.position)
        }
        _ => None,
    }
}

/// On a sphere of the Earth's mean radius (6,371.0088 km, IUGG): within half a percent of the ellipsoid,
/// which is far less than what a city's extent allows.
fn great_circle_km(a: LatLon, b: LatLon) -> f64 {
    let (lat_a, lat_b) = (a.lat().to_radians(), b.lat().to_radians());
    let lat = (lat_b - lat_a) / 2.0;
    let lon = (b.lon() - a.lon()).to_radians() / 2.0;
    let chord = lat.sin().powi(2) + lat_a.cos() * lat_b.cos() * lon.sin().powi(2);
    2.0 * 6_371.008_8 * chord.clamp(0.0, 1.0).sqrt().asin()
}
