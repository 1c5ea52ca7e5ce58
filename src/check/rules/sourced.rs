//! Something that happened on a day after the document, or after the page that reports it.

use jiff::civil::Date;

use super::Rule;
use crate::check::context::{Context, Sentence};
use crate::check::words;
use crate::check::{Finding, Interval, Verdict, WhatIf};
use crate::extract::{Bound, Mention, Value};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "source-date",
    name: "A day after its own source",
    explanation: "The day on which something is said to have happened is compared with the document's date, and with the day in the address of the reference that follows.",
    tolerance: "two days, for time zones and for addresses that name the day before",
    examples: &[
        (
            "On January 18, 2024, Japan signed an agreement.[1]\n\n[1] \"A title\", https://a.org/2024/01/18/x (Date accessed: 1 February 2024).",
            Verdict::Agrees,
        ),
        (
            "On January 28, 2024, Japan signed an agreement.[1]\n\n[1] \"A title\", https://a.org/2024/01/18/x (Date accessed: 1 February 2024).",
            Verdict::Differs,
        ),
    ],
    run,
};

const DAYS: i32 = 2;

/// Words of what has yet to come.
const FUTURE: [&str; 18] = [
    "will",
    "would",
    "shall",
    "plan",
    "plans",
    "planned",
    "expected",
    "due",
    "until",
    "scheduled",
    "may",
    "could",
    "begin",
    "begins",
    "next",
    "deadline",
    "set",
    "upcoming",
];
/// Words of what has happened.
const PAST: [&str; 30] = [
    "concluded",
    "signed",
    "approved",
    "said",
    "announced",
    "told",
    "met",
    "agreed",
    "decided",
    "launched",
    "fired",
    "tested",
    "struck",
    "attacked",
    "published",
    "reported",
    "visited",
    "ordered",
    "awarded",
    "delivered",
    "voted",
    "cleared",
    "named",
    "loosened",
    "eased",
    "ranked",
    "raised",
    "opened",
    "took",
    "began",
];
/// Of those, what follows other people's plans: "in 2027, officials said".
const SPEECH: [&str; 4] = ["said", "told", "announced", "reported"];
/// A verb stands at most so many words behind its day.
const WORDS_ON: usize = 9;

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let dated = context.date.is_some_and(|it| !it.inferred);
    if context.citing.entries.is_empty() && !dated {
        return;
    }
    for sentence in &context.sentences {
        for (at, mention) in context.in_sentence(sentence) {
            let Some((from, to)) = happened(context, sentence, mention) else {
                continue;
            };
            let found = after_document(context, at, from, to)
                .or_else(|| after_source(context, at, from, to));
            out.extend(found);
        }
    }
}

/// The days on which the sentence says that something happened.
fn happened(context: &Context<'_>, sentence: &Sentence, mention: &Mention) -> Option<(Date, Date)> {
    let Value::Date { from, to, bound } = mention.value else {
        return None;
    };
    if matches!(bound, Some(Bound::NoLaterThan)) || from.until(to).ok()?.get_days() > 31 {
        return None;
    }
    if is_dateline(context, mention) {
        return None;
    }
    let lead = context
        .text
        .get(sentence.bytes.start..mention.span.start())
        .unwrap_or("");
    // "At a session of the assembly in January 2024, …"
    let first = lead.split_whitespace().next().unwrap_or("");
    let introduces =
        ["At", "In", "On", "During"].contains(&first) && !lead.contains([',', ';', ':']);
    let opens = lead.len() < 24 || introduces && lead.len() < 120;
    let behind = words::head(
        context
            .text
            .get(mention.span.end()..sentence.bytes.end)
            .unwrap_or(""),
        160,
    );
    let comma = behind.trim_start().starts_with(',');
    let split = |text: &'static [&'static str], word: &str| text.contains(&word);
    let mut behind = behind
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(if opens { WORDS_ON } else { 4 });
    let verb = behind.find(|word| split(&PAST, word) || split(&FUTURE, word));
    let after = verb.is_some_and(|verb| {
        split(&PAST, verb) && (opens || !comma) && !(comma && split(&SPEECH, verb))
    });
    let mut before = context
        .before(mention.span, 40)
        .rsplit(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let near = (before.next(), before.next());
    let right_before = match near {
        (Some("on" | "in" | "late" | "early"), Some(verb)) => split(&PAST, verb),
        (Some(verb), _) => split(&PAST, verb),
        _ => false,
    };
    (after || right_before).then_some((from, to))
}

/// "PYONGYANG, Oct. 23 (KCNA)": the day of the report itself.
fn is_dateline(context: &Context<'_>, mention: &Mention) -> bool {
    let before = context.before(mention.span, 60);
    let place = before
        .trim_end()
        .trim_end_matches([',', '(', '-', '—', '–'])
        .trim_end();
    let is_capital = |word: &str| {
        let mut letters = word.chars().filter(|it| it.is_alphabetic());
        letters.clone().count() > 2 && letters.all(char::is_uppercase)
    };
    let words = place.split_whitespace().count();
    (1..=4).contains(&words) && place.split([' ', ',', '/']).next().is_some_and(is_capital)
}

fn after_document(context: &Context<'_>, at: usize, from: Date, to: Date) -> Option<Finding> {
    let date = context.date.filter(|it| !it.inferred)?.date;
    if date.until(from).ok()?.get_days() <= DAYS {
        return None;
    }
    let mut finding = context.finding(RULE.code, Verdict::Differs, &[at])?;
    finding.working = format!("{}, told as past by a document of {date}", day(from, to));
    finding.what_if = Some(later(date, from, "the document")?);
    RULE.tolerance.clone_into(&mut finding.tolerance);
    Some(finding)
}

fn after_source(context: &Context<'_>, at: usize, from: Date, to: Date) -> Option<Finding> {
    let mark = context.mark_behind(at)?;
    let (number, entry) = context.citing.resolved(mark)?;
    // A mention inside the list itself tells nothing.
    if entry.mark <= at {
        return None;
    }
    let named = entry.url_date?;
    let verdict = if named.to.until(from).ok()?.get_days() <= DAYS {
        Verdict::Agrees
    } else {
        Verdict::Differs
    };
    let mut finding = context.finding(RULE.code, verdict, &[at])?;
    let url = entry.url.and_then(|it| context.evidence(it));
    finding.evidence.extend(url);
    let same = if number == mark {
        String::new()
    } else {
        format!(" (“Ibid.”, that is [{number}])")
    };
    finding.working = format!(
        "{}, reported by [{mark}]{same} of {}",
        day(from, to),
        day(named.from, named.to)
    );
    RULE.tolerance.clone_into(&mut finding.tolerance);
    if verdict == Verdict::Differs {
        finding.what_if = later(named.to, from, "the page");
    }
    finding.mark = Some(mark);
    Some(finding)
}

/// How many days after its source the day may lie.
fn later(source: Date, stated: Date, of: &str) -> Option<WhatIf> {
    let days = f64::from(source.until(stated).ok()?.get_days());
    let last = source
        .checked_add(jiff::Span::new().days(i64::from(DAYS)))
        .ok()?;
    let band = Interval::new(-days.max(30.0), f64::from(DAYS));
    let mut what_if = WhatIf::between(&format!("Days after {of}"), "days", days, band);
    what_if.words = format!("agrees with {last} or before");
    Some(what_if)
}

fn day(from: Date, to: Date) -> String {
    if from == to {
        from.to_string()
    } else {
        format!("{from} to {to}")
    }
}
