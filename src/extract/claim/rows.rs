//! Claims of the cells of a table: the row names the subject, the column says what and when.

use std::ops::Range;

use jiff::civil::Date;

use super::subject::Land;
use super::values::{self, Whole, id};
use super::{Claim, ClaimMeasure, NotClaim, Subject};
use crate::document::Block;
use crate::extract::clause::{Theme, Walk};
use crate::extract::cues::{self, Cue};
use crate::extract::quantities::table::grid::{Cell, Grid, Line};
use crate::extract::quantities::table::head::{has_word, is_share_of};
use crate::extract::quantities::table::{self};
use crate::extract::{Kind, MentionId};
use crate::text::Span;

/// Makes the claims of a block that may hold tables, from mention `i` on; returns the mention after
/// the block.
pub(in crate::extract) fn claims(
    walk: &mut Walk<'_, '_>,
    block: Range<usize>,
    before: Option<&Block>,
    mut i: usize,
) -> usize {
    let text = walk.text;
    // The head may hold mentions before the first figure.
    while i > 0
        && walk
            .mentions
            .get(i - 1)
            .is_some_and(|it| it.span.start() >= block.start)
    {
        i -= 1;
    }
    let caption = before.and_then(|it| table::caption(text, it));
    let mut heads: Vec<Column> = Vec::new();
    let mut grid = Grid::new(text, block.clone(), caption);
    let mut scope = Scope::default();
    while let Some(line) = grid.next_line() {
        let row = grid.row_span();
        match line {
            Line::Between => {}
            Line::Head => {
                heads.clear();
                for cell in &grid.head {
                    let mut column = Column::of(grid.words(cell));
                    if let Some(unit) = grid.unit_of(cell) {
                        column = column.or(Column::of(grid.words(unit)));
                    }
                    column.read_mentions(walk, &mut i, &cell.range);
                    heads.push(column);
                }
                date_by_neighbours(&mut heads);
                scope = Scope::over(walk, &grid, &heads);
            }
            Line::Body => {
                let of_row = Row::read(walk, &grid, i, &row, &heads);
                let mut at = i;
                while let Some(mention) = walk.mentions.get(at)
                    && mention.span.start() < row.end
                {
                    if values::is_figure(mention) && mention.span.start() >= row.start {
                        let place = mention.span.start();
                        let cell = grid.row.iter().find(|it| it.range.end > place);
                        let made = claim(walk, &scope, &of_row, &heads, cell, at, &row);
                        match made {
                            Ok(claim) => walk.claim(claim),
                            Err(why) => walk.leave(at, why),
                        }
                    } else if values::is_figure(mention) {
                        walk.leave(at, NotClaim::NoMeasure);
                    }
                    at += 1;
                }
                i = at;
            }
        }
    }
    walk.leave_all(i, block.end, NotClaim::NoMeasure)
}

/// What the head of a column says.
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    spending: bool,
    change: bool,
    range: bool,
    price: bool,
    rank: bool,
    other: bool,
    /// A share of the economy.
    share: bool,
    /// The economy itself, or what is counted of it: "GDP, $bn".
    output: bool,
    when: Option<When>,
    country: Option<Land>,
}

/// Names of the economy's output.
const OUTPUT: [&str; 4] = ["gdp", "gross domestic product", "gni", "national income"];

type When = ((Date, Date), Option<MentionId>);

impl Column {
    fn of(words: &str) -> Self {
        let has = |list: &[&str]| list.iter().any(|word| has_word(words, word));
        Self {
            spending: has(&[
                "spending",
                "budget",
                "expenditure",
                "outlay",
                "outlays",
                "burden",
                "military",
                "defence",
                "defense",
            ]),
            change: has(&["change", "growth", "increase", "rise"]),
            range: has(&["range", "reach"]),
            price: has(&["price", "cost", "value", "contract", "deal", "worth"]),
            rank: has(&["rank", "ranking"]),
            other: has(&[
                "exports",
                "imports",
                "debt",
                "deficit",
                "aid",
                "speed",
                "height",
                "altitude",
                "length",
                "revenue",
                "population",
                "weight",
                "ceiling",
                "loan",
            ]),
            share: OUTPUT.iter().any(|name| is_share_of(words, name)),
            output: OUTPUT.iter().any(|name| has_word(words, name)),
            when: table::year(words).and_then(|year| {
                let (from, to) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
                Some(((from, to), None))
            }),
            country: None,
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            spending: self.spending || other.spending,
            change: self.change || other.change,
            range: self.range || other.range,
            price: self.price || other.price,
            rank: self.rank || other.rank,
            other: self.other || other.other,
            share: self.share || other.share,
            output: self.output || other.output,
            when: self.when.or(other.when),
            country: self.country,
        }
    }

    /// Its country and date, from the mentions in the head.
    fn read_mentions(&mut self, walk: &Walk<'_, '_>, i: &mut usize, range: &Range<usize>) {
        while let Some(mention) = walk.mentions.get(*i)
            && mention.span.start() < range.end
        {
            if mention.span.start() >= range.start {
                // "Change on 2022": counted from then.
                if let Some((from, to, _)) = values::date(mention).filter(|_| !self.change) {
                    self.when = Some(((from, to), Some(id(*i))));
                }
                if let Some(iso3) = values::country(mention) {
                    self.country = Some((iso3, id(*i)));
                }
            }
            *i += 1;
        }
    }
}

/// A share or a change without a year of its own is of the column before it: "2023, $bn", "% of GDP".
fn date_by_neighbours(heads: &mut [Column]) {
    let mut last = None;
    for head in heads {
        if head.when.is_some() && !head.other && !head.range {
            last = head.when;
        } else if head.share || head.change {
            head.when = head.when.or(last);
        }
    }
}

/// What the lines over a table say of all its cells.
#[derive(Clone, Debug, Default)]
struct Scope {
    theme: Theme,
    /// No column is a year's or says when.
    is_undated: bool,
    /// Amounts stand beside shares of the economy, and of nothing else, where the military is spoken of.
    is_of_spending: bool,
}

impl Scope {
    fn over(walk: &Walk<'_, '_>, grid: &Grid<'_>, heads: &[Column]) -> Self {
        let mut theme = walk.theme.clone();
        let mut see = |words: &str| {
            for word in words.split(|c: char| !c.is_ascii_alphanumeric()) {
                match cues::cue(word.as_bytes()) {
                    Some(Cue::Spending) => theme.spending = true,
                    Some(Cue::Defence) => theme.defence = true,
                    Some(Cue::Range) => theme.range = true,
                    Some(Cue::Price | Cue::Deal) => theme.price = true,
                    Some(Cue::OtherMoney) => theme.spending = false,
                    _ => {}
                }
            }
        };
        if let Some(range) = &grid.caption {
            see(grid.words(&Cell::of(range.clone())));
            let from = walk
                .mentions
                .partition_point(|it| it.span.start() < range.start);
            let dates = walk.mentions.get(from..).unwrap_or(&[]).iter();
            let mut dates = dates
                .take_while(|it| it.span.start() < range.end)
                .zip(from..)
                .filter_map(|(it, i)| {
                    let (first, last, _) = values::date(it)?;
                    Some(((first, last), id(i)))
                });
            let when = dates.next().filter(|_| dates.next().is_none());
            theme.when = when.or(theme.when);
        }
        Self {
            theme,
            is_undated: heads.iter().all(|it| it.when.is_none()),
            is_of_spending: heads.iter().any(|it| it.share)
                && !heads.iter().any(|it| it.other || it.price || it.range)
                && (walk.seen_defence.get() || walk.theme.defence),
        }
    }
}

/// What the names in a row say.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    country: Option<Land>,
    weapon: Option<MentionId>,
    counted: Option<MentionId>,
    when: Option<When>,
    /// What the name of the row says: "Spending (US$ bn)".
    says: Column,
    is_total: bool,
}

impl Row {
    fn read(
        walk: &Walk<'_, '_>,
        grid: &Grid<'_>,
        from: usize,
        span: &Range<usize>,
        heads: &[Column],
    ) -> Self {
        let name = grid.row.first().map_or("", |cell| grid.words(cell));
        // Only a name that sets a unit apart says what its row measures: "Spending (US$ bn)".
        let sets_apart = name.bytes().any(|it| matches!(it, b'(' | b',' | b'%'));
        let mut row = Self {
            says: if sets_apart {
                Column::of(name)
            } else {
                Column::default()
            },
            is_total: ["total", "world", "sum", "all", "average", "nato", "eu"]
                .iter()
                .any(|word| {
                    name.get(..word.len())
                        .is_some_and(|start| start.eq_ignore_ascii_case(word))
                        && has_word(name, word)
                }),
            ..Self::default()
        };
        let first = grid.row.first().map_or(span.start, |it| it.range.end);
        let mut i = from;
        while let Some(mention) = walk.mentions.get(i)
            && mention.span.start() < span.end
        {
            if mention.span.start() >= span.start {
                row.take(walk, i, mention.span.start() < first);
            }
            i += 1;
        }
        // A column of dates says when a thing is delivered, not when it has its range or price.
        if heads.iter().any(|it| it.when.is_some()) {
            row.when = None;
        }
        if row.when.is_some() {
            row.says.when = None;
        }
        row
    }

    fn take(&mut self, walk: &Walk<'_, '_>, i: usize, is_first: bool) {
        let Some(mention) = walk.mentions.get(i) else {
            return;
        };
        match mention.kind() {
            Kind::Country | Kind::Government if self.country.is_none() => {
                self.country = values::country(mention).map(|iso3| (iso3, id(i)));
            }
            Kind::Weapon if self.weapon.is_none() && values::weapon(mention).is_some() => {
                self.weapon = Some(id(i));
            }
            Kind::Count if self.counted.is_none() => self.counted = Some(id(i)),
            Kind::Date if is_first && self.when.is_none() => {
                self.when = values::date(mention).map(|(from, to, _)| ((from, to), Some(id(i))));
            }
            _ => {}
        }
    }
}

fn claim(
    walk: &Walk<'_, '_>,
    scope: &Scope,
    row: &Row,
    heads: &[Column],
    cell: Option<&Cell>,
    i: usize,
    span: &Range<usize>,
) -> Result<Claim, NotClaim> {
    let mention = walk.mentions.get(i).ok_or(NotClaim::NoMeasure)?;
    let cell = cell.ok_or(NotClaim::NoMeasure)?;
    let column = heads.get(cell.column).copied().unwrap_or_default();
    if row.is_total {
        return Err(NotClaim::Total);
    }
    let column = column.or(row.says);
    let measure = measure(walk, scope, row, column, i)?;
    let weapon = row.weapon.and_then(|id| {
        let weapon = values::weapon(walk.mentions.get(id.0 as usize)?)?;
        Some((Subject::Weapon(weapon.to_owned()), Some(id)))
    });
    let land = row.country.or(column.country).or(scope.theme.country);
    let country = land.map(|(iso3, id)| (Subject::Country(iso3), Some(id)));
    let unknown = (Subject::Unknown, None);
    let (subject, subject_mention) = match measure {
        ClaimMeasure::Range { .. } => weapon.ok_or(NotClaim::NoWeapon)?,
        ClaimMeasure::Price { .. } => weapon.or(country).unwrap_or(unknown),
        _ => country.ok_or(NotClaim::NoSubject)?,
    };
    let of_heading = scope.theme.when.filter(|_| scope.is_undated);
    let when = match measure {
        ClaimMeasure::Range { .. } => None,
        _ => column
            .when
            .or(row.when)
            .or(of_heading.map(|(when, id)| (when, Some(id)))),
    };
    let later = matches!((when, walk.date), (Some(((from, _), _)), Some(date)) if from > date);
    Ok(Claim {
        span: Span::new(walk.text, span.start, span.end.max(mention.span.end()))
            .unwrap_or(mention.span),
        subject,
        subject_mention,
        measure,
        figure: id(i),
        when: when.map(|(when, _)| when),
        when_mention: when.and_then(|(_, id)| id),
        planned: later,
        attribution: None,
    })
}

fn measure(
    walk: &Walk<'_, '_>,
    scope: &Scope,
    row: &Row,
    column: Column,
    i: usize,
) -> Result<ClaimMeasure, NotClaim> {
    let mention = walk.mentions.get(i).ok_or(NotClaim::NoMeasure)?;
    let theme = &scope.theme;
    let is_spending =
        column.spending || theme.spending || theme.defence && !theme.price || scope.is_of_spending;
    if let Some((amount, currency)) = values::money(mention) {
        if column.other || column.output && !column.share {
            return Err(NotClaim::OtherMoney);
        }
        let is_price = theme.price && !column.spending && !scope.is_of_spending;
        if column.price || row.weapon.is_some() || is_price {
            return Ok(ClaimMeasure::Price {
                amount,
                currency,
                counted: row.counted,
                each: false,
            });
        }
        if column.change && is_spending {
            return Ok(ClaimMeasure::Change {
                amount,
                currency,
                rises: amount.low() >= 0.0,
            });
        }
        return if is_spending {
            Ok(ClaimMeasure::Spending { amount, currency })
        } else {
            Err(NotClaim::NoMeasure)
        };
    }
    if let Some((percent, whole)) = values::percent(mention) {
        if column.change {
            return if is_spending {
                Ok(ClaimMeasure::Growth {
                    percent,
                    rises: percent.low() >= 0.0,
                })
            } else {
                Err(NotClaim::OtherChange)
            };
        }
        let is_of_output = match whole {
            Whole::Output => column.share || !column.output,
            whole => whole == Whole::Unsaid && column.share,
        };
        return match (is_of_output, is_spending && !column.other) {
            (true, true) => Ok(ClaimMeasure::SpendingShare { percent }),
            (true, false) => Err(NotClaim::NoMeasure),
            (false, _) => Err(NotClaim::OtherShare),
        };
    }
    if let Some(km) = values::distance(mention) {
        return if column.range || theme.range && !column.other {
            Ok(ClaimMeasure::Range { km })
        } else if column.other {
            Err(NotClaim::Height)
        } else {
            Err(NotClaim::NoMeasure)
        };
    }
    values::rank(mention)
        .filter(|_| column.rank)
        .map(|rank| ClaimMeasure::Rank { rank })
        .ok_or(NotClaim::NoMeasure)
}
