//! Why a mark on a chart is what it is, in words: a published figure, a country's line, a missile's bar, a
//! finding.

use crate::check::{Finding, rules};
use crate::figures::{RangeBar, SpendingFigure, SpendingPoint, SpendingSeries};
use crate::reference::MissileKind;
use crate::ui::panels::words;
use crate::workspace::{Item, OpenDocument, Workspace};

/// What is said of a mark: a head, and lines below it. `None` for what stands on no chart of the document.
pub(super) fn of_item(
    workspace: &Workspace,
    open: &OpenDocument,
    item: &Item,
) -> Option<(String, Vec<String>)> {
    let figures = open.derived.figures.as_ref();
    match item {
        Item::Finding(document, id) => Some(of_finding(workspace.finding(*document, *id)?)),
        Item::Observation(id) => {
            let figure = &figures?.spending;
            let mut points = figure.series.iter().flat_map(|series| {
                let points = series.points.iter();
                points.map(move |point| (series, point))
            });
            let (series, point) = points.find(|(_, point)| point.observation == *id)?;
            Some(of_point(figure, series, point))
        }
        Item::Country(iso3) => {
            let figure = &figures?.spending;
            let series = figure.series.iter().find(|it| it.iso3 == *iso3)?;
            Some(of_line(figure, series))
        }
        Item::Weapon(id) => {
            let figure = &figures?.ranges;
            let bar = figure.bars.iter().find(|it| it.weapon == *id)?;
            Some(of_bar(&figure.bar_words(bar), bar))
        }
        Item::Mention(..) | Item::Claim(..) | Item::Note(_) => None,
    }
}

fn of_finding(finding: &Finding) -> (String, Vec<String>) {
    let verdict = finding.verdict;
    let head = format!("“{}” {}", finding.text, verdict.label().to_lowercase());
    let mut lines = vec![format!("Working: {}", finding.working)];
    if let Some(reason) = &finding.reason {
        lines.push(format!("Because: {reason}"));
    }
    if let Some(rule) = rules::rule(finding.rule) {
        lines.push(format!("Rule: {}. {}", rule.name, rule.explanation));
    }
    let sources = finding.references.iter();
    lines.extend(sources.map(|it| format!("Source: {}", it.line())));
    (head, lines)
}

fn of_point(
    figure: &SpendingFigure,
    series: &SpendingSeries,
    point: &SpendingPoint,
) -> (String, Vec<String>) {
    let value = figure.value_words(point.value);
    let head = format!("{} {}: {value}", series.name, point.year);
    let status = words::status(point.status);
    let mut lines = vec![format!("A published figure, {status}")];
    lines.extend(point.working.clone());
    lines.extend(point.other.as_ref().map(|it| it.words.clone()));
    lines.push(format!("Source: {}", point.source));
    (head, lines)
}

fn of_line(figure: &SpendingFigure, series: &SpendingSeries) -> (String, Vec<String>) {
    let mut lines = vec![named(series.mentions.len())];
    let (first, last) = (series.points.first(), series.points.last());
    if let (Some(first), Some(last)) = (first, last) {
        lines.push(format!(
            "{} published figures, {} to {}; the last is {}",
            series.points.len(),
            first.year,
            last.year,
            figure.value_words(last.value)
        ));
        lines.push(format!("Source of the last: {}", last.source));
    }
    (format!("{}: a line of spending", series.name), lines)
}

fn of_bar(range: &str, bar: &RangeBar) -> (String, Vec<String>) {
    let operators: Vec<&str> = bar
        .operators
        .iter()
        .map(|(_, name)| name.as_str())
        .collect();
    let mut lines = vec![named(bar.mentions.len())];
    lines.push(format!("Published range: {range}"));
    if !operators.is_empty() {
        lines.push(format!("In service with {}", operators.join(", ")));
    }
    if !bar.note.is_empty() {
        lines.push(bar.note.clone());
    }
    lines.push(format!("Source: {}", bar.source));
    let kind = match bar.kind {
        MissileKind::Other => "missile or rocket".to_owned(),
        kind => format!("{} missile", kind.label()),
    };
    (format!("{}: {kind}", bar.name), lines)
}

/// As a line of its own: "Named once in the document".
fn named(times: usize) -> String {
    let said = words::named(times);
    let more = if times == 0 {
        "; there for comparison"
    } else {
        ""
    };
    format!("N{}{more}", said.strip_prefix('n').unwrap_or(&said))
}
