//! Compares the short way of cutting periods with all rules.

use super::*;
use crate::extract::lexer::Recent;
use crate::extract::scan::Around;

/// Compares the cut of a period behind these words with that by all rules.
#[track_caller]
fn compare(words: &str) {
    let text = format!("{words} 2026");
    let today = Date::new(2026, 5, 1).ok();
    let around = Around::new(&text, &[], today);
    let recent = Recent::default();
    let mut s = Scanner::new(&text, &around, &recent);
    s.scan(0..text.len(), crate::document::BlockKind::Paragraph, &[]);
    for grain in [
        Grain::Day,
        Grain::Month,
        Grain::Year,
        Grain::Decade,
        Grain::Span,
    ] {
        for rule in [rule!("date-year"), rule!("date-fiscal-year")] {
            let (from, to) = super::super::year(2026).unwrap();
            let period = Period {
                start: words.len() + 1,
                end: text.len(),
                from,
                to,
                grain,
                rule,
                doubt: None,
            };
            let is_cut = format!("{:?}", cut(&s, period)) != format!("{period:?}");
            assert!(!is_cut || may_cut(&s, period.start), "{text}");
        }
    }
}

#[test]
fn a_period_is_cut_only_behind_words_that_may_cut() {
    let last = [
        "in",
        "on",
        "of",
        "the",
        "to",
        "from",
        "early",
        "mid",
        "mid-",
        "late",
        "end-",
        "later",
        "earlier",
        "summer",
        "Fall",
        "winter",
        "half",
        "quarter",
        "first half",
        "third quarter",
        "starting",
        "beginning",
        "ending",
        "ended",
        "commencing",
        "began",
        "week of",
        "month of",
        "by",
        "since",
        "end",
        "start",
        "middle",
        "part",
        "latter",
        "whole",
    ];
    let before = [
        "",
        "it",
        "end",
        "the end",
        "second half",
        "first week",
        "last month",
        "second Friday",
        "last Sun",
        "early",
        "late",
        "later",
        "earlier",
        "fiscal year",
        "12 months",
        "the year",
        "fiscal year starting",
        "year ended",
        "first two months",
        "last ten days",
        "weekend",
        "last weekend",
        "middle",
        "early part",
        "to",
        "and",
    ];
    for last in last {
        for before in before {
            for link in [" ", " of ", " in ", " the ", " on "] {
                compare(&format!("So {before}{link}{last}"));
            }
        }
    }
}
