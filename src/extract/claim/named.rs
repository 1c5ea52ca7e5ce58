//! Countries as a sentence names them, and whom a figure is about.

use std::ops::Deref;

use super::Subject;
use super::subject::{Land, Who};

/// How a country stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Aside {
    /// It may be what the sentence is about.
    Plain,
    /// "of", "by", "and".
    Joined,
    /// "behind", "with".
    Beside,
}

/// Whom a figure is about: mostly one.
#[derive(Clone, Debug)]
pub(in crate::extract) enum Whom {
    /// One, be it unknown.
    One(Who),
    /// Each of several.
    Each(Vec<Who>),
}

impl Whom {
    /// Hands over each of them, in order.
    #[inline]
    pub(in crate::extract) fn for_each(self, mut take: impl FnMut(Who)) {
        match self {
            Self::One(who) => take(who),
            Self::Each(all) => all.into_iter().for_each(take),
        }
    }

    /// Whether none of them is known.
    pub(in crate::extract) fn is_unknown(&self) -> bool {
        let is_unknown = |who: &Who| who.0 == Subject::Unknown;
        match self {
            Self::One(who) => is_unknown(who),
            Self::Each(all) => all.iter().all(is_unknown),
        }
    }
}

/// A country as a sentence names it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) land: Land,
    pub(super) aside: Aside,
    /// Only "and" or a comma parts it from the one before.
    pub(super) follows: bool,
}

/// More countries than this in a row are a list of everybody.
const MAX_NAMED: usize = 12;

/// The first countries named in a stretch, in order, kept without the heap: one is usual.
#[derive(Debug, Default)]
pub(super) struct Row {
    named: Option<[Named; MAX_NAMED]>,
    num: usize,
}

impl Row {
    pub(super) const fn is_full(&self) -> bool {
        self.num == MAX_NAMED
    }

    /// Adds one where there is room.
    pub(super) fn push(&mut self, named: Named) {
        let all = self.named.get_or_insert([named; MAX_NAMED]);
        if let Some(free) = all.get_mut(self.num) {
            *free = named;
            self.num += 1;
        }
    }
}

impl Deref for Row {
    type Target = [Named];

    fn deref(&self) -> &[Named] {
        let named = self.named.as_ref().and_then(|all| all.get(..self.num));
        named.unwrap_or(&[])
    }
}

/// Nobody is named.
pub(super) const UNKNOWN: Whom = Whom::One((Subject::Unknown, None));

/// This one.
pub(super) const fn one(land: Land) -> Whom {
    Whom::One(who(land))
}

/// The one at a place of the list.
pub(super) fn at_place(list: &[Named], place: usize) -> Whom {
    let found = list.get(place);
    found.map_or(Whom::Each(Vec::new()), |it| one(it.land))
}

/// A country as a subject.
pub(super) const fn who((iso3, mention): Land) -> Who {
    (Subject::Country(iso3), Some(mention))
}

/// The last that stands no further aside than this; a plain one before all others.
pub(super) fn best(list: &[Named], most: Aside) -> Option<usize> {
    list.iter()
        .rposition(|it| it.aside == Aside::Plain)
        .or_else(|| list.iter().position(|it| it.aside <= most))
}
