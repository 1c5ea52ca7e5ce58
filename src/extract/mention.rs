//! One occurrence of a name or figure, with its value.

use jiff::civil::Date;

use crate::geo::LatLon;
use crate::reference::{EntityIndex, Iso3};
use crate::text::Span;
use crate::units::{Currency, Extent, LengthUnit};

/// Position of a mention in its document's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

/// One occurrence.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// What it says.
    pub value: Value,
    /// The entity it names, if any.
    pub entity: Option<EntityIndex>,
    /// What else it might have been.
    pub doubt: Option<Doubt>,
    /// Name of the rule that found it, for the tool tip.
    pub rule: &'static str,
}

impl Mention {
    /// Its kind.
    pub const fn kind(&self) -> Kind {
        self.value.kind()
    }
}

/// Why a mention is not certain, in plain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt(pub &'static str);

/// The kinds of mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Japan, Japanese
    Country,
    /// Taiwan Strait
    Place,
    /// Tokyo when the capital acts
    Government,
    /// NATO
    Organisation,
    /// Kim
    Person,
    /// Tomahawk
    Weapon,
    /// 10 trillion yen
    Money,
    /// 1,600 kilometers
    Distance,
    /// 2 per cent
    Percent,
    /// 400 (missiles)
    Count,
    /// third-largest
    Rank,
    /// January 18, 2024
    Date,
    /// \[1\], Ibid., a URL
    Citation,
}

impl Kind {
    /// Every kind, in the order of legends.
    pub const ALL: [Self; 13] = [
        Self::Country,
        Self::Place,
        Self::Government,
        Self::Organisation,
        Self::Person,
        Self::Weapon,
        Self::Money,
        Self::Distance,
        Self::Percent,
        Self::Count,
        Self::Rank,
        Self::Date,
        Self::Citation,
    ];

    /// As in JSON, CSV and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Place => "place",
            Self::Government => "government",
            Self::Organisation => "organisation",
            Self::Person => "person",
            Self::Weapon => "weapon",
            Self::Money => "money",
            Self::Distance => "distance",
            Self::Percent => "percent",
            Self::Count => "count",
            Self::Rank => "rank",
            Self::Date => "date",
            Self::Citation => "citation",
        }
    }

    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Country => "Country",
            Self::Place => "Place",
            Self::Government => "Government",
            Self::Organisation => "Organisation",
            Self::Person => "Person",
            Self::Weapon => "Weapon",
            Self::Money => "Money",
            Self::Distance => "Distance",
            Self::Percent => "Percent",
            Self::Count => "Count",
            Self::Rank => "Rank",
            Self::Date => "Date",
            Self::Citation => "Citation",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A mention's meaning.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A country.
    Country {
        /// Which.
        iso3: Iso3,
        /// Name or demonym.
        form: NameForm,
    },
    /// A place.
    Place {
        /// Its name as the tables show it.
        place: String,
        /// In this country.
        iso3: Option<Iso3>,
        /// There.
        position: Option<LatLon>,
    },
    /// A government by its capital or seat.
    Government {
        /// Whose.
        iso3: Iso3,
    },
    /// An organisation.
    Organisation {
        /// Its name as the tables show it, or as written.
        org: String,
        /// Of this country; `None` for international or unknown ones.
        iso3: Option<Iso3>,
    },
    /// A person.
    Person {
        /// Full name where the tables have it, or as written.
        person: String,
    },
    /// A missile system.
    Weapon {
        /// Row of `weapons.csv`; `None` for one no table knows.
        weapon: Option<String>,
    },
    /// An amount of money, in whole units of the currency.
    Money {
        /// How much.
        amount: Extent,
        /// Of what.
        currency: Currency,
    },
    /// A distance in kilometres.
    Distance {
        /// How far.
        km: Extent,
        /// The unit it was written in.
        unit: LengthUnit,
    },
    /// A percentage.
    Percent {
        /// In percent.
        percent: Extent,
        /// Of what, such as `GDP`.
        of: Option<String>,
    },
    /// A number of things.
    Count {
        /// How many.
        count: Extent,
        /// Of what.
        of: Option<String>,
    },
    /// A place in an order.
    Rank {
        /// 1 is the largest.
        rank: u32,
        /// Ordered by, such as "military spending".
        of: Option<String>,
        /// Among whom, such as "world".
        scope: Option<String>,
    },
    /// A date or period, both ends included.
    Date {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
        /// by, since, …
        bound: Option<Bound>,
    },
    /// A reference mark, a URL, an access date.
    Citation {
        /// Number of the reference, where there is one.
        reference: Option<u32>,
        /// The URL, where it is one.
        url: Option<String>,
    },
}

impl Value {
    /// The kind of mention that has this value.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Country { .. } => Kind::Country,
            Self::Place { .. } => Kind::Place,
            Self::Government { .. } => Kind::Government,
            Self::Organisation { .. } => Kind::Organisation,
            Self::Person { .. } => Kind::Person,
            Self::Weapon { .. } => Kind::Weapon,
            Self::Money { .. } => Kind::Money,
            Self::Distance { .. } => Kind::Distance,
            Self::Percent { .. } => Kind::Percent,
            Self::Count { .. } => Kind::Count,
            Self::Rank { .. } => Kind::Rank,
            Self::Date { .. } => Kind::Date,
            Self::Citation { .. } => Kind::Citation,
        }
    }

    /// The country that a chart would show for it.
    pub const fn iso3(&self) -> Option<Iso3> {
        match self {
            Self::Country { iso3, .. } | Self::Government { iso3 } => Some(*iso3),
            Self::Place { iso3, .. } | Self::Organisation { iso3, .. } => *iso3,
            _ => None,
        }
    }
}

/// How a country was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameForm {
    /// Japan
    Name,
    /// Japanese
    Demonym,
}

/// How a date limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// by, until, no later than
    NoLaterThan,
    /// from, since
    NoEarlierThan,
}

impl Bound {
    /// As in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoLaterThan => "no_later_than",
            Self::NoEarlierThan => "no_earlier_than",
        }
    }
}
