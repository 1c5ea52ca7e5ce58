//! Tokens, and what is asked of one: which word it is, above all.

use super::word_set::WordSet;
use crate::text::word_key::key;

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
    /// Of a word, its [`key`]; 0 of anything else.
    pub(super) key: u64,
    pub(super) text: &'t str,
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

impl Token<'_> {
    /// Whether it is this word, any case. The compiler makes a number of a word written out here.
    #[inline(always)]
    pub(super) fn is(&self, word: &str) -> bool {
        self.key == key(word.as_bytes())
    }

    /// Whether it is one of these [`words!`](crate::text::word_key::words), any case.
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
        self.is_word()
            && match self.text.as_bytes().first() {
                Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
                _ => self.text.chars().next().is_some_and(char::is_uppercase),
            }
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
