//! Days in the list of references that cannot be: looked up before the day in its own address, or after
//! the document was written; "Ibid." with nothing before it.

use super::Rule;
use crate::check::citing::Entry;
use crate::check::context::Context;
use crate::check::words;
use crate::check::{Finding, Interval, Verdict, WhatIf};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "access-date",
    name: "Days in the references",
    explanation: "The day an entry was looked up is compared with the day in its address and with the document's own; “Ibid.” is followed to the entry it stands for.",
    tolerance: "none: a page cannot be looked up before the day in its address; the document's date is allowed a month",
    examples: &[
        (
            "Japan spends more.[1]\n\n[1] \"A title\", CNN, https://edition.cnn.com/2024/01/22/asia/index.html (Date accessed: 1 February 2024).",
            Verdict::Agrees,
        ),
        (
            "Japan spends more.[1]\n\n[1] \"A title\", CNN, https://edition.cnn.com/2024/01/22/asia/index.html (Date accessed: 12 January 2024).",
            Verdict::Differs,
        ),
    ],
    run,
};

/// Lists are kept up for a while after the date at the top.
const DAYS_LATE: i32 = 31;
/// But not for years.
const DAYS_NEVER: i32 = 366;

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (number, entry) in &context.citing.entries {
        out.extend(looked_up(context, *number, entry));
        out.extend(too_late(context, *number, entry));
        out.extend(ibid(context, *number, entry));
    }
}

fn looked_up(context: &Context<'_>, number: u32, entry: &Entry) -> Option<Finding> {
    let (url, accessed) = (entry.url?, entry.accessed?);
    let (named, on) = (entry.url_date?, entry.accessed_on?);
    let verdict = if on < named.from {
        Verdict::Differs
    } else {
        Verdict::Agrees
    };
    let mut finding = context.finding(RULE.code, verdict, &[accessed, url])?;
    finding.text = words::shown(context.text, context.mention(accessed)?.span);
    finding.span = context.mention(accessed)?.span;
    let sign = if on < named.from {
        "before"
    } else {
        "not before"
    };
    finding.working = format!(
        "[{number}]: looked up on {on}, {sign} {} in its address",
        named.from
    );
    RULE.tolerance.clone_into(&mut finding.tolerance);
    if verdict == Verdict::Differs {
        let days = f64::from(named.from.until(on).ok()?.get_days());
        let band = Interval::new(0.0, -days);
        let mut what_if = WhatIf::between("Days after the day in the address", "days", days, band);
        what_if.words = format!("agrees with {} or after", named.from);
        finding.what_if = Some(what_if);
    }
    finding.mark = Some(number);
    Some(finding)
}

fn too_late(context: &Context<'_>, number: u32, entry: &Entry) -> Option<Finding> {
    let (at, on) = (entry.accessed?, entry.accessed_on?);
    let date = context.date.filter(|it| !it.inferred)?.date;
    let days = date.until(on).ok()?.get_days();
    if days <= DAYS_LATE {
        return None;
    }
    let verdict = if days > DAYS_NEVER {
        Verdict::Differs
    } else {
        Verdict::NeedsAssumption
    };
    let mut finding = context.finding(RULE.code, verdict, &[at])?;
    finding.working = format!("[{number}]: looked up on {on}, the document is of {date}");
    finding.reason = (verdict == Verdict::NeedsAssumption)
        .then(|| "that the document was finished later than its date says".to_owned());
    RULE.tolerance.clone_into(&mut finding.tolerance);
    finding.mark = Some(number);
    Some(finding)
}

fn ibid(context: &Context<'_>, number: u32, entry: &Entry) -> Option<Finding> {
    let at = entry.ibid?;
    let target = context.citing.resolved(number).filter(|it| it.0 != number);
    let verdict = if target.is_some() {
        Verdict::Agrees
    } else {
        Verdict::Differs
    };
    let mut finding = context.finding(RULE.code, verdict, &[at])?;
    finding.mark = Some(number);
    finding.working = match target {
        Some((other, entry)) => {
            let url = entry.url.and_then(|at| context.mention(at));
            finding.evidence.extend(context.evidence(entry.mark));
            let url = url.map_or_else(String::new, |it| {
                format!(", {}", words::shown(context.text, it.span))
            });
            format!("[{number}] is the same as [{other}]{url}")
        }
        None => format!("[{number}] stands for the entry before it, and there is none"),
    };
    RULE.tolerance.clone_into(&mut finding.tolerance);
    Some(finding)
}
