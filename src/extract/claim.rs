//! Who, what, how much, when: mentions that stand in one clause, joined.
//!
//! A claim is made only where words say what a figure measures; a figure that stands alone makes
//! none. An increase is no level, and the cost of five years is no year's spending, so neither
//! becomes a claim of spending. Everything is decided within a sentence, except who it is about:
//! that may be carried over from the sentence before in the same paragraph.

use jiff::civil::Date;

use super::{Mention, MentionId};
use crate::document::Document;
use crate::reference::Iso3;
use crate::text::Span;
use crate::units::{Currency, Extent};

/// Position of a claim in its document's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub u32);

/// Something asserted by the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The clause.
    pub span: Span,
    /// Who or what it is about.
    pub subject: Subject,
    /// The mention that names the subject.
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
    /// How far a weapon reaches, in kilometres.
    Range {
        /// How far.
        km: Extent,
    },
    /// Price of a purchase, in money.
    Price {
        /// How much.
        amount: Extent,
        /// Of what.
        currency: Currency,
    },
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
    super::clause::Clauses::new(&document.text, mentions, date).claims(&document.blocks)
}

#[cfg(test)]
mod tests;
