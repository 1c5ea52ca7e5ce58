//! Cuts one piece of text into words.
//!
//! Nearly every word is plain letters with a blank or a comma behind, and is done in a few
//! instructions ([`super::plain_word`]). Everything else is cut by the rules of
//! [`super::split`] and looked at sign by sign, and comes to the same. Words that any rule may stop
//! at are only numbered on the way, and looked at when the whole piece is cut.

use fearless_simd::{Level, Simd, dispatch};

use super::anchors::{Anchor, AnchorKind, anchors_in};
use super::cuts::{
    Cut, Cuts, DIGITS, Fresh, LETTERS, MAX_WORDS, POSSESSIVE, SIGNS, Starts, offset,
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
        self.stop_at_words(fresh)
    }

    /// Cuts all words, the first at `start`, looks them up, and numbers those to stop at.
    #[inline(always)]
    fn cut_words<S: Simd>(&mut self, simd: S, fresh: &mut Fresh, mut start: u32) {
        let table = self.table.finder();
        let (seen, num_seen) = (fresh.seen.bytes(), fresh.seen.len());
        let (words, hashes) = (&mut *fresh.words, &mut *fresh.hashes);
        let mut stops = fresh.stops.fill();
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
                }
                stops.add_if(number(i), table.is_marked(entry));
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
                stops.add_if(number(i), shape != Shape::Lower || table.is_marked(entry));
                start = match behind {
                    [b' ', ..] => start + run.len + 1,
                    _ => self.signs_behind(number(i), cut, behind),
                };
            } else if usize::from(from) >= num_seen {
                break;
            } else if self.is_word_at(usize::from(from)) {
                start = self.other_word(number(i), usize::from(from), cut, hash);
                cut.entry = table.find(*hash);
                let is_small = cut.shape == Shape::Lower && cut.has(LETTERS);
                stops.add_if(number(i), !is_small || table.is_marked(cut.entry));
            } else {
                start = self.signs_behind_blank(words, i);
                continue;
            }
            i += 1;
        }
        stops.done();
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

    /// Lists what the words are worth stopping for; whether any is in capitals.
    #[inline(never)]
    fn stop_at_words(&mut self, fresh: &mut Fresh) -> bool {
        let mut has_caps = false;
        let begins = self.starts.view();
        let Fresh {
            words,
            hashes,
            stops,
            candidates,
            starts,
            ..
        } = fresh;
        let (mut candidates, mut starts) = (candidates.fill(), starts.fill());
        for &i in stops.get() {
            let at = usize::from(i);
            let (Some(&word), Some(&hash)) = (words.get(at), hashes.get(at)) else {
                break;
            };
            match word.shape {
                Shape::Capital | Shape::Caps | Shape::Initial => {
                    candidates.add(i);
                    has_caps |= word.shape == Shape::Caps;
                    if word.has(LETTERS) && self.table.is_marked(word.entry) {
                        self.add_known_anchor(word, self.table.known(word.entry));
                    }
                }
                Shape::Lower if word.has(LETTERS) => {
                    let known = self.table.known(word.entry);
                    self.add_known_anchor(word, known);
                    candidates.add_if(i, known.marks.has(Marks::CANDIDATE));
                    if !self.may_begin_name(word, known.marks) {
                        continue;
                    }
                }
                Shape::Lower => {}
                Shape::Number => {
                    if word.has(DIGITS) {
                        let start = usize::from(word.start);
                        self.add_word_anchor(start, start + 1, AnchorKind::Digits);
                    }
                    candidates.add_if(i, word.gap() == Gap::Hyphen);
                }
            }
            starts.add_if(i, begins.may_have(hash));
        }
        self.add_signs_before(usize::MAX);
        candidates.done();
        starts.done();
        self.cuts
            .candidates
            .extend_from_slice(fresh.candidates.get());
        has_caps
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
        while let Some(rest) = bytes.get(at..)
            && let Some(sign) = Sign::at(rest)
        {
            if sign.is_bracket() {
                let bracket = self.anchor(at, at + 1, AnchorKind::Bracket);
                self.signs.push(bracket);
            }
            signs.add(sign);
            at += sign.len;
        }
        if bytes.get(at).is_some_and(|&byte| !is_ascii_word(byte)) {
            self.signs.truncate(num_anchors);
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
