//! Price by count: what one of them costs at most.

use super::Rule;
use crate::check::context::Context;
use crate::check::stock;
use crate::check::words;
use crate::check::{Finding, Interval, Verdict, WhatIf};
use crate::extract::{ClaimMeasure, Kind, MentionId, Value};
use crate::text::Span;
use crate::units::{Currency, Extent, format};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "unit-price",
    name: "Price of one",
    explanation: "The price of a purchase is divided by the number bought, and compared with the price of one where the text gives it.",
    tolerance: "the price is rounded as written; the count is exact unless its words loosen it",
    examples: &[
        (
            "The United States approved the sale of 400 Tomahawk missiles to Japan for 2.35 billion dollars. That comes to about 5.9 million dollars per missile.",
            Verdict::Agrees,
        ),
        (
            "The United States approved the sale of 400 Tomahawk missiles to Japan for 2.35 billion dollars. That comes to about 8.9 million dollars per missile.",
            Verdict::Differs,
        ),
        (
            "The United States approved the sale of 400 Tomahawk missiles to Japan for 2.35 billion dollars.",
            Verdict::NeedsAssumption,
        ),
    ],
    run,
};

/// The price of one is looked for so many sentences on.
const SENTENCES_ON: usize = 3;

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let counted = stock::counted(context);
    let groups = stock::groups(context, &counted);
    let mut last = None;
    for (id, claim) in context.claims() {
        let ClaimMeasure::Price {
            amount,
            currency,
            counted: Some(count),
            each: false,
        } = claim.measure
        else {
            continue;
        };
        if last == Some(claim.figure) || amount.as_single().is_none() {
            continue;
        }
        let figure = claim.figure.0 as usize;
        if last.is_some_and(|it: MentionId| restated(context, it.0 as usize, figure)) {
            continue;
        }
        if !is_one_purchase(context, figure, count.0 as usize) {
            continue;
        }
        last = Some(claim.figure);
        let counts = match groups
            .iter()
            .find(|group| group.iter().any(|it| it.at == count.0 as usize))
        {
            Some(group) => group.iter().map(|it| it.at).collect(),
            None => vec![count.0 as usize],
        };
        let price = Price {
            at: figure,
            amount,
            currency,
            counts,
        };
        if let Some(mut finding) = divide(context, &price) {
            finding.claim = Some(id);
            if let crate::extract::Subject::Weapon(weapon) = &claim.subject {
                finding.weapon = Some(weapon.clone());
            }
            out.push(finding);
        }
    }
}

/// Whether one price only says the other again in another currency.
fn restated(context: &Context<'_>, before: usize, figure: usize) -> bool {
    let spans = context.mention(before).zip(context.mention(figure));
    spans.is_some_and(|(a, b)| words::restates(context.gap(a.span, b.span)).is_some())
}

struct Price {
    at: usize,
    amount: Extent,
    currency: Currency,
    counts: Vec<usize>,
}

fn divide(context: &Context<'_>, price: &Price) -> Option<Finding> {
    let span = context.mention(price.at)?.span;
    let mut sum = Interval::new(0.0, 0.0);
    let mut terms = Vec::new();
    let mut num = 0.0;
    for &at in &price.counts {
        let mention = context.mention(at)?;
        let Value::Count { count, .. } = mention.value else {
            return None;
        };
        let interval = match count.hedge {
            Some(_) => context.number(count, 1.0, mention.span),
            None => Interval::new(count.low(), count.high()),
        };
        sum = sum.plus(interval);
        num += count.middle();
        terms.push(format::extent(count, |it| format::number(it, 0)));
    }
    if num < 2.0 {
        return None;
    }
    let one = context.number(price.amount, 1.0, span).over(sum)?;
    let each = price.amount.middle() / num;
    let divisor = match terms.as_slice() {
        [single] => single.clone(),
        several => format!("{} ({})", format::number(num, 0), several.join(" + ")),
    };
    let mut working = format!(
        "{} / {divisor} = {}",
        format::exact_money(price.amount.middle(), price.currency),
        format::exact_money(each, price.currency)
    );
    let mut places = vec![price.at];
    places.extend(&price.counts);
    let stated = stated_price(context, price);
    let verdict = match &stated {
        Some((at, span, amount)) => {
            places.push(*at);
            let own = context.number(*amount, 1.0, *span);
            working.push_str(&format!(
                ", stated {}",
                format::extent(*amount, |it| format::exact_money(it, price.currency))
            ));
            if own.meets(one) {
                Verdict::Agrees
            } else {
                Verdict::Differs
            }
        }
        None => Verdict::NeedsAssumption,
    };
    let mut finding = context.finding(RULE.code, verdict, &places)?;
    finding.working = working;
    finding.tolerance = format!(
        "as written, {}–{} for one",
        format::exact_money(one.low, price.currency),
        format::exact_money(one.high, price.currency)
    );
    finding.caveats.push(
        "an upper bound: a package holds more than what is counted, such as control systems, training and support"
            .to_owned(),
    );
    if verdict == Verdict::NeedsAssumption {
        finding.reason = Some("that the price pays for nothing but what is counted".to_owned());
    }
    finding.caveats.extend(others(context, price));
    if verdict == Verdict::Differs {
        finding.what_if = stated.and_then(|(_, _, amount)| {
            let million = one.times(1e-6);
            let quantity = format!("Million {} for one", price.currency);
            let unit = format!("million {}", price.currency);
            let current = amount.as_single()? * 1e-6;
            Some(WhatIf::between(&quantity, &unit, current, million))
        });
    }
    Some(finding)
}

/// Other counts of the sentence, which the price may pay for too.
fn others(context: &Context<'_>, price: &Price) -> Option<String> {
    let (_, sentence) = context.sentence_at(price.at)?;
    let lines: Vec<String> = context
        .in_sentence(sentence)
        .filter(|(at, it)| it.kind() == Kind::Count && !price.counts.contains(at))
        .map(|(_, it)| format!("“{}”", words::shown(context.text, it.span)))
        .collect();
    (!lines.is_empty()).then(|| format!("the sentence counts more: {}", lines.join(", ")))
}

/// "5.9 million dollars per missile", in the sentences that follow.
fn stated_price(context: &Context<'_>, price: &Price) -> Option<(usize, Span, Extent)> {
    let (own, _) = context.sentence_at(price.at)?;
    let sentences = context.sentences.get(own..).unwrap_or(&[]);
    let money = sentences
        .iter()
        .take(SENTENCES_ON)
        .flat_map(|sentence| context.in_sentence(sentence));
    let mut found = money.filter_map(|(at, mention)| {
        let Value::Money { amount, currency } = mention.value else {
            return None;
        };
        // The price of another purchase in between makes it that one's.
        let between = price.at.min(at) + 1..price.at.max(at);
        let other = between.into_iter().filter_map(|it| context.mention(it)).any(
            |it| matches!(it.value, Value::Money { currency, .. } if currency == price.currency),
        );
        let is_own = at != price.at && currency == price.currency && !other;
        (is_own && is_each(context, mention.span)).then_some((at, mention.span, amount))
    });
    found.next()
}

/// Whether words right behind an amount say that it is for one.
fn is_each(context: &Context<'_>, span: Span) -> bool {
    const BEHIND: [&str; 10] = [
        "per missile",
        "per unit",
        "each",
        "apiece",
        "a piece",
        "per round",
        "a missile",
        "a unit",
        "per interceptor",
        "for each",
    ];
    let behind = context.behind(span, 20);
    let behind = behind.trim_start_matches([' ', ',']);
    BEHIND.iter().any(|cue| behind.starts_with(cue))
}

/// Not "104 million each"; not the number in the name of a system ("Arrow 3"); not two cells of a table,
/// of which one may be the price of one.
fn is_one_purchase(context: &Context<'_>, price: usize, count: usize) -> bool {
    let Some((price, count)) = context.mention(price).zip(context.mention(count)) else {
        return false;
    };
    let between = if price.span < count.span {
        context.gap(price.span, count.span)
    } else {
        context.gap(count.span, price.span)
    };
    let words = context.words(count.span);
    let is_short = words.len() <= 2 && words.bytes().all(|it| it.is_ascii_digit());
    let before = context.before(count.span, 24);
    let name = before
        .strip_suffix(' ')
        .and_then(|it| it.rsplit(' ').next());
    let is_name = is_short && name.is_some_and(|it| it.starts_with(char::is_uppercase));
    !is_each(context, price.span) && !between.contains(['|', '\t']) && !is_name
}
