//! Cuts one piece of text into words.
//!
//! Nearly every word is plain letters with a blank or a comma behind, and is done in a few
//! instructions: two numbers of eight bytes hold its letters. Everything else is cut by the rules of
//! [`super::split`] and looked at sign by sign, and comes to the same. Words that any rule may stop
//! at are only numbered on the way, and looked at when the whole piece is cut.

use super::anchors::{Anchor, AnchorKind, anchors_in};
use super::cuts::{Cut, Cuts, DIGITS, Fresh, LETTERS, POSSESSIVE, SIGNS, Starts, WINDOW};
use super::gaps::{Signs, gap_of, gap_of_sign, is_abbreviation, is_common_sign, is_sentence_end};
use super::split::{
    below, cut, ends_word, first_of, is_ascii_word, next_word, no_digits, no_letters,
    past_possessive,
};
use super::word_table::{Marks, WordTable};
use super::words::{Gap, Shape};
use crate::text::word_key::{SMALL, mix, spread};

/// One piece while it is cut.
pub(super) struct Cutter<'c> {
    pub(super) cuts: &'c mut Cuts,
    pub(super) table: &'c WordTable,
    pub(super) starts: &'c Starts,
    pub(super) text: &'c str,
    pub(super) piece: &'c str,
    /// Where the piece begins in the text.
    pub(super) base: usize,
    /// Anchors that are no words of letters, in order.
    pub(super) signs: &'c mut Vec<Anchor>,
    /// How many of them are among the others.
    pub(super) num_added: usize,
}

/// Up to fifteen ASCII letters or seven digits.
struct Plain {
    len: u32,
    hash: u64,
    shape: Shape,
    flags: u8,
}

/// Where the next word begins when there is none.
const NONE: u32 = u32::MAX;

impl Cutter<'_> {
    /// Whether the piece has a word in capitals.
    pub(super) fn run(mut self, fresh: &mut Fresh) -> bool {
        let Some(start) = next_word(self.piece, 0) else {
            return false;
        };
        self.cuts.sentences.push(0);
        if start > 0 {
            self.add_anchors(0, start);
        }
        self.cut_words(fresh, u32::try_from(start).unwrap_or(NONE));
        self.look_up(fresh);
        self.stop_at_words(fresh)
    }

    /// Cuts all words, the first at `start`; they are not looked up.
    #[inline(never)]
    fn cut_words(&mut self, fresh: &mut Fresh, mut start: u32) {
        let bytes = fresh.bytes.as_slice();
        let slots = fresh.words.iter_mut().zip(&mut fresh.hashes);
        let mut i = 0u16;
        for (cut, hash) in slots {
            let from = start as usize;
            let Some(window) = bytes.get(from..from + WINDOW) else {
                break;
            };
            let Some(word) = plain_word(window) else {
                start = self.other_word(i, from, cut, hash);
                i = i.wrapping_add(1);
                continue;
            };
            let behind = |nth| window.get(word.len as usize + nth).copied().unwrap_or(0);
            let (first, second) = (behind(0), behind(1));
            let end = start + word.len;
            cut.start = offset(start);
            cut.end = offset(end);
            cut.shape = word.shape;
            cut.more = Gap::Space as u8 | word.flags;
            *hash = word.hash;
            start = if first == b' ' && is_ascii_word(second) {
                end + 1
            } else if ends_word(first) || is_common_sign([first, second, behind(2)]) {
                self.signs_behind(i, cut, [first, second, behind(2)])
            } else {
                self.other_word(i, from, cut, hash)
            };
            i = i.wrapping_add(1);
        }
        fresh.num_words = usize::from(i);
    }

    /// Looks all words up and numbers those to stop at.
    #[inline(never)]
    fn look_up(&self, fresh: &mut Fresh) {
        let table = self.table.finder();
        let num_stops = fresh.stops.len();
        let mut stops = fresh.stops.iter_mut();
        let words = fresh.words.get_mut(..fresh.num_words).unwrap_or(&mut []);
        for (i, (word, &hash)) in words.iter_mut().zip(&fresh.hashes).enumerate() {
            word.entry = table.find(hash);
            let is_small = word.shape == Shape::Lower && word.has(LETTERS);
            if (!is_small || table.is_marked(word.entry))
                && let Some(stop) = stops.next()
            {
                *stop = number(i);
            }
        }
        fresh.num_stops = num_stops - stops.len();
    }

    /// Lists what the words are worth stopping for; whether any is in capitals.
    #[inline(never)]
    fn stop_at_words(&mut self, fresh: &mut Fresh) -> bool {
        let mut has_caps = false;
        let starts = self.starts.view();
        let words = fresh.words.get(..fresh.num_words).unwrap_or(&[]);
        let hashes = fresh.hashes.get(..words.len()).unwrap_or(&[]);
        for &i in fresh.stops.get(..fresh.num_stops).unwrap_or(&[]) {
            let at = usize::from(i);
            let (Some(&word), Some(&hash)) = (words.get(at), hashes.get(at)) else {
                break;
            };
            match word.shape {
                Shape::Capital | Shape::Caps | Shape::Initial => {
                    self.cuts.candidates.push(i);
                    if word.shape == Shape::Caps {
                        has_caps = true;
                    }
                    if word.has(LETTERS) && self.table.is_marked(word.entry) {
                        self.add_known_anchor(word);
                    }
                }
                Shape::Lower => {
                    if word.has(LETTERS) && !self.small_word(i, word) {
                        continue;
                    }
                }
                Shape::Number => {
                    if word.has(DIGITS) {
                        let start = usize::from(word.start);
                        self.add_word_anchor(start, start + 1, AnchorKind::Digits);
                    }
                    if word.gap() == Gap::Hyphen {
                        self.cuts.candidates.push(i);
                    }
                }
            }
            if starts.may_have(hash) {
                fresh.starts.push(i);
            }
        }
        self.add_signs_before(usize::MAX);
        has_caps
    }

    /// What a small word of the table is stopped for; whether a name may begin with it.
    fn small_word(&mut self, i: u16, word: Cut) -> bool {
        self.add_known_anchor(word);
        let marks = self.table.known(word.entry).marks;
        if marks.has(Marks::CANDIDATE) {
            self.cuts.candidates.push(i);
        }
        let before_small = || {
            let end = usize::from(word.end);
            let after = self.piece.as_bytes().get(end..end + 2);
            matches!(after, Some([b' ', next]) if next.is_ascii_lowercase())
        };
        marks.has(Marks::NAME) || marks.has(Marks::NAME_BEFORE_CAPITAL) && !before_small()
    }

    fn add_known_anchor(&mut self, word: Cut) {
        if let Some(kind) = self.table.known(word.entry).anchor {
            self.add_word_anchor(usize::from(word.start), usize::from(word.end), kind);
        }
    }

    /// Adds an anchor behind those of signs before it.
    fn add_word_anchor(&mut self, start: usize, end: usize, kind: AnchorKind) {
        let anchor = self.anchor(start, end, kind);
        let next = self.signs.get(self.num_added);
        if next.is_some_and(|sign| sign.start < anchor.start) {
            self.add_signs_before(anchor.start);
        }
        self.cuts.anchors.push(anchor.into());
    }

    #[inline(never)]
    fn add_signs_before(&mut self, place: usize) {
        while let Some(&anchor) = self.signs.get(self.num_added)
            && anchor.start < place
        {
            self.cuts.anchors.push(anchor.into());
            self.num_added += 1;
        }
    }

    /// Cuts word `i` where it is not plain; where the next begins.
    #[inline(never)]
    fn other_word(&mut self, i: u16, start: usize, to: &mut Cut, hash: &mut u64) -> u32 {
        let word = cut(self.piece, start);
        let [from, end] = [start, word.end].map(|at| u32::try_from(at).unwrap_or(NONE));
        let surface = self.piece.get(start..word.end).unwrap_or("");
        let shape = if word.ascii {
            shape_of_ascii(surface.as_bytes())
        } else {
            shape_of(surface)
        };
        if !word.letters && !word.digits {
            self.add_anchors(start, word.end);
        }
        let flag = |is: bool, flag: u8| if is { flag } else { 0 };
        *hash = word.hash;
        *to = Cut {
            start: offset(from),
            end: offset(end),
            shape,
            more: flag(word.letters, LETTERS)
                | flag(word.digits, DIGITS)
                | flag(word.possessive, POSSESSIVE),
            ..Cut::NONE
        };
        if word.possessive {
            self.other_gap(i, to)
        } else {
            self.more_signs_behind(i, to)
        }
    }

    /// Adds what stands behind a word that is not possessive, and gives where the next begins; `behind`
    /// are the bytes behind it.
    #[inline(always)]
    fn signs_behind(&mut self, i: u16, word: &mut Cut, behind: [u8; 3]) -> u32 {
        let [sign, second, third] = behind;
        // Mostly one sign, alone or with a blank behind.
        let alone = is_ascii_word(second);
        if (alone || second == b' ' && is_ascii_word(third))
            && let Some((gap, ends)) = gap_of_sign(sign, !alone)
        {
            if sign != b'.' || !self.is_short(word) {
                word.more |= gap as u8;
                if ends {
                    self.end_sentence(i);
                }
            }
            if matches!(sign, b'.' | b'\n') {
                word.more |= SIGNS;
            }
            return u32::from(word.end) + if alone { 1 } else { 2 };
        }
        self.more_signs_behind(i, word)
    }

    /// The same for signs that are ASCII or common dashes and quotes.
    #[inline(never)]
    fn more_signs_behind(&mut self, i: u16, word: &mut Cut) -> u32 {
        let bytes = self.piece.as_bytes();
        let end = usize::from(word.end);
        let mut signs = Signs::default();
        let mut at = end;
        let num_anchors = self.signs.len();
        while let Some(&byte) = bytes.get(at) {
            if is_ascii_word(byte) {
                break;
            }
            if byte == b'[' {
                let bracket = self.anchor(at, at + 1, AnchorKind::Bracket);
                self.signs.push(bracket);
            }
            let Some(len) = signs.add(bytes, at) else {
                self.signs.truncate(num_anchors);
                return self.other_gap(i, word);
            };
            at += len;
        }
        if at >= bytes.len() {
            word.more |= Gap::Break as u8;
            return NONE;
        }
        let gap = signs.gap(|| self.is_short(word));
        word.more |= gap as u8;
        if signs.has_line_or_stop() {
            word.more |= SIGNS;
        }
        if gap == Gap::Break && signs.end_sentence() {
            self.end_sentence(i);
        }
        u32::try_from(at).unwrap_or(NONE)
    }

    /// Whether a point behind a word may belong to it.
    #[inline(always)]
    fn is_short(&self, word: &Cut) -> bool {
        match word.shape {
            Shape::Initial => true,
            Shape::Capital => self.is_abbreviation(word),
            _ => false,
        }
    }

    #[inline(never)]
    fn is_abbreviation(&self, word: &Cut) -> bool {
        is_abbreviation(self.surface(word))
    }

    fn surface(&self, word: &Cut) -> &str {
        let range = usize::from(word.start)..usize::from(word.end);
        self.piece.get(range).unwrap_or("")
    }

    /// The same for any signs and words.
    #[inline(never)]
    fn other_gap(&mut self, i: u16, word: &mut Cut) -> u32 {
        let piece = self.piece;
        let end = usize::from(word.end);
        let possessive = word.has(POSSESSIVE);
        let after = if possessive {
            past_possessive(piece, end)
        } else {
            end
        };
        let next = next_word(piece, after);
        let gap_end = next.unwrap_or(piece.len());
        self.add_anchors(end, gap_end);
        let Some(between) = next.and_then(|next| piece.get(end..next)) else {
            word.more |= Gap::Break as u8;
            return NONE;
        };
        let gap = gap_of(between, self.surface(word), word.shape, possessive);
        word.more |= gap as u8;
        if between.contains(['.', '\n']) {
            word.more |= SIGNS;
        }
        if gap == Gap::Break && is_sentence_end(between) {
            self.end_sentence(i);
        }
        u32::try_from(gap_end).unwrap_or(NONE)
    }

    /// The word behind word `i` begins a sentence.
    fn end_sentence(&mut self, i: u16) {
        self.cuts.sentences.push(i.saturating_add(1));
    }

    fn anchor(&self, start: usize, end: usize, kind: AnchorKind) -> Anchor {
        Anchor {
            start: self.base + start,
            end: self.base + end,
            kind,
        }
    }

    /// Adds the anchors between two places of the piece that are not plain words.
    fn add_anchors(&mut self, from: usize, to: usize) {
        let range = self.base + from..self.base + to;
        anchors_in(self.text, range, self.signs);
    }
}

/// The word at the start of the window when it is up to fifteen ASCII letters or seven digits; it may
/// go on where they end.
#[inline(always)]
fn plain_word(window: &[u8]) -> Option<Plain> {
    let [a, b, ..] = window.as_chunks::<8>().0 else {
        return None;
    };
    let a = u64::from_le_bytes(*a);
    let small = a | SMALL;
    let others = no_letters(a, small);
    if others == 0 {
        return longer_word(a, u64::from_le_bytes(*b));
    }
    let len = first_of(others);
    if len == 0 {
        return short_number(a);
    }
    let letters = below(others);
    Some(Plain {
        len,
        hash: spread(small & letters),
        shape: shape_of_letters(a, len, || a & SMALL & letters != 0),
        flags: LETTERS,
    })
}

/// The word of more than seven letters; the first eight are `a`.
#[inline(always)]
fn longer_word(a: u64, b: u64) -> Option<Plain> {
    let small = b | SMALL;
    let others = no_letters(b, small);
    if others == 0 {
        return None;
    }
    let len = 8 + first_of(others);
    let letters = below(others);
    Some(Plain {
        len,
        hash: spread(mix(a | SMALL) ^ (small & letters)),
        shape: shape_of_letters(a, len, || (a | b & letters) & SMALL != 0),
        flags: LETTERS,
    })
}

/// The number of up to seven digits.
#[inline(always)]
fn short_number(a: u64) -> Option<Plain> {
    let others = no_digits(a);
    let len = first_of(others);
    if others == 0 || len == 0 {
        return None;
    }
    Some(Plain {
        len,
        hash: spread(a & below(others)),
        shape: Shape::Number,
        flags: DIGITS,
    })
}

/// How so many letters are written, the first of which is the lowest byte of `a`.
#[inline(always)]
fn shape_of_letters(a: u64, len: u32, has_small: impl FnOnce() -> bool) -> Shape {
    if a & 0x20 != 0 {
        Shape::Lower
    } else if len == 1 {
        Shape::Initial
    } else if has_small() {
        Shape::Capital
    } else {
        Shape::Caps
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "words begin within the first 64 KB of a piece and pieces are shorter"
)]
#[inline(always)]
const fn offset(at: u32) -> u16 {
    at as u16
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a piece has fewer words than bytes, and of those less than 64 KB are seen"
)]
#[inline(always)]
const fn number(i: usize) -> u16 {
    i as u16
}

fn shape_of_ascii(word: &[u8]) -> Shape {
    match word {
        [b'0'..=b'9', ..] => Shape::Number,
        [b'A'..=b'Z'] => Shape::Initial,
        [b'A'..=b'Z', rest @ ..] if rest.iter().any(u8::is_ascii_lowercase) => Shape::Capital,
        [b'A'..=b'Z', ..] => Shape::Caps,
        _ => Shape::Lower,
    }
}

fn shape_of(word: &str) -> Shape {
    let mut letters = word.chars();
    let first = letters.next().unwrap_or('a');
    if first.is_ascii_lowercase() {
        Shape::Lower
    } else if first.is_numeric() {
        Shape::Number
    } else if !first.is_uppercase() {
        Shape::Lower
    } else if word.chars().any(char::is_lowercase) {
        Shape::Capital
    } else if letters.next().is_some() {
        Shape::Caps
    } else {
        Shape::Initial
    }
}
