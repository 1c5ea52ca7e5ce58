//! Tables read whole, for checks that add up their rows and columns.
//!
//! One table is held at a time, and one that is longer than anybody adds up is passed over.

use std::ops::Range;

use super::caption;
use super::grid::{Cell, Grid, Line};
use crate::document::Block;

/// Rows of a table that is added up.
const MAX_ROWS: usize = 400;

/// A cell of a body row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCell {
    /// Bytes of the text; empty for an empty cell.
    pub range: Range<usize>,
    /// Number of its column, from 0.
    pub column: usize,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WholeTable<'t> {
    /// The line over it; may be empty.
    pub caption: &'t str,
    /// The words over each column with its unit, if the table has a head.
    pub head: Vec<String>,
    /// The rows under the head.
    pub rows: Vec<Vec<TableCell>>,
}

/// Calls `each` with every table of a document.
pub fn whole_tables<'t>(text: &'t str, blocks: &[Block], each: &mut dyn FnMut(&WholeTable<'t>)) {
    let mut before: Option<&Block> = None;
    for block in blocks {
        if block.kind.keeps_lines() {
            let caption = before.and_then(|it| caption(text, it));
            read(Grid::new(text, block.span.range(), caption), text, each);
        }
        before = Some(block);
    }
}

fn read<'t>(mut grid: Grid<'t>, text: &'t str, each: &mut dyn FnMut(&WholeTable<'t>)) {
    let mut table = WholeTable::default();
    let mut is_long = false;
    while let Some(line) = grid.next_line() {
        if line != Line::Body {
            if !is_long && !table.rows.is_empty() {
                each(&table);
            }
            is_long = false;
            table = WholeTable::default();
        }
        match line {
            Line::Between => {}
            Line::Head => {
                let over = grid.caption.clone();
                table.caption = over.and_then(|it| text.get(it)).unwrap_or("");
                table.head = grid.head.iter().map(|it| head(&grid, it)).collect();
            }
            Line::Body if table.rows.len() < MAX_ROWS => {
                let cells = grid.row.iter().map(|it| TableCell {
                    range: it.range.clone(),
                    column: it.column,
                });
                table.rows.push(cells.collect());
            }
            Line::Body => is_long = true,
        }
    }
    if !is_long && !table.rows.is_empty() {
        each(&table);
    }
}

fn head(grid: &Grid<'_>, cell: &Cell) -> String {
    let words = grid.words(cell);
    match grid.unit_of(cell) {
        Some(unit) => format!("{words} {}", grid.words(unit)),
        None => words.to_owned(),
    }
}
