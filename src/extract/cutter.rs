//! Cuts one piece of text into words.
//!
//! Nearly every word is plain letters with a blank or a comma behind, and is done in a few
//! instructions: two numbers of eight bytes hold its letters. Everything else is cut by the rules of
//! [`super::split`] and looked at sign by sign, and comes to the same. Words that any rule may stop
//! at are only numbered on the way, and looked at when the whole piece is cut.

use super::anchors::{Anchor, AnchorKind, anchors_in};
use super::cuts::{Cut, Cuts, DIGITS, Fresh, LETTERS, POSSESSIVE, Starts, WINDOW};
use super::gaps::{Signs, gap_of, gap_of_sign, is_abbreviation, is_sentence_end};
use super::split::{
        below, cut, ends_word, first_of, is_ascii_word, next_word, no_digits, no_letters,
    past_possessive,
};
use super::word_table::{Marks, WordTable};
use super::words::{Gap, Shape};
use crate::text::word_key::{SMALL, mix};

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
    len: usize,
    hash: u64,
    shape: Shape,
    flags: u8,
}

/// Where the next word begins when there is none.
const NONE: usize = usize::MAX;

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
        let has_caps = self.cut_words(fresh, start);
        self.stop_at_words(fresh);
        has_caps
    }

    /// Cuts all words, the first at `start`, and numbers those to stop at; whether any is in capitals.
    fn cut_words(&mut self, fresh: &mut Fresh, mut start: usize) -> bool {
        let bytes = fresh.bytes.as_slice();
        let num_slots = fresh.words.len();
        let mut slots = fresh.words.iter_mut().zip(&mut fresh.hashes);
        let mut stops = fresh.stops.iter_mut();
        let mut has_caps = false;
        let mut i = 0u16;
        let mut rest = bytes.get(start..).unwrap_or(&[]);
        while let Some(window) = rest.first_chunk::<WINDOW>()
            && let Some((cut, hash)) = slots.next()
        {
            let word = plain_word(window).filter(|word| word.ends_in(window));
            if let Some(word) = word {
                let end = start + word.len;
                *hash = word.hash;
                // Most are small letters and have one blank behind.
                if word.shape == Shape::Lower && word.has_blank_behind(window) {
                    let entry = self.table.find(word.hash);
                    *cut = Cut {
                        start: offset(start),
                        end: offset(end),
                        entry,
                        shape: Shape::Lower,
                        more: Gap::Space as u8 | LETTERS,
                    };
                    if self.table.is_marked(entry)
                        && let Some(stop) = stops.next()
                    {
                        *stop = i;
                    }
                    i = i.wrapping_add(1);
                    start = end + 1;
                    rest = rest.get(word.len + 1..).unwrap_or(&[]);
                    continue;
                }
                let (gap, next) = if word.has_blank_behind(window) {
                    (Gap::Space, end + 1)
                } else {
                    self.signs_behind(i, start, end, word.shape)
                };
                *cut = Cut {
                    start: offset(start),
                    end: offset(end),
                    entry: self.table.find(word.hash),
                    shape: word.shape,
                    more: gap as u8 | word.flags,
                };
                start = next;
            } else {
                start = self.other_word(i, start, cut, hash);
            }
            has_caps |= cut.shape == Shape::Caps;
            let is_small = cut.shape == Shape::Lower && cut.has(LETTERS);
            if (!is_small || self.table.is_marked(cut.entry))
                && let Some(stop) = stops.next()
            {
                *stop = i;
            }
            i = i.wrapping_add(1);
            rest = bytes.get(start..).unwrap_or(&[]);
        }
        fresh.num_words = usize::from(i);
        fresh.num_stops = num_slots - stops.len();
        has_caps
    }

    /// Lists what the words that were numbered are worth stopping for.
    fn stop_at_words(&mut self, fresh: &mut Fresh) {
        let words = fresh.words.get(..fresh.num_words).unwrap_or(&[]);
        for &i in fresh.stops.get(..fresh.num_stops).unwrap_or(&[]) {
            let at = usize::from(i);
            let (Some(&word), Some(&hash)) = (words.get(at), fresh.hashes.get(at)) else {
                break;
            };
            let may_begin_name = match word.shape {
                Shape::Capital | Shape::Caps | Shape::Initial => {
                    self.cuts.capitals.push(i);
                    self.cuts.candidates.push(i);
                    if word.has(LETTERS) && self.table.is_marked(word.entry) {
                        self.add_known_anchor(word);
                    }
                    true
                }
                Shape::Lower if word.has(LETTERS) => self.small_word(i, word),
                Shape::Lower => true,
                Shape::Number => {
                    if word.has(DIGITS) {
                        let start = usize::from(word.start);
                        self.add_word_anchor(start, start + 1, AnchorKind::Digits);
                    }
                    if word.gap() == Gap::Hyphen {
                        self.cuts.candidates.push(i);
                    }
                    true
                }
            };
            if may_begin_name && self.starts.may_have(hash) {
                fresh.starts.push(i);
            }
        }
        self.add_signs_before(usize::MAX);
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
        if self.num_added < self.signs.len() {
            self.add_signs_before(anchor.start);
        }
        self.cuts.anchors.push(anchor);
    }

    #[inline(never)]
    fn add_signs_before(&mut self, place: usize) {
        while let Some(&anchor) = self.signs.get(self.num_added)
            && anchor.start < place
        {
            self.cuts.anchors.push(anchor);
            self.num_added += 1;
        }
    }

    /// Cuts word `i` where it is not plain; where the next begins.
    #[inline(never)]
    fn other_word(&mut self, i: u16, start: usize, to: &mut Cut, hash: &mut u64) -> usize {
        let word = cut(self.piece, start);
        let surface = self.piece.get(start..word.end).unwrap_or("");
        let shape = if word.ascii {
            shape_of_ascii(surface.as_bytes())
        } else {
            shape_of(surface)
        };
        if !word.letters && !word.digits {
            self.add_anchors(start, word.end);
        }
        let (gap, next) = if word.possessive {
            self.other_gap(i, start, word.end, shape, true)
        } else {
            self.signs_behind(i, start, word.end, shape)
        };
        let flag = |is: bool, flag: u8| if is { flag } else { 0 };
        *hash = word.hash;
        *to = Cut {
            start: offset(start),
            end: offset(word.end),
            entry: self.table.find(word.hash),
            shape,
            more: gap as u8
                | flag(word.letters, LETTERS)
                | flag(word.digits, DIGITS)
                | flag(word.possessive, POSSESSIVE),
        };
        next
    }

    /// What stands behind a word that is not possessive, and where the next begins.
    #[inline(always)]
    fn signs_behind(&mut self, i: u16, start: usize, end: usize, shape: Shape) -> (Gap, usize) {
        // Mostly one sign, alone or with a blank behind.
        if let Some(&[sign, second, third]) = self.piece.as_bytes().get(end..end + 3)
            && sign.is_ascii()
            && sign != b'['
        {
            let alone = is_ascii_word(second);
            if alone || second == b' ' && is_ascii_word(third) {
                let is_short = || self.is_short(start, end, shape);
                let (gap, ends) = gap_of_sign(sign, !alone, is_short);
                if ends {
                    self.end_sentence(i);
                }
                return (gap, end + if alone { 1 } else { 2 });
            }
        }
        self.more_signs_behind(i, start, end, shape)
    }

    /// The same for signs that are ASCII or common dashes and quotes.
    #[inline(never)]
    fn more_signs_behind(&mut self, i: u16, start: usize, end: usize, shape: Shape) -> (Gap, usize) {
        let bytes = self.piece.as_bytes();
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
                return self.other_gap(i, start, end, shape, false);
            };
            at += len;
        }
        if at >= bytes.len() {
            return (Gap::Break, NONE);
        }
        let gap = signs.gap(|| self.is_short(start, end, shape));
        if gap == Gap::Break && signs.end_sentence() {
            self.end_sentence(i);
        }
        (gap, at)
    }

    /// Whether a point behind a word may belong to it.
    fn is_short(&self, start: usize, end: usize, shape: Shape) -> bool {
        shape == Shape::Initial
            || shape == Shape::Capital && is_abbreviation(self.piece.get(start..end).unwrap_or(""))
    }

    /// What stands behind a word, and where the next begins, for any signs.
    #[inline(never)]
    fn other_gap(
        &mut self,
        i: u16,
        start: usize,
        end: usize,
        shape: Shape,
        possessive: bool,
    ) -> (Gap, usize) {
        let piece = self.piece;
        let after = if possessive {
            past_possessive(piece, end)
        } else {
            end
        };
        let next = next_word(piece, after);
        let gap_end = next.unwrap_or(piece.len());
        self.add_anchors(end, gap_end);
        let Some(between) = next.and_then(|next| piece.get(end..next)) else {
            return (Gap::Break, NONE);
        };
        let letters = piece.get(start..end).unwrap_or("");
        let gap = gap_of(between, letters, shape, possessive);
        if gap == Gap::Break && is_sentence_end(between) {
            self.end_sentence(i);
        }
        (gap, gap_end)
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

/// What a word is read in: its letters, and some of what is behind.
type Window = [u8; WINDOW];

impl Plain {
    /// Whether the word ends where its letters do.
    #[inline(always)]
    fn ends_in(&self, window: &Window) -> bool {
        let behind = |nth| window.get(self.len + nth).copied().unwrap_or(0);
        let first = behind(0);
        first == b' ' || ends_word(first) || is_common_sign([first, behind(1), behind(2)])
    }

    /// Whether one blank stands between it and the next.
    #[inline(always)]
    fn has_blank_behind(&self, window: &Window) -> bool {
        let behind = |nth| window.get(self.len + nth).copied().unwrap_or(0);
        behind(0) == b' ' && is_ascii_word(behind(1))
    }
}

/// The word at the start of the window when it is up to fifteen ASCII letters or seven digits; it may
/// go on where they end.
#[inline(always)]
fn plain_word(window: &Window) -> Option<Plain> {
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
        hash: mix(small & letters),
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
        hash: mix(mix(a | SMALL) ^ (small & letters)),
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
        hash: mix(a & below(others)),
        shape: Shape::Number,
        flags: DIGITS,
    })
}

/// How so many letters are written, the first of which is the lowest byte of `a`.
#[inline(always)]
fn shape_of_letters(a: u64, len: usize, has_small: impl FnOnce() -> bool) -> Shape {
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

/// Whether these bytes are one of the signs – — ‘ “ ” …, which end words; ’ may be in one.
#[inline(always)]
const fn is_common_sign(bytes: [u8; 3]) -> bool {
    matches!(bytes, [0xE2, 0x80, 0x93 | 0x94 | 0x98 | 0x9C | 0x9D | 0xA6])
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "words begin within the first 64 KB of a piece and pieces are shorter"
)]
#[inline(always)]
const fn offset(at: usize) -> u16 {
    at as u16
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
