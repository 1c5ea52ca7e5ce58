//! What the word behind a number may do there, told by one look: nearly every word does nothing, and
//! then no rule needs to be asked.

use super::words::{IRREGULAR, MEASURES, NOT_PLURAL, STOPS};
use super::{hedge, length, named, percent, range};
use crate::extract::token::{Gap, Token, TokenKind};
use crate::text::word_key::{keys, spread};
use crate::units::{Currency, number, number_words};

/// What a token behind a number may do; it may do less, never more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Role(u8);

impl Role {
    /// Nothing.
    pub(super) const NONE: Self = Self(0);
    /// Be a unit or the first word of one.
    pub(super) const UNIT: Self = Self(1);
    /// Join a second number: "to", "and", a dash, a comma.
    pub(super) const JOINER: Self = Self(2);
    /// Loosen the number: "or so".
    pub(super) const HEDGE: Self = Self(4);
    /// Multiply the number: "million", the "m" of "5 m euros".
    pub(super) const SCALE: Self = Self(8);
    /// Begin another number, which may go on this one.
    pub(super) const NUMBER: Self = Self(16);
    /// Be another word than a plain plural, though it ends like one: a measure, a verb, "this".
    pub(super) const NO_PLURAL: Self = Self(32);
    /// Be a plural without an s.
    pub(super) const IRREGULAR: Self = Self(64);
    /// End words that loosen a number, where it stands before one: "than", "nearly".
    pub(super) const LOOSENING: Self = Self(128);
    /// Anything: the rules have to be asked.
    pub(super) const ANY: Self = Self(255);

    pub(super) const fn may_be(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Of the token behind a number.
    #[inline(always)]
    pub(super) fn of(token: &Token<'_>) -> Self {
        match token.kind {
            _ if !token.is_plain => Self::of_unusual(token),
            TokenKind::Word => Self::of_word(token),
            TokenKind::Sign => Self::of_sign(token.first),
            TokenKind::Digits => Self::NUMBER,
            TokenKind::End => Self::NONE,
        }
    }

    /// Behind the end of a line a word is no unit, yet it may still join.
    fn of_unusual(token: &Token<'_>) -> Self {
        match token.kind {
            TokenKind::End => Self::NONE,
            TokenKind::Word if token.gap == Gap::Break && token.text().is_ascii() => {
                let role = ROLES.get(slot(token.key)).copied().unwrap_or(Self::ANY);
                if role.may_be(Self::JOINER) {
                    Self::ANY
                } else {
                    Self::NONE
                }
            }
            _ => Self::ANY,
        }
    }

    #[inline(always)]
    fn of_word(token: &Token<'_>) -> Self {
        let role = ROLES.get(slot(token.key)).copied().unwrap_or(Self::ANY);
        // Codes and the letters before a dollar sign are capitals or short, or in the table.
        if token.begins_small() {
            return role;
        }
        match token.bytes() {
            [b'A'..=b'Z', b'a'..=b'z', _, _, _, ..] => role,
            _ => role.or(Self::UNIT),
        }
    }

    #[inline(always)]
    const fn of_sign(sign: u8) -> Self {
        match sign {
            b'%' | b'$' => Self::UNIT,
            b',' => Self::JOINER,
            // A hyphen may tie a unit too, a stroke make a fraction.
            b'-' | b'~' | b'+' | b'/' => Self::ANY,
            b'!'..=b'~' => Self::NONE,
            _ => Self::ANY,
        }
    }
}

const NUM_SLOTS: usize = 8192;

/// For the number of each word, by its slot, what the words there may do.
static ROLES: [Role; NUM_SLOTS] = {
    let mut roles = [Role::NONE; NUM_SLOTS];
    let (names, lands) = Currency::name_keys();
    roles = with(roles, percent::WORDS.keys(), Role::UNIT);
    roles = with(roles, &length::keys(), Role::UNIT);
    roles = with(roles, &names, Role::UNIT);
    roles = with(roles, &lands, Role::UNIT);
    roles = with(roles, &keys(named::SMALL), Role::UNIT);
    roles = with(roles, &keys(named::ADDED), Role::UNIT);
    roles = with(roles, &keys(range::JOINERS), Role::JOINER);
    // "1,000 plus km".
    roles = with(roles, &keys(["plus"]), Role::NUMBER);
    roles = with(roles, &keys(hedge::AFTER), Role::HEDGE);
    roles = with(roles, &hedge::last_keys(), Role::LOOSENING);
    let (full, short, letters) = number::scale_keys();
    roles = with(roles, &full, Role::SCALE);
    roles = with(roles, &short, Role::SCALE);
    roles = with(roles, &letters, Role::SCALE);
    roles = with(roles, STOPS.keys(), Role::NO_PLURAL);
    roles = with(roles, MEASURES.keys(), Role::NO_PLURAL);
    roles = with(roles, NOT_PLURAL.keys(), Role::NO_PLURAL);
    roles = with(roles, &keys(["others"]), Role::NO_PLURAL);
    roles = with(roles, IRREGULAR.keys(), Role::IRREGULAR);
    let (small, parts) = number_words::first_keys();
    roles = with(roles, &small, Role::NUMBER);
    with(roles, &parts, Role::NUMBER)
};

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated at compile time, where out of bounds is an error of the build"
)]
const fn with<const N: usize>(
    mut roles: [Role; NUM_SLOTS],
    keys: &[u64; N],
    role: Role,
) -> [Role; NUM_SLOTS] {
    let mut at = 0;
    while at < N {
        if keys[at] != 0 {
            let slot = slot(keys[at]);
            roles[slot] = roles[slot].or(role);
        }
        at += 1;
    }
    roles
}

/// The upper bits of a number spread.
#[inline(always)]
#[expect(
    clippy::cast_possible_truncation,
    reason = "the shift leaves thirteen bits"
)]
const fn slot(key: u64) -> usize {
    (spread(key) >> (64 - NUM_SLOTS.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use super::super::{length, percent};
    use super::*;
    use crate::extract::lexer::{Lexer, Recent};
    use crate::units::number_words::{read_words, small_word};

    /// The role of the word behind a number, in small letters and as it begins a sentence.
    #[track_caller]
    fn check(word: &str, role: Role) {
        let (first, rest) = word.split_at(1);
        let capital = first.to_uppercase() + rest;
        for written in [word, &word.to_uppercase(), &capital] {
            for text in [format!("5 {written} of it"), format!("5{written}")] {
                let found = Role::of(&Lexer::new(&text, &Recent::default()).after(1));
                assert!(found.may_be(role), "{text}");
            }
        }
    }

    fn words(keys: &[u64]) -> impl Iterator<Item = u64> + '_ {
        keys.iter().copied().filter(|it| *it != 0)
    }

    #[test]
    fn every_word_of_a_table_has_its_role() {
        let role = |key: u64| ROLES[slot(key)];
        let (names, lands) = Currency::name_keys();
        let units = [
            percent::WORDS.keys().as_slice(),
            &length::keys(),
            &names,
            &lands,
        ];
        for key in units.into_iter().flat_map(words) {
            assert!(role(key).may_be(Role::UNIT), "{key}");
        }
        let (full, short, letters) = number::scale_keys();
        for key in [full.as_slice(), &short, &letters]
            .into_iter()
            .flat_map(words)
        {
            assert!(role(key).may_be(Role::SCALE), "{key}");
        }
    }

    #[test]
    fn what_rules_know_by_heart_has_its_role() {
        for word in ["km", "percent", "euro", "kr", "usd", "us", "hk", "gbp"] {
            check(word, Role::UNIT);
        }
        for word in ["to", "and", "or", "through"] {
            check(word, Role::JOINER);
        }
        for word in ["or", "and", "at", "give", "max"] {
            check(word, Role::HEDGE);
        }
        for word in ["million", "bn", "m", "k", "b", "t", "cr", "mm", "crore"] {
            check(word, Role::SCALE);
        }
        for word in ["two", "half", "a", "an", "quarter", "ninety"] {
            check(word, Role::NUMBER);
        }
    }

    #[test]
    fn no_other_letters_or_words_begin_a_number_or_scale() {
        for first in 'a'..='z' {
            for second in ["", "r", "m", "n"] {
                let word = format!("{first}{second}");
                let recent = Recent::default();
                let token = Lexer::new(&word, &recent).after(0);
                let scale = number::read_scale(&word, true).is_some();
                let number = small_word(token.key).is_some() || read_words(&word).is_some();
                let role = Role::of(&token);
                assert!(!scale || role.may_be(Role::SCALE), "{word}");
                assert!(!number || role.may_be(Role::NUMBER), "{word}");
            }
        }
    }

    #[test]
    fn codes_and_prefixes_may_be_units() {
        for word in [
            "SEK", "RMB", "US", "A", "Can", "Mex", "Bds", "Kč", "Rs", "złoty", "öre",
        ] {
            let text = format!("5 {word}$");
            assert!(
                Role::of(&Lexer::new(&text, &Recent::default()).after(1)).may_be(Role::UNIT),
                "{word}"
            );
        }
    }

    #[test]
    fn most_words_do_nothing() {
        let text = "missiles tanks vessels soldiers percentile moving ; ) :";
        let recent = Recent::default();
        let lexer = Lexer::new(text, &recent);
        let mut at = 0;
        while lexer.after(at).kind != TokenKind::End {
            let token = lexer.after(at);
            assert_eq!(Role::of(&token), Role::NONE, "{}", token.text());
            at = token.end;
        }
    }
}
