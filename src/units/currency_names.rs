//! Names of currencies and of their hundredths, as they stand after an amount.
//!
//! The table is sorted and in lower case, so that a word is settled by a few comparisons. A name that
//! several countries share gives the usual one; [`super::currency_lands`] overrules it.

use NameKind::{Minor, Name, Word};

/// What a name is besides a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKind {
    /// Nothing else.
    Name,
    /// An ordinary word too ("won", "real"): only large amounts are of it.
    Word,
    /// So many of it make one of the currency.
    Minor(u16),
}

/// The entry of a word, any case.
pub(super) fn find(word: &str) -> Option<(&'static [u8; 3], NameKind)> {
    // Nearly every word is settled by its first letter and its length.
    let first = word.as_bytes().first()?.to_ascii_lowercase();
    let letter = FIRST_LETTERS.get(usize::from(first))?;
    if word.len() > MAX || letter.lengths & (1 << word.len()) == 0 {
        return None;
    }
    let mut buffer = [0u8; MAX];
    let key = super::currency_lands::lower(word, &mut buffer)?;
    NAMES
        .get(usize::from(letter.from)..usize::from(letter.to))?
        .iter()
        .find(|it| it.0.as_bytes() == key)
        .map(|it| (it.1, it.2))
}

const MAX: usize = 14;

/// Where the names with one first byte are, and a bit for each length they have.
#[derive(Clone, Copy)]
struct FirstLetter {
    lengths: u16,
    from: u8,
    to: u8,
}

static FIRST_LETTERS: [FirstLetter; 256] = {
    let mut letters = [FirstLetter {
        lengths: 0,
        from: 0,
        to: 0,
    }; 256];
    let mut at = 0u8;
    #[expect(
        clippy::indexing_slicing,
        reason = "evaluated at compile time, where out of bounds is an error of the build"
    )]
    while (at as usize) < NAMES.len() {
        let name = NAMES[at as usize].0.as_bytes();
        let letter = &mut letters[name[0] as usize];
        if letter.lengths == 0 {
            letter.from = at;
        }
        letter.lengths |= 1 << name.len();
        at += 1;
        letter.to = at;
    }
    letters
};

#[rustfmt::skip]
const NAMES: [(&str, &[u8; 3], NameKind); 254] = [
    ("afghani", b"AFN", Name),
    ("afghanis", b"AFN", Name),
    ("agora", b"ILS", Minor(100)),
    ("agorot", b"ILS", Minor(100)),
    ("ariary", b"MGA", Name),
    ("ariarys", b"MGA", Name),
    ("baht", b"THB", Name),
    ("bahts", b"THB", Name),
    ("balboa", b"PAB", Name),
    ("balboas", b"PAB", Name),
    ("birr", b"ETB", Name),
    ("birrs", b"ETB", Name),
    ("bolivar", b"VES", Name),
    ("bolivares", b"VES", Name),
    ("bolivars", b"VES", Name),
    ("boliviano", b"BOB", Name),
    ("bolivianos", b"BOB", Name),
    ("bolívar", b"VES", Name),
    ("bolívares", b"VES", Name),
    ("buck", b"USD", Name),
    ("bucks", b"USD", Name),
    ("cedi", b"GHS", Name),
    ("cedis", b"GHS", Name),
    ("cent", b"USD", Minor(100)),
    ("centavo", b"PHP", Minor(100)),
    ("centavos", b"PHP", Minor(100)),
    ("centime", b"CHF", Minor(100)),
    ("centimes", b"CHF", Minor(100)),
    ("cents", b"USD", Minor(100)),
    ("colones", b"CRC", Name),
    ("cordoba", b"NIO", Name),
    ("cordobas", b"NIO", Name),
    ("crown", b"CZK", Word),
    ("crowns", b"CZK", Word),
    ("córdoba", b"NIO", Name),
    ("córdobas", b"NIO", Name),
    ("dalasi", b"GMD", Name),
    ("dalasis", b"GMD", Name),
    ("denar", b"MKD", Name),
    ("denari", b"MKD", Name),
    ("denars", b"MKD", Name),
    ("deutschmark", b"DEM", Name),
    ("deutschmarks", b"DEM", Name),
    ("dinar", b"KWD", Name),
    ("dinars", b"KWD", Name),
    ("dirham", b"AED", Name),
    ("dirhams", b"AED", Name),
    ("dobra", b"STN", Name),
    ("dobras", b"STN", Name),
    ("dollar", b"USD", Name),
    ("dollars", b"USD", Name),
    ("dong", b"VND", Name),
    ("dongs", b"VND", Name),
    ("drachma", b"GRD", Name),
    ("drachmae", b"GRD", Name),
    ("drachmas", b"GRD", Name),
    ("dram", b"AMD", Name),
    ("drams", b"AMD", Name),
    ("emalangeni", b"SZL", Name),
    ("escudo", b"CVE", Name),
    ("escudos", b"CVE", Name),
    ("euro", b"EUR", Name),
    ("euros", b"EUR", Name),
    ("fils", b"KWD", Minor(1000)),
    ("florin", b"AWG", Name),
    ("florins", b"AWG", Name),
    ("forint", b"HUF", Name),
    ("forints", b"HUF", Name),
    ("franc", b"CHF", Name),
    ("francs", b"CHF", Name),
    ("gourde", b"HTG", Name),
    ("gourdes", b"HTG", Name),
    ("grosz", b"PLN", Minor(100)),
    ("groszy", b"PLN", Minor(100)),
    ("guarani", b"PYG", Name),
    ("guaranis", b"PYG", Name),
    ("guaraní", b"PYG", Name),
    ("guaraníes", b"PYG", Name),
    ("guilder", b"NLG", Name),
    ("guilders", b"NLG", Name),
    ("hryven", b"UAH", Name),
    ("hryvna", b"UAH", Name),
    ("hryvnas", b"UAH", Name),
    ("hryvnia", b"UAH", Name),
    ("hryvnias", b"UAH", Name),
    ("hryvnya", b"UAH", Name),
    ("hryvnyas", b"UAH", Name),
    ("kina", b"PGK", Word),
    ("kip", b"LAK", Word),
    ("kips", b"LAK", Word),
    ("kopeck", b"RUB", Minor(100)),
    ("kopecks", b"RUB", Minor(100)),
    ("kopek", b"RUB", Minor(100)),
    ("kopeks", b"RUB", Minor(100)),
    ("kopeyka", b"RUB", Minor(100)),
    ("korun", b"CZK", Name),
    ("koruna", b"CZK", Name),
    ("korunas", b"CZK", Name),
    ("koruny", b"CZK", Name),
    ("krona", b"SEK", Name),
    ("kronas", b"SEK", Name),
    ("krone", b"NOK", Name),
    ("kroner", b"NOK", Name),
    ("kroners", b"NOK", Name),
    ("kronor", b"SEK", Name),
    ("kronur", b"ISK", Name),
    ("kroon", b"EEK", Name),
    ("krooni", b"EEK", Name),
    ("kroons", b"EEK", Name),
    ("króna", b"ISK", Name),
    ("krónur", b"ISK", Name),
    ("kurus", b"TRY", Minor(100)),
    ("kuruş", b"TRY", Minor(100)),
    ("kwacha", b"MWK", Name),
    ("kwachas", b"MWK", Name),
    ("kwanza", b"AOA", Name),
    ("kwanzas", b"AOA", Name),
    ("kyat", b"MMK", Name),
    ("kyats", b"MMK", Name),
    ("lari", b"GEL", Name),
    ("laris", b"GEL", Name),
    ("lats", b"LVL", Name),
    ("lei", b"RON", Name),
    ("lek", b"ALL", Word),
    ("leke", b"ALL", Name),
    ("leks", b"ALL", Word),
    ("lempira", b"HNL", Name),
    ("lempiras", b"HNL", Name),
    ("leone", b"SLE", Name),
    ("leones", b"SLE", Name),
    ("leu", b"RON", Name),
    ("lev", b"BGN", Name),
    ("leva", b"BGN", Name),
    ("levs", b"BGN", Name),
    ("lilangeni", b"SZL", Name),
    ("lira", b"TRY", Name),
    ("liras", b"TRY", Name),
    ("lire", b"ITL", Name),
    ("litai", b"LTL", Name),
    ("litas", b"LTL", Name),
    ("loti", b"LSL", Name),
    ("maloti", b"LSL", Name),
    ("manat", b"AZN", Name),
    ("manats", b"AZN", Name),
    ("mark", b"DEM", Word),
    ("markka", b"FIM", Name),
    ("markkaa", b"FIM", Name),
    ("markkas", b"FIM", Name),
    ("marks", b"DEM", Word),
    ("meticais", b"MZN", Name),
    ("metical", b"MZN", Name),
    ("meticals", b"MZN", Name),
    ("naira", b"NGN", Name),
    ("nairas", b"NGN", Name),
    ("nakfa", b"ERN", Name),
    ("nakfas", b"ERN", Name),
    ("ngultrum", b"BTN", Name),
    ("ngultrums", b"BTN", Name),
    ("ouguiya", b"MRU", Name),
    ("ouguiyas", b"MRU", Name),
    ("paanga", b"TOP", Name),
    ("paisa", b"INR", Minor(100)),
    ("paisas", b"INR", Minor(100)),
    ("paise", b"INR", Minor(100)),
    ("pataca", b"MOP", Name),
    ("patacas", b"MOP", Name),
    ("pence", b"GBP", Minor(100)),
    ("pennies", b"GBP", Minor(100)),
    ("penny", b"GBP", Minor(100)),
    ("peseta", b"ESP", Name),
    ("pesetas", b"ESP", Name),
    ("peso", b"PHP", Name),
    ("pesos", b"PHP", Name),
    ("pfennig", b"DEM", Minor(100)),
    ("pfennige", b"DEM", Minor(100)),
    ("pfennigs", b"DEM", Minor(100)),
    ("piaster", b"EGP", Minor(100)),
    ("piasters", b"EGP", Minor(100)),
    ("piastre", b"EGP", Minor(100)),
    ("piastres", b"EGP", Minor(100)),
    ("pound", b"GBP", Name),
    ("pounds", b"GBP", Name),
    ("pula", b"BWP", Word),
    ("quetzal", b"GTQ", Name),
    ("quetzales", b"GTQ", Name),
    ("quetzals", b"GTQ", Name),
    ("quid", b"GBP", Name),
    ("rand", b"ZAR", Word),
    ("rands", b"ZAR", Word),
    ("rappen", b"CHF", Minor(100)),
    ("reais", b"BRL", Name),
    ("real", b"BRL", Word),
    ("reals", b"BRL", Name),
    ("renminbi", b"CNY", Name),
    ("rial", b"IRR", Name),
    ("rials", b"IRR", Name),
    ("riel", b"KHR", Name),
    ("riels", b"KHR", Name),
    ("ringgit", b"MYR", Name),
    ("ringgits", b"MYR", Name),
    ("riyal", b"SAR", Name),
    ("riyals", b"SAR", Name),
    ("rouble", b"RUB", Name),
    ("roubles", b"RUB", Name),
    ("ruble", b"RUB", Name),
    ("rubles", b"RUB", Name),
    ("rufiyaa", b"MVR", Name),
    ("rufiyaas", b"MVR", Name),
    ("rupee", b"INR", Name),
    ("rupees", b"INR", Name),
    ("rupiah", b"IDR", Name),
    ("rupiahs", b"IDR", Name),
    ("schilling", b"ATS", Name),
    ("schillings", b"ATS", Name),
    ("shekel", b"ILS", Name),
    ("shekels", b"ILS", Name),
    ("sheqel", b"ILS", Name),
    ("sheqels", b"ILS", Name),
    ("shilling", b"KES", Name),
    ("shillings", b"KES", Name),
    ("sol", b"PEN", Word),
    ("soles", b"PEN", Word),
    ("som", b"KGS", Word),
    ("somoni", b"TJS", Name),
    ("somonis", b"TJS", Name),
    ("soms", b"KGS", Word),
    ("soum", b"UZS", Name),
    ("soums", b"UZS", Name),
    ("sterling", b"GBP", Name),
    ("taka", b"BDT", Name),
    ("takas", b"BDT", Name),
    ("tala", b"WST", Word),
    ("tenge", b"KZT", Name),
    ("tenges", b"KZT", Name),
    ("togrog", b"MNT", Name),
    ("toman", b"IRR", Name),
    ("tomans", b"IRR", Name),
    ("tugrik", b"MNT", Name),
    ("tugriks", b"MNT", Name),
    ("vatu", b"VUV", Name),
    ("vatus", b"VUV", Name),
    ("won", b"KRW", Word),
    ("yen", b"JPY", Name),
    ("yuan", b"CNY", Name),
    ("yuans", b"CNY", Name),
    ("zloties", b"PLN", Name),
    ("zloty", b"PLN", Name),
    ("zlotych", b"PLN", Name),
    ("zlotys", b"PLN", Name),
    ("złoty", b"PLN", Name),
    ("złotych", b"PLN", Name),
    ("öre", b"SEK", Minor(100)),
    ("öres", b"SEK", Minor(100)),
    ("øre", b"NOK", Minor(100)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_short() {
        assert!(NAMES.is_sorted_by_key(|it| it.0));
        assert!(NAMES.iter().all(|it| it.0.len() <= MAX));
    }
}
