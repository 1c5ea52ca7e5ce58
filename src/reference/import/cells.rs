//! What a single cell says: a number, nothing, or a slip.

use super::Missing;
use crate::reference::Status;

/// A cell as read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Number {
        value: f64,
        /// Brackets and stars mark estimates.
        status: Status,
        is_percent: bool,
    },
    Missing(Missing),
    /// What is wrong, to follow the quoted cell.
    Wrong(&'static str),
}

/// The words of a cell: UTF-8, or what older spreadsheets on Windows write.
pub(super) fn text(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => std::borrow::Cow::Borrowed(text),
        Err(_) => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
        }
    };
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    text.trim_matches(blank).to_owned()
}

/// As shown in a message: short and without control characters.
pub(super) fn short(cell: &str) -> String {
    let mut letters = cell.chars().filter(|letter| !letter.is_control());
    let mut short: String = letters.by_ref().take(40).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

/// Reads a value.
pub(super) fn read(cell: &str, comma_decimals: bool) -> Cell {
    let lower = cell.to_lowercase();
    let bare: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
    match bare.as_str() {
        "" | "." | ".." | "..." | "…" | "-" | "–" | "—" | "na" | "n/a" | "n.a." | "null" => {
            return Cell::Missing(Missing::NotReported);
        }
        "xxx" | "x" => return Cell::Missing(Missing::NotApplicable),
        "nan" | "inf" | "-inf" | "infinity" | "+inf" => {
            return Cell::Wrong("is no number; leave the cell empty where there is none");
        }
        _ => {}
    }
    let mut status = Status::Reported;
    let mut rest = bare.as_str();
    if let Some(inside) = rest.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
        (rest, status) = (inside, Status::Estimate);
    } else if let Some(inside) = rest.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
        (rest, status) = (inside, Status::Uncertain);
    }
    // Footnote marks stand after the number.
    let marks = ['*', '†', '‡', '§', '¶'];
    rest = rest.trim_end_matches(marks);
    let is_percent = rest.ends_with('%');
    rest = rest.trim_end_matches('%');
    match number(rest, comma_decimals) {
        Some(value) => Cell::Number {
            value,
            status,
            is_percent,
        },
        None => Cell::Wrong("is no number; write one such as 48.2, or leave the cell empty"),
    }
}

/// `1234.5`, `1,234.5`; with commas before decimals `1234,5`, `1.234,5`.
fn number(text: &str, comma_decimals: bool) -> Option<f64> {
    let (group, point) = if comma_decimals && text.contains(',') {
        ('.', ',')
    } else {
        (',', '.')
    };
    let (whole, fraction) = match text.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let unsigned = whole.trim_start_matches(['-', '−', '+']);
    let mut groups = unsigned.split(group);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    // Groups are of three, and the first has at most three where there are others.
    let grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|it| it.len() == 3));
    let digits: String = std::iter::once(first).chain(rest).collect();
    if !grouped || (digits.is_empty() && fraction.is_none_or(str::is_empty)) {
        return None;
    }
    let sign = if whole.starts_with(['-', '−']) {
        "-"
    } else {
        ""
    };
    let plain = match fraction {
        Some(fraction) => format!("{sign}{digits}.{fraction}"),
        None => format!("{sign}{digits}"),
    };
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | 'e' | '+');
    if !plain.chars().all(allowed) {
        return None;
    }
    plain.parse::<f64>().ok().filter(|value| value.is_finite())
}

/// `2023`, `2023.0`, `2023 [YR2023]`.
pub(super) fn year(cell: &str) -> Option<i16> {
    let head = cell.split_once([' ', '[']).map_or(cell, |(head, _)| head);
    let rest = cell.get(head.len()..).unwrap_or_default().trim();
    if !(rest.is_empty() || rest.starts_with("[YR")) {
        return None;
    }
    let head = head.strip_suffix(".0").unwrap_or(head);
    if head.len() != 4 {
        return None;
    }
    let year = head.parse::<i16>().ok()?;
    (1900..=2100).contains(&year).then_some(year)
}

/// How sure a figure is; empty is as reported.
pub(super) fn status(word: &str) -> Option<Status> {
    Some(match word.to_lowercase().as_str() {
        "" | "reported" | "official" => Status::Reported,
        "estimate" | "estimated" => Status::Estimate,
        "uncertain" | "highly uncertain" => Status::Uncertain,
        _ => return None,
    })
}

/// `A`, `B`, … `Z`, `AA` as spreadsheets name columns.
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        match rest / 26 {
            0 => break,
            more => rest = more - 1,
        }
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, comma: bool, expected: Option<f64>) {
        let got = match read(cell, comma) {
            Cell::Number { value, .. } => Some(value),
            _ => None,
        };
        assert_eq!(got, expected, "{cell}");
    }

    #[test]
    fn numbers_as_spreadsheets_write_them() {
        check("48.2", false, Some(48.2));
        check("1,234.5", false, Some(1234.5));
        check("1 234.5", false, Some(1234.5));
        check("1234,5", true, Some(1234.5));
        check("1.234,5", true, Some(1234.5));
        check("[12.5]", false, Some(12.5));
        check("12.5*", false, Some(12.5));
        check("4.7%", false, Some(4.7));
        check("8.1e9", false, Some(8.1e9));
        check("0", false, Some(0.0));
        check("1,23,4", false, None);
        check("1.2.3", false, None);
        check("12a", false, None);
        check(",", false, None);
    }

    #[test]
    fn nothing_is_not_zero() {
        for cell in ["", " ", "...", ". .", "..", "-", "N/A"] {
            assert_eq!(
                read(cell, false),
                Cell::Missing(Missing::NotReported),
                "{cell}"
            );
        }
        assert_eq!(read("xxx", false), Cell::Missing(Missing::NotApplicable));
    }

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        let names = [0, 1, 25, 26, 27, 51, 52, 701, 702].map(letters);
        assert_eq!(names, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn years_are_years() {
        assert_eq!(year("2023"), Some(2023));
        assert_eq!(year("2023.0"), Some(2023));
        assert_eq!(year("2023 [YR2023]"), Some(2023));
        for cell in ["23", "FY2023", "2023-01", "3024", "20230"] {
            assert_eq!(year(cell), None, "{cell}");
        }
    }
}
