//! Which lines of plain text are rows of a table.

use super::Line;

/// A row of a table: bars, tabs between words, or several wide gaps.
pub(super) fn is_row(line: Line<'_>) -> bool {
    const MAX_ROW: usize = 1000;
    let words = line.words();
    if words.len() > MAX_ROW {
        return false;
    }
    let has_bars = words.bytes().filter(|&byte| byte == b'|').take(2).count() == 2;
    let num_gaps = words
        .split("   ")
        .filter(|piece| !piece.trim().is_empty())
        .take(3)
        .count();
    has_bars || words.contains('\t') || num_gaps == 3
}

/// Whether two lines are rows of one table: both look like rows by themselves, or their cells, parted
/// by bars or by two blanks, begin or end under each other.
pub(super) fn are_rows(line: Line<'_>, beside: Line<'_>) -> bool {
    if !may_be_row(line) {
        return false;
    }
    if is_row(line) && is_row(beside) {
        return true;
    }
    let both = |sign: &str| line.words().contains(sign) && beside.words().contains(sign);
    if both(" | ") {
        return true;
    }
    if !both("  ") {
        return false;
    }
    let (cells, others) = (cells_of(line.text), cells_of(beside.text));
    let (mut cells, others) = (cells.iter().flatten(), || others.iter().flatten().skip(1));
    cells.next();
    cells.any(|cell| others().any(|it| it.0 == cell.0 || it.1 == cell.1))
}

/// Has what can part cells at all: most lines do not, and this is one look at each byte.
fn may_be_row(line: Line<'_>) -> bool {
    let mut last = 0;
    line.words().bytes().any(|byte| {
        let parts = matches!(byte, b'\t' | b'|') || byte == b' ' && last == b' ';
        last = byte;
        parts
    })
}

/// Columns that are looked at to see whether two lines stand under each other.
const MAX_CELLS: usize = 8;

/// The first and last places of stretches without two blanks in a row. Two blanks after a full stop
/// are a typist's habit and part nothing.
fn cells_of(line: &str) -> [Option<(usize, usize)>; MAX_CELLS] {
    const MAX_ROW: usize = 1000;
    let mut cells = [None; MAX_CELLS];
    let (mut at, mut blanks, mut last) = (0, 2, ' ');
    for (place, c) in line.chars().take(MAX_ROW).enumerate() {
        if c == ' ' {
            blanks += 1;
            continue;
        }
        let ends = matches!(last, '.' | '!' | '?' | ':' | ';' | ',');
        if blanks >= 2 && !ends {
            if let Some(cell) = cells.get_mut(at) {
                *cell = Some((place, place));
            }
            at += 1;
        }
        if let Some(Some(cell)) = at.checked_sub(1).and_then(|at| cells.get_mut(at)) {
            cell.1 = place;
        }
        (blanks, last) = (0, c);
    }
    cells
}
