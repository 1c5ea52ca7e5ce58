//! Day first or month first: the order that a date with a 13 or more in it shows for the others.

use jiff::civil::Date;

use super::Rule;
use crate::check::context::Context;
use crate::check::{Finding, Verdict};
use crate::extract::Value;

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "date-order",
    name: "Order of day and month",
    explanation: "Dates in digits that could be read both ways are compared with those of the document that can be read only one way.",
    tolerance: "none: no month is the 13th",
    examples: &[(
        "[1] https://a.org/x (Date Accessed: 19.01.2024).\n[2] https://a.org/y (Date Accessed: 01.02.2024).",
        Verdict::Agrees,
    )],
    run,
};

struct Written {
    at: usize,
    first: u8,
    second: u8,
    date: Date,
}

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let dates = context.mentions().iter().enumerate();
    let dates: Vec<Written> = dates
        .filter_map(|(at, mention)| {
            let Value::Date { from, to, .. } = mention.value else {
                return None;
            };
            let (first, second) = parts(context.words(mention.span)).filter(|_| from == to)?;
            Some(Written {
                at,
                first,
                second,
                date: from,
            })
        })
        .collect();
    let day_first = dates.iter().find(|it| it.first > 12);
    let month_first = dates.iter().find(|it| it.second > 12);
    let open = dates
        .iter()
        .filter(|it| it.first <= 12 && it.second <= 12 && it.first != it.second);
    for written in open {
        out.extend(judge(context, written, day_first, month_first));
    }
}

fn judge(
    context: &Context<'_>,
    written: &Written,
    day_first: Option<&Written>,
    month_first: Option<&Written>,
) -> Option<Finding> {
    let read_day_first = i8::try_from(written.first).ok()? == written.date.day();
    let (verdict, sure, order) = match (day_first, month_first) {
        (Some(sure), None) if read_day_first => (Verdict::Agrees, sure, "day"),
        (None, Some(sure)) if !read_day_first => (Verdict::Agrees, sure, "month"),
        (Some(sure), Some(_)) => (Verdict::NeedsAssumption, sure, "day"),
        (Some(sure), None) => (Verdict::NeedsAssumption, sure, "day"),
        (None, Some(sure)) => (Verdict::NeedsAssumption, sure, "month"),
        (None, None) => return None,
    };
    let mut finding = context.finding(RULE.code, verdict, &[written.at, sure.at])?;
    finding.span = context.mention(written.at)?.span;
    finding.text = context.words(finding.span).to_owned();
    finding.working = format!(
        "{} is {}, because {} can only be read with the {order} first",
        context.words(finding.span),
        written.date,
        context.words(context.mention(sure.at)?.span)
    );
    RULE.tolerance.clone_into(&mut finding.tolerance);
    if verdict == Verdict::NeedsAssumption {
        finding.reason = Some(if day_first.is_some() && month_first.is_some() {
            "which order is meant: the document writes dates both ways".to_owned()
        } else {
            format!("that this date is not written with the {order} first")
        });
    }
    Some(finding)
}

/// The first two numbers of "19.01.2024".
fn parts(words: &str) -> Option<(u8, u8)> {
    let mut numbers = words.split(['.', '/', '-']);
    let (first, second, third) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let short = |part: &str| (1..=2).contains(&part.len());
    if numbers.next().is_some() || !short(first) || !short(second) || third.len() < 2 {
        return None;
    }
    third.parse::<u16>().ok()?;
    Some((first.parse().ok()?, second.parse().ok()?))
}
