//! Reading numbers as people write them: "1,600", "6,81,210.27", "1½", "forty-three", and the scales
//! after them: "bn", "trillion", "lakh crore", "兆".
//!
//! Numbers in words are read by [`super::number_words`]. Everything reads at the start of a text and says how many bytes it took. Reading is bounded: a
//! run of more than [`MAX_LEN`] bytes is not a number anybody wrote to be read.

pub use super::scale::{Scale, east_asian_scale, full_scale, may_be_scale, read_scale};
pub(crate) use super::scale::{letter_scale, scale_keys, written_scale};
use crate::text::word_key::{eight, low_bytes, num_digits};

/// Longest number in digits that is read, in bytes.
pub const MAX_LEN: usize = 40;

/// As many digits make a whole number that is exact as a float.
pub(crate) const MAX_PLAIN: usize = 15;

/// A number without its scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// What it is worth.
    pub value: f64,
    /// Significant digits as written: 2 for "1,600", 3 for "2.35", 3 for "12.0".
    pub digits: u8,
    /// Bytes read.
    pub len: usize,
    /// How it was written.
    pub form: NumeralForm,
}

/// How a number was written, where that tells what it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumeralForm {
    /// Digits only.
    Plain,
    /// With separators between groups: "1,600", "6,81,210", "20 000".
    Grouped,
    /// With a decimal part.
    Decimal,
    /// One group of three digits after one point: "2.000", which is 2 to some writers and two
    /// thousand to others. Read as a decimal; see [`Numeral::grouped`].
    PointGroup,
    /// In words.
    Words,
}

impl Numeral {
    /// The other reading of a [`NumeralForm::PointGroup`]: "2.500" as two and a half thousand.
    #[must_use]
    pub fn grouped(self) -> Self {
        let value = (self.value * 1000.0).round();
        Self {
            value,
            digits: integer_digits(value),
            form: NumeralForm::Grouped,
            ..self
        }
    }
}

/// Reads a number in digits.
///
/// ```
/// use rangebook::units::number::read_digits;
/// assert_eq!(read_digits("6,81,210.27 crore").map(|it| it.value), Some(681_210.27));
/// assert_eq!(read_digits("1.2.3"), None, "a version, not a number");
/// ```
pub fn read_digits(text: &str) -> Option<Numeral> {
    let bytes = text.as_bytes();
    if let Some(numeral) = read_plain(bytes) {
        return Some(numeral);
    }
    let mut digits = Digits::default();
    let first = digits.read(bytes, 0);
    if first == 0 {
        // ".5".
        let digits = run(bytes, 1);
        let part = bytes.first() == Some(&b'.') && (1..=MAX_LEN).contains(&digits);
        return part.then(|| build(text, 0, digits + 1, NumeralForm::Decimal))?;
    }
    separated(text, first).filter(|it| it.len <= MAX_LEN)
}

/// Nearly every number: "45", "1,600,000", "2.35" with nothing behind that could go on it. What
/// [`read_digits`] reads of it.
#[inline(always)]
pub(crate) fn read_plain(bytes: &[u8]) -> Option<Numeral> {
    read_short(bytes).or_else(|| read_longer(bytes))
}

/// The same however long it is.
#[inline(never)]
fn read_longer(bytes: &[u8]) -> Option<Numeral> {
    let mut digits = Digits::default();
    let first = digits.read(bytes, 0);
    if !(1..=Digits::EXACT).contains(&first) {
        return None;
    }
    let is_zero = bytes.first() == Some(&b'0');
    match bytes.get(first..).unwrap_or(&[]) {
        rest if ends_plain(rest) => Some(digits.whole(bytes, first, NumeralForm::Plain)),
        [b'.', ..] => {
            let end = digits.read(bytes, first + 1);
            let num = end - first - 1;
            // Three may be thousands.
            let decimal = num != 3 || first > 3 || is_zero;
            (decimal && num > 0 && first + num <= Digits::EXACT && ends_decimal(bytes, end))
                .then(|| digits.with_decimals(bytes, end, num))
        }
        [b',', ..] if first <= 3 && !is_zero => {
            let mut end = first;
            while bytes.get(end) == Some(&b',') && end < Digits::EXACT {
                let to = digits.read(bytes, end + 1);
                if to != end + 4 {
                    return None;
                }
                end = to;
            }
            ends_plain(bytes.get(end..).unwrap_or(&[]))
                .then(|| digits.whole(bytes, end, NumeralForm::Grouped))
        }
        _ => None,
    }
}

/// What [`read_longer`] reads of seven bytes at most: digits that begin with no zero, "2.35", "1,600".
#[inline(always)]
fn read_short(bytes: &[u8]) -> Option<Numeral> {
    let chunk = eight(bytes, 0);
    let first = num_digits(chunk);
    if !matches!(first, 1..=7) {
        return None;
    }
    let is_zero = chunk & 0xff == u64::from(b'0');
    let rest = bytes.get(first..).unwrap_or(&[]);
    if ends_plain(rest) {
        return (!is_zero).then(|| short(chunk & DIGIT_VALUES, first, NumeralForm::Plain, 0));
    }
    // Behind a separator: the byte that ends the second run is among the eight.
    let second = num_digits(chunk >> (8 * first) >> 8);
    let len = first + 1 + second;
    let form = match rest {
        _ if len > 7 => return None,
        // Three may be thousands.
        [b'.', ..] if second > 0 && (second != 3 || first > 3 || is_zero) => {
            ends_decimal(bytes, len).then_some(NumeralForm::Decimal)
        }
        [b',', ..] if second == 3 && first <= 3 && !is_zero => {
            let behind = bytes.get(len..).unwrap_or(&[]);
            let ends = ends_plain(behind) && behind.first() != Some(&b',');
            ends.then_some(NumeralForm::Grouped)
        }
        _ => None,
    }?;
    let joined = chunk & low_bytes(first) | chunk >> 8 & !low_bytes(first);
    let numeral = short(joined & DIGIT_VALUES, first + second, form, second);
    Some(Numeral { len, ..numeral })
}

/// The number of the lowest `num` of eight values of digits, one to seven; of a decimal, the last
/// `num_decimals` of them.
#[inline(always)]
fn short(values: u64, num: usize, form: NumeralForm, num_decimals: usize) -> Numeral {
    // The digits as the highest of eight bytes, with zeros before them; then two, four, eight of them
    // are joined to one number at a time.
    let digits = values << (64 - 8 * num);
    let pairs = (digits.wrapping_mul(10) + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(100) + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    let value = (fours.wrapping_mul(10_000) + (fours >> 32)) & 0xffff_ffff;
    let whole = f64::from(u32::try_from(value).unwrap_or(0));
    // Zeros before a decimal's first other digit are not significant, nor those behind a whole number's
    // last.
    let (value, num_zeros) = if form == NumeralForm::Decimal {
        let part = POWERS_OF_TEN.get(num_decimals).copied().unwrap_or(1.0);
        (whole / part, values.trailing_zeros() / 8)
    } else {
        (whole, digits.leading_zeros() / 8)
    };
    let digits = num.saturating_sub(num_zeros as usize).max(1);
    Numeral {
        value,
        digits: u8::try_from(digits).unwrap_or(1),
        len: num,
        form,
    }
}

/// What digits are worth, of eight bytes each.
const DIGIT_VALUES: u64 = 0x0f0f_0f0f_0f0f_0f0f;

/// Whether no further point, comma or the like with digits follows a decimal part.
fn ends_decimal(bytes: &[u8], end: usize) -> bool {
    !matches!(bytes.get(end..), Some([b'.', b'0'..=b'9', ..]))
}

/// Digits read one after the other.
#[derive(Clone, Copy, Debug, Default)]
struct Digits {
    value: u64,
    num: usize,
}

impl Digits {
    const EXACT: usize = MAX_PLAIN;

    /// Reads on at `at`; where the digits end.
    #[inline(always)]
    fn read(&mut self, bytes: &[u8], from: usize) -> usize {
        let mut at = from;
        while let Some(byte @ b'0'..=b'9') = bytes.get(at)
            && at - from <= MAX_LEN
        {
            let digit = u64::from(byte - b'0');
            self.value = self.value.wrapping_mul(10).wrapping_add(digit);
            at += 1;
        }
        self.num += at - from;
        at
    }

    /// The whole number of these bytes.
    #[inline(always)]
    fn whole(self, bytes: &[u8], len: usize, form: NumeralForm) -> Numeral {
        let (mut num_zeros, mut at) = (0, len);
        while let Some(b'0' | b',') = at.checked_sub(1).and_then(|at| bytes.get(at)) {
            at -= 1;
            num_zeros += usize::from(bytes.get(at) == Some(&b'0'));
        }
        self.numeral(bytes, len, form, 1.0, num_zeros)
    }

    /// The last `num_decimals` stand behind the point.
    #[inline(always)]
    fn with_decimals(self, bytes: &[u8], len: usize, num_decimals: usize) -> Numeral {
        let part = POWERS_OF_TEN.get(num_decimals).copied().unwrap_or(1.0);
        self.numeral(bytes, len, NumeralForm::Decimal, part, 0)
    }

    /// Zeros before the first other digit and `num_zeros` behind the last are not significant.
    #[inline(always)]
    fn numeral(
        self,
        bytes: &[u8],
        len: usize,
        form: NumeralForm,
        part: f64,
        num_zeros: usize,
    ) -> Numeral {
        let mut num = self.num.saturating_sub(num_zeros);
        let mut at = 0;
        while let Some(b'0' | b'.') = bytes.get(at)
            && at < len
        {
            num = num.saturating_sub(usize::from(bytes.get(at) == Some(&b'0')));
            at += 1;
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "at most fifteen digits, which are exact"
        )]
        let value = self.value as f64;
        Numeral {
            value: value / part,
            digits: u8::try_from(num).unwrap_or(u8::MAX).max(1),
            len,
            form,
        }
    }
}

/// Exact, as all up to 10^22 are.
const POWERS_OF_TEN: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/// A number with separators of any kind, whose first run of digits is `first` long.
#[inline(never)]
fn separated(text: &str, first: usize) -> Option<Numeral> {
    if ends_plain(text.as_bytes().get(first..).unwrap_or(&[])) {
        return plain(text, first);
    }
    let groups = Groups::read(text, first)?;
    let mut numeral = groups
        .commas(text)
        .or_else(|| groups.points(text))
        .or_else(|| groups.spaces(text))
        .or_else(|| plain(text, first))?;
    if let Some((part, len)) = vulgar(text.get(numeral.len..)?)
        && matches!(numeral.form, NumeralForm::Plain | NumeralForm::Grouped)
    {
        numeral.value += part;
        numeral.len += len;
        numeral.digits = numeral.digits.saturating_add(1);
        numeral.form = NumeralForm::Decimal;
    }
    Some(numeral)
}

/// A vulgar fraction such as "½", with its length.
pub fn vulgar(text: &str) -> Option<(f64, usize)> {
    let first = text.chars().next()?;
    let value = match first {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅛' => 0.125,
        _ => return None,
    };
    Some((value, first.len_utf8()))
}

/// Whether a number of at most eighteen digits has no decimals.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "cutting the decimals off is the question, and far quicker than asking for them"
)]
pub fn is_whole(value: f64) -> bool {
    value as i64 as f64 == value
}

/// `value` times a factor, without the noise that binary fractions leave: 4.1 billion is
/// 4,100,000,000 and not 4,099,999,999.9999995. Twelve digits are more than any article gives.
pub fn times(value: f64, factor: f64) -> f64 {
    let product = value * factor;
    let size = product.abs();
    // A whole number of so few digits has no noise.
    let whole = size < 1e12 && is_whole(product);
    if whole || !(1e-9..1e22).contains(&size) {
        return product;
    }
    // Powers of ten up to 22 are exact, so this rounds at the twelfth digit and only there.
    let mut unit = 1.0;
    if size >= 1e12 {
        while size / unit >= 1e12 {
            unit *= 10.0;
        }
        (product / unit).round() * unit
    } else {
        while size * unit < 1e11 {
            unit *= 10.0;
        }
        (product * unit).round() / unit
    }
}

/// The separators and runs of digits after the first run.
struct Groups {
    first: usize,
    runs: [Group; MAX_GROUPS],
    num: usize,
}

/// Separator, where its digits start, how many.
type Group = (u8, usize, usize);

const MAX_GROUPS: usize = 10;
const SPACE: u8 = b' ';

impl Groups {
    fn read(text: &str, first: usize) -> Option<Self> {
        if first > MAX_LEN {
            return None;
        }
        let bytes = text.as_bytes();
        let mut groups = Self {
            first,
            runs: [(0, 0, 0); MAX_GROUPS],
            num: 0,
        };
        let mut at = first;
        for slot in &mut groups.runs {
            let Some((sign, len)) = separator(bytes.get(at..).unwrap_or(&[])) else {
                break;
            };
            let digits = run(bytes, at + len);
            if digits == 0 || at > MAX_LEN {
                break;
            }
            *slot = (sign, at + len, digits);
            groups.num += 1;
            at += len + digits;
        }
        Some(groups)
    }

    /// The first groups that `fits` takes.
    fn first_groups(&self, fits: impl Fn(&Group) -> bool) -> &[Group] {
        let runs = self.runs.get(..self.num).unwrap_or(&[]);
        let num = runs.iter().take_while(|it| fits(it)).count();
        runs.get(..num).unwrap_or(&[])
    }

    /// "1,600", "6,81,210.27", "1,5".
    fn commas(&self, text: &str) -> Option<Numeral> {
        let comma = self.first_groups(|it| it.0 == b',');
        let (_, start, len) = *comma.first()?;
        let leading_zero = text.starts_with('0');
        if !leading_zero && self.first <= 3 {
            for num in (1..=comma.len()).rev() {
                let groups = comma.get(..num)?;
                let (_, start, len) = *groups.last()?;
                let western = groups.iter().all(|it| it.2 == 3);
                let indian = num >= 2
                    && self.first <= 2
                    && len == 3
                    && groups.iter().rev().skip(1).all(|it| it.2 == 2);
                if western || indian {
                    return decimals(text, start + len, b'.', NumeralForm::Grouped);
                }
            }
        }
        let alone = self.num == 1 || self.runs.get(1).is_none_or(|it| it.0 == SPACE);
        let few = len <= 2 || (leading_zero && self.first == 1);
        (alone && few).then(|| build(text, self.first, start + len, NumeralForm::Decimal))?
    }

    /// "2.35", "1.234.567,8", "1.250,50", "2.000".
    fn points(&self, text: &str) -> Option<Numeral> {
        let points = self.first_groups(|it| it.0 == b'.');
        let (_, start, len) = *points.first()?;
        let threes = self.first <= 3 && points.iter().all(|it| it.2 == 3);
        match points.len() {
            1 if threes && !text.starts_with('0') => {
                let end = start + len;
                let cents = self.runs.get(1).filter(|it| self.num > 1 && it.0 == b',');
                match cents {
                    // "1.250,50": a comma with one or two digits settles what the point was.
                    Some(&(_, at, 1 | 2)) if at == end + 1 => {
                        decimals(text, end, b',', NumeralForm::Grouped)
                    }
                    _ => build(text, self.first, end, NumeralForm::PointGroup),
                }
            }
            1 => build(text, self.first, start + len, NumeralForm::Decimal),
            _ if threes => {
                let (_, start, len) = *points.last()?;
                decimals(text, start + len, b',', NumeralForm::Grouped)
            }
            _ => Some(Numeral {
                // Too long to be accepted by the caller: a version or a date.
                value: 0.0,
                digits: 0,
                len: MAX_LEN + 1,
                form: NumeralForm::Plain,
            }),
        }
    }

    /// "20 000", "1'600", "1 250,50".
    fn spaces(&self, text: &str) -> Option<Numeral> {
        if self.first > 3 || text.starts_with('0') {
            return None;
        }
        let groups = self.first_groups(|it| matches!(it.0, SPACE | b'\'') && it.2 == 3);
        let (_, start, len) = *groups.last()?;
        let end = start + len;
        let next = text.as_bytes().get(end).copied().unwrap_or(0);
        // "in 20 000AB" or "12 345-6" is something else.
        if next.is_ascii_alphabetic() && self.runs.first().is_some_and(|it| it.0 == SPACE) {
            let unit = text.get(end..).is_some_and(|rest| {
                ["km", "bn", "m", "k", "tn"]
                    .iter()
                    .any(|u| rest.starts_with(u))
            });
            if !unit {
                return None;
            }
        }
        let comma = self
            .runs
            .get(groups.len())
            .is_some_and(|it| self.num > groups.len() && it.0 == b',' && it.2 <= 2);
        let point = if comma { b',' } else { b'.' };
        decimals(text, end, point, NumeralForm::Grouped)
    }
}

/// Whether no separator with digits and no fraction can follow the digits before these bytes.
pub(crate) fn ends_plain(bytes: &[u8]) -> bool {
    match bytes {
        // Behind a blank stand three digits of a number, or those of another.
        [b' ', b'0'..=b'9', rest @ ..] => {
            let num = rest.iter().take(3).take_while(|it| it.is_ascii_digit());
            num.count() != 2
        }
        [b',' | b'.' | b'\'', next, ..] => !next.is_ascii_digit(),
        // The longer dashes.
        [0xE2, 0x80, 0x93 | 0x94, ..] => true,
        [next, ..] => next.is_ascii(),
        [] => true,
    }
}

fn separator(bytes: &[u8]) -> Option<(u8, usize)> {
    match bytes {
        [b',', ..] => Some((b',', 1)),
        [b'.', ..] => Some((b'.', 1)),
        [b' ', ..] => Some((SPACE, 1)),
        [b'\'', ..] => Some((b'\'', 1)),
        // No-break space, narrow no-break space, thin space, curly apostrophe.
        [0xC2, 0xA0, ..] => Some((SPACE, 2)),
        [0xE2, 0x80, 0xAF | 0x89, ..] => Some((SPACE, 3)),
        [0xE2, 0x80, 0x99, ..] => Some((b'\'', 3)),
        _ => None,
    }
}

fn plain(text: &str, len: usize) -> Option<Numeral> {
    build(text, len, len, NumeralForm::Plain)
}

/// Adds the decimal part behind grouped digits, if there is one and it is not the start of a list.
fn decimals(text: &str, end: usize, point: u8, form: NumeralForm) -> Option<Numeral> {
    let bytes = text.as_bytes();
    if bytes.get(end) == Some(&point) {
        let digits = run(bytes, end + 1);
        if digits > 0 {
            return build(text, end, end + 1 + digits, form);
        }
    }
    build(text, end, end, form)
}

/// The number whose digits before `whole` are its whole part and those up to `end` its decimals.
fn build(text: &str, whole: usize, end: usize, form: NumeralForm) -> Option<Numeral> {
    // Powers of ten up to 22 are exact, and so are whole numbers up to 2^53: one division rounds
    // once. Longer ones are nobody's figure; a few units in the last place do not matter there.
    let mut value = 0.0f64;
    let mut part = 1.0f64;
    let mut num_digits = 0u8;
    let mut num_zeros = 0u8;
    for (at, byte) in text.as_bytes().get(..end)?.iter().enumerate() {
        if !byte.is_ascii_digit() {
            continue;
        }
        let digit = byte - b'0';
        value = value * 10.0 + f64::from(digit);
        part *= if at > whole { 10.0 } else { 1.0 };
        if digit == 0 && num_digits > 0 {
            num_zeros = num_zeros.saturating_add(1);
        } else {
            num_zeros = 0;
        }
        if digit > 0 || num_digits > 0 {
            num_digits = num_digits.saturating_add(1);
        }
    }
    if whole >= end {
        num_digits -= num_zeros;
    }
    Some(Numeral {
        value: value / part,
        digits: num_digits.max(1),
        len: end,
        form,
    })
}

pub(super) fn integer_digits(value: f64) -> u8 {
    let mut rest = value.abs();
    let mut num = 0u8;
    let mut significant = false;
    while rest >= 1.0 && num < 40 {
        let next = (rest / 10.0).floor();
        significant |= rest - next * 10.0 >= 0.5;
        num += u8::from(significant);
        rest = next;
    }
    num.max(1)
}

fn run(bytes: &[u8], from: usize) -> usize {
    bytes
        .get(from..)
        .unwrap_or(&[])
        .iter()
        .take(MAX_LEN + 1)
        .take_while(|byte| byte.is_ascii_digit())
        .count()
}

#[cfg(test)]
#[path = "number_tests.rs"]
mod tests;
