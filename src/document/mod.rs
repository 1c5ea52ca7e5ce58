//! From bytes to a [`Document`]: text, blocks, where they came from, and what was odd.
//!
//! Odd content is a [`Warning`], never an error: an error means that there is nothing to show.

mod archive;
mod decode;
mod delimited;
mod docx;
mod epub;
pub mod fence;
pub mod format;
mod html;
pub mod limits;
pub mod links;
pub mod load;
pub mod markdown;
mod nesting;
mod numbering;
mod odt;
pub mod opening;
pub(crate) mod outline;
pub mod parcel;
pub mod parse;
pub mod parser_process;
mod pdf;
mod raised;
pub mod source_map;
#[cfg(test)]
mod testing;
pub mod txt;
mod writer;
mod xml;

use std::path::PathBuf;
use std::sync::Arc;

pub use links::Link;
pub use load::{LoadError, load_bytes, load_file, load_file_as, load_reader, stamp_of};
pub use parcel::{About, PageStart};
pub use source_map::SourceMap;

use crate::text::{CharIndex, CharOffset, Span};

/// An opened article: what is read, highlighted and noted. Never changed after loading.
#[derive(Clone, Debug)]
pub struct Document {
    /// Identifies the document inside one run of the program.
    pub id: DocumentId,
    /// File name without folders, as shown and as written to exports.
    pub name: String,
    /// Where it was read from; `None` for standard input and the built-in sample.
    pub path: Option<PathBuf>,
    /// Of the file when it was read; `None` for what is no file.
    pub stamp: Option<FileStamp>,
    /// The text, with LF line ends. All spans are of this.
    pub text: Arc<str>,
    /// Headings, paragraphs and so on, in order, disjoint, on character borders.
    pub blocks: Vec<Block>,
    /// The first heading, or the first short line, or what the file calls itself.
    pub title: Option<String>,
    /// SHA-256 of the source bytes.
    pub fingerprint: Fingerprint,
    /// Words that lead to an address, in order and apart. Addresses are shown and never followed.
    pub links: Vec<Link>,
    /// What the file says about itself.
    pub about: About,
    /// Where its pages begin, in order; empty for what has none.
    pub pages: Vec<PageStart>,
    /// From the text back to the bytes of the file; empty where the text was packed or drawn.
    pub source_map: SourceMap,
    /// Bytes to characters.
    pub char_index: CharIndex,
    /// What could not be read or was changed on the way, in plain words.
    pub warnings: Vec<Warning>,
    /// Number of words (runs of letters and digits), for the status line.
    pub num_words: usize,
}

impl Document {
    /// Character offsets of a span, as the notes CSV and the JSON Lines give them.
    pub fn char_range(&self, span: Span) -> (CharOffset, CharOffset) {
        let at = |byte: usize| {
            let byte = crate::text::ByteOffset::from_usize(byte).unwrap_or_default();
            self.char_index.char_offset(&self.text, byte)
        };
        (at(span.start()), at(span.end()))
    }

    /// The page that a place stands on, counted from 1; `None` in a document without pages.
    pub fn page_of(&self, text_offset: usize) -> Option<u32> {
        let after = self.pages.partition_point(|page| page.start <= text_offset);
        Some(self.pages.get(after.checked_sub(1)?)?.number)
    }
}

/// Size and time of change of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileStamp {
    /// Bytes.
    pub len: u64,
    /// When it was last written, by the file system's clock.
    pub changed: std::time::SystemTime,
}

/// Names a document while the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub u32);

/// A paragraph or heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The block's text without its line end.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is to its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading; 1 is the highest.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A quotation set apart.
    Quote,
    /// One entry of the reference list, such as "\[1\] …".
    Reference,
    /// Text whose line ends and spaces were set by its writer: code, tables of plain text.
    Preformatted,
    /// A table: a line a row, " | " between cells.
    Table,
    /// Stands for a picture, which is never loaded: its caption or description, or
    /// [`UNNAMED_PICTURE`](links::UNNAMED_PICTURE).
    Picture,
}

impl BlockKind {
    /// Whether line ends part its rows and must stay: such a block may hold a table.
    pub const fn keeps_lines(self) -> bool {
        matches!(self, Self::Preformatted | Self::Table)
    }
}

/// SHA-256 of the bytes a document was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub [u8; 32]);

impl Fingerprint {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::Digest as _;
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// Reads 64 hexadecimal digits.
    pub fn parse(hex: &str) -> Option<Self> {
        let mut out = [0u8; 32];
        if hex.len() != 64 || !hex.is_ascii() {
            return None;
        }
        for (byte, at) in out.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?;
        }
        Some(Self(out))
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Something the reader should know about how a document was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning(pub String);
