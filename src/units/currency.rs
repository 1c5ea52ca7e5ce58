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

    /// Reads three capitals, such as `JPY`.
    pub fn parse(code: &str) -> Option<Self> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        code.iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Self { code })
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

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
