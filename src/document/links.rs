//! Words that lead somewhere, and words that stand for a picture.
//!
//! An address is data: it is shown and copied, never followed. It comes from an untrusted file, so it is
//! short, on one line, and holds nothing that turns the direction of writing.

use super::outline::{is_bidi, is_control};
use crate::text::Span;

/// What stands for a picture without words of its own.
pub const UNNAMED_PICTURE: &str = "[Picture]";

/// The most links of one document: a book of a thousand pages has some ten thousand.
pub const MAX_LINKS: usize = 50_000;

/// The most bytes of one address that are kept; longer ones hold whole files or trackers.
pub const MAX_ADDRESS: usize = 2_000;

/// The most bytes of a picture's description that stand in the text.
const MAX_DESCRIPTION: usize = 1_000;

/// Words that lead to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub span: Span,
    /// Where they lead, as the file says it.
    pub address: Box<str>,
}

/// An address as it is kept; `None` for places inside the document and for nothing. An address that
/// was cleaned stays as it is.
pub(super) fn clean_address(raw: &str) -> Option<Box<str>> {
    let mut address = String::new();
    for c in raw.chars() {
        if c.is_whitespace() || is_control(c) || c.is_control() || is_bidi(c) {
            continue;
        }
        if address.len() + c.len_utf8() > MAX_ADDRESS {
            break;
        }
        address.push(c);
    }
    // Looked at last: what is left out may have hidden the sign.
    (!address.is_empty() && !address.starts_with('#')).then(|| address.into_boxed_str())
}

/// What a file says of a picture, on one line; `None` where that is nothing or only a file's name.
pub(super) fn description(raw: &str) -> Option<String> {
    let mut words = String::new();
    for word in raw.split_whitespace() {
        if words.len() + word.len() > MAX_DESCRIPTION {
            words.push('…');
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    let is_file = !words.contains(' ')
        && words.rsplit_once('.').is_some_and(|(_, ending)| {
            let endings = [
                "jpg", "jpeg", "png", "gif", "svg", "webp", "bmp", "tif", "tiff", "emf", "wmf",
            ];
            endings.iter().any(|it| it.eq_ignore_ascii_case(ending))
        });
    (words.chars().any(char::is_alphanumeric) && !is_file).then_some(words)
}

/// The links that share a byte with a stretch of the text.
pub fn links_within(links: &[Link], range: std::ops::Range<usize>) -> &[Link] {
    let from = links.partition_point(|link| link.span.end() <= range.start);
    let to = links.partition_point(|link| link.span.start() < range.end);
    links.get(from..to.max(from)).unwrap_or(&[])
}

/// A web address that stands in the text itself around this byte, with where it stands. Marks of a
/// sentence after it are not part of it.
pub fn bare_address(text: &str, at: usize) -> Option<Span> {
    /// Looked at before and after.
    const AROUND: usize = MAX_ADDRESS;
    let is_edge = |c: char| c.is_whitespace() || "<>\"“”‘’".contains(c);
    let from = text.floor_char_boundary(at.saturating_sub(AROUND));
    let to = text.ceil_char_boundary(at.saturating_add(AROUND).min(text.len()));
    let before = text.get(from..text.floor_char_boundary(at.min(text.len())))?;
    let after = text.get(from + before.len()..to)?;
    let word_from = from
        + before
            .char_indices()
            .rev()
            .find(|&(_, c)| is_edge(c))
            .map_or(0, |(at, c)| at + c.len_utf8());
    let word_to = from + before.len() + after.find(is_edge).unwrap_or(after.len());
    let word = text.get(word_from..word_to)?;
    let begin = ["https://", "http://", "www."]
        .iter()
        .filter_map(|start| word.find(start))
        .min()?;
    let found = word.get(begin..)?;
    let mut found = found.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']', '|']);
    // A bracket that was opened before the address closes after it.
    while found.ends_with(')') && found.matches(')').count() > found.matches('(').count() {
        found = found
            .get(..found.len() - 1)?
            .trim_end_matches(['.', ',', ';']);
    }
    let start = word_from + begin;
    let span = Span::new(text, start, start + found.len())?;
    (found.len() > 8 && span.contains(at)).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check_bare(text: &str, expected: Option<&str>) {
        let at = text.find('^').unwrap();
        let text = text.replace('^', "");
        assert_eq!(bare_address(&text, at).map(|it| it.slice(&text)), expected);
    }

    #[test]
    fn addresses_in_the_text_end_before_the_marks_of_the_sentence() {
        check_bare("See https://a.example/^b.", Some("https://a.example/b"));
        check_bare("(^https://a.example/b(c)).", Some("https://a.example/b(c)"));
        check_bare("at www.mod.example^/x, and", Some("www.mod.example/x"));
        check_bare("no ^address", None);
        check_bare("https://a.example ^and", None);
        check_bare("^", None);
    }

    #[test]
    fn addresses_are_one_clean_line() {
        let clean = |raw| clean_address(raw).map(String::from);
        assert_eq!(
            clean(" https://a.example/\n\u{202e}b "),
            Some("https://a.example/b".to_owned())
        );
        assert_eq!(clean("#note-1"), None);
        assert_eq!(clean("\u{202e}#note-1"), None);
        assert_eq!(clean("  "), None);
        assert_eq!(
            clean(&"x".repeat(9_000)).map(|it| it.len()),
            Some(MAX_ADDRESS)
        );
    }

    #[test]
    fn names_of_files_describe_nothing() {
        assert_eq!(description("IMG_0012.JPG"), None);
        assert_eq!(
            description(" A map\n of  Japan "),
            Some("A map of Japan".to_owned())
        );
        assert_eq!(description(" - "), None);
        assert!(description(&"word ".repeat(900)).unwrap().ends_with('…'));
    }

    proptest! {
        #[test]
        fn a_clean_address_stays_clean(raw in "[#a\u{202e}\u{2066}\u{1} \n]{0,9}") {
            if let Some(clean) = clean_address(&raw) {
                prop_assert_eq!(clean_address(&clean), Some(clean));
            }
        }

        #[test]
        fn anything_can_be_asked(text in "\\PC{0,60}|[htps:/w.() é]{0,60}", at in 0usize..80) {
            if let Some(span) = bare_address(&text, at) {
                prop_assert!(span.contains(at));
            }
        }
    }
}
