//! Words around a period that bound it: "by 2027", "since 1998", "as early as May", "2030 onwards".

use super::{Bound, Grain, Period, Scanner};
use crate::extract::lexer::Token;

/// Words that bound a date. The flag says whether the word is part of the mention: "before" and
/// "after" speak of the time next to it.
const BOUNDS: &[(&str, Bound, bool)] = &[
    ("by", Bound::NoLaterThan, true),
    ("until", Bound::NoLaterThan, true),
    ("till", Bound::NoLaterThan, true),
    ("through", Bound::NoLaterThan, true),
    ("since", Bound::NoEarlierThan, true),
    ("from", Bound::NoEarlierThan, true),
    ("to", Bound::NoLaterThan, false),
    ("before", Bound::NoLaterThan, false),
    ("after", Bound::NoEarlierThan, false),
];

/// How the words around a period bound it, and where the mention starts with them.
pub(super) fn bound(s: &Scanner<'_, '_>, period: &Period) -> (usize, Option<Bound>) {
    let (start, bound) = bound_before(s, period);
    (start, bound.or_else(|| bound_after(s, period.end)))
}

fn bound_before(s: &Scanner<'_, '_>, period: &Period) -> (usize, Option<Bound>) {
    let none = (period.start, None);
    let article = s.article_before(period.start);
    let mut token = s.lex.before(article);
    // "by around 2030"
    if token.is_any(&["around", "about", "circa", "approximately", "roughly"]) {
        token = s.lex.before(token.start);
    }
    if !token.is_near() || !token.is_word() || token.start < s.floor {
        return none;
    }
    if let Some(bound) = bound_phrase(s, token) {
        return (period.start, Some(bound));
    }
    if token.is("than") {
        let later = s.lex.before(token.start);
        let (negation, bound) = match later.text.to_ascii_lowercase().as_str() {
            "later" => (["no", "not"], Bound::NoLaterThan),
            "earlier" | "sooner" => (["no", "not"], Bound::NoEarlierThan),
            _ => return none,
        };
        return match s.word_before(later.start, &negation) {
            Some(start) => (start, Some(bound)),
            None => none,
        };
    }
    for (word, bound, inside) in BOUNDS {
        if token.is(word) {
            if matches!(*word, "before" | "until" | "till")
                && s.word_before(token.start, &["not"]).is_some()
            {
                return (period.start, Some(Bound::NoEarlierThan));
            }
            // "compared to 2023", "up from 2025": the other side of a comparison.
            let compares = match *word {
                "to" => token.start > s.floor + 1 || s.floor == 0,
                "from" => compares(s, token.start),
                _ => false,
            };
            if compares {
                return none;
            }
            let several = *word == "from"
                && (period.rule == "date-range"
                    || (period.grain == Grain::Span && period.rule == "date-fiscal-year"));
            if several {
                return none;
            }
            let start = if *inside { token.start } else { period.start };
            return (start, Some(*bound));
        }
    }
    none
}

/// "as early as", "starting in", "up to and including": they stay outside.
fn bound_phrase(s: &Scanner<'_, '_>, token: Token<'_>) -> Option<Bound> {
    let before = || s.lex.before(token.start);
    let starts = |it: Token<'_>| {
        it.is_near() && it.is_any(&["starting", "beginning", "commencing", "effective"])
    };
    match () {
        () if token.is("as") => {
            let how = before();
            let second = how.is_near() && s.lex.before(how.start).is("as");
            match () {
                () if second && how.is_any(&["early", "soon"]) => Some(Bound::NoEarlierThan),
                () if second && how.is("late") => Some(Bound::NoLaterThan),
                () => None,
            }
        }
        () if token.is_any(&["in", "on", "with"]) => {
            starts(before()).then_some(Bound::NoEarlierThan)
        }
        () if starts(token) => Some(Bound::NoEarlierThan),
        () if token.is("including") => before().is("and").then_some(Bound::NoLaterThan),
        () if token.is("to") => before().is("up").then_some(Bound::NoLaterThan),
        () => None,
    }
}

/// "2030 onwards", "2027 at the latest", "2028 or later".
fn bound_after(s: &Scanner<'_, '_>, at: usize) -> Option<Bound> {
    let token = s.lex.after(at);
    if !token.is_near() || !token.is_word() {
        return None;
    }
    if token.is_any(&["onwards", "onward"]) {
        return Some(Bound::NoEarlierThan);
    }
    let which = |it: Token<'_>| match () {
        () if it.is_any(&["later", "beyond", "earliest", "after", "thereafter"]) => {
            Some(Bound::NoEarlierThan)
        }
        () if it.is_any(&["earlier", "latest", "before"]) => Some(Bound::NoLaterThan),
        () => None,
    };
    let next = s.lex.after(token.end);
    match () {
        () if token.is("or") => which(next).filter(|_| next.is_any(&["later", "earlier"])),
        () if token.is("and") => {
            which(next).filter(|_| next.is_any(&["beyond", "later", "earlier", "thereafter"]))
        }
        () if token.is("at") && next.is("the") => {
            let last = s.lex.after(next.end);
            which(last).filter(|_| last.is_any(&["latest", "earliest"]))
        }
        () => None,
    }
}

/// "up 9.4% from 2025", "an increase from 2023".
fn compares(s: &Scanner<'_, '_>, at: usize) -> bool {
    let before = s.lex.before(at);
    before.is_sign("%")
        || before.is_any(&[
            "percent",
            "cent",
            "pct",
            "points",
            "increase",
            "rise",
            "up",
            "down",
            "decrease",
            "drop",
            "fall",
            "decline",
            "change",
            "grew",
            "rose",
            "fell",
            "growth",
            "jump",
            "higher",
            "lower",
            "unchanged",
        ])
}
