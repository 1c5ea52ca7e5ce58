//! The notes CSV: its columns and rows, out and in again.
//!
//! One row a note, in the order given, in the dialect of [`super::dialect`]. Writing what was read
//! gives the same bytes. Reading finds columns by name, so a table whose columns were moved or
//! added to in a spreadsheet still comes in; a value that cannot be read is an error that names
//! its row and column, and nothing is guessed.

use std::collections::BTreeSet;
use std::io::{Read, Write};

use jiff::Timestamp;

use super::dialect;
use crate::notes::{
    Annotation, Body, Fingerprint, NoteId, NotedFinding, PositionSelector, QuoteSelector, Tag,
    Target,
};

/// The columns, in order.
pub const COLUMNS: [&str; 23] = [
    "id",
    "document",
    "document_sha256",
    "kind",
    "quote",
    "value",
    "unit",
    "start_byte",
    "end_byte",
    "start_char",
    "end_char",
    "prefix",
    "suffix",
    "note",
    "tags",
    "colour",
    "author",
    "created",
    "modified",
    "finding",
    "verdict",
    "detail",
    "source",
];

/// The columns without which there is no note; the others may be missing and are then empty.
const NEEDED: [&str; 5] = ["id", "document", "quote", "note", "created"];

/// Writes the notes, in the order given. `bom` begins the file with a byte-order mark.
pub fn write_notes(notes: &[&Annotation], mut out: impl Write, bom: bool) -> std::io::Result<()> {
    if bom {
        out.write_all(dialect::BYTE_ORDER_MARK)?;
    }
    let mut writer = dialect::writer(out);
    writer.write_record(COLUMNS).map_err(io_error)?;
    for note in notes {
        for cell in row(note) {
            writer
                .write_field(dialect::encode(&cell).as_bytes())
                .map_err(io_error)?;
        }
        writer.write_record(None::<&[u8]>).map_err(io_error)?;
    }
    writer.flush()
}

/// Writing text fields of equal number fails only when the output does.
pub(super) fn io_error(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => std::io::Error::other(format!("{other:?}")),
    }
}

/// The cells of a note, in the order of [`COLUMNS`], before quoting and guarding.
fn row(note: &Annotation) -> [String; COLUMNS.len()] {
    let target = &note.target;
    let at = |get: fn(&PositionSelector) -> u64| {
        target
            .position
            .as_ref()
            .map_or_else(String::new, |position| get(position).to_string())
    };
    let finding = target.finding.as_deref().cloned().unwrap_or_default();
    let tags: Vec<&str> = note.body.tags.iter().map(Tag::as_str).collect();
    [
        note.id.to_string(),
        target.document.clone(),
        target
            .fingerprint
            .map_or_else(String::new, |fingerprint| fingerprint.to_string()),
        target.kind.clone(),
        target.quote.exact.clone(),
        target.value.clone(),
        target.unit.clone(),
        at(|position| position.start_byte),
        at(|position| position.end_byte),
        at(|position| position.start_char),
        at(|position| position.end_char),
        target.quote.prefix.clone(),
        target.quote.suffix.clone(),
        note.body.text.clone(),
        tags.join("|"),
        note.body.colour.clone(),
        note.author.clone(),
        note.created.to_string(),
        note.modified.to_string(),
        finding.rule,
        finding.verdict,
        finding.detail,
        target.source.clone(),
    ]
}

/// Why a table of notes was not read. Rows count from 1, the names of the columns being the first,
/// as a spreadsheet shows them.
#[derive(Debug, thiserror::Error)]
pub enum CsvReadError {
    /// The source failed.
    #[error("the table could not be read")]
    Io {
        /// Why.
        source: std::io::Error,
    },
    /// Another kind of table.
    #[error(
        "the table has no column `{column}`; the first row of a notes table names its columns, \
         as in a table that Rangebook exported"
    )]
    NoColumn {
        /// Its name.
        column: &'static str,
    },
    /// Two columns of one name.
    #[error("the table has two columns `{column}`; remove one of them")]
    TwoColumns {
        /// The name.
        column: &'static str,
    },
    /// Not as many cells as columns.
    #[error("row {row} has {found} cells where the first row has {expected}")]
    Cells {
        /// As a spreadsheet counts.
        row: u64,
        /// As many as the first row.
        expected: u64,
        /// As many as there are.
        found: u64,
    },
    /// Not UTF-8.
    #[error("row {row}, column `{column}` is not UTF-8; save the table as “CSV UTF-8”")]
    Encoding {
        /// As a spreadsheet counts.
        row: u64,
        /// Its name.
        column: &'static str,
    },
    /// Not what the column holds.
    #[error("row {row}, column `{column}`: expected {expected}, found `{found}`")]
    Value {
        /// As a spreadsheet counts.
        row: u64,
        /// Its name.
        column: &'static str,
        /// What the column holds.
        expected: &'static str,
        /// The cell, shortened.
        found: String,
    },
}

/// Reads a table of notes. The file may begin with a byte-order mark.
pub fn read_notes(mut input: impl Read) -> Result<Vec<Annotation>, CsvReadError> {
    let start = without_mark(&mut input).map_err(|source| CsvReadError::Io { source })?;
    let mut reader = dialect::reader(start.as_slice().chain(input));
    let places = places(reader.byte_headers().map_err(|error| csv_error(error, 1))?)?;

    let mut notes = Vec::new();
    let mut seen = BTreeSet::new();
    let mut record = csv::ByteRecord::new();
    let mut number = 2;
    while reader
        .read_byte_record(&mut record)
        .map_err(|error| csv_error(error, number))?
    {
        let row = Row {
            number,
            record: &record,
            places: &places,
        };
        let note = row.note()?;
        if !seen.insert(note.id) {
            return Err(row.value("id", "an id that no other row has", &note.id.to_string()));
        }
        notes.push(note);
        number += 1;
    }
    Ok(notes)
}

/// The first bytes of `input`, less a byte-order mark.
fn without_mark(input: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut start = Vec::new();
    input
        .take(dialect::BYTE_ORDER_MARK.len() as u64)
        .read_to_end(&mut start)?;
    if start == dialect::BYTE_ORDER_MARK {
        start.clear();
    }
    Ok(start)
}

/// Where each of [`COLUMNS`] stands in the table.
fn places(headers: &csv::ByteRecord) -> Result<[Option<usize>; COLUMNS.len()], CsvReadError> {
    let mut places = [None; COLUMNS.len()];
    for (place, column) in places.iter_mut().zip(COLUMNS) {
        let mut found = headers
            .iter()
            .enumerate()
            .filter(|(_, name)| name.trim_ascii() == column.as_bytes())
            .map(|(at, _)| at);
        *place = found.next();
        if found.next().is_some() {
            return Err(CsvReadError::TwoColumns { column });
        }
        if place.is_none() && NEEDED.contains(&column) {
            return Err(CsvReadError::NoColumn { column });
        }
    }
    Ok(places)
}

fn csv_error(error: csv::Error, row: u64) -> CsvReadError {
    match error.into_kind() {
        csv::ErrorKind::Io(source) => CsvReadError::Io { source },
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => CsvReadError::Cells {
            row,
            expected: expected_len,
            found: len,
        },
        other => CsvReadError::Io {
            source: std::io::Error::other(format!("{other:?}")),
        },
    }
}

/// One row of the table.
struct Row<'a> {
    number: u64,
    record: &'a csv::ByteRecord,
    places: &'a [Option<usize>; COLUMNS.len()],
}

impl Row<'_> {
    fn note(&self) -> Result<Annotation, CsvReadError> {
        let id = self.text("id")?;
        let created = self.time("created")?;
        let tags = self.text("tags")?;
        Ok(Annotation {
            id: NoteId::parse(&id).ok_or_else(|| self.value("id", "a UUID", &id))?,
            target: Target {
                document: self.text("document")?,
                fingerprint: self.parse(
                    "document_sha256",
                    "64 hexadecimal digits",
                    Fingerprint::parse,
                )?,
                position: self.position()?,
                quote: QuoteSelector {
                    exact: self.text("quote")?,
                    prefix: self.text("prefix")?,
                    suffix: self.text("suffix")?,
                },
                kind: self.text("kind")?,
                value: self.text("value")?,
                unit: self.text("unit")?,
                source: self.text("source")?,
                finding: NotedFinding::from_cells(
                    self.text("finding")?,
                    self.text("verdict")?,
                    self.text("detail")?,
                ),
            },
            body: Body {
                text: self.text("note")?,
                tags: Tag::parse_all(tags.split('|')),
                colour: self.text("colour")?,
            },
            author: self.text("author")?,
            created: created.ok_or_else(|| self.value("created", TIME, ""))?,
            modified: self.time("modified")?.or(created).unwrap_or_default(),
        })
    }

    fn position(&self) -> Result<Option<PositionSelector>, CsvReadError> {
        let at = |column| self.parse(column, OFFSET, offset);
        let all = (
            at("start_byte")?,
            at("end_byte")?,
            at("start_char")?,
            at("end_char")?,
        );
        match all {
            (None, None, None, None) => Ok(None),
            (Some(start_byte), Some(end_byte), Some(start_char), Some(end_char)) => {
                for (column, start, end) in [
                    ("end_byte", start_byte, end_byte),
                    ("end_char", start_char, end_char),
                ] {
                    if end < start {
                        let found = end.to_string();
                        return Err(self.value(
                            column,
                            "an end that is not before its start",
                            &found,
                        ));
                    }
                }
                Ok(Some(PositionSelector {
                    start_byte,
                    end_byte,
                    start_char,
                    end_char,
                }))
            }
            _ => Err(self.value("start_byte", "all four of the offsets or none", "")),
        }
    }

    /// The text of a cell; empty when the table has no such column.
    fn text(&self, column: &'static str) -> Result<String, CsvReadError> {
        let place = COLUMNS
            .iter()
            .position(|name| *name == column)
            .and_then(|at| self.places.get(at).copied().flatten());
        let cell = place.and_then(|at| self.record.get(at)).unwrap_or(b"");
        let cell = std::str::from_utf8(cell)
            .ok()
            .ok_or(CsvReadError::Encoding {
                row: self.number,
                column,
            })?;
        Ok(dialect::decode(cell).into_owned())
    }

    /// The value of a cell; `None` when it is empty.
    fn parse<T>(
        &self,
        column: &'static str,
        expected: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, CsvReadError> {
        let cell = self.text(column)?;
        if cell.is_empty() {
            return Ok(None);
        }
        match read(&cell) {
            Some(value) => Ok(Some(value)),
            None => Err(self.value(column, expected, &cell)),
        }
    }

    fn time(&self, column: &'static str) -> Result<Option<Timestamp>, CsvReadError> {
        self.parse(column, TIME, |cell| cell.parse().ok())
    }

    fn value(&self, column: &'static str, expected: &'static str, found: &str) -> CsvReadError {
        CsvReadError::Value {
            row: self.number,
            column,
            expected,
            found: dialect::reveal(found).chars().take(40).collect(),
        }
    }
}

const TIME: &str = "an RFC 3339 time, such as 2024-01-18T09:30:00Z";
const OFFSET: &str = "a whole number";

/// An offset; past 2⁶³ no file has one and the workspace file has no room for it.
fn offset(cell: &str) -> Option<u64> {
    cell.parse().ok().filter(|at| i64::try_from(*at).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::any_note::any_notes;
    use proptest::prelude::*;

    fn written(notes: &[Annotation], bom: bool) -> Vec<u8> {
        let mut out = Vec::new();
        write_notes(&notes.iter().collect::<Vec<_>>(), &mut out, bom).unwrap();
        out
    }

    fn sample() -> Annotation {
        Annotation {
            id: NoteId::parse("9d2f1c9e-0f6a-4f6e-8a39-0c6b6f0d2a11").unwrap(),
            target: Target {
                document: "a.txt".to_owned(),
                fingerprint: Some(Fingerprint([0xab; 32])),
                position: Some(PositionSelector {
                    start_byte: 9,
                    end_byte: 27,
                    start_char: 7,
                    end_char: 25,
                }),
                quote: QuoteSelector {
                    exact: "68 billion dollars".to_owned(),
                    prefix: "Tokyo’s ".to_owned(),
                    suffix: ", \"it\" said".to_owned(),
                },
                kind: "money".to_owned(),
                value: "68000000000".to_owned(),
                unit: "USD".to_owned(),
                source: String::new(),
                finding: None,
            },
            body: Body {
                text: "=check\nthis".to_owned(),
                tags: Tag::parse_all(["pledge", "to do"]),
                colour: "yellow".to_owned(),
            },
            author: String::new(),
            created: "2024-01-18T09:30:00Z".parse().unwrap(),
            modified: "2024-01-18T09:31:00.25Z".parse().unwrap(),
        }
    }

    #[test]
    fn columns_are_those_of_the_format() {
        let text = String::from_utf8(written(&[], false)).unwrap();
        assert_eq!(
            text,
            "id,document,document_sha256,kind,quote,value,unit,start_byte,end_byte,start_char,\
             end_char,prefix,suffix,note,tags,colour,author,created,modified,finding,verdict,\
             detail,source\r\n"
        );
    }

    #[test]
    fn a_row_is_as_documented() {
        let text = String::from_utf8(written(&[sample()], false)).unwrap();
        let expected = format!(
            "9d2f1c9e-0f6a-4f6e-8a39-0c6b6f0d2a11,a.txt,{},money,68 billion dollars,68000000000,USD,\
             9,27,7,25,Tokyo’s ,\", \"\"it\"\" said\",\"'=check\nthis\",pledge|to do,yellow,,\
             2024-01-18T09:30:00Z,2024-01-18T09:31:00.25Z,,,,\r\n",
            "ab".repeat(32)
        );
        assert_eq!(text.split_once("\r\n").unwrap().1, expected);
        assert_eq!(read_notes(text.as_bytes()).unwrap(), [sample()]);
    }

    #[test]
    fn the_byte_order_mark_is_an_option_and_is_read_over() {
        let with = written(&[sample()], true);
        assert_eq!(with.get(..3), Some(dialect::BYTE_ORDER_MARK));
        assert_eq!(with.get(3..), Some(written(&[sample()], false).as_slice()));
        assert_eq!(read_notes(with.as_slice()).unwrap(), [sample()]);
    }

    #[test]
    fn the_ends_of_time_come_back() {
        let mut note = sample();
        (note.created, note.modified) = (Timestamp::MIN, Timestamp::MAX);
        let bytes = written(std::slice::from_ref(&note), false);
        assert_eq!(read_notes(bytes.as_slice()).unwrap(), [note]);
    }

    #[test]
    fn columns_may_be_moved_left_out_or_added() {
        let table = "note,quote,mine,created,document,id\n\
                     why,q,x,2024-01-18T10:30:00+01:00,a.txt,9d2f1c9e-0f6a-4f6e-8a39-0c6b6f0d2a11\n";
        let notes = read_notes(table.as_bytes()).unwrap();
        let [note] = notes.as_slice() else {
            panic!("one note")
        };
        assert_eq!(note.body.text, "why");
        assert_eq!(note.created.to_string(), "2024-01-18T09:30:00Z");
        assert_eq!(note.modified, note.created);
        assert_eq!(note.target.position, None);
    }

    #[track_caller]
    fn check_error(table: &[u8], expected: &str) {
        assert_eq!(read_notes(table).unwrap_err().to_string(), expected);
    }

    /// The sample with one cell changed by its written form.
    fn with(from: &str, to: &str) -> Vec<u8> {
        let text = String::from_utf8(written(&[sample()], false)).unwrap();
        assert!(text.contains(from));
        text.replace(from, to).into_bytes()
    }

    #[test]
    fn errors_name_line_and_column() {
        check_error(
            &with("9d2f1c9e-", "9d2f1c9e_"),
            "row 2, column `id`: expected a UUID, found `9d2f1c9e_0f6a-4f6e-8a39-0c6b6f0d2a11`",
        );
        check_error(
            &with("2024-01-18T09:30:00Z", "18.1.2024"),
            "row 2, column `created`: expected an RFC 3339 time, such as 2024-01-18T09:30:00Z, \
             found `18.1.2024`",
        );
        check_error(
            &with(",9,27,", ",9,3,"),
            "row 2, column `end_byte`: expected an end that is not before its start, found `3`",
        );
        check_error(
            &with(",9,27,", ",,27,"),
            "row 2, column `start_byte`: expected all four of the offsets or none, found ``",
        );
        check_error(
            &with(",9,27,", ",9,9223372036854775808,"),
            "row 2, column `end_byte`: expected a whole number, found `9223372036854775808`",
        );
        check_error(
            &with("abab,", "abax,"),
            &format!(
                "row 2, column `document_sha256`: expected 64 hexadecimal digits, found `{}`",
                "ab".repeat(20)
            ),
        );
        check_error(
            &with(",yellow", ""),
            "row 2 has 22 cells where the first row has 23",
        );
        check_error(
            b"a,b\n1,2\n",
            "the table has no column `id`; the first row of a notes table names its columns, as \
             in a table that Rangebook exported",
        );
        check_error(
            &with("id,document,", "id,id,"),
            "the table has two columns `id`; remove one of them",
        );
        let mut twice = written(&[sample()], false);
        let row = twice.split_off(written(&[], false).len());
        twice.extend_from_slice(&row);
        twice.extend_from_slice(&row);
        check_error(
            &twice,
            "row 3, column `id`: expected an id that no other row has, found \
             `9d2f1c9e-0f6a-4f6e-8a39-0c6b6f0d2a11`",
        );
        let mut latin = with("yellow", "y");
        let at = latin.iter().rposition(|byte| *byte == b'y').unwrap();
        latin[at] = 0xe9;
        check_error(
            &latin,
            "row 2, column `colour` is not UTF-8; save the table as “CSV UTF-8”",
        );
        assert!(read_notes(&b""[..]).is_err());
    }

    proptest! {
        #[test]
        fn written_then_read_is_equal_and_written_again_the_same_bytes(
            notes in any_notes(), bom in any::<bool>(),
        ) {
            let bytes = written(&notes, bom);
            let read = read_notes(bytes.as_slice()).unwrap();
            prop_assert_eq!(&read, &notes);
            prop_assert_eq!(written(&read, bom), bytes);
        }

        #[test]
        fn no_bytes_are_too_odd_to_refuse(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut table = written(&[], false);
            table.extend_from_slice(&bytes);
            let _ = read_notes(table.as_slice());
            let _ = read_notes(bytes.as_slice());
        }
    }
}
