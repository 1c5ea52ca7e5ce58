//! Tables as text (CSV, TSV): one block, a line a row, " | " between cells.
//!
//! Cells are words and never formulas. What parts the cells is found by counting, because files named
//! `.csv` often use semicolons or tabs.
use encoding_rs::Encoding;

use super::BlockKind;
use super::decode::decode_declared;
use super::parcel::{Parsed, Refusal};
use super::writer::Writer;

/// Bytes that decide what parts the cells.
const HEAD: usize = 8 * 1024;

/// Rows of one block: the window lays out a block at a time.
const ROWS_A_BLOCK: usize = 20_000;

/// Reads a table.
pub(super) fn read(bytes: &[u8], chosen: Option<&'static Encoding>) -> Parsed {
    let (text, encoding) = decode_declared(bytes, None, chosen);
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut writer = Writer::default();
    writer.about.encoding = Some(encoding.name().to_owned());
    let mut record = csv::StringRecord::new();
    let mut num_rows = 0usize;
    while !writer.is_full() {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => {
                writer.warn("The table is damaged: it is shown up to the first broken row");
                break;
            }
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if num_rows.is_multiple_of(ROWS_A_BLOCK) {
            writer.begin(BlockKind::Table);
        } else {
            writer.line_break();
        }
        num_rows += 1;
        let has_words = |at: &usize| record.get(*at).is_some_and(|cell| !cell.trim().is_empty());
        let num_cells = (0..record.len())
            .rfind(has_words)
            .map_or(0, |last| last + 1);
        for (at, cell) in record.iter().take(num_cells).enumerate() {
            if at > 0 {
                writer.words(" | ");
            }
            let words: Vec<&str> = cell.split_whitespace().collect();
            writer.words(&words.join(" "));
        }
    }
    if num_rows == 0 {
        return Err(Refusal::new("the table has no rows"));
    }
    Ok(writer.finish())
}

/// The sign that stands equally often in the first lines.
fn delimiter(text: &str) -> u8 {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or("");
    let score = |sign: u8| {
        let counts: Vec<usize> = head
            .lines()
            .filter(|line| !line.trim().is_empty())
            .take(20)
            .map(|line| line.bytes().filter(|&byte| byte == sign).count())
            .collect();
        let first = counts.first().copied().unwrap_or(0);
        let num_alike = counts.iter().filter(|&&num| num > 0).count();
        (num_alike, first)
    };
    // Of signs that stand equally often the last one parts: commas are also in numbers and names.
    [b',', b'|', b';', b'\t']
        .into_iter()
        .max_by_key(|&sign| score(sign))
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(csv: &str, expected: &str) {
        let parcel = read(csv.as_bytes(), None).unwrap();
        assert_eq!(parcel.text.trim_end(), expected);
        assert_eq!(parcel.blocks[0].kind, BlockKind::Table);
    }

    #[test]
    fn rows_are_lines() {
        check(
            "Country,2023\nJapan,50.2\n\n",
            "Country | 2023\nJapan | 50.2",
        );
        check("a;b,c\nd;e,f\n", "a | b,c\nd | e,f");
        check("a\tb\nc\td", "a | b\nc | d");
        check("\"a, b\",\"c\nd\"\n", "a, b | c d");
        check("a,,\nb,c,\n", "a\nb | c");
    }

    #[test]
    fn a_formula_is_words() {
        check("=1+1,@SUM(A1)\n", "=1+1 | @SUM(A1)");
    }

    #[test]
    fn long_tables_are_several_blocks() {
        let parcel = read("a,b\n".repeat(50_000).as_bytes(), None).unwrap();
        assert_eq!(parcel.blocks.len(), 3);
    }
}
