//! Which currency a number is in: signs and codes before it, names, codes and signs after it.

use crate::extract::lexer::{Gap, Token};
use crate::extract::scan::Scanner;
use crate::units::Currency;

/// A currency written before a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before {
    pub(super) start: usize,
    pub(super) currency: Currency,
    pub(super) rule: &'static str,
    /// A bare dollar sign, which several countries use.
    pub(super) bare_dollar: bool,
}

/// Letters that may stand directly before the digits of an amount: "Rs1,200", "SEK300bn".
pub(in crate::extract) fn is_prefix(word: &str) -> bool {
    word_prefix(word).is_some()
}

fn word_prefix(word: &str) -> Option<Currency> {
    match word {
        "Rs" | "Re" | "INR" => Currency::parse("INR"),
        "kr" | "Kr" => Currency::parse("SEK"),
        "zł" => Currency::parse("PLN"),
        "Rp" => Currency::parse("IDR"),
        "CHF" | "Fr" => Currency::parse("CHF"),
        "RM" => Currency::parse("MYR"),
        _ => Currency::from_code(word),
    }
}

/// The currency that ends before `at`.
pub(super) fn before(s: &Scanner<'_, '_>, at: usize) -> Option<Before> {
    let token = s.lex.before(at);
    if !token.is_near() || token.start < s.floor {
        return None;
    }
    if token.text == "$" || token.text == "＄" {
        return Some(dollar(s, token));
    }
    if token.text == "." {
        let word = s.lex.before(token.start);
        let abbreviated = matches!(word.text, "Rs" | "Re" | "kr" | "Kr" | "Fr");
        if !abbreviated || word.gap != Gap::None || word.start < s.floor {
            return None;
        }
        return Some(Before {
            start: word.start,
            currency: shared(s, word_prefix(word.text)?, word.start),
            rule: "money-sign-before",
            bare_dollar: false,
        });
    }
    if token.is_word() {
        return Some(Before {
            start: token.start,
            currency: shared(s, word_prefix(token.text)?, token.start),
            rule: "money-code-before",
            bare_dollar: false,
        });
    }
    let sign = token.text.chars().next()?;
    let currency = Currency::from_sign(sign).filter(|_| !matches!(sign, '円' | '元' | '원'))?;
    Some(Before {
        start: token.start,
        currency: shared(s, currency, token.start),
        rule: "money-sign-before",
        bare_dollar: false,
    })
}

fn dollar(s: &Scanner<'_, '_>, sign: Token<'_>) -> Before {
    let prefix = s.lex.before(sign.start);
    let joined = prefix.gap == Gap::None && prefix.start >= s.floor;
    let of_prefix = if joined && prefix.is_word() {
        Currency::from_dollar_prefix(prefix.text)
    } else {
        None
    };
    match of_prefix {
        Some(currency) => Before {
            start: prefix.start,
            currency,
            rule: "money-sign-before",
            bare_dollar: false,
        },
        None => Before {
            start: sign.start,
            currency: s.home().dollar(),
            rule: "money-sign-before",
            bare_dollar: true,
        },
    }
}

/// The currency sign or code that starts after `at`, for the second number of a range.
pub(super) fn opening(s: &Scanner<'_, '_>, at: usize) -> Option<(Currency, usize)> {
    let token = s.lex.after(at);
    if !token.is_near() {
        return None;
    }
    if token.text == "$" {
        return Some((s.home().dollar(), token.end));
    }
    if token.is_word() {
        let next = s.lex.after(token.end);
        if next.text == "$" && next.gap == Gap::None {
            return Some((Currency::from_dollar_prefix(token.text)?, next.end));
        }
        let currency = shared(s, word_prefix(token.text)?, at);
        let end = if next.text == "." && next.gap == Gap::None {
            next.end
        } else {
            token.end
        };
        return Some((currency, end));
    }
    let sign = token.text.chars().next()?;
    let currency = Currency::from_sign(sign).filter(|_| !matches!(sign, '円' | '元' | '원'))?;
    Some((shared(s, currency, at), token.end))
}

/// Signs and names that several countries share, settled by whose text it is.
fn shared(s: &Scanner<'_, '_>, currency: Currency, at: usize) -> Currency {
    match currency.code() {
        "JPY" | "INR" | "SEK" | "NOK" => s.home().currency_near(s.lex.text, at, currency),
        _ => currency,
    }
}

/// Whether a currency is not the usual one of its sign or name, but that of the country around it.
pub(super) fn is_by_context(written: &str, currency: Currency) -> bool {
    match currency.code() {
        "CNY" => written.contains(['¥', '￥']),
        "PKR" => written.contains("Rs") || written.ends_with("rupees"),
        "NOK" | "DKK" | "ISK" | "SEK" => {
            let named = written.contains(currency.code())
                || ["wegian", "nish", "dish", "andic"]
                    .iter()
                    .any(|it| written.contains(it));
            !named && (written.contains("kr") || written.contains("Kr"))
        }
        _ => false,
    }
}

/// The currency named after a number: "yen", "US dollars", "-dollar", "SEK", "€", "円".
pub(super) fn after(s: &Scanner<'_, '_>, at: usize) -> Option<(Currency, usize)> {
    let mut token = s.lex.after(at);
    if token.is_dash() && token.gap == Gap::None {
        token = s.lex.after(token.end);
        if token.gap != Gap::None {
            return None;
        }
    }
    if !token.is_near() {
        return None;
    }
    if !token.is_word() {
        let sign = token.text.chars().next()?;
        if sign == '$' {
            let number = s.lex.after(token.end);
            let opens =
                number.gap == Gap::None && number.text.starts_with(|c: char| c.is_ascii_digit());
            return (!opens && token.gap == Gap::None).then(|| (s.home().dollar(), token.end));
        }
        let currency = Currency::from_sign(sign)?;
        // "30 €200" is two things.
        let next = s.lex.after(token.end);
        let opens = next.gap == Gap::None && next.text.starts_with(|c: char| c.is_ascii_digit());
        return (!opens).then_some((currency, token.end));
    }
    if let Some(currency) = Currency::from_code(token.text) {
        return Some((currency, token.end));
    }
    if let Some(found) = named(s, token, at) {
        return Some(found);
    }
    with_adjective(s, token)
}

/// "2,000 pounds of explosives", "a 500-pound bomb": not money.
pub(super) fn is_weight(s: &Scanner<'_, '_>, start: usize, number_end: usize, end: usize) -> bool {
    const CLUES: [&str; 13] = [
        "warhead",
        "payload",
        "weigh",
        "bomb",
        "explosive",
        "thrust",
        "fuel",
        "ordnance",
        "kg",
        "kilogram",
        "cargo",
        "munition",
        "heavy",
    ];
    let unit = s.lex.slice(number_end, end);
    if !unit.to_ascii_lowercase().contains("pound") {
        return false;
    }
    unit.starts_with('-') || super::length::clue(s, start, end, &CLUES)
}

fn named(s: &Scanner<'_, '_>, token: Token<'_>, at: usize) -> Option<(Currency, usize)> {
    let currency = match token.text {
        "kr" => Currency::parse("SEK")?,
        "zł" => Currency::parse("PLN")?,
        "Rs" => Currency::parse("INR")?,
        text => Currency::from_name(text)?,
    };
    let currency = shared(s, currency, at);
    let mut end = token.end;
    let next = s.lex.after(end);
    if token.is_any(&["pound", "pounds"]) && next.is("sterling") && next.is_near() {
        end = next.end;
    }
    Some((currency, end))
}

/// "US dollars", "U.S. dollars", "New Taiwan dollars", "Danish kroner".
fn with_adjective(s: &Scanner<'_, '_>, first: Token<'_>) -> Option<(Currency, usize)> {
    if !first.is_capitalised() {
        return None;
    }
    let mut end = first.end;
    let mut adjective = first.text;
    if first.text == "U" && s.lex.rest(first.start).starts_with("U.S.") {
        end = first.start + 4;
        adjective = "U.S.";
    }
    for _ in 0..2 {
        let next = s.lex.after(end);
        if !next.is_near() || !next.is_word() {
            return None;
        }
        if let Some(name) = Currency::from_name(next.text) {
            return Some((Currency::from_adjective(adjective, name)?, next.end));
        }
        end = next.end;
        adjective = s.lex.slice(first.start, end);
    }
    None
}
