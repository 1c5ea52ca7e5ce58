//! Words around a period that bound it: "by 2027", "since 1998", "as early as May", "2030 onwards".

use super::{Bound, Grain, Period, Scanner};
use crate::extract::lexer::Token;
use crate::extract::mention::rule;
use crate::extract::word_set::word_set;
use crate::text::word_key::words;

/// How the words around a period bound it, and where the mention starts with them.
pub(super) fn bound(s: &Scanner<'_, '_>, period: &Period) -> (usize, Option<Bound>) {
    let (start, bound) = bound_before(s, period);
    (start, bound.or_else(|| bound_after(s, period.end)))
}

word_set! {
    /// All words with which what may bound a period ends, and articles between the two.
    BOUNDING =
        "the" "a" "an" "around" "about" "circa" "approximately" "roughly" "in" "on" "with" "as"
        "starting" "beginning" "commencing" "effective" "including" "than" "by" "until" "till"
        "through" "since" "from" "to" "before" "after"
}

fn bound_before(s: &Scanner<'_, '_>, period: &Period) -> (usize, Option<Bound>) {
    let none = (period.start, None);
    let last = s.lex.before(period.start);
    if !last.is_in(&BOUNDING) {
        return none;
    }
    if last.is("in") && last.is_near() && last.start >= s.floor {
        let bound = starts(s.lex.before(last.start)).then_some(Bound::NoEarlierThan);
        return (period.start, bound);
    }
    let article = s.article_before(period.start);
    let mut token = s.lex.before(article);
    // "by around 2030"
    if token.is_any(words![
        "around",
        "about",
        "circa",
        "approximately",
        "roughly"
    ]) {
        token = s.lex.before(token.start);
    }
    if !token.is_near() || !token.is_word() || token.start < s.floor {
        return none;
    }
    if token.is_any(words!["in", "on", "with"]) {
        let bound = starts(s.lex.before(token.start)).then_some(Bound::NoEarlierThan);
        return (period.start, bound);
    }
    if let Some(bound) = bound_phrase(s, token) {
        return (period.start, Some(bound));
    }
    if token.is("than") {
        let later = s.lex.before(token.start);
        let bound = match () {
            () if later.is("later") => Bound::NoLaterThan,
            () if later.is_any(words!["earlier", "sooner"]) => Bound::NoEarlierThan,
            () => return none,
        };
        return match s.word_before(later.start, words!["no", "not"]) {
            Some(start) => (start, Some(bound)),
            None => none,
        };
    }
    // "before" and "after" speak of the time next to the date, so they stay outside.
    let (bound, inside) = match () {
        () if token.is_any(words!["by", "until", "till", "through"]) => (Bound::NoLaterThan, true),
        () if token.is_any(words!["since", "from"]) => (Bound::NoEarlierThan, true),
        () if token.is_any(words!["to", "before"]) => (Bound::NoLaterThan, false),
        () if token.is("after") => (Bound::NoEarlierThan, false),
        () => return none,
    };
    if token.is_any(words!["before", "until", "till"])
        && s.word_before(token.start, words!["not"]).is_some()
    {
        return (period.start, Some(Bound::NoEarlierThan));
    }
    // "compared to 2023", "up from 2025": the other side of a comparison.
    let is_other_side = token.is("to") && (token.start > s.floor + 1 || s.floor == 0)
        || token.is("from") && compares(s, token.start);
    let is_range = token.is("from")
        && (period.rule == rule!("date-range")
            || (period.grain == Grain::Span && period.rule == rule!("date-fiscal-year")));
    // "withdrew from the 1987 Treaty": the year belongs to what follows.
    let is_of_thing = token.is("from")
        && article < period.start
        && matches!(period.grain, Grain::Year)
        && s.lex.after(period.end).is_capitalised();
    if is_other_side || is_range || is_of_thing {
        return none;
    }
    let start = if inside { token.start } else { period.start };
    (start, Some(bound))
}

/// "starting", also before "in", "on", "with".
fn starts(word: Token<'_>) -> bool {
    word.is_near() && word.is_any(words!["starting", "beginning", "commencing", "effective"])
}

/// "as early as", "up to and including": they stay outside.
fn bound_phrase(s: &Scanner<'_, '_>, token: Token<'_>) -> Option<Bound> {
    let before = || s.lex.before(token.start);
    match () {
        () if token.is("as") => {
            let how = before();
            let second = how.is_near() && s.lex.before(how.start).is("as");
            match () {
                () if second && how.is_any(words!["early", "soon"]) => Some(Bound::NoEarlierThan),
                () if second && how.is("late") => Some(Bound::NoLaterThan),
                () => None,
            }
        }
        () if starts(token) => Some(Bound::NoEarlierThan),
        () if token.is("including") => before().is("and").then_some(Bound::NoLaterThan),
        () if token.is("to") => before()
            .is_any(words!["up", "prior"])
            .then_some(Bound::NoLaterThan),
        () => None,
    }
}

/// "2030 onwards", "2027 at the latest", "2028 or later".
fn bound_after(s: &Scanner<'_, '_>, at: usize) -> Option<Bound> {
    let token = s.lex.after(at);
    if !token.is_near() || !token.is_word() {
        return None;
    }
    if token.is_any(words!["onwards", "onward"]) {
        return Some(Bound::NoEarlierThan);
    }
    let which = |it: Token<'_>| match () {
        () if it.is_any(words!["later", "beyond", "earliest", "after", "thereafter"]) => {
            Some(Bound::NoEarlierThan)
        }
        () if it.is_any(words!["earlier", "latest", "before"]) => Some(Bound::NoLaterThan),
        () => None,
    };
    if !token.is_any(words!["or", "and", "at"]) {
        return None;
    }
    let next = s.lex.after(token.end);
    match () {
        () if token.is("or") => which(next).filter(|_| next.is_any(words!["later", "earlier"])),
        () if token.is("and") => {
            which(next).filter(|_| next.is_any(words!["beyond", "later", "earlier", "thereafter"]))
        }
        () if token.is("at") && next.is("the") => {
            let last = s.lex.after(next.end);
            which(last).filter(|_| last.is_any(words!["latest", "earliest"]))
        }
        () => None,
    }
}

/// "up 9.4% from 2025", "an increase from 2023".
fn compares(s: &Scanner<'_, '_>, at: usize) -> bool {
    let before = s.lex.before(at);
    before.is_sign("%")
        || before.is_any(words![
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
