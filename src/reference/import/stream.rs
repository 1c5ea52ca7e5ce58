//! Rows of a CSV stream with their number in the file, whatever the separator, in bounded memory.
//!
//! A row is not more than [`MAX_ROW`] bytes: a quote that is never closed would make the whole file
//! one row, and is said with the row it begins in.

use std::cell::RefCell;
use std::io::{self, Chain, Cursor, Read};
use std::rc::Rc;

use sha2::{Digest as _, Sha256};

use super::{ImportError, TableProblem};

/// More than a row of any publisher, with 80 years and long notes.
const MAX_ROW: u64 = 1 << 20;

/// What is looked at to tell the separator.
const SAMPLE: u64 = 16 * 1024;

/// What a stream read so far.
#[derive(Default)]
struct Seen {
    hash: Sha256,
    num_bytes: u64,
    since_row: u64,
}

/// Line ends of any system as `\n`, and one at the very end: then the line on which a row begins can
/// be told from where it ends.
#[derive(Default)]
struct LineEnds {
    /// The last byte was a carriage return, already passed on as a line end.
    after_return: bool,
    last: u8,
    is_done: bool,
}

struct Counted<'a> {
    input: Chain<Cursor<Vec<u8>>, &'a mut dyn Read>,
    seen: Rc<RefCell<Seen>>,
    ends: LineEnds,
}

impl LineEnds {
    /// Rewrites the bytes in place; how many are left.
    fn rewrite(&mut self, bytes: &mut [u8]) -> usize {
        let mut kept = 0;
        for at in 0..bytes.len() {
            let byte = bytes.get(at).copied().unwrap_or_default();
            let is_second = byte == b'\n' && std::mem::take(&mut self.after_return);
            self.after_return = byte == b'\r';
            if is_second {
                continue;
            }
            self.last = if byte == b'\r' { b'\n' } else { byte };
            if let Some(place) = bytes.get_mut(kept) {
                *place = self.last;
            }
            kept += 1;
        }
        kept
    }
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let num = self.input.read(buffer)?;
            if num == 0 {
                let is_open = !std::mem::replace(&mut self.ends.is_done, true);
                return Ok(match buffer.first_mut() {
                    Some(place) if is_open && self.ends.last != b'\n' => {
                        *place = b'\n';
                        1
                    }
                    _ => 0,
                });
            }
            let read = buffer.get_mut(..num).unwrap_or_default();
            let mut seen = self.seen.borrow_mut();
            seen.num_bytes += num as u64;
            seen.since_row += num as u64;
            if seen.since_row > 2 * MAX_ROW {
                return Err(io::Error::other(TooLong));
            }
            seen.hash.update(&*read);
            // A lone second half of a line end leaves nothing, which would read as the end.
            let kept = self.ends.rewrite(read);
            if kept > 0 {
                return Ok(kept);
            }
        }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the row does not end")]
struct TooLong;

pub(super) struct Rows<'a> {
    reader: csv::Reader<Counted<'a>>,
    seen: Rc<RefCell<Seen>>,
    separator: u8,
    row: u64,
}

impl<'a> Rows<'a> {
    pub(super) fn new(input: &'a mut dyn Read) -> Result<Self, ImportError> {
        let mut start = Vec::new();
        Read::take(&mut *input, SAMPLE).read_to_end(&mut start)?;
        let wrong = |problem: &str| {
            ImportError::NotATable(TableProblem {
                row: 1,
                column: "A".to_owned(),
                problem: problem.to_owned(),
            })
        };
        if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
            return Err(wrong("the file is UTF-16; save it as “CSV UTF-8”"));
        }
        if start.starts_with(b"PK\x03\x04") {
            return Err(wrong(
                "the file is a spreadsheet; save its sheet as CSV first",
            ));
        }
        if start.contains(&0) {
            return Err(wrong("the file is no text; a table is saved as CSV"));
        }
        if start.iter().all(u8::is_ascii_whitespace) {
            return Err(wrong("the file is empty"));
        }
        let separator = separator(&start);
        let seen: Rc<RefCell<Seen>> = Rc::default();
        let counted = Counted {
            input: Cursor::new(start).chain(input),
            seen: Rc::clone(&seen),
            ends: LineEnds::default(),
        };
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .buffer_capacity(64 * 1024)
            .from_reader(counted);
        Ok(Self {
            reader,
            seen,
            separator,
            row: 0,
        })
    }

    /// The next row that is not empty; false at the end.
    pub(super) fn read(&mut self, row: &mut csv::ByteRecord) -> Result<bool, ImportError> {
        self.seen.borrow_mut().since_row = 0;
        let line = self.reader.position().line();
        match self.reader.read_byte_record(row) {
            Ok(more) => {
                if more {
                    let inside =
                        row.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
                    let end = self.reader.position().line();
                    self.row = end.saturating_sub(inside + 1);
                }
                Ok(more)
            }
            Err(error) => match error.into_kind() {
                csv::ErrorKind::Io(error) if is_too_long(&error) => {
                    Err(ImportError::NotATable(TableProblem {
                        row: line,
                        column: "A".to_owned(),
                        problem: "the row does not end; close the quote that begins in it"
                            .to_owned(),
                    }))
                }
                csv::ErrorKind::Io(error) => Err(ImportError::Io(error)),
                other => Err(ImportError::Io(io::Error::other(format!("{other:?}")))),
            },
        }
    }

    /// The line on which the last row begins, counted from 1.
    pub(super) const fn row(&self) -> u64 {
        self.row
    }

    /// Whether a comma is the sign before decimals: where it does not separate cells.
    pub(super) const fn comma_decimals(&self) -> bool {
        self.separator != b','
    }

    pub(super) fn num_bytes(&self) -> u64 {
        self.seen.borrow().num_bytes
    }

    /// Of everything read so far, in hexadecimal.
    pub(super) fn sha256(&self) -> String {
        let hash = self.seen.borrow().hash.clone().finalize();
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn is_too_long(error: &io::Error) -> bool {
    let cause = error.get_ref().map(|it| it as &dyn std::error::Error);
    cause.is_some_and(<dyn std::error::Error>::is::<TooLong>)
}

/// The one of comma, semicolon and tab that cuts most lines into most cells.
fn separator(start: &[u8]) -> u8 {
    let count = |separator: u8| {
        let lines = start.split(|byte| *byte == b'\n').take(60);
        lines
            .map(|line| line.iter().filter(|byte| **byte == separator).count())
            .filter(|num| *num > 0)
            .map(|num| num.min(100) + 3)
            .sum::<usize>()
    };
    let all = [b',', b';', b'\t'];
    let best = all.into_iter().max_by_key(|it| (count(*it), *it == b','));
    best.unwrap_or(b',')
}
