//! How much a document may ask for, counted on what really comes out.
//!
//! Headers of archives and pages promise sizes; none of them is believed. Every number here is a
//! choice between the largest honest report we know of (a few thousand pages) and what a small
//! machine can bear; none comes from a format's specification.

/// The most bytes of a file whose format has a parser of its own. Text may be larger, because it is
/// not unpacked to anything.
pub const MAX_PARSED_FILE: usize = 256_000_000;

/// The most bytes of one part of an archive after unpacking.
pub const MAX_PART: usize = 256_000_000;

/// The most bytes of all parts of one file after unpacking.
pub const MAX_UNPACKED: usize = 512_000_000;

/// The most entries of an archive.
pub const MAX_ENTRIES: usize = 10_000;

/// The deepest nesting of XML.
pub const MAX_XML_DEPTH: usize = 256;

/// The deepest nesting of a web page that is read as such.
pub const MAX_HTML_DEPTH: usize = 512;

/// The most repeats of a space, cell or row that a document may ask for in a few bytes.
pub const MAX_REPEATS: usize = 64;

/// The most bytes of text that a parser hands over.
pub const MAX_TEXT: usize = 96_000_000;

/// The most blocks that a parser hands over.
pub const MAX_PARSED_BLOCKS: usize = 1_000_000;

/// The most marks on one letter that are kept. Writing with many of them (Vietnamese, Hebrew with
/// points) needs three or four.
pub const MAX_MARKS: u8 = 16;

/// Memory that the child process may map: the promise of 1 GiB less what the program needs itself.
pub const MAX_CHILD_MEMORY: u64 = 1_000_000_000;

/// Seconds of work for any file, and for each started 4 MB of it one more.
pub const WORK_SECS: u64 = 20;

/// Seconds of work that a file of this many bytes may take.
#[must_use]
pub const fn work_secs(num_bytes: usize) -> u64 {
    WORK_SECS + (num_bytes / 4_000_000) as u64
}
