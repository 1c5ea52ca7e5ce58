//! Whether a text writes decimals with a comma, as translated ones do: then a point parts thousands,
//! and "5.000 million" is five billion.
//!
//! Judged by the numbers that stand before a unit or scale, where a comma parts no list.

use crate::units::number::read_scale;

/// How much of a text is looked at, in bytes.
const REACH: usize = 64 * 1024;

/// Whether more figures of `text` have one or two digits behind a comma than behind a point, such as
/// "3,4 %" and "12,5 million".
pub(in crate::extract) fn has_decimal_commas(text: &str) -> bool {
    let bytes = text.as_bytes();
    let bytes = bytes.get(..REACH).unwrap_or(bytes);
    let (mut num_commas, mut num_points) = (0usize, 0usize);
    for at in memchr::memchr2_iter(b',', b'.', bytes) {
        if !is_decimal(bytes, at) {
            continue;
        }
        if bytes.get(at) == Some(&b',') {
            num_commas += 1;
        } else {
            num_points += 1;
        }
    }
    num_commas > num_points
}

/// Whether the sign at `at` stands between digits, one or two behind it, and a unit follows them.
fn is_decimal(bytes: &[u8], at: usize) -> bool {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    if !at.checked_sub(1).is_some_and(digit) {
        return false;
    }
    let len = (at + 1..at + 4).take_while(|&at| digit(at)).count();
    if !(1..=2).contains(&len) {
        return false;
    }
    // Forty bytes hold any unit; what is cut in a letter ends before it.
    let rest = bytes.get(at + 1 + len..).unwrap_or(&[]);
    let rest = rest.get(..40).unwrap_or(rest);
    let rest = rest.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let unit = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']);
    unit.starts_with(['%', '€'])
        || read_scale(rest, false).is_some_and(|it| it.len > 0)
        || ["per cent", "percent", "km", "kilomet", "euro", "dollar"]
            .iter()
            .any(|name| unit.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(has_decimal_commas(text), expected, "{text}");
    }

    #[test]
    fn a_comma_before_a_unit_is_decimal() {
        check("It spent 1,1 % of GDP, Chile 1,5 %.", true);
        check("12,5 million euros", true);
        check("a reach of 1,5\u{a0}kilometres", true);
    }

    #[test]
    fn lists_groups_and_points_are_not() {
        check("in 2014,15 and 16", false);
        check("1,600 km and 12,500 dollars", false);
        check("3.4 % and 3,4 %", false);
        check("3.4 % here, 2.1 % there, 3,4 % once", false);
        check("", false);
        check("5,", false);
    }
}
