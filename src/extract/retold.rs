//! What readers say about a claim: for which country or year it counts, or that it is none.
//!
//! Acts on claims that were made, and on nothing else: the figures behind it take over nothing of it,
//! because the reader spoke of this one only.

use jiff::civil::Date;

use super::{Claim, ClaimMeasure, Extraction, MentionId, NotClaim, Subject};
use crate::reference::{Catalog, Iso3};

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
            Self::Country(iso3) => match Catalog::shipped().country_name(iso3) {
                "" => format!("counts for {iso3}"),
                name => format!("counts for {name}"),
            },
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

/// Lets readers have their say, `said` in the order they said it.
pub(super) fn retell(extraction: &mut Extraction, said: &[(MentionId, Retold)]) {
    for &(figure, retold) in said {
        match retold {
            Retold::Country(iso3) => to_country(&mut extraction.claims, figure, iso3),
            Retold::Year(year) => to_year(&mut extraction.claims, figure, year, extraction.date),
            Retold::NoClaim => {
                let before = extraction.claims.len();
                extraction.claims.retain(|it| it.figure != figure);
                if extraction.claims.len() < before {
                    let out = &mut extraction.left_out;
                    let at = out.partition_point(|(id, _)| *id < figure);
                    out.insert(at, (figure, NotClaim::ByReader));
                }
            }
        }
    }
}

/// A figure that was several countries' is this one's alone.
fn to_country(claims: &mut Vec<Claim>, figure: MentionId, iso3: Iso3) {
    let mut is_first = true;
    claims.retain_mut(|it| {
        if it.figure != figure || !takes_country(it) {
            return true;
        }
        it.subject = Subject::Country(iso3);
        // No words of the text say so.
        it.subject_mention = None;
        std::mem::take(&mut is_first)
    });
}

fn to_year(claims: &mut [Claim], figure: MentionId, year: i16, today: Option<Date>) {
    let (Ok(from), Ok(to)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) else {
        return;
    };
    let of_figure = claims.iter_mut().filter(|it| it.figure == figure);
    for claim in of_figure.filter(|it| takes_year(it)) {
        claim.when = Some((from, to));
        claim.when_mention = None;
        // What is over is no plan, what is to come is one.
        if let Some(today) = today {
            claim.planned = from > today || claim.planned && to >= today;
        }
    }
}
