//! The range chart, laid out.
//!
//! One row a missile: a bar up to the lowest published range, lighter and bordered on to the highest.
//! Names of what the document names are bold, and stand above those that are there for comparison.
//! Range classes are bands behind; distances that the document states are dashed lines across.

use std::fmt::Write as _;

use super::axis::{Axis, Scale};
use super::flags::{Flag, flags};
use super::page::{
    Ink, Key, LABEL_SIZE, MARGIN, SMALL_SIZE, Sample, Sheet, TICK_SIZE, range_bar, range_stem,
    stated_mark,
};
use super::text_width::{self, fit, width};
use super::{Anchor, Bounds, Part, ScaleChoice, Scene, Size, Stroke, Theme, Weight};
use crate::figures::{DistanceLine, RangeBar, RangesFigure};
use crate::units::{LengthUnit, format};

/// Beyond this ratio of longest to shortest, a linear bar of the shortest could not be seen.
const LOG_FROM: f64 = 50.0;

/// Least and most height of a row.
const ROW: std::ops::RangeInclusive<f32> = 20.0..=52.0;

/// Height of a section's heading.
const HEADING: f32 = 24.0;

/// Height of one row of labels over the bars.
const LABEL_ROW: f32 = 17.0;

/// Least width of the column of names: the unit of the axis stands under it.
const LEAST_NAMES: f32 = 64.0;

/// Lays out the range chart, on the scale that shows all of it.
pub fn ranges_scene(figure: &RangesFigure, size: Size, theme: Theme) -> Scene {
    ranges_scene_on(figure, size, theme, ScaleChoice::Auto)
}

/// Lays out the range chart.
pub fn ranges_scene_on(
    figure: &RangesFigure,
    size: Size,
    theme: Theme,
    scale: ScaleChoice,
) -> Scene {
    let figure = &in_own_unit(figure);
    let mut sheet = Sheet::new(size, theme);
    let log = is_log(figure, scale);
    let title = title(figure);
    let log_words = if log { ", logarithmic scale" } else { "" };
    let subtitle = format!("Published range in {}{log_words}", figure.unit_words());
    let header = sheet.header(&title, &subtitle, &keys(figure, &sheet, log));
    let notes = sheet.note_lines(&notes(figure));
    let below = 28.0 + Sheet::notes_height(&notes) + MARGIN * 0.5;
    let columns = Columns::new(figure, &sheet, log);
    let labels = flags(&columns.poles(figure), MARGIN, sheet.width - MARGIN);
    let num_label_rows = labels.iter().map(|it| it.row + 1).max().unwrap_or(0);
    let above = header + LABEL_ROW * (1.0 + num_label_rows as f32) + 8.0;
    let num_rows = figure.bars.len().max(1) as f32;
    let headings = sections(figure).len() as f32 * HEADING;
    let room = size.height() - above - headings - below;
    let row = (room / num_rows).clamp(*ROW.start(), *ROW.end());
    let bottom = above + headings + row * num_rows;
    let plot = Bounds {
        left: columns.left,
        top: above,
        right: columns.right,
        bottom,
    };
    if figure.bars.is_empty() && figure.distances.is_empty() {
        let ink = Ink::new(LABEL_SIZE, sheet.palette.weak).anchored(Anchor::Middle);
        let middle = [sheet.width / 2.0, (above + bottom) / 2.0];
        sheet.write(Part::Note, middle, "There are no ranges to draw", ink);
    } else {
        columns.bands(&mut sheet, figure, plot, header + LABEL_ROW);
        columns.axis(&mut sheet, plot);
        columns.distance_lines(&mut sheet, figure, &labels, plot, header + LABEL_ROW * 2.0);
        columns.rows(&mut sheet, figure, plot, row);
    }
    sheet.notes(bottom + 28.0, &notes);
    let description = description(figure);
    let height = size.height().max(bottom + below);
    sheet.finish(height, title, description)
}

/// With all lengths as numbers of the figure's unit, so that the axis is round in it.
fn in_own_unit(figure: &RangesFigure) -> RangesFigure {
    let mut own = figure.clone();
    let factor = 1.0 / figure.unit.km();
    for bar in &mut own.bars {
        bar.min_km *= factor;
        bar.max_km *= factor;
    }
    for line in &mut own.distances {
        line.km = (line.km.0 * factor, line.km.1 * factor);
    }
    for class in &mut own.classes {
        class.from_km *= factor;
        class.to_km *= factor;
    }
    own
}

/// A length that is a number of `unit` already.
fn length_words(value: f64, unit: LengthUnit) -> String {
    format::distance(value * unit.km(), unit)
}

/// Every length that has to be on the axis, above zero.
fn lengths(figure: &RangesFigure) -> impl Iterator<Item = f64> {
    let bars = figure.bars.iter().flat_map(|bar| [bar.min_km, bar.max_km]);
    let distances = figure.distances.iter();
    bars.chain(distances.flat_map(|line| [line.km.0, line.km.1]))
        .filter(|km| km.is_finite() && *km > 0.0)
}

fn is_log(figure: &RangesFigure, scale: ScaleChoice) -> bool {
    let longest = lengths(figure).fold(0.0, f64::max);
    let shortest = lengths(figure).fold(f64::INFINITY, f64::min);
    match scale {
        ScaleChoice::Auto => longest > LOG_FROM * shortest,
        ScaleChoice::Log => shortest.is_finite(),
        ScaleChoice::Linear => false,
    }
}

fn title(figure: &RangesFigure) -> String {
    let named = figure.bars.iter().filter(|bar| bar.named);
    let names: Vec<&str> = named.map(|bar| bar.name.as_str()).collect();
    match names.as_slice() {
        [] => "Ranges of missiles".to_owned(),
        [one] => format!("Range of {one}"),
        [a, b] => format!("Ranges of {a} and {b}"),
        [a, b, c] => format!("Ranges of {a}, {b} and {c}"),
        _ => format!("Ranges of {} missile systems", names.len()),
    }
}

/// Headings, each with where its rows begin; none when all rows are of one kind.
fn sections(figure: &RangesFigure) -> Vec<(usize, &'static str)> {
    let first_compared = figure.bars.iter().position(|bar| !bar.named);
    match first_compared {
        Some(at) if at > 0 => vec![(0, "Named in the document"), (at, "For comparison")],
        _ => Vec::new(),
    }
}

fn keys(figure: &RangesFigure, sheet: &Sheet, log: bool) -> Vec<Key> {
    let palette = sheet.palette;
    let mut keys = Vec::new();
    if figure.bars.iter().any(|bar| bar.min_km < bar.max_km) {
        keys.push(Key {
            sample: Sample::Bar {
                colour: palette.weak,
                stem: log,
            },
            text: "lowest and highest published range".to_owned(),
        });
    }
    let is_on_bar = |line: &DistanceLine| figure.bar_of(line).is_some();
    if figure.distances.iter().any(is_on_bar) {
        keys.push(Key {
            sample: Sample::Stated {
                planned: false,
                colour: palette.stated,
            },
            text: "stated of this missile in the document".to_owned(),
        });
    }
    if figure.distances.iter().any(|line| !is_on_bar(line)) {
        keys.push(Key {
            sample: Sample::Line(Stroke::dashed(1.6, palette.stated, [5.0, 3.0])),
            text: "distance stated in the document".to_owned(),
        });
    }
    keys
}

/// The stated distances that belong to no bar: lines through all of them.
fn free_lines(figure: &RangesFigure) -> impl Iterator<Item = &DistanceLine> {
    let lines = figure.distances.iter();
    lines.filter(|line| figure.bar_of(line).is_none())
}

/// "1,250–2,500 km".
fn bar_words(bar: &RangeBar, unit: LengthUnit) -> String {
    extent_words((bar.min_km, bar.max_km), unit)
}

fn distance_words(line: &DistanceLine, unit: LengthUnit) -> String {
    extent_words(line.km, unit)
}

fn extent_words((low, high): (f64, f64), unit: LengthUnit) -> String {
    if low < high {
        let decimals = if low < 10.0 { 1 } else { 0 };
        format!(
            "{}–{}",
            format::number(low, decimals),
            length_words(high, unit)
        )
    } else {
        length_words(high, unit)
    }
}

fn notes(figure: &RangesFigure) -> Vec<String> {
    const MOST: usize = 5;
    let mut notes = Vec::new();
    if !figure.bars.is_empty() {
        notes.push(class_words(figure));
    }
    let caveats: Vec<String> = figure
        .bars
        .iter()
        .filter(|bar| bar.named && !bar.note.is_empty())
        .take(2 * MOST)
        .map(|bar| format!("{}: {}", bar.name, bar.note))
        .collect();
    if !caveats.is_empty() {
        notes.push(format!("{}.", caveats.join(". ")));
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

/// "Bands: short range to 1,000 km, medium range to 3,000 km, …".
fn class_words(figure: &RangesFigure) -> String {
    let classes: Vec<String> = figure
        .classes
        .iter()
        .map(|class| {
            if class.to_km.is_finite() {
                let to = length_words(class.to_km, figure.unit);
                format!("{} to {to}", class.name)
            } else {
                format!("{} beyond", class.name)
            }
        })
        .collect();
    format!(
        "Bands: {} (ballistic missiles, as the US Department of Defense classes them; the INF Treaty \
         drew its lines at 1,000 and 5,500 km).",
        classes.join(", ")
    )
}

fn description(figure: &RangesFigure) -> String {
    let mut out = "Bars of published missile ranges.".to_owned();
    for bar in &figure.bars {
        let why = if bar.named { "" } else { ", for comparison" };
        let _ = write!(out, " {}{why}: {}.", bar.name, bar_words(bar, figure.unit));
    }
    for line in &figure.distances {
        let _ = write!(
            out,
            " Stated in the document: “{}” ({}).",
            line.label,
            distance_words(line, figure.unit)
        );
    }
    out
}

/// Names on the left, bars in the middle, numbers on the right.
struct Columns {
    unit: LengthUnit,
    left: f32,
    right: f32,
    axis: Axis,
}

impl Columns {
    fn new(figure: &RangesFigure, sheet: &Sheet, log: bool) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = f32>| texts.fold(0.0, f32::max);
        let names = widest(
            &mut figure
                .bars
                .iter()
                .map(|bar| width(&bar.name, LABEL_SIZE, weight(bar))),
        );
        let numbers = widest(&mut figure.bars.iter().map(|bar| {
            width(&bar_words(bar, figure.unit), LABEL_SIZE, Weight::Regular).max(width(
                bar.kind.label(),
                SMALL_SIZE,
                Weight::Regular,
            ))
        }));
        let left = MARGIN + names.min(sheet.width * 0.3).max(LEAST_NAMES) + 10.0;
        let longest = lengths(figure).fold(0.0, f64::max);
        // A round number above the longest is at most two and a half times as long.
        let widest_tick = format::number(longest * 2.5, 0);
        let tick = width(&widest_tick, TICK_SIZE, Weight::Regular);
        let beside = if numbers > 0.0 { numbers + 12.0 } else { 0.0 };
        let right = sheet.width - MARGIN - beside.max(tick / 2.0);
        let spacing = tick + 14.0;
        let axis = if log {
            let shortest = lengths(figure).fold(f64::INFINITY, f64::min);
            Axis::log(shortest, longest, left, right, spacing)
        } else {
            Axis::linear(longest, left, right, spacing + 30.0)
        };
        Self {
            unit: figure.unit,
            left,
            right,
            axis,
        }
    }

    /// Bands of the range classes with their names, where these fit.
    fn bands(&self, sheet: &mut Sheet, figure: &RangesFigure, plot: Bounds, baseline: f32) {
        let palette = sheet.palette;
        let ink = Ink::new(SMALL_SIZE, palette.weak);
        let mut free = self.left;
        for (i, class) in figure.classes.iter().enumerate() {
            if class.from_km >= self.axis.high() || class.to_km <= self.axis.low() {
                continue;
            }
            let from = self.axis.at(class.from_km);
            let to = self.axis.at(class.to_km.min(self.axis.high()));
            let band = Bounds {
                left: from,
                right: to,
                ..plot
            };
            if i % 2 == 1 {
                sheet.fill(Part::Band, band, palette.band);
            }
            if from > self.left {
                let stroke = Stroke::solid(1.0, palette.grid);
                sheet.line(Part::Band, [from, plot.top], [from, plot.bottom], stroke);
            }
            // The word "range" is dropped first; a name that still does not fit is not written, for
            // the note below gives all borders.
            let short = class.name.trim_end_matches(" range");
            let fitting = [class.name, short].into_iter().find_map(|name| {
                let wide = width(name, SMALL_SIZE, Weight::Regular);
                let left = ((from + to - wide) / 2.0).min(self.right - wide).max(free);
                let over = (left - from).min(to - left - wide);
                (over > -14.0 && left + wide <= self.right).then_some((name, left, wide))
            });
            if let Some((name, left, wide)) = fitting {
                sheet.write(Part::Band, [left, baseline - 4.0], name, ink);
                free = left + wide + 8.0;
            }
        }
    }

    fn axis(&self, sheet: &mut Sheet, plot: Bounds) {
        let palette = sheet.palette;
        let ink = Ink::new(TICK_SIZE, palette.weak).anchored(Anchor::Middle);
        let base = Stroke::solid(1.0, palette.axis);
        for tick in &self.axis.ticks {
            let x = self.axis.at(tick.value);
            let grid = Stroke::solid(1.0, palette.grid);
            sheet.line(Part::Axis, [x, plot.top], [x, plot.bottom], grid);
            sheet.line(Part::Axis, [x, plot.bottom], [x, plot.bottom + 4.0], base);
            let at = [x, plot.bottom + 6.0 + TICK_SIZE];
            sheet.write(Part::Axis, at, &tick.label, ink);
        }
        sheet.line(
            Part::Axis,
            [plot.left, plot.bottom],
            [plot.right, plot.bottom],
            base,
        );
        let unit = match self.axis.scale {
            Scale::Log => format!("{} (log)", self.unit.symbol()),
            Scale::Linear => self.unit.symbol().to_owned(),
        };
        let first = self.axis.ticks.first();
        let half = first.map_or(0.0, |it| width(&it.label, TICK_SIZE, Weight::Regular) / 2.0);
        let at = [plot.left - half - 8.0, plot.bottom + 6.0 + TICK_SIZE];
        let ink = Ink::new(SMALL_SIZE, palette.weak).anchored(Anchor::End);
        sheet.write(Part::Axis, at, &unit, ink);
    }

    /// Where each distance is, with its words.
    fn poles<'a>(&self, figure: &'a RangesFigure) -> Vec<(f32, &'a str)> {
        let middle = |km: (f64, f64)| (self.axis.at(km.0) + self.axis.at(km.1)) / 2.0;
        free_lines(figure)
            .map(|line| (middle(line.km), line.label.as_str()))
            .collect()
    }

    fn distance_lines(
        &self,
        sheet: &mut Sheet,
        figure: &RangesFigure,
        labels: &[Flag],
        plot: Bounds,
        first_baseline: f32,
    ) {
        let colour = sheet.palette.stated;
        let [r, g, b, _] = colour;
        let stroke = Stroke::dashed(1.6, colour, [5.0, 3.0]);
        let num_rows = labels.iter().map(|it| it.row + 1).max().unwrap_or(0);
        for (line, label) in free_lines(figure).zip(labels) {
            let first = line.mentions.first().map(|id| format!("mention:{}", id.0));
            let hint = Some(format!(
                "“{}”: {}",
                line.label,
                distance_words(line, figure.unit)
            ));
            let baseline = first_baseline + (num_rows - 1 - label.row) as f32 * LABEL_ROW - 4.0;
            let (from, to) = (self.axis.at(line.km.0), self.axis.at(line.km.1));
            if to - from > 1.0 {
                let band = Bounds {
                    left: from,
                    right: to,
                    ..plot
                };
                let item = sheet.fill(Part::Claim, band, [r, g, b, 36]);
                item.link.clone_from(&first);
                item.hint.clone_from(&hint);
            }
            let top = baseline - TICK_SIZE * 0.8;
            for x in if to - from > 1.0 {
                vec![from, to]
            } else {
                vec![from]
            } {
                let item = sheet.line(Part::Claim, [x, plot.top - 4.0], [x, plot.bottom], stroke);
                item.link.clone_from(&first);
                item.hint.clone_from(&hint);
            }
            let x = (from + to) / 2.0;
            let thin = Stroke::solid(0.8, [r, g, b, 150]);
            sheet.line(Part::Claim, [x, top], [x, plot.top - 4.0], thin);
            let ink = Ink::new(TICK_SIZE, colour);
            let item = sheet.write(Part::Label, [label.left, baseline], &label.text, ink);
            item.link = first;
            item.hint = hint;
        }
    }

    fn rows(&self, sheet: &mut Sheet, figure: &RangesFigure, plot: Bounds, row: f32) {
        let palette = sheet.palette;
        let sections = sections(figure);
        let mut y = plot.top;
        for (i, bar) in figure.bars.iter().enumerate() {
            if let Some((_, heading)) = sections.iter().find(|(at, _)| *at == i) {
                let ink = Ink::new(SMALL_SIZE, palette.weak).anchored(Anchor::End);
                let at = [self.left - 10.0, y + HEADING - 7.0];
                let text = fit(
                    heading,
                    ink.size,
                    ink.weight,
                    self.left - 10.0 - MARGIN / 2.0,
                );
                sheet.write(Part::Label, at, &text, ink);
                y += HEADING;
            }
            self.row(sheet, bar, y + row / 2.0, row);
            for (_, line) in figure.stated_of(bar) {
                self.stated(sheet, line, y + row / 2.0);
            }
            y += row;
        }
    }

    /// What the document states of a bar's missile, on the bar.
    fn stated(&self, sheet: &mut Sheet, line: &DistanceLine, middle: f32) {
        let (colour, background) = (sheet.palette.stated, sheet.palette.background);
        let (from, to) = (self.axis.at(line.km.0), self.axis.at(line.km.1));
        if to - from > 1.0 {
            let stroke = Stroke::solid(1.4, colour);
            sheet.line(Part::Claim, [from, middle], [to, middle], stroke);
        }
        let center = [(from + to) / 2.0, middle];
        let (shape, _) = stated_mark(center, false, colour, background);
        let item = sheet.draw(Part::Claim, shape);
        item.link = line.mentions.first().map(|id| format!("mention:{}", id.0));
        item.hint = Some(format!(
            "stated: “{}”: {}",
            line.label,
            distance_words(line, self.unit)
        ));
    }

    fn row(&self, sheet: &mut Sheet, bar: &RangeBar, middle: f32, row: f32) {
        let palette = sheet.palette;
        let colour = if bar.named {
            palette.named
        } else {
            palette.compared
        };
        let link = Some(format!("weapon:{}", bar.weapon));
        let hint = Some(format!(
            "{} ({}): {}; {}",
            bar.name,
            bar.kind.label(),
            bar_words(bar, self.unit),
            bar.source
        ));
        let before = sheet.items.len();
        let ends = [
            self.left,
            self.axis.at(bar.min_km),
            self.axis.at(bar.max_km),
        ];
        let thickness = (row * 0.42).clamp(9.0, 18.0);
        match self.axis.scale {
            Scale::Log => range_stem(sheet, Part::Bar, ends, middle, thickness, colour),
            Scale::Linear => range_bar(sheet, Part::Bar, ends, middle, thickness, colour),
        }
        for item in sheet.items.iter_mut().skip(before) {
            item.link.clone_from(&link);
            item.hint.clone_from(&hint);
        }
        let most = self.left - 10.0 - MARGIN;
        let name = fit(&bar.name, LABEL_SIZE, weight(bar), most);
        let mut ink = Ink::new(LABEL_SIZE, palette.text).anchored(Anchor::End);
        if bar.named {
            ink = ink.bold();
        }
        let at = [self.left - 10.0, middle + LABEL_SIZE * 0.36];
        sheet
            .write(Part::Label, at, &name, ink)
            .link
            .clone_from(&link);
        let two_lines = row >= 2.0 + LABEL_SIZE + SMALL_SIZE * text_width::LINE;
        let x = self.right + 12.0;
        let lift = if two_lines { 4.0 } else { -LABEL_SIZE * 0.36 };
        let ink = Ink::new(LABEL_SIZE, palette.text);
        sheet
            .write(
                Part::Label,
                [x, middle - lift],
                &bar_words(bar, self.unit),
                ink,
            )
            .link = link;
        if two_lines {
            let ink = Ink::new(SMALL_SIZE, palette.weak);
            sheet.write(Part::Label, [x, middle + 10.0], bar.kind.label(), ink);
        }
    }
}

const fn weight(bar: &RangeBar) -> Weight {
    if bar.named {
        Weight::Bold
    } else {
        Weight::Regular
    }
}
