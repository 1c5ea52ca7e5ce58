//! Tokens, and what is asked of one: which word it is, above all.

use super::word_set::WordSet;
use crate::text::word_key::{key, words};

/// A stretch of letters, of digits, or one sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: TokenKind,
    /// What lies between this token and the place the reader looked from.
    pub(super) gap: Gap,
    /// All ASCII, with nothing or one blank before it, and no letter but ASCII ones next to it.
    pub(super) is_plain: bool,
    /// Its first byte; 0 of none.
    pub(super) first: u8,
    /// The [`key`] of a word or sign; 0 of anything else.
    pub(super) key: u64,
    /// What it is a part of.
    pub(super) whole: &'t str,
}

/// A word of ASCII letters where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlainWord {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) key: u64,
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

/// Signs beyond ASCII have two bytes at least.
const FIRST_BEYOND_ASCII: u64 = 0x100;

/// Dashes but the hyphen of ASCII.
const DASHES: &[u64; 6] = words!["–", "—", "‐", "‑", "−", "‒"];

impl<'t> Token<'t> {
    /// How it is written.
    #[inline]
    pub(super) fn text(&self) -> &'t str {
        self.whole.get(self.start..self.end).unwrap_or("")
    }

    /// Its bytes.
    #[inline(always)]
    pub(super) fn bytes(&self) -> &'t [u8] {
        let bytes = self.whole.as_bytes().get(self.start..self.end);
        bytes.unwrap_or(&[])
    }

    /// How many bytes it has.
    #[inline(always)]
    pub(super) const fn len(&self) -> usize {
        self.end - self.start
    }

    /// The number that up to four digits are.
    #[inline]
    pub(super) fn small_number(&self) -> Option<i16> {
        let digits = self.bytes();
        let is_short = self.kind == TokenKind::Digits && digits.len() <= 4;
        is_short.then(|| {
            digits
                .iter()
                .fold(0, |number, digit| number * 10 + i16::from(digit - b'0'))
        })
    }

    /// Whether it is this word, any case, or this sign. The compiler makes a number of a word written out here.
    #[inline(always)]
    pub(super) fn is(&self, word: &str) -> bool {
        self.key == key(word.as_bytes())
    }

    /// Whether it is one of these [`words!`](crate::text::word_key::words), any case, or signs.
    #[inline(always)]
    pub(super) fn is_any<const N: usize>(&self, words: &[u64; N]) -> bool {
        words.contains(&self.key)
    }

    /// Whether it is in this set, any case.
    #[inline(always)]
    pub(super) fn is_in<const SLOTS: usize>(&self, set: &WordSet<SLOTS>) -> bool {
        set.has_key(self.key)
    }

    /// Whether it is this sign.
    #[inline(always)]
    pub(super) fn is_sign(&self, sign: &str) -> bool {
        self.is(sign)
    }

    /// A hyphen or dash of any length.
    #[inline(always)]
    pub(super) fn is_dash(&self) -> bool {
        self.is("-") || self.key >= FIRST_BEYOND_ASCII && self.is_any(DASHES)
    }

    /// A hyphen, which joins words; the longer dashes part clauses.
    #[inline(always)]
    pub(super) fn is_hyphen(&self) -> bool {
        self.is_any(words!["-", "‐", "‑"])
    }

    /// An apostrophe, straight or curly.
    #[inline(always)]
    pub(super) fn is_apostrophe(&self) -> bool {
        self.is_any(words!["'", "’"])
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it begins with a small letter of ASCII.
    #[inline(always)]
    pub(super) const fn begins_small(&self) -> bool {
        self.first.is_ascii_lowercase()
    }

    pub(super) fn is_capitalised(&self) -> bool {
        self.is_word()
            && match self.first {
                byte if byte.is_ascii() => byte.is_ascii_uppercase(),
                _ => self.text().chars().next().is_some_and(char::is_uppercase),
            }
    }

    /// Two or more capitals and nothing else.
    pub(super) fn is_acronym(&self) -> bool {
        self.is_word() && self.len() > 1 && self.bytes().iter().all(u8::is_ascii_uppercase)
    }

    /// Joined without a break to where the reader looked from.
    pub(super) fn is_near(&self) -> bool {
        self.gap != Gap::Break && self.kind != TokenKind::End
    }
}
