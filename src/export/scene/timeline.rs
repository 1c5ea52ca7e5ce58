//! The timeline, laid out: a row a date, in order; words left, interval on the axis, dated figures right.
//! An end that the words leave open is a dashed line to that side; what is planned is hollow. Lines stand
//! where years begin.

use super::page::{Ink, LABEL_SIZE, MARGIN, SMALL_SIZE, Sheet, TICK_SIZE};
use super::text_width::{fit, width};
use super::{Anchor, Part, Point, Scene, Shape, Size, Stroke, Theme, Weight, px};
use crate::figures::timeline::{TimeBar, TimelineFigure, YearView};

/// Least and most height of a row.
const ROW: std::ops::RangeInclusive<f32> = 18.0..=30.0;

/// Length of the dashed line of an open end, in pixels.
const OPEN: f32 = 46.0;

/// Most shares of the page's width for the words and for the figures.
const WORDS: f32 = 0.3;
const FIGURES: f32 = 0.36;

/// Least pixels from one year's line to the next.
const TICK: f32 = 44.0;

/// Half the height of a bar.
const HALF: f32 = 5.0;

/// Lays out the timeline.
pub fn timeline_scene(figure: &TimelineFigure, size: Size, theme: Theme) -> Scene {
    let mut sheet = Sheet::new(size, theme);
    let title = "Dates and dated claims of the document";
    let subtitle =
        "Solid: the interval that the words give; dashed: open to that side; hollow: planned";
    let header = sheet.header(title, subtitle, &[]);
    let mut notes = vec!["Source: the document".to_owned()];
    if !figure.left_out.is_empty() {
        notes.push(format!("Not drawn: {}", figure.left_out.join("; ")));
    }
    let notes = sheet.note_lines(&notes);
    let below = 28.0 + Sheet::notes_height(&notes) + MARGIN * 0.5;
    let num = figure.bars.len().max(1) as f32;
    let row = ((size.height() - header - below) / num).clamp(*ROW.start(), *ROW.end());
    let (top, bottom) = (header + 4.0, header + 4.0 + row * num);
    let widest = |lines: &mut dyn Iterator<Item = String>, size: f32, share: f32| {
        let most = sheet.inner_width() * share;
        let wide = lines.map(|it| width(&it, size, Weight::Regular));
        wide.fold(0.0, f32::max).min(most)
    };
    let mut labels = figure.bars.iter().map(|it| it.label.clone());
    let left = MARGIN + widest(&mut labels, LABEL_SIZE, WORDS) + 14.0;
    let mut figures = figure.bars.iter().map(|it| it.figures.join(", "));
    let right = sheet.width - MARGIN - widest(&mut figures, SMALL_SIZE, FIGURES) - 10.0;
    let axis = YearAxis::new(figure, left + OPEN, right - OPEN);
    let palette = sheet.palette;
    for tick in axis.view.ticks(axis.years_of(TICK)) {
        let x = axis.at(tick.line);
        let stroke = Stroke::solid(1.0, palette.grid);
        sheet.line(Part::Axis, [x, top], [x, bottom], stroke);
        if let Some((year, words)) = tick.words {
            let ink = Ink::new(TICK_SIZE, palette.weak).anchored(Anchor::Middle);
            sheet.write(Part::Axis, [axis.at(year), bottom + 15.0], &words, ink);
        }
    }
    sheet.line(
        Part::Axis,
        [left, bottom],
        [right, bottom],
        Stroke::solid(1.0, palette.axis),
    );
    for (bar, at) in figure.bars.iter().zip(0u16..) {
        let middle = top + row * (f32::from(at) + 0.5);
        draw(&mut sheet, bar, &axis, middle, [left, right]);
    }
    sheet.notes(bottom + 24.0, &notes);
    let description = description(figure);
    let height = size.height().max(bottom + below);
    sheet.finish(height, title.to_owned(), description)
}

/// Years from the first to the last day named.
struct YearAxis {
    view: YearView,
    start: f32,
    end: f32,
}

impl YearAxis {
    fn new(figure: &TimelineFigure, start: f32, end: f32) -> Self {
        let view = YearView::all(figure).unwrap_or_default();
        Self { view, start, end }
    }

    fn at(&self, year: f64) -> f32 {
        self.start + (self.end - self.start) * px(self.view.share(year).clamp(0.0, 1.0))
    }

    fn years_of(&self, pixels: f32) -> f64 {
        self.view.span() * f64::from(pixels / (self.end - self.start).max(1.0))
    }
}

/// The bar itself.
fn interval(sheet: &mut Sheet, bar: &TimeBar, ends: (Option<f32>, Option<f32>), middle: f32) {
    let palette = sheet.palette;
    let colour = palette.stated;
    let (low, high) = (middle - HALF, middle + HALF);
    let edge = Stroke::solid(1.4, colour);
    let dashed = |width| Stroke::dashed(width, colour, [4.0, 3.0]);
    // The end that the words give, and the far end of what they leave open.
    let (known, far) = match ends {
        (Some(from), Some(to)) => {
            // A day is drawn wide enough to be seen.
            let size: Point = [(to - from).max(4.0), HALF * 2.0];
            let fill = if bar.planned {
                palette.background
            } else {
                colour
            };
            let shape = Shape::Rect {
                min: [from, low],
                size,
                fill: Some(fill),
                stroke: bar.planned.then_some(edge),
            };
            sheet.draw(Part::Claim, shape);
            return;
        }
        (Some(from), None) => (from, from + OPEN),
        (None, Some(to)) => (to, to - OPEN),
        (None, None) => return,
    };
    if bar.planned {
        for y in [low, high] {
            sheet.line(Part::Claim, [far, y], [known, y], dashed(1.2));
        }
        sheet.line(Part::Claim, [known, low], [known, high], edge);
    } else {
        sheet.line(Part::Claim, [far, middle], [known, middle], dashed(2.0));
        let cap = Stroke::solid(3.0, colour);
        sheet.line(Part::Claim, [known, low], [known, high], cap);
    }
}

fn draw(sheet: &mut Sheet, bar: &TimeBar, axis: &YearAxis, middle: f32, [left, right]: [f32; 2]) {
    let palette = sheet.palette;
    let link = bar.mentions.first().map(|it| format!("mention:{}", it.0));
    let (from, to) = bar.place();
    let ends = (from.map(|it| axis.at(it)), to.map(|it| axis.at(it)));
    let first = sheet.items.len();
    interval(sheet, bar, ends, middle);
    let words = fit(
        &bar.label,
        LABEL_SIZE,
        Weight::Regular,
        left - MARGIN - 12.0,
    );
    let base = middle + LABEL_SIZE * 0.36;
    sheet.write(
        Part::Label,
        [MARGIN, base],
        &words,
        Ink::new(LABEL_SIZE, palette.text),
    );
    if !bar.figures.is_empty() {
        let figures = fit(
            &bar.figures.join(", "),
            SMALL_SIZE,
            Weight::Regular,
            sheet.width - MARGIN - right - 8.0,
        );
        sheet.write(
            Part::Label,
            [right + 8.0, base],
            &figures,
            Ink::new(SMALL_SIZE, palette.weak),
        );
    }
    let hint = bar.words();
    for item in sheet.items.iter_mut().skip(first) {
        item.link.clone_from(&link);
        item.hint = Some(hint.clone());
    }
}

fn description(figure: &TimelineFigure) -> String {
    let lines: Vec<String> = figure.bars.iter().map(TimeBar::words).collect();
    format!("{} dates. {}.", lines.len(), lines.join(". "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::MentionId;
    use jiff::civil::date;

    #[test]
    fn open_ends_are_dashed_and_everything_stays_on_the_page() {
        let bar = |from, to, planned| TimeBar {
            from,
            to,
            label: "a date with many words in it, more than the column holds at this size"
                .to_owned(),
            figures: vec!["10 trillion yen".to_owned()],
            mentions: vec![MentionId(3)],
            claims: Vec::new(),
            planned,
        };
        let figure = TimelineFigure {
            bars: vec![
                bar(None, Some(date(2027, 12, 31)), true),
                bar(Some(date(2023, 10, 1)), Some(date(2023, 12, 31)), true),
                bar(Some(date(1945, 8, 6)), Some(date(1945, 8, 6)), false),
                bar(Some(date(2022, 1, 1)), None, false),
            ],
            left_out: vec!["nothing".to_owned()],
        };
        for size in [Size::new(400, 400), Size::new(1600, 500)]
            .into_iter()
            .flatten()
        {
            let scene = timeline_scene(&figure, size, Theme::Light);
            for item in &scene.items {
                let at = item.bounds();
                assert!(
                    at.left >= -0.1 && at.right <= scene.width + 0.1 && at.bottom <= scene.height,
                    "{item:?}"
                );
            }
            let dashed = scene.items.iter().filter(
                |it| matches!(it.shape, Shape::Line { stroke, .. } if stroke.dash.is_some()),
            );
            assert_eq!(
                dashed.count(),
                3,
                "a planned one is a hollow bar without an end"
            );
            assert!(
                scene
                    .items
                    .iter()
                    .any(|it| it.link.as_deref() == Some("mention:3"))
            );
        }
    }
}
