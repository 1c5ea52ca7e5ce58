//! The tokens read last, kept for the rules that look at the same few again and again.

use std::cell::Cell;

use super::token::{Gap, Token, TokenKind};

/// The tokens read last, by the place they were read at: the rules look at the same few again and
/// again. Holds for one text.
#[derive(Debug)]
pub(super) struct Recent {
    pub(super) after: [Cell<Place>; NUM_RECENT],
    pub(super) before: [Cell<Place>; NUM_RECENT],
}

impl Default for Recent {
    fn default() -> Self {
        let none = || std::array::from_fn(|_| Cell::default());
        Self {
            after: none(),
            before: none(),
        }
    }
}

impl Recent {
    /// For the stretch of the text that starts at `start`, up to where one before it may have been
    /// read: nothing is before the start now.
    pub(super) fn forget(&self, start: usize) {
        for recent in [&self.after, &self.before] {
            if let Some(cell) = recent.get(start % NUM_RECENT) {
                cell.take();
            }
        }
    }
}

/// A token and where it was read, without the text that it is a part of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) read_at: usize,
    start: usize,
    end: usize,
    key: u64,
    kind: TokenKind,
    gap: Gap,
    is_plain: bool,
    first: u8,
}

impl Place {
    #[inline(always)]
    pub(super) const fn of(token: &Token<'_>, read_at: usize) -> Self {
        Self {
            read_at,
            start: token.start,
            end: token.end,
            key: token.key,
            kind: token.kind,
            gap: token.gap,
            is_plain: token.is_plain,
            first: token.first,
        }
    }

    #[inline(always)]
    pub(super) const fn token<'t>(&self, whole: &'t str) -> Token<'t> {
        Token {
            start: self.start,
            end: self.end,
            kind: self.kind,
            gap: self.gap,
            is_plain: self.is_plain,
            first: self.first,
            key: self.key,
            whole,
        }
    }
}

impl Default for Place {
    fn default() -> Self {
        Self {
            read_at: usize::MAX,
            start: 0,
            end: 0,
            key: 0,
            kind: TokenKind::End,
            gap: Gap::Break,
            is_plain: false,
            first: 0,
        }
    }
}

/// A power of two, so that a place finds its cell by its last bits.
pub(super) const NUM_RECENT: usize = 64;
