//! The straight way for plain figures: "$15 billion", "34.0%", "736 km", "440 vessels", "five million
//! euros". What is anything else is left to the full way; where this one reads a figure, the full one
//! reads the same (a test compares them).

use std::ops::Range;

use super::prefix::may_be_prefix_word;
use super::role::Role;
use super::scaled::{Amount, may_be_fraction, scale_in_words};
use super::{Reading, Unit, amount, length, money, named, shared};
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::mention::{Doubt, Rule, rule};
use crate::extract::scan::Scanner;
use crate::text::word_key::words;
use crate::text::word_map::word_map;
use crate::units::number::{self, NumeralForm};
use crate::units::{Currency, LengthUnit, number_words};

/// Reads the figure whose number starts at `start`, if it is a plain one. Inlined, so that the reading
/// is made where it is settled.
#[inline(always)]
pub(super) fn reading(s: &Scanner<'_, '_>, start: usize) -> Option<Reading> {
    let text = s.lex.text.as_bytes();
    if text.get(start.wrapping_sub(1)) == Some(&b'%') || amount::follows_label(s, start) {
        return None;
    }
    let left = money::before(s, start);
    let mut amount = unscaled_at(s, start)?;
    let mut next = s.lex.after(amount.end);
    let mut behind = Role::of(&next);
    if behind.may_be(Role::SCALE) {
        take_scale(&next, left.is_some(), &mut amount)?;
        next = s.lex.after(amount.end);
        behind = Role::of(&next);
    } else if amount.form == NumeralForm::Words {
        scale_in_words(s.lex.slice(start, amount.end), &mut amount);
    }
    if behind.may_be(Role::SCALE.or(Role::NUMBER)) && !is_another(s, &next, &amount) {
        return None;
    }
    let mut rule = left.map_or(rule!("count"), |it| it.rule);
    let mut unit = left.map(|it| Unit::Money(it.currency));
    let (mut end, mut is_sure) = (amount.end, false);
    if behind.may_be(Role::UNIT) {
        if behind.may_be(Role::JOINER) {
            return None;
        }
        let sure = if left.is_none() {
            sure_unit(s, &next)
        } else {
            None
        };
        if let Some((of, its_rule, its_end)) = sure
            && let further = s.lex.after(its_end)
            && ends_unit(&further)
        {
            (unit, rule, end, is_sure) = (Some(of), its_rule, its_end, true);
            next = further;
            behind = Role::of(&next);
        } else if !length::is_only_in(s, &next)
            && let Some(right) = amount::right_unit(s, &amount, start..end, left.is_some())
        {
            if left.is_some() {
                return None;
            }
            amount.factor *= right.factor;
            (unit, rule, end) = (Some(right.unit), right.rule, right.end);
            next = s.lex.after(end);
            behind = Role::of(&next);
        }
    } else if left.is_none() && amount.scaled() && (next.is("of") || named::follows_point(s, end)) {
        return None;
    }
    if goes_on(s, unit, amount.multiplied(), (behind, next)) {
        return None;
    }
    let value = amount.value();
    let start = left.map_or(start, |it| it.start);
    if amount::may_be_negative(s, start, unit) {
        return None;
    }
    Some(Reading {
        start,
        end,
        noun_at: end,
        low: value,
        high: value,
        digits: amount.digits,
        unit,
        rule,
        doubt: match unit {
            Some(Unit::Money(currency)) if !is_sure => doubt(s, start..end, currency, left),
            _ => None,
        },
        plus: None,
        clearly_quantity: amount.is_large(),
        scaled: amount.scaled(),
        in_words: amount.form == NumeralForm::Words,
        is_range: false,
        behind,
    })
}

word_map! {
    /// Units that are nothing else, written small.
    SURE_UNITS: Unit =
        "km" => Unit::Length(LengthUnit::Kilometre),
        "kilometre" => Unit::Length(LengthUnit::Kilometre),
        "kilometres" => Unit::Length(LengthUnit::Kilometre),
        "kilometer" => Unit::Length(LengthUnit::Kilometre),
        "kilometers" => Unit::Length(LengthUnit::Kilometre),
        "mile" => Unit::Length(LengthUnit::Mile),
        "miles" => Unit::Length(LengthUnit::Mile),
        "metre" => Unit::Length(LengthUnit::Metre),
        "metres" => Unit::Length(LengthUnit::Metre),
        "meter" => Unit::Length(LengthUnit::Metre),
        "meters" => Unit::Length(LengthUnit::Metre),
        "feet" => Unit::Length(LengthUnit::Foot),
        "percent" => Unit::Percent { points: false },
}

/// The unit that a token behind a number is or begins where it cannot be anything else, whatever stands
/// before the number; and where it ends.
#[inline(always)]
fn sure_unit(s: &Scanner<'_, '_>, token: &Token<'_>) -> Option<(Unit, Rule, usize)> {
    let percent = |end| (Unit::Percent { points: false }, rule!("percent"), end);
    if token.is("%") {
        return Some(percent(token.end));
    }
    if token.is_plain && token.is("per") {
        let cent = s.lex.after(token.end);
        return (cent.is_plain && cent.is("cent")).then(|| percent(cent.end));
    }
    if !token.is_plain || !token.is_word() || !token.begins_small() {
        return None;
    }
    let (unit, rule) = match SURE_UNITS.get(token.key) {
        Some(unit @ Unit::Percent { .. }) => (unit, rule!("percent")),
        Some(unit) => (unit, rule!("distance")),
        None => {
            let currency = money::sure_name(token)?;
            (Unit::Money(currency), rule!("money-name-after"))
        }
    };
    let is_small = token.bytes().iter().all(u8::is_ascii_lowercase);
    is_small.then_some((unit, rule, token.end))
}

/// Whether nothing of a sure unit can stand at the token behind it: "points", "per hour", "squared".
#[inline(always)]
fn ends_unit(next: &Token<'_>) -> bool {
    let goes_on = words!["point", "points", "per", "a", "an", "squared", "cubed"];
    next.is_plain
        && match next.kind {
            TokenKind::Word => next.gap == Gap::Space && !next.is_any(goes_on),
            TokenKind::Sign => next.is_any(words![".", ",", ";", ")", "(", ":", "?", "!"]),
            TokenKind::Digits | TokenKind::End => false,
        }
}

/// Whether digits behind a number, which has no more groups, are another one's, as in a row of a
/// table; not those of a fraction or behind a scale: "2 crore 50 lakh".
#[inline(always)]
fn is_another(s: &Scanner<'_, '_>, next: &Token<'_>, amount: &Amount) -> bool {
    next.is_plain
        && next.kind == TokenKind::Digits
        && !amount.scaled()
        && !may_be_fraction(s.lex.bytes_from(amount.end))
}

/// Whether what stands behind a figure may be more of it: cents, inches, the second number of a range
/// or list.
#[inline(always)]
fn goes_on(
    s: &Scanner<'_, '_>,
    unit: Option<Unit>,
    multiplied: bool,
    (behind, next): (Role, Token<'_>),
) -> bool {
    match unit {
        Some(Unit::Money(_)) if behind.may_be(Role::NUMBER) => true,
        // "5 % plus", at least so many before another unit.
        Some(_) if behind.may_be(Role::NUMBER) && next.is("plus") => true,
        // "5 ft. 10 in".
        Some(Unit::Length(LengthUnit::Foot))
            if behind.may_be(Role::NUMBER) || next.is_any(words![".", ","]) =>
        {
            true
        }
        // Only what has no unit is in a list, and only whole amounts have cents.
        Some(unit) if next.is(",") => {
            matches!(unit, Unit::Money(_)) && !multiplied && cents_may_follow(s, next)
        }
        _ => behind.may_be(Role::JOINER) && joins(s, next),
    }
}

/// Whether cents may stand behind a comma: a number, or "and" before one.
fn cents_may_follow(s: &Scanner<'_, '_>, comma: Token<'_>) -> bool {
    let next = s.lex.after(comma.end);
    next.kind == TokenKind::Digits
        || next.is_word()
            && (next.is("and") || !next.is_plain || Role::of(&next).may_be(Role::NUMBER))
}

/// Whether a number may stand behind a joiner: hardly ever where a word does.
fn joins(s: &Scanner<'_, '_>, joiner: Token<'_>) -> bool {
    if !joiner.is_plain || !joiner.is_word() && !joiner.is(",") {
        return true;
    }
    let next = s.lex.after(joiner.end);
    if joiner.is(",") && next.kind == TokenKind::Sign {
        // "$6,764,804,” said": a list goes on in numbers and words only.
        return false;
    }
    !next.is_plain
        || !next.is_word()
        || may_be_prefix_word(&next)
        || Role::of(&next).may_be(Role::NUMBER.or(Role::JOINER))
}

/// The number at `start` without its scale.
#[inline(always)]
fn unscaled_at(s: &Scanner<'_, '_>, start: usize) -> Option<Amount> {
    let bytes = s.lex.bytes_from(start);
    let numeral = match bytes.first()? {
        b'0'..=b'9' => number::read_plain(bytes),
        _ => number_words::read_words(s.lex.rest(start)),
    }?;
    Some(Amount::unscaled(start, &numeral))
}

/// Adds a plain word behind a number that may be its scale; behind the sign of a currency, a letter may
/// be one.
#[inline(always)]
fn take_scale(next: &Token<'_>, has_sign: bool, amount: &mut Amount) -> Option<()> {
    if !next.is_plain {
        return None;
    }
    amount.factor = match next.bytes() {
        // One letter is a scale only here and there.
        [letter] => number::letter_scale(*letter).filter(|_| has_sign),
        _ => number::written_scale(next.key),
    }?;
    amount.end = next.end;
    Some(())
}

/// What makes one doubt the currency of an amount.
fn doubt(
    s: &Scanner<'_, '_>,
    figure: Range<usize>,
    currency: Currency,
    left: Option<money::Before>,
) -> Option<Doubt> {
    let bare_dollar = left.is_some_and(|it| it.bare_dollar);
    if bare_dollar {
        // The sign's own currencies are never those of another country around it.
        return (currency != Currency::USD).then_some(Doubt::DollarFromText);
    }
    // Between a sign and the end of its scale no name stands.
    if left.is_some() && !shared::is_shared_by_sign(currency) {
        return None;
    }
    shared::is_by_context(s.lex.slice(figure.start, figure.end), currency)
        .then_some(Doubt::SharedByCountries)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::extract::lexer::Recent;
    use crate::extract::quantities::range;
    use crate::extract::scan::Around;

    /// Reads at every place of a text and compares the two ways; returns how many were plain.
    #[track_caller]
    fn compare(text: &str) -> usize {
        let around = Around::new(text, &[], None);
        let recent = Recent::default();
        let mut s = Scanner::new(text, &around, &recent);
        s.scan(0..text.len(), crate::document::BlockKind::Paragraph, &[]);
        let word = |at: usize| text.as_bytes()[at].is_ascii_alphanumeric();
        let starts = (0..text.len())
            .filter(|&at| text.is_char_boundary(at) && word(at) && (at == 0 || !word(at - 1)));
        let mut num = 0;
        for start in starts {
            if let Some(read) = reading(&s, start) {
                let mut full = amount::full_reading(&s, start).expect("a figure");
                // The full way may know less of what stands behind.
                full.behind = read.behind;
                assert_eq!(read, full, "{text:?} at {start}");
                num += 1;
            }
            check_role(&s, s.lex.after(start).end);
        }
        num
    }

    /// Compares the role of what stands behind a place with what the rules say of it.
    #[track_caller]
    fn check_role(s: &Scanner<'_, '_>, at: usize) {
        let role = Role::of(&s.lex.after(at));
        let rest = s.lex.rest(at);
        let unit = amount::unit_after(s, at, false).is_some();
        let joiner = range::joiner(s, at, at).is_some();
        let hedge = crate::extract::quantities::hedge::after(s, at).is_some();
        let scale = number::read_scale(rest, true).is_some();
        let number = number_words::read_words(rest.trim_start_matches(' ')).is_some();
        for (found, may_be) in [
            (unit, Role::UNIT),
            (joiner, Role::JOINER),
            (hedge, Role::HEDGE),
            (scale, Role::SCALE),
            (number, Role::NUMBER),
        ] {
            assert!(!found || role.may_be(may_be), "{rest:?}: {may_be:?}");
        }
    }

    #[test]
    fn plain_figures_are_read_straight() {
        for text in [
            "It cost $15 billion.",
            "It grew 34.0%, they say",
            "up to 736 km away",
            "440 vessels",
            "five million euros went",
            "1,600 Danish kroner in all",
            "about 99 cents",
            "5 percentage points",
            "50 basis points",
            "€3.2bn of it",
            "£490m, they say",
            "US$5B",
            "“We need 32,679 euros,” said",
            "496 km (669 miles) away",
            "Canada and Canadians in Ottawa pay $5 million here",
            "Pakistan pays Rs 5 million, Norway 3 kroner",
            "call 44 20 7946 0958 or",
            "12 3456 $5 20 and 2.5 70 7 of 1,600 20 ships",
            "2 crore 50 lakh rupees, 5 million 20 and two 20",
        ] {
            assert!(compare(text) >= 1, "{text}");
        }
    }

    #[test]
    fn no_scale_names_a_currency() {
        let (full, short, letters) = number::scale_keys();
        let keys = [full.as_slice(), &short, &letters].into_iter().flatten();
        assert!(keys.copied().all(|key| Currency::named(key).is_none()));
    }

    const PARTS: [&str; 106] = [
        "5",
        "50",
        "7946",
        "crore",
        "lakh",
        "12.5",
        "1,600",
        "2.000",
        "0.5",
        "15",
        "2025",
        "100",
        "twenty",
        "five",
        "a",
        "half",
        "one",
        "two hundred",
        " ",
        " ",
        " ",
        " ",
        " ",
        " ",
        " ",
        " ",
        "-",
        "–",
        ",",
        ".",
        "/",
        "$",
        "€",
        "¥",
        "%",
        "+",
        "~",
        "\u{a0}",
        "\n",
        "\t",
        "(",
        ")",
        "million",
        "bn",
        "m",
        "k",
        "MM",
        "cr",
        "thousand",
        "hundred",
        "dozen",
        "crore",
        "dollars",
        "euros",
        "yen",
        "cents",
        "pounds",
        "US",
        "USD",
        "SEK",
        "kr",
        "Rs",
        "RM",
        "Danish",
        "kroner",
        "kronur",
        "rupees",
        "won",
        "km",
        "feet",
        "foot",
        "in",
        "mm",
        "nautical",
        "miles",
        "percent",
        "per",
        "cent",
        "percentage",
        "points",
        "basis",
        "bps",
        "and",
        "or",
        "to",
        "through",
        "so",
        "more",
        "plus",
        "up",
        "of",
        ":",
        "at",
        "least",
        "max",
        "tanks",
        "people",
        "minus",
        "rose",
        "from",
        "between",
        "by",
        "half a",
        "兆",
        "½",
        "é",
    ];

    #[test]
    fn sure_units_are_read_the_same_whatever_stands_behind_them() {
        let names = [
            "km",
            "kilometres",
            "miles",
            "meters",
            "feet",
            "percent",
            "%",
            "euros",
            "dollars",
            "per cent",
            "per\ncent",
            "Per cent",
            "per-cent",
            "zloty",
            "yuan",
            "hryvnia",
            "pounds",
            "yen",
            "won",
            "kroner",
            "kronur",
            "cents",
            "KM",
            "Miles",
        ];
        let behind = [
            " away",
            " plus mm",
            " plus 5",
            " per hour",
            " points",
            "-range",
            " squared",
            ".",
            ",",
            ";",
            ")",
            "²",
            "$",
            " $",
            "/h",
            " an hour",
            " a year",
            "\n",
            "",
            " or so",
            " to 9",
            " sterling",
            " Island",
            " and 10",
            "'s",
            " 5 in",
            " of GDP",
            " (9 miles)",
            "(9)",
            ": 5",
            "? It",
            "!",
            " 7",
            ". 10 in",
            "s",
            "é",
            "–",
        ];
        for name in names {
            for behind in behind {
                for gap in ["", " ", "-", "\n"] {
                    compare(&format!("it has 25{gap}{name}{behind} it says"));
                    compare(&format!("it has 2.5 million{gap}{name}{behind}"));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn both_ways_read_the_same(parts in prop::collection::vec(0..PARTS.len(), 1..14)) {
            let text: String = parts.iter().map(|&at| PARTS[at]).collect();
            compare(&text);
        }

        #[test]
        fn both_ways_read_the_same_of_words(parts in prop::collection::vec(0..PARTS.len(), 1..9)) {
            let text: Vec<_> = parts.iter().map(|&at| PARTS[at]).collect();
            compare(&text.join(" "));
        }
    }
}
