//! Numbers that count people, things, organisations.
//!
//! English marks what is counted by a plural noun behind the number, with adjectives and names
//! between: "400 Tomahawk cruise missiles". So a count is a number followed, within a few words of
//! its own phrase, by a plural that is not a unit of time, weight or the like; or a number written
//! as only quantities are ("76,000") with nothing behind it. Labels ("Type 12"), durations and
//! factors are left alone.

use std::ops::Range;

use super::words::{
    CAPITAL_LABELS, COLLECTIVES, FATES, HAVING, IRREGULAR, JOINED, LABELS, MEASURES, NOT_PLURAL,
    PASTS, STOPS, VERBS,
};
use super::{Reading, hedge, loosen_before};
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::mention::{Doubt, Value};
use crate::extract::scan::Scanner;
use crate::units::Extent;
use crate::units::number_words::small_word;

/// Words looked at behind a number for the noun it counts.
const MAX_WORDS: usize = 8;

/// Adds a count if the number counts something; returns its end.
pub(super) fn settle(s: &mut Scanner<'_, '_>, reading: Reading) -> Option<usize> {
    if reading.low < 0.0
        || is_label(s, &reading)
        || is_list_number(s, &reading)
        || is_odds(s, &reading)
        || matches!(
            s.lex.text.as_bytes().get(reading.start..),
            Some([b'0', b'0'..=b'9', ..])
        )
    {
        return None;
    }
    let (start, hedge) = loosen_before(s, &reading);
    let mut end = reading.end;
    let mut hedge = hedge.or(reading.plus);
    if hedge.is_none()
        && let Some(found) = hedge::after(s, end)
    {
        hedge = Some(found.hedge);
        end = found.at;
    }
    let found = noun_after(s, reading.noun_at.max(end));
    let one = reading.in_words && reading.low <= 1.0 && !reading.is_range;
    let (of, doubt, rule) = match found {
        Some(Noun::Excluded) => return None,
        Some(Noun::Counted { end, start }) if !one => {
            let of = s.lex.slice(start, end);
            ((!of.is_empty()).then(|| of.to_owned()), None, "count-noun")
        }
        _ if one => return None,
        _ if whole(&reading) && stands_alone(s, &reading, start..end, hedge.is_some()) => (
            None,
            Some(Doubt("nothing behind the number says what it counts")),
            "count-bare",
        ),
        _ => return None,
    };
    if !whole(&reading) {
        return None;
    }
    let count = Extent::range(reading.low, reading.high, reading.digits)?.hedged(hedge);
    let doubt = doubt.or(reading.doubt);
    s.push(start, end, Value::Count { count, of }, rule, doubt);
    Some(end)
}

fn whole(reading: &Reading) -> bool {
    reading.low.fract().abs() < 1e-6 && reading.high.fract().abs() < 1e-6 && reading.high >= 1.0
}

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
    if !first.is_near() {
        return None;
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
    if first.gap == Gap::None {
        // "5G", "155mm", "90°", "3/4", "10:30"; a closing bracket or full stop is no noun.
        let closes = first.kind == TokenKind::Sign && !matches!(first.text, "°" | "/" | ":" | "×");
        return if closes { None } else { Some(Noun::Excluded) };
    }
    if is_measure(first.text) || first.is_any(&["am", "pm", "GMT", "UTC", "hrs", "x"]) {
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
    if first.is_any(&["more", "others", "additional", "further", "extra"]) {
        let next = s.lex.after(first.end);
        let stops = !next.is_near() || !next.is_word() || next.is_in(&STOPS);
        if stops {
            return (!next.is("than")).then_some(Noun::Counted { start: at, end: at });
        }
        return plural_phrase(s, next, MAX_WORDS).or_else(|| named_model(s, next));
    }
    if first.is_in(&FATES) {
        return Some(Noun::Counted { start: at, end: at });
    }
    plural_phrase(s, first, MAX_WORDS).or_else(|| named_model(s, first))
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
            TokenKind::Word => token.is_capitalised() || (attached && token.text.len() <= 2),
            TokenKind::Digits => {
                let next = s.lex.after(token.end);
                step > 0
                    && (attached || next.gap == Gap::None && next.is_word())
                    && !matches!(next.text, "%" | "km")
            }
            TokenKind::Sign => {
                token.is_hyphen() && attached && s.lex.after(token.end).gap == Gap::None
            }
            TokenKind::End => false,
        };
        if !token.is_near() || !belongs {
            break;
        }
        has_digits |= token.kind == TokenKind::Digits;
        is_system = token.is_acronym() && token.text.len() >= 4 && token.text.ends_with('S');
        end = token.end;
        token = s.lex.after(token.end);
    }
    let closes = !token.is_near() || !token.is_word() || token.is_in(&STOPS);
    let dash = token.is_hyphen() && token.gap == Gap::None;
    (first.is_capitalised() && (has_digits || is_system) && closes && !dash).then_some(
        Noun::Counted {
            start: first.start,
            end,
        },
    )
}

/// "seven of the eight parties", "eleven of which": of what.
fn partitive(s: &Scanner<'_, '_>, of: Token<'_>) -> Option<Noun> {
    let first = s.lex.after(of.end);
    let counted = Some(Noun::Counted {
        start: of.end,
        end: of.end,
    });
    if first.is_any(&["which", "whom", "them", "these", "those"]) {
        return counted;
    }
    if first.kind == TokenKind::Digits || small_word(first.text).is_some() {
        // "18 of 25 missiles"; not "a third of 2024".
        let amount = super::scaled::read_amount(s, first.start, false)?;
        return plural_phrase(s, s.lex.after(amount.end), MAX_WORDS);
    }
    if !first.is_any(&["the", "its", "their", "his", "her", "our", "all"]) {
        return None;
    }
    let mut second = s.lex.after(first.end);
    if second.kind == TokenKind::Digits || small_word(second.text).is_some() {
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
fn plural_phrase(s: &Scanner<'_, '_>, first: Token<'_>, max_words: usize) -> Option<Noun> {
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
            TokenKind::Word if token.is_in(&STOPS) && !attached => {
                // "two- and three-seat jets" is not worth the trouble; "200 tanks and 30 jets" is two.
                break;
            }
            TokenKind::Word => {
                let possessive = s.lex.after(token.end).is_apostrophe();
                if is_plural(token) && !possessive && !continues_compound(s, token) {
                    if is_measure(token.text) && head.is_none() {
                        return Some(Noun::Excluded);
                    }
                    head = Some(token.end);
                } else if head.is_some() {
                    break;
                }
                // "30 F-35s": digits with an s.
            }
            TokenKind::Digits => {
                let next = s.lex.after(token.end);
                if next.gap == Gap::None && matches!(next.text, "s" | "As" | "Bs" | "Cs" | "Is") {
                    head = Some(next.end);
                    break;
                }
                let name = attached || before.is_capitalised();
                if !name || head.is_some() {
                    break;
                }
            }
            TokenKind::Sign => {
                let apostrophe = token.is_apostrophe() && attached;
                let joins =
                    (token.is_hyphen() || token.text == "/" || token.text == ".") && attached;
                let next = s.lex.after(token.end);
                let quote = matches!(token.text, "“" | "\"" | "‘" | "”") && head.is_none();
                let comma = token.text == "," && head.is_none() && adjective_follows(next, before);
                if !quote
                    && !comma
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

fn is_plural(token: Token<'_>) -> bool {
    let text = token.text;
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

fn is_measure(word: &str) -> bool {
    MEASURES.has(word)
}

/// Whether the number is a name, judged by the word before it.
fn is_label(s: &Scanner<'_, '_>, reading: &Reading) -> bool {
    label_before(s, reading.start)
        || (acronym_before(s, reading) && !reading.clearly_quantity && !reading.in_words)
}

/// "Type 12", "Article 9", "No. 5".
pub(in crate::extract) fn label_before(s: &Scanner<'_, '_>, start: usize) -> bool {
    let mut before = s.lex.before(start);
    if before.text == "." && before.gap == Gap::Space {
        let word = s.lex.before(before.start);
        if word.gap != Gap::None || word.text.len() > 4 {
            return false;
        }
        before = word;
    }
    before.gap != Gap::Break
        && (before.is_in(&LABELS) || CAPITAL_LABELS.contains(&before.text))
        // "the number 12" is one, "a number: 12" is not; "issue 12 licences" is a verb.
        && !(before.is_any(&["issue", "stage", "page", "number", "question", "model", "object", "project", "table", "block", "level"])
            && matches!(s.lex.before(before.start).text, "to" | "will" | "would" | "can" | "could"))
}

/// "RBS 15 missiles", "SM 6 interceptors"; not "the US 20 jets".
fn acronym_before(s: &Scanner<'_, '_>, reading: &Reading) -> bool {
    let before = s.lex.before(reading.start);
    before.is_near()
        && before.gap == Gap::Space
        && before.is_acronym()
        && !matches!(
            before.text,
            "US" | "UK" | "EU" | "UAE" | "NATO" | "UN" | "PLA" | "IDF" | "ROK"
        )
}

/// "2. The Ministry …": the number of a paragraph.
fn is_list_number(s: &Scanner<'_, '_>, reading: &Reading) -> bool {
    let next = s.lex.after(reading.end);
    matches!(next.text, "." | ")")
        && next.gap == Gap::None
        && !s.lex.before(reading.start).is_near()
        && !reading.clearly_quantity
}

/// "nine out of ten voters", "one in five ships": odds, of which neither number counts.
fn is_odds(s: &Scanner<'_, '_>, reading: &Reading) -> bool {
    const MOST: f64 = 10.0;
    if reading.low > MOST || reading.is_range {
        return false;
    }
    let small = |token: &Token<'_>| {
        let name = s.lex.before(token.start);
        token.is_near()
            && (name.gap != Gap::None || !name.is_word())
            && (small_word(token.text).is_some_and(|it| it < MOST)
                || token.kind == TokenKind::Digits && token.text.len() == 1)
    };
    let mut before = s.lex.before(reading.start);
    if before.is("every") {
        before = s.lex.before(before.start);
    }
    if before.is("of") {
        let out = s.lex.before(before.start);
        return out.is("out") && small(&s.lex.before(out.start));
    }
    before.is("in") && before.is_near() && small(&s.lex.before(before.start))
}

/// "a crew of 200", "the fleet of 12": a number behind a word for many.
fn follows_collective(s: &Scanner<'_, '_>, start: usize) -> bool {
    let of = s.lex.before(start);
    of.is("of") && of.is_near() && {
        let noun = s.lex.before(of.start);
        noun.is_near() && noun.is_in(&COLLECTIVES)
    }
}

/// Four digits that a year has.
fn like_year(reading: &Reading) -> bool {
    !reading.clearly_quantity && !reading.in_words && (1900.0..2100.0).contains(&reading.low)
}

/// Whether a number without a noun is a count all the same.
fn stands_alone(s: &Scanner<'_, '_>, reading: &Reading, span: Range<usize>, hedged: bool) -> bool {
    if s.in_reference(reading.start) {
        return false;
    }
    let Range { start, end } = span;
    let before = s.lex.before(start);
    let after = s.lex.after(end);
    if reading.clearly_quantity {
        // "76,000" and "1.2 million"; a number in brackets may be anything.
        return reading.low >= 100.0 && !before.is_sign("(") && !after.is_sign("(");
    }
    let closes = !after.is_near()
        || matches!(after.text, "." | "," | ";" | ")" | "?" | "!" | "”" | "\"")
        || after.is_any(&[
            "and", "or", "but", "in", "for", "from", "by", "as", "while", "with",
        ]);
    let has = before.is_near() && before.is_in(&HAVING);
    if closes && !like_year(reading) && reading.low >= 2.0 && follows_collective(s, start) {
        return true;
    }
    // "three have been delivered"; "the other four are at sea"; "two joined".
    let opens = !before.is_near() || matches!(before.text, "." | ";" | "," | "“");
    let subject = after.is_near()
        && ((opens || before.is_any(&["which", "other", "remaining", "these", "those"]))
            && after.is_in(&VERBS)
            || (!before.is_near() || matches!(before.text, "." | ";" | "“"))
                && after.is_word()
                && !like_year(reading)
                && (before.is_near() || reading.in_words || reading.low >= 10.0)
                && (after.text.ends_with("ed") && after.text.len() > 4 || after.is_in(&PASTS)));
    let hedged = hedged && s.lex.before(reading.start).is_word();
    subject || closes && (has || (hedged && reading.low >= 10.0))
}
