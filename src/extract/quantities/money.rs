//! Which currency a number is in: signs and codes before it, names, codes and signs after it.

use std::ops::Range;

use super::scaled::{Amount, read_amount};
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::scan::Scanner;
use crate::units::Currency;
use crate::units::number_words::small_word;

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
    match word_prefix(word) {
        Some(_) => !needs_large(word),
        None => false,
    }
}

/// The same, with the number that starts at `at`: "R1.2bn" is an amount, "R2" is none.
pub(in crate::extract) fn is_prefix_at(s: &Scanner<'_, '_>, word: &str, at: usize) -> bool {
    // "R10.84" is a code, "R1.2bn" an amount.
    let scaled = || word != "R" || read_amount(s, at, true).is_some_and(|it| it.scaled());
    word_prefix(word).is_some() && (!needs_large(word) || is_large(s, at) && scaled())
}

fn word_prefix(word: &str) -> Option<Currency> {
    Currency::parse(match word {
        "Rs" | "Re" => "INR",
        "kr" | "Kr" => "SEK",
        "zł" => "PLN",
        "SKr" | "SEKr" => "SEK",
        "NKr" | "NOKr" => "NOK",
        "DKr" | "DKKr" => "DKK",
        "Rp" => "IDR",
        "Fr" | "SFr" | "sFr" => "CHF",
        "RM" => "MYR",
        "R" => "ZAR",
        "Tk" => "BDT",
        "KSh" | "Ksh" | "KShs" => "KES",
        "USh" => "UGX",
        "TSh" => "TZS",
        "DM" => "DEM",
        _ => return Currency::from_code(word),
    })
}

/// Letters that mean other things too, so that only a large amount behind them is money.
fn needs_large(word: &str) -> bool {
    match word {
        "R" | "Tk" | "DM" | "Fr" | "RM" | "Re" => true,
        "Rs" | "kr" | "Kr" | "zł" | "Rp" | "SFr" | "sFr" => false,
        _ => word.len() == 3 && !Currency::is_certain_code(word),
    }
}

/// Whether the number at `at` has a scale, separators or cents.
fn is_large(s: &Scanner<'_, '_>, at: usize) -> bool {
    read_amount(s, at, true).is_some_and(|it| {
        let written = s.lex.slice(at, it.end).as_bytes();
        it.is_large()
            || matches!(written, [.., b'.', a, b] if a.is_ascii_digit() && b.is_ascii_digit())
    })
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
    let word = if token.text == "." {
        let word = s.lex.before(token.start);
        let abbreviated = matches!(word.text, "Rs" | "Re" | "kr" | "Kr" | "Fr" | "SFr" | "Tk");
        if !abbreviated || word.gap != Gap::None || word.start < s.floor {
            return None;
        }
        word
    } else {
        token
    };
    if word.is_word() {
        let currency = word_prefix(word.text)?;
        if needs_large(word.text) && !is_large(s, at)
            || matches!(word.text, "ALL" | "TOP" | "R") && !read_amount(s, at, true)?.scaled()
        {
            return None;
        }
        return Some(Before {
            start: word.start,
            currency: if Currency::from_code(word.text).is_some() {
                currency
            } else {
                shared(s, currency, word.start)
            },
            rule: if token.is_word() {
                "money-code-before"
            } else {
                "money-sign-before"
            },
            bare_dollar: false,
        });
    }
    let sign = token.text.chars().next()?;
    let currency = Currency::from_sign(sign).filter(|_| !matches!(sign, '円' | '元' | '원'))?;
    // "CN¥1.2bn", "JP¥500", "E£40bn".
    let prefix = s.lex.before(token.start);
    let own = match (prefix.text, sign) {
        ("CN", '¥' | '￥') => Currency::parse("CNY"),
        ("JP", '¥' | '￥') => Currency::parse("JPY"),
        ("E" | "LE" | "EG", '£') => Currency::parse("EGP"),
        _ => None,
    }
    .filter(|_| prefix.gap == Gap::None && prefix.start >= s.floor);
    Some(Before {
        start: if own.is_some() {
            prefix.start
        } else {
            token.start
        },
        currency: own.unwrap_or_else(|| shared(s, currency, token.start)),
        rule: "money-sign-before",
        bare_dollar: false,
    })
}

fn dollar(s: &Scanner<'_, '_>, sign: Token<'_>) -> Before {
    let found = dollar_prefix(s, sign).filter(|it| it.1 >= s.floor);
    match found {
        Some((currency, start)) => Before {
            start,
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

/// The letters before a dollar sign, which a blank may part from it ("HK $5bn") where they are no
/// words: the currency and where they start.
fn dollar_prefix(s: &Scanner<'_, '_>, sign: Token<'_>) -> Option<(Currency, usize)> {
    let prefix = s.lex.before(sign.start);
    if prefix.text == "." && prefix.is_near() {
        // "U.S.$5bn".
        let start = prefix.end.checked_sub(4)?;
        let american = s.lex.slice(start, prefix.end) == "U.S.";
        return american.then_some((Currency::USD, start));
    }
    let apart = prefix.gap == Gap::Space
        && matches!(
            prefix.text,
            "HK" | "NZ" | "NT" | "US" | "AU" | "C" | "hk" | "nz" | "nt" | "c"
        )
        && !s.lex.before(prefix.start).is("the");
    if !prefix.is_word() || !(prefix.gap == Gap::None || apart) {
        return None;
    }
    Some((Currency::from_dollar_prefix(prefix.text)?, prefix.start))
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
        let mut currency = word_prefix(token.text)?;
        if Currency::from_code(token.text).is_none() {
            currency = shared(s, currency, at);
        }
        if needs_large(token.text) && !is_large(s, next.start) {
            return None;
        }
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
        "JPY" => s.home().currency_near(s.lex.text, at, currency),
        "INR" | "SEK" | "NOK" => land_near(s, at, currency)
            .unwrap_or_else(|| s.home().currency_near(s.lex.text, at, currency)),
        "KWD" | "SAR" | "IRR" | "AED" | "PHP" | "CHF" | "TRY" | "KES" | "RUB" | "RON" | "CZK" => {
            land_near(s, at, currency).unwrap_or(currency)
        }
        _ => currency,
    }
}

/// What a shared name means in the country named before it in the sentence, else behind it, else
/// further before on the line.
fn land_near(s: &Scanner<'_, '_>, at: usize, usual: Currency) -> Option<Currency> {
    const WORDS: usize = 40;
    let own = |token: &Token<'_>| {
        if !(token.is_word() && token.is_capitalised()) {
            return None;
        }
        Currency::from_adjective(token.text, usual).or_else(|| {
            // "Sri Lanka".
            let next = s.lex.after(token.end);
            let two = next.gap == Gap::Space && Currency::starts_adjective(token.text);
            two.then(|| Currency::from_adjective(s.lex.slice(token.start, next.end), usual))?
        })
    };
    let ends = |token: &Token<'_>| !token.is_near() || matches!(token.text, "." | ";");
    let mut left = at;
    for earlier in [false, true] {
        for _ in 0..WORDS {
            let token = s.lex.before(left);
            if !token.is_near() || (!earlier && ends(&token)) {
                break;
            }
            if let Some(found) = own(&token) {
                return Some(found);
            }
            left = token.start;
        }
        let mut right = at;
        for _ in 0..WORDS {
            let token = s.lex.after(right);
            if earlier || ends(&token) {
                break;
            }
            if let Some(found) = own(&token) {
                return Some(found);
            }
            right = token.end;
        }
    }
    None
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
        _ => {
            let name = written.rsplit([' ', '-']).next().unwrap_or("");
            let usual = Currency::from_name(name);
            usual.is_some_and(|it| it != currency)
                && !written.bytes().any(|it| it.is_ascii_uppercase())
        }
    }
}

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

/// The currency named after a number: "yen", "US dollars", "-dollar", "SEK", "€", "円", "cents".
pub(super) fn after(s: &Scanner<'_, '_>, at: usize) -> Option<After> {
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
        return sign_after(s, token);
    }
    if let Some(currency) = Currency::from_code(token.text) {
        return Some(After::whole(currency, token.end));
    }
    named(s, token, at).or_else(|| with_adjective(s, token))
}

/// Whether the point of an abbreviated scale and then a currency follow: ". EUR" in "5 Mio. EUR".
pub(super) fn follows_point(s: &Scanner<'_, '_>, at: usize) -> bool {
    if s.lex.text.as_bytes().get(at) != Some(&b'.') {
        return false;
    }
    let next = s.lex.after(at + 1);
    let sign = next.text.chars().next().and_then(Currency::from_sign);
    next.gap == Gap::Space
        && (sign.is_some()
            || Currency::is_certain_code(next.text)
            || (!next.is_capitalised() && Currency::from_name(next.text).is_some()))
}

fn sign_after(s: &Scanner<'_, '_>, token: Token<'_>) -> Option<After> {
    let sign = token.text.chars().next()?;
    if sign.is_ascii() && sign != '$' {
        return None;
    }
    // "30 €200" is two things.
    let next = s.lex.after(token.end);
    let opens = next.gap == Gap::None && next.text.starts_with(|c: char| c.is_ascii_digit());
    if opens {
        return None;
    }
    if sign == '$' {
        let joined = token.gap == Gap::None;
        return joined.then(|| After::whole(s.home().dollar(), token.end));
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

/// Whether a number with the name of a currency behind it is an amount of it, where the name may
/// mean something else: "326 won in England", "5 SAR satellites", "two pounds of explosives".
pub(super) fn is_money(
    s: &Scanner<'_, '_>,
    amount: &Amount,
    number: Range<usize>,
    end: usize,
) -> bool {
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

/// "2,000 pounds of explosives", "a 500-pound bomb": not money; nor are a few pounds without a word
/// for paying around, outside British texts.
fn is_weight(s: &Scanner<'_, '_>, number: Range<usize>, end: usize, unit: &str) -> bool {
    const WEIGHT: [&str; 15] = [
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
    ];
    const PAYING: [&str; 21] = [
        "cost", "pay", "paid", "price", "worth", "spen", "fine", "sold", "sell", "bought", "buy",
        "fee", "earn", "salary", "wage", "invest", "budget", "fund", "£", "charge", "tax",
    ];
    let hyphen = s.lex.after(number.end).is_dash();
    if hyphen || super::length::clue(s, number.start, end, &WEIGHT) {
        return true;
    }
    if s.home().is_british() || unit.starts_with('P') {
        return false;
    }
    !super::length::clue(s, number.start, end, &PAYING)
}

/// "and 50 cents" behind "20 dollars": its worth in the currency, and where it ends.
pub(super) fn parts_after(
    s: &Scanner<'_, '_>,
    end: usize,
    currency: Currency,
) -> Option<(f64, usize)> {
    let mut token = s.lex.after(end);
    if token.text == "," && token.gap == Gap::None {
        token = s.lex.after(token.end);
    }
    if token.is("and") {
        token = s.lex.after(token.end);
    }
    let number = token.gap == Gap::Space
        && (token.kind == TokenKind::Digits || small_word(token.text).is_some());
    if !number {
        return None;
    }
    let amount = read_amount(s, token.start, false)?;
    let name = s.lex.after(amount.end);
    if amount.scaled() || !name.is_word() || !name.is_near() || amount.value() >= 100.0 {
        return None;
    }
    let (_, parts) = Currency::from_minor_name(name.text).filter(|(of, _)| {
        // Cents are of dollars, euros and others; pence of pounds only.
        of.code() == currency.code() || of.code() == "USD"
    })?;
    Some((amount.value() / parts, name.end))
}

fn named(s: &Scanner<'_, '_>, token: Token<'_>, at: usize) -> Option<After> {
    let currency = match token.text {
        "kr" => Currency::parse("SEK")?,
        "zł" => Currency::parse("PLN")?,
        "Kč" => return Some(After::whole(Currency::parse("CZK")?, token.end)),
        "Rs" => Currency::parse("INR")?,
        "usd" => Currency::USD,
        "eur" => Currency::parse("EUR")?,
        "gbp" => Currency::GBP,
        text => match Currency::from_name(text) {
            Some(currency) => currency,
            None => return minor(s, token),
        },
    };
    let currency = shared(s, currency, at);
    let mut end = token.end;
    let next = s.lex.after(end);
    if token.is_any(&["pound", "pounds"]) && next.is("sterling") && next.is_near() {
        end = next.end;
    }
    Some(After::whole(currency, end))
}

/// "99 cents", "50 pence"; not "ten cents on the dollar", which is a share.
fn minor(s: &Scanner<'_, '_>, token: Token<'_>) -> Option<After> {
    let (currency, parts) = Currency::from_minor_name(token.text)?;
    let currency = if currency == Currency::USD {
        s.home().dollar()
    } else {
        currency
    };
    let on = s.lex.after(token.end);
    let share = on.is_any(&["on", "in", "of"]) && s.lex.after(on.end).is_any(&["the", "every"]);
    (!share).then_some(After {
        currency,
        end: token.end,
        parts,
    })
}

/// "US dollars", "U.S. dollars", "New Taiwan dollars", "Danish kroner", "Euro cents".
fn with_adjective(s: &Scanner<'_, '_>, first: Token<'_>) -> Option<After> {
    const MAX_WORDS: usize = 3;
    if !Currency::starts_adjective(first.text) {
        return None;
    }
    let mut end = first.end;
    if first.text.len() == 1 {
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
        let next = s.lex.after(end);
        if !next.is_near() || !next.is_word() {
            return None;
        }
        let adjective = s.lex.slice(first.start, end);
        if let Some(name) = Currency::from_name(next.text) {
            return Some(After::whole(
                Currency::from_adjective(adjective, name)?,
                next.end,
            ));
        }
        if let Some((name, parts)) = Currency::from_minor_name(next.text) {
            return Some(After {
                currency: Currency::from_adjective(adjective, name)?,
                end: next.end,
                parts,
            });
        }
        end = next.end;
    }
    None
}
