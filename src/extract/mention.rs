//! One occurrence of a name or figure, with its value.

use jiff::civil::Date;

use crate::geo::LatLon;
use crate::reference::{EntityIndex, Iso3};
use crate::text::{Span, Text};
use crate::units::{Currency, Extent, LengthUnit};

/// Position of a mention in its document's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

/// One occurrence. Long documents have millions, so it is kept at 48 bytes.
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
    /// The rule that found it.
    pub rule: Rule,
}

const _: () = assert!(size_of::<Mention>() <= 48, "a mention has grown");

impl Mention {
    /// Its kind.
    pub const fn kind(&self) -> Kind {
        self.value.kind()
    }
}

/// Why a mention is not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// A first name that is a country's, too
    FirstName,
    /// A place by its preposition only
    ByPreposition,
    /// A winter named by one year may be the one before it
    Winter,
    /// Counted from the date before it in the text
    CountedFromText,
    /// Day and month may be the other way round
    DayOrMonth,
    /// May say how long it takes
    MayBeDuration,
    /// No table has this designation
    NoTableHasDesignation,
    /// No table has this name
    NoTableHasName,
    /// Nothing behind the number says what it counts
    NothingCounted,
    /// Others have this name
    OthersHaveName,
    /// Several countries share this name; the words around decide
    SharedByCountries,
    /// Some name this fiscal year by the year it starts in
    FiscalYearStart,
    /// The city or its government
    CityOrGovernment,
    /// The country is taken from the text around
    CountryFromText,
    /// The currency is not written; it is taken from the text around
    CurrencyFromText,
    /// The dollar is taken for that of the text's country
    DollarFromText,
    /// The month is the nearest to the document's date
    NearestMonth,
    /// The point is read as a separator of thousands
    PointOfThousands,
    /// The weekday may be of this week or of the one beside it
    ThisWeekOrNext,
    /// The year is the nearest to the document's date
    NearestYear,
    /// This name has other meanings
    NameHasOtherMeanings,
    /// This word has other meanings
    WordHasOtherMeanings,
    /// Whose fiscal year it is, the text does not say
    FiscalYearOfWhom,
    /// A person by the verb beside the name only
    ByVerb,
}

impl Doubt {
    /// In plain words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::FirstName => "a first name that is a country's, too",
            Self::ByPreposition => "a place by its preposition only",
            Self::Winter => "a winter named by one year may be the one before it",
            Self::CountedFromText => "counted from the date before it in the text",
            Self::DayOrMonth => "day and month may be the other way round",
            Self::MayBeDuration => "may say how long it takes",
            Self::NoTableHasDesignation => "no table has this designation",
            Self::NoTableHasName => "no table has this name",
            Self::NothingCounted => "nothing behind the number says what it counts",
            Self::OthersHaveName => "others have this name",
            Self::SharedByCountries => "several countries share this name; the words around decide",
            Self::FiscalYearStart => "some name this fiscal year by the year it starts in",
            Self::CityOrGovernment => "the city or its government",
            Self::CountryFromText => "the country is taken from the text around",
            Self::CurrencyFromText => {
                "the currency is not written; it is taken from the text around"
            }
            Self::DollarFromText => "the dollar is taken for that of the text's country",
            Self::NearestMonth => "the month is the nearest to the document's date",
            Self::PointOfThousands => "the point is read as a separator of thousands",
            Self::ThisWeekOrNext => "the weekday may be of this week or of the one beside it",
            Self::NearestYear => "the year is the nearest to the document's date",
            Self::NameHasOtherMeanings => "this name has other meanings",
            Self::WordHasOtherMeanings => "this word has other meanings",
            Self::FiscalYearOfWhom => "whose fiscal year it is, the text does not say",
            Self::ByVerb => "a person by the verb beside the name only",
        }
    }
}

/// The rule of a code written out, looked up by the compiler.
macro_rules! rule {
    ($code:literal) => {
        const { $crate::extract::mention::Rule::of($code) }
    };
}
pub(super) use rule;

/// The rule that found a mention.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rule(
    /// Its place in [`super::explain::RULES`].
    u8,
);

impl Rule {
    /// The rule of this code; the first of the list for one that the list leaves out, which a test
    /// forbids.
    pub const fn of(code: &str) -> Self {
        match super::explain::place_of(code) {
            Some(place) => Self(place),
            None => Self(0),
        }
    }

    /// Its name, as in the sources.
    pub fn code(self) -> &'static str {
        super::explain::RULES
            .get(usize::from(self.0))
            .map_or("", |rule| rule.0)
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

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
        place: Text,
        /// In this country.
        iso3: Option<Iso3>,
        /// There.
        position: Option<&'static LatLon>,
    },
    /// A government by its capital or seat.
    Government {
        /// Whose.
        iso3: Iso3,
    },
    /// An organisation.
    Organisation {
        /// Its name as the tables show it, or as written.
        org: Text,
        /// Of this country; `None` for international or unknown ones.
        iso3: Option<Iso3>,
    },
    /// A person.
    Person {
        /// Full name where the tables have it, or as written.
        person: Text,
    },
    /// A missile system.
    Weapon {
        /// Row of `weapons.csv`; `None` for one no table knows.
        weapon: Option<Text>,
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
        of: Option<Text>,
    },
    /// A number of things.
    Count {
        /// How many.
        count: Extent,
        /// Of what.
        of: Option<Text>,
    },
    /// A place in an order.
    Rank {
        /// 1 is the largest.
        rank: u32,
        /// Ordered by, such as "military spending".
        of: Option<Text>,
        /// Among whom, such as "world".
        scope: Option<Text>,
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
        url: Option<Text>,
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
