//! Something that happened, reported by a page whose address names an earlier day.

use jiff::civil::Date;

use super::Rule;
use crate::check::context::{Context, Sentence};
use crate::check::words;
use crate::check::{Finding, Verdict};
use crate::extract::{Bound, Mention, Value};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "source-date",
    name: "A day after its own source",
    explanation: "The day on which something is said to have happened is compared with the day in the address of the reference that follows.",
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

/// Words of sentences about what has yet to come.
const FUTURE: [&str; 20] = [
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
    "ahead",
    "set",
    "upcoming",
    "to",
];
/// Words of what has happened.
const PAST: [&str; 22] = [
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
];

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    if context.citing.entries.is_empty() {
        return;
    }
    for sentence in &context.sentences {
        for (at, mention) in context.in_sentence(sentence) {
            out.extend(compare(context, sentence, at, mention));
        }
    }
}

fn compare(
    context: &Context<'_>,
    sentence: &Sentence,
    at: usize,
    mention: &Mention,
) -> Option<Finding> {
    let Value::Date { from, to, bound } = mention.value else {
        return None;
    };
    if matches!(bound, Some(Bound::NoLaterThan)) || from.until(to).ok()?.get_days() > 31 {
        return None;
    }
    let text = words::head(context.sentence_text(sentence), 2000);
    if !words::has_word(text, &PAST) {
        return None;
    }
    let mark = context.mark_behind(at)?;
    let (number, entry) = context.citing.resolved(mark)?;
    // A mention inside the list itself tells nothing.
    if entry.mark <= at {
        return None;
    }
    let named = entry.url_date?;
    let days = named.to.until(from).ok()?.get_days();
    let verdict = if days <= DAYS {
        Verdict::Agrees
    } else if words::has_word(future_part(text, context, mention), &FUTURE) {
        return None;
    } else {
        Verdict::Differs
    };
    let mut finding = context.finding(RULE.code, verdict, &[at])?;
    finding
        .evidence
        .extend(entry.url.and_then(|it| context.evidence(it)));
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
    finding.mark = Some(mark);
    Some(finding)
}

/// The sentence's words before and just behind the date: where its tense is.
fn future_part<'a>(text: &'a str, context: &Context<'_>, mention: &Mention) -> &'a str {
    let words_of_date = context.words(mention.span);
    match text.split_once(words_of_date) {
        Some((before, _)) if before.len() > 24 => words::tail(before, 80),
        _ => words::head(text, 80),
    }
}

fn day(from: Date, to: Date) -> String {
    if from == to {
        from.to_string()
    } else {
        format!("{from} to {to}")
    }
}
