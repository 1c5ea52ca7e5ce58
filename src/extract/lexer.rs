//! The tokens that every kind of figure is read from, and the places worth reading at.
//!
//! Nothing is tokenised ahead: [`super::anchors`] and [`super::words::Words`] give the places of
//! digits, number words, months and the like, and the readers look a few tokens left and right of
//! them. Every look is bounded (a word is cut at [`MAX_WORD`] bytes, a gap at [`MAX_GAP`] characters),
//! so no text makes the scan quadratic. What a word means is not known here.

use std::cell::Cell;
use std::ops::Range;

pub(super) use super::recent::Recent;
use super::recent::{NUM_RECENT, Place};
pub(super) use super::token::{Gap, PlainWord, Token, TokenKind};
use crate::text::word_key::{
    SMALL, eight, key, letters_from, letters_start, long_letters_before, long_letters_from,
    low_bytes, num_digits, num_last_letters, num_letters,
};

/// Longest word that is read whole, in bytes; longer ones are cut and match nothing.
const MAX_WORD: usize = 48;
/// Bytes beside a place that hold nearly every token there: a blank, seven letters, and the byte that
/// ends them.
const WINDOW: usize = 9;
/// Longest gap between two tokens, in characters.
const MAX_GAP: usize = 6;
/// A line at least this long may be wrapped by its file rather than ended by its writer.
const WRAPPED_LINE: usize = 45;

/// Reads tokens of one stretch of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexer<'t> {
    /// The whole text.
    pub(super) text: &'t str,
    /// The stretch that tokens come from.
    start: usize,
    end: usize,
    recent: &'t Recent,
}

impl<'t> Lexer<'t> {
    /// Over all of `text`; `recent` is of this text.
    pub(super) const fn new(text: &'t str, recent: &'t Recent) -> Self {
        Self {
            text,
            start: 0,
            end: text.len(),
            recent,
        }
    }

    /// The same over a stretch of it, on borders of words.
    pub(super) const fn of_range(text: &'t str, range: &Range<usize>, recent: &'t Recent) -> Self {
        Self {
            start: range.start,
            end: range.end,
            ..Self::new(text, recent)
        }
    }

    #[inline(always)]
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// The character that ends at `at`.
    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or("")
    }

    /// The bytes of what follows in the stretch.
    #[inline(always)]
    pub(super) fn bytes_from(&self, at: usize) -> &'t [u8] {
        self.text.as_bytes().get(at..self.end).unwrap_or(&[])
    }

    /// The bytes of what stands before in the stretch.
    #[inline(always)]
    pub(super) fn bytes_before(&self, at: usize) -> &'t [u8] {
        self.text.as_bytes().get(self.start..at).unwrap_or(&[])
    }

    /// The bytes of the stretch, and where it starts.
    pub(super) fn stretch(&self) -> (&'t [u8], usize) {
        (self.bytes_from(self.start), self.start)
    }

    /// Whether a byte lies in the stretch.
    pub(super) fn holds(&self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether digits start at `at`.
    #[inline(always)]
    pub(super) fn is_digit_at(&self, at: usize) -> bool {
        self.bytes_from(at).first().is_some_and(u8::is_ascii_digit)
    }

    /// What follows in the stretch.
    pub(super) fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..self.end).unwrap_or("")
    }

    /// The token that starts at or after `at`, which must be the end of a token.
    #[inline(always)]
    pub(super) fn after(&self, at: usize) -> Token<'t> {
        let Some(cell) = self.recent.after.get(at % NUM_RECENT) else {
            return self.no_token(at);
        };
        if cell.get().read_at != at {
            self.remember_after(at, cell);
        }
        cell.get().token(self.text)
    }

    #[inline(never)]
    fn remember_after(&self, at: usize, cell: &Cell<Place>) {
        let window = self.text.as_bytes().get(at..).and_then(<[u8]>::first_chunk);
        match window.and_then(|it| self.plain_after(at, it, |_, _| None)) {
            Some(token) => cell.set(Place::of(&token, at)),
            None => self.remember_other_after(at, cell),
        }
    }

    /// Words of eight letters and more, and whatever is not plain.
    #[inline(never)]
    fn remember_other_after(&self, at: usize, cell: &Cell<Place>) {
        let behind = self.text.as_bytes().get(at..).unwrap_or(&[]);
        let mut last = [0; WINDOW];
        let window = behind.first_chunk().unwrap_or_else(|| {
            for (to, from) in last.iter_mut().zip(behind) {
                *to = *from;
            }
            &last
        });
        let plain = self.plain_after(at, window, long_letters_from);
        let token = plain.unwrap_or_else(|| self.unusual_after(at));
        cell.set(Place::of(&token, at));
    }

    #[cold]
    fn unusual_after(&self, at: usize) -> Token<'t> {
        if at >= self.end {
            return self.no_token(at);
        }
        let (start, gap) = self.gap_after(at);
        let end = match self.char_at(start) {
            _ if start - at > 4 * MAX_GAP || start >= self.end => return self.no_token(at),
            None => return self.no_token(at),
            Some(first) if is_word_char(first) => self.word_end(start),
            Some(first) if first.is_ascii_digit() => self.digits(start).end,
            Some(first) => start + first.len_utf8(),
        };
        self.token(start, end, gap)
    }

    /// The token that ends at or before `at`, which must be the start of a token.
    #[inline(always)]
    pub(super) fn before(&self, at: usize) -> Token<'t> {
        let Some(cell) = self.recent.before.get(at % NUM_RECENT) else {
            return self.no_token(at);
        };
        if cell.get().read_at != at {
            self.remember_before(at, cell);
        }
        cell.get().token(self.text)
    }

    #[inline(never)]
    fn remember_before(&self, at: usize, cell: &Cell<Place>) {
        let window = |from: usize| self.text.as_bytes().get(from..)?.first_chunk();
        let window = at.checked_sub(WINDOW).and_then(window);
        match window.and_then(|it| self.short_word_before(at, it)) {
            Some(token) => cell.set(Place::of(&token, at)),
            None => self.remember_other_before(at, cell),
        }
    }

    /// Signs, digits, words of eight letters and more, and whatever is not plain.
    #[inline(never)]
    fn remember_other_before(&self, at: usize, cell: &Cell<Place>) {
        let before = self.text.as_bytes().get(..at).unwrap_or(&[]);
        let mut first = [0; WINDOW];
        let window = before.last_chunk().unwrap_or_else(|| {
            for (to, from) in first.iter_mut().rev().zip(before.iter().rev()) {
                *to = *from;
            }
            &first
        });
        let plain = self.plain_before(at, window);
        let token = plain.unwrap_or_else(|| self.unusual_before(at));
        cell.set(Place::of(&token, at));
    }

    #[cold]
    fn unusual_before(&self, at: usize) -> Token<'t> {
        if at <= self.start {
            return self.no_token(at);
        }
        let (end, gap) = self.gap_before(at);
        let start = match self.char_before(end) {
            _ if end <= self.start => return self.no_token(at),
            None => return self.no_token(at),
            Some(c) if is_word_char(c) => self.run_start(end, is_word_char),
            Some(c) if c.is_ascii_digit() => self.run_start(end, |c| c.is_ascii_digit()),
            Some(c) if c.is_whitespace() => return self.no_token(at),
            Some(c) => end - c.len_utf8(),
        };
        self.token(start, end, gap)
    }

    /// The token after `at` where it and what is around it are plain ASCII, as nearly always. The
    /// window (with zeros past the text) holds it, unless it has eight letters or more, which `long`
    /// takes.
    #[inline(always)]
    fn plain_after(
        &self,
        at: usize,
        window: &[u8; WINDOW],
        long: impl FnOnce(&[u8], usize) -> Option<(u64, usize)>,
    ) -> Option<Token<'t>> {
        let bytes = self.text.as_bytes();
        let blank = matches!(window, [b' ', ..]);
        let gap = if blank { Gap::Space } else { Gap::None };
        let start = at + usize::from(blank);
        let chunk = eight(window, usize::from(blank));
        let [first, ..] = chunk.to_le_bytes();
        let (len, key, kind) = match num_letters(chunk) {
            0 => match first {
                b'0'..=b'9' => (num_digits(chunk), 0, TokenKind::Digits),
                b'!'..=b'~' => (1, u64::from(first), TokenKind::Sign),
                _ => return None,
            },
            8 => {
                let (key, end) = long(bytes, start)?;
                let ends = end - start < MAX_WORD && bytes.get(end).is_none_or(u8::is_ascii);
                let word = (TokenKind::Word, gap, first, key);
                return (ends && end <= self.end).then_some(self.plain(start, end, word));
            }
            num => (num, (chunk | SMALL) & low_bytes(num), TokenKind::Word),
        };
        // The byte behind it is among the eight, or there are too many digits.
        let ends = kind == TokenKind::Sign || len < 8 && chunk >> (8 * len) & 0x80 == 0;
        let end = start + len;
        (ends && end <= self.end).then_some(self.plain(start, end, (kind, gap, first, key)))
    }

    /// The same before `at`. Of eight bytes the last is the highest.
    #[inline(always)]
    fn plain_before(&self, at: usize, window: &[u8; WINDOW]) -> Option<Token<'t>> {
        let (gap, end, chunk) = Self::last_eight(at, window);
        let [.., last] = chunk.to_le_bytes();
        match num_last_letters(chunk) {
            0 => match last {
                b'0'..=b'9' => {
                    let len = num_digits(chunk.swap_bytes());
                    let digits = (TokenKind::Digits, gap, self.byte(end - len), 0);
                    self.plain_to(end, len, chunk, digits)
                }
                b'!'..=b'~' => {
                    let sign = (TokenKind::Sign, gap, last, u64::from(last));
                    (end > self.start).then(|| self.plain(end - 1, end, sign))
                }
                _ => None,
            },
            8 => {
                let (key, start) = long_letters_before(self.text.as_bytes(), end)?;
                let starts = end - start < MAX_WORD && self.may_start(start);
                let word = (TokenKind::Word, gap, self.byte(start), key);
                starts.then_some(self.plain(start, end, word))
            }
            _ => self.short_word_before(at, window),
        }
    }

    /// A word of up to seven letters before `at`, as most are.
    #[inline(always)]
    fn short_word_before(&self, at: usize, window: &[u8; WINDOW]) -> Option<Token<'t>> {
        let (gap, end, chunk) = Self::last_eight(at, window);
        let len @ 1..8 = num_last_letters(chunk) else {
            return None;
        };
        let first_places = 64 - 8 * len;
        let [first, ..] = (chunk >> first_places).to_le_bytes();
        let key = (chunk | SMALL) >> first_places;
        self.plain_to(end, len, chunk, (TokenKind::Word, gap, first, key))
    }

    /// What stands between a plain token and `at`, where it ends, and the last eight bytes up to there.
    #[inline(always)]
    fn last_eight(at: usize, window: &[u8; WINDOW]) -> (Gap, usize, u64) {
        match window {
            [.., b' '] => (Gap::Space, at - 1, eight(window, 0)),
            _ => (Gap::None, at, eight(window, 1)),
        }
    }

    /// The last so many of eight bytes up to `end`, if a token may start there: the byte before them
    /// is among the eight, or there are too many.
    #[inline(always)]
    fn plain_to(
        &self,
        end: usize,
        len: usize,
        chunk: u64,
        parts: (TokenKind, Gap, u8, u64),
    ) -> Option<Token<'t>> {
        let start = end - len;
        let starts = len < 8 && chunk << (8 * len) >> 63 == 0 && start > self.start;
        (starts || start == self.start).then(|| self.plain(start, end, parts))
    }

    /// Whether a plain word may start here.
    fn may_start(&self, at: usize) -> bool {
        let before = self.text.as_bytes().get(at.wrapping_sub(1));
        at == self.start || at > self.start && before.is_some_and(u8::is_ascii)
    }

    #[inline(always)]
    const fn plain(
        &self,
        start: usize,
        end: usize,
        (kind, gap, first, key): (TokenKind, Gap, u8, u64),
    ) -> Token<'t> {
        Token {
            start,
            end,
            kind,
            gap,
            is_plain: true,
            first,
            key,
            whole: self.text,
        }
    }

    /// The run of digits from `start`.
    #[inline]
    pub(super) fn digits(&self, start: usize) -> Token<'t> {
        let bytes = self.bytes_from(start);
        let num = match num_digits(eight(bytes, 0)) {
            8 => {
                let digits = bytes.iter().take(MAX_WORD);
                digits.take_while(|byte| byte.is_ascii_digit()).count()
            }
            num => num,
        };
        let end = start + num;
        Token {
            start,
            end,
            kind: TokenKind::Digits,
            gap: Gap::None,
            is_plain: false,
            first: self.byte(start),
            key: 0,
            whole: self.text,
        }
    }

    /// The word one blank behind `at` in bare form, for walks over many.
    #[inline]
    pub(super) fn word_after(&self, at: usize) -> Option<PlainWord> {
        let bytes = self.text.as_bytes();
        let start = at + 1;
        let (key, end) = letters_from(bytes, start);
        let plain = bytes.get(at) == Some(&b' ') && bytes.get(end).is_some_and(u8::is_ascii);
        (plain && start < end && end <= self.end && end - start < MAX_WORD).then_some(PlainWord {
            start,
            end,
            key,
        })
    }

    /// Where the word starts that stands one blank before `at`.
    #[inline(always)]
    pub(super) fn word_start_before(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let end = at.checked_sub(1)?;
        let start = letters_start(bytes, end);
        let before = bytes.get(start.checked_sub(1)?)?;
        let plain = bytes.get(end) == Some(&b' ') && before.is_ascii();
        (plain && self.start < start && start < end && end - start < MAX_WORD).then_some(start)
    }

    fn token(&self, start: usize, end: usize, gap: Gap) -> Token<'t> {
        let text = self.slice(start, end);
        let kind = match text.chars().next() {
            None => TokenKind::End,
            Some(c) if is_word_char(c) => TokenKind::Word,
            Some(c) if c.is_ascii_digit() => TokenKind::Digits,
            Some(_) => TokenKind::Sign,
        };
        Token {
            start,
            end,
            kind,
            gap,
            is_plain: false,
            first: self.byte(start),
            key: match kind {
                TokenKind::Word | TokenKind::Sign => key(text.as_bytes()),
                TokenKind::Digits | TokenKind::End => 0,
            },
            whole: self.text,
        }
    }

    fn no_token(&self, at: usize) -> Token<'t> {
        Token {
            start: at,
            end: at,
            kind: TokenKind::End,
            gap: Gap::Break,
            is_plain: false,
            first: 0,
            key: 0,
            whole: self.text,
        }
    }

    fn word_end(&self, start: usize) -> usize {
        let mut end = start;
        while end - start <= MAX_WORD {
            let byte = self.byte(end);
            let c = if byte.is_ascii() {
                char::from(byte)
            } else if let Some(c) = self.char_at(end) {
                c
            } else {
                break;
            };
            if !is_word_char(c) {
                break;
            }
            end += c.len_utf8();
        }
        end
    }

    fn run_start(&self, end: usize, belongs: impl Fn(char) -> bool) -> usize {
        let mut start = end;
        while start > self.start && end - start <= MAX_WORD {
            let byte = self.byte(start - 1);
            let c = if byte.is_ascii() {
                char::from(byte)
            } else if let Some(c) = self.char_before(start) {
                c
            } else {
                break;
            };
            if !belongs(c) {
                break;
            }
            start -= c.len_utf8();
        }
        start
    }

    fn gap_after(&self, at: usize) -> (usize, Gap) {
        // One space, or none, before something plain is nearly every gap there is.
        match (self.byte(at), self.byte(at + 1)) {
            (b'!'..=b'~', _) => return (at, Gap::None),
            (b' ', b'!'..=b'~') => return (at + 1, Gap::Space),
            _ => {}
        }
        let mut end = at;
        let mut line_end = None;
        let mut hard = false;
        for c in self.rest(at).chars().take(MAX_GAP) {
            if !c.is_whitespace() {
                break;
            }
            if c == '\n' {
                hard |= line_end.is_some();
                line_end = Some(end);
            }
            hard |= c == '\t';
            end += c.len_utf8();
        }
        (end, self.judge_gap(at, end, line_end, hard))
    }

    fn gap_before(&self, at: usize) -> (usize, Gap) {
        if at >= 2 {
            match (self.byte(at - 2), self.byte(at - 1)) {
                (_, b'!'..=b'~') => return (at, Gap::None),
                (b'!'..=b'~', b' ') => return (at - 1, Gap::Space),
                _ => {}
            }
        }
        let mut start = at;
        let mut line_end = None;
        let mut hard = false;
        for c in self.slice(0, at).chars().rev().take(MAX_GAP) {
            if !c.is_whitespace() {
                break;
            }
            start -= c.len_utf8();
            if c == '\n' {
                hard |= line_end.is_some();
                line_end = Some(start);
            }
            hard |= c == '\t';
        }
        (start, self.judge_gap(start, at, line_end, hard))
    }

    fn judge_gap(&self, start: usize, end: usize, line_end: Option<usize>, hard: bool) -> Gap {
        match line_end {
            _ if start == end => Gap::None,
            _ if hard => Gap::Break,
            Some(at) if !self.may_be_wrapped(at) => Gap::Break,
            _ => Gap::Space,
        }
    }

    /// Whether the line that ends at `line_end` is long enough to have been wrapped.
    fn may_be_wrapped(&self, line_end: usize) -> bool {
        let from = line_end.saturating_sub(WRAPPED_LINE);
        from > 0
            && self
                .text
                .as_bytes()
                .get(from..line_end)
                .is_some_and(|line| !line.iter().any(|it| matches!(it, b'\n' | b'\t')))
    }

    /// Where the run of letters, digits and joining hyphens, points, slashes around `at` ends: the
    /// rest of a name like "F-35A/B".
    pub(super) fn end_of_name(&self, at: usize) -> usize {
        let mut end = at;
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(end) {
            let joins = matches!(byte, b'-' | b'/' | b'.' | b'_')
                && self.byte(end + 1).is_ascii_alphanumeric();
            if !(byte.is_ascii_alphanumeric() || joins) {
                break;
            }
            end += 1;
        }
        end
    }
}

/// Letters, except those of scripts that write without spaces: each of these is a sign by itself.
pub(super) fn is_word_char(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (!c.is_ascii()
            // Quotes, dashes, narrow blanks and signs of currencies, asked for most: no letter is
            // among them, and the standard library's answer is slow.
            && !matches!(c, '\u{80}'..='\u{a9}' | '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20cf}')
            && c.is_alphabetic()
            && !matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_both_ways() {
        let recent = Recent::default();
        let lexer = Lexer::new("more than 180\u{a0}km, the world’s", &recent);
        let km = lexer.after(13);
        assert_eq!((km.text(), km.gap), ("km", Gap::Space));
        assert_eq!(lexer.after(km.end).text(), ",");
        let than = lexer.before(10);
        assert_eq!((than.text(), than.gap), ("than", Gap::Space));
        assert_eq!(lexer.before(than.start).text(), "more");
        assert_eq!(lexer.before(0).kind, TokenKind::End);
    }

    #[test]
    fn quotes_and_dashes_are_no_letters() {
        let signs = ('\u{80}'..='\u{a9}')
            .chain('\u{2000}'..='\u{206f}')
            .chain('\u{20a0}'..='\u{20cf}');
        assert_eq!(signs.filter(|it| it.is_alphabetic()).count(), 0);
        assert!(is_word_char('é') && is_word_char('ª') && is_word_char('ⁱ'));
    }

    #[test]
    fn tabs_and_short_lines_break() {
        let recent = Recent::default();
        let lexer = Lexer::new("a\tb\nc d", &recent);
        assert_eq!(lexer.after(1).gap, Gap::Break);
        assert_eq!(lexer.after(3).gap, Gap::Break);
        assert_eq!(lexer.before(4).gap, Gap::Break);
        assert_eq!(lexer.after(5).gap, Gap::Space);
    }
}
