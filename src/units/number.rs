//! Reading numbers as people write them: "1,600", "6,81,210.27", "1½", "forty-three", and the scales
//! after them: "bn", "trillion", "lakh crore", "兆".
//!
//! Numbers in words are read by [`super::number_words`]. Everything reads at the start of a text and says how many bytes it took. Reading is bounded: a
//! run of more than [`MAX_LEN`] bytes is not a number anybody wrote to be read.

/// Longest number in digits that is read, in bytes.
pub const MAX_LEN: usize = 40;

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
    let first = run(bytes, 0);
    if first == 0 {
        return None;
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
    (numeral.len <= MAX_LEN).then_some(numeral)
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

/// `value` times a factor, without the noise that binary fractions leave: 4.1 billion is
/// 4,100,000,000 and not 4,099,999,999.9999995. Twelve digits are more than any article gives.
pub fn times(value: f64, factor: f64) -> f64 {
    let product = value * factor;
    let size = product.abs();
    if !(1e-9..1e22).contains(&size) {
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
    // (separator, where its digits start, how many)
    runs: [(u8, usize, usize); MAX_GROUPS],
    num: usize,
}

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

    fn iter(&self) -> impl Iterator<Item = (u8, usize, usize)> + '_ {
        self.runs.iter().copied().take(self.num)
    }

    /// "1,600", "6,81,210.27", "1,5".
    fn commas(&self, text: &str) -> Option<Numeral> {
        let comma: Vec<_> = self.iter().take_while(|it| it.0 == b',').collect();
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
        (alone && few).then(|| build(text, start + len, NumeralForm::Decimal))?
    }

    /// "2.35", "1.234.567,8", "2.000".
    fn points(&self, text: &str) -> Option<Numeral> {
        let points: Vec<_> = self.iter().take_while(|it| it.0 == b'.').collect();
        let (_, start, len) = *points.first()?;
        let threes = self.first <= 3 && points.iter().all(|it| it.2 == 3);
        match points.len() {
            1 if threes && !text.starts_with('0') => {
                build(text, start + len, NumeralForm::PointGroup)
            }
            1 => build(text, start + len, NumeralForm::Decimal),
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

    /// "20 000", "1'600".
    fn spaces(&self, text: &str) -> Option<Numeral> {
        if self.first > 3 || text.starts_with('0') {
            return None;
        }
        let groups: Vec<_> = self
            .iter()
            .take_while(|it| matches!(it.0, SPACE | b'\'') && it.2 == 3)
            .collect();
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
        decimals(text, end, b'.', NumeralForm::Grouped)
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
    build(text, len, NumeralForm::Plain)
}

/// Adds the decimal part behind grouped digits, if there is one and it is not the start of a list.
fn decimals(text: &str, end: usize, point: u8, form: NumeralForm) -> Option<Numeral> {
    let bytes = text.as_bytes();
    if bytes.get(end) == Some(&point) {
        let digits = run(bytes, end + 1);
        if digits > 0 {
            return build_grouped(text, end, end + 1 + digits, form);
        }
    }
    build_grouped(text, end, end, form)
}

fn build_grouped(text: &str, whole: usize, end: usize, form: NumeralForm) -> Option<Numeral> {
    let mut plain = String::with_capacity(MAX_LEN);
    plain.extend(text.get(..whole)?.chars().filter(char::is_ascii_digit));
    if end > whole {
        plain.push('.');
        plain.extend(text.get(whole..end)?.chars().filter(char::is_ascii_digit));
    }
    finish(&plain, end, form)
}

fn build(text: &str, end: usize, form: NumeralForm) -> Option<Numeral> {
    if end > MAX_LEN {
        return None;
    }
    let plain: String = text.get(..end)?.replace(',', ".");
    finish(&plain, end, form)
}

fn finish(plain: &str, len: usize, form: NumeralForm) -> Option<Numeral> {
    let value: f64 = plain.parse().ok()?;
    let significant = plain.trim_start_matches(['0', '.']);
    let significant = if plain.contains('.') {
        significant
    } else {
        significant.trim_end_matches('0')
    };
    let num = significant
        .bytes()
        .filter(u8::is_ascii_digit)
        .count()
        .max(1);
    Some(Numeral {
        value,
        digits: u8::try_from(num).unwrap_or(u8::MAX),
        len,
        form,
    })
}

pub(super) fn integer_digits(value: f64) -> u8 {
    let plain = format!("{value:.0}");
    let num = plain.trim_end_matches('0').len().max(1);
    u8::try_from(num).unwrap_or(u8::MAX)
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

/// A multiplier after a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Multiply by this.
    pub factor: f64,
    /// Bytes read, with the space or hyphen before it.
    pub len: usize,
}

/// Reads the scale after a number: " billion", "bn", "-billion", " lakh crore", "兆". `money` allows
/// the one-letter ones ("$5m", "£300k", "US$1.2B"), which mean something else elsewhere.
pub fn read_scale(text: &str, money: bool) -> Option<Scale> {
    let gap = gap_len(text)?;
    let rest = text.get(gap..)?;
    if let Some((factor, len)) = rest.chars().next().and_then(east_asian_scale) {
        return (gap == 0).then_some(Scale { factor, len });
    }
    let word = word_at(rest);
    let short = match word {
        "m" | "M" => Some(1e6),
        "k" | "K" => Some(1e3),
        "b" | "B" => Some(1e9),
        "t" | "T" => Some(1e12),
        "cr" | "Cr" => Some(1e7),
        _ => None,
    };
    if let Some(factor) = short {
        let fits = money || (gap == 0 && matches!(word, "k" | "K"));
        let len = gap + word.len();
        return fits.then_some(Scale { factor, len });
    }
    let first = full_scale(word).or_else(|| abbreviated_scale(word))?;
    let mut scale = Scale {
        factor: first,
        len: gap + word.len(),
    };
    // "lakh crore", "thousand crore", "thousand billion".
    if first <= 1e5
        && let Some(rest) = text.get(scale.len..)
        && let Some(gap) = gap_len(rest).filter(|&gap| gap > 0)
    {
        let word = word_at(rest.get(gap..).unwrap_or(""));
        if let Some(second) = full_scale(word).filter(|&it| it >= 1e6) {
            scale.factor *= second;
            scale.len += gap + word.len();
        }
    }
    Some(scale)
}

fn gap_len(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [b' ' | b'-', ..] => Some(1),
        [0xC2, 0xA0, ..] => Some(2),
        [0xE2, 0x80, 0xAF | 0x89 | 0x90 | 0x91, ..] => Some(3),
        [] => None,
        _ => Some(0),
    }
}

/// Factor of a scale written out.
pub fn full_scale(word: &str) -> Option<f64> {
    const WORDS: [(&str, f64); 13] = [
        ("thousand", 1e3),
        ("lakh", 1e5),
        ("lakhs", 1e5),
        ("lac", 1e5),
        ("crore", 1e7),
        ("crores", 1e7),
        ("million", 1e6),
        ("millions", 1e6),
        ("billion", 1e9),
        ("billions", 1e9),
        ("trillion", 1e12),
        ("trillions", 1e12),
        ("milliard", 1e9),
    ];
    WORDS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word))
        .map(|&(_, factor)| factor)
}

fn abbreviated_scale(word: &str) -> Option<f64> {
    const WORDS: [(&str, f64); 10] = [
        ("bn", 1e9),
        ("bln", 1e9),
        ("mrd", 1e9),
        ("tn", 1e12),
        ("trn", 1e12),
        ("trln", 1e12),
        ("mn", 1e6),
        ("mln", 1e6),
        ("mio", 1e6),
        ("mil", 1e6),
    ];
    WORDS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word))
        .map(|&(_, factor)| factor)
}

/// Factor of 万, 億, 兆 and their other forms, with the length of the character.
pub fn east_asian_scale(sign: char) -> Option<(f64, usize)> {
    let factor = match sign {
        '万' | '萬' | '만' => 1e4,
        '億' | '亿' | '억' => 1e8,
        '兆' | '조' => 1e12,
        _ => return None,
    };
    Some((factor, sign.len_utf8()))
}

pub(super) fn word_at(text: &str) -> &str {
    let len = text
        .bytes()
        .take(32)
        .take_while(u8::is_ascii_alphabetic)
        .count();
    text.get(..len).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, value: f64, digits: u8, read: &str) {
        let it = read_digits(text).unwrap();
        assert!((it.value - value).abs() < 1e-9, "{text}: {}", it.value);
        assert_eq!(
            (it.digits, text.get(..it.len).unwrap_or("")),
            (digits, read),
            "{text}"
        );
    }

    #[track_caller]
    fn check_scale(text: &str, money: bool, factor: f64, read: &str) {
        let it = read_scale(text, money).unwrap();
        assert!((it.factor / factor - 1.0).abs() < 1e-9, "{text}");
        assert_eq!(text.get(..it.len).unwrap_or(""), read, "{text}");
    }

    #[test]
    fn separators() {
        check("1,600 km", 1600.0, 2, "1,600");
        check("1,600,5", 1600.0, 2, "1,600");
        check("6,81,210.27 crore", 681_210.27, 8, "6,81,210.27");
        check("1,11,544", 111_544.0, 6, "1,11,544");
        check("20 000 troops", 20_000.0, 1, "20 000");
        check("20\u{a0}000", 20_000.0, 1, "20\u{a0}000");
        check("1'600", 1600.0, 2, "1'600");
        check("1.234.567,8", 1_234_567.8, 8, "1.234.567,8");
    }

    #[test]
    fn decimals_and_their_digits() {
        check("2.35", 2.35, 3, "2.35");
        check("12.0", 12.0, 3, "12.0");
        check("0.05", 0.05, 1, "0.05");
        check("4,5 billion", 4.5, 2, "4,5");
        check("100", 100.0, 1, "100");
        check("2½", 2.5, 2, "2½");
        check("5, 6", 5.0, 1, "5");
        check("5. The", 5.0, 1, "5");
        check("10 12", 10.0, 1, "10");
    }

    #[test]
    fn a_group_after_a_point_has_two_readings() {
        let it = read_digits("2.500 km").unwrap();
        assert_eq!(it.form, NumeralForm::PointGroup);
        assert!((it.grouped().value - 2500.0).abs() < 1e-9);
        assert_eq!(it.grouped().digits, 2);
    }

    #[test]
    fn versions_and_endless_digits_are_no_numbers() {
        assert_eq!(read_digits("1.2.3"), None);
        assert_eq!(read_digits("19.01.2024"), None);
        assert_eq!(read_digits(&"9".repeat(50)), None);
        assert_eq!(read_digits("x1"), None);
    }

    #[test]
    fn scales() {
        check_scale(" billion dollars", false, 1e9, " billion");
        check_scale("bn", false, 1e9, "bn");
        check_scale("-trillion-yen", false, 1e12, "-trillion");
        check_scale(" lakh crore", false, 1e12, " lakh crore");
        check_scale(" thousand crore", false, 1e10, " thousand crore");
        check_scale("兆円", false, 1e12, "兆");
        check_scale("m", true, 1e6, "m");
        check_scale("B", true, 1e9, "B");
        assert_eq!(read_scale(" m", false), None);
        assert_eq!(read_scale(" tanks", true), None);
    }

    proptest! {
        #[test]
        fn reads_only_what_is_there(text in "[0-9., \u{a0}½a-z-]{0,60}") {
            for it in [read_digits(&text), crate::units::number_words::read_words(&text)].into_iter().flatten() {
                prop_assert!(text.get(..it.len).is_some() && it.len > 0 && it.value.is_finite());
            }
            if let Some(it) = read_scale(&text, true) {
                prop_assert!(text.get(..it.len).is_some());
            }
        }
    }
}
