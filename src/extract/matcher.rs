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

use super::cuts::{Cut, Cuts, Fresh, Starts};
use super::fold::{case_fits, fold_into, is_spelled};
use super::lexicon::known_words;
use super::name_tree::{Edges, ROOT, Tree, gap_code};
use super::split::{cut, is_word_char};
use super::sure::Sure;
use super::word_table::{Marks, WordTable};
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
    starts: Starts,
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

/// Part of `Matcher::letters`.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    start: u32,
    end: u32,
}

impl Stretch {
    /// From here to the end of all letters so far.
    fn since(start: usize, letters: &[u8]) -> Self {
        let [start, end] = [start, letters.len()].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        Self { start, end }
    }

    const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    fn of(self, letters: &[u8]) -> &[u8] {
        letters
            .get(self.start as usize..self.end as usize)
            .unwrap_or(&[])
    }
}

/// One name as it may be written, while the tree is built.
#[derive(Clone, Copy)]
struct Written {
    /// The first eight bytes as a number that sorts like them: most comparisons end here.
    first: u64,
    folded: Stretch,
    plural: bool,
    name: u32,
}

impl Written {
    fn new(folded: Stretch, letters: &[u8], plural: bool, name: u32) -> Self {
        let mut first = [0; 8];
        for (to, from) in first.iter_mut().zip(folded.of(letters)) {
            *to = *from;
        }
        Self {
            first: u64::from_be_bytes(first),
            folded,
            plural,
            name,
        }
    }

    fn order(&self, other: &Self, letters: &[u8]) -> std::cmp::Ordering {
        self.first
            .cmp(&other.first)
            .then_with(|| self.folded.of(letters).cmp(other.folded.of(letters)))
            .then_with(|| (self.plural, self.name).cmp(&(other.plural, other.name)))
    }
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
        let mut starts = Starts::for_words(written.len());
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
        let sure = patterns
            .iter()
            .map(|it| Sure::new(gazetteer, names_of(it).unwrap_or(&[])))
            .collect();
        Self {
            edges,
            ends,
            patterns,
            letters,
            names,
            sure,
            table: WordTable::new(&known),
            starts,
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
    pub(super) fn sure(&self, pattern: u32) -> Sure {
        (self.sure.get(pattern as usize).copied()).unwrap_or(Sure::Several)
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
            words: fresh.words(),
            hashes: fresh.hashes.as_slice(),
        };
        let mut free = 0;
        for &start in fresh.starts.get() {
            let start = usize::from(start);
            if start < free {
                continue;
            }
            let Some(found) = self.longest(&walk, start) else {
                continue;
            };
            let found = self
                .behind_article(&walk, start)
                .filter(|it| it.end > found.end)
                .unwrap_or(found);
            let hit = Hit {
                start: range.start + found.start,
                end: range.start + found.end,
                pattern: found.pattern,
                from: found.from,
                to: found.to,
            };
            free = usize::from(hit.to);
            cuts.add_hit(hit);
        }
    }

    /// The longest name that starts behind an article or another small word: "the Pacific" must not hide "Pacific
    /// Islands Forum".
    fn behind_article(&self, walk: &Walk<'_>, first: usize) -> Option<Hit> {
        let word = walk.words.get(first)?;
        let range = usize::from(word.start)..usize::from(word.end);
        let letters = walk.piece.as_bytes().get(range)?;
        let opens = letters.first()?.is_ascii_lowercase() || letters == b"The";
        let next = first + 1;
        if !opens {
            return None;
        }
        self.longest(walk, next)
    }

    /// The longest name that starts with word `first`; its place within the piece.
    fn longest(&self, walk: &Walk<'_>, first: usize) -> Option<Hit> {
        let (mut word, mut hash) = walk.word(first)?;
        let mut node = ROOT;
        let mut gap = 0;
        let mut best = None;
        let mut at = first;
        loop {
            let Some(step) = self.edges.get(node, gap, hash) else {
                return best;
            };
            let (next, is_end, goes_on) = step;
            node = next;
            if is_end && let Some(found) = self.end_at(walk, first, at, node) {
                best = Some(found);
            }
            at += 1;
            if !goes_on {
                return best;
            }
            let Some((next, next_hash)) = walk.word(at) else {
                return best;
            };
            gap = gap_code(walk.piece, usize::from(word.end), usize::from(next.start));
            (word, hash) = (next, next_hash);
        }
    }

    /// The pattern of the words `first..=last`, and where its tail ends; the longest of several.
    #[inline(never)]
    fn end_at(&self, walk: &Walk<'_>, first: usize, last: usize, node: u32) -> Option<Hit> {
        let ends = self.ends.get(node as usize)?.clone();
        let start = usize::from(walk.words.get(first)?.start);
        let end = usize::from(walk.words.get(last)?.end);
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
        let (end, pattern) = best?;
        Some(Hit {
            start,
            end,
            pattern,
            from: u16::try_from(first).ok()?,
            to: u16::try_from(last + 1).ok()?,
        })
    }
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
    words: &'a [Cut],
    /// The number that each word is looked up by.
    hashes: &'a [u64],
}

impl Walk<'_> {
    /// Word `i`, and the number it is looked up by.
    #[inline(always)]
    fn word(&self, i: usize) -> Option<(Cut, u64)> {
        Some((*self.words.get(i)?, *self.hashes.get(i)?))
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
