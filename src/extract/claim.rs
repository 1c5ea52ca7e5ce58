//! Who, what, how much, when, and who says so: mentions that stand in one clause, joined.
//!
//! A claim is made only where words say what a figure measures; a figure that stands alone makes
//! none, and [`left_out`] says why. A change is no level, the cost of five years is no year's
//! spending, and the flight of one test is no range: each is a measure of its own. What is denied
//! or asked claims nothing. Everything is decided within a sentence, except what it carries over
//! from the one before in its paragraph, from the line that leads into its list, or from its
//! heading; cells of a table get it from their row and column.

use jiff::civil::Date;

use super::{Mention, MentionId};
use crate::document::Document;
use crate::reference::Iso3;
use crate::text::Span;
use crate::units::{Currency, Extent, Hedge};

/// Position of a claim in its document's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub u32);

/// Something asserted by the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The clause, or the row of a table.
    pub span: Span,
    /// Who or what it is about.
    pub subject: Subject,
    /// The mention that names the subject. With [`Subject::Unknown`], a body that is no country.
    pub subject_mention: Option<MentionId>,
    /// What is asserted.
    pub measure: ClaimMeasure,
    /// The mention that gives the figure.
    pub figure: MentionId,
    /// When, both ends included; `None` when the clause gives no date.
    pub when: Option<(Date, Date)>,
    /// The mention that gives the date.
    pub when_mention: Option<MentionId>,
    /// A plan, pledge or goal rather than a report of the past.
    pub planned: bool,
    /// Whose word it is, where the sentence says so.
    pub attribution: Option<Attribution>,
}

impl Claim {
    /// How the figure was loosened ("about", "up to"), if it was.
    pub const fn hedge(&self) -> Option<Hedge> {
        match self.measure.extent() {
            Some(extent) => extent.hedge,
            None => None,
        }
    }
}

/// Whose word a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The mention that names the source; `None` for "officials said".
    pub by: Option<MentionId>,
    /// In quotation marks.
    pub quoted: bool,
}

/// Who or what a claim is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A country.
    Country(Iso3),
    /// A missile system by its id.
    Weapon(String),
    /// Not found in the clause.
    Unknown,
}

/// What a claim asserts of its subject.
#[derive(Clone, Debug, PartialEq)]
pub enum ClaimMeasure {
    /// Military spending of a year, in money. The other side of "A (B)" is a claim of its own with
    /// the same clause.
    Spending {
        /// How much.
        amount: Extent,
        /// Of what.
        currency: Currency,
    },
    /// Military spending as a share of GDP, in percent.
    SpendingShare {
        /// How much.
        percent: Extent,
    },
    /// By how much money military spending changes.
    Change {
        /// How much.
        amount: Extent,
        /// Of what.
        currency: Currency,
        /// Up rather than down.
        rises: bool,
    },
    /// By how many percent military spending changes.
    Growth {
        /// How many; as written, so that "cut by 5 percent" gives 5.
        percent: Extent,
        /// Up rather than down.
        rises: bool,
    },
    /// What several years cost together.
    Programme {
        /// How much.
        amount: Extent,
        /// Of what.
        currency: Currency,
        /// For so many years, where the words say how many.
        years: Option<u8>,
    },
    /// How far a weapon reaches, in kilometres.
    Range {
        /// How far.
        km: Extent,
    },
    /// How far it flew in a test, in kilometres.
    Flown {
        /// How far.
        km: Extent,
    },
    /// Price of a purchase, in money.
    Price {
        /// How much.
        amount: Extent,
        /// Of what.
        currency: Currency,
        /// The count of what is bought, where the clause gives one.
        counted: Option<MentionId>,
        /// For one of them rather than for all.
        each: bool,
    },
    /// Place in an order; the mention says of what and among whom.
    Rank {
        /// 1 is the largest.
        rank: u32,
    },
}

impl ClaimMeasure {
    /// The number, whatever it measures; a rank has none.
    pub const fn extent(&self) -> Option<Extent> {
        match self {
            Self::Spending { amount, .. }
            | Self::Change { amount, .. }
            | Self::Programme { amount, .. }
            | Self::Price { amount, .. } => Some(*amount),
            Self::SpendingShare { percent } | Self::Growth { percent, .. } => Some(*percent),
            Self::Range { km } | Self::Flown { km } => Some(*km),
            Self::Rank { .. } => None,
        }
    }

    /// For people.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Spending { .. } => "Spending of a year",
            Self::SpendingShare { .. } => "Spending as a share of GDP",
            Self::Change { .. } => "Change of spending",
            Self::Growth { .. } => "Growth of spending",
            Self::Programme { .. } => "Cost of several years",
            Self::Range { .. } => "Range",
            Self::Flown { .. } => "Distance flown",
            Self::Price { .. } => "Price",
            Self::Rank { .. } => "Rank",
        }
    }
}

/// Why a figure claims nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotClaim {
    /// No word of its clause says what it measures.
    NoMeasure,
    /// Money for something other than the military or a purchase.
    OtherMoney,
    /// A share of something other than GDP.
    OtherShare,
    /// A change of something other than military spending.
    OtherChange,
    /// One part of an amount: "of which", "including".
    Part,
    /// What it was before: "from 50 to 60".
    Former,
    /// A goal by its name: "the 2 percent goal".
    Goal,
    /// An altitude.
    Height,
    /// Between places on the map.
    OnTheMap,
    /// A distance of no weapon.
    NoWeapon,
    /// Nobody is named that it could be about.
    NoSubject,
    /// Several are named, and the figure is not each one's.
    SeveralSubjects,
    /// Denied: "not 2 percent".
    Denied,
    /// Asked.
    Question,
    /// Supposed: "would have cost".
    Supposed,
    /// In the list of references.
    InReference,
    /// The total of a table.
    Total,
    /// A reader said that it is none.
    ByReader,
}

impl NotClaim {
    /// In plain words, to stand after "not a claim:".
    pub const fn words(self) -> &'static str {
        match self {
            Self::NoMeasure => "its sentence does not say what it measures",
            Self::OtherMoney => "money for something else",
            Self::OtherShare => "a share of something other than GDP",
            Self::OtherChange => "a change of something else",
            Self::Part => "part of another amount",
            Self::Former => "an earlier level without a date",
            Self::Goal => "a goal by its name",
            Self::Height => "height",
            Self::OnTheMap => "a distance on the map",
            Self::NoWeapon => "a distance of no weapon",
            Self::NoSubject => "nobody is named that it could be about",
            Self::SeveralSubjects => "several are named together",
            Self::Denied => "denied",
            Self::Question => "asked, not said",
            Self::Supposed => "supposed, not said",
            Self::InReference => "in the list of references",
            Self::Total => "the total of a table",
            Self::ByReader => "as you said",
        }
    }
}

/// The claims of a document, in order.
pub fn claims(document: &Document, mentions: &[Mention]) -> Vec<Claim> {
    claims_at(document, mentions, None)
}

/// The same, for a document of this date: what lies after it is planned.
pub(super) fn claims_at(
    document: &Document,
    mentions: &[Mention],
    date: Option<Date>,
) -> Vec<Claim> {
    let mut claims = Vec::new();
    super::clause::Walk::new(document, mentions, date, &mut claims, None).run();
    claims
}

/// The claims of a document of this date, and the figures that make none, in order, each with the
/// reason.
pub(super) fn claims_and_left_out(
    document: &Document,
    mentions: &[Mention],
    date: Option<Date>,
) -> (Vec<Claim>, Vec<(MentionId, NotClaim)>) {
    let (mut claims, mut left_out) = (Vec::new(), Vec::new());
    super::clause::Walk::new(document, mentions, date, &mut claims, Some(&mut left_out)).run();
    (claims, left_out)
}

/// The figures that make no claim, in order, each with the reason.
pub fn left_out(
    document: &Document,
    mentions: &[Mention],
    date: Option<Date>,
) -> Vec<(MentionId, NotClaim)> {
    let mut out = Vec::new();
    let mut claims = Vec::new();
    super::clause::Walk::new(document, mentions, date, &mut claims, Some(&mut out)).run();
    out
}

pub use said::claims_of;
pub use why::{Because, why};

pub(super) mod bounds;
mod distance;
pub(super) mod known;
mod level;
mod many;
mod named;
pub(super) mod rows;
mod said;
pub(super) mod sentence;
pub(super) mod source;
pub(super) mod subject;
pub(super) mod supplier;
pub(super) mod values;
pub(super) mod when;
pub mod why;

#[cfg(test)]
mod clauses;
#[cfg(test)]
mod passages;
#[cfg(test)]
mod tests;
