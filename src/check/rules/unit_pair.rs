//! Two units, one quantity: "1,600 kilometers (1,000 miles)".

use super::Rule;
use crate::check::context::Context;
use crate::check::interval::hedge_words;
use crate::check::words::{self, Restates};
use crate::check::{Finding, Interval, Model, Verdict, WhatIf};
use crate::extract::Value;
use crate::text::Span;
use crate::units::{Extent, LengthUnit, format};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "unit-pair",
    name: "Two units, one distance",
    explanation: "A distance given in two units is converted with the exact factor.",
    tolerance: "the two agree when some distance rounds to both, each as precisely as it is written",
    examples: &[
        (
            "The missile flies 1,600 kilometers (1,000 miles).",
            Verdict::Agrees,
        ),
        (
            "The missile flies 1,600 km (1,000 nautical miles).",
            Verdict::Differs,
        ),
        (
            "The missile flies 1,600 km (1,100 miles).",
            Verdict::Differs,
        ),
        (
            "The missile flies more than 300 km (162 nautical miles).",
            Verdict::Agrees,
        ),
        (
            "The missile flies 300 to 500 km (190 to 310 miles).",
            Verdict::Agrees,
        ),
    ],
    run,
};

/// Two alternatives are rarely this far apart when one restates the other.
const FAR: f64 = 1.6;

struct Side {
    at: usize,
    span: Span,
    km: Extent,
    unit: LengthUnit,
}

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let sides = context.mentions().iter().enumerate();
    let mut before: Option<Side> = None;
    for (at, mention) in sides {
        let Value::Distance { km, unit } = mention.value else {
            before = None;
            continue;
        };
        let span = mention.span;
        let side = Side { at, span, km, unit };
        if let Some(first) = &before {
            out.extend(pair(context, first, &side));
        }
        before = Some(side);
    }
}

fn pair(context: &Context<'_>, a: &Side, b: &Side) -> Option<Finding> {
    let how = words::restates(context.gap(a.span, b.span))?;
    if a.unit == b.unit {
        return None;
    }
    let ends = |side: &Side| {
        let end = |value: f64| {
            let single = Extent::single(value, side.km.digits)?.hedged(side.km.hedge);
            Some(context.number(single, side.unit.km(), side.span))
        };
        Some((end(side.km.low())?, end(side.km.high())?))
    };
    let ((a_low, a_high), (b_low, b_high)) = (ends(a)?, ends(b)?);
    let agrees = a_low.meets(b_low) && a_high.meets(b_high);
    let ratio = (a.km.middle() / b.km.middle()).abs();
    let closes = context
        .behind(b.span, 4)
        .trim_start()
        .starts_with([')', ']']);
    let is_far = !(1.0 / FAR..=FAR).contains(&ratio);
    if !agrees && (how == Restates::Or && is_far || how == Restates::Bracket && !closes && is_far) {
        return None;
    }
    let verdict = if agrees {
        Verdict::Agrees
    } else {
        Verdict::Differs
    };
    let mut finding = context.finding(RULE.code, verdict, &[a.at, b.at])?;
    let exact = |km: f64| format::significant(km / b.unit.km(), digits_for(b.km.digits));
    let own = |side: &Side| {
        format::extent(side.km, |km| {
            format::significant(km / side.unit.km(), digits_for(side.km.digits))
        })
    };
    finding.working = format!(
        "{} {} = {} {}, stated {} {}",
        own(a),
        a.unit.symbol(),
        format::extent(a.km, exact),
        b.unit.symbol(),
        own(b),
        b.unit.symbol(),
    );
    finding.tolerance = format!(
        "{} {} stands for {}, {} {} for {}",
        own(a),
        a.unit.symbol(),
        shown(a_low, a_high, a.unit),
        own(b),
        b.unit.symbol(),
        shown(b_low, b_high, b.unit),
    );
    for side in [a, b] {
        let hedge = side.km.hedge.filter(|it| {
            use crate::units::Hedge;
            matches!(it, Hedge::About | Hedge::Nearly)
        });
        finding
            .caveats
            .extend(hedge_words(hedge).map(str::to_owned));
    }
    if !agrees {
        finding.what_if = solve(a, b, a_low, a_high);
    }
    Some(finding)
}

/// The values in the second unit that the first would agree with.
fn solve(a: &Side, b: &Side, low: Interval, high: Interval) -> Option<WhatIf> {
    a.km.as_single()?;
    let current = b.km.as_single()? / b.unit.km();
    let (low, high) = (low.low / b.unit.km(), high.high / b.unit.km());
    let threshold = if current > high { high } else { low };
    Some(WhatIf {
        quantity: format!("Distance in {}", b.unit.symbol()),
        current,
        threshold,
        bounds: (low.min(current) * 0.8, high.max(current) * 1.2),
        words: format!(
            "agrees between {} and {} {}",
            format::significant(low, 4),
            format::significant(high, 4),
            b.unit.symbol()
        ),
        model: Model::Between { low, high },
    })
}

/// One digit more than was written, and at least four: enough to see why.
fn digits_for(written: u8) -> usize {
    usize::from(written).max(3) + 1
}

fn shown(low: Interval, high: Interval, unit: LengthUnit) -> String {
    let print = |km: f64| format::significant(km / unit.km(), 5);
    format!("{}–{} {}", print(low.low), print(high.high), unit.symbol())
}
