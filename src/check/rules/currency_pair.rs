//! Two currencies, one amount: the rate it implies against the rates of the document's date.

use jiff::civil::Date;

use super::Rule;
use crate::check::context::Context;
use crate::check::words;
use crate::check::{Finding, Interval, Model, Verdict, WhatIf};
use crate::extract::Value;
use crate::reference::Rate;
use crate::text::Span;
use crate::units::{Currency, Extent, format};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "currency-pair",
    name: "Two currencies, one amount",
    explanation: "The exchange rate that an amount in two currencies implies is compared with the monthly mean of the document's date and the three months before, and with the yearly mean.",
    tolerance: "the rates that the rounded amounts allow, against those means widened by 3 % for the days within a month",
    examples: &[
        (
            "Tokyo, 1 February 2024\n\nJapan plans to spend approximately 10 trillion yen (68 billion dollars).",
            Verdict::Agrees,
        ),
        (
            "Tokyo, 1 February 2024\n\nJapan plans to spend approximately 10 trillion yen (98 billion dollars).",
            Verdict::Differs,
        ),
        (
            "Japan plans to spend 10 trillion yen (68 billion dollars).",
            Verdict::CannotCheck,
        ),
    ],
    run,
};

/// How much the rate of a day may lie off the mean of its month.
const WITHIN_A_MONTH: f64 = 0.03;
/// Months before the document's that a writer may have taken the rate of.
const MONTHS_BACK: i16 = 3;

#[derive(Clone, Copy)]
struct Side {
    at: usize,
    span: Span,
    amount: Extent,
    currency: Currency,
}

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut before: Option<Side> = None;
    for (at, mention) in context.mentions().iter().enumerate() {
        let Value::Money { amount, currency } = mention.value else {
            before = None;
            continue;
        };
        let side = Side {
            at,
            span: mention.span,
            amount,
            currency,
        };
        if let Some(first) = before {
            out.extend(pair(context, first, side));
        }
        before = Some(side);
    }
}

fn pair(context: &Context<'_>, a: Side, b: Side) -> Option<Finding> {
    let gap = context.gap(a.span, b.span);
    if words::restates(gap).is_none() && !words::sets_off(gap, context.words(b.span)) {
        return None;
    }
    if a.currency == b.currency || b.amount.middle() <= 0.0 || a.amount.middle() <= 0.0 {
        return None;
    }
    // Written as units of the one that is no dollar for a dollar.
    let (over, under) = if a.currency == Currency::USD {
        (b, a)
    } else {
        (a, b)
    };
    let implied = over.amount.middle() / under.amount.middle();
    let allowed = context
        .number(over.amount, 1.0, over.span)
        .over(context.number(under.amount, 1.0, under.span))?;
    let is_one = |side: &Side| side.amount.as_single().is_some();
    let mut finding = context.finding(RULE.code, Verdict::CannotCheck, &[a.at, b.at])?;
    let per = format!("{} a {}", over.currency, unit_word(under.currency));
    finding.working = format!(
        "{} / {} = {} {per}",
        money(over),
        money(under),
        format::significant(implied, 5)
    );
    finding.tolerance = format!(
        "as written, the amounts allow {}–{} {per}; means of months are widened by 3 %",
        format::significant(allowed.low, 4),
        format::significant(allowed.high, 4)
    );
    finding.caveats.extend(context.date_caveat());
    if !is_one(&a) || !is_one(&b) {
        finding
            .caveats
            .push("a range is compared by its middle".to_owned());
    }
    let Some(date) = context.date else {
        finding.reason = Some("the document gives no date to take a rate of".to_owned());
        return Some(finding);
    };
    let rates = Rates::new(context, over.currency, under.currency, date.date, a.at);
    let Some(lead) = rates.lead() else {
        finding.reason = Some(format!(
            "the tables hold no rate of {} to {} for {}",
            over.currency,
            under.currency,
            date.date.year()
        ));
        return Some(finding);
    };
    for known in rates.shown() {
        finding.working.push_str(&format!(
            "; mean of {}: {}",
            format::period(&known.period),
            format::significant(known.rate, 5)
        ));
    }
    finding.references = rates.references(context);
    let fits = rates.fitting(allowed);
    finding.verdict = match fits {
        Some(_) => Verdict::Agrees,
        None if date.inferred || is_of_then(context, b.span) => Verdict::NeedsAssumption,
        None => Verdict::Differs,
    };
    if let Some(fits) = fits.filter(|it| it.period != lead.period) {
        finding.caveats.push(format!(
            "fits the mean of {} rather than that of {}",
            format::period(&fits.period),
            format::period(&lead.period)
        ));
    }
    if finding.verdict == Verdict::NeedsAssumption {
        finding.reason = Some("that the rate of another time was taken".to_owned());
    }
    if fits.is_none() {
        finding.what_if = Some(solve(over, under, lead.rate));
    }
    Some(finding)
}

/// "4.5 billion dollars at the time"
fn is_of_then(context: &Context<'_>, span: Span) -> bool {
    let behind = context.behind(span, 40).trim_start_matches([' ', ',']);
    let then = [
        "at the time",
        "at that time",
        "then",
        "back then",
        "at the rate",
        "in today",
    ];
    then.iter().any(|words| behind.starts_with(words))
}

/// The second amount that the first would agree with at the rate of the date.
fn solve(over: Side, under: Side, rate: f64) -> WhatIf {
    let implied = over.amount.middle() / under.amount.middle();
    let band = Interval::new(rate, rate).wider(WITHIN_A_MONTH);
    let threshold = if implied > band.high {
        band.high
    } else {
        band.low
    };
    WhatIf {
        quantity: format!("{} a {}", over.currency, unit_word(under.currency)),
        current: implied,
        threshold,
        bounds: (implied.min(band.low) * 0.9, implied.max(band.high) * 1.1),
        words: format!(
            "at {} {} a {}, {} are {}",
            format::significant(rate, 5),
            over.currency,
            unit_word(under.currency),
            money(over),
            format::exact_money(over.amount.middle() / rate, under.currency)
        ),
        model: Model::Between {
            low: band.low,
            high: band.high,
        },
    }
}

fn money(side: Side) -> String {
    format::extent(side.amount, |it| format::exact_money(it, side.currency))
}

fn unit_word(currency: Currency) -> String {
    if currency == Currency::USD {
        "US dollar".to_owned()
    } else {
        currency.to_string()
    }
}

/// A mean rate of one currency in another.
#[derive(Clone, Debug)]
struct Known<'a> {
    period: String,
    rate: f64,
    rows: Vec<&'a Rate>,
    /// Of the document's date rather than of a date near the amount.
    of_document: bool,
}

struct Rates<'a> {
    known: Vec<Known<'a>>,
}

impl<'a> Rates<'a> {
    /// Of the document's month and the three before, of its year and the one before; and of the dates
    /// that stand in the amount's own sentence.
    fn new(context: &Context<'a>, over: Currency, under: Currency, date: Date, at: usize) -> Self {
        let mut periods: Vec<(String, bool)> = Vec::new();
        let mut month = date.first_of_month();
        for _ in 0..=MONTHS_BACK {
            periods.push((month_of(month), true));
            month = month.yesterday().map_or(month, Date::first_of_month);
        }
        periods.push((format!("{:04}", date.year()), true));
        periods.push((format!("{:04}", date.year().saturating_sub(1)), true));
        if let Some((own, sentence)) = context.sentence_at(at) {
            let before = own.checked_sub(1).and_then(|it| context.sentences.get(it));
            let before = before.filter(|it| it.paragraph == sentence.paragraph);
            for (_, mention) in [Some(sentence), before]
                .into_iter()
                .flatten()
                .flat_map(|it| context.in_sentence(it))
            {
                if let Value::Date { from, to, .. } = mention.value
                    && from < date
                {
                    periods.push((month_of(from), false));
                    periods.push((month_of(to), false));
                    periods.push((format!("{:04}", from.year()), false));
                }
            }
        }
        let known = periods.into_iter().filter_map(|(period, of_document)| {
            let mut rows = Vec::new();
            let mut of = |currency: Currency| {
                if currency == Currency::USD {
                    return Some(1.0);
                }
                let row = context.rate(currency, &period)?;
                rows.push(row);
                Some(row.per_usd)
            };
            let rate = of(over)? / of(under)?;
            Some(Known {
                period,
                rate,
                rows,
                of_document,
            })
        });
        Self {
            known: known.collect(),
        }
    }

    /// Of the document's month, or the nearest there is.
    fn lead(&self) -> Option<&Known<'a>> {
        self.known.iter().find(|it| it.of_document)
    }

    /// The month's and the year's.
    fn shown(&self) -> impl Iterator<Item = &Known<'a>> {
        let year = self.known.iter().find(|it| it.period.len() == 4);
        let lead = self.lead();
        let year = year.filter(|year| lead.is_none_or(|lead| lead.period != year.period));
        lead.into_iter().chain(year)
    }

    fn references(&self, context: &Context<'_>) -> Vec<crate::check::Reference> {
        let rows = self.shown().flat_map(|it| it.rows.iter());
        rows.map(|rate| context.cite_rate(rate)).collect()
    }

    fn fitting(&self, allowed: Interval) -> Option<&Known<'a>> {
        let fits = |it: &&Known<'_>| {
            Interval::new(it.rate, it.rate)
                .wider(WITHIN_A_MONTH)
                .meets(allowed)
        };
        self.known.iter().find(fits)
    }
}

fn month_of(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}
