//! What a parser hands over: text, blocks, pages, and what the file says about itself.
//!
//! A parcel crosses from the child process as one line of JSON, so it is checked again on this side:
//! spans lie on character borders, in order, and apart. A child that was taken over by its input can
//! therefore lie about the words of its own file and do nothing else.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::links::{MAX_LINKS, clean_address};
use super::{Block, BlockKind, Link, Warning};
use crate::text::Span;

/// What a file says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its title, where the file names one apart from its text.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was written or published.
    pub date: Option<Date>,
    /// Its language, as the file writes it ("en-GB").
    pub language: Option<String>,
    /// What its text was read as, "windows-1252"; `None` for formats that leave no choice.
    pub encoding: Option<String>,
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageStart {
    /// Byte of the text.
    pub start: usize,
    /// Counted from 1, as readers of PDF files count.
    pub number: u32,
}

/// A parsed file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parcel {
    /// With LF line ends.
    pub text: String,
    /// In order, apart, on character borders.
    pub blocks: Vec<Block>,
    /// In order of their start.
    pub pages: Vec<PageStart>,
    /// In order, apart, on character borders.
    pub links: Vec<Link>,
    /// What the file says about itself.
    pub about: About,
    /// What was left out or is doubtful.
    pub warnings: Vec<Warning>,
}

/// Why a file of a known format cannot be shown, as a sentence without its full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl Refusal {
    /// From words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

/// A parser's answer.
pub type Parsed = Result<Parcel, Refusal>;

#[derive(Serialize, Deserialize)]
struct Wire {
    text: String,
    blocks: Vec<(u8, u32, u32)>,
    pages: Vec<(u32, u32)>,
    links: Vec<(u32, u32, String)>,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
    language: Option<String>,
    encoding: Option<String>,
    warnings: Vec<String>,
    refusal: Option<String>,
}

/// The most characters of a title, a name or a warning that are taken from a parser.
const MAX_WORDS: usize = 500;

/// The most warnings.
const MAX_WARNINGS: usize = 50;

/// One line of JSON.
pub fn to_wire(parsed: &Parsed) -> Vec<u8> {
    let empty = Parcel::default();
    let parcel = parsed.as_ref().unwrap_or(&empty);
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let wire = Wire {
        text: parcel.text.clone(),
        blocks: parcel
            .blocks
            .iter()
            .map(|block| {
                let (start, end) = (block.span.start(), block.span.end());
                (code_of(block.kind), number(start), number(end))
            })
            .collect(),
        pages: parcel
            .pages
            .iter()
            .map(|page| (number(page.start), page.number))
            .collect(),
        links: parcel
            .links
            .iter()
            .map(|link| {
                let (start, end) = (link.span.start(), link.span.end());
                (number(start), number(end), link.address.to_string())
            })
            .collect(),
        title: parcel.about.title.clone(),
        author: parcel.about.author.clone(),
        date: parcel.about.date.map(|date| date.to_string()),
        language: parcel.about.language.clone(),
        encoding: parcel.about.encoding.clone(),
        warnings: parcel.warnings.iter().map(|it| it.0.clone()).collect(),
        refusal: parsed.as_ref().err().map(|refusal| refusal.0.clone()),
    };
    serde_json::to_vec(&wire).unwrap_or_default()
}

/// Reads what [`to_wire`] wrote; `None` when it breaks a promise.
pub fn from_wire(bytes: &[u8]) -> Option<Parsed> {
    let wire: Wire = serde_json::from_slice(bytes).ok()?;
    let short = |words: String| -> String { words.chars().take(MAX_WORDS).collect() };
    if let Some(refusal) = wire.refusal {
        return Some(Err(Refusal(short(refusal))));
    }
    let mut blocks = Vec::with_capacity(wire.blocks.len());
    let mut end = 0;
    for (code, from, to) in wire.blocks {
        let span = Span::new(&wire.text, from as usize, to as usize)?;
        if span.start() < end || span.is_empty() {
            return None;
        }
        end = span.end();
        let kind = kind_of(code)?;
        blocks.push(Block { span, kind });
    }
    let mut pages: Vec<PageStart> = Vec::with_capacity(wire.pages.len());
    for (start, number) in wire.pages {
        let start = start as usize;
        let goes_on = pages.last().is_none_or(|last| last.start <= start);
        if !goes_on || start > wire.text.len() {
            return None;
        }
        pages.push(PageStart { start, number });
    }
    let mut links: Vec<Link> = Vec::with_capacity(wire.links.len().min(MAX_LINKS));
    let mut end = 0;
    for (from, to, address) in wire.links.into_iter().take(MAX_LINKS) {
        let span = Span::new(&wire.text, from as usize, to as usize)?;
        if span.start() < end || span.is_empty() {
            return None;
        }
        end = span.end();
        // An address that is none is no reason to refuse the text.
        if let Some(address) = clean_address(&address) {
            links.push(Link { span, address });
        }
    }
    Some(Ok(Parcel {
        blocks,
        pages,
        links,
        about: About {
            title: wire.title.map(short),
            author: wire.author.map(short),
            date: wire.date.and_then(|date| date.parse().ok()),
            language: wire.language.map(short),
            encoding: wire.encoding.map(short),
        },
        warnings: wire
            .warnings
            .into_iter()
            .take(MAX_WARNINGS)
            .map(|words| Warning(short(words)))
            .collect(),
        text: wire.text,
    }))
}

const fn code_of(kind: BlockKind) -> u8 {
    match kind {
        BlockKind::Paragraph => 0,
        BlockKind::Heading { level } => level,
        BlockKind::ListItem => 11,
        BlockKind::Quote => 12,
        BlockKind::Reference => 13,
        BlockKind::Preformatted => 14,
        BlockKind::Table => 15,
        BlockKind::Picture => 16,
    }
}

const fn kind_of(code: u8) -> Option<BlockKind> {
    Some(match code {
        0 => BlockKind::Paragraph,
        level @ 1..=6 => BlockKind::Heading { level },
        11 => BlockKind::ListItem,
        12 => BlockKind::Quote,
        13 => BlockKind::Reference,
        14 => BlockKind::Preformatted,
        15 => BlockKind::Table,
        16 => BlockKind::Picture,
        _ => return None,
    })
}

/// Reads a date from the start of "2024-01-18T10:00:00Z", as files write it.
pub(super) fn date_of(words: &str) -> Option<Date> {
    let words = words.trim();
    words.get(..10).unwrap_or(words).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel() -> Parcel {
        let text = "Titel é\n\nWords.\n".to_owned();
        let block = |from, to, kind| Block {
            span: Span::new(&text, from, to).unwrap(),
            kind,
        };
        let blocks = vec![
            block(0, 8, BlockKind::Heading { level: 2 }),
            block(10, 16, BlockKind::Reference),
        ];
        let links = vec![Link {
            span: Span::new(&text, 10, 15).unwrap(),
            address: "https://a.example".into(),
        }];
        Parcel {
            blocks,
            links,
            pages: vec![PageStart {
                start: 0,
                number: 1,
            }],
            about: About {
                date: date_of("2024-01-18T09:00:00Z"),
                author: Some("A. Writer".to_owned()),
                ..About::default()
            },
            warnings: vec![Warning("one".to_owned())],
            text,
        }
    }

    #[test]
    fn a_parcel_crosses_unchanged() {
        let sent = Ok(parcel());
        assert_eq!(from_wire(&to_wire(&sent)), Some(sent));
        let refused = Err(Refusal::new("this is a scan"));
        assert_eq!(from_wire(&to_wire(&refused)), Some(refused));
    }

    #[track_caller]
    fn check_lie(from: &str, to: &str) {
        let honest = String::from_utf8(to_wire(&Ok(parcel()))).unwrap();
        assert!(honest.contains(from), "{honest}");
        assert_eq!(from_wire(honest.replace(from, to).as_bytes()), None);
    }

    #[test]
    fn a_child_that_lies_is_not_believed() {
        check_lie("[2,0,8]", "[2,0,7]");
        check_lie("[2,0,8]", "[2,0,12]");
        check_lie("[2,0,8]", "[2,8,0]");
        check_lie("[13,10,16]", "[13,10,99]");
        check_lie("[13,10,16]", "[99,10,16]");
        check_lie("[[0,1]]", "[[0,1],[99,2]]");
        check_lie("[10,15,", "[10,99,");
        check_lie("[10,15,", "[10,10,");
        check_lie("[10,15,", "[0,8,\"x\"],[7,9,");
        assert_eq!(from_wire(b"not a parcel"), None);
    }

    #[test]
    fn an_address_that_is_none_costs_only_its_link() {
        let honest = String::from_utf8(to_wire(&Ok(parcel()))).unwrap();
        let sent = honest.replace("https://a.example", "#here");
        let read = from_wire(sent.as_bytes()).unwrap().unwrap();
        assert_eq!(read.links, []);
        assert_eq!(read.text, parcel().text);
    }
}
