//! Figures in tables, whose unit stands in the head of their column.
//!
//! Cells that hold a bare number under a head such as "US$ bn", "% of GDP", "Range (km)" or
//! "Quantity" are figures. The unit may also stand in the name of the row ("Spending (US$ bn)" over
//! columns of years) or in the line over the table ("Figures in US$ billion"). Cells that carry
//! their own unit are left to the scan; a bare number whose unit nobody names is no figure.

pub(in crate::extract) mod grid;
pub(in crate::extract) mod head;
pub(in crate::extract) mod whole;

use jiff::civil::Date;

use crate::document::Block;
use crate::extract::mention::Value;
use crate::units::number::{self, Numeral, NumeralForm};
use crate::units::{Extent, Hedge};
use grid::{Cell as Place, Grid, Line};
use head::Head;

/// A figure in a cell.
#[derive(Clone, Debug)]
pub(in crate::extract) struct Cell {
    pub(in crate::extract) start: usize,
    pub(in crate::extract) end: usize,
    /// `None` for a number that is no figure: nobody says what it measures.
    pub(in crate::extract) value: Option<Value>,
}

/// The longest line over a table that is read as naming its unit.
const MAX_CAPTION: usize = 160;

/// The figures of every table in `text`, in order. Tables stand in preformatted blocks; a text
/// without blocks is read as one.
pub(in crate::extract) fn cells(text: &str, blocks: &[Block]) -> Vec<Cell> {
    let mut out = Vec::new();
    if blocks.is_empty() {
        if text
            .as_bytes()
            .iter()
            .any(|byte| matches!(byte, b'\t' | b'|'))
        {
            read(Grid::new(text, 0..text.len(), None), &mut out);
        }
        return out;
    }
    let mut before: Option<&Block> = None;
    for block in blocks {
        if block.kind.keeps_lines() {
            let caption = before.and_then(|it| caption(text, it));
            read(Grid::new(text, block.span.range(), caption), &mut out);
        }
        before = Some(block);
    }
    out
}

/// The block before a table where it may name the table's unit.
pub(in crate::extract) fn caption(text: &str, before: &Block) -> Option<std::ops::Range<usize>> {
    let is_short = before.span.len() <= MAX_CAPTION;
    (is_short && !before.kind.keeps_lines() && !before.span.slice(text).is_empty())
        .then(|| before.span.range())
}

fn read(mut grid: Grid<'_>, out: &mut Vec<Cell>) {
    let mut heads: Vec<Head> = Vec::new();
    let mut caption = None;
    let mut has_decimal_commas = false;
    while let Some(line) = grid.next_line() {
        match line {
            Line::Between => heads.clear(),
            Line::Head => {
                caption = grid
                    .caption
                    .clone()
                    .and_then(|it| head::unit(grid.words(&Place::of(it))));
                heads.clear();
                heads.extend(grid.head.iter().map(|cell| {
                    let unit = grid.unit_of(cell).map(|it| head::of(grid.words(it)));
                    unit.filter(|it| it.is_unit())
                        .unwrap_or_else(|| settled(grid.words(cell), caption))
                }));
                has_decimal_commas = false;
                years_of_the_head(&grid, out);
            }
            Line::Body if is_row_of_years(&grid) => {
                let num = grid.row.last().map_or(0, |cell| cell.column + 1);
                spread(&mut heads, num);
                for cell in grid.row.iter().skip(1) {
                    let value = year(grid.words(cell)).and_then(whole_year);
                    out.extend(value.map(|value| Cell {
                        start: cell.range.start,
                        end: cell.range.end,
                        value: Some(value),
                    }));
                }
            }
            Line::Body => {
                has_decimal_commas |= grid.row.iter().any(|it| is_decimal_comma(grid.words(it)));
                read_row(&grid, &heads, caption, has_decimal_commas, out);
            }
        }
    }
}

/// A second line of the head: years below what is measured in them, and nothing in the first column.
fn is_row_of_years(grid: &Grid<'_>) -> bool {
    let mut cells = grid.row.iter().filter(|cell| !grid.words(cell).is_empty());
    let Some(first) = cells.next() else {
        return false;
    };
    let is_year = |cell: &Place| {
        let words = grid.words(cell);
        words.len() == 4 && year(words).is_some()
    };
    first.column > 0 && is_year(first) && cells.all(is_year)
}

/// A head over several of so many columns stands over the first of them.
fn spread(heads: &mut Vec<Head>, num_columns: usize) {
    heads.resize(heads.len().max(num_columns), Head::Nothing);
    let mut last = Head::Nothing;
    for head in heads.iter_mut().skip(1) {
        match head {
            Head::Nothing => *head = last,
            head => last = *head,
        }
    }
}

/// The unit of a column, from its head or from the line over the table.
fn settled(words: &str, caption: Option<Head>) -> Head {
    let own = head::of(words);
    let Some(caption) = caption else { return own };
    let names = |list: &[&str]| list.iter().any(|word| head::has_word(words, word));
    let fits = match (own, caption) {
        (Head::Year, _) => true,
        (Head::Nothing, Head::Money(..)) => names(&[
            "spending",
            "budget",
            "expenditure",
            "outlay",
            "amount",
            "value",
            "cost",
            "price",
            "total",
            "military",
            "defence",
            "defense",
        ]),
        (Head::Nothing, Head::Length(_)) => names(&["range", "reach", "distance"]),
        (Head::Nothing, Head::Percent { .. }) => names(&["share", "ratio", "burden"]),
        _ => false,
    };
    if fits { caption } else { own }
}

/// "2023" over a column is a date.
fn years_of_the_head(grid: &Grid<'_>, out: &mut Vec<Cell>) {
    let line = if grid.units.is_empty() {
        &grid.head
    } else {
        return;
    };
    for cell in line.iter().skip(1) {
        let words = grid.words(cell);
        if words.len() == 4
            && let Some(value) = year(words).and_then(whole_year)
        {
            out.push(Cell {
                start: cell.range.start,
                end: cell.range.end,
                value: Some(value),
            });
        }
    }
}

fn read_row(
    grid: &Grid<'_>,
    heads: &[Head],
    caption: Option<Head>,
    has_decimal_commas: bool,
    out: &mut Vec<Cell>,
) {
    let name = grid.row.first().map_or("", |cell| grid.words(cell));
    // Only a name that sets its unit apart: "Spending (US$ bn)", "Share, %".
    let of_row = name
        .contains(['(', ',', '%', '$', '€', '£'])
        .then(|| head::unit(name))
        .flatten();
    for cell in &grid.row {
        let words = grid.words(cell);
        let Some(bare) = Bare::read(words, has_decimal_commas) else {
            continue;
        };
        let own = heads.get(cell.column).copied().unwrap_or(Head::Nothing);
        let head = match (own, of_row) {
            _ if cell.column == 0 && !matches!(own, Head::Rank | Head::Years) => Head::Nothing,
            (own, Some(unit)) if !own.is_unit() || caption == Some(own) => unit,
            (own, _) => own,
        };
        let is_year = bare.is_plain_year(words);
        let value = match head {
            Head::Nothing | Head::Years | Head::Year if is_year => year(words).and_then(whole_year),
            head => bare.value(head),
        };
        // A table without heads says nothing of its numbers, and they may be prose.
        let may_be_date = head == Head::Years || year(words).is_some();
        if value.is_none() && (heads.is_empty() || may_be_date) {
            continue;
        }
        out.push(Cell {
            start: cell.range.start + bare.start,
            end: cell.range.start + bare.end,
            value,
        });
    }
}

/// The year that a head or cell begins with: "2024", "FY2024", "2023/24", "2024 (SEK m)".
pub(in crate::extract) fn year(words: &str) -> Option<i16> {
    let digits = words
        .strip_prefix("FY")
        .map_or(words, |rest| rest.trim_start_matches([' ', '-']));
    let number = digits.get(..4)?;
    let rest = digits.get(4..)?;
    let follows = match rest.as_bytes() {
        [] | [b'*' | b'e' | b'p' | b'f'] => true,
        [b'/' | b'-', tail @ ..] => {
            matches!(tail.len(), 2 | 4) && tail.iter().all(u8::is_ascii_digit)
        }
        [b' ', b'(' | b'[', ..] | [b',' | b':', b' ', ..] => true,
        // "2023 US$ bn"
        [b' ', ..] => is_unit_behind(rest),
        _ => rest.starts_with('–') && rest.len() <= 7,
    };
    let value: i16 = number.parse().ok()?;
    (follows && number.bytes().all(|it| it.is_ascii_digit()) && (1900..=2100).contains(&value))
        .then_some(value)
}

/// Whether only a unit of money stands behind a year: " US$ bn", " $m", " € million".
fn is_unit_behind(rest: &str) -> bool {
    let rest = rest.trim_start();
    let sign = rest.trim_start_matches(|c: char| c.is_ascii_uppercase());
    sign.starts_with(['$', '€', '£', '¥', '₹', '₩']) && !rest.contains(|c: char| c.is_ascii_digit())
}

fn whole_year(year: i16) -> Option<Value> {
    Some(Value::Date {
        from: Date::new(year, 1, 1).ok()?,
        to: Date::new(year, 12, 31).ok()?,
        bound: None,
    })
}

/// "12,4" or "0,75": nobody groups thousands like that.
fn is_decimal_comma(words: &str) -> bool {
    let Some((whole, part)) = words.rsplit_once(',') else {
        return false;
    };
    let digits = part.bytes().take_while(u8::is_ascii_digit).count();
    let ends = part.len() == digits || !part.is_char_boundary(digits);
    (matches!(digits, 1 | 2) && ends && whole.ends_with(|c: char| c.is_ascii_digit()))
        && !whole.contains(',')
}

/// A bare number in a cell, without its footnote mark.
#[derive(Clone, Copy, Debug)]
struct Bare {
    /// Bytes of the cell's words.
    start: usize,
    end: usize,
    low: Numeral,
    high: Option<Numeral>,
    sign: f64,
    hedge: Option<Hedge>,
}

impl Bare {
    fn read(words: &str, has_decimal_commas: bool) -> Option<Self> {
        // The longest numbers have twenty digits, and a footnote mark is short.
        if words.is_empty() || words.len() > 48 {
            return None;
        }
        let (mut hedge, sign, skip) = signs(words);
        let start = if hedge.is_some() || sign < 0.0 || words.starts_with('+') {
            0
        } else {
            skip
        };
        let low = number_at(words.get(skip..)?, has_decimal_commas)?;
        let mut end = skip + low.len;
        let mut high = None;
        let rest = words.get(end..)?;
        let dash = rest.trim_start().strip_prefix(['-', '–', '—']);
        if let Some(after) = dash.map(str::trim_start).filter(|it| !it.is_empty()) {
            let number = number_at(after, has_decimal_commas)?;
            end = words.len() - after.len() + number.len;
            high = Some(number);
        }
        // "30+": thirty or more.
        if hedge.is_none() && high.is_none() && words.get(end..)?.starts_with('+') {
            end += 1;
            hedge = Some(Hedge::AtLeast);
        }
        is_footnote(words.get(end..)?).then_some(Self {
            start,
            end,
            low,
            high,
            sign,
            hedge,
        })
    }

    fn is_plain_year(self, words: &str) -> bool {
        self.high.is_none()
            && self.end - self.start == 4
            && self.low.form == NumeralForm::Plain
            && year(words).is_some()
    }

    fn extent(self, factor: f64) -> Option<Extent> {
        let at = |it: Numeral| number::times(it.value * self.sign, factor);
        let low = at(self.low);
        let high = self.high.map_or(low, at);
        Extent::range(low, high, self.low.digits).map(|it| it.hedged(self.hedge))
    }

    fn value(self, head: Head) -> Option<Value> {
        let is_whole = self.low.form != NumeralForm::Decimal && self.sign > 0.0;
        Some(match head {
            Head::Nothing | Head::Year | Head::Years => return None,
            Head::Money(currency, factor) => Value::Money {
                amount: self.extent(factor)?,
                currency,
            },
            Head::Percent { of_output } => Value::Percent {
                percent: self.extent(1.0)?,
                of: of_output.then(|| "GDP".into()),
            },
            Head::Length(unit) => Value::Distance {
                km: self.extent(unit.km()).filter(|_| self.sign > 0.0)?,
                unit,
            },
            Head::Count(factor) => Value::Count {
                count: self
                    .extent(factor)
                    .filter(|_| is_whole || factor > 1.0 && self.sign > 0.0)?,
                of: None,
            },
            Head::Rank => Value::Rank {
                rank: self.rank().filter(|_| is_whole)?,
                of: None,
                scope: None,
            },
        })
    }

    fn rank(self) -> Option<u32> {
        let value = self.low.value;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and 999"
        )]
        let rank = value as u32;
        (self.high.is_none() && (1.0..1000.0).contains(&value)).then_some(rank)
    }
}

/// "~", ">", "+" before a number, with the sign they make and how many bytes they take.
fn signs(words: &str) -> (Option<Hedge>, f64, usize) {
    let first = words.chars().next().unwrap_or(' ');
    let hedge = match first {
        '~' | '≈' => Some(Hedge::About),
        '>' => Some(Hedge::MoreThan),
        '<' => Some(Hedge::LessThan),
        '≥' => Some(Hedge::AtLeast),
        '≤' => Some(Hedge::AtMost),
        _ => None,
    };
    let sign = if matches!(first, '-' | '−' | '–') {
        -1.0
    } else {
        1.0
    };
    if hedge.is_none() && first != '+' && sign > 0.0 {
        return abbreviated(words).map_or((None, 1.0, 0), |len| (Some(Hedge::About), 1.0, len));
    }
    let rest = words.get(first.len_utf8()..).unwrap_or("");
    (hedge, sign, words.len() - rest.trim_start().len())
}

/// The length of "c. ", "ca. ", "about " before a number.
fn abbreviated(words: &str) -> Option<usize> {
    const ABOUT: [&str; 7] = ["c.", "ca.", "ca", "approx.", "approx", "about", "around"];
    let rest = ABOUT
        .iter()
        .find_map(|it| words.strip_prefix(it))?
        .trim_start();
    rest.starts_with(|c: char| c.is_ascii_digit())
        .then_some(words.len() - rest.len())
}

fn number_at(words: &str, has_decimal_commas: bool) -> Option<Numeral> {
    if has_decimal_commas && words.contains(',') {
        return with_decimal_comma(words);
    }
    let number = number::read_digits(words)?;
    Some(if number.form == NumeralForm::PointGroup {
        Numeral {
            form: NumeralForm::Decimal,
            ..number
        }
    } else {
        number
    })
}

/// "1 234,5": read with a point in the comma's place.
fn with_decimal_comma(words: &str) -> Option<Numeral> {
    let len = words
        .char_indices()
        .find(|(_, c)| {
            !(c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}'))
        })
        .map_or(words.len(), |(at, _)| at);
    let digits = words.get(..len)?.trim_end();
    let mut plain = String::with_capacity(digits.len());
    for c in digits.chars() {
        match c {
            ',' => plain.push('.'),
            '0'..='9' => plain.push(c),
            _ => {}
        }
    }
    let number = number::read_digits(&plain)?;
    (number.len == plain.len()).then_some(Numeral {
        len: digits.len(),
        form: NumeralForm::Decimal,
        ..number
    })
}

/// What may stand behind a number and is no part of it: nothing, "*", "¹", "\[2\]", "(a)", "(est.)".
fn is_footnote(rest: &str) -> bool {
    let rest = rest.trim();
    let mut letters = rest.chars();
    match letters.next() {
        None => true,
        Some('*' | '†' | '‡' | '§' | '¹' | '²' | '³' | '⁴' | '⁵' | '⁶' | '⁷' | '⁸' | '⁹' | '⁰') => {
            rest.chars().count() <= 3
        }
        Some('[') => rest.len() <= 5 && rest.ends_with(']'),
        Some('(') => rest.len() <= 7 && rest.ends_with(')') && !rest.contains('%'),
        Some('a'..='f') => letters.next().is_none(),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
