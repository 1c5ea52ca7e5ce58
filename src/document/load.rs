//! Reads a file or a stream into a [`Document`]. With [`folder`], which lists the files of folders, this is
//! the only place of the room that touches the disk.
//!
//! A file is opened once and never waited for: pipes, devices and sockets are refused, and so is
//! everything past [`MAX_BYTES`], counted as the bytes come and not as the folder promises them.
//! What the bytes are is decided by [`format`](super::format); this file joins the steps and adds
//! what every kind of document has (title, number of words, warnings about odd characters).

pub mod folder;

use std::borrow::Cow;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::Encoding;

use super::decode::decode;
use super::format::{Format, sniff, utf16_order};
use super::limits::MAX_HELD_TEXT;
use super::opening::{Early, Options, Watch};
use super::outline::{survey, title_of};
use super::parcel::Parcel;
use super::parser_process::{Apart, Failure, parse_apart};
use super::{
    About, Block, Document, DocumentId, FileStamp, Fingerprint, Link, SourceMap, Warning, markdown,
    txt,
};
use crate::text::CharIndex;

/// Why a document cannot be shown. Paths come last.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// No such file.
    #[error("there is no such file: {}", path.display())]
    NotFound {
        /// As given.
        path: PathBuf,
    },
    /// A folder, device, pipe or socket.
    #[error("this is {what}, not a file with text: {}", path.display())]
    NotAFile {
        /// "a folder", "a device", …
        what: &'static str,
        /// As given.
        path: PathBuf,
    },
    /// A symbolic link, or a chain of them, that leads back to itself.
    #[error("this link leads back to itself, so there is no file behind it: {}", path.display())]
    LinkLoop {
        /// As given.
        path: PathBuf,
    },
    /// The operating system refused.
    #[error("the file could not be read: {}", path.display())]
    Io {
        /// As given.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Larger than [`MAX_BYTES`].
    #[error("the file is larger than {} MB, the most that Rangebook opens: {name}", MAX_BYTES / 1_000_000)]
    TooLarge {
        /// File name.
        name: String,
    },
    /// Content of a kind that is not text.
    #[error("this looks like {what}; {}: {name}", advice(what))]
    NotText {
        /// "a program", "a picture", …
        what: &'static str,
        /// File name.
        name: String,
    },
    /// Of a known format, but it cannot be read.
    #[error("{why}: {name}")]
    Unreadable {
        /// Why, as a sentence without its full stop.
        why: String,
        /// File name.
        name: String,
    },
    /// Nothing to show.
    #[error("the file is empty: {name}")]
    Empty {
        /// File name.
        name: String,
    },
    /// The open documents hold as much text as there is room for.
    #[error("the open documents hold {} MB of text, the most that is held at once; close some and open it again: {name}", MAX_HELD_TEXT / 1_000_000)]
    NoRoom {
        /// File name.
        name: String,
    },
    /// The reader cancelled.
    #[error("opening was cancelled: {name}")]
    Cancelled {
        /// File name.
        name: String,
    },
}

/// What to do about a file that is not read.
fn advice(what: &str) -> &'static str {
    if what.contains("Word") || what.contains("RTF") {
        "save it as DOCX or PDF and open that"
    } else if what.contains("Excel") || what.contains("OpenDocument") {
        "save the sheet as CSV, or the text as ODT or PDF, and open that"
    } else if what.contains("PowerPoint") || what.contains("PostScript") {
        "save it as PDF and open that"
    } else if what.contains("picture") {
        "Rangebook does not read pictures; run text recognition (OCR) over it and open what that gives"
    } else if what.contains("archive") || what.contains("compressed") {
        "unpack it and open what is inside"
    } else {
        "save it as plain text or PDF and open that"
    }
}

/// The most bytes that are read from one file or stream.
pub const MAX_BYTES: usize = 512_000_000;

/// What a folder is called where a file was expected.
pub const A_FOLDER: &str = "a folder";

/// The most bytes of text that is written anew, because of its line ends and because of its encoding.
/// It is held as it was, as it is written, and as it is kept; and a byte of some encodings is three of
/// UTF-8.
const MAX_REWRITTEN: (usize, usize) = (320_000_000, 128_000_000);

/// What standard input is called, in the window and in exports.
pub const STANDARD_INPUT: &str = "standard input";

/// Bytes read between two questions whether to go on.
const CHUNK: usize = 1 << 20;

/// Opens a table to be read row by row, with its size; folders and devices are none.
///
/// # Errors
/// When it cannot be opened.
pub fn open_table(path: &Path) -> std::io::Result<(std::fs::File, u64)> {
    let found = std::fs::metadata(path)?;
    if !found.is_file() {
        return Err(std::io::Error::other("it is no file"));
    }
    Ok((std::fs::File::open(path)?, found.len()))
}

/// Size and time of change of a file, to tell whether it is still the one that was read. Anything
/// but a regular file has none.
pub fn stamp_of(path: &Path) -> Option<FileStamp> {
    stamp(&std::fs::metadata(path).ok()?)
}

fn stamp(metadata: &std::fs::Metadata) -> Option<FileStamp> {
    let changed = metadata.modified().ok()?;
    metadata.is_file().then_some(FileStamp {
        len: metadata.len(),
        changed,
    })
}

/// Reads and parses a file as usual. `cancelled` is asked between steps.
pub fn load_file(
    id: DocumentId,
    path: &Path,
    cancelled: &dyn Fn() -> bool,
) -> Result<Document, LoadError> {
    load_file_as(id, path, Options::default(), &cancelled)
}

/// Reads and parses a file as the reader chose.
pub fn load_file_as(
    id: DocumentId,
    path: &Path,
    options: Options,
    watch: &dyn Watch,
) -> Result<Document, LoadError> {
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let mut file = open_regular(path)?;
    let metadata = file.metadata().ok();
    let size_hint = metadata.as_ref().map_or(0, std::fs::Metadata::len);
    let bytes = read_bounded(&mut file, size_hint, MAX_BYTES, &|| watch.is_cancelled())
        .map_err(|stop| stop.into_error(&name, path))?;
    drop(file);
    let source = Source {
        id,
        name: &name,
        path: Some(path),
        stamp: metadata.as_ref().and_then(stamp),
    };
    parse(&source, &bytes, options, watch)
}

/// Reads and parses a stream, such as standard input, under the name given; `-` is shown as
/// [`STANDARD_INPUT`].
pub fn load_reader(
    id: DocumentId,
    name: &str,
    reader: &mut dyn std::io::Read,
) -> Result<Document, LoadError> {
    let name = if name == "-" { STANDARD_INPUT } else { name };
    let bytes = read_bounded(reader, 0, MAX_BYTES, &|| false)
        .map_err(|stop| stop.into_error(name, Path::new(name)))?;
    load_bytes(id, name, None, &bytes)
}

/// Parses bytes already in memory.
pub fn load_bytes(
    id: DocumentId,
    name: &str,
    path: Option<PathBuf>,
    bytes: &[u8],
) -> Result<Document, LoadError> {
    let source = Source {
        id,
        name,
        path: path.as_deref(),
        stamp: None,
    };
    parse(&source, bytes, Options::default(), &|| false)
}

/// What bytes came from.
struct Source<'a> {
    id: DocumentId,
    name: &'a str,
    path: Option<&'a Path>,
    stamp: Option<FileStamp>,
}

/// Opens a regular file without waiting for anything.
fn open_regular(path: &Path) -> Result<std::fs::File, LoadError> {
    let refuse = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => LoadError::NotFound {
            path: path.to_owned(),
        },
        _ if is_link_loop(&source) => LoadError::LinkLoop {
            path: path.to_owned(),
        },
        _ => LoadError::Io {
            path: path.to_owned(),
            source,
        },
    };
    let check = |metadata: &std::fs::Metadata| match what_it_is(metadata.file_type()) {
        None => Ok(()),
        Some(what) => Err(LoadError::NotAFile {
            what,
            path: path.to_owned(),
        }),
    };
    // Looked at before opening, because opening a device can start it; and again afterwards,
    // because the name may by then stand for something else.
    check(&std::fs::metadata(path).map_err(refuse)?)?;
    let mut options = std::fs::OpenOptions::new();
    options.read(true);
    do_not_wait(&mut options);
    let file = options.open(path).map_err(refuse)?;
    check(&file.metadata().map_err(refuse)?)?;
    Ok(file)
}

/// `None` for a regular file.
fn what_it_is(kind: std::fs::FileType) -> Option<&'static str> {
    if kind.is_file() {
        return None;
    }
    if kind.is_dir() {
        return Some(A_FOLDER);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if kind.is_fifo() {
            return Some("a pipe");
        }
        if kind.is_socket() {
            return Some("a socket");
        }
    }
    Some("a device")
}

/// Opening a pipe that nobody writes to returns at once.
#[cfg(unix)]
fn do_not_wait(options: &mut std::fs::OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    // O_NONBLOCK, which has no effect on regular files. Linux on MIPS and SPARC has other numbers,
    // and is left with the look before opening.
    const DO_NOT_WAIT: i32 = if cfg!(any(target_vendor = "apple", target_os = "freebsd")) {
        0x0004
    } else if cfg!(all(
        target_os = "linux",
        any(
            target_arch = "x86_64",
            target_arch = "x86",
            target_arch = "aarch64",
            target_arch = "arm",
            target_arch = "riscv64"
        )
    )) {
        0x0800
    } else {
        0
    };
    options.custom_flags(DO_NOT_WAIT);
}

#[cfg(not(unix))]
fn do_not_wait(_options: &mut std::fs::OpenOptions) {}

fn is_link_loop(error: &std::io::Error) -> bool {
    // ELOOP; the standard library's own kind for it is not stable.
    let number = if cfg!(target_os = "linux") { 40 } else { 62 };
    cfg!(unix) && error.raw_os_error() == Some(number)
}

/// Why reading ended early.
#[derive(Debug)]
enum Stop {
    TooLarge,
    Cancelled,
    Io(std::io::Error),
}

impl Stop {
    fn into_error(self, name: &str, path: &Path) -> LoadError {
        let name = name.to_owned();
        match self {
            Self::TooLarge => LoadError::TooLarge { name },
            Self::Cancelled => LoadError::Cancelled { name },
            Self::Io(source) => LoadError::Io {
                path: path.to_owned(),
                source,
            },
        }
    }
}

fn read_bounded(
    reader: &mut dyn Read,
    size_hint: u64,
    limit: usize,
    cancelled: &dyn Fn() -> bool,
) -> Result<Vec<u8>, Stop> {
    let hint = usize::try_from(size_hint).unwrap_or(usize::MAX);
    if hint > limit {
        return Err(Stop::TooLarge);
    }
    let mut bytes = Vec::with_capacity(hint);
    loop {
        if cancelled() {
            return Err(Stop::Cancelled);
        }
        let mut chunk = Read::take(&mut *reader, CHUNK as u64);
        let num_read = chunk.read_to_end(&mut bytes).map_err(Stop::Io)?;
        if bytes.len() > limit {
            return Err(Stop::TooLarge);
        }
        if num_read == 0 {
            return Ok(bytes);
        }
    }
}

fn parse(
    source: &Source<'_>,
    bytes: &[u8],
    options: Options,
    watch: &dyn Watch,
) -> Result<Document, LoadError> {
    let name = || source.name.to_owned();
    let go_on = || match watch.is_cancelled() {
        false => Ok(()),
        true => Err(LoadError::Cancelled { name: name() }),
    };
    let empty = || LoadError::Empty { name: name() };
    if bytes.is_empty() {
        return Err(empty());
    }
    let format =
        sniff(source.name, bytes).map_err(|what| LoadError::NotText { what, name: name() })?;
    go_on()?;
    let fingerprint = Fingerprint::of(bytes);
    go_on()?;
    if format.is_parsed() {
        return parse_apart_from(source, bytes, format, fingerprint, options, watch);
    }
    if let Some(most) = too_large_to_rewrite(bytes, options.encoding, MAX_REWRITTEN) {
        return Err(LoadError::Unreadable {
            why: format!(
                "text that is no plain UTF-8 is opened up to {} MB, and this is larger; save it as UTF-8 with LF line ends",
                most / 1_000_000
            ),
            name: name(),
        });
    }
    let decoded = decode(bytes, options.encoding);
    if decoded.text.trim().is_empty() {
        return Err(empty());
    }
    // Each byte of some encodings is three of UTF-8.
    if decoded.text.len() > MAX_BYTES {
        return Err(LoadError::TooLarge { name: name() });
    }
    go_on()?;
    let mut warnings = decoded.warnings;
    let laid_out = lay_out(format, decoded.text, decoded.source_map, &mut warnings);
    go_on()?;
    if laid_out.source_map.is_cut_short() {
        warnings.push(Warning(
            "The text has too many changes to trace its last part back to bytes of the file"
                .to_owned(),
        ));
    }
    let text = Arc::from(laid_out.text);
    let document = finished(source, fingerprint, text, laid_out.blocks);
    go_on()?;
    warnings.extend(document.warnings);
    Ok(Document {
        source_map: laid_out.source_map,
        links: laid_out.links,
        about: About {
            encoding: Some(decoded.encoding.name().to_owned()),
            ..About::default()
        },
        warnings,
        ..document
    })
}

/// The limit that a text is over which must be written anew before it can be shown, read as `chosen`
/// where the reader knows better.
fn too_large_to_rewrite(
    bytes: &[u8],
    chosen: Option<&'static Encoding>,
    (line_ends, encoding): (usize, usize),
) -> Option<usize> {
    if bytes.len() <= encoding {
        return None;
    }
    // UTF-16 of plain letters without its mark is valid UTF-8, too.
    let is_other = chosen.map_or_else(
        || utf16_order(bytes).is_some(),
        |chosen| chosen != encoding_rs::UTF_8,
    );
    if is_other || std::str::from_utf8(bytes).is_err() {
        return Some(encoding);
    }
    let is_over = bytes.len() > line_ends && memchr::memchr(b'\r', bytes).is_some();
    is_over.then_some(line_ends)
}

/// What every document has, whatever it was read from.
fn finished(
    source: &Source<'_>,
    fingerprint: Fingerprint,
    text: Arc<str>,
    blocks: Vec<Block>,
) -> Document {
    let survey = survey(&text);
    Document {
        id: source.id,
        name: source.name.to_owned(),
        path: source.path.map(Path::to_owned),
        stamp: source.stamp,
        title: title_of(&text, &blocks),
        blocks,
        about: About::default(),
        pages: Vec::new(),
        links: Vec::new(),
        fingerprint,
        source_map: SourceMap::default(),
        char_index: CharIndex::new(&text),
        warnings: survey.warnings(),
        num_words: survey.num_words,
        text,
    }
}

/// A document of a format with a parser of its own, read by another process.
fn parse_apart_from(
    source: &Source<'_>,
    bytes: &[u8],
    format: Format,
    fingerprint: Fingerprint,
    options: Options,
    watch: &dyn Watch,
) -> Result<Document, LoadError> {
    let unreadable = |why: String| LoadError::Unreadable {
        why,
        name: source.name.to_owned(),
    };
    if bytes.len() > options.limits.max_file() {
        let most = options.limits.file_mb;
        return Err(unreadable(format!(
            "the file is larger than {most} MB, the most that Rangebook opens of this kind"
        )));
    }
    let mut early = |early: Early| match early {
        Early::Progress { done, of } => watch.progress(share(done, of)),
        Early::FirstPages(parcel) => {
            watch.first_pages(document_of(source, fingerprint, *parcel));
        }
    };
    let mut apart = Apart {
        options,
        is_cancelled: &|| watch.is_cancelled(),
        early: &mut early,
    };
    let parcel = parse_apart(format, bytes, &mut apart).map_err(|failure| match failure {
        Failure::Refused(refusal) => unreadable(refusal.0),
        Failure::Cancelled => LoadError::Cancelled {
            name: source.name.to_owned(),
        },
    })?;
    Ok(document_of(source, fingerprint, parcel))
}

#[expect(clippy::cast_precision_loss, reason = "pages are few")]
fn share(done: usize, of: usize) -> f32 {
    (done as f32 / of.max(1) as f32).clamp(0.0, 1.0)
}

/// A document of what a parser handed over.
fn document_of(source: &Source<'_>, fingerprint: Fingerprint, parcel: Parcel) -> Document {
    let mut warnings = parcel.warnings;
    let text = Arc::from(parcel.text);
    let document = finished(source, fingerprint, text, parcel.blocks);
    warnings.extend(document.warnings);
    let title = document.title.or_else(|| parcel.about.title.clone());
    Document {
        title,
        about: parcel.about,
        pages: parcel.pages,
        links: parcel.links,
        warnings,
        ..document
    }
}

/// A text with its blocks.
struct LaidOut<'a> {
    text: Cow<'a, str>,
    blocks: Vec<Block>,
    links: Vec<Link>,
    source_map: SourceMap,
}

fn lay_out<'a>(
    format: Format,
    text: Cow<'a, str>,
    source_map: SourceMap,
    warnings: &mut Vec<Warning>,
) -> LaidOut<'a> {
    if format == Format::Markdown {
        match markdown::read(&text) {
            Ok(marked) => {
                warnings.extend(marked.warnings);
                return LaidOut {
                    text: Cow::Owned(marked.text),
                    blocks: marked.blocks,
                    links: marked.links,
                    source_map: marked.source_map.through(&source_map),
                };
            }
            Err(why) => warnings.push(why),
        }
    }
    let (blocks, is_cut_short) = txt::blocks(&text);
    if is_cut_short {
        warnings.push(Warning(format!(
            "The text has more than {} paragraphs; those after that are shown as one",
            txt::MAX_BLOCKS
        )));
    }
    LaidOut {
        text,
        blocks,
        links: Vec::new(),
        source_map,
    }
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
