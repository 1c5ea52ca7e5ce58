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
        (
            "Vilnius, some 170 km from the city of Minsk, is close to the border.",
            Verdict::Agrees,
        ),
        (
            "Warsaw is 520 km from Berlin and 550 km from Prague.",
            Verdict::Agrees,
        ),
        (
            "Helsinki and Tallinn are only 400 km apart.",
            Verdict::Differs,
        ),
    ],
    run,
};

const PLACED: f64 = 0.05;
const PLACED_KM: f64 = 15.0;

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    // From where the last distance was counted: "195 km from Seoul and 1,290 km from Tokyo".
    let mut last: Option<(usize, usize)> = None;
    for at in 0..context.mentions().len() {
        let Some(way) = way(context, at, last) else {
            continue;
        };
        if let Some(finding) = between(context, &way) {
            last = Some((way.from, way.to));
            out.push(finding);
        }
    }
}

/// A distance between two places, by the numbers of the mentions.
struct Way {
    distance: usize,
    from: usize,
    to: usize,
}

/// The places of the distance that is mention `at`; `last` is the way before it.
fn way(context: &Context<'_>, at: usize, last: Option<(usize, usize)>) -> Option<Way> {
    let mention = |at: usize| context.mention(at);
    let distance = mention(at)?;
    if !matches!(distance.value, Value::Distance { .. }) {
        return None;
    }
    let (one, before) = (at.checked_sub(1)?, mention(at.checked_sub(1)?)?);
    let verb = context.gap(before.span, distance.span);
    let only = |text: &str, words: &[&str]| {
        text.split(|letter: char| !letter.is_alphabetic())
            .filter(|word| !word.is_empty())
            .all(|word| words.contains(&word))
    };
    let way = |from, to| Way {
        distance: at,
        from,
        to,
    };
    // "Helsinki and Tallinn are 80 km apart".
    if context
        .behind(distance.span, 16)
        .trim_start()
        .starts_with("apart")
        && let Some(two) = one.checked_sub(1)
        && matches!(
            context.gap(mention(two)?.span, before.span),
            " and " | " and the city of "
        )
        && only(
            verb,
            &[
                "are", "lie", "is", "lies", "only", "just", "some", "about", "a", "mere",
            ],
        )
    {
        return Some(way(two, one));
    }
    let there = mention(at + 1)?;
    let from = context.gap(distance.span, there.span).trim();
    if !is_from(from) {
        return None;
    }
    if let Some((from, _)) = last.filter(|it| it.1 == one)
        && only(
            verb,
            &["and", "but", "only", "just", "some", "about", "then"],
        )
        && !verb.trim().is_empty()
    {
        return Some(way(from, at + 1));
    }
    const LIES: [&str; 14] = [
        "lies", "is", "sits", "stands", "located", "only", "just", "some", "about", "a", "mere",
        "which", "was", "lie",
    ];
    (only(verb, &LIES) && !verb.trim().is_empty()).then(|| way(one, at + 1))
}

/// "from", "away from", "north-west of the city of".
fn is_from(gap: &str) -> bool {
    const TURNS: [&str; 8] = [
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
    ];
    let mut words: Vec<&str> = gap.split([' ', '-']).filter(|it| !it.is_empty()).collect();
    for end in [
        &["the", "city", "of"][..],
        &["the", "port", "of"],
        &["the", "capital"],
        &["the", "city"],
    ] {
        if words.ends_with(end) && words.len() > end.len() {
            words.truncate(words.len() - end.len());
        }
    }
    let Some(last) = words.pop() else {
        return false;
    };
    match last {
        "from" => words.iter().all(|it| *it == "away" || TURNS.contains(it)),
        "of" => !words.is_empty() && words.iter().all(|it| TURNS.contains(it)),
        _ => false,
    }
}

fn between(context: &Context<'_>, way: &Way) -> Option<Finding> {
    let mention = |at: usize| context.mention(at);
    let (a, distance, b) = (mention(way.from)?, mention(way.distance)?, mention(way.to)?);
    let Value::Distance { km, unit } = distance.value else {
        return None;
    };
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
    let mut finding = context.finding(RULE.code, verdict, &[way.distance, way.from, way.to])?;
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
