//! Which rows of the overview ruler get a tick: the whole document in the height of the page.
//!
//! Asks one question for each row of the ruler, by binary search, so a million search results cost
//! no more than ten.

use crate::text::Span;

/// Rows in which a mark starts or lies. `borders` are the offsets at the top of each row and at
/// the bottom of the last, rising; `spans` are sorted by their start. A span shows in the row in
/// which it starts, so that ticks stay thin.
pub fn ticks(borders: &[usize], spans: &[Span]) -> Vec<usize> {
    let mut rows = Vec::new();
    let last_row = borders.len().saturating_sub(2);
    for (row, pair) in borders.windows(2).enumerate() {
        let &[top, bottom] = pair else { continue };
        let first = spans.partition_point(|span| span.start() < top);
        let hit = spans
            .get(first)
            .is_some_and(|span| span.start() < bottom || row == last_row);
        if hit {
            rows.push(row);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spans(starts: &[usize]) -> Vec<Span> {
        let text = "x".repeat(200);
        starts
            .iter()
            .map(|&start| Span::new(&text, start, start + 1).unwrap())
            .collect()
    }

    #[track_caller]
    fn check(borders: &[usize], starts: &[usize], expected: &[usize]) {
        assert_eq!(ticks(borders, &spans(starts)), expected);
    }

    #[test]
    fn no_rows_no_ticks() {
        check(&[], &[3], &[]);
        check(&[0], &[3], &[]);
        check(&[0, 10], &[], &[]);
    }

    #[test]
    fn a_row_has_one_tick_for_many_marks() {
        check(&[0, 10, 20, 30], &[1, 2, 3, 25], &[0, 2]);
    }

    #[test]
    fn the_end_of_the_text_is_in_the_last_row() {
        check(&[0, 10, 20], &[20], &[1]);
    }

    #[test]
    fn rows_inside_one_tall_character_stay_empty() {
        check(&[0, 10, 10, 10, 20], &[10], &[3]);
    }

    proptest! {
        #[test]
        fn every_mark_has_its_row(
            mut starts in proptest::collection::vec(0usize..100, 0..30),
            mut inner in proptest::collection::vec(0usize..100, 0..20),
        ) {
            starts.sort_unstable();
            inner.push(0);
            inner.push(100);
            inner.sort_unstable();
            let rows = ticks(&inner, &spans(&starts));
            for start in starts {
                prop_assert!(rows.iter().any(|&row| inner[row] <= start && start < inner[row + 1]));
            }
            prop_assert!(rows.is_sorted());
        }
    }
}
