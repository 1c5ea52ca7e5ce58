//! Figures in tables, whose unit stands in the head of their column.
//!
//! A table is two or more lines in a row with the same number of tab-separated cells, the first of
//! them without bare numbers (the head). Cells that hold a bare number under a head such as "US$ bn",
//! "% of GDP", "Range (km)" or "Quantity" are figures; cells that carry their own unit are left to
//! the scan.

use crate::extract::mention::Value;
use crate::units::number::{self, NumeralForm};
use crate::units::{Currency, Extent, LengthUnit};

/// A figure in a cell.
#[derive(Clone, Debug)]
pub(in crate::extract) struct Cell {
    pub(in crate::extract) start: usize,
    pub(in crate::extract) end: usize,
    pub(in crate::extract) value: Value,
}

/// What the head of a column makes of a bare number.
#[derive(Clone, Debug)]
enum Head {
    Nothing,
    Money(Currency, f64),
    Percent(Option<String>),
    Length(LengthUnit),
    Count,
}

/// The figures of every table in `text`, in order.
pub(in crate::extract) fn cells(text: &str) -> Vec<Cell> {
    let mut out = Vec::new();
    if !text.as_bytes().contains(&b'\t') {
        return out;
    }
    let mut heads: Vec<Head> = Vec::new();
    let mut num_cells = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let row = line.trim_end_matches(['\n', '\r']);
        let num = row.matches('\t').count() + 1;
        if num == 1 {
            heads.clear();
            num_cells = 0;
        } else if num != num_cells {
            num_cells = num;
            heads = read_heads(row);
        } else {
            read_row(row, start, &heads, &mut out);
        }
        start += line.len();
    }
    out
}

fn read_heads(row: &str) -> Vec<Head> {
    let bare = row.split('\t').skip(1).any(|it| bare_number(it).is_some());
    if bare {
        return Vec::new();
    }
    row.split('\t').map(head).collect()
}

fn head(cell: &str) -> Head {
    let lower = cell.to_lowercase();
    if lower.contains('%') || lower.contains("per cent") || lower.contains("percent") {
        let of = lower.contains("gdp").then(|| "GDP".to_owned());
        return Head::Percent(of);
    }
    let words = || {
        cell.split(|c: char| !(c.is_alphanumeric() || "$€£¥₹₩".contains(c)))
            .filter(|it| !it.is_empty())
    };
    if words().any(|it| matches!(it, "km" | "kilometres" | "kilometers")) {
        return Head::Length(LengthUnit::Kilometre);
    }
    if words().any(|it| matches!(it, "miles" | "mi")) {
        return Head::Length(LengthUnit::Mile);
    }
    if let Some(currency) = words().find_map(currency) {
        let factor = words()
            .find_map(|it| number::read_scale(it, true).filter(|scale| scale.len == it.len()))
            .map_or(1.0, |it| it.factor);
        return Head::Money(currency, factor);
    }
    let counted = [
        "quantity",
        "number",
        "qty",
        "units",
        "ordered",
        "delivered",
        "personnel",
    ];
    if counted.iter().any(|it| lower.contains(it))
        && !["date", "year"].iter().any(|it| lower.contains(it))
    {
        return Head::Count;
    }
    Head::Nothing
}

fn currency(word: &str) -> Option<Currency> {
    if let Some(prefix) = word.strip_suffix('$') {
        return Currency::from_dollar_prefix(prefix);
    }
    // "US$bn", "€m".
    if let Some((prefix, _)) = word.split_once('$') {
        return Currency::from_dollar_prefix(prefix);
    }
    let first = word.chars().next()?;
    Currency::from_code(word)
        .filter(|_| Currency::is_certain_code(word))
        .or_else(|| Currency::from_sign(first))
        .or_else(|| {
            (word.len() > 3 && !Currency::is_word(word))
                .then(|| Currency::from_name(word))
                .flatten()
        })
}

fn read_row(row: &str, start: usize, heads: &[Head], out: &mut Vec<Cell>) {
    let mut at = start;
    for (cell, head) in row.split('\t').zip(heads) {
        let lead = cell.len() - cell.trim_start().len();
        let trimmed = cell.trim();
        if let Some(number) = bare_number(cell)
            && let Some(value) = value(head, number)
        {
            out.push(Cell {
                start: at + lead,
                end: at + lead + trimmed.len(),
                value,
            });
        }
        at += cell.len() + 1;
    }
}

fn bare_number(cell: &str) -> Option<number::Numeral> {
    let cell = cell.trim();
    let number = number::read_digits(cell)?;
    (number.len == cell.len()).then_some(if number.form == NumeralForm::PointGroup {
        number::Numeral {
            form: NumeralForm::Decimal,
            ..number
        }
    } else {
        number
    })
}

fn value(head: &Head, number: number::Numeral) -> Option<Value> {
    let extent = |factor: f64| Extent::single(number.value * factor, number.digits);
    Some(match head {
        Head::Nothing => return None,
        Head::Money(currency, factor) => Value::Money {
            amount: extent(*factor)?,
            currency: *currency,
        },
        Head::Percent(of) => Value::Percent {
            percent: extent(1.0)?,
            of: of.clone(),
        },
        Head::Length(unit) => Value::Distance {
            km: extent(unit.km())?,
            unit: *unit,
        },
        Head::Count => Value::Count {
            count: extent(1.0).filter(|_| number.form != NumeralForm::Decimal)?,
            of: None,
        },
    })
}
