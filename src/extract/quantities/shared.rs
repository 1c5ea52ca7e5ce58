//! Signs and names of currencies that several countries share: which of them is meant.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use crate::extract::dates::word_starts::{StartKind, Starts};
use crate::extract::lexer::{Gap, Lexer, PlainWord, Token};
use crate::extract::scan::Scanner;
use crate::text::word_key::{letters_before, letters_from};
use crate::units::Currency;

/// What is known of the shared names of a piece.
#[derive(Debug, Default)]
pub(in crate::extract) struct Meaning {
    /// Of the one that was asked for last: where it stands, its usual currency, and the one meant.
    last: Cell<Option<(usize, Currency, Currency)>>,
    /// The words of the piece that may tell a land: one walk over the piece, where it is asked for.
    lands: OnceCell<Lands>,
}

/// Words with a capital in a piece that begin a word for a land; most pieces have few.
#[derive(Debug)]
struct Lands {
    words: Vec<PlainWord>,
    /// Whether a word goes on in other letters, which has another key, or is so long that it is read in
    /// parts, or there are too many words.
    has_odd: bool,
}

impl Lands {
    /// No word for a land is longer, in bytes.
    const MAX_LEN: usize = 32;
    /// Of more words it is not asked what they tell: every figure of the piece would ask all of them.
    const MAX_WORDS: usize = 64;

    fn of_stretch(lex: Lexer<'_>) -> Self {
        let (piece, from) = lex.stretch();
        let mut lands = Self {
            words: Vec::new(),
            has_odd: false,
        };
        for at in Starts::new(piece, 0..piece.len(), StartKind::Capital) {
            let (key, end) = letters_from(piece, at);
            lands.has_odd |=
                end - at > Self::MAX_LEN || piece.get(end).is_some_and(|it| !it.is_ascii());
            lands.has_odd |= lands.words.len() == Self::MAX_WORDS;
            if lands.has_odd {
                break;
            }
            if Currency::starts_adjective(key) {
                lands.words.push(PlainWord {
                    start: from + at,
                    end: from + end,
                    key,
                });
            }
        }
        lands
    }

    /// Between which places the words begin that may tell a land where a name whose usual currency
    /// this is means something; mostly there are none.
    fn telling(&self, s: &Scanner<'_, '_>, usual: Currency) -> Option<(usize, usize)> {
        if self.has_odd {
            return Some((0, usize::MAX));
        }
        let tells = |it: &&PlainWord| in_land(s, usual, it.start..it.end, it.key).is_some();
        let first = self.words.iter().find(tells)?;
        let last = self.words.iter().rfind(tells)?;
        Some((first.start, last.start))
    }
}

/// Signs and names that several countries share, settled by whose text it is.
#[inline]
pub(super) fn shared(s: &Scanner<'_, '_>, currency: Currency, at: usize) -> Currency {
    if is_shared(currency) {
        meant(s, currency, at)
    } else {
        currency
    }
}

pub(super) const fn is_shared(currency: Currency) -> bool {
    matches!(
        &currency.letters(),
        b"JPY"
            | b"INR"
            | b"SEK"
            | b"NOK"
            | b"KWD"
            | b"SAR"
            | b"IRR"
            | b"AED"
            | b"PHP"
            | b"CHF"
            | b"TRY"
            | b"KES"
            | b"RUB"
            | b"RON"
            | b"CZK"
    )
}

#[inline(never)]
fn meant(s: &Scanner<'_, '_>, currency: Currency, at: usize) -> Currency {
    if let Some((place, usual, meant)) = s.meaning.last.get()
        && (place, usual) == (at, currency)
    {
        return meant;
    }
    let near = || s.home().currency_near(s.lex.text, at, currency);
    let meant = match &currency.letters() {
        b"JPY" => near(),
        b"INR" | b"SEK" | b"NOK" | b"CZK" => land_near(s, at, currency).unwrap_or_else(near),
        _ => land_near(s, at, currency).unwrap_or(currency),
    };
    s.meaning.last.set(Some((at, currency, meant)));
    meant
}

/// What a name whose usual currency this is means in the land that a word tells, alone or with the
/// next: "Danish", "Sri Lanka".
#[inline]
fn in_land(s: &Scanner<'_, '_>, usual: Currency, word: Range<usize>, key: u64) -> Option<Currency> {
    if !Currency::starts_adjective(key) {
        return None;
    }
    usual.in_land(key).or_else(|| {
        let next = s.lex.after(word.end);
        (next.gap == Gap::Space)
            .then(|| Currency::from_adjective(s.lex.slice(word.start, next.end), usual))?
    })
}

/// What a shared name means in the country named before it in the sentence, else behind it, else
/// further before on the line.
fn land_near(s: &Scanner<'_, '_>, at: usize, usual: Currency) -> Option<Currency> {
    const WORDS: usize = 40;
    let lands = (s.meaning.lands).get_or_init(|| Lands::of_stretch(s.lex));
    let (first, last) = lands.telling(s, usual)?;
    let bytes = s.lex.text.as_bytes();
    let is_capital = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_uppercase);
    let is_comma = |at: usize| bytes.get(at) == Some(&b',') && s.lex.holds(at);
    let own = |start: usize, end: usize, key: u64| in_land(s, usual, start..end, key);
    // The point of "2.6bn" ends nothing.
    let ends = |token: &Token<'_>| {
        !token.is_near()
            || token.is(";")
            || token.is(".") && s.lex.after(token.end).gap != Gap::None
    };
    // Back to the start of the sentence, on to its end, then further back.
    let (mut left, mut num_back) = (at, 0);
    let mut back = |to_start: bool| {
        while num_back < WORDS && left > first {
            num_back += 1;
            if let Some(start) = s.lex.word_start_before(left) {
                if is_capital(start)
                    && let (key, end) = letters_from(bytes, start)
                    && let Some(found) = own(start, end, key)
                {
                    return Some(found);
                }
                left = start;
                continue;
            }
            if let Some(comma) = left.checked_sub(1).filter(|at| is_comma(*at)) {
                left = comma;
                continue;
            }
            let token = s.lex.before(left);
            if !token.is_near() || to_start && ends(&token) {
                num_back -= 1;
                return None;
            }
            if is_capital(token.start)
                && let Some(found) = own(token.start, token.end, token.key)
            {
                return Some(found);
            }
            left = token.start;
        }
        None
    };
    let on = || {
        let mut right = at;
        for _ in 0..WORDS {
            if right > last {
                return None;
            }
            if let Some(word) = s.lex.word_after(right) {
                if is_capital(word.start)
                    && let Some(found) = own(word.start, word.end, word.key)
                {
                    return Some(found);
                }
                right = word.end;
                continue;
            }
            if is_comma(right) {
                right += 1;
                continue;
            }
            let token = s.lex.after(right);
            if ends(&token) {
                return None;
            }
            if is_capital(token.start)
                && let Some(found) = own(token.start, token.end, token.key)
            {
                return Some(found);
            }
            right = token.end;
        }
        None
    };
    back(true).or_else(on).or_else(|| back(false))
}

/// Whether a currency may be meant by a sign or prefix that is another's as a rule.
pub(super) const fn is_shared_by_sign(currency: Currency) -> bool {
    matches!(
        &currency.letters(),
        b"CNY" | b"PKR" | b"NOK" | b"DKK" | b"ISK" | b"SEK"
    )
}

/// Whether a currency is not the usual one of its sign or name, but that of the country around it.
pub(super) fn is_by_context(written: &str, currency: Currency) -> bool {
    match &currency.letters() {
        b"CNY" => written.contains(['¥', '￥']),
        b"PKR" => {
            let named = written.contains("PRs") || written.contains("PKRs");
            !named && written.contains("Rs") || written.ends_with("rupees")
        }
        b"NOK" | b"DKK" | b"ISK" | b"SEK" => {
            let named = written.contains(currency.code())
                || ["wegian", "nish", "dish", "andic"]
                    .iter()
                    .any(|it| written.contains(it));
            // "crowns" are those of the Czech Republic where nothing else is said.
            let is_shared = ["kr", "Kr", "crown"].iter().any(|it| written.contains(it));
            !named && is_shared
        }
        // "$1,600" has no name.
        _ if written.ends_with(|last: char| last.is_ascii_digit()) => false,
        _ => {
            let (name, start) = letters_before(written.as_bytes(), written.len());
            let apart = start
                .checked_sub(1)
                .and_then(|at| written.as_bytes().get(at))
                .is_none_or(|it| matches!(it, b' ' | b'-'));
            let usual = Currency::named(name).filter(|_| apart);
            usual.is_some_and(|it| it != currency)
                && !written.bytes().any(|it| it.is_ascii_uppercase())
        }
    }
}
