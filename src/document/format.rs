//! Decides from content, then name, what kind of file bytes are.
//!
//! The content wins, because a PDF named `article.txt` is still a PDF. The name decides only
//! between kinds of text that look alike. Nothing is parsed here.

use std::path::Path;

/// A kind of text that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Shown as it is.
    Plain,
    /// Marks are read and taken away.
    Markdown,
    /// A web page: its article.
    Html,
    /// Comma-separated values and their kin.
    Delimited,
    /// PDF.
    Pdf,
    /// Word.
    Docx,
    /// OpenDocument.
    Odt,
    /// An e-book.
    Epub,
}

impl Format {
    /// Formats with a parser of their own, with the names that the child process knows them by.
    const PARSED: &[(Self, &'static str)] = &[
        (Self::Html, "html"),
        (Self::Delimited, "delimited"),
        (Self::Pdf, "pdf"),
        (Self::Docx, "docx"),
        (Self::Odt, "odt"),
        (Self::Epub, "epub"),
    ];

    /// Whether the format has a parser of its own, which must not be trusted with the bytes.
    pub fn is_parsed(self) -> bool {
        !self.key().is_empty()
    }

    /// What the child process calls it; empty for plain text and Markdown.
    pub fn key(self) -> &'static str {
        let known = Self::PARSED.iter().find(|(format, _)| *format == self);
        known.map_or("", |(_, key)| key)
    }

    /// By what the child process calls it.
    pub fn of_key(key: &str) -> Option<Self> {
        let known = Self::PARSED.iter().find(|(_, known)| *known == key)?;
        Some(known.0)
    }
}

/// How many bytes at the start decide whether a file is text.
const HEAD: usize = 64 * 1024;

/// Signatures that no text begins with, and what they mean in a sentence after "this looks like".
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\0\0\x01\0", "an icon"),
    (b"8BPS\0", "a Photoshop picture"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"%!PS", "a PostScript document"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an older Word, Excel or PowerPoint document",
    ),
    (b"\x7fELF", "a program"),
    (b"\xfe\xed\xfa\xce", "a program"),
    (b"\xfe\xed\xfa\xcf", "a program"),
    (b"\xce\xfa\xed\xfe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\0asm", "a program"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"\xfd7zXZ\0", "a compressed file (xz)"),
    (b"\x28\xb5\x2f\xfd", "a compressed file (zstd)"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
    (b"Rar!\x1a\x07", "an archive (RAR)"),
    (b"SQLite format 3\0", "a database"),
    (b"ID3\x03", "a sound recording"),
    (b"ID3\x04", "a sound recording"),
    (b"OggS\0", "a sound recording"),
    (b"fLaC\0", "a sound recording"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"PAR1", "a table in the Parquet format"),
    (b"\xff\xfe\0\0", "text in the rare encoding UTF-32"),
    (b"\0\0\xfe\xff", "text in the rare encoding UTF-32"),
];

/// Says what kind of text the bytes are, or what they are instead.
pub fn sniff(name: &str, bytes: &[u8]) -> Result<Format, &'static str> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if is_pdf(head) {
        return Ok(Format::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return zip_kind(name, head, bytes);
    }
    if let Some(what) = not_text(head) {
        return Err(what);
    }
    if utf16_order(bytes).is_none() && (is_binary(head) || is_binary(bytes)) {
        return Err("a file that is not text");
    }
    Ok(match extension(name).as_deref() {
        Some("md" | "markdown" | "mdown" | "mkd") => Format::Markdown,
        Some("html" | "htm" | "xhtml" | "xht") => Format::Html,
        _ if begins_like_html(head) => Format::Html,
        Some("csv" | "tsv" | "tab") => Format::Delimited,
        _ => Format::Plain,
    })
}

/// The byte order of UTF-16, by its mark or by where the NULs of Latin text fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    /// Low byte first, as Windows writes it.
    Little,
    /// High byte first.
    Big,
}

/// Recognises UTF-16, with its mark or without.
pub fn utf16_order(bytes: &[u8]) -> Option<ByteOrder> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(ByteOrder::Little),
        [0xfe, 0xff, ..] => return Some(ByteOrder::Big),
        _ => {}
    }
    let head = bytes.get(..bytes.len().min(4096) & !1)?;
    let (mut even, mut odd) = (0usize, 0usize);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.last() == Some(&0));
    }
    // Half of the characters and at least eight: less could be a damaged file of another kind.
    let enough = (head.len() / 4).max(8);
    match (even, odd) {
        (0, odd) if odd >= enough => Some(ByteOrder::Little),
        (even, 0) if even >= enough => Some(ByteOrder::Big),
        _ => None,
    }
}

fn not_text(head: &[u8]) -> Option<&'static str> {
    if let Some((_, what)) = SIGNATURES
        .iter()
        .find(|(signature, _)| head.starts_with(signature))
    {
        return Some(what);
    }
    let has_nul = head.get(..1024).unwrap_or(head).contains(&0);
    match head {
        [b'R', b'I', b'F', b'F', _, _, _, _, kind @ ..] if has_nul => Some(match kind {
            [b'W', b'E', b'B', b'P', ..] => "a WebP picture",
            [b'W', b'A', b'V', b'E', ..] => "a sound recording",
            _ => "a film",
        }),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] if has_nul => Some("a film or picture"),
        // Two letters could begin any text: only together with NULs.
        [b'B', b'M', ..] if has_nul => Some("a BMP picture"),
        [b'M', b'Z', ..] if has_nul => Some("a program"),
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, ..] => {
            Some("a compressed file (bzip2)")
        }
        _ if head.get(257..262) == Some(b"ustar") && has_nul => Some("an archive (tar)"),
        _ => None,
    }
}

/// A PDF may begin after some other bytes; readers look for it in the first kilobyte. An article that
/// only mentions "%PDF-" has text before it.
fn is_pdf(head: &[u8]) -> bool {
    let start = head.get(..1024).unwrap_or(head);
    find(start, b"%PDF-").is_some_and(|at| {
        at == 0 || find(head, b" obj").is_some() && find(head, b"endobj").is_some()
    })
}

/// An archive says what it is in its first entry or in the list at its end.
fn zip_kind(name: &str, head: &[u8], bytes: &[u8]) -> Result<Format, &'static str> {
    let tail = bytes
        .get(bytes.len().saturating_sub(HEAD)..)
        .unwrap_or(bytes);
    let has = |name: &[u8]| find(head, name).is_some() || find(tail, name).is_some();
    if has(b"application/vnd.oasis.opendocument.text") {
        Ok(Format::Odt)
    } else if find(head, b"application/vnd.oasis.opendocument").is_some() {
        Err("an OpenDocument file that is not a text")
    } else if has(b"application/epub+zip") || has(b"META-INF/container.xml") {
        Ok(Format::Epub)
    } else if has(b"word/document") {
        Ok(Format::Docx)
    } else if has(b"xl/workbook") || has(b"xl/worksheets") {
        Err("an Excel workbook (XLSX)")
    } else if has(b"ppt/") {
        Err("a PowerPoint presentation (PPTX)")
    } else {
        // What the end cannot say any more, because it was cut off, the name still can.
        match extension(name).as_deref() {
            Some("docx" | "docm") => Ok(Format::Docx),
            Some("odt") => Ok(Format::Odt),
            Some("epub") => Ok(Format::Epub),
            _ => Err("an archive (ZIP)"),
        }
    }
}

/// More than one byte in twenty is a control character that text does not hold.
fn is_binary(bytes: &[u8]) -> bool {
    // Backspace, form feed and escape do occur in text: old printers' files and terminal logs.
    let num_controls = bytes
        .iter()
        .filter(|&&byte| matches!(byte, 0..=7 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f))
        .count();
    num_controls.saturating_mul(20) > bytes.len()
}

fn begins_like_html(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let head = head.trim_ascii_start();
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body"]
        .iter()
        .any(|tag| {
            head.get(..tag.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(tag))
        })
}

fn extension(name: &str) -> Option<String> {
    let extension = Path::new(name).extension()?;
    Some(extension.to_str()?.to_ascii_lowercase())
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, bytes: &[u8], expected: Result<Format, &str>) {
        assert_eq!(sniff(name, bytes), expected, "{name}");
    }

    #[test]
    fn content_wins_over_the_name() {
        check("article.txt", b"%PDF-1.7\n%\xe2\xe3", Ok(Format::Pdf));
        check("notes.md", b"\x89PNG\r\n\x1a\n\0\0", Err("a PNG picture"));
        check(
            "a.md",
            b"PK\x03\x04\x14\0\x06\0word/document.xml",
            Ok(Format::Docx),
        );
        check(
            "a.txt",
            b"PK\x03\x04\x14\0\x06\0other",
            Err("an archive (ZIP)"),
        );
        check("a.txt", b"MZ\x90\0\x03\0", Err("a program"));
        check(
            "a.txt",
            b"{\\rtf1\\ansi hello}",
            Err("a rich text (RTF) document"),
        );
    }

    #[test]
    fn a_pdf_may_begin_late_but_a_mention_of_one_is_text() {
        check(
            "x",
            b"\n\n%PDF-1.4\n1 0 obj\n<<>>\nendobj\n",
            Ok(Format::Pdf),
        );
        check(
            "x.txt",
            b"Files that begin with %PDF- are PDFs.",
            Ok(Format::Plain),
        );
    }

    #[test]
    fn the_name_decides_between_kinds_of_text() {
        check("a.md", b"# Title", Ok(Format::Markdown));
        check("A.Markdown", b"# Title", Ok(Format::Markdown));
        check("a.txt", b"# Title", Ok(Format::Plain));
        check("standard input", b"# Title", Ok(Format::Plain));
        check("a.html", b"plain", Ok(Format::Html));
        check("page", b"  <!DOCTYPE HTML><p>", Ok(Format::Html));
    }

    #[test]
    fn letters_that_open_a_binary_format_may_open_a_text() {
        check("a.txt", b"BMD systems are costly.", Ok(Format::Plain));
        check("a.txt", b"MZ-2 is a name.", Ok(Format::Plain));
        check("a.txt", b"RIFF-raff and others", Ok(Format::Plain));
    }

    #[test]
    fn many_control_characters_are_no_text_and_a_few_are() {
        check(
            "a",
            &[1, 2, 3, 0, 0, 9, 200],
            Err("a file that is not text"),
        );
        check(
            "a",
            b"Japan plans to spend\0 10 trillion yen.",
            Ok(Format::Plain),
        );
        check("log", b"\x1b[1mbold\x1b[0m", Ok(Format::Plain));
        let mut long = b"text ".repeat(HEAD / 5 + 1);
        long.extend([0u8; HEAD]);
        check("late.bin", &long, Err("a file that is not text"));
    }

    #[test]
    fn utf16_is_text_with_its_mark_and_without() {
        let little: Vec<u8> = "Japan’s plan for 2027"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check("a.txt", &little, Ok(Format::Plain));
        assert_eq!(utf16_order(&little), Some(ByteOrder::Little));
        let big: Vec<u8> = "Japan’s plan for 2027"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(utf16_order(&big), Some(ByteOrder::Big));
        assert_eq!(utf16_order(b"\xff\xfea\0"), Some(ByteOrder::Little));
        assert_eq!(utf16_order(b"plain"), None);
        assert_eq!(utf16_order(b""), None);
        check(
            "a.txt",
            b"\xff\xfe\0\0a\0\0\0",
            Err("text in the rare encoding UTF-32"),
        );
    }

    #[test]
    fn utf8_that_ends_in_the_middle_is_still_text() {
        check("a.txt", &"é".as_bytes()[..1], Ok(Format::Plain));
    }
}
