//! Finds every name of the gazetteer in one pass, the longest that stands on word borders.
//!
//! The automaton is walked from the start of each word that may begin a name, folding as it goes
//! (quotes, dashes, blanks, accents, case), and every end that lies on a word border is remembered:
//! a longer name whose border fails therefore never hides a shorter one that fits. A walk stops as
//! soon as no name continues, so the whole is linear in the text whatever the text holds.
//!
//! Capitals are compared afterwards, on the original letters. What a name means where it stands is
//! not decided here.

use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::automaton::Automaton as _;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};

use super::words::{Shape, Words, is_word_char};
use crate::reference::{EntityKind, Gazetteer};

/// A name found: where, and which pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) pattern: u32,
}

/// The automaton over all names.
#[derive(Debug)]
pub(super) struct Matcher {
    nfa: NFA,
    /// For each pattern, the names (by position in the gazetteer) that fold to it.
    names: Vec<Vec<u32>>,
    /// For each pattern, whether a plural s may follow.
    plural: Vec<bool>,
    /// Beginnings of the few names that start with a small letter.
    lower_starts: Vec<[u8; 2]>,
}

impl Matcher {
    /// Builds the automaton over the names for which `wanted` holds.
    pub(super) fn new(gazetteer: &Gazetteer, mut wanted: impl FnMut(usize) -> bool) -> Self {
        let mut by_fold: HashMap<Vec<u8>, usize> = HashMap::new();
        let mut patterns: Vec<Vec<u8>> = Vec::new();
        let mut names: Vec<Vec<u32>> = Vec::new();
        let mut plural = Vec::new();
        let mut lower_starts = Vec::new();
        for (i, name) in gazetteer.names().iter().enumerate() {
            let folded = fold(&name.alias);
            let Ok(number) = u32::try_from(i) else { break };
            if folded.len() < 2 || !wanted(i) {
                continue;
            }
            if name.alias.chars().next().is_some_and(char::is_lowercase)
                && let Some(&[first, second]) = folded.first_chunk::<2>()
                && !lower_starts.contains(&[first, second])
            {
                lower_starts.push([first, second]);
            }
            let at = *by_fold.entry(folded.clone()).or_insert_with(|| {
                patterns.push(folded);
                names.push(Vec::new());
                plural.push(false);
                patterns.len() - 1
            });
            if let Some(list) = names.get_mut(at) {
                list.push(number);
            }
            if let Some(plural) = plural.get_mut(at) {
                *plural |= name.kind == EntityKind::Weapon;
            }
        }
        let nfa = NFA::builder()
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .build(&patterns)
            .expect("a few thousand short names are far below the automaton's limits");
        Self {
            nfa,
            names,
            plural,
            lower_starts,
        }
    }

    /// The names that a pattern may be.
    pub(super) fn names(&self, pattern: u32) -> &[u32] {
        self.names.get(pattern as usize).map_or(&[], Vec::as_slice)
    }

    /// Adds the names in one piece of text, in order, disjoint.
    pub(super) fn find(
        &self,
        gazetteer: &Gazetteer,
        text: &str,
        words: &Words<'_>,
        out: &mut Vec<Hit>,
    ) {
        let mut from = 0;
        for (i, word) in words.iter() {
            if word.start < from || !self.may_start(text, word.start, word.shape) {
                continue;
            }
            let end = words.range().end;
            if let Some(mut hit) = self.longest(gazetteer, text, word.start..end) {
                // "the Pacific" must not hide "Pacific Islands Forum".
                if word.shape == Shape::Lower
                    && let Some(next) = words.get(i + 1)
                    && let Some(longer) = self.longest(gazetteer, text, next.start..end)
                    && longer.end > hit.end
                {
                    hit = longer;
                }
                from = hit.end;
                out.push(hit);
            }
        }
    }

    fn may_start(&self, text: &str, at: usize, shape: Shape) -> bool {
        if shape != Shape::Lower {
            return true;
        }
        let bytes = text.as_bytes();
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(&first), Some(&second)) => self.lower_starts.contains(&[first, second]),
            _ => false,
        }
    }

    /// The longest name that starts at `range.start` and ends on a word border before `range.end`.
    fn longest(&self, gazetteer: &Gazetteer, text: &str, range: Range<usize>) -> Option<Hit> {
        let piece = text.get(range.clone())?;
        let mut state = self.nfa.start_state(Anchored::Yes).ok()?;
        let mut depth = 0usize;
        let mut best = None;
        let mut folder = Folder::default();
        let mut letters = piece.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            for &byte in folder.fold(letter).bytes() {
                state = self.nfa.next_state(Anchored::Yes, state, byte);
                depth += 1;
            }
            if self.nfa.is_dead(state) {
                break;
            }
            if !self.nfa.is_match(state) {
                continue;
            }
            let end = at + letter.len_utf8();
            let next = letters.peek().map_or('\0', |&(_, letter)| letter);
            for i in 0..self.nfa.match_len(state) {
                let pattern = self.nfa.match_pattern(state, i);
                if self.nfa.pattern_len(pattern) != depth {
                    continue;
                }
                let Some(end) = self.border(piece, pattern.as_usize(), end, next) else {
                    continue;
                };
                let Some(surface) = piece.get(..end) else {
                    continue;
                };
                let pattern = pattern.as_u32();
                let fits = |&name: &u32| {
                    gazetteer
                        .names()
                        .get(name as usize)
                        .is_some_and(|name| case_fits(&name.alias, name.case_sensitive, surface))
                };
                if self.names(pattern).iter().any(fits) {
                    best = Some(Hit {
                        start: range.start,
                        end: range.start + end,
                        pattern,
                    });
                }
            }
        }
        best
    }

    /// Where the name ends if it stands on a word border there, a plural s included.
    fn border(&self, piece: &str, pattern: usize, end: usize, next: char) -> Option<usize> {
        if !is_word_char(next) {
            return Some(end);
        }
        if next == 's' && self.plural.get(pattern).is_some_and(|&plural| plural) {
            let after = piece.get(end + 1..)?.chars().next();
            return (!after.is_some_and(is_word_char)).then_some(end + 1);
        }
        None
    }
}

/// Whether `surface` (perhaps with a plural s) is capitalised as the name asks.
pub(super) fn case_fits(alias: &str, case_sensitive: bool, surface: &str) -> bool {
    if case_sensitive {
        let (alias, surface) = (fold_keeping_case(alias), fold_keeping_case(surface));
        return surface
            .strip_prefix(alias.as_slice())
            .is_some_and(|rest| rest.is_empty() || rest == b"s");
    }
    if let Some(named) = alias.strip_prefix("the ") {
        // "the Gulf" is named by its noun, whatever the article looks like.
        let noun = surface
            .split_once(char::is_whitespace)
            .map(|(_, noun)| noun.trim_start());
        return noun.is_some_and(|noun| case_fits(named, false, noun));
    }
    let small_start = alias.chars().next().is_some_and(char::is_lowercase);
    let first = surface.chars().next();
    small_start || first.is_some_and(|first| first.is_uppercase() || first.is_numeric())
}

/// The bytes by which names are compared.
pub(super) fn fold(text: &str) -> Vec<u8> {
    let mut folder = Folder::default();
    let mut out = Vec::with_capacity(text.len());
    for letter in text.chars() {
        out.extend_from_slice(folder.fold(letter).bytes());
    }
    out
}

fn fold_keeping_case(text: &str) -> Vec<u8> {
    let mut folder = Folder {
        keep_case: true,
        ..Folder::default()
    };
    let mut out = Vec::with_capacity(text.len());
    for letter in text.chars() {
        out.extend_from_slice(folder.fold(letter).bytes());
    }
    out
}

#[derive(Default)]
struct Folder {
    after_blank: bool,
    keep_case: bool,
}

/// What one letter folds to: up to four bytes.
struct Folded {
    bytes: [u8; 4],
    len: usize,
}

impl Folded {
    fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or(&[])
    }

    fn one(byte: u8) -> Self {
        Self {
            bytes: [byte, 0, 0, 0],
            len: 1,
        }
    }

    fn text(text: &str) -> Self {
        let mut bytes = [0; 4];
        let len = text.len().min(4);
        for (to, from) in bytes.iter_mut().zip(text.bytes()) {
            *to = from;
        }
        Self { bytes, len }
    }
}

impl Folder {
    fn fold(&mut self, letter: char) -> Folded {
        if letter.is_whitespace() {
            if self.after_blank {
                return Folded::text("");
            }
            self.after_blank = true;
            // A tab parts cells; it is no blank inside a name.
            return Folded::one(if letter == '\t' { b'\t' } else { b' ' });
        }
        self.after_blank = false;
        if letter.is_ascii() {
            let byte = u8::try_from(letter).unwrap_or(b'?');
            return Folded::one(if self.keep_case {
                byte
            } else {
                byte.to_ascii_lowercase()
            });
        }
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let base = base_letters(small);
        if let Some(base) = base {
            if self.keep_case && letter.is_uppercase() {
                return Folded::text(&base.to_uppercase());
            }
            return Folded::text(base);
        }
        let mut bytes = [0; 4];
        let kept = if self.keep_case { letter } else { small };
        let len = kept.encode_utf8(&mut bytes).len();
        Folded { bytes, len }
    }
}

/// The plain spelling of a small letter or sign; `None` for those without one.
fn base_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        '’' | '‘' | 'ʼ' | '′' | '`' => "'",
        '“' | '”' => "\"",
        '‐' | '‑' | '‒' | '–' | '−' => "-",
        // Soft hyphens, zero-width characters and combining marks are not seen.
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{300}'..='\u{36f}' => "",
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ļ' | 'ľ' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'ŕ' | 'ř' => "r",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ţ' | 'ť' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::gazetteer::{Entity, EntityIndex, Name};

    fn matcher(aliases: &[(&str, EntityKind, bool)]) -> (Matcher, Gazetteer) {
        let entities = aliases.iter().map(|(alias, ..)| Entity {
            id: (*alias).to_owned(),
            canonical: (*alias).to_owned(),
            iso3: None,
            position: None,
        });
        let names = aliases
            .iter()
            .zip(0u32..)
            .map(|((alias, kind, case), i)| Name {
                entity: EntityIndex(i),
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
    ];

    /// The names in `text`, in order.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (matcher, gazetteer) = matcher(NAMES);
        let mut hits = Vec::new();
        matcher.find(
            &gazetteer,
            text,
            &Words::new(text, 0..text.len()),
            &mut hits,
        );
        let found: Vec<_> = hits
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
            let mut hits = Vec::new();
            matcher.find(&gazetteer, &text, &Words::new(&text, 0..text.len()), &mut hits);
            let mut end = 0;
            for hit in hits {
                proptest::prop_assert!(hit.start >= end && text.get(hit.start..hit.end).is_some());
                end = hit.end;
            }
        }
    }
}
