//! One dialect for every CSV that leaves the program: RFC 4180, made safe for spreadsheets and
//! screens, and read back without loss.
//!
//! - Fields are separated by commas, records end with CR LF (RFC 4180, section 2), and a field is
//!   quoted when it holds a comma, a quote or a line end. Text is UTF-8.
//! - **Formula guard.** A cell that a spreadsheet would run as a formula gets a leading `'`. So does
//!   one that already looks guarded, so that [`unguard`] is the exact inverse of [`guard`]: the two
//!   are a bijection between all texts and all texts that no spreadsheet would run. Plain signed
//!   numbers (`-12.5`, `+3`) are left alone, so that they stay numbers.
//! - **Visible controls.** Control characters and the marks that reorder text on screen are written
//!   as `⟦U+202E⟧`, and a `⟦` that already begins such a word as `⟦U+27E6⟧`, so that [`reveal`] has
//!   the exact inverse [`conceal`]. Tab, line feed and carriage return stay as they are.
//!
//! Invariant, proved by a property: `decode(&encode(text)) == text` for every text.

use std::borrow::Cow;
use std::io::{Read, Write};

/// A cell as it is written: [`reveal`]ed, then [`guard`]ed.
pub fn encode(text: &str) -> Cow<'_, str> {
    match reveal(text) {
        Cow::Borrowed(text) => guard(text),
        Cow::Owned(text) => Cow::Owned(guard(&text).into_owned()),
    }
}

/// The text of a cell as it was before [`encode`].
pub fn decode(cell: &str) -> Cow<'_, str> {
    conceal(unguard(cell))
}

/// A writer of this dialect.
pub fn writer<W: Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out)
}

/// A reader of this dialect; it also takes bare LF or CR line ends. Records of unequal length are
/// errors.
pub fn reader<R: Read>(input: R) -> csv::Reader<R> {
    csv::ReaderBuilder::new().from_reader(input)
}

/// What a UTF-8 file may begin with; spreadsheets then read it as UTF-8 without being asked.
pub const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Adds a `'` to what a spreadsheet would run, and to what already looks guarded.
///
/// ```
/// use rangebook::export::dialect::guard;
/// assert_eq!(guard("=1+1"), "'=1+1");
/// assert_eq!(guard("'=1+1"), "''=1+1");
/// assert_eq!(guard("-12.5"), "-12.5");
/// assert_eq!(guard("'tis"), "'tis");
/// ```
pub fn guard(text: &str) -> Cow<'_, str> {
    if would_run(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Takes back what [`guard`] added. A cell that nobody guarded is left as it is.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if would_run(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

/// Whether a spreadsheet may take the cell for a formula: the signs of OWASP's "CSV injection" page
/// with their full-width forms, also after spaces, which some programs trim first.
fn would_run(text: &str) -> bool {
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let text = text.trim_start();
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && !is_signed_number(text)
}

/// `-12.5`, `+3`, `-1e9`, and nothing else.
fn is_signed_number(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['+', '-']) else {
        return false;
    };
    let (number, exponent) = match rest.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (rest, None),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|text| digits(text.strip_prefix(['+', '-']).unwrap_or(text)))
}

/// Opens the visible form of a hidden character.
const OPEN: char = '⟦';
/// Closes it.
const CLOSE: char = '⟧';

/// Whether a character acts on the screen without showing itself: controls except tab and line
/// ends, separators that some programs take for line ends, and the marks that reorder text.
pub fn is_hidden(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            true
        }
        _ => c.is_control(),
    }
}

/// Writes hidden characters visibly.
///
/// ```
/// use rangebook::export::dialect::reveal;
/// assert_eq!(reveal("abc\u{202e}def"), "abc⟦U+202E⟧def");
/// assert_eq!(reveal("⟦U+202E⟧"), "⟦U+27E6⟧U+202E⟧");
/// assert_eq!(reveal("⟦sic⟧"), "⟦sic⟧");
/// ```
pub fn reveal(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| c == OPEN || is_hidden(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if is_hidden(c) || (c == OPEN && hidden_word(rest.as_str()).is_some()) {
            out.push_str(&format!("{OPEN}U+{:04X}{CLOSE}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Takes back what [`reveal`] did. Other words in such brackets are left as they are.
pub fn conceal(cell: &str) -> Cow<'_, str> {
    if !cell.contains(OPEN) {
        return Cow::Borrowed(cell);
    }
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell.chars();
    while let Some(c) = rest.next() {
        match hidden_word(rest.as_str()) {
            Some((hidden, after)) if c == OPEN => {
                out.push(hidden);
                rest = after.chars();
            }
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Reads `U+202E⟧…` behind an opening bracket: the character and what follows. Only the spelling
/// that [`reveal`] writes, and only of characters that it writes so.
fn hidden_word(text: &str) -> Option<(char, &str)> {
    let digits = text.strip_prefix("U+")?;
    // Every character concerned has four digits.
    let (digits, after) = (digits.get(..4)?, digits.get(4..)?);
    if !digits
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'))
    {
        return None;
    }
    let c = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    let after = after.strip_prefix(CLOSE)?;
    (c == OPEN || is_hidden(c)).then_some((c, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::any_note::hostile_text;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, cell: &str) {
        assert_eq!(encode(text), cell);
        assert_eq!(decode(cell), text);
    }

    #[test]
    fn plain_cells_stay() {
        for text in [
            "",
            "Japan",
            "'tis",
            "''",
            "10 trillion yen",
            "a=b",
            "1-2",
            "¥10",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn formulas_are_guarded() {
        check("=1+1", "'=1+1");
        check("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0");
        check("-2+3", "'-2+3");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", "'\t=1");
        check("\r=1", "'\r=1");
        check("\n=1", "'\n=1");
        check("＝1", "'＝1");
        check("＋1", "'＋1");
        check("－1", "'－1");
        check("＠a", "'＠a");
        check(" =1", "' =1");
        check("\u{a0}=1", "'\u{a0}=1");
    }

    #[test]
    fn signed_numbers_stay_numbers() {
        for text in ["-12.5", "+3", "-0", "-1e9", "+1.5E-3"] {
            check(text, text);
        }
        for text in [
            "-", "+", "-.5", "-1.", "-1,000", "-1e", "--1", "-1 ", "-1-1", "-٣",
        ] {
            check(text, &format!("'{text}"));
        }
    }

    #[test]
    fn what_already_looks_guarded_is_guarded_once_more() {
        check("'=1", "''=1");
        check("'''@", "''''@");
        check("'-1", "'-1");
    }

    #[test]
    fn hidden_characters_are_shown() {
        check("a\0b", "a⟦U+0000⟧b");
        check("\u{1b}[31m", "⟦U+001B⟧[31m");
        check("\u{202e}cod.exe", "⟦U+202E⟧cod.exe");
        check("\u{85}\u{2028}\u{7f}", "⟦U+0085⟧⟦U+2028⟧⟦U+007F⟧");
        check("two\nlines\tand\r\na tab", "two\nlines\tand\r\na tab");
    }

    #[test]
    fn the_brackets_themselves_come_back() {
        check("⟦⟦U+0000⟧", "⟦⟦U+27E6⟧U+0000⟧");
        check("⟦U+27E6⟧", "⟦U+27E6⟧U+27E6⟧");
        check("⟦U+0041⟧", "⟦U+0041⟧");
        check("⟦U+00\0⟧", "⟦U+00⟦U+0000⟧⟧");
        check("⟦U+202e⟧", "⟦U+202e⟧");
        check("⟦U+é02E⟧", "⟦U+é02E⟧");
        check("⟦", "⟦");
    }

    #[test]
    fn a_cell_nobody_guarded_is_read_as_it_is() {
        assert_eq!(decode("=1+1"), "=1+1");
        assert_eq!(decode("-5 km"), "-5 km");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(text in hostile_text()) {
            let cell = encode(&text);
            prop_assert_eq!(decode(&cell), text.as_str());
            prop_assert!(!cell.contains(is_hidden));
            prop_assert!(!would_run(&cell));
        }

        #[test]
        fn guard_and_unguard_are_inverse_both_ways(text in hostile_text()) {
            let guarded = guard(&text);
            prop_assert_eq!(unguard(&guarded), text.as_str());
            prop_assert!(!would_run(&guarded));
            if !would_run(&text) {
                prop_assert_eq!(guard(unguard(&text)), text.as_str());
            }
        }

        #[test]
        fn reading_then_writing_a_safe_cell_changes_nothing(cell in hostile_text()) {
            if !would_run(&cell) && !cell.contains(is_hidden) && reveal(&conceal(&cell)) == cell {
                let text = decode(&cell);
                prop_assert_eq!(encode(&text), cell.as_str());
            }
        }
    }
}
