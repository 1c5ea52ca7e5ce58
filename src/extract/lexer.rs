//! The tokens that every kind of figure is read from, and the places worth reading at.
//!
//! Nothing is tokenised ahead: [`Lexer::next_anchor`] jumps from one digit, number word, month or
//! the like to the next, and the readers look a few tokens left and right of it. Every look is
//! bounded (a word is cut at [`MAX_WORD`] bytes, a gap at [`MAX_GAP`] characters), so no text makes
//! the scan quadratic. What a word means is not known here.

use super::anchors::{AnchorKind, CLASS, Class, anchor_word};
use super::word_set::WordSet;

/// Longest word that is read whole, in bytes; longer ones are cut and match nothing.
const MAX_WORD: usize = 48;
/// Longest gap between two tokens, in characters.
const MAX_GAP: usize = 6;
/// A line at least this long may be wrapped by its file rather than ended by its writer.
const WRAPPED_LINE: usize = 45;

/// Reads tokens of one text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexer<'t> {
    pub(super) text: &'t str,
}

/// A stretch of letters, of digits, or one sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: TokenKind,
    /// What lies between this token and the place the reader looked from.
    pub(super) gap: Gap,
    pub(super) text: &'t str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    Digits,
    Sign,
    /// The text ends here, or a gap too long to look over.
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    None,
    Space,
    /// A line end or a tab: another cell, line or paragraph.
    Break,
}

impl Token<'_> {
    /// Whether it is this word, any case.
    pub(super) fn is(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these words, any case.
    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        self.kind == TokenKind::Word && words.iter().any(|it| self.text.eq_ignore_ascii_case(it))
    }

    /// Whether it is in this set, any case.
    pub(super) fn is_in<const N: usize>(&self, set: &WordSet<N>) -> bool {
        self.kind == TokenKind::Word && set.has(self.text)
    }

    /// Whether it is this sign.
    pub(super) fn is_sign(&self, sign: &str) -> bool {
        self.kind == TokenKind::Sign && self.text == sign
    }

    /// A hyphen or dash of any length.
    pub(super) fn is_dash(&self) -> bool {
        self.kind == TokenKind::Sign && matches!(self.text, "-" | "–" | "—" | "‐" | "‑" | "−" | "‒")
    }

    /// A hyphen, which joins words; the longer dashes part clauses.
    pub(super) fn is_hyphen(&self) -> bool {
        self.kind == TokenKind::Sign && matches!(self.text, "-" | "‐" | "‑")
    }

    /// An apostrophe, straight or curly.
    pub(super) fn is_apostrophe(&self) -> bool {
        self.kind == TokenKind::Sign && matches!(self.text, "'" | "’")
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    pub(super) fn is_capitalised(&self) -> bool {
        self.is_word() && self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Two or more capitals and nothing else.
    pub(super) fn is_acronym(&self) -> bool {
        self.is_word() && self.text.len() > 1 && self.text.bytes().all(|it| it.is_ascii_uppercase())
    }

    /// Joined without a break to where the reader looked from.
    pub(super) fn is_near(&self) -> bool {
        self.gap != Gap::Break && self.kind != TokenKind::End
    }
}

/// A place worth reading at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: AnchorKind,
}

impl<'t> Lexer<'t> {
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

    pub(super) fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }

    /// The token that starts at or after `at`, which must be the end of a token.
    pub(super) fn after(&self, at: usize) -> Token<'t> {
        let (start, gap) = self.gap_after(at);
        let end = match self.char_at(start) {
            _ if start - at > 4 * MAX_GAP => return self.no_token(at),
            None => return self.no_token(at),
            Some(first) if is_word_char(first) => self.word_end(start),
            Some(first) if first.is_ascii_digit() => {
                start
                    + self
                        .rest(start)
                        .bytes()
                        .take(MAX_WORD)
                        .take_while(u8::is_ascii_digit)
                        .count()
            }
            Some(first) => start + first.len_utf8(),
        };
        self.token(start, end, gap)
    }

    /// The token that ends at or before `at`, which must be the start of a token.
    pub(super) fn before(&self, at: usize) -> Token<'t> {
        let (end, gap) = self.gap_before(at);
        let start = match self.char_before(end) {
            None => return self.no_token(at),
            Some(c) if is_word_char(c) => self.run_start(end, is_word_char),
            Some(c) if c.is_ascii_digit() => self.run_start(end, |c| c.is_ascii_digit()),
            Some(c) if is_space(c) => return self.no_token(at),
            Some(c) => end - c.len_utf8(),
        };
        self.token(start, end, gap)
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
            text,
        }
    }

    fn no_token(&self, at: usize) -> Token<'t> {
        Token {
            start: at,
            end: at,
            kind: TokenKind::End,
            gap: Gap::Break,
            text: "",
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
        while end - start <= MAX_WORD {
            let byte = self.byte(start.wrapping_sub(1));
            let c = if start > 0 && byte.is_ascii() {
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
            if !is_space(c) {
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
            if !is_space(c) {
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

    /// The next place worth reading at, from `at` on; `at` must not lie inside a word.
    pub(super) fn next_anchor(&self, at: usize) -> Option<Anchor> {
        let bytes = self.text.as_bytes();
        let mut at = at;
        while let Some(&byte) = bytes.get(at) {
            match CLASS.get(usize::from(byte)) {
                Some(Class::Letter) => {
                    let start = at;
                    while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
                        at += 1;
                    }
                    let kind = bytes.get(start..at).and_then(anchor_word);
                    if let Some(kind) = kind
                        && self.stands_alone(start, at, kind)
                    {
                        let end = at;
                        return Some(Anchor { start, end, kind });
                    }
                }
                Some(Class::Digit) => {
                    return Some(Anchor {
                        start: at,
                        end: at + 1,
                        kind: AnchorKind::Digits,
                    });
                }
                Some(Class::Bracket) => {
                    return Some(Anchor {
                        start: at,
                        end: at + 1,
                        kind: AnchorKind::Bracket,
                    });
                }
                Some(Class::FractionByte) if self.starts_fraction(at) => {
                    return Some(Anchor {
                        start: at,
                        end: at + self.char_at(at).map_or(1, char::len_utf8),
                        kind: AnchorKind::Fraction,
                    });
                }
                _ => at += 1,
            }
        }
        None
    }

    fn starts_fraction(&self, at: usize) -> bool {
        self.text.get(at..).is_some_and(|rest| {
            crate::units::number::vulgar(rest).is_some()
                || super::citations::starts_superscript(rest)
        })
    }

    /// Not part of a word with letters outside ASCII. "Ibıd" with a dotless i, as Turkish
    /// word processors leave it, passes as "ib".
    fn stands_alone(&self, start: usize, end: usize, kind: AnchorKind) -> bool {
        let left = start == 0
            || self.byte(start - 1).is_ascii()
            || !self.char_before(start).is_some_and(is_word_char);
        let right = self.byte(end).is_ascii() || !self.char_at(end).is_some_and(is_word_char);
        left && (right || kind == AnchorKind::Ibid)
    }
}

/// Letters, except those of scripts that write without spaces: each of these is a sign by itself.
pub(super) fn is_word_char(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (!c.is_ascii()
            && c.is_alphabetic()
            && !matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'))
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_anchors(text: &str, expected: &[&str]) {
        let lexer = Lexer { text };
        let mut at = 0;
        let mut found = Vec::new();
        while let Some(it) = lexer.next_anchor(at) {
            found.push(lexer.slice(it.start, it.end));
            at = it.end;
        }
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn jumps_from_anchor_to_anchor() {
        check_anchors(
            "In May 2024 seven ships",
            &["May", "2", "0", "2", "4", "seven"],
        );
        check_anchors("see [1] and maybe ½", &["[", "1", "½"]);
        check_anchors("“second” élone onée", &["second"]);
        check_anchors("", &[]);
    }

    #[test]
    fn looks_both_ways() {
        let lexer = Lexer {
            text: "more than 180\u{a0}km, the world’s",
        };
        let km = lexer.after(13);
        assert_eq!((km.text, km.gap), ("km", Gap::Space));
        assert_eq!(lexer.after(km.end).text, ",");
        let than = lexer.before(10);
        assert_eq!((than.text, than.gap), ("than", Gap::Space));
        assert_eq!(lexer.before(than.start).text, "more");
        assert_eq!(lexer.before(0).kind, TokenKind::End);
    }

    #[test]
    fn tabs_and_short_lines_break() {
        let lexer = Lexer { text: "a\tb\nc d" };
        assert_eq!(lexer.after(1).gap, Gap::Break);
        assert_eq!(lexer.after(3).gap, Gap::Break);
        assert_eq!(lexer.before(4).gap, Gap::Break);
        assert_eq!(lexer.after(5).gap, Gap::Space);
    }
}
