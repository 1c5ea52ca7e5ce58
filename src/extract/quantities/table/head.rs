//! What the head of a column, the name of a row or the line over a table says of bare numbers.

use crate::units::number;
use crate::units::{Currency, LengthUnit};

/// What bare numbers under a head are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::extract) enum Head {
    /// Unknown: they are no figures.
    Nothing,
    /// Money in this currency, times a scale.
    Money(Currency, f64),
    /// Percent; of GDP where the head says so.
    Percent {
        /// Of GDP.
        of_output: bool,
    },
    /// Lengths.
    Length(LengthUnit),
    /// Numbers of things, times a scale.
    Count(f64),
    /// Places in an order.
    Rank,
    /// The column is one year's; the unit stands elsewhere.
    Year,
    /// The cells are years.
    Years,
}

impl Head {
    /// Says what numbers are measured in.
    pub(in crate::extract) const fn is_unit(self) -> bool {
        matches!(
            self,
            Self::Money(..) | Self::Percent { .. } | Self::Length(_) | Self::Count(_)
        )
    }
}

/// A longer text is no head.
const MAX_LEN: usize = 160;

/// Reads a head.
pub(in crate::extract) fn of(words: &str) -> Head {
    if words.is_empty() || words.len() > MAX_LEN {
        return Head::Nothing;
    }
    let is_year = super::year(words).is_some();
    if let Some(unit) = unit(words) {
        return unit;
    }
    if is_year {
        return Head::Year;
    }
    let has = |word: &str| has_word(words, word);
    if has("rank") || has("ranking") {
        return Head::Rank;
    }
    let dates = [
        "year",
        "years",
        "date",
        "delivery",
        "since",
        "introduced",
        "entered",
        "signed",
        "fy",
    ];
    if dates.iter().any(|word| has(word)) {
        return Head::Years;
    }
    let counted = [
        "quantity",
        "number",
        "qty",
        "units",
        "ordered",
        "delivered",
        "personnel",
        "troops",
        "soldiers",
        "launchers",
        "missiles",
        "batteries",
        "warheads",
        "tanks",
        "aircraft",
        "interceptors",
    ];
    let unnumbered = ["serial", "range", "name", "type", "cost", "price", "weight"];
    if counted.iter().any(|word| has(word)) && !unnumbered.iter().any(|word| has(word)) {
        let scale = parts(words).find_map(scale_of).unwrap_or(1.0);
        return Head::Count(scale);
    }
    Head::Nothing
}

/// The unit in a head, the name of a row or a line over a table: "US$ bn", "Range, km",
/// "Figures in million euros".
pub(in crate::extract) fn unit(words: &str) -> Option<Head> {
    if words.len() > MAX_LEN || words.is_empty() {
        return None;
    }
    let has = |word: &str| has_word(words, word);
    if words.contains('%') || has("percent") || has("per cent") || has("pct") {
        return Some(Head::Percent {
            of_output: is_share_of(words, "gdp") || is_share_of(words, "gross domestic product"),
        });
    }
    if has("gdp") && (has("share") || has("ratio")) {
        return Some(Head::Percent { of_output: true });
    }
    if let Some(unit) = length(words) {
        return Some(Head::Length(unit));
    }
    let currency = parts(words).find_map(currency)?;
    let scale = parts(words).find_map(scale_of);
    // A bare sign or code counts single units; a bare name ("Dollar policy") may be anything.
    let is_named = parts(words).any(|it| Currency::from_name(it).is_some());
    let is_coded = !is_named || parts(words).any(has_sign);
    if scale.is_none() && !is_coded && !words.contains(['(', ',']) && !has("in") {
        return (parts(words).count() <= 2).then_some(Head::Money(currency, 1.0));
    }
    Some(Head::Money(currency, scale.unwrap_or(1.0)))
}

fn length(words: &str) -> Option<LengthUnit> {
    // "km/h" and "sq km" measure something else.
    let other = ["km/h", "km²", "km2", "sq", "square", "mph", "kmh"];
    if other
        .iter()
        .any(|it| words.contains(it) || has_word(words, it))
    {
        return None;
    }
    let has = |word: &str| has_word(words, word);
    if has("nm") || has("nmi") || has("nautical miles") {
        return Some(LengthUnit::NauticalMile);
    }
    if has("km") || has("kilometres") || has("kilometers") {
        return Some(LengthUnit::Kilometre);
    }
    (has("miles") || has("mi")).then_some(LengthUnit::Mile)
}

/// Runs of letters, digits and signs of money.
fn parts(words: &str) -> impl Iterator<Item = &str> {
    words
        .split(|c: char| !(c.is_alphanumeric() || "$€£¥₹₩".contains(c)))
        .filter(|part| !part.is_empty())
}

fn has_sign(part: &str) -> bool {
    part.contains(['$', '€', '£', '¥', '₹', '₩'])
}

fn currency(part: &str) -> Option<Currency> {
    // "US$bn", "A$", "€m".
    if let Some((prefix, _)) = part.split_once('$') {
        return Currency::from_dollar_prefix(prefix);
    }
    let first = part.chars().next()?;
    Currency::from_code(part)
        .filter(|_| Currency::is_certain_code(part))
        .or_else(|| match part {
            "Rs" | "INR" => Currency::parse("INR"),
            _ => Currency::from_sign(first),
        })
        .or_else(|| {
            (part.len() > 2 && !Currency::is_word(part))
                .then(|| Currency::from_name(part))
                .flatten()
        })
}

/// "bn", "m", "million", and what stands behind a sign: "US$bn".
fn scale_of(part: &str) -> Option<f64> {
    let rest = match part.rfind(['$', '€', '£', '¥', '₹', '₩']) {
        Some(at) => part
            .get(at..)
            .map(|rest| rest.trim_start_matches(|c: char| !c.is_alphanumeric()))?,
        None => part,
    };
    match rest {
        "000" | "000s" | "thousands" | "tsd" => return Some(1e3),
        "mn" | "mln" | "mio" | "Mn" => return Some(1e6),
        "bln" | "Bn" => return Some(1e9),
        _ => {}
    }
    number::read_scale(rest, true)
        .filter(|scale| scale.len == rest.len())
        .map(|scale| scale.factor)
}

/// Whether `words` has `word` (small ASCII letters) as a word of its own, in any case.
pub(in crate::extract) fn has_word(words: &str, word: &str) -> bool {
    let (all, wanted) = (words.as_bytes(), word.as_bytes());
    let is_letter = |at: usize| all.get(at).is_some_and(u8::is_ascii_alphanumeric);
    all.windows(wanted.len()).enumerate().any(|(at, window)| {
        window.eq_ignore_ascii_case(wanted)
            && !at.checked_sub(1).is_some_and(is_letter)
            && !is_letter(at + wanted.len())
    })
}

/// Whether a head tells shares of this: "% of GDP", "share of the GDP", "GDP share", "GDP, %"; not
/// "GDP, $bn", nor "GDP per head, %". `name` is in small letters.
pub(in crate::extract) fn is_share_of(words: &str, name: &str) -> bool {
    if !has_word(words, name) {
        return false;
    }
    let small = words.to_ascii_lowercase();
    let Some((before, behind)) = small.split_once(name) else {
        return false;
    };
    let before = before.trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    let behind = behind.trim_start_matches([' ', ',', '(', '[']);
    let links = ["%", " of", "percent", "per cent", "pct", "ratio to"];
    let shares = ["%", "share", "ratio", "percent", "per cent", "pct"];
    links.iter().any(|it| before.ends_with(it)) || shares.iter().any(|it| behind.starts_with(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: Head) {
        assert_eq!(of(words), expected, "{words}");
    }

    fn amount(code: &str, scale: f64) -> Head {
        Head::Money(Currency::parse(code).unwrap(), scale)
    }

    #[test]
    fn money() {
        for (words, code, scale) in [
            ("US$ bn", "USD", 1e9),
            ("US$bn", "USD", 1e9),
            ("Spending (US$ bn)", "USD", 1e9),
            ("Spending, US$ billion", "USD", 1e9),
            ("$m", "USD", 1e6),
            ("$ millions", "USD", 1e6),
            ("USD mn", "USD", 1e6),
            ("Billions of dollars", "USD", 1e9),
            ("₹ crore", "INR", 1e7),
            ("Million euros", "EUR", 1e6),
            ("2024 (SEK m)", "SEK", 1e6),
            ("€m", "EUR", 1e6),
            ("Budget in EUR", "EUR", 1.0),
            ("A$ billion", "AUD", 1e9),
            ("Unit price ($)", "USD", 1.0),
            ("Trillion yen", "JPY", 1e12),
            ("bn zlotys", "PLN", 1e9),
            ("GBP thousands", "GBP", 1e3),
        ] {
            check(words, amount(code, scale));
        }
    }

    #[test]
    fn shares() {
        let of_output = Head::Percent { of_output: true };
        for words in [
            "% of GDP",
            "Share of GDP, %",
            "Share of GDP",
            "GDP share (per cent)",
            "Ratio to GDP, %",
            "Spending, % GDP",
            "Percentage of the gross domestic product (%)",
        ] {
            check(words, of_output);
        }
        let other = Head::Percent { of_output: false };
        for words in [
            "Change on year, %",
            "Growth (percent)",
            "Share (%)",
            "GDP per head, %",
            "GDP growth (%)",
        ] {
            check(words, other);
        }
    }

    #[test]
    fn lengths() {
        check("Range (km)", Head::Length(LengthUnit::Kilometre));
        check("Range, km", Head::Length(LengthUnit::Kilometre));
        check("Reach in miles", Head::Length(LengthUnit::Mile));
        check("Range (nm)", Head::Length(LengthUnit::NauticalMile));
        check("Speed (km/h)", Head::Nothing);
        check("Area (sq km)", Head::Nothing);
    }

    #[test]
    fn counts_ranks_and_years() {
        check("Quantity", Head::Count(1.0));
        check("Number of launchers", Head::Count(1.0));
        check("Personnel (thousands)", Head::Count(1e3));
        check("Serial number", Head::Nothing);
        check("Rank", Head::Rank);
        check("2024", Head::Year);
        check("FY2024", Head::Year);
        check("2023/24", Head::Year);
        check("Year", Head::Years);
        check("Delivery", Head::Years);
        check("Country", Head::Nothing);
        check("System", Head::Nothing);
        check("Notes", Head::Nothing);
    }
}
