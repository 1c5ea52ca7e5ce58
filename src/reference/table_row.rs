//! Where a name stands in the shipped tables: the file and the line, for a reader who wants to look.
//!
//! Worked out once, when first asked; the tables themselves do not keep their lines.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::catalog::Tables;
use super::table::for_each_row;

/// A line of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// The file, from the root of the repository.
    pub table: &'static str,
    /// Counted from 1, with the header.
    pub line: u64,
}

impl std::fmt::Display for TableRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, line {}", self.table, self.line)
    }
}

const GAZETTEER: &str = "assets/reference/gazetteer.csv";
const WEAPONS: &str = "assets/reference/weapons.csv";

/// The line that gives the entity of this id this name.
///
/// ```
/// let row = rangebook::reference::row_of("country:JPN", "Japan").expect("the table has Japan");
/// assert_eq!(row.table, "assets/reference/gazetteer.csv");
/// assert!(row.line > 1);
/// ```
pub fn row_of(id: &str, alias: &str) -> Option<TableRow> {
    static ROWS: LazyLock<HashMap<String, TableRow>> = LazyLock::new(rows);
    ROWS.get(&key(id, alias)).copied()
}

fn key(id: &str, alias: &str) -> String {
    format!("{id}\t{alias}")
}

fn rows() -> HashMap<String, TableRow> {
    let mut rows = HashMap::new();
    // That the tables have no mistakes is the catalog's to say.
    let mut problems = Vec::new();
    let tables = Tables::SHIPPED;
    let columns = ["id", "alias"];
    for_each_row(
        GAZETTEER,
        tables.gazetteer,
        &columns,
        &mut problems,
        |row| {
            let (table, line) = (GAZETTEER, row.line());
            let name = key(row.get("id"), row.get("alias"));
            rows.entry(name).or_insert(TableRow { table, line });
            Ok(())
        },
    );
    let columns = ["id", "name", "aliases"];
    for_each_row(WEAPONS, tables.weapons, &columns, &mut problems, |row| {
        let (table, line) = (WEAPONS, row.line());
        let id = format!("weapon:{}", row.get("id"));
        for alias in std::iter::once(row.get("name")).chain(row.several("aliases")) {
            let row = TableRow { table, line };
            rows.entry(key(&id, alias)).or_insert(row);
        }
        Ok(())
    });
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Catalog;

    #[test]
    fn every_name_of_the_catalog_has_its_line() {
        let gazetteer = &Catalog::shipped().gazetteer;
        for name in gazetteer.names() {
            let id = &gazetteer.entity(name.entity).unwrap().id;
            let row = row_of(id, &name.alias).unwrap_or_else(|| panic!("{id} {}", name.alias));
            let text = match row.table {
                GAZETTEER => Tables::SHIPPED.gazetteer,
                _ => Tables::SHIPPED.weapons,
            };
            let line = text.lines().nth(usize::try_from(row.line).unwrap() - 1);
            let bare = id.strip_prefix("weapon:").unwrap_or(id);
            assert!(line.unwrap().contains(bare), "{id} is not on {row}");
        }
    }

    #[test]
    fn a_name_no_table_has_is_on_no_line() {
        assert_eq!(row_of("country:JPN", "Atlantis"), None);
    }
}
