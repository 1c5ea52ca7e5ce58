//! A change of military spending in percent, against what the tables have for two years: "up 24 percent".

use super::spending::year_of;
use super::{Rule, compare_countries};
use crate::check::context::Context;
use crate::check::tables;
use crate::check::{Finding, Interval, Reference, Verdict};
use crate::extract::{Claim, ClaimMeasure};
use crate::reference::{Iso3, Measure};
use crate::units::{Currency, Extent, format};

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "changed",
    name: "Change of spending",
    explanation: "A change of a country's military spending from one year to the next is compared with what the tables give for the two years: in dollars as published when the document was written and as known now, and in the country's own money.",
    tolerance: "the change is rounded as written; two percentage points are allowed, because editions revise both years; a change in real terms is none of those",
    examples: &[
        (
            "According to SIPRI, Germany's military spending rose 30 percent in 2022.",
            Verdict::NeedsAssumption,
        ),
        (
            "China's military spending rose 6 percent in 2023.",
            Verdict::Agrees,
        ),
        (
            "Ukraine's military spending rose 500 percent in 2022.",
            Verdict::Agrees,
        ),
    ],
    run,
};

/// Editions revise either year by about a percent.
const REVISED_POINTS: f64 = 2.0;

/// The share by which editions revise a large change: 640 % or 660 %.
const REVISED_SHARE: f64 = 0.05;

/// Who had the euro in all years that the tables have rates of it for, with Croatia, which joined in 2023.
/// Source: European Central Bank, "Our money".
const EURO: [&str; 20] = [
    "AUT", "BEL", "CYP", "DEU", "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "IRL", "ITA", "LTU",
    "LUX", "LVA", "MLT", "NLD", "PRT", "SVK", "SVN",
];

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    let growth = |measure: &ClaimMeasure| match *measure {
        ClaimMeasure::Growth { percent, rises } => Some((percent, rises)),
        _ => None,
    };
    compare_countries(context, out, growth, |claim, (percent, rises), iso3| {
        compare(context, claim, percent, rises, iso3)
    });
}

/// A change as one way of counting gives it.
struct Known {
    percent: f64,
    words: String,
    references: Vec<Reference>,
}

fn compare(
    context: &Context<'_>,
    claim: &Claim,
    percent: Extent,
    rises: bool,
    iso3: Iso3,
) -> Option<Finding> {
    // A fiscal year that begins in one calendar year has no year before it in the tables.
    let (year, false) = year_of(claim.when)? else {
        return None;
    };
    let known = known(context, iso3, year);
    if known.is_empty() {
        return None;
    }
    let span = context.by_id(claim.figure)?.span;
    let sign = if rises || percent.low() < 0.0 {
        1.0
    } else {
        -1.0
    };
    let stated = context.stated(percent, 1.0, span).signed(sign);
    let fits = |it: &&Known| {
        let room = REVISED_POINTS.max(it.percent.abs() * REVISED_SHARE);
        Interval::new(it.percent - room, it.percent + room).meets(stated)
    };
    let fitting = known.iter().find(fits);
    let verdict = match fitting {
        Some(_) => Verdict::Agrees,
        None => Verdict::NeedsAssumption,
    };
    let mut finding = context.finding(RULE.code, verdict, &[claim.figure.0 as usize])?;
    for other in [claim.subject_mention, claim.when_mention]
        .into_iter()
        .flatten()
    {
        finding.evidence.extend(context.evidence(other.0 as usize));
    }
    let lines: Vec<String> = known
        .iter()
        .map(|it| format!("{} {} %", it.words, signed(it.percent)))
        .collect();
    finding.working = format!(
        "{}, {} to {year}: stated {} %; {}",
        tables::name(context, iso3),
        year - 1,
        format::extent(percent, |it| signed(it * sign)),
        lines.join("; ")
    );
    RULE.tolerance.clone_into(&mut finding.tolerance);
    if fitting.is_none() {
        finding.reason = Some(
            "that the change is counted in another way, such as in real terms or in a ministry's own budget"
                .to_owned(),
        );
    }
    for it in known {
        for reference in it.references {
            if !finding.references.contains(&reference) {
                finding.references.push(reference);
            }
        }
    }
    Some(finding)
}

fn signed(percent: f64) -> String {
    let digits = format::significant(percent.abs(), 3);
    if percent < 0.0 {
        format!("−{digits}")
    } else {
        format!("+{digits}")
    }
}

/// The change from the year before, by each way of counting that the tables allow.
fn known(context: &Context<'_>, iso3: Iso3, year: i16) -> Vec<Known> {
    let before = year - 1;
    let change = |old: f64, new: f64| (old > 0.0).then_some((new / old - 1.0) * 100.0);
    let mut out = Vec::new();
    if let (Some(new), Some(old)) = (
        tables::then(context, iso3, year),
        tables::then(context, iso3, before),
    ) && let Some(percent) = change(old.0, new.0)
    {
        out.push(Known {
            percent,
            words: "as published then, in dollars".to_owned(),
            references: vec![new.1, old.1],
        });
    }
    let now = |year| tables::now(context, iso3, Measure::UsdCurrent, year);
    let (Some(new), Some(old)) = (now(year), now(before)) else {
        return out;
    };
    let own = context.catalog.rates.iter().map(|it| it.currency);
    let has_euro = EURO.contains(&iso3.code());
    let own = own
        .filter(|it| it.only_country() == Some(iso3.code()) || has_euro && it.code() == "EUR")
        .find_map(|it| Some((it, rate(context, it, year)?, rate(context, it, before)?)));
    if let Some(percent) = change(old.0, new.0) {
        out.push(Known {
            percent,
            words: "as known now, in dollars".to_owned(),
            references: vec![new.1.clone(), old.1.clone()],
        });
    }
    if let Some((currency, then, earlier)) = own
        && let Some(percent) = change(old.0 * earlier, new.0 * then)
    {
        out.push(Known {
            percent,
            words: format!("in {currency} at the mean rates of the years"),
            references: vec![new.1, old.1],
        });
    }
    out
}

fn rate(context: &Context<'_>, currency: Currency, year: i16) -> Option<f64> {
    Some(context.rate(currency, &format!("{year:04}"))?.per_usd)
}
