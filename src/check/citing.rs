//! The list of references: which entry each mark leads to, with "Ibid." resolved, the day it was
//! looked up, and the day its address names.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::document::Document;
use crate::extract::{Extraction, Value};
use crate::text::Span;

/// One entry of the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entry {
    /// The mention of its mark.
    pub(super) mark: usize,
    /// The mention of its address.
    pub(super) url: Option<usize>,
    /// The day in that address.
    pub(super) url_date: Option<UrlDate>,
    /// The mention of the day it was looked up.
    pub(super) accessed: Option<usize>,
    pub(super) accessed_on: Option<Date>,
    /// "Ibid.": the same as this entry.
    pub(super) same_as: Option<u32>,
    /// The mention that says so.
    pub(super) ibid: Option<usize>,
}

/// A day or month written in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UrlDate {
    pub(super) from: Date,
    pub(super) to: Date,
}

/// All entries by their number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Citing {
    pub(super) entries: BTreeMap<u32, Entry>,
}

impl Citing {
    /// The latest day that an entry was looked up on.
    pub(super) fn latest_access(&self) -> Option<Date> {
        self.entries.values().filter_map(|it| it.accessed_on).max()
    }

    /// The entry a mark leads to in the end, past every "Ibid.".
    pub(super) fn resolved(&self, number: u32) -> Option<(u32, &Entry)> {
        let mut number = number;
        for _ in 0..self.entries.len().min(1000) {
            let entry = self.entries.get(&number)?;
            match entry.same_as {
                Some(other) if other < number => number = other,
                _ => return Some((number, entry)),
            }
        }
        None
    }
}

/// Reads the list: marks that open a line, up to the next such mark.
pub(super) fn read(document: &Document, extraction: &Extraction) -> Citing {
    let text: &str = &document.text;
    let mut citing = Citing::default();
    let mut open: Option<(u32, Entry)> = None;
    for (at, mention) in extraction.mentions.iter().enumerate() {
        match &mention.value {
            Value::Citation {
                reference: Some(number),
                ..
            } if opens_line(text, mention.span) => {
                close(&mut citing, open.take());
                let entry = Entry {
                    mark: at,
                    ..Entry::default()
                };
                open = Some((*number, entry));
            }
            Value::Citation { url: Some(url), .. } => {
                if let Some((_, entry)) = &mut open
                    && entry.url.is_none()
                {
                    entry.url = Some(at);
                    entry.url_date = url_date(url);
                }
            }
            Value::Citation {
                reference: None, ..
            } => {
                let is_ibid = starts_ibid(mention.span.slice(text));
                if let Some((number, entry)) = &mut open
                    && is_ibid
                {
                    entry.ibid = Some(at);
                    entry.same_as = number.checked_sub(1);
                } else if let Some((_, entry)) = &mut open {
                    entry.accessed = Some(at);
                }
            }
            Value::Date { from, to, .. } if from == to => {
                if let Some((_, entry)) = &mut open
                    && entry.accessed.is_some()
                    && entry.accessed_on.is_none()
                {
                    entry.accessed = Some(at);
                    entry.accessed_on = Some(*from);
                }
            }
            _ => {}
        }
        // Text behind the list belongs to no entry.
        let is_far = open.as_ref().is_some_and(|(_, entry)| {
            let start = extraction.mentions.get(entry.mark).map(|it| it.span.end());
            start.is_some_and(|start| mention.span.start() > start + 2000)
        });
        if is_far {
            close(&mut citing, open.take());
        }
    }
    close(&mut citing, open.take());
    citing
}

fn close(citing: &mut Citing, entry: Option<(u32, Entry)>) {
    let Some((number, entry)) = entry else {
        return;
    };
    let says_something = entry.url.is_some() || entry.ibid.is_some() || entry.accessed.is_some();
    if says_something {
        citing.entries.entry(number).or_insert(entry);
    }
}

fn opens_line(text: &str, span: Span) -> bool {
    let before = text.get(..span.start()).unwrap_or("");
    before
        .chars()
        .rev()
        .take_while(|&letter| letter != '\n')
        .take(4)
        .all(|letter| letter.is_whitespace() || letter == '-' || letter == '*')
}

fn starts_ibid(words: &str) -> bool {
    let mut letters = words.chars();
    let start: String = letters.by_ref().take(3).collect();
    matches!(start.to_lowercase().as_str(), "ibi" | "ibı")
}

/// The day in an address: `/2024/01/22/`, `/2024-01-22-`, `/2024/01/`, `/2022/1129/`, `20231118`.
pub(super) fn url_date(url: &str) -> Option<UrlDate> {
    let parts: Vec<&str> = url
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .take(32)
        .collect();
    for (at, part) in parts.iter().enumerate() {
        let is_whole = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_whole(part) {
            continue;
        }
        let next = parts.get(at + 1).copied().unwrap_or("");
        let after = parts.get(at + 2).copied().unwrap_or("");
        if part.len() == 4
            && next.len() == 2
            && after.len() == 2
            && follows(url, part, next)
            && follows(url, next, after)
            && let Some(date) = day(part, next, after)
        {
            return Some(UrlDate {
                from: date,
                to: date,
            });
        }
        if part.len() == 4 && next.len() == 4 && follows(url, part, next) {
            let (month, day_of) = next.split_at_checked(2)?;
            if let Some(date) = day(part, month, day_of) {
                return Some(UrlDate {
                    from: date,
                    to: date,
                });
            }
        }
        if part.len() == 4
            && next.len() == 2
            && url.contains(&format!("/{part}/{next}/"))
            && let Some(from) = day(part, next, "01")
        {
            return Some(UrlDate {
                from,
                to: from.last_of_month(),
            });
        }
    }
    None
}

fn follows(url: &str, a: &str, b: &str) -> bool {
    ["/", "-"]
        .iter()
        .any(|sign| url.contains(&format!("{a}{sign}{b}")))
}

fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    let year: i16 = year
        .parse()
        .ok()
        .filter(|year| (1990..2100).contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: Option<&str>) {
        let found = url_date(url).map(|it| it.from.to_string());
        assert_eq!(found.as_deref(), expected, "{url}");
    }

    #[test]
    fn addresses_name_days() {
        check(
            "https://edition.cnn.com/2024/01/22/asia/x.html",
            Some("2024-01-22"),
        );
        check(
            "http://en.people.cn/n3/2022/1129/c90000-10177702.html",
            Some("2022-11-29"),
        );
        check("https://a.org/2023-04-05-report", Some("2023-04-05"));
        check("https://a.org/2023/04/report", Some("2023-04-01"));
    }

    #[test]
    fn other_numbers_are_no_days() {
        check("https://a.org/publications/2023/fact-sheets", None);
        check(
            "https://a.org/article-0bcabfc4a87bf1a16beceec1b0c426fb",
            None,
        );
        check("https://a.org/2024/13/45/x", None);
        check("https://a.org/9999/01/01/x", None);
    }
}
