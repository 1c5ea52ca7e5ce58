//! Currencies behind a number: names, adjectives with names, codes, signs, and parts of them such as
//! cents.

use super::scaled::read_amount;
use super::shared::shared;
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::scan::Scanner;
use crate::text::word_key::words;
use crate::units::Currency;
use crate::units::number_words::small_word;

/// What a number is of, as its own words say.
#[derive(Clone, Copy, Debug)]
pub(super) struct After {
    pub(super) currency: Currency,
    pub(super) end: usize,
    /// How many make one of the currency: 100 for cents.
    pub(super) parts: f64,
}

impl After {
    fn whole(currency: Currency, end: usize) -> Self {
        Self {
            currency,
            end,
            parts: 1.0,
        }
    }
}

/// The currency named after a number that ends at `at`, at the first token: "yen", "US dollars",
/// "-dollar", "SEK", "€", "円", "cents".
pub(super) fn after(s: &Scanner<'_, '_>, at: usize, token: Token<'_>) -> Option<After> {
    if !token.is_word() {
        return sign_after(s, token);
    }
    if s.lex.text.as_bytes().get(token.end) == Some(&b'$') {
        // "20 million US$"; "30 US$200" is two things.
        let digit = s.lex.text.as_bytes().get(token.end + 1);
        let currency = Currency::from_dollar_prefix(token.text())?;
        let opens = digit.is_some_and(u8::is_ascii_digit);
        return (!opens).then(|| After::whole(currency, token.end + 1));
    }
    if let Some(currency) = Currency::from_code(token.text()) {
        return Some(After::whole(currency, token.end));
    }
    // "450 billion extra US dollars".
    if ADDED.iter().any(|word| token.is(word)) {
        let name = s.lex.after(token.end);
        if !name.is_word() || name.gap != Gap::Space {
            return None;
        }
        return named(s, name, at).or_else(|| with_adjective(s, name));
    }
    named(s, token, at).or_else(|| with_adjective(s, token))
}

/// Whether a currency is one of those that a bare dollar sign may mean.
pub(super) fn names_sign(sign: Currency, unit: super::Unit) -> bool {
    let super::Unit::Money(named) = unit else {
        return false;
    };
    let peso = matches!(
        named.code(),
        "ARS" | "CLP" | "COP" | "CUP" | "DOP" | "MXN" | "UYU" | "PHP"
    );
    matches!(sign.code(), "USD" | "CAD") && (peso || named.code().ends_with('D'))
}

/// Whether the point of an abbreviated scale and then a currency follow: ". EUR" in "5 Mio. EUR".
pub(super) fn follows_point(s: &Scanner<'_, '_>, at: usize) -> bool {
    if s.lex.text.as_bytes().get(at) != Some(&b'.') {
        return false;
    }
    let next = s.lex.after(at + 1);
    let sign = next.text().chars().next().and_then(Currency::from_sign);
    next.gap == Gap::Space
        && (sign.is_some()
            || Currency::is_certain_code(next.text())
            || (!next.is_capitalised() && Currency::named(next.key).is_some()))
}

fn sign_after(s: &Scanner<'_, '_>, token: Token<'_>) -> Option<After> {
    let sign = token.text().chars().next()?;
    if sign.is_ascii() && sign != '$' {
        return None;
    }
    // "30 €200" is two things.
    let next = s.lex.after(token.end);
    let opens = next.gap == Gap::None && next.text().starts_with(|c: char| c.is_ascii_digit());
    if opens {
        return None;
    }
    if sign == '$' && next.gap == Gap::Space && next.kind == TokenKind::Digits {
        return None;
    }
    if sign == '$' {
        return Some(After::whole(s.home().dollar(), token.end));
    }
    if sign == '¢' {
        let parts = 100.0;
        return Some(After {
            parts,
            ..After::whole(s.home().dollar(), token.end)
        });
    }
    if let Some(currency) = Currency::from_sign(sign) {
        return Some(After::whole(currency, token.end));
    }
    let rest = s.lex.rest(token.start);
    let (name, code) = EAST_ASIAN.iter().find(|it| rest.starts_with(it.0))?;
    Some(After::whole(
        Currency::parse(code)?,
        token.start + name.len(),
    ))
}

/// Names of currencies in Japanese, Chinese and Korean that are no single sign.
const EAST_ASIAN: &[(&str, &str)] = &[
    ("ドル", "USD"),
    ("米ドル", "USD"),
    ("美元", "USD"),
    ("달러", "USD"),
    ("ユーロ", "EUR"),
    ("欧元", "EUR"),
    ("유로", "EUR"),
    ("日元", "JPY"),
    ("엔", "JPY"),
    ("人民币", "CNY"),
    ("人民元", "CNY"),
    ("위안", "CNY"),
    ("韩元", "KRW"),
    ("ウォン", "KRW"),
    ("卢布", "RUB"),
    ("ルーブル", "RUB"),
    ("루블", "RUB"),
    ("英镑", "GBP"),
    ("ポンド", "GBP"),
    ("파운드", "GBP"),
    ("卢比", "INR"),
    ("ルピー", "INR"),
];

/// "and 50 cents" behind "20 dollars": its worth in the currency, and where it ends.
pub(super) fn parts_after(
    s: &Scanner<'_, '_>,
    end: usize,
    currency: Currency,
) -> Option<(f64, usize)> {
    let mut token = s.lex.after(end);
    if token.is(",") && token.gap == Gap::None {
        token = s.lex.after(token.end);
    }
    if token.is("and") {
        token = s.lex.after(token.end);
    }
    let number = token.gap == Gap::Space
        && (token.kind == TokenKind::Digits || small_word(token.key).is_some());
    if !number {
        return None;
    }
    let amount = read_amount(s, token.start, false)?;
    let name = s.lex.after(amount.end);
    if amount.scaled() || !name.is_word() || !name.is_near() || amount.value() >= 100.0 {
        return None;
    }
    let (of, parts) = Currency::named_with_parts(name.key)?;
    // Cents are of dollars, euros and others; pence of pounds only.
    let fits = of == currency || of == Currency::USD;
    Some((amount.value() / parts.filter(|_| fits)?, name.end))
}

/// Small letters that are no name and yet mean a currency behind a number or before a dollar sign.
pub(super) const SMALL: [&str; 11] = [
    "kr", "zł", "usd", "eur", "gbp", "rmb", "us", "nz", "nt", "hk", "c",
];

/// Words that may stand between a number and its currency.
pub(super) const ADDED: [&str; 4] = ["extra", "additional", "further", "more"];

fn named(s: &Scanner<'_, '_>, token: Token<'_>, at: usize) -> Option<After> {
    /// Bytes of the longest of the short names that are told by their writing.
    const LONGEST_SHORT: usize = 3;
    let short = if token.len() <= LONGEST_SHORT {
        token.text()
    } else {
        ""
    };
    let currency = match short {
        "kr" => Currency::parse("SEK")?,
        "zł" => Currency::parse("PLN")?,
        "Kč" => return Some(After::whole(Currency::parse("CZK")?, token.end)),
        "Rs" => Currency::parse("INR")?,
        "usd" => Currency::USD,
        "eur" => Currency::parse("EUR")?,
        "gbp" => Currency::GBP,
        "rmb" => Currency::parse("CNY")?,
        _ => match Currency::named_with_parts(token.key)? {
            (currency, None) => currency,
            (currency, Some(parts)) => return minor(s, token, currency, parts),
        },
    };
    let currency = shared(s, currency, at);
    let mut end = token.end;
    let next = s.lex.after(end);
    if token.is_any(words!["pound", "pounds"]) && next.is("sterling") && next.is_near() {
        end = next.end;
    }
    Some(After::whole(currency, end))
}

/// "99 cents", "50 pence"; not "ten cents on the dollar", which is a share.
fn minor(s: &Scanner<'_, '_>, token: Token<'_>, currency: Currency, parts: f64) -> Option<After> {
    let currency = if currency == Currency::USD {
        s.home().dollar()
    } else {
        currency
    };
    let on = s.lex.after(token.end);
    let share =
        on.is_any(words!["on", "in", "of"]) && s.lex.after(on.end).is_any(words!["the", "every"]);
    (!share).then_some(After {
        currency,
        end: token.end,
        parts,
    })
}

/// "US dollars", "U.S. dollars", "New Taiwan dollars", "Danish kroner", "Euro cents".
fn with_adjective(s: &Scanner<'_, '_>, first: Token<'_>) -> Option<After> {
    const MAX_WORDS: usize = 3;
    if !Currency::starts_adjective(first.key) {
        return None;
    }
    let mut end = first.end;
    if first.len() == 1 {
        // "U.S.", "U.K.", "U.A.E."
        for _ in 0..3 {
            let letter = s.lex.rest(end).as_bytes();
            match letter {
                [b'.', b'A'..=b'Z', b'.', ..] => end += 2,
                [b'.', ..] => {
                    end += 1;
                    break;
                }
                _ => break,
            }
        }
    }
    for _ in 0..MAX_WORDS {
        let mut next = s.lex.after(end);
        if next.is_hyphen() && next.gap == Gap::None {
            // "a 1.6-billion-US-dollar loan".
            next = s.lex.after(next.end);
        }
        if !next.is_near() || !next.is_word() {
            return None;
        }
        let adjective = s.lex.slice(first.start, end);
        if let Some((name, parts)) = Currency::named_with_parts(next.key) {
            return Some(After {
                currency: Currency::from_adjective(adjective, name)?,
                end: next.end,
                parts: parts.unwrap_or(1.0),
            });
        }
        end = next.end;
    }
    None
}
