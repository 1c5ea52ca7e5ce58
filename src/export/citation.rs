//! A passage as a citation, to be pasted into a text of one's own: the words, where they stand, and
//! the fingerprint that says of which version of the document.

use crate::notes::Target;

/// Digits of the fingerprint that are shown; enough to tell versions of one document apart.
const DIGITS: usize = 12;

/// A passage as a citation on one line.
pub fn citation(target: &Target) -> String {
    let words: Vec<&str> = target.quote.exact.split_whitespace().collect();
    let mut place = target.document.clone();
    if let Some(position) = target.position.filter(|it| it.end_char > it.start_char) {
        // People count from one, and name the last character.
        let (first, last) = (position.start_char + 1, position.end_char);
        place.push_str(&format!(", characters {first}–{last}"));
    }
    if let Some(fingerprint) = target.fingerprint {
        let digits: String = fingerprint.to_string().chars().take(DIGITS).collect();
        place.push_str(&format!(", SHA-256 {digits}…"));
    }
    let source = if target.source.is_empty() {
        String::new()
    } else {
        format!("; source: {}", target.source)
    };
    if words.is_empty() {
        format!("({place}{source})")
    } else {
        format!("“{}” ({place}{source})", words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentId};
    use crate::text::Span;

    #[test]
    fn words_place_and_version_are_named() {
        let text = "Tokyo’s plan\n\nJapan pledged\n68 billion dollars.";
        let document = crate::document::load_bytes(DocumentId(0), "a.txt", None, text.as_bytes());
        let document: Document = document.unwrap();
        let start = document.text.find("pledged").unwrap();
        let span = Span::new(&document.text, start, start + "pledged\n68 billion".len()).unwrap();
        let target = Target::of_passage(&document, span);
        let digits: String = document.fingerprint.to_string().chars().take(12).collect();
        assert_eq!(
            citation(&target),
            format!("“pledged 68 billion” (a.txt, characters 21–38, SHA-256 {digits}…)")
        );
        let whole = Target::of_passage(&document, Span::start_of_text());
        assert_eq!(citation(&whole), format!("(a.txt, SHA-256 {digits}…)"));
    }
}
