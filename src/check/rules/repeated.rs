//! The same quantity given twice, in one document or across documents.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Rule;
use crate::check::context::Context;
use crate::check::words;
use crate::check::{Elsewhere, Finding, Verdict, WhatIf, interval};
use crate::document::Document;
use crate::extract::{Claim, ClaimMeasure, Extraction, MentionId, Subject};
use crate::reference::Catalog;
use crate::units::{Currency, Extent, Hedge};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "repeated",
    name: "The same quantity given twice",
    explanation: "Figures for the same subject, measure and year are compared with each other.",
    tolerance: "they agree when some value rounds to both, each as precisely as it is written",
    examples: &[
        (
            "Japan spent 46.0 billion dollars on its military in 2022. The picture is clear. Japan spent 46 billion dollars on its military in 2022.",
            Verdict::Agrees,
        ),
        (
            "Japan spent 46.0 billion dollars on its military in 2022. The picture is clear. Japan spent 64 billion dollars on its military in 2022.",
            Verdict::Differs,
        ),
        (
            "The Tomahawk can reach targets up to 1,600 km away. The picture is clear. The Tomahawk can reach targets up to 510 km away.",
            Verdict::NeedsAssumption,
        ),
    ],
    run,
};

/// What a figure is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    subject: Subject,
    measure: &'static str,
    currency: Option<Currency>,
    when: Option<(Date, Date)>,
    planned: bool,
}

/// One figure.
#[derive(Clone, Debug)]
struct Figure {
    document: usize,
    mention: MentionId,
    extent: Extent,
    /// The values that it stands for.
    stands_for: interval::Interval,
    /// The same without the limit that its words set.
    number: interval::Interval,
    attributed: bool,
}

/// The side on which words such as "up to" leave a figure open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Below,
    Above,
}

impl Figure {
    const fn open(&self) -> Option<Open> {
        match self.extent.hedge {
            Some(Hedge::AtLeast | Hedge::MoreThan) => Some(Open::Above),
            Some(Hedge::AtMost | Hedge::LessThan) => Some(Open::Below),
            _ => None,
        }
    }

    /// Whether both can be true of one quantity. Two limits on one side ("up to 500", "up to 736") can
    /// always be, and so say nothing: their numbers count.
    fn agrees(&self, other: &Self) -> bool {
        if self.open().is_some() && self.open() == other.open() {
            self.number.meets(other.number)
        } else {
            self.stands_for.meets(other.stands_for)
        }
    }
}

fn key(claim: &Claim) -> Option<(Key, Extent)> {
    let (extent, currency) = match &claim.measure {
        ClaimMeasure::Spending { amount, currency } => (*amount, Some(*currency)),
        ClaimMeasure::SpendingShare { percent } => (*percent, None),
        ClaimMeasure::Range { km } => (*km, None),
        _ => return None,
    };
    let is_range = matches!(claim.measure, ClaimMeasure::Range { .. });
    if claim.subject == Subject::Unknown || !is_range && claim.when.is_none() {
        return None;
    }
    Some((
        Key {
            subject: claim.subject.clone(),
            measure: claim.measure.label(),
            currency,
            when: claim.when.filter(|_| !is_range),
            planned: claim.planned && !is_range,
        },
        extent,
    ))
}

fn collect(
    document: usize,
    text: &str,
    extraction: &Extraction,
    groups: &mut BTreeMap<Key, Vec<Figure>>,
) {
    for claim in &extraction.claims {
        let Some((key, extent)) = key(claim) else {
            continue;
        };
        let Some(mention) = extraction.mention(claim.figure) else {
            continue;
        };
        let written = mention.span.slice(text);
        let number = interval::number(extent, 1.0, written);
        // What reaches "up to 1,600 km" reaches 1,600 km.
        let is_reach = matches!(claim.measure, ClaimMeasure::Range { .. })
            && matches!(extent.hedge, Some(Hedge::AtMost));
        let stands_for = if is_reach {
            number
        } else {
            interval::stated(extent, 1.0, written)
        };
        let figures = groups.entry(key).or_default();
        // Cells of one table, or both sides of a restatement, are another rule's.
        figures.push(Figure {
            document,
            mention: claim.figure,
            extent,
            stands_for,
            number,
            attributed: claim.attribution.is_some(),
        });
    }
}

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut groups = BTreeMap::new();
    collect(0, context.text, context.extraction, &mut groups);
    for (key, figures) in &groups {
        let Some((first, rest)) = figures.split_first() else {
            continue;
        };
        let apart = |it: &&Figure| {
            let sentence = |id: MentionId| context.sentence_at(id.0 as usize).map(|it| it.0);
            it.mention != first.mention
                && sentence(it.mention) != sentence(first.mention)
                && !is_one_sentence(context, first.mention, it.mention)
        };
        let rest: Vec<&Figure> = rest.iter().filter(apart).collect();
        let (same, other): (Vec<&Figure>, Vec<&Figure>) =
            rest.iter().partition(|it| it.agrees(first));
        out.extend(finding(context, key, first, &same, Verdict::Agrees));
        let mut seen: Vec<f64> = Vec::new();
        for figure in other {
            let value = figure.extent.middle();
            if seen.len() > 8
                || seen
                    .iter()
                    .any(|it| (it - value).abs() < 1e-9 * value.abs())
            {
                continue;
            }
            seen.push(value);
            let verdict = verdict(key, first, figure);
            out.extend(finding(context, key, first, &[figure], verdict));
        }
    }
}

/// Whether only a semicolon parts them: who writes two levels in one sentence means two things, such as a
/// budget with and without a fund.
fn is_one_sentence(context: &Context<'_>, a: MentionId, b: MentionId) -> bool {
    let (Some(a), Some(b)) = (context.by_id(a), context.by_id(b)) else {
        return false;
    };
    let gap = context.gap(a.span, b.span);
    gap.contains(';') && !gap.contains(['.', '!', '?', '\n'])
}

/// Two numbers for one thing contradict each other, unless each is somebody's word, or a weapon comes
/// in versions.
fn verdict(key: &Key, a: &Figure, b: &Figure) -> Verdict {
    let is_range = matches!(key.subject, Subject::Weapon(_));
    let limited = a.open().is_some() || b.open().is_some();
    if is_range || key.planned || a.attributed || b.attributed || limited {
        Verdict::NeedsAssumption
    } else {
        Verdict::Differs
    }
}

fn finding(
    context: &Context<'_>,
    key: &Key,
    first: &Figure,
    others: &[&Figure],
    verdict: Verdict,
) -> Option<Finding> {
    if others.is_empty() {
        return None;
    }
    let mut places = vec![first.mention.0 as usize];
    places.extend(others.iter().take(8).map(|it| it.mention.0 as usize));
    let mut finding = context.finding(RULE.code, verdict, &places)?;
    let words: Vec<String> = std::iter::once(first)
        .chain(others.iter().copied())
        .take(9)
        .filter_map(|it| context.by_id(it.mention))
        .map(|it| words::shown(context.text, it.span))
        .collect();
    let sign = if verdict == Verdict::Agrees {
        " = "
    } else {
        " ≠ "
    };
    finding.working = format!(
        "{}{}: {}",
        subject_words(context.catalog, key),
        when_words(key),
        words.join(sign)
    );
    RULE.tolerance.clone_into(&mut finding.tolerance);
    if verdict == Verdict::NeedsAssumption {
        let reason = match key.subject {
            Subject::Weapon(_) => "that the two speak of different versions or profiles",
            _ if key.planned => "that the plan changed, or that the two are different plans",
            _ => "that the two sources count differently",
        };
        finding.reason = Some(reason.to_owned());
    }
    if verdict != Verdict::Agrees {
        finding.what_if = others.first().and_then(|it| solve(key, first, it));
    }
    match &key.subject {
        Subject::Country(iso3) => finding.country = Some(*iso3),
        Subject::Weapon(weapon) => finding.weapon = Some(weapon.clone()),
        Subject::Unknown => {}
    }
    Some(finding)
}

/// What the later figure would have to be.
fn solve(key: &Key, first: &Figure, other: &Figure) -> Option<WhatIf> {
    let (scale, unit) = match key.currency {
        Some(currency) => (1e-9, format!("billion {currency}")),
        None if matches!(key.subject, Subject::Weapon(_)) => (1.0, "km".to_owned()),
        None => (1.0, "% of GDP".to_owned()),
    };
    let current = other.extent.as_single()? * scale;
    let quantity = format!("The later figure, {unit}");
    Some(WhatIf::between(
        &quantity,
        &unit,
        current,
        first.number.times(scale),
    ))
}

fn subject_words(catalog: &Catalog, key: &Key) -> String {
    let name = match &key.subject {
        Subject::Country(iso3) => catalog.country_name(*iso3).to_owned(),
        Subject::Weapon(id) => catalog.missile(id).map_or(id.clone(), |it| it.name.clone()),
        Subject::Unknown => String::new(),
    };
    format!("{name}, {}", key.measure.to_lowercase())
}

fn when_words(key: &Key) -> String {
    match key.when {
        Some((from, to)) if from.year() == to.year() => format!(", {}", from.year()),
        Some((from, to)) => format!(", {from} to {to}"),
        None => String::new(),
    }
}

/// The same quantity in different documents: findings with the place of the document they belong to.
/// Within one document they are [`super::super::check`]'s.
pub fn across(catalog: &Catalog, documents: &[(&Document, &Extraction)]) -> Vec<(usize, Finding)> {
    let mut groups = BTreeMap::new();
    for (at, (document, extraction)) in documents.iter().enumerate() {
        collect(at, &document.text, extraction, &mut groups);
    }
    let mut out = Vec::new();
    for (key, figures) in &groups {
        let mut firsts: BTreeMap<usize, &Figure> = BTreeMap::new();
        for figure in figures {
            firsts.entry(figure.document).or_insert(figure);
        }
        let mut firsts = firsts.into_values();
        let Some(lead) = firsts.next() else { continue };
        for other in firsts {
            // Each of the two documents is told of the other.
            out.extend(across_two(catalog, documents, key, lead, other));
            out.extend(across_two(catalog, documents, key, other, lead));
        }
    }
    out.sort_by_key(|(at, it)| (*at, it.span));
    out
}

fn across_two(
    catalog: &Catalog,
    documents: &[(&Document, &Extraction)],
    key: &Key,
    lead: &Figure,
    other: &Figure,
) -> Option<(usize, Finding)> {
    let place = |figure: &Figure| {
        let (document, extraction) = documents.get(figure.document)?;
        Some((*document, extraction.mention(figure.mention)?.span))
    };
    let ((first, first_span), (second, second_span)) = (place(lead)?, place(other)?);
    let verdict = if lead.agrees(other) {
        Verdict::Agrees
    } else {
        Verdict::NeedsAssumption
    };
    let text = words::shown(&second.text, second_span);
    let mut finding = Finding::new(RULE.code, verdict, second_span, text.clone());
    finding.evidence.push(crate::check::Evidence {
        mention: Some(other.mention),
        span: second_span,
    });
    let sign = if verdict == Verdict::Agrees {
        "="
    } else {
        "≠"
    };
    finding.working = format!(
        "{}{}: {text} {sign} {} in {}",
        subject_words(catalog, key),
        when_words(key),
        words::shown(&first.text, first_span),
        first.name
    );
    RULE.tolerance.clone_into(&mut finding.tolerance);
    finding.elsewhere = Some(Elsewhere {
        document: first.id,
        name: first.name.clone(),
        mention: lead.mention,
        text: words::shown(&first.text, first_span),
    });
    match &key.subject {
        Subject::Country(iso3) => finding.country = Some(*iso3),
        Subject::Weapon(weapon) => finding.weapon = Some(weapon.clone()),
        Subject::Unknown => {}
    }
    if verdict != Verdict::Agrees {
        finding.reason = Some("that the two documents count differently".to_owned());
    }
    Some((other.document, finding))
}
