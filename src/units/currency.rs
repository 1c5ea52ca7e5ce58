//! Currencies by ISO 4217 code.

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

    /// Reads a code that articles set beside amounts ("SEK 300bn", "RMB 50bn"); not every ISO code,
    /// because ordinary words in capitals are codes too ("ALL", "TOP", "TRY").
    pub fn from_code(code: &str) -> Option<Self> {
        const CODES: [&[u8; 3]; 48] = [
            b"USD", b"EUR", b"GBP", b"JPY", b"CNY", b"INR", b"KRW", b"AUD", b"CAD", b"NZD", b"TWD",
            b"SGD", b"HKD", b"SEK", b"NOK", b"DKK", b"ISK", b"PLN", b"CZK", b"HUF", b"RON", b"BGN",
            b"CHF", b"RUB", b"UAH", b"ILS", b"SAR", b"AED", b"QAR", b"KWD", b"EGP", b"ZAR", b"BRL",
            b"MXN", b"PHP", b"THB", b"MYR", b"IDR", b"VND", b"PKR", b"BDT", b"LKR", b"KZT", b"AZN",
            b"IRR", b"IQD", b"NGN", b"COP",
        ];
        match code {
            "RMB" => return Some(Self::of(b"CNY")),
            "NIS" => return Some(Self::of(b"ILS")),
            "NTD" => return Some(Self::of(b"TWD")),
            "STG" => return Some(Self::of(b"GBP")),
            _ => {}
        }
        CODES
            .iter()
            .find(|it| code.as_bytes() == it.as_slice())
            .map(|it| Self::of(it))
    }

    /// Reads a sign other than the dollar's: `¥`, `€`. What `¥` and `kr` mean can depend on the
    /// country; this gives the usual one.
    pub fn from_sign(sign: char) -> Option<Self> {
        Some(Self::of(match sign {
            '¥' | '￥' | '円' => b"JPY",
            '元' => b"CNY",
            '€' => b"EUR",
            '£' => b"GBP",
            '₹' | '₨' => b"INR",
            '₩' | '원' => b"KRW",
            '₪' => b"ILS",
            '₴' => b"UAH",
            '₽' => b"RUB",
            '₺' => b"TRY",
            '₱' => b"PHP",
            '₫' => b"VND",
            '฿' => b"THB",
            '₦' => b"NGN",
            '₸' => b"KZT",
            _ => return None,
        }))
    }

    /// What the letters before a dollar sign make of it: "A" in "A$52bn"; empty for the US dollar.
    pub fn from_dollar_prefix(prefix: &str) -> Option<Self> {
        Some(Self::of(match prefix {
            "" | "US" | "USD" | "U.S." => b"USD",
            "A" | "AU" | "AUD" => b"AUD",
            "C" | "CA" | "CAN" | "CDN" | "CAD" => b"CAD",
            "NZ" | "NZD" => b"NZD",
            "NT" | "TW" | "NTD" => b"TWD",
            "S" | "SG" | "SGD" => b"SGD",
            "HK" | "HKD" => b"HKD",
            "R" => b"BRL",
            "MX" | "Mex" => b"MXN",
            _ => return None,
        }))
    }

    /// Reads the name of a currency after an amount, any case: "yen", "zlotys", "kroner". Names that
    /// several countries share give the usual one; [`Self::from_adjective`] overrules it.
    pub fn from_name(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(it, _)| it.eq_ignore_ascii_case(name))
            .map(|(_, code)| Self::of(code))
    }

    /// What the adjective before a shared name makes of it: "Australian" of "dollars", "Danish" of
    /// "kroner". `None` when the pair is not one currency.
    pub fn from_adjective(adjective: &str, name: Self) -> Option<Self> {
        let code: &[u8; 3] = match (adjective, &name.code) {
            ("US" | "American" | "U.S.", b"USD") => b"USD",
            ("Australian", b"USD") => b"AUD",
            ("Canadian", b"USD") => b"CAD",
            ("New Zealand", b"USD") => b"NZD",
            ("Taiwan" | "Taiwanese" | "New Taiwan", b"USD") => b"TWD",
            ("Singapore" | "Singaporean", b"USD") => b"SGD",
            ("Hong Kong", b"USD") => b"HKD",
            ("British", b"GBP") | ("sterling", b"GBP") => b"GBP",
            ("Egyptian", b"GBP") => b"EGP",
            ("Indian", b"INR") => b"INR",
            ("Pakistani" | "Pakistan", b"INR") => b"PKR",
            ("Sri Lankan", b"INR") => b"LKR",
            ("Nepalese" | "Nepali", b"INR") => b"NPR",
            ("Russian", b"RUB") => b"RUB",
            ("Belarusian", b"RUB") => b"BYN",
            ("Swedish", b"SEK" | b"NOK" | b"CZK") => b"SEK",
            ("Norwegian", b"SEK" | b"NOK" | b"CZK") => b"NOK",
            ("Danish", b"SEK" | b"NOK" | b"CZK") => b"DKK",
            ("Icelandic", b"SEK" | b"NOK" | b"CZK" | b"ISK") => b"ISK",
            ("Czech", b"CZK") => b"CZK",
            ("Swiss", b"CHF") => b"CHF",
            ("Turkish", b"TRY") => b"TRY",
            ("Polish", b"PLN") => b"PLN",
            ("Ukrainian", b"UAH") => b"UAH",
            ("Israeli", b"ILS") => b"ILS",
            ("Japanese", b"JPY") => b"JPY",
            ("Chinese", b"CNY") => b"CNY",
            ("Korean" | "South Korean", b"KRW") => b"KRW",
            ("North Korean", b"KRW") => b"KPW",
            ("Saudi", b"SAR" | b"IRR") => b"SAR",
            ("Qatari", b"SAR" | b"IRR") => b"QAR",
            ("Omani", b"SAR" | b"IRR") => b"OMR",
            ("Iranian", b"SAR" | b"IRR") => b"IRR",
            ("Kuwaiti", b"KWD") => b"KWD",
            ("Iraqi", b"KWD") => b"IQD",
            ("Algerian", b"KWD") => b"DZD",
            ("Serbian", b"KWD") => b"RSD",
            ("Jordanian", b"KWD") => b"JOD",
            ("Emirati" | "UAE", b"AED") => b"AED",
            ("Moroccan", b"AED") => b"MAD",
            ("Philippine", b"PHP") => b"PHP",
            ("Mexican", b"PHP") => b"MXN",
            _ => return None,
        };
        Some(Self::of(code))
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

/// Names of currencies after an amount. Those that several countries share give the usual one.
const NAMES: [(&str, &[u8; 3]); 76] = [
    ("dollar", b"USD"),
    ("dollars", b"USD"),
    ("yen", b"JPY"),
    ("yuan", b"CNY"),
    ("renminbi", b"CNY"),
    ("won", b"KRW"),
    ("euro", b"EUR"),
    ("euros", b"EUR"),
    ("pound", b"GBP"),
    ("pounds", b"GBP"),
    ("sterling", b"GBP"),
    ("rupee", b"INR"),
    ("rupees", b"INR"),
    ("rouble", b"RUB"),
    ("roubles", b"RUB"),
    ("ruble", b"RUB"),
    ("rubles", b"RUB"),
    ("shekel", b"ILS"),
    ("shekels", b"ILS"),
    ("hryvnia", b"UAH"),
    ("hryvnias", b"UAH"),
    ("hryvnya", b"UAH"),
    ("hryven", b"UAH"),
    ("krona", b"SEK"),
    ("kronor", b"SEK"),
    ("kronas", b"SEK"),
    ("krone", b"NOK"),
    ("kroner", b"NOK"),
    ("kronur", b"ISK"),
    ("zloty", b"PLN"),
    ("zlotys", b"PLN"),
    ("zlotych", b"PLN"),
    ("lira", b"TRY"),
    ("liras", b"TRY"),
    ("franc", b"CHF"),
    ("francs", b"CHF"),
    ("koruna", b"CZK"),
    ("korunas", b"CZK"),
    ("koruny", b"CZK"),
    ("korun", b"CZK"),
    ("crowns", b"CZK"),
    ("forint", b"HUF"),
    ("forints", b"HUF"),
    ("leu", b"RON"),
    ("lei", b"RON"),
    ("leva", b"BGN"),
    ("levs", b"BGN"),
    ("riyal", b"SAR"),
    ("riyals", b"SAR"),
    ("rial", b"IRR"),
    ("rials", b"IRR"),
    ("dirham", b"AED"),
    ("dirhams", b"AED"),
    ("dinar", b"KWD"),
    ("dinars", b"KWD"),
    ("rand", b"ZAR"),
    ("reais", b"BRL"),
    ("peso", b"PHP"),
    ("pesos", b"PHP"),
    ("baht", b"THB"),
    ("ringgit", b"MYR"),
    ("rupiah", b"IDR"),
    ("dong", b"VND"),
    ("tenge", b"KZT"),
    ("manat", b"AZN"),
    ("manats", b"AZN"),
    ("taka", b"BDT"),
    ("toman", b"IRR"),
    ("tomans", b"IRR"),
    ("naira", b"NGN"),
    ("drams", b"AMD"),
    ("dram", b"AMD"),
    ("lari", b"GEL"),
    ("tugrik", b"MNT"),
    ("ngultrum", b"BTN"),
    ("kyat", b"MMK"),
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
        assert_eq!(code(Currency::from_code("ALL")), None);
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
    }
}
