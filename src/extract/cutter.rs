//! Cuts one piece of text into words.
//!
//! Nearly every word is plain letters with a blank or a comma behind, and is done in a few
//! instructions ([`super::plain_word`]). Everything else is cut by the rules of
//! [`super::split`] and looked at sign by sign, and comes to the same. What a word is worth stopping
//! for is noted on the way.

use fearless_simd::{Level, Simd, dispatch};

use super::anchors::{Anchor, AnchorKind, anchors_in};
use super::cuts::{
    Cut, Cuts, DIGITS, Filling, Fresh, LETTERS, MAX_WORDS, POSSESSIVE, SIGNS, StartsView, offset,
};
use super::gaps::{Sign, Signs, gap_of, gap_of_sign, is_abbreviation, is_sentence_end};
use super::plain_word::{Plain, Window};
use super::split::{cut, is_ascii_word, is_word_char, next_word, past_possessive};
use super::word_table::{Known, Marks, WordTable};
use super::words::{Gap, Shape};

/// One piece while it is cut.
pub(super) struct Cutter<'c> {
    pub(super) cuts: &'c mut Cuts,
    pub(super) table: &'c WordTable,
    /// The words that names begin with.
    pub(super) starts: StartsView<'c>,
    pub(super) text: &'c str,
    pub(super) piece: &'c str,
    /// Where the piece begins in the text.
    pub(super) base: usize,
    /// Whether a word so far is in capitals.
    pub(super) has_caps: bool,
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
        let start = u32::try_from(start).unwrap_or(NONE);
        dispatch!(Level::new(), simd => self.cut_words(simd, fresh, start));
        self.has_caps
    }

    /// Cuts all words, the first at `start`, looks them up, and notes those to stop at.
    #[inline(always)]
    fn cut_words<S: Simd>(&mut self, simd: S, fresh: &mut Fresh, mut start: u32) {
        let table = self.table.finder();
        let (seen, num_seen) = (fresh.seen.bytes(), fresh.seen.len());
        let (words, hashes) = (&mut *fresh.words, &mut *fresh.hashes);
        let mut starts = fresh.starts.fill();
        let mut i = 0;
        while let Ok(from) = u16::try_from(start)
            && let Some(window) = Window::at(simd, seen, from)
            && i < MAX_WORDS
        {
            let letters = window.letters();
            if let Some(run) = window.small_before_blank(letters) {
                let entry = table.find(run.hash);
                if let (Some(cut), Some(hash)) = (words.get_mut(i), hashes.get_mut(i)) {
                    cut.set(from, run.len, entry);
                    (cut.shape, cut.more) = (Shape::Lower, Gap::Space as u8 | LETTERS);
                    *hash = run.hash;
                    if table.is_marked(entry) {
                        self.stop_at_small(number(i), *cut, run.hash, &mut starts);
                    }
                }
                // Mostly a word is behind the blank; if none is, that is seen there.
                start += run.len + 1;
                i += 1;
                continue;
            }
            let (Some(cut), Some(hash)) = (words.get_mut(i), hashes.get_mut(i)) else {
                break;
            };
            if let Some(Plain {
                run,
                shape,
                flags,
                behind,
            }) = window.plain(letters)
            {
                let entry = table.find(run.hash);
                cut.set(from, run.len, entry);
                (cut.shape, cut.more) = (shape, Gap::Space as u8 | flags);
                *hash = run.hash;
                self.stop_at(number(i), shape, *cut, run.hash, &mut starts);
                start = match behind {
                    [b' ', ..] => start + run.len + 1,
                    _ => self.signs_behind(number(i), cut, behind),
                };
                self.stop_at_hyphen(number(i), shape, *cut);
            } else if usize::from(from) >= num_seen {
                break;
            } else if self.is_word_at(usize::from(from)) {
                (*cut, *hash) = self.other_word(usize::from(from));
                self.stop_at(number(i), cut.shape, *cut, *hash, &mut starts);
                start = if cut.has(POSSESSIVE) {
                    self.other_gap(number(i), cut)
                } else {
                    self.more_signs_behind(number(i), cut)
                };
                self.stop_at_hyphen(number(i), cut.shape, *cut);
            } else {
                start = self.signs_behind_blank(words, i);
                continue;
            }
            i += 1;
        }
        starts.done();
        self.end_of_piece(words, i, start);
        fresh.num_words = i;
    }

    /// Takes in the blank that the piece ends with, if any; words before it number `num`.
    #[inline(never)]
    fn end_of_piece(&mut self, words: &mut [Cut; MAX_WORDS], num: usize, end: u32) {
        let last = num.checked_sub(1).and_then(|at| words.get(at));
        if let Some(last) = last
            && end == u32::from(last.end) + 1
            && self.piece.as_bytes().get(usize::from(last.end)) == Some(&b' ')
        {
            self.signs_behind_blank(words, num);
        }
    }

    /// Takes in what is behind the blank that follows the word before word `i`; where word `i` begins.
    #[cold]
    fn signs_behind_blank(&mut self, words: &mut [Cut; MAX_WORDS], i: usize) -> u32 {
        let before = i.checked_sub(1);
        let Some((before, word)) = before.and_then(|at| Some((at, words.get_mut(at)?))) else {
            return NONE;
        };
        self.more_signs_behind(number(before), word)
    }

    /// Whether a word begins there.
    fn is_word_at(&self, start: usize) -> bool {
        let rest = self.piece.get(start..).unwrap_or("");
        rest.chars().next().is_some_and(is_word_char)
    }

    /// Notes what word `i`, written like that, is worth stopping for.
    #[inline(always)]
    fn stop_at(&mut self, i: u16, shape: Shape, word: Cut, hash: u64, starts: &mut Filling<'_>) {
        match shape {
            Shape::Capital | Shape::Caps | Shape::Initial => {
                self.cuts.candidates.push(i);
                self.has_caps |= shape == Shape::Caps;
                if word.has(LETTERS) && self.table.is_marked(word.entry) {
                    self.add_known_anchor(word, self.table.known(word.entry));
                }
            }
            Shape::Lower if word.has(LETTERS) => {
                if self.table.is_marked(word.entry) {
                    self.stop_at_small(i, word, hash, starts);
                }
                return;
            }
            Shape::Lower => {}
            Shape::Number => {
                if word.has(DIGITS) {
                    let start = usize::from(word.start);
                    self.add_anchor(start, start + 1, AnchorKind::Digits);
                }
            }
        }
        starts.add_if(i, self.starts.may_have(hash));
    }

    /// Notes word `i` when it is a number with a hyphen behind it.
    #[inline(always)]
    fn stop_at_hyphen(&mut self, i: u16, shape: Shape, word: Cut) {
        if shape == Shape::Number && word.gap() == Gap::Hyphen {
            self.cuts.candidates.push(i);
        }
    }

    /// Notes what a small word of the table is worth stopping for.
    #[inline(always)]
    fn stop_at_small(&mut self, i: u16, word: Cut, hash: u64, starts: &mut Filling<'_>) {
        let known = self.table.known(word.entry);
        self.add_known_anchor(word, known);
        if known.marks.has(Marks::CANDIDATE) {
            self.cuts.candidates.push(i);
        }
        if self.may_begin_name(word, known.marks) {
            starts.add_if(i, self.starts.may_have(hash));
        }
    }

    /// Whether a name may begin with a small word with these marks.
    #[inline(always)]
    fn may_begin_name(&self, word: Cut, marks: Marks) -> bool {
        let before_small = || {
            let end = usize::from(word.end);
            let after = self.piece.as_bytes().get(end..end + 2);
            matches!(after, Some([b' ', next]) if next.is_ascii_lowercase())
        };
        marks.has(Marks::NAME) || marks.has(Marks::NAME_BEFORE_CAPITAL) && !before_small()
    }

    #[inline(always)]
    fn add_known_anchor(&mut self, word: Cut, known: Known) {
        if let Some(kind) = known.anchor {
            self.add_anchor(usize::from(word.start), usize::from(word.end), kind);
        }
    }

    /// Cuts and looks up the word at `start`, which is not plain; with the number it is looked up by.
    #[inline(never)]
    fn other_word(&mut self, start: usize) -> (Cut, u64) {
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
        let cut = Cut {
            start: offset(from),
            end: offset(end),
            entry: self.table.find(word.hash),
            shape,
            more: flag(word.letters, LETTERS)
                | flag(word.digits, DIGITS)
                | flag(word.possessive, POSSESSIVE),
        };
        (cut, word.hash)
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
        // Or the one that the piece ends with.
        if usize::from(word.end) + 1 >= self.piece.len() && sign.is_ascii() && sign != b'[' {
            word.more |= Gap::Break as u8;
            return NONE;
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
        let num_anchors = self.cuts.anchors.len();
        while let Some(rest) = bytes.get(at..)
            && let Some(sign) = Sign::at(rest)
        {
            if sign.is_bracket() {
                self.add_anchor(at, at + 1, AnchorKind::Bracket);
            }
            signs.add(sign);
            at += sign.len;
        }
        if bytes.get(at).is_some_and(|&byte| !is_ascii_word(byte)) {
            self.cuts.anchors.truncate(num_anchors);
            return self.other_gap(i, word);
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

    #[inline(always)]
    fn add_anchor(&mut self, start: usize, end: usize, kind: AnchorKind) {
        let anchor = Anchor {
            start: self.base + start,
            end: self.base + end,
            kind,
        };
        self.cuts.anchors.push(anchor.into());
    }

    /// Adds the anchors between two places of the piece that are not plain words.
    fn add_anchors(&mut self, from: usize, to: usize) {
        let range = self.base + from..self.base + to;
        anchors_in(self.text, range, &mut self.cuts.anchors);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a piece has fewer words than bytes, and no more are seen than sixteen bits can name"
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

#[cfg(test)]
mod tests;
