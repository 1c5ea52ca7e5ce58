//! What claims ask of a mention's value, in one place.

use jiff::civil::Date;

use crate::extract::{Bound, Kind, Mention, MentionId, Value};
use crate::reference::Iso3;
use crate::units::{Currency, Extent};

/// Kinds of mention, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::extract) struct Kinds(u16);

impl Kinds {
    /// Of countries and their governments.
    pub(in crate::extract) const COUNTRIES: Self = Self::of(&[Kind::Country, Kind::Government]);

    const fn of(mut kinds: &[Kind]) -> Self {
        let mut all = Self(0);
        while let [first, rest @ ..] = kinds {
            all.add(*first);
            kinds = rest;
        }
        all
    }

    pub(in crate::extract) const fn add(&mut self, kind: Kind) {
        self.0 |= 1 << kind as u32;
    }

    pub(in crate::extract) const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    /// Whether it has any of these.
    pub(in crate::extract) const fn has_any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}

/// A figure that may claim something.
pub(in crate::extract) const fn is_figure(mention: &Mention) -> bool {
    matches!(
        mention.kind(),
        Kind::Money | Kind::Distance | Kind::Percent | Kind::Rank
    )
}

pub(in crate::extract) const fn money(mention: &Mention) -> Option<(Extent, Currency)> {
    match &mention.value {
        Value::Money { amount, currency } => Some((*amount, *currency)),
        _ => None,
    }
}

pub(in crate::extract) const fn distance(mention: &Mention) -> Option<Extent> {
    match &mention.value {
        Value::Distance { km, .. } => Some(*km),
        _ => None,
    }
}

pub(in crate::extract) const fn rank(mention: &Mention) -> Option<u32> {
    match &mention.value {
        Value::Rank { rank, .. } => Some(*rank),
        _ => None,
    }
}

/// What a percentage is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Whole {
    /// Nobody says.
    Unsaid,
    /// The economy.
    Output,
    /// Percentage points.
    Points,
    /// Something else.
    Other,
}

pub(in crate::extract) fn percent(mention: &Mention) -> Option<(Extent, Whole)> {
    let Value::Percent { percent, of } = &mention.value else {
        return None;
    };
    let whole = match of.as_deref() {
        None => Whole::Unsaid,
        Some("percentage points") => Whole::Points,
        Some(of) if is_output(of) => Whole::Output,
        Some(_) => Whole::Other,
    };
    Some((*percent, whole))
}

fn is_output(of: &str) -> bool {
    const NAMES: [&str; 7] = [
        "gdp",
        "gross domestic",
        "national income",
        "output",
        "gni",
        "gnp",
        "gross national",
    ];
    let mut of = of.as_bytes();
    while let [first, rest @ ..] = of {
        // All names begin with one of these letters.
        let may_begin = matches!(first.to_ascii_lowercase(), b'g' | b'n' | b'o');
        let begins = |name: &&str| {
            let words = of.get(..name.len());
            words.is_some_and(|words| words.eq_ignore_ascii_case(name.as_bytes()))
        };
        if may_begin && NAMES.iter().any(begins) {
            return true;
        }
        of = rest;
    }
    false
}

pub(in crate::extract) const fn date(mention: &Mention) -> Option<(Date, Date, Option<Bound>)> {
    match &mention.value {
        Value::Date { from, to, bound } => Some((*from, *to, *bound)),
        _ => None,
    }
}

/// A country or its government.
pub(in crate::extract) const fn country(mention: &Mention) -> Option<Iso3> {
    match mention.kind() {
        Kind::Country | Kind::Government => mention.value.iso3(),
        _ => None,
    }
}

/// The country of a ministry or force.
pub(in crate::extract) const fn body(mention: &Mention) -> Option<Iso3> {
    match mention.kind() {
        Kind::Organisation => mention.value.iso3(),
        _ => None,
    }
}

/// A weapon that a table knows.
pub(in crate::extract) fn weapon(mention: &Mention) -> Option<&str> {
    match &mention.value {
        Value::Weapon { weapon } => weapon.as_deref(),
        _ => None,
    }
}

/// Who can be the source of what is claimed.
pub(in crate::extract) const fn can_speak(mention: &Mention) -> bool {
    matches!(
        mention.kind(),
        Kind::Person | Kind::Organisation | Kind::Government | Kind::Country
    )
}

pub(in crate::extract) fn id(i: usize) -> MentionId {
    MentionId(u32::try_from(i).unwrap_or(u32::MAX))
}
