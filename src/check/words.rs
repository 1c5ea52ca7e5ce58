//! Looking at the words between figures, and showing a document's words.

use super::Finding;
use crate::extract::Extraction;
use crate::extract::correction::BY_READER;
use crate::text::{self, Span};

pub(super) use crate::extract::restated::{Restates, restates, sets_off};

/// Longest quotation of a finding, in characters.
const MAX_CHARS: usize = 160;

/// Short forms before a full stop that ends no sentence.
const SHORT_FORMS: [&str; 22] = [
    "Mr", "Mrs", "Ms", "Dr", "Gen", "Lt", "Col", "Maj", "Adm", "Sgt", "Capt", "Rep", "Sen", "Gov",
    "St", "No", "vs", "approx", "ca", "c", "Jan", "Fig",
];

/// The first letters of a text, at most so many bytes, not beyond its line.
pub(super) fn head(text: &str, num: usize) -> &str {
    let mut end = text.len().min(num);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or("");
    head.split('\n').next().unwrap_or("")
}

/// The last letters of a text, at most so many bytes, from the start of its line.
pub(super) fn tail(text: &str, num: usize) -> &str {
    let mut start = text.len().saturating_sub(num);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let tail = text.get(start..).unwrap_or("");
    tail.rsplit('\n').next().unwrap_or("")
}

/// Whether the last thing in `gap` is the end of a sentence.
pub(super) fn ends_sentence(gap: &str) -> bool {
    let gap = gap.trim_end_matches(['”', '"', '’', '\'', ')', ' ']);
    gap.ends_with(['.', '!', '?'])
}

/// Where the last sentence of `gap` begins, if one ends in it.
pub(super) fn sentence_end(gap: &str) -> Option<usize> {
    let mut found = None;
    for (at, sign) in gap.match_indices(['.', '!', '?', ';']) {
        let rest = gap.get(at + sign.len()..).unwrap_or("");
        let rest = rest.trim_start_matches(['”', '"', '’', '\'', ')', '*']);
        if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
            continue;
        }
        if sign == "." && is_short_form(gap.get(..at).unwrap_or("")) {
            continue;
        }
        let next = rest.trim_start().chars().next();
        if sign == "." && next.is_some_and(char::is_lowercase) {
            continue;
        }
        found = Some(gap.len() - rest.trim_start().len());
    }
    found
}

fn is_short_form(before: &str) -> bool {
    let word = before
        .rsplit(|letter: char| !letter.is_alphabetic() && letter != '.')
        .next()
        .unwrap_or("");
    SHORT_FORMS.contains(&word) || word.len() == 1 && word.chars().all(char::is_uppercase)
}

/// Whether the words behind a sum say that it was for something other than defence: "… on long-range missiles".
pub(super) fn has_purpose(behind: &str) -> bool {
    let behind = behind.to_lowercase();
    let purpose = ["on ", "for ", "in "].iter().find_map(|word| {
        let rest = behind.trim_start().strip_prefix(word)?;
        Some(rest.trim_start_matches("its ").trim_start_matches("the "))
    });
    purpose.is_some_and(|it| {
        let general = [
            "defen",
            "military",
            "armed forces",
            "five",
            "ten",
            "years",
            "fiscal",
            "20",
        ];
        !general.iter().any(|word| it.starts_with(word))
    })
}

/// Whether `text` holds one of the words, whole, in any capitals.
pub(super) fn has_word(text: &str, words: &[&str]) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric())
        .any(|it| words.iter().any(|word| it.eq_ignore_ascii_case(word)))
}

/// The words of a span on one line, with the bracket that closes behind them.
pub(super) fn shown(text: &str, span: Span) -> String {
    let raw = span.slice(text);
    let mut out = folded(raw);
    let opened = raw.matches('(').count() > raw.matches(')').count();
    let closes = text
        .get(span.end()..)
        .is_some_and(|rest| rest.starts_with(')'));
    if opened && closes {
        out.push(')');
    }
    out
}

/// On one line, without what would not print, and not endlessly long.
pub(super) fn folded(raw: &str) -> String {
    text::folded(raw, MAX_CHARS)
}

/// Says first that a figure is the reader's and not the article's, where it is: its verdict is not the
/// article's, either.
pub(super) fn tell_corrected(extraction: &Extraction, text: &str, finding: &mut Finding) {
    let corrected = finding.evidence.iter().find_map(|it| {
        let mention = extraction.mention(it.mention?)?;
        let is_figure = super::coverage::is_valued(mention);
        (is_figure && mention.rule.code() == BY_READER).then_some(mention.span)
    });
    if let Some(span) = corrected {
        let working = std::mem::take(&mut finding.working);
        finding.working = format!(
            "As corrected by you, where the article says “{}”: {working}",
            shown(text, span)
        );
    }
}

/// What extraction doubted of the figures a finding rests on.
pub(super) fn doubts(extraction: &Extraction, finding: &Finding) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for evidence in &finding.evidence {
        let mention = evidence.mention.and_then(|id| extraction.mention(id));
        let Some(doubt) = mention.and_then(|it| it.doubt) else {
            continue;
        };
        let line = format!("read with a doubt: {}", doubt.words());
        if !out.contains(&line) && !finding.caveats.contains(&line) {
            out.push(line);
        }
    }
    out
}

/// "third", "21st".
pub(super) fn ordinal(number: u32) -> String {
    const NAMES: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    let name = usize::try_from(number)
        .ok()
        .and_then(|it| it.checked_sub(1))
        .and_then(|it| NAMES.get(it));
    match (name, number % 100, number % 10) {
        (Some(name), _, _) => (*name).to_owned(),
        (None, 11..=13, _) => format!("{number}th"),
        (None, _, 1) => format!("{number}st"),
        (None, _, 2) => format!("{number}nd"),
        (None, _, 3) => format!("{number}rd"),
        _ => format!("{number}th"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_end() {
        assert_eq!(sentence_end(" in a row. The "), Some(11));
        assert_eq!(sentence_end(" by Gen. Brown "), None);
        assert_eq!(sentence_end(" of approx. two "), None);
        assert_eq!(sentence_end(".\n"), Some(2));
        assert_eq!(sentence_end(" or 2.5 "), None);
    }

    #[test]
    fn numbers_have_ordinals() {
        let words: Vec<String> = [3, 11, 21, 22, 103].into_iter().map(ordinal).collect();
        assert_eq!(words, ["third", "11th", "21st", "22nd", "103rd"]);
    }
}
