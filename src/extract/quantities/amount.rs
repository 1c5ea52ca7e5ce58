//! A number with its scale, its unit and the second number of a range.

use std::ops::Range;

use super::role::Role;
use super::scaled::{Amount, amount_at, scale_ends_word};
use super::table::head::{self, Head};
use super::{Reading, Unit, hedge, length, money, named, percent, plain, scaled};
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::mention::{Doubt, Rule, rule};
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;
use crate::text::word_key::words;
use crate::units::number::{self, NumeralForm};
use crate::units::{Currency, LengthUnit};

/// Whether what follows a number makes it a quantity: a scale or a unit.
pub(in crate::extract) fn scale_or_unit_follows(s: &Scanner<'_, '_>, at: usize) -> bool {
    if !Role::of(&s.lex.after(at)).may_be(Role::SCALE.or(Role::UNIT)) {
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
        || !token.text.is_ascii()
        || token.is_any(words!["kr", "rs", "usd", "eur", "gbp"])
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
struct Part {
    amount: Amount,
    /// Where the number with its unit ends.
    end: usize,
    unit: Option<Unit>,
    rule: Rule,
    plus: Option<hedge::Hedged>,
    /// Of the token behind it.
    behind: Role,
}

/// One number behind the first of a range or list.
#[inline(never)]
fn further_part(s: &Scanner<'_, '_>, start: usize, left: Option<(Unit, Rule)>) -> Option<Part> {
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
        && money::is_by_context(s.lex.slice(start, first.end), currency)
    {
        reading.doubt = Some(Doubt::SharedByCountries);
    }
    if first.amount.grouped.is_some() && first.amount.form == NumeralForm::Grouped {
        reading.doubt = Some(Doubt::PointOfThousands);
    }
    if first.behind.may_be(Role::JOINER)
        && !range(s, &first, &mut reading)
        && reading.unit.is_none()
    {
        list(s, &first, &mut reading);
    }
    negative(s, &mut reading);
    Some(reading)
}

/// "rose 4.5 to 1,732 euros": a step and where it led.
fn is_step(s: &Scanner<'_, '_>, first: &Part, start: usize, times: f64) -> bool {
    const MOST: f64 = 10.0;
    let verb = s.lex.before(start);
    first.unit.is_none() && times > MOST && verb.is_near() && verb.is_in(&CHANGES)
}

/// "20-30,000 troops": twenty to thirty thousand.
fn shares_thousands(first: &Amount, second: &Amount) -> bool {
    let thousands = second.numeral / 1000.0;
    first.form == NumeralForm::Plain
        && second.form == NumeralForm::Grouped
        && !first.multiplied()
        && !second.multiplied()
        && thousands.fract() < 1e-9
        && (thousands / 10.0..thousands).contains(&first.numeral)
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joiner {
    Dash,
    To,
    And,
    Or,
}

/// Reads "–20 billion", " to 1,700 km", " and 20 billion dollars" behind the first number.
fn range(s: &Scanner<'_, '_>, first: &Part, reading: &mut Reading) -> bool {
    let Some((joiner, at)) = joiner(s, reading.start, first.end) else {
        return false;
    };
    let between = hedge::phrase_before(s, reading.start, words!["between"]);
    let from = hedge::phrase_before(s, reading.start, words!["from"]);
    if joiner == Joiner::And && between.is_none() {
        return false;
    }
    let opening = money::opening(s, at);
    let number_at =
        opening.map_or_else(|| s.lex.after(at).start, |(_, end)| s.lex.after(end).start);
    if number_at == at && joiner != Joiner::Dash && !s.lex.slice(first.end, at).starts_with('-') {
        return false;
    }
    let left = opening
        .map(|(currency, _)| Unit::Money(currency))
        .or_else(|| {
            reading.unit.filter(|it| {
                matches!(it, Unit::Money(_))
                    && first.end == first.amount.end
                    && first.rule != rule!("unit-of-label")
            })
        });
    let Some(mut second) = further_part(s, number_at, left.map(|unit| (unit, first.rule))) else {
        return false;
    };
    if first.rule == rule!("unit-of-label") && second.unit.is_none() {
        // "Range (km): 300–500": the label is of both.
        second.unit = first.unit;
        if !second.amount.multiplied() {
            second.amount.factor = first.amount.factor;
        }
    }
    let shares = !first.amount.multiplied()
        && second.amount.multiplied()
        && first.amount.numeral <= second.amount.numeral;
    let factor = if shares {
        second.amount.factor
    } else {
        first.amount.factor
    };
    let mut low = number::times(first.amount.numeral, factor);
    if shares_thousands(&first.amount, &second.amount) {
        low *= 1000.0;
    }
    let high = second.amount.value();
    // "rose by 5 billion dollars to 55 billion dollars": a change and a level.
    let by = joiner == Joiner::To
        && s.word_before(
            reading.start,
            words![
                "by", "rose", "fell", "grew", "up", "down", "climbed", "jumped", "dropped",
            ],
        )
        .is_some();
    let changes = by || from.is_some() && !ranges_from(s, reading.start);
    let own_second = opening.is_some() || (second.unit.is_some() && left.is_none());
    let fits = match (first.unit, second.unit) {
        (None, Some(_)) => true,
        (Some(a), Some(b)) if a.is_like(b) => {
            let both = own_second && (first.end > first.amount.end || opening.is_some());
            !(both && changes)
                && (joiner != Joiner::Or || shares)
                && (own_second || second.amount.scaled() || joiner == Joiner::Dash)
        }
        // "10 or 15 ships" are alternatives of one count; "5 or 500" would be two.
        (None, None) => joiner != Joiner::Or || reading.in_words || high <= 2.0 * low,
        _ => false,
    };
    // "rose from 2 to 3 per cent", "cut from 500 to 400 tanks": two figures, of which only the second
    // has its unit or noun.
    if first.unit.is_none() && joiner == Joiner::To && from.is_some() && is_change(s, reading.start)
    {
        reading.unit = second.unit;
        reading.noun_at = second.end;
        if reading.unit.is_some() {
            reading.rule = rule!("unit-shared-in-list");
            let shares = shares || (second.amount.scaled() && high < low);
            reading.low = if shares { low } else { reading.low };
            reading.high = reading.low;
        }
        return true;
    }
    if !fits || low >= high || is_step(s, first, reading.start, high / low) {
        return false;
    }
    reading.low = low;
    reading.high = high;
    reading.digits = reading.digits.max(second.amount.digits);
    reading.end = second.end;
    reading.behind = second.behind;
    reading.noun_at = second.end;
    reading.is_range = true;
    reading.scaled |= second.amount.scaled();
    reading.clearly_quantity &=
        second.amount.scaled() || second.amount.form == NumeralForm::Grouped;
    if reading.unit.is_none() {
        reading.unit = second.unit;
        reading.rule = second.rule;
    }
    if let Some(start) = between {
        reading.start = start;
    }
    true
}

/// The words that [`joiner`] and [`list`] know.
pub(super) const JOINERS: [&str; 5] = ["to", "and", "or", "through", "up"];

/// The word or dash between the two numbers of a range, and where it ends.
pub(super) fn joiner(s: &Scanner<'_, '_>, start: usize, at: usize) -> Option<(Joiner, usize)> {
    let mut token = s.lex.after(at);
    if !token.is_near() {
        return None;
    }
    if token.is_hyphen() && token.gap == Gap::None {
        // "1,000- to 1,500-km".
        let word = s.lex.after(token.end);
        if word.gap == Gap::Space && word.is_any(words!["to", "and", "or"]) {
            token = word;
        } else if word.gap == Gap::None && word.is("to") {
            // "5-to-10 percent".
            let dash = s.lex.after(word.end);
            let joined = dash.is_hyphen() && dash.gap == Gap::None;
            return joined.then_some((Joiner::To, dash.end));
        }
    }
    if token.is("up") {
        // "from 300 up to 500 km".
        let word = s.lex.after(token.end);
        let from = hedge::phrase_before(s, start, words!["from"]).is_some();
        return (from && word.is("to") && word.is_near()).then_some((Joiner::To, word.end));
    }
    let joiner = if token.is_dash() || matches!(token.text, "~" | "～" | "〜") {
        // " - " between spaces is also a dash between clauses; both sides alike is enough here,
        // because a number must follow.
        let next = s.lex.after(token.end);
        if !next.is_near() || (token.gap == Gap::None) != (next.gap == Gap::None) {
            return None;
        }
        Joiner::Dash
    } else if token.is("to") {
        Joiner::To
    } else if token.is("and") {
        Joiner::And
    } else if token.is("or") {
        Joiner::Or
    } else if token.is("through") {
        Joiner::To
    } else {
        return None;
    };
    Some((joiner, token.end))
}

/// "ranges from", "varying from": a range although both ends have their unit.
fn ranges_from(s: &Scanner<'_, '_>, start: usize) -> bool {
    s.word_before(start, words!["from"]).is_some_and(|from| {
        s.word_before(
            from,
            words![
                "range",
                "ranges",
                "ranged",
                "ranging",
                "vary",
                "varies",
                "varied",
                "varying",
                "distances",
            ],
        )
        .is_some()
    })
}

/// "rose from", "will expand the fleet from": a change, not a range.
fn is_change(s: &Scanner<'_, '_>, start: usize) -> bool {
    const WORDS: usize = 7;
    let mut token = s.lex.before(start);
    for _ in 0..WORDS {
        let next = s.lex.before(token.start);
        if !next.is_near() || !next.is_word() {
            return false;
        }
        if next.is_in(&CHANGES) {
            return true;
        }
        token = next;
    }
    false
}

word_set! {
    /// Verbs and nouns of change before "from … to …".
    CHANGES =
        "rise" "rises" "rose" "risen" "rising" "raise" "raises" "raised" "raising" "increase"
        "increases" "increased" "increasing" "grow" "grows" "grew" "grown" "growing" "growth" "fall"
        "falls" "fell" "fallen" "drop" "drops" "dropped" "cut" "cuts" "cutting" "reduce" "reduces"
        "reduced" "reducing" "boost" "boosts" "boosted" "expand" "expands" "expanded" "expanding"
        "up" "down" "jump" "jumps" "jumped" "climb" "climbs" "climbed" "lift" "lifts" "lifted"
        "decline" "declines" "declined" "shrink" "shrinks" "shrank" "extend" "extends" "extended"
        "change" "changed" "went" "go" "goes" "slip" "slipped" "swell" "swelled" "surge" "surged"
}

/// "80 and 290 km", "5, 10 and 15 per cent": a number whose unit stands at the end of the list.
fn list(s: &Scanner<'_, '_>, first: &Part, reading: &mut Reading) {
    const MAX_ITEMS: usize = 6;
    if reading.in_words && reading.low <= 1.0 {
        return;
    }
    let mut at = first.end;
    let mut last = false;
    for _ in 0..MAX_ITEMS {
        let mut sign = s.lex.after(at);
        if sign.text == "," && sign.gap == Gap::None {
            at = sign.end;
            sign = s.lex.after(at);
        } else if !sign.is_any(words!["and", "or"]) {
            return;
        }
        if sign.is_any(words!["and", "or"]) {
            last = true;
            at = sign.end;
        }
        let next = s.lex.after(at);
        if !next.is_near()
            || next.gap == Gap::None
            || !matches!(next.kind, TokenKind::Digits | TokenKind::Word)
        {
            return;
        }
        let Some(item) = further_part(s, next.start, None) else {
            return;
        };
        if let Some(unit) = item.unit {
            if last {
                if !first.amount.scaled() && first.amount.numeral <= item.amount.numeral {
                    reading.low = number::times(reading.low, item.amount.factor);
                    reading.high = reading.low;
                }
                reading.unit = Some(unit);
                reading.rule = rule!("unit-shared-in-list");
            }
            return;
        }
        if last || item.amount.scaled() {
            return;
        }
        at = item.end;
    }
}

/// A sign or "minus" directly before a percentage belongs to it.
pub(super) fn negative(s: &Scanner<'_, '_>, reading: &mut Reading) {
    if !matches!(reading.unit, Some(Unit::Percent { .. })) {
        return;
    }
    let sign = s.lex.before(reading.start);
    if sign.start < s.floor {
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
    match sign.text {
        "+" if free => reading.start = sign.start,
        "-" | "−" | "–" if free => {
            reading.start = sign.start;
            (reading.low, reading.high) = (-reading.high, -reading.low);
        }
        _ => {}
    }
}
