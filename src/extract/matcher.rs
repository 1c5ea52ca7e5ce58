//! Finds every name of the gazetteer in one pass, the longest that stands on word borders.
//!
//! Names are cut into words like the text is, and kept as a tree of words: a step takes what stands
//! between two words together with the next word, so a name always ends on a border, and a longer
//! name that fails never hides a shorter one. A walk begins at a word that may begin a name and
//! stops as soon as no name goes on, so the whole is linear in the text whatever the text holds.
//!
//! The tree compares numbers made from words; letters and capitals are compared afterwards, once for
//! each name found. What a name means where it stands is not decided here.

use std::ops::Range;

use super::cuts::{Cut, Cuts, Fresh, NameStarts};
use super::fold::{case_fits, fold_into, is_spelled};
use super::lexicon::known_words;
use super::name_tree::{Edges, ROOT, Step, Tree, gap_code};
use super::plain_word::SeenBytes;
use super::rooms::Rooms;
use super::short_name::ShortName;
use super::split::{cut, is_word_char};
use super::sure::Sure;
use super::word_table::{Marks, WordTable};
use super::words::Shape;
use super::written::{Stretch, Written};
use crate::reference::{EntityKind, Gazetteer};

/// A name found: where, and which pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) pattern: u32,
    /// Numbers of its first word within the piece and of the one behind its last.
    pub(super) from: u16,
    pub(super) to: u16,
}

/// The tree over all names.
#[derive(Debug)]
pub(super) struct Matcher {
    edges: Edges,
    /// For each node, the patterns that end there: positions in `patterns`.
    ends: Vec<Range<u32>>,
    /// For each node, the one short name that ends there, if no other does.
    short_names: Vec<ShortName>,
    patterns: Vec<Pattern>,
    /// The spellings that the patterns are stretches of.
    letters: Vec<u8>,
    /// For each pattern, the names (by position in the gazetteer) that are written so.
    names: Vec<u32>,
    /// For each pattern, what it is in any text.
    sure: Vec<Sure>,
    /// The words that the rules know, and those that begin names written small.
    table: WordTable,
    /// The words that names begin with.
    pub(super) starts: NameStarts,
    /// Where there is room for cutting pieces.
    pub(super) rooms: Rooms,
}

/// One way of writing, as a stretch of words.
#[derive(Debug)]
struct Pattern {
    folded: Stretch,
    /// What follows the last word, such as the point of "U.S.".
    tail: Stretch,
    names: Range<u32>,
    plural: bool,
}

/// A little more than an average name has, with its plural.
const BYTES_A_NAME: usize = 18;

impl Matcher {
    /// Builds the tree over the names for which `wanted` holds.
    #[expect(clippy::too_many_lines, reason = "one step after another")]
    pub(super) fn new(gazetteer: &Gazetteer, mut wanted: impl FnMut(usize) -> bool) -> Self {
        let mut written: Vec<Written> = Vec::with_capacity(gazetteer.names().len());
        let mut letters = Vec::with_capacity(gazetteer.names().len() * BYTES_A_NAME);
        for (i, name) in gazetteer.names().iter().enumerate() {
            let Ok(number) = u32::try_from(i) else { break };
            let start = letters.len();
            fold_into(&name.alias, &mut letters);
            let folded = Stretch::since(start, &letters);
            if letters.len() < start + 2 || !wanted(i) {
                letters.truncate(start);
                continue;
            }
            written.push(Written::new(folded, &letters, false, number));
            if name.kind == EntityKind::Weapon {
                let start_of_plural = letters.len();
                letters.extend_from_within(start..);
                letters.push(b's');
                let plural = Stretch::since(start_of_plural, &letters);
                written.push(Written::new(plural, &letters, true, number));
            }
        }
        written.sort_unstable_by(|a, b| a.order(b, &letters));
        let mut tree = Tree::default();
        let mut patterns: Vec<Pattern> = Vec::with_capacity(written.len());
        let mut names = Vec::with_capacity(written.len());
        let mut with_s = String::new();
        let mut starts = NameStarts::default();
        let mut known = known_words();
        for it in written {
            let at = u32::try_from(names.len()).unwrap_or(u32::MAX);
            if let Some(last) = patterns.last_mut()
                && last.plural == it.plural
                && last.folded.of(&letters) == it.folded.of(&letters)
            {
                names.push(it.name);
                last.names.end = at + 1;
                continue;
            }
            // Cut as written: "S&P" is one word, "s&p" would be two.
            let name = gazetteer.names().get(it.name as usize);
            let mut alias = name.map_or("", |name| name.alias.as_str());
            if it.plural {
                with_s.clear();
                with_s.push_str(alias);
                with_s.push('s');
                alias = &with_s;
            }
            let Some(tail) = tree.add(alias) else {
                continue;
            };
            let first = cut(alias, 0).hash;
            starts.insert(first);
            if let Some(mark) = mark_of_small(alias) {
                known.entry(first).or_default().marks.add(mark);
            }
            names.push(it.name);
            let start = letters.len();
            fold_into(alias.get(tail..).unwrap_or(""), &mut letters);
            patterns.push(Pattern {
                tail: Stretch::since(start, &letters),
                folded: it.folded,
                names: at..at + 1,
                plural: it.plural,
            });
        }
        let (edges, ends, order) = tree.finish();
        let mut patterns: Vec<Option<Pattern>> = patterns.into_iter().map(Some).collect();
        let patterns: Vec<Pattern> = order
            .into_iter()
            .filter_map(|at| patterns.get_mut(at as usize).and_then(Option::take))
            .collect();
        letters.shrink_to_fit();
        let names_of = |it: &Pattern| names.get(it.names.start as usize..it.names.end as usize);
        let short_name = |ends: &Range<u32>| {
            let pattern = (ends.len() == 1).then(|| patterns.get(ends.start as usize))??;
            let name = names_of(pattern)?.first()?;
            let alias = gazetteer.names().get(*name as usize)?.alias.as_bytes();
            let is_plain =
                pattern.tail.len() == 0 && !pattern.plural && fits_itself(*alias.first()?);
            is_plain.then(|| ShortName::new(alias, ends.start))?
        };
        let short_names = ends
            .iter()
            .map(|ends| short_name(ends).unwrap_or(ShortName::NONE))
            .collect();
        let sure = patterns
            .iter()
            .map(|it| Sure::new(gazetteer, names_of(it).unwrap_or(&[])))
            .collect();
        Self {
            edges,
            ends,
            short_names,
            patterns,
            letters,
            names,
            sure,
            table: WordTable::new(&known),
            starts,
            rooms: Rooms::default(),
        }
    }

    /// What the words of a text are looked up in.
    pub(super) const fn table(&self) -> &WordTable {
        &self.table
    }

    /// The names that a pattern may be.
    pub(super) fn names(&self, pattern: u32) -> &[u32] {
        let Some(pattern) = self.patterns.get(pattern as usize) else {
            return &[];
        };
        let range = pattern.names.start as usize..pattern.names.end as usize;
        self.names.get(range).unwrap_or(&[])
    }

    /// What a pattern is in any text.
    #[inline]
    pub(super) fn sure(&self, pattern: u32) -> &Sure {
        self.sure.get(pattern as usize).unwrap_or(&Sure::Several)
    }

    /// Whether several names are written like this pattern.
    #[inline(always)]
    pub(super) fn is_several(&self, pattern: u32) -> bool {
        matches!(self.sure(pattern), Sure::Several)
    }

    /// Cuts the next piece of text and finds the names in it, in order, disjoint.
    pub(super) fn read(
        &self,
        gazetteer: &Gazetteer,
        text: &str,
        range: Range<usize>,
        cuts: &mut Cuts,
        fresh: &mut Fresh,
    ) {
        cuts.cut(text, range.clone(), &self.table, &self.starts, fresh);
        let Some(piece) = text.get(range.clone()) else {
            return;
        };
        let walk = Walk {
            gazetteer,
            piece,
            seen: fresh.seen.bytes(),
            words: fresh.words(),
            hashes: fresh.hashes.as_slice(),
        };
        let mut free = 0;
        for &start in fresh.starts.get() {
            let first = usize::from(start);
            if first < free {
                continue;
            }
            let Some(found) = self.longest(&walk, first) else {
                continue;
            };
            let (from, found) = match self.behind_article(&walk, first) {
                Some(behind) if behind.end > found.end => (start.saturating_add(1), behind),
                _ => (start, found),
            };
            free = found.to;
            let start = walk.start(usize::from(from)).unwrap_or(found.end);
            let Ok(to) = u16::try_from(found.to) else {
                break;
            };
            cuts.add_hit(Hit {
                start: range.start + start,
                end: range.start + found.end,
                pattern: found.pattern,
                from,
                to,
            });
        }
        cuts.end_hits();
    }

    /// The longest name that starts behind an article or another small word: "the Pacific" must not hide "Pacific
    /// Islands Forum".
    #[inline(always)]
    fn behind_article(&self, walk: &Walk<'_>, first: usize) -> Option<Found> {
        let word = walk.words.get(first)?;
        let is_the = |word: &Cut| {
            let range = usize::from(word.start)..usize::from(word.end);
            walk.piece.as_bytes().get(range) == Some(b"The")
        };
        let opens = word.shape == Shape::Lower || word.end - word.start == 3 && is_the(word);
        if !opens {
            return None;
        }
        self.longest_behind(walk, first)
    }

    #[inline(never)]
    fn longest_behind(&self, walk: &Walk<'_>, first: usize) -> Option<Found> {
        // Some scripts have no capitals, and no articles.
        let letter = walk.piece.as_bytes().get(walk.start(first)?)?;
        letter
            .is_ascii_alphabetic()
            .then(|| self.longest(walk, first + 1))?
    }

    /// The longest name that starts with word `first`.
    #[inline(always)]
    fn longest(&self, walk: &Walk<'_>, first: usize) -> Option<Found> {
        let step = self.edges.get(ROOT, 0, walk.hash(first)?)?;
        let found = self.found_at(walk, first, first, step);
        // Few names go on.
        match self.further(walk, first, step) {
            Some(further) => self.longer(walk, first, further).or(found),
            None => found,
        }
    }

    /// The longest name that starts with word `first` and has at least one more, which leads to `step`.
    #[inline(never)]
    fn longer(&self, walk: &Walk<'_>, first: usize, mut step: Step) -> Option<Found> {
        let mut last = first + 1;
        let mut best = self.found_at(walk, first, last, step);
        while let Some(further) = self.further(walk, last, step) {
            step = further;
            last += 1;
            best = self.found_at(walk, first, last, step).or(best);
        }
        best
    }

    /// Where the word behind word `last`, which leads to `step`, leads to.
    #[inline(always)]
    fn further(&self, walk: &Walk<'_>, last: usize, step: Step) -> Option<Step> {
        let hash = walk.hash(last + 1)?;
        if !step.next.may_have(hash) {
            return None;
        }
        let (end, next) = (walk.end(last)?, walk.start(last + 1)?);
        let gap = gap_code(walk.piece, end, next);
        self.edges.get(step.node, gap, hash)
    }

    /// The name that ends with word `last`, which leads to `step`.
    #[inline(always)]
    fn found_at(&self, walk: &Walk<'_>, first: usize, last: usize, step: Step) -> Option<Found> {
        if !step.is_end {
            return None;
        }
        let (start, end) = (walk.words.get(first)?.start, walk.words.get(last)?.end);
        let (end, pattern) = self.name_at(walk, start, end, step.node)?;
        let to = last + 1;
        Some(Found { end, pattern, to })
    }

    /// The pattern that these letters are, which lead to this node, and where its tail ends.
    #[inline(always)]
    fn name_at(&self, walk: &Walk<'_>, start: u16, end: u16, node: u32) -> Option<(usize, u32)> {
        // Most are written as in the table.
        let short = self.short_names.get(node as usize)?;
        if short.is_at(walk.seen, start, end) {
            return Some((usize::from(end), short.pattern()));
        }
        self.end_at(walk, usize::from(start), usize::from(end), node)
    }

    /// The same for any name; the longest of several.
    #[inline(never)]
    fn end_at(&self, walk: &Walk<'_>, start: usize, end: usize, node: u32) -> Option<(usize, u32)> {
        let ends = self.ends.get(node as usize)?.clone();
        let rest = walk.piece.as_bytes().get(end..)?;
        let mut best: Option<(usize, u32)> = None;
        for at in ends {
            let Some(pattern) = self.patterns.get(at as usize) else {
                continue;
            };
            let end = end + pattern.tail.len();
            if best.is_some_and(|(longest, _)| longest >= end) {
                continue;
            }
            // Tails are of signs that fold to themselves.
            if pattern.tail.len() > 0
                && (!rest.starts_with(pattern.tail.of(&self.letters))
                    || begins_with_word(walk.piece, end))
            {
                continue;
            }
            let Some(surface) = walk.piece.get(start..end) else {
                continue;
            };
            let names = pattern.names.start as usize..pattern.names.end as usize;
            let names = self.names.get(names).unwrap_or(&[]);
            let written = |&name: &u32| walk.gazetteer.names().get(name as usize);
            // Most are written as in the table: then they are spelled right and fit.
            let is_as_in_table = || {
                let name = names.first().and_then(written);
                name.is_some_and(|name| name.alias == surface)
                    && surface.bytes().next().is_some_and(fits_itself)
                    && !pattern.plural
            };
            let fits = |name: &u32| {
                written(name)
                    .is_some_and(|name| case_fits(&name.alias, name.case_sensitive, surface))
            };
            if is_as_in_table()
                || is_spelled(surface, pattern.folded.of(&self.letters)) && names.iter().any(fits)
            {
                best = Some((end, at));
            }
        }
        best
    }
}

/// A name found from some word on: where it ends within the piece, and which pattern.
#[derive(Clone, Copy, Debug)]
struct Found {
    end: usize,
    pattern: u32,
    /// The word behind its last.
    to: usize,
}

/// Whether a name written as in the table is always taken for itself. Small letters would need a
/// closer look: of "the Gulf" the noun counts.
const fn fits_itself(first: u8) -> bool {
    first.is_ascii_uppercase() || first.is_ascii_digit()
}

/// A piece that names are looked for in.
struct Walk<'a> {
    gazetteer: &'a Gazetteer,
    piece: &'a str,
    seen: &'a SeenBytes,
    words: &'a [Cut],
    /// The number that each word is looked up by.
    hashes: &'a [u64],
}

impl Walk<'_> {
    /// Where word `i` starts.
    #[inline(always)]
    fn start(&self, i: usize) -> Option<usize> {
        self.words.get(i).map(|word| usize::from(word.start))
    }

    /// Where it ends.
    #[inline(always)]
    fn end(&self, i: usize) -> Option<usize> {
        self.words.get(i).map(|word| usize::from(word.end))
    }

    /// The number it is looked up by; any behind the last word.
    #[inline(always)]
    fn hash(&self, i: usize) -> Option<u64> {
        self.hashes.get(i).copied()
    }
}

/// Where a walk for this name may begin although its first word is written small; `None` for a name
/// that is capitalised.
fn mark_of_small(alias: &str) -> Option<Marks> {
    if !alias.starts_with(char::is_lowercase) {
        return None;
    }
    // The article is no part of "the Gulf": its noun is capitalised wherever it is the name.
    let noun = alias.strip_prefix("the ");
    let before_capital = noun.is_some_and(|noun| !noun.starts_with(char::is_lowercase));
    Some(if before_capital {
        Marks::NAME_BEFORE_CAPITAL
    } else {
        Marks::NAME
    })
}

fn begins_with_word(piece: &str, at: usize) -> bool {
    piece
        .get(at..)
        .and_then(|rest| rest.chars().next())
        .is_some_and(is_word_char)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::gazetteer::{Entity, EntityIndex, Name};

    fn matcher(aliases: &[(&str, EntityKind, bool)]) -> (Matcher, Gazetteer) {
        let entities = aliases.iter().map(|(alias, ..)| Entity {
            id: (*alias).to_owned(),
            canonical: (*alias).into(),
            iso3: None,
            position: None,
        });
        let names = aliases
            .iter()
            .zip(0u32..)
            .map(|((alias, kind, case), i)| Name {
                entity: EntityIndex::new(i),
                alias: (*alias).to_owned(),
                kind: *kind,
                ambiguous: false,
                case_sensitive: *case,
                note: String::new(),
            });
        let gazetteer = Gazetteer::new(entities.collect(), names.collect());
        (Matcher::new(&gazetteer, |_| true), gazetteer)
    }

    const NAMES: &[(&str, EntityKind, bool)] = &[
        ("Korea", EntityKind::Country, false),
        ("North Korea", EntityKind::Country, false),
        ("North Korea Watch Group", EntityKind::Organisation, false),
        ("Turkey", EntityKind::Country, false),
        ("US", EntityKind::Country, true),
        ("U.S.", EntityKind::Country, false),
        ("Tomahawk", EntityKind::Weapon, false),
        ("People's Assembly", EntityKind::Metonym, false),
        ("Asia-Pacific", EntityKind::Place, false),
        ("Incirlik", EntityKind::City, false),
        ("dpa", EntityKind::Organisation, true),
        ("Chișinău", EntityKind::Capital, false),
        ("Kh-101", EntityKind::Weapon, false),
        ("S&P Global", EntityKind::Organisation, false),
    ];

    /// The names in `text`, in order.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (matcher, gazetteer) = matcher(NAMES);
        let (mut cuts, mut fresh) = (Cuts::default(), Fresh::default());
        matcher.read(&gazetteer, text, 0..text.len(), &mut cuts, &mut fresh);
        let found: Vec<_> = cuts
            .piece(0)
            .hits
            .iter()
            .filter_map(|hit| text.get(hit.start..hit.end))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn longest_name_wins() {
        check("In North Korea and in Korea", &["North Korea", "Korea"]);
    }

    #[test]
    fn a_longer_name_without_border_hides_no_shorter_one() {
        check("North Korea Watch Groups met", &["North Korea"]);
        check("North Koreans met", &[]);
        check("North Korea Watching", &["North Korea"]);
    }

    #[test]
    fn only_whole_words() {
        check("Koreatown, Turkeys, BUS, USA, AUS", &[]);
        check(
            "the US-led talks, pro-US, (US) US$",
            &["US", "US", "US", "US"],
        );
    }

    #[test]
    fn capitals_matter() {
        check("a turkey between us", &[]);
        check("TURKEY JOINS NORTH KOREA", &["TURKEY", "NORTH KOREA"]);
        check("Us and DPA, but dpa", &["dpa"]);
    }

    #[test]
    fn weapons_have_plurals_and_others_have_none() {
        check("400 Tomahawks and two Kh-101s", &["Tomahawks", "Kh-101s"]);
        check("both Koreas", &[]);
    }

    #[test]
    fn signs_fold() {
        check("the People’s Assembly", &["People’s Assembly"]);
        check(
            "Asia–Pacific, Asia‑Pacific",
            &["Asia–Pacific", "Asia‑Pacific"],
        );
        check(
            "North\u{a0}Korea, North\n  Korea",
            &["North\u{a0}Korea", "North\n  Korea"],
        );
        check(
            "İncirlik, Incırlık, INCIRLIK",
            &["İncirlik", "Incırlık", "INCIRLIK"],
        );
        check("Chisinau and Chişinău", &["Chisinau", "Chişinău"]);
        check("Toma\u{ad}hawk", &["Toma\u{ad}hawk"]);
    }

    #[test]
    fn an_ampersand_joins_capitals() {
        check("ratings by S&P Global and S & P Global", &["S&P Global"]);
    }

    #[test]
    fn a_tab_parts_names() {
        check("North\tKorea", &["Korea"]);
    }

    #[test]
    fn a_point_may_end_a_name() {
        check("in the U.S. and the U.S.", &["U.S.", "U.S."]);
        check("the U.S.’s plan", &["U.S."]);
    }

    proptest::proptest! {
        #[test]
        fn hits_are_in_order_on_borders(text in "(North|Korea|US|Kh-101|Toma|hawk|s|[ ’\n.-]|İ|é){0,40}") {
            let (matcher, gazetteer) = matcher(NAMES);
            let (mut cuts, mut fresh) = (Cuts::default(), Fresh::default());
            matcher.read(&gazetteer, &text, 0..text.len(), &mut cuts, &mut fresh);
            let mut end = 0;
            for hit in cuts.piece(0).hits {
                proptest::prop_assert!(hit.start >= end && text.get(hit.start..hit.end).is_some());
                end = hit.end;
            }
        }
    }
}
