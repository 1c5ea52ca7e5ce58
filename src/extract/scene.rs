//! What the rules for names know about the document while they walk through it.
//!
//! A [`Survey`] is taken once over the whole text before anything is decided (which countries and
//! systems are certainly there); a [`Scene`] is one piece of text with its words and names. What the
//! document introduced in reading order is in [`super::memory`].

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::cuts::PieceView;
use super::fold::case_fits;
use super::lexicon::{Sense, Senses};
use super::matcher::{Hit, Matcher};
use super::mention::{Doubt, Mention, Rule, Value};
use super::split::is_ascii_word;
use super::sure::{Sure, is_of_country};
use super::words::{Gap, Shape, Words};
use crate::reference::gazetteer::Entity;
use crate::reference::{Catalog, EntityIndex, EntityKind, Iso3, Name};
use crate::text::{Span, Texts};

/// What the whole document certainly names.
#[derive(Clone, Debug, Default)]
pub(super) struct Survey {
    /// Entities named by a name that means nothing else.
    pub(super) sure: EntitySet,
    /// Ids of the weapons among them.
    pub(super) weapons: BTreeSet<String>,
    /// How often each country is named.
    pub(super) countries: BTreeMap<Iso3, u32>,
    /// The one named most often; the first by code of several.
    pub(super) main_country: Option<Iso3>,
    /// Whether missiles are spoken of again and again.
    speaks_of_missiles: bool,
}

/// A set of entities.
#[derive(Clone, Debug, Default)]
pub(super) struct EntitySet(Vec<u64>);

impl EntitySet {
    pub(super) fn contains(&self, entity: &EntityIndex) -> bool {
        self.0
            .get(entity.get() / 64)
            .is_some_and(|bits| bits & (1 << (entity.get() % 64)) != 0)
    }

    fn insert(&mut self, entity: EntityIndex) {
        let at = entity.get() / 64;
        if at >= self.0.len() {
            self.0.resize(at + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(at) {
            *bits |= 1 << (entity.get() % 64);
        }
    }

    fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (bits, more) in self.0.iter_mut().zip(&other.0) {
            *bits |= more;
        }
    }

    fn iter(&self) -> impl Iterator<Item = EntityIndex> + use<'_> {
        self.0.iter().zip(0u32..).flat_map(|(&bits, word)| {
            let rest = |bits: &u64| Some(bits & (bits - 1)).filter(|rest| *rest != 0);
            std::iter::successors(Some(bits).filter(|bits| *bits != 0), rest)
                .map(move |bits| EntityIndex::new(word * 64 + bits.trailing_zeros()))
        })
    }
}

/// A survey while it is taken, of a part of the document or of all.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// For each way of writing that is one name, how often it stands there.
    num_hits: Vec<u32>,
    /// Those that stand there at all.
    patterns: Vec<u32>,
    sure: EntitySet,
    /// For each entity that is a country, how often it is named.
    num_named: Vec<u32>,
}

impl Tally {
    fn is_empty(&self) -> bool {
        self.num_hits.is_empty() && self.num_named.is_empty()
    }

    /// Stands for how often a way of writing stands there that may be one of several names.
    const SEVERAL: u32 = u32::MAX;

    /// Adds these names of the text.
    pub(super) fn add(&mut self, names: &NameTables<'_>, hits: &[Hit], text: &str) {
        for hit in hits {
            match self.num_hits.get_mut(hit.pattern as usize) {
                Some(&mut Self::SEVERAL) => self.add_several(names, hit, text),
                Some(num) if *num > 0 => *num = (*num + 1).min(Self::SEVERAL - 1),
                _ => self.add_first(names, hit, text),
            }
        }
    }

    #[inline(never)]
    fn add_first(&mut self, names: &NameTables<'_>, hit: &Hit, text: &str) {
        if !names.matcher.is_several(hit.pattern) {
            self.add_hits(hit.pattern, 1);
            return;
        }
        self.make_room(hit.pattern as usize);
        if let Some(num) = self.num_hits.get_mut(hit.pattern as usize) {
            *num = Self::SEVERAL;
        }
        self.add_several(names, hit, text);
    }

    fn add_hits(&mut self, pattern: u32, num: u32) {
        let at = pattern as usize;
        self.make_room(at);
        if let Some(count) = self.num_hits.get_mut(at) {
            if *count == 0 {
                self.patterns.push(pattern);
            }
            *count = count.saturating_add(num).min(Self::SEVERAL - 1);
        }
    }

    fn make_room(&mut self, pattern: usize) {
        if pattern >= self.num_hits.len() {
            self.num_hits.resize((pattern + 1).next_power_of_two(), 0);
        }
    }

    fn add_several(&mut self, names: &NameTables<'_>, hit: &Hit, text: &str) {
        let surface = text.get(hit.start..hit.end).unwrap_or("");
        for name in names.of(hit, surface) {
            if name.ambiguous {
                continue;
            }
            let is_country = is_of_country(name);
            self.add_entity(name.entity, is_country, 1);
            if is_country {
                break;
            }
        }
    }

    fn add_entity(&mut self, entity: EntityIndex, is_country: bool, num: u32) {
        self.sure.insert(entity);
        if is_country {
            self.count(entity, num);
        }
    }

    fn count(&mut self, entity: EntityIndex, num: u32) {
        let at = entity.get();
        if at >= self.num_named.len() {
            self.num_named.resize(at + 1, 0);
        }
        if let Some(count) = self.num_named.get_mut(at) {
            *count = count.saturating_add(num);
        }
    }

    /// Adds the tally of another part.
    pub(super) fn join(&mut self, other: Self) {
        if self.is_empty() {
            *self = other;
            return;
        }
        for &pattern in &other.patterns {
            let num = other.num_hits.get(pattern as usize);
            self.add_hits(pattern, num.copied().unwrap_or(0));
        }
        self.sure.add(&other.sure);
        for (&num, entity) in other.num_named.iter().zip(0..) {
            if num > 0 {
                self.count(EntityIndex::new(entity), num);
            }
        }
    }

    /// What it comes to, for this text.
    pub(super) fn survey(mut self, names: &NameTables<'_>, text: &str) -> Survey {
        for pattern in std::mem::take(&mut self.patterns) {
            let num = self.num_hits.get(pattern as usize).copied().unwrap_or(0);
            match *names.matcher.sure(pattern) {
                Sure::Country(country) => self.add_entity(country.entity, true, num),
                Sure::Entity {
                    entity, is_country, ..
                } => self.add_entity(entity, is_country, num),
                Sure::Ambiguous { .. } | Sure::Several => {}
            }
        }
        let entity = |index| names.catalog.gazetteer.entity(index);
        let weapons = self
            .sure
            .iter()
            .filter_map(entity)
            .filter(|entity| entity.id.starts_with("weapon:"))
            .map(|entity| entity.id.clone())
            .collect();
        let mut countries: BTreeMap<Iso3, u32> = BTreeMap::new();
        for (&num, index) in self.num_named.iter().zip(0..) {
            if num > 0
                && let Some(iso3) = entity(EntityIndex::new(index)).and_then(|it| it.iso3)
            {
                *countries.entry(iso3).or_default() += num;
            }
        }
        let most = countries.values().max();
        let main_country = (countries.iter().find(|it| Some(it.1) == most)).map(|it| *it.0);
        Survey {
            sure: self.sure,
            main_country,
            weapons,
            countries,
            speaks_of_missiles: speaks_of_missiles(text),
        }
    }
}

/// Whether the text says "missile" or "missiles" at least twice.
fn speaks_of_missiles(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_word = |at: usize| {
        let Some(at) = at.checked_sub(1) else {
            return false;
        };
        let starts = bytes
            .get(at)
            .is_some_and(|byte| byte.eq_ignore_ascii_case(&b'm'))
            && !at
                .checked_sub(1)
                .and_then(|at| bytes.get(at))
                .is_some_and(|&byte| is_ascii_word(byte));
        let rest = bytes.get(at + 7..).unwrap_or(&[]);
        let rest = match rest {
            [b's' | b'S', rest @ ..] => rest,
            rest => rest,
        };
        starts && !rest.first().is_some_and(|&byte| is_ascii_word(byte))
    };
    let of = |word: &'static [u8]| {
        memchr::memmem::find_iter(bytes, word)
            .filter(|&at| is_word(at))
            .take(2)
            .count()
    };
    // Few texts shout: the second search would go through all of them.
    let small = of(b"issile");
    small >= 2 || small + of(b"ISSILE") >= 2
}

impl Survey {
    pub(super) fn names_country(&self, iso3: Iso3) -> bool {
        self.countries.contains_key(&iso3)
    }

    pub(super) fn is_about_weapons(&self) -> bool {
        self.speaks_of_missiles || !self.weapons.is_empty()
    }
}

/// The gazetteer and the tree of its names.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameTables<'a> {
    pub(super) catalog: &'static Catalog,
    pub(super) matcher: &'a Matcher,
}

impl<'a> NameTables<'a> {
    /// The names that a hit may be, as written.
    pub(super) fn of(&self, hit: &Hit, surface: &str) -> impl Iterator<Item = &'a Name> {
        let names = self.catalog.gazetteer.names();
        let may_be = self.matcher.names(hit.pattern);
        // A hit fits one of its names at least.
        let is_one = may_be.len() == 1;
        may_be
            .iter()
            .filter_map(|&at| names.get(at as usize))
            .filter(move |name| is_one || case_fits(&name.alias, name.case_sensitive, surface))
    }

    pub(super) fn entity(&self, name: &Name) -> Option<&'static Entity> {
        self.catalog.gazetteer.entity(name.entity)
    }
}

/// Places worked out before: a text names few, but often.
#[derive(Debug, Default)]
pub(super) struct Places(RefCell<Vec<Option<(NameKey, Value)>>>);

/// Which name of the catalog: where it is kept, for good.
type NameKey = usize;

impl Places {
    /// More than there are countries, whose capitals are named most.
    const NUM: usize = 256;

    /// The place that this name was, unless forgotten.
    pub(super) fn get(&self, name: &Name) -> Option<Value> {
        let places = self.0.borrow();
        let (of, value) = places.get(name.entity.get() % Self::NUM)?.as_ref()?;
        (*of == std::ptr::from_ref(name).addr()).then(|| value.clone())
    }

    /// Keeps the place that a name of the catalog is.
    pub(super) fn keep(&self, name: &Name, place: &Value) {
        let mut places = self.0.borrow_mut();
        if places.is_empty() {
            places.resize(Self::NUM, None);
        }
        if let Some(kept) = places.get_mut(name.entity.get() % Self::NUM) {
            *kept = Some((std::ptr::from_ref(name).addr(), place.clone()));
        }
    }
}

/// One piece of text, its words, and the names in it.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) words: Words<'a>,
    pub(super) hits: &'a [Hit],
    pub(super) names: NameTables<'a>,
    pub(super) survey: &'a Survey,
    /// Names and other texts of the mentions, each held once.
    pub(super) texts: Texts,
    /// What was found so far in this piece, behind what stays of all pieces before it.
    pub(super) found: Vec<Mention>,
    /// Where in `found` this piece begins.
    pub(super) first: usize,
    /// Figures of the piece that are not among those yet, the first at the end.
    pub(super) figures: Vec<Mention>,
    /// For each word, one more than the position in `found` of the name that covers it; 0 for none.
    covered: Vec<u32>,
    pub(super) places: Places,
    /// What the name that is being decided may be, of several; kept for its memory.
    pub(super) several: Vec<&'a Name>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(text: &'a str, names: NameTables<'a>, survey: &'a Survey) -> Self {
        Self {
            text,
            words: Words::none(text, names.matcher.table()),
            hits: &[],
            names,
            survey,
            texts: Texts::for_bytes(text.len()),
            found: Vec::new(),
            first: 0,
            figures: Vec::new(),
            covered: Vec::new(),
            places: Places::default(),
            several: Vec::new(),
        }
    }

    /// Goes on to another piece of the text, with its figures.
    #[inline(always)]
    pub(super) fn go_on(&mut self, piece: PieceView<'a>, figures: &mut Vec<Mention>) {
        self.words.go_on(piece);
        self.hits = self.words.hits();
        self.first = self.found.len();
        self.figures.clear();
        std::mem::swap(&mut self.figures, figures);
        self.figures.reverse();
        self.covered.clear();
        self.covered.resize(self.words.len(), 0);
    }

    /// Adds the figures that begin before `place`, so that what is found is in order for the most part.
    #[inline(always)]
    pub(super) fn add_figures_before(&mut self, place: usize) {
        while let Some(figure) = self.figures.pop_if(|it| it.span.start() < place) {
            self.found.push(figure);
        }
    }

    /// Adds a mention of words `from..to`; the letters around them are not part of it.
    pub(super) fn add_words(&mut self, from: usize, to: usize, found: Found) {
        let start = self.words.get(from).map(|word| word.start);
        let end = to
            .checked_sub(1)
            .and_then(|i| self.words.get(i))
            .map(|word| word.end);
        if let (Some(start), Some(end)) = (start, end) {
            self.put(start..end, from..to, found);
        }
    }

    /// Adds a mention of these bytes.
    pub(super) fn add(&mut self, start: usize, end: usize, found: Found) {
        let words = self.words.ending_after(start)..self.words.at_or_after(end);
        self.put(start..end, words, found);
    }

    /// Adds a mention of these bytes, which are all or part of these words.
    #[inline(never)]
    pub(super) fn put(&mut self, bytes: Range<usize>, words: Range<usize>, found: Found) {
        self.put_here(bytes, words, found);
    }

    /// The same for where most are added.
    #[inline(always)]
    pub(super) fn put_here(&mut self, bytes: Range<usize>, words: Range<usize>, found: Found) {
        let span = Span::new(self.text, bytes.start, bytes.end);
        let Some(span) = span.filter(|span| !span.is_empty()) else {
            return;
        };
        self.found.push(Mention {
            span,
            value: found.value,
            entity: found.entity,
            doubt: found.doubt,
            rule: found.rule,
        });
        let number = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
        // Mostly one word.
        for i in words {
            if let Some(covered) = self.covered.get_mut(i) {
                *covered = number;
            }
        }
    }

    /// What covers word `i`.
    #[inline]
    pub(super) fn at(&self, i: usize) -> Option<&Mention> {
        let number = *self.covered.get(i)?;
        self.found.get(number.checked_sub(1)? as usize)
    }

    /// Whether word `i` is no part of anything found.
    #[inline]
    pub(super) fn is_free(&self, i: usize) -> bool {
        self.covered.get(i).is_some_and(|&number| number == 0)
    }

    /// The country, if any, of what covers word `i`.
    pub(super) fn iso3_at(&self, i: usize) -> Option<Iso3> {
        self.at(i)?.value.iso3()
    }

    /// The country of the name that starts at word `i`, decided or not.
    pub(super) fn iso3_at_hit(&self, i: usize) -> Option<Iso3> {
        let hit = self.hit_covering(i)?;
        let surface = self.text.get(hit.start..hit.end)?;
        let name = self.names.of(hit, surface).next()?;
        self.names.entity(name)?.iso3
    }

    /// The same where the name has no other meaning.
    pub(super) fn iso3_at_sure_hit(&self, i: usize) -> Option<Iso3> {
        let hit = self.hit_covering(i)?;
        let surface = self.text.get(hit.start..hit.end)?;
        let name = self.names.of(hit, surface).find(|name| !name.ambiguous)?;
        self.names.entity(name)?.iso3
    }

    /// Whether the word before `i`, parted by a blank, is a capitalised word that is nothing known
    /// and does not begin a sentence: then `i` is probably part of a longer name.
    pub(super) fn follows_unknown_capital(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else {
            return false;
        };
        self.words.gap(before) == Gap::Space
            && self.words.is_capital(before)
            && !self.is_plain_capital(before)
            && self.hit_covering(before).is_none()
    }

    /// The same for the word after `last`.
    pub(super) fn precedes_unknown_capital(&self, last: usize) -> bool {
        self.words.gap(last) == Gap::Space
            && self.words.is_capital(last + 1)
            && !self.is_plain_capital(last + 1)
            && self
                .hit_covering(last + 1)
                .is_none_or(|hit| self.is_surname(hit))
    }

    /// Whether a hit can only be a person: the word before it may then be a first name.
    fn is_surname(&self, hit: &Hit) -> bool {
        let surface = self.text.get(hit.start..hit.end).unwrap_or("");
        self.names
            .of(hit, surface)
            .all(|name| name.kind == EntityKind::Person)
    }

    /// A capital that needs no name to explain it.
    fn is_plain_capital(&self, i: usize) -> bool {
        const PLAIN: Senses = Senses::of(&[Sense::Title, Sense::FunctionWord, Sense::CalendarWord]);
        self.words.is_any(i, PLAIN)
            || self.words.starts_sentence(i) && self.words.shape(i) == Some(Shape::Capital)
    }

    /// The name, decided or not, that covers word `i`.
    pub(super) fn hit_covering(&self, i: usize) -> Option<&Hit> {
        let word = self.words.get(i).filter(|_| self.words.is_named(i))?;
        let after = self.hits.partition_point(|hit| hit.end <= word.start);
        self.hits.get(after).filter(|hit| hit.start < word.end)
    }
}

/// What a rule found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) value: Value,
    pub(super) entity: Option<EntityIndex>,
    pub(super) doubt: Option<Doubt>,
    pub(super) rule: Rule,
}

impl Found {
    pub(super) const fn new(rule: Rule, value: Value) -> Self {
        Self {
            value,
            entity: None,
            doubt: None,
            rule,
        }
    }

    pub(super) const fn of(mut self, entity: EntityIndex) -> Self {
        self.entity = Some(entity);
        self
    }

    /// Whose body it is, if known.
    pub(super) const fn of_land(mut self, land: Option<Iso3>) -> Self {
        if let (Value::Organisation { iso3, .. }, Some(_)) = (&mut self.value, land) {
            *iso3 = land;
        }
        self
    }

    pub(super) const fn doubted(mut self, why: Doubt) -> Self {
        self.doubt = Some(why);
        self
    }
}

/// The scene of a text that is one piece, with nothing decided.
#[cfg(test)]
pub(super) fn with_scene<T>(text: &str, work: impl FnOnce(&mut Scene<'_>) -> T) -> T {
    use super::Extractor;
    use super::cuts::{Cuts, Fresh};

    let extractor = Extractor::shipped();
    let names = NameTables {
        catalog: extractor.catalog,
        matcher: &extractor.matcher,
    };
    let gazetteer = &names.catalog.gazetteer;
    let (mut cuts, mut tally) = (Cuts::default(), Tally::default());
    let range = 0..text.len();
    (names.matcher).read(gazetteer, text, range, &mut cuts, &mut Fresh::default());
    tally.add(&names, cuts.hits(), text);
    let survey = tally.survey(&names, text);
    let mut scene = Scene::new(text, names, &survey);
    scene.go_on(cuts.piece(0), &mut Vec::new());
    work(&mut scene)
}

#[cfg(test)]
mod tests {
    use super::speaks_of_missiles;

    #[test]
    fn missiles_are_whole_words_said_twice() {
        for text in ["Missiles and a missile", "A MISSILE, two missiles."] {
            assert!(speaks_of_missiles(text), "{text}");
        }
        for text in [
            "issile, a missile",
            "issiles",
            "a missile",
            "dismissile missiled",
            "",
        ] {
            assert!(!speaks_of_missiles(text), "{text}");
        }
    }
}
