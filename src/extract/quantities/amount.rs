//! A number with its scale, its unit and the second number of a range.

use super::{Reading, Unit, hedge, length, money, percent};
use crate::extract::lexer::{Gap, TokenKind};
use crate::extract::mention::Doubt;
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;
use crate::units::Currency;
use crate::units::number::{self, NumeralForm};
use crate::units::number_words;

/// A number with its scale.
#[derive(Clone, Copy, Debug)]
pub(in crate::extract) struct Amount {
    pub(in crate::extract) end: usize,
    /// Without the scale.
    numeral: f64,
    /// Without the scale, if "2.000" means two thousand.
    grouped: Option<(f64, u8)>,
    factor: f64,
    digits: u8,
    form: NumeralForm,
}

impl Amount {
    fn value(&self) -> f64 {
        number::times(self.numeral, self.factor)
    }

    fn scaled(&self) -> bool {
        self.factor > 1.0
    }
}

/// Reads the number at `start`; `money` allows one-letter scales.
pub(in crate::extract) fn read_amount(
    s: &Scanner<'_, '_>,
    start: usize,
    money: bool,
) -> Option<Amount> {
    let rest = s.lex.rest(start);
    let numeral = number::read_digits(rest)
        .or_else(|| number_words::read_words(rest))
        .or_else(|| fraction(rest))?;
    let mut amount = Amount {
        end: start + numeral.len,
        numeral: numeral.value,
        grouped: None,
        factor: 1.0,
        digits: numeral.digits,
        form: numeral.form,
    };
    if numeral.form == NumeralForm::PointGroup {
        let grouped = numeral.grouped();
        amount.grouped = Some((grouped.value, grouped.digits));
    }
    if let Some(scale) = number::read_scale(s.lex.rest(amount.end), money)
        && scale_ends_word(s, amount.end, scale.len)
    {
        amount.factor = scale.factor;
        amount.end += scale.len;
        add_smaller_parts(s, &mut amount);
    }
    (amount.value().is_finite()).then_some(amount)
}

fn fraction(rest: &str) -> Option<number::Numeral> {
    let (value, len) = number::vulgar(rest)?;
    Some(number::Numeral {
        value,
        digits: 1,
        len,
        form: NumeralForm::Decimal,
    })
}

/// "bn" in "15bnX" is no scale; neither is the "m" of "5m" before "-long".
fn scale_ends_word(s: &Scanner<'_, '_>, at: usize, len: usize) -> bool {
    let east_asian = s.lex.char_before(at + len).is_some_and(|it| !it.is_ascii());
    if east_asian {
        return true;
    }
    let next = s.lex.rest(at + len).chars().next().unwrap_or(' ');
    !next.is_ascii_alphanumeric()
}

/// "1兆2000億": the parts after the first scale.
fn add_smaller_parts(s: &Scanner<'_, '_>, amount: &mut Amount) {
    let mut last = amount.factor;
    let mut total = amount.value();
    for _ in 0..3 {
        let rest = s.lex.rest(amount.end);
        let Some(part) = number::read_digits(rest) else {
            break;
        };
        let after = rest.get(part.len..).unwrap_or("");
        let Some((factor, len)) = after.chars().next().and_then(number::east_asian_scale) else {
            break;
        };
        if factor >= last {
            break;
        }
        total += part.value * factor;
        last = factor;
        amount.digits = amount.digits.saturating_add(part.digits);
        amount.end += part.len + len;
    }
    amount.numeral = total / amount.factor;
}

/// Whether what follows a number makes it a quantity: a scale or a unit.
pub(in crate::extract) fn scale_or_unit_follows(s: &Scanner<'_, '_>, at: usize) -> bool {
    let scale = number::read_scale(s.lex.rest(at), false)
        .is_some_and(|it| it.len > 0 && scale_ends_word(s, at, it.len));
    scale || unit_after(s, at).is_some()
}

/// The unit after a number, and where it ends.
fn unit_after(s: &Scanner<'_, '_>, at: usize) -> Option<(Unit, usize, &'static str)> {
    if let Some(it) = percent::after(s, at) {
        let rule = if it.points {
            "percentage-points"
        } else {
            "percent"
        };
        return Some((Unit::Percent { points: it.points }, it.end, rule));
    }
    if let Some((unit, end)) = length::after(s, at) {
        return Some((Unit::Length(unit), end, "distance"));
    }
    let (currency, end) = money::after(s, at)?;
    Some((Unit::Money(currency), end, "money-name-after"))
}

/// One number with what belongs to it.
struct Part {
    amount: Amount,
    /// Where the number with its unit ends.
    end: usize,
    unit: Option<Unit>,
    rule: &'static str,
    plus: Option<hedge::Hedged>,
}

fn part(s: &Scanner<'_, '_>, start: usize, left: Option<(Unit, &'static str)>) -> Option<Part> {
    let amount = read_amount(s, start, left.is_some())?;
    let plus = hedge::plus(s, amount.end);
    let number_end = plus.map_or(amount.end, |it| it.at);
    let right = unit_after(s, number_end).filter(|it| {
        let pounds = it.0 == Unit::Money(Currency::GBP) && !amount.scaled();
        !(left.is_none() && pounds && money::is_weight(s, start, number_end, it.1))
    });
    let (unit, end, rule) = match (left, right) {
        // "US$5 dollars", "¥10 trillion yen": both are the same thing; the sign decides.
        (Some((unit, rule)), Some((right, end, _))) if unit.is_like(right) => {
            (Some(unit), end, rule)
        }
        (Some((unit, rule)), _) => (Some(unit), number_end, rule),
        (None, Some((unit, end, rule))) => (Some(unit), end, rule),
        (None, None) => (None, number_end, "count"),
    };
    // A scale may stand behind the plus sign: "$5+ billion".
    let mut part = Part {
        amount,
        end,
        unit,
        rule,
        plus,
    };
    settle_point(&mut part);
    Some(part)
}

/// "2.000 km" and "€2.500": two thousand, when nothing speaks for a decimal.
fn settle_point(part: &mut Part) {
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
    if grouped {
        part.amount.numeral = value;
        part.amount.digits = digits;
        part.amount.form = NumeralForm::Grouped;
    }
}

/// Reads everything about the number at `start`.
pub(super) fn reading(s: &Scanner<'_, '_>, start: usize) -> Option<Reading> {
    let left = money::before(s, start);
    let sign = percent::before(s, start);
    let left_unit = left
        .map(|it| (Unit::Money(it.currency), it.rule))
        .or_else(|| sign.map(|_| (Unit::Percent { points: false }, "percent-sign-before")));
    let first = part(s, start, left_unit)?;
    let start = left.map(|it| it.start).or(sign).unwrap_or(start);
    let bare_dollar = left.is_some_and(|it| it.bare_dollar) && s.home().dollar().code() != "USD";
    let mut reading = Reading {
        start,
        end: first.end,
        noun_at: first.end,
        low: first.amount.value(),
        high: first.amount.value(),
        digits: first.amount.digits,
        unit: first.unit,
        rule: first.rule,
        doubt: bare_dollar.then_some(Doubt("the dollar is taken for that of the text's country")),
        plus: first.plus.map(|it| it.hedge),
        clearly_quantity: first.amount.scaled() || first.amount.form == NumeralForm::Grouped,
        scaled: first.amount.scaled(),
        in_words: first.amount.form == NumeralForm::Words,
        is_range: false,
    };
    if let Some(Unit::Money(currency)) = first.unit
        && money::is_by_context(s.lex.slice(start, first.end), currency)
    {
        reading.doubt = Some(Doubt(
            "several countries share this name; the words around decide",
        ));
    }
    if first.amount.grouped.is_some() && first.amount.form == NumeralForm::Grouped {
        reading.doubt = Some(Doubt("the point is read as a separator of thousands"));
    }
    if !range(s, &first, &mut reading) && reading.unit.is_none() {
        list(s, &first, &mut reading);
    }
    negative(s, &mut reading);
    Some(reading)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joiner {
    Dash,
    To,
    And,
    Or,
}

/// Reads "–20 billion", " to 1,700 km", " and 20 billion dollars" behind the first number.
fn range(s: &Scanner<'_, '_>, first: &Part, reading: &mut Reading) -> bool {
    let Some((joiner, at)) = joiner(s, first.end) else {
        return false;
    };
    let between = hedge::phrase_before(s, reading.start, &["between"]);
    let from = hedge::phrase_before(s, reading.start, &["from"]);
    if joiner == Joiner::And && between.is_none() {
        return false;
    }
    let opening = money::opening(s, at);
    let number_at =
        opening.map_or_else(|| s.lex.after(at).start, |(_, end)| s.lex.after(end).start);
    if number_at == at && joiner != Joiner::Dash {
        return false;
    }
    let left = opening
        .map(|(currency, _)| Unit::Money(currency))
        .or_else(|| {
            reading
                .unit
                .filter(|it| matches!(it, Unit::Money(_)) && first.end == first.amount.end)
        });
    let Some(second) = part(s, number_at, left.map(|unit| (unit, first.rule))) else {
        return false;
    };
    let shares = !first.amount.scaled()
        && second.amount.scaled()
        && first.amount.numeral <= second.amount.numeral;
    let factor = if shares {
        second.amount.factor
    } else {
        first.amount.factor
    };
    let low = number::times(first.amount.numeral, factor);
    let high = second.amount.value();
    // "rose by 5 billion dollars to 55 billion dollars": a change and a level.
    let by = joiner == Joiner::To
        && [
            "by", "rose", "fell", "grew", "up", "down", "climbed", "jumped", "dropped",
        ]
        .iter()
        .any(|word| hedge::phrase_before(s, reading.start, &[word]).is_some());
    let changes = by || from.is_some() && !ranges_from(s, reading.start);
    let own_second = opening.is_some() || (second.unit.is_some() && left.is_none());
    let fits = match (first.unit, second.unit) {
        (None, Some(_)) => true,
        (Some(a), Some(b)) if a.is_like(b) => {
            let both = own_second && (first.end > first.amount.end || opening.is_some());
            !(both && changes)
                && joiner != Joiner::Or
                && (own_second || second.amount.scaled() || joiner == Joiner::Dash)
        }
        (None, None) => joiner != Joiner::Or || reading.in_words,
        _ => false,
    };
    // "rose from 2 to 3 per cent", "cut from 500 to 400 tanks": two figures, of which only the second
    // has its unit or noun.
    if first.unit.is_none() && joiner == Joiner::To && from.is_some() && is_change(s, reading.start)
    {
        reading.unit = second.unit;
        reading.noun_at = second.end;
        if reading.unit.is_some() {
            reading.rule = "unit-shared-in-list";
            let shares = shares || (second.amount.scaled() && high < low);
            reading.low = if shares { low } else { reading.low };
            reading.high = reading.low;
        }
        return true;
    }
    if !fits || low >= high {
        return false;
    }
    reading.low = low;
    reading.high = high;
    reading.digits = reading.digits.max(second.amount.digits);
    reading.end = second.end;
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

/// The word or dash between the two numbers of a range, and where it ends.
fn joiner(s: &Scanner<'_, '_>, at: usize) -> Option<(Joiner, usize)> {
    let mut token = s.lex.after(at);
    if !token.is_near() {
        return None;
    }
    if token.is_hyphen() && token.gap == Gap::None {
        // "1,000- to 1,500-km".
        let word = s.lex.after(token.end);
        if word.gap == Gap::Space && word.is_any(&["to", "and", "or"]) {
            token = word;
        }
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
    [
        "range",
        "ranges",
        "ranged",
        "ranging",
        "vary",
        "varies",
        "varied",
        "varying",
        "distances",
    ]
    .iter()
    .any(|verb| hedge::phrase_before(s, start, &["from", verb]).is_some())
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
        } else if !sign.is_any(&["and", "or"]) {
            return;
        }
        if sign.is_any(&["and", "or"]) {
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
        let Some(item) = part(s, next.start, None) else {
            return;
        };
        if let Some(unit) = item.unit {
            if last {
                if !first.amount.scaled() && first.amount.numeral <= item.amount.numeral {
                    reading.low = number::times(reading.low, item.amount.factor);
                    reading.high = reading.low;
                }
                reading.unit = Some(unit);
                reading.rule = "unit-shared-in-list";
            }
            return;
        }
        if last || item.amount.scaled() {
            return;
        }
        at = item.end;
    }
}

/// A sign directly before a percentage belongs to it.
fn negative(s: &Scanner<'_, '_>, reading: &mut Reading) {
    if !matches!(reading.unit, Some(Unit::Percent { .. })) {
        return;
    }
    let sign = s.lex.before(reading.start);
    if sign.gap != Gap::None || sign.start < s.floor {
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
