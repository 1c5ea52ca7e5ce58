//! What plain text and Markdown share: how a line announces itself as an entry of a list or of the
//! references, which headings open the references, and the counts and title of a finished text.

use super::{Block, BlockKind, Warning};

/// The longest title that is shown, in bytes; a longer heading is a paragraph in disguise.
const MAX_TITLE: usize = 200;

/// What the start of a line says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// "\[1\] …": an entry of the reference list.
    Reference,
    /// "• …" or "- …".
    Bullet,
    /// "1. …", "(a) …".
    Numbered,
    /// "2014: …", "12 May 2022 – …": an entry of a chronology.
    Dated,
}

/// A sign of Chinese or Japanese writing, which has no spaces between words.
pub(super) const fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

/// Reads the marker at the start of a line that has no leading space. The line must go on after it.
pub(super) fn marker_of(line: &str) -> Option<Marker> {
    let mut chars = line.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    match first {
        '[' => {
            let rest = rest.strip_prefix('^').unwrap_or(rest);
            let (number, rest) = split_digits(rest);
            let rest = rest.strip_prefix(']')?;
            let has_words = rest.chars().any(char::is_alphanumeric);
            ((1..=4).contains(&number.len()) && has_words).then_some(Marker::Reference)
        }
        // A footnote: "¹ See the report".
        '¹' | '²' | '³' | '⁴' | '⁵' | '⁶' | '⁷' | '⁸' | '⁹' => {
            let rest = rest.trim_start_matches(['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
            has_words(rest).then_some(Marker::Reference)
        }
        '•' | '◦' | '▪' | '‣' | '●' | '■' | '·' | '∙' | '►' | '▶' | '➤' | '✓' | '✔' | '□' | '❖' => {
            has_words(rest).then_some(Marker::Bullet)
        }
        '-' | '*' | '–' | '+' => {
            (rest.starts_with([' ', '\t']) && has_words(rest)).then_some(Marker::Bullet)
        }
        '(' => {
            let close = rest.char_indices().take(4).find(|&(_, c)| c == ')')?.0;
            let (label, rest) = rest.split_at_checked(close)?;
            let rest = rest.strip_prefix(')')?;
            (is_label(label) && rest.starts_with([' ', '\t']) && has_words(rest))
                .then_some(Marker::Numbered)
        }
        _ => {
            if is_dated(line) {
                return Some(Marker::Dated);
            }
            let dot = line
                .char_indices()
                .take(4)
                .find(|&(_, c)| matches!(c, '.' | ')'))?
                .0;
            let (label, rest) = line.split_at_checked(dot)?;
            let is_letter = label.len() == 1 && rest.starts_with(')');
            let is_number = label.bytes().all(|byte| byte.is_ascii_digit());
            let rest = rest.get(1..)?;
            ((is_number || is_letter && is_label(label))
                && !label.is_empty()
                && rest.starts_with([' ', '\t'])
                && has_words(rest))
            .then_some(Marker::Numbered)
        }
    }
}

/// "2014: …", "May 2022 – …", "12 May 2022: …": a short label that ends with a year, and words.
fn is_dated(line: &str) -> bool {
    const MAX_LABEL: usize = 24;
    let bytes = line.as_bytes();
    if !bytes.first().is_some_and(u8::is_ascii_alphanumeric) {
        return false;
    }
    let Some(at) = bytes
        .iter()
        .take(MAX_LABEL)
        .position(|&byte| byte == b':' || !byte.is_ascii() || byte == b'-')
    else {
        return false;
    };
    let (label, rest) = (line.get(..at).unwrap_or(""), line.get(at..).unwrap_or(""));
    let after = rest.strip_prefix(':').or_else(|| {
        let dash = label.ends_with(' ');
        let signs = ["–", "—", "-"];
        signs
            .iter()
            .find_map(|sign| rest.strip_prefix(sign))
            .filter(|_| dash)
    });
    let goes_on = after.is_some_and(|after| after.starts_with(' ') && has_words(after));
    let label = label.trim_end();
    let year = label.len().checked_sub(4).and_then(|at| label.get(at..));
    let is_year = year.is_some_and(|year| {
        (year.starts_with("19") || year.starts_with("20"))
            && year.bytes().all(|byte| byte.is_ascii_digit())
    });
    let date = label.get(..label.len().saturating_sub(4)).unwrap_or("");
    let is_date = date.split_whitespace().all(|word| {
        word.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b',')
            || is_month(word)
    });
    goes_on && is_year && is_date && date.split_whitespace().nth(3).is_none()
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    word.len() <= 9 && MONTHS.iter().any(|month| word.starts_with(month))
}

fn split_digits(text: &str) -> (&str, &str) {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// "12", "a" or "iv".
fn is_label(label: &str) -> bool {
    !label.is_empty()
        && (label.bytes().all(|byte| byte.is_ascii_digit())
            || label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_lowercase())
            || label.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x')))
}

/// How many bytes of a paragraph are its dateline: "TOKYO, Jan 18 (Reuters) - ", "Tokyo — ",
/// "WARSAW -- ". The place says where the report was written, not whom it is about.
pub(crate) fn dateline(paragraph: &str) -> Option<usize> {
    const MAX_BYTES: usize = 70;
    if !paragraph.starts_with(char::is_uppercase) {
        return None;
    }
    let mut end = paragraph.len().min(MAX_BYTES);
    while !paragraph.is_char_boundary(end) {
        end -= 1;
    }
    let head = paragraph.get(..end)?;
    if !has_dash(head.as_bytes()) {
        return None;
    }
    let (at, len) = [" -- ", " - ", " – ", " — ", "—"]
        .iter()
        .filter_map(|dash| Some((head.find(dash)?, dash.len())))
        .min()?;
    let (place, rest) = (paragraph.get(..at)?, paragraph.get(at + len..)?);
    let first = place
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    let is_shouted = first.len() > 2 && !first.chars().any(char::is_lowercase);
    let has_agency = place.ends_with(')') && place.contains('(');
    let opens = rest.starts_with(|c: char| c.is_uppercase() || "\"“‘'".contains(c));
    let is_brief = place.split_whitespace().nth(3).is_none()
        && place
            .split_whitespace()
            .all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        && !rest
            .get(..rest.len().min(120))
            .unwrap_or(rest)
            .contains(" — ");
    (opens && (is_shouted || has_agency || is_brief && len > 3)).then_some(at + len)
}

/// Whether a hyphen after a blank or a byte of a longer dash is among these; most paragraphs open
/// without.
fn has_dash(head: &[u8]) -> bool {
    // A hyphen, or the first byte of a longer dash.
    memchr::memchr2_iter(b'-', 0xE2, head).any(|at| match head.get(at) {
        Some(b'-') => at.checked_sub(1).and_then(|before| head.get(before)) == Some(&b' '),
        _ => matches!(head.get(at + 2), Some(0x93 | 0x94)),
    })
}

fn has_words(rest: &str) -> bool {
    rest.chars().any(char::is_alphanumeric)
}

/// Whether numbered entries under this heading are references.
pub(super) fn opens_references(heading: &str) -> bool {
    let words = heading
        .trim_start_matches(|c: char| !c.is_alphabetic())
        .trim_end_matches(|c: char| !c.is_alphabetic());
    [
        "references",
        "reference list",
        "notes",
        "endnotes",
        "footnotes",
        "bibliography",
        "sources",
        "works cited",
        "notes and references",
        "notes and sources",
        "sources and notes",
        "citations",
        "source",
        "footnote",
        "further reading",
        "literature",
        "kaynakça",
    ]
    .iter()
    .any(|name| words.to_lowercase() == *name)
}

/// The first heading, or the first short line if the text begins with one.
pub(super) fn title_of(text: &str, blocks: &[Block]) -> Option<String> {
    /// How far down a title may stand without being a heading.
    const NUM_BLOCKS: usize = 3;
    let heading = blocks
        .iter()
        .find(|block| matches!(block.kind, BlockKind::Heading { .. }));
    let short = blocks.iter().take(NUM_BLOCKS).find(|block| {
        let words = block.span.slice(text);
        block.kind == BlockKind::Paragraph && words.len() <= MAX_TITLE && is_one_short_line(words)
    });
    let words = heading.or(short)?.span.slice(text);
    let words = words.trim_start_matches('#').trim();
    let mut title = String::new();
    for word in words.split_whitespace() {
        if title.len() + word.len() >= MAX_TITLE {
            title.push('…');
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.extend(word.chars().filter(|&c| !is_control(c) && !is_bidi(c)));
    }
    (!title.is_empty()).then_some(title)
}

fn is_one_short_line(words: &str) -> bool {
    !words.contains('\n') && words.chars().count() <= 120 && !words.starts_with("By ")
}

/// Counts over a whole text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Survey {
    /// Runs of letters and digits.
    pub(super) num_words: usize,
    /// Control characters other than tab, line feed and form feed.
    num_controls: usize,
    /// Characters that turn the direction of writing by force.
    num_bidi: usize,
}

/// One walk over the text.
pub(super) fn survey(text: &str) -> Survey {
    let mut survey = Survey::default();
    let mut in_word = false;
    for c in text.chars() {
        let is_word = c.is_alphanumeric();
        survey.num_words += usize::from(is_word && !in_word);
        in_word = is_word;
        survey.num_controls += usize::from(is_control(c));
        survey.num_bidi += usize::from(is_bidi(c));
    }
    survey
}

impl Survey {
    /// What a reader should be told. The characters stay in the text, because offsets must lead to
    /// the file; whoever paints or exports them makes them visible.
    pub(super) fn warnings(self) -> Vec<Warning> {
        let count = |num: usize, one: &str, many: &str| match num {
            0 => None,
            1 => Some(Warning(format!("The text holds one {one}"))),
            _ => Some(Warning(format!("The text holds {num} {many}"))),
        };
        let controls = count(
            self.num_controls,
            "control character that is not part of readable text",
            "control characters that are not part of readable text",
        );
        let bidi = count(
            self.num_bidi,
            "character that turns the direction of writing: what is shown may be in another order than what is stored",
            "characters that turn the direction of writing: what is shown may be in another order than what is stored",
        );
        controls.into_iter().chain(bidi).collect()
    }
}

/// Form feeds are page breaks in text taken from printed pages, and U+0085 is a line end.
pub(super) const fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0b' | '\x0e'..='\x1f' | '\x7f'..='\u{84}' | '\u{86}'..='\u{9f}')
}

pub(super) const fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<Marker>) {
        assert_eq!(marker_of(line), expected, "{line:?}");
    }

    #[test]
    fn reference_entries() {
        check("[1] “Japan Signs”", Some(Marker::Reference));
        check("[12]Ibid.", Some(Marker::Reference));
        check("[^3]: A note", Some(Marker::Reference));
        check("¹ See the report.", Some(Marker::Reference));
        check("¹²See the report.", Some(Marker::Reference));
        check("¹", None);
        check("[1]", None);
        check("[1].", None);
        check("[a] word", None);
        check("[12345] word", None);
        check("[1 word", None);
    }

    #[test]
    fn list_entries() {
        check("- first", Some(Marker::Bullet));
        check("• first", Some(Marker::Bullet));
        check("•first", Some(Marker::Bullet));
        check("► first", Some(Marker::Bullet));
        check("1. first", Some(Marker::Numbered));
        check("12) first", Some(Marker::Numbered));
        check("2014: The allies met", Some(Marker::Dated));
        check("12 May 2022 – The allies met", Some(Marker::Dated));
        check("March 2022: The allies met", Some(Marker::Dated));
        check("In 2022: The allies met", None);
        check("2022-23 was hard", None);
        check("2014:", None);
        check("(iv) fourth", Some(Marker::Numbered));
        check("a) first", Some(Marker::Numbered));
    }

    #[test]
    fn figures_and_dashes_are_not_lists() {
        check("-5 degrees", None);
        check("1.3 trillion yen", None);
        check("2024. A year", None);
        check("A. Smith said", None);
        check("--- ", None);
        check("- ", None);
        check("", None);
        check("(see above) it", None);
        check("é. x", None);
    }

    #[track_caller]
    fn check_dateline(paragraph: &str, expected: Option<&str>) {
        let found = dateline(paragraph).map(|len| paragraph.get(..len).unwrap());
        assert_eq!(found, expected, "{paragraph}");
    }

    #[test]
    fn datelines_say_where_a_report_was_written() {
        check_dateline(
            "TOKYO, Jan 18 (Reuters) - Japan signed.",
            Some("TOKYO, Jan 18 (Reuters) - "),
        );
        check_dateline("WARSAW -- Poland signed.", Some("WARSAW -- "));
        check_dateline("Tokyo — Japan signed.", Some("Tokyo — "));
        check_dateline(
            "Seoul (Yonhap) – South Korea signed.",
            Some("Seoul (Yonhap) – "),
        );
        check_dateline("OSLO — “We signed.”", Some("OSLO — "));
    }

    #[test]
    fn other_dashes_make_no_dateline() {
        check_dateline("Japan — the largest buyer — signed.", None);
        check_dateline("Japan signed the deal - It is large.", None);
        check_dateline("Japan signed.", None);
        check_dateline("it — It", None);
        check_dateline("", None);
    }

    #[test]
    fn headings_that_open_references() {
        for heading in ["References", "NOTES", "7. Bibliography", "## Sources:"] {
            assert!(opens_references(heading), "{heading}");
        }
        assert!(!opens_references("Sources of friction"));
    }

    #[test]
    fn words_and_odd_characters_are_counted() {
        let found = survey("Japan’s 10 trillion\0 yen\u{202e}.\t\n\x0c\u{1b}");
        assert_eq!(found.num_words, 5);
        assert_eq!((found.num_controls, found.num_bidi), (2, 1));
        let warnings = found.warnings();
        assert!(warnings[0].0.contains("2 control characters"));
        assert!(warnings[1].0.contains("one character that turns"));
        assert!(survey("plain").warnings().is_empty());
    }
}
