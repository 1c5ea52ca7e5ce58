//! Totals of tables: a row or column "Total" against what it adds up.
//!
//! A cell stands for the values that round to it as it is printed. A total that is larger than its rows
//! may count rows that the table leaves out, and says so; one that a budget lists in full may not.

use super::Rule;
use crate::check::context::Context;
use crate::check::{Finding, Interval, Verdict, WhatIf};
use crate::extract::{Kind, MentionId, TableCell, Value, WholeTable, whole_tables};
use crate::text::Span;
use crate::units::format;

/// See the file's first line.
pub(crate) const RULE: Rule = Rule {
    code: "total",
    name: "The total of a table",
    explanation: "The rows of a table are added up and compared with its row “Total”, and its columns with its column “Total”.",
    tolerance: "every cell stands for the values that round to it as it is printed",
    examples: &[
        (
            "Item\tMillion euros\nPersonnel\t410\nEquipment\t250\nTotal\t660",
            Verdict::Agrees,
        ),
        (
            "Item\tMillion euros\nPersonnel\t410\nEquipment\t250\nOperations\t100\nTotal\t860",
            Verdict::Differs,
        ),
        (
            "State\tUS$ bn\nNorway\t10.4\nSweden\t12.0\nTotal\t30.1",
            Verdict::NeedsAssumption,
        ),
    ],
    run,
};

/// Fewer rows or columns are no sum.
const MIN_PARTS: usize = 2;
/// Beyond this factor a total is of something else, or of far more than the table lists.
const SAME_ORDER: f64 = 2.0;

fn run(context: &Context<'_>, out: &mut Vec<Finding>) {
    whole_tables(context.text, context.blocks, &mut |table| {
        let table = Table::read(context, table);
        table.down(context, out);
        table.across(context, out);
    });
}

/// A number in a cell.
#[derive(Clone, Copy, Debug)]
struct Number {
    value: f64,
    /// Half of the last printed digit's step.
    half: f64,
    /// What it is of: numbers of different kinds are not added.
    of: Of,
    span: Span,
    mention: Option<MentionId>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Of {
    Money(crate::units::Currency),
    Count,
    Percent,
    /// The table does not say.
    Unnamed,
}

impl Number {
    fn interval(&self) -> Interval {
        Interval::new(self.value - self.half, self.value + self.half)
    }
}

struct Row<'t> {
    name: &'t str,
    /// By column; the first is the name's.
    cells: Vec<Option<Number>>,
    /// Cells with words that are no number, such as "n/a".
    has_gaps: bool,
}

struct Table<'t> {
    head: Vec<String>,
    rows: Vec<Row<'t>>,
    /// The rows are countries or other things of which there may be more.
    is_selection: bool,
}

impl<'t> Table<'t> {
    fn read(context: &Context<'t>, whole: &WholeTable<'t>) -> Self {
        let num_columns = whole.rows.iter().flatten().map(|it| it.column + 1).max();
        let num_columns = num_columns.unwrap_or(0);
        let commas: Vec<bool> = (0..num_columns)
            .map(|column| {
                let cells = whole.rows.iter().flatten().filter(|it| it.column == column);
                let mut words = cells.filter_map(|it| context.text.get(it.range.clone()));
                words.any(has_decimal_comma)
            })
            .collect();
        let rows: Vec<Row<'t>> = whole
            .rows
            .iter()
            .map(|cells| Row::read(context, cells, &commas))
            .collect();
        let caption = whole.caption.to_lowercase();
        let chosen = [
            "selected", "top", "largest", "main", "major", "leading", "some",
        ];
        let named = whole.rows.iter().filter(|cells| {
            let first = cells.first().and_then(|it| context.mention_in(&it.range));
            let kind = first.map(crate::extract::Mention::kind);
            kind.is_some_and(|it| matches!(it, Kind::Country | Kind::Weapon | Kind::Organisation))
        });
        let is_selection = named.count() * 2 > rows.len()
            || chosen
                .iter()
                .any(|word| crate::check::words::has_word(&caption, &[word]));
        Self {
            head: whole.head.clone(),
            rows,
            is_selection,
        }
    }

    /// Whether the numbers of a column add up at all: shares of one whole do, changes do not.
    fn adds_up(&self, column: usize, of: Of) -> bool {
        let head = self.head.get(column).map_or("", String::as_str);
        const NEVER: [&str; 16] = [
            "change", "growth", "rank", "range", "average", "mean", "median", "rate", "index",
            "per", "ratio", "price", "year", "unit", "each", "reach",
        ];
        let percent = matches!(of, Of::Percent) || head.contains('%');
        let of_output = head.contains("GDP") || head.contains("GNP");
        column > 0 && !crate::check::words::has_word(head, &NEVER) && !percent && !of_output
    }

    /// Rows "Total" against the rows above.
    fn down(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let totals: Vec<usize> = (0..self.rows.len())
            .filter(|&at| self.rows.get(at).is_some_and(|it| is_total(it.name)))
            .collect();
        let num_columns = self.rows.iter().map(|it| it.cells.len()).max().unwrap_or(0);
        for &at in &totals {
            let Some(row) = self.rows.get(at) else {
                continue;
            };
            let since = totals
                .iter()
                .rev()
                .find(|&&it| it < at)
                .map_or(0, |it| it + 1);
            for column in 1..num_columns {
                let Some(total) = row.cells.get(column).copied().flatten() else {
                    continue;
                };
                if !self.adds_up(column, total.of) {
                    continue;
                }
                let parts = |from: usize, with: &dyn Fn(&Row<'_>) -> bool| -> Vec<Number> {
                    let rows = self.rows.get(from..at).unwrap_or(&[]).iter();
                    let cells = rows
                        .filter(|it| with(it))
                        .filter_map(|it| it.cells.get(column));
                    cells
                        .copied()
                        .flatten()
                        .filter(|it| it.of == total.of)
                        .collect()
                };
                // Down from the total before; or all but the subtotals; or only those.
                let mut ways = vec![parts(since, &|it| !is_part(it.name))];
                if since > 0 {
                    ways.push(parts(0, &|it| !is_total(it.name) && !is_part(it.name)));
                    ways.push(parts(0, &|it| is_total(it.name)));
                }
                ways.push(parts(since, &|it| !is_total(it.name)));
                let rows = self.rows.get(..at).unwrap_or(&[]);
                let is_plain = totals.len() == 1
                    && !self.is_selection
                    && rows.iter().all(|it| {
                        !it.has_gaps
                            && !is_part(it.name)
                            && it.cells.get(column).is_some_and(Option::is_some)
                    });
                out.extend(judge(context, &ways, &total, is_plain));
            }
        }
    }

    /// The column "Total" against the columns before it, row by row.
    fn across(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let Some(at) = self
            .head
            .iter()
            .position(|it| is_total(it))
            .filter(|it| *it > MIN_PARTS)
        else {
            return;
        };
        let sums: Vec<(Vec<Number>, Number)> = self
            .rows
            .iter()
            .filter_map(|row| {
                let total = row.cells.get(at).copied().flatten()?;
                let parts = (1..at).filter(|&column| self.adds_up(column, total.of));
                let parts = parts.filter_map(|it| row.cells.get(it).copied().flatten());
                let parts: Vec<Number> = parts.filter(|it| it.of == total.of).collect();
                (parts.len() >= MIN_PARTS).then_some((parts, total))
            })
            .collect();
        let fits = |(parts, total): &&(Vec<Number>, Number)| sum(parts).meets(total.interval());
        let num_right = sums.iter().filter(fits).count();
        // That the column is the others' sum is seen from the other rows.
        let is_sum = num_right >= 2 && num_right * 2 > sums.len();
        if num_right == 0 {
            return;
        }
        for (parts, total) in sums {
            out.extend(judge(context, &[parts], &total, is_sum));
        }
    }
}

impl<'t> Row<'t> {
    fn read(context: &Context<'t>, cells: &[TableCell], commas: &[bool]) -> Self {
        let mut row = Self {
            name: "",
            cells: vec![None; commas.len()],
            has_gaps: false,
        };
        for cell in cells {
            let words = context.text.get(cell.range.clone()).unwrap_or("");
            if cell.column == 0 {
                row.name = words;
                continue;
            }
            let comma = commas.get(cell.column).copied().unwrap_or(false);
            let number = number(context, cell, words, comma);
            row.has_gaps |= number.is_none() && !words.is_empty();
            if let Some(slot) = row.cells.get_mut(cell.column) {
                *slot = number;
            }
        }
        row
    }
}

/// The number of a cell that holds one and nothing else of weight.
fn number(context: &Context<'_>, cell: &TableCell, words: &str, comma: bool) -> Option<Number> {
    let (plain, half) = printed(words, comma)?;
    let span = Span::new(context.text, cell.range.start, cell.range.end)?;
    let at = context.place_in(&cell.range);
    let mention = at.and_then(|at| context.mention(at));
    let (of, value) = match mention.map(|it| &it.value) {
        Some(Value::Money { amount, currency }) => (Of::Money(*currency), amount.as_single()?),
        Some(Value::Count { count, .. }) => (Of::Count, count.as_single()?),
        Some(Value::Percent { percent, .. }) => (Of::Percent, percent.as_single()?),
        None => (Of::Unnamed, plain),
        Some(_) => return None,
    };
    let scale = if plain.abs() > 0.0 {
        (value / plain).abs()
    } else {
        1.0
    };
    Some(Number {
        value,
        half: half * scale,
        of,
        span,
        mention: at.and_then(|at| u32::try_from(at).ok()).map(MentionId),
    })
}

/// The digits of a cell as a number, and half of its last digit's step.
fn printed(words: &str, comma: bool) -> Option<(f64, f64)> {
    let first = words.find(|it: char| it.is_ascii_digit())?;
    let end = words.rfind(|it: char| it.is_ascii_digit())? + 1;
    let digits = words.get(first..end)?;
    let is_digits = |it: char| {
        it.is_ascii_digit() || matches!(it, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’')
    };
    if digits.len() > 24 || !digits.chars().all(is_digits) {
        return None;
    }
    let sign = words.get(..first)?;
    let is_negative = sign.contains(['-', '−', '(']);
    let decimal = if comma { ',' } else { '.' };
    let plain: String = digits
        .chars()
        .filter(|it| it.is_ascii_digit() || *it == decimal)
        .map(|it| if it == decimal { '.' } else { it })
        .collect();
    let value: f64 = plain.parse().ok()?;
    let decimals = plain.split_once('.').map_or(0, |it| it.1.len());
    let half = 0.5 * 10f64.powi(-i32::try_from(decimals).ok()?);
    Some((if is_negative { -value } else { value }, half))
}

/// "20,9": a comma with other than three digits behind it, and no point.
fn has_decimal_comma(words: &str) -> bool {
    let Some((whole, rest)) = words.rsplit_once(',') else {
        return false;
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    whole.ends_with(|it: char| it.is_ascii_digit())
        && (1..3).contains(&digits)
        && !words.contains('.')
}

/// "Total", "Total spending", "Sum", "All".
fn is_total(name: &str) -> bool {
    let name = name
        .trim_matches(|it: char| !it.is_alphanumeric())
        .to_lowercase();
    let first = name
        .split(|it: char| !it.is_alphabetic())
        .next()
        .unwrap_or("");
    matches!(first, "total" | "totals" | "subtotal" | "sum")
        || matches!(
            name.as_str(),
            "grand total" | "all" | "in all" | "in total" | "overall" | "altogether"
        )
}

/// "of which ships", "including aid": a part of the row above, already counted.
fn is_part(name: &str) -> bool {
    let name = name
        .trim_start_matches(|it: char| !it.is_alphanumeric())
        .to_lowercase();
    ["of which", "including", "incl", "thereof", "of that"]
        .iter()
        .any(|it| name.starts_with(it))
}

fn sum(parts: &[Number]) -> Interval {
    parts
        .iter()
        .fold(Interval::new(0.0, 0.0), |sum, it| sum.plus(it.interval()))
}

fn judge(
    context: &Context<'_>,
    ways: &[Vec<Number>],
    total: &Number,
    is_plain: bool,
) -> Option<Finding> {
    let fits =
        |parts: &&Vec<Number>| parts.len() >= MIN_PARTS && sum(parts).meets(total.interval());
    let right = ways.iter().find(fits);
    let parts = right.or_else(|| ways.first())?;
    let added: f64 = parts.iter().map(|it| it.value).sum();
    if parts.len() < MIN_PARTS || total.value <= 0.0 || added <= 0.0 {
        return None;
    }
    let ratio = (added / total.value).max(total.value / added);
    let verdict = match (right, ratio < SAME_ORDER) {
        (Some(_), _) => Verdict::Agrees,
        (None, false) => return None,
        (None, true) if is_plain => Verdict::Differs,
        (None, true) => Verdict::NeedsAssumption,
    };
    let text = crate::check::words::shown(context.text, total.span);
    let mut finding = Finding::new(RULE.code, verdict, total.span, text);
    let first = crate::check::Evidence {
        mention: total.mention,
        span: total.span,
    };
    finding.evidence.push(first);
    finding
        .evidence
        .extend(parts.iter().map(|it| crate::check::Evidence {
            mention: it.mention,
            span: it.span,
        }));
    let shown = |value: f64| match total.of {
        Of::Money(currency) => format::exact_money(value, currency),
        _ => format::significant(value, 8),
    };
    let mut terms: Vec<String> = parts.iter().take(8).map(|it| shown(it.value)).collect();
    if parts.len() > 8 {
        terms.push("…".to_owned());
    }
    finding.working = format!(
        "{} = {}, stated {}",
        terms.join(" + "),
        shown(added),
        shown(total.value)
    );
    let sum = sum(parts);
    finding.tolerance = format!(
        "as printed, the {} parts allow {} to {}",
        parts.len(),
        shown(sum.low),
        shown(sum.high)
    );
    if verdict == Verdict::NeedsAssumption {
        finding.reason = Some(
            if added < total.value {
                "that the total counts something that the table does not list"
            } else {
                "that some rows are parts of others"
            }
            .to_owned(),
        );
    }
    if verdict != Verdict::Agrees {
        finding.what_if = Some(WhatIf::between("The total", "", total.value, sum));
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use crate::extract::fixtures;
    use crate::reference::Catalog;

    /// The verdicts of the totals of a text, in order.
    #[track_caller]
    fn verdicts(text: &str, expected: &[Verdict]) {
        let id = crate::document::DocumentId(0);
        let document = crate::document::load_bytes(id, "a.txt", None, text.as_bytes()).unwrap();
        let extraction = fixtures::extract_document(&document);
        let all = check(Catalog::shipped(), &document, &extraction).findings;
        let own = all.iter().filter(|it| it.rule == RULE.code);
        let found: Vec<Verdict> = own.clone().map(|it| it.verdict).collect();
        let working: Vec<&String> = own.map(|it| &it.working).collect();
        assert_eq!(found, expected, "{text}\n{working:?}");
    }

    #[test]
    fn rounding_of_the_rows_is_allowed() {
        verdicts(
            "Item\tbn US$\nA1 ships\t1.3\nArmy\t1.3\nAir\t1.3\nTotal\t4.0",
            &[Verdict::Agrees],
        );
        verdicts(
            "Item\tbn US$\nShips\t1.3\nArmy\t1.3\nAir\t1.3\nTotal\t4.2",
            &[Verdict::Differs],
        );
    }

    #[test]
    fn two_columns_are_two_sums() {
        verdicts(
            "Item\t2023, million euros\t2024, million euros\tChange\nPersonnel\t410\t432\t5.4 %\nEquipment\t250\t310\t24 %\nTotal\t660\t742\t12.4 %",
            &[Verdict::Agrees, Verdict::Agrees],
        );
    }

    #[test]
    fn parts_of_rows_are_not_counted_twice() {
        verdicts(
            "Item\tMillion euros\nPersonnel\t410\nof which pensions\t90\nEquipment\t250\nTotal\t660",
            &[Verdict::Agrees],
        );
    }

    #[test]
    fn subtotals_are_added_or_passed_over() {
        verdicts(
            "Item\tMillion euros\nArmy\t10\nNavy\t20\nTotal forces\t30\nStaff\t5\nPensions\t6\nTotal civil\t11\nGrand total\t41",
            &[Verdict::Agrees, Verdict::Agrees, Verdict::Agrees],
        );
    }

    #[test]
    fn a_column_may_be_the_others_sum() {
        verdicts(
            "Unit\tMissiles 2023\tMissiles 2024\tTotal missiles\nNorth\t10\t20\t30\nSouth\t5\t7\t12\nEast\t1\t9\t15",
            &[Verdict::Agrees, Verdict::Agrees, Verdict::Differs],
        );
    }

    #[test]
    fn shares_and_places_are_not_added() {
        verdicts(
            "State\tRank\t% of GDP\nNorway\t26\t2.1\nSweden\t25\t2.0\nTotal\t51\t4.1",
            &[],
        );
    }

    #[test]
    fn decimal_commas_are_read() {
        assert_eq!(printed("20,9", true), Some((20.9, 0.05)));
        assert_eq!(printed("1,023", false), Some((1023.0, 0.5)));
        assert_eq!(printed("n/a", false), None);
        assert!(has_decimal_comma("20,9") && !has_decimal_comma("1,023"));
    }
}
