//! Cuts one piece of text into words.
//!
//! Nearly every word is plain letters with a blank or a comma behind, and is done in a few
//! instructions: three numbers of eight bytes hold the word and what follows. Everything else is cut
//! by the rules of [`super::split`] and looked at sign by sign, and comes to the same.

use super::anchors::{Anchor, AnchorKind, anchors_in};
use super::cuts::{Cut, Cuts, Fresh, LETTERS, POSSESSIVE, Starts};
use super::gaps::{Signs, gap_of, is_abbreviation, is_sentence_end};
use super::split::{
    below, digits, ends_word, first_of, is_ascii_word, letters, next_word, no_letters,
    past_possessive, unusual,
};
use super::word_table::{Entry, Marks, WordTable};
use super::words::{Gap, Shape};
use crate::text::word_key::{SMALL, mix};

/// One piece while it is cut.
pub(super) struct Cutter<'c> {
    pub(super) cuts: &'c mut Cuts,
    /// Empty before.
    pub(super) fresh: &'c mut Fresh,
    pub(super) table: &'c WordTable,
    pub(super) starts: &'c Starts,
    pub(super) text: &'c str,
    pub(super) piece: &'c str,
    /// Where the piece begins in the text.
    pub(super) base: usize,
}

/// A word with all but what is looked up.
#[derive(Clone, Copy)]
struct Written {
    start: usize,
    end: usize,
    hash: u64,
    shape: Shape,
    flags: u8,
}

/// Up to fifteen ASCII letters.
struct Plain {
    end: usize,
    hash: u64,
    /// Its first eight bytes and the eight behind it, the first lowest.
    first: u64,
    tail: u64,
}

/// Where the next word begins when there is none.
const NONE: usize = usize::MAX;

impl Cutter<'_> {
    /// Whether the piece has a word in capitals.
    pub(super) fn run(mut self) -> bool {
        let bytes = self.text.as_bytes().get(self.base..).unwrap_or(&[]);
        let len = self.piece.len().min(usize::from(u16::MAX));
        let Some(mut start) = next_word(self.piece, 0) else {
            return false;
        };
        self.cuts.sentences.push(0);
        self.add_anchors(0, start);
        let mut has_caps = false;
        let mut i = 0u16;
        while start < len {
            let Some(word) = plain_word(bytes, start).filter(|word| word.end + 2 < len) else {
                (start, has_caps) = self.other_word(i, start, has_caps);
                i = i.wrapping_add(1);
                continue;
            };
            let [first, second, third, ..] = word.tail.to_le_bytes();
            let end = word.end;
            // Most are written small and have a blank behind.
            if first == b' ' && word.first & 0x20 != 0 && is_ascii_word(second) {
                let entry = self.table.find(word.hash);
                if self.table.is_marked(entry) {
                    self.small_word(i, start, end, word.hash, entry);
                }
                self.cuts.words.push(Cut {
                    start: offset(start),
                    end: offset(end),
                    entry,
                    shape: Shape::Lower,
                    more: Gap::Space as u8 | LETTERS,
                });
                i = i.wrapping_add(1);
                start = end + 1;
                continue;
            }
            let (gap, next) = if first == b' ' && is_ascii_word(second) {
                (Gap::Space, end + 1)
            } else if first == b',' && second == b' ' && is_ascii_word(third) {
                (Gap::Comma, end + 2)
            } else if ends_word(first) {
                (Gap::Break, NONE)
            } else {
                (start, has_caps) = self.other_word(i, start, has_caps);
                i = i.wrapping_add(1);
                continue;
            };
            let entry = self.table.find(word.hash);
            let mut shape = Shape::Lower;
            if word.first & 0x20 != 0 {
                if self.table.is_marked(entry) {
                    self.small_word(i, start, end, word.hash, entry);
                }
            } else {
                shape = shape_of_plain(bytes, start, &word);
                has_caps |= shape == Shape::Caps;
                self.big_word(i, start, end, word.hash, entry);
            }
            let (gap, next) = if next == NONE {
                self.signs_behind(i, start, end, shape)
            } else {
                (gap, next)
            };
            self.cuts.words.push(Cut {
                start: offset(start),
                end: offset(end),
                entry,
                shape,
                more: gap as u8 | LETTERS,
            });
            i = i.wrapping_add(1);
            start = next;
        }
        has_caps
    }

    /// Stops at word `i`, letters that begin with a capital.
    #[inline(always)]
    fn big_word(&mut self, i: u16, start: usize, end: usize, hash: u64, entry: Entry) {
        self.cuts.candidates.push(i);
        if self.table.is_marked(entry) {
            self.add_known_anchor(start, end, entry);
        }
        if self.starts.may_have(hash) {
            self.fresh.starts.push((i, hash));
        }
    }

    /// What a small word of the table is stopped for.
    #[inline(never)]
    fn small_word(&mut self, i: u16, start: usize, end: usize, hash: u64, entry: Entry) {
        self.add_known_anchor(start, end, entry);
        let marks = self.table.known(entry).marks;
        if marks.has(Marks::CANDIDATE) {
            self.cuts.candidates.push(i);
        }
        let before_small = || {
            let after = self.piece.as_bytes().get(end..end + 2);
            matches!(after, Some([b' ', next]) if next.is_ascii_lowercase())
        };
        let begins_name =
            marks.has(Marks::NAME) || marks.has(Marks::NAME_BEFORE_CAPITAL) && !before_small();
        if begins_name && self.starts.may_have(hash) {
            self.fresh.starts.push((i, hash));
        }
    }

    fn add_known_anchor(&mut self, start: usize, end: usize, entry: Entry) {
        if let Some(kind) = self.table.known(entry).anchor {
            self.add_anchor(start, end, kind);
        }
    }

    /// Cuts word `i` where it is not plain; where the next begins, and whether there are capitals by
    /// now.
    #[inline(never)]
    fn other_word(&mut self, i: u16, start: usize, has_caps: bool) -> (usize, bool) {
        let word = self.cut(start);
        let entry = self.table.find(word.hash);
        self.look_up(i, &word, entry);
        let (gap, next) = if word.flags & POSSESSIVE != 0 {
            self.other_gap(i, word.start, word.end, word.shape, true)
        } else {
            self.signs_behind(i, word.start, word.end, word.shape)
        };
        if gap == Gap::Hyphen && word.shape == Shape::Number {
            self.cuts.candidates.push(i);
        }
        self.cuts.words.push(Cut {
            start: offset(word.start),
            end: offset(word.end),
            entry,
            shape: word.shape,
            more: gap as u8 | word.flags,
        });
        (next, has_caps || word.shape == Shape::Caps)
    }

    /// Stops at word `i` for what the table knows and for capitals.
    fn look_up(&mut self, i: u16, word: &Written, entry: Entry) {
        let (start, end) = (word.start, word.end);
        let is_letters = word.flags & LETTERS != 0;
        match word.shape {
            Shape::Capital | Shape::Caps | Shape::Initial if is_letters => {
                self.big_word(i, start, end, word.hash, entry);
                return;
            }
            Shape::Capital | Shape::Caps | Shape::Initial => {
                self.cuts.candidates.push(i);
            }
            Shape::Lower if is_letters => {
                if self.table.is_marked(entry) {
                    self.small_word(i, start, end, word.hash, entry);
                }
                return;
            }
            Shape::Lower | Shape::Number => {}
        }
        if self.starts.may_have(word.hash) {
            self.fresh.starts.push((i, word.hash));
        }
    }

    fn cut(&mut self, start: usize) -> Written {
        let bytes = self.piece.as_bytes();
        let ends = |end: usize| end > start && bytes.get(end).is_none_or(|&byte| ends_word(byte));
        let run = letters(bytes, start);
        if ends(run.end) {
            return Written {
                start,
                end: run.end,
                hash: run.hash,
                shape: shape_of_ascii(bytes.get(start..run.end).unwrap_or(&[])),
                flags: LETTERS,
            };
        }
        if run.end == start {
            let (end, hash) = digits(bytes, start);
            if ends(end) {
                self.add_anchor(start, start + 1, AnchorKind::Digits);
                return Written {
                    start,
                    end,
                    hash,
                    shape: Shape::Number,
                    flags: 0,
                };
            }
        }
        let word = unusual(self.piece, start, run.end);
        if word.digits {
            self.add_anchor(start, start + 1, AnchorKind::Digits);
        } else if !word.letters {
            self.add_anchors(start, word.end);
        }
        let surface = self.piece.get(start..word.end).unwrap_or("");
        let shape = if word.ascii {
            shape_of_ascii(surface.as_bytes())
        } else {
            shape_of(surface)
        };
        let letters = if word.letters { LETTERS } else { 0 };
        let possessive = if word.possessive { POSSESSIVE } else { 0 };
        Written {
            start,
            end: word.end,
            hash: word.hash,
            shape,
            flags: letters | possessive,
        }
    }

    /// What stands behind a word, and where the next begins: for signs that are ASCII or common
    /// dashes and quotes. The word is not possessive.
    #[inline(never)]
    fn signs_behind(&mut self, i: u16, start: usize, end: usize, shape: Shape) -> (Gap, usize) {
        let bytes = self.piece.as_bytes();
        if let Some([b'.', b' ', next]) = bytes.get(end..end + 3)
            && is_ascii_word(*next)
        {
            if self.is_short(start, end, shape) {
                return (Gap::Space, end + 2);
            }
            self.end_sentence(i);
            return (Gap::Break, end + 2);
        }
        let mut signs = Signs::default();
        let mut at = end;
        let num_anchors = self.cuts.anchors.len();
        while let Some(&byte) = bytes.get(at) {
            if is_ascii_word(byte) {
                break;
            }
            if byte == b'[' {
                self.add_anchor(at, at + 1, AnchorKind::Bracket);
            }
            let Some(len) = signs.add(bytes, at) else {
                self.cuts.anchors.truncate(num_anchors);
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

    fn add_anchor(&mut self, start: usize, end: usize, kind: AnchorKind) {
        self.cuts.anchors.push(Anchor {
            start: self.base + start,
            end: self.base + end,
            kind,
        });
    }

    /// Adds the anchors between two places of the piece that are not plain words.
    fn add_anchors(&mut self, from: usize, to: usize) {
        let range = self.base + from..self.base + to;
        anchors_in(self.text, range, &mut self.cuts.anchors);
    }
}

/// The word at `start` when it is up to fifteen ASCII letters; a word may go on where they end.
#[inline(always)]
fn plain_word(bytes: &[u8], start: usize) -> Option<Plain> {
    let [a, b, c] = bytes.get(start..start + 24)?.as_chunks::<8>().0 else {
        return None;
    };
    let [a, b, c] = [a, b, c].map(|chunk| u64::from_le_bytes(*chunk));
    let small = a | SMALL;
    let others = no_letters(a, small);
    if others != 0 {
        if others & 0x80 != 0 {
            return None;
        }
        let num = first_of(others);
        return Some(Plain {
            end: start + num,
            hash: mix(small & below(others)),
            first: a,
            tail: behind(a, b, num),
        });
    }
    let more = b | SMALL;
    let others = no_letters(b, more);
    if others == 0 {
        return None;
    }
    let num = first_of(others);
    Some(Plain {
        end: start + 8 + num,
        hash: mix(mix(small) ^ (more & below(others))),
        first: a,
        tail: behind(b, c, num),
    })
}

/// How a plain word that begins with a capital is written.
#[inline(always)]
fn shape_of_plain(bytes: &[u8], start: usize, word: &Plain) -> Shape {
    let [_, second, ..] = word.first.to_le_bytes();
    if word.end == start + 1 {
        Shape::Initial
    } else if second & 0x20 != 0 {
        Shape::Capital
    } else {
        shape_of_ascii(bytes.get(start..word.end).unwrap_or(&[]))
    }
}

/// The eight bytes from number `num`, under eight, on of the sixteen that are `a` and `b`.
#[inline(always)]
const fn behind(a: u64, b: u64, num: usize) -> u64 {
    a >> (num * 8) | (b << 8) << (56 - num * 8)
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
