//! Finds the row that names the columns, below whatever a publisher puts above it.

use super::measure::{self, Kind, Values};
use super::stream::Rows;
use super::{Assume, ImportError, TableFormat, TableProblem, cells};
use crate::reference::Measure;

/// Lines above a table, at most; publishers have up to ten.
const MAX_ABOVE: usize = 60;

/// Columns with years that make a table one of years.
const LEAST_YEARS: usize = 2;

/// The columns of a table.
pub(super) struct Header {
    pub(super) format: TableFormat,
    pub(super) row: u64,
    pub(super) names: Vec<String>,
    pub(super) title: Option<String>,
    pub(super) country_column: Option<usize>,
    pub(super) code_column: Option<usize>,
    pub(super) indicator_column: Option<usize>,
    pub(super) currency_column: Option<usize>,
    pub(super) status_column: Option<usize>,
    pub(super) measure_column: Option<usize>,
    pub(super) values: Values,
    /// Whether the table itself says what its values are.
    pub(super) is_certain: bool,
    pub(super) layout: Layout,
}

/// How figures stand in a table.
pub(super) enum Layout {
    /// A column a year.
    Wide { years: Vec<(usize, i16)> },
    /// A row a figure; several columns may hold values.
    Long {
        year_column: usize,
        values: Vec<(usize, Kind)>,
    },
}

impl Header {
    /// `C (2023)`.
    pub(super) fn column_name(&self, column: usize) -> String {
        let letters = cells::letters(column);
        match self.names.get(column).filter(|name| !name.is_empty()) {
            Some(name) => format!("{letters} ({})", cells::short(name)),
            None => letters,
        }
    }
}

const COUNTRY: [&str; 7] = [
    "country",
    "country name",
    "entity",
    "name",
    "state",
    "economy",
    "location",
];
const CODE: [&str; 6] = ["iso3", "code", "country code", "iso", "iso code", "iso3c"];
const YEAR: [&str; 4] = ["year", "time", "date", "fiscal year"];
const VALUE: [&str; 7] = [
    "value",
    "spending",
    "amount",
    "usd_bn",
    "pct_gdp",
    "military spending",
    "military expenditure",
];

/// Reads on to the row that names the columns.
pub(super) fn find(rows: &mut Rows<'_>, assume: Assume) -> Result<Header, ImportError> {
    let mut above: Vec<String> = Vec::new();
    let mut row = csv::ByteRecord::new();
    let mut first = 1;
    while above.len() < MAX_ABOVE && rows.read(&mut row)? {
        if above.is_empty() {
            first = rows.row();
        }
        let names: Vec<String> = row.iter().map(cells::text).collect();
        let at = rows.row();
        if let Some(header) = wide(&names, &above, at, assume)? {
            return Ok(header);
        }
        if let Some(header) = long(&names, at, assume)? {
            return Ok(header);
        }
        above.push(names.join(" "));
    }
    let text = "no row names the columns; expected country, year and value, or a country column and a column for each year";
    Err(wrong(first, "A", text))
}

fn wrong(row: u64, column: &str, problem: &str) -> ImportError {
    ImportError::NotATable(TableProblem {
        row,
        column: column.to_owned(),
        problem: problem.to_owned(),
    })
}

fn column(names: &[String], wanted: &[&str]) -> Option<usize> {
    wanted.iter().find_map(|wanted| {
        let is = |name: &String| name.eq_ignore_ascii_case(wanted);
        names.iter().position(is)
    })
}

fn unsupported(row: u64, column: usize, what: &str) -> ImportError {
    let text = format!(
        "the table gives {what}, which the charts do not draw; take dollars or the share of GDP"
    );
    wrong(row, &cells::letters(column), &text)
}

fn assumed(assume: Assume) -> Kind {
    let measure = assume.measure.unwrap_or(Measure::UsdCurrent);
    Kind {
        measure,
        scale: assume
            .scale
            .filter(|_| measure != Measure::PctGdp)
            .unwrap_or(1.0),
        base_year: None,
    }
}

fn wide(
    names: &[String],
    above: &[String],
    row: u64,
    assume: Assume,
) -> Result<Option<Header>, ImportError> {
    let years: Vec<(usize, i16)> = names
        .iter()
        .enumerate()
        .filter_map(|(column, name)| Some((column, cells::year(name)?)))
        .collect();
    let country = column(names, &COUNTRY);
    let code = column(names, &CODE);
    if years.len() < LEAST_YEARS || country.or(code).is_none() {
        // A row of years without a country column is a header all the same, and a wrong one.
        let is_header = years.len() > 5 && years.len() * 2 > names.len();
        return if is_header {
            Err(wrong(
                row,
                "A",
                "no column is named Country; name the column of countries",
            ))
        } else {
            Ok(None)
        };
    }
    check_years(names, &years, row)?;
    let words = above.join(" ");
    let indicator_column = column(names, &["indicator code", "series code"])
        .or(column(names, &["indicator name", "series name"]));
    let is_sipri = words.to_lowercase().contains("sipri");
    let format = match (indicator_column, is_sipri) {
        (Some(_), _) => TableFormat::WorldBank,
        (None, true) => TableFormat::Sipri,
        (None, false) => TableFormat::Wide,
    };
    let said = measure::of_words(&words).map_err(|what| unsupported(row, 0, what))?;
    // SIPRI's figures are in millions where the lines above do not say otherwise.
    let said = said.map(|kind| match (format, kind.measure) {
        (TableFormat::Sipri, Measure::PctGdp) => kind,
        (TableFormat::Sipri, _) if kind.scale < 1e-6 => Kind {
            scale: 1e-3,
            ..kind
        },
        _ => kind,
    });
    let (kind, from) = match (assume.measure, said) {
        (None, Some(kind)) => (kind, "from the lines above the table"),
        (Some(_), _) => (assumed(assume), "as you said"),
        (None, None) => (assumed(assume), "assumed, as nothing in the file says it"),
    };
    let is_certain = indicator_column.is_some() || said.is_some() || assume.measure.is_some();
    let title = above
        .iter()
        .map(|line| line.trim())
        .find(|line| line.len() > 8);
    Ok(Some(Header {
        format,
        row,
        names: names.to_vec(),
        title: title
            .filter(|_| is_sipri)
            .map(|line| line.chars().take(160).collect()),
        country_column: country,
        code_column: code,
        indicator_column,
        currency_column: column(names, &["currency"]),
        status_column: None,
        measure_column: None,
        values: Values {
            kind: indicator_column.is_none().then_some(kind),
            all: Vec::new(),
            from: if indicator_column.is_some() {
                "from its indicator"
            } else {
                from
            },
        },
        is_certain,
        layout: Layout::Wide { years },
    }))
}

/// No year stands twice, and none is out of bounds.
fn check_years(names: &[String], years: &[(usize, i16)], row: u64) -> Result<(), ImportError> {
    for (i, (column, year)) in years.iter().enumerate() {
        if years.iter().take(i).any(|(_, before)| before == year) {
            let text = format!("the year {year} has two columns; keep one");
            return Err(wrong(row, &cells::letters(*column), &text));
        }
    }
    let odd = names.iter().enumerate().find(|(_, name)| {
        name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit()) && cells::year(name).is_none()
    });
    let Some((column, name)) = odd else {
        return Ok(());
    };
    let text = format!("“{name}” is no year from 1900 to 2100");
    Err(wrong(row, &cells::letters(column), &text))
}

fn long(names: &[String], row: u64, assume: Assume) -> Result<Option<Header>, ImportError> {
    let country = column(names, &COUNTRY);
    let code = column(names, &CODE);
    let year = column(names, &YEAR);
    let value = column(names, &VALUE);
    let is_owid = country.is_some_and(|at| {
        names
            .get(at)
            .is_some_and(|it| it.eq_ignore_ascii_case("entity"))
    });
    let found = [country.or(code), year, value];
    let num = found.iter().flatten().count();
    let Some(year_column) = year.filter(|_| country.or(code).is_some()) else {
        // Two of the three are a header with one column missing.
        let missing = match found {
            [None, Some(_), Some(_)] => "country",
            [Some(_), None, Some(_)] => "year",
            _ => return Ok(None),
        };
        let text = format!("no column is named {missing}; the columns are country, year and value");
        return Err(wrong(row, "A", &text));
    };
    let (named, refused) = measured_columns(names, year_column);
    let mut values = if is_owid || value.is_none() {
        named
    } else {
        Vec::new()
    };
    let is_said = !values.is_empty();
    if values.is_empty() {
        if let Some((column, what)) = refused {
            return Err(unsupported(row, column, what));
        }
        let only = (names.len() == year_column + 2).then_some(year_column + 1);
        let Some(column) = value.or(only) else {
            let text = "no column is named value; the columns are country, year and value";
            return Err(wrong(row, &cells::letters(num), text));
        };
        values.push((column, assumed(assume)));
    }
    if assume.measure.is_some() {
        for (_, kind) in &mut values {
            *kind = assumed(assume);
        }
    }
    let measure_column = column(names, &["measure"]);
    let from = match (assume.measure, is_said) {
        (Some(_), _) => "as you said",
        (None, true) => "from the column’s name",
        (None, false) => "assumed, as nothing in the file says it",
    };
    Ok(Some(Header {
        format: if is_owid {
            TableFormat::Owid
        } else {
            TableFormat::Plain
        },
        row,
        names: names.to_vec(),
        title: None,
        country_column: country,
        code_column: code,
        indicator_column: None,
        currency_column: None,
        status_column: column(names, &["status"]),
        measure_column,
        values: Values {
            kind: None,
            all: values.iter().map(|(_, kind)| *kind).collect(),
            from: if measure_column.is_some() {
                "or as the measure column says"
            } else {
                from
            },
        },
        is_certain: is_said || measure_column.is_some() || assume.measure.is_some(),
        layout: Layout::Long {
            year_column,
            values,
        },
    }))
}

/// A column that measures something that is not taken in, and what.
type Refused = (usize, &'static str);

/// The columns behind that of years whose names say what they measure; and the last that is
/// refused.
fn measured_columns(names: &[String], year_column: usize) -> (Vec<(usize, Kind)>, Option<Refused>) {
    let mut values = Vec::new();
    let mut refused = None;
    for (column, name) in names.iter().enumerate().skip(year_column + 1) {
        match measure::of_words(name) {
            Ok(Some(kind)) => values.push((column, kind)),
            Ok(None) => {}
            Err(what) => refused = Some((column, what)),
        }
    }
    (values, refused)
}
