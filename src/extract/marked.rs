//! Fixtures that carry their answer in the text: `check("reaches [about 1,300 km|distance 1300 about]")`.
//!
//! A mention is `[words|kind value…]`. Money is `amount CUR`, a range `low..high`, a date `from..to`
//! or one day; a hedge's code or a bound's code follows; `of=` and `scope=` are compared where given.
//! Nothing else may be found. `⟦` and `⟧` stand for the brackets of a citation mark.

use jiff::civil::Date;

use super::mention::{Mention, Value};
use super::scan::scan;
use crate::units::Extent;

#[track_caller]
pub(super) fn check(marked: &str) {
    check_on(None, marked);
}

/// The same with the document's date.
#[track_caller]
pub(super) fn check_on(date: Option<&str>, marked: &str) {
    let (text, expected) = read(marked);
    let mut found = Vec::new();
    scan(&text, &[], date.map(|it| it.parse().unwrap()), &mut found);
    let found: Vec<String> = found.iter().map(|it| print(&text, it)).collect();
    assert_eq!(found.len(), expected.len(), "{marked}\nfound {found:#?}");
    for (found, expected) in found.iter().zip(&expected) {
        let mut wanted: Vec<&str> = expected.split('|').collect();
        let mut have: Vec<&str> = found.split('|').collect();
        // What a figure is of is compared only where the fixture says it.
        for part in ["of=", "scope="] {
            if !wanted.iter().any(|it| it.starts_with(part)) {
                have.retain(|it| !it.starts_with(part));
            }
        }
        wanted.retain(|it| !it.is_empty());
        have.retain(|it| !it.is_empty());
        assert_eq!(have, wanted, "{marked}");
    }
}

/// The text without marks, and the mentions as `print` writes them.
fn read(marked: &str) -> (String, Vec<String>) {
    let mut text = String::new();
    let mut expected = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (mention, after) = after.split_once(']').unwrap();
        let (words, value) = mention.split_once('|').unwrap();
        text.push_str(before);
        let start = text.len();
        text.push_str(&words.replace('⟦', "[").replace('⟧', "]"));
        let value = value.replace(" of=", "|of=").replace(" scope=", "|scope=");
        let mut parts = value.split('|');
        let head = parts.next().unwrap().replace(' ', "|");
        let tail: Vec<&str> = parts.collect();
        expected.push(format!("{start}..{}|{head}|{}", text.len(), tail.join("|")));
        rest = after;
    }
    text.push_str(rest);
    (text.replace('⟦', "[").replace('⟧', "]"), expected)
}

fn print(text: &str, mention: &Mention) -> String {
    let of = |it: &Option<crate::text::Text>| {
        it.as_ref().map_or(String::new(), |it| format!("|of={it}"))
    };
    let extent = |it: &Extent| {
        let numbers = match it.as_single() {
            Some(value) => format!("{value}"),
            None => format!("{}..{}", it.low(), it.high()),
        };
        (
            numbers,
            it.hedge
                .map_or(String::new(), |it| format!("|{}", it.code())),
        )
    };
    let value = match &mention.value {
        Value::Money { amount, currency } => {
            let (numbers, hedge) = extent(amount);
            format!("money|{numbers}|{currency}{hedge}")
        }
        Value::Distance { km, .. } => {
            let (numbers, hedge) = extent(km);
            format!("distance|{numbers}{hedge}")
        }
        Value::Percent { percent, of: what } => {
            let (numbers, hedge) = extent(percent);
            format!("percent|{numbers}{hedge}{}", of(what))
        }
        Value::Count { count, of: what } => {
            let (numbers, hedge) = extent(count);
            format!("count|{numbers}{hedge}{}", of(what))
        }
        Value::Rank {
            rank,
            of: what,
            scope,
        } => {
            let scope = scope
                .as_ref()
                .map_or(String::new(), |it| format!("|scope={it}"));
            format!("rank|{rank}{}{scope}", of(what))
        }
        Value::Date { from, to, bound } => {
            let days = days(*from, *to);
            format!(
                "date|{days}|{}",
                bound.map_or("", super::mention::Bound::code)
            )
        }
        Value::Citation { reference, .. } => {
            format!(
                "cite|{}",
                reference.map_or(String::new(), |it| it.to_string())
            )
        }
        other => format!("{other:?}"),
    };
    assert!(text.get(mention.span.range()).is_some());
    format!("{}..{}|{value}", mention.span.start(), mention.span.end())
}

fn days(from: Date, to: Date) -> String {
    if from == to {
        from.to_string()
    } else {
        format!("{from}..{to}")
    }
}
