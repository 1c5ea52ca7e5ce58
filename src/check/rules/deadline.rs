//! Periods that cannot be: one that ends before it begins, and a plan for a day that has passed.

use super::Rule;
use crate::check::context::Context;
use crate::check::words;
use crate::check::{Finding, Interval, Verdict, WhatIf};
use crate::extract::{Mention, Value};
use jiff::civil::Date;

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "period",
    name: "A period that cannot be",
    explanation: "Of “from A to B” the second date may not lie before the first, and what somebody plans for a day may not lie before the document's date.",
    tolerance: "a month, for documents that are finished later than their date says",
    examples: &[
        (
            "Deliveries run from fiscal 2025 to fiscal 2022.",
            Verdict::Differs,
        ),
        (
            "Tokyo, 1 February 2024\n\nBy 2022 the government wants to spend 10 trillion yen on defense every year.",
            Verdict::Differs,
        ),
    ],
    run,
};

/// A plan this much before the document's date is no plan.
const DAYS_LATE: i32 = 31;
/// What somebody still means to do.
const PLANS: [&str; 6] = ["wants", "plans", "intends", "aims", "hopes", "means"];
/// Words that put a plan into the past or into somebody else's mouth.
const NOT_NOW: [&str; 9] = [
    "said",
    "had",
    "was",
    "were",
    "once",
    "originally",
    "then",
    "ago",
    "planned",
];

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let dated = context.date.filter(|it| !it.inferred).map(|it| it.date);
    for sentence in &context.sentences {
        let dates: Vec<(usize, &Mention, Date, Date)> = context
            .in_sentence(sentence)
            .filter_map(|(at, it)| match it.value {
                Value::Date { from, to, .. } => Some((at, it, from, to)),
                _ => None,
            })
            .collect();
        for pair in dates.windows(2) {
            if let [a, b] = pair {
                out.extend(backwards(context, *a, *b));
            }
        }
        if let ([(at, mention, _, to)], Some(date)) = (dates.as_slice(), dated) {
            let text = words::head(context.sentence_text(sentence), 600);
            out.extend(passed(context, text, (*at, mention, *to), date));
        }
    }
}

type Dated<'a> = (usize, &'a Mention, Date, Date);

fn backwards(context: &Context<'_>, a: Dated<'_>, b: Dated<'_>) -> Option<Finding> {
    let gap = context.gap(a.1.span, b.1.span).trim();
    let before = context.before(a.1.span, 12).trim_end();
    let is_from = |words: &str| words.eq_ignore_ascii_case("from");
    let own = context.words(a.1.span).split(' ').next();
    let last = before.rsplit(' ').next();
    let opens = own.is_some_and(is_from) || last.is_some_and(is_from);
    let behind = context.behind(b.1.span, 12).trim_start();
    // "cut from 2025 to 2022 levels"
    let is_level = behind.starts_with("level") || behind.starts_with("price");
    let joins = ["to", "until", "through", "till"].contains(&gap);
    if !opens || !joins || is_level || b.3 >= a.2 {
        return None;
    }
    let mut finding = context.finding(RULE.code, Verdict::Differs, &[a.0, b.0])?;
    finding.working = format!("from {} to {}, which is before", a.2, b.3);
    RULE.tolerance.clone_into(&mut finding.tolerance);
    Some(finding)
}

fn passed(
    context: &Context<'_>,
    text: &str,
    (at, mention, to): (usize, &Mention, Date),
    date: Date,
) -> Option<Finding> {
    let late = to.until(date).ok()?.get_days();
    let before = context.before(mention.span, 12).trim_end().to_lowercase();
    let words = context.words(mention.span).to_lowercase();
    let is_by = words.starts_with("by ") || before.ends_with("by");
    if late <= DAYS_LATE || !is_by {
        return None;
    }
    if !words::has_word(text, &PLANS)
        || words::has_word(text, &NOT_NOW)
        || text.contains(['“', '"'])
    {
        return None;
    }
    let mut finding = context.finding(RULE.code, Verdict::Differs, &[at])?;
    finding.evidence.extend(own_date(context, date));
    finding.working = format!("planned for {to} in a document of {date}");
    RULE.tolerance.clone_into(&mut finding.tolerance);
    let mut what_if = WhatIf::between(
        "Days after the document",
        "days",
        -f64::from(late),
        Interval::new(-f64::from(DAYS_LATE), f64::from(late)),
    );
    what_if.words = format!("agrees with a day after {date}");
    finding.what_if = Some(what_if);
    Some(finding)
}

/// Where the document's date is written.
fn own_date(context: &Context<'_>, date: Date) -> Option<crate::check::Evidence> {
    const FIRST: usize = 40;
    let is_it = |it: &Mention| matches!(it.value, Value::Date { from, to, .. } if from == date && to == date);
    let at = context.mentions().iter().take(FIRST).position(is_it)?;
    context.evidence(at)
}
