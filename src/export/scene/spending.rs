//! The spending chart, laid out.
//!
//! Published figures are marks joined by lines: solid as reported, dashed where one end is an estimate,
//! dotted where it is uncertain, and broken where a year is missing. What the document states is a
//! hollow mark on a dotted connector, never part of a line.

mod beside;
mod frame;

use std::fmt::Write as _;

use frame::{END_LABEL, Frame};

pub(super) use beside::plan_mark;

use super::axis::Scale;
use super::labels::Placer;
use super::page::{Ink, Key, LABEL_SIZE, MARGIN, Sample, Sheet};
use super::text_width::{fit, width};
use super::{Anchor, Part, Scene, Size, Stroke, Theme, Weight};
use crate::figures::{ClaimPoint, SpendingFigure};
use crate::reference::Status;

/// Which scale the value axis has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScaleChoice {
    /// Logarithmic when values lie so far apart that the smallest could not be seen: for spending when
    /// the largest is more than ten times the smallest latest one.
    #[default]
    Auto,
    /// From zero.
    Linear,
    /// Equal steps are equal factors.
    Log,
}

/// Beyond this, the smallest line would lie within a tenth of the chart's height.
const LOG_FROM: f64 = 10.0;

/// More claims than this are numbered, and their words listed below.
const MAX_WORDED: usize = 6;

/// Lays out the spending chart.
pub fn spending_scene(
    figure: &SpendingFigure,
    size: Size,
    theme: Theme,
    scale: ScaleChoice,
) -> Scene {
    // Where the words of a claim find no place, all claims are numbered instead.
    let worded = (figure.claims.len() <= MAX_WORDED)
        .then(|| laid_out(figure, size, theme, scale, false))
        .filter(|(_, complete)| *complete);
    match worded {
        Some((scene, _)) => scene,
        None => laid_out(figure, size, theme, scale, true).0,
    }
}

/// The chart, and whether every claim has a label that is easy to read.
fn laid_out(
    figure: &SpendingFigure,
    size: Size,
    theme: Theme,
    scale: ScaleChoice,
    numbered: bool,
) -> (Scene, bool) {
    let mut sheet = Sheet::new(size, theme);
    let scale = choose_scale(figure, scale);
    let title = title(figure);
    let header = sheet.header(&title, &subtitle(figure, scale), &keys(figure, &sheet));
    let notes = sheet.note_lines(&notes(figure, numbered));
    let labels = EndLabels::new(figure, &sheet);
    // Long notes make the page longer, not the chart lower.
    let most_of_page = size.height() * 0.45;
    let least = (labels.num() as f32 * END_LABEL + 20.0)
        .max(200.0)
        .max(most_of_page);
    let below = 28.0 + Sheet::notes_height(&notes) + MARGIN * 0.5;
    let height = size.height().max(header + 8.0 + least + below);
    let plot_bottom = height - below;
    let mut complete = true;
    if let Some(frame) = Frame::new(figure, scale, &labels, &sheet, header + 8.0, plot_bottom) {
        let mut placer = Placer::new(frame.plot.grown(-3.0));
        frame.axes(&mut sheet, figure, &mut placer);
        frame.dates(&mut sheet, figure);
        frame.other_editions(&mut sheet, figure);
        frame.lines(&mut sheet, figure, &mut placer);
        frame.plans(&mut sheet, figure, &mut placer);
        frame.end_labels(&mut sheet, figure, &labels, &mut placer);
        frame.date_label(&mut sheet, figure, &mut placer);
        complete = frame.claims(&mut sheet, figure, numbered, &mut placer);
    } else {
        let ink = Ink::new(LABEL_SIZE, sheet.palette.weak).anchored(Anchor::Middle);
        let middle = [sheet.width / 2.0, (header + plot_bottom) / 2.0];
        sheet.write(Part::Note, middle, "There are no figures to draw", ink);
    }
    sheet.notes(height - below + 28.0, &notes);
    let description = description(figure);
    (sheet.finish(height, title, description), complete)
}

fn choose_scale(figure: &SpendingFigure, choice: ScaleChoice) -> Scale {
    let positive = values(figure).all(|value| value > 0.0);
    let latest = figure
        .series
        .iter()
        .filter(|series| series.points.len() > 2)
        .filter_map(|series| series.points.last());
    let smallest = latest.fold(f64::INFINITY, |low, point| low.min(point.value));
    let largest = values(figure).fold(0.0, f64::max);
    match choice {
        ScaleChoice::Log if positive => Scale::Log,
        ScaleChoice::Auto if positive && largest > LOG_FROM * smallest => Scale::Log,
        _ => Scale::Linear,
    }
}

/// Every value that has to be on the axis.
fn values(figure: &SpendingFigure) -> impl Iterator<Item = f64> {
    let points = figure.series.iter().flat_map(|series| &series.points);
    let claims = figure.claims.iter().map(|claim| claim.value);
    let plans = figure.plans.iter().map(|plan| plan.value);
    points
        .flat_map(|point| [Some(point.value), point.other.as_ref().map(|it| it.value)])
        .flatten()
        .chain(claims.chain(plans).flat_map(|(low, high)| [low, high]))
        .filter(|value| value.is_finite())
}

/// First and last year of the published figures.
fn published_years(figure: &SpendingFigure) -> Option<(f64, f64)> {
    let years = figure.series.iter().flat_map(|series| &series.points);
    years
        .map(|point| f64::from(point.year))
        .fold(None, |range, year| match range {
            None => Some((year, year)),
            Some((first, last)) => Some((first.min(year), last.max(year))),
        })
}

fn title(figure: &SpendingFigure) -> String {
    let names: Vec<&str> = figure.series.iter().map(|it| it.name.as_str()).collect();
    let who = match names.as_slice() {
        [] => String::new(),
        [one] => format!(" of {one}"),
        [a, b] => format!(" of {a} and {b}"),
        [a, b, c] => format!(" of {a}, {b} and {c}"),
        _ => format!(" of {} countries", names.len()),
    };
    let when = published_years(figure).map_or(String::new(), |(first, last)| {
        if first < last {
            format!(", {first:.0}–{last:.0}")
        } else {
            format!(", {first:.0}")
        }
    });
    format!("Military spending{who}{when}")
}

fn subtitle(figure: &SpendingFigure, scale: Scale) -> String {
    let mut out = figure.unit_words().to_owned();
    if scale == Scale::Log {
        out.push_str(", logarithmic scale");
    }
    if let Some((_, last)) = published_years(figure) {
        let _ = write!(out, "; numbers beside the names are those of {last:.0}");
    }
    out
}

/// The dash of a stretch of line; `None` is solid.
const fn dash(status: Status) -> Option<[f32; 2]> {
    match status {
        Status::Reported => None,
        Status::Estimate => Some([6.0, 3.5]),
        Status::Uncertain => Some([1.5, 3.5]),
    }
}

fn keys(figure: &SpendingFigure, sheet: &Sheet) -> Vec<Key> {
    let colour = sheet.palette.weak;
    let points = || figure.series.iter().flat_map(|series| &series.points);
    let mut keys = Vec::new();
    for (status, text) in [
        (Status::Reported, "reported"),
        (Status::Estimate, "estimate of the publisher"),
        (Status::Uncertain, "highly uncertain"),
    ] {
        if points().any(|point| point.status == status) {
            keys.push(Key {
                sample: Sample::Line(Stroke {
                    width: 2.0,
                    colour,
                    dash: dash(status),
                }),
                text: text.to_owned(),
            });
        }
    }
    for (planned, text) in [
        (false, "stated in the document"),
        (true, "planned, as stated in the document"),
    ] {
        if figure.claims.iter().any(|claim| claim.planned == planned) {
            keys.push(Key {
                sample: Sample::Stated { planned, colour },
                text: text.to_owned(),
            });
        }
    }
    if !figure.plans.is_empty() {
        keys.push(Key {
            sample: Sample::Plan { colour },
            text: "announced plan or budget".to_owned(),
        });
    }
    if points().any(|point| point.other.is_some()) {
        let text = figure.edition.other_words();
        keys.push(Key {
            sample: Sample::Edition { colour },
            text: text.to_owned(),
        });
    }
    keys
}

fn year_words(year: f64) -> String {
    if year.fract().abs() < 1e-9 {
        format!("{year:.0}")
    } else {
        format!("{:.0}–{:.0}", year.floor(), year.ceil())
    }
}

/// "Japan, planned for 2027".
fn claim_place(claim: &ClaimPoint) -> String {
    let planned = if claim.planned { "planned for " } else { "" };
    format!("{}, {planned}{}", claim.country, year_words(claim.year))
}

/// What is printed under the chart.
fn notes(figure: &SpendingFigure, numbered: bool) -> Vec<String> {
    const MOST: usize = 5;
    let mut notes = Vec::new();
    if numbered {
        let listed: Vec<String> = figure
            .claims
            .iter()
            .enumerate()
            .map(|(i, claim)| format!("{} “{}” ({})", i + 1, claim.label, claim_place(claim)))
            .collect();
        notes.push(format!("Stated in the document: {}.", listed.join("; ")));
    }
    let worked: Vec<String> = figure
        .claims
        .iter()
        .filter_map(|claim| claim.working.clone())
        .collect();
    if !worked.is_empty() {
        notes.push(format!("Converted: {}.", worked.join("; ")));
    }
    let plans: Vec<String> = figure
        .plans
        .iter()
        .map(|plan| format!("{}, {}", plan.country, plan.label))
        .collect();
    if !plans.is_empty() {
        notes.push(format!("Plans: {}.", plans.join("; ")));
    }
    for line in figure.how.iter().chain([&figure.edition.words]) {
        if !line.is_empty() {
            notes.push(format!("{line}."));
        }
    }
    if !figure.left_out.is_empty() {
        let shown: Vec<&str> = figure
            .left_out
            .iter()
            .take(MOST)
            .map(String::as_str)
            .collect();
        let more = figure.left_out.len() - shown.len();
        let more = if more > 0 {
            format!("; and {more} more")
        } else {
            String::new()
        };
        notes.push(format!("Not drawn: {}{more}.", shown.join("; ")));
    }
    if !figure.sources.is_empty() {
        notes.push(format!("Sources: {}.", figure.sources.join("; ")));
    }
    notes
}

fn description(figure: &SpendingFigure) -> String {
    let unit = figure.unit_words();
    let mut out = format!("Lines of military spending by country and year. {unit}.");
    for series in &figure.series {
        if let (Some(first), Some(last)) = (series.points.first(), series.points.last()) {
            let words = |value| figure.value_words(value);
            let _ = write!(
                out,
                " {}: {} in {}, {} in {}.",
                series.name,
                words(first.value),
                first.year,
                words(last.value),
                last.year
            );
        }
    }
    for claim in &figure.claims {
        let _ = write!(
            out,
            " Stated in the document: “{}” ({}).",
            claim.label,
            claim_place(claim)
        );
    }
    for plan in &figure.plans {
        let _ = write!(out, " Announced: {}, {}.", plan.country, plan.label);
    }
    for line in &figure.how {
        let _ = write!(out, " {line}.");
    }
    out
}

/// The labels at the ends of those lines that run to the last year; the others stand by their marks.
struct EndLabels {
    /// Per series: its words, and whether they stand in the margin.
    words: Vec<(String, bool)>,
    width: f32,
}

impl EndLabels {
    fn new(figure: &SpendingFigure, sheet: &Sheet) -> Self {
        let last = published_years(figure).map_or(0.0, |(_, last)| last);
        let most = sheet.width * 0.34;
        let mut widest: f32 = 0.0;
        let words = figure
            .series
            .iter()
            .map(|series| {
                let Some(point) = series.points.last() else {
                    return (String::new(), false);
                };
                let value = figure.short_words(point.value);
                let in_margin = (f64::from(point.year) - last).abs() < 0.5;
                let full = if in_margin {
                    format!("{} {value}", series.name)
                } else {
                    format!("{} {value} ({})", series.name, point.year)
                };
                let words = fit(&full, LABEL_SIZE, Weight::Regular, most);
                if in_margin {
                    widest = widest.max(width(&words, LABEL_SIZE, Weight::Regular));
                }
                (words, in_margin)
            })
            .collect();
        Self {
            words,
            width: widest,
        }
    }

    fn num(&self) -> usize {
        self.words.iter().filter(|(_, margin)| *margin).count()
    }
}
