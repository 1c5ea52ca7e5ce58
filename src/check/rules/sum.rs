//! Parts and their sum: 200 Block IV and 200 Block V are 400 Tomahawks.

use std::collections::BTreeMap;

use super::Rule;
use crate::check::context::Context;
use crate::check::stock::{self, Counted};
use crate::check::{Finding, Interval, Verdict, WhatIf};
use crate::extract::{Kind, Value};
use crate::units::format;

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "sum",
    name: "Parts and their sum",
    explanation: "Versions of one system that a sentence counts are added and compared with the number given for the system elsewhere; amounts that lead to a total are added up.",
    tolerance: "counts are exact unless their words loosen them; amounts are rounded as written",
    examples: &[
        (
            "Japan buys 400 Tomahawk missiles. The sale covers 200 Block IV missiles and 200 Block V missiles.",
            Verdict::Agrees,
        ),
        (
            "Japan buys 400 Tomahawk missiles. The sale covers 200 Block IV missiles and 300 Block V missiles.",
            Verdict::Differs,
        ),
        (
            "Sweden pays 30 million euros and Norway pays 40 million euros, a total of 70 million euros.",
            Verdict::Agrees,
        ),
    ],
    run,
};

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let counted = stock::counted(context);
    let mut totals: BTreeMap<&str, Vec<&Counted<'_>>> = BTreeMap::new();
    for it in &counted {
        totals.entry(it.weapon).or_default().push(it);
    }
    for parts in stock::groups(context, &counted) {
        let Some(first) = parts.first() else { continue };
        // The name of the family alone is the whole.
        if parts.iter().any(|it| it.weapon == it.family()) {
            continue;
        }
        if let Some(all) = totals.get(first.family()) {
            add_up(context, parts, all, out);
        }
    }
    for sentence in &context.sentences {
        out.extend(total_of_money(context, sentence));
    }
}

fn add_up(
    context: &Context<'_>,
    parts: &[Counted<'_>],
    totals: &[&Counted<'_>],
    out: &mut Vec<Finding>,
) {
    let sum = parts.iter().fold(Interval::new(0.0, 0.0), |sum, it| {
        sum.plus(it.interval(context))
    });
    let fits = |it: &&&Counted<'_>| it.interval(context).meets(sum);
    let (right, wrong): (Vec<&&Counted<'_>>, Vec<&&Counted<'_>>) = totals.iter().partition(fits);
    if !right.is_empty() {
        out.extend(finding(context, parts, &right, Verdict::Agrees));
    }
    if wrong.is_empty() {
        return;
    }
    let mut values: Vec<f64> = wrong.iter().map(|it| it.count.middle()).collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    // One other number for the whole contradicts the parts; several may be other purchases.
    let verdict = if values.len() == 1 {
        Verdict::Differs
    } else {
        Verdict::NeedsAssumption
    };
    if let Some(mut finding) = finding(context, parts, &wrong, verdict) {
        if verdict == Verdict::NeedsAssumption {
            finding.reason = Some("that the parts are all of one of these numbers".to_owned());
        }
        out.push(finding);
    }
}

fn finding(
    context: &Context<'_>,
    parts: &[Counted<'_>],
    totals: &[&&Counted<'_>],
    verdict: Verdict,
) -> Option<Finding> {
    let total = totals.first()?;
    let mut places: Vec<usize> = parts.iter().map(|it| it.at).collect();
    places.extend(totals.iter().take(8).map(|it| it.at));
    let mut finding = context.finding(RULE.code, verdict, &places)?;
    let number = |it: &Counted<'_>| format::extent(it.count, |value| format::number(value, 0));
    let sum: f64 = parts.iter().map(|it| it.count.middle()).sum();
    let terms: Vec<String> = parts.iter().map(number).collect();
    let name = |it: &Counted<'_>| {
        let missile = context.catalog.missile(it.weapon);
        missile.map_or(it.weapon.to_owned(), |it| it.name.clone())
    };
    let names: Vec<String> = parts.iter().map(name).collect();
    finding.working = format!(
        "{} = {}, stated {}",
        terms.join(" + "),
        format::number(sum, 0),
        number(total)
    );
    finding.caveats.push(format!(
        "{} are taken for all of the {}",
        names.join(" and "),
        name(total)
    ));
    RULE.tolerance.clone_into(&mut finding.tolerance);
    finding.weapon = Some(total.weapon.to_owned());
    if verdict == Verdict::Differs {
        let interval = parts.iter().fold(Interval::new(0.0, 0.0), |sum, it| {
            sum.plus(it.interval(context))
        });
        finding.what_if = total
            .count
            .as_single()
            .map(|it| WhatIf::between("Number in all", "in all", it, interval));
    }
    Some(finding)
}

/// "A and B, a total of C".
fn total_of_money(
    context: &Context<'_>,
    sentence: &crate::check::context::Sentence,
) -> Option<Finding> {
    let amounts: Vec<_> = context
        .in_sentence(sentence)
        .filter_map(|(at, it)| match it.value {
            Value::Money { amount, currency } => Some((at, it.span, amount, currency)),
            _ => None,
        })
        .collect();
    let (&(at, span, total, currency), parts) = amounts.split_last()?;
    if !(2..=6).contains(&parts.len()) || parts.iter().any(|it| it.3 != currency) {
        return None;
    }
    let before = context.before(span, 28).to_lowercase();
    let behind = context.behind(span, 16).to_lowercase();
    const BEFORE: [&str; 6] = [
        "a total of",
        "for a total of",
        "altogether",
        "together",
        "in all",
        "in total",
    ];
    const BEHIND: [&str; 3] = [" in total", " in all", " altogether"];
    let is_total = BEFORE.iter().any(|cue| before.trim_end().ends_with(cue))
        || BEHIND.iter().any(|cue| behind.starts_with(cue));
    if !is_total || parts.iter().any(|it| it.2.as_single().is_none()) {
        return None;
    }
    let no_share = context
        .in_sentence(sentence)
        .all(|(_, it)| it.kind() != Kind::Percent);
    let sum = parts.iter().fold(Interval::new(0.0, 0.0), |sum, it| {
        sum.plus(context.number(it.2, 1.0, it.1))
    });
    let added: f64 = parts.iter().map(|it| it.2.middle()).sum();
    let stated = context.number(total, 1.0, span);
    let agrees = sum.meets(stated);
    let ratio = added / total.middle();
    let verdict = match (agrees, (0.5..2.0).contains(&ratio) && no_share) {
        (true, _) => Verdict::Agrees,
        (false, true) => Verdict::NeedsAssumption,
        (false, false) => return None,
    };
    let mut places: Vec<usize> = parts.iter().map(|it| it.0).collect();
    places.push(at);
    let mut finding = context.finding(RULE.code, verdict, &places)?;
    let terms: Vec<String> = parts
        .iter()
        .map(|it| format::exact_money(it.2.middle(), currency))
        .collect();
    finding.working = format!(
        "{} = {}, stated {}",
        terms.join(" + "),
        format::exact_money(added, currency),
        format::exact_money(total.middle(), currency)
    );
    RULE.tolerance.clone_into(&mut finding.tolerance);
    if verdict == Verdict::NeedsAssumption {
        finding.reason =
            Some("that the total holds something the sentence does not list".to_owned());
    }
    Some(finding)
}
