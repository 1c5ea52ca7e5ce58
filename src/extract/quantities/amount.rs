//! A number with its scale, its unit and the second number of a range.

use std::ops::Range;

use super::role::Role;
use super::scaled::{Amount, amount_at, scale_ends_word};
use super::table::head::{self, Head};
use super::{Reading, Unit, hedge, length, money, named, percent, plain, range, scaled, shared};
use crate::extract::lexer::{Gap, Token};
use crate::extract::mention::{Doubt, Rule, rule};
use crate::extract::scan::Scanner;
use crate::text::word_key::words;
use crate::units::number::{self, NumeralForm};
use crate::units::{Currency, LengthUnit};

/// Whether a token behind a number may be a scale or a unit, as hardly any word may.
pub(in crate::extract) fn may_be_scale_or_unit(token: &Token<'_>) -> bool {
    Role::of(token).may_be(Role::SCALE.or(Role::UNIT))
}

/// Whether what follows a number makes it a quantity: a scale or a unit.
pub(in crate::extract) fn scale_or_unit_follows(s: &Scanner<'_, '_>, at: usize) -> bool {
    if !may_be_scale_or_unit(&s.lex.after(at)) {
        return false;
    }
    let scale = number::read_scale(s.lex.rest(at), false)
        .is_some_and(|it| it.len > 0 && scale_ends_word(s, at, it.len));
    // "in" is an inch only where a size follows, which no year is.
    scale || !s.lex.after(at).is("in") && unit_after(s, at, false).is_some()
}

/// The unit after a number.
pub(super) struct UnitAfter {
    pub(super) unit: Unit,
    pub(super) end: usize,
    pub(super) rule: Rule,
    /// What it makes of the number: a hundredth, for cents and basis points.
    pub(super) factor: f64,
}

/// Whether a word may be a unit or the first word of one.
pub(super) fn begins_unit(token: Token<'_>) -> bool {
    percent::begins(token)
        || length::begins(token)
        || Currency::named_with_parts(token.key).is_some()
        || Currency::starts_adjective(token.key)
        || token.is_acronym()
        || !token.text().is_ascii()
        || token.is_any(words!["kr", "rs", "usd", "eur", "gbp", "rmb"])
}

#[inline(always)]
pub(super) fn unit_after(s: &Scanner<'_, '_>, at: usize, scaled: bool) -> Option<UnitAfter> {
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
    if percent::begins(token) {
        return Some(percent_after(percent::after(s, at, token)?));
    }
    if length::begins(token) {
        let (unit, end) = length::after(s, token)?;
        return Some(UnitAfter {
            unit: Unit::Length(unit),
            end,
            rule: rule!("distance"),
            factor: 1.0,
        });
    }
    // "2.4 billion of euros".
    let it = if token.is("of") && scaled {
        named::after(s, token.end, s.lex.after(token.end)).filter(|it| it.parts < 2.0)?
    } else {
        named::after(s, at, token)?
    };
    Some(UnitAfter {
        unit: Unit::Money(it.currency),
        end: it.end,
        rule: rule!("money-name-after"),
        factor: 1.0 / it.parts,
    })
}

/// The unit after a number; `has_unit` tells that it has one before it, too.
pub(super) fn right_unit(
    s: &Scanner<'_, '_>,
    amount: &Amount,
    number: Range<usize>,
    has_unit: bool,
) -> Option<UnitAfter> {
    unit_after(s, number.end, amount.scaled()).filter(|it| match it.unit {
        Unit::Money(_) => has_unit || money::is_money(s, amount, number, it.end),
        Unit::Length(unit) => length::is_length(s, amount, number, it.end, unit),
        Unit::Percent { .. } => true,
    })
}

fn percent_after(it: percent::Percent) -> UnitAfter {
    UnitAfter {
        unit: Unit::Percent { points: it.points },
        end: it.end,
        rule: if it.points {
            rule!("percentage-points")
        } else {
            rule!("percent")
        },
        factor: if it.basis { 0.01 } else { 1.0 },
    }
}

/// One number with what belongs to it.
pub(super) struct Part {
    pub(super) amount: Amount,
    /// Where the number with its unit ends.
    pub(super) end: usize,
    pub(super) unit: Option<Unit>,
    pub(super) rule: Rule,
    pub(super) plus: Option<hedge::Hedged>,
    /// Of the token behind it.
    pub(super) behind: Role,
}

/// One number behind the first of a range or list.
#[inline(never)]
pub(super) fn further_part(
    s: &Scanner<'_, '_>,
    start: usize,
    left: Option<(Unit, Rule)>,
) -> Option<Part> {
    part(s, start, left)
}

#[inline(always)]
fn part(s: &Scanner<'_, '_>, start: usize, left: Option<(Unit, Rule)>) -> Option<Part> {
    let mut amount = amount_at(s, start, left.is_some())?;
    if left.is_none() && !amount.multiplied() {
        scaled::add_millions(s, &mut amount);
    }
    if left.is_none() && amount.scaled() && named::follows_point(s, amount.end) {
        // "5 Mio. EUR".
        amount.end += 1;
    }
    let mut plus = hedge::plus(s, amount.end);
    if let Some(plus) = &mut plus
        && !amount.multiplied()
        && let Some(scale) = number::read_scale(s.lex.rest(plus.at), false)
        && scale_ends_word(s, plus.at, scale.len)
    {
        // "$300-plus million".
        amount.factor = scale.factor;
        plus.at += scale.len;
    }
    let number_end = plus.map_or(amount.end, |it| it.at);
    let next = s.lex.after(number_end);
    let mut behind = Role::of(&next);
    let right = if behind.may_be(Role::UNIT) || amount.scaled() && next.is("of") {
        right_unit(s, &amount, start..number_end, left.is_some())
    } else {
        None
    };
    let right = right.or_else(|| labelled(s, start, &mut amount, left.is_some()));
    let (unit, mut end, rule) = match (left, right) {
        // "US$5 dollars", "¥10 trillion yen": both are the same thing; the sign decides.
        (Some((unit, rule)), Some(right)) if unit.is_like(right.unit) && right.factor >= 1.0 => {
            (Some(unit), right.end, rule)
        }
        // "$3.5 trillion pesos": the name tells whose dollar sign it is.
        (Some((Unit::Money(sign), rule)), Some(right))
            if right.factor >= 1.0 && named::names_sign(sign, right.unit) =>
        {
            (Some(right.unit), right.end, rule)
        }
        (Some((unit, rule)), _) => (Some(unit), number_end, rule),
        (None, Some(right)) => {
            amount.factor *= right.factor;
            (Some(right.unit), right.end, right.rule)
        }
        (None, None) => (None, number_end, rule!("count")),
    };
    if amount.vulgar && unit.is_none() && !amount.scaled() {
        return None;
    }
    // "20 dollars and 50 cents", "5 ft 10 in".
    let smaller = match unit {
        Some(Unit::Money(currency)) if !amount.multiplied() => named::parts_after(s, end, currency),
        Some(Unit::Length(LengthUnit::Foot)) => length::inches_after(s, end),
        _ => None,
    };
    if let Some((value, to)) = smaller {
        amount.numeral += value;
        amount.digits = amount.digits.saturating_add(2);
        end = to;
    }
    if plus.is_none() && unit.is_some() {
        plus = hedge::plus(s, end);
        end = plus.map_or(end, |it| it.at);
    }
    if end != number_end {
        behind = Role::of(&s.lex.after(end));
    }
    let mut part = Part {
        amount,
        end,
        unit,
        rule,
        plus,
        behind,
    };
    settle_point(s, &mut part);
    Some(part)
}

/// Whether a colon stands before a number.
#[inline(always)]
pub(super) fn follows_label(s: &Scanner<'_, '_>, start: usize) -> bool {
    let before = s.lex.text.as_bytes().get(..start);
    matches!(before, Some([.., b':', b' '] | [.., b':']))
}

/// What the label of a line says its number is: "Range (km): 300".
fn labelled(
    s: &Scanner<'_, '_>,
    start: usize,
    amount: &mut Amount,
    has_unit: bool,
) -> Option<UnitAfter> {
    if has_unit || !follows_label(s, start) {
        return None;
    }
    /// A longer label names no unit.
    const MAX_LABEL: usize = 120;
    let from = (s.lex.text).floor_char_boundary(start.saturating_sub(MAX_LABEL));
    let line = s.lex.slice(from.max(s.floor), start).rsplit('\n').next()?;
    let label = line.trim_end().strip_suffix(':')?;
    let unit = match label.strip_suffix(')') {
        Some(inner) => inner.rsplit_once('(')?.1,
        None => label.rsplit_once(", ")?.1,
    };
    let unit = match head::unit(unit)? {
        Head::Money(currency, scale) => {
            if !amount.multiplied() {
                amount.factor = scale;
            }
            Unit::Money(currency)
        }
        Head::Percent { .. } => Unit::Percent { points: false },
        Head::Length(unit) => Unit::Length(unit),
        _ => return None,
    };
    Some(UnitAfter {
        unit,
        end: amount.end,
        rule: rule!("unit-of-label"),
        factor: 1.0,
    })
}

/// "2.000 km" and "€2.500": two thousand, when nothing speaks for a decimal; in a text that writes
/// decimals with a comma always.
fn settle_point(s: &Scanner<'_, '_>, part: &mut Part) {
    let Some((value, digits)) = part.amount.grouped else {
        return;
    };
    let round = (part.amount.numeral * 100.0).fract().abs() < 1e-9;
    let grouped = !part.amount.scaled()
        && match part.unit {
            Some(Unit::Length(_) | Unit::Money(_)) => round,
            Some(Unit::Percent { .. }) => false,
            None => true,
        };
    if grouped || s.has_decimal_commas() {
        part.amount.numeral = value;
        part.amount.digits = digits;
        part.amount.form = NumeralForm::Grouped;
    }
}

/// Reads everything about the number at `start`.
#[inline(never)]
pub(super) fn reading(s: &Scanner<'_, '_>, start: usize) -> Option<Reading> {
    plain::reading(s, start).or_else(|| full_reading(s, start))
}

/// The same for any figure.
#[inline(never)]
pub(super) fn full_reading(s: &Scanner<'_, '_>, start: usize) -> Option<Reading> {
    let left = money::before(s, start);
    let sign = percent::before(s, start);
    let left_unit = left
        .map(|it| (Unit::Money(it.currency), it.rule))
        .or_else(|| {
            sign.map(|_| {
                (
                    Unit::Percent { points: false },
                    rule!("percent-sign-before"),
                )
            })
        });
    let first = part(s, start, left_unit)?;
    let start = left.map(|it| it.start).or(sign).unwrap_or(start);
    let bare_dollar = left.is_some_and(|it| it.bare_dollar) && s.home().dollar() != Currency::USD;
    let value = first.amount.value();
    let mut reading = Reading {
        start,
        end: first.end,
        noun_at: first.end,
        low: value,
        high: value,
        digits: first.amount.digits,
        unit: first.unit,
        rule: first.rule,
        doubt: bare_dollar.then_some(Doubt::DollarFromText),
        plus: first.plus.map(|it| it.hedge),
        clearly_quantity: first.amount.scaled() || first.amount.form == NumeralForm::Grouped,
        scaled: first.amount.scaled(),
        in_words: first.amount.form == NumeralForm::Words,
        is_range: false,
        behind: first.behind,
    };
    if let Some(Unit::Money(currency)) = first.unit
        && shared::is_by_context(s.lex.slice(start, first.end), currency)
    {
        reading.doubt = Some(Doubt::SharedByCountries);
    }
    if first.amount.grouped.is_some() && first.amount.form == NumeralForm::Grouped {
        reading.doubt = Some(Doubt::PointOfThousands);
    }
    if first.behind.may_be(Role::JOINER)
        && !range::range(s, &first, &mut reading)
        && reading.unit.is_none()
    {
        range::list(s, &first, &mut reading);
    }
    negative(s, &mut reading);
    Some(reading)
}

/// A sign or "minus" directly before a percentage or an amount of money belongs to it.
fn negative(s: &Scanner<'_, '_>, reading: &mut Reading) {
    if may_be_negative(s, reading.start, reading.unit) {
        let money = matches!(reading.unit, Some(Unit::Money(_)));
        any_negative(s, reading, money);
    }
}

/// Whether [`negative`] may know a sign before a figure that starts at `start`.
#[inline(always)]
pub(super) fn may_be_negative(s: &Scanner<'_, '_>, start: usize, unit: Option<Unit>) -> bool {
    let money = match unit {
        Some(Unit::Percent { .. }) => false,
        Some(Unit::Money(_)) => true,
        _ => return false,
    };
    may_be_minus(s.lex.bytes_before(start), money) && {
        let sign = s.lex.before(start);
        sign.gap == Gap::None || sign.is_any(words!["minus", "negative"])
    }
}

/// Whether bytes before a figure may end in a sign of [`negative`]: "-", "+", the last byte of "−" or
/// "–", or before a percentage a blank behind the last letter of "minus" or "negative".
#[inline(always)]
const fn may_be_minus(before: &[u8], money: bool) -> bool {
    match before {
        [.., b'-' | b'+' | 0x92 | 0x93] => true,
        [.., b's' | b'S' | b'e' | b'E', b' '] => !money,
        [.., b'!'..=b'~', b' '] | [.., b'!'..=b'~'] | [] => false,
        _ => !money,
    }
}

#[inline(never)]
fn any_negative(s: &Scanner<'_, '_>, reading: &mut Reading, money: bool) {
    let sign = s.lex.before(reading.start);
    if sign.start < s.floor {
        return;
    }
    if money {
        // "-$5 million" at the start of a line is an item of a list, "cost –$5 million –" an aside,
        // and "$5 million -$6 million" a range.
        let minus = matches!(sign.text(), "-" | "−") && sign.gap == Gap::None;
        let before = s.lex.before(sign.start);
        let free = matches!(s.lex.char_before(sign.start), Some(' ' | '('));
        if minus && free && before.is_near() && before.end != s.floor {
            reading.start = sign.start;
            (reading.low, reading.high) = (-reading.high, -reading.low);
        }
        return;
    }
    if sign.gap == Gap::Space && sign.is_any(words!["minus", "negative"]) {
        reading.start = sign.start;
        (reading.low, reading.high) = (-reading.high, -reading.low);
        return;
    }
    if sign.gap != Gap::None {
        return;
    }
    let free = s
        .lex
        .char_before(sign.start)
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | ':'));
    match sign.text() {
        "+" if free => reading.start = sign.start,
        "-" | "−" | "–" if free => {
            reading.start = sign.start;
            (reading.low, reading.high) = (-reading.high, -reading.low);
        }
        _ => {}
    }
}
