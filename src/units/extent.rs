//! A number in prose is an interval: two ends, a precision, and perhaps a hedge.

/// One number or a range of them, in the unit its holder names, as precisely as it was written.
// Packed, because every mention of a figure holds one: 18 bytes instead of 24.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C, packed(2))]
pub struct Extent {
    // Invariant: both finite, low <= high.
    low: f64,
    high: f64,
    /// Significant digits it was written with ("1,600" has 2, "2.35" has 3); checks need it.
    pub digits: u8,
    /// A word that loosens it.
    pub hedge: Option<Hedge>,
}

impl Extent {
    /// A single number; `None` unless finite.
    pub fn single(value: f64, digits: u8) -> Option<Self> {
        Self::range(value, value, digits)
    }

    /// A range; ends are put in order. `None` unless both are finite.
    pub fn range(a: f64, b: f64, digits: u8) -> Option<Self> {
        (a.is_finite() && b.is_finite()).then(|| Self {
            low: a.min(b),
            high: a.max(b),
            digits,
            hedge: None,
        })
    }

    /// The same with a hedge.
    #[must_use]
    pub const fn hedged(mut self, hedge: Option<Hedge>) -> Self {
        self.hedge = hedge;
        self
    }

    /// The same in another unit; `None` when it would not be finite.
    pub fn scaled(self, factor: f64) -> Option<Self> {
        Self::range(self.low * factor, self.high * factor, self.digits)
            .map(|it| it.hedged(self.hedge))
    }

    /// Lower end; equals [`Self::high`] for a single number.
    pub const fn low(self) -> f64 {
        self.low
    }

    /// Upper end.
    pub const fn high(self) -> f64 {
        self.high
    }

    /// The middle: the number itself when single.
    pub fn middle(self) -> f64 {
        self.low + (self.high - self.low) / 2.0
    }

    /// `Some` when it is one number.
    pub fn as_single(self) -> Option<f64> {
        (self.low >= self.high).then_some(self.low)
    }
}

/// How a writer loosened a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// about, around, approximately, some, roughly, or so
    About,
    /// at least, no less than
    AtLeast,
    /// at most, up to, no more than
    AtMost,
    /// more than, over
    MoreThan,
    /// less than, under
    LessThan,
    /// nearly, almost
    Nearly,
}

impl Hedge {
    /// As written in JSON and CSV.
    pub const fn code(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::MoreThan => "more_than",
            Self::LessThan => "less_than",
            Self::Nearly => "nearly",
        }
    }
}
