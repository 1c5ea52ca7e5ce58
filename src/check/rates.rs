//! The one rule of which exchange rate turns an amount into dollars.
//!
//! What was spent in a year is converted at the mean of that year, as publishers of such tables do; what
//! is only planned, or has no year of its own, at the rate of the document's date. Findings, charts and
//! tooltips all ask here, so that one figure has one value in dollars.

use jiff::civil::Date;

use super::rules::spending::year_of;
use crate::extract::Claim;
use crate::reference::{Catalog, Rate};
use crate::units::Currency;

/// The rate for an amount that this claim, if any, gives in a document of this date; `None` where the
/// tables hold none, or neither the claim nor the document has a date.
pub fn rate_for<'a>(
    catalog: &'a Catalog,
    currency: Currency,
    claim: Option<&Claim>,
    date: Option<Date>,
) -> Option<&'a Rate> {
    let is_known = |rate: &&Rate| rate.per_usd.is_finite() && rate.per_usd > 0.0;
    let past = claim
        .filter(|it| !it.planned)
        .and_then(|it| year_of(it.when));
    let of_year = past.and_then(|(year, _)| {
        let period = format!("{year:04}");
        let rate = catalog.rate(currency, &period);
        rate.filter(|rate| rate.period == period)
    });
    let of_date = || {
        let date = date?;
        catalog.rate(currency, &format!("{:04}-{:02}", date.year(), date.month()))
    };
    of_year.or_else(of_date).filter(is_known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fixtures;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let extraction = fixtures::extract(text);
        let date = Date::new(2024, 11, 14).ok();
        let claim = extraction.claims.first();
        let rate = rate_for(
            Catalog::shipped(),
            Currency::parse("EUR").unwrap(),
            claim,
            date,
        );
        assert_eq!(rate.unwrap().period, expected, "{text}");
    }

    #[test]
    fn a_past_year_has_its_mean_and_a_plan_the_rate_of_the_day() {
        check("Germany spent 52 billion euros on defence in 2023.", "2023");
        check(
            "Germany will spend 62 billion euros on defence by 2027.",
            "2024-11",
        );
        check("Germany's tower is old.", "2024-11");
    }
}
