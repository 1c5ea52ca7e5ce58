//! Which currency a number is in: signs and codes before it, names, codes and signs after it.

use std::ops::Range;

use super::length::{Clues, clue};
pub(in crate::extract) use super::prefix::{is_prefix, is_prefix_at};
use super::prefix::{may_be_prefix_word, needs_large, word_prefix};
use super::scaled::{Amount, read_amount};
use super::shared::{is_shared, is_shared_by_sign, shared};
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::mention::{Rule, rule};
use crate::extract::scan::Scanner;
use crate::text::word_key::words;
use crate::units::Currency;

/// A currency written before a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before {
    pub(super) start: usize,
    pub(super) currency: Currency,
    pub(super) rule: Rule,
    /// A bare dollar sign, which several countries use.
    pub(super) bare_dollar: bool,
}

/// Whether the number at `at` has a scale, separators or cents.
pub(super) fn is_large(s: &Scanner<'_, '_>, at: usize) -> bool {
    read_amount(s, at, true).is_some_and(|it| {
        let written = s.lex.slice(at, it.end).as_bytes();
        it.is_large()
            || matches!(written, [.., b'.', a, b] if a.is_ascii_digit() && b.is_ascii_digit())
    })
}

/// The currency that ends before `at`.
#[inline(always)]
pub(super) fn before(s: &Scanner<'_, '_>, at: usize) -> Option<Before> {
    let token = s.lex.before(at);
    let may_be = match token.kind {
        TokenKind::Word => may_be_prefix_word(&token),
        TokenKind::Sign => !token.is("("),
        TokenKind::Digits | TokenKind::End => false,
    };
    if may_be {
        sign_before(s, token, at)
    } else {
        None
    }
}

#[inline(never)]
fn sign_before(s: &Scanner<'_, '_>, token: Token<'_>, at: usize) -> Option<Before> {
    if !token.is_near() || token.start < s.floor {
        return None;
    }
    if token.is("$") || token.is("＄") {
        return Some(dollar(s, token));
    }
    if let Some((currency, start)) = stroke_sign(s, token) {
        return Some(Before {
            start,
            currency,
            rule: rule!("money-sign-before"),
            bare_dollar: false,
        });
    }
    let word = if token.is(".") {
        let word = s.lex.before(token.start);
        let abbreviated = matches!(
            word.text(),
            "Rs" | "Re"
                | "Rp"
                | "NRs"
                | "PRs"
                | "PKRs"
                | "SLRs"
                | "kr"
                | "Kr"
                | "Fr"
                | "SFr"
                | "Tk"
        );
        if !abbreviated || word.gap != Gap::None || word.start < s.floor {
            return None;
        }
        word
    } else {
        token
    };
    if word.is_word() {
        let currency = word_prefix(word.text())?;
        if needs_large(word.text()) && !is_large(s, at)
            || matches!(word.text(), "ALL" | "TOP" | "R" | "N" | "P" | "W" | "Won")
                && !read_amount(s, at, true)?.scaled()
        {
            return None;
        }
        return Some(Before {
            start: word.start,
            currency: if Currency::from_code(word.text()).is_some() {
                currency
            } else {
                shared(s, currency, word.start)
            },
            rule: if token.is_word() {
                rule!("money-code-before")
            } else {
                rule!("money-sign-before")
            },
            bare_dollar: false,
        });
    }
    let sign = token.text().chars().next()?;
    if sign == '¢' {
        return cedi(s, token);
    }
    let currency = Currency::from_sign(sign).filter(|_| !matches!(sign, '円' | '元' | '원'))?;
    let own = prefixed(s, sign, token.start);
    Some(Before {
        start: own.map_or(token.start, |it| it.1),
        // The rupee sign is India's alone.
        currency: match own {
            Some((own, _)) => own,
            None if sign == '₹' => currency,
            None => shared(s, currency, token.start),
        },
        rule: rule!("money-sign-before"),
        bare_dollar: false,
    })
}

/// "GH¢1.2bn": Ghana's cedi, written with the sign of cents.
fn cedi(s: &Scanner<'_, '_>, sign: Token<'_>) -> Option<Before> {
    let letters = s.lex.before(sign.start);
    let fits = letters.text() == "GH" && letters.gap == Gap::None && letters.start >= s.floor;
    fits.then_some(Before {
        start: letters.start,
        currency: Currency::parse("GHS")?,
        rule: rule!("money-sign-before"),
        bare_dollar: false,
    })
}

/// "CN¥1.2bn", "JP¥500", "E£40bn": the currency of the letters joined to a sign that starts at `at`, and
/// where they start.
fn prefixed(s: &Scanner<'_, '_>, sign: char, at: usize) -> Option<(Currency, usize)> {
    if !matches!(sign, '¥' | '￥' | '£' | '₵') || !s.lex.char_before(at)?.is_ascii_uppercase()
    {
        return None;
    }
    let prefix = s.lex.before(at);
    let code = match (prefix.text(), sign) {
        ("CN", '¥' | '￥') => "CNY",
        ("JP", '¥' | '￥') => "JPY",
        ("E" | "LE" | "EG", '£') => "EGP",
        ("GH", '₵') => "GHS",
        _ => return None,
    };
    let fits = prefix.gap == Gap::None && prefix.start >= s.floor;
    fits.then_some((Currency::parse(code)?, prefix.start))
}

/// "S/7.9 billion" and "S/. 500", the signs of Peru's sol and Panama's balboa: the currency and where
/// the sign starts, `last` being its last token.
fn stroke_sign(s: &Scanner<'_, '_>, last: Token<'_>) -> Option<(Currency, usize)> {
    let mut stroke = last;
    if stroke.is(".") {
        stroke = s.lex.before(stroke.start);
    }
    if !stroke.is("/") {
        return None;
    }
    let letter = s.lex.before(stroke.start);
    let code = match letter.text() {
        "S" => "PEN",
        "B" => "PAB",
        _ => return None,
    };
    let joined = letter.gap == Gap::None && stroke.start >= s.floor && letter.start >= s.floor;
    joined.then_some((Currency::parse(code)?, letter.start))
}

/// Whether the number at `at` stands right behind such a sign.
pub(in crate::extract) fn is_stroke_sign(s: &Scanner<'_, '_>, at: usize) -> bool {
    let last = s.lex.before(at);
    last.gap == Gap::None && stroke_sign(s, last).is_some()
}

fn dollar(s: &Scanner<'_, '_>, sign: Token<'_>) -> Before {
    let found = dollar_prefix(s, sign).filter(|it| it.1 >= s.floor);
    match found {
        Some((currency, start)) => Before {
            start,
            currency,
            rule: rule!("money-sign-before"),
            bare_dollar: false,
        },
        None => Before {
            start: sign.start,
            currency: s.home().dollar(),
            rule: rule!("money-sign-before"),
            bare_dollar: true,
        },
    }
}

/// The letters before a dollar sign, which a blank may part from it ("HK $5bn") where they are no
/// words: the currency and where they start.
fn dollar_prefix(s: &Scanner<'_, '_>, sign: Token<'_>) -> Option<(Currency, usize)> {
    // Behind a blank, the last letter of another word than those below, as nearly always.
    let other_word = match s.lex.bytes_before(sign.start) {
        [.., last, b' '] => {
            last.is_ascii_graphic()
                && !matches!(last | 0x20, b'k' | b'z' | b't' | b'u' | b'c' | b's' | b'.')
                && !matches!(last, b'D' | b'N')
        }
        _ => false,
    };
    if other_word {
        return None;
    }
    let prefix = s.lex.before(sign.start);
    if prefix.is(".") && prefix.is_near() {
        // "U.S.$5bn".
        let start = prefix.end.checked_sub(4)?;
        let american = s.lex.slice(start, prefix.end) == "U.S.";
        return american.then_some((Currency::USD, start));
    }
    let apart = prefix.gap == Gap::Space
        && match prefix.text() {
            "HK" | "NZ" | "NT" | "AU" | "C" | "hk" | "nz" | "nt" | "c" | "USD" | "AUD" | "CAD"
            | "SGD" | "NZD" | "TWD" | "HKD" | "MXN" => true,
            // "gave the US $5 billion", "gives us $5".
            "US" => !s.lex.before(prefix.start).is("the"),
            "us" => s
                .lex
                .before(prefix.start)
                .is_any(words!["a", "an", "s", "its", "their"]),
            _ => false,
        };
    if !prefix.is_word() || !(prefix.gap == Gap::None || apart) {
        return None;
    }
    Some((Currency::from_dollar_prefix(prefix.text())?, prefix.start))
}

/// The currency sign or code that starts after `at`, for the second number of a range.
pub(super) fn opening(s: &Scanner<'_, '_>, at: usize) -> Option<(Currency, usize)> {
    let token = s.lex.after(at);
    if !token.is_near() {
        return None;
    }
    if token.is("$") {
        return Some((s.home().dollar(), token.end));
    }
    if token.is_word() {
        let next = s.lex.after(token.end);
        if next.is("$") && next.gap == Gap::None {
            return Some((Currency::from_dollar_prefix(token.text())?, next.end));
        }
        let mut currency = word_prefix(token.text())?;
        if Currency::from_code(token.text()).is_none() {
            currency = shared(s, currency, at);
        }
        if needs_large(token.text()) && !is_large(s, next.start) {
            return None;
        }
        let end = if next.is(".") && next.gap == Gap::None {
            next.end
        } else {
            token.end
        };
        return Some((currency, end));
    }
    let sign = token.text().chars().next()?;
    let currency = Currency::from_sign(sign).filter(|_| !matches!(sign, '円' | '元' | '원'))?;
    let currency = match sign {
        '₹' => currency,
        _ => shared(s, currency, at),
    };
    Some((currency, token.end))
}

/// The currency that a word behind a number names, where it is the name of one and nothing else.
pub(super) fn sure_name(word: &Token<'_>) -> Option<Currency> {
    if !is_plain_name(word) {
        return None;
    }
    let (currency, parts) = Currency::named_with_parts(word.key)?;
    let is_sure = parts.is_none() && !is_shared(currency) && !is_shared_by_sign(currency);
    is_sure.then_some(currency)
}

/// Whether a number with the name of a currency behind it is an amount of it, where the name may
/// mean something else: "326 won in England", "5 SAR satellites", "two pounds of explosives".
pub(super) fn is_money(
    s: &Scanner<'_, '_>,
    amount: &Amount,
    number: Range<usize>,
    end: usize,
) -> bool {
    let name = s.lex.after(number.end);
    // A name of several words has no other meaning: "Polish zloty".
    let has_blank = || name.is_plain && s.lex.text.as_bytes().get(name.end) == Some(&b' ');
    if name.end == end && is_plain_name(&name)
        || name.end < end && name.is_word() && has_blank() && !name.is_any(POUNDS)
    {
        return true;
    }
    let unit = s
        .lex
        .slice(number.end, end)
        .trim_start_matches([' ', '-', '\u{a0}']);
    if unit.len() == 3 && unit.bytes().all(|it| it.is_ascii_uppercase()) {
        return Currency::is_certain_code(unit) || is_large(s, number.start);
    }
    if unit.starts_with("pound") || unit.starts_with("Pound") {
        return amount.scaled() || unit.len() > 7 || !is_weight(s, number, end, unit);
    }
    if Currency::is_word(unit) {
        let next = s.lex.after(end);
        let closes = !next.is_near() || !next.is_word() && !next.is_dash() || next.is("per");
        let capitals = unit.len() > 1 && unit.bytes().all(|it| it.is_ascii_uppercase());
        let noun = matches!(unit, "won" | "rand" | "crowns" | "soles");
        return !capitals && (amount.is_large() || (noun && amount.value() >= 20.0 && closes));
    }
    true
}

/// Also weights.
const POUNDS: &[u64; 2] = words!["pound", "pounds"];

/// Whether a word behind a number is the name of a currency and of nothing else, as nearly all are:
/// no code, as it begins with a small letter.
fn is_plain_name(word: &Token<'_>) -> bool {
    word.is_plain && word.begins_small() && !word.is_any(POUNDS) && Currency::is_name_only(word.key)
}

/// "2,000 pounds of explosives", "a 500-pound bomb": not money; nor are a few pounds without a word
/// for paying around, outside British texts.
fn is_weight(s: &Scanner<'_, '_>, number: Range<usize>, end: usize, unit: &str) -> bool {
    static WEIGHT: Clues<15> = Clues::new([
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
        "powder",
        "lose",
    ]);
    static PAYING: Clues<21> = Clues::new([
        "cost", "pay", "paid", "price", "worth", "spen", "fine", "sold", "sell", "bought", "buy",
        "fee", "earn", "salary", "wage", "invest", "budget", "fund", "£", "charge", "tax",
    ]);
    let hyphen = s.lex.after(number.end).is_dash();
    if hyphen || clue(s, number.start, end, &WEIGHT) {
        return true;
    }
    if s.home().is_british() || unit.starts_with('P') {
        return false;
    }
    !clue(s, number.start, end, &PAYING)
}
