//! The second number of a range, "15–20 billion", and the further ones of a list that shares its unit.

use super::amount::{Part, further_part};
use super::scaled::Amount;
use super::{Reading, Unit, hedge, money};
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::mention::rule;
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;
use crate::text::word_key::words;
use crate::units::number::{self, NumeralForm};

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

/// What stands between the two numbers of a range.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joiner {
    Dash,
    To,
    And,
    Or,
}

/// Reads "–20 billion", " to 1,700 km", " and 20 billion dollars" behind the first number.
#[expect(clippy::too_many_lines, reason = "one form after another")]
pub(super) fn range(s: &Scanner<'_, '_>, first: &Part, reading: &mut Reading) -> bool {
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
    if first.unit.is_none()
        && joiner == Joiner::To
        && from.is_some()
        && change_before(s, reading.start).is_some()
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
    if !fits && changes && joiner == Joiner::To && shares_scale(s, reading.start, first, &second) {
        reading.low = number::times(first.amount.numeral, second.amount.factor);
        reading.high = reading.low;
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

/// "from $5 to $10 million", "cut from €9 to €6bn": two amounts, of which the first has the scale of
/// the second; "rose from $10 to $1.5 million" and "from $900 to $1.2 million" have not.
fn shares_scale(s: &Scanner<'_, '_>, start: usize, first: &Part, second: &Part) -> bool {
    /// The most that anything falls to a part of at once.
    const MOST: f64 = 10.0;
    let (low, high) = (first.amount.numeral, second.amount.numeral);
    matches!(first.unit, Some(Unit::Money(_)))
        && first.unit == second.unit
        && !first.amount.is_large()
        && second.amount.scaled()
        && (low <= high
            || low <= MOST * high && change_before(s, start).is_some_and(|it| it.is_in(&FALLS)))
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
    let joiner = if token.is_dash() || token.is_any(words!["~", "～", "〜"]) {
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

/// "rose from", "will expand the fleet from": the word that tells a change, not a range.
fn change_before<'t>(s: &Scanner<'t, '_>, start: usize) -> Option<Token<'t>> {
    const WORDS: usize = 7;
    let mut token = s.lex.before(start);
    for _ in 0..WORDS {
        let next = s.lex.before(token.start);
        if !next.is_near() || !next.is_word() {
            return None;
        }
        if next.is_in(&CHANGES) {
            return Some(next);
        }
        token = next;
    }
    None
}

word_set! {
    /// Those of them that lead down.
    FALLS =
        "fall" "falls" "fell" "fallen" "drop" "drops" "dropped" "cut" "cuts" "cutting" "reduce"
        "reduces" "reduced" "reducing" "down" "decline" "declines" "declined" "shrink" "shrinks"
        "shrank" "slip" "slipped"
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
pub(super) fn list(s: &Scanner<'_, '_>, first: &Part, reading: &mut Reading) {
    const MAX_ITEMS: usize = 6;
    if reading.in_words && reading.low <= 1.0 {
        return;
    }
    let mut at = first.end;
    let mut last = false;
    for _ in 0..MAX_ITEMS {
        let mut sign = s.lex.after(at);
        if sign.is(",") && sign.gap == Gap::None {
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
