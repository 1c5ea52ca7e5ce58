//! Fiscal years, which follow their country, and whose text it is.
//!
//! Which country a figure belongs to is read from the words around it: the nearest name, capital or
//! currency on the same line, else the one the text speaks of most.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Doubt, Grain, Period, settle};
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::scan::Scanner;
use crate::units::Currency;

/// A country as far as fiscal years and shared currency signs go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Country {
    India,
    Britain,
    Australia,
    Pakistan,
    Japan,
    UnitedStates,
    Canada,
    NewZealand,
    Singapore,
    Bangladesh,
    Thailand,
    China,
    Sweden,
    Norway,
    Denmark,
    Iceland,
    /// One whose fiscal year is the calendar's.
    Other,
}

/// Words that tell the country. Capitals and adjectives as written; signs with them.
const WORDS: &[(&str, Country)] = &[
    ("India", Country::India),
    ("Indian", Country::India),
    ("Delhi", Country::India),
    ("crore", Country::India),
    ("lakh", Country::India),
    ("INR", Country::India),
    ("Britain", Country::Britain),
    ("British", Country::Britain),
    ("UK", Country::Britain),
    ("London", Country::Britain),
    ("Whitehall", Country::Britain),
    ("Westminster", Country::Britain),
    ("GBP", Country::Britain),
    ("Australia", Country::Australia),
    ("Australian", Country::Australia),
    ("Canberra", Country::Australia),
    ("A$", Country::Australia),
    ("AUD", Country::Australia),
    ("Pakistan", Country::Pakistan),
    ("Pakistani", Country::Pakistan),
    ("Islamabad", Country::Pakistan),
    ("Rawalpindi", Country::Pakistan),
    ("PKR", Country::Pakistan),
    ("Japan", Country::Japan),
    ("Japanese", Country::Japan),
    ("Tokyo", Country::Japan),
    ("yen", Country::Japan),
    ("JPY", Country::Japan),
    ("Pentagon", Country::UnitedStates),
    ("Congress", Country::UnitedStates),
    ("American", Country::UnitedStates),
    ("Washington", Country::UnitedStates),
    ("US", Country::UnitedStates),
    ("USA", Country::UnitedStates),
    ("America", Country::UnitedStates),
    ("Canada", Country::Canada),
    ("Canadian", Country::Canada),
    ("Ottawa", Country::Canada),
    ("C$", Country::Canada),
    ("Zealand", Country::NewZealand),
    ("Wellington", Country::NewZealand),
    ("Singapore", Country::Singapore),
    ("Bangladesh", Country::Bangladesh),
    ("Dhaka", Country::Bangladesh),
    ("Thailand", Country::Thailand),
    ("Thai", Country::Thailand),
    ("China", Country::China),
    ("Chinese", Country::China),
    ("Beijing", Country::China),
    ("yuan", Country::China),
    ("RMB", Country::China),
    ("Sweden", Country::Sweden),
    ("Swedish", Country::Sweden),
    ("Stockholm", Country::Sweden),
    ("SEK", Country::Sweden),
    ("Norway", Country::Norway),
    ("Norwegian", Country::Norway),
    ("Oslo", Country::Norway),
    ("NOK", Country::Norway),
    ("Denmark", Country::Denmark),
    ("Danish", Country::Denmark),
    ("Copenhagen", Country::Denmark),
    ("DKK", Country::Denmark),
    ("Iceland", Country::Iceland),
    ("Icelandic", Country::Iceland),
    ("Finland", Country::Other),
    ("Finnish", Country::Other),
    ("Estonia", Country::Other),
    ("Estonian", Country::Other),
    ("Latvia", Country::Other),
    ("Latvian", Country::Other),
    ("Lithuania", Country::Other),
    ("Lithuanian", Country::Other),
    ("Poland", Country::Other),
    ("Polish", Country::Other),
    ("Germany", Country::Other),
    ("German", Country::Other),
    ("Berlin", Country::Other),
    ("France", Country::Other),
    ("French", Country::Other),
    ("Paris", Country::Other),
    ("Italy", Country::Other),
    ("Italian", Country::Other),
    ("Spain", Country::Other),
    ("Spanish", Country::Other),
    ("Netherlands", Country::Other),
    ("Dutch", Country::Other),
    ("Belgium", Country::Other),
    ("Ukraine", Country::Other),
    ("Ukrainian", Country::Other),
    ("Kyiv", Country::Other),
    ("Russia", Country::Other),
    ("Russian", Country::Other),
    ("Moscow", Country::Other),
    ("Korea", Country::Other),
    ("Korean", Country::Other),
    ("Seoul", Country::Other),
    ("Taiwan", Country::Other),
    ("Taiwanese", Country::Other),
    ("Taipei", Country::Other),
    ("Israel", Country::Other),
    ("Israeli", Country::Other),
    ("Turkey", Country::Other),
    ("Türkiye", Country::Other),
    ("Turkish", Country::Other),
    ("Ankara", Country::Other),
    ("Philippines", Country::Other),
    ("Philippine", Country::Other),
    ("Vietnam", Country::Other),
    ("Indonesia", Country::Other),
    ("Malaysia", Country::Other),
    ("Iran", Country::Other),
    ("Iranian", Country::Other),
    ("Saudi", Country::Other),
    ("Greece", Country::Other),
    ("Greek", Country::Other),
    ("Romania", Country::Other),
    ("Czech", Country::Other),
    ("Czechia", Country::Other),
    ("Hungary", Country::Other),
    ("Switzerland", Country::Other),
    ("Swiss", Country::Other),
    ("Brazil", Country::Other),
];

impl Country {
    fn of_word(word: &str) -> Option<Self> {
        // Capitals first: nearly every other word of a text is settled by its first letter.
        let first = word.bytes().next()?;
        if word.len() < 2 || !(first.is_ascii_uppercase() || matches!(first, b'c' | b'l' | b'y')) {
            return None;
        }
        WORDS.iter().find(|it| it.0 == word).map(|it| it.1)
    }

    /// First month of the fiscal year, and whether a single year names the one it starts in.
    const fn fiscal_year(self) -> (i8, bool) {
        match self {
            Self::Japan | Self::Singapore => (4, true),
            Self::India | Self::Britain | Self::Canada => (4, false),
            Self::Australia | Self::Pakistan | Self::NewZealand | Self::Bangladesh => (7, false),
            Self::UnitedStates | Self::Thailand => (10, false),
            _ => (1, true),
        }
    }

    /// Whether "2024-25" without "FY" is a fiscal year there.
    const fn writes_split_years(self) -> bool {
        matches!(
            self,
            Self::India
                | Self::Britain
                | Self::Australia
                | Self::Pakistan
                | Self::NewZealand
                | Self::Bangladesh
                | Self::Canada
        )
    }
}

/// Whose text it is.
#[derive(Clone, Copy, Debug)]
pub(in crate::extract) struct Home {
    country: Option<Country>,
}

/// How much of a text is read to see whose it is.
const HOME_REACH: usize = 64 * 1024;

impl Home {
    pub(in crate::extract) fn of_text(text: &str) -> Self {
        let mut end = text.len().min(HOME_REACH);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = text.get(..end).unwrap_or("");
        let mut counts: Vec<(Country, usize)> = Vec::new();
        for (_, country) in words(text) {
            match counts.iter_mut().find(|it| it.0 == country) {
                Some(it) => it.1 += 1,
                None => counts.push((country, 1)),
            }
        }
        let mut best: Option<(Country, usize)> = None;
        for it in counts {
            if best.is_none_or(|best| it.1 > best.1) {
                best = Some(it);
            }
        }
        // English that names no country and writes bare dollars is American.
        let country = best.map(|it| it.0);
        let american = country.is_none() && text.contains('$');
        Self {
            country: country.or(american.then_some(Country::UnitedStates)),
        }
    }

    /// What a bare dollar sign means here. The US dollar nearly everywhere: texts of other
    /// countries that mean their own write it with letters, except Canadian ones.
    pub(in crate::extract) fn dollar(&self) -> Currency {
        let canadian = self.country == Some(Country::Canada);
        Currency::parse(if canadian { "CAD" } else { "USD" }).unwrap_or(Currency::USD)
    }

    /// Whether "3/4/2025" starts with the month.
    pub(in crate::extract) fn month_first(&self) -> bool {
        self.country == Some(Country::UnitedStates)
    }

    /// Whether pounds are meant as money where nothing else is said.
    pub(in crate::extract) fn is_british(&self) -> bool {
        self.country == Some(Country::Britain)
    }

    /// Whether rupees are meant where only "crore" is written.
    pub(in crate::extract) fn is_indian(&self) -> bool {
        self.country == Some(Country::India)
    }

    /// A sign or name that several countries share, as meant near `at`.
    pub(in crate::extract) fn currency_near(
        &self,
        text: &str,
        at: usize,
        usual: Currency,
    ) -> Currency {
        let near = nearest(text, at, |country| own_currency(usual, country).is_some());
        let country = near.or(self.country);
        country
            .and_then(|it| own_currency(usual, it))
            .and_then(Currency::parse)
            .unwrap_or(usual)
    }
}

/// What a shared name becomes in a country that uses it.
fn own_currency(usual: Currency, country: Country) -> Option<&'static str> {
    Some(match (usual.code(), country) {
        ("JPY", Country::China) => "CNY",
        ("JPY", Country::Japan) => "JPY",
        ("INR", Country::Pakistan) => "PKR",
        ("INR", Country::India) => "INR",
        ("SEK" | "NOK", Country::Sweden) => "SEK",
        ("SEK" | "NOK", Country::Norway) => "NOK",
        ("SEK" | "NOK", Country::Denmark) => "DKK",
        ("SEK", Country::Iceland) => "ISK",
        _ => return None,
    })
}

/// Every word of `text` that tells a country, with its place.
fn words(text: &str) -> impl Iterator<Item = (usize, Country)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let byte = *bytes.get(at)?;
            let start = at;
            match byte {
                // Capitals, and the few names of money that are written small.
                b'A'..=b'Z' | b'a'..=b'z' => {
                    // Letters outside ASCII go with the word ("Türkiye"), dashes and quotes do not.
                    while bytes.get(at).is_some_and(|it| {
                        it.is_ascii_alphabetic() || matches!(it, 0xC3..=0xC5 | 0x80..=0xBF)
                    }) {
                        at += 1;
                    }
                    let dollar = bytes.get(at) == Some(&b'$');
                    at += usize::from(dollar);
                    let word = text.get(start..at).unwrap_or("");
                    if let Some(country) = Country::of_word(word) {
                        return Some((start, country));
                    }
                }
                0xC2 | 0xE2 => {
                    let rest = text.get(at..).unwrap_or("");
                    at += rest.chars().next().map_or(1, char::len_utf8);
                    if rest.starts_with('£') {
                        return Some((start, Country::Britain));
                    }
                    if rest.starts_with('₹') {
                        return Some((start, Country::India));
                    }
                }
                _ => at += 1,
            }
        }
    })
}

/// The country whose word stands nearest to `at` on the same line.
fn nearest(text: &str, at: usize, fits: impl Fn(Country) -> bool) -> Option<Country> {
    const BEFORE: usize = 240;
    const AFTER: usize = 120;
    let mut from = at.saturating_sub(BEFORE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (at + AFTER).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let left = text.get(from..at)?;
    let from = left.rfind('\n').map_or(from, |it| from + it + 1);
    let right = text.get(at..to)?;
    let to = right.find('\n').map_or(to, |it| at + it);
    words(text.get(from..to)?)
        .filter(|it| fits(it.1))
        .min_by_key(|it| (from + it.0).abs_diff(at))
        .map(|it| it.1)
}

/// A fiscal year's days.
#[derive(Clone, Copy, Debug)]
pub(super) struct FiscalYear {
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) doubt: Option<Doubt>,
}

/// "2024-25" where that is how fiscal years are written.
pub(super) fn split_year(s: &Scanner<'_, '_>, at: usize, first: i16) -> Option<FiscalYear> {
    let country = nearest(s.lex.text, at, |_| true).or(s.home().country)?;
    if !country.writes_split_years() {
        return None;
    }
    starting_in(country, first, first)
}

/// From the fiscal year that starts in `first` to the one that starts in `last`.
fn starting_in(country: Country, first: i16, last: i16) -> Option<FiscalYear> {
    let (month, _) = country.fiscal_year();
    let from = Date::new(first, month, 1).ok()?;
    let to = Date::new(last, month, 1).ok()?;
    Some(FiscalYear {
        from,
        to: to.checked_add(1.year()).ok()?.yesterday().ok()?,
        doubt: None,
    })
}

/// The fiscal year that a single year names.
fn named(country: Option<Country>, year: i16) -> Option<FiscalYear> {
    let Some(country) = country else {
        let mut it = starting_in(Country::Other, year, year)?;
        it.doubt = Some(Doubt("whose fiscal year it is, the text does not say"));
        return Some(it);
    };
    let (month, by_start) = country.fiscal_year();
    let first = if by_start { year } else { year - 1 };
    let mut it = starting_in(country, first, first)?;
    if month == 4 && !by_start {
        it.doubt = Some(Doubt("some name this fiscal year by the year it starts in"));
    }
    Some(it)
}

/// The fiscal year a day lies in.
pub(super) fn holding(s: &Scanner<'_, '_>, at: usize, day: Date) -> Option<FiscalYear> {
    let country = nearest(s.lex.text, at, |_| true)
        .or(s.home().country)
        .unwrap_or(Country::Other);
    let (month, _) = country.fiscal_year();
    let first = if day.month() >= month {
        day.year()
    } else {
        day.year() - 1
    };
    starting_in(country, first, first)
}

/// Reads "FY2024", "FY 2025-26", "FY26", "fiscal 2027", "financial year 2024-25" at its digits.
pub(super) fn at_digits(s: &mut Scanner<'_, '_>, digits: Token<'_>) -> Option<usize> {
    let start = prefix_before(s, digits.start)?;
    let short = digits.text.len() == 2;
    let attached = s
        .lex
        .char_before(digits.start)
        .is_some_and(char::is_alphabetic);
    if !(digits.text.len() == 4
        || (short && (attached || s.lex.slice(start, digits.start).starts_with("FY"))))
    {
        return None;
    }
    let value: i16 = digits.text.parse().ok()?;
    let first = if short { 2000 + value } else { value };
    let country = nearest(s.lex.text, digits.start, |_| true).or(s.home().country);
    let (year, end) = match last_year(s, digits.end, first) {
        Some((last, end)) if last == first + 1 => {
            let country = country.unwrap_or(Country::Other);
            let mut it = starting_in(country, first, first)?;
            if country.fiscal_year().0 == 1 {
                // Two calendar years, or a fiscal year of a country unknown here.
                it = FiscalYear {
                    from: Date::new(first, 1, 1).ok()?,
                    to: Date::new(last, 12, 31).ok()?,
                    doubt: Some(Doubt("whose fiscal year it is, the text does not say")),
                };
            }
            (it, end)
        }
        Some((last, end)) => {
            let from = named(country, first)?;
            let to = named(country, last)?;
            (FiscalYear { to: to.to, ..from }, end)
        }
        None => (named(country, first)?, digits.end),
    };
    Some(settle(
        s,
        Period {
            start,
            end,
            from: year.from,
            to: year.to,
            grain: Grain::Year,
            rule: "date-fiscal-year",
            doubt: year.doubt,
        },
    ))
}

/// Where "FY", "fiscal", "fiscal year", "financial year" before the digits starts.
fn prefix_before(s: &Scanner<'_, '_>, at: usize) -> Option<usize> {
    let mut token = s.lex.before(at);
    if token.is_dash() && token.gap == Gap::None {
        token = s.lex.before(token.start);
    }
    if !token.is_near() || token.start < s.floor {
        return None;
    }
    if token.text == "." || token.is_apostrophe() {
        // "F.Y.", "FY'25"
        token = s.lex.before(token.start);
    }
    if matches!(token.text, "FY" | "Fy" | "FYs") || token.is("fiscal") {
        return Some(token.start);
    }
    if token.is_any(&["year", "years"]) {
        let mut before = s.lex.before(token.start);
        if before.is_dash() {
            before = s.lex.before(before.start);
        }
        let known = before.is_any(&["fiscal", "financial", "budget"]) && before.is_near();
        return (known && before.start >= s.floor).then_some(before.start);
    }
    None
}

/// The second year of "FY 2025-26", "FY24/25", "FY2023-2027", "FY2023 to FY2027".
fn last_year(s: &Scanner<'_, '_>, at: usize, first: i16) -> Option<(i16, usize)> {
    let joiner = s.lex.after(at);
    let dash = joiner.is_dash() || joiner.text == "/";
    if !(dash || joiner.is_any(&["to", "through"])) || !joiner.is_near() {
        return None;
    }
    let mut next = s.lex.after(joiner.end);
    if matches!(next.text, "FY" | "fiscal") {
        next = s.lex.after(next.end);
    }
    if next.kind != TokenKind::Digits || !next.is_near() {
        return None;
    }
    let value: i16 = next.text.parse().ok()?;
    let last = match next.text.len() {
        2 => first - first % 100 + value,
        4 => value,
        _ => return None,
    };
    let tail = s.lex.after(next.end);
    let joined = tail.gap == Gap::None && (tail.is_word() || tail.text == "%");
    (last > first && last - first <= 30 && !joined).then_some((last, next.end))
}

/// "the fiscal year starting April 1, 2025", "the financial year ending March 2026": the whole year,
/// where `period` is the day or month named.
pub(super) fn by_edge(s: &Scanner<'_, '_>, period: &Period) -> Option<Period> {
    let mut token = s.lex.before(period.start);
    if token.is_any(&["in", "on"]) {
        token = s.lex.before(token.start);
    }
    let starts = token.is_any(&[
        "starting",
        "beginning",
        "begins",
        "starts",
        "began",
        "started",
        "begin",
    ]);
    let ends = token.is_any(&["ending", "ends", "ended"]);
    if !(starts || ends) || !token.is_near() || token.start < s.floor {
        return None;
    }
    token = s.lex.before(token.start);
    if token.is_any(&["that", "which"]) {
        token = s.lex.before(token.start);
    }
    if token.text == "," {
        token = s.lex.before(token.start);
    }
    if !token.is("year") || !token.is_near() || token.start < s.floor {
        return None;
    }
    let kind = s.lex.before(token.start);
    let known = kind.is_any(&["fiscal", "financial", "budget"]) && kind.start >= s.floor;
    let start = if known { kind.start } else { token.start };
    let (from, to) = if starts {
        let to = period.from.checked_add(1.year()).ok()?.yesterday().ok()?;
        (period.from, to)
    } else {
        let from = period.to.tomorrow().ok()?.checked_sub(1.year()).ok()?;
        (from, period.to)
    };
    Some(Period {
        start,
        from,
        to,
        grain: Grain::Year,
        rule: "date-fiscal-year",
        ..*period
    })
}
