//! Notes as a report in Markdown: document by document, each quote with what was noted on it.
//!
//! What a document says is escaped, so that no quote becomes a heading, a link or a picture; what the
//! reader wrote is Markdown and stays as it is. Pictures of charts are linked, not contained.

use std::collections::BTreeMap;
use std::io::Write;

use super::dialect;
use super::place::Place;
use super::qdpx::Source;
use crate::notes::{Annotation, Status, Tag};

/// A picture that the report links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Of this document's figures, by file name.
    pub document: String,
    /// What it shows.
    pub title: String,
    /// Where it is, from the report's folder, with `/` between folders.
    pub link: String,
}

/// Writes the report. Notes of a document keep their order in it, then that of their making. Of those whose
/// passage is not in `sources` any more, or only perhaps, this is said.
pub fn write_report(
    notes: &[&Annotation],
    pictures: &[Picture],
    sources: &[Source<'_>],
    mut out: impl Write,
) -> std::io::Result<()> {
    let mut by_document: BTreeMap<&str, Vec<&Annotation>> = BTreeMap::new();
    for picture in pictures {
        by_document.entry(&picture.document).or_default();
    }
    for note in notes {
        by_document
            .entry(&note.target.document)
            .or_default()
            .push(note);
    }
    writeln!(out, "# Notes")?;
    for (document, mut notes) in by_document {
        let name = if document.is_empty() {
            "Without a document"
        } else {
            document
        };
        writeln!(out, "\n## {}", escaped(name))?;
        for picture in pictures.iter().filter(|it| it.document == document) {
            let link = percent_encoded(&picture.link);
            writeln!(out, "\n![{}]({link})", escaped(&picture.title))?;
        }
        notes.sort_by_key(|note| {
            let at = note.target.position.map(|position| position.start_byte);
            (at.is_none(), at, note.created, note.id)
        });
        for note in notes {
            let warning = Place::of(note, sources).warning(sources);
            write_note(note, warning, &mut out)?;
        }
    }
    Ok(())
}

fn write_note(
    note: &Annotation,
    warning: Option<String>,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let target = &note.target;
    writeln!(out)?;
    if target.quote.exact.trim().is_empty() {
        writeln!(out, "*On the whole document*")?;
    } else {
        for line in target.quote.exact.lines() {
            writeln!(out, "{}", format!("> {}", escaped(line)).trim_end())?;
        }
    }
    if !note.body.text.trim().is_empty() {
        writeln!(out, "\n{}", dialect::reveal(note.body.text.trim_end()))?;
    }
    let mut facts: Vec<String> = warning.into_iter().collect();
    if !target.value.is_empty() {
        let unit = if target.unit.is_empty() { "" } else { " " };
        facts.push(format!("{}{unit}{}", target.value, target.unit));
    }
    // Without a rule it is the name of a mark, which is for programs.
    if let Some(finding) = target.finding.as_ref().filter(|it| !it.rule.is_empty()) {
        let said = [&finding.rule, &finding.verdict, &finding.detail].map(String::as_str);
        facts.push(said.join(": "));
    }
    if !target.source.is_empty() {
        facts.push(format!("source: {}", target.source));
    }
    let tags: Vec<&str> = note.body.tags.iter().map(Tag::as_str).collect();
    if !tags.is_empty() {
        facts.push(format!("tags: {}", tags.join(", ")));
    }
    if note.body.status() == Status::Open {
        facts.push("open".to_owned());
    }
    if !note.author.is_empty() {
        facts.push(note.author.clone());
    }
    facts.push(note.modified.strftime("%Y-%m-%d").to_string());
    writeln!(out, "\n*{}*", escaped(&facts.join("; ")))
}

/// Text that Markdown gives no meaning to, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in dialect::reveal(text).chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            // In the middle of a line these mean nothing.
            '.' | '-' | ',' | ':' | ';' | '/' | '(' | ')' | '%' | '\'' | '"' | '?' | '$' => {
                out.push(c);
            }
            c if c.is_ascii_punctuation() => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    // Four spaces would be code, and fewer hide that a sign stands first.
    let mut out = out.trim_start().to_owned();
    // At the beginning of a line: lists, and numbers of lists.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    let is_list = digits > 0
        && out
            .as_bytes()
            .get(digits)
            .is_some_and(|it| b".)".contains(it));
    if is_list {
        out.insert(digits, '\\');
    } else if out.starts_with('-') {
        out.insert(0, '\\');
    }
    out
}

fn percent_encoded(link: &str) -> String {
    let mut out = String::new();
    for byte in link.bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentId, load_bytes};
    use crate::notes::any_note::{any_note, hostile_text};
    use crate::notes::{Body, NoteId, Target};
    use crate::text::Span;
    use jiff::Timestamp;
    use proptest::prelude::*;

    #[test]
    fn a_lost_or_doubtful_note_is_said_to_be_one() {
        let before = "Japan plans to spend 68 billion dollars by 2027.";
        let report = |now: &str| reported(before, (21, 39), &[now]);
        assert!(!report(before).contains("passage"));
        let doubtful = report("Japan plans to spend 86 billion dollars by 2027.");
        let asked = "in doubt: the document has changed, and the passage is perhaps now";
        assert!(doubtful.contains(asked), "{doubtful}");
        assert!(doubtful.contains("86 billion dollars”"), "{doubtful}");
        let lost = report("Grain, rivers and the weather of the south.");
        let gone = "lost: the passage is not in the document any more";
        assert!(lost.contains(gone), "{lost}");
    }

    /// A note on words of `before`, in a report with documents of the same name that say `now`.
    fn reported(before: &str, quote: (usize, usize), now: &[&str]) -> String {
        let document =
            |text: &&str| load_bytes(DocumentId(0), "a.txt", None, text.as_bytes()).unwrap();
        let before = document(&before);
        let quote = Span::new(&before.text, quote.0, quote.1).unwrap();
        let note = Annotation {
            id: NoteId(uuid::Uuid::from_u128(1)),
            target: Target::of_passage(&before, quote),
            body: Body::default(),
            author: String::new(),
            created: Timestamp::UNIX_EPOCH,
            modified: Timestamp::UNIX_EPOCH,
        };
        let now: Vec<_> = now.iter().map(document).collect();
        let sources: Vec<_> = now.iter().map(|document| Source { document }).collect();
        let mut out = Vec::new();
        write_report(&[&note], &[], &sources, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn of_two_documents_of_one_name_the_one_with_the_passage_is_the_notes() {
        let before = "Japan plans to spend 68 billion dollars by 2027.";
        let (changed, other) = (
            "Japan plans to spend 68 billion dollars by 2028.",
            "Grain, rivers and the weather of the south.",
        );
        let check = |now: &[&str], is_lost: bool| {
            let report = reported(before, (21, 39), now);
            assert_eq!(report.contains("lost: the passage"), is_lost, "{report}");
        };
        check(&[other, changed], false);
        check(&[changed, other], false);
        check(&[changed, changed], false);
        check(&[other, other], true);
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(escaped(text), expected);
    }

    #[test]
    fn words_of_a_document_mean_nothing_to_markdown() {
        check("# head", "\\# head");
        check("![x](http://a)", "\\!\\[x\\](http://a)");
        check("1. one", "1\\. one");
        check("- 5 km", "\\- 5 km");
        check("2.5 per cent (of *GDP*)", "2\\.5 per cent (of \\*GDP\\*)");
        check("    code", "code");
        check(" - ", "\\- ");
        check("<script>", "\\<script\\>");
        check("a\u{202e}b", "a⟦U\\+202E⟧b");
    }

    /// Whether the text is one paragraph of words and nothing else.
    fn is_plain(markdown: &str) -> bool {
        use pulldown_cmark::{Event, Parser, Tag, TagEnd};
        Parser::new(markdown).all(|event| {
            matches!(
                event,
                Event::Text(_)
                    | Event::Start(Tag::Paragraph)
                    | Event::End(TagEnd::Paragraph)
                    | Event::SoftBreak
            )
        })
    }

    proptest! {
        #[test]
        fn hostile_quotes_stay_words(text in hostile_text(), more in "[-*_#>`~+=0-9.)\\[\\]!<&\\\\ a]{0,12}") {
            prop_assert!(is_plain(&escaped(&text)), "{}", escaped(&text));
            prop_assert!(is_plain(&escaped(&more)), "{}", escaped(&more));
        }

        #[test]
        fn every_note_is_in_the_report(note in any_note()) {
            let mut out = Vec::new();
            write_report(&[&note], &[], &[], &mut out).unwrap();
            let report = String::from_utf8(out).unwrap();
            prop_assert!(report.contains(&*dialect::reveal(note.body.text.trim_end())));
            let quote = Some(&note.target.quote.exact).filter(|it| !it.trim().is_empty());
            for line in quote.iter().flat_map(|it| it.lines()) {
                prop_assert!(report.contains(escaped(line).trim_end()));
            }
        }
    }
}
