//! Growth and multiples: "up 16 percent, from 5.0 to 5.8 billion", "nearly double the 5.4 trillion".

use super::Rule;
use crate::check::context::{Context, Sentence};
use crate::check::words;
use crate::check::{Finding, Interval, Verdict, WhatIf};
use crate::extract::{Mention, Value};
use crate::text::Span;
use crate::units::{Currency, Extent, format};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "growth",
    name: "Growth and multiples",
    explanation: "A change in percent, or words such as “double”, are compared with the two levels that the sentence gives.",
    tolerance: "the levels are rounded as written; “double” alone allows 5 % to each side, “nearly” and “more than” what they say",
    examples: &[
        (
            "Poland raised its defence budget by 16 percent, from 5.0 billion dollars to 5.8 billion dollars.",
            Verdict::Agrees,
        ),
        (
            "Poland raised its defence budget by 26 percent, from 5.0 billion dollars to 5.8 billion dollars.",
            Verdict::Differs,
        ),
        (
            "An annual 10 trillion yen would be nearly double the 5.4 trillion yen of the budget.",
            Verdict::Agrees,
        ),
        (
            "An annual 10 trillion yen would be nearly double the 3.4 trillion yen of the budget.",
            Verdict::Differs,
        ),
        (
            "The United States spent 916 billion dollars, more than three times as much as China's 296 billion dollars.",
            Verdict::Agrees,
        ),
        (
            "The United States spent 916 billion dollars, five times as much as China's 296 billion dollars.",
            Verdict::Differs,
        ),
        (
            "Production doubled from 40 missiles to 80 missiles a year.",
            Verdict::Agrees,
        ),
    ],
    run,
};

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    for sentence in &context.sentences {
        let levels: Vec<Level> = context
            .in_sentence(sentence)
            .filter_map(|(at, mention)| level(at, mention))
            .collect();
        for pair in levels.windows(2) {
            let [a, b] = pair else { continue };
            if a.unit != b.unit || a.extent.middle() <= 0.0 || b.extent.middle() <= 0.0 {
                continue;
            }
            out.extend(multiple(context, a, b));
            if let Some((old, new)) = from_to(context, a, b) {
                out.extend(growth(context, sentence, old, new));
            }
        }
    }
}

struct Level {
    at: usize,
    span: Span,
    extent: Extent,
    unit: Option<Currency>,
}

fn level(at: usize, mention: &Mention) -> Option<Level> {
    let (extent, unit) = match mention.value {
        Value::Money { amount, currency } => (amount, Some(currency)),
        Value::Count { count, .. } => (count, None),
        _ => return None,
    };
    extent.as_single()?;
    Some(Level {
        at,
        span: mention.span,
        extent,
        unit,
    })
}

impl Level {
    /// Counts are exact unless loosened.
    fn interval(&self, context: &Context<'_>) -> Interval {
        match (self.unit, self.extent.hedge) {
            (None, None) => Interval::new(self.extent.low(), self.extent.high()),
            _ => context.number(self.extent, 1.0, self.span),
        }
    }

    fn shown(&self) -> String {
        match self.unit {
            Some(currency) => format::exact_money(self.extent.middle(), currency),
            None => format::number(self.extent.middle(), 0),
        }
    }
}

/// The old and the new level of "from A to B" or "to B from A".
fn from_to<'l>(
    context: &Context<'_>,
    a: &'l Level,
    b: &'l Level,
) -> Option<(&'l Level, &'l Level)> {
    let last_word = |span: Span| {
        let before = context.before(span, 16);
        before.split_whitespace().next_back().map(str::to_lowercase)
    };
    let first = last_word(a.span)?;
    let gap = context.gap(a.span, b.span);
    if gap.len() > 60 || gap.contains([';', '(', '\n']) {
        return None;
    }
    let second = gap.split_whitespace().next_back()?;
    match (first.as_str(), second) {
        ("from", "to") => Some((a, b)),
        ("to", "from") => Some((b, a)),
        _ => None,
    }
}

const UP: [&str; 16] = [
    "up",
    "rose",
    "rise",
    "rises",
    "risen",
    "raised",
    "raising",
    "raise",
    "increase",
    "increased",
    "increases",
    "increasing",
    "grew",
    "grow",
    "growth",
    "grown",
];
const DOWN: [&str; 12] = [
    "down",
    "fell",
    "fall",
    "fallen",
    "falls",
    "cut",
    "cuts",
    "decrease",
    "decreased",
    "dropped",
    "declined",
    "reduced",
];

fn growth(context: &Context<'_>, sentence: &Sentence, old: &Level, new: &Level) -> Option<Finding> {
    let text = context.sentence_text(sentence);
    let ratio = new.interval(context).over(old.interval(context))?;
    let exact = new.extent.middle() / old.extent.middle();
    let working = format!(
        "{} / {} = {}",
        new.shown(),
        old.shown(),
        format::significant(exact, 4)
    );
    let percents: Vec<(usize, &Mention)> = context
        .in_sentence(sentence)
        .filter(|(_, it)| matches!(&it.value, Value::Percent { of, .. } if of.is_none()))
        .collect();
    if let [(at, mention)] = percents.as_slice()
        && let Value::Percent { percent, .. } = mention.value
    {
        let up = words::has_word(text, &UP);
        if up == words::has_word(text, &DOWN) {
            return None;
        }
        let near = at.abs_diff(old.at).min(at.abs_diff(new.at)) <= 2;
        if !near || behind_is_of(context, mention.span) {
            return None;
        }
        let sign = if up { 1.0 } else { -1.0 };
        let stated = context.number(percent, 1.0, mention.span);
        let found =
            Interval::new((ratio.low - 1.0) * 100.0, (ratio.high - 1.0) * 100.0).signed(sign);
        let agrees = stated.meets(found);
        let verdict = if agrees {
            Verdict::Agrees
        } else {
            Verdict::Differs
        };
        let mut finding = context.finding(RULE.code, verdict, &[*at, old.at, new.at])?;
        finding.working = format!(
            "{working}, that is {} %, stated {} %",
            format::significant((exact - 1.0) * 100.0 * sign, 3),
            format::extent(percent, |it| format::significant(it, 4))
        );
        finding.tolerance = format!(
            "as written, the levels allow {}–{} %",
            format::significant(found.low, 3),
            format::significant(found.high, 3)
        );
        if !agrees {
            finding.what_if = percent
                .as_single()
                .map(|it| WhatIf::between("Percent of change", "%", it, found));
        }
        return Some(finding);
    }
    let before = context.before(
        if old.span <= new.span {
            old.span
        } else {
            new.span
        },
        60,
    );
    let times = multiple_word(before)?;
    judge(context, &times, ratio, &working, &[old.at, new.at])
}

fn behind_is_of(context: &Context<'_>, span: Span) -> bool {
    context.behind(span, 8).trim_start().starts_with("of ")
}

/// "A would be nearly double the B".
fn multiple(context: &Context<'_>, a: &Level, b: &Level) -> Option<Finding> {
    let gap = context.gap(a.span, b.span);
    if gap.len() > 80 || gap.contains([';', '.', '\n', '(']) {
        return None;
    }
    let of_the = [
        "double the",
        "twice the",
        "triple the",
        "three times the",
        "four times the",
        "half the",
    ]
    .iter()
    .find_map(|cue| gap.split_once(cue))
    .filter(|(_, behind)| behind.split_whitespace().count() <= 2);
    // "more than three times as much as China's 296 billion", "twice that of France, 61 billion".
    let as_much = [
        "times as much as",
        "twice as much as",
        "half as much as",
        "times that of",
        "twice that of",
    ]
    .iter()
    .find_map(|cue| gap.split_once(cue))
    .filter(|(_, behind)| behind.split_whitespace().count() <= 4 && !behind.contains(" and "));
    of_the.or(as_much)?;
    let times = multiple_word(gap)?;
    let ratio = a.interval(context).over(b.interval(context))?;
    let working = format!(
        "{} / {} = {}",
        a.shown(),
        b.shown(),
        format::significant(a.extent.middle() / b.extent.middle(), 3)
    );
    judge(context, &times, ratio, &working, &[a.at, b.at])
}

struct Times {
    word: &'static str,
    factor: f64,
    allowed: Interval,
}

/// "doubled", "nearly double", "more than tripled", at the end of a text.
fn multiple_word(text: &str) -> Option<Times> {
    const WORDS: [(&str, f64); 17] = [
        ("doubled", 2.0),
        ("doubling", 2.0),
        ("double", 2.0),
        ("twice", 2.0),
        ("tripled", 3.0),
        ("tripling", 3.0),
        ("triple", 3.0),
        ("three times", 3.0),
        ("four times", 4.0),
        ("five times", 5.0),
        ("six times", 6.0),
        ("ten times", 10.0),
        ("quadrupled", 4.0),
        ("quadrupling", 4.0),
        ("halved", 0.5),
        ("halving", 0.5),
        ("half", 0.5),
    ];
    let lower = text.to_lowercase();
    let (at, word, factor) = WORDS
        .iter()
        .filter_map(|&(word, factor)| {
            let at = lower.rfind(word)?;
            let before = lower.get(..at)?.chars().next_back();
            let after = lower.get(at + word.len()..)?.chars().next();
            let is_whole = ![before, after]
                .into_iter()
                .flatten()
                .any(char::is_alphabetic);
            is_whole.then_some((at, word, factor))
        })
        .max_by_key(|it| (it.0, it.1.len()))?;
    let head = lower.get(..at)?;
    let mut words = head.split_whitespace().rev();
    let hedge = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let allowed = match hedge {
        ("nearly" | "almost", _) => Interval::new(factor * 0.85, factor * 1.02),
        ("than", "more") => Interval {
            low: factor,
            high: f64::INFINITY,
        },
        ("over", _) => Interval {
            low: factor,
            high: f64::INFINITY,
        },
        ("than", "less") => Interval {
            low: f64::NEG_INFINITY,
            high: factor,
        },
        ("about" | "around" | "roughly" | "approximately", _) => {
            Interval::new(factor * 0.88, factor * 1.12)
        }
        _ => Interval::new(factor * 0.95, factor * 1.05),
    };
    Some(Times {
        word,
        factor,
        allowed,
    })
}

fn judge(
    context: &Context<'_>,
    times: &Times,
    ratio: Interval,
    working: &str,
    places: &[usize],
) -> Option<Finding> {
    let agrees = times.allowed.meets(ratio);
    let verdict = if agrees {
        Verdict::Agrees
    } else {
        Verdict::Differs
    };
    let mut finding = context.finding(RULE.code, verdict, places)?;
    finding.working = format!("{working}, stated “{}” ({})", times.word, times.factor);
    finding.tolerance = format!(
        "as written, the levels allow {}–{}; “{}” is taken for {}",
        format::significant(ratio.low, 3),
        format::significant(ratio.high, 3),
        times.word,
        limits(times.allowed)
    );
    if !agrees {
        finding.what_if = Some(WhatIf::between("Times", "times", times.factor, ratio));
    }
    Some(finding)
}

fn limits(allowed: Interval) -> String {
    let print = |end: f64| format::significant(end, 3);
    match (allowed.low.is_finite(), allowed.high.is_finite()) {
        (true, true) => format!("{}–{}", print(allowed.low), print(allowed.high)),
        (true, false) => format!("more than {}", print(allowed.low)),
        _ => format!("less than {}", print(allowed.high)),
    }
}
