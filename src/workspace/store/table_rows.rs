//! Imported tables as rows. What another program wrote and makes no sense is passed over, because a
//! window must open all the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Row, Transaction, params};

use super::session::{StoredPath, path_from};
use super::{Store, StoreError};
use crate::reference::import::Understood;
use crate::reference::{
    Iso3, Measure, Observation, ObservationId, ReadTable, Series, SourceId, Status, TableFormat,
};
use crate::workspace::OwnTable;

impl Store {
    /// Stores an imported table, in the place of the same file imported before.
    pub fn keep_table(&self, own: &OwnTable) -> Result<(), StoreError> {
        self.in_transaction(|transaction| {
            put(transaction, own).map_err(|source| self.failed(source))
        })
    }

    /// Removes an imported table.
    pub fn forget_table(&self, sha256: &str) -> Result<(), StoreError> {
        self.in_transaction(|transaction| {
            delete(transaction, sha256).map_err(|source| self.failed(source))
        })
    }

    /// The imported tables, in the order in which they were imported.
    pub fn tables(&self) -> Result<Vec<OwnTable>, StoreError> {
        self.all_tables().map_err(|source| self.failed(source))
    }

    fn all_tables(&self) -> rusqlite::Result<Vec<OwnTable>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT * FROM imported_tables ORDER BY place, sha256")?;
        let heads: Vec<Option<OwnTable>> =
            statement.query_map([], head)?.collect::<Result<_, _>>()?;
        let mut tables: Vec<OwnTable> = heads.into_iter().flatten().collect();
        for own in &mut tables {
            self.fill(own)?;
        }
        Ok(tables)
    }

    fn fill(&self, own: &mut OwnTable) -> rusqlite::Result<()> {
        let table = Arc::make_mut(&mut own.table);
        let source = SourceId(format!(
            "import:{}",
            table.sha256.get(..16).unwrap_or_default()
        ));
        let mut series: BTreeMap<(Iso3, Measure), Vec<Observation>> = BTreeMap::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT iso3, measure, year, value, status FROM imported_figures \
             WHERE sha256 = ?1 ORDER BY iso3, measure, year",
        )?;
        let mut rows = statement.query([&table.sha256])?;
        let mut next = 0;
        while let Some(row) = rows.next()? {
            let Some((iso3, measure, year, value, status)) = figure(row)? else {
                continue;
            };
            let id = ObservationId(next);
            next = next.saturating_add(1);
            series
                .entry((iso3, measure))
                .or_default()
                .push(Observation {
                    id,
                    year,
                    value,
                    status,
                    source: source.clone(),
                });
        }
        table.understood.num_figures = u64::from(next);
        table.series = series
            .into_iter()
            .map(|((iso3, measure), observations)| Series {
                iso3,
                measure,
                observations,
            })
            .collect();
        let mut statement = self
            .connection
            .prepare_cached("SELECT iso3, name FROM imported_currencies WHERE sha256 = ?1")?;
        let mut rows = statement.query([&table.sha256])?;
        while let Some(row) = rows.next()? {
            let (code, name): (String, String) = (row.get(0)?, row.get(1)?);
            table
                .currencies
                .extend(Iso3::parse(&code).map(|iso3| (iso3, name)));
        }
        Ok(())
    }
}

fn put(transaction: &Transaction<'_>, own: &OwnTable) -> rusqlite::Result<()> {
    let table = &own.table;
    delete(transaction, &table.sha256)?;
    transaction.execute(
        "INSERT INTO imported_tables (sha256, name, path, format, title, base_year, imported, place) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT coalesce(max(place), 0) + 1 FROM imported_tables))",
        params![
            table.sha256,
            own.name,
            StoredPath(&own.path),
            table.format.code(),
            table.title,
            table.base_year,
            own.imported.to_string(),
        ],
    )?;
    let mut statement = transaction.prepare_cached(
        "INSERT INTO imported_figures (sha256, iso3, measure, year, value, status) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for series in &table.series {
        for row in &series.observations {
            statement.execute(params![
                table.sha256,
                series.iso3.code(),
                series.measure.code(),
                row.year,
                row.value,
                row.status.code(),
            ])?;
        }
    }
    let mut statement = transaction.prepare_cached(
        "INSERT INTO imported_currencies (sha256, iso3, name) VALUES (?1, ?2, ?3)",
    )?;
    for (iso3, name) in &table.currencies {
        statement.execute(params![table.sha256, iso3.code(), name])?;
    }
    Ok(())
}

fn delete(transaction: &Transaction<'_>, sha256: &str) -> rusqlite::Result<()> {
    for table in ["imported_figures", "imported_currencies", "imported_tables"] {
        transaction.execute(&format!("DELETE FROM {table} WHERE sha256 = ?1"), [sha256])?;
    }
    Ok(())
}

fn head(row: &Row<'_>) -> rusqlite::Result<Option<OwnTable>> {
    let text = |column| row.get::<_, String>(column);
    let (sha256, name, title) = (text("sha256")?, text("name")?, text("title")?);
    let (format, imported) = (text("format")?, text("imported")?);
    let path = path_from(row.get_ref("path")?);
    let base_year: Option<i16> = row.get("base_year")?;
    Ok((|| {
        Some(OwnTable {
            name,
            path: path?,
            imported: imported.parse::<Timestamp>().ok()?,
            table: Arc::new(ReadTable {
                format: TableFormat::parse(&format)?,
                title,
                sha256,
                series: Vec::new(),
                base_year,
                currencies: BTreeMap::new(),
                understood: Understood::default(),
                problems: Vec::new(),
                num_problems: 0,
            }),
        })
    })())
}

type Figure = (Iso3, Measure, i16, f64, Status);

fn figure(row: &Row<'_>) -> rusqlite::Result<Option<Figure>> {
    let (code, measure): (String, String) = (row.get(0)?, row.get(1)?);
    let (year, value, status): (i16, f64, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
    let status = match status.as_str() {
        "estimate" => Status::Estimate,
        "uncertain" => Status::Uncertain,
        _ => Status::Reported,
    };
    let measure = Measure::parse(&measure).filter(|it| it.is_published());
    let known = Iso3::parse(&code).zip(measure);
    let known = known.filter(|_| value.is_finite());
    Ok(known.map(|(iso3, measure)| (iso3, measure, year, value, status)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{Assume, Catalog, read_table};

    fn own() -> OwnTable {
        let text = "SIPRI, in local currency, millions\nCountry,Currency,Notes,2021,2022\nJapan,b. yen,,[5400],0\n";
        let go_on = &mut |_| std::ops::ControlFlow::Continue(());
        let catalog = Catalog::shipped();
        let table = read_table(
            "t.csv",
            &mut text.as_bytes(),
            catalog,
            Assume::default(),
            go_on,
        );
        OwnTable {
            name: "t.csv".to_owned(),
            path: "/data/t.csv".into(),
            imported: Timestamp::new(1_705_570_200, 0).unwrap(),
            table: Arc::new(table.unwrap()),
        }
    }

    #[test]
    fn an_imported_table_comes_back_with_its_figures_and_hash() {
        let store = Store::open_in_memory().unwrap();
        let own = own();
        store.keep_table(&own).unwrap();
        store.keep_table(&own).unwrap();
        let found = store.tables().unwrap();
        assert_eq!(found.len(), 1, "the same file is kept once");
        let (found, table) = (&found[0], &found[0].table);
        assert_eq!((&found.name, &found.path), (&own.name, &own.path));
        assert_eq!(table.sha256, own.table.sha256);
        assert_eq!(table.series, own.table.series);
        assert_eq!(table.currencies, own.table.currencies);
        store.forget_table(&own.table.sha256).unwrap();
        assert_eq!(store.tables().unwrap(), []);
    }

    #[test]
    fn a_workspace_of_the_first_format_gets_imported_tables() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.rangebook");
        let old = rusqlite::Connection::open(&path).unwrap();
        old.execute_batch(include_str!("released_v1.sql")).unwrap();
        drop(old);
        let store = Store::open(&path).unwrap();
        assert!(!store.notes().unwrap().is_empty(), "notes are kept");
        store.keep_table(&own()).unwrap();
        drop(store);
        let again = Store::open(&path).unwrap();
        assert_eq!(again.tables().unwrap().len(), 1);
    }
}
