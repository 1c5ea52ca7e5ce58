//! Currencies by ISO 4217 code.

use super::currency_names::NameKind;
use super::{currency_lands, currency_names};
use crate::text::word_key::key;

/// A currency, such as `JPY`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    // Invariant: three ASCII capitals.
    code: [u8; 3],
}

impl Currency {
    /// The US dollar.
    pub const USD: Self = Self { code: *b"USD" };

    /// Pound sterling.
    pub const GBP: Self = Self { code: *b"GBP" };

    /// Reads three capitals, such as `JPY`.
    pub fn parse(code: &str) -> Option<Self> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        code.iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Self { code })
    }

    // Only for the tables below; the codes there are written as the invariant asks.
    const fn of(code: &[u8; 3]) -> Self {
        Self { code: *code }
    }

    /// Reads a code that articles set beside amounts ("SEK 300bn", "RMB 50bn"): those of ISO 4217 and
    /// the few that everybody writes instead. Ask [`Self::is_certain_code`] before trusting a small
    /// number beside one.
    pub fn from_code(code: &str) -> Option<Self> {
        let code: &[u8; 3] = code.as_bytes().try_into().ok()?;
        if !code.iter().all(u8::is_ascii_uppercase) {
            return None;
        }
        match code {
            b"RMB" | b"CNH" => return Some(Self::of(b"CNY")),
            b"NIS" => return Some(Self::of(b"ILS")),
            b"NTD" => return Some(Self::of(b"TWD")),
            b"STG" => return Some(Self::of(b"GBP")),
            b"TRL" | b"YTL" => return Some(Self::of(b"TRY")),
            _ => {}
        }
        ISO_4217.binary_search(code).is_ok().then(|| Self::of(code))
    }

    /// Whether letters that are a code mean nothing else: "COP", "SAR", "SDG" and "TOP" do.
    pub fn is_certain_code(code: &str) -> bool {
        let Ok(code) = <&[u8; 3]>::try_from(code.as_bytes()) else {
            return false;
        };
        CERTAIN.contains(code) || matches!(code, b"RMB" | b"NIS" | b"NTD")
    }

    /// The country that alone has it, as ISO 3166-1 alpha-3: "JPN" of the yen. `None` for the US dollar and
    /// the euro, which many use, and for those that are rare in this text. Source: ISO 4217, list one.
    pub fn only_country(self) -> Option<&'static str> {
        const LANDS: [(&[u8; 3], &str); 43] = [
            (b"AUD", "AUS"),
            (b"BDT", "BGD"),
            (b"BGN", "BGR"),
            (b"BRL", "BRA"),
            (b"CAD", "CAN"),
            (b"CHF", "CHE"),
            (b"CNY", "CHN"),
            (b"CZK", "CZE"),
            (b"DKK", "DNK"),
            (b"DZD", "DZA"),
            (b"EGP", "EGY"),
            (b"GBP", "GBR"),
            (b"GEL", "GEO"),
            (b"HUF", "HUN"),
            (b"IDR", "IDN"),
            (b"ILS", "ISR"),
            (b"INR", "IND"),
            (b"IQD", "IRQ"),
            (b"IRR", "IRN"),
            (b"ISK", "ISL"),
            (b"JPY", "JPN"),
            (b"KPW", "PRK"),
            (b"KRW", "KOR"),
            (b"KZT", "KAZ"),
            (b"LKR", "LKA"),
            (b"MXN", "MEX"),
            (b"MYR", "MYS"),
            (b"NGN", "NGA"),
            (b"NOK", "NOR"),
            (b"NZD", "NZL"),
            (b"PHP", "PHL"),
            (b"PKR", "PAK"),
            (b"PLN", "POL"),
            (b"RON", "ROU"),
            (b"RUB", "RUS"),
            (b"SAR", "SAU"),
            (b"SEK", "SWE"),
            (b"SGD", "SGP"),
            (b"THB", "THA"),
            (b"TRY", "TUR"),
            (b"TWD", "TWN"),
            (b"UAH", "UKR"),
            (b"VND", "VNM"),
        ];
        LANDS
            .iter()
            .find(|(code, _)| **code == self.code)
            .map(|it| it.1)
    }

    /// Reads a sign other than the dollar's: `¥`, `€`. What `¥` and `kr` mean can depend on the
    /// country; this gives the usual one.
    pub fn from_sign(sign: char) -> Option<Self> {
        Some(Self::of(match sign {
            '¥' | '￥' | '円' => b"JPY",
            '元' => b"CNY",
            '€' => b"EUR",
            '£' | '￡' => b"GBP",
            '₹' | '₨' => b"INR",
            '₩' | '￦' | '원' => b"KRW",
            '₪' => b"ILS",
            '₴' => b"UAH",
            '₽' => b"RUB",
            '₺' | '₤' => b"TRY",
            '₱' => b"PHP",
            '₫' => b"VND",
            '฿' => b"THB",
            '₦' => b"NGN",
            '₸' => b"KZT",
            '₡' => b"CRC",
            '₲' => b"PYG",
            '₵' => b"GHS",
            '₭' => b"LAK",
            '₮' => b"MNT",
            '₼' => b"AZN",
            '₾' => b"GEL",
            '֏' => b"AMD",
            '৳' => b"BDT",
            '៛' => b"KHR",
            '﷼' => b"IRR",
            '؋' => b"AFN",
            _ => return None,
        }))
    }

    /// What the letters before a dollar sign make of it: "A" in "A$52bn"; empty for the US dollar.
    pub fn from_dollar_prefix(prefix: &str) -> Option<Self> {
        Some(Self::of(match prefix {
            "" | "US" | "USD" | "U.S." | "us" => b"USD",
            "A" | "AU" | "AUD" | "Au" => b"AUD",
            "C" | "CA" | "CAN" | "CDN" | "CAD" | "Can" | "c" => b"CAD",
            "NZ" | "NZD" | "nz" => b"NZD",
            "NT" | "T" | "TW" | "NTD" | "TWD" | "nt" => b"TWD",
            "S" | "SG" | "SGD" => b"SGD",
            "HK" | "HKD" | "hk" => b"HKD",
            "R" | "BR" => b"BRL",
            "MX" | "Mex" | "MXN" => b"MXN",
            "J" | "JA" => b"JMD",
            "TT" => b"TTD",
            "EC" => b"XCD",
            "BZ" => b"BZD",
            "FJ" => b"FJD",
            "N" => b"NAD",
            "B" => b"BND",
            "G" => b"GYD",
            "L" => b"LRD",
            "Bds" => b"BBD",
            "SI" => b"SBD",
            "CI" => b"KYD",
            "RD" => b"DOP",
            "AR" => b"ARS",
            "COL" | "COP" | "Col" => b"COP",
            "CL" | "CLP" => b"CLP",
            "UY" => b"UYU",
            "MOP" => b"MOP",
            _ => return None,
        }))
    }

    /// Reads the name of a currency after an amount, any case: "yen", "zlotys", "kroner". Names that
    /// several countries share give the usual one; [`Self::from_adjective`] overrules it.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::named(key(name.as_bytes()))
    }

    /// The currency whose name has this [`key`].
    #[inline]
    pub fn named(key: u64) -> Option<Self> {
        let (code, kind) = currency_names::find(key)?;
        (!matches!(kind, NameKind::Minor(_))).then(|| Self::of(code))
    }

    /// The currency named by the word of this [`key`], or of which the word names a part, and how
    /// many of the part make one.
    #[inline]
    pub fn named_with_parts(key: u64) -> Option<(Self, Option<f64>)> {
        let (code, kind) = currency_names::find(key)?;
        let parts = match kind {
            NameKind::Minor(parts) => Some(f64::from(parts)),
            NameKind::Name | NameKind::Word => None,
        };
        Some((Self::of(code), parts))
    }

    /// Whether the name of a currency is an ordinary word too: "won", "real", "rand" in capitals.
    pub fn is_word(name: &str) -> bool {
        currency_names::find(key(name.as_bytes())).is_some_and(|it| it.1 == NameKind::Word)
    }

    /// Whether the word of this [`key`] is the name of a currency or of a part of one and no ordinary
    /// word.
    #[inline]
    pub fn is_name_only(key: u64) -> bool {
        currency_names::find(key).is_some_and(|it| it.1 != NameKind::Word)
    }

    /// Reads the name of a part of a currency, such as "cents" or "pence", and how many of them make
    /// one.
    pub fn from_minor_name(name: &str) -> Option<(Self, f64)> {
        let (currency, parts) = Self::named_with_parts(key(name.as_bytes()))?;
        Some((currency, parts?))
    }

    /// What the adjective or country beside a shared name makes of it, any case: "Australian" of
    /// "dollars", "Danish" of "kroner". `None` when the pair is not one currency.
    pub fn from_adjective(adjective: &str, name: Self) -> Option<Self> {
        name.in_land(key(adjective.as_bytes()))
    }

    /// The same of the adjective or country that has this [`key`].
    #[inline]
    pub fn in_land(self, key: u64) -> Option<Self> {
        currency_lands::find(key, &self.code).map(Self::of)
    }

    /// Whether the word of this [`key`] begins an adjective that [`Self::from_adjective`] may know.
    #[inline]
    pub fn starts_adjective(key: u64) -> bool {
        currency_lands::starts(key)
    }

    /// The [`key`]s of all words that [`Self::named_with_parts`] or [`Self::starts_adjective`] knows,
    /// with zeros between them.
    pub(crate) const fn name_keys() -> (currency_names::Keys, currency_lands::Keys) {
        (currency_names::keys(), currency_lands::keys())
    }

    /// The three capitals as bytes.
    pub const fn letters(self) -> [u8; 3] {
        self.code
    }

    /// The three capitals.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).unwrap_or("XXX")
    }

    /// Sign to print before an amount where readers know one, such as `US$`, `¥`; `None` otherwise.
    pub fn sign(&self) -> Option<&'static str> {
        Some(match &self.code {
            b"USD" => "US$",
            b"JPY" => "¥",
            b"EUR" => "€",
            b"GBP" => "£",
            b"AUD" => "A$",
            b"CAD" => "C$",
            b"NZD" => "NZ$",
            b"TWD" => "NT$",
            b"SGD" => "S$",
            b"HKD" => "HK$",
            b"INR" => "₹",
            b"KRW" => "₩",
            b"ILS" => "₪",
            b"UAH" => "₴",
            _ => return None,
        })
    }
}

/// The codes in use, sorted.
#[rustfmt::skip]
const ISO_4217: [[u8; 3]; 157] = [
    *b"AED", *b"AFN", *b"ALL", *b"AMD", *b"ANG", *b"AOA", *b"ARS", *b"AUD", *b"AWG", *b"AZN",
    *b"BAM", *b"BBD", *b"BDT", *b"BGN", *b"BHD", *b"BIF", *b"BMD", *b"BND", *b"BOB", *b"BRL",
    *b"BSD", *b"BTN", *b"BWP", *b"BYN", *b"BZD", *b"CAD", *b"CDF", *b"CHF", *b"CLP", *b"CNH",
    *b"CNY", *b"COP", *b"CRC", *b"CUP", *b"CVE", *b"CZK", *b"DJF", *b"DKK", *b"DOP", *b"DZD",
    *b"EGP", *b"ERN", *b"ETB", *b"EUR", *b"FJD", *b"FKP", *b"GBP", *b"GEL", *b"GHS", *b"GIP",
    *b"GMD", *b"GNF", *b"GTQ", *b"GYD", *b"HKD", *b"HNL", *b"HTG", *b"HUF", *b"IDR", *b"ILS",
    *b"INR", *b"IQD", *b"IRR", *b"ISK", *b"JMD", *b"JOD", *b"JPY", *b"KES", *b"KGS", *b"KHR",
    *b"KMF", *b"KPW", *b"KRW", *b"KWD", *b"KYD", *b"KZT", *b"LAK", *b"LBP", *b"LKR", *b"LRD",
    *b"LSL", *b"LYD", *b"MAD", *b"MDL", *b"MGA", *b"MKD", *b"MMK", *b"MNT", *b"MOP", *b"MRU",
    *b"MUR", *b"MVR", *b"MWK", *b"MXN", *b"MYR", *b"MZN", *b"NAD", *b"NGN", *b"NIO", *b"NOK",
    *b"NPR", *b"NZD", *b"OMR", *b"PAB", *b"PEN", *b"PGK", *b"PHP", *b"PKR", *b"PLN", *b"PYG",
    *b"QAR", *b"RON", *b"RSD", *b"RUB", *b"RWF", *b"SAR", *b"SBD", *b"SCR", *b"SDG", *b"SEK",
    *b"SGD", *b"SHP", *b"SLE", *b"SOS", *b"SRD", *b"SSP", *b"STN", *b"SVC", *b"SYP", *b"SZL",
    *b"THB", *b"TJS", *b"TMT", *b"TND", *b"TOP", *b"TRY", *b"TTD", *b"TWD", *b"TZS", *b"UAH",
    *b"UGX", *b"USD", *b"UYU", *b"UZS", *b"VES", *b"VND", *b"VUV", *b"WST", *b"XAF", *b"XCD",
    *b"XCG", *b"XOF", *b"XPF", *b"YER", *b"ZAR", *b"ZMW", *b"ZWG",
];

/// Those that articles set beside small numbers too, and that are no words or other abbreviations.
#[rustfmt::skip]
const CERTAIN: [[u8; 3]; 45] = [
    *b"AED", *b"ARS", *b"AUD", *b"AZN", *b"BDT", *b"BGN", *b"BHD", *b"BRL", *b"CHF", *b"CNH",
    *b"CNY", *b"CZK", *b"DKK", *b"EGP", *b"EUR", *b"GBP", *b"HKD", *b"HUF", *b"ILS", *b"INR",
    *b"JPY", *b"KES", *b"KRW", *b"KWD", *b"KZT", *b"MXN", *b"MYR", *b"NGN", *b"NOK", *b"NZD",
    *b"PHP", *b"PKR", *b"PLN", *b"QAR", *b"RON", *b"RSD", *b"RUB", *b"SEK", *b"SGD", *b"THB",
    *b"TWD", *b"UAH", *b"USD", *b"VND", *b"ZAR",
];

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_codes_signs_and_names() {
        let code = |it: Option<Currency>| it.map(|it| it.to_string());
        assert_eq!(code(Currency::from_code("SEK")).as_deref(), Some("SEK"));
        assert_eq!(code(Currency::from_code("RMB")).as_deref(), Some("CNY"));
        assert!(!Currency::is_certain_code("ALL") && Currency::is_certain_code("SEK"));
        assert_eq!(code(Currency::from_code("QQQ")), None);
        assert!(ISO_4217.is_sorted());
        assert_eq!(code(Currency::from_sign('₹')).as_deref(), Some("INR"));
        assert_eq!(
            code(Currency::from_dollar_prefix("NT")).as_deref(),
            Some("TWD")
        );
        assert_eq!(code(Currency::from_name("Zlotys")).as_deref(), Some("PLN"));
        let kroner = Currency::from_name("kroner").unwrap();
        assert_eq!(
            code(Currency::from_adjective("Danish", kroner)).as_deref(),
            Some("DKK")
        );
        assert_eq!(Currency::from_adjective("Danish", Currency::USD), None);
        assert!(Currency::is_word("won") && !Currency::is_word("yen"));
        let cents = Currency::from_minor_name("Cents").unwrap();
        assert_eq!(cents, (Currency::USD, 100.0));
        assert_eq!(Currency::from_name("cents"), None);
    }
}
