//! Units of length that articles use for ranges, heights and sizes.

/// A unit of length. Exact factors: international mile 1609.344 m (1959 agreement), nautical mile
/// 1852 m (1929 conference), foot 0.3048 m, yard 0.9144 m, inch 25.4 mm; a light year is the way of
/// light in a Julian year.
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
    /// Yard.
    Yard,
    /// Inch.
    Inch,
    /// Centimetre.
    Centimetre,
    /// Millimetre.
    Millimetre,
    /// Light year.
    LightYear,
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
            Self::Yard => 0.000_914_4,
            Self::Inch => 0.000_025_4,
            Self::Centimetre => 1e-5,
            Self::Millimetre => 1e-6,
            Self::LightYear => 9.460_730_472_580_8e12,
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
            Self::Yard => "yd",
            Self::Inch => "in",
            Self::Centimetre => "cm",
            Self::Millimetre => "mm",
            Self::LightYear => "light years",
        }
    }
}
