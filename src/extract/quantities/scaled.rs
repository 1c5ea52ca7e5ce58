//! A number with what multiplies it: "2.35 billion", "10 1/2", "1兆2000億", "two million five hundred
//! thousand".

use crate::extract::lexer::Gap;
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;
use crate::text::word_key::key;
use crate::units::Currency;
use crate::units::number::{self, NumeralForm};
use crate::units::number_words;

/// A number with its scale.
#[derive(Clone, Copy, Debug)]
pub(in crate::extract) struct Amount {
    pub(in crate::extract) end: usize,
    /// Without the scale.
    pub(super) numeral: f64,
    /// Without the scale, if "2.000" means two thousand.
    pub(super) grouped: Option<(f64, u8)>,
    pub(super) factor: f64,
    pub(super) digits: u8,
    pub(super) form: NumeralForm,
    /// "3/4" or "10 1/2", which is a number only before a unit.
    pub(super) vulgar: bool,
}

impl Amount {
    /// The number at `start` before what follows it is read.
    #[inline(always)]
    pub(super) const fn unscaled(start: usize, numeral: &number::Numeral) -> Self {
        Self {
            end: start + numeral.len,
            numeral: numeral.value,
            grouped: None,
            factor: 1.0,
            digits: numeral.digits,
            form: numeral.form,
            vulgar: false,
        }
    }

    #[inline]
    pub(super) fn value(&self) -> f64 {
        number::times(self.numeral, self.factor)
    }

    pub(super) fn scaled(&self) -> bool {
        self.factor > 1.0
    }

    /// Written with a scale or separators, as only quantities are.
    pub(super) fn is_large(&self) -> bool {
        self.scaled() || self.form == NumeralForm::Grouped
    }

    /// Whether a factor of its unit or scale can be meant of the number before it too.
    pub(super) fn multiplied(&self) -> bool {
        (self.factor - 1.0).abs() > 1e-9
    }
}

/// Reads the number at `start`; `money` allows one-letter scales.
pub(in crate::extract) fn read_amount(
    s: &Scanner<'_, '_>,
    start: usize,
    money: bool,
) -> Option<Amount> {
    amount_at(s, start, money)
}

/// The same for the reader that is asked of every number.
#[inline(always)]
pub(super) fn amount_at(s: &Scanner<'_, '_>, start: usize, money: bool) -> Option<Amount> {
    let rest = s.lex.rest(start);
    let numeral = number::read_digits(rest)
        .or_else(|| number_words::read_words(rest))
        .or_else(|| fraction(rest))?;
    let mut amount = Amount::unscaled(start, &numeral);
    match numeral.form {
        NumeralForm::PointGroup => {
            let grouped = numeral.grouped();
            amount.grouped = Some((grouped.value, grouped.digits));
        }
        NumeralForm::Plain if may_be_fraction(s.lex.bytes_from(amount.end)) => {
            add_fraction(s, &mut amount);
        }
        _ => {}
    }
    if number::may_be_scale(s.lex.bytes_from(amount.end))
        && let Some(scale) = number::read_scale(s.lex.rest(amount.end), money)
        && scale_ends_word(s, amount.end, scale.len)
    {
        amount.factor = scale.factor;
        amount.end += scale.len;
        if s.lex
            .char_before(amount.end)
            .is_some_and(|it| it.is_ascii())
        {
            add_words(s, &mut amount);
        } else {
            add_smaller_signs(s, &mut amount);
        }
    } else if numeral.form == NumeralForm::Words {
        scale_in_words(s.lex.slice(start, amount.end), &mut amount);
    }
    (amount.numeral * amount.factor)
        .is_finite()
        .then_some(amount)
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

word_set! {
    /// What millions are counted of.
    MANY =
        "people" "refugees" "shells" "rounds" "troops" "workers" "voters" "soldiers" "citizens"
        "drones" "barrels" "users" "jobs" "men" "women" "children" "residents" "households" "homes"
        "personnel" "reservists" "migrants" "civilians" "mines" "lives" "units" "vehicles" "displaced" "members" "passengers" "students" "viewers" "tons" "tonnes"
}

word_set! {
    /// What is said of people that are counted by the million.
    SERVING =
        "active" "serving" "registered" "internally" "uniformed" "military" "regular" "armed" "trained"
        "conscripted" "foreign" "young" "more" "new" "Ukrainian" "Russian" "Chinese" "civilian"
}

/// "1.5m refugees", "300 m euros": a letter is millions where what follows is never measured in
/// metres.
pub(super) fn add_millions(s: &Scanner<'_, '_>, amount: &mut Amount) {
    let bytes = s.lex.bytes_from(amount.end);
    let blank = usize::from(bytes.first() == Some(&b' '));
    let factor = match bytes.get(blank..) {
        Some([b'm', b'-', b's', b't', b'r', b'o', b'n', b'g', ..]) if blank == 0 => {
            amount.factor = 1e6;
            amount.end += 1;
            return;
        }
        // A blank or the first byte of a currency sign behind the letter.
        Some([b'm' | b'M', b' ' | b'$' | 0xC2 | 0xE2, ..]) => 1e6,
        Some([b'b' | b'B', b' ' | b'$' | 0xC2 | 0xE2, ..]) => 1e9,
        Some([b'k' | b'K', b' ' | b'$' | 0xC2 | 0xE2, ..]) => 1e3,
        _ => return,
    };
    let letter = s.lex.after(amount.end);
    let next = s.lex.after(letter.end);
    let sign = next.is("$")
        || next
            .text()
            .chars()
            .next()
            .and_then(Currency::from_sign)
            .is_some();
    let closes = || {
        !s.lex
            .rest(next.end)
            .starts_with(|it: char| it.is_ascii_digit())
    };
    if next.is_near() && sign && closes() {
        amount.factor = factor;
        amount.end = letter.end;
        return;
    }
    let many = || {
        // "1.2m active personnel", but "1.2m wide gates" are measured.
        let described = next.is_near() && next.is_in(&SERVING);
        next.is_in(&MANY) || described && s.lex.after(next.end).is_in(&MANY)
    };
    let counted = letter.text() == "m" && blank == 0 && many();
    let money = next.gap == Gap::Space
        && next.is_word()
        && (Currency::named(next.key).is_some() || Currency::is_certain_code(next.text()));
    if counted || money {
        amount.factor = factor;
        amount.end = letter.end;
    }
}

/// "bn" in "15bnX" is no scale; neither is the "m" of "5m" before "-long".
pub(super) fn scale_ends_word(s: &Scanner<'_, '_>, at: usize, len: usize) -> bool {
    let east_asian = s.lex.char_before(at + len).is_some_and(|it| !it.is_ascii());
    if east_asian {
        return true;
    }
    let next = s.lex.rest(at + len).chars().next().unwrap_or(' ');
    !next.is_ascii_alphanumeric()
}

/// Whether what follows a number may make a fraction of it.
#[inline]
pub(super) fn may_be_fraction(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [b'/', b'1'..=b'9', ..]
            | [b' ' | b'-', b'1'..=b'9', b'/', ..]
            | [b' ', b'a', b'n', b'd', b' ', b'a', b' ', ..]
    )
}

/// "3/4", "10 1/2", "5 and a half".
fn add_fraction(s: &Scanner<'_, '_>, amount: &mut Amount) {
    let rest = s.lex.rest(amount.end);
    match rest.as_bytes() {
        [b'/', b'1'..=b'9', ..] => {
            let Some((parts, len)) = parts(rest, 1) else {
                return;
            };
            if amount.numeral >= 1.0 && amount.numeral < parts {
                amount.numeral /= parts;
                amount.end += len;
                let link = [" of a ", " of an "];
                let rest = s.lex.rest(amount.end);
                if let Some(link) = link.iter().find(|it| rest.starts_with(**it)) {
                    amount.end += link.len() - 1;
                }
                amount.vulgar = true;
            }
        }
        [b' ' | b'-', top @ b'1'..=b'9', b'/', ..] => {
            let Some((parts, len)) = parts(rest, 3) else {
                return;
            };
            let top = f64::from(top - b'0');
            if top < parts {
                amount.numeral += top / parts;
                amount.end += len;
                amount.vulgar = true;
            }
        }
        [b' ', b'a', b'n', b'd', b' ', b'a', b' ', ..] => {
            for (form, part) in [(" and a half", 0.5), (" and a quarter", 0.25)] {
                if rest.starts_with(form) {
                    amount.numeral += part;
                    amount.end += form.len();
                    amount.digits = amount.digits.saturating_add(1);
                    amount.form = NumeralForm::Decimal;
                }
            }
        }
        _ => {}
    }
}

/// The lower number of a fraction, and the length of `text` up to its end; dates and other pairs
/// ("24/7", "9/11") have others.
fn parts(text: &str, at: usize) -> Option<(f64, usize)> {
    let digits = text.get(at..)?;
    let (value, len) = [("16", 16.0), ("32", 32.0), ("10", 10.0)]
        .iter()
        .find(|it| digits.starts_with(it.0))
        .map(|it| (it.1, 2))
        .or_else(|| {
            let digit = digits.as_bytes().first()?;
            matches!(digit, b'2'..=b'5' | b'8').then(|| (f64::from(digit - b'0'), 1))
        })?;
    let next = digits.as_bytes().get(len).copied().unwrap_or(b' ');
    (!next.is_ascii_alphanumeric() && next != b'/').then_some((value, at + len))
}

/// "three hundred" as three times a hundred, so that "two to three hundred" can share it.
pub(super) fn scale_in_words(words: &str, amount: &mut Amount) {
    let Some((_, last)) = words.rsplit_once([' ', '-']) else {
        return;
    };
    let factor = match number::full_scale(key(last.as_bytes())) {
        Some(factor) if factor <= 1000.0 => factor,
        _ => return,
    };
    let numeral = amount.numeral / factor;
    if (1.0..100.0).contains(&numeral) && numeral.fract() < 1e-9 {
        amount.numeral = numeral;
        amount.factor = factor;
    }
}

/// "1兆2000億": the parts after the first scale.
fn add_smaller_signs(s: &Scanner<'_, '_>, amount: &mut Amount) {
    let mut last = amount.factor;
    let mut total = amount.value();
    for _ in 0..3 {
        let rest = s.lex.rest(amount.end);
        let blank = usize::from(rest.starts_with(' '));
        let rest = rest.get(blank..).unwrap_or("");
        let Some(part) = number::read_digits(rest) else {
            break;
        };
        let after = rest.get(part.len..).unwrap_or("");
        let Some(scale) = number::read_scale(after, false) else {
            break;
        };
        let signs = after
            .get(..scale.len)
            .is_some_and(|it| it.starts_with(|c: char| !c.is_ascii()));
        if scale.factor >= last || !signs {
            break;
        }
        total += part.value * scale.factor;
        last = scale.factor;
        amount.digits = amount.digits.saturating_add(part.digits);
        amount.end += blank + part.len + scale.len;
    }
    amount.numeral = total / amount.factor;
}

/// "one million two hundred thousand", "2 crore 50 lakh", "a million and a half": the parts behind a
/// scale in words.
fn add_words(s: &Scanner<'_, '_>, amount: &mut Amount) {
    if amount.factor < 1e5 {
        return;
    }
    let mut last = amount.factor;
    let mut total = amount.value();
    for _ in 0..3 {
        let rest = s.lex.rest(amount.end);
        let Some(next) = rest.strip_prefix(' ') else {
            break;
        };
        if next.starts_with("and a half") && last >= amount.factor {
            total += amount.factor / 2.0;
            amount.digits = amount.digits.saturating_add(1);
            amount.end += " and a half".len();
            break;
        }
        let digit = next.starts_with(|it: char| it.is_ascii_digit());
        let link = if next.starts_with("and ") { 4 } else { 0 };
        let Some(part) = (if digit {
            number::read_digits(next)
        } else {
            number_words::read_words(next.get(link..).unwrap_or(""))
        }) else {
            break;
        };
        let len = link + part.len;
        let scale = number::read_scale(next.get(len..).unwrap_or(""), false)
            .filter(|it| it.factor < last && (digit || it.factor >= 1e3));
        let (factor, more) = scale.map_or((1.0, 0), |it| (it.factor, it.len));
        let value = part.value * factor;
        // A number in digits without a scale is another figure, and so is a small one.
        if value >= last || value < 100.0 || (digit && scale.is_none()) || (link > 0 && value < 1e3)
        {
            break;
        }
        total += value;
        last = if factor > 1.0 { factor } else { 100.0 };
        amount.digits = amount.digits.saturating_add(part.digits);
        amount.end += 1 + len + more;
    }
    amount.numeral = total / amount.factor;
}
