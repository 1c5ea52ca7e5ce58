//! Cuts one piece of text into words.
//!
//! Nearly every word is plain letters with a blank or a comma behind, and is done in a few
//! instructions ([`super::plain_word`]). Everything else is cut by the rules of
//! [`super::split`] and looked at sign by sign, and comes to the same. What a word is worth stopping
//! for is noted on the way.

use std::ops::Range;

use fearless_simd::{Simd, dispatch};

use super::anchors::{Anchor, AnchorKind, anchors_in};
use super::cuts::{
    Cut, Cuts, DIGITS, Filling, Fresh, LETTERS, MAX_WORDS, NameStartsView, POSSESSIVE, SIGNS,
    offset,
};
use super::gaps::{Signs, gap_of, gap_of_sign, is_abbreviation, is_sentence_end};
use super::plain_word::{Run, Window};
use super::split::{cut, is_ascii_word, is_word_char, next_word, past_possessive};
use super::word_table::{Entry, Finder, Known, Marks, WordTable};
use super::words::{Gap, Shape};

/// One piece while it is cut.
pub(super) struct Cutter<'c> {
    pub(super) cuts: &'c mut Cuts,
    pub(super) table: &'c WordTable,
    /// The words that names begin with.
    pub(super) starts: NameStartsView<'c>,
    pub(super) text: &'c str,
    pub(super) piece: &'c str,
    /// Where the piece begins in the text.
    pub(super) base: usize,
    /// Whether a word so far is in capitals.
    pub(super) has_caps: bool,
}

/// What is filled while a piece is cut.
struct Room<'f> {
    /// What words are looked up in.
    table: Finder<'f>,
    words: &'f mut [Cut; MAX_WORDS],
    /// The number that each word is looked up by.
    hashes: &'f mut [u64; MAX_WORDS],
    /// Words that may begin a name.
    starts: Filling<'f>,
    /// How many words there are before the one that is cut.
    num: usize,
}

impl Room<'_> {
    /// Looks up the word that is cut and keeps it; where it ends, and what the table knows of it.
    #[inline(always)]
    fn keep(&mut self, start: u16, run: Run, shape: Shape, more: u8) -> (u16, Entry) {
        let entry = self.table.find(run.hash);
        let end = run.end(start);
        let slots = (self.words.get_mut(self.num), self.hashes.get_mut(self.num));
        if let (Some(word), Some(hash)) = slots {
            *word = Cut {
                start,
                end,
                entry,
                shape,
                more,
            };
            *hash = run.hash;
        }
        (end, entry)
    }

    /// The number of the word that is cut.
    #[inline(always)]
    const fn number(&self) -> u16 {
        number(self.num)
    }

    /// Notes that a name may begin with the word that is cut, if one does.
    #[inline(always)]
    fn may_begin_name(&mut self, starts: NameStartsView<'_>, hash: u64) {
        self.starts.add_if(number(self.num), starts.may_have(hash));
    }
}

impl Cutter<'_> {
    /// Whether the piece has a word in capitals.
    pub(super) fn run(mut self, fresh: &mut Fresh) -> bool {
        let Some(start) = self.first_word() else {
            return false;
        };
        dispatch!(fresh.level, simd => self.cut_words(simd, fresh, start));
        self.has_caps
    }

    /// Where the first word begins, if one is near enough to be seen.
    #[inline(always)]
    fn first_word(&mut self) -> Option<u16> {
        let first = self.piece.as_bytes().first();
        if first.is_some_and(|&byte| is_ascii_word(byte)) {
            self.cuts.sentences.push(0);
            return Some(0);
        }
        let start = next_word(self.piece, 0)?;
        self.cuts.sentences.push(0);
        self.add_anchors(0, start);
        u16::try_from(start).ok()
    }

    /// Cuts all words, the first at `start`, looks them up, and notes those to stop at.
    #[inline(always)]
    fn cut_words<S: Simd>(&mut self, simd: S, fresh: &mut Fresh, mut start: u16) {
        let seen = fresh.seen.bytes();
        let mut room = Room {
            table: self.table.finder(),
            words: &mut fresh.words,
            hashes: &mut fresh.hashes,
            starts: fresh.starts.fill(),
            num: 0,
        };
        while let Some(window) = Window::at(simd, seen, start)
            && room.num < MAX_WORDS
        {
            let small = window.small_letters();
            if let Some(run) = small
                && window.is_before_blank(run)
            {
                let (end, entry) = room.keep(start, run, Shape::Lower, Gap::Space as u8 | LETTERS);
                if room.table.is_marked(entry)
                    && !(room.table.counts_before_capital(entry) && window.is_before_small(run))
                {
                    self.stop_at_small(&mut room, start..end, entry, run.hash);
                }
                room.num += 1;
                // Mostly a word is behind the blank; if none is, that is seen there.
                start = end.wrapping_add(1);
                continue;
            }
            let Some(next) = self.cut_other(window, small, &mut room, start) else {
                break;
            };
            start = next;
        }
        room.starts.done();
        fresh.num_words = room.num;
    }

    /// The same for one word at `start` that begins with these small letters and has no blank behind
    /// them, or with none; where the next begins, if there is one.
    #[inline(always)]
    fn cut_other<S: Simd>(
        &mut self,
        window: Window<'_, S>,
        small: Option<Run>,
        room: &mut Room<'_>,
        start: u16,
    ) -> Option<u16> {
        let next = if let Some(run) = small
            && window.is_whole(run)
        {
            let (end, entry) = room.keep(start, run, Shape::Lower, LETTERS);
            if room.table.is_marked(entry) {
                self.stop_at_small(room, start..end, entry, run.hash);
            }
            self.signs_behind(room, Shape::Lower, window.behind(run))
        } else if small.is_none()
            && let Some((run, shape)) = window.capitalised()
            && window.is_whole(run)
        {
            let (end, entry) = room.keep(start, run, shape, LETTERS);
            self.stop_at_capital(room.number(), shape);
            if room.table.is_marked(entry) {
                self.add_known_anchor(start..end, self.table.known(entry));
            }
            room.may_begin_name(self.starts, run.hash);
            self.signs_behind(room, shape, window.behind(run))
        } else if let Some(run) = window.digits()
            && window.is_whole(run)
        {
            room.keep(start, run, Shape::Number, DIGITS);
            self.add_anchor(start..start.wrapping_add(1), AnchorKind::Digits);
            room.may_begin_name(self.starts, run.hash);
            self.signs_behind(room, Shape::Number, window.behind(run))
        } else if self.is_word_at(usize::from(start)) {
            self.cut_unusual(room, start)
        } else {
            return self.signs_behind_blank(room.words, room.num, start);
        };
        room.num += 1;
        next
    }

    /// The same for a word of any signs.
    #[inline(always)]
    fn cut_unusual(&mut self, room: &mut Room<'_>, start: u16) -> Option<u16> {
        let (word, hash) = self.other_word(usize::from(start));
        self.stop_at(room, word, hash);
        if let Some(slot) = room.hashes.get_mut(room.num) {
            *slot = hash;
        }
        let number = room.number();
        let slot = room.words.get_mut(room.num)?;
        *slot = word;
        if slot.has(POSSESSIVE) {
            self.other_gap(number, slot)
        } else {
            self.more_signs_behind(number, slot)
        }
    }

    /// Takes in what is behind the blank that word `i - 1` has behind it and that ends at `end`; where
    /// word `i` begins, if there is one.
    #[cold]
    fn signs_behind_blank(
        &mut self,
        words: &mut [Cut; MAX_WORDS],
        i: usize,
        end: u16,
    ) -> Option<u16> {
        let before = i.checked_sub(1)?;
        let word = words.get_mut(before)?;
        let is_blank = word.end.checked_add(1) == Some(end)
            && self.piece.as_bytes().get(usize::from(word.end)) == Some(&b' ');
        is_blank.then(|| self.more_signs_behind(number(before), word))?
    }

    /// Whether a word begins there.
    fn is_word_at(&self, start: usize) -> bool {
        let rest = self.piece.get(start..).unwrap_or("");
        rest.chars().next().is_some_and(is_word_char)
    }

    /// Notes what the word that is cut is worth stopping for.
    #[inline(always)]
    fn stop_at(&mut self, room: &mut Room<'_>, word: Cut, hash: u64) {
        let range = word.start..word.end;
        match word.shape {
            Shape::Lower if word.has(LETTERS) => {
                if room.table.is_marked(word.entry) {
                    self.stop_at_small(room, range, word.entry, hash);
                }
                return;
            }
            Shape::Lower => {}
            Shape::Number => {
                if word.has(DIGITS) {
                    self.add_anchor(word.start..word.start.wrapping_add(1), AnchorKind::Digits);
                }
            }
            Shape::Capital | Shape::Caps | Shape::Initial => {
                self.stop_at_capital(room.number(), word.shape);
                if word.has(LETTERS) {
                    self.add_known_anchor(range, self.table.known(word.entry));
                }
            }
        }
        room.may_begin_name(self.starts, hash);
    }

    /// Notes that word `i` begins with a capital.
    #[inline(always)]
    fn stop_at_capital(&mut self, i: u16, shape: Shape) {
        self.cuts.candidates.push(i);
        self.has_caps |= shape == Shape::Caps;
    }

    /// Notes what a small word of the table, that which is cut, is worth stopping for.
    #[inline(always)]
    fn stop_at_small(&mut self, room: &mut Room<'_>, word: Range<u16>, entry: Entry, hash: u64) {
        let known = self.table.known(entry);
        self.add_known_anchor(word.clone(), known);
        if known.marks.has(Marks::CANDIDATE) {
            self.cuts.candidates.push(room.number());
        }
        if self.may_begin_name(word.end, known.marks) {
            room.may_begin_name(self.starts, hash);
        }
    }

    /// Whether a name may begin with a small word with these marks that ends there.
    #[inline(always)]
    fn may_begin_name(&self, end: u16, marks: Marks) -> bool {
        let before_small = || {
            let end = usize::from(end);
            let after = self.piece.as_bytes().get(end..end + 2);
            matches!(after, Some([b' ', next]) if next.is_ascii_lowercase())
        };
        marks.has(Marks::NAME) || marks.has(Marks::NAME_BEFORE_CAPITAL) && !before_small()
    }

    #[inline(always)]
    fn add_known_anchor(&mut self, word: Range<u16>, known: Known) {
        if let Some(kind) = known.anchor {
            self.add_anchor(word, kind);
        }
    }

    /// Cuts and looks up the word at `start`, which is not plain; with the number it is looked up by.
    #[inline(never)]
    fn other_word(&mut self, start: usize) -> (Cut, u64) {
        let word = cut(self.piece, start);
        let [from, end] = [start, word.end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
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

    /// Adds what stands behind the word that is cut, which is plain and written like that, and gives
    /// where the next begins, if there is one; `behind` are the bytes behind it.
    #[inline(always)]
    fn signs_behind(&mut self, room: &mut Room<'_>, shape: Shape, behind: [u8; 3]) -> Option<u16> {
        let i = room.number();
        let word = room.words.get_mut(room.num)?;
        let [sign, second, third] = behind;
        if sign == b' ' {
            return Some(word.end.wrapping_add(1));
        }
        // Mostly one sign, alone or with a blank behind.
        let alone = is_ascii_word(second);
        if (alone || second == b' ' && is_ascii_word(third))
            && let Some(gap) = gap_of_sign(sign, !alone)
        {
            if sign == b'.' && self.is_short(word, shape) {
                word.more |= SIGNS;
            } else {
                word.more |= gap.more();
                self.stop_at_hyphen(i, shape, gap.more());
                if gap.ends_sentence() {
                    self.end_sentence(i);
                }
            }
            return Some(word.end.wrapping_add(if alone { 1 } else { 2 }));
        }
        // Or the one that the piece ends with.
        if usize::from(word.end) + 1 >= self.piece.len() && sign.is_ascii() && sign != b'[' {
            word.more |= Gap::Break as u8;
            return None;
        }
        self.more_signs_behind(i, word)
    }

    /// The same for signs that are ASCII or common dashes and quotes.
    #[inline(never)]
    fn more_signs_behind(&mut self, i: u16, word: &mut Cut) -> Option<u16> {
        let bytes = self.piece.as_bytes();
        let end = usize::from(word.end);
        let (signs, behind) = Signs::read(bytes.get(end..).unwrap_or(&[]));
        let at = bytes.len() - behind.len();
        if behind.first().is_some_and(|&byte| !is_ascii_word(byte)) {
            return self.other_gap(i, word);
        }
        if signs.has_bracket() {
            self.add_brackets(end..at);
        }
        if behind.is_empty() {
            word.more |= Gap::Break as u8;
            return None;
        }
        let gap = signs.gap(|| self.is_short(word, word.shape));
        let signs_flag = if signs.has_line_or_stop() { SIGNS } else { 0 };
        word.more |= gap as u8 | signs_flag;
        self.stop_at_hyphen(i, word.shape, gap as u8);
        if gap == Gap::Break && signs.end_sentence() {
            self.end_sentence(i);
        }
        u16::try_from(at).ok()
    }

    /// Adds the brackets among the signs between two places of the piece.
    #[inline(never)]
    fn add_brackets(&mut self, range: Range<usize>) {
        let signs = self.piece.as_bytes().get(range.clone()).unwrap_or(&[]);
        for (at, _) in range.zip(signs).filter(|(_, sign)| **sign == b'[') {
            let at = u16::try_from(at).unwrap_or(u16::MAX);
            self.add_anchor(at..at.saturating_add(1), AnchorKind::Bracket);
        }
    }

    /// Whether a point behind a word may belong to it.
    #[inline(always)]
    fn is_short(&self, word: &Cut, shape: Shape) -> bool {
        match shape {
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
    fn other_gap(&mut self, i: u16, word: &mut Cut) -> Option<u16> {
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
            return None;
        };
        let gap = gap_of(between, self.surface(word), word.shape, possessive);
        let signs = between.contains(['.', '\n']);
        word.more |= gap as u8 | if signs { SIGNS } else { 0 };
        self.stop_at_hyphen(i, word.shape, gap as u8);
        if gap == Gap::Break && is_sentence_end(between) {
            self.end_sentence(i);
        }
        u16::try_from(gap_end).ok()
    }

    /// Notes word `i`, written like that, when it is a number with a hyphen behind it.
    #[inline(always)]
    fn stop_at_hyphen(&mut self, i: u16, shape: Shape, gap: u8) {
        if shape == Shape::Number && gap == Gap::Hyphen as u8 {
            self.cuts.candidates.push(i);
        }
    }

    /// The word behind word `i` begins a sentence.
    #[inline(always)]
    fn end_sentence(&mut self, i: u16) {
        self.cuts.sentences.push(i.saturating_add(1));
    }

    #[inline(always)]
    fn add_anchor(&mut self, range: Range<u16>, kind: AnchorKind) {
        let anchor = Anchor {
            start: self.base + usize::from(range.start),
            end: self.base + usize::from(range.end),
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
