//! Places in an order of size: "third-largest military spender", "No. 1", "ranks 47th", "second in
//! NATO". An ordinal that only says which of several ("first battery", "7th Fleet") is none.

use std::ops::Range;

use super::noun;
use crate::extract::anchors::Anchor;
use crate::extract::lexer::{Gap, Token, TokenKind};
use crate::extract::mention::{Value, rule};
use crate::extract::scan::Scanner;
use crate::extract::word_set::word_set;
use crate::text::word_key::words;
use crate::text::word_map::word_map;
use crate::units::number_words::small_word;

word_set! {
    /// Adjectives that make an ordinal a rank.
    SUPERLATIVES =
        "largest" "biggest" "highest" "greatest" "smallest" "lowest" "longest" "strongest"
        "richest" "busiest" "heaviest" "deadliest" "fastest" "best" "worst" "costliest"
        "wealthiest" "poorest" "top" "youngest" "oldest" "deepest"
}

/// Words of the noun phrase behind a rank.
const MAX_WORDS: usize = 4;

/// Reads at an ordinal word: "third", also the second half of "twenty-first".
pub(in crate::extract) fn at_ordinal(s: &mut Scanner<'_, '_>, anchor: Anchor) -> Option<usize> {
    let rank = ordinal_word(s.lex.after(anchor.start).key)?;
    read(s, anchor.start..anchor.end, rank, rank == 1)
}

/// Reads at digits with an ordinal ending, and after "No.".
#[inline(always)]
pub(in crate::extract) fn at_digits(s: &mut Scanner<'_, '_>, number: Token<'_>) -> Option<usize> {
    let may_be = number.len() <= 3 && may_be_rank(s, &number);
    if may_be { at_rank(s, number) } else { None }
}

/// Whether digits may have an ordinal ending or be numbered, by the byte behind them and the last one
/// of the word before them.
#[inline(always)]
fn may_be_rank(s: &Scanner<'_, '_>, number: &Token<'_>) -> bool {
    let behind = s.lex.text.as_bytes().get(number.end);
    let may_end = behind.is_some_and(|it| matches!(it | 0x20, b's' | b'n' | b'r' | b't'));
    may_end
        || match s.lex.bytes_before(number.start) {
            // "ranked 7", "in spot 7".
            [.., b'n', b'k', b'e', b'd', b' ']
            | [.., b'n', b'k', b's', b' ']
            | [.., b'p', b'o', b't', b' '] => true,
            [.., last @ b'!'..=b'~', b' '] => matches!(last | 0x20, b'.' | b'#' | b'o' | b'r'),
            // "($7", "[5".
            [.., b'$' | b'(' | b'[' | b','] => false,
            _ => true,
        }
}

#[inline(never)]
fn at_rank(s: &mut Scanner<'_, '_>, number: Token<'_>) -> Option<usize> {
    let start = number.start;
    let ending = s.lex.after(number.end);
    let before = s.lex.before(start);
    let ends = ending.gap == Gap::None && ending.is_any(words!["st", "nd", "rd", "th"]);
    let is_numbered =
        before.is_any(words![".", "#"]) || before.is_any(words!["no", "number", "nr"]);
    let is_place = !ends
        && before.is_near()
        && before.is_any(words!["ranked", "ranks", "spot"])
        && !is_of_soldiers(s, before);
    if !(ends || is_numbered || is_place) {
        return None;
    }
    let rank: u32 = number.text().parse().ok()?;
    if is_place {
        let closes = !ending.is_near()
            || ending.gap != Gap::None && ending.is_in(&SCOPES)
            || ending.is_any(words!["at", "out", ".", ",", ";", ")"]);
        return if closes && rank > 0 {
            emit(s, start..number.end, rank, number.end)
        } else {
            None
        };
    }
    if is_numbered && let Some(found) = number_sign(s, start..number.end, rank) {
        return Some(found);
    }
    if !ends {
        return None;
    }
    read(s, start..ending.end, rank, rank == 1).or(Some(ending.end))
}

/// "other ranks", "its ranks", "on the spot": whether a noun stands where a place in an order might.
fn is_of_soldiers(s: &Scanner<'_, '_>, word: Token<'_>) -> bool {
    let before = s.lex.before(word.start);
    before.is_any(words![
        "other", "its", "their", "our", "the", "all", "front", "junior", "senior", "officer",
    ]) && !word.is("ranked")
}

/// "number one", and "twenty-first" behind "twenty".
pub(super) fn after_number_word(s: &mut Scanner<'_, '_>, number: &Range<usize>) -> Option<usize> {
    let word = s.lex.after(number.start);
    let value = small_word(word.key).filter(|_| word.end == number.end)?;
    if let Some(start) = s.word_before(number.start, words!["number"])
        && value < 100.0
        && is_scope_after(s, start, number.end)
    {
        return emit(s, start..number.end, small(value)?, number.end);
    }
    let dash = s.lex.after(number.end);
    if !dash.is_dash() || dash.gap != Gap::None || value < 20.0 {
        return None;
    }
    let unit = s.lex.after(dash.end);
    let rank = small(value)? + ordinal_word(unit.key).filter(|it| *it < 10)?;
    read(s, number.start..unit.end, rank, false).or(Some(unit.end))
}

/// "No. 1 in NATO", "ranked number 3".
fn number_sign(s: &mut Scanner<'_, '_>, number: Range<usize>, rank: u32) -> Option<usize> {
    let mut before = s.lex.before(number.start);
    if before.is(".") && before.is_near() {
        before = s.lex.before(before.start);
        if before.gap != Gap::None {
            return None;
        }
    }
    let no = match before.text() {
        "No" | "Number" | "number" | "Nr" => before.is_near(),
        "#" => before.gap == Gap::None,
        _ => false,
    };
    // "No. 1" of an order is low, and names what it is first in, of or for; "No. 5 Squadron" is not.
    if !no || before.start < s.floor || rank == 0 || !is_scope_after(s, before.start, number.end) {
        return None;
    }
    emit(s, before.start..number.end, rank, number.end)
}

fn is_scope_after(s: &Scanner<'_, '_>, before: usize, at: usize) -> bool {
    let next = s.lex.after(at);
    if next.is_near() && next.is_in(&SCOPES) {
        return true;
    }
    // "it is No. 1." is a rank, "he wore number 10." is none.
    let closes = !next.is_near() || next.is_any(words![".", ",", ";", ")"]);
    let word = s.lex.before(before);
    closes && word.is_near() && (word.is_in(&RANKED) || word.is_in(&BEING) || word.text() == "s")
}

word_set! {
    /// What follows a number that is a place in an order.
    SCOPES =
        "in" "among" "worldwide" "globally" "behind" "on" "for" "spender" "exporter" "importer"
        "buyer" "supplier" "producer" "military" "arms" "defence" "defense" "economy" "power"
        "overall" "trading" "customer" "oil" "gas" "donor" "contributor"
}

word_set! {
    /// What gives places to those it lists.
    LISTS = "top" "rank" "ranks" "ranked" "ranking" "rankings"
}

word_set! {
    /// Words that give somebody a place.
    RANKED =
        "rank" "ranks" "ranked" "ranking" "placed" "places" "rated" "slipped" "positioned"
        "climbed" "rose" "fell" "dropped" "jumped" "moved"
}

word_set! {
    /// Words that say what somebody is.
    BEING =
        "is" "was" "are" "were" "be" "came" "come" "comes" "stands" "stood" "and" "to" "now"
        "remains" "remained" "became" "becomes" "still" "finished" "at" "distant" "close" "joint"
        "from" "as"
}

/// Decides whether the ordinal is a rank, and adds it.
fn read(
    s: &mut Scanner<'_, '_>,
    ordinal: Range<usize>,
    rank: u32,
    is_first: bool,
) -> Option<usize> {
    if rank == 0 {
        return None;
    }
    if let Some(end) = superlative(s, ordinal.end) {
        let phrase = noun_phrase(s, end);
        return emit(s, ordinal.start..phrase.unwrap_or(end), rank, end);
    }
    if stands_as_rank(s, &ordinal, is_first) {
        return emit(s, ordinal.clone(), rank, ordinal.end);
    }
    None
}

/// "-largest", " largest", "-most powerful": where it ends.
fn superlative(s: &Scanner<'_, '_>, at: usize) -> Option<usize> {
    let mut token = s.lex.after(at);
    if token.is_dash() && token.gap == Gap::None {
        token = s.lex.after(token.end);
    }
    if !token.is_near() {
        return None;
    }
    // "the fifth-ranked exporter".
    let joined = token.is_any(words!["ranked", "ranking", "placed"]) && token.gap == Gap::None;
    if token.is_in(&SUPERLATIVES) || joined {
        return Some(token.end);
    }
    if token.is_any(words!["most", "least"]) {
        let mut next = s.lex.after(token.end);
        if next.is_dash() && next.gap == Gap::None {
            next = s.lex.after(next.end);
        }
        return (next.is_word() && next.is_near()).then_some(next.end);
    }
    None
}

/// Where the noun behind a superlative ends: "military spender", "importer".
fn noun_phrase(s: &Scanner<'_, '_>, at: usize) -> Option<usize> {
    let first = s.lex.after(at);
    if first.gap != Gap::Space {
        return None;
    }
    noun::noun_phrase_end(s, first, MAX_WORDS)
}

/// "it is fifth.", "and second in NATO", "ranks 47th", "in fifth place".
fn stands_as_rank(s: &Scanner<'_, '_>, ordinal: &Range<usize>, is_first: bool) -> bool {
    let before = s.lex.before(ordinal.start);
    let after = s.lex.after(ordinal.end);
    if after.is("to") && s.lex.after(after.end).is("none") {
        return false;
    }
    if before.is_near() && before.is_in(&RANKED) && !before.is_any(MOVES) {
        return true;
    }
    if changes_place(s, ordinal) {
        return true;
    }
    if after.is("only") && after.is_near() && s.lex.after(after.end).is("to") {
        return true;
    }
    let seat = after.is("place") || (!is_first && after.is_any(words!["position", "spot"]));
    if seat && after.is_near() {
        let next = s.lex.after(after.end);
        return before.is_any(words![
            "in", "to", "the", "into", "from", "takes", "took", "holds", "its", "sole", "joint",
        ]) && !next.is("where");
    }
    if is_first {
        return false;
    }
    let ends = !after.is_near()
        || after.is_any(words![".", ",", ";", ")"])
        || after.is_any(words![
            "behind",
            "worldwide",
            "globally",
            "overall",
            "only",
            "among",
        ])
        || in_scope(s, after);
    let stands = before.is_near() && before.is_in(&BEING) && !before.is_any(words!["from", "as"]);
    let opens = before.is_any(words![",", ";", "(", "–", "—"]);
    let runner_up = before.is_any(words!["distant", "close"]) && after.is("to");
    // "putting it 11th in the world".
    let in_world = after.is("in") && after.is_near() && {
        let the = s.lex.after(after.end);
        let noun = s.lex.after(the.end);
        the.is("the") && noun.is_any(words!["world", "alliance", "region", "bloc", "continent"])
    };
    let joins = before.is_any(words!["came", "comes", "finished"])
        && after.is_any(words!["and", "but", "with"]);
    if before.is("to") && before.is_near() && after.is("from") {
        return is_ordinal(s, &s.lex.after(after.end));
    }
    // "rank Norway 6th", "ranks it 47th".
    let object = s.lex.before(before.start);
    let given = before.is_near() && (before.is_capitalised() || before.is("it")) && ends && {
        let verb = if object.is("the") || object.is_capitalised() {
            s.lex.before(object.start)
        } else {
            object
        };
        verb.is_near()
            && verb.is_any(words![
                "rank", "ranks", "ranked", "ranking", "placing", "puts"
            ])
    };
    let from = before.is("from") && (!after.is_near() || !after.is_word()) && !after.is_dash();
    (stands && (ends || runner_up))
        || given
        || in_world
        || joins && before.is_near()
        || from && before.is_near() && s.lex.slice(ordinal.start, ordinal.end).len() > 3
        || ((opens || !before.is_near())
            && (in_scope(s, after) || after.is_any(words!["overall", "worldwide", "globally"])))
        || follows_rank(s, before, after)
}

/// Verbs after which an ordinal alone may be anything: "fell second".
const MOVES: &[u64; 5] = words!["climbed", "rose", "fell", "dropped", "jumped"];

/// "China is second, Russia third and India fourth", "Russia (third)": a name with its place after
/// another's; "in the Top 100, with Aselsan 42nd and TAI 50th": after a list that gives places.
fn follows_rank(s: &Scanner<'_, '_>, before: Token<'_>, after: Token<'_>) -> bool {
    const WORDS: usize = 14;
    let bracket = before.is_sign("(") && after.is_sign(")");
    let list = before.gap == Gap::Space
        && before.is_capitalised()
        && (!after.is_near() || !after.is_word() || after.is("and"))
        && !after.is_dash();
    if !(bracket || list) {
        return false;
    }
    let mut token = before;
    for _ in 0..WORDS {
        token = s.lex.before(token.start);
        if !token.is_near() || token.is(".") {
            return false;
        }
        if list && token.is_in(&LISTS) {
            return true;
        }
        if is_ordinal(s, &token) {
            let verb = s.lex.before(token.start);
            if verb.is_near() && (verb.is_in(&RANKED) || verb.is_in(&BEING) || bracket) {
                return true;
            }
        }
    }
    false
}

/// "from ninth to 14th place", "from 10th to eighth": both are places.
fn changes_place(s: &Scanner<'_, '_>, ordinal: &Range<usize>) -> bool {
    let before = s.lex.before(ordinal.start);
    let after = s.lex.after(ordinal.end);
    if !before.is_near() {
        return false;
    }
    if before.is("from") {
        let other = s.lex.after(after.end);
        return after.is("to") && after.is_near() && is_ordinal(s, &other);
    }
    let other = s.lex.before(before.start);
    let other = if other.is_any(words!["st", "nd", "rd", "th"]) && other.is_near() {
        s.lex.before(other.start)
    } else {
        other
    };
    before.is("to")
        && is_ordinal(s, &other)
        && s.lex.before(other.start).is("from")
        && (!after.is_near()
            || !after.is_word()
            || after.is_any(words!["in", "place", "among", "this"]))
}

fn is_ordinal(s: &Scanner<'_, '_>, token: &Token<'_>) -> bool {
    if !token.is_near() {
        return false;
    }
    let ending = s.lex.after(token.end);
    ordinal_word(token.key).is_some()
        || token.kind == TokenKind::Digits
            && ending.gap == Gap::None
            && ending.is_any(words!["st", "nd", "rd", "th"])
}

/// "in NATO", "in the alliance", "in the world"; not "in command", "in a row".
fn in_scope(s: &Scanner<'_, '_>, after: Token<'_>) -> bool {
    if !after.is("in") || !after.is_near() {
        return after.is("only") || after.is("behind");
    }
    let next = s.lex.after(after.end);
    if next.is("the") {
        let noun = s.lex.after(next.end);
        return noun.is_capitalised()
            || noun.is_any(words![
                "world",
                "alliance",
                "region",
                "list",
                "ranking",
                "rankings",
                "bloc",
                "continent",
                "union",
                "table",
                "league",
                "queue",
                "group",
            ]);
    }
    next.is_capitalised()
}

fn emit(
    s: &mut Scanner<'_, '_>,
    span: Range<usize>,
    rank: u32,
    ordinal_end: usize,
) -> Option<usize> {
    if span.start < s.floor {
        return None;
    }
    let of = (span.end > ordinal_end)
        .then(|| s.texts.get(s.lex.slice(ordinal_end, span.end).trim_start()));
    let scope = scope(s, &span).map(|scope| s.texts.get(scope));
    let rule = if of.is_some() {
        rule!("rank-superlative")
    } else {
        rule!("rank")
    };
    s.push(
        span.start,
        span.end,
        Value::Rank { rank, of, scope },
        rule,
        None,
    );
    Some(span.end)
}

/// "the world’s …" before, "in the world", "in NATO", "worldwide" after.
fn scope<'t>(s: &Scanner<'t, '_>, span: &Range<usize>) -> Option<&'t str> {
    let letter = s.lex.before(span.start);
    let sign = s.lex.before(letter.start);
    if letter.text() == "s" && sign.is_apostrophe() {
        let owner = s.lex.before(sign.start);
        if owner.is_word() && owner.gap == Gap::None {
            return Some(owner.text());
        }
    }
    let first = s.lex.after(span.end);
    if first.is_any(words!["worldwide", "globally"]) {
        return Some("world");
    }
    if !first.is_any(words!["in", "among"]) || !first.is_near() {
        return None;
    }
    let mut noun = s.lex.after(first.end);
    if noun.is("the") {
        noun = s.lex.after(noun.end);
    }
    let end = noun::noun_phrase_end(s, noun, 2)?;
    if noun.is("world") {
        return Some("world");
    }
    Some(s.lex.slice(noun.start, end))
}

fn small(value: f64) -> Option<u32> {
    (0..100u32).find(|it| (f64::from(*it) - value).abs() < 0.5)
}

word_map! {
    /// Ordinal words below one hundred.
    ORDINALS: u32 =
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" => 9,
        "tenth" => 10,
        "eleventh" => 11,
        "twelfth" => 12,
        "thirteenth" => 13,
        "fourteenth" => 14,
        "fifteenth" => 15,
        "sixteenth" => 16,
        "seventeenth" => 17,
        "eighteenth" => 18,
        "nineteenth" => 19,
        "twentieth" => 20,
        "thirtieth" => 30,
        "fortieth" => 40,
        "fiftieth" => 50,
        "sixtieth" => 60,
        "seventieth" => 70,
        "eightieth" => 80,
        "ninetieth" => 90,
}

/// Value of the ordinal word below one hundred that has this key.
#[inline]
pub(in crate::extract) fn ordinal_word(key: u64) -> Option<u32> {
    ORDINALS.get(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use crate::extract::lexer::Recent;
    use crate::extract::scan::Around;

    #[test]
    fn what_may_be_no_rank_is_none() {
        let before = [
            "No. ",
            "no ",
            "is Number ",
            "nr ",
            "#",
            "# ",
            "NO\u{a0}",
            "the ",
            "(",
            "$",
            "for ",
            "or ",
            "\n",
            "",
            "no,",
            "number\n",
        ];
        let behind = [
            "st", "nd ship", "RD", "th", " in NATO", ".", "s", " st", "", "’rd",
        ];
        let mut num = 0;
        for (before, behind) in before.iter().flat_map(|it| behind.map(|end| (it, end))) {
            let text = format!("{before}3{behind}");
            let around = Around::new(&text, &[], None);
            let recent = Recent::default();
            let mut s = Scanner::new(&text, &around, &recent);
            s.scan(0..text.len(), BlockKind::Paragraph, &[]);
            let number = s.lex.digits(before.len());
            let is_asked = may_be_rank(&s, &number);
            assert!(is_asked || at_rank(&mut s, number).is_none(), "{text:?}");
            num += usize::from(!is_asked);
        }
        assert!(num > 10, "{num}");
    }
}
