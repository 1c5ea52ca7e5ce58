//! A hand-written scanner for figures: money, distances, percentages, counts, ranks.
//!
//! A number is read with its scale, then what stands right of it (or a currency left of it) tells
//! its kind; a second number behind "to", a dash or "and" makes it a range. Words that loosen it
//! are inside the span, because they change the value. A number that is no money, distance or
//! percentage is a count only if it counts something (see [`count`]).

mod amount;
pub(super) mod count;
pub(super) mod decimals;
mod hedge;
mod length;
pub(super) mod money;
mod named;
pub(in crate::extract) mod noun;
mod percent;
mod plain;
mod prefix;
mod range;
pub(super) mod rank;
mod role;
mod scaled;
pub(super) mod shared;
pub(super) mod table;
#[cfg(test)]
mod tests;
mod words;

use super::anchors::Anchor;
use super::lexer::{Gap, Token};
use super::mention::{Doubt, Kind, Mention, Rule, Value, rule};
use super::scan::{Scanner, scan};
use crate::document::Block;
use crate::text::word_key::words;
use crate::units::{Currency, Extent, LengthUnit};

pub(super) use amount::{may_be_scale_or_unit, scale_or_unit_follows};
use role::Role;

/// Adds every figure in `text`, in order and disjoint.
pub fn quantities(text: &str, blocks: &[Block], out: &mut Vec<Mention>) {
    let from = out.len();
    scan(text, blocks, None, out);
    let mut at = 0;
    out.retain(|it| {
        at += 1;
        at <= from || !matches!(it.kind(), Kind::Date | Kind::Citation)
    });
}

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Unit {
    Money(Currency),
    Length(LengthUnit),
    Percent { points: bool },
}

impl Unit {
    fn is_like(self, other: Self) -> bool {
        match (self, other) {
            (Self::Money(a), Self::Money(b)) => a == b,
            (Self::Length(_), Self::Length(_)) => true,
            (Self::Percent { points: a }, Self::Percent { points: b }) => a == b,
            _ => false,
        }
    }
}

/// A figure before its kind is settled.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Reading {
    start: usize,
    end: usize,
    /// Where what is counted starts: behind the last number of a range or change.
    noun_at: usize,
    low: f64,
    high: f64,
    digits: u8,
    unit: Option<Unit>,
    rule: Rule,
    doubt: Option<Doubt>,
    /// The hedge "+" attached to the number.
    plus: Option<crate::units::Hedge>,
    /// Written with separators or a scale, as only quantities are.
    clearly_quantity: bool,
    scaled: bool,
    in_words: bool,
    is_range: bool,
    /// Of the token behind it.
    behind: Role,
}

/// Reads a figure whose number starts with the digit at `start`.
#[inline(never)]
pub(super) fn at_number(s: &mut Scanner<'_, '_>, start: usize) -> Option<usize> {
    if let Some(reading) = &plain::reading(s, start) {
        return settle(s, reading);
    }
    amount::full_reading(s, start).and_then(|it| settle(s, &it))
}

/// Reads a figure whose number starts with, or holds, the number word at `anchor`.
pub(super) fn at_number_word(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    if let Some(end) = scale_alone(s, anchor) {
        return Some(end);
    }
    let is_one = matches!(
        s.lex.slice(anchor.start, anchor.end).as_bytes(),
        [b'o' | b'O', b'n' | b'N', b'e' | b'E']
    );
    if is_one && is_no_figure(s, anchor) {
        return Some(anchor.end);
    }
    let start = s.word_before(anchor.start, words!["a", "an"]);
    let reading = start
        .and_then(|start| amount::reading(s, start))
        .filter(|it| it.end > anchor.start)
        .or_else(|| amount::reading(s, anchor.start))?;
    if let Some(end) = rank::after_number_word(s, &reading_span(&reading)) {
        return Some(end);
    }
    settle(s, &reading).or(Some(reading.end))
}

/// "no one", "one of them", "one ship": a word behind it that could make no figure of it, and none
/// before it that could make a rank or a larger number.
fn is_no_figure(s: &Scanner<'_, '_>, one: Anchor) -> bool {
    let next = s.lex.after(one.end);
    if next.is("in") {
        return is_no_figure_in(s, one, next);
    }
    let may_be_unit = Role::of(&next).may_be(Role::UNIT) || next.is("rs");
    let goes_on = may_be_unit && amount::begins_unit(next)
        || crate::units::number_words::goes_on(next.key)
        || next.is_any(words!["to", "or", "through"])
        || next.len() == 1;
    next.is_word() && next.gap == Gap::Space && !goes_on && !follows_number(s, one.start)
}

/// Whether the word "number" stands before a place; told by one letter nearly everywhere.
fn follows_number(s: &Scanner<'_, '_>, at: usize) -> bool {
    let other = match s.lex.bytes_before(at) {
        [.., last, b' '] => last.is_ascii_graphic() && !last.eq_ignore_ascii_case(&b'r'),
        _ => false,
    };
    !other && s.lex.before(at).is("number")
}

/// The same of "one in": one alone counts nothing, and what makes more of it is a size behind "in", or
/// before it a sign, a label, or letters that may be a currency's.
fn is_no_figure_in(s: &Scanner<'_, '_>, one: Anchor, next: Token<'_>) -> bool {
    let is_free = matches!(s.lex.bytes_before(one.start), [.., b'a'..=b'z', b' ']);
    is_free
        && length::is_only_in(s, &next)
        && !follows_number(s, one.start)
        && money::before(s, one.start).is_none()
}

/// "a quarter of a million euros", "a quarter-mile": at the word "quarter", which is a time elsewhere.
pub(super) fn at_quarter(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    if !s
        .lex
        .slice(anchor.start, anchor.end)
        .eq_ignore_ascii_case("quarter")
    {
        return None;
    }
    let start = s
        .word_before(anchor.start, words!["a"])
        .unwrap_or(anchor.start);
    let reading = amount::reading(s, start).filter(|it| it.scaled || it.unit.is_some())?;
    settle(s, &reading)
}

/// "a billion-dollar deal": a scale that is its own number; "multi-billion-dollar" has none.
fn scale_alone(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    if s.lex.text.as_bytes().get(anchor.end) != Some(&b'-') || anchor.start < s.floor {
        return None;
    }
    let scale = s.lex.after(anchor.start).key;
    let factor = crate::units::number::full_scale(scale).filter(|it| *it >= 1e6)?;
    let dash = s.lex.after(anchor.end);
    let name = s.lex.after(dash.end);
    let unit = (name.gap == Gap::None).then(|| named::after(s, anchor.end, name))??;
    if unit.parts >= 2.0 {
        return None;
    }
    let before = s.lex.before(anchor.start);
    let vague = before.is_near()
        && (before.gap == Gap::None && before.is_dash()
            || before.is_any(words![
                "several", "few", "many", "some", "hundred", "hundreds", "dozen", "dozens",
                "multiple",
            ]));
    if vague {
        return Some(unit.end);
    }
    let amount = Extent::single(factor, 1)?;
    let value = Value::Money {
        amount,
        currency: unit.currency,
    };
    s.push(
        anchor.start,
        unit.end,
        value,
        rule!("money-name-after"),
        None,
    );
    Some(unit.end)
}

fn reading_span(reading: &Reading) -> std::ops::Range<usize> {
    reading.start..reading.end
}

/// Settles the kind and adds the mention; returns its end.
fn settle(s: &mut Scanner<'_, '_>, reading: &Reading) -> Option<usize> {
    let Some(unit) = reading.unit else {
        // "192 kilograms": no rule below takes it.
        if reading.behind.may_be(Role::NO_PLURAL)
            && reading.noun_at == reading.end
            && noun::is_plain_measure(&s.lex.after(reading.end))
        {
            return None;
        }
        if reading.scaled && follows_unknown_sign(s, reading.start) {
            return None;
        }
        return implicit_money(s, reading).or_else(|| count::settle(s, reading));
    };
    let (start, hedge) = loosen_before(s, reading);
    let mut end = reading.end;
    let mut extent = Extent::range(reading.low, reading.high, reading.digits)?;
    let hedge = hedge.or_else(|| {
        let after = reading
            .behind
            .may_be(Role::HEDGE)
            .then(|| hedge::after(s, end))??;
        end = after.at;
        Some(after.hedge)
    });
    extent = extent.hedged(hedge.or(reading.plus));
    let rule = reading.rule;
    let value = match unit {
        Unit::Money(currency) => Value::Money {
            amount: extent,
            currency,
        },
        Unit::Length(unit) => Value::Distance {
            km: in_km(extent, unit)?,
            unit,
        },
        Unit::Percent { points } => {
            let of = percent::of_after(s, end);
            if let Some(to) = of.as_ref().and_then(|it| it.end) {
                end = to;
            }
            let of = of.map(|it| s.texts.get(it.what));
            Value::Percent {
                percent: extent,
                of: if points {
                    Some(s.texts.get("percentage points"))
                } else {
                    of
                },
            }
        }
    };
    s.push(start, end, value, rule, reading.doubt);
    Some(end)
}

fn in_km(extent: Extent, unit: LengthUnit) -> Option<Extent> {
    let km = |it: f64| crate::units::number::times(it, unit.km());
    let low = km(extent.low());
    let high = if extent.low() < extent.high() {
        km(extent.high())
    } else {
        low
    };
    let km = Extent::range(low, high, extent.digits)?;
    Some(km.hedged(extent.hedge))
}

/// The hedge before a reading, and a leading "+" or "-" of a percentage.
fn loosen_before(s: &Scanner<'_, '_>, reading: &Reading) -> (usize, Option<crate::units::Hedge>) {
    let start = reading.start;
    match hedge::before(s, start) {
        Some(found) if !(reading.is_range && found.hedge == crate::units::Hedge::MoreThan) => {
            (found.at, Some(found.hedge))
        }
        _ => (start, None),
    }
}

/// "Ksb 3 billion": short letters before a number are a currency's own, known or not.
fn follows_unknown_sign(s: &Scanner<'_, '_>, start: usize) -> bool {
    let before = s.lex.before(start);
    let is_short = before.is_capitalised() && before.len() <= 3 && before.is_near();
    is_short && !before.is_in(&words::STOPS) && !s.lex.before(before.start).is_sign(".")
}

/// "from 5.1 trillion yen to 8.5 trillion": a large scaled number without a noun, soon after money;
/// in an Indian text "62,000 crore" anywhere.
fn implicit_money(s: &mut Scanner<'_, '_>, reading: &Reading) -> Option<usize> {
    const REACH: usize = 320;
    // "A shell that cost 2,000 euros now costs 8,500."
    let priced = !reading.scaled && reading.clearly_quantity && reading.low >= 100.0 && {
        let verb = s.lex.before(reading.start);
        verb.is_near() && verb.is_in(&words::PAYING)
    };
    let large = reading.scaled && reading.low.abs() >= 1e6;
    if !(large || priced) || noun::noun_after(s, reading.end).is_some() {
        return None;
    }
    let currency = s
        .last_money
        .filter(|(end, _)| {
            let between = s.lex.slice(*end, reading.start);
            // Millions may be of anything; billions without a noun are of money.
            let apart = between.contains('\n')
                || (reading.low < 1e9 && s.sentence_ends_between(*end, reading.start));
            // "two million of them; others make four million" goes on counting.
            let counting = reading.low < 1e9 && s.last_count > *end && !priced;
            between.len() <= REACH && !apart && !counting
        })
        .map(|(_, currency)| currency)
        .or_else(|| {
            let words = s.lex.slice(reading.start, reading.end);
            (words.contains("crore") && s.home().is_indian())
                .then(|| Currency::parse("INR"))
                .flatten()
        })?;
    let (start, hedge) = loosen_before(s, reading);
    let amount = Extent::range(reading.low, reading.high, reading.digits)?.hedged(hedge);
    s.push(
        start,
        reading.end,
        Value::Money { amount, currency },
        rule!("money-currency-implied"),
        Some(Doubt::CurrencyFromText),
    );
    Some(reading.end)
}
