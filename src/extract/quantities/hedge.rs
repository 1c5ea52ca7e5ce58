//! Words that loosen a number: before it ("more than", "up to", "~") and after it ("or so").

use super::role::Role;
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::scan::Scanner;
use crate::text::word_key::{key, keys, words};
use crate::text::word_map::{WordMap, num_slots};
use crate::units::Hedge;

/// A hedge and how far the span reaches with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hedged {
    pub(super) at: usize,
    pub(super) hedge: Hedge,
}

/// A phrase before a number and what it says.
#[derive(Debug)]
struct Phrase {
    /// Numbers of its words, the last first; 0 behind the first.
    words: [u64; MAX_WORDS],
    hedge: Hedge,
}

const MAX_WORDS: usize = 4;

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated at compile time, where out of bounds is an error of the build"
)]
const fn phrase(written: &str, hedge: Hedge) -> Phrase {
    let mut words = [0; MAX_WORDS];
    let mut num = 0;
    let mut rest = written.as_bytes();
    while !rest.is_empty() {
        let mut start = rest.len();
        while start > 0 && rest[start - 1] != b' ' {
            start -= 1;
        }
        let (before, word) = rest.split_at(start);
        words[num] = key(word);
        num += 1;
        rest = if let [before @ .., _] = before {
            before
        } else {
            before
        };
    }
    Phrase { words, hedge }
}

/// Phrases before a number, the longer before their ends.
#[rustfmt::skip]
const BEFORE: [Phrase; 76] = [
    phrase("no more than", Hedge::AtMost),
    phrase("not more than", Hedge::AtMost),
    phrase("no greater than", Hedge::AtMost),
    phrase("no larger than", Hedge::AtMost),
    phrase("no higher than", Hedge::AtMost),
    phrase("no less than", Hedge::AtLeast),
    phrase("not less than", Hedge::AtLeast),
    phrase("no fewer than", Hedge::AtLeast),
    phrase("not fewer than", Hedge::AtLeast),
    phrase("more than", Hedge::MoreThan),
    phrase("greater than", Hedge::MoreThan),
    phrase("further than", Hedge::MoreThan),
    phrase("farther than", Hedge::MoreThan),
    phrase("higher than", Hedge::MoreThan),
    phrase("longer than", Hedge::MoreThan),
    phrase("better than", Hedge::MoreThan),
    phrase("larger than", Hedge::MoreThan),
    phrase("bigger than", Hedge::MoreThan),
    phrase("less than", Hedge::LessThan),
    phrase("fewer than", Hedge::LessThan),
    phrase("lower than", Hedge::LessThan),
    phrase("shorter than", Hedge::LessThan),
    phrase("smaller than", Hedge::LessThan),
    phrase("in excess of", Hedge::MoreThan),
    phrase("upwards of", Hedge::MoreThan),
    phrase("upward of", Hedge::MoreThan),
    phrase("a maximum of", Hedge::AtMost),
    phrase("maximum of", Hedge::AtMost),
    phrase("a minimum of", Hedge::AtLeast),
    phrase("minimum of", Hedge::AtLeast),
    phrase("in the region of", Hedge::About),
    phrase("in the order of", Hedge::About),
    phrase("on the order of", Hedge::About),
    phrase("in the neighbourhood of", Hedge::About),
    phrase("in the neighborhood of", Hedge::About),
    phrase("in the vicinity of", Hedge::About),
    phrase("just short of", Hedge::Nearly),
    phrase("just shy of", Hedge::Nearly),
    phrase("shy of", Hedge::Nearly),
    phrase("at least", Hedge::AtLeast),
    phrase("at most", Hedge::AtMost),
    phrase("up to", Hedge::AtMost),
    phrase("close to", Hedge::Nearly),
    phrase("as many as", Hedge::AtMost),
    phrase("as much as", Hedge::AtMost),
    phrase("as far as", Hedge::AtMost),
    phrase("as high as", Hedge::AtMost),
    phrase("as few as", Hedge::AtLeast),
    phrase("as little as", Hedge::AtLeast),
    phrase("as low as", Hedge::AtLeast),
    phrase("something like", Hedge::About),
    phrase("about", Hedge::About),
    phrase("around", Hedge::About),
    phrase("approximately", Hedge::About),
    phrase("approx", Hedge::About),
    phrase("some", Hedge::About),
    phrase("roughly", Hedge::About),
    phrase("circa", Hedge::About),
    phrase("ca", Hedge::About),
    phrase("an estimated", Hedge::About),
    phrase("estimated", Hedge::About),
    phrase("nearly", Hedge::Nearly),
    phrase("almost", Hedge::Nearly),
    phrase("nearing", Hedge::Nearly),
    phrase("approaching", Hedge::Nearly),
    phrase("over", Hedge::MoreThan),
    phrase("above", Hedge::MoreThan),
    phrase("beyond", Hedge::MoreThan),
    phrase("not exceeding", Hedge::AtMost),
    phrase("exceeding", Hedge::MoreThan),
    phrase("under", Hedge::LessThan),
    phrase("below", Hedge::LessThan),
    phrase("a maximum", Hedge::AtMost),
    phrase("maximum", Hedge::AtMost),
    phrase("a minimum", Hedge::AtLeast),
    phrase("minimum", Hedge::AtLeast),
];

/// For the last word of phrases, which of them end with it: nearly every number has another word
/// before it.
#[expect(
    clippy::indexing_slicing,
    reason = "evaluated at compile time, where out of bounds is an error of the build"
)]
static LAST_WORDS: WordMap<(usize, usize), { num_slots(BEFORE.len()) }> = {
    let mut last_words = WordMap::empty((0, 0));
    let mut from = 0;
    while from < BEFORE.len() {
        let word = BEFORE[from].words[0];
        let mut to = from;
        while to < BEFORE.len() && BEFORE[to].words[0] == word {
            to += 1;
        }
        last_words = last_words.with(word, (from, to));
        from = to;
    }
    last_words
};

/// The numbers of the last words of all phrases, with zeros between them.
pub(super) const fn last_keys() -> [u64; num_slots(BEFORE.len())] {
    LAST_WORDS.keys()
}

/// The hedge before `at`, if any; of two ("up to about") the outer one, unless it only says "about".
#[inline(always)]
pub(super) fn before(s: &Scanner<'_, '_>, at: usize) -> Option<Hedged> {
    let last = s.lex.before(at);
    let may_loosen = match last.kind {
        _ if !last.is_plain => true,
        TokenKind::Word => Role::of(&last).may_be(Role::LOOSENING),
        TokenKind::Sign => matches!(last.first, b'.' | b'=' | b'~' | b'<' | b'>'),
        TokenKind::Digits | TokenKind::End => false,
    };
    if may_loosen { any_before(s, at) } else { None }
}

/// The same behind a word that may loosen, or a sign.
#[inline(never)]
fn any_before(s: &Scanner<'_, '_>, at: usize) -> Option<Hedged> {
    let inner = nearest_before(s, at)?;
    match nearest_before(s, inner.at) {
        Some(outer) if outer.hedge == Hedge::About => Some(Hedged {
            at: outer.at,
            ..inner
        }),
        Some(outer) => Some(outer),
        None => Some(inner),
    }
}

fn nearest_before(s: &Scanner<'_, '_>, at: usize) -> Option<Hedged> {
    let last = s.lex.before(at);
    if last.is_word() {
        let phrases = LAST_WORDS.get(last.key)?;
        return (last.start >= s.floor && last.is_near())
            .then(|| words_before(s, last, phrases, at))?;
    }
    if last.start < s.floor || !last.is_near() {
        return None;
    }
    let hedge = match last.text() {
        "." => return abbreviation_before(s, last.start),
        "=" => return before_equals(s, last.start),
        "~" | "≈" | "∼" | "≅" | "±" => Hedge::About,
        ">" => Hedge::MoreThan,
        "<" => Hedge::LessThan,
        "≥" | "⩾" => Hedge::AtLeast,
        "≤" | "⩽" => Hedge::AtMost,
        _ => return None,
    };
    Some(Hedged {
        at: last.start,
        hedge,
    })
}

/// "approx. 300 km", "ca. 300 km", "c. 300 km", at the point.
fn abbreviation_before(s: &Scanner<'_, '_>, point: usize) -> Option<Hedged> {
    let word = s.lex.before(point);
    let known = word.gap == Gap::None
        && (word.is_any(words!["approx", "ca", "max", "min"]) || word.text() == "c");
    let hedge = match word.text() {
        "max" | "Max" => Hedge::AtMost,
        "min" | "Min" => Hedge::AtLeast,
        _ => Hedge::About,
    };
    (known && word.start >= s.floor).then_some(Hedged {
        at: word.start,
        hedge,
    })
}

/// Which of the phrases that end with `last` stands before the number at `at`.
fn words_before(
    s: &Scanner<'_, '_>,
    last: Token<'_>,
    (from, to): (usize, usize),
    at: usize,
) -> Option<Hedged> {
    static PHRASES: &[Phrase] = &BEFORE;
    if is_sum(s, last) || is_compared(s, last) {
        return None;
    }
    let phrases = PHRASES.get(from..to)?;
    let second = s.lex.before(last.start).key;
    let phrase = phrases.iter().find_map(|it| {
        let [_, before @ ..] = &it.words;
        // Most end in the same word as many others, and have another before it.
        let may_be = matches!(before, [word, ..] if *word == 0 || *word == second);
        let start = may_be.then(|| phrase_before(s, last.start, before))??;
        Some((start, it.hedge))
    });
    phrase
        .or_else(|| {
            // "north of $5bn"; "north of 38 degrees" is a place.
            let of_money = last.is("of") && dollar_follows(s, at);
            let at = of_money.then(|| phrase_before(s, last.start, words!["north"]))??;
            Some((at, Hedge::MoreThan))
        })
        .map(|(at, hedge)| Hedged { at, hedge })
}

/// "an increase over 30 billion": what it grew from, and no bound.
fn is_compared(s: &Scanner<'_, '_>, last: Token<'_>) -> bool {
    last.is("over")
        && s.lex.before(last.start).is_any(words![
            "increase",
            "increases",
            "rise",
            "growth",
            "gain",
            "jump",
            "hike",
            "improvement",
        ])
}

/// "adds up to 30 billion": a sum and no bound.
fn is_sum(s: &Scanner<'_, '_>, last: Token<'_>) -> bool {
    if !last.is("to") {
        return false;
    }
    let up = s.lex.before(last.start);
    up.is("up")
        && s.lex.before(up.start).is_any(words![
            "add", "adds", "added", "adding", "sum", "sums", "summed"
        ])
}

fn dollar_follows(s: &Scanner<'_, '_>, at: usize) -> bool {
    s.lex.rest(at).starts_with(['$', '€', '£', '¥', '₹'])
}

/// ">=" and "<=".
fn before_equals(s: &Scanner<'_, '_>, at: usize) -> Option<Hedged> {
    let sign = s.lex.before(at);
    let hedge = match sign.text() {
        ">" => Hedge::AtLeast,
        "<" => Hedge::AtMost,
        _ => return None,
    };
    (sign.gap == Gap::None && sign.start >= s.floor).then_some(Hedged {
        at: sign.start,
        hedge,
    })
}

/// Where the phrase (last word first, 0 behind the first) that ends before `at` starts.
#[inline]
pub(super) fn phrase_before(s: &Scanner<'_, '_>, at: usize, words: &[u64]) -> Option<usize> {
    let mut at = at;
    for &word in words.iter().take_while(|word| **word != 0) {
        let token = s.lex.before(at);
        if token.key != word || !token.is_near() || token.start < s.floor {
            return None;
        }
        at = token.start;
    }
    Some(at)
}

/// The first words of what [`after`] reads.
pub(super) const AFTER: [&str; 5] = ["or", "and", "at", "give", "max"];

/// "or so", "or more", "or less", "and above", "at most" after a number or unit.
pub(super) fn after(s: &Scanner<'_, '_>, at: usize) -> Option<Hedged> {
    let first = s.lex.after(at);
    if !first.is_any(const { &keys(AFTER) }) || !first.is_near() {
        return None;
    }
    if first.text() == "max" {
        return Some(Hedged {
            at: first.end,
            hedge: Hedge::AtMost,
        });
    }
    let word = s.lex.after(first.end);
    if !word.is_near() {
        return None;
    }
    let next = s.lex.after(word.end);
    let closes = !next.is_near() || !next.is_word();
    let hedge = match (first.text(), word.text()) {
        ("or", "so" | "thereabouts") => Hedge::About,
        ("or", "more" | "above" | "beyond" | "greater" | "higher" | "over" | "longer") => {
            Hedge::AtLeast
        }
        ("or", "less" | "fewer" | "below" | "lower" | "under") => Hedge::AtMost,
        ("and", "above" | "up" | "upwards" | "over") | ("at", "least") if closes => Hedge::AtLeast,
        ("and", "below" | "under") | ("at", "most") if closes => Hedge::AtMost,
        ("give", "or") if next.is("take") => {
            return Some(Hedged {
                at: next.end,
                hedge: Hedge::About,
            });
        }
        _ => return None,
    };
    Some(Hedged {
        at: word.end,
        hedge,
    })
}

/// "+" or "-plus" attached to a number: at least so many; "-odd": about so many.
pub(super) fn plus(s: &Scanner<'_, '_>, at: usize) -> Option<Hedged> {
    let bytes = s.lex.text.as_bytes();
    let sign = match bytes.get(at)? {
        b'+' => {
            // "5%+3%" is a sum.
            let sum = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            return (!sum).then_some(Hedged {
                at: at + 1,
                hedge: Hedge::AtLeast,
            });
        }
        b'-' | 0xE2 => s.lex.after(at),
        b' ' if bytes.get(at..)?.starts_with(b" plus ") => return plus_apart(s, at),
        _ => return None,
    };
    if !sign.is_dash() || sign.gap != Gap::None {
        return None;
    }
    let word = s.lex.after(sign.end);
    let hedge = match word.text() {
        _ if word.gap != Gap::None => return None,
        "plus" => Hedge::AtLeast,
        "odd" => Hedge::About,
        _ => return None,
    };
    Some(Hedged {
        at: word.end,
        hedge,
    })
}

/// "1,000 plus km": the word alone, right before a unit; elsewhere it adds one thing to another.
fn plus_apart(s: &Scanner<'_, '_>, at: usize) -> Option<Hedged> {
    let word = s.lex.after(at);
    let unit = s.lex.after(word.end);
    let measured = super::length::begins(unit) || super::percent::begins(unit);
    (measured && unit.gap == Gap::Space && unit.kind != TokenKind::End).then_some(Hedged {
        at: word.end,
        hedge: Hedge::AtLeast,
    })
}
