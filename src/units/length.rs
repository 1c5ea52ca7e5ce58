//! Units of length that articles use for ranges and heights.

/// A unit of length. Exact factors: international mile 1609.344 m (1959 agreement), nautical mile
/// 1852 m (1929 conference), foot 0.3048 m.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LengthUnit {
    /// Metre.
    Metre,
    /// Kilometre.
    Kilometre,
    /// International (statute) mile.
    Mile,
    /// Nautical mile.
    NauticalMile,
    /// Foot.
    Foot,
}

impl LengthUnit {
    /// Kilometres in one of this.
    pub const fn km(self) -> f64 {
        match self {
            Self::Metre => 0.001,
            Self::Kilometre => 1.0,
            Self::Mile => 1.609_344,
            Self::NauticalMile => 1.852,
            Self::Foot => 0.000_304_8,
        }
    }

    /// Symbol as printed after a number.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Metre => "m",
            Self::Kilometre => "km",
            Self::Mile => "mi",
            Self::NauticalMile => "nmi",
            Self::Foot => "ft",
        }
    }
}
