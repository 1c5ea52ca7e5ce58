//! Whose text it is, as far as fiscal years, shared currency signs and the order of day and month go.
//!
//! Which country a figure belongs to is read from the words around it: the nearest name, capital or
//! currency on the same line, else the one the text speaks of most.

use std::ops::Range;

use super::ends::{clause_end, sentence_end};
use super::numeric::{self, Order};
use super::word_starts::{StartKind, Starts, letters_at};
use crate::text::word_key::{key, letters_from};
use crate::text::word_map::{WordMap, num_slots};
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

/// Words that tell the country, sorted. Capitals and adjectives as written; signs with them.
const WORDS: [(&str, Country); 123] = [
    ("A$", Country::Australia),
    ("AUD", Country::Australia),
    ("America", Country::UnitedStates),
    ("American", Country::UnitedStates),
    ("Ankara", Country::Other),
    ("Australia", Country::Australia),
    ("Australian", Country::Australia),
    ("Bangladesh", Country::Bangladesh),
    ("Beijing", Country::China),
    ("Belgium", Country::Other),
    ("Berlin", Country::Other),
    ("Brazil", Country::Other),
    ("Britain", Country::Britain),
    ("British", Country::Britain),
    ("C$", Country::Canada),
    ("Canada", Country::Canada),
    ("Canadian", Country::Canada),
    ("Canberra", Country::Australia),
    ("China", Country::China),
    ("Chinese", Country::China),
    ("Congress", Country::UnitedStates),
    ("Copenhagen", Country::Denmark),
    ("Czech", Country::Other),
    ("Czechia", Country::Other),
    ("DKK", Country::Denmark),
    ("Danish", Country::Denmark),
    ("Delhi", Country::India),
    ("Denmark", Country::Denmark),
    ("Dhaka", Country::Bangladesh),
    ("Dutch", Country::Other),
    ("Estonia", Country::Other),
    ("Estonian", Country::Other),
    ("Finland", Country::Other),
    ("Finnish", Country::Other),
    ("France", Country::Other),
    ("French", Country::Other),
    ("GBP", Country::Britain),
    ("German", Country::Other),
    ("Germany", Country::Other),
    ("Greece", Country::Other),
    ("Greek", Country::Other),
    ("Hungary", Country::Other),
    ("INR", Country::India),
    ("Iceland", Country::Iceland),
    ("Icelandic", Country::Iceland),
    ("India", Country::India),
    ("Indian", Country::India),
    ("Indonesia", Country::Other),
    ("Iran", Country::Other),
    ("Iranian", Country::Other),
    ("Islamabad", Country::Pakistan),
    ("Israel", Country::Other),
    ("Israeli", Country::Other),
    ("Italian", Country::Other),
    ("Italy", Country::Other),
    ("JPY", Country::Japan),
    ("Japan", Country::Japan),
    ("Japanese", Country::Japan),
    ("Korea", Country::EastAsia),
    ("Korean", Country::EastAsia),
    ("Kyiv", Country::Other),
    ("Latvia", Country::Other),
    ("Latvian", Country::Other),
    ("Lithuania", Country::Other),
    ("Lithuanian", Country::Other),
    ("London", Country::Britain),
    ("Malaysia", Country::Other),
    ("Moscow", Country::Other),
    ("NOK", Country::Norway),
    ("Netherlands", Country::Other),
    ("Norway", Country::Norway),
    ("Norwegian", Country::Norway),
    ("Oslo", Country::Norway),
    ("Ottawa", Country::Canada),
    ("PKR", Country::Pakistan),
    ("Pakistan", Country::Pakistan),
    ("Pakistani", Country::Pakistan),
    ("Paris", Country::Other),
    ("Pentagon", Country::UnitedStates),
    ("Philippine", Country::Philippines),
    ("Philippines", Country::Philippines),
    ("Poland", Country::Other),
    ("Polish", Country::Other),
    ("RMB", Country::China),
    ("Rawalpindi", Country::Pakistan),
    ("Romania", Country::Other),
    ("Russia", Country::Other),
    ("Russian", Country::Other),
    ("SEK", Country::Sweden),
    ("Saudi", Country::Other),
    ("Seoul", Country::EastAsia),
    ("Singapore", Country::Singapore),
    ("Spain", Country::Other),
    ("Spanish", Country::Other),
    ("Stockholm", Country::Sweden),
    ("Sweden", Country::Sweden),
    ("Swedish", Country::Sweden),
    ("Swiss", Country::Other),
    ("Switzerland", Country::Other),
    ("Taipei", Country::EastAsia),
    ("Taiwan", Country::EastAsia),
    ("Taiwanese", Country::EastAsia),
    ("Thai", Country::Thailand),
    ("Thailand", Country::Thailand),
    ("Tokyo", Country::Japan),
    ("Turkey", Country::Other),
    ("Turkish", Country::Other),
    ("Türkiye", Country::Other),
    ("UK", Country::Britain),
    ("US", Country::UnitedStates),
    ("USA", Country::UnitedStates),
    ("Ukraine", Country::Other),
    ("Ukrainian", Country::Other),
    ("Vietnam", Country::Other),
    ("Washington", Country::UnitedStates),
    ("Wellington", Country::NewZealand),
    ("Westminster", Country::Britain),
    ("Whitehall", Country::Britain),
    ("Zealand", Country::NewZealand),
    ("crore", Country::India),
    ("lakh", Country::India),
    ("yen", Country::Japan),
    ("yuan", Country::China),
];

/// For the first letter of each of [`WORDS`], a bit for each second letter, by its five low bits.
static SECOND_LETTERS: [u32; 128] = letters_at(1, &WORDS);

/// The same for each third letter; all bits where a word has only two.
static THIRD_LETTERS: [u32; 128] = letters_at(2, &WORDS);

/// The words by their [`key`]s.
static PLACES: WordMap<(&str, Country), { num_slots(WORDS.len()) }> = {
    let mut places = WordMap::empty(("", Country::Other));
    let mut at = 0;
    #[expect(
        clippy::indexing_slicing,
        reason = "evaluated at compile time, where out of bounds is an error of the build"
    )]
    while at < WORDS.len() {
        places = places.with(key(WORDS[at].0.as_bytes()), WORDS[at]);
        at += 1;
    }
    places
};

impl Country {
    /// Told by this word, written as it is in the table, that has this [`key`].
    fn of_word(word: &str, key: u64) -> Option<Self> {
        PLACES.get(key).filter(|it| it.0 == word).map(|it| it.1)
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
    dollar: Currency,
}

/// How much of a text is read to see whose it is.
const HOME_REACH: usize = 64 * 1024;

/// As much of a text as is read to see whose it is.
fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(HOME_REACH))
        .unwrap_or("")
}

/// The order of day and month that a text shows in its figures.
pub(in crate::extract) fn order_of(text: &str) -> Option<Order> {
    numeric::order_of(beginning(text))
}

/// The order of day and month that a text writes in figures, and whether that is sure.
pub(super) fn order_in(text: &str) -> (Order, bool) {
    let shown = order_of(text).map(|order| (order, true));
    shown.unwrap_or_else(|| Home::of_text(text).usual_order())
}

impl Home {
    pub(in crate::extract) fn of_text(text: &str) -> Self {
        let text = beginning(text);
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
            dollar: super::dollars::of_text(text, country),
        }
    }

    /// What a bare dollar sign means here.
    pub(in crate::extract) const fn dollar(&self) -> Currency {
        self.dollar
    }

    /// Whether "3/4/2025" starts with the day or the month where the text does not show it, and
    /// whether that is sure.
    pub(in crate::extract) fn usual_order(&self) -> (Order, bool) {
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
    Some(match (&usual.letters(), country) {
        (b"JPY", Country::China) => "CNY",
        (b"JPY", Country::Japan) => "JPY",
        (b"INR", Country::Pakistan) => "PKR",
        (b"INR", Country::India) => "INR",
        (b"SEK" | b"NOK" | b"CZK", Country::Sweden) => "SEK",
        (b"SEK" | b"NOK" | b"CZK", Country::Norway) => "NOK",
        (b"SEK" | b"NOK" | b"CZK", Country::Denmark) => "DKK",
        (b"SEK" | b"CZK", Country::Iceland) => "ISK",
        _ => return None,
    })
}

/// Every word of `text` that tells a country and starts in `range`, with its place.
fn words_in(text: &str, range: Range<usize>) -> impl Iterator<Item = (usize, Country)> + '_ {
    Starts::new(text.as_bytes(), range, StartKind::Telling)
        .filter_map(|at| Some((at, country_at(text, at)?)))
}

/// Every word of `text` that tells a country, with its place.
fn words(text: &str) -> impl Iterator<Item = (usize, Country)> + '_ {
    words_in(text, 0..text.len())
}

/// The country told by the word or sign at `start`.
#[inline]
fn country_at(text: &str, start: usize) -> Option<Country> {
    let (&first, &second) = (text.as_bytes().get(start)?, text.as_bytes().get(start + 1)?);
    if !first.is_ascii() {
        return match text.get(start..)?.chars().next()? {
            '£' => Some(Country::Britain),
            '₹' => Some(Country::India),
            _ => None,
        };
    }
    let seconds = SECOND_LETTERS.get(usize::from(first))?;
    let thirds = THIRD_LETTERS.get(usize::from(first))?;
    let third = text.as_bytes().get(start + 2).copied().unwrap_or(0);
    let may_tell = seconds & (1 << (second & 31)) != 0 && thirds & (1 << (third & 31)) != 0;
    (may_tell || second == b'.').then(|| country_of(text, start))?
}

/// The country told by the word at `start`.
fn country_of(text: &str, start: usize) -> Option<Country> {
    let bytes = text.as_bytes();
    let before = bytes.get(start.wrapping_sub(1)).copied().unwrap_or(b' ');
    let inside =
        before.is_ascii_alphabetic() || !before.is_ascii() && ends_in_letter(text.get(..start)?);
    if inside {
        return None;
    }
    let (mut word, mut end) = letters_from(bytes, start);
    let goes_on = |byte: &u8| !byte.is_ascii() || *byte == b'$';
    if end > start + 1 && !bytes.get(end).is_some_and(goes_on) {
        let (name, country) = PLACES.get(word)?;
        return (bytes.get(start..end)? == name.as_bytes()).then_some(country);
    }
    let end_of_plain = end;
    while let Some(0x80..=0xBF | 0xC3..=0xC5) = bytes.get(end) {
        end = letters_from(bytes, end + 1).1;
    }
    if end == start + 1 {
        match bytes.get(start..start + 4) {
            Some(b"U.S.") => return Some(Country::UnitedStates),
            Some(b"U.K.") => return Some(Country::Britain),
            _ => {}
        }
    }
    end += usize::from(bytes.get(end) == Some(&b'$'));
    if end != end_of_plain {
        word = key(bytes.get(start..end)?);
    }
    Country::of_word(text.get(start..end)?, word)
}

/// Whether a letter of a European word stands last; dashes and quotes are none.
fn ends_in_letter(text: &str) -> bool {
    text.ends_with(|c: char| matches!(c, '\u{c0}'..='\u{17f}'))
}

/// The country whose word stands nearest to `at` on the same line.
pub(super) fn nearest(text: &str, at: usize, fits: impl Fn(Country) -> bool) -> Option<Country> {
    const BEFORE: usize = 240;
    const AFTER: usize = 120;
    let bytes = text.as_bytes();
    let right = bytes.get(at..(at + AFTER).min(bytes.len()))?;
    let to = at + memchr::memchr(b'\n', right).unwrap_or(right.len());
    let behind = words_in(text, at..to).find(|it| fits(it.1));
    // One as near before it goes first.
    let reach = behind.map_or(BEFORE, |it| BEFORE.min(it.0 - at));
    let from = at.saturating_sub(reach);
    let left = bytes.get(from..at)?;
    let from = memchr::memrchr(b'\n', left).map_or(from, |it| from + it + 1);
    // A few words at a time, the nearest first.
    const STEP: usize = 64;
    let mut to = at;
    let mut before = None;
    while before.is_none() && from < to {
        let start = from.max(to.saturating_sub(STEP));
        before = words_in(text, start..to).filter(|it| fits(it.1)).last();
        to = start;
    }
    before.or(behind).map(|it| it.1)
}

/// The country whose fiscal year stands at `at`: its owner ("Pakistan's FY26"), else the country named
/// last before it in its sentence, else the first behind it there, else the last in the sentences
/// before it on the line.
pub(super) fn owner(text: &str, at: usize) -> Option<Country> {
    const BEFORE: usize = 240;
    const AFTER: usize = 120;
    let line = text.get(text.floor_char_boundary(at.saturating_sub(BEFORE))..at)?;
    let line = line.rsplit('\n').next().unwrap_or("");
    let behind = text.get(at..text.floor_char_boundary(at + AFTER))?;
    let behind = behind.split('\n').next().unwrap_or("");
    let behind = behind.get(..sentence_end(behind)).unwrap_or(behind);
    let behind = behind.get(..clause_end(behind)).unwrap_or(behind);
    // "US$" is money in any country, and so is what another sum is converted to: "¥8.8tn (A$92bn)".
    let own = |words: &str, (place, country): (usize, Country)| {
        let dollars = words
            .get(place..)
            .is_some_and(|rest| rest.starts_with("US$"));
        let converted = words.get(..place).is_some_and(|left| left.ends_with('('));
        (!dollars && !converted).then_some((place, country))
    };
    let mut last = None;
    let mut from = 0;
    for found in words(line).filter_map(|it| own(line, it)) {
        while let Some(end) = line.get(from..).map(sentence_end)
            && from + end <= found.0
        {
            from += end;
        }
        last = Some(found.1);
    }
    // A sentence may also have ended behind the last country.
    let ended = line
        .get(from..)
        .is_some_and(|rest| sentence_end(rest) < rest.len());
    last.filter(|_| !ended)
        .or_else(|| words(behind).find_map(|it| own(behind, it)).map(|it| it.1))
        .or(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_tells_its_country() {
        assert!(WORDS.is_sorted_by_key(|it| it.0));
        for (word, country) in WORDS {
            assert_eq!(country_at(word, 0), Some(country), "{word}");
            assert_eq!(words(word).next(), Some((0, country)), "{word}");
        }
    }

    #[test]
    fn words_start_where_no_letter_stands_before_them() {
        let text = "xUSA yen, lakh,crore Oyen-Iran 9Iran éIran ēuro the U.K.-US$ \u{2019}Oslo yen";
        for from in (0..text.len()).filter(|&at| text.is_char_boundary(at)) {
            let all: Vec<_> = (from..text.len())
                .filter(|&at| {
                    let before = text.as_bytes().get(at.wrapping_sub(1));
                    !before.is_some_and(u8::is_ascii_alphabetic)
                })
                .filter_map(|at| Some((at, country_at(text, at)?)))
                .collect();
            let found: Vec<_> = words_in(text, from..text.len()).collect();
            assert_eq!(found, all, "{from}");
        }
    }

    #[track_caller]
    fn check_owner(text: &str, expected: Country) {
        let at = text.find('@').unwrap();
        let text = text.replace('@', "");
        assert_eq!(owner(&text, at), Some(expected), "{text}");
    }

    #[test]
    fn a_fiscal_year_is_of_its_owner() {
        use Country::*;
        check_owner("Pakistan's @FY26 and India's FY26", Pakistan);
        check_owner("Pakistan's FY26 and India's @FY26", India);
        check_owner("India spent US$78bn in @2025-26, Pakistan $9bn", India);
        check_owner(
            "Australia spends A$56bn in @2025-26. Britain spends more",
            Australia,
        );
        check_owner(
            "In @fiscal 2026 the United States and US forces, while Japan",
            UnitedStates,
        );
        for joiner in [", while", ", whereas", ", but", ";"] {
            let text = format!("Japan rests. It asks for more in @fiscal 2026{joiner} India waits");
            check_owner(&text, Japan);
        }
        check_owner(
            "Japan rests. It asks for more in @fiscal 2026, which India heard.",
            India,
        );
        check_owner(
            "Japan rests. Congress wants more for @FY2027. India waits",
            UnitedStates,
        );
        check_owner(
            "Tokyo asks for ¥8.8tn (A$92bn). Kihara did not say whether that is enough for @FY2027.",
            Japan,
        );
        check_owner(
            "Congress wants more. It asked for it in @FY2027. India waits",
            UnitedStates,
        );
        check_owner(
            "for the government of Japan. Work is done in the U.S. and ends in @fiscal 2027.",
            UnitedStates,
        );
    }

    #[test]
    fn words_and_signs_tell_the_country() {
        let found: Vec<_> = words("Türkiye’s and A$5 to £6, US forces, 5 crore, ‘Indians’ in Łodz")
            .map(|it| it.1)
            .collect();
        let expected = [
            Country::Other,
            Country::Australia,
            Country::Britain,
            Country::UnitedStates,
            Country::India,
        ];
        assert_eq!(found, expected);
    }
}
