//! What a bare dollar sign means in a text: the US dollar nearly everywhere.
//!
//! Texts of other countries that mean their own dollar write it with letters, except Canadian ones
//! and those that give US dollars in brackets behind.

use super::home::Country;
use crate::units::Currency;

/// The currency of a bare dollar sign in a text of this country.
pub(super) fn of_text(text: &str, country: Option<Country>) -> Currency {
    let own = match country {
        Some(Country::Canada) => Some("CAD"),
        Some(Country::NewZealand) => Some("NZD"),
        Some(Country::Australia) => Some("AUD"),
        Some(Country::Singapore) => Some("SGD"),
        _ => None,
    };
    let own = own.filter(|_| country == Some(Country::Canada) || converts(text));
    own.and_then(Currency::parse).unwrap_or(Currency::USD)
}

/// Whether a bare dollar amount is given in US dollars, too: "$12 billion (US$6.7 billion)".
fn converts(text: &str) -> bool {
    /// Letters of the longest amount before the bracket.
    const REACH: usize = 24;
    text.match_indices("(US$").any(|(at, _)| {
        let before = text.get(..at).unwrap_or("").as_bytes();
        let near = before.len().saturating_sub(REACH)..;
        let before = before.get(near).unwrap_or(before);
        let Some(sign) = before.iter().rposition(|it| *it == b'$') else {
            return false;
        };
        let letter = sign.checked_sub(1).and_then(|at| before.get(at));
        !letter.is_some_and(u8::is_ascii_alphabetic)
            && before.get(sign + 1).is_some_and(u8::is_ascii_digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, country: Country, expected: &str) {
        let found = of_text(text, Some(country));
        assert_eq!(found.code(), expected, "{text}");
    }

    #[test]
    fn a_dollar_that_is_converted_is_the_countrys_own() {
        check(
            "It costs $7 billion (US$4.1 billion).",
            Country::NewZealand,
            "NZD",
        );
        check("a $90m (US$60m) order", Country::Australia, "AUD");
        check("S$5 billion (US$3.7 billion)", Country::Singapore, "USD");
        check("It costs $7 billion.", Country::NewZealand, "USD");
        check("It costs $7 billion.", Country::Canada, "CAD");
        check("$7 billion (US$4.1 billion)", Country::Britain, "USD");
        check("(US$4.1 billion)", Country::Australia, "USD");
    }
}
