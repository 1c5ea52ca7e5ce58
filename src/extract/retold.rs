//! What readers say about a claim: for which country or year it counts, or that it is none.
//!
//! Acts on claims that were made, and on nothing else: the figures behind it take over nothing of it,
//! because the reader spoke of this one only. The other side of "A (B)" goes with it: it is the same one.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;

use super::clause::is_other_side;
use super::{Claim, ClaimMeasure, Extraction, MentionId, NotClaim, Subject};
use crate::reference::{Catalog, Iso3};
use crate::text::Span;

/// Years that a figure may be said to count for.
pub const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// What a reader says about the claim of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retold {
    /// It counts for this country.
    Country(Iso3),
    /// It counts for this year.
    Year(i16),
    /// It is no claim.
    NoClaim,
}

impl Retold {
    /// In plain words, to stand behind the figure: "counts for Germany".
    pub fn words(self) -> String {
        match self {
            Self::Country(iso3) => {
                let name = Catalog::shipped().country_name_or_code(iso3);
                format!("counts for {name}")
            }
            Self::Year(year) => format!("counts for the year {year}"),
            Self::NoClaim => "is no claim".to_owned(),
        }
    }
}

/// Whether a claim may be said to be of a country: one of a weapon may not.
pub const fn takes_country(claim: &Claim) -> bool {
    !matches!(claim.subject, Subject::Weapon(_)) && takes_year(claim)
}

/// Whether a claim may be said to be of a year: how far something reaches holds on every day.
pub const fn takes_year(claim: &Claim) -> bool {
    !matches!(
        claim.measure,
        ClaimMeasure::Range { .. } | ClaimMeasure::Flown { .. }
    )
}

/// A figure, the place of what a reader said of it among all that was said, and what that was.
pub(super) type Saying = (MentionId, usize, Retold);

/// What was said of figures, and so of the same amounts in other money beside them; in order of figure and
/// as it was said.
pub(super) fn of_both_sides(text: &str, extraction: &Extraction, said: &[Saying]) -> Vec<Saying> {
    if said.is_empty() {
        return Vec::new();
    }
    let claims = extraction.claims.iter();
    let clauses = claims.map(|it| (it.figure, it.span)).collect();
    let mut all: Vec<Saying> = Vec::with_capacity(said.len());
    for &(figure, at, retold) in said {
        let sides = sides(text, extraction, &clauses, figure);
        all.extend(sides.map(|side| (side, at, retold)));
    }
    all.sort_by_key(|it| (it.0, it.1));
    all.dedup();
    all
}

/// The figure, with those before it that it says again and those behind it that say it again.
fn sides(
    text: &str,
    extraction: &Extraction,
    clauses: &HashMap<MentionId, Span>,
    figure: MentionId,
) -> impl Iterator<Item = MentionId> {
    let clause = |id: MentionId| clauses.get(&id);
    let is_pair = move |one: MentionId, other: MentionId| {
        let mentions = extraction.mention(one).zip(extraction.mention(other));
        mentions.is_some_and(|(one, other)| is_other_side(text, one, other))
            && clause(one).is_some()
            && clause(one) == clause(other)
    };
    let before = move |it: &MentionId| {
        let before = it.0.checked_sub(1).map(MentionId);
        before.filter(|before| is_pair(*before, *it))
    };
    let behind = move |it: &MentionId| {
        let behind = it.0.checked_add(1).map(MentionId);
        behind.filter(|behind| is_pair(*it, *behind))
    };
    let first = std::iter::successors(Some(figure), before).last();
    std::iter::successors(first, behind)
}

/// Lets readers have their say; `said` is in order of figure and, of each, as they said it. Gives what of
/// it met a claim of which it can be said.
pub(super) fn retell(extraction: &mut Extraction, said: &[Saying]) -> BTreeSet<(MentionId, usize)> {
    let (mut met, mut gone, mut kept) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    if said.is_empty() {
        return met;
    }
    let today = extraction.date;
    extraction.claims.retain_mut(|claim| {
        let figure = claim.figure;
        let from = said.partition_point(|it| it.0 < figure);
        let rest = said.get(from..).unwrap_or(&[]).iter();
        let (mut country, mut year, mut is_none) = (None, None, false);
        for &(_, at, retold) in rest.take_while(|it| it.0 == figure) {
            let may_be_said = match retold {
                Retold::Country(_) => takes_country(claim),
                Retold::Year(_) => takes_year(claim),
                Retold::NoClaim => true,
            };
            if !may_be_said {
                continue;
            }
            met.insert((figure, at));
            // What was said last counts, of the claim as the text makes it.
            match retold {
                Retold::Country(iso3) => country = Some(iso3),
                Retold::Year(said) => year = Some(said),
                Retold::NoClaim => {}
            }
            is_none = retold == Retold::NoClaim;
        }
        if is_none {
            gone.insert(figure);
            return false;
        }
        if let Some(year) = year {
            to_year(claim, year, today);
        }
        if let Some(iso3) = country {
            claim.subject = Subject::Country(iso3);
            // No words of the text say so.
            claim.subject_mention = None;
        }
        let is_of_one = country.is_some();
        // A figure that was several countries' is this one's alone.
        !is_of_one || kept.insert(figure)
    });
    let left_out = &mut extraction.left_out;
    left_out.extend(gone.into_iter().map(|it| (it, NotClaim::ByReader)));
    left_out.sort_by_key(|it| it.0);
    met
}

fn to_year(claim: &mut Claim, year: i16, today: Option<Date>) {
    let (Ok(from), Ok(to)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) else {
        return;
    };
    claim.when = Some((from, to));
    claim.when_mention = None;
    // What is over is no plan, what is to come is one.
    if let Some(today) = today {
        claim.planned = from > today || claim.planned && to >= today;
    }
}
