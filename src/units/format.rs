//! The only printer of numbers: panels, charts, tool tips and exports for people all come here.

use super::{Currency, Extent, LengthUnit};

/// Digits in groups of three: `1600` → `1,600`, with at most `decimals` digits after the point and
/// no trailing zeros.
///
/// ```
/// use rangebook::units::format::number;
/// assert_eq!(number(1600.0, 0), "1,600");
/// assert_eq!(number(-2.350, 2), "-2.35");
/// ```
pub fn number(value: f64, decimals: usize) -> String {
    let plain = format!("{value:.decimals$}");
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let (sign, digits) = whole
        .strip_prefix('-')
        .map_or(("", whole), |digits| ("-", digits));
    let mut out = String::with_capacity(plain.len() + digits.len() / 3 + 1);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let fraction = fraction.trim_end_matches('0');
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    if out.bytes().all(|byte| matches!(byte, b'0' | b',' | b'.')) {
        out
    } else {
        format!("{sign}{out}")
    }
}

/// A number to three significant digits, the way charts label values.
pub fn short_number(value: f64) -> String {
    let size = value.abs();
    let decimals = if !(f64::EPSILON..100.0).contains(&size) {
        0
    } else if size >= 10.0 {
        1
    } else if size >= 1.0 {
        2
    } else {
        3
    };
    number(value, decimals)
}

/// `¥10 trillion`, `US$68 billion`, `SEK 300 million`.
pub fn money(amount: f64, currency: Currency) -> String {
    let (scaled, word) = match amount.abs() {
        size if size >= 1e12 => (amount / 1e12, " trillion"),
        size if size >= 1e9 => (amount / 1e9, " billion"),
        size if size >= 1e6 => (amount / 1e6, " million"),
        _ => (amount, ""),
    };
    let digits = if word.is_empty() {
        number(scaled, 2)
    } else {
        short_number(scaled)
    };
    match currency.sign() {
        Some(sign) => format!("{sign}{digits}{word}"),
        None => format!("{currency} {digits}{word}"),
    }
}

/// A number to at most so many significant digits, without trailing zeros: `5.875`, `147.06`, `994.2`.
///
/// ```
/// use rangebook::units::format::significant;
/// assert_eq!(significant(147.0588, 5), "147.06");
/// assert_eq!(significant(994.19, 4), "994.2");
/// assert_eq!(significant(1_609.344, 3), "1,609");
/// ```
pub fn significant(value: f64, digits: usize) -> String {
    let mut decimals = digits.saturating_sub(1);
    let mut size = value.abs();
    while size >= 10.0 && decimals > 0 {
        size /= 10.0;
        decimals -= 1;
    }
    while size < 1.0 && size > 1e-9 && decimals < 12 {
        size *= 10.0;
        decimals += 1;
    }
    number(value, decimals)
}

/// Money to four significant digits, for workings: `US$5.875 million`.
pub fn exact_money(amount: f64, currency: Currency) -> String {
    money_to(amount, currency, 4)
}

fn money_to(amount: f64, currency: Currency, num_digits: usize) -> String {
    let (scaled, word) = match amount.abs() {
        size if size >= 1e12 => (amount / 1e12, " trillion"),
        size if size >= 1e9 => (amount / 1e9, " billion"),
        size if size >= 1e6 => (amount / 1e6, " million"),
        _ => (amount, ""),
    };
    let digits = significant(scaled, num_digits);
    match currency.sign() {
        Some(sign) => format!("{sign}{digits}{word}"),
        None => format!("{currency} {digits}{word}"),
    }
}

/// An amount as precisely as it was written, and at least to four digits: "PLN 186.6 billion".
///
/// ```
/// use rangebook::units::{Currency, Extent, format};
/// let amount = Extent::single(5.1685e12, 5).unwrap();
/// let yen = Currency::parse("JPY").unwrap();
/// assert_eq!(format::money_as_written(amount, yen), "¥5.1685 trillion");
/// ```
pub fn money_as_written(amount: Extent, currency: Currency) -> String {
    let digits = usize::from(amount.digits).max(4);
    extent(amount, |it| money_to(it, currency, digits))
}

/// `1,600 km`, in the unit asked for.
pub fn distance(km: f64, unit: LengthUnit) -> String {
    let value = km / unit.km();
    let decimals = if value.abs() < 10.0 { 1 } else { 0 };
    format!("{} {}", number(value, decimals), unit.symbol())
}

/// One number or `low–high`, each printed by `print`.
pub fn extent(extent: Extent, print: impl Fn(f64) -> String) -> String {
    match extent.as_single() {
        Some(value) => print(value),
        None => format!("{}–{}", print(extent.low()), print(extent.high())),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day in words.
///
/// ```
/// let day = jiff::civil::Date::constant(2024, 2, 1);
/// assert_eq!(rangebook::units::format::day(day), "1 February 2024");
/// ```
pub fn day(day: jiff::civil::Date) -> String {
    let month = usize::try_from(day.month()).unwrap_or(1).saturating_sub(1);
    let month = MONTHS.get(month).copied().unwrap_or_default();
    format!("{} {month} {}", day.day(), day.year())
}

/// A month or year of a table in words: `2024-01` is "January 2024"; anything else stays as it is.
pub fn period(period: &str) -> String {
    let month = period.split_once('-').and_then(|(year, month)| {
        let at = month.parse::<usize>().ok()?.checked_sub(1)?;
        Some(format!("{} {year}", MONTHS.get(at)?))
    });
    month.unwrap_or_else(|| period.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_trims() {
        assert_eq!(number(0.0, 2), "0");
        assert_eq!(number(999.0, 0), "999");
        assert_eq!(number(1_234_567.891, 2), "1,234,567.89");
        assert_eq!(number(-0.001, 2), "0");
        assert_eq!(number(100.0, 0), "100");
    }

    #[test]
    fn money_names_its_scale() {
        assert_eq!(money(1e13, Currency::parse("JPY").unwrap()), "¥10 trillion");
        assert_eq!(money(2.35e9, Currency::USD), "US$2.35 billion");
        assert_eq!(
            money(3e8, Currency::parse("SEK").unwrap()),
            "SEK 300 million"
        );
    }
}
