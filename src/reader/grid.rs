//! A table's lines cut into cells, and how wide its columns become.
//!
//! The words stay where they stand in the text: a cell is a stretch of its line, and so is the sign
//! between two cells. Measuring words is left to the caller.

use std::ops::Range;

/// What parts two cells of a line.
const BETWEEN: &str = " | ";

/// Columns past this share the room of the last.
pub const MAX_COLUMNS: usize = 24;

/// Pieces of one line in order, touching: cells at even places, the signs between them at odd ones. A
/// line of a table always ends with a cell, which may be empty.
pub fn pieces(line: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while pieces.len() / 2 + 1 < MAX_COLUMNS {
        let rest = line.get(at..).unwrap_or("");
        // An empty first cell leaves its sign without the space before.
        let found = match rest.strip_prefix("| ") {
            Some(_) if at == 0 => Some((0, 2)),
            _ => rest.find(BETWEEN).map(|found| (found, BETWEEN.len())),
        };
        let Some((found, len)) = found else { break };
        pieces.push(at..at + found);
        pieces.push(at + found..at + found + len);
        at += found + len;
    }
    // At the end of a line the space after a sign may be cut off.
    let rest = line.get(at..).unwrap_or("");
    match rest.strip_suffix(" |") {
        Some(cell) => {
            pieces.push(at..at + cell.len());
            pieces.push(at + cell.len()..line.len());
            pieces.push(line.len()..line.len());
        }
        None => pieces.push(at..line.len()),
    }
    pieces
}

/// How wide columns of these natural widths become in `room`: as wide as their words where that fits,
/// otherwise the widest give way first, and none becomes narrower than `least` needs.
///
/// ```
/// use rangebook::reader::grid::fitted;
/// assert_eq!(fitted(&[10.0, 20.0], 50.0, 5.0), [10.0, 20.0]);
/// assert_eq!(fitted(&[10.0, 90.0], 50.0, 5.0), [10.0, 40.0]);
/// ```
pub fn fitted(natural: &[f32], room: f32, least: f32) -> Vec<f32> {
    let total: f32 = natural.iter().sum();
    if total <= room {
        return natural.to_vec();
    }
    // The level to which the widest are cut, as water finds its own.
    let mut sorted = natural.to_vec();
    sorted.sort_by(f32::total_cmp);
    let mut left = room;
    let mut num_left = sorted.len();
    let mut level = room;
    for width in sorted {
        #[expect(clippy::cast_precision_loss, reason = "columns are few")]
        let share = left / num_left as f32;
        if width > share {
            level = share;
            break;
        }
        left -= width;
        num_left -= 1;
    }
    let level = level.max(least);
    natural.iter().map(|width| width.min(level)).collect()
}

/// Whether a cell is a figure, to stand at the right of its column.
pub fn is_figure(cell: &str) -> bool {
    let cell = cell.trim();
    let num_digits = cell.chars().filter(char::is_ascii_digit).count();
    let num_letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    num_digits > 0 && num_letters <= 3 && num_letters <= num_digits && cell.len() <= 24
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let found: Vec<&str> = pieces(line)
            .into_iter()
            .map(|it| line.get(it).unwrap())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_are_cut_at_the_signs() {
        check("Country | 2023", &["Country", " | ", "2023"]);
        check("one", &["one"]);
        check("| 2 | 3", &["", "| ", "2", " | ", "3"]);
        check("a |  | c", &["a", " | ", "", " | ", "c"]);
        check("China |", &["China", " |", ""]);
        check("", &[""]);
    }

    #[test]
    fn figures_are_told_from_words() {
        for figure in ["50.2", "1,600 km", "−3.1 %", "$12bn", "2023"] {
            assert!(is_figure(figure), "{figure}");
        }
        for words in ["Japan", "", "Block IV", "see note 3", "-"] {
            assert!(!is_figure(words), "{words}");
        }
    }

    proptest! {
        #[test]
        fn pieces_touch_and_cover(line in "[ab |é]{0,40}") {
            let found = pieces(&line);
            prop_assert!(found.len() % 2 == 1);
            let mut at = 0;
            for piece in found {
                prop_assert_eq!(piece.start, at);
                prop_assert!(line.get(piece.clone()).is_some());
                at = piece.end;
            }
            prop_assert_eq!(at, line.len());
        }

        #[test]
        fn columns_fit_and_never_grow(natural in proptest::collection::vec(0.0f32..500.0, 1..12), room in 100.0f32..800.0) {
            let widths = fitted(&natural, room, 0.0);
            prop_assert!(widths.iter().sum::<f32>() <= room + 0.1 || natural.iter().sum::<f32>() <= room);
            for (width, natural) in widths.iter().zip(&natural) {
                prop_assert!(width <= natural);
            }
        }
    }
}
