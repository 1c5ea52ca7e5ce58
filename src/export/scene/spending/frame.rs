//! Axes, lines, marks and their labels, once the words around them are known.

use super::super::axis::{Axis, Scale};
use super::super::labels::{Placer, distance, nearest, spread};
use super::super::page::{
    Ink, LABEL_SIZE, MARGIN, Mark, SMALL_SIZE, Sheet, TICK_SIZE, stated_mark,
};
use super::super::text_width::{self, LINE, width, wrap};
use super::super::{Anchor, Bounds, Part, Point, Rgba, Shape, Stroke, Weight};
use super::{EndLabels, claim_place, dash, published_years, values};
use crate::figures::{ClaimPoint, SpendingFigure, SpendingSeries};
use crate::reference::Status;

/// Height of one label at the end of a line.
pub(super) const END_LABEL: f32 = 15.0;

/// A label farther from its mark than this is hard to follow.
const FAR: f32 = 160.0;

/// The axes and the area between them.
pub(super) struct Frame {
    pub(super) plot: Bounds,
    x: Axis,
    y: Axis,
    /// Where the published figures end and only the document speaks; `None` when it does not.
    published_to: Option<f32>,
}

impl Frame {
    pub(super) fn new(
        figure: &SpendingFigure,
        scale: Scale,
        labels: &EndLabels,
        sheet: &Sheet,
        top: f32,
        bottom: f32,
    ) -> Option<Self> {
        let (low, high) = values(figure).fold((f64::INFINITY, 0.0f64), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        let published = published_years(figure);
        let plans = figure.plans.iter().map(|plan| plan.year);
        let claimed = figure.claims.iter().map(|claim| claim.year).chain(plans);
        let (mut first, mut last) = published.unwrap_or((f64::INFINITY, f64::NEG_INFINITY));
        for year in claimed {
            first = first.min(year.floor());
            last = last.max(year.ceil());
        }
        if !(first <= last && low <= high) {
            return None;
        }
        let y = match scale {
            Scale::Linear => Axis::linear(high, bottom, top, 52.0),
            Scale::Log => Axis::log(low, high, bottom, top, 22.0),
        };
        let ticks = y.ticks.iter();
        let tick_width = ticks
            .map(|tick| width(&tick.label, TICK_SIZE, Weight::Regular))
            .fold(0.0, f32::max);
        let left = MARGIN + tick_width + 8.0;
        let right = sheet.width
            - MARGIN
            - if labels.num() > 0 {
                labels.width + 26.0
            } else {
                0.0
            };
        let spacing = width("2000", TICK_SIZE, Weight::Regular) + 22.0;
        // The dates lie in these years, and the last one to its end.
        let dates = figure.dates.iter().map(|mark| mark.year);
        let x = Axis::years(first, dates.fold(last, f64::max), left, right, spacing);
        let published_to = published
            .filter(|(_, published)| *published < last)
            .map(|(_, published)| x.at(published + 0.5));
        Some(Self {
            plot: Bounds {
                left,
                top,
                right,
                bottom,
            },
            x,
            y,
            published_to,
        })
    }

    pub(super) fn at(&self, year: f64, value: f64) -> Point {
        [self.x.at(year), self.y.at(value)]
    }

    pub(super) fn axes(&self, sheet: &mut Sheet, figure: &SpendingFigure, placer: &mut Placer) {
        let palette = sheet.palette;
        let plot = self.plot;
        if let Some(from) = self.published_to {
            let zone = Bounds { left: from, ..plot };
            sheet.fill(Part::Band, zone, palette.band);
            if !figure.series.is_empty() {
                self.zone_words(sheet, zone, placer);
            }
        }
        let ink = Ink::new(TICK_SIZE, palette.weak);
        for tick in &self.y.ticks {
            let y = self.y.at(tick.value);
            sheet.line(
                Part::Axis,
                [plot.left, y],
                [plot.right, y],
                Stroke::solid(1.0, palette.grid),
            );
            let at = [plot.left - 8.0, y + TICK_SIZE * 0.36];
            sheet.write(Part::Axis, at, &tick.label, ink.anchored(Anchor::End));
        }
        let base = Stroke::solid(1.0, palette.axis);
        sheet.line(
            Part::Axis,
            [plot.left, plot.bottom],
            [plot.right, plot.bottom],
            base,
        );
        for tick in &self.x.ticks {
            let x = self.x.at(tick.value);
            sheet.line(Part::Axis, [x, plot.bottom], [x, plot.bottom + 4.0], base);
            let half = width(&tick.label, TICK_SIZE, Weight::Regular) / 2.0;
            let x = x.min(sheet.width - MARGIN - half);
            let at = [x, plot.bottom + 6.0 + TICK_SIZE];
            sheet.write(Part::Axis, at, &tick.label, ink.anchored(Anchor::Middle));
        }
    }

    /// What the shaded zone is, at its foot, where it is wide enough to say so.
    fn zone_words(&self, sheet: &mut Sheet, zone: Bounds, placer: &mut Placer) {
        let ink = Ink::new(SMALL_SIZE, sheet.palette.weak).anchored(Anchor::Middle);
        let lines = wrap(
            "not yet published",
            SMALL_SIZE,
            Weight::Regular,
            zone.width() - 8.0,
        );
        if lines.len() > 3 || lines.iter().any(|line| line.len() < 3) {
            return;
        }
        let middle = (zone.left + zone.right) / 2.0;
        for (i, line) in lines.iter().rev().enumerate() {
            let y = zone.bottom - 7.0 - i as f32 * SMALL_SIZE * LINE;
            let item = sheet.write(Part::Band, [middle, y], line, ink);
            placer.take(item.bounds());
        }
    }

    /// Lines and marks of the published figures.
    pub(super) fn lines(&self, sheet: &mut Sheet, figure: &SpendingFigure, placer: &mut Placer) {
        let per_year = self.x.at(self.x.low() + 1.0) - self.x.at(self.x.low());
        for series in &figure.series {
            let colour = sheet.palette.line(series.look);
            let link = format!("country:{}", series.iso3);
            for (points, status) in self.stretches(series) {
                for pair in points.windows(2) {
                    if let [a, b] = pair {
                        placer.avoid(*a, *b);
                    }
                }
                let stroke = Stroke {
                    width: 2.0,
                    colour,
                    dash: dash(status),
                };
                let item = sheet.draw(Part::Series, Shape::Polyline { points, stroke });
                item.link = Some(link.clone());
                item.hint = Some(series.name.clone());
            }
            for (i, point) in series.points.iter().enumerate() {
                let joins = |other: Option<&crate::figures::SpendingPoint>| {
                    other.is_some_and(|it| it.year.abs_diff(point.year) == 1)
                };
                let before = i.checked_sub(1).and_then(|i| series.points.get(i));
                let lone = !joins(before) && !joins(series.points.get(i + 1));
                let radius = if lone {
                    4.0
                } else {
                    (per_year * 0.16).clamp(1.2, 2.8)
                };
                let at = self.at(f64::from(point.year), point.value);
                if lone {
                    placer.take(Bounds::around(&[at], 6.0));
                }
                let item = sheet.draw(
                    Part::Point,
                    Mark::of_line(series.look).shape(at, radius, colour),
                );
                item.link = Some(format!("observation:{}", point.observation.0));
                item.hint = Some(format!(
                    "{}, {}: {} ({})",
                    series.name,
                    point.year,
                    figure.value_words(point.value),
                    point.status.code()
                ));
            }
        }
    }

    /// Unbroken runs of years, cut where the status changes.
    fn stretches(&self, series: &SpendingSeries) -> Vec<(Vec<Point>, Status)> {
        let rank = |status: Status| match status {
            Status::Reported => 0,
            Status::Estimate => 1,
            Status::Uncertain => 2,
        };
        let mut out: Vec<(Vec<Point>, Status, i16)> = Vec::new();
        for pair in series.points.windows(2) {
            let [a, b] = pair else { continue };
            if a.year.checked_add(1) != Some(b.year) {
                continue;
            }
            let status = if rank(a.status) >= rank(b.status) {
                a.status
            } else {
                b.status
            };
            let to = self.at(f64::from(b.year), b.value);
            match out.last_mut() {
                Some((points, same, last)) if *same == status && *last == a.year => {
                    points.push(to);
                    *last = b.year;
                }
                _ => {
                    let from = self.at(f64::from(a.year), a.value);
                    out.push((vec![from, to], status, b.year));
                }
            }
        }
        out.into_iter()
            .map(|(points, status, _)| (points, status))
            .collect()
    }

    pub(super) fn end_labels(
        &self,
        sheet: &mut Sheet,
        figure: &SpendingFigure,
        labels: &EndLabels,
        placer: &mut Placer,
    ) {
        let ends: Vec<(usize, &SpendingSeries, Point)> = figure
            .series
            .iter()
            .enumerate()
            .filter_map(|(n, series)| {
                let last = series.points.last()?;
                Some((n, series, self.at(f64::from(last.year), last.value)))
            })
            .collect();
        let in_margin = |n: usize| labels.words.get(n).is_some_and(|(_, margin)| *margin);
        let wishes: Vec<f32> = ends
            .iter()
            .filter(|(n, ..)| in_margin(*n))
            .map(|(.., at)| at[1])
            .collect();
        let mut placed = spread(
            &wishes,
            END_LABEL,
            self.plot.top - 6.0,
            self.plot.bottom + 6.0,
        )
        .into_iter();
        for (n, series, at) in ends {
            let Some((words, margin)) = labels.words.get(n) else {
                continue;
            };
            let colour = sheet.palette.line(series.look);
            let ink = Ink::new(LABEL_SIZE, colour);
            let link = Some(format!("country:{}", series.iso3));
            if *margin {
                let y = placed.next().unwrap_or(at[1]);
                let x = self.plot.right + 18.0;
                leader(
                    sheet,
                    [at[0] + 5.0, at[1]],
                    [self.plot.right + 4.0, y],
                    colour,
                );
                placer.avoid(at, [self.plot.right, y]);
                let mark = [self.plot.right + 10.0, y];
                sheet.draw(
                    Part::Label,
                    Mark::of_line(series.look).shape(mark, 3.2, colour),
                );
                let item = sheet.write(Part::Label, [x, y + LABEL_SIZE * 0.36], words, ink);
                item.link = link;
            } else {
                let size = [
                    width(words, LABEL_SIZE, Weight::Regular),
                    LABEL_SIZE * (text_width::ASCENT + text_width::DESCENT),
                ];
                if let Some((found, _)) = placer.place(at, size, 8.0) {
                    if distance(at, found) > 16.0 {
                        leader(sheet, at, nearest(at, found), colour);
                    }
                    let y = found.top + LABEL_SIZE * text_width::ASCENT;
                    sheet.write(Part::Label, [found.left, y], words, ink).link = link;
                }
            }
        }
    }

    /// Marks of what the document states; whether each has a label that is easy to read.
    pub(super) fn claims(
        &self,
        sheet: &mut Sheet,
        figure: &SpendingFigure,
        numbered: bool,
        placer: &mut Placer,
    ) -> bool {
        let mut complete = true;
        let lines: Vec<Option<usize>> = figure
            .claims
            .iter()
            .map(|claim| figure.series.iter().position(|it| it.iso3 == claim.iso3))
            .collect();
        let colours: Vec<Rgba> = lines
            .iter()
            .map(|line| line.and_then(|n| figure.series.get(n)))
            .map(|line| line.map_or(sheet.palette.text, |it| sheet.palette.line(it.look)))
            .collect();
        // All marks and connectors first, so that no label is put where a later one would go.
        for ((claim, line), colour) in figure.claims.iter().zip(&lines).zip(&colours) {
            let at = self.at(claim.year, claim.middle());
            placer.take(Bounds::around(&[at], 9.0));
            let series = line.and_then(|n| figure.series.get(n));
            self.connector(sheet, series, claim, at, *colour, placer);
        }
        for (i, (claim, colour)) in figure.claims.iter().zip(&colours).enumerate() {
            let at = self.at(claim.year, claim.middle());
            complete &= self.claim_label(
                sheet,
                claim,
                numbered.then_some((i + 1, *colour)),
                at,
                placer,
            );
            let (shape, _) = stated_mark(at, claim.planned, *colour, sheet.palette.background);
            let item = sheet.draw(Part::Claim, shape);
            item.link = Some(format!("claim:{}", claim.claim.0));
            item.hint = Some(format!("“{}” ({})", claim.label, claim_place(claim)));
        }
        complete
    }

    /// Dotted, from the published figure of the same year, or else the nearest one, to the claim; and
    /// a bar with ends for a claim that gives a range.
    fn connector(
        &self,
        sheet: &mut Sheet,
        series: Option<&SpendingSeries>,
        claim: &ClaimPoint,
        at: Point,
        colour: Rgba,
        placer: &mut Placer,
    ) {
        let away = |year: i16| (f64::from(year) - claim.year).abs();
        let nearest = series.and_then(|series| {
            let by_distance = |a: &i16, b: &i16| away(*a).total_cmp(&away(*b));
            let year = series.points.iter().map(|it| it.year).min_by(by_distance)?;
            series.points.iter().find(|it| it.year == year)
        });
        if let Some(point) = nearest {
            let from = self.at(f64::from(point.year), point.value);
            let stroke = Stroke::dashed(1.6, colour, [1.6, 3.4]);
            placer.avoid(from, at);
            sheet.line(Part::Claim, from, at, stroke).link =
                Some(format!("claim:{}", claim.claim.0));
        }
        if claim.value.0 < claim.value.1 {
            let low = self.at(claim.year, claim.value.0);
            let high = self.at(claim.year, claim.value.1);
            let stroke = Stroke::solid(1.6, colour);
            placer.avoid(low, high);
            sheet.line(Part::Claim, low, high, stroke);
            for [x, y] in [low, high] {
                sheet.line(Part::Claim, [x - 5.0, y], [x + 5.0, y], stroke);
            }
        }
    }

    fn claim_label(
        &self,
        sheet: &mut Sheet,
        claim: &ClaimPoint,
        number: Option<(usize, Rgba)>,
        at: Point,
        placer: &mut Placer,
    ) -> bool {
        let palette = sheet.palette;
        let strong = Ink::new(LABEL_SIZE, palette.text);
        let weak = Ink::new(SMALL_SIZE, palette.weak);
        let mut lines: Vec<(String, Ink)> = Vec::new();
        match number {
            // In the colour of its line: marks of several lines may stand close together.
            Some((number, colour)) => {
                lines.push((number.to_string(), Ink::new(LABEL_SIZE, colour).bold()));
            }
            None => {
                let quoted = format!("“{}”", claim.label);
                let words = wrap(&quoted, LABEL_SIZE, Weight::Regular, 190.0);
                lines.extend(words.into_iter().map(|line| (line, strong)));
                lines.push((claim_place(claim), weak));
            }
        }
        let wide = lines
            .iter()
            .map(|(line, ink)| width(line, ink.size, ink.weight))
            .fold(0.0, f32::max);
        let tall: f32 = lines.iter().map(|(_, ink)| ink.size * LINE).sum();
        let Some((found, over_a_line)) = placer.place(at, [wide + 6.0, tall + 4.0], 11.0) else {
            return false;
        };
        if distance(at, found) > 16.0 {
            leader(sheet, at, nearest(at, found), palette.weak);
        }
        if over_a_line {
            let [r, g, b, _] = palette.background;
            sheet.fill(Part::Label, found, [r, g, b, 200]);
        }
        let mut y = found.top + 2.0;
        for (line, ink) in lines {
            let at = [
                found.left + 3.0,
                y + ink.size * (LINE + text_width::ASCENT) / 2.0 - 1.0,
            ];
            sheet.write(Part::Label, at, &line, ink).link =
                Some(format!("claim:{}", claim.claim.0));
            y += ink.size * LINE;
        }
        !over_a_line && distance(at, found) <= FAR
    }
}

/// A thin line from a mark to its label.
fn leader(sheet: &mut Sheet, from: Point, to: Point, colour: Rgba) {
    let [r, g, b, _] = colour;
    sheet.line(Part::Label, from, to, Stroke::solid(0.8, [r, g, b, 110]));
}
