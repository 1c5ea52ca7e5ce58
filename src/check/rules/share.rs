//! Shares: "12 billion, or 40 percent of the 30 billion".

use super::Rule;
use crate::check::context::Context;
use crate::check::words;
use crate::check::{Finding, Interval, Verdict, WhatIf};
use crate::extract::Value;
use crate::units::format;

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "share",
    name: "Share of a whole",
    explanation: "An amount given as a percentage of another is divided by it.",
    tolerance: "all three figures are rounded as written",
    examples: &[
        (
            "Norway pays 12 million euros, or 40 percent of the 30 million euros.",
            Verdict::Agrees,
        ),
        (
            "Norway pays 12 million euros, or 60 percent of the 30 million euros.",
            Verdict::Differs,
        ),
    ],
    run,
};

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mentions = context.mentions();
    for (at, window) in mentions.windows(3).enumerate() {
        let [part, percent, whole] = window else {
            continue;
        };
        let (
            Value::Money {
                amount: a,
                currency: a_in,
            },
            Value::Percent { percent: p, .. },
            Value::Money {
                amount: b,
                currency: b_in,
            },
        ) = (&part.value, &percent.value, &whole.value)
        else {
            continue;
        };
        let gap = context.gap(percent.span, whole.span).trim();
        let of = ["of", "of the", "of a", "of its", "of that", "of their"].contains(&gap);
        let restates = words::restates(context.gap(part.span, percent.span)).is_some();
        if !of || !restates || a_in != b_in || b.middle() <= 0.0 {
            continue;
        }
        let share = context
            .number(*a, 1.0, part.span)
            .over(context.number(*b, 1.0, whole.span))
            .map(|it| it.times(100.0));
        let Some(share) = share else { continue };
        let stated = context.number(*p, 1.0, percent.span);
        let verdict = if share.meets(stated) {
            Verdict::Agrees
        } else {
            Verdict::Differs
        };
        if let Some(mut finding) = context.finding(RULE.code, verdict, &[at, at + 1, at + 2]) {
            finding.working = format!(
                "{} / {} = {} %, stated {} %",
                format::exact_money(a.middle(), *a_in),
                format::exact_money(b.middle(), *b_in),
                format::significant(a.middle() / b.middle() * 100.0, 4),
                format::extent(*p, |it| format::significant(it, 4)),
            );
            finding.tolerance = allowed(share);
            if verdict == Verdict::Differs {
                finding.what_if = p
                    .as_single()
                    .map(|it| WhatIf::between("Percent", "%", it, share));
            }
            out.push(finding);
        }
    }
}

fn allowed(share: Interval) -> String {
    format!(
        "as written, the amounts allow {}–{} %",
        format::significant(share.low, 4),
        format::significant(share.high, 4)
    )
}
