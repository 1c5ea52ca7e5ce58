//! Spending tables of the reader's own: SIPRI's sheets saved as CSV, the World Bank's and Our World in
//! Data's CSV as downloaded, and plain `country,year,value`.
//!
//! A table is read row by row from any stream, in memory that does not grow with it: what is kept is
//! at most one figure for each country, year and measure, and the first problems. Missing is kept apart
//! from zero, and a mistake is said with its row and column, counted as a spreadsheet counts them.
//! Nothing is guessed in silence: [`Understood`] says how everything was read.

mod cells;
mod header;
mod measure;
mod names;
mod stream;
mod understood;

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::ControlFlow;

use self::cells::Cell;
use self::header::{Header, Layout};
use self::stream::Rows;
pub use self::understood::Understood;
use super::{Catalog, Iso3, Measure, Observation, ObservationId, Series, SourceId, Status};

/// Problems kept; the others are counted.
pub const MAX_PROBLEMS: usize = 100;

/// Names kept of rows that are no country; the others are counted.
const MAX_NAMES: usize = 12;

/// More than the countries of the world for every year and measure: a table cannot hold more, so what
/// is kept is bounded.
const FIRST_ROW: u32 = 0;

/// Where a table comes from, as far as its shape tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// A sheet of SIPRI's military expenditure workbook, saved as CSV.
    Sipri,
    /// The World Bank's CSV.
    WorldBank,
    /// Our World in Data's CSV.
    Owid,
    /// One figure a row: country, year, value.
    Plain,
    /// One column a year, of no publisher that is known.
    Wide,
}

impl TableFormat {
    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sipri => "SIPRI sheet",
            Self::WorldBank => "World Bank CSV",
            Self::Owid => "Our World in Data CSV",
            Self::Plain => "one figure a row",
            Self::Wide => "one column a year",
        }
    }

    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sipri => "sipri",
            Self::WorldBank => "world_bank",
            Self::Owid => "owid",
            Self::Plain => "plain",
            Self::Wide => "wide",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        let all = [
            Self::Sipri,
            Self::WorldBank,
            Self::Owid,
            Self::Plain,
            Self::Wide,
        ];
        all.into_iter().find(|format| format.code() == code)
    }
}

/// What the reader says of a table that does not say it itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Assume {
    /// What its values measure.
    pub measure: Option<Measure>,
    /// What a value of one is, in the measure's unit (0.001 for millions of dollars).
    pub scale: Option<f64>,
}

/// A cell that holds no figure, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The publisher has none: empty, `...`, `..`.
    NotReported,
    /// There could be none: `xxx`, before a country existed.
    NotApplicable,
}

/// A table as read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadTable {
    /// Where it comes from.
    pub format: TableFormat,
    /// What it calls itself; the file's name where it does not.
    pub title: String,
    /// Hexadecimal SHA-256 of its bytes.
    pub sha256: String,
    /// Its figures, by country and measure; rows are counted from 0.
    pub series: Vec<Series>,
    /// The year whose prices a publisher's constant dollars are in.
    pub base_year: Option<i16>,
    /// What local currency is called, by country.
    pub currencies: BTreeMap<Iso3, String>,
    /// How it was read.
    pub understood: Understood,
    /// What is wrong in it, the first of it.
    pub problems: Vec<TableProblem>,
    /// How much is wrong in all.
    pub num_problems: u64,
}

/// A mistake in a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("row {row}, column {column}: {problem}")]
pub struct TableProblem {
    /// Counted from 1 with the header and everything above it.
    pub row: u64,
    /// Letter and name: `C (2023)`.
    pub column: String,
    /// What is wrong, and what was expected.
    pub problem: String,
}

/// Why a table cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The stream failed.
    #[error("could not read on: {0}")]
    Io(#[from] std::io::Error),
    /// No table is seen in it.
    #[error("{0}")]
    NotATable(TableProblem),
    /// The reader stopped it.
    #[error("stopped")]
    Cancelled,
}

/// Reads a table. `name` is the file's; `progress` hears how many bytes were read and may stop it.
///
/// # Errors
/// When there is nothing to show: no header is found, or the stream fails. Mistakes in single cells
/// are in [`ReadTable::problems`] and the other cells are read all the same.
pub fn read_table(
    name: &str,
    input: &mut dyn Read,
    catalog: &Catalog,
    assume: Assume,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<ReadTable, ImportError> {
    let mut rows = Rows::new(input)?;
    let header = header::find(&mut rows, assume)?;
    let mut table = Table::new(name, &header, catalog);
    let mut row = csv::ByteRecord::new();
    while rows.read(&mut row)? {
        table.understood.num_rows += 1;
        table.take(&row, &rows);
        if table.understood.num_rows.is_multiple_of(1024) && progress(rows.num_bytes()).is_break() {
            return Err(ImportError::Cancelled);
        }
    }
    if progress(rows.num_bytes()).is_break() {
        return Err(ImportError::Cancelled);
    }
    Ok(table.finish(rows.sha256()))
}

/// A fault that stands among the problems already.
struct Noted;

/// A table while it is read.
struct Table<'a> {
    header: &'a Header,
    countries: names::Countries<'a>,
    figures: BTreeMap<(Iso3, Measure), BTreeMap<i16, (f64, Status)>>,
    currencies: BTreeMap<Iso3, String>,
    understood: Understood,
    problems: Vec<TableProblem>,
    num_problems: u64,
    title: String,
    /// Largest share of GDP without a percent sign: below 1, shares are fractions.
    largest_share: f64,
    has_percent_sign: bool,
}

impl<'a> Table<'a> {
    fn new(name: &str, header: &'a Header, catalog: &'a Catalog) -> Self {
        Self {
            header,
            countries: names::Countries::new(catalog),
            figures: BTreeMap::new(),
            currencies: BTreeMap::new(),
            understood: Understood {
                header_row: header.row,
                is_certain: header.is_certain,
                ..Understood::default()
            },
            problems: Vec::new(),
            num_problems: 0,
            title: header.title.clone().unwrap_or_else(|| name.to_owned()),
            largest_share: 0.0,
            has_percent_sign: false,
        }
    }

    fn problem(&mut self, rows: &Rows<'_>, column: usize, problem: impl Into<String>) {
        self.num_problems += 1;
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(TableProblem {
                row: rows.row(),
                column: self.header.column_name(column),
                problem: problem.into(),
            });
        }
    }

    fn skip(&mut self, name: &str) {
        self.understood.num_skipped += 1;
        let names = &mut self.understood.skipped;
        if names.len() < MAX_NAMES && !names.iter().any(|known| known == name) {
            names.push(cells::short(name));
        }
    }

    fn take(&mut self, row: &csv::ByteRecord, rows: &Rows<'_>) {
        let text = |column: usize| row.get(column).map_or_else(String::new, cells::text);
        let has_value = |column: &usize| !text(*column).is_empty();
        if !(0..row.len()).any(|column| has_value(&column)) {
            return;
        }
        match &self.header.layout {
            Layout::Wide { years, .. } => {
                let years: Vec<(usize, i16)> = years.clone();
                self.wide(row, rows, &years);
            }
            Layout::Long { .. } => self.long(row, rows),
        }
    }

    /// The country of a row; `None` where the row is none, which is said or counted.
    fn country(
        &mut self,
        row: &csv::ByteRecord,
        rows: &Rows<'_>,
        has_figures: bool,
    ) -> Option<Iso3> {
        let cell = |column: usize| row.get(column).map_or_else(String::new, cells::text);
        let header = self.header;
        let code = header.code_column.map(cell).filter(|code| !code.is_empty());
        if let Some(code) = &code
            && let Some(iso3) = self.countries.by_code(code)
        {
            return Some(iso3);
        }
        let named = header.country_column.map(cell).unwrap_or_default();
        if named.is_empty() && code.is_none() {
            if has_figures {
                let column = header.country_column.or(header.code_column).unwrap_or(0);
                self.problem(
                    rows,
                    column,
                    "the country is empty; every row with figures needs one",
                );
            }
            return None;
        }
        if let Some(iso3) = self.countries.by_name(&named) {
            return Some(iso3);
        }
        let shown = if named.is_empty() {
            code.clone().unwrap_or_default()
        } else {
            named
        };
        // Publishers mix regions and headings among their rows; in a table of one's own, a name that
        // is no country is a slip.
        let is_own = matches!(header.format, TableFormat::Plain | TableFormat::Wide);
        if has_figures && is_own {
            let near = self.countries.near(&shown);
            let hint = near.map_or_else(
                || "write a country’s name or its three-letter code".to_owned(),
                |near| format!("did you mean {near}?"),
            );
            let column = header.country_column.or(header.code_column).unwrap_or(0);
            self.problem(
                rows,
                column,
                format!("“{}” is no country; {hint}", cells::short(&shown)),
            );
        } else {
            self.skip(&shown);
        }
        None
    }

    fn wide(&mut self, row: &csv::ByteRecord, rows: &Rows<'_>, years: &[(usize, i16)]) {
        let cell = |column: usize| row.get(column).map_or_else(String::new, cells::text);
        let num_cells = (0..row.len()).filter(|it| !cell(*it).is_empty()).count();
        let has_figures = years.iter().any(|(column, _)| {
            !matches!(
                cells::read(&cell(*column), rows.comma_decimals()),
                Cell::Missing(_)
            )
        });
        // Headings of regions and footnotes have words in one cell and nothing else.
        if !has_figures && num_cells <= 2 && self.header.format != TableFormat::Wide {
            let first = (0..row.len()).map(cell).find(|it| !it.is_empty());
            let name = first.unwrap_or_default();
            if self.countries.by_name(&name).is_none() {
                self.skip(&name);
                return;
            }
        }
        let last_column = (0..row.len()).rfind(|it| !cell(*it).is_empty());
        if let Some(last) = last_column.filter(|last| *last >= self.header.names.len()) {
            self.problem(
                rows,
                last,
                "a cell beyond the last named column; quote cells that hold a comma",
            );
        }
        let Some(kind) = self
            .header
            .values
            .of_row(&cell, self.header.indicator_column)
        else {
            let indicator = self.header.indicator_column.map(cell).unwrap_or_default();
            self.skip(&indicator);
            return;
        };
        let Some(iso3) = self.country(row, rows, has_figures) else {
            return;
        };
        let mut scale = kind.scale;
        if let Some(column) = self.header.currency_column {
            let currency = cell(column);
            if kind.measure == Measure::LocalCurrency && !currency.is_empty() {
                scale = measure::currency_scale(&currency).unwrap_or(scale);
                let name = measure::currency_name(&currency);
                self.currencies.insert(iso3, name);
            }
        }
        for &(column, year) in years {
            let text = cell(column);
            self.figure(
                rows,
                (column, &text),
                (iso3, year),
                (kind.measure, scale),
                None,
            );
        }
    }

    fn long(&mut self, row: &csv::ByteRecord, rows: &Rows<'_>) {
        let cell = |column: usize| row.get(column).map_or_else(String::new, cells::text);
        let Layout::Long {
            year_column,
            values,
        } = &self.header.layout
        else {
            return;
        };
        let (year_column, values) = (*year_column, values.clone());
        if row.len() < self.header.names.len() {
            let wanted = self.header.names.len();
            let text = format!(
                "the row ends here: it has {} cells and the header {wanted}",
                row.len()
            );
            self.problem(rows, row.len(), text);
            return;
        }
        let is_filled = |column: &usize| !cell(*column).is_empty();
        if let Some(extra) = (self.header.names.len()..row.len()).find(is_filled) {
            self.problem(
                rows,
                extra,
                "a cell beyond the last named column; quote cells that hold a comma",
            );
            return;
        }
        let has_figures = values.iter().any(|(column, _)| is_filled(column));
        let Some(iso3) = self.country(row, rows, has_figures) else {
            return;
        };
        let year_text = cell(year_column);
        let Some(year) = cells::year(&year_text) else {
            let text = format!(
                "“{}” is no year from 1900 to 2100",
                cells::short(&year_text)
            );
            self.problem(rows, year_column, text);
            return;
        };
        let Ok(status) = self.status(row, rows) else {
            return;
        };
        for (column, kind) in values {
            let Ok(own) = self.own_measure(row, rows) else {
                return;
            };
            let kind = own.unwrap_or(kind);
            let text = cell(column);
            self.figure(
                rows,
                (column, &text),
                (iso3, year),
                (kind.measure, kind.scale),
                status,
            );
        }
    }

    /// What the row says of its figures' standing; an error has been noted.
    fn status(&mut self, row: &csv::ByteRecord, rows: &Rows<'_>) -> Result<Option<Status>, Noted> {
        let Some(column) = self.header.status_column else {
            return Ok(None);
        };
        let word = row.get(column).map_or_else(String::new, cells::text);
        cells::status(&word).map(Some).ok_or_else(|| {
            let text = format!(
                "“{}” is no status; write reported, estimate or uncertain",
                cells::short(&word)
            );
            self.problem(rows, column, text);
            Noted
        })
    }

    /// The measure that the row names for its figures; an error has been noted.
    fn own_measure(
        &mut self,
        row: &csv::ByteRecord,
        rows: &Rows<'_>,
    ) -> Result<Option<measure::Kind>, Noted> {
        let Some(column) = self.header.measure_column else {
            return Ok(None);
        };
        let word = row.get(column).map_or_else(String::new, cells::text);
        measure::of_word(&word).map(Some).ok_or_else(|| {
            let text = format!(
                "“{}” is no measure; write usd_current, pct_gdp, local_currency or publisher_constant",
                cells::short(&word)
            );
            self.problem(rows, column, text);
            Noted
        })
    }

    fn figure(
        &mut self,
        rows: &Rows<'_>,
        (column, text): (usize, &str),
        (iso3, year): (Iso3, i16),
        (measure, scale): (Measure, f64),
        status: Option<Status>,
    ) {
        let (value, marked, percent) = match cells::read(text, rows.comma_decimals()) {
            Cell::Missing(Missing::NotReported) => {
                self.understood.num_not_reported += 1;
                return;
            }
            Cell::Missing(Missing::NotApplicable) => {
                self.understood.num_not_applicable += 1;
                return;
            }
            Cell::Wrong(why) => {
                self.problem(rows, column, format!("“{}” {why}", cells::short(text)));
                return;
            }
            Cell::Number {
                value,
                status,
                is_percent,
            } => (value, status, is_percent),
        };
        if value < 0.0 {
            self.problem(
                rows,
                column,
                format!("{value} is negative; spending is not"),
            );
            return;
        }
        let scaled = value * scale;
        let is_share = measure == Measure::PctGdp;
        if percent && !is_share {
            self.problem(
                rows,
                column,
                format!("“{}” is a share in a table of amounts", cells::short(text)),
            );
            return;
        }
        if is_share && scaled > 100.0 {
            self.problem(rows, column, format!("{value} is more than all of GDP"));
            return;
        }
        if is_share {
            self.has_percent_sign |= percent;
            self.largest_share = self.largest_share.max(scaled);
        }
        let by_year = self.figures.entry((iso3, measure)).or_default();
        if by_year.contains_key(&year) {
            let text = format!("{iso3} {year} is there twice; keep one");
            self.problem(rows, column, text);
            return;
        }
        by_year.insert(year, (scaled, status.unwrap_or(marked)));
        self.understood.num_figures += 1;
        let years = self.understood.years.get_or_insert((year, year));
        *years = (years.0.min(year), years.1.max(year));
    }

    fn finish(mut self, sha256: String) -> ReadTable {
        let mut values = self.header.values.words();
        // SIPRI's sheet holds shares as fractions that the spreadsheet shows as percent.
        if self.header.format == TableFormat::Sipri
            && !self.has_percent_sign
            && (0.0..1.0).contains(&self.largest_share)
            && self.largest_share > 0.0
        {
            for ((_, measure), years) in &mut self.figures {
                if *measure == Measure::PctGdp {
                    for (value, _) in years.values_mut() {
                        *value *= 100.0;
                    }
                }
            }
            values.push("shares are fractions and were multiplied by 100".to_owned());
        }
        let source = SourceId(format!("import:{}", sha256.get(..16).unwrap_or(&sha256)));
        let mut next = FIRST_ROW;
        let mut series = Vec::new();
        let mut countries = std::collections::BTreeSet::new();
        for ((iso3, measure), years) in self.figures {
            countries.insert(iso3);
            let observations = years
                .into_iter()
                .map(|(year, (value, status))| {
                    let id = ObservationId(next);
                    next = next.saturating_add(1);
                    Observation {
                        id,
                        year,
                        value,
                        status,
                        source: source.clone(),
                    }
                })
                .collect();
            series.push(Series {
                iso3,
                measure,
                observations,
            });
        }
        self.understood.values = values;
        self.understood.num_countries = countries.len();
        ReadTable {
            format: self.header.format,
            title: self.title,
            sha256,
            series,
            base_year: self.header.values.base_year(),
            currencies: self.currencies,
            understood: self.understood,
            problems: self.problems,
            num_problems: self.num_problems,
        }
    }
}

#[cfg(test)]
mod tests;
