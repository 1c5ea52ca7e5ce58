//! Whose text it is, as far as fiscal years, shared currency signs and the order of day and month go.
//!
//! Which country a figure belongs to is read from the words around it: the nearest name, capital or
//! currency on the same line, else the one the text speaks of most.

use super::numeric::{self, Order};
use crate::units::Currency;

/// A country as far as fiscal years and shared currency signs go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Country {
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
    /// One that writes dates in figures from the year, so that English ones may go either way.
    EastAsia,
    Philippines,
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
    ("Korea", Country::EastAsia),
    ("Korean", Country::EastAsia),
    ("Seoul", Country::EastAsia),
    ("Taiwan", Country::EastAsia),
    ("Taiwanese", Country::EastAsia),
    ("Taipei", Country::EastAsia),
    ("Israel", Country::Other),
    ("Israeli", Country::Other),
    ("Turkey", Country::Other),
    ("Türkiye", Country::Other),
    ("Turkish", Country::Other),
    ("Ankara", Country::Other),
    ("Philippines", Country::Philippines),
    ("Philippine", Country::Philippines),
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
    pub(super) const fn fiscal_year(self) -> (i8, bool) {
        match self {
            Self::Japan | Self::Singapore => (4, true),
            Self::India | Self::Britain | Self::Canada => (4, false),
            Self::Australia | Self::Pakistan | Self::NewZealand | Self::Bangladesh => (7, false),
            Self::UnitedStates | Self::Thailand => (10, false),
            _ => (1, true),
        }
    }

    /// Whether "2024-25" without "FY" is a fiscal year there.
    pub(super) const fn writes_split_years(self) -> bool {
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
    pub(super) country: Option<Country>,
    /// Of dates in figures, where the text shows it.
    order: Option<Order>,
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
            order: numeric::order_of(text),
        }
    }

    /// What a bare dollar sign means here. The US dollar nearly everywhere: texts of other
    /// countries that mean their own write it with letters, except Canadian ones.
    pub(in crate::extract) fn dollar(&self) -> Currency {
        let canadian = self.country == Some(Country::Canada);
        Currency::parse(if canadian { "CAD" } else { "USD" }).unwrap_or(Currency::USD)
    }

    /// Whether "3/4/2025" starts with the day or the month, and whether that is sure.
    pub(in crate::extract) fn order(&self) -> (Order, bool) {
        if let Some(order) = self.order {
            return (order, true);
        }
        match self.country {
            Some(Country::UnitedStates) => (Order::MonthFirst, true),
            // English that speaks of no country is likelier American.
            None | Some(Country::Philippines) => (Order::MonthFirst, false),
            Some(Country::Canada | Country::Japan | Country::China | Country::EastAsia) => {
                (Order::DayFirst, false)
            }
            Some(_) => (Order::DayFirst, true),
        }
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
pub(super) fn nearest(text: &str, at: usize, fits: impl Fn(Country) -> bool) -> Option<Country> {
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
