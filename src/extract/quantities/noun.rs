//! What a number counts: the noun phrase behind it.
//!
//! English marks it by a plural, with adjectives and names between ("400 Tomahawk cruise missiles"),
//! by "of" ("36 of the 72 jets"), by a hyphen ("the 27-nation bloc"), or only by the name of a model
//! ("32 F-35A").

use super::role::Role;
use super::words::{
    FATES, IRREGULAR, JOINED, MEASURES, MODELS, NOT_PLURAL, PASTS, SORTS, STOPS, VERBS,
};
use crate::extract::lexer::{Gap, Lexer, Token, TokenKind};
use crate::extract::scan::Scanner;
use crate::text::word_key::words;
use crate::units::number_words::small_word;

/// Words looked at behind a number for the noun it counts.
const MAX_WORDS: usize = 8;

/// What stands behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Noun {
    /// Something countable; empty when it is only understood ("six more").
    Counted { start: usize, end: usize },
    /// A unit of time, weight and so on: the number is no count.
    Excluded,
}

/// Reads what a number that ends at `at` counts.
pub(in crate::extract) fn noun_after(s: &Scanner<'_, '_>, at: usize) -> Option<Noun> {
    let first = s.lex.after(at);
    if is_plain_plural(&first) && ends_behind_plural(&s.lex.after(first.end)) {
        let (start, end) = (first.start, first.end);
        return Some(Noun::Counted { start, end });
    }
    any_noun_after(s, at)
}

/// A word one blank behind a number that is a plural and nothing else, as far as any rule for nouns
/// knows.
#[inline(always)]
fn is_plain_plural(word: &Token<'_>) -> bool {
    let in_form = match word.bytes() {
        [.., b's' | b'u' | b'i', b's'] | [.., b'i', b'c', b's'] => false,
        [b'a'..=b'z', _, .., b's'] => true,
        _ => false,
    };
    in_form
        && word.is_plain
        && word.is_word()
        && word.gap == Gap::Space
        && !Role::of(word).may_be(Role::NO_PLURAL)
}

/// Whether a phrase whose head is a plain plural ends before this token: it is no further plural, and
/// no sign that joins.
#[inline(always)]
fn ends_behind_plural(next: &Token<'_>) -> bool {
    next.is_plain
        && match next.kind {
            TokenKind::Word => {
                next.gap == Gap::Space
                    && next.bytes().last() != Some(&b's')
                    && !Role::of(next).may_be(Role::IRREGULAR)
            }
            TokenKind::Sign => !next.is_any(words!["-", "'"]),
            TokenKind::Digits | TokenKind::End => false,
        }
}

/// The same, by all rules.
fn any_noun_after(s: &Scanner<'_, '_>, at: usize) -> Option<Noun> {
    let first = s.lex.after(at);
    if !first.is_near() {
        return None;
    }
    if first.is("(")
        && let Some(end) = said_again(s, first.end)
    {
        return noun_after(s, end);
    }
    if first.is_hyphen() && first.gap == Gap::None {
        let word = s.lex.after(first.end);
        if word.gap == Gap::None && word.is("strong") {
            return Some(Noun::Counted { start: at, end: at });
        }
        let counted = word.gap == Gap::None && word.is_in(&JOINED);
        return Some(if counted {
            Noun::Counted {
                start: word.start,
                end: word.end,
            }
        } else {
            Noun::Excluded
        });
    }
    if let Some(end) = past_wheels(s, first) {
        // Of one pair; a row of them has no noun, however long it is.
        let is_row = past_wheels(s, s.lex.after(end)).is_some();
        return if is_row { None } else { noun_after(s, end) };
    }
    if first.gap == Gap::None {
        // "5G", "155mm", "90°", "3/4", "10:30"; a closing bracket or full stop is no noun.
        let closes =
            first.kind == TokenKind::Sign && !first.is_any(words!["°", "/", ":", "×", "+"]);
        return if closes { None } else { Some(Noun::Excluded) };
    }
    if is_measure(s.lex, first) || first.is_any(words!["am", "pm", "GMT", "UTC", "hrs", "x"]) {
        return Some(Noun::Excluded);
    }
    if (first.is("p") || first.is("a")) && s.lex.rest(first.end).starts_with(".m") {
        return Some(Noun::Excluded);
    }
    if first.is("strong") {
        return Some(Noun::Counted { start: at, end: at });
    }
    if first.is("of") {
        return partitive(s, first);
    }
    if first.is("out") {
        // "15 out of 20 ships"; "nine out of ten" are odds.
        let of = s.lex.after(first.end);
        let number = s.lex.after(of.end);
        let many = number.kind == TokenKind::Digits && number.len() > 1 && number.text() != "10";
        return (many && of.is("of")).then(|| partitive(s, of)).flatten();
    }
    if first.is_any(words!["more", "others", "additional", "further", "extra"]) {
        let next = s.lex.after(first.end);
        let stops = !next.is_near() || !next.is_word() || next.is_in(&STOPS);
        // "two more disappeared".
        let fate = || {
            let behind = s.lex.after(next.end);
            (next.is_in(&PASTS) || next.text().ends_with("ed")) && behind.is_in(&STOPS)
        };
        if stops || fate() {
            return (!next.is("than")).then_some(Noun::Counted { start: at, end: at });
        }
        return plural_phrase(s, next, MAX_WORDS).or_else(|| named_model(s, next));
    }
    if let Some(found) = shared_noun(s, first) {
        return Some(found);
    }
    if first.is_in(&FATES) {
        let next = s.lex.after(first.end);
        if !next.is_near() || !next.is_word() || next.is_in(&STOPS) {
            return Some(Noun::Counted { start: at, end: at });
        }
    }
    plural_phrase(s, first, MAX_WORDS).or_else(|| named_model(s, first))
}

/// The "A" of "A330" and "A-10".
fn begins_model(s: &Scanner<'_, '_>, token: Token<'_>) -> bool {
    if token.len() != 1 || !token.is_capitalised() {
        return false;
    }
    let mut next = s.lex.after(token.end);
    if next.is_hyphen() && next.gap == Gap::None {
        next = s.lex.after(next.end);
    }
    next.kind == TokenKind::Digits && next.gap == Gap::None
}

/// The end of "four)" in "4 (four) frigates".
fn said_again(s: &Scanner<'_, '_>, at: usize) -> Option<usize> {
    let number = s.lex.after(at);
    let close = s.lex.after(number.end);
    let again = number.kind == TokenKind::Digits || small_word(number.key).is_some();
    let next = s.lex.after(close.end);
    (again && close.is(")") && next.is_word() && next.is_near()).then_some(close.end)
}

/// "32 F-35A", "100 Leopard 2A8", "18 HIMARS": names of models, which take no plural.
fn named_model(s: &Scanner<'_, '_>, first: Token<'_>) -> Option<Noun> {
    const MAX_PARTS: usize = 7;
    let mut token = first;
    let mut end = first.end;
    let mut has_digits = false;
    let mut is_system = false;
    for step in 0..MAX_PARTS {
        let attached = token.gap == Gap::None && step > 0;
        let belongs = match token.kind {
            TokenKind::Word => token.is_capitalised() || (attached && token.len() <= 2),
            TokenKind::Digits => {
                let next = s.lex.after(token.end);
                step > 0
                    && (attached || next.gap == Gap::None && next.is_word())
                    && !matches!(next.text(), "%" | "km")
            }
            TokenKind::Sign => {
                token.is_hyphen() && attached && s.lex.after(token.end).gap == Gap::None
            }
            TokenKind::End => false,
        };
        if !token.is_near() || !belongs {
            break;
        }
        // "26 Rafale-M".
        let letter = attached && token.is_capitalised() && token.len() == 1;
        has_digits |= token.kind == TokenKind::Digits || letter;
        is_system = token.is_acronym() && token.len() >= 4 && token.text().ends_with('S');
        end = token.end;
        token = s.lex.after(token.end);
    }
    let closes = !token.is_near() || !token.is_word() || token.is_in(&STOPS);
    let dash = token.is_hyphen() && token.gap == Gap::None;
    let is_model = || has_digits || is_system || first.end == end && first.is_in(&MODELS);
    (first.is_capitalised() && closes && !dash && is_model()).then_some(Noun::Counted {
        start: first.start,
        end,
    })
}

/// "8×8" and "6x6" before what is counted: where it ends.
fn past_wheels(s: &Scanner<'_, '_>, first: Token<'_>) -> Option<usize> {
    if first.kind != TokenKind::Digits || first.gap != Gap::Space || first.len() > 2 {
        return None;
    }
    let by = s.lex.after(first.end);
    let wheels = s.lex.after(by.end);
    let fits = by.gap == Gap::None
        && by.is_any(words!["x", "×"])
        && wheels.gap == Gap::None
        && wheels.kind == TokenKind::Digits;
    fits.then_some(wheels.end)
}

/// "180 Indian and 170 Pakistani weapons": the noun behind the second number is of both.
fn shared_noun(s: &Scanner<'_, '_>, first: Token<'_>) -> Option<Noun> {
    // "10 large and 18 smaller vessels".
    let is_capitalised = first.is_capitalised();
    if !is_capitalised && !first.is_in(&SORTS) {
        return None;
    }
    let and = s.lex.after(first.end);
    if !and.is_any(words!["and", "or"]) || !and.is_near() {
        return None;
    }
    let number = s.lex.after(and.end);
    if !number.is_near() || number.kind != TokenKind::Digits && small_word(number.key).is_none() {
        return None;
    }
    let amount = super::scaled::read_amount(s, number.start, false)?;
    let second = s.lex.after(amount.end);
    let alike = second.is_near()
        && second.gap == Gap::Space
        && second.is_word()
        && second.is_capitalised() == is_capitalised
        && !second.is_in(&STOPS)
        && !is_measure(s.lex, second);
    if !alike || is_plural(first) || is_plural(second) {
        return None;
    }
    match plural_phrase(s, s.lex.after(second.end), MAX_WORDS) {
        Some(Noun::Counted { start, end }) => Some(Noun::Counted { start, end }),
        _ => None,
    }
}

/// "seven of the eight parties", "eleven of which": of what.
fn partitive(s: &Scanner<'_, '_>, of: Token<'_>) -> Option<Noun> {
    let first = s.lex.after(of.end);
    let counted = Some(Noun::Counted {
        start: of.end,
        end: of.end,
    });
    if first.is_any(words!["which", "whom", "them", "us", "these", "those"]) {
        return counted;
    }
    if first.kind == TokenKind::Digits || small_word(first.key).is_some() {
        // "18 of 25 missiles"; not "a third of 2024".
        let amount = super::scaled::read_amount(s, first.start, false)?;
        let next = s.lex.after(amount.end);
        // "14 of 15 sank".
        let closes = verb_follows(&next)
            && s.lex
                .rest(first.start)
                .starts_with(|c: char| c.is_ascii_digit());
        return plural_phrase(s, next, MAX_WORDS).or(counted.filter(|_| closes));
    }
    if !first.is_any(words!["the", "its", "their", "his", "her", "our", "all"]) {
        return None;
    }
    let mut second = s.lex.after(first.end);
    if second.kind == TokenKind::Digits || small_word(second.key).is_some() {
        // "seven of the eight parties".
        if let Some(amount) = super::scaled::read_amount(s, second.start, false) {
            second = s.lex.after(amount.end);
        }
    }
    match plural_phrase(s, second, MAX_WORDS) {
        Some(Noun::Excluded) => Some(Noun::Excluded),
        Some(found) => Some(found),
        None => counted,
    }
}

/// Where the noun phrase that starts with `first` ends; for "of …" phrases.
pub(super) fn noun_phrase_end(
    s: &Scanner<'_, '_>,
    first: Token<'_>,
    max_words: usize,
) -> Option<usize> {
    let mut end = None;
    let mut token = first;
    for _ in 0..max_words {
        let joined = token.is_dash() && token.gap == Gap::None;
        if !token.is_near() || !(token.is_word() || joined) || token.is_in(&STOPS) {
            break;
        }
        if token.is_word() {
            end = Some(token.end);
        }
        token = s.lex.after(token.end);
    }
    end
}

/// Walks words, hyphens and parts of names to the plural that heads the phrase.
fn plural_phrase<'t>(s: &Scanner<'t, '_>, first: Token<'t>, max_words: usize) -> Option<Noun> {
    let start = first.start;
    let mut token = first;
    let mut head = None;
    let mut before = first;
    for step in 0..max_words * 2 {
        if !token.is_near() {
            break;
        }
        let attached = token.gap == Gap::None && step > 0;
        match token.kind {
            TokenKind::Word if token.is_in(&STOPS) && !attached && !begins_model(s, token) => {
                // "two- and three-seat jets" is not worth the trouble; "200 tanks and 30 jets" is two.
                break;
            }
            TokenKind::Word => {
                let possessive = s.lex.after(token.end).is_apostrophe();
                if is_plural(token) && !possessive && !continues_compound(s, token) {
                    if is_measure(s.lex, token) && head.is_none() {
                        return Some(Noun::Excluded);
                    }
                    head = Some(token.end);
                } else if head.is_some() {
                    break;
                }
                // "30 F-35s": digits with an s.
            }
            TokenKind::Digits => {
                // "two 5,000-pound bombs", "six 155mm howitzers".
                if head.is_none()
                    && !attached
                    && let Some(unit) = joined_measure(s, token)
                {
                    before = unit;
                    token = s.lex.after(unit.end);
                    continue;
                }
                let next = s.lex.after(token.end);
                if next.gap == Gap::None && matches!(next.text(), "s" | "As" | "Bs" | "Cs" | "Is") {
                    head = Some(next.end);
                    break;
                }
                let name = attached || before.is_capitalised();
                if !name || head.is_some() {
                    break;
                }
            }
            TokenKind::Sign => {
                if token.is("(")
                    && head.is_none()
                    && let Some(close) = short_form_in_brackets(s, token)
                {
                    before = close;
                    token = s.lex.after(close.end);
                    continue;
                }
                let apostrophe = token.is_apostrophe() && attached;
                let joins = (token.is_hyphen() || token.is("/") || token.is(".")) && attached;
                let next = s.lex.after(token.end);
                let quote = token.is_any(words!["“", "\"", "‘", "”"]) && head.is_none();
                let comma = token.is(",") && head.is_none() && adjective_follows(next, before);
                // "two U.S. Navy ships".
                let initial = token.is(".")
                    && attached
                    && head.is_none()
                    && before.len() == 1
                    && before.is_capitalised()
                    // Of several: "Scud B." may end a sentence.
                    && s.lex.text.get(..before.start).is_some_and(|it| it.ends_with('.'));
                if !quote
                    && !comma
                    && !initial
                    && (!(joins || apostrophe) || next.gap != Gap::None || head.is_some())
                {
                    break;
                }
            }
            TokenKind::End => break,
        }
        before = token;
        token = s.lex.after(token.end);
    }
    head.map(|end| Noun::Counted { start, end })
}

/// The closing bracket of "(MSE)" within "168 Missile Segment Enhancement (MSE) interceptors".
fn short_form_in_brackets<'t>(s: &Scanner<'t, '_>, open: Token<'t>) -> Option<Token<'t>> {
    const MAX_PARTS: usize = 4;
    let first = s.lex.after(open.end);
    if first.gap != Gap::None || !first.is_acronym() {
        return None;
    }
    let mut token = first;
    for _ in 0..MAX_PARTS {
        token = s.lex.after(token.end);
        if token.gap != Gap::None {
            return None;
        }
        if token.is(")") {
            return (s.lex.after(token.end).gap == Gap::Space).then_some(token);
        }
    }
    None
}

/// The unit that a hyphen or nothing ties to a number, as part of a description.
fn joined_measure<'t>(s: &Scanner<'t, '_>, digits: Token<'t>) -> Option<Token<'t>> {
    let amount = super::scaled::read_amount(s, digits.start, false)?;
    let mut unit = s.lex.after(amount.end);
    let hyphen = unit.is_hyphen() && unit.gap == Gap::None;
    if hyphen {
        unit = s.lex.after(unit.end);
    }
    let joined = unit.gap == Gap::None && unit.is_word();
    (joined && (hyphen || is_measure(s.lex, unit))).then_some(unit)
}

/// Whether a token is the verb of the number before it.
pub(super) fn verb_follows(token: &Token<'_>) -> bool {
    token.is_near() && (token.is_in(&VERBS) || token.is_in(&PASTS))
}

/// "20 modern, long-range missiles": a comma between two adjectives.
fn adjective_follows(next: Token<'_>, before: Token<'_>) -> bool {
    let plain = |it: &Token<'_>| {
        it.is_word() && !it.is_capitalised() && !it.is_in(&STOPS) && !is_plural(*it)
    };
    plain(&next) && next.gap == Gap::Space && plain(&before)
}

/// "sales-driven", "arms-control": a plural that a hyphen ties to the next word.
fn continues_compound(s: &Scanner<'_, '_>, token: Token<'_>) -> bool {
    let next = s.lex.after(token.end);
    next.is_hyphen() && next.gap == Gap::None && s.lex.after(next.end).gap == Gap::None
}

/// Whether a word is a plural, as far as its form tells.
pub(in crate::extract) fn is_plural(token: Token<'_>) -> bool {
    let text = token.text();
    if token.is_in(&IRREGULAR) {
        return true;
    }
    if matches!(text, "Corps" | "Forces") {
        return false;
    }
    let bytes = text.as_bytes();
    let lower_s = bytes.last() == Some(&b's');
    lower_s
        && bytes.len() >= 3
        && !["ss", "us", "is", "ous", "ics"]
            .iter()
            .any(|end| text.ends_with(end))
        && !token.is_in(&NOT_PLURAL)
}

pub(super) fn is_measure(lex: Lexer<'_>, word: Token<'_>) -> bool {
    if !word.is_in(&MEASURES) {
        return false;
    }
    // "30 T-90s" are no tonnes and "32 TB2s" no bytes.
    let is_designation = || {
        let mut next = lex.after(word.end);
        if next.is_hyphen() && next.gap == Gap::None {
            // "eight KT-1P planes".
            next = lex.after(next.end);
        }
        next.gap == Gap::None && next.kind == TokenKind::Digits
    };
    !(word.is_capitalised() && (word.len() == 1 || is_designation()))
}

/// Whether the token behind a number is a measure for [`noun_after`], told by the word alone.
pub(super) fn is_plain_measure(word: &Token<'_>) -> bool {
    word.is_plain && word.gap == Gap::Space && word.begins_small() && word.is_in(&MEASURES)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::words::{COLLECTIVES, NOT_PLURAL};
    use super::*;
    use crate::extract::lexer::Recent;
    use crate::extract::scan::Around;

    /// Compares what is read at the first blank with what all rules read there.
    #[track_caller]
    fn compare(text: &str) -> Option<Noun> {
        let around = Around::new(text, &[], None);
        let recent = Recent::default();
        let mut s = Scanner::new(text, &around, &recent);
        s.scan(0..text.len(), crate::document::BlockKind::Paragraph, &[]);
        let at = text.find(' ').unwrap_or(0);
        let found = noun_after(&s, at);
        assert_eq!(found, any_noun_after(&s, at), "{text:?}");
        let excluded = is_plain_measure(&s.lex.after(at));
        assert!(!excluded || found == Some(Noun::Excluded), "{text:?}");
        found
    }

    #[test]
    fn plain_plurals_are_read_straight() {
        for text in [
            "5 ships sail",
            "5 tanks.",
            "5 households, it",
            "5 vessels in",
        ] {
            assert!(
                matches!(compare(text), Some(Noun::Counted { .. })),
                "{text}"
            );
        }
    }

    const WORDS: [&str; 56] = [
        "ships", "tanks", "times", "years", "people", "others", "more", "of", "the", "is", "was",
        "has", "its", "this", "less", "across", "physics", "bus", "buses", "analysis", "glass",
        "crews", "gas", "news", "overseas", "Forces", "Ships", "killed", "lost", "strong", "km",
        "cents", "points", "aircraft", "men", "dead", "and", "A", "s", "as", "us", "JASSMs", "F",
        "-", "'", "’", ".", ",", "/", "(", "\"", "35", "2", "é", "out", "hrs",
    ];

    proptest! {
        #[test]
        fn all_rules_read_the_same(parts in prop::collection::vec((0..WORDS.len(), 0..4usize), 1..7)) {
            let mut text = String::from("5 ");
            for (at, gap) in parts {
                text.push_str(WORDS[at]);
                text.push_str([" ", " ", "", "\n"][gap]);
            }
            compare(&text);
        }
    }

    #[test]
    fn words_of_all_lists_are_read_the_same() {
        let lists = [
            STOPS.keys().as_slice(),
            MEASURES.keys(),
            NOT_PLURAL.keys(),
            IRREGULAR.keys(),
            FATES.keys(),
            COLLECTIVES.keys(),
        ];
        for key in lists.into_iter().flatten() {
            let bytes: Vec<u8> = key
                .to_le_bytes()
                .into_iter()
                .filter(|it| *it != 0)
                .collect();
            // Longer words are mixed into their numbers.
            let Ok(word) = String::from_utf8(bytes) else {
                continue;
            };
            for text in [format!("5 {word} sail"), format!("5 ships {word}, it")] {
                compare(&text);
            }
        }
    }
}
