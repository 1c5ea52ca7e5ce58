//! A document's words as a chart or a table may show them: on one line, without control or
//! direction marks, and not endlessly long.

use crate::extract::restated;
use crate::text::{Span, folded};

/// Longest quotation on a chart, in characters.
const MAX_CHARS: usize = 90;

/// The words of `span`, safe to show.
pub(super) fn words(text: &str, span: Span) -> String {
    folded(span.slice(text), MAX_CHARS)
}

/// The words of two spans that belong together: everything from one to the other when they stand
/// side by side, with the bracket that closes behind them, as in "10 trillion yen (68 billion dollars)".
pub(super) fn pair_words(text: &str, a: Span, b: Span) -> String {
    let both = a.union(b);
    let mut out = folded(both.slice(text), MAX_CHARS);
    let opened = both.slice(text).matches('(').count() > both.slice(text).matches(')').count();
    if opened
        && text
            .get(both.end()..)
            .is_some_and(|rest| rest.starts_with(')'))
    {
        out.push(')');
    }
    out
}

/// The text between two spans, whichever stands first; `None` when they overlap.
pub(super) fn between(text: &str, a: Span, b: Span) -> Option<&str> {
    let (first, second) = if a.start() <= b.start() {
        (a, b)
    } else {
        (b, a)
    };
    text.get(first.end()..second.start())
}

/// Whether the second of two amounts of different money is the first again: "A (B)", "A, or about B",
/// "A — some B".
pub(super) fn pairs(text: &str, a: Span, b: Span) -> bool {
    let second = if a.start() <= b.start() { b } else { a };
    between(text, a, b).is_some_and(|gap| restates(gap, second.slice(text)))
}

/// The same of the text between them and the words of the second.
fn restates(gap: &str, second: &str) -> bool {
    restated::restates(gap).is_some() || restated::sets_off(gap, second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_gap(gap: &str, expected: bool) {
        assert_eq!(restates(gap, "4 billion dollars"), expected, "{gap:?}");
    }

    #[test]
    fn brackets_and_or_restate() {
        check_gap(" (", true);
        check_gap(" (about ", true);
        check_gap(", or ", true);
        check_gap(" or roughly ", true);
        check_gap("/", true);
        check_gap(" [", true);
        check_gap(" – ", true);
        check_gap(" — roughly ", true);
    }

    #[test]
    fn other_words_do_not() {
        check_gap(" to ", false);
        check_gap(" and ", false);
        check_gap(". It spent ", false);
        check_gap(" from ", false);
        check_gap("", false);
        check_gap(
            " (a figure that the ministry did not confirm, unlike ",
            false,
        );
        check_gap(" orders ", false);
        check_gap(" – up from ", false);
        check_gap(" (down from ", false);
    }

    #[test]
    fn a_closing_bracket_is_kept() {
        let text = "to 10 trillion yen (68 billion dollars) by 2027";
        let a = Span::new(text, 3, 18).unwrap();
        let b = Span::new(text, 20, 38).unwrap();
        assert_eq!(
            pair_words(text, a, b),
            "10 trillion yen (68 billion dollars)"
        );
        assert_eq!(between(text, b, a), Some(" ("));
    }
}
