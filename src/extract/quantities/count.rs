//! Numbers that count people, things, organisations.
//!
//! English marks what is counted by a plural noun behind the number, with adjectives and names
//! between: "400 Tomahawk cruise missiles". So a count is a number followed, within a few words of
//! its own phrase, by a plural that is not a unit of time, weight or the like; or a number written
//! as only quantities are ("76,000") with nothing behind it. Labels ("Type 12"), durations and
//! factors are left alone.

use std::ops::Range;

use super::noun;
pub(in crate::extract) use super::noun::{Noun, noun_after};
use super::role::Role;
use super::words::{CAPITAL_LABELS, COLLECTIVES, HAVING, LABELS, PASTS, PAYING, VERBS};
use super::{Reading, hedge, loosen_before};
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::mention::{Doubt, Value, rule};
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;
use crate::text::word_key::words;
use crate::units::Extent;
use crate::units::number::is_whole;
use crate::units::number_words::small_word;

/// "Q2 sales" are no two sales.
fn is_quarter(s: &Scanner<'_, '_>, reading: &Reading) -> bool {
    let before = s.lex.before(reading.start);
    before.gap == Gap::None && matches!(before.text(), "Q" | "H")
}

/// Adds a count if the number counts something; returns its end.
pub(super) fn settle(s: &mut Scanner<'_, '_>, reading: &Reading) -> Option<usize> {
    if reading.low < 0.0
        // "18 Leopard 2 tanks".
        || s.counted.contains(&reading.start)
        || !is_plain_before(&s.lex.before(reading.start)) && counts_nothing_behind(s, reading)
        || matches!(
            s.lex.text.as_bytes().get(reading.start..),
            Some([b'0', b'0'..=b'9', ..])
        )
    {
        return None;
    }
    let (start, hedge) = loosen_before(s, reading);
    let mut end = reading.end;
    let mut hedge = hedge.or(reading.plus);
    if hedge.is_none()
        && reading.behind.may_be(Role::HEDGE)
        && let Some(found) = hedge::after(s, end)
    {
        hedge = Some(found.hedge);
        end = found.at;
    }
    let found = noun_after(s, reading.noun_at.max(end));
    let one = reading.in_words && reading.low <= 1.0 && !reading.is_range;
    let (of, doubt, rule) = match found {
        Some(Noun::Excluded) => return None,
        // "Articles 42 and 51 of the Charter".
        Some(Noun::Counted { end, start }) if start == end && joins_label(s, reading.start) => {
            return None;
        }
        Some(Noun::Counted { end, start }) if !one => {
            let of = s.lex.slice(start, end);
            (
                (!of.is_empty()).then(|| s.texts.get(of)),
                None,
                rule!("count-noun"),
            )
        }
        _ if one => return None,
        None if !one
            && whole(reading)
            && let Some(of) = head_before(s, start, end) =>
        {
            (Some(s.texts.get(of)), None, rule!("count-head"))
        }
        _ if reading.doubt == Some(Doubt::PointOfThousands) && is_cell(s, reading, end) => {
            return None;
        }
        _ if whole(reading) && stands_alone(s, reading, start..end, hedge.is_some()) => {
            (None, Some(Doubt::NothingCounted), rule!("count-bare"))
        }
        _ => return None,
    };
    if !whole(reading) {
        return None;
    }
    let count = Extent::range(reading.low, reading.high, reading.digits)?.hedged(hedge);
    let doubt = doubt.or(reading.doubt);
    s.push(start, end, Value::Count { count, of }, rule, doubt);
    if let Some(Noun::Counted { start, end }) = found {
        s.counted = start..end;
    }
    Some(end)
}

/// Whether the number fills a cell: "18.264" may have decimals there.
fn is_cell(s: &Scanner<'_, '_>, reading: &Reading, end: usize) -> bool {
    s.lex.after(end).is("|") || s.lex.before(reading.start).is("|")
}

/// Whether no rule knows a number to count nothing behind this word: one written small that is no
/// label and of no odds.
#[inline(always)]
fn is_plain_before(word: &Token<'_>) -> bool {
    word.is_plain
        && word.is_word()
        && word.gap == Gap::Space
        && word.begins_small()
        && !word.is_any(words!["per", "of", "in", "every"])
        && !word.is_in(&LABELS)
}

/// Whether what stands before a number makes it no count.
#[inline(never)]
fn counts_nothing_behind(s: &Scanner<'_, '_>, reading: &Reading) -> bool {
    is_label(s, reading)
        || is_list_number(s, reading)
        || is_quarter(s, reading)
        || is_odds(s, reading)
        // "5 per 100,000 people", the wheels of an "8×8".
        || s.lex.before(reading.start).is_any(words!["per", "×"])
}

fn whole(reading: &Reading) -> bool {
    let whole = |it: f64| is_whole(it) || it.fract().abs() < 1e-6;
    whole(reading.low) && whole(reading.high) && reading.high >= 1.0
}

/// Whether the number is a name, judged by the word before it.
fn is_label(s: &Scanner<'_, '_>, reading: &Reading) -> bool {
    label_before(s, reading.start)
        || (acronym_before(s, reading) && !reading.clearly_quantity && !reading.in_words)
}

/// "Type 12", "Article 9", "No. 5".
pub(in crate::extract) fn label_before(s: &Scanner<'_, '_>, start: usize) -> bool {
    let mut before = s.lex.before(start);
    if before.is(".") && before.gap == Gap::Space {
        let word = s.lex.before(before.start);
        if word.gap != Gap::None || word.len() > 4 {
            return false;
        }
        before = word;
    }
    before.gap != Gap::Break
        && (before.is_in(&LABELS) || is_capital_label(before.text()))
        && !(before.is_any(words!["schedule", "exhibit"]) && is_verb(s, before))
        // "the number 12" is one, "a number: 12" is not; "issue 12 licences" is a verb.
        && !(before.is_any(words!["issue", "stage", "page", "number", "question", "model", "object", "project", "table", "block", "level"])
            && matches!(s.lex.before(before.start).text(), "to" | "will" | "would" | "can" | "could"))
}

/// "Articles 42 and 51": whether a number joined to a label's stands before the number.
fn joins_label(s: &Scanner<'_, '_>, start: usize) -> bool {
    let and = s.lex.before(start);
    let number = s.lex.before(and.start);
    and.is_near()
        && and.is_any(words!["and", "or", ",", "to"])
        && number.kind == TokenKind::Digits
        && label_before(s, number.start)
}

/// "Firms will exhibit 40 drones", "plans to schedule 12 exercises"; not "according to schedule 4",
/// "exhibit 3".
fn is_verb(s: &Scanner<'_, '_>, label: Token<'_>) -> bool {
    let before = s.lex.before(label.start);
    if before.gap == Gap::Break || !before.is_word() || label.is_capitalised() {
        return false;
    }
    if before.is("to") {
        let further = s.lex.before(before.start);
        return !further.is_any(words![
            "according",
            "pursuant",
            "refer",
            "refers",
            "referred",
            "attached",
            "subject",
            "add",
            "added",
        ]);
    }
    before.is_any(words![
        "will", "would", "can", "could", "may", "might", "must", "should", "shall", "they", "we",
        "who", "not", "also",
    ]) || before.kind == TokenKind::Word && !before.is_capitalised() && noun::is_plural(before)
}

fn is_capital_label(word: &str) -> bool {
    word.as_bytes().first().is_some_and(u8::is_ascii_uppercase) && CAPITAL_LABELS.contains(&word)
}

/// "RBS 15 missiles", "SM 6 interceptors"; not "the US 20 jets".
fn acronym_before(s: &Scanner<'_, '_>, reading: &Reading) -> bool {
    let before = s.lex.before(reading.start);
    before.is_near()
        && before.gap == Gap::Space
        && before.is_acronym()
        && !matches!(
            before.text(),
            "US" | "UK" | "EU" | "UAE" | "NATO" | "UN" | "PLA" | "IDF" | "ROK"
        )
}

/// "2. The Ministry …": the number of a paragraph.
fn is_list_number(s: &Scanner<'_, '_>, reading: &Reading) -> bool {
    let next = s.lex.after(reading.end);
    next.is_any(words![".", ")"])
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
            && (small_word(token.key).is_some_and(|it| it < MOST)
                || token.kind == TokenKind::Digits && token.len() == 1)
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

/// "France 290 and China some 600": a name and its number after another count of the sentence.
fn follows_count(s: &Scanner<'_, '_>, before: Token<'_>) -> bool {
    const REACH: usize = 90;
    let from = s.last_count;
    from > 0
        && before.gap == Gap::Space
        && before.is_capitalised()
        && !before.is_acronym()
        && before.start >= from
        && before.start - from <= REACH
        && !s.sentence_ends_between(from, before.start)
}

/// "30 by 2028 and 45 by 2032": a number joined to another count of the clause.
fn joins_count(s: &Scanner<'_, '_>, before: Token<'_>) -> bool {
    const REACH: usize = 24;
    let reach = before.start.checked_sub(s.last_count);
    before.is("and")
        && before.is_near()
        && s.last_count > 0
        && reach.is_some_and(|it| it <= REACH)
        && s.lex
            .slice(s.last_count, before.start)
            .trim_start()
            .starts_with("by ")
}

/// "15 ships, up from 12": a number beside another count of the sentence.
fn steps_from(s: &Scanner<'_, '_>, from: Token<'_>) -> bool {
    const REACH: usize = 60;
    let step = s.lex.before(from.start);
    let after_count = s.last_count > 0
        && step
            .start
            .checked_sub(s.last_count)
            .is_some_and(|it| it <= REACH);
    from.is("from")
        && step.is_any(words!["up", "down"])
        && after_count
        && !s.sentence_ends_between(s.last_count, step.start)
}

/// "Launchers: 8" on a line of a fact sheet: what the number counts stands before it.
fn head_before<'t>(s: &Scanner<'t, '_>, start: usize, end: usize) -> Option<&'t str> {
    let colon = s.lex.before(start);
    let same_line = colon.is_near() && colon.gap != Gap::None;
    if !colon.is(":") || !same_line || s.lex.slice(colon.end, start).contains('\n') {
        return None;
    }
    let noun = s.lex.before(colon.start);
    let counts = noun.gap == Gap::None
        && (noun::is_plural(noun) || noun.is_in(&COLLECTIVES))
        && !noun::is_measure(s.lex, noun)
        && !noun.is_in(&LABELS);
    let next = s.lex.after(end);
    let ends = !next.is_near() || next.is_any(words![";", ",", "."]) && next.gap == Gap::None;
    (counts && ends).then_some(noun.text())
}

/// Four digits that a year has.
fn like_year(reading: &Reading) -> bool {
    !reading.clearly_quantity && !reading.in_words && (1900.0..2100.0).contains(&reading.low)
}

/// "six ships of the Navy and two of the Army", "42 missiles per month, or 500 per year": a number
/// joined to another count of the sentence, with the same small word behind it.
fn is_parallel(s: &Scanner<'_, '_>, before: Token<'_>, after: Token<'_>) -> bool {
    const REACH: usize = 60;
    let joined = before.gap != Gap::Break && before.is_any(words![",", "and", "or"]);
    let link = joined && after.is_near() && after.is_any(words!["of", "for", "in", "per"]);
    let from = s.last_count;
    if !link || from == 0 || before.start < from || before.start - from > REACH {
        return false;
    }
    // "Articles 42 and 51 of": beside a number that counts nothing.
    let mut last = s.lex.before(before.start);
    if last.is(",") {
        last = s.lex.before(last.start);
    }
    let is_number = last.kind == TokenKind::Digits || small_word(last.key).is_some();
    if is_number && last.end != from {
        return false;
    }
    let between = s.lex.slice(from, before.start);
    between.split(' ').any(|word| word == after.text())
        && !s.sentence_ends_between(from, before.start)
}

word_set! {
    /// What grows and stands at a number without saying again what is counted.
    STOCKS = "inventory" "stockpile" "arsenal"
}

word_set! {
    /// What it does.
    GROWS = "grew" "rose" "fell" "surged" "climbed" "increased" "decreased" "shrank" "dropped" "stood"
        "stands" "jumped" "expanded" "swelled" "declined" "dwindled"
}

/// "the inventory grew from 12 in 2024 to 30", "the number of jets fell to 20": whether a number behind
/// `link` is of a stock that is the subject right before a verb of growth.
fn is_of_stock(s: &Scanner<'_, '_>, link: Token<'_>) -> bool {
    const MAX_TOKENS: usize = 7;
    const MAX_WORDS: usize = 3;
    let mut token = s.lex.before(link.start);
    for _ in 0..MAX_TOKENS {
        let belongs = token.kind == TokenKind::Digits || token.is_any(words!["from", "in", ","]);
        if !token.is_near() || !belongs {
            break;
        }
        token = s.lex.before(token.start);
    }
    if !token.is_near() || !token.is_in(&GROWS) {
        return false;
    }
    let mut noun = s.lex.before(token.start);
    if noun.is_in(&STOCKS) && noun.is_near() {
        // "the age of the stockpile rose" is of years.
        let mut before = s.lex.before(noun.start);
        for _ in 0..MAX_WORDS {
            if before.is("of") {
                return false;
            }
            before = s.lex.before(before.start);
        }
        return true;
    }
    for _ in 0..MAX_WORDS {
        if !noun.is_near() || !noun.is_word() || noun.is("of") {
            break;
        }
        noun = s.lex.before(noun.start);
    }
    noun.is("of") && s.lex.before(noun.start).is("number")
}

/// "from 12 to 30.": whether the second number of such a step, behind `to`, has no noun.
fn ends_step(s: &Scanner<'_, '_>, to: Token<'_>) -> bool {
    let number = s.lex.after(to.end);
    let after = s.lex.after(number.end);
    to.is("to")
        && number.kind == TokenKind::Digits
        && (!after.is_near() || after.is_any(words![".", ",", ";", "in", "by"]))
}

/// Whether a number without a noun is a count all the same.
fn stands_alone(s: &Scanner<'_, '_>, reading: &Reading, span: Range<usize>, hedged: bool) -> bool {
    if s.in_reference() {
        return false;
    }
    let Range { start, end } = span;
    let before = s.lex.before(start);
    let after = s.lex.after(end);
    if before.is_near() && before.is_in(&PAYING) {
        return false;
    }
    if reading.clearly_quantity {
        // "76,000" and "1.2 million"; a number in brackets may be anything.
        return reading.low >= 100.0 && !before.is_sign("(") && !after.is_sign("(");
    }
    let closes = !after.is_near()
        || after.is_any(words![".", ",", ";", ")", "?", "!", "”", "\""])
        || after.is_any(words![
            "and", "or", "but", "in", "for", "from", "by", "as", "while", "with", "now", "today",
        ]);
    let has = before.is_near() && before.is_in(&HAVING);
    let closes = closes
        // "a further eight planned".
        || after.is_any(words!["planned", "ordered", "delivered", "built", "expected"]);
    if closes && !like_year(reading) && reading.low >= 2.0 {
        let other = before.is_near()
            && before.is_any(words![
                "other",
                "remaining",
                "additional",
                "extra",
                "further"
            ]);
        if other
            || follows_collective(s, start)
            || follows_count(s, before)
            || joins_count(s, before)
            || steps_from(s, before)
        {
            return true;
        }
    }
    if !like_year(reading) && reading.low >= 2.0 && is_parallel(s, before, after) {
        return true;
    }
    // "the stockpile grew from 140 to 250", "the inventory stood at 72".
    if !like_year(reading)
        && reading.low >= 10.0
        && before.is_near()
        && before.is_any(words!["from", "to", "at"])
        && (closes || before.is("from") && ends_step(s, after))
        && is_of_stock(s, before)
    {
        return true;
    }
    // "14 of 15 sank".
    if noun::verb_follows(&after) && before.is("of") && !like_year(reading) {
        let whole = s.lex.before(before.start);
        if whole.is_near() && whole.kind == TokenKind::Digits && s.last_count == whole.end {
            return true;
        }
    }
    // "three have been delivered"; "the other four are at sea"; "two joined".
    let opens = !before.is_near() || before.is_any(words![".", ";", ",", "“"]);
    let subject = after.is_near()
        && ((opens
            || before.is_any(words![
                "which",
                "other",
                "remaining",
                "these",
                "those",
                "the",
                "another",
                "all",
            ]) && !like_year(reading))
            && after.is_in(&VERBS)
            || (!before.is_near() || before.is_any(words![".", ";", "“"]))
                && after.is_word()
                && !like_year(reading)
                && (before.is_near() || reading.in_words || reading.low >= 10.0)
                && (after.text().ends_with("ed") && after.len() > 4 || after.is_in(&PASTS)));
    // "$8bn over five years and $73bn over 20" leaves out years.
    let of_money = s.last_money.is_some_and(|(end, _)| end + 1 == start);
    let hedged = hedged && s.lex.before(reading.start).is_word() && !of_money;
    let hedged = hedged && reading.low >= 10.0;
    subject || closes && (has || hedged) || hedged && noun::verb_follows(&after)
}
